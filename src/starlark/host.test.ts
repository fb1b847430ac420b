import { describe as suite, expect, test } from "vitest";
import {
  builtin,
  describe,
  Float,
  HostValue,
  Interpreter,
  signature,
  Struct,
  StarlarkRuntimeError,
  type Value,
  type Warning,
} from "./index.ts";

class Service extends HostValue {
  static readonly typeName = "service";
  override readonly type = "service";
}
const svc = new Service();

const seen: unknown[] = [];
const fault = builtin({
  name: "fault",
  doc: "Applies faults to a service while a function runs.",
  params: [
    { name: "target", type: Service, kind: "positional", doc: "who is hurt" },
    { name: "run", type: "callable", doc: "what runs meanwhile" },
    { name: "probability", type: ["float", "text"], default: 1.0, kind: "keyword" },
    { name: "label", type: ["text", "None"], default: null },
    { name: "seed", type: "int", optional: true, kind: "keyword" },
    { name: "faults", type: ["list", "text"], kind: "kwargs" },
  ],
  returns: "what the function returned",
  call(args) {
    seen.push({ ...args, faults: [...args.faults] });
    return null;
  },
});
const plus = builtin({ name: "plus", params: [{ name: "n", type: "int", kind: "args" }], call: ({ n }) => n.reduce((a, b) => a + b, 0) });
const strict = builtin({
  name: "strict",
  params: [
    { name: "probability", type: "float", default: 1 },
    { name: "mode", type: "text", default: "x" },
  ],
  call: () => null,
});
const warnings: Warning[] = [];
const lax = builtin({
  name: "lax",
  params: [{ name: "timeout", type: "text", default: "1s" }],
  lenient: (warning) => warnings.push(warning),
  call: ({ timeout }) => timeout,
});

async function run(text: string): Promise<ReadonlyMap<string, Value>> {
  const predeclared = new Map<string, Value>(Object.entries({ fault, plus, strict, lax, svc }));
  return (await new Interpreter({ predeclared }).exec("t.star", text)).globals;
}
async function messageOf(text: string): Promise<string> {
  try {
    await run(text);
  } catch (e) {
    if (e instanceof StarlarkRuntimeError) return e.message;
    throw e;
  }
  return "no error";
}

suite("arguments are checked against the one description of a function", () => {
  test("and arrive typed, with defaults filled in", async () => {
    seen.length = 0;
    await run('f = lambda: 0\nfault(svc, f, probability = "50%", write = ["é"], read = "x")\nfault(svc, run = f, label = "é", seed = 3)');
    const [first, second] = seen as Record<string, unknown>[];
    expect(first).toMatchObject({ target: svc, probability: "50%", label: null, seed: undefined });
    expect(first?.["faults"]).toEqual([
      ["write", expect.anything()],
      ["read", "x"],
    ]);
    expect(second).toMatchObject({ probability: 1, label: "é", seed: 3 });
  });

  test.each([
    ["fault()", "fault: missing argument for target"],
    ["fault(svc)", "fault: missing argument for run"],
    ["fault(1, len)", "fault: for parameter target: got int, want service"],
    ["fault(svc, 1)", "fault: for parameter run: got int, want callable"],
    ["fault(svc, len, 1, 2)", "fault: got 4 arguments, want at most 3 positional arguments; by keyword only: probability, seed"],
    ["fault(svc, len, probability = [])", "fault: for parameter probability: got list, want float or string"],
    ["fault(svc, len, run = len)", 'fault: got multiple values for keyword argument "run"'],
    ["fault(target = svc, run = len)", "fault: for parameter faults: got service, want list or string"],
    ["fault(svc, len, seed = 1 << 80)", "fault: for parameter seed: int out of range (1208925819614629174706176)"],
    ["fault(svc, len, write = 1)", "fault: for parameter faults: got int, want list or string"],
    ["strict(probabilty = 1)", 'strict: unexpected keyword argument "probabilty" (did you mean "probability"?)'],
    ["strict(zzz = 1)", 'strict: unexpected keyword argument "zzz" (valid: probability, mode)'],
    ["plus(1, n = 2)", 'plus: unexpected keyword argument "n"'],
    ["plus(1, 'a')", "plus: for parameter n: got string, want int"],
  ])("%s: %s", async (call, message) => {
    expect(await messageOf(call)).toContain(message);
  });

  test("in lenient mode an unknown keyword is a warning with its place", async () => {
    warnings.length = 0;
    const globals = await run('x = lax(timout = "2s")');
    expect(globals.get("x")).toBe("1s");
    expect(warnings).toEqual([
      {
        message: 'lax: unexpected keyword argument "timout" (did you mean "timeout"?)',
        keyword: "timout",
        suggestion: "timeout",
        position: { file: "t.star", line: 1, column: 5 },
      },
    ]);
  });

  test("any number of arguments", async () => {
    expect((await run("x = plus(*range(100))")).get("x")).toBe(4950);
  });
});

suite("documentation comes from the same description", () => {
  test("as a signature", () => {
    expect(signature(fault)).toBe("fault(target, run, *, probability=1, label=None, seed=…, **faults)");
  });

  test("as text", () => {
    expect(describe(fault)).toBe(
      [
        "fault(target, run, *, probability=1, label=None, seed=…, **faults)",
        "Applies faults to a service while a function runs.",
        "  target       service, required: who is hurt",
        "  run          callable, required: what runs meanwhile",
        "  probability  float or string",
        "  label        string or None",
        "  seed         int",
        "  faults       list or string",
        "returns what the function returned",
      ].join("\n"),
    );
  });

  test("functions of a program describe themselves too", async () => {
    const globals = await new Interpreter().exec("t.star", 'def f(a, b = 2, *args, c, **kw):\n    "Doc é."\n    pass');
    const f = globals.globals.get("f");
    expect(f).toMatchObject({ info: { name: "f", doc: "Doc é.", requiredCount: 2, position: { file: "t.star", line: 1, column: 5 } } });
    expect(f !== null && typeof f === "object" && "info" in f ? signature(f) : "").toBe("f(a, b = 2, c, *args, **kw)");
  });
});

test("structs compare by their fields, print in the order of names, and refuse what is not there", async () => {
  expect(new Struct({ b: 1, a: new Float(2) }).repr()).toBe("struct(a = 2.0, b = 1)");
  expect(new Struct({ a: 1 }).equals(new Struct([["a", 1]]))).toBe(true);
  expect(new Struct({ a: 1 }).equals(new Struct({ a: 1, b: 2 }))).toBe(false);
});
