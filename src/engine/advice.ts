/** What is worth telling people of a test besides its verdict, as diagnostics with the code under which the troubleshooting page explains them. */
import type { Diagnostic, Position, RuleUse, Verdict } from "../trace/index.ts";
import type { Unfired } from "./faults.ts";

/** A test at [position] that passed, and asserted nothing. */
export function noAssertions(position: Position | undefined): Diagnostic {
  return {
    level: "warning",
    code: "TEST_NO_ASSERTIONS",
    message: "passed without an assertion, so it passes whatever the services do",
    suggestion: "assert something about the answers or the events, or give the scenario an expectation",
    ...(position === undefined ? {} : { position }),
  };
}

/** A fault that found no call. */
export function faultNotFired({ service, keyword, action, syscalls, path, position }: Unfired): Diagnostic {
  return {
    level: "warning",
    code: "FAULT_NOT_FIRED",
    service,
    message: `${keyword}=${action} on ${service} never fired`,
    suggestion: `no call of ${syscalls.join(", ")}${path === undefined ? "" : ` on ${path}`} was made while it was in force`,
    ...(position === undefined ? {} : { position }),
  };
}

/** A leaf that did not come to these axes of it. */
export function axisNotMet(axes: readonly string[]): Diagnostic {
  const message = `this leaf did not come to ${axes.join(", ")}: it ran as it would with any other option there`;
  return { level: "info", code: "LEAF_AXIS_NOT_MET", message };
}

/** A moment at which every branch waited, in words. */
export function nothingMoved(message: string): Diagnostic {
  const suggestion = "when steps then run out of time, this is a deadlock: look at which locks are taken in which order";
  return { level: "warning", code: "NOTHING_MOVED", message, suggestion };
}

/** A test that did not pass, and did something side by side in no order. */
export const unordered: Diagnostic = {
  level: "warning",
  code: "NO_ORDER",
  message: "branches ran side by side in no order, so the replay line may come out otherwise",
  suggestion: "--explore sample looks for an order that fails; the replay line of that one repeats it",
};

/** An order that the services did not keep to, [restless] because one of them never came to rest. */
export function orderNotRealised(order: string, restless: boolean): Diagnostic {
  return {
    level: "warning",
    code: "ORDER_NOT_REALISED",
    message: restless
      ? `the order ${order} could not be kept: a service never came to rest`
      : `the order ${order} could not be realised: fewer branches waited at a moment of it than it tells apart`,
    suggestion: restless
      ? "nondet(service) leaves a service out that runs all the time"
      : "the services behaved otherwise than when the order was found: what they do differs from run to run",
  };
}

/**
 * Whether the faults of a test can have been the reason why it came to [verdict]; nothing of one that passed or was halted. Programs read the same
 * from `faults` and their hits; the codes are those that other tools use.
 */
export function adviceOn(verdict: Verdict, rules: readonly RuleUse[]): readonly Diagnostic[] {
  const faults = rules.filter(({ scope, action }) => scope === "fault" && action !== "allow()");
  const fired = faults.filter(({ hits }) => hits > 0);
  const text = (one: RuleUse): string => `${one.keyword}=${one.action} on ${one.service} (${one.hits} ${one.hits === 1 ? "hit" : "hits"})`;
  if (verdict === "inconclusive") {
    if (fired.length > 0)
      return [
        {
          level: "warning",
          code: "TIMEOUT_DURING_FAULT",
          message: `ran out of time while faults fired: ${fired.map(text).join(", ")}`,
          suggestion: "look for retries without an end, calls without a timeout, and locks that are held meanwhile",
        },
      ];
    if (faults.length > 0)
      return [
        {
          level: "warning",
          code: "TIMEOUT_NO_FAULT_FIRED",
          message: `ran out of time, and no fault fired: ${faults.map(text).join(", ")}`,
          suggestion: "so the faults are not the reason; what the test waited for last stands in its reason and its trace",
        },
      ];
    return [
      {
        level: "info",
        code: "TIMEOUT_NO_FAULTS",
        message: "ran out of time without any fault",
        suggestion: "what the test waited for last stands in its reason and its trace",
      },
    ];
  }
  const different = new Set(fired.map(({ service, keyword, action }) => `${service} ${keyword} ${action}`));
  if (verdict !== "fail" || different.size < 2) return [];
  return [
    {
      level: "info",
      code: "MULTIPLE_FAULTS_INTERACTION",
      message: `failed while several faults fired: ${fired.map(text).join(", ")}`,
      suggestion: "one at a time, they tell which of them it takes",
    },
  ];
}
