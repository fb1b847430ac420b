/**
 * The lines of the repository that made a test's calls. A line is found after its call was made, for that means reading the program; so calls stand
 * in the log without theirs at first.
 */
import type { CallStack, Source } from "../trace/index.ts";
import type { LoggedCall } from "./record.ts";

/** For each stack the line of the repository that made the call, or undefined. */
export type Locate = (stacks: readonly CallStack[]) => Promise<readonly (Source | undefined)[]>;

interface Unlocated {
  readonly call: LoggedCall;
  readonly stack: CallStack;
}

export class Locating {
  readonly #locate: Locate | undefined;
  #waiting: Unlocated[] = [];
  #unfound: Unlocated[] = [];
  #working: Promise<void> = Promise.resolve();

  /** Without [locate] nothing is looked up. */
  constructor(locate: Locate | undefined) {
    this.#locate = locate;
  }

  add(call: LoggedCall, stack: CallStack): void {
    this.#waiting.push({ call, stack });
  }

  /** Fills in the lines of the calls that have arrived. */
  async lookUp(): Promise<void> {
    const calls = this.#waiting;
    this.#waiting = [];
    if (calls.length > 0) {
      this.#working = this.#working.then(async () => {
        const sources = (await this.#locate?.(calls.map(({ stack }) => stack))) ?? [];
        for (const [i, one] of calls.entries()) {
          const source = sources[i];
          if (source === undefined) this.#unfound.push(one);
          else one.call.source = source;
        }
      });
    }
    await this.#working;
  }

  /** Also of those that nothing was found of before: a JVM tells of its code when it ends. */
  async lookUpAgain(): Promise<void> {
    this.#waiting.push(...this.#unfound);
    this.#unfound = [];
    await this.lookUp();
  }
}
