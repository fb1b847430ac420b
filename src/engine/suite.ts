/**
 * Running a suite: its tests one after another, as often as asked, on one supervisor that is started once and replaced if it dies.
 */
import { release } from "node:os";
import { startSupervisor, type Capabilities, type Supervisor } from "../supervisor/index.ts";
import type { Diagnostic, Environment, Pair, SuiteRun, TestResult } from "../trace/index.ts";
import { halted, missingControls } from "./control.ts";
import { leafName, noLeaf, orderAxis, parseLeaf } from "./leaves.ts";
import { seedOfRun } from "./seed.ts";
import type { Running, TestOptions } from "./plan.ts";
import { Receiver, runTest, type Ran, type TestPlan } from "./test.ts";

export interface Suite {
  /** As the user named it. */
  readonly path: string;
  readonly tests: readonly TestPlan[];
  readonly diagnostics: readonly Diagnostic[];
  /** Pairs that its fault matrices leave out on purpose. */
  readonly excluded?: readonly Pair[];
  /** The files it is made of besides its own: those it loads, and those it reads. Sorted; relative to the working directory where that is shorter. */
  readonly files?: readonly string[];
  /** Only some of its tests are here. */
  readonly partial?: true;
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

/** Whoever can run a test of [suite], and how many at a time. */
export interface Runner {
  readonly width: number;
  /** Rejects only when [options.signal] aborts, or when there is nothing left to run it with. */
  run(plan: TestPlan, options: TestOptions, suite: string): Promise<Ran>;
  capabilities(): Promise<Capabilities>;
}

/** A supervisor that is there when needed. One per worker; disposing it ends everything it started. */
export class Session implements Runner, AsyncDisposable {
  readonly width = 1;
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

