/** What a test came to: how its body ended, what its services did meanwhile, and which of these is the reason people are given. */
import type { Exit } from "../supervisor/index.ts";
import type { Failure, Verdict } from "../trace/index.ts";
import { AssertionFailure, failureOf, Halted, TestTimeout, type Explained } from "./errors.ts";
import type { Unfired } from "./faults.ts";

/** How a body ended. */
export type Outcome = { readonly returned: string | undefined } | { readonly error: unknown };

/** What else has a say. */
export interface Circumstances {
  /** Why the supervisor was lost, if it was: then nothing else counts. */
  readonly lost?: string;
  /** The first end of a service that nobody asked for. */
  readonly exited?: Failure;
  /** Faults that had to fire and have not. */
  readonly bypassed: readonly Unfired[];
  /** Finds cause and place in what a body threw. */
  readonly explain: (error: unknown) => Explained;
}

export function judge(
  outcome: Outcome,
  { lost, exited, bypassed, explain }: Circumstances,
): { readonly verdict: Verdict; readonly failure?: Failure } {
  if (lost !== undefined) {
    const cause = new Error(`${lost} The trace of this test is void.`);
    return { verdict: "error", failure: failureOf({ cause, backtrace: [] }) };
  }
  if (!("error" in outcome)) {
    if (exited !== undefined) return { verdict: "fail", failure: exited };
    return bypassed.length === 0 ? { verdict: "pass" } : { verdict: "fail", failure: failureOf(neverFired(bypassed)) };
  }
  const explained = explain(outcome.error);
  const failure = failureOf(explained);
  const { cause } = explained;
  if (cause instanceof Halted) return { verdict: "halted", failure };
  if (cause instanceof TestTimeout) return { verdict: "inconclusive", failure };
  return {
    verdict: "fail",
    failure: failure.output === undefined && exited?.output !== undefined ? { ...failure, output: exited.output } : failure,
  };
}

/** The end of a service as the reason why a test failed; [lines] is the last it printed. */
export function exitFailure(exit: Exit, lines: readonly string[]): Failure {
  return {
    kind: "service_exit",
    message: `service "${exit.service}" exited during the test (${howEnded(exit)})`,
    nearest: [],
    backtrace: [],
    output: { service: exit.service, lines },
  };
}

/** `exit code 1`, `signal SIGKILL` */
export function howEnded({ signal, code }: Pick<Exit, "signal" | "code">): string {
  return signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;
}

function neverFired(rules: readonly Unfired[]): Explained {
  const names = rules.map(({ service, keyword, action }) => `${keyword}=${action} on ${service}`).join(", ");
  const position = rules[0]?.position;
  const cause = new AssertionFailure("require_faults_fire", `the fault was bypassed: ${names} never fired`, {
    expected: "every fault fires",
    actual: names,
  });
  return { cause, ...(position === undefined ? {} : { position }), backtrace: [] };
}
