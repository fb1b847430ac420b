/**
 * Comparison of two models: which of all that was counted and ordered changed, and how sure that is.
 *
 * 1. Only like is compared with like: runs of one environment, tests that both sides ran and passed, with the same steps.
 * 2. Per test, the runs of both sides are laid into one table; names that vary by evidence are folded first.
 * 3. Every number a run has becomes a cell: for each class the count in the start, in the end, over all steps together, and in each step;
 *    for each pair of classes with a claim, whether the run kept it. The total over all steps is the main thing: work done after an answer
 *    falls into this step or the next as luck will have it, so single steps are trusted only for classes that were never seen late in the
 *    base.
 * 4. A cell is *separated* when the ranges of the two sides do not touch (for a claim: kept by all of the base, broken by all of the head).
 * 5. What comes by itself in the base (heartbeats, flushers) is no cell. Learnt from the base alone: otherwise a change that moves work into
 *    the background would hide itself.
 * 6. The evidence rule (`evidence.ts`) says whether separated cells may be called drift.
 * 7. `findings.ts` makes one finding of all separated cells that have one cause.
 *
 * Aligning is by name, never by position, so an inserted call is one difference and not forty. O(cells × runs) after the table.
 */
import { DRIVER, type Environment } from "../trace/index.ts";
import { choose, defaultBudget, Scores, standingOfClaim, standingOfCounts, type Scored, type Standing } from "./evidence.ts";
import type { Difference } from "./draft.ts";
import { end, joined, joint, opposite, parted, start, whole, windowName, type Relation, type TestFacts } from "./facts.ts";
import { findingsOf } from "./findings.ts";
import { fold } from "./fold.ts";
import { compareText, environmentText, type Model, type RunFacts } from "./model.ts";
import { getOrMake, partsOf } from "./classes.ts";
import { linesFor, type Places } from "./places.ts";
import { tabulate, type TestTable } from "./table.ts";
import type { Certainty, Comparison } from "./types.ts";

export interface CompareOptions {
  /** The greatest chance of a false alarm that may be called drift; default 1 in 10,000. */
  readonly budget?: number;
  /** No more runs will be made: what is still only suspected is `inconclusive`. Default false. */
  readonly final?: boolean;
  /** Where the calls of either side were made, for [Finding.lines]. */
  readonly places?: { readonly base?: Places; readonly head?: Places };
}

/** What changed from [base] to [head]. Pure; never throws on models that [parseModel] or [learn] gave. */
export function compare(base: Model, head: Model, options: CompareOptions = {}): Comparison {
  const budget = options.budget ?? defaultBudget;
  const notes: string[] = [];
  const { baseRuns, headRuns } = sameEnvironment(base, head, notes);
  const environment = { base: commonest(base), head: commonest(head) };
  const done = { baseRuns: baseRuns.length, headRuns: headRuns.length, environment };
  if (baseRuns.length === 0 || headRuns.length === 0) {
    return { ...done, outcome: "incomparable", findings: [], compared: [], falseAlarmBound: 0, notes };
  }

  const tests = testsInCommon(baseRuns, headRuns, notes);
  const compared: string[] = [];
  const tables: TestTable[] = [];
  for (const name of tests) {
    const table = tableOf(name, baseRuns, headRuns);
    if (table === undefined) continue;
    if (stepsDiffer(table)) {
      notes.push(`${name} itself makes other steps than in the base; it was not compared`);
      continue;
    }
    tables.push(table);
    compared.push(name);
  }
  if (compared.length === 0) {
    notes.push("no test in common");
    return { ...done, outcome: "incomparable", findings: [], compared, falseAlarmBound: 0, notes };
  }

  const background = new Background(tables);
  const free = new FreePairs(tables);
  const scores = new Scores();
  const differences: Difference[] = [];
  const combined = combinedClaims(tables, background);
  for (const table of tables) {
    const cells = [...countCells(table, background), ...orderCells(table, free, background), ...(combined.get(table.name) ?? [])];
    // A test with too few runs for any verdict cannot raise an alarm, so it has no share in the budget either.
    if (isDecisive(table, budget)) scores.add(table.runs, table.n + table.m, table.m, cells);
    for (const { difference, standing } of cells) if (standing.separated) differences.push(difference);
  }
  const chances = new Map(tables.filter((table) => isDecisive(table, budget)).map(({ name, runs }) => [name, scores.chance(runs)]));
  const certainty = (test: string): Certainty => {
    const chance = chances.get(test);
    if (chance !== undefined && chance <= budget) return "confirmed";
    return options.final === true ? "inconclusive" : "suspected";
  };
  // What may be called drift, and so what may be called it wrongly.
  const bound = Math.max(0, ...[...chances.values()].filter((chance) => chance <= budget));
  const findings = findingsOf(differences, tables, certainty, (wanted) => linesFor(wanted, options.places?.base, options.places?.head));
  const outcome = findings.length === 0 ? "same" : findings.some((finding) => finding.certainty === "confirmed") ? "drift" : "undecided";
  unseen(tables, notes);
  return { ...done, outcome, findings, compared, falseAlarmBound: bound, notes };
}

