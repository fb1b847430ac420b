/**
 * The runner's side of the native supervisor: starts it, asks, and hands on what it tells. One supervisor serves all services of a
 * worker; it dies with this process, and every service with it.
 */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { constants } from "node:os";
import type { Readable, Writable } from "node:stream";
import { supervisorBinary } from "./binary.ts";
import { LaunchError, PortInUse, SupervisorError } from "./errors.ts";
import {
  awaitRequest,
  Decoder,
  launchRequest,
  listenersRequest,
  pidsRequest,
  releaseRequest,
  rulesRequest,
  stopRequest,
  syncRequest,
  takenRequest,
  unreadRequest,
  type Frame,
  type Hello,
  type Reader,
} from "./frames.ts";
import { holderOf } from "./ports.ts";
import type { Capabilities, Counter, End, Exit, Holder, LaunchSpec, Listener, Rule, Service, Supervisor } from "./types.ts";

/** After its stdin was closed the supervisor has this long to end its services before it is killed; it needs some milliseconds. */
const disposeMs = 10_000;

/** Of what the supervisor writes to stderr (nothing, unless it fails) so much is kept for the error. */
const stderrLimit = 16 << 10;

export interface StartOptions {
  readonly listener: Listener;
  /** Ends the supervisor and all services when it aborts. */
  readonly signal?: AbortSignal;
  /** The executable; by default the one for this machine, see `binary.ts`. */
  readonly binary?: string;
}

