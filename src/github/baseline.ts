/**
 * Finds what a check is compared with. Recordings are artifacts of this repository's own runs; which of them is the baseline is decided
 * like this:
 *
 *  1. The *wanted* commit is the one that the tested tree was built upon: for a pull request the base parent of the tested merge commit (or
 *     the merge base, when the head itself was checked out); for a push the branch's tip before; for a merge group its base; for a schedule
 *     or a manual run the commit itself, recorded earlier. See [wantedBase].
 *  2. Of the recordings with this check's name, those count that are not expired and that a run made on the repository's own code. A
 *     fork's pull request may carry any name and any branch name; the run's head repository tells it apart.
 *  3. The recording of the wanted commit is taken; else that of its nearest ancestor, nearest by the number of commits between. The caller
 *     tells people how far away it is.
 *  4. The run that made it must have been started by a trusted event: push, schedule or workflow_dispatch. A pull request's run tests a
 *     merge that never enters history, so it can never be a baseline, whatever its commit later becomes.
 *  5. The archive is downloaded, its digest compared, and unpacked under limits. A recording that has expired meanwhile or is broken is
 *     passed over, with a line in the log, and the next one is tried.
 *
 * Nothing needs the history in the checkout, which is usually one commit deep: all is asked of the API, and in the usual case three calls do.
 */
import { createHash } from "node:crypto";
import type { Baseline } from "../ci/index.ts";
import { ApiError, type Api, type ArtifactInfo, type Commit, type RunInfo } from "./api.ts";
import type { Context } from "./context.ts";
import { ArchiveError, unzipText, type ArchiveLimits } from "./unzip.ts";

/** Runs of these events execute code that people with write access put into this repository. */
const trustedEvents: readonly string[] = ["push", "schedule", "workflow_dispatch"];

/** Pages of a hundred, of artifacts and of commits, that are looked through before giving up: an older baseline says little. */
const deepest = 3;
/** Recordings that are tried before giving up: each costs two calls. */
const mostAttempts = 4;

/** A recording is a few kilobytes a test; these leave room for thousands of tests. */
const recordingLimits: ArchiveLimits = { files: 2000, fileBytes: 32 * 1024 * 1024, totalBytes: 128 * 1024 * 1024 };
const packedLimitBytes = 64 * 1024 * 1024;

/** The name under which recordings of a check are stored. */
export const recordingName = (id: string): string => `faultbox-recording-${id}`;

export interface WantedBase {
  readonly sha: string;
  /** How people call it: `the base`, `the commit before this push`. */
  readonly called: string;
}

/**
 * The commit that a run is to be compared with.
 * @param checkedOut what `HEAD` in the checkout is, when that is known
 * @returns the commit, or why there is none
 * @throws ApiError when the history cannot be read
 */
export async function wantedBase(
  context: Context,
  checkedOut: string | undefined,
  api: Api,
): Promise<WantedBase | { readonly none: string }> {
  switch (context.event) {
    case "pull_request": {
      if (checkedOut === context.head) {
        return { sha: await api.mergeBase(context.base, context.head), called: "the merge base" };
      }
      // GITHUB_SHA is the merge; its first parent is the base as it was merged, which the payload's may lag behind.
      const merge = await api.commit(context.sha).catch((error: unknown) => {
        if (error instanceof ApiError && (error.status === 404 || error.status === 422)) return undefined;
        throw error;
      });
      const isMerge = merge !== undefined && merge.parents.length === 2;
      return { sha: isMerge ? (merge.parents[0] ?? context.base) : context.base, called: "the base" };
    }
    case "push": {
      if (context.before !== undefined && !context.forced) return { sha: context.before, called: "the commit before this push" };
      const parent = (await api.commit(context.sha)).parents[0];
      if (parent === undefined) return { none: "this is the repository's first commit" };
      return {
        sha: parent,
        called: context.forced ? "the parent of the commit that was force-pushed" : "the parent of the new branch's tip",
      };
    }
    case "merge_group":
      return { sha: context.base, called: "the base of the merge group" };
    case "schedule":
    case "workflow_dispatch":
      return { sha: context.sha, called: "this commit" };
    case "workflow_run":
    case "issue_comment":
    case "other":
      return { none: `nothing is compared on ${context.event === "other" ? context.name : context.event}` };
  }
}

