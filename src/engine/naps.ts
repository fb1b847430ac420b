/**
 * Threads that nap, and what they may find when they wake. That every thread sleeps does not mean that nothing is left to do: one that sleeps for a
 * time, whatever happens, may look after something then. Go's runtime is made like that. While its other threads are in system calls (of
 * which we hold some), nobody waits for the network and nobody takes work from the queue of a thread that is held; the thread `sysmon` does, which
 * naps for 20 µs to 10 ms in between (`runtime/proc.go`):
 *
 *  - it looks at the network when nobody else has for 10 ms;
 *  - work that is queued behind a call it hands to another thread when it sees the same call for the second time;
 *  - when there is nothing left that could come to anything, it stops to nap and sleeps until it is woken.
 *
 * So with everything else at rest, a thread that naps is waited for until it has slept twice more, that is, has looked twice and found
 * nothing; if something has arrived for its process that nobody has looked at (`native/unread.c`), then until 10 ms later still. Longer naps
 * than Go's are timers of the program, which come when they come.
 */
import type { Look, Nap } from "./rest.ts";

/** So often it looks before it is believed that there is nothing. */
const looksEnough = 2;
/** Go looks at the network when nobody has for so long, `lastpoll` in its `sysmon`. */
const unreadMs = 10;
/** Who naps for longer is not Go's. Five times its longest nap, since a virtual machine may be late with its timers. */
const longestNapMs = 50;

/** What is known of a process with a thread that naps, for as long as its other threads rest. */
interface Vigil {
  /** How the others are, and whether something has arrived. */
  readonly still: string;
  readonly sinceMs: number;
  /** Thread that naps → how often it had slept when all others came to rest. */
  readonly sleeps: Map<number, number>;
}

/** Waits for threads that nap, for as long as nothing else moves. */
export class Naps {
  readonly #vigils = new Map<number, Vigil>();
  /** Threads that nap for longer than Go's. */
  readonly #long = new Set<number>();

  /**
   * Whether no nap needs to be waited for. To be asked with what was found at one moment of rest: how all threads were, who napped, and the
   * processes for which something had arrived.
   */
  over(look: Look, naps: readonly Nap[], unread: readonly number[], nowMs: number): boolean {
    let over = true;
    for (const [pid, own] of Map.groupBy(naps, ({ pid }) => pid)) {
      const napping = new Set(own.map(({ tid }) => tid));
      const others = [...(look.processes.get(pid) ?? [])].filter(([tid]) => !napping.has(tid));
      const still = `${unread.includes(pid)} ${others.join(" ")}`;
      let vigil = this.#vigils.get(pid);
      if (vigil?.still !== still) this.#vigils.set(pid, (vigil = { still, sinceMs: nowMs, sleeps: new Map() }));
      const waitedMs = nowMs - vigil.sinceMs;
      const early = unread.includes(pid) && waitedMs < unreadMs;
      for (const { tid, sleeps } of own) {
        if (this.#long.has(tid)) continue;
        const before = vigil.sleeps.get(tid);
        if (before === undefined || early) vigil.sleeps.set(tid, sleeps);
        if (before === sleeps && waitedMs > longestNapMs) this.#long.add(tid);
        else if (before === undefined || early || sleeps < before + looksEnough) over = false;
      }
    }
    return over;
  }
}
