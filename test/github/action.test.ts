/**
 * The Action as it is shipped, in the life of a small repository: the bundle, the native supervisor, real services, and a GitHub that answers
 * as GitHub's description says. Unit tests beside the code go into every corner; this says that the whole thing works.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { makeVariant, type Variant } from "../../fixtures/orders/variants/make.ts";
import { unzipText } from "../../src/github/unzip.ts";
import { parseSections } from "../../src/report/index.ts";
import { Fake } from "./fake.ts";
import { runJob, type Job, type Outcome } from "./runner.ts";

const sha = (name: string): string => Buffer.from(name).toString("hex").padEnd(40, "0");
const permissions = { contents: "read", actions: "read", pull_requests: "write" } as const;
const limits = { files: 100, fileBytes: 1e8, totalBytes: 1e8 };

const log = "/tmp/inventory-of-a-repository.wal";

/** A checkout of the orders demo, or of a changed version of it, on ports and with a log that no other test uses. */
function checkout(variant: Variant | "base"): string {
  const folder = mkdtempSync(join(tmpdir(), "faultbox-checkout-"));
  makeVariant(variant, "node", join(folder, "demo"));
  const suite = join(folder, "demo", "traces-test.star");
  const text = readFileSync(suite, "utf8").replaceAll("5432", "15432").replaceAll("8080", "18080").replaceAll("/tmp/inventory.wal", log);
  writeFileSync(suite, text);
  return folder;
}

const pullRequest = (head: string, base: string): object => ({
  pull_request: { number: 7, head: { sha: sha(head), repo: { id: 4711 } }, base: { sha: sha(base), ref: "main", repo: { id: 4711 } } },
});

describe("a repository with the orders demo", () => {
  let fake: Fake;
  let token: string;
  const folders: string[] = [];

  beforeAll(async () => {
    fake = await Fake.start();
    token = fake.addToken(permissions);
    fake.addCommits(sha("main1"), sha("main2"));
  });
  afterAll(async () => {
    await fake[Symbol.asyncDispose]();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  /** One test of the suite, to be quick: it writes, and so shows every change to the log. */
  const run = (
    variant: Variant | "base",
    job: Pick<Job, "event" | "sha" | "payload" | "runId">,
    inputs: Record<string, string> = {},
  ): Promise<Outcome> => {
    const workspace = checkout(variant);
    folders.push(workspace);
    fake.requests.length = 0;
    return runJob(fake, token, {
      ...job,
      workspace,
      inputs: { "working-directory": "demo", suites: "*.star", test: "wal_written", ...inputs },
    });
  };
  /** A pull request's run for the head [head], which GitHub has merged with main2. */
  const propose = (variant: Variant, head: string, runId: number, inputs: Record<string, string> = {}): Promise<Outcome> => {
    fake.commits.set(sha(head), { sha: sha(head), parents: [sha("main1")] });
    fake.commits.set(sha(`${head}+`), { sha: sha(`${head}+`), parents: [sha("main2"), sha(head)] });
    fake.pulls.set(7, { number: 7, headSha: sha(head), headLabel: "acme:topic", open: true });
    fake.addRun({ id: runId, event: "pull_request", headSha: sha(head), headBranch: "topic" });
    return run(variant, { event: "pull_request", sha: sha(`${head}+`), payload: pullRequest(head, "main1"), runId }, inputs);
  };

  test("the first pull request has nothing to compare with: it is green and says so", async () => {
    const outcome = await propose("refactored", "topic0", 90, { runs: "1" });
    expect(outcome.lines.join("\n")).toContain("no recording called faultbox-recording-drift exists yet");
    expect(outcome, outcome.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { result: "recorded", "baseline-sha": "" } });
    expect(fake.comments[0]?.body).toContain("No baseline: no recording called faultbox-recording-drift exists yet");
    fake.comments.length = 0;
  });

  test("a push to main records what the program does", async () => {
    fake.addRun({ id: 100, headSha: sha("main2") });
    const outcome = await run("base", {
      event: "push",
      sha: sha("main2"),
      payload: { before: sha("main1"), after: sha("main2") },
      runId: 100,
    });
    expect(outcome.lines.join("\n")).toContain("1 passed, 0 failed");
    expect(outcome, outcome.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { result: "recorded", passed: "1", failed: "0" } });
    const recording = fake.artifacts.find((artifact) => artifact.name === "faultbox-recording-drift");
    const files = unzipText(recording?.bytes ?? Buffer.alloc(0), limits);
    expect([...files.keys()].map((name) => name.replace(/[0-9a-f]{8}/, "#")).sort()).toEqual([
      "accepted.json",
      "manifest.json",
      "suites/traces-test-star-#/model.trace",
      "suites/traces-test-star-#/run.json",
    ]);
  });

  test("a pull request that writes twice gets a comment that says so, and stays green", async () => {
    const outcome = await propose("double-write", "topic1", 101);
    expect(outcome.lines.join("\n")).toContain("the program works differently");
    expect(outcome, outcome.lines.join("\n")).toMatchObject({
      exitCode: 0,
      outputs: { result: "drift", passed: "1", "baseline-sha": sha("main2"), "baseline-distance": "0" },
    });
    expect(Number(outcome.outputs["drift"])).toBeGreaterThan(0);
    expect(fake.comments).toHaveLength(1);
    const [comment] = fake.comments;
    expect(comment?.body).toContain(log);
    expect(parseSections(comment?.body ?? "")).toMatchObject([{ id: "drift", sha: sha("topic1") }]);
    expect(outcome.outputs["comment-url"]).toContain(`#issuecomment-${comment?.id}`);
    expect(outcome.summary).toContain(log);
    expect(outcome.commands.filter((command) => command.startsWith("::warning")).join()).toMatch(/file=demo\/traces-test.star,line=\d+/);
    expect(fake.apiCalls).toBeLessThanOrEqual(12);
  });

  test("its report is a page that opens, and its traces are an archive", () => {
    const stored = fake.artifacts.filter((artifact) => artifact.runId === 101).map((artifact) => artifact.name);
    expect(stored.sort()).toEqual(["faultbox-drift.shiviz", "faultbox-report-drift.html", "faultbox-traces-drift"]);
    const named = (name: string): Buffer => fake.artifacts.findLast((artifact) => artifact.name === name)?.bytes ?? Buffer.alloc(0);
    expect(named("faultbox-report-drift.html").toString()).toMatch(/^<!doctype html>/i);
    const traces = unzipText(named("faultbox-traces-drift"), limits);
    expect([...traces.keys()].sort()).toEqual(["comment.md", "junit.xml", "report.json", "results.sarif", "summary.md"]);
    expect(JSON.parse(traces.get("report.json") ?? "")).toBeTypeOf("object");
  });

  test("the same change fails where drift is asked to fail", async () => {
    const outcome = await propose("double-write", "topic1", 102, { "fail-on": "drift" });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.commands.at(-1)).toMatch(/^::error::1 passed, 0 failed; the program works differently/);
    expect(fake.comments).toHaveLength(1);
  });

  test("when the change is taken back, the comment says that nothing differs any more", async () => {
    const outcome = await propose("refactored", "topic2", 103);
    expect(outcome, outcome.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { result: "passed", drift: "0", suspected: "0" } });
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toContain("No change");
  });

  test("all this was as GitHub describes its API", () => {
    expect(fake.violations).toEqual([]);
  });
});

