/**
 * What generated code calls: operators, indexing, attributes, iteration, and the bits of `for` and unpacking. The frequent cases of arithmetic
 * and comparison are written out in the generated code itself; here is the general case of each.
 */
import { didYouMean, nearest, StarlarkError } from "./errors.ts";
import { itemsOf, MAX_ITEMS } from "./host.ts";
import { formatString } from "./format.ts";
import { boundMethod, methodNames } from "./methods.ts";
import { floorDivideBig, floorDivideInts, intToFloat, moduloBig, moduloFloats, moduloInts } from "./number.ts";
import {
  Bytes,
  compare,
  compareNumbers,
  Dict,
  Elems,
  equal,
  Float,
  HostValue,
  isHashable,
  isNumber,
  List,
  MAX_INT_BITS,
  normalizeInt,
  Range,
  repr,
  StarSet,
  truth,
  Tuple,
  typeOf,
  type Value,
} from "./value.ts";

type Int = number | bigint;
const isInt = (v: Value): v is Int => typeof v === "number" || typeof v === "bigint";
const floatOf = (v: Int | Float): number => (v instanceof Float ? v.value : intToFloat(v));

/** Strings and bytes longer than this are refused. */
export const MAX_STRING = 1 << 28;

function unknownBinary(x: Value, op: string, y: Value): never {
  throw new StarlarkError(`unknown binary op: ${typeOf(x)} ${op} ${typeOf(y)}`);
}

/** Asks the host values among the operands. */
function hostBinary(x: Value, op: string, y: Value): Value {
  if (x instanceof HostValue) {
    const result = x.binary?.(op, y, "left");
    if (result !== undefined) return result;
  }
  if (y instanceof HostValue) {
    const result = y.binary?.(op, x, "right");
    if (result !== undefined) return result;
  }
  return unknownBinary(x, op, y);
}

function joined(length: number, what: string): void {
  if (length > MAX_STRING) throw new StarlarkError(`${what} too large (${length} bytes)`);
}

function listOf(length: number): void {
  if (length > MAX_ITEMS) throw new StarlarkError(`sequence too large (${length} items)`);
}

export function add(x: Value, y: Value): Value {
  if (typeof x === "string" && typeof y === "string") {
    joined(x.length + y.length, "string");
    return x + y;
  }
  if (isInt(x) && isInt(y)) {
    if (typeof x === "number" && typeof y === "number") {
      const sum = x + y;
      if (Number.isSafeInteger(sum)) return sum;
    }
    return normalizeInt(BigInt(x) + BigInt(y));
  }
  if (x instanceof Float && typeof y === "number") return new Float(x.value + y);
  if (isNumber(x) && isNumber(y)) return new Float(floatOf(x) + floatOf(y));
  if (x instanceof List && y instanceof List) {
    listOf(x.items.length + y.items.length);
    return new List(x.items.concat(y.items));
  }
  if (x instanceof Tuple && y instanceof Tuple) {
    listOf(x.items.length + y.items.length);
    return new Tuple(x.items.concat(y.items));
  }
  if (x instanceof Bytes && y instanceof Bytes) {
    joined(x.data.length + y.data.length, "bytes");
    return new Bytes(x.data + y.data);
  }
  return hostBinary(x, "+", y);
}

/** `x += y`: a list is extended where it is. */
export function addInPlace(x: Value, y: Value): Value {
  if (!(x instanceof List)) return add(x, y);
  const items = itemsOf(y);
  if (items === undefined) return add(x, y);
  if (x.frozen) throw new StarlarkError("cannot apply += to frozen list");
  extend(x, items);
  return x;
}

/** Appends items to a list, which may be the list's own. */
export function extend(list: List, items: readonly Value[]): void {
  list.checkMutable("extend");
  listOf(list.items.length + items.length);
  const n = items.length;
  for (let i = 0; i < n; i++) list.items.push(items[i] ?? null);
}

