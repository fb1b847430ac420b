import { expect, test } from "vitest";
import { patternsOf } from "./faults.ts";
import { LeafError, leafId, leafName, leafWord, leavesOf, parseLeaf, testOf, unfold } from "./leaves.ts";

const axes = [
  { name: "a", options: ["1", "2"] },
  { name: "b", options: ["x", "y", "z"] },
];

test("leaves are the product of the axes, the last one fastest and all first options first", () => {
  expect(leavesOf(axes).map(leafId)).toEqual(["a=1,b=x", "a=1,b=y", "a=1,b=z", "a=2,b=x", "a=2,b=y", "a=2,b=z"]);
  expect(leavesOf([]).map(leafId)).toEqual([""]);
});

test("a leaf is read as it is written, and whatever cannot be read is an error that says what was wanted", () => {
  for (const leaf of leavesOf(axes)) expect(parseLeaf(leafId(leaf))).toEqual(leaf);
  for (const text of ["", "a", "a=", "=1", "a=1,,b=2", "a=1 b=2"]) expect(() => parseLeaf(text)).toThrow(LeafError);
  expect(() => parseLeaf("a=1,a=2")).toThrow('the leaf "a=1,a=2" gives a twice');
});

test("what was met and not chosen unfolds into one leaf of its own and all others", () => {
  const { own, others } = unfold(new Map([["a", "2"]]), axes);
  expect(leafId(own)).toBe("a=2,b=x");
  expect(others.map(leafId)).toEqual(["a=2,b=y", "a=2,b=z"]);
  expect(unfold(own, axes).others).toEqual([]);
});

test("a leaf's name tells its choices, the order of its branches excepted, and the test can be read from it", () => {
  const leaf = parseLeaf("order=p3,a=1");
  expect(leafId(leaf)).toBe("a=1,order=p3");
  expect(leafName("test_x", leaf)).toBe("test_x[a=1]");
  expect(leafName("test_x", parseLeaf("order=p3"))).toBe("test_x");
  expect([testOf("test_x[a=1,b=[y]"), testOf("test_x[a=1]"), testOf("test_x"), testOf("test_x[1]")]).toEqual([
    "test_x[a=1,b=[y]",
    "test_x",
    "test_x",
    "test_x[1]",
  ]);
});

test("words of a leaf need no quoting", () => {
  expect(leafWord("slow WAL, [x]=1")).toBe("slow_WAL___x__1");
  for (const leaf of leavesOf([{ name: leafWord("db:write"), options: patternsOf(2) }])) expect(leafId(leaf)).toMatch(/^[\w@%+=:,./-]+$/);
});

test("patterns go from none to all, the first call first", () => {
  expect(patternsOf(2)).toEqual(["00", "10", "01", "11"]);
});

test("too many leaves are refused with the factors", () => {
  const many = Array.from({ length: 3 }, (_, i) => ({ name: `a${i}`, options: Array.from({ length: 30 }, String) }));
  expect(() => leavesOf(many)).toThrow("a0 (30) × a1 (30) × a2 (30) are 27000 leaves; at most 10000 are run");
});
