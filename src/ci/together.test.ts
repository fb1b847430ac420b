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

test("the first baseline counts, and what differs from the second only is noted", () => {
  const first = comparison("undecided", [finding("a", "suspected")], ["one"]);
  const second = comparison("drift", [finding("a", "confirmed"), finding("c", "confirmed")]);
  expect(together(first, second, "the last night")).toEqual({
    ...first,
    notes: ["one", "1 difference from the last night only, which does not count"],
  });
  expect(together(first, comparison("same"), "the last night").notes).toEqual(["one", "the same as compared with the last night"]);
});

test("where the first cannot be compared with the second speaks, and says so", () => {
  const joined = together(
    comparison("incomparable", [], ["kernel changed"]),
    comparison("drift", [finding("a", "confirmed")]),
    "the last night",
  );
  expect(joined).toMatchObject({ outcome: "drift", baseRuns: 10, notes: ["kernel changed", "compared with the last night instead"] });
  expect(together(comparison("same"), comparison("incomparable"), "the last night")).toMatchObject({
    outcome: "same",
    baseRuns: 10,
    notes: [],
  });
});
