/**
 * The call frame information of compiled code (`.eh_frame`): for each address where the frame ends and where the caller's registers are
 * saved. Compilers write it for C, C++, Rust and Zig on x86-64 and AArch64 whether or not frame pointers are kept, since exceptions and
 * profilers need it, and `strip` leaves it.
 *
 * Format: DWARF 5, section 6.4, with the changes of the Linux Standard Base (pointer encodings, augmentation). Of registers only those are
 * followed that a stack is walked with: stack pointer, frame pointer, return address.
 */
import { Bytes, Cursor, Malformed } from "./bytes.ts";
import { lastAtMost, type Elf } from "./elf.ts";

/** Numbers of the registers that matter, by machine. */
export interface Registers {
  readonly stack: number;
  readonly frame: number;
  readonly return: number;
}

export const registersOf: Readonly<Record<number, Registers>> = {
  62: { stack: 7, frame: 6, return: 16 },
  183: { stack: 31, frame: 29, return: 30 },
};

/** Where the caller's value of a register is. Places are bytes from the end of the frame (the canonical frame address). */
export type Saved =
  | { readonly kind: "same" }
  | { readonly kind: "unknown" }
  | { readonly kind: "at"; readonly offset: number }
  /** Bytes from the stack pointer: an expression, as signal frames have them. */
  | { readonly kind: "at-stack"; readonly offset: number };

/** The frame of a function at one address. */
export interface FrameRules {
  /** Where its function begins, an address in the file. */
  readonly start: number;
  /** Where it has ended. */
  readonly stop: number;
  /** The frame's end: a register plus an offset, or what the stack holds at an offset from the stack pointer. */
  readonly end: { readonly register: number; readonly offset: number } | { readonly loadFromStack: number };
  readonly frame: Saved;
  readonly return: Saved;
  /** The kernel made the frame for a signal: the address it returns to was not called from there, it was interrupted. */
  readonly signal: boolean;
}

interface Common {
  readonly codeAlign: number;
  readonly dataAlign: number;
  readonly encoding: number;
  readonly augmented: boolean;
  readonly signal: boolean;
  readonly instructions: readonly [from: number, to: number];
}

interface Description {
  readonly start: number;
  readonly end: number;
  readonly common: Common;
  readonly instructions: readonly [from: number, to: number];
}

const mostDescriptions = 4_000_000;
const same: Saved = { kind: "same" };
const unknown: Saved = { kind: "unknown" };

export class FrameTable {
  readonly #section: Cursor;
  readonly #address: number;
  readonly #registers: Registers;
  readonly #commons = new Map<number, Common>();
  /** Sorted begins of functions and where their descriptions are; from `.eh_frame_hdr`, or from reading them all. */
  readonly #index: { readonly starts: Float64Array; readonly places: Float64Array };

  private constructor(elf: Elf, section: Bytes, address: number, registers: Registers) {
    this.#section = new Cursor(section);
    this.#address = address;
    this.#registers = registers;
    this.#index = this.#header(elf) ?? this.#readAll();
  }

  static of(elf: Elf): FrameTable | undefined {
    const section = elf.section(".eh_frame");
    const address = elf.sectionNamed(".eh_frame")?.address;
    const registers = registersOf[elf.machine];
    if (!section || address === undefined || !registers) return undefined;
    try {
      return new FrameTable(elf, section, address, registers);
    } catch (error) {
      if (error instanceof Malformed) return undefined;
      throw error;
    }
  }

  /** The rules at [pc], an address in the file; undefined when nothing is said of it. */
  at(pc: number): FrameRules | undefined {
    const place = this.#index.places[lastAtMost(this.#index.starts, pc, (start) => start)];
    if (place === undefined) return undefined;
    const description = this.#description(place);
    if (!description || pc < description.start || pc >= description.end) return undefined;
    return this.#execute(description, pc);
  }

