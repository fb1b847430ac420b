import { expect, test } from "vitest";
import { diffModels, parseModel, type TextDiff } from "../drift/index.ts";
import { renderDiff } from "./diff.ts";

const environment = { tool: "t", os: "linux", arch: "x64", kernel: "6.18.1", image: "", capture: [] };

/** The text of a model of one run: what a service does in the one step of its test. */
function textOf(calls: readonly string[], test = "test_sale"): string {
  const lines = [
    ...["faultbox model 5", "suite s.star", "runs 1", `environment ${JSON.stringify(environment)}`, `test ${test}`],
    ...["  step 1 POST /sales → till.main", "    test", "      step 200 POST /sales → till.main", "    till, in order"],
    ...calls.map((call) => `      ${call}`),
  ];
  return [...lines, `end ${lines.length + 1} lines`, ""].join("\n");
}

function diffTexts(a: string, b: string): TextDiff {
  return diffModels(parseModel(a), parseModel(b));
}

const before = textOf(["write allow /var/sales.log", "fsync allow /var/sales.log", "send allow ← test"]);
const after = textOf(["write allow /var/sales.log", "send allow ← test"]);

test("nothing to tell is one line", () => {
  expect(renderDiff(diffTexts(before, before), "text")).toBe("traces are identical\n");
  expect(renderDiff(diffTexts(before, before), "markdown")).toBe("traces are identical\n");
});

test("a change is told in a sentence with how sure it is, then line by line, then what would make it sure", () => {
  expect(renderDiff(diffTexts(before, after), "text")).toBe(
    [
      "traces differ (4 vs 3 lines):",
      "  durability: till no longer calls fsync on /var/sales.log in the POST /sales step",
      "    in sale; suspected: seen in 1 of 1 baseline run and 0 of 1 run of this change; if nothing had changed, the chance of that would be 50 %",
      "  === test_sale ===",
      "  --- till, step 1 POST /sales → till.main ---",
      "    write allow /var/sales.log",
      "-   fsync allow /var/sales.log",
      "    send allow ← test",
      "NOTE: 1 run against 1 can only suspect; 10 against 8 can decide",
      "",
    ].join("\n"),
  );
});

test("in Markdown what differs stands in a fence that nothing in it closes, and names do nothing", () => {
  const nasty = (text: string): string => text.replaceAll("/var/sales.log", "/var/```@you<b>");
  const text = renderDiff(diffTexts(nasty(before), nasty(after)), "markdown");
  expect(text).toMatch(/\n````diff\n[^]*\n````\n/);
  const [prose = ""] = text.split("````diff");
  expect(prose).not.toContain("@you");
  expect(prose).not.toContain("<b>");
  expect(prose).toMatch(/^- \*\*durability\*\* till no longer calls fsync on /m);
});

test("JSON is the difference and the comparison, as a report has it", () => {
  const diff = diffTexts(before, after);
  expect(JSON.parse(renderDiff(diff, "json"))).toMatchObject({
    identical: false,
    aLines: 4,
    bLines: 3,
    sections: diff.sections,
    comparison: { outcome: "undecided", base_runs: 1, head_runs: 1, findings: [{ rank: "durability", also_in: [] }] },
  });
});
