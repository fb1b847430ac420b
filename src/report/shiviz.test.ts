import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clocksOf, type Event, happensBefore, type TestResult } from "../trace/index.ts";
import { arrowsOf } from "./arrows.ts";
import {
  comparison,
  driftReport,
  failed,
  sampleEvents,
  sampleReport,
  sampleRun,
  sampleTest,
  services,
  slowWal,
  suiteReport,
} from "./sample.ts";
import { renderShiviz, renderShivizComparison } from "./shiviz.ts";

interface Line {
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
  readonly event: string;
}

/**
 * Reads a file as ShiViz's documentation says: line 1 is the expression for events, line 2 the one for delimiters (with the execution's name as the group
 * `trace`) or empty, the rest is the log; both match whole lines. Refuses what ShiViz refuses: lines that match nothing, clocks that do not
 * count their host's events from 1 by ones, and entries for events that do not exist.
 */
function read(file: string): ReadonlyMap<string, readonly Line[]> {
  const [pattern = "", delimiter = "", ...rest] = file.split("\n");
  const log = rest.join("\n").trim();
  const parts = delimiter.trim() === "" ? [log] : log.split(new RegExp(`^${delimiter.replace("?<trace>", "?:")}$`, "m"));
  const names =
    delimiter.trim() === ""
      ? [""]
      : ["", ...[...log.matchAll(new RegExp(`^${delimiter}$`, "gm"))].map((match) => match.groups?.["trace"] ?? "")];
  const executions = new Map<string, readonly Line[]>();
  parts.forEach((part, index) => {
    if (part.trim() === "") return;
    const texts = part.trim().split("\n");
    const lines = texts.map((text): Line => {
      const { host, clock, event } = new RegExp(`^${pattern}$`).exec(text)?.groups ?? {};
      if (host === undefined || clock === undefined || event === undefined) throw new Error(`no event: ${text}`);
      return { host, clock: JSON.parse(clock) as Record<string, number>, event };
    });
    const counts = new Map<string, number>();
    for (const { host, clock } of lines) {
      counts.set(host, (counts.get(host) ?? 0) + 1);
      expect(clock[host]).toBe(counts.get(host));
    }
    for (const { clock } of lines)
      for (const [host, time] of Object.entries(clock)) expect(time).toBeLessThanOrEqual(counts.get(host) ?? 0);
    const name = names[index] ?? "";
    expect(executions.has(name)).toBe(false);
    executions.set(name, lines);
  });
  return executions;
}

describe("one run", () => {
  test("is written line by line as the format says", () => {
    const lines = renderShiviz([sampleRun([slowWal()])]).split("\n");
    expect(lines.slice(0, 3)).toEqual([
      "(?<host>\\S+) (?<clock>\\{.*?\\}) (?<event>.*)",
      "",
      'inventory {"inventory": 1} lifecycle.started',
    ]);
    expect(lines).toContain(
      'inventory {"inventory": 8, "orders": 8, "test": 1} syscall.write delay(100ms) [slow WAL] /tmp/inventory.wal (+100ms)',
    );
    expect(lines).toContain('test {"test": 1} step_send.orders.public post→orders.public');
  });

  test("marks a failed test on the driver's lane", () => {
    const text = renderShiviz([sampleRun([failed()])]);
    expect(text).toMatch(/^test \{.*"test": 3\} VIOLATION \[test_no_fsync\] assert_eventually: no matching event found/m);
  });

  test("puts tests one behind the other with clocks that count on", () => {
    const lines = read(renderShiviz([sampleRun([slowWal(), failed(), slowWal()])])).get("") ?? [];
    expect(lines).toHaveLength(slowWal().events.length * 2 + failed().events.length + 1);
  });

  test("survives lanes, labels and paths that its format could not hold", () => {
    const odd = ["a b", "a_b", "x} y", '"q"', "{", "===", ""];
    const events: Event[] = odd.map((service, index) => ({
      seq: index + 1,
      atNs: index,
      type: "stdout",
      service,
      fields: { line: "one\ntwo\u001b[31m" },
    }));
    const lines = read(renderShiviz([sampleRun([sampleTest({ events })])])).get("") ?? [];
    expect(new Set(lines.map(({ host }) => host)).size).toBe(odd.length);
  });
});

