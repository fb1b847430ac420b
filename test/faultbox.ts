/** Starting the command line as a user would, for tests: from the sources, in a folder, with everything it printed. */
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** The words that start the command line, from the sources. */
export const command: readonly [program: string, ...args: string[]] = [
  process.execPath,
  "--import",
  join(import.meta.dirname, "compile-cache.mjs"),
  join(import.meta.dirname, "..", "src", "cli.ts"),
];

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `faultbox` without waiting for it. */
export function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): { child: ChildProcess; ended: Promise<Ran> } {
  const [program, ...words] = command;
  const child = spawn(program, [...words, ...args], { cwd, env: { ...cleanEnvironment(), ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}

/** Runs `faultbox` to its end. */
export function faultbox(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return start(args, cwd, env).ended;
}

/** The environment without what CI systems set, which would change how output looks. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(GITHUB_|INPUT_|FORCE_COLOR|NODE_OPTIONS)/.test(entry[0]),
  );
  return Object.fromEntries(kept);
}

/** Pids of processes that were started from within [folder]: whose working directory is there. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          pid !== process.pid &&
          readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) &&
          !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ")
        );
      } catch {
        return false;
      }
    });
}

/** The name a process gives itself (at most 15 characters), or the empty string when it is gone. */
export function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}

/** Resolves when [condition] holds; rejects, saying [what] was awaited, when it does not come to hold within [limitMs]. */
export async function until(what: string, condition: () => boolean, limitMs = 100_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
