/**
 * What the page is given: everything about one check, written by `html.ts` and read by the viewer's script. Logs are stored by columns,
 * with texts interned, since a check may hold a hundred thousand events; the whole is deflated JSON inside the page.
 */

/** A log by columns; all number columns have one entry an event. */
export interface PackedTrace {
  /** Differences from the event before. */
  readonly seq: readonly number[];
  readonly atNs: readonly number[];
  /** Index into the test's lanes. */
  readonly lane: readonly number[];
  /** Indices into the page's texts. */
  readonly label: readonly number[];
  readonly decision: readonly number[];
  readonly tag: readonly number[];
  readonly detail: readonly number[];
  /** Numbers of a call; -1 where it has none. */
  readonly pid: readonly number[];
  readonly tid: readonly number[];
  readonly fd: readonly number[];
  readonly size: readonly number[];
  /** How long a rule made the call wait. */
  readonly waitMs: readonly number[];
  /** See [Kind]. */
  readonly kind: readonly number[];
  /** Arrows: the receiving event (difference from the arrow before) and how many events earlier the sending one stands. */
  readonly arrowTo: readonly number[];
  readonly arrowBack: readonly number[];
}

/** What an event is drawn as; see [looks]. `fault` is a fault that has no mark of its own. */
export const Kind = {
  call: 0,
  deny: 1,
  delay: 2,
  hold: 3,
  send: 4,
  receive: 5,
  life: 6,
  note: 7,
  violation: 8,
  trace: 9,
  fault: 10,
} as const;

export interface Look {
  readonly mark: "dot" | "ring" | "square" | "cross" | "hourglass" | "diamond";
  /** A colour of the page's style. */
  readonly color: "ink" | "soft" | "bad" | "wait";
  /** A rule answered the call, or an assertion failed: shown where only such things are wanted. */
  readonly fault: boolean;
  /** Tells the story of a test, and is never folded away. */
  readonly telling: boolean;
}

const plain: Look = { mark: "dot", color: "ink", fault: false, telling: false };
const step: Look = { mark: "square", color: "ink", fault: false, telling: true };
const remark: Look = { mark: "ring", color: "soft", fault: false, telling: false };
const waiting: Look = { mark: "hourglass", color: "wait", fault: true, telling: true };
const failing: Look = { mark: "cross", color: "bad", fault: true, telling: true };

/** How each [Kind] looks, by its number. */
export const looks: readonly Look[] = [
  plain,
  failing,
  waiting,
  waiting,
  step,
  step,
  remark,
  remark,
  failing,
  plain,
  { mark: "diamond", color: "bad", fault: true, telling: true },
];

/** The look of a kind, also of one that this page does not know. */
export function lookOf(kind: number): Look {
  return looks[kind] ?? plain;
}

export interface PageFinding {
  readonly suite: number;
  readonly rank: string;
  readonly kind: string;
  readonly certainty: string;
  /** By whom and why; empty where nobody accepted it. */
  readonly accepted: string;
  readonly service: string;
  readonly step: string;
  readonly object: string;
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
  readonly evidence: string;
  readonly fingerprint: string;
  /** Lines of code that make the calls, where they were recorded. */
  readonly lines: readonly { readonly side: string; readonly text: string; readonly isNew: boolean }[];
  readonly context: readonly { readonly side: string; readonly text: string }[];
  /** Tests it shows in, the first being its own, and the events it is about there: of the baseline, and of each execution. */
  readonly places: readonly PagePlace[];
}

export interface PagePlace {
  readonly test: number;
  /** All of these events are meant; else those of them that differ between the recordings, if any do. */
  readonly exact: boolean;
  readonly base: readonly number[];
  readonly head: readonly (readonly number[])[];
}

/** One execution of a test, and how it stands to the baseline's. */
export interface PageExecution {
  /** `run 3 of 8`. */
  readonly title: string;
  readonly verdict: string;
  readonly durationMs: number;
  readonly replay: string;
  readonly failure?: {
    readonly message: string;
    readonly lines: readonly string[];
    /** Events nearest to what was expected, best first. */
    readonly nearest: readonly number[];
  };
  readonly trace: PackedTrace;
  /** For each event of a side: 0 same, 1 moved, 2 only on this side. Empty without a baseline. */
  readonly standing: { readonly base: readonly number[]; readonly head: readonly number[] };
  /** Rows where both are present, as runs: kind (0 both, 1 base only, 2 head only), length, kind, length, … */
  readonly rows: readonly number[];
}

export interface PageTest {
  readonly suite: number;
  readonly name: string;
  /** `pass`, `fail`, …; `gone` for a test that only the baseline has. */
  readonly verdict: string;
  /** Many runs were compared, so what differs between these two recordings and is no finding differs from run to run. */
  readonly compared: boolean;
  readonly isNew: boolean;
  readonly runs: number;
  readonly passed: number;
  readonly durationMs: number;
  readonly lanes: readonly string[];
  readonly base?: PackedTrace;
  /** The one that tells most first; none where only the baseline has the test. */
  readonly executions: readonly PageExecution[];
}

export interface PageData {
  readonly version: 1;
  readonly headline: string;
  readonly result: string;
  /** What the side that is not the baseline is called: `Pull request`, or `This run` where there is none. */
  readonly headTitle: string;
  /** The commits of the two sides, shortened; empty where not known. */
  readonly commits: { readonly base: string; readonly head: string };
  readonly id: string;
  readonly tool: string;
  readonly duration: string;
  readonly reproduce: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly suites: readonly {
    readonly name: string;
    readonly baseline: string;
    readonly notes: readonly string[];
    readonly error: string;
  }[];
  readonly texts: readonly string[];
  readonly findings: readonly PageFinding[];
  readonly tests: readonly PageTest[];
}
