/** `"…" % args` and `"…".format(…)`. */
import { StarlarkError } from "./errors.ts";
import { formatFloat, intDigits } from "./number.ts";
import { encodeRune } from "./text.ts";
import { Dict, Float, isNumber, repr, Tuple, typeOf, type Value } from "./value.ts";

/** `format % x`, where x is one argument, a tuple of several, or a dict for `%(name)s`. */
export function formatString(format: string, x: Value): string {
  const args: readonly Value[] = x instanceof Tuple ? x.items : [x];
  let next = 0;
  let out = "";
  let i = 0;
  for (;;) {
    const percent = format.indexOf("%", i);
    if (percent < 0) break;
    out += format.slice(i, percent);
    i = percent + 1;
    if (i >= format.length) throw new StarlarkError("incomplete format");
    if (format.charAt(i) === "%") {
      out += "%";
      i++;
      continue;
    }
    let arg: Value | undefined;
    if (format.charAt(i) === "(") {
      const close = format.indexOf(")", i);
      if (close < 0) throw new StarlarkError("incomplete format key");
      if (!(x instanceof Dict)) throw new StarlarkError("format requires a mapping");
      const key = format.slice(i + 1, close);
      arg = x.get(key);
      if (arg === undefined) throw new StarlarkError(`key not found: ${key}`);
      i = close + 1;
      next = args.length;
    } else {
      if (next >= args.length) throw new StarlarkError("not enough arguments for format string");
      arg = args[next++];
    }
    const c = format.charAt(i);
    if (c === "") throw new StarlarkError("incomplete format");
    out += conversion(c, arg ?? null);
    i++;
  }
  out += format.slice(i);
  if (next < args.length && !(x instanceof Dict)) throw new StarlarkError("too many arguments for format string");
  return out;
}

/** What `%s` and `{}` make of a value: a string is itself, all else is as a program would write it, bytes too (which `str` would decode). */
function shown(value: Value): string {
  return typeof value === "string" ? value : repr(value);
}

function conversion(c: string, arg: Value): string {
  switch (c) {
    case "s":
      return shown(arg);
    case "r":
      return repr(arg);
    case "d":
    case "i":
    case "o":
    case "x":
    case "X": {
      if (!isNumber(arg)) throw new StarlarkError(`%${c} format requires integer: cannot convert ${typeOf(arg)} to int`);
      const int = arg instanceof Float ? floatToInt(arg.value, `%${c} format requires integer`) : arg;
      const text = intDigits(int, c === "o" ? 8 : c === "x" || c === "X" ? 16 : 10);
      return c === "X" ? text.toUpperCase() : text;
    }
    case "e":
    case "f":
    case "g":
    case "E":
    case "F":
    case "G":
      if (!isNumber(arg)) throw new StarlarkError(`%${c} format requires float, not ${typeOf(arg)}`);
      return formatFloat(arg instanceof Float ? arg.value : Number(arg), c);
    case "c":
      if (typeof arg === "string") {
        if ([...Buffer.from(arg, "latin1").toString("utf8")].length !== 1)
          throw new StarlarkError("%c format requires a single-character string");
        return arg;
      }
      if (typeof arg !== "number") throw new StarlarkError(`%c format requires int or single-character string, not ${typeOf(arg)}`);
      if (arg < 0 || arg > 0x10ffff) throw new StarlarkError("%c format requires a valid Unicode code point, got " + String(arg));
      return encodeRune(arg);
    default:
      throw new StarlarkError(`unknown conversion %${c}`);
  }
}

/** The int that a float stands for when its fraction is cut off. */
export function floatToInt(value: number, what: string): number | bigint {
  if (!Number.isFinite(value))
    throw new StarlarkError(`${what}: cannot convert float ${Number.isNaN(value) ? "NaN" : "infinity"} to integer`);
  const whole = Math.trunc(value) + 0;
  return Number.isSafeInteger(whole) ? whole : BigInt(whole);
}

/** `format.format(*args, **kwargs)`. */
export function formatBraces(format: string, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): string {
  let out = "";
  let auto = false;
  let manual = false;
  let index = 0;
  for (let i = 0; i < format.length;) {
    const c = format.charAt(i);
    if (c === "}") {
      if (format.charAt(i + 1) !== "}") throw new StarlarkError("format: single '}' in format");
      out += "}";
      i += 2;
      continue;
    }
    if (c !== "{") {
      const next = format.slice(i).search(/[{}]/);
      const end = next < 0 ? format.length : i + next;
      out += format.slice(i, end);
      i = end;
      continue;
    }
    if (format.charAt(i + 1) === "{") {
      out += "{";
      i += 2;
      continue;
    }
    const close = format.indexOf("}", i);
    if (close < 0) throw new StarlarkError("format: unmatched '{' in format");
    const field = format.slice(i + 1, close);
    i = close + 1;
    const bang = field.indexOf("!");
    const colon = field.indexOf(":");
    let name = field;
    let conversionName = "s";
    if (bang >= 0 && (colon < 0 || bang < colon)) {
      name = field.slice(0, bang);
      conversionName = field.slice(bang + 1);
      if (conversionName.includes(":")) {
        const spec = conversionName.slice(conversionName.indexOf(":") + 1);
        conversionName = conversionName.slice(0, conversionName.indexOf(":"));
        if (spec !== "") throw new StarlarkError("format: format spec features not supported in replacement fields: " + spec);
      }
    } else if (colon >= 0) {
      name = field.slice(0, colon);
      const spec = field.slice(colon + 1);
      if (spec !== "")
        throw new StarlarkError(`format: format spec features not supported in replacement fields: ${spec} (use "%" formatting)`);
    }
    let arg: Value | undefined;
    if (name === "") {
      if (manual) throw new StarlarkError("format: cannot switch from manual field specification to automatic field numbering");
      auto = true;
      if (index >= args.length) throw new StarlarkError("format: tuple index out of range");
      arg = args[index++];
    } else if (/^[+-]?\d+$/.test(name)) {
      if (!/^\d+$/.test(name)) throw new StarlarkError(`format: keyword ${name} not found`);
      if (auto) throw new StarlarkError("format: cannot switch from automatic field numbering to manual field specification");
      manual = true;
      const n = Number(name);
      if (n >= args.length) throw new StarlarkError("format: tuple index out of range");
      arg = args[n];
    } else {
      arg = namedField(name, kwargs);
    }
    if (conversionName === "s") out += shown(arg ?? null);
    else if (conversionName === "r") out += repr(arg ?? null);
    else throw new StarlarkError(`format: unknown conversion ${repr(conversionName)}`);
  }
  return out;
}

function namedField(name: string, kwargs: ReadonlyMap<string, Value>): Value {
  const value = kwargs.get(name);
  if (value !== undefined) return value;
  if (name.includes(".")) throw new StarlarkError(`format: attribute syntax x.y is not supported in replacement fields: ${name}`);
  if (name.includes("[")) throw new StarlarkError(`format: element syntax a[i] is not supported in replacement fields: ${name}`);
  if (name.includes("{")) throw new StarlarkError("format: nested replacement fields not supported");
  throw new StarlarkError(`format: keyword ${name} not found`);
}
