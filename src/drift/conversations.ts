/**
 * The two ends of one conversation in one test. Who asks more often is answered more often, and the other side does more: a draft of the side that
 * asks takes in those of the side that answers.
 */
import { getOrMake } from "./classes.ts";
import { vagueness, type Draft } from "./draft.ts";
import { end, start, whole } from "./facts.ts";
import { compareText } from "./model.ts";
import { ranks, worse } from "./ranks.ts";
import { listed, objectWords } from "./words.ts";

/**
 * A service that is asked more often answers more often and does more: told once, from the side that asks. [drafts] of one test come back
 * without those that another one explains.
 */
export function conversations(drafts: readonly Draft[]): Draft[] {
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
      const effect = !/^[→←] /.test(draft.object) && canFollow(draft, cause) && mirrorOf(drafts, cause, server);
      if (!mirror && !effect) continue;
      gone.add(draft);
      if (effect) getOrMake(explained, cause, () => []).push(draft);
    }
  }
  return drafts
    .filter((draft) => !gone.has(draft))
    .map((draft) => {
      const effects = (explained.get(draft) ?? []).sort(
        (a, b) =>
          ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || vagueness(a.window) - vagueness(b.window) || compareText(a.object, b.object),
      );
      const [first, ...others] = effects;
      if (first === undefined) return draft;
      const rest = others.length === 0 ? "" : `, and does otherwise with ${listed(others.map(({ object }) => objectWords(object)))}`;
      return {
        ...draft,
        rank: effects.map(({ rank }) => rank).reduce(worse, draft.rank),
        sentence: `${draft.sentence}, so ${first.sentence}${rest}`,
        effects,
      };
    });
}

/** Whether [effect] can come of [cause]: it is of the same part of the test, or of its end, as what is written down when all is over. */
function canFollow(effect: Draft, cause: Draft): boolean {
  return effect.window === end || inSameWindow(effect, cause);
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
