/**
 * What a test may need intercepted, read from its code without running it. A filter can only be installed before a program starts, and
 * a call outside the filter costs nothing, so each service of each test gets the calls that this test can fault, trace or ask for.
 *
 * The reading follows the test's function into every function it can reach and looks at three kinds of calls there:
 * - faults and traces on a service that is named directly need what their keywords stand for;
 * - assertions and `events()` with filters need what they name, so that an assertion always has something to fail on;
 * - readers that name nothing (a predicate, no `syscall=`) need whatever any test of the file faults or traces (in existing suites such
 *   readers see those calls in every test), and the calls that the predicate's text names.
 *
 * What cannot be read this way (a service passed through a variable, keywords from a dict) is left out: when it is reached, the
 * engine runs the test again with what was missing. The reading saves time; it decides nothing.
 */
import { partitionSyscalls, type Needs, type ServiceDeclaration } from "../engine/index.ts";
import { Builtin, decode, List, reach, type CallSite, type StaticArg, textsIn, type Value } from "../starlark/index.ts";
import { families, isSyscall } from "../supervisor/index.ts";
import { globMatches, isGlob, type Filters } from "../trace/index.ts";
import { AskingValue } from "./asks.ts";
import { AssumptionValue, type Assumed } from "./assumptions.ts";
import { ServiceValue } from "./services.ts";

/** What is watched: what the suite itself needs; everything; or everything in tests that trace nothing themselves. */
export type Observe = "suite" | "auto" | "untraced";

/** What is the same for all tests of a file. */
export interface Reading {
  readonly services: readonly ServiceDeclaration[];
  /** Service → the calls that any test of the file faults or traces on it. Asked for by few tests, and then once. */
  readonly anywhere: () => ReadonlyMap<string, ReadonlySet<string>>;
}

/** A reading of the file whose tests are made of [bodies]. */
export function readingOf(services: readonly ServiceDeclaration[], bodies: readonly Value[]): Reading {
  let anywhere: Map<string, Set<string>> | undefined;
  return {
    services,
    anywhere: () => {
      if (anywhere !== undefined) return anywhere;
      anywhere = new Map<string, Set<string>>();
      for (const site of readFrom(bodies).sites) {
        for (const [service, syscalls] of faulted(site, services))
          anywhere.set(service, new Set([...(anywhere.get(service) ?? []), ...syscalls]));
      }
      return anywhere;
    },
  };
}

/** Families whose calls make up what a program does to storage and to its peers. */
const observedFamilies = [
  "openat", "open", "creat", "openat2", "write", "read", "fsync", "sync_file_range", "msync", "rename", "unlink", "link", "symlink", "truncate",
  "mkdir", "rmdir", "fallocate", "flock", "connect", "accept", "bind", "listen", "shutdown", "sendto", "recvfrom", "sendfile", "copy_file_range", "splice",
  "execve",
]; // prettier-ignore

/** The calls behind [observedFamilies], as far as this kernel has them. */
function observedSyscalls(): ReadonlySet<string> {
  return new Set(observedFamilies.flatMap((name) => syscallsOf(name)));
}

/** Whether everything is watched in a test made of [bodies]. */
export function watchesAll(bodies: readonly Value[], observe: Observe): boolean {
  const traces = ({ calleeValue }: CallSite): boolean =>
    calleeValue instanceof Builtin && (calleeValue.name === "trace" || calleeValue.name === "trace_start");
  return observe === "auto" || (observe === "untraced" && !readFrom(bodies).sites.some(traces));
}

/** [needs], extended by the storage and network calls of every service. */
export function withAllObserved(needs: Needs, services: readonly ServiceDeclaration[]): Needs {
  const all = observedSyscalls();
  return new Map(services.map(({ name }) => [name, new Set([...(needs.get(name) ?? []), ...all])]));
}

/**
 * The calls that a test made of [bodies] is about: those it faults, traces or asks for, as far as its text tells, with what it [alreadyNeeds].
 * What only a partition needs is not among them: the test asks for silence between two services, and not for their calls.
 */
export function askedOf(bodies: readonly Value[], alreadyNeeds: Needs, reading: Reading): Needs {
  return needsOf(bodies, alreadyNeeds, reading, false);
}

