/**
 * Syncs take as long as on a slow disk. A call is told of when it is made, and where a program answers without waiting for a sync that another of
 * its threads is about to make, which of the two comes first is luck: on a fast disk the sync, nearly always, just as in a program that does wait.
 * So while everything is watched for the sake of comparing (`observe: auto`), a service that is ready has its syncs made a little later than it
 * asks for them. Whoever waits for one waits; an answer that does not wait overtakes it, and the log tells.
 *
 * No fault and no event tells of it: the call is made as asked. Where a suite has a rule about syncs of a service, its word alone counts.
 */
import type { CallRecord, Rule } from "../supervisor/index.ts";

/** As long as a disk of the better sort takes; threads that do not wait need some hundredths of it. */
export const slowestSyncMs = 2;
/**
 * A service that syncs is left alone for so long behind an answer, and behind each sync after it, before the next step is made: twice a sync, and as
 * long again for threads to wake and records to arrive. One that never rests is not waited for.
 */
export const afterSyncsMs = 4 * slowestSyncMs;
export const longestAfterSyncsMs = 40 * slowestSyncMs;
/** Beyond all ids of written rules, beside those of `explore.ts`. */
export const slowSync = 0x7fff_fff2;
const syncCalls = ["fsync", "fdatasync", "sync_file_range", "msync"];

/** What is added to the [rules] of a service. */
export function slowSyncs(rules: readonly Rule[]): readonly Rule[] {
  if (rules.some(({ syscalls }) => syscalls.some((name) => syncCalls.includes(name)))) return [];
  return [{ id: slowSync, syscalls: syncCalls, action: { kind: "delay", delayNs: slowestSyncMs * 1e6 }, exemptSystemPaths: true }];
}

/** The record of a call as it would be without. */
export function asAsked(record: CallRecord): CallRecord {
  if (record.rule !== slowSync) return record;
  const asked = { ...record, decision: { kind: "allow" } as const };
  delete asked.rule;
  return asked;
}
