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
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { compare, learn, merge, type Comparison, type Model } from "../drift/index.ts";
import { runSuite, Session, testOf, type Suite } from "../engine/index.ts";
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
import { loadSuite, selectTests, SuiteLoadError } from "../spec/index.ts";
import type { SuiteRun, TestResult } from "../trace/index.ts";
import { toolName, toolVersion } from "./version.ts";
import { memoryFile, recordedSuite, recordedSuites, RecordingError, writeRecording, type RecordedSuite } from "./recording.ts";
import { acceptedPath, AcceptedError, parseMemory, readAccepted, remember, removable, settle, valid, type Memory } from "./accepted.ts";
import type { Baseline, Checked, CheckFiles, CheckOptions, World } from "./types.ts";

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

interface Worked {
  readonly report: SuiteReport;
  /** What is recorded for the next comparison. */
  readonly recorded?: Required<RecordedSuite>;
}

/** Runs the whole check. Rejects with [CheckError] when there is nothing to check, with the signal's reason when aborted. */
export async function check(options: CheckOptions, world: World): Promise<Checked> {
  const startMs = performance.now();
  const paths = await fastGlob([...options.suites], { cwd: options.cwd, onlyFiles: true, ignore: ["**/node_modules/**", "**/.git/**"] });
  paths.sort();
  if (paths.length === 0) throw new CheckError(`no suite matches ${options.suites.join(", ")} in ${options.cwd}`);
  const suites: { path: string; suite?: Suite; error?: string }[] = [];
  for (const path of paths) suites.push(await load(path, options));

  const entries = await acceptances(options);
  const baseline = await findBaseline(world);
  const worked: Worked[] = [];
  await using session = new Session();
  for (const { path, suite, error } of suites) {
    if (suite === undefined) {
      world.log(`${path}: cannot be loaded`);
      worked.push({ report: { suite: path, runs: [], baseline: originOf(baseline), error: error ?? "" } });
    } else {
      worked.push(await checkSuite(suite, session, baseline, options, world));
    }
    world.signal.throwIfAborted();
  }
  worked.push(...disappeared(baseline, paths, options));

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
    reproduce: `faultbox ci --suites '${options.suites.join("' '")}' --runs ${options.runs} --seed ${options.seed}`,
    durationMs: Math.round(performance.now() - startMs),
  };
  const recorded = worked.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
  return { report, files: await writeFiles(report, recorded, next, options) };
}

async function load(path: string, options: CheckOptions): Promise<{ path: string; suite?: Suite; error?: string }> {
  try {
    // What a suite prints is for people at a desk; here, in ten runs, it would be ten times the same.
    const suite = await loadSuite(path, { cwd: options.cwd, observe: options.observe, print: () => {} });
    return { path, suite: options.test === undefined ? suite : selectTests(suite, options.test) };
  } catch (error) {
    if (!(error instanceof SuiteLoadError)) throw error;
    return { path, error: error.message };
  }
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

async function checkSuite(suite: Suite, session: Session, baseline: Found, options: CheckOptions, world: World): Promise<Worked> {
  const runs = [...(await execute(suite, session, 0, options.runs, options, world))];
  world.signal.throwIfAborted();
  const places = { roots: { [options.cwd]: "$WORKSPACE" } };
  let model = learn(runs, places);
  const base = readBase(suite, baseline);
  if (base instanceof RecordingError || base === undefined) {
    const reason =
      base === undefined
        ? `the baseline (${"none" in baseline ? "" : baseline.origin.description}) does not know this suite`
        : base.message;
    const origin = "none" in baseline ? originOf(baseline) : ({ kind: "none", reason } as const);
    world.log(`${suite.path}: ${"none" in baseline ? "recorded" : reason}`);
    return { report: { suite: suite.path, runs, baseline: origin }, ...recording(suite, model, runs) };
  }
  let comparison = compare(base.model, model);
  const suspicious = suspects(comparison);
  if (suspicious.length > 0 && options.confirmRuns === 0) comparison = compare(base.model, model, { final: true });
  else if (suspicious.length > 0) {
    world.log(
      `${suite.path}: ${suspicious.length === 1 ? "a suspicion" : "suspicions"} in ${suspicious.join(", ")}; running ${options.confirmRuns} more times`,
    );
    const tests = new Set(suspicious.map(testOf));
    const again = { ...suite, tests: suite.tests.filter(({ name }) => tests.has(name)) };
    const more = await execute(again, session, options.runs, options.confirmRuns, options, world);
    world.signal.throwIfAborted();
    runs.push(...more);
    model = merge(model, learn(more, places));
    comparison = compare(base.model, model, { final: true });
  }
  world.log(`${suite.path}: ${comparison.outcome === "same" ? "behaves as before" : outcomeText(comparison)}`);
  const agreed = comparison.outcome === "same" && base.model.runs.length < mostBaselineRuns && sameEnvironment(comparison);
  return {
    report: { suite: suite.path, runs, ...(base.run === undefined ? {} : { baseRun: base.run }), comparison, baseline: originOf(baseline) },
    ...recording(suite, agreed ? merge(base.model, model) : model, runs),
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

/** A suite is recorded only if it ran: what a broken run did must not become what is expected. */
function recording(suite: Suite, model: Model, runs: readonly SuiteRun[]): { recorded?: Required<RecordedSuite> } {
  const [run] = runs;
  return run === undefined ? {} : { recorded: { suite: suite.path, model, run } };
}

/** Suites that the baseline has and this check no longer finds: silence about them would look like a pass. */
function disappeared(baseline: Found, paths: readonly string[], options: CheckOptions): readonly Worked[] {
  if ("none" in baseline || options.test !== undefined) return [];
  let known: readonly string[];
  try {
    known = recordedSuites(baseline);
  } catch {
    return [];
  }
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
  session: Session,
  firstRun: number,
  runs: number,
  options: CheckOptions,
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
    signal: world.signal,
    replay: (test, seed, leaf) =>
      `faultbox test ${suite.path} --test ${test.replace(/^test_/, "")}${leaf === "" ? "" : ` --leaf ${leaf}`} --seed ${seed}`,
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

async function writeFiles(
  report: Report,
  recorded: readonly Required<RecordedSuite>[],
  memory: Memory,
  options: CheckOptions,
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
  await mkdir(options.output, { recursive: true });
  await writeRecording(files.recording, recorded, {
    tool: `${toolName} ${toolVersion}`,
    ...(options.head === undefined ? {} : { sha: options.head.sha }),
  });
  await writeFile(join(files.recording, memoryFile), `${JSON.stringify(memory, null, 2)}\n`);
  await writeFile(files.comment, mergeSections(undefined, renderComment(report)));
  await writeFile(files.html, renderHtml(report));
  await writeFile(files.shiviz, renderShivizComparison(report));
  await writeFile(files.json, renderReportJson(report));
  await writeFile(files.junit, renderJunit(report));
  await writeFile(files.sarif, renderSarif(report, options.folder));
  await writeFile(files.summary, renderSummary(report));
  return files;
}
