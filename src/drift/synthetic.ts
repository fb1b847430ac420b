/**
 * Made-up concurrent systems for tests and benchmarks: a small simulation in which threads are generators that yield how long their next step
 * takes. It gives what a real recording gives, entries of calls with threads, descriptors, ports and names that differ from run to run, and
 * in particular what makes comparing hard: interleaving, helper pools, goroutines that change threads, heartbeats, work done after the
 * answer, random and dated names, reads that block before their message comes, and load that stretches everything unevenly.
 */
import { DRIVER, type Call, type Environment, type Event, type KernelObject, type SuiteRun, type TestResult } from "../trace/index.ts";

/** A seeded generator of numbers in [0, 1): xorshift of 32 bits with a multiplicative output, enough for shuffling. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
    for (let i = 0; i < 8; i++) this.roll();
  }

  roll(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return (Math.imul(this.#state, 0x2545f491) >>> 0) / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.roll() * n);
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  letters(length: number, alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"): string {
    return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join("");
  }
}

export type Work = Generator<number, void, void>;

/** How a service spreads its requests over threads. */
export type Threads = "loop" | "helpers" | "connection" | "pool" | "goroutines";

export interface ServiceSpec {
  readonly name: string;
  readonly port: number;
  readonly threads: Threads;
  /** What a request does, from its arrival to after its answer; [job.reply] answers. */
  readonly handle: (job: Job, request: string) => Work;
  /** At start, before it is ready. */
  readonly start?: (job: Job) => Work;
  /** Runs beside everything until the test ends. */
  readonly background?: (job: Job) => Work;
}

export interface TestSpec {
  readonly name: string;
  /** Groups of steps; those of one group are made at the same time. */
  readonly steps: readonly (readonly { readonly target: string; readonly summary: string }[])[];
}

export interface SystemSpec {
  readonly name: string;
  readonly services: readonly ServiceSpec[];
  readonly tests: readonly TestSpec[];
}

interface Connection {
  readonly client: string;
  readonly server: string;
  readonly clientPort: number;
  readonly fd: number;
}

/** One request (or other thread of work) of a service: the calls it can make. */
export class Job {
  readonly run: Run;
  readonly service: ServiceSpec;
  readonly tid: () => number;
  readonly #connection: Connection | undefined;
  answered: (() => void) | undefined;

  constructor(run: Run, service: ServiceSpec, tid: () => number, connection?: Connection) {
    this.run = run;
    this.service = service;
    this.tid = tid;
    this.#connection = connection;
  }

  call(name: string, object: KernelObject, more: Partial<Call> = {}): Work {
    return this.run.call(this, name, object, more);
  }

  /** Passes time without a call; [micros] is what it takes on an idle machine. */
  *think(micros: number): Work {
    yield this.run.stretched(micros);
  }

  *open(path: string, flags = 0o2101): Work {
    yield* this.call("openat", { kind: "file", path }, { flags });
  }

  *on(path: string, fd: number, ...names: readonly string[]): Work {
    for (const name of names) yield* this.call(name, { kind: "file", path }, { fd });
  }

  /** Opens, calls [names] on the file, closes. */
  *file(path: string, flags: number, ...names: readonly string[]): Work {
    yield* this.open(path, flags);
    const fd = this.run.takeFd(this.service.name);
    yield* this.on(path, fd, ...names);
    this.run.freeFd(this.service.name, fd);
  }

  *rename(from: string, to: string): Work {
    yield* this.call("renameat2", { kind: "file", path: from }, { target: to });
  }

  *log(): Work {
    yield* this.call("write", { kind: "stdio", name: "stdout" }, { fd: 1 });
  }

  *reply(): Work {
    const connection = this.#connection;
    if (connection === undefined) return;
    const local = `127.0.0.1:${this.service.port}`;
    yield* this.call("write", { kind: "socket", local, peer: `127.0.0.1:${connection.clientPort}` }, { fd: connection.fd });
    this.answered?.();
  }

  /** Connects to another service, sends, waits for its answer. */
  *ask(server: string, request: string): Work {
    yield* this.run.ask(this, server, request);
  }

  /** The same, without waiting: the other service works while this one goes on; [done] is polled by [waitFor]. */
  spawn(work: Work): { done: boolean } {
    const state = { done: false };
    this.run.go(
      (function* () {
        yield* work;
        state.done = true;
      })(),
    );
    return state;
  }

  *waitFor(...states: readonly { done: boolean }[]): Work {
    while (states.some(({ done }) => !done)) yield 20_000;
  }
}

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly work: Work;
}

const pidOf = (index: number, dice: number): number => 2000 + dice + index * 50;

