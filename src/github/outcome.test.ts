import { expect, test } from "vitest";
import type { Finding } from "../drift/index.ts";
import type { CheckResult, Report, SuiteReport } from "../report/index.ts";
import { doubleWrite } from "../report/sample.ts";
import type { SuiteRun, TestResult, Verdict } from "../trace/index.ts";
import { annotationsOf, countTests, fails, hasNews, outputsOf, verdictLine } from "./outcome.ts";

const environment = { tool: "faultbox 1", os: "linux", arch: "x64", kernel: "6.17", image: "", capture: [] };

function result(name: string, verdict: Verdict, more: Partial<TestResult> = {}): TestResult {
  return {
    name,
    verdict,
    seed: 0,
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1,
    events: [],
    services: [],
    rules: [],
    diagnostics: [],
    replay: `faultbox test s.star --test ${name}`,
    position: { file: "suites/s.star", line: 10, column: 1 },
    ...more,
  };
}

const run = (...tests: readonly TestResult[]): SuiteRun => ({
  suite: "suites/s.star",
  seed: 0,
  durationMs: 1,
  tests,
  environment,
  diagnostics: [],
});

const finding = (certainty: Finding["certainty"], testName = "test_a"): Finding => ({
  ...doubleWrite(),
  certainty,
  test: testName,
  alsoIn: [],
});

function report(resultOf: CheckResult, suite: Partial<SuiteReport> = {}): Report {
  return {
    id: "drift",
    result: resultOf,
    suites: [{ suite: "suites/s.star", runs: [], baseline: { kind: "none", reason: "first run" }, ...suite }],
    links: { report: "https://r", traces: "https://t", shiviz: "https://s", run: "https://run" },
    version: "1",
    reproduce: "faultbox ci",
    durationMs: 1,
  };
}

const compared = (...findings: readonly Finding[]): Partial<SuiteReport> => ({
  comparison: {
    outcome: "drift",
    findings,
    baseRuns: 10,
    headRuns: 3,
    compared: ["test_a"],
    falseAlarmBound: 0.0001,
    notes: [],
    environment: { base: environment, head: environment },
  },
  baseline: { kind: "artifact", description: "the run of 1234567", sha: "1".repeat(40), distance: 2 },
});

test.each<[CheckResult, boolean, boolean, boolean]>([
  ["error", true, true, true],
  ["failed", true, true, false],
  ["drift", false, true, false],
  ["undecided", false, false, false],
  ["accepted", false, false, false],
  ["passed", false, false, false],
  ["recorded", false, false, false],
])("%s fails the step: by default %s, with drift %s, with never %s", (verdict, failure, drift, never) => {
  expect([fails(verdict, "failure"), fails(verdict, "drift"), fails(verdict, "never")]).toEqual([failure, drift, never]);
});

test.each<[CheckResult, boolean]>([
  ["error", true],
  ["failed", true],
  ["drift", true],
  ["accepted", true],
  ["recorded", true],
  ["undecided", false],
  ["passed", false],
])("a pull request without a comment gets one on %s: %s", (verdict, news) => {
  expect(hasNews(verdict, "on-change")).toBe(news);
  expect(hasNews(verdict, "always")).toBe(true);
});

test("tests are counted, not their executions", () => {
  const runs = [
    run(result("a", "pass"), result("b", "pass"), result("c", "fail")),
    run(result("a", "pass"), result("b", "fail"), result("c", "error")),
  ];
  expect(countTests(report("failed", { runs }))).toEqual({ passed: 1, failed: 2, flaky: 1 });
});

test("every output has a value", () => {
  const found = [finding("confirmed"), finding("suspected"), finding("inconclusive")];
  const outputs = outputsOf(report("drift", { ...compared(...found), runs: [run(result("a", "pass"))] }), "https://c", "/out");
  expect(outputs).toEqual({
    result: "drift",
    passed: 1,
    failed: 0,
    flaky: 0,
    drift: 1,
    accepted: 0,
    suspected: 2,
    "baseline-sha": "1".repeat(40),
    "baseline-distance": 2,
    "report-url": "https://r",
    "traces-url": "https://t",
    "shiviz-url": "https://s",
    "comment-url": "https://c",
    output: "/out",
  });
});

test("without a baseline its outputs are empty", () => {
  expect(outputsOf(report("recorded"), undefined, "/out")).toMatchObject({
    "baseline-sha": "",
    "baseline-distance": "",
    "comment-url": "",
  });
});

