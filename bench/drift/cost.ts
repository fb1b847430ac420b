/**
 * What drift costs: learning from ten runs of a test and comparing with three more, at 1,000 to 1,000,000 events a run.
 *
 *   node bench/drift/cost.ts                every size
 *   node bench/drift/cost.ts 100000         one of them
 *
 * The simulated system is the orders demo under load, with requests that overlap; every run differs in ports, threads and interleaving, and has
 * exactly the number of events said. Runs are made beforehand by a process of their own and lie in files. A fresh process for each size then
 * reads one run after the other and learns from it, as a pipeline does when each run is done, and compares; what it used at most is read
 * before anything else is measured in it. A second process only reads the runs: that is the share of the input in the memory of the first.
 *
 * Absolute times say little on a shared machine, so processor time stands beside the time that passed, and the sum of learning and comparing
 * also as a ratio to two floors measured in the same process on the same data afterwards: sorting the events by time, and parsing them from
 * JSON. If the cost is linear, microseconds per event and ratios stay about the same from line to line.
 */
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare, formatModel, learn, merge, parseModel, type Model } from "../../src/drift/index.ts";
import { simulate, type SystemSpec } from "../../src/drift/synthetic.ts";
import { corpus } from "../../src/drift/systems.ts";
import type { Event, SuiteRun } from "../../src/trace/index.ts";

/** Two orders at a time and then a health check: hardly ever fewer events. */
const eventsPerRound = 58;
/** Text read from a file at once, in bytes. */
const chunkBytes = 1 << 16;

interface Size {
  readonly baseRuns: number;
  readonly headRuns: number;
  /** Of one run. */
  readonly events: number;
}

/** The largest is one long trace on either side. */
const sizes: readonly Size[] = [
  { baseRuns: 10, headRuns: 3, events: 1_000 },
  { baseRuns: 10, headRuns: 3, events: 10_000 },
  { baseRuns: 10, headRuns: 3, events: 100_000 },
  { baseRuns: 1, headRuns: 1, events: 1_000_000 },
];

// Making runs.

function system(events: number): SystemSpec {
  const spec = corpus[0]?.make("");
  if (spec === undefined) throw new RangeError("the corpus is empty");
  const order = { target: "orders", summary: "POST /orders" };
  const health = { target: "orders", summary: "GET /health" };
  const steps = Array.from({ length: Math.ceil(events / eventsPerRound) }, () => [[order, order], [health]]).flat();
  return { ...spec, tests: [{ name: "test_many", steps }] };
}

/** One run with exactly [size] events: what is too many is taken from the calls that a runtime makes beside the program's own. */
function makeRun(size: number, seed: number): SuiteRun {
  const run = simulate(system(size), seed, seed % 2);
  const [test] = run.tests;
  if (test === undefined) throw new RangeError("the simulated run has no test");
  const isNoise = ({ call }: Event): boolean => call?.object.kind === "anon";
  const noise = test.events.filter(isNoise).length;
  const surplus = test.events.length - size;
  if (surplus < 0 || surplus > noise) throw new RangeError(`${test.events.length} events cannot be cut to ${size}; change eventsPerRound`);
  let seen = 0;
  const events = test.events
    .filter((event) => {
      if (!isNoise(event)) return true;
      seen++;
      return Math.floor((seen * surplus) / noise) === Math.floor(((seen - 1) * surplus) / noise);
    })
    .map((event, i) => ({ ...event, seq: i + 1 }));
  return { ...run, tests: [{ ...test, events }] };
}

const fileOf = (folder: string, side: string, run: number): string => join(folder, `${side}-${run}.jsonl`);

/** The run without its events in the first line, then an event a line. */
function writeRun(path: string, run: SuiteRun): void {
  const file = openSync(path, "w");
  const [test] = run.tests;
  writeSync(file, `${JSON.stringify({ ...run, tests: [{ ...test, events: [] }] })}\n`);
  for (const event of test?.events ?? []) writeSync(file, `${JSON.stringify(event)}\n`);
  closeSync(file);
}

