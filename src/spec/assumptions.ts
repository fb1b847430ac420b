/**
 * Assumptions: named sets of faults, perhaps on several services, that `fault()` and scenarios put in force as a whole.
 */
import type { Scope, WrittenRule } from "../engine/index.ts";
import { encode, type Value } from "../starlark/index.ts";
import type { Filters } from "../trace/index.ts";
import { AskingValue } from "./asks.ts";
import type { MonitorValue } from "./properties.ts";
import type { SuiteState } from "./state.ts";
import { monitoring } from "./temporal.ts";

/** The faults of an assumption on one service. */
export interface Assumed {
  readonly service: string;
  readonly rules: readonly WrittenRule[];
}

/** A named set of faults, perhaps on several services. Two of one name are the same key of a dict. */
export class AssumptionValue extends AskingValue {
  static readonly typeName = "fault_assumption";
  readonly type = "fault_assumption";
  readonly name: string;
  readonly description: string;
  readonly assumed: readonly Assumed[];
  readonly monitors: readonly MonitorValue[];

  constructor(name: string, description: string, assumed: readonly Assumed[], monitors: readonly MonitorValue[]) {
    super();
    this.name = name;
    this.description = description;
    this.assumed = assumed;
    this.monitors = monitors;
  }

  override get filters(): readonly Filters[] {
    return [];
  }

  override get asked(): readonly Value[] {
    return this.monitors;
  }

  override attr(name: string): Value | undefined {
    if (name === "name") return encode(this.name);
    return name === "description" ? encode(this.description) : undefined;
  }

  override attrNames(): string[] {
    return ["name", "description"];
  }

  override hashKey(): string {
    return encode(this.name);
  }

  override equals(other: Value): boolean {
    return other instanceof AssumptionValue && other.name === this.name;
  }

  override repr(): string {
    return encode(`<fault_assumption ${this.name}>`);
  }
}

/** Runs [body] while the faults and monitors of [assumptions] are in force, all of them together. */
export async function assuming(state: SuiteState, assumptions: readonly AssumptionValue[], body: () => Promise<Value>): Promise<Value> {
  const run = state.run("fault");
  const scopes: Scope[] = [];
  try {
    for (const { service, rules } of assumptions.flatMap(({ assumed }) => assumed)) scopes.push(await run.apply(service, "fault", rules));
    return await monitoring(
      state,
      assumptions.flatMap(({ monitors }) => monitors),
      body,
    );
  } finally {
    for (const scope of scopes.reverse()) await run.lift(scope);
  }
}

/** What the calls of these faults need intercepted, per service. */
export function needsOfFaults(assumptions: readonly AssumptionValue[]): ReadonlyMap<string, ReadonlySet<string>> {
  const needs = new Map<string, Set<string>>();
  for (const { service, rules } of assumptions.flatMap(({ assumed }) => assumed)) {
    const known = needs.get(service) ?? new Set();
    needs.set(service, known);
    for (const name of rules.flatMap(({ syscalls }) => syscalls)) known.add(name);
  }
  return needs;
}
