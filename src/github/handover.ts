/**
 * How the result of a fork's pull request reaches its comment. The run that executes a stranger's code has a read-only token, and rightly; so
 * it only stores its report as data, and a second workflow, started by `workflow_run` with a token that may write, reads that data and writes
 * the comment. It never checks out or runs anything of the fork.
 *
 * Everything in the stored file was written where the stranger's code ran, so nothing in it is believed: the archive is unpacked under limits,
 * the file is parsed by a schema that bounds every list and text, the pull request is looked up by the run's head repository, branch and
 * commit and never read from the file, links are made anew from the run's own artifacts, and the Markdown is rendered here, where all
 * text is escaped. What remains is that a fork can claim a result; it could do that as well by changing its workflow.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactClient } from "@actions/artifact";
import * as v from "valibot";
import type { Report } from "../report/index.ts";
import { parseSuiteRun, RecordedRunError } from "../ci/index.ts";
import type { SuiteRun } from "../trace/index.ts";
import type { Api, ArtifactInfo } from "./api.ts";
import { uploadArtifact } from "./artifacts.ts";
import type { WorkflowRunContext } from "./context.ts";
import { ArchiveError, unzipText } from "./unzip.ts";

const prefix = "faultbox-handover-";
const fileName = "report.json";
const handoverLimits = { files: 1, fileBytes: 8 * 1024 * 1024, totalBytes: 8 * 1024 * 1024 };
/** Parts of one run: more legs than a matrix can usefully have in one comment. */
const mostParts = 32;

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const list = <S extends v.GenericSchema>(item: S, limit: number) => v.pipe(v.array(item), v.maxLength(limit), v.readonly());
const line = text(2_000);
const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const address = v.pipe(text(2_000), v.url(), v.startsWith("https://"));

const Environment = v.object({ tool: line, os: line, arch: line, kernel: line, image: line, capture: list(line, 50) });
const Evidence = v.object({ seen: count, runs: count });
const Finding = v.object({
  kind: v.picklist(["added", "removed", "count", "reordered", "object", "decision", "causality", "appeared", "disappeared"]),
  rank: v.picklist(["durability", "consistency", "communication", "other"]),
  certainty: v.picklist(["confirmed", "suspected", "inconclusive"]),
  test: line,
  service: line,
  step: line,
  object: line,
  sentence: line,
  before: line,
  after: line,
  context: list(v.object({ side: v.picklist(["both", "base", "head"]), text: line }), 200),
  evidence: v.object({ base: Evidence, head: Evidence, p: number }),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  alsoIn: list(line, 500),
});
const Comparison = v.object({
  outcome: v.picklist(["same", "drift", "undecided", "incomparable"]),
  findings: list(Finding, 500),
  baseRuns: count,
  headRuns: count,
  compared: list(line, 2_000),
  falseAlarmBound: number,
  notes: list(line, 100),
  environment: v.object({ base: Environment, head: Environment }),
});
const Baseline = v.variant("kind", [
  v.object({
    kind: v.picklist(["artifact", "folder", "recorded"]),
    description: line,
    sha: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/))),
    distance: v.exactOptional(count),
    url: v.exactOptional(address),
  }),
  v.object({ kind: v.literal("none"), reason: line }),
]);
const Suite = v.object({
  suite: line,
  // Each a text of its own, for the reader of recorded runs.
  runs: list(v.string(), 200),
  comparison: v.exactOptional(Comparison),
  baseline: Baseline,
  error: v.exactOptional(text(20_000)),
});
const Handover = v.object({
  version: text(100),
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)),
  result: v.picklist(["error", "failed", "drift", "undecided", "accepted", "passed", "recorded"]),
  suites: list(Suite, 500),
  reproduce: line,
  durationMs: number,
});

/** The report as data, without what the comment can do without: of the events, which are what is large, only those that failures point at. */
function handed(report: Report): v.InferOutput<typeof Handover> {
  const small = (run: SuiteRun): SuiteRun => ({
    ...run,
    tests: run.tests.map((test) => ({
      ...test,
      services: [],
      rules: [],
      events: test.events.filter((event) => test.failure?.nearest.includes(event.seq) ?? false),
    })),
  });
  return {
    version: report.version,
    id: report.id,
    result: report.result,
    reproduce: report.reproduce,
    durationMs: report.durationMs,
    suites: report.suites.map(({ suite, runs, comparison, baseline, error }) => ({
      suite,
      runs: runs.map((run) => JSON.stringify(small(run))),
      ...(comparison === undefined ? {} : { comparison }),
      baseline,
      ...(error === undefined ? {} : { error }),
    })),
  };
}

