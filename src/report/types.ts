/**
 * What the renderers of this room are given: a [Report], everything one check (a run of all suites of a repository, with or without a
 * comparison) came to. The pipeline in `src/ci` makes it; console, JSON, JUnit, Markdown, HTML and ShiViz are pure functions of it.
 */
import type { Comparison, Finding } from "../drift/index.ts";
import type { SuiteRun } from "../trace/index.ts";

/** Where a baseline came from; [description] is a phrase for people: `the run of 1a2b3c4 on main, 2 commits before the base`. */
export interface BaselineOrigin {
  readonly kind: "artifact" | "folder" | "recorded";
  readonly description: string;
  readonly sha?: string;
  /** Commits between it and the base commit; 0 is the base itself. */
  readonly distance?: number;
  readonly url?: string;
}

/** A difference that somebody has accepted: what it was called then, by whom, when (ISO 8601) and why. Text of people; untrusted. */
export interface Acceptance {
  /** Of the finding; see [Finding.fingerprint]. */
  readonly fingerprint: string;
  readonly test: string;
  readonly change: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** For a difference that comes and goes: it stays accepted when a baseline has it already. */
  readonly standing?: true;
  /** How much of it; all there is where nothing is said. */
  readonly covers?: Coverage;
}

/** How far a difference went when it was accepted: see [Extent], of which it holds what the acceptance's own test shows. */
export interface Coverage {
  readonly objects: readonly string[];
  readonly counts?: readonly { readonly call: string; readonly least: number; readonly most: number }[];
}

/** A finding that does not count, because it was accepted. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly acceptance: Acceptance;
  /** In the file that the commit itself carries, or by a comment on the pull request. */
  readonly how: "file" | "comment";
}

export interface SuiteReport {
  readonly suite: string;
  /** All executions of the suite in this check, first to last. Empty when it could not be loaded. */
  readonly runs: readonly SuiteRun[];
  /** One execution of the baseline for side-by-side pictures, when the baseline holds one. */
  readonly baseRun?: SuiteRun;
  /** Without the findings that were accepted. */
  readonly comparison?: Comparison;
  readonly accepted?: readonly AcceptedFinding[];
  readonly baseline: BaselineOrigin | { readonly kind: "none"; readonly reason: string };
  /** Why the suite did not run at all: a load error with its position. */
  readonly error?: string;
}

/**
 * The verdict of a check, worst first: `error` (could not do its work), `failed` (a test failed), `drift` (all passed, behaviour changed),
 * `undecided` (suspicions that more runs did not settle; green), `accepted` (everything that changed was accepted by somebody; green), `passed`
 * (compared, nothing changed), `recorded` (nothing to compare with; green, and never shown as a pass).
 */
export type CheckResult = "error" | "failed" | "drift" | "undecided" | "accepted" | "passed" | "recorded";

export interface Links {
  readonly report?: string;
  readonly traces?: string;
  readonly shiviz?: string;
  readonly run?: string;
  /** Where files of the tested commit are shown, with a slash at the end: `https://github.com/o/r/blob/SHA/`. */
  readonly source?: string;
}

export interface Report {
  /** Separates several checks of one repository (matrix legs, monorepo parts); part of the comment's marker. */
  readonly id: string;
  readonly result: CheckResult;
  readonly suites: readonly SuiteReport[];
  /** The commit that was tested and, for a pull request, its number. */
  readonly head?: { readonly sha: string; readonly pullRequest?: number };
  /** Acceptances that no comparison has needed for long, and that can go from the file. */
  readonly removable?: readonly Acceptance[];
  readonly links: Links;
  /** Tool version, for footers. */
  readonly version: string;
  /** A command that reproduces the check at a desk. */
  readonly reproduce: string;
  readonly durationMs: number;
}
