/**
 * Differences that people have accepted. They stand in a file of the repository, which the pull request that brings a difference changes
 * too, so that accepting is reviewed like code, works on forks, and survives squashing and rebasing: an entry names a finding by its
 * fingerprint, never a commit.
 *
 *     version: 1
 *     accepted:
 *       - fingerprint: 8f3a01c2d4e5f607
 *         test: test_happy_path
 *         change: inventory writes /tmp/inventory.wal twice where it wrote once
 *         reason: the second write is the checksum
 *         by: Ada
 *         at: 2026-11-22T20:15:00Z
 *         covers:
 *           objects: [ /tmp/inventory.wal ]
 *           counts:
 *             - { call: write, least: 2, most: 2 }
 *
 * An entry covers as much as was seen when it was written: a third write, or the same done to another file or by another service as well, is more
 * than anybody has looked at, and asks again; so do numbers that lie beyond the accepted ones in every run, as that is what drift is. Less than was accepted is
 * covered, and so is all there is where nobody has said how much.
 *
 * An entry counts once. A recording keeps the entries that its commit had, so an entry that the baseline knows is spent: what it accepted is
 * part of the baseline by then, and the same kind of difference coming again is a new one that nobody has seen. An entry that says
 * `standing: true` is for what comes and goes, and is never spent. Entries that nothing has needed for a month are listed for removal.
 *
 * Entries are sorted by fingerprint and each stands on lines of its own, so two branches that accept different things rarely touch the same
 * place; where both have accepted the same, one entry too many does no harm.
 */
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import type { Comparison, Finding } from "../drift/index.ts";
import type { Acceptance, AcceptedFinding, SuiteReport } from "../report/index.ts";

/** Where the file is, relative to the folder that suites are run in. */
export const acceptedPath = ".faultbox/accepted.yml";

/** The file cannot be understood; the message says where and what to do. */
export class AcceptedError extends Error {
  override readonly name = "AcceptedError";
}

const line = (limit: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty("wanted some text"), v.maxLength(limit, `wanted at most ${limit} characters`));
const instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/, "wanted a date such as 2026-11-22 or 2026-11-22T20:15:00Z"),
);

const number = v.pipe(v.number(), v.integer(), v.minValue(0));

const Entry = v.strictObject({
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, "wanted 16 hex digits, in quotes where all of them are decimal")),
  test: line(500),
  change: line(2000),
  reason: line(2000),
  by: line(200),
  at: instant,
  standing: v.exactOptional(v.literal(true)),
  covers: v.exactOptional(
    v.strictObject({
      objects: v.pipe(v.array(line(2000)), v.maxLength(500), v.readonly()),
      counts: v.exactOptional(
        v.pipe(
          v.array(
            v.pipe(
              v.strictObject({ call: line(500), least: number, most: number }),
              v.check(({ least, most }) => least <= most, "wanted least not above most"),
            ),
          ),
          v.maxLength(200),
          v.readonly(),
        ),
      ),
    }),
  ),
});
const Entries = v.pipe(v.array(Entry), v.maxLength(5000), v.readonly());
const AcceptedFile = v.strictObject({ version: v.literal(1), accepted: Entries });

/** What a recording keeps of it: the entries of its commit, and the day on which each fingerprint was last needed. */
const Memory = v.object({ version: v.literal(1), accepted: Entries, seen: v.record(v.string(), instant) });
export type Memory = v.InferOutput<typeof Memory>;

const fileLimitBytes = 4 * 1024 * 1024;

/**
 * The entries in the text of a file.
 * @param path for messages
 * @throws AcceptedError
 */
