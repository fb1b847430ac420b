/**
 * The language's own functions and methods. Each is declared by one line, like `startswith(prefix, start?, end?)`, from which its arguments are
 * checked and its documentation is made; the check for the plain case is a comparison of counts, so that methods stay cheap.
 */
import { StarlarkError } from "./errors.ts";
import { itemsOf, unexpectedKeyword, type CallContext } from "./host.ts";
import { Float, isNumber, typeOf, type ParamDoc, type Value } from "./value.ts";

/** What a native returns to have another call made in its place. */
export class TailCall {
  readonly fn: Value;
  readonly args: Value[];
  constructor(fn: Value, args: Value[]) {
    this.fn = fn;
    this.args = args;
  }
}

/** Arguments by position; what was not given is undefined. */
export type NativeArgs = readonly (Value | undefined)[];
export type Run = (self: Value, args: NativeArgs, ctx: CallContext, kwargs: ReadonlyMap<string, Value>) => Value | TailCall;

export interface Native {
  readonly name: string;
  readonly doc: string;
  readonly params: readonly ParamDoc[];
  /** The names of the parameters in order; empty for those that cannot be given by keyword. */
  readonly names: readonly string[];
  readonly min: number;
  readonly max: number;
  /** No parameter may be given by keyword. */
  readonly positionalOnly: boolean;
  /** Any keyword is accepted and handed over. */
  readonly open: boolean;
  /** Whether `run` uses the context: most do not, and making one costs. */
  readonly wantsContext: boolean;
  readonly run: Run;
}

/**
 * Declares a native. In the signature `x?` may be left out, `*xs` takes any number, parameters behind `*` are by keyword only, `**kw` takes any
 * keyword, and what stands before `/` is by position only.
 */
export function native(signature: string, doc: string, run: Run, wantsContext = false): Native {
  const name = signature.slice(0, signature.indexOf("("));
  const parts = signature.slice(signature.indexOf("(") + 1, -1).split(",").map((part) => part.trim()).filter((part) => part !== ""); // prettier-ignore
  let positional = parts.includes("/");
  const params: ParamDoc[] = [];
  let keywordOnly = false;
  let min = 0;
  let max = 0;
  let open = false;
  for (const part of parts) {
    if (part === "/" || part === "*") {
      keywordOnly ||= part === "*";
      positional = false;
      continue;
    }
    const optional = part.endsWith("?");
    const bare = part.replace(/^\*+|\?$/g, "");
    const kind = part.startsWith("**")
      ? "kwargs"
      : part.startsWith("*")
        ? "args"
        : positional
          ? "positional"
          : keywordOnly
            ? "keyword"
            : "normal";
    params.push({ name: bare, doc: "", type: "any", kind, required: !optional && kind !== "args" && kind !== "kwargs" });
    if (kind === "args") max = Infinity;
    else if (kind === "kwargs") open = true;
    else if (kind !== "keyword") {
      max++;
      if (!optional) min++;
    }
    if (kind === "args") keywordOnly = true;
  }
  const named = params.filter((p) => p.kind !== "args" && p.kind !== "kwargs");
  const names = named.map((p) => (p.kind === "positional" ? "" : p.name));
  return { name, doc, params, names, min, max, positionalOnly: names.every((other) => other === ""), open, wantsContext, run };
}

/** Checks the number of arguments and puts keywords into their places. */
export function bindNative(fn: Native, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): NativeArgs {
  const n = args.length;
  if (n > fn.max || (n < fn.min && kwargs.size === 0)) throw wrongCount(fn, n);
  if (kwargs.size === 0 || fn.open) return args;
  if (fn.positionalOnly) throw new StarlarkError(`${fn.name}: ${fn.max === Infinity ? "does not accept" : "unexpected"} keyword arguments`);
  const out: (Value | undefined)[] = [...args];
  // With *args the keyword-only values come behind the positions that a native of this kind reads: there are none.
  const offset = fn.max === Infinity ? n : 0;
  for (const [name, value] of kwargs) {
    const i = fn.names.indexOf(name);
    if (i < 0 || name === "")
      throw new StarlarkError(
        unexpectedKeyword(
          fn.name,
          name,
          fn.names.filter((other) => other !== ""),
        ),
      );
    if (out[offset + i] !== undefined) throw new StarlarkError(`${fn.name}: got multiple values for keyword argument "${name}"`);
    out[offset + i] = value;
  }
  for (let i = n; i < fn.min; i++) {
    if (out[i] === undefined) throw new StarlarkError(`${fn.name}: missing argument for ${fn.params[i]?.name ?? ""}`);
  }
  return out;
}

function wrongCount(fn: Native, got: number): StarlarkError {
  if (got < fn.min && !fn.positionalOnly) return new StarlarkError(`${fn.name}: missing argument for ${fn.params[got]?.name ?? ""}`);
  const want = fn.min === fn.max ? String(fn.min) : got < fn.min ? `at least ${fn.min}` : `at most ${fn.max}`;
  return new StarlarkError(`${fn.name}: got ${got} argument${got === 1 ? "" : "s"}, want ${want}`);
}

const wrong = (fn: string, param: string, got: Value | undefined, want: string): StarlarkError =>
  new StarlarkError(`${fn}: for parameter ${param}: got ${got === undefined ? "nothing" : typeOf(got)}, want ${want}`);

export function wantString(value: Value | undefined, fn: string, param: string): string {
  if (typeof value !== "string") throw wrong(fn, param, value, "string");
  return value;
}

export function wantInt(value: Value | undefined, fn: string, param: string): number {
  if (typeof value === "bigint")
    throw new StarlarkError(`${fn}: for parameter ${param}: ${value} out of range (want value in signed 53-bit range)`);
  if (typeof value !== "number") throw wrong(fn, param, value, "int");
  return value;
}

export function wantNumber(value: Value | undefined, fn: string, param: string): number {
  if (value === undefined || !isNumber(value)) throw wrong(fn, param, value, "float or int");
  return value instanceof Float ? value.value : Number(value);
}

export function wantBool(value: Value | undefined, fn: string, param: string, otherwise: boolean): boolean {
  if (value === undefined) return otherwise;
  if (typeof value !== "boolean") throw wrong(fn, param, value, "bool");
  return value;
}

export function wantItems(value: Value | undefined, fn: string, param: string): readonly Value[] {
  const items = value === undefined ? undefined : itemsOf(value);
  if (items === undefined) throw wrong(fn, param, value, "iterable");
  return items;
}
