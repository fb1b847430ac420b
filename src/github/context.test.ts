import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { ContextError, isTrusted, readContext } from "./context.ts";

const sha = "a".repeat(40);
const env = {
  GITHUB_EVENT_NAME: "push",
  GITHUB_EVENT_PATH: "/event.json",
  GITHUB_REPOSITORY: "Codertocat/Hello-World",
  GITHUB_REPOSITORY_ID: "186853002",
  GITHUB_SHA: sha,
  GITHUB_REF: "refs/heads/main",
  GITHUB_RUN_ID: "77",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_JOB: "drift",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_WORKSPACE: "/checkout",
  RUNNER_TEMP: "/temp",
};

const examples = createRequire(import.meta.url)("@octokit/webhooks-examples") as readonly {
  readonly name: string;
  readonly examples: readonly unknown[];
}[];

/** The real payloads of an event that GitHub has published. */
function published(event: string): readonly unknown[] {
  return examples.filter((definition) => definition.name === event).flatMap((definition) => definition.examples);
}

const read = (event: string, payload: unknown, more: Record<string, string> = {}) =>
  readContext({ ...env, GITHUB_EVENT_NAME: event, ...more }, async () => JSON.stringify(payload));

const repository = { id: 1, full_name: "acme/shop", default_branch: "trunk" };

test.each(["pull_request", "push", "merge_group", "workflow_run", "workflow_dispatch", "issue_comment"])(
  "published payloads of %s are understood",
  async (event) => {
    const payloads = published(event).filter((payload) => !JSON.stringify(payload).includes('"after":"0000000000'));
    expect(payloads.length).toBeGreaterThan(0);
    for (const payload of payloads) {
      const context = await read(event, payload);
      expect(context.event).toBe(event);
      expect(context.repository.fullName).toMatch(/^[^/]+\/[^/]+$/);
    }
  },
);

test("a pull request tells head, base and merge apart", async () => {
  const pull = { number: 7, head: { sha: "1".repeat(40), repo: { id: 1 } }, base: { sha: "2".repeat(40), ref: "main", repo: { id: 1 } } };
  expect(await read("pull_request", { repository, pull_request: pull })).toEqual({
    event: "pull_request",
    repository: { owner: "acme", name: "shop", fullName: "acme/shop", id: 1, defaultBranch: "trunk" },
    sha,
    ref: "refs/heads/main",
    runId: 77,
    runAttempt: 2,
    job: "drift",
    workflow: "",
    serverUrl: "https://github.com",
    apiUrl: "https://api.github.com",
    runUrl: "https://github.com/acme/shop/actions/runs/77",
    workspace: "/checkout",
    temp: "/temp",
    pullRequest: 7,
    head: "1".repeat(40),
    base: "2".repeat(40),
    baseRef: "main",
    action: "",
    draft: false,
    fork: false,
  });
});

test.each([
  ["another repository", { id: 2 }],
  ["a repository that was deleted", null],
])("a head in %s is a fork", async (_, repo) => {
  const pull = { number: 7, head: { sha, repo }, base: { sha, ref: "main", repo: { id: 1 } } };
  expect(await read("pull_request", { repository, pull_request: pull })).toMatchObject({ fork: true });
});

test("a new branch has no commit before it", async () => {
  const context = await read("push", { repository, before: "0".repeat(40), after: sha, forced: false });
  expect(context).toMatchObject({ event: "push", forced: false });
  expect(context).not.toHaveProperty("before");
});

test("a merge group names its pull request by the queue's branch", async () => {
  const group = {
    head_sha: "1".repeat(40),
    base_sha: "2".repeat(40),
    head_ref: `refs/heads/gh-readonly-queue/main/pr-104-${"3".repeat(40)}`,
  };
  expect(await read("merge_group", { repository, merge_group: group })).toMatchObject({ pullRequest: 104, base: "2".repeat(40) });
});

test("a schedule needs nothing of its payload", async () => {
  expect(await read("schedule", { schedule: "0 3 * * *" })).toMatchObject({
    event: "schedule",
    repository: { id: 186853002, name: "Hello-World" },
  });
});

test("any other event keeps its name and is trusted with nothing", async () => {
  const context = await read("pull_request_target", { repository });
  expect(context).toMatchObject({ event: "other", name: "pull_request_target" });
  expect(isTrusted(context)).toBe(false);
});

test.each([
  ["push", true],
  ["schedule", true],
  ["workflow_dispatch", true],
])("recordings of %s may become baselines", async (event, trusted) => {
  expect(isTrusted(await read(event, { repository, before: sha }))).toBe(trusted);
});

test("a payload that is not as documented is refused with the place that is wrong", async () => {
  await expect(read("push", { repository, before: "HEAD" })).rejects.toThrow(
    new ContextError("the payload of the push event is not as documented: before: wanted a commit id of 40 or 64 hex digits"),
  );
});

test("a missing variable says that this is an Action", async () => {
  await expect(readContext({ GITHUB_EVENT_NAME: "push" })).rejects.toThrow(/GITHUB_EVENT_PATH is not set: this program is an Action/);
});
