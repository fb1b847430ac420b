/**
 * From broken claims of order to drafts: which claims are only an echo of an answer that leaves earlier, which objects cover the others, and what is
 * said of each. Claims that a changed count explains have been dropped before (`findings.ts`).
 */
import { getOrMake, partsOf, syncCalls } from "./classes.ts";
import type { Difference, Draft, OrderDifference } from "./draft.ts";
import { compareText } from "./model.ts";
import { isFile, objectsOf } from "./objects.ts";
import { asNoun, nowDoes, objectWords } from "./words.ts";

/**
 * Where an answer leaves earlier than it did, the next request comes earlier too, amid work that used to be over: claims about that work, which
 * hold in some requests still, are broken by where requests end and not by what the service does.
 */
export function withoutEcho(differences: readonly Difference[]): readonly Difference[] {
  const early = new Set(differences.flatMap((one) => (one.kind === "order" && isReply(one.second) ? [one.lane] : [])));
  return differences.filter(
    (one) => one.kind !== "order" || !early.has(one.lane) || isReply(one.second) || !one.head.some((relation) => relation === "~"),
  );
}

/** As few findings as cover all broken claims: again and again the object in most of them. */
export function orderDrafts(orders: readonly OrderDifference[]): Draft[] {
  const drafts: Draft[] = [];
  const byLane = new Map<string, OrderDifference[]>();
  for (const order of orders) getOrMake(byLane, order.lane, () => []).push(order);
  for (const list of byLane.values()) {
    let left = list;
    while (left.length > 0) {
      const objects = new Map<string, number>();
      const early = new Map<string, number>();
      for (const { first, second } of left) {
        const [late, soon] = [first, second].map((key) => new Set(objectsOf(partsOf(key))));
        for (const object of new Set([...(late ?? []), ...(soon ?? [])])) objects.set(object, (objects.get(object) ?? 0) + 1);
        for (const object of soon ?? []) early.set(object, (early.get(object) ?? 0) + 1);
      }
      // Among equals a file says more than a connection, and one that is asked more than the one that asks; then what no longer waits.
      const weight = (object: string): number => (isFile(object) ? 0 : object.startsWith("→ ") ? 1 : 2);
      const [best] = [...objects].sort(
        (a, b) => b[1] - a[1] || weight(a[0]) - weight(b[0]) || (early.get(b[0]) ?? 0) - (early.get(a[0]) ?? 0) || compareText(a[0], b[0]),
      );
      if (best === undefined) break;
      // Ties that a reply brings along are broken towards what was reordered against it.
      const touching = (object: string) => (order: OrderDifference) =>
        [order.first, order.second].some((key) => objectsOf(partsOf(key)).includes(object));
      const covered = left.filter(touching(best[0]));
      drafts.push(orderDraft(best[0], covered));
      left = left.filter((order) => !covered.includes(order));
    }
  }
  return drafts;
}

function isReply(key: string): boolean {
  const { call, object } = partsOf(key);
  return call === "send" && object.startsWith("← ");
}

function isAnswer(key: string): boolean {
  return partsOf(key).call === "receive";
}

function isSync(key: string): boolean {
  return syncCalls.has(partsOf(key).call);
}

function orderDraft(covering: string, orders: readonly OrderDifference[]): Draft {
  const score = ({ first, second }: OrderDifference): number => {
    const calls = [partsOf(first).call, partsOf(second).call];
    return (isReply(second) ? 0 : 4) + (calls.includes("write") ? 0 : isSync(first) || isSync(second) ? 1 : 2);
  };
  const [lead] = [...orders].sort((a, b) => score(a) - score(b) || compareText(a.first + a.second, b.first + b.second));
  if (lead === undefined) throw new RangeError("an object is chosen from broken claims");
  const { lane, first, second, test, phase } = lead;
  // The reply is where it always was; what moved is the other thing.
  const moving = isReply(second) ? partsOf(first).object : covering;
  const waits = isReply(second) && isAnswer(first);
  const now = lead.head.every((relation) => relation === undefined || relation === ">") ? "" : " in some requests";
  const sentence = waits
    ? `${lane} answers ${objectWords(partsOf(second).object)} before ${objectWords(partsOf(first).object)} has answered${now}; it used to wait`
    : isReply(second)
      ? `${lane} answers ${objectWords(partsOf(second).object)} before it ${nowDoes(first)}${now}; it used to answer after`
      : `${lane} ${nowDoes(second)} before it ${nowDoes(first)}${now}; it used to be the other way round`;
  const files = orders.some((order) => isFile(partsOf(order.first).object) || isFile(partsOf(order.second).object));
  const durable = orders.some(
    (order) => isSync(order.first) || isSync(order.second) || (isReply(order.second) && isFile(partsOf(order.first).object)),
  );
  return {
    kind: waits ? "causality" : "reordered",
    rank: durable ? "durability" : files || waits ? "consistency" : "communication",
    test,
    lane,
    window: phase,
    object: moving,
    sentence,
    before: `${asNoun(first)} before ${asNoun(second)}`,
    after: `${asNoun(second)} before ${asNoun(first)}${now}`,
    evidence: { base: 0, head: lead.head.filter((relation) => relation !== undefined).length },
    direction: 0,
    calls: isReply(second) ? [first, "answer"] : [first, second],
    counted: [],
    classes: [second, first],
    // An answer that waits for nothing overtakes the write in one test and the sync in another.
    cause: isReply(second) ? "order answer" : `order ${partsOf(first).call} ${partsOf(second).call} ${partsOf(second).object}`,
    undisturbed: [first, second].every((key) => partsOf(key).decision === "allow"),
    windows: new Set(orders.map((order) => order.phase)),
    likeness: `order ${partsOf(first).call} ${isReply(second) ? "answer" : partsOf(second).call}`,
    fate: 0,
  };
}
