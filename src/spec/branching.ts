/**
 * Where a test branches: `parallel` runs functions side by side, `choose` makes a leaf for each of several options, `assume` leaves
 * combinations out, `halt` ends a test without a verdict, `nondet` exempts services from the ordering of calls under exploration.
 */
import { basename } from "node:path";
import { Halted, leafWord, orderAxis, SuiteError, type Axis } from "../engine/index.ts";
import {
  builtin,
  Builtin,
  decode,
  Dict,
  encode,
  equal,
  isCallable,
  List,
  repr,
  StarFunction,
  truth,
  type CallContext,
  type Callable,
  type Position,
  type Value,
} from "../starlark/index.ts";
import { ServiceValue } from "./services.ts";
import type { SuiteState } from "./state.ts";
import { kindOf } from "./values.ts";

/** More branches than this have more orders than anybody runs. */
const mostOrdered = 5;

/** How a leaf writes options: by their text where that is short, plain and different for each, else by place, `@0`, `@1`. */
export function optionWords(options: readonly Value[]): readonly string[] {
  const texts = options.map((option) => {
    const text = typeof option === "string" ? decode(option) : option === null ? "None" : plainText(option);
    return text !== undefined && /^[\w.+/-]{1,40}$/.test(text) ? text : undefined;
  });
  const unique = new Set(texts).size === texts.length;
  return texts.map((text, place) => (unique && text !== undefined ? text : `@${place}`));
}

function plainText(option: Value): string | undefined {
  if (typeof option === "boolean") return option ? "True" : "False";
  return typeof option === "number" || typeof option === "bigint" ? String(option) : undefined;
}

/** The axis of a named choice. Throws [SuiteError] for a name that means something else. */
export function choiceAxis(name: string, options: readonly Value[]): Axis {
  const word = leafWord(name);
  if (word === "" || word === orderAxis) throw new SuiteError(`choose: ${JSON.stringify(name)} cannot name a choice; use another name`);
  return { name: word, options: optionWords(options) };
}

/** The orders in which so many branches are to be started; undefined where they run side by side. Throws [SuiteError]. */
export function ordersOf(interleavings: string | number, branches: number): readonly (readonly number[])[] | undefined {
  if (interleavings === 1 || interleavings === "1") return undefined;
  if (interleavings === "dpor" || interleavings === "sut-internal")
    throw new SuiteError(`parallel: interleavings=${JSON.stringify(interleavings)} is not supported; use "all", "critical" or a number`);
  const count = typeof interleavings === "number" ? interleavings : /^\d+$/.test(interleavings) ? Number(interleavings) : undefined;
  if (count === undefined && interleavings !== "all" && interleavings !== "critical")
    throw new SuiteError(`parallel: interleavings must be a number, "all" or "critical", got ${JSON.stringify(interleavings)}`);
  if (count !== undefined && count < 1) throw new SuiteError(`parallel: interleavings must be positive, got ${count}`);
  if (branches > mostOrdered && interleavings !== "critical")
    throw new SuiteError(
      `parallel: ${branches} branches have too many orders; use interleavings="critical", or at most ${mostOrdered} branches`,
    );
  if (interleavings === "critical") return criticalOrders(branches);
  return permutations(branches).slice(0, count ?? Infinity);
}

/** All orders of 0 … n-1, in lexicographic order. */
function permutations(n: number): readonly (readonly number[])[] {
  const extend = (taken: readonly number[]): readonly (readonly number[])[] =>
    taken.length === n
      ? [taken]
      : Array.from({ length: n }, (_, next) => next).flatMap((next) => (taken.includes(next) ? [] : extend([...taken, next])));
  return extend([]);
}

/** The given order, each branch first once, and each pair of neighbours changed over: 2n - 1 orders, fewer where these are the same. */
function criticalOrders(n: number): readonly (readonly number[])[] {
  const given = Array.from({ length: n }, (_, i) => i);
  const firsts = given.slice(1).map((i) => [i, ...given.filter((other) => other !== i)]);
  const swaps = given.slice(1).map((i) => given.map((other) => (other === i ? i - 1 : other === i - 1 ? i : other)));
  const orders = new Map([given, ...firsts, ...swaps].map((order) => [order.join("-"), order]));
  return [...orders.values()];
}

/** The axis of a `parallel()` that is run in several orders. */
export function interleavingAxis({ file, line }: Position, orders: readonly (readonly number[])[]): Axis {
  return { name: leafWord(`${basename(file)}:${line}`), options: orders.map((order) => order.join("-")) };
}

