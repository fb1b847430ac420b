/**
 * What a report means to the workflow: does the step fail, which outputs does it set, which lines of which suite does it point at, is there
 * anything to tell the pull request. All pure, so that the whole policy can be read, and tested, in one place.
 */
import { isAbsolute, join, relative } from "node:path";
import type { CodeLine, Finding } from "../drift/index.ts";
import { lineOf, type CheckResult, type Report, type SuiteReport } from "../report/index.ts";
import { shownSource, type Position, type TestResult } from "../trace/index.ts";
import type { Inputs, Outputs } from "./inputs.ts";
import { sameLine, type LineInHead } from "./lines.ts";

/**
 * Whether the step fails. Differences are reported and do not fail by default: whether a changed mechanism is wrong is for a person to say.
 * A check that could not be carried out always fails: green would claim that something had been looked at.
 */
export function fails(result: CheckResult, failOn: Inputs["fail-on"]): boolean {
  switch (result) {
    case "error":
      return true;
    case "failed":
      return failOn !== "never";
    case "drift":
      return failOn === "drift";
    case "undecided":
    case "accepted":
    case "passed":
    case "recorded":
      return false;
  }
}

/**
 * Whether a pull request without a comment gets one. Silence is for a comparison that found nothing, or nothing that more runs would bear out;
 * a run that compared nothing says so once, because silence would look like a pass.
 */
export function hasNews(result: CheckResult, setting: Inputs["comment"]): boolean {
  if (setting === "always") return true;
  return result === "error" || result === "failed" || result === "drift" || result === "accepted" || result === "recorded";
}

interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly flaky: number;
}

/** Counts tests, not executions: one that passes in two runs of three has failed, and is flaky. */
export function countTests(report: Report): TestCounts {
  let [passed, failed, flaky] = [0, 0, 0];
  for (const suite of report.suites) {
    const verdicts = new Map<string, Set<boolean>>();
    for (const test of suite.runs.flatMap((run) => run.tests)) {
      const seen = verdicts.get(test.name) ?? new Set();
      verdicts.set(test.name, seen.add(test.verdict === "pass"));
    }
    for (const seen of verdicts.values()) {
      if (seen.has(false)) failed += 1;
      else passed += 1;
      if (seen.size === 2) flaky += 1;
    }
  }
  return { passed, failed, flaky };
}

function findings(report: Report): readonly Finding[] {
  return report.suites.flatMap((suite) => suite.comparison?.findings ?? []);
}

/** The outputs of the step. Where several suites have baselines of different commits, the outputs speak of the first. */
export function outputsOf(report: Report, commentUrl: string | undefined, output: string): Outputs {
  const counts = countTests(report);
  const origin = report.suites.map((suite) => suite.baseline).find((baseline) => baseline.kind !== "none");
  const all = findings(report);
  return {
    result: report.result,
    ...counts,
    drift: all.filter((finding) => finding.certainty === "confirmed").length,
    accepted: report.suites.flatMap((suite) => suite.accepted ?? []).length,
    suspected: all.filter((finding) => finding.certainty !== "confirmed").length,
    "baseline-sha": origin?.sha ?? "",
    "baseline-distance": origin?.distance ?? "",
    "report-url": report.links.report ?? "",
    "traces-url": report.links.traces ?? "",
    "shiviz-url": report.links.shiviz ?? "",
    "comment-url": commentUrl ?? "",
    output,
  };
}

