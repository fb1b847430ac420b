/**
 * How a host gives functions and values to programs. `builtin` describes a function once (name, documentation, parameters with their types
 * and defaults) and everything follows from that: arguments are checked and arrive typed, messages name what was got and what was wanted
 * and guess the keyword that was meant, and `signature` and `describe` print the documentation. `Struct` is the ready-made value with fields.
 */
import { didYouMean, type CallFrame, type Position, StarlarkError } from "./errors.ts";
import { decode, encode } from "./text.ts";
import type { Thread, ThreadOptions } from "./thread.ts";
import {
  Builtin,
  Bytes,
  type Callable,
  Dict,
  Elems,
  equal,
  Float,
  freeze,
  HostValue,
  isHashable,
  keyOf,
  List,
  type ParamDoc,
  Range,
  repr,
  StarFunction,
  StarSet,
  Tuple,
  typeOf,
  type Value,
} from "./value.ts";

/** What a host function knows about the call it serves. */
export interface CallContext {
  /** Where the call stands in the program. */
  readonly position: Position;
  /** The calls under way, outermost first; the last is the one that called the host. */
  readonly frames: readonly CallFrame[];
  readonly thread: Thread;
  /** Aborted when the thread is cancelled. */
  readonly signal: AbortSignal | undefined;
  /** Calls back into the program; it may wait for other host functions. Several such calls may be under way at once. */
  call(fn: Value, args?: readonly Value[], kwargs?: Kwargs): Promise<Value>;
  /** Calls back and answers at once; a host function that wants to wait in there is an error. For predicates. */
  callSync(fn: Value, args?: readonly Value[], kwargs?: Kwargs): Value;
  /** A thread of its own whose backtrace begins with this call, for branches that run side by side; it starts with a copy of the locals. */
  fork(options?: ThreadOptions): Thread;
}

/** Keyword arguments, as a map or a plain object. */
export type Kwargs = ReadonlyMap<string, Value> | Readonly<Record<string, Value>>;

export function kwargsMap(kwargs: Kwargs | undefined): ReadonlyMap<string, Value> {
  if (kwargs === undefined) return NO_KWARGS;
  return kwargs instanceof Map ? kwargs : new Map(Object.entries(kwargs));
}

export const NO_KWARGS: ReadonlyMap<string, Value> = new Map();

/** The type names a parameter may use, and what the function receives for each. */
export interface TypeMap {
  any: Value;
  None: null;
  bool: boolean;
  /** A safe integer; larger ones are refused. */
  int: number;
  /** An int of any size. */
  bigint: number | bigint;
  /** An int or a float, received as a JavaScript number. */
  float: number;
  /** A string, received as the byte string it is. */
  string: string;
  /** A string, received as JavaScript text. */
  text: string;
  bytes: Bytes;
  list: List;
  tuple: Tuple;
  /** A list or tuple. */
  sequence: List | Tuple;
  /** Anything a `for` can walk over, received as an array. */
  iterable: Value[];
  dict: Dict;
  set: StarSet;
  range: Range;
  callable: Callable;
}

type HostClass = abstract new (...args: never[]) => HostValue;
export type TypeSpec = keyof TypeMap | HostClass | readonly TypeSpec[];

export type ArgOf<T> = T extends keyof TypeMap
  ? TypeMap[T]
  : T extends abstract new (...args: never[]) => infer V
    ? V
    : T extends readonly (infer U)[]
      ? ArgOf<U>
      : never;

export type ParamKind = "positional" | "normal" | "keyword" | "args" | "kwargs";

/**
 * One parameter. `kind` is "normal" unless given: by position or by keyword. A parameter is required unless it has a `default` or is `optional` (then the
 * function receives undefined). "args" and "kwargs" collect the rest; their `type` is that of each.
 */
export interface Param {
  readonly name: string;
  readonly type: TypeSpec;
  readonly doc?: string;
  readonly kind?: ParamKind;
  readonly default?: unknown;
  readonly optional?: boolean;
  /** Of a callable: with how many arguments it is going to be called. One that cannot be called so is refused at once. */
  readonly arity?: number;
}

