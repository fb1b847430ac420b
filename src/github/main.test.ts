import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Fake } from "../../test/github/fake.ts";
import { permissions, sha, stage, type Plan } from "../../test/github/stage.ts";
import { zip } from "../../test/github/zip.ts";
import { CheckError } from "../ci/index.ts";
import { parseSections } from "../report/index.ts";
import { comparison, doubleWrite, suiteReport } from "../report/sample.ts";
import { recordingName } from "./baseline.ts";
import { InputError } from "./inputs.ts";
import type { ActionWorld } from "./main.ts";

const pull = (repo: number): object => ({
  pull_request: { number: 7, head: { sha: sha("h"), repo: { id: repo } }, base: { sha: sha("a"), ref: "main", repo: { id: 4711 } } },
});
const own = pull(4711);
const fromFork = pull(666);

const drift: Plan = { result: "drift" };

test("a pull request with drift is compared, commented and summarised, and is green, in at most twelve requests", async () => {
  const { fake, seen, run, summary } = await stage();
  expect(await run("pull_request", own, drift)).toBeUndefined();
  expect(fake.comments).toHaveLength(1);
  expect(parseSections(fake.comments[0]?.body ?? "")).toMatchObject([{ id: "drift", sha: sha("h"), order: 900_001 }]);
  expect(fake.comments[0]?.body).toContain("https://github.com/acme/shop/actions/runs/900/artifacts/");
  expect(summary()).toContain("how the system works");
  expect(Object.fromEntries(seen.outputs)).toMatchObject({
    result: "drift",
    "baseline-sha": sha("b"),
    "baseline-distance": 0,
    "comment-url": expect.stringContaining("#issuecomment-") as string,
    "report-url": expect.stringMatching(/\/actions\/runs\/900\/artifacts\/50\d\d$/) as string,
  });
  expect(seen.annotations).toEqual([]);
  expect(fake.apiCalls).toBeLessThanOrEqual(12);
  expect(fake.apiCalls).toBe(8);
  expect(seen.lines).toContain("requests to GitHub's API: 8");
});

test("a pull request's run stores reports and no recording", async () => {
  const { seen, run } = await stage();
  await run("pull_request", own, drift);
  expect(Object.fromEntries([...seen.uploads].toSorted())).toEqual({
    "faultbox-drift.shiviz": ["faultbox-drift.shiviz"],
    "faultbox-report-drift.html": ["faultbox-report-drift.html"],
    "faultbox-traces-drift": ["comment.md", "junit.xml", "report.json", "results.sarif", "summary.md"],
  });
});

test("with fail-on drift the step fails with a sentence", async () => {
  const { run } = await stage();
  expect(await run("pull_request", own, drift, { env: { "INPUT_FAIL-ON": "drift" } })).toBe(
    "0 passed, 0 failed; the program works differently: 0 differences",
  );
});

test("a push stores the recording and compares with the commit before", async () => {
  const { fake, seen, run } = await stage();
  fake.addArtifact(recordingName("drift"), fake.addRun({ headSha: sha("a") }).id, zip([{ name: "manifest.json", content: "{}" }]));
  expect(await run("push", { before: sha("a"), after: sha("b"), forced: false }, { result: "passed" })).toBeUndefined();
  expect(seen.uploads.get("faultbox-recording-drift")).toEqual(["manifest.json"]);
  expect(seen.outputs.get("baseline-sha")).toBe(sha("a"));
  expect(seen.options[0]).toMatchObject({ runs: 10, head: { sha: sha("b") } });
  expect(fake.comments).toEqual([]);
});

test("a recording of failed tests is kept, one of a check that could not be carried out is not", async () => {
  const failed = await stage();
  expect(await failed.run("push", { before: sha("a") }, { result: "failed" })).toMatch(/^tests failed/);
  expect(failed.seen.uploads.has("faultbox-recording-drift")).toBe(true);
  const broken = await stage();
  expect(await broken.run("push", { before: sha("a") }, { result: "error" })).toMatch(/^the check could not be carried out/);
  expect(broken.seen.uploads.has("faultbox-recording-drift")).toBe(false);
});

