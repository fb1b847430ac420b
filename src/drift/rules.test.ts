/**
 * Rules of comparison, each on the smallest models that tell whether it is there: made by hand, without events.
 */
import { describe, expect, test } from "vitest";
import { compare, type Comparison, type Model } from "./index.ts";
import { joint, noTurn, start, stepKind, type LineFacts, type Relation, type TestFacts } from "./facts.ts";
import {
  baseRuns,
  compared,
  factsOf,
  headRuns,
  model,
  other,
  seen,
  sentences,
  step,
  together,
  watchedFor,
  type Counts,
  type Orders,
} from "./handmade.ts";

const write = "write allow /data/a.log";

describe("what comes by itself", () => {
  test("is no background where every run has the same number of it, though it once looked idle", () => {
    const base = (run: number): Counts => ({ [step]: { [write]: seen(2, run === 3) } });
    const found = compared(base, () => ({ [step]: { [write]: 3 } }));
    expect(sentences(found)).toEqual(["shop writes /data/a.log 3 times where it wrote twice"]);
  });

  test("is background where the numbers vary and one run in ten shows it idle", () => {
    const base = (run: number): Counts => ({ [step]: { [write]: seen(2 + (run % 2), run === 3) } });
    expect(compared(base, () => ({ [step]: { [write]: 5 } })).outcome).toBe("same");
  });

  test("is background where every run has the same number of it and half of them show it idle", () => {
    const base = (run: number): Counts => ({ [step]: { [write]: seen(2, run % 2 === 0) } });
    expect(compared(base, () => ({ [step]: { [write]: 3 } })).outcome).toBe("same");
  });
});

describe("what came by itself", () => {
  /** One test, told by the facts of base and head. */
  const judged = (base: (run: number) => TestFacts, head: (run: number) => TestFacts): Comparison =>
    compare(
      model(baseRuns, (run) => ({ test_a: base(run) })),
      model(headRuns, (run) => ({ test_a: head(run) })),
    );
  const beating = (run: number, ms = 96): TestFacts =>
    watchedFor(ms, { [step]: { ...answers, [write]: seen(3 + (run % 3), true) } }, { [write]: 32 });

  const answers = { "send allow ← test": 1 };

  test("is missed where it no longer comes, in runs that were watched for as long as any other ever went without it", () => {
    const found = judged(beating, () => watchedFor(48, { [step]: answers }, {}));
    expect(sentences(found)).toEqual(["shop no longer writes /data/a.log by itself"]);
    expect(found.findings[0]).toMatchObject({ kind: "removed", rank: "durability", object: "/data/a.log" });
  });

  test("is not missed in runs that were watched for less, or nobody knows for how long", () => {
    expect(judged(beating, () => watchedFor(24, { [step]: answers }, {})).outcome).toBe("same");
    expect(judged(beating, () => factsOf({ [step]: answers })).outcome).toBe("same");
  });

  test("is not missed where as much of it came before the first step", () => {
    const early = judged(beating, (run) => watchedFor(96, { [start]: { [write]: 3 + (run % 3) }, [step]: answers }, {}));
    expect(early.outcome).toBe("same");
  });

  test("is missed over all tests together, where single tests are mostly too short to tell", () => {
    const other = (run: number): TestFacts =>
      watchedFor(64, { [step]: { ...answers, [write]: seen(1 + (run % 2), true) } }, { [write]: 48 });
    const gone = (ms: number): TestFacts => watchedFor(ms, { [step]: answers }, {});
    const found = compare(
      model(baseRuns, (run) => ({ test_a: beating(run), test_b: other(run) })),
      model(headRuns, (run) => ({ test_a: gone(run < 4 ? 32 : 16), test_b: gone(run < 4 ? 32 : 48) })),
    );
    expect(sentences(found)).toEqual(["shop no longer writes /data/a.log by itself"]);
  });

  const fetched = (count: number, ms: number): TestFacts => watchedFor(ms, { [step]: { [write]: seen(count, true) } }, { [write]: 64 });

  test("equally often in every run is counted, as what a poller does for each piece of work", () => {
    const found = judged(
      (run) => fetched(2, run % 2 === 0 ? 64 : 128),
      () => fetched(3, 96),
    );
    expect(sentences(found)).toEqual(["shop writes /data/a.log 3 times where it wrote twice"]);
  });

  test("is not counted where runs that have more of it were watched for longer, or those that have less for a shorter time", () => {
    const base = (run: number): TestFacts => fetched(2, run % 2 === 0 ? 64 : 128);
    expect(judged(base, () => fetched(3, 192)).outcome).toBe("same");
    expect(judged(base, () => fetched(1, 48)).outcome).toBe("same");
  });

  test("is not counted where two runs or three are all there is", () => {
    const few = compare(
      model(3, () => ({ test_a: fetched(2, 96) })),
      model(3, () => ({ test_a: fetched(3, 96) })),
    );
    expect(few.outcome).toBe("same");
  });
});

describe("syncs in a row between two answers", () => {
  const sync = "fdatasync allow /data/a.log";
  /** A batch is of one to three, as luck will have it, so that no count tells; [most] is the greatest number of syncs for one. */
  const batch = (run: number, most: number | undefined, more: Partial<LineFacts> = {}): TestFacts => {
    const line = { ...seen(2 + (run % 3)), ...more };
    return factsOf({ [step]: { [sync]: most === undefined ? line : { ...line, inARow: most } } });
  };
  type Most = (run: number) => number | undefined;
  const judged = (base: Most, head: Most, more: (run: number) => Partial<LineFacts> = () => ({})): Comparison => {
    const of = (most: Most) => (run: number) => ({ test_a: batch(run, most(run), more(run)) });
    return compare(model(baseRuns, of(base)), model(headRuns, of(head)));
  };
  const [once, oftener]: [Most, Most] = [() => 1, (run) => 2 + (run % 2)];

  test("are more where each record of a batch is synced", () => {
    const found = judged(once, oftener);
    expect(sentences(found)).toEqual([
      "shop calls fdatasync on /data/a.log up to 3 times in a row between two answers where it called it at most once",
    ]);
    expect(found.findings[0]).toMatchObject({
      kind: "count",
      rank: "other",
      object: "/data/a.log",
      before: "at most once between two answers",
      after: "up to 3 times between two answers",
      evidence: { base: { seen: 10, runs: 10 }, head: { seen: 8, runs: 8 } },
    });
  });

  test("are fewer where a batch is synced that was not", () => {
    const { findings } = judged(oftener, once);
    expect(findings.map(({ rank, sentence }) => [rank, sentence])).toEqual([
      ["durability", "shop calls fdatasync on /data/a.log at most once in a row between two answers where it called it up to 3 times"],
    ]);
  });

  test("are no finding where one run of the base had as many", () => {
    expect(judged((run) => (run === 4 ? 2 : 1), oftener).findings).toEqual([]);
  });

  test("may be untold by some runs; where too few tell, nothing is concluded", () => {
    const some =
      (share: number, most: Most): Most =>
      (run) =>
        run < share ? most(run) : undefined;
    expect(judged(some(8, once), oftener).outcome).toBe("drift");
    expect(judged(some(4, once), oftener).findings).toEqual([]);
    expect(judged(once, some(3, oftener)).findings).toEqual([]);
    // As in a baseline that was recorded before they were counted.
    expect(judged(some(0, once), oftener).findings).toEqual([]);
  });

  test("say nothing where such syncs come by themselves, or behind an answer", () => {
    expect(judged(once, oftener, (run) => ({ idle: run === 3 })).findings).toEqual([]);
    expect(judged(once, oftener, (run) => ({ late: run === 3 })).findings).toEqual([]);
  });

  test("are told over all steps and tests together, where each has a batch only now and then", () => {
    const of = (most: Most) => (run: number) => ({
      test_a: batch(run, run % 2 === 0 ? most(run) : undefined),
      test_b: batch(run, run % 2 === 0 ? undefined : most(run)),
    });
    const found = compare(model(baseRuns, of(once)), model(headRuns, of(oftener)));
    expect(sentences(found)).toHaveLength(1);
  });

  test("are told once, by the count, where that shows it", () => {
    const of = (count: number, most: number) => () => ({ test_a: batch(0, most, { count }) });
    expect(sentences(compare(model(baseRuns, of(2, 1)), model(headRuns, of(4, 2))))).toEqual([
      "shop calls fdatasync on /data/a.log 4 times where it called it twice",
    ]);
  });
});

