import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Verdict } from "../trace/index.ts";
import { renderJson, renderReportJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import { renderSarif, sarifRules } from "./sarif.ts";
import {
  comparison,
  doubleWrite,
  driftReport,
  failed,
  failureReport,
  sampleReport,
  sampleRun,
  sampleTest,
  slowWal,
  suiteReport,
} from "./sample.ts";

function schema(name: string): ValidateFunction {
  const ajv = new Ajv2020.default({ strict: true, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, "../../schema", `${name}.schema.json`), "utf8")) as object);
}

const validTrace = schema("trace");
const validReport = schema("report");

function checked(validate: ValidateFunction, text: string): unknown {
  const value: unknown = JSON.parse(text);
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  return value;
}

describe("the trace", () => {
  const diagnostic = {
    level: "info",
    code: "NO_POSITIVE_CONTROL",
    message: "m",
    position: { file: "a.star", line: 1, column: 1 },
  } as const;
  const verdicts: readonly Verdict[] = ["pass", "fail", "error", "inconclusive", "halted"];

  test("is as its published schema says, whatever the tests came to", () => {
    const odd = verdicts.map((verdict) => sampleTest({ name: `test_${verdict}`, verdict }));
    const died = sampleTest({
      verdict: "error",
      events: [],
      failure: {
        kind: "service_exit",
        message: "inventory died",
        nearest: [],
        backtrace: ["a.star:1:1: in f", "a.star:2:1: in g"],
        output: { service: "inventory", lines: ["panic"] },
      },
    });
    const cell = {
      ...sampleTest({ failure: { kind: "assertion", message: "m", nearest: [1], violation: 1, backtrace: [] } }),
      cell: { scenario: "s", fault: "f", order: 0 },
    } as const;
    const run = { ...sampleRun([cell, slowWal(), failed(), died, { ...slowWal(), returned: "3" }, ...odd]), diagnostics: [diagnostic] };
    checked(validTrace, renderJson([run]));
    checked(validTrace, renderJson([run, run]));
    checked(validTrace, renderJson([]));
  });

  test("has the keys that existing tools read", () => {
    const trace = checked(validTrace, renderJson([sampleRun([slowWal(), failed()])]));
    expect(trace).toMatchObject({
      version: 2,
      star_file: "traces-test.star",
      duration_ms: 932,
      pass: 1,
      fail: 1,
      tests: [
        {
          name: "test_wal_written",
          result: "pass",
          seed: 0,
          duration_ms: 812,
          faults: [{ service: "inventory", syscall: "write", action: "delay", hits: 1, label: "slow WAL" }],
          syscall_summary: { inventory: { total: 7, faulted: 1 } },
        },
        {
          result: "fail",
          reason: 'assert_eventually: no matching event found (filters: service="inventory", syscall="fsync")',
          failure_type: "assertion",
          replay_command: "faultbox test traces-test.star --test no_fsync --seed 0",
          error_detail: { assertion_type: "assert_eventually" },
          faults: [{ action: "deny", errno: "EIO" }],
          assertion: { func: "assert_eventually", line: 61, file: "traces-test.star" },
        },
      ],
    });
    expect(trace).not.toHaveProperty("inconclusive");
    expect(trace).not.toHaveProperty("tests.0.replay_command");
  });

  test("spells an event out with its time, fields and clock", () => {
    const trace = checked(validTrace, renderJson([sampleRun([slowWal()])]));
    expect(trace).toHaveProperty("tests.0.events.16", {
      seq: 17,
      timestamp: "2026-11-02T09:30:00.168250000Z",
      at_ns: 168250000,
      type: "syscall",
      event_type: "syscall.write",
      partition_key: "inventory",
      service: "inventory",
      fields: {
        syscall: "write",
        pid: "1100",
        tid: "1100",
        decision: "delay(100ms)",
        action: "delay",
        path: "/tmp/inventory.wal",
        kind: "file",
        fd: "8",
        size: "21",
        latency_ms: "100",
        label: "slow WAL",
      },
      vector_clock: { inventory: 8, orders: 8, test: 1 },
    });
  });

  test("counts an error among the failures, for readers that know no errors", () => {
    expect(JSON.parse(renderJson([sampleRun([sampleTest({ verdict: "error" })])]))).toMatchObject({ pass: 0, fail: 1, errors: 1 });
  });

  test("is indented by two spaces and ends with a line end", () => {
    expect(renderJson([])).toMatch(/^\{\n {2}"version": 2,\n[\s\S]*\n\}\n$/);
  });
});