export function subtract(x: Value, y: Value): Value {
  if (isInt(x) && isInt(y)) return normalizeInt(BigInt(x) - BigInt(y));
  if (isNumber(x) && isNumber(y)) return new Float(floatOf(x) - floatOf(y));
  if (x instanceof StarSet && y instanceof StarSet) return new StarSet(x.items().filter((item) => !y.has(item)));
  return hostBinary(x, "-", y);
}

export function multiply(x: Value, y: Value): Value {
  if (isInt(x) && isInt(y)) {
    if (typeof x === "number" && typeof y === "number") {
      const product = x * y + 0;
      if (Number.isSafeInteger(product)) return product;
    }
    return normalizeInt(BigInt(x) * BigInt(y));
  }
  if (x instanceof Float && y instanceof Float) return new Float(x.value * y.value);
  if (isNumber(x) && isNumber(y)) return new Float(floatOf(x) * floatOf(y));
  if (isInt(y)) {
    const repeated = repeat(x, y);
    if (repeated !== undefined) return repeated;
  }
  if (isInt(x)) {
    const repeated = repeat(y, x);
    if (repeated !== undefined) return repeated;
  }
  return hostBinary(x, "*", y);
}

const MAX_REPEAT = 0x7fffffff;

function repeat(x: Value, times: Int): Value | undefined {
  const length =
    typeof x === "string" ? x.length : x instanceof Bytes ? x.data.length : x instanceof List || x instanceof Tuple ? x.items.length : -1;
  if (length < 0) return undefined;
  if (times > MAX_REPEAT) throw new StarlarkError(`repeat count ${times} too large`);
  const n = times < 1 || length === 0 ? 0 : Number(times);
  if (length * n > (typeof x === "string" || x instanceof Bytes ? MAX_STRING : MAX_ITEMS)) {
    throw new StarlarkError(`excessive repeat (${length} * ${times} elements)`);
  }
  if (typeof x === "string") return x.repeat(n);
  if (x instanceof Bytes) return new Bytes(x.data.repeat(n));
  if (!(x instanceof List || x instanceof Tuple)) return undefined;
  const items: Value[] = [];
  for (let i = 0; i < n; i++) for (const item of x.items) items.push(item);
  return x instanceof List ? new List(items) : new Tuple(items);
}

export function divide(x: Value, y: Value): Value {
  if (isNumber(x) && isNumber(y)) {
    const divisor = floatOf(y);
    if (divisor === 0) throw new StarlarkError("floating-point division by zero");
    return new Float(floatOf(x) / divisor);
  }
  return hostBinary(x, "/", y);
}

export function floorDivide(x: Value, y: Value): Value {
  if (typeof x === "number" && typeof y === "number") return floorDivideInts(x, y);
  if (isInt(x) && isInt(y)) return normalizeInt(floorDivideBig(BigInt(x), BigInt(y)));
  if (isNumber(x) && isNumber(y)) {
    const divisor = floatOf(y);
    if (divisor === 0) throw new StarlarkError("floored division by zero");
    return new Float(Math.floor(floatOf(x) / divisor));
  }
  return hostBinary(x, "//", y);
}

export function modulo(x: Value, y: Value): Value {
  if (typeof x === "number" && typeof y === "number") return moduloInts(x, y);
  if (typeof x === "string") return formatString(x, y);
  if (isInt(x) && isInt(y)) return normalizeInt(moduloBig(BigInt(x), BigInt(y)));
  if (isNumber(x) && isNumber(y)) return new Float(moduloFloats(floatOf(x), floatOf(y)));
  return hostBinary(x, "%", y);
}

export function bitAnd(x: Value, y: Value): Value {
  if (isInt(x) && isInt(y)) return normalizeInt(BigInt(x) & BigInt(y));
  // In the order of the right one, as in starlark-go: what is printed of a set depends on it.
  if (x instanceof StarSet && y instanceof StarSet) return new StarSet(y.items().filter((item) => x.has(item)));
  return hostBinary(x, "&", y);
}

