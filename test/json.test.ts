/** `--format json` of every command, by the schemas that are published. */
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultbox } from "./faultbox.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-json-"));
  // Leaves a file of the wanted name before it is ready.
  await writeFile(
    join(folder, "a.mjs"),
    `import { writeFileSync } from "node:fs"; import { createServer } from "node:net";\nwriteFileSync("mark-" + process.env.MARK, "x"); createServer().listen(39873, "127.0.0.1");\n`,
  );
  await writeFile(
    join(folder, "s.star"),
    `a = service("a", ${JSON.stringify(process.execPath)}, interface("m", "tcp", 39873), args = ["a.mjs"], healthcheck = tcp("localhost:39873"))\n` +
      "def test_one():\n    assert_eq(1, 1)\ndef test_two():\n    assert_eq(1, 2)\n",
  );
  await writeFile(join(folder, "broken.star"), "def test_a(:\n");
});
afterAll(() => rm(folder, { recursive: true }));

/** What a command writes, which must be as [schema] says and nothing else. */
async function json(schema: string, args: readonly string[], code: number): Promise<unknown> {
  const ran = await faultbox([...args, "--format", "json"], folder);
  expect(ran.code, ran.stderr).toBe(code);
  const ajv = new Ajv2020.default({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const published = (name: string): object =>
    JSON.parse(readFileSync(join(import.meta.dirname, "..", "schema", `${name}.schema.json`), "utf8")) as object;
  // What a difference found is described where reports are.
  ajv.addSchema(published("report"), "report.schema.json");
  const validate = ajv.compile(published(schema));
  const value: unknown = JSON.parse(ran.stdout);
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  return value;
}

test("test writes the trace", async () => {
  expect(await json("trace", ["test", "s.star"], 2)).toMatchObject({ pass: 1, fail: 1, runs: 1 });
  expect(await json("trace", ["test", "s.star", "--test", "one", "--runs", "2"], 0)).toMatchObject({ pass: 1, runs: 2 });
});

test("ci writes the report, also when a test failed or a suite is broken", async () => {
  expect(await json("report", ["ci", "*.star", "--runs", "2", "--output", "out"], 1)).toMatchObject({
    result: "error",
    suites: [
      { suite: "broken.star", error: expect.stringContaining("broken.star:1:12") as string },
      {
        suite: "s.star",
        tests: [
          { name: "test_one", passed_runs: 2 },
          { name: "test_two", passed_runs: 0 },
        ],
      },
    ],
  });
  const sarif = JSON.parse(readFileSync(join(folder, "out", "results.sarif"), "utf8")) as { runs: { results: { ruleId: string }[] }[] };
  expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["faultbox/suite-not-loaded", "faultbox/test-failed"]);
});

test("check writes what it found in each file", async () => {
  expect(await json("check", ["check", "s.star", "broken.star"], 2)).toMatchObject([
    {
      file: "s.star",
      tests: ["test_one", "test_two"],
      diagnostics: [{ level: "warning", code: "ASSERTION_CANNOT_FAIL", position: { file: "s.star", line: 3, column: 5 } }],
    },
    { file: "broken.star", tests: [], diagnostics: [{ level: "error", position: { line: 1 } }] },
  ]);
});

test("plan writes what would be run", async () => {
  await writeFile(
    join(folder, "plan.star"),
    `load("s.star", "a")
def test_branches():
    choose("n", [1, 2])
    fault(a, write = deny("EIO"), run = lambda: parallel(lambda: a.send(data = "x"), lambda: a.send(data = "y")))
    choose(str(len("m")), [1, 2])
`,
  );
  expect(await json("plan", ["plan", "s.star"], 0)).toMatchObject({ suite: "s.star", totals: { tests: 2, executions: 2, exact: true } });
  expect(await json("plan", ["plan", "plan.star", "--explore", "sample", "--orders", "3"], 0)).toMatchObject({
    tests: [
      {
        name: "test_branches",
        services: ["a"],
        leaves: ["n=1", "n=2"],
        faults: [{ service: "a", keyword: "write" }],
        parallel: true,
        orders: 3,
      },
    ],
    totals: { tests: 1, leaves: 2, executions: 8, exact: false },
  });
});

test("accept writes what it added and removed", async () => {
  const found = { fingerprint: "0123456789abcdef", certainty: "confirmed", test: "test_one", sentence: "a writes twice" };
  const report = { version: 1, suites: [{ comparison: { findings: [found] } }] };
  await writeFile(join(folder, "r.json"), JSON.stringify(report));
  const entry = { fingerprint: found.fingerprint, change: "a writes twice", reason: "meant", by: "Ada" };
  const added = ["accept", "--from", "r.json", "--by", "Ada", "--file", "accepted.yml"];
  const written = await json("accept", [...added, "--reason", "meant", "--standing"], 0);
  expect(written).toMatchObject({ file: "accepted.yml", accepted: [{ ...entry, standing: true }], removed: [], entries: 1 });
  const { accepted } = written as { accepted: { at: string }[] };
  const removable = [{ fingerprint: found.fingerprint, at: accepted[0]?.at }];
  await writeFile(join(folder, "r.json"), JSON.stringify({ ...report, removable }));
  expect(await json("accept", [...added, "--prune"], 0)).toMatchObject({ accepted: [], removed: [entry], entries: 0 });
});

test("doctor writes what it looked at", async () => {
  expect(await json("doctor", ["doctor"], 0)).toMatchObject({ version: 1, usable: true });
});

test("diff and merge write what they made of normalised traces", async () => {
  const record = async (file: string, mark: string): Promise<void> => {
    const ran = await faultbox(["test", "s.star", "--test", "one", "--observe", "auto", "--normalize", file], folder, { MARK: mark });
    expect(ran.code, ran.stderr).toBe(0);
  };
  await record("a.trace", "before");
  await record("b.trace", "after");
  const text = readFileSync(join(folder, "a.trace"), "utf8");
  expect(await json("diff", ["diff", "a.trace", "a.trace"], 0)).toMatchObject({ identical: true, sections: [] });
  const differ = (await json("diff", ["diff", "a.trace", "b.trace"], 2)) as { sections: { lines: { side: string; text: string }[] }[] };
  const changed = differ.sections.flatMap(({ lines }) => lines.filter(({ text }) => text.includes("mark-")));
  expect(new Set(changed.map(({ side }) => side))).toEqual(new Set(["a", "b"]));
  const merged = (await json("merge", ["merge", "a.trace", "b.trace"], 0)) as { trace: string };
  expect(merged).toMatchObject({ traces: 2, runs: 2, tests: ["test_one"] });
  expect(merged.trace.split("\n")[0]).toBe(text.split("\n")[0]);
  expect(await json("merge", ["merge", "a.trace", "b.trace", "--output", "c.trace"], 0)).toMatchObject({ output: "c.trace", runs: 2 });
  expect(readFileSync(join(folder, "c.trace"), "utf8")).toBe(merged.trace);
});
