/**
 * Byte strings and text. A string of the language is a sequence of bytes (see value.ts); here are the two translations at the border, and the
 * quoted forms in which strings and bytes are shown.
 */

const NOT_ASCII = /[^\x00-\x7f]/;

/** The byte string of a JavaScript text. */
export function encode(text: string): string {
  return NOT_ASCII.test(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
}

/** The JavaScript text of a byte string; what is not UTF-8 becomes U+FFFD. */
export function decode(bytes: string): string {
  return NOT_ASCII.test(bytes) ? Buffer.from(bytes, "latin1").toString("utf8") : bytes;
}

export function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

/** One character of a byte string: its code point (U+FFFD with `size` 1 for a byte that is not UTF-8) and the number of bytes it takes. */
export interface Rune {
  readonly code: number;
  readonly size: number;
}

/** Decodes the character that begins at byte `i`, refusing overlong forms, surrogates and what lies beyond U+10FFFF, as UTF-8 demands. */
export function runeAt(s: string, i: number): Rune {
  const invalid = { code: 0xfffd, size: 1 };
  const b0 = s.charCodeAt(i);
  if (b0 < 0x80) return { code: b0, size: 1 };
  const size = b0 >= 0xc2 && b0 <= 0xdf ? 2 : b0 >= 0xe0 && b0 <= 0xef ? 3 : b0 >= 0xf0 && b0 <= 0xf4 ? 4 : 0;
  if (size === 0 || i + size > s.length) return invalid;
  let code = b0 & (size === 2 ? 0x1f : size === 3 ? 0x0f : 0x07);
  for (let k = 1; k < size; k++) {
    const b = s.charCodeAt(i + k);
    if ((b & 0xc0) !== 0x80) return invalid;
    code = (code << 6) | (b & 0x3f);
  }
  if (size === 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) return invalid;
  if (size === 4 && (code < 0x10000 || code > 0x10ffff)) return invalid;
  return { code, size };
}

/** The bytes of one code point. */
export function encodeRune(code: number): string {
  return code < 0x80 ? String.fromCharCode(code) : encode(code >= 0xd800 && code <= 0xdfff ? "\ufffd" : String.fromCodePoint(code));
}

/** The same text with each byte that is not UTF-8 replaced by U+FFFD. */
export function toValidUtf8(s: string): string {
  if (isAscii(s)) return s;
  let out = "";
  for (let i = 0; i < s.length;) {
    const { code, size } = runeAt(s, i);
    out += code === 0xfffd && size === 1 ? encodeRune(code) : s.slice(i, i + size);
    i += size;
  }
  return out;
}

/** Applies `change` to each character of a byte string; bytes that are not UTF-8 stay. */
export function mapRunes(s: string, change: (char: string, at: number) => string): string {
  if (isAscii(s)) {
    let out = "";
    for (let i = 0; i < s.length; i++) out += change(s.charAt(i), i);
    return out;
  }
  let out = "";
  for (let i = 0; i < s.length;) {
    const { code, size } = runeAt(s, i);
    out += code === 0xfffd && size === 1 ? s.charAt(i) : encode(change(String.fromCodePoint(code), i));
    i += size;
  }
  return out;
}

const SHORT = new Map([
  [7, "\\a"],
  [8, "\\b"],
  [9, "\\t"],
  [10, "\\n"],
  [11, "\\v"],
  [12, "\\f"],
  [13, "\\r"],
  [34, '\\"'],
  [92, "\\\\"],
]);

/** Nothing in the string needs an escape: by far the most frequent case. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** Characters that have no visible shape of their own and are therefore escaped. */
const UNPRINTABLE = /[\p{C}\p{Z}]/u;

const hex = (n: number, width: number): string => n.toString(16).padStart(width, "0");

/** The double-quoted form of a string. */
export function quoteString(s: string): string {
  if (PLAIN.test(s)) return `"${s}"`;
  let out = '"';
  for (let i = 0; i < s.length;) {
    const b = s.charCodeAt(i);
    if (b < 0x80) {
      out += SHORT.get(b) ?? (b < 32 || b === 127 ? `\\x${hex(b, 2)}` : s.charAt(i));
      i++;
      continue;
    }
    const { code, size } = runeAt(s, i);
    if (size === 1) out += `\\x${hex(b, 2)}`;
    else if (code !== 0x20 && UNPRINTABLE.test(String.fromCodePoint(code)))
      out += code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
    else out += s.slice(i, i + size);
    i += size;
  }
  return out + '"';
}

/** The form `b"…"` of a bytes value. */
export function quoteBytes(data: string): string {
  return `b${quoteString(data)}`;
}
