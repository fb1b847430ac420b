/**
 * SARIF 2.1.0 for code scanning: failed tests and confirmed or suspected drift as results on the suite's lines. Rule ids are stable, and a
 * finding carries its own fingerprint, so that an alert stays the same alert while lines move.
 */
import type { Finding, FindingKind } from "../drift/index.ts";
import type { Position, TestResult } from "../trace/index.ts";
import { plain } from "./text.ts";
import type { Report, SuiteReport } from "./types.ts";
import { byTest, worst } from "./words.ts";

const drift: Readonly<Record<FindingKind, string>> = {
  added: "The program does something it did not do before",
  removed: "The program no longer does something it did before",
  count: "The program does something more or less often than before",
  reordered: "The program does things in another order than before",
  object: "The program acts on another file or peer than before",
  decision: "A fault is met in another way than before",
  causality: "An effect no longer follows its cause as before",
  appeared: "A test or service is new",
  disappeared: "A test or service is gone",
};

/** Rule id → what it stands for. Published: ids are never given another meaning. */
const rules: Readonly<Record<string, string>> = {
  "faultbox/suite-not-loaded": "A suite could not be loaded",
  "faultbox/test-failed": "A test failed",
  "faultbox/test-error": "A test could not do its work",
  ...Object.fromEntries(Object.entries(drift).map(([kind, text]) => [`faultbox/drift-${kind}`, text])),
};

export function renderSarif(report: Report): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "faultbox",
            version: report.version,
            rules: Object.entries(rules).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        automationDetails: { id: `faultbox/${plain(report.id)}/` },
        results: report.suites.flatMap(suiteResults),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function suiteResults(suite: SuiteReport): readonly object[] {
  if (suite.error !== undefined) return [result("faultbox/suite-not-loaded", "error", suite.error, suite.suite, undefined)];
  const tests = new Map(
    [...byTest(suite.runs)].flatMap(([name, results]) => {
      const told = worst(results);
      return told === undefined ? [] : [[name, told] as const];
    }),
  );
  const failures = [...tests.values()]
    .filter(({ verdict }) => verdict === "fail" || verdict === "error")
    .map((test) => failureResult(test, suite.suite));
  const findings = (suite.comparison?.findings ?? [])
    .filter(({ certainty }) => certainty !== "inconclusive")
    .map((finding) => findingResult(finding, suite.suite, tests.get(finding.test)?.position));
  return [...failures, ...findings];
}

function failureResult(test: TestResult, suite: string): object {
  const rule = test.verdict === "fail" ? "faultbox/test-failed" : "faultbox/test-error";
  return result(rule, "error", `${test.name}: ${test.failure?.message ?? test.verdict}`, suite, test.failure?.position ?? test.position);
}

function findingResult(finding: Finding, suite: string, position: Position | undefined): object {
  const { kind, certainty, sentence, test, fingerprint } = finding;
  const message = `${sentence} (${test}; before: ${finding.before}, now: ${finding.after})`;
  const level = certainty === "confirmed" ? "warning" : "note";
  return { ...result(`faultbox/drift-${kind}`, level, message, suite, position), partialFingerprints: { "faultbox/v1": fingerprint } };
}

function result(ruleId: string, level: "error" | "warning" | "note", text: string, suite: string, position: Position | undefined): object {
  const { file, line, column } = position ?? { file: suite, line: 1, column: 1 };
  return {
    ruleId,
    level,
    message: { text: plain(text) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file.toWellFormed()), uriBaseId: "%SRCROOT%" },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}
