/**
 * A worker: one of several processes that run tests at the same time, each in a private network and a private /tmp (`jobs.ts` starts them and
 * says what to run). It loads suites by itself and runs one test at a time, exactly as without workers; what comes of it goes back as it is.
 */
import { parseLeaf, Session, type Ran, type Running, type Suite, type TestOptions } from "../engine/index.ts";
import { Locator, repositoryRoot } from "../source/index.ts";
import { loadSuite, selectLeaf, type Observe } from "../spec/index.ts";
import type { Capabilities, Output } from "../supervisor/index.ts";

/** What does not change while a worker lives. */
export interface WorkerSettings {
  readonly cwd: string;
  readonly observe: Observe;
  /** Look up the lines that made calls. */
  readonly source: boolean;
  /** Hand on what services print. */
  readonly output: boolean;
  /** Tell how far the test is, a few times a second. */
  readonly live: boolean;
  /** See [LoadOptions]. */
  readonly strictDeterminism?: boolean;
}

/** What a worker is asked. */
export type Question =
  | { readonly kind: "settings"; readonly settings: WorkerSettings }
  | {
      readonly kind: "run";
      readonly suite: string;
      readonly test: string;
      readonly leaf: string;
      readonly options: Pick<TestOptions, "env" | "seed" | "budgetMs" | "quietMs" | "requireFaultsFire">;
    }
  | { readonly kind: "stop" };

/** What a worker tells. */
export type Answer =
  | { readonly kind: "ready"; readonly capabilities: Capabilities }
  | { readonly kind: "ran"; readonly ran: Ran }
  | { readonly kind: "failed"; readonly message: string; readonly name: string }
  | { readonly kind: "printed"; readonly line: string }
  /** What [Running] says of the test under way. */
  | { readonly kind: "running"; readonly step: string; readonly events: number }
  | ({ readonly kind: "output" } & Output);

/** Serves the process that started this one, until it hangs up. */
export async function serve(): Promise<void> {
  if (process.send === undefined) throw new Error("a worker is started by `faultbox test --jobs`, not by hand");
  const tell = (answer: Answer): void => {
    if (process.connected) process.send?.(answer);
  };
  const over = new AbortController();
  process.once("disconnect", () => over.abort(new Error("interrupted by the end of the process that started this worker")));
  // A terminal's interrupt is for that process; it tells when to stop.
  process.on("SIGINT", () => {});
  await using session = new Session();
  let worker: Worker | undefined;
  const ended = Promise.withResolvers<void>();
  over.signal.addEventListener("abort", () => ended.resolve(), { once: true });
  process.on("message", (question: Question) => {
    switch (question.kind) {
      case "settings":
        worker = new Worker(question.settings, session, tell, over.signal);
        session.capabilities().then(
          (capabilities) => tell({ kind: "ready", capabilities }),
          (error: unknown) => tell(failure(error)),
        );
        return;
      case "run":
        void worker?.run(question);
        return;
      case "stop":
        over.abort(new Error("interrupted by the process that started this worker"));
        return;
    }
  });
  await ended.promise;
  worker?.dispose();
  // The channel would keep this process alive.
  if (process.connected) process.disconnect();
}

function failure(error: unknown): Answer {
  return error instanceof Error
    ? { kind: "failed", message: error.message, name: error.name }
    : { kind: "failed", message: String(error), name: "Error" };
}

class Worker {
  readonly #settings: WorkerSettings;
  readonly #session: Session;
  readonly #tell: (answer: Answer) => void;
  readonly #signal: AbortSignal;
  readonly #locator: Locator | undefined;
  readonly #suites = new Map<string, Promise<Suite>>();
  #running = false;

  constructor(settings: WorkerSettings, session: Session, tell: (answer: Answer) => void, signal: AbortSignal) {
    this.#settings = settings;
    this.#session = session;
    this.#tell = tell;
    this.#signal = signal;
    this.#locator = settings.source ? new Locator(repositoryRoot(settings.cwd)) : undefined;
  }

  async run({ suite: path, test, leaf, options }: Extract<Question, { kind: "run" }>): Promise<void> {
    try {
      const suite = await this.#load(path);
      const named = { ...suite, tests: suite.tests.filter(({ name }) => name === test) };
      const [plan] = leaf === "" ? named.tests : selectLeaf(named, parseLeaf(leaf)).tests;
      if (plan === undefined) throw new Error(`${path} has no test ${test} any more: it has changed since the run began`);
      const locator = this.#locator;
      this.#running = true;
      using progress = this.#settings.live ? new Progress(this.#tell) : undefined;
      const ran = await this.#session.run(plan, {
        ...options,
        cwd: this.#settings.cwd,
        signal: this.#signal,
        // The line to replay it with is for those who know how this was started.
        replay: () => "",
        ...(progress === undefined ? {} : { onRunning: (running) => progress.of(running) }),
        ...(locator === undefined ? {} : { locate: (stacks) => locator.locate(stacks) }),
        ...(this.#settings.output ? { onOutput: (output) => this.#tell({ kind: "output", ...output }) } : {}),
      });
      this.#tell({ kind: "ran", ran });
    } catch (error) {
      if (!this.#signal.aborted) this.#tell(failure(error));
    } finally {
      this.#running = false;
    }
  }

  dispose(): void {
    this.#locator?.[Symbol.dispose]();
  }

  #load(path: string): Promise<Suite> {
    const known = this.#suites.get(path);
    if (known !== undefined) return known;
    const { cwd, observe, strictDeterminism } = this.#settings;
    // What it prints while it is loaded has been shown already.
    const print = (line: string): void => {
      if (this.#running) this.#tell({ kind: "printed", line });
    };
    const loading = loadSuite(path, { cwd, observe, print, ...(strictDeterminism === undefined ? {} : { strictDeterminism }) });
    this.#suites.set(path, loading);
    return loading;
  }
}

/** As often as a live line is drawn: more would not be seen. */
const progressMs = 120;

/** Tells what changes of the test under way, until it is disposed. */
class Progress implements Disposable {
  readonly #tell: (answer: Answer) => void;
  readonly #timer: NodeJS.Timeout;
  #running: Running | undefined;
  #told = "";

  constructor(tell: (answer: Answer) => void) {
    this.#tell = tell;
    this.#timer = setInterval(() => this.#look(), progressMs);
  }

  /** The test began, or began again. */
  of(running: Running): void {
    this.#running = running;
  }

  #look(): void {
    const running = this.#running;
    if (running === undefined) return;
    const [step, events] = [running.step(), running.events()];
    if (this.#told === `${events} ${step}`) return;
    this.#told = `${events} ${step}`;
    this.#tell({ kind: "running", step, events });
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
