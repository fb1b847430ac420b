/**
 * The one comment of a pull request. Several jobs of a matrix may write it at the same time, GitHub offers no compare-and-swap, and an
 * answer may be lost after the comment was created; so nobody writes and believes. Each job repeats the same steps until what it reads is
 * what it wants, and all jobs come to rest at the same comment:
 *
 *  1. Is this run still about the pull request's head? If not, a newer run has the word, and nothing is written.
 *  2. The comment is the oldest of those that are ours: written by us (not merely quoting our marker) and holding at least one section.
 *  3. There is none: create it, if there is anything to say. Creating is never repeated blindly: after a lost answer the list is read again.
 *     There is one: put our section in the place of the last one with our id and leave the others as they are.
 *  4. Wait a moment, different for each job, and read again. If another job wrote over our section between our reading and our writing,
 *     begin again.
 *  5. Younger comments of ours are duplicates of a race. One whose sections all stand in the oldest by now is deleted; one with a section
 *     that is missing there is left for the job it belongs to, which is at step 4.
 */
import { mergeSections, parseSections } from "../report/index.ts";
import { ApiError, type Api, type CommentInfo } from "./api.ts";

export interface CommentTask {
  readonly pull: number;
  /** The commit this run is about. */
  readonly head: string;
  /** Rendered Markdown of this job's section, with its marker. */
  readonly section: string;
  /** Whether a comment is created when there is none. */
  readonly create: boolean;
}

export interface CommentWorld {
  readonly api: Pick<Api, "pull" | "comments" | "createComment" | "updateComment" | "deleteComment" | "login">;
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export type CommentOutcome =
  | { readonly kind: "written"; readonly url: string }
  /** Nothing to say, and nothing said before. */
  | { readonly kind: "silent" }
  /** The pull request has moved on. */
  | { readonly kind: "stale"; readonly head: string };

/** Rounds of reading and writing. Each lost round means that another job won one, so a matrix of a few dozen legs comes to rest well before. */
const mostRounds = 8;
/** Comments are listed oldest first, so ours is on the first page unless a discussion went before it. */
const mostPages = 20;
/** Between writing and reading again: long enough for a job that read before we wrote to have written, and different for each. */
const pauseMs = { least: 300, most: 1500 };

/**
 * Writes this job's section into the pull request's comment.
 * @throws ApiError when GitHub refuses or cannot be reached; the comment is then as it was, or complete
 */
export async function writeComment(task: CommentTask, world: CommentWorld): Promise<CommentOutcome> {
  const { api } = world;
  let ours = await listOurs(task.pull, world);
  if (ours.length === 0 && !task.create) return { kind: "silent" };
  let lastError: ApiError | undefined;

  for (let round = 0; round < mostRounds; round += 1) {
    const { headSha } = await api.pull(task.pull);
    if (headSha !== task.head) return { kind: "stale", head: headSha };

    const oldest = ours[0];
    const body = mergeSections(oldest?.body, task.section);
    if (oldest !== undefined && oldest.body === body) {
      await deleteDuplicates(ours, world);
      return { kind: "written", url: oldest.url };
    }
    try {
      if (oldest === undefined) await api.createComment(task.pull, body);
      else await api.updateComment(oldest.id, body);
    } catch (error) {
      // Without an answer it may have been done; 404 is a comment that someone deleted meanwhile. Reading again tells.
      const unclear =
        error instanceof ApiError && (error.status === 0 || error.status >= 500 || (error.status === 404 && oldest !== undefined));
      if (!unclear) throw error;
      lastError = error;
    }
    await world.pause(pauseMs.least + world.random() * (pauseMs.most - pauseMs.least) * (round + 1));
    ours = await listOurs(task.pull, world);
    const now = ours[0];
    if (now !== undefined && mergeSections(now.body, task.section) === now.body) {
      await deleteDuplicates(ours, world);
      return { kind: "written", url: now.url };
    }
  }
  throw lastError ?? new ApiError(`the pull request's comment kept changing; gave up after ${mostRounds} rounds`, 0, undefined);
}

/** Our comments on a pull request, oldest first. */
export async function listOurs(pull: number, world: { readonly api: Pick<Api, "comments" | "login"> }): Promise<readonly CommentInfo[]> {
  const ours: CommentInfo[] = [];
  let login: string | undefined;
  let asked = false;
  for (let page = 1; page <= mostPages; page += 1) {
    const { items, more } = await world.api.comments(pull, page);
    for (const comment of items) {
      if (parseSections(comment.body).length === 0) continue;
      // Anyone can paste our marker into a comment of theirs, and could edit it after we had filled it. Only who we are counts.
      if (!asked) [login, asked] = [await world.api.login(), true];
      if (login === undefined ? comment.bot : comment.author === login) ours.push(comment);
    }
    if (!more || ours.length > 0) break;
  }
  return ours.toSorted((a, b) => a.id - b.id);
}

async function deleteDuplicates(ours: readonly CommentInfo[], world: CommentWorld): Promise<void> {
  const [oldest, ...younger] = ours;
  if (oldest === undefined) return;
  const kept = new Set(parseSections(oldest.body).map((section) => section.id));
  for (const comment of younger) {
    if (!parseSections(comment.body).every((section) => kept.has(section.id))) continue;
    try {
      await world.api.deleteComment(comment.id);
    } catch (error) {
      // Another job may have been quicker.
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }
}