/** The calls that a test made of [bodies] can need on each service, as far as its text tells, with what it [alreadyNeeds]. */
export function needsOf(bodies: readonly Value[], alreadyNeeds: Needs, reading: Reading, partitions = true): Needs {
  const needs = new Map([...alreadyNeeds].map(([service, syscalls]) => [service, new Set(syscalls)]));
  const add = (service: string, syscalls: Iterable<string>): void => {
    const known = needs.get(service) ?? new Set();
    needs.set(service, known);
    for (const name of syscalls) known.add(name);
  };
  const { sites, filters } = readFrom(bodies);
  for (const site of sites) {
    for (const [service, syscalls] of faulted(site, reading.services)) add(service, syscalls);
    for (const [service, syscalls] of partitions ? cutOff(site) : []) add(service, syscalls);
  }
  const questions = [...sites.flatMap(questionsOf), ...filters.flatMap(asksFor)];
  if (questions.length === 0) return needs;
  for (const { service, syscall } of questions) {
    for (const { name } of reading.services) {
      if (service !== undefined && !globMatches(service, name)) continue;
      const anywhere = reading.anywhere().get(name) ?? new Set<string>();
      if (syscall === undefined) add(name, anywhere);
      else if (isGlob(syscall))
        add(
          name,
          [...new Set([...anywhere, ...observedSyscalls()])].filter((one) => globMatches(syscall, one)),
        );
      else add(name, syscallsOf(syscall));
    }
  }
  return needs;
}

/** The faults that a test made of [bodies] can put in force, as far as its text tells: service and keyword of each, once. */
export function faultsOf(
  bodies: readonly Value[],
  assumed: readonly Assumed[],
): readonly { readonly service: string; readonly keyword: string }[] {
  const written = readFrom(bodies).sites.flatMap(({ calleeValue, args, kwargs }) => {
    if (!(calleeValue instanceof Builtin) || !["fault", "fault_start", "fault_all"].includes(calleeValue.name)) return [];
    const [target] = args;
    const keywords = kwargs.map(({ name }) => decode(name)).filter((name) => name !== "run");
    if (target?.kind === "global" && target.value instanceof AssumptionValue) return target.value.assumed.flatMap(faultsOfAssumed);
    return servicesOf(target).flatMap((service) => keywords.map((keyword) => ({ service, keyword })));
  });
  const all = [...assumed.flatMap(faultsOfAssumed), ...written];
  return [...new Map(all.map((one) => [`${one.service} ${one.keyword}`, one])).values()];
}

function faultsOfAssumed({ service, rules }: Assumed): readonly { readonly service: string; readonly keyword: string }[] {
  return rules.map(({ keyword }) => ({ service, keyword }));
}

/** The calls within reach of [bodies], and what matchers, monitors and properties within reach ask for. */
export function readFrom(bodies: readonly Value[]): { readonly sites: readonly CallSite[]; readonly filters: readonly Filters[] } {
  const roots = new Set(bodies);
  const asking = new Set<AskingValue>();
  for (;;) {
    const found = reach(...roots);
    const before = asking.size;
    // Functions inside a matcher or monitor are read like any other, and may name further ones.
    for (const value of [...roots, ...found.values.keys()]) {
      if (!(value instanceof AskingValue) || asking.has(value)) continue;
      asking.add(value);
      for (const one of value.asked) roots.add(one);
    }
    if (asking.size === before) return { sites: found.calls, filters: [...asking].flatMap((value) => value.filters) };
  }
}

/** What [filters] ask of calls; nothing where they ask for another type of event. */
function asksFor({ type, service, syscall }: Filters): readonly Question[] {
  if (type !== undefined && !globMatches(type, "syscall")) return [];
  return [{ service, syscall }];
}

/** What a fault or trace in this call needs, if its service and names can be read. */
function faulted(
  site: CallSite,
  services: readonly ServiceDeclaration[],
): readonly (readonly [service: string, syscalls: readonly string[]])[] {
  if (!(site.calleeValue instanceof Builtin)) return [];
  const targets = servicesOf(site.args[0]);
  switch (site.calleeValue.name) {
    case "fault":
    case "fault_start":
    case "fault_all":
      return targets.map((target) => {
        const operations = services.find(({ name }) => name === target)?.operations ?? {};
        const keywords = site.kwargs.map(({ name }) => decode(name)).filter((name) => name !== "run");
        return [target, keywords.flatMap((name) => operations[name]?.syscalls.flatMap(syscallsOf) ?? syscallsOf(name))];
      });
    case "trace":
    case "trace_start": {
      const list = site.kwargs.find(({ name }) => name === "syscalls")?.value;
      const names = list === undefined ? [] : literalTexts(list);
      return targets.map((target) => [target, names.flatMap(syscallsOf)]);
    }
    default:
      return [];
  }
}

