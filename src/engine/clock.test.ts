import { expect, test } from "vitest";
import { Clock } from "./clock.ts";

/** A clock whose alarms tell when they ring; [at] sets one. */
function clock(): { readonly it: Clock; readonly rang: string[]; readonly at: (what: string, ms: number, wallMs: number) => void } {
  const it = new Clock();
  const rang: string[] = [];
  const at = (what: string, ms: number, wallMs: number): void => {
    it.set(ms * 1e6, BigInt(wallMs) * 1_000_000n, { what, explains: true, ring: () => rang.push(what) });
  };
  return { it, rang, at };
}

const wall = (ms: number): bigint => BigInt(ms) * 1_000_000n;
const ringNext = (it: Clock): void => {
  if (it.next !== undefined) it.ring(it.next);
};

test("of two delays the one that began earlier by what was done is over first, however long it took to do that", () => {
  const { it, rang, at } = clock();
  at("ten", 10, 0);
  // By the wall clock it would be over long behind the first.
  at("five", 5, 400);
  expect(it.next).toMatchObject({ what: "five", notBeforeNs: wall(405) });
  ringNext(it);
  // The clock stands at 5: a further 6 ms are more than what is left of the first.
  at("six", 6, 405);
  ringNext(it);
  ringNext(it);
  expect(rang).toEqual(["five", "ten", "six"]);
});

test("what is done takes its time, so a delay ends in the middle of work that takes longer", () => {
  const { it, at } = clock();
  at("delay", 5, 0);
  for (let move = 1; move < 50; move++) {
    it.moves();
    expect(it.over).toBeUndefined();
  }
  it.moves();
  expect(it.over).toMatchObject({ what: "delay" });
});

test("while everybody waits for a service's own timer, the clock goes as the wall clock does, but not past an alarm", () => {
  const { it, rang, at } = clock();
  at("first", 1_500, 0);
  it.idles(wall(20));
  it.wakes(wall(1_020));
  // Set 1 s later, so it comes after the other though it is shorter.
  at("second", 800, 1_020);
  it.idles(wall(1_030));
  it.wakes(wall(9_000));
  expect(it.over).toMatchObject({ what: "first" });
  ringNext(it);
  expect(it.over).toBeUndefined();
  ringNext(it);
  expect(rang).toEqual(["first", "second"]);
});

test("alarms for the same time ring by what they are; one that is cancelled does not", () => {
  const { it, rang, at } = clock();
  for (const what of ["b", "c", "a"]) at(what, 3, 0);
  if (it.next !== undefined) it.cancel(it.next);
  it.ringAll();
  expect(rang).toEqual(["b", "c"]);
  expect(it.next).toBeUndefined();
});
