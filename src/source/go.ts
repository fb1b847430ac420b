/**
 * What every Go executable knows of its own code, stripped or not: the table that the runtime itself walks stacks with. For each address it
 * gives the function, the file and the line, the calls that were inlined there, and how far the frame reaches, so a stack is followed exactly
 * and without frame pointers.
 *
 * The layout is that of Go 1.20 and later (`runtime/symtab.go`, `cmd/link/internal/ld/pcln.go`, `internal/abi/symtab.go` of the Go sources):
 * a header, then name, unit, file and value tables, then a table of functions by address. A value that changes along a function (line,
 * file, frame size, place in the tree of inlined calls) is a list of pairs (change of the value, bytes of code it holds for). Of Go 1.18 and
 * 1.19, whose function records are shorter and whose inlining is told in another form, only the function and line are read.
 */
import { Bytes, Cursor, Malformed } from "./bytes.ts";
import { lastAtMost, type Elf } from "./elf.ts";

const magic118 = 0xfffffff0;
const magic120 = 0xfffffff1;
/** `internal/abi`: which of a function's tables tells the place in the tree of inlined calls, and which of its data is the tree. */
const pcdataInlineIndex = 2;
const funcdataInlineTree = 3;
/** `internal/abi.FuncFlagTopFrame`: nothing called it, the stack ends here. */
const flagTopFrame = 1;
const mostFunctions = 4_000_000;
/** Inlined calls in each other; the compiler's budget allows a few dozen. */
const deepestInlining = 200;

/** One function at an address, those inlined into another first. */
export interface GoFrame {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

export interface GoFunction {
  /** Addresses in the file. */
  readonly entry: number;
  readonly top: boolean;
  /** Bytes from the stack pointer to the return address at the address asked for. */
  readonly frameSize: number;
}

export class GoTable {
  readonly #table: Bytes;
  readonly #modern: boolean;
  readonly #text: number;
  readonly #names: number;
  readonly #units: number;
  readonly #files: number;
  readonly #values: number;
  readonly #functions: number;
  readonly #count: number;
  readonly #quantum: number;
  /** Where the trees of inlined calls stand; undefined when that is not to be found. */
  readonly #data: ((offset: number, size: number) => Bytes) | undefined;
  readonly #entries: Uint32Array;

