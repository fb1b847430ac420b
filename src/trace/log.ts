/**
 * The log of one test while it is being written. Two sources feed it: the test driver, whose notes are made in this process, and the native
 * supervisor, whose records arrive in batches, late, but in order. Both stamp with the same clock (CLOCK_MONOTONIC), so the log is one
 * order: entries wait unsettled until everything older must have arrived (after a `sync` of the supervisor), are then sorted into place
 * and get their numbers. Readers see settled events only; a number once given never changes.
 */
import type { Event } from "./event.ts";

export type Draft = Omit<Event, "seq" | "atNs">;

export class Log {
  readonly #originNs: bigint;
  readonly #settled: Event[] = [];
  #waiting: { readonly at: number; readonly draft: Draft }[] = [];
  readonly #subscribers = new Set<(events: readonly Event[]) => void>();

  /** [originNs]: the reading of the monotonic clock that counts as 0. */
  constructor(originNs: bigint) {
    this.#originNs = originNs;
  }

  /** Adds an entry stamped with the monotonic clock's [atNs]. Entries from before the origin count as made at the origin. */
  add(atNs: bigint, draft: Draft): void {
    this.#waiting.push({ at: Math.max(0, Number(atNs - this.#originNs)), draft });
  }

  /**
   * Numbers all entries up to and including [throughNs]. Call it only when no older entry can still arrive; an entry that comes late all the
   * same is placed after what is settled, since numbers do not change.
   */
  settle(throughNs: bigint): void {
    const through = Number(throughNs - this.#originNs);
    const ripe = this.#waiting.filter(({ at }) => at <= through);
    if (ripe.length === 0) return;
    this.#waiting = this.#waiting.filter(({ at }) => at > through);
    ripe.sort((a, b) => a.at - b.at);
    const first = this.#settled.length;
    for (const { at, draft } of ripe) this.#settled.push({ seq: this.#settled.length + 1, atNs: at, ...draft });
    const fresh = this.#settled.slice(first);
    for (const subscriber of this.#subscribers) subscriber(fresh);
  }

  /** The settled events, oldest first. The array grows; it is never reordered. */
  get events(): readonly Event[] {
    return this.#settled;
  }

  /** How many entries there are, settled or not. */
  get size(): number {
    return this.#settled.length + this.#waiting.length;
  }

  /** Calls [subscriber] with each batch as it is settled, until the returned function is called. */
  subscribe(subscriber: (events: readonly Event[]) => void): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }
}
