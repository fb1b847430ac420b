/** Small translations between the language's values and ours that several families of built-ins need. */
import { SuiteError } from "../engine/index.ts";
import { decode, didYouMean, Dict, HostValue, List, nearest, typeOf, type Position, type Value } from "../starlark/index.ts";
import { callFields, fieldsOf, type Diagnostic, type Event, type Filters } from "../trace/index.ts";

/** The fields that events other than calls can have. */
export const otherFields = [
  "target", "method", "interface", "protocol", "summary", "status_code", "success", "error", "duration_ms", "body", "data", "raw", "code",
  "signal", "message", "remote", "name", "reason", "a", "b", "direction", "category", "detail", "property", "truncated",
]; // prettier-ignore

/** Fields of events that there are in other tools and not here: of proxies, mocks, topics, files that are watched. */
const fieldsElsewhere: ReadonlySet<string> = new Set([
  "status", "query", "command", "key", "topic", "partition", "offset", "api", "delay_ms", "conn_id", "listen", "mode", "bytes_c2s", "bytes_s2c",
  "matched", "body_size", "req_size", "resp_size", "content_type", "rows", "sql", "args", "params", "headers", "table", "value", "payload", "db",
  "spec", "upstream", "requested_rules", "hint", "unresolved_paths", "result", "process", "count", "collection", "cmd",
]); // prettier-ignore

export const eventFields = ["service", "type", "event_type", "seq"];

/**
 * Filters as written: keyword arguments or a dict, name to string (a number stands for its text). A name that no event can have is an error,
 * since a filter that never matches makes `assert_never` pass whatever happens. [observed] are the fields that the suite's decoders give,
 * undefined where any may turn up; [state] is told when lines of code are asked for, and of names that are nearly right, at [position].
 */
export function filtersOf(
  given: Iterable<readonly [string, Value]>,
  builtin: string,
  events: readonly Event[],
  observed: readonly string[] | undefined,
  state: { needLines(builtin: string): void; diagnose(diagnostic: Diagnostic): void },
  position?: Position,
): Filters {
  const filters: Record<string, string> = {};
  for (const [key, value] of given) {
    const name = decode(key);
    if (name === "source") state.needLines(builtin);
    const known = observed === undefined || isField(name, events) || observed.includes(name);
    if (!known && position !== undefined && fieldsElsewhere.has(name)) {
      const { file, line, column } = position;
      const message = `${builtin}: no event has a field "${name}" here, so nothing can match: it belongs to events of proxies, mocks or topics`;
      state.diagnose({ level: "warning", code: "FILTER_NEVER_MATCHES", message, position: { file, line, column } });
    } else if (!known) {
      const names = [...callFields, ...eventFields.slice(0, 3), ...observed, ...otherFields];
      throw new SuiteError(
        `${builtin}: no event has a field "${name}"${didYouMean(name, names)}; fields of a call: ${callFields.join(", ")}`,
      );
    }
    if (observed === undefined && position !== undefined && events.length > 0 && !isField(name, events)) {
      // What lines have is known from lines alone, so a name that none has had yet may be right; one that is nearly another hardly is, unless it
      // is a longer one (`error_id` beside `error`).
      const seen = new Set(events.flatMap((event) => Object.keys(fieldsOf(event))));
      const near = nearest(name, [...callFields, ...eventFields, ...otherFields, ...seen]);
      if (near !== undefined && !name.includes(near)) {
        const message = `${builtin}: no event of this test has a field "${name}" (did you mean "${near}"?), so nothing can match`;
        const { file, line, column } = position;
        state.diagnose({ level: "warning", code: "FILTER_NEVER_MATCHES", message, position: { file, line, column } });
      }
    }
    if (typeof value === "string") filters[name] = decode(value);
    else if (typeof value === "number") filters[name] = String(value);
    else throw new SuiteError(`${builtin}: filter ${name}= must be a string, got ${typeOf(value)}`);
  }
  return filters;
}

function isField(name: string, events: readonly Event[]): boolean {
  if ((callFields as readonly string[]).includes(name) || eventFields.includes(name) || otherFields.includes(name)) return true;
  return events.some((event) => name in fieldsOf(event));
}

/** The entries of a dict with string keys. */
export function dictEntries(dict: Dict, what: string): readonly (readonly [string, Value])[] {
  return dict.entries().map(([key, value]) => {
    if (typeof key !== "string") throw new SuiteError(`${what}: keys must be strings, got ${typeOf(key)}`);
    return [key, value] as const;
  });
}

/** A list of strings as text. */
export function texts(list: List, what: string): readonly string[] {
  return list.items.map((item) => {
    if (typeof item !== "string") throw new SuiteError(`${what} must hold strings, got ${typeOf(item)}`);
    return decode(item);
  });
}

/** A name for a value in an error message. */
export function kindOf(value: Value): string {
  return value instanceof HostValue ? value.type : typeOf(value);
}
