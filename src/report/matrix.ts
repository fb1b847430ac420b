/**
 * The results of `fault_matrix` as a matrix: scenarios down, faults across. A cell that was run several times, or as several leaves, is what
 * its worst result is; a pair without a result was excluded, and then it is in the list of those, or not run.
 */
import type { Pair, SuiteRun, TestResult } from "../trace/index.ts";
import { worst } from "./words.ts";

export interface MatrixCell {
  readonly scenario: string;
  readonly fault: string;
  readonly result: TestResult;
  readonly outcome: Outcome;
}

/** What came of a cell, in the words that existing readers know. */
type Outcome = "passed" | "failed" | "errored" | "inconclusive" | "halted" | "expectation_violated" | "fault_bypassed";

export interface Matrix {
  readonly scenarios: readonly string[];
  readonly faults: readonly string[];
  readonly cells: readonly MatrixCell[];
  /** Pairs that the suite leaves out on purpose. */
  readonly excluded: readonly Pair[];
}

/** The cells of all executions, in the order in which their scenarios and faults are written; undefined when there are none. */
export function matrixOf(runs: readonly SuiteRun[]): Matrix | undefined {
  const byCell = new Map<string, { scenario: string; fault: string; order: number; results: TestResult[] }>();
  for (const test of runs.flatMap((run) => run.tests)) {
    if (test.cell === undefined) continue;
    const { scenario, fault, order } = test.cell;
    const key = JSON.stringify([scenario, fault]);
    const known = byCell.get(key);
    if (known === undefined) byCell.set(key, { scenario, fault, order, results: [test] });
    else known.results.push(test);
  }
  if (byCell.size === 0) return undefined;
  const cells = [...byCell.values()]
    .sort((a, b) => a.order - b.order)
    .flatMap(({ scenario, fault, results }): MatrixCell[] => {
      const result = worst(results);
      return result === undefined ? [] : [{ scenario, fault, result, outcome: outcomeOf(result) }];
    });
  const excluded = new Map(runs.flatMap((run) => run.excluded ?? []).map((pair) => [JSON.stringify([pair.scenario, pair.fault]), pair]));
  return {
    scenarios: [...new Set(cells.map(({ scenario }) => scenario))],
    faults: [...new Set(cells.map(({ fault }) => fault))],
    cells,
    // A pair can be left out of one matrix and be in another one.
    excluded: [...excluded].filter(([key]) => !byCell.has(key)).map(([, pair]) => pair),
  };
}

function outcomeOf({ verdict, failure }: TestResult): Outcome {
  switch (verdict) {
    case "pass":
      return "passed";
    case "error":
      return "errored";
    case "inconclusive":
    case "halted":
      return verdict;
    case "fail":
      if (failure?.assertion?.func === "require_faults_fire") return "fault_bypassed";
      return failure?.assertion?.func.startsWith("expect_") === true ? "expectation_violated" : "failed";
  }
}
