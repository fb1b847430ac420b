import { describe, expect, test } from "vitest";
import { diffModels, formatDiff } from "./diff.ts";
import { learn } from "./model.ts";
import { simulate, syntheticEnvironment } from "./synthetic.ts";
import { corpus } from "./systems.ts";
import { formatModel } from "./text.ts";

/** One test of the demo, recorded once or more. */
function recorded(variant: string, seed: number, runs = 1): string {
  const spec = corpus[0]?.make(variant);
  if (spec === undefined) throw new RangeError("no such system");
  const happy = { ...spec, tests: spec.tests.filter(({ name }) => name === "test_happy") };
  return formatModel(learn(Array.from({ length: runs }, (_, i) => simulate(happy, seed + i, 0))));
}

describe("two recordings", () => {
  test("of the same program are identical", () => {
    const diff = diffModels(recorded("", 1), recorded("", 2));
    expect(formatDiff(diff, "text")).toBe("traces are identical\n");
    expect(formatDiff(diff, "markdown")).toBe("traces are identical\n");
    expect(diff.identical).toBe(true);
  });

  test("differ by exactly one line for one more write", () => {
    const diff = diffModels(recorded("", 1), recorded("double write", 2));
    const changed = diff.sections.flatMap(({ lines }) => lines).filter(({ side }) => side !== "both");
    expect(changed).toEqual([{ side: "b", text: "write allow /tmp/inventory.wal" }]);
    expect(diff.bLines).toBe(diff.aLines + 1);
    expect(formatDiff(diff, "text")).toBe(
      [
        `traces differ (${diff.aLines} vs ${diff.bLines} lines):`,
        "  === test_happy ===",
        "  --- inventory, step 1 POST /orders → orders.main ---",
        "    open(append,create,write) allow /tmp/inventory.wal",
        "    write allow /tmp/inventory.wal",
        "+   write allow /tmp/inventory.wal",
        "    fsync allow /tmp/inventory.wal",
        "    send allow ← orders",
        "    send allow ← orders",
        "",
      ].join("\n"),
    );
  });

  test("show a pure change of order as a line that moved", () => {
    const diff = diffModels(recorded("", 1), recorded("answer first", 2));
    const changed = diff.sections.flatMap(({ lines }) => lines).filter(({ side }) => side !== "both");
    expect(new Set(changed.map(({ text }) => text))).toEqual(new Set(["send allow ← orders"]));
  });

  test("say where a kept order became a mixed one", () => {
    const text = formatDiff(diffModels(recorded("", 1), recorded("no waiting", 2)), "text");
    expect(text).toContain("-   order receive allow → inventory.main  |  send allow ← test  <");
    expect(text).toContain("+   order receive allow → inventory.main  |  send allow ← test  ~");
  });

  test("of several runs each are compared by their ranges", () => {
    expect(diffModels(recorded("", 1, 4), recorded("", 50, 3)).identical).toBe(true);
    expect(diffModels(recorded("", 1, 4), recorded("no fsync", 50, 3)).identical).toBe(false);
  });
});

test("the start is told as it came, and that it came otherwise is no difference", () => {
  const started = (...calls: readonly string[]): string =>
    [
      ...["faultbox model 3", "suite s", "runs 1", `environment ${JSON.stringify(syntheticEnvironment)}`, "test t", "  start"],
      ...["    shop, as first seen", ...calls.map((call) => `      ${call}`), `end ${calls.length + 8} lines`, ""],
    ].join("\n");
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

test("Markdown cannot be broken out of", () => {
  const nasty = (text: string): string => text.replaceAll("inventory.wal", "```x");
  const text = formatDiff(diffModels(nasty(recorded("", 1)), nasty(recorded("double write", 2))), "markdown");
  expect(text).toMatch(/\n````diff\n[^]*\n````\n$/);
});

test("JSON is the diff itself", () => {
  const diff = diffModels(recorded("", 1), recorded("no fsync", 2));
  expect(JSON.parse(formatDiff(diff, "json"))).toEqual(diff);
});
