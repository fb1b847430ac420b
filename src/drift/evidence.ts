/**
 * When a difference is drift: an exact permutation test over whole runs, derived in README.md.
 *
 * If nothing changed, base and head runs are exchangeable: any m of the n + m runs could have been the head's. A cell (one count, one claim of
 * order) separates the runs of a set from all others, or it does not; the *score* of a set is how many cells do that for it, those that an edge
 * between two parts of the test can move counting next to nothing. Cells that never vary score for no set, cells that move together score for the
 * same set. The chance that the head scores as high as it does, if nothing
 * changed, is the share of sets with at least its score among all sets of its size. That share is the bound; what is reported as drift must
 * keep it within the budget. Beside the score there is another yardstick, numbers that never vary in all other runs, and a set stands as high as
 * the better of the two says.
 */
import { getOrMake } from "./classes.ts";
import type { Relation } from "./facts.ts";

/** Default budget: one false alarm in ten thousand comparisons. */
export const defaultBudget = 1e-4;

/** A claim that would stand out by more sets than this, because too many runs say nothing of it, proves nothing and is left aside. */
const mostSets = 20;

/** Number of ways to choose [k] of [n], exact while it fits a double. */
export function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - Math.min(k, n - k) + i)) / i;
  return Math.round(result);
}

/** Whether [n] runs against [m] are enough to call anything drift: no set of runs could stand out more than the head's, and that is its chance. */
export function canDecide(n: number, m: number, budget = defaultBudget): boolean {
  return 1 / choose(n + m, m) <= budget;
}

/** The sets of runs, as text of 0 and 1, that a cell sets apart, and whether the actual head is one of them. */
export interface Standing {
  /** Set → as one of how many: runs that say nothing leave open which of them it is. */
  readonly sets: ReadonlyMap<string, number>;
  readonly separated: boolean;
}

const nowhere: Standing = { sets: new Map(), separated: false };

/**
 * For counts: the [heads] largest or the [heads] smallest values, if a gap sets them apart. [values] holds the base's runs first, then
 * the head's.
 */
export function standingOfCounts(values: readonly number[], heads: number): Standing {
  const n = values.length - heads;
  if (n < 1 || heads < 1) return nowhere;
  const first = values[0];
  if (values.every((value) => value === first)) return nowhere;
  const sorted = [...values].sort((a, b) => a - b);
  const sets: string[] = [];
  const below = sorted[n - 1] ?? 0;
  if (below < (sorted[n] ?? 0)) sets.push(values.map((value) => (value > below ? "1" : "0")).join(""));
  const lowest = sorted[heads - 1] ?? 0;
  if (lowest < (sorted[heads] ?? 0)) sets.push(values.map((value) => (value <= lowest ? "1" : "0")).join(""));
  const head = "0".repeat(n) + "1".repeat(heads);
  return { sets: new Map(sets.map((set) => [set, 1])), separated: sets.includes(head) };
}

/**
 * For order: [claim] held in every run outside the set that had evidence (at least half of them) and in none inside (at least half had
 * evidence). Runs without evidence may be on either side, so they multiply the sets.
 */
export function standingOfClaim(relations: readonly (Relation | undefined)[], claim: Relation, heads: number): Standing {
  const n = relations.length - heads;
  let broken = 0;
  let held = 0;
  for (const relation of relations) {
    if (relation === undefined) continue;
    if (relation === claim) held++;
    else broken++;
  }
  const silent = relations.length - broken - held;
  if (broken * 2 < heads || broken > heads || held * 2 < n || held > n || broken === 0 || held === 0) return nowhere;
  if (choose(silent, heads - broken) > mostSets) return nowhere;
  const sets = setsOf(relations, claim, heads - broken);
  return { sets: new Map(sets.map((set) => [set, sets.length])), separated: sets.includes("0".repeat(n) + "1".repeat(heads)) };
}

/**
 * For least numbers, of which some runs have none: those of [heads] runs at most that are larger than all others, or smaller, as [standingOfClaim] has
 * it, for each place between two values where the runs could part.
 */
export function standingOfLeasts(leasts: readonly (number | undefined)[], heads: number): Standing {
  const values = [...new Set(leasts.filter((least) => least !== undefined))].sort((a, b) => a - b);
  const sets = new Map<string, number>();
  for (const above of values.slice(1)) {
    const sides = leasts.map((least): Relation | undefined => (least === undefined ? undefined : least < above ? "<" : ">"));
    for (const claim of ["<", ">"] as const) surest(sets, standingOfClaim(sides, claim, heads).sets);
  }
  return { sets, separated: sets.has("0".repeat(leasts.length - heads) + "1".repeat(heads)) };
}

/** Adds [more] to [sets]; what is open among fewer counts. */
export function surest(sets: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [set, among] of more) sets.set(set, Math.min(among, sets.get(set) ?? among));
}

