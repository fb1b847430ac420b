/**
 * Time and order in a suite: `monitor`, `eventually`, `always`, `await_event`, `await_stable`, `sleep`, `duration`, and `test`, the declarative form of
 * a test with expectations and a timeout of its own. How they are checked stands in `properties.ts`.
 */
import { SuiteError, TestTimeout } from "../engine/index.ts";
import {
  Builtin,
  builtin,
  decode,
  encode,
  formatPosition,
  List,
  reach,
  StarFunction,
  Tuple,
  type Callable,
  type CallContext,
  type Value,
} from "../starlark/index.ts";
import { formatDuration, parseDuration, timerMs } from "../trace/index.ts";
import { assumeHolds } from "./branching.ts";
import { historyOf } from "./events.ts";
import { MatcherValue, pickerOf, pickerParam } from "./matchers.ts";
import { anchorNames, MonitorValue, propertiesOf, PropertyValue, type Anchor } from "./properties.ts";
import type { SuiteState } from "./state.ts";
import { kindOf } from "./values.ts";

/** What a predicate must not do: it looks at what happened, and is asked again and again. */
const forbidden = new Set([
  "service", "interface", "fault", "fault_all", "fault_start", "fault_stop", "fault_assumption", "fault_scenario", "fault_matrix", "scenario",
  "parallel", "partition", "partition_start", "partition_stop", "nondet", "eventually", "always", "monitor", "await_event", "await_stable",
  "sleep", "determinism", "trace", "trace_start", "trace_stop", "events", "assert_eventually", "assert_never", "assert_before", "test", "choose", "halt",
]); // prettier-ignore

/** A lambda has no other way to say no than its value, which assertions do not have. */
const forbiddenInLambdas = new Set(["assert_true", "assert_eq"]);

/** Refuses predicates that do something. Throws [SuiteError] with the place. */
function checkPredicate(fn: Value, what: string): void {
  if (!(fn instanceof StarFunction)) return;
  for (const { calleeValue, position, inside } of reach(fn).calls) {
    if (!(calleeValue instanceof Builtin)) continue;
    const name = decode(calleeValue.name);
    const lambda = inside === fn.info && decode(fn.name) === "lambda";
    if (!forbidden.has(name) && !(lambda && forbiddenInLambdas.has(name))) continue;
    throw new SuiteError(
      `${what} must not call ${name}() (${position.file}:${position.line}:${position.column}): it is asked at every event and may only look`,
      { code: "SPEC_FORBIDDEN_LAMBDA" },
    );
  }
}

const clockParam = { name: "clock", type: "text", default: "wall", kind: "keyword", doc: '"wall", the only clock there is.' } as const;

function checkClock(clock: string, name: string): void {
  if (clock !== "wall") throw new SuiteError(`${name}: clock=${JSON.stringify(clock)} does not exist; "wall" does`);
}

/** Monitors handed to an assumption, scenario or matrix: they are in force there only. */
export function scopedMonitors(list: List, what: string): readonly MonitorValue[] {
  return list.items.map((item) => {
    if (!(item instanceof MonitorValue)) throw new SuiteError(`${what}: monitors= must hold monitor() values, got ${kindOf(item)}`);
    item.scoped = true;
    return item;
  });
}

/** Runs [body] while [monitors] are in force as well. */
export async function monitoring<T>(state: SuiteState, monitors: readonly MonitorValue[], body: () => Promise<T>): Promise<T> {
  if (monitors.length === 0) return body();
  const run = state.run("monitor");
  await run.sync();
  const stop = monitors.map((monitor) => propertiesOf(run).monitor(monitor));
  try {
    const result = await body();
    // What happened within is judged before it is left.
    await run.sync();
    run.signal.throwIfAborted();
    return result;
  } finally {
    for (const one of stop) one();
  }
}

