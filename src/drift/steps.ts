/** What the driver did in a test: which window each step opens, what each answer answers, and how it turned out. */
import type { Event } from "../trace/index.ts";
import { getOrMake } from "./classes.ts";
import { escapeText, phraseClass, type Known } from "./names.ts";

/** Steps told apart in the name of a window in which they overlap. */
const mostLabels = 4;

/** `200` of HTTP, else whether the step worked. */
export function outcomeOf({ fields }: Event): string {
  const status = fields["status_code"];
  if (status !== undefined && /^\d{3}$/.test(status)) return status;
  return fields["success"] === "false" ? "failed" : "ok";
}

function unquoted(summary: string): string {
  return summary.startsWith('"') && summary.endsWith('"') && summary.length > 1 ? summary.slice(1, -1) : summary;
}

/** What the driver did: the window that each first step of a group opens, and what each answer answers. */
export interface Steps {
  readonly windows: ReadonlyMap<Event, string>;
  /** By the event of the answer: `POST /orders → orders.main`. */
  readonly labels: ReadonlyMap<Event, string>;
}

export function stepsOf(events: readonly Event[], known: Known): Steps {
  const labels = new Map<Event, string>();
  const groups: { readonly first: Event; readonly labels: Set<string> }[] = [];
  /** Target → what was said → label: the same steps come again and again. */
  const made = new Map<string | undefined, Map<string, string>>();
  let underWay: { readonly send: Event; readonly label: string }[] = [];
  for (const event of events) {
    if (event.call !== undefined) continue;
    if (event.type === "step_send") {
      const { summary, method, target } = event.fields;
      const said = summary === undefined || summary === "" ? (method ?? "step") : unquoted(summary);
      const label = getOrMake(
        getOrMake(made, target, () => new Map<string, string>()),
        said,
        () => `${phraseClass(said, known)} → ${escapeText(target ?? "").replaceAll(" ", "_")}`,
      );
      if (underWay.length === 0) groups.push({ first: event, labels: new Set() });
      groups.at(-1)?.labels.add(label);
      underWay.push({ send: event, label });
    } else if (event.type === "step_recv") {
      const same = (field: string) => (step: { readonly send: Event }) => step.send.fields[field] === event.fields[field];
      const answered = underWay.filter(same("target")).filter(same("method"));
      const step = answered.find(same("local")) ?? answered[0] ?? underWay[0];
      if (step === undefined) continue;
      labels.set(event, step.label);
      underWay = underWay.filter((other) => other !== step);
    }
  }
  const windows = new Map<Event, string>();
  // A window's number is that of its first appearance: equal steps, wherever they come again, are one window.
  const numbers = new Map<string, number>();
  for (const group of groups) {
    const sorted = [...group.labels].sort();
    const name = sorted.slice(0, mostLabels).join(" ∥ ") + (sorted.length > mostLabels ? " ∥ …" : "");
    windows.set(group.first, `step ${getOrMake(numbers, name, () => numbers.size + 1)} ${name}`);
  }
  return { windows, labels };
}
