/**
 * What `faultbox diff` prints: the findings in sentences with how sure each is, then the lines that differ. Both come from files that may be anyone's,
 * so all of it goes through `text.ts`.
 */
import { canDecide, type Finding, type TextDiff } from "../drift/index.ts";
import { renderDiffJson } from "./json.ts";
import { code, escapeMarkdown, fenced, plain } from "./text.ts";
import { count, evidenceText, listed, odds, shortName } from "./words.ts";

export type DiffFormat = "text" | "json" | "markdown";

/** Lines shown around each difference. */
const contextLines = 3;

/** A diff for people or programs; ends with a line break. */
export function renderDiff(diff: TextDiff, format: DiffFormat): string {
  switch (format) {
    case "json":
      return renderDiffJson(diff);
    case "text":
      return ended([headline(diff), ...diff.comparison.findings.flatMap(findingText), ...differing(diff), ...notes(diff)]);
    case "markdown": {
      const lines = differing(diff);
      return ended([
        diff.identical ? headline(diff) : `**${headline(diff)}**`,
        ...paragraph(diff.comparison.findings.map(findingMarkdown)),
        ...paragraph(lines.length === 0 ? [] : [fenced("diff", lines)]),
        ...paragraph(notes(diff).map(escapeMarkdown)),
      ]);
    }
  }
}

function ended(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

function paragraph(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

function headline({ identical, aLines, bLines }: TextDiff): string {
  return identical ? "traces are identical" : `traces differ (${aLines} vs ${bLines} lines):`;
}

function tests({ test, alsoIn }: Finding): readonly string[] {
  return [test, ...alsoIn].map(shortName);
}

function sureness(finding: Finding): string {
  return `${finding.certainty}: ${evidenceText(finding)}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}`;
}

function findingText(finding: Finding): readonly string[] {
  return [`  ${finding.rank}: ${plain(finding.sentence)}`, `    in ${listed(tests(finding).map(plain))}; ${sureness(finding)}`];
}

function findingMarkdown(finding: Finding): string {
  return `- **${finding.rank}** ${escapeMarkdown(finding.sentence)} (${listed(tests(finding).map((test) => code(test)))}). ${sureness(finding)}`;
}

function notes({ comparison: { notes, outcome, baseRuns, headRuns } }: TextDiff): readonly string[] {
  const few = outcome === "undecided" && !canDecide(baseRuns, headRuns);
  const told = few ? [`${count(baseRuns, "run")} against ${headRuns} can only suspect; 10 against 8 can decide`, ...notes] : notes;
  return told.map((note) => `NOTE: ${plain(note)}`);
}

/** Line by line, by test, service and step. */
function differing({ sections }: TextDiff): readonly string[] {
  const marks = { both: " ", a: "-", b: "+" } as const;
  const out: string[] = [];
  let test = "";
  for (const section of sections) {
    if (section.test !== test) out.push(`  === ${plain(section.test)} ===`);
    test = section.test;
    out.push(`  --- ${plain(`${section.lane}, ${section.window}`)} ---`);
    const { lines } = section;
    let skipped = false;
    lines.forEach(({ side, text }, i) => {
      const near = lines.slice(Math.max(0, i - contextLines), i + contextLines + 1).some((line) => line.side !== "both");
      if (near) {
        if (skipped) out.push("    …");
        out.push(`${marks[side]}   ${plain(text)}`);
      }
      skipped = !near;
    });
  }
  return out;
}
