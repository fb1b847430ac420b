/** `faultbox plan`: what a suite would run, without starting a service: every test, every leaf, what is faulted and what is watched. */
import { leafId, type Suite, type TestPlan } from "../engine/index.ts";
import { plain } from "../report/index.ts";
import { loadSuite, selectTests } from "../spec/index.ts";
import { exitCodes } from "./exit.ts";
import { say } from "./shared.ts";

export interface PlanFlags {
  readonly test?: string;
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
  readonly parallel: boolean;
}

export interface Plan {
  readonly version: 1;
  readonly suite: string;
  readonly tests: readonly PlannedTest[];
  /** [exact] is false when some test may have more leaves than could be read. */
  readonly totals: { readonly tests: number; readonly leaves: number; readonly serviceStarts: number; readonly exact: boolean };
}

/** What running [suite] once would do. */
export function planOf(suite: Suite): Plan {
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
    };
  });
  const serviceStarts = suite.tests.reduce((sum, { services }) => sum + services.length, 0);
  const exact = tests.every(({ unread }) => unread.length === 0);
  return { version: 1, suite: suite.path, tests, totals: { tests: tests.length, leaves: suite.tests.length, serviceStarts, exact } };
}

/** Resolves with the exit code. */
export async function planCommand(path: string, flags: PlanFlags): Promise<number> {
  const loaded = await loadSuite(path, { cwd: process.cwd(), observe: "suite", print: (line) => say(plain(line)) });
  const plan = planOf(flags.test === undefined ? loaded : selectTests(loaded, flags.test));
  process.stdout.write(flags.format === "json" ? `${JSON.stringify(plan, null, 2)}\n` : text(plan));
  return exitCodes.passed;
}

const count = (n: number, what: string, many = `${what}s`): string => `${n} ${n === 1 ? what : many}`;

function text({ suite, tests, totals }: Plan): string {
  const lines = tests.flatMap((test) => {
    const { name, position, leaves, faults, watches, unread, parallel } = test;
    const at = position === undefined ? "" : `  ${position.file}:${position.line}`;
    return [
      `${name}${at}`,
      ...faults.map(({ service, keyword }) => `  faults   ${service}: ${keyword}`),
      ...Object.entries(watches).map(([service, calls]) => `  watches  ${service}: ${calls.join(" ")}`),
      ...(parallel ? ["  branches run side by side: --explore runs them in several orders"] : []),
      ...(leaves.length === 1 && leaves[0] === "" ? [] : leaves.map((leaf) => `  leaf     ${leaf}`)),
      ...(unread.length === 0 ? [] : [`  and perhaps more leaves, by what is computed at ${unread.join(", ")}`]),
    ];
  });
  const { tests: n, leaves, serviceStarts, exact } = totals;
  const sum = `${count(n, "test")}, ${exact ? "" : "at least "}${count(leaves, "leaf", "leaves")}, ${count(serviceStarts, "start")} of services`;
  return `${[...lines, `${suite}: ${sum}`].map(plain).join("\n")}\n`;
}
