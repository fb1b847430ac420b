/** Laws that hold for all values, and a fuzzer: whatever text arrives, what comes out is a result or an error of the language. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  builtin,
  compare,
  decode,
  diagnose,
  Dict,
  encode,
  equal,
  fromJs,
  Interpreter,
  repr,
  StarlarkError,
  StarlarkRuntimeError,
  StarlarkSyntaxError,
  toJs,
  type Value,
} from "./index.ts";
import { json } from "./json.ts";
import { Scanner } from "./scan.ts";
import { normalizeInt } from "./value.ts";

const interpreter = new Interpreter({ predeclared: new Map([["json", json]]), options: { topLevelControl: true } });
let programs = 0;

/** The value of an expression, in which the given names stand for values. */
async function evaluate(expression: string, names: Record<string, Value> = {}): Promise<Value> {
  const file = `p${programs++}.star`;
  const { globals } = await interpreter.exec(file, `def f(${Object.keys(names).join(", ")}):\n    return ${expression}\n`);
  return interpreter.thread().call(globals.get("f") ?? null, Object.values(names));
}

const anyInt = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(1n << 80n), max: 1n << 80n }),
  fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31, -(2 ** 31)),
);
const anyText = fc.string({ unit: "binary" }).filter((s) => s.isWellFormed());
const anyData: fc.Arbitrary<unknown> = fc
  .jsonValue({ maxDepth: 4 })
  .filter((x) => JSON.stringify(x).isWellFormed() && JSON.stringify(x).indexOf("\\u") < 0);

/** Runs properties that share one compiled function, so that many cases cost little. */
async function compiled(expression: string, params: string): Promise<(...args: Value[]) => Value> {
  const { globals } = await interpreter.exec(`p${programs++}.star`, `def f(${params}):\n    return ${expression}\n`);
  const thread = interpreter.thread();
  return (...args) => thread.callSync(globals.get("f") ?? null, args);
}

describe("arithmetic", () => {
  const floor = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);
  test.each<[string, (a: bigint, b: bigint) => bigint]>([
    ["+", (a, b) => a + b],
    ["-", (a, b) => a - b],
    ["*", (a, b) => a * b],
    ["//", (a, b) => (b === 0n ? 0n : floor(a, b))],
    ["%", (a, b) => (b === 0n ? 0n : a - floor(a, b) * b)],
    ["&", (a, b) => a & b],
    ["|", (a, b) => a | b],
    ["^", (a, b) => a ^ b],
  ])("x %s y is exact whatever the sizes", async (op, model) => {
    const f = await compiled(`x ${op} y if y != 0 or ${op === "//" || op === "%" ? "False" : "True"} else 0`, "x, y");
    fc.assert(
      fc.property(anyInt, anyInt, (x, y) => {
        const got = f(normalizeInt(BigInt(x)), normalizeInt(BigInt(y)));
        expect(got).toBe(normalizeInt(model(BigInt(x), BigInt(y))));
        expect(Object.is(got, -0)).toBe(false);
      }),
    );
  });

  test("comparison of ints and floats is exact and total", () => {
    const number = fc.oneof(anyInt.map((x) => normalizeInt(BigInt(x))), fc.double().map((x) => fromJs(x))); // prettier-ignore
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(Math.sign(compare(a, b, "<")) + Math.sign(compare(b, a, "<"))).toBe(0);
        expect(equal(a, b)).toBe(compare(a, b, "<") === 0);
        if (compare(a, b, "<") <= 0 && compare(b, c, "<") <= 0) expect(compare(a, c, "<")).toBeLessThanOrEqual(0);
        if (equal(a, b)) expect(new Dict([[a, 1]]).get(b)).toBe(1);
      }),
    );
  });
});

describe("strings and data", () => {
  test("a text survives encoding and decoding, and its bytes are those of UTF-8", () => {
    fc.assert(
      fc.property(anyText, (s) => {
        expect(decode(encode(s))).toBe(s);
        expect(encode(s).length).toBe(Buffer.byteLength(s));
      }),
    );
  });

  test("repr is an expression for the value", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText, anyData), async (x) => {
        const value = fromJs(x);
        expect(equal(await evaluate(decode(repr(value))), value)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test("plain data survives the way into the language and back, and through json", async () => {
    const roundTrip = await compiled("json.decode(json.encode(x))", "x");
    fc.assert(
      fc.property(anyData, (x) => {
        const value = fromJs(x);
        expect(toJs(value)).toEqual(JSON.parse(JSON.stringify(x)));
        expect(equal(roundTrip(value), value)).toBe(true);
      }),
    );
  });

  test("slices are those of a walk by index", async () => {
    const f = await compiled("x[low:high:step]", "x, low, high, step");
    const bound = fc.option(fc.integer({ min: -8, max: 8 }));
    fc.assert(
      fc.property(
        fc.string({ maxLength: 6 }),
        bound,
        bound,
        fc.integer({ min: -4, max: 4 }).filter((n) => n !== 0),
        (s, low, high, step) => {
          const n = s.length;
          const clip = (i: number, least: number, most: number): number => Math.min(Math.max(i < 0 ? i + n : i, least), most);
          const start = low === null ? (step > 0 ? 0 : n - 1) : step > 0 ? clip(low, 0, n) : clip(low, -1, n - 1);
          const end = high === null ? (step > 0 ? n : -1) : step > 0 ? clip(high, 0, n) : clip(high, -1, n - 1);
          let want = "";
          for (let i = start; step > 0 ? i < end : i > end; i += step) want += s.charAt(i);
          expect(f(s, low, high, step)).toBe(want);
        },
      ),
    );
  });

  test("sorting is stable and ordered", async () => {
    const f = await compiled("sorted(x, key = lambda p: p[0])", "x");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }), (keys) => {
        const pairs = keys.map((key, i) => [key, i]);
        expect(toJs(f(fromJs(pairs)))).toEqual(pairs.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)));
      }),
    );
  });
});

