/**
 * How often the line that made a call is found: the programs of `fixtures/source` make calls in all the ways that programs of their language
 * come to make one (directly, inlined, from callbacks, threads, signal handlers, as the last act of a function), and their text says which line
 * each comes from. Printed is the share of calls for which that very line was found, the goal beside it, and how many lines were wrong
 * without saying so, which must be none.
 *
 *   node bench/source/run.ts [NAME]        only variants whose name contains NAME
 *
 * Of Node, Python and the JVM the function is all that is to be had, so there the line is that where the function begins, and always near.
 *
 * Needs Go, gcc, g++, rustc, a JDK and the zig of `native/build.sh`, and for its line a Python of 3.12 or later on the path; what a call costs with its stack is in `bench/supervisor`.
 */
import {
  build,
  expectedLines,
  foundLines,
  java,
  node,
  outcomeOf,
  python,
  variants,
  type Outcome,
  type Script,
  type Variant,
} from "../../fixtures/source/record.ts";

const [only = ""] = process.argv.slice(2);

function goalOf({ name }: { readonly name: string }): number {
  return name.startsWith("Go") || name.includes("-fno-omit-frame-pointer") || name.endsWith("-O0") ? 100 : 95;
}

process.stdout.write(`${"".padEnd(32)}  right  goal   near  none  wrong\n`);
let missed = 0;
const found = await python();
if (found === undefined) process.stdout.write("no Python of version 3.12 or later is here\n");
const all: readonly (Variant | Script)[] = [...Object.values(variants), node, await java(), ...(found === undefined ? [] : [found])];
for (const variant of all.filter(({ name }) => name.includes(only))) {
  const lines = await foundLines("argv" in variant ? variant.argv : [await build(variant)]);
  const outcomes = [...(await expectedLines(variant.source))].map(([name, line]) => outcomeOf(line, lines.get(name)));
  const count = (...wanted: readonly Outcome[]): number => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  const share = (100 * count("right", "right, near")) / outcomes.length;
  const goal = goalOf(variant);
  if (share < goal || count("wrong") > 0) missed++;
  const cells = [`${share.toFixed(0)} %`.padStart(7), `${goal} %`.padStart(6), `${count("right, near", "near")}`.padStart(7)];
  process.stdout.write(`${variant.name.padEnd(32)}${cells.join("")}${`${count("none")}`.padStart(6)}${`${count("wrong")}`.padStart(7)}\n`);
}
process.exitCode = missed === 0 ? 0 : 1;