test("a pull request runs its suites three times unless told otherwise", async () => {
  const { seen, run } = await stage();
  await run("pull_request", own, drift);
  await run("pull_request", own, drift, {
    env: { INPUT_RUNS: "7", INPUT_SUITES: "x.star", INPUT_TEST: "test_a", INPUT_SEED: "9", INPUT_JOBS: "4" },
  });
  expect(seen.options).toMatchObject([
    { runs: 3, confirmRuns: 5, id: "drift", observe: "auto" },
    { runs: 7, suites: ["x.star"], test: "test_a", seed: 9, jobs: 4 },
  ]);
});

test("nothing to say is not said", async () => {
  const { fake, run } = await stage();
  expect(await run("pull_request", own, { result: "passed" })).toBeUndefined();
  expect(fake.comments).toEqual([]);
  expect(fake.apiCalls).toBe(5);
});

test("a comment that says drift is brought up to date when the drift is gone", async () => {
  const { fake, run } = await stage();
  await run("pull_request", own, drift);
  await run("pull_request", own, { result: "passed" }, { env: { GITHUB_RUN_ID: "901" } });
  expect(fake.comments).toHaveLength(1);
  expect(fake.comments[0]?.body).toContain("No change");
});

test("nothing to compare with is green, and is said", async () => {
  const { fake, run } = await stage();
  fake.artifacts.length = 0;
  expect(await run("pull_request", own, { result: "recorded" })).toBeUndefined();
  expect(fake.comments[0]?.body).toContain("no recording called faultbox-recording-drift exists yet");
});

test("without permission to comment the step stays green and a warning names what to add", async () => {
  const { seen, run, summary } = await stage({ contents: "read", actions: "read", pull_requests: "read" });
  expect(await run("pull_request", own, drift)).toBeUndefined();
  expect(seen.annotations).toMatchObject([
    { level: "warning", title: "No comment", message: expect.stringContaining("pull-requests: write") as string },
  ]);
  expect(summary()).not.toBe("");
  expect(seen.uploads.has("faultbox-handover-drift")).toBe(true);
});

test("without permission to read recordings the reason is in report and warning", async () => {
  const { fake, seen, run } = await stage({ contents: "read", pull_requests: "write" });
  expect(await run("pull_request", own, { result: "recorded" })).toBeUndefined();
  expect(seen.annotations).toMatchObject([{ title: "No baseline", message: expect.stringContaining("permissions:") as string }]);
  expect(seen.annotations[0]?.message).toContain("actions: read");
  expect(fake.comments[0]?.body).toContain("403");
});

test.each<[string, Plan, string | undefined]>([
  ["green", { result: "passed" }, undefined],
  ["red", { result: "failed" }, "tests failed: 0 passed, 0 failed"],
])("when nothing can be stored and GitHub is gone, a %s check stays what it is", async (_, plan, problem) => {
  const { fake, seen, run, summary } = await stage();
  for (const operation of ["actions/list-artifacts-for-repo", "repos/list-commits", "issues/list-comments"])
    fake.fail(operation, { status: 503 }, 99);
  const artifacts = {
    uploadArtifact: () => Promise.reject(new Error("Failed to CreateArtifact: (500)")),
    deleteArtifact: () => Promise.reject(new Error("no")),
  };
  expect(await run("pull_request", own, plan, { world: { artifacts } })).toBe(problem);
  expect(seen.annotations.map((annotation) => [annotation.level, annotation.title])).toEqual([
    ["warning", "No baseline"],
    ["warning", "Not stored"],
    ["warning", "No comment"],
  ]);
  expect(summary()).not.toBe("");
});