type ParamArg<P extends Param> = P["kind"] extends "args"
  ? ArgOf<P["type"]>[]
  : P["kind"] extends "kwargs"
    ? Map<string, ArgOf<P["type"]>>
    : P extends { readonly default: infer D }
      ? ArgOf<P["type"]> | D
      : P extends { readonly optional: true }
        ? ArgOf<P["type"]> | undefined
        : ArgOf<P["type"]>;

/** The arguments as the function receives them: one property for each parameter. */
export type Args<Ps extends readonly Param[]> = { readonly [P in Ps[number] as P["name"]]: ParamArg<P> };

export interface BuiltinSpec<Ps extends readonly Param[]> {
  readonly name: string;
  readonly doc?: string;
  readonly params?: Ps;
  /** The result in words, for the documentation. */
  readonly returns?: string;
  readonly call: (args: Args<Ps>, ctx: CallContext) => Value | Promise<Value> | undefined | void | Promise<void> | Promise<undefined>;
  /**
   * If given, an unknown keyword is not an error but is told to this function, and then ignored: for programs that were written for a laxer
   * host.
   */
  readonly lenient?: (warning: Warning) => void;
}

export interface Warning {
  readonly message: string;
  readonly keyword: string;
  readonly suggestion: string | undefined;
  readonly position: Position;
}

/** Makes a function that programs can call. */
export function builtin<const Ps extends readonly Param[] = readonly []>(spec: BuiltinSpec<Ps>): Builtin {
  const params: readonly Param[] = spec.params ?? [];
  const bind = binder(spec.name, params, spec.lenient);
  return new Builtin(
    { name: spec.name, doc: spec.doc ?? "", params: params.map(paramDoc), returns: spec.returns ?? "" },
    (args, kwargs, ctx) =>
      // The binder has just checked each argument against the type that `Args` was computed from.
      spec.call(bind(args, kwargs, ctx) as Args<Ps>, ctx),
  );
}

function paramDoc(p: Param): ParamDoc {
  const kind = p.kind ?? "normal";
  const collects = kind === "args" || kind === "kwargs";
  const hasDefault = "default" in p && p.default !== undefined;
  const shown = hasDefault ? defaultText(p.default) : undefined;
  return {
    name: p.name,
    doc: p.doc ?? "",
    type: typeWords(p.type),
    kind,
    required: !collects && !("default" in p) && p.optional !== true,
    ...(shown === undefined ? {} : { defaultText: shown }),
  };
}

function defaultText(value: unknown): string {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return repr(value);
  return isValue(value) ? repr(value) : "…";
}

function isValue(x: unknown): x is Value {
  return (
    x instanceof Float ||
    x instanceof List ||
    x instanceof Tuple ||
    x instanceof Dict ||
    x instanceof StarSet ||
    x instanceof HostValue ||
    x instanceof Bytes
  );
}

/** The accepted types in words: `string or None`. */
export function typeWords(type: TypeSpec): string {
  if (typeof type === "string") return type === "text" ? "string" : type === "bigint" ? "int" : type;
  if (isUnion(type)) {
    const words = [...new Set(type.map(typeWords))];
    return words.length < 3 ? words.join(" or ") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
  }
  return className(type);
}

function isUnion(type: TypeSpec): type is readonly TypeSpec[] {
  return Array.isArray(type);
}

/** A host class is called in messages what its static `typeName` says, else by its own name. */
function className(type: HostClass): string {
  const named: object = type;
  return "typeName" in named && typeof named.typeName === "string" ? named.typeName : type.name;
}

/** `name(a, b=1, *args, c, **kwargs)`: how a function is called. */
export function signature(fn: Builtin | StarFunction): string {
  if (fn instanceof StarFunction) return `${fn.name}(${fn.info.params.map((p) => p.text).join(", ")})`;
  const parts: string[] = [];
  let star = false;
  for (const p of fn.params) {
    if (p.kind === "args") star = true;
    if (p.kind === "keyword" && !star) {
      parts.push("*");
      star = true;
    }
    const name = p.kind === "args" ? `*${p.name}` : p.kind === "kwargs" ? `**${p.name}` : p.name;
    parts.push(
      p.defaultText !== undefined
        ? `${name}=${p.defaultText}`
        : p.required || p.kind === "args" || p.kind === "kwargs"
          ? name
          : `${name}=…`,
    );
  }
  return `${fn.name}(${parts.join(", ")})`;
}

