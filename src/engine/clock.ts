/**
 * The time of an exploration. What is put into order is held, looked at and let go on, and takes far longer than by itself; by the wall clock every
 * delay and every time-out would be over early, and a short one sooner or later from run to run. So there is a clock that goes with what the
 * services do and not with what is done to them, as in the simulation of discrete events:
 *
 *  - while everybody waits for time to pass, it goes as the wall clock does;
 *  - when a call or a step goes on, it moves by what such a thing takes, the same each time;
 *  - when nothing can go on before an alarm rings, it stands at the time of that alarm then, whenever the machine came to it.
 *
 * So which of two alarms is over first, and what was done before, follows from what was done alone. That ends where a service has a timer of its own, by
 * which it goes on when that says. An alarm never rings before its time has passed on the wall clock, too: it is not earlier than
 * somebody's own timer of less.
 */

/**
 * What a call, or a message to a service, takes on an idle machine, roughly. With less, a delay would outlast whatever is done meanwhile; with
 * more, it would be over while others do what takes them a tenth of it.
 */
const moveNs = 100_000n;

export interface Alarm {
  /** What is over when it rings, in words that are the same in every run: of alarms for the same time, the first by these rings first. */
  readonly what: string;
  /** When it rings, on this clock. */
  readonly atNs: bigint;
  /** When it may ring at the earliest, on the wall clock (monotonic). */
  readonly notBeforeNs: bigint;
  /** Until then it is no wonder that nothing moves: a call lies in a delay, or a test sleeps. */
  readonly explains: boolean;
  readonly ring: () => void;
}

export class Clock {
  #nowNs = 0n;
  /** Since when everybody waits, on the wall clock. */
  #idleSinceNs: bigint | undefined;
  #alarms: readonly Alarm[] = [];

  /** Sets an alarm for [lengthNs] after now; [wallNs] is the wall clock. It rings when [ring] is called by whoever asks for [next]. */
  set(lengthNs: number, wallNs: bigint, { what, explains, ring }: Pick<Alarm, "what" | "explains" | "ring">): Alarm {
    this.wakes(wallNs);
    const length = BigInt(Math.round(lengthNs));
    const alarm: Alarm = { what, explains, ring, atNs: this.#nowNs + length, notBeforeNs: wallNs + length };
    this.#alarms = [...this.#alarms, alarm].sort(sooner);
    return alarm;
  }

  cancel(alarm: Alarm): void {
    this.#alarms = this.#alarms.filter((other) => other !== alarm);
  }

  /** The alarm that rings next. */
  get next(): Alarm | undefined {
    return this.#alarms[0];
  }

  /** The alarm whose time has come. */
  get over(): Alarm | undefined {
    const { next } = this;
    return next !== undefined && next.atNs <= this.#nowNs ? next : undefined;
  }

  /** Whether some alarm explains that nothing moves. */
  get explains(): boolean {
    return this.#alarms.some(({ explains }) => explains);
  }

  /** A call or a step goes on. */
  moves(): void {
    this.#nowNs += moveNs;
  }

  /** From [wallNs] on everybody waits, … */
  idles(wallNs: bigint): void {
    this.#idleSinceNs ??= wallNs;
  }

  /** … until [wallNs]. Harmless when nobody did. */
  wakes(wallNs: bigint): void {
    if (this.#idleSinceNs === undefined) return;
    const nowNs = this.#nowNs + wallNs - this.#idleSinceNs;
    const atNs = this.next?.atNs;
    this.#nowNs = atNs === undefined || nowNs < atNs ? nowNs : atNs > this.#nowNs ? atNs : this.#nowNs;
    this.#idleSinceNs = undefined;
  }

  /** Rings an alarm: it is its time now. */
  ring(alarm: Alarm): void {
    this.#idleSinceNs = undefined;
    if (alarm.atNs > this.#nowNs) this.#nowNs = alarm.atNs;
    this.cancel(alarm);
    alarm.ring();
  }

  /** Rings all there are, in their order. */
  ringAll(): void {
    for (const alarm of this.#alarms) this.ring(alarm);
  }
}

function sooner(a: Alarm, b: Alarm): number {
  if (a.atNs !== b.atNs) return a.atNs < b.atNs ? -1 : 1;
  return a.what < b.what ? -1 : a.what > b.what ? 1 : 0;
}
