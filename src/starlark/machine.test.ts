import { describe, expect, test } from "vitest";
import {
  builtin,
  type CallContext,
  decode,
  HostValue,
  Interpreter,
  type InterpreterOptions,
  List,
  repr,
  StarlarkBudgetError,
  StarlarkCancelled,
  StarlarkRuntimeError,
  StarlarkSyntaxError,
  toJs,
  type Value,
} from "./index.ts";

/** Waits for one turn of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Answers after so many turns. */
const later = builtin({
  name: "later",
  params: [
    { name: "x", type: "any" },
    { name: "turns", type: "int", default: 1 },
  ],
  async call({ x, turns }) {
    for (let i = 0; i < turns; i++) await turn();
    return x;
  },
});
const both = builtin({
  name: "both",
  params: [
    { name: "f", type: "callable" },
    { name: "g", type: "callable" },
  ],
  call: async ({ f, g }, ctx) => new List(await Promise.all([ctx.call(f), ctx.call(g)])),
});
const ask = builtin({
  name: "ask",
  params: [
    { name: "f", type: "callable" },
    { name: "x", type: "any", kind: "args" },
  ],
  call: ({ f, x }, ctx) => ctx.callSync(f, x),
});

class HostFailure extends Error {
  readonly code = "HOST";
}
const broken = builtin({
  name: "broken",
  params: [{ name: "wait", type: "bool", default: false }],
  call({ wait }): Promise<null> {
    if (!wait) throw new HostFailure("the host has failed");
    return turn().then(() => Promise.reject(new HostFailure("the host has failed later")));
  },
});

function interpreter(options: InterpreterOptions & { more?: Record<string, Value> } = {}): Interpreter {
  return new Interpreter({
    ...options,
    predeclared: new Map<string, Value>([...Object.entries({ later, both, ask, broken, ...options.more }), ...(options.predeclared ?? [])]),
    options: { topLevelControl: true, ...options.options },
  });
}

async function globalsOf(
  text: string,
  options: InterpreterOptions & { more?: Record<string, Value> } = {},
): Promise<ReadonlyMap<string, Value>> {
  return (await interpreter(options).exec("t.star", text)).globals;
}

async function failureOf(run: Promise<unknown>): Promise<StarlarkRuntimeError> {
  try {
    await run;
  } catch (e) {
    if (e instanceof StarlarkRuntimeError) return e;
    throw e;
  }
  throw new Error("it did not fail");
}

describe("a stack can rest in the middle of anything", () => {
  const text = `
def f(n):
    out = []
    for i in range(n):
        if later(i) % 2 == 0 and later(True):
            out.append(later(i) + later(1) * (2 if later(i) else later(3)))
        elif later(i) == 3:
            continue
        else:
            out.append([later(j) for j in range(later(2)) if later(j) or True])
        for k, v in {"a": later(1)}.items():
            out.append((k, v, later("z")))
            if later(i) == 4:
                return out
    return out

def g():
    cells = [0]
    def add(k, by = later(1)):
        cells[0] += later(k) + by
        return cells
    add(1)
    add(later(2), by = later(5))
    return add(*[later(3)], **{"by": later(1)})

x = f(9)
y = g()
z = {later("k"): [later(i) for i in [later(1)]], "s": sorted([3, 1, 2], key = lambda v: later(-v))}
d = later({"a": [1]})
d["a"][later(0)] += later(5)
`;

  test("and goes on as if nothing had happened", async () => {
    const now = builtin({ name: "later", params: [{ name: "x", type: "any" }], call: ({ x }) => x });
    const plain = await globalsOf(text, { predeclared: new Map([["later", now]]) });
    const rested = await globalsOf(text);
    for (const name of ["x", "y", "z", "d"]) expect(repr(rested.get(name) ?? null)).toBe(repr(plain.get(name) ?? null));
    expect(repr(rested.get("y") ?? null)).toBe("[13]");
  });

  test("several stacks rest at once, and each keeps its place", async () => {
    const globals = await globalsOf(`
log = []
def f(name, turns):
    def go():
        for i in range(3):
            log.append(later(name + str(i), turns))
        return name
    return go
r = both(f("a", 1), f("b", 2))
`);
    expect(repr(globals.get("r") ?? null)).toBe('["a", "b"]');
    const log = toJs(globals.get("log") ?? null);
    expect(log).toHaveLength(6);
    expect(log).toEqual(["a0", "a1", "b0", "a2", "b1", "b2"]);
  });

  test("the order of two stacks is the same in every run", async () => {
    const run = async (): Promise<string> =>
      repr(
        (
          await globalsOf(`
log = []
def f(k):
    def go():
        for i in range(300000):
            if i % 100000 == 0:
                log.append((k, i))
    return go
both(f("a"), f("b"))
`)
        ).get("log") ?? null,
      );
    expect(await run()).toBe(await run());
  });
});

