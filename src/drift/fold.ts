/**
 * Wildcards by evidence: the names that no shape gives away. A name that only one run of all has, and that becomes the same as names of other
 * runs when one word of it is left out, was made up at run time: `/tmp/spool-kqzuwv` and `/tmp/spool-hbeyts` are both `/tmp/spool-*`. The
 * variation must show among the runs of one side; that base and head use one name each is the very thing to be reported.
 *
 * Unless the name is gone before anybody can look: a file that is made anew and renamed into place, of one folder and one service, is the same
 * file under whatever name it waited; and so is a folder with a made-up name that the service makes and deletes.
 */
import { getOrMake, partsOf, type ClassParts } from "./classes.ts";
import { joined, joint, opposite, parted, type LineFacts, type Relation, type SectionFacts, type TestFacts } from "./facts.ts";
import { compareText } from "./model.ts";
import { baseName } from "./names.ts";
import { folderOf } from "./objects.ts";

/** A shorter word is a name: `a`, `b`, `tmp`. */
const shortestWord = 4;
/** So long is what `mkstemp` makes up in Python, `tempfile._RandomNameSequence`. */
const longestMadeUp = 8;

/** The same facts with folded names. [sides] are the runs of base and head; the result has the same shape. */
export function fold(sides: readonly (readonly TestFacts[])[]): readonly (readonly TestFacts[])[] {
  const wildcards = wildcardsOf(sides);
  const folded = wildcards.size === 0 ? sides : sides.map((runs) => runs.map((facts) => renameAll(facts, () => wildcards)));
  const [base = [], head = []] = folded;
  const passing = passingFolders(base, head);
  const same = passing.size === 0 ? head : head.map((facts) => renameAll(facts, (lane) => passing.get(lane)));
  const waiting = waitingNames(base, same);
  if (waiting.size === 0) return [base, same];
  return [base, same].map((runs) =>
    runs.map((facts) =>
      withoutBlurred(
        renameAll(facts, (lane) => waiting.get(lane)?.names),
        waiting,
      ),
    ),
  );
}

/** The same facts, each path under the name that [namesOf] its service has for it. */
function renameAll(facts: TestFacts, namesOf: (lane: string) => ReadonlyMap<string, string> | undefined): TestFacts {
  return new Map(
    [...facts].map(([key, section]) => {
      const names = namesOf(parted(key)[1]);
      if (names === undefined) return [key, section];
      return [key, renameSection(section, (line) => line.replace(pathInKey, (path) => names.get(path) ?? path))];
    }),
  );
}

/** Lane → target and folder of a rename → names of files made anew that were renamed so. */
type Sources = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

function sourcesOf(runs: readonly TestFacts[]): Sources {
  const sources = new Map<string, Map<string, Set<string>>>();
  const fresh = new Set<string>();
  const lasting = new Set<string>();
  for (const facts of runs) {
    for (const [section, { lines }] of facts) {
      const [, lane] = parted(section);
      for (const key of lines.keys()) {
        const { call, flags, object } = partsOf(key);
        const name = lane + joint + object;
        if (call === "open" && (flags.includes("exclusive") || flags.includes("truncate"))) fresh.add(name);
        if (call === "open" && flags.includes("append")) lasting.add(name);
        if (call !== "rename") continue;
        const [from = "", to = ""] = object.split(" → ");
        const place = to + joint + folderOf(from);
        const byPlace = getOrMake(sources, lane, () => new Map<string, Set<string>>());
        getOrMake(byPlace, place, () => new Set()).add(from);
      }
    }
  }
  const isFresh = (lane: string, name: string): boolean => fresh.has(lane + joint + name) && !lasting.has(lane + joint + name);
  return new Map(
    [...sources].map(([lane, byPlace]) => [
      lane,
      new Map([...byPlace].map(([place, names]) => [place, new Set([...names].filter((name) => isFresh(lane, name)))])),
    ]),
  );
}

/** Names of one service that are one class, on both sides. */
interface Waiting {
  readonly names: ReadonlyMap<string, string>;
  /** Classes of which one side has several names. */
  readonly blurred: ReadonlySet<string>;
}

/**
 * Lane → names of files that wait to be renamed into place. Where one name of a target went and another one came, all names of it are one class; and
 * so are those that a name ties together, as where one side has a name for each target and the other one name for all.
 */