describe("answers behind a sync", () => {
  const sync = "fsync allow /data/a.log";
  /** Beside the requests something syncs the same file now and then by itself, so that its calls tell nothing. */
  const counts = (run: number, synced: number): Counts => ({
    [step]: { [sync]: seen(2 + (run % 3), run % 2 === 0), "synced allow /data/a.log": synced },
  });

  test("are missed where there are fewer", () => {
    const found = compared(
      (run) => counts(run, 2),
      (run) => counts(run, run % 2),
    );
    expect(sentences(found)).toEqual(["shop syncs /data/a.log before it answers 0 to 1 times where it did twice"]);
    expect(found.findings[0]).toMatchObject({ rank: "durability", object: "/data/a.log" });
  });

  test("are of no interest where there are more: another request's may be near", () => {
    const found = compared(
      (run) => counts(run, 2),
      (run) => counts(run, 3),
    );
    expect(found.outcome).toBe("same");
  });

  test("are missed in a test of their own, though another's requests overlap", () => {
    const overlapping = (run: number): Counts => ({
      [step]: { [sync]: seen(4 + (run % 3), run % 2 === 0), "synced allow /data/a.log": seen(4 + (run % 2), true) },
    });
    const at = (synced: (run: number) => number) => (run: number) => ({
      test_a: factsOf(counts(run, synced(run))),
      test_b: factsOf(overlapping(run)),
    });
    const found = compare(
      model(
        baseRuns,
        at(() => 2),
      ),
      model(
        headRuns,
        at((run) => run % 2),
      ),
    );
    expect(sentences(found)).toEqual(["shop syncs /data/a.log before it answers 0 to 1 times where it did twice"]);
  });

  test("are told of a file and not of the folder that is synced for its sake", () => {
    const of = (synced: number): Counts => ({ [step]: { "synced allow /data": synced, "synced allow /data/a.log": synced } });
    const found = compared(
      () => of(2),
      () => of(1),
    );
    expect(found.findings.map(({ object }) => object)).toEqual(["/data/a.log"]);
    expect(sentences(found)).toEqual(["shop syncs /data/a.log before it answers once where it did twice"]);
  });

  test("say nothing that the calls themselves say already", () => {
    const found = compared(
      () => ({ [step]: { [write]: 1, [sync]: 1, "synced allow /data/a.log": 1 } }),
      () => ({ [step]: { [write]: 1 } }),
    );
    expect(sentences(found)).toEqual(["shop no longer calls fsync on /data/a.log"]);
  });
});

describe("what is read while a service starts", () => {
  const starting = (reads: number): Counts => ({ [start]: { "read allow /data/shop.db": reads }, [step]: { [write]: 1 } });

  test("may come in more pieces or fewer", () => {
    const found = compared(
      (run) => starting(158 + (run % 3)),
      () => starting(155),
    );
    expect(found.outcome).toBe("same");
  });

  test("is drift where nothing of it was read before", () => {
    const found = compared(
      () => starting(0),
      () => starting(3),
    );
    expect(sentences(found)).toHaveLength(1);
  });
});

describe("the edge between parts of a test", () => {
  test("is no drift where it moves in the base already and the whole stays the same", () => {
    const base = (run: number): Counts => ({ [start]: { [write]: 1 + (run % 2) }, [step]: { [write]: 2 - (run % 2) } });
    expect(compared(base, () => ({ [start]: { [write]: 3 } })).outcome).toBe("same");
  });

  test("that never moved in the base is drift when it does", () => {
    const found = compared(
      () => ({ [start]: { [write]: 1 }, [step]: { [write]: 2 } }),
      () => ({ [start]: { [write]: 3 } }),
    );
    expect(found.outcome).toBe("drift");
  });

  test("is not all that moves where the whole has other numbers too", () => {
    const base = (run: number): Counts => ({ [start]: { [write]: 1 + (run % 2) }, [step]: { [write]: 4 + 2 * (run % 2) } });
    expect(compared(base, () => ({ [start]: { [write]: 3 }, [step]: { [write]: 3 } })).outcome).toBe("drift");
  });
});

test("a handle that is used otherwise, where nothing else tells of it, is told by its calls", () => {
  const handle = (calls: string): Counts => ({ [step]: { [`handle ${calls} /data/x`]: 1 } });
  const told = (before: Counts, after: Counts): string[] =>
    sentences(
      compared(
        () => before,
        () => after,
      ),
    );
  expect(told(handle("open(write)·write·fsync"), handle("open(write)·fsync·write"))).toEqual([
    "shop does this with /data/x, one after the other: open(write), fsync, write, where it did: open(write), write, fsync",
  ]);
  const besides: Counts = { [start]: { "bind allow main": 1 } };
  expect(told({ ...handle("open(write)·write·fsync"), ...besides }, besides)).toEqual([
    "shop no longer does this with /data/x, one after the other: open(write), write, fsync",
  ]);
});

describe("claims of order", () => {
  const answer = "send allow ← test";
  const pair = answer + joint + write;
  const classes = { [step]: { [write]: 1, [answer]: 1 }, [other]: { [write]: 1, [answer]: 1 } };
  const kept: Orders = { [step]: { [pair]: ">" }, [other]: { [pair]: ">" } };

  test("that each run breaks in one of its requests, now here and now there, are broken over all requests together", () => {
    const found = compare(
      model(baseRuns, () => ({ test_a: factsOf(classes, kept) })),
      model(headRuns, (run) => ({ test_a: factsOf(classes, { ...kept, [run % 2 === 0 ? step : other]: { [pair]: "<" } }) })),
    );
    expect(sentences(found)).toEqual(["shop answers test before it writes /data/a.log in some requests; it used to answer after"]);
  });

  test("about what a start does that reaches into the steps of some runs of the base are none, in whichever test it does", () => {
    const [opens, appends] = ["open(read) allow /data", "write allow /data/a.log"];
    const order = opens + joint + appends;
    const starting = (early: boolean, relation: Relation) =>
      factsOf(
        { [start]: { [opens]: early ? 1 : 0 }, [step]: { [opens]: early ? 0 : 1, [appends]: 1 } },
        early ? {} : { [step]: { [order]: relation } },
      );
    const claims = (early: (run: number) => boolean): Comparison =>
      compare(
        model(baseRuns, (run) => ({ test_a: starting(false, "<"), test_b: starting(early(run), "<") })),
        model(headRuns, () => ({ test_a: starting(false, ">"), test_b: starting(false, "<") })),
      );
    expect(claims(() => false).outcome).toBe("drift");
    expect(claims((run) => run % 3 === 0).findings).toEqual([]);
  });

  test("that another test of the base contradicts are none", () => {
    const one = { [step]: classes[step] };
    const base = model(baseRuns, (run) => ({
      test_a: factsOf(one, { [step]: { [pair]: ">" } }),
      test_b: factsOf(one, { [step]: { [pair]: run === 0 ? "<" : ">" } }),
    }));
    const head = model(headRuns, () => ({
      test_a: factsOf(one, { [step]: { [pair]: "<" } }),
      test_b: factsOf(one, { [step]: { [pair]: ">" } }),
    }));
    expect(compare(base, head).outcome).toBe("same");
  });

  test("are judged for every set of runs as for the head: what contradicts one in another test counts where it is not of the set", () => {
    const counts = (n: number): Counts => ({ [step]: { [write]: n, [answer]: 1 } });
    // Four runs of either side break the claim, and one of them, of the base, does so in the other test as well.
    const facts = (n: number, run: number, contradicts: boolean): Readonly<Record<string, TestFacts>> => ({
      test_a: factsOf(counts(n), { [step]: { [pair]: run < 4 ? "<" : ">" } }),
      test_b: factsOf(counts(1), { [step]: { [pair]: contradicts ? "<" : ">" } }),
    });
    const found = compare(
      model(baseRuns, (run) => facts(1, run, run === 0)),
      model(headRuns, (run) => facts(2, run, false)),
    );
    // The head stands out by one number, these eight by the claim and by that over both tests: two sets of all there are.
    expect(found.falseAlarmBound).toBeCloseTo(2 / 43_758, 12);
  });
});

