/** Which classes come by themselves: heartbeats, flushers, polls. No cell is made of them, or a slower machine would look like another program. */
import { getOrMake, partsOf } from "./classes.ts";
import type { Standing } from "./evidence.ts";
import { joint, parted, start } from "./facts.ts";
import type { TestTable } from "./table.ts";

/** `lane\nclass`. */
export type ClassId = string;

/** In this share of the runs that saw a class, it must have come by itself to be background; less is a slow machine. */
const backgroundShare = 0.05;
/** The same for a class that comes equally often in every run: what makes it come is the test, though perhaps late on a slow machine. */
const steadyShare = 0.5;

/** How often a class was there, and how often by itself. */
interface Presence {
  readonly idle: number;
  readonly present: number;
  readonly steady: boolean;
}

/** A class in one test, by run. */
interface Idleness {
  readonly idle: boolean[];
  readonly counts: number[];
  /** Of these, before the first step. */
  readonly starting: number[];
}

/**
 * What comes by itself in the base. Asked for a set of runs of one test: every set is judged as if it were the head and all others the base, or
 * the sets could not be ranked against one another. Other tests' base runs count as they are.
 */
export class Background {
  readonly #tests = new Map<string, Map<ClassId, Idleness>>();
  readonly #base = new Map<ClassId, Map<string, Presence>>();
  /** Classes of a start that reaches into the steps of some base runs, and the tests in which it does. */
  readonly #stragglers = new Map<ClassId, Set<string>>();

  constructor(tables: readonly TestTable[]) {
    for (const { name, sections, n, m } of tables) {
      const classes = new Map<ClassId, Idleness>();
      for (const { window, lane, rows } of sections) {
        for (const { key, counts, idle } of rows.values()) {
          const of = getOrMake(classes, lane + joint + key, (): Idleness => ({
            idle: new Array<boolean>(n + m).fill(false),
            counts: new Array<number>(n + m).fill(0),
            starting: new Array<number>(n + m).fill(0),
          }));
          counts.forEach((count, r) => {
            of.counts[r] = (of.counts[r] ?? 0) + count;
            if (window === start) of.starting[r] = (of.starting[r] ?? 0) + count;
            of.idle[r] ||= idle[r] === true;
          });
        }
      }
      this.#tests.set(name, classes);
      const head = "0".repeat(n) + "1".repeat(m);
      for (const [id, of] of classes) {
        if (straggles(of, head)) getOrMake(this.#stragglers, id, () => new Set<string>()).add(name);
        if (of.idle.includes(true)) getOrMake(this.#base, id, () => new Map<string, Presence>()).set(name, presence(of, head));
      }
    }
  }

  /** Whether class [id] is background in all runs of [test] outside of [set], and in the base of the other tests. */
  has(test: string, id: ClassId, set: string): boolean {
    return this.#classes(id).some((of) => this.#comesByItself(test, of, set));
  }

  /**
   * Whether class [id] is of a start that reaches into the steps of some runs of [test] outside of [set], or in the base of another test: a worker that
   * nobody waits for comes up before the first step, in the middle of it, or behind. Where among the calls of a request that is tells nothing of it.
   */
  straggles(test: string, id: ClassId, set: string): boolean {
    for (const other of this.#stragglers.get(id) ?? []) if (other !== test) return true;
    const own = this.#tests.get(test)?.get(id);
    return own !== undefined && straggles(own, set);
  }

  /** A handle's life goes with the opens of its file. */
  #classes(id: ClassId): readonly ClassId[] {
    const [lane, key] = parted(id);
    const { call, object } = partsOf(key);
    if (call !== "handle") return this.#base.has(id) ? [id] : [];
    return [...this.#base.keys()].filter((other) => {
      const [otherLane, otherKey] = parted(other);
      return otherLane === lane && partsOf(otherKey).object === object;
    });
  }

  #comesByItself(test: string, id: ClassId, set: string): boolean {
    const own = this.#tests.get(test)?.get(id);
    // Whether answers come behind a sync of their own is asked of each test: requests that overlap in one say nothing of another.
    const others = fallsOnly(id) ? [] : [...(this.#base.get(id) ?? [])].filter(([other]) => other !== test);
    const seen = others.map(([, of]) => of);
    if (own !== undefined) seen.push(presence(own, set));
    const idle = seen.reduce((sum, of) => sum + of.idle, 0);
    const present = seen.reduce((sum, of) => sum + of.present, 0);
    return idle > 0 && idle >= (seen.every(({ steady }) => steady) ? steadyShare : backgroundShare) * present;
  }
}

/** Whether all runs outside of [set] have the same number of a class, some of them all of it before the first step, and others not. */
function straggles({ counts, starting }: Idleness, set: string): boolean {
  const first = set.indexOf("0");
  const outside = counts.map((_, r) => r).filter((r) => set[r] !== "1");
  return outside.every((r) => counts[r] === counts[first]) && new Set(outside.map((r) => starting[r] === counts[first])).size === 2;
}

/** What the runs outside of [set] say of a class. */
function presence({ idle, counts }: Idleness, set: string): Presence {
  const runs = counts.map((_, r) => r).filter((r) => set[r] !== "1");
  return {
    idle: runs.filter((r) => idle[r]).length,
    present: runs.filter((r) => (counts[r] ?? 0) > 0).length,
    steady: runs.every((r) => counts[r] === counts[runs[0] ?? 0]),
  };
}

/** The standing without the sets that [out] rules out. */
export function without(standing: Standing, m: number, out: (set: string) => boolean): Standing {
  const sets = new Map([...standing.sets].filter(([set]) => !out(set)));
  const head = [...standing.sets.keys()].map((set) => "0".repeat(set.length - m) + "1".repeat(m))[0] ?? "";
  return { sets, separated: standing.separated && sets.has(head) };
}

/** Where requests overlap, an answer may come behind the sync of another one: so more answers behind a sync mean nothing, and fewer do. */
export function fallsOnly(id: ClassId): boolean {
  return partsOf(parted(id)[1]).call === "synced";
}
