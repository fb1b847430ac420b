/** `faultbox ci`: the Action's pipeline with a local folder as its store. */
import { relative, resolve } from "node:path";
import { check, readRecording, serviceEnvironment } from "../ci/index.ts";
import { renderConsole, renderFindings, renderReportJson, withoutCommands } from "../report/index.ts";
import { exitCodes } from "./exit.ts";
import { consoleOptions, interruptible, plainLines, say, watch } from "./shared.ts";
import { people } from "./terminal.ts";

export interface CiFlags {
  readonly baseline?: string;
  readonly output: string;
  readonly runs: number;
  readonly confirmRuns: number;
  readonly seed: number;
  readonly jobs: number;
  readonly observe: "suite" | "auto";
  readonly source?: boolean;
  readonly strictDeterminism?: boolean;
  readonly requireFaultsFire?: boolean;
  readonly id: string;
  readonly failOn: "drift" | "failure";
  readonly format: "text" | "json";
}

/** Checks the suites that the globs [suites] name; resolves with the exit code. */
export async function ciCommand(suites: readonly string[], flags: CiFlags): Promise<number> {
  const cwd = process.cwd();
  const signal = interruptible();
  const github = process.env["GITHUB_ACTIONS"] === "true";
  const { baseline } = flags;
  const { report, files } = await check(
    {
      cwd,
      suites,
      runs: flags.runs,
      confirmRuns: flags.confirmRuns,
      seed: flags.seed,
      jobs: flags.jobs,
      observe: flags.observe,
      source: flags.source === true,
      ...(flags.strictDeterminism === undefined ? {} : { strictDeterminism: flags.strictDeterminism }),
      ...(flags.requireFaultsFire === undefined ? {} : { requireFaultsFire: flags.requireFaultsFire }),
      id: flags.id,
      output: resolve(cwd, flags.output),
      folder: folderOf(cwd, process.env["GITHUB_WORKSPACE"]),
      env: serviceEnvironment(process.env, []).env,
    },
    {
      ...(baseline === undefined ? {} : { findBaseline: () => readRecording(resolve(cwd, baseline), `the recording in ${baseline}`) }),
      log: (line) => say(github ? withoutCommands(line) : line),
      ...(people.live ? { onRunning: watch } : {}),
      signal,
    },
  );
  people.rest();
  const runs = report.suites.flatMap((suite) => suite.runs);
  say(renderConsole(runs, consoleOptions({ quiet: true })) + renderFindings(report, consoleOptions({})));
  for (const { suite, error } of report.suites) if (error !== undefined) say(`${suite}:\n${plainLines(error)}`);
  if (flags.format === "json") process.stdout.write(renderReportJson(report));
  say(`result: ${report.result}`);
  for (const [what, path] of Object.entries(files)) say(`${what.padEnd(9)} ${String(path)}`);
  switch (report.result) {
    case "error":
      return exitCodes.unusable;
    case "failed":
      return exitCodes.failed;
    case "drift":
      return flags.failOn === "drift" ? exitCodes.drift : exitCodes.passed;
    case "undecided":
    case "accepted":
    case "passed":
    case "recorded":
      return exitCodes.passed;
  }
}

/** Where [cwd] lies in a job's checkout; empty at its root, outside of it, and off CI. */
function folderOf(cwd: string, workspace: string | undefined): string {
  const folder = workspace === undefined ? "" : relative(workspace, cwd);
  return folder.startsWith("..") ? "" : folder;
}
