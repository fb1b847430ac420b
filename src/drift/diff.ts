/**
 * `faultbox diff A B`: what two models say otherwise, in sentences and line by line. The comparison says what changed and how sure that is, from one
 * run against one upwards; the lines of the tests in which it found something are shown beside each other. Lines are aligned by section and by
 * class, so one inserted call is one line and nothing behind it moves. Where a model holds several runs, a count is a range, and ranges that touch
 * are equal; what comes by itself, what is free to happen in either order, and whether it was seen late, is no difference. A handle's life is only
 * shown where no call of it differs: it would say the same again. Tests that cannot be compared (one side lacks them, or their steps are others)
 * differ as far as their lines do.
 */
import { diffArrays } from "diff";
import type { Background } from "./background.ts";
import { getOrMake, isDerived, partsOf } from "./classes.ts";
import { compareByTable } from "./compare.ts";
import { end, joint, parted, start, type Relation, type TestFacts } from "./facts.ts";
import { compareText, type Model } from "./model.ts";
import { arranged, balanceOnOneSide, tabulate, type Section, type TestTable } from "./table.ts";
import type { Comparison } from "./types.ts";

export interface DiffLine {
  readonly side: "both" | "a" | "b";
  readonly text: string;
}

/** What differs in one service in one window of one test. */
export interface DiffSection {
  readonly test: string;
  readonly window: string;
  readonly lane: string;
  readonly lines: readonly DiffLine[];
}

export interface TextDiff {
  /** Nothing changed: no finding, and no line in a test that could not be compared. */
  readonly identical: boolean;
  /** Lines that tell what happened; headings are not counted. */
  readonly aLines: number;
  readonly bLines: number;
  /** What changed from A to B, and how sure that is. */
  readonly comparison: Comparison;
  readonly sections: readonly DiffSection[];
}

/** Differences between two models. */
export function diffModels(a: Model, b: Model): TextDiff {
  const { comparison, tables, background } = compareByTable(a, b);
  const changed = new Set(comparison.findings.flatMap(({ test, alsoIn }) => [test, ...alsoIn]));
  const compared = new Map(tables.map((table) => [table.name, table]));
  const names = [...new Set([...testsOf(a), ...testsOf(b)])].sort(compareText);
  let aLines = 0;
  let bLines = 0;
  const sections: DiffSection[] = [];
  for (const test of names) {
    const table = compared.get(test) ?? sideBySide(test, a, b);
    const sides = new Sides(table, compared.has(test) ? background : undefined);
    for (const section of table.sections) {
      const lines = sectionLines(section, sides);
      aLines += lines.filter(({ side }) => side !== "b").length;
      bLines += lines.filter(({ side }) => side !== "a").length;
      const tells = changed.has(test) || !compared.has(test);
      if (tells && lines.some(({ side }) => side !== "both")) sections.push({ test, window: section.window, lane: section.lane, lines });
    }
  }
  return { identical: comparison.findings.length === 0 && sections.length === 0, aLines, bLines, comparison, sections };
}

/** The runs of both sides of a test that was not compared. */
function sideBySide(name: string, a: Model, b: Model): TestTable {
  const ofA = observed(a, name);
  const ofB = observed(b, name);
  return { name, n: ofA.length, m: ofB.length, runs: "", sections: tabulate([...ofA, ...ofB]) };
}

function testsOf({ runs }: Model): string[] {
  return runs.flatMap(({ tests }) => [...tests.keys()]);
}

function observed({ runs }: Model, test: string): TestFacts[] {
  return runs.map(({ tests }) => tests.get(test)).filter((facts): facts is TestFacts => facts !== undefined && facts !== "broken");
}

/** Repeats of a line are written out up to here. */
const mostRepeats = 8;

/** What the lines of one test's two sides have in common. */
class Sides {
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Lane and class of what differs in number without being a difference. */
  readonly #free = new Set<string>();

  constructor({ name, n, m, sections }: TestTable, background: Background | undefined) {
    this.a = Array.from({ length: n }, (_, r) => r);
    this.b = Array.from({ length: m }, (_, r) => n + r);
    const late = new Set<string>();
    const totals = new Map<string, number[]>();
    for (const { window, lane, rows } of sections) {
      for (const row of rows.values()) {
        const id = lane + joint + row.key;
        if (background?.has(name, id, "0".repeat(n) + "1".repeat(m)) === true) this.#free.add(id);
        if (window === start || window === end) continue;
        if (row.late.includes(true)) late.add(id);
        const total = getOrMake(totals, id, () => new Array<number>(n + m).fill(0));
        row.counts.forEach((count, r) => (total[r] = (total[r] ?? 0) + count));
      }
    }
    // Seen behind an answer and equally frequent in all steps together: at the edge of a step it falls into this one or the next as luck will have it.
    for (const id of late) {
      const { a, b } = this.#facing(totals.get(id) ?? []);
      if (a === b) this.#free.add(id);
    }
  }

