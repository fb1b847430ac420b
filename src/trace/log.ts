/**
 * The log of one test while it is being written. Two sources feed it: the test driver, whose notes are made in this process, and the native
 * supervisor, whose records arrive in batches, late, but in order. Both stamp with the same clock (CLOCK_MONOTONIC), so the log is one
 * order: entries wait unsettled until everything older must have arrived (after a `sync` of the supervisor), are then sorted into place
 * and get their numbers. Readers see settled events only; a number once given never changes.
 *
 * Of a line that a service printed two times are known, between which it was: a pipe tells no more. It stands at the later one, and the
 * supervisor sees to it that no call lies between them. What is stamped by others may: an answer that the driver got, the end of a process.
 * Whether the line came before or after cannot be told then, but if one has led to the other it was the line, as nothing that was only
 * seen makes anybody print. So what was only seen moves behind the line.
 */
import type { Event } from "./event.ts";

export type Draft = Omit<Event, "seq" | "atNs">;

/** What waits for its place. */
interface Entry {
  readonly at: number;
  readonly draft: Draft;
  /** It tells what was seen by somebody who does not see what is printed. */
  readonly seen: boolean;
}

export class Log {
  readonly #originNs: bigint;
  readonly #settled: Event[] = [];
  #waiting: Entry[] = [];
  /** Between which times lines were printed that are not settled yet. */
  #printing: { readonly since: number; readonly at: number }[] = [];
  readonly #subscribers = new Set<(events: readonly Event[]) => void>();

  /** [originNs]: the reading of the monotonic clock that counts as 0. */
  constructor(originNs: bigint) {
    this.#originNs = originNs;
  }

  /** Adds an entry stamped with the monotonic clock's [atNs]. Entries from before the origin count as made at the origin. */
  add(atNs: bigint, draft: Draft): void {
    this.#waiting.push({ at: this.#at(atNs), draft, seen: false });
  }

  /** The same of something that nobody in a service can know of before it is settled: it stands behind what may have been printed before it. */
  addSeen(atNs: bigint, draft: Draft): void {
    this.#waiting.push({ at: this.#at(atNs), draft, seen: true });
  }

  /** Adds a line that was printed after [sinceNs] and before [atNs]. */
  addPrinted(sinceNs: bigint, atNs: bigint, draft: Draft): void {
    this.add(atNs, draft);
    const last = this.#printing.at(-1);
    const between = { since: this.#at(sinceNs), at: this.#at(atNs) };
    if (last?.since !== between.since || last.at !== between.at) this.#printing.push(between);
  }

  #at(atNs: bigint): number {
    return Math.max(0, Number(atNs - this.#originNs));
  }

  /**
   * Numbers all entries up to and including [throughNs]. Call it only when no older entry can still arrive; an entry that comes late all the
   * same is placed after what is settled, since numbers do not change.
   */
  settle(throughNs: bigint): void {
    const through = Number(throughNs - this.#originNs);
    const ripe = this.#waiting.filter(({ at }) => at <= through).map((entry) => ({ ...entry, stands: this.#standsAt(entry) }));
    if (ripe.length === 0) return;
    this.#waiting = this.#waiting.filter(({ at }) => at > through);
    this.#printing = this.#printing.filter(({ at }) => at > through);
    // What was moved behind a line has the line's time now.
    ripe.sort((a, b) => a.stands - b.stands || Number(a.seen) - Number(b.seen) || a.at - b.at);
    const first = this.#settled.length;
    for (const { stands, draft } of ripe) this.#settled.push({ seq: this.#settled.length + 1, atNs: stands, ...draft });
    const fresh = this.#settled.slice(first);
    for (const subscriber of this.#subscribers) subscriber(fresh);
  }

  #standsAt({ at, seen }: Entry): number {
    if (!seen) return at;
    return this.#printing.reduce((latest, printed) => (printed.since <= at && at < printed.at ? Math.max(latest, printed.at) : latest), at);
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
