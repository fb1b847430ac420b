import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { learn, merge, MergeError, type Model } from "./model.ts";
import { simulate } from "./synthetic.ts";
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

  test("names of tests and services cannot forge lines", () => {
    const run = simulate({ ...(corpus[0]?.make("") ?? { services: [] }), name: "x", tests: [{ name: "a\ntest b  xx", steps: [] }] }, 1, 0);
    const model = learn([run]);
    expect(parseModel(formatModel(model))).toEqual(model);
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
  const good = formatModel(recorded(0, "", [1, 2]));

  test.each([
    ["", 'line 1: want "faultbox model 1", got "": this is no model; record it again'],
    ["=== test ===\n", 'line 1: want "faultbox model 1", got "=== test ==="'],
    ["faultbox model 2\n", "line 1: this model is of format 2, and this version reads format 1; record it again"],
    [good.slice(0, good.length / 2), "the text is cut off"],
    [good.replace("    inventory", "    inventory\n    inventory"), "it was damaged"],
    [good.replace("runs 2", "runs 99999999"), 'line 3: want a number up to 2000, got "99999999"'],
    [good.replace("runs 2", "runs -1"), "line 3: want a number"],
    [good.replace(/environment .*/, "environment {}"), "line 4: want an environment as JSON"],
    [good.replace(/environment .*/, 'environment {"__proto__": 1'), "line 4: want an environment as JSON"],
    [good.replace(/\n {6}step.*/, "\n      nonsense"), "want a call, its decision and its object"],
    [good.replace(/\n {6}step.*/, "\n      write allow /x  +[1 2 3]"), "want 2 numbers in brackets"],
    [good.replace(/\n {6}step.*/, "\n      write allow /x  {wrong}"), "want {free}, {late} or {idle}"],
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
