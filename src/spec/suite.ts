/**
 * From a suite's file to tests that the engine can run: loads the file, finds its tests, reads what each may need intercepted, and
 * explains errors by the suite's lines.
 */
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import {
  BranchFailure,
  LeafError,
  leafId,
  leafName,
  leavesOf,
  noLeaf,
  StartError,
  startOrder,
  SuiteError,
  TopologyError,
  unfold,
  type Branching,
  type Explained,
  type Leaf,
  type Needs,
  type Suite,
  type TestPlan,
} from "../engine/index.ts";
import {
  Builtin,
  builtin,
  check,
  decode,
  didYouMean,
  formatPosition,
  hostFile,
  Interpreter,
  LoadError,
  renderDiagnostic,
  repr,
  StarFunction,
  StarlarkRuntimeError,
  StarlarkSyntaxError,
  Struct,
  type Position,
  type Program,
  type Value,
} from "../starlark/index.ts";
import type { Diagnostic, Pair } from "../trace/index.ts";
import { assertionBuiltins } from "./assertions.ts";
import { branchingOf } from "./axes.ts";
import { branchingBuiltins } from "./branching.ts";
import { determinismBuiltins, judgedStrictly, underDeterminism, withDeterminism } from "./determinism.ts";
import { faultBuiltins } from "./faults.ts";
import { fileBuiltins, filesReadIn, readForSuite } from "./files.ts";
import { askedOf, faultsOf, needsOf, readFrom, readingOf, watchesAll, withAllObserved, type Observe } from "./needs.ts";
import { firstSlip } from "./early.ts";
import { emptyAssertions, eventFieldsOf, vainFilters } from "./lint.ts";
import { matchNamespace } from "./matchers.ts";
import { observeValues } from "./observe.ts";
import { noteLeakedPartitions, partitionBuiltins } from "./partitions.ts";
import { underProperties } from "./properties.ts";
import { scenarioBuiltins } from "./scenarios.ts";
import { serviceBuiltins } from "./services.ts";
import { misusedShort } from "./short.ts";
import { SuiteState, type RegisteredTest } from "./state.ts";
import { temporalBuiltins } from "./temporal.ts";

export interface LoadOptions {
  /** Paths in messages are shown relative to this folder. */
  readonly cwd: string;
  /** Whether services are watched beyond what the suite itself needs. */
  readonly observe: Observe;
  /** Where `print` goes, a line at a time. */
  readonly print: (line: string) => void;
  /** Whether what determinism() does not tolerate fails a test, whatever the suite says of it. */
  readonly strictDeterminism?: boolean;
}

/** A suite that cannot be loaded. The message is complete: place, source line, reason. */
export class SuiteLoadError extends Error {
  override readonly name = "SuiteLoadError";
  /** `SPEC_SYNTAX`, `SPEC_LOAD_FAILED` or `SPEC_FORBIDDEN_LAMBDA`. */
  readonly code: string;
  readonly position: Position | undefined;

  constructor(message: string, code: string, position: Position | undefined, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.position = position;
  }
}

const none: Needs = new Map();

/** Top-level `for` and `if` are a superset of the language of existing suites; nothing else of the dialect differs. */
const dialect = { topLevelControl: true, globalReassign: false, recursion: false, set: true, while: false };

/**
 * Loads the suite at [path]. Rejects with [SuiteLoadError] for anything wrong with it: file, syntax, names, an error while it was run, or
 * services that cannot work together.
 */
export async function loadSuite(path: string, options: LoadOptions): Promise<Suite> {
  const file = resolve(options.cwd, path);
  const shown = shorten(file, options.cwd);
  const text = await readSuite(file, path);
  const tests: TestPlan[] = [];
  const diagnostics: Diagnostic[] = [];
  const excluded: Pair[] = [];
  const files = new Set<string>();
  // A choice at the top of the file makes a suite of its own of each option: the file is loaded once for each.
  const leaves: Leaf[] = [noLeaf];
  for (let leaf = leaves.shift(); leaf !== undefined; leaf = leaves.shift()) {
    const { plans, said, pairs, more } = await loadLeaf({ file, shown, text }, leaf, options, files);
    tests.push(...plans);
    for (const pair of pairs)
      if (!excluded.some(({ scenario, fault }) => scenario === pair.scenario && fault === pair.fault)) excluded.push(pair);
    for (const one of said)
      if (!diagnostics.some(({ code, message }) => code === one.code && message === one.message)) diagnostics.push(one);
    leaves.push(...more);
  }
  if (tests.length === 0)
    diagnostics.push({
      level: "warning",
      code: "NO_TESTS_DISCOVERED",
      message: `${shown} has no tests, so nothing is run`,
      suggestion:
        "a test is a function test_…() at the top of the file, or what test(), scenario(), fault_scenario() and fault_matrix() make",
    });
  return {
    path: shown,
    tests: tests.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    diagnostics,
    excluded,
    files: [...files].sort(),
  };
}