describe("a suite whose service is hostile", () => {
  const service = `#!/usr/bin/env node
import { createServer } from "node:net";
console.log("::error::owned by a service");
console.log("  ::add-mask::x");
console.log("##[error]owned too");
console.log("\\u001b]0;title\\u0007" + JSON.stringify(process.env));
createServer((socket) => socket.on("data", () => socket.write(JSON.stringify(process.env) + "\\n"))).listen(Number(process.env.PORT));
`;
  const suite = `
evil = service("evil", "./evil.mjs", interface("main", "tcp", 17117), env = {"PORT": "17117"}, healthcheck = tcp("localhost:17117"))

def test_evil():
    answer = evil.main.send(data = "hello")
    assert_true(len(answer.body) > 0)
    fail("::error::" + answer.body)
`;

  test("gets no token, and what it prints is no command, in no file that is stored or shown", async () => {
    const workspace = mkdtempSync(join(tmpdir(), "faultbox-hostile-"));
    await using fake = await Fake.start();
    onTestFinished(() => rmSync(workspace, { recursive: true }));
    mkdirSync(join(workspace, "x"));
    writeFileSync(join(workspace, "evil.mjs"), service);
    chmodSync(join(workspace, "evil.mjs"), 0o755);
    writeFileSync(join(workspace, "faultbox.star"), suite);
    fake.addCommits(sha("main1"));
    fake.commits.set(sha("h"), { sha: sha("h"), parents: [sha("main1")] });
    fake.pulls.set(7, { number: 7, headSha: sha("h"), headLabel: "acme:topic", open: true });
    fake.addRun({ id: 200, event: "pull_request", headSha: sha("h") });
    const token = fake.addToken(permissions);
    const outcome = await runJob(fake, token, {
      event: "pull_request",
      sha: sha("h"),
      payload: pullRequest("h", "main1"),
      runId: 200,
      workspace,
      inputs: { runs: "1" },
      env: { MY_SECRET_TOKEN: "hunter2hunter2", ORDINARY: "an-ordinary-value" },
    });
    expect(outcome, outcome.lines.join("\n")).toMatchObject({ exitCode: 1, outputs: { result: "failed", failed: "1" } });
    const own = outcome.commands.filter((command) => !/^::(add-mask|debug|group|endgroup)::/.test(command));
    expect(own.every((command) => /^::(error|warning)( |::tests failed)/.test(command))).toBe(true);
    expect(outcome.lines.filter((line) => line.includes("##[") || line.includes("\u001b]"))).toEqual([]);
    const everything = [
      outcome.summary,
      ...fake.comments.map((comment) => comment.body),
      ...fake.artifacts.map((artifact) => readable(artifact.name, artifact.bytes)),
    ].join("\n");
    expect(everything).toContain("an-ordinary-value");
    for (const secret of [token, fake.runtimeToken(200), "hunter2hunter2", "INPUT_", "ACTIONS_R", "GITHUB_ENV"])
      expect(everything).not.toContain(secret);
    expect(fake.violations).toEqual([]);
  });
});

