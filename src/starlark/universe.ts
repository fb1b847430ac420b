/** The functions that every program has: `len`, `range`, `sorted` and their like. */
import { StarlarkError } from "./errors.ts";
import { floatToInt } from "./format.ts";
import { isCallable, itemsOf, MAX_ITEMS, unexpectedKeyword } from "./host.ts";
import { asBuiltin, updateDict } from "./methods.ts";
import { native, type NativeArgs, TailCall, wantBool, wantInt, wantItems, wantString } from "./native.ts";
import { intToFloat, parseInteger } from "./number.ts";
import { attributeNames, attributeOf, Iter, iterateOver, noAttribute } from "./operators.ts";
import { decode, encode, encodeRune, runeAt, toValidUtf8 } from "./text.ts";
import {
  Builtin,
  Bytes,
  compare,
  Dict,
  Elems,
  Float,
  HostValue,
  isNumber,
  List,
  normalizeInt,
  Range,
  repr,
  StarSet,
  str,
  truth,
  Tuple,
  typeOf,
  type Value,
} from "./value.ts";

/** The number of items, or undefined if a value has none. */
export function lengthOf(x: Value): number | undefined {
  if (typeof x === "string") return x.length;
  if (x instanceof List || x instanceof Tuple) return x.items.length;
  if (x instanceof Dict || x instanceof StarSet) return x.size;
  if (x instanceof Range) return x.length;
  if (x instanceof Bytes) return x.data.length;
  if (x instanceof Elems) return x.indexable ? x.length : undefined;
  if (x instanceof HostValue) return x.length?.();
  return undefined;
}

function len(x: Value): Value {
  const length = lengthOf(x);
  if (length === undefined) throw new StarlarkError(`len: value of type ${typeOf(x)} has no len`);
  return length;
}

function toInt(args: NativeArgs): Value {
  const x = args[0] ?? null;
  const base = args[1];
  if (typeof x === "string") {
    let radix = 10;
    if (base !== undefined) {
      if (typeof base !== "number") throw new StarlarkError(`int: for base, got ${typeOf(base)}, want int`);
      if (base !== 0 && (base < 2 || base > 36)) throw new StarlarkError("int: base must be an integer >= 2 && <= 36");
      radix = base;
    }
    const value = parseInteger(x, radix);
    if (value === undefined) throw new StarlarkError(`int: invalid literal with base ${radix}: ${decode(x)}`);
    return normalizeInt(value);
  }
  if (base !== undefined) throw new StarlarkError("int: can't convert non-string with explicit base");
  if (typeof x === "boolean") return x ? 1 : 0;
  if (typeof x === "number" || typeof x === "bigint") return x;
  if (x instanceof Float) return floatToInt(x.value, "int");
  throw new StarlarkError(`int: cannot convert ${typeOf(x)} to int`);
}

function toFloat(x: Value | undefined): Float {
  if (x === undefined) return new Float(0);
  if (x instanceof Float) return x;
  if (typeof x === "number" || typeof x === "bigint") return new Float(intToFloat(x));
  if (typeof x === "boolean") return new Float(x ? 1 : 0);
  if (typeof x !== "string") throw new StarlarkError(`float got ${typeOf(x)}, want number or string`);
  if (x === "") throw new StarlarkError("float: empty string");
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(x);
  if (special !== null) {
    if (special[2]?.toLowerCase() === "nan") return new Float(NaN);
    return new Float(special[1] === "-" ? -Infinity : Infinity);
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(x)) throw new StarlarkError(`invalid float literal: ${decode(x)}`);
  const value = Number(x);
  if (!Number.isFinite(value)) throw new StarlarkError("floating-point number too large");
  return new Float(value);
}

function toBytes(x: Value): Bytes {
  if (x instanceof Bytes) return x;
  // Text that is not UTF-8 is made so on the way to bytes.
  if (typeof x === "string") return new Bytes(toValidUtf8(x));
  const items = itemsOf(x);
  if (items === undefined) throw new StarlarkError(`bytes: got ${typeOf(x)}, want string, bytes, or iterable of ints`);
  return new Bytes(
    items
      .map((item, i) => {
        if (typeof item !== "number") {
          if (typeof item === "bigint")
            throw new StarlarkError(`bytes: at index ${i}, ${item} out of range (want value in unsigned 8-bit range)`);
          throw new StarlarkError(`bytes: at index ${i}, got ${typeOf(item)}, want int`);
        }
        if (item < 0 || item > 255)
          throw new StarlarkError(`bytes: at index ${i}, ${item} out of range (want value in unsigned 8-bit range)`);
        return String.fromCharCode(item);
      })
      .join(""),
  );
}

