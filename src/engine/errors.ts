/** What can end a test, one class per kind that callers tell apart. */
import type { Failure, Position } from "../trace/index.ts";

/** An assertion of the suite did not hold. [nearest] holds the seqs of events worth showing. */
export class AssertionFailure extends Error {
  override readonly name = "AssertionFailure";
  readonly func: string;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  readonly nearest: readonly number[];

  constructor(func: string, message: string, details: { expected?: string; actual?: string; nearest?: readonly number[] } = {}) {
    super(message);
    this.func = func;
    this.expected = details.expected;
    this.actual = details.actual;
    this.nearest = details.nearest ?? [];
  }
}

/** A monitor or a temporal property of the suite does not hold. [event] is the seq of the event that showed it, where one did. */
export class Violation extends Error {
  override readonly name = "Violation";
  /** What was violated: `monitor`, `always`, `eventually`. */
  readonly property: string;
  /** Where the suite says what is violated. */
  readonly position: Position | undefined;
  readonly event: number | undefined;

  constructor(property: string, message: string, position: Position | undefined, event?: number, options?: ErrorOptions) {
    super(message, options);
    this.property = property;
    this.position = position;
    this.event = event;
  }
}

/** The suite asks for something that cannot be done: an unknown syscall, a fault on a service that is not there, … */
export class SuiteError extends Error {
  override readonly name = "SuiteError";
  /** The diagnostic's code, for those that have one of their own. */
  readonly code: string | undefined;

  constructor(message: string, options: ErrorOptions & { readonly code?: string } = {}) {
    super(message, options);
    this.code = options.code;
  }
}

/** A service could not be started, did not become ready, or is not what it should be; [output] is the last it printed. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly service: string;
  /** Where the suite declares it. */
  readonly position: Position | undefined;
  readonly output: readonly string[];

  constructor(
    message: string,
    { name, position }: { readonly name: string; readonly position?: Position },
    output: readonly string[],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.service = name;
    this.position = position;
    this.output = output;
  }
}

/** The test took longer than it may. */
export class TestTimeout extends Error {
  override readonly name = "TestTimeout";
}

/** The test asked to be left out at this point (`halt()`). */
export class Halted extends Error {
  override readonly name = "Halted";
}

/**
 * A rule turned out to need calls that this run does not intercept. Not a failure: the engine runs the test again from fresh with the larger
 * set, so that a fault named in a suite always fires.
 */
export class InterceptionTooSmall extends Error {
  override readonly name = "InterceptionTooSmall";
  readonly service: string;
  readonly syscalls: readonly string[];

  constructor(service: string, syscalls: readonly string[]) {
    super(`service "${service}" needs ${syscalls.join(", ")} intercepted`);
    this.service = service;
    this.syscalls = syscalls;
  }
}

/** How the language explains an error that came out of a test body: where in the suite, and what lies underneath. */
export interface Explained {
  readonly cause: unknown;
  readonly position?: Position;
  readonly sourceLine?: string;
  readonly backtrace: readonly string[];
  /** What it happened in, said before the message: `parallel() callable 1 failed`. */
  readonly within?: string;
}

/** The [Failure] that people are shown for an error that ended a test. */
export function failureOf({ cause, position, sourceLine, backtrace, within }: Explained): Failure {
  const message = `${within === undefined ? "" : `${within}: `}${cause instanceof Error ? cause.message : String(cause)}`;
  const place = {
    ...(position === undefined ? {} : { position }),
    ...(sourceLine === undefined ? {} : { sourceLine }),
    backtrace,
  };
  if (cause instanceof AssertionFailure) {
    return {
      kind: "assertion",
      message,
      ...place,
      assertion: {
        func: cause.func,
        ...(cause.expected === undefined ? {} : { expected: cause.expected }),
        ...(cause.actual === undefined ? {} : { actual: cause.actual }),
      },
      nearest: cause.nearest,
    };
  }
  if (cause instanceof Violation) {
    return {
      kind: "assertion",
      message,
      ...place,
      ...(cause.position === undefined ? {} : { position: cause.position }),
      assertion: { func: cause.property },
      nearest: cause.event === undefined ? [] : [cause.event],
      ...(cause.event === undefined ? {} : { violation: cause.event }),
    };
  }
  if (cause instanceof StartError) {
    const output = cause.output.length > 0 ? { output: { service: cause.service, lines: cause.output } } : {};
    return { kind: "service_start", message, ...place, nearest: [], ...output };
  }
  return { kind: cause instanceof TestTimeout ? "timeout" : "error", message, ...place, nearest: [] };
}