describe("calls cost no JavaScript stack", () => {
  const recursion = { options: { recursion: true } };

  test("forty thousand of them may lie within each other, waiting or not", async () => {
    const globals = await globalsOf(
      "def f(n): return 0 if n == 0 else 1 + f(n - 1)\ndef g(n): return later(0) if n == 0 else 1 + g(n - 1)\nx = f(40000)\ny = g(40000)",
      recursion,
    );
    expect([globals.get("x"), globals.get("y")]).toEqual([40000, 40000]);
  });

  test("recursion without end is an error of the program", async () => {
    const e = await failureOf(globalsOf("def f(n): return f(n + 1)\nf(0)", recursion));
    expect(e.message).toContain("Starlark stack overflow");
    expect(e.render()).toMatch(/… \d+ more calls …/);
  });

  test("predicates and callbacks that call themselves without end are errors too", async () => {
    expect((await failureOf(globalsOf("def f(): return ask(f)\nf()", recursion))).message).toContain("Starlark stack overflow");
    expect((await failureOf(globalsOf("def f(): return both(f, lambda: 0)\nf()", recursion))).message).toContain("Starlark stack overflow");
  });
});

describe("budgets and cancellation", () => {
  test("a loop without end uses up its budget", async () => {
    const e = await failureOf(globalsOf("for i in range(1000000000000): pass", { maxSteps: 10_000 }));
    expect(e.message).toContain("too many steps");
    expect(e.cause).toBeInstanceOf(StarlarkBudgetError);
    expect(e.position).toEqual({ file: "t.star", line: 1, column: 10 });
  });

  test("steps are counted exactly, and the same in every run", async () => {
    const i = interpreter();
    const { globals } = await i.exec("t.star", "def f(n):\n    for i in range(n): g()\ndef g(): return 1");
    const thread = i.thread();
    await thread.call(globals.get("f") ?? null, [1000]);
    expect(thread.steps).toBe(2002);
    const exact = i.thread({ maxSteps: 2002 });
    await exact.call(globals.get("f") ?? null, [1000]);
    expect((await failureOf(i.thread({ maxSteps: 2001 }).call(globals.get("f") ?? null, [1000]))).cause).toBeInstanceOf(
      StarlarkBudgetError,
    );
  });

  test("what a predicate and a fork take counts as well", async () => {
    const i = interpreter();
    const { globals } = await i.exec("t.star", "def f():\n    ask(g)\n    both(g, g)\ndef g():\n    for i in range(1000): pass");
    expect((await failureOf(i.thread({ maxSteps: 2500 }).call(globals.get("f") ?? null))).cause).toBeInstanceOf(StarlarkBudgetError);
    await i.thread({ maxSteps: 3100 }).call(globals.get("f") ?? null);
  });

  test("timers run while a program computes, so that it can be cancelled", async () => {
    const i = interpreter();
    const { globals } = await i.exec("t.star", "def f():\n    for i in range(1000000000000): pass");
    const abort = new AbortController();
    setImmediate(() => {
      abort.abort(new Error("enough"));
    });
    const e = await failureOf(i.thread({ signal: abort.signal }).call(globals.get("f") ?? null));
    expect(e.message).toBe("cancelled: enough");
    expect(e.cause).toBeInstanceOf(StarlarkCancelled);
  });

  test("a program that waits for a host that never answers can be cancelled", async () => {
    const never = builtin({ name: "never", call: () => new Promise<Value>(() => undefined) });
    const i = interpreter({ more: { never } });
    const { globals } = await i.exec("t.star", "def f():\n    return never()");
    const abort = new AbortController();
    const running = i.thread({ signal: abort.signal }).call(globals.get("f") ?? null);
    abort.abort(new Error("too late"));
    const e = await failureOf(running);
    expect(e.message).toBe("cancelled: too late");
    expect(e.builtin).toBe("never");
  });
});

