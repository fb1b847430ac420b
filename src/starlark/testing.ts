/**
 * The harness for chunked test files: a `.star` file is split by lines of `---`; each chunk is a program of its own, and a line that must fail
 * carries `### "regexp"`. An error that was not expected and an expected one that does not come both fail, with their lines. A chunk turns on
 * dialect options by a comment, `# option:recursion`.
 */
import { StarlarkRuntimeError, StarlarkSyntaxError } from "./errors.ts";
import { builtin, Module, Struct } from "./host.ts";
import { Interpreter, type InterpreterOptions } from "./interpreter.ts";
import { json } from "./json.ts";
import { math } from "./math.ts";
import type { DialectOptions } from "./program.ts";
import { decode } from "./text.ts";
import { compare, equal, Float, freeze, HostValue, isNumber, List, repr, truth, type Value } from "./value.ts";
import { contains } from "./operators.ts";

export interface Chunk {
  /** The chunk with empty lines before it, so that its lines are those of the file. */
  readonly text: string;
  /** The expected error of each line, by number. */
  readonly expected: ReadonlyMap<number, RegExp>;
  readonly firstLine: number;
}

export function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let line = 1;
  for (const part of text.split(/^---\n/m)) {
    const expected = new Map<number, RegExp>();
    part.split("\n").forEach((source, i) => {
      const at = source.indexOf("###");
      if (at >= 0) expected.set(line + i, pattern(source.slice(at + 3).trim()));
    });
    chunks.push({ text: "\n".repeat(line - 1) + part, expected, firstLine: line });
    line += part.split("\n").length;
  }
  return chunks;
}

/** A Go string literal that denotes a regular expression. */
function pattern(literal: string): RegExp {
  const body = literal.startsWith("`")
    ? literal.slice(1, literal.lastIndexOf("`"))
    : (JSON.parse(literal.slice(0, literal.lastIndexOf('"') + 1)) as string);
  return new RegExp(body, "s");
}

/** The dialect that a chunk asks for. */
export function optionsOf(text: string): Partial<DialectOptions> {
  const has = (name: string): boolean => text.includes(`option:${name}`);
  return {
    topLevelControl: has("toplevelcontrol") || has("globalreassign"),
    globalReassign: has("globalreassign"),
    recursion: has("recursion"),
    while: has("while") || has("recursion"),
    set: !has("noset"),
  };
}

