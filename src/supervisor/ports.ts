/**
 * Who listens on a TCP port, read from `/proc/net/tcp` (which sockets) and `/proc/PID/fd` (whose they are). A socket of another user's
 * process shows in the first but not in the second, so the holder may remain unknown.
 */
import { readdir, readFile, readlink } from "node:fs/promises";

/** Whoever holds a port; without [pid] it is a process that this user may not look into. */
export interface Holder {
  readonly pid?: number;
  readonly command?: string;
}

/** TCP_LISTEN of the kernel, as /proc/net/tcp writes it. */
const listening = "0A";

/** The inodes of the sockets that listen on [port], on whatever address. */
async function listeningInodes(port: number): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    // A kernel without IPv6 has no second table.
    const text = await readFile(table, "latin1").catch(() => "");
    for (const line of text.split("\n").slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/u);
      if (state === listening && inode !== undefined && Number.parseInt(local?.split(":").at(-1) ?? "", 16) === port) found.add(inode);
    }
  }
  return found;
}

async function holdsOneOf(pid: number, inodes: ReadonlySet<string>): Promise<boolean> {
  const directory = `/proc/${pid}/fd`;
  // It may have ended, or belong to somebody else.
  const descriptors = await readdir(directory).catch(() => []);
  for (const descriptor of descriptors) {
    const link = await readlink(`${directory}/${descriptor}`).catch(() => "");
    const inode = /^socket:\[(\d+)\]$/u.exec(link)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}

async function commandOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return text.split("\0").join(" ").trim() || (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "?")).trim();
}

/** Who listens on [port], or undefined when nobody does. */
export async function listenerOn(port: number): Promise<Holder | undefined> {
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return undefined;
  const entries = await readdir("/proc").catch(() => []);
  for (const pid of entries.filter((name) => /^\d+$/u.test(name)).map(Number)) {
    if (await holdsOneOf(pid, inodes)) return { pid, command: await commandOf(pid) };
  }
  return {};
}

/** Whether a socket that listens on [port] belongs to one of the processes [pids]. */
export async function listensIn(port: number, pids: readonly number[]): Promise<boolean> {
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return false;
  for (const pid of pids) if (await holdsOneOf(pid, inodes)) return true;
  return false;
}
