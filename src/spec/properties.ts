/**
 * Properties of a test's trace, checked while it happens: monitors, `always`, `eventually`, and the waits of a body. All of them hang on one
 * watcher of the log, which calls them for every event in its order; nobody looks again and again. An event that breaks a property ends the
 * test at once, and is named in the result.
 *
 * A declaration (`MonitorValue`, `PropertyValue`) is made once and says nothing of any run. What has been seen so far belongs to the
 * [Properties] of one run, so that neither an earlier test nor an earlier run of the same one can satisfy anything.
 */
import { SuiteError, Violation, type TestRun } from "../engine/index.ts";
import {
  Builtin,
  decode,
  Dict,
  encode,
  List,
  StarFunction,
  StarlarkRuntimeError,
  StarSet,
  truth,
  Tuple,
  type Callable,
  type Position,
  type Thread,
  type Value,
} from "../starlark/index.ts";
import { timerMs, type Event, type Filters } from "../trace/index.ts";
import { AskingValue } from "./asks.ts";
import { historyOf } from "./events.ts";
import { MatcherValue, picks, pickerText, type Asking, type Picker } from "./matchers.ts";
import type { SuiteState } from "./state.ts";
import { TraceValue } from "./traces.ts";

/** Where a window of `always` begins or ends. */
export type Anchor = "body_start" | "body_end" | "stable" | Picker;

export const anchorNames = ["body_start", "body_end", "stable"] as const;

export class MonitorValue extends AskingValue {
  static readonly typeName = "monitor";
  readonly type = "monitor";
  readonly name: string;
  readonly on: Picker;
  readonly init: Value;
  readonly update: Callable | null;
  readonly check: Callable | null;
  readonly position: Position;
  /** It was handed to an assumption, scenario or matrix, and is in force there only. */
  scoped = false;

  constructor(name: string, on: Picker, init: Value, update: Callable | null, check: Callable | null, position: Position) {
    super();
    this.name = name;
    this.on = on;
    this.init = init;
    this.update = update;
    this.check = check;
    this.position = position;
  }

  override get filters(): readonly Filters[] {
    // A function may ask for anything.
    return this.on instanceof MatcherValue ? this.on.filters : [{}];
  }

  override get asked(): readonly Value[] {
    return [this.on, this.update, this.check];
  }

  /** Its functions that are given an event. */
  get predicates(): readonly Value[] {
    return [this.on, this.update, this.check].filter((fn) => fn instanceof StarFunction);
  }

  override repr(): string {
    return encode(`<monitor ${this.name}>`);
  }
}

export class PropertyValue extends AskingValue {
  static readonly typeName = "property";
  readonly type = "property";
  readonly kind: "eventually" | "always";
  readonly predicate: Callable;
  /** For `eventually` the start alone. */
  readonly between: readonly [start: Anchor | undefined, end: Anchor | undefined];
  readonly position: Position;

  constructor(kind: PropertyValue["kind"], predicate: Callable, between: PropertyValue["between"], position: Position) {
    super();
    this.kind = kind;
    this.predicate = predicate;
    this.between = between;
    this.position = position;
  }

  get text(): string {
    const name =
      this.predicate instanceof StarFunction || this.predicate instanceof Builtin ? decode(this.predicate.name) : this.predicate.type;
    return `${this.kind}(${name})`;
  }

  override get filters(): readonly Filters[] {
    return this.between.flatMap((anchor) => (anchor instanceof MatcherValue ? anchor.filters : typeof anchor === "object" ? [{}] : []));
  }

  override get asked(): readonly Value[] {
    return [this.predicate, ...this.between.flatMap((anchor) => (anchor === undefined || typeof anchor === "string" ? [] : [anchor]))];
  }

  override repr(): string {
    return encode(`<${this.text}>`);
  }
}

/** A property in one run. */
interface Open {
  readonly declared: PropertyValue;
  window: "before" | "open" | "closed";
  satisfied: boolean;
  readonly onSatisfied: (() => void) | undefined;
}

interface Waiting {
  readonly event: (event: Event) => void;
  readonly reject: (error: unknown) => void;
  readonly what: string;
}

