/**
 * Running a suite: its tests one after another, as often as asked, on one supervisor that is started once and replaced if it dies.
 */
import { release } from "node:os";
import { startSupervisor, type Supervisor } from "../supervisor/index.ts";
import type { Diagnostic, Environment, SuiteRun, TestResult } from "../trace/index.ts";
import { leafName, noLeaf, orderAxis, parseLeaf, type Leaf } from "./leaves.ts";
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
  /** Also run what runs side by side in other orders. */
  readonly explore?: Exploration;
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

/** Running tests that have branches side by side in several orders; see `orders.ts`. */
export interface Exploration {
  readonly how: "all" | "sample";
  /** Of one leaf: how many samples to draw, or at most how many of all orders to run. */
  readonly orders: number;
}

/** The orders of one leaf, as far as they have been run. */
interface Search {
  readonly name: string;
  found: number;
  ran: number;
  unrealised: number;
  failed: boolean;
}

/** A leaf to run. */
interface Task {
  readonly plan: TestPlan;
  /** If it is to be run in an order, the search that this belongs to. */
  readonly search?: Search;
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
    const searches: Search[] = [];
    const tasks: Task[] = suite.tests.map((plan) => ({ plan }));
    for (let task = tasks.shift(); task !== undefined && !options.signal.aborted; task = tasks.shift()) {
      const { plan, search } = task;
      const name = leafName(plan.name, plan.leaf);
      // One order that fails is what was looked for.
      if (search?.failed === true || (options.stopAtFailure && failed.has(name))) continue;
      try {
        const ran = await session.run(plan, { ...options, seed, onRunning: (running) => options.onRunning?.(running, index) });
        const { result } = ran;
        if (result.verdict === "fail" || result.verdict === "error") failed.add(name).add(result.name);
        results.push(result);
        options.onEnd?.(result, index);
        if (search !== undefined) account(search, ran);
        const leaves = ran.more.map((leaf) => plan.at(leaf));
        if (search !== undefined) {
          // Orders with more deviations come behind those with fewer.
          const behind = tasks.findLastIndex((other) => other.search === search) + 1;
          const room = Math.max(0, (options.explore?.orders ?? 0) - search.found);
          search.found += leaves.length;
          tasks.splice(behind, 0, ...leaves.slice(0, room).map((next) => ({ plan: next, search })));
          continue;
        }
        tasks.unshift(...leaves.map((next) => ({ plan: next })));
        if (options.explore !== undefined && ran.sideBySide && !plan.leaf.has(orderAxis) && !failed.has(name)) {
          const started: Search = { name: result.name, found: 0, ran: 0, unrealised: 0, failed: false };
          searches.push(started);
          const own = parseOr(result.leaf);
          const orders = firstOrders(options.explore);
          started.found = orders.length;
          tasks.unshift(...orders.map((order) => ({ plan: plan.at(new Map([...own, [orderAxis, order]])), search: started })));
        }
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
        diagnostics: [...suite.diagnostics, ...searches.map((search) => told(search, options.explore))],
      });
    }
  }
  return runs;
}

function firstOrders({ how, orders }: Exploration): readonly string[] {
  return how === "all" ? ["d"] : Array.from({ length: orders }, (_, sample) => `p${sample}`);
}

function parseOr(leaf: string | undefined): Leaf {
  return leaf === undefined ? noLeaf : parseLeaf(leaf);
}

function account(search: Search, { result, explored }: Ran): void {
  search.ran++;
  if (explored?.realised === false) search.unrealised++;
  if (result.verdict === "fail" || result.verdict === "error") search.failed = true;
}

/** What a search came to. A pass means something only with the number of orders, and with what was left out. */
function told({ name, found, ran, unrealised, failed }: Search, explore: Exploration | undefined): Diagnostic {
  const short = unrealised === 0 ? "" : `; ${unrealised} of them could not be kept to`;
  if (failed) return { level: "info", code: "EXPLORED", message: `${name} failed in order ${ran} of those it was run in${short}` };
  if (explore?.how === "all" && found > ran) {
    return {
      level: "warning",
      code: "ORDERS_LEFT",
      message: `${name} was run in ${ran} orders, those with the fewest deviations, and none failed; there are more${short}`,
      suggestion: `--orders N runs more than ${explore.orders}; nondet(service) leaves a service out`,
    };
  }
  const which = explore?.how === "all" ? `all ${ran} orders there are` : `${ran} sampled orders`;
  return { level: "info", code: "EXPLORED", message: `${name} was run in ${which}${short}` };
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
