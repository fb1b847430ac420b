/**
 * One check: what `faultbox ci` and the Action do, whatever triggered them.
 *
 * 1. Find the suites and run each several times.
 * 2. Learn a model of what was seen.
 * 3. Find the baseline and compare.
 * 4. Where a suspicion is left, run the suspicious tests again, alone, and compare once more; what is undecided then stays undecided.
 * 5. Set aside what people have accepted.
 * 6. Write the recording (the next baseline) and every report.
 *
 * A suite that fails is a failure and is not compared where it failed; a suite that cannot be loaded, or a baseline that cannot be read,
 * stops nothing else.
 */
import { constants } from "node:fs";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { compare, learn, merge, placesOf, type CompareOptions, type Comparison, type Model } from "../drift/index.ts";
import { runSuite, Session, testOf, type Locate, type Runner, type Suite } from "../engine/index.ts";
import {
  mergeSections,
  renderComment,
  renderHtml,
  renderJunit,
  renderReportJson,
  renderSarif,
  renderShivizComparison,
  renderSummary,
  type Acceptance,
  type CheckResult,
  type Report,
  type SuiteReport,
} from "../report/index.ts";
import { Locator, repositoryRoot } from "../source/index.ts";
import { loadSuite, NoTestMatches, selectTests, SuiteLoadError } from "../spec/index.ts";
import type { CallStack, SuiteRun, TestResult } from "../trace/index.ts";
import { digestOf } from "./digest.ts";
import { together } from "./together.ts";
import { startPool } from "./jobs.ts";
import { quoted, replayLine } from "./replay.ts";
import { toolName, toolVersion } from "./version.ts";
import {
  joinRecordings,
  memoryFile,
  recordedSuite,
  recordedSuites,
  RecordingError,
  writeRecording,
  type RecordedSuite,
  type WrittenSuite,
} from "./recording.ts";
import { acceptedPath, AcceptedError, parseMemory, readAccepted, remember, removable, settle, valid } from "./accepted.ts";
import type { Baseline, Checked, CheckFiles, CheckOptions, SuiteWeight, World } from "./types.ts";

/** More agreeing runs make a baseline no better, only its counts larger. */
const mostBaselineRuns = 60;

/**
 * Calls after the last reply still belong to the test, and what goes on in a silence is background: a heartbeat must be seen to beat in it.
 * See the engine's `quietMs`.
 */
const quietMs = 60;

/** Start to end of one test. */
const budgetMs = 180_000;

/** The check could not do its work at all: no suites, nowhere to write. */
export class CheckError extends Error {
  override readonly name = "CheckError";
}

/** What a running check has besides its options. */
interface Running extends CheckOptions {
  readonly locate?: Locate;
}

interface Worked {
  readonly report: SuiteReport;
  /** What is recorded for the next comparison. */
  readonly recorded?: WrittenSuite;
}

