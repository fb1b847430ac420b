/**
 * From separated cells to findings: one for each cause, in words.
 *
 * A changed line of code shows in two to seventy cells. They are put together in this order: the counts of one service on one object (files
 * joined by a rename are one object, and so is a folder that is synced for the sake of a file in it); a file that takes the place of another;
 * the two ends of one conversation, told from the side that asks; work that another service does only because it is asked more or less often.
 * Broken claims of order that a changed count already explains are dropped; the others are covered by as few objects as possible; and so it goes
 * with numbers of questions before other calls that neither explains. Then over all
 * tests: equal findings are one; so are those of one service that are alike in everything but the file or the peer, and files of one folder that
 * all came or all went; and what a service prints more or less of while it does something else differently is told with that.
 *
 * This file is the way as a whole, and what a finding holds. The steps: `changes.ts` and `counts.ts` (counts to groups to drafts), `services.ts`,
 * `conversations.ts`, `orders.ts`, `questions.ts` for one test; `stories.ts` over all tests; `context.ts` for the lines shown.
 */
import { createHash } from "node:crypto";
import { rowDrafts } from "./batches.ts";
import { classChanges, groupsOf, knownOf, type Group } from "./changes.ts";
import { getOrMake } from "./classes.ts";
import { contextOf, extent } from "./context.ts";
import { conversations } from "./conversations.ts";
import { moved } from "./counts.ts";
import { isOfAnswers, isOfQuestions, isOfRows, isOfSynced, isOfUnsynced, vagueness, type Difference, type Draft } from "./draft.ts";
import { withDurable, withoutAsked } from "./durable.ts";
import { choose } from "./evidence.ts";
import { end, start, stepName } from "./facts.ts";
import { compareText } from "./model.ts";
import { databaseOf } from "./objects.ts";
import { orderDrafts, withoutEcho, withoutHastened } from "./orders.ts";
import type { Wanted } from "./places.ts";
import { questionDrafts, withoutCounted } from "./questions.ts";
import { ranks } from "./ranks.ts";
import { speakerOf, type Replicas } from "./replicas.ts";
import { fateOfService, serviceDraft } from "./services.ts";
import { siblings, withAsides, withConsequences, withSame } from "./stories.ts";
import type { TestTable } from "./table.ts";
import type { CallCount, Certainty, CodeLines, Finding, NamedCalls } from "./types.ts";

const sureness: readonly Certainty[] = ["confirmed", "suspected", "inconclusive"];

/** Findings for [differences], best rank first. */
export function findingsOf(
  differences: readonly Difference[],
  tables: readonly TestTable[],
  certainty: (test: string) => Certainty,
  replicas: readonly Replicas[] = [],
  linesFor: (wanted: Wanted) => CodeLines | undefined = () => undefined,
): Finding[] {
  const byTest = new Map<string, Difference[]>();
  for (const difference of withoutAsked(withoutCounted(withoutEcho(differences))))
    getOrMake(byTest, difference.test, () => []).push(difference);
  const merged = new Map<string, Draft[]>();
  const fates = new Map<string, -1 | 0 | 1>();
  const fateOf = (lane: string): -1 | 0 | 1 => getOrMake(fates, lane, () => fateOfService(tables, lane));
  for (const [test, list] of byTest) {
    const table = tables.find(({ name }) => name === test);
    for (const draft of draftsOf(list, table, fateOf)) {
      // Whoever asks, the answer is the same line of code; and what went up in one test and down in another has moved.
      const object = draft.object.startsWith("← ") ? "←" : databaseOf(draft.object);
      getOrMake(merged, [draft.lane, object, draft.cause].join("\n"), () => []).push(draft);
    }
  }
  const surest = (a: Draft, b: Draft): number => sureness.indexOf(certainty(a.test)) - sureness.indexOf(certainty(b.test));
  const plainest = (a: Draft, b: Draft): number =>
    surest(a, b) ||
    ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
    indirectness(a) - indirectness(b) ||
    Number(b.undisturbed) - Number(a.undisturbed) ||
    vagueness(a.window) - vagueness(b.window) ||
    extent(a, tables) - extent(b, tables) ||
    compareText(a.test, b.test);
  // The test that is surest and tells it most plainly speaks for all: inside one step rather than over the whole test, and of one request rather
  // than of many that its context would show added up.
  const sorted = [...merged.values()].map((drafts) => drafts.sort(plainest));
  const told = withConsequences(withSame(sorted, plainest), surest);
  const findings = withAsides(siblings(told, surest)).flatMap(({ drafts, more }) => {
    const [draft] = drafts;
    if (draft === undefined) return [];
    const speaker = speakerOf(
      draft,
      tables.find(({ name }) => name === draft.test),
      replicas,
    );
    const lines = linesFor({ ...draft, ...speaker });
    const finding = finish({ ...draft, sentence: `${draft.sentence}${more}` }, drafts, tables, certainty(draft.test), speaker.lane, lines);
    return [{ finding, atEdge: draft.window === start || draft.window === end }];
  });
  return findings
    .sort(
      ({ finding: a, atEdge: isA }, { finding: b, atEdge: isB }) =>
        ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
        Number(isA) - Number(isB) ||
        compareText(a.service, b.service) ||
        compareText(a.object, b.object) ||
        compareText(a.fingerprint, b.fingerprint),
    )
    .map(({ finding }) => finding);
}

