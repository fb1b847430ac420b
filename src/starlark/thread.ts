/**
 * The machine: one `Thread` is one stack of calls.
 *
 * While nothing waits, a program runs on JavaScript's own stack. When something has to wait (a host function returned a promise, a call went too
 * deep, a loop used up its fuel) the generated functions save themselves into `#saved`, innermost first, and answer SUSPENDED; the loop in
 * `#advance` moves them to `#heap`, does what was asked for, and enters the frames again from the innermost outwards. So a Starlark call never
 * costs JavaScript stack beyond a fixed limit, and a stack can rest for as long as a host likes while others run.
 *
 * Everything is deterministic: budgets count steps (calls and rounds of loops), not time, and the order of threads is that of their promises.
 */
import { bind, enter, invoke, type Result, SUSPENDED } from "./call.ts";
import {
  type CallFrame,
  hostFile,
  type Position,
  StarlarkBudgetError,
  StarlarkCancelled,
  StarlarkError,
  StarlarkRuntimeError,
} from "./errors.ts";
import { type CallContext, type Kwargs, kwargsMap, NO_KWARGS } from "./host.ts";
import { Iter } from "./operators.ts";
import type { Program } from "./program.ts";
import type { ModuleScope } from "./value.ts";
import { StarFunction, type Value } from "./value.ts";

/** How many calls may lie on JavaScript's stack before it is unwound: some 100 of the largest generated functions fit in a tenth of it. */
const NATIVE_CALLS = 100;
/** The same within a predicate, which itself lies on the stack of its caller; and how deep predicates may nest. */
const NESTED_CALLS = 20;
const MAX_NESTED = 30;
/** Calls deeper than this are refused: it takes a program without end to get there. */
export const MAX_DEPTH = 50_000;
/** How many calls from host functions back into the program may lie within each other. */
const MAX_LEVELS = 200;
/** After so many steps a thread lets timers and other threads run. */
const QUANTUM = 200_000;
/** What JavaScript's engine says of a string, a list, a table or an int that is larger than it can make; any other RangeError is a host's own. */
const tooLarge =
  /^(Invalid (string|array|typed array|array buffer|count)|Array buffer allocation|Maximum BigInt|(Map|Set) maximum|Too many)/;

/** A function that was left in the middle. */
export interface Frame {
  readonly fn: StarFunction;
  readonly d: number;
  readonly place: number;
  readonly pc: number;
  readonly locals: readonly unknown[];
}

/** Why a stack was left. */
type Pending =
  | { readonly kind: "call"; readonly d: number; readonly fn: Value; readonly args: Value[]; readonly bound: boolean }
  | { readonly kind: "wait"; readonly promise: Promise<Value | undefined>; readonly who: string | undefined }
  | { readonly kind: "pause" };

/** An error on its way outwards, gathering the calls it passes. */
class Failure extends Error {
  override readonly cause: unknown;
  readonly trace: CallFrame[] = [];
  readonly builtin: string | undefined;
  sourceLine: string | undefined;
  constructor(cause: unknown, builtin: string | undefined) {
    super();
    this.cause = cause;
    this.builtin = builtin;
  }
}

/** What several threads share: the steps that are left. */
interface Budget {
  left: number;
}

export interface ThreadOptions {
  readonly name?: string;
  /** The most steps (calls and rounds of loops) that this thread and its forks may take together. */
  readonly maxSteps?: number;
  readonly signal?: AbortSignal;
  /** State of the host; a fork starts with a copy. */
  readonly locals?: Iterable<readonly [string | symbol, unknown]>;
}

/** What threads need of the interpreter. */
export interface Host {
  print(text: string, ctx: CallContext): void;
  load(path: string, from: string, ctx: CallContext): Promise<ReadonlyMap<string, Value>>;
}

/** Where a thread that is made in the middle of another comes from. */
interface Origin {
  readonly frames: readonly CallFrame[];
  readonly budget: Budget;
  readonly level: number;
  /** Given if the two share their locals. */
  readonly locals?: Map<string | symbol, unknown>;
}