describe("the name under which a file waits to be renamed into place", () => {
  const saved = (name: string, how: string, more: Counts[string] = {}): Counts => ({
    [step]: { [`open(${how}) allow ${name}`]: 1, [`write allow ${name}`]: 1, [`rename allow ${name} → /data/x`]: 1, ...more },
  });
  const changed = (before: Counts, after: Counts): Comparison =>
    compared(
      () => before,
      () => after,
    );

  test("is of no interest", () => {
    for (const how of ["create,exclusive,readwrite", "create,truncate,write"]) {
      expect(changed(saved("/data/x.new", how), saved("/data/.x-*", how)).outcome).toBe("same");
    }
  });

  test("does not hide what else is done to the file", () => {
    const how = "create,exclusive,readwrite";
    const found = changed(saved("/data/x.new", how, { "fsync allow /data/x.new": 1 }), saved("/data/.x-*", how));
    expect(sentences(found)).toEqual(["shop no longer calls fsync on /data/x.new"]);
  });

  test("does not say which file it is, so its later name does, if there is one only", () => {
    const how = "create,exclusive,readwrite";
    const synced = { "fsync allow /data/*.tmp": 1 };
    const found = changed(saved("/data/*.tmp", how, synced), saved("/data/*.tmp", how));
    expect(sentences(found)).toEqual(["shop no longer calls fsync on /data/*.tmp; that file becomes /data/x"]);
    expect(found.findings[0]?.object).toBe("/data/x");
    const second = { "rename allow /data/*.tmp → /data/y": 1 };
    const either = changed(saved("/data/*.tmp", how, { ...synced, ...second }), saved("/data/*.tmp", how, second));
    expect(either.findings[0]?.object).toBe("/data/*.tmp");
  });

  describe("may be one for all that had one for each", () => {
    const how = "create,exclusive,write";
    /** Files that are saved, each with the name under which it waits and its own. */
    const savedAll = (files: readonly (readonly [string, string])[], synced: readonly string[] = []): Counts[string] => {
      const classes: Record<string, number> = {};
      const count = (key: string): void => void (classes[key] = (classes[key] ?? 0) + 1);
      for (const [name, target] of files) {
        for (const call of [`open(${how})`, "write"]) count(`${call} allow ${name}`);
        count(`rename allow ${name} → ${target}`);
      }
      for (const name of synced) count(`fsync allow ${name}`);
      return classes;
    };
    const names = ["/data/.x-*", "/data/.y-*"];
    const each = [
      ["/data/.x-*", "/data/x"],
      ["/data/.y-*", "/data/y"],
    ] as const;
    const forAll = [
      ["/data/.tmp-*", "/data/x"],
      ["/data/.tmp-*", "/data/y"],
    ] as const;
    const both = (before: Counts[string], after: Counts[string]): Comparison => changed({ [step]: before }, { [step]: after });

    test("and the reverse, in whatever part of the test", () => {
      expect(both(savedAll(each), savedAll(forAll)).outcome).toBe("same");
      expect(both(savedAll(forAll), savedAll(each)).outcome).toBe("same");
      const apart = { [step]: savedAll(each.slice(0, 1)), [other]: savedAll(each.slice(1)) };
      const alike = { [step]: savedAll(forAll.slice(0, 1)), [other]: savedAll(forAll.slice(1)) };
      expect(changed(apart, alike).outcome).toBe("same");
      expect(changed(alike, apart).outcome).toBe("same");
    });

    test("where one of them stays", () => {
      const one = [each[0], ["/data/.x-*", "/data/y"]] as const;
      expect(both(savedAll(one), savedAll(each)).outcome).toBe("same");
      expect(both(savedAll(each), savedAll(one)).outcome).toBe("same");
    });

    test("which says nothing of how many answers come behind a sync of which", () => {
      const answered = (of: readonly string[]): Counts[string] => Object.fromEntries(of.map((name) => [`synced allow ${name}`, 1]));
      const before = { ...savedAll(each, names), ...answered(names) };
      for (const name of ["/data/.tmp-*", "/data/.x-*"]) {
        const one = each.map(([, target]) => [name, target] as const);
        const after = { ...savedAll(one, [name, name]), ...answered([name]) };
        expect(both(before, after).outcome).toBe("same");
        expect(both(after, before).outcome).toBe("same");
      }
    });

    test("but a sync that is lost is found", () => {
      const found = both(savedAll(each, names), savedAll(forAll, ["/data/.tmp-*"]));
      expect(sentences(found)).toEqual(["shop calls fsync on /data/.tmp-* once where it called it twice"]);
      const reverse = both(savedAll(forAll, ["/data/.tmp-*", "/data/.tmp-*"]), savedAll(each, names.slice(1)));
      expect(sentences(reverse)).toEqual(["shop calls fsync on /data/.tmp-* once where it called it twice"]);
    });

    test("but a file that is written in place is found", () => {
      const inPlace = { ...savedAll(forAll.slice(0, 1)), [`open(${how}) allow /data/y`]: 1, "write allow /data/y": 1 };
      const found = both(savedAll(each), inPlace);
      expect(sentences(found)).toEqual(["shop writes /data/y in place where it wrote /data/.y-* and renamed it"]);
    });

    test("but a rename to another target is found", () => {
      const elsewhere = [forAll[0], ["/data/.tmp-*", "/data/z"]] as const;
      const reverse = [each[0], ["/data/.y-*", "/data/z"]] as const;
      for (const found of [both(savedAll(each), savedAll(elsewhere)), both(savedAll(forAll), savedAll(reverse))]) {
        expect(sentences(found)).toHaveLength(2);
        expect(found.findings.map(({ object }) => object).sort()).toEqual(["/data/y", "/data/z"]);
      }
    });
  });

  test("is of interest where the file has lasted, or waits in another folder", () => {
    const append = "append,create,write";
    expect(changed(saved("/data/log", append), saved("/data/log.0", append)).outcome).toBe("drift");
    const how = "create,truncate,write";
    expect(changed(saved("/data/x.new", how), saved("/tmp/x.new", how)).outcome).toBe("drift");
  });
});

describe("a folder with a made-up name that is made and deleted", () => {
  const worked = (folder: string, more: Counts[string] = {}): Counts => ({
    [step]: {
      [`mkdir allow ${folder}`]: 1,
      [`write allow ${folder}/given`]: 1,
      [`rename allow ${folder}/given → /data/x`]: 1,
      [`unlink allow ${folder}`]: 1,
      ...more,
    },
  });
  const changed = (before: Counts, after: Counts): Comparison =>
    compared(
      () => before,
      () => after,
    );

  test("may be called otherwise", () => {
    expect(changed(worked("/data/job*"), worked("/data/.work*")).outcome).toBe("same");
  });

  test("does not hide what else is done in it", () => {
    const found = changed(worked("/data/job*", { "fsync allow /data/job*/given": 1 }), worked("/data/work*"));
    expect(sentences(found)).toEqual(["shop no longer calls fsync on /data/job*/given; that file becomes /data/x"]);
  });

  test("is of interest where it stands elsewhere, stays, or has a name that somebody gave it", () => {
    expect(changed(worked("/data/job*"), worked("/var/job*")).outcome).toBe("drift");
    expect(changed(worked("/data/job*"), worked("/data/work*", { "unlink allow /data/work*": 0 })).outcome).toBe("drift");
    expect(changed(worked("/data/jobs"), worked("/data/work")).outcome).toBe("drift");
  });
});

