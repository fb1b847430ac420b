/**
 * A span is a stretch of one service's work that has a beginning: a request, what one thread does for its request, or a whole step. Spans that
 * nothing else runs beside tell two things of their classes. For every pair, whether all of one came before all of the other. And for every kind
 * of question the service asks, how many it asked before the first call of each other class came: messages to one peer are one class, so a row
 * that is marked before the message is delivered, or a question more before the answer, breaks no order and shows only in this number. Syncs of one file
 * are one class likewise, so they are counted as questions are: which of the commits of a request something waits for shows in no order either.
 *
 * What a service asks by itself (a health check, a poll) makes the number larger and never smaller, so the least of several requests is free of it
 * as long as a request is too short to always have one in it. So each number is kept with the time it took, and those that took longer than the
 * service ever rests before it works by itself are left out.
 */
import { getOrMake, isUnsyncedAnswer, lineOf, partsOf } from "./classes.ts";
import { joint, opposite, type Relation } from "./facts.ts";

/** A request with more classes than this tells nothing of order: the pairs would outgrow everything else in the model. */
const mostClassesInRequest = 64;

/** Two numbers in one, both well below it: window and class, or two classes. */
export const base = 2 ** 24;

/** What a call is to a span: a question to another service, a sync of a file, the answer to its own client, or anything else. */
export type Part = "question" | "sync" | "answer" | "work";

/** Classes of a stretch of work with the place of the first and last call of each. */
export interface Span {
  /** The same for no two spans of a process, though one object may serve as several, one after the other. */
  number: number;
  window: number;
  beganNs: number;
  wholeStep: boolean;
  exclusive: boolean;
  calls: number;
  /** How many of [classes] are of this span. */
  size: number;
  readonly classes: ClassInSpan[];
  /** The kinds of questions and syncs, and of answers behind no sync, and how many so far. */
  questions: readonly number[];
  counts: readonly number[];
}

interface ClassInSpan {
  id: number;
  first: number;
  last: number;
  /** When it first came, and how many questions of each kind had been asked by then. */
  firstNs: number;
  asked: readonly number[];
  answer: boolean;
}

/** A number of questions, and how long the span had been under way when that many had been asked. */
interface Ahead {
  readonly count: number;
  readonly tookNs: number;
}

/** Of what is counted nobody can tell how many there were; never the least of several numbers. */
export const unknownNumber = Number.POSITIVE_INFINITY;

/** What the spans of one window say. */
export interface Evidence {
  /** Pair of classes → 1 before, 2 behind, 3 mixed. */
  readonly pairs: Map<number, number>;
  /** Question, or answer behind no sync, and other class → the least there were, for each time it took: none is both more and later than another. */
  readonly ahead: Map<number, Ahead[]>;
}

function noEvidence(): Evidence {
  return { pairs: new Map(), ahead: new Map() };
}

let begun = 0;
const none: readonly number[] = [];

/** A new span; [spare] is one that is over and may be overwritten. */
export function beginSpan(spare: Span | undefined, window: number, wholeStep: boolean, beganNs: number): Span {
  const number = ++begun;
  if (spare === undefined)
    return { number, window, beganNs, wholeStep, exclusive: true, calls: 0, size: 0, classes: [], questions: none, counts: none };
  spare.number = number;
  spare.window = window;
  spare.beganNs = beganNs;
  spare.wholeStep = wholeStep;
  spare.exclusive = true;
  spare.calls = 0;
  spare.size = 0;
  spare.questions = none;
  spare.counts = none;
  return spare;
}

/** Notes a call of class [id]. */
export function add(span: Span, id: number, atNs: number, part: Part): void {
  // Nobody will ask it.
  if (!span.exclusive) return;
  const known = classIn(span, id);
  if (known !== undefined) known.last = span.calls;
  else if (span.size <= mostClassesInRequest) addClass(span, id, atNs, part === "answer");
  span.calls++;
  if (part === "question" || part === "sync") tally(span, id, 1);
}

/** Adds [more] to the number that is kept of kind [id] from its first mention on, which may be of none. What was noted of the calls so far stays as it is. */
export function tally(span: Span, id: number, more: number): void {
  if (!span.exclusive) return;
  const kind = span.questions.indexOf(id);
  if (kind < 0) {
    span.questions = [...span.questions, id];
    span.counts = [...span.counts, more];
  } else if (more > 0) span.counts = span.counts.with(kind, (span.counts[kind] ?? 0) + more);
}

function classIn({ classes, size }: Span, id: number): ClassInSpan | undefined {
  for (let i = 0; i < size; i++) if (classes[i]?.id === id) return classes[i];
  return undefined;
}

function addClass(span: Span, id: number, firstNs: number, answer: boolean): void {
  const { calls: first, counts: asked } = span;
  const spare = span.classes[span.size++];
  if (spare === undefined) span.classes.push({ id, first, last: first, firstNs, asked, answer });
  else {
    spare.id = id;
    spare.first = spare.last = first;
    spare.firstNs = firstNs;
    spare.asked = asked;
    spare.answer = answer;
  }
}

