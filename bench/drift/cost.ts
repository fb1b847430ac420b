/**
 * What drift costs: learning from ten runs of a test and comparing with three more, at 1,000 to 1,000,000 events. Absolute times say little
 * on a shared machine, so each is printed as a ratio to two floors measured in the same process on the same data: sorting the events by
 * time, and parsing them from JSON. If the cost is linear, microseconds per event and ratios stay about the same from line to line.
 *
 *   node bench/drift/cost.ts
 *
 * The simulated system is the orders demo under load, with requests that overlap; every run differs in ports, threads and interleaving.
 */
import { compare, formatModel, learn, merge, parseModel, type Model } from "../../src/drift/index.ts";
import { simulate, type SystemSpec } from "../../src/drift/synthetic.ts";
import { corpus } from "../../src/drift/systems.ts";
import type { SuiteRun } from "../../src/trace/index.ts";

/** Events of one order and one health check, about. */
const eventsPerRound = 58;

/** [baseRuns, headRuns, events of a run]; the largest is one long trace, since ten of them would measure the memory of their making. */
const sizes: readonly (readonly [number, number, number])[] = [
  [10, 3, 1_000],
  [10, 3, 10_000],
  [10, 3, 100_000],
  [1, 1, 1_000_000],
];

function system(events: number): SystemSpec {
  const spec = corpus[0]?.make("");
  if (spec === undefined) throw new RangeError("the corpus is empty");
  const order = { target: "orders", summary: "POST /orders" };
  const health = { target: "orders", summary: "GET /health" };
  const rounds = Array.from({ length: Math.ceil(events / eventsPerRound) }, () => [[order, order], [health]]).flat();
  return { ...spec, tests: [{ name: "test_many", steps: rounds.slice(0, Math.ceil((events / eventsPerRound) * 1.1)) }] };
}

/** Processor time, in ms: the machine may be busy with other things. */
function timed<T>(work: () => T): [T, number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1_000];
}

interface Cost {
  events: number;
  learnMs: number;
  sortMs: number;
  parseMs: number;
}

function learnAll(spec: SystemSpec, runs: number, seed: number, cost: Cost): Model {
  let model = learn([]);
  for (let i = 0; i < runs; i++) {
    // One run at a time is held, as when each is learnt from when it is done.
    const run: SuiteRun = simulate(spec, seed + i, i % 2);
    const events = run.tests.flatMap((test) => test.events);
    const text = JSON.stringify(events);
    const [, sortMs] = timed(() => [...events].sort((a, b) => b.atNs - a.atNs));
    const [, parseMs] = timed(() => JSON.parse(text) as unknown);
    const [grown, learnMs] = timed(() => merge(model, learn([run])));
    model = grown;
    cost.events += events.length;
    cost.learnMs += learnMs;
    cost.sortMs += sortMs;
    cost.parseMs += parseMs;
  }
  return model;
}

function main(): void {
  console.log("runs × events       learn ms  compare ms  text ms   µs/event   × sorting  × JSON.parse   peak RSS MB");
  for (const [baseRuns, headRuns, events] of sizes) {
    const spec = system(events);
    const cost: Cost = { events: 0, learnMs: 0, sortMs: 0, parseMs: 0 };
    const base = learnAll(spec, baseRuns, 1, cost);
    const baseCost = { ...cost };
    const head = learnAll(spec, headRuns, 1_000, cost);
    const [comparison, compareMs] = timed(() => compare(base, head));
    const [, textMs] = timed(() => parseModel(formatModel(base)));
    if (comparison.outcome === "drift") throw new Error("the benchmark's own runs were told apart");
    const total = baseCost.learnMs + compareMs;
    const cells = [
      `${baseRuns} × ${Math.round(baseCost.events / baseRuns).toLocaleString("en")}`.padEnd(18),
      baseCost.learnMs.toFixed(0).padStart(9),
      compareMs.toFixed(1).padStart(11),
      textMs.toFixed(1).padStart(8),
      ((1_000 * total) / baseCost.events).toFixed(2).padStart(10),
      (total / baseCost.sortMs).toFixed(2).padStart(11),
      (total / baseCost.parseMs).toFixed(2).padStart(13),
      (process.resourceUsage().maxRSS / 1_024).toFixed(0).padStart(13),
    ];
    console.log(cells.join(" "));
  }
}

main();