interface SuiteText {
  readonly file: string;
  readonly shown: string;
  readonly text: string;
}

/** Where a suite has this word it may filter by lines of code, or look at them. */
const wordOfLines = /\bsource\b/;

/** Loads a suite with the choices of [leaf]; [more] are leaves with other options of the choices it came to. */
async function loadLeaf(
  { file, shown, text }: SuiteText,
  leaf: Leaf,
  options: LoadOptions,
  files: Set<string>,
): Promise<{ plans: readonly TestPlan[]; said: readonly Diagnostic[]; pairs: readonly Pair[]; more: readonly Leaf[] }> {
  const state = new SuiteState(leaf);
  state.asksForLines = wordOfLines.test(text);
  const wasRead = (path: string): void => void files.add(shorten(path, options.cwd));
  const predeclared = predeclaredOf(state, file, wasRead);
  const interpreter = new Interpreter({
    predeclared,
    options: dialect,
    print: (line) => options.print(line),
    load: (wanted, from) => {
      const module = readModule(wanted, resolve(options.cwd, from), file, options.cwd);
      files.add(module.file);
      state.asksForLines ||= wordOfLines.test(module.text);
      return module;
    },
  });
  let globals: ReadonlyMap<string, Value>;
  try {
    ({ globals } = await interpreter.exec(shown, text));
  } catch (error) {
    throw loadError(error);
  }
  const { own, others } = unfold(leaf, [...state.axes.values()]);
  const services = [...state.services.values()];
  try {
    startOrder(services);
  } catch (error) {
    if (!(error instanceof TopologyError)) throw error;
    const at = error.position === undefined ? shown : formatPosition(error.position);
    throw new SuiteLoadError(`${at}: ${error.message}`, "SPEC_LOAD_FAILED", error.position);
  }

  const found = new Map<string, Found>();
  for (const [name, value] of globals) {
    if (!decode(name).startsWith("test_")) continue;
    if (value instanceof StarFunction) found.set(decode(name), { body: value, position: value.info.position, reads: [value], needs: none });
    else if (value instanceof Builtin) found.set(decode(name), { body: value, position: undefined, reads: [], needs: none });
  }
  for (const { name, ...registered } of state.registered.values()) found.set(name, registered);

  const monitors = state.monitors.filter(({ scoped }) => !scoped);
  const bodies = [...[...found.values()].flatMap(({ reads }) => reads), ...monitors];
  // Looked for where the text has the word at all: reading every body takes longer than loading most suites.
  const misused = text.includes("short(") ? misusedShort(bodies, state.services) : undefined;
  if (misused !== undefined) {
    throw new SuiteLoadError(`${formatPosition(misused.position)}: ${misused.message}`, "SPEC_LOAD_FAILED", misused.position);
  }
  const reading = readingOf(services, bodies);
  const { sites } = readFrom(bodies);
  for (const path of filesReadIn(sites, file)) wasRead(path);
  const slip = await firstSlip(
    sites,
    state,
    interpreter.thread({ name: shown }),
    (around) => new Map(builtinsOf(around, file).map((one) => [one.name, one])),
  );
  if (slip !== undefined) throw new SuiteLoadError(`${formatPosition(slip.position)}: ${slip.message}`, "SPEC_LOAD_FAILED", slip.position);
  const predicates = state.monitors.flatMap((monitor) => monitor.predicates.map((fn) => ({ reader: `monitor("${monitor.name}")`, fn })));
  const fields = eventFieldsOf(state);
  for (const diagnostic of vainFilters({ sites, made: state.filters, predicates, fields }, services)) state.diagnose(diagnostic);
  for (const diagnostic of emptyAssertions(sites)) state.diagnose(diagnostic);
  for (const { text: property, position } of state.properties)
    state.diagnose({
      level: "warning",
      code: "PROPERTY_UNUSED",
      message: `${property} is in force in no test; give it to test(…, expect=…), or call it in a test`,
      position,
    });
  const determinism = judgedStrictly(state.determinism, options.strictDeterminism);
  if (determinism === undefined && options.strictDeterminism !== undefined)
    state.diagnose({
      level: "warning",
      code: "STRICTNESS_IGNORED",
      message: `strict determinism was ${options.strictDeterminism ? "asked for" : "switched off"}, but nothing is watched for it`,
      suggestion: "determinism() at the top of the suite watches for it",
    });
  const plans = [...found].flatMap(([name, { body, position, reads, needs, cell, assumed = [] }]): readonly TestPlan[] => {
    // A leaf that is left out starts nothing.
    const started = state.excluded === undefined ? services : [];
    let branching: Branching;
    let combinations: readonly Leaf[];
    try {
      branching = branchingOf(reads, assumed);
      combinations = state.excluded === undefined ? leavesOf(branching.axes.filter((axis) => !own.has(axis.name))) : [noLeaf];
    } catch (error) {
      if (!(error instanceof LeafError || error instanceof SuiteError)) throw error;
      const at = position === undefined ? shown : formatPosition(position);
      throw new SuiteLoadError(`${at}: ${name}: ${error.message}`, "SPEC_LOAD_FAILED", position, { cause: error });
    }
    let whole: boolean | undefined;
    const watched = (): boolean => (whole ??= watchesAll(reads, options.observe));
    const planOf = (choices: Leaf): TestPlan => ({
      name,
      leaf: choices,
      at: planOf,
      branching,
      asksForLines: state.asksForLines,
      get faults() {
        return faultsOf(reads, assumed);
      },
      ...(position === undefined ? {} : { position }),
      ...(cell === undefined ? {} : { cell }),
      services: started,
      get watchesAll() {
        return watched();
      },
      // Read when the test is run: most invocations run few.
      get needs() {
        const own = needsOf([...reads, ...monitors], needs, reading);
        return withDeterminism(watched() ? withAllObserved(own, started) : own, determinism);
      },
      get asked() {
        return askedOf([...reads, ...monitors], needs, reading);
      },
      body: async (run) => {
        try {
          state.enter(run);
          const thread = interpreter.thread({ name, signal: run.signal });
          // Predicates have a stack of their own: the body's is in the middle of something.
          const returned = await underProperties(state, run, interpreter.thread({ name }), monitors, () =>
            underDeterminism(state, run, determinism, () => thread.call(body, [])),
          );
          return returned === null ? undefined : decode(repr(returned));
        } finally {
          noteLeakedPartitions(run);
          state.enter(undefined);
        }
      },
      explain: (error) => explain(error, position),
    });
    return combinations.map((choices) => planOf(new Map([...own, ...choices])));
  });
  return { plans, said: state.diagnostics, pairs: state.excludedPairs, more: others };
}

