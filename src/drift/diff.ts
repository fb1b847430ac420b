/**
 * `faultbox diff A B`: two models line by line. Unlike a comparison it makes no claim about chance: what stands in one and not in the other is
 * shown, also for one run against one. Lines are aligned by section and by class, so one inserted call is one line and nothing behind it
 * moves. Where a model holds several runs, a count is a range, and ranges that touch are equal; what is free to happen in either order, and
 * whether it was seen late, is no difference. A handle's life is only shown where no call of it differs: it would say the same again.
 */
import { diffArrays } from "diff";
import { getOrMake, isDerived, partsOf } from "./classes.ts";
import { end, joint, parted, start, type Relation, type TestFacts } from "./facts.ts";
import { compareText, type Model } from "./model.ts";
import { arranged, balanceOnOneSide, tabulate, type Section } from "./table.ts";
import { parseModel } from "./text.ts";

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
  readonly identical: boolean;
  /** Lines that tell what happened; headings are not counted. */
  readonly aLines: number;
  readonly bLines: number;
  readonly sections: readonly DiffSection[];
}

/** Differences between two models given as text. Throws [ModelFormatError] when one of them is none. */
export function diffModels(aText: string, bText: string): TextDiff {
  const a = parseModel(aText);
  const b = parseModel(bText);
  const names = [...new Set([...testsOf(a), ...testsOf(b)])].sort(compareText);
  let aLines = 0;
  let bLines = 0;
  const sections: DiffSection[] = [];
  for (const test of names) {
    const ofA = observed(a, test);
    const ofB = observed(b, test);
    const aRuns = ofA.map((_, r) => r);
    const bRuns = ofB.map((_, r) => ofA.length + r);
    const table = tabulate([...ofA, ...ofB]);
    const wandering = wanderers(table, aRuns, bRuns);
    for (const section of table) {
      const lines = sectionLines(section, aRuns, bRuns, wandering);
      aLines += lines.filter(({ side }) => side !== "b").length;
      bLines += lines.filter(({ side }) => side !== "a").length;
      if (lines.some(({ side }) => side !== "both")) sections.push({ test, window: section.window, lane: section.lane, lines });
    }
  }
  return { identical: sections.length === 0, aLines, bLines, sections };
}

function testsOf({ runs }: Model): string[] {
  return runs.flatMap(({ tests }) => [...tests.keys()]);
}

function observed({ runs }: Model, test: string): TestFacts[] {
  return runs.map(({ tests }) => tests.get(test)).filter((facts): facts is TestFacts => facts !== undefined && facts !== "broken");
}

/** Repeats of a line are written out up to here. */
const mostRepeats = 8;

/**
 * Lane and class of what was seen behind an answer and is equally frequent in all steps together: at the edge of a step it falls into this
 * one or the next as luck will have it.
 */
function wanderers(table: readonly Section[], aRuns: readonly number[], bRuns: readonly number[]): ReadonlySet<string> {
  const late = new Set<string>();
  const totals = new Map<string, number[]>();
  for (const { window, lane, rows } of table) {
    if (window === start || window === end) continue;
    for (const row of rows.values()) {
      const id = lane + joint + row.key;
      if (row.late.includes(true)) late.add(id);
      const total = getOrMake(totals, id, () => new Array<number>(aRuns.length + bRuns.length).fill(0));
      row.counts.forEach((count, r) => (total[r] = (total[r] ?? 0) + count));
    }
  }
  const equal = (id: string): boolean => {
    const { a, b } = typical(totals.get(id) ?? [], aRuns, bRuns);
    return a === b;
  };
  return new Set([...late].filter(equal));
}

function sectionLines(section: Section, aRuns: readonly number[], bRuns: readonly number[], wandering: ReadonlySet<string>): DiffLine[] {
  const { rows, pairs, lane } = section;
  const counts = new Map<string, { a: number; b: number }>();
  for (const { key, counts: values } of rows.values()) {
    const both = typical(values, aRuns, bRuns);
    const most = Math.max(both.a, both.b);
    counts.set(key, wandering.has(lane + joint + key) ? { a: most, b: most } : both);
  }
  const side = (mine: readonly number[], other: readonly number[], of: "a" | "b"): string[] =>
    arranged(rows, pairs, balanceOnOneSide(mine, other)).flatMap(({ key }) => {
      const both = counts.get(key);
      if (both === undefined || isDerived(partsOf(key))) return [];
      // What both sides have is the same lines on both; what one has more comes after it.
      const common = Math.min(both.a, both.b);
      return [...repeated(key, common), ...repeated(key, both[of] - common)];
    });
  const lines = diffArrays(side(aRuns, bRuns, "a"), side(bRuns, aRuns, "b")).flatMap(({ added, removed, value }) =>
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
  return [...lines, ...loosened(pairs, told, aRuns, bRuns)];
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

/** One count a side: the same where the ranges touch, else the ends that face each other. */
function typical(values: readonly number[], aRuns: readonly number[], bRuns: readonly number[]): { a: number; b: number } {
  const range = (runs: readonly number[]): [number, number] => {
    const counts = runs.length === 0 ? [0] : runs.map((r) => values[r] ?? 0);
    return [Math.min(...counts), Math.max(...counts)];
  };
  const [aLeast, aMost] = range(aRuns);
  const [bLeast, bMost] = range(bRuns);
  if (aMost < bLeast) return { a: aMost, b: bLeast };
  if (bMost < aLeast) return { a: aLeast, b: bMost };
  const both = Math.max(aLeast, bLeast);
  return { a: both, b: both };
}

export type DiffFormat = "text" | "json" | "markdown";

/** Lines shown around each difference. */
const contextLines = 3;

/** A diff for people or programs; ends with a line break. Nothing of it is Markdown or HTML outside of the code fence of `markdown`. */
export function formatDiff(diff: TextDiff, format: DiffFormat): string {
  switch (format) {
    case "json":
      return JSON.stringify(diff, null, 2) + "\n";
    case "text":
      return textLines(diff).join("\n") + "\n";
    case "markdown": {
      const [headline = "", ...body] = textLines(diff);
      if (body.length === 0) return `${headline}\n`;
      // A fence longer than any in the text cannot be closed by it.
      const longest = Math.max(2, ...body.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
      const fence = "`".repeat(longest + 1);
      return `**${headline}**\n\n${fence}diff\n${body.join("\n")}\n${fence}\n`;
    }
  }
}

function textLines({ identical, aLines, bLines, sections }: TextDiff): string[] {
  if (identical) return ["traces are identical"];
  const out = [`traces differ (${aLines} vs ${bLines} lines):`];
  let test = "";
  for (const section of sections) {
    if (section.test !== test) out.push(`  === ${section.test} ===`);
    test = section.test;
    out.push(`  --- ${section.lane}, ${section.window} ---`);
    const { lines } = section;
    let skipped = false;
    lines.forEach(({ side, text }, i) => {
      const near = lines.slice(Math.max(0, i - contextLines), i + contextLines + 1).some((line) => line.side !== "both");
      if (near) {
        if (skipped) out.push("    …");
        out.push(`${side === "a" ? "-" : side === "b" ? "+" : " "}   ${text}`);
      }
      skipped = !near;
    });
  }
  return out;
}
