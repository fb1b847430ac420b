/**
 * What a run looks like in a terminal and in a CI log: one block a test in the shape that users of the tutorial know, then the tail with
 * the sums. Blocks are complete, so that they can be printed as tests finish. Colours only when asked for; in a GitHub log each block
 * can be a group that is folded by default, except those of tests that did not pass. What services wrote and what paths and labels contain
 * is made harmless line by line (see `text.ts`).
 */
import type { Finding } from "../drift/index.ts";
import {
  shownSource,
  decisionText,
  fieldsOf,
  objectPath,
  type Diagnostic,
  type Event,
  type Failure,
  type RuleUse,
  type SuiteRun,
  type TestResult,
  type Verdict,
} from "../trace/index.ts";
import { matrixOf } from "./matrix.ts";
import { cut, plain, withoutCommands } from "./text.ts";
import type { Report } from "./types.ts";
import { byTest, evidenceText, isFaulted, Names, odds, ruleText, shortName, stepsBefore, verdictWord, waited, worst } from "./words.ts";

export interface ConsoleOptions {
  /** ANSI colours; off unless asked for. */
  readonly color?: boolean;
  /** Which tests get a block: all, or only those that did not pass. */
  readonly show?: "all" | "fail";
  /** No blocks at all for tests that passed, no diagnostics below errors; the tail stays. */
  readonly quiet?: boolean;
  /** The output goes to a GitHub log: fold blocks into groups and neutralise workflow commands. */
  readonly github?: boolean;
  /** Also print what a test function returned, and notes that ask for nothing. */
  readonly debug?: boolean;
}

type Style = "red" | "green" | "yellow" | "cyan" | "dim" | "bold";

/** More of an answer is for the trace. */
const longestBody = 300;

const styles: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  dim: [2, 22],
  bold: [1, 22],
};

const verdictStyle: Readonly<Record<Verdict, Style>> = { pass: "green", fail: "red", error: "red", inconclusive: "yellow", halted: "cyan" };

type Paint = (style: Style, text: string) => string;

function painter(options: ConsoleOptions): Paint {
  if (options.color !== true) return (_style, text) => text;
  return (style, text) => `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m`;
}

/** Shows a block's lines, or hides them: as a group where the log can fold, without its commands where lines come from elsewhere. */
function block(title: string, lines: readonly string[], fold: boolean, options: ConsoleOptions): string {
  const body = [title, ...lines].join("\n");
  if (options.github !== true) return `\n${body}\n`;
  if (!fold || lines.length === 0) return `\n${withoutCommands(body)}\n`;
  return `\n::group::${withoutCommands(title)}\n${withoutCommands(lines.join("\n"))}\n::endgroup::\n`;
}

function wanted(verdict: Verdict, options: ConsoleOptions): boolean {
  return verdict !== "pass" || (options.quiet !== true && options.show !== "fail");
}

/** The block of one test, with a blank line before it; empty when [options] leave it out. */
export function renderTest(test: TestResult, options: ConsoleOptions = {}): string {
  if (!wanted(test.verdict, options)) return "";
  const paint = painter(options);
  const title = heading(test.verdict, `${test.name} (${Math.round(test.durationMs)}ms, seed=${test.seed})`, paint);
  return block(title, details(test, options, paint), test.verdict === "pass", options);
}

/**
 * All executions of one test as one block: `--- PASS: test_x (10/10 runs) ---`, or the first execution that tells most in full with the
 * number that passed before it.
 */
export function renderRuns(results: readonly TestResult[], options: ConsoleOptions = {}): string {
  const told = worst(results);
  if (told === undefined) return "";
  if (results.length === 1) return renderTest(told, options);
  if (!wanted(told.verdict, options)) return "";
  const paint = painter(options);
  const passed = results.filter(({ verdict }) => verdict === "pass").length;
  const title = heading(told.verdict, `${told.name} (${passed}/${results.length} runs)`, paint);
  if (told.verdict === "pass") return block(title, [], true, options);
  const before = results.indexOf(told);
  const passedBefore = results.slice(0, before).filter(({ verdict }) => verdict === "pass").length;
  const lines = [
    ...details(told, options, paint),
    // The title says it where the first run was the one.
    ...(before === 0 ? [] : [`  (${passedBefore}/${before} runs passed before ${told.verdict === "fail" ? "failure" : "this one"})`]),
  ];
  return block(title, lines, false, options);
}

