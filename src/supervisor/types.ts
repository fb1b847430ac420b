/**
 * The contract between the engine and the native supervisor, as types: what is asked of it ([Rule], [LaunchSpec]) and what it tells
 * ([CallRecord], [Output], [Exit]). `client.ts` speaks it over frames; the engine knows only this file's names.
 */
import type { CallStack, Decision, KernelObject } from "../trace/index.ts";

/** What to do with a call that a [Rule] matches. */
export type Action =
  | { readonly kind: "trace" }
  | { readonly kind: "allow" }
  | { readonly kind: "deny"; readonly errno: number }
  /** With [held] its calls are told to [Listener.held] and go on when their delay is over and they have been released, whichever is later. */
  | { readonly kind: "delay"; readonly delayNs: number; readonly held?: true }
  /** Keeps the caller waiting until [Service.release]; other rules then decide. [tag] comes back in what [Listener.held] is told. */
  | { readonly kind: "hold"; readonly tag: string }
  /**
   * Makes the call with so many bytes instead of the more that were asked for, and returns how many there were. Takes only calls of
   * [divisible] that ask for more; `native/transfer.c` says which of them cannot be cut.
   */
  | { readonly kind: "short"; readonly bytes: number }
  /** Kills every process of the service at this call: before it is made, or when it has taken effect and its caller does not know yet. */
  | { readonly kind: "crash"; readonly when: "before" | "after" };

/** The most that a `short` can ask for, in bytes. */
export const mostShortBytes = 2 ** 24;

/** What a rule has counted: calls that matched ([seen]) and, of these, those it decided ([fired]). */
export interface Counter {
  readonly seen: bigint;
  readonly fired: bigint;
}

/** Which of the calls it names a rule takes: all of them where nothing is said. */
export interface Selection {
  /**
   * Glob on the path or the path behind the descriptor; see `trace/glob.ts` for the language. The words `pipe`, `stdin`, `stdout`, `stderr` mean
   * those, which have no path.
   */
  readonly path?: string;
  /** Glob on the peer address (`127.0.0.1:5432`, `unix:/run/x`). */
  readonly address?: string;
  /** Which matching calls it takes: the nth only, the first n, every nth, all after the nth. At most one of them. */
  readonly nth?: number;
  readonly first?: number;
  readonly every?: number;
  readonly after?: number;
  /** 0 to 1, drawn from a seeded generator; absent means always. */
  readonly probability?: number;
  /** Never fires more often than this. */
  readonly maxFires?: number;
}

/**
 * A rule of one service. The list given to [Service.setRules] is in order of precedence: the first rule that matches and is not a
 * `trace` decides; where none decides, a matching `trace` marks the call as traced; otherwise it is allowed (and still recorded, since
 * only calls that the test can need are intercepted at all).
 */
export interface Rule extends Selection {
  /** Positive, unique in a run; comes back in [CallRecord.rule]. */
  readonly id: number;
  /** Kernel names, families already spelt out. */
  readonly syscalls: readonly string[];
  readonly action: Action;
  /** Of the generator that [probability] draws from. */
  readonly seed?: bigint;
  /**
   * Let through as `allow-system-path`, unless [path] is given: calls on files of the loader and the kernel, on the standard streams, and on
   * what a process wakes its own threads by (eventfds and their like; pipes and pairs of sockets of which no other process holds an end).
   */
  readonly exemptSystemPaths: boolean;
}

export interface LaunchSpec {
  readonly name: string;
  /** `argv[0]` is looked up in PATH of [env] when it has no slash. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** TCP ports that nobody may listen on yet, on whatever address: then it is not started; see [PortInUse]. */
  readonly ports?: readonly number[];
  /** Kernel names of the calls to intercept; empty means no filter at all. */
  readonly intercept: readonly string[];
  /** In force from the first instruction. */
  readonly rules: readonly Rule[];
  /** Where the counters of [rules] begin, by id: what [Service.ended] gave of the service that this one takes over from. */
  readonly counters?: ReadonlyMap<number, Counter>;
  /** Let io_uring_setup through. By default a service with a filter gets ENOSYS: what goes through a ring cannot be observed. */
  readonly allowIoUring?: boolean;
  /** Record with every call the stack it was made from. */
  readonly stacks?: boolean;
  /** What it prints is compared with calls: it is read before any call is stamped. */
  readonly observed?: boolean;
}

/** A caught call, told when its answer had been accepted by the kernel. */
export interface CallRecord {
  readonly service: string;
  /** CLOCK_MONOTONIC, nanoseconds, as `process.hrtime` counts them. */
  readonly atNs: bigint;
  readonly latencyNs: number;
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly decision: Decision;
  readonly rule?: number;
  readonly fd?: number;
  readonly object: KernelObject;
  readonly target?: string;
  readonly size?: number;
  readonly flags?: number;
  /** The epoch of the rules it was decided under. */
  readonly epoch: number;
  /** Where [LaunchSpec.stacks] asked for it and it could be read. Calls made from the same place share one value. */
  readonly stack?: CallStack;
}