/** What a partition in this call needs. */
function cutOff(site: CallSite): readonly (readonly [service: string, syscalls: readonly string[]])[] {
  const name = site.calleeValue instanceof Builtin ? site.calleeValue.name : "";
  if (name !== "partition" && name !== "partition_start") return [];
  return site.args.slice(0, 2).flatMap((side) => servicesOf(side).map((service) => [service, partitionSyscalls] as const));
}

/** The services that an argument stands for, as far as the text tells. */
export function servicesOf(arg: StaticArg | undefined): readonly string[] {
  switch (arg?.kind) {
    case "list":
      return arg.items.flatMap(servicesOf);
    case "choice":
      return arg.options.flatMap(servicesOf);
    case "global": {
      const values = arg.value instanceof List ? arg.value.items : [arg.value];
      return values.flatMap((value) => (value instanceof ServiceValue ? [value.name] : []));
    }
    default:
      return [];
  }
}

/** What a reader of the log asks for; undefined where it names nothing that can be read. */
interface Question {
  readonly service: string | undefined;
  readonly syscall: string | undefined;
}

/** The calls that a predicate names: `lambda e: e.syscall == "fsync"` is a question about fsync. */
function namedIn(predicate: StaticArg): readonly Question[] {
  return textsIn(predicate)
    .filter((text) => isSyscall(text))
    .map((syscall) => ({ service: undefined, syscall }));
}

/** Methods of a trace that take fields; who calls them is seldom known, so the name must do. */
const traceMethods = /\.(event|events|first|last|count)$/;

function questionsOf(site: CallSite): readonly Question[] {
  const name = site.calleeValue instanceof Builtin ? site.calleeValue.name : traceMethods.test(site.callee) ? "trace" : "";
  switch (name) {
    case "assert_eventually":
    case "assert_never":
    case "events":
    case "match.event":
    case "trace": {
      const value = (key: string): Filters => {
        const given = site.kwargs.find((kwarg) => kwarg.name === key)?.value;
        const text = given === undefined ? undefined : literalText(given);
        return text === undefined ? {} : { [key]: text };
      };
      const filters = { ...value("type"), ...value("service"), ...value("syscall") };
      const where = site.kwargs.find((kwarg) => kwarg.name === "where")?.value ?? site.args[0];
      const asked = name === "trace" && Object.keys(filters).length === 0 ? [] : asksFor(filters);
      return [...asked, ...(where === undefined ? [] : namedIn(where))];
    }
    case "await_event":
      // A function may be about any call; what a matcher asks for is read from the matcher.
      return site.args.flatMap((arg) => [
        ...(arg.kind === "function" ? [{ service: undefined, syscall: undefined }] : []),
        ...namedIn(arg),
      ]);
    case "assert_before":
      return site.kwargs.flatMap(({ value }) => {
        const entry = (key: string): Filters => {
          if (value.kind !== "dict") return {};
          const found = value.entries.find((candidate) => literalText(candidate.key) === key);
          const text = found === undefined ? undefined : literalText(found.value);
          return text === undefined ? {} : { [key]: text };
        };
        return asksFor({ ...entry("type"), ...entry("service"), ...entry("syscall") });
      });
    default:
      return [];
  }
}

/** The strings of a list in the text, or of one that a global holds. */
function literalTexts(arg: StaticArg): readonly string[] {
  if (arg.kind === "list") return arg.items.flatMap((item) => literalText(item) ?? []);
  if (arg.kind !== "global" || !(arg.value instanceof List)) return [];
  return arg.value.items.flatMap((item) => (typeof item === "string" ? [decode(item)] : []));
}

function literalText(arg: StaticArg): string | undefined {
  const value = arg.kind === "literal" || arg.kind === "global" ? arg.value : undefined;
  return typeof value === "string" ? decode(value) : undefined;
}

function syscallsOf(name: string): readonly string[] {
  return families.get(name)?.intercepted ?? (isSyscall(name) ? [name] : []);
}