// ---- programs that rest ----

/** Random programs over a few variables; every value passes through `tick`, which may wait. */
const { statements } = fc.letrec<{ expression: string; statement: string[]; statements: string[] }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("a", "b", "1", "2", "3", "len(out)"),
    fc.tuple(tie("expression"), fc.constantFrom("+", "-", "*"), tie("expression")).map(([x, op, y]) => `(${x} ${op} ${y}) % 97`),
    fc.tuple(tie("expression"), tie("expression")).map(([x, y]) => `(${x} and tick(${y}))`),
    fc.tuple(tie("expression"), tie("expression")).map(([x, y]) => `(tick(${x}) or ${y})`),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([x, y, z]) => `(tick(${x}) if ${y} > 40 else ${z})`),
    tie("expression").map((x) => `tick(${x})`),
    fc.tuple(tie("expression"), tie("expression")).map(([x, y]) => `g(${x}, ${y})`),
    fc.tuple(tie("expression"), tie("expression")).map(([x, y]) => `sum([tick(i) * ${x} for i in range(3) if tick(i) != ${y}])`),
    tie("expression").map((x) => `{"k": tick(${x})}["k"]`),
    tie("expression").map((x) => `(lambda v = ${x}: tick(v) + 1)()`),
  ),
  statement: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(fc.constantFrom("a", "b"), tie("expression")).map(([v, x]) => [`${v} = ${x}`]),
    fc.tuple(fc.constantFrom("a", "b"), tie("expression")).map(([v, x]) => [`${v} += ${x}`, `${v} %= 97`]),
    tie("expression").map((x) => [`out.append(${x})`]),
    fc
      .tuple(tie("expression"), tie("statements"), tie("statements"))
      .map(([x, yes, no]) => [`if ${x} % 2:`, ...yes.map((l) => `    ${l}`), "else:", ...no.map((l) => `    ${l}`)]),
    fc
      .tuple(
        fc.integer({ min: 0, max: 3 }),
        tie("statements"),
        fc.constantFrom("pass", "break", "continue", "out.append(i)"),
        tie("expression"),
      )
      .map(([n, body, last, x]) => [`for i in range(${n}):`, ...body.map((l) => `    ${l}`), `    if ${x} % 3 == 0:`, `        ${last}`]),
  ),
  statements: fc.array(tie("statement"), { minLength: 1, maxLength: 3 }).map((parts) => parts.flat()),
}));

test("a program gives the same result whether or not its calls wait", async () => {
  const now = builtin({ name: "tick", params: [{ name: "x", type: "any" }], call: ({ x }) => x });
  const waits = builtin({ name: "tick", params: [{ name: "x", type: "any" }], call: ({ x }) => Promise.resolve(x) });
  const sum = builtin({
    name: "sum",
    params: [{ name: "xs", type: "iterable" }],
    call: ({ xs }) => xs.reduce((a: number, b) => a + Number(b), 0),
  });
  await fc.assert(
    fc.asyncProperty(statements, async (lines) => {
      const text = `def g(x, y):\n    return tick(x) * 2 + tick(y)\ndef f():\n    a, b, out = 1, 2, []\n${lines.map((l) => `    ${l}\n`).join("")}    return a, b, out\nresult = f()\n`;
      const run = async (tick: Value): Promise<string> => {
        try {
          const { globals } = await new Interpreter({ predeclared: new Map([["tick", tick], ["sum", sum]]), maxSteps: 100_000 }).exec("t.star", text); // prettier-ignore
          return repr(globals.get("result") ?? null);
        } catch (e) {
          if (e instanceof StarlarkRuntimeError) return e.render();
          throw e;
        }
      };
      expect(await run(waits)).toBe(await run(now));
    }),
    { numRuns: 150 },
  );
});

// ---- fuzzing ----

