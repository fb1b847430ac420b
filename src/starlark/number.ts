/** Arithmetic on ints and floats where JavaScript's own is not enough, and the texts of numbers. */
import { StarlarkError } from "./errors.ts";

/** The text of a float in the style of C's %e, %f or %g; "g" without a precision is the shortest text that gives the same float back. */
export function formatFloat(value: number, style: "e" | "f" | "g" | "E" | "F" | "G", precision?: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "+inf" : "-inf";
  const lower = style.toLowerCase();
  let out: string;
  if (lower === "e") out = exponent(value.toExponential(precision ?? 6));
  else if (lower === "f") out = fixed(value, precision ?? 6);
  else out = general(value, precision);
  if (Object.is(value, -0)) out = out.startsWith("-") ? out : `-${out}`;
  return style === lower ? out : out.toUpperCase();
}

/** toFixed switches to exponents at 1e21; from there on the digits are those of the exact integer. */
function fixed(value: number, precision: number): string {
  if (Math.abs(value) < 1e21) return value.toFixed(precision);
  return BigInt(value).toString() + (precision > 0 ? `.${"0".repeat(precision)}` : "");
}

/** At least two digits of exponent: 1e+06. */
function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

function general(value: number, precision: number | undefined): string {
  const scientific = precision === undefined ? value.toExponential() : value.toExponential(Math.max(0, precision - 1));
  const power = Number(scientific.slice(scientific.indexOf("e") + 1));
  // The shortest form changes to an exponent where six digits of precision would.
  if (power < -4 || power >= (precision ?? 6)) {
    const digits = scientific.slice(0, scientific.indexOf("e"));
    const trimmed = precision !== undefined && digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
    return exponent(trimmed + scientific.slice(scientific.indexOf("e")));
  }
  const text = precision === undefined ? String(value) : value.toFixed(Math.max(0, precision - 1 - power));
  if (!text.includes(".")) return `${text}.0`;
  return precision === undefined ? text : text.replace(/0+$/, "").replace(/\.$/, ".0");
}

/** `x // y` of two safe integers. */
export function floorDivideInts(x: number, y: number): number {
  if (y === 0) throw new StarlarkError("floored division by zero");
  const remainder = x % y;
  // x - remainder is a multiple of y, so that the quotient is exact.
  const quotient = (x - remainder) / y;
  return (remainder !== 0 && remainder < 0 !== y < 0 ? quotient - 1 : quotient) + 0;
}

/** `x % y` of two safe integers: the sign is that of y. */
export function moduloInts(x: number, y: number): number {
  if (y === 0) throw new StarlarkError("integer modulo by zero");
  const remainder = x % y;
  return (remainder !== 0 && remainder < 0 !== y < 0 ? remainder + y : remainder) + 0;
}

export function floorDivideBig(x: bigint, y: bigint): bigint {
  if (y === 0n) throw new StarlarkError("floored division by zero");
  const quotient = x / y;
  return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient;
}

export function moduloBig(x: bigint, y: bigint): bigint {
  if (y === 0n) throw new StarlarkError("integer modulo by zero");
  const remainder = x % y;
  return remainder !== 0n && x < 0n !== y < 0n ? remainder + y : remainder;
}

/** `x % y` of two floats: the sign is that of y. */
export function moduloFloats(x: number, y: number): number {
  if (y === 0) throw new StarlarkError("floating-point modulo by zero");
  const remainder = x % y;
  return remainder !== 0 && remainder < 0 !== y < 0 ? remainder + y : remainder;
}

/** An int as a float; refuses those beyond the range of floats. */
export function intToFloat(x: number | bigint): number {
  const value = Number(x);
  if (!Number.isFinite(value)) throw new StarlarkError("int too large to convert to float");
  return value;
}

/** Reads an int from text as `int(s, base)` does; undefined if it is none. Base 0 means that a prefix decides. */
export function parseInteger(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)(0[xX]|0[oO]|0[bB])?([0-9a-zA-Z]+)$/.exec(text);
  if (match === null) return undefined;
  const [, sign = "", prefix = ""] = match;
  let digits = match[3] ?? "";
  let radix = base;
  const prefixRadix = prefix === "" ? 0 : prefix.toLowerCase() === "0x" ? 16 : prefix.toLowerCase() === "0o" ? 8 : 2;
  if (prefixRadix !== 0 && base !== 0 && base !== prefixRadix) {
    // `0b1` in base 16 is a number of digits only.
    if (base < 12) return undefined;
    digits = prefix + digits;
  } else if (base === 0) {
    if (prefix === "" && digits.length > 1 && digits.startsWith("0") && !/^0+$/.test(digits)) return undefined;
    radix = prefixRadix === 0 ? 10 : prefixRadix;
  }
  let value = 0n;
  const big = BigInt(radix);
  if (radix === 10 || radix === 16 || radix === 8 || radix === 2) {
    const valid = radix === 10 ? /^[0-9]+$/ : radix === 16 ? /^[0-9a-fA-F]+$/ : radix === 8 ? /^[0-7]+$/ : /^[01]+$/;
    if (!valid.test(digits)) return undefined;
    value = BigInt((radix === 10 ? "" : radix === 16 ? "0x" : radix === 8 ? "0o" : "0b") + digits);
  } else {
    if (digits.length > MAX_ODD_DIGITS)
      throw new StarlarkError(`int: too many digits for base ${radix} (${digits.length}, at most ${MAX_ODD_DIGITS})`);
    for (const c of digits.toLowerCase()) {
      const digit = c <= "9" ? c.charCodeAt(0) - 48 : c.charCodeAt(0) - 87;
      if (digit >= radix) return undefined;
      value = value * big + BigInt(digit);
    }
  }
  return sign === "-" ? -value : value;
}

/** In bases without a literal form digits are added one by one, which takes time that grows with the square of their number. */
const MAX_ODD_DIGITS = 20_000;

/** The digits of an int in base 2, 8, 10 or 16. */
export function intDigits(value: number | bigint, base: 2 | 8 | 10 | 16): string {
  return value.toString(base);
}
