/** A text and its lines: turns offsets, which is all that tokens and nodes carry, into positions for people. */
import type { Diagnostic, Position } from "./errors.ts";

export class Source {
  readonly file: string;
  readonly text: string;
  /** The offset at which each line begins; made when the first position is asked for. */
  #lines: number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  position(offset: number): Position {
    const line = this.#lineAt(offset);
    return { file: this.file, line: line + 1, column: this.#column(line, offset) };
  }

  /** The text of a line, without its end; lines count from 1. */
  line(line: number): string {
    const lines = this.#starts();
    const start = lines[line - 1] ?? this.text.length;
    const end = lines[line] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }

  diagnostic(start: number, end: number, message: string, suggestion?: string): Diagnostic {
    const line = this.#lineAt(start);
    const lineEnd = this.#starts()[line + 1] ?? this.text.length + 1;
    const column = this.#column(line, start);
    const endColumn = Math.max(column + 1, this.#column(line, Math.min(end, lineEnd - 1)));
    const about = { file: this.file, line: line + 1, column, endColumn, message, sourceLine: this.line(line + 1) };
    return suggestion === undefined ? about : { ...about, suggestion };
  }

  #column(line: number, offset: number): number {
    const start = this.#starts()[line] ?? 0;
    let column = 1;
    for (let i = start; i < offset; i++) {
      // The second half of a surrogate pair is no character of its own.
      if ((this.text.charCodeAt(i) & 0xfc00) !== 0xdc00) column++;
    }
    return column;
  }

  #lineAt(offset: number): number {
    const lines = this.#starts();
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #starts(): number[] {
    if (this.#lines === undefined) {
      this.#lines = [0];
      for (let i = this.text.indexOf("\n"); i >= 0; i = this.text.indexOf("\n", i + 1)) this.#lines.push(i + 1);
    }
    return this.#lines;
  }
}
