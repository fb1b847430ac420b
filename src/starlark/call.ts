/**
 * Calls: binding arguments to the parameters of a function of the language, and reaching built-ins, methods and host values. Each of these answers
 * with a value, or with SUSPENDED if the stack has to be left (see generate.ts).
 */
import { didYouMean, StarlarkError } from "./errors.ts";
import { type CallContext, isCallable, itemsOf, NO_KWARGS } from "./host.ts";
import { method } from "./methods.ts";
import { bindNative, type Native, TailCall } from "./native.ts";
import { attribute, noAttribute } from "./operators.ts";
import { Context, type Thread } from "./thread.ts";
import { Builtin, Dict, HostValue, repr, StarFunction, Tuple, typeOf, type Value } from "./value.ts";

/** What a call answers when the stack has to be left; the machine knows why. */
export const SUSPENDED: unique symbol = Symbol("suspended");
export type Result = Value | typeof SUSPENDED;

/** The context of natives that use none. */
const NO_CONTEXT: CallContext = {
  position: { file: "", line: 1, column: 1 },
  frames: [],
  signal: undefined,
  get thread(): Thread {
    throw new StarlarkError("this function has no context");
  },
  call: () => Promise.reject(new StarlarkError("this function has no context")),
  callSync: () => {
    throw new StarlarkError("this function has no context");
  },
  fork: () => {
    throw new StarlarkError("this function has no context");
  },
};

/** Calls a compiled function whose arguments have been bound. */
export function enter(th: Thread, d: number, fn: StarFunction, slots: readonly (Value | undefined)[]): Result {
  return fn.code(th, fn, null, d, ...slots);
}

export function call(th: Thread, d: number, fn: Value, args: Value[]): Result {
  if (fn instanceof StarFunction) return enter(th, d + 1, fn, fn.arity === args.length ? args : bind(fn, args, NO_KWARGS));
  return invoke(th, d, fn, args, NO_KWARGS);
}

export function call1(th: Thread, d: number, fn: Value, arg: Value): Result {
  if (fn instanceof Builtin && fn.one !== undefined) return fn.one(arg);
  return call(th, d, fn, [arg]);
}

export function callWith(
  th: Thread,
  d: number,
  fn: Value,
  args: Value[],
  names: readonly string[],
  values: readonly Value[],
  star: Value | undefined,
  starstar: Value | undefined,
): Result {
  if (fn instanceof StarFunction && star === undefined && starstar === undefined) {
    const slots = bindNames(fn, args, names, values);
    if (slots !== undefined) return enter(th, d + 1, fn, slots);
  }
  const kwargs = gather(fn, args, names, values, star, starstar);
  if (fn instanceof StarFunction) return enter(th, d + 1, fn, bind(fn, args, kwargs));
  return invoke(th, d, fn, args, kwargs);
}

/** The values of a function's parameters for a call that simply fits; undefined if there is anything more to it. */
function bindNames(
  fn: StarFunction,
  args: readonly Value[],
  names: readonly string[],
  values: readonly Value[],
): (Value | undefined)[] | undefined {
  const { info } = fn;
  const count = info.names.length;
  if (info.hasVarargs || info.hasKwargs || args.length > info.positionalCount) return undefined;
  const slots: (Value | undefined)[] = [];
  for (let i = 0; i < count; i++) slots.push(i < args.length ? args[i] : undefined);
  for (let i = 0; i < names.length; i++) {
    const at = info.names.indexOf(names[i] ?? "");
    if (at < 0 || slots[at] !== undefined) return undefined;
    slots[at] = values[i];
  }
  for (let i = 0; i < count; i++) {
    if (slots[i] === undefined && (slots[i] = fn.defaults[i]) === undefined) return undefined;
  }
  return slots;
}

/** Adds `*args` to the positional arguments, and makes one map of the named ones and `**kwargs`. */
function gather(
  fn: Value,
  args: Value[],
  names: readonly string[],
  values: readonly Value[],
  star: Value | undefined,
  starstar: Value | undefined,
): ReadonlyMap<string, Value> {
  if (star !== undefined) {
    const items = itemsOf(star);
    if (items === undefined) throw new StarlarkError(`argument after * must be iterable, not ${typeOf(star)}`);
    for (const item of items) args.push(item);
  }
  if (names.length === 0 && starstar === undefined) return NO_KWARGS;
  const kwargs = new Map<string, Value>();
  names.forEach((name, i) => kwargs.set(name, values[i] ?? null));
  if (starstar !== undefined) {
    if (!(starstar instanceof Dict)) throw new StarlarkError(`argument after ** must be a mapping, not ${typeOf(starstar)}`);
    for (const [name, value] of starstar.entries()) {
      if (typeof name !== "string") throw new StarlarkError(`keywords must be strings, not ${typeOf(name)}`);
      if (kwargs.has(name)) {
        throw new StarlarkError(
          fn instanceof StarFunction
            ? `function ${fn.name} got multiple values for parameter ${repr(name)}`
            : `${fn instanceof Builtin ? fn.name : typeof fn === "string" ? fn : typeOf(fn)}: duplicate keyword arg: ${repr(name)}`,
        );
      }
      kwargs.set(name, value);
    }
  }
  return kwargs;
}