test("a name that an earlier attempt has taken is replaced, one that a sibling has taken is not", async () => {
  const { seen, run } = await stage();
  const taken = new Set(["faultbox-traces-drift"]);
  const deleted: string[] = [];
  const artifacts = {
    uploadArtifact: async (name: string) => {
      if (taken.has(name)) throw new Error("Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict");
      return { id: 1 };
    },
    deleteArtifact: async (name: string) => {
      deleted.push(name);
      taken.delete(name);
      return { id: 1 };
    },
  };
  await run("pull_request", own, { result: "passed" }, { world: { artifacts } });
  expect(deleted).toEqual([]);
  expect(seen.annotations[0]?.message).toBe(
    "faultbox-traces-drift: another job or step of this run uses the same id; give each its own with the input `id`",
  );
  await run("pull_request", own, { result: "passed" }, { world: { artifacts }, env: { GITHUB_RUN_ATTEMPT: "2" } });
  expect(deleted).toEqual(["faultbox-traces-drift"]);
});

test("services see no token, and what is kept back from them is said", async () => {
  const { seen, run } = await stage();
  await run("pull_request", own, drift, { env: { STRIPE_KEY: "x", STRIPE_API_KEY: "y", LANG: "C" } });
  const env = seen.options[0]?.env ?? {};
  expect(env).toMatchObject({ LANG: "C", STRIPE_KEY: "x" });
  expect(JSON.stringify(env)).not.toMatch(/ghs_|runtime-secret|INPUT_|STRIPE_API/);
  expect(seen.lines.join()).toContain("because they look like secrets: STRIPE_API_KEY (");
  expect(seen.masked).toHaveLength(1);
});

test("what services print can never be a command to the runner", async () => {
  const { seen, run } = await stage();
  await run("pull_request", own, {
    result: "passed",
    before: async (_, world) => {
      world.log("::error::owned");
      world.log("  ::add-mask::x\r\n::set-output name=result::passed");
      world.log("before ##[error] after \u001b[31mred\u001b[0m");
    },
  });
  const obeyed = seen.lines.filter((line) => /^\s*::/.test(line) || line.includes("##[") || line.includes("\u001b"));
  expect(obeyed).toEqual([]);
  expect(seen.lines.join("\n")).toContain("owned");
});

test("a pull request from a fork gets no comment from its own run, but leaves what a second workflow needs", async () => {
  const { fake, seen, run } = await stage({ contents: "read", actions: "read", pull_requests: "read" });
  expect(await run("pull_request", fromFork, drift)).toBeUndefined();
  expect(seen.uploads.get("faultbox-handover-drift")).toEqual(["report.json"]);
  expect(fake.requests.filter((request) => request.startsWith("issues/"))).toEqual([]);
  expect(seen.annotations).toEqual([]);
});

test("an event that is none of ours runs the suites, and compares and records nothing", async () => {
  const { fake, seen, run } = await stage();
  expect(await run("pull_request_target", {}, { result: "recorded" })).toBeUndefined();
  expect(seen.uploads.has("faultbox-recording-drift")).toBe(false);
  expect(seen.lines).toContain("on the event pull_request_target suites are run, and nothing is compared or kept as a baseline");
  expect(fake.requests).toEqual([]);
});

test("a merge group is compared with its base, and nobody is written to", async () => {
  const { fake, seen, run } = await stage();
  const merge_group = { head_sha: sha("m"), base_sha: sha("b"), head_ref: "refs/heads/gh-readonly-queue/main/pr-7-x" };
  expect(await run("merge_group", { merge_group }, { result: "drift" }, { env: { "INPUT_FAIL-ON": "drift" } })).toMatch(
    /works differently/,
  );
  expect(seen.outputs.get("baseline-sha")).toBe(sha("b"));
  expect(seen.uploads.has("faultbox-recording-drift")).toBe(false);
  expect(fake.comments).toEqual([]);
});

