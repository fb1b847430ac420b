/**
 * Sample data for this room's tests: the orders demo as the engine would record it (a driver posts an order; orders checks and reserves
 * stock at inventory; inventory logs the reservation), in the base version and in the one that writes its log twice. Only tests and benchmarks import it.
 */
import type { Comparison, Finding } from "../drift/index.ts";
import type { Call, Decision, Event, KernelObject, ServiceInfo, SuiteRun, TestResult } from "../trace/index.ts";
import type { Report, SuiteReport } from "./types.ts";

export const services: readonly ServiceInfo[] = [
  { name: "inventory", interfaces: [{ name: "main", protocol: "tcp", port: 5432 }] },
  { name: "orders", interfaces: [{ name: "public", protocol: "http", port: 8080 }] },
];

export const environment = {
  tool: "1.0.0",
  os: "linux",
  arch: "x64",
  kernel: "6.17.0",
  image: "ubuntu24 20260801.1",
  capture: ["sync wake-up", "wait killable"],
};

export interface SampleOptions {
  readonly name?: string;
  /** The log is written this often for each reservation. */
  readonly writes?: number;
  /** How the write to the log is answered. */
  readonly onWrite?: Decision;
  readonly onFsync?: Decision;
  readonly label?: string;
  /** Whether the log is synced. */
  readonly sync?: boolean;
  /** How many orders the test posts. */
  readonly orders?: number;
  /** First ephemeral port; differs between real runs. */
  readonly port?: number;
  readonly path?: string;
}

const ms = 1e6;

/** The log of one test of the demo. */
export function sampleEvents(options: SampleOptions = {}): readonly Event[] {
  const {
    writes = 1,
    onWrite = { kind: "trace" },
    onFsync = { kind: "trace" },
    orders = 1,
    path = "/tmp/inventory.wal",
    sync = true,
    label,
  } = options;
  let port = options.port ?? 40_001;
  const events: Event[] = [];
  let now = 0;
  const note = (service: string, type: string, fields: Record<string, string> = {}, afterNs = 0.2 * ms): void => {
    now += afterNs;
    events.push({ seq: events.length + 1, atNs: Math.round(now), type, service, fields });
  };
  const call = (service: string, name: string, object: KernelObject, more: Partial<Call> = {}, afterNs = 0.05 * ms): void => {
    const decision = more.decision ?? { kind: "allow" };
    const latencyNs = decision.kind === "delay" ? decision.delayNs + 0.2 * ms : 8_000;
    now += afterNs + (decision.kind === "delay" ? decision.delayNs : 0);
    const pid = service === "orders" ? 1200 : 1100;
    events.push({
      seq: events.length + 1,
      atNs: Math.round(now),
      type: "syscall",
      service,
      fields: {},
      call: { name, pid, tid: pid, object, latencyNs, ...more, decision },
    });
  };
  const socket = (local: number, peer: number): KernelObject => ({
    kind: "socket",
    local: `127.0.0.1:${local}`,
    peer: `127.0.0.1:${peer}`,
    inode: 9000 + port,
  });

  note("inventory", "service_started");
  note("inventory", "service_ready", {}, 30 * ms);
  note("orders", "service_started", {}, 1 * ms);
  note("orders", "service_ready", {}, 35 * ms);
  if (onWrite.kind === "delay" || onWrite.kind === "deny") note("inventory", "fault_applied", { write: "delay(100ms)" }, 1 * ms);
  for (let order = 1; order <= orders; order++) {
    const client = port++;
    const check = port++;
    const reserve = port++;
    note(
      "test",
      "step_send",
      {
        target: "orders.public",
        method: "post",
        summary: "POST /orders",
        interface: "public",
        protocol: "http",
        local: `127.0.0.1:${client}`,
      },
      0.5 * ms,
    );
    call("orders", "read", socket(8080, client), { fd: 9, size: 4096 });
    for (const [index, connection] of [check, reserve].entries()) {
      call("orders", "connect", { kind: "socket", peer: "127.0.0.1:5432" }, { fd: 11 });
      call("orders", "write", socket(connection, 5432), { fd: 11, size: 14 });
      call("inventory", "read", socket(5432, connection), { fd: 7, size: 512 });
      if (index === 1) {
        call("inventory", "openat", { kind: "file", path }, { decision: { kind: "trace" }, flags: 0o2101 });
        for (let write = 0; write < writes; write++) {
          call(
            "inventory",
            "write",
            { kind: "file", path },
            { fd: 8, size: 21, decision: onWrite, ...(label === undefined ? {} : { label }) },
          );
        }
        if (sync && onWrite.kind !== "deny") call("inventory", "fsync", { kind: "file", path }, { fd: 8, decision: onFsync });
      }
      call("inventory", "write", socket(5432, connection), { fd: 7, size: 6 });
      call("orders", "read", socket(connection, 5432), { fd: 11, size: 512 });
    }
    call("orders", "write", socket(8080, client), { fd: 9, size: 180 });
    note("test", "step_recv", {
      target: "orders.public",
      method: "post",
      summary: "200 OK",
      status_code: "200",
      success: "true",
      duration_ms: "3",
      local: `127.0.0.1:${client}`,
    });
  }
  return events;
}