/**
 * What a comparison found, a block each: what changed, before and now, in context, and how sure that is; then what was accepted, and notes.
 * Empty when there is nothing to say.
 */
export function renderFindings(report: Report, options: ConsoleOptions = {}): string {
  const paint = painter(options);
  const blocks = report.suites.flatMap((suite) => [
    ...(suite.comparison?.findings ?? []).map((finding) => findingLines(finding, paint)),
    ...(suite.accepted ?? []).map(({ finding, acceptance: { by, reason } }) => [
      `--- ${paint("green", "ACCEPTED:")} ${plain(finding.sentence)} ---`,
      `  accepted${plain(`${by === "" ? "" : ` by ${by}`}${reason === "" ? "" : `: ${reason}`}`)}`,
    ]),
    ...(suite.comparison?.notes ?? []).map((note) => [`${paint("yellow", "NOTE:")} ${plain(note)}`]),
  ]);
  const text = blocks.map((lines) => `\n${lines.join("\n")}\n`).join("");
  return options.github === true ? withoutCommands(text) : text;
}

function findingLines(finding: Finding, paint: Paint): readonly string[] {
  const { certainty, sentence, rank, test, alsoIn, before, after, context, evidence, fingerprint, lines } = finding;
  const signs = { base: "-", head: "+", both: " " } as const;
  return [
    `--- ${certainty === "confirmed" ? paint("cyan", "CHANGED:") : paint("yellow", "OPEN:")} ${plain(sentence)} ---`,
    `  concerns ${rank}, in ${plain(shortName(test))}${alsoIn.length === 0 ? "" : ` and ${alsoIn.length} more`}`,
    `  before: ${plain(before)}`,
    `  now:    ${plain(after)}`,
    ...(lines?.head ?? []).map((line) => `  made at ${plain(shownSource(line))}${line.isNew ? " (new)" : ""}`),
    ...context.map(({ side, text }) => `  ${signs[side]} ${plain(text)}`),
    `  ${evidenceText(finding)}; if nothing had changed, the chance of that would be ${odds(evidence.p)}`,
    `  fingerprint ${plain(fingerprint)}`,
  ];
}

/** Everything about one invocation: blocks for each test of each suite, then the tail. [runs] are all executions, first to last. */
export function renderConsole(runs: readonly SuiteRun[], options: ConsoleOptions = {}): string {
  let text = "";
  for (const executions of bySuite(runs)) for (const results of byTest(executions).values()) text += renderRuns(results, options);
  return text + renderTail(runs, options);
}

/** Where an interrupt came. */
export interface Interrupted {
  /** Tests that had not ended in any run. */
  readonly notRun: number;
  /** The run it came in, from 1 on, … */
  readonly run: number;
  /** … of so many. */
  readonly runs: number;
}

