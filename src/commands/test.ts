/** `faultbox test`: runs a suite and says what came of it. */
import { replayLine } from "../ci/replay.ts";
import { toolName, toolVersion } from "../ci/version.ts";
import type { Output } from "../supervisor/index.ts";
import { parseLeaf, runSuite } from "../engine/index.ts";
import { plain, renderJson, renderRuns, renderShiviz, renderTail, renderTest, withoutCommands } from "../report/index.ts";
import { Locator, repositoryRoot } from "../source/index.ts";
import { loadSuite, selectLeaf, selectTests, type Observe } from "../spec/index.ts";
import type { SuiteRun } from "../trace/index.ts";
import { exitCodes } from "./exit.ts";
import { consoleOptions, ensureWritable, explorationOf, interruptible, say, runnerOf, watch, write } from "./shared.ts";
import { people } from "./terminal.ts";

export interface TestFlags {
  readonly test?: string;
  readonly leaf?: string;
  readonly explore?: "all" | "sample";
  readonly orders?: number;
  readonly jobs: number;
  readonly runs: number;
  readonly seed: number;
  readonly show: "all" | "fail";
  readonly quiet?: boolean;
  readonly debug?: boolean;
  readonly output?: string;
  readonly format: "text" | "json";
  readonly shiviz?: string;
  readonly normalize?: string;
  readonly observe?: "suite" | "auto";
  readonly source?: boolean;
  readonly strictDeterminism?: boolean;
  readonly requireFaultsFire?: boolean;
  readonly timeout: number;
}

/** The default of `--timeout`. */
const usualBudgetMs = 180_000;

/** Resolves with the exit code. */
export async function testCommand(path: string, flags: TestFlags): Promise<number> {
  const cwd = process.cwd();
  const written = [
    [flags.output, "trace"],
    [flags.shiviz, "ShiViz file"],
    [flags.normalize, "normalised trace"],
  ] as const;
  for (const [path, what] of written) if (path !== undefined) await ensureWritable(path, what);
  const signal = interruptible();
  const options = consoleOptions(flags);
  const show = (text: string): void => say(options.github === true ? withoutCommands(text) : text);
  using locator = flags.source === true ? new Locator(repositoryRoot(cwd)) : undefined;
  const { jobs } = flags;
  // A trace that is made to be compared, of a test that traces nothing, would hold its steps and answers only, and be identical to any other.
  const observe: Observe = flags.observe ?? (flags.normalize === undefined ? "suite" : "untraced");
  const onOutput = flags.debug === true ? { onOutput: ({ service, bytes }: Output) => show(labelled(service, bytes)) } : {};
  const strictness = flags.strictDeterminism === undefined ? {} : { strictDeterminism: flags.strictDeterminism };
  const workers = { cwd, observe, jobs, source: flags.source === true, output: flags.debug === true, live: people.live, ...strictness };
  await using runner = await runnerOf(jobs, { ...workers, ...onOutput, onPrint: (line) => show(plain(line)) });
  const loaded = await loadSuite(path, { cwd, observe, print: (line) => show(plain(line)), ...strictness });
  const named = flags.test === undefined ? loaded : selectTests(loaded, flags.test);
  const suite = flags.leaf === undefined ? named : selectLeaf(named, parseLeaf(flags.leaf));

  const explore = explorationOf(flags);
  let inRun = 1;
  const runs = await runSuite(suite, runner, {
    cwd,
    env: inherited(),
    seed: flags.seed,
    firstRun: 0,
    runs: flags.runs,
    stopAtFailure: flags.normalize === undefined,
    ...(explore === undefined ? {} : { explore }),
    tool: `${toolName} ${toolVersion}`,
    image: "",
    budgetMs: flags.timeout,
    // A normalised trace is compared with others, so late work must be in it; otherwise nobody waits for it.
    quietMs: flags.normalize === undefined ? 0 : 25,
    signal,
    ...(flags.requireFaultsFire === undefined ? {} : { requireFaultsFire: flags.requireFaultsFire }),
    replay: (test, seed, leaf) =>
      replayLine(path, test, seed, leaf, {
        ...flags,
        observe: suite.tests.some(({ name, watchesAll }) => name === test && watchesAll === true) ? "auto" : "suite",
        ...(flags.timeout === usualBudgetMs ? {} : { budgetMs: flags.timeout }),
      }),
    onRunning: (running, run) => {
      inRun = run + 1;
      watch(running, inRun, flags.runs);
    },
    ...(locator === undefined ? {} : { locate: (stacks) => locator.locate(stacks) }),
    onEnd: (result) => {
      if (flags.runs === 1 && explore === undefined) say(renderTest(result, options));
    },
    ...onOutput,
  });

  people.rest();

  const names = new Set(runs.flatMap((run) => run.tests.map(({ name }) => name)));
  if (flags.runs > 1 || explore !== undefined) for (const name of names) say(renderRuns(resultsOf(runs, name), options));
  const notRun = Math.max(0, suite.tests.length - names.size);
  say(renderTail(runs, { ...options, ...(signal.aborted ? { interrupted: { notRun, run: inRun, runs: flags.runs } } : {}) }));

  if (flags.output !== undefined) await write(flags.output, renderJson(runs), "trace");
  if (flags.format === "json") process.stdout.write(renderJson(runs));
  if (flags.shiviz !== undefined) await write(flags.shiviz, renderShiviz(runs), "ShiViz file");
  if (flags.normalize !== undefined) await write(flags.normalize, await normalised(runs, cwd), "normalised trace");
  return signal.aborted ? exitCodes.interrupted : exitCodeOf(runs);
}

function exitCodeOf(runs: readonly SuiteRun[]): number {
  const verdicts = new Set(runs.flatMap((run) => run.tests.map(({ verdict }) => verdict)));
  if (verdicts.has("fail") || verdicts.has("error")) return exitCodes.failed;
  return verdicts.has("inconclusive") ? exitCodes.inconclusive : exitCodes.passed;
}

function resultsOf(runs: readonly SuiteRun[], name: string): SuiteRun["tests"] {
  return runs.flatMap((run) => run.tests.filter((test) => test.name === name));
}

/** This process's environment, for services run by hand. */
function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function labelled(service: string, bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString("utf8").replace(/\n$/, "").split("\n");
  return lines.map((line) => `${service} | ${plain(line)}`).join("\n");
}

/** Not where it is called: TypeScript leaves the names of what a function imports as they are when there is `using` in it. */
async function normalised(runs: readonly SuiteRun[], cwd: string): Promise<string> {
  const { formatModel, learn } = await import("../drift/index.ts");
  return formatModel(learn(runs, { roots: { [cwd]: "$WORKSPACE" } }));
}
