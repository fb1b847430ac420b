/**
 * Faults and traces: the actions `deny`, `delay`, `short`, `crash`, `allow`, and the scopes that put them in force, `fault`, `fault_start`,
 * `fault_stop`, `fault_all`, `trace`, `trace_start`, `trace_stop`; `restart`, which brings a service back.
 */
import {
  actionText,
  leafWord,
  mostTried,
  orderAxis,
  SuiteError,
  type FaultAction,
  type Operation,
  type Scope,
  type WrittenRule,
} from "../engine/index.ts";
import {
  builtin,
  decode,
  didYouMean,
  encode,
  HostValue,
  type Builtin,
  type CallContext,
  type Param,
  type Value,
} from "../starlark/index.ts";
import { errnoNames, errnoNumber, formatDuration, parseDuration } from "../trace/index.ts";
import { assuming, AssumptionValue } from "./assumptions.ts";
import { mostShortBytes, type Selection } from "../supervisor/index.ts";
import { neverMatches } from "./lint.ts";
import { InterfaceRef, ServiceValue } from "./services.ts";
import { divisibleOf } from "./short.ts";
import type { SuiteState } from "./state.ts";
import { resolveSyscalls } from "./syscalls.ts";
import { kindOf, texts } from "./values.ts";

/** What `deny(…)` and its like return. */
export class FaultValue extends HostValue {
  static readonly typeName = "fault";
  readonly type = "fault";
  readonly action: FaultAction;
  readonly selection: Selection;
  readonly label: string | undefined;
  /** So many of its calls are tried out: a leaf for each pattern of firing and not. */
  readonly tried: number;

  constructor(action: FaultAction, selection: Selection = {}, label?: string, tried = 0) {
    super();
    this.action = action;
    this.selection = selection;
    this.label = label;
    this.tried = tried;
  }

  override repr(): string {
    const { action, selection } = this;
    const what =
      action.kind === "deny"
        ? ` deny=${errnoOf(action)}`
        : action.kind === "delay"
          ? ` delay=${formatDuration(action.delayNs)}`
          : action.kind === "short" || action.kind === "crash"
            ? ` ${actionText(action)}`
            : ` ${action.kind}`;
    const label = this.label === undefined ? "" : ` label=${JSON.stringify(this.label)}`;
    return encode(`<fault${what} prob=${(selection.probability ?? 1) * 100}%${label}>`);
  }
}

function errnoOf({ errno }: Extract<FaultAction, { kind: "deny" }>): string {
  return errnoNames.find((name) => errnoNumber(name) === errno) ?? String(errno);
}

const selectionParams = [
  {
    name: "probability",
    type: ["float", "text", "None"],
    default: null,
    kind: "keyword",
    doc: 'Share of the calls it takes: 0.5 or "50%".',
  },
  { name: "label", type: ["text", "None"], default: null, kind: "keyword", doc: "A name for reports." },
  { name: "max_fires", type: ["int", "None"], default: null, kind: "keyword", doc: "At most this many times." },
  {
    name: "mode",
    type: ["text", "None"],
    default: null,
    kind: "keyword",
    doc: 'With probability= and max_fires=: "exhaustive" (the default) makes a leaf for each pattern of firing and not, "stochastic" draws.',
  },
  { name: "path", type: ["text", "None"], default: null, kind: "keyword", doc: "Glob on the path, also of the file behind a descriptor." },
  {
    name: "address",
    type: ["text", "None"],
    default: null,
    kind: "keyword",
    doc: 'Glob on the peer, such as "127.0.0.1:5432" or "unix:/run/db.sock".',
  },
  { name: "nth", type: ["int", "None"], default: null, kind: "keyword", doc: "Only the nth matching call." },
  { name: "first", type: ["int", "None"], default: null, kind: "keyword", doc: "Only the first n." },
  { name: "every", type: ["int", "None"], default: null, kind: "keyword", doc: "Every nth." },
  { name: "after", type: ["int", "None"], default: null, kind: "keyword", doc: "All after the nth." },
] as const satisfies readonly Param[];

type SelectionArgs = {
  readonly probability: number | string | null;
  readonly label: string | null;
  readonly max_fires: number | null;
  readonly mode: string | null;
  readonly path: string | null;
  readonly address: string | null;
  readonly nth: number | null;
  readonly first: number | null;
  readonly every: number | null;
  readonly after: number | null;
};

