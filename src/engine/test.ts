/**
 * The life of one test: services are started fresh, in order, each waited for; the body runs; everything is stopped; what was seen
 * becomes a [TestResult]. A [TestRun] is what a body works with: steps, faults, the log.
 *
 * When a body applies a rule to calls that this run does not intercept, nothing is patched up: the test is run again from fresh with the
 * larger set. A filter can only be installed before a program starts, and a fault that did not fire because of that would be a lie.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { LinkedAbortController, protocolNamed, wallTimer, type Ends, type StepAnswer, type StepValue } from "../protocols/index.ts";
import type { CallRecord, Exit, Output, Rule, Supervisor } from "../supervisor/index.ts";
import {
  DRIVER,
  Log,
  timerMs,
  type Cell,
  type Diagnostic,
  type Draft,
  type Event,
  type Position,
  type ServiceInfo,
  type TestResult,
} from "../trace/index.ts";
import { adviceOn, axisNotMet, faultNotFired, noAssertions, nothingMoved, orderNotRealised, unordered } from "./advice.ts";
import { currentBranch, runBranches, runInOrder, type BranchBody } from "./branches.ts";
import { Halted, InterceptionTooSmall, SuiteError, TestTimeout, type Explained } from "./errors.ts";
import { FaultScopes, patternsOf, ruleText, type Scope, type Unfired, type WrittenRule } from "./faults.ts";
import { exploredCalls, Explorer } from "./explore.ts";
import { leafId, leafName, orderAxis, unfold, withoutOrder, type Axis, type Leaf } from "./leaves.ts";
import { Locating } from "./locating.ts";
import { deviatingFurther, orderNamed } from "./orders.ts";
import { ServiceOutput, type Printed } from "./output.ts";
import { answerFields, callOf, textFields } from "./record.ts";
import { Services } from "./services.ts";
import { watchStalls, type Pending } from "./stalls.ts";
import type { Branching, Needs, Running, TestOptions } from "./plan.ts";
import { asAsked, SlowSyncs } from "./syncs.ts";
import { serviceInfo, startOrder, type Interface, type ServiceDeclaration } from "./topology.ts";
import { exitFailure, judge, type Outcome } from "./verdict.ts";

/** A test as the language found it. */
export interface TestPlan {
  /** Without its leaf. */
  readonly name: string;
  /** What is chosen where the test branches, as far as that was known before it ran. */
  readonly leaf: Leaf;
  /** The same test with other choices. */
  readonly at: (leaf: Leaf) => TestPlan;
  /** Where it branches, as far as its text tells. */
  readonly branching: Branching;
  /** The faults it can put in force, as far as its text tells. */
  readonly faults: readonly { readonly service: string; readonly keyword: string }[];
  readonly position?: Position;
  readonly services: readonly ServiceDeclaration[];
  /** What a static reading of the body says it needs; may be too small, see the top of this file. */
  readonly needs: Needs;
  /** Storage and network calls of every service are watched, whatever the test needs, so that runs can be compared. */
  readonly watchesAll?: boolean;
  /** Of these, what the test is about: what it faults, traces or asks for. The rest is watched for other reasons. */
  readonly asked: Needs;
  /** Runs the test's code; resolves with what it returned as text, or undefined for None. */
  readonly body: (run: TestRun) => Promise<string | undefined>;
  /** Its text may ask for lines of code while it runs: they are looked up as calls arrive, and not when it is over. */
  readonly asksForLines?: boolean;
  /** For a test that `fault_matrix` made. */
  readonly cell?: Cell;
  /** Finds cause and place in what [body] threw. */
  readonly explain: (error: unknown) => Explained;
}

/** What a supervisor tells goes to the test that is running. One at a time. */
export class Receiver {
  #run: TestRun | undefined;

  attach(run: TestRun | undefined): void {
    this.#run = run;
  }

  calls(records: readonly CallRecord[]): void {
    this.#run?.received(records);
  }

  output(output: Output): void {
    this.#run?.printed(output);
  }

