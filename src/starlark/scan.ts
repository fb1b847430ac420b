/**
 * The scanner: text to tokens, one at a time, when the parser asks. It keeps the indentation stack and turns it into `indent` and `outdent`
 * tokens, and it joins lines inside brackets. Offsets are all it knows of places. A lexical error is reported and scanning goes on behind
 * it, so that one pass finds several.
 */
import { StarlarkError } from "./errors.ts";
import { encode, encodeRune } from "./text.ts";
import { Float, MAX_INT_BITS, normalizeInt, type Value } from "./value.ts";

const PUNCTUATION = [
  "+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>", "~", "**", "(", ")", "[", "]", "{", "}", ".", ",", ";", ":", "=", "==", "!=", "<", ">",
  "<=", ">=", "+=", "-=", "*=", "/=", "//=", "%=", "&=", "|=", "^=", "<<=", ">>=", ":=",
] as const; // prettier-ignore
const KEYWORDS = [
  "and", "break", "continue", "def", "elif", "else", "for", "if", "in", "lambda", "load", "not", "or", "pass", "return", "while",
] as const; // prettier-ignore

export type Token =
  | (typeof PUNCTUATION)[number]
  | (typeof KEYWORDS)[number]
  | "identifier"
  | "int literal"
  | "float literal"
  | "string literal"
  | "bytes literal"
  | "newline"
  | "indent"
  | "outdent"
  | "end of file";

const keywords: ReadonlyMap<string, Token> = new Map(KEYWORDS.map((word) => [word, word]));
const punctuation = new Set<string>(PUNCTUATION);

/** Words of Python that Starlark reserves, and what to write instead. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ["as", "is a reserved word"],
  ["async", "is a reserved word: functions wait by themselves"],
  ["await", "is a reserved word: functions wait by themselves"],
  ["class", "is not part of Starlark: use a dict, a struct, or functions"],
  ["del", "is not a statement of Starlark: call the method pop() or remove()"],
  ["except", "is not part of Starlark: errors cannot be caught; test the condition beforehand"],
  ["finally", "is not part of Starlark: errors cannot be caught"],
  ["from", "is a reserved word: write load(\"file\", \"name\") to import"],
  ["global", "is not part of Starlark: functions cannot assign global variables; return the value"],
  ["import", "is a reserved word: write load(\"file\", \"name\") to import"],
  ["is", "is not an operator of Starlark: write =="],
  ["nonlocal", "is not part of Starlark: keep the state in a list or dict"],
  ["raise", "is not a statement of Starlark: call fail()"],
  ["try", "is not part of Starlark: errors cannot be caught; test the condition beforehand"],
  ["with", "is not a statement of Starlark"],
  ["yield", "is not part of Starlark: build a list and return it"],
]); // prettier-ignore

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const HASH = "#".charCodeAt(0);
const BACKSLASH = "\\".charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const APOSTROPHE = "'".charCodeAt(0);
const DOT = ".".charCodeAt(0);

/** For each ASCII code: 1 may begin a name, 2 is a digit. */
const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95) CLASS[c] = 1;
  else if (c >= 48 && c <= 57) CLASS[c] = 2;
}
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const LETTER = /\p{L}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

/** Tabs advance to the next multiple of this, when indentation is compared. */
const TAB_WIDTH = 8;
/** Blocks nested deeper than this are refused. */
const MAX_INDENTS = 100;

export type Report = (start: number, end: number, message: string, suggestion?: string) => void;

export class Scanner {
  readonly text: string;
  readonly report: Report;
  /** The current token and its extent. */
  token: Token = "newline";
  start = 0;
  end = 0;
  /** The value of a literal; the text of an identifier. */
  value: Value = null;

  /** The text of an identifier, or the bytes of a string or bytes literal. */
  get string(): string {
    return typeof this.value === "string" ? this.value : "";
  }

  #at = 0;
  /** How many brackets are open: inside them, line ends do not count. */
  #depth = 0;
  readonly #indents = [0];
  /** Outdents (negative) or indents still to be delivered. */
  #pending = 0;
  #lineStart = true;

  constructor(text: string, report: Report) {
    this.text = text;
    this.report = (start, end, message) => {
      if (!this.quiet) report(start, end, message);
    };
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  /** Set while the parser skips the rest of a broken statement: what is found there is a consequence. */
  quiet = false;

  /** After an error: forget open brackets, so that the next line end counts. */
  leaveBrackets(): void {
    this.#depth = 0;
  }

  #set(token: Token, start: number, end: number): Token {
    this.token = token;
    this.start = start;
    this.end = end;
    this.#at = end;
    return token;
  }

