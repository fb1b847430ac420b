/**
 * GitHub's REST API, as far as we use it: a dozen operations, each a function that returns parsed data. Everything that every caller would
 * have to think of is here once: retries of what may be repeated, waiting when asked to (Retry-After, secondary limits), a time limit for
 * each attempt, a count of requests, and errors as sentences that name the missing permission and the YAML that grants it.
 *
 * Reading may be repeated freely. Creating may not: an answer that was lost does not mean that nothing happened, so [createComment] never
 * retries, and its caller looks before it tries again.
 */
import { randomUUID } from "node:crypto";
import { getOctokit } from "@actions/github";
import { GitHub } from "@actions/github/lib/utils";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import * as v from "valibot";

/** A request that failed for good. [status] is 0 when no answer came. */
export class ApiError extends Error {
  readonly status: number;
  /** The permission the token lacks, as `permissions:` spells it: `pull-requests: write`. */
  readonly missing: string | undefined;
  constructor(message: string, status: number, missing: string | undefined, options?: ErrorOptions) {
    super(message, options);
    this.name = "ApiError";
    this.status = status;
    this.missing = missing;
  }
}

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
}

export interface ArtifactInfo {
  readonly id: number;
  readonly name: string;
  readonly expired: boolean;
  readonly sizeBytes: number;
  /** `sha256:…`; artifacts of before mid 2025 have none. */
  readonly digest?: string;
  readonly runId: number;
  readonly headSha: string;
  /** The repository whose code the run executed: another one for a fork's pull request. */
  readonly headRepositoryId: number;
}

export interface RunInfo {
  readonly id: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepositoryId?: number;
  readonly url: string;
  /** `.github/workflows/faultbox.yml`; absent where GitHub does not say. */
  readonly workflow?: string;
  readonly completed: boolean;
  /** `success`, `failure`, …; absent while it runs. */
  readonly conclusion?: string;
}

export interface PullInfo {
  readonly number: number;
  readonly headSha: string;
  readonly open: boolean;
}

/** A pull request by which a commit came in. */
export interface MergedPull extends PullInfo {
  readonly baseRef: string;
  /** The commit that merging made; absent while it is not merged. */
  readonly mergeSha?: string;
}

export interface CommentInfo {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  readonly author: string;
  readonly bot: boolean;
  /** ISO 8601, to the second. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The issue or pull request that it stands under. */
  readonly under: number;
}

export interface IssueInfo {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly author: string;
  readonly bot: boolean;
}

export interface CacheInfo {
  readonly key: string;
  /** `refs/heads/main`, `refs/pull/7/merge`: whose runs may read it, and where it was written. */
  readonly ref: string;
}

/** One page of a list; [more] when there is another. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

export interface Api {
  /** Requests sent so far, every attempt of every operation. */
  readonly calls: () => number;
  readonly commit: (sha: string) => Promise<Commit>;
  /** 100 commits from [sha] backwards, newest first. */
  readonly history: (sha: string, page: number) => Promise<Page<Commit>>;
  readonly mergeBase: (base: string, head: string) => Promise<string>;
  /** 100 artifacts of the repository with this very name, newest first. */
  readonly artifacts: (name: string, page: number) => Promise<Page<ArtifactInfo>>;
  /** Artifacts of one run, or those of them with this very name. */
  readonly artifactsOfRun: (runId: number, page: number, name?: string) => Promise<Page<ArtifactInfo>>;
  readonly run: (id: number) => Promise<RunInfo>;
  /** The latest runs of an event: for one commit, or of one branch. */
  readonly runsOf: (event: string, of: { readonly sha: string } | { readonly branch: string }) => Promise<readonly RunInfo[]>;
  /** Starts the failed jobs of a finished run once more. */
  readonly rerunFailed: (runId: number) => Promise<void>;
  /** Cache entries whose key begins with [key], newest first. */
  readonly caches: (key: string) => Promise<readonly CacheInfo[]>;
  /** The archive's bytes; an ApiError when it would be more than [limitBytes]. */
  readonly download: (artifactId: number, limitBytes: number) => Promise<Uint8Array>;
  readonly pull: (number: number) => Promise<PullInfo>;
  /** Open pull requests whose head is this branch of this owner's fork. */
  readonly pullsFrom: (owner: string, branch: string) => Promise<readonly PullInfo[]>;
  /** The pull requests that a commit belongs to. */
  readonly pullsOfCommit: (sha: string) => Promise<readonly MergedPull[]>;
  /** What somebody may do in the repository. */
  readonly permissionOf: (login: string) => Promise<"admin" | "write" | "read" | "none">;
  readonly comment: (id: number) => Promise<CommentInfo>;
  readonly react: (commentId: number, content: "+1" | "-1") => Promise<void>;
  readonly comments: (pull: number, page: number) => Promise<Page<CommentInfo>>;
  readonly createComment: (pull: number, body: string) => Promise<CommentInfo>;
  readonly updateComment: (id: number, body: string) => Promise<CommentInfo>;
  readonly deleteComment: (id: number) => Promise<void>;
  /** Open issues, the one that changed last first; pull requests are left out. */
  readonly openIssues: (page: number) => Promise<Page<IssueInfo>>;
  readonly createIssue: (title: string, body: string) => Promise<IssueInfo>;
  readonly updateIssue: (
    number: number,
    change: { readonly title?: string; readonly body?: string; readonly closed?: true },
  ) => Promise<void>;
  /** Says something under an issue. */
  readonly commentIssue: (number: number, body: string) => Promise<void>;
  /** The login behind the token; undefined for a workflow's own token, which may not ask. */
  readonly login: () => Promise<string | undefined>;
}