export function bitOr(x: Value, y: Value): Value {
  if (isInt(x) && isInt(y)) return normalizeInt(BigInt(x) | BigInt(y));
  if (x instanceof StarSet && y instanceof StarSet) return new StarSet([...x.items(), ...y.items()]);
  if (x instanceof Dict && y instanceof Dict) return new Dict([...x.entries(), ...y.entries()]);
  return hostBinary(x, "|", y);
}

export function bitOrInPlace(x: Value, y: Value): Value {
  if (x instanceof Dict && y instanceof Dict) {
    if (x.frozen || x.iterating > 0) x.checkMutable("insert into");
    for (const [key, value] of y.entries()) x.put(key, value);
    return x;
  }
  if (x instanceof StarSet && y instanceof StarSet) {
    x.checkMutable("insert into");
    for (const item of y.items()) x.put(item);
    return x;
  }
  return bitOr(x, y);
}

export function bitXor(x: Value, y: Value): Value {
  if (isInt(x) && isInt(y)) return normalizeInt(BigInt(x) ^ BigInt(y));
  if (x instanceof StarSet && y instanceof StarSet) {
    return new StarSet([...x.items().filter((item) => !y.has(item)), ...y.items().filter((item) => !x.has(item))]);
  }
  return hostBinary(x, "^", y);
}

/** Shifting left by more than this is refused, as in starlark-go: it is never meant. */
const MAX_SHIFT = 512;

export function shiftLeft(x: Value, y: Value): Value {
  if (!isInt(x) || !isInt(y)) return hostBinary(x, "<<", y);
  if (y < 0) throw new StarlarkError(`negative shift count: ${y}`);
  if (y >= MAX_SHIFT) throw new StarlarkError(`shift count too large: ${y}`);
  return normalizeInt(BigInt(x) << BigInt(y));
}

export function shiftRight(x: Value, y: Value): Value {
  if (!isInt(x) || !isInt(y)) return hostBinary(x, ">>", y);
  if (y < 0) throw new StarlarkError(`negative shift count: ${y}`);
  if (y > MAX_INT_BITS) return x < 0 ? -1 : 0;
  return normalizeInt(BigInt(x) >> BigInt(y));
}

/** Sets are ordered by inclusion, which is not a total order; everything else by `compare`. */
function ordered(x: Value, op: "<" | "<=" | ">" | ">=", y: Value): boolean {
  if (x instanceof StarSet && y instanceof StarSet) {
    if (op === ">" || op === ">=") return ordered(y, op === ">" ? "<" : "<=", x);
    return x.size <= y.size - (op === "<" ? 1 : 0) && x.items().every((item) => y.has(item));
  }
  const order = isNumber(x) && isNumber(y) ? compareNumbers(x, y) : compare(x, y, op);
  return op === "<" ? order < 0 : op === "<=" ? order <= 0 : op === ">" ? order > 0 : order >= 0;
}
export const less = (x: Value, y: Value): boolean => ordered(x, "<", y);
export const lessEqual = (x: Value, y: Value): boolean => ordered(x, "<=", y);
export const greater = (x: Value, y: Value): boolean => ordered(x, ">", y);
export const greaterEqual = (x: Value, y: Value): boolean => ordered(x, ">=", y);

export function negate(x: Value): Value {
  if (typeof x === "number") return 0 - x;
  if (typeof x === "bigint") return normalizeInt(-x);
  if (x instanceof Float) return new Float(-x.value);
  return unary(x, "-");
}

export function plus(x: Value): Value {
  return isNumber(x) ? x : unary(x, "+");
}

export function invert(x: Value): Value {
  if (isInt(x)) return normalizeInt(~BigInt(x));
  return unary(x, "~");
}

function unary(x: Value, op: "+" | "-" | "~"): Value {
  const result = x instanceof HostValue ? x.unary?.(op) : undefined;
  if (result === undefined) throw new StarlarkError(`unknown unary op: ${op}${typeOf(x)}`);
  return result;
}

