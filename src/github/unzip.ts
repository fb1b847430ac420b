/**
 * Unpacks an archive that anyone may have made. The libraries that unpack onto a disk ask for trust in names and sizes; this reads an archive
 * that is already in memory into a map, and nothing is written anywhere. What an archive claims about itself is used to find its entries
 * and is never believed: inflating stops at the limit whatever the header said, names are plain relative paths or the archive is refused,
 * and the checksum has to agree.
 *
 * Only what artifact archives consist of is understood: stored and deflated entries, one disk, no encryption. They are written as streams, so
 * sizes stand in the central directory only, which is why reading begins at the archive's end. Format: PKWARE APPNOTE 6.3.9, §4.3–4.5.
 */
import { crc32, inflateRawSync } from "node:zlib";

/** The archive is broken, hostile or simply too large; the message says which. */
export class ArchiveError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ArchiveError";
  }
}

export interface ArchiveLimits {
  readonly files: number;
  /** Of one file, unpacked. */
  readonly fileBytes: number;
  /** Of all files together, unpacked. */
  readonly totalBytes: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const zip64Signature = 0x06064b50;
const zip64LocatorSignature = 0x07064b50;
/** Size of the end record without its comment, and the longest comment there can be. */
const endSize = 22;
const longestComment = 0xffff;
/** Longer names do not occur in recordings, and some of our messages quote them. */
const longestName = 300;

/**
 * Unpacks all files of an archive as text.
 * @param bytes the whole archive
 * @returns UTF-8 text by name, folders left out, in the archive's order
 * @throws ArchiveError when it is broken, has a name that leads elsewhere, or goes over a limit
 */
export function unzipText(bytes: Uint8Array, limits: ArchiveLimits): ReadonlyMap<string, string> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return read(archive, limits);
  } catch (error) {
    if (error instanceof RangeError) throw new ArchiveError("the archive is cut off or points outside itself", { cause: error });
    throw error;
  }
}

function read(archive: Buffer, limits: ArchiveLimits): ReadonlyMap<string, string> {
  const directory = findDirectory(archive);
  if (directory.count > limits.files) throw new ArchiveError(`the archive holds ${directory.count} files; ${limits.files} are allowed`);
  const files = new Map<string, string>();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let total = 0;
  let at = directory.offset;
  for (let index = 0; index < directory.count; index += 1) {
    if (archive.readUInt32LE(at) !== entrySignature) throw new ArchiveError("the archive's directory is broken");
    const flags = archive.readUInt16LE(at + 8);
    const method = archive.readUInt16LE(at + 10);
    const checksum = archive.readUInt32LE(at + 16);
    const nameLength = archive.readUInt16LE(at + 28);
    const extraLength = archive.readUInt16LE(at + 30);
    const commentLength = archive.readUInt16LE(at + 32);
    const sizes = entrySizes(archive, at, at + 46 + nameLength, extraLength);
    const name = slice(archive, at + 46, nameLength).toString("utf8");
    at += 46 + nameLength + extraLength + commentLength;

    if (name.endsWith("/")) continue;
    checkName(name);
    if (files.has(name)) throw new ArchiveError(`the archive holds ${quote(name)} twice`);
    if (flags & 1) throw new ArchiveError(`${quote(name)} is encrypted`);

    if (archive.readUInt32LE(sizes.offset) !== localSignature) throw new ArchiveError(`${quote(name)} is not where the archive says`);
    const start = sizes.offset + 30 + archive.readUInt16LE(sizes.offset + 26) + archive.readUInt16LE(sizes.offset + 28);
    const packed = slice(archive, start, sizes.packed);
    const room = Math.min(limits.fileBytes, limits.totalBytes - total);
    const content = unpack(packed, method, room, name);
    if (crc32(content) !== checksum) throw new ArchiveError(`the checksum of ${quote(name)} does not agree`);
    total += content.byteLength;
    try {
      files.set(name, decoder.decode(content));
    } catch (error) {
      throw new ArchiveError(`${quote(name)} is not UTF-8 text`, { cause: error });
    }
  }
  return files;
}

/** The end record stands at the very end, before a comment of unknown length. */
function findDirectory(archive: Buffer): { readonly count: number; readonly offset: number } {
  const first = Math.max(0, archive.length - endSize - longestComment);
  for (let at = archive.length - endSize; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) !== endSignature || at + endSize + archive.readUInt16LE(at + 20) !== archive.length) continue;
    const count = archive.readUInt16LE(at + 10);
    const offset = archive.readUInt32LE(at + 16);
    const locator = at - 20;
    // Writers that stream may use the 64-bit records even for small archives.
    if (locator >= 0 && archive.readUInt32LE(locator) === zip64LocatorSignature) {
      const record = number64(archive, locator + 8);
      if (archive.readUInt32LE(record) !== zip64Signature) throw new ArchiveError("the archive's 64-bit directory is broken");
      return { count: number64(archive, record + 32), offset: number64(archive, record + 48) };
    }
    return { count, offset };
  }
  throw new ArchiveError("this is not a zip archive");
}

/** Where an entry is and how large; 32-bit fields of all ones stand for a 64-bit value in the extra field, in this order. */
function entrySizes(
  archive: Buffer,
  entry: number,
  extra: number,
  extraLength: number,
): { readonly packed: number; readonly offset: number } {
  let packed = archive.readUInt32LE(entry + 20);
  const size = archive.readUInt32LE(entry + 24);
  let offset = archive.readUInt32LE(entry + 42);
  const all = 0xffffffff;
  for (let at = extra; at + 4 <= extra + extraLength; at += 4 + archive.readUInt16LE(at + 2)) {
    if (archive.readUInt16LE(at) !== 0x0001) continue;
    let field = at + 4;
    if (size === all) field += 8;
    if (packed === all) {
      packed = number64(archive, field);
      field += 8;
    }
    if (offset === all) offset = number64(archive, field);
  }
  return { packed, offset };
}

function unpack(packed: Buffer, method: number, room: number, name: string): Buffer {
  const tooLarge = `${quote(name)} is larger than the archive's limits allow`;
  if (method === 0) {
    if (packed.byteLength > room) throw new ArchiveError(tooLarge);
    return packed;
  }
  if (method !== 8) throw new ArchiveError(`${quote(name)} is packed by method ${method}; only stored and deflated files are read`);
  try {
    // zlib wants at least 1; an empty file in a full archive is still empty.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, room) });
  } catch (error) {
    const full = error instanceof RangeError;
    throw new ArchiveError(full ? tooLarge : `${quote(name)} cannot be inflated`, { cause: error });
  }
}

function checkName(name: string): void {
  const parts = name.split("/");

  const odd = name.length > longestName || /[\u0000-\u001f\u007f\\:]/.test(name);
  if (odd || parts.some((part) => part === "" || part === "." || part === "..")) {
    throw new ArchiveError(`the archive holds a file of the name ${quote(name)}; only plain relative paths are read`);
  }
}

/** Like Buffer.subarray, which would silently give less than was asked for. */
function slice(archive: Buffer, start: number, length: number): Buffer {
  if (start + length > archive.length) throw new RangeError("outside the archive");
  return archive.subarray(start, start + length);
}

function number64(archive: Buffer, at: number): number {
  const value = archive.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError("outside the archive");
  return Number(value);
}

const quote = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
