/**
 * Syncs take as long as on a slow disk. A call is told of when it is made, and where a program answers without waiting for a sync that another of
 * its threads is about to make, which of the two comes first is luck: on a fast disk the sync, nearly always, just as in a program that does wait.
 * So while everything is watched for the sake of comparing (`observe: auto`), a service that is ready has its syncs made a little later than it
 * asks for them. Whoever waits for one waits; an answer that does not wait overtakes it, and the log tells.
 *
 * Where an answer waits for another service that syncs, but not for the own sync of the one that answers, both syncs take as long and the own one,
 * asked for first, is still over first. So a service has its syncs made later than all those it depends on.
 *
 * No fault and no event tells of it: the call is made as asked. Where a suite has a rule about syncs of a service, its word alone counts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { CallRecord, Rule } from "../supervisor/index.ts";

/** As long as a disk of the better sort takes; threads that do not wait need some hundredths of it, and messages to another service and back half. */
export const syncMs = 2;
/** So many times as long at most, in however long a chain of services: what is done behind an answer should not look as if it came by itself. */
const mostTimes = 3;
/**
 * A service that syncs is left alone for so many times as long behind an answer, and behind each sync after it, before the next step is made: twice a
 * sync, and as long again for threads to wake and records to arrive. One that never rests is not waited for.
 */
const afterSyncs = 4;
const longestAfterSyncsMs = 80;
/** Beyond all ids of written rules, beside those of `explore.ts`. */
export const slowSync = 0x7fff_fff2;
const syncCalls = ["fsync", "fdatasync", "sync_file_range", "msync"];

/** What is added to the [rules] of a service whose syncs are made [ms] late. */
export function slowSyncs(rules: readonly Rule[], ms: number): readonly Rule[] {
  if (rules.some(({ syscalls }) => syscalls.some((name) => syncCalls.includes(name)))) return [];
  return [{ id: slowSync, syscalls: syncCalls, action: { kind: "delay", delayNs: ms * 1e6 }, exemptSystemPaths: true }];
}

/** Which services of a test have their syncs made late, by how much, and when that was last seen. */
export class SlowSyncs {
  readonly #services = new Map<string, number>();
  /** Of syncs seen so far, the latest. */
  #seenMs = 0;
  #syncedMs = 0;
  #answeredMs = 0;

  /** From now on; those that it depends on were added before. */
  add(service: string, dependsOn: readonly string[]): void {
    const below = dependsOn.map((name) => this.#services.get(name) ?? 0);
    this.#services.set(service, Math.min(syncMs + Math.max(0, ...below), mostTimes * syncMs));
  }

  /** [rules] with what is added to those of a service. */
  among(rules: readonly Rule[], service: string): readonly Rule[] {
    const ms = this.#services.get(service);
    return ms === undefined ? rules : [...rules, ...slowSyncs(rules, ms)];
  }

  /** A call was made, [nowMs]. */
  told({ rule, service }: CallRecord, nowMs: number): void {
    if (rule !== slowSync) return;
    this.#syncedMs = nowMs;
    this.#seenMs = Math.max(this.#seenMs, this.#services.get(service) ?? 0);
  }

  /** A step was answered, [nowMs]. */
  answered(nowMs: number): void {
    this.#answeredMs = nowMs;
  }

  /** A sync may lie in its delay for so long. */
  get longestMs(): number {
    return Math.max(0, ...this.#services.values());
  }

  /** Before the next step: syncs that were made late have ended, and what follows them, so that work behind an answer stays with it. */
  async over(signal: AbortSignal): Promise<void> {
    if (this.#syncedMs === 0) return;
    const latestMs = performance.now() + longestAfterSyncsMs;
    for (;;) {
      const restMs = Math.min(Math.max(this.#answeredMs, this.#syncedMs) + afterSyncs * this.#seenMs, latestMs) - performance.now();
      if (restMs <= 0) return;
      await sleep(restMs, undefined, { signal });
    }
  }
}

/** The record of a call as it would be without. */
export function asAsked(record: CallRecord): CallRecord {
  if (record.rule !== slowSync) return record;
  const asked = { ...record, decision: { kind: "allow" } as const };
  delete asked.rule;
  return asked;
}
