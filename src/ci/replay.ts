/** The line that runs a test again just as it ran: everything that has a part in what came of it, spelt for a shell. */
import { toolName } from "./version.ts";

/** How a test was run, as far as it is not the default of `faultbox test`. */
export interface ReplayOptions {
  readonly observe?: "suite" | "auto";
  readonly source?: boolean;
  readonly strictDeterminism?: boolean;
  readonly requireFaultsFire?: boolean;
  /** In milliseconds; absent for the default. */
  readonly budgetMs?: number;
}

/** One line for a shell that runs this very test of the suite at [path] again. */
export function replayLine(path: string, test: string, seed: number, leaf: string, options: ReplayOptions = {}): string {
  const { observe, source, strictDeterminism, requireFaultsFire, budgetMs } = options;
  return [
    toolName,
    "test",
    // A path that begins like an option is none.
    shellWord(path.startsWith("-") ? `./${path}` : path),
    `--test ${shellWord(shortest(test))}`,
    ...(leaf === "" ? [] : [`--leaf ${shellWord(leaf)}`]),
    `--seed ${seed}`,
    ...(observe === "auto" ? ["--observe auto"] : []),
    ...(source === true ? ["--source"] : []),
    ...(strictDeterminism === undefined ? [] : [`--strict-determinism=${strictDeterminism}`]),
    ...(requireFaultsFire === true ? ["--require-faults-fire"] : []),
    ...(budgetMs === undefined ? [] : [`--timeout ${budgetMs}ms`]),
  ].join(" ");
}

/** Without `test_`, unless that would be taken for something else. */
function shortest(test: string): string {
  const short = test.replace(/^test_/, "");
  return short === "" || /^[-~]/.test(short) ? test : short;
}

/** A word as a shell reads it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quoted(word);
}

/** A word in quotes, whatever stands in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