test("a name of which shapes show a part and evidence the rest is the same as one that shapes show", () => {
  // A date and a process id, then five characters that may all be letters.
  const words = ["qwert", "zxcvb", "poiuy", "lkjhg"];
  const at = (run: number): Counts => ({
    [step]: { [run % 2 === 0 ? "mkdir allow /data/job*" : `mkdir allow /data/job*${words[run % 4] ?? ""}${run}`]: 1 },
  });
  expect(compared(at, () => ({ [step]: { "mkdir allow /data/job*": 1 } })).outcome).toBe("same");
  expect(sentences(compared(at, () => ({ [step]: { "mkdir allow /data/job*": 2 } })))).toEqual([
    "shop creates the folder /data/job* twice where it created it once",
  ]);
});

test("a name that Python made up, underscores and all, is the same as one that shapes show", () => {
  const made = ["job_2v_dhlg2", "job_ab__xyzw", "job*q", "job*"];
  const at = (run: number): Counts => ({ [step]: { [`mkdir allow /data/${made[Math.min(run, 3)] ?? ""}`]: 1 } });
  expect(compared(at, () => ({ [step]: { "mkdir allow /data/job*": 1 } })).outcome).toBe("same");
  expect(sentences(compared(at, () => ({ [step]: { "mkdir allow /data/job*": 2 } })))).toEqual([
    "shop creates the folder /data/job* twice where it created it once",
  ]);
});

test("a finding is as sure as the surest of what it tells together", () => {
  // The file of the test that failed once comes first by name, but its runs are too few.
  const facts = (file: string, count: number): TestFacts => factsOf({ [step]: { [`fsync allow ${file}`]: count } });
  const both = (count: number) => () => ({ test_a: facts("/data/a", count), test_b: facts("/data/b", count) });
  const head = model(headRuns, both(2));
  const failed: Model = {
    ...head,
    runs: head.runs.map((run, i) => (i > 1 ? run : { ...run, tests: new Map([...run.tests, ["test_a", "broken" as const]]) })),
  };
  const found = compare(model(baseRuns, both(1)), failed, { final: true });
  expect(found.outcome).toBe("drift");
  expect(sentences(found)).toEqual(["shop calls fsync on /data/b twice where it called it once; the same goes for /data/a"]);
});