/** The documentation of a function as plain text: its signature, what it does, and one line for each parameter. */
export function describe(fn: Builtin): string {
  const width = Math.max(0, ...fn.params.map((p) => p.name.length));
  const lines = fn.params.map(
    (p) => `  ${p.name.padEnd(width)}  ${p.type}${p.required ? ", required" : ""}${p.doc === "" ? "" : `: ${p.doc}`}`,
  );
  const returns = fn.returns === "" ? [] : [`returns ${fn.returns}`];
  return [signature(fn) + (fn.doc === "" ? "" : `\n${fn.doc}`), ...lines, ...returns].join("\n");
}

/** Whether a call can be made to a value. */
export function isCallable(value: Value): value is Callable {
  return value instanceof StarFunction || value instanceof Builtin || (value instanceof HostValue && value.call !== undefined);
}

/** The items of anything a `for` can walk over, or undefined. */
export type ToItems = (value: Value) => readonly Value[] | undefined;

/** Turns a value into what a parameter of this type receives, or into undefined if the type does not accept it. */
type Accept = (value: Value) => unknown;

function acceptor(type: TypeSpec): Accept {
  if (typeof type !== "string") {
    if (isUnion(type)) {
      const accepts = type.map(acceptor);
      return (value) => {
        for (const accept of accepts) {
          const got = accept(value);
          if (got !== undefined) return got;
        }
        return undefined;
      };
    }
    return (value) => (value instanceof type ? value : undefined);
  }
  switch (type) {
    case "any":
      return (v) => v;
    case "None":
      return (v) => (v === null ? v : undefined);
    case "bool":
      return (v) => (typeof v === "boolean" ? v : undefined);
    case "int":
      return (v) => (typeof v === "number" ? v : undefined);
    case "bigint":
      return (v) => (typeof v === "number" || typeof v === "bigint" ? v : undefined);
    case "float":
      return (v) => (v instanceof Float ? v.value : typeof v === "number" || typeof v === "bigint" ? Number(v) : undefined);
    case "string":
      return (v) => (typeof v === "string" ? v : undefined);
    case "text":
      return (v) => (typeof v === "string" ? decode(v) : undefined);
    case "bytes":
      return (v) => (v instanceof Bytes ? v : undefined);
    case "list":
      return (v) => (v instanceof List ? v : undefined);
    case "tuple":
      return (v) => (v instanceof Tuple ? v : undefined);
    case "sequence":
      return (v) => (v instanceof List || v instanceof Tuple ? v : undefined);
    case "iterable":
      return (v) => itemsOf(v)?.slice();
    case "dict":
      return (v) => (v instanceof Dict ? v : undefined);
    case "set":
      return (v) => (v instanceof StarSet ? v : undefined);
    case "range":
      return (v) => (v instanceof Range ? v : undefined);
    case "callable":
      return (v) => (isCallable(v) ? v : undefined);
  }
}

/** The items of an iterable as an array that must not be changed, or undefined. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (value instanceof List || value instanceof Tuple) return value.items;
  if (value instanceof Dict) return value.keys();
  if (value instanceof StarSet) return value.items();
  if (value instanceof Range) {
    if (value.length > MAX_ITEMS) throw new StarlarkError(`range of ${value.length} items is too large to list`);
    return Array.from({ length: value.length }, (_, i) => value.at(i));
  }
  if (value instanceof HostValue && value.iterate !== undefined) return [...value.iterate()];
  if (value instanceof Elems) return value.list();
  return undefined;
}

/** Lists longer than this are refused: far beyond any honest program, and well within what the runtime can hold. */
export const MAX_ITEMS = 1 << 24;

type Bind = (args: readonly Value[], kwargs: ReadonlyMap<string, Value>, ctx: { readonly position: Position }) => Record<string, unknown>;

