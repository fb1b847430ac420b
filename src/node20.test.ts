import { expect, test } from "vitest";
import { complete } from "./node20.ts";

test("promises that are settled from outside are there where Node has none, and Node's own stay where it has", async () => {
  const old: { withResolvers?: PromiseConstructor["withResolvers"] } = {};
  complete(old, {});
  const kept = old.withResolvers?.<string>();
  kept?.resolve("kept");
  expect(await kept?.promise).toBe("kept");
  const broken = old.withResolvers?.<string>();
  broken?.reject(new Error("broken"));
  await expect(broken?.promise).rejects.toThrow("broken");
  const { withResolvers } = Promise as { withResolvers: unknown };
  expect(String(withResolvers)).toContain("[native code]");
});

test("lists are grouped where Node cannot, as it does where it can", () => {
  const old: { groupBy?: MapConstructor["groupBy"] } = {};
  complete({}, old);
  const words = ["one", "two", "three", "four", "six"];
  const byLength = (word: string, index: number): number => (index === 4 ? 0 : word.length);
  const groups = old.groupBy?.(words, byLength);
  expect([...(groups ?? [])]).toEqual([...Map.groupBy(words, byLength)]);
  expect(groups?.get(3)).toEqual(["one", "two"]);
});
