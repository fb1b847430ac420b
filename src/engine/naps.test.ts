import { expect, test } from "vitest";
import { Naps } from "./naps.ts";
import type { Look, Nap } from "./rest.ts";

/** Threads of one process: 2 naps, 1 and 3 do something else, which is told by [others]. */
const look = (others = "S"): Look => ({
  resting: true,
  mark: "",
  ranNs: 0,
  processes: new Map([[7, new Map([1, 2, 3].map((tid) => [tid, tid === 2 ? `S ${Math.random()}` : others]))]]),
});
const napping = (sleeps: number): readonly Nap[] => [{ pid: 7, tid: 2, sleeps }];

test("where nobody naps there is nothing to wait for", () => {
  expect(new Naps().over(look(), [], [7], 0)).toBe(true);
});

test("who naps has looked twice before it is believed that there is nothing", () => {
  const naps = new Naps();
  expect([100, 100, 101, 101, 102].map((sleeps, ms) => naps.over(look(), napping(sleeps), [], ms))).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
  // And is not asked again while nothing else moves.
  expect(naps.over(look(), napping(102), [], 6)).toBe(true);
  // The others have done something: there may be news.
  expect([102, 103, 104].map((sleeps, ms) => naps.over(look("S 2"), napping(sleeps), [], 7 + ms))).toEqual([false, false, true]);
});

test("where something has arrived and was not looked at, it has looked twice after 10 ms", () => {
  const naps = new Naps();
  expect(naps.over(look(), napping(100), [], 0)).toBe(false);
  // From the moment at which it arrived.
  const over = (sleeps: number, ms: number): boolean => naps.over(look(), napping(sleeps), [7], ms);
  expect([over(105, 5), over(110, 14), over(110, 15), over(111, 16), over(112, 17)]).toEqual([false, false, false, false, true]);
  // Taken up, without a word: that may lead to something.
  expect(naps.over(look(), napping(112), [], 18)).toBe(false);
});

test("what has arrived for another process does not concern it", () => {
  const naps = new Naps();
  expect([1, 2, 3].map((sleeps, ms) => naps.over(look(), napping(sleeps), [8], ms))).toEqual([false, false, true]);
});

test("who sleeps for longer than Go's runtime ever does is a timer, and is not waited for again", () => {
  const naps = new Naps();
  expect([0, 49, 51].map((ms) => naps.over(look(), napping(100), [], ms))).toEqual([false, false, true]);
  expect(naps.over(look("S 2"), napping(101), [], 60)).toBe(true);
});