/** Runs the whole check. Rejects with [CheckError] when there is nothing to check, with the signal's reason when aborted. */
export async function check(options: CheckOptions, world: World): Promise<Checked> {
  const startMs = performance.now();
  const paths = await fastGlob([...options.suites], { cwd: options.cwd, onlyFiles: true, ignore: ["**/node_modules/**", "**/.git/**"] });
  paths.sort();
  if (paths.length === 0) throw new CheckError(`no suite matches ${options.suites.join(", ")} in ${options.cwd}`);
  const entries = await acceptances(options);
  const baseline = await findBaseline(world);
  const mine = world.divide === undefined ? paths : await world.divide(weighed(paths, baseline));
  const suites: { path: string; suite?: Suite; error?: string }[] = [];
  for (const path of mine) {
    const loaded = await load(path, options);
    if (loaded !== undefined) suites.push(loaded);
  }
  // An empty part of several is in order; a name that nothing has is a slip.
  if (suites.length === 0 && mine.length > 0) throw new CheckError(`no suite has a test called ${options.test ?? ""}`);
  await makeOutput(options.output);
  const worked: Worked[] = [];
  await using session = await runnerFor(options, world);
  using locator = options.source === true ? new Locator(repositoryRoot(options.cwd)) : undefined;
  const locate = locator && ((stacks: readonly CallStack[]) => locator.locate(stacks));
  for (const { path, suite, error } of suites) {
    if (suite === undefined) {
      world.log(`${path}: cannot be loaded`);
      worked.push({ report: { suite: path, runs: [], baseline: originOf(baseline), error: error ?? "" } });
    } else {
      worked.push(await checkSuite(suite, session, baseline, { ...options, ...(locate && { locate }) }, world));
    }
    world.signal.throwIfAborted();
  }
  // Of several parts of one check, one tells.
  if (paths[0] !== undefined && mine.includes(paths[0])) worked.push(...disappeared(baseline, paths, options));

  const memory = parseMemory("none" in baseline ? undefined : baseline.files.get(memoryFile));
  const settled = await setAside(
    worked.map(({ report }) => report),
    valid(entries, memory.accepted),
    world,
  );
  const nowMs = Date.now();
  const next = remember(
    entries,
    memory,
    settled.flatMap(({ accepted }) => accepted ?? []),
    nowMs,
  );
  const unneeded = removable(entries, next, nowMs);
  const report: Report = {
    id: options.id,
    result: resultOf(settled),
    suites: settled,
    ...(unneeded.length === 0 ? {} : { removable: unneeded }),
    ...(options.head === undefined ? {} : { head: options.head }),
    links: {},
    version: toolVersion,
    reproduce: [
      `${toolName} ci ${options.suites.map(quoted).join(" ")}`,
      `--runs ${options.runs} --seed ${options.seed}`,
      ...(options.strictDeterminism === undefined ? [] : [`--strict-determinism=${options.strictDeterminism}`]),
      ...(options.requireFaultsFire === true ? ["--require-faults-fire"] : []),
    ].join(" "),
    durationMs: Math.round(performance.now() - startMs),
  };
  const recorded = worked.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
  const record = async (folder: string): Promise<void> => {
    await writeRecording(folder, recorded, aboutRecording(options));
    await writeFile(join(folder, memoryFile), `${JSON.stringify(next, null, 2)}\n`);
  };
  return { report, files: await writeFiles(report, record, options) };
}

function aboutRecording({ head }: Pick<CheckOptions, "head">): { tool: string; sha?: string } {
  return { tool: `${toolName} ${toolVersion}`, ...(head === undefined ? {} : { sha: head.sha }) };
}

/** One part of a check that several jobs have made together. */
export interface CheckPart {
  readonly report: Pick<Report, "suites" | "durationMs" | "reproduce" | "removable">;
  /** The recording that the part has left. */
  readonly recording: Baseline;
}

/**
 * One check out of its parts.
 * @param lost suites that no part has run, as reports that say so
 * @throws RecordingError when a part's recording is damaged
 */
export async function joinParts(
  parts: readonly CheckPart[],
  lost: readonly SuiteReport[],
  options: Pick<CheckOptions, "id" | "output" | "head" | "folder">,
): Promise<Checked> {
  const suites = new Map<string, SuiteReport>();
  for (const suite of [...parts.flatMap(({ report }) => report.suites), ...lost])
    if (!suites.has(suite.suite)) suites.set(suite.suite, suite);
  const all = [...suites.values()].sort((a, b) => (a.suite < b.suite ? -1 : 1));
  const [first] = parts;
  const report: Report = {
    id: options.id,
    result: resultOf(all),
    suites: all,
    // Each part saw the whole file; one of them may have needed what the others did not.
    ...(first === undefined ? {} : removableInAll(parts)),
    ...(options.head === undefined ? {} : { head: options.head }),
    links: {},
    version: toolVersion,
    reproduce: first?.report.reproduce ?? "",
    durationMs: Math.max(0, ...parts.map(({ report: { durationMs } }) => durationMs)),
  };
  const recordings = parts.map(({ recording }) => recording);
  return { report, files: await writeFiles(report, (folder) => joinRecordings(folder, recordings, aboutRecording(options)), options) };
}

function removableInAll(parts: readonly CheckPart[]): Pick<Report, "removable"> {
  const counts = new Map<string, number>();
  for (const { fingerprint } of parts.flatMap(({ report }) => report.removable ?? []))
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  const removable = (parts[0]?.report.removable ?? []).filter(({ fingerprint }) => counts.get(fingerprint) === parts.length);
  return removable.length === 0 ? {} : { removable };
}

