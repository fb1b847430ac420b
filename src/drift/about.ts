/**
 * Which calls of one recording a finding speaks of. The object alone does not tell: of a file that is written twice the reads are as they were, and
 * of a changed order no recording shows anything by itself, since the calls are the same on both sides and only stand otherwise. The finding knows
 * their classes and the part of the test ([Finding.calls]); read as the model reads it, the log says which of its calls are of these, and for an
 * order which requests have calls of all of them, since only inside a request is there one. A recording knows neither the names that were folded
 * over many runs nor what the machine's folders are called, so these parts of a class stand for anything.
 */
import type { TestResult } from "../trace/index.ts";
import { getOrMake, partsOf } from "./classes.ts";
import { isWithin } from "./facts.ts";
import { matchesWildcard } from "./names.ts";
import { observeCalls, type ObservedCall } from "./observe.ts";
import type { Finding } from "./types.ts";

interface Met extends ObservedCall {
  /** Of its event in the log. */
  readonly index: number;
}

/**
 * For one recording of a test: which of its events, by index and in their order, a finding speaks of; none of a finding that an earlier version
 * wrote. The log is read once, whatever is asked.
 */
export function callsIn(test: TestResult): (finding: Finding) => readonly number[] {
  const indices = new Map(test.events.map((event, index) => [event, index]));
  const lanes = new Map<string, Map<string, Met[]>>();
  for (const call of observeCalls(test)) {
    const keys = getOrMake(lanes, call.lane, () => new Map<string, Met[]>());
    getOrMake(keys, call.key, () => []).push({ ...call, index: indices.get(call.event) ?? -1 });
  }
  return ({ service, kind, calls: named = [] }) => {
    const isOrder = kind === "reordered" || kind === "causality";
    const callsOf = (key: string): readonly Met[] => {
      const patterns = patternsOf(key);
      return [...(lanes.get(service) ?? [])].flatMap(([one, calls]) =>
        patterns.some((pattern) => matchesWildcard(one, pattern)) ? calls : [],
      );
    };
    const found = named
      .filter((calls) => calls.test === test.name)
      .flatMap(({ window, classes }) => {
        const all = classes.map(callsOf);
        const within = all.map((calls) => calls.filter((call) => isWithin(call.window, window)));
        return isOrder ? [...sharing(within), ...overdue(all, within)] : within.flat();
      });
    return [...new Set(found.map(({ index }) => index))].sort((a, b) => a - b);
  };
}

/** The calls of those requests that have calls of each class which was met; of all there are, where no request has. */
function sharing(within: readonly (readonly Met[])[]): readonly Met[] {
  const [first = [], ...others] = within.filter((calls) => calls.length > 0).map((calls) => new Set(calls.map(({ request }) => request)));
  const common = new Set([...first].filter((request) => request !== undefined && others.every((requests) => requests.has(request))));
  const met = within.flat();
  return common.size === 0 ? met : met.filter(({ request }) => common.has(request));
}

/** What an answer no longer waits for can come so late that the next step has begun: of a class that was not met, the next call there is. */
function overdue(all: readonly (readonly Met[])[], within: readonly (readonly Met[])[]): readonly Met[] {
  const began = within.flat().reduce((least, { index }) => Math.min(least, index), Number.POSITIVE_INFINITY);
  return all.flatMap((calls, i) => {
    if (within[i]?.length !== 0) return [];
    const later = calls.filter(({ index }) => index > began).sort((a, b) => a.index - b.index);
    return later.slice(0, 1);
  });
}

/** What the classes of the calls look like that a class stands for: itself, or each call of a handle's life. */
function patternsOf(key: string): string[] {
  const { call, decision, object } = partsOf(key);
  const own = call === "handle" ? decision.split("·").map((one) => `${one.replace(/[+!]+$/, "")} * ${object}`) : [key];
  return own.map((pattern) => pattern.replace(/(?<= )\$[A-Z_]+/g, "*"));
}
