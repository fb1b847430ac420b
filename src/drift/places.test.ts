import { expect, test } from "vitest";
import type { Source } from "../trace/index.ts";
import { linesFor, type Places } from "./places.ts";

const source = (line: number, text?: string, name = "main.appendToLog"): Source => ({
  function: name,
  file: "inventory/main.go",
  line,
  ...(text === undefined ? {} : { text }),
  near: false,
  stack: [],
});

const key = "write allow /tmp/x.wal";
const places = (...sources: readonly Source[]): Places =>
  new Map([["test_a", sources.map((one) => ({ lane: "inventory", window: "POST /orders", key, source: one }))]]);

const wanted = { test: "test_a", lane: "inventory", window: "", classes: [key] };

const told = (base: Places | undefined, head: Places | undefined) => {
  const lines = linesFor(wanted, base, head);
  return (
    lines && { base: lines.base.map(({ line }) => line), head: lines.head.map(({ line, isNew }) => (isNew ? `new ${line}` : `${line}`)) }
  );
};

test("a line that only moved is not new", () => {
  expect(told(places(source(131)), places(source(140)))).toEqual({ base: [131], head: ["140"] });
});

test("a line that reads as before is that line, and the other one in its function is new and stands first", () => {
  const base = places(source(131, "write(entry)"));
  expect(told(base, places(source(131, "write(header)"), source(135, "write(entry)")))).toEqual({ base: [131], head: ["new 131", "135"] });
  expect(told(base, places(source(131, "write(entry)"), source(137, "write(entry)")))?.head).toEqual(["new 137", "131"]);
});

test("where nothing tells which line is new, none is called so", () => {
  expect(told(places(source(131)), places(source(131), source(137)))?.head).toEqual(["131", "137"]);
  expect(told(places(source(131, "a")), places(source(131, "b"), source(137, "c")))?.head).toEqual(["131", "137"]);
});

test("a call from another function is new", () => {
  expect(told(places(source(131)), places(source(131), source(50, undefined, "main.audit")))?.head).toEqual(["new 50", "131"]);
});

test("without lines of the base nothing is called new", () => {
  expect(told(undefined, places(source(131)))).toEqual({ base: [], head: ["131"] });
  expect(told(undefined, undefined)).toBeUndefined();
});

test("what differs in the whole test, or in one part of it, has the lines of that", () => {
  const call = (window: string, line: number) => ({ lane: "inventory", window, key, source: source(line) });
  const calls: Places = new Map([
    ["test_a", [call("start", 1), call("step 1 POST /orders", 2), call("step 2 GET /orders", 3), call("end", 4)]],
  ]);
  const linesIn = (window: string) => linesFor({ ...wanted, window }, undefined, calls)?.head.map(({ line }) => line);
  expect(linesIn("whole test")).toEqual([1, 2, 3, 4]);
  expect(linesIn("")).toEqual([2, 3]);
  expect(linesIn("POST /orders")).toEqual([2]);
  expect(linesIn("start")).toEqual([1]);
});

test("calls that a handle stands for are found by its file", () => {
  const lines = linesFor({ ...wanted, classes: ["handle open(append)·write+·fsync /tmp/x.wal"] }, undefined, places(source(131)));
  expect(lines?.head.map(({ line }) => line)).toEqual([131]);
});