/** Calls a built-in or a host value. */
export function invoke(th: Thread, d: number, fn: Value, args: Value[], kwargs: ReadonlyMap<string, Value>): Result {
  if (fn instanceof Builtin) {
    th.serving = fn.name;
    const result = finish(th, d, fn.invoke(args, kwargs, new Context(th, d)));
    th.serving = undefined;
    return result;
  }
  if (fn instanceof HostValue && fn.call !== undefined) return finish(th, d, fn.call(args, kwargs, new Context(th, d)));
  const bracket = isCallable(fn) ? "" : fn instanceof Dict ? "; to look up a key, write []" : "";
  throw new StarlarkError(`invalid call of non-function (${typeOf(fn)})${bracket}`);
}

/** Makes of what a built-in returned what the program goes on with. */
function finish(th: Thread, d: number, result: unknown): Result {
  if (result === undefined) return null;
  if (result === null || typeof result !== "object") return result as Value;
  if (result instanceof TailCall) return th.tail(d, result.fn, result.args);
  if ("then" in result && typeof result.then === "function") return th.wait(result as Promise<Value | undefined>);
  return result as Value;
}

export function callMethod(th: Thread, d: number, receiver: Value, name: string, args: Value[]): Result {
  if (receiver instanceof HostValue) return callHostMethod(th, d, receiver, name, args);
  const found = method(receiver, name);
  if (found === undefined) throw noAttribute(receiver, name);
  if (found.wantsContext) return runNative(th, d, found, receiver, args, NO_KWARGS);
  const n = args.length;
  const bound = n < found.min || n > found.max ? bindNative(found, args, NO_KWARGS) : args;
  return found.run(receiver, bound, NO_CONTEXT, NO_KWARGS) as Value;
}

function callHostMethod(th: Thread, d: number, receiver: HostValue, name: string, args: Value[]): Result {
  return call(th, d, attribute(receiver, name), args);
}

export function callMethodWith(
  th: Thread,
  d: number,
  receiver: Value,
  name: string,
  args: Value[],
  names: readonly string[],
  values: readonly Value[],
  star: Value | undefined,
  starstar: Value | undefined,
): Result {
  if (receiver instanceof HostValue) return callWith(th, d, attribute(receiver, name), args, names, values, star, starstar);
  const found = method(receiver, name);
  if (found === undefined) throw noAttribute(receiver, name);
  return runNative(th, d, found, receiver, args, gather(name, args, names, values, star, starstar));
}

export function runNative(th: Thread, d: number, fn: Native, self: Value, args: Value[], kwargs: ReadonlyMap<string, Value>): Result {
  const ctx = fn.wantsContext ? new Context(th, d) : NO_CONTEXT;
  return finish(th, d, fn.run(self, bindNative(fn, args, kwargs), ctx, kwargs));
}

/** The values of a function's parameters, in the order of the compiled code's arguments. */
export function bind(fn: StarFunction, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): (Value | undefined)[] {
  const { info } = fn;
  const { params } = info;
  const plain = params.length - (info.hasVarargs ? 1 : 0) - (info.hasKwargs ? 1 : 0);
  if (params.length === 0 && (args.length > 0 || kwargs.size > 0) && kwargs.size === 0) {
    throw new StarlarkError(`function ${info.name} accepts no arguments (${args.length} given)`);
  }
  if (args.length > info.positionalCount && !info.hasVarargs) {
    const atMost = params.some((p) => p.kind === "normal" && !p.required) ? "at most " : "";
    const s = info.positionalCount === 1 ? "" : "s";
    throw new StarlarkError(
      `function ${info.name} accepts ${atMost}${info.positionalCount} positional argument${s} (${args.length} given)`,
    );
  }
  const slots: (Value | undefined)[] = new Array<Value | undefined>(params.length).fill(undefined);
  const n = Math.min(args.length, info.positionalCount);
  for (let i = 0; i < n; i++) slots[i] = args[i];
  let rest: Dict | undefined;
  if (info.hasKwargs) {
    rest = new Dict();
    slots[params.length - 1] = rest;
  }
  if (info.hasVarargs) slots[plain] = new Tuple(args.slice(n));
  for (const [name, value] of kwargs) {
    const at = params.findIndex((p, i) => i < plain && p.name === name);
    if (at >= 0) {
      if (slots[at] !== undefined) throw new StarlarkError(`function ${info.name} got multiple values for parameter "${name}"`);
      slots[at] = value;
    } else if (rest !== undefined) {
      rest.put(name, value);
    } else {
      const known = params.filter((_, i) => i < plain).map((p) => p.name);
      throw new StarlarkError(`function ${info.name} got an unexpected keyword argument "${name}"${didYouMean(name, known)}`);
    }
  }
  let missing: string[] | undefined;
  for (let i = 0; i < plain; i++) {
    if (slots[i] !== undefined) continue;
    const standard = fn.defaults[i];
    if (standard === undefined) (missing ??= []).push(params[i]?.name ?? "");
    else slots[i] = standard;
  }
  if (missing !== undefined) {
    throw new StarlarkError(
      `function ${info.name} missing ${missing.length} argument${missing.length === 1 ? "" : "s"} (${missing.join(", ")})`,
    );
  }
  return slots;
}