function selectionOf(args: SelectionArgs, name: string, state: SuiteState, ctx: CallContext): Selection {
  const positions = (["nth", "first", "every", "after"] as const).filter((key) => args[key] !== null);
  if (positions.length > 1) throw new SuiteError(`${name}: ${positions.map((key) => `${key}=`).join(" and ")} exclude each other`);
  for (const key of [...positions, "max_fires"] as const) {
    const value = args[key];
    if (value !== null && value < (key === "after" ? 0 : 1)) throw new SuiteError(`${name}: ${key}= must be positive, got ${value}`);
  }
  if (args.mode !== null && args.mode !== "stochastic" && args.mode !== "exhaustive") {
    throw new SuiteError(`${name}: mode=${JSON.stringify(args.mode)} is not supported; "exhaustive" and "stochastic" are`);
  }
  if (args.mode === "exhaustive" && (args.probability === null || args.max_fires === null))
    throw new SuiteError(`${name}: mode="exhaustive" needs probability= and max_fires=`);
  const probability = args.probability === null ? undefined : probabilityOf(args.probability, name, state, ctx);
  return {
    ...(args.path === null ? {} : { path: args.path }),
    ...(args.address === null ? {} : { address: args.address }),
    ...(args.nth === null ? {} : { nth: args.nth }),
    ...(args.first === null ? {} : { first: args.first }),
    ...(args.every === null ? {} : { every: args.every }),
    ...(args.after === null ? {} : { after: args.after }),
    ...(probability === undefined || probability === 1 ? {} : { probability }),
    ...(args.max_fires === null ? {} : { maxFires: args.max_fires }),
  };
}

/**
 * How many calls of a fault are tried out, each firing in some leaves and not in others: all up to its cap, where there is one, and a
 * probability that leaves it open, and nobody asked for draws. Throws [SuiteError] where that makes too many leaves.
 */
export function triedCalls(probability: number | string, cap: number, mode: string | undefined): number {
  const number = Number(String(probability).trim().replace(/%$/, ""));
  const certain = typeof probability === "string" && probability.trim().endsWith("%") ? number === 100 : number === 1 || number === 100;
  if (mode === "stochastic" || certain || number === 0) return 0;
  if (cap > mostTried)
    throw new SuiteError(
      `max_fires=${cap} with a probability makes 2^${cap} leaves; at most ${mostTried} calls are tried out, or give mode="stochastic"`,
    );
  return cap;
}

function triedOf({ probability, max_fires, mode, nth, first, every, after }: SelectionArgs): number {
  if (probability === null || max_fires === null || [nth, first, every, after].some((position) => position !== null)) return 0;
  return triedCalls(probability, max_fires, mode ?? undefined);
}

/** The axis of a tried-out fault: its label, or service and keyword. */
export function faultAxis(service: string, keyword: string, label: string | undefined): string {
  return labelAxis(label) ?? leafWord(`${service}:${keyword}`);
}

/** The axis that a label names; none for one that is empty, or that means the order of side by side calls in a leaf. */
export function labelAxis(label: string | undefined): string | undefined {
  const word = leafWord(label ?? "");
  return word === "" || word === orderAxis ? undefined : word;
}

/** `0.5`, `50` and `"50%"` agree; with a percent sign it is always a percentage, whatever its size. */
function probabilityOf(given: number | string, name: string, state: SuiteState, ctx: CallContext): number {
  const wrong = (): never => {
    throw new SuiteError(`${name}: probability must be 0 to 1 or "0%" to "100%", got ${JSON.stringify(given)}`);
  };
  const percent = typeof given === "string" && given.trim().endsWith("%");
  const text = typeof given === "string" ? given.trim().replace(/%$/, "") : String(given);
  const number = /^\d+(\.\d*)?$|^\.\d+$/.test(text) ? Number(text) : wrong();
  const share = percent || number > 1 ? number / 100 : number;
  if (share > 1) wrong();
  if (percent && number > 0 && number <= 1) {
    state.diagnose({
      level: "warning",
      code: "SMALL_PERCENTAGE",
      message: `${name}: probability ${JSON.stringify(given)} means ${share * 100} percent; other tools take it for ${number * 100} percent`,
      position: ctx.position,
    });
  }
  return share;
}

