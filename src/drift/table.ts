/**
 * The same facts seen crosswise: for one test, one row a class with its values over all runs that observed the test. Text, comparison and
 * differences all work on this table. It also finds the order in which lines are shown: the order in which things happened, as far as
 * the runs agree on one.
 */
import { partsOf, getOrMake } from "./classes.ts";
import { end, joint, noTurn, parted, start, whole, type LineFacts, type Relation, type SectionFacts, type TestFacts } from "./facts.ts";
import { DRIVER } from "../trace/index.ts";
import { compareText } from "./model.ts";

export interface Row {
  readonly key: string;
  /** By run. */
  readonly counts: number[];
  readonly late: boolean[];
  readonly idle: boolean[];
  readonly turns: number[];
  /** See [LineFacts.inARow]; absent where no run has it. */
  inARow?: (number | undefined)[];
}

/** One service in one window, over all runs. */
export interface Section {
  readonly window: string;
  readonly lane: string;
  readonly rows: ReadonlyMap<string, Row>;
  /** `A\nB`, A before B in code unit order → relation by run; undefined where a run has no evidence. */
  readonly pairs: ReadonlyMap<string, readonly (Relation | undefined)[]>;
  /** `A\nB`, see [SectionFacts.ahead] → number by run; undefined where a run has no evidence. */
  readonly ahead: ReadonlyMap<string, readonly (number | undefined)[]>;
  /** Class → by run; see [SectionFacts.pauses]. */
  readonly pauses: ReadonlyMap<string, readonly (number | undefined)[]>;
}

/** A test with the runs of both sides in one table, the base's first. */
export interface TestTable {
  readonly name: string;
  readonly n: number;
  readonly m: number;
  /** Which runs of either side these are, as text. */
  readonly runs: string;
  readonly sections: readonly Section[];
}

/** The sections of the steps; there are no requests in the start and the end. */
export function stepSections({ sections }: TestTable): readonly Section[] {
  return sections.filter(({ window }) => window !== start && window !== end);
}

/** The sections of a test over [runs], in reading order: windows by time, the driver first, then services by name. */
export function tabulate(runs: readonly TestFacts[]): Section[] {
  interface Draft {
    readonly rows: Map<string, Row>;
    readonly pairs: Map<string, (Relation | undefined)[]>;
    readonly ahead: Map<string, (number | undefined)[]>;
    readonly pauses: Map<string, (number | undefined)[]>;
  }
  const sections = new Map<string, Draft>();
  runs.forEach((facts, r) => {
    for (const [key, { lines, order, ahead: leasts, pauses: rests }] of facts) {
      const { rows, pairs, ahead, pauses } = getOrMake(sections, key, (): Draft => ({
        rows: new Map(),
        pairs: new Map(),
        ahead: new Map(),
        pauses: new Map(),
      }));
      for (const [line, { count, late, idle, turn, inARow }] of lines) {
        const row = getOrMake(rows, line, () => emptyRow(line, runs.length));
        row.counts[r] = count;
        row.late[r] = late;
        row.idle[r] = idle;
        row.turns[r] = turn;
        if (inARow !== undefined) (row.inARow ??= new Array<number | undefined>(runs.length).fill(undefined))[r] = inARow;
      }
      for (const [pair, relation] of order) {
        getOrMake(pairs, pair, () => new Array<Relation | undefined>(runs.length).fill(undefined))[r] = relation;
      }
      for (const [pair, least] of leasts)
        getOrMake(ahead, pair, () => new Array<number | undefined>(runs.length).fill(undefined))[r] = least;
      for (const [line, pause] of rests)
        getOrMake(pauses, line, () => new Array<number | undefined>(runs.length).fill(undefined))[r] = pause;
    }
  });
  return [...sections]
    .map(([key, { rows, pairs, ahead, pauses }]): Section => {
      const [window, lane] = parted(key);
      return { window, lane, rows, pairs, ahead, pauses };
    })
    .sort((a, b) => windowRank(a.window) - windowRank(b.window) || compareText(a.window, b.window) || laneOrder(a.lane, b.lane));
}

export function emptyRow(key: string, runs: number): Row {
  return {
    key,
    counts: new Array<number>(runs).fill(0),
    late: new Array<boolean>(runs).fill(false),
    idle: new Array<boolean>(runs).fill(false),
    turns: new Array<number>(runs).fill(noTurn),
  };
}

/** The facts of run [r] of a table. */
export function factsOf(sections: readonly Section[], r: number): TestFacts {
  const facts = new Map<string, SectionFacts>();
  for (const { window, lane, rows, pairs, ahead, pauses } of sections) {
    const lines = new Map<string, LineFacts>();
    for (const [key, { counts, late, idle, turns, inARow }] of rows) {
      const count = counts[r] ?? 0;
      const row = inARow?.[r];
      const line = { count, late: late[r] ?? false, idle: idle[r] ?? false, turn: turns[r] ?? noTurn };
      if (count > 0) lines.set(key, row === undefined ? line : { ...line, inARow: row });
    }
    const order = new Map<string, Relation>();
    for (const [pair, relations] of pairs) {
      const relation = relations[r];
      if (relation !== undefined) order.set(pair, relation);
    }
    const leasts = new Map<string, number>();
    for (const [pair, numbers] of ahead) {
      const least = numbers[r];
      if (least !== undefined) leasts.set(pair, least);
    }
    const rests = new Map<string, number>();
    for (const [key, byRun] of pauses) {
      const pause = byRun[r];
      if (pause !== undefined) rests.set(key, pause);
    }
    if (lines.size > 0 || rests.size > 0) facts.set(window + joint + lane, { lines, order, ahead: leasts, pauses: rests });
  }
  return facts;
}

