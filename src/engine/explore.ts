/**
 * Exploration: what branches of a test cause in the services is put into an order and not left to chance. While a `parallel()` runs, the calls
 * of the services that can matter to another branch (what they do to files, what they send) are held, and so is each step of the test driver
 * before it begins. Whenever everything is at rest, one branch that has something waiting goes on by one, as the order says (`orders.ts`).
 *
 * What makes this sound:
 *  - A held call that goes on is decided by the rules in force, as it would have been without being held. An order changes when things
 *    happen and never what becomes of a call.
 *  - Nothing is held for a fixed time, and nothing for ever: when all is at rest and nothing waits, nobody is waiting for us; when something
 *    waits, it goes on. So exploration adds no deadlock, and one that the services get into shows as steps without an answer.
 *  - A delay is a call that is held, too, until its time is over by a clock of what the services do (`clock.ts`): it then waits for its turn like
 *    any other. So are time-outs and sleeps of the test.
 *  - Rest is looked up and not guessed (`rest.ts`). A service that never rests is not waited for, and the result says that the order
 *    could not be kept.
 *
 * A call belongs to the branch whose message its thread took last. Where that cannot be known (a pool of workers takes jobs from a queue; work moves
 * from thread to thread, see `moving.ts`), it belongs to the branch that went on last: between two moments of rest, only that one has set anything in
 * motion. A wrong guess makes an order less interesting, nothing else; but the same must be guessed each time. So what threads do at the same
 * time for one branch is sorted by what it is, and not by who came first.
 */
import { setImmediate, setTimeout } from "node:timers/promises";
import { isSyscall, type CallRecord, type Rule, type Service } from "../supervisor/index.ts";
import { timerMs } from "../trace/index.ts";
import type { Branch } from "./branches.ts";
import { Clock } from "./clock.ts";
import { compareBranches, type Order } from "./orders.ts";
import { MovingWork } from "./moving.ts";
import { Naps } from "./naps.ts";
import { lookAt, napsOf, pidsOf, read, type Look } from "./rest.ts";
import { stallMs, stallText } from "./stalls.ts";

/** What is held when it is done to a file … */
const onFiles = [
  "read", "readv", "pread64", "preadv", "preadv2", "write", "writev", "pwrite64", "pwritev", "pwritev2", "fsync", "fdatasync", "sync_file_range",
  "open", "openat", "openat2", "creat", "truncate", "ftruncate", "fallocate", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
  "mkdir", "mkdirat", "link", "linkat", "symlink", "symlinkat", "copy_file_range", "sendfile", "flock",
].filter((name) => isSyscall(name)); // prettier-ignore
/** … and when it goes to somebody else. */
const toOthers = ["connect", "sendto", "sendmsg", "sendmmsg", "write", "writev", "sendfile"].filter((name) => isSyscall(name));
/** What tells whose message a thread took; done to a socket. */
const fromOthers = ["read", "readv", "recvfrom", "recvmsg", "recvmmsg"].filter((name) => isSyscall(name));

const receives: ReadonlySet<string> = new Set(fromOthers);

/** Everything that must be intercepted for an exploration. */
export const exploredCalls: ReadonlySet<string> = new Set([...onFiles, ...toOthers, ...fromOthers]);

/** Numbers of rules that no other rule has. */
const fileRule = 0x7fff_fff0;
const peerRule = 0x7fff_fff1;

const holding: readonly Rule[] = [
  { id: fileRule, syscalls: onFiles, action: { kind: "hold", tag: "order" }, path: "**", exemptSystemPaths: false },
  { id: peerRule, syscalls: toOthers, action: { kind: "hold", tag: "order" }, address: "**", exemptSystemPaths: false },
];

/** Ports from here on may be the kernel's choice (ip(7)). */
const firstChosenPort = Number.parseInt(read("/proc/sys/net/ipv4/ip_local_port_range"), 10) || 32_768;

/** What lies here is the machine's, and no branch's business. */
const machine = /^\/(lib|lib32|lib64|usr|proc|sys|dev|etc)\//;