export interface ApiOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly signal: AbortSignal;
  /** Told when a request has to wait, in a sentence. */
  readonly log: (line: string) => void;
  /** Milliseconds that count as one second of waiting: 1000. Tests say 0, and nothing waits for anything. */
  readonly second?: number;
}

/** An attempt that takes longer than this is given up; GitHub itself stops at 10 s. */
const attemptLimitMs = 30_000;
/** Longer than this no job should wait for a comment: the request fails instead and the summary says so. */
const longestWaitSeconds = 120;

const Sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/));
const Id = v.pipe(v.number(), v.integer());
const CommitShape = v.object({ sha: Sha, parents: v.array(v.object({ sha: Sha })) });
const ArtifactShape = v.object({
  id: Id,
  name: v.string(),
  expired: v.boolean(),
  size_in_bytes: v.number(),
  digest: v.nullish(v.string()),
  workflow_run: v.nullish(v.object({ id: v.optional(Id), head_sha: v.optional(Sha), head_repository_id: v.optional(Id) })),
});
const ArtifactList = v.object({ total_count: v.number(), artifacts: v.array(ArtifactShape) });
const RunShape = v.object({
  id: Id,
  event: v.string(),
  status: v.nullish(v.string()),
  conclusion: v.nullish(v.string()),
  path: v.nullish(v.string()),
  head_sha: Sha,
  head_branch: v.nullish(v.string()),
  head_repository: v.nullish(v.object({ id: Id })),
  html_url: v.string(),
});
const PullShape = v.object({ number: Id, state: v.string(), head: v.object({ sha: Sha }) });
const CommentShape = v.object({
  id: Id,
  body: v.optional(v.string(), ""),
  html_url: v.string(),
  user: v.nullish(v.object({ login: v.string(), type: v.string() })),
  created_at: v.string(),
  updated_at: v.string(),
  issue_url: v.pipe(v.string(), v.regex(/\/issues\/\d{1,10}$/)),
});
const MergedPullShape = v.object({
  ...PullShape.entries,
  base: v.object({ ref: v.string() }),
  merged_at: v.nullish(v.string()),
  merge_commit_sha: v.nullish(v.string()),
});
const IssueShape = v.object({
  number: Id,
  title: v.string(),
  body: v.nullish(v.string(), ""),
  html_url: v.string(),
  user: v.nullish(v.object({ login: v.string(), type: v.string() })),
  pull_request: v.optional(v.unknown()),
});
const CacheList = v.object({ actions_caches: v.array(v.object({ key: v.optional(v.string(), ""), ref: v.optional(v.string(), "") })) });

const pageSize = 100;

/** What each permission is needed for; the sentence of a refused request begins with it. */
const purposes = {
  "contents: read": "reading the repository's history",
  "actions: read": "reading recordings of earlier runs",
  "pull-requests: write": "writing the pull request's comment",
  "pull-requests: read": "reading the pull request",
  "actions: write": "starting the failed jobs again",
  "issues: read": "looking for the issue of the schedule",
  "issues: write": "writing the issue of the schedule",
  "metadata: read": "asking what somebody may do here",
} as const;
type Permission = keyof typeof purposes;