/** The base's own run goes on for some looks, and leaves its recording when it ends. */
function slowBase(fake: Fake, looks: number, path?: string): { readonly world: Partial<ActionWorld>; readonly pauses: number[] } {
  fake.artifacts.length = 0;
  fake.addArtifact(recordingName("drift"), fake.addRun({ headSha: sha("a") }).id, zip([{ name: "manifest.json", content: "{}" }]));
  const going = fake.addRun({ headSha: sha("b"), status: "in_progress", ...(path === undefined ? {} : { path }) });
  const pauses: number[] = [];
  const pause = async (ms: number): Promise<void> => {
    if (pauses.push(ms) !== looks) return;
    fake.runs.set(going.id, { ...going, status: "completed" });
    fake.addArtifact(recordingName("drift"), going.id, zip([{ name: "manifest.json", content: "{}" }]));
  };
  return { world: { pause }, pauses };
}

test("a base whose own run is still going on is waited for", async () => {
  const { fake, seen, run } = await stage();
  const { world, pauses } = slowBase(fake, 2);
  expect(await run("pull_request", own, { result: "passed" }, { world })).toBeUndefined();
  expect(seen.outputs.get("baseline-sha")).toBe(sha("b"));
  expect(pauses).toEqual([20_000, 20_000]);
  expect(seen.lines.join("\n")).toContain(`the own run of the base (${sha("b").slice(0, 7)}) is still going on; waiting up to 3 minutes`);
});

test.each<[string, Record<string, string>, number]>([
  ["is waited for three minutes and not longer", {}, 9],
  ["is not waited for where nobody wants to", { INPUT_WAIT: "0" }, 0],
  ["of another workflow is not waited for", { GITHUB_WORKFLOW_REF: "acme/shop/.github/workflows/drift.yml@refs/heads/main" }, 0],
])("a base's run that does not end %s; then the older recording is taken, and that is said", async (_, env, waits) => {
  const { fake, seen, run } = await stage();
  const { world, pauses } = slowBase(fake, 100, ".github/workflows/deploy.yml");
  expect(await run("pull_request", own, { result: "passed" }, { world, env })).toBeUndefined();
  expect(pauses).toHaveLength(waits);
  expect(seen.outputs.get("baseline-sha")).toBe(sha("a"));
  expect(seen.outputs.get("baseline-distance")).toBe(1);
});

test("a scheduled check runs more often, and keeps one issue where it is asked to", async () => {
  const { fake, seen, run } = await stage({ ...permissions, issues: "write" });
  await run("schedule", {}, changed, { env: { GITHUB_REF: "refs/heads/main" } });
  expect(seen.options[0]?.runs).toBe(20);
  expect(fake.issues).toEqual([]);
  const asked = { env: { INPUT_ISSUE: "on-regression", GITHUB_REF: "refs/heads/main" } };
  await run("schedule", {}, changed, asked);
  expect(fake.issues).toMatchObject([{ open: true, title: "The scheduled check finds a change in how the system works (drift)" }]);
  expect(fake.issues[0]?.body).toContain(doubleWrite().sentence);
  await run("schedule", {}, { result: "passed" }, asked);
  expect(fake.issues).toMatchObject([{ open: false }]);
});

test("an issue that may not be written is a warning that names the permission", async () => {
  const { seen, run } = await stage();
  expect(await run("schedule", {}, drift, { env: { INPUT_ISSUE: "on-regression", GITHUB_REF: "refs/heads/main" } })).toBeUndefined();
  expect(seen.annotations).toMatchObject([{ title: "No issue", message: expect.stringMatching(/issues: (read|write)/) as string }]);
});

test.each(["labeled", "reopened", "ready_for_review"])(
  "a pull request that is %s, a draft or not, is checked like any other",
  async (action) => {
    const { fake, run } = await stage();
    const payload = own as { pull_request: object };
    await run("pull_request", { action, pull_request: { ...payload.pull_request, draft: true } }, drift);
    expect(fake.comments).toHaveLength(1);
  },
);