describe("errors", () => {
  test("carry the calls that led to them", async () => {
    const e = await failureOf(globalsOf("def f(x):\n    return [g(y) for y in x]\ndef g(y):\n    return later(1) + y.z\nf([1])"));
    expect(e.render()).toBe(
      [
        "Traceback (most recent call last):",
        "  t.star:5:1: in <toplevel>",
        "  t.star:2:13: in f",
        "  t.star:4:24: in g",
        "    return later(1) + y.z",
        "Error: int has no .z field or method",
      ].join("\n"),
    );
  });

  test("of the host come through as the cause, with the place of the call", async () => {
    for (const call of ["broken()", "broken(wait = True)"]) {
      const e = await failureOf(globalsOf(`def f():\n    x = 1\n    return ${call}\nf()`));
      expect(e.cause).toBeInstanceOf(HostFailure);
      expect(e.builtin).toBe("broken");
      expect(e.position).toEqual({ file: "t.star", line: 3, column: 12 });
      expect(e.frames.map((frame) => frame.name)).toEqual(["<toplevel>", "f"]);
    }
  });

  test("in callbacks carry both parts of the backtrace once", async () => {
    for (const call of ["both(g, g)", "ask(g)"]) {
      const e = await failureOf(globalsOf(`def f():\n    ${call}\ndef g():\n    broken()\nf()`));
      expect(e.frames.map((frame) => `${frame.name}:${frame.position.line}`)).toEqual(["<toplevel>:5", "f:2", "g:4"]);
      expect(e.cause).toBeInstanceOf(HostFailure);
    }
  });

  test("leave nothing locked behind", async () => {
    const i = interpreter();
    const { globals } = await i.exec(
      "t.star",
      "def f(x):\n    for y in x:\n        for z in x:\n            later(0)\n            ask(lambda: broken())\ndef g(x):\n    x.append(1)",
    );
    const list = new List([1, 2]);
    await failureOf(i.thread().call(globals.get("f") ?? null, [list]));
    await i.thread().call(globals.get("g") ?? null, [list]);
    expect(list.items).toEqual([1, 2, 1]);
  });

  test("a predicate that would have to wait says who wants to", async () => {
    const e = await failureOf(globalsOf("ask(lambda: later(1))"));
    expect(e.message).toBe("later has to wait, which is not possible in a predicate");
  });
});

