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
import type { Report } from "../report/index.ts";
import type { Api, ArtifactInfo } from "./api.ts";
import { uploadArtifact } from "./artifacts.ts";
import { sourceUrl, type WorkflowRunContext } from "./context.ts";
import { pack, PackedError, unpack } from "./packed.ts";
import { ArchiveError, unzipText } from "./unzip.ts";

const prefix = "faultbox-handover-";
const fileName = "report.json";
const handoverLimits = { files: 1, fileBytes: 8 * 1024 * 1024, totalBytes: 8 * 1024 * 1024 };
/** Parts of one run: more legs than a matrix can usefully have in one comment. */
const mostParts = 32;

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
  await writeFile(path, JSON.stringify(pack(report, "slim")));
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
      const report = unpack(files.get(fileName) ?? "");
      if (prefix + report.id !== part.name) throw new ArchiveError(`it says that its id is ${report.id}`);
      reports.push({ ...report, head: { sha: of.headSha, pullRequest: pull.number }, links: linksOf(report.id, context, artifacts) });
    } catch (error) {
      if (!(error instanceof ArchiveError || error instanceof PackedError)) throw error;
      log(`${part.name} is not a report and was passed over: ${error.message}`);
    }
  }
  return { pullRequest: pull.number, reports };
}

function linksOf(id: string, context: WorkflowRunContext, artifacts: readonly ArtifactInfo[]): Report["links"] {
  const { url: runUrl, headSha } = context.of;
  const link = (name: string): string | undefined => {
    const found = artifacts.find((artifact) => artifact.name === name);
    return found && `${runUrl}/artifacts/${found.id}`;
  };
  const [report, traces, shiviz] = [link(`faultbox-report-${id}.html`), link(`faultbox-traces-${id}`), link(`faultbox-${id}.shiviz`)];
  return {
    run: runUrl,
    source: sourceUrl(context, headSha),
    ...(report ? { report } : {}),
    ...(traces ? { traces } : {}),
    ...(shiviz ? { shiviz } : {}),
  };
}