test("a recording is kept in the cache as well, and found there when its artifact has expired, with fewer requests", async () => {
  const { fake, seen, run } = await stage();
  fake.artifacts.length = 0;
  fake.addRun({ id: 900, headSha: sha("b") });
  fake.addRun({ id: 901, headSha: sha("h"), event: "pull_request", headBranch: "topic" });
  const service = (runId: number): Record<string, string> => ({
    ACTIONS_RESULTS_URL: fake.url,
    ACTIONS_CACHE_SERVICE_V2: "true",
    ACTIONS_RUNTIME_TOKEN: fake.runtimeToken(runId),
    GITHUB_RUN_ID: String(runId),
    GITHUB_REF: runId === 900 ? "refs/heads/main" : "refs/pull/7/merge",
  });
  await run("push", { before: sha("a") }, { result: "recorded" }, { env: service(900) });
  expect(seen.lines).toContain("the recording is in the cache as well");
  fake.requests.length = 0;
  await run("pull_request", own, drift, { env: service(901) });
  expect(seen.outputs.get("baseline-sha")).toBe(sha("b"));
  expect(fake.comments[0]?.body).toContain("from the cache");
  expect(fake.apiCalls).toBe(6);
  expect(fake.caches).toHaveLength(1);
  await run("pull_request", own, drift, { env: { ...service(901), INPUT_CACHE: "false" } });
  expect(seen.outputs.get("baseline-sha")).toBe("");
});

test("on an Enterprise Server, which stores no artifacts for the toolkit, the check does its work and says what is missing", async () => {
  const { seen, run, summary } = await stage();
  const refuses = () =>
    Promise.reject(
      new Error("@actions/artifact v2.0.0+, upload-artifact@v4+ and download-artifact@v4+ are not currently supported on GHES."),
    );
  const env = { GITHUB_SERVER_URL: "https://github.example.com" };
  expect(
    await run(
      "pull_request",
      own,
      { result: "passed" },
      { env, world: { artifacts: { uploadArtifact: refuses, deleteArtifact: refuses } } },
    ),
  ).toBeUndefined();
  expect(seen.annotations).toMatchObject([{ title: "Not stored", message: expect.stringContaining("GHES") as string }]);
  expect(summary()).not.toBe("");
});

test("a default branch that was renamed keeps its baselines: they belong to commits", async () => {
  const { fake, seen, run } = await stage();
  fake.artifacts.length = 0;
  const before = fake.addRun({ headSha: sha("b"), headBranch: "master" });
  fake.addArtifact(recordingName("drift"), before.id, zip([{ name: "manifest.json", content: "{}" }]));
  await run("pull_request", own, { result: "passed" });
  expect(seen.outputs.get("baseline-sha")).toBe(sha("b"));
});

test("a schedule is compared with an earlier recording of its own commit", async () => {
  const { seen, run } = await stage();
  expect(await run("schedule", {}, { result: "passed" }, { env: { GITHUB_REF: "refs/heads/main" } })).toBeUndefined();
  expect(seen.outputs.get("baseline-sha")).toBe(sha("b"));
  expect(seen.uploads.has("faultbox-recording-drift")).toBe(true);
});

test("wrong inputs are refused before anything happens", async () => {
  const { fake, seen, run } = await stage();
  await expect(run("push", { before: sha("a") }, drift, { env: { INPUT_RUNS: "no" } })).rejects.toBeInstanceOf(InputError);
  expect([seen.options, fake.requests]).toEqual([[], []]);
});

test("a build that fails ends the step with how it ended", async () => {
  const { seen, run } = await stage();
  expect(await run("push", { before: sha("a") }, drift, { env: { INPUT_BUILD: "echo ::error::hm >&2\nexit 3" } })).toBe(
    "the `build` command ended with exit code 3",
  );
  expect(seen.options).toEqual([]);
  expect(seen.lines.filter((line) => line.startsWith("::"))).toEqual([]);
});

test("a build sees neither inputs nor the runner's credentials", async () => {
  const { seen, run } = await stage();
  await run("push", { before: sha("a") }, drift, { env: { INPUT_BUILD: "env | grep -c -E '^(INPUT_|ACTIONS_)' || true" } });
  expect(seen.lines).toContain("0");
});