/** One run of one test. */
export class Run {
  readonly dice: Dice;
  readonly load: number;
  readonly events: Omit<Event, "seq">[] = [];
  nowNs = 0;
  stopped = false;
  readonly #system: SystemSpec;
  readonly #queue: Waiting[] = [];
  #order = 0;
  readonly #pids = new Map<string, number>();
  readonly #fds = new Map<string, Set<number>>();
  readonly #tids = new Map<string, number>();
  #port: number;

  constructor(system: SystemSpec, seed: number, load: number) {
    this.dice = new Dice(seed);
    this.load = load;
    this.#system = system;
    this.#port = 33_000 + this.dice.below(20_000);
    const base = this.dice.below(20_000);
    system.services.forEach(({ name }, i) => this.#pids.set(name, pidOf(i, base)));
  }

  stretched(micros: number): number {
    // Mostly a little longer than said; under load now and then by a time slice or several.
    const jitter = 0.7 + this.dice.roll() * 0.9;
    const preempted = this.dice.roll() < 0.02 + 0.18 * this.load ? this.dice.roll() * (200 + 6_000 * this.load) : 0;
    return Math.max(1, Math.round((micros * jitter * (1 + 2 * this.load * this.dice.roll()) + preempted) * 1_000));
  }

  go(work: Work, delayNs = 0): void {
    this.#queue.push({ at: this.nowNs + delayNs, order: this.#order++, work });
  }

  *call(job: Job, name: string, object: KernelObject, more: Partial<Call>): Work {
    yield this.stretched(15);
    this.emit(job.service.name, name, job.tid(), object, more);
    // What a runtime does beside it, as chance will have it.
    const noise = this.dice.roll();
    if (noise < 0.2) this.emit(job.service.name, "write", job.tid(), { kind: "anon", name: "anon_inode:[eventfd]" }, { fd: 9 });
    else if (noise < 0.35)
      this.emit(job.service.name, "epoll_pwait", job.tid(), { kind: "anon", name: "anon_inode:[eventpoll]" }, { fd: 4 });
    else if (noise < 0.37) this.emit(job.service.name, "openat", job.tid(), { kind: "file", path: "/proc/self/stat" }, { flags: 0 });
  }

  emit(service: string, name: string, tid: number, object: KernelObject, more: Partial<Call> = {}): void {
    const pid = this.#pids.get(service) ?? 1;
    this.events.push({
      atNs: this.nowNs,
      type: "syscall",
      service,
      fields: {},
      call: { name, pid, tid, decision: { kind: "allow" }, object, latencyNs: 7_000, ...more },
    });
  }

  takeFd(service: string): number {
    const used = this.#fds.get(service) ?? new Set<number>();
    this.#fds.set(service, used);
    let fd = 10;
    while (used.has(fd)) fd++;
    used.add(fd);
    return fd;
  }

  freeFd(service: string, fd: number): void {
    this.#fds.get(service)?.delete(fd);
  }

  /** A function that says which thread the next call is made on. */
  threadsFor({ name, threads }: ServiceSpec): () => number {
    const pid = this.#pids.get(name) ?? 1;
    const next = (): number => {
      const count = (this.#tids.get(name) ?? 0) + 1;
      this.#tids.set(name, count);
      return pid + 1 + count;
    };
    switch (threads) {
      case "loop":
        return () => pid;
      case "helpers":
      case "goroutines":
        return () => pid + this.dice.below(5);
      case "connection": {
        const tid = next();
        return () => tid;
      }
      case "pool": {
        const tid = pid + 1 + this.dice.below(4);
        return () => tid;
      }
    }
  }

  /** [from] is a service's job or the driver; resolves (by returning) when the answer is there. */
  *request(client: string, server: string, request: string, clientPort: number): Work {
    const spec = this.#system.services.find(({ name }) => name === server);
    if (spec === undefined) return;
    const fd = this.takeFd(server);
    const state = { done: false };
    const tid = this.threadsFor(spec);
    const job = new Job(this, spec, tid, { client, server, clientPort, fd });
    job.answered = () => (state.done = true);
    const socket: KernelObject = { kind: "socket", local: `127.0.0.1:${spec.port}`, peer: `127.0.0.1:${clientPort}` };
    const life = function* (this: Run): Work {
      yield this.stretched(40);
      this.emit(server, "read", tid(), socket, { fd });
      yield* spec.handle(job, request);
      this.emit(server, "read", tid(), socket, { fd });
      this.freeFd(server, fd);
    }.bind(this);
    this.go(life());
    while (!state.done) yield 10_000;
    yield this.stretched(30);
  }

  *ask(job: Job, server: string, request: string): Work {
    const spec = this.#system.services.find(({ name }) => name === server);
    if (spec === undefined) return;
    const own = this.takeFd(job.service.name);
    const peer = `127.0.0.1:${spec.port}`;
    yield* job.call("connect", { kind: "socket", peer }, { fd: own });
    const port = this.#port++;
    const socket: KernelObject = { kind: "socket", local: `127.0.0.1:${port}`, peer };
    yield* job.call("write", socket, { fd: own });
    yield* job.call("read", socket, { fd: own });
    yield* this.request(job.service.name, server, request, port);
    this.freeFd(job.service.name, own);
  }

  *step(target: string, summary: string): Work {
    const spec = this.#system.services.find(({ name }) => name === target);
    if (spec === undefined) return;
    const port = this.#port++;
    const fields = {
      target: `${target}.main`,
      method: "send",
      summary,
      local: `127.0.0.1:${port}`,
      remote: `127.0.0.1:${spec.port}`,
    };
    this.events.push({ atNs: this.nowNs, type: "step_send", service: DRIVER, fields });
    yield this.stretched(60);
    yield* this.request(DRIVER, target, summary, port);
    this.events.push({ atNs: this.nowNs, type: "step_recv", service: DRIVER, fields: { ...fields, success: "true", status_code: "200" } });
  }

  /** Runs everything that is to be done until [untilNs]. */
  settle(untilNs = Number.POSITIVE_INFINITY): void {
    for (;;) {
      let next: Waiting | undefined;
      for (const entry of this.#queue) {
        if (next === undefined || entry.at < next.at || (entry.at === next.at && entry.order < next.order)) next = entry;
      }
      if (next === undefined || next.at > untilNs) break;
      this.#queue.splice(this.#queue.indexOf(next), 1);
      this.nowNs = next.at;
      const { done, value } = next.work.next();
      if (done !== true) this.#queue.push({ at: this.nowNs + value, order: this.#order++, work: next.work });
    }
    if (untilNs !== Number.POSITIVE_INFINITY) this.nowNs = Math.max(this.nowNs, untilNs);
  }
}

export const syntheticEnvironment: Environment = {
  tool: "faultbox 1.0.0",
  os: "linux",
  arch: "x64",
  kernel: "6.11.0",
  image: "",
  capture: ["sync-wake-up"],
};

/** Silence kept behind the last step. */
const quietNs = 60e6;

/** One run of every test of a system. [load] from 0 (idle) to 1 (both cores busy). */
export function simulate(system: SystemSpec, seed: number, load: number): SuiteRun {
  const tests = system.tests.map((test, i) => simulateTest(system, test, seed * 1_000 + i, load));
  return { suite: `${system.name}.star`, seed, durationMs: 100, tests, environment: syntheticEnvironment, diagnostics: [] };
}

function simulateTest(system: SystemSpec, test: TestSpec, seed: number, load: number): TestResult {
  const run = new Run(system, seed, load);
  for (const spec of system.services) {
    const job = new Job(run, spec, run.threadsFor(spec));
    run.events.push({ atNs: run.nowNs, type: "service_started", service: spec.name, fields: {} });
    run.emit(spec.name, "openat", job.tid(), { kind: "file", path: "/etc/ld.so.cache" }, { flags: 0 });
    if (spec.start !== undefined) run.go(spec.start(job));
    run.settle();
    run.nowNs += 1e6;
    run.events.push({ atNs: run.nowNs, type: "service_ready", service: spec.name, fields: {} });
  }
  for (const spec of system.services) {
    if (spec.background === undefined) continue;
    run.go(spec.background(new Job(run, spec, run.threadsFor({ ...spec, threads: "connection" }))), run.dice.below(20e6));
  }
  const body = function* (): Work {
    for (const group of test.steps) {
      const states = group.map(({ target, summary }) => {
        const state = { done: false };
        run.go(
          (function* (): Work {
            yield* run.step(target, summary);
            state.done = true;
          })(),
        );
        return state;
      });
      while (states.some(({ done }) => !done)) yield 10_000;
      yield run.stretched(150);
    }
    run.stopped = true;
  };
  run.go(body());
  while (!run.stopped) run.settle(run.nowNs + 1e6);
  run.settle(run.nowNs + quietNs);
  run.events.push({ atNs: run.nowNs, type: "stopping", service: DRIVER, fields: {} });
  const events = run.events.map((event, i) => ({ event, i }));
  events.sort((a, b) => a.event.atNs - b.event.atNs || a.i - b.i);
  return {
    name: test.name,
    verdict: "pass",
    seed,
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: Math.round(run.nowNs / 1e6),
    events: events.map(({ event }, i) => ({ ...event, seq: i + 1 })),
    services: system.services.map(({ name, port }) => ({ name, interfaces: [{ name: "main", protocol: "tcp", port }] })),
    rules: [],
    diagnostics: [],
    replay: "",
  };
}
