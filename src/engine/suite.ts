/**
 * Running a suite: its tests one after another, as often as asked, on one supervisor that is started once and replaced if it dies.
 */
import { release } from "node:os";
import { startSupervisor, type Supervisor } from "../supervisor/index.ts";
import type { Diagnostic, Environment, SuiteRun, TestResult } from "../trace/index.ts";
import { leafName } from "./leaves.ts";
import { seedOfRun } from "./seed.ts";
import { Receiver, runTest, type Ran, type Running, type TestOptions, type TestPlan } from "./test.ts";

export interface Suite {
  /** As the user named it. */
  readonly path: string;
  readonly tests: readonly TestPlan[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface SuiteOptions extends Omit<TestOptions, "seed" | "onRunning"> {
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
  readonly onRunning?: (running: Running, run: number) => void;
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

  async run(plan: TestPlan, options: TestOptions): Promise<Ran> {
    return runTest(plan, await this.supervisor(), this.#receiver, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const supervisor = await this.#supervisor?.catch(() => undefined);
    this.#supervisor = undefined;
    await supervisor?.[Symbol.asyncDispose]();
  }
}

/** Something to run: a leaf of the suite's test of this number, and its place among all leaves of that test. */
interface Task {
  readonly test: number;
  readonly place: readonly number[];
  readonly plan: TestPlan;
}

/**
 * Runs every leaf of every test of [suite] once per run, and returns one [SuiteRun] each; where a test is run in several orders, one for each
 * order. Leaves that a run finds come right behind it. When [options.signal] aborts, the runs made so far are returned, the last one with
 * the tests that had ended; the caller knows from the signal.
 */
export async function runSuite(suite: Suite, session: Session, options: SuiteOptions): Promise<readonly SuiteRun[]> {
  const runs: SuiteRun[] = [];
  const failed = new Set<string>();
  for (let index = options.firstRun; index < options.firstRun + options.runs && !options.signal.aborted; index++) {
    const seed = seedOfRun(options.seed, index);
    const startMs = performance.now();
    const results: TestResult[] = [];
    const tasks: Task[] = suite.tests.map((plan, test) => ({ test, place: [], plan }));
    for (let task = tasks.shift(); task !== undefined && !options.signal.aborted; task = tasks.shift()) {
      const { plan, test, place } = task;
      const name = leafName(plan.name, plan.leaf);
      if (options.stopAtFailure && failed.has(name)) continue;
      try {
        const { result, more } = await session.run(plan, { ...options, seed, onRunning: (running) => options.onRunning?.(running, index) });
        if (result.verdict === "fail" || result.verdict === "error") failed.add(result.name);
        results.push(result);
        options.onEnd?.(result, index);
        tasks.unshift(...more.map((leaf, i) => ({ test, place: [...place, i], plan: plan.at(leaf) })));
      } catch (error) {
        if (!options.signal.aborted) throw error;
      }
    }
    const durationMs = Math.round(performance.now() - startMs);
    for (const tests of executions(results)) {
      runs.push({
        suite: suite.path,
        seed,
        durationMs,
        tests,
        environment: await environment(session, options),
        diagnostics: suite.diagnostics,
      });
    }
  }
  return runs;
}

/** Results as executions of the suite: the first of each name, the second, … */
function executions(results: readonly TestResult[]): readonly (readonly TestResult[])[] {
  const seen = new Map<string, number>();
  const runs: TestResult[][] = [[]];
  for (const result of results) {
    const nth = seen.get(result.name) ?? 0;
    seen.set(result.name, nth + 1);
    (runs[nth] ??= []).push(result);
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
