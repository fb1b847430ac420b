/**
 * From the drafts of all tests to stories, each of which becomes one finding. Drafts of one service, object and cause are one story already; here
 * stories are put together that tell of the same calls, that differ in the file or the peer only, that follow from one another, or that tell what a
 * service prints, reads or runs while it does something else differently.
 */
import { getOrMake, partsOf, syncCalls } from "./classes.ts";
import { isOfQuestions, isOfRows, isOfSynced, isOfUnsynced, likenessOfEarlyAnswers, type Draft } from "./draft.ts";
import { end, start, whole } from "./facts.ts";
import { compareText } from "./model.ts";
import { folderOf, isFile, objectsOf } from "./objects.ts";
import { ranks } from "./ranks.ts";
import { areCounterparts } from "./replicas.ts";
import { listed, objectWords } from "./words.ts";

/** Which of two drafts comes first. */
type Order = (a: Draft, b: Draft) => number;

/** The drafts of one finding, the one that speaks for all first, and what is added to its sentence. */
interface Story {
  readonly drafts: readonly Draft[];
  readonly more: string;
}

/**
 * Stories of one service that are the same but for the file or for whom it asks, or about files of one folder that all came or all went, are
 * one, and so are those of services that do the same otherwise: the surest that is told worst of names the others.
 */
export function siblings(stories: readonly (readonly Draft[])[], surest: Order): Story[] {
  const families: (readonly Draft[])[][] = [];
  for (const story of stories) {
    const [first] = story;
    if (first === undefined) continue;
    const related = families.filter((family) => family.some(([other]) => other !== undefined && areSiblings(first, other)));
    for (const family of related) families.splice(families.indexOf(family), 1);
    families.push([...related.flat(), story]);
  }
  return families.map((family) => {
    // A folder is synced for the sake of the files in it.
    const folders = new Set(family.flat().map(({ object }) => folderOf(object)));
    const aside = ({ object }: Draft): number => Number(folders.has(object));
    const sorted = family.toSorted(([a], [b]) =>
      a === undefined || b === undefined
        ? 0
        : surest(a, b) ||
          weightOf(a) - weightOf(b) ||
          aside(a) - aside(b) ||
          compareText(a.lane, b.lane) ||
          compareText(a.object, b.object),
    );
    return { drafts: sorted.flat(), more: theSame(sorted.flatMap(([draft]) => draft ?? [])) };
  });
}

/** What else is said of [lead]: other objects of its service, other services with what is the same to them, and whatever else they have. */
function theSame([lead, ...others]: readonly Draft[]): string {
  if (lead === undefined) return "";
  const own = [lead, ...others].filter(({ lane }) => lane === lead.lane);
  // An order is one of two calls, and the sentence names both, whichever of their objects most claims of a test are about.
  const isOrder = lead.kind === "reordered" || lead.kind === "causality";
  const named = new Set([lead.object, ...(isOrder ? lead.classes.flatMap((key) => objectsOf(partsOf(key))) : [])].map(objectWords));
  const objects = own
    .concat(others.filter((draft) => !own.some((one) => areCounterparts(one, draft))))
    .map(({ object }) => objectWords(object))
    .filter((object) => !named.has(object));
  const services = others.map(({ lane }) => lane).filter((lane) => lane !== lead.lane);
  const told = [listed([...new Set(objects)]), listed([...new Set(services)])];
  const more = told.filter((names) => names !== "").join(", and for ");
  return more === "" ? "" : `; the same goes for ${more}`;
}

/** Whether services of one program do the same otherwise: it need not be all that they do. */
function areTwins(a: Draft, b: Draft): boolean {
  if (!(isFile(a.object) || a.object.startsWith("→ "))) return false;
  return a.lane !== b.lane && a.kind === b.kind && a.likeness === b.likeness && a.direction === b.direction && areCounterparts(a, b);
}