  exit(exit: Exit): void {
    this.#run?.serviceExited(exit);
  }

  notice(service: string, code: string, message: string): void {
    this.#run?.noticed(service, code, message);
  }

  held(call: CallRecord): void {
    this.#run?.held(call);
  }

  delayed(call: CallRecord): void {
    this.#run?.delayed(call);
  }
}

/** Sees the log as it grows: called with each event in its order, soon after it happened. What it throws ends the test. */
export type Watcher = (event: Event) => void;

/** A run of the same test that still asks for more calls after this many rounds does not ask for the same things each time. */
const mostRounds = 8;

/** What came of running a test: the result, and the leaves that were not known before it ran. */
export interface Ran {
  readonly result: TestResult;
  readonly more: readonly Leaf[];
  /** Whether branches ran side by side: then there are other orders to run it in. */
  readonly sideBySide: boolean;
  /** If it was run in an order: what came of that, and the orders that deviate from it once more, for whoever looks for others. */
  readonly explored?: { readonly realised: boolean; readonly further: readonly Leaf[] };
}

/** Runs a test once (several times over where interception had to grow) and says what came of it. Rejects only when [options.signal] aborts. */
export async function runTest(plan: TestPlan, supervisor: Supervisor, receiver: Receiver, options: TestOptions): Promise<Ran> {
  let needs = plan.needs;
  for (let round = 1; ; round++) {
    const run = new TestRun(plan, supervisor, options, needs);
    receiver.attach(run);
    options.onRunning?.(run.watched());
    try {
      const outcome = await run.execute();
      if (!(outcome instanceof InterceptionTooSmall) || round === mostRounds) {
        return run.ended(outcome instanceof InterceptionTooSmall ? { error: outcome } : outcome);
      }
      needs = grown(needs, outcome);
    } finally {
      run.leave();
      receiver.attach(undefined);
    }
  }
}

function grown(needs: Needs, { service, syscalls }: InterceptionTooSmall): Needs {
  return new Map(needs).set(service, new Set([...(needs.get(service) ?? []), ...syscalls]));
}

export class TestRun {
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly #plan: TestPlan;
  readonly #supervisor: Supervisor;
  readonly #options: TestOptions;
  readonly #needs: Needs;
  readonly #log: Log;
  readonly #originNs = process.hrtime.bigint();
  readonly #startedAt = new Date().toISOString();
  readonly #controller: LinkedAbortController;
  readonly #faults: FaultScopes;
  readonly #services: Services;
  readonly #output: ServiceOutput;
  readonly #watchers = new Set<Watcher>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #axes = new Map<string, Axis>();
  readonly #exempt = new Set<string>();
  readonly #slowSyncs = new SlowSyncs();
  #step = "";
  #over = false;
  readonly #locating: Locating;
  readonly #explorer: Explorer | undefined;
  #sideBySide = false;
  #asked: Needs | undefined;
  /** Steps of branches that are under way, and moments at which nothing moved while they were. */
  readonly #pending = new Set<Pending>();
  readonly #stalls = new Set<string>();
  #stopping = false;
  #lastRecordMs = 0;
  #settling: Promise<void> | undefined;
  #settleAgain = false;
  /** The latest stamp in what the supervisor has told. */
  #streamNs = 0n;
  #asserted = false;
  /** What the first watcher threw. */
  #violation: { readonly error: unknown } | undefined;

