/**
 * What is said of a difference: that it is true, that the worst comes first, and that one cause is told once, also where tests show it in different
 * words.
 */
import { describe, expect, test } from "vitest";
import { compare, type Comparison, type Finding } from "./index.ts";
import { end, joint, start, type Relation, type TestFacts } from "./facts.ts";
import { baseRuns, compared, factsOf, headRuns, model, sentences, step, together, type Counts, type Orders } from "./handmade.ts";

type Classes = Counts[string];

const log = "/data/a.log";
const [write, sync] = [`write allow ${log}`, `fsync allow ${log}`];
const reply = "send allow ← test";

/** Of calls in the one step of the one test. */
function changed(base: Classes, head: Classes): readonly Finding[] {
  return compared(
    () => ({ [step]: base }),
    () => ({ [step]: head }),
  ).findings;
}

function only(findings: readonly Finding[]): Finding {
  const [first, ...more] = findings;
  expect(more.map(({ sentence }) => sentence)).toEqual([]);
  if (first === undefined) throw new Error("there is no finding");
  return first;
}

/** The same tests on both sides, with other facts. */
function between(base: Readonly<Record<string, TestFacts>>, head: Readonly<Record<string, TestFacts>>): Comparison {
  return compare(
    model(baseRuns, () => base),
    model(headRuns, () => head),
  );
}

/** Calls of one request that keep their number, and of which the first of each pair came before the second, and no longer does. */
function reordered(pairs: readonly (readonly [first: string, second: string])[]): Comparison {
  const classes = { [step]: Object.fromEntries(pairs.flat().map((key) => [key, 1])) };
  const orders = (kept: boolean): Orders => {
    const relations = pairs.map(([first, second]): [string, Relation] =>
      first < second ? [first + joint + second, kept ? "<" : ">"] : [second + joint + first, kept ? ">" : "<"],
    );
    return { [step]: Object.fromEntries(relations) };
  };
  return between({ test_a: factsOf(classes, orders(true)) }, { test_a: factsOf(classes, orders(false)) });
}

describe("the rank", () => {
  test.each([
    [
      "of a log that is opened to truncate it",
      { [`open(append,create,write) allow ${log}`]: 1 },
      { [`open(create,truncate,write) allow ${log}`]: 1 },
    ],
    ["of a log that is truncated", { [write]: 1 }, { [write]: 1, [`truncate allow ${log}`]: 1 }],
    ["of a log that is no longer synced", { [write]: 1, [sync]: 1 }, { [write]: 1 }],
    ["of a sync of something else in its place", { [write]: 1, [sync]: 1 }, { [write]: 1, "fsync allow /data": 1 }],
  ])("%s is durability", (_, base, head) => {
    expect(changed(base, head).map(({ rank }) => rank)).toContain("durability");
  });

  test.each([
    [
      "of a new file, though it is opened to truncate it",
      { [reply]: 1 },
      { [reply]: 1, "open(create,truncate,write) allow /data/list": 1 },
    ],
    ["of a file truncated twice where it was once", { [`truncate allow ${log}`]: 1 }, { [`truncate allow ${log}`]: 2 }],
    ["of a file truncated and synced", { [write]: 1 }, { [write]: 2, [`truncate allow ${log}`]: 1, [sync]: 1 }],
    [
      "of an open that goes through the page cache, and is exclusive as before",
      { [`open(create,direct,exclusive,write) allow ${log}`]: 1 },
      { [`open(create,exclusive,write) allow ${log}`]: 1 },
    ],
  ])("%s is consistency", (_, base, head) => {
    expect(only(changed(base, head)).rank).toBe("consistency");
  });

  test("of another way of syncing is the least", () => {
    expect(only(changed({ [sync]: 1 }, { [`fdatasync allow ${log}`]: 1 })).rank).toBe("other");
  });

  test("of a socket is communication, whatever is done to its name", () => {
    const socket = { "bind allow ← unix:/run/a.sock": 1, "unlink allow /run/a.sock": 1 };
    expect(only(changed({ [reply]: 1 }, { [reply]: 1, ...socket }))).toMatchObject({
      rank: "communication",
      sentence: "shop now binds unix:/run/a.sock once, which none of 10 base runs did",
    });
  });

  test("of an order is durability where something no longer waits for a sync, not where a sync of something else comes earlier", () => {
    const [other, otherSync] = ["write allow /data/b", "fsync allow /data/b"];
    expect(only(reordered([[sync, other]]).findings).rank).toBe("durability");
    expect(only(reordered([[write, otherSync]]).findings).rank).toBe("consistency");
    expect(only(reordered([[write, sync]]).findings).rank).toBe("durability");
    expect(only(reordered([["rename allow /data/x.part → /data/x", "fsync allow /data"]]).findings).rank).toBe("durability");
  });

  test("is that of the worst, and the worst is said first", () => {
    expect(only(changed({ [write]: 2, [sync]: 2 }, { [write]: 4 }))).toMatchObject({
      rank: "durability",
      kind: "removed",
      sentence: "shop no longer calls fsync on /data/a.log, and writes /data/a.log 4 times where it wrote twice",
    });
  });
});

