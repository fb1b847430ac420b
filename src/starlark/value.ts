/**
 * The values of the language.
 *
 * Simple values are JavaScript's own, because that is what makes generated code fast: None is `null`, a bool is a boolean, an int is a
 * number while it is a safe integer and a bigint outside that range (never both, so that `===` decides equality), and a string is a *byte
 * string*: a JavaScript string in which every unit is one byte (0–255) of the UTF-8 text. ASCII is therefore itself, `len("é") == 2` as in
 * starlark-go, and indexing, slicing and searching are JavaScript's. `encode` and `decode` translate at the border. Everything else is an
 * instance of a class in this file; a host adds its own kinds by extending `HostValue`.
 */
import type { CallContext } from "./host.ts";
import { StarlarkError } from "./errors.ts";
import { encodeRune, quoteBytes, quoteString, runeAt, toValidUtf8 } from "./text.ts";
import type { Result } from "./call.ts";
import type { FunctionInfo } from "./program.ts";
import type { Frame, Thread } from "./thread.ts";
import { formatFloat } from "./number.ts";

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Bytes
  | List
  | Tuple
  | Dict
  | StarSet
  | Range
  | Elems
  | StarFunction
  | Builtin
  | HostValue;

/** What can be called. */
export type Callable = StarFunction | Builtin | HostValue;

/** A floating-point number. Boxed, so that `1.0` and `1` stay different types. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** An immutable sequence of bytes, kept like a string: one unit, one byte. */
export class Bytes {
  readonly data: string;
  constructor(data: string) {
    this.data = data;
  }
}

/** A mutable sequence. `items` may be read freely by a host; to change it, use the methods, which respect freezing and iteration. */
export class List {
  items: Value[];
  frozen = false;
  /** How many loops are walking over this list now; while there are any, it cannot be changed. */
  iterating = 0;
  constructor(items: Value[] = []) {
    this.items = items;
  }
  /** Throws unless the list may be changed now; `verb` is what the caller wants to do. */
  checkMutable(verb: string): void {
    if (this.frozen) throw new StarlarkError(`cannot ${verb} frozen list`);
    if (this.iterating > 0) throw new StarlarkError(`cannot ${verb} list during iteration`);
  }
  append(value: Value): void {
    this.checkMutable("append to");
    this.items.push(value);
  }
}

/** An immutable sequence. */
export class Tuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/**
 * What a value is looked up by. Simple values stand for themselves; compound ones become a string that begins with a unit above 255, which no
 * byte string contains; values with identity are their own key.
 */
export type Key = string | number | bigint | boolean | null | object;

/** An insertion-ordered map from hashable values to values. */
export class Dict {
  frozen = false;
  iterating = 0;
  readonly #map = new Map<Key, Value>();
  /** The first key inserted, where it differs from what it is looked up by (a tuple, a bytes, 1.0 for 1); most dicts have none. */
  #originals: Map<Key, Value> | undefined;

