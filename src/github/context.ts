/**
 * What the run is about. The runner says it in a few variables and in the event's payload, a file; both are parsed here into a
 * discriminated union, so that the rest of the program asks "is this a pull request, and from a fork?" and never looks into a payload.
 *
 * On `pull_request` the commit under test is a throw-away merge of head and base: GITHUB_SHA names it, it never enters history, and nothing
 * may be stored under it: [head] is the pull request's own last commit, [sha] the merge that was handed out for checking out.
 */
import { readFile } from "node:fs/promises";
import * as v from "valibot";

/** The event or a variable of the runner does not have the shape that GitHub documents. */
export class ContextError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ContextError";
  }
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** `owner/name` */
  readonly fullName: string;
  readonly id: number;
  readonly defaultBranch: string;
}

interface Common {
  readonly repository: Repository;
  /** GITHUB_SHA: what `actions/checkout` checks out unless told otherwise. */
  readonly sha: string;
  /** `refs/heads/main`, `refs/pull/7/merge`, … */
  readonly ref: string;
  readonly runId: number;
  readonly runAttempt: number;
  readonly job: string;
  /** `.github/workflows/faultbox.yml`; empty when unknown. */
  readonly workflow: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** The page of this run. */
  readonly runUrl: string;
  readonly workspace: string;
  readonly temp: string;
}

export interface PullRequestContext extends Common {
  readonly event: "pull_request";
  readonly pullRequest: number;
  readonly head: string;
  /** Tip of the base branch when the event was made; the merge commit may be newer. */
  readonly base: string;
  readonly baseRef: string;
  /** `opened`, `synchronize`, `labeled`, … */
  readonly action: string;
  readonly draft: boolean;
  /** The head lies in another repository: the token cannot write. */
  readonly fork: boolean;
}

export interface PushContext extends Common {
  readonly event: "push";
  /** The branch's tip before; absent when the branch is new. */
  readonly before?: string;
  readonly forced: boolean;
}

export interface ScheduleContext extends Common {
  readonly event: "schedule";
}

export interface DispatchContext extends Common {
  readonly event: "workflow_dispatch";
}

export interface MergeGroupContext extends Common {
  readonly event: "merge_group";
  readonly head: string;
  readonly base: string;
  readonly pullRequest?: number;
}

/** A second workflow that runs after another one, with a token that may write: comments for pull requests from forks. */
export interface WorkflowRunContext extends Common {
  readonly event: "workflow_run";
  readonly of: {
    readonly runId: number;
    readonly runAttempt: number;
    readonly event: string;
    readonly headSha: string;
    readonly headBranch: string;
    /** `owner/name`; the fork for a pull request from one. Absent when it was deleted. */
    readonly headRepository?: string;
    readonly url: string;
  };
}

/** Somebody has said something under an issue or a pull request; the commit of the run is the default branch's. */
export interface IssueCommentContext extends Common {
  readonly event: "issue_comment";
  readonly action: string;
  /** Absent when it stands under an issue. */
  readonly pullRequest?: number;
  readonly comment: {
    readonly id: number;
    readonly body: string;
    readonly author: string;
    readonly bot: boolean;
    /** ISO 8601. */
    readonly createdAt: string;
  };
}

/** Any other event: the suites run, and nothing is compared or stored as a baseline. */
export interface OtherContext extends Common {
  readonly event: "other";
  readonly name: string;
}

export type Context =
  | PullRequestContext
  | PushContext
  | ScheduleContext
  | DispatchContext
  | MergeGroupContext
  | WorkflowRunContext
  | IssueCommentContext
  | OtherContext;

const Sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "wanted a commit id of 40 or 64 hex digits"));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

const RepositoryShape = v.object({
  id: Count,
  full_name: v.pipe(v.string(), v.regex(/^[^/\s]+\/[^/\s]+$/)),
  default_branch: v.optional(v.string(), "main"),
});

