/**
 * From separated cells to findings: one for each cause, in words.
 *
 * A changed line of code shows in two to seventy cells. They are put together in this order: the counts of one service on one object (files
 * joined by a rename are one object, and so is a folder that is synced for the sake of a file in it); a file that takes the place of another;
 * the two ends of one conversation, told from the side that asks; work that another service does only because it is asked more or less often.
 * Broken claims of order that a changed count already explains are dropped; the others are covered by as few objects as possible. Then over all
 * tests: equal findings are one; so are those of one service that are alike in everything but the file or the peer, and files of one folder that
 * all came or all went; and what a service prints more or less of while it does something else differently is told with that.
 */
import { createHash } from "node:crypto";
import { diffArrays } from "diff";
import { DRIVER } from "../trace/index.ts";
import { getOrMake, isDerived, partsOf, syncCalls, type ClassParts } from "./classes.ts";
import { choose } from "./evidence.ts";
import { end, start, stepName, whole, windowName, type Relation } from "./facts.ts";
import { compareText } from "./model.ts";
import { arranged, balanceOnOneSide, type Section } from "./table.ts";
import type { TestTable } from "./compare.ts";
import type { Wanted } from "./places.ts";
import type { CallCount, Certainty, CodeLines, ContextLine, Finding, FindingKind, Rank } from "./types.ts";
import { asNoun, nowDoes, objectWords, pastShort, stepWords, times } from "./words.ts";

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

export type Difference = CountDifference | OrderDifference;

/** A class of a draft, and by what name and which way its number changed. */
interface Counted {
  readonly key: string;
  readonly call: string;
  readonly more: boolean;
}

/** A finding before tests are merged. */
interface Draft {
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
}

const ranks: readonly Rank[] = ["durability", "consistency", "communication", "other"];

const sureness: readonly Certainty[] = ["confirmed", "suspected", "inconclusive"];

function worse(a: Rank, b: Rank): Rank {
  return ranks.indexOf(a) <= ranks.indexOf(b) ? a : b;
}

/** Findings for [differences], best rank first. */
export function findingsOf(
  differences: readonly Difference[],
  tables: readonly TestTable[],
  certainty: (test: string) => Certainty,
  linesFor: (wanted: Wanted) => CodeLines | undefined = () => undefined,
): Finding[] {
  const byTest = new Map<string, Difference[]>();
  for (const difference of withoutEcho(differences)) getOrMake(byTest, difference.test, () => []).push(difference);
  const merged = new Map<string, Draft[]>();
  const fates = new Map<string, -1 | 0 | 1>();
  const fateOf = (lane: string): -1 | 0 | 1 => getOrMake(fates, lane, () => fateOfService(tables, lane));
  for (const [test, list] of byTest) {
    const table = tables.find(({ name }) => name === test);
    for (const draft of draftsOf(list, table, fateOf)) {
      // Whoever asks, the answer is the same line of code; and what went up in one test and down in another has moved.
      const object = draft.object.startsWith("← ") ? "←" : draft.object;
      getOrMake(merged, [draft.lane, object, draft.cause].join("\n"), () => []).push(draft);
    }
  }
  const surest = (a: Draft, b: Draft): number => sureness.indexOf(certainty(a.test)) - sureness.indexOf(certainty(b.test));
  const plainest = (a: Draft, b: Draft): number =>
    surest(a, b) ||
    ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
    Number(b.undisturbed) - Number(a.undisturbed) ||
    vagueness(a.window) - vagueness(b.window) ||
    extent(a, tables) - extent(b, tables) ||
    compareText(a.test, b.test);
  // The test that is surest and tells it most plainly speaks for all: inside one step rather than over the whole test, and of one request rather
  // than of many that its context would show added up.
  const told = withDerived(
    [...merged.values()].map((drafts) => drafts.sort(plainest)),
    surest,
  );
  const findings = withPrints(siblings(told, surest)).map(({ drafts, more }) => {
    const [draft] = drafts;
    if (draft === undefined) return [];
    return [finish({ ...draft, sentence: `${draft.sentence}${more}` }, drafts, tables, certainty(draft.test), linesFor(draft))];
  });
  return findings
    .flat()
    .sort(
      (a, b) =>
        ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
        compareText(a.service, b.service) ||
        compareText(a.object, b.object) ||
        compareText(a.fingerprint, b.fingerprint),
    );
}

/**
 * Where an answer leaves earlier than it did, the next request comes earlier too, amid work that used to be over: claims about that work, which
 * hold in some requests still, are broken by where requests end and not by what the service does.
 */
