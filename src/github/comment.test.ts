import { expect, onTestFinished, test } from "vitest";
import { apiOf } from "../../test/github/client.ts";
import { Fake } from "../../test/github/fake.ts";
import { mergeSections, parseSections, renderComment } from "../report/index.ts";
import { writeComment, type CommentOutcome, type CommentTask } from "./comment.ts";

const head = "9".repeat(40);
const permissions = { contents: "read", pull_requests: "write" } as const;

/** A section as the renderer makes it, with a text of our choice in it. */
function makeSection(id: string, sha: string, order: number, text: string): string {
  return renderComment(
    { id, result: "passed", suites: [], head: { sha, pullRequest: 7 }, links: {}, version: "1", reproduce: text, durationMs: 1 },
    { order },
  );
}

interface Job {
  readonly write: (text: string, more?: Partial<CommentTask>) => Promise<CommentOutcome>;
}

async function open(): Promise<{ fake: Fake; job: (id: string, order?: number) => Job }> {
  const fake = await Fake.start();
  onTestFinished(async () => {
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  fake.pulls.set(7, { number: 7, headSha: head, headLabel: "acme:topic", open: true });
  const token = fake.addToken(permissions);
  const job = (id: string, order = 1): Job => {
    const api = apiOf(fake, token);
    return {
      write: (text, more = {}) =>
        writeComment(
          { pull: 7, head, section: makeSection(id, head, order, text), create: true, ...more },
          // Jobs give way to one another between writing and reading again, as they would by waiting.
          { api, pause: () => new Promise((resolve) => setImmediate(resolve)), random: () => 0.5 },
        ),
    };
  };
  return { fake, job };
}

const bodies = (fake: Fake): readonly string[] => fake.comments.map((comment) => comment.body);
const ids = (body: string | undefined): readonly string[] => parseSections(body ?? "").map((section) => section.id);

test("a first comment takes four requests and is complete from the start", async () => {
  const { fake, job } = await open();
  const outcome = await job("a").write("hello");
  expect(outcome).toMatchObject({ kind: "written" });
  expect(bodies(fake)).toEqual([mergeSections(undefined, makeSection("a", head, 1, "hello"))]);
  expect(fake.requests).toEqual(["issues/list-comments", "pulls/get", "issues/create-comment", "issues/list-comments"]);
});

test("a later run edits the comment in its place", async () => {
  const { fake, job } = await open();
  await job("a", 1).write("drift");
  await job("a", 2).write("no differences now");
  expect(fake.comments).toHaveLength(1);
  expect(bodies(fake)[0]).toContain("no differences now");
});

test("writing the same again changes nothing", async () => {
  const { fake, job } = await open();
  await job("a").write("same");
  fake.requests.length = 0;
  await job("a").write("same");
  expect(fake.requests).toEqual(["issues/list-comments", "pulls/get"]);
});

test("with nothing to say no comment is created, and one that exists is brought up to date", async () => {
  const { fake, job } = await open();
  expect(await job("a").write("fine", { create: false })).toEqual({ kind: "silent" });
  expect(fake.comments).toEqual([]);
  await job("a", 2).write("drift");
  expect(await job("a", 3).write("fine again", { create: false })).toMatchObject({ kind: "written" });
  expect(bodies(fake)[0]).toContain("fine again");
});

test("a run for an older commit leaves the comment alone", async () => {
  const { fake, job } = await open();
  await job("a").write("new");
  const newer = "8".repeat(40);
  fake.pulls.set(7, { number: 7, headSha: newer, headLabel: "acme:topic", open: true });
  expect(await job("a", 2).write("old")).toEqual({ kind: "stale", head: newer });
  expect(bodies(fake)[0]).toContain("new");
});

test("an older run of the same commit that ends late does not replace the newer one's section", async () => {
  const { fake, job } = await open();
  await job("a", 5).write("newer");
  expect(await job("a", 4).write("older")).toMatchObject({ kind: "written" });
  expect(bodies(fake)[0]).toContain("newer");
});

test("a matrix that writes at the same time ends in one comment with every section", async () => {
  const { fake, job } = await open();
  const legs = ["a", "b", "c", "d", "e"];
  const outcomes = await Promise.all(legs.map((leg) => job(leg).write(`section of ${leg}`)));
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(legs.map(() => "written"));
  const oldest = fake.comments.toSorted((a, b) => a.id - b.id)[0];
  expect(ids(oldest?.body)).toEqual(legs);
  // A duplicate may outlast its last reader; the next run finds it.
  await job("a", 2).write("section of a again");
  expect(fake.comments).toHaveLength(1);
});

test("a section that another job wrote over between reading and writing is written again", async () => {
  const { fake, job } = await open();
  await job("other").write("before");
  const overwrite = mergeSections(undefined, makeSection("other", head, 2, "after, from a reading that did not see ours"));
  let once = true;
  fake.meanwhile = (operation) => {
    const [comment] = fake.comments;
    if (operation !== "issues/update-comment" || !once || !comment) return;
    once = false;
    comment.body = overwrite;
  };
  await job("ours").write("hello");
  expect(ids(bodies(fake)[0])).toEqual(["other", "ours"]);
  expect(bodies(fake)[0]).toContain("after, from a reading");
});

test("a comment whose answer was lost is found again instead of created twice", async () => {
  const { fake, job } = await open();
  fake.fail("issues/create-comment", "lost");
  expect(await job("a").write("once")).toMatchObject({ kind: "written" });
  expect(fake.comments).toHaveLength(1);
});

test("a comment that never arrived is created in the next round", async () => {
  const { fake, job } = await open();
  fake.fail("issues/create-comment", "reset");
  await job("a").write("once");
  expect(fake.comments).toHaveLength(1);
});

test("a comment that someone deletes meanwhile is created anew", async () => {
  const { fake, job } = await open();
  await job("a").write("first");
  let once = true;
  fake.meanwhile = (operation) => {
    if (operation === "pulls/get" && once) [once] = [false, fake.comments.splice(0)];
  };
  await job("a", 2).write("second");
  expect(bodies(fake).join()).toContain("second");
});

test("a duplicate is deleted only when all its sections stand in the oldest", async () => {
  const { fake, job } = await open();
  await job("a").write("ours");
  fake.addComment(7, mergeSections(undefined, makeSection("a", head, 1, "twin")));
  fake.addComment(7, mergeSections(undefined, makeSection("lost", head, 1, "its job is still at work")));
  await job("a", 2).write("ours, later");
  expect(fake.comments.map((comment) => ids(comment.body))).toEqual([["a"], ["lost"]]);
});

test("a comment of somebody else that quotes our marker is never touched", async () => {
  const { fake, job } = await open();
  const trap = fake.addComment(7, mergeSections(undefined, makeSection("a", head, 99, "all green, I promise")), "mallory", false);
  const before = trap.body;
  await job("a").write("the truth");
  expect(trap.body).toBe(before);
  expect(fake.comments).toHaveLength(2);
});

test("a comment behind a hundred others is found", async () => {
  const { fake, job } = await open();
  for (let index = 0; index < 120; index += 1) fake.addComment(7, `discussion ${index}`, "ada", false);
  await job("a").write("one");
  await job("a", 2).write("two");
  expect(bodies(fake).filter((body) => parseSections(body).length > 0)).toHaveLength(1);
});

test("a person's token recognises its comments by its login", async () => {
  const { fake } = await open();
  fake.tokens.set("ghp_ada", { permissions, login: "ada", bot: false });
  const api = apiOf(fake, "ghp_ada");
  const write = (order: number, text: string) =>
    writeComment(
      { pull: 7, head, section: makeSection("a", head, order, text), create: true },
      { api, pause: async () => {}, random: () => 0 },
    );
  await write(1, "one");
  await write(2, "two");
  expect(fake.comments.map((comment) => comment.author)).toEqual(["ada"]);
});

test("a refused comment is an error that names the permission", async () => {
  const { fake } = await open();
  const api = apiOf(fake, fake.addToken({ contents: "read", pull_requests: "read" }));
  const write = writeComment(
    { pull: 7, head, section: makeSection("a", head, 1, "x"), create: true },
    { api, pause: async () => {}, random: () => 0 },
  );
  await expect(write).rejects.toMatchObject({ name: "ApiError", missing: "pull-requests: write" });
});
