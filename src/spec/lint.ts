/**
 * What can be told of a suite before anything runs, though it is no error of the language: rules that can never match, and questions to the log
 * that nothing can answer. The first are errors where the suite uses what only this tool has; where an existing suite may contain them, both
 * are warnings that name the line, since such suites run elsewhere: a test that cannot fail is worth a word, not a refusal.
 */
import type { ServiceDeclaration } from "../engine/index.ts";
import {
  Builtin,
  decode,
  didYouMean,
  equal,
  fieldsAskedIn,
  StarFunction,
  truth,
  type AskedField,
  type CallSite,
  type Position,
  type StaticArg,
  type Value,
} from "../starlark/index.ts";
import { isSyscall, syscallNames } from "../supervisor/index.ts";
import { callFields, decisionName, DRIVER, errnoNames, globMatches, isGlob, noteTypes, type Diagnostic } from "../trace/index.ts";
import { eventMembers } from "./events.ts";
import { observedNames } from "./observe.ts";
import type { SuiteState } from "./state.ts";
import { eventFields, otherFields } from "./values.ts";

/** Calls on sockets: nothing that they act on has a path. */
const onSockets = /^(connect|accept4?|bind|listen|shutdown|send(to|msg|mmsg)|recv(from|msg|mmsg)|[gs]etsockopt)$/;

/** Calls on files: nothing that they act on has a peer. */
const onFiles =
  /^(open(at2?)?|creat|f(data)?sync|rename(at2?)?|(un|sym)?link(at)?|mkdir(at)?|rmdir|f?truncate|fallocate|p(read|write)(64|v2?)|l?stat|fstat|newfstatat|statx|(f?access(at2?)?)|f?ch(mod|own)(at2?)?|lchown|getdents(64)?|readlink(at)?)$/;

/** Objects that have no path and are named by a word. */
const words = new Set(["pipe", "stdin", "stdout", "stderr"]);