export function sampleTest(options: SampleOptions & Partial<TestResult> = {}): TestResult {
  const { name = "test_wal_written" } = options;
  const result: TestResult = {
    name,
    verdict: "pass",
    seed: 0,
    startedAt: "2026-11-02T09:30:00.000Z",
    durationMs: 812,
    events: sampleEvents(options),
    services,
    rules: [],
    diagnostics: [],
    replay: `faultbox test traces-test.star --test ${name.replace("test_", "")} --seed 0`,
    position: { file: "traces-test.star", line: 40, column: 1 },
  };
  const { verdict, seed, durationMs, failure, rules, diagnostics, events } = options;
  return {
    ...result,
    ...(verdict === undefined ? {} : { verdict }),
    ...(seed === undefined ? {} : { seed }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(failure === undefined ? {} : { failure }),
    ...(rules === undefined ? {} : { rules }),
    ...(diagnostics === undefined ? {} : { diagnostics }),
    ...(events === undefined ? {} : { events }),
  };
}

/** The delayed write of the demo, with the rule that delays it. */
export function slowWal(): TestResult {
  return sampleTest({
    onWrite: { kind: "delay", delayNs: 100 * ms },
    label: "slow WAL",
    rules: [
      {
        service: "inventory",
        scope: "fault",
        keyword: "write",
        action: "delay(100ms)",
        syscalls: ["write", "writev", "pwrite64"],
        label: "slow WAL",
        hits: 1,
      },
    ],
  });
}

/** A test whose assertion failed because the log was never synced. */
export function failed(): TestResult {
  return sampleTest({
    name: "test_no_fsync",
    verdict: "fail",
    durationMs: 120,
    onWrite: { kind: "deny", errno: 5 },
    rules: [
      { service: "inventory", scope: "fault", keyword: "write", action: "deny(EIO)", syscalls: ["write", "writev", "pwrite64"], hits: 1 },
      { service: "inventory", scope: "trace", keyword: "fsync", action: "trace", syscalls: ["fsync", "fdatasync"], hits: 0 },
    ],
    failure: {
      kind: "assertion",
      message: 'assert_eventually: no matching event found (filters: service="inventory", syscall="fsync")',
      position: { file: "traces-test.star", line: 61, column: 5 },
      sourceLine: '    assert_eventually(service="inventory", syscall="fsync")',
      assertion: {
        func: "assert_eventually",
        expected: 'an event with service="inventory", syscall="fsync"',
        actual: "23 events, none matches",
      },
      nearest: [16, 17],
      backtrace: ["traces-test.star:61:5: in test_no_fsync"],
    },
    diagnostics: [
      {
        level: "warning",
        code: "FAULT_FIRED_BUT_SUCCESS",
        message: "write was denied once and the step still answered 200",
        suggestion: "check that the handler looks at the result of write",
      },
    ],
  });
}

export function sampleRun(tests: readonly TestResult[], seed = 0): SuiteRun {
  return {
    suite: "traces-test.star",
    seed,
    durationMs: tests.reduce((sum, test) => sum + test.durationMs, 0),
    tests,
    environment,
    diagnostics: [],
  };
}

/** What comparing the base with the double write finds. */
export function doubleWrite(): Finding {
  return {
    kind: "count",
    rank: "durability",
    certainty: "confirmed",
    test: "test_happy_path",
    service: "inventory",
    step: "POST /orders",
    object: "/tmp/inventory.wal",
    sentence: "inventory writes /tmp/inventory.wal twice per POST /orders where it wrote once",
    before: "1 write",
    after: "2 writes",
    context: [
      { side: "both", text: "openat /tmp/inventory.wal O_WRONLY|O_CREAT|O_APPEND" },
      { side: "both", text: "write /tmp/inventory.wal" },
      { side: "head", text: "write /tmp/inventory.wal" },
      { side: "both", text: "fsync /tmp/inventory.wal" },
      { side: "both", text: "write ← orders" },
    ],
    evidence: { base: { seen: 0, runs: 10 }, head: { seen: 8, runs: 8 }, p: 2.3e-5 },
    fingerprint: "8f3a01c2d4e5f607",
    extent: {
      objects: ["/tmp/inventory.wal"],
      counts: [{ test: "test_happy_path", call: "write", more: true, least: 2, most: 2 }],
    },
    alsoIn: ["test_wal_written", "test_write_count"],
  };
}

export function comparison(findings: readonly Finding[], more: Partial<Comparison> = {}): Comparison {
  return {
    outcome: findings.some((finding) => finding.certainty === "confirmed") ? "drift" : findings.length > 0 ? "undecided" : "same",
    findings,
    baseRuns: 10,
    headRuns: 8,
    compared: ["test_happy_path", "test_wal_written", "test_write_count"],
    falseAlarmBound: 1e-4,
    notes: [],
    environment: { base: environment, head: environment },
    ...more,
  };
}

export function suiteReport(more: Partial<SuiteReport> = {}): SuiteReport {
  const names = ["test_happy_path", "test_wal_written", "test_write_count"];
  return {
    suite: "traces-test.star",
    runs: [sampleRun(names.map((name) => sampleTest({ name, port: 41_001 })))],
    baseRun: sampleRun(names.map((name) => sampleTest({ name }))),
    comparison: comparison([]),
    baseline: {
      kind: "artifact",
      description: "the run of 1a2b3c4 on main, 2 commits before the base",
      sha: "1a2b3c4d5e6f708192a3b4c5d6e7f80912345678",
      distance: 2,
      url: "https://github.com/acme/shop/actions/runs/42",
    },
    ...more,
  };
}

export function sampleReport(more: Partial<Report> = {}): Report {
  return {
    id: "default",
    result: "passed",
    suites: [suiteReport()],
    head: { sha: "f00dfeedf00dfeedf00dfeedf00dfeedf00dfeed", pullRequest: 7 },
    links: {
      report: "https://github.com/acme/shop/actions/runs/99/artifacts/1",
      shiviz: "https://github.com/acme/shop/actions/runs/99/artifacts/2",
      traces: "https://github.com/acme/shop/actions/runs/99/artifacts/3",
      run: "https://github.com/acme/shop/actions/runs/99",
    },
    version: "1.0.0",
    reproduce: "faultbox ci --base 1a2b3c4 fixtures/orders/traces-test.star",
    durationMs: 41_000,
    ...more,
  };
}

/** The pull request of the demo: inventory writes its log twice in every test. */
export function driftReport(): Report {
  const names = ["test_happy_path", "test_wal_written", "test_write_count"];
  const head = names.map((name) =>
    name === "test_wal_written"
      ? sampleTest({
          ...slowWal(),
          name,
          writes: 2,
          port: 41_001,
          events: sampleEvents({ writes: 2, port: 41_001, onWrite: { kind: "delay", delayNs: 100 * ms }, label: "slow WAL" }),
        })
      : sampleTest({ name, writes: 2, port: 41_001 }),
  );
  const base = names.map((name) => (name === "test_wal_written" ? { ...slowWal(), name } : sampleTest({ name })));
  return sampleReport({
    result: "drift",
    suites: [suiteReport({ runs: [sampleRun(head)], baseRun: sampleRun(base), comparison: comparison([doubleWrite()]) })],
  });
}

/** Another pull request: no sync any more, and one test fails for it. */
export function noFsyncReport(): Report {
  const finding: Finding = {
    ...doubleWrite(),
    kind: "removed",
    sentence: "inventory no longer calls fsync on /tmp/inventory.wal",
    before: "1 fsync per POST /orders",
    after: "none",
    fingerprint: "51ab00c2d4e5f699",
    extent: {
      objects: ["/tmp/inventory.wal"],
      counts: [{ test: "test_happy_path", call: "fsync", more: false, least: 0, most: 0 }],
    },
    context: [
      { side: "both", text: "write /tmp/inventory.wal" },
      { side: "base", text: "fsync /tmp/inventory.wal" },
      { side: "both", text: "write ← orders" },
    ],
    evidence: { base: { seen: 10, runs: 10 }, head: { seen: 0, runs: 8 }, p: 2.3e-5 },
    alsoIn: ["test_wal_written"],
  };
  const slow = (sync: boolean, port: number): TestResult => ({
    ...slowWal(),
    events: sampleEvents({ sync, port, onWrite: { kind: "delay", delayNs: 100 * ms }, label: "slow WAL" }),
  });
  return sampleReport({
    result: "drift",
    suites: [
      suiteReport({
        runs: [sampleRun([sampleTest({ name: "test_happy_path", sync: false, orders: 3, port: 41_001 }), slow(false, 41_001)])],
        baseRun: sampleRun([sampleTest({ name: "test_happy_path", orders: 3 }), slow(true, 40_001)]),
        comparison: comparison([finding]),
      }),
    ],
  });
}

export function failureReport(): Report {
  return sampleReport({
    result: "failed",
    suites: [
      suiteReport({
        runs: [sampleRun([sampleTest({ name: "test_happy_path" }), failed()])],
        comparison: comparison([], { notes: ["test_no_fsync failed and was left out of the comparison"] }),
      }),
    ],
  });
}