  constructor(entries?: Iterable<readonly [Value, Value]>) {
    if (entries !== undefined) for (const [key, value] of entries) this.put(key, value);
  }
  get size(): number {
    return this.#map.size;
  }
  get(key: Value): Value | undefined {
    return this.#map.get(typeof key === "string" || typeof key === "number" ? key : keyOf(key));
  }
  has(key: Value): boolean {
    return this.#map.has(keyOf(key));
  }
  /** Inserts or replaces without looking at freezing: for building a dict nobody else has seen. */
  put(key: Value, value: Value): void {
    if (typeof key === "string" || typeof key === "number") {
      this.#map.set(key, value);
      return;
    }
    const k = keyOf(key);
    if (k !== key && !this.#map.has(k)) (this.#originals ??= new Map<Key, Value>()).set(k, key);
    this.#map.set(k, value);
  }
  set(key: Value, value: Value): void {
    this.checkMutable("insert into");
    this.put(key, value);
  }
  delete(key: Value): Value | undefined {
    this.checkMutable("delete from");
    const k = keyOf(key);
    const old = this.#map.get(k);
    this.#map.delete(k);
    this.#originals?.delete(k);
    return old;
  }
  clear(): void {
    this.checkMutable("clear");
    this.#map.clear();
    this.#originals?.clear();
  }
  checkMutable(verb: string): void {
    if (this.frozen) throw new StarlarkError(`cannot ${verb} frozen hash table`);
    if (this.iterating > 0) throw new StarlarkError(`cannot ${verb} hash table during iteration`);
  }
  keys(): Value[] {
    if (this.#originals === undefined) return Array.from(this.#map.keys(), asOwnKey);
    return originalKeys(this.#map.keys(), this.#originals);
  }
  values(): Value[] {
    return [...this.#map.values()];
  }
  entries(): [Value, Value][] {
    const keys = this.keys();
    const values = this.values();
    return keys.map((key, i) => [key, values[i] ?? null]);
  }
  firstKey(): Value | undefined {
    for (const key of this.#map.keys()) return originalKeys([key], this.#originals)[0];
    return undefined;
  }
}

/** An insertion-ordered set of hashable values. */
export class StarSet {
  frozen = false;
  iterating = 0;
  readonly #keys = new Set<Key>();
  #originals: Map<Key, Value> | undefined;

  constructor(items?: Iterable<Value>) {
    if (items !== undefined) for (const item of items) this.put(item);
  }
  get size(): number {
    return this.#keys.size;
  }
  has(item: Value): boolean {
    return this.#keys.has(keyOf(item));
  }
  /** Inserts without looking at freezing: for building a set nobody else has seen. */
  put(item: Value): void {
    const k = keyOf(item);
    if (k !== item && !this.#keys.has(k)) (this.#originals ??= new Map<Key, Value>()).set(k, item);
    this.#keys.add(k);
  }
  add(item: Value): void {
    this.checkMutable("insert into");
    this.put(item);
  }
  delete(item: Value): boolean {
    this.checkMutable("delete from");
    const k = keyOf(item);
    this.#originals?.delete(k);
    return this.#keys.delete(k);
  }
  clear(): void {
    this.checkMutable("clear");
    this.#keys.clear();
    this.#originals?.clear();
  }
  checkMutable(verb: string): void {
    if (this.frozen) throw new StarlarkError(`cannot ${verb} frozen hash table`);
    if (this.iterating > 0) throw new StarlarkError(`cannot ${verb} hash table during iteration`);
  }
  items(): Value[] {
    return originalKeys(this.#keys, this.#originals);
  }
}

function originalKeys(keys: Iterable<Key>, originals: ReadonlyMap<Key, Value> | undefined): Value[] {
  return Array.from(keys, (key) => {
    const original = originals?.get(key);
    return original === undefined ? asOwnKey(key) : original;
  });
}

/** A key without a recorded original is the value itself: that is what `put` guarantees. */
function asOwnKey(key: Key): Value {
  return key as Value;
}

/** The immutable sequence `range(start, stop, step)`; nothing is stored but its bounds. */
export class Range {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;
  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = step > 0 ? Math.max(0, Math.ceil((stop - start) / step)) : Math.max(0, Math.ceil((start - stop) / -step));
  }
  at(i: number): number {
    return this.start + i * this.step;
  }
}

/** What `"…".elems()` and its relatives give: a view of a string or bytes that can be iterated, piece by piece. */
export class Elems {
  readonly of: string | Bytes;
  readonly kind: "elems" | "elem_ords" | "codepoints" | "codepoint_ords";
  constructor(of: string | Bytes, kind: Elems["kind"]) {
    this.of = of;
    this.kind = kind;
  }
  get type(): string {
    if (typeof this.of !== "string") return "bytes.elems";
    return this.kind === "elems" || this.kind === "elem_ords" ? "string.elems" : "string.codepoints";
  }
  /** Bytes have positions; characters, which differ in length, do not. */
  get indexable(): boolean {
    return this.kind === "elems" || this.kind === "elem_ords";
  }
  get length(): number {
    return typeof this.of === "string" ? this.of.length : this.of.data.length;
  }
  at(i: number): Value {
    if (typeof this.of !== "string") return this.of.data.charCodeAt(i);
    return this.kind === "elems" ? this.of.charAt(i) : this.of.charCodeAt(i);
  }
  list(): Value[] {
    if (this.indexable || typeof this.of !== "string") return Array.from({ length: this.length }, (_, i) => this.at(i));
    const out: Value[] = [];
    for (let i = 0; i < this.of.length;) {
      const { code, size } = runeAt(this.of, i);
      const replaced = code === 0xfffd && size === 1;
      out.push(this.kind === "codepoint_ords" ? code : replaced ? encodeRune(code) : this.of.slice(i, i + size));
      i += size;
    }
    return out;
  }
}

/** A variable that a nested function shares with the function around it. */
export interface Cell {
  v: Value | undefined;
}

/** A function written in the language: its code, and what it holds from the place where its `def` ran. */
export class StarFunction {
  /** What the text says about it: name, position, parameters, doc string, and its resolved syntax. */
  readonly info: FunctionInfo;
  /** The compiled body; called by the machine only. */
  readonly code: Code;
  /** The number of parameters if all are plain and required, else -1: calls that fit pass their arguments directly. */
  readonly arity: number;
  readonly defaults: readonly (Value | undefined)[];
  readonly free: readonly Cell[];
  /** The module it was defined in, for whoever reads the program instead of running it. */
  readonly module: ModuleScope;
  constructor(info: FunctionInfo, code: Code, defaults: readonly (Value | undefined)[], free: readonly Cell[], module: ModuleScope) {
    this.info = info;
    this.code = code;
    this.arity = info.arity;
    this.defaults = defaults;
    this.free = free;
    this.module = module;
  }
  get name(): string {
    return this.info.name;
  }
}

/** The compiled form of a body: entered anew with its arguments, or again with the frame that it was left in. */
export type Code = (
  thread: Thread,
  self: StarFunction,
  resume: Frame | null,
  depth: number,
  ...args: readonly (Value | undefined)[]
) => Result;

/** What a module's functions see at the top level. */
export interface ModuleScope {
  readonly file: string;
  /** The current value of a global of this module. */
  global(name: string): Value | undefined;
  /** The value of a name that the host or the language predeclares. */
  predeclared(name: string): Value | undefined;
}

/** What a built-in function does with a call: values in, a value or the promise of one out. */
export type Invoke = (args: Value[], kwargs: ReadonlyMap<string, Value>, ctx: CallContext) => unknown;

/** One parameter of a built-in, as documentation and messages show it. */
export interface ParamDoc {
  readonly name: string;
  readonly doc: string;
  /** The accepted types in words, `"string or None"`. */
  readonly type: string;
  readonly kind: "positional" | "normal" | "keyword" | "args" | "kwargs";
  readonly required: boolean;
  readonly defaultText?: string;
}

/** A function of the language itself or of a host, described once: see `builtin` in host.ts. */
export class Builtin {
  readonly name: string;
  readonly doc: string;
  readonly params: readonly ParamDoc[];
  readonly returns: string;
  readonly invoke: Invoke;
  /** The value a method is bound to; for `print` and its like, undefined. */
  readonly receiver: Value | undefined;
  /** A way around the general call for one plain argument, where it pays. */
  readonly one: ((arg: Value) => Value) | undefined;
  constructor(
    about: { name: string; doc?: string; params?: readonly ParamDoc[]; returns?: string; receiver?: Value; one?: (arg: Value) => Value },
    invoke: Invoke,
  ) {
    this.name = about.name;
    this.doc = about.doc ?? "";
    this.params = about.params ?? [];
    this.returns = about.returns ?? "";
    this.receiver = about.receiver;
    this.one = about.one;
    this.invoke = invoke;
  }
}

/**
 * A value that the host brings. Only `type` is required; a method left out means that the value cannot do that. The methods must not wait;
 * only `call` may return a promise.
 */
export abstract class HostValue {
  abstract readonly type: string;
  /** The value of an attribute, or undefined if there is none. */
  attr?(name: string): Value | undefined;
  /** All attribute names, for `dir` and for suggestions. */
  attrNames?(): string[];
  /** `x.name = value`; throws to refuse. */
  setAttr?(name: string, value: Value): void;
  /** What `repr` and `str` show, as a byte string; otherwise `<type>`. */
  repr?(): string;
  truth?(): boolean;
  /** A key that equal values share; without it the value is unhashable, unless `hashable` says that identity will do. */
  hashKey?(): string | undefined;
  /** True lets the value be a dict key by identity. */
  readonly hashable?: boolean;
  equals?(other: Value): boolean;
  /** Negative, zero or positive; undefined if the two cannot be ordered. */
  compare?(other: Value): number | undefined;
  call?(args: Value[], kwargs: ReadonlyMap<string, Value>, ctx: CallContext): Value | Promise<Value>;
  iterate?(): Iterable<Value>;
  length?(): number;
  /** `x[key]`; undefined means that there is none. */
  index?(key: Value): Value | undefined;
  setIndex?(key: Value, value: Value): void;
  contains?(item: Value): boolean;
  /** `x op other`, or `other op x` if `side` is "right"; undefined if it has no meaning. */
  binary?(op: string, other: Value, side: "left" | "right"): Value | undefined;
  unary?(op: "+" | "-" | "~"): Value | undefined;
  /** Called once when the module that holds the value has been loaded. */
  freeze?(): void;
}

/** The largest int that is kept as a number. */
export const MAX_INT = Number.MAX_SAFE_INTEGER;
/** Ints beyond this many bits are refused: they only arise by accident and take the time of everyone. */
export const MAX_INT_BITS = 1 << 20;
const HUGE = 1n << BigInt(MAX_INT_BITS);

/** The int of a bigint: a number whenever it is safe. */
export function normalizeInt(value: bigint): number | bigint {
  if (value >= -9007199254740991n && value <= 9007199254740991n) return Number(value);
  if (value > HUGE || value < -HUGE) throw new StarlarkError(`int result too large (more than ${MAX_INT_BITS} bits)`);
  return value;
}

/** The name of a value's type, as `type(x)` gives it. */
export function typeOf(value: Value): string {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
    case "bigint":
      return "int";
    case "boolean":
      return "bool";
    default:
      break;
  }
  if (value === null) return "NoneType";
  if (value instanceof List) return "list";
  if (value instanceof Tuple) return "tuple";
  if (value instanceof Dict) return "dict";
  if (value instanceof StarFunction) return "function";
  if (value instanceof Float) return "float";
  if (value instanceof Builtin) return "builtin_function_or_method";
  if (value instanceof StarSet) return "set";
  if (value instanceof Range) return "range";
  if (value instanceof Bytes) return "bytes";
  return value.type;
}

/** Whether `if value:` takes the branch. */
export function truth(value: Value): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return value !== "";
    case "number":
      return value !== 0;
    case "bigint":
      return true;
    default:
      break;
  }
  if (value === null) return false;
  if (value instanceof List || value instanceof Tuple) return value.items.length > 0;
  if (value instanceof Dict || value instanceof StarSet) return value.size > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Bytes) return value.data !== "";
  if (value instanceof Range) return value.length > 0;
  if (value instanceof HostValue) return value.truth === undefined ? true : value.truth();
  return true;
}

/** The text of a value as a program would write it, as a byte string. */
export function repr(value: Value): string {
  if (typeof value === "string") return quoteString(value);
  if (typeof value === "number") return String(value);
  const out: string[] = [];
  writeRepr(value, out, [], 0);
  return out.join("");
}

/** As `repr`, but a string is itself. */
export function str(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof Bytes) return toValidUtf8(value.data);
  return repr(value);
}

/** Values nested deeper than this are shown as `...`; equality and ordering give up there, so that no value can exhaust the stack. */
export const MAX_VALUE_DEPTH = 500;

function writeRepr(value: Value, out: string[], path: Value[], depth: number): void {
  if (depth > MAX_VALUE_DEPTH) {
    out.push("...");
    return;
  }
  switch (typeof value) {
    case "string":
      out.push(quoteString(value));
      return;
    case "number":
    case "bigint":
      out.push(String(value));
      return;
    case "boolean":
      out.push(value ? "True" : "False");
      return;
    default:
      break;
  }
  if (value === null) {
    out.push("None");
  } else if (value instanceof Float) {
    out.push(formatFloat(value.value, "g"));
  } else if (value instanceof Bytes) {
    out.push(quoteBytes(value.data));
  } else if (value instanceof List) {
    if (path.includes(value)) out.push("[...]");
    else writeItems("[", value.items, "]", out, [...path, value], depth);
  } else if (value instanceof Tuple) {
    writeItems("(", value.items, value.items.length === 1 ? ",)" : ")", out, path, depth);
  } else if (value instanceof Dict) {
    if (path.includes(value)) {
      out.push("{...}");
      return;
    }
    const inner = [...path, value];
    out.push("{");
    let first = true;
    for (const [key, item] of value.entries()) {
      if (!first) out.push(", ");
      first = false;
      writeRepr(key, out, inner, depth + 1);
      out.push(": ");
      writeRepr(item, out, inner, depth + 1);
    }
    out.push("}");
  } else if (value instanceof StarSet) {
    writeItems("set([", value.items(), "])", out, path, depth);
  } else if (value instanceof Range) {
    const { start, stop, step } = value;
    out.push(step !== 1 ? `range(${start}, ${stop}, ${step})` : start !== 0 ? `range(${start}, ${stop})` : `range(${stop})`);
  } else if (value instanceof Elems) {
    out.push(`${repr(value.of)}.${value.kind}()`);
  } else if (value instanceof StarFunction) {
    out.push(`<function ${value.name}>`);
  } else if (value instanceof Builtin) {
    if (value.receiver === undefined) out.push(`<built-in function ${value.name}>`);
    else out.push(`<built-in method ${value.name} of ${typeOf(value.receiver)} value>`);
  } else {
    out.push(value.repr === undefined ? `<${value.type}>` : value.repr());
  }
}

function writeItems(open: string, items: readonly Value[], close: string, out: string[], path: Value[], depth: number): void {
  out.push(open);
  for (let i = 0; i < items.length; i++) {
    if (i > 0) out.push(", ");
    writeRepr(items[i] ?? null, out, path, depth + 1);
  }
  out.push(close);
}

/** What a value is looked up by in a dict or set; throws if it is unhashable. */
export function keyOf(value: Value): Key {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
      return value;
    default:
      break;
  }
  if (value === null) return value;
  if (value instanceof Float) return floatKey(value.value);
  if (value instanceof Tuple) return "\u0100" + tupleKey(value, 0);
  if (value instanceof Bytes) return "\u0101" + value.data;
  if (value instanceof StarFunction) return value;
  if (value instanceof Builtin) return value;
  if (value instanceof HostValue) {
    const key = value.hashKey?.();
    if (key !== undefined) return `\u0102${value.type}\u0103${key}`;
    if (value.hashable === true) return value;
  }
  throw new StarlarkError(`${value instanceof HostValue || value instanceof Range ? "unhashable" : "unhashable type"}: ${typeOf(value)}`);
}