/** `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === "string") {
    if (typeof item !== "string") throw new StarlarkError(`'in <string>' requires string as left operand, not ${typeOf(item)}`);
    return container.includes(item);
  }
  if (container instanceof List || container instanceof Tuple) return container.items.some((other) => equal(item, other));
  if (container instanceof Dict) return isHashable(item) && container.has(item);
  if (container instanceof StarSet) return container.has(item);
  if (container instanceof Range) {
    const value = item instanceof Float && Number.isSafeInteger(item.value) ? item.value : item;
    if (!isNumber(value)) throw new StarlarkError(`'in <range>' requires integer as left operand, not ${typeOf(item)}`);
    if (typeof value !== "number") return false;
    const at = (value - container.start) / container.step;
    return Number.isInteger(at) && at >= 0 && at < container.length;
  }
  if (container instanceof Bytes) {
    if (item instanceof Bytes) return container.data.includes(item.data);
    if (typeof item === "number" && item >= 0 && item <= 255) return container.data.includes(String.fromCharCode(item));
    if (isInt(item)) throw new StarlarkError(`int in bytes: ${item} out of range (want value in range 0-255)`);
    throw new StarlarkError(`'in <bytes>' requires bytes or int as left operand, not ${typeOf(item)}`);
  }
  if (container instanceof HostValue && container.contains !== undefined) return container.contains(item);
  const result = item instanceof HostValue ? item.binary?.("in", container, "left") : undefined;
  if (result !== undefined) return truth(result);
  return unknownBinary(item, "in", container);
}

/** The position that an index means in a sequence of this length. */
function position(i: Value, length: number, what: string): number {
  if (typeof i !== "number") {
    if (typeof i === "bigint") throw new StarlarkError(`${what} index ${i} out of range`);
    throw new StarlarkError(`${what} index: got ${typeOf(i)}, want int`);
  }
  const at = i < 0 ? i + length : i;
  if (at < 0 || at >= length) {
    const range = length === 0 ? `: empty ${what}` : ` [${-length}:${length - 1}]`;
    throw new StarlarkError(`${what} index ${i} out of range${range}`);
  }
  return at;
}

/** `x[i]`. */
export function index(x: Value, i: Value): Value {
  if (x instanceof List || x instanceof Tuple) {
    // In range and not negative: nothing more to ask.
    if (typeof i === "number") {
      const item = x.items[i];
      if (item !== undefined) return item;
    }
    return x.items[position(i, x.items.length, x instanceof List ? "list" : "tuple")] ?? null;
  }
  if (x instanceof Dict) {
    const value = x.get(i);
    if (value === undefined) throw new StarlarkError(`key ${repr(i)} not in dict`);
    return value;
  }
  if (typeof x === "string") return x.charAt(position(i, x.length, "string"));
  if (x instanceof Range) return x.at(position(i, x.length, "range"));
  if (x instanceof Bytes) return new Bytes(x.data.charAt(position(i, x.data.length, "bytes")));
  if (x instanceof Elems && x.indexable) return x.at(position(i, x.length, "elems"));
  if (x instanceof HostValue && x.index !== undefined) {
    const value = x.index(i);
    if (value === undefined) throw new StarlarkError(`key ${repr(i)} not in ${x.type}`);
    return value;
  }
  throw new StarlarkError(`unhandled index operation ${typeOf(x)}[${typeOf(i)}]`);
}

/** `x[i] = value`. */
export function setIndex(x: Value, i: Value, value: Value): void {
  if (x instanceof Dict) {
    x.set(i, value);
  } else if (x instanceof List) {
    const at = position(i, x.items.length, "list");
    x.checkMutable("assign to element of");
    x.items[at] = value;
  } else if (x instanceof HostValue && x.setIndex !== undefined) {
    x.setIndex(i, value);
  } else {
    throw new StarlarkError(`${typeOf(x)} value does not support item assignment`);
  }
}

