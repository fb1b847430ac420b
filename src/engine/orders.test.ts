import { expect, test } from "vitest";
import { compareBranches, deviatingFurther, orderNamed } from "./orders.ts";

/** Branches that take so many turns each, run in an order: who went on at each turn. */
function schedule(option: string, turns: readonly number[], seed = 0): { ran: string; moments: readonly number[]; missed: boolean } {
  const order = orderNamed(option, seed);
  const left = [...turns];
  let ran = "";
  let last: string | undefined;
  for (;;) {
    const waiting = left.flatMap((rest, branch) => (rest > 0 ? [String(branch)] : []));
    const next = waiting.length < 2 ? waiting[0] : waiting[order.pick(waiting, last)];
    if (next === undefined) return { ran, moments: order.moments, missed: order.missed };
    left[Number(next)] = (left[Number(next)] ?? 0) - 1;
    ran += next;
    last = next;
  }
}

/** Every order of the tree that grows from `d`, those with fewer deviations first. */
function all(turns: readonly number[]): readonly string[] {
  const todo = ["d"];
  for (const option of todo) todo.push(...deviatingFurther(option, schedule(option, turns).moments));
  return todo;
}

test("without deviations a branch goes on until it is done, and then the next one", () => {
  expect(schedule("d", [2, 3, 1]).ran).toBe("001112");
});

test("a deviation passes over the branch whose turn it is, once", () => {
  expect(schedule("d1", [2, 3, 1]).ran).toBe("011120");
  expect(schedule("d1x2", [2, 3, 1]).ran).toBe("020111");
  expect(schedule("d0.1", [2, 2]).ran).toBe("1001");
});

test("the tree of deviations holds every order exactly once, simple ones first", () => {
  for (const turns of [
    [1, 1],
    [2, 2],
    [3, 2],
    [1, 1, 1],
    [2, 2, 2],
  ]) {
    const options = all(turns);
    const orders = options.map((option) => schedule(option, turns).ran);
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    const number = turns.reduce((product, n) => product / factorial(n), factorial(turns.reduce((sum, n) => sum + n)));
    expect(new Set(orders).size).toBe(number);
    expect(orders.length).toBe(number);
    const deviations = options.map((option) => (option === "d" ? 0 : option.split(".").length));
    expect(deviations).toEqual(deviations.toSorted((a, b) => a - b));
  }
});

test("a sample is drawn from seed and number, and samples differ", () => {
  const ran = (sample: number, seed: number): string => schedule(`p${sample}`, [4, 4, 4], seed).ran;
  const samples = Array.from({ length: 200 }, (_, sample) => ran(sample, 7));
  expect(Array.from({ length: 200 }, (_, sample) => ran(sample, 7))).toEqual(samples);
  expect(Array.from({ length: 200 }, (_, sample) => ran(sample, 8))).not.toEqual(samples);
  expect(new Set(samples).size).toBeGreaterThan(50);
});

test("samples find what needs one switch at one moment, about as often as is promised", () => {
  // A lost update: both read (their first turn) before either writes (their second).
  const lost = (ran: string): boolean => /^(01|10)/.test(ran);
  const found = Array.from({ length: 400 }, (_, sample) => lost(schedule(`p${sample}`, [2, 2], 1).ran)).filter(Boolean).length;
  expect(found).toBeGreaterThan(400 / 16);
});

test("a deviation that could not be made is told", () => {
  expect(schedule("d1", [2, 2]).missed).toBe(false);
  expect(schedule("d1x2", [2, 2]).missed).toBe(true);
  expect(schedule("d9", [2, 2]).missed).toBe(true);
  expect(schedule("p1", [2, 2]).missed).toBe(false);
});

test("what is no order is an error that says how one is written", () => {
  for (const option of ["", "x", "p", "p-1", "d.", "d1x", "free"]) expect(() => orderNamed(option, 0)).toThrow("cannot read the order");
});

test("branches are in the order of their numbers, and those of a branch behind it", () => {
  expect(["10", "2", "1.1", "1", "1.0.5", "0"].toSorted(compareBranches)).toEqual(["0", "1", "1.0.5", "1.1", "2", "10"]);
});