/** Whether a value can be a key. */
export function isHashable(value: Value): boolean {
  if (value instanceof Tuple) return value.items.every(isHashable);
  if (value instanceof HostValue) return value.hashable === true || value.hashKey?.() !== undefined;
  return !(value instanceof List || value instanceof Dict || value instanceof StarSet || value instanceof Range || value instanceof Elems);
}

/** A float that equals an int must be found under that int. */
function floatKey(value: number): number | bigint {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
  return value;
}

/** Values with identity get a number when they first become part of a tuple key. */
const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function tupleKey(tuple: Tuple, depth: number): string {
  if (depth > MAX_VALUE_DEPTH) throw new StarlarkError("unhashable: tuples nested too deeply");
  let out = "";
  for (const item of tuple.items) {
    const key = item instanceof Tuple ? "\u0100" + tupleKey(item, depth + 1) + "\u0104" : keyOf(item);
    switch (typeof key) {
      case "string":
        out += `s${key.length}:${key}`;
        break;
      case "number":
      case "bigint":
        out += `n${key};`;
        break;
      case "boolean":
        out += key ? "t" : "f";
        break;
      default:
        if (key === null) {
          out += "0";
        } else {
          let id = identities.get(key);
          if (id === undefined) {
            id = ++lastIdentity;
            identities.set(key, id);
          }
          out += `o${id};`;
        }
    }
  }
  return out;
}

