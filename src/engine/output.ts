/** The last lines a service printed, kept for the moment something goes wrong. */

const mostLines = 20;
const longestLine = 500;

export class LastLines {
  #lines: string[] = [];
  #partial = "";
  readonly #decoder = new TextDecoder();

  add(bytes: Uint8Array): void {
    const pieces = (this.#partial + this.#decoder.decode(bytes, { stream: true })).split("\n");
    this.#partial = (pieces.pop() ?? "").slice(0, longestLine);
    for (const line of pieces) this.#lines.push(line.slice(0, longestLine));
    this.#lines = this.#lines.slice(-mostLines);
  }

  /** Oldest first, an unfinished last line included. */
  get lines(): readonly string[] {
    return this.#partial === "" ? this.#lines : [...this.#lines, this.#partial].slice(-mostLines);
  }
}