/**
 * Stores a report for the second workflow.
 * @throws Error with a sentence when that does not work
 */
export async function storeHandover(
  report: Report,
  where: { readonly scratch: string; readonly runAttempt: number },
  client: Pick<ArtifactClient, "uploadArtifact" | "deleteArtifact">,
): Promise<void> {
  await mkdir(where.scratch, { recursive: true });
  const path = join(where.scratch, fileName);
  await writeFile(path, JSON.stringify(handed(report)));
  const upload = { name: prefix + report.id, files: [path], root: where.scratch, retentionDays: 1, runAttempt: where.runAttempt };
  await uploadArtifact(upload, client);
}

export interface Handed {
  readonly pullRequest: number;
  readonly reports: readonly Report[];
}

/**
 * Reads what the jobs of another run have stored.
 * @returns the reports and the pull request they are about, or why there is nothing to write
 * @throws ApiError when GitHub cannot be asked
 */
export async function readHandover(
  context: WorkflowRunContext,
  api: Pick<Api, "artifactsOfRun" | "pullsFrom" | "download">,
  log: (line: string) => void,
): Promise<Handed | { readonly none: string }> {
  const { of } = context;
  const artifacts: ArtifactInfo[] = [];
  for (let page = 1, more = true; more && page <= 3; page += 1) {
    const found = await api.artifactsOfRun(of.runId, page);
    artifacts.push(...found.items.filter((artifact) => !artifact.expired && artifact.runId === of.runId));
    more = found.more;
  }
  const parts = artifacts.filter((artifact) => artifact.name.startsWith(prefix)).slice(0, mostParts);
  if (parts.length === 0) return { none: "that run left nothing to write: it wrote its comment itself, or had none to write" };

  const owner = of.headRepository?.split("/")[0];
  if (owner === undefined) return { none: "the fork is gone, and its pull request with it" };
  const pulls = (await api.pullsFrom(owner, of.headBranch)).filter((pull) => pull.open && pull.headSha === of.headSha);
  const [pull] = pulls;
  if (pull === undefined || pulls.length > 1) {
    return { none: `${pulls.length} open pull requests have ${of.headSha.slice(0, 7)} as their head; wanted exactly one` };
  }

  const reports: Report[] = [];
  for (const part of parts) {
    try {
      const files = unzipText(await api.download(part.id, handoverLimits.totalBytes), handoverLimits);
      const parsed = v.parse(Handover, JSON.parse(files.get(fileName) ?? "null"));
      if (prefix + parsed.id !== part.name) throw new ArchiveError(`it says that its id is ${parsed.id}`);
      reports.push({
        ...parsed,
        suites: parsed.suites.map((suite) => ({ ...suite, runs: suite.runs.map(parseSuiteRun) })),
        head: { sha: of.headSha, pullRequest: pull.number },
        links: linksOf(parsed.id, of.url, artifacts),
      });
    } catch (error) {
      const hostile =
        error instanceof ArchiveError || error instanceof RecordedRunError || error instanceof v.ValiError || error instanceof SyntaxError;
      if (!hostile) throw error;
      log(`${part.name} is not a report and was passed over: ${error.message}`);
    }
  }
  return { pullRequest: pull.number, reports };
}

function linksOf(id: string, runUrl: string, artifacts: readonly ArtifactInfo[]): Report["links"] {
  const link = (name: string): string | undefined => {
    const found = artifacts.find((artifact) => artifact.name === name);
    return found && `${runUrl}/artifacts/${found.id}`;
  };
  const [report, traces, shiviz] = [link(`faultbox-report-${id}.html`), link(`faultbox-traces-${id}`), link(`faultbox-${id}.shiviz`)];
  return { run: runUrl, ...(report ? { report } : {}), ...(traces ? { traces } : {}), ...(shiviz ? { shiviz } : {}) };
}
