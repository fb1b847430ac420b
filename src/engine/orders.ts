/**
 * Orders of what runs side by side. Between two moments at which everything is at rest, one of the waiting branches is let go on; which one,
 * each time, is an order. Two ways to make them, both known from the testing of threads:
 *
 *  - *sampling* draws priorities (PCT: S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte, "A Randomized Scheduler with Probabilistic
 *    Guarantees of Finding Bugs", ASPLOS 2010): every branch gets a random priority, the highest that can go on does, and at d - 1 random
 *    moments the one that would go on falls below all others. A bug that needs d things to happen in order is found in n branches and k moments
 *    with a probability of at least 1 / (n · k^(d-1)) a sample, whatever else goes on.
 *  - *all of them* counts up deviations (delay bounding: M. Emmi, S. Qadeer, Z. Rakamarić, "Delay-Bounded Scheduling", POPL 2011): the plain
 *    order lets a branch go on until it waits for another and then takes the next one; a deviation at some moment passes over it. First the
 *    order without deviations, then all with one, then with two: simple explanations come first, and in the end there are no more.
 *
 * An order is written as the option of a leaf: `p17` is sample 17, `d` the plain order, `d3.7x2` deviates once at moment 3 and twice at 7.
 * Only moments at which more than one branch could go on are counted.
 */
import { LeafError } from "./leaves.ts";
import { seedOfRule } from "./seed.ts";

/** Decides who goes on. */
export interface Order {
  /** The place in [waiting] of the branch that goes on; [waiting] are at least two, sorted, and [last] is the one that went on before. */
  pick(waiting: readonly string[], last: string | undefined): number;
  /** How many branches waited at each moment so far. */
  readonly moments: readonly number[];
  /** What of the order could not be done: a deviation at a moment that did not come, or past more branches than there were. */
  readonly missed: boolean;
}

/** Branches by their place: `0`, `0.1`, `1`, `10`. */
export function compareBranches(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The order that an option names, drawn from [seed] where it draws. Throws [LeafError] for one that cannot be read. */
export function orderNamed(option: string, seed: number): Order {
  const sample = /^p(\d{1,9})$/.exec(option)?.[1];
  if (sample !== undefined) return new SampledOrder(seed, Number(sample));
  if (/^d((\d{1,6})(x\d{1,3})?(\.\d{1,6}(x\d{1,3})?)*)?$/.test(option)) return new DeviatingOrder(deviationsOf(option));
  throw new LeafError(
    `cannot read the order ${JSON.stringify(option)}: want p and a number, or d and deviations, as printed with a result`,
  );
}

/** Moment → how many branches are passed over there. */
type Deviations = ReadonlyMap<number, number>;

function deviationsOf(option: string): Deviations {
  const parts = option
    .slice(1)
    .split(".")
    .filter((part) => part !== "");
  return new Map(
    parts.map((part) => {
      const [moment = "0", count = "1"] = part.split("x");
      return [Number(moment), Number(count)];
    }),
  );
}

function deviationsText(deviations: Deviations): string {
  return `d${[...deviations].map(([moment, count]) => (count === 1 ? String(moment) : `${moment}x${count}`)).join(".")}`;
}

/**
 * The orders with one deviation more than [option], behind its last one, given how many branches waited at each moment of it. Every order
 * there is comes up exactly once in the tree that grows from `d`.
 */
export function deviatingFurther(option: string, moments: readonly number[]): readonly string[] {
  const deviations = deviationsOf(option);
  const last = Math.max(-1, ...deviations.keys());
  return moments.flatMap((waiting, moment) =>
    moment <= last ? [] : Array.from({ length: waiting - 1 }, (_, i) => deviationsText(new Map([...deviations, [moment, i + 1]]))),
  );
}

class DeviatingOrder implements Order {
  readonly moments: number[] = [];
  readonly #deviations: Deviations;
  #short = false;

  constructor(deviations: Deviations) {
    this.#deviations = deviations;
  }

  pick(waiting: readonly string[], last: string | undefined): number {
    const passed = this.#deviations.get(this.moments.length) ?? 0;
    this.moments.push(waiting.length);
    if (passed >= waiting.length) this.#short = true;
    const next = last === undefined ? 0 : waiting.findIndex((branch) => compareBranches(branch, last) >= 0);
    return ((next < 0 ? 0 : next) + passed) % waiting.length;
  }

  get missed(): boolean {
    return this.#short || [...this.#deviations.keys()].some((moment) => moment >= this.moments.length);
  }
}

/** A sample does not know how many moments there will be; it assumes one of these numbers, so that both short and long ones are covered. */
const horizons = [4, 8, 16, 32];

class SampledOrder implements Order {
  readonly moments: number[] = [];
  readonly missed = false;
  readonly #draw: (what: string) => number;
  /** Moment → the rank that whoever would go on there falls to. */
  readonly #changes = new Map<number, number>();
  readonly #fallen = new Map<string, number>();

  constructor(seed: number, sample: number) {
    this.#draw = (what) => Number(seedOfRule(seed, `order ${sample} ${what}`, 0) >> 11n);
    const depth = 1 + (this.#draw("depth") % 3);
    const horizon = horizons[this.#draw("horizon") % horizons.length] ?? 8;
    for (let change = 1; change < depth; change++) this.#changes.set(this.#draw(`change ${change}`) % horizon, change);
  }

  pick(waiting: readonly string[]): number {
    const highest = (): number => {
      const ranks = waiting.map((branch) => this.#fallen.get(branch) ?? horizons.length + 1 + this.#draw(`branch ${branch}`));
      return ranks.indexOf(Math.max(...ranks));
    };
    const change = this.#changes.get(this.moments.length);
    this.moments.push(waiting.length);
    const falling = change === undefined ? undefined : waiting[highest()];
    if (falling !== undefined && change !== undefined) this.#fallen.set(falling, change);
    return highest();
  }
}
