/** The trace as temporal properties see it: the log up to a moment, with questions to it. And lists of events, which can be asked further. */
import { SuiteError } from "../engine/index.ts";
import { builtin, Builtin, encode, HostValue, List, truth, type CallContext, type Value } from "../starlark/index.ts";
import { parseDuration, type Event } from "../trace/index.ts";
import { EventValue, type History } from "./events.ts";
import { fieldMatcher, MatcherValue, picks, type Picker } from "./matchers.ts";
import type { SuiteState } from "./state.ts";

/** Events in the order of the log, as a value that can be walked over, counted, mapped, filtered and folded. */
class EventsValue extends HostValue {
  static readonly typeName = "events";
  readonly type = "events";
  readonly #events: readonly Event[];
  readonly #history: History;

  constructor(events: readonly Event[], history: History) {
    super();
    this.#events = events;
    this.#history = history;
  }

  override attr(name: string): Value | undefined {
    switch (name) {
      case "first":
        return this.#one(this.#events[0]);
      case "last":
        return this.#one(this.#events.at(-1));
      case "count":
        return this.#events.length;
      case "map":
        return builtin({
          name: "map",
          params: [{ name: "f", type: "callable", arity: 1 }],
          call: ({ f }, ctx) => new List(this.#values().map((value) => ctx.callSync(f, [value]))),
        });
      case "filter":
        return builtin({
          name: "filter",
          params: [{ name: "f", type: "callable", arity: 1 }],
          call: ({ f }, ctx) => {
            const kept = this.#events.filter((event) => truth(ctx.callSync(f, [this.#history.value(event)])));
            return new EventsValue(kept, this.#history);
          },
        });
      case "reduce":
        return builtin({
          name: "reduce",
          params: [
            { name: "fn", type: "callable", arity: 2 },
            { name: "initial", type: "any" },
          ],
          call: ({ fn, initial }, ctx) => this.#values().reduce<Value>((sum, value) => ctx.callSync(fn, [sum, value]), initial),
        });
      default:
        return undefined;
    }
  }

  override attrNames(): string[] {
    return ["first", "last", "count", "map", "filter", "reduce"];
  }

  override iterate(): Iterable<Value> {
    return this.#values();
  }

  override length(): number {
    return this.#events.length;
  }

  override index(key: Value): Value | undefined {
    return typeof key === "number" ? this.#one(this.#events.at(key)) : undefined;
  }

  override truth(): boolean {
    return this.#events.length > 0;
  }

  override repr(): string {
    return encode(`<events ${this.#events.length}>`);
  }

  #one(event: Event | undefined): Value {
    return event === undefined ? null : this.#history.value(event);
  }

  #values(): readonly EventValue[] {
    return this.#events.map((event) => this.#history.value(event));
  }
}

const pickerParams = [
  {
    name: "matcher",
    type: [MatcherValue, "callable", "None"],
    arity: 1,
    default: null,
    kind: "positional",
    doc: "What is meant; or give fields.",
  },
  { name: "fields", type: "any", kind: "kwargs", doc: 'Field = glob, e.g. type="stdout".' },
] as const;

/** The log up to an event. */
export class TraceValue extends HostValue {
  static readonly typeName = "trace";
  readonly type = "trace";
  readonly #state: SuiteState;
  readonly #history: History;
  readonly #length: number;

  constructor(state: SuiteState, history: History, length: number) {
    super();
    this.#state = state;
    this.#history = history;
    this.#length = length;
  }

  override attr(name: string): Value | undefined {
    return this.#methods().find((method) => method.name === name);
  }

  override attrNames(): string[] {
    return this.#methods().map((method) => method.name);
  }

  override repr(): string {
    return encode(`<trace of ${this.#length} events>`);
  }

  get #events(): readonly Event[] {
    return this.#history.events.slice(0, this.#length);
  }

  #selected(
    name: string,
    { matcher, fields }: { matcher: Picker | null; fields: ReadonlyMap<string, Value> },
    ctx: CallContext,
  ): readonly Event[] {
    if (matcher !== null && fields.size > 0) throw new SuiteError(`${name}: give a matcher or fields, not both`);
    const picker = matcher ?? fieldMatcher(this.#state, fields, name, this.#history.events);
    const asking = this.#history.asking(ctx);
    return this.#events.filter((event) => picks(picker, event, asking));
  }

  #methods(): readonly Builtin[] {
    const one = (name: string, doc: string, at: 0 | -1): Builtin =>
      builtin({
        name,
        doc,
        params: pickerParams,
        returns: "event or None",
        call: (args, ctx) => {
          const event = this.#selected(name, args, ctx).at(at);
          return event === undefined ? null : this.#history.value(event);
        },
      });
    const list = (events: readonly Event[]): EventsValue => new EventsValue(events, this.#history);
    return [
      one("event", "The latest event that matches.", -1),
      one("first", "The earliest event that matches.", 0),
      one("last", "The latest event that matches.", -1),
      builtin({
        name: "events",
        doc: "All events that match, oldest first.",
        params: pickerParams,
        returns: "events",
        call: (args, ctx) => list(this.#selected("events", args, ctx)),
      }),
      builtin({
        name: "count",
        doc: "How many events match.",
        params: pickerParams,
        returns: "int",
        call: (args, ctx) => this.#selected("count", args, ctx).length,
      }),
      builtin({
        name: "events_between",
        doc: "The events after one and before another.",
        params: [
          { name: "start", type: EventValue, kind: "positional" },
          { name: "end", type: EventValue, kind: "positional" },
        ],
        returns: "events",
        call: ({ start, end }) => list(this.#events.filter(({ seq }) => seq > start.event.seq && seq < end.event.seq)),
      }),
      builtin({
        name: "events_within",
        doc: "The events that match and are no further away than the window from an event, by default from the latest one.",
        params: [
          { name: "matcher", type: [MatcherValue, "callable"], arity: 1 },
          { name: "window", type: "text", doc: 'Such as "100ms".' },
          { name: "of", type: [EventValue, "None"], default: null },
        ],
        returns: "events",
        call: ({ matcher, window, of }, ctx) => {
          const centre = of?.event ?? this.#events.at(-1);
          if (centre === undefined) return list([]);
          const withinNs = parseDuration(window);
          const asking = this.#history.asking(ctx);
          return list(this.#events.filter((event) => Math.abs(event.atNs - centre.atNs) <= withinNs && picks(matcher, event, asking)));
        },
      }),
      builtin({
        name: "causal_chain",
        doc: "The events that may have caused this one, oldest first.",
        params: [{ name: "event", type: EventValue, kind: "positional" }],
        returns: "events",
        call: ({ event }) => list(this.#events.filter((other) => this.#history.before(other, event.event))),
      }),
    ];
  }
}
