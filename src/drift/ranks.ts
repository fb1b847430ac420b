/** How much a finding matters: the ranks, worst first, and which of them what changed of an object has. */
import { makesLast, syncCalls } from "./classes.ts";
import { isNew, type ClassChange } from "./changes.ts";
import { isFile } from "./objects.ts";
import type { Rank } from "./types.ts";

/** Worst first. */
export const ranks: readonly Rank[] = ["durability", "consistency", "communication", "other"];

/** The worse of two ranks. */
export function worse(a: Rank, b: Rank): Rank {
  return ranks.indexOf(a) <= ranks.indexOf(b) ? a : b;
}

const protectingFlags = /^(?:append|exclusive|sync|dsync)$/;

/** The rank of all that changed of [object]: the worst of its changes. */
export function rankOf(changes: readonly ClassChange[], object: string): Rank {
  // One way of syncing in the place of another protects as much.
  const synced = changes.some(
    ({ parts, direction, cell }) =>
      direction > 0 && isNew(cell) && (makesLast(parts.call) || parts.flags.some((flag) => flag === "sync" || flag === "dsync")),
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
