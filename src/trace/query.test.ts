import { describe, expect, test } from "vitest";
import type { Call, Event } from "./event.ts";
import { fieldsOf, openFlagsText } from "./fields.ts";
import { Log } from "./log.ts";
import { fieldValue, matches, nearest } from "./query.ts";

const call = (over: Partial<Call>): Call => ({
  name: "write",
  pid: 7,
  tid: 8,
  decision: { kind: "allow" },
  object: { kind: "file", path: "/tmp/inventory.wal" },
  latencyNs: 0,
  ...over,
});
const syscall = (seq: number, over: Partial<Call> = {}): Event => ({
  seq,
  atNs: seq,
  type: "syscall",
  service: "db",
  fields: {},
  call: call(over),
});
const step: Event = { seq: 9, atNs: 9, type: "step_send", service: "test", fields: { target: "db.main", method: "send" } };

describe("filters", () => {
  test("all must match, and the empty string matches anything", () => {
    expect(matches(syscall(1), { service: "db", syscall: "write", path: "*.wal" })).toBe(true);
    expect(matches(syscall(1), { service: "db", syscall: "fsync" })).toBe(false);
    expect(matches(syscall(1), { service: "", path: "" })).toBe(true);
  });

  test("a denial is found under its errno's name and under its text", () => {
    const denied = syscall(1, { decision: { kind: "deny", errno: 5 } });
    for (const decision of ["deny(EIO)", "deny(input/output error)", "deny*"]) expect(matches(denied, { decision }), decision).toBe(true);
    expect(matches(denied, { decision: "deny(EPERM)" })).toBe(false);
    expect(matches(denied, { decision: "allow" })).toBe(false);
  });

  test("steps and the tool's own notes are seen only by asking for their type", () => {
    expect(matches(step, { target: "db.main" })).toBe(false);
    expect(matches(step, { type: "step_send", target: "db.*" })).toBe(true);
    expect(matches(step, { event_type: "step_send.db.main" })).toBe(true);
  });

  test("a field that an event does not have is the empty string", () => {
    expect(fieldValue(step, "syscall")).toBe("");
    expect(matches(syscall(1), { label: "x" })).toBe(false);
  });

  test("the nearest events pass most filters, the latest first", () => {
    const events = [syscall(1), syscall(2, { name: "fsync" }), syscall(3), step];
    const found = nearest(events, { service: "db", syscall: "write", path: "/other" }, 2);
    expect(found.map(({ seq }) => seq)).toEqual([3, 1]);
  });
});

test("a delayed, labelled call has the fields that suites know", () => {
  const fields = fieldsOf(
    syscall(1, { decision: { kind: "delay", delayNs: 100e6 }, label: "slow WAL", latencyNs: 100_400_000, size: 12, fd: 5 }),
  );
  expect(fields).toEqual({
    syscall: "write",
    pid: "7",
    tid: "8",
    decision: "delay(100ms)",
    action: "delay",
    path: "/tmp/inventory.wal",
    kind: "file",
    fd: "5",
    size: "12",
    latency_ms: "100",
    label: "slow WAL",
  });
});

test("what was cut short or crashed at says so", () => {
  const texts = [
    { kind: "short", bytes: 7 },
    { kind: "crash", when: "before" },
    { kind: "crash", when: "after" },
  ] as const;
  expect(texts.map((decision) => fieldsOf(syscall(1, { decision }))["decision"])).toEqual(["short(7)", "crash()", "crash(after)"]);
  expect(matches(syscall(1, { decision: texts[2] }), { decision: "crash*", action: "crash" })).toBe(true);
});

test("open flags are spelt as in C", () => {
  expect(openFlagsText(0o2101)).toBe("O_WRONLY|O_CREAT|O_APPEND");
  expect(openFlagsText(0o4010002)).toBe("O_RDWR|O_SYNC");
  expect(openFlagsText(0)).toBe("O_RDONLY");
});

describe("the log", () => {
  const draft = (name: string) => ({ type: "note", service: name, fields: {} });

  test("sorts two sources into one order once it is settled, and never renumbers", () => {
    const log = new Log(1000n);
    log.add(1030n, draft("driver"));
    log.add(1010n, draft("early"));
    log.add(1050n, draft("later"));
    log.settle(1040n);
    expect(log.events.map(({ seq, atNs, service }) => [seq, atNs, service])).toEqual([
      [1, 10, "early"],
      [2, 30, "driver"],
    ]);
    log.add(1020n, draft("too late to be second"));
    log.settle(1060n);
    expect(log.events.map(({ service }) => service)).toEqual(["early", "driver", "too late to be second", "later"]);
    expect(log.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  test("tells subscribers each batch once", () => {
    const log = new Log(0n);
    const seen: number[] = [];
    const stop = log.subscribe((events) => seen.push(...events.map(({ seq }) => seq)));
    log.add(1n, draft("a"));
    log.settle(5n);
    log.add(6n, draft("b"));
    log.settle(9n);
    stop();
    log.add(10n, draft("c"));
    log.settle(11n);
    expect(seen).toEqual([1, 2]);
  });
});
