import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choose, defaultBudget, Scores, standingOfClaim, standingOfCounts, steadyOf, type Scored, type Steady } from "./evidence.ts";
import { Dice } from "./synthetic.ts";

test("sets are counted exactly", () => {
  expect(choose(18, 8)).toBe(43758);
  expect(choose(13, 3)).toBe(286);
  expect(choose(25, 5)).toBe(53130);
  expect(choose(4, 5)).toBe(0);
});

describe("counts", () => {
  test("ranges that do not touch set the head apart", () => {
    expect(standingOfCounts([1, 1, 1, 3, 4], 2)).toEqual({ sets: new Map([["00011", 1]]), separated: true });
  });

  test("ranges that touch set nobody apart", () => {
    expect(standingOfCounts([1, 2, 2, 3], 2).separated).toBe(false);
  });

  test("another set of runs may stand out instead of the head", () => {
    expect(standingOfCounts([5, 1, 1, 1, 5], 2)).toEqual({ sets: new Map([["10001", 1]]), separated: false });
  });

  test("a count that never varies costs nothing", () => {
    expect(standingOfCounts([2, 2, 2, 2], 1).sets.size).toBe(0);
  });

  test("a set is listed exactly when its values lie above or below all others", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 2, maxLength: 9 }), fc.nat(8), (values, split) => {
        const heads = 1 + (split % (values.length - 1));
        const all: string[] = [];
        for (let bits = 0; bits < 2 ** values.length; bits++) {
          const set = bits.toString(2).padStart(values.length, "0");
          const inside = values.filter((_, i) => set[i] === "1");
          const outside = values.filter((_, i) => set[i] === "0");
          if (inside.length !== heads) continue;
          if (Math.min(...inside) > Math.max(...outside) || Math.max(...inside) < Math.min(...outside)) all.push(set);
        }
        expect([...standingOfCounts(values, heads).sets.keys()].sort()).toEqual(all.sort());
      }),
    );
  });
});

describe("claims of order", () => {
  test("kept by all of the base and broken by all of the head", () => {
    expect(standingOfClaim(["<", "<", "<", ">", "~"], "<", 2)).toEqual({ sets: new Map([["00011", 1]]), separated: true });
  });

  test("one base run that broke it is enough to drop it", () => {
    expect(standingOfClaim(["<", "~", "<", ">", ">"], "<", 2).separated).toBe(false);
  });

  test("runs that say nothing may be on either side", () => {
    const { sets, separated } = standingOfClaim(["<", "<", undefined, ">", undefined], "<", 2);
    expect([...sets].sort()).toEqual([
      ["00011", 2],
      ["00110", 2],
    ]);
    expect(separated).toBe(true);
  });

  test("too little evidence proves nothing", () => {
    expect(standingOfClaim(["<", undefined, undefined, undefined, ">", undefined, undefined], "<", 3).sets.size).toBe(0);
  });
});

test("the head is ranked among all sets by how many cells it stands out in", () => {
  const scores = new Scores();
  const cell = (values: number[]): Scored => ({ standing: standingOfCounts(values, 2), inPart: false });
  scores.add("r", 5, 2, [cell([1, 1, 1, 2, 2]), cell([0, 0, 0, 7, 8]), cell([3, 1, 1, 1, 3])]);
  expect(scores.chance("r")).toBeCloseTo(1 / 10);
  scores.add("r", 5, 2, [cell([3, 1, 1, 1, 3])]);
  expect(scores.chance("r")).toBeCloseTo(2 / 10);
});

test("a claim that silent runs leave open among some sets counts for each of them, the less the more they are", () => {
  const open: Scored = { standing: standingOfClaim(["<", "<", undefined, ">", undefined], "<", 2), inPart: false };
  const openToo: Scored = { standing: standingOfClaim(["<", undefined, "<", undefined, ">"], "<", 2), inPart: false };
  const clear: Scored = { standing: standingOfCounts([0, 0, 0, 7, 8], 2), inPart: false };
  const luck: Scored = { standing: standingOfCounts([9, 0, 0, 0, 9], 2), inPart: false };
  const chance = (...cells: readonly Scored[]): number => {
    const scores = new Scores();
    scores.add("r", 5, 2, cells);
    return scores.chance("r");
  };
  expect(chance(open)).toBeCloseTo(2 / 10);
  expect(chance(open, clear)).toBeCloseTo(1 / 10);
  expect(chance(open, luck)).toBeCloseTo(3 / 10);
  expect(chance(open, openToo, luck)).toBeCloseTo(1 / 10);
});