/** All ways to take [more] of the runs without evidence to those that broke the claim. */
function setsOf(relations: readonly (Relation | undefined)[], claim: Relation, more: number): string[] {
  let sets: { readonly text: string; readonly left: number }[] = [{ text: "", left: more }];
  for (const relation of relations) {
    if (relation !== undefined) sets = sets.map(({ text, left }) => ({ text: text + (relation === claim ? "0" : "1"), left }));
    else sets = sets.flatMap(({ text, left }) => [{ text: `${text}0`, left }, ...(left > 0 ? [{ text: `${text}1`, left: left - 1 }] : [])]);
  }
  return sets.filter(({ left }) => left === 0).map(({ text }) => text);
}

/** A number or a claim of one comparison, as far as evidence is concerned. */
export interface Scored {
  readonly standing: Standing;
  /** It counts in one part of the test only: what is missing there can have come in the part before or behind. */
  readonly inPart: boolean;
}

/**
 * What a cell counts that is not of a part: more than all the cells of parts together, of which no model has so many. A service that starts beside
 * the first step does dozens of things now on this side of the edge, now on the other; by chance the runs of any set may be those in which
 * it came late, and they would outnumber the two or three cells of a real change. Only among equals do the parts decide.
 */
const beyondParts = 2 ** 26;

/** What a cell counts that stands out by one set. Whole numbers, so that equal scores are equal. */
const one = 64;

/**
 * What a cell counts for a set that is one of [among] which it could be, out of [all]: what it tells about which set it is, so that a cell that leaves
 * all of them open would tell nothing. As much for each as for one set alone would let a few silent runs raise dozens of sets as high as a real change;
 * an equal share of it would let one lucky number outweigh a change that shows in many claims, all of them with silent runs.
 */
function weightOf(among: number, all: number): number {
  return Math.max(1, Math.round((one * Math.log(all / among)) / Math.log(all)));
}

/** What a number tells that is the same in all runs outside of each of [sets]; numbers that move together tell the same [what]. */
export interface Steady {
  readonly sets: readonly string[];
  readonly what: string;
}

/** [values] as far as they set runs apart that all others have the same number beside; the same text for numbers that rise and fall together. */
export function steadyOf({ sets }: Standing, values: readonly number[]): Steady {
  const isSteady = (set: string): boolean => new Set(values.filter((_, r) => set[r] === "0")).size === 1;
  const ranks = [...new Set(values)].sort((a, b) => a - b);
  return { sets: [...sets.keys()].filter(isSteady), what: values.map((value) => ranks.indexOf(value)).join() };
}

interface Experiment {
  readonly total: number;
  readonly heads: number;
  readonly scores: Map<string, number>;
  /** Set → what steady numbers tell of it. */
  readonly told: Map<string, Set<string>>;
}

/** The scores of one comparison. Tests that were run in the same runs are one experiment; others are tested apart, at their share of the budget. */
export class Scores {
  readonly #experiments = new Map<string, Experiment>();

  /** [runs] names the runs of the experiment, [total] of them, the last [heads] the head's. */
  add(runs: string, total: number, heads: number, cells: readonly Scored[], numbers: readonly Steady[] = []): void {
    const { scores, told } = getOrMake(this.#experiments, runs, (): Experiment => ({
      total,
      heads,
      scores: new Map(),
      told: new Map(),
    }));
    const all = choose(total, heads);
    for (const { standing, inPart } of cells) {
      for (const [set, among] of standing.sets) scores.set(set, (scores.get(set) ?? 0) + weightOf(among, all) * (inPart ? 1 : beyondParts));
    }
    for (const { sets, what } of numbers) for (const set of sets) getOrMake(told, set, () => new Set<string>()).add(what);
  }

  /** The chance that the head would stand out like this if nothing had changed; 0 when it does not stand out at all. */
  chance(runs: string): number {
    const experiment = this.#experiments.get(runs);
    if (experiment === undefined) return 0;
    const { total, heads, scores, told } = experiment;
    const head = "0".repeat(total - heads) + "1".repeat(heads);
    const score = (set: string): number => scores.get(set) ?? 0;
    const different = (set: string): number => told.get(set)?.size ?? 0;
    if (score(head) === 0) return 0;
    const byScore = places([...scores.keys()], (a, b) => score(b) - score(a));
    const byNumbers = places([...told.keys()], (a, b) => different(b) - different(a) || score(b) - score(a));
    const place = (set: string): number => Math.min(byScore.get(set) ?? Infinity, byNumbers.get(set) ?? Infinity);
    const own = place(head);
    const asHigh = [...scores.keys()].filter((set) => place(set) <= own).length;
    return Math.min(1, (asHigh * this.#experiments.size) / choose(total, heads));
  }
}

/** Set → how many stand as high in [order] as it does, itself among them. */
function places(sets: readonly string[], order: (a: string, b: string) => number): Map<string, number> {
  const sorted = [...sets].sort(order);
  const found = new Map<string, number>();
  let next: string | undefined;
  for (let i = sorted.length - 1; i >= 0; i--) {
    const set = sorted[i] ?? "";
    found.set(set, next !== undefined && order(set, next) === 0 ? (found.get(next) ?? 0) : i + 1);
    next = set;
  }
  return found;
}
