import { expect, onTestFinished, test } from "vitest";
import { apiOf } from "../../test/github/client.ts";
import { Fake, type FakeComment } from "../../test/github/fake.ts";
import type { Finding } from "../drift/index.ts";
import { makeSection, mergeSections, parseSections } from "../report/index.ts";
import { doubleWrite } from "../report/sample.ts";
import { approvalsFor, approve, commandIn } from "./approval.ts";
import { writeComment } from "./comment.ts";
import { readContext, type Context } from "./context.ts";

const head = "a1".repeat(20);
const newer = "b2".repeat(20);
const print = "8f3a01c2d4e5f607";
const other = "51ab00c2d4e5f699";

const finding = (fingerprint: string): Finding => ({ ...doubleWrite(), fingerprint });

interface Place {
  readonly fake: Fake;
  readonly log: string[];
  /** Somebody comments, and our workflow hears it. */
  readonly say: (body: string, more?: { author?: string; bot?: boolean; action?: string; pull?: number }) => Promise<FakeComment>;
  readonly hear: (comment: FakeComment, action?: string) => Promise<void>;
  /** The check of a commit writes its section. */
  readonly show: (prints: readonly string[], more?: { id?: string; sha?: string; runId?: number }) => Promise<void>;
  /** What the next check of a commit takes for accepted. */
  readonly accepted: (prints?: readonly string[], sha?: string) => Promise<readonly string[]>;
  readonly contextOf: (event: string, payload: object, env?: Record<string, string>) => Promise<Context>;
}

