/**
 * Starts the Action as a runner does: the bundle of dist/ in a process of its own, inputs and context in variables, the event in a file, and
 * afterwards the files of outputs and summary read as the runner reads them.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fake } from "./fake.ts";

/** The bundle that is shipped; `FAULTBOX_ACTION=src/action.ts` tries the sources without building first. */
export const bundle = join(import.meta.dirname, "..", "..", process.env["FAULTBOX_ACTION"] ?? join("dist", "action", "index.js"));

export interface Job {
  readonly event: string;
  /** GITHUB_SHA */
  readonly sha: string;
  readonly payload: object;
  readonly runId: number;
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** More of the job's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** When it resolves, the process is interrupted as a cancelled job's is. */
  readonly cancel?: Promise<unknown>;
}

export interface Outcome {
  readonly exitCode: number | null;
  readonly lines: readonly string[];
  /** Lines that a runner obeys, such as `::error::…`. */
  readonly commands: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export async function runJob(fake: Fake, token: string, job: Job): Promise<Outcome> {
  const temp = await mkdtemp(join(tmpdir(), "faultbox-runner-"));
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(temp, name), content);
    return join(temp, name);
  };
  try {
    const outputs = await file("output", "");
    const summary = await file("summary.md", "");
    const env = {
      PATH: process.env["PATH"],
      HOME: temp,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: job.event,
      GITHUB_EVENT_PATH: await file(
        "event.json",
        JSON.stringify({
          repository: { id: fake.repositoryId, full_name: `${fake.owner}/${fake.repo}`, default_branch: "main" },
          ...job.payload,
        }),
      ),
      GITHUB_SHA: job.sha,
      GITHUB_REF: "refs/heads/main",
      GITHUB_REPOSITORY: `${fake.owner}/${fake.repo}`,
      GITHUB_REPOSITORY_ID: String(fake.repositoryId),
      GITHUB_RUN_ID: String(job.runId),
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_JOB: "drift",
      // The artifact service's client takes any other host for an Enterprise Server, which has no such service.
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_API_URL: fake.url,
      GITHUB_WORKSPACE: job.workspace,
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: temp,
      ACTIONS_RESULTS_URL: fake.url,
      ACTIONS_RUNTIME_TOKEN: fake.runtimeToken(job.runId),
      INPUT_TOKEN: token,
      INPUT_MATRIX: "null",
      ...Object.fromEntries(Object.entries(job.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...job.env,
    };
    const child = spawn(process.execPath, [bundle], { cwd: job.workspace, env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    const hear = (chunk: Buffer): void => void (text += chunk.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void job.cancel?.then(() => child.kill("SIGINT"));
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    const lines = text.split("\n");
    return {
      exitCode,
      lines,
      commands: lines.filter((line) => /^\s*::[a-z-]+/.test(line)),
      outputs: outputsIn(await readFile(outputs, "utf8")),
      summary: await readFile(summary, "utf8"),
    };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** `name<<DELIMITER`, lines of the value, `DELIMITER`. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n\2$/gm)].map((match) => [String(match[1]), String(match[3])]));
}
