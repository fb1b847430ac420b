import { describe, expect, test } from "vitest";
import { globMatches } from "./glob.ts";
import vectors from "./glob.vectors.json" with { type: "json" };

describe("the glob language", () => {
  for (const { pattern, matches, not } of vectors) {
    test(`${JSON.stringify(pattern)} means what the vectors say`, () => {
      for (const text of matches) expect(globMatches(pattern, text), text).toBe(true);
      for (const text of not) expect(globMatches(pattern, text), text).toBe(false);
    });
  }

  test("a pattern without special characters matches only itself, and a reversed range is no error", () => {
    expect(globMatches("/tmp/inventory.wal", "/tmp/inventory.wal")).toBe(true);
    expect(globMatches("/tmp/inventory.wal", "/tmp/inventoryXwal")).toBe(false);
    expect(globMatches("[z-a]", "-")).toBe(true);
  });
});
