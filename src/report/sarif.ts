/**
 * SARIF 2.1.0 for code scanning: failed tests as results on the suite's lines, confirmed and suspected drift on the line of the program that
 * makes the calls, where that was recorded, else on its test's. Rule ids are stable and stand in docs/outputs.md. A finding is not about the text of a line, so its own fingerprint is also given under the name by which code
 * scanning tells alerts apart (`primaryLocationLineHash`): an alert stays the same alert while lines move, and two findings of one test
 * are two alerts.
 */
import type { Finding, FindingKind } from "../drift/index.ts";
import type { Position, TestResult } from "../trace/index.ts";
import { plain } from "./text.ts";
import type { Report, SuiteReport } from "./types.ts";
import { byTest, lineOf, worst } from "./words.ts";

const drift: Readonly<Record<FindingKind, string>> = {
  added: "The program does something it did not do before",
  removed: "The program no longer does something it did before",
  count: "The program does something more or less often than before",
  reordered: "The program does things in another order than before",
  object: "The program acts on another file or peer than before",
  decision: "A fault is met in another way than before",
  causality: "An effect no longer follows its cause as before",
  appeared: "A service is new",
  disappeared: "A service is gone",
};

/** Rule id → what it stands for. Published in docs/outputs.md: ids are never given another meaning. */
export const sarifRules: Readonly<Record<string, string>> = {
  "faultbox/suite-not-loaded": "A suite could not be loaded",
  "faultbox/test-failed": "A test failed",
  "faultbox/test-error": "A test could not do its work",
  ...Object.fromEntries(Object.entries(drift).map(([kind, text]) => [`faultbox/drift-${kind}`, text])),
};

/**
 * The check as SARIF.
 * @param folder where the check ran, from the repository's root, with `/`; places in suites are relative to it. Empty for the root.
 */
export function renderSarif(report: Report, folder = ""): string {
  const prefix = folder === "" ? "" : `${folder}/`;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "faultbox",
            version: report.version,
            rules: Object.entries(sarifRules).map(([id, text]) => ({
              id,
              shortDescription: { text },
              defaultConfiguration: { level: id.startsWith("faultbox/drift-") ? "warning" : "error" },
            })),
          },
        },
        automationDetails: { id: `faultbox/${plain(report.id)}/` },
        columnKind: "utf16CodeUnits",
        results: report.suites.flatMap((suite) => suiteResults(suite, prefix)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function suiteResults(suite: SuiteReport, prefix: string): readonly object[] {
  const place = (position: Position | undefined): Position => {
    const { file, line, column } = position ?? { file: suite.suite, line: 1, column: 1 };
    return { file: file.startsWith("/") ? `file://${file}` : `${prefix}${file}`, line, column };
  };
  if (suite.error !== undefined) return [result("faultbox/suite-not-loaded", "error", suite.error, place(undefined))];
  const tests = new Map(
    [...byTest(suite.runs)].flatMap(([name, results]) => {
      const told = worst(results);
      return told === undefined ? [] : [[name, told] as const];
    }),
  );
  const failures = [...tests.values()]
    .filter(({ verdict }) => verdict === "fail" || verdict === "error")
    .map((test) => failureResult(test, place(test.failure?.position ?? test.position)));
  const findings = (suite.comparison?.findings ?? [])
    .filter(({ certainty }) => certainty !== "inconclusive")
    .map((finding) => {
      const at = lineOf(finding);
      const inSuite = place(tests.get(finding.test)?.position);
      return findingResult(finding, at?.line === undefined ? inSuite : { file: at.file, line: at.line, column: 1 });
    });
  return [...failures, ...findings];
}

function failureResult(test: TestResult, position: Position): object {
  const rule = test.verdict === "fail" ? "faultbox/test-failed" : "faultbox/test-error";
  return result(rule, "error", `${test.name}: ${test.failure?.message ?? test.verdict}`, position);
}

function findingResult(finding: Finding, position: Position): object {
  const { kind, certainty, sentence, test, fingerprint } = finding;
  const message = `${sentence} (${test}; before: ${finding.before}, now: ${finding.after})`;
  const level = certainty === "confirmed" ? "warning" : "note";
  const partialFingerprints = { "faultbox/v1": fingerprint, primaryLocationLineHash: `${fingerprint}:1` };
  return { ...result(`faultbox/drift-${kind}`, level, message, position), partialFingerprints };
}

function result(ruleId: string, level: "error" | "warning" | "note", text: string, { file, line, column }: Position): object {
  return {
    ruleId,
    level,
    message: { text: plain(text) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: encodeURI(file.toWellFormed()),
            ...(file.startsWith("file://") ? {} : { uriBaseId: "%SRCROOT%" }),
          },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}
