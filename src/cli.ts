#!/usr/bin/env node
/**
 * The `faultbox` command line: the Action's engine at a desk. What people read goes to standard error, data to standard output or to
 * files. Exit codes are a contract: `test` 0 passed, 1 could not run, 2 failed, 3 inconclusive only; `diff` 0 identical, 2 different,
 * 1 error; `ci` 0 nothing to object to, 1 could not do its work, 2 a test failed, 3 behaviour changed; 130 interrupted.
 */
import { realpathSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { check, CheckError, readRecording, RecordingError, toolName, toolVersion } from "./ci/index.ts";
import { diffModels, formatDiff, formatModel, learn, merge, ModelFormatError, parseModel } from "./drift/index.ts";
import { maxSeed, runSuite, Session } from "./engine/index.ts";
import { serviceEnvironment } from "./github/index.ts";
import {
  plain,
  renderJson,
  renderRuns,
  renderShiviz,
  renderTail,
  renderTest,
  withoutCommands,
  type ConsoleOptions,
} from "./report/index.ts";
import { loadSuite, NoTestMatches, selectTests, SuiteLoadError } from "./spec/index.ts";
import { doctor, SupervisorError } from "./supervisor/index.ts";
import { parseDuration, type SuiteRun } from "./trace/index.ts";

/** A slip of the user's: the message is all there is to say, and the exit code is 1. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

const exitCodes = { passed: 0, unusable: 1, failed: 2, inconclusive: 3, drift: 3, different: 2, interrupted: 130 } as const;

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`want a whole number from ${least} to ${most}.`);
    return value;
  };

const durationMs = (text: string): number => {
  try {
    const ms = parseDuration(text) / 1e6;
    if (ms > 0) return ms;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
  throw new InvalidArgumentError('want a positive duration such as "30s".');
};

/** Text from elsewhere made harmless, line by line. */
const plainLines = (text: string): string => text.split("\n").map(plain).join("\n");

const say = (text: string): void => {
  process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
};

/** The first interrupt ends the run in order, services first; a second one ends this process, and the supervisor ends the services. */
function interruptible(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCodes.interrupted);
      controller.abort(new Error(`interrupted by ${signal}`));
    });
  }
  return controller.signal;
}

function consoleOptions(options: { show?: "all" | "fail"; quiet?: boolean; debug?: boolean }): ConsoleOptions {
  const github = process.env["GITHUB_ACTIONS"] === "true";
  return {
    color: process.stderr.isTTY && process.env["NO_COLOR"] === undefined,
    github,
    show: options.show ?? "all",
    quiet: options.quiet ?? false,
    debug: options.debug ?? false,
  };
}

interface TestFlags {
  readonly test?: string;
  readonly runs: number;
  readonly seed: number;
  readonly show: "all" | "fail";
  readonly quiet?: boolean;
  readonly debug?: boolean;
  readonly output?: string;
  readonly format: "text" | "json";
  readonly shiviz?: string;
  readonly normalize?: string;
  readonly observe: "suite" | "auto";
  readonly timeout: number;
}

