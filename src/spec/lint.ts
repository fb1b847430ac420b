/**
 * What can be told of a suite before anything runs, though it is no error of the language: rules that can never match, and questions to the log
 * that nothing can answer. The first are errors where the suite uses what only this tool has; where an existing suite may contain them, both
 * are warnings that name the line, since such suites run elsewhere: a test that cannot fail is worth a word, not a refusal.
 */
import type { ServiceDeclaration } from "../engine/index.ts";
import { Builtin, decode, didYouMean, type CallSite, type StaticArg } from "../starlark/index.ts";
import { isSyscall, syscallNames } from "../supervisor/index.ts";
import { decisionName, DRIVER, errnoNames, globMatches, isGlob, noteTypes, type Diagnostic } from "../trace/index.ts";

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

const readers = new Set(["assert_eventually", "assert_never", "events", "match.event"]);

/** What filters in the text of a suite can never match, each with its place. */
export function vainFilters(sites: readonly CallSite[], services: readonly ServiceDeclaration[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const look = (reader: string, name: string, value: StaticArg): void => {
    const text = value.kind === "literal" && typeof value.value === "string" ? decode(value.value) : undefined;
    if (text === undefined || text === "") return;
    const why = vain(name, text, services);
    if (why === undefined) return;
    const consequence =
      reader === "assert_never" ? ", so this can never fail" : reader === "assert_eventually" ? ", so this always fails" : "";
    const { file, line, column } = value.position;
    found.push({
      level: "warning",
      code: "FILTER_NEVER_MATCHES",
      message: `${reader}: ${name}=${JSON.stringify(text)} matches no event${consequence}: ${why}`,
      position: { file, line, column },
    });
  };
  for (const site of sites) {
    const reader = site.calleeValue instanceof Builtin ? decode(site.calleeValue.name) : "";
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