describe("one cause is one finding:", () => {
  const told = (base: Counts[string], head: Counts[string]): string[] =>
    sentences(
      compared(
        () => ({ [step]: base }),
        () => ({ [step]: head }),
      ),
    );

  test("files of different folders to which the same happened", () => {
    const files = ["/data/a.log", "/var/b.log", "/tmp/c.log"];
    const of = (count: number): Counts[string] => Object.fromEntries(files.map((file) => [`fsync allow ${file}`, count]));
    expect(told(of(1), of(2))).toEqual([
      "shop calls fsync on /data/a.log twice where it called it once; the same goes for /tmp/c.log and /var/b.log",
    ]);
  });

  test("services that are asked once more each", () => {
    const of = (count: number): Counts[string] => ({ "send allow → stock.main": count, "send allow → prices.main": count });
    expect(told(of(1), of(2))).toEqual(["shop sends to prices.main twice where it sent once; the same goes for stock.main"]);
  });

  test("the calls on a file in one test, and the handles of it where they alone tell", () => {
    const handle = (calls: string): string => `handle open(create,write)·${calls} /data/x`;
    const of = (calls: string, sync: number) => (run: number) => ({
      test_a: factsOf({ [step]: { "fsync allow /data/x": sync } }),
      test_b: factsOf({ [step]: { "fsync allow /data/x": 2 + (run % 2) - sync, [handle(calls)]: 1 } }),
    });
    const found = compare(model(baseRuns, of("write·fsync", 1)), model(headRuns, of("write", 0)));
    expect(sentences(found)).toEqual(["shop no longer calls fsync on /data/x"]);
  });

  test("files of one folder that all came, whatever was done to each", () => {
    const head = { "write allow /data/new/a": 1, "mkdir allow /data/new": 1, "rename allow /data/new/b → /data/new/c": 1 };
    expect(told({ [write]: 1 }, { [write]: 1, ...head })).toHaveLength(1);
  });

  test("a file with the log and the lock that are named after it", () => {
    const of = (count: number): Counts[string] => ({
      "write allow /data/shop.db": count,
      "fsync allow /data/shop.db-wal": count,
      "unlink allow /data/shop.db-journal": 2 - count,
    });
    expect(told(of(1), of(2))).toHaveLength(1);
  });

  test("both names of a rename", () => {
    const rename = { "rename allow /tmp/x.part → /data/x": 1 };
    expect(
      told({ ...rename, "write allow /tmp/x.part": 1 }, { ...rename, "write allow /tmp/x.part": 2, "fsync allow /data/x": 1 }),
    ).toHaveLength(1);
  });

  test("a rename and what was written under the first name", () => {
    const of = (count: number): Counts[string] => ({ "rename allow /tmp/x.part → /data/x": count, "write allow /tmp/x.part": count });
    expect(told(of(1), of(2))).toHaveLength(1);
  });

  test("a file written in place that was renamed into place", () => {
    const before = { "write allow /tmp/x.part": 1, "fsync allow /tmp/x.part": 1, "rename allow /tmp/x.part → /data/x": 1 };
    for (const call of ["write", "copy_file_range"]) {
      const [sentence, ...more] = told(before, { [`${call} allow /data/x`]: 1 });
      expect(sentence).toBe("shop writes /data/x in place where it wrote /tmp/x.part and renamed it");
      expect(more).toEqual([]);
    }
  });

  test("a file written in place that was linked and renamed into place", () => {
    const before = { "link allow /data/a → /tmp/x.link": 1, "rename allow /tmp/x.link → /data/x": 1 };
    expect(told(before, { "write allow /data/x": 1 })).toEqual(["shop writes /data/x in place where it linked /tmp/x.link and renamed it"]);
  });

  test("a file that is no longer made, and that the next test's start need not clear away", () => {
    const made = { "rename allow /data/x.part → /data/x": 1, "write allow /data/x.part": 1 };
    const cleared = { "unlink allow /data/x": 1, "open(read) allow /data": 1 };
    const base = { test_a: factsOf({ [step]: made }), test_b: factsOf({ start: { [write]: 1, ...cleared } }) };
    const head = { test_a: factsOf({ [step]: { [write]: 0 } }), test_b: factsOf({ start: { [write]: 1 } }) };
    const [first, ...more] = compare(
      model(baseRuns, () => base),
      model(headRuns, () => head),
    ).findings;
    expect(first).toMatchObject({ object: "/data/x", test: "test_a", alsoIn: ["test_b"] });
    expect(more).toEqual([]);
    const alone = compare(
      model(baseRuns, () => ({ test_b: base.test_b })),
      model(headRuns, () => ({ test_b: head.test_b })),
    );
    expect(sentences(alone)).not.toEqual([]);
  });

  test("an answer that leaves early, and claims about late work that some requests keep", () => {
    const [answer, sync, archive] = ["send allow ← test", "fsync allow /data/a.log", "write allow /data/archive"];
    const classes = { [step]: { [answer]: 1, [sync]: 1, [archive]: 1, "fsync allow /data": 1 } };
    const order = (early: boolean, between: Relation): Orders => ({
      [step]: { [sync + joint + answer]: early ? ">" : "<", [`fsync allow /data${joint}${archive}`]: between },
    });
    const of = (early: boolean, between: Relation) => () => ({ test_a: factsOf(classes, order(early, between)) });
    const told = (between: Relation): readonly string[] =>
      sentences(compare(model(baseRuns, of(false, ">")), model(headRuns, of(true, between))));
    expect(told("~")).toEqual(["shop answers test before it calls fsync on /data/a.log; it used to answer after"]);
    expect(told("<")).toHaveLength(2);
  });

  test("answers that no longer wait for a sync in one test, and a write that does not wait for it either in another", () => {
    const [sync, answer, table] = ["fdatasync allow /data/a.log", "send allow ← test", "write allow /data/table"];
    const order = (waits: boolean): Orders => ({ [step]: { [sync + joint + table]: waits ? "<" : ">" } });
    const at = (waits: boolean, synced: string) => () => ({
      test_a: factsOf({ [step]: { [answer]: 1, [sync]: 1, [synced]: waits ? 1 : 0 } }),
      test_b: factsOf({ [step]: { [table]: 1, [sync]: 1 } }, order(waits)),
    });
    const told = (synced: string): readonly string[] =>
      sentences(compare(model(baseRuns, at(true, synced)), model(headRuns, at(false, synced))));
    expect(told("synced allow /data/a.log")).toEqual(["shop no longer syncs /data/a.log before it answers"]);
    expect(told("synced allow /data/b.log")).toHaveLength(2);
  });

  test("a file in one test and the folder that is synced for its sake in another", () => {
    const at = (count: number) => () => ({
      test_a: factsOf({ [step]: { "fsync allow /data": count } }),
      test_b: factsOf({ [step]: { "fsync allow /data/a.log": count } }),
    });
    expect(sentences(compare(model(baseRuns, at(2)), model(headRuns, at(1))))).toEqual([
      "shop calls fsync on /data/a.log once where it called it twice; the same goes for /data",
    ]);
  });

  test("claims about a file and about the rename of it", () => {
    const [sync, rename] = ["fsync allow /data/log", "rename allow /data/log → /data/log.1"];
    const [first, second] = ["write allow /data/receipt.1", "write allow /data/receipt.2"];
    const classes = { [step]: { [sync]: 1, [rename]: 1, [first]: 1, [second]: 1 } };
    const order = (relation: Relation): Orders => ({ [step]: { [sync + joint + first]: relation, [rename + joint + second]: relation } });
    const at = (relation: Relation) => () => ({ test_a: factsOf(classes, order(relation)) });
    expect(sentences(compare(model(baseRuns, at("<")), model(headRuns, at(">"))))).toEqual([
      "shop writes /data/receipt.1 before it calls fsync on /data/log; it used to be the other way round",
    ]);
  });

  test("a sync that is gone, and what is done to the file sooner for it, amid what another thread does", () => {
    const [sync, rename, beside, answer] = [
      "fsync allow /data/x.part",
      "rename allow /data/x.part → /data/x",
      "fsync allow /data/log",
      "send allow ← test",
    ];
    const at = (synced: number, claims: Readonly<Record<string, Relation>>) => () => ({
      test_a: factsOf(
        { [step]: { [sync]: synced, [rename]: 1, [beside]: 1, [answer]: 1 } },
        { [step]: claims },
        { [step]: { [beside + joint + rename]: synced } },
      ),
    });
    const [hastened, early] = [beside + joint + rename, rename + joint + answer];
    const told = (then: Relation): string[] =>
      sentences(
        compare(model(baseRuns, at(1, { [hastened]: "<", [early]: "<" })), model(headRuns, at(0, { [hastened]: ">", [early]: then }))),
      );
    expect(told("<")).toEqual(["shop no longer calls fsync on /data/x.part"]);
    // Whether the answer waits for the rename is another matter.
    expect(told(">")).toHaveLength(2);
  });

  test("claims about one of two files in one test, and about the other one in another", () => {
    const [journal, synced, page] = ["write allow /data/journal", "fsync allow /data/journal", "write allow /data/page"];
    const [second, third] = ["write allow /data/second", "write allow /data/third"];
    const classes = { [step]: Object.fromEntries([journal, synced, page, second, third].map((key) => [key, 1])) };
    /** All of [early] before all of [late], or the other way round. */
    const order = (early: readonly string[], late: readonly string[], kept: boolean): Orders => {
      const pairs = early.flatMap((one) =>
        late.map((other): [string, Relation] => (one < other ? [`${one}\n${other}`, "<"] : [`${other}\n${one}`, ">"])),
      );
      return { [step]: Object.fromEntries(pairs.map(([pair, relation]) => [pair, kept ? relation : relation === "<" ? ">" : "<"])) };
    };
    const at = (kept: boolean) => () => ({
      test_a: factsOf(classes, order([journal, synced], [page, second], kept)),
      test_b: factsOf(classes, order([journal, second, third], [page], kept)),
    });
    const found = compare(model(baseRuns, at(true)), model(headRuns, at(false)));
    expect(sentences(found)).toEqual(["shop writes /data/page before it writes /data/journal; it used to be the other way round"]);
    expect(found.findings.flatMap(({ extent }) => extent?.objects ?? [])).toEqual(["/data/journal", "/data/page"]);
  });

  test.each([
    ["/data/journal", "/data/a.page"],
    ["/data/a.journal", "/data/page"],
  ])("what no longer waits is named, whatever it is called: %s", (early, late) => {
    const [sync, write] = [`fsync allow ${late}`, `write allow ${early}`];
    const pair = [sync, write].sort().join(joint);
    const at = (relation: Relation) => () => ({ test_a: factsOf({ [step]: { [sync]: 1, [write]: 1 } }, { [step]: { [pair]: relation } }) });
    const [before, after]: readonly [Relation, Relation] = pair.startsWith(sync) ? ["<", ">"] : [">", "<"];
    const { findings } = compare(model(baseRuns, at(before)), model(headRuns, at(after)));
    expect(findings.map(({ object }) => object)).toEqual([early]);
  });

  test("an answer that leaves before the write in one test and before the sync in another", () => {
    const answer = "send allow ← test";
    const test = (call: string, relation: Relation): TestFacts => {
      const pair = [answer, `${call} allow /data/a.log`].sort().join(joint);
      const classes = { [step]: { [answer]: 1, [`${call} allow /data/a.log`]: 1 } };
      return factsOf(classes, { [step]: { [pair]: pair.startsWith(answer) === (relation === "<") ? "<" : ">" } });
    };
    const at = (relation: Relation) => () => ({ test_a: test("write", relation), test_b: test("fsync", relation) });
    const found = compare(model(baseRuns, at(">")), model(headRuns, at("<")));
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]).toMatchObject({ object: "/data/a.log", alsoIn: [expect.any(String)] });
  });

  test("a file and the folder that is synced for its sake", () => {
    const of = (count: number): Counts[string] => ({ "write allow /data/x": count, "fsync allow /data": count });
    expect(told(of(1), of(2))).toHaveLength(1);
  });

  test("a socket and its name in the file system", () => {
    const of = (count: number): Counts[string] => ({ "bind allow ← unix:/run/shop.sock": count, "unlink allow /run/shop.sock": count });
    expect(told(of(1), of(2))).toHaveLength(1);
  });

  test("a file in the place of another", () => {
    const of = (file: string): Counts[string] => ({ [`write allow ${file}`]: 1, [`fsync allow ${file}`]: 1 });
    expect(told(of("/data/a.log"), of("/data/b.log"))).toEqual(["shop writes /data/b.log where it used /data/a.log"]);
  });

  test("a file in the place of another, though one of them shows more calls because the other's come by themselves", () => {
    const before = { "open(append,create,write) allow /data/access.log": 1 };
    const after = { "open(append,create,write) allow /data/requests.log": 1, "write allow /data/requests.log": 1 };
    expect(told(before, after)).toEqual(["shop opens /data/requests.log with append, create, write where it used /data/access.log"]);
    expect(told(before, { "open(append,create,write) allow /var/requests.log": 1, "write allow /var/requests.log": 1 })).toHaveLength(2);
    const looked = { "open(read) allow /data/none.txt": 1 };
    expect(told(looked, { "open(read) allow /data/mug.txt": 1, "read allow /data/mug.txt": 1 })).toHaveLength(2);
  });

  test("a file opened otherwise, and read for it", () => {
    const after = { "open(create,truncate,write) allow /data/a.log": 1, "open(read) allow /data/a.log": 1, "read allow /data/a.log": 2 };
    expect(told({ "open(append,create,write) allow /data/a.log": 1 }, after)).toEqual([
      "shop opens /data/a.log with create, truncate, write where it used append, create, write, and now reads /data/a.log twice, which none of 10 base runs did",
    ]);
  });

  test("what is printed of it", () => {
    const print = "write allow stderr";
    expect(told({ [write]: 1, [print]: 1 }, { [write]: 2, [print]: 2 })).toEqual([
      "shop writes /data/a.log twice where it wrote once; it also prints to stderr twice where it printed once",
    ]);
  });

  test("answers to different clients", () => {
    const of = (client: string, count: number): TestFacts => factsOf({ [step]: { [`send allow ← ${client}`]: count } });
    const at = (count: number) => () => ({ test_a: of("test", count), test_b: of("orders", count) });
    const [first, ...more] = compare(model(baseRuns, at(1)), model(headRuns, at(2))).findings;
    expect(first).toMatchObject({ test: "test_a", alsoIn: ["test_b"] });
    expect(more).toEqual([]);
  });
});

