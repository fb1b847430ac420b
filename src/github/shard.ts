/**
 * One check by several jobs: `shard: 2/4` runs a part of the suites, `mode: merge` joins what the parts have left into one report, one
 * comment, one verdict, one recording.
 *
 * All parts must divide in the same way, or a suite would be run by nobody. How long suites take is known from the baseline, and two jobs may
 * find different baselines, one of them hours later in a second attempt. So the division is agreed upon: whoever comes first stores it as an
 * artifact of the run, whose name can be taken only once, and all others read it. If even that fails, the merging job notices: it knows the
 * plan and says which suites nobody has run. A part that left nothing is an error with its suites by name; nothing is ever silently green.
 *
 * Parts are artifacts of one run, named without the attempt: when only the failed jobs are started again, their new parts replace the old ones,
 * and those of the others still stand.
 */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactClient } from "@actions/artifact";
import * as v from "valibot";
import {
  CheckError,
  divide,
  joinParts,
  RecordingError,
  type Checked,
  type CheckOptions,
  type CheckPart,
  type SuiteWeight,
} from "../ci/index.ts";
import type { Report, SuiteReport } from "../report/index.ts";
import { ApiError, type Api, type ArtifactInfo } from "./api.ts";
import { isTaken, uploadArtifact } from "./artifacts.ts";
import { pack, PackedError, unpack } from "./packed.ts";
import { ArchiveError, unzipText, type ArchiveLimits } from "./unzip.ts";

/** Part [index] (from 1) of [of]. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

type Uploads = Pick<ArtifactClient, "uploadArtifact" | "deleteArtifact">;

const planName = (id: string): string => `faultbox-plan-${id}`;
const planFile = "plan.json";
const partName = (id: string, shard: Shard): string => `faultbox-part-${id}-${shard.index}-of-${shard.of}`;
const reportFile = "part.json";

const planLimits: ArchiveLimits = { files: 1, fileBytes: 4 * 1024 * 1024, totalBytes: 4 * 1024 * 1024 };
const partLimits: ArchiveLimits = { files: 2002, fileBytes: 128 * 1024 * 1024, totalBytes: 384 * 1024 * 1024 };
const packedLimitBytes = 128 * 1024 * 1024;

const Plan = v.pipe(v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(1000))), v.maxLength(10_000))), v.minLength(1), v.maxLength(256));
type Plan = readonly (readonly string[])[];

export interface ShardTask {
  readonly id: string;
  readonly runId: number;
  readonly runAttempt: number;
  readonly retentionDays: number;
  /** Folder of our own. */
  readonly scratch: string;
}

export interface ShardWorld {
  readonly api: Pick<Api, "artifactsOfRun" | "download">;
  readonly client: Uploads;
  readonly pause: (ms: number) => Promise<void>;
  readonly log: (line: string) => void;
}

/** Storing takes a moment; whoever finds the name taken waits for the content. */
const planTries = 10;
const planPauseMs = 2_000;

/**
 * The suites of one part, as all parts of the run have agreed.
 * @throws CheckError when the parts cannot agree: another number of parts, other suites
 */
export async function suitesOf(
  shard: Shard,
  suites: readonly SuiteWeight[],
  task: ShardTask,
  world: ShardWorld,
): Promise<readonly string[]> {
  const plan = await agree(divide(suites, shard.of), task, world);
  if (plan.length !== shard.of) {
    throw new CheckError(
      `this job is part ${shard.index} of ${shard.of}, another job of this run has the same \`id\` and ${plan.length} parts`,
    );
  }
  const [planned, found] = [plan.flat().toSorted(), suites.map(({ suite }) => suite).toSorted()];
  if (JSON.stringify(planned) !== JSON.stringify(found)) {
    throw new CheckError(
      "this job finds other suites than the jobs that run the other parts; `suites`, `working-directory` and the commit must be the same in all",
    );
  }
  return plan[shard.index - 1] ?? [];
}

async function agree(own: Plan, task: ShardTask, world: ShardWorld): Promise<Plan> {
  const folder = join(task.scratch, "plan");
  const path = join(folder, planFile);
  await mkdir(folder, { recursive: true });
  await writeFile(path, JSON.stringify(own));
  try {
    await world.client.uploadArtifact(
      planName(task.id),
      [path],
      folder,
      task.retentionDays > 0 ? { retentionDays: task.retentionDays } : {},
    );
    return own;
  } catch (error) {
    if (!isTaken(error))
      throw new CheckError(`how the suites are divided could not be stored for the other parts: ${sentence(error)}`, { cause: error });
  }
  for (let left = planTries; left > 0; left -= 1) {
    const plan = await readPlan(await artifactsOf(task.runId, world.api, planName(task.id)), task.id, world.api);
    if (plan !== undefined) return plan;
    await world.pause(planPauseMs);
  }
  throw new CheckError("another part has divided the suites, and how could not be read; start the failed jobs again");
}

