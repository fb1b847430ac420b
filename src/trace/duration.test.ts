import { expect, test } from "vitest";
import { DurationError, formatDuration, parseDuration, timerMs } from "./duration.ts";

test("durations in Go's syntax come out as nanoseconds", () => {
  expect(parseDuration("300ms")).toBe(300e6);
  expect(parseDuration("1.5s")).toBe(1.5e9);
  expect(parseDuration("1h2m")).toBe(3720e9);
  expect(parseDuration("100us")).toBe(100_000);
  expect(parseDuration("-5ms")).toBe(-5e6);
  expect(parseDuration("0")).toBe(0);
});

test("a number without a unit is an error that says so", () => {
  expect(() => parseDuration("5")).toThrow(new DurationError('missing unit in duration "5" (write for example "300ms", "1.5s" or "2m")'));
  for (const text of ["", "ms", "5x", "1s2", "1 s", "1e3s"]) expect(() => parseDuration(text), text).toThrow(DurationError);
});

test("a duration is written as Go writes it, and reads back as itself", () => {
  for (const [ns, text] of [
    [0, "0s"],
    [100e6, "100ms"],
    [1.5e9, "1.5s"],
    [120e9, "2m0s"],
    [3720e9, "1h2m0s"],
    [1500, "1.5µs"],
  ] as const) {
    expect(formatDuration(ns)).toBe(text);
    expect(parseDuration(text)).toBe(ns);
  }
});

test("what a timer is given is whole, and no longer than it can wait", () => {
  expect([0, 0.000001, 1.5, 2 ** 31 - 1, 2 ** 31, 1e12].map(timerMs)).toEqual([0, 1, 2, 2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1]);
});
