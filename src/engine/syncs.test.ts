import { expect, test } from "vitest";
import type { CallRecord, Rule } from "../supervisor/index.ts";
import { asAsked, slowSync, SlowSyncs, slowSyncs, syncMs } from "./syncs.ts";

const rule = (syscalls: readonly string[]): Rule => ({ id: 1, syscalls, action: { kind: "deny", errno: 5 }, exemptSystemPaths: true });

const record = (rule: number): CallRecord => ({
  ...{ service: "db", atNs: 0n, latencyNs: 2e6, pid: 1, tid: 1, name: "fsync", object: { kind: "none" }, epoch: 1 },
  decision: { kind: "delay", delayNs: syncMs * 1e6 },
  rule,
});

test("syncs of a service are made late unless a rule of the suite is about them", () => {
  expect(slowSyncs([rule(["write"])], syncMs)).toHaveLength(1);
  expect(slowSyncs([rule(["write"]), rule(["fsync", "fdatasync"])], syncMs)).toEqual([]);
});

test("a sync that was made late is recorded as one that was allowed; a delay of the suite stays one", () => {
  expect(asAsked(record(slowSync))).toMatchObject({ name: "fsync", decision: { kind: "allow" }, latencyNs: 2e6 });
  expect(asAsked(record(slowSync))).not.toHaveProperty("rule");
  expect(asAsked(record(3))).toEqual(record(3));
});

test("the syncs of a service are made later than those of all that it depends on, up to a limit", () => {
  const syncs = new SlowSyncs();
  const chain = ["log", "store", "api", "gateway"];
  chain.forEach((name, i) => syncs.add(name, chain.slice(0, i)));
  syncs.add("store", ["log"]); // Started again.
  const delays = [...chain, "other"].map((name) =>
    syncs.among([], name).map(({ action }) => (action.kind === "delay" ? action.delayNs : 0)),
  );
  expect(delays).toEqual([[2e6], [4e6], [6e6], [6e6], []]);
  expect(syncs.longestMs).toBe(6);
});
