/**
 * Observing what services print: `observe.stdout()` and `observe.stderr()` say which stream, `decoder(…)` how its lines are read. Each line is
 * then an event of the service, of type `stdout` or `stderr`, in the order in which it was printed.
 */
import { fieldNames, SuiteError, type Decoder, type Observation } from "../engine/index.ts";
import { builtin, didYouMean, encode, HostValue, List, Namespace, type Builtin, type Value } from "../starlark/index.ts";
import type { SuiteState } from "./state.ts";
import { kindOf } from "./values.ts";

export class DecoderValue extends HostValue {
  static readonly typeName = "decoder";
  readonly type = "decoder";
  readonly decoder: Decoder;

  constructor(decoder: Decoder) {
    super();
    this.decoder = decoder;
  }

  override repr(): string {
    return encode(`<decoder ${this.decoder.kind}>`);
  }
}

export class ObservationValue extends HostValue {
  static readonly typeName = "observation";
  readonly type = "observation";
  readonly observation: Observation;

  constructor(observation: Observation) {
    super();
    this.observation = observation;
  }

  override repr(): string {
    const { stream, decoder } = this.observation;
    return encode(`<observe.${stream} ${decoder.kind}>`);
  }
}

/** The value of `observe=` as a service keeps it. */
export function observations(value: Value | undefined, fail: (message: string) => never): readonly Observation[] {
  if (value === undefined || value === null) return [];
  if (!(value instanceof List)) return fail(`observe= must be a list of observe.stdout() and observe.stderr(), got ${kindOf(value)}`);
  const found: Observation[] = [];
  for (const item of value.items) {
    if (!(item instanceof ObservationValue)) return fail(`observe= must hold observe.stdout() and observe.stderr(), got ${kindOf(item)}`);
    const { stream } = item.observation;
    if (found.some((other) => other.stream === stream)) return fail(`observe.${stream}() is given twice; one decoder reads a stream`);
    found.push(item.observation);
  }
  return found;
}

/** Whether lines decide which fields events of this suite can have: then any name may turn up. */
export function anyFieldPossible(state: SuiteState): boolean {
  return observedNames(state) === undefined;
}

/** Every field that decoders of this suite can give; undefined where lines decide. */
export function observedNames(state: SuiteState): readonly string[] | undefined {
  const names: string[] = [];
  for (const { observe } of state.services.values()) {
    for (const { decoder } of observe ?? []) {
      const own = fieldNames(decoder);
      if (own === undefined) return undefined;
      names.push(...own);
    }
  }
  return names;
}

const decoderNames = ["json", "logfmt", "regex"];

/** A pattern in the syntax of Go as a regular expression of ours: named groups and leading flags are spelt differently. */
function regexOf(pattern: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const source = (flags === null ? pattern : pattern.slice(flags[0].length)).replaceAll("(?P<", "(?<");
  try {
    return new RegExp(source, flags?.[1] ?? "");
  } catch (error) {
    throw new SuiteError(`decoder("regex"): pattern ${JSON.stringify(pattern)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function observeValues(state: SuiteState): readonly (readonly [string, Value])[] {
  const source = (stream: "stdout" | "stderr"): Builtin =>
    builtin({
      name: `observe.${stream}`,
      doc: `Makes every line that a service prints to its standard ${stream === "stdout" ? "output" : "error"} an event of type "${stream}": behind all that led to it, and before every call and every answer that came of it. For observe= of service().`,
      params: [
        { name: "decoder", type: [DecoderValue, "None"], default: null, doc: "How a line is read; without one it is the field `raw`." },
      ],
      returns: "observation",
      lenient: state.lenient,
      call: ({ decoder: how }) => new ObservationValue({ stream, decoder: how?.decoder ?? { kind: "none" } }),
    });
  const removed = (name: string, instead: string): Builtin =>
    builtin({
      name,
      doc: `Gone; write ${instead}.`,
      params: [
        { name: "args", type: "any", kind: "args", doc: "Not looked at." },
        { name: "kwargs", type: "any", kind: "kwargs", doc: "Not looked at." },
      ],
      call: () => {
        throw new SuiteError(`${name}() is gone; write ${instead}`);
      },
    });
  const decoder = builtin({
    name: "decoder",
    doc: 'Reads lines into fields: "json" (top-level keys), "logfmt" (key=value), or "regex" (named groups of `pattern`; one that takes seconds on a line fails the test).',
    params: [
      { name: "name", type: "text", kind: "positional", doc: '"json", "logfmt" or "regex".' },
      { name: "pattern", type: ["text", "None"], default: null, kind: "keyword", doc: "For regex: with groups like `(?P<level>\\w+)`." },
    ],
    returns: "decoder",
    call: ({ name, pattern }) => {
      if (name !== "regex" && pattern !== null) throw new SuiteError(`decoder("${name}"): pattern= is for "regex" only`);
      switch (name) {
        case "json":
        case "logfmt":
          return new DecoderValue({ kind: name });
        case "regex":
          if (pattern === null) throw new SuiteError('decoder("regex"): pattern= is missing');
          return new DecoderValue({ kind: "regex", pattern: regexOf(pattern) });
        default:
          throw new SuiteError(`decoder: unknown decoder "${name}"${didYouMean(name, decoderNames)}; there are ${decoderNames.join(", ")}`);
      }
    },
  });
  const all = [
    decoder,
    removed("stdout", "observe.stdout(decoder=…)"),
    removed("stderr", "observe.stderr(decoder=…)"),
    removed("json_decoder", 'decoder("json")'),
    removed("logfmt_decoder", 'decoder("logfmt")'),
    removed("regex_decoder", 'decoder("regex", pattern=…)'),
  ];
  const streams = [source("stdout"), source("stderr")];
  const namespace = new Namespace(
    "observe",
    streams.map((one) => [one.name.replace("observe.", ""), one] as const),
  );
  return [["observe", namespace], ...all.map((one) => [one.name, one] as const)];
}