const PullRequestShape = v.object({
  repository: RepositoryShape,
  action: v.optional(v.string(), ""),
  pull_request: v.object({
    number: Count,
    draft: v.optional(v.boolean(), false),
    head: v.object({ sha: Sha, repo: v.nullish(v.object({ id: Count })) }),
    base: v.object({ sha: Sha, ref: v.string(), repo: v.object({ id: Count }) }),
  }),
});

const PushShape = v.object({
  repository: RepositoryShape,
  before: Sha,
  forced: v.optional(v.boolean(), false),
});

const MergeGroupShape = v.object({
  repository: RepositoryShape,
  merge_group: v.object({ head_sha: Sha, base_sha: Sha, head_ref: v.string() }),
});

const WorkflowRunShape = v.object({
  repository: RepositoryShape,
  workflow_run: v.object({
    id: Count,
    run_attempt: v.optional(Count, 1),
    event: v.string(),
    head_sha: Sha,
    head_branch: v.nullish(v.string(), ""),
    head_repository: v.nullish(v.object({ full_name: v.string() })),
    html_url: v.string(),
  }),
});

const IssueCommentShape = v.object({
  repository: RepositoryShape,
  action: v.string(),
  issue: v.object({ number: Count, pull_request: v.optional(v.unknown()) }),
  comment: v.object({
    id: Count,
    body: v.string(),
    created_at: v.string(),
    user: v.nullish(v.object({ login: v.string(), type: v.string() })),
  }),
});

/** Events without anything of their own that we need, `schedule` among them, may come without a repository in the payload. */
const AnyShape = v.object({ repository: v.optional(RepositoryShape) });

const zero = /^0+$/;

function parse<const S extends v.GenericSchema>(schema: S, payload: unknown, event: string): v.InferOutput<S> {
  const result = v.safeParse(schema, payload);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new ContextError(`the payload of the ${event} event is not as documented: ${v.getDotPath(issue) ?? "payload"}: ${issue.message}`);
}

function variable(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (value === undefined || value === "") {
    throw new ContextError(
      `the variable ${name} is not set: this program is an Action and is started by a runner; at a desk use \`faultbox ci\``,
    );
  }
  return value;
}

function count(env: Readonly<Record<string, string | undefined>>, name: string): number {
  const value = variable(env, name);
  if (!/^[1-9]\d{0,15}$/.test(value)) throw new ContextError(`the variable ${name} is ${JSON.stringify(value)}; wanted a positive number`);
  return Number(value);
}

/**
 * Reads what the run is about.
 * @param env the step's environment
 * @param read reads a text file; the payload named by GITHUB_EVENT_PATH
 * @throws ContextError when a variable is missing or the payload is not as documented
 */
