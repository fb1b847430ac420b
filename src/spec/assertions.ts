/**
 * Assertions and questions to the log: `assert_true`, `assert_eq`, `assert_eventually`, `assert_never`, `assert_before`, `events`. All read a
 * synchronised log: what happened before the call stands in it.
 */
import { AssertionFailure, SuiteError, type TestRun } from "../engine/index.ts";
import { builtin, decode, type Dict, equal, List, repr, truth, type Builtin, type CallContext, type Value } from "../starlark/index.ts";
import { fieldsOf, matches, nearest, passes, type Event, type Filters } from "../trace/index.ts";
import { historyOf, summary, type History } from "./events.ts";
import { MatcherValue, picks, type Picker } from "./matchers.ts";
import { observedNames } from "./observe.ts";
import type { SuiteState } from "./state.ts";
import { dictEntries, filtersOf } from "./values.ts";

/** How many events a failed assertion shows. */
const nearestShown = 5;

function filtersText(filters: Filters): string {
  return Object.entries(filters)
    .map(([name, pattern]) => `${name}=${JSON.stringify(pattern)}`)
    .join(", ");
}

/** What a reader of the log was asked: a predicate (by keyword or by position), filters, or both. */
interface Question {
  readonly filters: Filters;
  readonly picker: Picker | undefined;
  /** What to say on failure; beside a predicate only, since without one `msg` may well be a field of a log line. */
  readonly message: string;
}

const questionParams = [
  {
    name: "where",
    type: [MatcherValue, "callable", "None"],
    arity: 1,
    default: null,
    doc: "Called with each event; true selects it. Sees every type of event. A matcher will do as well.",
  },
  {
    name: "filters",
    type: "any",
    kind: "kwargs",
    doc: 'Field = glob, e.g. syscall="write", path="*.wal". Beside where=, `message=` is what to say on failure.',
  },
] as const;

function questionOf(
  { where, filters }: { where: Picker | null; filters: ReadonlyMap<string, Value> },
  name: string,
  events: readonly Event[],
  state: SuiteState,
  { position }: CallContext,
): Question {
  if (where === null && filters.size === 0 && name !== "events")
    throw new SuiteError(`${name}: nothing is asked; give a filter such as syscall="write", or where=`);
  const said = where === null ? undefined : (filters.get("message") ?? filters.get("msg"));
  const fields = said === undefined ? filters : [...filters].filter(([key]) => key !== "message" && key !== "msg");
  return {
    filters: filtersOf(fields, name, events, observedNames(state), state, position),
    picker: where ?? undefined,
    message: said === undefined ? "" : ` (${messageText(said)})`,
  };
}

function select({ filters, picker }: Question, events: readonly Event[], history: History, ctx: CallContext): readonly Event[] {
  if (picker === undefined) return events.filter((event) => matches(event, filters));
  const asking = history.asking(ctx);
  return events.filter((event) => passes(event, filters) && picks(picker, event, asking));
}

