/**
 * Syncs in a row: how many of one file a service makes, one behind the other, between two of its answers, while several requests wait for theirs. A
 * service that commits for several requests at once syncs as often as luck makes batches of them, so the sums tell nothing; but however large a batch
 * is, one sync is between the answers before it and the answers to it. Where each record of a batch is synced instead, the greatest number of a run is
 * that of its greatest batch. A run in which no two requests ever waited together says nothing, as on either side it would be the same.
 *
 * A greatest number is never free of what comes by itself, as a least one is, and what is done behind an answer falls between this pair of answers or
 * that as luck will have it. So nothing is told of syncs that come by themselves in the base, or that were seen late there. Runs that say nothing may
 * be on either side, as for numbers of questions. All numbers of one class move together and count as one in the score (`compare.ts`).
 */
import { without, type Background } from "./background.ts";
import { experimentsOf, type Cell } from "./cells.ts";
import { getOrMake, partsOf } from "./classes.ts";
import type { Difference, Draft, RowDifference } from "./draft.ts";
import { standingOfLeasts } from "./evidence.ts";
import { joint, windowName } from "./facts.ts";
import { compareText } from "./model.ts";
import { stepSections, type TestTable } from "./table.ts";
import { nowDoes, pastShort, times } from "./words.ts";

type Numbers = readonly (number | undefined)[];

/** What one class says in the tests of an experiment: by test and step, and of all together. */
interface Told {
  readonly lane: string;
  readonly key: string;
  readonly places: { readonly table: TestTable; readonly phase: string; numbers: Numbers }[];
  /** By run: it was seen behind an answer. */
  readonly late: boolean[];
}

/** The cells by test: for each step, and over all steps of all tests together, which is a cell of the test that shows it best. */
export function rowCells(tables: readonly TestTable[], background: Background): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  for (const together of experimentsOf(tables)) {
    for (const told of toldIn(together)) {
      const [first] = told.places;
      if (first === undefined) continue;
      const largest = ({ table, numbers }: (typeof told.places)[number]): number =>
        Math.max(0, ...numbers.slice(table.n).map((number) => number ?? 0));
      const best = told.places.reduce((a, b) => (largest(b) > largest(a) ? b : a));
      const all = told.places.map(({ numbers }) => numbers).reduce(greatest);
      for (const place of told.places.length === 1 ? told.places : [...told.places, { ...best, numbers: all }]) {
        const cell = rowCell(told, place, background);
        if (cell !== undefined) getOrMake(cells, place.table.name, () => []).push(cell);
      }
    }
  }
  return cells;
}

function toldIn(tables: readonly TestTable[]): Iterable<Told> {
  const all = new Map<string, Told>();
  for (const table of tables) {
    for (const { window, lane, rows } of stepSections(table)) {
      for (const { key, late, inARow } of rows.values()) {
        if (inARow === undefined) continue;
        const told = getOrMake(all, lane + joint + key, (): Told => {
          return { lane, key, places: [], late: new Array<boolean>(table.n + table.m).fill(false) };
        });
        late.forEach((mark, r) => (told.late[r] ||= mark));
        const phase = windowName(window);
        const same = told.places.find((place) => place.table === table && place.phase === phase);
        if (same === undefined) told.places.push({ table, phase, numbers: inARow });
        else same.numbers = greatest(same.numbers, inARow);
      }
    }
  }
  return all.values();
}

function greatest(a: Numbers, b: Numbers): Numbers {
  return a.map((one, r) => (one === undefined ? b[r] : Math.max(one, b[r] ?? one)));
}

function rowCell({ lane, key, late }: Told, { table, phase, numbers }: Told["places"][number], background: Background): Cell | undefined {
  const { name, n, m } = table;
  const isLate = (set: string): boolean => late.some((mark, r) => mark && set[r] === "0");
  const standing = without(standingOfLeasts(numbers, m), m, (set) => background.has(name, lane + joint + key, set) || isLate(set));
  if (standing.sets.size === 0) return undefined;
  const difference: Difference = { kind: "row", test: name, lane, key, phase, base: numbers.slice(0, n), head: numbers.slice(n) };
  return { standing, inPart: false, difference };
}

/** One draft for each class, of one test, whose object none of [drafts] tells of: what they say is plainer. */
export function rowDrafts(differences: readonly RowDifference[], drafts: readonly Draft[]): Draft[] {
  const byClass = new Map<string, RowDifference[]>();
  for (const difference of differences) {
    const { object } = partsOf(difference.key);
    if (!drafts.some((draft) => draft.lane === difference.lane && draft.object === object))
      getOrMake(byClass, difference.lane + joint + difference.key, () => []).push(difference);
  }
  return [...byClass.values()].flatMap((list) => {
    const [lead] = list.toSorted((a, b) => mostOf(b.head) - mostOf(a.head) || compareText(a.phase, b.phase));
    return lead === undefined ? [] : [rowDraft(lead, new Set(list.map(({ phase }) => phase)))];
  });
}

function mostOf(numbers: Numbers): number {
  return Math.max(...numbers.filter((number) => number !== undefined));
}

/** Of several runs the greatest number. */
function atMost(most: number): string {
  return most === 1 ? "at most once" : `up to ${times(most, most)}`;
}

function rowDraft({ test, lane, key, phase, base, head }: RowDifference, windows: ReadonlySet<string>): Draft {
  const parts = partsOf(key);
  const [before, after] = [mostOf(base), mostOf(head)];
  const more = after > before;
  const telling = (numbers: Numbers): number => numbers.filter((number) => number !== undefined).length;
  return {
    kind: "count",
    // Less often synced may be less that is safe.
    rank: more ? "other" : "durability",
    test,
    lane,
    window: phase,
    object: parts.object,
    sentence: `${lane} ${nowDoes(key)} ${atMost(after)} in a row between two answers where it ${pastShort(key)} ${atMost(before)}`,
    before: `${atMost(before)} between two answers`,
    after: `${atMost(after)} between two answers`,
    evidence: { base: telling(base), head: telling(head) },
    direction: more ? 1 : -1,
    calls: [`${parts.call} in a row`],
    counted: [],
    classes: [key],
    cause: `row ${parts.call}`,
    undisturbed: parts.decision === "allow",
    windows,
    likeness: `row ${more}`,
    fate: 0,
  };
}