  #header(elf: Elf): { starts: Float64Array; places: Float64Array } | undefined {
    const header = elf.section(".eh_frame_hdr");
    const address = elf.sectionNamed(".eh_frame_hdr")?.address;
    // Version 1; the table of pairs of 32-bit distances from the header. Nobody writes another one.
    if (!header || address === undefined || header.length < 12 || header.u8(0) !== 1 || header.u8(2) !== 3 || header.u8(3) !== 0x3b)
      return undefined;
    const count = header.u32(8);
    if (count > mostDescriptions || header.length < 12 + 8 * count) return undefined;
    const starts = new Float64Array(count);
    const places = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      starts[i] = address + header.i32(12 + 8 * i);
      places[i] = address + header.i32(16 + 8 * i) - this.#address;
    }
    return { starts, places };
  }

  #readAll(): { starts: Float64Array; places: Float64Array } {
    const found: { start: number; place: number }[] = [];
    const { bytes } = this.#section;
    for (let place = 0; place + 4 <= bytes.length && found.length < mostDescriptions;) {
      const length = bytes.u32(place);
      if (length === 0 || length === 0xffffffff) break;
      const description = bytes.u32(place + 4) === 0 ? undefined : this.#description(place);
      if (description) found.push({ start: description.start, place });
      place += 4 + length;
    }
    found.sort((a, b) => a.start - b.start);
    return { starts: Float64Array.from(found, ({ start }) => start), places: Float64Array.from(found, ({ place }) => place) };
  }

  #description(place: number): Description | undefined {
    const { bytes } = this.#section;
    const length = bytes.u32(place);
    if (length === 0 || length === 0xffffffff) return undefined;
    const cursor = new Cursor(bytes, place + 4);
    const back = cursor.u32();
    if (back === 0) return undefined;
    const common = this.#common(place + 4 - back);
    const start = this.#pointer(cursor, common.encoding);
    const size = this.#pointer(cursor, common.encoding & 0x0f);
    if (common.augmented) cursor.at += cursor.uleb();
    return { start, end: start + size, common, instructions: [cursor.at, place + 4 + length] };
  }

  #common(place: number): Common {
    const known = this.#commons.get(place);
    if (known) return known;
    const { bytes } = this.#section;
    const length = bytes.u32(place);
    const cursor = new Cursor(bytes, place + 8);
    const version = cursor.u8();
    const augmentation = cursor.text();
    if (version !== 1 && version !== 3) throw new Malformed(`frame information of version ${version}`);
    const codeAlign = cursor.uleb();
    const dataAlign = cursor.sleb();
    if (version === 1) cursor.u8();
    else cursor.uleb();
    let encoding = 0;
    if (augmentation.startsWith("z")) {
      const end = cursor.uleb() + cursor.at;
      for (const letter of augmentation.slice(1)) {
        if (letter === "R") encoding = cursor.u8();
        else if (letter === "L") cursor.u8();
        else if (letter === "P") this.#pointer(cursor, cursor.u8());
        else if (letter !== "S" && letter !== "B" && letter !== "G") break;
      }
      cursor.at = end;
    } else if (augmentation !== "") throw new Malformed(`augmentation ${augmentation}`);
    const common: Common = {
      codeAlign,
      dataAlign,
      encoding,
      augmented: augmentation.startsWith("z"),
      signal: augmentation.includes("S"),
      instructions: [cursor.at, place + 4 + length],
    };
    this.#commons.set(place, common);
    return common;
  }

  #pointer(cursor: Cursor, encoding: number): number {
    const at = this.#address + cursor.at;
    let value: number;
    switch (encoding & 0x0f) {
      case 0x00:
      case 0x04:
        value = cursor.u64();
        break;
      case 0x01:
        value = cursor.uleb();
        break;
      case 0x02:
        value = cursor.u16();
        break;
      case 0x03:
        value = cursor.u32();
        break;
      case 0x09:
        value = cursor.sleb();
        break;
      case 0x0a:
        value = (cursor.u16() << 16) >> 16;
        break;
      case 0x0b:
        value = cursor.u32() | 0;
        break;
      case 0x0c:
        value = cursor.bytes.i64(cursor.at);
        cursor.at += 8;
        break;
      default:
        throw new Malformed(`a pointer of encoding ${encoding}`);
    }
    return (encoding & 0x70) === 0x10 ? value + at : value;
  }

  #execute({ start, end: stop, common, instructions }: Description, pc: number): FrameRules | undefined {
    const machine = new RowMachine(this.#registers, common);
    const code = this.#section.bytes;
    const first = machine.run(new Cursor(code.sub(0, common.instructions[1]), common.instructions[0]), start, Infinity);
    machine.initial = first;
    const row = machine.run(new Cursor(code.sub(0, instructions[1]), instructions[0]), start, pc);
    if (!row.end) return undefined;
    return { start, stop, end: row.end, frame: row.frame, return: row.return, signal: common.signal };
  }
}

interface Row {
  readonly end: FrameRules["end"] | undefined;
  readonly frame: Saved;
  readonly return: Saved;
}

/** Executes the instructions that describe how a frame changes along its function. */
class RowMachine {
  /** What `restore` goes back to. */
  initial: Row | undefined;
  readonly #registers: Registers;
  readonly #common: Common;
  #row: Row = { end: undefined, frame: same, return: same };

  constructor(registers: Registers, common: Common) {
    this.#registers = registers;
    this.#common = common;
  }