function anchorOf(value: Value, what: string): Anchor {
  if (typeof value !== "string") return pickerOf(value, what);
  const name = decode(value);
  const known = anchorNames.find((candidate) => candidate === name);
  if (known === undefined) throw new SuiteError(`${what}: unknown anchor "${name}"; there are ${anchorNames.join(", ")}, and matchers`);
  return known;
}

export function temporalBuiltins(state: SuiteState): readonly Builtin[] {
  /** In a test a property is in force from here on; while loading it waits to be handed to `test`. */
  const declare = async (property: PropertyValue): Promise<PropertyValue> => {
    const run = state.current;
    if (run === undefined) state.properties.add(property);
    else {
      await run.sync();
      propertiesOf(run).add(property);
    }
    return property;
  };

  const predicateParam = { name: "predicate", type: "callable", arity: 1, doc: "Called with the trace up to an event." } as const;

  return [
    builtin({
      name: "monitor",
      doc:
        "A state machine over events that must never say no. For every event that matches, the state becomes what `update` makes of event and state, and " +
        "`check` must be true of both. At top level it is in force in every test, unless it is given as monitors= of an assumption, scenario or matrix; " +
        "in a test, in the rest of that test.",
      params: [
        { name: "name", type: "text", doc: "For reports." },
        { name: "on", type: [MatcherValue, "callable"], arity: 1, kind: "keyword", doc: "Which events." },
        { name: "state_init", type: "any", default: null, kind: "keyword", doc: "The state at first, fresh in every test." },
        { name: "update", type: ["callable", "None"], arity: 2, default: null, kind: "keyword", doc: "(event, state) → state." },
        {
          name: "check",
          type: ["callable", "None"],
          arity: 2,
          default: null,
          kind: "keyword",
          doc: "(event, state) → whether all is well.",
        },
      ],
      returns: "monitor",
      call: async ({ name, on, state_init, update, check }, ctx) => {
        if (update === null && check === null)
          throw new SuiteError(`monitor("${name}"): neither update= nor check= is given, so it can never be violated`);
        for (const fn of [on, update, check]) checkPredicate(fn, `monitor("${name}")`);
        const monitor = new MonitorValue(name, on, state_init, update, check, ctx.position);
        const run = state.current;
        if (run === undefined) {
          const other = state.monitors.find((one) => one.name === name);
          if (other !== undefined)
            state.diagnose({
              level: "warning",
              code: "DUPLICATE_NAME",
              message: `monitor("${name}"): there is another one of this name at ${formatPosition(other.position)}; both are in force, and reports cannot tell them apart`,
              position: ctx.position,
            });
          state.monitors.push(monitor);
        } else {
          await run.sync();
          propertiesOf(run).monitor(monitor);
        }
        return monitor;
      },
    }),
    builtin({
      name: "eventually",
      doc: "A property: the predicate becomes true before the test's body returns. Called in a test it is in force from there on; made while loading, give it to test().",
      params: [
        predicateParam,
        { name: "anchor", type: [MatcherValue, "callable", "None"], arity: 1, default: null, doc: "Looks only once this event has come." },
      ],
      returns: "property",
      call: ({ predicate, anchor }, ctx) => {
        checkPredicate(predicate, "eventually");
        return declare(new PropertyValue("eventually", predicate, [anchor ?? undefined, undefined], ctx.position));
      },
    }),
    builtin({
      name: "always",
      doc: "A property: the predicate is true after every event. The first time it is not ends the test.",
      params: [
        predicateParam,
        {
          name: "between",
          type: ["tuple", "None"],
          default: null,
          doc: 'Only from one anchor to another: "body_start", "body_end", "stable", or a matcher.',
        },
      ],
      returns: "property",
      call: ({ predicate, between }, ctx) => {
        checkPredicate(predicate, "always");
        if (between !== null && between.items.length !== 2)
          throw new SuiteError(`always: between= must be two anchors, got ${between.items.length}`);
        const [start, end] = between?.items ?? [];
        const window = [
          start === undefined ? undefined : anchorOf(start, "always: between="),
          end === undefined ? undefined : anchorOf(end, "always: between="),
        ] as const;
        return declare(new PropertyValue("always", predicate, window, ctx.position));
      },
    }),
    builtin({
      name: "await_event",
      doc: "Waits for an event; one that has happened already will do. Fails when a service dies meanwhile; a test that runs out of time here is inconclusive.",
      params: [pickerParam, clockParam],
      returns: "event",
      call: async ({ matcher, clock }, ctx) => {
        checkClock(clock, "await_event");
        const run = state.run("await_event");
        return historyOf(run).value(await propertiesOf(run).next(matcher, "await_event", ctx.signal));
      },
    }),
    builtin({
      name: "await_stable",
      doc: 'Waits until nothing happens any more: no event for the window, those that `ignore` matches aside. Of calls those count that the test faults, traces or asks for. A call that a delay holds is something that happens: with delays in force it waits longer by the longest of them. It is the moment "stable" of always().',
      params: [
        { name: "quiescence_window", type: "text", default: "1s", kind: "keyword", doc: "How long it must be quiet." },
        {
          name: "ignore",
          type: [MatcherValue, "callable", "None"],
          arity: 1,
          default: null,
          kind: "keyword",
          doc: "Events that do not count.",
        },
        clockParam,
      ],
      call: async ({ quiescence_window, ignore, clock }, ctx) => {
        checkClock(clock, "await_stable");
        const windowNs = parseDuration(quiescence_window);
        if (windowNs <= 0)
          throw new SuiteError(`await_stable: quiescence_window must be positive, got ${JSON.stringify(quiescence_window)}`);
        await propertiesOf(state.run("await_stable")).quiet(windowNs / 1e6, ignore ?? undefined, "await_stable", ctx.signal);
        return null;
      },
    }),
    builtin({
      name: "sleep",
      doc: "Waits. Prefer await_event(): it waits for what is meant, and no longer.",
      params: [{ name: "duration", type: "text", doc: 'Such as "100ms".' }, clockParam],
      call: async ({ duration, clock }, ctx) => {
        checkClock(clock, "sleep");
        const ms = parseDuration(duration) / 1e6;
        if (ms < 0) throw new SuiteError(`sleep: the duration must not be negative, got ${JSON.stringify(duration)}`);
        const run = state.run("sleep");
        const properties = propertiesOf(run);
        const leftMs = Math.min(run.remainingMs, properties.deadlineMs - performance.now());
        if (ms > leftMs) {
          throw new SuiteError(
            `sleep: ${duration} is longer than what the test has left (${formatDuration(Math.max(0, Math.round(leftMs)) * 1e6)})`,
          );
        }
        if (ms > 0) await properties.sleep(ms, ctx.signal);
        return null;
      },
    }),
    builtin({
      name: "duration",
      doc: "A duration as a number of nanoseconds, to compare duration_since() with.",
      params: [{ name: "text", type: "text", doc: 'Such as "100ms".' }],
      returns: "int",
      call: ({ text }) => parseDuration(text),
    }),
    testBuiltin(state),
  ];
}

