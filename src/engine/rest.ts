/**
 * Whether processes are at rest: every thread waits for something, and none has run in between two looks. Taken from /proc, so nothing has
 * to be guessed by waiting: the state of each thread and how often it was given a processor (`stat` and `schedstat`, proc(5)). If a
 * thread slept at both looks and was not scheduled in between, then at the moment between the looks all of them slept and none had been woken.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { Service } from "../supervisor/index.ts";

/** How the threads of some processes are. */
export interface Look {
  /** No thread runs, can run, or is in the middle of reading or writing a disk. */
  readonly resting: boolean;
  /** Equal for two looks if no thread has run in between, begun or ended. */
  readonly mark: string;
  /** The same of each thread, by process. */
  readonly processes: ReadonlyMap<number, ReadonlyMap<number, string>>;
  /** Time they had on processors since they began, nanoseconds. */
  readonly ranNs: number;
}

/** The processes of [services], now; none of one that has ended. */
export async function pidsOf(services: readonly Pick<Service, "pids">[]): Promise<readonly number[]> {
  return (await Promise.all(services.map((service) => service.pids().catch((): readonly number[] => [])))).flat();
}

/** Looks at all threads of [pids]; those in [held] are known to wait, whatever state they are in. */
export function lookAt(pids: readonly number[], held: ReadonlySet<number>): Look {
  let resting = true;
  let ranNs = 0;
  const processes = new Map<number, ReadonlyMap<number, string>>();
  const marks: string[] = [];
  for (const pid of pids) {
    const threads = new Map<number, string>();
    processes.set(pid, threads);
    for (const tid of threadsOf(pid)) {
      const thread = `/proc/${pid}/task/${tid}`;
      const stat = read(`${thread}/stat`);
      const [state = ""] = statFields(stat, 1);
      if (stat !== "" && !held.has(Number(tid))) resting &&= atRest(state, thread);
      const scheduled = read(`${thread}/schedstat`);
      ranNs += Number(scheduled.split(" ")[0]);
      threads.set(Number(tid), `${state} ${scheduled}`);
      marks.push(`${tid} ${state} ${scheduled}`);
    }
  }
  return { resting, mark: marks.join("\n"), processes, ranNs };
}

/** A thread that naps: it sleeps for a time, whatever happens. */
export interface Nap {
  readonly pid: number;
  readonly tid: number;
  /** How often it has gone to sleep since it began (`status`, proc(5)). */
  readonly sleeps: number;
}

/** The threads of [pids] that nap, without those in [held]. */
export function napsOf(pids: readonly number[], held: ReadonlySet<number>): readonly Nap[] {
  return pids.flatMap((pid) =>
    threadsOf(pid)
      .map(Number)
      .filter((tid) => !held.has(tid) && naps.test(read(`/proc/${pid}/task/${tid}/wchan`)))
      .map((tid) => ({ pid, tid, sleeps: sleepsOf(pid, tid) })),
  );
}

/** How often a thread has gone to sleep since it began. */
export function sleepsOf(pid: number, tid: number): number {
  return Number(/^voluntary_ctxt_switches:\t(\d+)/m.exec(read(`/proc/${pid}/task/${tid}/status`))?.[1]);
}

/** What nanosleep(2) and clock_nanosleep(2) sleep in. */
const naps = /nanosleep/;

/** What kernel functions say about why a thread sleeps in them. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/futex/, "a lock or condition"],
  [/nanosleep|hrtimer/, "a timer"],
  [/accept/, "a connection"],
  [/epoll|ep_poll|poll_schedule|select/, "any of several things"],
  [/wait_woken|recvmsg|sk_wait|skb_wait/, "data on a socket"],
  [/pipe/, "a pipe"],
  [/flock|locks|posix_lock/, "a file lock"],
  [/wait4|waitid|do_wait/, "a child"],
];

/** What the threads of [pids] wait for, in words: `3 threads for a lock or condition, 1 thread for a connection`. */
export function waitsOf(pids: readonly number[]): string {
  const counts = new Map<string, number>();
  for (const pid of pids) {
    for (const tid of threadsOf(pid)) {
      const sleepsIn = read(`/proc/${pid}/task/${tid}/wchan`);
      const reason = reasons.find(([pattern]) => pattern.test(sleepsIn))?.[1] ?? "something else";
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count} ${count === 1 ? "thread" : "threads"} for ${reason}`)
    .join(", ");
}

/** Sleeping, stopped or dead. A call that waits for its answer from the supervisor counts as disk sleep, since only a kill ends it. */
function atRest(state: string, thread: string): boolean {
  if (state === "D") return read(`${thread}/wchan`).startsWith("seccomp");
  return state !== "R";
}

/**
 * The first [most] fields of a `stat` file from the third on, proc(5), so the state is the first of them; the second field, a name in brackets, may
 * hold anything, brackets too.
 */
export function statFields(stat: string, most: number): readonly string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ", most);
}

/** The threads of a process, by number; none when it is gone. */
export function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** The text of a file of /proc; empty when it is gone. */
export function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
