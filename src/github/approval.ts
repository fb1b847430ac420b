/**
 * `/faultbox accept REASON`: a person with write permission accepts, by a comment on the pull request, the changes that our comment shows.
 * Two runs take part. The one that the person's comment starts ([approve]) looks at who wrote it and at what they had before them, and writes
 * an acceptance, a section of its own, into our comment. The one that checks the pull request ([approvalsFor]) reads acceptances there.
 *
 * An acceptance is a pointer and never proof. Whoever may write may edit our comment, and other bots may write something that looks like it; so
 * the reader follows the pointer to the person's own comment, and believes the acceptance only if that comment
 *
 *  - stands under this very pull request, and has not been edited since,
 *  - still says what it is said to say,
 *  - is by a person who, now, may write to this repository.
 *
 * An acceptance holds for one commit, the pull request's head that the comment showed, and for the fingerprints that were shown with it. A newer
 * head asks again; a force-push back to the very same commit does not bring it back, since our comment has forgotten it by then. And what
 * somebody had before them is what stood there before they wrote: if our comment has changed since, nothing is accepted, and they are told.
 *
 * What a stranger writes gets no answer but a thumb down: an answer in words would be a way to make us write comments.
 */
import type { Finding } from "../drift/index.ts";
import { acceptancePrefix, cut, escapeMarkdown, makeSection, parseSections, plain, type Acceptance } from "../report/index.ts";
import { ApiError, type Api, type CommentInfo } from "./api.ts";
import { listOurs, writeComment, type CommentWorld } from "./comment.ts";
import type { Context, IssueCommentContext } from "./context.ts";

/** What a comment asks for; undefined when it does not speak to us. */
export type Command =
  | { readonly kind: "accept"; readonly reason: string }
  /** Something begins with our name and is no command. */
  | { readonly kind: "unclear"; readonly why: string };

/** Longer reasons are cut; this is a line in a comment, not a design note. */
const longestReason = 500;

/** Reads a comment. A command is the first line that says anything; what follows it, up to an empty line, belongs to the reason. */
export function commandIn(body: string): Command | undefined {
  const [paragraph = ""] = body.trim().split(/\r?\n\s*\r?\n/);
  const match = /^\/faultbox(?:\s+|$)([\s\S]*)$/.exec(paragraph.replace(/\s+/g, " ").trim());
  if (match === null) return undefined;
  const [, word = "", rest = ""] = /^(\S*)\s?([\s\S]*)$/.exec(match[1] ?? "") ?? [];
  if (word !== "accept") return { kind: "unclear", why: "the only command is `/faultbox accept REASON`" };
  // Something that shows must be left: dots or invisible characters are no reason.
  if (!/[\p{L}\p{N}]/u.test(rest)) return { kind: "unclear", why: "a reason is needed: `/faultbox accept REASON`" };
  return { kind: "accept", reason: cut(plain(rest.trim()), longestReason) };
}

export interface ApprovalWorld extends CommentWorld {
  readonly api: CommentWorld["api"] & Pick<Api, "comment" | "permissionOf" | "react" | "run" | "rerunFailed">;
  readonly log: (line: string) => void;
  readonly warn: (title: string, message: string) => void;
}

/**
 * Deals with one comment.
 * @throws ApiError when GitHub refuses or cannot be reached; nothing is accepted then
 */