/** @returns undefined for a suite that has none of the tests that were asked for */
async function load(path: string, options: CheckOptions): Promise<{ path: string; suite?: Suite; error?: string } | undefined> {
  try {
    // What a suite prints is for people at a desk; here, in ten runs, it would be ten times the same.
    const suite = await loadSuite(path, { cwd: options.cwd, observe: options.observe, print: () => {}, ...strictness(options) });
    return { path, suite: options.test === undefined ? suite : selectTests(suite, options.test) };
  } catch (error) {
    if (error instanceof NoTestMatches) return undefined;
    if (!(error instanceof SuiteLoadError)) throw error;
    return { path, error: error.message };
  }
}

function strictness({ strictDeterminism }: CheckOptions): { readonly strictDeterminism?: boolean } {
  return strictDeterminism === undefined ? {} : { strictDeterminism };
}

async function acceptances(options: CheckOptions): Promise<readonly Acceptance[]> {
  try {
    return await readAccepted(join(options.cwd, options.accepted ?? acceptedPath));
  } catch (error) {
    throw error instanceof AcceptedError ? new CheckError(error.message, { cause: error }) : error;
  }
}

/** Takes what was accepted out of what counts: by the file first, and only if something is left by whoever else may say so. */
async function setAside(suites: readonly SuiteReport[], entries: readonly Acceptance[], world: World): Promise<readonly SuiteReport[]> {
  let settled = suites.map((suite) => settle(suite, entries, "file"));
  const counting = settled.flatMap(({ comparison }) => (comparison?.findings ?? []).filter(({ certainty }) => certainty === "confirmed"));
  if (counting.length > 0 && world.approvals !== undefined) {
    const approved = await world.approvals(counting);
    settled = settled.map((suite) => settle(suite, approved, "comment"));
  }
  for (const { finding, acceptance } of settled.flatMap(({ accepted }) => accepted ?? []))
    world.log(`accepted by ${acceptance.by}: ${finding.sentence} (${acceptance.reason})`);
  return settled;
}

type Found = Baseline | { readonly none: string };

async function findBaseline(world: World): Promise<Found> {
  if (world.findBaseline === undefined) return { none: "nothing to compare with was asked for" };
  const found = await world.findBaseline(world.signal);
  world.log("none" in found ? `no baseline: ${found.none}` : `baseline: ${found.origin.description}`);
  return found;
}

function originOf(baseline: Found): SuiteReport["baseline"] {
  return "none" in baseline ? { kind: "none", reason: baseline.none } : baseline.origin;
}

/** Who runs the tests: this process, or as many workers as were asked for and the machine can keep apart. */
async function runnerFor(options: CheckOptions, world: World): Promise<Runner & AsyncDisposable> {
  const { cwd, observe, jobs = 1 } = options;
  if (jobs < 2) return new Session();
  const pool = await startPool({
    cwd,
    observe,
    jobs,
    source: options.source === true,
    output: false,
    live: world.onRunning !== undefined,
    ...strictness(options),
  });
  if (!("none" in pool)) return pool;
  world.log(`jobs: ${pool.none}; running one test after the other`);
  return new Session();
}

