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
import { Background } from "./background.ts";
import { rowCells } from "./batches.ts";
import { aheadCells, combinedAhead, combinedClaims, countCells, FreePairs, orderCells, type Cell } from "./cells.ts";
import { getOrMake } from "./classes.ts";
import { commonest, sameEnvironment, stepsDiffer, tableOf, testsInCommon } from "./comparable.ts";
import type { Difference } from "./draft.ts";
import { canDecide, defaultBudget, Scores, steadyOf, surest, type Scored, type Steady } from "./evidence.ts";
import { findingsOf } from "./findings.ts";
import { ofTwoSuites, type Model } from "./model.ts";
import { linesFor, type Places } from "./places.ts";
import { replicasOf, toldOnce, withLuck, withReplicas } from "./replicas.ts";
import type { TestTable } from "./table.ts";
import { timerCells } from "./timers.ts";
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
  return compareByTable(base, head, options).comparison;
}

/** A comparison with what it was made of. */
export interface ComparisonByTable {
  readonly comparison: Comparison;
  /** Of the tests that were compared. */
  readonly tables: readonly TestTable[];
  readonly background: Background;
}

/** [compare] with the tables that it compared. */
export function compareByTable(base: Model, head: Model, options: CompareOptions = {}): ComparisonByTable {
  const budget = options.budget ?? defaultBudget;
  const notes: string[] = [];
  if (ofTwoSuites(base, head)) notes.push(`these are two suites, ${base.suite} and ${head.suite}: tests of the same name were compared`);
  const { baseRuns, headRuns } = sameEnvironment(base, head, notes);
  const environment = { base: commonest(base), head: commonest(head) };
  const done = { baseRuns: baseRuns.length, headRuns: headRuns.length, environment };
  const nothing = (): ComparisonByTable => {
    return {
      comparison: { ...done, outcome: "incomparable", findings: [], compared: [], falseAlarmBound: 0, notes },
      tables: [],
      background: new Background([]),
    };
  };
  if (baseRuns.length === 0 || headRuns.length === 0) return nothing();

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
    return nothing();
  }

  const replicas = replicasOf(tables);
  const together = tables.map((table) => withReplicas(table, replicas));
  const background = new Background(together);
  const free = new FreePairs(together);
  const claims = combinedClaims(together, background);
  const ahead = combinedAhead(together, background);
  const timers = timerCells(together, background);
  const rows = rowCells(together, background);
  const cells = together.flatMap((table): Cell[] => [
    ...countCells(table, background),
    ...(timers.get(table.name) ?? []),
    ...orderCells(table, free, background),
    ...(claims.get(table.name) ?? []),
    ...aheadCells(table, background),
    ...(ahead.get(table.name) ?? []),
    ...(rows.get(table.name) ?? []),
  ]);
  const weighed = withLuck(cells, replicas);
  const scores = new Scores();
  for (const { name, n, m, runs } of tables) {
    // A test with too few runs for any verdict cannot raise an alarm, so it has no share in the budget either.
    const own = weighed.filter(({ difference }) => difference.test === name);
    if (canDecide(n, m, budget)) scores.add(runs, n + m, m, scored(own), steadyNumbers(own));
  }
  const separated = cells.filter(({ standing }) => standing.separated).map(({ difference }) => difference);
  const differences = toldOnce(separated, tables, replicas);
  const chances = new Map(tables.filter(({ n, m }) => canDecide(n, m, budget)).map(({ name, runs }) => [name, scores.chance(runs)]));
  const certainty = (test: string): Certainty => {
    const chance = chances.get(test);
    if (chance !== undefined && chance <= budget) return "confirmed";
    return options.final === true ? "inconclusive" : "suspected";
  };
  // What may be called drift, and so what may be called it wrongly.
  const bound = Math.max(0, ...[...chances.values()].filter((chance) => chance <= budget));
  const findings = findingsOf(differences, together, certainty, replicas, (wanted) =>
    linesFor(wanted, options.places?.base, options.places?.head),
  );
  const outcome = findings.length === 0 ? "same" : findings.some((finding) => finding.certainty === "confirmed") ? "drift" : "undecided";
  unseen(tables, notes);
  return { comparison: { ...done, outcome, findings, compared, falseAlarmBound: bound, notes }, tables, background };
}

/**
 * The cells as far as they are evidence: what is asked before one call and before another moves together, so one question counts once; and so do
 * the syncs of a file in a row, in whichever step, and all that a service does by itself, since one timer makes many calls.
 */
function scored(cells: readonly Cell[]): readonly Scored[] {
  const causes = new Map<string, { readonly sets: Map<string, number>; readonly inPart: boolean }>();
  const others: Scored[] = [];
  for (const { standing, inPart, difference } of cells) {
    const cause = causeOf(difference);
    if (cause === undefined) others.push({ standing, inPart });
    else {
      const { sets } = getOrMake(causes, cause, () => ({ sets: new Map<string, number>(), inPart }));
      surest(sets, standing.sets);
    }
  }
  for (const { sets, inPart } of causes.values()) others.push({ standing: { sets, separated: false }, inPart });
  return others;
}

/**
 * The counts among the cells that never vary in the runs outside of a set. A claim has two values only, so that it never varies there says no more than
 * that it stands out; and it is not known of a least number in runs that are silent. Those that move together in one test tell one thing.
 */
function steadyNumbers(cells: readonly Cell[]): readonly Steady[] {
  return cells.flatMap(({ standing, inPart, difference }) => {
    if (inPart || difference.kind !== "count") return [];
    const { sets, what } = steadyOf(standing, [...difference.base, ...difference.head]);
    return [{ sets, what: causeOf(difference) ?? `${difference.test}\n${what}` }];
  });
}

/** Same for cells that move together. */
function causeOf(difference: Difference): string | undefined {
  if (difference.kind === "ahead") return `${difference.lane}\n${difference.question}`;
  if (difference.kind === "row") return `${difference.lane}\n${difference.key}`;
  return difference.kind === "count" && difference.byItself === true ? difference.lane : undefined;
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
