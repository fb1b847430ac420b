/**
 * Files for ShiViz, the viewer of distributed executions. Its loader takes the first line as the regular expression that reads an event, the second as the
 * delimiter between executions (empty: there is one execution), and the rest as the log. A clock must count its host's events from 1 without a gap
 * and may name only hosts that have events.
 *
 * A suite is many tests, each with clocks that start again, while the file holds one execution. Tests are therefore put one behind the other: counts go on
 * from where the lane stood, and an event knows, besides its own test, what its lanes' last events before the test knew. That is the
 * smallest set of clocks in which each lane is one line, so no arrow appears that no message made.
 *
 * ShiViz compares two executions by the text of events, lane by lane, and an event is different when its text occurs nowhere in the other lane. In a
 * comparison the text is therefore the behaviour without numbers of one run, and says in which test it happened and for which time since the
 * driver's last step: a second write is `write /tmp/a.wal (wal_written, 2nd)`, and has no partner where each step wrote once.
 */
import {
  clocksOf,
  decisionText,
  eventType,
  fieldsOf,
  objectPath,
  DRIVER,
  type Clock,
  type Event,
  type SuiteRun,
  type TestResult,
} from "../trace/index.ts";
import { plain } from "./text.ts";
import type { Report, SuiteReport } from "./types.ts";
import { byTest, decisionShown, Names, shortName, waited, withoutRunNumbers, worst } from "./words.ts";

const eventPattern = "(?<host>\\S+) (?<clock>\\{.*?\\}) (?<event>.*)";
const delimiterPattern = "=== (?<trace>.*) ===";

/** The file of `--shiviz`: all tests of all executions of a suite. */
export function renderShiviz(runs: readonly SuiteRun[]): string {
  const tests = runs.flatMap((run) => run.tests);
  return `${eventPattern}\n\n${execution(tests, asRecorded)}`;
}

/**
 * One file with the executions "baseline" and "pull request" of every suite that has both, for ShiViz's pairwise view. Each test is shown
 * by the execution that tells most; where there are findings or failures, only the tests with one are in the file, since ShiViz draws all it
 * gets. Without any baseline it holds the execution "pull request" alone.
 */
export function renderShivizComparison(report: Report): string {
  const of = (wanted: (suite: SuiteReport, test: string) => boolean): readonly [readonly TestResult[], readonly TestResult[]] => {
    const told = (suite: SuiteReport): readonly TestResult[] => [...byTest(suite.runs).values()].flatMap((results) => worst(results) ?? []);
    const both = report.suites.map((suite) =>
      [suite.baseRun?.tests ?? [], told(suite)].map((tests) => tests.filter(({ name }) => wanted(suite, name))),
    );
    return [both.flatMap(([base = []]) => base), both.flatMap(([, head = []]) => head)];
  };
  const telling = of(isTelling);
  const [base, head] = telling.some((tests) => tests.length > 0) ? telling : of(() => true);
  const names = [...new Set([...base, ...head].flatMap(({ events }) => events.map(({ service }) => service)))];
  const sections = [
    ["baseline", base],
    ["pull request", head],
  ] as const;
  const bodies = sections
    .filter(([, tests]) => tests.some(({ events }) => events.length > 0))
    .map(([name, tests]) => `=== ${name} ===\n${execution(tests, comparable, names)}`);
  return `${eventPattern}\n${delimiterPattern}\n${bodies.join("")}`;
}

/** Whether there is something to see in a test: a finding, or a failure. */
function isTelling(suite: SuiteReport, test: string): boolean {
  const found = (suite.comparison?.findings ?? []).some((finding) => finding.test === test || finding.alsoIn.includes(test));
  return (
    found || suite.runs.some(({ tests }) => tests.some(({ name, verdict }) => name === test && (verdict === "fail" || verdict === "error")))
  );
}

/** What an event is called in a file; made anew for each test. */
type Describe = (test: TestResult) => (event: Event) => string;

