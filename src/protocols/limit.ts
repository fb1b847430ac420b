/**
 * What ends a wait: another signal, or a step's time. `AbortSignal.timeout` and `AbortSignal.any` say the same in a line, but are made for
 * signals that nobody disposes of: weak references, a registry of what the collector has taken, and a timer that keeps all of it for as long as
 * it runs. Steps are many and short, and know when they are over.
 */
import { timerMs } from "../trace/index.ts";
import type { StepContext } from "./protocol.ts";

/** The timer of a step for which time is what it is. */
export function wallTimer(ms: number, late: () => void): () => void {
  const timer = setTimeout(late, timerMs(ms));
  return () => clearTimeout(timer);
}

/** A controller that aborts with another signal as well, for the same reason, until it is disposed of. */
export class LinkedAbortController extends AbortController implements Disposable {
  readonly #outer: AbortSignal;
  readonly #follow = (): void => this.abort(this.#outer.reason);

  constructor(outer: AbortSignal) {
    super();
    this.#outer = outer;
    if (outer.aborted) this.#follow();
    else outer.addEventListener("abort", this.#follow, { once: true });
  }

  [Symbol.dispose](): void {
    this.#outer.removeEventListener("abort", this.#follow);
  }
}

export class Limit implements Disposable {
  readonly #controller: LinkedAbortController;
  readonly #cancel: () => void;
  #expired = false;

  /** Begins now: [signal] aborts when that of the step does, with its reason, or when [limitMs] milliseconds are over. */
  constructor({ signal, timer }: Pick<StepContext, "signal" | "timer">, limitMs: number) {
    this.#controller = new LinkedAbortController(signal);
    this.#cancel = timer(limitMs, () => {
      this.#expired = true;
      this.#controller.abort(new Error(`not within ${limitMs} ms`));
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the time was over before anything else was. */
  get expired(): boolean {
    return this.#expired;
  }

  [Symbol.dispose](): void {
    this.#cancel();
    this.#controller[Symbol.dispose]();
  }
}