/** A value to which any field can be given. */
class HasFields extends HostValue {
  override readonly type = "hasfields";
  readonly #fields = new Map<string, Value>();
  #frozen = false;
  override attr(name: string): Value | undefined {
    return this.#fields.get(name);
  }
  override attrNames(): string[] {
    return [...this.#fields.keys()].sort();
  }
  override setAttr(name: string, value: Value): void {
    if (this.#frozen) throw new Error("cannot set field on a frozen hasfields");
    if (name.startsWith("no"))
      throw new Error(
        `no .${name} field or method${this.#fields.has(name.slice(2).toLowerCase()) ? ` (did you mean .${name.slice(2).toLowerCase()}?)` : ""}`,
      );
    this.#fields.set(name, value);
  }
  override binary(op: string, other: Value, side: "left" | "right"): Value | undefined {
    return op === "+" && other instanceof List && side === "right" ? 42 : undefined;
  }
  override freeze(): void {
    if (this.#frozen) return;
    this.#frozen = true;
    for (const value of this.#fields.values()) freeze(value);
  }
}

/** An iterable without end. */
class Fibonacci extends HostValue {
  override readonly type = "fib";
  override *iterate(): Generator<Value> {
    for (let a = 0, b = 1; ; [a, b] = [b, a + b]) yield a;
  }
}

/** What the chunks of a file found wrong. */
export async function runChunks(file: string, text: string, options: InterpreterOptions = {}): Promise<string[]> {
  const failures: string[] = [];
  for (const chunk of chunksOf(text)) failures.push(...(await runChunk(file, chunk, options)));
  return failures;
}

export async function runChunk(file: string, chunk: Chunk, options: InterpreterOptions = {}): Promise<string[]> {
  const failures: string[] = [];
  const expected = new Map(chunk.expected);
  const got = (line: number, message: string): void => {
    const want = expected.get(line);
    if (want === undefined) failures.push(`${file}:${line}: unexpected error: ${message}`);
    else if (!want.test(message)) failures.push(`${file}:${line}: error "${message}" does not match ${String(want)}`);
    expected.delete(line);
  };
  const asserts = assertions((line, message) => failures.push(`${file}:${line}: ${message}`));
  const predeclared = new Map<string, Value>([
    ["assert", asserts],
    ["library", new Struct({ assert: asserts, freeze: freezer, json, math })],
    ["freeze", freezer],
    ["hasfields", builtin({ name: "hasfields", call: () => new HasFields() })],
    ["fibonacci", new Fibonacci()],
    [
      "struct",
      builtin({ name: "struct", params: [{ name: "fields", type: "any", kind: "kwargs" }], call: ({ fields }) => new Struct(fields) }),
    ],
    ["json", json],
    ["math", math],
    ...(options.predeclared ?? []),
  ]);
  const interpreter = new Interpreter({
    load: (path) => ({ file: `library/${path}`, text: LIBRARY.get(path) ?? `fail("no file ${path}")` }),
    print: () => undefined,
    maxSteps: 50_000_000,
    ...options,
    predeclared,
    options: { ...optionsOf(chunk.text), ...options.options },
  });
  try {
    await interpreter.exec(file, chunk.text);
  } catch (e) {
    if (e instanceof StarlarkSyntaxError) {
      for (const d of e.diagnostics) got(d.line, d.message);
    } else if (e instanceof StarlarkRuntimeError) {
      const frame = e.frames.findLast((f) => f.position.file === file);
      got(frame?.position.line ?? 0, e.message);
    } else {
      throw e;
    }
  }
  for (const [line, want] of expected) failures.push(`${file}:${line}: expected an error matching ${String(want)}, got none`);
  return failures;
}

const freezer = builtin({
  name: "freeze",
  params: [{ name: "x", type: "any" }],
  call: ({ x }) => {
    freeze(x);
    return x;
  },
});

/** Files that test files may load instead of using what is predeclared. */
const LIBRARY = new Map([
  ["assert.star", "assert = library.assert\nfreeze = library.freeze\n"],
  ["json.star", "json = library.json\n"],
  ["math.star", "math = library.math\n"],
]);

/** The assertions of test files. They report and go on. */
function assertions(report: (line: number, message: string) => void): Module {
  const fail = (ctx: { position: { line: number } }, message: string): void => {
    report(ctx.position.line, message);
  };
  const two = [
    { name: "x", type: "any" },
    { name: "y", type: "any" },
  ] as const;
  return new Module(
    "assert",
    Object.entries({
      fail: builtin({
        name: "fail",
        params: [{ name: "msg", type: "any" }],
        call: ({ msg }, ctx) => {
          fail(ctx, repr(msg));
        },
      }),
      eq: builtin({
        name: "eq",
        params: two,
        call: ({ x, y }, ctx) => {
          if (!equal(x, y) && !nearlyEqual(x, y)) fail(ctx, `${decode(repr(x))} != ${decode(repr(y))}`);
        },
      }),
      ne: builtin({
        name: "ne",
        params: two,
        call: ({ x, y }, ctx) => {
          if (equal(x, y)) fail(ctx, `${decode(repr(x))} == ${decode(repr(y))}`);
        },
      }),
      true: builtin({
        name: "true",
        params: [
          { name: "cond", type: "any" },
          { name: "msg", type: "any", default: null },
        ],
        call: ({ cond, msg }, ctx) => {
          if (!truth(cond)) fail(ctx, msg === null ? "assertion failed" : decode(repr(msg)));
        },
      }),
      lt: builtin({
        name: "lt",
        params: two,
        call: ({ x, y }, ctx) => {
          if (compare(x, y, "<") >= 0) fail(ctx, `${repr(x)} is not less than ${repr(y)}`);
        },
      }),
      contains: builtin({
        name: "contains",
        params: two,
        call: ({ x, y }, ctx) => {
          if (!contains(x, y)) fail(ctx, `${repr(x)} does not contain ${repr(y)}`);
        },
      }),
      fails: builtin({
        name: "fails",
        params: [
          { name: "f", type: "callable" },
          { name: "pattern", type: "text" },
        ],
        call: ({ f, pattern: want }, ctx) => {
          try {
            ctx.callSync(f);
          } catch (e) {
            const message = e instanceof Error ? decode(e.message) : String(e);
            if (!new RegExp(want, "s").test(message)) fail(ctx, `error "${message}" does not match /${want}/`);
            return;
          }
          fail(ctx, `evaluation succeeded unexpectedly (want error matching /${want}/)`);
        },
      }),
    }),
  );
}

/** Floats that differ by one unit in the last place count as equal. */
function nearlyEqual(x: Value, y: Value): boolean {
  if (!isNumber(x) || !isNumber(y) || !(x instanceof Float || y instanceof Float)) return false;
  const a = x instanceof Float ? x.value : Number(x);
  const b = y instanceof Float ? y.value : Number(y);
  return Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * Number.EPSILON;
}
