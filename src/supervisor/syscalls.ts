/**
 * System calls by name. A suite may name any call of the kernel, or a *family*: `write` stands for all the ways to write. What people are
 * shown of a family is the short list they know from the language's reference; intercepted are all of its variants, since a program
 * that turns from writev to pwritev2 has not stopped writing.
 */
import * as table from "./syscalls.generated.ts";

export type Arch = "x64" | "arm64";

/** What a keyword stands for: the calls [shown] to people, and all that are [intercepted] for it. */
export interface Family {
  readonly shown: readonly string[];
  readonly intercepted: readonly string[];
}

/** Per keyword the calls shown and, after the bar, further variants. Those that an architecture lacks are left out there. */
const written: Readonly<Record<string, string>> = {
  write: "write writev pwrite64 | pwritev pwritev2",
  read: "read readv pread64 | preadv preadv2",
  fsync: "fsync fdatasync",
  sendto: "sendto sendmsg | sendmmsg",
  recvfrom: "recvfrom recvmsg | recvmmsg",
  connect: "connect",
  openat: "openat | openat2",
  writev: "writev | pwritev pwritev2",
  readv: "readv | preadv preadv2",
  close: "close",
  pwrite64: "pwrite64",
  pread64: "pread64",
  fdatasync: "fdatasync",
  sendmsg: "sendmsg | sendmmsg",
  recvmsg: "recvmsg | recvmmsg",
  open: "open openat | openat2 creat",
  accept: "accept accept4",
  rename: "rename renameat renameat2",
  unlink: "unlink unlinkat",
  link: "link linkat",
  symlink: "symlink symlinkat",
  mkdir: "mkdir mkdirat",
  truncate: "truncate ftruncate",
  stat: "stat newfstatat statx | lstat fstat",
  access: "access faccessat faccessat2",
  chmod: "chmod fchmod fchmodat | fchmodat2",
  chown: "chown fchown fchownat | lchown",
  poll: "poll ppoll",
  select: "select pselect6",
  fork: "fork vfork clone clone3",
  exec: "execve execveat",
};

const numbers: Readonly<Record<Arch, ReadonlyMap<string, number>>> = {
  x64: new Map(table.x64.map(([number, name]) => [name, number])),
  arm64: new Map(table.arm64.map(([number, name]) => [name, number])),
};

function thisArch(): Arch {
  return process.arch === "arm64" ? "arm64" : "x64";
}

/** The families of an architecture by keyword. */
export function familiesOf(arch: Arch): ReadonlyMap<string, Family> {
  const known = (name: string): boolean => isSyscall(name, arch);
  return new Map(
    Object.entries(written).flatMap(([keyword, text]): [string, Family][] => {
      const [shown = [], more = []] = text.split(" | ").map((names) => names.split(" ").filter(known));
      return shown.length ? [[keyword, { shown, intercepted: [...shown, ...more] }]] : [];
    }),
  );
}

/** The families of this machine by keyword. */
export const families: ReadonlyMap<string, Family> = familiesOf(thisArch());

/** Whether the kernel has a call of this name on [arch], by default that of this machine. */
export function isSyscall(name: string, arch: Arch = thisArch()): boolean {
  return numbers[arch].has(name);
}

/** Its number on this machine; undefined where there is none. */
export function syscallNumber(name: string): number | undefined {
  return numbers[thisArch()].get(name);
}

const divisible = new Set(
  "write writev pwrite64 pwritev pwritev2 sendto sendmsg read readv pread64 preadv preadv2 recvfrom recvmsg".split(" "),
);

/** Whether a call can be made with fewer bytes than it asks for; `native/calls.c` marks the same ones. */
export function isDivisible(name: string): boolean {
  return divisible.has(name);
}

/** All calls of [arch] by name, for suggestions. */
export function syscallNames(arch: Arch = thisArch()): readonly string[] {
  return [...numbers[arch].keys()];
}