/** Leaves the running leaf out unless [predicate], a value or a function of the choices made so far, holds. */
export function assumeHolds(state: SuiteState, predicate: Value, ctx: CallContext): void {
  const choices = (): Dict => new Dict([...state.chosen].map(([name, value]) => [encode(name), value] as const));
  if (truth(isCallable(predicate) ? ctx.callSync(predicate, [choices()]) : predicate)) return;
  const named = predicate instanceof StarFunction || predicate instanceof Builtin;
  state.exclude(`assume(${named ? decode(predicate.name) : ""}) not satisfied`);
}

export function branchingBuiltins(state: SuiteState): readonly Builtin[] {
  return [
    builtin({
      name: "parallel",
      doc: "Runs functions side by side and waits for all of them. When one fails, the others are ended and the test fails with its error.",
      params: [
        { name: "functions", type: "callable", arity: 0, kind: "args", doc: "At least two." },
        {
          name: "interleavings",
          type: ["int", "text"],
          default: 1,
          kind: "keyword",
          doc: 'Instead of side by side, one after the other in several orders, a leaf each: "all", "critical" (2n - 1 of them), or a number.',
        },
      ],
      returns: "the list of their results, in order",
      call: async ({ functions, interleavings }, ctx) => {
        const run = state.run("parallel");
        if (functions.length < 2) throw new SuiteError(`parallel: want at least two functions, got ${functions.length}`);
        const orders = ordersOf(interleavings, functions.length);
        const bodies = functions.map((fn: Callable, index: number) => (signal: AbortSignal) => {
          return ctx.fork({ name: `parallel ${index}`, signal }).call(fn, []);
        });
        if (orders === undefined || orders.length < 2) return new List([...(await run.parallel(bodies, orders?.[0]))]);
        const { name, options } = interleavingAxis(ctx.position, orders);
        return new List([...(await run.parallel(bodies, orders[run.choose(name, options)]))]);
      },
    }),
    builtin({
      name: "choose",
      doc: "One of several options. With a name, every option makes a leaf of the test; without, it is the first one.",
      params: [
        { name: "name", type: ["text", "list"], kind: "positional", doc: "The choice's name, or the options." },
        { name: "options", type: ["list", "None"], default: null, kind: "positional", doc: "The options, if a name is given." },
      ],
      returns: "the option of this leaf",
      call: ({ name, options }, { position }) => {
        if (name instanceof List) {
          if (options !== null) throw new SuiteError("choose: want a name and a list of options, or a list alone");
          if (name.items.length === 0) throw new SuiteError("choose: the list of options must not be empty");
          return name.items[0] ?? null;
        }
        if (options === null) throw new SuiteError(`choose(${JSON.stringify(name)}): the list of options is missing`);
        if (options.items.length === 0) throw new SuiteError(`choose(${JSON.stringify(name)}): the list of options must not be empty`);
        const twice = options.items.find((one, place) => options.items.some((other, before) => before < place && equal(one, other)));
        if (twice !== undefined)
          state.diagnose({
            level: "warning",
            code: "DUPLICATE_NAME",
            message: `choose(${JSON.stringify(name)}): the option ${decode(repr(twice))} is given twice, and makes two leaves that are the same`,
            position,
          });
        const axis = choiceAxis(name, options.items);
        const chosen = options.items[axis.options.length === 1 ? 0 : state.choose(axis)] ?? null;
        state.chosen.set(name, chosen);
        return chosen;
      },
    }),
    builtin({
      name: "assume",
      doc: "Leaves out the leaves for which this does not hold: their result is halted.",
      params: [{ name: "predicate", type: "any", kind: "positional", doc: "A value, or a function of the choices made so far as a dict." }],
      call: ({ predicate }, ctx) => {
        assumeHolds(state, predicate, ctx);
        return null;
      },
    }),
    builtin({
      name: "halt",
      doc: "Ends the test here. Its result is halted: neither passed nor failed.",
      params: [{ name: "reason", type: "text", default: "", doc: "For the report." }],
      call: ({ reason }) => {
        state.run("halt");
        throw new Halted(reason === "" ? "halt()" : reason);
      },
    }),
    builtin({
      name: "nondet",
      doc: "Exempts services from the ordering of calls under --explore, for the running test or, while the suite is loaded, for all. Without services it is True.",
      params: [{ name: "services", type: "any", kind: "args", doc: "Services whose calls are left in whatever order they come." }],
      returns: "True without services",
      call: ({ services }) => {
        const names = services.map((service) => {
          if (service instanceof ServiceValue) return service.name;
          throw new SuiteError(`nondet: want services, got ${kindOf(service)}`);
        });
        state.exempt(names);
        return names.length === 0 ? true : null;
      },
    }),
  ];
}
