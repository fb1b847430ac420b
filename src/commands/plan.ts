/** `faultbox plan`: what a suite would run, without starting a service: every test, every leaf, what is faulted and what is watched. */
import { leafId, type Exploration, type Suite, type TestPlan } from "../engine/index.ts";
import { plain } from "../report/index.ts";
import { loadSuite, selectTests } from "../spec/index.ts";
import { exitCodes } from "./exit.ts";
import { explorationOf, say } from "./shared.ts";

export interface PlanFlags {
  readonly test?: string;
  readonly explore?: "all" | "sample";
  readonly orders?: number;
  readonly format: "text" | "json";
}

/** A test of the plan; the shape of `--format json`. */
interface PlannedTest {
  readonly name: string;
  readonly position?: TestPlan["position"];
  readonly services: readonly string[];
  /** As `--leaf` takes them; one empty leaf for a test that does not branch. */
  readonly leaves: readonly string[];
  readonly faults: TestPlan["faults"];
  /** Service → the calls that are caught on it. */
  readonly watches: Readonly<Record<string, readonly string[]>>;
  /** There may be more leaves: what branches at these places is computed, and found when the test comes to it. */
  readonly unread: readonly string[];
  /** Whether branches run side by side; with `--explore` each leaf is then run in [orders] more orders. */
  readonly parallel: boolean;
  readonly orders: number;
}

export interface Plan {
  readonly version: 1;
  readonly suite: string;
  readonly tests: readonly PlannedTest[];
  /**
   * [executions] are leaves, and orders of leaves; [exact] is false when there may be more leaves than could be read, or fewer orders than the
   * most that are run. A search also ends at the first order that fails.
   */
  readonly totals: {
    readonly tests: number;
    readonly leaves: number;
    readonly executions: number;
    readonly serviceStarts: number;
    readonly exact: boolean;
  };
}

/** What running [suite] once would do. */
export function planOf(suite: Suite, explore?: Exploration): Plan {
  const ordersOf = ({ branching }: TestPlan): number => (branching.parallel ? (explore?.orders ?? 0) : 0);
  const byName = new Map<string, TestPlan[]>();
  for (const plan of suite.tests) byName.set(plan.name, [...(byName.get(plan.name) ?? []), plan]);
  const tests = [...byName].map(([name, plans]): PlannedTest => {
    const watches: Record<string, readonly string[]> = {};
    for (const { needs } of plans)
      for (const [service, calls] of needs)
        if (calls.size > 0) watches[service] = [...new Set([...(watches[service] ?? []), ...calls])].sort();
    const position = plans[0]?.position;
    return {
      name,
      ...(position === undefined ? {} : { position }),
      services: [...new Set(plans.flatMap(({ services }) => services.map((service) => service.name)))],
      leaves: plans.map(({ leaf }) => leafId(leaf)),
      faults: [...new Map(plans.flatMap(({ faults }) => faults).map((fault) => [`${fault.service} ${fault.keyword}`, fault])).values()],
      watches,
      unread: [...new Set(plans.flatMap(({ branching }) => branching.unread))],
      parallel: plans.some(({ branching }) => branching.parallel),
      orders: Math.max(...plans.map(ordersOf)),
    };
  });
  const executions = suite.tests.reduce((sum, plan) => sum + 1 + ordersOf(plan), 0);
  const serviceStarts = suite.tests.reduce((sum, plan) => sum + plan.services.length * (1 + ordersOf(plan)), 0);
  const exact = tests.every(({ unread, orders }) => unread.length === 0 && (orders === 0 || explore?.how === "sample"));
  return {
    version: 1,
    suite: suite.path,
    tests,
    totals: { tests: tests.length, leaves: suite.tests.length, executions, serviceStarts, exact },
  };
}

/** Resolves with the exit code. */
export async function planCommand(path: string, flags: PlanFlags): Promise<number> {
  const loaded = await loadSuite(path, { cwd: process.cwd(), observe: "suite", print: (line) => say(plain(line)) });
  const explore = explorationOf(flags);
  const plan = planOf(flags.test === undefined ? loaded : selectTests(loaded, flags.test), explore);
  process.stdout.write(flags.format === "json" ? `${JSON.stringify(plan, null, 2)}\n` : text(plan, explore));
  return exitCodes.passed;
}

const count = (n: number, what: string, many = `${what}s`): string => `${n} ${n === 1 ? what : many}`;

function text({ suite, tests, totals }: Plan, explore: Exploration | undefined): string {
  const lines = tests.flatMap((test) => {
    const { name, position, leaves, faults, watches, unread, parallel, orders } = test;
    const how = explore?.how === "all" ? `at most ${orders}` : String(orders);
    const at = position === undefined ? "" : `  ${position.file}:${position.line}`;
    return [
      `${name}${at}`,
      ...faults.map(({ service, keyword }) => `  faults   ${service}: ${keyword}`),
      ...Object.entries(watches).map(([service, calls]) => `  watches  ${service}: ${calls.join(" ")}`),
      ...(parallel && orders === 0 ? ["  branches run side by side: --explore runs them in several orders"] : []),
      ...(orders > 0 ? [`  orders   ${how} of each leaf, besides the one that comes by itself`] : []),
      ...(leaves.length === 1 && leaves[0] === "" ? [] : leaves.map((leaf) => `  leaf     ${leaf}`)),
      ...(unread.length === 0 ? [] : [`  and perhaps more leaves, by what is computed at ${unread.join(", ")}`]),
    ];
  });
  const { tests: n, leaves, executions, serviceStarts } = totals;
  const least = tests.some(({ unread }) => unread.length > 0) ? "at least " : "";
  const most = explore?.how === "all" ? "at most " : "";
  const ordered = executions === leaves ? "" : `, ${most}${count(executions, "execution")}`;
  const starts = `${executions === leaves ? "" : most}${count(serviceStarts, "start")} of services`;
  const sum = `${count(n, "test")}, ${least}${count(leaves, "leaf", "leaves")}${ordered}, ${starts}`;
  return `${[...lines, `${suite}: ${sum}`].map(plain).join("\n")}\n`;
}
