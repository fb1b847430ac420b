/** Services that came or went: whether one did, asked of all tests at once, and the one draft that then stands for whatever it does or did. */
import { DRIVER } from "../trace/index.ts";
import { leading, windowsOf, type ClassChange } from "./changes.ts";
import type { Draft } from "./draft.ts";
import { start } from "./facts.ts";
import type { TestTable } from "./table.ts";

/**
 * Whether a service makes calls in every run of the head and in none of the base (1), or the other way round (-1), in all tests that know it: one
 * that has less to do in one test is still there.
 */
export function fateOfService(tables: readonly TestTable[], lane: string): -1 | 0 | 1 {
  if (lane === DRIVER) return 0;
  const fates = new Set<-1 | 0 | 1>();
  for (const { sections, n, m } of tables) {
    const own = sections.filter((section) => section.lane === lane);
    if (own.length === 0) continue;
    const calls = new Array<boolean>(n + m).fill(false);
    for (const { rows } of own) for (const { counts } of rows.values()) counts.forEach((count, r) => (calls[r] ||= count > 0));
    const [base, head] = [calls.slice(0, n), calls.slice(n)];
    if (!base.includes(true) && !head.includes(false)) fates.add(1);
    else fates.add(!base.includes(false) && !head.includes(true) ? -1 : 0);
  }
  const [fate, ...others] = fates;
  return others.length > 0 ? 0 : (fate ?? 0);
}

/** A service that came or went is one finding, whatever it does or did. */
export function serviceDraft(lane: string, changes: readonly ClassChange[], fate: -1 | 1): Draft {
  const lead = leading(changes);
  const runs = (fate > 0 ? lead.cell.base : lead.cell.head).length;
  const none = `none of ${runs} ${fate > 0 ? "base" : "new"} ${runs === 1 ? "run" : "runs"} had it make a call`;
  const before = fate > 0 ? "no calls" : "calls";
  return {
    kind: fate > 0 ? "appeared" : "disappeared",
    rank: "communication",
    test: lead.cell.test,
    lane,
    window: start,
    object: "",
    sentence: `${lane} is ${fate > 0 ? "new" : "gone"}: ${none}`,
    before,
    after: fate > 0 ? "calls" : "no calls",
    evidence: { base: fate > 0 ? 0 : lead.cell.base.length, head: fate > 0 ? lead.cell.head.length : 0 },
    direction: fate,
    calls: [],
    counted: [],
    classes: changes.map(({ key }) => key),
    cause: "service",
    undisturbed: true,
    windows: windowsOf(changes),
    likeness: "service",
    fate,
  };
}
