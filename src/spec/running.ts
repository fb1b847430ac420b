/** Running suites in tests of this room: a text, loaded and run by the real engine under the real supervisor, and what came of it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseLeaf, runSuite, Session, type Suite, type SuiteOptions } from "../engine/index.ts";
import type { SuiteRun, TestResult } from "../trace/index.ts";
import { loadSuite, selectLeaf } from "./index.ts";
import type { Observe } from "./needs.ts";

export interface Ran {
  readonly runs: readonly SuiteRun[];
  /** All results, in the order in which they ended. */
  readonly results: readonly TestResult[];
  readonly printed: readonly string[];
}

/** A folder with suites in it and a session to run them in; both end with its scope. */
export class Bench implements AsyncDisposable {
  readonly folder: string;
  readonly #session = new Session();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Bench> {
    return new Bench(await mkdtemp(join(tmpdir(), "faultbox-bench-")));
  }

  /** Puts a file beside the suite. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  /** Loads [text] as a suite and runs all of it, or a leaf of it as `--leaf` names it. */
  async run(text: string, options: Partial<SuiteOptions> = {}, observe: Observe = "suite", leaf?: string): Promise<Ran> {
    const printed: string[] = [];
    const results: TestResult[] = [];
    const whole = await loadIn(this, text, (line) => printed.push(line), observe);
    const suite = leaf === undefined ? whole : selectLeaf(whole, parseLeaf(leaf));
    const runs = await runSuite(suite, this.#session, {
      cwd: this.folder,
      env: { PATH: process.env["PATH"] ?? "" },
      seed: 0,
      firstRun: 0,
      runs: 1,
      stopAtFailure: false,
      tool: "test",
      image: "",
      budgetMs: 30_000,
      quietMs: 0,
      signal: new AbortController().signal,
      replay: (test, seed, leaf) => `${test} ${leaf} ${seed}`,
      onEnd: (result) => results.push(result),
      ...options,
    });
    return { runs, results, printed };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }
}

/** A port that nobody listens on; the kernel does not give it out again soon. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a listening server has no port");
  return address.port;
}

/** Loads [text] as a suite of the bench without running it. */
export async function loadIn(
  bench: Bench,
  text: string,
  print: (line: string) => void = () => {},
  observe: Observe = "suite",
): Promise<Suite> {
  await bench.write("s.star", text);
  return loadSuite("s.star", { cwd: bench.folder, observe, print });
}
