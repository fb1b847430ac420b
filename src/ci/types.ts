/** The contract of the pipeline that `faultbox ci` and the Action share; what touches the world is passed in. */
import type { Running } from "../engine/index.ts";
import type { Finding } from "../drift/index.ts";
import type { Acceptance, BaselineOrigin, Report } from "../report/index.ts";

/** A recorded baseline: text files by their name inside the recording (`manifest.json`, `suites/<key>/model.trace`, …). Untrusted. */
export interface Baseline {
  readonly origin: BaselineOrigin;
  readonly files: ReadonlyMap<string, string>;
  /** More recordings to compare with; see together.ts for what they count. */
  readonly also?: readonly Baseline[];
}

/** Looks for a baseline; a reason for people when there is none. Must not throw for an ordinary "not there". */
export type FindBaseline = (signal: AbortSignal) => Promise<Baseline | { readonly none: string }>;

export interface CheckOptions {
  /** Absolute; suites and services are found from here. */
  readonly cwd: string;
  /** Globs of suites, relative to [cwd]. */
  readonly suites: readonly string[];
  /** Executions of each suite before anything is compared. */
  readonly runs: number;
  /** At most this many more executions of a suite under suspicion. */
  readonly confirmRuns: number;
  readonly seed: number;
  /** Tests that are run at the same time, each in a private network and /tmp, where the machine has them; default 1. */
  readonly jobs?: number;
  /** `auto`: storage and network calls of every service; `suite`: only what the suite faults, traces or asserts. */
  readonly observe: "auto" | "suite";
  /** Record with every call the line of the repository that made it. */
  readonly source?: boolean;
  /** Whether what determinism() does not tolerate fails a test, whatever a suite says of it. */
  readonly strictDeterminism?: boolean;
  /** A test in which a fault never fired fails. */
  readonly requireFaultsFire?: boolean;
  readonly id: string;
  /** Absolute; where recording and reports are written. */
  readonly output: string;
  /** [cwd] as seen from the repository's root, with `/`, for files that name places in the repository; absent for the root. */
  readonly folder?: string;
  /** Name test to run, as `--test`; all when absent. */
  readonly test?: string;
  /** File of accepted differences, relative to [cwd]; `.faultbox/accepted.yml` when absent. */
  readonly accepted?: string;
  readonly head?: { readonly sha: string; readonly pullRequest?: number };
  /** The environment that services see; never the job's tokens. */
  readonly env: Readonly<Record<string, string>>;
}

/** A suite and how long one run of it took when the baseline was recorded. */
export interface SuiteWeight {
  readonly suite: string;
  readonly durationMs?: number;
  /** SHA-256 of the suite's text. */
  readonly digest?: string;
}

export interface World {
  /** Absent: only record. */
  readonly findBaseline?: FindBaseline;
  /** Asked only when a confirmed finding is left that the file does not accept: which of these somebody has accepted elsewhere. */
  readonly approvals?: (findings: readonly Finding[]) => Promise<readonly Acceptance[]>;
  /** Asked, once the baseline is known, which of all suites this check is to run; absent: all. Durations are the baseline's. */
  readonly divide?: (suites: readonly SuiteWeight[]) => Promise<readonly string[]>;
  /** Progress for people, a line at a time, already free of control characters. */
  readonly log: (line: string) => void;
  /** A test began: which of how many executions of its suite, from 1. */
  readonly onRunning?: (running: Running, run: number, runs: number) => void;
  readonly signal: AbortSignal;
}

/** Files the check has written under [CheckOptions.output]; absolute paths. */
export interface CheckFiles {
  /** The folder that is the next baseline: manifest and models. */
  readonly recording: string;
  readonly comment: string;
  readonly html: string;
  readonly shiviz: string;
  readonly json: string;
  readonly junit: string;
  readonly sarif: string;
  readonly summary: string;
}

export interface Checked {
  readonly report: Report;
  readonly files: CheckFiles;
}