/** Why a rule on these calls with this selection can never match; undefined when it can. */
export function neverMatches(
  syscalls: readonly string[],
  selection: { readonly path?: string; readonly address?: string },
): string | undefined {
  const { path, address } = selection;
  if (path !== undefined) {
    if (syscalls.every((name) => onSockets.test(name)))
      return `path=${JSON.stringify(path)} can never match: ${syscalls.join(", ")} act on sockets, which have no path; use address=`;
    if (!/^[/*?[\\]/.test(path) && !words.has(path))
      return `path=${JSON.stringify(path)} can never match: paths are whole, from "/" on; write for example ${JSON.stringify(`*${path.startsWith(".") ? path.replace(/^\.+/, "") : path}`)}`;
  }
  if (address !== undefined && syscalls.every((name) => onFiles.test(name)))
    return `address=${JSON.stringify(address)} can never match: ${syscalls.join(", ")} act on files, which have no peer; use path=`;
  return undefined;
}

/** Every field and method that an event of a suite can have; undefined where what services print decides. */
export function eventFieldsOf(state: SuiteState): readonly string[] | undefined {
  const observed = observedNames(state);
  return observed === undefined ? undefined : [...callFields, ...eventFields, ...eventMembers, ...observed, ...otherFields];
}

const readers = new Set(["assert_eventually", "assert_never", "events", "match.event"]);

/** A filter that was given to a function while the suite was loaded: a matcher's. */
export interface MadeFilter {
  readonly reader: string;
  readonly name: string;
  readonly text: string;
  readonly position: Position;
}

/** What of a suite can ask something of events. */
export interface Questions {
  readonly sites: readonly CallSite[];
  readonly made: readonly MadeFilter[];
  /** Functions that are given an event, and for what. */
  readonly predicates: readonly { readonly reader: string; readonly fn: Value }[];
  /** Every field that an event of this suite can have; undefined where lines decide. */
  readonly fields: readonly string[] | undefined;
}

/** What filters and predicates in the text of a suite ask for that no event can have, each with its place. */
export function vainFilters(
  { sites, made, predicates, fields }: Questions,
  services: readonly ServiceDeclaration[],
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell = (reader: string, asked: string, why: string | undefined, { file, line, column }: Position): void => {
    if (why === undefined) return;
    const consequence =
      reader === "assert_never" ? ", so this can never fail" : reader === "assert_eventually" ? ", so this always fails" : "";
    found.push({
      level: "warning",
      code: "FILTER_NEVER_MATCHES",
      message: `${reader}: ${asked} matches no event${consequence}: ${why}`,
      position: { file, line, column },
    });
  };
  const look = (reader: string, name: string, value: StaticArg): void => {
    const text = value.kind === "literal" && typeof value.value === "string" ? decode(value.value) : undefined;
    if (text === undefined || text === "") return;
    tell(reader, `${name}=${JSON.stringify(text)}`, vain(name, text, services), value.position);
  };
  const ask = (reader: string, { name, equals, position }: AskedField): void => {
    // A predicate may be right to say no to what is not there. Told is only a comparison that can never hold, and a name that is nearly another. A
    // decision is compared as a whole here, and not as a pattern.
    const why = equals === undefined || equals === "" || name === "decision" ? undefined : vain(name, equals, services);
    if (why !== undefined) return tell(reader, `.${name} == ${JSON.stringify(equals)}`, why, position);
    const guess = fields === undefined || fields.includes(name) ? "" : didYouMean(name, fields);
    if (guess !== "") tell(reader, `.${name}`, `no event has a field "${name}"${guess}`, position);
  };
  for (const { reader, name, text, position } of made)
    tell(reader, `${name}=${JSON.stringify(text)}`, vain(name, text, services), position);
  for (const { reader, fn } of predicates) for (const asked of fieldsAskedIn(fn)) ask(reader, asked);
  for (const site of sites) {
    const reader = site.calleeValue instanceof Builtin ? decode(site.calleeValue.name) : "";
    if (readers.has(reader) || reader === "await_event") {
      const where = site.kwargs.find(({ name }) => name === "where")?.value ?? site.args[0];
      for (const asked of where === undefined ? [] : fieldsAskedIn(where, site.inside)) ask(reader, asked);
    }
    if (readers.has(reader)) for (const { name, value } of site.kwargs) look(reader, decode(name), value);
    else if (reader === "assert_before")
      for (const { value } of site.kwargs) {
        if (value.kind !== "dict") continue;
        for (const entry of value.entries)
          if (entry.key.kind === "literal" && typeof entry.key.value === "string") look(reader, decode(entry.key.value), entry.value);
      }
  }
  return found;
}

/** Assertions in the text of a suite that hold whatever the services do, each with its place. */
export function emptyAssertions(sites: readonly CallSite[]): readonly Diagnostic[] {
  return sites.flatMap((site): readonly Diagnostic[] => {
    const name = site.calleeValue instanceof Builtin ? decode(site.calleeValue.name) : "";
    const given = (index: number, keyword: string): StaticArg | undefined =>
      site.args[index] ?? site.kwargs.find((kwarg) => kwarg.name === keyword)?.value;
    const why =
      name === "assert_true"
        ? alwaysTrue(given(0, "cond"))
        : name === "assert_eq"
          ? alwaysEqual(given(0, "actual"), given(1, "expected"))
          : undefined;
    if (why === undefined) return [];
    const { file, line, column } = site.position;
    return [
      {
        level: "warning",
        code: "ASSERTION_CANNOT_FAIL",
        message: `${name}: this can never fail: ${why}`,
        position: { file, line, column },
      },
    ];
  });
}

function alwaysTrue(cond: StaticArg | undefined): string | undefined {
  switch (cond?.kind) {
    case "literal":
      return truth(cond.value) ? "its condition is a constant" : undefined;
    case "list":
      return cond.items.length > 0
        ? "its condition is a list or tuple with something in it; write assert_true(condition, message)"
        : undefined;
    case "function":
      return "its condition is a function, which is not called";
    case "global":
      return cond.value instanceof StarFunction || cond.value instanceof Builtin
        ? `its condition is the function ${cond.name}, which is not called; write ${cond.name}()`
        : undefined;
    default:
      return undefined;
  }
}

function alwaysEqual(actual: StaticArg | undefined, expected: StaticArg | undefined): string | undefined {
  if (actual?.kind === "literal" && expected?.kind === "literal" && equal(actual.value, expected.value))
    return "it compares a constant with itself";
  // A variable stands for the one call that it is ever assigned.
  return actual?.kind === "call" && expected?.kind === "call" && actual.call === expected.call
    ? "both sides are the same answer"
    : undefined;
}

/** Why no event can have this value, as far as it is known which ones there are. */
function vain(name: string, text: string, services: readonly ServiceDeclaration[]): string | undefined {
  const none = (known: readonly string[], what: string): string | undefined => {
    if (known.some((one) => globMatches(text, one))) return undefined;
    return `there is no ${what} ${isGlob(text) ? "like this" : `"${text}"`}${isGlob(text) ? "" : didYouMean(text, known)}`;
  };
  switch (name) {
    case "syscall":
      return isSyscall(text) ? undefined : none(syscallNames(), "call");
    case "service":
      return none([...services.map((service) => service.name), DRIVER], "service");
    case "type":
      if (text === "stdout" || text === "stderr") {
        const observed = services.some(({ observe }) => observe?.some(({ stream }) => stream === text));
        return observed ? undefined : `no service has observe.${text}() in observe=`;
      }
      return none(["syscall", "stdout", "stderr", ...noteTypes], "type");
    case "decision": {
      const [, kind = text, argument] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
      if (kind !== "deny" || argument === undefined || isGlob(argument) || !/^[A-Z0-9]+$/.test(argument)) {
        return isGlob(text)
          ? undefined
          : none(["allow", "trace", "deny", "delay", "hold", "short", "crash"].includes(kind) ? [text] : decisions, "decision");
      }
      return errnoNames.includes(argument) ? undefined : `there is no error "${argument}"${didYouMean(argument, errnoNames)}`;
    }
    default:
      return undefined;
  }
}

/** For suggestions. */
const decisions = [decisionName({ kind: "allow" }), decisionName({ kind: "allow-system-path" }), "trace", "deny(EIO)", "delay(100ms)"];
