/**
 * A GitHub of one repository: REST API, artifact service and blob storage on one local port, with state. It serves the Action as it is
 * shipped, started in a process of its own, so that nothing of the client has to be replaced. Every request and every answer is held against
 * GitHub's own description (description.ts); what does not fit is in [Fake.violations], which a test expects to be empty.
 *
 * Things go wrong on demand: [Fake.fail] makes the next requests of an operation end in a status, a web page, a reset connection, or, worst of
 * all, makes them do their work and lose the answer.
 *
 * Where the rules come from: permissions and their header from docs.github.com "Permissions required for GitHub Apps"; signed addresses and
 * 410 from "Download an artifact"; 65,536 characters from the error text that the API gives; artifact names that are taken (409) and the
 * protocol's JSON from the toolkit's generated client.
 */
import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exampleOf, faultsOfAnswer, faultsOfRequest, meantBy, type Meant } from "./description.ts";

export interface FakeCommit {
  readonly sha: string;
  readonly parents: readonly string[];
}

export interface FakeRun {
  readonly id: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** Another repository's id for a run of a fork's code. */
  readonly headRepositoryId: number;
  readonly status: "completed" | "in_progress";
  readonly conclusion?: "success" | "failure";
  readonly path?: string;
}

export interface FakeArtifact {
  readonly id: number;
  readonly name: string;
  readonly runId: number;
  readonly bytes: Buffer;
  readonly digest: string;
  expired: boolean;
}

export interface FakePull {
  readonly number: number;
  headSha: string;
  readonly headLabel: string;
  open: boolean;
  /** The commit on main that merging it made. */
  mergeSha?: string;
}

export interface FakeIssue {
  readonly number: number;
  title: string;
  body: string;
  open: boolean;
  readonly author: string;
  readonly bot: boolean;
  readonly comments: string[];
}

export interface FakeCache {
  readonly key: string;
  readonly version: string;
  readonly ref: string;
  readonly bytes: Buffer;
}

export interface FakeComment {
  readonly id: number;
  readonly pull: number;
  body: string;
  readonly author: string;
  readonly bot: boolean;
  /** Seconds of the fake's own clock. */
  readonly createdAt: number;
  updatedAt: number;
}

export interface Token {
  /** As the API's header names them: `pull_requests: "write"`. */
  readonly permissions: Readonly<Record<string, "read" | "write">>;
  readonly login: string;
  readonly bot: boolean;
}

/** What happens to the next requests of an operation. */
export type Trouble =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly message?: string }
  | { readonly html: number }
  | "reset"
  /** The work is done, the answer never arrives. */
  | "lost";

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What reading or writing needs; any one of the listed permissions will do. */
const needs: Readonly<Record<string, readonly string[]>> = {
  "repos/list-commits": ["contents=read"],
  "repos/compare-commits": ["contents=read"],
  "actions/list-artifacts-for-repo": ["actions=read"],
  "actions/list-workflow-run-artifacts": ["actions=read"],
  "actions/list-workflow-runs-for-repo": ["actions=read"],
  "actions/get-workflow-run": ["actions=read"],
  "actions/download-artifact": ["actions=read"],
  "pulls/get": ["pull_requests=read"],
  "pulls/list": ["pull_requests=read"],
  "issues/list-comments": ["issues=read", "pull_requests=read"],
  "issues/create-comment": ["issues=write", "pull_requests=write"],
  "issues/update-comment": ["issues=write", "pull_requests=write"],
  "issues/delete-comment": ["issues=write", "pull_requests=write"],
  "issues/get-comment": ["issues=read", "pull_requests=read"],
  "reactions/create-for-issue-comment": ["issues=write", "pull_requests=write"],
  "issues/list-for-repo": ["issues=read"],
  "issues/create": ["issues=write"],
  "issues/update": ["issues=write"],
  "repos/get-collaborator-permission-level": [],
  "repos/list-pull-requests-associated-with-commit": ["pull_requests=read"],
  "actions/get-actions-cache-list": ["actions=read"],
  "actions/re-run-workflow-failed-jobs": ["actions=write"],
};

