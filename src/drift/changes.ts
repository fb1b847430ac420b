/**
 * From separated counts to what changed, by class and by object. The cells of one class become one change, told by the cell that says it best;
 * the changes of one service become groups, each of one object or of objects that belong together: the two names of a rename, a database and the
 * files beside it, a file and the folder that is synced for its sake. What a group comes to is said in `counts.ts`.
 */
import { getOrMake, partsOf, syncCalls, type ClassParts } from "./classes.ts";
import { vagueness, type CountDifference } from "./draft.ts";
import { end, start, whole } from "./facts.ts";
import { compareText } from "./model.ts";
import { folderOf, isFile, objectsOf } from "./objects.ts";
import type { TestTable } from "./table.ts";

/** All that changed of one class in one test. */
export interface ClassChange {
  readonly key: string;
  readonly parts: ClassParts;
  /** The cell that stands for it, and its window: a step's, `start`, `end`, or empty. */
  readonly cell: CountDifference;
  readonly direction: number;
  /** All windows in which it changed. */
  readonly windows: readonly string[];
  /** The base never does it in this test. */
  readonly isFirst: boolean;
  /** What it no longer does in any step, it does as it stops. */
  readonly onlyAtEnd: boolean;
}

/** Everything of one service on one object (or objects that belong together). */
export interface Group {
  readonly lane: string;
  readonly object: string;
  /** The name under which the object waits to be renamed. */
  readonly waitsAs?: string;
  readonly changes: readonly ClassChange[];
  /** The base never touches it in this test. */
  readonly isNewObject: boolean;
  /** `from → to` of the renames that any run made between names of this group, changed or not. */
  readonly renames: readonly string[];
}

/** What is known of the objects of a service in one test, changed or not. */
export interface Known {
  /** `from → to` of all renames that any run made. */
  readonly renames: readonly string[];
  /** Objects that any base run used, rather than only clear away. */
  readonly touched: ReadonlySet<string>;
}

/** Lane → what changed. A single step says it best, then the sum of all steps, then start and end. */
export function classChanges(counts: readonly CountDifference[]): Map<string, ClassChange[]> {
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
    const change = {
      ...{ key: cell.key, parts: partsOf(cell.key), cell, direction: directionOf(cell), windows: list.map(({ phase }) => phase) },
      isFirst: list.some((one) => one.phase === whole && isNew(one)),
      onlyAtEnd: total !== undefined && isGone(total) && list.some((one) => one.phase === end && directionOf(one) > 0),
    };
    getOrMake(changes, cell.lane, () => []).push(change);
  }
  return changes;
}

function directionOf({ base, head }: CountDifference): number {
  return Math.sign(Math.min(...head) - Math.max(...base)) > 0 ? 1 : -1;
}

/** No run of the head has it. */
export function isGone({ head }: CountDifference): boolean {
  return Math.max(...head) === 0;
}

/** No run of the base has it. */
export function isNew({ base }: CountDifference): boolean {
  return Math.max(...base) === 0;
}

/** All windows in which any of [changes] shows. */
export function windowsOf(changes: readonly ClassChange[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ windows }) => windows));
}

export function knownOf(table: TestTable | undefined, lane: string): Known {
  const renames = new Set<string>();
  const touched = new Set<string>();
  for (const { rows, lane: own } of table?.sections ?? []) {
    if (own !== lane) continue;
    for (const { key, counts } of rows.values()) {
      const parts = partsOf(key);
      if (parts.call === "rename") renames.add(parts.object);
      if (parts.call !== "unlink" && counts.slice(0, table?.n).some((count) => count > 0))
        for (const object of objectsOf(parts)) touched.add(object);
    }
  }
  return { renames: [...renames], touched };
}

/** What programs put behind the name of a file for a log, lock or new version of it. */
const besides = /(?:[-.](?:wal|shm|journal|lock|lck|tmp|temp|new|bak|old))+$/;

/** The changes of one service, put together by object. */
export function groupsOf(lane: string, changes: readonly ClassChange[], { renames, touched }: Known): Group[] {
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
    const names = new Set(list.flatMap(({ parts }) => objectsOf(parts)));
    const group = {
      ...{ lane, object, changes: list },
      isNewObject: ![...names].some((name) => touched.has(name)),
      renames: renames.filter((rename) => rename.split(" → ").every((name) => names.has(name))),
    };
    return targets.length !== 1 || becomes === undefined ? group : { ...group, object: becomes, waitsAs: object };
  });
}

/** Whether a line is about what makes a file last: a sync, or answers that come behind one. */
function isOfSyncs({ call }: ClassParts): boolean {
  return syncCalls.has(call) || call === "synced";
}

/** The change that says most: inside the steps rather than at start or end; for more, the effect itself; for less, what protects it. */
export function leading(changes: readonly ClassChange[]): ClassChange {
  const order =
    "write copy_file_range rename truncate bind listen unlink fsync fdatasync sync_file_range sync syncfs msync link symlink mkdir open(write) read open connect send receive".split(
      " ",
    );
  const isEdge = ({ cell: { phase } }: ClassChange): boolean => phase === start || phase === end || phase === whole;
  const score = (change: ClassChange): number => {
    const { parts, cell } = change;
    // A folder is synced for the sake of the file in it.
    const aside = isOfSyncs(parts) && changes.some((other) => folderOf(other.parts.object) === parts.object) ? 50 : 0;
    if (parts.call === "handle") return 1_000;
    if (parts.call === "synced") return 920 + aside;
    if (parts.call === "step") return 900;
    // Whoever opens a file to change it says more than whoever reads it, and that more than whoever opens it for reading.
    const changing = parts.call === "open" && parts.flags.some((flag) => flag !== "read");
    const at = order.indexOf(changing ? "open(write)" : parts.call);
    const plain = (at < 0 ? order.length : at) + (isEdge(change) ? order.length : 0);
    // A decision met more or less often explains the calls around it.
    return (parts.decision !== "allow" ? -100 : 0) + aside + plain + (isGone(cell) || isNew(cell) ? 0 : 0.5);
  };
  const [first] = [...changes].sort((a, b) => score(a) - score(b) || compareText(a.key, b.key));
  if (first === undefined) throw new RangeError("a group has at least one change");
  return first;
}
