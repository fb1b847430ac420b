/**
 * A model is a bag of runs, each reduced to its facts, and nothing else. Ranges, wildcards, orders that always held, background: all that
 * is *learnt* is read off the bag when two models are compared, because what counts as evidence depends on all runs at hand. It makes
 * merging trivial and exact (the union of two bags: associative, commutative, nothing is ever forgotten), and it is what lets the
 * evidence rule be a permutation test over whole runs (`evidence.ts`).
 *
 * The bag is kept in a canonical order, so that equal models are equal to the byte whatever order they were put together in.
 */
import type { Environment, SuiteRun } from "../trace/index.ts";
import { noTurn, type TestFacts } from "./facts.ts";
import { baseName, escapeText } from "./names.ts";
import { observe, type ObserveOptions } from "./observe.ts";

/** One execution of the suite. A test that was not run is absent; one that did not pass is `"broken"`: its behaviour is never learnt. */
export interface RunFacts {
  readonly environment: Environment;
  readonly tests: ReadonlyMap<string, TestFacts | "broken">;
}

export interface Model {
  readonly suite: string;
  readonly runs: readonly RunFacts[];
}

/** Two models that cannot be one. */
export class MergeError extends Error {
  override readonly name = "MergeError";
}

/** A model of [runs], executions of one suite. No runs make an empty model. */
export function learn(runs: readonly SuiteRun[], options: ObserveOptions = {}): Model {
  const facts = runs.map((run): RunFacts => {
    const tests = new Map<string, TestFacts | "broken">();
    for (const test of run.tests) {
      const name = escapeText(test.name);
      // A name that comes twice (a test of one suite run under several seeds) cannot be told apart and would only blur.
      if (!tests.has(name)) tests.set(name, test.verdict === "pass" ? observe(test, options) : "broken");
    }
    return { environment: run.environment, tests };
  });
  return { suite: escapeText(runs[0]?.suite ?? ""), runs: canonical(facts) };
}

/** Whether [a] and [b] hold runs of suites that are not one. The same one may have been given by two paths. */
export function ofTwoSuites(a: Model, b: Model): boolean {
  return a.runs.length > 0 && b.runs.length > 0 && baseName(a.suite) !== baseName(b.suite);
}

/** The model of all runs of both. Throws [MergeError] when they are of different suites. */
export function merge(a: Model, b: Model): Model {
  if (ofTwoSuites(a, b)) {
    throw new MergeError(`cannot merge models of different suites: "${a.suite}" and "${b.suite}"`);
  }
  // The same suite may have been given by two paths; the smaller stands, so that order does not matter.
  const suites = [a, b].filter(({ runs }) => runs.length > 0).map(({ suite }) => suite);
  return { suite: suites.sort()[0] ?? a.suite, runs: canonical([...a.runs, ...b.runs]) };
}

/** Sorted by content. Runs with equal content are interchangeable, so which of them comes first is no matter. */
export function canonical(runs: readonly RunFacts[]): RunFacts[] {
  return [...runs].sort((a, b) => compareText(contentOf(a), contentOf(b)));
}

const contents = new WeakMap<RunFacts, string>();

function contentOf(run: RunFacts): string {
  const cached = contents.get(run);
  if (cached !== undefined) return cached;
  const parts = [environmentText(run.environment)];
  for (const [name, facts] of sortedByKey(run.tests)) {
    parts.push(name);
    if (facts === "broken") {
      parts.push(facts);
      continue;
    }
    for (const [key, { lines, order, ahead, pauses }] of sortedByKey(facts)) {
      parts.push(key);
      for (const [line, { count, late, idle, turn, inARow }] of sortedByKey(lines)) {
        const row = inARow === undefined ? "" : ` in a row ${inARow}`;
        parts.push(`${line} ${count}${late ? " late" : ""}${idle ? " idle" : ""}${turn === noTurn ? "" : ` ${turn}`}${row}`);
      }
      for (const [pair, relation] of sortedByKey(order)) parts.push(pair + relation);
      for (const [pair, least] of sortedByKey(ahead)) parts.push(`${pair} ${least}`);
      for (const [line, pause] of sortedByKey(pauses)) parts.push(`${line} ${pause} ms`);
    }
  }
  const content = parts.join("\n");
  contents.set(run, content);
  return content;
}

/** One spelling for one environment, on one line and with nothing invisible in it. */
export function environmentText({ tool, os, arch, kernel, image, capture }: Environment): string {
  const json = JSON.stringify({ tool, os, arch, kernel, image, capture });
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) =>
    Array.from({ length: c.length }, (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** By code unit, so that no locale changes a file. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sortedByKey<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}
