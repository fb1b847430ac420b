/**
 * Which calls of one recording a changed order is about. No recording shows that by itself: the calls are the same on both sides and only stand
 * otherwise. The finding knows their classes and the part of the test ([Finding.ordered]); read as the model reads it, the log says which of its
 * calls are of these, and which requests have calls of all of them, since only inside a request is there an order. A recording knows neither the
 * names that were folded over many runs nor what the machine's folders are called, so these parts of a class stand for anything.
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
 * For one recording of a test: which of its events, by index and in their order, the order that a finding tells of is made of; none for findings
 * of another kind. The log is read once, whatever is asked.
 */
export function orderedIn(test: TestResult): (finding: Finding) => readonly number[] {
  const indices = new Map(test.events.map((event, index) => [event, index]));
  const lanes = new Map<string, Map<string, Met[]>>();
  for (const call of observeCalls(test)) {
    const keys = getOrMake(lanes, call.lane, () => new Map<string, Met[]>());
    getOrMake(keys, call.key, () => []).push({ ...call, index: indices.get(call.event) ?? -1 });
  }
  return ({ service, ordered = [] }) => {
    const callsOf = (key: string): readonly Met[] => {
      const patterns = patternsOf(key);
      return [...(lanes.get(service) ?? [])].flatMap(([one, calls]) =>
        patterns.some((pattern) => matchesWildcard(one, pattern)) ? calls : [],
      );
    };
    const found = ordered
      .filter((calls) => calls.test === test.name)
      .flatMap(({ window, classes }) => {
        const all = classes.map(callsOf);
        const within = all.map((calls) => calls.filter((call) => isWithin(call.window, window)));
        return [...sharing(within), ...overdue(all, within)];
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
