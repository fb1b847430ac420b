/** What a test is before it runs, and what a run of it is given. */
import type { Output } from "../supervisor/index.ts";
import type { Cell, Position } from "../trace/index.ts";
import type { Explained } from "./errors.ts";
import type { Axis, Leaf } from "./leaves.ts";
import type { Locate } from "./locating.ts";
import type { TestRun } from "./test.ts";
import type { ServiceDeclaration } from "./topology.ts";

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

/** A test as the language found it. */
export interface TestPlan {
  /** Without its leaf. */
  readonly name: string;
  /** What is chosen where the test branches, as far as that was known before it ran. */
  readonly leaf: Leaf;
  /** The same test with other choices. */
  readonly at: (leaf: Leaf) => TestPlan;
  /** Where it branches, as far as its text tells. */
  readonly branching: Branching;
  /** The faults it can put in force, as far as its text tells. */
  readonly faults: readonly { readonly service: string; readonly keyword: string }[];
  readonly position?: Position;
  readonly services: readonly ServiceDeclaration[];
  /** What a static reading of the body says it needs; may be too small, see the top of this file. */
  readonly needs: Needs;
  /** Storage and network calls of every service are watched, whatever the test needs, so that runs can be compared. */
  readonly watchesAll?: boolean;
  /** Of these, what the test is about: what it faults, traces or asks for. The rest is watched for other reasons. */
  readonly asked: Needs;
  /** Runs the test's code; resolves with what it returned as text, or undefined for None. */
  readonly body: (run: TestRun) => Promise<string | undefined>;
  /** Its text may ask for lines of code while it runs: they are looked up as calls arrive, and not when it is over. */
  readonly asksForLines?: boolean;
  /** For a test that `fault_matrix` made. */
  readonly cell?: Cell;
  /** Finds cause and place in what [body] threw. */
  readonly explain: (error: unknown) => Explained;
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