export async function parseAccepted(text: string, path: string): Promise<readonly Acceptance[]> {
  if (/^(<{7}|={7}|>{7})/m.test(text))
    throw new AcceptedError(`${path} holds conflict marks; keep the entries of both sides and remove the marks`);
  const { parseDocument } = await import("yaml");
  // The core schema knows no dates, so they stay text.
  const document = parseDocument(text, { schema: "core", prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const at = text.slice(0, broken.pos[0]).split("\n").length;
    throw new AcceptedError(`${path}:${at}: not YAML (${broken.code}); \`faultbox accept\` writes this file`);
  }
  const parsed = v.safeParse(AcceptedFile, document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return parsed.output.accepted;
  const [issue] = parsed.issues;
  throw new AcceptedError(`${path}: ${v.getDotPath(issue) ?? "its top"}: ${issue.message}; \`faultbox accept\` writes this file`);
}

/** The text of a file: the same entries make the same text, whatever their order was. */
export async function formatAccepted(entries: readonly Acceptance[]): Promise<string> {
  const { Document } = await import("yaml");
  const document = new Document();
  // Each on a line of its own.
  const flat = (value: unknown): unknown => document.createNode(value, { flow: true });
  const sorted = entries.toSorted((a, b) => compareText(a.fingerprint, b.fingerprint) || compareText(a.at, b.at));
  const data = {
    version: 1,
    accepted: sorted.map(({ fingerprint, test, change, reason, by, at, standing, covers }) => ({
      fingerprint,
      test,
      change,
      reason,
      by,
      at,
      ...(standing ? { standing } : {}),
      ...(covers === undefined ? {} : { covers: { ...covers, ...(covers.counts && { counts: covers.counts.map(flat) }) } }),
    })),
  };
  document.contents = document.createNode(data);
  return `# Changes in how the system works that somebody has accepted. Written by \`faultbox accept\`; review it like code.\n${document.toString({ lineWidth: 0 })}`;
}

/** [entries] with [added], which take the place of entries with the same fingerprint. */
export function addAccepted(entries: readonly Acceptance[], added: readonly Acceptance[]): readonly Acceptance[] {
  const prints = new Set(added.map(({ fingerprint }) => fingerprint));
  return [...entries.filter(({ fingerprint }) => !prints.has(fingerprint)), ...added];
}

/**
 * Reads the file; one that is not there has no entries.
 * @throws AcceptedError
 */
export async function readAccepted(path: string): Promise<readonly Acceptance[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new AcceptedError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (bytes.length > fileLimitBytes) throw new AcceptedError(`${path} has ${bytes.length} bytes; at most ${fileLimitBytes} are read`);
  return parseAccepted(bytes.toString("utf8"), path);
}

/** What a baseline remembers; nothing when it is of a time before there was anything to remember, or damaged. */
export function parseMemory(text: string | undefined): Memory {
  const nothing: Memory = { version: 1, accepted: [], seen: {} };
  if (text === undefined) return nothing;
  try {
    const parsed = v.safeParse(Memory, JSON.parse(text));
    return parsed.success ? parsed.output : nothing;
  } catch {
    return nothing;
  }
}

/** Entries that still count against a baseline that remembers [spent]. */
export function valid(entries: readonly Acceptance[], spent: readonly Acceptance[]): readonly Acceptance[] {
  const known = new Set(spent.map(identity));
  return entries.filter((entry) => entry.standing === true || !known.has(identity(entry)));
}

/** Everything that an entry says: the same fingerprint accepted anew is another entry. */
function identity({ fingerprint, test, change, reason, by, at, covers }: Acceptance): string {
  const counts = covers?.counts?.map(({ call, least, most }) => [call, least, most]);
  return JSON.stringify([fingerprint, test, change, reason, by, at, covers?.objects, counts]);
}

/** Whether [finding] goes no further than what was accepted. */
function isCovered({ extent }: Finding, { test, covers }: Acceptance): boolean {
  if (extent === undefined || covers === undefined) return true;
  if (!extent.objects.every((object) => covers.objects.includes(object))) return false;
  return extent.counts
    .filter((count) => count.test === test)
    .every(({ call, more, least, most }) => {
      const accepted = covers.counts?.find((count) => count.call === call);
      return accepted === undefined || (more ? least <= accepted.most : most >= accepted.least);
    });
}

/** [report] with its findings divided into those that count and those that [entries] accept; what goes further than was accepted counts, and is noted. */
export function settle(report: SuiteReport, entries: readonly Acceptance[], how: AcceptedFinding["how"]): SuiteReport {
  const { comparison } = report;
  if (comparison === undefined) return report;
  const accepted: AcceptedFinding[] = [];
  const findings: Finding[] = [];
  const notes = [...comparison.notes];
  for (const finding of comparison.findings) {
    const named = entries.filter(({ fingerprint }) => fingerprint === finding.fingerprint);
    const acceptance = named.findLast((entry) => isCovered(finding, entry));
    const [short] = named;
    if (acceptance !== undefined) accepted.push({ finding, acceptance, how });
    else findings.push(finding);
    if (acceptance === undefined && short !== undefined)
      notes.push(`${finding.sentence}: this goes further than what ${short.by} has accepted (${short.change})`);
  }
  if (accepted.length === 0 && notes.length === comparison.notes.length) return report;
  return {
    ...report,
    comparison: { ...comparison, findings, notes, outcome: outcomeOf(comparison.outcome, findings) },
    ...(accepted.length === 0 ? {} : { accepted: [...(report.accepted ?? []), ...accepted] }),
  };
}

function outcomeOf(before: Comparison["outcome"], findings: readonly Finding[]): Comparison["outcome"] {
  if (before === "incomparable") return before;
  if (findings.some(({ certainty }) => certainty === "confirmed")) return "drift";
  return findings.length > 0 ? "undecided" : "same";
}

const monthMs = 30 * 24 * 3600 * 1000;

/** What the next baseline is to remember: the entries of this commit, and which fingerprints were needed on what day. */
export function remember(entries: readonly Acceptance[], before: Memory, accepted: readonly AcceptedFinding[], nowMs: number): Memory {
  const seen: Record<string, string> = {};
  const now = new Set(accepted.map(({ acceptance }) => acceptance.fingerprint));
  for (const { fingerprint } of entries) {
    const last = now.has(fingerprint) ? new Date(nowMs).toISOString().slice(0, 10) : before.seen[fingerprint];
    if (last !== undefined) seen[fingerprint] = last;
  }
  return { version: 1, accepted: [...entries], seen };
}

/** Entries that nothing has needed for a month. */
export function removable(entries: readonly Acceptance[], { seen }: Memory, nowMs: number): readonly Acceptance[] {
  return entries.filter(({ fingerprint, at }) => Math.max(Date.parse(at), Date.parse(seen[fingerprint] ?? at)) < nowMs - monthMs);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