function areSiblings(a: Draft, b: Draft): boolean {
  if (areTwins(a, b)) return true;
  const files = isFile(a.object) && isFile(b.object);
  const peers = a.object.startsWith("→ ") && b.object.startsWith("→ ");
  const programs = a.cause === "count execve" && b.cause === "count execve";
  if (a.lane !== b.lane || !(files || peers || programs)) return false;
  if (a.likeness === b.likeness) return true;
  if (!files) return false;
  const [one, other] = [folderOf(a.object), folderOf(b.object)];
  return a.fate !== 0 && a.fate === b.fate && (one === other || one === b.object || other === a.object);
}

/** Inside a step a change says more than at the start or end; then the worse rank. */
function weightOf({ rank, window }: Draft): number {
  return ranks.indexOf(rank) + (window === start || window === end ? ranks.length : 0);
}

/** Whether a story follows from another one, told by their first drafts. */
interface Follows {
  /** Whether a story may follow from another at all. */
  readonly may: (story: readonly Draft[]) => boolean;
  readonly from: (own: Draft, reason: Draft) => boolean;
}

/** Where the calls on a file changed in one test, what is derived of them tells the same in another, though the numbers there vary too much. */
const derived: Follows = {
  may: ([own]) => own !== undefined && isDerivedStory(own),
  from: (own, reason) => reason.lane === own.lane && !isDerivedStory(reason) && reason.object === own.object,
};

function isDerivedStory(draft: Draft): boolean {
  return draft.cause === "count handle" || isOfSynced(draft) || isOfUnsynced(draft);
}

/** Where answers no longer wait for the sync of a file, other calls that used to wait for it do not either: it is the sync that comes later. */
const unsynced: Follows = {
  may: (story) => story.every((draft) => isOfOrder(draft) && draft.likeness !== likenessOfEarlyAnswers && syncOf(draft) !== undefined),
  from: (own, reason) => reason.lane === own.lane && reason.likeness === likenessOfEarlyAnswers && reason.object === syncOf(own),
};

/** Of an order the file whose sync came first in the base. */
function syncOf({ classes: [, first = ""] }: Draft): string | undefined {
  const { call, object } = partsOf(first);
  return syncCalls.has(call) ? object : undefined;
}

/**
 * Which files lie about when a test starts is a matter of what the test before has done to them: where a service treats a file otherwise, that it
 * finds another folder to clear away follows from it.
 */
const leftover: Follows = {
  may: (story) => story.every((draft) => isFile(draft.object) && !inSteps(draft) && clears(draft)),
  from: (own, reason) =>
    [reason, ...(reason.effects ?? [])].some(
      (draft) =>
        draft.lane === own.lane &&
        inSteps(draft) &&
        isFile(draft.object) &&
        (draft.object === own.object || folderOf(draft.object) === own.object),
    ),
};

function inSteps({ windows }: Draft): boolean {
  return [...windows].some((window) => window !== whole && window !== start && window !== end);
}

function clears({ counted }: Draft): boolean {
  return counted.length > 0 && counted.every(({ call }) => clearing.has(call));
}

/** Calls by which a folder is emptied. */
const clearing: ReadonlySet<string> = new Set(["unlink", "open(read)", "read"]);

/** Stories that follow from another one become part of it. */
export function withConsequences(stories: readonly Draft[][], surest: Order): readonly Draft[][] {
  return [derived, unsynced, leftover].reduce((left, { may, from }) => {
    const gone = new Set<Draft[]>();
    for (const story of left) {
      const [own] = story;
      if (own === undefined || !may(story)) continue;
      const reason = left.find(([first]) => first !== undefined && from(own, first));
      if (reason === undefined) continue;
      gone.add(story);
      reason.push(...story);
      reason.sort(surest);
    }
    return left.filter((story) => !gone.has(story));
  }, stories);
}

/**
 * Stories of one service that tell of the same calls in different words: how often, in which order, after how many questions, or how many in a row. In one test a number
 * that changed explains the others; so it does where it is another test that tells it, and the plainest speaks for all.
 */
export function withSame(stories: readonly Draft[][], plainest: Order): Draft[][] {
  const told: Draft[][] = [];
  for (const story of stories) {
    const same = told.filter((other) => other.some((a) => story.some((b) => areSame(a, b) || areSame(b, a))));
    for (const other of same) told.splice(told.indexOf(other), 1);
    told.push([...same.flat(), ...story].sort(plainest));
  }
  return told;
}

