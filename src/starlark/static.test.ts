/** What is found without running anything: diagnostics, checks, and the reading of what a function can reach. */
import { describe, expect, test } from "vitest";
import {
  builtin,
  check,
  type CallSite,
  compile,
  decode,
  diagnose,
  Interpreter,
  reach,
  repr,
  renderDiagnostic,
  StarlarkSyntaxError,
  type StaticArg,
  Struct,
  type Value,
} from "./index.ts";

function rendered(text: string, predeclared: string[] = []): string {
  return diagnose({ file: "t.star", text, predeclared }).map(renderDiagnostic).join("\n");
}

describe("diagnostics", () => {
  test("underline what they are about", () => {
    expect(rendered("def f(person):\n    return persn + 1\n")).toBe(
      ["t.star:2:12: undefined: persn (did you mean person?)", "      return persn + 1", "             ^^^^^"].join("\n"),
    );
  });

  test("come several in one pass, in the order of the text", () => {
    expect(rendered("x = 1 +\ndef f(:\n    y = = 2\nz = )\nw = 3 3\n")).toBe(
      [
        "t.star:1:8: got newline, want primary expression",
        "  x = 1 +",
        "         ^",
        "t.star:2:7: got ':', which is not an identifier",
        "  def f(:",
        "        ^",
        "t.star:4:5: unexpected ')'",
        "  z = )",
        "      ^",
        "t.star:5:7: got int literal, want newline",
        "  w = 3 3",
        "        ^",
      ].join("\n"),
    );
    expect(diagnose({ file: "t", text: "a()\nreturn 1\nb = c\nbreak\n" }).map((d) => d.line)).toEqual([1, 2, 3, 4]);
  });

  test("count columns in characters and keep tabs", () => {
    const [d] = diagnose({ file: "t.star", text: 'def f():\n\tx = "😀é" + nope\n' });
    expect(d).toMatchObject({ line: 2, column: 13, endColumn: 17, message: "undefined: nope" });
    expect(d === undefined ? "" : renderDiagnostic(d).split("\n")[2]).toBe("  \t           ^^^^");
  });

  test("offer what was probably meant", () => {
    expect(diagnose({ file: "t", text: "x = asert_true(1)", predeclared: ["assert_true"] })[0]?.suggestion).toBe("assert_true");
  });

  test("are what compile throws", () => {
    expect(() => compile({ file: "t.star", text: "x = y" })).toThrow(StarlarkSyntaxError);
    expect(() => compile({ file: "t.star", text: "x = y" })).toThrow("t.star:1:5: undefined: y");
  });

  test("an error in a block does not spoil what comes after the block", () => {
    expect(
      diagnose({ file: "t", text: "def f():\n    x = = 1\n    y = 2\n    for\n        z\n    w = ]\n\nv = 1 1\n" }).map(
        (d) => `${d.line}:${d.message}`,
      ),
    ).toEqual([
      "2:got '=', want primary expression",
      "4:got newline, want primary expression",
      "6:unexpected ']'",
      "8:got int literal, want newline",
    ]);
  });
});

const service = new Struct({ main: new Struct({ port: 1 }) });
const deny = builtin({
  name: "deny",
  params: [
    { name: "errno", type: "text" },
    { name: "probability", type: "float", optional: true },
  ],
  call: ({ errno }) => errno,
});
const fault = builtin({
  name: "fault",
  params: [
    { name: "target", type: "any", kind: "positional" },
    { name: "run", type: "callable" },
    { name: "faults", type: "any", kind: "kwargs" },
  ],
  call: ({ run }, ctx) => ctx.call(run),
});
const predeclared = new Map<string, Value>(Object.entries({ service, deny, fault }));

test("check looks at calls, and at statements that cannot be reached", () => {
  const text = `
def f(a, b = 1, *, c = 2):
    return a
    print(a)
f()
f(1, 2, 3)
f(1, d = 4)
f(1, a = 2)
f(*[], **{})
deny("EIO", probabilty = 0.5)
deny()
len(1, 2)
"x".join(1, 2)
fault(service, anything = 1)
def g():
    for x in []:
        continue
        pass
`;
  expect(
    check({ file: "t.star", text, predeclared, options: { topLevelControl: true } }).diagnostics.map(
      (d) => `${d.line}:${d.column} ${d.message}`,
    ),
  ).toEqual([
    "4:5 unreachable: it stands behind `return`",
    "5:1 function f: missing argument a",
    "6:9 function f: got 3 positional arguments, want at most 2",
    '7:6 function f: unexpected keyword argument "d"',
    '8:6 function f: got multiple values for parameter "a"',
    '10:13 deny: unexpected keyword argument "probabilty" (did you mean "probability"?)',
    "11:1 deny: missing argument errno",
    "12:8 len: got 2 positional arguments, want at most 1",
    "14:1 fault: missing argument run",
    "18:9 unreachable: it stands behind `continue`",
  ]);
  expect(check({ file: "t.star", text: "x = = 1", predeclared })).toMatchObject({ program: undefined, diagnostics: [{ line: 1 }] });
});