async function readPlan(artifacts: readonly ArtifactInfo[], id: string, api: ShardWorld["api"]): Promise<Plan | undefined> {
  const [stored] = artifacts.filter(({ name }) => name === planName(id)).toSorted((a, b) => b.id - a.id);
  if (stored === undefined) return undefined;
  try {
    const text = unzipText(await api.download(stored.id, planLimits.totalBytes), planLimits).get(planFile);
    return v.parse(Plan, JSON.parse(text ?? ""));
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof SyntaxError || error instanceof v.ValiError)
      throw new CheckError(`how the suites are divided cannot be read: ${error.message}`, { cause: error });
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

async function artifactsOf(runId: number, api: ShardWorld["api"], name?: string): Promise<readonly ArtifactInfo[]> {
  const found: ArtifactInfo[] = [];
  for (let page = 1, more = true; more && page <= 5; page += 1) {
    const list = await api.artifactsOfRun(runId, page, name);
    found.push(...list.items.filter((artifact) => !artifact.expired && artifact.runId === runId));
    more = list.more;
  }
  return found;
}

/**
 * Stores what one part came to.
 * @param recording absolute path of the folder that it recorded
 * @throws Error with a sentence
 */
export async function storePart(shard: Shard, report: Report, recording: string, task: ShardTask, client: Uploads): Promise<void> {
  const path = join(recording, reportFile);
  await writeFile(path, JSON.stringify(pack(report, "whole")));
  const entries = await readdir(recording, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const { retentionDays, runAttempt } = task;
  await uploadArtifact({ name: partName(task.id, shard), files, root: recording, retentionDays, runAttempt }, client);
}

/**
 * Joins the parts of this run.
 * @param known how many parts there are to be, where the workflow says so
 * @throws CheckError when there are no parts at all, ApiError when GitHub cannot be asked
 */
export async function merge(
  known: number | undefined,
  options: Pick<CheckOptions, "id" | "output" | "head" | "folder">,
  task: ShardTask,
  world: ShardWorld,
): Promise<Checked & { readonly lost: readonly string[] }> {
  const { id } = task;
  const artifacts = await artifactsOf(task.runId, world.api);
  const plan = await readPlan(artifacts, id, world.api);
  const stored = new Map<number, { readonly of: number; readonly artifact: ArtifactInfo }>();
  const pattern = /^faultbox-part-(.+)-(\d{1,3})-of-(\d{1,3})$/;
  for (const artifact of artifacts.toSorted((a, b) => a.id - b.id)) {
    const [, of, index, count] = pattern.exec(artifact.name) ?? [];
    if (of === id) stored.set(Number(index), { of: Number(count), artifact });
  }
  const count = known ?? plan?.length ?? [...stored.values()].at(-1)?.of;
  if (count === undefined) {
    throw new CheckError(
      `this run has no parts called ${partName(id, { index: 1, of: 1 }).replace("1-of-1", "…")}; parts need \`shard: 1/4\` and the same \`id\`, and this job \`needs:\` them`,
    );
  }

  const parts: CheckPart[] = [];
  const lost: SuiteReport[] = [];
  const losing = (suite: string, why: string): void =>
    void lost.push({ suite, runs: [], baseline: { kind: "none", reason: why }, error: why });
  for (let index = 1; index <= count; index += 1) {
    const part = stored.get(index)?.artifact;
    const read = part === undefined ? "it left no result: its job was cancelled or ended before it could" : await readPart(part, world);
    if (typeof read !== "string") {
      parts.push(read);
      continue;
    }
    const why = `part ${index} of ${count} is missing, and with it this: ${read}`;
    world.log(why);
    const suites = plan?.[index - 1];
    if (suites === undefined) losing(`part ${index} of ${count}`, why);
    for (const suite of suites ?? []) losing(suite, why);
  }
  const run = new Set(parts.flatMap(({ report }) => report.suites.map(({ suite }) => suite)));
  const told = new Set(lost.map(({ suite }) => suite));
  for (const suite of plan?.flat() ?? [])
    if (!run.has(suite) && !told.has(suite)) losing(suite, "no part has run this suite; start all jobs again");
  try {
    return { ...(await joinParts(parts, lost, options)), lost: lost.map(({ suite }) => suite) };
  } catch (error) {
    if (error instanceof RecordingError) throw new CheckError(error.message, { cause: error });
    throw error;
  }
}

/** @returns the part, or why it cannot be used */
async function readPart(artifact: ArtifactInfo, world: ShardWorld): Promise<CheckPart | string> {
  try {
    const files = new Map(unzipText(await world.api.download(artifact.id, packedLimitBytes), partLimits));
    const report = unpack(files.get(reportFile) ?? "");
    files.delete(reportFile);
    return { report, recording: { origin: { kind: "artifact", description: artifact.name }, files } };
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof PackedError) return `its result cannot be read (${error.message})`;
    if (error instanceof ApiError && (error.status === 404 || error.status === 410)) return "its result is gone";
    throw error;
  }
}

function sentence(error: unknown): string {
  return String((error instanceof Error ? error.message : String(error)).split("\n")[0]);
}
