/**
 * Questions to a log: what assertions and `events()` are made of.
 *
 * One rule of visibility for every reader: without a `type` filter and without a predicate, a reader sees what the system under test did
 * (its calls, its output, its traffic); the driver's steps and the tool's own notes (a service started, a fault was applied) are seen
 * by a predicate, or by asking for their `type`. All filters must match, and a predicate as well.
 */
import { errnoName } from "./errno.ts";
import type { Event } from "./event.ts";
import { decisionName, eventType, fieldsOf } from "./fields.ts";
import { globMatches } from "./glob.ts";
import { frameText, sourceText } from "./stack.ts";

/** Field name → glob. `service`, `type` and `event_type` name the event's own; `""` matches anything. */
export type Filters = Readonly<Record<string, string>>;

/** Kinds of events that are the tool's or the driver's own, invisible to plain filters. */
export const noteTypes: readonly string[] = [
  "service_started",
  "service_ready",
  "service_exited",
  "service_crashed",
  "probe",
  "stopping",
  "fault_applied",
  "fault_removed",
  "fault_zero_traffic",
  "trace_applied",
  "trace_removed",
  "step_send",
  "step_recv",
  "notice",
  "partition_applied",
  "partition_removed",
  "partition_leaked",
  "unmediated_io",
  "vacuous_property",
];

const bookkeeping = new Set(noteTypes);

/** Whether the event is something the system under test did, as opposed to the driver or this tool. */
export function isSystemEvent(event: Event): boolean {
  return !bookkeeping.has(event.type);
}

/** Whether [event] is visible to a reader with these filters and passes them; see the top of this file for what is visible. */
export function matches(event: Event, filters: Filters): boolean {
  if (filters["type"] === undefined && filters["event_type"] === undefined && !isSystemEvent(event)) return false;
  return passes(event, filters);
}

/** Whether [event] passes [filters], visible to a plain reader or not. */
export function passes(event: Event, filters: Filters): boolean {
  return Object.entries(filters).every(([name, pattern]) => pattern === "" || fieldMatches(event, name, pattern));
}

function fieldMatches(event: Event, name: string, pattern: string): boolean {
  switch (name) {
    case "service":
      return globMatches(pattern, event.service);
    case "type":
      return globMatches(pattern, event.type);
    case "event_type":
      return globMatches(pattern, eventType(event));
    case "decision":
      return (
        globMatches(pattern, fieldsOf(event)["decision"] ?? "") ||
        (event.call !== undefined && globMatches(pattern, decisionName(event.call.decision)))
      );
    case "source":
      return sourceLines(event).some((line) => globMatches(pattern, line));
    default:
      return globMatches(pattern, fieldsOf(event)[name] ?? "");
  }
}

/** The line that made the call, and the lines of the repository that led to it: a filter may name any function on the way. */
function sourceLines({ call }: Event): readonly string[] {
  const { source } = call ?? {};
  if (source === undefined) return [""];
  return [sourceText(source), ...source.stack.filter(({ own }) => own).map((frame) => frameText(frame))];
}

/** The value a reader gets for a name: the event's own, or a field, or `""`. */
export function fieldValue(event: Event, name: string): string {
  if (name === "service") return event.service;
  if (name === "type") return event.type;
  if (name === "event_type") return eventType(event);
  if (name === "errno" && event.call?.decision.kind === "deny") return errnoName(event.call.decision.errno);
  return fieldsOf(event)[name] ?? "";
}

/**
 * The events nearest to what [filters] ask for: those that pass most of them, the latest first among equals, at most [limit]. For telling
 * the reader of a failed assertion what there was instead.
 */
export function nearest(events: readonly Event[], filters: Filters, limit: number): readonly Event[] {
  const names = Object.entries(filters).filter(([, pattern]) => pattern !== "");
  const scored = events
    .filter(isSystemEvent)
    .map((event) => ({ event, score: names.filter(([name, pattern]) => fieldMatches(event, name, pattern)).length }))
    .filter(({ score }) => score > 0);
  scored.sort((a, b) => b.score - a.score || b.event.seq - a.event.seq);
  return scored.slice(0, limit).map(({ event }) => event);
}