const running = new WeakMap<TestRun, Properties>();

/** The properties of a running test. */
export function propertiesOf(run: TestRun): Properties {
  const properties = running.get(run);
  if (properties === undefined) throw new SuiteError("no test is running");
  return properties;
}

/**
 * Runs [body] as the body of [run], under the suite's own [monitors] and whatever properties the body adds, and judges what is left open when it
 * has returned. [thread] is the stack for predicates.
 */
export async function underProperties<T>(
  state: SuiteState,
  run: TestRun,
  thread: Thread,
  monitors: readonly MonitorValue[],
  body: () => Promise<T>,
): Promise<T> {
  const properties = new Properties(state, run, thread);
  running.set(run, properties);
  try {
    if (monitors.length > 0) {
      // What services did while they started is not what the suite's monitors are about.
      await run.sync();
      for (const monitor of monitors) properties.monitor(monitor);
    }
    const result = await body();
    if (properties.any) {
      await run.sync();
      properties.finish("the body returned");
    }
    return result;
  } finally {
    // However the body ended: what happened before counts.
    if (properties.any) await run.sync().catch(() => undefined);
    properties.stop();
  }
}

export class Properties {
  /** Monotonic milliseconds at which the test must have ended; Infinity where it has no timeout of its own. */
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly #state: SuiteState;
  readonly #run: TestRun;
  readonly #asking: Asking;
  readonly #monitors = new Set<{ readonly declared: MonitorValue; value: Value }>();
  readonly #open: Open[] = [];
  readonly #waiting = new Set<Waiting>();
  #unwatch: (() => void) | undefined;
  #bodyStarted = false;

  constructor(state: SuiteState, run: TestRun, thread: Thread) {
    this.#state = state;
    this.#run = run;
    const history = historyOf(run);
    this.#asking = { value: (event) => history.value(event), call: (fn, args) => thread.callSync(fn, args) };
  }

  /** Whether anything hangs on the log. */
  get any(): boolean {
    return this.#unwatch !== undefined;
  }

  /** Puts a monitor in force, with fresh state, for the events that are not settled yet. Returns what takes it away. */
  monitor(declared: MonitorValue): () => void {
    this.#run.asserts();
    const monitor = { declared, value: copyOf(declared.init) };
    this.#monitors.add(monitor);
    this.#watch();
    return () => this.#monitors.delete(monitor);
  }

