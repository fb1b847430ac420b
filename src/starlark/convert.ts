/** Plain data of JavaScript to values and back. */
import { StarlarkError } from "./errors.ts";
import { Struct } from "./host.ts";
import { decode, encode } from "./text.ts";
import { Bytes, Dict, Float, HostValue, List, MAX_VALUE_DEPTH, normalizeInt, Range, StarSet, Tuple, typeOf, type Value } from "./value.ts";
import { itemsOf } from "./host.ts";

/**
 * The value of plain data: text is encoded, integral numbers become ints and others floats, arrays lists, objects and maps dicts, undefined None.
 * Values stay what they are, except strings, which are taken as text.
 */
export function fromJs(x: unknown, depth = 0): Value {
  if (depth > MAX_VALUE_DEPTH) throw new StarlarkError("data nested too deeply");
  switch (typeof x) {
    case "string":
      return encode(x);
    case "boolean":
      return x;
    case "number":
      return Number.isSafeInteger(x) ? x + 0 : new Float(x);
    case "bigint":
      return normalizeInt(x);
    case "undefined":
      return null;
    case "object":
      break;
    default:
      throw new StarlarkError(`cannot make a value of a ${typeof x}`);
  }
  if (x === null) return null;
  if (isValueObject(x)) return x;
  if (Array.isArray(x)) return new List(x.map((item: unknown) => fromJs(item, depth + 1)));
  if (x instanceof Uint8Array) return new Bytes(Buffer.from(x).toString("latin1"));
  if (x instanceof Set) return new StarSet([...x].map((item: unknown) => fromJs(item, depth + 1)));
  const entries: Iterable<readonly [unknown, unknown]> = x instanceof Map ? x : Object.entries(x);
  const dict = new Dict();
  for (const [key, value] of entries) dict.put(fromJs(key, depth + 1), fromJs(value, depth + 1));
  return dict;
}

function isValueObject(x: object): x is Value & object {
  return (
    x instanceof Float ||
    x instanceof Bytes ||
    x instanceof List ||
    x instanceof Tuple ||
    x instanceof Dict ||
    x instanceof StarSet ||
    x instanceof Range ||
    x instanceof HostValue
  );
}

/**
 * Plain data of a value: strings as text, floats as numbers, lists, tuples, sets and ranges as arrays, dicts and structs as objects (a key that is no
 * string appears as JSON would write it), bytes as Uint8Array.
 */
export function toJs(value: Value, depth = 0): unknown {
  if (depth > MAX_VALUE_DEPTH) throw new StarlarkError("value nested too deeply");
  if (typeof value === "string") return decode(value);
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Float) return value.value;
  if (value instanceof Bytes) return new Uint8Array(Buffer.from(value.data, "latin1"));
  if (value instanceof Dict) {
    const entries = value
      .entries()
      .map(([key, item]) => [typeof key === "string" ? decode(key) : keyText(toJs(key, depth + 1)), toJs(item, depth + 1)]);
    return Object.fromEntries(entries);
  }
  if (value instanceof Struct) return Object.fromEntries([...value.fields].map(([name, item]) => [name, toJs(item, depth + 1)]));
  const items = itemsOf(value);
  if (items !== undefined) return items.map((item) => toJs(item, depth + 1));
  throw new StarlarkError(`cannot make plain data of a ${typeOf(value)}`);
}

/** What JSON would write, also for an int that it has no number for. */
const keyText = (key: unknown): string => (typeof key === "bigint" ? String(key) : JSON.stringify(key));
