import { expect, onTestFinished, test } from "vitest";
import { apiOf } from "../../test/github/client.ts";
import { Fake } from "../../test/github/fake.ts";
import { zip } from "../../test/github/zip.ts";
import { type Api } from "./api.ts";
import { findRecording, findScheduled, nearest, recordingName, wantedBase } from "./baseline.ts";
import type { Context } from "./context.ts";

const sha = (name: string): string => Buffer.from(name).toString("hex").padEnd(40, "0");
const name = recordingName("drift");
const archive = (text: string): Buffer => zip([{ name: "manifest.json", content: text }]);

async function open(): Promise<{ fake: Fake; api: Api; log: string[]; find: (base: string) => ReturnType<typeof findRecording> }> {
  const fake = await Fake.start();
  onTestFinished(async () => {
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  const token = fake.addToken({ contents: "read", actions: "read" });
  const log: string[] = [];
  const api = apiOf(fake, token);
  const find = (base: string) =>
    findRecording(
      {
        wanted: { sha: sha(base), called: "the base" },
        id: "drift",
        repositoryId: fake.repositoryId,
        ownRunId: 1,
        log: (line) => log.push(line),
      },
      api,
    );
  return { fake, api, log, find };
}

/** A main branch of the commits a, b, c, … and a recording of each that is named in [recorded]. */
function history(fake: Fake, commits: string, recorded: string): void {
  fake.addCommits(...[...commits].map(sha));
  for (const commit of recorded) fake.addArtifact(name, fake.addRun({ headSha: sha(commit) }).id, archive(commit));
}

test("the recording of the base commit's own run is taken, in three requests", async () => {
  const { fake, api, find } = await open();
  history(fake, "abc", "abc");
  const found = await find("c");
  expect(found).toMatchObject({
    origin: { kind: "artifact", sha: sha("c"), distance: 0, description: `the run of ${sha("c").slice(0, 7)} on main` },
  });
  expect("files" in found && [...found.files]).toEqual([["manifest.json", "c"]]);
  expect(fake.requests).toEqual(["actions/list-artifacts-for-repo", "actions/get-workflow-run", "actions/download-artifact", "signed"]);
  expect(api.calls()).toBe(3);
});

test("else the nearest ancestor's, and how far it is is said", async () => {
  const { fake, find } = await open();
  history(fake, "abcde", "ab");
  expect(await find("e")).toMatchObject({
    origin: { sha: sha("b"), distance: 3, description: `the run of ${sha("b").slice(0, 7)} on main, 3 commits before the base` },
  });
});

test("a base whose own run is still going on is said to be waited for", async () => {
  const { fake, find } = await open();
  history(fake, "ab", "a");
  fake.addRun({ headSha: sha("b"), status: "in_progress" });
  expect(await find("b")).toMatchObject({
    origin: { description: `the run of ${sha("a").slice(0, 7)} on main, 1 commit before the base, whose own run has not finished` },
  });
});

test("of several recordings of one commit the newest is taken", async () => {
  const { fake, find } = await open();
  history(fake, "a", "a");
  fake.addArtifact(name, fake.addRun({ headSha: sha("a"), event: "schedule" }).id, archive("later"));
  const found = await find("a");
  expect("files" in found && found.files.get("manifest.json")).toBe("later");
  expect(found).toMatchObject({ origin: { description: `the schedule run of ${sha("a").slice(0, 7)} on main` } });
});

test("an expired recording counts as absent", async () => {
  const { fake, find } = await open();
  history(fake, "ab", "ab");
  for (const artifact of fake.artifacts.filter((one) => fake.runs.get(one.runId)?.headSha === sha("b"))) artifact.expired = true;
  expect(await find("b")).toMatchObject({ origin: { sha: sha("a"), distance: 1 } });
});

test("a recording that expires between listing and download is passed over", async () => {
  const { fake, find, log } = await open();
  history(fake, "ab", "ab");
  fake.fail("actions/download-artifact", { status: 410 });
  expect(await find("b")).toMatchObject({ origin: { sha: sha("a") } });
  expect(log).toEqual([
    `the recording of ${sha("b").slice(0, 7)} cannot be used (reading recordings of earlier runs failed: it has expired (410)): passed over`,
  ]);
});

test.each(["pull_request", "pull_request_target", "workflow_run", "merge_group", "issue_comment"])(
  "a run of %s is never a baseline, even when its commit is the base itself",
  async (event) => {
    const { fake, find, log } = await open();
    history(fake, "ab", "a");
    fake.addArtifact(name, fake.addRun({ headSha: sha("b"), event }).id, archive("hostile"));
    expect(await find("b")).toMatchObject({ origin: { sha: sha("a") } });
    expect(log).toEqual([`the recording of ${sha("b").slice(0, 7)} was made by ${event}, which is no baseline: passed over`]);
  },
);

test("a fork's branch that is called main is never a baseline", async () => {
  const { fake, api, find } = await open();
  history(fake, "b", "");
  fake.addArtifact(name, fake.addRun({ headSha: sha("b"), headBranch: "main", headRepositoryId: 666 }).id, archive("hostile"));
  expect(await find("b")).toEqual({ none: `all recordings called ${name} have expired or come from other repositories` });
  expect(api.calls()).toBe(1);
});

test("the recording of this very run's earlier attempt is no baseline", async () => {
  const { fake, find } = await open();
  fake.addCommits(sha("a"));
  fake.addRun({ id: 1, headSha: sha("a") });
  fake.addArtifact(name, 1, archive("own"));
  expect(await find("a")).toMatchObject({ none: expect.stringContaining("expired or come from other") as string });
});

test.each<[string, Buffer, RegExp]>([
  ["is no archive", Buffer.from("<html>"), /not a zip archive/],
  ["leads outside", zip([{ name: "../../x", content: "" }]), /only plain relative paths/],
])("a recording that %s is passed over", async (_, bytes, reason) => {
  const { fake, find, log } = await open();
  history(fake, "ab", "a");
  fake.addArtifact(name, fake.addRun({ headSha: sha("b") }).id, bytes);
  expect(await find("b")).toMatchObject({ origin: { sha: sha("a") } });
  expect(log.join()).toMatch(reason);
});

test("a download that is not what was uploaded is passed over", async () => {
  const { fake, find, log } = await open();
  history(fake, "ab", "ab");
  const newest = fake.artifacts.at(-1);
  newest?.bytes.fill(0, 0, 4);
  expect(await find("b")).toMatchObject({ origin: { sha: sha("a") } });
  expect(log.join()).toMatch(/its digest is sha256:/);
});

test("without any recording the name that was looked for is said", async () => {
  const { fake, find } = await open();
  history(fake, "ab", "");
  expect(await find("b")).toEqual({ none: `no recording called ${name} exists yet` });
});

test("recordings of other branches are no baseline", async () => {
  const { fake, find } = await open();
  history(fake, "ab", "");
  fake.commits.set(sha("x"), { sha: sha("x"), parents: [sha("a")] });
  fake.addArtifact(name, fake.addRun({ headSha: sha("x") }).id, archive("x"));
  expect(await find("b")).toEqual({
    none: `no usable recording belongs to the base (${sha("b").slice(0, 7)}) or to the 2 commits before it`,
  });
});

test("the search goes on over pages, and ends", async () => {
  const { fake, api, find } = await open();
  const commits = Array.from({ length: 350 }, (_, index) => `c${index}`);
  fake.addCommits(...commits.map(sha));
  fake.addArtifact(name, fake.addRun({ headSha: sha("c120") }).id, archive("far"));
  for (let index = 0; index < 150; index += 1)
    fake.addArtifact(name, fake.addRun({ headSha: sha(`other${index}`) }).id, archive("other branch"));
  expect(await find("c349")).toMatchObject({ origin: { distance: 229 } });
  const before = api.calls();
  expect(await find("c100")).toMatchObject({ none: expect.stringContaining("no usable recording") as string });
  expect(api.calls() - before).toBeLessThanOrEqual(6);
});

test("broken recordings are not tried without end", async () => {
  const { fake, find } = await open();
  history(fake, "abcdefgh", "");
  for (const commit of "abcdefgh") fake.addArtifact(name, fake.addRun({ headSha: sha(commit) }).id, Buffer.from("broken"));
  expect(await find("h")).toEqual({ none: "4 recordings near the base were tried and none could be used" });
});

test("across merges the distance counts the commits that the ancestor lacks", () => {
  // m merges f (two commits, from a) into b: m has b, f1, f2 and itself more than a, but only f1, f2 and itself more than b.
  const commits = { m: "b f2", b: "a", f2: "f1", f1: "a", a: "" };
  const graph = Object.entries(commits).map(([commit, parents]) => ({ sha: commit, parents: parents.split(" ").filter(Boolean) }));
  const artifact = (id: number, headSha: string) => ({ id, headSha, name, expired: false, sizeBytes: 1, runId: id, headRepositoryId: 1 });
  const order = nearest(graph, "m", [artifact(1, "a"), artifact(2, "b"), artifact(3, "f1"), artifact(4, "unknown")]);
  expect(order.map(({ artifact: { headSha }, distance }) => [headSha, distance])).toEqual([
    ["f1", 3],
    ["b", 3],
    ["a", 4],
  ]);
});

const common = {
  repository: { owner: "acme", name: "shop", fullName: "acme/shop", id: 1, defaultBranch: "main" },
  ref: "",
  runId: 1,
  runAttempt: 1,
  job: "",
  workflow: "",
  serverUrl: "",
  apiUrl: "",
  runUrl: "",
  workspace: "",
  temp: "",
};

test("a pull request is compared with the base that was merged, which the payload may lag behind", async () => {
  const { fake, api } = await open();
  history(fake, "ab", "");
  fake.commits.set(sha("head"), { sha: sha("head"), parents: [sha("a")] });
  fake.commits.set(sha("merge"), { sha: sha("merge"), parents: [sha("b"), sha("head")] });
  const context: Context = {
    ...common,
    event: "pull_request",
    sha: sha("merge"),
    head: sha("head"),
    base: sha("a"),
    baseRef: "main",
    pullRequest: 7,
    action: "synchronize",
    draft: false,
    fork: false,
  };
  expect(await wantedBase(context, sha("merge"), api)).toEqual({ sha: sha("b"), called: "the base" });
  expect(await wantedBase(context, undefined, api)).toEqual({ sha: sha("b"), called: "the base" });
  expect(await wantedBase({ ...context, base: sha("b") }, sha("head"), api)).toEqual({ sha: sha("a"), called: "the merge base" });
  expect(await wantedBase({ ...context, sha: sha("gone") }, undefined, api)).toEqual({ sha: sha("a"), called: "the base" });
});

test("a push is compared with what the branch was before, a new or forced branch with the parent of its tip", async () => {
  const { fake, api } = await open();
  history(fake, "abc", "");
  const push: Context = { ...common, event: "push", sha: sha("c"), before: sha("a"), forced: false };
  expect(await wantedBase(push, undefined, api)).toEqual({ sha: sha("a"), called: "the commit before this push" });
  expect(await wantedBase({ ...push, forced: true }, undefined, api)).toEqual({
    sha: sha("b"),
    called: "the parent of the commit that was force-pushed",
  });
  const created: Context = { ...common, event: "push", sha: sha("c"), forced: false };
  expect(await wantedBase(created, undefined, api)).toEqual({ sha: sha("b"), called: "the parent of the new branch's tip" });
  expect(await wantedBase({ ...created, sha: sha("a") }, undefined, api)).toEqual({ none: "this is the repository's first commit" });
});

test("a merge group is compared with its base, a schedule with earlier recordings of its own commit, other events with nothing", async () => {
  const { api } = await open();
  const group: Context = { ...common, event: "merge_group", sha: sha("g"), head: sha("g"), base: sha("b") };
  expect(await wantedBase(group, undefined, api)).toEqual({ sha: sha("b"), called: "the base of the merge group" });
  expect(await wantedBase({ ...common, event: "schedule", sha: sha("s") }, undefined, api)).toEqual({
    sha: sha("s"),
    called: "this commit",
  });
  expect(await wantedBase({ ...common, event: "other", name: "fork", sha: sha("s") }, undefined, api)).toEqual({
    none: "nothing is compared on fork",
  });
  expect(api.calls()).toBe(0);
});

test("a schedule is compared with the last pushed recording and besides with the last scheduled one", async () => {
  const { fake, api } = await open();
  fake.addCommits(...[..."abc"].map(sha));
  const record = (commit: string, event: string): void =>
    void fake.addArtifact(name, fake.addRun({ headSha: sha(commit), event }).id, archive(`${event} ${commit}`));
  record("a", "push");
  record("b", "schedule");
  record("b", "push");
  record("b", "workflow_dispatch");
  const question = {
    wanted: { sha: sha("c"), called: "this commit" },
    id: "drift",
    repositoryId: fake.repositoryId,
    ownRunId: 1,
    log: () => {},
  };
  const found = await findScheduled(question, "main", api);
  expect("files" in found && [...found.files.values(), ...(found.also ?? []).flatMap(({ files }) => [...files.values()])]).toEqual([
    "push b",
    "schedule b",
  ]);
  expect(await findScheduled(question, "trunk", api)).toEqual({
    none: "no push run of trunk exists yet; no schedule run of trunk exists yet",
  });
});
