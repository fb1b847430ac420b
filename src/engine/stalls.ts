/**
 * What everybody waits for when nothing moves. A deadlock shows as steps that run out of time, which says nothing of why; at the moment itself the
 * kernel knows what each thread sleeps in.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Service } from "../supervisor/index.ts";
import { lookAt, pidsOf, waitsOf } from "./rest.ts";

/** When all rests and no answer comes for so long, it is worth telling what everybody waits for. */
export const stallMs = 1_000;

/** A step that a branch waits in. */
export interface Pending {
  readonly branch: string;
  /** Where it goes and what it asks: `bank.main "move alice bob"`. */
  readonly step: string;
}

/** In words who waits for what; to be asked while it is so. */
export async function stallText(steps: readonly Pending[], services: readonly Service[]): Promise<string> {
  const threads: string[] = [];
  for (const service of services) threads.push(`${service.name} (${waitsOf(await pidsOf([service]))})`);
  const waiting = steps.map(({ branch, step }) => `branch ${branch} for an answer to ${step}`);
  return `nothing could go on: ${waiting.join(" and ")}, and in the services ${threads.join(", ")}`;
}

/**
 * Looks now and then, until [over] aborts, whether steps wait while no thread of the services has run since the look before, and tells of
 * each such moment in words.
 */
export async function watchStalls(
  steps: () => readonly Pending[],
  services: () => readonly Service[],
  tell: (text: string) => void,
  over: AbortSignal,
): Promise<void> {
  let before: { readonly mark: string; readonly steps: string } | undefined;
  for (;;) {
    try {
      await sleep(stallMs, undefined, { signal: over });
    } catch {
      return;
    }
    const waiting = steps();
    const all = services();
    const { mark, resting } = lookAt(await pidsOf(all), new Set());
    const now = { mark, steps: JSON.stringify(waiting) };
    if (resting && waiting.length > 0 && before?.mark === now.mark && before.steps === now.steps) tell(await stallText(waiting, all));
    before = now;
  }
}
