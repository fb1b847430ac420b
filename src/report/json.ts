/**
 * The machine-readable trace that `--output` and `--format json` write, and the report of a check as data. The trace keeps the keys existing
 * tools read (version 2 of their format) and adds its own: `seed`, `runs`, `errors`, `halted`, `environment`, `diagnostics` at the top, `leaf`, `run`, `position`,
 * `started_at`, `nearest_events`, `violation`, `backtrace`, `service_output` on a test, `at_ns` on an event, `rule`, `syscalls` and `path` on a fault. Both
 * formats are contracts, described in `schema/` and versioned; a key is never given another meaning.
 */
import {
  clocksOf,
  eventType,
  fieldsOf,
  type Diagnostic,
  type Event,
  type RuleUse,
  type Source,
  type SuiteRun,
  type TestResult,
} from "../trace/index.ts";
import type { CodeLine, Comparison, Finding, TextDiff } from "../drift/index.ts";
import type { Acceptance, Report, SuiteReport } from "./types.ts";
import { matrixOf } from "./matrix.ts";
import { byTest, contextOf, isFaulted, worst } from "./words.ts";

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** The trace of all executions of one suite, first to last, as indented JSON with a final newline. */
export function renderJson(runs: readonly SuiteRun[]): string {
  const results = [...byTest(runs).values()].flatMap((tests) => worst(tests) ?? []);
  const sum = (verdict: TestResult["verdict"]): number => results.filter((test) => test.verdict === verdict).length;
  const first = runs[0];
  return print({
    version: 2,
    star_file: first?.suite ?? "",
    duration_ms: Math.round(runs.reduce((total, run) => total + run.durationMs, 0)),
    pass: sum("pass"),
    // Readers of the format know no errors and take `fail: 0` for success, so what could not be decided for lack of a run counts here too.
    fail: sum("fail") + sum("error"),
    errors: some(sum("error")),
    inconclusive: some(sum("inconclusive")),
    halted: some(sum("halted")),
    seed: first?.seed ?? 0,
    runs: runs.length,
    environment: first === undefined ? undefined : { ...first.environment },
    diagnostics: list(runs.flatMap((run) => run.diagnostics).map(diagnosticJson)),
    matrix: matrixJson(runs),
    tests: runs.flatMap((run, index) => run.tests.map((test) => testJson(test, runs.length > 1 ? index + 1 : undefined))),
  });
}

/** The whole check without its events: verdict, tests, findings. */
export function renderReportJson(report: Report): string {
  return print({
    version: 1,
    id: report.id,
    result: report.result,
    tool: report.version,
    duration_ms: Math.round(report.durationMs),
    head_sha: report.head?.sha,
    pull_request: report.head?.pullRequest,
    reproduce: report.reproduce,
    removable: list((report.removable ?? []).map(acceptanceJson)),
    links: { report: report.links.report, traces: report.links.traces, shiviz: report.links.shiviz, run: report.links.run },
    suites: report.suites.map(suiteJson),
  });
}

/** The difference of two normalised traces. */
export function renderDiffJson({ identical, aLines, bLines, comparison, sections }: TextDiff): string {
  return print({
    identical,
    aLines,
    bLines,
    comparison: comparisonJson(comparison),
    sections: sections.map(({ test, window, lane, lines }) => ({
      test,
      window,
      lane,
      lines: lines.map(({ side, text }) => ({ side, text })),
    })),
  });
}

function suiteJson(suite: SuiteReport): Json {
  const { baseline, comparison } = suite;
  return {
    suite: suite.suite,
    error: suite.error,
    runs: suite.runs.length,
    baseline:
      baseline.kind === "none"
        ? { kind: "none", reason: baseline.reason }
        : { kind: baseline.kind, description: baseline.description, sha: baseline.sha, distance: baseline.distance, url: baseline.url },
    tests: [...byTest(suite.runs).values()].flatMap((results) => {
      const told = worst(results);
      if (told === undefined) return [];
      return [
        {
          name: told.name,
          result: told.verdict,
          passed_runs: results.filter(({ verdict }) => verdict === "pass").length,
          runs: results.length,
          duration_ms: Math.round(told.durationMs),
          reason: told.failure?.message,
          position: position(told.failure?.position ?? told.position),
          replay_command: told.replay,
        },
      ];
    }),
    comparison: comparison && comparisonJson(comparison),
    accepted: list(
      (suite.accepted ?? []).map(({ finding, acceptance, how }) => ({ how, ...acceptanceJson(acceptance), finding: findingJson(finding) })),
    ),
  };
}

