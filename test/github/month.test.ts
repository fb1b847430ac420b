/**
 * A month in a repository's life, kept as a diary that people can read: golden/month.txt. Each entry is one run of the Action: what
 * happened, how the step ended, what it was compared with, and what the pull request's comment says afterwards. The check's outcome is given
 * by the script; everything around it is real. `UPDATE_GOLDEN=1 npx vitest run test/github/month.test.ts` writes the diary anew.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseSections, type CheckResult } from "../../src/report/index.ts";
import { doubleWrite } from "../../src/report/sample.ts";
import { permissions, sha, stage, type Stage } from "./stage.ts";
import { zip } from "./zip.ts";

const golden = join(import.meta.dirname, "golden", "month.txt");

/** One repository over time: runs get their numbers in order, and what they store stays for later ones. */
class Month {
  readonly #stage: Stage;
  readonly diary: string[] = [];
  #runId = 5000;
  /** The last run's result as a fork hands it over. */
  handed = "";

  constructor(base: Stage) {
    this.#stage = base;
    base.fake.commits.clear();
    base.fake.runs.clear();
    base.fake.pulls.clear();
    base.fake.artifacts.length = 0;
  }

  get fake(): Stage["fake"] {
    return this.#stage.fake;
  }

  commit(name: string, ...parents: readonly string[]): void {
    this.fake.commits.set(sha(name), { sha: sha(name), parents: parents.map(sha) });
  }

  open(number: number, head: string, fork = false): void {
    this.fake.pulls.set(number, { number, headSha: sha(head), headLabel: fork ? "fork:topic" : "acme:topic", open: true });
  }

  /** Runs the Action and writes it down. */
  async run(
    title: string,
    event: string,
    at: string,
    payload: object,
    result: CheckResult,
    more: { readonly fork?: boolean; readonly env?: Record<string, string>; readonly sameRun?: true } = {},
  ): Promise<void> {
    const { fake, seen } = this.#stage;
    const runId = more.sameRun ? this.#runId : (this.#runId += 1);
    const isPull = event === "pull_request";
    const head = isPull ? (payload as { pull_request: { head: { sha: string } } }).pull_request.head.sha : sha(at);
    fake.addRun({
      id: runId,
      event,
      headSha: head,
      headRepositoryId: more.fork ? 666 : fake.repositoryId,
      headBranch: isPull ? "topic" : "main",
    });
    const [notes, stored] = [seen.annotations.length, [] as string[]];
    const artifacts = {
      uploadArtifact: async (name: string, files: string[], root: string) => {
        const entries = files.map((file) => ({ name: file.slice(root.length + 1), content: readFileSync(file) }));
        if (name.startsWith("faultbox-handover")) this.handed = readFileSync(String(files[0]), "utf8");
        if (/^faultbox-(recording|handover|plan|part)-/.test(name)) {
          if (fake.artifacts.some((artifact) => artifact.name === name && artifact.runId === runId)) throw new Error("(409) Conflict");
          fake.addArtifact(name, runId, zip(entries));
          stored.push(name);
        }
        return { id: 1 };
      },
      deleteArtifact: async () => ({ id: 1 }),
    };
    let baseline = "";
    const problem = await this.#stage.run(
      event,
      payload,
      {
        result,
        ...(result === "drift" ? { findings: [doubleWrite()] } : {}),
        found: (found) => (baseline = found.kind === "none" ? `none, ${found.reason}` : found.description),
      },
      {
        env: {
          GITHUB_RUN_ID: String(runId),
          GITHUB_SHA: sha(at),
          GITHUB_REF: isPull ? "refs/pull/1/merge" : "refs/heads/main",
          ...more.env,
        },
        world: { artifacts },
      },
    );
    this.diary.push(
      title,
      `  ${event}: ${problem === undefined ? "green" : `red: ${problem}`}`,
      ...(baseline === "" ? [] : [`  baseline: ${baseline}`]),
      ...(stored.length === 0 ? [] : [`  stored: ${stored.join(", ")}`]),
      ...seen.annotations.slice(notes).map(({ title: name, message }) => `  warning: ${name}: ${String(message.split("\n")[0])}`),
      ...this.#comments(),
      ...fake.issues.filter(({ open }) => open).map(({ title }) => `  open issue: ${title}`),
      "",
    );
  }

  /** Somebody comments on a pull request, and the workflow for that runs. */
  async say(title: string, pull: number, author: string, body: string): Promise<void> {
    const { id, createdAt } = this.fake.addComment(pull, body, author, false);
    const comment = { id, body, created_at: this.fake.isoTime(createdAt), user: { login: author, type: "User" } };
    await this.run(title, "issue_comment", "a", { action: "created", issue: { number: pull, pull_request: {} }, comment }, "passed");
  }

  #comments(): readonly string[] {
    return this.fake.comments.flatMap((comment) => {
      const sections = parseSections(comment.body);
      if (sections.length === 0) return [`  ${comment.author} on ${comment.pull}: ${comment.body}`];
      return sections.map(
        ({ text }) => `  comment on ${comment.pull}: ${String(text.split("\n").find((line) => line.startsWith("### ")))}`,
      );
    });
  }
}