/** A test as it was found in the file. */
type Found = Omit<RegisteredTest, "name" | "position"> & { readonly position: Position | undefined };

/**
 * What is wrong with a suite as far as its text tells, without running any of it: besides what would keep it from loading, calls whose
 * arguments cannot fit and statements that cannot be reached. Rejects with [SuiteLoadError] when the file cannot be read.
 */
export async function checkSuite(path: string, cwd: string): Promise<readonly Diagnostic[]> {
  const file = resolve(cwd, path);
  const text = await readSuite(file, path);
  const predeclared = predeclaredOf(new SuiteState(), file);
  const suite = { file: shorten(file, cwd), text };
  const found: Diagnostic[] = [];
  // What it loads, and what that loads, is written by the same people.
  const files = [suite];
  for (const one of files) {
    const { diagnostics, program } = check({ ...one, predeclared, options: dialect });
    found.push(
      ...diagnostics.map(({ file: at, line, column, message }): Diagnostic => ({
        // What cannot be reached does no harm.
        ...(message.startsWith("unreachable") ? { level: "warning", code: "UNREACHABLE" } : { level: "error", code: "SPEC_SYNTAX" }),
        message,
        position: { file: at, line, column },
      })),
      ...(program === undefined || one !== suite ? [] : unreachableTests(program)),
    );
    for (const { module: wanted } of program?.loads ?? []) {
      const loaded = moduleIn(wanted, resolve(cwd, one.file), file, cwd);
      if (loaded !== undefined && files.every((other) => other.file !== loaded.file)) files.push(loaded);
    }
  }
  return found;
}

/** A module as [readModule] gives it; undefined when it cannot be read, which loading the suite tells. */
function moduleIn(...where: Parameters<typeof readModule>): ReturnType<typeof readModule> | undefined {
  try {
    return readModule(...where);
  } catch {
    return undefined;
  }
}

