/**
 * What happened, as data. An [Event] is one line of a test's log: a caught system call of a service, a step of the test driver, or a
 * change in a service's life. Everything to the right of this room (drift, report) reads events and nothing else, so an event is plain,
 * readonly and serialisable.
 */

import type { Source } from "./stack.ts";

/** The lane of the test driver: its steps are events of a service of this name. */
export const DRIVER = "test";

/** How a caught system call was answered. */
export type Decision =
  /** Let through; it was caught only because something in the test may need it. */
  | { readonly kind: "allow" }
  /** Let through although a rule matched: the path belongs to the loader or the kernel (`/lib`, `/proc`, …). */
  | { readonly kind: "allow-system-path" }
  /** Let through and asked for by a `trace`. */
  | { readonly kind: "trace" }
  /** Answered with an error, never run. */
  | { readonly kind: "deny"; readonly errno: number }
  /** Let through after waiting. */
  | { readonly kind: "delay"; readonly delayNs: number }
  /** Being held for an ordering. What becomes of the call then is another decision, so no event has this one. */
  | { readonly kind: "hold"; readonly tag: string }
  /** Made with so many bytes instead of the more that were asked for ([Call.size]). */
  | { readonly kind: "short"; readonly bytes: number }
  /** The service was killed at this call: before it was made, or when it had taken effect. */
  | { readonly kind: "crash"; readonly when: "before" | "after" };

/** Whether a call that was decided so has been made at all. */
export function isMade(decision: Decision): boolean {
  return decision.kind !== "deny" && !(decision.kind === "crash" && decision.when === "before");
}

/** What a descriptor or a path argument stood for at the time of the call. */
export type KernelObject =
  | { readonly kind: "none" }
  /** A path of the file system; [deleted] when the name was gone by then. */
  | { readonly kind: "file"; readonly path: string; readonly deleted?: boolean }
  /**
   * A socket. [local] and [peer] are `127.0.0.1:5432`, `[::1]:80`, or `unix:/path`, where they were known; [inode] is the kernel's number.
   * A listening or not yet connected socket has no peer; for `connect` and `sendto` the peer is the address asked for.
   */
  | { readonly kind: "socket"; readonly local?: string; readonly peer?: string; readonly inode?: number }
  | { readonly kind: "pipe"; readonly inode?: number }
  /** Descriptors 0, 1 and 2 as the service was started with them. */
  | { readonly kind: "stdio"; readonly name: "stdin" | "stdout" | "stderr" }
  /** eventfd, epoll, timerfd, memfd, …: [name] is the kernel's, such as `anon_inode:[eventfd]`. */
  | { readonly kind: "anon"; readonly name: string };

/** A system call as the supervisor recorded it. */
export interface Call {
  /** The kernel's name of it, such as `pwrite64`. */
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly decision: Decision;
  /** The descriptor number, where the call has one. */
  readonly fd?: number;
  /** What the call acts on. */
  readonly object: KernelObject;
  /** The second path of `rename`, `link` and `symlink`. */
  readonly target?: string;
  /** Bytes asked for (write, read, send, …). */
  readonly size?: number;
  /** Open flags of `open`/`openat`, as the kernel was given them. */
  readonly flags?: number;
  /** Nanoseconds from the notification to the answer. */
  readonly latencyNs: number;
  /** The rule that decided, if one did: the id the engine gave it. */
  readonly rule?: number;
  /** The label written in the suite for that rule. */
  readonly label?: string;
  /** The named operation (`op()`) the rule belongs to. */
  readonly op?: string;
  /** The line of the repository that made it, where that was asked for and is known. */
  readonly source?: Source;
}

export interface Event {
  /** Position in the test's log, from 1, in the order of [atNs]. */
  readonly seq: number;
  /**
   * Nanoseconds of the monotonic clock since the test began. For a call: when its answer was accepted by the kernel, that is, when it
   * began to take effect; a delayed call stands where it went on, not where it was asked for.
   */
  readonly atNs: number;
  /** `syscall`, `step_send`, `step_recv`, `service_started`, `service_ready`, `service_exited`, `service_crashed`, `fault_applied`, `stdout`, … */
  readonly type: string;
  /** The lane: a service's name, or [DRIVER]. */
  readonly service: string;
  /** What there is to say of an event that is not a call. Call events leave this empty; [fieldsOf] spells both kinds out. */
  readonly fields: Readonly<Record<string, string>>;
  /** Present exactly when [type] is `syscall`. */
  readonly call?: Call;
}

/** A service as declared, as far as readers of a trace need it. */
export interface ServiceInfo {
  readonly name: string;
  readonly interfaces: readonly { readonly name: string; readonly protocol: string; readonly port: number }[];
}