async function checkSuite(suite: Suite, session: Runner, baseline: Found, options: Running, world: World): Promise<Worked> {
  const runs = [...(await execute(suite, session, 0, options.runs, options, world))];
  world.signal.throwIfAborted();
  const places = { roots: { [options.cwd]: "$WORKSPACE" } };
  let model = learn(runs, places);
  const base = readBase(suite, baseline);
  if (base instanceof RecordingError || base === undefined || "none" in baseline) {
    const reason = !(base instanceof RecordingError)
      ? `the baseline (${"none" in baseline ? "" : baseline.origin.description}) does not know this suite`
      : base.message;
    const origin = "none" in baseline ? originOf(baseline) : ({ kind: "none", reason } as const);
    world.log(`${suite.path}: ${"none" in baseline ? "recorded" : reason}`);
    return { report: { suite: suite.path, runs, baseline: origin }, ...recording(suite, model, runs, await digestOf(suite, options.cwd)) };
  }
  const companions = others(suite, baseline, world);
  const linesOf = ({ run }: RecordedSuite): NonNullable<CompareOptions["places"]> => ({
    head: placesOf(runs, places),
    ...(run === undefined ? {} : { base: placesOf([run], places) }),
  });
  const compareWith = (one: RecordedSuite, options?: { final: boolean }): Comparison =>
    compare(one.model, model, { ...options, places: linesOf(one) });
  const judge = (options?: { final: boolean }): Comparison =>
    companions.reduce(
      (all, { origin, recorded }) => together(all, compareWith(recorded, options), origin.description),
      compareWith(base, options),
    );
  let comparison = judge();
  const suspicious = suspects(comparison);
  if (suspicious.length > 0 && options.confirmRuns === 0) comparison = judge({ final: true });
  else if (suspicious.length > 0) {
    world.log(
      `${suite.path}: ${suspicious.length === 1 ? "a suspicion" : "suspicions"} in ${suspicious.join(", ")}; running ${options.confirmRuns} more times`,
    );
    const tests = new Set(suspicious.map(testOf));
    const again: Suite = { ...suite, tests: suite.tests.filter(({ name }) => tests.has(name)), partial: true };
    const more = await execute(again, session, options.runs, options.confirmRuns, options, world);
    world.signal.throwIfAborted();
    runs.push(...more);
    model = merge(model, learn(more, places));
    comparison = judge({ final: true });
  }
  const digest = await digestOf(suite, options.cwd);
  const told = [
    ...(base.digest !== undefined && base.digest !== digest && comparison.findings.length > 0
      ? ["the suite, or a file it loads, has changed since the baseline was recorded, so a difference may be the suite's own"]
      : []),
  ];
  comparison = { ...comparison, notes: [...comparison.notes, ...told] };
  world.log(`${suite.path}: ${comparison.outcome === "same" ? "behaves as before" : outcomeText(comparison)}`);
  const agreed = comparison.outcome === "same" && base.model.runs.length < mostBaselineRuns && sameEnvironment(comparison);
  return {
    report: { suite: suite.path, runs, ...(base.run === undefined ? {} : { baseRun: base.run }), comparison, baseline: originOf(baseline) },
    ...recording(suite, agreed ? merge(base.model, model) : model, runs, digest),
  };
}

function outcomeText({ outcome, findings, notes }: Comparison): string {
  if (outcome === "incomparable") return `cannot be compared: ${notes.join("; ")}`;
  const confirmed = findings.filter(({ certainty }) => certainty === "confirmed").length;
  return `${confirmed} ${confirmed === 1 ? "change" : "changes"} of behaviour, ${findings.length - confirmed} undecided`;
}

function sameEnvironment({ environment: { base, head } }: Comparison): boolean {
  return JSON.stringify({ ...base, tool: "" }) === JSON.stringify({ ...head, tool: "" });
}

/** Tests with a finding that more runs could settle. */
function suspects(comparison: Comparison): readonly string[] {
  const open = comparison.findings.filter(({ certainty }) => certainty === "suspected");
  return [...new Set(open.flatMap(({ test, alsoIn }) => [test, ...alsoIn]))].sort();
}