export interface Output {
  readonly service: string;
  readonly stream: "stdout" | "stderr";
  /** It was printed after this ... */
  readonly sinceNs: bigint;
  /** ... and before this, when it was read. */
  readonly atNs: bigint;
  readonly bytes: Uint8Array;
}

/** One end of a TCP connection: an IP address, and a port. */
export interface End {
  readonly address: string;
  readonly port: number;
}

/** Whoever listens on a port; without [pid] it is a process that this user may not look into. */
export interface Holder {
  readonly pid?: number;
  readonly command?: string;
}

export interface Exit {
  readonly service: string;
  readonly atNs: bigint;
  readonly pid: number;
  /** Exit status, or null when a signal ended it. */
  readonly code: number | null;
  /** Such as `SIGKILL`, or null. */
  readonly signal: string | null;
}

/** What this kernel gives us, found by trying and not by version; goes into every trace. */
export interface Capabilities {
  readonly kernel: string;
  readonly arch: "x64" | "arm64";
  readonly syncWakeUp: boolean;
  readonly waitKillable: boolean;
  /** One sentence each, for people: what was tried and had to be done without. */
  readonly notes: readonly string[];
}

/** Where the supervisor's tidings go. Called in the order of the supervisor's stream. */
export interface Listener {
  calls(records: readonly CallRecord[]): void;
  output(output: Output): void;
  exit(exit: Exit): void;
  /** Something to tell the user that ends nothing, e.g. a call through a foreign ABI was refused. */
  notice(service: string, code: string, message: string): void;
  /**
   * A call is being held, told as if it went on now with the decision `hold`; its record, with the real one, follows when it is released. One that
   * a delay holds is told with the decision `delay`, which it keeps.
   */
  held?(call: CallRecord): void;
  /** A call's delay begins, told as if it went on now; its record follows when it does. It never does when its caller ends before. */
  delayed?(call: CallRecord): void;
}

/** A running service (its first process and all descendants). */
export interface Service {
  readonly name: string;
  readonly pid: number;
  readonly startedNs: bigint;
  readonly exited: Promise<Exit>;
  /** Resolves when no process of its tree is left, with what the rules last in force had counted, by id. */
  readonly ended: Promise<ReadonlyMap<number, Counter>>;
  /** Replaces the whole list atomically; resolves with the new epoch once it is in force. Counters of rules that stay (same id) go on. */
  setRules(rules: readonly Rule[]): Promise<number>;
  /**
   * Lets the first [count] calls that the rule of this id holds go on (default 1), of the thread [tid] only if it is given; resolves with
   * how many there were. Each is then decided by the rules in force, as if it had been made at that moment: being held changes when a call
   * happens, never what becomes of it. What a delay holds goes on at once if the delay is over (its record comes before this resolves), else then.
   */
  release(rule: number, count?: number, tid?: number): Promise<number>;
  /** SIGTERM to the whole tree, after [graceMs] SIGKILL; 0 kills at once. Resolves when no process of the tree is left. */
  stop(graceMs: number): Promise<void>;
  /** The pids of its tree, now. */
  pids(): Promise<readonly number[]>;
  /**
   * Of these, the processes for whom something has arrived that none of their threads has looked at, be it that all of them are busy with something
   * else: one of their epoll sets has an event to give. None where the kernel refuses to copy descriptors: then it is not known.
   */
  unread(): Promise<readonly number[]>;
  /**
   * Resolves when somebody listens on a TCP port, on whatever address, with whether it is one of its processes. Rejects when the service ends
   * before. To be asked for one port at a time.
   */
  listener(port: number): Promise<boolean>;
}

/** One native supervisor process. Dispose ends it and every service with it. */
export interface Supervisor extends AsyncDisposable {
  readonly capabilities: Capabilities;
  /**
   * Rejects with [LaunchError] (what, errno text, hint) when the program cannot be started or the filter cannot be installed, and with [PortInUse]
   * when somebody listens on one of its ports.
   */
  launch(spec: LaunchSpec): Promise<Service>;
  /** Who listens on a TCP port, on whatever address; undefined when nobody does. */
  holderOf(port: number): Promise<Holder | undefined>;
  /**
   * Whether a connection between [accepting], where somebody listens, and [other] has been accepted. The kernel makes connections for whoever
   * listens, and they wait until they are taken. True as well for one that is not on this machine or is gone, and where the kernel does
   * not tell.
   */
  taken(accepting: End, other: End): Promise<boolean>;
  /** Resolves once every call answered before this was asked has been given to the listener. */
  sync(): Promise<void>;
  /** Rejects, with the reason, if the supervisor process dies on its own. Never resolves otherwise until disposed. */
  readonly died: Promise<never>;
}