test("a failure is annotated at its line of the suite, relative to the checkout", () => {
  const failed = result("test_a", "fail", {
    failure: {
      kind: "assertion",
      message: "assert_eq failed: 1 != 2",
      position: { file: "suites/s.star", line: 12, column: 3 },
      nearest: [],
      backtrace: [],
    },
  });
  expect(annotationsOf(report("failed", { runs: [run(failed), run(failed)] }), "/repo", "/repo/sub")).toEqual([
    {
      level: "error",
      title: "test_a failed",
      message: "assert_eq failed: 1 != 2\nAgain at a desk: faultbox test s.star --test test_a",
      file: "sub/suites/s.star",
      line: 12,
      column: 3,
    },
  ]);
});

test("confirmed drift is a warning at its test's line, what is undecided is not annotated", () => {
  const suite = { ...compared(finding("confirmed"), finding("suspected")), runs: [run(result("test_a", "pass"))] };
  expect(annotationsOf(report("drift", suite), "/checkout", "/checkout")).toEqual([
    {
      level: "warning",
      title: "test_a works differently (durability)",
      message: "inventory writes /tmp/inventory.wal twice per POST /orders where it wrote once\nBefore: 1 write\nNow: 2 writes",
      file: "suites/s.star",
      line: 10,
      column: 1,
    },
  ]);
});

test("drift whose line is known is a warning at that line of the commit", () => {
  const line = { function: "main.(*log).append", file: "inventory/main.go", near: false, count: 1, isNew: false };
  const lines = {
    base: [{ ...line, line: 131 }],
    head: [
      { ...line, line: 137, isNew: true },
      { ...line, line: 133, near: true },
    ],
  };
  const suite = { ...compared({ ...finding("confirmed"), lines }), runs: [run(result("test_a", "pass"))] };
  expect(annotationsOf(report("drift", suite), "/checkout", "/checkout/shop")).toEqual([
    {
      level: "warning",
      title: "test_a works differently (durability)",
      message:
        "inventory writes /tmp/inventory.wal twice per POST /orders where it wrote once\nBefore: 1 write\nNow: 2 writes\nMade at: inventory/main.go:137 append, near inventory/main.go:133 append\n" +
        "Made before at: inventory/main.go:131 append",
      file: "inventory/main.go",
      line: 137,
    },
  ]);
});

test("a suite that cannot be loaded is annotated where it is wrong", () => {
  const error = "suites/s.star:3:7: undefined: servce (did you mean service?)\n    x = servce()\n        ^^^^^^";
  expect(annotationsOf(report("error", { error }), "/checkout", "/checkout")).toMatchObject([
    { level: "error", file: "suites/s.star", line: 3, column: 7 },
  ]);
});

test("a line outside the checkout is told without a place", () => {
  const failed = result("a", "error", { position: { file: "/elsewhere/s.star", line: 1, column: 1 } });
  const [annotation] = annotationsOf(report("failed", { runs: [run(failed)] }), "/checkout", "/checkout");
  expect(annotation).toEqual({
    level: "error",
    title: "a ended with error",
    message: "error\nAgain at a desk: faultbox test s.star --test a",
  });
});

test("GitHub's limit of ten annotations of a level is kept", () => {
  const tests = Array.from({ length: 30 }, (_, index) => result(`t${index}`, "fail"));
  expect(annotationsOf(report("failed", { runs: [run(...tests)] }), "/checkout", "/checkout")).toHaveLength(10);
});

test.each<[CheckResult, string]>([
  ["error", "the check could not be carried out (1 passed, 0 failed)"],
  ["failed", "tests failed: 1 passed, 0 failed"],
  ["drift", "1 passed, 0 failed; the program works differently: 1 difference"],
  ["undecided", "1 passed, 0 failed; 1 possible difference could not be told from noise"],
  ["accepted", "1 passed, 0 failed; the program works differently, as was accepted: 0 differences"],
  ["passed", "1 passed, 0 failed; the program works as it did before"],
  ["recorded", "1 passed, 0 failed; nothing to compare with, this run was only recorded"],
])("the last line for %s is in words", (verdict, line) => {
  expect(verdictLine(report(verdict, { ...compared(finding("confirmed")), runs: [run(result("a", "pass"))] }))).toBe(line);
});
