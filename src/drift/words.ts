/** How calls are spoken of: the verbs of the sentences in findings. */
import { partsOf, type ClassParts } from "./classes.ts";

interface Verb {
  /** `writes X`; the object is already in words. */
  readonly now: (object: string) => string;
  readonly past: string;
  /** As a thing with a place in time: `the write to X`. */
  readonly noun: (object: string) => string;
}

function verb(now: string, past: string, noun: string): Verb {
  const fill = (pattern: string) => (object: string) => pattern.replace("X", () => object);
  return { now: fill(now), past, noun: fill(noun) };
}

const verbs: Readonly<Record<string, Verb>> = {
  write: verb("writes X", "wrote", "the write to X"),
  print: verb("prints to X", "printed", "the line on X"),
  read: verb("reads X", "read", "the read of X"),
  open: verb("opens X", "opened it", "the open of X"),
  rename: verb("renames X", "renamed it", "the rename of X"),
  link: verb("links X", "linked it", "the link of X"),
  symlink: verb("links X", "linked it", "the link of X"),
  unlink: verb("deletes X", "deleted it", "the deletion of X"),
  mkdir: verb("creates the folder X", "created it", "the creation of X"),
  truncate: verb("truncates X", "truncated it", "the truncation of X"),
  connect: verb("connects to X", "connected", "the connection to X"),
  send: verb("sends to X", "sent", "the message to X"),
  reply: verb("answers X", "answered", "the answer to X"),
  receive: verb("hears from X", "heard", "the answer of X"),
  bind: verb("binds X", "bound it", "the binding of X"),
  listen: verb("listens on X", "listened", "listening on X"),
  synced: verb("syncs X before it answers", "did", "the answers behind a sync of X"),
  copy_file_range: verb("copies to X", "copied", "the copy to X"),
  flock: verb("calls flock on X", "called it", "the lock of X"),
  execve: verb("runs X", "ran it", "the start of X"),
  msync: verb("syncs memory to its file (msync)", "did", "the sync of memory to its file (msync)"),
};

function verbOf(parts: ClassParts): Verb {
  const printing = parts.call === "write" && (parts.object === "stdout" || parts.object === "stderr");
  const name = parts.call === "send" && parts.object.startsWith("← ") ? "reply" : printing ? "print" : parts.call;
  const known = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (known !== undefined) return known;
  return parts.object === ""
    ? verb(`calls ${name}`, "called it", `the call of ${name}`)
    : verb(`calls ${name} on X`, "called it", `the ${name} of X`);
}

/** An object as it stands in a sentence: without the arrow of a connection, with `to` for that of a rename. */
export function objectWords(object: string): string {
  if (object === "") return "nothing in particular";
  return object.replace(/^[→←] /, "").replace(" → ", " to ");
}

function objectOf(parts: ClassParts): string {
  const flags = parts.flags.length === 0 ? "" : ` with ${parts.flags.join(", ")}`;
  const fate = parts.decision === "allow" || parts.decision === "" ? "" : ` (${parts.decision})`;
  return `${objectWords(parts.object)}${flags}${fate}`;
}

/** `writes /tmp/inventory.wal`. */
export function nowDoes(key: string): string {
  const parts = partsOf(key);
  return verbOf(parts).now(objectOf(parts));
}

/** `wrote`, for a sentence that has named the object. */
export function pastShort(key: string): string {
  return verbOf(partsOf(key)).past;
}

/** `the write to /tmp/inventory.wal`. */
export function asNoun(key: string): string {
  const parts = partsOf(key);
  return verbOf(parts).noun(objectWords(parts.object));
}

/** `once`, `twice`, `5 times`, `not at all`, `1 to 3 times`. */
export function times(least: number, most: number): string {
  if (least !== most) return `${least} to ${most} times`;
  return least === 0 ? "not at all" : least === 1 ? "once" : least === 2 ? "twice" : `${least} times`;
}

/** `RESERVE widget 1` → `RESERVE`: a command is known by its first word, an HTTP step by method and path. */
export function stepWords(step: string): string {
  if (step.includes(" ∥ ")) return "parallel";
  if (/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \//.test(step)) return step;
  const command = /^[A-Z]{3,}(?= |$)/.exec(step)?.[0];
  return command ?? `"${step}"`;
}

/** At most this many names in a sentence. */
const mostNamed = 2;

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  if (rest > 0) return `${names.slice(0, mostNamed).join(", ")} and ${rest} more`;
  return names.join(" and ");
}