/** Prepares the checking of arguments against a description. */
export function binder(name: string, params: readonly Param[], lenient?: (warning: Warning) => void): Bind {
  const byPosition = params.filter((p) => p.kind === undefined || p.kind === "normal" || p.kind === "positional");
  const rest = params.find((p) => p.kind === "args");
  const open = params.find((p) => p.kind === "kwargs");
  const keywords = new Map(
    params.filter((p) => p.kind === undefined || p.kind === "normal" || p.kind === "keyword").map((p) => [p.name, p]),
  );
  const positionalOnly = new Set(params.filter((p) => p.kind === "positional").map((p) => p.name));
  const accepts = new Map(params.map((p) => [p, acceptor(p.type)]));
  const given = params.filter((p) => p.kind !== "args" && p.kind !== "kwargs");

  const accept = (p: Param, value: Value): unknown => {
    const got = accepts.get(p)?.(value);
    if (got === undefined) {
      const big = typeof value === "bigint" && typeWords(p.type).includes("int") ? `int out of range (${value})` : `got ${typeOf(value)}`;
      throw new StarlarkError(`${name}: for parameter ${p.name}: ${big}, want ${typeWords(p.type)}`);
    }
    const why = p.arity === undefined ? undefined : misfit(value, p.arity);
    if (why !== undefined) throw new StarlarkError(`${name}: for parameter ${p.name}: ${why}`);
    return got;
  };

  return (args, kwargs, ctx) => {
    const out: Record<string, unknown> = {};
    if (args.length > byPosition.length && rest === undefined) {
      throw new StarlarkError(tooMany(name, args.length, byPosition, given));
    }
    const n = Math.min(args.length, byPosition.length);
    for (let i = 0; i < n; i++) {
      const p = byPosition[i];
      if (p !== undefined) out[p.name] = accept(p, args[i] ?? null);
    }
    if (rest !== undefined) out[rest.name] = args.slice(n).map((value) => accept(rest, value));
    const others = new Map<string, unknown>();
    for (const [key, value] of kwargs) {
      const p = keywords.get(key);
      if (p !== undefined) {
        if (p.name in out) throw new StarlarkError(`${name}: got multiple values for keyword argument "${key}"`);
        out[p.name] = accept(p, value);
      } else if (open !== undefined) {
        others.set(key, accept(open, value));
      } else if (positionalOnly.has(key)) {
        throw new StarlarkError(`${name}: parameter "${key}" is given by position, not by keyword`);
      } else {
        const message = unexpectedKeyword(name, key, keywords.keys());
        if (lenient === undefined) throw new StarlarkError(message);
        lenient({ message, keyword: key, suggestion: /did you mean "(.*)"\?/.exec(message)?.[1], position: ctx.position });
      }
    }
    if (open !== undefined) out[open.name] = others;
    for (const p of given) {
      if (p.name in out) continue;
      if (!("default" in p) && p.optional !== true) throw new StarlarkError(`${name}: missing argument for ${p.name}`);
      out[p.name] = p.default;
    }
    return out;
  };
}

/** Why [value] cannot be called with [given] arguments by position; undefined when it can, or when that is not known of it. */
export function misfit(value: Value, given: number): string | undefined {
  let [least, most, words] = [0, Number.POSITIVE_INFINITY, ""];
  if (value instanceof StarFunction) {
    const { info } = value;
    const byPosition = info.params.filter((p) => p.kind === "normal");
    least = byPosition.filter((p) => p.required).length;
    if (!info.hasVarargs) most = byPosition.length;
    words = info.params.map((p) => p.text).join(", ");
    const [unnamed] = info.params.filter((p) => p.kind === "keyword" && p.required);
    if (unnamed !== undefined) return `${value.name}(${words}) is called with ${counted(given)}, and needs ${unnamed.name}=`;
  } else if (value instanceof Builtin) {
    const byPosition = value.params.filter((p) => p.kind === "normal" || p.kind === "positional");
    if (value.params.length === 0) least = most = 0;
    else if (!value.params.some((p) => p.kind === "args")) most = byPosition.length;
    words = byPosition.map((p) => p.name).join(", ");
  } else return undefined;
  if (given >= least && given <= most) return undefined;
  // What makes a function was probably meant to be called for it.
  const hint = value instanceof Builtin && most === 0 ? ` (did you mean ${value.name}()?)` : "";
  return `${value.name}(${words}) is called with ${counted(given)}, and takes ${most === 0 ? "none" : least === most ? most : least > given ? `at least ${least}` : `at most ${most}`}${hint}`;
}