  async capabilities(): Promise<Capabilities> {
    return (await this.supervisor()).capabilities;
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
  state: "new" | "running" | "left out" | "ended";
  /** What an order came to, which waits until those before it have ended. */
  ran?: Ran;
  result?: TestResult;
}

const taskOf = (plan: TestPlan, search?: Search): Task => ({ plan, state: "new", ...(search === undefined ? {} : { search }) });

/**
 * Runs every leaf of every test of [suite] once per run, and returns one [SuiteRun] each; where a test is run in several orders, one for each
 * order. Leaves that a run finds come right behind it. Results are in that order, also where [runner] runs several tests at a time. When
 * [options.signal] aborts, the runs made so far are returned, the last one with the tests that had ended; the caller knows from the signal.
 */
export async function runSuite(suite: Suite, runner: Runner, options: SuiteOptions): Promise<readonly SuiteRun[]> {
  const runs: SuiteRun[] = [];
  const failed = new Set<string>();
  for (let index = options.firstRun; index < options.firstRun + options.runs && !options.signal.aborted; index++) {
    const seed = seedOfRun(options.seed, index);
    const startMs = performance.now();
    const tasks: Task[] = suite.tests.map((plan) => taskOf(plan));
    let reported = 0;
    /** Tells of everything that has ended, in the order of the tasks. */
    const tell = (): void => {
      for (let task = tasks[reported]; task?.state === "ended" || task?.state === "left out"; task = tasks[++reported]) {
        if (task.result !== undefined) options.onEnd?.(task.result, index);
      }
    };
    const settle = (task: Task, { result }: Ran): void => {
      task.result = result;
      if (result.verdict === "fail" || result.verdict === "error") failed.add(leafName(task.plan.name, task.plan.leaf)).add(result.name);
    };
    /** Takes what orders of [search] came to, one after the other: which of those that ran at the same time ended first is chance. */
    const take = (search: Search): void => {
      for (const task of tasks.filter((other) => other.search === search && other.result === undefined && other.state !== "left out")) {
        const { ran } = task;
        if (ran === undefined) return;
        // One order that fails is what was looked for; alone, none would have been run behind it.
        if (search.failed) {
          task.state = "left out";
          continue;
        }
        settle(task, ran);
        account(search, ran);
        const leaves = [...ran.more, ...(ran.explored?.further ?? [])].map((leaf) => task.plan.at(leaf));
        // Orders with more deviations come behind those with fewer.
        const behind = tasks.findLastIndex((other) => other.search === search) + 1;
        const room = Math.max(0, (options.explore?.orders ?? 0) - search.found);
        search.found += leaves.length;
        tasks.splice(behind, 0, ...leaves.slice(0, room).map((leaf) => taskOf(leaf, search)));
      }
    };
    const work = async (task: Task): Promise<void> => {
      const { plan, search } = task;
      const onRunning = (running: Running): void => options.onRunning?.(running, index);
      const ran = await runner.run(plan, { ...options, seed, onRunning }, suite.path);
      task.state = "ended";
      if (search !== undefined) {
        task.ran = ran;
        take(search);
        return;
      }
      settle(task, ran);
      const place = tasks.indexOf(task) + 1;
      // An order that was asked for by its name is run alone.
      tasks.splice(place, 0, ...ran.more.map((leaf) => taskOf(plan.at(leaf))));
      if (options.explore === undefined || !ran.sideBySide || plan.leaf.has(orderAxis) || failed.has(leafName(plan.name, plan.leaf)))
        return;
      const own = ran.result.leaf === undefined ? noLeaf : parseLeaf(ran.result.leaf);
      const orders = firstOrders(options.explore);
      const started: Search = { name: ran.result.name, found: orders.length, ran: 0, unrealised: 0, failed: false };
      tasks.splice(place, 0, ...orders.map((order) => taskOf(plan.at(new Map([...own, [orderAxis, order]])), started)));
    };
    const next = (): Task | undefined => {
      for (const task of tasks) {
        if (task.state !== "new") continue;
        const leftOut = task.search?.failed === true || (options.stopAtFailure && failed.has(leafName(task.plan.name, task.plan.leaf)));
        task.state = leftOut ? "left out" : "running";
        if (!leftOut) return task;
      }
      return undefined;
    };
    await atATime(runner.width, options.signal, next, async (task) => {
      try {
        await work(task);
      } catch (error) {
        if (!options.signal.aborted) throw error;
        task.state = "ended";
      }
      tell();
    });
    tell();
    const results = tasks.flatMap(({ result }) => result ?? []);
    const durationMs = Math.round(performance.now() - startMs);
    const searches = new Set(tasks.flatMap(({ search }) => search ?? []));
    // Later runs may leave tests out.
    const whole = suite.partial !== true && index === options.firstRun && !options.signal.aborted;
    const ended = tasks.flatMap(({ plan, result }) => (result === undefined ? [] : [{ test: plan.name, verdict: result.verdict }]));
    const controls = [...(whole ? missingControls(results) : []), ...(options.signal.aborted ? [] : halted(ended))];
    for (const tests of executions(results)) {
      runs.push({
        suite: suite.path,
        seed,
        durationMs,
        tests,
        environment: await environment(runner, options),
        diagnostics: [...suite.diagnostics, ...controls, ...Array.from(searches, (search) => told(search, options.explore))],
        ...(suite.excluded === undefined || suite.excluded.length === 0 ? {} : { excluded: suite.excluded }),
      });
    }
  }
  return runs;
}

function firstOrders({ how, orders }: Exploration): readonly string[] {
  return how === "all" ? ["d"] : Array.from({ length: orders }, (_, sample) => `p${sample}`);
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

/**
 * Works on what [next] gives, at most [width] at a time, until there is no more; what one comes to may make more. Rejects with the first error,
 * when nothing is worked on any more.
 */
async function atATime<T>(width: number, signal: AbortSignal, next: () => T | undefined, work: (one: T) => Promise<void>): Promise<void> {
  const working = new Set<Promise<void>>();
  const errors: unknown[] = [];
  for (;;) {
    while (working.size < width && errors.length === 0 && !signal.aborted) {
      const one = next();
      if (one === undefined) break;
      const done: Promise<void> = work(one)
        .catch((error: unknown) => void errors.push(error))
        .finally(() => working.delete(done));
      working.add(done);
    }
    if (working.size === 0) break;
    await Promise.race(working);
  }
  if (errors.length > 0) throw errors[0];
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

async function environment(runner: Runner, options: SuiteOptions): Promise<Environment> {
  const capabilities = await runner.capabilities();
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