/** The rules that one keyword of a fault stands for on a service: a call or family by name, or one of the service's operations. */
function writtenRules(service: ServiceValue, keyword: string, fault: FaultValue, builtinName: string): WrittenRule {
  const operation = service.declaration.operations[keyword];
  if (operation === undefined) {
    const resolved = resolveSyscalls(keyword, builtinName, Object.keys(service.declaration.operations));
    return {
      keyword,
      ...(fault.action.kind === "short" ? divisibleOf(keyword, resolved) : resolved),
      action: fault.action,
      ...labelOf(fault),
      selection: fault.selection,
      ...triedBy(service, keyword, fault),
    };
  }
  return { ...operationRule(keyword, operation, fault, builtinName), ...triedBy(service, keyword, fault) };
}

function triedBy(service: ServiceValue, keyword: string, { tried, label }: FaultValue): Pick<WrittenRule, "tried"> {
  return tried === 0 ? {} : { tried: { axis: faultAxis(service.name, keyword, label) } };
}

function labelOf({ label }: FaultValue): { label?: string } {
  return label === undefined || label === "" ? {} : { label };
}

function operationRule(keyword: string, operation: Operation, fault: FaultValue, builtinName: string): WrittenRule {
  const parts = operation.syscalls.map((name) => resolveSyscalls(name, builtinName));
  const resolved = {
    shown: [...new Set(parts.flatMap(({ shown }) => shown))],
    syscalls: [...new Set(parts.flatMap(({ syscalls }) => syscalls))],
  };
  return {
    keyword,
    ...(fault.action.kind === "short" ? divisibleOf(keyword, resolved) : resolved),
    action: fault.action,
    ...labelOf(fault),
    selection: { ...(operation.path === undefined ? {} : { path: operation.path }), ...fault.selection },
    op: keyword,
  };
}

export function faultRules(
  service: ServiceValue,
  faults: ReadonlyMap<string, Value>,
  builtinName: string,
  { position: { file, line, column } }: CallContext,
): readonly WrittenRule[] {
  if (faults.size === 0) {
    throw new SuiteError(`${builtinName}: no fault given; write for example write=deny("EIO")`);
  }
  // Sorted, so that the log and the console do not depend on the order in which keywords were written.
  return [...faults]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, fault]) => {
      const keyword = decode(key);
      if (!(fault instanceof FaultValue))
        throw new SuiteError(
          `${builtinName.endsWith(")") ? builtinName : `${builtinName}()`} ${keyword}= must be a fault (delay/deny/short/crash/allow), got ${kindOf(fault)}`,
        );
      const rule = writtenRules(service, keyword, fault, builtinName);
      // What an operation says of paths is looked at where it is made.
      const why = neverMatches(rule.syscalls, fault.selection);
      if (why !== undefined) throw new SuiteError(`${builtinName}: ${keyword}: ${why}`);
      return { ...rule, position: { file, line, column } };
    });
}

function traceRules(syscalls: readonly string[], builtinName: string): readonly WrittenRule[] {
  if (syscalls.length === 0) throw new SuiteError(`${builtinName}: syscalls= must not be empty`);
  return syscalls.map((keyword) => ({ keyword, ...resolveSyscalls(keyword, builtinName), action: { kind: "trace" }, selection: {} }));
}

/** Scopes opened by `fault_start` and `trace_start`: closed by their counterpart, or by the end of the test. */
class OpenScopes {
  readonly #scopes = new WeakMap<object, Scope[]>();

  add(run: object, scope: Scope): void {
    this.#scopes.set(run, [...(this.#scopes.get(run) ?? []), scope]);
  }

  /** Takes those of a service, innermost first. */
  take(run: object, service: string): readonly Scope[] {
    const all = this.#scopes.get(run) ?? [];
    this.#scopes.set(
      run,
      all.filter((scope) => scope.service !== service),
    );
    return all.filter((scope) => scope.service === service).reverse();
  }
}

