import { describe, expect, test } from "vitest";
import type { Cell, TestResult } from "../trace/index.ts";
import { renderTail } from "./console.ts";
import { renderJson } from "./json.ts";
import { matrixOf } from "./matrix.ts";
import { sampleRun, sampleTest } from "./sample.ts";

let order = 0;
function cell(scenario: string, fault: string, more: Partial<TestResult> = {}): TestResult {
  const place: Cell = { scenario, fault, order: order++ };
  return { ...sampleTest({ name: `test_matrix_${scenario}_${fault}`, ...more }), cell: place };
}

const bypassed = {
  verdict: "fail",
  failure: { kind: "assertion", message: "never fired", nearest: [], backtrace: [], assertion: { func: "require_faults_fire" } },
} as const;

const run = sampleRun([
  cell("order", "disk"),
  cell("order", "network", { verdict: "fail" }),
  cell("read_stock", "disk", bypassed),
  sampleTest({ name: "test_plain" }),
]);

describe("the matrix", () => {
  test("is a table on the console, with a dash for what was left out", () => {
    const [table] = renderTail([run]).split("\n\n");
    expect(table).toBe(
      [
        "",
        "fault matrix: 2 scenarios × 2 faults, 3 cells",
        "              disk      network",
        "  order       PASS      FAIL",
        "  read_stock  BYPASSED  -",
      ].join("\n"),
    );
  });

  test("is a part of the JSON trace with the words that readers know", () => {
    const { matrix } = JSON.parse(renderJson([run])) as { matrix: { cells: { outcome: string; test: string }[] } };
    expect(matrix).toMatchObject({ scenarios: ["order", "read_stock"], faults: ["disk", "network"], total: 3, passed: 1, failed: 2 });
    expect(matrix.cells.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "fault_bypassed"]);
  });

  test("tells what the suite leaves out from what was not run", () => {
    const excluded = [
      { scenario: "read_stock", fault: "network" },
      { scenario: "order", fault: "disk" },
    ];
    const { matrix } = JSON.parse(renderJson([{ ...run, excluded }])) as { matrix: { excluded: unknown } };
    expect(matrix.excluded, "a pair that another matrix has is there").toEqual([{ scenario: "read_stock", fault: "network" }]);
    expect(renderJson([run])).not.toContain("excluded");
  });

  test("takes the worst of a cell's runs", () => {
    const again = sampleRun([cell("order", "disk", { verdict: "inconclusive" })]);
    expect(matrixOf([run, again])?.cells[0]?.outcome).toBe("inconclusive");
  });

  test("is not there where no test is a cell", () => {
    const none = sampleRun([sampleTest({})]);
    expect(matrixOf([none])).toBeUndefined();
    expect(renderTail([none])).not.toContain("fault matrix");
    expect(renderJson([none])).not.toContain('"matrix"');
  });
});