/** `a == b`. */
export function equal(a: Value, b: Value): boolean {
  return a === b || equalDepth(a, b, 0);
}

function equalDepth(a: Value, b: Value, depth: number): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a !== "object") return typeof b === "object" && (b instanceof Float || b instanceof HostValue) && equalDepth(b, a, depth);
  if (depth > MAX_VALUE_DEPTH) throw new StarlarkError("comparison exceeded maximum recursion depth");
  if (a instanceof Float) {
    if (b instanceof Float) return a.value === b.value || (Number.isNaN(a.value) && Number.isNaN(b.value));
    if (typeof b === "number" || typeof b === "bigint") return floatKey(a.value) === b;
    return b instanceof HostValue && b.equals !== undefined && b.equals(a);
  }
  if (a instanceof HostValue) return a.equals !== undefined && a.equals(b);
  if (b instanceof HostValue) return b.equals !== undefined && b.equals(a);
  if (a instanceof List) return b instanceof List && equalItems(a.items, b.items, depth);
  if (a instanceof Tuple) return b instanceof Tuple && equalItems(a.items, b.items, depth);
  if (a instanceof Bytes) return b instanceof Bytes && a.data === b.data;
  if (a instanceof Dict) {
    if (!(b instanceof Dict) || a.size !== b.size) return false;
    for (const [key, value] of a.entries()) {
      const other = b.get(key);
      if (other === undefined || !equalDepth(value, other, depth + 1)) return false;
    }
    return true;
  }
  if (a instanceof StarSet) return b instanceof StarSet && a.size === b.size && a.items().every((item) => b.has(item));
  if (a instanceof Range) {
    if (!(b instanceof Range) || a.length !== b.length) return false;
    return a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step));
  }
  return false;
}

