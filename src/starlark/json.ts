/**
 * The namespace `json`: `encode`, `decode`, `indent`, `encode_indent`, as the specification's library defines them. The decoder is its own, since
 * JavaScript's would lose the difference between 1 and 1.0 and the digits of large ints.
 */
import { StarlarkError } from "./errors.ts";
import { fromJs } from "./convert.ts";
import { itemsOf, Module } from "./host.ts";
import { asBuiltin } from "./methods.ts";
import { native, wantString } from "./native.ts";
import { formatFloat } from "./number.ts";
import { attributeNames, attributeOf } from "./operators.ts";
import { decode as toText, encode as toBytes } from "./text.ts";
import { Dict, Float, HostValue, List, normalizeInt, repr, typeOf, type Value } from "./value.ts";

/** JSON nested deeper than this is refused in both directions. */
const MAX_DEPTH = 200;

/** What may belong to a number, and what a number is. */
const RUN = /[-+.\deE]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

class Encoder {
  readonly #out: string[] = [];
  readonly #path: Value[] = [];

  encode(value: Value): string {
    this.#value(value);
    return this.#out.join("");
  }

  #value(value: Value): void {
    if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "bigint") {
      this.#out.push(String(value));
    } else if (typeof value === "string") {
      this.#out.push(quote(value));
    } else if (value instanceof Float) {
      if (!Number.isFinite(value.value)) throw new StarlarkError(`cannot encode non-finite float ${formatFloat(value.value, "g")}`);
      this.#out.push(formatFloat(value.value, "g"));
    } else {
      this.#compound(value);
    }
  }

  #compound(value: Value): void {
    if (this.#path.includes(value)) throw new StarlarkError("cycle in JSON structure");
    if (this.#path.length >= MAX_DEPTH) throw new StarlarkError("nesting depth limit exceeded");
    this.#path.push(value);
    if (value instanceof Dict) {
      const entries = value.entries().map(([key, item]): [string, Value] => {
        if (typeof key !== "string") throw new StarlarkError(`${typeOf(value)} has ${typeOf(key)} key, want string`);
        return [key, item];
      });
      this.#object(entries, "dict key");
    } else if (value instanceof HostValue && value.iterate === undefined && value.attrNames !== undefined) {
      this.#object(
        attributeNames(value).map((name): [string, Value] => [toBytes(name), attributeOf(value, name) ?? null]),
        "field",
      );
    } else {
      const items = itemsOf(value);
      if (items === undefined) throw new StarlarkError(`cannot encode ${typeOf(value)} as JSON`);
      this.#out.push("[");
      items.forEach((item, i) => {
        if (i > 0) this.#out.push(",");
        within(`at ${typeOf(value)} index ${i}`, () => {
          this.#value(item);
        });
      });
      this.#out.push("]");
    }
    this.#path.pop();
  }

  #object(entries: [string, Value][], what: string): void {
    this.#out.push("{");
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    entries.forEach(([key, item], i) => {
      if (i > 0) this.#out.push(",");
      this.#out.push(quote(key), ":");
      within(`in ${what} ${what === "field" ? `.${key}` : repr(key)}`, () => {
        this.#value(item);
      });
    });
    this.#out.push("}");
  }
}

/** Says in an error on which way it was met. */
function within(where: string, go: () => void): void {
  try {
    go();
  } catch (e) {
    if (e instanceof StarlarkError) throw new StarlarkError(`${where}: ${e.message}`);
    throw e;
  }
}

function quote(s: string): string {
  return toBytes(JSON.stringify(toText(s)));
}

class Decoder {
  readonly #text: string;
  readonly #asData: boolean;
  #at = 0;
  #depth = 0;

  /** [asData] as [fromJson] wants it; otherwise as the language's own `json.decode` does. */
  constructor(text: string, asData = false) {
    this.#text = text;
    this.#asData = asData;
  }

  decode(): Value {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail(`unexpected character ${this.#shown()} after value`);
    return value;
  }

