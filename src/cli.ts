#!/usr/bin/env node
/**
 * The `faultbox` command line: the Action's engine at a desk. What people read goes to standard error, data to standard output or to
 * files. Exit codes are a contract: `test` 0 passed, 1 could not run, 2 failed, 3 inconclusive only; `diff` 0 identical, 2 different,
 * 1 error; `ci` 0 nothing to object to, 1 could not do its work, 2 a test failed, 3 behaviour changed; 130 interrupted.
 */
import "./node20.ts";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
// Straight from their files: whoever asks for --help need not wait for all rooms to load.
import { toolName, toolVersion } from "./ci/version.ts";
import type { AcceptFlags } from "./commands/accept.ts";
import type { CiFlags } from "./commands/ci.ts";
import { exitCodes } from "./commands/exit.ts";
import type { PlanFlags } from "./commands/plan.ts";
import type { TestFlags } from "./commands/test.ts";
import { parseDuration } from "./trace/duration.ts";

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

type Format = "text" | "json";

const environment = `
Environment:
  FAULTBOX_HERMETIC=1               a suite reads no file outside of its folder
  FAULTBOX_LOAD_FILE_MAX_BYTES=<n>  how large a file may be that a suite reads
                                    (default: 52428800)
  NO_COLOR=1                        no colours`;

const firstSteps = `
First steps:
  faultbox doctor                   can calls be caught here?
  faultbox check faultbox.star      is the suite sound?
  faultbox test faultbox.star       run it
  faultbox test --help              all that a run can be told`;

/** What stands under the options: what each exit code of a command means. */
const exits = (meanings: string): string => `\nExit codes: ${meanings}; 130 interrupted.`;

