/**
 * What the renderers of this room are given: a [Report], everything one check (a run of all suites of a repository, with or without a
 * comparison) came to. The pipeline in `src/ci` makes it; console, JSON, JUnit, Markdown, HTML and ShiViz are pure functions of it.
 */
import type { Comparison } from "../drift/index.ts";
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

export interface SuiteReport {
  readonly suite: string;
  /** All executions of the suite in this check, first to last. Empty when it could not be loaded. */
  readonly runs: readonly SuiteRun[];
  /** One execution of the baseline for side-by-side pictures, when the baseline holds one. */
  readonly baseRun?: SuiteRun;
  readonly comparison?: Comparison;
  readonly baseline: BaselineOrigin | { readonly kind: "none"; readonly reason: string };
  /** Why the suite did not run at all: a load error with its position. */
  readonly error?: string;
}

/**
 * The verdict of a check, worst first: `error` (could not do its work), `failed` (a test failed), `drift` (all passed, behaviour changed),
 * `undecided` (suspicions that more runs did not settle; green), `passed` (compared, nothing changed), `recorded` (nothing to compare with;
 * green, and never shown as a pass).
 */
export type CheckResult = "error" | "failed" | "drift" | "undecided" | "passed" | "recorded";

export interface Links {
  readonly report?: string;
  readonly traces?: string;
  readonly shiviz?: string;
  readonly run?: string;
}

export interface Report {
  /** Separates several checks of one repository (matrix legs, monorepo parts); part of the comment's marker. */
  readonly id: string;
  readonly result: CheckResult;
  readonly suites: readonly SuiteReport[];
  /** The commit that was tested and, for a pull request, its number. */
  readonly head?: { readonly sha: string; readonly pullRequest?: number };
  readonly links: Links;
  /** Tool version, for footers. */
  readonly version: string;
  /** A command that reproduces the check at a desk. */
  readonly reproduce: string;
  readonly durationMs: number;
}
