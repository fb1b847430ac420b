/**
 * The Action from beginning to end. Which event does what:
 *
 *  - `pull_request`: compare with the base, write the comment;
 *  - `push`, `schedule`, `workflow_dispatch`: compare with the recording before, and store this one for later runs to compare with;
 *  - `merge_group`: compare with the group's base; there is no pull request to write to;
 *  - `workflow_run`: run nothing, and write the comment for a pull request from a fork (see handover.ts);
 *  - `issue_comment`: run nothing, and deal with `/faultbox accept` (see approval.ts);
 *  - anything else: run the suites and say that nothing is compared.
 *
 * With `mode: merge` nothing is run either: the parts that sharded jobs have left are joined, and told like one check (see shard.ts).
 *
 * Only two things decide whether the step is red: the tests and comparisons themselves, and whether the check could be carried out. GitHub
 * being unreachable, a missing permission, a full artifact storage: each is one warning, and the job's summary still has everything.
 *
 * What touches the world comes in as [ActionWorld]; `src/action.ts` fills it in.
 */
import { appendFile, mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { ArtifactClient } from "@actions/artifact";
import { CheckError, type Baseline, type CheckOptions, type Checked, type World } from "../ci/index.ts";
import type { Finding } from "../drift/index.ts";
import {
  plain,
  renderComment,
  renderSummary,
  withoutCommands,
  type Acceptance,
  type Report,
  renderConsole,
  renderFindings,
} from "../report/index.ts";
import { ApiError, type Api, type ApiOptions } from "./api.ts";
import { approvalsFor, approve } from "./approval.ts";
import { firstLine, storeArtifacts } from "./artifacts.ts";
import { findInCache, openCache, storeInCache, type Cache } from "./cache.ts";
import { findRecording, findScheduled, wantedBase, type BaselineQuestion } from "./baseline.ts";
import { writeComment } from "./comment.ts";
import { isTrusted, readContext, sourceUrl, type Context } from "./context.ts";
import { serviceEnvironment, stepEnvironment } from "../ci/index.ts";
import { runBuild, type Execute } from "./execute.ts";
import { gitIn, type GitTask } from "./git.ts";
import { readHandover, storeHandover } from "./handover.ts";
import { keepIssue } from "./issue.ts";
import { defaultId, readInputs, type Inputs, type OutputName } from "./inputs.ts";
import { filesOf, inHead, linesInHead, sameLine, type LineInHead } from "./lines.ts";
import { annotationsOf, fails, hasNews, outputsOf, verdictLine, type Annotation } from "./outcome.ts";
import { readTree, recordBase } from "./record.ts";
import { merge, storePart, suitesOf, type Shard, type ShardTask } from "./shard.ts";

export interface ActionWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly check: (options: CheckOptions, world: World) => Promise<Checked>;
  readonly openApi: (options: ApiOptions) => Api;
  readonly artifacts: Pick<ArtifactClient, "uploadArtifact" | "deleteArtifact">;
  readonly execute: Execute;
  readonly signal: AbortSignal;
  readonly pause: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** The runner's commands; each takes care of escaping its own arguments. */
  readonly runner: {
    readonly line: (text: string) => void;
    /** Folds the lines of some work away under a title. */
    readonly group: <T>(title: string, work: () => Promise<T>) => Promise<T>;
    readonly annotate: (annotation: Annotation) => void;
    readonly setOutput: (name: OutputName, value: string | number) => void;
    readonly mask: (secret: string) => void;
  };
}

/** One step of the job, as this module carries it around. */
interface Step {
  readonly world: ActionWorld;
  readonly inputs: Inputs;
  readonly context: Context;
  readonly id: string;
  readonly api: Api;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly warn: (title: string, message: string) => void;
}

/**
 * Carries out the step.
 * @returns undefined when the step is green, else what its error message says
 * @throws InputError, ContextError when the step was set up wrongly
 */
export async function runAction(world: ActionWorld): Promise<string | undefined> {
  const inputs = readInputs(world.env);
  if (inputs.token !== "") world.runner.mask(inputs.token);
  const context = await readContext(world.env);
  const log = (text: string): void => harmlessLines(text).forEach((line) => world.runner.line(line));
  const warn = (title: string, message: string): void =>
    world.runner.annotate({ level: "warning", title, message: harmlessLines(message).join("\n") });
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(inputs.timeout * 60_000)]);
  const api = world.openApi({
    token: inputs.token,
    apiUrl: context.apiUrl,
    owner: context.repository.owner,
    repo: context.repository.name,
    signal,
    log,
  });
  const id = inputs.id ?? defaultId(context.job, inputs.matrix);
  const step: Step = { world, inputs, context, id, api, signal, log, warn };
  try {
    switch (context.event) {
      case "workflow_run":
        return await relay(step, context);
      case "issue_comment":
        return await hear(step, context);
      default:
        return inputs.mode === "merge" ? await mergeAndTell(step) : await checkAndTell(step);
    }
  } finally {
    log(`requests to GitHub's API: ${api.calls()}`);
  }
}

