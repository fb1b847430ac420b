/**
 * The space-time report: one HTML file that needs nothing else. This file packs a check's data and wraps it with the viewer's
 * style and script (`viewer/`, embedded by `scripts/viewer.ts`). The page's policy lets exactly that style and that script run, by their
 * hashes, and forbids everything else: no network, no inline handlers, no frames. Data stands in the page as deflated JSON in base 64, which
 * cannot end the element it stands in; the script puts texts into the page as text, never as markup.
 */
import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { matchesWildcard, callsIn, type Finding } from "../drift/index.ts";
import { clocksOf, decisionName, DRIVER, fieldsOf, frameText, shownSource, type Event, type TestResult } from "../trace/index.ts";
import { align, keyOf, type Standing } from "./align.ts";
import { arrowsOf } from "./arrows.ts";
import { cut, escapeHtml, plain } from "./text.ts";
import type { Report, SuiteReport } from "./types.ts";
import { Kind, type PackedTrace, type PageData, type PageExecution, type PageFinding, type PageTest } from "./viewer/data.ts";
import { script, style } from "./viewer.generated.ts";
import {
  answers,
  byTest,
  capital,
  contextOf,
  count,
  duration,
  evidenceText,
  Names,
  odds,
  toldExecutions,
  verdictWord,
  waitedMs,
  worst,
  type ToldExecution,
} from "./words.ts";

/** The page for [report], as text of a file that any browser opens. */
export function renderHtml(report: Report): string {
  const data = pack(report);
  const packed = deflateRawSync(JSON.stringify(data), { level: 9 }).toString("base64");
  const title = escapeHtml(`${data.headline} · faultbox`);
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<noscript><main><h1>${escapeHtml(data.headline)}</h1><p>This page draws its diagrams with a script, and scripts are switched off. Nothing is loaded from the network.</p></main></noscript>
<script type="application/octet-stream" id="data">${packed}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Gives each text a number. */
class Texts {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.all.length;
      this.all.push(plain(cut(text, 2000)));
      this.#numbers.set(text, number);
    }
    return number;
  }
}

/** A test with the two logs that are shown of it. */
interface Shown {
  readonly suite: SuiteReport;
  readonly suiteIndex: number;
  readonly name: string;
  readonly results: readonly TestResult[];
  readonly executions: readonly ToldExecution[];
  readonly base: TestResult | undefined;
}

/** Executions of one test in the page, and events of all tests together beyond which each test is shown by one execution only. */
const mostExecutions = 12;
const manyEvents = 50_000;

export function pack(report: Report): PageData {
  const texts = new Texts();
  const told = report.suites.flatMap(({ runs }) => [...byTest(runs).values()].map((results) => toldExecutions(results, mostExecutions)));
  const events = told.flat().reduce((sum, { result }) => sum + result.events.length, 0);
  const limit = events > manyEvents ? 1 : mostExecutions;
  const shown = report.suites.flatMap((suite, suiteIndex): readonly Shown[] => {
    const heads = byTest(suite.runs);
    const bases = new Map(suite.baseRun?.tests.map((test) => [test.name, test]));
    return [...new Set([...heads.keys(), ...bases.keys()])].map((name) => {
      const results = heads.get(name) ?? [];
      return { suite, suiteIndex, name, results, executions: toldExecutions(results, limit), base: bases.get(name) };
    });
  });
  const packed = shown.map((test) => packTest(test, texts));
  const readers = new Map<TestResult, (finding: Finding) => readonly number[]>();
  const calls: Marks = (finding, test) => {
    const reader = readers.get(test) ?? callsIn(test);
    readers.set(test, reader);
    return reader(finding);
  };
  const findings = report.suites.flatMap((suite, suiteIndex) => [
    ...(suite.comparison?.findings ?? []).map((finding) => packFinding(finding, "", suiteIndex, shown, calls)),
    ...(suite.accepted ?? []).map(({ finding, acceptance: { by, reason } }) =>
      packFinding(finding, `Accepted${by === "" ? "" : ` by ${by}`}${reason === "" ? "" : `: ${reason}`}`, suiteIndex, shown, calls),
    ),
  ]);
  return {
    version: 1,
    headline: headline(report),
    result: report.result,
    headTitle: report.head?.pullRequest === undefined ? "This run" : "Pull request",
    id: plain(report.id),
    tool: plain(report.version),
    commits: { base: baseCommit(report), head: plain(report.head?.sha.slice(0, 7) ?? "") },
    duration: duration(report.durationMs),
    reproduce: plain(report.reproduce),
    links: links(report),
    suites: report.suites.map(({ suite, baseline, comparison, error }) => ({
      name: plain(suite),
      baseline: plain(
        baseline.kind === "none"
          ? `no baseline: ${baseline.reason}`
          : `${comparison?.outcome === "incomparable" ? "not comparable with" : "compared with"} ${baseline.description}`,
      ),
      notes: (comparison?.notes ?? []).map(plain),
      error: error === undefined ? "" : error.split("\n").map(plain).join("\n"),
    })),
    texts: texts.all,
    findings,
    tests: packed,
  };
}

