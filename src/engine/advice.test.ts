import { expect, test } from "vitest";
import type { RuleUse, Verdict } from "../trace/index.ts";
import { adviceOn } from "./advice.ts";

const rule = (keyword: string, hits: number, more: Partial<RuleUse> = {}): RuleUse => ({
  service: "db",
  scope: "fault",
  keyword,
  action: "deny(EIO)",
  syscalls: [keyword],
  hits,
  ...more,
});

test.each<[string, Verdict, RuleUse[], string[]]>([
  ["ran out of time under a fault that fired", "inconclusive", [rule("write", 2), rule("fsync", 0)], ["TIMEOUT_DURING_FAULT"]],
  ["ran out of time under faults that did not fire", "inconclusive", [rule("write", 0)], ["TIMEOUT_NO_FAULT_FIRED"]],
  ["ran out of time under a trace", "inconclusive", [rule("write", 5, { scope: "trace", action: "trace" })], ["TIMEOUT_NO_FAULTS"]],
  ["ran out of time while calls were let through", "inconclusive", [rule("write", 5, { action: "allow()" })], ["TIMEOUT_NO_FAULTS"]],
  ["failed under two faults", "fail", [rule("write", 1), rule("fsync", 1)], ["MULTIPLE_FAULTS_INTERACTION"]],
  ["failed under one fault in two scopes", "fail", [rule("write", 1), rule("write", 1)], []],
  ["failed under two faults of which one fired", "fail", [rule("write", 1), rule("fsync", 0)], []],
  ["passed under two faults", "pass", [rule("write", 1), rule("fsync", 1)], []],
  ["was halted", "halted", [rule("write", 1), rule("fsync", 1)], []],
])("a test that %s", (_, verdict, rules, codes) => {
  expect(adviceOn(verdict, rules).map(({ code }) => code)).toEqual(codes);
});

test("the faults are told with how often they fired", () => {
  expect(adviceOn("inconclusive", [rule("write", 2, { action: "delay(1s)" }), rule("fsync", 1)])[0]?.message).toBe(
    "ran out of time while faults fired: write=delay(1s) on db (2 hits), fsync=deny(EIO) on db (1 hit)",
  );
});
