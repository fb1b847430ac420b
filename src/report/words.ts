/** The words and numbers that several renderers share, so that console, comment and page say the same thing the same way. */
import type { CodeLine, Finding } from "../drift/index.ts";
import {
  decisionText,
  DRIVER,
  eventType,
  fieldsOf,
  objectPath,
  type Decision,
  type Event,
  type RuleUse,
  type ServiceInfo,
  type TestResult,
  type Verdict,
} from "../trace/index.ts";
import { Kind } from "./viewer/data.ts";

/** One word for each verdict; only a pass may be called one. */
export const verdictWord: Readonly<Record<Verdict, string>> = {
  pass: "PASS",
  fail: "FAIL",
  error: "ERROR",
  inconclusive: "INCONCLUSIVE",
  halted: "HALTED",
};

/** `1 test`, `2 tests`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}

/** `a`, `a and b`, `a, b and c`; from the fifth on only their number: `a, b, c, d and 7 more`. */
export function listed(items: readonly string[], limit = 4): string {
  if (items.length > limit + 1) return `${items.slice(0, limit).join(", ")} and ${items.length - limit} more`;
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}

/** With a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `812 ms`, `12.3 s`, `2 min 5 s`: how long something took, for people. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A test's name without the prefix that all have; the form `--test` takes and people use. */
export function shortName(test: string): string {
  return test.startsWith("test_") && test.length > "test_".length ? test.slice("test_".length) : test;
}

/** What a decision means to a reader. */
interface Answer {
  /** What its event is drawn as. */
  readonly drawn: (typeof Kind)[keyof typeof Kind];
  /** Answered otherwise than by letting it go straight on. */
  readonly faulted?: true;
  /** A rule made it wait; how long is its latency. */
  readonly waits?: true;
}

/** Every kind of decision, a line each: console, sums, diagram and ShiViz take what they need to know from here. */
export const answers: Readonly<Record<Decision["kind"], Answer>> = {
  allow: { drawn: Kind.call },
  "allow-system-path": { drawn: Kind.call },
  trace: { drawn: Kind.trace },
  deny: { drawn: Kind.deny, faulted: true },
  delay: { drawn: Kind.delay, faulted: true, waits: true },
  hold: { drawn: Kind.hold, faulted: true, waits: true },
  short: { drawn: Kind.fault, faulted: true },
  crash: { drawn: Kind.fault, faulted: true },
};

/** Whether a call was answered otherwise than by letting it go straight on. */
export function isFaulted(event: Event): boolean {
  return event.call !== undefined && answers[event.call.decision.kind].faulted === true;
}

/** How long a rule made a call wait, in whole milliseconds; 0 where none did. */
export function waitedMs({ call }: Event): number {
  return call !== undefined && answers[call.decision.kind].waits === true ? Math.round(call.latencyNs / 1e6) : 0;
}

/** `(+100ms)` for a call that waited by a rule, else empty. */
export function waited(event: Event): string {
  return event.call !== undefined && answers[event.call.decision.kind].waits === true ? `(+${waitedMs(event)}ms)` : "";
}

/** `write=delay(100ms) → filter:[write,writev,pwrite64] path="*.wal" label="slow WAL"`. */
export function ruleText(rule: RuleUse): string {
  const path = rule.path === undefined ? "" : ` path="${rule.path}"`;
  const address = rule.address === undefined ? "" : ` address="${rule.address}"`;
  const label = rule.label === undefined ? "" : ` label="${rule.label}"`;
  return `${rule.keyword}=${rule.action} → filter:[${rule.syscalls.join(",")}]${path}${address}${label}`;
}

/**
 * What a call acts on, by the part it plays in the system and not by the numbers of one run: `→ inventory.main` for a connection to a declared
 * interface, `← orders` for one that was accepted from a service whose end is known, else the path.
 */
export class Names {
  readonly #interfaces = new Map<string, string>();
  readonly #owners = new Map<string, string>();

