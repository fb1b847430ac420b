/** An executable or library that a service has mapped, with the tables that were found in it. Each is read when it is first needed. */
import { FrameTable } from "./cfi.ts";
import { Elf } from "./elf.ts";
import { GoTable } from "./go.ts";
import type { CompiledFrame } from "./symbolise.ts";

export class Module {
  readonly elf: Elf;
  /** It is another file now than when it was mapped, so nothing in it is sure. */
  readonly replaced: boolean;
  /** What the symboliser said of addresses. */
  readonly lines = new Map<number, readonly CompiledFrame[]>();
  #go: GoTable | undefined | null = null;
  #frames: FrameTable | undefined | null = null;

  constructor(elf: Elf, replaced: boolean) {
    this.elf = elf;
    this.replaced = replaced;
  }

  /** Its compiler wrote down which line each instruction comes from. */
  get hasLines(): boolean {
    return this.elf.sections.some(({ name, size }) => name === ".debug_line" && size > 0);
  }

  /** Undefined when it is not a Go program. */
  get go(): GoTable | undefined {
    if (this.#go === null) this.#go = GoTable.of(this.elf);
    return this.#go;
  }

  /** Undefined when it has no frame information. */
  get frames(): FrameTable | undefined {
    if (this.#frames === null) this.#frames = FrameTable.of(this.elf);
    return this.#frames;
  }
}