function equalItems(a: readonly Value[], b: readonly Value[], depth: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!equalDepth(a[i] ?? null, b[i] ?? null, depth + 1)) return false;
  }
  return true;
}

/**
 * Orders two values: negative, zero or positive. Throws if the two have no order; `op` is the operator to name then. NaN is greater than every
 * other number, so that sorting is well defined.
 */
export function compare(a: Value, b: Value, op: string): number {
  return compareDepth(a, b, op, 0);
}

function compareDepth(a: Value, b: Value, op: string, depth: number): number {
  if (depth > MAX_VALUE_DEPTH) throw new StarlarkError("comparison exceeded maximum recursion depth");
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (a instanceof List && b instanceof List) return compareItems(a.items, b.items, op, depth);
  if (a instanceof Tuple && b instanceof Tuple) return compareItems(a.items, b.items, op, depth);
  if (a instanceof Bytes && b instanceof Bytes) return a.data < b.data ? -1 : a.data > b.data ? 1 : 0;
  if (a instanceof HostValue && a.compare !== undefined) {
    const order = a.compare(b);
    if (order !== undefined) return order;
  } else if (b instanceof HostValue && b.compare !== undefined) {
    const order = b.compare(a);
    if (order !== undefined) return -order;
  }
  throw new StarlarkError(`${typeOf(a)} ${op} ${typeOf(b)} not implemented`);
}