function program(done: (code: number) => void): Command {
  const seed = () =>
    new Option("--seed <n>", "seed of everything random; run i draws from (seed, i)")
      .default(0)
      .argParser(whole(0, Number.MAX_SAFE_INTEGER));
  const source = () => new Option("--source", "record with every call the line of the repository that made it");
  const observe = (note = "") =>
    new Option("--observe <what>", `watch what the suite needs, or all storage and network calls of every service${note}`).choices([
      "suite",
      "auto",
    ]);
  const format = (json: string) => new Option("--format <format>", json).choices(["text", "json"]).default("text");
  const explore = () =>
    new Option(
      "--explore <how>",
      "run what parallel() runs side by side in other orders too: all of them, or a sample; stops at the first that fails",
    ).choices(["all", "sample"]);
  const orders = () =>
    new Option("--orders <n>", "with --explore: how many samples (default 100), at most how many of all orders (default 1000)").argParser(
      whole(1, 100_000),
    );
  const jobs = () =>
    new Option("-j, --jobs <n>", "run so many tests at the same time, each in a private network and /tmp")
      .default(1)
      .argParser(whole(1, 64));
  const strictDeterminism = () =>
    new Option(
      "--strict-determinism [true|false]",
      "what determinism() does not tolerate fails the test, whatever the suite says",
    ).argParser((text: string) => {
      if (text !== "true" && text !== "false") throw new InvalidArgumentError('want "true" or "false".');
      return text === "true";
    });
  const noStrictDeterminism = () => new Option("--no-strict-determinism", "the same as --strict-determinism=false");
  const requireFaultsFire = () => new Option("--require-faults-fire", "a test in which a fault never fired fails");
  const root = new Command(toolName)
    .description("Runs .star suites against real services, under injected faults, and says what changed in how they work.")
    .version(`${toolName} ${toolVersion}`, "-V, --version")
    .exitOverride()
    .showHelpAfterError("(add --help for all options)")
    .showSuggestionAfterError()
    .addHelpText("after", firstSteps + "\n" + environment);
  root
    .command("test")
    .description("run a suite: start its services, do its steps under its faults, judge its assertions")
    .argument("[suite]", "the suite's file", "faultbox.star")
    .option("-t, --test <pattern>", "only tests of this name (short form, glob with * and ?, or ~regex)")
    .addOption(explore())
    .addOption(orders())
    .addOption(jobs())
    .option("--leaf <leaf>", "only this variant of tests that branch, as printed with a result: axis=option,axis=option")
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
    .addOption(format("json: the trace on standard output"))
    .option("--shiviz <file>", "write a space-time diagram for ShiViz")
    .option("--normalize <file>", "write the normalised trace, for `faultbox diff`")
    .addOption(observe(' (default: "suite"; with --normalize "auto" for tests that trace nothing)'))
    .addOption(source())
    .addOption(strictDeterminism())
    .addOption(noStrictDeterminism())
    .addOption(requireFaultsFire())
    .addOption(new Option("--timeout <duration>", "budget of one test, services included").default(180_000, "3m").argParser(durationMs))
    .addHelpText("after", exits("0 passed, 1 could not run, 2 a test failed,\n3 none failed and one was inconclusive") + "\n" + environment)
    .action(async (suite: string, flags: TestFlags) => done(await (await import("./commands/test.ts")).testCommand(suite, flags)));
  root
    .command("diff")
    .description("compare two normalised traces: what changed, and how sure that is")
    .argument("<a>", "what was, written by --normalize")
    .argument("<b>", "what is, written by --normalize")
    .addOption(
      new Option("--format <format>", "json: for programs; markdown: for a comment").choices(["text", "json", "markdown"]).default("text"),
    )
    .addHelpText("after", "\nExit codes: 0 nothing changed, 1 could not be compared, 2 different.")
    .action(async (a: string, b: string, flags: { format: "text" | "json" | "markdown" }) =>
      done(await (await import("./commands/diff.ts")).diffCommand(a, b, flags)),
    );
  root
    .command("merge")
    .description("add up normalised traces of one behaviour: a stronger baseline")
    .argument("<traces...>", "written by --normalize")
    .option("-o, --output <file>", "where to write; default standard output")
    .addOption(format("json: what was added up, with the trace unless it goes to a file"))
    .action(async (paths: string[], flags: { output?: string; format: Format }) =>
      done(await (await import("./commands/diff.ts")).mergeCommand(paths, flags)),
    );
  root
    .command("ci")
    .description("run all suites, compare with a recording, write comment, report and the next recording")
    .argument("[suites...]", "suites, or globs of them", ["**/{faultbox,*-test,*_test,*.test}.star"])
    .option("--baseline <folder>", "a recording to compare with (the folder `recording` that an earlier run wrote)")
    .option("--output <folder>", "where to write", "faultbox-out")
    .addOption(new Option("--runs <n>", "runs of each suite").default(10).argParser(whole(1, 1000)))
    .addOption(jobs())
    .addOption(new Option("--confirm-runs <n>", "more runs of a test under suspicion").default(5).argParser(whole(0, 1000)))
    .addOption(seed())
    .addOption(observe().default("auto"))
    .addOption(source())
    .addOption(strictDeterminism())
    .addOption(noStrictDeterminism())
    .addOption(requireFaultsFire())
    .option("--id <id>", "name of this check, where a repository has several", "default")
    .addOption(new Option("--fail-on <what>", "what makes the exit code other than 0").choices(["drift", "failure"]).default("drift"))
    .addOption(format("json: the report on standard output"))
    .addHelpText(
      "after",
      exits("0 nothing to object to, 1 could not do its work,\n2 a test failed, 3 behaviour changed") + "\n" + environment,
    )
    .action(async (suites: string[], flags: CiFlags) => done(await (await import("./commands/ci.ts")).ciCommand(suites, flags)));
  root
    .command("accept")
    .description("write the changes of a report to the file of accepted ones, with a reason")
    .option("--reason <text>", "why these changes are meant")
    .option("--from <path>", "what `ci` wrote here, or the unpacked traces of a run on GitHub", "faultbox-out")
    .option("--only <fingerprints...>", "of the report's changes only these")
    .option("--by <name>", "who accepts; default git's user.name")
    .option("--file <path>", "the file of accepted changes", ".faultbox/accepted.yml")
    .option("--standing", "for a change that comes and goes: accepted for good, also once a baseline has it")
    .option("--prune", "remove entries that the report lists as no longer needed")
    .addOption(format("json: what was written, on standard output"))
    .action(async (flags: AcceptFlags) => done(await (await import("./commands/accept.ts")).acceptCommand(flags)));
  root
    .command("check")
    .description("load suites without running them")
    .argument("<suites...>")
    .addOption(format("json: what was found, on standard output"))
    .addHelpText("after", "\nExit codes: 0 no error, warnings or not; 2 a suite cannot be run as it is.")
    .action(async (paths: string[], flags: { format: Format }) =>
      done(await (await import("./commands/check.ts")).checkCommand(paths, flags)),
    );
  root
    .command("plan")
    .description("list every test and leaf that a suite would run, what is faulted and what is watched, without starting anything")
    .argument("[suite]", "the suite's file", "faultbox.star")
    .option("-t, --test <pattern>", "only tests of this name, as for `test`")
    .addOption(explore())
    .addOption(orders())
    .addOption(format("json: the plan for programs"))
    .action(async (suite: string, flags: PlanFlags) => done(await (await import("./commands/plan.ts")).planCommand(suite, flags)));
  // What --jobs starts; speaks to the process that started it.
  root.command("worker", { hidden: true }).action(async () => {
    await (await import("./ci/worker.ts")).serve();
    done(exitCodes.passed);
  });
  root
    .command("doctor")
    .description("say whether calls can be caught on this machine, and what is missing if not")
    .addOption(format("json: what was found, on standard output"))
    .action(async (flags: { format: Format }) => done(await (await import("./commands/doctor.ts")).doctorCommand(flags)));
  return root;
}

