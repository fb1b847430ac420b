/**
 * Matchers: which events are meant. `match.event(…)` asks for fields, `match.any`, `match.all` and `match.never` put matchers together; wherever a
 * matcher may stand, a function of the event may stand as well. A matcher sees every kind of event, the driver's and the tool's own too.
 */
import { SuiteError } from "../engine/index.ts";
import { builtin, encode, isCallable, Namespace, truth, type Callable, type Position, type Value } from "../starlark/index.ts";
import { passes, type Event, type Filters } from "../trace/index.ts";
import { AskingValue } from "./asks.ts";
import { observedNames } from "./observe.ts";
import type { SuiteState } from "./state.ts";
import { filtersOf } from "./values.ts";

/** What a matcher looks for. */
type Pattern =
  { readonly kind: "event"; readonly filters: Filters } | { readonly kind: "any" | "all"; readonly parts: readonly MatcherValue[] };

export class MatcherValue extends AskingValue {
  static readonly typeName = "matcher";
  readonly type = "matcher";
  readonly #pattern: Pattern;

  constructor(pattern: Pattern) {
    super();
    this.#pattern = pattern;
  }

  matches(event: Event): boolean {
    const pattern = this.#pattern;
    switch (pattern.kind) {
      case "event":
        return passes(event, pattern.filters);
      case "any":
        return pattern.parts.some((part) => part.matches(event));
      case "all":
        return pattern.parts.every((part) => part.matches(event));
    }
  }

  /** However they are put together. */
  override get filters(): readonly Filters[] {
    const pattern = this.#pattern;
    return pattern.kind === "event" ? [pattern.filters] : pattern.parts.flatMap((part) => part.filters);
  }

  override get asked(): readonly Value[] {
    return [];
  }

  override repr(): string {
    return encode(`<${this.text}>`);
  }

  get text(): string {
    const pattern = this.#pattern;
    if (pattern.kind !== "event") {
      const name = pattern.kind === "any" && pattern.parts.length === 0 ? "never" : pattern.kind;
      return `match.${name}(${pattern.parts.map((part) => part.text).join(", ")})`;
    }
    const fields = Object.entries(pattern.filters).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return `match.event(${fields.join(", ")})`;
  }
}

/** What picks events: a matcher, or a function that is given each event and returns whether it is meant. */
export type Picker = MatcherValue | Callable;

/** The parameter for one. */
export const pickerParam = {
  name: "matcher",
  type: [MatcherValue, "callable"],
  arity: 1,
  kind: "positional",
  doc: "match.event(…) or another matcher, or a function of the event.",
} as const;

/** How a picker is asked: [value] makes the object for a function, [call] calls it at once. */
export interface Asking {
  readonly value: (event: Event) => Value;
  readonly call: (fn: Callable, args: readonly Value[]) => Value;
}

export function picks(picker: Picker, event: Event, asking: Asking): boolean {
  if (picker instanceof MatcherValue) return picker.matches(event);
  return truth(asking.call(picker, [asking.value(event)]));
}

/** A picker in a message. */
export function pickerText(picker: Picker): string {
  return picker instanceof MatcherValue ? picker.text : "the given function";
}

/** [value] as a picker. Throws [SuiteError] naming [what] for anything else. */
export function pickerOf(value: Value, what: string): Picker {
  if (value instanceof MatcherValue || isCallable(value)) return value;
  throw new SuiteError(`${what} must be a matcher, such as match.event(type="stdout"), or a function of an event`);
}

/** The matcher for fields given as keywords; [events] may have fields of names that nothing else tells. */
export function fieldMatcher(
  state: SuiteState,
  fields: ReadonlyMap<string, Value>,
  name: string,
  events: readonly Event[] = [],
  position?: Position,
): MatcherValue {
  return new MatcherValue({ kind: "event", filters: filtersOf(fields, name, events, observedNames(state), state, position) });
}

export function matchNamespace(state: SuiteState): Namespace {
  const parts = { name: "matchers", type: MatcherValue, kind: "args", doc: "Matchers." } as const;
  const members = [
    builtin({
      name: "match.event",
      doc: "Matches events by their fields.",
      params: [{ name: "fields", type: "any", kind: "kwargs", doc: 'Field = glob, e.g. type="syscall", service="db", path="*.wal".' }],
      returns: "matcher",
      call: ({ fields }, { position }) => {
        const { file, line, column } = position;
        const matcher = fieldMatcher(state, fields, "match.event", [], position);
        if (state.current === undefined)
          for (const filters of matcher.filters)
            for (const [name, text] of Object.entries(filters))
              state.filters.push({ reader: "match.event", name, text, position: { file, line, column } });
        return matcher;
      },
    }),
    builtin({
      name: "match.any",
      doc: "Matches what any of the matchers matches.",
      params: [parts],
      returns: "matcher",
      call: ({ matchers }) => {
        if (matchers.length === 0) throw new SuiteError("match.any: no matcher given; match.never() matches nothing");
        return new MatcherValue({ kind: "any", parts: matchers });
      },
    }),
    builtin({
      name: "match.all",
      doc: "Matches what all of the matchers match.",
      params: [parts],
      returns: "matcher",
      call: ({ matchers }) => {
        if (matchers.length === 0) throw new SuiteError("match.all: no matcher given; match.event() matches everything");
        return new MatcherValue({ kind: "all", parts: matchers });
      },
    }),
    builtin({
      name: "match.never",
      doc: "Matches nothing.",
      returns: "matcher",
      call: () => new MatcherValue({ kind: "any", parts: [] }),
    }),
  ];
  return new Namespace(
    "match",
    members.map((one) => [one.name.replace("match.", ""), one] as const),
  );
}
