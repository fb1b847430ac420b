/** One judgement out of comparisons with several baselines: what differs from any of them is a difference, told once. */
import type { Comparison, Finding } from "../drift/index.ts";

/** Worst first; where one comparison was possible, that counts and not the one that was not. */
const outcomes: readonly Comparison["outcome"][] = ["drift", "undecided", "same", "incomparable"];

/** [first] with what [second] adds to it. */
export function together(first: Comparison, second: Comparison): Comparison {
  const known = new Map<string, Finding>(first.findings.map((finding) => [finding.fingerprint, finding]));
  const surer = second.findings.filter(
    (finding) => finding.certainty === "confirmed" && known.get(finding.fingerprint)?.certainty !== "confirmed",
  );
  const added = second.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const replaced = first.findings.map((finding) => surer.find(({ fingerprint }) => fingerprint === finding.fingerprint) ?? finding);
  return {
    ...(first.outcome === "incomparable" ? second : first),
    outcome: outcomes.find((outcome) => outcome === first.outcome || outcome === second.outcome) ?? first.outcome,
    findings: [...replaced, ...added],
    compared: [...new Set([...first.compared, ...second.compared])].sort(),
    falseAlarmBound: Math.min(1, first.falseAlarmBound + second.falseAlarmBound),
    notes: [...new Set([...first.notes, ...second.notes])],
  };
}