async function checkAndTell(step: Step): Promise<string | undefined> {
  const { world, inputs, context, id, log, signal } = step;
  const cwd = join(context.workspace, inputs["working-directory"]);
  const output = outputOf(step);
  await mkdir(output, { recursive: true });

  const tokens = [inputs.token, world.env["ACTIONS_RUNTIME_TOKEN"] ?? "", world.env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? ""];
  const services = serviceEnvironment(world.env, tokens);
  if (services.withheld.length > 0) {
    log(
      `not passed on to services, because they look like secrets: ${services.withheld.join(", ")} (a suite can set them in a service's env=)`,
    );
  }
  if (inputs.build !== undefined) {
    const { build } = inputs;
    const built = await world.runner.group("Build", () =>
      runBuild(build, world.execute, { cwd, env: stepEnvironment(world.env), signal, log }),
    );
    if (!built.ok) return `the \`build\` command ended with ${built.reason}`;
  }

  const pullRequest = context.event === "pull_request" ? context.pullRequest : undefined;
  const records = isTrusted(context);
  const options: CheckOptions = {
    cwd,
    folder: relative(context.workspace, cwd),
    suites: inputs.suites,
    runs: inputs.runs === "auto" ? usualRuns(context) : inputs.runs,
    confirmRuns: inputs["confirm-runs"],
    seed: inputs.seed,
    jobs: inputs.jobs,
    observe: inputs.observe,
    source: inputs.source,
    ...(inputs["strict-determinism"] === undefined ? {} : { strictDeterminism: inputs["strict-determinism"] }),
    requireFaultsFire: inputs["require-faults-fire"],
    id,
    output,
    accepted: inputs.accepted,
    ...(inputs.test === undefined ? {} : { test: inputs.test }),
    head: { sha: headOf(context), ...(pullRequest === undefined ? {} : { pullRequest }) },
    env: services.env,
  };
  const compares = inputs.baseline !== "none" && context.event !== "other";
  if (context.event === "other") log(`on the event ${context.name} suites are run, and nothing is compared or kept as a baseline`);
  const { shard } = inputs;
  const parts = { api: step.api, client: world.artifacts, pause: world.pause, log };
  let checked: Checked;
  try {
    checked = await world.check(options, {
      log,
      signal,
      ...(shard === undefined ? {} : { divide: (suites) => suitesOf(shard, suites, shardTask(step), parts) }),
      ...(compares ? { findBaseline: () => findBaseline(step, options), approvals: (findings) => approvals(step, findings) } : {}),
    });
  } catch (error) {
    world.runner.setOutput("result", "error");
    if (world.signal.aborted) return "the job was cancelled";
    if (signal.aborted) return `the check was stopped after ${inputs.timeout} minutes; the input \`timeout\` allows more`;
    if (error instanceof CheckError) return error.message;
    throw error;
  }

  const lineInHead = await linesFor(step, checked.report);
  const inHeadsLines = { ...checked, report: inHead(checked.report, lineInHead) };
  const annotations: Annotate = (report, workspace, from) => annotationsOf(report, workspace, from, lineInHead);
  return shard === undefined ? tell(step, inHeadsLines, records, annotations) : leavePart(step, shard, inHeadsLines, annotations);
}

type Annotate = (report: Report, workspace: string, cwd: string) => readonly Annotation[];

/** Where lines of the tested tree stand in the commit that people look at. */
async function linesFor(step: Step, report: Report): Promise<LineInHead> {
  const { context, world, inputs, signal, log } = step;
  if (context.event !== "pull_request") return sameLine;
  const cwd = join(context.workspace, inputs["working-directory"]);
  const files = [...filesOf(report), ...annotationsOf(report, context.workspace, cwd).flatMap(({ file }) => file ?? [])];
  return linesInHead(headOf(context), files, gitTask(step), { execute: world.execute, signal, log });
}

function gitTask({ context, inputs, world }: Step): GitTask {
  return { workspace: context.workspace, env: stepEnvironment(world.env), token: inputs.token, serverUrl: context.serverUrl };
}

/** A pull request is waited for; a recording serves many; at night nobody waits. */
function usualRuns(context: Context): number {
  if (context.event === "schedule") return 20;
  return isTrusted(context) ? 10 : 3;
}