/** The sums, reasons of what stayed inconclusive, and the diagnostics. */
export function renderTail(runs: readonly SuiteRun[], options: ConsoleOptions & { readonly interrupted?: Interrupted } = {}): string {
  const paint = painter(options);
  const tests = bySuite(runs).flatMap((executions) => [...byTest(executions).values()]);
  const verdicts = tests.map((results) => worst(results)?.verdict ?? "error");
  const sums: Record<Verdict, number> = { pass: 0, fail: 0, error: 0, inconclusive: 0, halted: 0 };
  for (const verdict of verdicts) sums[verdict] += 1;
  const parts = [
    paint(sums.pass > 0 ? "green" : "dim", `${sums.pass} passed`),
    paint(sums.fail > 0 ? "red" : "dim", `${sums.fail} failed`),
    ...(sums.error > 0 ? [paint("red", `${sums.error} ${sums.error === 1 ? "error" : "errors"}`)] : []),
    ...(sums.inconclusive > 0 ? [paint("yellow", `${sums.inconclusive} inconclusive`)] : []),
    ...(sums.halted > 0 ? [paint("cyan", `${sums.halted} halted`)] : []),
    ...(options.interrupted === undefined ? [] : interruptedText(options.interrupted).map((text) => paint("yellow", text))),
  ];
  const lines = [...bySuite(runs).flatMap((executions) => matrixLines(executions, paint)), "", parts.join(", ")];

  const reasons = new Map<string, string[]>();
  for (const result of tests.map(worst)) {
    if (result?.verdict !== "inconclusive") continue;
    const reason = plain(result.failure?.message ?? "no reason given");
    reasons.set(reason, [...(reasons.get(reason) ?? []), shortName(result.name)]);
  }
  if (reasons.size > 0) lines.push("inconclusive:");
  for (const [reason, names] of reasons) lines.push(`  ${reason}: ${names.join(", ")}`);

  for (const diagnostic of diagnosticsOf(runs)) {
    if (diagnostic.level === "info" && options.debug !== true) continue;
    if (options.quiet === true && diagnostic.level !== "error") continue;
    lines.push(...diagnosticLines(diagnostic, paint));
  }
  const text = `${lines.join("\n")}\n`;
  return options.github === true ? withoutCommands(text) : text;
}

function interruptedText({ notRun, run, runs }: Interrupted): readonly string[] {
  const interrupted = runs > 1 ? `interrupted in run ${run} of ${runs}` : "interrupted";
  return notRun > 0 ? [`${notRun} not run (${interrupted})`] : runs > 1 ? [interrupted] : [];
}

