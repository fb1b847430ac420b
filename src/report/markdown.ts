/**
 * The pull-request comment and the job summary. The comment answers, in the order a reviewer asks: what is the verdict; what changed, worst first, a sentence each;
 * what exactly (an aligned before and after in a fold for each finding); which tests failed and how to run them again; against
 * what it was compared; how to see it for oneself. It is complete or shorter, never cut: when the text would be too long it is made again
 * with less detail, step by step, until it fits.
 *
 * Everything that comes from services, traces or suites goes through `text.ts`: prose escaped, the rest in code spans and fences.
 */
import type { CodeLine, Finding, Rank } from "../drift/index.ts";
import { shownSource, type SuiteRun, type TestResult } from "../trace/index.ts";
import { commentLimit, makeSection } from "./sections.ts";
import { code, cut, escapeInlineHtml, escapeMarkdown, fenced, plain } from "./text.ts";
import type { AcceptedFinding, Report, SuiteReport } from "./types.ts";
import {
  byTest,
  capital,
  count,
  decisionShown,
  duration,
  evidenceText,
  lineOf,
  listed,
  Names,
  odds,
  shortName,
  verdictWord,
  worst,
} from "./words.ts";

export interface CommentOptions {
  /** Grows from run to run; an older section never replaces a newer one in the comment. Default 0. */
  readonly order?: number;
  /** Characters the comment may have; by default what GitHub takes, with room for the marker. */
  readonly limit?: number;
}

/** The section of [report] in the pull request's comment, between its markers; `mergeSections` makes a comment of one or several. */
export function renderComment(report: Report, options: CommentOptions = {}): string {
  const sha = report.head?.sha ?? "";
  const confirmed = report.suites.flatMap((suite) =>
    (suite.comparison?.findings ?? []).filter(({ certainty }) => certainty === "confirmed"),
  );
  const prints = [...new Set(confirmed.map(({ fingerprint }) => fingerprint))];
  const wrap = (body: string): string => makeSection(report.id, sha, options.order ?? 0, body, prints);
  return shortened((detail) => wrap(body(report, detail)), options.limit ?? commentLimit - 500, commentDetails);
}

/** The job summary: the comment's text with every test and diagnostic, under the limit of a step's summary (1 MiB). */
export function renderSummary(report: Report): string {
  return `${shortened((detail) => body(report, detail), 1_000_000, summaryDetails)}\n`;
}

/** How much is told; each step tells less than the one before. */
interface Detail {
  /** Rows of the table of findings, folds below it, and lines in such a fold. */
  readonly findings: number;
  readonly folds: number;
  readonly lines: number;
  readonly failures: number;
  /** Lists of undecided findings, notes, diagnostics. */
  readonly items: number;
  /** Characters of one foreign phrase. */
  readonly phrase: number;
  /** The table of all tests, and all diagnostics (job summary only). */
  readonly tests: number;
}

const commentDetails: readonly Detail[] = [
  { findings: 100, folds: 100, lines: 80, failures: 50, items: 30, phrase: 400, tests: 0 },
  { findings: 100, folds: 100, lines: 24, failures: 30, items: 20, phrase: 300, tests: 0 },
  { findings: 60, folds: 30, lines: 12, failures: 20, items: 10, phrase: 240, tests: 0 },
  { findings: 40, folds: 10, lines: 12, failures: 10, items: 10, phrase: 200, tests: 0 },
  { findings: 20, folds: 3, lines: 12, failures: 5, items: 5, phrase: 160, tests: 0 },
  { findings: 10, folds: 0, lines: 0, failures: 3, items: 3, phrase: 120, tests: 0 },
  { findings: 3, folds: 0, lines: 0, failures: 1, items: 1, phrase: 60, tests: 0 },
  { findings: 0, folds: 0, lines: 0, failures: 0, items: 0, phrase: 40, tests: 0 },
];

const summaryDetails: readonly Detail[] = [
  { findings: 1000, folds: 1000, lines: 400, failures: 1000, items: 1000, phrase: 1000, tests: 5000 },
  ...commentDetails.map((detail) => ({ ...detail, tests: detail.findings * 10 })),
];

function shortened(render: (detail: Detail) => string, limit: number, details: readonly Detail[]): string {
  let text = "";
  for (const detail of details) {
    text = render(detail);
    if (text.length <= limit) break;
  }
  return text;
}