function* linesOf(path: string): Generator<string, void, void> {
  const file = openSync(path, "r");
  const chunk = Buffer.alloc(chunkBytes);
  let rest = "";
  for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
    // Every name in it is ASCII.
    const lines = (rest + chunk.toString("latin1", 0, size)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  closeSync(file);
}

/** Written by [writeRun] a moment ago, so its shape is known. */
function readRun(path: string): SuiteRun {
  let run: SuiteRun | undefined;
  const events: Event[] = [];
  for (const line of linesOf(path)) {
    if (run === undefined) run = JSON.parse(line) as SuiteRun;
    else events.push(JSON.parse(line) as Event);
  }
  if (run === undefined) throw new RangeError(`${path} is empty`);
  // What reading left behind is swept up here, or it would be counted among the costs of learning.
  if (globalThis.gc === undefined) throw new Error("start it without an argument or with a size, so that it can collect garbage");
  globalThis.gc();
  return { ...run, tests: run.tests.map((test) => ({ ...test, events })) };
}

// Measuring.

interface Spent {
  cpuMs: number;
  wallMs: number;
}

function timed<T>(work: () => T, spent: Spent): T {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  spent.cpuMs += (user + system) / 1_000;
  spent.wallMs += performance.now() - wall;
  return result;
}

const nothing = (): Spent => ({ cpuMs: 0, wallMs: 0 });
/** In MB of a million bytes. */
const peakMB = (): number => (process.resourceUsage().maxRSS * 1_024) / 1e6;

/** The process of one size. */
function measure(folder: string, { baseRuns, headRuns, events }: Size): string {
  const learning = nothing();
  let seen = 0;
  const learnAll = (side: string, runs: number, spent: Spent): Model => {
    let model = learn([]);
    for (let i = 0; i < runs; i++) {
      const run = readRun(fileOf(folder, side, i));
      if (side === "base") seen += run.tests[0]?.events.length ?? 0;
      const before = model;
      model = timed(() => merge(before, learn([run])), spent);
    }
    return model;
  };
  const base = learnAll("base", baseRuns, learning);
  // The new runs are learnt from as well, but the base's ten are what the goal speaks of.
  const head = learnAll("head", headRuns, nothing());
  const comparing = nothing();
  const comparison = timed(() => compare(base, head), comparing);
  const peak = peakMB();

  if (seen !== baseRuns * events) throw new Error(`${seen} events were learnt from instead of ${baseRuns * events}`);
  // One run against one can differ by chance, which is then no more than a suspicion.
  if (comparison.outcome === "drift" || comparison.outcome === "incomparable")
    throw new Error(`the benchmark's own runs: ${comparison.outcome}`);
  const text = nothing();
  timed(() => parseModel(formatModel(base)), text);
  const sorting = nothing();
  const parsing = nothing();
  for (let i = 0; i < baseRuns; i++) {
    const all = readRun(fileOf(folder, "base", i)).tests.flatMap((test) => test.events);
    const json = JSON.stringify(all);
    timed(() => [...all].sort((a, b) => b.atNs - a.atNs), sorting);
    timed(() => JSON.parse(json) as unknown, parsing);
  }
  const cpuMs = learning.cpuMs + comparing.cpuMs;
  return [
    learning.cpuMs.toFixed(0).padStart(9),
    comparing.cpuMs.toFixed(0).padStart(11),
    (learning.wallMs + comparing.wallMs).toFixed(0).padStart(9),
    text.cpuMs.toFixed(0).padStart(8),
    ((1_000 * cpuMs) / seen).toFixed(2).padStart(9),
    (cpuMs / sorting.cpuMs).toFixed(2).padStart(10),
    (cpuMs / parsing.cpuMs).toFixed(2).padStart(13),
    peak.toFixed(0).padStart(8),
  ].join(" ");
}

/** Calls [work] for each run of a size. */
function eachRun(folder: string, { baseRuns, headRuns }: Size, work: (path: string, seed: number) => void): void {
  for (let i = 0; i < baseRuns; i++) work(fileOf(folder, "base", i), 1 + i);
  for (let i = 0; i < headRuns; i++) work(fileOf(folder, "head", i), 1_000 + i);
}

function main(): void {
  const [job = "", folder = ""] = process.argv.slice(2);
  const wanted = sizes.filter(({ events }) => String(events) === process.argv.at(-1));
  const [size] = wanted;
  if (size !== undefined && job === "make") eachRun(folder, size, (path, seed) => writeRun(path, makeRun(size.events, seed)));
  else if (size !== undefined && job === "measure") console.log(measure(folder, size));
  else if (size !== undefined && job === "read") {
    eachRun(folder, size, (path) => readRun(path));
    console.log(peakMB().toFixed(0));
  } else if (process.argv.length > 2 && size === undefined) {
    throw new RangeError(`no such size; there are ${sizes.map(({ events }) => events).join(", ")}`);
  } else {
    console.log("runs × events    learn ms  compare ms   passed  text ms  µs/event  × sorting  × JSON.parse  peak MB  of it reading");
    for (const one of size === undefined ? sizes : wanted) measured(one);
  }
}

function measured(size: Size): void {
  const folder = mkdtempSync(join(tmpdir(), "drift-cost-"));
  const child = (job: string): string =>
    execFileSync(process.execPath, ["--expose-gc", import.meta.filename, job, folder, String(size.events)], { encoding: "utf8" }).trimEnd();
  try {
    child("make");
    const label = `${size.baseRuns} × ${size.events.toLocaleString("en")}`.padEnd(15);
    console.log(`${label} ${child("measure")} ${child("read").padStart(14)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
