/**
 * Lays two logs of one test side by side: which event of the one stands in the same row as which of the other. The driver's steps are
 * sequential and come first: they cut both logs into stretches, and each stretch is aligned by a longest common subsequence of what events
 * mean (lane, answer, label), numbers of one run left out.
 *
 * Threads interleave differently in every run, so an event without a partner in its row is not yet a difference: where the same
 * stretch has it on the other side too, only elsewhere, it has `moved`. What is left is `only` on its side. Whether such a thing matters is for
 * the comparison of many runs to say; this is for the eye.
 */
import { diffArrays } from "diff";
import { DRIVER, type Event } from "../trace/index.ts";
import { decisionShown, type Names, withoutRunNumbers } from "./words.ts";

/** How an event stands to the other log. */
export type Standing = "same" | "moved" | "only";

export interface Alignment {
  /** Indices into the logs, row by row; undefined where a side has nothing in the row. */
  readonly rows: readonly (readonly [base: number | undefined, head: number | undefined])[];
  readonly base: readonly Standing[];
  readonly head: readonly Standing[];
}

/** What makes two events of two runs the same to a reader. */
export function keyOf(event: Event, names: Names): string {
  return `${event.service}\n${decisionShown(event)}\n${withoutRunNumbers(names.label(event))}`;
}

/**
 * Differences a stretch may have before it is shown as all of one side and then all of the other. The search costs length × differences, and
 * side by side two stretches with thousands of differences say nothing more.
 */
const maxDifferences = 1500;

/** Aligns two logs given by the keys of their events (see [keyOf]) and the lanes these stand on. */
export function align(base: readonly string[], head: readonly string[]): Alignment {
  const rows: (readonly [number | undefined, number | undefined])[] = [];
  const standings = { base: base.map((): Standing => "same"), head: head.map((): Standing => "same") };
  const driver = (keys: readonly string[]): readonly number[] =>
    keys.flatMap((key, index) => (key.startsWith(`${DRIVER}\n`) ? [index] : []));
  const [baseSteps, headSteps] = [driver(base), driver(head)];

  let [b, h] = [0, 0];
  const pairs = matches(
    baseSteps.map((index) => base[index] ?? ""),
    headSteps.map((index) => head[index] ?? ""),
  );
  for (const [baseStep, headStep] of pairs) {
    const [nextBase, nextHead] = [baseSteps[baseStep] ?? 0, headSteps[headStep] ?? 0];
    stretch(b, nextBase, h, nextHead);
    rows.push([nextBase, nextHead]);
    [b, h] = [nextBase + 1, nextHead + 1];
  }
  stretch(b, base.length, h, head.length);
  return { rows, ...standings };

  function stretch(baseFrom: number, baseTo: number, headFrom: number, headTo: number): void {
    const [baseKeys, headKeys] = [base.slice(baseFrom, baseTo), head.slice(headFrom, headTo)];
    const loose = new Map<string, { base: number[]; head: number[] }>();
    const alone = (side: "base" | "head", index: number, key: string): void => {
      rows.push(side === "base" ? [index, undefined] : [undefined, index]);
      const both = loose.get(key) ?? { base: [], head: [] };
      loose.set(key, both);
      both[side].push(index);
    };
    let [atBase, atHead] = [0, 0];
    for (const [baseIndex, headIndex] of [...matches(baseKeys, headKeys), [baseKeys.length, headKeys.length] as const]) {
      for (; atBase < baseIndex; atBase++) alone("base", baseFrom + atBase, baseKeys[atBase] ?? "");
      for (; atHead < headIndex; atHead++) alone("head", headFrom + atHead, headKeys[atHead] ?? "");
      if (baseIndex < baseKeys.length) rows.push([baseFrom + baseIndex, headFrom + headIndex]);
      [atBase, atHead] = [baseIndex + 1, headIndex + 1];
    }
    for (const { base: baseOnes, head: headOnes } of loose.values()) {
      const shared = Math.min(baseOnes.length, headOnes.length);
      baseOnes.forEach((index, n) => (standings.base[index] = n < shared ? "moved" : "only"));
      headOnes.forEach((index, n) => (standings.head[index] = n < shared ? "moved" : "only"));
    }
  }
}

/** The pairs of a longest common subsequence; those of the common ends alone where there are too many differences to search. */
function matches(base: readonly string[], head: readonly string[]): readonly (readonly [number, number])[] {
  let start = 0;
  while (start < base.length && start < head.length && base[start] === head[start]) start++;
  let end = 0;
  while (end < base.length - start && end < head.length - start && base[base.length - 1 - end] === head[head.length - 1 - end]) end++;

  const pairs: (readonly [number, number])[] = [];
  for (let index = 0; index < start; index++) pairs.push([index, index]);
  const changes =
    diffArrays(base.slice(start, base.length - end), head.slice(start, head.length - end), { maxEditLength: maxDifferences }) ?? [];
  let [b, h] = [start, start];
  for (const { added, removed, count } of changes) {
    if (!added && !removed) for (let index = 0; index < count; index++) pairs.push([b + index, h + index]);
    if (!added) b += count;
    if (!removed) h += count;
  }
  for (let index = end; index > 0; index--) pairs.push([base.length - index, head.length - index]);
  return settled(pairs, base, head);
}

/**
 * Of several events alike the last is the additional one: where a gap of one side begins with what follows it, the pair is moved to the gap's
 * beginning, and the gap behind it.
 */
function settled(
  pairs: readonly (readonly [number, number])[],
  base: readonly string[],
  head: readonly string[],
): readonly (readonly [number, number])[] {
  let [before, beforeHead] = [-1, -1];
  return pairs.map(([b, h]) => {
    if (b === before + 1 && head[beforeHead + 1] === head[h]) h = beforeHead + 1;
    else if (h === beforeHead + 1 && base[before + 1] === base[b]) b = before + 1;
    [before, beforeHead] = [b, h];
    return [b, h];
  });
}
