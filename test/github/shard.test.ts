/** Sharding with the bundle: two jobs run a part of the suites each, a third one joins them, in the rooms of a fake GitHub. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unzipText } from "../../src/github/unzip.ts";
import { parseSections } from "../../src/report/index.ts";
import { Fake } from "./fake.ts";
import { runJob, type Job, type Outcome } from "./runner.ts";

const sha = (name: string): string => Buffer.from(name).toString("hex").padEnd(40, "0");
const permissions = { contents: "read", actions: "read", pull_requests: "write" } as const;
const limits = { files: 100, fileBytes: 1e8, totalBytes: 1e8 };

let fake: Fake;
let token: string;
let workspace: string;

/** Appends a line to its log for every line that it is sent; the head under test does so twice. */
const service = (writes: number): string => `#!/usr/bin/env node
import { appendFileSync } from "node:fs";
import { createServer } from "node:net";
createServer((socket) => socket.on("data", () => {
  for (let n = 0; n < ${writes}; n++) appendFileSync(process.env.LOG, "x\\n");
  socket.write("ok\\n");
})).listen(Number(process.env.PORT));
`;
const suite = (name: string, port: number): string => `
log = service("log", "./log.mjs", interface("main", "tcp", ${port}), env = {"PORT": "${port}", "LOG": "/tmp/shard-${name}.log"},
              healthcheck = tcp("localhost:${port}"))

def test_${name}():
    assert_eq(log.main.send(data = "hello"), "ok")
`;

beforeAll(async () => {
  fake = await Fake.start();
  token = fake.addToken(permissions);
  fake.addCommits(sha("main1"), sha("main2"));
  workspace = mkdtempSync(join(tmpdir(), "faultbox-shards-"));
  for (const [index, name] of ["one", "two", "three"].entries())
    writeFileSync(join(workspace, `${name}-test.star`), suite(name, 17_200 + index));
});
afterAll(async () => {
  await fake[Symbol.asyncDispose]();
  rmSync(workspace, { recursive: true });
});

const job = (of: Pick<Job, "event" | "sha" | "payload" | "runId">, inputs: Record<string, string>, writes = 1): Promise<Outcome> => {
  writeFileSync(join(workspace, "log.mjs"), service(writes));
  chmodSync(join(workspace, "log.mjs"), 0o755);
  return runJob(fake, token, { ...of, workspace, inputs: { id: "all", ...inputs } });
};
const push = { event: "push", sha: sha("main2"), payload: { before: sha("main1"), after: sha("main2") }, runId: 100 };
const propose = (head: string, runId: number): Pick<Job, "event" | "sha" | "payload" | "runId"> => {
  fake.commits.set(sha(head), { sha: sha(head), parents: [sha("main2")] });
  fake.commits.set(sha(`${head}+`), { sha: sha(`${head}+`), parents: [sha("main2"), sha(head)] });
  fake.pulls.set(7, { number: 7, headSha: sha(head), headLabel: "acme:topic", open: true });
  fake.addRun({ id: runId, event: "pull_request", headSha: sha(head), headBranch: "topic" });
  const pull_request = {
    number: 7,
    head: { sha: sha(head), repo: { id: 4711 } },
    base: { sha: sha("main2"), ref: "main", repo: { id: 4711 } },
  };
  return { event: "pull_request", sha: sha(`${head}+`), payload: { pull_request }, runId };
};

test("two parts and the job that joins them leave one recording of all suites", async () => {
  fake.addRun({ id: 100, headSha: sha("main2") });
  for (const shard of ["1/2", "2/2"]) {
    const part = await job(push, { shard });
    expect(part, part.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { result: "recorded" } });
  }
  const joined = await job(push, { mode: "merge" });
  expect(joined, joined.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { result: "recorded", passed: "3", failed: "0" } });
  const recording = fake.artifacts.filter(({ name }) => name.startsWith("faultbox-recording"));
  expect(recording.map(({ name }) => name)).toEqual(["faultbox-recording-all"]);
  const manifest = JSON.parse(unzipText(recording[0]?.bytes ?? Buffer.alloc(0), limits).get("manifest.json") ?? "") as {
    suites: { suite: string; durationMs: number }[];
  };
  expect(manifest.suites.map(({ suite: path }) => path)).toEqual(["one-test.star", "three-test.star", "two-test.star"]);
  expect(manifest.suites.every(({ durationMs }) => durationMs > 0)).toBe(true);
});

test("a pull request's parts write no comment; the job that joins them writes one with everything", async () => {
  const pull = propose("topic1", 101);
  for (const shard of ["1/2", "2/2"]) {
    const part = await job(pull, { shard }, 2);
    expect(part, part.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { result: "drift" } });
  }
  expect(fake.comments).toEqual([]);
  const joined = await job(pull, { mode: "merge", "fail-on": "drift" }, 2);
  expect(joined, joined.lines.join("\n")).toMatchObject({
    exitCode: 1,
    outputs: { result: "drift", passed: "3", "baseline-sha": sha("main2") },
  });
  expect(fake.comments).toHaveLength(1);
  expect(parseSections(fake.comments[0]?.body ?? "").map(({ id }) => id)).toEqual(["all"]);
  for (const name of ["one", "two", "three"]) expect(fake.comments[0]?.body).toContain(`${name}-test.star`);
  // What the parts have pointed at in their own jobs is not pointed at again.
  expect(joined.commands.filter((command) => command.startsWith("::warning"))).toEqual([]);
});

test("a part that is missing makes the whole red, and says which suites nobody ran", async () => {
  const pull = propose("topic2", 102);
  const part = await job(pull, { shard: "2/2" });
  expect(part.exitCode, part.lines.join("\n")).toBe(0);
  const joined = await job(pull, { mode: "merge", "fail-on": "never" });
  expect(joined, joined.lines.join("\n")).toMatchObject({ exitCode: 1, outputs: { result: "error" } });
  expect(fake.comments[0]?.body).toContain("part 1 of 2 is missing, and with it this: it left no result");
  expect(joined.commands.filter((command) => command.startsWith("::error title=")).length).toBeGreaterThan(0);
});

test("the missing part, started again alone, completes it", async () => {
  const pull = propose("topic2", 102);
  const part = await job(pull, { shard: "1/2" });
  expect(part.exitCode, part.lines.join("\n")).toBe(0);
  const joined = await job(pull, { mode: "merge" });
  expect(joined, joined.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { result: "passed", passed: "3" } });
  expect(fake.comments[0]?.body).toContain("No change");
  expect(fake.violations).toEqual([]);
});

test("parts without an id are refused, for they could not be told from others", async () => {
  const refused = await job(push, { shard: "1/2", id: "" });
  expect(refused.commands.at(-1)).toBe("::error::with `shard` and `mode: merge` the input `id` is needed, the same in all of their jobs");
});
