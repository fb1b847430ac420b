/** What the commands of the command line have in common: exit codes, how to speak to people, files, interrupts. */
import { constants } from "node:fs";
import { access, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { plain, type ConsoleOptions } from "../report/index.ts";
import type { PoolOptions } from "../ci/index.ts";
import { Session, type Exploration, type Runner, type Running } from "../engine/index.ts";
import { exitCodes } from "./exit.ts";
import { people } from "./terminal.ts";

/** A slip of the user's: the message is all there is to say, and the exit code is 1. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Text from elsewhere made harmless, line by line. */
export const plainLines = (text: string): string => text.split("\n").map(plain).join("\n");

/** Says something to people: on standard error. */
export const say = (text: string): void => people.say(text);

const shown: { readonly running: Running; readonly run: number; readonly startMs: number }[] = [];

/** Shows a running test in the live line, where there is one, with those beside it, until it is over or [people] rests. */
export function watch(running: Running, run: number, runs: number): void {
  shown.splice(0, shown.length, ...shown.filter((one) => !one.running.over()), { running, run, startMs: performance.now() });
  const all = [...shown];
  people.watch(() => {
    const now = all.filter((one) => !one.running.over());
    // Between two tests, the one that has just ended is still the one to name.
    const first = now[0] ?? all[0] ?? { running, run, startMs: performance.now() };
    const others = now.slice(1).map((one) => one.running);
    return {
      test: first.running.test,
      run: first.run,
      runs,
      elapsedMs: performance.now() - first.startMs,
      step: first.running.step(),
      events: [first.running, ...others].reduce((sum, one) => sum + one.events(), 0),
      others: others.map((one) => ({ test: one.test, step: one.step() })),
    };
  });
}

/** The first interrupt ends the run in order, services first; a second one ends this process, and the supervisor ends the services. */
export function interruptible(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCodes.interrupted);
      controller.abort(new Error(`interrupted by ${signal}`));
    });
  }
  return controller.signal;
}

/**
 * Who runs the tests: this process, or with [jobs] above 1 so many workers, as far as the machine can keep them apart. Dispose ends everything
 * they started.
 */
export async function runnerOf(jobs: number, options: PoolOptions): Promise<Runner & AsyncDisposable> {
  if (jobs > 1) {
    const { startPool } = await import("../ci/index.ts");
    const pool = await startPool(options);
    if (!("none" in pool)) return pool;
    say(`--jobs ${jobs}: ${plain(pool.none)}; running one test after the other`);
  }
  const session = new Session();
  // Started now, beside us, it is ready when the suite is; if it cannot start, whoever needs it is told.
  session.supervisor().catch(() => {});
  return session;
}

/** Samples, and at most so many of all orders, unless another number is given. */
const usualOrders = { sample: 100, all: 1000 } as const;

/** What `--explore` and `--orders` ask for. Throws [UsageError] for the second without the first. */
export function explorationOf({ explore, orders }: { explore?: "all" | "sample"; orders?: number }): Exploration | undefined {
  if (explore !== undefined) return { how: explore, orders: orders ?? usualOrders[explore] };
  if (orders !== undefined)
    throw new UsageError("--orders says how many orders --explore runs: give --explore sample or --explore all too");
  return undefined;
}

/** How to print, from flags and surroundings. */
export function consoleOptions(options: { show?: "all" | "fail"; quiet?: boolean; debug?: boolean }): ConsoleOptions {
  const github = process.env["GITHUB_ACTIONS"] === "true";
  return {
    color: process.stderr.isTTY && (process.env["NO_COLOR"] ?? "") === "" && process.env["TERM"] !== "dumb",
    github,
    show: options.show ?? "all",
    quiet: options.quiet ?? false,
    debug: options.debug ?? false,
  };
}

/** Writes a file that the user asked for. */
export async function write(path: string, text: string, what: string): Promise<void> {
  await writing(path, what, () => writeFile(path, text));
}

/** Whether [write] can succeed, before the work that ends in it: what long runs have found is not lost to a misspelt folder. Changes nothing. */
export async function ensureWritable(path: string, what: string): Promise<void> {
  await writing(path, what, async () => {
    const there = await stat(path).catch(() => undefined);
    if (there?.isDirectory() === true) throw new Error("it is a folder");
    if (there !== undefined) return access(path, constants.W_OK);
    const folder = dirname(path);
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is no folder`);
    return access(folder, constants.W_OK);
  });
}

async function writing(path: string, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new UsageError(`cannot write the ${what} to ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads a file that the user named. */
export async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