function headline(report: Report): string {
  const findings = report.suites.flatMap((suite) => suite.comparison?.findings ?? []);
  const confirmed = findings.filter(({ certainty }) => certainty === "confirmed").length;
  const changes = count(confirmed, "change");
  const worstOf = report.suites.flatMap((suite) => [...byTest(suite.runs).values()].map(worst));
  const bad = worstOf.filter((test) => test !== undefined && test.verdict !== "pass" && test.verdict !== "halted").length;
  switch (report.result) {
    case "error":
      return "The check could not do its work";
    case "failed":
      return `${bad} of ${count(worstOf.length, "test")} did not pass${confirmed > 0 ? `, ${changes} in how the system works` : ""}`;
    case "drift":
      return `${changes} in how the system works`;
    case "undecided":
      return `No certain change, ${count(findings.length, "open question")}`;
    case "accepted":
      return `${count(report.suites.flatMap((suite) => suite.accepted ?? []).length, "change")} in how the system works, accepted`;
    case "passed":
      return "No change in how the system works";
    case "recorded":
      return "Recorded, not compared";
  }
}

/** The commit all suites were compared with; empty when there is none, or not one. */
function baseCommit(report: Report): string {
  const commits = new Set(report.suites.map(({ baseline }) => (baseline.kind === "none" ? undefined : baseline.sha)));
  const [only] = commits;
  return commits.size === 1 ? plain(only?.slice(0, 7) ?? "") : "";
}