  /** Puts a property in force; it is looked at once as things stand. [onSatisfied] is for an `eventually` that ends a test. */
  add(declared: PropertyValue, onSatisfied?: () => void): void {
    this.#run.asserts();
    const [start] = declared.between;
    const open: Open = { declared, window: "before", satisfied: false, onSatisfied };
    if (start === undefined || (start === "body_start" && this.#bodyStarted)) open.window = "open";
    else if (typeof start === "object" && declared.kind === "eventually") {
      if (this.#run.events.some((event) => picks(start, event, this.#asking))) open.window = "open";
    }
    this.#open.push(open);
    this.#watch();
    if (open.window === "open") this.#look(open, this.#run.events.at(-1));
  }

  /** A moment in the test's life has come that windows may begin or end with. */
  reached(moment: (typeof anchorNames)[number]): void {
    if (moment === "body_start") this.#bodyStarted = true;
    for (const open of this.#open) {
      const [start, end] = open.declared.between;
      if (open.window === "open" && end === moment) open.window = "closed";
      if (open.window === "before" && start === moment) {
        open.window = "open";
        this.#look(open, this.#run.events.at(-1));
      }
    }
  }

  /** Resolves with the first event, old or new, that [picker] picks. Rejects when that can no longer come: see [#wait]. */
  async next(picker: Picker, what: string, signal: AbortSignal | undefined): Promise<Event> {
    const past = (await this.#run.sync()).find((event) => picks(picker, event, this.#asking));
    if (past !== undefined) return past;
    return this.#wait<Event>(`${what}: waiting for ${pickerText(picker)}`, signal, (resolve) => (event) => {
      if (picks(picker, event, this.#asking)) resolve(event);
    });
  }

  /** Resolves once nothing but what [ignored] picks was recorded for [windowMs], and no call can lie in a delay that began before. */
  async quiet(windowMs: number, ignored: Picker | undefined, what: string, signal: AbortSignal | undefined): Promise<void> {
    await this.#run.sync();
    let lastMs = performance.now();
    let timer: NodeJS.Timeout | undefined;
    try {
      await this.#wait<undefined>(`${what}: waiting for ${windowMs} ms of silence`, signal, (resolve, reject) => {
        const look = (): void => {
          // What happened before this moment arrives with the sync, and moves the end.
          this.#run.sync().then(() => {
            const leftMs = this.#run.silentSinceMs(lastMs) + windowMs - performance.now();
            if (leftMs <= 0) resolve(undefined);
            else timer = setTimeout(look, timerMs(leftMs));
          }, reject);
        };
        timer = setTimeout(look, timerMs(windowMs));
        return (event) => {
          if (this.#run.concerns(event) && (ignored === undefined || !picks(ignored, event, this.#asking))) lastMs = performance.now();
        };
      });
    } finally {
      clearTimeout(timer);
    }
    this.reached("stable");
  }

  /** Resolves after [ms]. */
  async sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const over = new AbortController();
    try {
      await this.#wait<undefined>("sleep", signal, (resolve, reject) => {
        const ends = AbortSignal.any([over.signal, this.#run.signal, ...(signal === undefined ? [] : [signal])]);
        this.#run.sleep(ms, ends).then(() => resolve(undefined), reject);
        return () => undefined;
      });
    } finally {
      over.abort();
    }
  }