/** A list of properties, or one. */
function propertiesIn(value: Value, what: string): readonly PropertyValue[] {
  if (value === null) return [];
  const items = value instanceof List || value instanceof Tuple ? value.items : [value];
  return items.map((item) => {
    if (item instanceof PropertyValue) return item;
    throw new SuiteError(`${what} takes eventually() and always() values, got ${kindOf(item)}`);
  });
}

interface Declared {
  readonly name: string;
  readonly body: Callable;
  readonly setup: Callable | null;
  readonly expect: readonly PropertyValue[];
  readonly until: PropertyValue | undefined;
  readonly timeoutMs: number;
  readonly assume: List;
}

function testBuiltin(state: SuiteState): Builtin {
  return builtin({
    name: "test",
    doc: "Registers the test `test_<name>`: a body with expectations on its trace and a timeout of its own. When the time is over the test is inconclusive, never passed.",
    params: [
      { name: "name", type: "text", doc: "Without `test_`." },
      { name: "body", type: "callable", arity: 0, doc: "What is done." },
      {
        name: "setup",
        type: ["callable", "None"],
        arity: 0,
        default: null,
        kind: "keyword",
        doc: "Done first; expectations do not look at it.",
      },
      { name: "expect", type: "any", default: null, kind: "keyword", doc: "eventually() and always() values: one, or a list." },
      { name: "timeout", type: "text", default: "30s", kind: "keyword", doc: "For setup and body together." },
      { name: "terminate_when", type: [PropertyValue, "None"], default: null, kind: "keyword", doc: "An eventually() that ends the test." },
      {
        name: "assume",
        type: "list",
        default: new List(),
        kind: "keyword",
        doc: "Conditions under which there is anything to test; see assume().",
      },
      clockParam,
    ],
    call: ({ name, body, setup, expect, timeout, terminate_when, assume, clock }, ctx) => {
      checkClock(clock, `test("${name}")`);
      if (name === "") throw new SuiteError("test: the name must not be empty");
      const timeoutMs = parseDuration(timeout) / 1e6;
      if (timeoutMs <= 0) throw new SuiteError(`test("${name}"): timeout must be positive, got ${JSON.stringify(timeout)}`);
      if (terminate_when?.kind === "always")
        throw new SuiteError(`test("${name}"): terminate_when= takes eventually(); what must always hold belongs to expect=`);
      const declared: Declared = {
        name,
        body,
        setup,
        expect: propertiesIn(expect, `test("${name}"): expect=`),
        until: terminate_when ?? undefined,
        timeoutMs,
        assume,
      };
      for (const used of [...declared.expect, ...(terminate_when === null ? [] : [terminate_when])]) state.properties.delete(used);
      const test = name.startsWith("test_") ? name : `test_${name}`;
      const reads = [body, ...(setup === null ? [] : [setup]), ...declared.expect, ...(terminate_when === null ? [] : [terminate_when])];
      const run = builtin({ name: encode(test), call: (_, inner) => runDeclared(state, declared, inner) });
      state.register({ name: test, body: run, position: ctx.position, reads, needs: new Map() });
      return null;
    },
  });
}