  /** One count a side: the same where it is no difference, else the ends of the ranges that face each other. */
  counts(id: string, values: readonly number[]): { readonly a: number; readonly b: number } {
    const { a, b } = this.#facing(values);
    const most = Math.max(a, b);
    return this.#free.has(id) ? { a: most, b: most } : { a, b };
  }

  #facing(values: readonly number[]): { readonly a: number; readonly b: number } {
    const range = (runs: readonly number[]): [number, number] => {
      const counts = runs.length === 0 ? [0] : runs.map((r) => values[r] ?? 0);
      return [Math.min(...counts), Math.max(...counts)];
    };
    const [aLeast, aMost] = range(this.a);
    const [bLeast, bMost] = range(this.b);
    if (aMost < bLeast) return { a: aMost, b: bLeast };
    if (bMost < aLeast) return { a: aLeast, b: bMost };
    const both = Math.max(aLeast, bLeast);
    return { a: both, b: both };
  }
}

function sectionLines({ rows, pairs, lane }: Section, sides: Sides): DiffLine[] {
  const counts = new Map([...rows.values()].map(({ key, counts: values }) => [key, sides.counts(lane + joint + key, values)]));
  const side = (mine: readonly number[], other: readonly number[], of: "a" | "b"): string[] =>
    arranged(rows, pairs, balanceOnOneSide(mine, other)).flatMap(({ key }) => {
      const both = counts.get(key);
      if (both === undefined || isDerived(partsOf(key))) return [];
      // What both sides have is the same lines on both; what one has more comes after it.
      const common = Math.min(both.a, both.b);
      return [...repeated(key, common), ...repeated(key, both[of] - common)];
    });
  const lines = diffArrays(side(sides.a, sides.b, "a"), side(sides.b, sides.a, "b")).flatMap(({ added, removed, value }) =>
    value.map((text): DiffLine => ({ side: added === true ? "b" : removed === true ? "a" : "both", text })),
  );
  const told = new Set(lines.filter((line) => line.side !== "both").map(({ text }) => partsOf(text.replace(/ {2}×\d+$/, "")).object));
  for (const key of [...counts.keys()].sort(compareText)) {
    const { a, b } = counts.get(key) ?? { a: 0, b: 0 };
    const parts = partsOf(key);
    if (!isDerived(parts) || told.has(parts.object) || a === b) continue;
    // A line that moved says why fewer answers come behind a sync.
    if (parts.call === "synced" && told.size > 0) continue;
    lines.push(...new Array<DiffLine>(Math.abs(a - b)).fill({ side: a > b ? "a" : "b", text: key }));
  }
  return [...lines, ...loosened(pairs, told, sides.a, sides.b)];
}

function repeated(key: string, count: number): string[] {
  return count > mostRepeats ? [`${key}  ×${count}`] : new Array<string>(count).fill(key);
}

/** Pairs that one side keeps in order and the other mixes: no line moves for them, so they are said. */
function loosened(pairs: Section["pairs"], told: ReadonlySet<string>, aRuns: readonly number[], bRuns: readonly number[]): DiffLine[] {
  const signOf = (relations: readonly (Relation | undefined)[], runs: readonly number[]): Relation | undefined => {
    const seen = new Set(runs.map((r) => relations[r]).filter((relation) => relation !== undefined));
    return seen.size === 1 ? [...seen][0] : undefined;
  };
  const lines: DiffLine[] = [];
  for (const pair of [...pairs.keys()].sort(compareText)) {
    const [first, second] = parted(pair);
    if (told.has(partsOf(first).object) || told.has(partsOf(second).object)) continue;
    const a = signOf(pairs.get(pair) ?? [], aRuns);
    const b = signOf(pairs.get(pair) ?? [], bRuns);
    if (a === undefined || b === undefined || a === b || (a !== "~" && b !== "~")) continue;
    const text = (sign: Relation): string => `order ${first}  |  ${second}  ${sign}`;
    lines.push({ side: "a", text: text(a) }, { side: "b", text: text(b) });
  }
  return lines;
}