function comparisonJson({ outcome, baseRuns, headRuns, compared, falseAlarmBound, notes, findings }: Comparison): Json {
  return {
    outcome,
    base_runs: baseRuns,
    head_runs: headRuns,
    compared,
    false_alarm_bound: falseAlarmBound,
    notes,
    findings: findings.map(findingJson),
  };
}

function acceptanceJson({ fingerprint, test, change, reason, by, at, standing, covers }: Acceptance): { readonly [key: string]: Json } {
  const counts = covers?.counts?.map(({ call, least, most }) => ({ call, least, most }));
  return { fingerprint, test, change, reason, by, at, standing, covers: covers && { objects: covers.objects, counts } };
}

function findingJson(finding: Finding): Json {
  return {
    fingerprint: finding.fingerprint,
    kind: finding.kind,
    rank: finding.rank,
    certainty: finding.certainty,
    test: finding.test,
    also_in: finding.alsoIn,
    service: finding.service,
    step: finding.step,
    object: finding.object,
    sentence: finding.sentence,
    before: finding.before,
    after: finding.after,
    evidence: {
      base: { seen: finding.evidence.base.seen, runs: finding.evidence.base.runs },
      head: { seen: finding.evidence.head.seen, runs: finding.evidence.head.runs },
      p: finding.evidence.p,
    },
    context: finding.context.map(({ side, text }) => ({ side, text })),
    extent: finding.extent && {
      objects: finding.extent.objects,
      counts: finding.extent.counts.map(({ test, call, more, least, most }) => ({ test, call, more, least, most })),
    },
    lines: finding.lines && { base: finding.lines.base.map(lineJson), head: finding.lines.head.map(lineJson) },
  };
}

function matrixJson(runs: readonly SuiteRun[]): Json {
  const matrix = matrixOf(runs);
  if (matrix === undefined) return undefined;
  return {
    scenarios: matrix.scenarios,
    faults: matrix.faults,
    cells: matrix.cells.map(({ scenario, fault, result, outcome }) => ({
      scenario,
      fault,
      test: result.name,
      passed: outcome === "passed",
      outcome,
      duration_ms: Math.round(result.durationMs),
      reason: result.failure?.message,
    })),
    excluded: list(matrix.excluded.map(({ scenario, fault }) => ({ scenario, fault }))),
    total: matrix.cells.length,
    passed: matrix.cells.filter(({ outcome }) => outcome === "passed").length,
    failed: matrix.cells.filter(({ result }) => result.verdict === "fail" || result.verdict === "error").length,
  };
}

function lineJson({ function: name, file, line, near, count, isNew }: CodeLine): Json {
  return { function: name, file, line, near, calls: count, new: isNew };
}

function testJson(test: TestResult, run: number | undefined): Json {
  const { failure } = test;
  return {
    name: test.name,
    leaf: test.leaf,
    result: test.verdict,
    run,
    reason: failure?.message,
    failure_type: failure?.kind,
    seed: test.seed,
    started_at: test.startedAt,
    duration_ms: Math.round(test.durationMs),
    return_value: test.returned,
    replay_command: test.verdict === "pass" ? undefined : test.replay,
    position: position(test.position),
    cell: test.cell && { scenario: test.cell.scenario, fault: test.cell.fault },
    error_detail: failure && { assertion_type: failure.assertion?.func ?? failure.kind, message: failure.message },
    faults: list(test.rules.filter(({ scope }) => scope === "fault").map(faultJson)),
    syscall_summary: summaryJson(test.events),
    diagnostics: list(test.diagnostics.map(diagnosticJson)),
    assertion: assertionJson(test),
    nearest_events: list(failure?.nearest ?? []),
    violation: failure?.violation,
    backtrace: list(failure?.backtrace ?? []),
    service_output: failure?.output && { service: failure.output.service, lines: failure.output.lines },
    events: eventsJson(test),
  };
}

