import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { apiOf } from "../../test/github/client.ts";
import { Fake } from "../../test/github/fake.ts";
import { type Api } from "./api.ts";
import { cacheKey, findInCache, openCache, storeInCache, type Cache } from "./cache.ts";
import { readContext, type Context } from "./context.ts";

const base = "a1".repeat(20);
const files = new Map([["manifest.json", "{}"]]);
const entry = { id: "drift", sha: base, runUrl: "https://github.com/acme/shop/actions/runs/1", files };

interface Place {
  readonly fake: Fake;
  readonly api: Api;
  readonly log: string[];
  readonly cacheOf: (runId: number) => Cache;
  /** What a pull request's run (2) finds for the base. */
  readonly find: (context?: Context) => ReturnType<typeof findInCache>;
}

const contextOf = (event: string, payload: object, ref: string, defaultBranch = "main"): Promise<Context> =>
  readContext(
    {
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: "/e",
      GITHUB_SHA: base,
      GITHUB_REF: ref,
      GITHUB_RUN_ID: "2",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_WORKSPACE: "/w",
      RUNNER_TEMP: "/t",
    },
    async () => JSON.stringify({ repository: { id: 1, full_name: "acme/shop", default_branch: defaultBranch }, ...payload }),
  );
const pull = (defaultBranch?: string): Promise<Context> =>
  contextOf(
    "pull_request",
    { pull_request: { number: 7, head: { sha: base, repo: { id: 1 } }, base: { sha: base, ref: "main", repo: { id: 1 } } } },
    "refs/pull/7/merge",
    defaultBranch,
  );

async function open(): Promise<Place> {
  const fake = await Fake.start();
  onTestFinished(async () => {
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  fake.addRun({ id: 1, headSha: base });
  fake.addRun({ id: 2, headSha: base, event: "pull_request", headBranch: "topic" });
  const log: string[] = [];
  const api = apiOf(fake, fake.addToken({ actions: "read" }));
  const cacheOf = (runId: number): Cache => {
    const env = { ACTIONS_RESULTS_URL: fake.url, ACTIONS_RUNTIME_TOKEN: fake.runtimeToken(runId), ACTIONS_CACHE_SERVICE_V2: "true" };
    const cache = openCache(env, AbortSignal.timeout(60_000));
    if (cache === undefined) throw new Error("no cache");
    return cache;
  };
  return {
    fake,
    api,
    log,
    cacheOf,
    find: async (context) =>
      findInCache({ id: "drift", sha: base, context: context ?? (await pull()), log: (line) => void log.push(line) }, cacheOf(2), api),
  };
}

test("what a push has stored a pull request finds, in one request to the API", async () => {
  const { fake, cacheOf, find } = await open();
  expect(await storeInCache(entry, cacheOf(1))).toBe("the recording is in the cache as well");
  fake.requests.length = 0;
  const found = await find();
  expect(found?.origin).toEqual({
    kind: "artifact",
    description: "the run of a1a1a1a, from the cache",
    sha: base,
    distance: 0,
    url: entry.runUrl,
  });
  expect(found?.files).toEqual(files);
  expect(fake.apiCalls).toBe(1);
});

test("an entry never changes, and storing it twice is no trouble", async () => {
  const { cacheOf } = await open();
  await storeInCache(entry, cacheOf(1));
  expect(await storeInCache(entry, cacheOf(1))).toBe("the cache has a recording of this commit already");
});

test("a pull request that has stored an entry under our key is not compared with it", async () => {
  const { cacheOf, find, log } = await open();
  await storeInCache({ ...entry, files: new Map([["manifest.json", "mine"]]) }, cacheOf(2));
  expect(await find()).toBeUndefined();
  await storeInCache(entry, cacheOf(1));
  expect(await find()).toBeUndefined();
  expect(log.at(-1)).toBe("the cache holds a recording that this very branch has written, which is no baseline: passed over");
});

test("an entry of some other branch does not count", async () => {
  const { fake, cacheOf, find } = await open();
  fake.addRun({ id: 3, headSha: base, headBranch: "experiment" });
  await storeInCache(entry, cacheOf(3));
  expect(await find()).toBeUndefined();
});

test("after the default branch was renamed its old entries count only for pull requests against the old name", async () => {
  const { cacheOf, find } = await open();
  await storeInCache(entry, cacheOf(1));
  expect(await find(await pull("trunk"))).toBeDefined();
  expect(await find(await contextOf("push", { before: base }, "refs/heads/trunk", "trunk"))).toBeUndefined();
});

test.each<[string, Uint8Array]>([
  ["is not compressed", Buffer.from("hello")],
  ["is no JSON", gzipSync("hello")],
  ["is about another commit", gzipSync(JSON.stringify({ id: "drift", sha: "b2".repeat(20), run: "https://x", files: {} }))],
  ["is about another check", gzipSync(JSON.stringify({ id: "other", sha: base, run: "https://x", files: {} }))],
  ["links to a script", gzipSync(JSON.stringify({ id: "drift", sha: base, run: "javascript:alert(1)", files: {} }))],
  ["unpacks without end", gzipSync(Buffer.alloc(300 * 1024 * 1024))],
])("an entry that %s is passed over with a line in the log", async (_, bytes) => {
  const { cacheOf, find, log } = await open();
  await cacheOf(1).save(cacheKey("drift", base), bytes);
  expect(await find()).toBeUndefined();
  expect(log.join()).toMatch(/^the cache cannot be used: /);
});

test("a service that fails is a line in the log and nothing else", async () => {
  const { fake, cacheOf, find, log } = await open();
  await storeInCache(entry, cacheOf(1));
  fake.fail("GetCacheEntryDownloadURL", { status: 503 });
  expect(await find()).toBeUndefined();
  fake.fail("GetCacheEntryDownloadURL", "reset");
  expect(await find()).toBeUndefined();
  fake.fail("GetCacheEntryDownloadURL", { html: 200 });
  expect(await find()).toBeUndefined();
  fake.fail("actions/get-actions-cache-list", { status: 403 });
  expect(await find()).toBeUndefined();
  fake.fail("CreateCacheEntry", { status: 500 });
  expect(await storeInCache({ ...entry, sha: "c3".repeat(20) }, cacheOf(1))).toMatch(/could not be put into the cache: .*500/);
  expect(log).toHaveLength(4);
});

test("where the runner offers no such service there is none", () => {
  const signal = AbortSignal.timeout(1000);
  expect(openCache({}, signal)).toBeUndefined();
  expect(openCache({ ACTIONS_RESULTS_URL: "http://x", ACTIONS_RUNTIME_TOKEN: "t" }, signal)).toBeUndefined();
});

test("the toolkit's own client speaks the same protocol to the same server", async () => {
  const { fake } = await open();
  const folder = mkdtempSync(join(tmpdir(), "faultbox-cache-"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "file"), "content");
  for (const [name, value] of Object.entries({
    ACTIONS_RESULTS_URL: fake.url,
    ACTIONS_RUNTIME_TOKEN: fake.runtimeToken(1),
    ACTIONS_CACHE_SERVICE_V2: "true",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
  }))
    vi.stubEnv(name, value);
  const toolkit = await import("@actions/cache");
  expect(await toolkit.saveCache([join(folder, "file")], "key")).toBe(1);
  expect(await toolkit.restoreCache([join(folder, "file")], "key", [], { lookupOnly: true })).toBe("key");
  expect(fake.requests).toEqual(["CreateCacheEntry", "cache", "FinalizeCacheEntryUpload", "GetCacheEntryDownloadURL"]);
});