describe("what a host function knows", () => {
  test("is the place of its call, the calls around it, and the thread's locals, which callbacks share and forks copy", async () => {
    const seen: string[] = [];
    const look = builtin({
      name: "look",
      call(_: object, ctx: CallContext) {
        seen.push(
          `${ctx.position.line}:${ctx.position.column} ${ctx.frames.map((f) => `${f.name}@${f.position.line}`).join(" > ")} ${String(ctx.thread.locals.get("n"))}`,
        );
        ctx.thread.locals.set("n", Number(ctx.thread.locals.get("n")) + 1);
      },
    });
    const branch = builtin({
      name: "branch",
      params: [{ name: "f", type: "callable" }],
      call: ({ f }, ctx) => ctx.fork().call(f),
    });
    const i = interpreter({ more: { look, branch } });
    const { globals } = await i.exec(
      "t.star",
      "def f():\n    look()\n    ask(look)\n    both(g, g)\n    branch(g)\n    look()\ndef g():\n    look()",
    );
    const thread = i.thread({ locals: [["n", 0]] });
    await thread.call(globals.get("f") ?? null);
    expect(seen).toEqual(["2:5 f@2 0", "3:5 f@3 1", "8:5 f@4 > g@8 2", "8:5 f@4 > g@8 3", "8:5 f@5 > g@8 4", "6:5 f@6 4"]);
  });

  test("a thread that is busy makes a second call on a stack of its own", async () => {
    const i = interpreter();
    const { globals } = await i.exec("t.star", "def f(x):\n    return later(x, 3) + later(1)");
    const thread = i.thread();
    const f = globals.get("f") ?? null;
    expect(await Promise.all([thread.call(f, [1]), thread.call(f, [10])])).toEqual([2, 11]);
  });

  test("host values answer attributes, calls, iteration, indexing and operators", async () => {
    class Deck extends HostValue {
      override readonly type = "deck";
      override attr(name: string): Value | undefined {
        return name === "size" ? 3 : undefined;
      }
      override attrNames(): string[] {
        return ["size"];
      }
      override call(args: Value[]): Value {
        return args.length;
      }
      override iterate(): Iterable<Value> {
        return [1, 2, 3];
      }
      override length(): number {
        return 3;
      }
      override index(key: Value): Value | undefined {
        return typeof key === "number" && key < 3 ? key + 1 : undefined;
      }
      override binary(op: string, other: Value, side: "left" | "right"): Value | undefined {
        return op === "+" && typeof other === "number" ? `${side}${other}` : undefined;
      }
      override equals(other: Value): boolean {
        return other === "deck";
      }
      override truth(): boolean {
        return false;
      }
    }
    const globals = await globalsOf(
      'x = [deck.size, deck(1, 2), [c for c in deck], len(deck), deck[1], deck + 1, 1 + deck, deck == "deck", "deck" == deck, not deck, list(deck), str(deck)]',
      { more: { deck: new Deck() } },
    );
    expect(repr(globals.get("x") ?? null)).toBe('[3, 2, [1, 2, 3], 3, 2, "left1", "right1", True, True, True, [1, 2, 3], "<deck>"]');
    const e = await failureOf(globalsOf("deck.sze", { more: { deck: new Deck() } }));
    expect(e.message).toBe("deck has no .sze field or method (did you mean .size?)");
  });
});

