import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "./compare.ts";
import { end, joint, noTurn, start, type LineFacts, type SectionFacts, type TestFacts } from "./facts.ts";
import { canonical, learn, merge, MergeError, type Model } from "./model.ts";
import { simulate, syntheticEnvironment } from "./synthetic.ts";
import { corpus } from "./systems.ts";
import { formatModel, ModelFormatError, parseModel } from "./text.ts";

function recorded(system: number, variant: string, seeds: readonly number[]): Model {
  const spec = corpus[system % corpus.length]?.make(variant);
  if (spec === undefined) throw new RangeError("no such system");
  return learn(seeds.map((seed) => simulate(spec, seed, (seed % 3) / 2)));
}

const anySeeds = fc.uniqueArray(fc.nat(10_000), { minLength: 1, maxLength: 4 });

describe("the text of a model", () => {
  test("reads like the order in which things happened", () => {
    const text = formatModel(recorded(0, "", [1]));
    expect(text).toContain(
      [
        "test test_happy",
        "  step 1 POST /orders → orders.main",
        "    test",
        "      step 200 POST /orders → orders.main",
        "    inventory, in order",
        "      open(append,create,write) allow /tmp/inventory.wal",
        "      write allow /tmp/inventory.wal",
        "      fsync allow /tmp/inventory.wal",
        "      send allow ← orders",
      ].join("\n"),
    );
  });

  test("parses to the model it was made of", () => {
    fc.assert(
      fc.property(fc.nat(3), anySeeds, (system, seeds) => {
        const model = recorded(system, "", seeds);
        const text = formatModel(model);
        expect(parseModel(text)).toEqual(model);
        expect(formatModel(parseModel(text))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test("is the same to the byte in whatever order the runs came", () => {
    const text = formatModel(recorded(1, "", [1, 2, 3, 4, 5]));
    expect(formatModel(recorded(1, "", [4, 1, 5, 3, 2]))).toBe(text);
  });

  test("holds an environment whose words hide something", () => {
    const run = {
      ...simulate(corpus[0]?.make("") ?? { name: "", tests: [], services: [] }, 1, 0),
      environment: { ...syntheticEnvironment, image: "a\u2028\u007f\u{e0061}b" },
    };
    const model = learn([run]);
    expect(parseModel(formatModel(model))).toEqual(model);
    expect(formatModel(model)).not.toMatch(/[\p{Zl}\p{Cf}\u007f]/u);
  });

  test("names of tests and services cannot forge lines", () => {
    const run = simulate({ ...(corpus[0]?.make("") ?? { services: [] }), name: "x", tests: [{ name: "a\ntest b  xx", steps: [] }] }, 1, 0);
    const model = learn([run]);
    expect(parseModel(formatModel(model))).toEqual(model);
  });
});

/** What one run of a test saw of a service before its first step, as it came; or, without turns, as format 1 knew it. */
interface Sighting {
  readonly classes: readonly string[];
  readonly turns: boolean;
}

function startModel(runs: readonly Sighting[], window = start): Model {
  const facts = runs.map(({ classes, turns }) => {
    const lines = classes.map((key, turn): [string, LineFacts] => {
      return [key, { count: 1 + (alphabet.indexOf(key) % 3), late: false, idle: false, turn: turns ? turn : noTurn }];
    });
    const sections: [string, SectionFacts][] =
      lines.length === 0
        ? []
        : [[`${window}${joint}shop`, { lines: new Map(lines), order: new Map(), ahead: new Map(), pauses: new Map() }]];
    const testFacts: TestFacts = new Map(sections);
    return { environment: syntheticEnvironment, tests: new Map([["test_a", testFacts]]) };
  });
  return { suite: "shop.star", runs: canonical(facts) };
}

const alphabet = [
  "bind allow ← main",
  "open(read) allow /etc/shop",
  "write allow stdout",
  "write allow /data/a",
  "fsync allow /data/a",
  "unlink allow /b",
];
const anySightings = fc.array(fc.record({ classes: fc.shuffledSubarray(alphabet), turns: fc.boolean() }), { minLength: 1, maxLength: 5 });

describe("start and end", () => {
  const [bind = "", open = "", print = "", write = "", sync = "", unlink = ""] = alphabet;
  const shown = (model: Model): string[] =>
    formatModel(model)
      .split("\n")
      .filter((line) => line.startsWith("    "))
      .map((line) => line.trim())
      .filter((line, i, all) => all.indexOf(line) === i);

  test("are told in the order in which things first came", () => {
    const once = { classes: [open, unlink, write, sync, bind, print], turns: true };
    expect(shown(startModel([once, once], end))).toEqual(["shop, as first seen", open, unlink, write, sync, bind, print]);
  });

  test("say where a run saw a line elsewhere, and of no other line anything", () => {
    const usual = { classes: [open, write, sync, bind, print], turns: true };
    const other = { classes: [open, bind, write, sync, print], turns: true };
    const marked = shown(startModel([usual, other, usual])).filter((line) => line.includes("{"));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toMatch(/^bind allow ← main {2}\{turn (?:2 - -|- 2 -|- - 2)\}$/);
  });

  test("keep their lines in place where one run has more of them", () => {
    const usual = { classes: [open, write, sync, bind], turns: true };
    const more = { classes: [unlink, print, open, write, sync, bind], turns: true };
    const lines = shown(startModel([usual, usual, more])).map((line) => line.replace(/ {2}.*/, ""));
    expect(lines.slice(1)).toEqual([unlink, print, open, write, sync, bind]);
  });

  test("come back from the text as they were, whatever each run saw, and wherever order was not kept", () => {
    fc.assert(
      fc.property(anySightings, anySightings, (x, y) => {
        const [a, b] = [startModel(x), startModel(y)];
        expect(parseModel(formatModel(a))).toEqual(a);
        expect(formatModel(merge(parseModel(formatModel(a)), parseModel(formatModel(b))))).toBe(formatModel(startModel([...y, ...x])));
      }),
      { numRuns: 300 },
    );
  });

  test("of format 1, which kept no order, are read and compared like any other", () => {
    const model = recorded(0, "", [1, 2, 3]);
    const text = formatModel(model);
    const newer = /^(?: *ahead .*| {2}whole test\n(?: {4}.*\n)*)\n?/gm;
    const kept = text.replaceAll(newer, "").trimEnd().split("\n").length;
    const old = text
      .replaceAll(newer, "")
      .replace("faultbox model 5", "faultbox model 1")
      .replace(/end \d+ lines/, () => `end ${kept} lines`)
      .replaceAll(/, as first seen$/gm, "")
      .replaceAll(/ {2}\{(?:turn|in a row) .*?\}/g, "");
    const read = parseModel(old);
    expect(formatModel(read)).toContain("faultbox model 5\n");
    expect(compare(read, recorded(0, "", [4, 5, 6])).outcome).toBe("same");
    expect(compare(read, recorded(0, "double write", [4, 5, 6])).findings).toHaveLength(1);
    // Old and new runs in one file.
    const both = merge(read, model);
    expect(parseModel(formatModel(both))).toEqual(both);
  });
});

describe("merging", () => {
  test("is commutative and associative, and the same as learning from all runs", () => {
    fc.assert(
      fc.property(fc.nat(3), anySeeds, anySeeds, anySeeds, (system, x, y, z) => {
        const [a, b, c] = [recorded(system, "", x), recorded(system, "", y), recorded(system, "", z)];
        const all = formatModel(recorded(system, "", [...x, ...y, ...z]));
        expect(formatModel(merge(merge(a, b), c))).toBe(all);
        expect(formatModel(merge(a, merge(b, c)))).toBe(all);
        expect(formatModel(merge(parseModel(formatModel(c)), merge(b, a)))).toBe(all);
      }),
      { numRuns: 15 },
    );
  });

  test("an empty model changes nothing", () => {
    const model = recorded(0, "", [1, 2]);
    expect(merge(model, learn([]))).toEqual(model);
    expect(merge(learn([]), model)).toEqual(model);
  });

  test("models of different suites are refused", () => {
    expect(() => merge(recorded(0, "", [1]), recorded(1, "", [1]))).toThrow(MergeError);
  });
});

describe("a text that is no model", () => {
  /** A model of two runs with one [line] in the start. */
  function begun(line: string, mark = ", as first seen"): string {
    const lines = ["faultbox model 5", "suite s", "runs 2", `environment ${JSON.stringify(syntheticEnvironment)}`, "test t", "  start"];
    const all = [...lines, `    shop${mark}`, ...`      ${line}`.split("\n")];
    return [...all, `end ${all.length + 1} lines`, ""].join("\n");
  }

  const good = formatModel(recorded(0, "", [1, 2]));

  test.each([
    ["", 'line 1: want "faultbox model 5", got "": this is no model; record it again'],
    ["=== test ===\n", 'line 1: want "faultbox model 5", got "=== test ==="'],
    [
      "faultbox model 6\n",
      "line 1: this model is of format 6, and this version of faultbox reads 1, 2, 3, 4 and 5; use the version that wrote it, or record it again",
    ],
    ["faultbox model 0\n", "line 1: this model is of format 0, and this version of faultbox reads 1, 2, 3, 4 and 5; record it again"],
    [begun(""), "line 8: want a call"],
    [
      begun("ahead a b c  |  a b d  1"),
      'want "ahead LINE  |  LINE  NUMBERS" with two lines from above, once, and one number or 2 in brackets',
    ],
    [begun("pause  3").replace("  start", "  whole test"), 'want "watched  NUMBERS" or "pause LINE  NUMBERS"'],
    [begun("watched  [1 2 3]").replace("  start", "  whole test"), "once, and one number or 2 in brackets"],
    [begun("bind allow ← main  {turn 3 -}"), 'run 1 has no turn 3 for "bind allow ← main", or two of them'],
    [begun("bind allow ← main  {turn 0 -}"), "want {free}, {late}, {idle}, {turn} or, of a sync, {in a row}"],
    [begun("bind allow ← main  {turn 1}"), "want {free}, {late}, {idle}, {turn} or, of a sync, {in a row}"],
    [begun("bind allow ← main  +[0 1]  {turn 1 -}"), 'run 1 has a turn for "bind allow ← main", which it did not see'],
    [begun("bind allow ← main  {turn 1 -}", ", as first seen  .+"), 'run 1 has a turn for "bind allow ← main", which it did not see'],
    [begun("bind allow ← main", ", as first seen  ."), 'want "SERVICE, as first seen" and one of "+", "." for each of 2 runs'],
    [begun("fsync allow /a  {in a row 2}"), 'want "{in a row NUMBERS}", one number or 2 in brackets, no more syncs than there are'],
    [begun("fsync allow /a  {in a row [1 1 1]}"), 'want "{in a row NUMBERS}", one number or 2 in brackets'],
    [begun("write allow /a  {in a row 1}"), "want {free}, {late}, {idle}, {turn} or, of a sync, {in a row}"],
    [begun("bind allow ← main  {turn 1 -}", ""), "want {free}, {late}, {idle}, {turn} or, of a sync, {in a row}"],
    [
      begun(Array.from({ length: 151 }, (_, i) => `write allow /${i}`).join("\n      "), ", in order"),
      "at most 150 lines in order, got 151",
    ],
    [good.replace("inventory", "\u001b[2Jinventory"), "a model has no invisible characters, got U+001B; record it again"],
    [good.replace("inventory", "inven\u{e0061}tory"), "a model has no invisible characters, got U+E0061"],
    [good.slice(0, good.length / 2), "the text is cut off"],
    [good.replace("    inventory", "    inventory\n    inventory"), "it was damaged"],
    [good.replace("runs 2", "runs 99999999"), 'line 3: want a number up to 2000, got "99999999"'],
    [good.replace("runs 2", "runs -1"), "line 3: want a number"],
    [good.replace(/environment .*/, "environment {}"), "line 4: want an environment as JSON"],
    [good.replace(/environment .*/, 'environment {"__proto__": 1'), "line 4: want an environment as JSON"],
    [good.replace(/\n {6}step.*/, "\n      nonsense"), "want a call, its decision and its object"],
    [good.replace(/\n {6}step.*/, "\n      write allow /x  +[1 2 3]"), "want 2 numbers in brackets"],
    [good.replace(/\n {6}step.*/, "\n      write allow /x  {wrong}"), "want {free}, {late}, {idle}, {turn} or, of a sync, {in a row}"],
    [good.replace(/\n {6}order.*/, "\n      order a b  |  c d  <"), "two lines from above"],
  ])("is refused with its place and a way out (%#)", (text, message) => {
    expect(() => parseModel(text)).toThrow(ModelFormatError);
    expect(() => parseModel(text)).toThrow(message);
  });

  test("whatever is cut out of a model or put into it, parsing ends in a model or in a clear error", () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(40), fc.string({ maxLength: 20 }), (at, cut, put) => {
        const text = good.slice(0, at) + put + good.slice(at + cut);
        try {
          parseModel(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ModelFormatError);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("keys like __proto__ are only names", () => {
    const text = good.replaceAll("/tmp/inventory.wal", "__proto__").replaceAll("stdout", "constructor");
    expect(formatModel(parseModel(text))).toContain("write allow __proto__");
    expect(Object.prototype).not.toHaveProperty("counts");
  });
});