function sliceBound(bound: Value, what: string): number | undefined {
  if (bound === null) return undefined;
  if (typeof bound === "number") return bound;
  if (typeof bound === "bigint") return bound > 0n ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
  throw new StarlarkError(`invalid ${what}: got ${typeOf(bound)}, want int`);
}

/** `x[low:high:step]`. */
export function slice(x: Value, low: Value, high: Value, step: Value): Value {
  const length = sliceableLength(x);
  if (length === undefined) throw new StarlarkError(`invalid slice operand ${typeOf(x)}`);
  const by = sliceBound(step, "slice step") ?? 1;
  if (by === 0) throw new StarlarkError("zero is not a valid slice step");
  const lowBound = sliceBound(low, "start index");
  const highBound = sliceBound(high, "end index");
  const clamp = (i: number, least: number, most: number): number => Math.min(Math.max(i < 0 ? i + length : i, least), most);
  const start =
    by > 0
      ? lowBound === undefined
        ? 0
        : clamp(lowBound, 0, length)
      : lowBound === undefined
        ? length - 1
        : clamp(lowBound, -1, length - 1);
  const end =
    by > 0
      ? highBound === undefined
        ? length
        : clamp(highBound, 0, length)
      : highBound === undefined
        ? -1
        : clamp(highBound, -1, length - 1);
  if (x instanceof Range) {
    const bounded = by > 0 ? Math.max(start, end) : Math.min(start, end);
    return new Range(x.at(start), x.at(bounded), x.step * by);
  }
  if (by === 1) {
    const to = Math.max(start, end);
    if (typeof x === "string") return x.slice(start, to);
    if (x instanceof Bytes) return new Bytes(x.data.slice(start, to));
    if (x instanceof List) return new List(x.items.slice(start, to));
    if (x instanceof Tuple) return new Tuple(x.items.slice(start, to));
  }
  const at: number[] = [];
  for (let i = start; by > 0 ? i < end : i > end; i += by) at.push(i);
  if (typeof x === "string") return at.map((i) => x.charAt(i)).join("");
  if (x instanceof Bytes) return new Bytes(at.map((i) => x.data.charAt(i)).join(""));
  if (x instanceof List) return new List(at.map((i) => x.items[i] ?? null));
  if (x instanceof Tuple) return new Tuple(at.map((i) => x.items[i] ?? null));
  throw new StarlarkError(`invalid slice operand ${typeOf(x)}`);
}

function sliceableLength(x: Value): number | undefined {
  if (typeof x === "string") return x.length;
  if (x instanceof List || x instanceof Tuple) return x.items.length;
  if (x instanceof Bytes) return x.data.length;
  if (x instanceof Range) return x.length;
  return undefined;
}

/** `x.name`. */
export function attribute(x: Value, name: string): Value {
  const value = attributeOf(x, name);
  if (value === undefined) throw noAttribute(x, name);
  return value;
}

export function attributeOf(x: Value, name: string): Value | undefined {
  if (x instanceof HostValue) return x.attr?.(name);
  return boundMethod(x, name);
}

export function attributeNames(x: Value): string[] {
  return x instanceof HostValue ? (x.attrNames?.() ?? []) : methodNames(x);
}

export function noAttribute(x: Value, name: string): StarlarkError {
  const guess = nearest(name, attributeNames(x));
  return new StarlarkError(`${typeOf(x)} has no .${name} field or method${guess === undefined ? "" : ` (did you mean .${guess}?)`}`);
}

export function setAttribute(x: Value, name: string, value: Value): void {
  if (!(x instanceof HostValue) || x.setAttr === undefined) throw new StarlarkError(`can't assign to .${name} field of ${typeOf(x)}`);
  x.setAttr(name, value);
}

/** A walk over a value, as a `for` makes it. While it lasts the value cannot be changed. */
export abstract class Iter {
  /** The next item, or undefined at the end. */
  abstract next(): Value | undefined;
  /** Ends the walk; may be called more than once. */
  done(): void {}
}

