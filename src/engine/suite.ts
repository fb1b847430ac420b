/**
 * Running a suite: its tests one after another, as often as asked, on one supervisor that is started once and replaced if it dies.
 */
import { release } from "node:os";
import { startSupervisor, type Supervisor } from "../supervisor/index.ts";
import type { Diagnostic, Environment, SuiteRun, TestResult } from "../trace/index.ts";
import { seedOfRun } from "./seed.ts";
import { Receiver, runTest, type TestOptions, type TestPlan } from "./test.ts";

export interface Suite {
  /** As the user named it. */
  readonly path: string;
  readonly tests: readonly TestPlan[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface SuiteOptions extends Omit<TestOptions, "seed"> {
  readonly seed: number;
  /** Which runs to make: their indices, each with a seed of its own; see [seedOfRun]. */
  readonly firstRun: number;
  readonly runs: number;
  /** Do not repeat a test once it has failed. */
  readonly stopAtFailure: boolean;
  /** Name and version of this tool, for the environment. */
  readonly tool: string;
  /** Runner image, for the environment; empty off CI. */
  readonly image: string;
  readonly onStart?: (test: string, run: number) => void;
  readonly onEnd?: (result: TestResult, run: number) => void;
}

/** A supervisor that is there when needed. One per worker; disposing it ends everything it started. */
export class Session implements AsyncDisposable {
  readonly #receiver = new Receiver();
  #supervisor: Promise<Supervisor> | undefined;

  /** The running supervisor, started on first use and again after a death. Calling it early lets it start while other things are prepared. */
  supervisor(): Promise<Supervisor> {
    this.#supervisor ??= this.#start();
    return this.#supervisor;
  }

  async #start(): Promise<Supervisor> {
    const started = await startSupervisor({ listener: this.#receiver });
    started.died.catch(() => {
      this.#supervisor = undefined;
    });
    return started;
  }

  async run(plan: TestPlan, options: TestOptions): Promise<TestResult> {
    return runTest(plan, await this.supervisor(), this.#receiver, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const supervisor = await this.#supervisor?.catch(() => undefined);
    this.#supervisor = undefined;
    await supervisor?.[Symbol.asyncDispose]();
  }
}

/**
 * Runs every test of [suite] once per run, and returns one [SuiteRun] each. When [options.signal] aborts, the runs made so far are
 * returned, the last one with the tests that had ended; the caller knows from the signal.
 */
export async function runSuite(suite: Suite, session: Session, options: SuiteOptions): Promise<readonly SuiteRun[]> {
  const runs: SuiteRun[] = [];
  const failed = new Set<string>();
  for (let index = options.firstRun; index < options.firstRun + options.runs && !options.signal.aborted; index++) {
    const seed = seedOfRun(options.seed, index);
    const startMs = performance.now();
    const tests: TestResult[] = [];
    for (const plan of suite.tests) {
      if (options.signal.aborted) break;
      if (options.stopAtFailure && failed.has(plan.name)) continue;
      options.onStart?.(plan.name, index);
      try {
        const result = await session.run(plan, { ...options, seed });
        if (result.verdict === "fail" || result.verdict === "error") failed.add(plan.name);
        tests.push(result);
        options.onEnd?.(result, index);
      } catch (error) {
        if (!options.signal.aborted) throw error;
      }
    }
    runs.push({
      suite: suite.path,
      seed,
      durationMs: Math.round(performance.now() - startMs),
      tests,
      environment: await environment(session, options),
      diagnostics: suite.diagnostics,
    });
  }
  return runs;
}

async function environment(session: Session, options: SuiteOptions): Promise<Environment> {
  const { capabilities } = await session.supervisor();
  return {
    tool: options.tool,
    os: process.platform,
    arch: process.arch,
    kernel: release(),
    image: options.image,
    capture: [
      `sync wake-up: ${capabilities.syncWakeUp ? "yes" : "no"}`,
      `wait killable: ${capabilities.waitKillable ? "yes" : "no"}`,
      ...capabilities.notes,
    ],
  };
}
