/**
 * Running several tests at the same time. Tests of one system want the same ports and write the same files, so each worker has a network
 * and a /tmp of its own (see `isolation.ts` of the supervisor's room) and finds them as the only test would: same ports, same paths, same
 * trace. Where the kernel makes no namespaces, the caller is told why and goes on with one test after the other.
 *
 * Tests of suites without services have nothing to be kept apart, and are sooner done than handed over: they run here, as they would without
 * workers.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { leafId, leafName, Session, type Ran, type Runner, type TestOptions, type TestPlan } from "../engine/index.ts";
import { isolated, isolationProblem, SupervisorError, supervisorBinary, type Capabilities } from "../supervisor/index.ts";
import type { Answer, Question, WorkerSettings } from "./worker.ts";

export interface PoolOptions extends WorkerSettings {
  readonly jobs: number;
  /** Where a suite's `print` goes, and what services print. */
  readonly onPrint?: (line: string) => void;
  readonly onOutput?: TestOptions["onOutput"];
}

/** Starts workers; or says, for people, why tests cannot run side by side here. Dispose ends the workers and everything they started. */
export async function startPool(options: PoolOptions): Promise<Pool | { readonly none: string }> {
  const problem = await isolationProblem();
  if (problem !== undefined) return { none: `${problem.replace(/^Can't/, "this machine cannot")}${hintFor(problem)}` };
  return Pool.start(options);
}

function hintFor(problem: string): string {
  return problem.includes("namespace") || problem.includes("private")
    ? " (on Ubuntu, user namespaces are allowed by: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0)"
    : "";
}

/** The command line's own entry, beside this file: in the sources, or in a bundle in `dist/`. */
function entry(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, "..", "cli", "index.js"), join(here, "..", "cli.ts")];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new SupervisorError(`the command line's executable is missing: ${places.join(" or ")}`);
  return found;
}

/** What a worker must find of /tmp: where it works, and whatever it is made of. */
function kept(cwd: string, script: string): readonly string[] {
  const path = (process.env["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/tmp/") && existsSync(folder));
  return [cwd, dirname(dirname(script)), process.execPath, supervisorBinary(), ...path].slice(0, 16);
}

/** A worker that is told to end has this long for its services, before it is killed and its supervisor ends them. */
const endMs = 10_000;

interface Job {
  readonly question: Extract<Question, { kind: "run" }>;
  readonly ended: PromiseWithResolvers<Ran>;
  /** How far it is, as last told by its worker. */
  step: string;
  events: number;
}

export class Pool implements Runner, AsyncDisposable {
  readonly width: number;
  readonly #workers: readonly Hand[];
  readonly #waiting: Job[] = [];
  readonly #capabilities: Promise<Capabilities>;
  readonly #here = new Session();
  /** Settles when what runs here is over. */
  #ranHere: Promise<unknown> = Promise.resolve();

  private constructor(options: PoolOptions) {
    this.width = options.jobs;
    this.#workers = Array.from({ length: options.jobs }, () => new Hand(options, () => this.#deal()));
    const first = this.#workers[0];
    this.#capabilities = first === undefined ? Promise.reject(new RangeError("a pool without workers")) : first.ready;
    this.#capabilities.catch(() => undefined);
  }

