/**
 * Services of one program that share work: workers of one queue, servers behind one address. Which of them does a piece is luck, and now and then one of
 * them has none, so numbers and claims of each alone hardly ever tell two versions apart. What they do together is not luck. So they are one more
 * service beside the others, `one or two`: its counts are their sums, its order what all of their requests keep, its numbers of questions the least
 * of any of them.
 *
 * Which services are replicas is read off all runs of both sides, whichever the head's are, and sums are functions of a run as single numbers are: the
 * evidence rule holds as it is.
 */
import { DRIVER } from "../trace/index.ts";
import type { Cell } from "./cells.ts";
import { getOrMake, isDerived, partsOf } from "./classes.ts";
import { classesOf, type Difference } from "./draft.ts";
import { joined, joint, noTurn, opposite, parted, type Relation } from "./facts.ts";
import { compareText } from "./model.ts";
import { emptyRow, type Row, type Section, type TestTable } from "./table.ts";

/** Services of one program, under the name of a service that does the work of all. */
export interface Replicas {
  readonly lane: string;
  /** By name. */
  readonly members: readonly string[];
  /** A class of a member as it is written for all of them: what goes by its name has a star there. */
  readonly common: (member: string, key: string) => string;
}

/** How a service's name can stand in what belongs to it: whole; or the last part of it, as `2` of `worker-2` or `worker2` in `/var/spool/2`. */
const spellings: readonly ((name: string) => readonly string[])[] = [
  (name) => [name],
  (name) => [name, /(?:\d+|[^\W\d_]+)$/.exec(name)?.[0] ?? name],
];

/** [text] with a star for each of [words]; a word is no part of a longer one, nor a number of a longer number. */
function starred(text: string, words: readonly string[]): string {
  return words.reduce((all, word) => {
    const inner = /^\d+$/.test(word) ? /\d/ : /[^\W_]/;
    const parts = all.split(word);
    return parts.slice(1).reduce((before, part) => {
      const whole = !inner.test(before.slice(-1)) && !inner.test(part.slice(0, 1));
      return before + (whole ? "*" : word) + part;
    }, parts[0] ?? "");
  }, text);
}

/** The same of a class, in its object. */
function starredKey(key: string, words: readonly string[]): string {
  const { object } = partsOf(key);
  return key.slice(0, key.length - object.length) + starred(object, words);
}

/** An object as a service knows it. */
interface Owned {
  readonly lane: string;
  readonly object: string;
}

/** Whether an object is to one service what another is to another: the same, or by the service's name in it. */
export function areCounterparts(a: Owned, b: Owned): boolean {
  return spellings.some((spelling) => starred(a.object, spelling(a.lane)) === starred(b.object, spelling(b.lane)));
}

/** What is known of a service over all runs: its classes, and those that most runs of some test have. */
interface Repertoire {
  readonly known: Set<string>;
  readonly usual: Set<string>;
}

/** Classes of a service. */
interface Called {
  readonly lane: string;
  readonly classes: readonly string[];
}

/**
 * Who speaks for a service: itself, or, where it stands for replicas, the first of them that has any of [classes] in this test, and what they are called
 * there.
 */
export function speakerOf({ lane, classes }: Called, table: TestTable | undefined, all: readonly Replicas[]): Called {
  const replicas = all.find((one) => one.lane === lane);
  if (replicas === undefined) return { lane, classes };
  const speakers = replicas.members.map((member): Called => {
    const own = (table?.sections ?? []).flatMap((section) => (section.lane === member ? [...section.rows.keys()] : []));
    return { lane: member, classes: [...new Set(own)].filter((key) => classes.includes(replicas.common(member, key))) };
  });
  return speakers.find((speaker) => speaker.classes.length > 0) ?? { lane: replicas.members[0] ?? lane, classes };
}

/** Services that do the same: whatever most runs show of one of them, some run shows of the other. */
export function replicasOf(tables: readonly TestTable[]): Replicas[] {
  const lanes = [...new Set(tables.flatMap(({ sections }) => sections.map(({ lane }) => lane)))].filter((lane) => lane !== DRIVER);
  const taken = new Set<string>();
  const all: Replicas[] = [];
  for (const spelling of spellings) {
    const common = (member: string, key: string): string => starredKey(key, spelling(member));
    const repertoires = new Map(lanes.map((lane) => [lane, repertoireOf(tables, lane, (key) => common(lane, key))]));
    const alike = (a: string, b: string): boolean => {
      const [one, other] = [repertoires.get(a), repertoires.get(b)];
      if (one === undefined || other === undefined || one.usual.size === 0) return false;
      return [...one.usual].every((key) => other.known.has(key)) && [...other.usual].every((key) => one.known.has(key));
    };
    for (const lane of lanes.toSorted(compareText)) {
      if (taken.has(lane)) continue;
      const members = [lane];
      for (const other of lanes.toSorted(compareText)) {
        if (other !== lane && !taken.has(other) && members.every((member) => alike(member, other))) members.push(other);
      }
      if (members.length < 2) continue;
      for (const member of members) taken.add(member);
      all.push({ lane: eitherOf(members), members, common });
    }
  }
  return all.filter(({ lane }) => !lanes.includes(lane));
}

function repertoireOf(tables: readonly TestTable[], lane: string, common: (key: string) => string): Repertoire {
  const repertoire: Repertoire = { known: new Set(), usual: new Set() };
  for (const { sections, n, m } of tables) {
    const seen = new Map<string, boolean[]>();
    for (const section of sections) {
      if (section.lane !== lane) continue;
      for (const { key, counts } of section.rows.values()) {
        if (isDerived(partsOf(key))) continue;
        const runs = getOrMake(seen, common(key), () => new Array<boolean>(n + m).fill(false));
        counts.forEach((count, r) => (runs[r] ||= count > 0));
      }
    }
    for (const [key, runs] of seen) {
      repertoire.known.add(key);
      if (runs.filter((one) => one).length * 2 > n + m) repertoire.usual.add(key);
    }
  }
  return repertoire;
}