/** Functions that are called like tests and will never be run as such: nested ones, and those that another file defines. */
function unreachableTests({ functions, globals, loads }: Program): readonly Diagnostic[] {
  const warn = (name: string, why: string, position: Position): Diagnostic => ({
    level: "warning",
    code: "UNREACHABLE",
    message: `${name} is never run as a test: ${why}`,
    position,
  });
  return [
    ...functions
      .filter(({ name }) => name.startsWith("test_") && !globals.includes(name))
      .map(({ name, position }) => warn(decode(name), "it is defined inside another function", position)),
    ...loads.flatMap(({ names }) =>
      names
        .filter(({ local }) => local.startsWith("test_"))
        .map(({ local, position }) => warn(decode(local), "it is loaded; define a test that calls it", position)),
    ),
  ];
}

/** What a suite finds predeclared: functions and namespaces of functions, in the order of the documentation. [wasRead] is told of files. */
export function predeclaredOf(state: SuiteState, file: string, wasRead: (file: string) => void = () => {}): ReadonlyMap<string, Value> {
  const functions = builtinsOf(state, file, wasRead).map((one) => [one.name, one] as const);
  return new Map<string, Value>([...functions, ...observeValues(state), ["match", matchNamespace(state)]]);
}

function builtinsOf(state: SuiteState, file: string, wasRead: (file: string) => void = () => {}): readonly Builtin[] {
  const struct = builtin({
    name: "struct",
    doc: "A value with these fields.",
    params: [{ name: "fields", type: "any", kind: "kwargs", doc: "Name = value." }],
    returns: "struct",
    call: ({ fields }) => new Struct(fields),
  });
  return [
    ...serviceBuiltins(state),
    ...faultBuiltins(state),
    ...assertionBuiltins(state),
    ...partitionBuiltins(state),
    ...determinismBuiltins(state),
    ...scenarioBuiltins(state),
    ...branchingBuiltins(state),
    ...temporalBuiltins(state),
    struct,
    ...fileBuiltins(file, wasRead),
  ];
}

/**
 * Picks tests by name: exactly, or without `test_`; else by glob; a pattern that begins with `~` is a regular expression. Names are those of
 * tests and those of leaves; `matrix_<scenario>` stands for all cells of a scenario. Throws when none match.
 */
export function selectTests(suite: Suite, pattern: string): Suite {
  // A name means the test that has it, whatever a pattern of the same letters would match: the line that replays a failure names it so.
  const named = suite.tests.filter(({ name }) => name === pattern || name === `test_${pattern}`);
  if (named.length > 0) return { ...suite, tests: named, partial: true };
  const matchesName = nameMatcher(pattern);
  const tests = suite.tests.filter(({ name, leaf, cell }) => {
    const row = cell === undefined ? [] : [`test_matrix_${cell.scenario}`];
    return [name, leafName(name, leaf), ...row].some((one) => matchesName(one) || matchesName(one.replace(/^test_/, "")));
  });
  if (tests.length > 0) return { ...suite, tests, partial: true };
  const names = [...new Set(suite.tests.map(({ name }) => name))];
  const short = names.map((name) => name.replace(/^test_/, ""));
  throw new NoTestMatches(
    `no test matches ${JSON.stringify(pattern)}${didYouMean(pattern, [...names, ...short])}; ${suite.path} has: ${names.join(", ") || "no tests"}`,
  );
}

/** Picks one leaf of every test of [suite]; axes that [wanted] does not name have their first option. Throws [LeafError] when no test has it. */
export function selectLeaf(suite: Suite, wanted: Leaf): Suite {
  const tests: TestPlan[] = [];
  for (const plan of suite.tests) {
    if (tests.at(-1)?.name === plan.name) continue;
    if ([...plan.leaf].some(([axis, option]) => wanted.has(axis) && wanted.get(axis) !== option)) continue;
    tests.push(plan.at(new Map([...plan.leaf, ...wanted])));
  }
  if (tests.length > 0) return { ...suite, tests, partial: true };
  const known = suite.tests.map(({ name, leaf }) => leafName(name, leaf));
  throw new LeafError(`no test of ${suite.path} has the leaf ${leafId(wanted)}; there are: ${known.join(", ")}`);
}

/** No test has the name that was asked for; the message lists those there are. */
export class NoTestMatches extends Error {
  override readonly name = "NoTestMatches";
}

