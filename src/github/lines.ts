/**
 * Lines of the tree that was tested, as lines of the commit that people look at. For a pull request GitHub has the merge of head and base
 * tested, and shows annotations and files of the head: where the base has changed a file above a line since they parted, the two have different
 * numbers for it. Which ones is asked of `git diff` between the head and the files as they lay there when they were built. A line that the
 * head does not have, for it came from the base or from the build, is told by the nearest one and said to be near; so is every line when the
 * head cannot be had.
 */
import type { Report } from "../report/index.ts";
import { keptCharacters } from "./execute.ts";
import { fetchCommit, gitIn, type GitTask, type GitWorld } from "./git.ts";

export interface PlaceInHead {
  readonly line: number;
  /** The head has this very line. */
  readonly exact: boolean;
}

/** Where a line of a file, relative to the checkout's root and from 1, stands in the head. */
export type LineInHead = (file: string, line: number) => PlaceInHead;

/** For a tree that is the head. */
export const sameLine: LineInHead = (_, line) => ({ line, exact: true });

/** More files are not asked about: a check names a few dozen lines. */
const mostFiles = 200;

/** A change in one place of a file: so many lines from one on in the head, and in the tested tree. */
interface Hunk {
  readonly head: number;
  readonly headCount: number;
  readonly tested: number;
  readonly testedCount: number;
}

/**
 * The lines of [files] in the commit [head].
 * @param files relative to the checkout's root
 */
export async function linesInHead(head: string, files: readonly string[], task: GitTask, world: GitWorld): Promise<LineInHead> {
  if (files.length === 0) return sameLine;
  const git = gitIn(task, { ...world, log: () => undefined });
  const checkedOut = await git(["rev-parse", "HEAD"]);
  if (checkedOut.ok && checkedOut.stdout.trim() === head) return sameLine;
  const missing = await fetchCommit(head, task, git);
  if (missing !== undefined) {
    world.log(
      `the head of the pull request could not be fetched (git fetch ended with ${missing}): lines are those of the tested tree, near`,
    );
    return (_, line) => ({ line, exact: false });
  }
  const hunks = new Map<string, readonly Hunk[] | undefined>();
  for (const file of new Set(files.slice(0, mostFiles))) {
    const diff = [
      "diff",
      "--no-color",
      "--no-ext-diff",
      "--no-textconv",
      "--no-renames",
      "--unified=0",
      head,
      "--",
      `:(top,literal)${file}`,
    ];
    const { ok, stdout } = await git(diff);
    hunks.set(file, ok && stdout.length < keptCharacters ? hunksOf(stdout) : undefined);
  }
  return (file, line) => {
    const known = hunks.get(file);
    return known === undefined ? { line, exact: false } : throughHunks(known, line);
  };
}

/** The changes that `git diff --unified=0` tells of one file. */
export function hunksOf(diff: string): readonly Hunk[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(
    ([, head, headCount = "1", tested, testedCount = "1"]) => ({
      head: Number(head),
      headCount: Number(headCount),
      tested: Number(tested),
      testedCount: Number(testedCount),
    }),
  );
}

/** Where the tested tree's [line] stands in the head. */
export function throughHunks(hunks: readonly Hunk[], line: number): PlaceInHead {
  let moved = 0;
  for (const { head, headCount, tested, testedCount } of hunks) {
    // Where one side has no lines, its number is that of the line before them.
    const first = testedCount === 0 ? tested + 1 : tested;
    if (line < first) break;
    if (line < first + testedCount)
      return { line: Math.max(1, Math.min(head + (line - first), head + Math.max(0, headCount - 1))), exact: false };
    moved += headCount - testedCount;
  }
  return { line: line + moved, exact: true };
}

/** The files that the lines of a report's findings stand in. */
export function filesOf(report: Report): readonly string[] {
  return report.suites.flatMap(({ comparison }) =>
    (comparison?.findings ?? []).flatMap(({ lines }) => (lines?.head ?? []).map(({ file }) => file)),
  );
}

/** [report] with the findings' lines as they stand in the head. */
export function inHead(report: Report, lineInHead: LineInHead): Report {
  if (lineInHead === sameLine) return report;
  return {
    ...report,
    suites: report.suites.map((suite) => ({
      ...suite,
      ...(suite.comparison && {
        comparison: {
          ...suite.comparison,
          findings: suite.comparison.findings.map((finding) => ({
            ...finding,
            ...(finding.lines && {
              lines: {
                ...finding.lines,
                head: finding.lines.head.map((one) => {
                  if (one.line === undefined) return one;
                  const { line, exact } = lineInHead(one.file, one.line);
                  return { ...one, line, near: one.near || !exact };
                }),
              },
            }),
          })),
        },
      }),
    })),
  };
}