export function assertionBuiltins(state: SuiteState): readonly Builtin[] {
  /** The running test, which has asserted something now. */
  const asserting = (name: string): TestRun => {
    const run = state.run(name);
    run.asserts();
    return run;
  };
  return [
    builtin({
      name: "assert_true",
      doc: "Fails the test unless the condition is true.",
      params: [
        { name: "cond", type: "any", doc: "The condition." },
        { name: "message", type: "any", default: null, doc: "What to say otherwise." },
        { name: "msg", type: "any", default: null, kind: "keyword", doc: "The same." },
      ],
      lenient: state.lenient,
      call: ({ cond, message, msg }) => {
        state.current?.asserts();
        if (truth(cond)) return null;
        const said = message ?? msg;
        throw new AssertionFailure("assert_true", said === null ? "assertion failed" : messageText(said), {
          expected: "True",
          actual: decode(repr(cond)),
        });
      },
    }),
    builtin({
      name: "assert_eq",
      doc: "Fails the test unless the two are equal.",
      params: [
        { name: "actual", type: "any", doc: "What there is." },
        { name: "expected", type: "any", doc: "What there should be." },
        { name: "message", type: "any", default: null, doc: "What to say otherwise." },
        { name: "msg", type: "any", default: null, kind: "keyword", doc: "The same." },
      ],
      lenient: state.lenient,
      call: ({ actual, expected, message, msg }) => {
        state.current?.asserts();
        if (equal(actual, expected)) return null;
        const [got, want] = [decode(repr(actual)), decode(repr(expected))];
        const said = message ?? msg;
        throw new AssertionFailure("assert_eq", `assert_eq failed: ${got} != ${want}${said === null ? "" : ` (${messageText(said)})`}`, {
          expected: want,
          actual: got,
        });
      },
    }),
    builtin({
      name: "assert_eventually",
      doc: "Fails the test unless an event that was recorded so far matches. Does not wait.",
      params: questionParams,
      call: async (args, ctx) => {
        const run = asserting("assert_eventually");
        const events = await run.sync();
        const question = questionOf(args, "assert_eventually", events, state, ctx);
        if (select(question, events, historyOf(run), ctx).length > 0) return null;
        const filters = filtersText(question.filters);
        const message =
          filters === ""
            ? "assert_eventually: no event matched where= predicate"
            : `assert_eventually: no matching event found (filters: ${filters})`;
        throw new AssertionFailure("assert_eventually", message + question.message, {
          expected: filters === "" ? "an event that where= accepts" : `an event with ${filters}`,
          actual: "none",
          nearest: near(events, question.filters),
        });
      },
    }),
    builtin({
      name: "assert_never",
      doc: "Fails the test if an event that was recorded so far matches.",
      params: questionParams,
      call: async (args, ctx) => {
        if (state.current === undefined) {
          const message = "assert_never: this can never fail: while the suite is loaded nothing has happened; call it in a test";
          state.diagnose({ level: "warning", code: "ASSERTION_CANNOT_FAIL", message, position: ctx.position });
          return null;
        }
        const run = asserting("assert_never");
        const events = await run.sync();
        const question = questionOf(args, "assert_never", events, state, ctx);
        const found = select(question, events, historyOf(run), ctx);
        const [first] = found;
        if (first === undefined) return null;
        const filters = filtersText(question.filters);
        throw new AssertionFailure("assert_never", `assert_never: found matching event ${foundText(first)}${question.message}`, {
          expected: filters === "" ? "no event that where= accepts" : `no event with ${filters}`,
          actual: `${found.length} of them`,
          nearest: found.slice(0, nearestShown).map(({ seq }) => seq),
        });
      },
    }),
    builtin({
      name: "assert_before",
      doc: "Fails the test unless the first event that matches `first` was recorded before the first that matches `then`.",
      params: [
        { name: "first", type: "dict", kind: "keyword", doc: "Filters of what comes first." },
        { name: "then", type: "dict", kind: "keyword", doc: "Filters of what follows." },
      ],
      lenient: state.lenient,
      call: async ({ first, then }, { position }) => {
        const events = await asserting("assert_before").sync();
        const find = (name: "first" | "then", dict: Dict): Event => {
          const filters = filtersOf(
            dictEntries(dict, `assert_before: ${name}=`),
            "assert_before",
            events,
            observedNames(state),
            state,
            position,
          );
          if (Object.keys(filters).length === 0) throw new SuiteError(`assert_before: ${name}= must name at least one field`);
          const event = events.find((candidate) => matches(candidate, filters));
          if (event !== undefined) return event;
          const message = `assert_before: no event matching '${name}' filters (${filtersText(filters)})`;
          throw new AssertionFailure("assert_before", message, {
            expected: `an event with ${filtersText(filters)}`,
            actual: "none",
            nearest: near(events, filters),
          });
        };
        const a = find("first", first);
        const b = find("then", then);
        if (a.seq < b.seq) return null;
        throw new AssertionFailure(
          "assert_before",
          `assert_before: 'first' event (seq=${a.seq}) did not occur before 'then' event (seq=${b.seq})`,
          {
            expected: `${summary(a)} before ${summary(b)}`,
            actual: "the other way round",
            nearest: [b.seq, a.seq],
          },
        );
      },
    }),
    builtin({
      name: "events",
      doc: "The events recorded so far that match, oldest first.",
      params: questionParams,
      returns: "list of event",
      call: async (args, ctx) => {
        const run = state.run("events");
        const events = await run.sync();
        const history = historyOf(run);
        return new List(select(questionOf(args, "events", events, state, ctx), events, history, ctx).map((event) => history.value(event)));
      },
    }),
  ];
}

function near(events: readonly Event[], filters: Filters): readonly number[] {
  return nearest(events, filters, nearestShown).map(({ seq }) => seq);
}

function foundText(event: Event): string {
  const fields = fieldsOf(event);
  const shown = event.call
    ? { syscall: fields["syscall"], decision: fields["decision"], path: fields["path"] ?? "" }
    : { type: event.type };
  const parts = Object.entries(shown).map(([name, value]) => `${name}=${value ?? ""}`);
  return `#${event.seq} (service=${event.service} ${parts.join(" ")})`;
}

function messageText(value: Value): string {
  return decode(typeof value === "string" ? value : repr(value));
}