/** Scenarios down, faults across; a pair that has no result stays a dash. */
function matrixLines(executions: readonly SuiteRun[], paint: Paint): readonly string[] {
  const matrix = matrixOf(executions);
  if (matrix === undefined) return [];
  const { scenarios, faults, cells } = matrix;
  const word = (scenario: string, fault: string): { readonly text: string; readonly style: Style } => {
    const cell = cells.find((candidate) => candidate.scenario === scenario && candidate.fault === fault);
    if (cell === undefined) return { text: "-", style: "dim" };
    const text = cell.outcome === "fault_bypassed" ? "BYPASSED" : verdictWord[cell.result.verdict];
    return { text, style: verdictStyle[cell.result.verdict] };
  };
  const first = Math.max(...scenarios.map((scenario) => plain(scenario).length));
  const widths = faults.map((fault) => Math.max(plain(fault).length, ...scenarios.map((scenario) => word(scenario, fault).text.length)));
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
  return [
    "",
    `fault matrix: ${count(scenarios.length, "scenario")} × ${count(faults.length, "fault")}, ${count(cells.length, "cell")}`,
    `  ${"".padEnd(first)}  ${faults.map((fault, i) => plain(fault).padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd(),
    ...scenarios.map((scenario) => {
      const row = faults.map((fault, i) => {
        const { text, style } = word(scenario, fault);
        // Padded outside of the colour, whose codes have no width.
        return paint(style, text) + " ".repeat(Math.max(0, (widths[i] ?? 0) - text.length));
      });
      return `  ${plain(scenario).padEnd(first)}  ${row.join("  ")}`.trimEnd();
    }),
  ];
}

function heading(verdict: Verdict, rest: string, paint: Paint): string {
  return `--- ${paint(verdictStyle[verdict], `${verdictWord[verdict]}:`)} ${plain(rest)} ---`;
}

function details(test: TestResult, options: ConsoleOptions, paint: Paint): readonly string[] {
  const bad = test.verdict === "fail" || test.verdict === "error";
  return [
    ...(options.debug === true && test.returned !== undefined ? [`  return: ${plain(test.returned)}`] : []),
    ...(test.failure === undefined ? [] : failureLines(test, test.failure, paint)),
    ...(test.verdict === "pass" ? [] : [`  replay: ${plain(test.replay)}`]),
    ...traceLines(test, paint),
    ...ruleLines(test.rules, paint),
    ...(bad ? summaryLines(test.events) : []),
  ];
}

function failureLines(test: TestResult, failure: Failure, paint: Paint): string[] {
  const lines = [`  reason: ${paint("red", plain(failure.message))}`];
  if (failure.position !== undefined) {
    const { file, line, column } = failure.position;
    lines.push(`  at ${plain(file)}:${line}:${column}`);
    if (failure.sourceLine !== undefined) lines.push(`    ${line} | ${plain(failure.sourceLine.trimEnd())}`);
  }
  if (failure.backtrace.length > 1)
    lines.push(
      "  called from:",
      ...failure.backtrace
        .slice(0, -1)
        .reverse()
        .map((frame) => `    ${plain(frame)}`),
    );
  if (failure.assertion?.expected !== undefined) lines.push(`  expected: ${plain(failure.assertion.expected)}`);
  if (failure.assertion?.actual !== undefined) lines.push(`  actual:   ${plain(failure.assertion.actual)}`);
  const bySeq = new Map(test.events.map((event) => [event.seq, event]));
  const nearest = failure.nearest.flatMap((seq) => bySeq.get(seq) ?? []);
  if (nearest.length > 0) {
    const width = seqWidth(nearest);
    const names = new Names(test.services, test.events);
    const violated = failure.violation === undefined ? "nearest events:" : `${paint("red", "VIOLATION")} at this event:`;
    lines.push(`  ${violated}`, ...nearest.map((event) => eventLine(event, width, names, paint)));
  }
  const steps = stepsBefore(test);
  if (steps.length > 0) lines.push("  last steps:");
  for (const { seq, text, body } of steps) {
    lines.push(`    #${seq}  ${plain(text)}`);
    if (body !== "") lines.push(`      ${plain(cut(body, longestBody))}`);
  }
  if (failure.output !== undefined) {
    lines.push(`  last output of ${plain(failure.output.service)}:`, ...failure.output.lines.map((line) => `    | ${plain(line)}`));
  }
  return lines;
}

function traceLines(test: TestResult, paint: Paint): string[] {
  const calls = test.events.filter((event) => event.call !== undefined);
  if (calls.length === 0) return [];
  const shown = calls.filter(({ call }) => call?.decision.kind !== "allow" && call?.decision.kind !== "allow-system-path");
  const width = seqWidth(shown);
  const names = new Names(test.services, test.events);
  return [`  syscall trace (${calls.length} events):`, ...shown.map((event) => eventLine(event, width, names, paint))];
}

function seqWidth(events: readonly Event[]): number {
  return events.reduce((width, { seq }) => Math.max(width, `#${seq}`.length), 0);
}

/** `    #8  inventory    write            delay(100ms)  [slow WAL]  /tmp/inventory.wal  (+100ms)` */
function eventLine(event: Event, width: number, names: Names, paint: Paint): string {
  const { call } = event;
  const what = call === undefined ? event.type : call.op === undefined ? call.name : `${call.op}(${call.name})`;
  const object =
    call === undefined
      ? (fieldsOf(event)["summary"] ?? fieldsOf(event)["data"] ?? fieldsOf(event)["raw"] ?? "")
      : call.object.kind === "socket"
        ? names.object(event)
        : objectPath(call.object);
  const decision = call === undefined ? "" : paint(isFaulted(event) ? "yellow" : "dim", decisionText(call.decision));
  const tail = [
    decision,
    call?.label === undefined ? "" : `[${plain(call.label)}]`,
    plain(call?.target === undefined ? object : `${object} → ${call.target}`),
    waited(event),
    call?.source === undefined ? "" : paint("dim", `at ${plain(shownSource(call.source))}`),
  ].filter((part) => part !== "");
  const head = `    ${`#${event.seq}`.padEnd(width)}  ${plain(event.service).padEnd(12)} ${plain(what).padEnd(16)}`;
  return `${head} ${tail.join("  ")}`.trimEnd();
}