function readable(name: string, bytes: Buffer): string {
  return /\.(html|shiviz)$/.test(name) ? bytes.toString() : [...unzipText(bytes, limits).values()].join("\n");
}

test("a job that is cancelled in the middle of a step ends at once and leaves no process behind", async () => {
  const workspace = mkdtempSync(join(tmpdir(), "faultbox-cancelled-"));
  await using fake = await Fake.start();
  const asked = Promise.withResolvers<void>();
  const watcher = watch(workspace, (_, name) => {
    if (name === "asked") asked.resolve();
  });
  onTestFinished(() => {
    watcher.close();
    rmSync(workspace, { recursive: true });
  });
  writeFileSync(
    join(workspace, "silent.mjs"),
    `#!/usr/bin/env node
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
createServer((socket) => socket.on("data", () => writeFileSync("${workspace}/asked", ""))).listen(Number(process.env.PORT));
`,
  );
  chmodSync(join(workspace, "silent.mjs"), 0o755);
  writeFileSync(
    join(workspace, "faultbox.star"),
    `silent = service("silent", "${workspace}/silent.mjs", interface("main", "tcp", 17118), env = {"PORT": "17118"},
                 healthcheck = tcp("localhost:17118"))

def test_silence():
    silent.main.send(data = "anybody there?", timeout = "60s")
`,
  );
  const outcome = await runJob(fake, fake.addToken(permissions), {
    event: "workflow_dispatch",
    sha: sha("x"),
    payload: {},
    runId: 300,
    workspace,
    inputs: { runs: "1", baseline: "none" },
    cancel: asked.promise,
  });
  expect(outcome.exitCode, outcome.lines.join("\n")).toBe(1);
  expect(outcome.commands.at(-1)).toBe("::error::the job was cancelled");
  expect(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })).not.toContain(workspace);
});

test("wrong inputs end the step with every problem named", async () => {
  await using fake = await Fake.start();
  const workspace = mkdtempSync(join(tmpdir(), "faultbox-inputs-"));
  onTestFinished(() => rmSync(workspace, { recursive: true }));
  const outcome = await runJob(fake, "t", {
    event: "push",
    sha: sha("x"),
    payload: { before: sha("y") },
    runId: 1,
    workspace,
    inputs: { runs: "no", comment: "no" },
  });
  expect(outcome.exitCode).toBe(1);
  expect(outcome.commands.at(-1)).toMatch(/^::error::2 inputs are wrong:%0A- input `runs` is "no".*%0A- input `comment` is "no"/);
});

test("a test that no suite has is said to be missing, and which name it was", async () => {
  await using fake = await Fake.start();
  const workspace = mkdtempSync(join(tmpdir(), "faultbox-name-"));
  onTestFinished(() => rmSync(workspace, { recursive: true }));
  for (const name of ["one", "two"]) writeFileSync(join(workspace, `${name}-test.star`), `def test_${name}():\n    assert_true(True)\n`);
  const job = { event: "workflow_dispatch", sha: sha("x"), payload: {}, runId: 1, workspace };
  const wrong = await runJob(fake, fake.addToken(permissions), { ...job, inputs: { test: "three", baseline: "none" } });
  expect(wrong.commands.at(-1)).toBe("::error::no suite has a test called three");
  const right = await runJob(fake, fake.addToken(permissions), { ...job, inputs: { test: "two", baseline: "none", runs: "1", jobs: "2" } });
  expect(right, right.lines.join("\n")).toMatchObject({ exitCode: 0, outputs: { passed: "1" } });
});

test("a checkout without a suite is told what was looked for", async () => {
  await using fake = await Fake.start();
  const workspace = mkdtempSync(join(tmpdir(), "faultbox-empty-"));
  onTestFinished(() => rmSync(workspace, { recursive: true }));
  const outcome = await runJob(fake, fake.addToken(permissions), {
    event: "push",
    sha: sha("x"),
    payload: { before: sha("y") },
    runId: 1,
    workspace,
    inputs: {},
  });
  expect(outcome, outcome.lines.join("\n")).toMatchObject({ exitCode: 1, outputs: { result: "error" } });
  expect(outcome.commands.at(-1)).toContain("::error::no suite matches");
});