function compareItems(a: readonly Value[], b: readonly Value[], op: string, depth: number): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a[i] ?? null;
    const y = b[i] ?? null;
    if (!equalDepth(x, y, depth + 1)) return compareDepth(x, y, op, depth + 1);
  }
  return a.length - b.length;
}

export function isNumber(value: Value): value is number | bigint | Float {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
}

export function compareNumbers(a: number | bigint | Float, b: number | bigint | Float): number {
  const x = a instanceof Float ? a.value : a;
  const y = b instanceof Float ? b.value : b;
  // JavaScript compares a bigint with a number exactly; only NaN needs a place.
  if (x < y) return -1;
  if (x > y) return 1;
  const xNaN = typeof x === "number" && Number.isNaN(x);
  const yNaN = typeof y === "number" && Number.isNaN(y);
  return xNaN === yNaN ? 0 : xNaN ? 1 : -1;
}

/** Makes a value and all that it reaches immutable. */
export function freeze(root: Value): void {
  const stack: Value[] = [root];
  const seen = new Set<object>();
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (value === null || typeof value !== "object" || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof List) {
      if (value.frozen) continue;
      value.frozen = true;
      for (const item of value.items) stack.push(item);
    } else if (value instanceof Tuple) {
      for (const item of value.items) stack.push(item);
    } else if (value instanceof Dict) {
      if (value.frozen) continue;
      value.frozen = true;
      for (const [key, item] of value.entries()) stack.push(key, item);
    } else if (value instanceof StarSet) {
      value.frozen = true;
      for (const item of value.items()) stack.push(item);
    } else if (value instanceof StarFunction) {
      for (const item of value.defaults) if (item !== undefined) stack.push(item);
      for (const cell of value.free) if (cell.v !== undefined) stack.push(cell.v);
    } else if (value instanceof Builtin) {
      if (value.receiver !== undefined) stack.push(value.receiver);
    } else if (value instanceof HostValue) {
      value.freeze?.();
    }
  }
}