class ArrayIter extends Iter {
  #i = 0;
  readonly #items: readonly Value[];
  #held: { iterating: number } | undefined;
  constructor(items: readonly Value[], held: { iterating: number } | undefined) {
    super();
    this.#items = items;
    this.#held = held;
    if (held !== undefined) held.iterating++;
  }
  next(): Value | undefined {
    return this.#i < this.#items.length ? this.#items[this.#i++] : undefined;
  }
  override done(): void {
    if (this.#held !== undefined) this.#held.iterating--;
    this.#held = undefined;
  }
}

class RangeIter extends Iter {
  #i = 0;
  readonly #start: number;
  readonly #step: number;
  readonly #length: number;
  constructor(range: Range) {
    super();
    this.#start = range.start;
    this.#step = range.step;
    this.#length = range.length;
  }
  next(): Value | undefined {
    return this.#i < this.#length ? this.#start + this.#i++ * this.#step : undefined;
  }
}

class HostIter extends Iter {
  readonly #iterator: Iterator<Value>;
  constructor(iterable: Iterable<Value>) {
    super();
    this.#iterator = iterable[Symbol.iterator]();
  }
  next(): Value | undefined {
    const step = this.#iterator.next();
    return step.done === true ? undefined : step.value;
  }
  override done(): void {
    this.#iterator.return?.();
  }
}

/** Begins a walk over a value, or answers undefined if it cannot be walked over. */
export function iterateOver(x: Value): Iter | undefined {
  if (x instanceof List) return new ArrayIter(x.items, x);
  if (x instanceof Range) return new RangeIter(x);
  if (x instanceof Tuple) return new ArrayIter(x.items, undefined);
  if (x instanceof Dict) return new ArrayIter(x.keys(), x);
  if (x instanceof StarSet) return new ArrayIter(x.items(), x);
  if (x instanceof Elems) return new ArrayIter(x.list(), undefined);
  if (x instanceof HostValue && x.iterate !== undefined) return new HostIter(x.iterate());
  return undefined;
}

export function iterate(x: Value): Iter {
  const walk = iterateOver(x);
  if (walk !== undefined) return walk;
  const hint = typeof x === "string" ? " (write s.elems() for its bytes, s.codepoints() for its characters)" : "";
  throw new StarlarkError(`${typeOf(x)} value is not iterable${hint}`);
}

/** The items of a value that is assigned to so many targets. */
export function unpack(x: Value, count: number): readonly Value[] {
  const items = x instanceof Tuple || x instanceof List ? x.items : itemsOf(x);
  if (items === undefined) throw new StarlarkError(`got ${typeOf(x)} in sequence assignment`);
  if (items.length < count) throw new StarlarkError(`too few values to unpack (got ${items.length}, want ${count})`);
  if (items.length > count) throw new StarlarkError(`too many values to unpack (got ${items.length}, want ${count})`);
  return items;
}

/** An entry of a dict literal. Generated code notes the place in a further argument, that is, after key and value have been computed. */
export function putNew(dict: Dict, key: Value, value: Value): void {
  const size = dict.size;
  dict.put(key, value);
  if (dict.size === size) throw new StarlarkError(`duplicate key: ${repr(key)}`);
}

export function unassigned(kind: string, name: string): never {
  throw new StarlarkError(`${kind} variable ${name} referenced before assignment`);
}

/** A name that `load` asks for, from the module that has been loaded. */
export function loadedName(globals: ReadonlyMap<string, Value>, module: string, name: string): Value {
  const value = globals.get(name);
  if (value !== undefined) return value;
  const guess = didYouMean(
    name,
    [...globals.keys()].filter((other) => !other.startsWith("_")),
  ).replaceAll('"', "");
  throw new StarlarkError(`load: name ${name} not found in module ${module}${guess}`);
}

export const NONE: readonly never[] = [];