  /** Moves to the next token. */
  next(): Token {
    const text = this.text;
    for (;;) {
      if (this.#lineStart) {
        this.#lineStart = false;
        this.#indentation();
      }
      if (this.#pending !== 0) {
        if (this.#pending < 0) {
          this.#pending++;
          return this.#set("outdent", this.#at, this.#at);
        }
        this.#pending--;
        return this.#set("indent", this.#at, this.#at);
      }
      let at = this.#at;
      let c = text.charCodeAt(at);
      while (c === SPACE || c === TAB) c = text.charCodeAt(++at);
      if (c === HASH) {
        while (c !== NEWLINE && c !== RETURN && at < text.length) c = text.charCodeAt(++at);
      }
      this.#at = at;
      if (at >= text.length) {
        // A file that ends without a line end still ends its last line.
        if (
          this.token !== "newline" &&
          this.token !== "outdent" &&
          this.token !== "indent" &&
          this.token !== "end of file" &&
          this.#depth === 0
        ) {
          return this.#set("newline", at, at);
        }
        if (this.#indents.length > 1) {
          this.#pending = -(this.#indents.length - 1);
          this.#indents.length = 1;
          continue;
        }
        // What is missing at the end is missing behind the last text.
        this.#set("end of file", at, at);
        this.start = text.trimEnd().length;
        return this.token;
      }
      if (c === NEWLINE || c === RETURN) {
        const end = at + (c === RETURN && text.charCodeAt(at + 1) === NEWLINE ? 2 : 1);
        this.#at = end;
        if (this.#depth > 0) continue;
        this.#lineStart = true;
        return this.#set("newline", at, end);
      }
      if (c === BACKSLASH) {
        const following = text.charCodeAt(at + 1);
        if (following === NEWLINE || following === RETURN) {
          this.#at = at + (following === RETURN && text.charCodeAt(at + 2) === NEWLINE ? 3 : 2);
          continue;
        }
        this.report(at, at + 1, "stray backslash in program");
        this.#at = at + 1;
        continue;
      }
      const kind = c < 128 ? CLASS[c] : this.#startsName(at) ? 1 : 0;
      if (kind === 1) {
        return this.#name(at, c);
      }
      if (kind === 2 || (c === DOT && isDigit(text.charCodeAt(at + 1)))) return this.#number(at);
      if (c === QUOTE || c === APOSTROPHE) return this.#string(at, at, false, false);
      const token = this.#punctuation(at);
      if (token !== undefined) return token;
    }
  }

  /** Measures the next line that is not blank, and compares it with the lines around it. */
  #indentation(): void {
    if (this.#depth > 0) return;
    const text = this.text;
    let at = this.#at;
    for (;;) {
      let column = 0;
      let c = text.charCodeAt(at);
      while (c === SPACE || c === TAB) {
        column = c === SPACE ? column + 1 : column + TAB_WIDTH - (column % TAB_WIDTH);
        c = text.charCodeAt(++at);
      }
      if (c === HASH) {
        while (c !== NEWLINE && c !== RETURN && at < text.length) c = text.charCodeAt(++at);
      }
      if (at >= text.length) {
        this.#at = at;
        return;
      }
      if (c === NEWLINE || c === RETURN) {
        at++;
        continue;
      }
      this.#at = at;
      this.#compareIndent(column, at);
      return;
    }
  }

  #compareIndent(column: number, at: number): void {
    const indents = this.#indents;
    const top = indents.at(-1) ?? 0;
    if (column > top) {
      if (indents.length > MAX_INDENTS) this.report(at, at + 1, `blocks nested too deeply (more than ${MAX_INDENTS})`);
      indents.push(column);
      this.#pending = 1;
      return;
    }
    while (column < (indents.at(-1) ?? 0)) {
      indents.pop();
      this.#pending--;
    }
    if (column !== (indents.at(-1) ?? 0)) {
      this.report(at, at + 1, "unindent does not match any outer indentation level");
      indents.push(column);
      this.#pending++;
    }
  }