describe("a comparison", () => {
  const executions = read(renderShivizComparison(driftReport()));

  test("holds both executions by name", () => {
    expect([...executions.keys()]).toEqual(["baseline", "pull request"]);
  });

  test("gives every additional event a text that the other side does not have", () => {
    const texts = (name: string): readonly string[] => executions.get(name)?.map(({ host, event }) => `${host}: ${event}`) ?? [];
    const [base, head] = [texts("baseline"), texts("pull request")];
    expect(head.filter((text) => !base.includes(text))).toEqual([
      "inventory: trace write /tmp/inventory.wal (happy_path, 2nd)",
      "inventory: delay(100ms) [slow WAL] write /tmp/inventory.wal (wal_written, 2nd)",
      "inventory: trace write /tmp/inventory.wal (write_count, 2nd)",
    ]);
    expect(base.filter((text) => !head.includes(text))).toEqual([]);
  });

  test("marks the additional event in each step, not only the last", () => {
    const orders = (writes: number) => [sampleTest({ name: "test_three", orders: 3, writes })];
    const three = read(
      renderShivizComparison(
        sampleReport({
          suites: [suiteReport({ runs: [sampleRun(orders(2))], baseRun: sampleRun(orders(1)), comparison: comparison([]) })],
        }),
      ),
    );
    const base = new Set(three.get("baseline")?.map(({ event }) => event));
    expect(
      three
        .get("pull request")
        ?.filter(({ event }) => !base.has(event))
        .map(({ event }) => event),
    ).toEqual(new Array(3).fill("trace write /tmp/inventory.wal (three, 2nd)"));
  });

  test("has no number of one run in its texts", () => {
    expect([...executions.values()].flat().filter(({ event }) => /4[01]0\d\d|1[12]00/.test(event))).toEqual([]);
  });

  test("is the pull request alone where there is no baseline", () => {
    const { runs } = suiteReport();
    const report = sampleReport({
      suites: [{ suite: "a.star", runs, baseline: { kind: "none", reason: "first" }, comparison: comparison([]) }],
    });
    expect([...read(renderShivizComparison(report)).keys()]).toEqual(["pull request"]);
  });
});

/** Tests of random shape: orders that overlap, faults, steps, lanes with and without messages. */
const randomTest: fc.Arbitrary<TestResult> = fc
  .record({
    orders: fc.integer({ min: 0, max: 3 }),
    writes: fc.integer({ min: 0, max: 3 }),
    keep: fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
    swaps: fc.array(fc.nat(60), { maxLength: 20 }),
    verdict: fc.constantFrom("pass" as const, "fail" as const),
  })
  .map(({ orders, writes, keep, swaps, verdict }) => {
    const events = sampleEvents({ orders, writes }).filter((_event, index) => keep[index % keep.length]);
    for (const at of swaps) {
      const [a, b] = [events[at], events[at + 1]];
      if (a !== undefined && b !== undefined) [events[at], events[at + 1]] = [b, a];
    }
    return sampleTest({ verdict, events: events.map((event, index) => ({ ...event, seq: index + 1, atNs: index })) });
  });

describe("clocks", () => {
  test("in a file order the events of a test exactly as the log's causality does", () => {
    fc.assert(
      fc.property(fc.array(randomTest, { minLength: 1, maxLength: 3 }), (tests) => {
        const lines = read(renderShiviz([sampleRun(tests)])).get("") ?? [];
        let at = 0;
        for (const { events, verdict } of tests) {
          const clocks = clocksOf(events, services);
          const own = lines.slice(at, at + events.length);
          at += events.length + (verdict === "fail" ? 1 : 0);
          for (let a = 0; a < events.length; a++) {
            for (let b = 0; b < events.length; b++) {
              if (a === b) continue;
              const inLog = happensBefore(events[a]?.service ?? "", clocks[a] ?? {}, clocks[b] ?? {});
              const inFile = happensBefore(own[a]?.host ?? "", own[a]?.clock ?? {}, own[b]?.clock ?? {});
              expect(inFile).toBe(inLog);
            }
          }
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test("never say that a later test caused an earlier one, and know at least what their lane knew", () => {
    fc.assert(
      fc.property(fc.array(randomTest, { minLength: 2, maxLength: 3 }), (tests) => {
        const lines = read(renderShiviz([sampleRun(tests)])).get("") ?? [];
        const known = new Map<string, Readonly<Record<string, number>>>();
        for (const { host, clock } of lines) {
          for (const [lane, time] of Object.entries(known.get(host) ?? {})) expect(clock[lane] ?? 0).toBeGreaterThanOrEqual(time);
          known.set(host, clock);
        }
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test("and arrows with lanes say the same: one event reaches another by arrows exactly if it happened before it", () => {
    fc.assert(
      fc.property(randomTest, ({ events }) => {
        const clocks = clocksOf(events, services);
        const reached = events.map(() => new Set<number>());
        const arrows = arrowsOf(events, clocks);
        const last = new Map<string, number>();
        events.forEach(({ service }, to) => {
          const sources = arrows.filter((arrow) => arrow.to === to).map(({ from }) => from);
          const before = last.get(service);
          for (const from of before === undefined ? sources : [...sources, before]) {
            reached[to]?.add(from);
            for (const past of reached[from] ?? []) reached[to]?.add(past);
          }
          last.set(service, to);
        });
        for (let a = 0; a < events.length; a++) {
          for (let b = 0; b < events.length; b++) {
            if (a !== b) expect(reached[b]?.has(a)).toBe(happensBefore(events[a]?.service ?? "", clocks[a] ?? {}, clocks[b] ?? {}));
          }
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