export class Thread {
  readonly name: string;
  readonly locals: Map<string | symbol, unknown>;
  readonly signal: AbortSignal | undefined;
  readonly host: Host;
  /** Used by generated code: the functions under way by depth, the place in each, what is left of the quantum, the depth that needs the machine. */
  readonly fns: StarFunction[] = [];
  readonly at: number[] = [];
  fuel = 0;
  limit = 0;
  /** What a frame that is entered again had been waiting for. */
  resumed: Value = null;
  /** The built-in being served, for the error message. */
  serving: string | undefined;

  readonly #origin: Origin | undefined;
  readonly #budget: Budget;
  /** Frames at rest, innermost last. */
  readonly #heap: Frame[] = [];
  /** Frames that have just been left, innermost first. */
  readonly #saved: Frame[] = [];
  #pending: Pending | undefined;
  /** Of the steps taken from the budget, those not yet counted as used are `#granted`. */
  #granted = 0;
  #used = 0;
  #nested = 0;
  /** Calls below this depth belong to whoever called a predicate: recursion is looked for above it. */
  #bottom = 0;
  #running = false;

  constructor(host: Host, options: ThreadOptions = {}, origin?: Origin) {
    this.host = host;
    this.name = options.name ?? "thread";
    this.signal = options.signal;
    this.locals = origin?.locals ?? new Map(options.locals ?? []);
    this.#origin = origin;
    this.#budget = origin === undefined || options.maxSteps !== undefined ? { left: options.maxSteps ?? Infinity } : origin.budget;
  }

  /** How many steps this thread has taken. */
  get steps(): number {
    return this.#used + this.#granted - Math.max(0, this.fuel);
  }

