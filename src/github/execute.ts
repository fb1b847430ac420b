/** Starts a program other than a service: git, and the `build` command of a workflow. Output goes to a log line by line. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ExecuteOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Told every line of standard output and standard error. */
  readonly log: (line: string) => void;
}

/** How a program ended: its exit code (128 and the signal's number would say less than [reason]) and what it printed to standard output. */
export interface Executed {
  readonly ok: boolean;
  /** `exit code 2`, `signal SIGTERM`, `spawn git ENOENT`; empty when [ok]. */
  readonly reason: string;
  readonly stdout: string;
}

export type Execute = (program: string, args: readonly string[], options: ExecuteOptions) => Promise<Executed>;

/** More of a program's output than this is not kept. */
export const keptCharacters = 64 * 1024;

export const execute: Execute = (program, args, options) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd: options.cwd, env: options.env, signal: options.signal, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (stdout.length < keptCharacters) stdout += `${line}\n`;
      options.log(line);
    });
    createInterface({ input: child.stderr }).on("line", options.log);
    // Spawning that fails, and an abort, end here; `close` may or may not follow, and a promise resolves once.
    child.on("error", (error) => resolve({ ok: false, reason: error.message, stdout }));
    child.on("close", (code, signal) => {
      if (code === 0) resolve({ ok: true, reason: "", stdout });
      else resolve({ ok: false, reason: signal === null ? `exit code ${code}` : `signal ${signal}`, stdout });
    });
  });

/**
 * Runs a `build` command as the runner runs a `run:` step: by bash, which stops at the first failing command, or by sh where there is no bash.
 * The command itself is the workflow's own text.
 */
export async function runBuild(command: string, run: Execute, options: ExecuteOptions): Promise<Executed> {
  const bash = await run("bash", ["-e", "-o", "pipefail", "-c", command], options);
  return bash.reason.endsWith("ENOENT") ? run("sh", ["-e", "-c", command], options) : bash;
}