export async function readContext(
  env: Readonly<Record<string, string | undefined>>,
  read: (path: string) => Promise<string> = (path) => readFile(path, "utf8"),
): Promise<Context> {
  const name = variable(env, "GITHUB_EVENT_NAME");
  const path = variable(env, "GITHUB_EVENT_PATH");
  let payload: unknown;
  try {
    payload = JSON.parse(await read(path));
  } catch (error) {
    throw new ContextError(`the event's payload (GITHUB_EVENT_PATH) cannot be read as JSON`, { cause: error });
  }

  const repositoryOf = (shape: v.InferOutput<typeof RepositoryShape> | undefined): Repository => {
    const fullName = shape?.full_name ?? variable(env, "GITHUB_REPOSITORY");
    const [owner = "", repo = ""] = fullName.split("/");
    return {
      owner,
      name: repo,
      fullName,
      id: shape?.id ?? count(env, "GITHUB_REPOSITORY_ID"),
      defaultBranch: shape?.default_branch ?? "main",
    };
  };
  const serverUrl = variable(env, "GITHUB_SERVER_URL");
  const runId = count(env, "GITHUB_RUN_ID");
  const common = (shape: v.InferOutput<typeof RepositoryShape> | undefined): Common => {
    const repository = repositoryOf(shape);
    return {
      repository,
      sha: parse(Sha, variable(env, "GITHUB_SHA"), "GITHUB_SHA"),
      ref: env["GITHUB_REF"] ?? "",
      runId,
      runAttempt: env["GITHUB_RUN_ATTEMPT"] ? count(env, "GITHUB_RUN_ATTEMPT") : 1,
      job: env["GITHUB_JOB"] ?? "",
      workflow: /^[^/]+\/[^/]+\/(.+)@/.exec(env["GITHUB_WORKFLOW_REF"] ?? "")?.[1] ?? "",
      serverUrl,
      apiUrl: env["GITHUB_API_URL"] || "https://api.github.com",
      runUrl: `${serverUrl}/${repository.fullName}/actions/runs/${runId}`,
      workspace: variable(env, "GITHUB_WORKSPACE"),
      temp: variable(env, "RUNNER_TEMP"),
    };
  };

  switch (name) {
    case "pull_request": {
      const { repository, action, pull_request: pull } = parse(PullRequestShape, payload, name);
      return {
        ...common(repository),
        event: name,
        pullRequest: pull.number,
        head: pull.head.sha,
        base: pull.base.sha,
        baseRef: pull.base.ref,
        action,
        draft: pull.draft,
        // A deleted head repository was a fork: one's own cannot be deleted.
        fork: pull.head.repo?.id !== pull.base.repo.id,
      };
    }
    case "push": {
      const push = parse(PushShape, payload, name);
      return {
        ...common(push.repository),
        event: name,
        ...(zero.test(push.before) ? {} : { before: push.before }),
        forced: push.forced,
      };
    }
    case "merge_group": {
      const { repository, merge_group: group } = parse(MergeGroupShape, payload, name);
      // The queue's branch is called `gh-readonly-queue/main/pr-7-<sha>`; the payload holds no number.
      const number = /\/pr-(\d{1,10})-[0-9a-f]{40}/.exec(group.head_ref)?.[1];
      return {
        ...common(repository),
        event: name,
        head: group.head_sha,
        base: group.base_sha,
        ...(number === undefined ? {} : { pullRequest: Number(number) }),
      };
    }
    case "workflow_run": {
      const { repository, workflow_run: run } = parse(WorkflowRunShape, payload, name);
      return {
        ...common(repository),
        event: name,
        of: {
          runId: run.id,
          runAttempt: run.run_attempt,
          event: run.event,
          headSha: run.head_sha,
          headBranch: run.head_branch,
          ...(run.head_repository ? { headRepository: run.head_repository.full_name } : {}),
          url: run.html_url,
        },
      };
    }
    case "issue_comment": {
      const { repository, action, issue, comment } = parse(IssueCommentShape, payload, name);
      return {
        ...common(repository),
        event: name,
        action,
        ...(issue.pull_request === undefined ? {} : { pullRequest: issue.number }),
        comment: {
          id: comment.id,
          body: comment.body,
          author: comment.user?.login ?? "",
          bot: comment.user?.type !== "User",
          createdAt: comment.created_at,
        },
      };
    }
    case "schedule":
    case "workflow_dispatch":
      return { ...common(parse(AnyShape, payload, name).repository), event: name };
    default:
      return { ...common(parse(AnyShape, payload, name).repository), event: "other", name };
  }
}

/** Whether recordings of this event may become baselines: the code is this repository's own and was put there by someone who may write. */
export function isTrusted(context: Context): boolean {
  return context.event === "push" || context.event === "schedule" || context.event === "workflow_dispatch";
}

/** Where the files of a commit are shown, with a slash at the end; see [Links.source]. A fork's commits are shown in the repository it wants to change. */
export function sourceUrl({ serverUrl, repository }: Context, sha: string): string {
  return `${serverUrl}/${repository.owner}/${repository.name}/blob/${sha}/`;
}