/** Whether [a] is said with [b] already. */
function areSame(a: Draft, b: Draft): boolean {
  if (a.lane !== b.lane) return false;
  const counts = b.counted.map(({ key }) => key);
  if (isOfQuestions(a)) {
    const peer = partsOf(a.calls[0] ?? "").object;
    return b.object === a.object || b.object === peer || (isOfQuestions(b) && b.calls[0] === a.calls[0]);
  }
  if (isOfRows(a)) return b.object === a.object;
  if (isOfOrder(a)) {
    const moved = a.classes.filter((key) => !partsOf(key).object.startsWith("← "));
    return moved.some((key) => counts.includes(key)) || (isOfOrder(b) && a.object === b.object && a.test !== b.test);
  }
  const changes = ({ counted }: Draft): string[] => counted.map(({ key, more }) => `${key}\n${more}`);
  const [own, other] = [changes(a), changes(b)];
  return own.length > 0 && a.object === b.object && a.test !== b.test && own.every((change) => other.includes(change));
}

function isOfOrder({ kind, counted }: Draft): boolean {
  return (kind === "reordered" || kind === "causality") && counted.length === 0;
}

/** Whether two drafts of one test are seen in the same step, as far as it is known of both. */
function inSameStep(a: Draft, b: Draft): boolean {
  const [one, other] = [a, b].map(({ windows }) => [...windows].filter((window) => window !== "" && window !== whole));
  if (one === undefined || other === undefined || one.length === 0 || other.length === 0) return a.window === b.window;
  return one.some((window) => other.includes(window));
}

/** How many of what is added to a finding are told in full. */
const mostAside = 1;

/**
 * What a service prints, and what of the least rank it does otherwise at the same place or as it starts or stops, is told with what else it does
 * otherwise in the same tests.
 */
export function withAsides(stories: readonly Story[]): Story[] {
  const isPrint = ({ object }: Draft): boolean => object === "stdout" || object === "stderr";
  const isEdge = ({ windows }: Draft): boolean => [...windows].every((window) => window === whole || window === start || window === end);
  const asides = new Map<Story, Story[]>();
  const gone = new Set<Story>();
  for (const story of stories) {
    const [own] = story.drafts;
    if (own === undefined || !(isPrint(own) || own.rank === "other")) continue;
    const reason = stories.find(({ drafts }) => {
      const [first] = drafts;
      if (first === undefined || first.lane !== own.lane || isPrint(first)) return false;
      const inSameTests = story.drafts.every(({ test }) => drafts.some((other) => other.test === test));
      if (!inSameTests || isPrint(own)) return inSameTests;
      if (ranks.indexOf(first.rank) >= ranks.indexOf(own.rank)) return false;
      return isEdge(own) || drafts.some((other) => other.test === own.test && inSameStep(other, own));
    });
    if (reason === undefined) continue;
    gone.add(story);
    getOrMake(asides, reason, () => []).push(story);
  }
  return stories
    .filter((story) => !gone.has(story))
    .map((story) => {
      const own = (asides.get(story) ?? [])
        .toSorted(({ drafts: [a] }, { drafts: [b] }) => Number(b !== undefined && isPrint(b)) - Number(a !== undefined && isPrint(a)))
        .flatMap(({ drafts: [draft], more }) => (draft === undefined ? [] : [{ draft, more }]));
      const clauses = own.slice(0, mostAside).map(({ draft: { lane, sentence }, more }) => {
        // A sentence may begin with something of the service's: "inventory's write of stderr …".
        const also = sentence.startsWith(`${lane} `) ? `it also ${sentence.slice(lane.length + 1)}` : sentence;
        return `; ${also}${more}`;
      });
      const rest = [...new Set(own.slice(mostAside).map(({ draft }) => objectWords(draft.object)))];
      const also = rest.length === 0 ? "" : `, and does otherwise with ${listed(rest)}`;
      const drafts = (asides.get(story) ?? []).flatMap((aside) => aside.drafts.filter((draft) => !isPrint(draft)));
      return { drafts: [...story.drafts, ...drafts], more: `${story.more}${clauses.join("")}${also}` };
    });
}
