import { describe, expect, test } from "vitest";
import { renderConsole, renderFindings, renderRuns, renderTail, renderTest } from "./console.ts";
import { comparison, doubleWrite, driftReport, failed, sampleReport, sampleRun, sampleTest, slowWal, suiteReport } from "./sample.ts";
import type { Verdict } from "../trace/index.ts";

describe("the block of a test", () => {
  test("has the tutorial's shape, to the blank", () => {
    expect(renderTest(slowWal())).toBe(
      [
        "",
        "--- PASS: test_wal_written (812ms, seed=0) ---",
        "  syscall trace (15 events):",
        "    #16  inventory    openat           trace  /tmp/inventory.wal",
        "    #17  inventory    write            delay(100ms)  [slow WAL]  /tmp/inventory.wal  (+100ms)",
        "    #18  inventory    fsync            trace  /tmp/inventory.wal",
        '  fault rule on inventory: write=delay(100ms) → filter:[write,writev,pwrite64] label="slow WAL" (1 hits)',
        "",
      ].join("\n"),
    );
  });

  test("pads by the tutorial's columns when numbers are short", () => {
    const [openat, write] = slowWal().events.filter(({ call }) => call?.object.kind === "file");
    const events = [openat, write].flatMap((event, index) => (event === undefined ? [] : [{ ...event, seq: 7 + index }]));
    expect(renderTest(sampleTest({ events }))).toContain(
      "    #8  inventory    write            delay(100ms)  [slow WAL]  /tmp/inventory.wal  (+100ms)\n",
    );
  });

  test("of a failure says the reason, the line, the expectation, the nearest events, the replay and the sums", () => {
    expect(renderTest(failed())).toBe(
      [
        "",
        "--- FAIL: test_no_fsync (120ms, seed=0) ---",
        '  reason: assert_eventually: no matching event found (filters: service="inventory", syscall="fsync")',
        "  at traces-test.star:61:5",
        '    61 |     assert_eventually(service="inventory", syscall="fsync")',
        '  expected: an event with service="inventory", syscall="fsync"',
        "  actual:   23 events, none matches",
        "  nearest events:",
        "    #16  inventory    openat           trace  /tmp/inventory.wal",
        "    #17  inventory    write            deny(input/output error)  /tmp/inventory.wal",
        "  replay: faultbox test traces-test.star --test no_fsync --seed 0",
        "  syscall trace (14 events):",
        "    #16  inventory    openat           trace  /tmp/inventory.wal",
        "    #17  inventory    write            deny(input/output error)  /tmp/inventory.wal",
        "  fault rule on inventory: write=deny(EIO) → filter:[write,writev,pwrite64] (1 hits)",
        "  trace rule on inventory: fsync=trace → filter:[fsync,fdatasync] (0 hits)",
        "  per-service syscall summary:",
        "    inventory    6 total, 1 faulted  [write:3 read:2 openat:1]",
        "    orders       8 total, 0 faulted  [read:3 write:3 connect:2]",
        "",
      ].join("\n"),
    );
  });

  test("of a failed assertion about a value says what the last steps answered, and obeys none of it", () => {
    const { events } = sampleTest({ orders: 4 });
    const last = events.findLastIndex(({ type }) => type === "step_recv");
    const answered = events.map((event, index) =>
      index === last ? { ...event, fields: { ...event.fields, summary: "409 61 bytes", body: "refused\u001b[2J\n::error::x" } } : event,
    );
    const block = renderTest({
      ...sampleTest({ verdict: "fail", events: answered }),
      failure: { kind: "assertion", message: "assert_eq failed: 409 != 201", nearest: [], backtrace: [] },
    });
    const lines = block.split("\n");
    const from = lines.indexOf("  last steps:");
    expect(lines.slice(from, from + 6)).toEqual([
      "  last steps:",
      expect.stringMatching(/^ {4}#\d+ {2}POST \/orders → orders\.public: 200 OK$/),
      expect.stringMatching(/^ {4}#\d+ {2}POST \/orders → orders\.public: 200 OK$/),
      expect.stringMatching(/^ {4}#\d+ {2}POST \/orders → orders\.public: 409 61 bytes$/),
      "      refused\\n::error::x",
      expect.stringContaining("replay:"),
    ]);
    expect(renderTest(failed())).not.toContain("last steps");
  });

  test.each<[Verdict, string]>([
    ["pass", "PASS"],
    ["fail", "FAIL"],
    ["error", "ERROR"],
    ["inconclusive", "INCONCLUSIVE"],
    ["halted", "HALTED"],
  ])("of verdict %s says %s", (verdict, word) => {
    expect(renderTest(sampleTest({ name: "test_x", verdict, events: [] })).split("\n")[1]).toBe(`--- ${word}: test_x (812ms, seed=0) ---`);
  });

  test("shows the last output of a service that died", () => {
    const dead = sampleTest({
      verdict: "error",
      events: [],
      failure: {
        kind: "service_exit",
        message: "inventory exited with status 2",
        nearest: [],
        backtrace: [],
        output: { service: "inventory", lines: ["panic: no log", "goroutine 1"] },
      },
    });
    expect(renderTest(dead)).toContain("  last output of inventory:\n    | panic: no log\n    | goroutine 1\n");
  });

  test("warns when no fault fired", () => {
    const { rules } = slowWal();
    const text = renderTest(sampleTest({ rules: rules.map((rule) => ({ ...rule, hits: 0 })) }));
    expect(text).toContain("  WARNING: no fault fired in this test");
    expect(text.match(/^ {4}hint: /gm)).toHaveLength(2);
  });

  test("does not warn of a fault that this leaf leaves out", () => {
    const { rules } = slowWal();
    const text = renderTest(sampleTest({ rules: rules.map((rule) => ({ ...rule, hits: 0, leftOut: true })) }));
    expect(text).not.toContain("WARNING");
    expect(text).toContain("(left out in this leaf)\n");
  });

  test("shows to whom a rule applies", () => {
    const { rules } = slowWal();
    const text = renderTest(sampleTest({ rules: rules.map((rule) => ({ ...rule, address: "127.0.0.1:*" })) }));
    expect(text).toContain(' address="127.0.0.1:*"');
  });

  test("of hundreds of thousands of traced calls is written all the same", () => {
    const [write] = slowWal().events.filter(({ call }) => call?.object.kind === "file");
    const events = Array.from({ length: 200_000 }, (_, index) => (write === undefined ? [] : [{ ...write, seq: index + 1 }])).flat();
    expect(renderTest(sampleTest({ events })).split("\n")).toHaveLength(200_004);
  });

  test("is left out for passing tests with --show fail and with --quiet", () => {
    expect(renderTest(slowWal(), { show: "fail" })).toBe("");
    expect(renderTest(slowWal(), { quiet: true })).toBe("");
    expect(renderTest(failed(), { show: "fail", quiet: true })).not.toBe("");
  });
});

describe("several runs", () => {
  test("that all passed are one line", () => {
    expect(renderRuns([slowWal(), slowWal(), slowWal()])).toBe("\n--- PASS: test_wal_written (3/3 runs) ---\n");
  });

  test("with a failure show the first failure in full and how many passed before", () => {
    const text = renderRuns([
      sampleTest({ name: "test_no_fsync" }),
      sampleTest({ name: "test_no_fsync" }),
      failed(),
      sampleTest({ name: "test_no_fsync" }),
    ]);
    expect(text).toContain("--- FAIL: test_no_fsync (3/4 runs) ---\n");
    expect(text).toContain("  reason: assert_eventually");
    expect(text).toContain("  (2/2 runs passed before failure)\n");
  });
});

describe("the tail", () => {
  test("counts verdicts apart and names only those that occur", () => {
    expect(renderTail([sampleRun([slowWal()])])).toBe("\n1 passed, 0 failed\n");
    const tests = (["pass", "fail", "error", "inconclusive", "halted"] as const).map((verdict) =>
      sampleTest({ name: `test_${verdict}`, verdict }),
    );
    expect(renderTail([sampleRun(tests)], { interrupted: { notRun: 2, run: 1, runs: 1 } }).split("\n")[1]).toBe(
      "1 passed, 1 failed, 1 error, 1 inconclusive, 1 halted, 2 not run (interrupted)",
    );
  });

  test("says in which run an interrupt came: tests that ended in the runs before count as any", () => {
    const tail = (notRun: number, run: number, runs: number): string | undefined =>
      renderTail([sampleRun([slowWal()])], { interrupted: { notRun, run, runs } }).split("\n")[1];
    expect(tail(0, 3, 10)).toBe("1 passed, 0 failed, interrupted in run 3 of 10");
    expect(tail(1, 1, 10)).toBe("1 passed, 0 failed, 1 not run (interrupted in run 1 of 10)");
    expect(tail(0, 1, 1)).toBe("1 passed, 0 failed");
  });

  test("groups the reasons of what stayed inconclusive", () => {
    const failure = { kind: "error", message: "terminate_when never held", nearest: [], backtrace: [] } as const;
    const text = renderTail([sampleRun(["test_a", "test_b"].map((name) => sampleTest({ name, verdict: "inconclusive", failure })))]);
    expect(text).toContain("inconclusive:\n  terminate_when never held: a, b\n");
  });

  test("says a diagnostic once however many runs had it", () => {
    const text = renderTail([sampleRun([failed()]), sampleRun([failed()])]);
    expect(text.match(/WARNING: \[FAULT_FIRED_BUT_SUCCESS\] no_fsync: write was denied once/g)).toHaveLength(1);
    expect(text).toContain("\n  check that the handler looks at the result of write\n");
  });
});

describe("foreign text", () => {
  const hostile = sampleTest({
    name: "test_hostile",
    verdict: "error",
    events: [],
    failure: {
      kind: "service_exit",
      message: "died\r\n::error::owned",
      nearest: [],
      backtrace: [],
      output: {
        service: "inventory",
        lines: ["\u001b[31mred\u001b[0m \u0007bell", "::set-env name=X::y", "a ##[command]b", "left\u202eright"],
      },
    },
  });

  test("cannot reach the terminal's state", () => {
    const text = renderTest(hostile);
    expect(text).toContain("    | red \\x07bell\n");
    expect(text).toContain("left\\u{202e}right");
    expect(text).not.toContain("\u001b");
  });

  test("cannot give the runner a command", () => {
    const lines = renderConsole([sampleRun([hostile, slowWal()])], { github: true }).split("\n");
    const commands = lines.filter((line) => /^\s*::/.test(line) || line.includes("##["));
    expect(commands).toEqual(["::group::--- PASS: test_wal_written (812ms, seed=0) ---", "::endgroup::"]);
  });

  test("is coloured only when asked for, and then only by us", () => {
    expect(renderTest(slowWal(), { color: true })).toContain("\u001b[32mPASS:\u001b[39m");
  });
});

describe("what a comparison found", () => {
  test("is a block each, with before and now, in context, and how sure it is", () => {
    const finding = doubleWrite();
    const lines = {
      base: [],
      head: [{ function: "append", file: "inventory.go", line: 88, near: false, count: 1, isNew: true }],
    };
    const report = sampleReport({
      suites: [suiteReport({ comparison: comparison([{ ...finding, lines }], { notes: ["environment changed: kernel 6.11 → 6.17"] }) })],
    });
    expect(renderFindings(report)).toBe(
      [
        "",
        "--- CHANGED: inventory writes /tmp/inventory.wal twice per POST /orders where it wrote once ---",
        "  concerns durability, in happy_path and 2 more",
        "  before: 1 write",
        "  now:    2 writes",
        "  made at inventory.go:88 append (new)",
        "    openat /tmp/inventory.wal O_WRONLY|O_CREAT|O_APPEND",
        "    write /tmp/inventory.wal",
        "  + write /tmp/inventory.wal",
        "    fsync /tmp/inventory.wal",
        "    write ← orders",
        "  seen in 0 of 10 baseline runs and 8 of 8 runs of this change; if nothing had changed, the chance of that would be 1 in 43,478",
        "  fingerprint 8f3a01c2d4e5f607",
        "",
        "NOTE: environment changed: kernel 6.11 → 6.17",
        "",
      ].join("\n"),
    );
  });

  test("tells open questions and accepted changes from news, and is silent about nothing", () => {
    const finding = doubleWrite();
    const acceptance = { fingerprint: "", test: "", change: "", reason: "mirrored", by: "ada", at: "" };
    const report = sampleReport({
      suites: [
        suiteReport({
          comparison: comparison([{ ...finding, certainty: "inconclusive" }]),
          accepted: [{ finding: { ...finding, sentence: "another" }, acceptance, how: "file" }],
        }),
      ],
    });
    const text = renderFindings(report, { color: true });
    expect(text).toContain("--- \u001b[33mOPEN:\u001b[39m inventory writes");
    expect(text).toContain("--- \u001b[32mACCEPTED:\u001b[39m another ---\n  accepted by ada: mirrored\n");
    expect(renderFindings(sampleReport())).toBe("");
  });

  test("holds no workflow command for a GitHub log", () => {
    const evil = {
      ...doubleWrite(),
      sentence: "x\n::error::owned",
      before: "##[error]y",
      context: [{ side: "both" as const, text: "::stop-commands::z" }],
    };
    const report = sampleReport({ suites: [suiteReport({ comparison: comparison([evil]) })] });
    expect(renderFindings(report, { github: true })).not.toMatch(/^\s*::|##\[/m);
    expect(renderFindings(driftReport(), { github: true })).toContain("CHANGED");
  });
});
