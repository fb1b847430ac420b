/**
 * Threads that wait for something, but only so long: a lock with a time limit, a poll with a timeout. They sleep as any other that waits, and go on
 * by themselves; how long they wait stands in the arguments of the call that they are in (`/proc/TID/syscall`, proc(5)) or in the memory that
 * those point to. A limit may count from when the call was made, which nobody knows; then it is known to end no sooner than if it had been
 * made when the thread began.
 *
 * Nobody can tell what such a thread does when its time is over: most look around and wait again, for ever. So it is waited for until it has woken
 * twice, as `naps.ts` does for Go's.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { syscallNumber } from "../supervisor/index.ts";
import { read, sleepsOf, statFields, threadsOf, type Nap } from "./rest.ts";

/** How a call says until when it waits: by which argument, and of which kind. */
interface Limit {
  readonly argument: number;
  /** Milliseconds, negative for ever; or the address of seconds and of billionths or millionths, 0 for ever. */
  readonly kind: "ms" | "timespec" | "timeval";
}

const timespec = (argument: number): Limit => ({ argument, kind: "timespec" });
const ms = (argument: number): Limit => ({ argument, kind: "ms" });

const limits: ReadonlyMap<number, Limit> = new Map(
  Object.entries({
    futex: timespec(3),
    futex_waitv: timespec(3),
    poll: ms(2),
    ppoll: timespec(2),
    select: { argument: 4, kind: "timeval" } as const,
    pselect6: timespec(4),
    epoll_wait: ms(3),
    epoll_pwait: ms(3),
    epoll_pwait2: timespec(3),
    rt_sigtimedwait: timespec(2),
    semtimedop: timespec(3),
    mq_timedreceive: timespec(4),
  }).flatMap(([name, limit]) => {
    const number = syscallNumber(name);
    return number === undefined ? [] : [[number, limit] as const];
  }),
);

const futex = syscallNumber("futex");
const futexWaitv = syscallNumber("futex_waitv");
/** Of futex(2): the operation that counts from now; of the others, the flag of those that mean the clock on the wall, and those that always do. */
const [futexWait, clockRealtime, futexLockPi] = [0, 256, 6];
/** Ticks of `stat`, proc(5): 100 a second on every architecture that we know (USER_HZ). */
const tickMs = 10;
/** Hours of it in milliseconds are exact, and nobody waits for longer. */
const longestMs = 1e12;

/** The threads of [pids] that go on by themselves within [withinMs], as far as one can tell. */
export function alarmsOf(pids: readonly number[], withinMs: number): readonly Nap[] {
  return pids.flatMap((pid) =>
    threadsOf(pid)
      .filter((tid) => remainingMs(pid, tid) <= withinMs)
      .map((tid) => ({ pid, tid: Number(tid), sleeps: sleepsOf(pid, Number(tid)) })),
  );
}

/** After how many milliseconds, at least, a thread that waits goes on by itself; Infinity if never, or if that cannot be told. */
function remainingMs(pid: number, tid: string): number {
  const words = read(`/proc/${pid}/task/${tid}/syscall`).trim().split(" ");
  const limit = limits.get(Number(words[0]));
  if (words.length < 7 || limit === undefined) return Infinity;
  const call = Number(words[0]);
  const argument = (place: number): bigint => BigInt(words[1 + place] ?? 0);
  const value = argument(limit.argument);
  if (limit.kind === "ms") {
    const waitMs = Number(BigInt.asIntN(32, value));
    return waitMs < 0 ? Infinity : waitMs - ageMs(pid, tid);
  }
  const untilMs = value === 0n ? Infinity : timeAt(pid, value, limit.kind === "timespec" ? 1e6 : 1e3);
  if (call === futexWaitv) return untilMs - clockMs(argument(4) === 0n);
  if (call !== futex) return untilMs - ageMs(pid, tid);
  const [operation, flags] = [Number(argument(1) & 0x7fn), Number(argument(1))];
  return untilMs - (operation === futexWait ? ageMs(pid, tid) : clockMs((flags & clockRealtime) !== 0 || operation === futexLockPi));
}

const clockMs = (realtime: boolean): number => (realtime ? Date.now() : Number(process.hrtime.bigint() / 1_000_000n));

/** The time that stands in the memory of a process, in milliseconds; [fractions] of it make one. Infinity where it cannot be read. */
function timeAt(pid: number, address: bigint, fractions: number): number {
  const bytes = Buffer.alloc(16);
  let memory;
  try {
    memory = openSync(`/proc/${pid}/mem`, "r");
    if (readSync(memory, bytes, 0, bytes.length, address) !== bytes.length) return Infinity;
  } catch {
    return Infinity;
  } finally {
    if (memory !== undefined) closeSync(memory);
  }
  const [seconds, rest] = [Number(bytes.readBigInt64LE(0)), Number(bytes.readBigInt64LE(8))];
  return Math.min(seconds * 1000 + rest / fractions, longestMs);
}

/** For how long there has been a thread. */
function ageMs(pid: number, tid: string): number {
  // Field 22, counted from 1, is when it began.
  const startedMs = Number(statFields(read(`/proc/${pid}/task/${tid}/stat`), 20)[19]) * tickMs;
  return Number(read("/proc/uptime").split(" ")[0]) * 1000 - startedMs;
}

/** So often a thread wakes before it is believed that it finds nothing. */
const wakesEnough = 2;

/** Threads that go on by themselves, and how often each had slept when it was first seen. */
export class Alarms {
  readonly #sleeps = new Map<number, number>();

  /** Whether none of [alarms] needs to be waited for. */
  over(alarms: readonly Nap[]): boolean {
    let over = true;
    for (const { tid, sleeps } of alarms) {
      const before = this.#sleeps.get(tid);
      if (before === undefined) this.#sleeps.set(tid, sleeps);
      if (before === undefined || sleeps < before + wakesEnough) over = false;
    }
    return over;
  }
}