function withoutEcho(differences: readonly Difference[]): readonly Difference[] {
  const early = new Set(differences.flatMap((one) => (one.kind === "order" && isReply(one.second) ? [one.lane] : [])));
  return differences.filter(
    (one) => one.kind !== "order" || !early.has(one.lane) || isReply(one.second) || !one.head.some((relation) => relation === "~"),
  );
}

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
function siblings(stories: readonly (readonly Draft[])[], surest: Order): Story[] {
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
function withDerived(stories: readonly Draft[][], surest: Order): readonly Draft[][] {
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

/** What a service prints is told with what it does otherwise, if it does anything otherwise in the same tests. */
function withPrints(stories: readonly Story[]): Story[] {
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

/** At most this many names in a sentence. */
const mostNamed = 2;

/** `a`, `a and b`, `a, b and 3 more`. */
function listed(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  if (rest > 0) return `${names.slice(0, mostNamed).join(", ")} and ${rest} more`;
  return names.join(" and ");
}

/** `/data/x` → `/data`. */
function folderOf(object: string): string {
  return object.slice(0, Math.max(1, object.lastIndexOf("/")));
}

/** A single step says where; steps that overlap, or all of them together, less and less; start and end say that it is no step. */
function vagueness(window: string): number {
  if (window === start || window === end || window === whole) return 3;
  return window === "" ? 2 : window.includes(" ∥ ") ? 1 : 0;
}

function finish(
  draft: Draft,
  drafts: readonly Draft[],
  tables: readonly TestTable[],
  certainty: Certainty,
  lines: CodeLines | undefined,
): Finding {
  const { kind, rank, test, lane, object, sentence, before, after, evidence, direction, calls } = draft;
  const table = tables.find(({ name }) => name === test);
  const n = table?.n ?? 0;
  const m = table?.m ?? 0;
  const identity = [kind, lane, object, direction, ...calls].join("\n");
  return {
    kind,
    rank,
    certainty,
    test,
    service: lane,
    step: stepName(draft.window),
    object: shownObject(object),
    sentence,
    before,
    after,
    context: table === undefined ? [] : contextOf(table, draft),
    ...(lines === undefined ? {} : { lines }),
    evidence: { base: { seen: evidence.base, runs: n }, head: { seen: evidence.head, runs: m }, p: 1 / choose(n + m, m) },
    fingerprint: createHash("sha256").update(identity).digest("hex").slice(0, 16),
    extent: {
      objects: [...new Set(drafts.map((other) => shownObject(other.object)))].filter((name) => name !== "").sort(compareText),
      counts: drafts.filter((other) => other.object === object).flatMap((other) => countsOf(other, tables)),
    },
    alsoIn: [...new Set(drafts.map((other) => other.test))].filter((other) => other !== test).sort(compareText),
  };
}

function shownObject(object: string): string {
  return object.replace(/^→ (?!unix:)/, "tcp → ");
}

/** How often each run of the head makes the calls of [draft], in the whole of its test: so it does not matter in which part of it they were found. */
function countsOf({ test, lane, counted }: Draft, tables: readonly TestTable[]): CallCount[] {
  const table = tables.find(({ name }) => name === test);
  if (table === undefined) return [];
  const sections = table.sections.filter((section) => section.lane === lane);
  const counts = new Map<string, { readonly more: boolean; readonly sums: number[] }>();
  for (const { key, call, more } of counted) {
    const { sums } = getOrMake(counts, call, () => ({ more, sums: new Array<number>(table.m).fill(0) }));
    for (const { rows } of sections) {
      rows
        .get(key)
        ?.counts.slice(table.n)
        .forEach((count, r) => (sums[r] = (sums[r] ?? 0) + count));
    }
  }
  return [...counts]
    .map(([call, { more, sums }]) => ({ test, call, more, least: Math.min(...sums), most: Math.max(...sums) }))
    .sort((a, b) => compareText(a.call, b.call));
}

// Counts.

/** All that changed of one class in one test. */
interface ClassChange {
  readonly key: string;
  readonly parts: ClassParts;
  /** The cell that stands for it, and its window: a step's, `start`, `end`, or empty. */
  readonly cell: CountDifference;
  readonly direction: number;
  /** All windows in which it changed. */
  readonly windows: readonly string[];
}

/** Everything of one service on one object (or objects that belong together). */
interface Group {
  readonly lane: string;
  readonly object: string;
  /** The name under which the object waits to be renamed. */
  readonly waitsAs?: string;
  readonly changes: readonly ClassChange[];
}

function draftsOf(differences: readonly Difference[], table: TestTable | undefined, fateOf: (service: string) => -1 | 0 | 1): Draft[] {
  const counts = differences.filter((difference) => difference.kind === "count");
  const orders = differences.filter((difference) => difference.kind === "order");
  const changes = classChanges(counts);
  const groups: Group[] = [];
  const services: Draft[] = [];
  for (const [lane, list] of changes) {
    const fate = fateOf(lane);
    if (fate === 0) groups.push(...groupsOf(lane, list, renamesOf(table, lane)));
    else services.push(serviceDraft(lane, list, fate));
  }
  const drafts = [...conversations(moved(groups)), ...services];
  const named = new Set([...changes].flatMap(([lane, list]) => list.map(({ key }) => `${lane}\n${key}`)));
  const left = orders.filter(({ lane, first, second }) => !named.has(`${lane}\n${first}`) && !named.has(`${lane}\n${second}`));
  const reordered = orderDrafts(left);
  // A handle used in another order, and an answer that no longer comes behind a sync, say the same as the broken claims about the file.
  const said = new Set(reordered.map(({ lane, object }) => `${lane}\n${object}`));
  const again = ({ kind, cause }: Draft): boolean => kind === "reordered" || cause === "count synced";
  return [...drafts.filter((draft) => !again(draft) || !said.has(`${draft.lane}\n${draft.object}`)), ...reordered];
}

/**
 * Whether a service makes calls in every run of the head and in none of the base (1), or the other way round (-1), in all tests that know it: one
 * that has less to do in one test is still there.
 */
function fateOfService(tables: readonly TestTable[], lane: string): -1 | 0 | 1 {
  if (lane === DRIVER) return 0;
  const fates = new Set<-1 | 0 | 1>();
  for (const { sections, n, m } of tables) {
    const own = sections.filter((section) => section.lane === lane);
    if (own.length === 0) continue;
    const calls = new Array<boolean>(n + m).fill(false);
    for (const { rows } of own) for (const { counts } of rows.values()) counts.forEach((count, r) => (calls[r] ||= count > 0));
    const [base, head] = [calls.slice(0, n), calls.slice(n)];
    if (!base.includes(true) && !head.includes(false)) fates.add(1);
    else fates.add(!base.includes(false) && !head.includes(true) ? -1 : 0);
  }
  const [fate, ...others] = fates;
  return others.length > 0 ? 0 : (fate ?? 0);
}

/** A service that came or went is one finding, whatever it does or did. */
function serviceDraft(lane: string, changes: readonly ClassChange[], fate: -1 | 1): Draft {
  const lead = leading(changes);
  const runs = (fate > 0 ? lead.cell.base : lead.cell.head).length;
  const none = `none of ${runs} ${fate > 0 ? "base" : "new"} ${runs === 1 ? "run" : "runs"} had it make a call`;
  const before = fate > 0 ? "no calls" : "calls";
  return {
    kind: fate > 0 ? "appeared" : "disappeared",
    rank: "communication",
    test: lead.cell.test,
    lane,
    window: start,
    object: "",
    sentence: `${lane} is ${fate > 0 ? "new" : "gone"}: ${none}`,
    before,
    after: fate > 0 ? "calls" : "no calls",
    evidence: { base: fate > 0 ? 0 : lead.cell.base.length, head: fate > 0 ? lead.cell.head.length : 0 },
    direction: fate,
    calls: [],
    counted: [],
    classes: changes.map(({ key }) => key),
    cause: "service",
    undisturbed: true,
    windows: windowsOf(changes),
    likeness: "service",
    fate,
  };
}

/** `from → to` of all renames that any run made. */
function renamesOf(table: TestTable | undefined, lane: string): string[] {
  const sections = table?.sections.filter((section) => section.lane === lane) ?? [];
  const keys = sections.flatMap(({ rows }) => [...rows.keys()]).filter((key) => key.startsWith("rename "));
  return [...new Set(keys.map((key) => partsOf(key).object))];
}

/** Lane → what changed. A single step says it best, then the sum of all steps, then start and end. */
function classChanges(counts: readonly CountDifference[]): Map<string, ClassChange[]> {
  const cells = new Map<string, CountDifference[]>();
  for (const cell of counts) getOrMake(cells, `${cell.lane}\n${cell.key}`, () => []).push(cell);
  const changes = new Map<string, ClassChange[]>();
  for (const list of cells.values()) {
    const total = list.find(({ phase }) => phase === "");
    const steps = list.filter(({ steps }) => steps !== undefined).sort((a, b) => vagueness(a.phase) - vagueness(b.phase));
    // Where several steps changed, each in its own way, the sum is the plainer statement, unless they all say the same.
    const edge = list.find(({ phase }) => phase === start || phase === end);
    const cell = steps.find((one) => total === undefined || directionOf(one) === directionOf(total)) ?? total ?? edge ?? list[0];
    if (cell === undefined) continue;
    const change = { key: cell.key, parts: partsOf(cell.key), cell, direction: directionOf(cell), windows: list.map(({ phase }) => phase) };
    getOrMake(changes, cell.lane, () => []).push(change);
  }
  return changes;
}

function directionOf({ base, head }: CountDifference): number {
  return Math.sign(Math.min(...head) - Math.max(...base)) > 0 ? 1 : -1;
}

function isGone({ head }: CountDifference): boolean {
  return Math.max(...head) === 0;
}

function isNew({ base }: CountDifference): boolean {
  return Math.max(...base) === 0;
}

/** What programs put behind the name of a file for a log, lock or new version of it. */
const besides = /(?:[-.](?:wal|shm|journal|lock|lck|tmp|temp|new|bak|old))+$/;

/** A rename has two: the name that stays comes first. */
function objectsOf({ call, object }: ClassParts): string[] {
  return call === "rename" || call === "link" || call === "symlink" ? object.split(" → ").reverse() : [object];
}

function groupsOf(lane: string, changes: readonly ClassChange[], renames: readonly string[]): Group[] {
  // Union by object; a rename's two names are one object, called by the name that stays.
  const parent = new Map<string, string>();
  const root = (object: string): string => {
    const up = parent.get(object);
    return up === undefined || up === object ? object : root(up);
  };
  /** Names that another one stands for: of a rename the one that went, of a database the longer ones. */
  const lesser = new Set<string>();
  const join = (a: string, b: string): void => {
    if (a !== b) lesser.add(b);
    if (root(a) !== root(b)) parent.set(root(b), root(a));
  };
  const families = new Map<string, string>();
  // A rename that did not change still makes its two names one.
  const changed = new Set(changes.map(({ parts }) => parts.object));
  for (const rename of renames) {
    const [from = "", to = ""] = rename.split(" → ");
    if (changed.has(from) && changed.has(to)) join(to, from);
  }
  for (const { parts } of changes) {
    // The name that a socket has in the file system is no other thing than the socket.
    const socket = /^[→←] unix:(.*)$/.exec(parts.object)?.[1];
    if (socket !== undefined && changed.has(socket)) join(parts.object, socket);
    const [first = "", second] = objectsOf(parts);
    if (second !== undefined) join(first, second);
    // A database and the files it keeps beside itself; the shortest name stands for them.
    for (const object of [first, second ?? first].filter(isFile)) {
      const known = getOrMake(families, object.replace(besides, ""), () => object);
      if (object.length < known.length) join(object, known);
      else join(known, object);
    }
  }
  // A folder is synced so that a name in it lasts: that belongs to the file.
  for (const { parts } of changes) {
    if (!isOfSyncs(parts) || !isFile(parts.object)) continue;
    const file = changes.find((other) => objectsOf(other.parts).some((object) => isFile(object) && folderOf(object) === parts.object));
    if (file !== undefined) join(objectsOf(file.parts)[0] ?? "", parts.object);
  }
  const groups = new Map<string, ClassChange[]>();
  for (const change of changes) {
    const object = root(objectsOf(change.parts)[0] ?? "");
    // What happens without an object is told apart by the call.
    getOrMake(groups, object === "" ? `\n${change.parts.call}` : object, () => []).push(change);
  }
  /** The same one of several names, in whatever order they came. */
  const spokesman = (list: readonly ClassChange[]): string => {
    const names = [...new Set(list.flatMap(({ parts }) => objectsOf(parts)))];
    const better = names.filter((name) => !lesser.has(name));
    return (better.length > 0 ? better : names).sort((a, b) => a.length - b.length || compareText(a, b))[0] ?? "";
  };
  return [...groups.values()].map((list) => {
    const object = spokesman(list);
    // Nobody knows a file by a name that is made up anew each time.
    const targets = object.includes("*") ? renames.filter((rename) => rename.startsWith(`${object} → `)) : [];
    const [becomes] = targets.map((rename) => rename.slice(object.length + 3));
    if (targets.length !== 1 || becomes === undefined) return { lane, object, changes: list };
    return { lane, object: becomes, waitsAs: object, changes: list };
  });
}

/** A file whose calls all went and another one with the same calls that came are one finding. */
function moved(groups: readonly Group[]): Draft[] {
  // How often is left out: it may vary, and which file it is about does not depend on it.
  const profile = ({ changes }: Group): string =>
    [...new Set(changes.filter(({ parts }) => !isDerived(parts)).map(({ parts }) => `${parts.call} ${parts.flags.join()}`))]
      .sort(compareText)
      .join("\n");
  const gone = groups.filter(({ changes, object }) => object !== "" && changes.every(({ cell }) => isGone(cell)));
  const fresh = groups.filter(({ changes, object }) => object !== "" && changes.every(({ cell }) => isNew(cell)));
  const paired = new Map<Group, Group>();
  // First those with the same calls; then what is written in one folder, of which one side shows more, because the other's come by themselves as well.
  const like = (a: Group, b: Group): boolean => profile(a) === profile(b);
  const within = (a: Group, b: Group): boolean => {
    const [one, other] = [profile(a).split("\n"), profile(b).split("\n")];
    if (!isFile(a.object) || folderOf(a.object) !== folderOf(b.object)) return false;
    const [fewer, more] = one.length < other.length ? [one, other] : [other, one];
    return fewer.every((call) => more.includes(call)) && fewer.some((call) => call !== "open read" && call !== "read ");
  };
  for (const alike of [like, within]) {
    for (const before of gone.filter((group) => !paired.has(group))) {
      const after = fresh.find((group) => group.lane === before.lane && alike(before, group) && ![...paired.values()].includes(group));
      if (after !== undefined) paired.set(before, after);
    }
  }
  const taken = new Set([...paired.keys(), ...paired.values()]);
  const objects = [...paired].map(([before, after]): Draft => {
    const lead = leading(before.changes);
    const window = windowOf(lead);
    const other = after.changes.find(({ parts }) => parts.call === lead.parts.call && parts.flags.join() === lead.parts.flags.join());
    return {
      kind: "object",
      rank: rankOf(before.changes, before.object),
      test: lead.cell.test,
      lane: before.lane,
      window,
      object: after.object,
      sentence: `${before.lane} ${nowDoes(other?.key ?? lead.key)} where it used ${objectWords(before.object)}`,
      before: objectWords(before.object),
      after: objectWords(after.object),
      evidence: { base: 0, head: lead.cell.head.length },
      direction: 0,
      calls: [before.object],
      counted: [],
      classes: [...before.changes, ...after.changes].map(({ key }) => key),
      cause: `moved from ${before.object}`,
      undisturbed: before.changes.every(({ parts }) => parts.decision === "allow"),
      windows: windowsOf([...before.changes, ...after.changes]),
      likeness: "moved",
      fate: 0,
    };
  });
  return [...objects, ...groups.filter((group) => !taken.has(group)).map(countDraft)];
}

/** Whether a line is about what makes a file last: a sync, or answers that come behind one. */
function isOfSyncs({ call }: ClassParts): boolean {
  return syncCalls.has(call) || call === "synced";
}

/** The change that says most about a group: for more, the effect itself; for less, what protects it. */
function leading(changes: readonly ClassChange[]): ClassChange {
  const order =
    "write copy_file_range rename truncate unlink fsync fdatasync sync_file_range sync syncfs msync link symlink mkdir read open connect send receive".split(
      " ",
    );
  const score = ({ parts, cell }: ClassChange): number => {
    // A folder is synced for the sake of the file in it.
    const aside = isOfSyncs(parts) && changes.some((other) => folderOf(other.parts.object) === parts.object) ? 50 : 0;
    if (parts.call === "handle") return 1_000;
    if (parts.call === "synced") return 920 + aside;
    if (parts.call === "step") return 900;
    const at = order.indexOf(parts.call);
    const plain = at < 0 ? order.length : at;
    // A decision met more or less often explains the calls around it.
    return (parts.decision !== "allow" ? -100 : 0) + aside + plain + (isGone(cell) || isNew(cell) ? 0 : 0.5);
  };
  const [first] = [...changes].sort((a, b) => score(a) - score(b) || compareText(a.key, b.key));
  if (first === undefined) throw new RangeError("a group has at least one change");
  return first;
}

function windowOf({ cell }: ClassChange): string {
  return cell.phase;
}

function windowsOf(changes: readonly ClassChange[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ windows }) => windows));
}