  private constructor(table: Bytes, module: { text: number; data?: (offset: number, size: number) => Bytes }) {
    this.#table = table;
    this.#modern = table.u32(0) === magic120;
    if (!this.#modern && table.u32(0) !== magic118) throw new Malformed("not a table of Go 1.18 or later");
    if (table.u8(7) !== 8) throw new Malformed("not of 64 bits");
    this.#quantum = table.u8(6);
    this.#count = table.u64(8);
    this.#names = table.u64(32);
    this.#units = table.u64(40);
    this.#files = table.u64(48);
    this.#values = table.u64(56);
    this.#functions = table.u64(64);
    // Since Go 1.26 the field is 0, and the beginning of the code is the linker's to say.
    this.#text = table.u64(24) || module.text;
    this.#data = module.data;
    if (this.#count > mostFunctions) throw new Malformed("too many functions");
    const index = table.sub(this.#functions, this.#count * 8 + 4);
    this.#entries = Uint32Array.from({ length: this.#count + 1 }, (_, i) => index.u32(i * 8));
  }

  /** The table of an executable; undefined when it is not one of Go, or of a Go that we do not know. */
  static of(elf: Elf): GoTable | undefined {
    const table = elf.section(".gopclntab") ?? elf.section(".data.rel.ro.gopclntab");
    const text = elf.sectionNamed(".text");
    if (!table || !text) return undefined;
    try {
      return new GoTable(table, moduleOf(elf) ?? { text: text.address });
    } catch (error) {
      if (error instanceof Malformed) return undefined;
      throw error;
    }
  }

  /** How the function at [pc] stands on the stack there; undefined when it is not Go's. Both are addresses in the file. */
  at(pc: number): GoFunction | undefined {
    const record = this.#record(pc);
    if (record === undefined) return undefined;
    const frameSize = this.#value(this.#table.u32(record + 16), pc, this.#entryOf(record));
    if (frameSize === undefined || frameSize < 0) return undefined;
    const flag = this.#table.u8(record + (this.#modern ? 41 : 37));
    return { entry: this.#entryOf(record), top: (flag & flagTopFrame) !== 0, frameSize };
  }

  /** The functions at [pc], innermost first: what was inlined, then what it was inlined into. */
  framesAt(pc: number): readonly GoFrame[] {
    const record = this.#record(pc);
    if (record === undefined) return [];
    const entry = this.#entryOf(record);
    const frames: GoFrame[] = [];
    let at = pc;
    for (let depth = 0; depth < deepestInlining; depth++) {
      const place = this.#place(record, at, entry);
      const inlined = this.#inlined(record, at, entry);
      frames.push({ function: inlined?.name ?? this.#name(this.#table.i32(record + 4)), ...place });
      if (inlined === undefined) break;
      at = entry + inlined.parent;
    }
    return frames;
  }

  /** Where the record of the function at [pc] is. */
  #record(pc: number): number | undefined {
    const offset = pc - this.#text;
    if (offset < 0 || offset >= (this.#entries[this.#count] ?? 0)) return undefined;
    const index = lastAtMost(this.#entries, offset, (entry) => entry);
    if (index < 0 || index >= this.#count) return undefined;
    return this.#functions + this.#table.u32(this.#functions + index * 8 + 4);
  }

  #entryOf(record: number): number {
    return this.#text + this.#table.u32(record);
  }

  #name(offset: number): string {
    return this.#table.text(this.#names + offset, 1024);
  }

  #place(record: number, pc: number, entry: number): { file: string; line: number } {
    const file = this.#value(this.#table.u32(record + 20), pc, entry);
    const line = this.#value(this.#table.u32(record + 24), pc, entry) ?? 0;
    if (file === undefined || file < 0) return { file: "", line };
    const unit = this.#table.u32(record + 32);
    const offset = this.#table.u32(this.#units + 4 * (unit + file));
    return { file: offset === 0xffffffff ? "" : this.#table.text(this.#files + offset), line };
  }

  #inlined(record: number, pc: number, entry: number): { name: string; parent: number } | undefined {
    if (!this.#modern || !this.#data) return undefined;
    const tables = this.#table.u32(record + 28);
    const datas = this.#table.u8(record + 43);
    if (tables <= pcdataInlineIndex || datas <= funcdataInlineTree) return undefined;
    const values = this.#table.u32(record + 44 + 4 * pcdataInlineIndex);
    const tree = this.#table.u32(record + 44 + 4 * tables + 4 * funcdataInlineTree);
    if (values === 0 || tree === 0xffffffff) return undefined;
    const index = this.#value(values, pc, entry);
    if (index === undefined || index < 0) return undefined;
    const call = this.#data(tree + 16 * index, 16);
    return { name: this.#name(call.i32(4)), parent: call.i32(8) };
  }

  /** What the table at [offset] says for [pc]. */
  #value(offset: number, pc: number, entry: number): number | undefined {
    if (offset === 0) return undefined;
    const cursor = new Cursor(this.#table, this.#values + offset);
    let value = -1;
    let at = entry;
    for (let first = true; ; first = false) {
      const change = cursor.uleb();
      if (change === 0 && !first) return undefined;
      value += change % 2 === 1 ? -(change + 1) / 2 : change / 2;
      at += cursor.uleb() * this.#quantum;
      if (pc < at) return value;
      if (cursor.at > this.#functions) return undefined;
    }
  }
}

/**
 * The linker's record of the module: where code begins and where the trees of inlined calls are. It begins with a pointer to the table. Since
 * Go 1.26 it has a section of its own, before it stands somewhere in the data. In position-independent executables its pointers are
 * filled in when it is loaded, and the file may hold none of them.
 */
function moduleOf(elf: Elf): { text: number; data: (offset: number, size: number) => Bytes } | undefined {
  const table = elf.sectionNamed(".gopclntab") ?? elf.sectionNamed(".data.rel.ro.gopclntab");
  if (!table) return undefined;
  for (const name of [".go.module", ".noptrdata", ".data", ".data.rel.ro"]) {
    const bytes = elf.section(name);
    for (let at = 0; bytes && at + 328 <= bytes.length; at += 8) {
      if (bytes.u32(at) !== table.address % 2 ** 32 || bytes.u32(at + 4) !== Math.floor(table.address / 2 ** 32)) continue;
      try {
        const text = bytes.u64(at + 176);
        const data = bytes.u64(at + 320);
        const [lowest, highest] = [bytes.u64(at + 160), bytes.u64(at + 168)];
        // Another pointer to the table, or a module of another layout.
        if (text > lowest || lowest >= highest || data === 0) continue;
        elf.at(data, 16);
        return { text, data: (offset, size) => elf.at(data + offset, size) };
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
      }
    }
  }
  return undefined;
}

/** First parts of the paths of Go's own packages; with `-trimpath` nothing else tells their files from a module's. */
const standard = new Set(
  (
    "archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index " +
    "internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text " +
    "time unicode unique unsafe vendor weak"
  ).split(" "),
);

/** Whether a function is of Go's own library: its package and its file both say so. */
export function goStandard(name: string, file: string): boolean {
  const first = /^[^./(]+/.exec(name)?.[0] ?? "";
  if (!standard.has(first)) return false;
  // Built here, the file is below GOROOT; trimmed, it is named by the package's path.
  return file.startsWith("/") ? file.includes("/src/") || file.startsWith("/_") : file.startsWith(`${first}/`) || file === "";
}