function windowRank(window: string): number {
  if (window === start) return 0;
  if (window === end) return Number.MAX_SAFE_INTEGER - 1;
  if (window === whole) return Number.MAX_SAFE_INTEGER;
  return Number(/^step (\d+) /.exec(window)?.[1] ?? 0);
}

function laneOrder(a: string, b: string): number {
  return Number(b === DRIVER) - Number(a === DRIVER) || compareText(a, b);
}

/** A file's life as far as no evidence says otherwise: for starts and other places without requests. */
const lifeOrder =
  "step connect accept bind listen mkdir open read send receive truncate write fallocate fdatasync fsync rename link unlink handle exited".split(
    " ",
  );

function lifeRank(call: string): number {
  const at = lifeOrder.indexOf(call);
  return at < 0 ? lifeOrder.indexOf("write") : at;
}

/** Runs in which the first came first, less those in which the second did. */
export function balanceOf(relations: readonly (Relation | undefined)[]): number {
  let balance = 0;
  for (const relation of relations) balance += relation === "<" ? 1 : relation === ">" ? -1 : 0;
  return balance;
}

/**
 * [balanceOf] for showing two sides, each of [runs], beside each other: a pair that each side agrees on, and not with the other, stands as
 * each side has it; any other pair stands the same way on both, so that what is free to interleave never looks like a change.
 */
export function balanceOnOneSide(side: readonly number[], other: readonly number[]): typeof balanceOf {
  return (relations) => {
    const mine = side.map((r) => relations[r]);
    const theirs = other.map((r) => relations[r]);
    const agreed = (signs: readonly (Relation | undefined)[]): Relation | undefined => {
      const seen = new Set(signs.filter((sign) => sign !== undefined));
      return seen.size === 1 ? [...seen][0] : undefined;
    };
    const [a, b] = [agreed(mine), agreed(theirs)];
    return a !== undefined && b !== undefined && a !== b && a !== "~" ? balanceOf(mine) : balanceOf([...mine, ...theirs]);
  };
}

/** Where a row stands by its turns: behind this many landmarks, and then this far. */
interface Sight {
  readonly landmarks: number;
  readonly isLandmark: boolean;
  readonly further: number;
}

/**
 * One order out of the turns of all runs. Classes that every run has are landmarks; a class stands behind as many of them as it did in the
 * runs, on average, and then as far from the last as it did. So what one run has more pushes nothing else about.
 */
function sighted(rows: ReadonlyMap<string, Row>): Map<string, Sight> {
  const known = [...rows.values()].filter(({ turns }) => turns.some((turn) => turn !== noTurn));
  const runs = (known[0]?.turns ?? []).map((_, r) => r).filter((r) => known.some(({ turns }) => turns[r] !== noTurn));
  const isLandmark = ({ turns }: Row): boolean => runs.every((r) => turns[r] !== noTurn);
  const sums = new Map(known.map((row) => [row, { landmarks: 0, isLandmark: isLandmark(row), further: 0, runs: 0 }]));
  for (const r of runs) {
    let [landmarks, further] = [0, 0];
    for (const row of inTurn(known, r)) {
      const sum = sums.get(row);
      if (sum === undefined) continue;
      sum.landmarks += landmarks;
      sum.further += further++;
      sum.runs++;
      if (!sum.isLandmark) continue;
      landmarks++;
      further = 0;
    }
  }
  return new Map(
    [...sums].map(([{ key }, sum]): [string, Sight] => {
      return [key, { landmarks: sum.landmarks / sum.runs, isLandmark: sum.isLandmark, further: sum.further / sum.runs }];
    }),
  );
}

/** Those of [rows] that run [r] has, in the order in which they first came there. */
export function inTurn(rows: readonly Row[], r: number): Row[] {
  const turn = ({ turns }: Row): number => turns[r] ?? noTurn;
  return rows.filter((row) => turn(row) !== noTurn).sort((a, b) => turn(a) - turn(b));
}

function compareSights(a: Sight | undefined, b: Sight | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.landmarks - b.landmarks || Number(a.isLandmark) - Number(b.isLandmark) || a.further - b.further;
}

/**
 * The rows of a section in the order they are shown in. Each pair of classes with evidence gives a point to the one that more runs saw
 * first; more points come first. Where all runs agree on a total order this is that order. In the start and the end it is the order in which
 * things first came. A pure function of the facts, so a file's lines never depend on who wrote it.
 */
export function arranged(
  rows: ReadonlyMap<string, Row>,
  pairs: Section["pairs"],
  balance: (relations: readonly (Relation | undefined)[]) => number = balanceOf,
): Row[] {
  const points = new Map<string, number>();
  for (const [pair, relations] of pairs) {
    const sign = Math.sign(balance(relations));
    const [a, b] = parted(pair);
    points.set(a, (points.get(a) ?? 0) + sign);
    points.set(b, (points.get(b) ?? 0) - sign);
  }
  const sights = sighted(rows);
  const decorated = [...rows.values()].map((row) => {
    const { call, object } = partsOf(row.key);
    const own = points.get(row.key);
    return { row, group: own === undefined ? 1 : 0, own: own ?? 0, sight: sights.get(row.key), object, rank: lifeRank(call) };
  });
  decorated.sort(
    (a, b) =>
      a.group - b.group ||
      b.own - a.own ||
      compareSights(a.sight, b.sight) ||
      compareText(a.object, b.object) ||
      a.rank - b.rank ||
      compareText(a.row.key, b.row.key),
  );
  return decorated.map(({ row }) => row);
}
