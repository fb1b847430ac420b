/**
 * What a run of a suite came to: one [TestResult] a test with its whole log, and the [SuiteResult] around them. Made by the engine,
 * read by drift, report and github.
 */
import type { Event, ServiceInfo } from "./event.ts";

export type Verdict = "pass" | "fail" | "error" | "inconclusive" | "halted";

/** A place in a suite; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Why a test did not pass. */
export interface Failure {
  readonly kind: "assertion" | "timeout" | "service_start" | "service_exit" | "error";
  /** One line, without position. */
  readonly message: string;
  readonly position?: Position;
  /** The text of that line of the suite. */
  readonly sourceLine?: string;
  /** For assertions: which, and what was expected and found. */
  readonly assertion?: { readonly func: string; readonly expected?: string; readonly actual?: string };
  /** `seq` of the events nearest to what was expected, best first. */
  readonly nearest: readonly number[];
  /** `seq` of the event that broke a monitor or a temporal property. */
  readonly violation?: number;
  /** Innermost last: `file:line:col: in function`. */
  readonly backtrace: readonly string[];
  /** Last lines a service printed, when it is to blame. */
  readonly output?: { readonly service: string; readonly lines: readonly string[] };
}

/** One written rule of a `fault()` or `trace()` and what came of it. */
export interface RuleUse {
  readonly service: string;
  readonly scope: "fault" | "trace";
  /** As written in the suite: `write`, `fsync`, or the name of an operation. */
  readonly keyword: string;
  /** `deny(EIO)`, `delay(100ms)`, `allow()`, `trace`. */
  readonly action: string;
  /** The syscalls it stands for. */
  readonly syscalls: readonly string[];
  readonly label?: string;
  readonly path?: string;
  readonly address?: string;
  /** How many calls it decided (fault) or recorded (trace). */
  readonly hits: number;
  /** The leaf that was run is the one without this fault. */
  readonly leftOut?: true;
}

export interface Diagnostic {
  readonly level: "error" | "warning" | "info";
  /** Stable, in capitals: `FAULT_NOT_FIRED`. */
  readonly code: string;
  readonly message: string;
  readonly suggestion?: string;
  readonly service?: string;
  readonly position?: Position;
}

/** A scenario and a fault of a fault matrix. */
export interface Pair {
  readonly scenario: string;
  readonly fault: string;
}

/** Which cell of a fault matrix a test is. */
export interface Cell extends Pair {
  /** Rank among the cells of the suite, as they are written. */
  readonly order: number;
}

export interface TestResult {
  /** With its leaf in brackets, where the test branches: `test_x[backend=redis]`. */
  readonly name: string;
  /** Which of the test's variants this was, as `--leaf` takes it: `backend=redis,order=p3`. Absent where there is only one. */
  readonly leaf?: string;
  readonly verdict: Verdict;
  /** The seed this run drew from. */
  readonly seed: number;
  /** Wall-clock time, ISO 8601, at which the monotonic clock of [events] stood at 0. */
  readonly startedAt: string;
  /** With start and stop of the services. */
  readonly durationMs: number;
  readonly events: readonly Event[];
  readonly services: readonly ServiceInfo[];
  readonly failure?: Failure;
  readonly rules: readonly RuleUse[];
  readonly diagnostics: readonly Diagnostic[];
  /** One line for a shell that runs this very test again. */
  readonly replay: string;
  /** What the test function returned, if not None, as the language prints it. */
  readonly returned?: string;
  readonly cell?: Cell;
  /** Where the test stands in the suite. */
  readonly position?: Position;
}

/** What a trace depends on besides the program. Drift never compares across a change of these without saying so. */
export interface Environment {
  readonly tool: string;
  readonly os: string;
  readonly arch: string;
  readonly kernel: string;
  /** `ImageOS` and `ImageVersion` of a hosted runner, else empty. */
  readonly image: string;
  /** How calls were caught: kernel flags in use and what had to be done without. */
  readonly capture: readonly string[];
}

/** One execution of one suite: every test of it once. */
export interface SuiteRun {
  /** As given, relative to the working directory where it can be. */
  readonly suite: string;
  readonly seed: number;
  readonly durationMs: number;
  readonly tests: readonly TestResult[];
  readonly environment: Environment;
  /** Of the suite as a whole. */
  readonly diagnostics: readonly Diagnostic[];
  /** Pairs that a fault matrix leaves out on purpose. */
  readonly excluded?: readonly Pair[];
}