function waitingNames(base: readonly TestFacts[], head: readonly TestFacts[]): Map<string, Waiting> {
  const [before, after] = [sourcesOf(base), sourcesOf(head)];
  const waiting = new Map<string, Waiting>();
  for (const [lane, byPlace] of after) {
    const basePlaces = before.get(lane) ?? new Map<string, ReadonlySet<string>>();
    const classes = new Map<string, Set<string>>();
    for (const [place, now] of byPlace) {
      const then = basePlaces.get(place) ?? new Set<string>();
      const isReplaced = [...then].some((name) => !now.has(name)) && [...now].some((name) => !then.has(name));
      if (isReplaced) tie([...then, ...now], classes);
    }
    const [inBase, inHead] = [basePlaces, byPlace].map((places) => new Set([...places.values()].flatMap((names) => [...names])));
    const names = new Map<string, string>();
    const blurred = new Set<string>();
    for (const tied of new Set(classes.values())) {
      const [old, fresh] = [inBase, inHead].map((known) => [...tied].filter((name) => known?.has(name)).sort(compareText));
      if (old === undefined || fresh === undefined) continue;
      // Of one name for all and one for each the one for all; of two such the base's.
      const [name = ""] = fresh.length < old.length ? fresh : old;
      for (const one of tied) names.set(one, name);
      if (old.length > 1 || fresh.length > 1) blurred.add(name);
    }
    if (names.size > 0) waiting.set(lane, { names, blurred });
  }
  return waiting;
}

/** Makes [names] one class, with all that they are in one with. [classes]: name → names of its class. */
function tie(names: readonly string[], classes: Map<string, Set<string>>): void {
  const parts = new Set(names.map((name) => getOrMake(classes, name, () => new Set([name]))));
  // The greatest takes the others in, so that one name for many costs no more than they are.
  const [all = new Set<string>(), ...others] = [...parts].sort((a, b) => b.size - a.size);
  for (const name of others.flatMap((other) => [...other])) {
    all.add(name);
    classes.set(name, all);
  }
}

/** Without the answers behind a sync of what has several names: one answer may be behind syncs of several of them, so that their sum tells nothing. */
function withoutBlurred(facts: TestFacts, waiting: ReadonlyMap<string, Waiting>): TestFacts {
  return new Map(
    [...facts].map(([key, section]) => {
      const { blurred } = waiting.get(parted(key)[1]) ?? {};
      if (blurred === undefined || blurred.size === 0) return [key, section];
      const isBlurred = ({ call, object }: ClassParts): boolean => call === "synced" && blurred.has(object);
      return [key, { ...section, lines: new Map([...section.lines].filter(([line]) => !isBlurred(partsOf(line)))) }];
    }),
  );
}

/** Paths inside a class's text: to the end of it, or to the arrow of a rename. */
const pathInKey = /(?<= )[/$].*?(?= → |$)/g;

/** Lane → folders with a made-up name that it makes and deletes. */
function passingOf(runs: readonly TestFacts[]): Map<string, Set<string>> {
  const made = new Map<string, Set<string>>();
  const deleted = new Set<string>();
  for (const facts of runs) {
    for (const [section, { lines }] of facts) {
      const [, lane] = parted(section);
      for (const key of lines.keys()) {
        const { call, object } = partsOf(key);
        if (call === "unlink") deleted.add(lane + joint + object);
        if (call === "mkdir" && baseName(object).includes("*")) getOrMake(made, lane, () => new Set()).add(object);
      }
    }
  }
  for (const [lane, folders] of made) for (const folder of folders) if (!deleted.has(lane + joint + folder)) folders.delete(folder);
  return made;
}

/** Lane → path in the head in a folder that passes → its name in the base, where one such folder took the place of another. */
function passingFolders(base: readonly TestFacts[], head: readonly TestFacts[]): Map<string, Map<string, string>> {
  const [before, after] = [passingOf(base), passingOf(head)];
  const renamed = new Map<string, Map<string, string>>();
  for (const [lane, folders] of after) {
    const old = before.get(lane) ?? new Set<string>();
    for (const folder of folders) {
      const counterparts = [...old].filter((name) => !folders.has(name) && folderOf(name) === folderOf(folder));
      const [first] = counterparts.sort(compareText);
      if (first === undefined || old.has(folder)) continue;
      const names = getOrMake(renamed, lane, () => new Map<string, string>());
      for (const path of pathsOf(head, lane)) {
        if (path === folder || path.startsWith(`${folder}/`)) names.set(path, first + path.slice(folder.length));
      }
    }
  }
  return renamed;
}

function pathsOf(runs: readonly TestFacts[], lane: string): Set<string> {
  const paths = new Set<string>();
  for (const facts of runs) {
    for (const [section, { lines }] of facts) {
      if (parted(section)[1] !== lane) continue;
      for (const key of lines.keys()) for (const [path] of key.matchAll(pathInKey)) paths.add(path);
    }
  }
  return paths;
}