const folder = new URL("testdata/", import.meta.url);
const samples = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));
const words = fc.constantFrom(
  ..."def f ( x ) : return if else elif for in and or not lambda [ ] { } , = == + - * / // % & | ^ << >> ~ ** . ; 1 0x1 1.5 'a' \"\"\" b'' r'' \\ \n \n    \t # load pass break continue while None True len str range print fail x.y é 😀 \0 0 1e5 += := !".split(
    " ",
  ),
  "\n    ",
  "\n        ",
);
const soup = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(" "));
const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), words), { minLength: 1, maxLength: 6 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([sample, edits, at]) => {
    let text = sample.slice(Math.floor(at * sample.length)).slice(0, 2000);
    for (const [where, cut, word] of edits) {
      const i = Math.floor(where * text.length);
      text = text.slice(0, i) + word + text.slice(i + cut);
    }
    return text;
  });

describe("any text", () => {
  test("is scanned to its end", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), soup, mutated), (text) => {
        const scanner = new Scanner(text, () => undefined);
        let tokens = 0;
        while (scanner.next() !== "end of file") expect(++tokens).toBeLessThan(3 * text.length + 300);
      }),
      { numRuns: 500 },
    );
  });

  test("has diagnostics within its bounds, or none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), soup, mutated), (text) => {
        const lines = text.split("\n").length;
        for (const d of diagnose({ file: "f", text, options: { topLevelControl: true, while: true } })) {
          expect(d.line).toBeLessThanOrEqual(lines);
          expect(d.endColumn).toBeGreaterThan(d.column);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("runs to a result or to an error of the language", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(soup, mutated), async (text) => {
        const options = { topLevelControl: true, globalReassign: true, while: true, recursion: true };
        try {
          await new Interpreter({ options, maxSteps: 20_000, print: () => undefined }).exec("f", text);
        } catch (e) {
          if (e instanceof StarlarkSyntaxError) return;
          expect(e).toBeInstanceOf(StarlarkRuntimeError);
          if (e instanceof StarlarkRuntimeError && e.cause !== undefined) expect(e.cause).toBeInstanceOf(StarlarkError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("hard limits are errors of the language", () => {
  const run = async (text: string): Promise<string> => {
    try {
      await new Interpreter({ options: { topLevelControl: true, globalReassign: true }, maxSteps: 1_000_000 }).exec("f", text);
      return "fine";
    } catch (e) {
      if (e instanceof StarlarkSyntaxError || e instanceof StarlarkRuntimeError) return e.message;
      throw e;
    }
  };
  test.each([
    ["parentheses", `x = ${"(".repeat(100_000)}`, "nested too deeply"],
    ["brackets", `x = ${"[".repeat(100_000)}${"]".repeat(100_000)}`, "nested too deeply"],
    ["signs", `x = ${"-".repeat(100_000)}1`, "nested too deeply"],
    ["nots", `x = ${"not ".repeat(100_000)}1`, "nested too deeply"],
    ["lambdas", `x = ${"lambda: ".repeat(100_000)}1`, "nested too deeply"],
    ["conditionals", `x = ${"1 if 0 else ".repeat(100_000)}1`, "nested too deeply"],
    ["clauses", `x = [1 ${"for a in [1] ".repeat(10_000)}]`, "nested too deeply"],
    ["sums", `x = ${"1 + ".repeat(100_000)}1`, "expression too long"],
    ["suffixes", `x = a${".b".repeat(100_000)}`, "expression too long"],
    ["blocks", Array.from({ length: 200 }, (_, i) => `${" ".repeat(i)}if 1:`).join("\n"), "blocks nested too deeply"],
    ["else-ifs", `if 1:\n  pass\n${"elif 2:\n  pass\n".repeat(5000)}`, "nested too deeply"],
    ["parameters", `def f(${Array.from({ length: 2000 }, (_, i) => `a${i}`).join(",")}): pass`, "too many parameters"],
    ["digits", `x = ${"9".repeat(1_000_000)}`, "int literal too large"],
    ["products", "x = 1 << 500\nfor i in range(20): x = x * x", "int result too large"],
    ["strings", "x = 'ab'\nfor i in range(40): x += x", "string too large"],
    ["lists", "x = [1] * 100\nfor i in range(40): x = x + x", "sequence too large"],
    ["repetitions", "x = [0] * 100000000", "excessive repeat"],
    ["ranges", "x = list(range(1000000000))", "too large to list"],
    ["key depth", "x = ()\nfor i in range(10000): x = (x,)\ny = {x: 1}", "nested too deeply"],
    ["comparison depth", "x, y = [], []\nfor i in range(10000): x, y = [x], [y]\nz = x == y", "maximum recursion depth"],
  ])("%s", async (_, text, message) => {
    expect(await run(text)).toContain(message);
  });

  test("and what lies just within them works", async () => {
    expect(await run(`x = ${"[".repeat(195)}${"]".repeat(195)}`)).toBe("fine");
    expect(await run(`x = ${"1 + ".repeat(599)}1`)).toBe("fine");
    expect(await run(`x = ${"str(1) + ".repeat(599)}''`)).toBe("fine");
    expect(await run(`x = [${"1,".repeat(100_000)}]`)).toBe("fine");
    expect(await run(`x = {${Array.from({ length: 20_000 }, (_, i) => `${i}: 0`).join(",")}}`)).toBe("fine");
  });
});
