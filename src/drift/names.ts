/**
 * Names become what they stand for. A path carries parts that differ from run to run (pids, dates, random suffixes) and parts that mean
 * something (`shard-3`); this file tells them apart by shape, one name at a time and without memory, so that the same name always becomes
 * the same class. What no shape can see, a suffix of eight random letters, is found later by evidence over several runs (`fold.ts`).
 *
 * The rule for a segment between slashes: cut into letters-and-digits tokens; a token that looks like a number of this run is variable;
 * from the first to the last variable token all becomes one `*`, which also swallows the `-` and `_` beside it, since a random suffix can
 * begin or end with these. Short numbers stay: they name shards, parts and generations, and a change from shard 1 to shard 2 must show.
 * Only beside the id of a process (`.31415-2.part`) they count what that process has made so far, and go with it.
 */

/** What is known of one run before any shape is looked at. */
export interface Known {
  /** Whether a decimal number is a process or thread id seen in the test. */
  readonly isId: (text: string) => boolean;
  /** Folder → what to call it (`/home/runner/work/shop/shop` → `$WORKSPACE`), longest first. */
  readonly roots: readonly (readonly [string, string])[];
}

/** Longer names are cut: a class is a label for people, and a file format must have bounded lines. */
export const longestName = 512;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** A date, perhaps with a time. All runs of a baseline share it and all runs of a pull request share another: the perfect false report. */
const date =
  /(?<!\d)(?:(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])[-_.](?:0[1-9]|1[0-2])[-_.](?:19|20)\d\d)(?:[T_. -]?[0-2]\d[-_.:h]?[0-5]\d(?:[-_.:m]?[0-5]\d(?:[.,]?\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?(?!\d)/g;
const clock = /(?<!\d)[0-2]\d[:.][0-5]\d[:.][0-5]\d(?:[.,]\d+)?(?!\d)/g;
/** `tmp` and what mkstemp and its kin in other languages put after it, underscores and all. */
const temporary = /^(\.?te?mp)[._-]?[A-Za-z0-9_]{5,}(?=$|[.])/;
/** Stands for a variable part while a segment is worked on; cannot occur in a path given by the kernel. */
const hole = "\u0000";

/** The class of a path: known roots and numbers replaced, variable parts by shape, hostile characters escaped. */
export function pathClass(path: string, known: Known): string {
  let rest = path;
  let prefix = "";
  for (const [root, name] of known.roots) {
    if (rest === root || rest.startsWith(root + "/")) {
      prefix = name;
      rest = rest.slice(root.length);
      break;
    }
  }
  return escapeText(
    prefix +
      rest
        .split("/")
        .map((segment) => segmentClass(segment, known.isId))
        .join("/"),
  );
}

/** `/data/x` → `x` */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What a step or an address says, by the same shapes: `GET /orders/8f3a91c2` becomes `GET /orders/*`. */
export function phraseClass(phrase: string, known: Known): string {
  const words = phrase.split(" ").map((word) =>
    word
      .split("/")
      .map((segment) => segmentClass(segment, known.isId))
      .join("/"),
  );
  return escapeText(words.join(" "));
}

function segmentClass(segment: string, isId: Known["isId"]): string {
  if (segment.length < 2 || !/[0-9A-Z]|te?mp/.test(segment)) return segment;
  let text = segment.replace(temporary, `$1${hole}`);
  if (/\d/.test(text)) text = text.replace(uuid, hole).replace(date, hole).replace(clock, hole);
  const tokens = text.match(/[A-Za-z0-9]+|[^A-Za-z0-9]/g) ?? [];
  let first = -1;
  let last = -1;
  tokens.forEach((token, i) => {
    if (token !== hole && !isVariable(token, isId)) return;
    if (first < 0) first = i;
    last = i;
  });
  if (first < 0) return segment;
  while (last < tokens.length - 2 && isId(tokens[last] ?? "") && isCounter(tokens[last + 1], tokens[last + 2])) last += 2;
  while (first > 1 && isId(tokens[first] ?? "") && isCounter(tokens[first - 1], tokens[first - 2])) first -= 2;
  while (first > 0 && isJoint(tokens[first - 1])) first--;
  while (last < tokens.length - 1 && isJoint(tokens[last + 1])) last++;
  return tokens.slice(0, first).join("") + "*" + tokens.slice(last + 1).join("");
}

function isJoint(token: string | undefined): boolean {
  return token === "-" || token === "_";
}

/** A number beside a process id, behind [joint]. */
function isCounter(joint: string | undefined, token: string | undefined): boolean {
  return (isJoint(joint) || joint === ".") && /^\d{1,3}$/.test(token ?? "");
}

/** Whether a token looks made up at run time. */
function isVariable(token: string, isId: Known["isId"]): boolean {
  if (/^\d+$/.test(token)) return token.length >= 4 || (token.length >= 2 && isId(token));
  if (token.length < 6) return false;
  if (/\d/.test(token)) {
    // A word with a short number behind it (`worker12`, `utf8`) is a name.
    return !/^(?:[a-z]+|[A-Z][a-z]+|[A-Z]+)\d{1,3}$/.test(token);
  }
  // Letters only: a name is all small, all capitals or words in camel case; mkstemp's letters jump about within a few places.
  const jumps = (token.match(/[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g) ?? []).length;
  return jumps * 3 >= token.length - 1 && jumps >= 2;
}

/**
 * Text of foreign origin as it stands in a model: no control or invisible characters, no run of two spaces (the format's own separator),
 * no space at either end, bounded length.
 */
export function escapeText(text: string): string {
  // Nearly every name is plain; the test is cheaper than the replacement.
  const safe = /[^\x21-\x7e]|\\/.test(text)
    ? text
        .replace(/[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
        .replace(/^ | $| (?= )/g, "\\u{20}")
    : text;
  if (safe.length <= longestName) return safe;
  const cut = safe.slice(0, longestName - 1);
  return cut.replace(/\\(?:u(?:\{[0-9a-f]*)?)?$|[\ud800-\udbff]$/, "").trimEnd() + "…";
}

/** Whether [text] is [pattern] with each `*` standing for anything. Takes the leftmost place for each part, so it costs one pass. */
export function matchesWildcard(text: string, pattern: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** Folders whose files belong to kernel, loader, C library and language runtimes. `/dev/shm` is memory that programs share, so it stays. */
const systemFolders = [
  "/proc/",
  "/sys/",
  "/lib/",
  "/lib64/",
  "/usr/lib/",
  "/usr/lib64/",
  "/usr/libexec/",
  "/usr/share/",
  "/usr/local/lib/",
  "/usr/local/share/",
  "/usr/local/go/",
  "/opt/hostedtoolcache/",
  "/run/nscd/",
  "/var/run/nscd/",
  "/run/systemd/",
  "/run/user/",
  "/etc/ld.so",
  "/etc/ssl/",
  "/etc/pki/",
  "/etc/alternatives/",
];
/** Files that a C library or a runtime reads on its own account: names, hosts, locale, time zone, accounts. */
const systemFiles = new Set(
  (
    "/etc/localtime /etc/timezone /etc/nsswitch.conf /etc/resolv.conf /etc/hosts /etc/host.conf /etc/gai.conf /etc/services /etc/protocols " +
    "/etc/passwd /etc/group /etc/shadow /etc/locale.conf /etc/locale.alias /etc/os-release /etc/machine-id /etc/mime.types /etc/debian_version"
  ).split(" "),
);
/** Program text and libraries: which files a program is cut into is not behaviour. */
const programText = /\.(?:so(?:\.\d+)*|[cm]?[jt]s|jsx|tsx|py|pyc|pyo|pyd|rb|pl|pm|lua|php|sh|jar|class|jmod|dll|node|wasm|map)$/;
/** Where runtimes keep their own libraries, wherever they are installed, and the files they look for to find them. */
const runtimeFolder = /\/lib(?:64)?\/(?:python\d|ruby|perl|node_modules|jvm|go)|\/(?:site-packages|node_modules|__pycache__)(?:\/|$)/;
const runtimeFile = /\/(?:pyvenv\.cfg|pybuilddir\.txt|python[\d.]*\._pth|package\.json|tsconfig\.json|openssl\.cnf|\.npmrc)$/;

/** Where programs lie: reading one is no behaviour, running it is. */
const programFolder = /^\/(?:usr\/(?:local\/)?|snap\/)?s?bin\//;

/** Whether a path is kernel, loader or runtime noise. [reading]: the call only reads. */
export function isSystemPath(path: string, reading: boolean): boolean {
  if (path.startsWith("/dev/")) return !path.startsWith("/dev/shm/");
  if (systemFiles.has(path)) return true;
  for (const folder of systemFolders) if (path.startsWith(folder)) return true;
  return reading && (programText.test(path) || programFolder.test(path) || runtimeFolder.test(path) || runtimeFile.test(path));
}
