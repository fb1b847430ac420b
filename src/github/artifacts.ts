/**
 * Stores what a check has written as artifacts of the run: the recording that later runs compare with, the report and the ShiViz file each
 * as a plain file that a link opens, and one archive with everything else. Storing is a courtesy to later readers: whatever goes wrong here
 * becomes a warning and never changes the verdict.
 */
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArtifactClient } from "@actions/artifact";
import type { CheckFiles } from "../ci/index.ts";
import type { Links } from "../report/index.ts";
import { recordingName } from "./baseline.ts";

export interface StoreTask {
  readonly id: string;
  readonly files: CheckFiles;
  /** Folder of our own for copies under the names that links show. */
  readonly scratch: string;
  /** Whether later runs may compare with this one. */
  readonly keepRecording: boolean;
  /** From the second attempt on, the names are taken by the first. */
  readonly runAttempt: number;
  /** The page of the run. */
  readonly runUrl: string;
  /** 0: the repository's own setting. */
  readonly retentionDays: number;
}

export interface Stored {
  readonly links: Links;
  /** What could not be stored and why, a line for each reason. */
  readonly warnings: readonly string[];
}

type Uploads = Pick<ArtifactClient, "uploadArtifact" | "deleteArtifact">;

export interface Upload {
  readonly name: string;
  readonly files: readonly string[];
  /** Names inside an archive are relative to it. */
  readonly root: string;
  /** One file as it is, not in an archive: it opens in the browser, and the artifact is called what the file is called. */
  readonly single?: boolean;
  readonly retentionDays: number;
  readonly runAttempt: number;
}

/**
 * Uploads one artifact. A run keeps the artifacts of its earlier attempts, so a later attempt replaces what stands in its way; in a first
 * attempt only another job or step of the same run can, and that one's artifact is left alone.
 * @returns the artifact's id
 * @throws Error with a sentence
 */
export async function uploadArtifact(upload: Upload, client: Uploads): Promise<number | undefined> {
  const options = { skipArchive: upload.single ?? false, ...(upload.retentionDays > 0 ? { retentionDays: upload.retentionDays } : {}) };
  const send = async (): Promise<number | undefined> =>
    (await client.uploadArtifact(upload.name, [...upload.files], upload.root, options)).id;
  try {
    return await send();
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (upload.runAttempt === 1) {
      throw new Error("another job or step of this run uses the same id; give each its own with the input `id`", { cause: error });
    }
    await client.deleteArtifact(upload.name);
    return await send();
  }
}

/** Stores everything; never throws. */
export async function storeArtifacts(task: StoreTask, client: Uploads): Promise<Stored> {
  const { id, files, scratch, retentionDays, runAttempt } = task;
  const failures = new Map<string, string[]>();
  const put = async (name: string, prepare: () => Promise<Pick<Upload, "files" | "root" | "single">>): Promise<string | undefined> => {
    try {
      const artifact = await uploadArtifact({ name, retentionDays, runAttempt, ...(await prepare()) }, client);
      return artifact === undefined ? undefined : `${task.runUrl}/artifacts/${artifact}`;
    } catch (error) {
      const reason = firstLine(error);
      failures.set(reason, [...(failures.get(reason) ?? []), name]);
      return undefined;
    }
  };
  const single = (name: string, path: string): Promise<string | undefined> =>
    put(name, async () => {
      await mkdir(scratch, { recursive: true });
      const copy = join(scratch, name);
      await copyFile(path, copy);
      return { files: [copy], root: scratch, single: true };
    });

  const [report, shiviz, traces] = await Promise.all([
    single(`faultbox-report-${id}.html`, files.html),
    single(`faultbox-${id}.shiviz`, files.shiviz),
    put(`faultbox-traces-${id}`, async () => ({
      files: [files.json, files.junit, files.sarif, files.comment, files.summary],
      root: dirname(files.json),
    })),
    task.keepRecording
      ? put(recordingName(id), async () => ({ files: await filesBelow(files.recording), root: files.recording }))
      : undefined,
  ]);
  return {
    links: { run: task.runUrl, ...(report ? { report } : {}), ...(shiviz ? { shiviz } : {}), ...(traces ? { traces } : {}) },
    warnings: [...failures].map(([reason, names]) => `${names.toSorted().join(", ")}: ${reason}`),
  };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The service's answer to a name that the run already has, as the client words it. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes("(409)");
}

/** The client's errors bring paragraphs of general advice along. */
export function firstLine(error: unknown): string {
  return String((error instanceof Error ? error.message : String(error)).split("\n")[0]);
}
