/**
 * Decoders: from a line that a service printed to the fields of its event. A line that a decoder cannot read is no error, since programs print
 * other things among their records: it is kept as it is, in `data` (JSON, logfmt) or `raw` (regex, none).
 *
 * A pattern is matched by backtracking, which takes exponential time for some patterns on some lines, and nothing else could run meanwhile. So the
 * lines that arrived together are matched within [mostMatchMs], which V8's regular expressions heed.
 *
 * Fields are text. A number is given as it was written (`1000000`, `1.50`), a nested value as compact JSON; `data` holds what `.data` of the
 * event is decoded from.
 */

import { createContext, Script } from "node:vm";

export type Decoder =
  | { readonly kind: "none" }
  | { readonly kind: "json" }
  | { readonly kind: "logfmt" }
  | { readonly kind: "regex"; readonly pattern: RegExp };

/** One stream of a service whose lines become events. */
export interface Observation {
  readonly stream: "stdout" | "stderr";
  readonly decoder: Decoder;
}

/** A pattern that took too long: [line] is the one that it was on. */
export class PatternTooSlow extends Error {
  override readonly name = "PatternTooSlow";
  readonly line: string;

  constructor(line: string) {
    super(`its pattern took longer than ${mostMatchMs / 1000} s on a line of ${line.length} characters`);
    this.line = line;
  }
}

/** What takes microseconds where the pattern is sound; a machine that stands still for a moment must not come near it. */
const mostMatchMs = 3_000;

/** What is called under a limit of time. The context is only where the limit is; making one takes a millisecond, so it is made once, when needed. */
let limited: { readonly room: { work: () => void }; readonly call: Script } | undefined;

/** Calls [work]; throws when it takes longer than [mostMatchMs]. To set the limit starts a thread, so it is set for many lines at once. */
function inTime(work: () => void): void {
  if (limited === undefined) {
    const room = { work };
    createContext(room);
    limited = { room, call: new Script("work()") };
  }
  limited.room.work = work;
  limited.call.runInContext(limited.room, { timeout: mostMatchMs });
}

/** The fields of the events that stand for [lines]. Throws [PatternTooSlow]. */
export function decodeLines(decoder: Decoder, lines: readonly string[]): readonly Record<string, string>[] {
  if (decoder.kind !== "regex") return lines.map((line) => decodeLine(decoder, line));
  const decoded: Record<string, string>[] = [];
  try {
    inTime(() => {
      for (const line of lines) decoded.push(decodeLine(decoder, line));
    });
  } catch (error) {
    // Made in the other context, it is no instance of this one's Error.
    if (!(typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT")) throw error;
    throw new PatternTooSlow(lines[decoded.length] ?? "");
  }
  return decoded;
}

function decodeLine(decoder: Decoder, line: string): Record<string, string> {
  switch (decoder.kind) {
    case "none":
      return { raw: line };
    case "json":
      return { ...jsonFields(line), data: line };
    case "logfmt": {
      const fields = logfmtFields(line);
      return { ...fields, data: JSON.stringify(fields) };
    }
    case "regex": {
      const groups = decoder.pattern.exec(line)?.groups;
      if (groups === undefined) return { raw: line };
      // A group that took no part in the match is undefined to JavaScript and the empty string to Go.
      const fields = Object.fromEntries(Object.entries(groups).map(([name, text]: [string, string | undefined]) => [name, text ?? ""]));
      return { ...fields, data: JSON.stringify(fields) };
    }
  }
}

/** The names a decoder can give to fields; undefined where the lines decide. */
export function fieldNames(decoder: Decoder): readonly string[] | undefined {
  if (decoder.kind === "json" || decoder.kind === "logfmt") return undefined;
  if (decoder.kind === "none") return ["raw"];
  return ["raw", "data", ...[...decoder.pattern.source.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name]) => name ?? "")];
}

/** Top-level keys of an object as text; nothing for any other line. */
function jsonFields(line: string): Record<string, string> {
  if (!line.trimStart().startsWith("{")) return {};
  /** How the numbers of each object were written. */
  const written = new Map<unknown, Record<string, string>>();
  let parsed: unknown;
  try {
    // The third argument (the source text of primitives) is there since Node 21; without it numbers are as JavaScript writes them.
    parsed = JSON.parse(line, function (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) {
      if (typeof value === "number" && context?.source !== undefined) written.set(this, { ...written.get(this), [key]: context.source });
      return value;
    });
  } catch {
    return {};
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return {};
  const numbers = written.get(parsed) ?? {};
  const fields: Record<string, string> = {};
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value === "string") fields[key] = value;
    else fields[key] = numbers[key] ?? JSON.stringify(value);
  }
  return fields;
}

/** `level=info msg="two words" flag` as go-logfmt reads it: a key without value has the empty one. */
function logfmtFields(line: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const pair = /([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?/g;
  for (const [, key, value] of line.matchAll(pair)) {
    if (key === undefined) continue;
    fields[key] = value?.startsWith('"') === true ? unquoted(value) : (value ?? "");
  }
  return fields;
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text.slice(1, -1);
  }
}