test("nothing to check is the check's own sentence", async () => {
  const { seen, run } = await stage();
  const check = () => Promise.reject(new CheckError("no suite matches *.star"));
  expect(await run("push", { before: sha("a") }, drift, { world: { check } })).toBe("no suite matches *.star");
  expect(seen.outputs.get("result")).toBe("error");
});

test("a cancelled job says so", async () => {
  const { run } = await stage();
  const stop = new AbortController();
  const check: ActionWorld["check"] = (_, world) => {
    stop.abort();
    return Promise.reject(world.signal.reason instanceof Error ? world.signal.reason : new Error("?"));
  };
  expect(await run("push", { before: sha("a") }, drift, { world: { check, signal: stop.signal } })).toBe("the job was cancelled");
});

test("a mistake of the program's own is not dressed up as a result", async () => {
  const { run } = await stage();
  const check = () => Promise.reject(new TypeError("oops"));
  await expect(run("push", { before: sha("a") }, drift, { world: { check } })).rejects.toThrow("oops");
});

test("without any recording a given build command makes the base on the spot, in a tree of its own", async () => {
  const { fake, workspace, seen, run } = await stage();
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", workspace, "-c", "user.name=t", "-c", "user.email=t@t", ...args], { encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(join(workspace, "version"), "old");
  git("add", ".");
  git("commit", "--quiet", "-m", "base");
  const base = git("rev-parse", "HEAD");
  writeFileSync(join(workspace, "version"), "new");
  git("commit", "--quiet", "-am", "change");
  const head = git("rev-parse", "HEAD");
  fake.artifacts.length = 0;
  fake.addCommits(base, head);
  const built: string[] = [];
  const problem = await run(
    "push",
    { before: base },
    {
      result: "passed",
      before: async (options) => void built.push(readFileSync(join(options.cwd, "built"), "utf8")),
    },
    { env: { INPUT_BUILD: "cp version built", GITHUB_SHA: head } },
  );
  expect(problem).toBeUndefined();
  expect(built).toEqual(["new", "old"]);
  expect(seen.outputs.get("baseline-sha")).toBe(base);
  expect(seen.options[1]?.cwd).not.toContain(workspace);
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});

test("lines of a tested merge are told, linked and annotated as those of the pull request's head", async () => {
  const { fake, workspace, seen, run } = await stage();
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", workspace, "-c", "user.name=t", "-c", "user.email=t@t", ...args], { encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(join(workspace, "main.go"), "first\nsecond\n");
  git("add", ".");
  git("commit", "--quiet", "-m", "head");
  const head = git("rev-parse", "HEAD");
  // What is tested has two lines of the base above them.
  writeFileSync(join(workspace, "main.go"), "of\nthe base\nfirst\nsecond\n");
  git("commit", "--quiet", "-am", "merge");
  const at = { function: "main.append", file: "main.go", line: 4, near: false, count: 1, isNew: true };
  const findings = [{ ...doubleWrite(), lines: { base: [], head: [at] } }];
  const event = {
    pull_request: { number: 7, head: { sha: head, repo: { id: 4711 } }, base: { sha: sha("a"), ref: "main", repo: { id: 4711 } } },
  };
  fake.commits.set(head, { sha: head, parents: [sha("a")] });
  fake.pulls.set(7, { number: 7, headSha: head, headLabel: "acme:topic", open: true });
  await run("pull_request", event, { result: "drift", findings });
  expect(fake.comments[0]?.body).toContain(`https://github.com/acme/shop/blob/${head}/main.go#L2`);
  expect(seen.annotations.find(({ level }) => level === "warning")).toMatchObject({ file: "main.go", line: 2 });
  expect(seen.annotations.find(({ level }) => level === "warning")?.message).toContain("main.go:2 append");
});