/** A message that GitHub shows at a line of a file, or in the list of annotations when it has no place. */
export interface Annotation {
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
  /** Relative to the checkout's root. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** GitHub keeps ten annotations of each level a step and silently drops the rest. */
const mostOfALevel = 10;

/**
 * Failures as errors at the failing line, confirmed drift as warnings at the line that makes the calls, else at its test's line.
 * @param workspace absolute path of the checkout
 * @param cwd absolute path that positions are relative to
 * @param lineInHead where the lines of tests stand in the commit that is annotated; those of findings are taken to be told in it
 */
export function annotationsOf(report: Report, workspace: string, cwd: string, lineInHead: LineInHead = sameLine): readonly Annotation[] {
  const place = (position: Position | undefined): Pick<Annotation, "file" | "line" | "column"> => {
    if (position === undefined) return {};
    const path = isAbsolute(position.file) ? position.file : join(cwd, position.file);
    const file = relative(workspace, path);
    return file.startsWith("..") ? {} : { file, line: lineInHead(file, position.line).line, column: position.column };
  };
  const errors: Annotation[] = [];
  const warnings: Annotation[] = [];
  for (const suite of report.suites) {
    if (suite.error !== undefined) {
      const position = /^(.+?):(\d+):(\d+): /.exec(suite.error);
      const at = position
        ? { file: String(position[1]), line: Number(position[2]), column: Number(position[3]) }
        : { file: suite.suite, line: 1, column: 1 };
      errors.push({ level: "error", title: `${suite.suite} could not be run`, message: suite.error, ...place(at) });
    }
    for (const test of failedTests(suite)) {
      errors.push({
        level: "error",
        title: `${test.name} ${test.verdict === "fail" ? "failed" : `ended with ${test.verdict}`}`,
        message: `${test.failure?.message ?? test.verdict}\nAgain at a desk: ${test.replay}`,
        ...place(test.failure?.position ?? test.position),
      });
    }
    const positions = new Map(suite.runs.flatMap((run) => run.tests).map((test) => [test.name, test.position]));
    for (const finding of suite.comparison?.findings ?? []) {
      if (finding.certainty !== "confirmed") continue;
      const at = lineOf(finding);
      warnings.push({
        level: "warning",
        title: `${finding.test} works differently (${finding.rank})`,
        message: `${finding.sentence}\nBefore: ${finding.before}\nNow: ${finding.after}${madeAt(finding)}`,
        ...(at?.line === undefined ? place(positions.get(finding.test)) : { file: at.file, line: at.line }),
      });
    }
  }
  return [...errors.slice(0, mostOfALevel), ...warnings.slice(0, mostOfALevel)];
}

/** Which lines make the calls; those of the base by their old numbers. */
function madeAt({ lines }: Finding): string {
  const told = (label: string, some: readonly CodeLine[]): string =>
    some.length === 0 ? "" : `\n${label}: ${some.map(shownSource).join(", ")}`;
  return `${told("Made at", lines?.head ?? [])}${told("Made before at", lines?.base ?? [])}`;
}

/** The first failing execution of each failing test. */
function failedTests(suite: SuiteReport): readonly TestResult[] {
  const first = new Map<string, TestResult>();
  for (const test of suite.runs.flatMap((run) => run.tests)) {
    if (test.verdict !== "pass" && !first.has(test.name)) first.set(test.name, test);
  }
  return [...first.values()];
}

/** The check's last line in the log, and the step's error message when it fails. */
export function verdictLine(report: Report): string {
  const { passed, failed, flaky } = countTests(report);
  const tests = `${passed} passed, ${failed} failed${flaky > 0 ? ` (${flaky} of them flaky)` : ""}`;
  const all = findings(report);
  const confirmed = all.filter((finding) => finding.certainty === "confirmed").length;
  switch (report.result) {
    case "error":
      return `the check could not be carried out (${tests})`;
    case "failed":
      return `tests failed: ${tests}`;
    case "drift":
      return `${tests}; the program works differently: ${confirmed === 1 ? "1 difference" : `${confirmed} differences`}`;
    case "undecided":
      return `${tests}; ${all.length === 1 ? "1 possible difference" : `${all.length} possible differences`} could not be told from noise`;
    case "accepted": {
      const accepted = report.suites.flatMap((suite) => suite.accepted ?? []).length;
      return `${tests}; the program works differently, as was accepted: ${accepted === 1 ? "1 difference" : `${accepted} differences`}`;
    }
    case "passed":
      return `${tests}; the program works as it did before`;
    case "recorded":
      return `${tests}; nothing to compare with, this run was only recorded`;
  }
}