const counted = (n: number): string => (n === 0 ? "no arguments" : n === 1 ? "1 argument" : `${n} arguments`);

function tooMany(name: string, got: number, byPosition: readonly Param[], given: readonly Param[]): string {
  const most = byPosition.length;
  const least = byPosition.filter((p) => !("default" in p) && p.optional !== true).length;
  const want =
    most === 0
      ? "no positional arguments"
      : `${least === most ? "exactly" : "at most"} ${most} positional argument${most === 1 ? "" : "s"}`;
  const keywords = given.filter((p) => p.kind === "keyword").map((p) => p.name);
  const hint = keywords.length === 0 ? "" : `; by keyword only: ${keywords.join(", ")}`;
  return `${name}: got ${got} arguments, want ${want}${hint}`;
}

/** The message for a keyword that a function does not have, with the nearest one it has, or all if none is near. */
export function unexpectedKeyword(name: string, key: string, known: Iterable<string>): string {
  const names = [...known];
  const guess = didYouMean(key, names);
  const list = guess !== "" || names.length === 0 ? guess : ` (valid: ${names.join(", ")})`;
  return `${name}: unexpected keyword argument "${key}"${list}`;
}

/** A value with named fields, like what `struct(a = 1)` makes. Fields keep the order of their names. */
export class Struct extends HostValue {
  static readonly typeName: string = "struct";
  override readonly type: string = "struct";
  readonly fields: ReadonlyMap<string, Value>;
  readonly label: string;
  constructor(fields: Iterable<readonly [string, Value]> | Readonly<Record<string, Value>>, label = "struct") {
    super();
    const entries = Symbol.iterator in fields ? [...fields] : Object.entries(fields);
    this.fields = new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    this.label = label;
  }
  override attr(name: string): Value | undefined {
    return this.fields.get(name);
  }
  override attrNames(): string[] {
    return [...this.fields.keys()];
  }
  override repr(): string {
    return `${this.label}(${[...this.fields].map(([name, value]) => `${name} = ${repr(value)}`).join(", ")})`;
  }
  /** A struct is hashable if its fields are. */
  override hashKey(): string | undefined {
    const parts = new Tuple([encode(this.label), ...[...this.fields].flatMap(([name, value]) => [encode(name), value])]);
    if (!isHashable(parts)) return undefined;
    const key = keyOf(parts);
    return typeof key === "string" ? key : undefined;
  }
  /** `a + b` has the fields of both; those of b win. */
  override binary(op: string, other: Value, side: "left" | "right"): Value | undefined {
    if (op !== "+" || side !== "left" || !(other instanceof Struct) || other.label !== this.label) return undefined;
    return new Struct([...this.fields, ...other.fields], this.label);
  }
  override freeze(): void {
    for (const value of this.fields.values()) freeze(value);
  }
  override equals(other: Value): boolean {
    if (!(other instanceof Struct) || other.label !== this.label || other.fields.size !== this.fields.size) return false;
    for (const [name, value] of this.fields) {
      const theirs = other.fields.get(name);
      if (theirs === undefined || !equal(value, theirs)) return false;
    }
    return true;
  }
}

/** A namespace of functions and constants, like `json` and `math`. */
export class Module extends HostValue {
  static readonly typeName: string = "module";
  override readonly type: string = "module";
  readonly name: string;
  readonly members: ReadonlyMap<string, Value>;
  constructor(name: string, members: Iterable<readonly [string, Value]>) {
    super();
    this.name = name;
    this.members = new Map(members);
  }
  override attr(name: string): Value | undefined {
    return this.members.get(name);
  }
  override attrNames(): string[] {
    return [...this.members.keys()].sort();
  }
  override repr(): string {
    return `<module "${this.name}">`;
  }
}
