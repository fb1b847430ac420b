import { expect, test } from "vitest";
import type { Comparison, Finding } from "../drift/index.ts";
import { together } from "./together.ts";

const environment = { tool: "", os: "", arch: "", kernel: "", image: "", capture: [] };
const finding = (fingerprint: string, certainty: Finding["certainty"]): Finding => ({
  kind: "added",
  rank: "other",
  certainty,
  test: "t",
  service: "s",
  step: "",
  object: "o",
  sentence: "x",
  before: "",
  after: "",
  context: [],
  evidence: { base: { seen: 0, runs: 1 }, head: { seen: 1, runs: 1 }, p: 0.5 },
  fingerprint,
  alsoIn: [],
});
const comparison = (outcome: Comparison["outcome"], findings: readonly Finding[] = [], notes: readonly string[] = []): Comparison => ({
  outcome,
  findings,
  baseRuns: outcome === "incomparable" ? 0 : 10,
  headRuns: 3,
  compared: ["t"],
  falseAlarmBound: 0.01,
  notes,
  environment: { base: environment, head: environment },
});

test("what differs from any baseline is a difference, told once and as surely as any of them says", () => {
  const joined = together(
    comparison("undecided", [finding("a", "suspected"), finding("b", "suspected")], ["one"]),
    comparison("drift", [finding("a", "confirmed"), finding("c", "confirmed")], ["one", "two"]),
  );
  expect(joined.outcome).toBe("drift");
  expect(joined.findings.map(({ fingerprint, certainty }) => `${fingerprint} ${certainty}`)).toEqual([
    "a confirmed",
    "b suspected",
    "c confirmed",
  ]);
  expect(joined).toMatchObject({ falseAlarmBound: 0.02, notes: ["one", "two"], compared: ["t"] });
});

test("a baseline that cannot be compared with does not hide one that can", () => {
  expect(together(comparison("incomparable", [], ["kernel"]), comparison("same"))).toMatchObject({
    outcome: "same",
    baseRuns: 10,
    notes: ["kernel"],
  });
  expect(together(comparison("same"), comparison("incomparable"))).toMatchObject({ outcome: "same", baseRuns: 10 });
});
