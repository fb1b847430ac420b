/**
 * Positive controls: for each interface that tests use, some test must see it work. Where every step on it fails, in tests of faults that expect
 * just that, a client that cannot connect at all satisfies all assertions as well as the fault does, and the suite would pass with a broken
 * service. No single test can tell: one that only sees failures is right and common. So this looks at all of them together.
 *
 * And of tests that were left out: a test that is halted is neither good nor bad, but where all of them are, nothing was tested.
 */
import { closedUnanswered } from "../protocols/index.ts";
import type { Diagnostic, Event, TestResult, Verdict } from "../trace/index.ts";

/** What of [results], a whole suite run once, was passed by asserting tests whose steps on an interface never succeeded in any test. */
export function missingControls(results: readonly TestResult[]): readonly Diagnostic[] {
  const asserting = results.filter(({ diagnostics }) => !diagnostics.some(({ code }) => code === "TEST_NO_ASSERTIONS"));
  const stepsOf = ({ events }: TestResult): readonly Event[] => events.filter(({ type }) => type === "step_recv");
  const seen = new Set(
    asserting.flatMap((test) => {
      const disturbed = test.rules.some(({ scope, hits }) => scope === "fault" && hits > 0);
      return stepsOf(test)
        .filter((step) => succeeded(step, disturbed))
        .map(({ fields }) => fields["target"]);
    }),
  );
  // A test that did not pass says for itself that something is wrong.
  const passed = asserting.filter(({ verdict }) => verdict === "pass");
  const targets = new Set(passed.flatMap(stepsOf).flatMap(({ fields: { target } }) => target ?? []));
  return [...targets]
    .filter((target) => !seen.has(target))
    .map((target) => ({
      level: "warning",
      code: "NO_POSITIVE_CONTROL",
      message: `no step on ${target} succeeded in any test, so what passes would pass with a service that does not work at all`,
      suggestion: "add a test that takes such a step without a fault and asserts that it succeeds",
    }));
}

/** Which of the tests that were run prove nothing, since they were halted in every leaf: all of them, or some with several leaves. */
export function halted(ran: readonly { readonly test: string; readonly verdict: Verdict }[]): readonly Diagnostic[] {
  const tests = [...Map.groupBy(ran, ({ test }) => test)];
  const over = tests.filter(([, leaves]) => leaves.every(({ verdict }) => verdict === "halted"));
  const tell = (message: string): Diagnostic => ({
    level: "warning",
    code: "ALL_HALTED",
    message,
    suggestion: "look at what halt() and assume() ask for: a condition that never holds leaves everything out",
  });
  if (over.length > 0 && over.length === tests.length) return [tell("every test was halted, so this run proves nothing")];
  return over
    .filter(([, leaves]) => leaves.length > 1)
    .map(([test, leaves]) => tell(`all ${leaves.length} leaves of ${test} were halted, so it proves nothing`));
}

/**
 * Answered, and not by an error of the server's own. There are protocols without answers, so a connection that is closed without one is good
 * where nothing disturbed the test; under a fault it is what a service does that cannot go on.
 */
function succeeded({ fields }: Event, disturbed: boolean): boolean {
  if (disturbed && fields["summary"] === closedUnanswered) return false;
  return fields["success"] === "true" && Number(fields["status_code"] ?? 0) < 500;
}
