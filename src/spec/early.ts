/**
 * What must fail when it is reached, found before anything runs: a fault with an error that does not exist, a call that no kernel has, a step that
 * an interface does not offer. All of it is told again, in the same words, where a test comes to it; but a test takes a while to come there, and a
 * slip in the last line of the last test should not take a run to be found. Only what the text says for certain counts.
 *
 * What makes a value and does nothing else (`deny("EIO")`) is simply made, where its arguments are constants: so there is one description of what
 * it accepts. It is made with a state of its own, so that it leaves no trace in the suite's.
 */
import { SuiteError } from "../engine/index.ts";
import {
  Builtin,
  decode,
  didYouMean,
  HostValue,
  List,
  StarlarkError,
  StarlarkRuntimeError,
  type CallSite,
  type Position,
  type StaticArg,
  type Thread,
  type Value,
} from "../starlark/index.ts";
import { servicesOf } from "./needs.ts";
import { InterfaceRef, ServiceValue } from "./services.ts";
import { SuiteState } from "./state.ts";
import { resolveSyscalls } from "./syscalls.ts";

/** What only makes a value. */
const makers = new Set(["deny", "delay", "short", "crash", "duration", "expect_error_within"]);

/** Of `fault` and its like, what is no fault. */
const notFaults = new Set(["run", "source"]);

export interface Slip {
  readonly message: string;
  readonly position: Position;
}

/**
 * The first of [sites], in the order of the text, that must fail.
 * @param makersOf the functions of a suite around a state
 */
export async function firstSlip(
  sites: readonly CallSite[],
  state: SuiteState,
  thread: Thread,
  makersOf: (state: SuiteState) => ReadonlyMap<string, Builtin>,
): Promise<Slip | undefined> {
  let scratch: ReadonlyMap<string, Builtin> | undefined;
  const inOrder = sites.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  for (const site of inOrder) {
    const name = site.calleeValue instanceof Builtin ? decode(site.calleeValue.name) : "";
    const message = makers.has(name)
      ? await failureOfMaking((scratch ??= makersOf(new SuiteState())).get(name), site, thread)
      : (missingArgument(name, site) ?? keywordSlip(name, site, state) ?? traceSlip(name, site) ?? stepSlip(site));
    if (message !== undefined) return { message, position: site.position };
  }
  return undefined;
}

/** What [make] says to the arguments of [site], where these are constants. */
async function failureOfMaking(make: Builtin | undefined, site: CallSite, thread: Thread): Promise<string | undefined> {
  const args = site.args.map(constantOf);
  const kwargs = site.kwargs.map(({ name, value }) => [name, constantOf(value)] as const);
  if (make === undefined || site.hasStarArgs || site.hasStarKwargs) return undefined;
  // Whether a label is a constant says nothing of the rest, but then the rest can only be tried with one.
  if ([...args, ...kwargs.map(([, value]) => value)].some((value) => value === undefined)) return undefined;
  try {
    await thread.call(
      make,
      args.flatMap((value) => (value === undefined ? [] : [value.value])),
      new Map(kwargs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value.value] as const]))),
    );
    return undefined;
  } catch (error) {
    let inner: unknown = error;
    while (inner instanceof StarlarkRuntimeError && inner.cause instanceof Error) inner = inner.cause;
    return inner instanceof Error ? inner.message : String(inner);
  }
}

/** The constant that an argument is, in a box: None is one too. */
function constantOf(arg: StaticArg): { readonly value: Value } | undefined {
  if (arg.kind === "literal") return { value: arg.value };
  if (arg.kind !== "list") return undefined;
  const items = arg.items.map(constantOf);
  return items.includes(undefined) ? undefined : { value: new List(items.map((item) => item?.value ?? null)) };
}

/** A keyword of a fault that is neither a call nor an operation of the service it is on. */
function keywordSlip(name: string, site: CallSite, state: SuiteState): string | undefined {
  if (name !== "fault" && name !== "fault_start" && name !== "fault_all") return undefined;
  for (const service of servicesOf(site.args[0])) {
    const operations = Object.keys(state.services.get(service)?.operations ?? {});
    for (const { name: key } of site.kwargs) {
      const keyword = decode(key);
      if (notFaults.has(keyword) || operations.includes(keyword)) continue;
      const why = said(() => resolveSyscalls(keyword, name, operations));
      if (why !== undefined) return why;
    }
  }
  return undefined;
}

/** A call that leaves out what its function cannot do without. */
function missingArgument(name: string, { calleeValue, args, kwargs, hasStarArgs, hasStarKwargs }: CallSite): string | undefined {
  if (!(calleeValue instanceof Builtin) || hasStarArgs || hasStarKwargs) return undefined;
  const { params } = calleeValue;
  const byPosition = params.filter(({ kind }) => kind === "normal" || kind === "positional").slice(0, args.length);
  const given = new Set([...byPosition, ...kwargs].map((one) => one.name));
  const missing = params.find((param) => param.required && !given.has(param.name));
  return missing === undefined ? undefined : `${name}: missing argument for ${missing.name}`;
}

function traceSlip(name: string, site: CallSite): string | undefined {
  if (name !== "trace" && name !== "trace_start") return undefined;
  const list = site.kwargs.find((kwarg) => kwarg.name === "syscalls")?.value;
  if (list?.kind !== "list") return undefined;
  for (const item of list.items) {
    if (item.kind !== "literal" || typeof item.value !== "string") continue;
    const { value } = item;
    const why = said(() => resolveSyscalls(decode(value), name));
    if (why !== undefined) return why;
  }
  return undefined;
}

/** A step that a service or an interface does not have, or that is called without what it needs. */
function stepSlip(site: CallSite): string | undefined {
  const of = site.receiver?.kind === "global" ? site.receiver.value : undefined;
  if (!(of instanceof ServiceValue || of instanceof InterfaceRef)) return undefined;
  const step = site.callee.slice(site.callee.lastIndexOf(".") + 1);
  let found: Value | undefined;
  const why = said(() => {
    found = of.attr(step);
  });
  if (why !== undefined) return why;
  if (found === undefined) return missing(of, step);
  if (!(found instanceof Builtin)) return undefined;
  const { name, params } = found;
  if (site.hasStarKwargs) return undefined;
  const needed = params.find((p) => p.required && !site.kwargs.some((kwarg) => kwarg.name === p.name));
  return needed === undefined ? undefined : `${decode(name)}: missing argument for ${needed.name}`;
}

function missing(of: HostValue, name: string): string {
  const names = of.attrNames?.() ?? [];
  const guess = didYouMean(name, names);
  return `${of.type} has no .${decode(name)} field or method${guess === "" ? `; it has ${names.map(decode).join(", ")}` : guess}`;
}

/** What [work] fails with. */
function said(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof SuiteError || error instanceof StarlarkError) return error.message;
    throw error;
  }
}
