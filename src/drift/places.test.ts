import { expect, test } from "vitest";
import type { Source } from "../trace/index.ts";
import { linesFor, type Places } from "./places.ts";

const source = (line: number, name = "main.appendToLog"): Source => ({
  function: name,
  file: "inventory/main.go",
  line,
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

test("a second line in the same function is new, and stands first", () => {
  expect(told(places(source(131)), places(source(131), source(137)))).toEqual({ base: [131], head: ["new 137", "131"] });
});

test("of lines in a function those keep their place whose distances stay", () => {
  const base = places(source(10), source(20));
  expect(told(base, places(source(12), source(15), source(25)))?.head).toEqual(["new 12", "15", "25"]);
});

test("a call from another function is new", () => {
  expect(told(places(source(131)), places(source(131), source(50, "main.audit")))?.head).toEqual(["new 50", "131"]);
});

test("without lines of the base nothing is called new", () => {
  expect(told(undefined, places(source(131)))).toEqual({ base: [], head: ["131"] });
  expect(told(undefined, undefined)).toBeUndefined();
});

test("calls that a handle stands for are found by its file", () => {
  const lines = linesFor({ ...wanted, classes: ["handle open(append)·write+·fsync /tmp/x.wal"] }, undefined, places(source(131)));
  expect(lines?.head.map(({ line }) => line)).toEqual([131]);
});
