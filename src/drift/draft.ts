/**
 * What the steps from cells to findings hand one another: differences, which are separated cells as `compare.ts` finds them, and drafts, which are
 * findings of one test, before those of all tests are put together. `findings.ts` tells the steps.
 */
import { end, start, whole, type Relation } from "./facts.ts";
import type { FindingKind, Rank } from "./types.ts";

/** A count whose ranges do not touch. */
export interface CountDifference {
  readonly kind: "count";
  readonly test: string;
  readonly lane: string;
  readonly key: string;
  /** `start`, `end`, a step's window, empty for all steps together, or `whole` for all of the test. */
  readonly phase: string;
  readonly base: readonly number[];
  readonly head: readonly number[];
  /** Of a single step: how often the step was made, by run. */
  readonly steps?: { readonly base: readonly number[]; readonly head: readonly number[] };
  /** It came without any request. */
  readonly byItself?: true;
}

/** A claim `first before second` that all of the base kept and all of the head broke. */
export interface OrderDifference {
  readonly kind: "order";
  readonly test: string;
  readonly lane: string;
  readonly phase: string;
  readonly first: string;
  readonly second: string;
  readonly base: readonly (Relation | undefined)[];
  readonly head: readonly (Relation | undefined)[];
}

/** Who gives the answers, and the class of the syncs that most of them come behind; undefined where none is seen. */
export interface SyncBehind {
  readonly server: string;
  readonly sync: string | undefined;
}

/** A number of questions before the first call of another class, whose ranges do not touch; see [SectionFacts.ahead]. */
export interface AheadDifference {
  readonly kind: "ahead";
  readonly test: string;
  readonly lane: string;
  readonly phase: string;
  /** A message to another service, or its answers behind no sync ([unsyncedAnswer]). */
  readonly question: string;
  readonly other: string;
  /** Of answers. */
  readonly behind?: SyncBehind;
  readonly base: readonly (number | undefined)[];
  readonly head: readonly (number | undefined)[];
}

/** Of answers of another service behind no sync. */
export interface AnswersDifference extends AheadDifference {
  readonly behind: SyncBehind;
}

export function isOfAnswers(difference: Difference): difference is AnswersDifference {
  return difference.kind === "ahead" && difference.behind !== undefined;
}

/** The greatest number of syncs in a row between two answers, whose ranges do not touch; see [LineFacts.inARow]. */
export interface RowDifference {
  readonly kind: "row";
  readonly test: string;
  readonly lane: string;
  readonly key: string;
  readonly phase: string;
  readonly base: readonly (number | undefined)[];
  readonly head: readonly (number | undefined)[];
}

export type Difference = CountDifference | OrderDifference | AheadDifference | RowDifference;

/** The classes that a difference is about. */
export function classesOf(difference: Difference): readonly string[] {
  switch (difference.kind) {
    case "count":
    case "row":
      return [difference.key];
    case "order":
      return [difference.first, difference.second];
    case "ahead":
      return [difference.question, difference.other];
  }
}

/** A class of a draft, and by what name and which way its number changed. */
export interface Counted {
  readonly key: string;
  readonly call: string;
  readonly more: boolean;
}

/** A finding before tests are merged. */
export interface Draft {
  readonly kind: FindingKind;
  readonly rank: Rank;
  readonly test: string;
  readonly lane: string;
  readonly window: string;
  readonly object: string;
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
  readonly evidence: { readonly base: number; readonly head: number };
  /** More or fewer: 1 or -1; 0 for order. */
  readonly direction: number;
  /** What tells it from other changes of its object: calls, mostly; for fingerprints. */
  readonly calls: readonly string[];
  /** Of a change in number: the classes that make it up. */
  readonly counted: readonly Counted[];
  /** Classes of the calls it is about. */
  readonly classes: readonly string[];
  /** Drafts of one service, object and cause are one finding, whatever else changed in their tests. */
  readonly cause: string;
  /** No rule had a part in it: the plainest of several drafts. */
  readonly undisturbed: boolean;
  /** Windows in which it shows; the empty one stands for all steps. */
  readonly windows: ReadonlySet<string>;
  /** Same for drafts that are the same but for the object. */
  readonly likeness: string;
  /** All that was done to the object came (1) or went (-1), else 0. */
  readonly fate: -1 | 0 | 1;
  /** What the service that is asked does otherwise because of it. */
  readonly effects?: readonly Draft[];
}

/** Answers that leave before what they used to wait for, whether an order says so or the number of answers behind a sync. */
export const likenessOfEarlyAnswers = "answer early";

/** Whether a draft tells how many questions come before another call. */
export function isOfQuestions({ cause }: Draft): boolean {
  return cause.startsWith("ahead ");
}

/** Whether a draft tells how many answers of a service come behind a sync. */
export function isOfSynced({ cause }: Draft): boolean {
  return cause === "count synced";
}

/** Whether a draft tells how many answers to another service's requests come without one. */
export function isOfUnsynced({ cause }: Draft): boolean {
  return cause === "ahead unsynced";
}

/** Whether a draft tells how many syncs there are in a row between two answers. */
export function isOfRows({ cause }: Draft): boolean {
  return cause.startsWith("row ");
}

/** A single step says where; steps that overlap, or all of them together, less and less; start and end say that it is no step. */
export function vagueness(window: string): number {
  if (window === start || window === end || window === whole) return 3;
  return window === "" ? 2 : window.includes(" ∥ ") ? 1 : 0;
}
