/** Services that share work: made by hand, as in `rules.test.ts`; each run gives the pieces of work out by luck. */
import { expect, test } from "vitest";
import { compare, type Comparison, type Model } from "./index.ts";
import { joint, noTurn, type LineFacts, type Relation, type SectionFacts, type TestFacts } from "./facts.ts";
import { Dice, syntheticEnvironment } from "./synthetic.ts";

const step = "step 1 POST /a → desk.main";
const pieces = 3;

/** Service → class → how often. */
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

function factsOf(counts: Counts, orders: Readonly<Record<string, Readonly<Record<string, Relation>>>> = {}): TestFacts {
  return new Map(
    Object.entries(counts).map(([service, classes]): [string, SectionFacts] => {
      const lines = Object.entries(classes).filter(([, count]) => count > 0);
      const seen = (count: number): LineFacts => ({ count, late: false, idle: false, turn: noTurn });
      return [
        `${step}${joint}${service}`,
        {
          lines: new Map(lines.map(([key, count]) => [key, seen(count)])),
          order: new Map(Object.entries(orders[service] ?? {})),
          ahead: new Map(),
          pauses: new Map(),
        },
      ];
    }),
  );
}

function model(runs: readonly TestFacts[]): Model {
  return { suite: "desk.star", runs: runs.map((facts) => ({ environment: syntheticEnvironment, tests: new Map([["test_a", facts]]) })) };
}

function compared(base: (dice: Dice) => TestFacts, head: (dice: Dice) => TestFacts, seed = 1): Comparison {
  const dice = new Dice(seed);
  const runs = (count: number, make: (dice: Dice) => TestFacts): Model => model(Array.from({ length: count }, () => make(dice)));
  return compare(runs(10, base), runs(8, head), { final: true });
}

/** What a worker does for each of its pieces. */
function worker(folder: string, own: number, writes: number): Readonly<Record<string, number>> {
  return {
    [`open(append) allow /data/${folder}/list`]: 1,
    [`write allow /data/${folder}/list`]: own * writes,
    [`fsync allow /data/${folder}/list`]: own,
  };
}

/** Two workers of one queue that take what comes, as luck will have it. */
function racing(names: readonly [string, string], folders: readonly [string, string], writes: number): (dice: Dice) => TestFacts {
  return (dice) => {
    const first = dice.below(pieces + 1);
    return factsOf({ [names[0]]: worker(folders[0], first, writes), [names[1]]: worker(folders[1], pieces - first, writes) });
  };
}

const seeds = Array.from({ length: 50 }, (_, seed) => seed);

test("what services of one program share by luck is counted together, whoever did it", () => {
  const names = ["one", "two"] as const;
  for (const seed of seeds) {
    const { findings } = compared(racing(names, names, 1), racing(names, names, 2), seed);
    const told = findings.map(({ certainty, service, object, sentence }) => ({ certainty, service, object, sentence }));
    expect(told).toEqual([
      {
        certainty: "confirmed",
        service: "one",
        object: "/data/*/list",
        sentence: "one or two writes /data/*/list 6 times where it wrote 3 times",
      },
    ]);
  }
});

test("services of one program are known by the last part of their names as well", () => {
  const racers = (writes: number): ((dice: Dice) => TestFacts) => racing(["worker1", "worker2"], ["1", "2"], writes);
  const [finding, ...more] = compared(racers(1), racers(2)).findings;
  expect(more).toEqual([]);
  expect(finding?.sentence).toBe("worker1 or worker2 writes /data/*/list 6 times where it wrote 3 times");
});

test("which of them does a piece is no difference", () => {
  const names = ["one", "two"] as const;
  for (const seed of seeds) expect(compared(racing(names, names, 1), racing(names, names, 1), seed).outcome).not.toBe("drift");
});

test("one of them that has work of its own is told of alone", () => {
  const both = (writes: number) => () => factsOf({ one: worker("one", 1, 1), two: worker("two", 1, writes) });
  const { findings } = compared(both(1), both(2));
  expect(findings.map(({ service, sentence }) => [service, sentence])).toEqual([
    ["two", "two writes /data/two/list twice where it wrote once"],
  ]);
});

test("services that do other things are added up with nobody", () => {
  const names = ["one", "two"] as const;
  const unlike =
    (writes: number) =>
    (dice: Dice): TestFacts => {
      const shared = racing(names, names, writes)(dice);
      const [[place, two] = ["", undefined]] = [...shared].filter(([key]) => key.endsWith(`${joint}two`));
      const lines = new Map([
        ...(two?.lines ?? []),
        ["connect allow → store.main", { count: 1, late: false, idle: false, turn: noTurn }] as const,
      ]);
      return new Map([...shared, [place, { lines, order: new Map(), ahead: new Map(), pauses: new Map() }]]);
    };
  const { findings } = compared(unlike(1), unlike(2));
  expect(findings.filter(({ sentence }) => sentence.includes(" or "))).toEqual([]);
});

test("an order is kept by all of them together, though each has no work in many a run", () => {
  const orders =
    (relation: Relation) =>
    (dice: Dice): TestFacts => {
      const [taker, idler] = dice.below(2) === 0 ? ["one", "two"] : ["two", "one"];
      return factsOf(
        { [taker]: worker(taker, 1, 1), [idler]: worker(idler, 0, 1) },
        { [taker]: { [`fsync allow /data/${taker}/list${joint}write allow /data/${taker}/list`]: relation } },
      );
    };
  for (const seed of seeds) {
    const { findings } = compared(orders(">"), orders("<"), seed);
    expect(findings.map(({ certainty, service, sentence }) => [certainty, service, sentence])).toEqual([
      ["confirmed", "one", "one or two calls fsync on /data/*/list before it writes /data/*/list; it used to be the other way round"],
    ]);
  }
});

test("services that do the same otherwise are one finding, though one of them has more to do", () => {
  const both =
    (syncs: number, twosFile = "list") =>
    () =>
      factsOf({
        one: { "write allow /data/one/list": 1, "fsync allow /data/one/list": syncs },
        two: { [`write allow /data/two/${twosFile}`]: 2, [`fsync allow /data/two/${twosFile}`]: syncs, "write allow /data/export": 1 },
      });
  expect(compared(both(1), both(0)).findings.map(({ sentence, extent }) => [sentence, extent?.objects])).toEqual([
    ["one no longer calls fsync on /data/one/list; the same goes for two", ["/data/one/list", "two: /data/two/list"]],
  ]);
  expect(compared(both(1, "book"), both(0, "book")).findings.map(({ sentence }) => sentence)).toEqual([
    "one no longer calls fsync on /data/one/list",
    "two no longer calls fsync on /data/two/book",
  ]);
});
