/**
 * What is told of calls that come by themselves. How often a timer fires is no cell, because a slower machine would look like another program. Two
 * things do not depend on speed, once it is known for how long each run was watched (`pauses.ts`):
 *
 * - Whether it fires at all. Each such class makes a claim, "it comes": a run keeps it by having the class in its steps, breaks it by not having it
 *   there although it was watched for as long as any other run ever went without it, and says nothing else. And the whole test must have fewer of
 *   it: what was only late, or so early that it came before the first step, is still there.
 * - A number that is the same in the whole test of every run. That is no timer: it is what a poller does for each piece of work that it finds, however
 *   late. It could still be a timer that fired as often as the runs were long, so a run that has more says so only if it was watched no longer than
 *   one that has fewer, and the reverse.
 *
 * Runs that say nothing may be on either side, as for claims of order.
 */
import { without, type Background } from "./background.ts";
import { experimentsOf, isLow, type Cell } from "./cells.ts";
import { getOrMake, isDerived, partsOf } from "./classes.ts";
import { standingOfClaim, surest } from "./evidence.ts";
import { end, joint, start, watch, whole, type Relation } from "./facts.ts";
import type { TestTable } from "./table.ts";

/** A number that is the same in fewer runs than these may be so by chance. */
const fewestEqual = 5;

/** What a test says of a class that comes by itself. */
interface Claim {
  readonly table: TestTable;
  readonly lane: string;
  readonly key: string;
  readonly inSteps: readonly number[];
  readonly inAll: readonly number[];
  readonly comes: readonly (Relation | undefined)[];
  readonly watched: readonly (number | undefined)[];
}

/** The cells by test. Claims also of all tests of the same runs together, which are cells of the test that shows them best. */
export function timerCells(tables: readonly TestTable[], background: Background): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  const add = (test: string, ...made: readonly (Cell | undefined)[]): void => {
    for (const cell of made) if (cell !== undefined) getOrMake(cells, test, () => []).push(cell);
  };
  for (const together of experimentsOf(tables)) {
    const claims = new Map<string, Claim[]>();
    for (const table of together)
      for (const claim of claimsOf(table)) getOrMake(claims, claim.lane + joint + claim.key, () => []).push(claim);
    for (const list of claims.values()) {
      for (const claim of list) add(claim.table.name, numberCell(claim, background), claimCell(claim, claim.table.name, background));
      const best = list.reduce((a, b) => (missing(b) > missing(a) ? b : a)).table.name;
      if (list.length > 1) add(best, claimCell(list.reduce(both), best, background));
    }
  }
  return cells;
}

/** "It comes", as [test] tells of it. */
function claimCell({ table: { n, m }, lane, key, inSteps, inAll, comes }: Claim, test: string, background: Background): Cell | undefined {
  const id = lane + joint + key;
  const standing = without(standingOfClaim(comes, "<", m), m, (set) => !background.has(test, id, set) || !isLow(inAll, set));
  if (standing.sets.size === 0) return undefined;
  const counts = { base: inSteps.slice(0, n), head: inSteps.slice(n) };
  return { standing, inPart: false, difference: { kind: "count", test, lane, key, phase: "", ...counts, byItself: true } };
}

function claimsOf(table: TestTable): Claim[] {
  const { sections, n, m } = table;
  const none = (): number[] => new Array<number>(n + m).fill(0);
  const inSteps = new Map<string, number[]>();
  const inAll = new Map<string, number[]>();
  for (const { window, lane, rows } of sections) {
    for (const { key, counts } of rows.values()) {
      for (const sums of window === start || window === end ? [inAll] : [inAll, inSteps]) {
        const values = getOrMake(sums, lane + joint + key, none);
        counts.forEach((count, r) => (values[r] = (values[r] ?? 0) + count));
      }
    }
  }
  return sections.flatMap(({ window, lane, pauses }) => {
    const watched = pauses.get(watch);
    if (window !== whole || watched === undefined) return [];
    return [...pauses].flatMap(([key, times]): Claim[] => {
      const values = inSteps.get(lane + joint + key);
      if (values === undefined) return [];
      const enough = Math.max(...times.map((time) => time ?? 0));
      const comes = values.map((count, r): Relation | undefined => (count > 0 ? "<" : (watched[r] ?? -1) >= enough ? ">" : undefined));
      return [{ table, lane, key, inSteps: values, inAll: inAll.get(lane + joint + key) ?? values, comes, watched }];
    });
  });
}

/** Of a class that every run but those of a set has equally often. */
function numberCell({ table: { name, n, m }, lane, key, inAll, watched }: Claim, background: Background): Cell | undefined {
  if (n < fewestEqual || isDerived(partsOf(key))) return undefined;
  const id = lane + joint + key;
  const sets = new Map<string, number>();
  const values = [...new Set(inAll)].sort((a, b) => a - b);
  for (const least of values.slice(1)) {
    const known = (more: boolean): number[] =>
      watched.filter((time, r) => time !== undefined && (inAll[r] ?? 0) >= least === more).map((time) => time ?? 0);
    const [shortest, longest] = [Math.min(...known(true)), Math.max(...known(false))];
    const sides = inAll.map((count, r): Relation | undefined => {
      const time = watched[r];
      if (time === undefined || (count >= least ? time > longest : time < shortest)) return undefined;
      return count >= least ? ">" : "<";
    });
    for (const claim of ["<", ">"] as const) surest(sets, standingOfClaim(sides, claim, m).sets);
  }
  const steady = (set: string): boolean => new Set(inAll.filter((_, r) => set[r] === "0")).size === 1;
  const separated = sets.has("0".repeat(n) + "1".repeat(m));
  const standing = without({ sets, separated }, m, (set) => !background.has(name, id, set) || !steady(set));
  if (standing.sets.size === 0) return undefined;
  const counts = { base: inAll.slice(0, n), head: inAll.slice(n) };
  return { standing, inPart: false, difference: { kind: "count", test: name, lane, key, phase: whole, ...counts, byItself: true } };
}

function missing({ comes, table: { n } }: Claim): number {
  return comes.slice(n).filter((relation) => relation === ">").length;
}

/** Two tests as one: what comes in either comes. */
function both(a: Claim, b: Claim): Claim {
  const sum = (one: readonly number[], other: readonly number[]): number[] => one.map((count, r) => count + (other[r] ?? 0));
  const comes = a.comes.map((one, r) => (one === "<" || b.comes[r] === "<" ? "<" : (one ?? b.comes[r])));
  return { ...a, inSteps: sum(a.inSteps, b.inSteps), inAll: sum(a.inAll, b.inAll), comes };
}
