import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadSuite } from "../spec/index.ts";
import { digestOf } from "./digest.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "faultbox-digest-"));
  await mkdir(join(cwd, "suites"));
});
afterAll(() => rm(cwd, { recursive: true }));

async function digest(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  return digestOf(await loadSuite("suites/s.star", { cwd, observe: "suite", print: () => {} }), cwd);
}

const suite = `
load("lib.star", "helper")
limits = load_json("limits.json")
def test_a():
    assert_eq(helper(limits["most"]), load_yaml(path = "expected.yml"))
`;
const files = {
  "suites/s.star": suite,
  "suites/lib.star": 'load("more.star", "n")\ndef helper(x): return x + n',
  "suites/more.star": "n = 1",
  "suites/limits.json": '{"most": 3}',
  "suites/expected.yml": "4",
};

test("a suite changes with every file that it loads or reads, also with those that only a test reads", async () => {
  const before = await digest(files);
  expect(await digest(files)).toBe(before);
  for (const name of Object.keys(files).map((one) => one as keyof typeof files)) {
    expect(await digest({ [name]: `${files[name]} ` }), name).not.toBe(before);
    expect(await digest(files)).toBe(before);
  }
  await rm(join(cwd, "suites/expected.yml"));
  expect(await digest({})).not.toBe(before);
});

test("a suite of one file is the digest of that file", async () => {
  const text = "def test_a(): pass\n";
  expect(await digest({ "suites/s.star": text })).toBe(createHash("sha256").update(text).digest("hex"));
});
