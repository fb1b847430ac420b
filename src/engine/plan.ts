/** What is known of a test before it runs, what a run of it is given, and what of it can be watched. */
import type { Output } from "../supervisor/index.ts";
import type { Axis } from "./leaves.ts";
import type { Locate } from "./locating.ts";

/** Service → kernel names of the calls to intercept. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/** Where a test branches, as far as its text tells. */
export interface Branching {
  readonly axes: readonly Axis[];
  /** Places whose branches cannot be read: the test may have more leaves. `file:line`. */
  readonly unread: readonly string[];
  /** Whether it can come to a `parallel()` that runs its functions side by side. */
  readonly parallel: boolean;
}

export interface TestOptions {
  /** Services are started here; relative binaries are looked up from here. */
  readonly cwd: string;
  /** The environment that services get besides their own. */
  readonly env: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Start to end of the body, all services included. */
  readonly budgetMs: number;
  /** After the body, wait until nothing was recorded for this long (at most ten times as long): late work belongs to the trace. */
  readonly quietMs: number;
  /** A test in which a fault never fired fails. */
  readonly requireFaultsFire?: boolean;
  readonly signal: AbortSignal;
  /** Finds the lines that made calls; where it is given, every call is recorded with its stack. */
  readonly locate?: Locate;
  /** The command that runs this test again. */
  readonly replay: (test: string, seed: number, leaf: string) => string;
  /** Everything services print, as it comes. */
  readonly onOutput?: (output: Output) => void;
  /** A test began, or began again with a larger interception. */
  readonly onRunning?: (running: Running) => void;
}

/** A test that is running, for whoever watches. */
export interface Running {
  readonly test: string;
  /** What the step under way does; empty between steps. */
  step(): string;
  /** How many events were recorded so far, or a moment ago for a test in another process. */
  events(): number;
  /** Whether it has ended. */
  over(): boolean;
}
