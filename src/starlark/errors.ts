/**
 * What can go wrong, as classes that a caller can tell apart: a text that is not a program (`StarlarkSyntaxError`, with all that was found in one
 * pass), a program that failed while it ran (`StarlarkRuntimeError`, with a backtrace), and `StarlarkError`, which the built-in functions
 * throw without knowing where they were called; the machine adds the place.
 */

/** A place in a file. Lines and columns count from 1; a column counts characters. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with a text. */
export interface Diagnostic extends Position {
  /** The column after the last one concerned, on the same line. */
  readonly endColumn: number;
  readonly message: string;
  readonly sourceLine: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

/** One call that was under way. */
export interface CallFrame {
  /** The function's name; `<toplevel>` for a module. */
  readonly name: string;
  /** Where in that function execution stood. */
  readonly position: Position;
}

/** A failure without a place: what values, operators and built-in functions throw. */
export class StarlarkError extends Error {
  override name = "StarlarkError";
}

/** The call was stopped from outside: its signal was aborted. */
export class StarlarkCancelled extends StarlarkError {
  override name = "StarlarkCancelled";
}

/** The budget of steps is used up. */
export class StarlarkBudgetError extends StarlarkError {
  override name = "StarlarkBudgetError";
}

export function formatPosition(position: Position): string {
  return `${position.file}:${position.line}:${position.column}`;
}

/** A text that is not a program. */
export class StarlarkSyntaxError extends Error {
  override name = "StarlarkSyntaxError";
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    const first = diagnostics[0];
    super(first === undefined ? "syntax error" : `${formatPosition(first)}: ${first.message}`);
    this.diagnostics = diagnostics;
  }
  /** All diagnostics as people read them: place and message, the source line, and a line that underlines the span. */
  render(): string {
    return this.diagnostics.map(renderDiagnostic).join("\n");
  }
}

/** `file:line:col: message`, the source line, and a caret underline. */
export function renderDiagnostic(d: Diagnostic): string {
  const before = [...d.sourceLine].slice(0, d.column - 1).join("");
  const pad = before.replace(/[^\t]/gu, " ");
  const width = Math.max(1, Math.min(d.endColumn, [...d.sourceLine].length + 1) - d.column);
  return `${formatPosition(d)}: ${d.message}\n  ${d.sourceLine}\n  ${pad}${"^".repeat(width)}`;
}

/** The file of a call that no program made, but whoever runs it. */
export const hostFile = "<host>";

/** A program that failed while it ran. */
export class StarlarkRuntimeError extends Error {
  override name = "StarlarkRuntimeError";
  /** The calls under way, outermost first; the last is the one that failed. */
  readonly frames: readonly CallFrame[];
  /** The built-in function that failed, if it was one. */
  readonly builtin: string | undefined;
  /** The source line of the failure, where it is known. */
  readonly sourceLine: string | undefined;
  /** How many of the frames belong to whoever called the thread that failed. */
  readonly outer: number;
  constructor(
    message: string,
    frames: readonly CallFrame[],
    about: { builtin?: string; sourceLine?: string; cause?: unknown; outer?: number } = {},
  ) {
    super(message, about.cause === undefined ? {} : { cause: about.cause });
    this.frames = frames;
    this.builtin = about.builtin;
    this.sourceLine = about.sourceLine;
    this.outer = about.outer ?? 0;
  }
  /** Where it failed: the innermost call. */
  get position(): Position {
    return this.frames.at(-1)?.position ?? { file: hostFile, line: 1, column: 1 };
  }
  /** The backtrace as people read it, the failure last. */
  render(): string {
    const lines = this.frames.map((frame) => `  ${formatPosition(frame.position)}: in ${frame.name}`);
    const shown = lines.length <= 40 ? lines : [...lines.slice(0, 20), `  … ${lines.length - 40} more calls …`, ...lines.slice(-20)];
    const source = this.sourceLine === undefined ? [] : [`    ${this.sourceLine.trim()}`];
    const head = this.builtin === undefined ? "Error" : `Error in ${this.builtin}`;
    return ["Traceback (most recent call last):", ...shown, ...source, `${head}: ${this.message}`].join("\n");
  }
}

/** The candidate nearest to `word` if it is near enough to be a slip of the keyboard, else undefined. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // A third of the letters may differ: `probabilty` is probability, `x` is not `y`.
  let limit = Math.floor((word.length + 1) / 3) + 1;
  if (word.length < 2) limit = 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const distance = candidate.toLowerCase() === word.toLowerCase() ? 0 : editDistance(word, candidate, limit);
    if (distance < limit) {
      best = candidate;
      limit = distance;
    }
  }
  return best;
}

/** ` (did you mean "x"?)`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const suggestion = nearest(word, candidates);
  return suggestion === undefined ? "" : ` (did you mean "${suggestion}"?)`;
}

/** Insertions, deletions, replacements and swaps of neighbours; gives up with `limit` once it is reached. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit;
}
