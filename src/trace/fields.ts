/**
 * Events spelt out as strings: what suites filter by, what the JSON trace holds and what people read. The names and spellings of the first
 * group are those existing suites and tools know; `errno`, `action`, `fd`, `kind`, … are additions.
 */
import { formatDuration } from "./duration.ts";
import { errnoName, errnoText } from "./errno.ts";
import type { Call, Decision, Event, KernelObject } from "./event.ts";
import { sourceText } from "./stack.ts";

/** Every name that [fieldsOf] gives to a call; a filter that names none of these (and nothing any event has) is a slip of the pen. */
export const callFields = [
  "syscall",
  "pid",
  "tid",
  "decision",
  "action",
  "errno",
  "path",
  "target",
  "kind",
  "fd",
  "local",
  "peer",
  "size",
  "flags",
  "latency_ms",
  "label",
  "op",
  "source",
] as const;

/** `deny(input/output error)`, `delay(100ms)`, `allow`: the spelling of the `decision` field. */
export function decisionText(decision: Decision): string {
  return decision.kind === "deny" ? `deny(${errnoText(decision.errno)})` : decisionName(decision);
}

/** The same with the error's name, as suites write it: `deny(EIO)`. Both spellings match in filters. */
export function decisionName(decision: Decision): string {
  switch (decision.kind) {
    case "allow":
      return "allow";
    case "allow-system-path":
      return "allow (system path)";
    case "trace":
      return "trace";
    case "deny":
      return `deny(${errnoName(decision.errno)})`;
    case "delay":
      return `delay(${formatDuration(decision.delayNs)})`;
    case "hold":
      return `hold(${decision.tag})`;
    case "short":
      return `short(${decision.bytes})`;
    case "crash":
      return decision.when === "before" ? "crash()" : "crash(after)";
  }
}

/** What a call acts on, in one phrase: a path, `socket:[81]`, `127.0.0.1:5432`, `pipe:[9]`, `stdout`. Empty when there is nothing. */
export function objectPath(object: KernelObject): string {
  switch (object.kind) {
    case "none":
      return "";
    case "file":
      return object.path;
    case "socket":
      return object.inode === undefined ? "socket" : `socket:[${object.inode}]`;
    case "pipe":
      return object.inode === undefined ? "pipe" : `pipe:[${object.inode}]`;
    case "stdio":
      return object.name;
    case "anon":
      return object.name;
  }
}

function callFieldsOf(call: Call): Record<string, string> {
  const fields: Record<string, string> = {
    syscall: call.name,
    pid: String(call.pid),
    tid: String(call.tid),
    decision: decisionText(call.decision),
    action: call.decision.kind,
  };
  if (call.decision.kind === "deny") fields["errno"] = errnoName(call.decision.errno);
  const path = objectPath(call.object);
  if (path !== "") fields["path"] = path;
  if (call.target !== undefined) fields["target"] = call.target;
  if (call.object.kind !== "none") fields["kind"] = call.object.kind;
  if (call.object.kind === "socket") {
    if (call.object.local !== undefined) fields["local"] = call.object.local;
    if (call.object.peer !== undefined) fields["peer"] = call.object.peer;
  }
  if (call.fd !== undefined) fields["fd"] = String(call.fd);
  if (call.size !== undefined) fields["size"] = String(call.size);
  if (call.flags !== undefined) fields["flags"] = openFlagsText(call.flags);
  const latencyMs = Math.floor(call.latencyNs / 1e6);
  if (latencyMs > 0) fields["latency_ms"] = String(latencyMs);
  if (call.label !== undefined) fields["label"] = call.label;
  if (call.op !== undefined) fields["op"] = call.op;
  if (call.source !== undefined) fields["source"] = sourceText(call.source);
  return fields;
}

/** All fields of an event, by name, as text. */
export function fieldsOf(event: Event): Readonly<Record<string, string>> {
  return event.call ? callFieldsOf(event.call) : event.fields;
}

/** The event's type with what refines it: `syscall.write`, `step_send.orders`, `lifecycle.ready`. */
export function eventType(event: Event): string {
  if (event.call) return `syscall.${event.call.name}`;
  switch (event.type) {
    case "service_started":
      return "lifecycle.started";
    case "service_ready":
      return "lifecycle.ready";
    case "service_exited":
      return "lifecycle.exited";
    case "service_crashed":
      return "lifecycle.crashed";
    case "step_send":
    case "step_recv":
      return `${event.type}.${event.fields["target"] ?? ""}`;
    case "fault_zero_traffic":
      return event.fields["syscall"] === undefined ? event.type : `${event.type}.${event.fields["syscall"]}`;
    default:
      return event.type;
  }
}

/** Access mode and the flags that change what a file ends up holding; the rest (CLOEXEC, NONBLOCK, …) is of no interest to readers. */
const openFlags: readonly (readonly [mask: number, name: string])[] = [
  [0o100, "O_CREAT"],
  [0o200, "O_EXCL"],
  [0o1000, "O_TRUNC"],
  [0o2000, "O_APPEND"],
  [0o4010000, "O_SYNC"],
  [0o10000, "O_DSYNC"],
  // O_TMPFILE holds the bit of O_DIRECTORY, so it is told by its own; O_DIRECT and O_DIRECTORY differ between architectures and are left out.
  [0o20000000, "O_TMPFILE"],
];

/** `O_WRONLY|O_CREAT|O_APPEND` of the flags as the kernel was given them (`asm-generic/fcntl.h`, shared by x64 and arm64). */
export function openFlagsText(flags: number): string {
  const names = [["O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"][flags & 3] ?? ""];
  for (const [mask, name] of openFlags) {
    if ((flags & mask) !== mask) continue;
    if (name === "O_DSYNC" && names.includes("O_SYNC")) continue;
    names.push(name);
  }
  return names.join("|");
}
