/**
 * `faultbox accept`: writes what a report found into the file of accepted differences, with a reason. The report is the `report.json` that
 * `faultbox ci` wrote here, or that of a run on GitHub (the archive of traces holds it).
 */
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import * as v from "valibot";
import { addAccepted, formatAccepted, readAccepted } from "../ci/index.ts";
import type { Acceptance, Coverage } from "../report/index.ts";
import { exitCodes } from "./exit.ts";
import { plainLines, read, say, UsageError, write } from "./shared.ts";

export interface AcceptFlags {
  readonly reason?: string;
  readonly from: string;
  readonly only?: readonly string[];
  readonly by?: string;
  readonly file: string;
  readonly standing?: boolean;
  readonly prune?: boolean;
  readonly format: "text" | "json";
}

/** What came of it; the shape of `--format json`. */
interface Written {
  readonly version: 1;
  /** The file of accepted changes, relative to the working directory. */
  readonly file: string;
  readonly accepted: readonly Acceptance[];
  readonly removed: readonly Acceptance[];
  /** Entries that the file has now. */
  readonly entries: number;
}

const text = v.pipe(v.string(), v.maxLength(20_000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Found = v.object({
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  certainty: v.picklist(["confirmed", "suspected", "inconclusive"]),
  test: text,
  sentence: text,
  extent: v.optional(
    v.object({
      objects: v.array(text),
      counts: v.array(v.object({ test: text, call: text, least: count, most: count })),
    }),
  ),
});
const Read = v.object({
  version: v.literal(1),
  removable: v.optional(v.array(v.object({ fingerprint: text, at: text })), []),
  suites: v.array(
    v.object({
      comparison: v.optional(v.object({ findings: v.array(Found) })),
    }),
  ),
});

/** Resolves with the exit code. */
export async function acceptCommand(flags: AcceptFlags): Promise<number> {
  const report = await readReport(flags.from);
  const file = resolve(flags.file);
  const entries = await readAccepted(file);
  const kept = flags.prune === true ? without(entries, report.removable) : entries;
  const added = flags.reason === undefined ? [] : chosen(report, flags, flags.reason);
  if (flags.reason === undefined && flags.prune !== true)
    throw new UsageError("a reason is needed: faultbox accept --reason 'why this change is meant'");

  const next = addAccepted(kept, added);
  const removed = entries.filter((entry) => !kept.includes(entry));
  const written: Written = { version: 1, file: relative(process.cwd(), file), accepted: added, removed, entries: next.length };
  const nothing = next.length === 0 && !existsSync(file);
  if (!nothing) {
    await mkdir(dirname(file), { recursive: true });
    await write(file, await formatAccepted(next), "accepted differences");
  }
  if (flags.format === "json") process.stdout.write(`${JSON.stringify(written, null, 2)}\n`);
  if (nothing) {
    say("nothing to write");
    return exitCodes.passed;
  }
  for (const { fingerprint, change } of added) say(`accepted  ${fingerprint}  ${plainLines(change)}`);
  for (const { fingerprint, change } of removed) say(`removed   ${fingerprint}  ${plainLines(change)}`);
  say(`${written.file} has ${next.length === 1 ? "1 entry" : `${next.length} entries`}; commit it with the change`);
  return exitCodes.passed;
}

function without(
  entries: readonly Acceptance[],
  gone: readonly { readonly fingerprint: string; readonly at: string }[],
): readonly Acceptance[] {
  return entries.filter((entry) => !gone.some(({ fingerprint, at }) => fingerprint === entry.fingerprint && at === entry.at));
}

/** Entries for the confirmed findings of [report], or for those of them that were named. */
function chosen(report: v.InferOutput<typeof Read>, flags: AcceptFlags, reason: string): readonly Acceptance[] {
  if (reason.trim() === "") throw new UsageError("the reason is empty; say why this change is meant");
  const found = new Map(
    report.suites
      .flatMap(({ comparison }) => comparison?.findings ?? [])
      .filter(({ certainty, fingerprint }) => certainty === "confirmed" || flags.only?.includes(fingerprint))
      .map((finding) => [finding.fingerprint, finding]),
  );
  if (found.size === 0) throw new UsageError(`the report in ${flags.from} has no change to accept`);
  const unknown = (flags.only ?? []).filter((fingerprint) => !found.has(fingerprint));
  if (unknown.length > 0)
    throw new UsageError(`the report in ${flags.from} has no change ${unknown.join(", ")}; it has ${[...found.keys()].join(", ")}`);
  const by = flags.by ?? whoever();
  const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  return [...found.values()]
    .filter(({ fingerprint }) => flags.only === undefined || flags.only.includes(fingerprint))
    .map(({ fingerprint, test, sentence, extent }) => ({
      fingerprint,
      test: test.slice(0, 500),
      change: sentence.slice(0, 2000),
      reason: reason.trim().replace(/\s+/g, " ").slice(0, 2000),
      by,
      at,
      ...(flags.standing === true ? { standing: true as const } : {}),
      ...(extent === undefined ? {} : { covers: coverageOf(test, extent) }),
    }));
}

/** What the test that stands for a finding shows of it. */
function coverageOf(test: string, extent: NonNullable<v.InferOutput<typeof Found>["extent"]>): Coverage {
  const counts = extent.counts.filter((one) => one.test === test).map(({ call, least, most }) => ({ call, least, most }));
  return { objects: extent.objects, ...(counts.length === 0 ? {} : { counts }) };
}

async function readReport(from: string): Promise<v.InferOutput<typeof Read>> {
  const path = existsSync(from) && statSync(from).isDirectory() ? join(from, "report.json") : from;
  if (!existsSync(path)) {
    throw new UsageError(
      `no report in ${from}; run \`faultbox ci\` here first, or fetch a run's with \`gh run download RUN -n faultbox-traces-ID -D ${from}\``,
    );
  }
  let data: unknown;
  try {
    data = JSON.parse(await read(path));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${path} is not JSON: ${error.message}`);
    throw error;
  }
  const parsed = v.safeParse(Read, data);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new UsageError(`${path} is not a report of \`faultbox ci\`: ${v.getDotPath(issue) ?? "its top"}: ${issue.message}`);
}

/** Who is at this desk: as git knows them. */
function whoever(): string {
  try {
    const name = execFileSync("git", ["config", "user.name"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    if (name !== "") return name.slice(0, 200);
  } catch {
    // No git here, or a git that knows nobody.
  }
  const name = process.env["USER"] ?? "";
  if (name === "") throw new UsageError("who accepts this? say it with --by NAME");
  return name;
}
