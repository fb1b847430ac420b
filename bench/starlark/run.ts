/**
 * How fast the language runs, as a ratio to equivalent plain JavaScript measured in the same run: 1.0 would be as fast. Each workload is run several
 * times on both sides in turn, and the best times are compared, since on a shared machine the noise only ever adds. The parser is measured in
 * megabytes per second.
 *
 *     node bench/starlark/run.ts
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { builtin, compile, diagnose, encode, HostValue, Interpreter, repr, type Value } from "../../src/starlark/index.ts";

export interface Row {
  readonly name: string;
  readonly starlarkMs: number;
  readonly javascriptMs: number;
  /** starlarkMs / javascriptMs */
  readonly ratio: number;
}

/** What a host hands to a predicate: an object of its own with fields. */
class Event extends HostValue {
  override readonly type = "event";
  readonly fields: ReadonlyMap<string, Value>;
  constructor(fields: ReadonlyMap<string, Value>) {
    super();
    this.fields = fields;
  }
  override attr(name: string): Value | undefined {
    return this.fields.get(name);
  }
}

interface PlainEvent {
  readonly type: string;
  readonly path: string;
  readonly seq: number;
}

const EVENT_COUNT = 100_000;
const plainEvents: readonly PlainEvent[] = Array.from({ length: EVENT_COUNT }, (_, i) => ({
  type: i % 2 === 1 ? "syscall" : "step",
  path: `/tmp/f${i % 10}.wal`,
  seq: i,
}));
const hostEvents = plainEvents.map((e) => new Event(new Map<string, Value>(Object.entries(e))));

const mapEvents = plainEvents.map((e) => new Map<string, string | number>(Object.entries(e)));

const add3 = (a: number, b: number, c: number): number => a + b + c;

/** The same work in plain JavaScript, written as one would write it. */
const javascript: Readonly<Record<string, (n: number) => number>> = {
  loop(n) {
    let acc = 0;
    for (let i = 0; i < n; i++) acc = i % 3 === 0 ? acc + i : acc - 1;
    return acc;
  },
  calls(n) {
    let t = 0;
    for (let i = 0; i < n; i++) t = add3(t, i, 1) % 1000003;
    return t;
  },
  keywords(n) {
    const add = ({ a, b, c }: { a: number; b: number; c: number }): number => a + b + c;
    let t = 0;
    for (let i = 0; i < n; i++) t = add({ a: t, c: i, b: 1 }) % 1000003;
    return t;
  },
  closures(n) {
    const make = (k: number) => (x: number) => x + k; // prettier-ignore
    const f = make(3);
    let t = 0;
    for (let i = 0; i < n; i++) t = f(t);
    return t;
  },
  lists(n) {
    const xs: number[] = [];
    for (let i = 0; i < n; i++) xs.push(i * 2);
    let s = 0;
    for (let i = 0; i < xs.length; i++) s += xs[i] ?? 0;
    for (const x of xs) s += x;
    return s;
  },
  dicts(n) {
    const d = new Map<string | number, number>();
    for (let i = 0; i < n; i++) d.set(`k${i % 1000}`, i);
    let s = 0;
    for (const k of d.keys()) s += d.get(k) ?? 0;
    for (let i = 0; i < n; i++) {
      if (d.has(i)) s += 1;
      s += d.get(`k${i % 500}`) ?? 0;
    }
    return s;
  },
  strings(n) {
    const parts: string[] = [];
    for (let i = 0; i < n; i++) parts.push(`item-${i}:${"x"}`);
    const s = parts.join(",");
    let t = "";
    for (let i = 0; i < Math.floor(n / 10); i++) t += "ab";
    return s.length + t.length + s.split(",").length + (s.split("9").length - 1);
  },
  comprehension(n) {
    const out: number[] = [];
    for (let x = 0; x < n; x++) for (let y = 0; y < 10; y++) if ((x + y) % 2 === 0) out.push(x * y);
    return out.length;
  },
  sorting(n) {
    const xs = Array.from({ length: n }, (_, i) => (i * 7919) % 100003);
    return (xs.toSorted((a, b) => a - b)[0] ?? 0) + (xs.toSorted((a, b) => b - a)[0] ?? 0);
  },
  where() {
    return mapEvents.filter((e) => e.get("type") === "syscall" && String(e.get("path")).endsWith(".wal") && Number(e.get("seq")) > 10)
      .length;
  },
  predicate() {
    return plainEvents.filter((e) => e.type === "syscall" && e.path.endsWith(".wal") && e.seq > 10).length;
  },
  floats(n) {
    let t = 0;
    for (let i = 0; i < n; i++) t = t * 0.5 + i;
    return Math.trunc(t);
  },
};