test("a check as data is as its published schema says", () => {
  const covers = { objects: ["/tmp/inventory.wal"], counts: [{ call: "write", least: 2, most: 2 }] };
  const acceptance = { fingerprint: "8f3a01c2d4e5f607", test: "t", change: "c", reason: "r", by: "b", at: "2026-01-01", covers };
  const [finding] = driftReport().suites.flatMap(({ comparison }) => comparison?.findings ?? []);
  if (finding === undefined) throw new Error("the sample has no finding");
  const [suite] = sampleReport().suites;
  if (suite === undefined) throw new Error("the sample has no suite");
  const accepted = sampleReport({
    result: "accepted",
    suites: [{ ...suite, accepted: [{ finding, acceptance: { ...acceptance, standing: true }, how: "comment" }] }],
    removable: [acceptance],
  });
  for (const report of [driftReport(), failureReport(), sampleReport(), accepted]) checked(validReport, renderReportJson(report));
  const broken = sampleReport({
    result: "error",
    suites: [{ suite: "x.star", runs: [], baseline: { kind: "none", reason: "first run" }, error: "x.star:1:1: syntax error" }],
  });
  expect(checked(validReport, renderReportJson(broken))).toMatchObject({ suites: [{ error: "x.star:1:1: syntax error", tests: [] }] });
});

describe("JUnit", () => {
  test("tells failures, errors and what was not decided apart", () => {
    const tests = (["pass", "fail", "error", "inconclusive", "halted"] as const).map((verdict) =>
      sampleTest({ name: `test_${verdict}`, verdict }),
    );
    const xml = renderJunit(
      sampleReport({ suites: [{ suite: "a.star", runs: [sampleRun(tests)], baseline: { kind: "none", reason: "" } }] }),
    );
    expect(xml).toContain('<testsuite name="a.star" tests="5" failures="1" errors="1" skipped="2"');
    expect(xml).toContain('<testcase classname="a.star" name="test_pass" file="traces-test.star" line="40" time="0.812"/>');
  });

  test("escapes what XML cannot hold", () => {
    const bad = sampleTest({
      name: "test_<&\"'\u0000\ud800",
      verdict: "fail",
      failure: { kind: "error", message: "]]> <x>\u0001", nearest: [], backtrace: [] },
    });
    const xml = renderJunit(
      sampleReport({ suites: [{ suite: "a.star", runs: [sampleRun([bad])], baseline: { kind: "none", reason: "" } }] }),
    );
    expect(xml).toContain('name="test_&#60;&#38;&#34;&#39;\\x00\ufffd"');
    expect(xml).toContain('<failure message="]]&#62; &#60;x&#62;\\x01" type="error">');
  });
});

describe("SARIF", () => {
  test("gives each failure and finding a declared rule, a place and a stable fingerprint", () => {
    const log = JSON.parse(renderSarif(driftReport())) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string }[] }];
    };
    expect(log.runs[0].results).toMatchObject([
      {
        ruleId: "faultbox/drift-count",
        level: "warning",
        locations: [{ physicalLocation: { artifactLocation: { uri: "traces-test.star" }, region: { startLine: 40 } } }],
        partialFingerprints: { "faultbox/v1": "8f3a01c2d4e5f607", primaryLocationLineHash: "8f3a01c2d4e5f607:1" },
      },
    ]);
    expect(log.runs[0].tool.driver.rules.map(({ id }) => id)).toContain("faultbox/drift-count");
    expect(JSON.parse(renderSarif(failureReport()))).toMatchObject({
      runs: [{ results: [{ ruleId: "faultbox/test-failed", level: "error" }] }],
    });
  });

  test("stands at the line that makes the calls where it is known, from the repository's root wherever the check ran", () => {
    const line = { function: "main.append", file: "inventory/main.go", line: 137, near: false, count: 1, isNew: true };
    const suites = [suiteReport({ comparison: comparison([{ ...doubleWrite(), lines: { base: [], head: [line] } }]) })];
    expect(JSON.parse(renderSarif(sampleReport({ suites }), "services"))).toMatchObject({
      runs: [
        {
          results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: "inventory/main.go" }, region: { startLine: 137 } } }] }],
        },
      ],
    });
  });

  test("names files as seen from the repository's root, wherever the check ran", () => {
    const places = (text: string): readonly string[] => [...text.matchAll(/"uri": "(.*?)"/g)].map(([, uri = ""]) => uri);
    expect(places(renderSarif(driftReport()))).toEqual(["traces-test.star"]);
    expect(places(renderSarif(driftReport(), "services/pay ments"))).toEqual(["services/pay%20ments/traces-test.star"]);
    const broken = sampleReport({
      suites: [{ suite: "a.star", runs: [], baseline: { kind: "none", reason: "" }, error: "a.star:1:1: bad" }],
    });
    expect(places(renderSarif(broken, "x"))).toEqual(["x/a.star"]);
  });

  test("has the rules, with the levels, that the documentation publishes", () => {
    const published = [
      ...readFileSync(join(import.meta.dirname, "../../docs/outputs.md"), "utf8").matchAll(
        /^\| `(faultbox\/[\w-]+)` \| (\w+) \| (.*) \|$/gm,
      ),
    ].map(([, id, level, text]) => ({ id, shortDescription: { text }, defaultConfiguration: { level } }));
    expect(JSON.parse(renderSarif(driftReport()))).toMatchObject({ runs: [{ tool: { driver: { rules: published } } }] });
    expect(published.map(({ id }) => id)).toEqual(Object.keys(sarifRules));
  });
});
