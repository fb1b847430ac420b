/** Partitions in a suite: `partition`, `partition_start`, `partition_stop`. What they do to connections stands in the engine's `partitions.ts`. */
import { partitionRules, SuiteError, type Direction, type Scope, type Side, type TestRun } from "../engine/index.ts";
import { builtin, type Builtin, type Position } from "../starlark/index.ts";
import { DRIVER } from "../trace/index.ts";
import { ServiceValue } from "./services.ts";
import type { SuiteState } from "./state.ts";

interface Partition {
  /** The two names, in the order of the alphabet: a pair is one pair whichever way it is written. */
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly scopes: readonly Scope[];
}

/** Partitions that were started and not stopped, innermost last. */
const started = new WeakMap<TestRun, Partition[]>();

/** Notes what a test left cut: the end of the test has mended it. */
export function noteLeakedPartitions(run: TestRun): void {
  for (const { fields } of started.get(run) ?? []) run.note("partition_leaked", DRIVER, fields);
  started.delete(run);
}

const keyOf = (a: ServiceValue, b: ServiceValue): string => [a.name, b.name].sort().join(" and ");

async function cut(
  run: TestRun,
  a: ServiceValue,
  b: ServiceValue,
  direction: string,
  what: string,
  { file, line, column }: Position,
): Promise<Partition> {
  if (a.name === b.name) throw new SuiteError(`${what}: "${a.name}" cannot be cut off from itself`);
  const known: readonly string[] = ["both", "a_to_b", "b_to_a"] satisfies Direction[];
  if (!known.includes(direction)) throw new SuiteError(`${what}: direction must be ${known.join(", ")}, got ${JSON.stringify(direction)}`);
  if (a.interfaces.size === 0 && b.interfaces.size === 0)
    throw new SuiteError(
      `${what}: neither "${a.name}" nor "${b.name}" declares an interface, so their traffic cannot be told from other traffic`,
    );
  const side = async (value: ServiceValue): Promise<Side> => ({
    name: value.name,
    interfaces: value.declaration.interfaces,
    pids: await run.pids(value.name),
  });
  const [one, two] = [await side(a), await side(b)];
  const group = `partition(${a.name}, ${b.name}${direction === "both" ? "" : `, ${direction}`})`;
  const scopes: Scope[] = [];
  const fields = { a: a.name, b: b.name, direction };
  try {
    for (const [self, other, sends] of [
      [one, two, direction !== "b_to_a"],
      [two, one, direction !== "a_to_b"],
    ] as const) {
      const rules = partitionRules(self, other, group, sends).map((rule) => ({ ...rule, position: { file, line, column } }));
      if (rules.length > 0) scopes.push(await run.apply(self.name, "fault", rules));
    }
  } catch (error) {
    for (const scope of scopes.reverse()) await run.lift(scope);
    throw error;
  }
  run.note("partition_applied", DRIVER, fields);
  return { key: keyOf(a, b), fields, scopes };
}

async function mend(run: TestRun, { scopes, fields }: Partition): Promise<void> {
  for (const scope of [...scopes].reverse()) await run.lift(scope);
  run.note("partition_removed", DRIVER, fields);
}

export function partitionBuiltins(state: SuiteState): readonly Builtin[] {
  const sides = [
    { name: "a", type: ServiceValue, kind: "positional", doc: "A service." },
    { name: "b", type: ServiceValue, kind: "positional", doc: "Another." },
  ] as const;
  const direction = {
    name: "direction",
    type: "text",
    default: "both",
    doc: '"both", or "a_to_b" or "b_to_a" where only what one side sends is lost.',
  } as const;
  return [
    builtin({
      name: "partition",
      doc:
        "Runs something while two services cannot reach each other. New connections between them fail with ETIMEDOUT; on connections that stand, so does " +
        "sending in a cut direction, while what was sent before is still read. Traffic with others goes on. A service is known by the ports that it declares " +
        "and those that it listens on when the cut is made.",
      params: [...sides, direction, { name: "run", type: "callable", arity: 0, kind: "keyword", doc: "What to run meanwhile." }],
      returns: "what run returned",
      call: async ({ a, b, direction: way, run: body }, ctx) => {
        const run = state.run("partition");
        const made = await cut(run, a, b, way, "partition", ctx.position);
        try {
          return await ctx.call(body, []);
        } finally {
          await mend(run, made);
        }
      },
    }),
    builtin({
      name: "partition_start",
      doc: "Cuts two services off from each other until partition_stop() or the end of the test.",
      params: [...sides, direction],
      call: async ({ a, b, direction: way }, ctx) => {
        const run = state.run("partition_start");
        const made = await cut(run, a, b, way, "partition_start", ctx.position);
        started.set(run, [...(started.get(run) ?? []), made]);
        return null;
      },
    }),
    builtin({
      name: "partition_stop",
      doc: "Mends what partition_start() cut between two services, in whichever order they are named.",
      params: sides,
      call: async ({ a, b }) => {
        const run = state.run("partition_stop");
        const key = keyOf(a, b);
        const all = started.get(run) ?? [];
        started.set(
          run,
          all.filter((one) => one.key !== key),
        );
        for (const one of all.filter((candidate) => candidate.key === key).reverse()) await mend(run, one);
        return null;
      },
    }),
  ];
}
