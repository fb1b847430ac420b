/**
 * The contract of drift: what it learns from, what it finds. Everything here is plain data; the functions are in this room's other files.
 */
import type { Environment, Position } from "../trace/index.ts";

/** What a finding is about, ranked by what it can break: `durability` first. */
export type Rank = "durability" | "consistency" | "communication" | "other";

export type FindingKind =
  | "added"
  | "removed"
  | "count"
  | "reordered"
  | "object"
  | "decision"
  | "causality"
  /** A service that makes calls on one side only. */
  | "appeared"
  | "disappeared";

/** How sure it is. `confirmed` may fail a pull request; `suspected` asks for more runs; `inconclusive` is listed and never fails. */
export type Certainty = "confirmed" | "suspected" | "inconclusive";

/** One line of before/after context, ready to show; never Markdown or HTML. */
export interface ContextLine {
  readonly side: "both" | "base" | "head";
  readonly text: string;
}

/** A line of the program that makes calls, and how many of them in one run of the test. */
export interface CodeLine {
  readonly function: string;
  /** Relative to the repository. */
  readonly file: string;
  /** From 1, in the commit of its side; absent where only the function is known. */
  readonly line?: number;
  /** It is this line or one near it. */
  readonly near: boolean;
  readonly count: number;
  /** The other side has no counterpart of it. */
  readonly isNew: boolean;
}

/** Where calls are made on either side; the new ones first, then in the order in which they are first made. */
export interface CodeLines {
  readonly base: readonly CodeLine[];
  readonly head: readonly CodeLine[];
}

/** How often one run of a test makes a call now, where that is more or less than it was. */
export interface CallCount {
  readonly test: string;
  /** `write`, `open(append,write)`, `write deny(EIO)`. */
  readonly call: string;
  readonly more: boolean;
  readonly least: number;
  readonly most: number;
}

/** Calls of a finding's service in one test: all of these classes in one part of it. */
export interface NamedCalls {
  readonly test: string;
  /** A step's name with its target, `start`, `end`; empty for all steps together. */
  readonly window: string;
  readonly classes: readonly string[];
}

/** How far a difference goes, while its fingerprint says which it is: whoever has accepted it has accepted this much of it. */
export interface Extent {
  /** What it is about, and what the same goes for; another service's with its name in front: `two: /data/two/log`. */
  readonly objects: readonly string[];
  /** Empty where it is about no number. */
  readonly counts: readonly CallCount[];
}

/** One thing that changed in how the program works. */
export interface Finding {
  readonly kind: FindingKind;
  readonly rank: Rank;
  readonly certainty: Certainty;
  readonly test: string;
  readonly service: string;
  /** The step of the test in which it happens, e.g. `POST /orders`; empty outside steps. */
  readonly step: string;
  /** The resource: `/tmp/inventory.wal`, `tcp → inventory.main`. */
  readonly object: string;
  /** One sentence that a reviewer understands without knowing the model, with numbers; no full stop, no markup. */
  readonly sentence: string;
  /** What the base did and what the head does, a few words each. */
  readonly before: string;
  readonly after: string;
  readonly context: readonly ContextLine[];
  /** The lines that make the calls it is about, where they were recorded. */
  readonly lines?: CodeLines;
  /** The calls that the sentence speaks of. Absent in what an earlier version wrote. */
  readonly calls?: readonly NamedCalls[];
  /**
   * In how many runs of either side that was seen which the finding is about: what came (kinds added, object, decision), what went (removed),
   * what changed in number (count), the new order (reordered, causality). Runs that had no occasion to show it count as not seen. p is the
   * chance of such a difference if nothing changed.
   */
  readonly evidence: {
    readonly base: { readonly seen: number; readonly runs: number };
    readonly head: { readonly seen: number; readonly runs: number };
    readonly p: number;
  };
  /** Same difference, same fingerprint, whatever the commit, the machine, the line numbers or how often: 16 hex digits. */
  readonly fingerprint: string;
  /** Absent in what an earlier version wrote. */
  readonly extent?: Extent;
  /** Other tests in which the same difference shows; the finding stands for all of them. */
  readonly alsoIn: readonly string[];
}

/** What comparing two models came to. */
export interface Comparison {
  /** `same`: compared and silent. `drift`: at least one confirmed finding. `undecided`: suspects only. `incomparable`: see [notes]. */
  readonly outcome: "same" | "drift" | "undecided" | "incomparable";
  /** Best rank first. */
  readonly findings: readonly Finding[];
  readonly baseRuns: number;
  readonly headRuns: number;
  /** Tests compared, by name. */
  readonly compared: readonly string[];
  /** The chance of one false alarm in this comparison, as bounded by the evidence rule. */
  readonly falseAlarmBound: number;
  /** Things the reader must know: `environment changed: kernel 6.11 → 6.17`, `no test in common`. */
  readonly notes: readonly string[];
  readonly environment: { readonly base: Environment; readonly head: Environment };
}

export type { Position };