function shown(arg: StaticArg): string {
  switch (arg.kind) {
    case "literal":
      return decode(repr(arg.value));
    case "list":
      return `[${arg.items.map(shown).join(", ")}]`;
    case "dict":
      return `{${arg.entries.map((e) => `${shown(e.key)}: ${shown(e.value)}`).join(", ")}}`;
    case "global":
      return `@${arg.name}`;
    case "call":
      return line(arg.call);
    case "function":
      return `function ${arg.name}`;
    case "choice":
      return arg.options.map(shown).join(" | ");
    case "unknown":
      return "?";
  }
}

function line(call: CallSite): string {
  const stars = [call.hasStarArgs ? "*" : "", call.hasStarKwargs ? "**" : ""].filter((s) => s !== "");
  return `${call.callee}(${[...call.args.map(shown), ...call.kwargs.map((k) => `${k.name}=${shown(k.value)}`), ...stars].join(", ")})`;
}

describe("reach", () => {
  async function calls(text: string, root = "root"): Promise<string[]> {
    const interpreter = new Interpreter({
      predeclared,
      load: (file) => ({
        file,
        text: 'def helper(f, errno):\n    return fault(service, f, fsync = deny(errno))\nSHARED = [lambda: deny("EROFS")]',
      }),
    });
    const { globals } = await interpreter.exec("t.star", text);
    const found = reach(globals.get(root) ?? null);
    return found.calls.map((c) => `${c.position.file}:${c.position.line} ${line(c)}`);
  }

  test("describes every call of a function with what the text says of its arguments", async () => {
    expect(
      await calls(`
ERRNO = "EIO"
def root(param):
    rule = deny("ENOSPC")
    for call in ["write", "read"]:
        fault(service.main, lambda: 0, write = rule, **{call: rule})
    fault(service, run = body, read = deny(ERRNO if param else "EINTR"), open = deny(param), x = [1, (True, -2)], y = {"k": None})
    deny(call)
    fault(TABLE["s"], SERVICES[0], SERVICES[param])
TABLE = {"s": service}
SERVICES = [service]
def body(): pass
`),
    ).toEqual([
      't.star:4 deny("ENOSPC")',
      't.star:6 fault(@service.main, function lambda, write=deny("ENOSPC"), **)',
      't.star:7 fault(@service, run=@body, read=deny(@ERRNO | "EINTR"), open=deny(?), x=[1, [True, -2]], y={"k": None})',
      't.star:7 deny(@ERRNO | "EINTR")',
      "t.star:7 deny(?)",
      't.star:8 deny("write" | "read")',
      't.star:9 fault(@TABLE["s"], @SERVICES[0], ?)',
    ]);
  });

  test("follows functions wherever they are named: other functions, loaded files, tables, closures, defaults, nested functions", async () => {
    expect(
      new Set(
        await calls(
          `
load("lib.star", "helper", "SHARED")
TABLE = {"a": [lambda: deny("TABLE")]}
FIELDS = struct_like
def make(errno):
    def made(): return deny(errno, probability = 1.0)
    return made
MADE = make("MADE")
def with_default(f = lambda: deny("DEFAULT")): return f()
def unused(): return deny("UNUSED")
def by_name(): return deny("BY_NAME")
def root():
    def nested():
        return deny("NESTED")
    helper(nested, "ARG")
    TABLE["a"][0]()
    SHARED[0]()
    MADE()
    with_default()
    return [by_name]
`.replace("FIELDS = struct_like\n", ""),
        ),
      ),
    ).toEqual(
      new Set([
        't.star:14 helper(function nested, "ARG")',
        't.star:13 deny("NESTED")',
        't.star:15 TABLE["a"][0]()',
        "t.star:16 SHARED[0]()",
        "t.star:17 MADE()",
        "t.star:18 with_default()",
        "t.star:8 f()",
        't.star:8 deny("DEFAULT")',
        't.star:10 deny("BY_NAME")',
        't.star:3 deny("TABLE")',
        "t.star:5 deny(@errno, probability=1.0)",
        "lib.star:2 fault(@service, ?, fsync=deny(?))",
        "lib.star:2 deny(?)",
        't.star:3 deny("TABLE")',
        'lib.star:3 deny("EROFS")',
      ]),
    );
  });

  test("gives the values that are mentioned, and what is called", async () => {
    const { globals } = await new Interpreter({ predeclared }).exec(
      "t.star",
      "def root():\n    return fault(service.main, len)\ndef other(): pass\nALIAS = root",
    );
    const found = reach(globals.get("ALIAS") ?? null);
    expect(found.values.get(service)).toEqual(new Set(["service"]));
    expect(found.values.get(fault)).toEqual(new Set(["fault"]));
    expect(found.calls[0]?.calleeValue).toBe(fault);
    expect(found.functions.map((f) => f.name)).toEqual(["root"]);
  });

  test("ends where variables are assigned from themselves", async () => {
    expect(
      await calls(
        "def root(x):\n    a = [x]\n    b = [a, a]\n    for a2 in b:\n        c = a2\n    deny(c)\n    d = d2 if x else 1\n    d2 = d\n    deny(d)",
      ),
    ).toHaveLength(2);
  });
});