  constructor(plan: TestPlan, supervisor: Supervisor, options: TestOptions, needs: Needs) {
    this.#plan = plan;
    this.#supervisor = supervisor;
    this.#options = options;
    const order = plan.leaf.get(orderAxis);
    this.#needs = order === undefined ? needs : withCalls(needs, plan.services, exploredCalls);
    if (order !== undefined) {
      this.#explorer = new Explorer(orderNamed(order, options.seed), {
        services: () => this.#services.alive.filter(({ name }) => !this.#exempt.has(name)),
        service: (name) => this.#services.get(name),
        renew: () => this.#services.renewAll(),
      });
    }
    this.seed = options.seed;
    this.#controller = new LinkedAbortController(options.signal);
    this.signal = this.#controller.signal;
    this.#locating = new Locating(options.locate);
    this.#log = new Log(this.#originNs);
    this.#faults = new FaultScopes(options.seed);
    this.#output = new ServiceOutput(plan.services);
    this.#services = new Services({
      supervisor,
      declarations: plan.services,
      cwd: options.cwd,
      env: options.env,
      signal: this.signal,
      launch: (name) => ({
        intercept: [...(this.#needs.get(name) ?? [])],
        rules: this.#faults.rulesOf(name),
        counters: this.#faults.countersOf(name),
        stacks: options.locate !== undefined,
        observed: this.#output.isObserved(name),
      }),
      rulesOf: (name) => this.#rulesOf(name),
      note: (atNs, draft) => this.#log.add(atNs, draft),
      seen: (atNs, draft) => this.#log.addSeen(atNs, draft),
      heard: () => this.#heard(),
      lastLines: (name) => this.#output.lastLines(name),
      onLaunched: async (name) => {
        // Calls are held only where they can be let go on.
        if (this.#explorer?.orders(name) === true) await this.#services.renew(name);
      },
      onEnded: (name) => this.#observe(() => this.#output.endOf(name)),
    });
    this.#log.subscribe((events) => this.#show(events));
  }

  watched(): Running {
    return {
      test: leafName(this.#plan.name, this.#plan.leaf),
      step: () => this.#step,
      events: () => this.#log.size,
      over: () => this.#over,
    };
  }

  /** Whoever watches need not any longer. */
  leave(): void {
    this.#over = true;
    this.#controller[Symbol.dispose]();
  }

  // What a body works with.

  /** All that happened so far, numbered; current as of the last [sync]. */
  get events(): readonly Event[] {
    return this.#log.events;
  }

  /** Waits until everything that happened before now stands in [events]. */
  async sync(): Promise<readonly Event[]> {
    const nowNs = process.hrtime.bigint();
    if (!this.#services.none) await this.#supervisor.sync();
    // What a service printed before now is perhaps read, and stamped, only for this. The stream is in the order of its stamps, so all that is
    // older than its latest is here.
    const throughNs = nowNs > this.#streamNs ? nowNs : this.#streamNs;
    if (this.#plan.asksForLines === true) await this.#locating.lookUp();
    this.#log.settle(throughNs);
    return this.#log.events;
  }

  /** Whether calls are recorded with the lines that made them. */
  get locates(): boolean {
    return this.#options.locate !== undefined;
  }

  /** Wall-clock milliseconds at which the log's clock stood at 0. */
  get startedMs(): number {
    return Date.parse(this.#startedAt);
  }

  /** Milliseconds of the test's budget that are left. */
  get remainingMs(): number {
    return this.#options.budgetMs - Number(process.hrtime.bigint() - this.#originNs) / 1e6;
  }

  /** The services of the test, as readers of a trace need them. */
  get services(): readonly ServiceInfo[] {
    return serviceInfo(this.#plan.services);
  }

  /**
   * Calls [watcher] with every event that is settled from now on, until the returned function is called. While there is a watcher the log
   * settles by itself, soon after something happened; nobody polls. What a watcher throws ends the test at once.
   */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    this.#settleSoon();
    return () => this.#watchers.delete(watcher);
  }

  /** Adds a note of the tool's own to the log. */
  note(type: string, service: string, fields: Draft["fields"]): void {
    this.#note(type, service, fields);
  }

  /** Ends the test at once with [error], from outside of its body. The first error stays. */
  fail(error: unknown): void {
    this.#violation ??= { error };
    this.#controller.abort(error);
  }

  #show(events: readonly Event[]): void {
    for (const event of events) {
      for (const watcher of this.#watchers) {
        if (this.#stopping || this.#violation !== undefined) return;
        try {
          watcher(event);
        } catch (error) {
          this.fail(error);
        }
      }
    }
  }

  /** Lets the log catch up with what has arrived, if somebody watches it. One round at a time; what arrives meanwhile gets another. */
  #settleSoon(): void {
    if (this.#watchers.size === 0 || this.#stopping) return;
    this.#settleAgain = true;
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined;
    });
  }

  async #settle(): Promise<void> {
    while (this.#settleAgain && !this.#stopping) {
      this.#settleAgain = false;
      // A supervisor that dies is told of elsewhere.
      await this.sync().catch(() => undefined);
    }
  }

  /** Makes one step and records both ends of it. */
  async step(
    service: string,
    to: Interface,
    method: string,
    args: Readonly<Record<string, StepValue>>,
  ): Promise<StepAnswer & { durationMs: number }> {
    const found = protocolNamed(to.protocol)?.methods.find((candidate) => candidate.name === method);
    if (found === undefined) throw new SuiteError(`interface "${service}.${to.name}" (${to.protocol}) has no step "${method}"`);
    const branch = currentBranch();
    const explorer = branch === undefined ? undefined : this.#explorer;
    if (branch !== undefined) await explorer?.turn(branch, `${service}.${to.name} ${found.summary(args)}`);
    const step = { target: `${service}.${to.name}`, method, interface: to.name, protocol: to.protocol, summary: found.summary(args) };
    if (branch === undefined) await this.#slowSyncs.over(this.signal);
    // The connection's ends are filled in when they are known, which is after the step began.
    const sent: Record<string, string> = { ...step, ...textFields(args) };
    const startNs = process.hrtime.bigint();
    this.#log.add(startNs, { type: "step_send", service: DRIVER, fields: sent });
    this.#step = step.summary;
    this.#settleSoon();
    let ends: Ends | undefined;
    const pending = branch === undefined ? undefined : { branch: branch.path, step: `${step.target} ${step.summary}` };
    if (pending !== undefined) this.#pending.add(pending);
    const signal = branch?.signal ?? this.signal;
    const received: Record<string, string> = { ...step };
    try {
      const answer = await found.run(args, {
        address: { host: "localhost", port: to.port },
        signal,
        timer: (ms, late) => (branch === undefined || explorer === undefined ? wallTimer(ms, late) : explorer.timeOut(branch, ms, late)),
        connected: (made) => {
          if (branch !== undefined) explorer?.connected(branch, made.local, ends === undefined);
          ends = made;
          Object.assign(sent, made);
        },
      });
      Object.assign(received, answerFields(answer));
      return { ...answer, durationMs: Number(process.hrtime.bigint() - startNs) / 1e6 };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      Object.assign(received, { success: "false", error: message, summary: message });
      throw error;
    } finally {
      if (branch !== undefined) explorer?.stepEnded(branch, ends !== undefined);
      if (pending !== undefined) this.#pending.delete(pending);
      this.#slowSyncs.answered(performance.now());
      const endNs = process.hrtime.bigint();
      received["duration_ms"] = String(Math.floor(Number(endNs - startNs) / 1e6));
      this.#log.addSeen(endNs, { type: "step_recv", service: DRIVER, fields: { ...received, ...ends } });
      this.#step = "";
      this.#settleSoon();
      await this.#services.deathsTold();
      await this.#heard();
    }
  }

  /** What services printed before now is read before the test goes on, or it could not be told from what they print because of that. */
  async #heard(): Promise<void> {
    // A supervisor that dies is told of elsewhere.
    if (this.#output.observes) await this.#supervisor.sync().catch(() => undefined);
  }

  /** Opens a scope of rules on a service; in force when this resolves. Throws [InterceptionTooSmall] when the run does not catch the calls. */
  async apply(service: string, kind: "fault" | "trace", rules: readonly WrittenRule[]): Promise<Scope> {
    const running = this.#services.get(service);
    if (running === undefined) throw new SuiteError(`service "${service}" is not running`);
    const caught = this.#needs.get(service) ?? new Set();
    const missing = [...new Set(rules.flatMap(({ syscalls }) => syscalls))].filter((name) => !caught.has(name));
    if (missing.length > 0) throw new InterceptionTooSmall(service, missing);
    const scope = this.#faults.open(
      service,
      kind,
      rules.map((written) => this.#triedOut(written)),
    );
    try {
      await running.setRules(this.#rulesOf(service));
    } catch (error) {
      // One that a fault has ended gets its rules when it is started again.
      if (!this.#services.hasCrashed(service)) {
        throw this.#services.hasEnded(service) ? new SuiteError(`${kind}: service "${service}" has exited`, { cause: error }) : error;
      }
    }
    // What is put in force as one thing is noted as one, by whoever does it.
    for (const written of rules) {
      if (written.group === undefined) this.#note(`${kind}_applied`, service, { [written.keyword]: ruleText(written) });
    }
    return scope;
  }

  #triedOut(written: WrittenRule): WrittenRule {
    const { tried, selection } = written;
    if (tried === undefined) return written;
    const patterns = patternsOf(selection.maxFires ?? 1);
    return { ...written, tried: { ...tried, pattern: patterns[this.choose(tried.axis, patterns)] ?? "" } };
  }

  /**
   * Which option the leaf that is run has on an axis: its place in [options]. An axis that is met again gives the same answer. Throws
   * [SuiteError] when it then has other options, or when the leaf asks for one that it does not have.
   */
  choose(axis: string, options: readonly string[]): number {
    const known = this.#axes.get(axis);
    if (known !== undefined && known.options.join() !== options.join())
      throw new SuiteError(
        `the choice "${axis}" is between ${options.join(", ")} here, and was between ${known.options.join(", ")} before`,
      );
    this.#axes.set(axis, { name: axis, options });
    const wanted = this.#plan.leaf.get(axis);
    if (wanted === undefined) return 0;
    const place = options.indexOf(wanted);
    if (place < 0) throw new SuiteError(`the leaf wants ${axis}=${wanted}, but the choice "${axis}" is between ${options.join(", ")}`);
    return place;
  }

  /** Runs branches side by side; see [runBranches]. With [order] they run one after the other instead. */
  parallel<T>(bodies: readonly BranchBody<T>[], order?: readonly number[]): Promise<readonly T[]> {
    if (order !== undefined) return runInOrder(bodies, order, currentBranch()?.signal ?? this.signal);
    this.#sideBySide = true;
    const explorer = this.#explorer;
    if (explorer !== undefined) {
      return this.waits(() => runBranches(bodies, this.signal, (branch, body) => explorer.around(branch, body)));
    }
    const over = new AbortController();
    const watching = watchStalls(
      () => [...this.#pending],
      () => this.#services.alive,
      (text) => this.#stalls.add(text),
      over.signal,
    );
    // If the supervisor is lost, so is the test, and that is told elsewhere.
    watching.catch(() => undefined);
    return runBranches(bodies, this.signal).finally(() => over.abort());
  }

  /** Resolves with what [work] does. To be told where what a branch does has to wait for what services or other branches do. */
  waits<T>(work: () => Promise<T>): Promise<T> {
    const branch = currentBranch();
    return branch === undefined || this.#explorer === undefined ? work() : this.#explorer.waits(branch, work);
  }

  /** Resolves after [ms]; in a branch whose calls are put into order, by the clock of that, and then the branch takes its turn. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const branch = currentBranch();
    if (branch !== undefined && this.#explorer !== undefined) return this.#explorer.sleep(branch, ms, signal);
    await sleep(timerMs(ms), undefined, { signal });
  }

  /** Leaves the calls of these services in whatever order they come. */
  exempt(services: readonly string[]): void {
    for (const name of services) this.#exempt.add(name);
  }

  /** Closes a scope. Harmless when the service is gone. */
  async lift(scope: Scope): Promise<void> {
    this.#faults.close(scope);
    if (this.#stopping) return;
    await this.#services.renew(scope.service);
    if (scope.entries.some(({ written }) => written.group === undefined)) this.#note(`${scope.kind}_removed`, scope.service, {});
  }

  /** The processes of a service, now; none when it has ended. */
  pids(service: string): Promise<readonly number[]> {
    return this.#services.pids(service);
  }

  /**
   * Starts a service again with the same declaration, on the files it has left behind, and waits until it is ready. Rules in force stay in
   * force from its first call on, and go on counting where they were. A service that still runs is stopped first. Resolves with
   * false when a `crash()` ended it before it was ready.
   */
  async restart(service: string): Promise<boolean> {
    const declaration = this.#plan.services.find(({ name }) => name === service);
    const running = this.#services.get(service);
    if (declaration === undefined || running === undefined) throw new SuiteError(`restart(): service "${service}" is not running`);
    return this.waits(async () => {
      this.#faults.retire(service, await this.#services.stop(running));
      return this.#start(declaration);
    });
  }

  #rulesOf(service: string): readonly Rule[] {
    const rules = this.#faults.rulesOf(service);
    return this.#slowSyncs.among(this.#explorer?.among(rules, service) ?? rules, service);
  }

  /** Whether a service has ended by itself, ever: not by a `crash()`, and not because `restart()` or the end of the test stopped it. */
  hasDied(service: string): boolean {
    return this.#services.hasDied(service);
  }

  /** [lastMs], when something was last recorded, moved to where no call can lie in a delay any more; see [FaultScopes.silentSinceMs]. */
  silentSinceMs(lastMs: number): number {
    return this.#faults.silentSinceMs(lastMs + this.#slowSyncs.longestMs);
  }

  /**
   * Whether an event is one that the test could wait for or ask for: anything but a call that was let through and is watched for another reason
   * only (a partition, an order of calls, a recording for comparison). What is watched besides must not change what happens.
   */
  concerns({ call, service }: Event): boolean {
    if (call === undefined) return true;
    const { kind } = call.decision;
    if (kind !== "allow-system-path" && (kind !== "allow" || call.rule !== undefined)) return true;
    this.#asked ??= this.#plan.asked;
    return this.#asked.get(service)?.has(call.name) === true;
  }

  /** The faults written so far that should have fired and have not; current as of the last [sync]. */
  unfired(): readonly Unfired[] {
    return this.#faults.unfired();
  }

  /** Something of the test could have failed it: an assertion was evaluated, a property is in force. */
  asserts(): void {
    this.#asserted = true;
  }

  /** Adds something worth telling to the result. */
  diagnose(diagnostic: Diagnostic): void {
    const same = (other: Diagnostic): boolean => other.code === diagnostic.code && other.message === diagnostic.message;
    if (!this.#diagnostics.some(same)) this.#diagnostics.push(diagnostic);
  }

  // What the supervisor tells.

  held(call: CallRecord): void {
    this.#explorer?.held(call);
  }

  delayed({ rule }: CallRecord): void {
    if (rule !== undefined) this.#faults.delayed(rule);
  }

  received(records: readonly CallRecord[]): void {
    this.#explorer?.recorded(records);
    this.#lastRecordMs = performance.now();
    for (const told of records) {
      this.#slowSyncs.told(told, this.#lastRecordMs);
      const record = asAsked(told);
      this.#reached(record.atNs);
      const written = this.#faults.account(record);
      if (record.decision.kind === "crash") this.#services.crashes(record.service);
      const call = callOf(record, written);
      if (record.stack !== undefined) this.#locating.add(call, record.stack);
      this.#log.add(record.atNs, { type: "syscall", service: record.service, fields: {}, call });
    }
    this.#settleSoon();
  }

  printed(output: Output): void {
    this.#reached(output.atNs);
    this.#options.onOutput?.(output);
    this.#observe(() => this.#output.add(output));
  }

  /** Adds the lines that [read] makes of what was printed. */
  #observe(read: () => readonly Printed[]): void {
    try {
      for (const { service, stream, sinceNs, atNs, fields } of read())
        this.#log.addPrinted(sinceNs, atNs, { type: stream, service, fields });
    } catch (error) {
      if (!(error instanceof SuiteError)) throw error;
      this.fail(error);
    }
    this.#settleSoon();
  }

  #reached(atNs: bigint): void {
    if (atNs > this.#streamNs) this.#streamNs = atNs;
  }

  serviceExited(exit: Exit): void {
    // All that it printed has been told before.
    this.#observe(() => this.#output.endOf(exit.service));
    this.#services.exited(exit);
    this.#settleSoon();
  }

  noticed(service: string, code: string, message: string): void {
    this.#note("notice", service, { code, message });
    // A runtime that asks for io_uring and is told to do without goes on as well; a call past the filter would be a hole in the trace.
    this.diagnose({ level: code === "FOREIGN_ABI" ? "warning" : "info", code, message, ...(service === "" ? {} : { service }) });
  }

  // The life.

  /** Start, body, stop. Resolves when no process of the test is left. */
  async execute(): Promise<Outcome | InterceptionTooSmall> {
    const budget = setTimeout(() => {
      this.#controller.abort(new TestTimeout(`the test took longer than its budget of ${this.#options.budgetMs / 1000} s`));
    }, timerMs(this.#options.budgetMs));
    let outcome: Outcome;
    try {
      outcome = { returned: await this.#abortable(this.#startAndRun()) };
    } catch (error) {
      outcome = { error };
    } finally {
      clearTimeout(budget);
    }
    this.#options.signal.throwIfAborted();
    await this.#stopAll();
    await this.#locating.lookUpAgain();
    if ("error" in outcome) {
      const { cause } = this.#plan.explain(outcome.error);
      if (cause instanceof InterceptionTooSmall) return cause;
    }
    // What was violated stands in the log before the end of the body, however the body ended.
    return this.#violation === undefined ? outcome : { error: this.#violation.error };
  }

  async #startAndRun(): Promise<string | undefined> {
    for (const service of startOrder(this.#plan.services)) await this.#start(service);
    const returned = await this.#plan.body(this);
    await this.#untilQuiet();
    this.signal.throwIfAborted();
    return returned;
  }

  /** Ends the wait when the test is aborted or the supervisor dies, even if the body hangs in something that cannot be aborted. */
  async #abortable<T>(work: Promise<T>): Promise<T> {
    const aborted = new Promise<never>((_, reject) => {
      this.signal.addEventListener("abort", () => reject(this.signal.reason as Error), { once: true });
    });
    return Promise.race([work, aborted, this.#supervisor.died]);
  }

  /** Resolves with whether it is ready: false when a `crash()` ended it on the way. */
  async #start(declaration: ServiceDeclaration): Promise<boolean> {
    const ready = await this.#services.start(declaration);
    // A start takes as long as it takes, and nobody waits for an answer.
    if (ready && this.#plan.watchesAll === true && this.#explorer === undefined) {
      this.#slowSyncs.add(declaration.name, declaration.dependsOn);
      await this.#services.renew(declaration.name);
    }
    return ready;
  }

  async #untilQuiet(): Promise<void> {
    const { quietMs } = this.#options;
    if (quietMs === 0) return;
    const deadline = performance.now() + 10 * quietMs;
    this.#lastRecordMs = performance.now();
    for (;;) {
      await this.sync();
      const restMs = Math.min(this.#lastRecordMs + quietMs, deadline) - performance.now();
      if (restMs <= 0) return;
      await sleep(restMs, undefined, { signal: this.signal });
    }
  }

  async #stopAll(): Promise<void> {
    try {
      await this.sync();
      // While the services live: what they run may be gone with them.
      await this.#locating.lookUp();
      // What services do from here on they do because they are told to end.
      this.#note("stopping", DRIVER, {});
      this.#stopping = true;
      this.#controller.abort(new Halted("the test is over"));
      await this.#services.stopAll();
      // That a service has ended is told behind all that it did, so everything is here.
      this.#observe(() => this.#output.end());
      this.#log.settle(process.hrtime.bigint());
    } catch (error) {
      // A dead supervisor has taken its services with it, and is the reason the test is given.
      this.diagnose({ level: "error", code: "SUPERVISOR_LOST", message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** What came of it. To be asked once, after [execute]. */
  ended(outcome: Outcome): Ran {
    const { leaf } = this.#plan;
    const { own, others } = unfold(leaf, [...this.#axes.values()]);
    const missed = [...withoutOrder(leaf).keys()].filter((axis) => !this.#axes.has(axis));
    if (missed.length > 0) this.diagnose(axisNotMet(missed));
    const order = leaf.get(orderAxis);
    if (this.#explorer === undefined || order === undefined)
      return { result: this.#result(outcome, own), more: others, sideBySide: this.#sideBySide };
    const { restless, stalls } = this.#explorer;
    for (const message of stalls) this.diagnose(nothingMoved(message));
    const { moments, missed: short } = this.#explorer.order;
    if (restless || short) this.diagnose(orderNotRealised(order, restless));
    const further = order.startsWith("d") ? deviatingFurther(order, moments) : [];
    return {
      result: this.#result(outcome, own),
      more: others,
      sideBySide: this.#sideBySide,
      explored: { realised: !restless && !short, further: further.map((next) => new Map([...leaf, [orderAxis, next]])) },
    };
  }

  #result(outcome: Outcome, leaf: Leaf): TestResult {
    const { verdict, failure } = this.#judge(outcome);
    // Without an order to keep to, services that take their time are no news.
    if (verdict !== "pass") for (const message of this.#stalls) this.diagnose(nothingMoved(message));
    if (this.#sideBySide && this.#explorer === undefined && (verdict === "fail" || verdict === "inconclusive")) this.diagnose(unordered);
    if (verdict === "pass" && !this.#asserted) this.diagnose(noAssertions(this.#plan.position));
    for (const rule of this.#faults.unfired()) this.diagnose(faultNotFired(rule));
    for (const one of adviceOn(verdict, this.#faults.uses())) this.diagnose(one);
    const returned = "returned" in outcome ? outcome.returned : undefined;
    const id = leafId(leaf);
    return {
      name: leafName(this.#plan.name, leaf),
      ...(id === "" ? {} : { leaf: id }),
      verdict,
      seed: this.seed,
      startedAt: this.#startedAt,
      durationMs: Math.round(Number(process.hrtime.bigint() - this.#originNs) / 1e6),
      events: this.#log.events,
      services: serviceInfo(this.#plan.services),
      ...(failure === undefined ? {} : { failure }),
      rules: this.#faults.uses(),
      diagnostics: this.#diagnostics,
      replay: this.#options.replay(this.#plan.name, this.seed, id),
      ...(returned === undefined ? {} : { returned }),
      ...(this.#plan.cell === undefined ? {} : { cell: this.#plan.cell }),
      ...(this.#plan.position === undefined ? {} : { position: this.#plan.position }),
    };
  }

  #judge(outcome: Outcome): ReturnType<typeof judge> {
    const exit = this.#services.deaths.find(({ service }) => this.#plan.services.find(({ name }) => name === service)?.mayExit !== true);
    const exited = exit === undefined ? undefined : exitFailure(exit, this.#output.lastLines(exit.service));
    const lost = this.#diagnostics.find(({ code }) => code === "SUPERVISOR_LOST");
    // A body that failed is told about first; that a service has ended is told besides.
    if (exit !== undefined && exited !== undefined && lost === undefined && "error" in outcome)
      this.diagnose({ level: "error", code: "SERVICE_CRASHED", message: exited.message, service: exit.service });
    return judge(outcome, {
      ...(lost === undefined ? {} : { lost: lost.message }),
      ...(exited === undefined ? {} : { exited }),
      bypassed: this.#options.requireFaultsFire === true ? this.#faults.unfired() : [],
      explain: this.#plan.explain,
    });
  }

  #note(type: string, service: string, fields: Draft["fields"]): void {
    this.#log.add(process.hrtime.bigint(), { type, service, fields });
    this.#settleSoon();
  }
}

function withCalls(needs: Needs, services: readonly ServiceDeclaration[], calls: ReadonlySet<string>): Needs {
  return new Map(services.map(({ name }) => [name, new Set([...(needs.get(name) ?? []), ...calls])]));
}
