/**
 * From groups of counted changes to drafts: what happened to one object, as one sentence. A file whose calls all went and another one with the
 * same calls that came are one move. Of any other group the first that fits is told: an answer of the driver's with another outcome, a process
 * that ended, calls that are ordered otherwise within one handle, other flags, written in place instead of renamed into place, renamed to another
 * name, a fault met otherwise; and else how often.
 */
import { DRIVER } from "../trace/index.ts";
import { isDerived, makesLast, syncCalls, type ClassParts } from "./classes.ts";
import { isGone, isNew, leading, windowsOf, type ClassChange, type Group } from "./changes.ts";
import { likenessOfEarlyAnswers, vagueness, type CountDifference, type Counted, type Draft } from "./draft.ts";
import { end, start, stepName } from "./facts.ts";
import { compareText } from "./model.ts";
import { folderOf, isFile } from "./objects.ts";
import { rankOf, rankOfChange } from "./ranks.ts";
import { nowDoes, objectWords, pastShort, stepWords, times } from "./words.ts";

/** A file whose calls all went and another one with the same calls that came are one finding. */
export function moved(groups: readonly Group[]): Draft[] {
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
      const free = fresh.filter((group) => group.lane === before.lane && alike(before, group) && ![...paired.values()].includes(group));
      const after = likest(before.object, free, ({ object }) => object);
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

function windowOf({ cell }: ClassChange): string {
  return cell.phase;
}

/** What happened to the calls, whatever the object. */
function likenessOf(changes: readonly ClassChange[]): string {
  if (changes.every(({ parts, direction }) => parts.call === "synced" && direction < 0)) return likenessOfEarlyAnswers;
  const synced = changes.filter(({ parts }) => syncCalls.has(parts.call)).map(({ direction }) => direction);
  // What is opened to be synced is opened for that.
  const own = changes.filter(({ parts, direction }) => !(parts.call === "open" && synced.includes(direction)));
  const texts = own.map(({ parts, cell, direction }) => {
    // Which call syncs, and whether some of them are left, is no other cause.
    if (syncCalls.has(parts.call)) return `sync ${parts.decision} ${direction}`;
    return `${parts.call}(${parts.flags.join()}) ${parts.decision} ${isNew(cell) ? "new" : isGone(cell) ? "gone" : direction}`;
  });
  return [...new Set(texts)].sort(compareText).join("\n");
}

function fateOf(changes: readonly ClassChange[]): -1 | 0 | 1 {
  return changes.every(({ cell }) => isGone(cell)) ? -1 : changes.every(({ cell }) => isNew(cell)) ? 1 : 0;
}

function countDraft({ lane, object, waitsAs, changes, isNewObject, renames }: Group): Draft {
  const plain = changes.filter(({ parts }) => !isDerived(parts));
  const told = plain.length > 0 ? plain : changes;
  // The worst of what changed leads, as it gives the finding its rank.
  const rank = rankOf(told, object, isNewObject);
  const lead = leading(told.filter((change) => rankOfChange(change, told, object, isNewObject) === rank));
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
  // A sentence about several calls stands where one of them is known most exactly.
  const [exact] = told.map(windowOf).sort((a, b) => vagueness(a) - vagueness(b));
  const placed = { ...common, window: exact ?? common.window };
  const late = syncedTooLate(told, renames);
  if (late !== undefined) {
    const [before, after] = late;
    const calls = { before: before.parts.call, after: after.parts.call };
    const again = calls.before === calls.after ? "did so" : `called ${calls.before}`;
    return {
      ...placed,
      kind: "reordered",
      rank,
      evidence: newSeen(told),
      sentence: `${lane} renames ${before.parts.object} to ${after.parts.object} before it calls ${calls.after} on it, where it ${again} first`,
      before: `${calls.before} before the rename to ${after.parts.object}`,
      after: `the rename to ${after.parts.object} before ${calls.after}`,
      direction: 0,
    };
  }
  const inPlace = writtenInPlace(told);
  if (inPlace !== undefined) {
    const [from, to] = inPlace;
    const words = { before: `${from}, renamed to ${to}`, after: to };
    const made = told.find(
      ({ parts, cell }) =>
        isGone(cell) &&
        ((parts.call === "write" && parts.object === from) || (parts.call === "link" && parts.object.endsWith(` → ${from}`))),
    );
    const sentence =
      made === undefined
        ? `${lane} writes ${to} itself where it renamed ${from} to that name`
        : `${lane} writes ${to} in place where it ${made.parts.call === "link" ? "linked" : "wrote"} ${from} and renamed it`;
    return { ...placed, ...words, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
  }
  const target = targetChange(told);
  if (target !== undefined) {
    const [before, after] = target;
    const [from = "", to = ""] = after.parts.object.split(" → ");
    const [, old = ""] = before.parts.object.split(" → ");
    const sentence = `${lane} ${after.parts.call}s ${from} to ${to} where it used ${old}`;
    const moved = { object: to, before: old, after: to, likeness: "moved" };
    return { ...placed, ...moved, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
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
  const step = per.phrase === "" ? during : ` in the ${stepWords(stepName(cell.phase))} step`;
  const when = cell.byItself === true ? ` by itself${step}` : change.onlyAtEnd ? " in any step, only while it stops" : step;
  if (isGone(cell)) return `no longer ${nowDoes(key)}${when}`;
  if (isNew(cell))
    return `now ${nowDoes(key)} ${times(...per.head)}${per.phrase}${during}, which none of ${cell.base.length} base ${cell.base.length === 1 ? "run" : "runs"} did`;
  // A step has one answer, in however many pieces it is sent.
  if (isAnswerToTest(change))
    return `${nowDoes(key)} in ${sends(per.head)}${per.phrase}${during} where it took ${per.base[0] === per.base[1] ? per.base[0] : sends(per.base)}`;
  return `${nowDoes(key)} ${times(...per.head)}${per.phrase}${during} where it ${pastShort(key)} ${times(...per.base)}`;
}

function isAnswerToTest({ parts }: ClassChange): boolean {
  return parts.call === "send" && parts.object === `← ${DRIVER}`;
}

function sends([least, most]: [number, number]): string {
  return least !== most ? `${least} to ${most} sends` : least === 1 ? "1 send" : `${least} sends`;
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
  const words = (range: [number, number]): string => `${times(...range)}${Math.max(...range) === 0 ? "" : per.phrase}`;
  return { before: words(per.base), after: words(per.head) };
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
  const naming = changes
    .filter(({ parts }) => parts.call === "rename" || parts.call === "link")
    .sort((a, b) => compareText(a.parts.object, b.parts.object));
  for (const before of naming.filter(({ cell }) => isGone(cell))) {
    const after = likest(
      before.parts.object,
      naming.filter((change) => isNew(change.cell) && source(change) === source(before)),
      ({ parts }) => parts.object,
    );
    if (after !== undefined) return [before, after];
  }
  return undefined;
}

/** The syncs of a file that was synced under the name it is renamed from, and now is under the one it is renamed to. */
function syncedTooLate(changes: readonly ClassChange[], renames: readonly string[]): [ClassChange, ClassChange] | undefined {
  for (const rename of [...renames].sort(compareText)) {
    if (changes.some(({ parts, cell }) => parts.object === rename && isGone(cell))) continue;
    const [from, to] = rename.split(" → ");
    const syncs = changes.filter(({ parts }) => makesLast(parts.call));
    const before = syncs.find(({ parts, cell }) => parts.object === from && isGone(cell));
    const after = syncs.find(({ parts, cell }) => parts.object === to && isNew(cell));
    if (before !== undefined && after !== undefined) return [before, after];
  }
  return undefined;
}

/** The one of [candidates] whose name has most in common with [name]: the last part of the path, then as much of both ends as there is. */
function likest<T>(name: string, candidates: readonly T[], nameOf: (candidate: T) => string): T | undefined {
  const ownName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  const shared = (a: string, b: string): number => {
    const differs = [...a].findIndex((letter, i) => letter !== b[i]);
    return differs < 0 ? a.length : differs;
  };
  const reversed = (text: string): string => [...text].reverse().join("");
  const likeness = (candidate: T): number => {
    const other = nameOf(candidate);
    return (ownName(other) === ownName(name) ? 10_000 : 0) + shared(name, other) + shared(reversed(name), reversed(other));
  };
  return candidates.reduce<T | undefined>(
    (best, candidate) => (best === undefined || likeness(candidate) > likeness(best) ? candidate : best),
    undefined,
  );
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
