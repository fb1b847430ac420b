/**
 * Divides suites over several jobs. The longest suite goes first, each to the part that has the least to do so far (Graham's longest processing
 * time first: at most a third over the best there is). The same suites and durations always make the same parts.
 */
import type { SuiteWeight } from "./types.ts";

/**
 * @param of number of parts, from 1
 * @returns the suites of each part, every suite in exactly one
 */
export function divide(suites: readonly SuiteWeight[], of: number): readonly (readonly string[])[] {
  const known = suites.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]));
  // A suite that nobody has timed is taken for an average one.
  const usual = known.length === 0 ? 1 : known.reduce((sum, one) => sum + one, 0) / known.length;
  const parts = Array.from({ length: of }, () => ({ suites: [] as string[], durationMs: 0 }));
  const longestFirst = suites
    .map(({ suite, durationMs }) => ({ suite, durationMs: durationMs ?? usual }))
    .sort((a, b) => b.durationMs - a.durationMs || (a.suite < b.suite ? -1 : 1));
  for (const { suite, durationMs } of longestFirst) {
    const part = parts.reduce((least, one) => (one.durationMs < least.durationMs ? one : least));
    part.suites.push(suite);
    part.durationMs += durationMs;
  }
  return parts.map((part) => part.suites.sort());
}
