/**
 * A baseline made on the spot, for when no earlier run left one: the base commit is checked out beside the pull request's tree, built with
 * the workflow's own `build` command, and recorded by the very same check on the same machine. It costs as much time again, and it is the best
 * baseline there is, because machine and kernel are the same.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { CheckError, type Baseline, type CheckOptions, type Checked, type World } from "../ci/index.ts";
import type { WantedBase } from "./baseline.ts";
import { runBuild } from "./execute.ts";
import { fetchCommit, gitIn, type GitTask, type GitWorld } from "./git.ts";

export interface RecordTask extends GitTask {
  readonly wanted: WantedBase;
  /** An absolute path that does not exist yet; the base is checked out there and removed again. */
  readonly worktree: string;
  /** As for the check itself, except where it happens. */
  readonly options: CheckOptions;
  readonly workingDirectory: string;
  readonly build?: string;
}

export interface RecordWorld extends World, GitWorld {
  readonly check: (options: CheckOptions, world: World) => Promise<Checked>;
}

/**
 * Records the wanted commit.
 * @returns the recording, or a sentence why there is none
 */
export async function recordBase(task: RecordTask, world: RecordWorld): Promise<Baseline | { readonly none: string }> {
  const { wanted, worktree } = task;
  const short = wanted.sha.slice(0, 7);
  const git = gitIn(task, world);
  const missing = await fetchCommit(wanted.sha, task, git);
  if (missing !== undefined) return { none: `${wanted.called} (${short}) could not be fetched: git fetch ended with ${missing}` };
  const added = await git(["worktree", "add", "--force", "--detach", worktree, wanted.sha]);
  if (!added.ok) return { none: `${wanted.called} (${short}) could not be checked out: git worktree ended with ${added.reason}` };
  try {
    const cwd = join(worktree, task.workingDirectory);
    if (!(await isFolder(cwd))) return { none: `${wanted.called} (${short}) has no folder ${task.workingDirectory}` };
    if (task.build !== undefined) {
      world.log(`building ${wanted.called} (${short})`);
      const built = await runBuild(task.build, world.execute, { cwd, env: task.env, signal: world.signal, log: world.log });
      if (!built.ok) return { none: `${wanted.called} (${short}) could not be built: \`build\` ended with ${built.reason}` };
    }
    world.log(`recording ${wanted.called} (${short})`);
    const checked = await world.check(
      { ...task.options, cwd, output: join(worktree, ".faultbox-recording") },
      { log: world.log, signal: world.signal },
    );
    if (checked.report.result === "error") return { none: `${wanted.called} (${short}) could not be recorded: its suites do not run` };
    return {
      origin: { kind: "recorded", description: `${wanted.called} (${short}), recorded in this run`, sha: wanted.sha, distance: 0 },
      files: await readTree(checked.files.recording),
    };
  } catch (error) {
    if (error instanceof CheckError) return { none: `${wanted.called} (${short}) could not be recorded: ${error.message}` };
    throw error;
  } finally {
    await git(["worktree", "remove", "--force", worktree]);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** All files below a folder as text, by their path in it with `/` between. */
export async function readTree(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), await readFile(path, "utf8"));
  }
  return files;
}