function faultJson(rule: RuleUse): Json {
  const [, action = rule.action, argument] = /^(\w+)\((.*)\)$/.exec(rule.action) ?? [];
  return {
    service: rule.service,
    syscall: rule.keyword,
    action,
    errno: action === "deny" ? argument : undefined,
    hits: rule.hits,
    label: rule.label,
    rule: rule.action,
    syscalls: rule.syscalls,
    path: rule.path,
    address: rule.address,
    left_out: rule.leftOut,
  };
}

function summaryJson(events: readonly Event[]): Json {
  const services: Record<string, { total: number; faulted: number; breakdown: Record<string, number> }> = {};
  for (const event of events) {
    if (event.call === undefined) continue;
    const sum = (services[event.service] ??= { total: 0, faulted: 0, breakdown: {} });
    sum.total += 1;
    if (isFaulted(event)) sum.faulted += 1;
    sum.breakdown[event.call.name] = (sum.breakdown[event.call.name] ?? 0) + 1;
  }
  return Object.keys(services).length === 0 ? undefined : services;
}

function assertionJson(test: TestResult): Json {
  const { failure, events } = test;
  if (failure?.assertion === undefined) return undefined;
  return {
    func: failure.assertion.func,
    expected: failure.assertion.expected,
    actual: failure.assertion.actual,
    message: failure.message,
    file: failure.position?.file,
    line: failure.position?.line,
    context: list(
      contextOf(test).flatMap((seq) => {
        const event = events.find((candidate) => candidate.seq === seq);
        if (event === undefined) return [];
        const { target, method, summary, status_code, error, success } = fieldsOf(event);
        return [{ seq, type: eventType(event), target, method, summary, status_code, error, success }];
      }),
    ),
  };
}

function eventsJson(test: TestResult): Json {
  const clocks = clocksOf(test.events, test.services);
  const startedMs = Date.parse(test.startedAt);
  return test.events.map((event, index) => ({
    seq: event.seq,
    timestamp: timestamp(startedMs, event.atNs),
    at_ns: event.atNs,
    type: event.type,
    event_type: eventType(event),
    partition_key: event.service,
    service: event.service,
    fields: { ...fieldsOf(event) },
    source: sourceJson(event.call?.source),
    vector_clock: { ...clocks[index] },
    violation: event.seq === test.failure?.violation ? true : undefined,
  }));
}

function sourceJson(source: Source | undefined): Json {
  return (
    source && {
      function: source.function,
      file: source.file,
      line: source.line,
      near: source.near,
      stack: source.stack.map(({ function: name, file, line, own }) => ({ function: name, file, line, own })),
    }
  );
}

/** RFC 3339 with nanoseconds, UTC: the wall clock at the test's start and the monotonic time since. */
function timestamp(startedMs: number, atNs: number): string {
  const wholeMs = Math.floor(atNs / 1e6);
  const seconds = new Date(startedMs + wholeMs).toISOString();
  return seconds.replace("Z", `${String(atNs - wholeMs * 1e6).padStart(6, "0")}Z`);
}

function diagnosticJson(diagnostic: Diagnostic): Json {
  return {
    level: diagnostic.level,
    code: diagnostic.code,
    message: diagnostic.message,
    suggestion: diagnostic.suggestion ?? "",
    service: diagnostic.service,
    position: position(diagnostic.position),
  };
}

function position(place: TestResult["position"]): Json {
  return place && { file: place.file, line: place.line, column: place.column };
}

/** Left out when 0, as the format has it. */
function some(n: number): number | undefined {
  return n === 0 ? undefined : n;
}

function list(items: readonly Json[]): Json {
  return items.length === 0 ? undefined : items;
}

function print(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
