/**
 * The one glob language of suites: filters of assertions, paths of faults, test names. The native supervisor matches paths in the same
 * language (`native/`), and both are held to the vectors in `glob.vectors.json`.
 *
 * - `*` stands for any run of characters within one path segment; at the very start or the very end of a pattern it also crosses `/`, so
 *   that `*.wal` is "ends with" and `/tmp/*` is "begins with", as suites have always used them. `*x*` is therefore "contains".
 * - `**` crosses `/` anywhere.
 * - `?` stands for one character other than `/`; `[a-z]` and `[!a-z]` (or `[^a-z]`) for one of a set.
 * - `\` takes the next character as it is. Everything else, and an unclosed `[`, stands for itself. Case matters.
 */

const compiled = new Map<string, RegExp>();

/** Bounds the cache: patterns come from suites, of which a process sees few, but a fuzzer many. */
const cacheLimit = 1000;

/** True when [pattern] has a character that this language treats specially. */
export function isGlob(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

/** Whether [text] as a whole matches [pattern]. */
export function globMatches(pattern: string, text: string): boolean {
  if (!isGlob(pattern)) return pattern === text;
  let expression = compiled.get(pattern);
  if (!expression) {
    if (compiled.size >= cacheLimit) compiled.clear();
    expression = new RegExp(`^${globSource(pattern)}$`, "su");
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}

function globSource(pattern: string): string {
  let source = "";
  let at = 0;
  while (at < pattern.length) {
    const char = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    if (char === "*") {
      let end = at;
      while (pattern[end] === "*") end++;
      const crosses = end - at > 1 || at === 0 || end === pattern.length;
      source += crosses ? ".*" : "[^/]*";
      at = end;
      continue;
    }
    if (char === "[") {
      const set = /^\[([!^]?)(\]?[^\]]*)\]/su.exec(pattern.slice(at));
      if (set && set[2] !== "") {
        const members = (set[2] ?? "").replace(/[\\\]^[]/g, "\\$&");
        source += `[${set[1] ? "^/" : ""}${safeRanges(members)}]`;
        at += set[0].length;
        continue;
      }
    }
    if (char === "\\" && at + 1 < pattern.length) {
      const next = String.fromCodePoint(pattern.codePointAt(at + 1) ?? 0);
      source += literal(next);
      at += 1 + next.length;
      continue;
    }
    source += char === "?" ? "[^/]" : literal(char);
    at += char.length;
  }
  return source;
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

/** `[z-a]` is an error to RegExp but an empty set to a shell; it stands for its three characters here. */
function safeRanges(members: string): string {
  return members.replace(/([^\\])-([^\\])/gsu, (range, from: string, to: string) => (from <= to ? range : `${from}\\-${to}`));
}