export interface BaselineQuestion {
  readonly wanted: WantedBase;
  /** The check's id. */
  readonly id: string;
  readonly repositoryId: number;
  /** Its own recordings (of an earlier attempt) are no baseline. */
  readonly ownRunId: number;
  /** Only recordings that these runs have made count; all of trusted events when absent. */
  readonly madeBy?: readonly RunInfo[];
  readonly log: (line: string) => void;
}

/**
 * Looks for the recording to compare with.
 * @returns the baseline, or a sentence for people why there is none
 * @throws ApiError when GitHub cannot be asked
 */
export async function findRecording(question: BaselineQuestion, api: Api): Promise<Baseline | { readonly none: string }> {
  const { wanted, repositoryId, ownRunId, log } = question;
  const name = recordingName(question.id);
  const usable = (artifact: ArtifactInfo): boolean =>
    (question.madeBy?.some((run) => run.id === artifact.runId) ?? true) &&
    artifact.name === name &&
    !artifact.expired &&
    artifact.headRepositoryId === repositoryId &&
    artifact.runId !== ownRunId;

  const artifacts: ArtifactInfo[] = [];
  const history: Commit[] = [];
  const rejected = new Set<number>();
  const runs = new Map<number, RunInfo>((question.madeBy ?? []).map((run) => [run.id, run]));
  let attempts = 0;
  let seen = 0;
  let moreArtifacts = true;
  let moreHistory = true;

  const attempt = async (artifact: ArtifactInfo, distance: number): Promise<Baseline | undefined> => {
    attempts += 1;
    rejected.add(artifact.id);
    const short = artifact.headSha.slice(0, 7);
    try {
      const run = runs.get(artifact.runId) ?? (await api.run(artifact.runId));
      runs.set(run.id, run);
      if (!trustedEvents.includes(run.event) || run.headRepositoryId !== repositoryId || run.headSha !== artifact.headSha) {
        log(`the recording of ${short} was made by ${run.event}, which is no baseline: passed over`);
        return undefined;
      }
      const bytes = await api.download(artifact.id, packedLimitBytes);
      verifyDigest(bytes, artifact.digest);
      const files = unzipText(bytes, recordingLimits);
      return { origin: await describe(artifact, run, distance), files };
    } catch (error) {
      const gone = error instanceof ApiError && (error.status === 404 || error.status === 410);
      if (!gone && !(error instanceof ArchiveError)) throw error;
      log(`the recording of ${short} cannot be used (${error.message}): passed over`);
      return undefined;
    }
  };

  const describe = async (artifact: ArtifactInfo, run: RunInfo, distance: number): Promise<Baseline["origin"]> => {
    const where = run.headBranch === "" ? "" : ` on ${run.headBranch}`;
    const commits = distance === 1 ? "1 commit" : `${distance} commits`;
    // Only asked when it explains something, and not worth failing for.
    const waiting =
      distance > 0 && (await api.runsOf("push", { sha: wanted.sha }).catch(() => [])).some((one) => !one.completed)
        ? `, whose own run has not finished`
        : "";
    const far = distance === 0 ? "" : `, ${commits} before ${wanted.called}${waiting}`;
    return {
      kind: "artifact",
      description: `the ${run.event === "push" ? "" : `${run.event} `}run of ${artifact.headSha.slice(0, 7)}${where}${far}`,
      sha: artifact.headSha,
      distance,
      url: run.url,
    };
  };

  for (let page = 1; page <= deepest; page += 1) {
    if (moreArtifacts) {
      const list = await api.artifacts(name, page);
      seen += list.items.length;
      artifacts.push(...list.items.filter(usable));
      moreArtifacts = list.more;
    }
    if (artifacts.length === 0 && !moreArtifacts) break;

    // The usual case, before any history is asked for.
    for (const artifact of artifacts.filter((one) => one.headSha === wanted.sha && !rejected.has(one.id))) {
      if (attempts === mostAttempts) return tooManyAttempts;
      const found = await attempt(artifact, 0);
      if (found) return found;
    }
    if (artifacts.every((one) => rejected.has(one.id)) && !moreArtifacts) break;

    if (moreHistory) {
      const list = await api.history(wanted.sha, page);
      history.push(...list.items);
      moreHistory = list.more;
    }
    for (const { artifact, distance } of nearest(history, wanted.sha, artifacts)) {
      if (rejected.has(artifact.id)) continue;
      if (attempts === mostAttempts) return tooManyAttempts;
      const found = await attempt(artifact, distance);
      if (found) return found;
    }
    if (!moreArtifacts && !moreHistory) break;
  }

  if (seen === 0) return { none: `no recording called ${name} exists yet` };
  if (artifacts.length === 0) return { none: `all recordings called ${name} have expired or come from other repositories` };
  return {
    none: `no usable recording belongs to ${wanted.called} (${wanted.sha.slice(0, 7)}) or to the ${history.length} commits before it`,
  };
}