test("a sync that only begins to write takes no other one's place", () => {
  const found = (call: string): Comparison =>
    compared(
      () => ({ [step]: { "fsync allow /data/a.log": 1 } }),
      () => ({ [step]: { [`${call} allow /data/a.log`]: 1 } }),
    );
  expect(found("fdatasync").findings[0]?.rank).toBe("other");
  expect(found("sync_file_range").findings[0]).toMatchObject({ rank: "durability", before: "once", after: "not at all" });
});

test("calls without an object are told without one", () => {
  const told = (key: string): string[] =>
    sentences(
      compared(
        () => ({ [step]: { [key]: 1, [write]: 1 } }),
        () => ({ [step]: { [write]: 1 } }),
      ),
    );
  expect(told("msync allow")).toEqual(["shop no longer syncs memory to its file (msync)"]);
  expect(told("sync allow")).toEqual(["shop no longer calls sync"]);
});

describe("a service that only one side has", () => {
  const shop = { [step]: { [write]: 1 } };
  const cache = { [start]: { "bind allow main": 1, "write allow stdout": 2 }, [step]: { "write allow /data/cache": 1 } };
  const without = () => ({ test_a: together({ shop }), test_b: together({ shop }) });
  const having = () => ({ test_a: together({ shop, cache }), test_b: together({ shop, cache }) });

  test("is one finding when it comes, whatever it does", () => {
    const { findings } = compare(model(baseRuns, without), model(headRuns, having));
    expect(findings).toMatchObject([
      { kind: "appeared", certainty: "confirmed", service: "cache", sentence: "cache is new: none of 10 base runs had it make a call" },
    ]);
    expect(findings[0]).toMatchObject({ test: "test_a", alsoIn: ["test_b"], evidence: { base: { seen: 0 }, head: { seen: 8 } } });
    expect(findings[0]?.context).toContainEqual({ side: "head", text: "bind main" });
  });

  test("is one finding when it goes", () => {
    const { findings } = compare(model(baseRuns, having), model(headRuns, without));
    expect(findings).toMatchObject([
      { kind: "disappeared", service: "cache", sentence: "cache is gone: none of 8 new runs had it make a call" },
    ]);
    expect(findings[0]?.evidence).toMatchObject({ base: { seen: 10 }, head: { seen: 0 } });
  });

  test("is still there when it has nothing to do in one test", () => {
    const busy = () => ({ test_a: together({ shop, cache }), test_b: together({ shop, cache }) });
    const idle = () => ({ test_a: together({ shop, cache }), test_b: together({ shop }) });
    const { findings } = compare(model(baseRuns, busy), model(headRuns, idle));
    expect(findings.map(({ kind }) => kind)).not.toContain("disappeared");
    expect(findings.map(({ test }) => test)).toContain("test_b");
  });

  test("is none where some run of the base had it: then single calls are compared", () => {
    const sometimes = (run: number) => (run === 0 ? having() : without());
    expect(compare(model(baseRuns, sometimes), model(headRuns, having)).outcome).toBe("same");
  });
});