describe("the sentence", () => {
  test("of a file that is synced when it has its name already", () => {
    const renamed = { "rename allow /data/x.part → /data/x": 1 };
    const found = only(changed({ ...renamed, "fsync allow /data/x.part": 1 }, { ...renamed, "fsync allow /data/x": 1 }));
    expect(found).toMatchObject({
      kind: "reordered",
      rank: "durability",
      object: "/data/x",
      sentence: "shop renames /data/x.part to /data/x before it calls fsync on it, where it did so first",
    });
  });

  test("of a file that was made by renaming another one, which is still there, is not that it is written in place", () => {
    const { sentence } = only(
      changed(
        { "write allow /data/log": 1, "rename allow /data/log → /data/log.1": 1 },
        { "write allow /data/log": 1, "write allow /data/log.1": 1 },
      ),
    );
    expect(sentence).toBe("shop writes /data/log.1 itself where it renamed /data/log to that name");
  });

  test("of several names pairs those that are alike", () => {
    const to = (folder: string): Classes =>
      Object.fromEntries(["2", "1"].map((page) => [`rename allow /data/draft* → /data/${folder}/page-${page}`, 1]));
    expect(only(changed(to("pages"), to("sheets"))).sentence).toBe(
      "shop renames /data/draft* to /data/sheets/page-1 where it used /data/pages/page-1",
    );
  });

  test("tells what is done in a step before what is done at the start", () => {
    const found = compared(
      () => ({ [start]: { "write allow /data/a.db-shm": 1 }, [step]: { "write allow /data/a.db-wal": 1, "read allow /data/a.db": 1 } }),
      () => ({ [step]: { "read allow /data/a.db": 1, "write allow /data/a.db": 2 } }),
    );
    expect(sentences(found)).toEqual([
      "shop no longer writes /data/a.db-wal, and now writes /data/a.db twice, which none of 10 base runs did",
    ]);
  });

  test("of answers to the test tells of sends, since a step has one answer", () => {
    expect(only(changed({ [reply]: 2 }, { [reply]: 1 })).sentence).toBe("shop answers test in 1 send where it took 2");
  });

  test("of what is put off until the service stops", () => {
    const found = compared(
      () => ({ [step]: { [write]: 3 } }),
      () => ({ [step]: { [reply]: 0 }, [end]: { [write]: 1 } }),
    );
    expect(sentences(found)).toEqual(["shop no longer writes /data/a.log in any step, only while it stops"]);
  });

  test("of a call that no longer waits for the answer of another service", () => {
    const ask = ["connect allow → copy.main", "send allow → copy.main", "receive allow → copy.main"];
    expect(only(reordered(ask.flatMap((key) => [[key, write] as const, [key, sync] as const])).findings)).toMatchObject({
      kind: "causality",
      rank: "consistency",
      sentence: "shop writes /data/a.log before copy.main has answered; it used to wait",
    });
  });

  test("of an order tells the write rather than the sync behind it", () => {
    const receipt = "write allow /data/receipt";
    expect(
      sentences(
        reordered([
          [sync, receipt],
          [write, receipt],
        ]),
      ),
    ).toEqual(["shop writes /data/receipt before it writes /data/a.log; it used to be the other way round"]);
  });

  test("of questions that all come after is that of another order", () => {
    const asks = "send allow → stock.main";
    const facts = (least: number) => ({
      test_a: factsOf({ [step]: { [asks]: 1, [write]: 1 } }, {}, { [step]: { [`${asks}${joint}${write}`]: least } }),
    });
    expect(sentences(between(facts(2), facts(0)))).toEqual([
      "shop writes /data/a.log before it sends to stock.main, where it sent twice first",
    ]);
    expect(sentences(between(facts(0), facts(1)))).toEqual([
      "shop sends to stock.main once before it first writes /data/a.log, where it did not",
    ]);
  });
});

