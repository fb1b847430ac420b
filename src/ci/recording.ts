/**
 * A recording: the folder that one check leaves behind and a later check is compared with. A manifest names what is in it; for each suite
 * there is the model (text, made for reading and `diff`) and one execution for pictures.
 *
 *     manifest.json
 *     accepted.json                 which differences were accepted when it was made (see accepted.ts)
 *     suites/<key>/model.trace
 *     suites/<key>/run.json
 *
 * A recording that is read comes from elsewhere: every part is bounded and parsed, and a suite's path in it is only ever compared, never
 * opened.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { formatModel, ModelFormatError, parseModel, type Model } from "../drift/index.ts";
import type { SuiteRun } from "../trace/index.ts";
import { parseSuiteRun } from "./schema.ts";
import { parseMemory } from "./accepted.ts";
import type { Baseline, SuiteWeight } from "./types.ts";

/** Raised when the layout changes; a reader refuses what it does not know. */
const version = 1;

/** One file of a recording; models and runs of honest suites stay far below. */
const fileLimitBytes = 64 * 1024 * 1024;

/** See accepted.ts; a recording without it has nothing to remember. */
export const memoryFile = "accepted.json";

const keyPattern = /^[a-z0-9][a-z0-9._-]{0,80}$/;

const manifestSchema = v.object({
  version: v.literal(version),
  tool: v.pipe(v.string(), v.maxLength(200)),
  sha: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/))),
  suites: v.pipe(
    v.array(
      v.object({
        suite: v.pipe(v.string(), v.maxLength(1000)),
        key: v.pipe(v.string(), v.regex(keyPattern)),
        runs: v.number(),
        durationMs: v.exactOptional(v.number()),
        digest: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
      }),
    ),
    v.maxLength(1000),
  ),
});

export interface RecordedSuite {
  readonly suite: string;
  readonly model: Model;
  /** Absent when it was left out or cannot be read; pictures then show one side only. */
  readonly run?: SuiteRun;
  /** SHA-256 of the suite's text when it was recorded. */
  readonly digest?: string;
}

/** A recording that cannot be used. The message says which part, why, and what to do. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

/** The folder of a suite inside a recording: its path made into a file name, with a hash so that two suites never share one. */
export function keyOf(suite: string): string {
  const hash = createHash("sha256").update(suite).digest("hex").slice(0, 8);
  const plain = suite
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  return plain === "" ? hash : `${plain}-${hash}`;
}

/** A suite as it is written: always with a run. */
export type WrittenSuite = RecordedSuite & { readonly run: SuiteRun };

