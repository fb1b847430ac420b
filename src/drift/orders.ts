/**
 * From broken claims of order to drafts: which claims are only an echo of an answer that leaves earlier, which objects cover the others, and what is
 * said of each. Claims that a changed count explains have been dropped before (`findings.ts`).
 */
import { getOrMake, partsOf, syncCalls } from "./classes.ts";
import { likenessOfEarlyAnswers, type AheadDifference, type Difference, type Draft, type OrderDifference } from "./draft.ts";
import { compareText } from "./model.ts";
import { folderOf, isFile, objectsOf } from "./objects.ts";
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

/**
 * Without what a changed number of syncs explains: where a file is no longer synced, or synced at another place, all else that is done to it comes sooner than it
 * did, or later, amid what other threads do meanwhile. Whether an answer waits for it is another matter. [changed]: classes of a service.
 */
export function withoutHastened<Moved extends OrderDifference | AheadDifference>(
  differences: readonly Moved[],
  changed: (lane: string) => readonly string[],
): readonly Moved[] {
  return differences.filter((one) => {
    const synced = changed(one.lane)
      .filter(isSync)
      .map((key) => partsOf(key).object);
    const [moved, against] = one.kind === "order" ? [[one.first, one.second], one.second] : [[one.other], one.other];
    return isReply(against) || !moved.some((key) => objectsOf(partsOf(key)).some((object) => synced.includes(object)));
  });
}

/**
 * One draft for each set of broken claims that hang together by what they share: whether that has moved or all the others have, nobody can tell, so
 * it is one cause. It is told of the object in most of them.
 */
export function orderDrafts(orders: readonly OrderDifference[]): Draft[] {
  const drafts: Draft[] = [];
  const byLane = new Map<string, OrderDifference[]>();
  for (const order of orders) getOrMake(byLane, order.lane, () => []).push(order);
  for (const list of byLane.values()) {
    for (const together of connected(list)) {
      const objects = new Map<string, number>();
      const early = new Map<string, number>();
      for (const { first, second } of together) {
        const [late, soon] = [first, second].map((key) => new Set(objectsOf(partsOf(key))));
        for (const object of new Set([...(late ?? []), ...(soon ?? [])])) objects.set(object, (objects.get(object) ?? 0) + 1);
        for (const object of soon ?? []) early.set(object, (early.get(object) ?? 0) + 1);
      }
      // Among equals a file says more than a connection, and one that is asked more than the one that asks; then what no longer waits.
      const weight = (object: string): number => (isFile(object) ? 0 : object.startsWith("→ ") ? 1 : 2);
      const [best] = [...objects].sort(
        (a, b) => b[1] - a[1] || weight(a[0]) - weight(b[0]) || (early.get(b[0]) ?? 0) - (early.get(a[0]) ?? 0) || compareText(a[0], b[0]),
      );
      if (best !== undefined) drafts.push(orderDraft(best[0], together));
    }
  }
  return drafts;
}

/** The claims in sets of which no two share a class or an object. */
function connected(orders: readonly OrderDifference[]): OrderDifference[][] {
  const sets: { readonly keys: Set<string>; readonly claims: OrderDifference[] }[] = [];
  for (const order of orders) {
    const own = [order.first, order.second].flatMap((key) => [key, ...objectsOf(partsOf(key)).filter((object) => object !== "")]);
    const touching = sets.filter(({ keys }) => own.some((key) => keys.has(key)));
    for (const set of touching) sets.splice(sets.indexOf(set), 1);
    sets.push({
      keys: new Set([...own, ...touching.flatMap(({ keys }) => [...keys])]),
      claims: [...touching.flatMap(({ claims }) => claims), order],
    });
  }
  return sets.map(({ claims }) => claims);
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

/** Whether something may now be lost: an answer that no longer comes behind its write, or anything that no longer comes behind a sync. */
function endangers({ first, second }: OrderDifference): boolean {
  const [late, soon] = [partsOf(first), partsOf(second)];
  if (isSync(first)) return true;
  if (isReply(second)) return isFile(late.object) && late.call !== "read" && !(late.call === "open" && late.flags.join() === "read");
  // Synced before what it is to make last: a write to the same file, or a name in the folder.
  return isSync(second) && objectsOf(late).some((object) => object === soon.object || folderOf(object) === soon.object);
}

function orderDraft(covering: string, orders: readonly OrderDifference[]): Draft {
  const durable = orders.some(endangers);
  const about = (order: OrderDifference): boolean => [order.first, order.second].some((key) => objectsOf(partsOf(key)).includes(covering));
  const score = (order: OrderDifference): number => {
    const { first, second } = order;
    const calls = [partsOf(first).call, partsOf(second).call];
    const plain = calls.includes("write")
      ? isReply(second) || calls[0] === calls[1] || isAnswer(first)
        ? 0
        : 1
      : isSync(first) || isSync(second)
        ? 2
        : 3;
    return (durable && !endangers(order) ? 20 : 0) + (about(order) ? 0 : 10) + (isReply(second) ? 0 : 5) + plain;
  };
  const [lead] = [...orders].sort((a, b) => score(a) - score(b) || compareText(a.first + a.second, b.first + b.second));
  if (lead === undefined) throw new RangeError("an object is chosen from broken claims");
  return told(writeBehind(lead, orders), covering, orders, durable);
}

/** What does not wait for a write waits for its sync still less: the claim about the write says more. */
function writeBehind(lead: OrderDifference, orders: readonly OrderDifference[]): OrderDifference {
  const { object } = partsOf(lead.first);
  if (!isSync(lead.first) || isReply(lead.second)) return lead;
  const write = orders.find(
    ({ first, second, phase }) =>
      second === lead.second && phase === lead.phase && partsOf(first).call === "write" && partsOf(first).object === object,
  );
  return write ?? lead;
}

function told(lead: OrderDifference, covering: string, orders: readonly OrderDifference[], durable: boolean): Draft {
  const { lane, first, second, test, phase } = lead;
  // The reply is where it always was; what moved is the other thing.
  const moving = isReply(second) ? partsOf(first).object : covering;
  const waits = isAnswer(first) && !isAnswer(second);
  const now = lead.head.every((relation) => relation === undefined || relation === ">") ? "" : " in some requests";
  const sentence = waits
    ? `${lane} ${nowDoes(second)} before ${objectWords(partsOf(first).object)} has answered${now}; it used to wait`
    : isReply(second)
      ? `${lane} ${nowDoes(second)} before it ${nowDoes(first)}${now}; it used to answer after`
      : `${lane} ${nowDoes(second)} before it ${nowDoes(first)}${now}; it used to be the other way round`;
  const files = orders.some((order) => isFile(partsOf(order.first).object) || isFile(partsOf(order.second).object));
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
    likeness: isReply(second) ? likenessOfEarlyAnswers : `order ${partsOf(first).call} ${partsOf(second).call}`,
    fate: 0,
  };
}
