import { expect, test } from "vitest";
import type { TestResult, Verdict } from "../trace/index.ts";
import { leafId, noLeaf, orderAxis, type Leaf } from "./leaves.ts";
import { runSuite, type Runner, type SuiteOptions } from "./suite.ts";
import type { Ran, TestPlan } from "./test.ts";

/** Orders `d0` to `d5` are found by `d`, and `d2` fails; what else they find would be looked at by nobody. */
const verdictOf = (order: string | undefined): Verdict => (order === "d2" ? "fail" : "pass");

function plan(name: string, leaf: Leaf): TestPlan {
  return {
    name,
    leaf,
    services: [],
    needs: new Map(),
    at: (other) => plan(name, other),
    branching: { axes: [], unread: [], parallel: true },
    faults: [],
    asked: new Map(),
    body: () => Promise.reject(new Error("made-up tests are not run")),
    explain: (cause) => ({ cause, backtrace: [] }),
  };
}

function ranAs({ name, leaf }: TestPlan): Ran {
  const order = leaf.get(orderAxis);
  const result: TestResult = {
    name: leaf.size === 0 ? name : `${name}[${leafId(leaf)}]`,
    ...(leaf.size === 0 ? {} : { leaf: leafId(leaf) }),
    verdict: verdictOf(order),
    seed: 0,
    startedAt: "",
    durationMs: 0,
    events: [],
    services: [],
    rules: [],
    diagnostics: [],
    replay: "",
  };
  const further = order === "d" ? ["d0", "d1", "d2", "d3", "d4", "d5"] : order === "d1" ? ["d1.0"] : [];
  return {
    result,
    more: [],
    sideBySide: true,
    ...(order === undefined ? {} : { explored: { realised: true, further: further.map((other) => new Map([[orderAxis, other]])) } }),
  };
}

/** Runs [width] tests at a time, and ends with the one that began last. */
function lastFirst(width: number): Runner {
  const begun: (() => void)[] = [];
  return {
    width,
    capabilities: () => Promise.resolve({ kernel: "6.12", arch: "x64", syncWakeUp: true, waitKillable: true, notes: [] }),
    run: (one) =>
      new Promise((resolve) => {
        begun.push(() => resolve(ranAs(one)));
        setImmediate(() => begun.pop()?.());
      }),
  };
}

const options: SuiteOptions = {
  seed: 0,
  firstRun: 0,
  runs: 1,
  stopAtFailure: false,
  tool: "test",
  image: "",
  explore: { how: "all", orders: 1000 },
  signal: new AbortController().signal,
  cwd: ".",
  env: {},
  budgetMs: 1000,
  quietMs: 0,
  replay: () => "",
};

test.for([2, 3, 8])("explored orders come out as one after the other, whichever of %i ends first", async (width) => {
  const suite = { path: "s.star", tests: ["a", "b"].map((name) => plan(name, noLeaf)), diagnostics: [] };
  const told = async (atATime: number): Promise<unknown> => {
    const reported: string[] = [];
    const runs = await runSuite(suite, lastFirst(atATime), { ...options, onEnd: ({ name }) => reported.push(name) });
    return { reported, runs: runs.map(({ tests, diagnostics }) => ({ tests: tests.map(({ name }) => name), diagnostics })) };
  };
  const serial = await told(1);
  expect(serial).toMatchObject({
    reported: [
      "a",
      "a[order=d]",
      "a[order=d0]",
      "a[order=d1]",
      "a[order=d2]",
      "b",
      "b[order=d]",
      "b[order=d0]",
      "b[order=d1]",
      "b[order=d2]",
    ],
  });
  expect(await told(width)).toEqual(serial);
});