function readBase(suite: Suite, baseline: Found): RecordedSuite | RecordingError | undefined {
  if ("none" in baseline) return undefined;
  try {
    return recordedSuite(baseline, suite.path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof RecordingError ? error : new RecordingError(message, { cause: error });
  }
}

/** What the baseline's companions know of a suite. One that cannot be read is passed over: the baseline itself was read. */
function others(
  suite: Suite,
  baseline: Baseline,
  world: World,
): readonly { readonly origin: Baseline["origin"]; readonly recorded: RecordedSuite }[] {
  return (baseline.also ?? []).flatMap((other) => {
    const read = readBase(suite, other);
    if (read instanceof RecordingError) world.log(`${suite.path}: ${read.message}`);
    return read === undefined || read instanceof RecordingError ? [] : [{ origin: other.origin, recorded: read }];
  });
}

/** A suite is recorded only if it ran: what a broken run did must not become what is expected. */
function recording(suite: Suite, model: Model, runs: readonly SuiteRun[], digest: string): { recorded?: WrittenSuite } {
  const [run] = runs;
  return run === undefined ? {} : { recorded: { suite: suite.path, model, run, digest } };
}

/** What the baseline knows of its suites; one that cannot be read knows nothing. */
function weights(baseline: Found): readonly SuiteWeight[] {
  if ("none" in baseline) return [];
  try {
    return recordedSuites(baseline);
  } catch {
    return [];
  }
}

function weighed(paths: readonly string[], baseline: Found): readonly SuiteWeight[] {
  const known = new Map(weights(baseline).map((weight) => [weight.suite, weight]));
  return paths.map((suite) => known.get(suite) ?? { suite });
}

/** Suites that the baseline has and this check no longer finds: silence about them would look like a pass. */
function disappeared(baseline: Found, paths: readonly string[], options: CheckOptions): readonly Worked[] {
  if ("none" in baseline || options.test !== undefined) return [];
  const known = weights(baseline).map(({ suite }) => suite);
  const gone = known.filter((suite) => !paths.includes(suite));
  return gone.map((suite) => ({
    report: {
      suite,
      runs: [],
      baseline: { kind: "none", reason: `the suite is gone; the baseline (${baseline.origin.description}) still had it` },
    },
  }));
}

async function execute(
  suite: Suite,
  session: Runner,
  firstRun: number,
  runs: number,
  options: Running,
  world: World,
): Promise<readonly SuiteRun[]> {
  return runSuite(suite, session, {
    cwd: options.cwd,
    env: options.env,
    seed: options.seed,
    firstRun,
    runs,
    // A test that fails in one run of several is worth knowing about: all are made.
    stopAtFailure: false,
    tool: `${toolName} ${toolVersion}`,
    image: [process.env["ImageOS"], process.env["ImageVersion"]].filter(Boolean).join(" "),
    budgetMs,
    quietMs,
    ...(options.requireFaultsFire === undefined ? {} : { requireFaultsFire: options.requireFaultsFire }),
    ...(options.locate === undefined ? {} : { locate: options.locate }),
    signal: world.signal,
    replay: (test, seed, leaf) => replayLine(suite.path, test, seed, leaf, options),
    onRunning: (running, run) => world.onRunning?.(running, run + 1, firstRun + runs),
    onEnd: (result, run) => {
      if (run === 0 || result.verdict !== "pass") world.log(progress(suite, result, run, firstRun + runs));
    },
  });
}

function progress(suite: Suite, result: TestResult, run: number, runs: number): string {
  return `${suite.path}: ${result.name} ${result.verdict} (${result.durationMs} ms, run ${run + 1} of ${runs})`;
}

/** The worst of what the suites came to. */
export function resultOf(suites: readonly SuiteReport[]): CheckResult {
  const tests = suites.flatMap(({ runs }) => runs.flatMap((run) => run.tests));
  if (suites.some(({ error }) => error !== undefined) || tests.some(({ verdict }) => verdict === "error")) return "error";
  if (tests.some(({ verdict }) => verdict === "fail")) return "failed";
  const outcomes = suites.map(({ comparison }) => comparison?.outcome);
  if (outcomes.includes("drift")) return "drift";
  if (outcomes.includes("undecided")) return "undecided";
  if (suites.some(({ accepted }) => accepted !== undefined)) return "accepted";
  return outcomes.includes("same") ? "passed" : "recorded";
}

/** Makes the folder that all files go to. Done before anything is run as well: what it found is not to be lost to a misspelt folder. */
async function makeOutput(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new CheckError(`cannot write to the output folder ${folder}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function writeFiles(
  report: Report,
  record: (folder: string) => Promise<void>,
  options: Pick<CheckOptions, "output" | "folder">,
): Promise<CheckFiles> {
  const at = (name: string): string => join(options.output, name);
  const files: CheckFiles = {
    recording: at("recording"),
    comment: at("comment.md"),
    html: at("report.html"),
    shiviz: at("trace.shiviz"),
    json: at("report.json"),
    junit: at("junit.xml"),
    sarif: at("results.sarif"),
    summary: at("summary.md"),
  };
  await makeOutput(options.output);
  await record(files.recording);
  await writeFile(files.comment, mergeSections(undefined, renderComment(report)));
  await writeFile(files.html, renderHtml(report));
  await writeFile(files.shiviz, renderShivizComparison(report));
  await writeFile(files.json, renderReportJson(report));
  await writeFile(files.junit, renderJunit(report));
  await writeFile(files.sarif, renderSarif(report, options.folder));
  await writeFile(files.summary, renderSummary(report));
  return files;
}
