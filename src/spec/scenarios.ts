/**
 * Tests put together from parts: a `scenario` says what is done, a `fault_assumption` what goes wrong meanwhile, `fault_scenario` and
 * `fault_matrix` combine them, and an expectation says which outcome is right.
 */
import { AssertionFailure, SuiteError } from "../engine/index.ts";
import {
  builtin,
  Builtin,
  decode,
  Dict,
  didYouMean,
  encode,
  equal,
  HostValue,
  List,
  misfit,
  repr,
  StarFunction,
  Tuple,
  type Callable,
  type CallContext,
  type Value,
} from "../starlark/index.ts";
import { parseDuration, timerMs, type Cell } from "../trace/index.ts";
import { assuming, AssumptionValue, needsOfFaults } from "./assumptions.ts";
import { faultRules } from "./faults.ts";
import type { MonitorValue } from "./properties.ts";
import { ServiceValue } from "./services.ts";
import type { SuiteState } from "./state.ts";
import { monitoring, scopedMonitors } from "./temporal.ts";
import { kindOf } from "./values.ts";

/** Set aside for the outcome of a scenario that did not return in time. */
class Hung extends HostValue {
  readonly type = "hung";
}

/** A number that a result carries, as attribute or as key of a dict. */
function numberOf(result: Value, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = memberOf(result, name);
    if (typeof value === "number") return value;
  }
  return undefined;
}

function memberOf(result: Value, name: string): Value | undefined {
  if (result instanceof HostValue) return result.attr?.(name);
  return result instanceof Dict ? result.get(name) : undefined;
}

function hasError(result: Value): boolean {
  const error = memberOf(result, "error");
  return typeof error === "string" && error !== "";
}

function reject(expectation: string, wanted: string, result: Value): never {
  const got = result instanceof Hung ? "no result in time" : decode(repr(result));
  throw new AssertionFailure(expectation, `${expectation}: wanted ${wanted}, got ${got}`, { expected: wanted, actual: got });
}

const isFunction = (value: Value): value is StarFunction | Builtin => value instanceof StarFunction || value instanceof Builtin;

const nameOf = (fn: Callable): string => (isFunction(fn) ? decode(fn.name) : fn.type);

/** [fn], which is going to be called with [given] arguments. Throws [SuiteError] when it cannot be. */
function fitting<T extends StarFunction | Builtin>(fn: T, given: number, argument: string): T {
  const why = misfit(fn, given);
  if (why !== undefined) throw new SuiteError(`fault_matrix: ${argument}: ${why}`);
  return fn;
}

const defaultTimeout = "30s";

interface Combination {
  readonly test: string;
  readonly scenario: Callable;
  readonly assumptions: readonly AssumptionValue[];
  readonly monitors: readonly MonitorValue[];
  readonly expect: Callable | null;
  readonly timeoutNs: number;
  readonly mustFire: boolean;
  readonly cell?: Cell;
}