function chr(x: Value): string {
  if (typeof x !== "number") {
    if (typeof x === "bigint") throw new StarlarkError(`chr: Unicode code point ${x} out of range`);
    throw new StarlarkError(`chr: got ${typeOf(x)}, want int`);
  }
  if (x < 0) throw new StarlarkError(`chr: Unicode code point ${x} out of range (<0)`);
  if (x > 0x10ffff) throw new StarlarkError(`chr: Unicode code point U+${x.toString(16).toUpperCase()} out of range (>0x10FFFF)`);
  return encodeRune(x);
}

function ord(x: Value): number {
  if (typeof x === "string") {
    let count = 0;
    for (let i = 0; i < x.length; i += runeAt(x, i).size) count++;
    if (count !== 1) throw new StarlarkError(`ord: string encodes ${count} Unicode code points, want 1`);
    return runeAt(x, 0).code;
  }
  if (x instanceof Bytes) {
    if (x.data.length !== 1) throw new StarlarkError(`ord: bytes has length ${x.data.length}, want 1`);
    return x.data.charCodeAt(0);
  }
  throw new StarlarkError(`ord: got ${typeOf(x)}, want string or bytes`);
}

/** Java's hash for strings, which the specification demands; FNV-1a for bytes. */
function hash(x: Value): number {
  if (typeof x === "string") {
    let h = 0;
    // Java hashes UTF-16 units.
    const text = decode(x);
    for (let i = 0; i < text.length; i++) h = (Math.imul(31, h) + text.charCodeAt(i)) | 0;
    return h;
  }
  if (x instanceof Bytes) {
    let h = 0x811c9dc5;
    for (let i = 0; i < x.data.length; i++) h = Math.imul(h ^ x.data.charCodeAt(i), 0x01000193);
    return h >>> 0;
  }
  throw new StarlarkError(`hash: got ${typeOf(x)}, want string or bytes`);
}

function rangeOf(args: NativeArgs): Range {
  const n = args.length;
  const start = n > 1 ? wantInt(args[0], "range", "start") : 0;
  const stop = wantInt(n > 1 ? args[1] : args[0], "range", n > 1 ? "stop" : "start_or_stop");
  const step = args[2] === undefined ? 1 : wantInt(args[2], "range", "step");
  if (step === 0) throw new StarlarkError("range: step argument must not be zero");
  return new Range(start, stop, step);
}

/** Sorts by keys; items with equal keys keep their order. */
function sortBy(items: readonly Value[], keys: readonly Value[], reverse: boolean): Value[] {
  const order = items.map((_, i) => i);
  order.sort(reverse ? reversed(comparison(keys)) : comparison(keys));
  return order.map((i) => items[i] ?? null);
}

const reversed = (order: (a: number, b: number) => number) => (a: number, b: number): number => order(b, a); // prettier-ignore

/** How to compare two items by number: numbers and strings among themselves need no look at their types. */
function comparison(keys: readonly Value[]): (a: number, b: number) => number {
  if (keys.every((key) => typeof key === "number")) {
    const numbers = Float64Array.from(keys);
    return (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0);
  }
  const strings = keys.filter((key) => typeof key === "string");
  if (strings.length === keys.length) {
    return (a, b) => {
      const x = strings[a] ?? "";
      const y = strings[b] ?? "";
      return x < y ? -1 : x > y ? 1 : 0;
    };
  }
  return (a, b) => compare(keys[a] ?? null, keys[b] ?? null, "<");
}

/** Sorts by the items themselves, where equal ones cannot be told apart if they are ints or strings. */
function sortPlain(items: readonly Value[], reverse: boolean): Value[] {
  if (items.every((item) => typeof item === "number")) {
    const sorted: Value[] = Array.from(Float64Array.from(items).sort());
    return reverse ? sorted.reverse() : sorted;
  }
  return sortBy(items, items, reverse);
}

/** The least or greatest of some items by their keys; the first of several equal ones. */
function extreme(items: readonly Value[], keys: readonly Value[], name: "min" | "max"): Value {
  let best = 0;
  for (let i = 1; i < items.length; i++) {
    const order = compare(keys[i] ?? null, keys[best] ?? null, name === "min" ? "<" : ">");
    if (name === "min" ? order < 0 : order > 0) best = i;
  }
  return items[best] ?? null;
}

