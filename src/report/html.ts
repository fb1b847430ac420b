/**
 * The space-time report: one HTML file that needs nothing else. This file packs a check's data and wraps it with the viewer's
 * style and script (`viewer/`, embedded by `scripts/viewer.ts`). The page's policy lets exactly that style and that script run, by their
 * hashes, and forbids everything else: no network, no inline handlers, no frames. Data stands in the page as deflated JSON in base 64, which
 * cannot end the element it stands in; the script puts texts into the page as text, never as markup.
 */
import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import type { Finding } from "../drift/index.ts";
import { clocksOf, DRIVER, fieldsOf, type Event, type TestResult } from "../trace/index.ts";
import { align, keyOf, type Standing } from "./align.ts";
import { arrowsOf } from "./arrows.ts";
import { cut, escapeHtml, plain } from "./text.ts";
import type { Report, SuiteReport } from "./types.ts";
import { Kind, type PackedTrace, type PageData, type PageFinding, type PageTest } from "./viewer/data.ts";
import { script, style } from "./viewer.generated.ts";
import { byTest, capital, count, decisionShown, duration, evidenceText, Names, verdictWord, worst } from "./words.ts";

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
  readonly head: TestResult | undefined;
  readonly base: TestResult | undefined;
}

export function pack(report: Report): PageData {
  const texts = new Texts();
  const shown = report.suites.flatMap((suite, suiteIndex): readonly Shown[] => {
    const heads = byTest(suite.runs);
    const bases = new Map(suite.baseRun?.tests.map((test) => [test.name, test]));
    return [...new Set([...heads.keys(), ...bases.keys()])].map((name) => {
      const results = heads.get(name) ?? [];
      return { suite, suiteIndex, name, results, head: worst(results), base: bases.get(name) };
    });
  });
  const packed = shown.map((test) => packTest(test, texts));
  const findings = report.suites.flatMap((suite, suiteIndex) =>
    (suite.comparison?.findings ?? []).map((finding): PageFinding => packFinding(finding, suiteIndex, shown)),
  );
  return {
    version: 1,
    headline: headline(report),
    result: report.result,
    headTitle: report.head?.pullRequest === undefined ? "This run" : "Pull request",
    id: plain(report.id),
    tool: plain(report.version),
    commit: plain(report.head?.sha.slice(0, 10) ?? ""),
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

function links(report: Report): PageData["links"] {
  const all = [
    { text: "Run", url: report.links.run },
    { text: "Traces", url: report.links.traces },
    { text: "ShiViz file", url: report.links.shiviz },
  ];
  return all.flatMap(({ text, url }) => (url !== undefined && /^https?:\/\//.test(url) ? [{ text, url }] : []));
}

/** The log as drawn: its events and, for a failed assertion, the violation at its end. */
function drawn(test: TestResult): readonly Event[] {
  if (test.verdict !== "fail") return test.events;
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
  const { head, base, results } = test;
  const told = head ?? base;
  const sides = [base, head].map((result) => {
    if (result === undefined) return undefined;
    const events = drawn(result);
    return { result, events, names: new Names(result.services, events) };
  });
  const [baseSide, headSide] = sides;
  const lanes = lanesOf(sides.flatMap((side) => (side === undefined ? [] : [side.events])));
  const aligned =
    baseSide === undefined || headSide === undefined
      ? undefined
      : align(
          baseSide.events.map((event) => keyOf(event, baseSide.names)),
          headSide.events.map((event) => keyOf(event, headSide.names)),
        );
  const packSide = (side: (typeof sides)[number], standing: readonly Standing[] | undefined): PackedTrace | undefined =>
    side === undefined ? undefined : packTrace(side.events, side.result, side.names, lanes, standing, texts);
  const basePacked = packSide(baseSide, aligned?.base);
  const headPacked = packSide(headSide, aligned?.head);
  const failure = head?.failure;
  return {
    suite: test.suiteIndex,
    name: plain(test.name),
    verdict: head?.verdict ?? "gone",
    compared: test.suite.comparison?.compared.includes(test.name) ?? false,
    isNew: test.suite.baseRun !== undefined && base === undefined,
    runs: results.length,
    passed: results.filter(({ verdict }) => verdict === "pass").length,
    durationMs: Math.round(told?.durationMs ?? 0),
    replay: plain(told?.replay ?? ""),
    ...(failure === undefined
      ? {}
      : {
          failure: {
            message: plain(`${verdictWord[head?.verdict ?? "fail"]}: ${failure.message}`),
            lines: failureLines(head),
            nearest: nearest(head),
          },
        }),
    lanes: lanes.map(plain),
    ...(basePacked === undefined ? {} : { base: basePacked }),
    ...(headPacked === undefined ? {} : { head: headPacked }),
    rows: runLengths((aligned?.rows ?? []).map(([b, h]) => (h === undefined ? 1 : b === undefined ? 2 : 0))),
  };
}

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

function failureLines(test: TestResult | undefined): readonly string[] {
  const failure = test?.failure;
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

function nearest(test: TestResult | undefined): readonly number[] {
  const wanted = test?.failure?.nearest ?? [];
  return wanted.map((seq) => test?.events.findIndex((event) => event.seq === seq) ?? -1).filter((index) => index >= 0);
}

function kindOf(event: Event): number {
  switch (event.call?.decision.kind) {
    case "deny":
      return Kind.deny;
    case "delay":
      return Kind.delay;
    case "hold":
      return Kind.hold;
    case "trace":
      return Kind.trace;
    case "allow":
    case "allow-system-path":
      return Kind.call;
    case undefined:
      break;
  }
  if (event.type === "step_send") return Kind.send;
  if (event.type === "step_recv") return Kind.receive;
  if (event.type === "violation") return Kind.violation;
  return event.type.startsWith("service_") ? Kind.life : Kind.note;
}

/** What has a column of its own, or is said by label and decision. */
const elsewhere = new Set(["syscall", "decision", "action", "pid", "tid", "fd", "size", "label", "reason"]);

function packTrace(
  events: readonly Event[],
  result: TestResult,
  names: Names,
  lanes: readonly string[],
  standing: readonly Standing[] | undefined,
  texts: Texts,
): PackedTrace {
  const laneNumbers = new Map(lanes.map((lane, index) => [lane, index]));
  const arrows = arrowsOf(events, clocksOf(events, result.services));
  const standings: readonly Standing[] = ["same", "moved", "only"];
  const label = (event: Event): string => (event.type === "violation" ? `VIOLATION ${event.fields["reason"] ?? ""}` : names.label(event));
  // Names and values are parted by the pictures of the unit and record separators: the separators themselves would be spelled out.
  const detail = (event: Event): string =>
    Object.entries(fieldsOf(event))
      .filter(([name]) => !elsewhere.has(name))
      .map(([name, value]) => `${name}\u241f${value}`)
      .join("\u241e");
  return {
    seq: differences(events.map(({ seq }) => seq)),
    atNs: differences(events.map(({ atNs }) => atNs)),
    lane: events.map(({ service }) => laneNumbers.get(service) ?? 0),
    label: events.map((event) => texts.number(label(event))),
    decision: events.map((event) => texts.number(decisionShown(event))),
    tag: events.map(({ call }) => texts.number(call?.label ?? "")),
    detail: events.map((event) => texts.number(detail(event))),
    pid: events.map(({ call }) => call?.pid ?? -1),
    tid: events.map(({ call }) => call?.tid ?? -1),
    fd: events.map(({ call }) => call?.fd ?? -1),
    size: events.map(({ call }) => call?.size ?? -1),
    waitMs: events.map(({ call }) =>
      call?.decision.kind === "delay" || call?.decision.kind === "hold" ? Math.round(call.latencyNs / 1e6) : 0,
    ),
    kind: events.map(kindOf),
    standing: events.map((_event, index) => standings.indexOf(standing?.[index] ?? "same")),
    arrowTo: differences(arrows.map(({ to }) => to)),
    arrowBack: arrows.map(({ from, to }) => to - from),
  };
}

function packFinding(finding: Finding, suite: number, tests: readonly Shown[]): PageFinding {
  const { p } = finding.evidence;
  const places = [finding.test, ...finding.alsoIn].flatMap((name) => {
    const test = tests.findIndex((candidate) => candidate.suiteIndex === suite && candidate.name === name);
    const found = tests[test];
    return found === undefined ? [] : [{ test, base: about(finding, found.base), head: about(finding, found.head) }];
  });
  return {
    suite,
    rank: finding.rank,
    kind: finding.kind,
    certainty: finding.certainty,
    service: plain(finding.service),
    step: plain(finding.step),
    object: plain(finding.object),
    sentence: plain(finding.sentence),
    before: plain(finding.before),
    after: plain(finding.after),
    evidence: `${capital(evidenceText(finding))} (${p >= 0.01 ? `p = ${p.toFixed(2)}` : `p = ${p.toExponential(1)}`})`,
    fingerprint: plain(finding.fingerprint),
    context: finding.context.map(({ side, text }) => ({ side, text: plain(cut(text, 1000)) })),
    places,
  };
}

/** The events of a log that a finding is about: those of its service on its object, which may begin with a root's name and hold wildcards. */
function about(finding: Finding, test: TestResult | undefined): readonly number[] {
  const object = finding.object.replace(/^(?:tcp|udp|unix)\s+/, "").replace(/^\$[A-Z_]+/, "*");
  if (test === undefined || object === "") return [];
  const names = new Names(test.services, test.events);
  return test.events.flatMap((event, index) =>
    event.service === finding.service && event.call !== undefined && matchesWildcard(names.object(event), object) ? [index] : [],
  );
}

/** Whether [text] is [pattern] with each `*` standing for anything. Takes the leftmost place for each part, so it costs one pass. */
function matchesWildcard(text: string, pattern: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
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