  /** The row in force at [pc]. */
  run(cursor: Cursor, start: number, pc: number): Row {
    const { codeAlign, dataAlign } = this.#common;
    const stack: Row[] = [];
    let location = start;
    while (!cursor.done) {
      const byte = cursor.u8();
      const low = byte & 0x3f;
      switch (byte & 0xc0 || low) {
        case 0x40:
          location += low * codeAlign;
          break;
        case 0x80:
          this.#save(low, { kind: "at", offset: cursor.uleb() * dataAlign });
          break;
        case 0xc0:
          this.#restore(low);
          break;
        case 0x00:
        case 0x2d:
          break;
        case 0x01:
          location = cursor.u64();
          break;
        case 0x02:
          location += cursor.u8() * codeAlign;
          break;
        case 0x03:
          location += cursor.u16() * codeAlign;
          break;
        case 0x04:
          location += cursor.u32() * codeAlign;
          break;
        case 0x05:
          this.#save(cursor.uleb(), { kind: "at", offset: cursor.uleb() * dataAlign });
          break;
        case 0x06:
          this.#restore(cursor.uleb());
          break;
        case 0x07:
          this.#save(cursor.uleb(), unknown);
          break;
        case 0x08:
          this.#save(cursor.uleb(), same);
          break;
        case 0x09:
          this.#save(cursor.uleb(), unknown);
          cursor.uleb();
          break;
        case 0x0a:
          if (stack.length > 100) throw new Malformed("states without end");
          stack.push(this.#row);
          break;
        case 0x0b:
          this.#row = stack.pop() ?? this.#row;
          break;
        case 0x0c:
          this.#row = { ...this.#row, end: { register: cursor.uleb(), offset: cursor.uleb() } };
          break;
        case 0x0d:
          this.#row = { ...this.#row, end: { register: cursor.uleb(), offset: this.#offset() } };
          break;
        case 0x0e:
          this.#row = { ...this.#row, end: { register: this.#register(), offset: cursor.uleb() } };
          break;
        case 0x0f: {
          const loaded = this.#expression(cursor, true);
          this.#row = { ...this.#row, end: loaded === undefined ? undefined : { loadFromStack: loaded } };
          break;
        }
        case 0x10: {
          const register = cursor.uleb();
          const offset = this.#expression(cursor, false);
          this.#save(register, offset === undefined ? unknown : { kind: "at-stack", offset });
          break;
        }
        case 0x11:
          this.#save(cursor.uleb(), { kind: "at", offset: cursor.sleb() * dataAlign });
          break;
        case 0x12:
          this.#row = { ...this.#row, end: { register: cursor.uleb(), offset: cursor.sleb() * dataAlign } };
          break;
        case 0x13:
          this.#row = { ...this.#row, end: { register: this.#register(), offset: cursor.sleb() * dataAlign } };
          break;
        case 0x14:
        case 0x15:
          this.#save(cursor.uleb(), unknown);
          cursor.uleb();
          break;
        case 0x16:
          this.#save(cursor.uleb(), unknown);
          cursor.at += cursor.uleb();
          break;
        case 0x2e:
          cursor.uleb();
          break;
        case 0x2f:
          this.#save(cursor.uleb(), { kind: "at", offset: -cursor.uleb() * dataAlign });
          break;
        default:
          throw new Malformed(`frame instruction ${byte}`);
      }
      if (location > pc) break;
      this.#settled = this.#row;
    }
    return location > pc ? this.#settled : this.#row;
  }

  /** The row before the location moved beyond the address asked for. */
  #settled: Row = { end: undefined, frame: same, return: same };

  #register(): number {
    return this.#row.end && "register" in this.#row.end ? this.#row.end.register : this.#registers.stack;
  }

  #offset(): number {
    return this.#row.end && "register" in this.#row.end ? this.#row.end.offset : 0;
  }

  #save(register: number, saved: Saved): void {
    if (register === this.#registers.frame) this.#row = { ...this.#row, frame: saved };
    else if (register === this.#registers.return) this.#row = { ...this.#row, return: saved };
  }

  #restore(register: number): void {
    if (register === this.#registers.frame) this.#save(register, this.initial?.frame ?? same);
    else if (register === this.#registers.return) this.#save(register, this.initial?.return ?? same);
  }

  /** The one form that occurs where stacks lead: stack pointer plus a number, followed by a load where [loads]. Others are not understood. */
  #expression(cursor: Cursor, loads: boolean): number | undefined {
    const size = cursor.uleb();
    const code = new Cursor(cursor.bytes.sub(cursor.at, size));
    cursor.at += size;
    if (size === 0 || code.u8() !== 0x70 + this.#registers.stack) return undefined;
    const offset = code.sleb();
    if (loads && (code.done || code.u8() !== 0x06)) return undefined;
    return code.done ? offset : undefined;
  }
}