/** At most this many are named. */
const mostNamed = 3;

/** `one or two`: whichever of them does it. */
function eitherOf(members: readonly string[]): string {
  const rest = members.length - mostNamed;
  const named = rest > 0 ? [...members.slice(0, mostNamed - 1), `another of ${members.length}`] : members;
  return `${named.slice(0, -1).join(", ")} or ${named.at(-1) ?? ""}`;
}

/** The table with each of [all] as one more service. */
export function withReplicas(table: TestTable, all: readonly Replicas[]): TestTable {
  const together = all.flatMap((replicas) => sectionsOf(table, replicas));
  return together.length === 0 ? table : { ...table, sections: [...table.sections, ...together] };
}

/** What a section is made of. */
interface Facts {
  readonly rows: Map<string, Row>;
  readonly pairs: Map<string, (Relation | undefined)[]>;
  readonly ahead: Map<string, (number | undefined)[]>;
}

function sectionsOf({ sections, n, m }: TestTable, { lane, members, common }: Replicas): Section[] {
  const windows = new Map<string, Facts>();
  for (const section of sections) {
    if (!members.includes(section.lane)) continue;
    const own = (key: string): string => common(section.lane, key);
    const { rows, pairs, ahead } = getOrMake(windows, section.window, (): Facts => ({
      rows: new Map(),
      pairs: new Map(),
      ahead: new Map(),
    }));
    for (const { key, counts, late, idle } of section.rows.values()) {
      const row = getOrMake(rows, own(key), () => emptyRow(own(key), n + m));
      counts.forEach((count, r) => {
        row.counts[r] = (row.counts[r] ?? 0) + count;
        row.late[r] ||= late[r] === true;
        row.idle[r] ||= idle[r] === true;
        row.turns[r] = noTurn;
      });
    }
    for (const [pair, relations] of section.pairs) {
      const [a, b] = parted(pair).map(own);
      if (a === undefined || b === undefined || a === b) continue;
      const into = getOrMake(pairs, a < b ? a + joint + b : b + joint + a, () => new Array<Relation | undefined>(n + m).fill(undefined));
      relations.forEach((relation, r) => {
        if (relation === undefined) return;
        const seen = a < b ? relation : opposite(relation);
        const before = into[r];
        into[r] = before === undefined ? seen : joined(before, seen);
      });
    }
    for (const [pair, leasts] of section.ahead) {
      const into = getOrMake(ahead, parted(pair).map(own).join(joint), () => new Array<number | undefined>(n + m).fill(undefined));
      leasts.forEach((least, r) => {
        if (least !== undefined) into[r] = Math.min(least, into[r] ?? least);
      });
    }
  }
  return [...windows].map(([window, facts]) => ({ window, lane, ...facts, pauses: new Map() }));
}

/**
 * The cells of single replicas decide only among equals, as those of single parts of a test do: which of them does a piece is luck, and by chance any set
 * may be those runs in which one of them did. A real change of one is in the sum as well, unless the others make it vary. What comes by itself is not
 * shared, and no part of the sum.
 */
export function withLuck(cells: readonly Cell[], all: readonly Replicas[]): readonly Cell[] {
  const single = new Set(all.flatMap(({ members }) => members));
  const isShared = ({ difference }: Cell): boolean =>
    single.has(difference.lane) && !(difference.kind === "count" && difference.byItself === true);
  return cells.map((cell) => (isShared(cell) ? { ...cell, inPart: true } : cell));
}

/**
 * The differences to tell of. Where the number of a class is the same in all runs of a replica, whatever the others do, it has work of its own, and what
 * changed is told of those that changed. Where one shares the work and does not stand out by itself, the sum is told in place of the members.
 */
export function toldOnce(
  differences: readonly Difference[],
  tables: readonly TestTable[],
  all: readonly Replicas[],
): readonly Difference[] {
  let told = differences;
  for (const { lane, members, common } of all) {
    const together = told.filter((difference) => difference.lane === lane);
    const alone = told.filter((difference) => members.includes(difference.lane));
    const subject = (difference: Difference, own: (key: string) => string): string =>
      [difference.kind, ...classesOf(difference).map(own).sort(compareText)].join(joint);
    const subjects = new Set(together.map((difference) => subject(difference, (key) => key)));
    const ofMember = (difference: Difference): string => subject(difference, (key) => common(difference.lane, key));
    const standOut = new Set(alone.map((difference) => `${difference.lane}${joint}${ofMember(difference)}`));
    const isShared = (difference: Difference): boolean =>
      members.some((member) => {
        if (standOut.has(`${member}${joint}${subject(difference, (key) => key)}`)) return false;
        const table = tables.find(({ name }) => name === difference.test);
        return table !== undefined && classesOf(difference).some((key) => varies(table, member, (own) => common(member, own) === key));
      });
    if (together.some(isShared)) told = told.filter((difference) => !alone.includes(difference) || !subjects.has(ofMember(difference)));
    else told = told.filter((difference) => !together.includes(difference));
  }
  return told;
}

/** Whether the number of [wanted] calls of a service differs between runs. */
function varies({ sections, n, m }: TestTable, lane: string, wanted: (key: string) => boolean): boolean {
  const sums = new Array<number>(n + m).fill(0);
  for (const section of sections) {
    if (section.lane !== lane) continue;
    for (const { key, counts } of section.rows.values()) if (wanted(key)) counts.forEach((count, r) => (sums[r] = (sums[r] ?? 0) + count));
  }
  return sums.some((sum) => sum !== sums[0]);
}
