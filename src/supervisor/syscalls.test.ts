import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { families, familiesOf, isSyscall, syscallNames } from "./syscalls.ts";

/** What the reference of the language lists for its keywords. */
const reference: Readonly<Record<string, readonly string[]>> = {
  write: ["write", "writev", "pwrite64"],
  read: ["read", "readv", "pread64"],
  fsync: ["fsync", "fdatasync"],
  sendto: ["sendto", "sendmsg"],
  recvfrom: ["recvfrom", "recvmsg"],
  open: ["open", "openat"],
};
const alone = ["connect", "openat", "writev", "readv", "close", "pwrite64", "pread64", "fdatasync", "sendmsg", "recvmsg"];

test("what people are shown of a family is what the reference lists", () => {
  const x64 = familiesOf("x64");
  for (const [keyword, shown] of Object.entries(reference)) expect([keyword, x64.get(keyword)?.shown]).toEqual([keyword, shown]);
  for (const keyword of alone) expect([keyword, x64.get(keyword)?.shown]).toEqual([keyword, [keyword]]);
});

test("a family covers all variants of its call", () => {
  expect(familiesOf("x64").get("write")?.intercepted).toEqual(["write", "writev", "pwrite64", "pwritev", "pwritev2"]);
  expect(families.get("openat")?.intercepted).toContain("openat2");
});

test("the table of families in native/README.md is what is in force, on both architectures", () => {
  const text = readFileSync(new URL("../../native/README.md", import.meta.url), "utf8");
  const words = (cell = ""): string[] => cell.split(", ").filter((word) => word !== "");
  const rows = text.split("\n").flatMap((row) => {
    const [, keyword, shown, further, missing] = /^\| `(\w+)` \| (.*?) \| ?(.*?) ?\| ?(.*?) ?\|$/u.exec(row) ?? [];
    return keyword === undefined ? [] : [[keyword, words(shown), words(further), words(missing)] as const];
  });
  expect(rows.length).toBe(familiesOf("x64").size);
  for (const [keyword, shown, further, missing] of rows) {
    const there = (name: string): boolean => !missing.includes(name);
    expect([keyword, familiesOf("x64").get(keyword)]).toEqual([keyword, { shown, intercepted: [...shown, ...further] }]);
    const arm64 = { shown: shown.filter(there), intercepted: [...shown, ...further].filter(there) };
    expect([keyword, familiesOf("arm64").get(keyword)]).toEqual([keyword, arm64]);
  }
});

test("arm64 has no old names, and families are without them there", () => {
  for (const name of ["open", "unlink", "rename", "dup2", "fork", "poll"]) {
    expect([name, isSyscall(name, "x64"), isSyscall(name, "arm64")]).toEqual([name, true, false]);
  }
  expect(familiesOf("arm64").get("open")?.shown).toEqual(["openat"]);
  expect(familiesOf("arm64").get("rename")?.shown).toEqual(["renameat", "renameat2"]);
  expect(familiesOf("arm64").has("fork")).toBe(true);
});

test("the tables are those of the kernel", () => {
  expect(syscallNames("x64").length).toBeGreaterThan(350);
  expect(syscallNames("arm64").length).toBeGreaterThan(300);
  expect(isSyscall("futex", "arm64")).toBe(true);
  expect(isSyscall("wriet")).toBe(false);
});