function minmax(name: "min" | "max"): ReturnType<typeof asBuiltin> {
  const doc = `The ${name === "min" ? "least" : "greatest"} of an iterable or of several arguments; \`key\` computes what is compared.`;
  const fn = native(
    `${name}(*args, **kwargs)`,
    doc,
    (_self, args, _ctx, kwargs) => {
      for (const keyword of kwargs.keys()) if (keyword !== "key") throw new StarlarkError(unexpectedKeyword(name, keyword, ["key"]));
      if (args.length === 0) throw new StarlarkError(`${name} requires at least one positional argument`);
      const first = args[0] ?? null;
      const items = args.length === 1 ? itemsOf(first) : args.map((arg) => arg ?? null);
      if (items === undefined) throw new StarlarkError(`${name}: ${typeOf(first)} value is not iterable`);
      if (items.length === 0) throw new StarlarkError(`${name}: argument is an empty sequence`);
      const key = kwargs.get("key") ?? null;
      if (key === null) return extreme(items, items, name);
      return withKeys(key, items, name, (keys) => extreme(items, keys, name));
    },
    true,
  );
  return asBuiltin(fn);
}

/**
 * Computes the key of each item and goes on with them. The key function is the program's and may wait, so the calls are made by the machine: a
 * built-in that stands in for the rest of the work is called again with each result.
 */
function withKeys(key: Value, items: readonly Value[], name: string, then: (keys: readonly Value[]) => Value): TailCall {
  if (!isCallable(key)) throw new StarlarkError(`${name}: for parameter key: got ${typeOf(key)}, want callable`);
  return new TailCall(MAP, [key, new List([...items]), new Builtin({ name }, ([keys]) => then(keys instanceof List ? keys.items : []))]);
}

/** Set when the language's own prelude has been compiled: see interpreter.ts. */
let MAP: Value = null;

/** The part of the library that is written in the language. */
export const PRELUDE = `
def map_keys(key, items, then):
    return then([key(item) for item in items])
`;

export function setPrelude(globals: ReadonlyMap<string, Value>): void {
  MAP = globals.get("map_keys") ?? null;
}

function zip(args: NativeArgs): List {
  const walks: Iter[] = [];
  try {
    args.forEach((arg, i) => {
      const walk = iterateOver(arg ?? null);
      if (walk === undefined) throw new StarlarkError(`zip: argument #${i + 1} is not iterable: ${typeOf(arg ?? null)}`);
      walks.push(walk);
    });
    const rows: Value[] = [];
    while (walks.length > 0) {
      const row: Value[] = [];
      for (const walk of walks) {
        const item = walk.next();
        if (item === undefined) return new List(rows);
        row.push(item);
      }
      if (rows.length >= MAX_ITEMS) throw new StarlarkError("zip: too many items");
      rows.push(new Tuple(row));
    }
    return new List();
  } finally {
    for (const walk of walks) walk.done();
  }
}

const one = (signature: string, doc: string, run: (x: Value) => Value): Builtin => {
  const fn = native(signature, doc, (_self, args) => run(args[0] ?? null));
  const general = asBuiltin(fn);
  return new Builtin({ name: fn.name, doc, params: fn.params, one: run }, general.invoke);
};
const some = (signature: string, doc: string, run: (args: NativeArgs, kwargs: ReadonlyMap<string, Value>) => Value | TailCall): Builtin =>
  asBuiltin(native(signature, doc, (_self, args, _ctx, kwargs) => run(args, kwargs)));

function optionalItems(args: NativeArgs, name: string): readonly Value[] {
  return args[0] === undefined ? [] : wantItems(args[0], name, "iterable");
}

/** The name that `getattr` and `hasattr` look for. */
const nameArgument = (args: NativeArgs, fn: string): string => wantString(args[1], fn, "name");

