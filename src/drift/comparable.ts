/**
 * What of two models may be compared at all: runs of one environment, tests that both sides ran and passed, with the same steps. What is left out is
 * said in the notes.
 */
import { DRIVER, type Environment } from "../trace/index.ts";
import { getOrMake, partsOf } from "./classes.ts";
import { standingOfCounts } from "./evidence.ts";
import type { TestFacts } from "./facts.ts";
import { fold } from "./fold.ts";
import { compareText, environmentText, type Model, type RunFacts } from "./model.ts";
import { tabulate, type TestTable } from "./table.ts";

/** Kernels of one series behave alike as far as this goes; images, tools and ways of capture do not. */
function environmentClass(environment: Environment): string {
  const kernel = /^\d+\.\d+/.exec(environment.kernel)?.[0] ?? environment.kernel;
  return environmentText({ ...environment, kernel, capture: [...environment.capture].sort() });
}

/** The runs of both sides that were made where most of the head's were. */
export function sameEnvironment(
  base: Model,
  head: Model,
  notes: string[],
): { baseRuns: readonly RunFacts[]; headRuns: readonly RunFacts[] } {
  if (base.runs.length === 0) notes.push("the base holds no runs");
  if (head.runs.length === 0) notes.push("no runs to compare");
  if (base.runs.length === 0 || head.runs.length === 0) return { baseRuns: [], headRuns: [] };
  const target = environmentClass(commonest(head));
  const inTarget = ({ environment }: RunFacts): boolean => environmentClass(environment) === target;
  const baseRuns = base.runs.filter(inTarget);
  const headRuns = head.runs.filter(inTarget);
  if (baseRuns.length === 0) notes.push(`environment changed: ${environmentChange(commonest(base), commonest(head))}`);
  else if (baseRuns.length < base.runs.length) {
    notes.push(`${base.runs.length - baseRuns.length} of ${base.runs.length} base runs are of another environment and were left out`);
  }
  if (headRuns.length < head.runs.length) {
    notes.push(`${head.runs.length - headRuns.length} of ${head.runs.length} new runs are of another environment and were left out`);
  }
  return { baseRuns, headRuns };
}

const nowhere: Environment = { tool: "", os: "", arch: "", kernel: "", image: "", capture: [] };

/** The environment of most runs; of the first in canonical order among equals. */
export function commonest({ runs }: Model): Environment {
  const counts = new Map<string, { environment: Environment; count: number }>();
  for (const { environment } of runs) getOrMake(counts, environmentClass(environment), () => ({ environment, count: 0 })).count++;
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.environment ?? nowhere;
}

function environmentChange(before: Environment, after: Environment): string {
  const parts: string[] = [];
  for (const field of ["os", "arch", "kernel", "image", "tool"] as const) {
    if (before[field] !== after[field]) parts.push(`${field} ${before[field] || "none"} → ${after[field] || "none"}`);
  }
  if (before.capture.join() !== after.capture.join()) {
    parts.push(`capture ${before.capture.join(", ") || "plain"} → ${after.capture.join(", ") || "plain"}`);
  }
  return parts.join(", ");
}

/** The tests that passed on both sides, by name. */
export function testsInCommon(baseRuns: readonly RunFacts[], headRuns: readonly RunFacts[], notes: string[]): string[] {
  const names = (runs: readonly RunFacts[]): Set<string> => new Set(runs.flatMap(({ tests }) => [...tests.keys()]));
  const inBase = names(baseRuns);
  const inHead = names(headRuns);
  const observed = (runs: readonly RunFacts[], test: string): number =>
    runs.filter(({ tests }) => tests.get(test) !== undefined && tests.get(test) !== "broken").length;
  for (const name of [...inHead].sort(compareText)) {
    const broken = headRuns.filter(({ tests }) => tests.get(name) === "broken").length;
    const ran = headRuns.filter(({ tests }) => tests.has(name)).length;
    if (broken === ran) notes.push(`${name} failed; a failing test is not compared`);
    else if (broken > 0) notes.push(`${name} failed in ${broken} of ${ran} runs; these were left out`);
    if (inBase.has(name) && broken < ran && observed(baseRuns, name) === 0)
      notes.push(`${name} never passed in the base; it was not compared`);
  }
  const added = [...inHead].filter((name) => !inBase.has(name)).sort(compareText);
  const [first, ...others] = added;
  if (others.length > 0) notes.push(`${added.length} tests are new; the base has nothing to compare them with: ${namedFirst(added)}`);
  else if (first !== undefined) notes.push(`${first} is new; the base has nothing to compare it with`);
  const missing = [...inBase].filter((name) => !inHead.has(name)).sort(compareText);
  const [gone, ...more] = missing;
  if (more.length > 0) notes.push(`${missing.length} tests of the base were not run: ${namedFirst(missing)}`);
  else if (gone !== undefined) notes.push(`${gone} was not run; the base has it`);
  return [...inBase].filter((name) => observed(baseRuns, name) > 0 && observed(headRuns, name) > 0).sort(compareText);
}

/** Names in a note, before it says how many more there are: who runs one test of hundreds need not read the others. */
const mostNames = 5;

function namedFirst(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return names.slice(0, mostNames).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** One test with the runs of both sides in which it passed; undefined where it never did on one side. */
export function tableOf(name: string, baseRuns: readonly RunFacts[], headRuns: readonly RunFacts[]): TestTable | undefined {
  const observed = (runs: readonly RunFacts[]): { facts: TestFacts[]; which: string } => {
    const facts: TestFacts[] = [];
    const which = runs.map(({ tests }) => {
      const test = tests.get(name);
      if (test === undefined || test === "broken") return "0";
      facts.push(test);
      return "1";
    });
    return { facts, which: which.join("") };
  };
  const base = observed(baseRuns);
  const head = observed(headRuns);
  if (base.facts.length === 0 || head.facts.length === 0) return undefined;
  const folded = fold([base.facts, head.facts]);
  return { name, n: base.facts.length, m: head.facts.length, runs: `${base.which}/${head.which}`, sections: tabulate(folded.flat()) };
}

/** Whether the test asks for other things than it did: then it is the test that changed. Answers may differ. */
export function stepsDiffer({ sections, n, m }: TestTable): boolean {
  const steps = new Map<string, number[]>();
  for (const { lane, rows } of sections) {
    if (lane !== DRIVER) continue;
    for (const { key, counts } of rows.values()) {
      const sums = getOrMake(steps, partsOf(key).object, () => new Array<number>(n + m).fill(0));
      counts.forEach((count, r) => (sums[r] = (sums[r] ?? 0) + count));
    }
  }
  return [...steps.values()].some((values) => standingOfCounts(values, m).separated);
}
