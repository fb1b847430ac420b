/**
 * One judgement out of comparisons with two baselines. The first is the one that counts: what differs only from the second was brought by a
 * push that was judged when it came, or is the end of something that the second one had caught. But where the first cannot be compared with,
 * because the environment has changed since, the second speaks for it.
 */
import type { Comparison } from "../drift/index.ts";

/** @param name what people call the second baseline */
export function together(first: Comparison, second: Comparison, name: string): Comparison {
  if (first.outcome === "incomparable")
    return { ...second, notes: [...new Set([...first.notes, `compared with ${name} instead`, ...second.notes])] };
  const known = new Set(first.findings.map(({ fingerprint }) => fingerprint));
  const more = second.findings.filter(({ certainty, fingerprint }) => certainty === "confirmed" && !known.has(fingerprint)).length;
  const told =
    more === 0
      ? `the same as compared with ${name}`
      : `${more === 1 ? "1 difference" : `${more} differences`} from ${name} only, which does not count`;
  return second.outcome === "incomparable" ? first : { ...first, notes: [...first.notes, told] };
}