/**
 * Services that keep running for so long, or do not come to rest in so many looks, never will. It is their own time that counts: on a busy
 * machine they are given more of ours, and a look at which they could run and were not let is none.
 */
const patience = { ranNs: 300e6, looks: 1_000 };
/** Once it has shown that they never rest, less is spent on every further moment. */
const littlePatience = { ranNs: 5e6, looks: 10 };

/** So often all may be found at rest but for threads that nap, since others run now and then: those are not waited for for ever. */
const mostRests = 200;

/**
 * After so many moments at which one branch went on and another one waited, that one is passed over until the others wait for something else. Who asks
 * again and again whether something has happened would otherwise keep it from happening, in an order that takes longer than anybody's patience.
 * Far more than what is asked for on purpose, and a fraction of a second.
 */
const mostInARow = 100;

/** Something a branch waits with. */
interface Waiting {
  /** The thread that is being held; none for a step of the driver. */
  readonly tid?: number;
  /** What it is, in words that are the same in every run. What the services still do comes before what the driver does next. */
  readonly what: string;
  readonly go: () => Promise<unknown>;
}

const nextStep = "~ next step";

interface Unit {
  readonly path: string;
  readonly waiting: Waiting[];
  /** The step it is making. */
  step: string | undefined;
  /** The test's own code runs, as it does but where it waits: then what comes next comes without anybody's doing. */
  busy: boolean;
}

/** What the explorer needs of the test it works for. */
export interface Explored {
  /** The running services whose calls are put into order; they may be started again at any time. */
  readonly services: () => readonly Service[];
  /** Any running service. */
  readonly service: (name: string) => Service | undefined;
  /** Puts the rules now wanted into force on every service. */
  readonly renew: () => Promise<void>;
}

export class Explorer {
  readonly order: Order;
  readonly #test: Explored;
  readonly #units = new Map<string, Unit>();
  #active = false;
  /** Address of a connection of the driver → the branch that made it. */
  readonly #drivers = new Map<string, string>();
  /** Both ends of another connection → the branch that sent on it last. */
  readonly #senders = new Map<string, string>();
  /** Thread → the branch whose message it took last; by the address it came from as long as that is not known to be anybody's. */
  readonly #threads = new Map<number, string>();
  readonly #peers = new Map<number, string>();
  readonly #held = new Set<number>();
  #last: string | undefined;
  /** At so many moments it went on while others waited; branches that did so too often. */
  #inARow = 0;
  readonly #behind = new Set<string>();
  #connecting = 0;
  #activity = 0;
  #wake: () => void = () => {};
  #working: Promise<void> | undefined;
  #restless = false;
  readonly #naps = new Naps();
  readonly #moving = new MovingWork();
  readonly #clock = new Clock();
  readonly #stalls = new Set<string>();

  constructor(order: Order, test: Explored) {
    this.order = order;
    this.#test = test;
  }

  /** Whether some service never came to rest, so that another run of this order may come out differently. */
  get restless(): boolean {
    return this.#restless;
  }

