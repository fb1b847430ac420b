/**
 * What people read, on standard error. On a terminal there may be one live line at the bottom, which says what is going on: it is drawn anew a
 * few times a second, taken away before anything else is written, and gone when the process ends. It is drawn by carriage return and
 * "erase to the end of the line" only, so nothing above it is ever touched.
 */
import { renderLive, type Live } from "../report/index.ts";

/** Fast enough to look alive, and slow enough for a terminal at the other end of the world. */
const refreshMs = 120;

/** What a live line is written to: a part of `process.stderr`. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export class Terminal {
  readonly #screen: Screen;
  readonly #live: boolean;
  #timer: NodeJS.Timeout | undefined;
  #drawn = false;

  /** [env] decides whether a live line is wanted: never in CI, nor on a terminal that cannot erase. */
  constructor(screen: Screen, env: Readonly<Record<string, string | undefined>>) {
    this.#screen = screen;
    const ci = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
    this.#live = screen.isTTY === true && !ci && env["GITHUB_ACTIONS"] !== "true" && env["TERM"] !== "dumb";
  }

  /** Whether a live line is drawn here, so that it is worth asking for one. */
  get live(): boolean {
    return this.#live;
  }

  /** Writes text, with a line end if it has none. */
  say(text: string): void {
    this.#clear();
    if (text !== "") this.#screen.write(text.endsWith("\n") ? text : `${text}\n`);
  }

  /** Keeps a live line at the bottom, asking [state] for it, until [rest]. */
  watch(state: () => Live): void {
    this.rest();
    if (!this.#live) return;
    this.#timer = setInterval(() => this.#draw(state()), refreshMs);
    this.#timer.unref();
  }

  /** Takes the live line away. */
  rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#clear();
  }

  #draw(state: Live): void {
    this.#drawn = true;
    this.#screen.write(`\r${renderLive(state, this.#screen.columns ?? 80)}\u001b[K`);
  }

  #clear(): void {
    if (!this.#drawn) return;
    this.#drawn = false;
    this.#screen.write("\r\u001b[K");
  }
}

/** The terminal of this process. */
export const people = new Terminal(process.stderr, process.env);
process.once("exit", () => people.rest());
