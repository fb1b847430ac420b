/**
 * What a service prints, as lines: bytes come in pieces of any size and go out as text, one line at a time. A line is bounded, so that a
 * service that never ends one cannot take this process's memory; bytes that are no UTF-8 become U+FFFD, since what is printed need not
 * be text at all.
 */

/** Longer lines are cut; the rest up to the line's end is thrown away. */
export const longestLineBytes = 64 << 10;

const newline = 0x0a;
const carriageReturn = 0x0d;

export interface Line {
  readonly text: string;
  /** The line was longer than [longestLineBytes], and this is its beginning. */
  readonly truncated: boolean;
}

export class LineReader {
  #pieces: Uint8Array[] = [];
  #length = 0;
  #truncated = false;

  /** Takes [bytes] and returns the lines that are complete now. */
  add(bytes: Uint8Array): readonly Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      this.#keep(bytes.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#keep(bytes.subarray(start));
    return lines;
  }

  /** The unfinished last line, if there is one: for the end of the stream. */
  end(): readonly Line[] {
    return this.#length === 0 ? [] : [this.#take()];
  }

  #keep(piece: Uint8Array): void {
    const room = longestLineBytes - this.#length;
    if (piece.length > room) this.#truncated = true;
    if (piece.length === 0 || room <= 0) return;
    // A copy: the piece is a view of a frame that may be large.
    this.#pieces.push(piece.slice(0, room));
    this.#length += Math.min(piece.length, room);
  }

  #take(): Line {
    let bytes = Buffer.concat(this.#pieces);
    if (!this.#truncated && bytes.at(-1) === carriageReturn) bytes = bytes.subarray(0, -1);
    const line = { text: bytes.toString("utf8"), truncated: this.#truncated };
    this.#pieces = [];
    this.#length = 0;
    this.#truncated = false;
    return line;
  }
}
