/**
 * How long a service went without what it does by itself, in one run. How often a timer fires depends on how long the run lasted, so its number tells
 * nothing; that it fires at all does, once a run has been watched for longer than others ever had to wait (`timers.ts`).
 *
 * Times are kept coarsely, one step for each half or third more, so that models of equal behaviour mostly look alike: pauses rounded up, the time
 * that a service was watched rounded down, which errs on the side of silence.
 */

interface Arrival {
  readonly firstNs: number;
  lastNs: number;
  longestNs: number;
  idle: boolean;
}

/** When the classes of one service came, from the first step until the services began to be stopped. */
export class Arrivals {
  readonly #classes = new Map<number, Arrival>();

  /** A call of class [id], which came by itself or did not. */
  add(id: number, atNs: number, idle: boolean): void {
    const known = this.#classes.get(id);
    if (known === undefined) {
      this.#classes.set(id, { firstNs: atNs, lastNs: atNs, longestNs: 0, idle });
      return;
    }
    known.longestNs = Math.max(known.longestNs, atNs - known.lastNs);
    known.lastNs = atNs;
    known.idle ||= idle;
  }

  /** By class that came by itself, the longest time without it between the two moments, in milliseconds. */
  pauses(sinceNs: number, endNs: number): Map<number, number> {
    const pauses = new Map<number, number>();
    for (const [id, { firstNs, lastNs, longestNs, idle }] of this.#classes) {
      if (idle) pauses.set(id, coarse(Math.max(firstNs - sinceNs, longestNs, endNs - lastNs) / 1e6, Math.ceil));
    }
    return pauses;
  }
}

/** For how many milliseconds a service was watched. */
export function watchedMs(sinceNs: number, endNs: number): number {
  return coarse((endNs - sinceNs) / 1e6, Math.floor);
}

/** The next of 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, … by [round]. */
function coarse(ms: number, round: (steps: number) => number): number {
  if (ms < 2) return Math.max(0, round(ms));
  const half = 2 ** Math.floor(Math.log2(ms)) / 2;
  return half * round(ms / half);
}