export function scenarioBuiltins(state: SuiteState): readonly Builtin[] {
  const assumptionsOf = (value: Value, name: string): readonly AssumptionValue[] => {
    if (value === null) return [];
    const items = value instanceof List ? value.items : [value];
    return items.map((item) => {
      if (item instanceof AssumptionValue) return item;
      throw new SuiteError(`${name}: want fault_assumption() values, got ${kindOf(item)}`);
    });
  };

  /** Registers the test of a scenario under faults. */
  const register = ({ test, scenario, assumptions, monitors, expect, timeoutNs, mustFire, cell }: Combination, ctx: CallContext): void => {
    const body = builtin({
      name: encode(test),
      call: async (_, inner) => {
        await assuming(state, assumptions, async () => {
          const result = await monitoring(state, monitors, () => inTime(inner.call(scenario, []), timeoutNs));
          if (expect !== null) {
            state.run(test).asserts();
            await inner.call(expect, [result]);
          } else if (result instanceof Hung)
            throw new SuiteError(`${test}: the scenario did not return within its timeout of ${timeoutNs / 1e9} s`);
          return null;
        });
        if (mustFire) await allFired(test, assumptions);
        return null;
      },
    });
    const reads = [scenario, ...(expect === null ? [] : [expect]), ...assumptions, ...monitors];
    const assumed = assumptions.flatMap((assumption) => assumption.assumed);
    state.register({
      name: test,
      body,
      position: ctx.position,
      reads,
      needs: needsOfFaults(assumptions),
      assumed,
      ...(cell === undefined ? {} : { cell }),
    });
  };

  const allFired = async (test: string, assumptions: readonly AssumptionValue[]): Promise<void> => {
    const services = new Set(assumptions.flatMap(({ assumed }) => assumed.map(({ service }) => service)));
    const run = state.run("fault_matrix");
    await run.sync();
    const silent = run.unfired().filter(({ service }) => services.has(service));
    if (silent.length === 0) return;
    const names = silent.map(({ service, keyword, action }) => `${keyword}=${action} on ${service}`).join(", ");
    throw new AssertionFailure("require_faults_fire", `${test}: the fault was bypassed: ${names} never fired`, {
      expected: "every fault fires",
      actual: names,
    });
  };

  const noCell = (message: string, ctx: CallContext): void =>
    state.diagnose({ level: "warning", code: "MATRIX_CELL_UNKNOWN", message, position: ctx.position });

  /** The cells of a matrix that an argument names. One that the matrix does not have does nothing, silently, wherever else suites run. */
  const cellsOf = (
    pairs: readonly Value[],
    argument: string,
    scenarios: readonly StarFunction[],
    assumptions: readonly AssumptionValue[],
    ctx: CallContext,
  ): readonly { readonly cell: Tuple; readonly text: string }[] =>
    pairs.map((pair) => {
      const [scenario, assumption] = pair instanceof Tuple && pair.items.length === 2 ? pair.items : [];
      if (!(scenario instanceof StarFunction && assumption instanceof AssumptionValue))
        throw new SuiteError(`fault_matrix: ${argument} wants (scenario, fault_assumption) pairs, got ${decode(repr(pair))}`);
      const text = `(${nameOf(scenario)}, ${assumption.name})`;
      const missing = [
        ...(scenarios.includes(scenario) ? [] : [`the scenario ${nameOf(scenario)}${didYouMean(nameOf(scenario), scenarios.map(nameOf))}`]),
        ...(assumptions.some((one) => one.equals(assumption))
          ? []
          : [
              `the fault ${assumption.name}${didYouMean(
                assumption.name,
                assumptions.map(({ name }) => name),
              )}`,
            ]),
      ];
      if (missing.length > 0)
        noCell(`fault_matrix: ${argument} names ${text}, which is no cell: this matrix does not have ${missing.join(" or ")}`, ctx);
      return { cell: new Tuple([scenario, assumption]), text };
    });

  return [
    builtin({
      name: "scenario",
      doc: "Registers a function as the test `test_<its name>`.",
      params: [{ name: "fn", type: "callable", arity: 0, kind: "positional", doc: "What is done." }],
      returns: "the function",
      call: ({ fn }, ctx) => {
        state.register({ name: `test_${nameOf(fn)}`, body: fn, position: ctx.position, reads: [fn], needs: new Map() });
        return fn;
      },
    }),
    builtin({
      name: "fault_assumption",
      doc: "A named set of faults: on one service by keywords, or several assumptions together.",
      params: [
        { name: "name", type: "text", doc: "For test names and reports." },
        { name: "target", type: [ServiceValue, "None"], default: null, doc: "The service whose calls are meant." },
        { name: "rules", type: ["list", "None"], default: null, kind: "keyword", doc: "Proxy rules; not supported." },
        { name: "monitors", type: ["list", "None"], default: null, kind: "keyword", doc: "In force where this is." },
        { name: "faults", type: ["list", "None"], default: null, kind: "keyword", doc: "Further assumptions to merge in." },
        { name: "description", type: "text", default: "", kind: "keyword", doc: "For people." },
        { name: "syscalls", type: "any", kind: "kwargs", doc: 'Call or operation = fault, e.g. write=deny("EIO").' },
      ],
      returns: "fault_assumption",
      call: ({ name, target, rules, monitors, faults, description, syscalls }, ctx) => {
        if (rules !== null && rules.items.length > 0) throw new SuiteError("fault_assumption: rules= (proxy rules) are not supported");
        if (target === null && syscalls.size > 0)
          throw new SuiteError(`fault_assumption("${name}"): ${[...syscalls.keys()].join(", ")} need a target=`);
        const own =
          target === null || syscalls.size === 0
            ? []
            : [{ service: target.name, rules: faultRules(target, syscalls, `fault_assumption("${name}")`, ctx) }];
        const children = assumptionsOf(faults, "fault_assumption: faults=");
        const watched = monitors === null ? [] : scopedMonitors(monitors, `fault_assumption("${name}")`);
        if (target !== null && own.length + children.length + watched.length === 0)
          state.diagnose({
            level: "warning",
            code: "FAULT_WITHOUT_EFFECT",
            message: `fault_assumption("${name}"): nothing goes wrong with ${target.name}: no fault is given; write for example write=deny("EIO")`,
            position: ctx.position,
          });
        return new AssumptionValue(
          name,
          description,
          [...own, ...children.flatMap(({ assumed }) => assumed)],
          [...watched, ...children.flatMap((child) => child.monitors)],
        );
      },
    }),
    builtin({
      name: "fault_scenario",
      doc: "Registers the test `test_<name>`: a scenario under faults, with an expectation of its outcome.",
      params: [
        { name: "name", type: "text", doc: "Without `test_`." },
        { name: "scenario", type: "callable", arity: 0, kind: "keyword", doc: "What is done." },
        { name: "faults", type: "any", default: null, kind: "keyword", doc: "One fault_assumption() or a list of them." },
        {
          name: "expect",
          type: ["callable", "None"],
          arity: 1,
          default: null,
          kind: "keyword",
          doc: "Called with what the scenario returned; fails to reject.",
        },
        { name: "monitors", type: "list", default: new List(), kind: "keyword", doc: "In force here only." },
        { name: "timeout", type: "text", default: defaultTimeout, kind: "keyword", doc: "For the scenario." },
      ],
      call: ({ name, scenario, faults, expect, monitors, timeout }, ctx) => {
        const watched = scopedMonitors(monitors, `fault_scenario("${name}")`);
        const assumptions = assumptionsOf(faults, "fault_scenario: faults=");
        const timeoutNs = parseDuration(timeout);
        if (timeoutNs <= 0) throw new SuiteError(`fault_scenario("${name}"): timeout must be positive, got ${JSON.stringify(timeout)}`);
        register({ test: `test_${name}`, scenario, assumptions, monitors: watched, expect, timeoutNs, mustFire: false }, ctx);
        return null;
      },
    }),
    builtin({
      name: "fault_matrix",
      doc: "Registers a test for every scenario under every fault: `test_matrix_<scenario>_<fault>`.",
      params: [
        { name: "scenarios", type: "list", kind: "keyword", doc: "Functions: what is done." },
        { name: "faults", type: "list", kind: "keyword", doc: "fault_assumption() values: what goes wrong." },
        {
          name: "default_expect",
          type: ["callable", "None"],
          arity: 1,
          default: null,
          kind: "keyword",
          doc: "For cells without one of their own.",
        },
        { name: "overrides", type: "dict", default: new Dict(), kind: "keyword", doc: "(scenario, fault) = expectation." },
        { name: "monitors", type: "list", default: new List(), kind: "keyword", doc: "In force here only." },
        { name: "exclude", type: "list", default: new List(), kind: "keyword", doc: "(scenario, fault) pairs to leave out." },
        { name: "require_faults_fire", type: "bool", default: false, kind: "keyword", doc: "A cell whose fault never fired fails." },
      ],
      call: ({ scenarios, faults, default_expect, overrides, monitors, exclude, require_faults_fire }, ctx) => {
        const watched = scopedMonitors(monitors, "fault_matrix");
        const assumptions = assumptionsOf(faults, "fault_matrix: faults=");
        if (scenarios.items.length === 0 || assumptions.length === 0)
          throw new SuiteError("fault_matrix: scenarios= and faults= must not be empty");
        const rows = scenarios.items.map((scenario) => {
          if (!(scenario instanceof StarFunction))
            throw new SuiteError(`fault_matrix: scenarios= must hold functions, got ${kindOf(scenario)}`);
          return fitting(scenario, 0, "scenarios=");
        });
        for (const expect of overrides.values()) {
          if (!isFunction(expect)) throw new SuiteError(`fault_matrix: an expectation must be a function, got ${kindOf(expect)}`);
          fitting(expect, 1, "overrides=");
        }
        const excluded = cellsOf(exclude.items, "exclude=", rows, assumptions, ctx);
        const overridden = cellsOf(overrides.keys(), "overrides=", rows, assumptions, ctx);
        for (const { cell, text } of overridden) {
          if (excluded.some((other) => equal(other.cell, cell)))
            noCell(`fault_matrix: overrides= has an expectation for ${text}, which exclude= leaves out`, ctx);
        }
        let cells = 0;
        for (const scenario of rows) {
          for (const assumption of assumptions) {
            const cell = new Tuple([scenario, assumption]);
            if (excluded.some((other) => equal(other.cell, cell))) {
              state.excludedPairs.push({ scenario: decode(scenario.name), fault: assumption.name });
              continue;
            }
            cells++;
            const own = overrides.get(cell);
            const expect = own !== undefined && isFunction(own) ? own : default_expect;
            const test = `test_matrix_${decode(scenario.name)}_${assumption.name}`;
            register(
              {
                test,
                scenario,
                assumptions: [assumption],
                monitors: watched,
                expect,
                timeoutNs: parseDuration(defaultTimeout),
                mustFire: require_faults_fire,
                cell: { scenario: decode(scenario.name), fault: assumption.name, order: state.registered.size },
              },
              ctx,
            );
          }
        }
        if (cells === 0) noCell("fault_matrix: exclude= leaves no cell, so this makes no test", ctx);
        return null;
      },
    }),
    builtin({
      name: "expect_success",
      doc: "An expectation: a result without error, and no status from 500 on.",
      returns: "function",
      call: () =>
        expectation("expect_success", (result) => {
          const status = numberOf(result, "status_code", "status");
          if (result === null || result instanceof Hung || hasError(result) || (status ?? 0) >= 500)
            reject("expect_success", "a result without error", result);
        }),
    }),
    builtin({
      name: "expect_error_within",
      doc: "An expectation: a status from 500 on or a transport error of an HTTP step, within so many milliseconds. A TCP step that fails ends the test instead.",
      params: [{ name: "ms", type: "int", doc: "Milliseconds." }],
      returns: "function",
      call: ({ ms }) => {
        if (ms <= 0) throw new SuiteError(`expect_error_within: ms= must be positive, got ${ms}`);
        return expectation("expect_error_within", (result) => {
          const failed = !(result instanceof Hung) && ((numberOf(result, "status_code", "status") ?? 0) >= 500 || hasError(result));
          if (!failed || (numberOf(result, "duration_ms") ?? 0) > ms) reject("expect_error_within", `an error within ${ms} ms`, result);
        });
      },
    }),
    builtin({
      name: "expect_hang",
      doc: "An expectation: no result within the scenario's timeout, or None.",
      returns: "function",
      call: () =>
        expectation("expect_hang", (result) => {
          if (result !== null && !(result instanceof Hung)) reject("expect_hang", "no result", result);
        }),
    }),
  ];
}

function expectation(name: string, judge: (result: Value) => void): Builtin {
  return builtin({
    name,
    params: [{ name: "result", type: "any", kind: "positional" }],
    call: ({ result }) => {
      judge(result);
      return null;
    },
  });
}

/** What [work] comes to, or [Hung] when that takes longer; it is then left alone and ends with the test. */
async function inTime(work: Promise<Value>, timeoutNs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(new Hung()), timerMs(timeoutNs / 1e6));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
