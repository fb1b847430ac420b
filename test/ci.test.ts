/** The pipeline on real systems: a base is recorded, changed versions are compared with it, and what does not change is not flagged. */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeVariant, variants, type Language, type Variant } from "../fixtures/orders/variants/make.ts";
import { faultbox, processesIn } from "./faultbox.ts";

let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "faultbox-ci-"));
});
afterAll(() => rm(scratch, { recursive: true }));

/** A suite that sees responses only: all versions of the system pass it. */
const answers = join(import.meta.dirname, "..", "fixtures", "orders", "answers-test.star");
const suites = ["answers-test.star"];

function system(name: Variant | "base", language: Language, folder: string): string {
  makeVariant(name, language, folder);
  cpSync(answers, join(folder, "answers-test.star"));
  return folder;
}

describe.each(["node", "go"] as const)("a recorded base of the %s services", (language) => {
  const recording = (): string => join(scratch, `out-${language}`, "recording");

  beforeAll(async () => {
    const folder = system("base", language, join(scratch, `base-${language}`));
    const ran = await faultbox(["ci", ...suites, "--runs", "10", "--output", join(scratch, `out-${language}`)], folder);
    expect(ran.stderr).toContain("result: recorded");
    expect(ran.code).toBe(0);
    expect(processesIn(folder)).toEqual([]);
  });

  async function compare(name: Variant | "base"): Promise<{ code: number | null; stderr: string; comment: string }> {
    const folder = system(name, language, join(scratch, `${name}-${language}-head`));
    const ran = await faultbox(["ci", ...suites, "--runs", "3", "--baseline", recording(), "--output", join(folder, "out")], folder);
    return { code: ran.code, stderr: ran.stderr, comment: readFileSync(join(folder, "out", "comment.md"), "utf8") };
  }

  test("agrees with the same program", async () => {
    const { code, stderr, comment } = await compare("base");
    expect(stderr, comment).toContain("result: passed");
    expect(code).toBe(0);
  });

  const changed = Object.entries(variants).filter(([, what]) => what !== undefined) as [Variant, string][];
  test.each(changed)("finds %s", async (name) => {
    const { code, stderr, comment } = await compare(name);
    expect(stderr).toContain("result: drift");
    expect(code).toBe(3);
    expect(comment).toContain(name === "retry" || name === "extra-call" ? "orders" : "inventory");
  });

  const neutral = Object.entries(variants).filter(([, what]) => what === undefined) as [Variant, undefined][];
  test.each(neutral)("is silent about %s", async (name) => {
    const { code, stderr, comment } = await compare(name);
    expect(stderr, comment).toContain("result: passed");
    expect(code).toBe(0);
  });
});

describe("a recording", () => {
  test("that is damaged is said to be, and the check goes on without it", async () => {
    const folder = system("base", "node", join(scratch, "damaged"));
    const args = ["ci", ...suites, "--runs", "1"];
    expect((await faultbox([...args, "--output", "out"], folder)).code).toBe(0);
    const manifest = join(folder, "out", "recording", "manifest.json");
    const { suites: entries } = JSON.parse(readFileSync(manifest, "utf8")) as { suites: { key: string }[] };
    const model = join(folder, "out", "recording", "suites", entries[0]?.key ?? "", "model.trace");
    await writeFile(model, readFileSync(model, "utf8").slice(0, 200));
    const ran = await faultbox([...args, "--baseline", "out/recording", "--output", "out2"], folder);
    expect(ran.stderr).toContain("result: recorded");
    expect(readFileSync(join(folder, "out2", "comment.md"), "utf8")).toMatch(/baseline/i);
  });

  test("of the first format is compared with like any other, and one of a format to come is no reason to fail", async () => {
    const folder = system("base", "node", join(scratch, "formats"));
    expect((await faultbox(["ci", ...suites, "--runs", "3", "--output", "out"], folder)).code).toBe(0);
    const recorded = join(folder, "out", "recording", "suites");
    const model = join(recorded, readdirSync(recorded)[0] ?? "", "model.trace");
    const text = readFileSync(model, "utf8");
    const check = async (): Promise<{ code: number | null; stderr: string; comment: string }> => {
      const ran = await faultbox(["ci", ...suites, "--runs", "1", "--baseline", "out/recording", "--output", "again"], folder);
      return { code: ran.code, stderr: ran.stderr, comment: readFileSync(join(folder, "again", "comment.md"), "utf8") };
    };

    // What the first format lacks is the order of sight.
    const first = text
      .replace("faultbox model 5", "faultbox model 1")
      .replaceAll(/, as first seen.*$/gm, "")
      .replaceAll(/ {2}\{(?:turn|in a row) .*?\}/g, "");
    expect(first).not.toBe(text.replace("faultbox model 5", "faultbox model 1"));
    await writeFile(model, first);
    expect(await check()).toMatchObject({ code: 0, stderr: expect.stringContaining("result: passed") as string });

    await writeFile(model, text.replace("faultbox model 5", "faultbox model 99"));
    const { code, stderr, comment } = await check();
    expect(code).toBe(0);
    expect(stderr).toContain("result: recorded");
    expect(comment).toContain("Recorded, not compared");
    expect(comment).toContain("line 1: this model is of format 99, and this version of faultbox reads 1, 2, 3, 4 and 5");
    expect(comment).toContain("What this run recorded becomes the baseline once it is on the base branch.");
    expect(comment).not.toContain("--normalize");
  });

  test("that is not there is an error that says how to make one", async () => {
    const ran = await faultbox(["ci", "*.star", "--baseline", "nowhere", "--output", "out"], join(scratch, "damaged"));
    expect(ran.stderr).toContain("record one with");
    expect(ran.code).toBe(1);
  });
});

test("no suites is an error, not a pass", async () => {
  const ran = await faultbox(["ci", "none/*.star"], scratch);
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.stderr).toContain("no suite matches none/*.star");
});

test("an output folder that cannot be made is an error before anything is run", async () => {
  const folder = join(scratch, "nowhere");
  await mkdir(folder);
  await writeFile(join(folder, "s.star"), "def test_a():\n    pass\n");
  const ran = await faultbox(["ci", "s.star", "--output", "s.star/out"], folder);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(/^error: cannot write to the output folder \S+\/s\.star\/out: ENOTDIR/);
});

test("a suite that cannot be loaded is an error with its place, and the others still run", async () => {
  const folder = system("base", "node", join(scratch, "mixed"));
  await writeFile(join(folder, "broken.star"), "def test_a(:\n");
  const ran = await faultbox(["ci", "{answers-test,broken}.star", "--runs", "1", "--output", "out"], folder);
  expect(ran.stderr).toContain("broken.star:1:12");
  expect(ran.stderr).toContain("result: error");
  expect(ran.code).toBe(1);
  expect(readFileSync(join(folder, "out", "comment.md"), "utf8")).toContain("broken.star");
});