const pull = (number: number, head: string, base: string, fork = false): object => ({
  pull_request: {
    number,
    head: { sha: sha(head), repo: { id: fork ? 666 : 4711 } },
    base: { sha: sha(base), ref: "main", repo: { id: 4711 } },
  },
});

test("a month in a repository's life goes as the diary says", async () => {
  const month = new Month(await stage({ ...permissions, actions: "write", issues: "write" }));
  const { fake } = month;

  month.commit("a");
  await month.run("The Action is added with the first commit.", "push", "a", { before: sha("0").replace(/./g, "0") }, "recorded");

  month.commit("h1", "a");
  month.commit("m1", "a", "h1");
  month.open(1, "h1");
  await month.run("A pull request changes nothing in the mechanism.", "pull_request", "m1", pull(1, "h1", "a"), "passed");
  month.commit("h2", "h1");
  month.commit("m2", "a", "h2");
  month.open(1, "h2");
  await month.run("Its next commit does.", "pull_request", "m2", pull(1, "h2", "a"), "drift");
  await month.run("The run for its first commit is started once more, and ends late.", "pull_request", "m1", pull(1, "h1", "a"), "passed");
  month.commit("h3", "h2");
  month.commit("m3", "a", "h3");
  month.open(1, "h3");
  await month.run("The change is taken back.", "pull_request", "m3", pull(1, "h3", "a"), "passed");
  fake.comments.length = 0;

  month.commit("b", "a");
  await month.run("It is merged by squashing: a commit that no run has seen.", "push", "b", { before: sha("a") }, "passed");

  month.commit("f1", "b");
  month.commit("mf", "b", "f1");
  month.open(2, "f1", true);
  await month.run("A fork proposes a change.", "pull_request", "mf", pull(2, "f1", "b", true), "drift", { fork: true });
  const forkRun = [...fake.runs.keys()].at(-1);
  const relay = {
    workflow_run: {
      id: forkRun,
      event: "pull_request",
      head_sha: sha("f1"),
      head_branch: "topic",
      head_repository: { full_name: "fork/shop" },
      html_url: "https://github.com/acme/shop/actions/runs/1",
    },
  };
  await month.run("A second workflow says so.", "workflow_run", "b", relay, "passed");
  fake.comments.length = 0;

  month.commit("forged", "b");
  const forged = fake.addRun({ headSha: sha("b"), event: "push", headBranch: "main", headRepositoryId: 666 });
  fake.addArtifact("faultbox-recording-drift", forged.id, zip([{ name: "manifest.json", content: "forged" }]));
  month.commit("c", "b");
  await month.run("A fork's branch called main has left a recording too; nobody takes it.", "push", "c", { before: sha("b") }, "passed");

  for (const artifact of fake.artifacts) artifact.expired = fake.runs.get(artifact.runId)?.headSha === sha("c");
  month.commit("h4", "c");
  month.commit("m4", "c", "h4");
  month.open(3, "h4");
  await month.run("The base's recording has expired; its ancestor's has not.", "pull_request", "m4", pull(3, "h4", "c"), "passed");

  month.commit("c2", "b");
  await month.run("Somebody force-pushes main.", "push", "c2", { before: sha("c"), forced: true }, "passed");
  await month.run("Night comes, and with it the schedule.", "schedule", "c2", {}, "passed");

  month.commit("q", "c2", "h4");
  const group = {
    merge_group: { head_sha: sha("q"), base_sha: sha("c2"), head_ref: `refs/heads/gh-readonly-queue/main/pr-3-${sha("c2")}` },
  };
  await month.run("The merge queue asks, where drift is to fail.", "merge_group", "q", group, "drift", {
    env: { "INPUT_FAIL-ON": "drift" },
  });

  month.commit("h5", "c2");
  month.commit("m5", "c2", "h5");
  month.open(4, "h5");
  await month.run("One leg of a matrix finds drift …", "pull_request", "m5", pull(4, "h5", "c2"), "drift", {
    env: { INPUT_MATRIX: '{"arch":"x64"}' },
  });
  await month.run("… the other one a failed test.", "pull_request", "m5", pull(4, "h5", "c2"), "failed", {
    env: { INPUT_MATRIX: '{"arch":"arm64"}' },
  });
  fake.comments.length = 0;

  for (const operation of ["repos/list-commits", "actions/list-artifacts-for-repo", "issues/list-comments"])
    fake.fail(operation, { status: 503 }, 20);
  month.open(3, "h4");
  await month.run("GitHub's API is down.", "pull_request", "m4", pull(3, "h4", "c"), "recorded");

  for (const operation of ["repos/list-commits", "actions/list-artifacts-for-repo", "issues/list-comments"]) fake.recover(operation);
  fake.comments.length = 0;

  fake.people.set("ada", "write");
  const strict = { env: { "INPUT_FAIL-ON": "drift" } };
  month.commit("h6", "c2");
  month.commit("m6", "c2", "h6");
  month.open(5, "h6");
  await month.run("A change of the mechanism is proposed where drift fails.", "pull_request", "m6", pull(5, "h6", "c2"), "drift", strict);
  await month.say("A stranger accepts it.", 5, "mallory", "/faultbox accept let it in");
  await month.say("A maintainer does, without a reason.", 5, "ada", "/faultbox accept");
  await month.say("A maintainer does, with one.", 5, "ada", "/faultbox accept the second write is the checksum");
  await month.run("The failed check runs once more.", "pull_request", "m6", pull(5, "h6", "c2"), "drift", {
    env: { ...strict.env, GITHUB_RUN_ATTEMPT: "2" },
  });
  month.commit("h7", "h6");
  month.commit("m7", "c2", "h7");
  month.open(5, "h7");
  await month.run(
    "Another commit, and the same change is to be accepted anew.",
    "pull_request",
    "m7",
    pull(5, "h7", "c2"),
    "drift",
    strict,
  );
  await month.say("The maintainer accepts again.", 5, "ada", "/faultbox accept still the checksum");
  month.commit("d", "c2");
  const merged = fake.pulls.get(5);
  if (merged) Object.assign(merged, { mergeSha: sha("d"), open: false });
  await month.run("It is squashed and merged; the branch knows that it was accepted.", "push", "d", { before: sha("c2") }, "drift", strict);
  fake.comments.length = 0;

  const night = { env: { INPUT_ISSUE: "on-regression" } };
  await month.run("A night brings a new version of a library, and with it a change.", "schedule", "d", {}, "drift", night);
  await month.run("The next night it is still there.", "schedule", "d", {}, "drift", night);
  await month.run("A night in which nothing could be told.", "schedule", "d", {}, "undecided", night);
  await month.run("The library is mended.", "schedule", "d", {}, "passed", night);

  month.commit("h8", "d");
  month.commit("m8", "d", "h8");
  month.open(6, "h8");
  const part = (shard: string): object => ({ env: { INPUT_ID: "drift", INPUT_SHARD: shard } });
  const merge = { env: { INPUT_ID: "drift", INPUT_MODE: "merge" }, sameRun: true } as const;
  await month.run("A check of two parts; the first one runs.", "pull_request", "m8", pull(6, "h8", "d"), "passed", part("1/2"));
  await month.run("The second one was cancelled; they are joined.", "pull_request", "m8", pull(6, "h8", "d"), "passed", merge);
  await month.run("The second part is started again, and finds a change.", "pull_request", "m8", pull(6, "h8", "d"), "drift", {
    ...part("2/2"),
    sameRun: true,
  });
  await month.run("They are joined again.", "pull_request", "m8", pull(6, "h8", "d"), "passed", merge);

  const text = month.diary.join("\n");
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(golden, text);
  expect(text).toBe(existsSync(golden) ? readFileSync(golden, "utf8") : "");
});