/** Whether the runs are enough to call anything drift. */
function isDecisive({ n, m }: TestTable, budget: number): boolean {
  return 1 / choose(n + m, m) <= budget;
}

// What is compared with what.

/** Kernels of one series behave alike as far as this goes; images, tools and ways of capture do not. */
function environmentClass(environment: Environment): string {
  const kernel = /^\d+\.\d+/.exec(environment.kernel)?.[0] ?? environment.kernel;
  return environmentText({ ...environment, kernel, capture: [...environment.capture].sort() });
}

function sameEnvironment(base: Model, head: Model, notes: string[]): { baseRuns: readonly RunFacts[]; headRuns: readonly RunFacts[] } {
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
function commonest({ runs }: Model): Environment {
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

function testsInCommon(baseRuns: readonly RunFacts[], headRuns: readonly RunFacts[], notes: string[]): string[] {
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

function tableOf(name: string, baseRuns: readonly RunFacts[], headRuns: readonly RunFacts[]): TestTable | undefined {
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
function stepsDiffer({ sections, n, m }: TestTable): boolean {
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

// Cells.

interface Cell extends Scored {
  readonly difference: Difference;
}

/** `lane\nclass`. */
type ClassId = string;

/** In this share of the runs that saw a class, it must have come by itself to be background; less is a slow machine. */
const backgroundShare = 0.05;
/** The same for a class that comes equally often in every run: what makes it come is the test, though perhaps late on a slow machine. */
const steadyShare = 0.5;

/** How often a class was there, and how often by itself. */
interface Presence {
  readonly idle: number;
  readonly present: number;
  readonly steady: boolean;
}

/** A class in one test, by run. */
interface Idleness {
  readonly idle: boolean[];
  readonly counts: number[];
}

/**
 * What comes by itself in the base. Asked for a set of runs of one test: every set is judged as if it were the head and all others the base, or
 * the sets could not be ranked against one another. Other tests' base runs count as they are.
 */
class Background {
  readonly #tests = new Map<string, Map<ClassId, Idleness>>();
  readonly #base = new Map<ClassId, Map<string, Presence>>();

  constructor(tables: readonly TestTable[]) {
    for (const { name, sections, n, m } of tables) {
      const classes = new Map<ClassId, Idleness>();
      for (const { lane, rows } of sections) {
        for (const { key, counts, idle } of rows.values()) {
          const of = getOrMake(classes, lane + joint + key, (): Idleness => ({
            idle: new Array<boolean>(n + m).fill(false),
            counts: new Array<number>(n + m).fill(0),
          }));
          counts.forEach((count, r) => {
            of.counts[r] = (of.counts[r] ?? 0) + count;
            of.idle[r] ||= idle[r] === true;
          });
        }
      }
      this.#tests.set(name, classes);
      const head = "0".repeat(n) + "1".repeat(m);
      for (const [id, of] of classes) {
        if (of.idle.includes(true)) getOrMake(this.#base, id, () => new Map<string, Presence>()).set(name, presence(of, head));
      }
    }
  }

  /** Whether class [id] is background in all runs of [test] outside of [set], and in the base of the other tests. */
  has(test: string, id: ClassId, set: string): boolean {
    return this.#classes(id).some((of) => this.#comesByItself(test, of, set));
  }

  /** A handle's life goes with the opens of its file. */
  #classes(id: ClassId): readonly ClassId[] {
    const [lane, key] = parted(id);
    const { call, object } = partsOf(key);
    if (call !== "handle") return this.#base.has(id) ? [id] : [];
    return [...this.#base.keys()].filter((other) => {
      const [otherLane, otherKey] = parted(other);
      return otherLane === lane && partsOf(otherKey).object === object;
    });
  }

  #comesByItself(test: string, id: ClassId, set: string): boolean {
    const own = this.#tests.get(test)?.get(id);
    // Whether answers come behind a sync of their own is asked of each test: requests that overlap in one say nothing of another.
    const others = fallsOnly(id) ? [] : [...(this.#base.get(id) ?? [])].filter(([other]) => other !== test);
    const seen = others.map(([, of]) => of);
    if (own !== undefined) seen.push(presence(own, set));
    const idle = seen.reduce((sum, of) => sum + of.idle, 0);
    const present = seen.reduce((sum, of) => sum + of.present, 0);
    return idle > 0 && idle >= (seen.every(({ steady }) => steady) ? steadyShare : backgroundShare) * present;
  }
}

/** What the runs outside of [set] say of a class. */
function presence({ idle, counts }: Idleness, set: string): Presence {
  const runs = counts.map((_, r) => r).filter((r) => set[r] !== "1");
  return {
    idle: runs.filter((r) => idle[r]).length,
    present: runs.filter((r) => (counts[r] ?? 0) > 0).length,
    steady: runs.every((r) => counts[r] === counts[runs[0] ?? 0]),
  };
}

/** The standing without the sets that [out] rules out. */
function without(standing: Standing, m: number, out: (set: string) => boolean): Standing {
  const sets = standing.sets.filter((set) => !out(set));
  const total = standing.sets[0]?.length ?? 0;
  return { sets, separated: standing.separated && sets.includes("0".repeat(total - m) + "1".repeat(m)) };
}

function countCells({ name, sections, n, m }: TestTable, background: Background): Cell[] {
  /** Start, end, a step's window, `` for all steps, or whole → lane and class → values. */
  const phases = new Map<string, Map<ClassId, number[]>>();
  const late = new Map<ClassId, boolean[]>();
  const stepCounts = new Map<string, number[]>();
  const addTo = (phase: string, id: ClassId, counts: readonly number[]): void => {
    const values = getOrMake(
      getOrMake(phases, phase, () => new Map<ClassId, number[]>()),
      id,
      () => new Array<number>(n + m).fill(0),
    );
    counts.forEach((count, r) => (values[r] = (values[r] ?? 0) + count));
  };
  for (const { window, lane, rows } of sections) {
    const phase = windowName(window);
    const atEdge = window === start || window === end;
    for (const { key, counts: calls, late: behind } of rows.values()) {
      const id = lane + joint + key;
      // In how many pieces a start reads a file is the affair of buffers.
      const counts = atEdge && partsOf(key).call === "read" ? calls.map((count) => Math.min(count, 1)) : calls;
      addTo(phase, id, counts);
      if (!atEdge) addTo("", id, counts);
      addTo(whole, id, counts);
      if (behind.includes(true)) {
        const marks = getOrMake(late, id, () => new Array<boolean>(n + m).fill(false));
        behind.forEach((mark, r) => (marks[r] ||= mark));
      }
      if (lane === DRIVER) {
        const steps = getOrMake(stepCounts, phase, () => new Array<number>(n + m).fill(0));
        counts.forEach((count, r) => (steps[r] = (steps[r] ?? 0) + count));
      }
    }
  }
  const cells: Cell[] = [];
  for (const [phase, classes] of phases) {
    const single = phase !== "" && phase !== start && phase !== end && phase !== whole;
    for (const [id, values] of classes) {
      const behind = single ? late.get(id) : undefined;
      const standing = without(
        standingOfCounts(values, m),
        m,
        (set) =>
          background.has(name, id, set) ||
          (fallsOnly(id) && !isLow(values, set)) ||
          behind?.some((mark, r) => mark && set[r] === "0") === true ||
          (phase !== whole && wanders(values, phases.get(whole)?.get(id) ?? values, set)),
      );
      if (standing.sets.length === 0) continue;
      const [lane, key] = parted(id);
      const steps = stepCounts.get(phase);
      const difference: Difference = {
        kind: "count",
        test: name,
        lane,
        key,
        phase,
        base: values.slice(0, n),
        head: values.slice(n),
        ...(single && steps !== undefined ? { steps: { base: steps.slice(0, n), head: steps.slice(n) } } : {}),
      };
      cells.push({ standing, inPart: phase !== whole, difference });
    }
  }
  return cells;
}

/** Where requests overlap, an answer may come behind the sync of another one: so more answers behind a sync mean nothing, and fewer do. */
function fallsOnly(id: ClassId): boolean {
  return partsOf(parted(id)[1]).call === "synced";
}

/** Whether [set] has the least of all values. */
function isLow(values: readonly number[], set: string): boolean {
  const of = (side: string): number[] => values.filter((_, r) => set[r] === side);
  return Math.max(...of("1")) < Math.min(...of("0"));
}

/**
 * Whether, outside of [set], the whole test always has the same number of a class and a part of it does not: then it is the edge of the part that
 * moves, as where a service that nobody waits for is still starting when the first step begins.
 */
function wanders(part: readonly number[], all: readonly number[], set: string): boolean {
  const first = set.indexOf("0");
  let moves = false;
  for (let r = first; r < set.length && r >= 0; r++) {
    if (set[r] !== "0") continue;
    if (all[r] !== all[first]) return false;
    moves ||= part[r] !== part[first];
  }
  return moves;
}

/** Lane, step and pair. */
function pairId(lane: string, window: string, pair: string): string {
  return `${lane}${joint}${windowName(window)}${joint}${pair}`;
}

/**
 * For each pair, the tests whose base runs saw it mixed, and the tests that saw it each way round: whatever stands in one order here and in
 * another there does so by luck.
 */
class FreePairs {
  readonly #seen = new Map<string, Map<string, Set<Relation>>>();

  constructor(tables: readonly TestTable[]) {
    for (const { name, sections, n } of tables) {
      for (const { lane, window, pairs } of sections) {
        if (window === start || window === end) continue;
        for (const [pair, relations] of pairs) {
          const tests = getOrMake(this.#seen, pairId(lane, window, pair), () => new Map<string, Set<Relation>>());
          const seen = getOrMake(tests, name, () => new Set<Relation>());
          for (const relation of relations.slice(0, n)) if (relation !== undefined) seen.add(relation);
        }
      }
    }
  }

  /** Whether the base of a test other than [test] contradicts [claim]. */
  contradicted(id: string, claim: Relation, test: string): boolean {
    for (const [name, seen] of this.#seen.get(id) ?? []) {
      if (name !== test && [...seen].some((relation) => relation !== claim)) return true;
    }
    return false;
  }
}

function orderCells(table: TestTable, free: FreePairs, background: Background): Cell[] {
  const { name, sections, m } = table;
  const cells: Cell[] = [];
  const merged = new Map<string, { lane: string; window: string; pair: string; relations: (Relation | undefined)[] }>();
  for (const { lane, window, pairs } of sections) {
    if (window === start || window === end) continue;
    for (const [pair, relations] of pairs) {
      const id = pairId(lane, window, pair);
      const same = merged.get(id);
      if (same === undefined) merged.set(id, { lane, window: windowName(window), pair, relations: [...relations] });
      else {
        relations.forEach((relation, r) => {
          const before = same.relations[r];
          if (relation !== undefined) same.relations[r] = before === undefined ? relation : joined(before, relation);
        });
      }
    }
  }
  for (const [id, { lane, window, pair, relations }] of merged) {
    const [a, b] = parted(pair);
    for (const claim of ["<", ">"] as const) {
      if (free.contradicted(id, claim, name)) continue;
      const ids = [lane + joint + a, lane + joint + b];
      const standing = without(standingOfClaim(relations, claim, m), m, (set) => ids.some((one) => background.has(name, one, set)));
      if (standing.sets.length === 0) continue;
      cells.push({ standing, inPart: false, difference: orderDifference(table, lane, window, pair, claim, relations) });
    }
  }
  return cells;
}

/**
 * Claims about all requests of a run together, whatever the step and the test: where two threads race, each request breaks a claim only now and
 * then, but hardly any run keeps it in all of them. Each is a cell of the test that shows it best.
 */
function combinedClaims(tables: readonly TestTable[], background: Background): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  // Tests that were run in other runs cannot be added up.
  const experiments = new Map<string, TestTable[]>();
  for (const table of tables) getOrMake(experiments, table.runs, () => []).push(table);
  for (const [, together] of experiments) {
    const pairs = new Map<
      string,
      { readonly relations: (Relation | undefined)[]; readonly places: { table: TestTable; window: string; own: Relations }[] }
    >();
    for (const table of together) {
      for (const { lane, window, pairs: own } of table.sections) {
        if (window === start || window === end) continue;
        for (const [pair, relations] of own) {
          const all = getOrMake(pairs, lane + joint + pair, () => ({
            relations: new Array<Relation | undefined>(table.n + table.m).fill(undefined),
            places: [],
          }));
          all.places.push({ table, window: windowName(window), own: relations });
          relations.forEach((relation, r) => {
            const before = all.relations[r];
            if (relation !== undefined) all.relations[r] = before === undefined ? relation : joined(before, relation);
          });
        }
      }
    }
    for (const [id, { relations, places }] of pairs) {
      const [place] = places;
      if (place === undefined || places.length < 2) continue;
      const { m, name } = place.table;
      const [lane, pair] = parted(id);
      const [a, b] = parted(pair);
      for (const claim of ["<", ">"] as const) {
        const ids = [lane + joint + a, lane + joint + b];
        const standing = without(standingOfClaim(relations, claim, m), m, (set) => ids.some((one) => background.has(name, one, set)));
        if (standing.sets.length === 0) continue;
        const broken = ({ table, own }: (typeof places)[number]): number =>
          own.slice(table.n).filter((relation) => relation !== undefined && relation !== claim).length;
        const [best = place] = places.toSorted((one, other) => broken(other) - broken(one));
        getOrMake(cells, best.table.name, () => []).push({
          standing,
          inPart: false,
          difference: orderDifference(best.table, lane, best.window, pair, claim, relations),
        });
      }
    }
  }
  return cells;
}

type Relations = readonly (Relation | undefined)[];

function orderDifference(
  { name, n }: TestTable,
  lane: string,
  phase: string,
  pair: string,
  claim: Relation,
  relations: Relations,
): Difference {
  const [a, b] = parted(pair);
  const [first, second] = claim === "<" ? [a, b] : [b, a];
  const turned = relations.map((relation) => (relation === undefined || claim === "<" ? relation : opposite(relation)));
  return { kind: "order", test: name, lane, phase, first, second, base: turned.slice(0, n), head: turned.slice(n) };
}

/** Below this many expected surprises a run nobody need be told. */
const worthTelling = 0.5;

/** Good and Turing: behaviours seen in just one of n base runs, over n, are about as many as the next run will show for the first time. */
function unseen(tables: readonly TestTable[], notes: string[]): void {
  let once = 0;
  let runs = 0;
  for (const { sections, n } of tables) {
    runs = Math.max(runs, n);
    for (const { rows } of sections) {
      for (const { counts } of rows.values()) if (counts.slice(0, n).filter((count) => count > 0).length === 1) once++;
    }
  }
  const expected = runs < 2 ? 0 : once / runs;
  if (expected < worthTelling) return;
  notes.push(
    `an unchanged run still shows about ${expected.toFixed(1)} behaviours that none of the ${runs} base runs had; more base runs would help`,
  );
}