/**
 * A client for one repository.
 * @throws ApiError from each of its functions, with a sentence for people
 */
export function openApi(options: ApiOptions): Api {
  const { owner, repo, signal, log } = options;
  const second = options.second ?? 1000;
  let calls = 0;

  type Plugin = Parameters<typeof getOctokit>[2];
  // Given first, so innermost: it sees every attempt that the plugins outside it make, and gives each its own time limit.
  const limits: Plugin = (octokit) => {
    octokit.hook.wrap("request", (request, parameters) => {
      // Hooks that are further in hold this very object; a changed copy would not reach them.
      parameters.request = { ...parameters.request, signal: AbortSignal.any([signal, AbortSignal.timeout(attemptLimitMs)]) };
      return request(parameters);
    });
  };
  const counting: Plugin = (octokit) => {
    octokit.hook.wrap("request", (request, parameters) => {
      calls += 1;
      return request(parameters);
    });
  };

  const waits = (kind: string) => (retryAfter: number, request: { method?: string; url?: string }, _octokit: unknown, retried: number) => {
    const again = retried < 2 && retryAfter <= longestWaitSeconds;
    log(
      `GitHub asks to slow down (${kind}, ${request.method ?? ""} ${request.url ?? ""}): ${again ? `waiting ${retryAfter} s` : "giving up"}`,
    );
    return again;
  };
  // The throttling plugin spaces writes by whole seconds of its own, in waiting lines that can be given to it.
  const atOnce = { key: () => ({ schedule: (_: unknown, work: () => Promise<void>) => work() }) };
  const spacing: object = second === 0 ? { write: atOnce, notifications: atOnce } : {};
  const common = {
    baseUrl: options.apiUrl,
    userAgent: "faultbox-action",
    // The sentence we make of an error says more than octokit's own lines in the log.
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    retry: { retries: 3, retryAfterBaseValue: second },
    throttle: {
      // Each client has waiting lines of its own; by default all of a process share them.
      id: randomUUID(),
      retryAfterBaseValue: second,
      fallbackSecondaryRateRetryAfter: 60,
      ...spacing,
      onRateLimit: waits("rate limit"),
      onSecondaryRateLimit: waits("secondary rate limit"),
    },
  };
  const octokit = getOctokit(options.token, common, limits, counting, retry, throttling);
  // Signed addresses of stored files must not be sent the token, so they have a client of their own without one.
  const anonymous = new (GitHub.plugin(limits, retry))({ ...common, baseUrl: options.apiUrl });
  const here = { owner, repo };

  /** Runs one operation, parses what came, and turns whatever went wrong into an ApiError. */
  async function ask<const S extends v.GenericSchema>(
    permission: Permission,
    schema: S,
    operation: () => Promise<{ data: unknown }>,
  ): Promise<v.InferOutput<S>> {
    let data: unknown;
    try {
      ({ data } = await operation());
    } catch (error) {
      throw explain(error, permission, signal);
    }
    const parsed = v.safeParse(schema, data);
    if (parsed.success) return parsed.output;
    const issue = parsed.issues[0];
    const place = v.getDotPath(issue);
    const got = typeof data === "string" ? "text instead of JSON" : `${place ?? "the answer"}: ${issue.message}`;
    throw new ApiError(`${purposes[permission]} failed: GitHub's answer could not be understood (${got})`, 0, undefined);
  }

  const commit = (shape: v.InferOutput<typeof CommitShape>): Commit => ({
    sha: shape.sha,
    parents: shape.parents.map((parent) => parent.sha),
  });
  const artifactPage = (list: v.InferOutput<typeof ArtifactList>, page: number): Page<ArtifactInfo> => ({
    more: list.total_count > page * pageSize && list.artifacts.length > 0,
    items: list.artifacts.flatMap((artifact) => {
      const run = artifact.workflow_run;
      // Without a run there is nothing that could make it trustworthy.
      if (run?.id === undefined || run.head_sha === undefined || run.head_repository_id === undefined) return [];
      return [
        {
          id: artifact.id,
          name: artifact.name,
          expired: artifact.expired,
          sizeBytes: artifact.size_in_bytes,
          ...(artifact.digest ? { digest: artifact.digest } : {}),
          runId: run.id,
          headSha: run.head_sha,
          headRepositoryId: run.head_repository_id,
        },
      ];
    }),
  });
  const pullOf = (shape: v.InferOutput<typeof PullShape>): PullInfo => ({
    number: shape.number,
    headSha: shape.head.sha,
    open: shape.state === "open",
  });
  const commentOf = (shape: v.InferOutput<typeof CommentShape>): CommentInfo => ({
    id: shape.id,
    body: shape.body,
    url: shape.html_url,
    author: shape.user?.login ?? "",
    bot: shape.user?.type === "Bot",
    createdAt: shape.created_at,
    updatedAt: shape.updated_at,
    under: Number(/\d+$/.exec(shape.issue_url)?.[0]),
  });
  const issueOf = (shape: v.InferOutput<typeof IssueShape>): IssueInfo => ({
    number: shape.number,
    title: shape.title,
    body: shape.body,
    url: shape.html_url,
    author: shape.user?.login ?? "",
    bot: shape.user?.type === "Bot",
  });

  return {
    calls: () => calls,
    // The list of one commit instead of the commit itself: that one would bring up to 300 changed files along.
    commit: async (sha) => {
      const [first] = await ask("contents: read", v.array(CommitShape), () =>
        octokit.rest.repos.listCommits({ ...here, sha, per_page: 1 }),
      );
      if (first === undefined) throw new ApiError(`the commit ${sha} is not in the repository`, 404, undefined);
      return commit(first);
    },
    history: async (sha, page) => {
      const list = await ask("contents: read", v.array(CommitShape), () =>
        octokit.rest.repos.listCommits({ ...here, sha, page, per_page: pageSize }),
      );
      return { items: list.map(commit), more: list.length === pageSize };
    },
    mergeBase: async (base, head) => {
      const shape = v.object({ merge_base_commit: v.object({ sha: Sha }) });
      // One commit a page: the answer would otherwise hold all commits and up to 300 files, and only the merge base is wanted.
      const answer = await ask("contents: read", shape, () =>
        octokit.rest.repos.compareCommitsWithBasehead({ ...here, basehead: `${base}...${head}`, per_page: 1, page: 2 }),
      );
      return answer.merge_base_commit.sha;
    },
    artifacts: async (name, page) =>
      artifactPage(
        await ask("actions: read", ArtifactList, () =>
          octokit.rest.actions.listArtifactsForRepo({ ...here, name, page, per_page: pageSize }),
        ),
        page,
      ),
    artifactsOfRun: async (runId, page, name) =>
      artifactPage(
        await ask("actions: read", ArtifactList, () =>
          octokit.rest.actions.listWorkflowRunArtifacts({
            ...here,
            run_id: runId,
            page,
            per_page: pageSize,
            ...(name === undefined ? {} : { name }),
          }),
        ),
        page,
      ),
    run: async (id) => runOf(await ask("actions: read", RunShape, () => octokit.rest.actions.getWorkflowRun({ ...here, run_id: id }))),
    runsOf: async (event, of) => {
      const shape = v.object({ workflow_runs: v.array(RunShape) });
      const which = "sha" in of ? { head_sha: of.sha } : { branch: of.branch };
      const list = await ask("actions: read", shape, () =>
        octokit.rest.actions.listWorkflowRunsForRepo({ ...here, ...which, event, per_page: 20 }),
      );
      return list.workflow_runs.map(runOf);
    },
    rerunFailed: async (runId) => {
      await ask("actions: write", v.unknown(), () => octokit.rest.actions.reRunWorkflowFailedJobs({ ...here, run_id: runId }));
    },
    caches: async (key) =>
      (
        await ask("actions: read", CacheList, () =>
          octokit.rest.actions.getActionsCacheList({ ...here, key, per_page: pageSize, sort: "created_at", direction: "desc" }),
        )
      ).actions_caches,
    download: async (artifactId, limitBytes) => {
      try {
        const answer = await octokit.rest.actions.downloadArtifact({
          ...here,
          artifact_id: artifactId,
          archive_format: "zip",
          request: { redirect: "manual" },
        });
        const location = answer.headers.location;
        if (!location) throw new ApiError("GitHub named no address to download the recording from", 0, undefined);
        const file = await anonymous.request({ method: "GET", url: location, request: { parseSuccessResponseBody: false } });
        return await bounded(file.data, limitBytes);
      } catch (error) {
        throw error instanceof ApiError ? error : explain(error, "actions: read", signal);
      }
    },
    pull: async (number) =>
      pullOf(await ask("pull-requests: read", PullShape, () => octokit.rest.pulls.get({ ...here, pull_number: number }))),
    pullsFrom: async (headOwner, branch) =>
      (
        await ask("pull-requests: read", v.array(PullShape), () =>
          octokit.rest.pulls.list({ ...here, state: "open", head: `${headOwner}:${branch}`, per_page: pageSize }),
        )
      ).map(pullOf),
    pullsOfCommit: async (sha) =>
      (
        await ask("pull-requests: read", v.array(MergedPullShape), () =>
          octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...here, commit_sha: sha }),
        )
      ).map((pull) => ({
        ...pullOf(pull),
        baseRef: pull.base.ref,
        ...(pull.merged_at && pull.merge_commit_sha ? { mergeSha: pull.merge_commit_sha } : {}),
      })),
    permissionOf: async (login) => {
      const shape = v.object({ permission: v.string() });
      const { permission } = await ask("metadata: read", shape, () =>
        octokit.rest.repos.getCollaboratorPermissionLevel({ ...here, username: login }),
      );
      return permission === "admin" || permission === "write" || permission === "read" ? permission : "none";
    },
    comment: async (id) =>
      commentOf(await ask("pull-requests: read", CommentShape, () => octokit.rest.issues.getComment({ ...here, comment_id: id }))),
    react: async (commentId, content) => {
      await ask("pull-requests: write", v.unknown(), () =>
        octokit.rest.reactions.createForIssueComment({ ...here, comment_id: commentId, content }),
      );
    },
    openIssues: async (page) => {
      const list = await ask("issues: read", v.array(IssueShape), () =>
        octokit.rest.issues.listForRepo({ ...here, state: "open", sort: "updated", direction: "desc", page, per_page: pageSize }),
      );
      return { items: list.filter((issue) => issue.pull_request === undefined).map(issueOf), more: list.length === pageSize };
    },
    createIssue: async (title, body) =>
      issueOf(await ask("issues: write", IssueShape, () => octokit.rest.issues.create({ ...here, title, body, request: { retries: 0 } }))),
    updateIssue: async (number, { title, body, closed }) => {
      await ask("issues: write", v.unknown(), () =>
        octokit.rest.issues.update({
          ...here,
          issue_number: number,
          ...(title === undefined ? {} : { title }),
          ...(body === undefined ? {} : { body }),
          ...(closed === undefined ? {} : { state: "closed", state_reason: "completed" }),
        }),
      );
    },
    commentIssue: async (number, body) => {
      await ask("issues: write", v.unknown(), () => octokit.rest.issues.createComment({ ...here, issue_number: number, body }));
    },
    comments: async (pull, page) => {
      const list = await ask("pull-requests: read", v.array(CommentShape), () =>
        octokit.rest.issues.listComments({ ...here, issue_number: pull, page, per_page: pageSize }),
      );
      return { items: list.map(commentOf), more: list.length === pageSize };
    },
    createComment: async (pull, body) =>
      commentOf(
        await ask("pull-requests: write", CommentShape, () =>
          octokit.rest.issues.createComment({ ...here, issue_number: pull, body, request: { retries: 0 } }),
        ),
      ),
    updateComment: async (id, body) =>
      commentOf(
        await ask("pull-requests: write", CommentShape, () => octokit.rest.issues.updateComment({ ...here, comment_id: id, body })),
      ),
    deleteComment: async (id) => {
      await ask("pull-requests: write", v.unknown(), () => octokit.rest.issues.deleteComment({ ...here, comment_id: id }));
    },
    login: async () => {
      // Tokens of workflows and apps begin with `ghs_` and may not ask who they are; what they write is written by a bot.
      if (options.token.startsWith("ghs_")) return undefined;
      try {
        return (await ask("pull-requests: read", v.object({ login: v.string() }), () => octokit.rest.users.getAuthenticated())).login;
      } catch (error) {
        if (error instanceof ApiError && (error.status === 403 || error.status === 404)) return undefined;
        throw error;
      }
    },
  };
}