/** Each workload and its size. */
export const WORKLOADS: readonly (readonly [string, number])[] = [
  ["loop", 1_000_000],
  ["calls", 300_000],
  ["keywords", 100_000],
  ["closures", 300_000],
  ["lists", 300_000],
  ["dicts", 100_000],
  ["strings", 100_000],
  ["comprehension", 50_000],
  ["sorting", 100_000],
  ["where", EVENT_COUNT],
  ["predicate", EVENT_COUNT],
  ["floats", 300_000],
];

/** Measures all workloads; both sides must give the same result. */
export async function measure(rounds = 7): Promise<Row[]> {
  const text = readFileSync(new URL("workloads.star", import.meta.url), "utf8");
  const filter = builtin({
    name: "count",
    params: [{ name: "predicate", type: "callable" }],
    call: ({ predicate }, ctx) => hostEvents.reduce((n, e) => (ctx.callSync(predicate, [e]) === true ? n + 1 : n), 0),
  });
  const interpreter = new Interpreter({ predeclared: new Map([["count_events", filter]]) });
  const { globals } = await interpreter.exec("workloads.star", `${text}\ndef predicate(n):\n    return count_events(PREDICATE)\n`);
  const rows: Row[] = [];
  for (const [name, n] of WORKLOADS) {
    const fn = globals.get(name) ?? null;
    const plain = javascript[name];
    if (plain === undefined) throw new Error(`no JavaScript for ${name}`);
    let starlarkMs = Infinity;
    let javascriptMs = Infinity;
    for (let round = 0; round < rounds; round++) {
      let start = performance.now();
      const got = await interpreter.thread().call(fn, [n]);
      starlarkMs = Math.min(starlarkMs, performance.now() - start);
      start = performance.now();
      const want = plain(n);
      javascriptMs = Math.min(javascriptMs, performance.now() - start);
      if (got !== want) throw new Error(`${name}: ${repr(got)} is not ${want}`);
    }
    rows.push({ name, starlarkMs, javascriptMs, ratio: starlarkMs / javascriptMs });
  }
  return rows;
}

/** The speed of the scanner and parser, and of everything up to generated code, in megabytes of text per second. */
export function measureParser(rounds = 5): { readonly parse: number; readonly compile: number } {
  const text = readFileSync(new URL("workloads.star", import.meta.url), "utf8");
  const many = Array.from({ length: 100 }, (_, i) => text.replace(/^(def )(\w+)/gm, `$1$2_${i}`).replace(/^([A-Z]+)/gm, `$1_${i}`));
  const file = many
    .join("\n")
    .replaceAll("events(100000)", "[]")
    .replace(/\b(add3|EVENTS)\(/g, "len(");
  const bytes = encode(file).length;
  const speed = (run: () => void): number => {
    let best = Infinity;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      run();
      best = Math.min(best, performance.now() - start);
    }
    return bytes / best / 1000;
  };
  const broken = `${file}\n)`;
  // A syntax error at the end keeps the resolver and the generator out of the measurement.
  const parse = speed(() => diagnose({ file: "f", text: broken }));
  const whole = speed(() => compile({ file: "f", text: file, predeclared: ["EVENTS"] }));
  return { parse, compile: whole };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log("workload        starlark ms  javascript ms  ratio");
  for (const row of await measure()) {
    console.log(
      `${row.name.padEnd(14)} ${row.starlarkMs.toFixed(2).padStart(12)} ${row.javascriptMs.toFixed(2).padStart(14)} ${row.ratio.toFixed(1).padStart(6)}`,
    );
  }
  const { parse, compile: whole } = measureParser();
  console.log(`parser ${parse.toFixed(1)} MB/s, text to generated code ${whole.toFixed(1)} MB/s`);
}