test("a base that cannot be had on the spot leaves its reason", async () => {
  const { fake, workspace, run } = await stage();
  execFileSync("git", ["-C", workspace, "init", "--quiet"]);
  fake.artifacts.length = 0;
  await run("pull_request", own, { result: "recorded" }, { env: { INPUT_BUILD: "true" } });
  expect(fake.comments[0]?.body).toMatch(/could not be fetched: git fetch ended with exit code \d+/);
});

const changed: Plan = { result: "drift", findings: [doubleWrite()] };
const saying = (fake: Fake, body: string): object => {
  const comment = fake.addComment(7, body, "ada", false);
  return {
    action: "created",
    issue: { number: 7, pull_request: {} },
    comment: { id: comment.id, body, created_at: fake.isoTime(comment.createdAt), user: { login: "ada", type: "User" } },
  };
};

test("drift that fails, accepted by a comment, no longer fails at the same commit, in at most twelve requests", async () => {
  const { fake, seen, run } = await stage({ ...permissions, actions: "write" });
  fake.people.set("ada", "write");
  fake.addRun({ id: 900, headSha: sha("h"), event: "pull_request", conclusion: "failure" });
  const strict = { env: { "INPUT_FAIL-ON": "drift" } };
  expect(await run("pull_request", own, changed, strict)).toMatch(/works differently: 1 difference/);
  expect(fake.apiCalls).toBeLessThanOrEqual(12);

  expect(await run("issue_comment", saying(fake, "/faultbox accept the checksum"), changed)).toBeUndefined();
  expect(seen.options).toHaveLength(1);
  expect(fake.reruns).toEqual([900]);

  fake.requests.length = 0;
  expect(await run("pull_request", own, changed, { env: { ...strict.env, GITHUB_RUN_ATTEMPT: "2" } })).toBeUndefined();
  expect(seen.outputs.get("result")).toBe("accepted");
  expect([seen.outputs.get("drift"), seen.outputs.get("accepted")]).toEqual([0, 1]);
  expect(fake.comments[0]?.body).toMatch(/accepted · `drift`[\s\S]*by comment by \*\*ada\*\*[\s\S]*the checksum/);
  expect(fake.apiCalls).toBeLessThanOrEqual(12);
});

test("when acceptances cannot be read nothing is accepted, and a warning says why", async () => {
  const { fake, seen, run } = await stage();
  fake.fail("issues/list-comments", { status: 503 }, 4);
  expect(await run("pull_request", own, changed, { env: { "INPUT_FAIL-ON": "drift" } })).toMatch(/1 difference/);
  expect(seen.annotations.map(({ title }) => title)).toContain("Acceptances not read");
});

test("an acceptance that could not be written down is red, for somebody waits for it", async () => {
  const { fake, run } = await stage({ contents: "read", actions: "read", pull_requests: "read" });
  fake.people.set("ada", "write");
  expect(await run("issue_comment", saying(fake, "/faultbox accept x"), changed)).toMatch(
    /^nothing was accepted: [\s\S]*pull-requests: write/,
  );
});

test("a second workflow writes the comment of a fork's pull request from what its run left", async () => {
  const first = await stage({ contents: "read", actions: "read", pull_requests: "read" });
  let handed = "";
  const artifacts = {
    uploadArtifact: async (name: string, files: string[]) => {
      if (name === "faultbox-handover-drift") handed = readFileSync(String(files[0]), "utf8");
      return { id: 1 };
    },
    deleteArtifact: async () => ({ id: 1 }),
  };
  const at = { function: "main.append", file: "main.go", line: 4, near: false, count: 1, isNew: true };
  const findings = [{ ...doubleWrite(), lines: { base: [], head: [at] } }];
  await first.run("pull_request", fromFork, { result: "drift", findings }, { world: { artifacts } });

  const { fake, seen, run } = await stage();
  const forkRun = fake.addRun({ headSha: sha("h"), event: "pull_request", headRepositoryId: 666, headBranch: "topic" });
  fake.addArtifact("faultbox-handover-drift", forkRun.id, zip([{ name: "report.json", content: handed }]));
  const report = fake.addArtifact("faultbox-report-drift.html", forkRun.id, Buffer.from("html"));
  const workflow_run = {
    id: forkRun.id,
    run_attempt: 2,
    event: "pull_request",
    head_sha: sha("h"),
    head_branch: "topic",
    head_repository: { full_name: "fork/shop" },
    html_url: "https://github.com/acme/shop/actions/runs/5",
  };
  expect(await run("workflow_run", { workflow_run }, drift)).toBeUndefined();
  expect(seen.options).toEqual([]);
  const [section] = parseSections(fake.comments[0]?.body ?? "");
  expect(section).toMatchObject({ id: "drift", sha: sha("h"), order: forkRun.id * 1000 + 2 });
  expect(section?.text).toContain(`https://github.com/acme/shop/actions/runs/5/artifacts/${report.id}`);
  expect(section?.text).toContain(`(https://github.com/acme/shop/blob/${sha("h")}/main.go#L4)`);
});