/** The folder of this check on the runner. */
function outputOf({ context, id }: Step): string {
  return join(context.temp, "faultbox", id);
}

function shardTask(step: Step): ShardTask {
  const { context, inputs, id } = step;
  const { runId, runAttempt } = context;
  return { id, runId, runAttempt, retentionDays: inputs["retention-days"], scratch: join(outputOf(step), "upload") };
}

/** One part of a check: what it came to is left for the job that joins the parts; only annotations and the summary are its own. */
async function leavePart(step: Step, shard: Shard, checked: Checked, annotations: Annotate): Promise<string | undefined> {
  const { world, inputs, context, log } = step;
  const { report } = checked;
  const part = `part ${shard.index} of ${shard.of}`;
  try {
    await storePart(shard, report, checked.files.recording, shardTask(step), world.artifacts);
  } catch (error) {
    // Green would claim that somebody is going to hear of it.
    return `the result of ${part} could not be stored for the job that joins the parts: ${firstLine(error)}`;
  }
  for (const annotation of annotations(report, context.workspace, join(context.workspace, inputs["working-directory"])))
    world.runner.annotate(annotation);
  await writeSummary(step, report);
  setOutputs(step, report, undefined);
  const line = `${part}: ${verdictLine(report)}`;
  log(line);
  return fails(report.result, inputs["fail-on"]) ? line : undefined;
}

/** `mode: merge` */
async function mergeAndTell(step: Step): Promise<string | undefined> {
  const { world, context, inputs, id, api, log } = step;
  const output = outputOf(step);
  await mkdir(output, { recursive: true });
  const pullRequest = context.event === "pull_request" ? context.pullRequest : undefined;
  const options = {
    id,
    output,
    folder: inputs["working-directory"],
    head: { sha: headOf(context), ...(pullRequest === undefined ? {} : { pullRequest }) },
  };
  try {
    const joined = await merge(inputs.shard?.of, options, shardTask(step), { api, client: world.artifacts, pause: world.pause, log });
    // The parts have annotated what they ran; nobody but us can speak for what nobody ran.
    const lostOnly: Annotate = (report, ...where) =>
      annotationsOf({ ...report, suites: report.suites.filter(({ suite }) => joined.lost.includes(suite)) }, ...where);
    return await tell(step, joined, isTrusted(context) && joined.lost.length === 0, lostOnly);
  } catch (error) {
    if (!(error instanceof CheckError || error instanceof ApiError)) throw error;
    world.runner.setOutput("result", "error");
    return error.message;
  }
}

/** Everything that comes after a check: store, annotate, summarise, comment, set outputs, give the verdict. */
async function tell(step: Step, checked: Checked, records: boolean, annotations: Annotate): Promise<string | undefined> {
  const { world, inputs, context, id, log, warn } = step;
  const cwd = join(context.workspace, inputs["working-directory"]);
  const output = outputOf(step);
  // Whoever opens the log of a failed job should find the reason in it.
  log(
    renderConsole(
      checked.report.suites.flatMap(({ runs }) => runs),
      { quiet: true },
    ) + renderFindings(checked.report),
  );
  const toStore = {
    id,
    files: checked.files,
    scratch: join(output, "upload"),
    // A check that could not be carried out has recorded nothing; failed tests are left out of the recording, not the recording for their sake.
    keepRecording: records && checked.report.result !== "error",
    runAttempt: context.runAttempt,
    runUrl: context.runUrl,
    retentionDays: inputs["retention-days"],
  };
  const stored = await world.runner.group("Store recording and reports", () => storeArtifacts(toStore, world.artifacts));
  const cache = toStore.keepRecording && context.ref.startsWith("refs/heads/") ? cacheOf(step) : undefined;
  if (cache !== undefined) {
    const files = await readTree(checked.files.recording);
    log(await storeInCache({ id, sha: headOf(context), runUrl: context.runUrl, files }, cache));
  }
  for (const warning of stored.warnings) warn("Not stored", warning);

  const links = { ...stored.links, source: sourceUrl(context, headOf(context)) };
  const report: Report = { ...checked.report, links };
  for (const annotation of annotations(report, context.workspace, cwd)) world.runner.annotate(annotation);
  await writeSummary(step, report);
  const commentUrl = context.event === "pull_request" ? await tellPullRequest(step, context, report) : undefined;
  if (context.event === "schedule") await writeIssue(step, context, report);
  setOutputs(step, report, commentUrl);
  const line = verdictLine(report);
  log(line);
  return fails(report.result, inputs["fail-on"]) ? line : undefined;
}