/** Resolves with what the body returned, or None when `terminate_when` ended the test. */
async function runDeclared(state: SuiteState, declared: Declared, ctx: CallContext): Promise<Value> {
  const run = state.run("test");
  const properties = propertiesOf(run);
  properties.deadlineMs = performance.now() + declared.timeoutMs;
  const timer = setTimeout(() => {
    const pending = properties.pending.length === 0 ? "" : `; still open: ${properties.pending.join(", ")}`;
    const late = new TestTimeout(
      `test "${declared.name}" did not end within its timeout of ${formatDuration(declared.timeoutMs * 1e6)}${pending}`,
    );
    // What happened in time and was violated comes first.
    const end = (): void => run.fail(late);
    run.sync().then(end, end);
  }, timerMs(declared.timeoutMs));
  try {
    if (declared.setup !== null) await ctx.call(declared.setup, []);
    for (const predicate of declared.assume.items) assumeHolds(state, predicate, ctx);
    await run.sync();
    for (const property of declared.expect) properties.add(property);
    const { until } = declared;
    const ended = Promise.withResolvers<undefined>();
    if (until !== undefined) properties.add(until, () => ended.resolve(undefined));
    properties.reached("body_start");
    const body = ctx.call(declared.body, []);
    // It goes on when the test ends before it, and then nobody hears of its end.
    body.catch(() => undefined);
    const returned = await Promise.race([body.then((value) => [value] as const), ended.promise]);
    if (returned !== undefined) return returned[0];
    await run.sync();
    properties.finish("terminate_when ended the test");
    return null;
  } finally {
    clearTimeout(timer);
  }
}
