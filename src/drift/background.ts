/** Which classes come by themselves: heartbeats, flushers, polls. No cell is made of them, or a slower machine would look like another program. */
import { getOrMake, partsOf } from "./classes.ts";
import type { Standing } from "./evidence.ts";
import { joint, parted } from "./facts.ts";
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
}

/**
 * What comes by itself in the base. Asked for a set of runs of one test: every set is judged as if it were the head and all others the base, or
 * the sets could not be ranked against one another. Other tests' base runs count as they are.
 */
export class Background {
  readonly #tests = new Map<string, Map<ClassId, Idleness>>();
  readonly #base = new Map<ClassId, Map<string, Presence>>();

  constructor(tables: readonly TestTable[]) {
    for (const { name, sections, n, m } of tables) {
      const classes = new Map<ClassId, Idleness>();
      for (const { lane, rows } of sections) {
        for (const { key, counts, idle } of rows.values()) {
          const of = getOrMake(classes, lane + joint + key, (): Idleness => ({
            idle: new Array<boolean>(n + m).fill(false),
            counts: new Array<number>(n + m).fill(0),
          }));
          counts.forEach((count, r) => {
            of.counts[r] = (of.counts[r] ?? 0) + count;
            of.idle[r] ||= idle[r] === true;
          });
        }
      }
      this.#tests.set(name, classes);
      const head = "0".repeat(n) + "1".repeat(m);
      for (const [id, of] of classes) {
        if (of.idle.includes(true)) getOrMake(this.#base, id, () => new Map<string, Presence>()).set(name, presence(of, head));
      }
    }
  }

  /** Whether class [id] is background in all runs of [test] outside of [set], and in the base of the other tests. */
  has(test: string, id: ClassId, set: string): boolean {
    return this.#classes(id).some((of) => this.#comesByItself(test, of, set));
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