function setOutputs(step: Step, report: Report, commentUrl: string | undefined): void {
  for (const [name, value] of Object.entries(outputsOf(report, commentUrl, outputOf(step))) as [OutputName, string | number][]) {
    step.world.runner.setOutput(name, value);
  }
}

/** The commit that people know this run by. */
function headOf(context: Context): string {
  return context.event === "pull_request" || context.event === "merge_group" ? context.head : context.sha;
}

/** The ways to a baseline in their order; whatever goes wrong on one of them is a reason for people, never an error of the check. */
async function findBaseline(step: Step, options: CheckOptions): Promise<Baseline | { readonly none: string }> {
  const { world, inputs, context, id, api, signal, log, warn } = step;
  try {
    const checkedOut = await gitIn(gitTask(step), { execute: world.execute, signal, log: () => {} })(["rev-parse", "HEAD"]);
    const wanted = await wantedBase(context, checkedOut.ok ? checkedOut.stdout.trim() : undefined, api);
    if ("none" in wanted) return wanted;

    const reasons: string[] = [];
    if (inputs.baseline === "auto" || inputs.baseline === "artifact") {
      const cache = context.event === "schedule" ? undefined : cacheOf(step);
      const cached = cache && (await findInCache({ id, sha: wanted.sha, context, log }, cache, api));
      if (cached !== undefined) return cached;
      const question = { wanted, id, repositoryId: context.repository.id, ownRunId: context.runId, log };
      const find = context.event === "schedule" ? findScheduled(question, branchOf(context), api) : findPatiently(step, question);
      const found = await find.catch((error: unknown) => ({ none: reasonOf(error, warn) }));
      if (!("none" in found)) return found;
      reasons.push(found.none);
    }
    // Recording the commit under test itself would compare it with itself.
    const isItself = wanted.sha === headOf(context);
    if (!isItself && (inputs.baseline === "record" || (inputs.baseline === "auto" && inputs.build !== undefined))) {
      const recorded = await recordBase(
        {
          wanted,
          ...gitTask(step),
          worktree: join(context.temp, "faultbox", `${id}-base`),
          options,
          workingDirectory: inputs["working-directory"],
          ...(inputs.build === undefined ? {} : { build: inputs.build }),
        },
        { check: world.check, execute: world.execute, log, signal },
      );
      if (!("none" in recorded)) return recorded;
      reasons.push(recorded.none);
    }
    return { none: reasons.join("; ") };
  } catch (error) {
    return { none: reasonOf(error, warn) };
  }
}

function cacheOf({ world, inputs, signal }: Step): Cache | undefined {
  return inputs.cache ? openCache(world.env, signal) : undefined;
}

/** Between two looks whether the base commit's own run has ended. */
const lookAgainMs = 20_000;

/**
 * The recording of the wanted commit; if its own run is still going on, that is waited for, within bounds, before an older recording is taken.
 * @throws ApiError when GitHub cannot be asked
 */
async function findPatiently(step: Step, question: BaselineQuestion): Promise<Baseline | { readonly none: string }> {
  const { world, inputs, context, api, log, signal } = step;
  let found = await findRecording(question, api);
  const isIt = (one: typeof found): boolean => !("none" in one) && one.origin.distance === 0;
  // A run of another workflow may take hours and leave us nothing.
  const going = async (): Promise<boolean> =>
    (await api.runsOf("push", { sha: question.wanted.sha })).some(
      (run) => !run.completed && (context.workflow === "" || run.workflow === undefined || run.workflow === context.workflow),
    );
  if (isIt(found) || inputs.wait === 0 || !(await going())) return found;
  log(
    `the own run of ${question.wanted.called} (${question.wanted.sha.slice(0, 7)}) is still going on; waiting up to ${inputs.wait} minutes`,
  );
  for (let waitedMs = 0; waitedMs < inputs.wait * 60_000; waitedMs += lookAgainMs) {
    await world.pause(lookAgainMs);
    signal.throwIfAborted();
    if (await going()) continue;
    found = await findRecording(question, api);
    break;
  }
  return found;
}