const asRecorded: Describe = () => (event) => {
  const { call } = event;
  const { target, method } = fieldsOf(event);
  return words([
    eventType(event),
    call === undefined ? "" : decisionText(call.decision),
    call?.label === undefined ? "" : `[${call.label}]`,
    call === undefined ? "" : objectPath(call.object),
    waited(event),
    call === undefined && method !== undefined && target !== undefined ? `${method}→${target}` : "",
  ]);
};

const comparable: Describe = (test) => {
  const names = new Names(test.services, test.events);
  const seen = new Map<string, number>();
  return (event) => {
    const { call } = event;
    if (event.type === "step_send") seen.clear();
    const text = words([decisionShown(event), call?.label === undefined ? "" : `[${call.label}]`, withoutRunNumbers(names.label(event))]);
    const key = `${event.service}\n${text}`;
    const time = (seen.get(key) ?? 0) + 1;
    seen.set(key, time);
    return `${text} (${shortName(test.name)}${time === 1 ? "" : `, ${ordinal(time)}`})`;
  };
};

function words(parts: readonly string[]): string {
  return plain(parts.filter((part) => part !== "").join(" "));
}

function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
}

/** The lines of one execution: [tests] one behind the other. [names] fixes the lanes' names over several executions. */
function execution(tests: readonly TestResult[], describe: Describe, names?: readonly string[]): string {
  const hosts = hostNames(names ?? [...new Set(tests.flatMap(({ events }) => events.map(({ service }) => service)))]);
  const lines: string[] = [];
  /** How many events each lane has so far, and what its last event knew. */
  const counts = new Map<string, number>();
  const knowledge = new Map<string, Clock>();

  for (const test of tests) {
    const clocks = clocksOf(test.events, test.services);
    const offsets = new Map(counts);
    const before = new Map(knowledge);
    const say = describe(test);
    test.events.forEach((event, index) => {
      const clock: Record<string, number> = {};
      for (const [lane, count] of Object.entries(clocks[index] ?? {})) {
        raise(clock, before.get(lane) ?? {});
        raise(clock, { [lane]: (offsets.get(lane) ?? 0) + count });
      }
      counts.set(event.service, clock[event.service] ?? 0);
      knowledge.set(event.service, clock);
      lines.push(line(event.service, clock, event.seq === test.failure?.violation ? `${say(event)} VIOLATION` : say(event)));
    });
    if (test.verdict === "fail") {
      const clock: Record<string, number> = { ...knowledge.get(DRIVER), [DRIVER]: (counts.get(DRIVER) ?? 0) + 1 };
      counts.set(DRIVER, clock[DRIVER] ?? 0);
      knowledge.set(DRIVER, clock);
      lines.push(line(DRIVER, clock, `VIOLATION [${plain(test.name)}] ${plain(test.failure?.message ?? "")}`.trimEnd()));
    }
  }
  return lines.map((text) => `${text}\n`).join("");

  function line(lane: string, clock: Clock, text: string): string {
    const entries = Object.entries(clock)
      .map(([name, time]) => [hosts.get(name) ?? name, time] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, time]) => `${JSON.stringify(name)}: ${time}`);
    return `${hosts.get(lane) ?? lane} {${entries.join(", ")}} ${text}`;
  }
}

function raise(clock: Record<string, number>, other: Clock): void {
  for (const [lane, time] of Object.entries(other)) clock[lane] = Math.max(clock[lane] ?? 0, time);
}

/** Names that the event pattern can read: no blanks, no braces; different lanes stay different. */
function hostNames(lanes: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const lane of [DRIVER, ...lanes.filter((name) => name !== DRIVER)]) {
    const readable = lane.replace(/[^\w.-]/g, "_") || "_";
    let name = readable;
    for (let n = 2; taken.has(name); n++) name = `${readable}_${n}`;
    taken.add(name);
    names.set(lane, name);
  }
  return names;
}