function ruleLines(rules: readonly RuleUse[], paint: Paint): string[] {
  const lines = rules.map(
    (rule) =>
      `  ${rule.scope} rule on ${plain(rule.service)}: ${plain(ruleText(rule))} (${rule.leftOut ? "left out in this leaf" : `${rule.hits} hits`})`,
  );
  const faults = rules.filter(({ scope, action, leftOut }) => scope === "fault" && !action.startsWith("allow") && leftOut !== true);
  if (faults.length > 0 && faults.every(({ hits }) => hits === 0)) {
    const services = [...new Set(faults.map(({ service }) => service))].map(plain).join(", ");
    lines.push(
      `  ${paint("yellow", "WARNING:")} no fault fired in this test: what passed here passed without the fault`,
      `    hint: the call may be made by another service than ${services}; a fault belongs to the service that makes the call`,
      "    hint: trace() the service around the same step to see which calls it makes",
    );
  }
  return lines;
}

function summaryLines(events: readonly Event[]): string[] {
  const services = new Map<string, { total: number; faulted: number; calls: Map<string, number> }>();
  for (const event of events) {
    if (event.call === undefined) continue;
    const sum = services.get(event.service) ?? { total: 0, faulted: 0, calls: new Map<string, number>() };
    services.set(event.service, sum);
    sum.total += 1;
    if (isFaulted(event)) sum.faulted += 1;
    sum.calls.set(event.call.name, (sum.calls.get(event.call.name) ?? 0) + 1);
  }
  if (services.size === 0) return [];
  const lines = ["  per-service syscall summary:"];
  for (const [service, { total, faulted, calls }] of [...services].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const breakdown = [...calls].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name, n]) => `${name}:${n}`);
    lines.push(`    ${plain(service).padEnd(12)} ${total} total, ${faulted} faulted  [${breakdown.join(" ")}]`);
  }
  return lines;
}

/** Executions by suite, suites in the order of first appearance. */
function bySuite(runs: readonly SuiteRun[]): readonly (readonly SuiteRun[])[] {
  const suites = new Map<string, SuiteRun[]>();
  for (const run of runs) suites.set(run.suite, [...(suites.get(run.suite) ?? []), run]);
  return [...suites.values()];
}

/** All diagnostics with their test in front, each said once although it comes up in every run. */
function diagnosticsOf(runs: readonly SuiteRun[]): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const add = (diagnostic: Diagnostic, message: string): void => {
    const key = `${diagnostic.level}\n${diagnostic.code}\n${message}`;
    if (!found.has(key)) found.set(key, { ...diagnostic, message });
  };
  for (const run of runs) {
    for (const diagnostic of run.diagnostics) add(diagnostic, diagnostic.message);
    for (const test of run.tests)
      for (const diagnostic of test.diagnostics) add(diagnostic, `${shortName(test.name)}: ${diagnostic.message}`);
  }
  const order = ["error", "warning", "info"];
  return [...found.values()].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

const levelStyle: Readonly<Record<Diagnostic["level"], Style>> = { error: "red", warning: "yellow", info: "cyan" };

function diagnosticLines(diagnostic: Diagnostic, paint: Paint): string[] {
  const at =
    diagnostic.position === undefined
      ? ""
      : ` (${plain(diagnostic.position.file)}:${diagnostic.position.line}:${diagnostic.position.column})`;
  const lines = [
    `${paint(levelStyle[diagnostic.level], `${diagnostic.level.toUpperCase()}:`)} [${diagnostic.code}] ${plain(diagnostic.message)}${at}`,
  ];
  if (diagnostic.suggestion !== undefined) lines.push(`  ${plain(diagnostic.suggestion)}`);
  return lines;
}
