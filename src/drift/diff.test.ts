import { describe, expect, test } from "vitest";
import { diffModels, type TextDiff } from "./diff.ts";
import { learn, type Model } from "./model.ts";
import { simulate, syntheticEnvironment } from "./synthetic.ts";
import { corpus } from "./systems.ts";
import { parseModel } from "./text.ts";

/** One test of the demo, recorded once or more. */
function recorded(variant: string, seed: number, runs = 1): Model {
  const spec = corpus[0]?.make(variant);
  if (spec === undefined) throw new RangeError("no such system");
  const happy = { ...spec, tests: spec.tests.filter(({ name }) => name === "test_happy") };
  return learn(Array.from({ length: runs }, (_, i) => simulate(happy, seed + i, 0)));
}

/** What stands on one side only, as a diff marks it. */
function changedLines({ sections }: TextDiff): string[] {
  return sections.flatMap(({ lines }) =>
    lines.flatMap(({ side, text }) => (side === "both" ? [] : [`${side === "a" ? "-" : "+"} ${text}`])),
  );
}

describe("two recordings", () => {
  test("of the same program are identical", () => {
    expect(diffModels(recorded("", 1), recorded("", 2))).toMatchObject({ identical: true, sections: [], comparison: { outcome: "same" } });
  });

  test("differ by exactly one line for one more write", () => {
    const diff = diffModels(recorded("", 1), recorded("double write", 2));
    expect(changedLines(diff)).toEqual(["+ write allow /tmp/inventory.wal"]);
    expect(diff.bLines).toBe(diff.aLines + 1);
    expect(diff.sections).toMatchObject([
      {
        test: "test_happy",
        window: "step 1 POST /orders → orders.main",
        lane: "inventory",
        lines: [
          { text: "open(append,create,write) allow /tmp/inventory.wal" },
          { text: "write allow /tmp/inventory.wal" },
          { text: "write allow /tmp/inventory.wal", side: "b" },
          { text: "fsync allow /tmp/inventory.wal" },
          { text: "send allow ← orders" },
          { text: "send allow ← orders" },
          { text: "write allow stdout" },
        ],
      },
    ]);
  });

  test("say in a sentence what changed, and that one run against one is no more than a suspicion", () => {
    const { comparison } = diffModels(recorded("", 1), recorded("double write", 2));
    expect(comparison.findings).toMatchObject([
      {
        certainty: "suspected",
        sentence: "inventory writes /tmp/inventory.wal twice per POST /orders step where it wrote once",
        evidence: { p: 0.5 },
      },
    ]);
  });

  test("show a pure change of order as a line that moved", () => {
    const diff = diffModels(recorded("", 1), recorded("answer first", 2));
    expect(new Set(changedLines(diff).map((line) => line.slice(2)))).toEqual(new Set(["send allow ← orders"]));
  });

  test("say where a kept order became a mixed one", () => {
    const lines = changedLines(diffModels(recorded("", 1), recorded("no waiting", 2)));
    expect(lines).toContain("- order receive allow → inventory.main  |  send allow ← test  <");
    expect(lines).toContain("+ order receive allow → inventory.main  |  send allow ← test  ~");
  });

  test("of several runs each are compared by their ranges", () => {
    expect(diffModels(recorded("", 1, 4), recorded("", 50, 3)).identical).toBe(true);
    expect(diffModels(recorded("", 1, 4), recorded("no fsync", 50, 3)).identical).toBe(false);
  });
});

/** One run of a test of which only the start was seen. */
function started(...calls: readonly string[]): Model {
  const lines = [
    ...["faultbox model 5", "suite s", "runs 1", `environment ${JSON.stringify(syntheticEnvironment)}`, "test t", "  start"],
    ...["    shop, as first seen", ...calls.map((call) => `      ${call}`), `end ${calls.length + 8} lines`, ""],
  ];
  return parseModel(lines.join("\n"));
}

test("the start is told as it came, and that it came otherwise is no difference", () => {
  const [unlink, open, write, sync, bind] = [
    "unlink allow /z",
    "open(create,write) allow /b",
    "write allow /b",
    "fsync allow /b",
    "bind allow ← main",
  ];
  const { sections } = diffModels(started(unlink, open, write, bind), started(unlink, open, write, sync, bind));
  expect(sections.flatMap(({ lines }) => lines)).toEqual([
    { side: "both", text: unlink },
    { side: "both", text: open },
    { side: "both", text: write },
    { side: "b", text: sync },
    { side: "both", text: bind },
  ]);
  expect(diffModels(started(unlink, open, write, bind), started(bind, unlink, open, write)).identical).toBe(true);
});

test("the name under which a file waits to be renamed into place is no difference, and that it waits no more is one", () => {
  const saved = (name: string): Model =>
    started(`open(create,truncate,write) allow ${name}`, `write allow ${name}`, `fsync allow ${name}`, `rename allow ${name} → /d/kept`);
  expect(diffModels(saved("/d/kept.tmp"), saved("/d/.new-kept")).identical).toBe(true);
  expect(diffModels(saved("/d/kept.tmp"), saved("/elsewhere/kept")).identical).toBe(false);
  const inPlace = started("open(create,truncate,write) allow /d/kept", "write allow /d/kept", "fsync allow /d/kept");
  expect(diffModels(saved("/d/kept.tmp"), inPlace).sections[0]?.lines.filter(({ side }) => side === "a")).toHaveLength(4);
});

describe.each(corpus.map((system) => [system.make("").name, system] as const))("ten runs and ten more of %s", (_, system) => {
  const recording = (variant: string, seed: number): Model =>
    learn(Array.from({ length: 10 }, (_, run) => simulate(system.make(variant), seed + run, run % 2)));

  test("are identical if nothing changed, whatever comes by itself and however threads interleave", () => {
    for (const seed of [100, 300, 500]) {
      const { identical, comparison } = diffModels(recording("", seed), recording("", seed + 100));
      expect(identical, JSON.stringify(comparison.findings)).toBe(true);
    }
  });

  test.each(system.mutants)("tell what changed, confirmed: $name", ({ name, service, object }) => {
    const { identical, comparison } = diffModels(recording("", 100), recording(name, 200));
    expect(identical).toBe(false);
    for (const finding of comparison.findings) expect(finding).toMatchObject({ service, certainty: "confirmed" });
    expect(comparison.findings[0]?.object).toMatch(object);
  });
});

test("a test that only one side has is told line by line", () => {
  const [orders] = corpus;
  if (orders === undefined) throw new RangeError("no such system");
  const less = recorded("", 1);
  const { identical, sections, comparison } = diffModels(less, learn([simulate(orders.make(""), 2, 0)]));
  expect(identical).toBe(false);
  expect(comparison.findings).toEqual([]);
  expect(sections.map((section) => section.test)).not.toContain("test_happy");
  expect(new Set(sections.flatMap(({ lines }) => lines.map(({ side }) => side)))).toEqual(new Set(["b"]));
});

test("two suites are compared by the names of their tests, and that they are two is said", () => {
  const one = recorded("", 1);
  const note = (suite: string): readonly string[] => diffModels(one, { ...recorded("", 2), suite }).comparison.notes;
  expect(note("other.star")).toEqual([`these are two suites, ${one.suite} and other.star: tests of the same name were compared`]);
  expect(note(`elsewhere/${one.suite}`)).not.toEqual(expect.arrayContaining([expect.stringContaining("two suites")]));
});
