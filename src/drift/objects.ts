/** The objects of classes as findings see them: which are files, in which folder one lies, and which of several names one goes by. */
import type { ClassParts } from "./classes.ts";

/** A path, or a place that stands for one: `/data/x`, `$WORKSPACE/x`. */
export function isFile(object: string): boolean {
  return /^[/$]/.test(object);
}

/** `/data/x` → `/data`. */
export function folderOf(object: string): string {
  return object.slice(0, Math.max(1, object.lastIndexOf("/")));
}

/** A database stands for the files that it keeps beside itself: `/data/x.db-wal` → `/data/x.db`. */
export function databaseOf(object: string): string {
  return isFile(object) ? object.replace(/-(?:wal|shm|journal)$/, "") : object;
}

/** A rename has two: the name that stays comes first. */
export function objectsOf({ call, object }: ClassParts): string[] {
  return call === "rename" || call === "link" || call === "symlink" ? object.split(" → ").reverse() : [object];
}
