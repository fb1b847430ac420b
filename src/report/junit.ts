/** JUnit XML, as test reporters of CI systems read it: one testsuite a suite, one testcase a test, the worst execution telling the outcome. */
import type { TestResult } from "../trace/index.ts";
import { escapeHtml } from "./text.ts";
import type { Report, SuiteReport } from "./types.ts";
import { byTest, worst } from "./words.ts";

/** The tests of a check; drift is not a test result and does not show here. */
export function renderJunit(report: Report): string {
  const suites = report.suites.map(suiteXml);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="faultbox" time="${seconds(report.durationMs)}">\n${suites.join("")}</testsuites>\n`;
}

function suiteXml(suite: SuiteReport): string {
  const name = escapeHtml(suite.suite);
  if (suite.error !== undefined) {
    return (
      `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0" time="0.000">\n` +
      `    <testcase classname="${name}" name="load" time="0.000">\n      <error message="${escapeHtml(suite.error)}"/>\n    </testcase>\n  </testsuite>\n`
    );
  }
  const tests = [...byTest(suite.runs).values()].flatMap((results) => {
    const told = worst(results);
    return told === undefined ? [] : [{ told, results }];
  });
  const sum = (...verdicts: readonly TestResult["verdict"][]): number => tests.filter(({ told }) => verdicts.includes(told.verdict)).length;
  const durationMs = suite.runs.reduce((total, run) => total + run.durationMs, 0);
  const cases = tests.map(({ told, results }) => {
    const at = told.position === undefined ? "" : ` file="${escapeHtml(told.position.file)}" line="${told.position.line}"`;
    const totalMs = results.reduce((total, result) => total + result.durationMs, 0);
    const open = `    <testcase classname="${name}" name="${escapeHtml(told.name)}"${at} time="${seconds(totalMs)}"`;
    const outcome = outcomeXml(told);
    return outcome === "" ? `${open}/>\n` : `${open}>\n${outcome}    </testcase>\n`;
  });
  return (
    `  <testsuite name="${name}" tests="${tests.length}" failures="${sum("fail")}" errors="${sum("error")}" ` +
    `skipped="${sum("inconclusive", "halted")}" time="${seconds(durationMs)}">\n${cases.join("")}  </testsuite>\n`
  );
}

function outcomeXml(test: TestResult): string {
  const message = test.failure?.message ?? test.verdict;
  const { position, sourceLine, assertion, output } = test.failure ?? {};
  const detail = [
    ...(position === undefined ? [] : [`at ${position.file}:${position.line}:${position.column}`]),
    ...(sourceLine === undefined ? [] : [sourceLine.trim()]),
    ...(assertion?.expected === undefined ? [] : [`expected: ${assertion.expected}`]),
    ...(assertion?.actual === undefined ? [] : [`actual: ${assertion.actual}`]),
    ...(output === undefined ? [] : [`last output of ${output.service}:`, ...output.lines]),
    `replay: ${test.replay}`,
  ]
    .map(escapeHtml)
    .join("\n");
  switch (test.verdict) {
    case "pass":
      return "";
    case "fail":
      return `      <failure message="${escapeHtml(message)}" type="${test.failure?.kind ?? "assertion"}">${detail}</failure>\n`;
    case "error":
      return `      <error message="${escapeHtml(message)}" type="${test.failure?.kind ?? "error"}">${detail}</error>\n`;
    case "inconclusive":
    case "halted":
      return `      <skipped message="${test.verdict}: ${escapeHtml(message)}"/>\n`;
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