function runOf(shape: v.InferOutput<typeof RunShape>): RunInfo {
  return {
    id: shape.id,
    event: shape.event,
    headSha: shape.head_sha,
    headBranch: shape.head_branch ?? "",
    ...(shape.head_repository ? { headRepositoryId: shape.head_repository.id } : {}),
    url: shape.html_url,
    completed: shape.status === "completed",
    ...(shape.conclusion ? { conclusion: shape.conclusion } : {}),
    // `path` may name the ref as well: `.github/workflows/faultbox.yml@main`.
    ...(shape.path ? { workflow: String(shape.path.split("@")[0]) } : {}),
  };
}

/** Reads a body that may be endless, up to a limit. */
export async function bounded(body: unknown, limitBytes: number): Promise<Uint8Array> {
  if (!(body instanceof ReadableStream)) throw new ApiError("the download had no body", 0, undefined);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as ReadableStream<Uint8Array>) {
    size += part.byteLength;
    if (size > limitBytes) throw new ApiError(`the recording is larger than the ${limitBytes} bytes that are allowed`, 0, undefined);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** An error of octokit or of the network, as far as it can be read without trusting its shape. */
const Failure = v.object({
  status: v.optional(v.number(), 0),
  message: v.optional(v.string(), ""),
  response: v.optional(v.object({ headers: v.optional(v.record(v.string(), v.unknown()), {}) })),
});

/** Makes a sentence of whatever a request threw: what was wanted, what happened, what to do. */
function explain(error: unknown, permission: Permission, signal: AbortSignal): ApiError {
  const purpose = purposes[permission];
  if (signal.aborted)
    return new ApiError(`${purpose} was stopped: the check was cancelled or took too long`, 0, undefined, { cause: error });
  const shape = v.safeParse(Failure, error);
  const { message, response, status: claimed } = shape.success ? shape.output : { status: 0, message: String(error) };
  // octokit gives errors of the network the status 500; without a response nobody answered anything.
  const status = response === undefined ? 0 : claimed;
  const headers = response?.headers ?? {};
  const remaining = headers["x-ratelimit-remaining"];
  const say = (what: string, missing?: string): ApiError => new ApiError(`${purpose} failed: ${what}`, status, missing, { cause: error });

  if (status === 401) return say("the token is not valid (401); leave the input `token` at its default or give one that has not expired");
  if (status === 429 || (status === 403 && (remaining === "0" || /rate limit/i.test(message)))) {
    return say("GitHub's rate limit was reached and did not end in time; the next run will try again");
  }
  if (status === 403) {
    const accepted = headers["x-accepted-github-permissions"];
    const missing = typeof accepted === "string" ? permissionFrom(accepted) : permission;
    return say(
      `the token may not do that (403, needs \`${missing}\`). Add to the job:\n    permissions:\n      ${missing}\n` +
        "For pull requests from forks the token is always read-only; a workflow on `workflow_run` can write the comment there.",
      missing,
    );
  }
  if (status === 404) {
    return say(
      `GitHub knows nothing there (404). In a private repository that is also the answer to a token without \`${permission}\`. Add to the job:\n    permissions:\n      ${permission}`,
      permission,
    );
  }
  if (status === 410) return say("it has expired (410)");
  if (status === 422) return say(`GitHub refused the request (422): ${firstLine(message)}`);
  if (status >= 500) return say(`GitHub answered ${status}, also when asked again; see https://www.githubstatus.com`);
  if (status > 0) return say(`GitHub answered ${status}: ${firstLine(message)}`);
  return say(`no answer from GitHub (${firstLine(message)})`);
}

/** `issues=write; pull_requests=write` names alternatives; the one for pull requests is the smaller grant, so it wins where it is offered. */
function permissionFrom(header: string): string {
  const offers = header
    .split(";")
    .flatMap((group) => group.split(","))
    .map((part) => /^([a-z_]{1,40})=(read|write)$/.exec(part.trim()))
    .filter((match) => match !== null)
    .map((match) => `${String(match[1]).replaceAll("_", "-")}: ${String(match[2])}`);
  return offers.find((offer) => offer.startsWith("pull-requests")) ?? offers[0] ?? "contents: read";
}

/** Messages of servers can be whole HTML pages; one short line of plain characters is enough. */
function firstLine(message: string): string {
  const line = message
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line || "no reason given";
}
