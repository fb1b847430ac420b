/** The lines of the model around a finding, as a diff of the middle run of each side; and how many calls such a context would have to show. */
import { diffArrays } from "diff";
import { isDerived, partsOf } from "./classes.ts";
import type { Draft } from "./draft.ts";
import { whole, windowName } from "./facts.ts";
import { arranged, balanceOnOneSide, type Section, type TestTable } from "./table.ts";
import type { ContextLine } from "./types.ts";

/** Lines around what changed, of the run in the middle of each side. */
const contextLines = 3;
const mostContext = 40;

/** Lines of the section that [draft] is about, those that differ and a few around them. */
export function contextOf(table: TestTable, draft: Draft): ContextLine[] {
  const section = sectionFor(table, draft);
  if (section === undefined) return [];
  const { n, m } = table;
  const base = Array.from({ length: n }, (_, r) => r);
  const head = Array.from({ length: m }, (_, r) => n + r);
  const all = diffArrays(linesOf(section, base, head), linesOf(section, head, base)).flatMap(({ added, removed, value }) =>
    value.map((text): ContextLine => ({ side: added === true ? "head" : removed === true ? "base" : "both", text })),
  );
  const near = (i: number): boolean => all.slice(Math.max(0, i - contextLines), i + contextLines + 1).some(({ side }) => side !== "both");
  return all.filter((_, i) => near(i)).slice(0, mostContext);
}

/** How much the context of a draft would have to show: the calls of its section in a run, the median of all. */
export function extent(draft: Draft, tables: readonly TestTable[]): number {
  const table = tables.find(({ name }) => name === draft.test);
  const section = table === undefined ? undefined : sectionFor(table, draft);
  if (section === undefined) return 0;
  return [...section.rows.values()].reduce((sum, { counts }) => sum + median(counts), 0);
}

function sectionFor({ sections }: TestTable, { lane, window, object }: Draft): Section | undefined {
  const own = sections.filter(
    (section) => section.lane === lane && (window === "" || window === whole || windowName(section.window) === window),
  );
  return own.find(({ rows }) => [...rows.keys()].some((key) => key.endsWith(object))) ?? own[0];
}

/** The lines of a section as one side's middle run has them. */
function linesOf({ rows, pairs }: Section, side: readonly number[], other: readonly number[]): string[] {
  return arranged(rows, pairs, balanceOnOneSide(side, other)).flatMap(({ key, counts }) => {
    const parts = partsOf(key);
    if (isDerived(parts)) return [];
    const count = median(side.map((r) => counts[r] ?? 0));
    const text =
      `${parts.call}${parts.flags.length === 0 ? "" : `(${parts.flags.join(",")})`}${parts.decision === "allow" ? "" : ` ${parts.decision}`} ${parts.object}`.trimEnd();
    return count > 8 ? [`${text} ×${count}`] : new Array<string>(count).fill(text);
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