/** Starts a supervisor. Rejects with a [SupervisorError] when it cannot run here at all. */
export async function startSupervisor(options: StartOptions): Promise<Supervisor & { readonly facts: Hello }> {
  options.signal?.throwIfAborted();
  const connection = new Connection(options.binary ?? supervisorBinary(), options.listener);
  const abort = (): void => connection.close();
  options.signal?.addEventListener("abort", abort);
  try {
    const hello = await connection.hello;
    return new NativeSupervisor(connection, hello, () => options.signal?.removeEventListener("abort", abort));
  } catch (error) {
    options.signal?.removeEventListener("abort", abort);
    options.signal?.throwIfAborted();
    throw error;
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** A promise to be settled from outside, whose rejection need not be looked at by anybody. */
function deferred<T>(): Deferred<T> {
  const made = Promise.withResolvers<T>();
  made.promise.catch(() => undefined);
  return made;
}

/** What the connection keeps of a service until its last process is gone. */
interface Tracked {
  readonly name: string;
  readonly exited: Deferred<Exit>;
  readonly ended: Deferred<ReadonlyMap<number, Counter>>;
}

interface Waiting {
  done(body: Reader): void;
  failed(error: Error): void;
  /** The error for a refusal. */
  refused(errno: number, stage: string, detail: string): Error;
}

/** The process and its two streams of frames. */
class Connection {
  readonly hello: Promise<Hello>;
  /** Rejects when the supervisor ends without having been asked to. */
  readonly died: Promise<never>;
  /** Resolves when its process is gone, for whatever reason. */
  readonly closed: Promise<void>;

  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly listener: Listener;
  private readonly greeted = deferred<Hello>();
  private readonly death = deferred<never>();
  private readonly decoder: Decoder;
  private readonly services = new Map<number, Tracked>();
  private readonly waiting = new Map<number, Waiting>();
  private readonly outgoing: Buffer[] = [];
  private readonly tags = new Map<number, string>();
  private requests = 0;
  private numbers = 0;
  private closing = false;
  private failure: Error | undefined;
  private stderr = "";

  constructor(binary: string, listener: Listener) {
    this.listener = listener;
    this.hello = this.greeted.promise;
    this.died = this.death.promise;
    this.decoder = new Decoder({ service: (number) => this.services.get(number)?.name, tag: (rule) => this.tags.get(rule) });
    // A session of its own, so that Ctrl-C at a terminal reaches this process only, which then ends the services in order. No environment:
    // services get theirs from their [LaunchSpec], and what is secret in ours stays here.
    this.child = spawn(binary, [], { stdio: ["pipe", "pipe", "pipe"], detached: true, env: {} });
    const closed = deferred<void>();
    this.closed = closed.promise;
    this.child.on("error", (error) => {
      this.failure ??= new SupervisorError(`cannot run the supervisor ${binary}: ${error.message}`, { cause: error });
      if (this.child.pid === undefined) this.end(closed, null, null);
    });
    this.child.on("close", (code, signal) => this.end(closed, code, signal));
    // It could not be started, which "error" tells. When no descriptor was left there are no pipes either.
    if (this.child.pid === undefined) return;
    // EPIPE on stdin is told by "close" with its reason.
    this.child.stdin.on("error", () => undefined);
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-stderrLimit);
    });
    this.child.stdout.on("data", (chunk: Buffer) => this.receive(chunk));
  }

  private receive(chunk: Buffer): void {
    if (this.failure) return;
    try {
      for (const frame of this.decoder.push(chunk)) this.handle(frame);
    } catch (error) {
      this.failure = new SupervisorError(`the supervisor cannot be understood: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
      this.child.kill("SIGTERM");
    }
  }

  private handle(frame: Frame): void {
    switch (frame.type) {
      case "hello":
        this.greeted.resolve(frame);
        return;
      case "calls":
        this.listener.calls(frame.records);
        return;
      case "reply":
        this.taken(frame.request)?.done(frame.body);
        return;
      case "failure": {
        const waiting = this.taken(frame.request);
        waiting?.failed(waiting.refused(frame.errno, frame.stage, frame.detail));
        return;
      }
      case "output": {
        const { stream, sinceNs, atNs, bytes } = frame;
        this.listener.output({ service: this.tracked(frame.service).name, stream, sinceNs, atNs, bytes });
        return;
      }
      case "exit": {
        const service = this.tracked(frame.service);
        const exit: Exit = { service: service.name, atNs: frame.atNs, pid: frame.pid, ...statusOf(frame.status) };
        this.listener.exit(exit);
        service.exited.resolve(exit);
        return;
      }
      case "ended":
        this.tracked(frame.service).ended.resolve(frame.counters);
        this.services.delete(frame.service);
        return;
      case "held":
        this.listener.held?.(frame.record);
        return;
      case "delayed":
        this.listener.delayed?.(frame.record);
        return;
      case "notice":
        this.listener.notice(this.tracked(frame.service).name, frame.code, frame.message);
        return;
    }
  }

  private tracked(number: number): Tracked {
    const service = this.services.get(number);
    if (!service) throw new SupervisorError(`it speaks of service ${number}, which was never launched`);
    return service;
  }

  private taken(request: number): Waiting | undefined {
    const waiting = this.waiting.get(request);
    this.waiting.delete(request);
    return waiting;
  }

  /** Sends the request that [make] gives for its number; resolves with what [read] takes from the answer. */
  ask<T>(make: (request: number) => Buffer, read: (body: Reader) => T, refused: Waiting["refused"] = plainRefusal): Promise<T> {
    if (this.failure || this.closing) return Promise.reject(this.failure ?? new SupervisorError("the supervisor has been ended"));
    const request = ++this.requests;
    const answer = Promise.withResolvers<T>();
    this.waiting.set(request, {
      refused,
      failed: answer.reject,
      done: (body) => {
        const value = read(body);
        body.done();
        answer.resolve(value);
      },
    });
    this.send(make(request));
    return answer.promise;
  }

  /** Requests that are made in one go are sent in one: each that is sent wakes the supervisor, which takes the processor from whoever makes them. */
  private send(frame: Buffer): void {
    this.outgoing.push(frame);
    if (this.outgoing.length === 1) queueMicrotask(() => this.flush());
  }

  private flush(): void {
    const [first, ...more] = this.outgoing.splice(0);
    if (first !== undefined) this.child.stdin.write(more.length === 0 ? first : Buffer.concat([first, ...more]));
  }

  /** A number for a service about to be launched. */
  track(name: string): readonly [number: number, service: Tracked] {
    const service = { name, exited: deferred<Exit>(), ended: deferred<ReadonlyMap<number, Counter>>() };
    const number = ++this.numbers;
    this.services.set(number, service);
    return [number, service];
  }

  /** Remembers what [rules] call the calls they hold: frames carry the rule's number only. */
  remember(rules: readonly Rule[]): void {
    for (const { id, action } of rules) if (action.kind === "hold") this.tags.set(id, action.tag);
  }

  untrack(number: number): void {
    this.services.delete(number);
  }

  /** Asks the supervisor to end, with all services. */
  close(): void {
    if (this.closing) return;
    this.closing = true;
    this.flush();
    this.child.stdin.end();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), disposeMs);
    this.closed.finally(() => clearTimeout(timer)).catch(() => undefined);
  }

  private end(closed: Deferred<void>, code: number | null, signal: NodeJS.Signals | null): void {
    const said = this.stderr.trim().replace(/^faultbox-supervisor: /u, "");
    const how = signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
    this.failure ??= this.closing
      ? new SupervisorError("the supervisor has been ended")
      : new SupervisorError(`the supervisor died: ${said || how}`);
    for (const waiting of this.waiting.values()) waiting.failed(this.failure);
    this.waiting.clear();
    for (const service of this.services.values()) {
      service.exited.reject(this.failure);
      service.ended.resolve(new Map());
    }
    this.services.clear();
    this.greeted.reject(this.failure);
    if (!this.closing) this.death.reject(this.failure);
    this.closing = true;
    closed.resolve();
  }
}

function plainRefusal(errno: number, stage: string, detail: string): Error {
  return new SupervisorError(`the supervisor refused: ${stage}: ${detail || `errno ${errno}`}`);
}

// Other names of SIGABRT, SIGIO and SIGSYS.
const otherNames = new Set(["SIGIOT", "SIGPOLL", "SIGUNUSED"]);
const signalNames = new Map(
  Object.entries(constants.signals)
    .filter(([name]) => !otherNames.has(name))
    .map(([name, number]) => [number, name]),
);

/** Takes apart the status of wait(2). */
function statusOf(status: number): { readonly code: number | null; readonly signal: string | null } {
  const signal = status & 0x7f;
  if (signal === 0) return { code: (status >> 8) & 0xff, signal: null };
  return { code: null, signal: signalNames.get(signal) ?? `signal ${signal}` };
}

class NativeSupervisor implements Supervisor {
  readonly capabilities: Capabilities;
  readonly died: Promise<never>;
  /** What it found out about this machine when it started; `doctor.ts` puts it in words. */
  readonly facts: Hello;
  private readonly connection: Connection;
  private readonly release: () => void;

  constructor(connection: Connection, hello: Hello, release: () => void) {
    this.connection = connection;
    this.release = release;
    this.facts = hello;
    this.died = connection.died;
    this.capabilities = {
      kernel: hello.kernel,
      arch: hello.arch === "arm64" ? "arm64" : "x64",
      syncWakeUp: hello.syncWakeUp,
      waitKillable: hello.waitKillable,
      notes: hello.notes,
    };
  }

  async launch(spec: LaunchSpec): Promise<Service> {
    const [number, tracked] = this.connection.track(spec.name);
    this.connection.remember(spec.rules);
    try {
      return await this.connection.ask(
        (request) => launchRequest(request, number, spec),
        (body) => new NativeService(this.connection, number, tracked, body.u32(), body.u64()),
        (errno, stage, detail) =>
          stage === "port"
            ? new PortInUse(Number(detail), {})
            : new LaunchError(spec.name, spec.argv[0] ?? "", spec.cwd, stage, errno, detail),
      );
    } catch (error) {
      this.connection.untrack(number);
      if (error instanceof PortInUse) throw new PortInUse(error.port, (await this.holderOf(error.port)) ?? {});
      throw error;
    }
  }

  async holderOf(port: number): Promise<Holder | undefined> {
    const inodes = await this.connection.ask((request) => listenersRequest(request, port), inodesOf);
    return holderOf(inodes);
  }

  async taken(accepting: End, other: End): Promise<boolean> {
    const taken = await this.connection.ask(
      (request) => takenRequest(request, accepting, other),
      (body) => body.u32(),
    );
    return taken === 1;
  }

  async sync(): Promise<void> {
    await this.connection.ask(syncRequest, () => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release();
    this.connection.close();
    await this.connection.closed;
  }
}

class NativeService implements Service {
  readonly name: string;
  readonly pid: number;
  readonly startedNs: bigint;
  readonly exited: Promise<Exit>;
  readonly ended: Promise<ReadonlyMap<number, Counter>>;
  private readonly connection: Connection;
  private readonly number: number;

  constructor(connection: Connection, number: number, tracked: Tracked, pid: number, startedNs: bigint) {
    this.connection = connection;
    this.number = number;
    this.name = tracked.name;
    this.pid = pid;
    this.startedNs = startedNs;
    this.exited = tracked.exited.promise;
    this.ended = tracked.ended.promise;
  }

  async setRules(rules: readonly Rule[]): Promise<number> {
    this.connection.remember(rules);
    return this.connection.ask(
      (request) => rulesRequest(request, this.number, rules),
      (body) => body.u32(),
    );
  }

  async release(rule: number, count = 1, tid = 0): Promise<number> {
    return this.connection.ask(
      (request) => releaseRequest(request, this.number, rule, count, tid),
      (body) => body.u32(),
    );
  }

  async stop(graceMs: number): Promise<void> {
    await this.connection.ask(
      (request) => stopRequest(request, this.number, Math.max(0, Math.ceil(graceMs))),
      () => undefined,
    );
    await this.ended;
  }

  async pids(): Promise<readonly number[]> {
    return this.connection.ask((request) => pidsRequest(request, this.number), pidsOf);
  }

  async unread(): Promise<readonly number[]> {
    return this.connection.ask((request) => unreadRequest(request, this.number), pidsOf);
  }

  async listener(port: number): Promise<boolean> {
    const own = await this.connection.ask(
      (request) => awaitRequest(request, this.number, port),
      (body) => body.u32(),
    );
    return own === 1;
  }
}

const pidsOf = (body: Reader): readonly number[] => Array.from({ length: body.u32() }, () => body.u32());
const inodesOf = (body: Reader): readonly string[] => Array.from({ length: body.u32() }, () => String(body.u64()));
