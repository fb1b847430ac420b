/**
 * From the drafts of all tests to stories, each of which becomes one finding. Drafts of one service, object and cause are one story already; here
 * stories are put together that differ in the file or the peer only, that follow from one another, or that tell what a service prints while it does
 * something else differently.
 */
import type { Draft } from "./draft.ts";
import { end, start, whole } from "./facts.ts";
import { compareText } from "./model.ts";
import { folderOf, isFile } from "./objects.ts";
import { ranks } from "./ranks.ts";
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
 * one: the surest that is told worst of names the others.
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
        : surest(a, b) || weightOf(a) - weightOf(b) || aside(a) - aside(b) || compareText(a.object, b.object),
    );
    const [lead, ...others] = sorted.flatMap(([draft]) => (draft === undefined ? [] : [objectWords(draft.object)]));
    const objects = [...new Set(others)].filter((object) => object !== lead);
    return { drafts: sorted.flat(), more: objects.length === 0 ? "" : `; the same goes for ${listed(objects)}` };
  });
}

function areSiblings(a: Draft, b: Draft): boolean {
  const files = isFile(a.object) && isFile(b.object);
  const peers = a.object.startsWith("→ ") && b.object.startsWith("→ ");
  if (a.lane !== b.lane || !(files || peers)) return false;
  if (a.likeness === b.likeness) return true;
  if (!files) return false;
  const [one, other] = [folderOf(a.object), folderOf(b.object)];
  return a.fate !== 0 && a.fate === b.fate && (one === other || one === b.object || other === a.object);
}

/** Inside a step a change says more than at the start or end; then the worse rank. */
function weightOf({ rank, window }: Draft): number {
  return ranks.indexOf(rank) + (window === start || window === end ? ranks.length : 0);
}

/** Where the calls on a file changed in one test, what is derived of them tells the same in another, though the numbers there vary too much. */
export function withDerived(stories: readonly Draft[][], surest: Order): Draft[][] {
  const derived = ({ cause }: Draft): boolean => cause === "count handle" || cause === "count synced";
  const gone = new Set<Draft[]>();
  for (const story of stories) {
    const [own] = story;
    if (own === undefined || !derived(own)) continue;
    const reason = stories.find(
      ([first]) => first !== undefined && !derived(first) && first.lane === own.lane && first.object === own.object,
    );
    if (reason === undefined) continue;
    gone.add(story);
    reason.push(...story);
    reason.sort(surest);
  }
  return stories.filter((story) => !gone.has(story));
}

/**
 * Which files lie about when a test starts is a matter of what the test before has done to them: where a service treats a file otherwise, that it
 * finds another folder to clear away follows from it.
 */
export function withLeftovers(stories: readonly Draft[][], surest: Order): Draft[][] {
  const inSteps = ({ windows }: Draft): boolean => [...windows].some((window) => window !== whole && window !== start && window !== end);
  const clears = ({ counted }: Draft): boolean => counted.length > 0 && counted.every(({ call }) => clearing.has(call));
  const gone = new Set<Draft[]>();
  for (const story of stories) {
    const [own] = story;
    if (own === undefined || !isFile(own.object) || !story.every((draft) => !inSteps(draft) && clears(draft))) continue;
    const reason = stories.find(([first]) => {
      if (first === undefined || first.lane !== own.lane || !inSteps(first)) return false;
      return isFile(first.object) && (first.object === own.object || folderOf(first.object) === own.object);
    });
    if (reason === undefined) continue;
    gone.add(story);
    reason.push(...story);
    reason.sort(surest);
  }
  return stories.filter((story) => !gone.has(story));
}

/** Calls by which a folder is emptied. */
const clearing: ReadonlySet<string> = new Set(["unlink", "open(read)", "read"]);

/** What a service prints is told with what it does otherwise, if it does anything otherwise in the same tests. */
export function withPrints(stories: readonly Story[]): Story[] {
  const isPrint = ({ object }: Draft): boolean => object === "stdout" || object === "stderr";
  const told = new Map<Story, string>();
  const gone = new Set<Story>();
  for (const story of stories) {
    const [print] = story.drafts;
    if (print === undefined || !isPrint(print)) continue;
    const reason = stories.find(
      ({ drafts: [first, ...others] }) =>
        first !== undefined &&
        first.lane === print.lane &&
        !isPrint(first) &&
        story.drafts.every(({ test }) => [first, ...others].some((other) => other.test === test)),
    );
    if (reason === undefined) continue;
    gone.add(story);
    // A sentence may begin with something of the service's: "inventory's write of stderr …".
    const also = print.sentence.startsWith(`${print.lane} `) ? `it also ${print.sentence.slice(print.lane.length + 1)}` : print.sentence;
    told.set(reason, `${told.get(reason) ?? ""}; ${also}`);
  }
  return stories.filter((story) => !gone.has(story)).map((story) => ({ ...story, more: story.more + (told.get(story) ?? "") }));
}
