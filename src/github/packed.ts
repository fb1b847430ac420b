/**
 * A report as data that travels: from a fork's run to the workflow that comments, and from the parts of a sharded check to the job that
 * joins them. What arrives was written where code of a pull request ran, so every list, number and text of it passes a schema with limits
 * before anything is made of it; commit, pull request and links are not taken from it at all.
 */
import * as v from "valibot";
import { parseSuiteRun, RecordedRunError } from "../ci/index.ts";
import type * as drift from "../drift/index.ts";
import type * as report from "../report/index.ts";
import type { Environment, SuiteRun } from "../trace/index.ts";

/** Not a report, or one beyond all limits; the message says where. */
export class PackedError extends Error {
  override readonly name = "PackedError";
}

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const list = <S extends v.GenericSchema>(item: S, limit: number) => v.pipe(v.array(item), v.maxLength(limit), v.readonly());
const line = text(2_000);
const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const address = v.pipe(text(2_000), v.url(), v.startsWith("https://"));

/** An object with all that a T may have: a field without a schema would be lost on the way, and does not compile. */
const complete =
  <T>() =>
  <E extends Record<keyof T, v.GenericSchema>>(entries: E) =>
    v.object(entries);

const EnvironmentTold = complete<Environment>()({ tool: line, os: line, arch: line, kernel: line, image: line, capture: list(line, 50) });
const Evidence = v.object({ seen: count, runs: count });
const Extent = complete<drift.Extent>()({
  objects: list(line, 500),
  counts: list(v.object({ test: line, call: line, more: v.boolean(), least: count, most: count }), 2_000),
});
const Coverage = complete<report.Coverage>()({
  objects: list(line, 500),
  counts: v.exactOptional(list(v.object({ call: line, least: count, most: count }), 200)),
});
/** In the repository, with no way out of it: links are made of it. */
const file = v.pipe(
  line,
  v.check((path) => !path.split("/").some((part) => ["", ".", ".."].includes(part)), "is no file of the repository"),
);
const lines = list(
  complete<drift.CodeLine>()({
    function: line,
    file,
    line: v.exactOptional(v.pipe(count, v.minValue(1))),
    near: v.boolean(),
    count,
    isNew: v.boolean(),
  }),
  500,
);
const Finding = complete<drift.Finding>()({
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
  lines: v.exactOptional(complete<drift.CodeLines>()({ base: lines, head: lines })),
  calls: v.exactOptional(list(complete<drift.NamedCalls>()({ test: line, window: text(10_000), classes: list(text(10_000), 100) }), 500)),
  evidence: v.object({ base: Evidence, head: Evidence, p: number }),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  extent: v.exactOptional(Extent),
  alsoIn: list(line, 500),
});
const Acceptance = complete<report.Acceptance>()({
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  test: line,
  change: line,
  reason: line,
  by: line,
  at: line,
  standing: v.exactOptional(v.literal(true)),
  covers: v.exactOptional(Coverage),
});
const Comparison = complete<drift.Comparison>()({
  outcome: v.picklist(["same", "drift", "undecided", "incomparable"]),
  findings: list(Finding, 500),
  baseRuns: count,
  headRuns: count,
  compared: list(line, 2_000),
  falseAlarmBound: number,
  notes: list(line, 100),
  environment: v.object({ base: EnvironmentTold, head: EnvironmentTold }),
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
const Suite = complete<report.SuiteReport>()({
  suite: line,
  // Each a text of its own, for the reader of recorded runs.
  runs: list(v.string(), 200),
  baseRun: v.exactOptional(v.string()),
  comparison: v.exactOptional(Comparison),
  accepted: v.exactOptional(list(v.object({ finding: Finding, acceptance: Acceptance, how: v.picklist(["file", "comment"]) }), 500)),
  baseline: Baseline,
  error: v.exactOptional(text(20_000)),
});
const Packed = v.object({
  version: text(100),
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)),
  result: v.picklist(["error", "failed", "drift", "undecided", "accepted", "passed", "recorded"]),
  suites: list(Suite, 500),
  removable: v.exactOptional(list(Acceptance, 5_000)),
  reproduce: line,
  durationMs: number,
});

/** What a packed report tells; the rest the reader knows better. */
export type Unpacked = Omit<report.Report, "head" | "links">;

/**
 * @param how `whole`, or `slim`: without the events, which are what is large, except those that failures point at, and without the baseline's run;
 *   enough for a comment
 */
export function pack(made: report.Report, how: "whole" | "slim"): v.InferOutput<typeof Packed> {
  const small = (run: SuiteRun): SuiteRun => ({
    ...run,
    tests: run.tests.map((test) => ({
      ...test,
      services: [],
      rules: [],
      events: test.events.filter((event) => test.failure?.nearest.includes(event.seq) ?? false),
    })),
  });
  const { version, id, result, reproduce, durationMs, removable } = made;
  return {
    version,
    id,
    result,
    reproduce,
    durationMs,
    ...(removable === undefined ? {} : { removable }),
    suites: made.suites.map(({ suite, runs, baseRun, comparison, accepted, baseline, error }) => ({
      suite,
      runs: runs.map((run) => JSON.stringify(how === "slim" ? small(run) : run)),
      ...(baseRun === undefined || how === "slim" ? {} : { baseRun: JSON.stringify(baseRun) }),
      ...(comparison === undefined ? {} : { comparison }),
      ...(accepted === undefined ? {} : { accepted }),
      baseline,
      ...(error === undefined ? {} : { error }),
    })),
  };
}

/**
 * The report in a JSON text.
 * @throws PackedError
 */
export function unpack(json: string): Unpacked {
  try {
    const parsed = v.safeParse(Packed, JSON.parse(json));
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new PackedError(`${v.getDotPath(issue) ?? "its top"}: ${issue.message}`);
    }
    return {
      ...parsed.output,
      suites: parsed.output.suites.map(({ runs, baseRun, ...suite }) => ({
        ...suite,
        runs: runs.map(parseSuiteRun),
        ...(baseRun === undefined ? {} : { baseRun: parseSuiteRun(baseRun) }),
      })),
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RecordedRunError) throw new PackedError(error.message, { cause: error });
    throw error;
  }
}
