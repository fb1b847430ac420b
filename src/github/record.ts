/**
 * A baseline made on the spot, for when no earlier run left one: the base commit is checked out beside the pull request's tree, built with
 * the workflow's own `build` command, and recorded by the very same check on the same machine. It costs as much time again, and it is the best
 * baseline there is, because machine and kernel are the same.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { CheckError, type Baseline, type CheckOptions, type Checked, type World } from "../ci/index.ts";
import type { WantedBase } from "./baseline.ts";
import { runBuild, type Execute } from "./execute.ts";

export interface RecordTask {
  readonly wanted: WantedBase;
  /** The checkout's root. */
  readonly workspace: string;
  /** An absolute path that does not exist yet; the base is checked out there and removed again. */
  readonly worktree: string;
  /** As for the check itself, except where it happens. */
  readonly options: CheckOptions;
  readonly workingDirectory: string;
  readonly build?: string;
  /** What git and [build] see. */
  readonly env: Readonly<Record<string, string>>;
  readonly token: string;
  readonly serverUrl: string;
}

export interface RecordWorld extends World {
  readonly check: (options: CheckOptions, world: World) => Promise<Checked>;
  readonly execute: Execute;
}

/** Git refuses a checkout that belongs to another user, as in container jobs, unless told that it is meant. */
export function gitArguments(workspace: string, args: readonly string[]): readonly string[] {
  return ["-c", `safe.directory=${workspace}`, "-C", workspace, ...args];
}

/**
 * Records the wanted commit.
 * @returns the recording, or a sentence why there is none
 */
export async function recordBase(task: RecordTask, world: RecordWorld): Promise<Baseline | { readonly none: string }> {
  const { wanted, workspace, worktree } = task;
  const short = wanted.sha.slice(0, 7);
  const git = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    world.execute("git", gitArguments(workspace, args), {
      cwd: workspace,
      env: { ...task.env, ...env },
      signal: world.signal,
      log: world.log,
    });

  const present = await git(["cat-file", "-e", `${wanted.sha}^{commit}`]);
  if (!present.ok) {
    const fetch = ["fetch", "--no-tags", "--depth=1", "origin", wanted.sha];
    // Checkouts that keep their credentials must not be given them twice, so the token is the second try.
    let fetched = await git(fetch);
    if (!fetched.ok && task.token !== "") fetched = await git(fetch, credentials(task.serverUrl, task.token));
    if (!fetched.ok) return { none: `${wanted.called} (${short}) could not be fetched: git fetch ended with ${fetched.reason}` };
  }
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

/** Git's way to be given a header without a file or an argument in which others could read it. */
function credentials(serverUrl: string, token: string): Readonly<Record<string, string>> {
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${serverUrl}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
    GIT_TERMINAL_PROMPT: "0",
  };
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