/**
 * Where the words of [path] begin and end; and those of several with underscores between them, since Python's `mkstemp` draws its eight letters from
 * small ones, digits and the underscore.
 */
function wordsOf(path: string): { readonly from: number; readonly to: number }[] {
  const words = [...path.matchAll(/[A-Za-z0-9]+/g)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const spans = words.flatMap((first, i) => {
    const joined: typeof words = [];
    for (const { from, to } of words.slice(i + 1)) {
      const between = path.slice((joined.at(-1) ?? first).to, from);
      if (!/^_+$/.test(between) || to - first.from > longestMadeUp) break;
      joined.push({ from: first.from, to });
    }
    return joined;
  });
  return [...words, ...spans];
}

function wildcardsOf(sides: readonly (readonly TestFacts[])[]): Map<string, string> {
  /** Path → the one run that has it, or "several". */
  const owners = new Map<string, { readonly run: TestFacts; readonly side: number } | "several">();
  sides.forEach((runs, side) => {
    for (const run of runs) {
      for (const { lines } of run.values()) {
        for (const key of lines.keys()) {
          for (const [path] of key.matchAll(pathInKey)) {
            const owner = owners.get(path);
            if (owner === undefined) owners.set(path, { run, side });
            else if (owner !== "several" && owner.run !== run) owners.set(path, "several");
          }
        }
      }
    }
  });
  /** Pattern → side → runs with a name of it. */
  const patterns = new Map<string, Map<number, Set<TestFacts>>>();
  const candidates = new Map<string, string[]>();
  for (const [path, owner] of owners) {
    if (owner === "several") continue;
    const found = wordsOf(path)
      // Of what a shape has found a part of, a letter may be left.
      .filter(({ from, to }) => to - from >= shortestWord || path[from - 1] === "*" || path[to] === "*")
      .map(({ from, to }) => {
        // As in a wildcard by shape, so that both meet in one class.
        const before = path.slice(0, from).replace(/[-_]+$|\*$/, "");
        const after = path.slice(to).replace(/^[-_]+|^\*/, "");
        return `${before}*${after}`;
      });
    candidates.set(path, found);
    for (const pattern of found) {
      const bySide = getOrMake(patterns, pattern, () => new Map<number, Set<TestFacts>>());
      getOrMake(bySide, owner.side, () => new Set()).add(owner.run);
    }
  }
  // A pattern that is already a class, by the shape of other names, needs no more evidence.
  const support = (pattern: string): number =>
    owners.has(pattern) ? Number.POSITIVE_INFINITY : Math.max(0, ...[...(patterns.get(pattern)?.values() ?? [])].map((runs) => runs.size));
  const wildcards = new Map<string, string>();
  for (const [path, found] of candidates) {
    const [best] = found.sort((a, b) => (support(a) === support(b) ? (a < b ? -1 : 1) : support(b) - support(a)));
    if (best !== undefined && support(best) >= 2) wildcards.set(path, best);
  }
  return wildcards;
}

function renameSection({ lines, order, ahead, pauses }: SectionFacts, renamed: (key: string) => string): SectionFacts {
  const newLines = new Map<string, LineFacts>();
  for (const [key, line] of lines) {
    const name = renamed(key);
    const same = newLines.get(name);
    newLines.set(
      name,
      same === undefined
        ? line
        : {
            count: same.count + line.count,
            late: same.late || line.late,
            idle: same.idle || line.idle,
            turn: Math.min(same.turn, line.turn),
          },
    );
  }
  const newOrder = new Map<string, Relation>();
  for (const [pair, relation] of order) {
    const [a, b] = parted(pair).map(renamed);
    if (a === undefined || b === undefined || a === b) continue;
    const key = a < b ? a + joint + b : b + joint + a;
    const seen = a < b ? relation : opposite(relation);
    const before = newOrder.get(key);
    newOrder.set(key, before === undefined ? seen : joined(before, seen));
  }
  const newAhead = new Map<string, number>();
  for (const [pair, least] of ahead) {
    const [a, b] = parted(pair).map(renamed);
    if (a === undefined || b === undefined || a === b) continue;
    newAhead.set(a + joint + b, Math.min(least, newAhead.get(a + joint + b) ?? least));
  }
  const newPauses = new Map<string, number>();
  for (const [key, pause] of pauses) newPauses.set(renamed(key), Math.min(pause, newPauses.get(renamed(key)) ?? pause));
  return { lines: newLines, order: newOrder, ahead: newAhead, pauses: newPauses };
}