/** Adds what a span says. */
export function relate(span: Span, windows: Map<number, Evidence>): void {
  const { window, classes, size } = span;
  if (size < 2 || size > mostClassesInRequest) return;
  const { pairs } = getOrMake(windows, window, noEvidence);
  for (let i = 0; i < size; i++) {
    const one = classes[i];
    if (one === undefined) continue;
    for (let j = 0; j < i; j++) {
      const other = classes[j];
      if (other === undefined) continue;
      const bits = one.last < other.first ? 1 : other.last < one.first ? 2 : 3;
      const pair = one.id < other.id ? one.id * base + other.id : other.id * base + one.id;
      const seen = one.id < other.id || bits === 3 ? bits : 3 - bits;
      const known = pairs.get(pair);
      if (known === undefined || (known | seen) !== known) pairs.set(pair, (known ?? 0) | seen);
    }
  }
  relateQuestions(span, windows);
}

/** Adds what a span says of questions before other calls. */
export function relateQuestions({ window, classes, size, beganNs, questions }: Span, windows: Map<number, Evidence>): void {
  if (size < 2 || size > mostClassesInRequest || questions.length === 0) return;
  const { ahead } = getOrMake(windows, window, noEvidence);
  questions.forEach((question, kind) => {
    for (let i = 0; i < size; i++) {
      const one = classes[i];
      if (one === undefined || one.id === question) continue;
      const count = one.asked[kind];
      // Questions behind an answer are no part of it.
      if (count === undefined && one.answer) continue;
      const list = getOrMake(ahead, question * base + one.id, () => []);
      keepLeast(list, { count: count ?? 0, tookNs: one.firstNs - beganNs });
    }
  });
}

function keepLeast(list: Ahead[], one: Ahead): void {
  if (list.some(({ count, tookNs }) => count <= one.count && tookNs <= one.tookNs)) return;
  const left = list.filter(({ count, tookNs }) => count < one.count || tookNs < one.tookNs);
  list.splice(0, list.length, ...left, one);
}

/** Adds what [more] says of pairs to [windows]. */
export function joinOrder(windows: Map<number, Evidence>, more: ReadonlyMap<number, Evidence>): void {
  for (const [window, { pairs }] of more) {
    const into = getOrMake(windows, window, noEvidence);
    for (const [pair, bits] of pairs) into.pairs.set(pair, (into.pairs.get(pair) ?? 0) | bits);
  }
}

/**
 * The relations of [pairs] by the text of the classes, for pairs whose classes are both among [counted]: late work can fall into the next window, and
 * a pair is only told of where both of it are counted.
 */
export function orderOf({ pairs }: Evidence, classes: readonly string[], counted: ReadonlyMap<string, unknown>): Map<string, Relation> {
  const order = new Map<string, Relation>();
  for (const [pair, bits] of pairs) {
    const a = classes[Math.floor(pair / base)] ?? "";
    const b = classes[pair % base] ?? "";
    if (!counted.has(a) || !counted.has(b)) continue;
    const seen: Relation = bits === 1 ? "<" : bits === 2 ? ">" : "~";
    order.set(a < b ? a + joint + b : b + joint + a, a < b ? seen : opposite(seen));
  }
  return order;
}

/** Where to look for numbers of questions: by window, what spans say that had come so far within [withinNs]; [except] for some pairs. */
export interface Asked {
  readonly by: ReadonlyMap<number, Evidence>;
  readonly withinNs: number;
  readonly except?: (question: number, other: number) => boolean;
}

/** Adds to [leasts], for question and other class, the least number of the first before the second that spans of [window] say. */
export function addAhead(
  { by, withinNs, except }: Asked,
  window: number,
  classes: readonly string[],
  counted: ReadonlyMap<string, unknown>,
  leasts: Map<string, number>,
): void {
  for (const [pair, list] of by.get(window)?.ahead ?? []) {
    const [first, second] = [Math.floor(pair / base), pair % base];
    const question = classes[first] ?? "";
    const other = classes[second] ?? "";
    if (!counted.has(lineOf(question)) || !counted.has(other) || !isEffect(other) || except?.(first, second) === true) continue;
    // No answer stands before the first question.
    if (isAnswerOf(question, other)) continue;
    const counts = list.filter(({ count, tookNs }) => tookNs < withinNs && count !== unknownNumber).map(({ count }) => count);
    const id = question + joint + other;
    if (counts.length > 0) leasts.set(id, Math.min(...counts, leasts.get(id) ?? Number.POSITIVE_INFINITY));
  }
}

/** Whether [question] stands for answers to messages of class [other]. */
function isAnswerOf(question: string, other: string): boolean {
  const parts = partsOf(question);
  return isUnsyncedAnswer(parts) && parts.object === partsOf(other).object;
}

/** Calls that change nothing for others. Where among them a question stands is of no interest, and as a service starts there are dozens of them. */
const preparing: ReadonlySet<string> = new Set([
  "open",
  "read",
  "connect",
  "receive",
  "accept",
  "bind",
  "listen",
  "mkdir",
  "execve",
  "flock",
]);

function isEffect(key: string): boolean {
  return !preparing.has(partsOf(key).call);
}
