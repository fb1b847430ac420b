import { describe, expect, test } from "vitest";
import type { CallRecord } from "../supervisor/index.ts";
import { FaultScopes, ruleText, type WrittenRule } from "./faults.ts";
import { maxSeed, seedOfRule, seedOfRun } from "./seed.ts";

const deny = (keyword: string, over: Partial<WrittenRule> = {}): WrittenRule => ({
  keyword,
  shown: [keyword],
  syscalls: [keyword, `${keyword}v`],
  action: { kind: "deny", errno: 5 },
  selection: {},
  ...over,
});

const record = (rule: number, over: Partial<CallRecord> = {}): CallRecord => ({
  service: "db",
  atNs: 0n,
  latencyNs: 0,
  pid: 1,
  tid: 1,
  name: "write",
  decision: { kind: "deny", errno: 5 },
  rule,
  object: { kind: "none" },
  epoch: 1,
  ...over,
});

describe("fault scopes", () => {
  test("stack: the innermost comes first, and leaving it leaves the outer one in force", () => {
    const scopes = new FaultScopes(0);
    const outer = scopes.open("db", "fault", [deny("write")]);
    const inner = scopes.open("db", "fault", [deny("fsync")]);
    expect(scopes.rulesOf("db").map(({ syscalls }) => syscalls[0])).toEqual(["fsync", "write"]);
    scopes.close(inner);
    expect(scopes.rulesOf("db").map(({ syscalls }) => syscalls[0])).toEqual(["write"]);
    scopes.close(outer);
    expect(scopes.rulesOf("db")).toEqual([]);
  });

  test("side by side leave in any order, and services do not disturb each other", () => {
    const scopes = new FaultScopes(0);
    const first = scopes.open("db", "fault", [deny("write")]);
    scopes.open("db", "trace", [{ ...deny("read"), action: { kind: "trace" } }]);
    scopes.open("web", "fault", [deny("connect")]);
    scopes.close(first);
    expect(scopes.rulesOf("db").map(({ action }) => action.kind)).toEqual(["trace"]);
    expect(scopes.rulesOf("web")).toHaveLength(1);
  });

  test("count hits for each written rule, whichever call of its family it was", () => {
    const scopes = new FaultScopes(0);
    const scope = scopes.open("db", "fault", [deny("write", { label: "L" }), deny("fsync")]);
    const [write] = scope.entries;
    const id = write?.rules[0]?.id ?? 0;
    expect(scopes.account(record(id))?.label).toBe("L");
    scopes.account(record(id, { name: "writev" }));
    scopes.account(record(id, { decision: { kind: "allow-system-path" } }));
    expect(scopes.account({ ...record(id), ...{ rule: 99 } })).toBeUndefined();
    expect(scopes.uses().map(({ keyword, hits }) => [keyword, hits])).toEqual([
      ["write", 2],
      ["fsync", 0],
    ]);
  });

  test("exempt system paths unless the rule names a path or only traces", () => {
    const scopes = new FaultScopes(0);
    scopes.open("db", "fault", [
      deny("openat"),
      deny("write", { selection: { path: "*.wal" } }),
      { ...deny("read"), action: { kind: "trace" } },
    ]);
    expect(scopes.rulesOf("db").map(({ exemptSystemPaths }) => exemptSystemPaths)).toEqual([true, false, false]);
  });

  test("say what they do in the words of the suite", () => {
    expect(ruleText(deny("write", { shown: ["write", "writev", "pwrite64"], label: "bad disk" }))).toBe(
      'deny(EIO) → filter:[write,writev,pwrite64] label="bad disk"',
    );
    expect(ruleText({ ...deny("fsync"), action: { kind: "delay", delayNs: 100e6 }, selection: { path: "*.wal" } })).toBe(
      'delay(100ms) → filter:[fsync] path="*.wal"',
    );
  });
});

describe("seeds", () => {
  test("run 0 is the seed itself, later runs differ, and every seed can be typed back", () => {
    const seeds = Array.from({ length: 100 }, (_, index) => seedOfRun(42, index));
    expect(seeds[0]).toBe(42);
    expect(new Set(seeds).size).toBe(100);
    for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0 && seed <= maxSeed, String(seed)).toBe(true);
  });

  test("a rule's seed depends on the run's seed, the service and which rule of it it is, and on nothing else", () => {
    expect(seedOfRule(1, "db", 0)).toBe(seedOfRule(1, "db", 0));
    const all = [seedOfRule(1, "db", 0), seedOfRule(2, "db", 0), seedOfRule(1, "web", 0), seedOfRule(1, "db", 1)];
    expect(new Set(all).size).toBe(4);
    for (const seed of all) expect(seed >= 0n && seed < 1n << 64n).toBe(true);
  });
});