/**
 * Numbers of questions, and of syncs in a row, tell what others tell more plainly. Not so of answers that wait for no sync: how often a file is written
 * that none of them waits for is a matter of what happens to fall into one write.
 */
function indirectness(draft: Draft): number {
  return Number((isOfQuestions(draft) && !isOfUnsynced(draft)) || isOfRows(draft));
}

function draftsOf(differences: readonly Difference[], table: TestTable | undefined, fateOf: (service: string) => -1 | 0 | 1): Draft[] {
  const counts = differences.filter((difference) => difference.kind === "count");
  const orders = differences.filter((difference) => difference.kind === "order");
  const changes = classChanges(counts);
  const groups: Group[] = [];
  const services: Draft[] = [];
  for (const [lane, list] of changes) {
    const fate = fateOf(lane);
    if (fate === 0) groups.push(...groupsOf(lane, list, knownOf(table, lane)));
    else services.push(serviceDraft(lane, list, fate));
  }
  const drafts = [...conversations(moved(groups)), ...services];
  const named = new Set([...changes].flatMap(([lane, list]) => list.map(({ key }) => `${lane}\n${key}`)));
  const changed = (lane: string): readonly string[] => changes.get(lane)?.map(({ key }) => key) ?? [];
  const unnamed = orders.filter(({ lane, first, second }) => !named.has(`${lane}\n${first}`) && !named.has(`${lane}\n${second}`));
  const left = withoutHastened(unnamed, changed);
  const reordered = orderDrafts(left);
  // A handle used in another order, and an answer that no longer comes behind a sync, say the same as the broken claims about the file.
  const said = new Set(reordered.map(({ lane, object }) => `${lane}\n${object}`));
  const again = (draft: Draft): boolean => draft.kind === "reordered" || isOfSynced(draft);
  const ahead = differences.filter((difference) => difference.kind === "ahead");
  const inARow = differences.filter((difference) => difference.kind === "row");
  const plain = [...drafts.filter((draft) => !again(draft) || !said.has(`${draft.lane}\n${draft.object}`)), ...reordered];
  const asked = withoutHastened(
    ahead.filter((difference) => !isOfAnswers(difference)),
    changed,
  );
  return withDurable([...plain, ...questionDrafts(asked, reordered), ...rowDrafts(inARow, plain)], ahead.filter(isOfAnswers));
}

function finish(
  draft: Draft,
  drafts: readonly Draft[],
  tables: readonly TestTable[],
  certainty: Certainty,
  service: string,
  lines: CodeLines | undefined,
): Finding {
  const { kind, rank, test, lane, object, sentence, before, after, evidence, direction } = draft;
  const table = tables.find(({ name }) => name === test);
  const n = table?.n ?? 0;
  const m = table?.m ?? 0;
  const identity = [kind, lane, object, direction, ...draft.calls].join("\n");
  return {
    kind,
    rank,
    certainty,
    test,
    service,
    step: stepName(draft.window),
    object: shownObject(object),
    sentence,
    before,
    after,
    context: table === undefined ? [] : contextOf(table, draft),
    ...(lines === undefined ? {} : { lines }),
    calls: drafts.slice(0, mostNamed).map(namedBy),
    evidence: { base: { seen: evidence.base, runs: n }, head: { seen: evidence.head, runs: m }, p: 1 / choose(n + m, m) },
    fingerprint: createHash("sha256").update(identity).digest("hex").slice(0, 16),
    extent: {
      objects: [...new Set(drafts.filter((other) => other.object !== "").map((other) => extentObject(other, lane)))].sort(compareText),
      counts: drafts.filter((other) => other.object === object && other.lane === lane).flatMap((other) => countsOf(other, tables)),
    },
    alsoIn: [...new Set(drafts.map((other) => other.test))].filter((other) => other !== test).sort(compareText),
  };
}

/** Tests and objects whose calls a finding names, and the classes of each. */
const mostNamed = 500;
const mostClasses = 100;

function namedBy({ test, window, classes }: Draft): NamedCalls {
  return { test, window, classes: classes.slice(0, mostClasses) };
}

function shownObject(object: string): string {
  return object.replace(/^→ (?!unix:)/, "tcp → ");
}

/** An object that a finding of [service] goes for; that of another service with its name in front. */
function extentObject({ lane, object }: Draft, service: string): string {
  return lane === service ? shownObject(object) : `${lane}: ${shownObject(object)}`;
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
