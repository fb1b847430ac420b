/**
 * How often the line that made a call is found: the programs of `fixtures/source` make calls in all the ways that programs of their language
 * come to make one (directly, inlined, from callbacks, threads, signal handlers, as the last act of a function), and their text says which line
 * each comes from. Printed is the share of calls for which that very line was found, the goal beside it, and how many lines were wrong
 * without saying so, which must be none.
 *
 *   node bench/source/run.ts [NAME]        only variants whose name contains NAME
 *
 * Needs Go, gcc and rustc; what a call costs with its stack is in `bench/supervisor`.
 */
import { build, expectedLines, foundLines, outcomeOf, variants, type Outcome, type Variant } from "../../fixtures/source/record.ts";

const [only = ""] = process.argv.slice(2);

function goalOf({ name }: Variant): number {
  return name.startsWith("Go") || name.includes("-fno-omit-frame-pointer") || name.endsWith("-O0") ? 100 : 95;
}

process.stdout.write(`${"".padEnd(32)}  right  goal   near  none  wrong\n`);
let missed = 0;
for (const variant of Object.values(variants).filter(({ name }) => name.includes(only))) {
  const found = await foundLines([await build(variant)]);
  const outcomes = [...(await expectedLines(variant.source))].map(([name, line]) => outcomeOf(line, found.get(name)));
  const count = (...wanted: readonly Outcome[]): number => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  const share = (100 * count("right", "right, near")) / outcomes.length;
  const goal = goalOf(variant);
  if (share < goal || count("wrong") > 0) missed++;
  const cells = [`${share.toFixed(0)} %`.padStart(7), `${goal} %`.padStart(6), `${count("right, near", "near")}`.padStart(7)];
  process.stdout.write(`${variant.name.padEnd(32)}${cells.join("")}${`${count("none")}`.padStart(6)}${`${count("wrong")}`.padStart(7)}\n`);
}
process.exitCode = missed === 0 ? 0 : 1;
