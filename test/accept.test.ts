/** Accepting drift at a desk, on the demo: found, accepted, quiet, part of the baseline, and asked again when something else changes. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeVariant } from "../fixtures/orders/variants/make.ts";
import { faultbox, type Ran } from "./faultbox.ts";

let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "faultbox-accept-"));
  for (const variant of ["base", "double-write", "no-fsync"] as const) {
    makeVariant(variant, "node", join(scratch, variant));
    cpSync(join(import.meta.dirname, "..", "fixtures", "orders", "answers-test.star"), join(scratch, variant, "answers-test.star"));
  }
  expect((await ci("base", "out")).stderr).toContain("result: recorded");
});
afterAll(() => rm(scratch, { recursive: true }));

const ci = (folder: string, output: string, baseline?: string): Promise<Ran> =>
  faultbox(
    [
      ...["ci", "answers-test.star", "--runs", baseline === undefined ? "10" : "3", "--output", output],
      ...(baseline === undefined ? [] : ["--baseline", baseline]),
    ],
    join(scratch, folder),
  );
const accept = (folder: string, ...args: readonly string[]): Promise<Ran> => faultbox(["accept", ...args], join(scratch, folder));
const file = (folder: string): string => join(scratch, folder, ".faultbox", "accepted.yml");

test("what was accepted with a reason does not fail any more, and is told with who and why", async () => {
  expect((await ci("double-write", "faultbox-out", "../base/out/recording")).code).toBe(3);
  const written = await accept("double-write", "--reason", "the second write is the checksum", "--by", "Ada");
  expect(written.stderr).toMatch(/^accepted {2}[0-9a-f]{16} {2}inventory /);
  expect(written.code).toBe(0);

  const again = await ci("double-write", "second", "../base/out/recording");
  expect(again.stderr).toContain("result: accepted");
  expect(again.code).toBe(0);
  expect(readFileSync(join(scratch, "double-write", "second", "comment.md"), "utf8")).toMatch(
    /Accepted in the repository's file by \*\*Ada\*\* on \d{4}-\d\d-\d\d: the second write is the checksum/,
  );
});

test("an acceptance covers what was seen: a third write asks again, and says that it goes further", async () => {
  const entry = readFileSync(file("double-write"), "utf8");
  expect(entry).toMatch(/covers:\n {6}objects:\n {8}- \/tmp\/inventory\.wal\n {6}counts:\n {8}- \{ call: write, least: \d+, most: \d+ \}/);

  const thrice = join(scratch, "thrice");
  cpSync(join(scratch, "double-write"), thrice, { recursive: true, verbatimSymlinks: true });
  const source = join(thrice, "inventory.mjs");
  const write = "    writeSync(wal, entry);\n";
  const text = readFileSync(source, "utf8");
  expect(text.split(write)).toHaveLength(3);
  writeFileSync(source, text.replace(write, write + write));
  const further = await ci("thrice", "third-write", "../base/out/recording");
  expect(further.stderr).toContain("result: drift");
  expect(further.code).toBe(3);
  expect(readFileSync(join(thrice, "third-write", "comment.md"), "utf8")).toMatch(
    /this goes further than what Ada has accepted \(inventory writes \/tmp\/inventory\.wal twice/,
  );
});

test("once it is merged it is the baseline, and needs no accepting", async () => {
  const merged = await ci("double-write", "third", "../double-write/second/recording");
  expect(merged.stderr).toContain("result: passed");
});

test("other drift asks again", async () => {
  mkdirSync(join(scratch, "no-fsync", ".faultbox"));
  cpSync(file("double-write"), file("no-fsync"));
  const other = await ci("no-fsync", "faultbox-out", "../base/out/recording");
  expect(other.stderr).toContain("result: drift");
  expect(other.code).toBe(3);
});

test("the change that an entry accepted asks again when it comes after the baseline has the entry", async () => {
  // The file stays in the repository; main has taken the change back meanwhile, and somebody brings it in once more.
  mkdirSync(join(scratch, "base", ".faultbox"));
  cpSync(file("double-write"), file("base"));
  expect((await ci("base", "after")).code).toBe(0);
  const replayed = await ci("double-write", "fourth", "../base/after/recording");
  expect(replayed.stderr).toContain("result: drift");
  expect(replayed.code).toBe(3);
});

test("a service that came and a test that came are told: one finding, one note", async () => {
  const folder = join(scratch, "cached");
  makeVariant("base", "node", folder);
  cpSync(join(import.meta.dirname, "..", "fixtures", "orders", "answers-test.star"), join(folder, "answers-test.star"));
  const path = join(folder, "answers-test.star");
  const more = [
    'cache = service("cache", "./bin/inventory", interface("main", "tcp", 5433), env = {"PORT": "5433"}, healthcheck = tcp("localhost:5433"))',
    "def test_new():",
    '    assert_eq(orders.public.get(path = "/health").status, 200)',
  ];
  writeFileSync(path, `${readFileSync(path, "utf8")}\n${more.join("\n")}\n`);
  expect((await ci("cached", "came", "../base/out/recording")).code).toBe(3);
  const comment = readFileSync(join(folder, "came", "comment.md"), "utf8");
  expect(comment).toContain("### ⚠️ 1 change in how the system works");
  expect(comment).toContain("| **communication** | cache is new: none of 10 base runs had it make a call |");
  expect(comment).toContain("> test\\_new is new; the base has nothing to compare it with");
});

test("another runner image is said, with what becomes the baseline, and nothing else", async () => {
  const args = ["ci", "answers-test.star", "--runs", "1", "--baseline", "../base/out/recording", "--output", "image"];
  const ran = await faultbox(args, join(scratch, "double-write"), { ImageOS: "ubuntu24", ImageVersion: "20261101.1" });
  expect(ran.stderr).toContain("environment changed: image none → ubuntu24 20261101.1");
  expect(ran.stderr).toContain("result: recorded");
  expect(ran.code).toBe(0);
  expect(readFileSync(join(scratch, "double-write", "image", "comment.md"), "utf8")).toMatch(
    /Recorded, not compared[\s\S]*Not comparable with .*recording\. What this run recorded becomes the baseline once it is on the base branch\./,
  );
});

test("a suite that has changed together with the code is compared, and that it has changed is said where it may explain something", async () => {
  for (const folder of ["base", "no-fsync"]) {
    const path = join(scratch, folder, "answers-test.star");
    writeFileSync(path, `${readFileSync(path, "utf8")}\n# one more line\n`);
  }
  const note = "the suite, or a file it loads, has changed since the baseline was recorded";
  expect((await ci("no-fsync", "changed", "../base/out/recording")).code).toBe(3);
  expect(readFileSync(join(scratch, "no-fsync", "changed", "comment.md"), "utf8")).toContain(note);
  const same = await ci("base", "changed", "../base/out/recording");
  expect(same.stderr).toContain("result: passed");
  expect(readFileSync(join(scratch, "base", "changed", "comment.md"), "utf8")).not.toContain(note);
});

test("only what is named is accepted, and a name that the report does not have is an error", async () => {
  const report = JSON.parse(readFileSync(join(scratch, "no-fsync", "faultbox-out", "report.json"), "utf8")) as {
    suites: { comparison: { findings: { fingerprint: string }[] } }[];
  };
  const [first] = report.suites.flatMap(({ comparison }) => comparison.findings.map(({ fingerprint }) => fingerprint));
  const wrong = await accept("no-fsync", "--reason", "x", "--only", "0000000000000000");
  expect(wrong.stderr).toMatch(/has no change 0000000000000000; it has [0-9a-f]{16}/);
  expect(wrong.code).toBe(1);
  const right = await accept("no-fsync", "--reason", "x", "--by", "Bob", "--only", String(first), "--file", "other.yml", "--standing");
  expect(right.code, right.stderr).toBe(0);
  expect(readFileSync(join(scratch, "no-fsync", "other.yml"), "utf8")).toMatch(/by: Bob[\s\S]*standing: true/);
});

test.each([
  [["--from", "nowhere", "--reason", "x"], /no report in nowhere; run `faultbox ci` here first, or fetch a run's with `gh run download/],
  [[], /a reason is needed/],
  [["--reason", " "], /the reason is empty/],
  [["--from", ".faultbox/accepted.yml", "--reason", "x"], /accepted\.yml is not JSON/],
  [["--from", "second", "--reason", "x"], /the report in second has no change to accept/],
])("accept %j is refused in a sentence", async (args, message) => {
  const ran = await accept("double-write", ...args);
  expect(ran.stderr).toMatch(message);
  expect(ran.code).toBe(1);
});

test("a file that nobody can read stops the check before anything runs", async () => {
  writeFileSync(file("no-fsync"), "<<<<<<< HEAD\n");
  const ran = await ci("no-fsync", "broken", "../base/out/recording");
  expect(ran.stderr).toMatch(/accepted\.yml holds conflict marks; keep the entries of both sides/);
  expect(ran.code).toBe(1);
  expect(existsSync(join(scratch, "no-fsync", "broken"))).toBe(false);
});