function links(report: Report): PageData["links"] {
  const all = [
    { text: "Run", url: report.links.run },
    { text: "Traces", url: report.links.traces },
    { text: "ShiViz file", url: report.links.shiviz },
  ];
  return all.flatMap(({ text, url }) => (url !== undefined && /^https?:\/\//.test(url) ? [{ text, url }] : []));
}

/** The log as drawn: its events and, for a failed assertion that names no event which broke it, the violation at its end. */
function drawn(test: TestResult): readonly Event[] {
  if (test.verdict !== "fail" || test.failure?.violation !== undefined) return test.events;
  const last = test.events.at(-1);
  const violation: Event = {
    seq: (last?.seq ?? 0) + 1,
    atNs: last?.atNs ?? 0,
    type: "violation",
    service: DRIVER,
    fields: { reason: test.failure?.message ?? "" },
  };
  return [...test.events, violation];
}

function packTest(test: Shown, texts: Texts): PageTest {
  const { executions, base, results } = test;
  const prepared = (result: TestResult): Prepared => {
    const events = drawn(result);
    return { result, events, names: new Names(result.services, events) };
  };
  const baseSide = base === undefined ? undefined : prepared(base);
  const heads = executions.map(({ result, title }) => ({ title, ...prepared(result) }));
  const lanes = lanesOf([baseSide, ...heads].flatMap((side) => (side === undefined ? [] : [side.events])));
  const keys = ({ events, names }: Prepared): readonly string[] => events.map((event) => keyOf(event, names));
  const baseKeys = baseSide === undefined ? undefined : keys(baseSide);
  const numbers = (standings: readonly Standing[]): readonly number[] => standings.map((standing) => allStandings.indexOf(standing));
  const [first] = executions;
  return {
    suite: test.suiteIndex,
    name: plain(test.name),
    verdict: first?.result.verdict ?? "gone",
    compared: test.suite.comparison?.compared.includes(test.name) ?? false,
    isNew: test.suite.baseRun !== undefined && base === undefined,
    runs: results.length,
    passed: results.filter(({ verdict }) => verdict === "pass").length,
    durationMs: Math.round((first?.result ?? base)?.durationMs ?? 0),
    lanes: lanes.map(plain),
    ...(baseSide === undefined ? {} : { base: packTrace(baseSide, lanes, texts) }),
    executions: heads.map((head): PageExecution => {
      const aligned = baseKeys === undefined ? undefined : align(baseKeys, keys(head));
      const { result } = head;
      return {
        title: head.title,
        verdict: result.verdict,
        durationMs: Math.round(result.durationMs),
        replay: plain(result.replay),
        ...(result.failure === undefined
          ? {}
          : {
              failure: {
                message: plain(`${verdictWord[result.verdict]}: ${result.failure.message}`),
                lines: failureLines(result),
                nearest: nearest(result),
              },
            }),
        trace: packTrace(head, lanes, texts),
        standing: { base: numbers(aligned?.base ?? []), head: numbers(aligned?.head ?? []) },
        rows: runLengths((aligned?.rows ?? []).map(([b, h]) => (h === undefined ? 1 : b === undefined ? 2 : 0))),
      };
    }),
  };
}

/** A log with what is needed to pack it. */
interface Prepared {
  readonly result: TestResult;
  readonly events: readonly Event[];
  readonly names: Names;
}

const allStandings: readonly Standing[] = ["same", "moved", "only"];

/** The driver first, then services as they appear: causes tend to stand left of their effects. */
function lanesOf(logs: readonly (readonly Event[])[]): readonly string[] {
  const lanes = new Set([DRIVER]);
  for (const step of logs.flat()) {
    const target = step.type === "step_send" ? step.fields["target"]?.split(".")[0] : undefined;
    if (target !== undefined) lanes.add(target);
  }
  const present = new Set(logs.flat().map(({ service }) => service));
  for (const service of present) lanes.add(service);
  return [...lanes].filter((lane) => present.has(lane));
}

function failureLines({ failure }: TestResult): readonly string[] {
  if (failure === undefined) return [];
  const { position, sourceLine, assertion, output, backtrace } = failure;
  return [
    ...(position === undefined ? [] : [`at ${position.file}:${position.line}:${position.column}`]),
    ...(position === undefined || sourceLine === undefined ? [] : [`${position.line} | ${sourceLine.trimEnd()}`]),
    ...(assertion?.expected === undefined ? [] : [`expected: ${assertion.expected}`]),
    ...(assertion?.actual === undefined ? [] : [`actual:   ${assertion.actual}`]),
    ...(backtrace.length > 1
      ? [
          "called from:",
          ...backtrace
            .slice(0, -1)
            .reverse()
            .map((frame) => `  ${frame}`),
        ]
      : []),
    ...(output === undefined ? [] : [`last output of ${output.service}:`, ...output.lines.slice(-40).map((line) => `| ${line}`)]),
  ].map((line) => plain(cut(line, 2000)));
}

function nearest(test: TestResult): readonly number[] {
  return contextOf(test)
    .map((seq) => test.events.findIndex((event) => event.seq === seq))
    .filter((index) => index >= 0);
}

function kindOf(event: Event): number {
  if (event.call !== undefined) return answers[event.call.decision.kind].drawn;
  if (event.type === "step_send") return Kind.send;
  if (event.type === "step_recv") return Kind.receive;
  if (event.type === "violation") return Kind.violation;
  return event.type.startsWith("service_") ? Kind.life : Kind.note;
}

/** What has a column of its own, or is said by label and decision. */
const elsewhere = new Set(["syscall", "decision", "action", "pid", "tid", "fd", "size", "label", "reason"]);

function packTrace({ events, result, names }: Prepared, lanes: readonly string[], texts: Texts): PackedTrace {
  const laneNumbers = new Map(lanes.map((lane, index) => [lane, index]));
  const violated = result.failure?.violation;
  const arrows = arrowsOf(events, clocksOf(events, result.services));
  const label = (event: Event): string => (event.type === "violation" ? `VIOLATION ${event.fields["reason"] ?? ""}` : names.label(event));
  // Names and values are parted by the pictures of the unit and record separators: the separators themselves would be spelled out.
  const detail = (event: Event): string =>
    [...Object.entries(fieldsOf(event)), ...calledFrom(event)]
      .filter(([name]) => !elsewhere.has(name))
      .map(([name, value]) => `${name}\u241f${value}`)
      .join("\u241e");
  return {
    seq: differences(events.map(({ seq }) => seq)),
    atNs: differences(events.map(({ atNs }) => atNs)),
    lane: events.map(({ service }) => laneNumbers.get(service) ?? 0),
    label: events.map((event) => texts.number(label(event))),
    decision: events.map(({ call }) =>
      texts.number(call === undefined || call.decision.kind === "allow" ? "" : decisionName(call.decision)),
    ),
    tag: events.map(({ seq, call }) => texts.number(seq === violated ? "VIOLATION" : (call?.label ?? ""))),
    detail: events.map((event) => texts.number(detail(event))),
    pid: events.map(({ call }) => call?.pid ?? -1),
    tid: events.map(({ call }) => call?.tid ?? -1),
    fd: events.map(({ call }) => call?.fd ?? -1),
    size: events.map(({ call }) => call?.size ?? -1),
    waitMs: events.map(waitedMs),
    kind: events.map((event) => (event.seq === violated ? Kind.violation : kindOf(event))),
    arrowTo: differences(arrows.map(({ to }) => to)),
    arrowBack: arrows.map(({ from, to }) => to - from),
  };
}

type Marks = (finding: Finding, test: TestResult) => readonly number[];

function packFinding(finding: Finding, accepted: string, suite: number, tests: readonly Shown[], calls: Marks): PageFinding {
  const places = [finding.test, ...finding.alsoIn].flatMap((name) => {
    const test = tests.findIndex((candidate) => candidate.suiteIndex === suite && candidate.name === name);
    const found = tests[test];
    if (found === undefined) return [];
    const mark = (of: Marks) => ({
      base: found.base === undefined ? [] : of(finding, found.base),
      head: found.executions.map(({ result }) => of(finding, result)),
    });
    const named = finding.calls === undefined ? undefined : mark(calls);
    const isNamed = named !== undefined && [named.base, ...named.head].some((events) => events.length > 0);
    // Of a changed order both sides have all calls; of a changed number some of them are the change.
    const isOrder = finding.kind === "reordered" || finding.kind === "causality";
    return [{ test, exact: isNamed && isOrder, ...(isNamed ? named : mark(about)) }];
  });
  return {
    suite,
    rank: finding.rank,
    kind: finding.kind,
    certainty: finding.certainty,
    accepted: plain(accepted),
    service: plain(finding.service),
    step: plain(finding.step),
    object: plain(finding.object),
    sentence: plain(finding.sentence),
    before: plain(finding.before),
    after: plain(finding.after),
    evidence: `${capital(evidenceText(finding))}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}`,
    fingerprint: plain(finding.fingerprint),
    lines: [
      ...(finding.lines?.base ?? []).map((line) => ({ side: "base", text: plain(shownSource(line)), isNew: false })),
      ...(finding.lines?.head ?? []).map((line) => ({ side: "head", text: plain(shownSource(line)), isNew: line.isNew })),
    ],
    context: finding.context.map(({ side, text }) => ({ side, text: plain(cut(text, 1000)) })),
    places,
  };
}

/** The functions of the repository that led to a call, innermost first, where there is more than the line itself. */
function calledFrom({ call }: Event): readonly (readonly [string, string])[] {
  const own = (call?.source?.stack ?? []).filter((frame) => frame.own);
  return own.length < 2 ? [] : [["called from", own.slice(1).map(frameText).join(" ← ")]];
}

/** The events of a log that a finding is about: those of its service on its object, which may begin with a root's name and hold wildcards. */
function about(finding: Finding, test: TestResult): readonly number[] {
  const object = finding.object.replace(/^(?:tcp|udp|unix)\s+/, "").replace(/^\$[A-Z_]+/, "*");
  if (object === "") return [];
  const names = new Names(test.services, test.events);
  return test.events.flatMap((event, index) =>
    event.service === finding.service && event.call !== undefined && matchesWildcard(names.object(event), object) ? [index] : [],
  );
}

function differences(numbers: readonly number[]): readonly number[] {
  return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}

function runLengths(values: readonly number[]): readonly number[] {
  const runs: number[] = [];
  for (const value of values) {
    if (runs.length > 0 && runs.at(-2) === value) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(value, 1);
  }
  return runs;
}
