/**
 * Every number and every claim of a comparison as a cell, which sets some of the runs apart from the others or does not. Counts of classes by part of
 * the test; claims of order, by step and over all requests of a run together; and how many questions come before another call, likewise. The README
 * says what each is for.
 */
import { DRIVER } from "../trace/index.ts";
import { fallsOnly, without, type Background, type ClassId } from "./background.ts";
import { getOrMake, isUnsyncedAnswer, partsOf, syncCalls } from "./classes.ts";
import type { AheadDifference, Difference } from "./draft.ts";
import { syncBehind } from "./durable.ts";
import { standingOfClaim, standingOfCounts, standingOfLeasts, type Scored, type Standing } from "./evidence.ts";
import { end, joined, joint, opposite, parted, start, stepKind, whole, windowName, type Relation } from "./facts.ts";
import { stepSections, type TestTable } from "./table.ts";

/** A number or a claim, and what is told of it where it differs. */
export interface Cell extends Scored {
  readonly difference: Difference;
}

export function countCells({ name, sections, n, m }: TestTable, background: Background): Cell[] {
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
      if (standing.sets.size === 0) continue;
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

/** Whether [set] has the least of all values. */
export function isLow(values: readonly number[], set: string): boolean {
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

/** For each pair, how the runs of each test saw it: whatever stands in one order here and in another there does so by luck. */
export class FreePairs {
  readonly #seen = new Map<string, { readonly table: TestTable; readonly relations: readonly (Relation | undefined)[] }[]>();

  constructor(tables: readonly TestTable[]) {
    for (const table of tables) {
      for (const { lane, window, pairs } of stepSections(table)) {
        for (const [pair, relations] of pairs) getOrMake(this.#seen, pairId(lane, window, pair), () => []).push({ table, relations });
      }
    }
  }

  /** Whether a run outside of [set] contradicts [claim] in a test other than [table]'s; of a test that was run in other runs, one of the base. */
  contradicted(id: string, claim: Relation, { name, runs }: TestTable, set: string): boolean {
    return (this.#seen.get(id) ?? []).some(({ table, relations }) => {
      if (table.name === name) return false;
      const outside = (r: number): boolean => (table.runs === runs ? set[r] === "0" : r < table.n);
      return relations.some((relation, r) => relation !== undefined && relation !== claim && outside(r));
    });
  }
}

/** Whether it is luck where among the calls of a request a class stands. */
function hasNoPlace(background: Background, test: string, id: ClassId, set: string): boolean {
  return background.has(test, id, set) || background.straggles(test, id, set);
}

export function orderCells(table: TestTable, free: FreePairs, background: Background): Cell[] {
  const { name, m } = table;
  const cells: Cell[] = [];
  const merged = new Map<string, { lane: string; window: string; pair: string; relations: (Relation | undefined)[] }>();
  for (const { lane, window, pairs } of stepSections(table)) {
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
      const ids = [lane + joint + a, lane + joint + b];
      const standing = without(
        standingOfClaim(relations, claim, m),
        m,
        (set) => free.contradicted(id, claim, table, set) || ids.some((one) => hasNoPlace(background, name, one, set)),
      );
      if (standing.sets.size === 0) continue;
      cells.push({ standing, inPart: false, difference: orderDifference(table, lane, window, pair, claim, relations) });
    }
  }
  return cells;
}

/**
 * Claims about all requests of a run together, whatever the step and the test: where two threads race, each request breaks a claim only now and
 * then, but hardly any run keeps it in all of them. Each is a cell of the test that shows it best.
 */
export function combinedClaims(tables: readonly TestTable[], background: Background): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  for (const together of experimentsOf(tables)) {
    const pairs = new Map<
      string,
      { readonly relations: (Relation | undefined)[]; readonly places: { table: TestTable; window: string; own: Relations }[] }
    >();
    for (const table of together) {
      for (const { lane, window, pairs: own } of stepSections(table)) {
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
        const standing = without(standingOfClaim(relations, claim, m), m, (set) =>
          ids.some((one) => hasNoPlace(background, name, one, set)),
        );
        if (standing.sets.size === 0) continue;
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

/** Tests that were run in other runs cannot be added up. */
export function experimentsOf(tables: readonly TestTable[]): TestTable[][] {
  const experiments = new Map<string, TestTable[]>();
  for (const table of tables) getOrMake(experiments, table.runs, () => []).push(table);
  return [...experiments.values()];
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

type Leasts = (number | undefined)[];

/** What comes before [other]'s first call, and so on: of two of the same, the least. */
function lesser(into: Leasts, leasts: readonly (number | undefined)[]): void {
  leasts.forEach((least, r) => {
    if (least !== undefined) into[r] = Math.min(least, into[r] ?? least);
  });
}

function aheadDifference(table: TestTable, lane: string, phase: string, pair: string, leasts: Leasts): AheadDifference {
  const { name, n } = table;
  const [question, other] = parted(pair);
  const difference: AheadDifference = {
    kind: "ahead",
    test: name,
    lane,
    phase,
    question,
    other,
    base: leasts.slice(0, n),
    head: leasts.slice(n),
  };
  return isUnsyncedAnswer(partsOf(question)) ? { ...difference, behind: syncBehind(table, difference) } : difference;
}

/**
 * How [leasts] set runs of a test apart. Of syncs before what comes by itself, or is of a start, they tell only when that came. Questions are kept: what a thread
 * does by itself and what it asks are one turn of it.
 */
function standingOfAhead(lane: string, pair: string, leasts: Leasts, { name, m }: TestTable, background: Background): Standing {
  const [question, other] = parted(pair);
  const standing = standingOfLeasts(leasts, m);
  if (!syncCalls.has(partsOf(question).call)) return standing;
  return without(standing, m, (set) => hasNoPlace(background, name, lane + joint + other, set));
}

/** How many questions come before another call, in each step of a test. */
export function aheadCells(table: TestTable, background: Background): Cell[] {
  const places = new Map<string, { readonly lane: string; readonly phase: string; readonly pair: string; readonly leasts: Leasts }>();
  for (const { lane, window, ahead } of stepSections(table)) {
    for (const [pair, leasts] of ahead) {
      const place = { lane, phase: windowName(window), pair, leasts: new Array<number | undefined>(leasts.length).fill(undefined) };
      lesser(getOrMake(places, pairId(lane, window, pair), () => place).leasts, leasts);
    }
  }
  return [...places.values()].flatMap(({ lane, phase, pair, leasts }) => {
    const standing = standingOfAhead(lane, pair, leasts, table, background);
    return standing.sets.size === 0 ? [] : [{ standing, inPart: false, difference: aheadDifference(table, lane, phase, pair, leasts) }];
  });
}

/** A number of questions in one step of one test. */
interface AheadPlace {
  readonly table: TestTable;
  readonly phase: string;
  readonly leasts: readonly (number | undefined)[];
}

/**
 * The same over many requests of a run, whatever the test: the more requests, the freer the least of them is of what comes by itself. Over those of all
 * steps, and over those of steps of one kind, since what all steps ask least may be asked in steps of another kind.
 */
export function combinedAhead(tables: readonly TestTable[], background: Background): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  for (const together of experimentsOf(tables)) {
    const pairs = new Map<string, AheadPlace[]>();
    for (const table of together) {
      for (const { lane, window, ahead } of stepSections(table)) {
        const phase = windowName(window);
        for (const [pair, leasts] of ahead) getOrMake(pairs, lane + joint + pair, () => []).push({ table, phase, leasts });
      }
    }
    for (const [id, places] of pairs) {
      const [lane, pair] = parted(id);
      const kinds = new Map<string, AheadPlace[]>();
      for (const place of places) getOrMake(kinds, stepKind(place.phase), () => []).push(place);
      for (const alike of kinds.size === 1 ? [places] : [places, ...kinds.values()]) {
        const made = aheadCell(lane, pair, alike, background);
        if (made !== undefined) getOrMake(cells, made.difference.test, () => []).push(made);
      }
    }
  }
  return cells;
}

/** What several places say together, as a cell of the test that shows it best. */
function aheadCell(lane: string, pair: string, places: readonly AheadPlace[], background: Background): Cell | undefined {
  const seen = ({ table, leasts }: AheadPlace): number => leasts.slice(table.n).filter((least) => least !== undefined).length;
  const [best] = places.toSorted((one, other) => seen(other) - seen(one));
  if (best === undefined || places.length < 2) return undefined;
  const { table, phase } = best;
  const leasts = new Array<number | undefined>(best.leasts.length).fill(undefined);
  for (const place of places) lesser(leasts, place.leasts);
  const standing = standingOfAhead(lane, pair, leasts, table, background);
  return standing.sets.size === 0 ? undefined : { standing, inPart: false, difference: aheadDifference(table, lane, phase, pair, leasts) };
}