export async function approve(context: IssueCommentContext, world: ApprovalWorld): Promise<void> {
  const { api, log, warn } = world;
  const { pullRequest, comment, action } = context;
  const command = commandIn(comment.body);
  if (pullRequest === undefined || command === undefined || action !== "created") {
    log(action === "created" ? "the comment is no command for us" : `a comment that was ${action} is no command: only a new one is`);
    return;
  }
  if (comment.bot || !mayWrite(await api.permissionOf(comment.author))) {
    log("whoever wrote the comment may not write to this repository: nothing is accepted");
    await api.react(comment.id, "-1");
    return;
  }
  const refuse = async (why: string): Promise<void> => {
    log(`nothing is accepted: ${why}`);
    await api.react(comment.id, "-1");
    await api.createComment(pullRequest, `**${escapeMarkdown(comment.author)}**, nothing was accepted: ${why}.`);
  };
  if (command.kind === "unclear") return refuse(command.why);
  const pull = await api.pull(pullRequest);
  if (!pull.open) return refuse("the pull request is closed");

  const [ours] = await listOurs(pullRequest, world);
  const short = pull.headSha.slice(0, 7);
  const sections = parseSections(ours?.body ?? "").filter(({ id, sha }) => sha === pull.headSha && !id.startsWith(acceptancePrefix));
  const prints = [...new Set(sections.flatMap(({ findings }) => findings))];
  if (ours === undefined || sections.length === 0)
    return refuse(`there is no result for the pull request's newest commit \`${short}\` yet; say it again once there is`);
  if (prints.length === 0) return refuse(`the result for \`${short}\` shows no change that could be accepted`);
  if (!(Date.parse(ours.updatedAt) < Date.parse(comment.createdAt)))
    return refuse("the result has changed since you wrote; look at it, and say it again");

  const section = acceptanceSection({ comment, reason: command.reason, head: pull.headSha, prints });
  const outcome = await writeComment({ pull: pullRequest, head: pull.headSha, section, create: false }, world);
  if (outcome.kind !== "written") return refuse(`the pull request has moved on from \`${short}\` meanwhile`);
  log(`${plain(comment.author)} has accepted ${prints.length === 1 ? "1 change" : `${prints.length} changes`} at ${short}`);
  await api.react(comment.id, "+1");

  for (const runId of new Set(sections.filter(({ findings }) => findings.length > 0).map(({ order }) => Math.floor(order / 1000)))) {
    try {
      const run = await api.run(runId);
      // A run that did not fail has nothing to make good; its next one knows of the acceptance.
      if (run.conclusion !== "failure") continue;
      await api.rerunFailed(runId);
      log(`the failed jobs of ${run.url} were started again`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      warn("Not started again", `The run that failed has to be started again by hand. ${error.message}`);
    }
  }
}

function acceptanceSection(accepted: {
  readonly comment: IssueCommentContext["comment"];
  readonly reason: string;
  readonly head: string;
  readonly prints: readonly string[];
}): string {
  const { comment, reason, head, prints } = accepted;
  const changes = prints.length === 1 ? "1 change" : `${prints.length} changes`;
  const text = [
    `### ☑️ ${changes} accepted by ${escapeMarkdown(comment.author)}`,
    `${escapeMarkdown(reason)}`,
    `<sub>For commit ${head.slice(0, 7)} only; a newer one asks again.</sub>`,
  ].join("\n\n");
  return makeSection(`${acceptancePrefix}${comment.id}`, head, comment.id, text, prints);
}

function mayWrite(permission: string): boolean {
  return permission === "admin" || permission === "write";
}

/** The pull request, and the commit of it, whose acceptances hold for this run. */
async function pullOf(
  context: Context,
  api: Pick<Api, "pull" | "pullsOfCommit">,
): Promise<{ readonly number: number; readonly head: string } | undefined> {
  switch (context.event) {
    case "pull_request":
      return { number: context.pullRequest, head: context.head };
    case "merge_group": {
      if (context.pullRequest === undefined) return undefined;
      return { number: context.pullRequest, head: (await api.pull(context.pullRequest)).headSha };
    }
    case "push": {
      // What was accepted before the merge is accepted after it, whichever way it was merged.
      const pulls = await api.pullsOfCommit(context.sha);
      const merged = pulls.find(({ mergeSha, baseRef }) => mergeSha === context.sha && context.ref === `refs/heads/${baseRef}`);
      return merged && { number: merged.number, head: merged.headSha };
    }
    case "schedule":
    case "workflow_dispatch":
    case "workflow_run":
    case "issue_comment":
    case "other":
      return undefined;
  }
}

export interface ApprovalReader extends Pick<CommentWorld, "pause" | "random"> {
  readonly api: CommentWorld["api"] & Pick<Api, "comment" | "permissionOf" | "pullsOfCommit">;
  readonly log: (line: string) => void;
}

/**
 * Which of [findings] people have accepted by comments that hold for this run.
 * @throws ApiError when GitHub cannot be asked
 */
export async function approvalsFor(context: Context, findings: readonly Finding[], world: ApprovalReader): Promise<readonly Acceptance[]> {
  const pull = await pullOf(context, world.api);
  if (pull === undefined) return [];
  const [ours] = await listOurs(pull.number, world);
  const approvals: Acceptance[] = [];
  const permissions = new Map<string, boolean>();
  for (const { id, sha, findings: prints } of parseSections(ours?.body ?? "")) {
    const wanted = findings.filter(({ fingerprint }) => prints.includes(fingerprint));
    if (!id.startsWith(acceptancePrefix) || sha !== pull.head || wanted.length === 0) continue;
    const said = await statementOf(Number(id.slice(acceptancePrefix.length)), pull.number, world.api);
    if (typeof said === "string") {
      world.log(`an acceptance does not count: ${said}`);
      continue;
    }
    const { author } = said.comment;
    permissions.set(author, permissions.get(author) ?? mayWrite(await world.api.permissionOf(author)));
    if (permissions.get(author) !== true) {
      world.log("an acceptance does not count: whoever wrote it may not write to this repository");
      continue;
    }
    for (const { fingerprint, test, sentence } of wanted)
      approvals.push({ fingerprint, test, change: sentence, reason: said.reason, by: author, at: said.comment.createdAt });
  }
  return approvals;
}

/** What a person's own comment says, or why it says nothing. */
async function statementOf(
  id: number,
  pull: number,
  api: Pick<Api, "comment">,
): Promise<{ readonly comment: CommentInfo; readonly reason: string } | string> {
  if (!Number.isSafeInteger(id)) return "it names no comment";
  let comment: CommentInfo;
  try {
    comment = await api.comment(id);
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 410)) return "its comment is gone";
    throw error;
  }
  if (comment.under !== pull) return "its comment stands somewhere else";
  if (comment.bot) return "its comment is not a person's";
  if (comment.updatedAt !== comment.createdAt) return "its comment was edited afterwards";
  const command = commandIn(comment.body);
  if (command?.kind !== "accept") return "its comment does not accept anything";
  return { comment, reason: command.reason };
}