  /** Rejects with [SupervisorError] when a worker cannot be started. */
  static async start(options: PoolOptions): Promise<Pool> {
    const pool = new Pool(options);
    try {
      await Promise.all(pool.#workers.map(({ ready }) => ready));
    } catch (error) {
      await pool[Symbol.asyncDispose]();
      throw error;
    }
    return pool;
  }

  capabilities(): Promise<Capabilities> {
    return this.#capabilities;
  }

  async run(plan: TestPlan, options: TestOptions, suite: string): Promise<Ran> {
    if (plan.services.length === 0) return this.#runHere(plan, options);
    options.signal.throwIfAborted();
    const { env, seed, budgetMs, quietMs, requireFaultsFire = false } = options;
    const leaf = leafId(plan.leaf);
    const job: Job = {
      question: { kind: "run", suite, test: plan.name, leaf, options: { env, seed, budgetMs, quietMs, requireFaultsFire } },
      ended: Promise.withResolvers<Ran>(),
      step: "",
      events: 0,
    };
    const stop = (): void => {
      for (const worker of this.#workers) worker.stop();
      job.ended.reject(options.signal.reason);
    };
    options.signal.addEventListener("abort", stop, { once: true });
    this.#waiting.push(job);
    this.#deal();
    let over = false;
    options.onRunning?.({ test: leafName(plan.name, plan.leaf), step: () => job.step, events: () => job.events, over: () => over });
    try {
      const { result, ...rest } = await job.ended.promise;
      return { ...rest, result: { ...result, replay: options.replay(plan.name, seed, result.leaf ?? "") } };
    } finally {
      over = true;
      options.signal.removeEventListener("abort", stop);
    }
  }

  /** One after the other, as everything in one process. */
  #runHere(plan: TestPlan, options: TestOptions): Promise<Ran> {
    const ran = this.#ranHere.then(() => this.#here.run(plan, options));
    this.#ranHere = ran.catch(() => undefined);
    return ran;
  }

  #deal(): void {
    for (const worker of this.#workers) {
      if (!worker.idle) continue;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      worker.work(job);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#workers.map((worker) => worker.end()), this.#here[Symbol.asyncDispose]()]);
  }
}

/** The other end of one worker. */
class Hand {
  readonly ready: Promise<Capabilities>;
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  readonly #options: PoolOptions;
  readonly #free: () => void;
  readonly #greeted = Promise.withResolvers<Capabilities>();
  #job: Job | undefined;
  #said = "";
  #gone: SupervisorError | undefined;

  constructor(options: PoolOptions, free: () => void) {
    this.#options = options;
    this.#free = free;
    this.ready = this.#greeted.promise;
    this.ready.catch(() => undefined);
    const script = entry();
    const [program = "", ...args] = isolated([process.execPath, ...process.execArgv, script, "worker"], kept(options.cwd, script));
    // The environment is ours: a worker is a part of this program. Services get theirs with each test.
    this.#child = spawn(program, args, { cwd: options.cwd, stdio: ["ignore", "ignore", "pipe", "ipc"], serialization: "advanced" });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#said = (this.#said + text).slice(-16_384)));
    this.#child.on("message", (answer: Answer) => this.#heard(answer));
    const closed = Promise.withResolvers<void>();
    this.#closed = closed.promise;
    this.#child.on("error", (error) => this.#lost(error.message));
    this.#child.on("close", (code, signal) => {
      this.#lost(this.#said.trim() || `it ended with ${signal ?? `exit code ${code ?? "unknown"}`}`);
      closed.resolve();
    });
    const { cwd, observe, source, output, live, strictDeterminism } = options;
    const strictness = strictDeterminism === undefined ? {} : { strictDeterminism };
    this.#ask({ kind: "settings", settings: { cwd, observe, source, output, live, ...strictness } });
  }

  get idle(): boolean {
    return this.#job === undefined;
  }

  work(job: Job): void {
    if (this.#gone !== undefined) {
      job.ended.reject(this.#gone);
      return;
    }
    this.#job = job;
    this.#ask(job.question);
  }

  stop(): void {
    this.#ask({ kind: "stop" });
  }

  /** Resolves when the worker and everything it started is gone. */
  async end(): Promise<void> {
    this.stop();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), endMs);
    await this.#closed;
    clearTimeout(timer);
  }

  #ask(question: Question): void {
    if (this.#child.connected) this.#child.send(question);
  }

  #heard(answer: Answer): void {
    switch (answer.kind) {
      case "ready":
        this.#greeted.resolve(answer.capabilities);
        return;
      case "printed":
        this.#options.onPrint?.(answer.line);
        return;
      case "output":
        this.#options.onOutput?.(answer);
        return;
      case "running":
        if (this.#job !== undefined) Object.assign(this.#job, { step: answer.step, events: answer.events });
        return;
      case "ran":
        this.#done()?.ended.resolve(answer.ran);
        this.#free();
        return;
      case "failed": {
        const error = new Error(answer.message);
        error.name = answer.name;
        this.#greeted.reject(error);
        this.#done()?.ended.reject(error);
        this.#free();
        return;
      }
    }
  }

  #done(): Job | undefined {
    const job = this.#job;
    this.#job = undefined;
    return job;
  }

  #lost(why: string): void {
    this.#gone ??= new SupervisorError(`a worker of --jobs is gone: ${why}`);
    this.#greeted.reject(this.#gone);
    this.#done()?.ended.reject(this.#gone);
    this.#free();
  }
}