/** Writes a recording into [folder], which is emptied first. */
export async function writeRecording(
  folder: string,
  suites: readonly WrittenSuite[],
  about: { tool: string; sha?: string },
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const entries: { suite: string; key: string; runs: number; durationMs: number; digest?: string }[] = [];
  for (const { suite, model, run, digest } of suites) {
    const key = keyOf(suite);
    const own = join(folder, "suites", key);
    await mkdir(own, { recursive: true });
    await writeFile(join(own, "model.trace"), formatModel(model));
    await writeFile(join(own, "run.json"), JSON.stringify(run));
    entries.push({ suite, key, runs: model.runs.length, durationMs: run.durationMs, ...(digest === undefined ? {} : { digest }) });
  }
  await mkdir(folder, { recursive: true });
  const manifest = { version, tool: about.tool, ...(about.sha === undefined ? {} : { sha: about.sha }), suites: entries };
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What a baseline holds of [suite]; undefined when it does not know the suite. Throws [RecordingError] when it is damaged. */
export function recordedSuite(baseline: Baseline, suite: string): RecordedSuite | undefined {
  const manifest = parseManifest(baseline);
  const entry = manifest.suites.find((candidate) => candidate.suite === suite);
  if (entry === undefined) return undefined;
  const model = readModel(baseline, `suites/${entry.key}/model.trace`);
  const runText = baseline.files.get(`suites/${entry.key}/run.json`);
  const digest = entry.digest === undefined ? {} : { digest: entry.digest };
  if (runText === undefined) return { suite, model, ...digest };
  return { suite, model, run: parseSuiteRun(runText), ...digest };
}

/** Throws [RecordingError]: a check goes on without the baseline then, and leaves one that can be read. */
function readModel(baseline: Baseline, path: string): Model {
  const text = file(baseline, path);
  try {
    return parseModel(text);
  } catch (error) {
    if (!(error instanceof ModelFormatError)) throw error;
    throw new RecordingError(`the baseline (${baseline.origin.description}) cannot be read (${path}, ${error.found})`, { cause: error });
  }
}

/** The suites a baseline knows, and how long they took. Throws [RecordingError] when its manifest cannot be read. */
export function recordedSuites(baseline: Baseline): readonly SuiteWeight[] {
  return parseManifest(baseline).suites.map(({ suite, durationMs }) => ({ suite, ...(durationMs === undefined ? {} : { durationMs }) }));
}

/**
 * Writes what several recordings of one commit hold as one recording into [folder]. Of a recording only files that its manifest names are
 * taken, under names that we give. Throws [RecordingError].
 */
export async function joinRecordings(folder: string, parts: readonly Baseline[], about: { tool: string; sha?: string }): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const suites = new Map<string, object>();
  let memory = parseMemory(undefined);
  for (const part of parts) {
    for (const entry of parseManifest(part).suites) {
      const key = keyOf(entry.suite);
      await mkdir(join(folder, "suites", key), { recursive: true });
      for (const name of ["model.trace", "run.json"])
        await writeFile(join(folder, "suites", key, name), file(part, `suites/${entry.key}/${name}`));
      suites.set(entry.suite, { ...entry, key });
    }
    const more = parseMemory(part.files.get(memoryFile));
    // All parts had the same file before them; what each needed of it differs.
    memory = { ...more, seen: { ...memory.seen, ...more.seen } };
  }
  const manifest = {
    version,
    tool: about.tool,
    ...(about.sha === undefined ? {} : { sha: about.sha }),
    suites: [...suites].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
  };
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(join(folder, memoryFile), `${JSON.stringify(memory, null, 2)}\n`);
}

function parseManifest(baseline: Baseline): v.InferOutput<typeof manifestSchema> {
  let data: unknown;
  try {
    data = JSON.parse(file(baseline, "manifest.json"));
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    throw new RecordingError(`the baseline (${baseline.origin.description}) has a manifest that is not JSON; record it again`, {
      cause: error,
    });
  }
  const parsed = v.safeParse(manifestSchema, data);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? "its top";
  throw new RecordingError(
    `the baseline (${baseline.origin.description}) was made by another version or is damaged (manifest.json, ${where}: ${issue.message}); record it again`,
  );
}

function file(baseline: Baseline, path: string): string {
  const text = baseline.files.get(path);
  if (text === undefined)
    throw new RecordingError(`the baseline (${baseline.origin.description}) is incomplete: ${path} is missing; record it again`);
  return text;
}

/** Reads the recording in a local folder. Throws [RecordingError] when it is not there or not whole. */
export async function readRecording(folder: string, description: string): Promise<Baseline> {
  const files = new Map<string, string>();
  const read = async (path: string): Promise<string> => {
    let bytes: Buffer;
    try {
      bytes = await readFile(join(folder, path));
    } catch (error) {
      throw new RecordingError(`no recording in ${folder}: cannot read ${path}; record one with \`faultbox ci --output FOLDER\``, {
        cause: error,
      });
    }
    if (bytes.length > fileLimitBytes)
      throw new RecordingError(`${path} in ${folder} has ${bytes.length} bytes; at most ${fileLimitBytes} are read`);
    files.set(path, bytes.toString("utf8"));
    return bytes.toString("utf8");
  };
  await read("manifest.json");
  const baseline: Baseline = { origin: { kind: "folder", description }, files };
  if (existsSync(join(folder, memoryFile))) await read(memoryFile);
  for (const { key } of parseManifest(baseline).suites) {
    await read(`suites/${key}/model.trace`);
    await read(`suites/${key}/run.json`);
  }
  return baseline;
}
