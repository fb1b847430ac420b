/**
 * Events as a suite sees them, one kind of object for every reader: `events()`, the predicates of assertions, monitors, `await_event`, the trace of
 * temporal properties. Fields are attributes, all strings; an absent one is "". How events relate (what may have caused what) is read from
 * vector clocks, which are computed when they are asked for.
 */
import { builtin, decode, encode, fromJs, fromJson, HostValue, type Builtin, type CallContext, type Value } from "../starlark/index.ts";
import { clocksOf, eventType, fieldsOf, fieldValue, parseDuration, type Clock, type Event, type ServiceInfo } from "../trace/index.ts";
import { pickerParam, picks, type Asking, type Picker } from "./matchers.ts";

/** A log that may still be growing. */
export interface Source {
  readonly events: readonly Event[];
  readonly services: readonly ServiceInfo[];
  /** Wall-clock milliseconds at which the log's clock stood at 0. */
  readonly startedMs: number;
}

/** A log as values of the language: knows clocks and neighbours of its events. */
export class History {
  readonly #source: Source;
  #clocks: readonly Clock[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  get events(): readonly Event[] {
    return this.#source.events;
  }

  value(event: Event): EventValue {
    return new EventValue(event, this);
  }

  /** How pickers are asked within a call. */
  asking(ctx: Pick<CallContext, "callSync">): Asking {
    return { value: (event) => this.value(event), call: (fn, args) => ctx.callSync(fn, args) };
  }

  /** RFC 3339 with nanoseconds, UTC. */
  timestamp(event: Event): string {
    const wholeMs = Math.floor(event.atNs / 1e6);
    const text = new Date(this.#source.startedMs + wholeMs).toISOString();
    return text.replace("Z", `${String(event.atNs - wholeMs * 1e6).padStart(6, "0")}Z`);
  }

  clock(event: Event): Clock {
    const { events, services } = this.#source;
    // All at once, and anew only when the log has grown: predicates ask for many.
    if (this.#clocks.length < events.length) this.#clocks = clocksOf(events, services);
    return this.#clocks[event.seq - 1] ?? {};
  }

  /** Whether [a] may have caused [b]: b's past holds a. */
  before(a: Event, b: Event): boolean {
    if (a.seq === b.seq) return false;
    const own = this.clock(a)[a.service] ?? 0;
    return (this.clock(b)[a.service] ?? 0) >= own && (a.service !== b.service || a.seq < b.seq);
  }

  /** Whether [a] is the event of its lane that [b] heard of last, with nothing of the two lanes in between. */
  directlyBefore(a: Event, b: Event): boolean {
    if (!this.before(a, b)) return false;
    return !this.events.slice(a.seq, b.seq - 1).some((between) => this.before(a, between) && this.before(between, b));
  }
}

const histories = new WeakMap<Source, History>();

/** The one history of a running test. */
export function historyOf(run: Source): History {
  const history = histories.get(run) ?? new History(run);
  histories.set(run, history);
  return history;
}

/** An event as a suite sees it: fields as attributes, all strings; an absent one is "". */
export class EventValue extends HostValue {
  static readonly typeName = "event";
  readonly type = "event";
  readonly event: Event;
  readonly #history: History;

  constructor(event: Event, history: History) {
    super();
    this.event = event;
    this.#history = history;
  }

  override attr(name: string): Value | undefined {
    const { event } = this;
    switch (name) {
      case "seq":
        return event.seq;
      case "service":
        return encode(event.service);
      case "type":
        return encode(event.type);
      case "event_type":
        return encode(eventType(event));
      case "timestamp":
        return this.#history.timestamp(event);
      case "fields":
        return fromJs(fieldsOf(event));
      case "data":
        return this.#data();
      case "first":
        return null;
      default: {
        const own = relations.get(name);
        return own === undefined ? encode(fieldValue(event, decode(name))) : own(this, this.#history);
      }
    }
  }

  override attrNames(): string[] {
    return [...new Set([...eventMembers.map(encode), ...Object.keys(fieldsOf(this.event)).map(encode)])];
  }

  override equals(other: Value): boolean {
    return other instanceof EventValue && other.event.seq === this.event.seq && other.#history === this.#history;
  }

  override hashKey(): string {
    return `event ${this.event.seq}`;
  }

  override repr(): string {
    return encode(`<event ${summary(this.event)}>`);
  }

  #data(): Value {
    const fields = fieldsOf(this.event);
    try {
      return fromJson(fields["data"] ?? "");
    } catch {
      return fromJs(fields);
    }
  }
}

/** `#8 service=inventory syscall=write decision=allow path=/tmp/inventory.wal`. */
export function summary(event: Event): string {
  const fields = fieldsOf(event);
  const shown = event.call ? ["syscall", "decision", "path", "peer"] : ["target", "method", "status_code", "summary", "data", "raw"];
  const parts = shown.flatMap((name) => (fields[name] === undefined ? [] : [`${name}=${fields[name].slice(0, 200)}`]));
  return [`#${event.seq}`, `service=${event.service}`, ...(event.call ? [] : [`type=${event.type}`]), ...parts].join(" ");
}

const other = { name: "other", type: EventValue, kind: "positional", doc: "Another event of the same test." } as const;
const window = { name: "window", type: "text", doc: 'How far apart at most, such as "100ms".' } as const;

type Relation = (value: EventValue, history: History) => Builtin;

/** What one event can be asked about another. */
function relation(name: string, doc: string, holds: (history: History, self: Event, other: Event) => boolean): readonly [string, Relation] {
  return [
    name,
    (value, history) =>
      builtin({ name, doc, params: [other], returns: "bool", call: (args) => holds(history, value.event, args.other.event) }),
  ];
}

/** What an event can be asked about the events around it; [reach] limits how far away they may be. */
function neighbours(name: string, doc: string, side: -1 | 1, limited: boolean): readonly [string, Relation] {
  const found = (history: History, { event }: EventValue, picker: Picker, withinNs: number, ctx: CallContext): boolean =>
    history.events.some(
      (candidate) =>
        (side < 0 ? candidate.seq < event.seq : candidate.seq > event.seq) &&
        Math.abs(candidate.atNs - event.atNs) <= withinNs &&
        picks(picker, candidate, history.asking(ctx)),
    );
  return [
    name,
    (value, history) =>
      limited
        ? builtin({
            name,
            doc,
            params: [pickerParam, window],
            returns: "bool",
            call: (args, ctx) => found(history, value, args.matcher, parseDuration(args.window), ctx),
          })
        : builtin({
            name,
            doc,
            params: [pickerParam],
            returns: "bool",
            call: (args, ctx) => found(history, value, args.matcher, Number.POSITIVE_INFINITY, ctx),
          }),
  ];
}

/** The methods of an event by name. */
const relations: ReadonlyMap<string, Relation> = new Map<string, Relation>([
  relation("happens_before", "Whether this may have caused the other: a chain of messages leads from here to there.", (history, a, b) =>
    history.before(a, b),
  ),
  relation("happens_after", "Whether the other may have caused this.", (history, a, b) => history.before(b, a)),
  relation(
    "concurrent_with",
    "Whether neither can have caused the other.",
    (history, a, b) => a.seq !== b.seq && !history.before(a, b) && !history.before(b, a),
  ),
  relation("same_service_as", "Whether both are of one service.", (_, a, b) => a.service === b.service),
  relation("same_correlation_as", "Whether both carry the same `correlation_id`.", (_, a, b) => {
    const id = fieldValue(a, "correlation_id");
    return id !== "" && id === fieldValue(b, "correlation_id");
  }),
  relation("directly_caused_by", "Whether the other happened before this with no event between the two.", (history, a, b) =>
    history.directlyBefore(b, a),
  ),
  [
    "duration_since",
    (value) =>
      builtin({
        name: "duration_since",
        doc: "Nanoseconds from the other event to this one.",
        params: [other],
        returns: "int",
        call: (args) => value.event.atNs - args.other.event.atNs,
      }),
  ],
  neighbours("preceded_by", "Whether an event that matches was recorded before this one.", -1, false),
  neighbours("followed_by", "Whether an event that matches has been recorded after this one.", 1, false),
  neighbours("preceded_by_within", "Whether an event that matches was recorded before this one, no earlier than the window.", -1, true),
  neighbours("followed_by_within", "Whether an event that matches has been recorded after this one, no later than the window.", 1, true),
]);

/** What every event has. */
export const eventMembers: readonly string[] = [
  "seq",
  "service",
  "type",
  "event_type",
  "timestamp",
  "fields",
  "data",
  "first",
  ...relations.keys(),
];
