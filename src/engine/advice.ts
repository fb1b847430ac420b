/**
 * What is worth telling people of a test that did not pass, from the faults it was run under: whether they can have been the reason. Programs read
 * the same from `faults` and their hits; the codes are those that other tools use.
 */
import type { Diagnostic, RuleUse, Verdict } from "../trace/index.ts";

/** What the rules in force, with their counts, say of a test that came to [verdict]; nothing of one that passed or was halted. */
export function adviceOn(verdict: Verdict, rules: readonly RuleUse[]): readonly Diagnostic[] {
  const faults = rules.filter(({ scope, action }) => scope === "fault" && action !== "allow()");
  const fired = faults.filter(({ hits }) => hits > 0);
  const text = (one: RuleUse): string => `${one.keyword}=${one.action} on ${one.service} (${one.hits} ${one.hits === 1 ? "hit" : "hits"})`;
  if (verdict === "inconclusive") {
    if (fired.length > 0)
      return [
        {
          level: "warning",
          code: "TIMEOUT_DURING_FAULT",
          message: `ran out of time while faults fired: ${fired.map(text).join(", ")}`,
          suggestion: "look for retries without an end, calls without a timeout, and locks that are held meanwhile",
        },
      ];
    if (faults.length > 0)
      return [
        {
          level: "warning",
          code: "TIMEOUT_NO_FAULT_FIRED",
          message: `ran out of time, and no fault fired: ${faults.map(text).join(", ")}`,
          suggestion: "so the faults are not the reason; what the test waited for last stands in its reason and its trace",
        },
      ];
    return [
      {
        level: "info",
        code: "TIMEOUT_NO_FAULTS",
        message: "ran out of time without any fault",
        suggestion: "what the test waited for last stands in its reason and its trace",
      },
    ];
  }
  const different = new Set(fired.map(({ service, keyword, action }) => `${service} ${keyword} ${action}`));
  if (verdict !== "fail" || different.size < 2) return [];
  return [
    {
      level: "info",
      code: "MULTIPLE_FAULTS_INTERACTION",
      message: `failed while several faults fired: ${fired.map(text).join(", ")}`,
      suggestion: "one at a time, they tell which of them it takes",
    },
  ];
}