test.each<[string, string, RegExp]>([
  ["is no report", "[1, 2]", /is not a report/],
  ["is no JSON", "<script>", /is not a report/],
  ["claims another id", "claims another id", /it says that its id is other/],
  ["holds endless lists", "holds endless lists", /is not a report/],
  ["leads out of the repository", "leads out of the repository", /lines\.head\.0\.file: is no file of the repository/],
])("a file left by a fork that %s is passed over", async (_, content, reason) => {
  const { fake, seen, run } = await stage();
  const outside = { function: "f", file: "../../evil/blob/main/x.go", line: 1, near: false, count: 1, isNew: true };
  const honest = { version: "1", id: "drift", result: "drift", suites: [], reproduce: "x", durationMs: 1 };
  const made: Record<string, string> = {
    "claims another id": JSON.stringify({ ...honest, id: "other" }),
    "holds endless lists": JSON.stringify({
      ...honest,
      suites: Array.from({ length: 600 }, () => ({ suite: "x", runs: [], baseline: { kind: "none", reason: "" } })),
    }),
    "leads out of the repository": JSON.stringify({
      ...honest,
      suites: [
        {
          ...suiteReport(),
          baseRun: undefined,
          runs: [],
          comparison: comparison([{ ...doubleWrite(), lines: { base: [], head: [outside] } }]),
        },
      ],
    }),
  };
  const forkRun = fake.addRun({ headSha: sha("h"), event: "pull_request", headRepositoryId: 666, headBranch: "topic" });
  fake.addArtifact("faultbox-handover-drift", forkRun.id, zip([{ name: "report.json", content: made[content] ?? content }]));
  const workflow_run = {
    id: forkRun.id,
    event: "pull_request",
    head_sha: sha("h"),
    head_branch: "topic",
    head_repository: { full_name: "fork/shop" },
    html_url: "https://x",
  };
  expect(await run("workflow_run", { workflow_run }, drift)).toBeUndefined();
  expect(fake.comments).toEqual([]);
  expect(seen.lines.join("\n")).toMatch(reason);
});

test("a fork's run whose pull request has moved on, or is not to be found, writes nothing", async () => {
  const { fake, seen, run } = await stage();
  const forkRun = fake.addRun({ headSha: sha("old"), event: "pull_request", headRepositoryId: 666, headBranch: "topic" });
  fake.addArtifact("faultbox-handover-drift", forkRun.id, zip([{ name: "report.json", content: "{}" }]));
  const workflow_run = {
    id: forkRun.id,
    event: "pull_request",
    head_sha: sha("old"),
    head_branch: "topic",
    head_repository: { full_name: "fork/shop" },
    html_url: "https://x",
  };
  await run("workflow_run", { workflow_run }, drift);
  expect(seen.lines.join("\n")).toContain("0 open pull requests have");
  await run("workflow_run", { workflow_run: { ...workflow_run, event: "push" } }, drift);
  expect(seen.lines.join("\n")).toContain("the run was started by push: nothing to relay");
  expect(fake.comments).toEqual([]);
});
