import { describe, expect, test } from "vitest";
import type { SuiteRun } from "../trace/index.ts";
import { compare, learn, merge, type Comparison, type Model } from "./index.ts";
import { simulate } from "./synthetic.ts";
import { corpus, type CorpusSystem } from "./systems.ts";

let seed = 1;

/** [runs] executions of a variant under loads that go around as said. */
function record(system: CorpusSystem, variant: string, runs: number, load: (run: number) => number = (run) => run % 2): Model {
  const spec = system.make(variant);
  return learn(Array.from({ length: runs }, (_, run) => simulate(spec, seed++, load(run))));
}

/** What the pipeline does: 10 base runs, 3 new ones, 5 more when there is a suspicion. */
function check(system: CorpusSystem, variant: string, load?: (run: number) => number): Comparison {
  const base = record(system, "", 10);
  const head = record(system, variant, 3, load);
  const first = compare(base, head);
  return first.outcome === "undecided" ? compare(base, merge(head, record(system, variant, 5, load)), { final: true }) : first;
}

describe.each(corpus.map((system) => [system.make("").name, system] as const))("%s", (_, system) => {
  test.each([
    ["idle", () => 0],
    ["loaded", () => 1],
    ["by turns idle and loaded", (run: number) => run % 2],
  ])("is never flagged when nothing changed, on a machine that is %s", (_, load) => {
    const outcomes = Array.from({ length: 5 }, () => check(system, "", load)).map(({ outcome, findings }) => [
      outcome,
      findings.map(({ sentence }) => sentence),
    ]);
    expect(outcomes).toEqual(outcomes.map(() => ["same", []]));
  });

  if (system.neutral.length > 0) {
    test.each(system.neutral)("is silent about the neutral change: %s", (variant) => {
      expect(check(system, variant).findings).toEqual([]);
    });
  }

  test.each(system.mutants)("finds at the right place: $name", ({ name, service, object }) => {
    const { outcome, findings, falseAlarmBound } = check(system, name);
    expect(outcome).toBe("drift");
    expect(falseAlarmBound).toBeLessThanOrEqual(1e-4);
    for (const finding of findings) {
      expect(finding.service).toBe(service);
      expect(finding.object).toMatch(object);
      expect(finding.certainty).toBe("confirmed");
    }
    // One cause, one finding; files that were moved twice over may be two.
    expect(findings.length).toBeLessThanOrEqual(2);
  });
});

function orders(): CorpusSystem {
  const system = corpus[0];
  if (system === undefined) throw new RangeError("the corpus is empty");
  return system;
}