describe("modules", () => {
  const files: Record<string, string> = {
    "lib.star": "count.append(1)\nvalue = [1]\n_private = 2\ndef get(): return value",
    "a.star": 'load("lib.star", "value", "get")\na = value\ng = get',
    "b.star": 'load("lib.star", v = "value")\nb = v',
    "cycle1.star": 'load("cycle2.star", "x")',
    "cycle2.star": 'load("cycle3.star", "x")',
    "cycle3.star": 'load("cycle1.star", "x")',
    "self.star": 'load("self.star", "x")',
    "bad.star": "x = = 1",
    "fails.star": "def f(): return 1 // 0\nx = f()",
  };
  const load = (path: string): { file: string; text: string } => {
    const text = files[path];
    if (text === undefined) throw new Error(`no such file: ${path}`);
    return { file: path, text };
  };

  test("are run once, whoever loads them", async () => {
    const count = new List();
    class Counter extends HostValue {
      override readonly type = "counter";
      override attr(): Value {
        return builtin({ name: "append", params: [{ name: "x", type: "any" }], call: ({ x }) => count.append(x) });
      }
    }
    const i = interpreter({ load, more: { count: new Counter() } });
    const { globals } = await i.exec("main.star", 'load("a.star", "a", "g")\nload("b.star", "b")\nb2 = b\na2 = a\ng2 = g()');
    expect(count.items).toEqual([1]);
    expect(globals.get("a2")).toBe(globals.get("b2"));
    expect(globals.get("g2")).toBe(globals.get("b2"));
    expect([...globals.keys()]).toEqual(["b2", "a2", "g2"]);
  });

  test("are frozen when they have been run", async () => {
    const i = interpreter({ load: () => ({ file: "lib.star", text: "value = [1]\nd = {1: [2]}\ndef f(x = []): return x" }) });
    const e = await failureOf(i.exec("main.star", 'load("lib.star", "value")\nvalue.append(2)'));
    expect(e.message).toBe("cannot append to frozen list");
    const { globals } = await i.exec("other.star", 'load("lib.star", "d", "f")\ndef t(): d[1].append(1)\ndef u(): f().append(1)');
    expect((await failureOf(i.thread().call(globals.get("t") ?? null))).message).toBe("cannot append to frozen list");
    expect((await failureOf(i.thread().call(globals.get("u") ?? null))).message).toBe("cannot append to frozen list");
  });

  test("that load each other in a circle are an error that shows the circle", async () => {
    const e = await failureOf(interpreter({ load }).exec("cycle1.star", files["cycle1.star"] ?? ""));
    expect(e.message).toBe("cycle in load graph: cycle1.star -> cycle2.star -> cycle3.star -> cycle1.star");
    expect(e.frames.map((f) => f.position.file)).toEqual(["cycle1.star", "cycle2.star", "cycle3.star"]);
    expect((await failureOf(interpreter({ load }).exec("main.star", 'load("self.star", "x")'))).message).toBe(
      "cycle in load graph: self.star -> self.star",
    );
  });

  test("say what is wrong with what they load", async () => {
    const run = (text: string): Promise<StarlarkRuntimeError> => failureOf(interpreter({ load }).exec("main.star", text));
    expect((await run('load("nope.star", "x")')).message).toBe("cannot load nope.star: no such file: nope.star");
    const bad = await run('load("bad.star", "x")');
    expect(bad.message).toBe("cannot load bad.star: bad.star:1:5: got '=', want primary expression");
    expect(bad.position).toEqual({ file: "main.star", line: 1, column: 1 });
    expect((bad.cause as Error).cause).toBeInstanceOf(StarlarkSyntaxError);
    expect((await run('x = 1\nload("lib.star", "valu")'.replace("lib", "b"))).message).toContain("count");
    expect((await run('load("fails.star", "x")')).frames.map((f) => `${f.position.file}:${f.position.line}`)).toEqual([
      "main.star:1",
      "fails.star:2",
      "fails.star:1",
    ]);
  });

  test("offer the nearest name when one is missing", async () => {
    const e = await failureOf(
      interpreter({ load: () => ({ file: "l", text: "value = 1\n_valeu = 2" }) }).exec("main.star", 'load("l", "valu")'),
    );
    expect(e.message).toBe("load: name valu not found in module l (did you mean value?)");
  });
});

test("names of JavaScript mean nothing to a program", async () => {
  const globals = await globalsOf(
    'd = {"__proto__": 1, "constructor": 2}\nd["toString"] = 3\ndef f(**kw): return kw\nx = [d, f(hasOwnProperty = 1, __proto__ = 2), hasattr([], "constructor"), "__proto__" in {}]\narguments = 1\nthis = 2\nvar = 3\nops = [arguments, this, var]',
  );
  expect(decode(repr(globals.get("x") ?? null))).toBe(
    '[{"__proto__": 1, "constructor": 2, "toString": 3}, {"hasOwnProperty": 1, "__proto__": 2}, False, False]',
  );
  expect(repr(globals.get("ops") ?? null)).toBe("[1, 2, 3]");
});