  /** Judges what is still open at the end. Throws [Violation]. */
  finish(end: string): void {
    this.reached("body_end");
    for (const { declared, window, satisfied, onSatisfied } of this.#open) {
      if (onSatisfied !== undefined) continue;
      if (declared.kind === "eventually" && !satisfied) {
        throw new Violation("eventually", `${declared.text} never satisfied before ${end}`, declared.position);
      }
      if (declared.kind === "always" && window === "before") {
        const reason = `its window never began: ${anchorText(declared.between[0])} did not come`;
        this.#run.note("vacuous_property", "test", { property: declared.text, reason });
        this.#run.diagnose({
          level: "warning",
          code: "VACUOUS_PROPERTY",
          message: `${declared.text} was never looked at: ${reason}`,
          position: declared.position,
        });
      }
    }
  }

  /** What was left open, in words, for a test that ran out of time. */
  get pending(): readonly string[] {
    return this.#open
      .filter(({ declared, satisfied, onSatisfied }) => declared.kind === "eventually" && !satisfied && onSatisfied === undefined)
      .map(({ declared }) => declared.text);
  }

  /** Takes everything off the log. */
  stop(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    for (const { reject, what } of this.#waiting) reject(new SuiteError(`${what}: the test is over`));
  }

  #watch(): void {
    this.#unwatch ??= this.#run.watch((event) => this.#seen(event));
  }

  #seen(event: Event): void {
    for (const monitor of this.#monitors) this.#step(monitor, event);
    for (const open of this.#open) this.#follow(open, event);
    for (const waiting of this.#waiting) waiting.event(event);
    const reason = this.#deathIn(event);
    if (reason !== undefined) for (const { reject, what } of this.#waiting) reject(new SuiteError(`${what}: ${reason}`));
  }

  /** Why there is no use in waiting after [event]: the test has failed with a service's death, and what is awaited may never come. */
  #deathIn({ type, service, fields }: Event): string | undefined {
    if (type !== "service_exited" || !this.#run.hasDied(service)) return undefined;
    if (this.#state.services.get(service)?.mayExit === true) return undefined;
    const how = fields["signal"] === undefined ? `exit code ${fields["code"] ?? "unknown"}` : `signal ${fields["signal"]}`;
    return `service "${service}" has exited (${how})`;
  }

  #step(monitor: { readonly declared: MonitorValue; value: Value }, event: Event): void {
    const { name, on, update, check, position } = monitor.declared;
    const at = `event seq=${event.seq} type=${JSON.stringify(event.type)} service=${JSON.stringify(event.service)}`;
    this.#judge(
      "monitor",
      () => {
        if (!picks(on, event, this.#asking)) return true;
        const value = this.#asking.value(event);
        if (update !== null) monitor.value = this.#asking.call(update, [value, monitor.value]);
        return check === null || truth(this.#asking.call(check, [value, monitor.value]));
      },
      `monitor violation: monitor "${name}" violated at ${at}`,
      position,
      event,
    );
  }

  #follow(open: Open, event: Event): void {
    const [start, end] = open.declared.between;
    if (open.window === "before" && typeof start === "object" && picks(start, event, this.#asking)) open.window = "open";
    if (open.window === "open" && typeof end === "object" && picks(end, event, this.#asking)) open.window = "closed";
    if (open.window === "open") this.#look(open, event);
  }

  /** Looks at the trace up to [event]. */
  #look(open: Open, event: Event | undefined): void {
    const { declared } = open;
    if (open.satisfied) return;
    const trace = new TraceValue(this.#state, historyOf(this.#run), event?.seq ?? 0);
    const where =
      event === undefined
        ? "the beginning"
        : `event seq=${event.seq} type=${JSON.stringify(event.type)} service=${JSON.stringify(event.service)}`;
    this.#judge(
      declared.kind,
      () => {
        const holds = truth(this.#asking.call(declared.predicate, [trace]));
        if (declared.kind === "always") return holds;
        if (holds) {
          open.satisfied = true;
          open.onSatisfied?.();
        }
        return true;
      },
      `${declared.text} violated at ${where}`,
      declared.position,
      event,
    );
  }

  /** Throws a [Violation] when [holds] says no or fails. */
  #judge(property: string, holds: () => boolean, message: string, position: Position, event: Event | undefined): void {
    let ok: boolean;
    try {
      ok = holds();
    } catch (error) {
      let inner: unknown = error;
      let at = position;
      while (inner instanceof StarlarkRuntimeError) {
        if (inner.frames.length > 0) at = inner.position;
        inner = inner.cause;
      }
      const said = inner instanceof Error ? inner.message : error instanceof Error ? error.message : String(error);
      throw new Violation(property, `${message}: ${said}`, at, event?.seq, { cause: error });
    }
    if (!ok) throw new Violation(property, message, position, event?.seq);
  }

  /** A wait that ends when [begin]'s handler resolves it, a service dies, or the test is over. */
  async #wait<T>(
    what: string,
    branch: AbortSignal | undefined,
    begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => (event: Event) => void,
  ): Promise<T> {
    // Of the branch, where this is one of several: it ends with the others.
    const signal = branch === undefined ? this.#run.signal : AbortSignal.any([this.#run.signal, branch]);
    signal.throwIfAborted();
    for (const event of this.#run.events) {
      const reason = this.#deathIn(event);
      if (reason !== undefined) throw new SuiteError(`${what}: ${reason}`);
    }
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const waiting: Waiting = { event: begin(resolve, reject), reject, what };
    const abort = (): void => reject(signal.reason);
    this.#waiting.add(waiting);
    this.#watch();
    signal.addEventListener("abort", abort, { once: true });
    try {
      return await this.#run.waits(() => promise);
    } finally {
      signal.removeEventListener("abort", abort);
      this.#waiting.delete(waiting);
    }
  }
}

function anchorText(anchor: Anchor | undefined): string {
  return anchor === undefined ? "its beginning" : typeof anchor === "string" ? anchor : pickerText(anchor);
}

/** A value of its own for each run, since what a suite's file holds cannot be changed. */
function copyOf(value: Value): Value {
  if (value instanceof List) return new List(value.items.map(copyOf));
  if (value instanceof Tuple) return new Tuple(value.items.map(copyOf));
  if (value instanceof Dict) return new Dict(value.entries().map(([key, item]) => [key, copyOf(item)] as const));
  if (value instanceof StarSet) return new StarSet(value.items());
  return value;
}
