/**
 * Leaves: a test that branches is several tests. Each point where it branches is an *axis* (a named `choose()`, a fault that may fire or
 * not, the order of parallel branches), and a *leaf* says which option each axis has. What a suite's text tells is a cross product known
 * before anything runs; an axis that is first met while a test runs takes its first option there, and the others become further leaves.
 * So the first run of a test is its leaf 0 and no run is only for finding out.
 *
 * A leaf is written `backend=redis,disk=10`. It is what `--leaf` takes, so names and options are kept to characters that need no quoting.
 */

/** A point at which a test branches. */
export interface Axis {
  readonly name: string;
  /** At least one; as they are written in a leaf. */
  readonly options: readonly string[];
}

/** Axis → option, in the order in which the axes were met. */
export type Leaf = ReadonlyMap<string, string>;

/** The leaf of a test that does not branch. */
export const noLeaf: Leaf = new Map();

/** The axis of the schedules that `--explore` makes. The executions along it are one test run in several orders, and share its name. */
export const orderAxis = "order";

/** More leaves than this are a mistake: it is the product that grows, not the suite. */
export const mostLeaves = 10_000;

/** A leaf that was asked for cannot be read or does not exist. */
export class LeafError extends Error {
  override readonly name = "LeafError";
}

/** A text as it may stand in a leaf: what would need quoting, or separates, becomes `_`. */
export function leafWord(text: string): string {
  return text.replace(/[^\w.:+@/-]/g, "_").slice(0, 80);
}

/** `backend=redis,disk=10,order=p3`, the order last; empty for a test that does not branch. */
export function leafId(leaf: Leaf): string {
  const order = leaf.get(orderAxis);
  const parts = [...withoutOrder(leaf)].map(([axis, option]) => `${axis}=${option}`);
  return [...parts, ...(order === undefined ? [] : [`${orderAxis}=${order}`])].join(",");
}

/** A leaf in whatever order its branches run. */
export function withoutOrder(leaf: Leaf): Leaf {
  return new Map([...leaf].filter(([axis]) => axis !== orderAxis));
}

/** Reads what [leafId] wrote. Throws [LeafError]. */
export function parseLeaf(text: string): Leaf {
  const leaf = new Map<string, string>();
  for (const part of text.split(",")) {
    const [, axis, option] = /^([^=\s]+)=([^=\s]+)$/.exec(part.trim()) ?? [];
    if (axis === undefined || option === undefined)
      throw new LeafError(`cannot read the leaf ${JSON.stringify(text)}: want axis=option,axis=option as it is printed with a result`);
    if (leaf.has(axis)) throw new LeafError(`the leaf ${JSON.stringify(text)} gives ${axis} twice`);
    leaf.set(axis, option);
  }
  return leaf;
}

/** `test_x[backend=redis]`: the name of a leaf of a test in every output. Orders are executions of one test and not in its name. */
export function leafName(test: string, leaf: Leaf): string {
  const named = withoutOrder(leaf);
  return named.size === 0 ? test : `${test}[${leafId(named)}]`;
}

/** The name of the test that a leaf belongs to. */
export function testOf(name: string): string {
  return name.replace(/\[[^[\]]*=[^[\]]*\]$/, "");
}

/** Every combination of the axes' options, the last axis fastest; the first is the one with all first options. Throws [LeafError] beyond [mostLeaves]. */
export function leavesOf(axes: readonly Axis[]): readonly Leaf[] {
  const total = axes.reduce((product, { options }) => product * options.length, 1);
  if (total > mostLeaves) {
    const factors = axes.map(({ name, options }) => `${name} (${options.length})`).join(" × ");
    throw new LeafError(`${factors} are ${total} leaves; at most ${mostLeaves} are run`);
  }
  return axes.reduce<readonly Leaf[]>(
    (leaves, { name, options }) => leaves.flatMap((leaf) => options.map((option) => new Map([...leaf, [name, option]]))),
    [noLeaf],
  );
}

/**
 * What a run of [leaf] tells about further leaves: [own] is what it was, with the first option of each axis it met that the leaf did not
 * name, and [others] are the combinations with the other options of these.
 */
export function unfold(leaf: Leaf, met: readonly Axis[]): { readonly own: Leaf; readonly others: readonly Leaf[] } {
  const found = met.filter(({ name }) => !leaf.has(name));
  const [own = noLeaf, ...others] = leavesOf(found).map((choices) => new Map([...leaf, ...choices]));
  return { own: found.length === 0 ? leaf : own, others: found.length === 0 ? [] : others };
}
