import fc from "fast-check";
import { expect, test } from "vitest";
import { divide } from "./divide.ts";

const weights = fc.uniqueArray(
  fc.record({ suite: fc.string({ minLength: 1 }), durationMs: fc.nat({ max: 100_000 }) }, { requiredKeys: ["suite"] }),
  { selector: ({ suite }) => suite },
);

test("every suite is in exactly one part, whatever order they came in", () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 20 }), (suites, of) => {
      const parts = divide(suites, of);
      expect(parts).toHaveLength(of);
      expect(parts.flat().toSorted()).toEqual(suites.map(({ suite }) => suite).toSorted());
      expect(divide(suites.toReversed(), of)).toEqual(parts);
    }),
  );
});

test("the longest part is at most the mean and the longest suite together", () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 8 }), (suites, of) => {
      const timed = suites.map(({ suite, durationMs = 7 }) => ({ suite, durationMs }));
      const duration = new Map(timed.map(({ suite, durationMs }) => [suite, durationMs]));
      const sums = divide(timed, of).map((part) => part.reduce((sum, suite) => sum + (duration.get(suite) ?? 0), 0));
      const total = timed.reduce((sum, { durationMs }) => sum + durationMs, 0);
      expect(Math.max(...sums)).toBeLessThanOrEqual(total / of + Math.max(0, ...duration.values()));
    }),
  );
});

test("known durations balance, unknown ones count as usual", () => {
  const suites = [{ suite: "a", durationMs: 90 }, { suite: "b", durationMs: 30 }, { suite: "c", durationMs: 30 }, { suite: "new" }];
  expect(divide(suites, 2)).toEqual([["a"], ["b", "c", "new"]]);
  expect(divide([{ suite: "x" }, { suite: "y" }, { suite: "z" }], 2)).toEqual([["x", "z"], ["y"]]);
});
