/**
 * Decoders: from a line that a service printed to the fields of its event. A line that a decoder cannot read is no error, since programs print
 * other things among their records: it is kept as it is, in `data` (JSON, logfmt) or `raw` (regex, none).
 *
 * Fields are text. A number is given as it was written (`1000000`, `1.50`), a nested value as compact JSON; `data` holds what `.data` of the
 * event is decoded from.
 */

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

/** The fields of the event that stands for [line]. */
export function decodeLine(decoder: Decoder, line: string): Record<string, string> {
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