function nameMatcher(pattern: string): (name: string) => boolean {
  if (pattern.startsWith("~")) {
    try {
      const expression = new RegExp(pattern.slice(1), "u");
      return (name) => expression.test(name);
    } catch (error) {
      throw new NoTestMatches(
        `${JSON.stringify(pattern)} is not a regular expression: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  const source = pattern
    .replace(/[\\^$.+()|{}]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  try {
    const expression = new RegExp(`^${source}$`, "u");
    return (name) => name === pattern || expression.test(name);
  } catch {
    return (name) => name === pattern;
  }
}

async function readSuite(file: string, path: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "it is a folder" : String(error);
    throw new SuiteLoadError(`cannot read suite ${path}: ${why}`, "SPEC_LOAD_FAILED", undefined, { cause: error });
  }
}

/** `load()` looks beside the loading file first and beside the suite second, where existing suites expect it. */
function readModule(wanted: string, from: string, root: string, cwd: string): { file: string; text: string } {
  const path = decode(wanted);
  if (path === "") throw new Error("the path is empty");
  if (path.startsWith("@faultbox/")) throw new Error(`the library module ${path} is not available`);
  const candidates = isAbsolute(path) ? [path] : [...new Set([resolve(dirname(from), path), resolve(dirname(root), path)])];
  let failure: unknown;
  for (const file of candidates) {
    try {
      return { file: shorten(file, cwd), text: readForSuite(file, shorten(file, cwd), root).toString("utf8") };
    } catch (error) {
      // It is there and may not be read; what has the same name beside the suite is not what is meant.
      if (error instanceof SuiteError) throw error;
      failure = error;
    }
  }
  throw new Error(`cannot read ${candidates.map((file) => shorten(file, cwd)).join(" or ")}`, { cause: failure });
}

function shorten(file: string, cwd: string): string {
  const short = relative(cwd, file);
  return short.length < file.length ? short : file;
}

function loadError(error: unknown): SuiteLoadError {
  if (error instanceof StarlarkSyntaxError) {
    const message = error.diagnostics.map(renderDiagnostic).join("\n");
    return new SuiteLoadError(message, "SPEC_SYNTAX", error.diagnostics[0], { cause: error });
  }
  if (error instanceof StarlarkRuntimeError) {
    const { position, cause, backtrace, sourceLine } = explain(error);
    if (cause instanceof StarlarkSyntaxError) return loadError(cause);
    // What is wrong with a file that is loaded is wrong there.
    if (cause instanceof LoadError && cause.cause instanceof StarlarkSyntaxError) {
      const inner = loadError(cause.cause);
      const from = position === undefined ? "" : `\nloaded from:\n  ${formatPosition(position)}`;
      return new SuiteLoadError(`${inner.message}${from}`, inner.code, inner.position, { cause: error });
    }
    const message = cause instanceof Error ? cause.message : String(cause);
    const lines = [
      `${position === undefined ? "" : `${formatPosition(position)}: `}${message}`,
      ...(sourceLine === undefined ? [] : [`  ${sourceLine.trim()}`]),
      ...(backtrace.length > 1 ? ["called from:", ...backtrace.slice(0, -1).map((frame) => `  ${frame}`)] : []),
    ];
    const code = cause instanceof SuiteError ? cause.code : undefined;
    return new SuiteLoadError(lines.join("\n"), code ?? "SPEC_LOAD_FAILED", position, { cause: error });
  }
  return new SuiteLoadError(error instanceof Error ? error.message : String(error), "SPEC_LOAD_FAILED", undefined, { cause: error });
}

/** The cause under the language's errors, and the innermost place in the suite; [otherwise] for what failed before the suite's own code ran. */
function explain(error: unknown, otherwise?: Position): Explained {
  const there = otherwise === undefined ? {} : { position: otherwise };
  if (error instanceof BranchFailure) {
    const inner = explain(error.cause, otherwise);
    return { ...inner, within: [error.message, ...(inner.within === undefined ? [] : [inner.within])].join(": ") };
  }
  if (error instanceof StartError && error.position !== undefined) return { cause: error, position: error.position, backtrace: [] };
  if (!(error instanceof StarlarkRuntimeError)) return { cause: error, backtrace: [] };
  let innermost = error;
  while (innermost.cause instanceof StarlarkRuntimeError) innermost = innermost.cause;
  if (innermost.cause instanceof BranchFailure) return explain(innermost.cause, otherwise);
  // A test that a matrix made begins outside of the suite.
  const frames = innermost.frames.filter(({ position }) => position.file !== hostFile);
  const innermostFrame = frames.at(-1);
  return {
    cause: innermost.cause ?? new Error(innermost.message),
    ...(innermostFrame === undefined ? there : { position: innermostFrame.position }),
    ...(innermost.sourceLine === undefined ? {} : { sourceLine: innermost.sourceLine }),
    backtrace: frames.map((frame) => `${formatPosition(frame.position)}: in ${frame.name}`),
  };
}
