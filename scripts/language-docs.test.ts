import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { languagePage } from "./language-docs.ts";

const root = join(import.meta.dirname, "..");

test("the reference of the suite language is what its functions say", async () => {
  expect(readFileSync(join(root, "docs/language.md"), "utf8")).toBe(await languagePage());
});

test("every function of the reference says what it does, and every parameter what it is", async () => {
  const text = await languagePage();
  expect(text.match(/```\n\n(\||Returns|#)/g) ?? []).toEqual([]);
  const silent = text.split("\n").filter((line) => /^\| `[^|]*\|[^|]*\|[^|]*\| *\|$/.test(line));
  expect(silent).toEqual([]);
});

/** All sources of a folder, tests and helpers of tests aside. */
function sources(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !/\.test\.ts$|generated|sample\.ts$|synthetic\.ts$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), "utf8"));
}

test("every diagnostic code that can be emitted has an entry in troubleshooting, and every entry a code", () => {
  const code = /\bcode: "([A-Z][A-Z0-9_]+)"|"(SPEC_[A-Z_]+)"/g;
  const emitted = sources("src", ".ts").flatMap((text) => [...text.matchAll(code)].map(([, first, second]) => first ?? second ?? ""));
  const native = sources("native", ".c").flatMap((text) =>
    [...text.matchAll(/\b(?:notice|refuse)\([^;"]*"([A-Z][A-Z0-9_]+)"/g)].map(([, name]) => name ?? ""),
  );
  const entries = [...readFileSync(join(root, "docs/troubleshooting.md"), "utf8").matchAll(/^### `([A-Z0-9_]+)`$/gm)].map(
    ([, name]) => name ?? "",
  );
  expect(native.length).toBeGreaterThan(0);
  expect([...new Set(entries)].sort()).toEqual([...new Set([...emitted, ...native])].sort());
  expect(new Set(entries).size).toBe(entries.length);
});
