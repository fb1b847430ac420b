/**
 * Which lines of the program a finding is about. The model knows nothing of lines, since they move with every edit; but one run of each side
 * may have been recorded with the line of every call, and the classes of the finding say which calls those are. Lines of the two sides are
 * paired by function and text, so that a line that only moved is not called new.
 */
import type { Source, SuiteRun } from "../trace/index.ts";
import { partsOf } from "./classes.ts";
import { isWithin } from "./facts.ts";
import { observePlaces, type ObserveOptions, type PlacedCall } from "./observe.ts";
import type { CodeLine, CodeLines } from "./types.ts";

/** Test → its calls with their lines, of the first of [runs] in which it passed and lines were recorded. */
export type Places = ReadonlyMap<string, readonly PlacedCall[]>;

/** Lines told of one side. */
const mostLines = 8;

export function placesOf(runs: readonly SuiteRun[], options: ObserveOptions = {}): Places {
  const places = new Map<string, readonly PlacedCall[]>();
  for (const test of runs.flatMap((run) => run.tests)) {
    if (test.verdict !== "pass" || places.has(test.name)) continue;
    if (test.events.some(({ call }) => call?.source !== undefined)) places.set(test.name, observePlaces(test, options));
  }
  return places;
}

/** What to look for: calls of these classes by a service in a part of the test, as [isWithin] has it. */
export interface Wanted {
  readonly test: string;
  readonly lane: string;
  readonly window: string;
  readonly classes: readonly string[];
}

/** The lines of both sides; undefined when neither side knows any. */
export function linesFor(wanted: Wanted, base: Places | undefined, head: Places | undefined): CodeLines | undefined {
  const before = counted(callsOf(wanted, base));
  const after = counted(callsOf(wanted, head));
  if (before.length === 0 && after.length === 0) return undefined;
  // Without lines of the base nothing is known to be new.
  const fresh = base?.has(wanted.test) === true ? unpaired(after, before) : new Set<Counted>();
  const told = (lines: readonly Counted[]): CodeLine[] =>
    lines
      .map((one): CodeLine => {
        const { function: name, file, line, near } = one.source;
        return { function: name, file, ...(line === undefined ? {} : { line }), near, count: one.count, isNew: fresh.has(one) };
      })
      .sort((a, b) => Number(b.isNew) - Number(a.isNew))
      .slice(0, mostLines);
  return { base: told(before), head: told(after) };
}

function callsOf({ test, lane, window, classes }: Wanted, places: Places | undefined): readonly Source[] {
  const own = (places?.get(test) ?? []).filter((call) => call.lane === lane && isWithin(call.window, window));
  const exact = own.filter(({ key }) => classes.includes(key));
  if (exact.length > 0) return exact.map(({ source }) => source);
  // Names that vary between runs were folded, and a handle stands for its calls: what is left is the family and the object.
  const wanted = classes.map(partsOf);
  return own
    .filter(({ key }) => {
      const { call, object } = partsOf(key);
      return wanted.some((parts) => parts.object === object && (parts.call === call || parts.call === "handle"));
    })
    .map(({ source }) => source);
}

interface Counted {
  readonly source: Source;
  count: number;
}

/** Lines in the order in which they are first met. */
function counted(sources: readonly Source[]): readonly Counted[] {
  const lines = new Map<string, Counted>();
  for (const source of sources) {
    const key = `${source.file}:${source.line ?? ""} ${source.function}`;
    const known = lines.get(key);
    if (known) known.count++;
    else lines.set(key, { source, count: 1 });
  }
  return [...lines.values()];
}

/**
 * The lines of [after] that have no counterpart in [before], as far as that is certain. Within a function a line that reads as before is that
 * line, in the order in which they stand. Where more are left than were there before, and nothing tells which of them are new, none is called so.
 */
function unpaired(after: readonly Counted[], before: readonly Counted[]): ReadonlySet<Counted> {
  const fresh = new Set(after);
  for (const name of new Set(before.map(({ source }) => source.function))) {
    const inIt = (lines: readonly Counted[]): Counted[] =>
      lines.filter(({ source }) => source.function === name).sort((a, b) => (a.source.line ?? 0) - (b.source.line ?? 0));
    let old = inIt(before);
    let now = inIt(after);
    for (const one of now) {
      const same = old.find(({ source }) => source.text !== undefined && source.text === one.source.text);
      if (same === undefined) continue;
      fresh.delete(one);
      old = old.filter((other) => other !== same);
      now = now.filter((other) => other !== one);
    }
    if (old.length > 0) for (const one of now) fresh.delete(one);
  }
  return fresh;
}