async function testCommand(path: string, flags: TestFlags): Promise<number> {
  const cwd = process.cwd();
  const signal = interruptible();
  const options = consoleOptions(flags);
  const show = (text: string): void => say(options.github === true ? withoutCommands(text) : text);
  const loaded = await loadSuite(path, { cwd, observe: flags.observe, print: (line) => show(plain(line)) });
  const suite = flags.test === undefined ? loaded : selectTests(loaded, flags.test);
  if (suite.tests.length === 0) say(`${suite.path} has no tests: define a function test_…()`);

  await using session = new Session();
  const runs = await runSuite(suite, session, {
    cwd,
    env: inherited(),
    seed: flags.seed,
    firstRun: 0,
    runs: flags.runs,
    stopAtFailure: flags.normalize === undefined,
    tool: `${toolName} ${toolVersion}`,
    image: "",
    budgetMs: flags.timeout,
    // A normalised trace is compared with others, so late work must be in it; otherwise nobody waits for it.
    quietMs: flags.normalize === undefined ? 0 : 25,
    signal,
    replay: (test, seed) => `${toolName} test ${shellWord(path)} --test ${shellWord(test.replace(/^test_/, ""))} --seed ${seed}`,
    onEnd: (result) => {
      if (flags.runs === 1) process.stderr.write(renderTest(result, options));
    },
    ...(flags.debug === true ? { onOutput: ({ service, bytes }) => show(labelled(service, bytes)) } : {}),
  });

  if (flags.runs > 1) for (const { name } of suite.tests) process.stderr.write(renderRuns(resultsOf(runs, name), options));
  const ended = new Set(runs.flatMap((run) => run.tests.map(({ name }) => name)));
  const notRun = signal.aborted ? suite.tests.filter(({ name }) => !ended.has(name)).length : 0;
  process.stderr.write(renderTail(runs, { ...options, notRun }));

  if (flags.output !== undefined) await write(flags.output, renderJson(runs), "trace");
  if (flags.format === "json") process.stdout.write(renderJson(runs));
  if (flags.shiviz !== undefined) await write(flags.shiviz, renderShiviz(runs), "ShiViz file");
  if (flags.normalize !== undefined) await write(flags.normalize, formatModel(learn(runs)), "normalised trace");
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

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

async function write(path: string, text: string, what: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`cannot write the ${what} to ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function diffCommand(a: string, b: string, flags: { format: "text" | "json" | "markdown" }): Promise<number> {
  const texts = [await read(a), await read(b)] as const;
  const difference = diffModels(texts[0], texts[1]);
  const text = formatDiff(difference, flags.format);
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return difference.identical ? exitCodes.passed : exitCodes.different;
}

async function mergeCommand(paths: readonly string[], flags: { output?: string }): Promise<number> {
  const models = [];
  for (const path of paths) {
    try {
      models.push(parseModel(await read(path)));
    } catch (error) {
      if (error instanceof ModelFormatError) throw new UsageError(`${path}: ${error.message}`);
      throw error;
    }
  }
  const text = formatModel(models.reduce((all, one) => merge(all, one)));
  if (flags.output === undefined) process.stdout.write(text);
  else await write(flags.output, text, "normalised trace");
  return exitCodes.passed;
}

interface CiFlags {
  readonly suites: readonly string[];
  readonly baseline?: string;
  readonly output: string;
  readonly runs: number;
  readonly confirmRuns: number;
  readonly seed: number;
  readonly observe: "suite" | "auto";
  readonly id: string;
  readonly failOn: "drift" | "failure";
}

async function ciCommand(flags: CiFlags): Promise<number> {
  const cwd = process.cwd();
  const signal = interruptible();
  const github = process.env["GITHUB_ACTIONS"] === "true";
  const { baseline } = flags;
  const { report, files } = await check(
    {
      cwd,
      suites: flags.suites,
      runs: flags.runs,
      confirmRuns: flags.confirmRuns,
      seed: flags.seed,
      observe: flags.observe,
      id: flags.id,
      output: resolve(cwd, flags.output),
      env: serviceEnvironment(process.env, []).env,
    },
    {
      ...(baseline === undefined ? {} : { findBaseline: () => readRecording(resolve(cwd, baseline), `the recording in ${baseline}`) }),
      log: (line) => say(github ? withoutCommands(line) : line),
      signal,
    },
  );
  say(
    renderTail(
      report.suites.flatMap(({ runs }) => runs),
      consoleOptions({ quiet: true }),
    ),
  );
  for (const { suite, error } of report.suites) if (error !== undefined) say(`${suite}:\n${plainLines(error)}`);
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
    case "passed":
    case "recorded":
      return exitCodes.passed;
  }
}

async function checkCommand(paths: readonly string[], flags: { format: "text" | "json" }): Promise<number> {
  const found: object[] = [];
  let broken = false;
  for (const path of paths) {
    try {
      const suite = await loadSuite(path, { cwd: process.cwd(), observe: "suite", print: () => {} });
      found.push({ file: path, tests: suite.tests.map(({ name }) => name), diagnostics: suite.diagnostics });
      if (flags.format === "text") say(`ok  ${path} — ${suite.tests.length} ${suite.tests.length === 1 ? "test" : "tests"}`);
      for (const one of suite.diagnostics) if (flags.format === "text") say(`${one.level}: [${one.code}] ${plain(one.message)}`);
    } catch (error) {
      if (!(error instanceof SuiteLoadError)) throw error;
      broken = true;
      const at = error.position === undefined ? {} : { position: error.position };
      found.push({ file: path, error: { code: error.code, message: error.message, ...at } });
      if (flags.format === "text") say(`error: [${error.code}]\n${plainLines(error.message)}`);
    }
  }
  if (flags.format === "json") process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  return broken ? exitCodes.failed : exitCodes.passed;
}

async function doctorCommand(): Promise<number> {
  const findings = await doctor();
  for (const { ok, what, hint } of findings) say(`${ok ? "ok     " : "missing"}  ${what}${hint === undefined ? "" : `\n         ${hint}`}`);
  return findings.every(({ ok }) => ok) ? exitCodes.passed : exitCodes.unusable;
}

function program(done: (code: number) => void): Command {
  const seed = () =>
    new Option("--seed <n>", "seed of everything random; run i draws from (seed, i)").default(0).argParser(whole(0, maxSeed));
  const observe = (value: string) =>
    new Option("--observe <what>", "watch what the suite needs, or all storage and network calls of every service")
      .choices(["suite", "auto"])
      .default(value);
  const root = new Command(toolName)
    .description("Runs .star suites against real services, under injected faults, and says what changed in how they work.")
    .version(`${toolName} ${toolVersion}`, "-V, --version")
    .exitOverride()
    .showHelpAfterError("(add --help for all options)")
    .showSuggestionAfterError();
  root
    .command("test")
    .description("run a suite")
    .argument("[suite]", "the suite's file", "faultbox.star")
    .option("-t, --test <pattern>", "only tests of this name (short form, glob with * and ?, or ~regex)")
    .addOption(
      new Option("--runs <n>", "run every test this often, with seeds of their own; stops a test at its first failure")
        .default(1)
        .argParser(whole(1, 10_000)),
    )
    .addOption(seed())
    .addOption(new Option("--show <which>", "which tests to show in full").choices(["all", "fail"]).default("all"))
    .option("-q, --quiet", "show only what did not pass")
    .option("--debug", "show what services print and what tests return")
    .option("-o, --output <file>", "write the trace as JSON")
    .addOption(new Option("--format <format>", "json: the trace on standard output").choices(["text", "json"]).default("text"))
    .option("--shiviz <file>", "write a space-time diagram for ShiViz")
    .option("--normalize <file>", "write the normalised trace, for `faultbox diff`")
    .addOption(observe("suite"))
    .addOption(new Option("--timeout <duration>", "budget of one test, services included").default(180_000, "3m").argParser(durationMs))
    .action(async (suite: string, flags: TestFlags) => done(await testCommand(suite, flags)));
  root
    .command("diff")
    .description("compare two normalised traces: exit 0 if identical, 2 if not")
    .argument("<a>", "written by --normalize")
    .argument("<b>", "written by --normalize")
    .addOption(new Option("--format <format>").choices(["text", "json", "markdown"]).default("text"))
    .action(async (a: string, b: string, flags: { format: "text" | "json" | "markdown" }) => done(await diffCommand(a, b, flags)));
  root
    .command("merge")
    .description("add up normalised traces of one behaviour: a stronger baseline")
    .argument("<traces...>", "written by --normalize")
    .option("-o, --output <file>", "where to write; default standard output")
    .action(async (paths: string[], flags: { output?: string }) => done(await mergeCommand(paths, flags)));
  root
    .command("ci")
    .description("run all suites, compare with a recording, write comment, report and the next recording")
    .option("--suites <globs...>", "which suites", ["**/*.star"])
    .option("--baseline <folder>", "a recording to compare with (the folder `recording` that an earlier run wrote)")
    .option("--output <folder>", "where to write", "faultbox-out")
    .addOption(new Option("--runs <n>", "runs of each suite").default(10).argParser(whole(1, 1000)))
    .addOption(new Option("--confirm-runs <n>", "more runs of a test under suspicion").default(5).argParser(whole(0, 1000)))
    .addOption(seed())
    .addOption(observe("auto"))
    .option("--id <id>", "name of this check, where a repository has several", "default")
    .addOption(new Option("--fail-on <what>", "what makes the exit code other than 0").choices(["drift", "failure"]).default("drift"))
    .action(async (flags: CiFlags) => done(await ciCommand(flags)));
  root
    .command("check")
    .description("load suites without running them")
    .argument("<suites...>")
    .addOption(new Option("--format <format>").choices(["text", "json"]).default("text"))
    .action(async (paths: string[], flags: { format: "text" | "json" }) => done(await checkCommand(paths, flags)));
  root
    .command("doctor")
    .description("say whether calls can be caught on this machine, and what is missing if not")
    .action(async () => done(await doctorCommand()));
  return root;
}

/** Runs the command line and resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = exitCodes.unusable;
  try {
    await program((result) => {
      code = result;
    }).parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.unusable;
    const expected = [UsageError, SuiteLoadError, NoTestMatches, ModelFormatError, CheckError, RecordingError, SupervisorError];
    if (expected.some((kind) => error instanceof kind)) {
      say(`error: ${plainLines(error instanceof Error ? error.message : String(error))}`);
      return exitCodes.unusable;
    }
    if (error instanceof Error && error.message.startsWith("interrupted by")) return exitCodes.interrupted;
    say(`internal error, please report: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return exitCodes.unusable;
  }
}

/** True when this file is what Node was started with, also through a link (`node_modules/.bin`). */
function startedDirectly(): boolean {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === realpathSync(fileURLToPath(import.meta.url));
}

if (startedDirectly()) process.exitCode = await main(process.argv.slice(2));