/** A finding with the suite it belongs to. */
interface Found {
  readonly suite: SuiteReport;
  readonly finding: Finding;
}

function body(report: Report, detail: Detail): string {
  const found = report.suites.flatMap((suite) => (suite.comparison?.findings ?? []).map((finding) => ({ suite, finding })));
  const confirmed = found
    .filter(({ finding }) => finding.certainty === "confirmed")
    .sort((a, b) => ranks.indexOf(a.finding.rank) - ranks.indexOf(b.finding.rank));
  const open = found.filter(({ finding }) => finding.certainty !== "confirmed");
  const told = report.suites.map((suite) => ({ suite, tests: [...byTest(suite.runs).values()] }));
  const failures = told.flatMap(({ suite, tests }) =>
    tests.flatMap((results) => {
      const test = worst(results);
      return test === undefined || test.verdict === "pass" || test.verdict === "halted" ? [] : [{ suite, test, results }];
    }),
  );
  const testCount = told.reduce((sum, { tests }) => sum + tests.length, 0);

  return [
    `### ${verdict(report, confirmed.length, open.length, failures, testCount)}`,
    lead(report, confirmed.length, failures.length, testCount),
    errors(report, detail),
    failureList(report, failures, detail),
    failures.length > 0 && confirmed.length > 0 ? below(confirmed.length) : "",
    table(report, confirmed, detail),
    ...confirmed.slice(0, detail.folds).map((item, index) => findingFold(report, item, index + 1, detail)),
    acceptedList(report, detail),
    openList(report, open, detail),
    notes(report, detail),
    removableList(report, detail),
    confirmed.length > 0 ? howToAccept(report) : "",
    testTable(report, detail),
    footer(report, detail),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

function verdict(report: Report, changes: number, open: number, failures: readonly { readonly test: TestResult }[], tests: number): string {
  const name = report.id === "" || report.id === "default" ? "" : ` · ${code(cut(report.id, 100))}`;
  const changed = changes === 0 ? "" : `, ${count(changes, "change")} in how the system works`;
  const accepted = acceptedOf(report).length;
  const besides = accepted === 0 ? "" : `, ${accepted} more accepted`;
  switch (report.result) {
    case "error":
      return `❌ The check could not do its work${changed}${name}`;
    case "failed":
      return `❌ ${failures.length} of ${count(tests, "test")} did not pass${changed}${name}`;
    case "drift":
      return `⚠️ ${count(changes, "change")} in how the system works${besides}${name}`;
    case "undecided":
      return `❔ No certain change, ${count(open, "open question")}${besides}${name}`;
    case "accepted":
      return `✅ ${count(accepted, "change")} in how the system works, accepted${name}`;
    case "passed":
      return `✅ No change in how the system works${name}`;
    case "recorded":
      return `📼 Recorded, not compared${name}`;
  }
}

/** The paragraph below the verdict: what the tests came to and what it was compared with. */
function lead(report: Report, changes: number, failures: number, tests: number): string {
  const passes = failures > 0 || tests === 0 ? "" : tests === 1 ? "The only test passes" : `All ${tests} tests pass`;
  const origins = new Set(report.suites.map(baselineText));
  const baselines = [...origins].slice(0, 5).join(" ");
  if (report.result === "drift") return `${baselines} ${passes === "" ? "" : `${passes}. `}${below(changes)}`;
  return `${passes === "" ? "" : `${passes}. `}${baselines}`;
}

/** Introduces the table: every answer may be as it was, and this is not. */
function below(changes: number): string {
  return `Behind the responses ${changes === 1 ? "this has" : "these things have"} changed:`;
}

const nextBaseline = "What this run recorded becomes the baseline once it is on the base branch.";

function baselineText({ baseline, comparison }: SuiteReport): string {
  if (baseline.kind === "none") {
    return `No baseline: ${escapeMarkdown(cut(baseline.reason, 300))}. ${nextBaseline}`;
  }
  const phrase = escapeMarkdown(cut(baseline.description, 300));
  const origin = `${link(phrase, baseline.url)}${distance(baseline.distance, baseline.description)}`;
  return comparison?.outcome === "incomparable" ? `Not comparable with ${origin}. ${nextBaseline}` : `Compared with ${origin}.`;
}

/** How far the baseline is from the base commit, where the description does not already say so. */
function distance(commits: number | undefined, description: string): string {
  if (commits === undefined || commits === 0 || /\d+ commits?\b/.test(description)) return "";
  return `, ${count(commits, "commit")} before the base`;
}

function errors(report: Report, detail: Detail): string {
  const broken = report.suites.filter(({ error }) => error !== undefined);
  if (broken.length === 0) return "";
  const shown = broken
    .slice(0, Math.max(1, detail.failures))
    .map(
      ({ suite, error }) => `**${code(cut(suite, 200))} did not run**\n\n${fenced("text", indented((error ?? "").split("\n"), detail))}`,
    );
  return withMore(shown, broken.length - shown.length, "suite");
}

const ranks: readonly Rank[] = ["durability", "consistency", "communication", "other"];

function table(report: Report, found: readonly Found[], detail: Detail): string {
  if (found.length === 0 || detail.findings === 0) return "";
  const rows = found.slice(0, detail.findings).map(({ suite, finding }) => {
    const where = [finding.test, ...finding.alsoIn].map((test) => code(shortName(cut(test, 80)), true));
    const show = deepLink(report, finding.test, finding.fingerprint);
    const from = report.suites.length > 1 ? ` in ${code(cut(suite.suite, 100), true)}` : "";
    const at = lineOf(finding);
    const place = at === undefined ? "" : ` · ${sourceLink(report, at, detail, true)}`;
    return `| **${finding.rank}** | ${escapeMarkdown(cut(finding.sentence, detail.phrase))}${place}${show === undefined ? "" : ` · ${link("show", show)}`} | ${listed(where)}${from} |`;
  });
  return withMore(
    [["| Concerns | What changed | Tests |", "| :-- | :-- | :-- |", ...rows].join("\n")],
    found.length - rows.length,
    "change",
  );
}

function findingFold(report: Report, { suite, finding }: Found, number: number, detail: Detail): string {
  const context = contextLines(finding, detail);
  const facts = [
    `Before: ${escapeMarkdown(cut(finding.before, detail.phrase))}. Now: ${escapeMarkdown(cut(finding.after, detail.phrase))}.`,
    `Service ${code(cut(finding.service, 100))}${finding.step === "" ? "" : `, step ${code(cut(finding.step, 200))}`}${finding.object === "" ? "" : `, ${code(cut(finding.object, 300))}`}, test ${code(cut(finding.test, 100))}${report.suites.length > 1 ? ` of ${code(cut(suite.suite, 100))}` : ""}.`,
    ...linesTold(report, finding, detail),
    `${capital(evidenceText(finding))}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}.`,
  ];
  return [
    "<details>",
    `<summary>${number}. ${escapeInlineHtml(cut(finding.sentence, detail.phrase))}</summary>`,
    "",
    facts.join(" "),
    "",
    ...(context.length === 0 ? [] : [fenced("diff", context), ""]),
    `<sub>Fingerprint ${code(cut(finding.fingerprint, 40))}</sub>`,
    "",
    "</details>",
  ].join("\n");
}

/** Which lines make the calls, now and before. */
function linesTold(report: Report, { lines }: Finding, detail: Detail): readonly string[] {
  const now = (lines?.head ?? []).map((line) => `${sourceLink(report, line, detail)}${line.isNew ? " (new)" : ""}`);
  const before = (lines?.base ?? []).map((line) => code(cut(shownSource(line), detail.phrase)));
  return [
    ...(now.length === 0 ? [] : [`Made at ${listed(now)}.`]),
    ...(before.length === 0 ? [] : [`${now.length === 0 ? "It was" : "Before it was"} made at ${listed(before)}.`]),
  ];
}

/** A line of the tested commit, as a link where its files can be shown. */
function sourceLink(report: Report, line: CodeLine, detail: Detail, inTable = false): string {
  const { source } = report.links;
  const anchor = line.line === undefined ? "" : `#L${line.line}`;
  return link(
    code(cut(shownSource(line), detail.phrase), inTable),
    source && `${source}${line.file.split("/").map(encodeURIComponent).join("/")}${anchor}`,
  );
}

/** The aligned before and after, as lines of a diff. */
function contextLines(finding: Finding, detail: Detail): readonly string[] {
  const marks = { both: "  ", base: "- ", head: "+ " } as const;
  const lines = finding.context.slice(0, detail.lines).map(({ side, text }) => `${marks[side]}${cut(plain(text), detail.phrase)}`);
  return lines.length < finding.context.length && lines.length > 0
    ? [...lines, `  … ${finding.context.length - lines.length} more lines`]
    : lines;
}

function failureList(
  report: Report,
  failures: readonly { readonly suite: SuiteReport; readonly test: TestResult; readonly results: readonly TestResult[] }[],
  detail: Detail,
): string {
  if (failures.length === 0) return "";
  const shown = failures.slice(0, detail.failures).map(({ suite, test, results }, index) => {
    const { failure } = test;
    const bad = results.filter(({ verdict }) => verdict === test.verdict).length;
    const often = results.length > 1 ? ` in ${bad} of ${results.length} runs` : "";
    const show = deepLink(report, test.name, undefined);
    const lines: string[] = [];
    if (failure?.position !== undefined) {
      lines.push(`  at ${failure.position.file}:${failure.position.line}:${failure.position.column}`);
      if (failure.sourceLine !== undefined) lines.push(`  ${failure.position.line} | ${failure.sourceLine.trimEnd()}`);
    }
    if (failure?.assertion?.expected !== undefined) lines.push(`  expected: ${failure.assertion.expected}`);
    if (failure?.assertion?.actual !== undefined) lines.push(`  actual:   ${failure.assertion.actual}`);
    lines.push(...nearest(test));
    if (failure?.output !== undefined)
      lines.push(`  last output of ${failure.output.service}:`, ...failure.output.lines.slice(-20).map((line) => `  | ${line}`));
    const context = detail.lines === 0 ? [] : lines.slice(0, Math.max(detail.lines, 12)).map((line) => cut(line, detail.phrase));
    const suffix = report.suites.length > 1 ? ` <sub>${escapeInlineHtml(cut(suite.suite, 100))}</sub>` : "";
    return [
      index < 3 ? "<details open>" : "<details>",
      `<summary><b>${verdictWord[test.verdict]}</b> <code>${escapeInlineHtml(cut(test.name, 120))}</code>${often}: ${escapeInlineHtml(cut(failure?.message ?? "no reason given", detail.phrase))}${suffix}</summary>`,
      "",
      ...(context.length === 0 ? [] : [fenced("text", context), ""]),
      `Run it again${show === undefined ? "" : ` or ${link("look at it", show)}`}:`,
      "",
      fenced("sh", [cut(test.replay, 1000)]),
      "",
      "</details>",
    ].join("\n");
  });
  return withMore(shown, failures.length - shown.length, "test that did not pass", "tests that did not pass");
}

/** The events nearest to what a failed assertion expected, as lines of its block. */
function nearest(test: TestResult): readonly string[] {
  const wanted = new Set(test.failure?.nearest ?? []);
  if (wanted.size === 0) return [];
  const names = new Names(test.services, test.events);
  const lines = test.events
    .filter(({ seq }) => wanted.has(seq))
    .map(
      (event) =>
        `    #${event.seq} ${event.service}: ${[names.label(event), decisionShown(event)].filter((part) => part !== "").join("  ")}`,
    );
  return ["  nearest events:", ...lines];
}

function acceptedOf(report: Report): readonly AcceptedFinding[] {
  return report.suites.flatMap((suite) => suite.accepted ?? []);
}

/** What was accepted, by whom and why: not hidden, since somebody may think otherwise. */
function acceptedList(report: Report, detail: Detail): string {
  const accepted = acceptedOf(report);
  if (accepted.length === 0) return "";
  const shown = accepted.slice(0, detail.items).map(({ finding, acceptance, how }) => {
    const { sentence, test } = finding;
    const then = acceptance.change === sentence ? "" : ` (described then as: ${escapeMarkdown(cut(acceptance.change, detail.phrase))})`;
    const where = how === "file" ? "in the repository's file" : "by comment";
    return [
      `- ${escapeMarkdown(cut(sentence, detail.phrase))} (${code(shortName(cut(test, 80)))})`,
      `  <br>Accepted ${where} by **${escapeMarkdown(cut(acceptance.by, 100))}** on ${escapeMarkdown(acceptance.at.slice(0, 10))}: ${escapeMarkdown(cut(acceptance.reason, detail.phrase))}${then}`,
    ].join("\n");
  });
  if (shown.length < accepted.length) shown.push(`- … and ${accepted.length - shown.length} more`);
  return ["<details>", `<summary>${count(accepted.length, "accepted change")}</summary>`, "", ...shown, "", "</details>"].join("\n");
}

/** The two ways to say that a change is meant. */
function howToAccept(report: Report): string {
  const [, run] = /\/actions\/runs\/(\d+)/.exec(report.links.run ?? "") ?? [];
  const fetch =
    run === undefined || !/^[\w.-]+$/.test(report.id) ? [] : [`gh run download ${run} -n faultbox-traces-${report.id} -D faultbox-out`];
  return [
    "<details>",
    "<summary>Meant like this? Accept it</summary>",
    "",
    "In a file of this pull request, reviewed with the change:",
    "",
    fenced("sh", [...fetch, "faultbox accept --reason 'why it is meant'"]),
    "",
    ...(report.head?.pullRequest === undefined
      ? []
      : ["Or, with write permission, by the comment `/faultbox accept REASON`, for this commit only.", ""]),
    "</details>",
  ].join("\n");
}

/** Acceptances that have done their work. */
function removableList(report: Report, detail: Detail): string {
  const removable = report.removable ?? [];
  if (removable.length === 0 || detail.items === 0) return "";
  const shown = removable
    .slice(0, detail.items)
    .map(
      ({ fingerprint, change, at }) =>
        `- ${code(cut(fingerprint, 40))} ${escapeMarkdown(cut(change, detail.phrase))} (${escapeMarkdown(at.slice(0, 10))})`,
    );
  if (shown.length < removable.length) shown.push(`- … and ${removable.length - shown.length} more`);
  const title = `${count(removable.length, "accepted change")} that nothing has needed for a month: faultbox accept --prune removes ${removable.length === 1 ? "it" : "them"}`;
  return ["<details>", `<summary>${title}</summary>`, "", ...shown, "", "</details>"].join("\n");
}

function openList(report: Report, found: readonly Found[], detail: Detail): string {
  if (found.length === 0) return "";
  const shown = found.slice(0, detail.items).map(({ finding }, index) => {
    const show = deepLink(report, finding.test, finding.fingerprint);
    const context = index < detail.folds ? contextLines(finding, detail) : [];
    const tests = [finding.test, ...finding.alsoIn].map((test) => code(shortName(cut(test, 80))));
    return [
      `- ${escapeMarkdown(cut(finding.sentence, detail.phrase))} (${listed(tests)}; ${evidenceText(finding)})${show === undefined ? "" : ` · ${link("show", show)}`}`,
      ...(context.length === 0
        ? []
        : [
            "",
            ...fenced("diff", context)
              .split("\n")
              .map((line) => `  ${line}`),
            "",
          ]),
    ].join("\n");
  });
  if (shown.length < found.length) shown.push(`- … and ${found.length - shown.length} more`);
  const title = `${count(found.length, "difference")} that more runs did not settle; ${found.length === 1 ? "it does" : "they do"} not count`;
  return ["<details>", `<summary>${title}</summary>`, "", ...shown, "", "</details>"].join("\n");
}

function notes(report: Report, detail: Detail): string {
  const all = [...new Set(report.suites.flatMap((suite) => suite.comparison?.notes ?? []))];
  if (all.length === 0 || detail.items === 0) return "";
  const shown = all.slice(0, detail.items).map((note) => `> ${escapeMarkdown(cut(note, detail.phrase))}`);
  if (shown.length < all.length) shown.push(`> … and ${all.length - shown.length} more notes`);
  return shown.join("  \n");
}

/** All tests and what was noticed about them; the job summary's own part. */
function testTable(report: Report, detail: Detail): string {
  if (detail.tests === 0) return "";
  const rows = report.suites.flatMap((suite) =>
    [...byTest(suite.runs).values()].flatMap((results) => {
      const test = worst(results);
      if (test === undefined) return [];
      const passed = results.filter(({ verdict }) => verdict === "pass").length;
      const meanMs = results.reduce((sum, { durationMs }) => sum + durationMs, 0) / results.length;
      return [
        `| ${verdictWord[test.verdict]} | ${code(cut(test.name, 120), true)} | ${code(cut(suite.suite, 120), true)} | ${passed}/${results.length} | ${duration(meanMs)} |`,
      ];
    }),
  );
  if (rows.length === 0) return "";
  const tableText = ["| Result | Test | Suite | Passed | Time |", "| :-- | :-- | :-- | --: | --: |", ...rows.slice(0, detail.tests)].join(
    "\n",
  );
  const noticed = [...new Set(report.suites.flatMap((suite) => suite.runs.flatMap((run) => runDiagnostics(run, detail))))];
  const shown = noticed.slice(0, detail.items);
  return [
    withMore([tableText], rows.length - Math.min(rows.length, detail.tests), "test"),
    ...(shown.length === 0 ? [] : [withMore([shown.join("\n")], noticed.length - shown.length, "diagnostic")]),
  ].join("\n\n");
}

function runDiagnostics(run: SuiteRun, detail: Detail): readonly string[] {
  const say = (level: string, id: string, message: string, test: string): string =>
    `- ${level} ${code(id)} ${test === "" ? "" : `${code(shortName(cut(test, 80)))}: `}${escapeMarkdown(cut(message, detail.phrase))}`;
  return [
    ...run.diagnostics.map(({ level, code: id, message }) => say(level, id, message, "")),
    ...run.tests.flatMap((test) => test.diagnostics.map(({ level, code: id, message }) => say(level, id, message, test.name))),
  ];
}

function footer(report: Report, detail: Detail): string {
  const { links } = report;
  const anchors = [
    links.report === undefined ? "" : link("Space-time report", links.report),
    links.shiviz === undefined
      ? ""
      : `${link("ShiViz file", links.shiviz)} (load it at ${link("ShiViz", "https://bestchai.bitbucket.io/shiviz/")})`,
    links.traces === undefined ? "" : link("Traces", links.traces),
    links.run === undefined ? "" : link("Run", links.run),
  ].filter((anchor) => anchor !== "");
  const runs = Math.max(0, ...report.suites.map((suite) => suite.runs.length));
  const bounds = report.suites.flatMap((suite) => (suite.comparison === undefined ? [] : [suite.comparison.falseAlarmBound]));
  const compared = report.suites.find((suite) => suite.comparison !== undefined)?.comparison;
  const facts = [
    `faultbox ${escapeMarkdown(report.version)}`,
    ...(report.head === undefined ? [] : [`commit ${code(report.head.sha.slice(0, 7))}`]),
    runs > 1 ? `${count(runs, "run")} in ${duration(report.durationMs)}` : duration(report.durationMs),
    ...(compared === undefined ? [] : [`${count(compared.baseRuns, "baseline run")}`]),
    ...(bounds.every((bound) => bound === 0)
      ? []
      : [
          `false alarm in at most ${odds(
            Math.min(
              1,
              bounds.reduce((sum, bound) => sum + bound, 0),
            ),
          )} comparisons`,
        ]),
  ];
  const reproduce = [
    "<details>",
    "<summary>Reproduce at your desk</summary>",
    "",
    fenced("sh", [cut(report.reproduce, detail.phrase * 5)]),
    "",
    "</details>",
  ].join("\n");
  return [
    ...(report.reproduce === "" ? [] : [reproduce]),
    ...(anchors.length === 0 ? [] : [anchors.join(" · ")]),
    `<sub>${facts.join(" · ")}</sub>`,
  ].join("\n\n");
}

function indented(lines: readonly string[], detail: Detail): readonly string[] {
  return lines.slice(0, Math.max(detail.lines, 6)).map((line) => `  ${cut(line, detail.phrase)}`);
}

function withMore(blocks: readonly string[], more: number, singular: string, plural?: string): string {
  return [
    ...blocks,
    ...(more > 0
      ? [`*… and ${count(more, `more ${singular}`, plural === undefined ? undefined : `more ${plural}`)}; the report has them all.*`]
      : []),
  ].join("\n\n");
}

/** Where the report shows a test or a finding of it. */
function deepLink(report: Report, test: string, finding: string | undefined): string | undefined {
  if (report.links.report === undefined) return undefined;
  const place = new URLSearchParams({ test, ...(finding === undefined ? {} : { finding }) });
  return `${report.links.report}#${place.toString()}`;
}

/** A link on text that is Markdown already; the bare text when the address is none that a browser should follow. */
function link(markdown: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\//.test(url)) return markdown;
  const safe = encodeURI(url.toWellFormed())
    .replaceAll("%25", "%")
    .replace(/[()<>|\\"'`\s]/g, (character) => encodeURIComponent(character).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`));
  return `[${markdown}](${safe})`;
}