  /** [events] are the log that the names are for: they tell whose the ephemeral ports are. */
  constructor(services: readonly ServiceInfo[], events: readonly Event[]) {
    for (const { name, interfaces } of services)
      for (const { name: iface, port } of interfaces) this.#interfaces.set(String(port), `${name}.${iface}`);
    for (const { service, call, fields } of events) {
      const local = call?.object.kind === "socket" ? call.object.local : service === DRIVER ? fields["local"] : undefined;
      if (local !== undefined && !this.#interfaces.has(portOf(local))) this.#owners.set(local, service);
    }
  }

  object(event: Event): string {
    const object = event.call?.object;
    if (object === undefined) return "";
    if (object.kind !== "socket") return objectPath(object).replace(/^(pipe|anon_inode):\[(\d+)\]$/, "$1");
    const { local, peer } = object;
    const ownInterface = local === undefined ? undefined : this.#interfaces.get(portOf(local));
    if (peer === undefined) return ownInterface === undefined ? "socket" : `on ${ownInterface}`;
    const target = this.#interfaces.get(portOf(peer));
    if (target !== undefined && target !== ownInterface) return `→ ${target}`;
    if (ownInterface !== undefined) return `← ${this.#owners.get(peer) ?? "client"}`;
    return `→ ${peer.startsWith("unix:") ? peer : (this.#owners.get(peer) ?? peer)}`;
  }

  /** The event in a few words, equal for equal behaviour in two runs: no numbers of descriptors, processes, times or ephemeral ports. */
  label(event: Event): string {
    const { call, type } = event;
    if (call !== undefined) {
      const object = this.object(event);
      const target = call.target === undefined ? "" : ` → ${call.target}`;
      return `${call.name}${object === "" ? "" : ` ${object}`}${target}`;
    }
    const fields = fieldsOf(event);
    switch (type) {
      case "step_send":
        return `${fields["summary"] ?? `${fields["method"] ?? ""} ${fields["target"] ?? ""}`.trim()}`;
      case "step_recv":
        return `reply: ${fields["summary"] ?? fields["status_code"] ?? fields["error"] ?? "received"}`;
      case "probe":
        return `probe → ${fields["target"] ?? ""}`;
      case "fault_applied":
      case "trace_applied":
        return `${type.replace("_applied", "")} ${Object.entries(fields).map(ruleShort).join(", ")}`;
      case "service_started":
        return "started";
      case "service_ready":
        return "ready";
      case "service_crashed":
        return "crashed";
      case "service_exited":
        return `exited${fields["code"] === undefined ? "" : ` ${fields["code"]}`}${fields["signal"] === undefined ? "" : ` ${fields["signal"]}`}`;
      case "stdout":
      case "stderr":
        return `${type}: ${fields["line"] ?? fields["text"] ?? fields["message"] ?? fields["data"] ?? fields["raw"] ?? ""}`;
      default: {
        const said = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
        return said.length === 0 ? eventType(event).replaceAll("_", " ") : `${type.replaceAll("_", " ")}: ${said.join(" ")}`;
      }
    }
  }
}

/** `write=delay(100ms)` of a rule as `fault_applied` spells it out, `write` of one that only traces. */
function ruleShort([keyword, rule]: readonly [string, string]): string {
  const [action = ""] = rule.split(" → ");
  return action === "trace" ? keyword : `${keyword}=${action}`;
}

/** Long numbers and hexadecimal names, which are those of one run, become `N`. */
export function withoutRunNumbers(text: string): string {
  return text.replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b|\d{4,}/g, "N");
}

function portOf(address: string): string {
  return address.slice(address.lastIndexOf(":") + 1);
}

/** The decision where it says something: everything but a plain `allow`. */
export function decisionShown(event: Event): string {
  const decision = event.call?.decision;
  return decision === undefined || decision.kind === "allow" ? "" : decisionText(decision);
}

/** What a finding rests on. Without exception on both sides is the rule for everything but what stayed inconclusive. */
export function evidenceText({ certainty, evidence: { base, head } }: Finding): string {
  if (base.seen > 0 && head.seen > 0 && certainty !== "inconclusive") {
    return `${count(base.runs, "baseline run")} and ${count(head.runs, "run")} of this change, apart without exception`;
  }
  return `seen in ${base.seen} of ${count(base.runs, "baseline run")} and ${head.seen} of ${count(head.runs, "run")} of this change`;
}

