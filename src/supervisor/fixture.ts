/** What the tests of this room share: programs to watch, built when needed, and a listener that keeps what it hears. */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startSupervisor, type StartOptions } from "./client.ts";
import * as table from "./syscalls.generated.ts";
import { isSyscall } from "./syscalls.ts";
import type { CallRecord, Exit, LaunchSpec, Listener, Output, Rule, Service, Supervisor } from "./types.ts";

const run = promisify(execFile);
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const built = path.join(root, "build", "native", "test");

/** The executable of a program in `native/test`, built now if it is older than its source. */
export async function program(name: string): Promise<string> {
  const source = path.join(root, "native", "test", name);
  const target = path.join(built, name.replace(".", "-"));
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(source).mtimeMs) return target;
  await mkdir(built, { recursive: true });
  // Test files run side by side, and an executable that is being written cannot be run.
  const draft = `${target}.${process.pid}`;
  if (name.endsWith(".go")) await run("go", ["build", "-o", draft, source]);
  else if (name.endsWith(".rs")) await run("rustc", ["-O", "-o", draft, source]);
  else if (name.endsWith(".java")) await javaProgram(source, draft);
  else await run("gcc", ["-O1", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", draft, source]);
  await rename(draft, target);
  return target;
}

/** A script [target] that runs the class of [source], compiled. */
async function javaProgram(source: string, target: string): Promise<void> {
  await run("javac", ["-d", built, source]);
  // Of one processor and little memory, as there are other tests beside it.
  const command = `exec java -XX:TieredStopAtLevel=1 -Xmx64m -cp '${built}' ${path.basename(source, ".java")} "$@"`;
  await writeFile(target, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
}

/** A directory of its own that is removed when the scope ends; any user may enter it. */
export async function directory(): Promise<AsyncDisposable & { readonly path: string }> {
  const made = await mkdtemp(path.join(tmpdir(), "faultbox-"));
  await chmod(made, 0o777);
  return { path: made, [Symbol.asyncDispose]: () => rm(made, { recursive: true, force: true }) };
}

/** A script that runs the supervisor behind the given words: `setpriv …`, `without …`. */
export async function wrapped(place: string, words: readonly string[], binary: string): Promise<string> {
  const script = path.join(place, "wrapped-supervisor");
  const quoted = [...words, binary].map((word) => `'${word}'`).join(" ");
  await writeFile(script, `#!/bin/sh\nexec ${quoted}\n`);
  await chmod(script, 0o755);
  return script;
}

/** Keeps all it hears. */
export class Heard implements Listener {
  readonly records: CallRecord[] = [];
  readonly outputs: Output[] = [];
  readonly exits: Exit[] = [];
  readonly notices: { readonly service: string; readonly code: string; readonly message: string }[] = [];
  /** Calls that are being held, or were. */
  readonly waiting: CallRecord[] = [];
  /** Calls whose delay has begun. */
  readonly late: CallRecord[] = [];
  private wake: (() => void)[] = [];

  private heard(): void {
    for (const wake of this.wake.splice(0)) wake();
  }

  calls(records: readonly CallRecord[]): void {
    this.records.push(...records);
    this.heard();
  }

  output(output: Output): void {
    this.outputs.push(output);
    this.heard();
  }

  exit(exit: Exit): void {
    this.exits.push(exit);
    this.heard();
  }

  notice(service: string, code: string, message: string): void {
    this.notices.push({ service, code, message });
    this.heard();
  }

  held(record: CallRecord): void {
    this.waiting.push(record);
    this.heard();
  }

  delayed(record: CallRecord): void {
    this.late.push(record);
    this.heard();
  }

  /** Resolves once [condition] holds, looked at whenever something was heard. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.wake.push(resolve));
  }

  stdout(stream: "stdout" | "stderr" = "stdout"): string {
    return Buffer.concat(this.outputs.filter((output) => output.stream === stream).map((output) => output.bytes)).toString();
  }
}

export interface Running extends AsyncDisposable {
  readonly supervisor: Supervisor;
  readonly heard: Heard;
  launch(argv: readonly string[], spec?: Partial<LaunchSpec>): Promise<Service>;
  /** Launches, waits for the end, and asks for everything recorded. */
  run(argv: readonly string[], spec?: Partial<LaunchSpec>): Promise<Exit>;
}

export async function running(options: Omit<StartOptions, "listener"> = {}): Promise<Running> {
  const heard = new Heard();
  const supervisor = await startSupervisor({ listener: heard, ...options });
  const launch = (argv: readonly string[], spec: Partial<LaunchSpec> = {}): Promise<Service> =>
    supervisor.launch({
      name: "service",
      argv,
      env: { PATH: process.env["PATH"] ?? "" },
      cwd: tmpdir(),
      intercept: [],
      rules: [],
      ...spec,
    });
  return {
    supervisor,
    heard,
    launch,
    async run(argv, spec) {
      const service = await launch(argv, spec);
      const exit = await service.exited;
      await supervisor.sync();
      return exit;
    },
    [Symbol.asyncDispose]: () => supervisor[Symbol.asyncDispose](),
  };
}

let ids = 0;

/** A rule with an id of its own. */
export function rule(syscalls: string, action: Rule["action"], more: Partial<Rule> = {}): Rule {
  return { id: ++ids, syscalls: syscalls.split(" "), action, exemptSystemPaths: false, ...more };
}

/** The number of a call on this machine, for `without.c`. */
export function numberOf(name: string): number {
  const found = (process.arch === "arm64" ? table.arm64 : table.x64).find(([, known]) => known === name);
  if (!found) throw new Error(`no call ${name}`);
  return found[0];
}

/** Names of calls, without those this architecture lacks. */
export function calls(names: string): readonly string[] {
  return names.split(" ").filter((name) => isSyscall(name));
}

/** The calls that `told.c` tells of. */
export const toldCalls =
  "open openat openat2 creat read write pread64 pwrite64 readv writev preadv pwritev fsync fdatasync ftruncate rename renameat renameat2 unlinkat mkdirat symlinkat linkat connect bind accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg";

/** A record as `told.c` writes it. */
export function line(record: CallRecord): string {
  const words = [record.name];
  if (record.fd !== undefined && record.fd !== -100) words.push(`fd=${record.fd}`);
  words.push(objectText(record));
  if (record.target !== undefined) words.push(`target=${record.target}`);
  if (record.size !== undefined) words.push(`size=${record.size}`);
  if (record.flags !== undefined) words.push(`flags=${record.flags}`);
  return words.join(" ");
}

function objectText({ object }: CallRecord): string {
  switch (object.kind) {
    case "file":
      return `file:${object.path}${object.deleted === true ? " deleted" : ""}`;
    case "socket":
      return ["socket", object.local, "->", object.peer].filter((word) => word !== undefined).join(" ");
    case "stdio":
    case "anon":
      return `${object.kind}:${object.name}`;
    case "pipe":
    case "none":
      return object.kind;
  }
}

/** What the members of `clan.c` connect to. */
export class Roll implements AsyncDisposable {
  readonly members = new Map<string, number>();
  private readonly alive = new Set<Socket>();
  private readonly server = createServer((socket) => this.welcome(socket));
  private wake: (() => void)[] = [];

  static async open(place: string): Promise<Roll> {
    const roll = new Roll();
    await new Promise<void>((resolve) => roll.server.listen(place, resolve));
    await chmod(place, 0o777);
    return roll;
  }

  private welcome(socket: Socket): void {
    this.alive.add(socket);
    socket.setEncoding("utf8").on("data", (text: string) => {
      const [kind = "", pid = ""] = text.trim().split(" ");
      this.members.set(kind, Number(pid));
      this.heard();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.alive.delete(socket);
      this.heard();
    });
  }

  private heard(): void {
    for (const wake of this.wake.splice(0)) wake();
  }

  private async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.wake.push(resolve));
  }

  /** Resolves when all kinds of relatives have come. */
  async complete(): Promise<void> {
    await this.until(() => this.members.size === 6);
  }

  /** Resolves when the last one is gone. */
  async empty(): Promise<void> {
    await this.until(() => this.alive.size === 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.alive) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