const longestBody = 65_536;

export class Fake implements AsyncDisposable {
  readonly owner = "acme";
  readonly repo = "shop";
  readonly repositoryId = 4711;
  readonly commits = new Map<string, FakeCommit>();
  readonly runs = new Map<number, FakeRun>();
  readonly artifacts: FakeArtifact[] = [];
  readonly pulls = new Map<number, FakePull>();
  readonly comments: FakeComment[] = [];
  readonly tokens = new Map<string, Token>();
  readonly issues: FakeIssue[] = [];
  readonly caches: FakeCache[] = [];
  /** What people may do here, by login. */
  readonly people = new Map<string, "admin" | "write" | "read">();
  readonly reactions: { readonly comment: number; readonly content: string }[] = [];
  /** Runs whose failed jobs were started again. */
  readonly reruns: number[] = [];
  /** Where we or the client left GitHub's description. */
  readonly violations: string[] = [];
  /** Operations in the order in which they were asked for: `issues/create-comment`, `CreateArtifact`, `blob`, `signed`. */
  readonly requests: string[] = [];
  /** Called after an operation has done its work and before it is answered: what other jobs do meanwhile. */
  meanwhile: (operation: string) => void = () => {};
  readonly #troubles = new Map<string, Trouble[]>();
  readonly #uploads = new Map<
    string,
    { readonly runId: number; readonly name: string; readonly blocks: Map<string, Buffer>; bytes: Buffer }
  >();
  readonly #reserved = new Map<string, Buffer>();
  readonly #server: Server;
  #lastId = 1000;
  #seconds = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on("request", (request: IncomingMessage, response: ServerResponse) => void this.#serve(request, response));
  }

  static async start(): Promise<Fake> {
    const server = createServer();
    const fake = new Fake(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Requests to the REST API, which is what GitHub's rate limits count. */
  get apiCalls(): number {
    return this.requests.filter((operation) => operation.includes("/")).length;
  }

  nextId(): number {
    return (this.#lastId += 1);
  }

  /** A chain of commits, oldest first; the last one's ancestors are all others. */
  addCommits(...shas: readonly string[]): void {
    shas.forEach((sha, index) => this.commits.set(sha, { sha, parents: index === 0 ? [] : [String(shas[index - 1])] }));
  }

  addRun(run: Partial<FakeRun> & Pick<FakeRun, "headSha">): FakeRun {
    const added: FakeRun = {
      id: this.nextId(),
      event: "push",
      headBranch: "main",
      headRepositoryId: this.repositoryId,
      status: "completed",
      ...run,
    };
    this.runs.set(added.id, added);
    return added;
  }

  addArtifact(name: string, runId: number, bytes: Buffer): FakeArtifact {
    const added = {
      id: this.nextId(),
      name,
      runId,
      bytes,
      digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
      expired: false,
    };
    this.artifacts.push(added);
    return added;
  }

  /** A moment later than any before. */
  tick(): number {
    return (this.#seconds += 1);
  }

  isoTime(seconds: number): string {
    return new Date(Date.UTC(2026, 10, 22, 12, 0, seconds)).toISOString().replace(".000Z", "Z");
  }

  addComment(pull: number, body: string, author = "github-actions[bot]", bot = true): FakeComment {
    const now = this.tick();
    const added = { id: this.nextId(), pull, body, author, bot, createdAt: now, updatedAt: now };
    this.comments.push(added);
    return added;
  }

  /** A workflow's token with the given permissions. */
  addToken(permissions: Token["permissions"], login = "github-actions[bot]"): string {
    const token = `ghs_${randomBytes(18).toString("hex")}`;
    this.tokens.set(token, { permissions, login, bot: login.endsWith("[bot]") });
    return token;
  }

  /** What the runner gives an Action for the artifact service: an unsigned token whose scope names run and job. */
  runtimeToken(runId: number): string {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "none", typ: "JWT" })}.${part({ scp: `Actions.Results:${runId}:job-${runId}` })}.none`;
  }

  /** Makes the next [times] requests of an operation go wrong. */
  fail(operation: string, trouble: Trouble, times = 1): void {
    this.#troubles.set(operation, [...(this.#troubles.get(operation) ?? []), ...Array.from({ length: times }, () => trouble)]);
  }

  /** Whatever was to go wrong with an operation does not any more. */
  recover(operation: string): void {
    this.#troubles.delete(operation);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // An Enterprise Server has its API below a path.
    const url = new URL((request.url ?? "/").replace(/^\/api\/v3(?=\/)/, ""), this.url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const meant = meantBy(request.method ?? "GET", url.pathname);
    const [, area = "", rest = ""] = /^\/(twirp|blob|signed|cache)\/(.*)$/.exec(url.pathname) ?? [];
    const operation = meant?.operation.id ?? (area === "twirp" ? rest.replace(/^.*\//, "") : area);
    this.requests.push(operation || `unknown ${request.method} ${url.pathname}`);

    const trouble = this.#troubles.get(operation)?.shift();
    if (trouble === "reset") {
      request.socket.destroy();
      return;
    }
    if (typeof trouble === "object") {
      if ("html" in trouble)
        response.writeHead(trouble.html, { "content-type": "text/html" }).end("<html><body><h1>Unicorn!</h1></body></html>");
      else
        this.#send(response, {
          status: trouble.status,
          headers: trouble.headers ?? {},
          body: { message: trouble.message ?? "trouble", msg: trouble.message ?? "trouble" },
        });
      return;
    }

    let answer: Answer;
    if (area === "twirp" && rest.includes(".CacheService/"))
      answer = this.#cache(operation, JSON.parse(raw.toString()) as Record<string, unknown>, request);
    else if (area === "cache") answer = this.#cacheStorage(rest, url, raw, request);
    else if (area === "twirp") answer = this.#twirp(operation, JSON.parse(raw.toString()) as Record<string, unknown>, request);
    else if (area === "blob") answer = this.#blob(rest, url, raw);
    else if (area === "signed") answer = this.#signed(Number(rest), request);
    else if (meant) answer = this.#rest(meant, url, raw, request);
    else {
      this.violations.push(`no such operation: ${request.method} ${url.pathname}`);
      answer = { status: 404, body: { message: "Not Found" } };
    }
    this.meanwhile(operation);
    if (trouble === "lost") request.socket.destroy();
    else this.#send(response, answer);
  }

  #send(response: ServerResponse, answer: Answer): void {
    const isBinary = Buffer.isBuffer(answer.body);
    const body = answer.body === undefined ? undefined : isBinary ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      ...(body === undefined || isBinary ? {} : { "content-type": "application/json; charset=utf-8" }),
      ...answer.headers,
    });
    response.end(body);
  }

  #rest(meant: Meant, url: URL, raw: Buffer, request: IncomingMessage): Answer {
    const body: unknown = raw.length === 0 ? undefined : JSON.parse(raw.toString());
    this.violations.push(...faultsOfRequest(meant, url.searchParams, body));
    const answer = this.#authorized(meant, url, body, request);
    this.violations.push(...faultsOfAnswer(meant, answer.status, answer.body));
    return answer;
  }

  #authorized(meant: Meant, url: URL, body: unknown, request: IncomingMessage): Answer {
    const { id } = meant.operation;
    const token = this.tokens.get((request.headers.authorization ?? "").replace(/^(token|bearer) /i, ""));
    if (token === undefined)
      return { status: 401, body: { message: "Bad credentials", documentation_url: "https://docs.github.com/rest" } };
    const allowed =
      needs[id]?.length === 0 ||
      needs[id]?.some((need) => {
        const [name = "", level] = need.split("=");
        const has = token.permissions[name];
        return has === "write" || has === level;
      });
    if (allowed === false) {
      return {
        status: 403,
        headers: { "x-accepted-github-permissions": needs[id]?.join("; ") ?? "" },
        body: { message: "Resource not accessible by integration", documentation_url: "https://docs.github.com/rest" },
      };
    }
    if (id !== "users/get-authenticated" && (meant.path["owner"] !== this.owner || meant.path["repo"] !== this.repo)) {
      return { status: 404, body: { message: "Not Found" } };
    }
    return this.#perform(meant, url.searchParams, body, token);
  }

  #perform(meant: Meant, query: URLSearchParams, body: unknown, token: Token): Answer {
    const { id } = meant.operation;
    const param = (name: string): string => meant.path[name] ?? "";
    const notFound: Answer = { status: 404, body: { message: "Not Found" } };
    switch (id) {
      case "repos/list-commits": {
        const from = query.get("sha") ?? "";
        if (!this.commits.has(from)) return notFound;
        return this.#page(this.#ancestors(from), query, (commit) => this.#commit(id, commit));
      }
      case "repos/compare-commits": {
        const heads = new Set(this.#ancestors(param("head")).map((commit) => commit.sha));
        const base = this.#ancestors(param("base")).find((commit) => heads.has(commit.sha));
        if (!base) return notFound;
        const example = exampleOf(id);
        return {
          status: 200,
          body: { ...example, merge_base_commit: { ...(example["merge_base_commit"] as object), sha: base.sha }, commits: [], files: [] },
        };
      }
      case "actions/list-artifacts-for-repo":
        return this.#artifactPage(
          this.artifacts.filter((artifact) => artifact.name === (query.get("name") ?? artifact.name)),
          query,
        );
      case "actions/list-workflow-run-artifacts":
        return this.#artifactPage(
          this.artifacts.filter(
            (artifact) => artifact.runId === Number(param("run_id")) && artifact.name === (query.get("name") ?? artifact.name),
          ),
          query,
        );
      case "actions/get-workflow-run": {
        const run = this.runs.get(Number(param("run_id")));
        return run ? { status: 200, body: this.#run(run) } : notFound;
      }
      case "actions/list-workflow-runs-for-repo": {
        const runs = [...this.runs.values()].filter(
          (run) =>
            run.headSha === (query.get("head_sha") ?? run.headSha) &&
            run.headBranch === (query.get("branch") ?? run.headBranch) &&
            run.event === (query.get("event") ?? run.event),
        );
        return { status: 200, body: { total_count: runs.length, workflow_runs: runs.toReversed().map((run) => this.#run(run)) } };
      }
      case "actions/download-artifact": {
        const artifact = this.artifacts.find((one) => one.id === Number(param("artifact_id")));
        if (!artifact) return notFound;
        if (artifact.expired)
          return { status: 410, body: { message: "Artifact has expired", documentation_url: "https://docs.github.com/rest" } };
        return { status: 302, headers: { location: `${this.url}/signed/${artifact.id}?sig=secret` } };
      }
      case "pulls/get": {
        const pull = this.pulls.get(Number(param("pull_number")));
        return pull ? { status: 200, body: this.#pull("pulls/get", pull) } : notFound;
      }
      case "pulls/list": {
        const pulls = [...this.pulls.values()].filter((pull) => pull.open && pull.headLabel === query.get("head"));
        return { status: 200, body: pulls.map((pull) => this.#pull("pulls/list", pull)) };
      }
      case "issues/list-comments":
        return this.#page(
          this.comments.filter((comment) => comment.pull === Number(param("issue_number"))).toSorted((a, b) => a.id - b.id),
          query,
          (comment) => this.#comment(comment),
        );
      case "issues/create-comment":
      case "issues/update-comment": {
        const text = (body as { readonly body: string }).body;
        if (text.length > longestBody) {
          return {
            status: 422,
            body: {
              message: "Validation Failed",
              documentation_url: "https://docs.github.com/rest",
              errors: [
                { resource: "IssueComment", code: "custom", field: "body", message: "body is too long (maximum is 65536 characters)" },
              ],
            },
          };
        }
        if (id === "issues/create-comment") {
          const pull = Number(param("issue_number"));
          const issue = this.issues.find((one) => one.number === pull);
          if (issue) {
            issue.comments.push(text);
            return { status: 201, body: this.#comment(this.addComment(pull, text, token.login, token.bot)) };
          }
          if (!this.pulls.has(pull)) return notFound;
          return { status: 201, body: this.#comment(this.addComment(pull, text, token.login, token.bot)) };
        }
        const comment = this.comments.find((one) => one.id === Number(param("comment_id")));
        if (!comment) return notFound;
        comment.body = text;
        comment.updatedAt = this.tick();
        return { status: 200, body: this.#comment(comment) };
      }
      case "issues/get-comment": {
        const comment = this.comments.find((one) => one.id === Number(param("comment_id")));
        return comment ? { status: 200, body: this.#comment(comment) } : notFound;
      }
      case "reactions/create-for-issue-comment": {
        const { content } = body as { readonly content: string };
        this.reactions.push({ comment: Number(param("comment_id")), content });
        return { status: 201, body: { ...exampleOf(id), content } };
      }
      case "repos/get-collaborator-permission-level": {
        const permission = this.people.get(param("username")) ?? "none";
        const example = exampleOf(id);
        // The description's own example breaks its own schema here: a person without a role.
        const user = { ...(example["user"] as object), login: param("username"), role_name: permission };
        return { status: 200, body: { ...example, permission, role_name: permission, user } };
      }
      case "repos/list-pull-requests-associated-with-commit": {
        const pulls = [...this.pulls.values()].filter((pull) => pull.mergeSha === param("commit_sha"));
        return { status: 200, body: pulls.map((pull) => this.#pull(id, pull)) };
      }
      case "actions/re-run-workflow-failed-jobs": {
        const run = this.runs.get(Number(param("run_id")));
        if (!run) return notFound;
        this.reruns.push(run.id);
        return { status: 201, body: {} };
      }
      case "actions/get-actions-cache-list": {
        const found = this.caches.filter(({ key }) => key.startsWith(query.get("key") ?? "")).toReversed();
        return {
          status: 200,
          body: { total_count: found.length, actions_caches: found.map(({ key, ref }, index) => ({ id: index + 1, key, ref })) },
        };
      }
      case "issues/list-for-repo":
        return this.#page(this.issues.filter((issue) => issue.open).toReversed(), query, (issue) => this.#issue(issue));
      case "issues/create": {
        const { title, body: text } = body as { readonly title: string; readonly body: string };
        const issue: FakeIssue = {
          number: this.nextId(),
          title,
          body: text,
          open: true,
          author: token.login,
          bot: token.bot,
          comments: [],
        };
        this.issues.push(issue);
        return { status: 201, body: this.#issue(issue) };
      }
      case "issues/update": {
        const issue = this.issues.find((one) => one.number === Number(param("issue_number")));
        if (!issue) return notFound;
        const change = body as { readonly title?: string; readonly body?: string; readonly state?: string };
        issue.title = change.title ?? issue.title;
        issue.body = change.body ?? issue.body;
        issue.open = change.state === undefined ? issue.open : change.state === "open";
        return { status: 200, body: this.#issue(issue) };
      }
      case "issues/delete-comment": {
        const index = this.comments.findIndex((one) => one.id === Number(param("comment_id")));
        if (index < 0) return notFound;
        this.comments.splice(index, 1);
        return { status: 204 };
      }
      case "users/get-authenticated":
        return token.bot
          ? { status: 403, body: { message: "Resource not accessible by integration" } }
          : { status: 200, body: { ...exampleOf(id), login: token.login } };
      default:
        throw new Error(`the fake does not know ${id}`);
    }
  }

  /** A commit and everything before it, newest first: all children before their parents. */
  #ancestors(from: string): readonly FakeCommit[] {
    const order: FakeCommit[] = [];
    const seen = new Set<string>();
    const visit = (sha: string): void => {
      const commit = seen.has(sha) ? undefined : this.commits.get(sha);
      if (!commit) return;
      seen.add(sha);
      commit.parents.forEach(visit);
      order.push(commit);
    };
    visit(from);
    return order.reverse();
  }

  #page<T>(items: readonly T[], query: URLSearchParams, render: (item: T) => unknown): Answer {
    const size = Number(query.get("per_page") ?? 30);
    const page = Number(query.get("page") ?? 1);
    const next = page * size < items.length ? { link: `<${this.url}/next?page=${page + 1}>; rel="next"` } : {};
    return { status: 200, headers: next, body: items.slice((page - 1) * size, page * size).map(render) };
  }

  #artifactPage(artifacts: readonly FakeArtifact[], query: URLSearchParams): Answer {
    const newestFirst = artifacts.toSorted((a, b) => b.id - a.id);
    const page = this.#page(newestFirst, query, (artifact) => this.#artifact(artifact));
    return { ...page, body: { total_count: artifacts.length, artifacts: page.body } };
  }

  #commit(operation: string, commit: FakeCommit): unknown {
    const [example] = Object.values(exampleOf(operation)) as [Record<string, unknown>];
    const [parent] = example["parents"] as readonly object[];
    return { ...example, sha: commit.sha, parents: commit.parents.map((sha) => ({ ...parent, sha })) };
  }

  #artifact(artifact: FakeArtifact): unknown {
    const [example] = exampleOf("actions/list-artifacts-for-repo")["artifacts"] as [object];
    const run = this.runs.get(artifact.runId);
    return {
      ...example,
      id: artifact.id,
      name: artifact.name,
      size_in_bytes: artifact.bytes.length,
      expired: artifact.expired,
      digest: artifact.digest,
      workflow_run: {
        id: artifact.runId,
        repository_id: this.repositoryId,
        head_repository_id: run?.headRepositoryId,
        head_branch: run?.headBranch,
        head_sha: run?.headSha,
      },
    };
  }

  #run(run: FakeRun): unknown {
    const example = exampleOf("actions/get-workflow-run");
    return {
      ...example,
      id: run.id,
      event: run.event,
      status: run.status,
      conclusion: run.status === "completed" ? (run.conclusion ?? "success") : null,
      ...(run.path === undefined ? {} : { path: run.path }),
      head_sha: run.headSha,
      head_branch: run.headBranch,
      html_url: `https://github.com/${this.owner}/${this.repo}/actions/runs/${run.id}`,
      head_repository: { ...(example["head_repository"] as object), id: run.headRepositoryId },
    };
  }

  #pull(operation: string, pull: FakePull): unknown {
    const example = operation === "pulls/get" ? exampleOf(operation) : (Object.values(exampleOf(operation))[0] as Record<string, unknown>);
    const head = example["head"] as object;
    // The description's own example breaks its own schema here: a team without a type.
    example["requested_teams"] = [];
    return {
      ...example,
      number: pull.number,
      state: pull.open ? "open" : "closed",
      merged_at: pull.mergeSha === undefined ? null : "2026-11-22T12:00:00Z",
      merge_commit_sha: pull.mergeSha ?? null,
      base: { ...(example["base"] as object), ref: "main" },
      head: { ...head, sha: pull.headSha, label: pull.headLabel },
    };
  }

  #comment(comment: FakeComment): unknown {
    const example = exampleOf("issues/create-comment");
    return {
      ...example,
      id: comment.id,
      body: comment.body,
      html_url: `https://github.com/${this.owner}/${this.repo}/pull/${comment.pull}#issuecomment-${comment.id}`,
      user: { ...(example["user"] as object), login: comment.author, type: comment.bot ? "Bot" : "User" },
      created_at: this.isoTime(comment.createdAt),
      updated_at: this.isoTime(comment.updatedAt),
      issue_url: `https://api.github.com/repos/${this.owner}/${this.repo}/issues/${comment.pull}`,
    };
  }

  #issue(issue: FakeIssue): unknown {
    const example = exampleOf("issues/create");
    delete example["pull_request"];
    return {
      ...example,
      number: issue.number,
      title: issue.title,
      body: issue.body,
      state: issue.open ? "open" : "closed",
      html_url: `https://github.com/${this.owner}/${this.repo}/issues/${issue.number}`,
      user: { ...(example["user"] as object), login: issue.author, type: issue.bot ? "Bot" : "User" },
    };
  }

  /** The artifact service. Ids of run and job come out of the token, and the client has to repeat them. */
  #twirp(method: string, body: Readonly<Record<string, unknown>>, request: IncomingMessage): Answer {
    const runId = Number(body["workflow_run_backend_id"]);
    if (request.headers.authorization !== `Bearer ${this.runtimeToken(runId)}`) return { status: 401, body: { msg: "unauthenticated" } };
    const name = typeof body["name"] === "string" ? body["name"] : "";
    const key = `${runId}/${name}`;
    switch (method) {
      case "CreateArtifact":
        if (this.artifacts.some((artifact) => artifact.runId === runId && artifact.name === name)) {
          return { status: 409, body: { code: "already_exists", msg: "an artifact with this name already exists on the workflow run" } };
        }
        this.#uploads.set(key, { runId, name, blocks: new Map(), bytes: Buffer.alloc(0) });
        return { status: 200, body: { ok: true, signed_upload_url: `${this.url}/blob/${encodeURIComponent(key)}?sig=secret` } };
      case "FinalizeArtifact": {
        const upload = this.#uploads.get(key);
        if (!upload) return { status: 404, body: { msg: "no such artifact" } };
        const artifact = this.addArtifact(name, runId, upload.bytes);
        if (body["hash"] !== artifact.digest)
          this.violations.push(`FinalizeArtifact ${name}: hash ${String(body["hash"])}, stored ${artifact.digest}`);
        if (Number(body["size"]) !== upload.bytes.length) this.violations.push(`FinalizeArtifact ${name}: size ${String(body["size"])}`);
        return { status: 200, body: { ok: true, artifact_id: String(artifact.id) } };
      }
      case "ListArtifacts": {
        const found = this.artifacts.filter(
          (artifact) => artifact.runId === runId && artifact.name === (body["name_filter"] ?? artifact.name),
        );
        return {
          status: 200,
          body: {
            artifacts: found.map((artifact) => ({
              workflow_run_backend_id: String(runId),
              workflow_job_run_backend_id: `job-${runId}`,
              database_id: String(artifact.id),
              name: artifact.name,
              size: String(artifact.bytes.length),
            })),
          },
        };
      }
      case "DeleteArtifact": {
        const index = this.artifacts.findIndex((artifact) => artifact.runId === runId && artifact.name === name);
        const [removed] = index < 0 ? [] : this.artifacts.splice(index, 1);
        return removed
          ? { status: 200, body: { ok: true, artifact_id: String(removed.id) } }
          : { status: 404, body: { msg: "no such artifact" } };
      }
      default:
        this.violations.push(`no such method of the artifact service: ${method}`);
        return { status: 404, body: { msg: "bad route" } };
    }
  }

  /**
   * The cache service. An entry belongs to the ref of the run that wrote it, and never changes; a run reads those of its own ref first, then
   * those of the default branch (docs.github.com, "Restrictions for accessing a cache").
   */
  #cache(method: string, body: Readonly<Record<string, unknown>>, request: IncomingMessage): Answer {
    const run = [...this.runs.values()].find(({ id }) => request.headers.authorization === `Bearer ${this.runtimeToken(id)}`);
    if (run === undefined) return { status: 401, body: { msg: "unauthenticated" } };
    const own = run.event === "pull_request" ? `refs/pull/7/merge` : `refs/heads/${run.headBranch}`;
    const [key, version] = [String(body["key"]), String(body["version"])];
    if (!/^[0-9a-f]{64}$/.test(version) || key.length > 512 || key.includes(",")) this.violations.push(`${method}: key or version`);
    const place = Buffer.from(JSON.stringify([key, version, own])).toString("base64url");
    switch (method) {
      case "CreateCacheEntry":
        if (this.caches.some((entry) => entry.key === key && entry.version === version && entry.ref === own))
          return { status: 200, body: { ok: false, message: "cache entry already exists" } };
        return { status: 200, body: { ok: true, signed_upload_url: `${this.url}/cache/${place}?sig=secret` } };
      case "FinalizeCacheEntryUpload": {
        const bytes = this.#reserved.get(place);
        if (bytes === undefined || body["size_bytes"] !== String(bytes.length)) return { status: 200, body: { ok: false } };
        this.caches.push({ key, version, ref: own, bytes });
        return { status: 200, body: { ok: true, entry_id: "1" } };
      }
      case "GetCacheEntryDownloadURL": {
        const readable = [own, "refs/heads/main"].flatMap((ref) => this.caches.filter((one) => one.ref === ref));
        const found = readable.find((one) => one.key.startsWith(key) && one.version === version);
        if (found === undefined) return { status: 200, body: { ok: false } };
        const at = Buffer.from(JSON.stringify([found.key, version, found.ref])).toString("base64url");
        return { status: 200, body: { ok: true, signed_download_url: `${this.url}/cache/${at}?sig=secret`, matched_key: found.key } };
      }
      default:
        this.violations.push(`no such method of the cache service: ${method}`);
        return { status: 404, body: { msg: "bad route" } };
    }
  }

  #cacheStorage(place: string, url: URL, raw: Buffer, request: IncomingMessage): Answer {
    if (request.headers.authorization !== undefined) this.violations.push("a token was sent to the cache's storage");
    if (url.searchParams.get("sig") !== "secret") return { status: 403 };
    if (request.method === "PUT") {
      if (request.headers["x-ms-blob-type"] !== "BlockBlob") return { status: 400 };
      this.#reserved.set(place, raw);
      return { status: 201, headers: { etag: '"1"', "last-modified": new Date(0).toUTCString(), "x-ms-request-id": "1" } };
    }
    const [key, version, ref] = JSON.parse(Buffer.from(place, "base64url").toString()) as [string, string, string];
    const found = this.caches.find((one) => one.key === key && one.version === version && one.ref === ref);
    return found ? { status: 200, headers: { "content-type": "application/octet-stream" }, body: found.bytes } : { status: 404 };
  }

  /** Block blobs as Azure has them: blocks are put one by one, then a list of their ids makes the blob. */
  #blob(key: string, url: URL, raw: Buffer): Answer {
    const upload = this.#uploads.get(decodeURIComponent(key));
    if (!upload || url.searchParams.get("sig") !== "secret") return { status: 403 };
    const headers = { etag: '"1"', "last-modified": new Date(0).toUTCString(), "x-ms-request-id": "1" };
    if (url.searchParams.get("comp") === "block") upload.blocks.set(url.searchParams.get("blockid") ?? "", raw);
    else if (url.searchParams.get("comp") === "blocklist") {
      const ids = [...raw.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map((match) => String(match[1]));
      upload.bytes = Buffer.concat(ids.map((id) => upload.blocks.get(id) ?? Buffer.alloc(0)));
    } else upload.bytes = raw;
    return { status: 201, headers };
  }

  #signed(artifactId: number, request: IncomingMessage): Answer {
    // The storage is another company's: a token sent there is a token given away.
    if (request.headers.authorization !== undefined) this.violations.push("a token was sent to the storage's signed address");
    const artifact = this.artifacts.find((one) => one.id === artifactId);
    return artifact ? { status: 200, headers: { "content-type": "application/zip" }, body: artifact.bytes } : { status: 404 };
  }
}