  #startsName(at: number): boolean {
    const code = this.text.codePointAt(at);
    return code !== undefined && LETTER.test(String.fromCodePoint(code));
  }

  #name(start: number, first: number): Token {
    const text = this.text;
    let at = start;
    for (;;) {
      const c = text.charCodeAt(at);
      if (c < 128) {
        if (CLASS[c] === 0) break;
        at++;
        continue;
      }
      const code = text.codePointAt(at);
      if (code === undefined || !LETTER_OR_DIGIT.test(String.fromCodePoint(code))) break;
      at += code > 0xffff ? 2 : 1;
    }
    const following = text.charCodeAt(at);
    if ((following === QUOTE || following === APOSTROPHE) && at - start <= 2) {
      const prefix = text.slice(start, at).toLowerCase();
      if (prefix === "r" && at - start === 1) return this.#string(start, at, true, false);
      if (prefix === "b") return this.#string(start, at, false, true);
      if (prefix === "rb" || prefix === "br") return this.#string(start, at, true, true);
      if (prefix === "f" || prefix === "fr" || prefix === "rf") {
        this.report(start, at + 1, 'f-strings are not part of Starlark: write "...{}...".format(x) or "...%s..." % x');
        return this.#string(start, at, prefix !== "f", false);
      }
    }
    const name = text.slice(start, at);
    if (first < 128) {
      const keyword = keywords.get(name);
      if (keyword !== undefined) return this.#set(keyword, start, at);
      const reserved = RESERVED.get(name);
      if (reserved !== undefined) {
        this.report(start, at, `\`${name}\` ${reserved}`);
      }
    }
    this.value = name;
    return this.#set("identifier", start, at);
  }

  #punctuation(at: number): Token | undefined {
    const text = this.text;
    for (let length = 3; length > 0; length--) {
      const word = text.slice(at, at + length);
      if (word.length === length && punctuation.has(word)) {
        if (length === 1) {
          if (word === "(" || word === "[" || word === "{") this.#depth++;
          else if (word === ")" || word === "]" || word === "}") {
            if (this.#depth === 0) {
              this.report(at, at + 1, `unexpected '${word}'`);
              this.#at = at + 1;
              return undefined;
            }
            this.#depth--;
          }
        }
        return this.#set(word as Token, at, at + length);
      }
    }
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const hint = char === "!" ? " (write `not`)" : char === "?" ? " (write `a if condition else b`)" : "";
    this.report(at, at + char.length, `unexpected input character '${char}'${hint}`);
    this.#at = at + char.length;
    return undefined;
  }

  #number(start: number): Token {
    const text = this.text;
    const digits = (at: number, test: (c: number) => boolean): number => {
      while (test(text.charCodeAt(at))) at++;
      return at;
    };
    if (text.charCodeAt(start) === 48) {
      const letter = text.charAt(start + 1).toLowerCase();
      const radix = letter === "x" ? 16 : letter === "o" ? 8 : letter === "b" ? 2 : 0;
      // `0or x` is the word `or` behind a zero to Python; here, as in starlark-go, an octal literal without digits.
      if (radix !== 0) {
        const end = digits(start + 2, (c) => (radix === 16 ? isHex(c) : c >= 48 && c < 48 + radix));
        const word = radix === 16 ? "hex" : radix === 8 ? "octal" : "binary";
        if (end === start + 2) {
          this.report(start, end, `invalid ${word} literal`);
          return this.#literal("int literal", 0, start, end);
        }
        if ((end - start) * 4 > MAX_INT_BITS) return this.#literal("int literal", this.#tooLong(start, end), start, end);
        const small = end - start <= 14;
        return this.#literal(
          "int literal",
          small ? parseInt(text.slice(start + 2, end), radix) : normalizeInt(BigInt(text.slice(start, end).toLowerCase())),
          start,
          end,
        );
      }
    }
    let at = digits(start, isDigit);
    let float = false;
    if (text.charCodeAt(at) === DOT) {
      float = true;
      at = digits(at + 1, isDigit);
    }
    if ((text.charCodeAt(at) | 32) === 101) {
      const sign = text.charCodeAt(at + 1);
      const digitsAt = sign === 43 || sign === 45 ? at + 2 : at + 1;
      const end = digits(digitsAt, isDigit);
      if (end > digitsAt) {
        float = true;
        at = end;
      } else if (float || digitsAt > at + 1 || !this.#startsWord(at)) {
        this.report(start, end, "invalid float literal");
        return this.#literal("float literal", new Float(0), start, end);
      }
    }
    const raw = text.slice(start, at);
    if (float) {
      const value = Number(raw);
      if (!Number.isFinite(value)) this.report(start, at, "floating-point literal too large");
      return this.#literal("float literal", new Float(value), start, at);
    }
    if (raw.length > 1 && raw.startsWith("0") && !/^0+$/.test(raw)) {
      if (/^[0-7]+$/.test(raw)) this.report(start, at, `obsolete form of octal literal; use 0o${raw.slice(1)}`);
      else this.report(start, at, "invalid int literal");
      return this.#literal("int literal", 0, start, at);
    }
    if (raw.length <= 15) return this.#literal("int literal", Number(raw), start, at);
    if (raw.length * 3.4 > MAX_INT_BITS) return this.#literal("int literal", this.#tooLong(start, at), start, at);
    return this.#literal("int literal", normalizeInt(BigInt(raw)), start, at);
  }

  /** `6else`: the letter behind the digits begins a keyword, not an exponent. */
  #startsWord(at: number): boolean {
    return /^(?:else|elif)\b/.test(this.text.slice(at, at + 5));
  }

  #tooLong(start: number, end: number): number {
    this.report(start, end, `int literal too large (more than ${MAX_INT_BITS} bits)`);
    return 0;
  }

  #literal(token: Token, value: Value, start: number, end: number): Token {
    this.value = value;
    return this.#set(token, start, end);
  }

  /** A string or bytes literal; `at` is its first quote, `start` its first character. */
  #string(start: number, at: number, raw: boolean, bytes: boolean): Token {
    const text = this.text;
    const quote = text.charCodeAt(at);
    const triple = text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
    const from = at + (triple ? 3 : 1);
    let i = from;
    let plain = true;
    for (;;) {
      if (i >= text.length) {
        this.report(start, i, triple ? "unexpected end of file in string (missing closing quotes)" : "unexpected end of file in string");
        break;
      }
      const c = text.charCodeAt(i);
      if (c === quote) {
        if (!triple || (text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote)) break;
      } else if (c === BACKSLASH) {
        plain = false;
        if (text.charCodeAt(i + 1) === RETURN && text.charCodeAt(i + 2) === NEWLINE) i++;
        i += 2;
        continue;
      } else if (c === NEWLINE || c === RETURN) {
        if (!triple) {
          this.report(start, i, "unexpected newline in string");
          break;
        }
        if (c === RETURN) plain = false;
      } else if (c > 127) {
        plain = false;
      }
      i++;
    }
    i = Math.min(i, text.length);
    const closed = text.charCodeAt(i) === quote;
    const end = closed ? i + (triple ? 3 : 1) : i;
    const body = text.slice(from, i);
    if (plain) {
      this.value = body;
    } else {
      try {
        this.value = unquote(body, raw, bytes);
      } catch (e) {
        if (!(e instanceof StarlarkError)) throw e;
        this.report(start, end, e.message);
        this.value = "";
      }
    }
    return this.#set(bytes ? "bytes literal" : "string literal", start, end);
  }
}

