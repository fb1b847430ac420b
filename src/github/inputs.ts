/**
 * What a workflow may write under `with:` and what later steps may read under `steps.<id>.outputs`. Both are tables, and the tables are the
 * only source: `action.yml` and the tables in the README are generated from them (`node scripts/action-docs.ts`), [readInputs] validates by
 * them, and the type [Inputs] follows from them. A wrong value is refused with what was got, what is wanted and an example, and all wrong
 * values are told at once.
 */
import type { Shard } from "./shard.ts";

/** An input that cannot be understood; [problems] holds one sentence each. */
export class InputError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? String(problems[0])
        : `${problems.length} inputs are wrong:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
    this.name = "InputError";
    this.problems = problems;
  }
}

/** One row of the table. [parse] returns the value or throws an Error whose message says what is wanted ("a whole number from 1 to 50"). */
interface InputRow<T> {
  readonly description: string;
  /** As it stands in action.yml; may be an expression that the runner evaluates. */
  readonly default: string;
  readonly parse: (text: string) => T;
  /** Not meant to be written by hand: kept out of the README. */
  readonly internal?: true;
}

const row = <T>(description: string, fallback: string, parse: (text: string) => T): InputRow<T> => ({
  description,
  default: fallback,
  parse,
});

/** One of a few words, lower case. */
const oneOf =
  <const W extends readonly string[]>(...words: W) =>
  (text: string): W[number] => {
    const found = words.find((word) => word === text.toLowerCase());
    if (found === undefined) throw new Error(`one of ${words.map((word) => `\`${word}\``).join(", ")}`);
    return found;
  };

const yesOrNo = (text: string): boolean => {
  if (!/^(?:true|false)$/i.test(text)) throw new Error("`true` or `false`");
  return text.toLowerCase() === "true";
};

const whole =
  (from: number, to: number) =>
  (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= from && value <= to)) throw new Error(`a whole number from ${from} to ${to}`);
    return value;
  };

const autoOr =
  <T>(parse: (text: string) => T) =>
  (text: string): "auto" | T => {
    if (text.toLowerCase() === "auto") return "auto";
    try {
      return parse(text);
    } catch (error) {
      throw new Error(`\`auto\` or ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };

const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

const globs = (text: string): readonly string[] => {
  const list = lines(text);
  if (list.length === 0) throw new Error("at least one glob, one a line");
  for (const glob of list) {
    if (/^!?\//.test(glob)) throw new Error("globs relative to `working-directory`, without a leading `/`");
  }
  return list;
};

const folder = (text: string): string => {
  if (text.startsWith("/") || text.split("/").includes("..")) throw new Error("a folder inside the checkout, relative to its root");
  return text;
};

const file = (text: string): string => {
  if (text.startsWith("/") || text.split("/").includes("..")) throw new Error("a file below `working-directory`, relative to it");
  return text;
};

const idOf = (text: string): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(text)) {
    throw new Error("1 to 80 letters, digits, `.`, `_` or `-`, beginning with a letter or digit");
  }
  return text;
};

const shardOf = (text: string): Shard => {
  const [, index, of] = /^(\d{1,3})\s*\/\s*(\d{1,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of && shard.of <= 256)) throw new Error("a part such as `2/4`: from 1, of at most 256");
  return shard;
};

const optional =
  <T>(parse: (text: string) => T) =>
  (text: string): T | undefined =>
    text === "" ? undefined : parse(text);

export const inputTable = {
  suites: row(
    "Globs of the suites to run, one a line, relative to `working-directory`. `!` in front leaves out.",
    "**/{faultbox,*-test,*_test,*.test}.star",
    globs,
  ),
  "working-directory": row("Where suites and the services' executables are found, relative to the root of the checkout.", ".", folder),
  build: row(
    "Shell command that builds what the suites start; run in `working-directory` before them. Also used to build the base commit when a baseline has to be recorded on the spot.",
    "",
    optional((text) => text),
  ),
  runs: row(
    "How often each suite is executed before anything is compared. `auto` is 3 for pull requests, 10 where a baseline is recorded, 20 on a schedule.",
    "auto",
    autoOr(whole(1, 100)),
  ),
  "confirm-runs": row("At most this many more executions of what looks different, before it is called drift.", "5", whole(0, 100)),
  jobs: row(
    "Tests that run at the same time on this runner, each in a network and a /tmp of its own; where the machine cannot keep them apart, one after the other.",
    "1",
    whole(1, 64),
  ),
  observe: row(
    "`auto` records storage and network calls of every service; `suite` only what the suite faults, traces or asserts.",
    "auto",
    oneOf("auto", "suite"),
  ),
  source: row(
    "`true` records with every call the line of the repository that made it: findings name it, and the annotation stands there. `false` does without.",
    "true",
    yesOrNo,
  ),
  baseline: row(
    "`auto` takes the recording of the base commit's own run, or of its nearest ancestor, and with `build` given records the base commit on the spot when there is none. `artifact` and `record` do only the one or the other; `none` only runs the tests.",
    "auto",
    oneOf("auto", "artifact", "record", "none"),
  ),
  "fail-on": row(
    "What makes the step fail. `failure`: a failed test. `drift`: also confirmed drift. `never`: neither; only a check that could not be carried out.",
    "failure",
    oneOf("failure", "drift", "never"),
  ),
  comment: row(
    "`on-change` writes the pull request's comment when there is something to say (a failure, drift, or nothing to compare with) and afterwards keeps it up to date; `always` and `never` as they say.",
    "on-change",
    oneOf("on-change", "always", "never"),
  ),
  issue: row(
    "`on-regression`: a scheduled check that finds drift or a failed test opens an issue, keeps that one issue up to date, and closes it when all is as before. Needs `issues: write`.",
    "never",
    oneOf("never", "on-regression"),
  ),
  cache: row(
    "`true` keeps recordings in GitHub's cache as well, a faster way to the baseline. `false` is for repositories with a workflow that runs a stranger's code with the rights of the default branch.",
    "true",
    yesOrNo,
  ),
  wait: row(
    "Minutes to wait for the base commit's own run, if that is still going on; 0 takes an older recording at once.",
    "3",
    whole(0, 60),
  ),
  id: row(
    "Separates checks of one repository: part of artifact names and of the comment's sections. A pull request is compared with recordings of the same id. Empty: the job's name and its matrix values.",
    "",
    optional(idOf),
  ),
  accepted: row(
    "File of accepted differences, relative to `working-directory`; `faultbox accept` writes it.",
    ".faultbox/accepted.yml",
    file,
  ),
  mode: row(
    "`check` runs suites. `merge` runs none, and joins the parts that jobs with `shard` have left in this run: one report, one comment, one verdict.",
    "check",
    oneOf("check", "merge"),
  ),
  shard: row(
    "`2/4` runs the second of four parts of the suites; a later job with `mode: merge` and the same `id` joins them.",
    "",
    optional(shardOf),
  ),
  test: row(
    "Run only the tests of this name.",
    "",
    optional((text) => text),
  ),
  "strict-determinism": row(
    "`true` fails a test for what `determinism()` does not tolerate, whatever the suite says; `false` never does. Empty: as the suite says.",
    "",
    optional(yesOrNo),
  ),
  "require-faults-fire": row("`true` fails a test in which a fault never fired; `false` only says so.", "false", yesOrNo),
  seed: row("Seed of everything random in suites and faults.", "0", whole(0, 2 ** 31 - 1)),
  timeout: row("Minutes after which the check is stopped.", "30", whole(1, 360)),
  "retention-days": row("Days for which recordings and reports are kept; 0 is the repository's own setting.", "0", whole(0, 400)),
  token: row(
    "Token for finding the baseline and writing the comment. Services under test never see it.",
    "${{ github.token }}",
    (text) => text,
  ),
  matrix: { ...row("The job's matrix values, for the default of `id`.", "${{ toJSON(matrix) }}", (text) => text), internal: true },
} as const satisfies Record<string, InputRow<unknown>>;

export type InputName = keyof typeof inputTable;
export type Inputs = { readonly [K in InputName]: ReturnType<(typeof inputTable)[K]["parse"]> };

export const outputTable = {
  result:
    "`passed` (compared, nothing changed), `drift`, `undecided` (differences that more runs did not settle), `failed` (a test failed), `accepted` (every change was accepted), `recorded` (nothing to compare with) or `error`.",
  passed: "Number of tests that passed in every run.",
  failed: "Number of tests that did not pass in every run.",
  flaky: "Number of tests that passed in some runs and not in others.",
  drift: "Number of confirmed differences that nobody has accepted.",
  accepted: "Number of differences that somebody has accepted.",
  suspected: "Number of differences that the runs did not settle.",
  "baseline-sha": "Commit whose recording was the baseline; empty when there was none.",
  "baseline-distance": "Commits between that commit and the base commit.",
  "report-url": "The space-time report, opens in the browser.",
  "traces-url": "Archive of traces, JSON, JUnit and SARIF results.",
  "shiviz-url": "`.shiviz` file that holds both executions.",
  "comment-url": "The pull request's comment.",
  output: "Folder on the runner that holds everything that was written.",
} as const;

export type OutputName = keyof typeof outputTable;
export type Outputs = { readonly [K in OutputName]: string | number };

const inputNames = Object.keys(inputTable) as readonly InputName[];

/** How the runner hands an input over; empty and absent are the same, as they are in a workflow. */
function given(env: Readonly<Record<string, string | undefined>>, name: InputName): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
}

/** A default that the runner would have evaluated; outside a runner it stands for nothing. */
function literalDefault(name: InputName): string {
  const fallback = inputTable[name].default;
  return fallback.startsWith("${{") ? "" : fallback;
}

/**
 * Reads and validates all inputs.
 * @param env the step's environment
 * @throws InputError with every problem found
 */
export function readInputs(env: Readonly<Record<string, string | undefined>>): Inputs {
  const values: Partial<Record<InputName, unknown>> = {};
  const problems: string[] = [];
  for (const name of inputNames) {
    const text = given(env, name) || literalDefault(name);
    try {
      values[name] = inputTable[name].parse(text);
    } catch (error) {
      const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
      problems.push(`input \`${name}\` is ${JSON.stringify(shown)}; wanted: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const parts = given(env, "shard") !== "" || given(env, "mode").toLowerCase() === "merge";
  if (parts && given(env, "id") === "")
    problems.push("with `shard` and `mode: merge` the input `id` is needed, the same in all of their jobs");
  if (given(env, "shard") !== "" && given(env, "test") !== "") problems.push("`shard` divides suites, so `test` cannot be given with it");
  if (problems.length > 0) throw new InputError(problems);
  // Every row was parsed by its own function, so each value has its row's type.
  return values as Inputs;
}

/**
 * The id of a check that was given none: the job's name and the values of its matrix, so that the legs of a matrix never share an artifact
 * or a section of the comment. Values are taken in the order in which the workflow lists them.
 */
export function defaultId(job: string, matrixJson: string): string {
  const words = [job];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") words.push(String(value));
  };
  try {
    walk(JSON.parse(matrixJson || "null"));
  } catch {
    // Not JSON: someone wrote the input by hand. It still tells legs apart.
    words.push(matrixJson);
  }
  const slug = words
    .join("-")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "");
  return slug.slice(0, 80) || "faultbox";
}