  /** Moments at which everybody waited for a long time, in words: a deadlock looks like that, or a timer. */
  get stalls(): readonly string[] {
    return [...this.#stalls];
  }

  /** [rules] with those that hold calls before them, and holding what they delay; as they are when nothing runs side by side. */
  among(rules: readonly Rule[], service: string): readonly Rule[] {
    if (!this.orders(service)) return rules;
    return [
      ...holding,
      ...rules.map((rule) => (rule.action.kind === "delay" ? { ...rule, action: { ...rule.action, held: true } as const } : rule)),
    ];
  }

  /** Whether the calls of a service are being put into order. */
  orders(service: string): boolean {
    return this.#active && this.#test.services().some(({ name }) => name === service);
  }

  /** Runs [body] as what [branch] does. The first branch begins to hold calls, the last one ends it. */
  async around<T>(branch: Branch, body: () => Promise<T>): Promise<T> {
    this.#units.set(branch.path, { path: branch.path, waiting: [], step: undefined, busy: true });
    if (this.#units.size === 1) this.#working = this.#begin();
    await this.#working;
    this.#stirred();
    try {
      return await body();
    } finally {
      const unit = this.#units.get(branch.path);
      this.#units.delete(branch.path);
      this.#stirred();
      for (const { go } of unit?.waiting.splice(0) ?? []) await go();
      if (this.#units.size === 0) await this.#end();
    }
  }

  async #begin(): Promise<void> {
    this.#active = true;
    await this.#test.renew();
    // If the supervisor is lost, so is the test, and that is told elsewhere.
    void this.#schedule().catch(() => undefined);
  }

  async #end(): Promise<void> {
    this.#active = false;
    this.#stirred();
    await this.#test.renew();
    for (const service of this.#test.services()) {
      for (const { id } of holding) await service.release(id, 1 << 20).catch(() => 0);
    }
    // What lies in a delay goes on when that is over.
    this.#clock.ringAll();
    this.#held.clear();
    // The kernel gives the same ports to others.
    this.#drivers.clear();
    this.#senders.clear();
    this.#threads.clear();
    this.#peers.clear();
  }

  /** Waits for the turn of a branch that is about to make a step, told in words. */
  async turn(branch: Branch, step: string): Promise<void> {
    const unit = this.#units.get(branch.path);
    if (unit === undefined) return;
    unit.busy = false;
    await this.#turn(unit, branch.signal);
    this.#connecting++;
    unit.busy = false;
    unit.step = step;
  }

  /** Resolves with what [work] does, which waits for something that others have to do. */
  async waits<T>(branch: Branch, work: () => Promise<T>): Promise<T> {
    const unit = this.#units.get(branch.path);
    if (unit === undefined) return work();
    unit.busy = false;
    this.#stirred();
    try {
      return await work();
    } finally {
      unit.busy = true;
      this.#stirred();
    }
  }

  /** Waits for [ms] on the clock of this exploration, and for the turn of the branch then. To be called in [waits]. */
  async sleep(branch: Branch, ms: number, signal: AbortSignal): Promise<void> {
    const unit = this.#units.get(branch.path);
    if (unit === undefined) return;
    await new Promise<void>((resolve, reject) => {
      const alarm = this.#clock.set(ms * 1e6, process.hrtime.bigint(), { what: `${branch.path} sleep`, explains: true, ring: resolve });
      const stop = (): void => {
        this.#clock.cancel(alarm);
        reject(signal.reason as Error);
      };
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
    });
    await this.#turn(unit, signal);
  }

  /** Calls [late] after [ms] on the clock of this exploration, unless the returned function is called before. */
  timeOut(branch: Branch, ms: number, late: () => void): () => void {
    const what = `${branch.path} time-out`;
    const alarm = this.#clock.set(ms * 1e6, process.hrtime.bigint(), { what, explains: false, ring: late });
    return () => this.#clock.cancel(alarm);
  }

  /** Waits until the branch of [unit] goes on. It is busy from then on. */
  #turn(unit: Unit, signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        what: nextStep,
        go: async () => {
          signal.removeEventListener("abort", stop);
          unit.busy = true;
          resolve();
        },
      };
      const stop = (): void => {
        unit.waiting.splice(0, unit.waiting.length, ...unit.waiting.filter((other) => other !== waiting));
        unit.busy = true;
        reject(signal.reason as Error);
      };
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      unit.waiting.push(waiting);
      this.#stirred();
    });
  }

  /** The step of a branch has a connection, from [local]; [first] unless it has had one before and was sent on. */
  connected(branch: Branch, local: string, first: boolean): void {
    this.#drivers.set(local, branch.path);
    if (first) this.#connecting--;
    this.#stirred();
  }

  /** A step is over; [connected] says whether it ever had a connection. */
  stepEnded(branch: Branch, connected: boolean): void {
    if (!connected) this.#connecting--;
    const unit = this.#units.get(branch.path);
    if (unit !== undefined) {
      unit.step = undefined;
      unit.busy = true;
    }
    this.#stirred();
  }

  /** Some calls have been made. */
  recorded(records: readonly CallRecord[]): void {
    if (!this.#active) return;
    for (const record of records) {
      this.#held.delete(record.tid);
      this.#ownerOf(record);
    }
    this.#stirred();
  }

  /** A call is being held. */
  held(call: CallRecord): void {
    const { rule, tid } = call;
    if (rule === undefined) return;
    const go = async (): Promise<unknown> =>
      this.#test
        .service(call.service)
        ?.release(rule, 1, tid)
        .catch(() => 0);
    const owner = machine.test(`${pathOf(call)}/`) ? undefined : this.#ownerOf(call);
    const what = this.#wordsFor(call);
    const waits = (): void => {
      const unit = owner === undefined ? undefined : this.#units.get(owner);
      if (unit === undefined) void go();
      else {
        unit.waiting.push({ tid, what, go });
        this.#held.add(tid);
      }
      this.#stirred();
    };
    if (call.decision.kind !== "delay") return waits();
    this.#held.add(tid);
    this.#clock.set(call.decision.delayNs, process.hrtime.bigint(), { what: `${owner ?? ""} ${what}`, explains: true, ring: waits });
    this.#stirred();
  }

  /**
   * The branch that a call is made for, if that is known; remembers what the call tells about its thread and its connection. The driver may
   * learn the ends of its connection later than the service takes it up, so a thread may have to be remembered by its peer.
   */
  #ownerOf({ name, pid, tid, object }: CallRecord): string | undefined {
    const peer = this.#peers.get(tid);
    const own = this.#moving.in(pid, tid)
      ? undefined
      : ((peer === undefined ? undefined : this.#drivers.get(peer)) ?? this.#threads.get(tid));
    const known = own ?? this.#last;
    if (object.kind !== "socket" || object.peer === undefined) return known;
    const connection = [object.local ?? "", object.peer].sort().join(" ");
    const owner = this.#drivers.get(object.peer) ?? (receives.has(name) ? this.#senders.get(connection) : undefined);
    if (owner !== undefined) {
      this.#peers.delete(tid);
      this.#threads.set(tid, owner);
      return owner;
    }
    if (receives.has(name)) this.#peers.set(tid, object.peer);
    else if (known !== undefined && object.local !== undefined) this.#senders.set(connection, known);
    return known;
  }

  /** What a call is, without what differs from run to run: ports that the kernel chose, descriptors, threads. */
  #wordsFor({ service, name, object, target = "", size = 0 }: CallRecord): string {
    const peer = object.kind === "socket" ? object.peer : undefined;
    const listens = peer?.replace(/\d+$/, (port) => (Number(port) < firstChosenPort ? port : ""));
    const place = object.kind === "file" ? object.path : (this.#drivers.get(peer ?? "") ?? listens ?? object.kind);
    return [service, name, place, target, size].join(" ");
  }

  // The order.

  async #schedule(): Promise<void> {
    while (this.#active) {
      await this.#rest();
      const { over } = this.#clock;
      if (over !== undefined) {
        await this.#until(over.notBeforeNs);
        if (this.#active) this.#clock.ring(over);
        continue;
      }
      const waiting = this.#waiting();
      const place =
        waiting.length < 2
          ? 0
          : this.order.pick(
              waiting.map(({ path }) => path),
              this.#last,
            );
      const next = waiting[place];
      const first = next === undefined ? undefined : takeFirst(next.waiting);
      if (next === undefined || first === undefined) {
        await this.#stall();
        continue;
      }
      this.#inARow = next.path === this.#last && waiting.length > 1 ? this.#inARow + 1 : 0;
      if (this.#inARow >= mostInARow) this.#behind.add(next.path);
      this.#last = next.path;
      this.#clock.moves();
      this.#activity++;
      if (first.tid !== undefined) this.#held.delete(first.tid);
      await first.go();
    }
  }

  /** The branches of which one goes on next, in their order. */
  #waiting(): readonly Unit[] {
    const all = [...this.#units.values()].filter((unit) => unit.waiting.length > 0).sort((a, b) => compareBranches(a.path, b.path));
    const ahead = all.filter(({ path }) => !this.#behind.has(path));
    if (ahead.length > 0) return ahead;
    this.#behind.clear();
    return all;
  }

  #stirred(): void {
    this.#clock.wakes(process.hrtime.bigint());
    this.#activity++;
    this.#wake();
  }

  /** Waits until something happens, or the next alarm rings; when that takes long and has no reason, remembers who waited for what. */
  async #stall(): Promise<void> {
    this.#clock.idles(process.hrtime.bigint());
    const { next, explains } = this.#clock;
    const over = new AbortController();
    const happens = this.#somethingHappens().finally(() => over.abort());
    const ends = Promise.race([happens, ...(next === undefined ? [] : [this.#until(next.notBeforeNs, over.signal)])]);
    const long = setTimeout(stallMs, !explains, { signal: over.signal }).catch(() => false);
    if (await Promise.race([ends.then(() => false), long])) {
      const steps = [...this.#units.values()].flatMap(({ path, step }) => (step === undefined ? [] : [{ branch: path, step }]));
      if (steps.length > 0) this.#stalls.add(await stallText(steps, this.#test.services()));
    }
    await ends;
    if (next !== undefined && !over.signal.aborted) this.#clock.ring(next);
    over.abort();
  }

  /** Waits for a time of the wall clock. */
  async #until(wallNs: bigint, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const leftNs = wallNs - process.hrtime.bigint();
      if (leftNs <= 0n || signal?.aborted === true) return;
      await setTimeout(timerMs(Number(leftNs) / 1e6), undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    }
  }

  #somethingHappens(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      // It may have ended while nobody listened.
      if (!this.#active) resolve();
    });
  }

  /** Resolves when neither the services nor the test driver have anything to do before something that waits goes on. */
  async #rest(): Promise<void> {
    const most = this.#restless ? littlePatience : patience;
    let sinceNs: number | undefined;
    let lastMark: string | undefined;
    let looks = 0;
    let rests = 0;
    for (let round = 0; this.#active; round++) {
      // What has arrived at our own sockets becomes the next step of a branch, or the end of one.
      await setImmediate();
      await setImmediate();
      const activity = this.#activity;
      const before = await this.#look();
      // Between the looks, so that it was so when nobody ran.
      const naps = before.resting ? napsOf([...before.processes.keys()], this.#held) : [];
      const unread = naps.length > 0 ? await this.#unread() : [];
      const after = await this.#look();
      // The supervisor may have been on its way to our question when a thread went to sleep in a call; asked again, it has seen the call.
      await this.#pids();
      await setImmediate();
      const busy = [...this.#units.values()].some((unit) => unit.busy);
      const quiet = activity === this.#activity && this.#connecting === 0 && !busy;
      const resting = quiet && before.resting && after.resting && before.mark === after.mark;
      if (resting && (this.#naps.over(after, naps, unread, performance.now()) || ++rests > mostRests)) return;
      sinceNs ??= before.ranNs;
      if (after.resting || after.mark !== lastMark) looks++;
      lastMark = after.mark;
      if (after.ranNs - sinceNs > most.ranNs || looks > most.looks) {
        this.#restless = true;
        return;
      }
      if (round > 2) await setTimeout(1);
    }
  }

  /** How all services are; what they had done by then has been told. */
  async #look(): Promise<Look> {
    return lookAt(await this.#pids(), this.#held);
  }

  #pids(): Promise<readonly number[]> {
    return pidsOf(this.#test.services());
  }

  /** The processes for which something has arrived that nobody has looked at. */
  async #unread(): Promise<readonly number[]> {
    return (await Promise.all(this.#test.services().map((service) => service.unread().catch((): readonly number[] => [])))).flat();
  }
}

/** Takes out what comes first by what it is; of equals, who came first. */
function takeFirst(waiting: Waiting[]): Waiting | undefined {
  const [first] = waiting.toSorted((a, b) => (a.what < b.what ? -1 : a.what > b.what ? 1 : 0));
  if (first !== undefined) waiting.splice(waiting.indexOf(first), 1);
  return first;
}

function pathOf({ object }: CallRecord): string {
  return object.kind === "file" ? object.path : "";
}