  /** The calls under way up to a depth, outermost first. */
  framesTo(depth: number): CallFrame[] {
    const frames = [...(this.#origin?.frames ?? [])];
    for (let i = 0; i <= depth; i++) {
      const fn = this.fns[i];
      if (fn !== undefined) frames.push({ name: fn.name, position: placeOf(fn.info.program, this.at[i] ?? 0) });
    }
    return frames;
  }

  /** Where the thread was made, if it was made by a call. */
  get origin(): Position {
    return this.#origin?.frames.at(-1)?.position ?? { file: hostFile, line: 1, column: 1 };
  }

  /** Calls a function of the program or the host, and waits for whatever it waits for. */
  async call(fn: Value, args: readonly Value[] = [], kwargs?: Kwargs): Promise<Value> {
    // One stack, one call: a second at the same time gets a stack of its own.
    if (this.#running) return this.fork().call(fn, args, kwargs);
    this.#running = true;
    try {
      let result = this.#begin(-1, fn, args, kwargs);
      for (;;) {
        const value = this.#advance(result, 0, false);
        if (value !== SUSPENDED) return value;
        result = await this.#rest();
      }
    } catch (e) {
      throw this.#report(e, -1);
    } finally {
      this.#running = false;
      this.#settle();
    }
  }

  /** Calls a function and answers at once; whoever wants to wait in there fails. */
  callSync(fn: Value, args: readonly Value[] = [], kwargs?: Kwargs): Value {
    if (this.#running) return this.fork().callSync(fn, args, kwargs);
    return this.callSyncAt(-1, fn, args, kwargs);
  }

  /** The same in the middle of a call at depth `d`. */
  callSyncAt(d: number, fn: Value, args: readonly Value[], kwargs: Kwargs | undefined): Value {
    const { limit, serving } = this;
    const bottom = this.#bottom;
    const base = this.#heap.length;
    if (this.#nested >= MAX_NESTED) throw new StarlarkError("Starlark stack overflow (predicates call each other too deeply)");
    this.#nested++;
    this.#bottom = d + 1;
    try {
      const result = this.#begin(d, fn, args, kwargs);
      return asValue(result === SUSPENDED ? this.#advance(result, base, true) : result);
    } catch (e) {
      throw this.#report(this.#unwind(e, base), d);
    } finally {
      this.#nested--;
      this.#bottom = bottom;
      this.limit = limit;
      this.serving = serving;
      if (d < 0) this.#settle();
    }
  }

  /** A thread of its own that continues this one's backtrace, shares its budget and signal, and starts with a copy of its locals. */
  fork(options: ThreadOptions = {}): Thread {
    return this.forkAt(options, this.#heap.at(-1)?.d ?? -1, false);
  }

  forkAt(options: ThreadOptions, depth: number, shareLocals: boolean): Thread {
    const level = (this.#origin?.level ?? 0) + 1;
    if (level > MAX_LEVELS) throw new StarlarkError("Starlark stack overflow (host functions call back too deeply)");
    const signal = options.signal ?? this.signal;
    return new Thread(
      this.host,
      { name: this.name, locals: this.locals, ...options, ...(signal === undefined ? {} : { signal }) },
      { frames: this.framesTo(depth), budget: this.#budget, level, ...(shareLocals ? { locals: this.locals } : {}) },
    );
  }

  // ---- called by generated code ----

  /** A call that is too deep for the stack, or for which there is no fuel: the machine makes it. */
  defer(fn: StarFunction, d: number, args: Value[]): typeof SUSPENDED {
    this.#pending = { kind: "call", d, fn, args, bound: true };
    return SUSPENDED;
  }

  /** A call that a built-in wants made in its place. */
  tail(d: number, fn: Value, args: Value[]): typeof SUSPENDED {
    this.#pending = { kind: "call", d: d + 1, fn, args, bound: false };
    return SUSPENDED;
  }

  wait(promise: Promise<Value | undefined>): typeof SUSPENDED {
    // Whoever fails to await it still must not bring the process down.
    promise.then(undefined, () => undefined);
    this.#pending = { kind: "wait", promise, who: this.serving };
    return SUSPENDED;
  }

  pause(): void {
    this.#pending = { kind: "pause" };
  }

  save(fn: StarFunction, d: number, place: number, pc: number, locals: readonly unknown[]): typeof SUSPENDED {
    this.#saved.push({ fn, d, place, pc, locals });
    return SUSPENDED;
  }

  load(d: number, from: ModuleScope, path: string): typeof SUSPENDED {
    const ctx = new Context(this, d);
    // What is awaited is a map, not a value; it goes straight to `loadedName`.
    return this.wait(this.host.load(path, from.file, ctx) as unknown as Promise<Value>);
  }

  /** Adds a call to the error that passes through it. */
  failed(e: unknown, fn: StarFunction, place: number, iterators: readonly unknown[] | null): Failure {
    if (iterators !== null) release(iterators);
    const failure = e instanceof Failure ? e : this.#failure(e);
    this.#pass(failure, fn, place);
    return failure;
  }

  checkRecursion(fn: StarFunction, d: number): void {
    const { fns } = this;
    const bottom = this.#bottom;
    for (let i = d - 1; i >= bottom; i--) {
      if (fns[i]?.info === fn.info) throw new StarlarkError(`function ${fn.name} called recursively`);
    }
  }

  // ---- the loop ----

  #begin(d: number, fn: Value, args: readonly Value[], kwargs: Kwargs | undefined): Result {
    if (this.fuel <= 0) this.#refuel();
    this.limit = d + 1 + this.#nativeCalls();
    if (fn instanceof StarFunction) {
      const fits = fn.arity === args.length && kwargs === undefined;
      return enter(this, d + 1, fn, fits ? args : bind(fn, args, kwargsMap(kwargs)));
    }
    return invoke(this, d, fn, [...args], kwargsMap(kwargs));
  }

  #nativeCalls(): number {
    return this.#nested > 0 ? NESTED_CALLS : NATIVE_CALLS;
  }

  /**
   * Goes on until the call that began when `base` frames lay on the heap is finished (its value) or cannot go on now (SUSPENDED): there is
   * something to wait for, or the quantum is used up and others should have their turn.
   */
  #advance(start: Result, base: number, sync: boolean): Result {
    let result = start;
    try {
      for (;;) {
        if (result !== SUSPENDED) {
          if (this.#heap.length === base) return result;
          const frame = this.#heap.pop();
          if (frame === undefined) return result;
          this.resumed = result;
          this.limit = frame.d + this.#nativeCalls();
          result = frame.fn.code(this, frame.fn, frame, frame.d);
          continue;
        }
        this.#shelve();
        if (this.fuel < 0) {
          if (!sync) return SUSPENDED;
          this.#refuel();
        }
        const pending = this.#pending;
        if (pending?.kind === "wait") {
          if (!sync) return SUSPENDED;
          throw new StarlarkError(`${pending.who ?? "a host function"} has to wait, which is not possible in a predicate`);
        }
        this.#pending = undefined;
        result = pending === undefined || pending.kind === "pause" ? null : this.#make(pending);
      }
    } catch (e) {
      throw this.#unwind(e, base);
    }
  }

  /** Moves the frames that have just been left to the heap, the innermost on top. */
  #shelve(): void {
    for (let frame = this.#saved.pop(); frame !== undefined; frame = this.#saved.pop()) this.#heap.push(frame);
  }

  /** Makes a call that was put off. */
  #make(pending: Pending & { kind: "call" }): Result {
    const { d, fn, args } = pending;
    if (d > MAX_DEPTH) throw new StarlarkError(`Starlark stack overflow (more than ${MAX_DEPTH} calls under way)`);
    this.limit = d + this.#nativeCalls();
    if (fn instanceof StarFunction) return enter(this, d, fn, pending.bound ? args : bind(fn, args, NO_KWARGS));
    return invoke(this, d - 1, fn, args, NO_KWARGS);
  }

  /** Waits for what the stack was left for. */
  async #rest(): Promise<Result> {
    const pending = this.#pending;
    try {
      if (this.fuel < 0) {
        await turn();
        this.#refuel();
        return SUSPENDED;
      }
      this.#pending = undefined;
      if (pending?.kind !== "wait") return null;
      // While this stack waits, others may need the steps that it has been granted.
      this.#settle();
      const value = await this.#orAborted(pending.promise);
      this.#refuel();
      return value ?? null;
    } catch (e) {
      throw this.#unwind(this.#failure(e, pending?.kind === "wait" ? pending.who : undefined), 0);
    }
  }

  /** A cancelled thread does not wait for a host function that does not listen. */
  async #orAborted(promise: Promise<Value | undefined>): Promise<Value | undefined> {
    const { signal } = this;
    if (signal === undefined) return promise;
    if (signal.aborted) throw cancelled(signal);
    let stop: (() => void) | undefined;
    try {
      return await Promise.race([
        promise,
        new Promise<never>((_, reject) => {
          stop = () => {
            // The host function hears of it first, and what it throws tells more than that it was stopped.
            setImmediate(() => {
              reject(cancelled(signal));
            });
          };
          signal.addEventListener("abort", stop, { once: true });
        }),
      ]);
    } finally {
      if (stop !== undefined) signal.removeEventListener("abort", stop);
    }
  }

  /** Takes a quantum from the budget; this is also where budgets and cancellation are noticed. */
  #refuel(): void {
    if (this.signal?.aborted === true) throw cancelled(this.signal);
    this.#used += this.#granted;
    this.#granted = Math.min(QUANTUM, this.#budget.left);
    this.#budget.left -= this.#granted;
    this.fuel = this.#granted;
    if (this.#granted <= 0) throw new StarlarkBudgetError("too many steps: the budget of this program is used up");
  }

  /** Gives back what was granted and not used. */
  #settle(): void {
    const unused = Math.max(0, this.fuel);
    this.#used += this.#granted - unused;
    this.#budget.left += unused;
    this.#granted = 0;
    this.fuel = 0;
  }

  // ---- errors ----

  #failure(e: unknown, who = this.serving): Failure {
    if (e instanceof Failure) return e;
    this.serving = undefined;
    if (!(e instanceof RangeError)) return new Failure(e, who);
    if (e.message.includes("call stack")) return new Failure(new StarlarkError("Starlark stack overflow"), who);
    return new Failure(tooLarge.test(e.message) ? new StarlarkError("value too large") : e, who);
  }

  #pass(failure: Failure, fn: StarFunction, place: number): void {
    const position = placeOf(fn.info.program, place);
    if (failure.trace.length === 0) failure.sourceLine = fn.info.program.source.line(position.line);
    failure.trace.push({ name: fn.name, position });
  }

  /** An error that leaves the JavaScript stack passes through the frames that rest on the heap, too. */
  #unwind(e: unknown, base: number): Failure {
    const failure = this.#failure(e);
    this.#shelve();
    this.#pending = undefined;
    while (this.#heap.length > base) {
      const frame = this.#heap.pop();
      if (frame === undefined) break;
      release(frame.locals);
      this.#pass(failure, frame.fn, frame.place);
    }
    return failure;
  }

