/**
 * From numbers of questions before other calls to drafts, and of syncs, which are counted in the same way. Whoever asks once more before it answers breaks
 * such a number for the answer, and for all that lies between; so one question is one draft. Where the answer is among them, the request asks more or less
 * often; where it is not, the question is asked at another place in it.
 */
import { getOrMake, partsOf, syncCalls } from "./classes.ts";
import type { AheadDifference, Difference, Draft } from "./draft.ts";
import { compareText } from "./model.ts";
import { isFile, objectsOf } from "./objects.ts";
import { asNoun, nowDoes, pastShort, times } from "./words.ts";

/** A changed count of either class, in whichever test, says it more plainly. */
export function withoutCounted(differences: readonly Difference[]): readonly Difference[] {
  const counted = new Set(differences.flatMap((one) => (one.kind === "count" ? [`${one.lane}\n${one.key}`] : [])));
  const keysOf = (one: Difference): readonly string[] =>
    one.kind === "ahead" ? [one.question, one.other] : one.kind === "row" ? [one.key] : [];
  return differences.filter((one) => !keysOf(one).some((key) => counted.has(`${one.lane}\n${key}`)));
}

/** One draft for each question of a service, of one test, that none of [drafts] already tells of as an order. */
export function questionDrafts(differences: readonly AheadDifference[], drafts: readonly Draft[]): Draft[] {
  const toldOf = ({ lane, question, other }: AheadDifference): boolean =>
    drafts.some((draft) => {
      if (draft.lane !== lane || draft.direction !== 0) return false;
      return draft.classes.includes(question) || [question, other].some((key) => objectsOf(partsOf(key)).includes(draft.object));
    });
  const asked = new Map<string, AheadDifference[]>();
  for (const difference of differences) {
    if (!toldOf(difference)) getOrMake(asked, `${difference.lane}\n${difference.question}`, () => []).push(difference);
  }
  return [...asked.values()].map(questionDraft);
}

function isAnswer(key: string): boolean {
  const { call, object } = partsOf(key);
  return call === "send" && object.startsWith("← ");
}

/** What says most: the answer, then what is written, then what is told to others. */
export function weightOf({ other }: AheadDifference): number {
  const { call } = partsOf(other);
  if (isAnswer(other)) return 0;
  return call === "write" ? 1 : call === "send" ? 2 : syncCalls.has(call) ? 3 : 4;
}

export function rangeOf(leasts: readonly (number | undefined)[]): [number, number] {
  const known = leasts.filter((least) => least !== undefined);
  return [Math.min(...known), Math.max(...known)];
}

function sentenceOf({ lane, question, other, base, head }: AheadDifference, inNumber: boolean): string {
  const [before, after] = [rangeOf(base), rangeOf(head)];
  const asks = nowDoes(question);
  // None before it is another order.
  if (!inNumber && after[1] === 0)
    return `${lane} ${nowDoes(other)} before it ${asks}, where it ${pastShort(question)} ${times(...before)} first`;
  const where = before[1] === 0 ? "did not" : `${pastShort(question)} ${times(...before)}`;
  return `${lane} ${asks} ${times(...after)} before it ${inNumber ? "" : "first "}${nowDoes(other)}, where it ${where}`;
}

function questionDraft(differences: readonly AheadDifference[]): Draft {
  // A question more moves all that comes behind it: what comes first is next to it. Whether it is one more at all, only the answer tells.
  const [lead] = [...differences].sort(
    (a, b) =>
      Number(isAnswer(b.other)) - Number(isAnswer(a.other)) ||
      rangeOf(a.base)[0] - rangeOf(b.base)[0] ||
      weightOf(a) - weightOf(b) ||
      compareText(a.other, b.other),
  );
  if (lead === undefined) throw new RangeError("a question is told of where a number of it changed");
  const { test, lane, phase, question, other } = lead;
  const parts = partsOf(question);
  const place = partsOf(other);
  const before = times(...rangeOf(lead.base));
  const after = times(...rangeOf(lead.head));
  const more = rangeOf(lead.head)[0] > rangeOf(lead.base)[1];
  const inNumber = isAnswer(other);
  const object = !inNumber && isFile(place.object) ? place.object : parts.object;
  const seen = lead.head.filter((least) => least !== undefined).length;
  return {
    kind: inNumber ? "count" : "reordered",
    // What waited for a sync, of whichever file, waits for it no longer.
    rank: syncCalls.has(parts.call) && !more ? "durability" : isFile(object) ? "consistency" : "communication",
    test,
    lane,
    window: phase,
    object,
    sentence: sentenceOf(lead, inNumber),
    before: `${asNoun(question)} ${before} before ${asNoun(other)}`,
    after: `${asNoun(question)} ${after} before ${asNoun(other)}`,
    evidence: { base: 0, head: seen },
    direction: inNumber ? (more ? 1 : -1) : 0,
    calls: [question, inNumber ? "answer" : other],
    counted: [],
    classes: [question, other],
    cause: `ahead ${question}`,
    undisturbed: [parts, place].every(({ decision }) => decision === "allow"),
    windows: new Set(differences.map((one) => one.phase)),
    likeness: `ahead ${parts.call} ${inNumber ? `answer ${more}` : place.call}`,
    fate: 0,
  };
}