/** The branch of a scheduled run: the default branch, by whatever name it goes. */
function branchOf(context: Context): string {
  return context.ref.replace(/^refs\/heads\//, "") || context.repository.defaultBranch;
}

async function writeIssue(step: Step, context: Context & { readonly event: "schedule" }, report: Report): Promise<void> {
  const { inputs, id, api, log, warn } = step;
  if (inputs.issue === "never") return;
  try {
    const done = await keepIssue({ id, report, branch: branchOf(context), sha: context.sha, runUrl: context.runUrl }, api);
    log(done.kind === "none" ? "no issue to write" : `issue ${done.kind}: ${done.url}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    warn("No issue", error.message);
  }
}

/** A refused or failed request as the reason why there is no baseline; the whole advice goes into a warning. */
function reasonOf(error: unknown, warn: Step["warn"]): string {
  if (!(error instanceof ApiError)) throw error;
  warn("No baseline", error.message);
  return firstLine(error);
}

/** Without an answer nothing is accepted, which a warning says. */
async function approvals(step: Step, findings: readonly Finding[]): Promise<readonly Acceptance[]> {
  const { world, context, api, log, warn } = step;
  try {
    return await approvalsFor(context, findings, { api, log, pause: world.pause, random: world.random });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    warn("Acceptances not read", error.message);
    return [];
  }
}

/** `issue_comment`: the step is red only if somebody who may accept could not. */
async function hear(step: Step, context: Context & { readonly event: "issue_comment" }): Promise<string | undefined> {
  const { world, api, log, warn } = step;
  try {
    await approve(context, { api, log, warn, pause: world.pause, random: world.random });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return `nothing was accepted: ${error.message}`;
  }
}

/** GitHub takes this many bytes of a step's summary, and of a longer one nothing. */
const summaryLimitBytes = 1024 * 1024;

async function writeSummary(step: Step, report: Report): Promise<void> {
  const path = step.world.env["GITHUB_STEP_SUMMARY"];
  if (!path) return;
  const whole = renderSummary(report);
  try {
    await appendFile(path, `${Buffer.byteLength(whole) < summaryLimitBytes ? whole : renderComment(report)}\n`);
  } catch (error) {
    step.warn("No summary", firstLine(error));
  }
}

/** @returns the comment's address, when there is one */
async function tellPullRequest(
  step: Step,
  context: Context & { readonly event: "pull_request" },
  report: Report,
): Promise<string | undefined> {
  const { world, inputs, id, warn, log } = step;
  if (inputs.comment === "never") return undefined;
  if (!context.fork) {
    const told = await comment(step, context.pullRequest, context.head, orderOf(context.runId, context.runAttempt), report);
    if (told !== refused) return told;
  }
  // A fork's token is always read-only, Dependabot's is as well, and a job can be made so.
  try {
    const scratch = join(context.temp, "faultbox", id, "upload");
    await storeHandover(report, { scratch, runAttempt: context.runAttempt }, world.artifacts);
    log("this run may not write comments; it has left its result for a workflow on `workflow_run`, which can (see the README)");
  } catch (error) {
    warn("No comment", `the result could not be stored for a second workflow: ${firstLine(error)}`);
  }
  return undefined;
}

const refused = Symbol("the token may not write comments");

/** @returns the comment's address when there is one */
async function comment(
  step: Step,
  pull: number,
  head: string,
  order: number,
  report: Report,
): Promise<string | typeof refused | undefined> {
  const { world, inputs, api, warn, log } = step;
  try {
    const outcome = await writeComment(
      { pull, head, section: renderComment(report, { order }), create: hasNews(report.result, inputs.comment) },
      { api, pause: world.pause, random: world.random },
    );
    switch (outcome.kind) {
      case "written":
        return outcome.url;
      case "silent":
        log("nothing to say, so no comment was written");
        return undefined;
      case "stale":
        log(`the pull request has moved on to ${outcome.head.slice(0, 7)}; its comment is left to the run for that commit`);
        return undefined;
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    warn("No comment", error.message);
    return error.status === 403 ? refused : undefined;
  }
}

/** Grows from run to run and from attempt to attempt, so that an older section never replaces a newer one. */
function orderOf(runId: number, runAttempt: number): number {
  return runId * 1000 + Math.min(runAttempt, 999);
}

/** `workflow_run`: comments for pull requests whose own runs could not. */
async function relay(step: Step, context: Context & { readonly event: "workflow_run" }): Promise<string | undefined> {
  const { world, api, inputs, log, warn } = step;
  if (context.of.event !== "pull_request" || inputs.comment === "never") {
    log(`the run was started by ${context.of.event}: nothing to relay`);
    return undefined;
  }
  try {
    const found = await readHandover(context, api, log);
    if ("none" in found) {
      log(found.none);
      return undefined;
    }
    for (const report of found.reports) {
      const url = await comment(step, found.pullRequest, context.of.headSha, orderOf(context.of.runId, context.of.runAttempt), report);
      if (typeof url === "string") world.runner.setOutput("comment-url", url);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    warn("No comment", error.message);
  }
  return undefined;
}

/** Whatever is printed may come from programs under test, and the runner reads commands out of a step's output. */
function harmlessLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map((line) => withoutCommands(plain(line)));
}