/** `1 in 43,758`: how people read small chances. */
export function odds(p: number): string {
  return p >= 0.5 ? `${Math.round(p * 100)} %` : `1 in ${Math.round(1 / Math.max(p, 1e-15)).toLocaleString("en-US")}`;
}

/** Worst first: what a reader wants to know of several executions of one test. */
const severity: readonly Verdict[] = ["fail", "error", "inconclusive", "halted", "pass"];

/** The execution of a test that tells most: the first with the worst verdict. */
export function worst(results: readonly TestResult[]): TestResult | undefined {
  for (const verdict of severity) {
    const found = results.find((result) => result.verdict === verdict);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Results by test, in the order of first appearance, over all executions of a suite. */
export function byTest(runs: readonly { readonly tests: readonly TestResult[] }[]): ReadonlyMap<string, readonly TestResult[]> {
  const tests = new Map<string, TestResult[]>();
  for (const run of runs) {
    for (const test of run.tests) {
      const results = tests.get(test.name);
      if (results === undefined) tests.set(test.name, [test]);
      else results.push(test);
    }
  }
  return tests;
}

/** Executions of one test, in the order they were made, that a picture shows: see [toldExecutions]. */
export interface ToldExecution {
  readonly result: TestResult;
  /** `run 3 of 8`. */
  readonly title: string;
}

/** Of executions that came to the same, this many are shown: two would do to see what varies, a third says how often. */
const alike = 3;

/**
 * The executions of a test worth looking at, the one that tells most first: of each outcome (verdict and reason) the first few, at most
 * [limit] together.
 */
export function toldExecutions(results: readonly TestResult[], limit: number): readonly ToldExecution[] {
  const first = worst(results);
  const seen = new Map<string, number>();
  return (first === undefined ? [] : [first, ...results.filter((result) => result !== first)])
    .filter(({ verdict, failure }) => {
      const outcome = `${verdict}\n${withoutRunNumbers(failure?.message ?? "")}`;
      const before = seen.get(outcome) ?? 0;
      seen.set(outcome, before + 1);
      return before < alike;
    })
    .slice(0, limit)
    .map((result) => ({ result, title: `run ${results.indexOf(result) + 1} of ${results.length}` }));
}

/** The line of the tested commit that a finding is to be shown at: one that is new, else the first that makes its calls. */
export function lineOf({ lines }: Finding): CodeLine | undefined {
  return lines?.head[0];
}

/** A step and how it was answered. */
export interface AnsweredStep {
  /** Of the answer. */
  readonly seq: number;
  /** `POST /orders → orders.public: 409 61 bytes`. */
  readonly text: string;
  /** What the answer said, where it was kept: that of one which went wrong. */
  readonly body: string;
}

/** Steps that tell enough of what came before a failure. */
const stepsTold = 3;

/**
 * What a failure rests on where it names no events: the last steps before it, latest last. An assertion about a value is mostly about what
 * a step has just answered.
 */
export function stepsBefore({ events, failure }: TestResult): readonly AnsweredStep[] {
  if (failure === undefined || failure.nearest.length > 0) return [];
  const asked = new Map<string, string>();
  const steps: AnsweredStep[] = [];
  for (const { type, seq, fields } of events) {
    const { target = "", method = "", summary = "", error, body } = fields;
    const key = `${target} ${method} ${fields["local"] ?? ""}`;
    if (type === "step_send") asked.set(key, summary);
    if (type !== "step_recv") continue;
    const answer = summary === "" ? (error ?? "no answer") : summary;
    steps.push({ seq, text: `${asked.get(key) ?? method} → ${target}: ${answer}`, body: body ?? "" });
  }
  return steps.slice(-stepsTold);
}

/** `seq` of the events that a failure is best read beside, best first. */
export function contextOf(test: TestResult): readonly number[] {
  const nearest = test.failure?.nearest ?? [];
  return nearest.length > 0 ? nearest : stepsBefore(test).map(({ seq }) => seq);
}
