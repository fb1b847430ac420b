/**
 * Reading numbers and texts out of files that nobody vouches for: every access is checked, and one beyond the end is a [Malformed], which
 * whoever reads a whole file turns into "nothing is known of it".
 */

/** A file does not hold what its format promises. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/** Little-endian bytes, as all files of this room are. Places are bytes from the beginning. */
export class Bytes {
  readonly data: Uint8Array;
  readonly #view: DataView;

  constructor(data: Uint8Array) {
    this.data = data;
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get length(): number {
    return this.data.length;
  }

  #check(at: number, size: number): number {
    if (!Number.isInteger(at) || at < 0 || at + size > this.data.length) {
      throw new Malformed(`${size} bytes wanted at ${at} of ${this.data.length}`);
    }
    return at;
  }

  u8(at: number): number {
    return this.#view.getUint8(this.#check(at, 1));
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#check(at, 2), true);
  }

  i16(at: number): number {
    return this.#view.getInt16(this.#check(at, 2), true);
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#check(at, 4), true);
  }

  i32(at: number): number {
    return this.#view.getInt32(this.#check(at, 4), true);
  }

  /** As a number; what does not fit into 53 bits is [Malformed], for here all are sizes, places and addresses. */
  u64(at: number): number {
    const value = this.#view.getBigUint64(this.#check(at, 8), true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed(`a number too large at ${at}`);
    return Number(value);
  }

  i64(at: number): number {
    return Number(this.#view.getBigInt64(this.#check(at, 8), true));
  }

  /** Zero-terminated, at most [limit] bytes. */
  text(at: number, limit = 4096): string {
    this.#check(at, 1);
    const end = this.data.indexOf(0, at);
    if (end < 0) throw new Malformed(`a text without end at ${at}`);
    return Buffer.from(this.data.buffer, this.data.byteOffset + at, Math.min(end - at, limit)).toString("utf8");
  }

  sub(at: number, size: number): Bytes {
    if (size < 0) throw new Malformed(`${size} bytes`);
    this.#check(at, size);
    return new Bytes(this.data.subarray(at, at + size));
  }
}

/** Reads on from a place: the variable-length numbers of DWARF and Go. */
export class Cursor {
  readonly bytes: Bytes;
  at: number;

  constructor(bytes: Bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  u8(): number {
    return this.bytes.u8(this.at++);
  }

  u16(): number {
    this.at += 2;
    return this.bytes.u16(this.at - 2);
  }

  u32(): number {
    this.at += 4;
    return this.bytes.u32(this.at - 4);
  }

  u64(): number {
    this.at += 8;
    return this.bytes.u64(this.at - 8);
  }

  /** Unsigned, seven bits a byte. */
  uleb(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 53; scale *= 128) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 128) return value;
    }
    throw new Malformed(`a number without end at ${this.at}`);
  }

  /** Signed, seven bits a byte. */
  sleb(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 53; scale *= 128) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 128) return byte & 0x40 ? value - scale * 128 : value;
    }
    throw new Malformed(`a number without end at ${this.at}`);
  }

  text(): string {
    const text = this.bytes.text(this.at);
    this.at = this.bytes.data.indexOf(0, this.at) + 1;
    return text;
  }
}
