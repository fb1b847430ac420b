/** The namespace `math`: the functions of starlark-go's module of that name. Results are floats, except those of ceil and floor, which are ints. */
import { StarlarkError } from "./errors.ts";
import { floatToInt } from "./format.ts";
import { Module } from "./host.ts";
import { asBuiltin } from "./methods.ts";
import { native, type NativeArgs, wantNumber } from "./native.ts";
import { type Builtin, Float, type Value } from "./value.ts";

function unary(name: string, doc: string, fn: (x: number) => number): [string, Builtin] {
  return [name, asBuiltin(native(`${name}(x, /)`, doc, (_, args) => new Float(fn(wantNumber(args[0], name, "x")))))];
}

function binary(name: string, doc: string, fn: (x: number, y: number) => number): [string, Builtin] {
  return [
    name,
    asBuiltin(native(`${name}(x, y, /)`, doc, (_, args) => new Float(fn(wantNumber(args[0], name, "x"), wantNumber(args[1], name, "y"))))),
  ];
}

function rounding(name: string, doc: string, fn: (x: number) => number): [string, Builtin] {
  const run = (_: Value, args: NativeArgs): Value => {
    const x = args[0];
    if (typeof x === "number" || typeof x === "bigint") return x;
    const value = wantNumber(x, name, "x");
    if (!Number.isFinite(value))
      throw new StarlarkError(`${name}: cannot convert float ${Number.isNaN(value) ? "NaN" : "infinity"} to integer`);
    return floatToInt(fn(value), name);
  };
  return [name, asBuiltin(native(`${name}(x, /)`, doc, run))];
}

/** Halves are rounded away from zero. */
function round(x: number): number {
  return x < 0 ? -roundPositive(-x) : roundPositive(x);
}

/** Adding a half would round up what lies just below one half. */
function roundPositive(x: number): number {
  const whole = Math.floor(x);
  return x - whole >= 0.5 ? whole + 1 : whole;
}

/** The IEEE remainder: x minus y times the nearest integer to x / y, to the even one of two. */
function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || !Number.isFinite(x) || y === 0) return NaN;
  if (!Number.isFinite(y)) return x;
  const size = Math.abs(y);
  let rest = Math.abs(x) % (2 * size);
  if (size < Number.MAX_VALUE / 2) {
    if (rest * 2 > size) {
      rest -= size;
      if (rest * 2 >= size) rest -= size;
    }
  } else if (rest > size / 2) {
    rest -= size;
  }
  return x < 0 ? -rest : rest;
}

/** Lanczos' approximation, g = 7, n = 9: some 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
]; // prettier-ignore

function gamma(x: number): number {
  if (Number.isInteger(x)) {
    if (x === 0) return Object.is(x, -0) ? -Infinity : Infinity;
    if (x < 0) return NaN;
    if (x <= 23) {
      let product = 1;
      for (let i = 2; i < x; i++) product *= i;
      return product;
    }
  }
  if (x === -Infinity) return NaN;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  if (x > 171.7) return Infinity;
  const t = x + 6.5;
  const sum = LANCZOS.reduce((total, c, i) => (i === 0 ? c : total + c / (x - 1 + i)), 0);
  // The power is taken in two halves: in one it would overflow before the exponential brings it down.
  const half = t ** ((x - 0.5) / 2);
  return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * sum;
}

function log(args: NativeArgs): Value {
  const x = wantNumber(args[0], "log", "x");
  if (args[1] === undefined) return new Float(Math.log(x));
  const base = wantNumber(args[1], "log", "base");
  if (base === 1) throw new StarlarkError("log: division by zero");
  if (base === 10) return new Float(Math.log10(x));
  if (base === 2) return new Float(Math.log2(x));
  return new Float(Math.log(x) / Math.log(base));
}

/** For hosts to predeclare. */
export const math = new Module("math", [
  ["pi", new Float(Math.PI)],
  ["e", new Float(Math.E)],
  rounding("ceil", "The least int that is not less than x.", Math.ceil),
  rounding("floor", "The greatest int that is not greater than x.", Math.floor),
  unary("round", "x rounded to the nearest integer, halves away from zero.", round),
  unary("fabs", "The absolute value of x as a float.", Math.abs),
  unary("exp", "e to the power of x.", Math.exp),
  unary("sqrt", "The square root of x.", Math.sqrt),
  unary("acos", "The arc cosine of x, in radians.", Math.acos),
  unary("asin", "The arc sine of x, in radians.", Math.asin),
  unary("atan", "The arc tangent of x, in radians.", Math.atan),
  unary("cos", "The cosine of x radians.", Math.cos),
  unary("sin", "The sine of x radians.", Math.sin),
  unary("tan", "The tangent of x radians.", Math.tan),
  unary("degrees", "The angle x, given in radians, in degrees.", (x) => (x * 180) / Math.PI),
  unary("radians", "The angle x, given in degrees, in radians.", (x) => (x / 180) * Math.PI),
  unary("acosh", "The inverse hyperbolic cosine of x.", Math.acosh),
  unary("asinh", "The inverse hyperbolic sine of x.", Math.asinh),
  unary("atanh", "The inverse hyperbolic tangent of x.", Math.atanh),
  unary("cosh", "The hyperbolic cosine of x.", Math.cosh),
  unary("sinh", "The hyperbolic sine of x.", Math.sinh),
  unary("tanh", "The hyperbolic tangent of x.", Math.tanh),
  unary("gamma", "The gamma function of x.", gamma),
  binary("atan2", "The angle of the point (y, x): atan2(y, x).", Math.atan2),
  binary("copysign", "A number with the size of x and the sign of y.", (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
  binary("hypot", "The length of the hypotenuse of a triangle with sides x and y.", Math.hypot),
  binary("mod", "The remainder of x / y with the sign of x.", (x, y) => x % y),
  binary("pow", "x to the power of y.", (x, y) => (x === 1 || (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) ? 1 : x ** y)),
  binary("remainder", "x minus y times the integer nearest to x / y.", remainder),
  ["log", asBuiltin(native("log(x, base?)", "The logarithm of x to a base (e).", (_, args) => log(args)))],
]);
