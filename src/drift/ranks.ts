/** How much a finding matters: the ranks, worst first, and which of them what changed of an object has. */
import { makesLast, syncCalls } from "./classes.ts";
import { isGone, isNew, type ClassChange } from "./changes.ts";
import { isFile } from "./objects.ts";
import type { Rank } from "./types.ts";

/** Worst first. */
export const ranks: readonly Rank[] = ["durability", "consistency", "communication", "other"];

/** The worse of two ranks. */
export function worse(a: Rank, b: Rank): Rank {
  return ranks.indexOf(a) <= ranks.indexOf(b) ? a : b;
}

const protectingFlags = /^(?:append|exclusive|sync|dsync)$/;

/** Whether a flag of an open makes each write last. */
export function isSyncing(flag: string): boolean {
  return flag === "sync" || flag === "dsync";
}

/** The rank of all that changed of [object]: the worst of its changes. */
export function rankOf(changes: readonly ClassChange[], object: string, isNewObject = false): Rank {
  return changes.map((change) => rankOfChange(change, changes, object, isNewObject)).reduce(worse, "other");
}

/**
 * The rank of [change], one of the [changes] of [object]. Of an object that the base never touched ([isNewObject]) nothing can be lost that was
 * safe before.
 */
export function rankOfChange(change: ClassChange, changes: readonly ClassChange[], object: string, isNewObject: boolean): Rank {
  const { parts } = change;
  if (/^[→←] /.test(parts.object) || /^[→←] /.test(object)) return "communication";
  if (!isNewObject && endangers(change, changes, object)) return "durability";
  if (syncCalls.has(parts.call) || parts.call === "synced" || parts.call === "execve") return "other";
  if (!isFile(parts.object) || parts.call === "read" || (parts.call === "open" && parts.flags.join() === "read")) return "other";
  return "consistency";
}

/** Whether something that was safe on the disk may now be lost. */
function endangers({ parts, direction, cell, isFirst }: ClassChange, changes: readonly ClassChange[], object: string): boolean {
  const { call, flags } = parts;
  if (call === "synced") return true;
  if (syncCalls.has(call)) return direction < 0 && !changes.some((other) => isSyncOf(other, parts.object));
  if (call === "rename" || (call === "write" && isFile(object))) return direction < 0;
  // What is synced anew behind the truncation is written anew, not lost.
  const truncates = call === "truncate" || flags.includes("truncate");
  if (direction > 0) return isFirst && truncates && !changes.some((other) => isSyncOf(other, parts.object));
  if (call !== "open" || !isGone(cell)) return false;
  const kept = changes.filter((other) => other.parts.call === "open" && other.direction > 0).flatMap((other) => other.parts.flags);
  return flags.some((flag) => protectingFlags.test(flag) && !kept.includes(flag));
}

/** One way of syncing in the place of another protects as much; under the name that the file is renamed to it comes too late. */
function isSyncOf({ parts, direction, cell }: ClassChange, object: string): boolean {
  if (direction < 0 || !isNew(cell)) return false;
  return (makesLast(parts.call) && parts.object === object) || parts.flags.some(isSyncing);
}
