/**
 * Answers of another service that wait for a sync there: what is said where they no longer do, or do now. Whether a service's answers wait is hard to tell
 * from that service alone if it also works for others or by itself: its syncs are then as many as those happen to be. So it is counted where the request
 * is, like questions (`questions.ts`): how many answers it had behind no sync of the thread that gave them, the least of all requests. Answers that the
 * request no longer waits for are not in it, so this number changes only with the answers, unless the request asks more or less.
 */
import { getOrMake, partsOf, syncCalls } from "./classes.ts";
import {
  classesOf,
  isOfAnswers,
  isOfSynced,
  type AheadDifference,
  type AnswersDifference,
  type Difference,
  type Draft,
  type SyncBehind,
} from "./draft.ts";
import { isWithin } from "./facts.ts";
import { compareText } from "./model.ts";
import { rangeOf, weightOf } from "./questions.ts";
import { isSyncing } from "./ranks.ts";
import type { TestTable } from "./table.ts";
import { nowDoes } from "./words.ts";

/** What the answers of [difference] come behind, on the side that has more of them. */
export function syncBehind({ sections, n }: TestTable, difference: AheadDifference): SyncBehind {
  const { question, phase } = difference;
  const server = partsOf(question)
    .object.replace(/^→ /, "")
    .replace(/\.[^.]*$/, "");
  const inHead = isSafer(difference);
  const answers = new Map<string, number>();
  const syncs: string[] = [];
  for (const { window, lane, rows } of sections) {
    if (lane !== server || !isWithin(window, phase)) continue;
    for (const { key, counts } of rows.values()) {
      const { call, object } = partsOf(key);
      const sum = counts.reduce((all, count, r) => (inHead === r >= n ? all + count : all), 0);
      if (call === "synced") answers.set(object, (answers.get(object) ?? 0) + sum);
      else if (syncCalls.has(call) && sum > 0) syncs.push(key);
    }
  }
  const behind = (key: string): number => answers.get(partsOf(key).object) ?? 0;
  return { server, sync: syncs.sort((a, b) => behind(b) - behind(a) || compareText(a, b))[0] };
}

/** Where a request asks a service more or less often, or does not wait for it, in whichever test, more or fewer of its answers come without a sync anyway. */
export function withoutAsked(differences: readonly Difference[]): readonly Difference[] {
  const asked = new Set(
    differences.filter((one) => !isOfAnswers(one)).flatMap((one) => classesOf(one).map((key) => `${one.lane}\n${partsOf(key).object}`)),
  );
  return differences.filter((one) => !isOfAnswers(one) || !asked.has(`${one.lane}\n${partsOf(one.question).object}`));
}

/**
 * [drafts] with what [differences] say, all of one test: a draft of the service that syncs, unless the syncs themselves tell it. It takes the place of
 * what is derived of the answers of that service alone, which says less.
 */
export function withDurable(drafts: readonly Draft[], differences: readonly AnswersDifference[]): Draft[] {
  const kinds = new Map<string, AnswersDifference[]>();
  for (const difference of differences) getOrMake(kinds, `${difference.lane}\n${difference.question}`, () => []).push(difference);
  const durable = [...kinds.values()].flatMap((alike) => {
    const [lead] = alike.toSorted((a, b) => weightOf(a) - weightOf(b) || compareText(a.other, b.other));
    if (lead === undefined) return [];
    const { server, sync } = lead.behind;
    const isTold = drafts.some((draft) => draft.lane === server && !isOfSynced(draft) && tellsOfSync(draft, sync));
    return isTold ? [] : [durableDraft(lead, new Set(alike.map(({ phase }) => phase)))];
  });
  const isReplaced = (draft: Draft): boolean =>
    isOfSynced(draft) && durable.some(({ lane, object }) => draft.lane === lane && draft.object === object);
  return [...drafts.filter((draft) => !isReplaced(draft)), ...durable];
}

/** Whether [draft] is about what makes the file of [sync] last, or about what is done with that file in another order. */
function tellsOfSync({ classes, direction, object }: Draft, sync: string | undefined): boolean {
  const file = sync === undefined ? undefined : partsOf(sync).object;
  if (direction === 0 && object === file) return true;
  return classes
    .map(partsOf)
    .some((one) => (syncCalls.has(one.call) || one.flags.some(isSyncing)) && (one.object === file || file === undefined));
}

/** Whether more answers wait for a sync than did. */
function isSafer({ base, head }: AheadDifference): boolean {
  return rangeOf(head)[1] < rangeOf(base)[0];
}

const none = "none";

function without(leasts: AheadDifference["base"]): string {
  const [least, most] = rangeOf(leasts);
  return most === 0 ? none : least === most ? `${least}` : `${least} to ${most}`;
}

function durableDraft(difference: AnswersDifference, windows: ReadonlySet<string>): Draft {
  const { test, lane, phase, question, base, head, behind } = difference;
  const { server, sync } = behind;
  const safer = isSafer(difference);
  const some = `of the answers to one request ${without(head)} came without${sync === undefined ? " a sync" : ""}, where ${without(base)} did`;
  const does = sync === undefined ? undefined : `${safer ? "now" : "no longer"} ${nowDoes(sync)} before it answers ${lane}`;
  const all = without(safer ? head : base) === none;
  const object = partsOf(sync ?? question).object;
  return {
    kind: "count",
    rank: does === undefined ? "communication" : safer ? "other" : "durability",
    test,
    lane: server,
    window: phase,
    object,
    sentence: does === undefined ? `${server} answers ${lane} otherwise: ${some}` : `${server} ${does}${all ? "" : `: ${some}`}`,
    before: `answers to a request of ${lane} without a sync: ${without(base)}`,
    after: `answers to a request of ${lane} without a sync: ${without(head)}`,
    evidence: { base: 0, head: head.filter((least) => least !== undefined).length },
    direction: safer ? 1 : -1,
    calls: [question],
    counted: [],
    classes: sync === undefined ? [] : [sync],
    cause: "ahead unsynced",
    undisturbed: true,
    windows,
    likeness: `ahead unsynced ${safer}`,
    fate: 0,
  };
}