/**
 * Errors that tell the user all there is to tell; anything else is a mistake of ours and shows its stack. By name, because the classes
 * live in rooms that most commands need not load.
 */
const expected = new Set([
  "UsageError",
  "SuiteLoadError",
  "NoTestMatches",
  "LeafError",
  "ModelFormatError",
  "MergeError",
  "CheckError",
  "RecordingError",
  "AcceptedError",
  "SupervisorError",
]);

/** An option's value that may be left out is only looked for behind `=`: in `--strict-determinism a.star` it is the suite that follows. */
const spelt = (word: string): string => (word === "--strict-determinism" ? `${word}=true` : word);

/** Runs the command line and resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = exitCodes.unusable;
  try {
    await program((result) => {
      code = result;
    }).parseAsync(argv.map(spelt), { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.unusable;
    const { plainLines, say } = await import("./commands/shared.ts");
    if (!(error instanceof Error)) say(`internal error, please report: ${String(error)}`);
    else if (error.message.startsWith("interrupted by")) return exitCodes.interrupted;
    else if (expected.has(error.name)) say(`error: ${plainLines(error.message)}`);
    else say(`internal error, please report: ${error.stack ?? error.message}`);
    return exitCodes.unusable;
  }
}

/** True when this file is what Node was started with, also through a link (`node_modules/.bin`). */
function startedDirectly(): boolean {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === realpathSync(fileURLToPath(import.meta.url));
}

/**
 * Sees to it that what cannot be written ends nothing: services are stopped in order, files written, and the exit code is the verdict's. A reader
 * who has seen enough (`| head`) has got what it asked for; anything else (a disk that is full) has lost a part of the answer, and that is the exit
 * code then.
 */
function outliveOutput(): void {
  for (const [name, stream, other] of [
    ["output", process.stdout, process.stderr],
    ["error", process.stderr, process.stdout],
  ] as const) {
    let told = false;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (told || error.code === "EPIPE") return;
      told = true;
      process.on("exit", () => (process.exitCode = exitCodes.unusable));
      if (other === process.stderr) other.write(`error: cannot write to standard ${name}: ${error.message}\n`);
    });
  }
}

if (startedDirectly()) {
  outliveOutput();
  process.exitCode = await main(process.argv.slice(2));
}