const functions: readonly Builtin[] = [
  one("abs(x)", "The absolute value of a number.", (x) => {
    if (!isNumber(x)) throw new StarlarkError(`abs: got ${typeOf(x)}, want int or float`);
    if (x instanceof Float) return new Float(Math.abs(x.value));
    return x < 0 ? normalizeInt(-BigInt(x)) : x;
  }),
  some("any(iterable, /)", "Whether at least one item is true.", (args) => wantItems(args[0], "any", "iterable").some(truth)),
  some("all(iterable, /)", "Whether all items are true.", (args) => wantItems(args[0], "all", "iterable").every(truth)),
  some("bool(x?, /)", "Whether a value counts as true.", (args) => truth(args[0] ?? null)),
  one("bytes(x, /)", "The bytes of a string, or of an iterable of ints.", toBytes),
  one("chr(i, /)", "The character of a code point.", chr),
  some("dict(*args, **kwargs)", "A dict of the pairs of an iterable, or the entries of a dict, and the keywords.", (args, kwargs) => {
    if (args.length > 1) throw new StarlarkError(`dict: got ${args.length} arguments, want at most 1`);
    const dict = new Dict();
    updateDict(dict, "dict", args[0], kwargs);
    return dict;
  }),
  one("dir(x, /)", "The names of a value's fields and methods, sorted.", (x) => new List(attributeNames(x).map(encode).sort())),
  some("enumerate(iterable, start?)", "A list of (index, item) tuples.", (args) => {
    const start = args[1] === undefined ? 0 : wantInt(args[1], "enumerate", "start");
    return new List(wantItems(args[0], "enumerate", "iterable").map((item, i) => new Tuple([start + i, item])));
  }),
  some(
    "fail(*args, **kwargs)",
    "Ends the program with an error; the arguments, joined by spaces (or `sep`), are its message.",
    (args, kwargs) => {
      throw new StarlarkError(`fail: ${joinPrinted(args, kwargs, "fail")}`);
    },
  ),
  some("float(x?, /)", "The float of a number or of its text.", (args) => toFloat(args[0])),
  some("getattr(x, name, default?, /)", "The field or method of a name; if there is none, the default or an error.", (args) => {
    const x = args[0] ?? null;
    const name = nameArgument(args, "getattr");
    const value = attributeOf(x, decode(name));
    if (value !== undefined) return value;
    if (args[2] !== undefined) return args[2];
    throw new StarlarkError(`getattr: ${noAttribute(x, decode(name)).message}`);
  }),
  some(
    "hasattr(x, name, /)",
    "Whether a value has a field or method of a name.",
    (args) => attributeOf(args[0] ?? null, decode(nameArgument(args, "hasattr"))) !== undefined,
  ),
  one("hash(x, /)", "A hash of a string or bytes, the same in every run.", hash),
  some("int(x, base?)", "The int of a number (its fraction cut off), or of its text in a base.", toInt),
  one("len(x, /)", "The number of items, or of bytes in a string.", len),
  some("list(iterable?, /)", "A list of the items of an iterable.", (args) => new List(optionalItems(args, "list").slice())),
  minmax("max"),
  minmax("min"),
  one("ord(c, /)", "The code point of a character, or the value of a byte.", ord),
  asBuiltin(
    native(
      "print(*args, **kwargs)",
      "Prints its arguments, joined by spaces (or `sep`).",
      (_self, args, ctx, kwargs) => {
        ctx.thread.host.print(decode(joinPrinted(args, kwargs, "print")), ctx);
        return null;
      },
      true,
    ),
  ),
  some("range(start_or_stop, stop?, step?, /)", "The ints from start (0) up to and without stop, by step (1).", rangeOf),
  one("repr(x, /)", "The text of a value as a program would write it.", repr),
  some(
    "reversed(sequence, /)",
    "A list of the items, last first.",
    (args) => new List(wantItems(args[0], "reversed", "sequence").toReversed()),
  ),
  some("set(iterable?, /)", "A set of the items of an iterable.", (args) => new StarSet(optionalItems(args, "set"))),
  some(
    "sorted(iterable, *, key?, reverse?)",
    "A sorted list of the items; `key` computes what is compared. Equal items keep their order.",
    (args) => {
      const items = wantItems(args[0], "sorted", "iterable");
      const reverse = wantBool(args[2], "sorted", "reverse", false);
      const key = args[1];
      if (key === undefined) return new List(sortPlain(items, reverse));
      const copy = [...items];
      return withKeys(key, copy, "sorted", (keys) => new List(sortBy(copy, keys, reverse)));
    },
  ),
  one("str(x, /)", "The text of a value; a string is itself.", str),
  some("tuple(iterable?, /)", "A tuple of the items of an iterable.", (args) => new Tuple(optionalItems(args, "tuple").slice())),
  one("type(x, /)", "The name of a value's type.", typeOf),
  some("zip(*args)", "A list of tuples: the first items of all arguments, the second items, and so on.", zip),
];

function joinPrinted(args: NativeArgs, kwargs: ReadonlyMap<string, Value>, name: string): string {
  let separator = " ";
  for (const [keyword, value] of kwargs) {
    if (keyword !== "sep") throw new StarlarkError(unexpectedKeyword(name, keyword, ["sep"]));
    separator = wantString(value, name, "sep");
  }
  return args.map((arg) => str(arg ?? null)).join(separator);
}

/** All predeclared names. */
export const UNIVERSE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["None", null],
  ["True", true],
  ["False", false],
  ...functions.map((fn): [string, Value] => [fn.name, fn]),
]);
