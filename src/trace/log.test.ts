/** Where entries stand: in the order of their stamps, and what was only seen behind the lines that may have come before it. */
import { expect, test } from "vitest";
import { Log, type Draft } from "./log.ts";

const draft = (type: string): Draft => ({ type, service: "s", fields: {} });

/** The log as `TYPE@NS`. */
const told = (log: Log): readonly string[] => log.events.map(({ type, atNs }) => `${type}@${atNs}`);

test("entries are numbered in the order of their stamps, those of one stamp in the order in which they came", () => {
  const log = new Log(1000n);
  log.add(1030n, draft("c"));
  log.add(1010n, draft("a"));
  log.add(1010n, draft("b"));
  log.settle(1020n);
  expect(told(log)).toEqual(["a@10", "b@10"]);
  log.settle(1030n);
  expect(log.events.map(({ seq, type }) => `${seq} ${type}`)).toEqual(["1 a", "2 b", "3 c"]);
});

test("an answer stands behind a line that may have been printed before it", () => {
  const log = new Log(0n);
  log.addSeen(50n, draft("answer"));
  log.addPrinted(40n, 60n, draft("line"));
  log.addPrinted(40n, 60n, draft("line"));
  log.add(70n, draft("call"));
  log.settle(100n);
  expect(told(log)).toEqual(["line@60", "line@60", "answer@60", "call@70"]);
});

test("but not behind one that was printed after it, nor behind one that was read before it", () => {
  const log = new Log(0n);
  log.addPrinted(10n, 20n, draft("early"));
  log.addSeen(50n, draft("answer"));
  log.add(54n, draft("call"));
  log.addPrinted(51n, 60n, draft("late"));
  log.settle(100n);
  expect(told(log)).toEqual(["early@20", "answer@50", "call@54", "late@60"]);
});

test("what makes somebody print does not move", () => {
  const log = new Log(0n);
  log.add(50n, draft("step"));
  log.addPrinted(40n, 60n, draft("line"));
  log.settle(100n);
  expect(told(log)).toEqual(["step@50", "line@60"]);
});

test("of two that were seen, one behind the other, the second stays behind the first", () => {
  const log = new Log(0n);
  log.addSeen(50n, draft("exit"));
  log.addSeen(52n, draft("answer"));
  log.addSeen(60n, draft("other"));
  log.addPrinted(40n, 60n, draft("line"));
  log.addPrinted(30n, 55n, draft("of another stream"));
  log.settle(100n);
  expect(told(log)).toEqual(["of another stream@55", "line@60", "exit@60", "answer@60", "other@60"]);
});

test("a settled line moves nothing that comes later", () => {
  const log = new Log(0n);
  log.addPrinted(40n, 60n, draft("line"));
  log.settle(60n);
  log.addSeen(61n, draft("answer"));
  log.settle(100n);
  expect(told(log)).toEqual(["line@60", "answer@61"]);
});