/** What happened to the calls, whatever the object. */
function likenessOf(changes: readonly ClassChange[]): string {
  const texts = changes.map(({ parts, cell, direction }) => {
    // Which call syncs, and whether some of them are left, is no other cause.
    if (syncCalls.has(parts.call)) return `sync ${parts.decision} ${direction}`;
    return `${parts.call}(${parts.flags.join()}) ${parts.decision} ${isNew(cell) ? "new" : isGone(cell) ? "gone" : direction}`;
  });
  return [...new Set(texts)].sort(compareText).join("\n");
}

function fateOf(changes: readonly ClassChange[]): -1 | 0 | 1 {
  return changes.every(({ cell }) => isGone(cell)) ? -1 : changes.every(({ cell }) => isNew(cell)) ? 1 : 0;
}

function countDraft({ lane, object, waitsAs, changes }: Group): Draft {
  const plain = changes.filter(({ parts }) => !isDerived(parts));
  const told = plain.length > 0 ? plain : changes;
  const lead = leading(told);
  const flags = flagChange(told);
  const decision = decisionChange(told);
  const evidence = {
    base: lead.cell.base.filter((count) => count > 0).length,
    head: lead.cell.head.filter((count) => count > 0).length,
  };
  const counted = told
    .filter((change) => partOf(change) === partOf(lead))
    .map(({ key, parts, direction }): Counted => ({ key, call: callText(parts), more: direction > 0 }));
  const calls = [...new Set(counted.map(({ call }) => call))].sort(compareText);
  const undisturbed = told.every(({ parts }) => parts.decision === "allow");
  const cause = `count ${lead.parts.call}`;
  const classes = told.filter(({ parts }) => parts.call === lead.parts.call).map(({ key }) => key);
  const common = {
    ...{ test: lead.cell.test, lane, window: windowOf(lead), object, evidence, calls, counted, classes, cause, undisturbed },
    ...{ windows: windowsOf(changes), likeness: likenessOf(told), fate: fateOf(told) },
  };
  const rank = rankOf(told, object);
  if (lane === DRIVER) return outcomeDraft(told, lead, common);
  if (lead.parts.call === "exited") {
    const sentence =
      lead.direction > 0 ? `${lane} ends during the test (${lead.parts.decision})` : `${lane} no longer ends during the test`;
    return {
      ...common,
      kind: lead.direction > 0 ? "added" : "removed",
      rank: "consistency",
      sentence,
      ...amounts(lead),
      direction: lead.direction,
    };
  }
  if (lead.parts.call === "handle") return handleDraft(told, common, object);
  if (flags !== undefined) {
    const [before, after] = flags;
    const reads = told.filter(({ parts }) => parts.call === "read");
    const clause = reads.length === 0 ? "" : `, and ${clauseOf(leading(reads))}`;
    const sentence = `${lane} opens ${objectWords(object)} with ${flagText(after)} where it used ${flagText(before)}${clause}`;
    const seen = newSeen(told);
    return { ...common, kind: "object", rank, evidence: seen, sentence, before: flagText(before), after: flagText(after), direction: 0 };
  }
  const inPlace = writtenInPlace(told);
  if (inPlace !== undefined) {
    const [from, to] = inPlace;
    const words = { before: `${from}, renamed to ${to}`, after: to };
    const sentence = `${lane} writes ${to} in place where it wrote ${from} and renamed it`;
    return { ...common, ...words, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
  }
  const target = targetChange(told);
  if (target !== undefined) {
    const [before, after] = target;
    const [from = "", to = ""] = after.parts.object.split(" → ");
    const [, old = ""] = before.parts.object.split(" → ");
    const sentence = `${lane} ${after.parts.call}s ${from} to ${to} where it used ${old}`;
    const moved = { object: to, before: old, after: to, likeness: "moved" };
    return { ...common, ...moved, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
  }
  if (decision !== undefined) {
    const [before, after] = decision;
    const sentence = `${lane}'s ${before.parts.call} of ${objectWords(object)} meets ${after.parts.decision} where it met ${before.parts.decision}`;
    const outcome = { before: before.parts.decision, after: after.parts.decision };
    return { ...common, ...outcome, kind: "decision", rank, evidence: newSeen(told), sentence, direction: 0 };
  }
  // What went in the other direction belongs to the same story: written in place instead of renamed into place.
  const counterpart = told.filter(({ direction }) => direction !== lead.direction);
  const clause = counterpart.length === 0 ? "" : `, and ${clauseOf(leading(counterpart))}`;
  return {
    ...common,
    kind: isNew(lead.cell) ? "added" : isGone(lead.cell) ? "removed" : "count",
    rank,
    sentence: `${lane} ${clauseOf(lead)}${clause}${waitsAs === undefined ? "" : `; that file becomes ${object}`}`,
    ...amounts(lead),
    direction: lead.direction,
  };
}

/**
 * The start, the end, or what lies between. What a service does otherwise while it starts, because of files that another run has left, is not
 * what is told of its steps.
 */
function partOf({ cell: { phase } }: ClassChange): string {
  return phase === start || phase === end ? phase : "";
}

function callText({ call, flags, decision }: ClassParts): string {
  return `${call}${flags.length === 0 ? "" : `(${flags.join(",")})`}${decision === "allow" ? "" : ` ${decision}`}`;
}

/** Of something that came where something else went: no run of the base showed it, and all of the head did. */
function newSeen(changes: readonly ClassChange[]): Draft["evidence"] {
  const head = changes.find(({ cell }) => isNew(cell))?.cell.head ?? [];
  return { base: 0, head: head.filter((count) => count > 0).length };
}

/** `writes X twice per RESERVE step where it wrote once`. */
function clauseOf(change: ClassChange): string {
  const { key, cell } = change;
  const per = perStep(cell);
  const during = cell.phase === start ? " while it starts" : cell.phase === end ? " while it stops" : "";
  if (isGone(cell)) return `no longer ${nowDoes(key)}${per.phrase === "" ? during : ` in the ${stepWords(stepName(cell.phase))} step`}`;
  if (isNew(cell))
    return `now ${nowDoes(key)} ${times(...per.head)}${per.phrase}${during}, which none of ${cell.base.length} base ${cell.base.length === 1 ? "run" : "runs"} did`;
  return `${nowDoes(key)} ${times(...per.head)}${per.phrase}${during} where it ${pastShort(key)} ${times(...per.base)}`;
}

/** Counts for one step where they divide evenly. */
function perStep({ base, head, steps, phase }: CountDifference): { base: [number, number]; head: [number, number]; phrase: string } {
  const divided = (counts: readonly number[], by: readonly number[] | undefined): number[] =>
    counts.map((count, r) => count / (by?.[r] || 1));
  const inSteps = { base: divided(base, steps?.base), head: divided(head, steps?.head) };
  const even = [...inSteps.base, ...inSteps.head].every(Number.isInteger);
  const range = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  if (steps === undefined) return { base: range(base), head: range(head), phrase: "" };
  const name = stepWords(stepName(phase));
  if (!even) return { base: range(base), head: range(head), phrase: ` in the ${name} steps` };
  return { base: range(inSteps.base), head: range(inSteps.head), phrase: ` per ${name} step` };
}

function amounts({ cell }: ClassChange): { before: string; after: string } {
  const per = perStep(cell);
  return { before: `${times(...per.base)}${per.phrase}`, after: `${times(...per.head)}${per.phrase}` };
}

/** The flags of an open that took the place of another; what is read besides does not hide them. The new one may come with a plain open to read. */
function flagChange(changes: readonly ClassChange[]): [readonly string[], readonly string[]] | undefined {
  if (changes.some(({ parts }) => parts.call !== "open" && parts.call !== "read")) return undefined;
  const opens = changes.filter(({ parts }) => parts.call === "open");
  const before = opens.find(({ cell }) => isGone(cell));
  const after = opens.filter(({ cell }) => isNew(cell)).sort((a, b) => b.parts.flags.length - a.parts.flags.length)[0];
  return before === undefined || after === undefined ? undefined : [before.parts.flags, after.parts.flags];
}

function flagText(flags: readonly string[]): string {
  return flags.length === 0 ? "no flags" : flags.join(", ");
}

function decisionChange(changes: readonly ClassChange[]): [ClassChange, ClassChange] | undefined {
  for (const before of changes) {
    if (!isGone(before.cell)) continue;
    const after = changes.find(
      ({ parts, cell }) => isNew(cell) && parts.call === before.parts.call && parts.decision !== before.parts.decision,
    );
    if (after !== undefined) return [before, after];
  }
  return undefined;
}

/** Calls that put something into a file. */
const fills: ReadonlySet<string> = new Set(["write", "copy_file_range"]);

/** The two names of a file that was renamed into place, and is written where it stands instead. */
function writtenInPlace(changes: readonly ClassChange[]): [string, string] | undefined {
  for (const { parts, cell } of changes) {
    const [from = "", to = ""] = parts.object.split(" → ");
    if (parts.call !== "rename" || !isGone(cell)) continue;
    const filled = changes.some((other) => fills.has(other.parts.call) && other.parts.object === to && isNew(other.cell));
    if (filled) return [from, to];
  }
  return undefined;
}

/** A file renamed or linked to another name than before. */
function targetChange(changes: readonly ClassChange[]): [ClassChange, ClassChange] | undefined {
  const source = ({ parts }: ClassChange): string => `${parts.call} ${parts.object.split(" → ")[0] ?? ""}`;
  const naming = changes.filter(({ parts }) => parts.call === "rename" || parts.call === "link");
  for (const before of naming.filter(({ cell }) => isGone(cell))) {
    const after = naming.find((change) => isNew(change.cell) && source(change) === source(before));
    if (after !== undefined) return [before, after];
  }
  return undefined;
}

type Common = Omit<Draft, "kind" | "rank" | "sentence" | "before" | "after" | "direction">;

/** The driver's own lane: an answer with another outcome. */
function outcomeDraft(changes: readonly ClassChange[], lead: ClassChange, common: Common): Draft {
  const before = changes.find(({ direction }) => direction < 0);
  const after = changes.find(({ direction }) => direction > 0);
  const target = lead.parts.object.replace(/^.* → /, "").split(".")[0] ?? "";
  const step = lead.parts.object.replace(/ → [^ ]*$/, "");
  const answer = (change: ClassChange | undefined): string => (change === undefined ? "otherwise" : change.parts.decision);
  return {
    ...common,
    kind: "object",
    rank: "consistency",
    lane: target === "" ? common.lane : target,
    object: step,
    counted: [],
    sentence: `${step} is answered ${answer(after)} where it was answered ${answer(before)}`,
    before: answer(before),
    after: answer(after),
    direction: 0,
  };
}

/** The same calls on the same file, otherwise ordered within one handle. */
function handleDraft(changes: readonly ClassChange[], common: Common, object: string): Draft {
  const life = (change: ClassChange | undefined): string => change?.parts.decision.replaceAll("·", ", ") ?? "";
  const before = changes.find(({ direction }) => direction < 0);
  const after = changes.find(({ direction }) => direction > 0);
  const sync = changes.some(({ parts }) => /sync/.test(parts.decision));
  const where = objectWords(object);
  const sentence =
    after === undefined
      ? `${common.lane} no longer does this with ${where}, one after the other: ${life(before)}`
      : before === undefined
        ? `${common.lane} now does this with ${where}, one after the other: ${life(after)}`
        : `${common.lane} does this with ${where}, one after the other: ${life(after)}, where it did: ${life(before)}`;
  return {
    ...common,
    kind: "reordered",
    counted: [],
    rank: sync ? "durability" : "consistency",
    sentence,
    before: life(before) || "otherwise",
    after: life(after) || "otherwise",
    direction: 0,
  };
}

// Ranks.

const protectingFlags = /^(?:append|exclusive|sync|dsync)$/;

function isFile(object: string): boolean {
  return /^[/$]/.test(object);
}

function rankOf(changes: readonly ClassChange[], object: string): Rank {
  // One way of syncing in the place of another protects as much.
  const synced = changes.some(
    ({ parts, direction, cell }) =>
      direction > 0 && isNew(cell) && (syncCalls.has(parts.call) || parts.flags.some((flag) => flag === "sync" || flag === "dsync")),
  );
  const rank = changes.map(({ parts, direction }): Rank => {
    if (parts.object.startsWith("→ ") || parts.object.startsWith("← ")) return "communication";
    if (parts.call === "synced") return "durability";
    if (syncCalls.has(parts.call)) return direction < 0 && !synced ? "durability" : "other";
    if (parts.call === "execve") return "other";
    if (parts.call === "truncate" || parts.flags.includes("truncate")) return "durability";
    if (parts.call === "open" && direction < 0 && parts.flags.some((flag) => protectingFlags.test(flag))) return "durability";
    if (parts.call === "rename" && direction < 0) return "durability";
    if (parts.call === "write" && direction < 0 && isFile(object)) return "durability";
    if (isFile(parts.object) && parts.call !== "read" && !(parts.call === "open" && parts.flags.join() === "read")) return "consistency";
    return "other";
  });
  return rank.reduce(worse, "other");
}

// Conversations.

/**
 * A service that is asked more often answers more often and does more: told once, from the side that asks. [drafts] of one test come back
 * without those that another one explains.
 */
function conversations(drafts: readonly Draft[]): Draft[] {
  const asking = drafts.filter(
    ({ object, kind }) => object.startsWith("→ ") && (kind === "count" || kind === "added" || kind === "removed"),
  );
  const explained = new Map<Draft, Draft[]>();
  const gone = new Set<Draft>();
  for (const cause of asking) {
    const server = objectWords(cause.object).split(".")[0] ?? "";
    for (const draft of drafts) {
      if (draft.lane !== server || draft === cause || gone.has(draft) || draft.direction !== cause.direction) continue;
      const mirror = draft.object === `← ${cause.lane}`;
      // Its effects, where they grew or shrank with the asking and nothing else changed about them.
      const effect = !/^[→←] /.test(draft.object) && inSameWindow(draft, cause) && mirrorOf(drafts, cause, server);
      if (!mirror && !effect) continue;
      gone.add(draft);
      if (effect) getOrMake(explained, cause, () => []).push(draft);
    }
  }
  return drafts
    .filter((draft) => !gone.has(draft))
    .map((draft) => {
      const effects = (explained.get(draft) ?? []).sort(
        (a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || compareText(a.object, b.object),
      );
      const [first, ...others] = effects;
      if (first === undefined) return draft;
      const rest = others.length === 0 ? "" : `, and does otherwise with ${listed(others.map(({ object }) => objectWords(object)))}`;
      return {
        ...draft,
        rank: effects.map(({ rank }) => rank).reduce(worse, draft.rank),
        sentence: `${draft.sentence}, so ${first.sentence}${rest}`,
      };
    });
}

/** Whether two drafts can be of the same part of the test; one that shows in the whole of it only can be of any. */
function inSameWindow(a: Draft, b: Draft): boolean {
  const [one, other] = [a, b].map(({ windows }) => [...windows].filter((window) => window !== whole));
  if (one === undefined || other === undefined || one.length === 0 || other.length === 0) return true;
  const inSteps = (windows: readonly string[]): boolean => windows.some((window) => window !== start && window !== end);
  if ((one.includes("") && inSteps(other)) || (other.includes("") && inSteps(one))) return true;
  return one.some((window) => other.includes(window));
}

/** Whether the server also answers more (or less) often: its effects then come from the asking. */
function mirrorOf(drafts: readonly Draft[], cause: Draft, server: string): boolean {
  return drafts.some(({ lane, object, direction }) => lane === server && object === `← ${cause.lane}` && direction === cause.direction);
}

// Order.

/** As few findings as cover all broken claims: again and again the object in most of them. */
function orderDrafts(orders: readonly OrderDifference[]): Draft[] {
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

// Context.

/** Lines around what changed, of the run in the middle of each side. */
const contextLines = 3;
const mostContext = 40;

function contextOf(table: TestTable, draft: Draft): ContextLine[] {
  const section = sectionFor(table, draft);
  if (section === undefined) return [];
  const { n, m } = table;
  const base = Array.from({ length: n }, (_, r) => r);
  const head = Array.from({ length: m }, (_, r) => n + r);
  const all = diffArrays(linesOf(section, base, head), linesOf(section, head, base)).flatMap(({ added, removed, value }) =>
    value.map((text): ContextLine => ({ side: added === true ? "head" : removed === true ? "base" : "both", text })),
  );
  const near = (i: number): boolean => all.slice(Math.max(0, i - contextLines), i + contextLines + 1).some(({ side }) => side !== "both");
  return all.filter((_, i) => near(i)).slice(0, mostContext);
}

/** How much the context of a draft would have to show: the calls of its section in a run, the median of all. */
function extent(draft: Draft, tables: readonly TestTable[]): number {
  const table = tables.find(({ name }) => name === draft.test);
  const section = table === undefined ? undefined : sectionFor(table, draft);
  if (section === undefined) return 0;
  return [...section.rows.values()].reduce((sum, { counts }) => sum + median(counts), 0);
}

function sectionFor({ sections }: TestTable, { lane, window, object }: Draft): Section | undefined {
  const own = sections.filter(
    (section) => section.lane === lane && (window === "" || window === whole || windowName(section.window) === window),
  );
  return own.find(({ rows }) => [...rows.keys()].some((key) => key.endsWith(object))) ?? own[0];
}

/** The lines of a section as one side's middle run has them. */
function linesOf({ rows, pairs }: Section, side: readonly number[], other: readonly number[]): string[] {
  return arranged(rows, pairs, balanceOnOneSide(side, other)).flatMap(({ key, counts }) => {
    const parts = partsOf(key);
    if (isDerived(parts)) return [];
    const count = median(side.map((r) => counts[r] ?? 0));
    const text =
      `${parts.call}${parts.flags.length === 0 ? "" : `(${parts.flags.join(",")})`}${parts.decision === "allow" ? "" : ` ${parts.decision}`} ${parts.object}`.trimEnd();
    return count > 8 ? [`${text} ×${count}`] : new Array<string>(count).fill(text);
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
