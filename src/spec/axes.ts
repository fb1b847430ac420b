/**
 * Where a test branches, read from its text: the named choices, tried-out faults and ordered `parallel()` calls that it can reach. Their
 * product is what `faultbox plan` lists and what is run. What the text does not tell (a name or a list that is computed) is found when the
 * test comes to it, and the plan says so.
 */
import { patternsOf, type Axis, type Branching, type WrittenRule } from "../engine/index.ts";
import { Builtin, decode, Float, List, reach, type CallSite, type StaticArg, type Value } from "../starlark/index.ts";
import { AssumptionValue, type Assumed } from "./assumptions.ts";
import { choiceAxis, interleavingAxis, ordersOf } from "./branching.ts";
import { faultAxis, FaultValue, labelAxis, triedCalls } from "./faults.ts";
import { servicesOf } from "./needs.ts";

/** Where a test can branch that is made of the functions [reads] under the faults [assumed]. */
export function branchingOf(reads: readonly Value[], assumed: readonly Assumed[]): Branching {
  const axes = new Map(assumed.flatMap(({ rules }) => axesOfRules(rules)).map((axis) => [axis.name, axis]));
  const unread: string[] = [];
  let parallel = false;
  for (const site of reach(...reads).calls) {
    if (!(site.calleeValue instanceof Builtin)) continue;
    const found = readSite(site, site.calleeValue.name);
    parallel ||= found === "parallel";
    if (found === "unread") unread.push(`${site.position.file}:${site.position.line}`);
    else if (found !== "parallel") for (const axis of found) if (!axes.has(axis.name) && axis.options.length > 1) axes.set(axis.name, axis);
  }
  return { axes: [...axes.values()], unread: [...new Set(unread)], parallel };
}

function readSite(site: CallSite, builtin: string): readonly Axis[] | "unread" | "parallel" {
  switch (builtin) {
    case "choose":
      return choice(site);
    case "parallel":
      return interleaving(site);
    case "fault":
    case "fault_start":
    case "fault_all":
      return tried(site);
    default:
      return [];
  }
}

function choice({ args }: CallSite): readonly Axis[] | "unread" {
  const [name, options] = args;
  if (options === undefined) return [];
  const word = name === undefined ? undefined : valueOf(name);
  const items = itemsOf(options);
  if (typeof word !== "string" || items === undefined || items.length === 0) return "unread";
  return [choiceAxis(decode(word), items)];
}

function interleaving({ args, kwargs, hasStarArgs, position }: CallSite): readonly Axis[] | "unread" | "parallel" {
  const given = kwargs.find(({ name }) => name === "interleavings")?.value;
  if (given === undefined) return "parallel";
  const value = valueOf(given);
  if (hasStarArgs || (typeof value !== "string" && typeof value !== "number")) return "unread";
  const orders = ordersOf(typeof value === "string" ? decode(value) : value, args.length);
  return orders === undefined ? "parallel" : [interleavingAxis(position, orders)];
}

function tried({ args, kwargs }: CallSite): readonly Axis[] | "unread" {
  const [target] = args;
  const assumption = target === undefined ? undefined : valueOf(target);
  if (assumption instanceof AssumptionValue) return axesOfRules(assumption.assumed.flatMap(({ rules }) => rules));
  const axes: Axis[] = [];
  for (const { name, value } of kwargs) {
    if (name === "run") continue;
    const fault = faultOf(value);
    if (fault === undefined || fault.calls === 0) continue;
    const services = servicesOf(target);
    if (services.length === 0 && labelAxis(fault.label) === undefined) return "unread";
    for (const service of services.length === 0 ? [""] : services) {
      axes.push({ name: faultAxis(service, decode(name), fault.label), options: patternsOf(fault.calls) });
    }
  }
  return axes;
}

/** What is known of a fault: how many of its calls are tried out, and its label. */
function faultOf(arg: StaticArg): { readonly calls: number; readonly label: string | undefined } | undefined {
  const made = valueOf(arg);
  if (made instanceof FaultValue) return { calls: made.tried, label: made.label };
  if (arg.kind !== "call" || !["deny", "delay", "short", "crash"].includes(arg.callee)) return undefined;
  const keyword = (name: string): Value | undefined => {
    const given = arg.call.kwargs.find((kwarg) => kwarg.name === name)?.value;
    return given === undefined ? undefined : valueOf(given);
  };
  const probability = keyword("probability");
  const cap = keyword("max_fires");
  const label = keyword("label");
  const mode = keyword("mode");
  const positions = ["nth", "first", "every", "after"].some((name) => keyword(name) !== undefined);
  const share = probability instanceof Float ? probability.value : typeof probability === "string" ? decode(probability) : probability;
  if ((typeof share !== "number" && typeof share !== "string") || typeof cap !== "number" || positions) return undefined;
  return {
    calls: triedCalls(share, cap, typeof mode === "string" ? decode(mode) : undefined),
    label: typeof label === "string" && label !== "" ? decode(label) : undefined,
  };
}

/** The axes of the tried-out faults among [rules]. */
function axesOfRules(rules: readonly WrittenRule[]): readonly Axis[] {
  return rules.flatMap(({ tried, selection }) =>
    tried === undefined ? [] : [{ name: tried.axis, options: patternsOf(selection.maxFires ?? 1) }],
  );
}

function valueOf(arg: StaticArg): Value | undefined {
  return arg.kind === "literal" || arg.kind === "global" ? arg.value : undefined;
}

/** The items of a list in the text, or of one that a global holds; undefined if any of them is computed. */
function itemsOf(arg: StaticArg): readonly Value[] | undefined {
  const value = valueOf(arg);
  if (value instanceof List) return value.items;
  if (arg.kind !== "list") return undefined;
  const items = arg.items.map(valueOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}
