import { expect, onTestFinished, test } from "vitest";
import { Fake, type Trouble } from "../../test/github/fake.ts";
import { ApiError, openApi, type Api } from "./api.ts";

const sha = (digit: string): string => digit.repeat(40);
const all = { contents: "read", actions: "read", pull_requests: "write" } as const;

/** A repository with three commits and a pull request, and a client whose seconds last a millisecond. */
async function open(
  permissions: Readonly<Record<string, "read" | "write">> = all,
  token?: string,
): Promise<{ fake: Fake; api: Api; log: string[] }> {
  const fake = await Fake.start();
  onTestFinished(async () => {
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  fake.addCommits(sha("1"), sha("2"), sha("3"));
  fake.pulls.set(7, { number: 7, headSha: sha("9"), headLabel: "fork:topic", open: true });
  const log: string[] = [];
  const api = openApi({
    token: token ?? fake.addToken(permissions),
    apiUrl: fake.url,
    owner: fake.owner,
    repo: fake.repo,
    signal: new AbortController().signal,
    log: (line) => log.push(line),
    second: 0,
  });
  return { fake, api, log };
}

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

test("an Enterprise Server's API lies below a path, and is found there", async () => {
  const { fake } = await open();
  const api = openApi({
    token: fake.addToken(all),
    apiUrl: `${fake.url}/api/v3`,
    owner: fake.owner,
    repo: fake.repo,
    signal: new AbortController().signal,
    log: () => {},
    second: 0,
  });
  expect(await api.commit(sha("3"))).toEqual({ sha: sha("3"), parents: [sha("2")] });
  expect((await api.createComment(7, "hello")).body).toBe("hello");
});

test("every operation is one that GitHub's description knows, and its answer is understood", async () => {
  const { fake, api } = await open();
  const run = fake.addRun({ headSha: sha("2"), status: "in_progress" });
  const artifact = fake.addArtifact("recording", run.id, Buffer.from("bytes"));

  expect(await api.commit(sha("3"))).toEqual({ sha: sha("3"), parents: [sha("2")] });
  expect(await api.history(sha("2"), 1)).toEqual({
    items: [
      { sha: sha("2"), parents: [sha("1")] },
      { sha: sha("1"), parents: [] },
    ],
    more: false,
  });
  expect(await api.mergeBase(sha("2"), sha("3"))).toBe(sha("2"));
  const [listed] = (await api.artifacts("recording", 1)).items;
  expect(listed).toEqual({
    id: artifact.id,
    name: "recording",
    expired: false,
    sizeBytes: 5,
    digest: artifact.digest,
    runId: run.id,
    headSha: sha("2"),
    headRepositoryId: fake.repositoryId,
  });
  expect((await api.artifactsOfRun(run.id, 1)).items).toEqual([listed]);
  expect(await api.run(run.id)).toMatchObject({ id: run.id, event: "push", headSha: sha("2"), headBranch: "main" });
  expect(await api.runsOf("push", { sha: sha("2") })).toMatchObject([{ completed: false }]);
  expect(Buffer.from(await api.download(artifact.id, 5)).toString()).toBe("bytes");
  expect(await api.pull(7)).toEqual({ number: 7, headSha: sha("9"), open: true });
  expect(await api.pullsFrom("fork", "topic")).toEqual([{ number: 7, headSha: sha("9"), open: true }]);
  const comment = await api.createComment(7, "hello");
  expect(comment).toMatchObject({ body: "hello", author: "github-actions[bot]", bot: true });
  expect(await api.updateComment(comment.id, "bye")).toMatchObject({ id: comment.id, body: "bye" });
  expect((await api.comments(7, 1)).items).toMatchObject([{ id: comment.id, body: "bye" }]);
  await api.deleteComment(comment.id);
  expect((await api.comments(7, 1)).items).toEqual([]);
});

test("lists go on over pages", async () => {
  const { fake, api } = await open();
  for (let index = 0; index < 101; index += 1) fake.addComment(7, String(index));
  const first = await api.comments(7, 1);
  const second = await api.comments(7, 2);
  expect([first.items.length, first.more, second.items.length, second.more]).toEqual([100, true, 1, false]);
});

test.each<[string, Trouble]>([
  ["a bad gateway", { status: 502 }],
  ["a web page instead of JSON and a status of trouble", { html: 503 }],
  ["a reset connection", "reset"],
  ["a lost answer", "lost"],
  ["a secondary rate limit", { status: 403, message: "You have exceeded a secondary rate limit", headers: { "retry-after": "3" } }],
  ["too many requests", { status: 429, message: "secondary rate limit", headers: { "retry-after": "1" } }],
])("reading is repeated after %s", async (_, trouble) => {
  const { fake, api } = await open();
  fake.fail("pulls/get", trouble);
  expect(await api.pull(7)).toMatchObject({ number: 7 });
  expect(api.calls()).toBe(2);
});

test("waiting for a rate limit is said in the log, and is not done for ever", async () => {
  const { fake, api, log } = await open();
  fake.fail("pulls/get", { status: 403, message: "You have exceeded a secondary rate limit", headers: { "retry-after": "600" } }, 9);
  const error = await errorOf(api.pull(7));
  expect(error.message).toBe(
    "reading the pull request failed: GitHub's rate limit was reached and did not end in time; the next run will try again",
  );
  expect(log).toEqual(["GitHub asks to slow down (secondary rate limit, GET /repos/{owner}/{repo}/pulls/{pull_number}): giving up"]);
});

test("a comment whose answer was lost is not created again", async () => {
  const { fake, api } = await open();
  fake.fail("issues/create-comment", "lost");
  const error = await errorOf(api.createComment(7, "once"));
  expect(error.status).toBe(0);
  expect(fake.comments.map((comment) => comment.body)).toEqual(["once"]);
});

test.each<[string, (api: Api) => Promise<unknown>, Readonly<Record<string, "read" | "write">>, string]>([
  ["writing a comment", (api) => api.createComment(7, "x"), { contents: "read", pull_requests: "read" }, "pull-requests: write"],
  ["listing recordings", (api) => api.artifacts("x", 1), { contents: "read" }, "actions: read"],
  ["reading history", (api) => api.history(sha("1"), 1), { actions: "read" }, "contents: read"],
])("%s without the permission names it and the YAML that grants it", async (_, operation, permissions, missing) => {
  const { api } = await open(permissions);
  const error = await errorOf(operation(api));
  expect(error.missing).toBe(missing);
  expect(error.message).toContain(`(403, needs \`${missing}\`). Add to the job:\n    permissions:\n      ${missing}\n`);
  expect(api.calls()).toBe(1);
});

test("a token that is not valid is said to be so", async () => {
  const { api } = await open(all, "ghs_wrong");
  expect((await errorOf(api.pull(7))).message).toBe(
    "reading the pull request failed: the token is not valid (401); leave the input `token` at its default or give one that has not expired",
  );
});

test("trouble that does not end is told in a sentence", async () => {
  const { fake, api } = await open();
  fake.fail("pulls/get", { html: 502 }, 9);
  fake.fail("issues/list-comments", "reset", 9);
  fake.fail("issues/create-comment", { status: 422, message: "Validation Failed <b>body</b>\n is too long" });
  expect((await errorOf(api.pull(7))).message).toBe(
    "reading the pull request failed: GitHub answered 502, also when asked again; see https://www.githubstatus.com",
  );
  expect((await errorOf(api.comments(7, 1))).message).toMatch(/^reading the pull request failed: no answer from GitHub \(.+\)$/);
  expect((await errorOf(api.createComment(7, "x"))).message).toMatch(
    /^writing the pull request's comment failed: GitHub refused the request \(422\): Validation Failed body is too long/,
  );
});

test("an answer of 200 that is a web page is not believed", async () => {
  const { fake, api } = await open();
  fake.fail("pulls/get", { html: 200 });
  expect((await errorOf(api.pull(7))).message).toBe(
    "reading the pull request failed: GitHub's answer could not be understood (text instead of JSON)",
  );
});

test("a download stops at the limit", async () => {
  const { fake, api } = await open();
  const artifact = fake.addArtifact("recording", fake.addRun({ headSha: sha("1") }).id, Buffer.alloc(100_000));
  expect((await errorOf(api.download(artifact.id, 99_999))).message).toBe("the recording is larger than the 99999 bytes that are allowed");
});

test("an expired artifact says that it has expired", async () => {
  const { fake, api } = await open();
  const artifact = fake.addArtifact("recording", fake.addRun({ headSha: sha("1") }).id, Buffer.alloc(1));
  artifact.expired = true;
  expect(await errorOf(api.download(artifact.id, 10))).toMatchObject({ status: 410 });
});

test("a workflow's token is not asked who it is, a person's token is", async () => {
  const { fake, api } = await open();
  expect(await api.login()).toBeUndefined();
  fake.tokens.set("ghp_personal", { permissions: all, login: "ada", bot: false });
  const personal = openApi({
    token: "ghp_personal",
    apiUrl: fake.url,
    owner: "acme",
    repo: "shop",
    signal: AbortSignal.timeout(60_000),
    log: () => {},
  });
  expect(await personal.login()).toBe("ada");
});

test("a check that is stopped asks nothing more", async () => {
  const { fake } = await open();
  const stop = new AbortController();
  stop.abort();
  const api = openApi({ token: fake.addToken(all), apiUrl: fake.url, owner: "acme", repo: "shop", signal: stop.signal, log: () => {} });
  expect((await errorOf(api.pull(7))).message).toBe("reading the pull request was stopped: the check was cancelled or took too long");
  expect(fake.requests).toEqual([]);
});
