/**
 * ELF files of Linux, 64-bit and little-endian, as far as it takes to find where an address of a running program stands in them: segments,
 * sections, symbols. A file is whatever stood at the path of a mapping, so nothing in it is believed: sizes are bounded and every access is
 * checked. Sections are read when asked for.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { Bytes, Malformed } from "./bytes.ts";

/** No section that is read is longer: the line tables of the largest programs (a browser with all its libraries) have 150 MB. */
const mostBytes = 256 << 20;
const mostHeaders = 65_536;
const mostSymbols = 4_000_000;

export interface Segment {
  readonly address: number;
  readonly offset: number;
  readonly fileSize: number;
  readonly executable: boolean;
}

export interface Section {
  readonly name: string;
  /** `SHT_…` */
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
}

const nobits = 8;
const compressed = 0x800;

export class Elf {
  readonly path: string;
  readonly inode: number;
  /** `EM_…`: 62 is x86-64, 183 is AArch64. */
  readonly machine: number;
  readonly segments: readonly Segment[];
  readonly sections: readonly Section[];
  readonly #fd: number;
  readonly #size: number;
  readonly #read = new Map<string, Bytes | undefined>();
  #symbols: readonly Symbol[] | undefined;

  private constructor(path: string, fd: number) {
    this.path = path;
    this.#fd = fd;
    const status = fstatSync(fd);
    if (!status.isFile()) throw new Malformed("not a file");
    this.#size = status.size;
    this.inode = status.ino;
    const head = this.#bytes(0, 64);
    if (head.u32(0) !== 0x464c457f || head.u8(4) !== 2 || head.u8(5) !== 1) throw new Malformed("not a 64-bit little-endian ELF file");
    this.machine = head.u16(18);
    this.segments = this.#segments(head);
    this.sections = this.#sections(head);
  }

  /** The file at [path], to be closed; undefined when it cannot be read as ELF. */
  static open(path: string): Elf | undefined {
    let fd: number | undefined;
    try {
      fd = openSync(path, "r");
      return new Elf(path, fd);
    } catch {
      if (fd !== undefined) closeSync(fd);
      return undefined;
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  #bytes(offset: number, size: number): Bytes {
    if (offset < 0 || size < 0 || offset + size > this.#size || size > mostBytes) throw new Malformed(`${size} bytes at ${offset}`);
    const data = Buffer.alloc(size);
    let got = 0;
    while (got < size) {
      const more = readSync(this.#fd, data, got, size - got, offset + got);
      if (more === 0) throw new Malformed("the file has become shorter");
      got += more;
    }
    return new Bytes(data);
  }

  #segments(head: Bytes): Segment[] {
    const [offset, size, count] = [head.u64(32), head.u16(54), head.u16(56)];
    if (size < 56 || count > mostHeaders) throw new Malformed("program headers");
    const table = this.#bytes(offset, size * count);
    return Array.from({ length: count }, (_, i) => i * size)
      .filter((at) => table.u32(at) === 1)
      .map((at) => ({
        executable: (table.u32(at + 4) & 1) !== 0,
        offset: table.u64(at + 8),
        address: table.u64(at + 16),
        fileSize: table.u64(at + 32),
      }));
  }

  #sections(head: Bytes): Section[] {
    const [offset, size, count, names] = [head.u64(40), head.u16(58), head.u16(60), head.u16(62)];
    if (offset === 0 || count === 0) return [];
    if (size < 64 || count > mostHeaders) throw new Malformed("section headers");
    const table = this.#bytes(offset, size * count);
    const text = names < count ? this.#bytes(table.u64(names * size + 24), table.u64(names * size + 32)) : new Bytes(new Uint8Array(1));
    return Array.from({ length: count }, (_, i) => i * size).map((at) => ({
      name: text.text(table.u32(at), 64),
      type: table.u32(at + 4),
      flags: table.u64(at + 8),
      address: table.u64(at + 16),
      offset: table.u64(at + 24),
      size: table.u64(at + 32),
      link: table.u32(at + 40),
    }));
  }

  sectionNamed(name: string): Section | undefined {
    return this.sections.find((section) => section.name === name && section.type !== nobits && (section.flags & compressed) === 0);
  }

  /** The bytes of a section, or undefined when there is no such one, or not in this file, or too much of it. */
  section(name: string): Bytes | undefined {
    if (!this.#read.has(name)) {
      const found = this.sectionNamed(name);
      let bytes: Bytes | undefined;
      try {
        bytes = found && this.#bytes(found.offset, found.size);
      } catch {
        bytes = undefined;
      }
      this.#read.set(name, bytes);
    }
    return this.#read.get(name);
  }

  /** [size] bytes at [address] of the program as it is in the file. */
  at(address: number, size: number): Bytes {
    const segment = this.segments.find((one) => address >= one.address && address + size <= one.address + one.fileSize);
    if (!segment) throw new Malformed(`nothing at address ${address}`);
    return this.#bytes(segment.offset + (address - segment.address), size);
  }

  /** Functions by address, from the symbol table or, if that was stripped, from the dynamic one. */
  get symbols(): readonly Symbol[] {
    if (!this.#symbols) {
      try {
        this.#symbols = this.#functions(".symtab") ?? this.#functions(".dynsym") ?? [];
      } catch {
        this.#symbols = [];
      }
    }
    return this.#symbols;
  }

  #functions(name: string): Symbol[] | undefined {
    const section = this.sectionNamed(name);
    const table = this.section(name);
    const strings = section && this.sections[section.link];
    const text = strings && this.section(strings.name);
    if (!table || !text) return undefined;
    const found: Symbol[] = [];
    const count = Math.min(Math.floor(table.length / 24), mostSymbols);
    for (let at = 0; at < count * 24; at += 24) {
      // STT_FUNC, STT_GNU_IFUNC, or a place in the code without a type, as assembly leaves it
      const type = table.u8(at + 4) & 15;
      if (type !== 2 && type !== 10) continue;
      if (table.u16(at + 6) === 0) continue;
      found.push({ address: table.u64(at + 8), size: table.u64(at + 16), name: text.text(table.u32(at), 1024) });
    }
    return found.sort((a, b) => a.address - b.address);
  }

  /** The function at [address], where a symbol says how far it goes. */
  symbolAt(address: number): Symbol | undefined {
    const symbol = this.symbols[lastAtMost(this.symbols, address, ({ address: start }) => start)];
    return symbol && address < symbol.address + Math.max(symbol.size, 1) ? symbol : undefined;
  }

  /** The address in the file of what is mapped from [offset] of it at [start] in memory, minus [start]; undefined when it maps no code of it. */
  bias(start: number, offset: number): number | undefined {
    const segment = this.segments.find(
      (one) => one.executable && offset < one.offset + one.fileSize && offset >= one.offset - (one.offset % 4096),
    );
    return segment && segment.address - segment.offset + offset - start;
  }
}

export interface Symbol {
  readonly address: number;
  readonly size: number;
  readonly name: string;
}

/** The place of the last element of [sorted] whose key is at most [key]; -1 when there is none. */
export function lastAtMost<T>(sorted: ArrayLike<T>, key: number, of: (element: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = sorted[middle];
    if (element !== undefined && of(element) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