async function open(granted: Record<string, "read" | "write"> = { pull_requests: "write", actions: "write" }): Promise<Place> {
  const fake = await Fake.start();
  onTestFinished(async () => {
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  fake.pulls.set(7, { number: 7, headSha: head, headLabel: "fork:topic", open: true });
  fake.pulls.set(8, { number: 8, headSha: head, headLabel: "fork:other", open: true });
  fake.people.set("ada", "write");
  fake.people.set("root", "admin");
  fake.people.set("mallory", "read");
  const log: string[] = [];
  const api = apiOf(fake, fake.addToken(granted));
  const world = {
    api,
    pause: async () => {},
    random: () => 0,
    log: (line: string) => void log.push(line),
    warn: (title: string, message: string) => void log.push(`${title}: ${message}`),
  };
  const contextOf: Place["contextOf"] = (event, payload, env = {}) =>
    readContext(
      {
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: "/e",
        GITHUB_SHA: head,
        GITHUB_RUN_ID: "1",
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_WORKSPACE: "/w",
        RUNNER_TEMP: "/t",
        ...env,
      },
      async () => JSON.stringify({ repository: { id: fake.repositoryId, full_name: "acme/shop" }, ...payload }),
    );
  const hear: Place["hear"] = async (comment, action = "created") => {
    const context = await contextOf("issue_comment", {
      action,
      issue: { number: comment.pull, pull_request: {} },
      comment: {
        id: comment.id,
        body: comment.body,
        created_at: fake.isoTime(comment.createdAt),
        user: { login: comment.author, type: comment.bot ? "Bot" : "User" },
      },
    });
    if (context.event !== "issue_comment") throw new Error("not the event that was meant");
    await approve(context, world);
  };
  return {
    fake,
    log,
    contextOf,
    hear,
    say: async (body, { author = "ada", bot = false, action = "created", pull = 7 } = {}) => {
      const comment = fake.addComment(pull, body, author, bot);
      await hear(comment, action);
      return comment;
    },
    show: async (prints, { id = "drift", sha = head, runId = 50 } = {}) => {
      const section = makeSection(id, sha, runId * 1000 + 1, "### drift", prints);
      await writeComment({ pull: 7, head: sha, section, create: true }, world);
    },
    accepted: async (prints = [print], sha = head) => {
      const pull_request = { number: 7, head: { sha, repo: { id: 666 } }, base: { sha: head, ref: "main", repo: { id: 4711 } } };
      const found = await approvalsFor(await contextOf("pull_request", { pull_request }), prints.map(finding), world);
      return found.map(({ fingerprint, by, reason }) => `${fingerprint} ${by}: ${reason}`);
    },
  };
}

const sections = (fake: Fake): readonly string[] =>
  parseSections(fake.comments[0]?.body ?? "").map(({ id }) => id.replace(/^(~accepted-)\d+$/, "$1#"));
const answers = (fake: Fake): readonly string[] =>
  fake.comments.filter(({ bot, body }) => bot && parseSections(body).length === 0).map(({ body }) => body);

test.each([
  ["/faultbox accept the second write is the checksum", { kind: "accept", reason: "the second write is the checksum" }],
  ["  /faultbox   accept\nit is meant,\r\nas agreed  \n\n> and a quotation", { kind: "accept", reason: "it is meant, as agreed" }],
  ["/faultbox accept", { kind: "unclear", why: "a reason is needed: `/faultbox accept REASON`" }],
  ["/faultbox accept \u200b…\u2063", { kind: "unclear", why: "a reason is needed: `/faultbox accept REASON`" }],
  ["/faultbox approve because", { kind: "unclear", why: "the only command is `/faultbox accept REASON`" }],
  ["/faultbox", { kind: "unclear", why: "the only command is `/faultbox accept REASON`" }],
  ["/faultboxaccept it", undefined],
  ["I would say /faultbox accept it", undefined],
  ["> /faultbox accept it\n\nno", undefined],
  ["first this\n\n/faultbox accept it", undefined],
])("the comment %j is read as a command or left alone", (body, command) => {
  expect(commandIn(body)).toEqual(command);
});

test("what a person with write permission accepts counts, with who and why, and is shown", async () => {
  const { fake, say, show, accepted } = await open();
  await show([print]);
  const said = await say("/faultbox accept the second write is the checksum");
  expect(await accepted()).toEqual([`${print} ada: the second write is the checksum`]);
  expect(sections(fake)).toEqual(["drift", "~accepted-#"]);
  expect(fake.comments[0]?.body).toContain("### ☑️ 1 change accepted by ada\n\nthe second write is the checksum");
  expect(fake.reactions).toEqual([{ comment: said.id, content: "+1" }]);
});

test("other drift at the same commit asks again", async () => {
  const { show, say, accepted } = await open();
  await show([print]);
  await say("/faultbox accept fine");
  expect(await accepted([print, other])).toEqual([`${print} ada: fine`]);
});

test("an acceptance of all sections of a matrix is one acceptance", async () => {
  const { fake, show, say, accepted } = await open();
  await show([print], { id: "x64" });
  await show([print, other], { id: "arm64" });
  await say("/faultbox accept fine");
  expect(await accepted([print, other])).toHaveLength(2);
  expect(sections(fake)).toEqual(["arm64", "x64", "~accepted-#"]);
});

test("a newer head asks again, and a force-push back does not bring the old acceptance back", async () => {
  const { fake, show, say, accepted } = await open();
  await show([print]);
  await say("/faultbox accept fine");
  const pull = fake.pulls.get(7);
  if (pull) pull.headSha = newer;
  expect(await accepted([print], newer)).toEqual([]);
  await show([print], { sha: newer, runId: 51 });
  expect(sections(fake)).toEqual(["drift"]);
  if (pull) pull.headSha = head;
  await show([print], { runId: 52 });
  expect(await accepted()).toEqual([]);
});

test("a comment about a head that has moved on accepts nothing and says so", async () => {
  const { fake, show, say, accepted } = await open();
  await show([print]);
  const pull = fake.pulls.get(7);
  if (pull) pull.headSha = newer;
  await say("/faultbox accept fine");
  expect(await accepted([print], newer)).toEqual([]);
  expect(answers(fake)).toEqual([
    "**ada**, nothing was accepted: there is no result for the pull request's newest commit `b2b2b2b` yet; say it again once there is.",
  ]);
});

test("what was not there yet when the person wrote is not accepted", async () => {
  const { fake, show, hear, accepted } = await open();
  await show([print]);
  const comment = fake.addComment(7, "/faultbox accept fine", "ada", false);
  await show([print, other], { runId: 51 });
  await hear(comment);
  expect(await accepted([print, other])).toEqual([]);
  expect(answers(fake)).toEqual(["**ada**, nothing was accepted: the result has changed since you wrote; look at it, and say it again."]);
});

test.each([["mallory"], ["nobody"]])("%s, who may not write, gets a thumb down and not a word", async (author) => {
  const { fake, show, say, accepted } = await open();
  await show([print]);
  const said = await say("/faultbox accept let me in", { author });
  expect(await accepted()).toEqual([]);
  expect(fake.reactions).toEqual([{ comment: said.id, content: "-1" }]);
  expect(answers(fake)).toEqual([]);
});

test("a bot cannot accept, whatever it may do otherwise", async () => {
  const { fake, show, say, accepted } = await open();
  fake.people.set("helper[bot]", "admin");
  await show([print]);
  await say("/faultbox accept on it", { author: "helper[bot]", bot: true });
  expect(await accepted()).toEqual([]);
});

test.each(["edited", "deleted"])("a comment that was %s is no command", async (action) => {
  const { show, say, accepted } = await open();
  await show([print]);
  await say("/faultbox accept fine", { action });
  expect(await accepted()).toEqual([]);
});

test("an accepting comment that is edited or deleted afterwards takes the acceptance away", async () => {
  const { fake, show, say, accepted, log } = await open();
  await show([print]);
  const said = await say("/faultbox accept the checksum");
  said.body = "/faultbox accept everything, forever";
  said.updatedAt = fake.tick();
  expect(await accepted()).toEqual([]);
  expect(log.at(-1)).toBe("an acceptance does not count: its comment was edited afterwards");
  fake.comments.splice(fake.comments.indexOf(said), 1);
  expect(await accepted()).toEqual([]);
  expect(log.at(-1)).toBe("an acceptance does not count: its comment is gone");
});

test("whoever has lost the permission since has not accepted anything", async () => {
  const { fake, show, say, accepted } = await open();
  await show([print]);
  await say("/faultbox accept fine");
  fake.people.set("ada", "read");
  expect(await accepted()).toEqual([]);
});

test("an acceptance written into our comment by hand counts for nothing without a person's own comment behind it", async () => {
  const { fake, show, accepted, log } = await open();
  await show([print]);
  const [ours] = fake.comments;
  const innocent = fake.addComment(7, "looks good to me", "ada", false);
  const elsewhere = fake.addComment(8, "/faultbox accept that other thing", "ada", false);
  const stranger = fake.addComment(7, "/faultbox accept mine", "mallory", false);
  const robot = fake.addComment(7, "/faultbox accept beep", "helper[bot]", true);
  for (const id of [innocent.id, elsewhere.id, stranger.id, robot.id, 999_999, "x", "1e400"]) {
    const forged = makeSection(`~accepted-${id}`, head, 1, "### accepted by ada", [print]);
    if (ours) ours.body = mergeSections(ours.body, forged);
  }
  expect(await accepted()).toEqual([]);
  expect(log.map((line) => line.replace("an acceptance does not count: ", "")).toSorted()).toEqual(
    [
      "its comment does not accept anything",
      "its comment is gone",
      "its comment is not a person's",
      "its comment stands somewhere else",
      "it names no comment",
      "it names no comment",
      "whoever wrote it may not write to this repository",
    ].toSorted(),
  );
});

test("an acceptance in somebody else's comment counts for nothing", async () => {
  const { fake, show, accepted } = await open();
  const real = fake.addComment(7, "/faultbox accept fine", "ada", false);
  fake.addComment(7, mergeSections(undefined, makeSection(`~accepted-${real.id}`, head, 1, "### ok", [print])), "mallory", false);
  await show([print]);
  expect(await accepted()).toEqual([]);
});

test("hostile reasons are shown as text and end no section", async () => {
  const { fake, show, say, accepted } = await open();
  await show([print]);
  await say('/faultbox accept <!-- faultbox:end id="drift" --> ### ✅ <img src=x onerror=1> @everyone [x](https://evil.example) `');
  const body = fake.comments[0]?.body ?? "";
  expect(sections(fake)).toEqual(["drift", "~accepted-#"]);
  const text = body.slice(body.indexOf("☑️"));
  for (const live of ["<img", "@everyone", " [x](https", '\n<!-- faultbox:end id="drift" -->\n\n<!-- faultbox:end'])
    expect(text).not.toContain(live);
  expect(await accepted()).toHaveLength(1);
  await say(`/faultbox accept ${"long ".repeat(2000)}`);
  expect((fake.comments[0]?.body ?? "").length).toBeLessThan(3000);
});

test.each<[string, (place: Place) => Promise<void> | void, RegExp]>([
  ["there is no result at all", () => {}, /there is no result for the pull request's newest commit `a1a1a1a` yet/],
  ["the result shows nothing", ({ show }) => show([]), /the result for `a1a1a1a` shows no change that could be accepted/],
  [
    "the pull request is closed",
    ({ fake }) => {
      const pull = fake.pulls.get(7);
      if (pull) pull.open = false;
    },
    /the pull request is closed/,
  ],
])("where %s nothing is accepted, and the person is told", async (_, prepare, answer) => {
  const place = await open();
  await prepare(place);
  await place.say("/faultbox accept fine");
  expect(answers(place.fake).join()).toMatch(answer);
  expect(place.fake.reactions).toMatchObject([{ content: "-1" }]);
});

test("two people who accept at the same time both do, in one comment", async () => {
  const { fake, show, hear } = await open();
  await show([print]);
  const [one, two] = [fake.addComment(7, "/faultbox accept one", "ada", false), fake.addComment(7, "/faultbox accept two", "root", false)];
  await Promise.all([hear(one), hear(two)]);
  const stood = sections(fake).filter((id) => id === "~accepted-#").length;
  // Whoever comes second may find the comment changed since they wrote, and is then told to look again.
  expect(stood + answers(fake).length).toBe(2);
  expect(stood).toBeGreaterThanOrEqual(1);
});

test("a run that failed is started again, one that did not is left alone", async () => {
  const { fake, show, say } = await open();
  fake.addRun({ id: 50, headSha: head, event: "pull_request", conclusion: "failure" });
  fake.addRun({ id: 51, headSha: head, event: "pull_request", conclusion: "success" });
  await show([print], { id: "a", runId: 50 });
  await show([print], { id: "b", runId: 51 });
  await say("/faultbox accept fine");
  expect(fake.reruns).toEqual([50]);
});

test("without the permission to start it again the acceptance stands, and a warning names the permission", async () => {
  const { fake, show, say, accepted, log } = await open({ pull_requests: "write", actions: "read" });
  fake.addRun({ id: 50, headSha: head, event: "pull_request", conclusion: "failure" });
  await show([print]);
  await say("/faultbox accept fine");
  expect(await accepted()).toHaveLength(1);
  expect(log.join("\n")).toMatch(/Not started again: .*by hand[\s\S]*actions: write/);
});

test("after the merge, by squashing or not, what was accepted in the pull request is accepted on the branch", async () => {
  const { fake, show, say, contextOf } = await open();
  await show([print]);
  await say("/faultbox accept fine");
  const squashed = "c3".repeat(20);
  const pull = fake.pulls.get(7);
  if (pull) pull.mergeSha = squashed;
  const world = { api: openApiAs(fake), log: () => {}, pause: async () => {}, random: () => 0 };
  const push = await contextOf("push", { before: head }, { GITHUB_SHA: squashed, GITHUB_REF: "refs/heads/main" });
  expect(await approvalsFor(push, [finding(print), finding(other)], world)).toMatchObject([{ fingerprint: print, by: "ada" }]);
  const elsewhere = await contextOf("push", { before: head }, { GITHUB_SHA: squashed, GITHUB_REF: "refs/heads/release" });
  expect(await approvalsFor(elsewhere, [finding(print)], world)).toEqual([]);
  const unknown = await contextOf("push", { before: head }, { GITHUB_SHA: "d4".repeat(20), GITHUB_REF: "refs/heads/main" });
  expect(await approvalsFor(unknown, [finding(print)], world)).toEqual([]);
});

test("in the merge queue it counts as well", async () => {
  const { fake, show, say, contextOf } = await open();
  await show([print]);
  await say("/faultbox accept fine");
  const world = { api: openApiAs(fake), log: () => {}, pause: async () => {}, random: () => 0 };
  const group = (ref: string) => contextOf("merge_group", { merge_group: { head_sha: newer, base_sha: head, head_ref: ref } });
  const mine = await group(`refs/heads/gh-readonly-queue/main/pr-7-${head}`);
  expect(await approvalsFor(mine, [finding(print)], world)).toHaveLength(1);
  expect(await approvalsFor(await group("refs/heads/odd"), [finding(print)], world)).toEqual([]);
  expect(await approvalsFor(await contextOf("schedule", {}), [finding(print)], world)).toEqual([]);
});

function openApiAs(fake: Fake) {
  return apiOf(fake, fake.addToken({ pull_requests: "read" }));
}