describe("the two ends of a conversation:", () => {
  const ask = "send allow → stock.main";
  const answer = "send allow ← shop";
  const serving = "write allow /data/stock.log";

  /** What the shop does in a step and what the stock does, before and after. */
  function told(
    base: { shop: Counts[string]; stock: Counts[string] },
    head: { shop: Counts[string]; stock: Counts[string] },
    where: { readonly stock: string } = { stock: step },
  ): Comparison {
    const of = ({ shop, stock }: typeof base) => {
      const besides = where.stock === step ? {} : { [step]: Object.fromEntries(Object.entries(stock).filter(([key]) => key === answer)) };
      const there = where.stock === step ? stock : Object.fromEntries(Object.entries(stock).filter(([key]) => key !== answer));
      return () => ({ test_a: together({ shop: { [step]: shop }, stock: { ...besides, [where.stock]: there } }) });
    };
    return compare(model(baseRuns, of(base)), model(headRuns, of(head)));
  }

  test("who asks more often is answered more often, and that is no finding of its own", () => {
    const found = told({ shop: { [ask]: 1 }, stock: { [answer]: 1 } }, { shop: { [ask]: 2 }, stock: { [answer]: 2 } });
    expect(sentences(found)).toEqual(["shop sends to stock.main twice where it sent once"]);
    expect(found.findings[0]).toMatchObject({ service: "shop", rank: "communication" });
  });

  test("what the other does because of it is told with it, and gives it its rank", () => {
    const found = told(
      { shop: { [ask]: 1 }, stock: { [answer]: 1, "read allow /data/prices": 1, [serving]: 1 } },
      { shop: { [ask]: 2 }, stock: { [answer]: 2, "read allow /data/prices": 2, [serving]: 2 } },
    );
    expect(sentences(found)).toEqual([
      "shop sends to stock.main twice where it sent once, so stock writes /data/stock.log twice where it wrote once, and does otherwise with /data/prices",
    ]);
    expect(found.findings[0]).toMatchObject({ service: "shop", object: "tcp → stock.main", rank: "consistency" });
  });

  test("what the other need not clear away as it starts again, since it made nothing when it was not asked, is no finding of its own", () => {
    const of = (asked: number) => () => ({
      test_a: together({
        shop: { [step]: { [ask]: 1 + asked } },
        stock: { [step]: { [answer]: 1 + asked, [serving]: asked, "bind allow main": 1 } },
      }),
      test_b: together({
        shop: { [step]: { [ask]: 1 } },
        stock: { [start]: { "unlink allow /data/stock.log": asked, "bind allow main": 1 } },
      }),
    });
    const found = compare(model(baseRuns, of(1)), model(headRuns, of(0)));
    expect(sentences(found)).toEqual(["shop sends to stock.main once where it sent twice, so stock no longer writes /data/stock.log"]);
    expect(found.findings[0]).toMatchObject({ service: "shop", test: "test_a", alsoIn: ["test_b"] });
  });

  test("what the other does without answering more often has another cause", () => {
    const found = told(
      { shop: { [ask]: 1 }, stock: { [answer]: 1, [serving]: 1 } },
      { shop: { [ask]: 2 }, stock: { [answer]: 1, [serving]: 2 } },
    );
    expect(sentences(found)).toEqual([
      "stock writes /data/stock.log twice where it wrote once",
      "shop sends to stock.main twice where it sent once",
    ]);
  });

  test("what the other does more of while it answers less has another cause", () => {
    const found = told(
      { shop: { [ask]: 1 }, stock: { [answer]: 2, [serving]: 1 } },
      { shop: { [ask]: 2 }, stock: { [answer]: 1, [serving]: 2 } },
    );
    expect(sentences(found)).toHaveLength(3);
  });

  test("what the other does in one step is told with questions of which nobody knows the step", () => {
    const late: LineFacts = { count: 1, late: true, idle: false, turn: noTurn };
    const facts = (count: number, writes: number) => (run: number) => ({
      test_a: together({
        shop: { [step]: { [ask]: { ...late, count } } },
        // Over all steps its writes vary too much to tell.
        stock: { [step]: { [answer]: { ...late, count }, [serving]: writes }, [other]: { [serving]: 5 * (run % 2) } },
      }),
    });
    expect(sentences(compare(model(baseRuns, facts(1, 1)), model(headRuns, facts(2, 3))))).toHaveLength(1);
  });

  test("what the other does less of while it is asked more often has another cause", () => {
    const found = told(
      { shop: { [ask]: 1 }, stock: { [answer]: 1, [serving]: 2 } },
      { shop: { [ask]: 2 }, stock: { [answer]: 2, [serving]: 1 } },
    );
    expect(sentences(found)).toEqual([
      "stock writes /data/stock.log once where it wrote twice",
      "shop sends to stock.main twice where it sent once",
    ]);
  });

  test("what the other does more of while it starts has another cause", () => {
    const found = told(
      { shop: { [ask]: 1 }, stock: { [answer]: 1, [serving]: 1 } },
      { shop: { [ask]: 2 }, stock: { [answer]: 2, [serving]: 2 } },
      { stock: start },
    );
    expect(sentences(found)).toEqual([
      "stock writes /data/stock.log twice while it starts where it wrote once",
      "shop sends to stock.main twice where it sent once",
    ]);
  });

  test("answers that become fewer without fewer questions are a finding of their own", () => {
    const found = told({ shop: { [ask]: 1 }, stock: { [answer]: 2 } }, { shop: { [ask]: 2 }, stock: { [answer]: 1 } });
    expect(sentences(found)).toEqual([
      "shop sends to stock.main twice where it sent once",
      "stock answers shop once where it answered twice",
    ]);
  });

  test("another service's work is not told with it", () => {
    const facts = (count: number) => () => ({
      test_a: together({
        shop: { [step]: { [ask]: count } },
        stock: { [step]: { [answer]: count } },
        audit: { [step]: { "write allow /data/audit.log": count } },
      }),
    });
    expect(sentences(compare(model(baseRuns, facts(1)), model(headRuns, facts(2))))).toEqual([
      "audit writes /data/audit.log twice where it wrote once",
      "shop sends to stock.main twice where it sent once",
    ]);
  });

  test("a difference that shows in the whole test only may be the other's in any part of it", () => {
    const facts = (count: number) => (run: number) => ({
      test_a: together({
        shop: { [step]: { [ask]: count } },
        // Half of it may come before the first step or in it.
        stock: { [start]: { [serving]: (run % 2) * count }, [step]: { [answer]: count, [serving]: (2 - (run % 2)) * count } },
      }),
    });
    expect(sentences(compare(model(baseRuns, facts(1)), model(headRuns, facts(2))))).toHaveLength(1);
  });
});

describe("questions that a service asks by itself as well", () => {
  const [asks, marks, answers] = ["send allow → stock.main", "send allow → mail.main", "send allow ← test"];
  const counts = (run: number): Counts => ({ [step]: { [asks]: seen(3 + (run % 4), true), [marks]: 1, [answers]: 1 } });
  /** Least numbers of questions by run, before [call]; runs beyond them have none. */
  const asked = (call: string, base: readonly (number | undefined)[], head: readonly (number | undefined)[]): Comparison => {
    const facts = (leasts: readonly (number | undefined)[]) => (run: number) => {
      const least = leasts[run];
      return { test_a: factsOf(counts(run), {}, least === undefined ? {} : { [step]: { [`${asks}${joint}${call}`]: least } }) };
    };
    return compare(model(baseRuns, facts(base)), model(headRuns, facts(head)));
  };
  const all = (runs: number, least: number): number[] => new Array<number>(runs).fill(least);

  test("are counted by request: one more before the answer is found", () => {
    const { outcome, findings } = asked(answers, all(baseRuns, 1), all(headRuns, 2));
    expect(outcome).toBe("drift");
    expect(findings.map(({ kind, object, sentence }) => [kind, object, sentence])).toEqual([
      ["count", "tcp → stock.main", "shop sends to stock.main twice before it answers test, where it sent once"],
    ]);
  });

  test("are told as asked elsewhere where it is another call that they came before", () => {
    const { outcome, findings } = asked(marks, all(baseRuns, 2), all(headRuns, 3));
    expect(outcome).toBe("drift");
    expect(findings.map(({ kind, object, sentence }) => [kind, object, sentence])).toEqual([
      ["reordered", "tcp → stock.main", "shop sends to stock.main 3 times before it first sends to mail.main, where it sent twice"],
    ]);
  });

  /** Four steps, one of another kind; [leasts] of the three by run. */
  const inSteps = (leasts: (run: number, at: number) => number) => (run: number) => {
    const gets = ["step 1 GET /a/red → shop.main", "step 2 GET /a/blue → shop.main", "step 4 GET /a/red?all → shop.main"];
    const pair = `${asks}${joint}${answers}`;
    const numbers = { ...Object.fromEntries(gets.map((get, at) => [get, leasts(run, at)])), "step 3 PUT /b → shop.main": 1 };
    const [windows, aheads] = [
      (): Counts[string] => ({ [asks]: seen(3 + (run % 4), true), [answers]: 1 }),
      (least: number) => ({ [pair]: least }),
    ];
    const each = Object.entries(numbers);
    return {
      test_a: factsOf(
        Object.fromEntries(each.map(([get]) => [get, windows()])),
        {},
        Object.fromEntries(each.map(([get, least]) => [get, aheads(least)])),
      ),
    };
  };

  test("are counted over steps of one kind, where each single step has one of the background now and then", () => {
    const base = inSteps((run, at) => (run % 3 === at ? 2 : 1));
    const head = inSteps((run, at) => (run % 3 === at ? 3 : 2));
    expect(sentences(compare(model(baseRuns, base), model(headRuns, head)))).toEqual([
      "shop sends to stock.main twice before it answers test, where it sent once",
    ]);
    const once = inSteps((run, at) => (run === 4 || run % 3 === at ? 2 : 1));
    expect(compare(model(baseRuns, once), model(headRuns, head)).findings).toEqual([]);
  });

  test("of one kind are steps with one verb and one first part of the path, of one service", () => {
    expect(stepKind("step 1 GET /a/red?all → shop.main")).toBe("GET /a → shop.main");
    expect(stepKind("GET / → shop.main")).toBe("GET / → shop.main");
    expect(stepKind("step 2 PUT /a/red → shop.main")).not.toBe(stepKind("step 1 GET /a/red → shop.main"));
    expect(stepKind("step 1 GET /a → shop.main")).not.toBe(stepKind("step 1 GET /a → stock.main"));
    expect(stepKind("step 3 SET a 1 → store.main")).toBe("SET → store.main");
    expect(stepKind("step 4 GET /a/1 → shop.main ∥ GET /a/2 → shop.main")).toBe("GET /a/1 → shop.main ∥ GET /a/2 → shop.main");
  });

  test("are no finding where one run of the base had as many", () => {
    expect(asked(answers, all(baseRuns, 1).with(4, 2), all(headRuns, 2)).findings).toEqual([]);
  });

  test("may be untold by some runs; where too few tell, nothing is concluded", () => {
    expect(asked(answers, all(baseRuns - 3, 1), all(headRuns, 2)).outcome).toBe("drift");
    expect(asked(answers, all(4, 1), all(headRuns, 2)).findings).toEqual([]);
    // As in a baseline that was recorded before they were counted.
    expect(asked(answers, [], all(headRuns, 2)).findings).toEqual([]);
  });

  test("are told once, by the count, where that shows it", () => {
    const facts = (least: number, number: number) => () => ({
      test_a: factsOf({ [step]: { [asks]: number, [answers]: 1 } }, {}, { [step]: { [`${asks}${joint}${answers}`]: least } }),
    });
    const { findings } = compare(model(baseRuns, facts(1, 1)), model(headRuns, facts(2, 2)));
    expect(findings.map(({ sentence }) => sentence)).toEqual(["shop sends to stock.main twice where it sent once"]);
  });
});

