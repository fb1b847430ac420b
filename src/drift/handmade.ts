/**
 * Models made by hand, without events: facts of runs written down as numbers, orders and questions by window and class. For tests of what is
 * compared and of what is said about it.
 */
import { compare, type Comparison, type Model } from "./index.ts";
import { joint, noTurn, watch, whole, type LineFacts, type Relation, type SectionFacts, type TestFacts } from "./facts.ts";
import { syntheticEnvironment } from "./synthetic.ts";

/** Window → class → how often, of the service `shop`. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number | LineFacts>>>>;
/** Window → pair → relation. */
export type Orders = Readonly<Record<string, Readonly<Record<string, Relation>>>>;
/** Window → question and other class → least number. */
export type Aheads = Readonly<Record<string, Readonly<Record<string, number>>>>;

export const step = "step 1 GET /a → shop.main";
export const other = "step 2 GET /b → shop.main";
export const baseRuns = 10;
/** With as many a difference that all of them show is confirmed. */
export const headRuns = 8;

export function factsOf(counts: Counts, orders: Orders = {}, aheads: Aheads = {}): TestFacts {
  return new Map(
    Object.entries(counts).map(([window, classes]): [string, SectionFacts] => {
      const lines = Object.entries(classes)
        .map(([key, value]): [string, LineFacts] => [key, typeof value === "number" ? seen(value) : value])
        .filter(([, { count }]) => count > 0);
      const [order, ahead] = [new Map(Object.entries(orders[window] ?? {})), new Map(Object.entries(aheads[window] ?? {}))];
      return [`${window}${joint}shop`, { lines: new Map(lines), order, ahead, pauses: new Map() }];
    }),
  );
}

/** The same of a service that was watched for so many milliseconds, with the longest time that went without each class that came by itself. */
export function watchedFor(ms: number, counts: Counts, pauses: Readonly<Record<string, number>>): TestFacts {
  const none = { lines: new Map(), order: new Map(), ahead: new Map() };
  return new Map([...factsOf(counts), [`${whole}${joint}shop`, { ...none, pauses: new Map([[watch, ms], ...Object.entries(pauses)]) }]]);
}

/** The same of several services. */
export function together(services: Readonly<Record<string, Counts>>): TestFacts {
  return new Map(
    Object.entries(services).flatMap(([service, counts]) =>
      [...factsOf(counts)].map(([key, section]): [string, SectionFacts] => [key.replace(/shop$/, service), section]),
    ),
  );
}

export function seen(count: number, idle = false): LineFacts {
  return { count, late: false, idle, turn: noTurn };
}

/** [runs] runs of the tests that [facts] gives for the number of a run. */
export function model(runs: number, facts: (run: number) => Readonly<Record<string, TestFacts>>): Model {
  return {
    suite: "shop.star",
    runs: Array.from({ length: runs }, (_, run) => ({ environment: syntheticEnvironment, tests: new Map(Object.entries(facts(run))) })),
  };
}

/** One test, told by the counts in base and head. */
export function compared(base: (run: number) => Counts, head: (run: number) => Counts): Comparison {
  return compare(
    model(baseRuns, (run) => ({ test_a: factsOf(base(run)) })),
    model(headRuns, (run) => ({ test_a: factsOf(head(run)) })),
  );
}

/** The sentences of findings all of which are confirmed; any other is an error. */
export function sentences({ findings }: Comparison): string[] {
  return findings.map(({ sentence, certainty }) => {
    if (certainty !== "confirmed") throw new Error(`${certainty}, where all should be confirmed: ${sentence}`);
    return sentence;
  });
}