  /** The error as the host gets to see it; `d` is the depth of the call that led here. */
  #report(e: unknown, d: number): unknown {
    const failure = this.#failure(e);
    const { cause } = failure;
    const outside = this.framesTo(d);
    const own = failure.trace.toReversed();
    const inner = cause instanceof StarlarkRuntimeError ? cause.frames.slice(cause.outer) : [];
    const plain = cause instanceof StarlarkError && cause.constructor === StarlarkError;
    const original: unknown = cause instanceof StarlarkRuntimeError ? cause.cause : plain ? undefined : cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    const builtin = cause instanceof StarlarkRuntimeError ? cause.builtin : failure.builtin;
    const sourceLine = cause instanceof StarlarkRuntimeError ? cause.sourceLine : failure.sourceLine;
    const about = {
      ...(builtin === undefined ? {} : { builtin }),
      ...(sourceLine === undefined ? {} : { sourceLine }),
      ...(original === undefined ? {} : { cause: original }),
      outer: outside.length,
    };
    return new StarlarkRuntimeError(message, [...outside, ...own, ...inner], about);
  }
}

/** What a host function gets to know about its call. */
export class Context implements CallContext {
  readonly thread: Thread;
  readonly depth: number;
  readonly #fn: StarFunction | undefined;
  readonly #place: number;
  constructor(thread: Thread, depth: number) {
    this.thread = thread;
    this.depth = depth;
    this.#fn = thread.fns[depth];
    this.#place = thread.at[depth] ?? 0;
  }
  get position(): Position {
    return this.#fn === undefined ? this.thread.origin : placeOf(this.#fn.info.program, this.#place);
  }
  get frames(): readonly CallFrame[] {
    return this.thread.framesTo(this.depth);
  }
  get signal(): AbortSignal | undefined {
    return this.thread.signal;
  }
  async call(fn: Value, args: readonly Value[] = [], kwargs?: Kwargs): Promise<Value> {
    const child = this.thread.forkAt({}, this.depth, true);
    // The caller may be deep in JavaScript's stack still; the call begins on an empty one.
    await Promise.resolve();
    return child.call(fn, args, kwargs);
  }
  callSync(fn: Value, args: readonly Value[] = [], kwargs?: Kwargs): Value {
    return this.thread.callSyncAt(this.depth, fn, args, kwargs);
  }
  fork(options: ThreadOptions = {}): Thread {
    return this.thread.forkAt(options, this.depth, false);
  }
}

function placeOf(program: Program, place: number): Position {
  return program.source.position(program.spans[2 * place] ?? 0);
}

function release(things: readonly unknown[]): void {
  for (const thing of things) if (thing instanceof Iter) thing.done();
}

function cancelled(signal: AbortSignal): StarlarkCancelled {
  const reason: unknown = signal.reason;
  return new StarlarkCancelled(`cancelled: ${reason instanceof Error ? reason.message : String(reason)}`, { cause: reason });
}

function asValue(result: Result): Value {
  if (result === SUSPENDED) throw new StarlarkError("a predicate cannot wait");
  return result;
}

/** Lets timers, sockets and other threads have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