describe("findings are sentences", () => {
  test.each([
    ["double write", "consistency", "inventory writes /tmp/inventory.wal twice per RESERVE step where it wrote once"],
    ["no fsync", "durability", "inventory no longer calls fsync on /tmp/inventory.wal in the RESERVE step"],
    ["answer first", "durability", "inventory answers test before it writes /tmp/inventory.wal; it used to answer after"],
    ["retry", "communication", "orders connects to inventory.main 3 times per POST /orders step where it connected twice"],
    ["new path", "durability", "inventory writes /tmp/stock.wal where it used /tmp/inventory.wal"],
    [
      "truncating open",
      "durability",
      "inventory opens /tmp/inventory.wal with create, truncate, write where it used append, create, write",
    ],
  ])("%s", (variant, rank, sentence) => {
    const { findings } = check(orders(), variant);
    expect(findings.map((finding) => [finding.rank, finding.sentence])).toEqual([[rank, sentence]]);
  });

  test("they say the step, before and after, the evidence, the lines around, and the other tests", () => {
    const [finding] = check(orders(), "double write").findings;
    expect(finding).toMatchObject({
      kind: "count",
      test: "test_direct",
      step: "RESERVE widget 1",
      object: "/tmp/inventory.wal",
      before: "once per RESERVE step",
      after: "twice per RESERVE step",
      evidence: { base: { seen: 10, runs: 10 }, head: { seen: 8, runs: 8 }, p: 1 / 43758 },
      alsoIn: ["test_happy", "test_many"],
    });
    expect(finding?.context).toContainEqual({ side: "head", text: "write /tmp/inventory.wal" });
    expect(finding?.context.filter(({ side }) => side !== "both")).toHaveLength(1);
  });

  test("how often is no part of the fingerprint, and is said beside it", () => {
    const [twice] = check(orders(), "double write").findings;
    const [four] = check(orders(), "fourfold write").findings;
    expect(four?.fingerprint).toBe(twice?.fingerprint);
    const of = (finding: typeof twice): unknown => finding?.extent?.counts.find(({ test }) => test === "test_direct");
    expect(twice?.extent?.objects).toEqual(["/tmp/inventory.wal"]);
    expect(of(twice)).toEqual({ test: "test_direct", call: "write", more: true, least: 4, most: 4 });
    expect(of(four)).toEqual({ test: "test_direct", call: "write", more: true, least: 8, most: 8 });
  });

  test("a fingerprint is the same in every recording of the same change and another for another change", () => {
    const prints = ["double write", "double write", "no fsync"].map((variant) => check(orders(), variant).findings[0]?.fingerprint);
    expect(prints[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(prints[1]).toBe(prints[0]);
    expect(prints[2]).not.toBe(prints[0]);
  });
});

describe("certainty", () => {
  test("one run against one, and three against three, can only suspect", () => {
    for (const runs of [1, 3]) {
      const comparison = compare(record(orders(), "", runs), record(orders(), "double write", runs));
      expect(comparison.outcome).toBe("undecided");
      expect(comparison.findings.map(({ certainty }) => certainty)).toEqual(["suspected"]);
    }
  });

  test("what no further run will settle is inconclusive", () => {
    const comparison = compare(record(orders(), "", 3), record(orders(), "no fsync", 3), { final: true });
    expect(comparison.outcome).toBe("undecided");
    expect(comparison.findings.map(({ certainty }) => certainty)).toEqual(["inconclusive"]);
  });

  test("only the tests under suspicion need to be run again", () => {
    const base = record(orders(), "", 10);
    const head = record(orders(), "double write", 3);
    const spec = orders().make("double write");
    const again = { ...spec, tests: spec.tests.filter(({ name }) => name === "test_happy") };
    const more = learn(Array.from({ length: 5 }, (_, run) => simulate(again, seed++, run % 2)));
    const { findings } = compare(base, merge(head, more));
    expect(findings[0]).toMatchObject({ certainty: "confirmed", test: "test_happy" });
  });

  test("a stricter budget asks for more runs", () => {
    const base = record(orders(), "", 10);
    const head = record(orders(), "double write", 8);
    expect(compare(base, head).outcome).toBe("drift");
    expect(compare(base, head, { budget: 1e-6 }).outcome).toBe("undecided");
  });
});

describe("what is not compared is said", () => {
  const changed = (runs: number, change: (run: SuiteRun) => SuiteRun): Model =>
    learn(Array.from({ length: runs }, () => change(simulate(orders().make(""), seed++, 0))));
  const base = record(orders(), "", 5);

  test("a failing test is a failing test, not drift, and its events are not learnt", () => {
    const head = changed(3, (run) => ({
      ...run,
      tests: run.tests.map((one) => (one.name === "test_happy" ? { ...one, verdict: "fail" as const, events: [] } : one)),
    }));
    const comparison = compare(base, head);
    expect(comparison.outcome).toBe("same");
    expect(comparison.notes).toContain("test_happy failed; a failing test is not compared");
    expect(comparison.compared).toEqual(["test_direct", "test_many"]);
  });

  test("another environment is said instead of alarming", () => {
    const head = changed(3, (run) => ({ ...run, environment: { ...run.environment, kernel: "6.17.0-azure" } }));
    const comparison = compare(base, head);
    expect(comparison.outcome).toBe("incomparable");
    expect(comparison.notes).toEqual(["environment changed: kernel 6.11.0 → 6.17.0-azure"]);
  });

  test("a patch release of the same kernel is no other environment", () => {
    const head = changed(3, (run) => ({ ...run, environment: { ...run.environment, kernel: "6.11.9-1023-azure" } }));
    expect(compare(base, head).outcome).toBe("same");
  });

  test("new tests and missing tests", () => {
    const head = changed(3, (run) => ({
      ...run,
      tests: run.tests
        .filter(({ name }) => name !== "test_many")
        .map((one) => (one.name === "test_happy" ? { ...one, name: "test_new" } : one)),
    }));
    const { notes, compared } = compare(base, head);
    expect(notes).toEqual([
      "test_new is new; the base has nothing to compare it with",
      "2 tests of the base were not run: test_happy, test_many",
    ]);
    expect(compared).toEqual(["test_direct"]);
  });

  test("of many tests that came or went the first are named, and the rest counted", () => {
    const many = changed(2, (run) => ({
      ...run,
      tests: run.tests.flatMap((one) => [one, ...Array.from({ length: 2 }, (_, i) => ({ ...one, name: `${one.name}_${i}` }))]),
    }));
    expect(compare(base, many).notes).toContain(
      "6 tests are new; the base has nothing to compare them with: test_direct_0, test_direct_1, test_happy_0, test_happy_1, test_many_0 and 1 more",
    );
    expect(compare(many, base).notes).toContain(
      "6 tests of the base were not run: test_direct_0, test_direct_1, test_happy_0, test_happy_1, test_many_0 and 1 more",
    );
  });

  test("nothing in common is not a pass", () => {
    expect(compare(learn([]), base)).toMatchObject({ outcome: "incomparable", notes: ["the base holds no runs"] });
    const other = changed(2, (run) => ({ ...run, tests: run.tests.map((one) => ({ ...one, name: `${one.name}_2` })) }));
    expect(compare(base, other)).toMatchObject({ outcome: "incomparable", compared: [] });
  });

  test("a test that makes other steps is the thing that changed", () => {
    const spec = orders().make("");
    const tests = spec.tests.map((one) => (one.name === "test_happy" ? { ...one, steps: [...one.steps, ...one.steps] } : one));
    const head = learn(Array.from({ length: 3 }, () => simulate({ ...spec, tests }, seed++, 0)));
    const { notes, findings } = compare(base, head);
    expect(findings).toEqual([]);
    expect(notes).toEqual(["test_happy itself makes other steps than in the base; it was not compared"]);
  });
});