describe("one cause is told once", () => {
  test("where another test shows more of it", () => {
    const found = between(
      { test_a: factsOf({ [step]: { [write]: 1, [sync]: 1 } }), test_b: factsOf({ [step]: { [write]: 2, [sync]: 2 } }) },
      { test_a: factsOf({ [step]: { [write]: 1 } }), test_b: factsOf({ [step]: { [write]: 4 } }) },
    );
    expect(only(found.findings)).toMatchObject({
      test: "test_a",
      alsoIn: ["test_b"],
      sentence: "shop no longer calls fsync on /data/a.log",
    });
  });

  test("where one test shows fewer calls and another one an answer that no longer waits for them", () => {
    const classes = { [step]: { [write]: 1, [reply]: 1 } };
    const order = (relation: Relation): Orders => ({ [step]: { [reply + joint + write]: relation } });
    const found = between(
      { test_a: factsOf({ [step]: { [write]: 4 } }), test_b: factsOf(classes, order(">")) },
      { test_a: factsOf({ [step]: { [write]: 2 } }), test_b: factsOf(classes, order("<")) },
    );
    expect(sentences(found)).toHaveLength(1);
  });

  test("where one test shows another number of connections and another one of questions", () => {
    const asks = "send allow → stock.main";
    const facts = (connections: number, least: number) => ({
      test_a: factsOf({ [step]: { "connect allow → stock.main": connections } }),
      test_b: factsOf({ [step]: { [asks]: 2, [reply]: 1 } }, {}, { [step]: { [`${asks}${joint}${reply}`]: least } }),
    });
    expect(sentences(between(facts(1, 1), facts(2, 2)))).toEqual(["shop connects to stock.main twice where it connected once"]);
  });

  test("where one test names the database and another one a file beside it", () => {
    const [database, journal] = ["write allow /data/a.db", "write allow /data/a.db-wal"];
    const found = between(
      { test_a: factsOf({ [step]: { [database]: 1, [journal]: 1 } }), test_b: factsOf({ [step]: { [journal]: 1 } }) },
      { test_a: factsOf({ [step]: { [database]: 2, [journal]: 2 } }), test_b: factsOf({ [step]: { [journal]: 2 } }) },
    );
    expect(sentences(found)).toHaveLength(1);
  });

  test("where several calls that belong together come before several others", () => {
    const archive = ["execve allow gzip", "write allow /data/a.gz", "unlink allow /data/a"];
    const sort = ["execve allow sort", "write allow /data/sorted"];
    expect(sentences(reordered(sort.flatMap((first) => archive.map((second) => [first, second] as const))))).toEqual([
      "shop writes /data/a.gz before it writes /data/sorted; it used to be the other way round",
    ]);
  });

  test("but not where the calls have nothing in common", () => {
    const found = reordered([
      ["write allow /data/a", "write allow /data/b"],
      ["rename allow /data/c.part → /data/c", "write allow /data/d"],
    ]);
    expect(sentences(found)).toHaveLength(2);
  });

  test("where an answer leaves before one file, and fewer answers come behind the sync of another", () => {
    const classes = (synced: number): Counts => ({ [step]: { [write]: 1, [reply]: 1, "synced allow /data/b.log": synced } });
    const order = (relation: Relation): Orders => ({ [step]: { [reply + joint + write]: relation } });
    const found = between({ test_a: factsOf(classes(2), order(">")) }, { test_a: factsOf(classes(0), order("<")) });
    expect(sentences(found)).toEqual([
      "shop answers test before it writes /data/a.log; it used to answer after; the same goes for /data/b.log",
    ]);
  });

  test("with what is read or run for it", () => {
    const run = (times: number): Classes => ({ "execve allow sort": times, [write]: times, "read allow /data/given": times });
    expect(only(changed(run(1), run(2)))).toMatchObject({
      object: log,
      sentence:
        "shop writes /data/a.log twice where it wrote once; it also runs sort twice where it ran it once, and does otherwise with /data/given",
      extent: { objects: [log, "/data/given", "sort"] },
    });
  });

  test("though what is read in another step is a finding of its own", () => {
    const other = "step 2 GET /b → shop.main";
    const found = compared(
      () => ({ [step]: { [write]: 1 }, [other]: { [reply]: 1 } }),
      () => ({ [step]: { [write]: 2 }, [other]: { [reply]: 1, "read allow /data/given": 1 } }),
    );
    expect(sentences(found)).toHaveLength(2);
  });

  test("for all programs that are run", () => {
    expect(only(changed({ [reply]: 1 }, { [reply]: 1, "execve allow cat": 1, "execve allow sh": 1 })).sentence).toBe(
      "shop now runs cat once, which none of 10 base runs did; the same goes for sh",
    );
  });

  test("with what another service that was asked more often writes down as it stops", () => {
    const facts = (times: number) => ({
      test_a: together({
        shop: { [step]: { "send allow → stock.main": times } },
        stock: { [step]: { "send allow ← shop": times }, [end]: { "write allow /data/statistics": times } },
      }),
    });
    expect(sentences(between(facts(1), facts(2)))).toEqual([
      "shop sends to stock.main twice where it sent once, so stock writes /data/statistics twice while it stops where it wrote once",
    ]);
  });
});

test("among findings of one rank those of steps come before those of start and end", () => {
  const found = compared(
    () => ({ [start]: { "write allow /data/a/first": 1 }, [step]: { "write allow /var/b": 1 } }),
    () => ({ [start]: { "write allow /data/a/first": 2 }, [step]: { "write allow /var/b": 3, "unlink allow /var/b": 1 } }),
  );
  expect(found.findings.map(({ object }) => object)).toEqual(["/var/b", "/data/a/first"]);
});