const isHex = (c: number): boolean => isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 102);

const ESCAPES = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["\n", ""],
]);

/** The byte string that the inside of a literal stands for. */
export function unquote(body: string, raw: boolean, bytes: boolean): string {
  const text = body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
  if (raw) return encode(text);
  const out: string[] = [];
  let i = 0;
  for (;;) {
    const slash = text.indexOf("\\", i);
    if (slash < 0) break;
    out.push(encode(text.slice(i, slash)));
    const c = text.charAt(slash + 1);
    const simple = ESCAPES.get(c);
    if (simple !== undefined) {
      out.push(simple);
      i = slash + 2;
    } else if (c >= "0" && c <= "7") {
      const digits = /^[0-7]{1,3}/.exec(text.slice(slash + 1, slash + 4))?.[0] ?? "";
      out.push(byteEscape(`\\${digits}`, parseInt(digits, 8), "octal", bytes));
      i = slash + 1 + digits.length;
    } else if (c === "x" || c === "u" || c === "U") {
      const width = c === "x" ? 2 : c === "u" ? 4 : 8;
      const digits = text.slice(slash + 2, slash + 2 + width);
      const shown = `\\${c}${digits}`;
      if (digits.length < width) throw new StarlarkError(`truncated escape sequence ${shown}`);
      if (!/^[0-9a-fA-F]*$/.test(digits)) throw new StarlarkError(`invalid escape sequence ${shown}`);
      const code = parseInt(digits, 16);
      out.push(c === "x" ? byteEscape(shown, code, "hex", bytes) : runeEscape(shown, code));
      i = slash + 2 + width;
    } else {
      throw new StarlarkError(`invalid escape sequence \\${c}; to write a backslash, write \\\\`);
    }
  }
  out.push(encode(text.slice(i)));
  return out.join("");
}

function byteEscape(shown: string, code: number, word: string, bytes: boolean): string {
  if (bytes) {
    if (code > 255) throw new StarlarkError(`invalid escape sequence ${shown}`);
    return String.fromCharCode(code);
  }
  if (code > 127) {
    const u = code.toString(16).toUpperCase().padStart(4, "0");
    throw new StarlarkError(`non-ASCII ${word} escape ${shown} (use \\u${u} for the UTF-8 encoding of U+${u})`);
  }
  return String.fromCharCode(code);
}

function runeEscape(shown: string, code: number): string {
  if (code > 0x10ffff) throw new StarlarkError(`code point out of range: ${shown} (max \\U00110000)`);
  if (code >= 0xd800 && code <= 0xdfff) throw new StarlarkError(`invalid Unicode code point U+${code.toString(16).toUpperCase()}`);
  return encodeRune(code);
}
