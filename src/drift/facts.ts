/**
 * What one run of one test came to, once numbers are gone: the stuff a model is made of. Everything here is a function of that one run
 * alone; whatever is learnt from several runs together is learnt later, from a bag of these.
 */

/** How often a class was met, and where it does not belong to an answer. */
export interface LineFacts {
  readonly count: number;
  /** Seen after a step was answered and before the next began: its place at the edge of a step is luck. */
  readonly late: boolean;
  /** Seen when the service had nothing to do and had been silent for a while: it comes by itself. */
  readonly idle: boolean;
  /** Of the start and the end: how many classes of the section came before it. Else, and where it was not kept, [noTurn]. */
  readonly turn: number;
  /**
   * Of a sync: how many of them, one behind the other, there were between two answers of the service while several requests waited for theirs, the
   * greatest number. Absent, and so it tells nothing, where several never waited, in models that did not keep it, and where lines were folded into one.
   */
  readonly inARow?: number;
}

export const noTurn = -1;

/** A handle's life is many calls, and comes at no one time. */
export function hasTurn(key: string): boolean {
  return !key.startsWith("handle ");
}

/** Two classes inside one request: all of the first before all of the second, the reverse, or mixed. */
export type Relation = "<" | ">" | "~";

/** One service (or the driver) in one window of the test. */
export interface SectionFacts {
  /** Class → what was seen of it. */
  readonly lines: ReadonlyMap<string, LineFacts>;
  /** `A\nB` with A before B in code unit order → how they stood to each other in all requests that had both. */
  readonly order: ReadonlyMap<string, Relation>;
  /**
   * `A\nB`, A a question to another service, an answer of it behind no sync, or a sync → the least number of A before the first B, of all requests that had
   * both.
   */
  readonly ahead: ReadonlyMap<string, number>;
  /** Of the window [whole] only: class that came by itself → the longest time without it; under [watch], how long the service was watched. Milliseconds. */
  readonly pauses: ReadonlyMap<string, number>;
}

/** No class has this name. */
export const watch = "";

/** Window and lane, `step 1 POST /orders → orders.main\ninventory` → what was seen there. */
export type TestFacts = ReadonlyMap<string, SectionFacts>;

export const start = "start";
export const end = "end";
/** All windows of a test together. */
export const whole = "whole test";
/** Between the parts of a compound key; escaped text never holds one. */
export const joint = "\n";

/** The two parts of a compound key. */
export function parted(key: string): [string, string] {
  const at = key.indexOf(joint);
  return [key.slice(0, at), key.slice(at + 1)];
}

/** `step 2 POST /orders → orders.main` → `POST /orders → orders.main`; `start` and `end` stay. */
export function windowName(window: string): string {
  return window.replace(/^step \d+ /, "");
}

/** Whether a [window] of a run is of that part of the test: `start`, `end`, a step's name, empty for all steps, or [whole]. */
export function isWithin(window: string, part: string): boolean {
  const name = windowName(window);
  return part === whole || (part === "" ? name !== start && name !== end : name === part);
}

/** `POST /orders → orders.main` → `POST /orders`; empty for start and end. */
export function stepName(window: string): string {
  const name = windowName(window);
  return name === start || name === end || name === whole ? "" : name.replace(/ → [^ ]*(?= ∥ |$)/g, "");
}

/**
 * What kind of thing a step asks of whom, by its verb and the first part of its path: `GET /polls/red → votes.main` is `GET /polls → votes.main`,
 * `SET a 1 → store.main` is `SET → store.main`. Steps that overlap are a kind of their own.
 */
export function stepKind(window: string): string {
  const name = windowName(window);
  if (name.includes(" ∥ ")) return name;
  const at = name.lastIndexOf(" → ");
  const [verb = "", what = ""] = (at < 0 ? name : name.slice(0, at)).split(" ");
  const first = /^\/[^/?]*/.exec(what)?.[0];
  return `${verb}${first === undefined ? "" : ` ${first}`}${at < 0 ? "" : name.slice(at)}`;
}

export function opposite(relation: Relation): Relation {
  return relation === "<" ? ">" : relation === ">" ? "<" : "~";
}

/** What two sightings of the same pair come to together. */
export function joined(a: Relation, b: Relation): Relation {
  return a === b ? a : "~";
}

/** The relation of [a] to [b] in a section, whichever way round it is kept. */
export function relationOf(order: ReadonlyMap<string, Relation>, a: string, b: string): Relation | undefined {
  if (a < b) return order.get(a + joint + b);
  const reverse = order.get(b + joint + a);
  return reverse === undefined ? undefined : opposite(reverse);
}