  #fail(message: string): never {
    throw new StarlarkError(`at offset ${this.#at}, ${message}`);
  }

  #shown(): string {
    return `'${this.#text.charAt(this.#at).replace("'", "\\'")}'`;
  }

  #space(): void {
    while (/^[ \t\r\n]$/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #peek(): string {
    this.#space();
    if (this.#at >= this.#text.length) this.#fail("unexpected end of file");
    return this.#text.charAt(this.#at);
  }

  #value(): Value {
    const c = this.#peek();
    switch (c) {
      case '"':
        return this.#string();
      case "n":
        return this.#word("null", null);
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "[":
      case "{": {
        if (++this.#depth > MAX_DEPTH) this.#fail("nesting depth limit exceeded");
        const value = c === "[" ? this.#array() : this.#object();
        this.#depth--;
        return value;
      }
      default:
        if (c === "-" || (c >= "0" && c <= "9")) return this.#number();
        return this.#fail(`unexpected character ${this.#shown()}`);
    }
  }

  #word(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) this.#fail(`unexpected character ${this.#shown()}`);
    this.#at += word.length;
    return value;
  }

  #array(): Value {
    this.#at++;
    const items: Value[] = [];
    if (this.#peek() === "]") {
      this.#at++;
      return new List(items);
    }
    for (;;) {
      items.push(this.#value());
      const c = this.#peek();
      if (c !== "," && c !== "]") this.#fail(`got ${this.#shown()}, want ',' or ']'`);
      this.#at++;
      if (c === "]") return new List(items);
    }
  }

  #object(): Value {
    this.#at++;
    const dict = new Dict();
    if (this.#peek() === "}") {
      this.#at++;
      return dict;
    }
    for (;;) {
      if (this.#peek() !== '"') this.#fail(`got ${this.#shown()} for object key, want string`);
      const key = this.#string();
      if (!this.#asData && dict.has(key)) this.#fail(`object has duplicate key: ${repr(key)}`);
      if (this.#peek() !== ":") this.#fail(`after object key, got ${this.#shown()}, want ':'`);
      this.#at++;
      dict.put(key, this.#value());
      const c = this.#peek();
      if (c !== "," && c !== "}") this.#fail(`in object, got ${this.#shown()}, want ',' or '}'`);
      this.#at++;
      if (c === "}") return dict;
      if (this.#peek() === "}") this.#fail(`unexpected character ${this.#shown()}`);
    }
  }

  #string(): string {
    const start = this.#at++;
    let plain = true;
    for (;;) {
      const c = this.#text.charAt(this.#at);
      if (c === "") this.#fail("unclosed string literal");
      if (c < " ") this.#fail(`unescaped control character in string literal`);
      if (c === '"') break;
      if (c === "\\") {
        plain = false;
        this.#at++;
      } else if (c > "~") plain = false;
      this.#at++;
    }
    const literal = this.#text.slice(start, ++this.#at);
    if (plain) return literal.slice(1, -1);
    try {
      return toBytes((JSON.parse(toText(literal)) as string).toWellFormed());
    } catch {
      this.#at = start;
      return this.#fail("invalid escape in string literal");
    }
  }

  #number(): Value {
    RUN.lastIndex = this.#at;
    const raw = RUN.exec(this.#text)?.[0] ?? "";
    const match = NUMBER.exec(raw);
    if (match === null) return this.#fail(`invalid number: ${raw}`);
    this.#at += raw.length;
    if (match[1] === undefined && match[2] === undefined) return normalizeInt(BigInt(raw));
    const value = Number(raw);
    if (!Number.isFinite(value)) return this.#fail(`floating-point number too large: ${raw}`);
    return this.#asData && Number.isSafeInteger(value) ? value + 0 : new Float(value);
  }
}

/** A number of JavaScript has 53 bits, which is less than 16 digits say. */
const LONG_NUMBER = /\d{16}/;

/**
 * The value of a JSON text that somebody else wrote: integral numbers are ints however they are written and however long they are, and of a key
 * that an object has twice the last counts. Throws [SyntaxError] for what is no JSON.
 */
export function fromJson(text: string): Value {
  const plain: unknown = JSON.parse(text);
  return LONG_NUMBER.test(text) ? new Decoder(toBytes(text), true).decode() : fromJs(plain);
}

/** Puts a JSON text on several lines; strings stay as they are. */
function indent(text: string, prefix: string, by: string): string {
  let out = "";
  let depth = 0;
  const line = (): string => `\n${prefix}${by.repeat(depth)}`;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"') {
      const start = i++;
      while (text.charAt(i) !== '"') i += text.charAt(i) === "\\" ? 2 : 1;
      out += text.slice(start, i + 1);
    } else if (c === "{" || c === "[") {
      const close = text.slice(i + 1).match(/^\s*([\]}])/);
      if (close !== null) {
        out += c + (close[1] ?? "");
        i += close[0].length;
        continue;
      }
      depth++;
      out += c + line();
    } else if (c === "}" || c === "]") {
      depth--;
      out += line() + c;
    } else if (c === ",") {
      out += c + line();
    } else if (c === ":") {
      out += ": ";
    } else if (!/\s/.test(c)) {
      out += c;
    }
  }
  return out;
}

function encodeValue(x: Value, fn: string): string {
  try {
    return new Encoder().encode(x);
  } catch (e) {
    if (e instanceof StarlarkError) throw new StarlarkError(`${fn}: ${e.message}`);
    throw e;
  }
}

function decodeText(text: string, fn: string): Value {
  try {
    return new Decoder(text).decode();
  } catch (e) {
    if (e instanceof StarlarkError) throw new StarlarkError(`${fn}: ${e.message}`);
    throw e;
  }
}

const option = (value: Value | undefined, fn: string, name: string, standard: string): string =>
  value === undefined ? standard : wantString(value, fn, name);

/** For hosts to predeclare. */
export const json = new Module("json", [
  ["encode", asBuiltin(native("json.encode(x, /)", "The JSON text of a value.", (_, args) => encodeValue(args[0] ?? null, "json.encode")))],
  [
    "decode",
    asBuiltin(
      native("json.decode(x, /, default?)", "The value of a JSON text; if it is none, the default or an error.", (_, args) => {
        const text = wantString(args[0], "json.decode", "x");
        if (args[1] === undefined) return decodeText(text, "json.decode");
        try {
          return decodeText(text, "json.decode");
        } catch (e) {
          if (e instanceof StarlarkError) return args[1];
          throw e;
        }
      }),
    ),
  ],
  [
    "indent",
    asBuiltin(
      native("json.indent(str, /, *, prefix?, indent?)", "A JSON text on several lines.", (_, args) => {
        const text = wantString(args[0], "json.indent", "str");
        try {
          new Decoder(text).decode();
        } catch (e) {
          if (e instanceof StarlarkError) throw new StarlarkError(`json.indent: invalid character or structure: ${e.message}`);
          throw e;
        }
        return indent(text, option(args[1], "json.indent", "prefix", ""), option(args[2], "json.indent", "indent", "\t"));
      }),
    ),
  ],
  [
    "encode_indent",
    asBuiltin(
      native("json.encode_indent(x, /, *, prefix?, indent?)", "The JSON text of a value on several lines.", (_, args) =>
        indent(
          encodeValue(args[0] ?? null, "json.encode_indent"),
          option(args[1], "json.encode_indent", "prefix", ""),
          option(args[2], "json.encode_indent", "indent", "\t"),
        ),
      ),
    ),
  ],
]);