describe("answers of another service that wait for a sync", () => {
  const [asks, hears, answers, unsynced] = [
    "send allow → db.main",
    "receive allow → db.main",
    "send allow ← test",
    "unsynced allow → db.main",
  ];
  const [sync, replies] = ["fdatasync allow /data/wal", "send allow ← shop"];
  /** Of each request, the number of answers without a sync; the syncs themselves come by themselves as well, as do some messages. */
  const facts =
    (without: number | undefined, ofShop: Counts[string] = {}, ofDatabase: Counts[string] = {}) =>
    (run: number) => {
      const database = {
        [sync]: seen(2 + (run % 3), true),
        "synced allow /data/wal": seen(1 + (run % 2), true),
        [replies]: 4,
        ...ofDatabase,
      };
      const shop = { [asks]: seen(4 + (run % 2), true), [hears]: seen(4 + (run % 2), true), [answers]: 1, ...ofShop };
      const ahead = without === undefined ? {} : { [step]: { [`${unsynced}${joint}${answers}`]: without } };
      return { test_a: new Map([...together({ db: { [step]: database } }), ...factsOf({ [step]: shop }, {}, ahead)]) };
    };
  const found = (base: ReturnType<typeof facts>, head: ReturnType<typeof facts>): Comparison =>
    compare(model(baseRuns, base), model(headRuns, head));

  test("are told of the service that gives them, with the file that is no longer synced", () => {
    const { outcome, findings } = found(facts(0), facts(1));
    expect(outcome).toBe("drift");
    expect(findings).toMatchObject([
      {
        rank: "durability",
        service: "db",
        object: "/data/wal",
        sentence: "db no longer calls fdatasync on /data/wal before it answers shop",
      },
    ]);
    expect(found(facts(3), facts(2)).findings).toMatchObject([
      {
        rank: "other",
        service: "db",
        object: "/data/wal",
        sentence: "db now calls fdatasync on /data/wal before it answers shop: of the answers to one request 2 came without, where 3 did",
      },
    ]);
  });

  test("speak for how often that file is written over all steps of another test", () => {
    const write = "write allow /data/wal";
    const at = (without: number, writes: number) => (run: number) => {
      const [some, rest] = [writes + (run % 2), writes + 1 - (run % 2)];
      return { ...facts(without)(run), test_b: together({ db: { [step]: { [write]: some }, [other]: { [write]: rest } } }) };
    };
    expect(sentences(found(at(0, 3), at(1, 2)))).toEqual(["db no longer calls fdatasync on /data/wal before it answers shop"]);
  });

  test("are nothing where a run of the base had as many without, or where they were not counted", () => {
    expect(found((run) => facts(run === 4 ? 1 : 0)(run), facts(1)).findings).toEqual([]);
    expect(found(facts(undefined), facts(1)).findings).toEqual([]);
  });

  test("are not told again where the syncs tell it, or other flags of the open", () => {
    const gone = found(facts(0, {}, { [sync]: 2 }), facts(1, {}, { [sync]: 1 }));
    expect(sentences(gone)).toEqual(["db calls fdatasync on /data/wal once where it called it twice"]);
    const [plain, synced] = ["open(write) allow /data/wal", "open(dsync,write) allow /data/wal"];
    const opened = found(facts(0, {}, { [plain]: 1 }), facts(1, {}, { [synced]: 1 }));
    expect(sentences(opened)).toEqual(["db opens /data/wal with dsync, write where it used write"]);
  });

  test("are not told where the request asks more or less often, since then their number changes anyway", () => {
    const asked = found(facts(3, { [asks]: 4 }), facts(4, { [asks]: 5 }));
    expect(sentences(asked)).toEqual(["shop sends to db.main 5 times where it sent 4 times"]);
    // Though another test shows it.
    const inTwo = (without: number, questions: number) => (run: number) => {
      const counts = { [step]: { [asks]: seen(4 + (run % 2), true), [answers]: 1 } };
      return { ...facts(without)(run), test_b: factsOf(counts, {}, { [step]: { [`${asks}${joint}${answers}`]: questions } }) };
    };
    expect(sentences(compare(model(baseRuns, inTwo(3, 4)), model(headRuns, inTwo(4, 5))))).toEqual([
      "shop sends to db.main 5 times before it answers test, where it sent 4 times",
    ]);
  });

  test("are told as they are where no sync was seen that they could have waited for", () => {
    const none = { [sync]: 0, "synced allow /data/wal": 0 };
    const { findings } = found(facts(1, {}, none), facts(2, {}, none));
    expect(findings).toMatchObject([
      { rank: "communication", sentence: "db answers shop otherwise: of the answers to one request 2 came without a sync, where 1 did" },
    ]);
  });

  test("take the place of what the answers of that service alone tell, which is less", () => {
    const behind = (count: number) => ({ "synced allow /data/wal": count });
    expect(sentences(found(facts(0, {}, behind(4)), facts(1, {}, behind(2))))).toEqual([
      "db no longer calls fdatasync on /data/wal before it answers shop",
    ]);
  });
});

describe("syncs of one file before another call", () => {
  const [syncs, writes] = ["fsync allow /data/base.wal", "write allow /data/receipt"];
  const facts = (least: number) => () => ({
    test_a: factsOf(
      { [step]: { [syncs]: 2, [writes]: 1 } },
      { [step]: { [syncs + joint + writes]: "~" } },
      { [step]: { [syncs + joint + writes]: least } },
    ),
  });

  test("are missed where there are fewer: what waited for one is at stake", () => {
    const { findings } = compare(model(baseRuns, facts(1)), model(headRuns, facts(0)));
    expect(findings.map(({ rank, kind, object, sentence }) => [rank, kind, object, sentence])).toEqual([
      [
        "durability",
        "reordered",
        "/data/receipt",
        "shop writes /data/receipt before it calls fsync on /data/base.wal, where it called it once first",
      ],
    ]);
  });

  test("tell nothing where it is a call that comes by itself", () => {
    const byItself = (least: number) => (run: number) => {
      const of = facts(least)().test_a.get(`${step}${joint}shop`);
      if (of === undefined) throw new Error("the facts are of this step");
      return { test_a: new Map([[`${step}${joint}shop`, { ...of, lines: new Map([...of.lines, [writes, seen(1, run % 2 === 0)]]) }]]) };
    };
    expect(compare(model(baseRuns, byItself(1)), model(headRuns, byItself(0))).findings).toEqual([]);
  });

  test("lose nothing where there are more", () => {
    const { findings } = compare(model(baseRuns, facts(1)), model(headRuns, facts(2)));
    expect(findings.map(({ rank, sentence }) => [rank, sentence])).toEqual([
      ["consistency", "shop calls fsync on /data/base.wal twice before it first writes /data/receipt, where it called it once"],
    ]);
  });
});