test("what an edge inside the test can move never outranks what changed in the whole of it", () => {
  const cell = (values: number[], inPart: boolean): Scored => ({ standing: standingOfCounts(values, 2), inPart });
  const scores = new Scores();
  const moved = Array.from({ length: 50 }, () => cell([0, 1, 0, 1, 0], true));
  scores.add("r", 5, 2, [...moved, cell([2, 2, 2, 0, 0], false)]);
  expect(scores.chance("r")).toBeCloseTo(1 / 10);
  // Among equals the parts count.
  scores.add("r", 5, 2, [cell([5, 7, 5, 7, 5], false)]);
  expect(scores.chance("r")).toBeCloseTo(2 / 10);
  scores.add(
    "r",
    5,
    2,
    Array.from({ length: 51 }, () => cell([0, 0, 0, 1, 1], true)),
  );
  expect(scores.chance("r")).toBeCloseTo(1 / 10);
});

test("a set stands as high as numbers say that never vary in all other runs, or as its score does", () => {
  const runs = 5;
  const cell = (values: readonly number[]): Scored => ({ standing: standingOfCounts(values, 2), inPart: false });
  const number = (values: readonly number[]): Steady => steadyOf(standingOfCounts(values, 2), values);
  const chance = (...all: readonly (readonly number[])[]): number => {
    const scores = new Scores();
    scores.add("r", runs, 2, all.map(cell), all.map(number));
    return scores.chance("r");
  };
  const change = [1, 1, 1, 3, 3];
  /** Of one other set. */
  const noise = Array.from({ length: 5 }, (_, i) => [7 + i, 1, 2, 2, 8]);
  expect(chance(change)).toBeCloseTo(1 / 10);
  // Five numbers that vary in all runs outscore the one that does not, and it still stands first by the other yardstick; each may have its own first.
  expect(chance(change, ...noise)).toBeCloseTo(2 / 10);
  expect(chance([1, 2, 2, 3, 4], ...noise)).toBeCloseTo(2 / 10);
  expect(chance([1, 2, 2, 3, 4], ...noise, [9, 9, 1, 1, 1])).toBeCloseTo(3 / 10);
});

test("numbers that rise and fall together tell one thing, whatever they are", () => {
  const what = (...values: readonly number[]): string => steadyOf(standingOfCounts(values, 2), values).what;
  expect(what(1, 1, 1, 3, 4)).toBe(what(0, 0, 0, 7, 90));
  expect(what(1, 1, 1, 3, 4)).not.toBe(what(1, 1, 1, 4, 3));
  expect(steadyOf(standingOfCounts([1, 1, 2, 3, 4], 2), [1, 1, 2, 3, 4]).sets).toEqual([]);
});

test("unchanged programs with hundreds of noisy cells raise alarms at the stated rate at most", () => {
  // A budget of 5 % instead of 0.01 %, so that a few thousand comparisons can show it; the arithmetic is the same.
  const budget = 0.05;
  const rounds = 3_000;
  const dice = new Dice(20261122);
  let alarms = 0;
  let separations = 0;
  for (let round = 0; round < rounds; round++) {
    const scores = new Scores();
    const kinds = 40;
    const cells = Array.from({ length: kinds }, (_, kind) => {
      // Rare events, fair coins, loads shared by several cells, counters.
      const rate = (kind % 4) / 4 + 0.1;
      const values = Array.from({ length: 8 }, () => (kind % 3 === 0 ? dice.below(4) : dice.roll() < rate ? 1 : 0));
      return { standing: standingOfCounts(values, 3), inPart: kind % 2 === 0, values };
    });
    const numbers = cells.filter(({ inPart }) => !inPart).map(({ standing, values }) => steadyOf(standing, values));
    // Cells that move together, as calls of one code path do.
    scores.add("r", 8, 3, [...cells, ...cells.slice(0, 10), ...cells.slice(0, 5)], numbers);
    if (cells.some(({ standing }) => standing.separated)) separations++;
    const chance = scores.chance("r");
    if (chance > 0 && chance <= budget) alarms++;
  }
  // Without the rule nearly every second comparison would cry wolf.
  expect(separations / rounds).toBeGreaterThan(0.2);
  // Three standard deviations above the budget.
  expect(alarms / rounds).toBeLessThan(budget + 3 * Math.sqrt((budget * (1 - budget)) / rounds));
});

test("the default budget is one in ten thousand, and 10 base runs need 7 new ones to meet it", () => {
  expect(defaultBudget).toBe(1e-4);
  expect(1 / choose(16, 6)).toBeGreaterThan(defaultBudget);
  expect(1 / choose(17, 7)).toBeLessThan(defaultBudget);
});