/**
 * What a scheduled check is compared with: the last pushed recording, and besides the last scheduled one. The first counts: what a night has
 * brought (a new version of something installed) it tells every night until somebody pushes, where the last scheduled one would call it usual from
 * the second night on, and would call a merged change a regression. The second speaks where the first cannot be compared with: after a new
 * kernel or image.
 * @throws ApiError when GitHub cannot be asked
 */
export async function findScheduled(question: BaselineQuestion, branch: string, api: Api): Promise<Baseline | { readonly none: string }> {
  const found: (Baseline | { readonly none: string })[] = [];
  for (const event of ["push", "schedule"]) {
    const madeBy = (await api.runsOf(event, { branch })).filter((run) => run.completed);
    found.push(
      madeBy.length === 0 ? { none: `no ${event} run of ${branch} exists yet` } : await findRecording({ ...question, madeBy }, api),
    );
  }
  const [first, ...also] = found.flatMap((one) => ("none" in one ? [] : [one]));
  if (first !== undefined) return { ...first, also };
  return { none: found.flatMap((one) => ("none" in one ? [one.none] : [])).join("; ") };
}

const tooManyAttempts = { none: `${mostAttempts} recordings near the base were tried and none could be used` };

/**
 * Recordings of ancestors, nearest first. The distance of an ancestor is the number of commits that the wanted one has and it has not, as `git
 * rev-list --count ancestor..wanted` counts, within the part of history that was read.
 */
export function nearest(
  history: readonly Commit[],
  wanted: string,
  artifacts: readonly ArtifactInfo[],
): readonly { readonly artifact: ArtifactInfo; readonly distance: number }[] {
  const commits = new Map(history.map((commit) => [commit.sha, commit]));
  const reachable = (from: string): ReadonlySet<string> => {
    const found = new Set<string>();
    const rest = [from];
    for (let sha = rest.pop(); sha !== undefined; sha = rest.pop()) {
      const commit = found.has(sha) ? undefined : commits.get(sha);
      if (commit === undefined) continue;
      found.add(sha);
      rest.push(...commit.parents);
    }
    return found;
  };
  const all = reachable(wanted);
  return artifacts
    .filter((artifact) => all.has(artifact.headSha))
    .map((artifact) => ({ artifact, distance: all.size - reachable(artifact.headSha).size }))
    .sort((a, b) => a.distance - b.distance || b.artifact.id - a.artifact.id);
}

function verifyDigest(bytes: Uint8Array, digest: string | undefined): void {
  if (digest === undefined) return;
  const found = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  if (found !== digest.toLowerCase()) throw new ArchiveError(`its digest is ${found.slice(0, 20)}…, not ${digest.slice(0, 20)}…`);
}
