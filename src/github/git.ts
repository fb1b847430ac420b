/** Git as the runner has it, in the checkout of the job: how it is called, and how a commit comes to be there that a shallow checkout left out. */
import type { Execute, Executed } from "./execute.ts";

export interface GitTask {
  /** The checkout's root. */
  readonly workspace: string;
  /** What git sees. */
  readonly env: Readonly<Record<string, string>>;
  readonly token: string;
  readonly serverUrl: string;
}

export interface GitWorld {
  readonly execute: Execute;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Git refuses a checkout that belongs to another user, as in container jobs, unless told that it is meant. */
export function gitArguments(workspace: string, args: readonly string[]): readonly string[] {
  return ["-c", `safe.directory=${workspace}`, "-C", workspace, ...args];
}

export type Git = (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Executed>;

/** Git in the checkout of [task]. */
export function gitIn({ workspace, env }: GitTask, { execute, log, signal }: GitWorld): Git {
  return (args, more = {}) => execute("git", gitArguments(workspace, args), { cwd: workspace, env: { ...env, ...more }, signal, log });
}

/**
 * Brings a commit into the checkout, without its history, if it is not there.
 * @returns why that cannot be done, e.g. `exit code 128`; undefined when it is there
 */
export async function fetchCommit(sha: string, { token, serverUrl }: GitTask, git: Git): Promise<string | undefined> {
  if ((await git(["cat-file", "-e", `${sha}^{commit}`])).ok) return undefined;
  const fetch = ["fetch", "--no-tags", "--depth=1", "origin", sha];
  // Checkouts that keep their credentials must not be given them twice, so the token is the second try.
  let fetched = await git(fetch);
  if (!fetched.ok && token !== "") fetched = await git(fetch, credentials(serverUrl, token));
  return fetched.ok ? undefined : fetched.reason;
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