export function faultBuiltins(state: SuiteState): readonly Builtin[] {
  const started = { fault: new OpenScopes(), trace: new OpenScopes() };

  const made = (action: FaultAction, selection: SelectionArgs, ctx: CallContext): FaultValue => {
    const chosen = selectionOf(selection, action.kind, state, ctx);
    if (chosen.probability === 0)
      withoutEffect(`${action.kind}: with probability=${JSON.stringify(selection.probability)} it never fires`, ctx);
    return new FaultValue(action, chosen, selection.label ?? undefined, triedOf(selection));
  };

  const withoutEffect = (message: string, { position }: CallContext): void =>
    state.diagnose({ level: "warning", code: "FAULT_WITHOUT_EFFECT", message, position });

  const within = async (
    kind: "fault" | "trace",
    services: readonly ServiceValue[],
    rules: (service: ServiceValue) => readonly WrittenRule[],
    body: Value,
    ctx: CallContext,
  ): Promise<Value> => {
    const run = state.run(kind);
    const scopes: Scope[] = [];
    try {
      for (const service of services) scopes.push(await run.apply(service.name, kind, rules(service)));
      return await ctx.call(body, []);
    } finally {
      for (const scope of scopes.reverse()) await run.lift(scope);
    }
  };

  const start = async (kind: "fault" | "trace", name: string, service: ServiceValue, rules: readonly WrittenRule[]): Promise<null> => {
    const run = state.run(name);
    started[kind].add(run, await run.apply(service.name, kind, rules));
    return null;
  };

  const stop = async (kind: "fault" | "trace", name: string, service: ServiceValue): Promise<null> => {
    const run = state.run(name);
    for (const scope of started[kind].take(run, service.name)) await run.lift(scope);
    return null;
  };

  const runParam = { name: "run", type: "callable", arity: 0, kind: "keyword", doc: "What to run meanwhile." } as const;
  const serviceParam = { name: "service", type: ServiceValue, kind: "positional", doc: "The service whose calls are meant." } as const;
  const faultsParam = { name: "faults", type: "any", kind: "kwargs", doc: 'Call or operation = fault, e.g. write=deny("EIO").' } as const;
  const syscallsParam = { name: "syscalls", type: "list", kind: "keyword", doc: "Names of calls, as in fault()." } as const;

  return [
    builtin({
      name: "deny",
      doc: "A fault: the call is not made and fails with this error.",
      params: [{ name: "errno", type: "text", doc: 'Such as "EIO".' }, ...selectionParams],
      returns: "fault",
      lenient: state.lenient,
      call: ({ errno, ...selection }, ctx) => {
        const name = errno.toUpperCase();
        const number = errnoNumber(name);
        if (number === undefined)
          throw new SuiteError(
            `deny(): unknown errno "${errno}"${didYouMean(name, errnoNames) || "; write an error of Linux by its name, such as EIO, ENOSPC, ECONNREFUSED or ETIMEDOUT"}`,
          );
        return made({ kind: "deny", errno: number }, selection, ctx);
      },
    }),
    builtin({
      name: "delay",
      doc: 'A fault: the call is made, but later. It has fired when it begins and is an event when the call goes on: one that hangs, as under `delay("1h")`, has met its fault and is none.',
      params: [{ name: "duration", type: "text", doc: 'Such as "100ms".', kind: "positional" }, ...selectionParams],
      returns: "fault",
      lenient: state.lenient,
      call: ({ duration, ...selection }, ctx) => {
        const delayNs = parseDuration(duration);
        if (delayNs <= 0) withoutEffect(`delay: ${JSON.stringify(duration)} delays nothing`, ctx);
        return made({ kind: "delay", delayNs: Math.max(0, delayNs) }, selection, ctx);
      },
    }),
    builtin({
      name: "short",
      doc: "A fault: the call is made with n bytes where it asks for more, and returns n. Calls that ask for no more than n are not touched.",
      params: [{ name: "n", type: "int", doc: "How many bytes." }, ...selectionParams],
      returns: "fault",
      lenient: state.lenient,
      call: ({ n, ...selection }, ctx) => {
        if (n < 1 || n > mostShortBytes) {
          const instead = n === 0 ? "; no kernel writes nothing and calls it success: for a call that fails use deny()" : "";
          throw new SuiteError(`short(): n must be 1 to ${mostShortBytes}, got ${n}${instead}`);
        }
        return made({ kind: "short", bytes: n }, selection, ctx);
      },
    }),
    builtin({
      name: "crash",
      doc: "A fault: all processes of the service are killed at the call, before it is made or when it has taken effect.",
      params: [{ name: "when", type: "text", default: "before", doc: '"before" or "after".' }, ...selectionParams],
      returns: "fault",
      lenient: state.lenient,
      call: ({ when, ...selection }, ctx) => {
        if (when !== "before" && when !== "after") {
          throw new SuiteError(`crash(): when= must be "before" or "after", got ${JSON.stringify(when)}`);
        }
        return made({ kind: "crash", when }, selection, ctx);
      },
    }),
    builtin({
      name: "restart",
      doc: "Starts a service again, on the files it has left behind, and waits until it is ready. One that runs is stopped first.",
      params: [serviceParam],
      returns: "True, or False when a crash() took it before it was ready",
      call: ({ service }) => state.run("restart").restart(service.name),
    }),
    builtin({
      name: "allow",
      doc: "No fault: the calls are let through, and an outer fault on them does not apply.",
      returns: "fault",
      call: () => new FaultValue({ kind: "allow" }),
    }),
    builtin({
      name: "fault",
      doc: "Runs something while a service's calls fail or are late. Scopes stack: an inner one adds to an outer one.",
      params: [
        {
          name: "target",
          type: [ServiceValue, AssumptionValue, InterfaceRef],
          kind: "positional",
          doc: "The service that makes the calls, or an assumption.",
        },
        runParam,
        faultsParam,
      ],
      returns: "what run returned",
      call: ({ target, run, faults }, ctx) => {
        if (target instanceof InterfaceRef) {
          throw new SuiteError(
            `fault: faults on an interface (${target.service}.${target.declaration.name}) are not supported; give the service and calls, e.g. fault(${target.service}, write=deny("EIO"), run=…)`,
          );
        }
        if (target instanceof AssumptionValue) {
          if (faults.size > 0)
            throw new SuiteError(`fault: the assumption "${target.name}" has its faults; leave out ${[...faults.keys()].join(", ")}`);
          return assuming(state, [target], () => ctx.call(run, []));
        }
        return within("fault", [target], (service) => faultRules(service, faults, "fault", ctx), run, ctx);
      },
    }),
    builtin({
      name: "fault_all",
      doc: "The same faults on several services.",
      params: [{ name: "services", type: "list", kind: "positional", doc: "The services whose calls are meant." }, runParam, faultsParam],
      returns: "what run returned",
      call: ({ services, run, faults }, ctx) => {
        const all = services.items.map((item) => {
          if (item instanceof ServiceValue) return item;
          throw new SuiteError(`fault_all: want a list of services, got ${kindOf(item)} in it`);
        });
        if (all.length === 0) withoutEffect("fault_all: the list of services is empty", ctx);
        return within("fault", all, (service) => faultRules(service, faults, "fault_all", ctx), run, ctx);
      },
    }),
    builtin({
      name: "fault_start",
      doc: "Puts faults in force until fault_stop() or the end of the test.",
      params: [serviceParam, faultsParam],
      call: ({ service, faults }, ctx) => {
        if (faults.has("run")) throw new SuiteError("fault_start: it takes no run=; write fault(…, run=…), or end it with fault_stop()");
        return start("fault", "fault_start", service, faultRules(service, faults, "fault_start", ctx));
      },
    }),
    builtin({
      name: "fault_stop",
      doc: "Ends what fault_start() began on this service.",
      params: [serviceParam],
      call: ({ service }) => stop("fault", "fault_stop", service),
    }),
    builtin({
      name: "trace",
      doc: "Records a service's calls while something runs.",
      params: [serviceParam, syscallsParam, runParam],
      returns: "what run returned",
      call: ({ service, syscalls, run }, ctx) =>
        within("trace", [service], () => traceRules(texts(syscalls, "trace: syscalls="), "trace"), run, ctx),
    }),
    builtin({
      name: "trace_start",
      doc: "Records a service's calls until trace_stop() or the end of the test.",
      params: [serviceParam, syscallsParam],
      lenient: state.lenient,
      call: ({ service, syscalls }) =>
        start("trace", "trace_start", service, traceRules(texts(syscalls, "trace_start: syscalls="), "trace_start")),
    }),
    builtin({
      name: "trace_stop",
      doc: "Ends what trace_start() began on this service.",
      params: [serviceParam],
      lenient: state.lenient,
      call: ({ service }) => stop("trace", "trace_stop", service),
    }),
  ];
}
