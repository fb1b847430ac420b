export const id = 668;
export const ids = [668];
export const modules = {

/***/ 6668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rG: () => (/* reexport */ NoTestMatches),
  hv: () => (/* reexport */ SuiteLoadError),
  rV: () => (/* reexport */ checkSuite),
  bu: () => (/* reexport */ loadSuite),
  rH: () => (/* reexport */ selectLeaf),
  M0: () => (/* reexport */ selectTests)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/engine/index.js + 29 modules
var engine = __webpack_require__(9676);
;// CONCATENATED MODULE: ./build/js/starlark/errors.js
/**
 * What can go wrong, as classes that a caller can tell apart: a text that is not a program (`StarlarkSyntaxError`, with all that was found in one
 * pass), a program that failed while it ran (`StarlarkRuntimeError`, with a backtrace), and `StarlarkError`, which the built-in functions
 * throw without knowing where they were called; the machine adds the place.
 */
/** A failure without a place: what values, operators and built-in functions throw. */
class StarlarkError extends Error {
    name = "StarlarkError";
}
/** The call was stopped from outside: its signal was aborted. */
class StarlarkCancelled extends StarlarkError {
    name = "StarlarkCancelled";
}
/** The budget of steps is used up. */
class StarlarkBudgetError extends StarlarkError {
    name = "StarlarkBudgetError";
}
function formatPosition(position) {
    return `${position.file}:${position.line}:${position.column}`;
}
/** A text that is not a program. */
class StarlarkSyntaxError extends Error {
    name = "StarlarkSyntaxError";
    diagnostics;
    constructor(diagnostics) {
        const first = diagnostics[0];
        super(first === undefined ? "syntax error" : `${formatPosition(first)}: ${first.message}`);
        this.diagnostics = diagnostics;
    }
    /** All diagnostics as people read them: place and message, the source line, and a line that underlines the span. */
    render() {
        return this.diagnostics.map(renderDiagnostic).join("\n");
    }
}
/** `file:line:col: message`, the source line, and a caret underline. */
function renderDiagnostic(d) {
    const before = [...d.sourceLine].slice(0, d.column - 1).join("");
    const pad = before.replace(/[^\t]/gu, " ");
    const width = Math.max(1, Math.min(d.endColumn, [...d.sourceLine].length + 1) - d.column);
    return `${formatPosition(d)}: ${d.message}\n  ${d.sourceLine}\n  ${pad}${"^".repeat(width)}`;
}
/** The file of a call that no program made, but whoever runs it. */
const hostFile = "<host>";
/** A program that failed while it ran. */
class StarlarkRuntimeError extends Error {
    name = "StarlarkRuntimeError";
    /** The calls under way, outermost first; the last is the one that failed. */
    frames;
    /** The built-in function that failed, if it was one. */
    builtin;
    /** The source line of the failure, where it is known. */
    sourceLine;
    /** How many of the frames belong to whoever called the thread that failed. */
    outer;
    constructor(message, frames, about = {}) {
        super(message, about.cause === undefined ? {} : { cause: about.cause });
        this.frames = frames;
        this.builtin = about.builtin;
        this.sourceLine = about.sourceLine;
        this.outer = about.outer ?? 0;
    }
    /** Where it failed: the innermost call. */
    get position() {
        return this.frames.at(-1)?.position ?? { file: hostFile, line: 1, column: 1 };
    }
    /** The backtrace as people read it, the failure last. */
    render() {
        const lines = this.frames.map((frame) => `  ${formatPosition(frame.position)}: in ${frame.name}`);
        const shown = lines.length <= 40 ? lines : [...lines.slice(0, 20), `  … ${lines.length - 40} more calls …`, ...lines.slice(-20)];
        const source = this.sourceLine === undefined ? [] : [`    ${this.sourceLine.trim()}`];
        const head = this.builtin === undefined ? "Error" : `Error in ${this.builtin}`;
        return ["Traceback (most recent call last):", ...shown, ...source, `${head}: ${this.message}`].join("\n");
    }
}
/** The candidate nearest to `word` if it is near enough to be a slip of the keyboard, else undefined. */
function nearest(word, candidates) {
    let best;
    // A third of the letters may differ: `probabilty` is probability, `x` is not `y`.
    let limit = Math.floor((word.length + 1) / 3) + 1;
    if (word.length < 2)
        limit = 1;
    for (const candidate of candidates) {
        if (candidate === word)
            continue;
        const distance = candidate.toLowerCase() === word.toLowerCase() ? 0 : editDistance(word, candidate, limit);
        if (distance < limit) {
            best = candidate;
            limit = distance;
        }
    }
    return best;
}
/** ` (did you mean "x"?)`, or nothing. */
function didYouMean(word, candidates) {
    const suggestion = nearest(word, candidates);
    return suggestion === undefined ? "" : ` (did you mean "${suggestion}"?)`;
}
/** Insertions, deletions, replacements and swaps of neighbours; gives up with `limit` once it is reached. */
function editDistance(a, b, limit) {
    if (Math.abs(a.length - b.length) >= limit)
        return limit;
    let before = [];
    let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        let least = i;
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
                cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
            row.push(cost);
            least = Math.min(least, cost);
        }
        if (least >= limit)
            return limit;
        before = previous;
        previous = row;
    }
    return previous[b.length] ?? limit;
}

;// CONCATENATED MODULE: ./build/js/starlark/text.js
/**
 * Byte strings and text. A string of the language is a sequence of bytes (see value.ts); here are the two translations at the border, and the
 * quoted forms in which strings and bytes are shown.
 */
const NOT_ASCII = /[^\x00-\x7f]/;
/** The byte string of a JavaScript text. */
function encode(text) {
    return NOT_ASCII.test(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
}
/** The JavaScript text of a byte string; what is not UTF-8 becomes U+FFFD. */
function decode(bytes) {
    return NOT_ASCII.test(bytes) ? Buffer.from(bytes, "latin1").toString("utf8") : bytes;
}
function isAscii(text) {
    return !NOT_ASCII.test(text);
}
/** Decodes the character that begins at byte `i`, refusing overlong forms, surrogates and what lies beyond U+10FFFF, as UTF-8 demands. */
function runeAt(s, i) {
    const invalid = { code: 0xfffd, size: 1 };
    const b0 = s.charCodeAt(i);
    if (b0 < 0x80)
        return { code: b0, size: 1 };
    const size = b0 >= 0xc2 && b0 <= 0xdf ? 2 : b0 >= 0xe0 && b0 <= 0xef ? 3 : b0 >= 0xf0 && b0 <= 0xf4 ? 4 : 0;
    if (size === 0 || i + size > s.length)
        return invalid;
    let code = b0 & (size === 2 ? 0x1f : size === 3 ? 0x0f : 0x07);
    for (let k = 1; k < size; k++) {
        const b = s.charCodeAt(i + k);
        if ((b & 0xc0) !== 0x80)
            return invalid;
        code = (code << 6) | (b & 0x3f);
    }
    if (size === 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff)))
        return invalid;
    if (size === 4 && (code < 0x10000 || code > 0x10ffff))
        return invalid;
    return { code, size };
}
/** The bytes of one code point. */
function encodeRune(code) {
    return code < 0x80 ? String.fromCharCode(code) : encode(code >= 0xd800 && code <= 0xdfff ? "\ufffd" : String.fromCodePoint(code));
}
/** The same text with each byte that is not UTF-8 replaced by U+FFFD. */
function toValidUtf8(s) {
    if (isAscii(s))
        return s;
    let out = "";
    for (let i = 0; i < s.length;) {
        const { code, size } = runeAt(s, i);
        out += code === 0xfffd && size === 1 ? encodeRune(code) : s.slice(i, i + size);
        i += size;
    }
    return out;
}
/** Applies `change` to each character of a byte string; bytes that are not UTF-8 stay. */
function mapRunes(s, change) {
    if (isAscii(s)) {
        let out = "";
        for (let i = 0; i < s.length; i++)
            out += change(s.charAt(i), i);
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
const hex = (n, width) => n.toString(16).padStart(width, "0");
/** The double-quoted form of a string. */
function quoteString(s) {
    if (PLAIN.test(s))
        return `"${s}"`;
    let out = '"';
    for (let i = 0; i < s.length;) {
        const b = s.charCodeAt(i);
        if (b < 0x80) {
            out += SHORT.get(b) ?? (b < 32 || b === 127 ? `\\x${hex(b, 2)}` : s.charAt(i));
            i++;
            continue;
        }
        const { code, size } = runeAt(s, i);
        if (size === 1)
            out += `\\x${hex(b, 2)}`;
        else if (code !== 0x20 && UNPRINTABLE.test(String.fromCodePoint(code)))
            out += code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
        else
            out += s.slice(i, i + size);
        i += size;
    }
    return out + '"';
}
/** The form `b"…"` of a bytes value. */
function quoteBytes(data) {
    return `b${quoteString(data)}`;
}

;// CONCATENATED MODULE: ./build/js/starlark/number.js
/** Arithmetic on ints and floats where JavaScript's own is not enough, and the texts of numbers. */

/** The text of a float in the style of C's %e, %f or %g; "g" without a precision is the shortest text that gives the same float back. */
function formatFloat(value, style, precision) {
    if (Number.isNaN(value))
        return "nan";
    if (!Number.isFinite(value))
        return value > 0 ? "+inf" : "-inf";
    const lower = style.toLowerCase();
    let out;
    if (lower === "e")
        out = exponent(value.toExponential(precision ?? 6));
    else if (lower === "f")
        out = fixed(value, precision ?? 6);
    else
        out = general(value, precision);
    if (Object.is(value, -0))
        out = out.startsWith("-") ? out : `-${out}`;
    return style === lower ? out : out.toUpperCase();
}
/** toFixed switches to exponents at 1e21; from there on the digits are those of the exact integer. */
function fixed(value, precision) {
    if (Math.abs(value) < 1e21)
        return value.toFixed(precision);
    return BigInt(value).toString() + (precision > 0 ? `.${"0".repeat(precision)}` : "");
}
/** At least two digits of exponent: 1e+06. */
function exponent(text) {
    return text.replace(/e([+-])(\d)$/, "e$10$2");
}
function general(value, precision) {
    const scientific = precision === undefined ? value.toExponential() : value.toExponential(Math.max(0, precision - 1));
    const power = Number(scientific.slice(scientific.indexOf("e") + 1));
    // The shortest form changes to an exponent where six digits of precision would.
    if (power < -4 || power >= (precision ?? 6)) {
        const digits = scientific.slice(0, scientific.indexOf("e"));
        const trimmed = precision !== undefined && digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
        return exponent(trimmed + scientific.slice(scientific.indexOf("e")));
    }
    const text = precision === undefined ? String(value) : value.toFixed(Math.max(0, precision - 1 - power));
    if (!text.includes("."))
        return `${text}.0`;
    return precision === undefined ? text : text.replace(/0+$/, "").replace(/\.$/, ".0");
}
/** `x // y` of two safe integers. */
function floorDivideInts(x, y) {
    if (y === 0)
        throw new StarlarkError("floored division by zero");
    const remainder = x % y;
    // x - remainder is a multiple of y, so that the quotient is exact.
    const quotient = (x - remainder) / y;
    return (remainder !== 0 && remainder < 0 !== y < 0 ? quotient - 1 : quotient) + 0;
}
/** `x % y` of two safe integers: the sign is that of y. */
function moduloInts(x, y) {
    if (y === 0)
        throw new StarlarkError("integer modulo by zero");
    const remainder = x % y;
    return (remainder !== 0 && remainder < 0 !== y < 0 ? remainder + y : remainder) + 0;
}
function floorDivideBig(x, y) {
    if (y === 0n)
        throw new StarlarkError("floored division by zero");
    const quotient = x / y;
    return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient;
}
function moduloBig(x, y) {
    if (y === 0n)
        throw new StarlarkError("integer modulo by zero");
    const remainder = x % y;
    return remainder !== 0n && x < 0n !== y < 0n ? remainder + y : remainder;
}
/** `x % y` of two floats: the sign is that of y. */
function moduloFloats(x, y) {
    if (y === 0)
        throw new StarlarkError("floating-point modulo by zero");
    const remainder = x % y;
    return remainder !== 0 && remainder < 0 !== y < 0 ? remainder + y : remainder;
}
/** An int as a float; refuses those beyond the range of floats. */
function intToFloat(x) {
    const value = Number(x);
    if (!Number.isFinite(value))
        throw new StarlarkError("int too large to convert to float");
    return value;
}
/** Reads an int from text as `int(s, base)` does; undefined if it is none. Base 0 means that a prefix decides. */
function parseInteger(text, base) {
    const match = /^([+-]?)(0[xX]|0[oO]|0[bB])?([0-9a-zA-Z]+)$/.exec(text);
    if (match === null)
        return undefined;
    const [, sign = "", prefix = ""] = match;
    let digits = match[3] ?? "";
    let radix = base;
    const prefixRadix = prefix === "" ? 0 : prefix.toLowerCase() === "0x" ? 16 : prefix.toLowerCase() === "0o" ? 8 : 2;
    if (prefixRadix !== 0 && base !== 0 && base !== prefixRadix) {
        // `0b1` in base 16 is a number of digits only.
        if (base < 12)
            return undefined;
        digits = prefix + digits;
    }
    else if (base === 0) {
        if (prefix === "" && digits.length > 1 && digits.startsWith("0") && !/^0+$/.test(digits))
            return undefined;
        radix = prefixRadix === 0 ? 10 : prefixRadix;
    }
    let value = 0n;
    const big = BigInt(radix);
    if (radix === 10 || radix === 16 || radix === 8 || radix === 2) {
        const valid = radix === 10 ? /^[0-9]+$/ : radix === 16 ? /^[0-9a-fA-F]+$/ : radix === 8 ? /^[0-7]+$/ : /^[01]+$/;
        if (!valid.test(digits))
            return undefined;
        value = BigInt((radix === 10 ? "" : radix === 16 ? "0x" : radix === 8 ? "0o" : "0b") + digits);
    }
    else {
        if (digits.length > MAX_ODD_DIGITS)
            throw new StarlarkError(`int: too many digits for base ${radix} (${digits.length}, at most ${MAX_ODD_DIGITS})`);
        for (const c of digits.toLowerCase()) {
            const digit = c <= "9" ? c.charCodeAt(0) - 48 : c.charCodeAt(0) - 87;
            if (digit >= radix)
                return undefined;
            value = value * big + BigInt(digit);
        }
    }
    return sign === "-" ? -value : value;
}
/** In bases without a literal form digits are added one by one, which takes time that grows with the square of their number. */
const MAX_ODD_DIGITS = 20_000;
/** The digits of an int in base 2, 8, 10 or 16. */
function intDigits(value, base) {
    return value.toString(base);
}

;// CONCATENATED MODULE: ./build/js/starlark/value.js



/** A floating-point number. Boxed, so that `1.0` and `1` stay different types. */
class Float {
    value;
    constructor(value) {
        this.value = value;
    }
}
/** An immutable sequence of bytes, kept like a string: one unit, one byte. */
class Bytes {
    data;
    constructor(data) {
        this.data = data;
    }
}
/** A mutable sequence. `items` may be read freely by a host; to change it, use the methods, which respect freezing and iteration. */
class List {
    items;
    frozen = false;
    /** How many loops are walking over this list now; while there are any, it cannot be changed. */
    iterating = 0;
    constructor(items = []) {
        this.items = items;
    }
    /** Throws unless the list may be changed now; `verb` is what the caller wants to do. */
    checkMutable(verb) {
        if (this.frozen)
            throw new StarlarkError(`cannot ${verb} frozen list`);
        if (this.iterating > 0)
            throw new StarlarkError(`cannot ${verb} list during iteration`);
    }
    append(value) {
        this.checkMutable("append to");
        this.items.push(value);
    }
}
/** An immutable sequence. */
class Tuple {
    items;
    constructor(items) {
        this.items = items;
    }
}
/** An insertion-ordered map from hashable values to values. */
class Dict {
    frozen = false;
    iterating = 0;
    #map = new Map();
    /** The first key inserted, where it differs from what it is looked up by (a tuple, a bytes, 1.0 for 1); most dicts have none. */
    #originals;
    constructor(entries) {
        if (entries !== undefined)
            for (const [key, value] of entries)
                this.put(key, value);
    }
    get size() {
        return this.#map.size;
    }
    get(key) {
        return this.#map.get(typeof key === "string" || typeof key === "number" ? key : keyOf(key));
    }
    has(key) {
        return this.#map.has(keyOf(key));
    }
    /** Inserts or replaces without looking at freezing: for building a dict nobody else has seen. */
    put(key, value) {
        if (typeof key === "string" || typeof key === "number") {
            this.#map.set(key, value);
            return;
        }
        const k = keyOf(key);
        if (k !== key && !this.#map.has(k))
            (this.#originals ??= new Map()).set(k, key);
        this.#map.set(k, value);
    }
    set(key, value) {
        this.checkMutable("insert into");
        this.put(key, value);
    }
    delete(key) {
        this.checkMutable("delete from");
        const k = keyOf(key);
        const old = this.#map.get(k);
        this.#map.delete(k);
        this.#originals?.delete(k);
        return old;
    }
    clear() {
        this.checkMutable("clear");
        this.#map.clear();
        this.#originals?.clear();
    }
    checkMutable(verb) {
        if (this.frozen)
            throw new StarlarkError(`cannot ${verb} frozen hash table`);
        if (this.iterating > 0)
            throw new StarlarkError(`cannot ${verb} hash table during iteration`);
    }
    keys() {
        if (this.#originals === undefined)
            return Array.from(this.#map.keys(), asOwnKey);
        return originalKeys(this.#map.keys(), this.#originals);
    }
    values() {
        return [...this.#map.values()];
    }
    entries() {
        const keys = this.keys();
        const values = this.values();
        return keys.map((key, i) => [key, values[i] ?? null]);
    }
    firstKey() {
        for (const key of this.#map.keys())
            return originalKeys([key], this.#originals)[0];
        return undefined;
    }
}
/** An insertion-ordered set of hashable values. */
class StarSet {
    frozen = false;
    iterating = 0;
    #keys = new Set();
    #originals;
    constructor(items) {
        if (items !== undefined)
            for (const item of items)
                this.put(item);
    }
    get size() {
        return this.#keys.size;
    }
    has(item) {
        return this.#keys.has(keyOf(item));
    }
    /** Inserts without looking at freezing: for building a set nobody else has seen. */
    put(item) {
        const k = keyOf(item);
        if (k !== item && !this.#keys.has(k))
            (this.#originals ??= new Map()).set(k, item);
        this.#keys.add(k);
    }
    add(item) {
        this.checkMutable("insert into");
        this.put(item);
    }
    delete(item) {
        this.checkMutable("delete from");
        const k = keyOf(item);
        this.#originals?.delete(k);
        return this.#keys.delete(k);
    }
    clear() {
        this.checkMutable("clear");
        this.#keys.clear();
        this.#originals?.clear();
    }
    checkMutable(verb) {
        if (this.frozen)
            throw new StarlarkError(`cannot ${verb} frozen hash table`);
        if (this.iterating > 0)
            throw new StarlarkError(`cannot ${verb} hash table during iteration`);
    }
    items() {
        return originalKeys(this.#keys, this.#originals);
    }
}
function originalKeys(keys, originals) {
    return Array.from(keys, (key) => {
        const original = originals?.get(key);
        return original === undefined ? asOwnKey(key) : original;
    });
}
/** A key without a recorded original is the value itself: that is what `put` guarantees. */
function asOwnKey(key) {
    return key;
}
/** The immutable sequence `range(start, stop, step)`; nothing is stored but its bounds. */
class Range {
    start;
    stop;
    step;
    length;
    constructor(start, stop, step) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.length = step > 0 ? Math.max(0, Math.ceil((stop - start) / step)) : Math.max(0, Math.ceil((start - stop) / -step));
    }
    at(i) {
        return this.start + i * this.step;
    }
}
/** What `"…".elems()` and its relatives give: a view of a string or bytes that can be iterated, piece by piece. */
class Elems {
    of;
    kind;
    constructor(of, kind) {
        this.of = of;
        this.kind = kind;
    }
    get type() {
        if (typeof this.of !== "string")
            return "bytes.elems";
        return this.kind === "elems" || this.kind === "elem_ords" ? "string.elems" : "string.codepoints";
    }
    /** Bytes have positions; characters, which differ in length, do not. */
    get indexable() {
        return this.kind === "elems" || this.kind === "elem_ords";
    }
    get length() {
        return typeof this.of === "string" ? this.of.length : this.of.data.length;
    }
    at(i) {
        if (typeof this.of !== "string")
            return this.of.data.charCodeAt(i);
        return this.kind === "elems" ? this.of.charAt(i) : this.of.charCodeAt(i);
    }
    list() {
        if (this.indexable || typeof this.of !== "string")
            return Array.from({ length: this.length }, (_, i) => this.at(i));
        const out = [];
        for (let i = 0; i < this.of.length;) {
            const { code, size } = runeAt(this.of, i);
            const replaced = code === 0xfffd && size === 1;
            out.push(this.kind === "codepoint_ords" ? code : replaced ? encodeRune(code) : this.of.slice(i, i + size));
            i += size;
        }
        return out;
    }
}
/** A function written in the language: its code, and what it holds from the place where its `def` ran. */
class value_StarFunction {
    /** What the text says about it: name, position, parameters, doc string, and its resolved syntax. */
    info;
    /** The compiled body; called by the machine only. */
    code;
    /** The number of parameters if all are plain and required, else -1: calls that fit pass their arguments directly. */
    arity;
    defaults;
    free;
    /** The module it was defined in, for whoever reads the program instead of running it. */
    module;
    constructor(info, code, defaults, free, module) {
        this.info = info;
        this.code = code;
        this.arity = info.arity;
        this.defaults = defaults;
        this.free = free;
        this.module = module;
    }
    get name() {
        return this.info.name;
    }
}
/** A function of the language itself or of a host, described once: see `builtin` in host.ts. */
class Builtin {
    name;
    doc;
    params;
    returns;
    invoke;
    /** The value a method is bound to; for `print` and its like, undefined. */
    receiver;
    /** A way around the general call for one plain argument, where it pays. */
    one;
    constructor(about, invoke) {
        this.name = about.name;
        this.doc = about.doc ?? "";
        this.params = about.params ?? [];
        this.returns = about.returns ?? "";
        this.receiver = about.receiver;
        this.one = about.one;
        this.invoke = invoke;
    }
}
/**
 * A value that the host brings. Only `type` is required; a method left out means that the value cannot do that. The methods must not wait;
 * only `call` may return a promise.
 */
class HostValue {
    /** True lets the value be a dict key by identity. */
    hashable;
}
/** The largest int that is kept as a number. */
const MAX_INT = Number.MAX_SAFE_INTEGER;
/** Ints beyond this many bits are refused: they only arise by accident and take the time of everyone. */
const MAX_INT_BITS = 1 << 20;
const HUGE = 1n << BigInt(MAX_INT_BITS);
/** The int of a bigint: a number whenever it is safe. */
function normalizeInt(value) {
    if (value >= -9007199254740991n && value <= 9007199254740991n)
        return Number(value);
    if (value > HUGE || value < -HUGE)
        throw new StarlarkError(`int result too large (more than ${MAX_INT_BITS} bits)`);
    return value;
}
/** The name of a value's type, as `type(x)` gives it. */
function typeOf(value) {
    switch (typeof value) {
        case "string":
            return "string";
        case "number":
        case "bigint":
            return "int";
        case "boolean":
            return "bool";
        default:
            break;
    }
    if (value === null)
        return "NoneType";
    if (value instanceof List)
        return "list";
    if (value instanceof Tuple)
        return "tuple";
    if (value instanceof Dict)
        return "dict";
    if (value instanceof value_StarFunction)
        return "function";
    if (value instanceof Float)
        return "float";
    if (value instanceof Builtin)
        return "builtin_function_or_method";
    if (value instanceof StarSet)
        return "set";
    if (value instanceof Range)
        return "range";
    if (value instanceof Bytes)
        return "bytes";
    return value.type;
}
/** Whether `if value:` takes the branch. */
function truth(value) {
    switch (typeof value) {
        case "boolean":
            return value;
        case "string":
            return value !== "";
        case "number":
            return value !== 0;
        case "bigint":
            return true;
        default:
            break;
    }
    if (value === null)
        return false;
    if (value instanceof List || value instanceof Tuple)
        return value.items.length > 0;
    if (value instanceof Dict || value instanceof StarSet)
        return value.size > 0;
    if (value instanceof Float)
        return value.value !== 0;
    if (value instanceof Bytes)
        return value.data !== "";
    if (value instanceof Range)
        return value.length > 0;
    if (value instanceof HostValue)
        return value.truth === undefined ? true : value.truth();
    return true;
}
/** The text of a value as a program would write it, as a byte string. */
function repr(value) {
    if (typeof value === "string")
        return quoteString(value);
    if (typeof value === "number")
        return String(value);
    const out = [];
    writeRepr(value, out, [], 0);
    return out.join("");
}
/** As `repr`, but a string is itself. */
function str(value) {
    if (typeof value === "string")
        return value;
    if (value instanceof Bytes)
        return toValidUtf8(value.data);
    return repr(value);
}
/** Values nested deeper than this are shown as `...`; equality and ordering give up there, so that no value can exhaust the stack. */
const MAX_VALUE_DEPTH = 500;
function writeRepr(value, out, path, depth) {
    if (depth > MAX_VALUE_DEPTH) {
        out.push("...");
        return;
    }
    switch (typeof value) {
        case "string":
            out.push(quoteString(value));
            return;
        case "number":
        case "bigint":
            out.push(String(value));
            return;
        case "boolean":
            out.push(value ? "True" : "False");
            return;
        default:
            break;
    }
    if (value === null) {
        out.push("None");
    }
    else if (value instanceof Float) {
        out.push(formatFloat(value.value, "g"));
    }
    else if (value instanceof Bytes) {
        out.push(quoteBytes(value.data));
    }
    else if (value instanceof List) {
        if (path.includes(value))
            out.push("[...]");
        else
            writeItems("[", value.items, "]", out, [...path, value], depth);
    }
    else if (value instanceof Tuple) {
        writeItems("(", value.items, value.items.length === 1 ? ",)" : ")", out, path, depth);
    }
    else if (value instanceof Dict) {
        if (path.includes(value)) {
            out.push("{...}");
            return;
        }
        const inner = [...path, value];
        out.push("{");
        let first = true;
        for (const [key, item] of value.entries()) {
            if (!first)
                out.push(", ");
            first = false;
            writeRepr(key, out, inner, depth + 1);
            out.push(": ");
            writeRepr(item, out, inner, depth + 1);
        }
        out.push("}");
    }
    else if (value instanceof StarSet) {
        writeItems("set([", value.items(), "])", out, path, depth);
    }
    else if (value instanceof Range) {
        const { start, stop, step } = value;
        out.push(step !== 1 ? `range(${start}, ${stop}, ${step})` : start !== 0 ? `range(${start}, ${stop})` : `range(${stop})`);
    }
    else if (value instanceof Elems) {
        out.push(`${repr(value.of)}.${value.kind}()`);
    }
    else if (value instanceof value_StarFunction) {
        out.push(`<function ${value.name}>`);
    }
    else if (value instanceof Builtin) {
        if (value.receiver === undefined)
            out.push(`<built-in function ${value.name}>`);
        else
            out.push(`<built-in method ${value.name} of ${typeOf(value.receiver)} value>`);
    }
    else {
        out.push(value.repr === undefined ? `<${value.type}>` : value.repr());
    }
}
function writeItems(open, items, close, out, path, depth) {
    out.push(open);
    for (let i = 0; i < items.length; i++) {
        if (i > 0)
            out.push(", ");
        writeRepr(items[i] ?? null, out, path, depth + 1);
    }
    out.push(close);
}
/** What a value is looked up by in a dict or set; throws if it is unhashable. */
function keyOf(value) {
    switch (typeof value) {
        case "string":
        case "number":
        case "boolean":
        case "bigint":
            return value;
        default:
            break;
    }
    if (value === null)
        return value;
    if (value instanceof Float)
        return floatKey(value.value);
    if (value instanceof Tuple)
        return "\u0100" + tupleKey(value, 0);
    if (value instanceof Bytes)
        return "\u0101" + value.data;
    if (value instanceof value_StarFunction)
        return value;
    if (value instanceof Builtin)
        return value;
    if (value instanceof HostValue) {
        const key = value.hashKey?.();
        if (key !== undefined)
            return `\u0102${value.type}\u0103${key}`;
        if (value.hashable === true)
            return value;
    }
    throw new StarlarkError(`${value instanceof HostValue || value instanceof Range ? "unhashable" : "unhashable type"}: ${typeOf(value)}`);
}
/** Whether a value can be a key. */
function isHashable(value) {
    if (value instanceof Tuple)
        return value.items.every(isHashable);
    if (value instanceof HostValue)
        return value.hashable === true || value.hashKey?.() !== undefined;
    return !(value instanceof List || value instanceof Dict || value instanceof StarSet || value instanceof Range || value instanceof Elems);
}
/** A float that equals an int must be found under that int. */
function floatKey(value) {
    if (Number.isInteger(value))
        return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
    return value;
}
/** Values with identity get a number when they first become part of a tuple key. */
const identities = new WeakMap();
let lastIdentity = 0;
function tupleKey(tuple, depth) {
    if (depth > MAX_VALUE_DEPTH)
        throw new StarlarkError("unhashable: tuples nested too deeply");
    let out = "";
    for (const item of tuple.items) {
        const key = item instanceof Tuple ? "\u0100" + tupleKey(item, depth + 1) + "\u0104" : keyOf(item);
        switch (typeof key) {
            case "string":
                out += `s${key.length}:${key}`;
                break;
            case "number":
            case "bigint":
                out += `n${key};`;
                break;
            case "boolean":
                out += key ? "t" : "f";
                break;
            default:
                if (key === null) {
                    out += "0";
                }
                else {
                    let id = identities.get(key);
                    if (id === undefined) {
                        id = ++lastIdentity;
                        identities.set(key, id);
                    }
                    out += `o${id};`;
                }
        }
    }
    return out;
}
/** `a == b`. */
function equal(a, b) {
    return a === b || equalDepth(a, b, 0);
}
function equalDepth(a, b, depth) {
    if (a === b)
        return true;
    if (a === null || b === null)
        return false;
    if (typeof a !== "object")
        return typeof b === "object" && (b instanceof Float || b instanceof HostValue) && equalDepth(b, a, depth);
    if (depth > MAX_VALUE_DEPTH)
        throw new StarlarkError("comparison exceeded maximum recursion depth");
    if (a instanceof Float) {
        if (b instanceof Float)
            return a.value === b.value || (Number.isNaN(a.value) && Number.isNaN(b.value));
        if (typeof b === "number" || typeof b === "bigint")
            return floatKey(a.value) === b;
        return b instanceof HostValue && b.equals !== undefined && b.equals(a);
    }
    if (a instanceof HostValue)
        return a.equals !== undefined && a.equals(b);
    if (b instanceof HostValue)
        return b.equals !== undefined && b.equals(a);
    if (a instanceof List)
        return b instanceof List && equalItems(a.items, b.items, depth);
    if (a instanceof Tuple)
        return b instanceof Tuple && equalItems(a.items, b.items, depth);
    if (a instanceof Bytes)
        return b instanceof Bytes && a.data === b.data;
    if (a instanceof Dict) {
        if (!(b instanceof Dict) || a.size !== b.size)
            return false;
        for (const [key, value] of a.entries()) {
            const other = b.get(key);
            if (other === undefined || !equalDepth(value, other, depth + 1))
                return false;
        }
        return true;
    }
    if (a instanceof StarSet)
        return b instanceof StarSet && a.size === b.size && a.items().every((item) => b.has(item));
    if (a instanceof Range) {
        if (!(b instanceof Range) || a.length !== b.length)
            return false;
        return a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step));
    }
    return false;
}
function equalItems(a, b, depth) {
    if (a.length !== b.length)
        return false;
    for (let i = 0; i < a.length; i++) {
        if (!equalDepth(a[i] ?? null, b[i] ?? null, depth + 1))
            return false;
    }
    return true;
}
/**
 * Orders two values: negative, zero or positive. Throws if the two have no order; `op` is the operator to name then. NaN is greater than every
 * other number, so that sorting is well defined.
 */
function compare(a, b, op) {
    return compareDepth(a, b, op, 0);
}
function compareDepth(a, b, op, depth) {
    if (depth > MAX_VALUE_DEPTH)
        throw new StarlarkError("comparison exceeded maximum recursion depth");
    if (typeof a === "string" && typeof b === "string")
        return a < b ? -1 : a > b ? 1 : 0;
    if (isNumber(a) && isNumber(b))
        return compareNumbers(a, b);
    if (typeof a === "boolean" && typeof b === "boolean")
        return Number(a) - Number(b);
    if (a instanceof List && b instanceof List)
        return compareItems(a.items, b.items, op, depth);
    if (a instanceof Tuple && b instanceof Tuple)
        return compareItems(a.items, b.items, op, depth);
    if (a instanceof Bytes && b instanceof Bytes)
        return a.data < b.data ? -1 : a.data > b.data ? 1 : 0;
    if (a instanceof HostValue && a.compare !== undefined) {
        const order = a.compare(b);
        if (order !== undefined)
            return order;
    }
    else if (b instanceof HostValue && b.compare !== undefined) {
        const order = b.compare(a);
        if (order !== undefined)
            return -order;
    }
    throw new StarlarkError(`${typeOf(a)} ${op} ${typeOf(b)} not implemented`);
}
function compareItems(a, b, op, depth) {
    const n = Math.min(a.length, b.length);
    for (let i = 0; i < n; i++) {
        const x = a[i] ?? null;
        const y = b[i] ?? null;
        if (!equalDepth(x, y, depth + 1))
            return compareDepth(x, y, op, depth + 1);
    }
    return a.length - b.length;
}
function isNumber(value) {
    return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
}
function compareNumbers(a, b) {
    const x = a instanceof Float ? a.value : a;
    const y = b instanceof Float ? b.value : b;
    // JavaScript compares a bigint with a number exactly; only NaN needs a place.
    if (x < y)
        return -1;
    if (x > y)
        return 1;
    const xNaN = typeof x === "number" && Number.isNaN(x);
    const yNaN = typeof y === "number" && Number.isNaN(y);
    return xNaN === yNaN ? 0 : xNaN ? 1 : -1;
}
/** Makes a value and all that it reaches immutable. */
function freeze(root) {
    const stack = [root];
    const seen = new Set();
    for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
        if (value === null || typeof value !== "object" || seen.has(value))
            continue;
        seen.add(value);
        if (value instanceof List) {
            if (value.frozen)
                continue;
            value.frozen = true;
            for (const item of value.items)
                stack.push(item);
        }
        else if (value instanceof Tuple) {
            for (const item of value.items)
                stack.push(item);
        }
        else if (value instanceof Dict) {
            if (value.frozen)
                continue;
            value.frozen = true;
            for (const [key, item] of value.entries())
                stack.push(key, item);
        }
        else if (value instanceof StarSet) {
            value.frozen = true;
            for (const item of value.items())
                stack.push(item);
        }
        else if (value instanceof value_StarFunction) {
            for (const item of value.defaults)
                if (item !== undefined)
                    stack.push(item);
            for (const cell of value.free)
                if (cell.v !== undefined)
                    stack.push(cell.v);
        }
        else if (value instanceof Builtin) {
            if (value.receiver !== undefined)
                stack.push(value.receiver);
        }
        else if (value instanceof HostValue) {
            value.freeze?.();
        }
    }
}

;// CONCATENATED MODULE: ./build/js/starlark/host.js
/**
 * How a host gives functions and values to programs. `builtin` describes a function once (name, documentation, parameters with their types
 * and defaults) and everything follows from that: arguments are checked and arrive typed, messages name what was got and what was wanted
 * and guess the keyword that was meant, and `signature` and `describe` print the documentation. `Struct` is the ready-made value with fields.
 */



function kwargsMap(kwargs) {
    if (kwargs === undefined)
        return NO_KWARGS;
    return kwargs instanceof Map ? kwargs : new Map(Object.entries(kwargs));
}
const NO_KWARGS = new Map();
/** Makes a function that programs can call. */
function builtin(spec) {
    const params = spec.params ?? [];
    const bind = binder(spec.name, params, spec.lenient);
    return new Builtin({ name: spec.name, doc: spec.doc ?? "", params: params.map(paramDoc), returns: spec.returns ?? "" }, (args, kwargs, ctx) => 
    // The binder has just checked each argument against the type that `Args` was computed from.
    spec.call(bind(args, kwargs, ctx), ctx));
}
function paramDoc(p) {
    const kind = p.kind ?? "normal";
    const collects = kind === "args" || kind === "kwargs";
    const hasDefault = "default" in p && p.default !== undefined;
    const shown = hasDefault ? defaultText(p.default) : undefined;
    return {
        name: p.name,
        doc: p.doc ?? "",
        type: typeWords(p.type),
        kind,
        required: !collects && !("default" in p) && p.optional !== true,
        ...(shown === undefined ? {} : { defaultText: shown }),
    };
}
function defaultText(value) {
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
        return repr(value);
    return isValue(value) ? repr(value) : "…";
}
function isValue(x) {
    return (x instanceof Float ||
        x instanceof List ||
        x instanceof Tuple ||
        x instanceof Dict ||
        x instanceof StarSet ||
        x instanceof HostValue ||
        x instanceof Bytes);
}
/** The accepted types in words: `string or None`. */
function typeWords(type) {
    if (typeof type === "string")
        return type === "text" ? "string" : type === "bigint" ? "int" : type;
    if (isUnion(type)) {
        const words = [...new Set(type.map(typeWords))];
        return words.length < 3 ? words.join(" or ") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
    }
    return className(type);
}
function isUnion(type) {
    return Array.isArray(type);
}
/** A host class is called in messages what its static `typeName` says, else by its own name. */
function className(type) {
    const named = type;
    return "typeName" in named && typeof named.typeName === "string" ? named.typeName : type.name;
}
/** `name(a, b=1, *args, c, **kwargs)`: how a function is called. */
function signature(fn) {
    if (fn instanceof StarFunction)
        return `${fn.name}(${fn.info.params.map((p) => p.text).join(", ")})`;
    const parts = [];
    let star = false;
    for (const p of fn.params) {
        if (p.kind === "args")
            star = true;
        if (p.kind === "keyword" && !star) {
            parts.push("*");
            star = true;
        }
        const name = p.kind === "args" ? `*${p.name}` : p.kind === "kwargs" ? `**${p.name}` : p.name;
        parts.push(p.defaultText !== undefined
            ? `${name}=${p.defaultText}`
            : p.required || p.kind === "args" || p.kind === "kwargs"
                ? name
                : `${name}=…`);
    }
    return `${fn.name}(${parts.join(", ")})`;
}
/** The documentation of a function as plain text: its signature, what it does, and one line for each parameter. */
function describe(fn) {
    const width = Math.max(0, ...fn.params.map((p) => p.name.length));
    const lines = fn.params.map((p) => `  ${p.name.padEnd(width)}  ${p.type}${p.required ? ", required" : ""}${p.doc === "" ? "" : `: ${p.doc}`}`);
    const returns = fn.returns === "" ? [] : [`returns ${fn.returns}`];
    return [signature(fn) + (fn.doc === "" ? "" : `\n${fn.doc}`), ...lines, ...returns].join("\n");
}
/** Whether a call can be made to a value. */
function isCallable(value) {
    return value instanceof value_StarFunction || value instanceof Builtin || (value instanceof HostValue && value.call !== undefined);
}
function acceptor(type) {
    if (typeof type !== "string") {
        if (isUnion(type)) {
            const accepts = type.map(acceptor);
            return (value) => {
                for (const accept of accepts) {
                    const got = accept(value);
                    if (got !== undefined)
                        return got;
                }
                return undefined;
            };
        }
        return (value) => (value instanceof type ? value : undefined);
    }
    switch (type) {
        case "any":
            return (v) => v;
        case "None":
            return (v) => (v === null ? v : undefined);
        case "bool":
            return (v) => (typeof v === "boolean" ? v : undefined);
        case "int":
            return (v) => (typeof v === "number" ? v : undefined);
        case "bigint":
            return (v) => (typeof v === "number" || typeof v === "bigint" ? v : undefined);
        case "float":
            return (v) => (v instanceof Float ? v.value : typeof v === "number" || typeof v === "bigint" ? Number(v) : undefined);
        case "string":
            return (v) => (typeof v === "string" ? v : undefined);
        case "text":
            return (v) => (typeof v === "string" ? decode(v) : undefined);
        case "bytes":
            return (v) => (v instanceof Bytes ? v : undefined);
        case "list":
            return (v) => (v instanceof List ? v : undefined);
        case "tuple":
            return (v) => (v instanceof Tuple ? v : undefined);
        case "sequence":
            return (v) => (v instanceof List || v instanceof Tuple ? v : undefined);
        case "iterable":
            return (v) => itemsOf(v)?.slice();
        case "dict":
            return (v) => (v instanceof Dict ? v : undefined);
        case "set":
            return (v) => (v instanceof StarSet ? v : undefined);
        case "range":
            return (v) => (v instanceof Range ? v : undefined);
        case "callable":
            return (v) => (isCallable(v) ? v : undefined);
    }
}
/** The items of an iterable as an array that must not be changed, or undefined. */
function itemsOf(value) {
    if (value instanceof List || value instanceof Tuple)
        return value.items;
    if (value instanceof Dict)
        return value.keys();
    if (value instanceof StarSet)
        return value.items();
    if (value instanceof Range) {
        if (value.length > MAX_ITEMS)
            throw new StarlarkError(`range of ${value.length} items is too large to list`);
        return Array.from({ length: value.length }, (_, i) => value.at(i));
    }
    if (value instanceof HostValue && value.iterate !== undefined)
        return [...value.iterate()];
    if (value instanceof Elems)
        return value.list();
    return undefined;
}
/** Lists longer than this are refused: far beyond any honest program, and well within what the runtime can hold. */
const MAX_ITEMS = 1 << 24;
/** Prepares the checking of arguments against a description. */
function binder(name, params, lenient) {
    const byPosition = params.filter((p) => p.kind === undefined || p.kind === "normal" || p.kind === "positional");
    const rest = params.find((p) => p.kind === "args");
    const open = params.find((p) => p.kind === "kwargs");
    const keywords = new Map(params.filter((p) => p.kind === undefined || p.kind === "normal" || p.kind === "keyword").map((p) => [p.name, p]));
    const positionalOnly = new Set(params.filter((p) => p.kind === "positional").map((p) => p.name));
    const accepts = new Map(params.map((p) => [p, acceptor(p.type)]));
    const given = params.filter((p) => p.kind !== "args" && p.kind !== "kwargs");
    const accept = (p, value) => {
        const got = accepts.get(p)?.(value);
        if (got === undefined) {
            const big = typeof value === "bigint" && typeWords(p.type).includes("int") ? `int out of range (${value})` : `got ${typeOf(value)}`;
            throw new StarlarkError(`${name}: for parameter ${p.name}: ${big}, want ${typeWords(p.type)}`);
        }
        const why = p.arity === undefined ? undefined : misfit(value, p.arity);
        if (why !== undefined)
            throw new StarlarkError(`${name}: for parameter ${p.name}: ${why}`);
        return got;
    };
    return (args, kwargs, ctx) => {
        const out = {};
        if (args.length > byPosition.length && rest === undefined) {
            throw new StarlarkError(tooMany(name, args.length, byPosition, given));
        }
        const n = Math.min(args.length, byPosition.length);
        for (let i = 0; i < n; i++) {
            const p = byPosition[i];
            if (p !== undefined)
                out[p.name] = accept(p, args[i] ?? null);
        }
        if (rest !== undefined)
            out[rest.name] = args.slice(n).map((value) => accept(rest, value));
        const others = new Map();
        for (const [key, value] of kwargs) {
            const p = keywords.get(key);
            if (p !== undefined) {
                if (p.name in out)
                    throw new StarlarkError(`${name}: got multiple values for keyword argument "${key}"`);
                out[p.name] = accept(p, value);
            }
            else if (open !== undefined) {
                others.set(key, accept(open, value));
            }
            else if (positionalOnly.has(key)) {
                throw new StarlarkError(`${name}: parameter "${key}" is given by position, not by keyword`);
            }
            else {
                const message = unexpectedKeyword(name, key, keywords.keys());
                if (lenient === undefined)
                    throw new StarlarkError(message);
                lenient({ message, keyword: key, suggestion: /did you mean "(.*)"\?/.exec(message)?.[1], position: ctx.position });
            }
        }
        if (open !== undefined)
            out[open.name] = others;
        for (const p of given) {
            if (p.name in out)
                continue;
            if (!("default" in p) && p.optional !== true)
                throw new StarlarkError(`${name}: missing argument for ${p.name}`);
            out[p.name] = p.default;
        }
        return out;
    };
}
/** Why [value] cannot be called with [given] arguments by position; undefined when it can, or when that is not known of it. */
function misfit(value, given) {
    let [least, most, words] = [0, Number.POSITIVE_INFINITY, ""];
    if (value instanceof value_StarFunction) {
        const { info } = value;
        const byPosition = info.params.filter((p) => p.kind === "normal");
        least = byPosition.filter((p) => p.required).length;
        if (!info.hasVarargs)
            most = byPosition.length;
        words = info.params.map((p) => p.text).join(", ");
        const [unnamed] = info.params.filter((p) => p.kind === "keyword" && p.required);
        if (unnamed !== undefined)
            return `${value.name}(${words}) is called with ${counted(given)}, and needs ${unnamed.name}=`;
    }
    else if (value instanceof Builtin) {
        const byPosition = value.params.filter((p) => p.kind === "normal" || p.kind === "positional");
        if (value.params.length === 0)
            least = most = 0;
        else if (!value.params.some((p) => p.kind === "args"))
            most = byPosition.length;
        words = byPosition.map((p) => p.name).join(", ");
    }
    else
        return undefined;
    if (given >= least && given <= most)
        return undefined;
    // What makes a function was probably meant to be called for it.
    const hint = value instanceof Builtin && most === 0 ? ` (did you mean ${value.name}()?)` : "";
    return `${value.name}(${words}) is called with ${counted(given)}, and takes ${most === 0 ? "none" : least === most ? most : least > given ? `at least ${least}` : `at most ${most}`}${hint}`;
}
const counted = (n) => (n === 0 ? "no arguments" : n === 1 ? "1 argument" : `${n} arguments`);
function tooMany(name, got, byPosition, given) {
    const most = byPosition.length;
    const least = byPosition.filter((p) => !("default" in p) && p.optional !== true).length;
    const want = most === 0
        ? "no positional arguments"
        : `${least === most ? "exactly" : "at most"} ${most} positional argument${most === 1 ? "" : "s"}`;
    const keywords = given.filter((p) => p.kind === "keyword").map((p) => p.name);
    const hint = keywords.length === 0 ? "" : `; by keyword only: ${keywords.join(", ")}`;
    return `${name}: got ${got} arguments, want ${want}${hint}`;
}
/** The message for a keyword that a function does not have, with the nearest one it has, or all if none is near. */
function unexpectedKeyword(name, key, known) {
    const names = [...known];
    const guess = didYouMean(key, names);
    const list = guess !== "" || names.length === 0 ? guess : ` (valid: ${names.join(", ")})`;
    return `${name}: unexpected keyword argument "${key}"${list}`;
}
/** A value with named fields, like what `struct(a = 1)` makes. Fields keep the order of their names. */
class Struct extends HostValue {
    static typeName = "struct";
    type = "struct";
    fields;
    label;
    constructor(fields, label = "struct") {
        super();
        const entries = Symbol.iterator in fields ? [...fields] : Object.entries(fields);
        this.fields = new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
        this.label = label;
    }
    attr(name) {
        return this.fields.get(name);
    }
    attrNames() {
        return [...this.fields.keys()];
    }
    repr() {
        return `${this.label}(${[...this.fields].map(([name, value]) => `${name} = ${repr(value)}`).join(", ")})`;
    }
    /** A struct is hashable if its fields are. */
    hashKey() {
        const parts = new Tuple([encode(this.label), ...[...this.fields].flatMap(([name, value]) => [encode(name), value])]);
        if (!isHashable(parts))
            return undefined;
        const key = keyOf(parts);
        return typeof key === "string" ? key : undefined;
    }
    /** `a + b` has the fields of both; those of b win. */
    binary(op, other, side) {
        if (op !== "+" || side !== "left" || !(other instanceof Struct) || other.label !== this.label)
            return undefined;
        return new Struct([...this.fields, ...other.fields], this.label);
    }
    freeze() {
        for (const value of this.fields.values())
            freeze(value);
    }
    equals(other) {
        if (!(other instanceof Struct) || other.label !== this.label || other.fields.size !== this.fields.size)
            return false;
        for (const [name, value] of this.fields) {
            const theirs = other.fields.get(name);
            if (theirs === undefined || !equal(value, theirs))
                return false;
        }
        return true;
    }
}
/** A namespace of functions and constants, like `json` and `math`. */
class Module extends HostValue {
    static typeName = "module";
    type = "module";
    name;
    members;
    constructor(name, members) {
        super();
        this.name = name;
        this.members = new Map(members);
    }
    attr(name) {
        return this.members.get(name);
    }
    attrNames() {
        return [...this.members.keys()].sort();
    }
    repr() {
        return `<module "${this.name}">`;
    }
}

;// CONCATENATED MODULE: ./build/js/starlark/format.js
/** `"…" % args` and `"…".format(…)`. */




/** `format % x`, where x is one argument, a tuple of several, or a dict for `%(name)s`. */
function formatString(format, x) {
    const args = x instanceof Tuple ? x.items : [x];
    let next = 0;
    let out = "";
    let i = 0;
    for (;;) {
        const percent = format.indexOf("%", i);
        if (percent < 0)
            break;
        out += format.slice(i, percent);
        i = percent + 1;
        if (i >= format.length)
            throw new StarlarkError("incomplete format");
        if (format.charAt(i) === "%") {
            out += "%";
            i++;
            continue;
        }
        let arg;
        if (format.charAt(i) === "(") {
            const close = format.indexOf(")", i);
            if (close < 0)
                throw new StarlarkError("incomplete format key");
            if (!(x instanceof Dict))
                throw new StarlarkError("format requires a mapping");
            const key = format.slice(i + 1, close);
            arg = x.get(key);
            if (arg === undefined)
                throw new StarlarkError(`key not found: ${key}`);
            i = close + 1;
            next = args.length;
        }
        else {
            if (next >= args.length)
                throw new StarlarkError("not enough arguments for format string");
            arg = args[next++];
        }
        const c = format.charAt(i);
        if (c === "")
            throw new StarlarkError("incomplete format");
        out += conversion(c, arg ?? null);
        i++;
    }
    out += format.slice(i);
    if (next < args.length && !(x instanceof Dict))
        throw new StarlarkError("too many arguments for format string");
    return out;
}
/** What `%s` and `{}` make of a value: a string is itself, all else is as a program would write it, bytes too (which `str` would decode). */
function shown(value) {
    return typeof value === "string" ? value : repr(value);
}
function conversion(c, arg) {
    switch (c) {
        case "s":
            return shown(arg);
        case "r":
            return repr(arg);
        case "d":
        case "i":
        case "o":
        case "x":
        case "X": {
            if (!isNumber(arg))
                throw new StarlarkError(`%${c} format requires integer: cannot convert ${typeOf(arg)} to int`);
            const int = arg instanceof Float ? floatToInt(arg.value, `%${c} format requires integer`) : arg;
            const text = intDigits(int, c === "o" ? 8 : c === "x" || c === "X" ? 16 : 10);
            return c === "X" ? text.toUpperCase() : text;
        }
        case "e":
        case "f":
        case "g":
        case "E":
        case "F":
        case "G":
            if (!isNumber(arg))
                throw new StarlarkError(`%${c} format requires float, not ${typeOf(arg)}`);
            return formatFloat(arg instanceof Float ? arg.value : Number(arg), c);
        case "c":
            if (typeof arg === "string") {
                if ([...Buffer.from(arg, "latin1").toString("utf8")].length !== 1)
                    throw new StarlarkError("%c format requires a single-character string");
                return arg;
            }
            if (typeof arg !== "number")
                throw new StarlarkError(`%c format requires int or single-character string, not ${typeOf(arg)}`);
            if (arg < 0 || arg > 0x10ffff)
                throw new StarlarkError("%c format requires a valid Unicode code point, got " + String(arg));
            return encodeRune(arg);
        default:
            throw new StarlarkError(`unknown conversion %${c}`);
    }
}
/** The int that a float stands for when its fraction is cut off. */
function floatToInt(value, what) {
    if (!Number.isFinite(value))
        throw new StarlarkError(`${what}: cannot convert float ${Number.isNaN(value) ? "NaN" : "infinity"} to integer`);
    const whole = Math.trunc(value) + 0;
    return Number.isSafeInteger(whole) ? whole : BigInt(whole);
}
/** `format.format(*args, **kwargs)`. */
function formatBraces(format, args, kwargs) {
    let out = "";
    let auto = false;
    let manual = false;
    let index = 0;
    for (let i = 0; i < format.length;) {
        const c = format.charAt(i);
        if (c === "}") {
            if (format.charAt(i + 1) !== "}")
                throw new StarlarkError("format: single '}' in format");
            out += "}";
            i += 2;
            continue;
        }
        if (c !== "{") {
            const next = format.slice(i).search(/[{}]/);
            const end = next < 0 ? format.length : i + next;
            out += format.slice(i, end);
            i = end;
            continue;
        }
        if (format.charAt(i + 1) === "{") {
            out += "{";
            i += 2;
            continue;
        }
        const close = format.indexOf("}", i);
        if (close < 0)
            throw new StarlarkError("format: unmatched '{' in format");
        const field = format.slice(i + 1, close);
        i = close + 1;
        const bang = field.indexOf("!");
        const colon = field.indexOf(":");
        let name = field;
        let conversionName = "s";
        if (bang >= 0 && (colon < 0 || bang < colon)) {
            name = field.slice(0, bang);
            conversionName = field.slice(bang + 1);
            if (conversionName.includes(":")) {
                const spec = conversionName.slice(conversionName.indexOf(":") + 1);
                conversionName = conversionName.slice(0, conversionName.indexOf(":"));
                if (spec !== "")
                    throw new StarlarkError("format: format spec features not supported in replacement fields: " + spec);
            }
        }
        else if (colon >= 0) {
            name = field.slice(0, colon);
            const spec = field.slice(colon + 1);
            if (spec !== "")
                throw new StarlarkError(`format: format spec features not supported in replacement fields: ${spec} (use "%" formatting)`);
        }
        let arg;
        if (name === "") {
            if (manual)
                throw new StarlarkError("format: cannot switch from manual field specification to automatic field numbering");
            auto = true;
            if (index >= args.length)
                throw new StarlarkError("format: tuple index out of range");
            arg = args[index++];
        }
        else if (/^[+-]?\d+$/.test(name)) {
            if (!/^\d+$/.test(name))
                throw new StarlarkError(`format: keyword ${name} not found`);
            if (auto)
                throw new StarlarkError("format: cannot switch from automatic field numbering to manual field specification");
            manual = true;
            const n = Number(name);
            if (n >= args.length)
                throw new StarlarkError("format: tuple index out of range");
            arg = args[n];
        }
        else {
            arg = namedField(name, kwargs);
        }
        if (conversionName === "s")
            out += shown(arg ?? null);
        else if (conversionName === "r")
            out += repr(arg ?? null);
        else
            throw new StarlarkError(`format: unknown conversion ${repr(conversionName)}`);
    }
    return out;
}
function namedField(name, kwargs) {
    const value = kwargs.get(name);
    if (value !== undefined)
        return value;
    if (name.includes("."))
        throw new StarlarkError(`format: attribute syntax x.y is not supported in replacement fields: ${name}`);
    if (name.includes("["))
        throw new StarlarkError(`format: element syntax a[i] is not supported in replacement fields: ${name}`);
    if (name.includes("{"))
        throw new StarlarkError("format: nested replacement fields not supported");
    throw new StarlarkError(`format: keyword ${name} not found`);
}

;// CONCATENATED MODULE: ./build/js/starlark/native.js
/**
 * The language's own functions and methods. Each is declared by one line, like `startswith(prefix, start?, end?)`, from which its arguments are
 * checked and its documentation is made; the check for the plain case is a comparison of counts, so that methods stay cheap.
 */



/** What a native returns to have another call made in its place. */
class TailCall {
    fn;
    args;
    constructor(fn, args) {
        this.fn = fn;
        this.args = args;
    }
}
/**
 * Declares a native. In the signature `x?` may be left out, `*xs` takes any number, parameters behind `*` are by keyword only, `**kw` takes any
 * keyword, and what stands before `/` is by position only.
 */
function native_native(signature, doc, run, wantsContext = false) {
    const name = signature.slice(0, signature.indexOf("("));
    const parts = signature.slice(signature.indexOf("(") + 1, -1).split(",").map((part) => part.trim()).filter((part) => part !== ""); // prettier-ignore
    let positional = parts.includes("/");
    const params = [];
    let keywordOnly = false;
    let min = 0;
    let max = 0;
    let open = false;
    for (const part of parts) {
        if (part === "/" || part === "*") {
            keywordOnly ||= part === "*";
            positional = false;
            continue;
        }
        const optional = part.endsWith("?");
        const bare = part.replace(/^\*+|\?$/g, "");
        const kind = part.startsWith("**")
            ? "kwargs"
            : part.startsWith("*")
                ? "args"
                : positional
                    ? "positional"
                    : keywordOnly
                        ? "keyword"
                        : "normal";
        params.push({ name: bare, doc: "", type: "any", kind, required: !optional && kind !== "args" && kind !== "kwargs" });
        if (kind === "args")
            max = Infinity;
        else if (kind === "kwargs")
            open = true;
        else if (kind !== "keyword") {
            max++;
            if (!optional)
                min++;
        }
        if (kind === "args")
            keywordOnly = true;
    }
    const named = params.filter((p) => p.kind !== "args" && p.kind !== "kwargs");
    const names = named.map((p) => (p.kind === "positional" ? "" : p.name));
    return { name, doc, params, names, min, max, positionalOnly: names.every((other) => other === ""), open, wantsContext, run };
}
/** Checks the number of arguments and puts keywords into their places. */
function bindNative(fn, args, kwargs) {
    const n = args.length;
    if (n > fn.max || (n < fn.min && kwargs.size === 0))
        throw wrongCount(fn, n);
    if (kwargs.size === 0 || fn.open)
        return args;
    if (fn.positionalOnly)
        throw new StarlarkError(`${fn.name}: ${fn.max === Infinity ? "does not accept" : "unexpected"} keyword arguments`);
    const out = [...args];
    // With *args the keyword-only values come behind the positions that a native of this kind reads: there are none.
    const offset = fn.max === Infinity ? n : 0;
    for (const [name, value] of kwargs) {
        const i = fn.names.indexOf(name);
        if (i < 0 || name === "")
            throw new StarlarkError(unexpectedKeyword(fn.name, name, fn.names.filter((other) => other !== "")));
        if (out[offset + i] !== undefined)
            throw new StarlarkError(`${fn.name}: got multiple values for keyword argument "${name}"`);
        out[offset + i] = value;
    }
    for (let i = n; i < fn.min; i++) {
        if (out[i] === undefined)
            throw new StarlarkError(`${fn.name}: missing argument for ${fn.params[i]?.name ?? ""}`);
    }
    return out;
}
function wrongCount(fn, got) {
    if (got < fn.min && !fn.positionalOnly)
        return new StarlarkError(`${fn.name}: missing argument for ${fn.params[got]?.name ?? ""}`);
    const want = fn.min === fn.max ? String(fn.min) : got < fn.min ? `at least ${fn.min}` : `at most ${fn.max}`;
    return new StarlarkError(`${fn.name}: got ${got} argument${got === 1 ? "" : "s"}, want ${want}`);
}
const wrong = (fn, param, got, want) => new StarlarkError(`${fn}: for parameter ${param}: got ${got === undefined ? "nothing" : typeOf(got)}, want ${want}`);
function wantString(value, fn, param) {
    if (typeof value !== "string")
        throw wrong(fn, param, value, "string");
    return value;
}
function wantInt(value, fn, param) {
    if (typeof value === "bigint")
        throw new StarlarkError(`${fn}: for parameter ${param}: ${value} out of range (want value in signed 53-bit range)`);
    if (typeof value !== "number")
        throw wrong(fn, param, value, "int");
    return value;
}
function wantNumber(value, fn, param) {
    if (value === undefined || !isNumber(value))
        throw wrong(fn, param, value, "float or int");
    return value instanceof Float ? value.value : Number(value);
}
function wantBool(value, fn, param, otherwise) {
    if (value === undefined)
        return otherwise;
    if (typeof value !== "boolean")
        throw wrong(fn, param, value, "bool");
    return value;
}
function wantItems(value, fn, param) {
    const items = value === undefined ? undefined : itemsOf(value);
    if (items === undefined)
        throw wrong(fn, param, value, "iterable");
    return items;
}

;// CONCATENATED MODULE: ./build/js/starlark/operators.js
/**
 * What generated code calls: operators, indexing, attributes, iteration, and the bits of `for` and unpacking. The frequent cases of arithmetic
 * and comparison are written out in the generated code itself; here is the general case of each.
 */






const isInt = (v) => typeof v === "number" || typeof v === "bigint";
const floatOf = (v) => (v instanceof Float ? v.value : intToFloat(v));
/** Strings and bytes longer than this are refused. */
const MAX_STRING = 1 << 28;
function unknownBinary(x, op, y) {
    throw new StarlarkError(`unknown binary op: ${typeOf(x)} ${op} ${typeOf(y)}`);
}
/** Asks the host values among the operands. */
function hostBinary(x, op, y) {
    if (x instanceof HostValue) {
        const result = x.binary?.(op, y, "left");
        if (result !== undefined)
            return result;
    }
    if (y instanceof HostValue) {
        const result = y.binary?.(op, x, "right");
        if (result !== undefined)
            return result;
    }
    return unknownBinary(x, op, y);
}
function joined(length, what) {
    if (length > MAX_STRING)
        throw new StarlarkError(`${what} too large (${length} bytes)`);
}
function listOf(length) {
    if (length > MAX_ITEMS)
        throw new StarlarkError(`sequence too large (${length} items)`);
}
function add(x, y) {
    if (typeof x === "string" && typeof y === "string") {
        joined(x.length + y.length, "string");
        return x + y;
    }
    if (isInt(x) && isInt(y)) {
        if (typeof x === "number" && typeof y === "number") {
            const sum = x + y;
            if (Number.isSafeInteger(sum))
                return sum;
        }
        return normalizeInt(BigInt(x) + BigInt(y));
    }
    if (x instanceof Float && typeof y === "number")
        return new Float(x.value + y);
    if (isNumber(x) && isNumber(y))
        return new Float(floatOf(x) + floatOf(y));
    if (x instanceof List && y instanceof List) {
        listOf(x.items.length + y.items.length);
        return new List(x.items.concat(y.items));
    }
    if (x instanceof Tuple && y instanceof Tuple) {
        listOf(x.items.length + y.items.length);
        return new Tuple(x.items.concat(y.items));
    }
    if (x instanceof Bytes && y instanceof Bytes) {
        joined(x.data.length + y.data.length, "bytes");
        return new Bytes(x.data + y.data);
    }
    return hostBinary(x, "+", y);
}
/** `x += y`: a list is extended where it is. */
function addInPlace(x, y) {
    if (!(x instanceof List))
        return add(x, y);
    const items = itemsOf(y);
    if (items === undefined)
        return add(x, y);
    if (x.frozen)
        throw new StarlarkError("cannot apply += to frozen list");
    extend(x, items);
    return x;
}
/** Appends items to a list, which may be the list's own. */
function extend(list, items) {
    list.checkMutable("extend");
    listOf(list.items.length + items.length);
    const n = items.length;
    for (let i = 0; i < n; i++)
        list.items.push(items[i] ?? null);
}
function subtract(x, y) {
    if (isInt(x) && isInt(y))
        return normalizeInt(BigInt(x) - BigInt(y));
    if (isNumber(x) && isNumber(y))
        return new Float(floatOf(x) - floatOf(y));
    if (x instanceof StarSet && y instanceof StarSet)
        return new StarSet(x.items().filter((item) => !y.has(item)));
    return hostBinary(x, "-", y);
}
function multiply(x, y) {
    if (isInt(x) && isInt(y)) {
        if (typeof x === "number" && typeof y === "number") {
            const product = x * y + 0;
            if (Number.isSafeInteger(product))
                return product;
        }
        return normalizeInt(BigInt(x) * BigInt(y));
    }
    if (x instanceof Float && y instanceof Float)
        return new Float(x.value * y.value);
    if (isNumber(x) && isNumber(y))
        return new Float(floatOf(x) * floatOf(y));
    if (isInt(y)) {
        const repeated = repeat(x, y);
        if (repeated !== undefined)
            return repeated;
    }
    if (isInt(x)) {
        const repeated = repeat(y, x);
        if (repeated !== undefined)
            return repeated;
    }
    return hostBinary(x, "*", y);
}
const MAX_REPEAT = 0x7fffffff;
function repeat(x, times) {
    const length = typeof x === "string" ? x.length : x instanceof Bytes ? x.data.length : x instanceof List || x instanceof Tuple ? x.items.length : -1;
    if (length < 0)
        return undefined;
    if (times > MAX_REPEAT)
        throw new StarlarkError(`repeat count ${times} too large`);
    const n = times < 1 || length === 0 ? 0 : Number(times);
    if (length * n > (typeof x === "string" || x instanceof Bytes ? MAX_STRING : MAX_ITEMS)) {
        throw new StarlarkError(`excessive repeat (${length} * ${times} elements)`);
    }
    if (typeof x === "string")
        return x.repeat(n);
    if (x instanceof Bytes)
        return new Bytes(x.data.repeat(n));
    if (!(x instanceof List || x instanceof Tuple))
        return undefined;
    const items = [];
    for (let i = 0; i < n; i++)
        for (const item of x.items)
            items.push(item);
    return x instanceof List ? new List(items) : new Tuple(items);
}
function divide(x, y) {
    if (isNumber(x) && isNumber(y)) {
        const divisor = floatOf(y);
        if (divisor === 0)
            throw new StarlarkError("floating-point division by zero");
        return new Float(floatOf(x) / divisor);
    }
    return hostBinary(x, "/", y);
}
function floorDivide(x, y) {
    if (typeof x === "number" && typeof y === "number")
        return floorDivideInts(x, y);
    if (isInt(x) && isInt(y))
        return normalizeInt(floorDivideBig(BigInt(x), BigInt(y)));
    if (isNumber(x) && isNumber(y)) {
        const divisor = floatOf(y);
        if (divisor === 0)
            throw new StarlarkError("floored division by zero");
        return new Float(Math.floor(floatOf(x) / divisor));
    }
    return hostBinary(x, "//", y);
}
function modulo(x, y) {
    if (typeof x === "number" && typeof y === "number")
        return moduloInts(x, y);
    if (typeof x === "string")
        return formatString(x, y);
    if (isInt(x) && isInt(y))
        return normalizeInt(moduloBig(BigInt(x), BigInt(y)));
    if (isNumber(x) && isNumber(y))
        return new Float(moduloFloats(floatOf(x), floatOf(y)));
    return hostBinary(x, "%", y);
}
function bitAnd(x, y) {
    if (isInt(x) && isInt(y))
        return normalizeInt(BigInt(x) & BigInt(y));
    // In the order of the right one, as in starlark-go: what is printed of a set depends on it.
    if (x instanceof StarSet && y instanceof StarSet)
        return new StarSet(y.items().filter((item) => x.has(item)));
    return hostBinary(x, "&", y);
}
function bitOr(x, y) {
    if (isInt(x) && isInt(y))
        return normalizeInt(BigInt(x) | BigInt(y));
    if (x instanceof StarSet && y instanceof StarSet)
        return new StarSet([...x.items(), ...y.items()]);
    if (x instanceof Dict && y instanceof Dict)
        return new Dict([...x.entries(), ...y.entries()]);
    return hostBinary(x, "|", y);
}
function bitOrInPlace(x, y) {
    if (x instanceof Dict && y instanceof Dict) {
        if (x.frozen || x.iterating > 0)
            x.checkMutable("insert into");
        for (const [key, value] of y.entries())
            x.put(key, value);
        return x;
    }
    if (x instanceof StarSet && y instanceof StarSet) {
        x.checkMutable("insert into");
        for (const item of y.items())
            x.put(item);
        return x;
    }
    return bitOr(x, y);
}
function bitXor(x, y) {
    if (isInt(x) && isInt(y))
        return normalizeInt(BigInt(x) ^ BigInt(y));
    if (x instanceof StarSet && y instanceof StarSet) {
        return new StarSet([...x.items().filter((item) => !y.has(item)), ...y.items().filter((item) => !x.has(item))]);
    }
    return hostBinary(x, "^", y);
}
/** Shifting left by more than this is refused, as in starlark-go: it is never meant. */
const MAX_SHIFT = 512;
function shiftLeft(x, y) {
    if (!isInt(x) || !isInt(y))
        return hostBinary(x, "<<", y);
    if (y < 0)
        throw new StarlarkError(`negative shift count: ${y}`);
    if (y >= MAX_SHIFT)
        throw new StarlarkError(`shift count too large: ${y}`);
    return normalizeInt(BigInt(x) << BigInt(y));
}
function shiftRight(x, y) {
    if (!isInt(x) || !isInt(y))
        return hostBinary(x, ">>", y);
    if (y < 0)
        throw new StarlarkError(`negative shift count: ${y}`);
    if (y > MAX_INT_BITS)
        return x < 0 ? -1 : 0;
    return normalizeInt(BigInt(x) >> BigInt(y));
}
/** Sets are ordered by inclusion, which is not a total order; everything else by `compare`. */
function ordered(x, op, y) {
    if (x instanceof StarSet && y instanceof StarSet) {
        if (op === ">" || op === ">=")
            return ordered(y, op === ">" ? "<" : "<=", x);
        return x.size <= y.size - (op === "<" ? 1 : 0) && x.items().every((item) => y.has(item));
    }
    const order = isNumber(x) && isNumber(y) ? compareNumbers(x, y) : compare(x, y, op);
    return op === "<" ? order < 0 : op === "<=" ? order <= 0 : op === ">" ? order > 0 : order >= 0;
}
const less = (x, y) => ordered(x, "<", y);
const lessEqual = (x, y) => ordered(x, "<=", y);
const greater = (x, y) => ordered(x, ">", y);
const greaterEqual = (x, y) => ordered(x, ">=", y);
function negate(x) {
    if (typeof x === "number")
        return 0 - x;
    if (typeof x === "bigint")
        return normalizeInt(-x);
    if (x instanceof Float)
        return new Float(-x.value);
    return unary(x, "-");
}
function plus(x) {
    return isNumber(x) ? x : unary(x, "+");
}
function invert(x) {
    if (isInt(x))
        return normalizeInt(~BigInt(x));
    return unary(x, "~");
}
function unary(x, op) {
    const result = x instanceof HostValue ? x.unary?.(op) : undefined;
    if (result === undefined)
        throw new StarlarkError(`unknown unary op: ${op}${typeOf(x)}`);
    return result;
}
/** `item in container`. */
function contains(container, item) {
    if (typeof container === "string") {
        if (typeof item !== "string")
            throw new StarlarkError(`'in <string>' requires string as left operand, not ${typeOf(item)}`);
        return container.includes(item);
    }
    if (container instanceof List || container instanceof Tuple)
        return container.items.some((other) => equal(item, other));
    if (container instanceof Dict)
        return isHashable(item) && container.has(item);
    if (container instanceof StarSet)
        return container.has(item);
    if (container instanceof Range) {
        const value = item instanceof Float && Number.isSafeInteger(item.value) ? item.value : item;
        if (!isNumber(value))
            throw new StarlarkError(`'in <range>' requires integer as left operand, not ${typeOf(item)}`);
        if (typeof value !== "number")
            return false;
        const at = (value - container.start) / container.step;
        return Number.isInteger(at) && at >= 0 && at < container.length;
    }
    if (container instanceof Bytes) {
        if (item instanceof Bytes)
            return container.data.includes(item.data);
        if (typeof item === "number" && item >= 0 && item <= 255)
            return container.data.includes(String.fromCharCode(item));
        if (isInt(item))
            throw new StarlarkError(`int in bytes: ${item} out of range (want value in range 0-255)`);
        throw new StarlarkError(`'in <bytes>' requires bytes or int as left operand, not ${typeOf(item)}`);
    }
    if (container instanceof HostValue && container.contains !== undefined)
        return container.contains(item);
    const result = item instanceof HostValue ? item.binary?.("in", container, "left") : undefined;
    if (result !== undefined)
        return truth(result);
    return unknownBinary(item, "in", container);
}
/** The position that an index means in a sequence of this length. */
function position(i, length, what) {
    if (typeof i !== "number") {
        if (typeof i === "bigint")
            throw new StarlarkError(`${what} index ${i} out of range`);
        throw new StarlarkError(`${what} index: got ${typeOf(i)}, want int`);
    }
    const at = i < 0 ? i + length : i;
    if (at < 0 || at >= length) {
        const range = length === 0 ? `: empty ${what}` : ` [${-length}:${length - 1}]`;
        throw new StarlarkError(`${what} index ${i} out of range${range}`);
    }
    return at;
}
/** `x[i]`. */
function index(x, i) {
    if (x instanceof List || x instanceof Tuple) {
        // In range and not negative: nothing more to ask.
        if (typeof i === "number") {
            const item = x.items[i];
            if (item !== undefined)
                return item;
        }
        return x.items[position(i, x.items.length, x instanceof List ? "list" : "tuple")] ?? null;
    }
    if (x instanceof Dict) {
        const value = x.get(i);
        if (value === undefined)
            throw new StarlarkError(`key ${repr(i)} not in dict`);
        return value;
    }
    if (typeof x === "string")
        return x.charAt(position(i, x.length, "string"));
    if (x instanceof Range)
        return x.at(position(i, x.length, "range"));
    if (x instanceof Bytes)
        return new Bytes(x.data.charAt(position(i, x.data.length, "bytes")));
    if (x instanceof Elems && x.indexable)
        return x.at(position(i, x.length, "elems"));
    if (x instanceof HostValue && x.index !== undefined) {
        const value = x.index(i);
        if (value === undefined)
            throw new StarlarkError(`key ${repr(i)} not in ${x.type}`);
        return value;
    }
    throw new StarlarkError(`unhandled index operation ${typeOf(x)}[${typeOf(i)}]`);
}
/** `x[i] = value`. */
function setIndex(x, i, value) {
    if (x instanceof Dict) {
        x.set(i, value);
    }
    else if (x instanceof List) {
        const at = position(i, x.items.length, "list");
        x.checkMutable("assign to element of");
        x.items[at] = value;
    }
    else if (x instanceof HostValue && x.setIndex !== undefined) {
        x.setIndex(i, value);
    }
    else {
        throw new StarlarkError(`${typeOf(x)} value does not support item assignment`);
    }
}
function sliceBound(bound, what) {
    if (bound === null)
        return undefined;
    if (typeof bound === "number")
        return bound;
    if (typeof bound === "bigint")
        return bound > 0n ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
    throw new StarlarkError(`invalid ${what}: got ${typeOf(bound)}, want int`);
}
/** `x[low:high:step]`. */
function slice(x, low, high, step) {
    const length = sliceableLength(x);
    if (length === undefined)
        throw new StarlarkError(`invalid slice operand ${typeOf(x)}`);
    const by = sliceBound(step, "slice step") ?? 1;
    if (by === 0)
        throw new StarlarkError("zero is not a valid slice step");
    const lowBound = sliceBound(low, "start index");
    const highBound = sliceBound(high, "end index");
    const clamp = (i, least, most) => Math.min(Math.max(i < 0 ? i + length : i, least), most);
    const start = by > 0
        ? lowBound === undefined
            ? 0
            : clamp(lowBound, 0, length)
        : lowBound === undefined
            ? length - 1
            : clamp(lowBound, -1, length - 1);
    const end = by > 0
        ? highBound === undefined
            ? length
            : clamp(highBound, 0, length)
        : highBound === undefined
            ? -1
            : clamp(highBound, -1, length - 1);
    if (x instanceof Range) {
        const bounded = by > 0 ? Math.max(start, end) : Math.min(start, end);
        return new Range(x.at(start), x.at(bounded), x.step * by);
    }
    if (by === 1) {
        const to = Math.max(start, end);
        if (typeof x === "string")
            return x.slice(start, to);
        if (x instanceof Bytes)
            return new Bytes(x.data.slice(start, to));
        if (x instanceof List)
            return new List(x.items.slice(start, to));
        if (x instanceof Tuple)
            return new Tuple(x.items.slice(start, to));
    }
    const at = [];
    for (let i = start; by > 0 ? i < end : i > end; i += by)
        at.push(i);
    if (typeof x === "string")
        return at.map((i) => x.charAt(i)).join("");
    if (x instanceof Bytes)
        return new Bytes(at.map((i) => x.data.charAt(i)).join(""));
    if (x instanceof List)
        return new List(at.map((i) => x.items[i] ?? null));
    if (x instanceof Tuple)
        return new Tuple(at.map((i) => x.items[i] ?? null));
    throw new StarlarkError(`invalid slice operand ${typeOf(x)}`);
}
function sliceableLength(x) {
    if (typeof x === "string")
        return x.length;
    if (x instanceof List || x instanceof Tuple)
        return x.items.length;
    if (x instanceof Bytes)
        return x.data.length;
    if (x instanceof Range)
        return x.length;
    return undefined;
}
/** `x.name`. */
function attribute(x, name) {
    const value = attributeOf(x, name);
    if (value === undefined)
        throw noAttribute(x, name);
    return value;
}
function attributeOf(x, name) {
    if (x instanceof HostValue)
        return x.attr?.(name);
    return boundMethod(x, name);
}
function attributeNames(x) {
    return x instanceof HostValue ? (x.attrNames?.() ?? []) : methodNames(x);
}
function noAttribute(x, name) {
    const guess = nearest(name, attributeNames(x));
    return new StarlarkError(`${typeOf(x)} has no .${name} field or method${guess === undefined ? "" : ` (did you mean .${guess}?)`}`);
}
function setAttribute(x, name, value) {
    if (!(x instanceof HostValue) || x.setAttr === undefined)
        throw new StarlarkError(`can't assign to .${name} field of ${typeOf(x)}`);
    x.setAttr(name, value);
}
/** A walk over a value, as a `for` makes it. While it lasts the value cannot be changed. */
class Iter {
    /** Ends the walk; may be called more than once. */
    done() { }
}
class ArrayIter extends Iter {
    #i = 0;
    #items;
    #held;
    constructor(items, held) {
        super();
        this.#items = items;
        this.#held = held;
        if (held !== undefined)
            held.iterating++;
    }
    next() {
        return this.#i < this.#items.length ? this.#items[this.#i++] : undefined;
    }
    done() {
        if (this.#held !== undefined)
            this.#held.iterating--;
        this.#held = undefined;
    }
}
class RangeIter extends Iter {
    #i = 0;
    #start;
    #step;
    #length;
    constructor(range) {
        super();
        this.#start = range.start;
        this.#step = range.step;
        this.#length = range.length;
    }
    next() {
        return this.#i < this.#length ? this.#start + this.#i++ * this.#step : undefined;
    }
}
class HostIter extends Iter {
    #iterator;
    constructor(iterable) {
        super();
        this.#iterator = iterable[Symbol.iterator]();
    }
    next() {
        const step = this.#iterator.next();
        return step.done === true ? undefined : step.value;
    }
    done() {
        this.#iterator.return?.();
    }
}
/** Begins a walk over a value, or answers undefined if it cannot be walked over. */
function iterateOver(x) {
    if (x instanceof List)
        return new ArrayIter(x.items, x);
    if (x instanceof Range)
        return new RangeIter(x);
    if (x instanceof Tuple)
        return new ArrayIter(x.items, undefined);
    if (x instanceof Dict)
        return new ArrayIter(x.keys(), x);
    if (x instanceof StarSet)
        return new ArrayIter(x.items(), x);
    if (x instanceof Elems)
        return new ArrayIter(x.list(), undefined);
    if (x instanceof HostValue && x.iterate !== undefined)
        return new HostIter(x.iterate());
    return undefined;
}
function iterate(x) {
    const walk = iterateOver(x);
    if (walk !== undefined)
        return walk;
    const hint = typeof x === "string" ? " (write s.elems() for its bytes, s.codepoints() for its characters)" : "";
    throw new StarlarkError(`${typeOf(x)} value is not iterable${hint}`);
}
/** The items of a value that is assigned to so many targets. */
function unpack(x, count) {
    const items = x instanceof Tuple || x instanceof List ? x.items : itemsOf(x);
    if (items === undefined)
        throw new StarlarkError(`got ${typeOf(x)} in sequence assignment`);
    if (items.length < count)
        throw new StarlarkError(`too few values to unpack (got ${items.length}, want ${count})`);
    if (items.length > count)
        throw new StarlarkError(`too many values to unpack (got ${items.length}, want ${count})`);
    return items;
}
/** An entry of a dict literal. Generated code notes the place in a further argument, that is, after key and value have been computed. */
function putNew(dict, key, value) {
    const size = dict.size;
    dict.put(key, value);
    if (dict.size === size)
        throw new StarlarkError(`duplicate key: ${repr(key)}`);
}
function unassigned(kind, name) {
    throw new StarlarkError(`${kind} variable ${name} referenced before assignment`);
}
/** A name that `load` asks for, from the module that has been loaded. */
function loadedName(globals, module, name) {
    const value = globals.get(name);
    if (value !== undefined)
        return value;
    const guess = didYouMean(name, [...globals.keys()].filter((other) => !other.startsWith("_"))).replaceAll('"', "");
    throw new StarlarkError(`load: name ${name} not found in module ${module}${guess}`);
}
const NONE = [];

;// CONCATENATED MODULE: ./build/js/starlark/thread.js
/**
 * The machine: one `Thread` is one stack of calls.
 *
 * While nothing waits, a program runs on JavaScript's own stack. When something has to wait (a host function returned a promise, a call went too
 * deep, a loop used up its fuel) the generated functions save themselves into `#saved`, innermost first, and answer SUSPENDED; the loop in
 * `#advance` moves them to `#heap`, does what was asked for, and enters the frames again from the innermost outwards. So a Starlark call never
 * costs JavaScript stack beyond a fixed limit, and a stack can rest for as long as a host likes while others run.
 *
 * Everything is deterministic: budgets count steps (calls and rounds of loops), not time, and the order of threads is that of their promises.
 */





/** How many calls may lie on JavaScript's stack before it is unwound: some 100 of the largest generated functions fit in a tenth of it. */
const NATIVE_CALLS = 100;
/** The same within a predicate, which itself lies on the stack of its caller; and how deep predicates may nest. */
const NESTED_CALLS = 20;
const MAX_NESTED = 30;
/** Calls deeper than this are refused: it takes a program without end to get there. */
const MAX_DEPTH = 50_000;
/** How many calls from host functions back into the program may lie within each other. */
const MAX_LEVELS = 200;
/** After so many steps a thread lets timers and other threads run. */
const QUANTUM = 200_000;
/** What JavaScript's engine says of a string, a list, a table or an int that is larger than it can make; any other RangeError is a host's own. */
const tooLarge = /^(Invalid (string|array|typed array|array buffer|count)|Array buffer allocation|Maximum BigInt|(Map|Set) maximum|Too many)/;
/** An error on its way outwards, gathering the calls it passes. */
class Failure extends Error {
    cause;
    trace = [];
    builtin;
    sourceLine;
    constructor(cause, builtin) {
        super();
        this.cause = cause;
        this.builtin = builtin;
    }
}
class Thread {
    name;
    locals;
    signal;
    host;
    /** Used by generated code: the functions under way by depth, the place in each, what is left of the quantum, the depth that needs the machine. */
    fns = [];
    at = [];
    fuel = 0;
    limit = 0;
    /** What a frame that is entered again had been waiting for. */
    resumed = null;
    /** The built-in being served, for the error message. */
    serving;
    #origin;
    #budget;
    /** Frames at rest, innermost last. */
    #heap = [];
    /** Frames that have just been left, innermost first. */
    #saved = [];
    #pending;
    /** Of the steps taken from the budget, those not yet counted as used are `#granted`. */
    #granted = 0;
    #used = 0;
    #nested = 0;
    /** Calls below this depth belong to whoever called a predicate: recursion is looked for above it. */
    #bottom = 0;
    #running = false;
    constructor(host, options = {}, origin) {
        this.host = host;
        this.name = options.name ?? "thread";
        this.signal = options.signal;
        this.locals = origin?.locals ?? new Map(options.locals ?? []);
        this.#origin = origin;
        this.#budget = origin === undefined || options.maxSteps !== undefined ? { left: options.maxSteps ?? Infinity } : origin.budget;
    }
    /** How many steps this thread has taken. */
    get steps() {
        return this.#used + this.#granted - Math.max(0, this.fuel);
    }
    /** The calls under way up to a depth, outermost first. */
    framesTo(depth) {
        const frames = [...(this.#origin?.frames ?? [])];
        for (let i = 0; i <= depth; i++) {
            const fn = this.fns[i];
            if (fn !== undefined)
                frames.push({ name: fn.name, position: placeOf(fn.info.program, this.at[i] ?? 0) });
        }
        return frames;
    }
    /** Where the thread was made, if it was made by a call. */
    get origin() {
        return this.#origin?.frames.at(-1)?.position ?? { file: hostFile, line: 1, column: 1 };
    }
    /** Calls a function of the program or the host, and waits for whatever it waits for. */
    async call(fn, args = [], kwargs) {
        // One stack, one call: a second at the same time gets a stack of its own.
        if (this.#running)
            return this.fork().call(fn, args, kwargs);
        this.#running = true;
        try {
            let result = this.#begin(-1, fn, args, kwargs);
            for (;;) {
                const value = this.#advance(result, 0, false);
                if (value !== SUSPENDED)
                    return value;
                result = await this.#rest();
            }
        }
        catch (e) {
            throw this.#report(e, -1);
        }
        finally {
            this.#running = false;
            this.#settle();
        }
    }
    /** Calls a function and answers at once; whoever wants to wait in there fails. */
    callSync(fn, args = [], kwargs) {
        if (this.#running)
            return this.fork().callSync(fn, args, kwargs);
        return this.callSyncAt(-1, fn, args, kwargs);
    }
    /** The same in the middle of a call at depth `d`. */
    callSyncAt(d, fn, args, kwargs) {
        const { limit, serving } = this;
        const bottom = this.#bottom;
        const base = this.#heap.length;
        if (this.#nested >= MAX_NESTED)
            throw new StarlarkError("Starlark stack overflow (predicates call each other too deeply)");
        this.#nested++;
        this.#bottom = d + 1;
        try {
            const result = this.#begin(d, fn, args, kwargs);
            return asValue(result === SUSPENDED ? this.#advance(result, base, true) : result);
        }
        catch (e) {
            throw this.#report(this.#unwind(e, base), d);
        }
        finally {
            this.#nested--;
            this.#bottom = bottom;
            this.limit = limit;
            this.serving = serving;
            if (d < 0)
                this.#settle();
        }
    }
    /** A thread of its own that continues this one's backtrace, shares its budget and signal, and starts with a copy of its locals. */
    fork(options = {}) {
        return this.forkAt(options, this.#heap.at(-1)?.d ?? -1, false);
    }
    forkAt(options, depth, shareLocals) {
        const level = (this.#origin?.level ?? 0) + 1;
        if (level > MAX_LEVELS)
            throw new StarlarkError("Starlark stack overflow (host functions call back too deeply)");
        const signal = options.signal ?? this.signal;
        return new Thread(this.host, { name: this.name, locals: this.locals, ...options, ...(signal === undefined ? {} : { signal }) }, { frames: this.framesTo(depth), budget: this.#budget, level, ...(shareLocals ? { locals: this.locals } : {}) });
    }
    // ---- called by generated code ----
    /** A call that is too deep for the stack, or for which there is no fuel: the machine makes it. */
    defer(fn, d, args) {
        this.#pending = { kind: "call", d, fn, args, bound: true };
        return SUSPENDED;
    }
    /** A call that a built-in wants made in its place. */
    tail(d, fn, args) {
        this.#pending = { kind: "call", d: d + 1, fn, args, bound: false };
        return SUSPENDED;
    }
    wait(promise) {
        // Whoever fails to await it still must not bring the process down.
        promise.then(undefined, () => undefined);
        this.#pending = { kind: "wait", promise, who: this.serving };
        return SUSPENDED;
    }
    pause() {
        this.#pending = { kind: "pause" };
    }
    save(fn, d, place, pc, locals) {
        this.#saved.push({ fn, d, place, pc, locals });
        return SUSPENDED;
    }
    load(d, from, path) {
        const ctx = new Context(this, d);
        // What is awaited is a map, not a value; it goes straight to `loadedName`.
        return this.wait(this.host.load(path, from.file, ctx));
    }
    /** Adds a call to the error that passes through it. */
    failed(e, fn, place, iterators) {
        if (iterators !== null)
            release(iterators);
        const failure = e instanceof Failure ? e : this.#failure(e);
        this.#pass(failure, fn, place);
        return failure;
    }
    checkRecursion(fn, d) {
        const { fns } = this;
        const bottom = this.#bottom;
        for (let i = d - 1; i >= bottom; i--) {
            if (fns[i]?.info === fn.info)
                throw new StarlarkError(`function ${fn.name} called recursively`);
        }
    }
    // ---- the loop ----
    #begin(d, fn, args, kwargs) {
        if (this.fuel <= 0)
            this.#refuel();
        this.limit = d + 1 + this.#nativeCalls();
        if (fn instanceof value_StarFunction) {
            const fits = fn.arity === args.length && kwargs === undefined;
            return enter(this, d + 1, fn, fits ? args : bind(fn, args, kwargsMap(kwargs)));
        }
        return invoke(this, d, fn, [...args], kwargsMap(kwargs));
    }
    #nativeCalls() {
        return this.#nested > 0 ? NESTED_CALLS : NATIVE_CALLS;
    }
    /**
     * Goes on until the call that began when `base` frames lay on the heap is finished (its value) or cannot go on now (SUSPENDED): there is
     * something to wait for, or the quantum is used up and others should have their turn.
     */
    #advance(start, base, sync) {
        let result = start;
        try {
            for (;;) {
                if (result !== SUSPENDED) {
                    if (this.#heap.length === base)
                        return result;
                    const frame = this.#heap.pop();
                    if (frame === undefined)
                        return result;
                    this.resumed = result;
                    this.limit = frame.d + this.#nativeCalls();
                    result = frame.fn.code(this, frame.fn, frame, frame.d);
                    continue;
                }
                this.#shelve();
                if (this.fuel < 0) {
                    if (!sync)
                        return SUSPENDED;
                    this.#refuel();
                }
                const pending = this.#pending;
                if (pending?.kind === "wait") {
                    if (!sync)
                        return SUSPENDED;
                    throw new StarlarkError(`${pending.who ?? "a host function"} has to wait, which is not possible in a predicate`);
                }
                this.#pending = undefined;
                result = pending === undefined || pending.kind === "pause" ? null : this.#make(pending);
            }
        }
        catch (e) {
            throw this.#unwind(e, base);
        }
    }
    /** Moves the frames that have just been left to the heap, the innermost on top. */
    #shelve() {
        for (let frame = this.#saved.pop(); frame !== undefined; frame = this.#saved.pop())
            this.#heap.push(frame);
    }
    /** Makes a call that was put off. */
    #make(pending) {
        const { d, fn, args } = pending;
        if (d > MAX_DEPTH)
            throw new StarlarkError(`Starlark stack overflow (more than ${MAX_DEPTH} calls under way)`);
        this.limit = d + this.#nativeCalls();
        if (fn instanceof value_StarFunction)
            return enter(this, d, fn, pending.bound ? args : bind(fn, args, NO_KWARGS));
        return invoke(this, d - 1, fn, args, NO_KWARGS);
    }
    /** Waits for what the stack was left for. */
    async #rest() {
        const pending = this.#pending;
        try {
            if (this.fuel < 0) {
                await turn();
                this.#refuel();
                return SUSPENDED;
            }
            this.#pending = undefined;
            if (pending?.kind !== "wait")
                return null;
            // While this stack waits, others may need the steps that it has been granted.
            this.#settle();
            const value = await this.#orAborted(pending.promise);
            this.#refuel();
            return value ?? null;
        }
        catch (e) {
            throw this.#unwind(this.#failure(e, pending?.kind === "wait" ? pending.who : undefined), 0);
        }
    }
    /** A cancelled thread does not wait for a host function that does not listen. */
    async #orAborted(promise) {
        const { signal } = this;
        if (signal === undefined)
            return promise;
        if (signal.aborted)
            throw cancelled(signal);
        let stop;
        try {
            return await Promise.race([
                promise,
                new Promise((_, reject) => {
                    stop = () => {
                        // The host function hears of it first, and what it throws tells more than that it was stopped.
                        setImmediate(() => {
                            reject(cancelled(signal));
                        });
                    };
                    signal.addEventListener("abort", stop, { once: true });
                }),
            ]);
        }
        finally {
            if (stop !== undefined)
                signal.removeEventListener("abort", stop);
        }
    }
    /** Takes a quantum from the budget; this is also where budgets and cancellation are noticed. */
    #refuel() {
        if (this.signal?.aborted === true)
            throw cancelled(this.signal);
        this.#used += this.#granted;
        this.#granted = Math.min(QUANTUM, this.#budget.left);
        this.#budget.left -= this.#granted;
        this.fuel = this.#granted;
        if (this.#granted <= 0)
            throw new StarlarkBudgetError("too many steps: the budget of this program is used up");
    }
    /** Gives back what was granted and not used. */
    #settle() {
        const unused = Math.max(0, this.fuel);
        this.#used += this.#granted - unused;
        this.#budget.left += unused;
        this.#granted = 0;
        this.fuel = 0;
    }
    // ---- errors ----
    #failure(e, who = this.serving) {
        if (e instanceof Failure)
            return e;
        this.serving = undefined;
        if (!(e instanceof RangeError))
            return new Failure(e, who);
        if (e.message.includes("call stack"))
            return new Failure(new StarlarkError("Starlark stack overflow"), who);
        return new Failure(tooLarge.test(e.message) ? new StarlarkError("value too large") : e, who);
    }
    #pass(failure, fn, place) {
        const position = placeOf(fn.info.program, place);
        if (failure.trace.length === 0)
            failure.sourceLine = fn.info.program.source.line(position.line);
        failure.trace.push({ name: fn.name, position });
    }
    /** An error that leaves the JavaScript stack passes through the frames that rest on the heap, too. */
    #unwind(e, base) {
        const failure = this.#failure(e);
        this.#shelve();
        this.#pending = undefined;
        while (this.#heap.length > base) {
            const frame = this.#heap.pop();
            if (frame === undefined)
                break;
            release(frame.locals);
            this.#pass(failure, frame.fn, frame.place);
        }
        return failure;
    }
    /** The error as the host gets to see it; `d` is the depth of the call that led here. */
    #report(e, d) {
        const failure = this.#failure(e);
        const { cause } = failure;
        const outside = this.framesTo(d);
        const own = failure.trace.toReversed();
        const inner = cause instanceof StarlarkRuntimeError ? cause.frames.slice(cause.outer) : [];
        const plain = cause instanceof StarlarkError && cause.constructor === StarlarkError;
        const original = cause instanceof StarlarkRuntimeError ? cause.cause : plain ? undefined : cause;
        const message = cause instanceof Error ? cause.message : String(cause);
        const builtin = cause instanceof StarlarkRuntimeError ? cause.builtin : failure.builtin;
        const sourceLine = cause instanceof StarlarkRuntimeError ? cause.sourceLine : failure.sourceLine;
        const about = {
            ...(builtin === undefined ? {} : { builtin }),
            ...(sourceLine === undefined ? {} : { sourceLine }),
            ...(original === undefined ? {} : { cause: original }),
            outer: outside.length,
        };
        return new StarlarkRuntimeError(message, [...outside, ...own, ...inner], about);
    }
}
/** What a host function gets to know about its call. */
class Context {
    thread;
    depth;
    #fn;
    #place;
    constructor(thread, depth) {
        this.thread = thread;
        this.depth = depth;
        this.#fn = thread.fns[depth];
        this.#place = thread.at[depth] ?? 0;
    }
    get position() {
        return this.#fn === undefined ? this.thread.origin : placeOf(this.#fn.info.program, this.#place);
    }
    get frames() {
        return this.thread.framesTo(this.depth);
    }
    get signal() {
        return this.thread.signal;
    }
    async call(fn, args = [], kwargs) {
        const child = this.thread.forkAt({}, this.depth, true);
        // The caller may be deep in JavaScript's stack still; the call begins on an empty one.
        await Promise.resolve();
        return child.call(fn, args, kwargs);
    }
    callSync(fn, args = [], kwargs) {
        return this.thread.callSyncAt(this.depth, fn, args, kwargs);
    }
    fork(options = {}) {
        return this.thread.forkAt(options, this.depth, false);
    }
}
function placeOf(program, place) {
    return program.source.position(program.spans[2 * place] ?? 0);
}
function release(things) {
    for (const thing of things)
        if (thing instanceof Iter)
            thing.done();
}
function cancelled(signal) {
    const reason = signal.reason;
    return new StarlarkCancelled(`cancelled: ${reason instanceof Error ? reason.message : String(reason)}`, { cause: reason });
}
function asValue(result) {
    if (result === SUSPENDED)
        throw new StarlarkError("a predicate cannot wait");
    return result;
}
/** Lets timers, sockets and other threads have their turn. */
function turn() {
    return new Promise((resolve) => {
        setImmediate(resolve);
    });
}

;// CONCATENATED MODULE: ./build/js/starlark/methods.js
/** The methods of strings, bytes, lists, dicts and sets, and how a method is found. */









function table(natives) {
    return new Map(natives.map((fn) => [fn.name, fn]));
}
/** The method of this name, or undefined. */
function method(self, name) {
    return tableOf(self)?.get(name);
}
function methodNames(self) {
    return [...(tableOf(self)?.keys() ?? [])].sort();
}
function tableOf(self) {
    if (typeof self === "string")
        return STRING;
    if (self instanceof List)
        return LIST;
    if (self instanceof Dict)
        return DICT;
    if (self instanceof StarSet)
        return SET;
    if (self instanceof Bytes)
        return BYTES;
    return undefined;
}
/** `x.method` without a call: the method bound to its value. */
function boundMethod(self, name) {
    const found = method(self, name);
    return found === undefined ? undefined : asBuiltin(found, self);
}
/** A native as a value of the language. */
function asBuiltin(fn, receiver) {
    const about = { name: fn.name, doc: fn.doc, params: fn.params, ...(receiver === undefined ? {} : { receiver }) };
    return new Builtin(about, (args, kwargs, ctx) => {
        if (!(ctx instanceof Context))
            throw new StarlarkError(`${fn.name}: called outside a program`);
        return runNative(ctx.thread, ctx.depth, fn, receiver ?? null, args, kwargs);
    });
}
// A method is looked up by the type of its receiver, so that these can rely on it.
const string = (self) => (typeof self === "string" ? self : "");
function cast(kind, self) {
    if (!(self instanceof kind))
        throw new StarlarkError(`method called on ${typeOf(self)}`);
    return self;
}
// ---- strings ----
/** The part of `s` that optional start and end arguments mean. */
function bounds(length, args, from, fn) {
    const bound = (value, otherwise, name) => {
        if (value === undefined || value === null)
            return otherwise;
        const i = wantInt(value, fn, name);
        return Math.min(Math.max(i < 0 ? i + length : i, 0), length);
    };
    const start = bound(args[from], 0, "start");
    return [start, Math.max(start, bound(args[from + 1], length, "end"))];
}
function find(name, last) {
    return (self, args) => {
        const s = string(self);
        const sub = wantString(args[0], name, "sub");
        const [start, end] = bounds(s.length, args, 1, name);
        const part = s.slice(start, end);
        const at = last ? part.lastIndexOf(sub) : part.indexOf(sub);
        if (at < 0 && name.endsWith("index"))
            throw new StarlarkError(`${name}: substring not found`);
        return at < 0 ? -1 : start + at;
    };
}
function affix(name, test) {
    return (self, args) => {
        const s = string(self);
        const x = args[0];
        const [start, end] = bounds(s.length, args, 1, name);
        const part = start === 0 && end === s.length ? s : s.slice(start, end);
        if (typeof x === "string")
            return test(part, x);
        if (!(x instanceof Tuple))
            throw new StarlarkError(`${name}: got ${typeOf(x ?? null)}, want string or tuple of string`);
        return x.items.some((item, i) => {
            if (typeof item !== "string")
                throw new StarlarkError(`${name}: want string, got ${typeOf(item)}, for element ${i}`);
            return test(part, item);
        });
    };
}
/** The characters that `strip` removes when it is not told which. */
const SPACE = /[\s\u0085\u001c-\u001f]/u;
function strip(name, left, right) {
    return (self, args) => {
        const s = string(self);
        const cutset = args[0] === undefined || args[0] === null || args[0] === "" ? undefined : wantString(args[0], name, "chars");
        const ascii = isAscii(s) && (cutset === undefined || isAscii(cutset));
        const chars = ascii ? s : [...decode(s)];
        const cut = cutset === undefined ? undefined : new Set(decode(cutset));
        const drop = (c) => c !== undefined && (cut === undefined ? SPACE.test(c) : cut.has(c));
        let start = 0;
        let end = chars.length;
        while (left && start < end && drop(chars[start]))
            start++;
        while (right && end > start && drop(chars[end - 1]))
            end--;
        return typeof chars === "string" ? chars.slice(start, end) : encode(chars.slice(start, end).join(""));
    };
}
/** A predicate that holds if it holds for each character of a string that is not empty. */
function every(test) {
    return (self) => {
        const s = string(self);
        return s !== "" && [...decode(s)].every((c) => test.test(c));
    };
}
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const CASED = /[\p{Lu}\p{Ll}\p{Lt}]/u;
/** A change of case that would need several characters (ß) leaves the character as it is, as Go does. */
const single = (changed, original) => ([...changed].length === 1 ? changed : original);
const upper = (c) => single(c.toUpperCase(), c);
const lower = (c) => single(c.toLowerCase(), c);
/** The four letters that look different at the beginning of a word and in capitals. */
const DIGRAPHS = ["Ǆǅǆ", "Ǉǈǉ", "Ǌǋǌ", "Ǳǲǳ"];
const titleCase = (c) => DIGRAPHS.find((forms) => forms.includes(c))?.charAt(1) ?? upper(c);
function title(s, letter) {
    let inWord = false;
    return mapRunes(s, (c) => {
        const out = letter.test(c) ? (inWord ? lower(c) : titleCase(c)) : c;
        inWord = letter.test(c);
        return out;
    });
}
function istitle(s) {
    let cased = false;
    let afterCased = false;
    for (const c of decode(s)) {
        if (titleCase(c) === c && CASED.test(c) && lower(c) !== c) {
            if (afterCased)
                return false;
            afterCased = cased = true;
        }
        else if (UPPER.test(c)) {
            return false;
        }
        else if (LOWER.test(c)) {
            if (!afterCased)
                return false;
            cased = true;
        }
        else {
            afterCased = false;
        }
    }
    return cased;
}
function splitSpace(s, max, fromRight) {
    const parts = [];
    const space = (i) => /[\t\n\v\f\r ]/.test(s.charAt(i));
    if (!fromRight) {
        let i = 0;
        for (;;) {
            while (i < s.length && space(i))
                i++;
            if (i >= s.length)
                return parts;
            if (max >= 0 && parts.length === max) {
                parts.push(s.slice(i));
                return parts;
            }
            const start = i;
            while (i < s.length && !space(i))
                i++;
            parts.push(s.slice(start, i));
        }
    }
    let i = s.length;
    for (;;) {
        while (i > 0 && space(i - 1))
            i--;
        if (i <= 0)
            return parts.reverse();
        if (max >= 0 && parts.length === max) {
            parts.push(s.slice(0, i));
            return parts.reverse();
        }
        const end = i;
        while (i > 0 && !space(i - 1))
            i--;
        parts.push(s.slice(i, end));
    }
}
function splitBy(s, separator, max, fromRight) {
    const parts = s.split(separator);
    if (max < 0 || parts.length - 1 <= max)
        return parts;
    if (fromRight)
        return [parts.slice(0, parts.length - max).join(separator), ...parts.slice(parts.length - max)];
    return [...parts.slice(0, max), parts.slice(max).join(separator)];
}
function split(name, fromRight) {
    return (self, args) => {
        const s = string(self);
        const max = args[1] === undefined || args[1] === null ? -1 : wantInt(args[1], name, "maxsplit");
        const separator = args[0] ?? null;
        if (separator === null)
            return new List(splitSpace(s, max, fromRight));
        if (typeof separator !== "string")
            throw new StarlarkError(`${name}: got ${typeOf(separator)} for separator, want string`);
        if (separator === "")
            throw new StarlarkError(`${name}: empty separator`);
        return new List(splitBy(s, separator, max, fromRight));
    };
}
function partition(name, last) {
    return (self, args) => {
        const s = string(self);
        const separator = wantString(args[0], name, "sep");
        if (separator === "")
            throw new StarlarkError(`${name}: empty separator`);
        const at = last ? s.lastIndexOf(separator) : s.indexOf(separator);
        if (at < 0)
            return new Tuple(last ? ["", "", s] : [s, "", ""]);
        return new Tuple([s.slice(0, at), separator, s.slice(at + separator.length)]);
    };
}
function count(s, sub) {
    // As in Go: an empty string stands between all characters, and at both ends.
    if (sub === "")
        return [...decode(s)].length + 1;
    let n = 0;
    for (let at = s.indexOf(sub); at >= 0; at = s.indexOf(sub, at + sub.length))
        n++;
    return n;
}
function replace(s, old, by, max) {
    if (max < 0 && old !== "")
        return s.replaceAll(old, () => by);
    let out = "";
    let i = 0;
    if (old === "") {
        const chars = [...decode(s)].map(encode);
        chars.forEach((c, n) => {
            out += (max < 0 || n < max ? by : "") + c;
        });
        return out + (max < 0 || chars.length < max ? by : "");
    }
    for (let n = 0; n < max; n++) {
        const at = s.indexOf(old, i);
        if (at < 0)
            break;
        out += s.slice(i, at) + by;
        i = at + old.length;
    }
    return out + s.slice(i);
}
function elems(kind) {
    return (self) => new Elems(string(self), kind);
}
const STRING = table([
    native_native("capitalize()", "A copy with the first character in upper case and the rest in lower case.", (s) => mapRunes(string(s), (c, i) => (i === 0 ? upper(c) : lower(c)))),
    native_native("codepoint_ords()", "An iterable of the code points.", elems("codepoint_ords")),
    native_native("codepoints()", "An iterable of the characters, each a string.", elems("codepoints")),
    native_native("count(sub, start?, end?, /)", "How often a string occurs, not overlapping.", (self, args) => {
        const s = string(self);
        const [start, end] = bounds(s.length, args, 1, "count");
        return count(s.slice(start, end), wantString(args[0], "count", "sub"));
    }),
    native_native("elem_ords()", "An iterable of the bytes as ints.", elems("elem_ords")),
    native_native("elems()", "An iterable of the bytes, each a string.", elems("elems")),
    native_native("endswith(suffix, start?, end?, /)", "Whether it ends with the suffix, or one of a tuple of suffixes.", affix("endswith", (s, x) => s.endsWith(x))),
    native_native("find(sub, start?, end?, /)", "Where a string occurs first, or -1.", find("find", false)),
    native_native("format(*args, **kwargs)", "A copy with each {} replaced by an argument.", (self, args, _ctx, kwargs) => formatBraces(string(self), args.map((arg) => arg ?? null), kwargs)),
    native_native("index(sub, start?, end?, /)", "Where a string occurs first; an error if it does not.", find("index", false)),
    native_native("isalnum()", "Whether all characters are letters or digits.", every(/[\p{L}\p{Nd}]/u)),
    native_native("isalpha()", "Whether all characters are letters.", every(/\p{L}/u)),
    native_native("isdigit()", "Whether all characters are digits.", every(/\p{Nd}/u)),
    native_native("islower()", "Whether there are letters and all are lower case.", (self) => {
        const chars = [...decode(string(self))];
        return chars.some((c) => CASED.test(c)) && chars.every((c) => !UPPER.test(c) && !/\p{Lt}/u.test(c));
    }),
    native_native("isspace()", "Whether all characters are white space.", every(SPACE)),
    native_native("istitle()", "Whether each word begins with an upper-case letter and goes on in lower case.", (self) => istitle(string(self))),
    native_native("isupper()", "Whether there are letters and all are upper case.", (self) => {
        const chars = [...decode(string(self))];
        return chars.some((c) => CASED.test(c)) && chars.every((c) => !LOWER.test(c) && !/\p{Lt}/u.test(c));
    }),
    native_native("join(iterable, /)", "The strings of an iterable with this string between them.", (self, args) => {
        const items = wantItems(args[0], "join", "iterable");
        const strings = items.map((item) => {
            if (typeof item !== "string")
                throw new StarlarkError(`join: in list, want string, got ${typeOf(item)}`);
            return item;
        });
        return strings.join(string(self));
    }),
    native_native("lower()", "A copy in lower case.", (self) => mapCase(string(self), false)),
    native_native("lstrip(chars?, /)", "A copy without white space, or the given characters, at the left.", strip("lstrip", true, false)),
    native_native("partition(sep, /)", "What stands before the first separator, the separator, and what stands behind it.", partition("partition", false)),
    native_native("removeprefix(prefix, /)", "A copy without the prefix, if it has it.", (self, args) => {
        const s = string(self);
        const prefix = wantString(args[0], "removeprefix", "prefix");
        return s.startsWith(prefix) ? s.slice(prefix.length) : s;
    }),
    native_native("removesuffix(suffix, /)", "A copy without the suffix, if it has it.", (self, args) => {
        const s = string(self);
        const suffix = wantString(args[0], "removesuffix", "suffix");
        return suffix !== "" && s.endsWith(suffix) ? s.slice(0, -suffix.length) : s;
    }),
    native_native("replace(old, new, count?)", "A copy with each occurrence of a string replaced, at most `count` of them.", (self, args) => replace(string(self), wantString(args[0], "replace", "old"), wantString(args[1], "replace", "new"), args[2] === undefined ? -1 : wantInt(args[2], "replace", "count"))),
    native_native("rfind(sub, start?, end?, /)", "Where a string occurs last, or -1.", find("rfind", true)),
    native_native("rindex(sub, start?, end?, /)", "Where a string occurs last; an error if it does not.", find("rindex", true)),
    native_native("rpartition(sep, /)", "What stands before the last separator, the separator, and what stands behind it.", partition("rpartition", true)),
    native_native("rsplit(sep?, maxsplit?)", "The parts between separators (white space if none is given), split from the right.", split("rsplit", true)),
    native_native("rstrip(chars?, /)", "A copy without white space, or the given characters, at the right.", strip("rstrip", false, true)),
    native_native("split(sep?, maxsplit?)", "The parts between separators (white space if none is given).", split("split", false)),
    native_native("splitlines(keepends?, /)", "The lines, without their ends unless `keepends` is true.", (self, args) => {
        const s = string(self);
        const keep = wantBool(args[0], "splitlines", "keepends", false);
        if (s === "")
            return new List();
        const lines = s.split(/(?<=\n)/);
        return new List(keep ? lines : lines.map((line) => (line.endsWith("\r\n") ? line.slice(0, -2) : line.endsWith("\n") ? line.slice(0, -1) : line)));
    }),
    native_native("startswith(prefix, start?, end?, /)", "Whether it begins with the prefix, or one of a tuple of prefixes.", affix("startswith", (s, x) => s.startsWith(x))),
    native_native("strip(chars?, /)", "A copy without white space, or the given characters, at both ends.", strip("strip", true, true)),
    native_native("title()", "A copy in which each word begins with an upper-case letter.", (self) => title(string(self), /\p{L}/u)),
    native_native("upper()", "A copy in upper case.", (self) => mapCase(string(self), true)),
]);
function mapCase(s, toUpper) {
    if (isAscii(s))
        return toUpper ? s.toUpperCase() : s.toLowerCase();
    return mapRunes(s, toUpper ? upper : lower);
}
const BYTES = table([native_native("elems()", "An iterable of the bytes as ints.", (self) => new Elems(cast(Bytes, self), "elems"))]);
// ---- lists ----
const LIST = table([
    native_native("append(x, /)", "Adds an item at the end.", (self, args) => {
        cast(List, self).append(args[0] ?? null);
        return null;
    }),
    native_native("clear()", "Removes all items.", (self) => {
        const list = cast(List, self);
        list.checkMutable("clear");
        list.items = [];
        return null;
    }),
    native_native("extend(iterable, /)", "Adds the items of an iterable at the end.", (self, args) => {
        extend(cast(List, self), wantItems(args[0], "extend", "iterable"));
        return null;
    }),
    native_native("index(x, start?, end?, /)", "Where an item stands; an error if it is not there.", (self, args) => {
        const { items } = cast(List, self);
        const [start, end] = bounds(items.length, args, 1, "index");
        for (let i = start; i < end; i++)
            if (equal(items[i] ?? null, args[0] ?? null))
                return i;
        throw new StarlarkError("index: value not in list");
    }),
    native_native("insert(index, x, /)", "Puts an item before the one at the index.", (self, args) => {
        const list = cast(List, self);
        const index = wantInt(args[0], "insert", "index");
        list.checkMutable("insert into");
        list.items.splice(index < 0 ? Math.max(0, index + list.items.length) : index, 0, args[1] ?? null);
        return null;
    }),
    native_native("pop(index?, /)", "Removes the item at the index, the last if none is given, and returns it.", (self, args) => {
        const list = cast(List, self);
        const length = list.items.length;
        const index = args[0] === undefined ? length - 1 : wantInt(args[0], "pop", "index");
        const at = index < 0 && args[0] !== undefined ? index + length : index;
        if (at < 0 || at >= length) {
            throw new StarlarkError(length === 0
                ? "pop: list is empty: index -1 out of range: empty list"
                : `pop: index ${index} out of range [${-length}:${length - 1}]`);
        }
        list.checkMutable("pop from");
        return list.items.splice(at, 1)[0] ?? null;
    }),
    native_native("remove(x, /)", "Removes the first item that equals x; an error if there is none.", (self, args) => {
        const list = cast(List, self);
        const at = list.items.findIndex((item) => equal(item, args[0] ?? null));
        list.checkMutable("remove from");
        if (at < 0)
            throw new StarlarkError("remove: element not found");
        list.items.splice(at, 1);
        return null;
    }),
]);
// ---- dicts ----
/** Adds the pairs of a dict or iterable, and keywords, to a dict. */
function updateDict(dict, name, from, kwargs) {
    if (from instanceof Dict) {
        for (const [key, value] of from.entries())
            dict.set(key, value);
    }
    else if (from !== undefined) {
        const pairs = itemsOf(from);
        if (pairs === undefined)
            throw new StarlarkError(`${name}: got ${typeOf(from)}, want iterable`);
        pairs.forEach((pair, i) => {
            const items = itemsOf(pair);
            if (items === undefined)
                throw new StarlarkError(`${name}: dictionary update sequence element #${i} is not iterable (${typeOf(pair)})`);
            if (items.length !== 2)
                throw new StarlarkError(`${name}: dictionary update sequence element #${i} has length ${items.length}, want 2`);
            dict.set(items[0] ?? null, items[1] ?? null);
        });
    }
    for (const [key, value] of kwargs)
        dict.set(key, value);
}
const DICT = table([
    native_native("clear()", "Removes all entries.", (self) => {
        cast(Dict, self).clear();
        return null;
    }),
    native_native("get(key, default?, /)", "The value of a key, or the default (None) if it is not there.", (self, args) => {
        const value = cast(Dict, self).get(args[0] ?? null);
        return value === undefined ? (args[1] ?? null) : value;
    }),
    native_native("items()", "A list of the entries as (key, value) tuples.", (self) => new List(cast(Dict, self)
        .entries()
        .map((entry) => new Tuple(entry)))),
    native_native("keys()", "A list of the keys.", (self) => new List(cast(Dict, self).keys())),
    native_native("pop(key, default?, /)", "Removes a key and returns its value; if it is not there, the default or an error.", (self, args) => {
        const dict = cast(Dict, self);
        const key = args[0] ?? null;
        if (!dict.has(key)) {
            dict.checkMutable("delete from");
            if (args[1] !== undefined)
                return args[1];
            throw new StarlarkError(`pop: missing key: ${repr(key)}`);
        }
        return dict.delete(key) ?? null;
    }),
    native_native("popitem()", "Removes the first entry and returns it as a tuple.", (self) => {
        const dict = cast(Dict, self);
        const key = dict.firstKey();
        if (key === undefined)
            throw new StarlarkError("popitem: empty dict");
        return new Tuple([key, dict.delete(key) ?? null]);
    }),
    native_native("setdefault(key, default?, /)", "The value of a key; if it is not there, the default (None), which becomes its value.", (self, args) => {
        const dict = cast(Dict, self);
        const key = args[0] ?? null;
        const value = dict.get(key);
        if (value !== undefined)
            return value;
        const standard = args[1] ?? null;
        dict.set(key, standard);
        return standard;
    }),
    native_native("update(*args, **kwargs)", "Adds the pairs of a dict or iterable, and the keywords.", (self, args, _ctx, kwargs) => {
        if (args.length > 1)
            throw new StarlarkError(`update: got ${args.length} arguments, want at most 1`);
        const dict = cast(Dict, self);
        if (dict.frozen)
            dict.checkMutable("insert into");
        updateDict(dict, "update", args[0], kwargs);
        return null;
    }),
    native_native("values()", "A list of the values.", (self) => new List(cast(Dict, self).values())),
]);
// ---- sets ----
/** The argument of a set method as a set. */
function other(args, name) {
    const value = args[0];
    return value instanceof StarSet ? value : new StarSet(wantItems(value, name, "other"));
}
/** The items of one of several arguments. */
function others(args, i) {
    const items = itemsOf(args[i] ?? null);
    if (items === undefined)
        throw new StarlarkError(`argument #${i + 1} is not iterable: ${typeOf(args[i] ?? null)}`);
    return items;
}
/** Says in an error which method it was. */
function named(name, run) {
    return (self, args, ctx, kwargs) => {
        if (kwargs.size > 0)
            throw new StarlarkError(`${name}: does not accept keyword arguments`);
        try {
            return run(self, args, ctx, kwargs);
        }
        catch (e) {
            if (e instanceof StarlarkError && !e.message.startsWith(`${name}: `))
                throw new StarlarkError(`${name}: ${e.message}`);
            throw e;
        }
    };
}
const setMethod = (signature, doc, run) => native_native(signature, doc, named(signature.slice(0, signature.indexOf("(")), run));
const SET = table([
    setMethod("add(x, /)", "Adds an item.", (self, args) => {
        const set = cast(StarSet, self);
        set.add(args[0] ?? null);
        return null;
    }),
    setMethod("clear()", "Removes all items.", (self) => {
        const set = cast(StarSet, self);
        if (set.size > 0)
            set.clear();
        return null;
    }),
    setMethod("difference(*others)", "A set of the items that are in none of the others.", (self, args) => {
        let items = cast(StarSet, self).items();
        for (let i = 0; i < args.length; i++) {
            const without = other(args.slice(i), "difference");
            items = items.filter((item) => !without.has(item));
        }
        return new StarSet(items);
    }),
    setMethod("discard(x, /)", "Removes an item, if it is there.", (self, args) => {
        const set = cast(StarSet, self);
        set.delete(args[0] ?? null);
        return null;
    }),
    setMethod("intersection(*others)", "A set of the items that are in all of the others.", (self, args) => {
        let items = cast(StarSet, self).items();
        for (let i = 0; i < args.length; i++) {
            const set = new StarSet(items);
            items = other(args.slice(i), "intersection").items().filter((item) => set.has(item)); // prettier-ignore
        }
        return new StarSet(items);
    }),
    setMethod("issubset(other, /)", "Whether all items are in the other.", (self, args) => {
        const within = other(args, "issubset");
        return cast(StarSet, self).items().every((item) => within.has(item)); // prettier-ignore
    }),
    setMethod("issuperset(other, /)", "Whether all items of the other are here.", (self, args) => {
        const set = cast(StarSet, self);
        return other(args, "issuperset").items().every((item) => set.has(item)); // prettier-ignore
    }),
    setMethod("pop()", "Removes the first item and returns it.", (self) => {
        const set = cast(StarSet, self);
        const first = set.items()[0];
        if (first === undefined)
            throw new StarlarkError("empty set");
        set.delete(first);
        return first;
    }),
    setMethod("remove(x, /)", "Removes an item; an error if it is not there.", (self, args) => {
        const set = cast(StarSet, self);
        const x = args[0] ?? null;
        if (!set.delete(x))
            throw new StarlarkError(`missing key: ${repr(x)}`);
        return null;
    }),
    setMethod("symmetric_difference(other, /)", "A set of the items that are in one of the two only.", (self, args) => {
        const set = cast(StarSet, self);
        const against = other(args, "symmetric_difference");
        return new StarSet([...set.items().filter((item) => !against.has(item)), ...against.items().filter((item) => !set.has(item))]);
    }),
    setMethod("union(*others)", "A set of the items of all.", (self, args) => {
        const out = new StarSet(cast(StarSet, self).items());
        for (let i = 0; i < args.length; i++)
            for (const item of others(args, i))
                out.put(item);
        return out;
    }),
    setMethod("update(*others)", "Adds the items of the others.", (self, args) => {
        const set = cast(StarSet, self);
        for (let i = 0; i < args.length; i++)
            for (const item of others(args, i))
                set.add(item);
        return null;
    }),
]);

;// CONCATENATED MODULE: ./build/js/starlark/call.js
/**
 * Calls: binding arguments to the parameters of a function of the language, and reaching built-ins, methods and host values. Each of these answers
 * with a value, or with SUSPENDED if the stack has to be left (see generate.ts).
 */







/** What a call answers when the stack has to be left; the machine knows why. */
const SUSPENDED = Symbol("suspended");
/** The context of natives that use none. */
const NO_CONTEXT = {
    position: { file: "", line: 1, column: 1 },
    frames: [],
    signal: undefined,
    get thread() {
        throw new StarlarkError("this function has no context");
    },
    call: () => Promise.reject(new StarlarkError("this function has no context")),
    callSync: () => {
        throw new StarlarkError("this function has no context");
    },
    fork: () => {
        throw new StarlarkError("this function has no context");
    },
};
/** Calls a compiled function whose arguments have been bound. */
function enter(th, d, fn, slots) {
    return fn.code(th, fn, null, d, ...slots);
}
function call(th, d, fn, args) {
    if (fn instanceof value_StarFunction)
        return enter(th, d + 1, fn, fn.arity === args.length ? args : bind(fn, args, NO_KWARGS));
    return invoke(th, d, fn, args, NO_KWARGS);
}
function call1(th, d, fn, arg) {
    if (fn instanceof Builtin && fn.one !== undefined)
        return fn.one(arg);
    return call(th, d, fn, [arg]);
}
function callWith(th, d, fn, args, names, values, star, starstar) {
    if (fn instanceof value_StarFunction && star === undefined && starstar === undefined) {
        const slots = bindNames(fn, args, names, values);
        if (slots !== undefined)
            return enter(th, d + 1, fn, slots);
    }
    const kwargs = gather(fn, args, names, values, star, starstar);
    if (fn instanceof value_StarFunction)
        return enter(th, d + 1, fn, bind(fn, args, kwargs));
    return invoke(th, d, fn, args, kwargs);
}
/** The values of a function's parameters for a call that simply fits; undefined if there is anything more to it. */
function bindNames(fn, args, names, values) {
    const { info } = fn;
    const count = info.names.length;
    if (info.hasVarargs || info.hasKwargs || args.length > info.positionalCount)
        return undefined;
    const slots = [];
    for (let i = 0; i < count; i++)
        slots.push(i < args.length ? args[i] : undefined);
    for (let i = 0; i < names.length; i++) {
        const at = info.names.indexOf(names[i] ?? "");
        if (at < 0 || slots[at] !== undefined)
            return undefined;
        slots[at] = values[i];
    }
    for (let i = 0; i < count; i++) {
        if (slots[i] === undefined && (slots[i] = fn.defaults[i]) === undefined)
            return undefined;
    }
    return slots;
}
/** Adds `*args` to the positional arguments, and makes one map of the named ones and `**kwargs`. */
function gather(fn, args, names, values, star, starstar) {
    if (star !== undefined) {
        const items = itemsOf(star);
        if (items === undefined)
            throw new StarlarkError(`argument after * must be iterable, not ${typeOf(star)}`);
        for (const item of items)
            args.push(item);
    }
    if (names.length === 0 && starstar === undefined)
        return NO_KWARGS;
    const kwargs = new Map();
    names.forEach((name, i) => kwargs.set(name, values[i] ?? null));
    if (starstar !== undefined) {
        if (!(starstar instanceof Dict))
            throw new StarlarkError(`argument after ** must be a mapping, not ${typeOf(starstar)}`);
        for (const [name, value] of starstar.entries()) {
            if (typeof name !== "string")
                throw new StarlarkError(`keywords must be strings, not ${typeOf(name)}`);
            if (kwargs.has(name)) {
                throw new StarlarkError(fn instanceof value_StarFunction
                    ? `function ${fn.name} got multiple values for parameter ${repr(name)}`
                    : `${fn instanceof Builtin ? fn.name : typeof fn === "string" ? fn : typeOf(fn)}: duplicate keyword arg: ${repr(name)}`);
            }
            kwargs.set(name, value);
        }
    }
    return kwargs;
}
/** Calls a built-in or a host value. */
function invoke(th, d, fn, args, kwargs) {
    if (fn instanceof Builtin) {
        th.serving = fn.name;
        const result = finish(th, d, fn.invoke(args, kwargs, new Context(th, d)));
        th.serving = undefined;
        return result;
    }
    if (fn instanceof HostValue && fn.call !== undefined)
        return finish(th, d, fn.call(args, kwargs, new Context(th, d)));
    const bracket = isCallable(fn) ? "" : fn instanceof Dict ? "; to look up a key, write []" : "";
    throw new StarlarkError(`invalid call of non-function (${typeOf(fn)})${bracket}`);
}
/** Makes of what a built-in returned what the program goes on with. */
function finish(th, d, result) {
    if (result === undefined)
        return null;
    if (result === null || typeof result !== "object")
        return result;
    if (result instanceof TailCall)
        return th.tail(d, result.fn, result.args);
    if ("then" in result && typeof result.then === "function")
        return th.wait(result);
    return result;
}
function callMethod(th, d, receiver, name, args) {
    if (receiver instanceof HostValue)
        return callHostMethod(th, d, receiver, name, args);
    const found = method(receiver, name);
    if (found === undefined)
        throw noAttribute(receiver, name);
    if (found.wantsContext)
        return runNative(th, d, found, receiver, args, NO_KWARGS);
    const n = args.length;
    const bound = n < found.min || n > found.max ? bindNative(found, args, NO_KWARGS) : args;
    return found.run(receiver, bound, NO_CONTEXT, NO_KWARGS);
}
function callHostMethod(th, d, receiver, name, args) {
    return call(th, d, attribute(receiver, name), args);
}
function callMethodWith(th, d, receiver, name, args, names, values, star, starstar) {
    if (receiver instanceof HostValue)
        return callWith(th, d, attribute(receiver, name), args, names, values, star, starstar);
    const found = method(receiver, name);
    if (found === undefined)
        throw noAttribute(receiver, name);
    return runNative(th, d, found, receiver, args, gather(name, args, names, values, star, starstar));
}
function runNative(th, d, fn, self, args, kwargs) {
    const ctx = fn.wantsContext ? new Context(th, d) : NO_CONTEXT;
    return finish(th, d, fn.run(self, bindNative(fn, args, kwargs), ctx, kwargs));
}
/** The values of a function's parameters, in the order of the compiled code's arguments. */
function bind(fn, args, kwargs) {
    const { info } = fn;
    const { params } = info;
    const plain = params.length - (info.hasVarargs ? 1 : 0) - (info.hasKwargs ? 1 : 0);
    if (params.length === 0 && (args.length > 0 || kwargs.size > 0) && kwargs.size === 0) {
        throw new StarlarkError(`function ${info.name} accepts no arguments (${args.length} given)`);
    }
    if (args.length > info.positionalCount && !info.hasVarargs) {
        const atMost = params.some((p) => p.kind === "normal" && !p.required) ? "at most " : "";
        const s = info.positionalCount === 1 ? "" : "s";
        throw new StarlarkError(`function ${info.name} accepts ${atMost}${info.positionalCount} positional argument${s} (${args.length} given)`);
    }
    const slots = new Array(params.length).fill(undefined);
    const n = Math.min(args.length, info.positionalCount);
    for (let i = 0; i < n; i++)
        slots[i] = args[i];
    let rest;
    if (info.hasKwargs) {
        rest = new Dict();
        slots[params.length - 1] = rest;
    }
    if (info.hasVarargs)
        slots[plain] = new Tuple(args.slice(n));
    for (const [name, value] of kwargs) {
        const at = params.findIndex((p, i) => i < plain && p.name === name);
        if (at >= 0) {
            if (slots[at] !== undefined)
                throw new StarlarkError(`function ${info.name} got multiple values for parameter "${name}"`);
            slots[at] = value;
        }
        else if (rest !== undefined) {
            rest.put(name, value);
        }
        else {
            const known = params.filter((_, i) => i < plain).map((p) => p.name);
            throw new StarlarkError(`function ${info.name} got an unexpected keyword argument "${name}"${didYouMean(name, known)}`);
        }
    }
    let missing;
    for (let i = 0; i < plain; i++) {
        if (slots[i] !== undefined)
            continue;
        const standard = fn.defaults[i];
        if (standard === undefined)
            (missing ??= []).push(params[i]?.name ?? "");
        else
            slots[i] = standard;
    }
    if (missing !== undefined) {
        throw new StarlarkError(`function ${info.name} missing ${missing.length} argument${missing.length === 1 ? "" : "s"} (${missing.join(", ")})`);
    }
    return slots;
}

;// CONCATENATED MODULE: ./build/js/starlark/library.js
/** What generated code may call, under the names that it uses. */



const ops = {
    add: add,
    addInPlace: addInPlace,
    attribute: attribute,
    bitAnd: bitAnd,
    bitOr: bitOr,
    bitOrInPlace: bitOrInPlace,
    bitXor: bitXor,
    call: call,
    call1: call1,
    callMethod: callMethod,
    callMethodWith: callMethodWith,
    callWith: callWith,
    contains: contains,
    Dict: Dict,
    divide: divide,
    equal: equal,
    floorDivide: floorDivide,
    greater: greater,
    greaterEqual: greaterEqual,
    index: index,
    invert: invert,
    iterate: iterate,
    less: less,
    lessEqual: lessEqual,
    List: List,
    loadedName: loadedName,
    modulo: modulo,
    multiply: multiply,
    negate: negate,
    NONE: NONE,
    plus: plus,
    putNew: putNew,
    setAttribute: setAttribute,
    setIndex: setIndex,
    shiftLeft: shiftLeft,
    shiftRight: shiftRight,
    slice: slice,
    StarFunction: value_StarFunction,
    subtract: subtract,
    SUSPENDED: SUSPENDED,
    truth: truth,
    Tuple: Tuple,
    unassigned: unassigned,
    unpack: unpack,
};
const OP_NAMES = Object.keys(ops);

;// CONCATENATED MODULE: ./build/js/starlark/generate.js



const any = (js) => ({ js, kind: "any", atom: false });
const atom = (js) => ({ js, kind: "any", atom: true });
const bool = (js) => ({ js, kind: "bool", atom: false });
/** Operators by the name of the function that does the general case. */
const BINARY = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "//": "floorDivide",
    "%": "modulo",
    "&": "bitAnd",
    "|": "bitOr",
    "^": "bitXor",
    "<<": "shiftLeft",
    ">>": "shiftRight",
    "<": "less",
    "<=": "lessEqual",
    ">": "greater",
    ">=": "greaterEqual",
};
/** Operators whose augmented assignment changes the left operand in place, where it can. */
const IN_PLACE = new Map([
    ["+", "addInPlace"],
    ["|", "bitOrInPlace"],
]);
/** Whether evaluating the expression involves a call of the program's making, and so may suspend. */
const hasCallMemo = new WeakMap();
function hasCall(x) {
    if (x === undefined)
        return false;
    switch (x.kind) {
        case "ident":
        case "literal":
        case "lambda":
            return x.kind === "lambda" && x.params.some((p) => hasCall(p.default));
        case "call":
        case "comprehension":
            return true;
        default: {
            let known = hasCallMemo.get(x);
            if (known === undefined) {
                known = operandsOf(x).some(hasCall);
                hasCallMemo.set(x, known);
            }
            return known;
        }
    }
}
function operandsOf(x) {
    switch (x.kind) {
        case "unary":
        case "dot":
            return [x.x];
        case "binary":
            return [x.x, x.y];
        case "conditional":
            return [x.test, x.yes, x.no];
        case "list":
        case "tuple":
            return x.items;
        case "dict":
            return x.entries.flatMap((e) => [e.key, e.value]);
        case "index":
            return [x.x, x.index];
        case "slice":
            return [x.x, x.low, x.high, x.step];
        default:
            return [];
    }
}
function generate(file, source, resolved, options, program) {
    return new ModuleWriter(file, source, resolved, options, program).write();
}
/** What all functions of a module share: constants, places, the names of globals. */
class ModuleWriter {
    source;
    options;
    globals = new Map();
    spans = [];
    functions = [];
    #codes = [];
    #constants = [];
    #resolved;
    #defined;
    #predeclared;
    #file;
    #program;
    constructor(file, source, resolved, options, program) {
        this.source = source;
        this.options = options;
        this.#resolved = resolved;
        this.#defined = new Set(resolved.globals);
        this.#predeclared = new Map(resolved.predeclared.map((name, i) => [name, `p${i}`]));
        this.#file = file;
        this.#program = program;
        for (const name of [...resolved.globals, ...resolved.loaded]) {
            if (!this.globals.has(name))
                this.globals.set(name, `g${this.globals.size}`);
        }
    }
    write() {
        this.function(this.#file);
        const predeclared = this.#resolved.predeclared;
        const lines = [
            '"use strict";',
            `const { ${OP_NAMES.join(", ")} } = ops;`,
            "const I = M.functions;",
            ...predeclared.map((name, i) => `const p${i} = M.predeclared(${JSON.stringify(name)});`),
            ...this.#constants.map((_, i) => `const k${i} = M.constants[${i}];`),
            this.globals.size > 0 ? `let ${[...this.globals.values()].join(", ")};` : "",
            ...this.#codes,
            `return { codes: [${this.#codes.map((_, i) => `f${i}`).join(", ")}], get(i) { switch (i) {`,
            ...[...this.globals.values()].map((js, i) => `case ${i}: return ${js};`),
            "} return undefined; } };",
        ];
        return {
            javascript: lines.join("\n"),
            variables: [...this.globals.keys()],
            constants: this.#constants,
            functions: this.functions,
            spans: this.spans,
        };
    }
    /** Writes a function and returns its number. */
    function(node) {
        const index = this.functions.length;
        const info = functionInfo(node, this.source, this.#program);
        this.functions.push(info);
        this.#codes.push("");
        this.#codes[index] = new FunctionWriter(this, node, index).write();
        return index;
    }
    /** The number of a place in the text. */
    place(start, end) {
        this.spans.push(start, end);
        return this.spans.length / 2 - 1;
    }
    /** Names that `load` brings in belong to the file, not to the module. */
    isLoaded(name) {
        return !this.#defined.has(name);
    }
    predeclared(name) {
        return this.#predeclared.get(name) ?? "undefined";
    }
    constant(value) {
        if (value instanceof Float || value instanceof Bytes) {
            this.#constants.push(value);
            return atom(`k${this.#constants.length - 1}`);
        }
        if (typeof value === "bigint")
            return atom(`${value}n`);
        return atom(JSON.stringify(value));
    }
}
class FunctionWriter {
    #module;
    #node;
    #index;
    #lines = [];
    /** The last number given to a place where the function can be entered again. */
    #pc = 0;
    #temps = 0;
    #mostTemps = 0;
    #iterators = 0;
    #labels = 0;
    /** Names known to have a value here: variables by number, globals by name. */
    #assigned = new Set();
    /** The loops around the current statement: their label and iterator. */
    #loops = [];
    constructor(module, node, index) {
        this.#module = module;
        this.#node = node;
        this.#index = index;
    }
    write() {
        const node = this.#node;
        const params = node.kind === "file" ? [] : orderedParams(node.params);
        const names = [];
        const prologue = [];
        for (const p of params) {
            const binding = p.ident?.binding;
            if (binding?.kind !== "local")
                continue;
            const name = `v${binding.local.index}`;
            names.push(name);
            if (binding.local.captured)
                prologue.push(`${name} = { v: ${name} };`);
            this.#assigned.add(binding.local.index);
        }
        const body = this.#block(() => {
            if (node.kind === "lambda")
                this.#return(node.body);
            else
                this.#stmts(node.body);
        });
        const locals = (node.scope?.locals ?? []).map((l) => `v${l.index}`).filter((name) => !names.includes(name));
        for (const local of node.scope?.locals ?? []) {
            if (local.captured && !names.includes(`v${local.index}`))
                prologue.push(`v${local.index} = { v: undefined };`);
        }
        const temps = Array.from({ length: this.#mostTemps }, (_, i) => `t${i}`);
        const iterators = Array.from({ length: this.#iterators }, (_, i) => `i${i}`);
        const free = (node.scope?.free ?? []).map((_, i) => `const c${i} = fn.free[${i}];`);
        const suspends = this.#pc > 0;
        const saved = [...names, ...locals, ...temps, ...iterators];
        const declared = ["P = 0", ...(suspends ? ["pc = 0"] : []), ...locals, ...temps, ...iterators];
        const enter = [
            `if (d >= th.limit || --th.fuel < 0) return th.defer(fn, d, [${names.join(", ")}]);`,
            "th.fns[d] = fn;",
            this.#module.options.recursion || node.kind === "file" ? "" : "if (d > 0) th.checkRecursion(fn, d);",
            ...prologue,
        ].join(" ");
        const restore = `pc = S.pc; P = S.place; const L = S.locals; ${saved.map((name, i) => `${name} = L[${i}];`).join(" ")}`;
        return [
            `function f${this.#index}(${["th", "fn", "S", "d", ...names].join(", ")}) {`,
            `let ${declared.join(", ")};`,
            ...free,
            suspends ? `if (S === null) { ${enter} } else { ${restore} }` : enter,
            "try {",
            suspends ? "SAVE: {" : "",
            body,
            "return null;",
            suspends ? `}\nreturn th.save(fn, d, P, pc, [${saved.join(", ")}]);` : "",
            `} catch (e) { throw th.failed(e, fn, P, ${iterators.length > 0 ? `[${iterators.join(", ")}]` : "null"}); }`,
            "}",
        ]
            .filter((line) => line !== "")
            .join("\n");
    }
    #emit(line) {
        this.#lines.push(line);
    }
    /** Writes a block; it gets a `switch` at its head if it can be entered in the middle. */
    #block(write) {
        const outer = this.#lines;
        const before = this.#pc;
        this.#lines = [];
        write();
        const lines = this.#lines;
        this.#lines = outer;
        return this.#pc > before ? `switch (pc) { case 0:\n${lines.join("\n")}\n}` : lines.join("\n");
    }
    /** The labels by which control comes back to a construct with the numbers from `from` (exclusive) up to the present. */
    #caseLabels(from) {
        let out = "";
        for (let pc = from + 1; pc <= this.#pc; pc++)
            out += `case ${pc}: `;
        return out;
    }
    #temp() {
        const name = `t${this.#temps++}`;
        this.#mostTemps = Math.max(this.#mostTemps, this.#temps);
        return name;
    }
    #place(start, end) {
        return this.#module.place(start, end);
    }
    #stmts(stmts) {
        for (const stmt of stmts) {
            this.#stmt(stmt);
            this.#temps = 0;
        }
    }
    #stmt(stmt) {
        switch (stmt.kind) {
            case "expr": {
                // A string that stands alone is documentation.
                if (stmt.x.kind === "literal")
                    return;
                const x = this.#expr(stmt.x);
                if (!x.atom)
                    this.#emit(`${x.js};`);
                return;
            }
            case "assign":
                this.#assignment(stmt);
                return;
            case "def":
                this.#store(stmt.name, this.#closure(stmt).js);
                return;
            case "if":
                this.#if(stmt.test, () => {
                    this.#temps = 0;
                    this.#stmts(stmt.yes);
                }, () => {
                    this.#temps = 0;
                    this.#stmts(stmt.no);
                });
                return;
            case "for":
                this.#for(stmt.vars, stmt.iterable, stmt.start, () => {
                    this.#stmts(stmt.body);
                });
                return;
            case "while":
                this.#while(stmt.test, stmt.body, stmt.start);
                return;
            case "return":
                this.#return(stmt.value);
                return;
            case "branch": {
                const loop = this.#loops.at(-1);
                if (stmt.word !== "pass" && loop !== undefined)
                    this.#emit(`${stmt.word} ${loop.label};`);
                return;
            }
            case "load":
                this.#load(stmt);
                return;
        }
    }
    #return(value) {
        let js = "null";
        if (value !== undefined) {
            const x = this.#expr(value);
            js = x.js;
        }
        const open = this.#loops.filter((loop) => loop.iterator !== undefined);
        if (open.length > 0) {
            const t = this.#temp();
            this.#emit(`${t} = ${js}; ${open.map((loop) => `${loop.iterator ?? ""}.done();`).join(" ")} return ${t};`);
        }
        else {
            this.#emit(`return ${js};`);
        }
    }
    #load(stmt) {
        const t = this.#temp();
        this.#emit(`th.at[d] = P = ${this.#place(stmt.start, stmt.end)};`);
        this.#suspendable(t, `th.load(d, M, ${JSON.stringify(decode(stmt.module))})`);
        for (const { local, remote, remoteStart } of stmt.names) {
            this.#emit(`P = ${this.#place(remoteStart, remoteStart + remote.length + 2)};`);
            this.#store(local, `loadedName(${t}, ${JSON.stringify(decode(stmt.module))}, ${JSON.stringify(remote)})`);
        }
    }
    /** `t = js`, where js may answer SUSPENDED: a place where the function can be left and entered again. */
    #suspendable(t, js) {
        const pc = ++this.#pc;
        this.#emit(`${t} = ${js};`);
        this.#emit(`if (${t} === SUSPENDED) { pc = ${pc}; break SAVE; }`);
        this.#emit(`case ${pc}: if (pc !== 0) { pc = 0; ${t} = th.resumed; }`);
    }
    /** `if (test) yes else no`, either branch of which may contain places to come back to. */
    #if(test, yes, no) {
        const condition = this.#condition(test);
        this.#branches(condition, yes, no);
    }
    #branches(condition, yes, no) {
        const before = this.#pc;
        const at = this.#lines.length;
        const known = this.#assigned;
        this.#assigned = new Set(known);
        const yesBlock = this.#block(yes);
        const middle = this.#pc;
        const afterYes = this.#assigned;
        this.#assigned = new Set(known);
        const noBlock = this.#block(no);
        for (const name of this.#assigned)
            if (!afterYes.has(name))
                this.#assigned.delete(name);
        const test = this.#pc > before ? `pc === 0 ? ${condition} : pc <= ${middle}` : condition;
        this.#lines.splice(at, 0, `${this.#caseLabels(before)}if (${test}) {\n${yesBlock}\n}${noBlock === "" ? "" : ` else {\n${noBlock}\n}`}`);
    }
    #for(vars, iterable, start, body) {
        const source = this.#expr(iterable);
        const iterator = `i${this.#iterators++}`;
        const label = `L${this.#labels++}`;
        const place = this.#place(iterable.start, iterable.end);
        // The iterable's value must be in the iterator before the labels, since the labels pass over its evaluation.
        this.#emit(`${iterator} = ${source.js}; P = ${place}; ${iterator} = iterate(${iterator});`);
        const before = this.#pc;
        const pause = ++this.#pc;
        const at = this.#lines.length;
        const known = new Set(this.#assigned);
        this.#loops.push({ label, iterator });
        const item = this.#temp();
        const block = this.#block(() => {
            this.#emit(`P = ${place}; ${item} = ${iterator}.next(); if (${item} === undefined) break ${label};`);
            this.#assign(vars, atom(item), this.#place(start, vars.end));
            body();
        });
        this.#loops.pop();
        this.#assigned = known;
        this.#emitLoop(at, before, pause, label, block);
        this.#emit(`${iterator}.done(); ${iterator} = undefined;`);
    }
    #while(test, body, start) {
        const label = `L${this.#labels++}`;
        const before = this.#pc;
        const pause = ++this.#pc;
        const at = this.#lines.length;
        const known = new Set(this.#assigned);
        this.#loops.push({ label, iterator: undefined });
        const block = this.#block(() => {
            this.#emit(`P = ${this.#place(start, start + 5)};`);
            this.#emit(`if (!(${this.#condition(test)})) break ${label};`);
            this.#temps = 0;
            this.#stmts(body);
        });
        this.#loops.pop();
        this.#assigned = known;
        this.#emitLoop(at, before, pause, label, block);
    }
    /** A loop: at the head of each round it pays for it, and pauses when there is nothing left to pay with. */
    #emitLoop(at, before, pause, label, block) {
        const head = `if (pc === ${pause}) pc = 0; else if (pc === 0 && --th.fuel < 0) { th.at[d] = P; th.pause(); pc = ${pause}; break SAVE; }`;
        this.#lines.splice(at, 0, `${this.#caseLabels(before)}${label}: for (;;) { ${head}\n${block}\n}`);
    }
    #assignment(stmt) {
        if (stmt.op === undefined) {
            const target = stmt.target;
            if (target.kind === "ident") {
                this.#store(target, this.#expr(stmt.value).js);
                return;
            }
            const value = this.#atomized(stmt.value);
            this.#assign(target, value, this.#place(target.start, stmt.end));
            return;
        }
        const place = this.#place(stmt.opStart, stmt.opStart + stmt.op.length + 1);
        const target = stmt.target;
        if (target.kind === "ident") {
            const [x, y] = this.#operands([target, stmt.value]);
            if (x !== undefined && y !== undefined)
                this.#store(target, this.#augmented(stmt.op, x, y, place));
        }
        else if (target.kind === "index") {
            const [x, index] = this.#operands([target.x, target.index], true);
            if (x === undefined || index === undefined)
                return;
            const old = this.#temp();
            const targetPlace = this.#place(target.bracket, target.end);
            this.#emit(`P = ${targetPlace}; ${old} = index(${x.js}, ${index.js});`);
            const y = this.#expr(stmt.value);
            const result = this.#temp();
            this.#emit(`${result} = ${this.#augmented(stmt.op, atom(old), y, place)}; P = ${targetPlace}; setIndex(${x.js}, ${index.js}, ${result});`);
        }
        else if (target.kind === "dot") {
            const x = this.#atomized(target.x);
            const old = this.#temp();
            const targetPlace = this.#place(target.dot, target.end);
            const name = JSON.stringify(target.name);
            this.#emit(`P = ${targetPlace}; ${old} = attribute(${x.js}, ${name});`);
            const y = this.#expr(stmt.value);
            const result = this.#temp();
            this.#emit(`${result} = ${this.#augmented(stmt.op, atom(old), y, place)}; P = ${targetPlace}; setAttribute(${x.js}, ${name}, ${result});`);
        }
    }
    #augmented(op, x, y, place) {
        const inPlace = IN_PLACE.get(op);
        if (inPlace === undefined)
            return this.#arithmetic(op, x, y, place).js;
        if (op === "+")
            return this.#arithmetic(op, x, y, place, inPlace).js;
        return `(P = ${place}, ${inPlace}(${x.js}, ${y.js}))`;
    }
    /** Assigns a value, which is an atom, to a target. */
    #assign(target, value, place) {
        switch (target.kind) {
            case "ident":
                this.#store(target, value.js);
                return;
            case "tuple":
            case "list": {
                const t = this.#temp();
                this.#emit(`P = ${place}; ${t} = unpack(${value.js}, ${target.items.length});`);
                target.items.forEach((item, i) => {
                    if (item.kind === "ident") {
                        this.#store(item, `${t}[${i}]`);
                        return;
                    }
                    const part = this.#temp();
                    this.#emit(`${part} = ${t}[${i}];`);
                    this.#assign(item, atom(part), place);
                });
                return;
            }
            case "index": {
                const [x, index] = this.#operands([target.x, target.index]);
                if (x !== undefined && index !== undefined) {
                    this.#emit(`P = ${this.#place(target.bracket, target.end)}; setIndex(${x.js}, ${index.js}, ${value.js});`);
                }
                return;
            }
            case "dot": {
                const x = this.#expr(target.x);
                this.#emit(`P = ${this.#place(target.dot, target.end)}; setAttribute(${x.js}, ${JSON.stringify(target.name)}, ${value.js});`);
                return;
            }
            default:
        }
    }
    #store(ident, js) {
        const binding = ident.binding;
        if (binding?.kind === "local") {
            this.#emit(binding.local.captured ? `v${binding.local.index}.v = ${js};` : `v${binding.local.index} = ${js};`);
            this.#assigned.add(binding.local.index);
        }
        else {
            this.#emit(`${this.#module.globals.get(ident.name) ?? ""} = ${js};`);
            this.#assigned.add(ident.name);
        }
    }
    // ---- expressions ----
    /** Evaluates several expressions in order; those before a call are put into temporaries. With `atoms`, all become names or literals. */
    #operands(xs, atoms = false) {
        let lastCall = -1;
        xs.forEach((x, i) => {
            if (hasCall(x))
                lastCall = i;
        });
        return xs.map((x, i) => {
            const value = this.#expr(x);
            return (i < lastCall || atoms) && !value.atom ? this.#spill(value) : value;
        });
    }
    #spill(value) {
        const t = this.#temp();
        this.#emit(`${t} = ${value.js};`);
        return { js: t, kind: value.kind, atom: true };
    }
    /** A literal does not stand before a dot. */
    #variable(value) {
        return /^[a-z]/.test(value.js) ? value : this.#spill(value);
    }
    #atomized(x) {
        const value = this.#expr(x);
        return value.atom ? value : this.#spill(value);
    }
    /** Gives a value a name within an expression: the assignment to write first, and the name. */
    #named(value) {
        if (value.atom)
            return ["", value.js];
        const t = this.#temp();
        return [`${t} = ${value.js}, `, t];
    }
    #expr(x) {
        switch (x.kind) {
            case "ident":
                return this.#ident(x);
            case "literal":
                return this.#module.constant(x.value);
            case "unary":
                return this.#unary(x);
            case "binary":
                if (x.op === "and" || x.op === "or")
                    return this.#logical(x.op, x.x, x.y);
                return this.#binary(x.op, x.x, x.y, x.opStart);
            case "conditional": {
                if (hasCall(x.yes) || hasCall(x.no)) {
                    const t = this.#temp();
                    this.#if(x.test, () => {
                        this.#emit(`${t} = ${this.#expr(x.yes).js};`);
                    }, () => {
                        this.#emit(`${t} = ${this.#expr(x.no).js};`);
                    });
                    return atom(t);
                }
                const test = this.#condition(x.test);
                const yes = this.#maybe(() => this.#expr(x.yes));
                const no = this.#maybe(() => this.#expr(x.no));
                return { js: `(${test} ? ${yes.js} : ${no.js})`, kind: yes.kind === no.kind ? yes.kind : "any", atom: false };
            }
            case "list":
                return any(`new List([${this.#operands(x.items)
                    .map((item) => item.js)
                    .join(", ")}])`);
            case "tuple":
                return any(`new Tuple([${this.#operands(x.items)
                    .map((item) => item.js)
                    .join(", ")}])`);
            case "dict": {
                const parts = this.#operands(x.entries.flatMap((e) => [e.key, e.value]));
                if (parts.length === 0)
                    return any("new Dict()");
                const t = this.#temp();
                const puts = x.entries.map((e, i) => {
                    const put = `putNew(${t}, ${parts[2 * i]?.js ?? ""}, ${parts[2 * i + 1]?.js ?? ""}, P = ${this.#place(e.key.start, e.value.end)})`;
                    return put;
                });
                return any(`(${t} = new Dict(), ${puts.join(", ")}, ${t})`);
            }
            case "comprehension":
                return this.#comprehension(x);
            case "dot": {
                const value = this.#expr(x.x);
                const [first, name] = this.#named(value);
                return any(`(${first}P = ${this.#place(x.dot, x.end)}, attribute(${name}, ${JSON.stringify(x.name)}))`);
            }
            case "index": {
                const [value, index] = this.#operands([x.x, x.index]);
                if (value === undefined || index === undefined)
                    return any("null");
                const [first, a] = this.#named(value);
                const [second, b] = this.#named(index);
                return any(`(${first}${second}P = ${this.#place(x.bracket, x.end)}, index(${a}, ${b}))`);
            }
            case "slice": {
                const given = [x.x, x.low, x.high, x.step].filter((part) => part !== undefined);
                const parts = this.#operands(given);
                const js = (part) => (part === undefined ? "null" : (parts[given.indexOf(part)]?.js ?? "null"));
                return any(`slice(${js(x.x)}, ${js(x.low)}, ${js(x.high)}, (P = ${this.#place(x.bracket, x.end)}, ${js(x.step)}))`);
            }
            case "call":
                return this.#call(x);
            case "lambda":
                return this.#closure(x);
        }
    }
    /** Writes something that may not be evaluated at all: what it assigns is not known afterwards. */
    #maybe(write) {
        const known = this.#assigned;
        this.#assigned = new Set(known);
        const out = write();
        this.#assigned = known;
        return out;
    }
    #ident(x) {
        const binding = x.binding;
        switch (binding?.kind) {
            case "local": {
                const { index, captured } = binding.local;
                return this.#checked(captured ? `v${index}.v` : `v${index}`, index, x, "local");
            }
            case "free":
                return this.#checked(`c${binding.index}.v`, `free ${binding.index}`, x, "local");
            case "global":
                return this.#checked(this.#module.globals.get(x.name) ?? "undefined", x.name, x, this.#module.isLoaded(x.name) ? "local" : "global");
            case "predeclared":
                return atom(this.#module.predeclared(x.name));
            case undefined:
                return atom("null");
        }
    }
    /** A variable, with a check that it has a value unless that is known. */
    #checked(js, key, x, kind) {
        if (this.#assigned.has(key))
            return atom(js);
        this.#assigned.add(key);
        return any(`(${js} === undefined ? (P = ${this.#place(x.start, x.end)}, unassigned("${kind}", ${JSON.stringify(x.name)})) : ${js})`);
    }
    #unary(x) {
        if (x.op === "not")
            return bool(`!${this.#condition(x.x)}`);
        if (x.op === "-" && x.x.kind === "literal" && typeof x.x.value === "number" && x.x.value !== 0)
            return atom(`(-${x.x.value})`);
        const name = x.op === "-" ? "negate" : x.op === "+" ? "plus" : "invert";
        const value = this.#expr(x.x);
        const [first, a] = this.#named(value);
        return any(`(${first}P = ${this.#place(x.start, x.end)}, ${name}(${a}))`);
    }
    /** An expression as a JavaScript condition. */
    #condition(x) {
        if (x.kind === "unary" && x.op === "not")
            return `!${this.#condition(x.x)}`;
        if (x.kind === "binary" && (x.op === "and" || x.op === "or") && !hasCall(x.y)) {
            const left = this.#condition(x.x);
            const right = this.#maybe(() => this.#condition(x.y));
            return `(${left} ${x.op === "and" ? "&&" : "||"} ${right})`;
        }
        const value = this.#expr(x);
        if (value.kind === "bool")
            return value.atom ? value.js : `(${value.js})`;
        const [first, a] = this.#named(value);
        return `(${first}${a} === true || (${a} !== false && truth(${a})))`;
    }
    #logical(op, x, y) {
        const left = this.#expr(x);
        if (hasCall(y)) {
            const t = this.#temp();
            this.#emit(`${t} = ${left.js};`);
            const test = left.kind === "bool" ? t : `(${t} === true || (${t} !== false && truth(${t})))`;
            const go = () => {
                this.#emit(`${t} = ${this.#expr(y).js};`);
            };
            const stay = () => undefined;
            if (op === "and")
                this.#branches(test, go, stay);
            else
                this.#branches(test, stay, go);
            return atom(t);
        }
        if (left.kind === "bool") {
            const right = this.#maybe(() => this.#expr(y));
            return { js: `(${left.js} ${op === "and" ? "&&" : "||"} ${right.js})`, kind: right.kind, atom: false };
        }
        const [first, a] = this.#named(left);
        const right = this.#maybe(() => this.#expr(y));
        const test = `(${a} === true || (${a} !== false && truth(${a})))`;
        return any(op === "and" ? `(${first}${test} ? ${right.js} : ${a})` : `(${first}${test} ? ${a} : ${right.js})`);
    }
    #binary(op, x, y, opStart) {
        const [a, b] = this.#operands([x, y]);
        if (a === undefined || b === undefined)
            return any("null");
        return this.#arithmetic(op, a, b, this.#place(opStart, opStart + op.length));
    }
    #arithmetic(op, x, y, place, general) {
        const [first, a] = this.#named(x);
        const [second, b] = this.#named(y);
        const before = `${first}${second}`;
        const numbers = [a, b]
            .filter((v) => !/^\d+$/.test(v))
            .map((v) => `typeof ${v} === "number"`)
            .join(" && ") || "true";
        switch (op) {
            case "==":
            case "!=": {
                const not = op === "!=" ? "!" : "";
                const deep = [a, b]
                    .filter((v) => !/^["\d]/.test(v))
                    .map((v) => `typeof ${v} === "object"`)
                    .join(" || ") || "false";
                return bool(`(${before}${not}(${a} === ${b} || ((${deep}) && (P = ${place}, equal(${a}, ${b})))))`);
            }
            case "in":
            case "not in":
                return bool(`(${before}P = ${place}, ${op === "in" ? "" : "!"}contains(${b}, ${a}))`);
            case "<":
            case "<=":
            case ">":
            case ">=":
                return bool(`(${before}${numbers} ? ${a} ${op} ${b} : (P = ${place}, ${BINARY[op]}(${a}, ${b})))`);
            case "+":
            case "-":
            case "*": {
                const r = this.#temp();
                // The sum of two safe integers is exact when it is safe itself; `+ 0` turns the -0 of a product into 0.
                const fast = `(${numbers} && (${r} = ${a} ${op} ${b}${op === "*" ? " + 0" : ""}) <= 9007199254740991 && ${r} >= -9007199254740991)`;
                return any(`(${before}${fast} ? ${r} : (P = ${place}, ${general ?? BINARY[op]}(${a}, ${b})))`);
            }
            case "%":
            case "//": {
                // Where neither is negative, nor the divisor zero, JavaScript's remainder is the language's.
                const remainder = `${a} % ${b}`;
                const fast = op === "%" ? remainder : `(${a} - ${remainder}) / ${b}`;
                return any(`(${before}${numbers} && ${a} >= 0 && ${b} > 0 ? ${fast} : (P = ${place}, ${BINARY[op]}(${a}, ${b})))`);
            }
            case "and":
            case "or":
                return any("null");
            default:
                return any(`(${before}P = ${place}, ${BINARY[op]}(${a}, ${b}))`);
        }
    }
    #comprehension(x) {
        const out = this.#temp();
        const isDict = "key" in x.body;
        const known = new Set(this.#assigned);
        this.#emit(`${out} = ${isDict ? "new Dict()" : "[]"};`);
        this.#clauses(x.clauses, 0, () => {
            if ("key" in x.body) {
                const [key, value] = this.#operands([x.body.key, x.body.value]);
                if (key !== undefined && value !== undefined)
                    this.#emit(`P = ${this.#place(x.body.colon, x.body.colon + 1)}; ${out}.put(${key.js}, ${value.js});`);
            }
            else {
                this.#emit(`${out}.push(${this.#expr(x.body).js});`);
            }
        });
        this.#assigned = known;
        if (isDict)
            return atom(out);
        return any(`new List(${out})`);
    }
    #clauses(clauses, i, body) {
        const clause = clauses[i];
        if (clause === undefined) {
            body();
        }
        else if (clause.kind === "if") {
            this.#if(clause.test, () => {
                this.#clauses(clauses, i + 1, body);
            }, () => undefined);
        }
        else {
            this.#for(clause.vars, clause.iterable, clause.start, () => {
                this.#clauses(clauses, i + 1, body);
            });
        }
    }
    #call(x) {
        const plain = x.args.every((arg) => arg.kind === "positional");
        if (x.fn.kind === "dot")
            return this.#methodCall(x, x.fn.x, x.fn.name, x.fn.dot, plain);
        const parts = this.#operands([x.fn, ...x.args.map((arg) => arg.value)], true);
        const [callee, ...args] = parts;
        if (callee === undefined)
            return any("null");
        const fn = this.#variable(callee);
        const t = this.#temp();
        const place = this.#place(x.start, x.end);
        this.#emit(`th.at[d] = P = ${place};`);
        if (plain) {
            const list = args.map((arg) => arg.js).join(", ");
            const general = args.length === 1 ? `call1(th, d, ${fn.js}, ${list})` : `call(th, d, ${fn.js}, [${list}])`;
            const direct = `${fn.js}.code(th, ${fn.js}, null, d + 1${args.length > 0 ? `, ${list}` : ""})`;
            const isBuiltin = x.fn.kind === "ident" && x.fn.binding?.kind === "predeclared";
            this.#suspendable(t, isBuiltin ? general : `${fn.js} instanceof StarFunction && ${fn.js}.arity === ${args.length} ? ${direct} : ${general}`);
        }
        else {
            this.#suspendable(t, `callWith(th, d, ${fn.js}, ${this.#arguments(x.args, args)})`);
        }
        return atom(t);
    }
    /** The arguments of a call that is not plain: positional, names, named values, `*args`, `**kwargs`. */
    #arguments(args, values) {
        const of = (kind) => args.flatMap((arg, i) => (arg.kind === kind ? [values[i]?.js ?? "null"] : []));
        const names = args.filter((arg) => arg.kind === "named").map((arg) => JSON.stringify(arg.name));
        const star = of("star")[0] ?? "undefined";
        const starstar = of("starstar")[0] ?? "undefined";
        return `[${of("positional").join(", ")}], [${names.join(", ")}], [${of("named").join(", ")}], ${star}, ${starstar}`;
    }
    #methodCall(x, receiver, name, dot, plain) {
        const object = this.#operands([receiver, ...x.args.map((arg) => arg.value)], true);
        const [of, ...args] = object;
        if (of === undefined)
            return any("null");
        const self = this.#variable(of);
        const t = this.#temp();
        const place = this.#place(dot, x.end);
        this.#emit(`th.at[d] = P = ${place};`);
        const list = args.map((arg) => arg.js).join(", ");
        if (plain && name === "append" && args.length === 1) {
            // By far the most frequent method, and worth not calling anything for.
            const fast = `(${self.js} instanceof List && !${self.js}.frozen && ${self.js}.iterating === 0)`;
            this.#suspendable(t, `${fast} ? (${self.js}.items.push(${list}), null) : callMethod(th, d, ${self.js}, "append", [${list}])`);
        }
        else if (plain) {
            this.#suspendable(t, `callMethod(th, d, ${self.js}, ${JSON.stringify(name)}, [${list}])`);
        }
        else {
            this.#suspendable(t, `callMethodWith(th, d, ${self.js}, ${JSON.stringify(name)}, ${this.#arguments(x.args, args)})`);
        }
        return atom(t);
    }
    #closure(node) {
        const params = orderedParams(node.params);
        const defaults = this.#operands(params.flatMap((p) => (p.default === undefined ? [] : [p.default])));
        let next = 0;
        const values = params.map((p) => (p.default === undefined ? "undefined" : (defaults[next++]?.js ?? "null")));
        const index = this.#module.function(node);
        const cells = (node.scope?.free ?? []).map(({ from }) => cellOf(from));
        const list = defaults.length === 0 ? "NONE" : `[${values.join(", ")}]`;
        return any(`new StarFunction(I[${index}], f${index}, ${list}, ${cells.length === 0 ? "NONE" : `[${cells.join(", ")}]`}, M)`);
    }
}
function cellOf(from) {
    return from.kind === "free" ? `c${from.index ?? 0}` : `v${from.local?.index ?? 0}`;
}
/** The parameters in the order of the compiled function's arguments: plain ones, keyword-only ones, `*args`, `**kwargs`. */
function orderedParams(params) {
    return [
        ...params.filter((p) => p.kind === "normal"),
        ...params.filter((p) => p.kind === "args"),
        ...params.filter((p) => p.kind === "kwargs"),
    ];
}
function functionInfo(node, source, program) {
    if (node.kind === "file") {
        const about = { params: [], names: [], requiredCount: 0, arity: 0, positionalCount: 0, hasVarargs: false, hasKwargs: false };
        return { name: "<toplevel>", position: source.position(0), doc: docOf(node.body), node, program, ...about };
    }
    const star = node.params.findIndex((p) => p.kind === "args" || p.kind === "bare");
    const starAt = star < 0 ? Infinity : (node.params[star]?.start ?? Infinity);
    const params = orderedParams(node.params).map((p) => {
        const keyword = p.start > starAt;
        const kind = p.kind === "normal" || p.kind === "bare" ? (keyword ? "keyword" : "normal") : p.kind;
        return {
            name: p.ident?.name ?? "",
            kind,
            required: p.kind === "normal" && p.default === undefined,
            text: source.text.slice(p.start, p.end),
        };
    });
    const plain = params.every((p) => p.kind === "normal" && p.required);
    return {
        name: node.kind === "lambda" ? "lambda" : node.name.name,
        position: source.position(node.kind === "lambda" ? node.start : node.name.start),
        doc: node.kind === "lambda" ? "" : docOf(node.body),
        params,
        names: params.map((p) => p.name),
        requiredCount: params.filter((p) => p.required).length,
        arity: plain ? params.length : -1,
        positionalCount: params.filter((p) => p.kind === "normal").length,
        hasVarargs: params.some((p) => p.kind === "args"),
        hasKwargs: params.some((p) => p.kind === "kwargs"),
        node,
        program,
    };
}
function docOf(body) {
    const first = body[0];
    return first?.kind === "expr" && first.x.kind === "literal" && typeof first.x.value === "string" ? decode(first.x.value) : "";
}

;// CONCATENATED MODULE: ./build/js/starlark/scan.js
/**
 * The scanner: text to tokens, one at a time, when the parser asks. It keeps the indentation stack and turns it into `indent` and `outdent`
 * tokens, and it joins lines inside brackets. Offsets are all it knows of places. A lexical error is reported and scanning goes on behind
 * it, so that one pass finds several.
 */



const PUNCTUATION = [
    "+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>", "~", "**", "(", ")", "[", "]", "{", "}", ".", ",", ";", ":", "=", "==", "!=", "<", ">",
    "<=", ">=", "+=", "-=", "*=", "/=", "//=", "%=", "&=", "|=", "^=", "<<=", ">>=", ":=",
]; // prettier-ignore
const KEYWORDS = [
    "and", "break", "continue", "def", "elif", "else", "for", "if", "in", "lambda", "load", "not", "or", "pass", "return", "while",
]; // prettier-ignore
const keywords = new Map(KEYWORDS.map((word) => [word, word]));
const punctuation = new Set(PUNCTUATION);
/** Words of Python that Starlark reserves, and what to write instead. */
const RESERVED = new Map([
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
const scan_SPACE = 32;
const TAB = 9;
const HASH = "#".charCodeAt(0);
const BACKSLASH = "\\".charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const APOSTROPHE = "'".charCodeAt(0);
const DOT = ".".charCodeAt(0);
/** For each ASCII code: 1 may begin a name, 2 is a digit. */
const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
    if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95)
        CLASS[c] = 1;
    else if (c >= 48 && c <= 57)
        CLASS[c] = 2;
}
const isDigit = (c) => c >= 48 && c <= 57;
const LETTER = /\p{L}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;
/** Tabs advance to the next multiple of this, when indentation is compared. */
const TAB_WIDTH = 8;
/** Blocks nested deeper than this are refused. */
const MAX_INDENTS = 100;
class Scanner {
    text;
    report;
    /** The current token and its extent. */
    token = "newline";
    start = 0;
    end = 0;
    /** The value of a literal; the text of an identifier. */
    value = null;
    /** The text of an identifier, or the bytes of a string or bytes literal. */
    get string() {
        return typeof this.value === "string" ? this.value : "";
    }
    #at = 0;
    /** How many brackets are open: inside them, line ends do not count. */
    #depth = 0;
    #indents = [0];
    /** Outdents (negative) or indents still to be delivered. */
    #pending = 0;
    #lineStart = true;
    constructor(text, report) {
        this.text = text;
        this.report = (start, end, message) => {
            if (!this.quiet)
                report(start, end, message);
        };
        if (text.charCodeAt(0) === 0xfeff)
            this.#at = 1;
    }
    /** Set while the parser skips the rest of a broken statement: what is found there is a consequence. */
    quiet = false;
    /** After an error: forget open brackets, so that the next line end counts. */
    leaveBrackets() {
        this.#depth = 0;
    }
    #set(token, start, end) {
        this.token = token;
        this.start = start;
        this.end = end;
        this.#at = end;
        return token;
    }
    /** Moves to the next token. */
    next() {
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
            while (c === scan_SPACE || c === TAB)
                c = text.charCodeAt(++at);
            if (c === HASH) {
                while (c !== NEWLINE && c !== RETURN && at < text.length)
                    c = text.charCodeAt(++at);
            }
            this.#at = at;
            if (at >= text.length) {
                // A file that ends without a line end still ends its last line.
                if (this.token !== "newline" &&
                    this.token !== "outdent" &&
                    this.token !== "indent" &&
                    this.token !== "end of file" &&
                    this.#depth === 0) {
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
                if (this.#depth > 0)
                    continue;
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
            if (kind === 2 || (c === DOT && isDigit(text.charCodeAt(at + 1))))
                return this.#number(at);
            if (c === QUOTE || c === APOSTROPHE)
                return this.#string(at, at, false, false);
            const token = this.#punctuation(at);
            if (token !== undefined)
                return token;
        }
    }
    /** Measures the next line that is not blank, and compares it with the lines around it. */
    #indentation() {
        if (this.#depth > 0)
            return;
        const text = this.text;
        let at = this.#at;
        for (;;) {
            let column = 0;
            let c = text.charCodeAt(at);
            while (c === scan_SPACE || c === TAB) {
                column = c === scan_SPACE ? column + 1 : column + TAB_WIDTH - (column % TAB_WIDTH);
                c = text.charCodeAt(++at);
            }
            if (c === HASH) {
                while (c !== NEWLINE && c !== RETURN && at < text.length)
                    c = text.charCodeAt(++at);
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
    #compareIndent(column, at) {
        const indents = this.#indents;
        const top = indents.at(-1) ?? 0;
        if (column > top) {
            if (indents.length > MAX_INDENTS)
                this.report(at, at + 1, `blocks nested too deeply (more than ${MAX_INDENTS})`);
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
    #startsName(at) {
        const code = this.text.codePointAt(at);
        return code !== undefined && LETTER.test(String.fromCodePoint(code));
    }
    #name(start, first) {
        const text = this.text;
        let at = start;
        for (;;) {
            const c = text.charCodeAt(at);
            if (c < 128) {
                if (CLASS[c] === 0)
                    break;
                at++;
                continue;
            }
            const code = text.codePointAt(at);
            if (code === undefined || !LETTER_OR_DIGIT.test(String.fromCodePoint(code)))
                break;
            at += code > 0xffff ? 2 : 1;
        }
        const following = text.charCodeAt(at);
        if ((following === QUOTE || following === APOSTROPHE) && at - start <= 2) {
            const prefix = text.slice(start, at).toLowerCase();
            if (prefix === "r" && at - start === 1)
                return this.#string(start, at, true, false);
            if (prefix === "b")
                return this.#string(start, at, false, true);
            if (prefix === "rb" || prefix === "br")
                return this.#string(start, at, true, true);
            if (prefix === "f" || prefix === "fr" || prefix === "rf") {
                this.report(start, at + 1, 'f-strings are not part of Starlark: write "...{}...".format(x) or "...%s..." % x');
                return this.#string(start, at, prefix !== "f", false);
            }
        }
        const name = text.slice(start, at);
        if (first < 128) {
            const keyword = keywords.get(name);
            if (keyword !== undefined)
                return this.#set(keyword, start, at);
            const reserved = RESERVED.get(name);
            if (reserved !== undefined) {
                this.report(start, at, `\`${name}\` ${reserved}`);
            }
        }
        this.value = name;
        return this.#set("identifier", start, at);
    }
    #punctuation(at) {
        const text = this.text;
        for (let length = 3; length > 0; length--) {
            const word = text.slice(at, at + length);
            if (word.length === length && punctuation.has(word)) {
                if (length === 1) {
                    if (word === "(" || word === "[" || word === "{")
                        this.#depth++;
                    else if (word === ")" || word === "]" || word === "}") {
                        if (this.#depth === 0) {
                            this.report(at, at + 1, `unexpected '${word}'`);
                            this.#at = at + 1;
                            return undefined;
                        }
                        this.#depth--;
                    }
                }
                return this.#set(word, at, at + length);
            }
        }
        const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
        const hint = char === "!" ? " (write `not`)" : char === "?" ? " (write `a if condition else b`)" : "";
        this.report(at, at + char.length, `unexpected input character '${char}'${hint}`);
        this.#at = at + char.length;
        return undefined;
    }
    #number(start) {
        const text = this.text;
        const digits = (at, test) => {
            while (test(text.charCodeAt(at)))
                at++;
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
                if ((end - start) * 4 > MAX_INT_BITS)
                    return this.#literal("int literal", this.#tooLong(start, end), start, end);
                const small = end - start <= 14;
                return this.#literal("int literal", small ? parseInt(text.slice(start + 2, end), radix) : normalizeInt(BigInt(text.slice(start, end).toLowerCase())), start, end);
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
            }
            else if (float || digitsAt > at + 1 || !this.#startsWord(at)) {
                this.report(start, end, "invalid float literal");
                return this.#literal("float literal", new Float(0), start, end);
            }
        }
        const raw = text.slice(start, at);
        if (float) {
            const value = Number(raw);
            if (!Number.isFinite(value))
                this.report(start, at, "floating-point literal too large");
            return this.#literal("float literal", new Float(value), start, at);
        }
        if (raw.length > 1 && raw.startsWith("0") && !/^0+$/.test(raw)) {
            if (/^[0-7]+$/.test(raw))
                this.report(start, at, `obsolete form of octal literal; use 0o${raw.slice(1)}`);
            else
                this.report(start, at, "invalid int literal");
            return this.#literal("int literal", 0, start, at);
        }
        if (raw.length <= 15)
            return this.#literal("int literal", Number(raw), start, at);
        if (raw.length * 3.4 > MAX_INT_BITS)
            return this.#literal("int literal", this.#tooLong(start, at), start, at);
        return this.#literal("int literal", normalizeInt(BigInt(raw)), start, at);
    }
    /** `6else`: the letter behind the digits begins a keyword, not an exponent. */
    #startsWord(at) {
        return /^(?:else|elif)\b/.test(this.text.slice(at, at + 5));
    }
    #tooLong(start, end) {
        this.report(start, end, `int literal too large (more than ${MAX_INT_BITS} bits)`);
        return 0;
    }
    #literal(token, value, start, end) {
        this.value = value;
        return this.#set(token, start, end);
    }
    /** A string or bytes literal; `at` is its first quote, `start` its first character. */
    #string(start, at, raw, bytes) {
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
                if (!triple || (text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote))
                    break;
            }
            else if (c === BACKSLASH) {
                plain = false;
                if (text.charCodeAt(i + 1) === RETURN && text.charCodeAt(i + 2) === NEWLINE)
                    i++;
                i += 2;
                continue;
            }
            else if (c === NEWLINE || c === RETURN) {
                if (!triple) {
                    this.report(start, i, "unexpected newline in string");
                    break;
                }
                if (c === RETURN)
                    plain = false;
            }
            else if (c > 127) {
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
        }
        else {
            try {
                this.value = unquote(body, raw, bytes);
            }
            catch (e) {
                if (!(e instanceof StarlarkError))
                    throw e;
                this.report(start, end, e.message);
                this.value = "";
            }
        }
        return this.#set(bytes ? "bytes literal" : "string literal", start, end);
    }
}
const isHex = (c) => isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 102);
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
function unquote(body, raw, bytes) {
    const text = body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
    if (raw)
        return encode(text);
    const out = [];
    let i = 0;
    for (;;) {
        const slash = text.indexOf("\\", i);
        if (slash < 0)
            break;
        out.push(encode(text.slice(i, slash)));
        const c = text.charAt(slash + 1);
        const simple = ESCAPES.get(c);
        if (simple !== undefined) {
            out.push(simple);
            i = slash + 2;
        }
        else if (c >= "0" && c <= "7") {
            const digits = /^[0-7]{1,3}/.exec(text.slice(slash + 1, slash + 4))?.[0] ?? "";
            out.push(byteEscape(`\\${digits}`, parseInt(digits, 8), "octal", bytes));
            i = slash + 1 + digits.length;
        }
        else if (c === "x" || c === "u" || c === "U") {
            const width = c === "x" ? 2 : c === "u" ? 4 : 8;
            const digits = text.slice(slash + 2, slash + 2 + width);
            const shown = `\\${c}${digits}`;
            if (digits.length < width)
                throw new StarlarkError(`truncated escape sequence ${shown}`);
            if (!/^[0-9a-fA-F]*$/.test(digits))
                throw new StarlarkError(`invalid escape sequence ${shown}`);
            const code = parseInt(digits, 16);
            out.push(c === "x" ? byteEscape(shown, code, "hex", bytes) : runeEscape(shown, code));
            i = slash + 2 + width;
        }
        else {
            throw new StarlarkError(`invalid escape sequence \\${c}; to write a backslash, write \\\\`);
        }
    }
    out.push(encode(text.slice(i)));
    return out.join("");
}
function byteEscape(shown, code, word, bytes) {
    if (bytes) {
        if (code > 255)
            throw new StarlarkError(`invalid escape sequence ${shown}`);
        return String.fromCharCode(code);
    }
    if (code > 127) {
        const u = code.toString(16).toUpperCase().padStart(4, "0");
        throw new StarlarkError(`non-ASCII ${word} escape ${shown} (use \\u${u} for the UTF-8 encoding of U+${u})`);
    }
    return String.fromCharCode(code);
}
function runeEscape(shown, code) {
    if (code > 0x10ffff)
        throw new StarlarkError(`code point out of range: ${shown} (max \\U00110000)`);
    if (code >= 0xd800 && code <= 0xdfff)
        throw new StarlarkError(`invalid Unicode code point U+${code.toString(16).toUpperCase()}`);
    return encodeRune(code);
}

;// CONCATENATED MODULE: ./build/js/starlark/parse.js


const PRECEDENCE = new Map([
    ["or", 0],
    ["and", 1],
    ["==", 3],
    ["!=", 3],
    ["<", 3],
    [">", 3],
    ["<=", 3],
    [">=", 3],
    ["in", 3],
    ["not", 3],
    ["|", 4],
    ["^", 5],
    ["&", 6],
    ["<<", 7],
    [">>", 7],
    ["+", 8],
    ["-", 8],
    ["*", 9],
    ["%", 9],
    ["/", 9],
    ["//", 9],
]);
/** `not` binds looser than a comparison and tighter than `and`. */
const NOT_LEVEL = 2;
const COMPARISON_LEVEL = 3;
const ASSIGNMENTS = new Map([
    ["=", undefined],
    ["+=", "+"],
    ["-=", "-"],
    ["*=", "*"],
    ["/=", "/"],
    ["//=", "//"],
    ["%=", "%"],
    ["&=", "&"],
    ["|=", "|"],
    ["^=", "^"],
    ["<<=", "<<"],
    [">>=", ">>"],
]);
/** Expressions nested deeper than this are refused: every later pass walks the tree by recursion. */
const MAX_NESTING = 200;
/** The same for chains, `a + b + …` and `a.b.c…`, which nest on their left side only. */
const MAX_CHAIN = 600;
/** Functions with more parameters are refused. */
const MAX_PARAMS = 1000;
/** After so many errors the rest would be noise. */
const MAX_ERRORS = 50;
/** Parses a text; what is wrong with it goes to `report`. */
function parse(text, report) {
    return new Parser(text, report).file();
}
/** An error that ends the statement: the parser reports it and goes on with the next line. */
class Broken extends Error {
    start;
    end;
    constructor(start, end, message) {
        super(message);
        this.start = start;
        this.end = end;
    }
}
/** How a token is called in a message: words bare, signs in quotes. */
function show(token) {
    return /^[a-z]/.test(token) ? token : `'${token}'`;
}
class Parser {
    #scanner;
    #report;
    #token = "newline";
    /** Where the token before the current one ended. */
    #lastEnd = 0;
    #nesting = 0;
    #errors = 0;
    /** Where the scanner found something wrong last. */
    #lexicalAt = -1;
    constructor(text, report) {
        this.#report = (start, end, message, suggestion) => {
            this.#errors++;
            report(start, end, message, suggestion);
        };
        this.#scanner = new Scanner(text, (start, end, message) => {
            this.#lexicalAt = Math.max(this.#lexicalAt, start);
            this.#report(start, end, message);
        });
    }
    /** The current token. A method, because calls in between change it, which the type checker would not see of a field. */
    #peek() {
        return this.#token;
    }
    #next() {
        this.#lastEnd = this.#scanner.end;
        this.#token = this.#scanner.next();
    }
    #fail(message, start = this.#scanner.start, end = this.#scanner.end) {
        throw new Broken(start, end, message);
    }
    #want(token, hint = "") {
        if (this.#peek() !== token)
            this.#fail(`got ${show(this.#peek())}, want ${show(token)}${hint}`);
        this.#next();
    }
    #accept(token) {
        if (this.#peek() !== token)
            return false;
        this.#next();
        return true;
    }
    file() {
        const body = [];
        this.#guarded(() => {
            this.#next();
        });
        while (this.#peek() !== "end of file" && this.#errors < MAX_ERRORS) {
            this.#guarded(() => {
                if (this.#accept("newline"))
                    return;
                if (this.#peek() === "indent" || this.#peek() === "outdent") {
                    const at = this.#scanner.start;
                    const indented = this.#peek() === "indent";
                    this.#next();
                    if (indented)
                        throw new Broken(at, at + 1, "unexpected indentation");
                    return;
                }
                this.#statement(body);
            });
        }
        return { kind: "file", body, start: 0, end: this.#scanner.end };
    }
    /** Runs one piece of parsing; if it fails, reports that and moves behind the broken statement. */
    #guarded(parse) {
        const nesting = this.#nesting;
        const start = this.#scanner.start;
        try {
            parse();
        }
        catch (e) {
            if (!(e instanceof Broken))
                throw e;
            // What the scanner has found wrong with the statement is the cause; this is a consequence.
            if (this.#lexicalAt < start)
                this.#report(e.start, e.end, e.message);
            this.#nesting = nesting;
            this.#recover();
        }
    }
    #recover() {
        this.#scanner.leaveBrackets();
        this.#scanner.quiet = true;
        while (this.#peek() !== "newline" && this.#peek() !== "end of file" && this.#peek() !== "indent" && this.#peek() !== "outdent") {
            this.#next();
            this.#scanner.leaveBrackets();
        }
        // What follows is the first token of the next statement, or an indentation, and deserves its errors.
        this.#scanner.quiet = false;
        if (this.#peek() === "newline")
            this.#next();
        if (this.#peek() !== "indent")
            return;
        this.#scanner.quiet = true;
        let depth = 0;
        do {
            if (this.#peek() === "indent")
                depth++;
            else if (this.#peek() === "outdent")
                depth--;
            if (depth > 0)
                this.#next();
        } while (depth > 0 && this.#peek() !== "end of file");
        this.#scanner.quiet = false;
        if (this.#peek() === "outdent")
            this.#next();
    }
    #statement(out) {
        switch (this.#peek()) {
            case "def":
                out.push(this.#def());
                return;
            case "if":
                out.push(this.#if());
                return;
            case "for": {
                const start = this.#scanner.start;
                this.#next();
                const vars = this.#loopVariables();
                this.#want("in");
                const iterable = this.#expression(false);
                const body = this.#suite("for");
                out.push({ kind: "for", vars, iterable, body, start, end: this.#lastEnd });
                this.#noElse("for");
                return;
            }
            case "while": {
                const start = this.#scanner.start;
                this.#next();
                const test = this.#test();
                const body = this.#suite("while");
                out.push({ kind: "while", test, body, start, end: this.#lastEnd });
                this.#noElse("while");
                return;
            }
            default:
                this.#simpleLine(out);
        }
    }
    #noElse(word) {
        if (this.#peek() === "else")
            this.#fail(`a \`${word}\` loop has no \`else\` in Starlark: set a variable before \`break\` and test it`);
    }
    #def() {
        const start = this.#scanner.start;
        this.#next();
        const name = this.#ident();
        this.#want("(");
        const params = this.#params(")");
        this.#want(")");
        if (this.#peek() === "-")
            this.#fail("return annotations are not part of Starlark");
        const body = this.#suite("def");
        return { kind: "def", name, params, body, start, end: this.#lastEnd };
    }
    #if() {
        const start = this.#scanner.start;
        this.#next();
        const test = this.#test();
        const yes = this.#suite("if");
        let no = [];
        if (this.#peek() === "elif") {
            this.#deeper();
            no = [this.#if()];
            this.#nesting--;
        }
        else if (this.#accept("else")) {
            no = this.#suite("else");
        }
        return { kind: "if", test, yes, no, start, end: this.#lastEnd };
    }
    #suite(word) {
        this.#want(":");
        const body = [];
        if (this.#peek() !== "newline") {
            this.#simpleLine(body);
            return body;
        }
        this.#next();
        if (this.#peek() !== "indent")
            this.#fail(`got ${show(this.#peek())}, want indent (an indented block after \`${word} …:\`)`);
        this.#next();
        this.#deeper();
        while (this.#peek() !== "outdent" && this.#peek() !== "end of file" && this.#errors < MAX_ERRORS) {
            this.#guarded(() => {
                if (this.#peek() === "indent") {
                    const at = this.#scanner.start;
                    this.#next();
                    throw new Broken(at, at + 1, "unexpected indentation");
                }
                if (!this.#accept("newline"))
                    this.#statement(body);
            });
        }
        this.#nesting--;
        this.#accept("outdent");
        return body;
    }
    #simpleLine(out) {
        for (;;) {
            out.push(this.#small());
            if (!this.#accept(";"))
                break;
            if (this.#peek() === "newline" || this.#peek() === "end of file")
                break;
        }
        if (this.#peek() === "end of file")
            return;
        if (this.#peek() === ":=")
            this.#fail("`:=` is not part of Starlark: assign with `=` on a line of its own");
        if (this.#peek() !== "newline") {
            const last = out.at(-1);
            const word = last?.kind === "expr" && last.x.kind === "ident" ? last.x.name : "";
            const hint = word === "assert"
                ? " (`assert` is not a statement of Starlark: call an assertion function, or fail())"
                : word === "print"
                    ? " (print is a function: write print(...))"
                    : "";
            this.#fail(`got ${show(this.#peek())}, want newline${hint}`);
        }
        this.#next();
    }
    #small() {
        const start = this.#scanner.start;
        switch (this.#peek()) {
            case "return": {
                this.#next();
                const value = this.#isEndOfStatement() ? undefined : this.#expression(false);
                return { kind: "return", value, start, end: this.#lastEnd };
            }
            case "break":
            case "continue":
            case "pass": {
                const word = this.#peek();
                this.#next();
                return { kind: "branch", word, start, end: this.#lastEnd };
            }
            case "load":
                return this.#load();
            default:
        }
        const x = this.#expression(false);
        if (!ASSIGNMENTS.has(this.#peek()))
            return { kind: "expr", x, start, end: this.#lastEnd };
        const op = ASSIGNMENTS.get(this.#peek());
        const opStart = this.#scanner.start;
        this.#next();
        const value = this.#expression(false);
        if (this.#peek() === "=")
            this.#fail("assignments cannot be chained in Starlark: write one on each line");
        return { kind: "assign", target: x, op, opStart, value, start, end: this.#lastEnd };
    }
    #isEndOfStatement() {
        return this.#peek() === "newline" || this.#peek() === ";" || this.#peek() === "end of file";
    }
    #load() {
        const start = this.#scanner.start;
        this.#next();
        this.#want("(");
        if (this.#peek() !== "string literal")
            this.#fail("first operand of load statement must be a string literal");
        const module = this.#scanner.string;
        this.#next();
        const names = [];
        while (this.#peek() !== ")" && this.#peek() !== "end of file") {
            this.#want(",");
            if (this.#peek() === ")")
                break;
            if (this.#peek() === "string literal") {
                const { start: at, end } = this.#scanner;
                const name = this.#scanner.string;
                names.push({ local: { kind: "ident", name, start: at, end }, remote: name, remoteStart: at });
                this.#next();
            }
            else if (this.#peek() === "identifier") {
                const local = this.#ident();
                if (this.#peek() !== "=")
                    this.#fail(`load operand must be "${local.name}" or ${local.name}="originalname" (want '=' after ${local.name})`);
                this.#next();
                if (this.#peek() !== "string literal")
                    this.#fail(`original name of loaded symbol must be quoted: ${local.name}="originalname"`);
                names.push({ local, remote: this.#scanner.string, remoteStart: this.#scanner.start });
                this.#next();
            }
            else {
                this.#fail(`load operand must be "name" or localname="name" (got ${show(this.#peek())})`);
            }
        }
        if (names.length === 0)
            this.#fail("load statement must import at least 1 symbol", start, this.#scanner.end);
        this.#want(")");
        return { kind: "load", module, names, start, end: this.#lastEnd };
    }
    #ident() {
        if (this.#peek() !== "identifier")
            this.#fail(`got ${show(this.#peek())}, which is not an identifier`);
        const { start, end } = this.#scanner;
        const name = this.#scanner.string;
        this.#next();
        return { kind: "ident", name, start, end };
    }
    #params(closing) {
        const params = [];
        while (this.#peek() !== closing && this.#peek() !== "end of file") {
            if (params.length > 0) {
                this.#want(",");
                if (this.#peek() === closing)
                    break;
            }
            if (params.length >= MAX_PARAMS)
                this.#fail(`too many parameters (more than ${MAX_PARAMS})`);
            const start = this.#scanner.start;
            if (this.#accept("*")) {
                if (this.#peek() === "identifier") {
                    const ident = this.#ident();
                    params.push({ kind: "args", ident, start, end: ident.end });
                }
                else {
                    params.push({ kind: "bare", start, end: this.#lastEnd });
                }
                continue;
            }
            if (this.#accept("**")) {
                const ident = this.#ident();
                params.push({ kind: "kwargs", ident, start, end: ident.end });
                continue;
            }
            if (this.#peek() === "/")
                this.#fail("positional-only parameters (`/`) are not part of Starlark");
            const ident = this.#ident();
            if (this.#peek() === ":" && closing === ")")
                this.#fail("type annotations are not part of Starlark");
            if (this.#accept("="))
                params.push({ kind: "normal", ident, default: this.#test(), start, end: this.#lastEnd });
            else
                params.push({ kind: "normal", ident, start, end: ident.end });
        }
        return params;
    }
    /** `for x, (y, z) in`: stops before `in`, which here is no operator. */
    #loopVariables() {
        const start = this.#scanner.start;
        const first = this.#primary();
        if (this.#peek() !== ",")
            return first;
        const items = [first];
        while (this.#accept(",")) {
            if (this.#peek() === "in")
                break;
            items.push(this.#primary());
        }
        return { kind: "tuple", items, start, end: this.#lastEnd };
    }
    /** One test, or a tuple of several without parentheses; only inside brackets may such a tuple end with a comma. */
    #expression(inBrackets) {
        const start = this.#scanner.start;
        const first = this.#test();
        if (this.#peek() !== ",")
            return first;
        const items = [first];
        while (this.#peek() === ",") {
            const comma = this.#scanner.start;
            this.#next();
            if (this.#endsExpression()) {
                if (!inBrackets)
                    this.#fail("unparenthesized tuple with trailing comma", comma, comma + 1);
                break;
            }
            items.push(this.#test());
        }
        return { kind: "tuple", items, start, end: this.#lastEnd };
    }
    #endsExpression() {
        const t = this.#peek();
        return (t === ")" ||
            t === "]" ||
            t === "}" ||
            t === "newline" ||
            t === "end of file" ||
            t === ";" ||
            t === "=" ||
            (t !== "in" && ASSIGNMENTS.has(t)));
    }
    #deeper() {
        if (++this.#nesting > MAX_NESTING)
            this.#fail(`nested too deeply (more than ${MAX_NESTING} levels)`);
    }
    #test() {
        this.#deeper();
        const x = this.#testInner();
        this.#nesting--;
        return x;
    }
    #testInner() {
        if (this.#peek() === "lambda")
            return this.#lambda(true);
        const start = this.#scanner.start;
        const x = this.#binary(0);
        if (this.#peek() !== "if")
            return x;
        this.#next();
        const test = this.#binary(0);
        if (this.#peek() !== "else")
            this.#fail("conditional expression without else clause");
        this.#next();
        const no = this.#test();
        return { kind: "conditional", test, yes: x, no, start, end: this.#lastEnd };
    }
    /** In the clauses of a comprehension, `if` begins the next clause, so conditionals and lambdas that contain them are not allowed bare. */
    #testNoCond() {
        this.#deeper();
        const x = this.#peek() === "lambda" ? this.#lambda(false) : this.#binary(0);
        this.#nesting--;
        return x;
    }
    #lambda(conditional) {
        const start = this.#scanner.start;
        this.#next();
        const params = this.#params(":");
        this.#want(":");
        const body = conditional ? this.#test() : this.#testNoCond();
        return { kind: "lambda", params, body, start, end: this.#lastEnd };
    }
    /** An expression of operators that bind at least as tightly as `least`. */
    #binary(least) {
        const start = this.#scanner.start;
        let x;
        if (least <= NOT_LEVEL && this.#token === "not") {
            this.#deeper();
            this.#next();
            x = { kind: "unary", op: "not", x: this.#binary(NOT_LEVEL), start, end: this.#lastEnd };
            this.#nesting--;
        }
        else {
            x = this.#unary();
        }
        let comparison;
        for (let length = 0;; length++) {
            const op = this.#peek();
            const level = PRECEDENCE.get(op);
            if (level === undefined || level < least) {
                if (op === "**")
                    this.#fail("`**` is not an operator of Starlark: multiply, or write a function");
                return x;
            }
            if (length > MAX_CHAIN)
                this.#fail(`expression too long (more than ${MAX_CHAIN} operators in a row); split it`);
            const opStart = this.#scanner.start;
            this.#next();
            let name = op;
            if (op === "not") {
                if (this.#peek() !== "in")
                    this.#fail(`got ${show(this.#peek())}, want in`);
                this.#next();
                name = "not in";
            }
            if (level === COMPARISON_LEVEL) {
                if (comparison !== undefined)
                    this.#fail(`${comparison} does not associate with ${name} (use parens)`, opStart, opStart + name.length);
                comparison = name;
            }
            else {
                comparison = undefined;
            }
            const y = this.#binary(level + 1);
            // Only operators of the table arrive here.
            x = { kind: "binary", op: name, opStart, x, y, start, end: this.#lastEnd };
        }
    }
    #unary() {
        const start = this.#scanner.start;
        const token = this.#peek();
        if (token === "-" || token === "+" || token === "~") {
            this.#deeper();
            this.#next();
            const x = this.#unary();
            this.#nesting--;
            return { kind: "unary", op: token, x, start, end: this.#lastEnd };
        }
        return this.#primary();
    }
    #primary() {
        const start = this.#scanner.start;
        let x = this.#operand();
        for (let length = 0;; length++) {
            if (length > MAX_CHAIN)
                this.#fail(`expression too long (more than ${MAX_CHAIN} suffixes in a row); split it`);
            switch (this.#peek()) {
                case ".": {
                    const dot = this.#scanner.start;
                    this.#next();
                    const name = this.#ident();
                    x = { kind: "dot", x, name: name.name, dot, start, end: name.end };
                    break;
                }
                case "(": {
                    const paren = this.#scanner.start;
                    this.#next();
                    const args = this.#args();
                    this.#want(")", this.#peek() === "for" ? " (generator expressions do not exist in Starlark: write a list, [x for x in y])" : "");
                    x = { kind: "call", fn: x, args, paren, start, end: this.#lastEnd };
                    break;
                }
                case "[":
                    x = this.#subscript(x, start);
                    break;
                default:
                    return x;
            }
        }
    }
    #subscript(x, start) {
        const bracket = this.#scanner.start;
        this.#next();
        let low;
        if (this.#peek() !== ":") {
            low = this.#expression(true);
            if (this.#peek() === "]") {
                this.#next();
                return { kind: "index", x, index: low, bracket, start, end: this.#lastEnd };
            }
        }
        this.#want(":");
        const high = this.#peek() === ":" || this.#peek() === "]" ? undefined : this.#test();
        let step;
        if (this.#accept(":") && this.#peek() !== "]")
            step = this.#test();
        this.#want("]");
        return { kind: "slice", x, low, high, step, bracket, start, end: this.#lastEnd };
    }
    #args() {
        const args = [];
        while (this.#peek() !== ")" && this.#peek() !== "end of file") {
            if (args.length > 0) {
                if (this.#peek() !== ",")
                    return args;
                this.#next();
                if (this.#peek() === ")")
                    break;
            }
            const start = this.#scanner.start;
            if (this.#peek() === "*" || this.#peek() === "**") {
                const kind = this.#peek() === "*" ? "star" : "starstar";
                this.#next();
                args.push({ kind, value: this.#test(), start, end: this.#lastEnd });
                continue;
            }
            const value = this.#test();
            if (this.#peek() === ":=")
                this.#fail("`:=` is not part of Starlark: assign with `=` on a line of its own");
            if (this.#peek() !== "=") {
                args.push({ kind: "positional", value, start, end: this.#lastEnd });
                continue;
            }
            if (value.kind !== "ident")
                this.#fail("keyword argument must have form name=expr");
            this.#next();
            args.push({ kind: "named", name: value.name, value: this.#test(), start, end: this.#lastEnd });
        }
        return args;
    }
    #operand() {
        const { start, end, value, string } = this.#scanner;
        switch (this.#peek()) {
            case "identifier":
                return this.#ident();
            case "int literal":
            case "float literal":
            case "string literal": {
                const isString = this.#peek() === "string literal";
                this.#next();
                if (isString && (this.#peek() === "string literal" || this.#peek() === "bytes literal")) {
                    this.#fail("strings side by side are not joined in Starlark: write + between them");
                }
                return { kind: "literal", value, start, end };
            }
            case "bytes literal":
                this.#next();
                return { kind: "literal", value: new Bytes(string), start, end };
            case "[":
                return this.#listOrComprehension();
            case "{":
                return this.#dictOrComprehension();
            case "(": {
                this.#next();
                if (this.#accept(")"))
                    return { kind: "tuple", items: [], start, end: this.#lastEnd };
                const x = this.#expression(true);
                this.#want(")", this.#peek() === "for" ? " (generator expressions do not exist in Starlark: write a list, [x for x in y])" : "");
                // The node of a parenthesised expression spans the parentheses, so that errors underline what was written.
                return x.kind === "tuple" ? { ...x, start, end: this.#lastEnd } : x;
            }
            default:
                return this.#fail(`got ${show(this.#peek())}, want primary expression`);
        }
    }
    #listOrComprehension() {
        const start = this.#scanner.start;
        this.#next();
        if (this.#accept("]"))
            return { kind: "list", items: [], start, end: this.#lastEnd };
        const first = this.#test();
        if (this.#peek() === "for")
            return this.#comprehension(first, "]", start);
        const items = [first];
        while (this.#accept(",")) {
            if (this.#peek() === "]")
                break;
            items.push(this.#test());
        }
        this.#want("]");
        return { kind: "list", items, start, end: this.#lastEnd };
    }
    #dictOrComprehension() {
        const start = this.#scanner.start;
        this.#next();
        if (this.#accept("}"))
            return { kind: "dict", entries: [], start, end: this.#lastEnd };
        const first = this.#entry();
        if (this.#peek() === "for")
            return this.#comprehension(first, "}", start);
        const entries = [first];
        while (this.#accept(",")) {
            if (this.#peek() === "}")
                break;
            entries.push(this.#entry());
        }
        this.#want("}");
        return { kind: "dict", entries, start, end: this.#lastEnd };
    }
    #entry() {
        const key = this.#test();
        const colon = this.#scanner.start;
        this.#want(":", this.#peek() === "," || this.#peek() === "}" ? " (set literals do not exist in Starlark: write set([...]))" : "");
        return { key, value: this.#test(), colon };
    }
    #comprehension(body, closing, start) {
        const clauses = [];
        const nesting = this.#nesting;
        for (;;) {
            // Each clause is nested in the one before it.
            this.#deeper();
            const at = this.#scanner.start;
            if (this.#accept("for")) {
                const vars = this.#loopVariables();
                this.#want("in");
                // As in Python, the operand may not be a bare lambda or conditional: those would swallow the clauses behind them.
                clauses.push({ kind: "for", vars, iterable: this.#binary(0), start: at });
            }
            else if (this.#accept("if")) {
                clauses.push({ kind: "if", test: this.#testNoCond(), start: at });
            }
            else if (this.#peek() === closing) {
                this.#next();
                this.#nesting = nesting;
                return { kind: "comprehension", body, clauses, start, end: this.#lastEnd };
            }
            else {
                this.#fail(`got ${show(this.#peek())}, want '${closing}', for, or if`);
            }
        }
    }
}

;// CONCATENATED MODULE: ./build/js/starlark/program.js
const DEFAULT_OPTIONS = { topLevelControl: false, globalReassign: false, recursion: false, set: true, while: false };
function loadsOf(stmts, source) {
    return stmts.map((stmt) => ({
        module: stmt.module,
        names: stmt.names.map((n) => ({ local: n.local.name, remote: n.remote, position: source.position(n.local.start) })),
        position: source.position(stmt.start),
    }));
}

;// CONCATENATED MODULE: ./build/js/starlark/resolve.js

/** Resolves a file in place; what is wrong goes to `report`. */
function resolve(file, source, predeclared, options, report) {
    return new Resolver(source, predeclared, options, report).file(file);
}
class Resolver {
    #source;
    #predeclared;
    #options;
    #report;
    /** Where each global was first assigned; undefined until the walk gets there. */
    #globals = new Map();
    #loaded = new Map();
    #loads = [];
    #used = new Set();
    #undefined = new Set();
    #fn;
    #loops = 0;
    /** How many `if` and `for` stand around the current statement at the top level. */
    #conditionals = 0;
    constructor(source, predeclared, options, report) {
        this.#source = source;
        this.#predeclared = predeclared;
        this.#options = options;
        this.#report = report;
        this.#fn = functionScope(undefined, true);
    }
    file(file) {
        for (const name of assignedNames(file.body))
            this.#globals.set(name, undefined);
        for (const stmt of file.body) {
            if (stmt.kind === "load")
                for (const { local } of stmt.names)
                    this.#loaded.set(local.name, undefined);
        }
        this.#stmts(file.body);
        file.scope = this.#fn;
        return {
            globals: [...this.#globals.keys()],
            loaded: [...this.#loaded.keys()],
            loads: this.#loads,
            predeclared: [...this.#used],
        };
    }
    #at(node, message, suggestion) {
        this.#report(node.start, node.end, message, suggestion);
    }
    #place(offset) {
        const { file, line, column } = this.#source.position(offset);
        return `${file}:${line}:${column}`;
    }
    #stmts(stmts) {
        for (const stmt of stmts)
            this.#stmt(stmt);
    }
    #stmt(stmt) {
        switch (stmt.kind) {
            case "expr":
                this.#expr(stmt.x);
                return;
            case "assign":
                this.#expr(stmt.value);
                if (stmt.op !== undefined)
                    this.#augmentedTarget(stmt.target);
                else
                    this.#assign(stmt.target);
                return;
            case "def":
                this.#bind(stmt.name);
                this.#function(stmt);
                return;
            case "if":
                this.#notAtTop(stmt, "if statement");
                this.#expr(stmt.test);
                this.#conditionals++;
                if (this.#fn.isModule)
                    this.#topLevelBranches(stmt.yes, stmt.no);
                else {
                    this.#stmts(stmt.yes);
                    this.#stmts(stmt.no);
                }
                this.#conditionals--;
                return;
            case "for":
                this.#notAtTop(stmt, "for loop");
                this.#expr(stmt.iterable);
                this.#assign(stmt.vars);
                this.#loop(stmt.body);
                return;
            case "while":
                if (!this.#options.while) {
                    this.#report(stmt.start, stmt.start + 5, "this Starlark dialect does not support while loops (write a `for` over a range, with `break`)");
                }
                else {
                    this.#notAtTop(stmt, "while loop");
                }
                this.#expr(stmt.test);
                this.#loop(stmt.body);
                return;
            case "return":
                if (this.#fn.isModule)
                    this.#at(stmt, "return statement not within a function");
                if (stmt.value !== undefined)
                    this.#expr(stmt.value);
                return;
            case "branch":
                if (stmt.word !== "pass" && this.#loops === 0)
                    this.#at(stmt, `${stmt.word} not in a loop`);
                return;
            case "load":
                this.#load(stmt);
                return;
        }
    }
    /** Of two branches only one runs: a global assigned in both is assigned once. */
    #topLevelBranches(yes, no) {
        const before = new Map(this.#globals);
        this.#stmts(yes);
        const afterYes = new Map(this.#globals);
        for (const [name, place] of before)
            this.#globals.set(name, place);
        this.#stmts(no);
        for (const [name, place] of afterYes)
            if (this.#globals.get(name) === undefined)
                this.#globals.set(name, place);
    }
    #loop(body) {
        this.#loops++;
        this.#conditionals++;
        this.#stmts(body);
        this.#conditionals--;
        this.#loops--;
    }
    #notAtTop(stmt, what) {
        if (this.#fn.isModule && !this.#options.topLevelControl)
            this.#report(stmt.start, stmt.start + (stmt.kind === "if" ? 2 : stmt.kind === "for" ? 3 : 5), `${what} not within a function`);
    }
    #load(stmt) {
        if (!this.#fn.isModule)
            this.#at(stmt, "load statement within a function");
        else if (this.#loops > 0)
            this.#at(stmt, "load statement within a loop");
        else if (this.#conditionals > 0)
            this.#at(stmt, "load statement within a conditional");
        if (!this.#fn.isModule || this.#conditionals > 0)
            return;
        this.#loads.push(stmt);
        for (const { local, remote, remoteStart } of stmt.names) {
            const remoteSpan = { start: remoteStart, end: remoteStart + remote.length + 2 };
            if (remote === "")
                this.#at(remoteSpan, "load: empty identifier");
            else if (remote.startsWith("_"))
                this.#at(remoteSpan, `load: names with leading underscores are not exported: ${remote}`);
            if (local.name !== "")
                this.#bindLoaded(local);
        }
    }
    #bindLoaded(ident) {
        const global = this.#globals.get(ident.name);
        const before = this.#loaded.get(ident.name);
        const declared = before ?? global;
        if (declared !== undefined && !this.#options.globalReassign) {
            this.#at(ident, `cannot reassign top-level ${ident.name} declared at ${this.#place(declared)}`);
        }
        this.#loaded.set(ident.name, ident.start);
        ident.binding = { kind: "global", name: ident.name };
    }
    /** Makes the name a variable of the current block, or assigns it again. */
    #bind(ident) {
        const local = this.#fn.blocks.at(-1)?.get(ident.name);
        if (local !== undefined) {
            ident.binding = { kind: "local", local };
            return;
        }
        // Only at the top level is a name not in the innermost block: globals.
        ident.binding = { kind: "global", name: ident.name };
        const loaded = this.#loaded.get(ident.name);
        if (loaded !== undefined && !this.#options.globalReassign) {
            this.#at(ident, `cannot reassign local ${ident.name} declared at ${this.#place(loaded)}`);
            return;
        }
        const before = this.#globals.get(ident.name);
        if (before === undefined)
            this.#globals.set(ident.name, ident.start);
        else if (!this.#options.globalReassign)
            this.#at(ident, `cannot reassign global ${ident.name} declared at ${this.#place(before)}`);
    }
    #assign(target) {
        switch (target.kind) {
            case "ident":
                this.#bind(target);
                return;
            case "index":
                this.#expr(target.x);
                this.#expr(target.index);
                return;
            case "dot":
                this.#expr(target.x);
                return;
            case "tuple":
            case "list":
                for (const item of target.items)
                    this.#assign(item);
                return;
            default:
                this.#at(target, `can't assign to ${kindName(target)}`);
        }
    }
    #augmentedTarget(target) {
        switch (target.kind) {
            case "ident":
                // `x += 1` reads x as well; the order of the two decides which error is reported for a global.
                this.#bind(target);
                return;
            case "index":
            case "dot":
                this.#assign(target);
                return;
            case "tuple":
            case "list":
                this.#at(target, `can't use ${target.kind} expression in augmented assignment`);
                return;
            default:
                this.#at(target, `can't assign to ${kindName(target)}`);
        }
    }
    #use(ident) {
        const binding = this.#lookup(ident.name, this.#fn);
        if (binding !== undefined) {
            ident.binding = binding;
            return;
        }
        if (this.#globals.has(ident.name) || this.#loaded.has(ident.name)) {
            ident.binding = { kind: "global", name: ident.name };
            return;
        }
        if (this.#predeclared.has(ident.name)) {
            this.#used.add(ident.name);
            ident.binding = { kind: "predeclared", name: ident.name };
            return;
        }
        // One report for each unknown name is enough in a function; another function may spell it the same way for another reason.
        const key = `${ident.name}\n${this.#fn.outer === undefined ? ident.start : String(this.#fn.locals.length)}`;
        if (this.#undefined.has(key))
            return;
        this.#undefined.add(key);
        const guess = nearest(ident.name, this.#visible());
        this.#at(ident, `undefined: ${ident.name}${guess === undefined ? "" : ` (did you mean ${guess}?)`}`, guess);
    }
    /** Finds a variable of this function or of one around it. */
    #lookup(name, fn) {
        for (let i = fn.blocks.length - 1; i >= 0; i--) {
            const local = fn.blocks[i]?.get(name);
            if (local !== undefined)
                return { kind: "local", local };
        }
        if (fn.outer === undefined)
            return undefined;
        const from = this.#lookup(name, fn.outer);
        if (from === undefined || (from.kind !== "local" && from.kind !== "free"))
            return undefined;
        const local = from.local;
        if (from.kind === "local")
            local.captured = true;
        let index = fn.freeIndex.get(local);
        if (index === undefined) {
            index = fn.free.length;
            fn.freeIndex.set(local, index);
            fn.free.push({ local, from });
        }
        return { kind: "free", index, local };
    }
    #visible() {
        const names = new Set();
        for (let fn = this.#fn; fn !== undefined; fn = fn.outer) {
            for (const block of fn.blocks)
                for (const name of block.keys())
                    names.add(name);
        }
        for (const name of this.#globals.keys())
            names.add(name);
        for (const name of this.#loaded.keys())
            names.add(name);
        for (const name of this.#predeclared)
            names.add(name);
        return names;
    }
    #expr(x) {
        switch (x.kind) {
            case "ident":
                this.#use(x);
                return;
            case "literal":
                return;
            case "unary":
                this.#expr(x.x);
                return;
            case "binary":
                this.#expr(x.x);
                this.#expr(x.y);
                return;
            case "conditional":
                this.#expr(x.test);
                this.#expr(x.yes);
                this.#expr(x.no);
                return;
            case "list":
            case "tuple":
                for (const item of x.items)
                    this.#expr(item);
                return;
            case "dict":
                for (const { key, value } of x.entries) {
                    this.#expr(key);
                    this.#expr(value);
                }
                return;
            case "comprehension":
                this.#comprehension(x);
                return;
            case "dot":
                this.#expr(x.x);
                return;
            case "index":
                this.#expr(x.x);
                this.#expr(x.index);
                return;
            case "slice":
                this.#expr(x.x);
                if (x.low !== undefined)
                    this.#expr(x.low);
                if (x.high !== undefined)
                    this.#expr(x.high);
                if (x.step !== undefined)
                    this.#expr(x.step);
                return;
            case "call":
                this.#expr(x.fn);
                this.#args(x.args);
                return;
            case "lambda":
                this.#function(x);
                return;
        }
    }
    #comprehension(x) {
        const block = new Map();
        x.clauses.forEach((clause, i) => {
            if (clause.kind === "if") {
                this.#expr(clause.test);
                return;
            }
            this.#expr(clause.iterable);
            if (i === 0) {
                // The first operand belongs to the block outside; from here on all names of the comprehension are its own.
                for (const other of x.clauses) {
                    if (other.kind !== "for")
                        continue;
                    for (const name of targetNames(other.vars))
                        if (!block.has(name))
                            block.set(name, this.#newLocal(name));
                }
                this.#fn.blocks.push(block);
            }
            this.#assign(clause.vars);
        });
        if ("key" in x.body) {
            this.#expr(x.body.key);
            this.#expr(x.body.value);
        }
        else {
            this.#expr(x.body);
        }
        this.#fn.blocks.pop();
    }
    #newLocal(name) {
        const local = { name, index: this.#fn.locals.length, captured: false };
        this.#fn.locals.push(local);
        return local;
    }
    #args(args) {
        let seenNamed = false;
        let seenStar = false;
        let seenStarStar = false;
        const names = new Set();
        for (const arg of args) {
            switch (arg.kind) {
                case "starstar":
                    if (seenStarStar)
                        this.#at(arg, "multiple **kwargs not allowed");
                    seenStarStar = true;
                    break;
                case "star":
                    if (seenStarStar)
                        this.#at(arg, "*args may not follow **kwargs");
                    else if (seenStar)
                        this.#at(arg, "multiple *args not allowed");
                    seenStar = true;
                    break;
                case "named": {
                    if (seenStarStar)
                        this.#at(arg, "keyword argument may not follow **kwargs");
                    else if (seenStar)
                        this.#at(arg, "keyword argument may not follow *args");
                    const name = arg.name ?? "";
                    if (names.has(name))
                        this.#at(arg, `keyword argument "${name}" is repeated`);
                    names.add(name);
                    seenNamed = true;
                    break;
                }
                default:
                    if (seenStarStar)
                        this.#at(arg, "positional argument may not follow **kwargs");
                    else if (seenStar)
                        this.#at(arg, "positional argument may not follow *args");
                    else if (seenNamed)
                        this.#at(arg, "positional argument may not follow named");
            }
            this.#expr(arg.value);
        }
    }
    #function(node) {
        for (const p of node.params)
            if (p.default !== undefined)
                this.#expr(p.default);
        const saved = { fn: this.#fn, loops: this.#loops, conditionals: this.#conditionals };
        this.#fn = functionScope(this.#fn, false);
        this.#loops = 0;
        this.#conditionals = 0;
        const block = new Map();
        this.#fn.blocks.push(block);
        this.#params(node.params, block);
        if (node.kind === "def") {
            for (const name of assignedNames(node.body))
                if (!block.has(name))
                    block.set(name, this.#newLocal(name));
            this.#stmts(node.body);
        }
        else {
            this.#expr(node.body);
        }
        node.scope = this.#fn;
        this.#fn = saved.fn;
        this.#loops = saved.loops;
        this.#conditionals = saved.conditionals;
    }
    #params(params, block) {
        let seenOptional = false;
        let star;
        let starstar;
        for (const p of params) {
            switch (p.kind) {
                case "kwargs":
                    if (starstar !== undefined)
                        this.#at(p, "multiple ** parameters not allowed");
                    starstar = p;
                    break;
                case "args":
                case "bare":
                    if (starstar !== undefined)
                        this.#at(p, "* parameter may not follow **kwargs");
                    else if (star !== undefined)
                        this.#at(p, "multiple * parameters not allowed");
                    else if (p.kind === "bare" && !params.slice(params.indexOf(p) + 1).some((q) => q.kind === "normal")) {
                        this.#at(p, "bare * must be followed by keyword-only parameters");
                    }
                    star = p;
                    break;
                case "normal":
                    if (starstar !== undefined)
                        this.#at(p, "parameter may not follow **kwargs");
                    else if (star === undefined && p.default === undefined && seenOptional)
                        this.#at(p, "required parameter may not follow optional");
                    if (p.default !== undefined)
                        seenOptional = true;
                    break;
            }
            if (p.ident === undefined)
                continue;
            if (block.has(p.ident.name))
                this.#at(p, `duplicate parameter: ${p.ident.name}`);
            const local = this.#newLocal(p.ident.name);
            block.set(p.ident.name, local);
            p.ident.binding = { kind: "local", local };
        }
    }
}
function functionScope(outer, isModule) {
    return { outer, isModule, locals: [], free: [], blocks: [], freeIndex: new Map() };
}
/** The names that a target assigns. */
function* targetNames(target) {
    if (target.kind === "ident")
        yield target.name;
    else if (target.kind === "tuple" || target.kind === "list")
        for (const item of target.items)
            yield* targetNames(item);
}
/** The names that a block of statements assigns, not counting nested functions and comprehensions. */
function* assignedNames(stmts) {
    for (const stmt of stmts) {
        switch (stmt.kind) {
            case "assign":
                yield* targetNames(stmt.target);
                break;
            case "def":
                yield stmt.name.name;
                break;
            case "if":
                yield* assignedNames(stmt.yes);
                yield* assignedNames(stmt.no);
                break;
            case "for":
                yield* targetNames(stmt.vars);
                yield* assignedNames(stmt.body);
                break;
            case "while":
                yield* assignedNames(stmt.body);
                break;
            default:
        }
    }
}
function kindName(x) {
    switch (x.kind) {
        case "binary":
            return "binaryexpr";
        case "unary":
            return "unaryexpr";
        case "call":
            return "callexpr";
        case "conditional":
            return "condexpr";
        case "dict":
            return "dictexpr";
        case "lambda":
            return "lambdaexpr";
        case "slice":
            return "sliceexpr";
        case "ident":
        case "literal":
        case "comprehension":
        case "list":
        case "tuple":
        case "dot":
        case "index":
            return x.kind;
    }
}

;// CONCATENATED MODULE: ./build/js/starlark/source.js
class Source {
    file;
    text;
    /** The offset at which each line begins; made when the first position is asked for. */
    #lines;
    constructor(file, text) {
        this.file = file;
        this.text = text;
    }
    position(offset) {
        const line = this.#lineAt(offset);
        return { file: this.file, line: line + 1, column: this.#column(line, offset) };
    }
    /** The text of a line, without its end; lines count from 1. */
    line(line) {
        const lines = this.#starts();
        const start = lines[line - 1] ?? this.text.length;
        const end = lines[line] ?? this.text.length;
        return this.text.slice(start, end).replace(/\r?\n$/, "");
    }
    diagnostic(start, end, message, suggestion) {
        const line = this.#lineAt(start);
        const lineEnd = this.#starts()[line + 1] ?? this.text.length + 1;
        const column = this.#column(line, start);
        const endColumn = Math.max(column + 1, this.#column(line, Math.min(end, lineEnd - 1)));
        const about = { file: this.file, line: line + 1, column, endColumn, message, sourceLine: this.line(line + 1) };
        return suggestion === undefined ? about : { ...about, suggestion };
    }
    #column(line, offset) {
        const start = this.#starts()[line] ?? 0;
        let column = 1;
        for (let i = start; i < offset; i++) {
            // The second half of a surrogate pair is no character of its own.
            if ((this.text.charCodeAt(i) & 0xfc00) !== 0xdc00)
                column++;
        }
        return column;
    }
    #lineAt(offset) {
        const lines = this.#starts();
        let low = 0;
        let high = lines.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((lines[middle] ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
    #starts() {
        if (this.#lines === undefined) {
            this.#lines = [0];
            for (let i = this.text.indexOf("\n"); i >= 0; i = this.text.indexOf("\n", i + 1))
                this.#lines.push(i + 1);
        }
        return this.#lines;
    }
}

;// CONCATENATED MODULE: ./build/js/starlark/universe.js
/** The functions that every program has: `len`, `range`, `sorted` and their like. */









/** The number of items, or undefined if a value has none. */
function lengthOf(x) {
    if (typeof x === "string")
        return x.length;
    if (x instanceof List || x instanceof Tuple)
        return x.items.length;
    if (x instanceof Dict || x instanceof StarSet)
        return x.size;
    if (x instanceof Range)
        return x.length;
    if (x instanceof Bytes)
        return x.data.length;
    if (x instanceof Elems)
        return x.indexable ? x.length : undefined;
    if (x instanceof HostValue)
        return x.length?.();
    return undefined;
}
function len(x) {
    const length = lengthOf(x);
    if (length === undefined)
        throw new StarlarkError(`len: value of type ${typeOf(x)} has no len`);
    return length;
}
function toInt(args) {
    const x = args[0] ?? null;
    const base = args[1];
    if (typeof x === "string") {
        let radix = 10;
        if (base !== undefined) {
            if (typeof base !== "number")
                throw new StarlarkError(`int: for base, got ${typeOf(base)}, want int`);
            if (base !== 0 && (base < 2 || base > 36))
                throw new StarlarkError("int: base must be an integer >= 2 && <= 36");
            radix = base;
        }
        const value = parseInteger(x, radix);
        if (value === undefined)
            throw new StarlarkError(`int: invalid literal with base ${radix}: ${decode(x)}`);
        return normalizeInt(value);
    }
    if (base !== undefined)
        throw new StarlarkError("int: can't convert non-string with explicit base");
    if (typeof x === "boolean")
        return x ? 1 : 0;
    if (typeof x === "number" || typeof x === "bigint")
        return x;
    if (x instanceof Float)
        return floatToInt(x.value, "int");
    throw new StarlarkError(`int: cannot convert ${typeOf(x)} to int`);
}
function toFloat(x) {
    if (x === undefined)
        return new Float(0);
    if (x instanceof Float)
        return x;
    if (typeof x === "number" || typeof x === "bigint")
        return new Float(intToFloat(x));
    if (typeof x === "boolean")
        return new Float(x ? 1 : 0);
    if (typeof x !== "string")
        throw new StarlarkError(`float got ${typeOf(x)}, want number or string`);
    if (x === "")
        throw new StarlarkError("float: empty string");
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(x);
    if (special !== null) {
        if (special[2]?.toLowerCase() === "nan")
            return new Float(NaN);
        return new Float(special[1] === "-" ? -Infinity : Infinity);
    }
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(x))
        throw new StarlarkError(`invalid float literal: ${decode(x)}`);
    const value = Number(x);
    if (!Number.isFinite(value))
        throw new StarlarkError("floating-point number too large");
    return new Float(value);
}
function toBytes(x) {
    if (x instanceof Bytes)
        return x;
    // Text that is not UTF-8 is made so on the way to bytes.
    if (typeof x === "string")
        return new Bytes(toValidUtf8(x));
    const items = itemsOf(x);
    if (items === undefined)
        throw new StarlarkError(`bytes: got ${typeOf(x)}, want string, bytes, or iterable of ints`);
    return new Bytes(items
        .map((item, i) => {
        if (typeof item !== "number") {
            if (typeof item === "bigint")
                throw new StarlarkError(`bytes: at index ${i}, ${item} out of range (want value in unsigned 8-bit range)`);
            throw new StarlarkError(`bytes: at index ${i}, got ${typeOf(item)}, want int`);
        }
        if (item < 0 || item > 255)
            throw new StarlarkError(`bytes: at index ${i}, ${item} out of range (want value in unsigned 8-bit range)`);
        return String.fromCharCode(item);
    })
        .join(""));
}
function chr(x) {
    if (typeof x !== "number") {
        if (typeof x === "bigint")
            throw new StarlarkError(`chr: Unicode code point ${x} out of range`);
        throw new StarlarkError(`chr: got ${typeOf(x)}, want int`);
    }
    if (x < 0)
        throw new StarlarkError(`chr: Unicode code point ${x} out of range (<0)`);
    if (x > 0x10ffff)
        throw new StarlarkError(`chr: Unicode code point U+${x.toString(16).toUpperCase()} out of range (>0x10FFFF)`);
    return encodeRune(x);
}
function ord(x) {
    if (typeof x === "string") {
        let count = 0;
        for (let i = 0; i < x.length; i += runeAt(x, i).size)
            count++;
        if (count !== 1)
            throw new StarlarkError(`ord: string encodes ${count} Unicode code points, want 1`);
        return runeAt(x, 0).code;
    }
    if (x instanceof Bytes) {
        if (x.data.length !== 1)
            throw new StarlarkError(`ord: bytes has length ${x.data.length}, want 1`);
        return x.data.charCodeAt(0);
    }
    throw new StarlarkError(`ord: got ${typeOf(x)}, want string or bytes`);
}
/** Java's hash for strings, which the specification demands; FNV-1a for bytes. */
function hash(x) {
    if (typeof x === "string") {
        let h = 0;
        // Java hashes UTF-16 units.
        const text = decode(x);
        for (let i = 0; i < text.length; i++)
            h = (Math.imul(31, h) + text.charCodeAt(i)) | 0;
        return h;
    }
    if (x instanceof Bytes) {
        let h = 0x811c9dc5;
        for (let i = 0; i < x.data.length; i++)
            h = Math.imul(h ^ x.data.charCodeAt(i), 0x01000193);
        return h >>> 0;
    }
    throw new StarlarkError(`hash: got ${typeOf(x)}, want string or bytes`);
}
function rangeOf(args) {
    const n = args.length;
    const start = n > 1 ? wantInt(args[0], "range", "start") : 0;
    const stop = wantInt(n > 1 ? args[1] : args[0], "range", n > 1 ? "stop" : "start_or_stop");
    const step = args[2] === undefined ? 1 : wantInt(args[2], "range", "step");
    if (step === 0)
        throw new StarlarkError("range: step argument must not be zero");
    return new Range(start, stop, step);
}
/** Sorts by keys; items with equal keys keep their order. */
function sortBy(items, keys, reverse) {
    const order = items.map((_, i) => i);
    order.sort(reverse ? reversed(comparison(keys)) : comparison(keys));
    return order.map((i) => items[i] ?? null);
}
const reversed = (order) => (a, b) => order(b, a); // prettier-ignore
/** How to compare two items by number: numbers and strings among themselves need no look at their types. */
function comparison(keys) {
    if (keys.every((key) => typeof key === "number")) {
        const numbers = Float64Array.from(keys);
        return (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0);
    }
    const strings = keys.filter((key) => typeof key === "string");
    if (strings.length === keys.length) {
        return (a, b) => {
            const x = strings[a] ?? "";
            const y = strings[b] ?? "";
            return x < y ? -1 : x > y ? 1 : 0;
        };
    }
    return (a, b) => compare(keys[a] ?? null, keys[b] ?? null, "<");
}
/** Sorts by the items themselves, where equal ones cannot be told apart if they are ints or strings. */
function sortPlain(items, reverse) {
    if (items.every((item) => typeof item === "number")) {
        const sorted = Array.from(Float64Array.from(items).sort());
        return reverse ? sorted.reverse() : sorted;
    }
    return sortBy(items, items, reverse);
}
/** The least or greatest of some items by their keys; the first of several equal ones. */
function extreme(items, keys, name) {
    let best = 0;
    for (let i = 1; i < items.length; i++) {
        const order = compare(keys[i] ?? null, keys[best] ?? null, name === "min" ? "<" : ">");
        if (name === "min" ? order < 0 : order > 0)
            best = i;
    }
    return items[best] ?? null;
}
function minmax(name) {
    const doc = `The ${name === "min" ? "least" : "greatest"} of an iterable or of several arguments; \`key\` computes what is compared.`;
    const fn = native_native(`${name}(*args, **kwargs)`, doc, (_self, args, _ctx, kwargs) => {
        for (const keyword of kwargs.keys())
            if (keyword !== "key")
                throw new StarlarkError(unexpectedKeyword(name, keyword, ["key"]));
        if (args.length === 0)
            throw new StarlarkError(`${name} requires at least one positional argument`);
        const first = args[0] ?? null;
        const items = args.length === 1 ? itemsOf(first) : args.map((arg) => arg ?? null);
        if (items === undefined)
            throw new StarlarkError(`${name}: ${typeOf(first)} value is not iterable`);
        if (items.length === 0)
            throw new StarlarkError(`${name}: argument is an empty sequence`);
        const key = kwargs.get("key") ?? null;
        if (key === null)
            return extreme(items, items, name);
        return withKeys(key, items, name, (keys) => extreme(items, keys, name));
    }, true);
    return asBuiltin(fn);
}
/**
 * Computes the key of each item and goes on with them. The key function is the program's and may wait, so the calls are made by the machine: a
 * built-in that stands in for the rest of the work is called again with each result.
 */
function withKeys(key, items, name, then) {
    if (!isCallable(key))
        throw new StarlarkError(`${name}: for parameter key: got ${typeOf(key)}, want callable`);
    return new TailCall(MAP, [key, new List([...items]), new Builtin({ name }, ([keys]) => then(keys instanceof List ? keys.items : []))]);
}
/** Set when the language's own prelude has been compiled: see interpreter.ts. */
let MAP = null;
/** The part of the library that is written in the language. */
const PRELUDE = `
def map_keys(key, items, then):
    return then([key(item) for item in items])
`;
function setPrelude(globals) {
    MAP = globals.get("map_keys") ?? null;
}
function zip(args) {
    const walks = [];
    try {
        args.forEach((arg, i) => {
            const walk = iterateOver(arg ?? null);
            if (walk === undefined)
                throw new StarlarkError(`zip: argument #${i + 1} is not iterable: ${typeOf(arg ?? null)}`);
            walks.push(walk);
        });
        const rows = [];
        while (walks.length > 0) {
            const row = [];
            for (const walk of walks) {
                const item = walk.next();
                if (item === undefined)
                    return new List(rows);
                row.push(item);
            }
            if (rows.length >= MAX_ITEMS)
                throw new StarlarkError("zip: too many items");
            rows.push(new Tuple(row));
        }
        return new List();
    }
    finally {
        for (const walk of walks)
            walk.done();
    }
}
const one = (signature, doc, run) => {
    const fn = native_native(signature, doc, (_self, args) => run(args[0] ?? null));
    const general = asBuiltin(fn);
    return new Builtin({ name: fn.name, doc, params: fn.params, one: run }, general.invoke);
};
const some = (signature, doc, run) => asBuiltin(native_native(signature, doc, (_self, args, _ctx, kwargs) => run(args, kwargs)));
function optionalItems(args, name) {
    return args[0] === undefined ? [] : wantItems(args[0], name, "iterable");
}
/** The name that `getattr` and `hasattr` look for. */
const nameArgument = (args, fn) => wantString(args[1], fn, "name");
const functions = [
    one("abs(x)", "The absolute value of a number.", (x) => {
        if (!isNumber(x))
            throw new StarlarkError(`abs: got ${typeOf(x)}, want int or float`);
        if (x instanceof Float)
            return new Float(Math.abs(x.value));
        return x < 0 ? normalizeInt(-BigInt(x)) : x;
    }),
    some("any(iterable, /)", "Whether at least one item is true.", (args) => wantItems(args[0], "any", "iterable").some(truth)),
    some("all(iterable, /)", "Whether all items are true.", (args) => wantItems(args[0], "all", "iterable").every(truth)),
    some("bool(x?, /)", "Whether a value counts as true.", (args) => truth(args[0] ?? null)),
    one("bytes(x, /)", "The bytes of a string, or of an iterable of ints.", toBytes),
    one("chr(i, /)", "The character of a code point.", chr),
    some("dict(*args, **kwargs)", "A dict of the pairs of an iterable, or the entries of a dict, and the keywords.", (args, kwargs) => {
        if (args.length > 1)
            throw new StarlarkError(`dict: got ${args.length} arguments, want at most 1`);
        const dict = new Dict();
        updateDict(dict, "dict", args[0], kwargs);
        return dict;
    }),
    one("dir(x, /)", "The names of a value's fields and methods, sorted.", (x) => new List(attributeNames(x).map(encode).sort())),
    some("enumerate(iterable, start?)", "A list of (index, item) tuples.", (args) => {
        const start = args[1] === undefined ? 0 : wantInt(args[1], "enumerate", "start");
        return new List(wantItems(args[0], "enumerate", "iterable").map((item, i) => new Tuple([start + i, item])));
    }),
    some("fail(*args, **kwargs)", "Ends the program with an error; the arguments, joined by spaces (or `sep`), are its message.", (args, kwargs) => {
        throw new StarlarkError(`fail: ${joinPrinted(args, kwargs, "fail")}`);
    }),
    some("float(x?, /)", "The float of a number or of its text.", (args) => toFloat(args[0])),
    some("getattr(x, name, default?, /)", "The field or method of a name; if there is none, the default or an error.", (args) => {
        const x = args[0] ?? null;
        const name = nameArgument(args, "getattr");
        const value = attributeOf(x, decode(name));
        if (value !== undefined)
            return value;
        if (args[2] !== undefined)
            return args[2];
        throw new StarlarkError(`getattr: ${noAttribute(x, decode(name)).message}`);
    }),
    some("hasattr(x, name, /)", "Whether a value has a field or method of a name.", (args) => attributeOf(args[0] ?? null, decode(nameArgument(args, "hasattr"))) !== undefined),
    one("hash(x, /)", "A hash of a string or bytes, the same in every run.", hash),
    some("int(x, base?)", "The int of a number (its fraction cut off), or of its text in a base.", toInt),
    one("len(x, /)", "The number of items, or of bytes in a string.", len),
    some("list(iterable?, /)", "A list of the items of an iterable.", (args) => new List(optionalItems(args, "list").slice())),
    minmax("max"),
    minmax("min"),
    one("ord(c, /)", "The code point of a character, or the value of a byte.", ord),
    asBuiltin(native_native("print(*args, **kwargs)", "Prints its arguments, joined by spaces (or `sep`).", (_self, args, ctx, kwargs) => {
        ctx.thread.host.print(decode(joinPrinted(args, kwargs, "print")), ctx);
        return null;
    }, true)),
    some("range(start_or_stop, stop?, step?, /)", "The ints from start (0) up to and without stop, by step (1).", rangeOf),
    one("repr(x, /)", "The text of a value as a program would write it.", repr),
    some("reversed(sequence, /)", "A list of the items, last first.", (args) => new List(wantItems(args[0], "reversed", "sequence").toReversed())),
    some("set(iterable?, /)", "A set of the items of an iterable.", (args) => new StarSet(optionalItems(args, "set"))),
    some("sorted(iterable, *, key?, reverse?)", "A sorted list of the items; `key` computes what is compared. Equal items keep their order.", (args) => {
        const items = wantItems(args[0], "sorted", "iterable");
        const reverse = wantBool(args[2], "sorted", "reverse", false);
        const key = args[1];
        if (key === undefined)
            return new List(sortPlain(items, reverse));
        const copy = [...items];
        return withKeys(key, copy, "sorted", (keys) => new List(sortBy(copy, keys, reverse)));
    }),
    one("str(x, /)", "The text of a value; a string is itself.", str),
    some("tuple(iterable?, /)", "A tuple of the items of an iterable.", (args) => new Tuple(optionalItems(args, "tuple").slice())),
    one("type(x, /)", "The name of a value's type.", typeOf),
    some("zip(*args)", "A list of tuples: the first items of all arguments, the second items, and so on.", zip),
];
function joinPrinted(args, kwargs, name) {
    let separator = " ";
    for (const [keyword, value] of kwargs) {
        if (keyword !== "sep")
            throw new StarlarkError(unexpectedKeyword(name, keyword, ["sep"]));
        separator = wantString(value, name, "sep");
    }
    return args.map((arg) => str(arg ?? null)).join(separator);
}
/** All predeclared names. */
const UNIVERSE = new Map([
    ["None", null],
    ["True", true],
    ["False", false],
    ...functions.map((fn) => [fn.name, fn]),
]);

;// CONCATENATED MODULE: ./build/js/starlark/compile.js







function analyse(input) {
    const source = new Source(input.file, input.text);
    const options = { ...DEFAULT_OPTIONS, ...input.options };
    const diagnostics = [];
    const report = (start, end, message, suggestion) => {
        diagnostics.push(source.diagnostic(start, end, message, suggestion));
    };
    const file = parse(input.text, report);
    let resolved;
    if (diagnostics.length === 0) {
        const predeclared = new Set([...UNIVERSE.keys(), ...(input.predeclared ?? [])]);
        if (!options.set)
            predeclared.delete("set");
        resolved = resolve(file, source, predeclared, options, report);
    }
    diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
    return { source, file, resolved, options, diagnostics };
}
/** All that is wrong with a text, without running anything: syntax first, and if there is nothing wrong with that, names. */
function diagnose(input) {
    return analyse(input).diagnostics;
}
/**
 * Compiles a text.
 *
 * @throws StarlarkSyntaxError with everything that was found in one pass.
 */
function compile(input) {
    const { source, file, resolved, options, diagnostics } = analyse(input);
    if (resolved === undefined || diagnostics.length > 0)
        throw new StarlarkSyntaxError(diagnostics);
    const program = {
        file: input.file,
        source,
        syntax: file,
        options,
        loads: loadsOf(resolved.loads, source),
        globals: resolved.globals,
        functions: [],
        javascript: "",
        variables: [],
        constants: [],
        spans: [],
    };
    // Functions know their program, so it exists before they do.
    Object.assign(program, generate(file, source, resolved, options, program));
    return program;
}

;// CONCATENATED MODULE: ./build/js/starlark/walk.js
/** The direct parts of a node. The body of a nested function counts as part of it. */
function partsOf(node) {
    switch (node.kind) {
        case "ident":
        case "literal":
        case "branch":
        case "load":
            return [];
        case "unary":
        case "dot":
            return [node.x];
        case "binary":
            return [node.x, node.y];
        case "conditional":
            return [node.test, node.yes, node.no];
        case "list":
        case "tuple":
            return node.items;
        case "dict":
            return node.entries.flatMap((entry) => [entry.key, entry.value]);
        case "comprehension":
            return [
                ...("key" in node.body ? [node.body.key, node.body.value] : [node.body]),
                ...node.clauses.flatMap((clause) => (clause.kind === "for" ? [clause.vars, clause.iterable] : [clause.test])),
            ];
        case "index":
            return [node.x, node.index];
        case "slice":
            return [node.x, node.low, node.high, node.step].filter((part) => part !== undefined);
        case "call":
            return [node.fn, ...node.args.map((arg) => arg.value)];
        case "lambda":
            return [...defaultsOf(node), node.body];
        case "expr":
            return [node.x];
        case "assign":
            return [node.target, node.value];
        case "def":
            return [...defaultsOf(node), ...node.body];
        case "if":
            return [node.test, ...node.yes, ...node.no];
        case "for":
            return [node.vars, node.iterable, ...node.body];
        case "while":
            return [node.test, ...node.body];
        case "return":
            return node.value === undefined ? [] : [node.value];
    }
}
function defaultsOf(node) {
    return node.params.flatMap((p) => (p.default === undefined ? [] : [p.default]));
}
/** What runs when a function is called: not its defaults, which were computed when it was defined. */
function bodyOf(node) {
    return node.kind === "lambda" ? [node.body] : node.body;
}
/** Visits a node and all within it, outer nodes first. */
function walk(node, visit) {
    visit(node);
    for (const part of partsOf(node))
        walk(part, visit);
}

;// CONCATENATED MODULE: ./build/js/starlark/reach.js





/** Reads everything that the given functions can get to. */
function reach(...roots) {
    const reader = new Reader();
    for (const root of roots)
        reader.mention(root);
    reader.run();
    return reader;
}
class Reader {
    calls = [];
    functions = [];
    values = new Map();
    #seen = new Set();
    #todo = [];
    run() {
        for (let fn = this.#todo.pop(); fn !== undefined; fn = this.#todo.pop()) {
            this.functions.push(fn);
            const sites = new Describer(fn.info, fn.module, fn, (name, value) => {
                this.#note(name, value);
            });
            this.calls.push(...sites.callsIn(bodyOf(fn.info.node)));
            for (const value of fn.defaults)
                if (value !== undefined)
                    this.mention(value);
        }
    }
    #note(name, value) {
        const names = this.values.get(value);
        if (names === undefined)
            this.values.set(value, new Set([name]));
        else
            names.add(name);
        this.mention(value);
    }
    /** Goes on to the functions in a value. */
    mention(value) {
        if (value === null || typeof value !== "object" || this.#seen.has(value))
            return;
        this.#seen.add(value);
        if (value instanceof value_StarFunction) {
            // Two functions made by one `def` differ in what they hold, so both are read.
            this.#todo.push(value);
        }
        else if (value instanceof List || value instanceof Tuple) {
            for (const item of value.items)
                this.mention(item);
        }
        else if (value instanceof Dict) {
            for (const [key, item] of value.entries()) {
                this.mention(key);
                this.mention(item);
            }
        }
        else if (value instanceof StarSet) {
            for (const item of value.items())
                this.mention(item);
        }
        else if (value instanceof Struct) {
            for (const item of value.fields.values())
                this.mention(item);
        }
        else if (value instanceof Builtin && value.receiver !== undefined) {
            this.mention(value.receiver);
        }
    }
}
/** Describes the calls and arguments in one function's text. */
class Describer {
    #info;
    #scope;
    /** The function as a value, if there is one: then the variables that it holds are known. */
    #fn;
    #note;
    #sites = new Map();
    /** For each variable: the one expression it is ever assigned, or undefined if there are several or none that says anything. */
    #assigned = new Map();
    #nested = new Map();
    #depth = 0;
    constructor(info, scope, fn, note) {
        this.#info = info;
        this.#scope = scope;
        this.#fn = fn;
        this.#note = note;
    }
    callsIn(nodes) {
        for (const node of nodes)
            walk(node, (inner) => { this.#collect(inner); }); // prettier-ignore
        const calls = [];
        for (const node of nodes) {
            walk(node, (inner) => {
                if (inner.kind === "call")
                    calls.push(this.#site(inner));
                else if (inner.kind === "ident")
                    this.#value(inner);
                else if (inner.kind === "dot" || inner.kind === "index")
                    this.#known(inner);
            });
        }
        return calls;
    }
    /** Notes what variables are assigned. */
    #collect(node) {
        switch (node.kind) {
            case "assign":
                if (node.op === undefined && node.target.kind === "ident")
                    this.#assign(node.target, node.value, false);
                else
                    this.#forget(node.target);
                return;
            case "def":
                if (node.name.binding?.kind === "local")
                    this.#nested.set(node.name.binding.local, node);
                this.#forget(node.name);
                return;
            case "for":
                if (node.vars.kind === "ident")
                    this.#assign(node.vars, node.iterable, true);
                else
                    this.#forget(node.vars);
                return;
            case "comprehension":
                for (const clause of node.clauses) {
                    if (clause.kind !== "for")
                        continue;
                    if (clause.vars.kind === "ident")
                        this.#assign(clause.vars, clause.iterable, true);
                    else
                        this.#forget(clause.vars);
                }
                return;
            default:
        }
    }
    #assign(target, x, item) {
        if (target.binding?.kind !== "local")
            return;
        const { local } = target.binding;
        this.#assigned.set(local, this.#assigned.has(local) ? undefined : { x, item });
    }
    #forget(target) {
        walk(target, (node) => {
            if (node.kind === "ident" && node.binding?.kind === "local")
                this.#assigned.set(node.binding.local, undefined);
        });
    }
    #position(offset) {
        return this.#info.program.source.position(offset);
    }
    #site(call) {
        const known = this.#sites.get(call);
        if (known !== undefined)
            return known;
        const target = call.fn;
        const site = {
            callee: dotted(target),
            calleeValue: this.#known(target),
            receiver: target.kind === "dot" ? this.#describe(target.x) : undefined,
            args: call.args.filter((arg) => arg.kind === "positional").map((arg) => this.#describe(arg.value)),
            kwargs: call.args.flatMap((arg) => arg.kind === "named" ? [{ name: arg.name ?? "", value: this.#describe(arg.value), position: this.#position(arg.start) }] : []),
            hasStarArgs: call.args.some((arg) => arg.kind === "star"),
            hasStarKwargs: call.args.some((arg) => arg.kind === "starstar"),
            position: this.#position(call.start),
            inside: this.#info,
        };
        this.#sites.set(call, site);
        return site;
    }
    /** The value of a name that has one before the function runs. */
    #value(x) {
        const { binding } = x;
        let value;
        if (binding?.kind === "global")
            value = this.#scope.global(x.name);
        else if (binding?.kind === "predeclared")
            value = this.#scope.predeclared(x.name);
        else if (binding?.kind === "free" && this.#fn !== undefined)
            value = this.#heldBy(this.#fn, binding.local);
        if (value !== undefined)
            this.#note(x.name, value);
        return value;
    }
    #heldBy(fn, local) {
        const at = fn.info.node.scope?.free.findIndex((entry) => entry.local === local) ?? -1;
        return fn.free[at]?.v;
    }
    /** The value of a name or of a field of one, as far as it is known. */
    #known(x) {
        if (x.kind === "ident")
            return this.#value(x);
        if (x.kind === "index")
            return this.#item(this.#known(x.x), x.index);
        if (x.kind !== "dot")
            return undefined;
        const of = this.#known(x.x);
        if (!(of instanceof HostValue))
            return undefined;
        // Asking a host value for a field may fail for reasons of its own; then nothing is known.
        try {
            const value = attributeOf(of, x.name);
            if (value !== undefined)
                this.#note(dotted(x), value);
            return value;
        }
        catch {
            return undefined;
        }
    }
    /** An item of a known list, tuple or dict, if the text says which. */
    #item(of, index) {
        if (index.kind !== "literal")
            return undefined;
        if (of instanceof Dict && isHashable(index.value))
            return of.get(index.value);
        if ((of instanceof List || of instanceof Tuple) && typeof index.value === "number")
            return of.items[index.value];
        return undefined;
    }
    #describe(x) {
        const position = this.#position(x.start);
        // A variable may be assigned from itself by way of others.
        if (++this.#depth > MAX_DESCRIBED) {
            this.#depth--;
            return { kind: "unknown", position };
        }
        const described = this.#describeInner(x, position);
        this.#depth--;
        return described;
    }
    #describeInner(x, position) {
        switch (x.kind) {
            case "literal":
                return { kind: "literal", value: x.value, position };
            case "unary":
                if (x.op === "-" && x.x.kind === "literal" && typeof x.x.value === "number")
                    return { kind: "literal", value: 0 - x.x.value, position };
                return { kind: "unknown", position };
            case "list":
            case "tuple":
                return { kind: "list", items: x.items.map((item) => this.#describe(item)), position };
            case "dict":
                return { kind: "dict", entries: x.entries.map((e) => ({ key: this.#describe(e.key), value: this.#describe(e.value) })), position };
            case "call":
                return { kind: "call", callee: dotted(x.fn), call: this.#site(x), position };
            case "lambda":
                return { kind: "function", name: "lambda", node: x, position };
            case "conditional":
                return { kind: "choice", options: [this.#describe(x.yes), this.#describe(x.no)], position };
            case "binary":
                if (x.op === "or" || x.op === "and")
                    return { kind: "choice", options: [this.#describe(x.x), this.#describe(x.y)], position };
                return { kind: "unknown", position };
            case "dot":
            case "index": {
                const value = this.#known(x);
                return value === undefined ? { kind: "unknown", position } : { kind: "global", name: dotted(x), value, position };
            }
            case "ident":
                return this.#describeName(x, position);
            default:
                return { kind: "unknown", position };
        }
    }
    #describeName(x, position) {
        const { binding } = x;
        if (binding?.kind === "global" || binding?.kind === "predeclared") {
            const value = this.#value(x);
            // None, True and False are names to the parser and constants to everyone else.
            if (binding.kind === "predeclared" && (value === null || typeof value === "boolean"))
                return { kind: "literal", value, position };
            return { kind: "global", name: x.name, value, position };
        }
        const held = this.#value(x);
        if (held !== undefined)
            return { kind: "global", name: x.name, value: held, position };
        if (binding === undefined)
            return { kind: "unknown", position };
        const nested = this.#nested.get(binding.local);
        if (nested !== undefined)
            return { kind: "function", name: nested.name.name, node: nested, position };
        const assigned = this.#assigned.get(binding.local);
        if (assigned === undefined || this.#isParameter(binding.local))
            return { kind: "unknown", position };
        const described = this.#describe(assigned.x);
        if (!assigned.item)
            return described;
        return described.kind === "list" ? { kind: "choice", options: described.items, position } : { kind: "unknown", position };
    }
    #isParameter(local) {
        const { node } = this.#info;
        return node.kind !== "file" && node.params.some((p) => p.ident?.binding?.kind === "local" && p.ident.binding.local === local);
    }
}
/** The strings in the text of a function that an argument is, or names; nothing for other arguments. */
function textsIn(arg) {
    const node = arg.kind === "function" ? arg.node : arg.kind === "global" && arg.value instanceof value_StarFunction ? arg.value.info.node : undefined;
    if (node === undefined || node.kind === "file")
        return [];
    const texts = [];
    for (const part of bodyOf(node)) {
        walk(part, (inner) => {
            if (inner.kind === "literal" && typeof inner.value === "string")
                texts.push(decode(inner.value));
        });
    }
    return texts;
}
/** The fields that the text of a function asks of its first parameter; [inside] is where it is written, for a lambda that is no value yet. */
function fieldsAskedIn(arg, inside) {
    const value = isStatic(arg) ? (arg.kind === "global" ? arg.value : undefined) : arg;
    const node = isStatic(arg) && arg.kind === "function" ? arg.node : value instanceof value_StarFunction ? value.info.node : undefined;
    const program = value instanceof value_StarFunction ? value.info.program : inside?.program;
    if (node === undefined || node.kind === "file" || program === undefined)
        return [];
    const binding = node.params[0]?.ident?.binding;
    if (binding?.kind !== "local")
        return [];
    const fieldOf = (x) => {
        if (x.kind !== "dot" || x.x.kind !== "ident")
            return undefined;
        const of = x.x.binding;
        return (of?.kind === "local" || of?.kind === "free") && of.local === binding.local ? x : undefined;
    };
    const found = [];
    const compared = new Set();
    for (const part of bodyOf(node)) {
        walk(part, (inner) => {
            if (inner.kind === "binary" && (inner.op === "==" || inner.op === "!=")) {
                for (const [x, y] of [
                    [inner.x, inner.y],
                    [inner.y, inner.x],
                ]) {
                    const field = fieldOf(x);
                    if (field === undefined || y.kind !== "literal" || typeof y.value !== "string")
                        continue;
                    compared.add(field);
                    found.push({ name: decode(field.name), equals: decode(y.value), position: program.source.position(inner.start) });
                }
            }
            const field = fieldOf(inner);
            if (field !== undefined && !compared.has(field))
                found.push({ name: decode(field.name), position: program.source.position(field.start) });
        });
    }
    return found;
}
const isStatic = (arg) => typeof arg === "object" && arg !== null && "kind" in arg && "position" in arg;
/** How far a description follows variables and nested expressions. */
const MAX_DESCRIBED = 50;
/** `a.b.c`, `a["b"]`, or nothing if an expression is no such name. */
function dotted(x) {
    if (x.kind === "ident")
        return x.name;
    if (x.kind === "index" && x.index.kind === "literal") {
        const name = dotted(x.x);
        return name === "" ? "" : `${name}[${decode(repr(x.index.value))}]`;
    }
    if (x.kind !== "dot")
        return "";
    const of = dotted(x.x);
    return of === "" ? "" : `${of}.${x.name}`;
}

;// CONCATENATED MODULE: ./build/js/starlark/check.js







/** Finds what is wrong with a text without running it. */
function check(input) {
    const predeclared = input.predeclared ?? new Map();
    let program;
    try {
        program = compile({ ...input, predeclared: predeclared.keys() });
    }
    catch (e) {
        if (e instanceof StarlarkSyntaxError)
            return { diagnostics: e.diagnostics, program: undefined };
        throw e;
    }
    return { diagnostics: new Checker(program, predeclared).run(), program };
}
class Checker {
    #program;
    #predeclared;
    #defs = new Map();
    #diagnostics = [];
    constructor(program, predeclared) {
        this.#program = program;
        this.#predeclared = predeclared;
    }
    run() {
        const { body } = this.#program.syntax;
        for (const stmt of body) {
            walk(stmt, (node) => {
                // A name that is also assigned otherwise may be something else by the time it is called.
                if (node.kind === "def" && node.name.binding?.kind === "global")
                    this.#defs.set(node.name.name, this.#defs.has(node.name.name) ? undefined : node);
                if (node.kind === "assign" && node.target.kind === "ident" && node.target.binding?.kind === "global")
                    this.#defs.set(node.target.name, undefined);
            });
        }
        for (const stmt of body) {
            walk(stmt, (node) => {
                if (node.kind === "call")
                    this.#call(node);
                this.#unreachable(node);
            });
        }
        this.#unreachableIn(body);
        return this.#diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
    }
    #report(start, end, message, suggestion) {
        this.#diagnostics.push(this.#program.source.diagnostic(start, end, message, suggestion));
    }
    #unreachable(node) {
        if (node.kind === "def" || node.kind === "for" || node.kind === "while")
            this.#unreachableIn(node.body);
        else if (node.kind === "if") {
            this.#unreachableIn(node.yes);
            this.#unreachableIn(node.no);
        }
    }
    #unreachableIn(body) {
        body.forEach((stmt, i) => {
            const next = body[i + 1];
            const leaves = stmt.kind === "return" || (stmt.kind === "branch" && stmt.word !== "pass");
            if (leaves && next !== undefined) {
                const word = stmt.kind === "return" ? "return" : stmt.word;
                this.#report(next.start, next.end, `unreachable: it stands behind \`${word}\``);
            }
        });
    }
    #call(call) {
        const signature = this.#signature(call);
        if (signature === undefined)
            return;
        const { label, params } = signature;
        const positional = params.filter((p) => p.kind === "normal" || p.kind === "positional");
        const given = call.args.filter((arg) => arg.kind === "positional");
        const star = call.args.some((arg) => arg.kind === "star");
        const starstar = call.args.some((arg) => arg.kind === "starstar");
        const extra = given[positional.length];
        if (extra !== undefined && !params.some((p) => p.kind === "args")) {
            this.#report(extra.start, extra.end, `${label}: got ${given.length} positional arguments, want at most ${positional.length}`);
        }
        const filled = new Set(positional.slice(0, given.length).map((p) => p.name));
        const open = params.some((p) => p.kind === "kwargs");
        for (const arg of call.args) {
            if (arg.kind !== "named" || arg.name === undefined)
                continue;
            const { name } = arg;
            const param = params.find((p) => p.name === name && (p.kind === "normal" || p.kind === "keyword"));
            if (param === undefined) {
                if (open)
                    continue;
                const guess = nearest(name, params.filter((p) => p.kind === "normal" || p.kind === "keyword").map((p) => p.name)); // prettier-ignore
                this.#report(arg.start, arg.start + name.length, `${label}: unexpected keyword argument "${name}"${guess === undefined ? "" : ` (did you mean "${guess}"?)`}`, guess);
            }
            else if (filled.has(name)) {
                this.#report(arg.start, arg.start + name.length, `${label}: got multiple values for parameter "${name}"`);
            }
            else {
                filled.add(name);
            }
        }
        if (star || starstar)
            return;
        const missing = params.filter((p) => p.required && !filled.has(p.name)).map((p) => p.name);
        if (missing.length > 0)
            this.#report(call.start, call.end, `${label}: missing ${missing.length === 1 ? "argument" : "arguments"} ${missing.join(", ")}`);
    }
    #signature(call) {
        const target = call.fn;
        if (target.kind === "ident" && target.binding?.kind === "global") {
            const def = this.#defs.get(target.name);
            if (def === undefined)
                return undefined;
            const info = this.#program.functions.find((fn) => fn.node === def);
            return info === undefined ? undefined : { label: `function ${info.name}`, params: info.params };
        }
        const value = this.#value(target);
        if (!(value instanceof Builtin) || value.params.length === 0)
            return undefined;
        return { label: dotted(target), params: value.params };
    }
    /** The value of a predeclared name or of a member of one. */
    #value(x) {
        if (x.kind === "ident") {
            if (x.binding?.kind !== "predeclared")
                return undefined;
            return this.#predeclared.get(x.name) ?? UNIVERSE.get(x.name);
        }
        if (x.kind !== "dot")
            return undefined;
        const of = this.#value(x.x);
        return of instanceof HostValue ? attributeOf(of, x.name) : undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/starlark/convert.js
/** Plain data of JavaScript to values and back. */





/**
 * The value of plain data: text is encoded, integral numbers become ints and others floats, arrays lists, objects and maps dicts, undefined None.
 * Values stay what they are, except strings, which are taken as text.
 */
function fromJs(x, depth = 0) {
    if (depth > MAX_VALUE_DEPTH)
        throw new StarlarkError("data nested too deeply");
    switch (typeof x) {
        case "string":
            return encode(x);
        case "boolean":
            return x;
        case "number":
            return Number.isSafeInteger(x) ? x + 0 : new Float(x);
        case "bigint":
            return normalizeInt(x);
        case "undefined":
            return null;
        case "object":
            break;
        default:
            throw new StarlarkError(`cannot make a value of a ${typeof x}`);
    }
    if (x === null)
        return null;
    if (isValueObject(x))
        return x;
    if (Array.isArray(x))
        return new List(x.map((item) => fromJs(item, depth + 1)));
    if (x instanceof Uint8Array)
        return new Bytes(Buffer.from(x).toString("latin1"));
    if (x instanceof Set)
        return new StarSet([...x].map((item) => fromJs(item, depth + 1)));
    const entries = x instanceof Map ? x : Object.entries(x);
    const dict = new Dict();
    for (const [key, value] of entries)
        dict.put(fromJs(key, depth + 1), fromJs(value, depth + 1));
    return dict;
}
function isValueObject(x) {
    return (x instanceof Float ||
        x instanceof Bytes ||
        x instanceof List ||
        x instanceof Tuple ||
        x instanceof Dict ||
        x instanceof StarSet ||
        x instanceof Range ||
        x instanceof HostValue);
}
/**
 * Plain data of a value: strings as text, floats as numbers, lists, tuples, sets and ranges as arrays, dicts and structs as objects (a key that is no
 * string appears as JSON would write it), bytes as Uint8Array.
 */
function toJs(value, depth = 0) {
    if (depth > MAX_VALUE_DEPTH)
        throw new StarlarkError("value nested too deeply");
    if (typeof value === "string")
        return decode(value);
    if (value === null || typeof value !== "object")
        return value;
    if (value instanceof Float)
        return value.value;
    if (value instanceof Bytes)
        return new Uint8Array(Buffer.from(value.data, "latin1"));
    if (value instanceof Dict) {
        const entries = value
            .entries()
            .map(([key, item]) => [typeof key === "string" ? decode(key) : keyText(toJs(key, depth + 1)), toJs(item, depth + 1)]);
        return Object.fromEntries(entries);
    }
    if (value instanceof Struct)
        return Object.fromEntries([...value.fields].map(([name, item]) => [name, toJs(item, depth + 1)]));
    const items = itemsOf(value);
    if (items !== undefined)
        return items.map((item) => toJs(item, depth + 1));
    throw new StarlarkError(`cannot make plain data of a ${typeOf(value)}`);
}
/** What JSON would write, also for an int that it has no number for. */
const keyText = (key) => (typeof key === "bigint" ? String(key) : JSON.stringify(key));

;// CONCATENATED MODULE: ./build/js/starlark/interpreter.js
/**
 * The interpreter: runs files as modules. A module is run once, however many others load it, and frozen afterwards, so that what it defines can be
 * shared between threads; a chain of loads that leads back to its beginning is an error that shows the chain.
 */






class Interpreter {
    predeclared;
    #options;
    #host;
    #modules = new Map();
    /** Which file waits for which: to find cycles. */
    #waiting = new Map();
    constructor(options = {}) {
        this.#options = options;
        this.predeclared = options.predeclared ?? new Map();
        for (const value of this.predeclared.values())
            freeze(value);
        this.#host = {
            print: (text, ctx) => {
                if (options.print === undefined)
                    console.error(text);
                else
                    options.print(text, ctx);
            },
            load: (path, from) => this.#load(path, from),
        };
    }
    /** The modules that have been run or are running, by file. */
    get modules() {
        return this.#modules;
    }
    /** Compiles a text against what this interpreter predeclares, without running it. */
    compile(file, text) {
        return compile({ file, text, predeclared: this.predeclared.keys(), options: this.#options.options ?? {} });
    }
    /**
     * Runs a file. The module is kept, so that a `load` of the same file finds it.
     *
     * @throws StarlarkSyntaxError, StarlarkRuntimeError
     */
    async exec(file, text, thread = {}) {
        return this.#module(file, text, thread);
    }
    /** A stack for calls of functions that modules define. */
    thread(options = {}) {
        const { maxSteps } = this.#options;
        return new Thread(this.#host, maxSteps === undefined ? options : { maxSteps, ...options });
    }
    #module(file, text, options) {
        const known = this.#modules.get(file);
        if (known !== undefined)
            return known;
        const running = this.#run(file, text, options);
        this.#modules.set(file, running);
        // Whoever asked for it hears of a failure; kept here it must not count as unheard.
        running.catch(() => undefined);
        return running;
    }
    async #run(file, text, options) {
        const program = this.compile(file, text);
        return run(program, this.predeclared, this.thread({ name: file, ...options }));
    }
    async #load(path, from) {
        if (this.#options.load === undefined)
            throw new StarlarkError("load is not available here");
        let source;
        try {
            source = await this.#options.load(path, from);
        }
        catch (e) {
            if (e instanceof StarlarkError)
                throw e;
            throw new LoadError(`cannot load ${path}: ${e instanceof Error ? e.message : String(e)}`, { cause: e });
        }
        const chain = [source.file];
        for (let at = from; at !== undefined; at = this.#loaderOf(at)) {
            chain.unshift(at);
            if (at === source.file)
                throw new StarlarkError(`cycle in load graph: ${chain.join(" -> ")}`);
        }
        this.#waiting.set(source.file, from);
        try {
            return (await this.#module(source.file, source.text, {})).globals;
        }
        catch (e) {
            if (e instanceof StarlarkSyntaxError)
                throw new LoadError(`cannot load ${path}: ${e.message}`, { cause: e });
            throw e;
        }
        finally {
            this.#waiting.delete(source.file);
        }
    }
    #loaderOf(file) {
        return this.#waiting.get(file);
    }
}
/** A file that `load` names could not be had, or is no program; the `cause` says why. */
class LoadError extends StarlarkError {
    name = "LoadError";
}
/** Runs a program as a module. */
async function run(program, predeclared, thread) {
    const { toplevel, get } = instantiate(program, predeclared);
    await thread.call(toplevel, []);
    const globals = new Map();
    for (const name of program.globals) {
        const value = get(name);
        if (value !== undefined) {
            globals.set(name, value);
            freeze(value);
        }
    }
    return { file: program.file, program, globals };
}
/** Sets up a program's code with fresh globals. */
function instantiate(program, predeclared) {
    const numbers = new Map(program.variables.map((name, i) => [name, i]));
    const get = (name) => {
        const i = numbers.get(name);
        return i === undefined ? undefined : instance.get(i);
    };
    const scope = {
        file: program.file,
        functions: program.functions,
        constants: program.constants,
        global: get,
        predeclared: (name) => (predeclared.has(name) ? predeclared.get(name) : UNIVERSE.get(name)),
    };
    // The text comes from generate.ts, which writes names and literals of the program only in quoted form or by number.
    const factory = new Function("ops", "M", program.javascript);
    const instance = factory(ops, scope);
    const info = program.functions[0];
    const code = instance.codes[0];
    if (info === undefined || code === undefined)
        throw new StarlarkError(`${program.file}: program without code`);
    return { toplevel: new value_StarFunction(info, code, [], [], scope), get };
}
/** The library's own Starlark, compiled when this module is loaded. */
function preparePrelude() {
    const program = compile({ file: "<builtin>", text: PRELUDE });
    const { toplevel, get } = instantiate(program, new Map());
    const thread = new Thread({
        print: () => undefined,
        load: () => Promise.reject(new StarlarkError("no load in the prelude")),
    });
    thread.callSync(toplevel);
    setPrelude(new Map(program.globals.map((name) => [name, get(name) ?? null])));
}
preparePrelude();

;// CONCATENATED MODULE: ./build/js/starlark/json.js
/**
 * The namespace `json`: `encode`, `decode`, `indent`, `encode_indent`, as the specification's library defines them. The decoder is its own, since
 * JavaScript's would lose the difference between 1 and 1.0 and the digits of large ints.
 */









/** JSON nested deeper than this is refused in both directions. */
const json_MAX_DEPTH = 200;
/** What may belong to a number, and what a number is. */
const RUN = /[-+.\deE]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
class Encoder {
    #out = [];
    #path = [];
    encode(value) {
        this.#value(value);
        return this.#out.join("");
    }
    #value(value) {
        if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "bigint") {
            this.#out.push(String(value));
        }
        else if (typeof value === "string") {
            this.#out.push(quote(value));
        }
        else if (value instanceof Float) {
            if (!Number.isFinite(value.value))
                throw new StarlarkError(`cannot encode non-finite float ${formatFloat(value.value, "g")}`);
            this.#out.push(formatFloat(value.value, "g"));
        }
        else {
            this.#compound(value);
        }
    }
    #compound(value) {
        if (this.#path.includes(value))
            throw new StarlarkError("cycle in JSON structure");
        if (this.#path.length >= json_MAX_DEPTH)
            throw new StarlarkError("nesting depth limit exceeded");
        this.#path.push(value);
        if (value instanceof Dict) {
            const entries = value.entries().map(([key, item]) => {
                if (typeof key !== "string")
                    throw new StarlarkError(`${typeOf(value)} has ${typeOf(key)} key, want string`);
                return [key, item];
            });
            this.#object(entries, "dict key");
        }
        else if (value instanceof HostValue && value.iterate === undefined && value.attrNames !== undefined) {
            this.#object(attributeNames(value).map((name) => [encode(name), attributeOf(value, name) ?? null]), "field");
        }
        else {
            const items = itemsOf(value);
            if (items === undefined)
                throw new StarlarkError(`cannot encode ${typeOf(value)} as JSON`);
            this.#out.push("[");
            items.forEach((item, i) => {
                if (i > 0)
                    this.#out.push(",");
                within(`at ${typeOf(value)} index ${i}`, () => {
                    this.#value(item);
                });
            });
            this.#out.push("]");
        }
        this.#path.pop();
    }
    #object(entries, what) {
        this.#out.push("{");
        entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        entries.forEach(([key, item], i) => {
            if (i > 0)
                this.#out.push(",");
            this.#out.push(quote(key), ":");
            within(`in ${what} ${what === "field" ? `.${key}` : repr(key)}`, () => {
                this.#value(item);
            });
        });
        this.#out.push("}");
    }
}
/** Says in an error on which way it was met. */
function within(where, go) {
    try {
        go();
    }
    catch (e) {
        if (e instanceof StarlarkError)
            throw new StarlarkError(`${where}: ${e.message}`);
        throw e;
    }
}
function quote(s) {
    return encode(JSON.stringify(decode(s)));
}
class Decoder {
    #text;
    #asData;
    #at = 0;
    #depth = 0;
    /** [asData] as [fromJson] wants it; otherwise as the language's own `json.decode` does. */
    constructor(text, asData = false) {
        this.#text = text;
        this.#asData = asData;
    }
    decode() {
        const value = this.#value();
        this.#space();
        if (this.#at < this.#text.length)
            this.#fail(`unexpected character ${this.#shown()} after value`);
        return value;
    }
    #fail(message) {
        throw new StarlarkError(`at offset ${this.#at}, ${message}`);
    }
    #shown() {
        return `'${this.#text.charAt(this.#at).replace("'", "\\'")}'`;
    }
    #space() {
        while (/^[ \t\r\n]$/.test(this.#text.charAt(this.#at)))
            this.#at++;
    }
    #peek() {
        this.#space();
        if (this.#at >= this.#text.length)
            this.#fail("unexpected end of file");
        return this.#text.charAt(this.#at);
    }
    #value() {
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
                if (++this.#depth > json_MAX_DEPTH)
                    this.#fail("nesting depth limit exceeded");
                const value = c === "[" ? this.#array() : this.#object();
                this.#depth--;
                return value;
            }
            default:
                if (c === "-" || (c >= "0" && c <= "9"))
                    return this.#number();
                return this.#fail(`unexpected character ${this.#shown()}`);
        }
    }
    #word(word, value) {
        if (!this.#text.startsWith(word, this.#at))
            this.#fail(`unexpected character ${this.#shown()}`);
        this.#at += word.length;
        return value;
    }
    #array() {
        this.#at++;
        const items = [];
        if (this.#peek() === "]") {
            this.#at++;
            return new List(items);
        }
        for (;;) {
            items.push(this.#value());
            const c = this.#peek();
            if (c !== "," && c !== "]")
                this.#fail(`got ${this.#shown()}, want ',' or ']'`);
            this.#at++;
            if (c === "]")
                return new List(items);
        }
    }
    #object() {
        this.#at++;
        const dict = new Dict();
        if (this.#peek() === "}") {
            this.#at++;
            return dict;
        }
        for (;;) {
            if (this.#peek() !== '"')
                this.#fail(`got ${this.#shown()} for object key, want string`);
            const key = this.#string();
            if (!this.#asData && dict.has(key))
                this.#fail(`object has duplicate key: ${repr(key)}`);
            if (this.#peek() !== ":")
                this.#fail(`after object key, got ${this.#shown()}, want ':'`);
            this.#at++;
            dict.put(key, this.#value());
            const c = this.#peek();
            if (c !== "," && c !== "}")
                this.#fail(`in object, got ${this.#shown()}, want ',' or '}'`);
            this.#at++;
            if (c === "}")
                return dict;
            if (this.#peek() === "}")
                this.#fail(`unexpected character ${this.#shown()}`);
        }
    }
    #string() {
        const start = this.#at++;
        let plain = true;
        for (;;) {
            const c = this.#text.charAt(this.#at);
            if (c === "")
                this.#fail("unclosed string literal");
            if (c < " ")
                this.#fail(`unescaped control character in string literal`);
            if (c === '"')
                break;
            if (c === "\\") {
                plain = false;
                this.#at++;
            }
            else if (c > "~")
                plain = false;
            this.#at++;
        }
        const literal = this.#text.slice(start, ++this.#at);
        if (plain)
            return literal.slice(1, -1);
        try {
            return encode(JSON.parse(decode(literal)).toWellFormed());
        }
        catch {
            this.#at = start;
            return this.#fail("invalid escape in string literal");
        }
    }
    #number() {
        RUN.lastIndex = this.#at;
        const raw = RUN.exec(this.#text)?.[0] ?? "";
        const match = NUMBER.exec(raw);
        if (match === null)
            return this.#fail(`invalid number: ${raw}`);
        this.#at += raw.length;
        if (match[1] === undefined && match[2] === undefined)
            return normalizeInt(BigInt(raw));
        const value = Number(raw);
        if (!Number.isFinite(value))
            return this.#fail(`floating-point number too large: ${raw}`);
        return this.#asData && Number.isSafeInteger(value) ? value + 0 : new Float(value);
    }
}
/** A number of JavaScript has 53 bits, which is less than 16 digits say. */
const LONG_NUMBER = /\d{16}/;
/**
 * The value of a JSON text that somebody else wrote: integral numbers are ints however they are written and however long they are, and of a key
 * that an object has twice the last counts. Throws [SyntaxError] for what is no JSON.
 */
function fromJson(text) {
    const plain = JSON.parse(text);
    return LONG_NUMBER.test(text) ? new Decoder(encode(text), true).decode() : fromJs(plain);
}
/** Puts a JSON text on several lines; strings stay as they are. */
function indent(text, prefix, by) {
    let out = "";
    let depth = 0;
    const line = () => `\n${prefix}${by.repeat(depth)}`;
    for (let i = 0; i < text.length; i++) {
        const c = text.charAt(i);
        if (c === '"') {
            const start = i++;
            while (text.charAt(i) !== '"')
                i += text.charAt(i) === "\\" ? 2 : 1;
            out += text.slice(start, i + 1);
        }
        else if (c === "{" || c === "[") {
            const close = text.slice(i + 1).match(/^\s*([\]}])/);
            if (close !== null) {
                out += c + (close[1] ?? "");
                i += close[0].length;
                continue;
            }
            depth++;
            out += c + line();
        }
        else if (c === "}" || c === "]") {
            depth--;
            out += line() + c;
        }
        else if (c === ",") {
            out += c + line();
        }
        else if (c === ":") {
            out += ": ";
        }
        else if (!/\s/.test(c)) {
            out += c;
        }
    }
    return out;
}
function encodeValue(x, fn) {
    try {
        return new Encoder().encode(x);
    }
    catch (e) {
        if (e instanceof StarlarkError)
            throw new StarlarkError(`${fn}: ${e.message}`);
        throw e;
    }
}
function decodeText(text, fn) {
    try {
        return new Decoder(text).decode();
    }
    catch (e) {
        if (e instanceof StarlarkError)
            throw new StarlarkError(`${fn}: ${e.message}`);
        throw e;
    }
}
const json_option = (value, fn, name, standard) => value === undefined ? standard : wantString(value, fn, name);
/** For hosts to predeclare. */
const json = new Module("json", [
    ["encode", asBuiltin(native_native("json.encode(x, /)", "The JSON text of a value.", (_, args) => encodeValue(args[0] ?? null, "json.encode")))],
    [
        "decode",
        asBuiltin(native_native("json.decode(x, /, default?)", "The value of a JSON text; if it is none, the default or an error.", (_, args) => {
            const text = wantString(args[0], "json.decode", "x");
            if (args[1] === undefined)
                return decodeText(text, "json.decode");
            try {
                return decodeText(text, "json.decode");
            }
            catch (e) {
                if (e instanceof StarlarkError)
                    return args[1];
                throw e;
            }
        })),
    ],
    [
        "indent",
        asBuiltin(native_native("json.indent(str, /, *, prefix?, indent?)", "A JSON text on several lines.", (_, args) => {
            const text = wantString(args[0], "json.indent", "str");
            try {
                new Decoder(text).decode();
            }
            catch (e) {
                if (e instanceof StarlarkError)
                    throw new StarlarkError(`json.indent: invalid character or structure: ${e.message}`);
                throw e;
            }
            return indent(text, json_option(args[1], "json.indent", "prefix", ""), json_option(args[2], "json.indent", "indent", "\t"));
        })),
    ],
    [
        "encode_indent",
        asBuiltin(native_native("json.encode_indent(x, /, *, prefix?, indent?)", "The JSON text of a value on several lines.", (_, args) => indent(encodeValue(args[0] ?? null, "json.encode_indent"), json_option(args[1], "json.encode_indent", "prefix", ""), json_option(args[2], "json.encode_indent", "indent", "\t")))),
    ],
]);

;// CONCATENATED MODULE: ./build/js/starlark/math.js
/** The namespace `math`: the functions of starlark-go's module of that name. Results are floats, except those of ceil and floor, which are ints. */






function math_unary(name, doc, fn) {
    return [name, asBuiltin(native_native(`${name}(x, /)`, doc, (_, args) => new Float(fn(wantNumber(args[0], name, "x")))))];
}
function binary(name, doc, fn) {
    return [
        name,
        asBuiltin(native_native(`${name}(x, y, /)`, doc, (_, args) => new Float(fn(wantNumber(args[0], name, "x"), wantNumber(args[1], name, "y"))))),
    ];
}
function rounding(name, doc, fn) {
    const run = (_, args) => {
        const x = args[0];
        if (typeof x === "number" || typeof x === "bigint")
            return x;
        const value = wantNumber(x, name, "x");
        if (!Number.isFinite(value))
            throw new StarlarkError(`${name}: cannot convert float ${Number.isNaN(value) ? "NaN" : "infinity"} to integer`);
        return floatToInt(fn(value), name);
    };
    return [name, asBuiltin(native_native(`${name}(x, /)`, doc, run))];
}
/** Halves are rounded away from zero. */
function round(x) {
    return x < 0 ? -roundPositive(-x) : roundPositive(x);
}
/** Adding a half would round up what lies just below one half. */
function roundPositive(x) {
    const whole = Math.floor(x);
    return x - whole >= 0.5 ? whole + 1 : whole;
}
/** The IEEE remainder: x minus y times the nearest integer to x / y, to the even one of two. */
function remainder(x, y) {
    if (Number.isNaN(x) || Number.isNaN(y) || !Number.isFinite(x) || y === 0)
        return NaN;
    if (!Number.isFinite(y))
        return x;
    const size = Math.abs(y);
    let rest = Math.abs(x) % (2 * size);
    if (size < Number.MAX_VALUE / 2) {
        if (rest * 2 > size) {
            rest -= size;
            if (rest * 2 >= size)
                rest -= size;
        }
    }
    else if (rest > size / 2) {
        rest -= size;
    }
    return x < 0 ? -rest : rest;
}
/** Lanczos' approximation, g = 7, n = 9: some 15 digits. */
const LANCZOS = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
    9.9843695780195716e-6, 1.5056327351493116e-7,
]; // prettier-ignore
function gamma(x) {
    if (Number.isInteger(x)) {
        if (x === 0)
            return Object.is(x, -0) ? -Infinity : Infinity;
        if (x < 0)
            return NaN;
        if (x <= 23) {
            let product = 1;
            for (let i = 2; i < x; i++)
                product *= i;
            return product;
        }
    }
    if (x === -Infinity)
        return NaN;
    if (x < 0.5)
        return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
    if (x > 171.7)
        return Infinity;
    const t = x + 6.5;
    const sum = LANCZOS.reduce((total, c, i) => (i === 0 ? c : total + c / (x - 1 + i)), 0);
    // The power is taken in two halves: in one it would overflow before the exponential brings it down.
    const half = t ** ((x - 0.5) / 2);
    return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * sum;
}
function log(args) {
    const x = wantNumber(args[0], "log", "x");
    if (args[1] === undefined)
        return new Float(Math.log(x));
    const base = wantNumber(args[1], "log", "base");
    if (base === 1)
        throw new StarlarkError("log: division by zero");
    if (base === 10)
        return new Float(Math.log10(x));
    if (base === 2)
        return new Float(Math.log2(x));
    return new Float(Math.log(x) / Math.log(base));
}
/** For hosts to predeclare. */
const math = new Module("math", [
    ["pi", new Float(Math.PI)],
    ["e", new Float(Math.E)],
    rounding("ceil", "The least int that is not less than x.", Math.ceil),
    rounding("floor", "The greatest int that is not greater than x.", Math.floor),
    math_unary("round", "x rounded to the nearest integer, halves away from zero.", round),
    math_unary("fabs", "The absolute value of x as a float.", Math.abs),
    math_unary("exp", "e to the power of x.", Math.exp),
    math_unary("sqrt", "The square root of x.", Math.sqrt),
    math_unary("acos", "The arc cosine of x, in radians.", Math.acos),
    math_unary("asin", "The arc sine of x, in radians.", Math.asin),
    math_unary("atan", "The arc tangent of x, in radians.", Math.atan),
    math_unary("cos", "The cosine of x radians.", Math.cos),
    math_unary("sin", "The sine of x radians.", Math.sin),
    math_unary("tan", "The tangent of x radians.", Math.tan),
    math_unary("degrees", "The angle x, given in radians, in degrees.", (x) => (x * 180) / Math.PI),
    math_unary("radians", "The angle x, given in degrees, in radians.", (x) => (x / 180) * Math.PI),
    math_unary("acosh", "The inverse hyperbolic cosine of x.", Math.acosh),
    math_unary("asinh", "The inverse hyperbolic sine of x.", Math.asinh),
    math_unary("atanh", "The inverse hyperbolic tangent of x.", Math.atanh),
    math_unary("cosh", "The hyperbolic cosine of x.", Math.cosh),
    math_unary("sinh", "The hyperbolic sine of x.", Math.sinh),
    math_unary("tanh", "The hyperbolic tangent of x.", Math.tanh),
    math_unary("gamma", "The gamma function of x.", gamma),
    binary("atan2", "The angle of the point (y, x): atan2(y, x).", Math.atan2),
    binary("copysign", "A number with the size of x and the sign of y.", (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
    binary("hypot", "The length of the hypotenuse of a triangle with sides x and y.", Math.hypot),
    binary("mod", "The remainder of x / y with the sign of x.", (x, y) => x % y),
    binary("pow", "x to the power of y.", (x, y) => (x === 1 || (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) ? 1 : x ** y)),
    binary("remainder", "x minus y times the integer nearest to x / y.", remainder),
    ["log", asBuiltin(native_native("log(x, base?)", "The logarithm of x to a base (e).", (_, args) => log(args)))],
]);

;// CONCATENATED MODULE: ./build/js/starlark/index.js
/**
 * The door of the language: everything a host needs. See README.md for how the pieces fit.
 */














// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
;// CONCATENATED MODULE: ./build/js/spec/asks.js
/**
 * Values that ask questions to the log: matchers, monitors, temporal properties, assumptions with monitors. What a test needs intercepted is
 * read from them as it is read from its code.
 */

class AskingValue extends HostValue {
}

;// CONCATENATED MODULE: ./build/js/spec/values.js
/** Small translations between the language's values and ours that several families of built-ins need. */



/** The fields that events other than calls can have. */
const otherFields = [
    "target", "method", "interface", "protocol", "summary", "status_code", "success", "error", "duration_ms", "body", "data", "raw", "code",
    "signal", "message", "remote", "name", "reason", "a", "b", "direction", "category", "detail", "property", "truncated",
]; // prettier-ignore
/** Fields of events that there are in other tools and not here: of proxies, mocks, topics, files that are watched. */
const fieldsElsewhere = new Set([
    "status", "query", "command", "key", "topic", "partition", "offset", "api", "delay_ms", "conn_id", "listen", "mode", "bytes_c2s", "bytes_s2c",
    "matched", "body_size", "req_size", "resp_size", "content_type", "rows", "sql", "args", "params", "headers", "table", "value", "payload", "db",
    "spec", "upstream", "requested_rules", "hint", "unresolved_paths", "result", "process", "count", "collection", "cmd",
]); // prettier-ignore
const eventFields = ["service", "type", "event_type", "seq"];
/**
 * Filters as written: keyword arguments or a dict, name to string (a number stands for its text). A name that no event can have is an error,
 * since a filter that never matches makes `assert_never` pass whatever happens. [observed] are the fields that the suite's decoders give,
 * undefined where any may turn up; [state] is told when lines of code are asked for, and of names that are nearly right, at [position].
 */
function filtersOf(given, builtin, events, observed, state, position) {
    const filters = {};
    for (const [key, value] of given) {
        const name = decode(key);
        if (name === "source")
            state.needLines(builtin);
        const known = observed === undefined || isField(name, events) || observed.includes(name);
        if (!known && position !== undefined && fieldsElsewhere.has(name)) {
            const { file, line, column } = position;
            const message = `${builtin}: no event has a field "${name}" here, so nothing can match: it belongs to events of proxies, mocks or topics`;
            state.diagnose({ level: "warning", code: "FILTER_NEVER_MATCHES", message, position: { file, line, column } });
        }
        else if (!known) {
            const names = [...trace/* callFields */.M3, ...eventFields.slice(0, 3), ...observed, ...otherFields];
            throw new engine/* SuiteError */.$K(`${builtin}: no event has a field "${name}"${didYouMean(name, names)}; fields of a call: ${trace/* callFields */.M3.join(", ")}`);
        }
        if (observed === undefined && position !== undefined && events.length > 0 && !isField(name, events)) {
            // What lines have is known from lines alone, so a name that none has had yet may be right; one that is nearly another hardly is, unless it
            // is a longer one (`error_id` beside `error`).
            const seen = new Set(events.flatMap((event) => Object.keys((0,trace/* fieldsOf */.Pf)(event))));
            const near = nearest(name, [...trace/* callFields */.M3, ...eventFields, ...otherFields, ...seen]);
            if (near !== undefined && !name.includes(near)) {
                const message = `${builtin}: no event of this test has a field "${name}" (did you mean "${near}"?), so nothing can match`;
                const { file, line, column } = position;
                state.diagnose({ level: "warning", code: "FILTER_NEVER_MATCHES", message, position: { file, line, column } });
            }
        }
        if (typeof value === "string")
            filters[name] = decode(value);
        else if (typeof value === "number")
            filters[name] = String(value);
        else
            throw new engine/* SuiteError */.$K(`${builtin}: filter ${name}= must be a string, got ${typeOf(value)}`);
    }
    return filters;
}
function isField(name, events) {
    if (trace/* callFields */.M3.includes(name) || eventFields.includes(name) || otherFields.includes(name))
        return true;
    return events.some((event) => name in (0,trace/* fieldsOf */.Pf)(event));
}
/** The entries of a dict with string keys. */
function dictEntries(dict, what) {
    return dict.entries().map(([key, value]) => {
        if (typeof key !== "string")
            throw new engine/* SuiteError */.$K(`${what}: keys must be strings, got ${typeOf(key)}`);
        return [key, value];
    });
}
/** A list of strings as text. */
function texts(list, what) {
    return list.items.map((item) => {
        if (typeof item !== "string")
            throw new engine/* SuiteError */.$K(`${what} must hold strings, got ${typeOf(item)}`);
        return decode(item);
    });
}
/** A name for a value in an error message. */
function kindOf(value) {
    return value instanceof HostValue ? value.type : typeOf(value);
}

;// CONCATENATED MODULE: ./build/js/spec/observe.js
/**
 * Observing what services print: `observe.stdout()` and `observe.stderr()` say which stream, `decoder(…)` how its lines are read. Each line is
 * then an event of the service, of type `stdout` or `stderr`, in the order in which it was printed.
 */



class DecoderValue extends HostValue {
    static typeName = "decoder";
    type = "decoder";
    decoder;
    constructor(decoder) {
        super();
        this.decoder = decoder;
    }
    repr() {
        return encode(`<decoder ${this.decoder.kind}>`);
    }
}
class ObservationValue extends HostValue {
    static typeName = "observation";
    type = "observation";
    observation;
    constructor(observation) {
        super();
        this.observation = observation;
    }
    repr() {
        const { stream, decoder } = this.observation;
        return encode(`<observe.${stream} ${decoder.kind}>`);
    }
}
/** The value of `observe=` as a service keeps it. */
function observations(value, fail) {
    if (value === undefined || value === null)
        return [];
    if (!(value instanceof List))
        return fail(`observe= must be a list of observe.stdout() and observe.stderr(), got ${kindOf(value)}`);
    const found = [];
    for (const item of value.items) {
        if (!(item instanceof ObservationValue))
            return fail(`observe= must hold observe.stdout() and observe.stderr(), got ${kindOf(item)}`);
        const { stream } = item.observation;
        if (found.some((other) => other.stream === stream))
            return fail(`observe.${stream}() is given twice; one decoder reads a stream`);
        found.push(item.observation);
    }
    return found;
}
/** Whether lines decide which fields events of this suite can have: then any name may turn up. */
function anyFieldPossible(state) {
    return observedNames(state) === undefined;
}
/** Every field that decoders of this suite can give; undefined where lines decide. */
function observedNames(state) {
    const names = [];
    for (const { observe } of state.services.values()) {
        for (const { decoder } of observe ?? []) {
            const own = (0,engine/* fieldNames */.pi)(decoder);
            if (own === undefined)
                return undefined;
            names.push(...own);
        }
    }
    return names;
}
const decoderNames = ["json", "logfmt", "regex"];
/** A pattern in the syntax of Go as a regular expression of ours: named groups and leading flags are spelt differently. */
function regexOf(pattern) {
    const flags = /^\(\?([ims]+)\)/.exec(pattern);
    const source = (flags === null ? pattern : pattern.slice(flags[0].length)).replaceAll("(?P<", "(?<");
    try {
        return new RegExp(source, flags?.[1] ?? "");
    }
    catch (error) {
        throw new engine/* SuiteError */.$K(`decoder("regex"): pattern ${JSON.stringify(pattern)}: ${error instanceof Error ? error.message : String(error)}`);
    }
}
function observeValues(state) {
    const source = (stream) => builtin({
        name: `observe.${stream}`,
        doc: `Makes every line that a service prints to its standard ${stream === "stdout" ? "output" : "error"} an event of type "${stream}": behind all that led to it, and before every call and every answer that came of it. For observe= of service().`,
        params: [
            { name: "decoder", type: [DecoderValue, "None"], default: null, doc: "How a line is read; without one it is the field `raw`." },
        ],
        returns: "observation",
        lenient: state.lenient,
        call: ({ decoder: how }) => new ObservationValue({ stream, decoder: how?.decoder ?? { kind: "none" } }),
    });
    const removed = (name, instead) => builtin({
        name,
        doc: `Gone; write ${instead}.`,
        params: [
            { name: "args", type: "any", kind: "args", doc: "Not looked at." },
            { name: "kwargs", type: "any", kind: "kwargs", doc: "Not looked at." },
        ],
        call: () => {
            throw new engine/* SuiteError */.$K(`${name}() is gone; write ${instead}`);
        },
    });
    const decoder = builtin({
        name: "decoder",
        doc: 'Reads lines into fields: "json" (top-level keys), "logfmt" (key=value), or "regex" (named groups of `pattern`; one that takes seconds on a line fails the test).',
        params: [
            { name: "name", type: "text", kind: "positional", doc: '"json", "logfmt" or "regex".' },
            { name: "pattern", type: ["text", "None"], default: null, kind: "keyword", doc: "For regex: with groups like `(?P<level>\\w+)`." },
        ],
        returns: "decoder",
        call: ({ name, pattern }) => {
            if (name !== "regex" && pattern !== null)
                throw new engine/* SuiteError */.$K(`decoder("${name}"): pattern= is for "regex" only`);
            switch (name) {
                case "json":
                case "logfmt":
                    return new DecoderValue({ kind: name });
                case "regex":
                    if (pattern === null)
                        throw new engine/* SuiteError */.$K('decoder("regex"): pattern= is missing');
                    return new DecoderValue({ kind: "regex", pattern: regexOf(pattern) });
                default:
                    throw new engine/* SuiteError */.$K(`decoder: unknown decoder "${name}"${didYouMean(name, decoderNames)}; there are ${decoderNames.join(", ")}`);
            }
        },
    });
    const all = [
        decoder,
        removed("stdout", "observe.stdout(decoder=…)"),
        removed("stderr", "observe.stderr(decoder=…)"),
        removed("json_decoder", 'decoder("json")'),
        removed("logfmt_decoder", 'decoder("logfmt")'),
        removed("regex_decoder", 'decoder("regex", pattern=…)'),
    ];
    const streams = [source("stdout"), source("stderr")];
    const namespace = new Module("observe", streams.map((one) => [one.name.replace("observe.", ""), one]));
    return [["observe", namespace], ...all.map((one) => [one.name, one])];
}

;// CONCATENATED MODULE: ./build/js/spec/matchers.js
/**
 * Matchers: which events are meant. `match.event(…)` asks for fields, `match.any`, `match.all` and `match.never` put matchers together; wherever a
 * matcher may stand, a function of the event may stand as well. A matcher sees every kind of event, the driver's and the tool's own too.
 */






class MatcherValue extends AskingValue {
    static typeName = "matcher";
    type = "matcher";
    #pattern;
    constructor(pattern) {
        super();
        this.#pattern = pattern;
    }
    matches(event) {
        const pattern = this.#pattern;
        switch (pattern.kind) {
            case "event":
                return (0,trace/* passes */.WE)(event, pattern.filters);
            case "any":
                return pattern.parts.some((part) => part.matches(event));
            case "all":
                return pattern.parts.every((part) => part.matches(event));
        }
    }
    /** However they are put together. */
    get filters() {
        const pattern = this.#pattern;
        return pattern.kind === "event" ? [pattern.filters] : pattern.parts.flatMap((part) => part.filters);
    }
    get asked() {
        return [];
    }
    repr() {
        return encode(`<${this.text}>`);
    }
    get text() {
        const pattern = this.#pattern;
        if (pattern.kind !== "event") {
            const name = pattern.kind === "any" && pattern.parts.length === 0 ? "never" : pattern.kind;
            return `match.${name}(${pattern.parts.map((part) => part.text).join(", ")})`;
        }
        const fields = Object.entries(pattern.filters).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
        return `match.event(${fields.join(", ")})`;
    }
}
/** The parameter for one. */
const pickerParam = {
    name: "matcher",
    type: [MatcherValue, "callable"],
    arity: 1,
    kind: "positional",
    doc: "match.event(…) or another matcher, or a function of the event.",
};
function picks(picker, event, asking) {
    if (picker instanceof MatcherValue)
        return picker.matches(event);
    return truth(asking.call(picker, [asking.value(event)]));
}
/** A picker in a message. */
function pickerText(picker) {
    return picker instanceof MatcherValue ? picker.text : "the given function";
}
/** [value] as a picker. Throws [SuiteError] naming [what] for anything else. */
function pickerOf(value, what) {
    if (value instanceof MatcherValue || isCallable(value))
        return value;
    throw new engine/* SuiteError */.$K(`${what} must be a matcher, such as match.event(type="stdout"), or a function of an event`);
}
/** The matcher for fields given as keywords; [events] may have fields of names that nothing else tells. */
function fieldMatcher(state, fields, name, events = [], position) {
    return new MatcherValue({ kind: "event", filters: filtersOf(fields, name, events, observedNames(state), state, position) });
}
function matchNamespace(state) {
    const parts = { name: "matchers", type: MatcherValue, kind: "args", doc: "Matchers." };
    const members = [
        builtin({
            name: "match.event",
            doc: "Matches events by their fields.",
            params: [{ name: "fields", type: "any", kind: "kwargs", doc: 'Field = glob, e.g. type="syscall", service="db", path="*.wal".' }],
            returns: "matcher",
            call: ({ fields }, { position }) => {
                const { file, line, column } = position;
                const matcher = fieldMatcher(state, fields, "match.event", [], position);
                if (state.current === undefined)
                    for (const filters of matcher.filters)
                        for (const [name, text] of Object.entries(filters))
                            state.filters.push({ reader: "match.event", name, text, position: { file, line, column } });
                return matcher;
            },
        }),
        builtin({
            name: "match.any",
            doc: "Matches what any of the matchers matches.",
            params: [parts],
            returns: "matcher",
            call: ({ matchers }) => {
                if (matchers.length === 0)
                    throw new engine/* SuiteError */.$K("match.any: no matcher given; match.never() matches nothing");
                return new MatcherValue({ kind: "any", parts: matchers });
            },
        }),
        builtin({
            name: "match.all",
            doc: "Matches what all of the matchers match.",
            params: [parts],
            returns: "matcher",
            call: ({ matchers }) => {
                if (matchers.length === 0)
                    throw new engine/* SuiteError */.$K("match.all: no matcher given; match.event() matches everything");
                return new MatcherValue({ kind: "all", parts: matchers });
            },
        }),
        builtin({
            name: "match.never",
            doc: "Matches nothing.",
            returns: "matcher",
            call: () => new MatcherValue({ kind: "any", parts: [] }),
        }),
    ];
    return new Module("match", members.map((one) => [one.name.replace("match.", ""), one]));
}

;// CONCATENATED MODULE: ./build/js/spec/events.js
/**
 * Events as a suite sees them, one kind of object for every reader: `events()`, the predicates of assertions, monitors, `await_event`, the trace of
 * temporal properties. Fields are attributes, all strings; an absent one is "". How events relate (what may have caused what) is read from
 * vector clocks, which are computed when they are asked for.
 */



/** A log as values of the language: knows clocks and neighbours of its events. */
class History {
    #source;
    #clocks = [];
    constructor(source) {
        this.#source = source;
    }
    get events() {
        return this.#source.events;
    }
    value(event) {
        return new EventValue(event, this);
    }
    /** How pickers are asked within a call. */
    asking(ctx) {
        return { value: (event) => this.value(event), call: (fn, args) => ctx.callSync(fn, args) };
    }
    /** RFC 3339 with nanoseconds, UTC. */
    timestamp(event) {
        const wholeMs = Math.floor(event.atNs / 1e6);
        const text = new Date(this.#source.startedMs + wholeMs).toISOString();
        return text.replace("Z", `${String(event.atNs - wholeMs * 1e6).padStart(6, "0")}Z`);
    }
    clock(event) {
        const { events, services } = this.#source;
        // All at once, and anew only when the log has grown: predicates ask for many.
        if (this.#clocks.length < events.length)
            this.#clocks = (0,trace/* clocksOf */.bi)(events, services);
        return this.#clocks[event.seq - 1] ?? {};
    }
    /** Whether [a] may have caused [b]: b's past holds a. */
    before(a, b) {
        if (a.seq === b.seq)
            return false;
        const own = this.clock(a)[a.service] ?? 0;
        return (this.clock(b)[a.service] ?? 0) >= own && (a.service !== b.service || a.seq < b.seq);
    }
    /** Whether [a] is the event of its lane that [b] heard of last, with nothing of the two lanes in between. */
    directlyBefore(a, b) {
        if (!this.before(a, b))
            return false;
        return !this.events.slice(a.seq, b.seq - 1).some((between) => this.before(a, between) && this.before(between, b));
    }
}
const histories = new WeakMap();
/** The one history of a running test. */
function historyOf(run) {
    const history = histories.get(run) ?? new History(run);
    histories.set(run, history);
    return history;
}
/** An event as a suite sees it: fields as attributes, all strings; an absent one is "". */
class EventValue extends HostValue {
    static typeName = "event";
    type = "event";
    event;
    #history;
    constructor(event, history) {
        super();
        this.event = event;
        this.#history = history;
    }
    attr(name) {
        const { event } = this;
        switch (name) {
            case "seq":
                return event.seq;
            case "service":
                return encode(event.service);
            case "type":
                return encode(event.type);
            case "event_type":
                return encode((0,trace/* eventType */.$q)(event));
            case "timestamp":
                return this.#history.timestamp(event);
            case "fields":
                return fromJs((0,trace/* fieldsOf */.Pf)(event));
            case "data":
                return this.#data();
            case "first":
                return null;
            default: {
                const own = relations.get(name);
                return own === undefined ? encode((0,trace/* fieldValue */.ag)(event, decode(name))) : own(this, this.#history);
            }
        }
    }
    attrNames() {
        return [...new Set([...eventMembers.map(encode), ...Object.keys((0,trace/* fieldsOf */.Pf)(this.event)).map(encode)])];
    }
    equals(other) {
        return other instanceof EventValue && other.event.seq === this.event.seq && other.#history === this.#history;
    }
    hashKey() {
        return `event ${this.event.seq}`;
    }
    repr() {
        return encode(`<event ${summary(this.event)}>`);
    }
    #data() {
        const fields = (0,trace/* fieldsOf */.Pf)(this.event);
        try {
            return fromJson(fields["data"] ?? "");
        }
        catch {
            return fromJs(fields);
        }
    }
}
/** `#8 service=inventory syscall=write decision=allow path=/tmp/inventory.wal`. */
function summary(event) {
    const fields = (0,trace/* fieldsOf */.Pf)(event);
    const shown = event.call ? ["syscall", "decision", "path", "peer"] : ["target", "method", "status_code", "summary", "data", "raw"];
    const parts = shown.flatMap((name) => (fields[name] === undefined ? [] : [`${name}=${fields[name].slice(0, 200)}`]));
    return [`#${event.seq}`, `service=${event.service}`, ...(event.call ? [] : [`type=${event.type}`]), ...parts].join(" ");
}
const events_other = { name: "other", type: EventValue, kind: "positional", doc: "Another event of the same test." };
const events_window = { name: "window", type: "text", doc: 'How far apart at most, such as "100ms".' };
/** What one event can be asked about another. */
function relation(name, doc, holds) {
    return [
        name,
        (value, history) => builtin({ name, doc, params: [events_other], returns: "bool", call: (args) => holds(history, value.event, args.other.event) }),
    ];
}
/** What an event can be asked about the events around it; [reach] limits how far away they may be. */
function neighbours(name, doc, side, limited) {
    const found = (history, { event }, picker, withinNs, ctx) => history.events.some((candidate) => (side < 0 ? candidate.seq < event.seq : candidate.seq > event.seq) &&
        Math.abs(candidate.atNs - event.atNs) <= withinNs &&
        picks(picker, candidate, history.asking(ctx)));
    return [
        name,
        (value, history) => limited
            ? builtin({
                name,
                doc,
                params: [pickerParam, events_window],
                returns: "bool",
                call: (args, ctx) => found(history, value, args.matcher, (0,trace/* parseDuration */.E9)(args.window), ctx),
            })
            : builtin({
                name,
                doc,
                params: [pickerParam],
                returns: "bool",
                call: (args, ctx) => found(history, value, args.matcher, Number.POSITIVE_INFINITY, ctx),
            }),
    ];
}
/** The methods of an event by name. */
const relations = new Map([
    relation("happens_before", "Whether this may have caused the other: a chain of messages leads from here to there.", (history, a, b) => history.before(a, b)),
    relation("happens_after", "Whether the other may have caused this.", (history, a, b) => history.before(b, a)),
    relation("concurrent_with", "Whether neither can have caused the other.", (history, a, b) => a.seq !== b.seq && !history.before(a, b) && !history.before(b, a)),
    relation("same_service_as", "Whether both are of one service.", (_, a, b) => a.service === b.service),
    relation("same_correlation_as", "Whether both carry the same `correlation_id`.", (_, a, b) => {
        const id = (0,trace/* fieldValue */.ag)(a, "correlation_id");
        return id !== "" && id === (0,trace/* fieldValue */.ag)(b, "correlation_id");
    }),
    relation("directly_caused_by", "Whether the other happened before this with no event between the two.", (history, a, b) => history.directlyBefore(b, a)),
    [
        "duration_since",
        (value) => builtin({
            name: "duration_since",
            doc: "Nanoseconds from the other event to this one.",
            params: [events_other],
            returns: "int",
            call: (args) => value.event.atNs - args.other.event.atNs,
        }),
    ],
    neighbours("preceded_by", "Whether an event that matches was recorded before this one.", -1, false),
    neighbours("followed_by", "Whether an event that matches has been recorded after this one.", 1, false),
    neighbours("preceded_by_within", "Whether an event that matches was recorded before this one, no earlier than the window.", -1, true),
    neighbours("followed_by_within", "Whether an event that matches has been recorded after this one, no later than the window.", 1, true),
]);
/** What every event has. */
const eventMembers = [
    "seq",
    "service",
    "type",
    "event_type",
    "timestamp",
    "fields",
    "data",
    "first",
    ...relations.keys(),
];

;// CONCATENATED MODULE: ./build/js/spec/assertions.js
/**
 * Assertions and questions to the log: `assert_true`, `assert_eq`, `assert_eventually`, `assert_never`, `assert_before`, `events`. All read a
 * synchronised log: what happened before the call stands in it.
 */







/** How many events a failed assertion shows. */
const nearestShown = 5;
function filtersText(filters) {
    return Object.entries(filters)
        .map(([name, pattern]) => `${name}=${JSON.stringify(pattern)}`)
        .join(", ");
}
const questionParams = [
    {
        name: "where",
        type: [MatcherValue, "callable", "None"],
        arity: 1,
        default: null,
        doc: "Called with each event; true selects it. Sees every type of event. A matcher will do as well.",
    },
    {
        name: "filters",
        type: "any",
        kind: "kwargs",
        doc: 'Field = glob, e.g. syscall="write", path="*.wal". Beside where=, `message=` is what to say on failure.',
    },
];
function questionOf({ where, filters }, name, events, state, { position }) {
    if (where === null && filters.size === 0 && name !== "events")
        throw new engine/* SuiteError */.$K(`${name}: nothing is asked; give a filter such as syscall="write", or where=`);
    const said = where === null ? undefined : (filters.get("message") ?? filters.get("msg"));
    const fields = said === undefined ? filters : [...filters].filter(([key]) => key !== "message" && key !== "msg");
    return {
        filters: filtersOf(fields, name, events, observedNames(state), state, position),
        picker: where ?? undefined,
        message: said === undefined ? "" : ` (${messageText(said)})`,
    };
}
function assertions_select({ filters, picker }, events, history, ctx) {
    if (picker === undefined)
        return events.filter((event) => (0,trace/* matches */.cK)(event, filters));
    const asking = history.asking(ctx);
    return events.filter((event) => (0,trace/* passes */.WE)(event, filters) && picks(picker, event, asking));
}
function assertionBuiltins(state) {
    /** The running test, which has asserted something now. */
    const asserting = (name) => {
        const run = state.run(name);
        run.asserts();
        return run;
    };
    return [
        builtin({
            name: "assert_true",
            doc: "Fails the test unless the condition is true.",
            params: [
                { name: "cond", type: "any", doc: "The condition." },
                { name: "message", type: "any", default: null, doc: "What to say otherwise." },
                { name: "msg", type: "any", default: null, kind: "keyword", doc: "The same." },
            ],
            lenient: state.lenient,
            call: ({ cond, message, msg }) => {
                state.current?.asserts();
                if (truth(cond))
                    return null;
                const said = message ?? msg;
                throw new engine/* AssertionFailure */.TK("assert_true", said === null ? "assertion failed" : messageText(said), {
                    expected: "True",
                    actual: decode(repr(cond)),
                });
            },
        }),
        builtin({
            name: "assert_eq",
            doc: "Fails the test unless the two are equal.",
            params: [
                { name: "actual", type: "any", doc: "What there is." },
                { name: "expected", type: "any", doc: "What there should be." },
                { name: "message", type: "any", default: null, doc: "What to say otherwise." },
                { name: "msg", type: "any", default: null, kind: "keyword", doc: "The same." },
            ],
            lenient: state.lenient,
            call: ({ actual, expected, message, msg }) => {
                state.current?.asserts();
                if (equal(actual, expected))
                    return null;
                const [got, want] = [decode(repr(actual)), decode(repr(expected))];
                const said = message ?? msg;
                throw new engine/* AssertionFailure */.TK("assert_eq", `assert_eq failed: ${got} != ${want}${said === null ? "" : ` (${messageText(said)})`}`, {
                    expected: want,
                    actual: got,
                });
            },
        }),
        builtin({
            name: "assert_eventually",
            doc: "Fails the test unless an event that was recorded so far matches. Does not wait.",
            params: questionParams,
            call: async (args, ctx) => {
                const run = asserting("assert_eventually");
                const events = await run.sync();
                const question = questionOf(args, "assert_eventually", events, state, ctx);
                if (assertions_select(question, events, historyOf(run), ctx).length > 0)
                    return null;
                const filters = filtersText(question.filters);
                const message = filters === ""
                    ? "assert_eventually: no event matched where= predicate"
                    : `assert_eventually: no matching event found (filters: ${filters})`;
                throw new engine/* AssertionFailure */.TK("assert_eventually", message + question.message, {
                    expected: filters === "" ? "an event that where= accepts" : `an event with ${filters}`,
                    actual: "none",
                    nearest: near(events, question.filters),
                });
            },
        }),
        builtin({
            name: "assert_never",
            doc: "Fails the test if an event that was recorded so far matches.",
            params: questionParams,
            call: async (args, ctx) => {
                if (state.current === undefined) {
                    const message = "assert_never: this can never fail: while the suite is loaded nothing has happened; call it in a test";
                    state.diagnose({ level: "warning", code: "ASSERTION_CANNOT_FAIL", message, position: ctx.position });
                    return null;
                }
                const run = asserting("assert_never");
                const events = await run.sync();
                const question = questionOf(args, "assert_never", events, state, ctx);
                const found = assertions_select(question, events, historyOf(run), ctx);
                const [first] = found;
                if (first === undefined)
                    return null;
                const filters = filtersText(question.filters);
                throw new engine/* AssertionFailure */.TK("assert_never", `assert_never: found matching event ${foundText(first)}${question.message}`, {
                    expected: filters === "" ? "no event that where= accepts" : `no event with ${filters}`,
                    actual: `${found.length} of them`,
                    nearest: found.slice(0, nearestShown).map(({ seq }) => seq),
                });
            },
        }),
        builtin({
            name: "assert_before",
            doc: "Fails the test unless the first event that matches `first` was recorded before the first that matches `then`.",
            params: [
                { name: "first", type: "dict", kind: "keyword", doc: "Filters of what comes first." },
                { name: "then", type: "dict", kind: "keyword", doc: "Filters of what follows." },
            ],
            lenient: state.lenient,
            call: async ({ first, then }, { position }) => {
                const events = await asserting("assert_before").sync();
                const find = (name, dict) => {
                    const filters = filtersOf(dictEntries(dict, `assert_before: ${name}=`), "assert_before", events, observedNames(state), state, position);
                    if (Object.keys(filters).length === 0)
                        throw new engine/* SuiteError */.$K(`assert_before: ${name}= must name at least one field`);
                    const event = events.find((candidate) => (0,trace/* matches */.cK)(candidate, filters));
                    if (event !== undefined)
                        return event;
                    const message = `assert_before: no event matching '${name}' filters (${filtersText(filters)})`;
                    throw new engine/* AssertionFailure */.TK("assert_before", message, {
                        expected: `an event with ${filtersText(filters)}`,
                        actual: "none",
                        nearest: near(events, filters),
                    });
                };
                const a = find("first", first);
                const b = find("then", then);
                if (a.seq < b.seq)
                    return null;
                throw new engine/* AssertionFailure */.TK("assert_before", `assert_before: 'first' event (seq=${a.seq}) did not occur before 'then' event (seq=${b.seq})`, {
                    expected: `${summary(a)} before ${summary(b)}`,
                    actual: "the other way round",
                    nearest: [b.seq, a.seq],
                });
            },
        }),
        builtin({
            name: "events",
            doc: "The events recorded so far that match, oldest first.",
            params: questionParams,
            returns: "list of event",
            call: async (args, ctx) => {
                const run = state.run("events");
                const events = await run.sync();
                const history = historyOf(run);
                return new List(assertions_select(questionOf(args, "events", events, state, ctx), events, history, ctx).map((event) => history.value(event)));
            },
        }),
    ];
}
function near(events, filters) {
    return (0,trace/* nearest */.pA)(events, filters, nearestShown).map(({ seq }) => seq);
}
function foundText(event) {
    const fields = (0,trace/* fieldsOf */.Pf)(event);
    const shown = event.call
        ? { syscall: fields["syscall"], decision: fields["decision"], path: fields["path"] ?? "" }
        : { type: event.type };
    const parts = Object.entries(shown).map(([name, value]) => `${name}=${value ?? ""}`);
    return `#${event.seq} (service=${event.service} ${parts.join(" ")})`;
}
function messageText(value) {
    return decode(typeof value === "string" ? value : repr(value));
}

// EXTERNAL MODULE: ./build/js/protocols/index.js + 5 modules
var protocols = __webpack_require__(2526);
;// CONCATENATED MODULE: ./build/js/spec/determinism.js
/**
 * Determinism: what a service takes from the world that no suite controls. Under level L1 the services that a test watches anyway are also watched
 * for reading the clock by a system call, for random bytes, and for connections to anybody who is not declared. Each becomes an event; under
 * `strict` the first that is not tolerated fails the test.
 *
 * Looked at is what happens from the beginning of the test's body: every run-time draws random bytes while it starts, and no program can help it.
 */



const categories = ["clock", "rand", "dns", "network-unmediated", "fs-unmediated"];
/** Calls that are watched under L1, and what they take. */
const watched = {
    clock_gettime: "clock",
    getrandom: "rand",
    connect: "connect",
};
const dnsPort = 53;
/** The categories in a list. Throws [SuiteError] for a name that is none. */
function categoriesOf(list, what) {
    const names = texts(list, what);
    for (const name of names) {
        if (!categories.includes(name))
            throw new engine/* SuiteError */.$K(`${what}: unknown category "${name}"${didYouMean(name, categories)}; there are ${categories.join(", ")}`);
    }
    return names;
}
/** [determinism] with the last word of whoever runs the suite, if they have one. */
function judgedStrictly(determinism, strict) {
    return determinism === undefined || strict === undefined ? determinism : { ...determinism, strict };
}
/** [needs] with what has to be watched as well, for services that are watched at all. */
function withDeterminism(needs, determinism) {
    if (determinism === undefined)
        return needs;
    return new Map([...needs].map(([service, calls]) => [service, calls.size === 0 ? calls : new Set([...calls, ...Object.keys(watched)])]));
}
/** What a call takes from outside, if it does. */
function categoryOf({ call }, services) {
    if (call === undefined)
        return undefined;
    const what = watched[call.name];
    if (what !== "connect")
        return what;
    const peer = call.object.kind === "socket" ? call.object.peer : undefined;
    // Without an address of the network (unix sockets, netlink) nothing is reached.
    if (peer === undefined || peer.startsWith("unix:"))
        return undefined;
    const port = Number(peer.slice(peer.lastIndexOf(":") + 1));
    if (port === dnsPort)
        return "dns";
    const local = /^(127\.|\[::1\]|\[::ffff:127\.)/.test(peer);
    const declared = services.some(({ interfaces }) => interfaces.some((one) => one.port === port));
    return local && declared ? undefined : "network-unmediated";
}
/** Runs [body] and judges what services took from outside meanwhile. Throws [Violation]. */
async function underDeterminism(state, run, determinism, body) {
    if (determinism === undefined)
        return body();
    const services = [...state.services.values()];
    const tolerated = new Map(services.map(({ name, nondeterministicOk = [] }) => [name, new Set([...determinism.allow, ...nondeterministicOk])]));
    let first;
    await run.sync();
    const stop = run.watch((event) => {
        const category = categoryOf(event, services);
        if (category === undefined || event.call === undefined)
            return;
        const { name, pid, object } = event.call;
        const detail = object.kind === "socket" ? { detail: object.peer ?? "" } : {};
        run.note("unmediated_io", event.service, { category, syscall: name, pid: String(pid), ...detail });
        if (tolerated.get(event.service)?.has(category) === true)
            return;
        const to = object.kind === "socket" ? ` to ${object.peer ?? ""}` : "";
        const message = `determinism: service "${event.service}" took ${category} from outside (${name}${to}, event seq=${event.seq})`;
        if (determinism.strict)
            first ??= new engine/* Violation */.ms("determinism", message, determinism.position, event.seq);
        else
            run.diagnose({
                level: "warning",
                code: "UNMEDIATED_IO",
                message: `service "${event.service}" took ${category} from outside (${name})`,
                service: event.service,
            });
    });
    try {
        const result = await body();
        await run.sync();
        if (first !== undefined)
            throw first;
        return result;
    }
    finally {
        stop();
    }
}
function determinismBuiltins(state) {
    return [
        builtin({
            name: "determinism",
            doc: "Says what services may take from outside: under L1 reading the clock by a call, random bytes and connections to undeclared addresses become events " +
                "unmediated_io, and fail the test unless tolerated; L0 watches nothing. What happens before a test's body begins does not count. Once, while loading.",
            params: [
                { name: "level", type: "text", default: "L1", kind: "keyword", doc: '"L0" or "L1".' },
                {
                    name: "runtime",
                    type: "text",
                    default: "default",
                    kind: "keyword",
                    doc: '"default". "gvisor" is accepted: what it was needed for works without.',
                },
                {
                    name: "strict",
                    type: ["bool", "None"],
                    default: null,
                    kind: "keyword",
                    doc: "Whether what is not tolerated fails the test; True unless said.",
                },
                { name: "allow", type: "list", default: new List(), kind: "keyword", doc: `Tolerated everywhere: ${categories.join(", ")}.` },
            ],
            call: ({ level, runtime, strict, allow }, ctx) => {
                if (state.current !== undefined)
                    throw new engine/* SuiteError */.$K("determinism() belongs to the top of the suite, not into a test");
                if (state.determinismSaid)
                    throw new engine/* SuiteError */.$K("determinism() is called twice; say all of it once");
                state.determinismSaid = true;
                if (/^L[2-5]$/.test(level))
                    throw new engine/* SuiteError */.$K(`determinism: level "${level}" is reserved; "L0" and "L1" exist`);
                if (level !== "L0" && level !== "L1")
                    throw new engine/* SuiteError */.$K(`determinism: unknown level "${level}"; there are "L0" and "L1"`);
                if (level === "L0" && strict !== null)
                    throw new engine/* SuiteError */.$K("determinism: strict= has no meaning at L0, where nothing is watched");
                if (runtime !== "default" && runtime !== "gvisor")
                    throw new engine/* SuiteError */.$K(`determinism: unknown runtime "${runtime}"${didYouMean(runtime, ["default", "gvisor"])}`);
                if (runtime === "gvisor") {
                    state.diagnose({
                        level: "warning",
                        code: "RUNTIME_IGNORED",
                        message: 'determinism: runtime="gvisor" changes nothing here; services run on this kernel, and partitions work without it',
                        position: ctx.position,
                    });
                }
                const tolerated = categoriesOf(allow, "determinism: allow=");
                if (level === "L1")
                    state.determinism = { strict: strict ?? true, allow: tolerated, position: ctx.position };
                return null;
            },
        }),
    ];
}

// EXTERNAL MODULE: ./build/js/supervisor/index.js + 10 modules
var supervisor = __webpack_require__(2573);
;// CONCATENATED MODULE: ./build/js/spec/lint.js






/** Calls on sockets: nothing that they act on has a path. */
const onSockets = /^(connect|accept4?|bind|listen|shutdown|send(to|msg|mmsg)|recv(from|msg|mmsg)|[gs]etsockopt)$/;
/** Calls on files: nothing that they act on has a peer. */
const onFiles = /^(open(at2?)?|creat|f(data)?sync|rename(at2?)?|(un|sym)?link(at)?|mkdir(at)?|rmdir|f?truncate|fallocate|p(read|write)(64|v2?)|l?stat|fstat|newfstatat|statx|(f?access(at2?)?)|f?ch(mod|own)(at2?)?|lchown|getdents(64)?|readlink(at)?)$/;
/** Objects that have no path and are named by a word. */
const words = new Set(["pipe", "stdin", "stdout", "stderr"]);
/** Why a rule on these calls with this selection can never match; undefined when it can. */
function neverMatches(syscalls, selection) {
    const { path, address } = selection;
    if (path !== undefined) {
        if (syscalls.every((name) => onSockets.test(name)))
            return `path=${JSON.stringify(path)} can never match: ${syscalls.join(", ")} act on sockets, which have no path; use address=`;
        if (!/^[/*?[\\]/.test(path) && !words.has(path))
            return `path=${JSON.stringify(path)} can never match: paths are whole, from "/" on; write for example ${JSON.stringify(`*${path.startsWith(".") ? path.replace(/^\.+/, "") : path}`)}`;
    }
    if (address !== undefined && syscalls.every((name) => onFiles.test(name)))
        return `address=${JSON.stringify(address)} can never match: ${syscalls.join(", ")} act on files, which have no peer; use path=`;
    return undefined;
}
/** Every field and method that an event of a suite can have; undefined where what services print decides. */
function eventFieldsOf(state) {
    const observed = observedNames(state);
    return observed === undefined ? undefined : [...trace/* callFields */.M3, ...eventFields, ...eventMembers, ...observed, ...otherFields];
}
const readers = new Set(["assert_eventually", "assert_never", "events", "match.event"]);
/** What filters and predicates in the text of a suite ask for that no event can have, each with its place. */
function vainFilters({ sites, made, predicates, fields }, services) {
    const found = [];
    const tell = (reader, asked, why, { file, line, column }) => {
        if (why === undefined)
            return;
        const consequence = reader === "assert_never" ? ", so this can never fail" : reader === "assert_eventually" ? ", so this always fails" : "";
        found.push({
            level: "warning",
            code: "FILTER_NEVER_MATCHES",
            message: `${reader}: ${asked} matches no event${consequence}: ${why}`,
            position: { file, line, column },
        });
    };
    const look = (reader, name, value) => {
        const text = value.kind === "literal" && typeof value.value === "string" ? decode(value.value) : undefined;
        if (text === undefined || text === "")
            return;
        tell(reader, `${name}=${JSON.stringify(text)}`, vain(name, text, services), value.position);
    };
    const ask = (reader, { name, equals, position }) => {
        // A predicate may be right to say no to what is not there. Told is only a comparison that can never hold, and a name that is nearly another. A
        // decision is compared as a whole here, and not as a pattern.
        const why = equals === undefined || equals === "" || name === "decision" ? undefined : vain(name, equals, services);
        if (why !== undefined)
            return tell(reader, `.${name} == ${JSON.stringify(equals)}`, why, position);
        const guess = fields === undefined || fields.includes(name) ? "" : didYouMean(name, fields);
        if (guess !== "")
            tell(reader, `.${name}`, `no event has a field "${name}"${guess}`, position);
    };
    for (const { reader, name, text, position } of made)
        tell(reader, `${name}=${JSON.stringify(text)}`, vain(name, text, services), position);
    for (const { reader, fn } of predicates)
        for (const asked of fieldsAskedIn(fn))
            ask(reader, asked);
    for (const site of sites) {
        const reader = site.calleeValue instanceof Builtin ? decode(site.calleeValue.name) : "";
        if (readers.has(reader) || reader === "await_event") {
            const where = site.kwargs.find(({ name }) => name === "where")?.value ?? site.args[0];
            for (const asked of where === undefined ? [] : fieldsAskedIn(where, site.inside))
                ask(reader, asked);
        }
        if (readers.has(reader))
            for (const { name, value } of site.kwargs)
                look(reader, decode(name), value);
        else if (reader === "assert_before")
            for (const { value } of site.kwargs) {
                if (value.kind !== "dict")
                    continue;
                for (const entry of value.entries)
                    if (entry.key.kind === "literal" && typeof entry.key.value === "string")
                        look(reader, decode(entry.key.value), entry.value);
            }
    }
    return found;
}
/** Assertions in the text of a suite that hold whatever the services do, each with its place. */
function emptyAssertions(sites) {
    return sites.flatMap((site) => {
        const name = site.calleeValue instanceof Builtin ? decode(site.calleeValue.name) : "";
        const given = (index, keyword) => site.args[index] ?? site.kwargs.find((kwarg) => kwarg.name === keyword)?.value;
        const why = name === "assert_true"
            ? alwaysTrue(given(0, "cond"))
            : name === "assert_eq"
                ? alwaysEqual(given(0, "actual"), given(1, "expected"))
                : undefined;
        if (why === undefined)
            return [];
        const { file, line, column } = site.position;
        return [
            {
                level: "warning",
                code: "ASSERTION_CANNOT_FAIL",
                message: `${name}: this can never fail: ${why}`,
                position: { file, line, column },
            },
        ];
    });
}
function alwaysTrue(cond) {
    switch (cond?.kind) {
        case "literal":
            return truth(cond.value) ? "its condition is a constant" : undefined;
        case "list":
            return cond.items.length > 0
                ? "its condition is a list or tuple with something in it; write assert_true(condition, message)"
                : undefined;
        case "function":
            return "its condition is a function, which is not called";
        case "global":
            return cond.value instanceof value_StarFunction || cond.value instanceof Builtin
                ? `its condition is the function ${cond.name}, which is not called; write ${cond.name}()`
                : undefined;
        default:
            return undefined;
    }
}
function alwaysEqual(actual, expected) {
    if (actual?.kind === "literal" && expected?.kind === "literal" && equal(actual.value, expected.value))
        return "it compares a constant with itself";
    // A variable stands for the one call that it is ever assigned.
    return actual?.kind === "call" && expected?.kind === "call" && actual.call === expected.call
        ? "both sides are the same answer"
        : undefined;
}
/** Why no event can have this value, as far as it is known which ones there are. */
function vain(name, text, services) {
    const none = (known, what) => {
        if (known.some((one) => (0,trace/* globMatches */.mw)(text, one)))
            return undefined;
        return `there is no ${what} ${(0,trace/* isGlob */.fg)(text) ? "like this" : `"${text}"`}${(0,trace/* isGlob */.fg)(text) ? "" : didYouMean(text, known)}`;
    };
    switch (name) {
        case "syscall":
            return (0,supervisor/* isSyscall */.EO)(text) ? undefined : none((0,supervisor/* syscallNames */.EE)(), "call");
        case "service":
            return none([...services.map((service) => service.name), trace/* DRIVER */.NX], "service");
        case "type":
            if (text === "stdout" || text === "stderr") {
                const observed = services.some(({ observe }) => observe?.some(({ stream }) => stream === text));
                return observed ? undefined : `no service has observe.${text}() in observe=`;
            }
            return none(["syscall", "stdout", "stderr", ...trace/* noteTypes */.C$], "type");
        case "decision": {
            const [, kind = text, argument] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
            if (kind !== "deny" || argument === undefined || (0,trace/* isGlob */.fg)(argument) || !/^[A-Z0-9]+$/.test(argument)) {
                return (0,trace/* isGlob */.fg)(text)
                    ? undefined
                    : none(["allow", "trace", "deny", "delay", "hold", "short", "crash"].includes(kind) ? [text] : decisions, "decision");
            }
            return trace/* errnoNames */.bV.includes(argument) ? undefined : `there is no error "${argument}"${didYouMean(argument, trace/* errnoNames */.bV)}`;
        }
        default:
            return undefined;
    }
}
/** For suggestions. */
const decisions = [(0,trace/* decisionName */.Mt)({ kind: "allow" }), (0,trace/* decisionName */.Mt)({ kind: "allow-system-path" }), "trace", "deny(EIO)", "delay(100ms)"];

;// CONCATENATED MODULE: ./build/js/spec/steps.js
/** The steps of an interface as functions of a suite, and the response they return. */



/** What came back from an HTTP step. True when the transport worked, whatever the status. */
class Response extends HostValue {
    static typeName = "response";
    type = "response";
    #answer;
    #durationMs;
    constructor(answer, durationMs) {
        super();
        this.#answer = answer;
        this.#durationMs = durationMs;
    }
    attr(name) {
        const { status, bytes, headers, truncated, error } = this.#answer;
        switch (name) {
            case "status":
            case "status_code":
                return status;
            case "body":
                return byteString(bytes);
            case "data":
                return decoded(bytes);
            case "ok":
                return error === "";
            case "error":
                return encode(error);
            case "duration_ms":
                return Math.floor(this.#durationMs);
            case "headers":
                return fromJs(headers);
            case "truncated":
                return truncated;
            default:
                return undefined;
        }
    }
    attrNames() {
        return ["status", "status_code", "body", "data", "ok", "error", "duration_ms", "headers", "truncated"];
    }
    truth() {
        return this.#answer.error === "";
    }
    repr() {
        const { status, error } = this.#answer;
        return encode(error === "" ? `<response status=${status}>` : `<response error=${JSON.stringify(error)}>`);
    }
}
/** The string of the language that holds these bytes. */
const byteString = (bytes) => Buffer.from(bytes).toString("latin1");
/** JSON as values, anything else as the string it is. */
function decoded(body) {
    try {
        return fromJson(Buffer.from(body)
            .toString("utf8")
            .replace(/^\ufeff/, ""));
    }
    catch {
        return byteString(body);
    }
}
const typeOfParam = {
    string: "string",
    duration: "string",
    bool: "bool",
    int: "int",
    dict: "dict",
    list: "list",
};
/** The function for one step of one interface. */
function stepBuiltin(state, service, target, method) {
    const name = `${service}.${target.name}.${method.name}`;
    const params = method.params.map((param) => ({
        name: param.name,
        doc: param.doc,
        type: param.types.map((type) => typeOfParam[type]),
        kind: "keyword",
        ...(param.required === true ? {} : { optional: true }),
    }));
    const byPosition = { name: "ignored", doc: "Ignored.", type: "any", kind: "args" };
    return builtin({
        name,
        doc: method.doc,
        params: [...params, byPosition],
        // Steps never refused a keyword they did not know, nor arguments by position.
        lenient: state.lenient,
        call: async (given, ctx) => {
            const ignored = given[byPosition.name];
            if (Array.isArray(ignored) && ignored.length > 0) {
                const [first] = method.params;
                state.diagnose({
                    level: "warning",
                    code: "POSITIONAL_IGNORED",
                    message: `${name}: what is given by position is ignored${first === undefined ? "" : `; write ${first.name}=…`}`,
                    position: ctx.position,
                });
            }
            const args = {};
            for (const param of method.params) {
                const value = given[param.name];
                if (value === undefined)
                    continue;
                const plain = param.bytes === true && typeof value === "string" ? Buffer.from(value, "latin1") : stepValue(value);
                if (param.types.includes("duration") && typeof plain === "string" && (0,trace/* parseDuration */.E9)(plain) <= 0) {
                    throw new engine/* SuiteError */.$K(`${name}: ${param.name} must be a positive duration, got ${JSON.stringify(plain)}`);
                }
                args[param.name] = plain;
            }
            const answer = await state.run(name).step(service, target, method.name, args);
            return answer.kind === "text" ? byteString(answer.bytes) : new Response(answer, answer.durationMs);
        },
    });
}
function stepValue(value) {
    if (value instanceof Float)
        return value.value;
    // toJs of plain values yields plain data; functions and host values are refused by the parameter's type.
    return toJs(value);
}

;// CONCATENATED MODULE: ./build/js/spec/syscalls.js
/** Names of calls as suites write them: a family (`write`), or any call of the kernel by its own name. */



/**
 * What a written name stands for: [shown] to people, and all [syscalls] that must be intercepted for it. Throws [SuiteError] with a
 * suggestion for a name that no kernel has; [operations] are further names that would have been possible.
 */
function resolveSyscalls(name, builtin, operations = []) {
    const family = supervisor/* families */.TJ.get(name);
    if (family !== undefined)
        return { shown: family.shown, syscalls: family.intercepted };
    if ((0,supervisor/* isSyscall */.EO)(name))
        return { shown: [name], syscalls: [name] };
    const guess = didYouMean(name, [...operations, ...supervisor/* families */.TJ.keys(), ...(0,supervisor/* syscallNames */.EE)()]);
    throw new engine/* SuiteError */.$K(`${builtin}: unknown syscall or operation "${name}"${guess === "" ? whereNamesAre(operations) : guess}`);
}
/** For a name that nothing resembles. All names that there are would bury the one that is wrong. */
function whereNamesAre(operations) {
    const own = operations.length === 0 ? "" : `, or one of the service's operations: ${operations.join(", ")}`;
    return `; write a call of Linux by its name, or a family such as "write" (docs/syscalls.md lists them)${own}`;
}

;// CONCATENATED MODULE: ./build/js/spec/services.js
/**
 * Declaring the system under test: `service`, `interface`, `tcp`, `http`, `op`; and what these values offer to a suite: addresses and steps.
 */










/** `interface(…)` as declared, before it belongs to a service. */
class InterfaceValue extends HostValue {
    static typeName = "interface";
    type = "interface";
    declaration;
    constructor(declaration) {
        super();
        this.declaration = declaration;
    }
    repr() {
        const { name, protocol, port } = this.declaration;
        return encode(`<interface ${name} ${protocol}:${port}>`);
    }
}
class HealthcheckValue extends HostValue {
    static typeName = "healthcheck";
    type = "healthcheck";
    check;
    constructor(check) {
        super();
        this.check = check;
    }
    repr() {
        return encode(this.check.kind === "tcp" ? `<healthcheck tcp ${this.check.address}>` : `<healthcheck http ${this.check.url}>`);
    }
}
class OperationValue extends HostValue {
    static typeName = "op";
    type = "op";
    operation;
    constructor(operation) {
        super();
        this.operation = operation;
    }
}
/** An interface of a declared service: an address and the steps of its protocol. */
class InterfaceRef extends HostValue {
    static typeName = "interface_ref";
    type = "interface_ref";
    service;
    declaration;
    #steps;
    constructor(state, service, declaration) {
        super();
        this.service = service;
        this.declaration = declaration;
        const methods = (0,protocols/* protocolNamed */._D)(declaration.protocol)?.methods ?? [];
        this.#steps = new Map(methods.map((method) => [method.name, stepBuiltin(state, service, declaration, method)]));
    }
    attr(name) {
        const { port } = this.declaration;
        switch (name) {
            case "name":
                return encode(this.declaration.name);
            // Nothing stands between driver and service, so the proxied and the internal address are the address.
            case "addr":
            case "internal_addr":
            case "proxy_addr":
                return `localhost:${port}`;
            case "host":
            case "proxy_host":
                return "localhost";
            case "port":
            case "proxy_port":
                return port;
            default:
                break;
        }
        const step = this.#steps.get(name);
        if (step === undefined && (0,protocols/* protocolNamed */._D)(this.declaration.protocol) === undefined) {
            const { protocol, name: own } = this.declaration;
            throw new engine/* SuiteError */.$K(`interface "${this.service}.${own}": no steps for protocol "${protocol}" (steps exist for: ${protocols/* protocolNames */.T4.join(", ")})${didYouMean(protocol, protocols/* protocolNames */.T4)}`);
        }
        return step;
    }
    attrNames() {
        return ["name", "addr", "internal_addr", "proxy_addr", "host", "proxy_host", "port", "proxy_port", ...this.#steps.keys()];
    }
    repr() {
        return encode(`<interface ${this.service}.${this.declaration.name}>`);
    }
}
class ServiceValue extends HostValue {
    static typeName = "service";
    type = "service";
    declaration;
    interfaces;
    constructor(state, declaration) {
        super();
        this.declaration = declaration;
        this.interfaces = new Map(declaration.interfaces.map((one) => [one.name, new InterfaceRef(state, declaration.name, one)]));
    }
    get name() {
        return this.declaration.name;
    }
    attr(name) {
        if (name === "name")
            return encode(this.name);
        const own = this.interfaces.get(decode(name));
        if (own !== undefined)
            return own;
        const only = this.interfaces.size === 1 ? [...this.interfaces.values()][0] : this.interfaces.get("default");
        if (only !== undefined)
            return only.attr(name);
        const isStep = [...this.interfaces.values()].some((ref) => ref.attrNames().includes(name));
        if (!isStep)
            return undefined;
        throw new engine/* SuiteError */.$K(`service "${this.name}" has multiple interfaces, specify which one (${[...this.interfaces.keys()].join(", ")})`);
    }
    attrNames() {
        const only = this.interfaces.size === 1 ? [...this.interfaces.values()][0] : this.interfaces.get("default");
        return [...new Set(["name", ...this.interfaces.keys(), ...(only?.attrNames() ?? [])])];
    }
    repr() {
        return encode(`<service ${this.name}>`);
    }
}
/** What a declaration may also say, elsewhere: understood, and refused with a reason instead of being ignored. */
const containerOnly = {
    image: "containers are not supported",
    build: "containers are not supported",
    volumes: "containers are not supported",
    ports: "containers are not supported",
    remote: "remote services are not supported",
    reuse: "every test gets fresh services",
    seed: "every test gets fresh services",
    reset: "every test gets fresh services",
};
/** How often these slips were made, to judge by the hints other tools give for them. */
const hints = {
    cmd: 'give the program as second argument and its arguments as args=["…"]',
    command: 'give the program as second argument and its arguments as args=["…"]',
    entrypoint: "give the program as second argument",
    http: 'declare interface("main", "http", PORT) and healthcheck=http("localhost:PORT/health")',
    tcp: 'declare interface("main", "tcp", PORT) and healthcheck=tcp("localhost:PORT")',
    name: "the name is the first argument, without keyword",
};
/** The keywords of `service`: name and what it is. */
const serviceKeywords = {
    binary: "The program, if it is not the second argument: a path from the working directory, or a name to look up in PATH.",
    args: "List of its arguments.",
    env: "Dict of further variables. Beside them every service gets `FAULTBOX_<SERVICE>_<INTERFACE>_HOST`, `_PORT` and `_ADDR` of every interface.",
    depends_on: "List of services, or their names, that must be ready before it starts.",
    healthcheck: "`tcp(…)` or `http(…)`: how to find out that it is ready. Without one nobody waits for it.",
    ops: "Dict of named operations, `op(…)`, that a fault can name.",
    observe: "List of `observe.stdout(…)` and `observe.stderr(…)`: streams whose lines become events.",
    may_exit: "True if it may end by itself in mid-test, or puts itself in the background; otherwise its end fails the test.",
    nondeterministic_ok: "List of what it may take from outside under `determinism()`.",
    seccomp: "Accepted and not used: a service that no test watches has no filter.",
};
const known = [...Object.keys(serviceKeywords), ...Object.keys(containerOnly)];
/** Where a declaration is, for error messages later. */
function positionOf(ctx) {
    const { file, line, column } = ctx.position;
    return { file, line, column };
}
function serviceBuiltins(state) {
    const service = builtin({
        name: "service",
        doc: "Declares a service: a program that every test starts afresh.",
        params: [
            { name: "name", type: "text", kind: "positional", doc: "Its name; the lane of its events." },
            { name: "parts", type: "any", kind: "args", doc: "The program's path, then its interface() values." },
            { name: "options", type: "any", kind: "kwargs", doc: `${Object.keys(serviceKeywords).join(", ")}.` },
        ],
        returns: "service",
        call: ({ name, parts, options }, ctx) => {
            if (name === "")
                throw new engine/* SuiteError */.$K("service: the name must not be empty");
            const fail = (message) => {
                throw new engine/* SuiteError */.$K(`service("${name}"): ${message}`);
            };
            let binary;
            const interfaces = [];
            for (const part of parts) {
                if (typeof part === "string" && binary === undefined)
                    binary = decode(part);
                else if (part instanceof InterfaceValue)
                    interfaces.push(part.declaration);
                else
                    fail(`want one program path and interface() values, got ${typeof part === "string" ? "a second string" : kindOf(part)}`);
            }
            for (const key of options.keys()) {
                if (containerOnly[key] !== undefined)
                    fail(`${key}= cannot be used here: ${containerOnly[key]}`);
                if (hints[key] !== undefined)
                    fail(`unknown keyword argument "${key}"; ${hints[key]}`);
                if (!known.includes(key))
                    fail(`unknown keyword argument "${key}"${didYouMean(key, known)}; valid: ${known.join(", ")}`);
            }
            const keyword = options.get("binary");
            if (keyword !== undefined) {
                if (binary !== undefined)
                    fail("the program is given twice, as second argument and as binary=");
                binary = typeof keyword === "string" ? decode(keyword) : fail(`binary= must be a string, got ${kindOf(keyword)}`);
            }
            if (binary === undefined || binary === "")
                return fail('no program given; write service("' + name + '", "./path/to/program", interface(…))');
            if (binary.includes("\0"))
                fail("the program's path has a zero byte in it, which the kernel takes for its end");
            const names = interfaces.map((one) => one.name);
            const twice = names.find((one, index) => names.indexOf(one) !== index);
            if (twice !== undefined)
                fail(`interface "${twice}" is declared twice`);
            const declaration = {
                name,
                binary,
                args: strings(options.get("args"), (got) => fail(`args= must be a list of strings, got ${got}`)),
                env: environment(options.get("env"), fail),
                interfaces,
                dependsOn: dependencies(options.get("depends_on"), fail),
                ...healthcheckOf(options.get("healthcheck"), fail),
                operations: operations(options.get("ops"), fail),
                observe: observations(options.get("observe"), fail),
                nondeterministicOk: tolerated(options.get("nondeterministic_ok"), fail),
                mayExit: flag(options.get("may_exit"), "may_exit=", fail),
                position: positionOf(ctx),
            };
            state.declare(declaration);
            return new ServiceValue(state, declaration);
        },
    });
    const interfaceBuiltin = builtin({
        name: "interface",
        doc: "Declares where a service listens and what it speaks there.",
        params: [
            { name: "name", type: "text", doc: "Its name; the service's attribute." },
            { name: "protocol", type: "text", doc: `What it speaks; steps exist for ${protocols/* protocolNames */.T4.join(" and ")}.` },
            { name: "port", type: "int", doc: "The port, 1 to 65535." },
            { name: "spec", type: ["text", "None"], default: null, kind: "keyword", doc: "Accepted and not used." },
        ],
        returns: "interface",
        call: ({ name, protocol, port }, ctx) => {
            if (port < 1 || port > 65535)
                throw new engine/* SuiteError */.$K(`interface("${name}"): port ${port} is not between 1 and 65535`);
            const guess = didYouMean(protocol, protocols/* protocolNames */.T4);
            if ((0,protocols/* protocolNamed */._D)(protocol) === undefined && guess !== "") {
                state.diagnose({
                    level: "warning",
                    code: "UNKNOWN_PROTOCOL",
                    message: `interface("${name}"): unknown protocol "${protocol}"${guess}`,
                    position: positionOf(ctx),
                });
            }
            return new InterfaceValue({ name, protocol, port });
        },
    });
    const timeout = (text, name) => {
        const ns = (0,trace/* parseDuration */.E9)(text);
        if (ns <= 0)
            throw new engine/* SuiteError */.$K(`${name}: timeout must be positive, got ${JSON.stringify(text)}`);
        return ns;
    };
    const tcp = builtin({
        name: "tcp",
        doc: "A service is ready when it has accepted a connection, which is more than to listen; one that never accepts is, when it waits for something else, and if that is with a limit of time, when it has waited twice. Some accept and cannot answer yet (Redis says `-LOADING` while it reads its files): ask those by `http(…)`, or in the test until they answer.",
        params: [
            { name: "addr", type: "text", doc: '"localhost:PORT".' },
            { name: "timeout", type: "text", default: "10s", doc: "How long to wait." },
        ],
        returns: "healthcheck",
        lenient: state.lenient,
        call: ({ addr, timeout: limit }) => {
            try {
                (0,protocols/* parseAddress */.or)(addr);
            }
            catch (error) {
                throw new engine/* SuiteError */.$K(`tcp: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
            }
            return new HealthcheckValue({ kind: "tcp", address: addr, timeoutNs: timeout(limit, "tcp") });
        },
    });
    const http = builtin({
        name: "http",
        doc: "A service is ready when a GET answers with a status from 200 to 399.",
        params: [
            { name: "url", type: "text", doc: '"http://localhost:PORT/health"; the scheme may be left out.' },
            { name: "timeout", type: "text", default: "10s", doc: "How long to wait." },
        ],
        returns: "healthcheck",
        lenient: state.lenient,
        call: ({ url, timeout: limit }) => {
            const full = url.includes("://") ? url : `http://${url}`;
            if (!URL.canParse(full) || !full.startsWith("http://"))
                throw new engine/* SuiteError */.$K(`http: want a URL like "http://localhost:8080/health", got ${JSON.stringify(url)}`);
            return new HealthcheckValue({ kind: "http", url: full, timeoutNs: timeout(limit, "http") });
        },
    });
    const op = builtin({
        name: "op",
        doc: "A named operation: calls, perhaps on certain paths only, that a fault can name.",
        params: [
            { name: "syscalls", type: "list", doc: "Names as in fault()." },
            { name: "path", type: "text", default: "", doc: "Glob on the path." },
        ],
        returns: "op",
        lenient: state.lenient,
        call: ({ syscalls, path }, ctx) => {
            const names = strings(syscalls, (got) => {
                throw new engine/* SuiteError */.$K(`op: syscalls must be a list of strings, got ${got}`);
            });
            if (names.length === 0)
                throw new engine/* SuiteError */.$K("op: syscalls must not be empty");
            const calls = names.flatMap((name) => resolveSyscalls(name, "op").syscalls);
            const why = path === "" ? undefined : neverMatches(calls, { path });
            if (why !== undefined)
                state.diagnose({ level: "warning", code: "RULE_NEVER_MATCHES", message: `op: ${why}`, position: positionOf(ctx) });
            return new OperationValue({ syscalls: names, ...(path === "" ? {} : { path }) });
        },
    });
    return [service, interfaceBuiltin, tcp, http, op];
}
function strings(value, fail) {
    if (value === undefined || value === null)
        return [];
    if (!(value instanceof List))
        return fail(kindOf(value));
    return value.items.map((item) => {
        if (typeof item !== "string")
            return fail(`a list with ${kindOf(item)}`);
        return item.includes("\0")
            ? fail(`${JSON.stringify(decode(item))}, with a zero byte in it, which the kernel takes for its end`)
            : decode(item);
    });
}
/** The entries of a dict with string keys. */
function entriesOf(value, what, fail) {
    if (value === undefined || value === null)
        return [];
    if (!(typeof value === "object" && "entries" in value && "firstKey" in value))
        return fail(`${what} must be a dict, got ${kindOf(value)}`);
    return value
        .entries()
        .map(([key, item]) => [typeof key === "string" ? decode(key) : fail(`${what}: keys must be strings`), item]);
}
function tolerated(value, fail) {
    if (value === undefined || value === null)
        return [];
    if (!(value instanceof List))
        return fail(`nondeterministic_ok= must be a list of strings, got ${kindOf(value)}`);
    return categoriesOf(value, "nondeterministic_ok=");
}
function flag(value, what, fail) {
    if (value === undefined || value === null)
        return false;
    return typeof value === "boolean" ? value : fail(`${what} must be True or False, got ${kindOf(value)}`);
}
function environment(value, fail) {
    const env = {};
    for (const [key, item] of entriesOf(value, "env=", fail)) {
        if (key === "" || key.includes("=") || key.includes("\0"))
            fail(`env=: ${JSON.stringify(key)} is not a name for a variable`);
        // Numbers used to become the empty string, which nobody can have meant.
        env[key] =
            typeof item === "string"
                ? decode(item)
                : typeof item === "number"
                    ? String(item)
                    : fail(`env["${key}"] must be a string, got ${kindOf(item)}`);
        if (env[key]?.includes("\0") === true)
            fail(`env["${key}"] has a zero byte in it, which the kernel takes for its end`);
    }
    return env;
}
function dependencies(value, fail) {
    if (value === undefined || value === null)
        return [];
    if (!(value instanceof List))
        return fail(`depends_on= must be a list of services, got ${kindOf(value)}`);
    return value.items.map((item) => {
        if (item instanceof ServiceValue)
            return item.name;
        return typeof item === "string" ? decode(item) : fail(`depends_on= must hold services or their names, got ${kindOf(item)}`);
    });
}
function healthcheckOf(value, fail) {
    if (value === undefined || value === null)
        return {};
    if (!(value instanceof HealthcheckValue))
        return fail(`healthcheck must be a tcp() or http() value, got ${kindOf(value)}`);
    return { healthcheck: value.check };
}
/** What `fault` and `fault_assumption` take besides calls and operations. */
const keywordsOfFaults = new Set(["run", "source", "name", "target", "rules", "monitors", "faults", "description"]);
function operations(value, fail) {
    const found = {};
    for (const [key, item] of entriesOf(value, "ops=", fail)) {
        if (keywordsOfFaults.has(key))
            fail(`ops["${key}"]: a fault has a keyword of that name already; call the operation something else`);
        found[key] = item instanceof OperationValue ? item.operation : fail(`ops["${key}"] must be an op() value, got ${kindOf(item)}`);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/js/spec/branching.js
/**
 * Where a test branches: `parallel` runs functions side by side, `choose` makes a leaf for each of several options, `assume` leaves
 * combinations out, `halt` ends a test without a verdict, `nondet` exempts services from the ordering of calls under exploration.
 */





/** More branches than this have more orders than anybody runs. */
const mostOrdered = 5;
/** How a leaf writes options: by their text where that is short, plain and different for each, else by place, `@0`, `@1`. */
function optionWords(options) {
    const texts = options.map((option) => {
        const text = typeof option === "string" ? decode(option) : option === null ? "None" : plainText(option);
        return text !== undefined && /^[\w.+/-]{1,40}$/.test(text) ? text : undefined;
    });
    const unique = new Set(texts).size === texts.length;
    return texts.map((text, place) => (unique && text !== undefined ? text : `@${place}`));
}
function plainText(option) {
    if (typeof option === "boolean")
        return option ? "True" : "False";
    return typeof option === "number" || typeof option === "bigint" ? String(option) : undefined;
}
/** The axis of a named choice. Throws [SuiteError] for a name that means something else. */
function choiceAxis(name, options) {
    const word = (0,engine/* leafWord */.Lt)(name);
    if (word === "" || word === engine/* orderAxis */.M4)
        throw new engine/* SuiteError */.$K(`choose: ${JSON.stringify(name)} cannot name a choice; use another name`);
    return { name: word, options: optionWords(options) };
}
/** The orders in which so many branches are to be started; undefined where they run side by side. Throws [SuiteError]. */
function ordersOf(interleavings, branches) {
    if (interleavings === 1 || interleavings === "1")
        return undefined;
    if (interleavings === "dpor" || interleavings === "sut-internal")
        throw new engine/* SuiteError */.$K(`parallel: interleavings=${JSON.stringify(interleavings)} is not supported; use "all", "critical" or a number`);
    const count = typeof interleavings === "number" ? interleavings : /^\d+$/.test(interleavings) ? Number(interleavings) : undefined;
    if (count === undefined && interleavings !== "all" && interleavings !== "critical")
        throw new engine/* SuiteError */.$K(`parallel: interleavings must be a number, "all" or "critical", got ${JSON.stringify(interleavings)}`);
    if (count !== undefined && count < 1)
        throw new engine/* SuiteError */.$K(`parallel: interleavings must be positive, got ${count}`);
    if (branches > mostOrdered && interleavings !== "critical")
        throw new engine/* SuiteError */.$K(`parallel: ${branches} branches have too many orders; use interleavings="critical", or at most ${mostOrdered} branches`);
    if (interleavings === "critical")
        return criticalOrders(branches);
    return permutations(branches).slice(0, count ?? Infinity);
}
/** All orders of 0 … n-1, in lexicographic order. */
function permutations(n) {
    const extend = (taken) => taken.length === n
        ? [taken]
        : Array.from({ length: n }, (_, next) => next).flatMap((next) => (taken.includes(next) ? [] : extend([...taken, next])));
    return extend([]);
}
/** The given order, each branch first once, and each pair of neighbours changed over: 2n - 1 orders, fewer where these are the same. */
function criticalOrders(n) {
    const given = Array.from({ length: n }, (_, i) => i);
    const firsts = given.slice(1).map((i) => [i, ...given.filter((other) => other !== i)]);
    const swaps = given.slice(1).map((i) => given.map((other) => (other === i ? i - 1 : other === i - 1 ? i : other)));
    const orders = new Map([given, ...firsts, ...swaps].map((order) => [order.join("-"), order]));
    return [...orders.values()];
}
/** The axis of a `parallel()` that is run in several orders. */
function interleavingAxis({ file, line }, orders) {
    return { name: (0,engine/* leafWord */.Lt)(`${(0,external_node_path_.basename)(file)}:${line}`), options: orders.map((order) => order.join("-")) };
}
/** Leaves the running leaf out unless [predicate], a value or a function of the choices made so far, holds. */
function assumeHolds(state, predicate, ctx) {
    const choices = () => new Dict([...state.chosen].map(([name, value]) => [encode(name), value]));
    if (truth(isCallable(predicate) ? ctx.callSync(predicate, [choices()]) : predicate))
        return;
    const named = predicate instanceof value_StarFunction || predicate instanceof Builtin;
    state.exclude(`assume(${named ? decode(predicate.name) : ""}) not satisfied`);
}
function branchingBuiltins(state) {
    return [
        builtin({
            name: "parallel",
            doc: "Runs functions side by side and waits for all of them. When one fails, the others are ended and the test fails with its error.",
            params: [
                { name: "functions", type: "callable", arity: 0, kind: "args", doc: "At least two." },
                {
                    name: "interleavings",
                    type: ["int", "text"],
                    default: 1,
                    kind: "keyword",
                    doc: 'Instead of side by side, one after the other in several orders, a leaf each: "all", "critical" (2n - 1 of them), or a number.',
                },
            ],
            returns: "the list of their results, in order",
            call: async ({ functions, interleavings }, ctx) => {
                const run = state.run("parallel");
                if (functions.length < 2)
                    throw new engine/* SuiteError */.$K(`parallel: want at least two functions, got ${functions.length}`);
                const orders = ordersOf(interleavings, functions.length);
                const bodies = functions.map((fn, index) => (signal) => {
                    return ctx.fork({ name: `parallel ${index}`, signal }).call(fn, []);
                });
                if (orders === undefined || orders.length < 2)
                    return new List([...(await run.parallel(bodies, orders?.[0]))]);
                const { name, options } = interleavingAxis(ctx.position, orders);
                return new List([...(await run.parallel(bodies, orders[run.choose(name, options)]))]);
            },
        }),
        builtin({
            name: "choose",
            doc: "One of several options. With a name, every option makes a leaf of the test; without, it is the first one.",
            params: [
                { name: "name", type: ["text", "list"], kind: "positional", doc: "The choice's name, or the options." },
                { name: "options", type: ["list", "None"], default: null, kind: "positional", doc: "The options, if a name is given." },
            ],
            returns: "the option of this leaf",
            call: ({ name, options }, { position }) => {
                if (name instanceof List) {
                    if (options !== null)
                        throw new engine/* SuiteError */.$K("choose: want a name and a list of options, or a list alone");
                    if (name.items.length === 0)
                        throw new engine/* SuiteError */.$K("choose: the list of options must not be empty");
                    return name.items[0] ?? null;
                }
                if (options === null)
                    throw new engine/* SuiteError */.$K(`choose(${JSON.stringify(name)}): the list of options is missing`);
                if (options.items.length === 0)
                    throw new engine/* SuiteError */.$K(`choose(${JSON.stringify(name)}): the list of options must not be empty`);
                const twice = options.items.find((one, place) => options.items.some((other, before) => before < place && equal(one, other)));
                if (twice !== undefined)
                    state.diagnose({
                        level: "warning",
                        code: "DUPLICATE_NAME",
                        message: `choose(${JSON.stringify(name)}): the option ${decode(repr(twice))} is given twice, and makes two leaves that are the same`,
                        position,
                    });
                const axis = choiceAxis(name, options.items);
                const chosen = options.items[axis.options.length === 1 ? 0 : state.choose(axis)] ?? null;
                state.chosen.set(name, chosen);
                return chosen;
            },
        }),
        builtin({
            name: "assume",
            doc: "Leaves out the leaves for which this does not hold: their result is halted.",
            params: [{ name: "predicate", type: "any", kind: "positional", doc: "A value, or a function of the choices made so far as a dict." }],
            call: ({ predicate }, ctx) => {
                assumeHolds(state, predicate, ctx);
                return null;
            },
        }),
        builtin({
            name: "halt",
            doc: "Ends the test here. Its result is halted: neither passed nor failed.",
            params: [{ name: "reason", type: "text", default: "", doc: "For the report." }],
            call: ({ reason }) => {
                state.run("halt");
                throw new engine/* Halted */.xV(reason === "" ? "halt()" : reason);
            },
        }),
        builtin({
            name: "nondet",
            doc: "Exempts services from the ordering of calls under --explore, for the running test or, while the suite is loaded, for all. Without services it is True.",
            params: [{ name: "services", type: "any", kind: "args", doc: "Services whose calls are left in whatever order they come." }],
            returns: "True without services",
            call: ({ services }) => {
                const names = services.map((service) => {
                    if (service instanceof ServiceValue)
                        return service.name;
                    throw new engine/* SuiteError */.$K(`nondet: want services, got ${kindOf(service)}`);
                });
                state.exempt(names);
                return names.length === 0 ? true : null;
            },
        }),
    ];
}

;// CONCATENATED MODULE: ./build/js/spec/traces.js
/** The trace as temporal properties see it: the log up to a moment, with questions to it. And lists of events, which can be asked further. */





/** Events in the order of the log, as a value that can be walked over, counted, mapped, filtered and folded. */
class EventsValue extends HostValue {
    static typeName = "events";
    type = "events";
    #events;
    #history;
    constructor(events, history) {
        super();
        this.#events = events;
        this.#history = history;
    }
    attr(name) {
        switch (name) {
            case "first":
                return this.#one(this.#events[0]);
            case "last":
                return this.#one(this.#events.at(-1));
            case "count":
                return this.#events.length;
            case "map":
                return builtin({
                    name: "map",
                    params: [{ name: "f", type: "callable", arity: 1 }],
                    call: ({ f }, ctx) => new List(this.#values().map((value) => ctx.callSync(f, [value]))),
                });
            case "filter":
                return builtin({
                    name: "filter",
                    params: [{ name: "f", type: "callable", arity: 1 }],
                    call: ({ f }, ctx) => {
                        const kept = this.#events.filter((event) => truth(ctx.callSync(f, [this.#history.value(event)])));
                        return new EventsValue(kept, this.#history);
                    },
                });
            case "reduce":
                return builtin({
                    name: "reduce",
                    params: [
                        { name: "fn", type: "callable", arity: 2 },
                        { name: "initial", type: "any" },
                    ],
                    call: ({ fn, initial }, ctx) => this.#values().reduce((sum, value) => ctx.callSync(fn, [sum, value]), initial),
                });
            default:
                return undefined;
        }
    }
    attrNames() {
        return ["first", "last", "count", "map", "filter", "reduce"];
    }
    iterate() {
        return this.#values();
    }
    length() {
        return this.#events.length;
    }
    index(key) {
        return typeof key === "number" ? this.#one(this.#events.at(key)) : undefined;
    }
    truth() {
        return this.#events.length > 0;
    }
    repr() {
        return encode(`<events ${this.#events.length}>`);
    }
    #one(event) {
        return event === undefined ? null : this.#history.value(event);
    }
    #values() {
        return this.#events.map((event) => this.#history.value(event));
    }
}
const pickerParams = [
    {
        name: "matcher",
        type: [MatcherValue, "callable", "None"],
        arity: 1,
        default: null,
        kind: "positional",
        doc: "What is meant; or give fields.",
    },
    { name: "fields", type: "any", kind: "kwargs", doc: 'Field = glob, e.g. type="stdout".' },
];
/** The log up to an event. */
class TraceValue extends HostValue {
    static typeName = "trace";
    type = "trace";
    #state;
    #history;
    #length;
    constructor(state, history, length) {
        super();
        this.#state = state;
        this.#history = history;
        this.#length = length;
    }
    attr(name) {
        return this.#methods().find((method) => method.name === name);
    }
    attrNames() {
        return this.#methods().map((method) => method.name);
    }
    repr() {
        return encode(`<trace of ${this.#length} events>`);
    }
    get #events() {
        return this.#history.events.slice(0, this.#length);
    }
    #selected(name, { matcher, fields }, ctx) {
        if (matcher !== null && fields.size > 0)
            throw new engine/* SuiteError */.$K(`${name}: give a matcher or fields, not both`);
        const picker = matcher ?? fieldMatcher(this.#state, fields, name, this.#history.events);
        const asking = this.#history.asking(ctx);
        return this.#events.filter((event) => picks(picker, event, asking));
    }
    #methods() {
        const one = (name, doc, at) => builtin({
            name,
            doc,
            params: pickerParams,
            returns: "event or None",
            call: (args, ctx) => {
                const event = this.#selected(name, args, ctx).at(at);
                return event === undefined ? null : this.#history.value(event);
            },
        });
        const list = (events) => new EventsValue(events, this.#history);
        return [
            one("event", "The latest event that matches.", -1),
            one("first", "The earliest event that matches.", 0),
            one("last", "The latest event that matches.", -1),
            builtin({
                name: "events",
                doc: "All events that match, oldest first.",
                params: pickerParams,
                returns: "events",
                call: (args, ctx) => list(this.#selected("events", args, ctx)),
            }),
            builtin({
                name: "count",
                doc: "How many events match.",
                params: pickerParams,
                returns: "int",
                call: (args, ctx) => this.#selected("count", args, ctx).length,
            }),
            builtin({
                name: "events_between",
                doc: "The events after one and before another.",
                params: [
                    { name: "start", type: EventValue, kind: "positional" },
                    { name: "end", type: EventValue, kind: "positional" },
                ],
                returns: "events",
                call: ({ start, end }) => list(this.#events.filter(({ seq }) => seq > start.event.seq && seq < end.event.seq)),
            }),
            builtin({
                name: "events_within",
                doc: "The events that match and are no further away than the window from an event, by default from the latest one.",
                params: [
                    { name: "matcher", type: [MatcherValue, "callable"], arity: 1 },
                    { name: "window", type: "text", doc: 'Such as "100ms".' },
                    { name: "of", type: [EventValue, "None"], default: null },
                ],
                returns: "events",
                call: ({ matcher, window, of }, ctx) => {
                    const centre = of?.event ?? this.#events.at(-1);
                    if (centre === undefined)
                        return list([]);
                    const withinNs = (0,trace/* parseDuration */.E9)(window);
                    const asking = this.#history.asking(ctx);
                    return list(this.#events.filter((event) => Math.abs(event.atNs - centre.atNs) <= withinNs && picks(matcher, event, asking)));
                },
            }),
            builtin({
                name: "causal_chain",
                doc: "The events that may have caused this one, oldest first.",
                params: [{ name: "event", type: EventValue, kind: "positional" }],
                returns: "events",
                call: ({ event }) => list(this.#events.filter((other) => this.#history.before(other, event.event))),
            }),
        ];
    }
}

;// CONCATENATED MODULE: ./build/js/spec/properties.js
/**
 * Properties of a test's trace, checked while it happens: monitors, `always`, `eventually`, and the waits of a body. All of them hang on one
 * watcher of the log, which calls them for every event in its order; nobody looks again and again. An event that breaks a property ends the
 * test at once, and is named in the result.
 *
 * A declaration (`MonitorValue`, `PropertyValue`) is made once and says nothing of any run. What has been seen so far belongs to the
 * [Properties] of one run, so that neither an earlier test nor an earlier run of the same one can satisfy anything.
 */







const anchorNames = ["body_start", "body_end", "stable"];
class MonitorValue extends AskingValue {
    static typeName = "monitor";
    type = "monitor";
    name;
    on;
    init;
    update;
    check;
    position;
    /** It was handed to an assumption, scenario or matrix, and is in force there only. */
    scoped = false;
    constructor(name, on, init, update, check, position) {
        super();
        this.name = name;
        this.on = on;
        this.init = init;
        this.update = update;
        this.check = check;
        this.position = position;
    }
    get filters() {
        // A function may ask for anything.
        return this.on instanceof MatcherValue ? this.on.filters : [{}];
    }
    get asked() {
        return [this.on, this.update, this.check];
    }
    /** Its functions that are given an event. */
    get predicates() {
        return [this.on, this.update, this.check].filter((fn) => fn instanceof value_StarFunction);
    }
    repr() {
        return encode(`<monitor ${this.name}>`);
    }
}
class PropertyValue extends AskingValue {
    static typeName = "property";
    type = "property";
    kind;
    predicate;
    /** For `eventually` the start alone. */
    between;
    position;
    constructor(kind, predicate, between, position) {
        super();
        this.kind = kind;
        this.predicate = predicate;
        this.between = between;
        this.position = position;
    }
    get text() {
        const name = this.predicate instanceof value_StarFunction || this.predicate instanceof Builtin ? decode(this.predicate.name) : this.predicate.type;
        return `${this.kind}(${name})`;
    }
    get filters() {
        return this.between.flatMap((anchor) => (anchor instanceof MatcherValue ? anchor.filters : typeof anchor === "object" ? [{}] : []));
    }
    get asked() {
        return [this.predicate, ...this.between.flatMap((anchor) => (anchor === undefined || typeof anchor === "string" ? [] : [anchor]))];
    }
    repr() {
        return encode(`<${this.text}>`);
    }
}
const running = new WeakMap();
/** The properties of a running test. */
function propertiesOf(run) {
    const properties = running.get(run);
    if (properties === undefined)
        throw new engine/* SuiteError */.$K("no test is running");
    return properties;
}
/**
 * Runs [body] as the body of [run], under the suite's own [monitors] and whatever properties the body adds, and judges what is left open when it
 * has returned. [thread] is the stack for predicates.
 */
async function underProperties(state, run, thread, monitors, body) {
    const properties = new Properties(state, run, thread);
    running.set(run, properties);
    try {
        if (monitors.length > 0) {
            // What services did while they started is not what the suite's monitors are about.
            await run.sync();
            for (const monitor of monitors)
                properties.monitor(monitor);
        }
        const result = await body();
        if (properties.any) {
            await run.sync();
            properties.finish("the body returned");
        }
        return result;
    }
    finally {
        // However the body ended: what happened before counts.
        if (properties.any)
            await run.sync().catch(() => undefined);
        properties.stop();
    }
}
class Properties {
    /** Monotonic milliseconds at which the test must have ended; Infinity where it has no timeout of its own. */
    deadlineMs = Number.POSITIVE_INFINITY;
    #state;
    #run;
    #asking;
    #monitors = new Set();
    #open = [];
    #waiting = new Set();
    #unwatch;
    #bodyStarted = false;
    constructor(state, run, thread) {
        this.#state = state;
        this.#run = run;
        const history = historyOf(run);
        this.#asking = { value: (event) => history.value(event), call: (fn, args) => thread.callSync(fn, args) };
    }
    /** Whether anything hangs on the log. */
    get any() {
        return this.#unwatch !== undefined;
    }
    /** Puts a monitor in force, with fresh state, for the events that are not settled yet. Returns what takes it away. */
    monitor(declared) {
        this.#run.asserts();
        const monitor = { declared, value: copyOf(declared.init) };
        this.#monitors.add(monitor);
        this.#watch();
        return () => this.#monitors.delete(monitor);
    }
    /** Puts a property in force; it is looked at once as things stand. [onSatisfied] is for an `eventually` that ends a test. */
    add(declared, onSatisfied) {
        this.#run.asserts();
        const [start] = declared.between;
        const open = { declared, window: "before", satisfied: false, onSatisfied };
        if (start === undefined || (start === "body_start" && this.#bodyStarted))
            open.window = "open";
        else if (typeof start === "object" && declared.kind === "eventually") {
            if (this.#run.events.some((event) => picks(start, event, this.#asking)))
                open.window = "open";
        }
        this.#open.push(open);
        this.#watch();
        if (open.window === "open")
            this.#look(open, this.#run.events.at(-1));
    }
    /** A moment in the test's life has come that windows may begin or end with. */
    reached(moment) {
        if (moment === "body_start")
            this.#bodyStarted = true;
        for (const open of this.#open) {
            const [start, end] = open.declared.between;
            if (open.window === "open" && end === moment)
                open.window = "closed";
            if (open.window === "before" && start === moment) {
                open.window = "open";
                this.#look(open, this.#run.events.at(-1));
            }
        }
    }
    /** Resolves with the first event, old or new, that [picker] picks. Rejects when that can no longer come: see [#wait]. */
    async next(picker, what, signal) {
        const past = (await this.#run.sync()).find((event) => picks(picker, event, this.#asking));
        if (past !== undefined)
            return past;
        return this.#wait(`${what}: waiting for ${pickerText(picker)}`, signal, (resolve) => (event) => {
            if (picks(picker, event, this.#asking))
                resolve(event);
        });
    }
    /** Resolves once nothing but what [ignored] picks was recorded for [windowMs], and no call can lie in a delay that began before. */
    async quiet(windowMs, ignored, what, signal) {
        await this.#run.sync();
        let lastMs = performance.now();
        let timer;
        try {
            await this.#wait(`${what}: waiting for ${windowMs} ms of silence`, signal, (resolve, reject) => {
                const look = () => {
                    // What happened before this moment arrives with the sync, and moves the end.
                    this.#run.sync().then(() => {
                        const leftMs = this.#run.silentSinceMs(lastMs) + windowMs - performance.now();
                        if (leftMs <= 0)
                            resolve(undefined);
                        else
                            timer = setTimeout(look, (0,trace/* timerMs */.Q2)(leftMs));
                    }, reject);
                };
                timer = setTimeout(look, (0,trace/* timerMs */.Q2)(windowMs));
                return (event) => {
                    if (this.#run.concerns(event) && (ignored === undefined || !picks(ignored, event, this.#asking)))
                        lastMs = performance.now();
                };
            });
        }
        finally {
            clearTimeout(timer);
        }
        this.reached("stable");
    }
    /** Resolves after [ms]. */
    async sleep(ms, signal) {
        const over = new AbortController();
        try {
            await this.#wait("sleep", signal, (resolve, reject) => {
                const ends = AbortSignal.any([over.signal, this.#run.signal, ...(signal === undefined ? [] : [signal])]);
                this.#run.sleep(ms, ends).then(() => resolve(undefined), reject);
                return () => undefined;
            });
        }
        finally {
            over.abort();
        }
    }
    /** Judges what is still open at the end. Throws [Violation]. */
    finish(end) {
        this.reached("body_end");
        for (const { declared, window, satisfied, onSatisfied } of this.#open) {
            if (onSatisfied !== undefined)
                continue;
            if (declared.kind === "eventually" && !satisfied) {
                throw new engine/* Violation */.ms("eventually", `${declared.text} never satisfied before ${end}`, declared.position);
            }
            if (declared.kind === "always" && window === "before") {
                const reason = `its window never began: ${anchorText(declared.between[0])} did not come`;
                this.#run.note("vacuous_property", "test", { property: declared.text, reason });
                this.#run.diagnose({
                    level: "warning",
                    code: "VACUOUS_PROPERTY",
                    message: `${declared.text} was never looked at: ${reason}`,
                    position: declared.position,
                });
            }
        }
    }
    /** What was left open, in words, for a test that ran out of time. */
    get pending() {
        return this.#open
            .filter(({ declared, satisfied, onSatisfied }) => declared.kind === "eventually" && !satisfied && onSatisfied === undefined)
            .map(({ declared }) => declared.text);
    }
    /** Takes everything off the log. */
    stop() {
        this.#unwatch?.();
        this.#unwatch = undefined;
        for (const { reject, what } of this.#waiting)
            reject(new engine/* SuiteError */.$K(`${what}: the test is over`));
    }
    #watch() {
        this.#unwatch ??= this.#run.watch((event) => this.#seen(event));
    }
    #seen(event) {
        for (const monitor of this.#monitors)
            this.#step(monitor, event);
        for (const open of this.#open)
            this.#follow(open, event);
        for (const waiting of this.#waiting)
            waiting.event(event);
        const reason = this.#deathIn(event);
        if (reason !== undefined)
            for (const { reject, what } of this.#waiting)
                reject(new engine/* SuiteError */.$K(`${what}: ${reason}`));
    }
    /** Why there is no use in waiting after [event]: the test has failed with a service's death, and what is awaited may never come. */
    #deathIn({ type, service, fields }) {
        if (type !== "service_exited" || !this.#run.hasDied(service))
            return undefined;
        if (this.#state.services.get(service)?.mayExit === true)
            return undefined;
        const how = fields["signal"] === undefined ? `exit code ${fields["code"] ?? "unknown"}` : `signal ${fields["signal"]}`;
        return `service "${service}" has exited (${how})`;
    }
    #step(monitor, event) {
        const { name, on, update, check, position } = monitor.declared;
        const at = `event seq=${event.seq} type=${JSON.stringify(event.type)} service=${JSON.stringify(event.service)}`;
        this.#judge("monitor", () => {
            if (!picks(on, event, this.#asking))
                return true;
            const value = this.#asking.value(event);
            if (update !== null)
                monitor.value = this.#asking.call(update, [value, monitor.value]);
            return check === null || truth(this.#asking.call(check, [value, monitor.value]));
        }, `monitor violation: monitor "${name}" violated at ${at}`, position, event);
    }
    #follow(open, event) {
        const [start, end] = open.declared.between;
        if (open.window === "before" && typeof start === "object" && picks(start, event, this.#asking))
            open.window = "open";
        if (open.window === "open" && typeof end === "object" && picks(end, event, this.#asking))
            open.window = "closed";
        if (open.window === "open")
            this.#look(open, event);
    }
    /** Looks at the trace up to [event]. */
    #look(open, event) {
        const { declared } = open;
        if (open.satisfied)
            return;
        const trace = new TraceValue(this.#state, historyOf(this.#run), event?.seq ?? 0);
        const where = event === undefined
            ? "the beginning"
            : `event seq=${event.seq} type=${JSON.stringify(event.type)} service=${JSON.stringify(event.service)}`;
        this.#judge(declared.kind, () => {
            const holds = truth(this.#asking.call(declared.predicate, [trace]));
            if (declared.kind === "always")
                return holds;
            if (holds) {
                open.satisfied = true;
                open.onSatisfied?.();
            }
            return true;
        }, `${declared.text} violated at ${where}`, declared.position, event);
    }
    /** Throws a [Violation] when [holds] says no or fails. */
    #judge(property, holds, message, position, event) {
        let ok;
        try {
            ok = holds();
        }
        catch (error) {
            let inner = error;
            let at = position;
            while (inner instanceof StarlarkRuntimeError) {
                if (inner.frames.length > 0)
                    at = inner.position;
                inner = inner.cause;
            }
            const said = inner instanceof Error ? inner.message : error instanceof Error ? error.message : String(error);
            throw new engine/* Violation */.ms(property, `${message}: ${said}`, at, event?.seq, { cause: error });
        }
        if (!ok)
            throw new engine/* Violation */.ms(property, message, position, event?.seq);
    }
    /** A wait that ends when [begin]'s handler resolves it, a service dies, or the test is over. */
    async #wait(what, branch, begin) {
        // Of the branch, where this is one of several: it ends with the others.
        const signal = branch === undefined ? this.#run.signal : AbortSignal.any([this.#run.signal, branch]);
        signal.throwIfAborted();
        for (const event of this.#run.events) {
            const reason = this.#deathIn(event);
            if (reason !== undefined)
                throw new engine/* SuiteError */.$K(`${what}: ${reason}`);
        }
        const { promise, resolve, reject } = Promise.withResolvers();
        const waiting = { event: begin(resolve, reject), reject, what };
        const abort = () => reject(signal.reason);
        this.#waiting.add(waiting);
        this.#watch();
        signal.addEventListener("abort", abort, { once: true });
        try {
            return await this.#run.waits(() => promise);
        }
        finally {
            signal.removeEventListener("abort", abort);
            this.#waiting.delete(waiting);
        }
    }
}
function anchorText(anchor) {
    return anchor === undefined ? "its beginning" : typeof anchor === "string" ? anchor : pickerText(anchor);
}
/** A value of its own for each run, since what a suite's file holds cannot be changed. */
function copyOf(value) {
    if (value instanceof List)
        return new List(value.items.map(copyOf));
    if (value instanceof Tuple)
        return new Tuple(value.items.map(copyOf));
    if (value instanceof Dict)
        return new Dict(value.entries().map(([key, item]) => [key, copyOf(item)]));
    if (value instanceof StarSet)
        return new StarSet(value.items());
    return value;
}

;// CONCATENATED MODULE: ./build/js/spec/temporal.js
/**
 * Time and order in a suite: `monitor`, `eventually`, `always`, `await_event`, `await_stable`, `sleep`, `duration`, and `test`, the declarative form of
 * a test with expectations and a timeout of its own. How they are checked stands in `properties.ts`.
 */








/** What a predicate must not do: it looks at what happened, and is asked again and again. */
const forbidden = new Set([
    "service", "interface", "fault", "fault_all", "fault_start", "fault_stop", "fault_assumption", "fault_scenario", "fault_matrix", "scenario",
    "parallel", "partition", "partition_start", "partition_stop", "nondet", "eventually", "always", "monitor", "await_event", "await_stable",
    "sleep", "determinism", "trace", "trace_start", "trace_stop", "events", "assert_eventually", "assert_never", "assert_before", "test", "choose", "halt",
]); // prettier-ignore
/** A lambda has no other way to say no than its value, which assertions do not have. */
const forbiddenInLambdas = new Set(["assert_true", "assert_eq"]);
/** Refuses predicates that do something. Throws [SuiteError] with the place. */
function checkPredicate(fn, what) {
    if (!(fn instanceof value_StarFunction))
        return;
    for (const { calleeValue, position, inside } of reach(fn).calls) {
        if (!(calleeValue instanceof Builtin))
            continue;
        const name = decode(calleeValue.name);
        const lambda = inside === fn.info && decode(fn.name) === "lambda";
        if (!forbidden.has(name) && !(lambda && forbiddenInLambdas.has(name)))
            continue;
        throw new engine/* SuiteError */.$K(`${what} must not call ${name}() (${position.file}:${position.line}:${position.column}): it is asked at every event and may only look`, { code: "SPEC_FORBIDDEN_LAMBDA" });
    }
}
const clockParam = { name: "clock", type: "text", default: "wall", kind: "keyword", doc: '"wall", the only clock there is.' };
function checkClock(clock, name) {
    if (clock !== "wall")
        throw new engine/* SuiteError */.$K(`${name}: clock=${JSON.stringify(clock)} does not exist; "wall" does`);
}
/** Monitors handed to an assumption, scenario or matrix: they are in force there only. */
function scopedMonitors(list, what) {
    return list.items.map((item) => {
        if (!(item instanceof MonitorValue))
            throw new engine/* SuiteError */.$K(`${what}: monitors= must hold monitor() values, got ${kindOf(item)}`);
        item.scoped = true;
        return item;
    });
}
/** Runs [body] while [monitors] are in force as well. */
async function monitoring(state, monitors, body) {
    if (monitors.length === 0)
        return body();
    const run = state.run("monitor");
    await run.sync();
    const stop = monitors.map((monitor) => propertiesOf(run).monitor(monitor));
    try {
        const result = await body();
        // What happened within is judged before it is left.
        await run.sync();
        run.signal.throwIfAborted();
        return result;
    }
    finally {
        for (const one of stop)
            one();
    }
}
function anchorOf(value, what) {
    if (typeof value !== "string")
        return pickerOf(value, what);
    const name = decode(value);
    const known = anchorNames.find((candidate) => candidate === name);
    if (known === undefined)
        throw new engine/* SuiteError */.$K(`${what}: unknown anchor "${name}"; there are ${anchorNames.join(", ")}, and matchers`);
    return known;
}
function temporalBuiltins(state) {
    /** In a test a property is in force from here on; while loading it waits to be handed to `test`. */
    const declare = async (property) => {
        const run = state.current;
        if (run === undefined)
            state.properties.add(property);
        else {
            await run.sync();
            propertiesOf(run).add(property);
        }
        return property;
    };
    const predicateParam = { name: "predicate", type: "callable", arity: 1, doc: "Called with the trace up to an event." };
    return [
        builtin({
            name: "monitor",
            doc: "A state machine over events that must never say no. For every event that matches, the state becomes what `update` makes of event and state, and " +
                "`check` must be true of both. At top level it is in force in every test, unless it is given as monitors= of an assumption, scenario or matrix; " +
                "in a test, in the rest of that test.",
            params: [
                { name: "name", type: "text", doc: "For reports." },
                { name: "on", type: [MatcherValue, "callable"], arity: 1, kind: "keyword", doc: "Which events." },
                { name: "state_init", type: "any", default: null, kind: "keyword", doc: "The state at first, fresh in every test." },
                { name: "update", type: ["callable", "None"], arity: 2, default: null, kind: "keyword", doc: "(event, state) → state." },
                {
                    name: "check",
                    type: ["callable", "None"],
                    arity: 2,
                    default: null,
                    kind: "keyword",
                    doc: "(event, state) → whether all is well.",
                },
            ],
            returns: "monitor",
            call: async ({ name, on, state_init, update, check }, ctx) => {
                if (update === null && check === null)
                    throw new engine/* SuiteError */.$K(`monitor("${name}"): neither update= nor check= is given, so it can never be violated`);
                for (const fn of [on, update, check])
                    checkPredicate(fn, `monitor("${name}")`);
                const monitor = new MonitorValue(name, on, state_init, update, check, ctx.position);
                const run = state.current;
                if (run === undefined) {
                    const other = state.monitors.find((one) => one.name === name);
                    if (other !== undefined)
                        state.diagnose({
                            level: "warning",
                            code: "DUPLICATE_NAME",
                            message: `monitor("${name}"): there is another one of this name at ${formatPosition(other.position)}; both are in force, and reports cannot tell them apart`,
                            position: ctx.position,
                        });
                    state.monitors.push(monitor);
                }
                else {
                    await run.sync();
                    propertiesOf(run).monitor(monitor);
                }
                return monitor;
            },
        }),
        builtin({
            name: "eventually",
            doc: "A property: the predicate becomes true before the test's body returns. Called in a test it is in force from there on; made while loading, give it to test().",
            params: [
                predicateParam,
                { name: "anchor", type: [MatcherValue, "callable", "None"], arity: 1, default: null, doc: "Looks only once this event has come." },
            ],
            returns: "property",
            call: ({ predicate, anchor }, ctx) => {
                checkPredicate(predicate, "eventually");
                return declare(new PropertyValue("eventually", predicate, [anchor ?? undefined, undefined], ctx.position));
            },
        }),
        builtin({
            name: "always",
            doc: "A property: the predicate is true after every event. The first time it is not ends the test.",
            params: [
                predicateParam,
                {
                    name: "between",
                    type: ["tuple", "None"],
                    default: null,
                    doc: 'Only from one anchor to another: "body_start", "body_end", "stable", or a matcher.',
                },
            ],
            returns: "property",
            call: ({ predicate, between }, ctx) => {
                checkPredicate(predicate, "always");
                if (between !== null && between.items.length !== 2)
                    throw new engine/* SuiteError */.$K(`always: between= must be two anchors, got ${between.items.length}`);
                const [start, end] = between?.items ?? [];
                const window = [
                    start === undefined ? undefined : anchorOf(start, "always: between="),
                    end === undefined ? undefined : anchorOf(end, "always: between="),
                ];
                return declare(new PropertyValue("always", predicate, window, ctx.position));
            },
        }),
        builtin({
            name: "await_event",
            doc: "Waits for an event; one that has happened already will do. Fails when a service dies meanwhile; a test that runs out of time here is inconclusive.",
            params: [pickerParam, clockParam],
            returns: "event",
            call: async ({ matcher, clock }, ctx) => {
                checkClock(clock, "await_event");
                const run = state.run("await_event");
                return historyOf(run).value(await propertiesOf(run).next(matcher, "await_event", ctx.signal));
            },
        }),
        builtin({
            name: "await_stable",
            doc: 'Waits until nothing happens any more: no event for the window, those that `ignore` matches aside. Of calls those count that the test faults, traces or asks for. A call that a delay holds is something that happens: with delays in force it waits longer by the longest of them. It is the moment "stable" of always().',
            params: [
                { name: "quiescence_window", type: "text", default: "1s", kind: "keyword", doc: "How long it must be quiet." },
                {
                    name: "ignore",
                    type: [MatcherValue, "callable", "None"],
                    arity: 1,
                    default: null,
                    kind: "keyword",
                    doc: "Events that do not count.",
                },
                clockParam,
            ],
            call: async ({ quiescence_window, ignore, clock }, ctx) => {
                checkClock(clock, "await_stable");
                const windowNs = (0,trace/* parseDuration */.E9)(quiescence_window);
                if (windowNs <= 0)
                    throw new engine/* SuiteError */.$K(`await_stable: quiescence_window must be positive, got ${JSON.stringify(quiescence_window)}`);
                await propertiesOf(state.run("await_stable")).quiet(windowNs / 1e6, ignore ?? undefined, "await_stable", ctx.signal);
                return null;
            },
        }),
        builtin({
            name: "sleep",
            doc: "Waits. Prefer await_event(): it waits for what is meant, and no longer.",
            params: [{ name: "duration", type: "text", doc: 'Such as "100ms".' }, clockParam],
            call: async ({ duration, clock }, ctx) => {
                checkClock(clock, "sleep");
                const ms = (0,trace/* parseDuration */.E9)(duration) / 1e6;
                if (ms < 0)
                    throw new engine/* SuiteError */.$K(`sleep: the duration must not be negative, got ${JSON.stringify(duration)}`);
                const run = state.run("sleep");
                const properties = propertiesOf(run);
                const leftMs = Math.min(run.remainingMs, properties.deadlineMs - performance.now());
                if (ms > leftMs) {
                    throw new engine/* SuiteError */.$K(`sleep: ${duration} is longer than what the test has left (${(0,trace/* formatDuration */.a3)(Math.max(0, Math.round(leftMs)) * 1e6)})`);
                }
                if (ms > 0)
                    await properties.sleep(ms, ctx.signal);
                return null;
            },
        }),
        builtin({
            name: "duration",
            doc: "A duration as a number of nanoseconds, to compare duration_since() with.",
            params: [{ name: "text", type: "text", doc: 'Such as "100ms".' }],
            returns: "int",
            call: ({ text }) => (0,trace/* parseDuration */.E9)(text),
        }),
        testBuiltin(state),
    ];
}
/** A list of properties, or one. */
function propertiesIn(value, what) {
    if (value === null)
        return [];
    const items = value instanceof List || value instanceof Tuple ? value.items : [value];
    return items.map((item) => {
        if (item instanceof PropertyValue)
            return item;
        throw new engine/* SuiteError */.$K(`${what} takes eventually() and always() values, got ${kindOf(item)}`);
    });
}
function testBuiltin(state) {
    return builtin({
        name: "test",
        doc: "Registers the test `test_<name>`: a body with expectations on its trace and a timeout of its own. When the time is over the test is inconclusive, never passed.",
        params: [
            { name: "name", type: "text", doc: "Without `test_`." },
            { name: "body", type: "callable", arity: 0, doc: "What is done." },
            {
                name: "setup",
                type: ["callable", "None"],
                arity: 0,
                default: null,
                kind: "keyword",
                doc: "Done first; expectations do not look at it.",
            },
            { name: "expect", type: "any", default: null, kind: "keyword", doc: "eventually() and always() values: one, or a list." },
            { name: "timeout", type: "text", default: "30s", kind: "keyword", doc: "For setup and body together." },
            { name: "terminate_when", type: [PropertyValue, "None"], default: null, kind: "keyword", doc: "An eventually() that ends the test." },
            {
                name: "assume",
                type: "list",
                default: new List(),
                kind: "keyword",
                doc: "Conditions under which there is anything to test; see assume().",
            },
            clockParam,
        ],
        call: ({ name, body, setup, expect, timeout, terminate_when, assume, clock }, ctx) => {
            checkClock(clock, `test("${name}")`);
            if (name === "")
                throw new engine/* SuiteError */.$K("test: the name must not be empty");
            const timeoutMs = (0,trace/* parseDuration */.E9)(timeout) / 1e6;
            if (timeoutMs <= 0)
                throw new engine/* SuiteError */.$K(`test("${name}"): timeout must be positive, got ${JSON.stringify(timeout)}`);
            if (terminate_when?.kind === "always")
                throw new engine/* SuiteError */.$K(`test("${name}"): terminate_when= takes eventually(); what must always hold belongs to expect=`);
            const declared = {
                name,
                body,
                setup,
                expect: propertiesIn(expect, `test("${name}"): expect=`),
                until: terminate_when ?? undefined,
                timeoutMs,
                assume,
            };
            for (const used of [...declared.expect, ...(terminate_when === null ? [] : [terminate_when])])
                state.properties.delete(used);
            const test = name.startsWith("test_") ? name : `test_${name}`;
            const reads = [body, ...(setup === null ? [] : [setup]), ...declared.expect, ...(terminate_when === null ? [] : [terminate_when])];
            const run = builtin({ name: encode(test), call: (_, inner) => runDeclared(state, declared, inner) });
            state.register({ name: test, body: run, position: ctx.position, reads, needs: new Map() });
            return null;
        },
    });
}
/** Resolves with what the body returned, or None when `terminate_when` ended the test. */
async function runDeclared(state, declared, ctx) {
    const run = state.run("test");
    const properties = propertiesOf(run);
    properties.deadlineMs = performance.now() + declared.timeoutMs;
    const timer = setTimeout(() => {
        const pending = properties.pending.length === 0 ? "" : `; still open: ${properties.pending.join(", ")}`;
        const late = new engine/* TestTimeout */.Cc(`test "${declared.name}" did not end within its timeout of ${(0,trace/* formatDuration */.a3)(declared.timeoutMs * 1e6)}${pending}`);
        // What happened in time and was violated comes first.
        const end = () => run.fail(late);
        run.sync().then(end, end);
    }, (0,trace/* timerMs */.Q2)(declared.timeoutMs));
    try {
        if (declared.setup !== null)
            await ctx.call(declared.setup, []);
        for (const predicate of declared.assume.items)
            assumeHolds(state, predicate, ctx);
        await run.sync();
        for (const property of declared.expect)
            properties.add(property);
        const { until } = declared;
        const ended = Promise.withResolvers();
        if (until !== undefined)
            properties.add(until, () => ended.resolve(undefined));
        properties.reached("body_start");
        const body = ctx.call(declared.body, []);
        // It goes on when the test ends before it, and then nobody hears of its end.
        body.catch(() => undefined);
        const returned = await Promise.race([body.then((value) => [value]), ended.promise]);
        if (returned !== undefined)
            return returned[0];
        await run.sync();
        properties.finish("terminate_when ended the test");
        return null;
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./build/js/spec/assumptions.js



/** A named set of faults, perhaps on several services. Two of one name are the same key of a dict. */
class AssumptionValue extends AskingValue {
    static typeName = "fault_assumption";
    type = "fault_assumption";
    name;
    description;
    assumed;
    monitors;
    constructor(name, description, assumed, monitors) {
        super();
        this.name = name;
        this.description = description;
        this.assumed = assumed;
        this.monitors = monitors;
    }
    get filters() {
        return [];
    }
    get asked() {
        return this.monitors;
    }
    attr(name) {
        if (name === "name")
            return encode(this.name);
        return name === "description" ? encode(this.description) : undefined;
    }
    attrNames() {
        return ["name", "description"];
    }
    hashKey() {
        return encode(this.name);
    }
    equals(other) {
        return other instanceof AssumptionValue && other.name === this.name;
    }
    repr() {
        return encode(`<fault_assumption ${this.name}>`);
    }
}
/** Runs [body] while the faults and monitors of [assumptions] are in force, all of them together. */
async function assuming(state, assumptions, body) {
    const run = state.run("fault");
    const scopes = [];
    try {
        for (const { service, rules } of assumptions.flatMap(({ assumed }) => assumed))
            scopes.push(await run.apply(service, "fault", rules));
        return await monitoring(state, assumptions.flatMap(({ monitors }) => monitors), body);
    }
    finally {
        for (const scope of scopes.reverse())
            await run.lift(scope);
    }
}
/** What the calls of these faults need intercepted, per service. */
function needsOfFaults(assumptions) {
    const needs = new Map();
    for (const { service, rules } of assumptions.flatMap(({ assumed }) => assumed)) {
        const known = needs.get(service) ?? new Set();
        needs.set(service, known);
        for (const name of rules.flatMap(({ syscalls }) => syscalls))
            known.add(name);
    }
    return needs;
}

;// CONCATENATED MODULE: ./build/js/spec/short.js
/**
 * What `short(n)` can mean: only calls that move bytes between memory and a descriptor can be made with fewer. Asking for another one is an
 * error, found when the suite is loaded as far as its text tells, otherwise when the fault is put in force.
 */





/** Of the calls that [keyword] stands for, those that can be cut. Throws [SuiteError] when there are none. */
function divisibleOf(keyword, { shown, syscalls }) {
    const left = { shown: shown.filter(supervisor/* isDivisible */.aW), syscalls: syscalls.filter(supervisor/* isDivisible */.aW) };
    if (left.syscalls.length > 0)
        return left;
    throw new engine/* SuiteError */.$K(`short() means nothing for ${keyword}: it moves no bytes that could be fewer; it is for write, read, sendto, recvfrom and their variants`);
}
/** The first fault in the text of [bodies] that asks for a shorter call where there is no such thing. */
function misusedShort(bodies, services) {
    for (const site of reach(...bodies).calls) {
        if (!(site.calleeValue instanceof Builtin) || !site.calleeValue.name.startsWith("fault"))
            continue;
        for (const { name, value, position } of site.kwargs) {
            if (value.kind !== "call" || !(value.call.calleeValue instanceof Builtin) || value.call.calleeValue.name !== "short")
                continue;
            const message = objection(decode(name), site, services);
            if (message !== undefined)
                return { message, position };
        }
    }
    return undefined;
}
function objection(keyword, { args: [target] }, services) {
    const service = target?.kind === "global" && target.value instanceof ServiceValue ? target.value.name : "";
    const names = services.get(service)?.operations[keyword]?.syscalls ?? [keyword];
    try {
        const parts = names.map((name) => resolveSyscalls(name, "fault"));
        divisibleOf(keyword, { shown: parts.flatMap(({ shown }) => shown), syscalls: parts.flatMap(({ syscalls }) => syscalls) });
        return undefined;
    }
    catch (error) {
        // A name that is unknown may be an operation of a service that the text does not tell; it is looked at when it is used.
        return error instanceof engine/* SuiteError */.$K && error.message.startsWith("short()") ? error.message : undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/spec/faults.js
/**
 * Faults and traces: the actions `deny`, `delay`, `short`, `crash`, `allow`, and the scopes that put them in force, `fault`, `fault_start`,
 * `fault_stop`, `fault_all`, `trace`, `trace_start`, `trace_stop`; `restart`, which brings a service back.
 */










/** What `deny(…)` and its like return. */
class FaultValue extends HostValue {
    static typeName = "fault";
    type = "fault";
    action;
    selection;
    label;
    /** So many of its calls are tried out: a leaf for each pattern of firing and not. */
    tried;
    constructor(action, selection = {}, label, tried = 0) {
        super();
        this.action = action;
        this.selection = selection;
        this.label = label;
        this.tried = tried;
    }
    repr() {
        const { action, selection } = this;
        const what = action.kind === "deny"
            ? ` deny=${errnoOf(action)}`
            : action.kind === "delay"
                ? ` delay=${(0,trace/* formatDuration */.a3)(action.delayNs)}`
                : action.kind === "short" || action.kind === "crash"
                    ? ` ${(0,engine/* actionText */.K2)(action)}`
                    : ` ${action.kind}`;
        const label = this.label === undefined ? "" : ` label=${JSON.stringify(this.label)}`;
        return encode(`<fault${what} prob=${(selection.probability ?? 1) * 100}%${label}>`);
    }
}
function errnoOf({ errno }) {
    return trace/* errnoNames */.bV.find((name) => (0,trace/* errnoNumber */.Y6)(name) === errno) ?? String(errno);
}
const selectionParams = [
    {
        name: "probability",
        type: ["float", "text", "None"],
        default: null,
        kind: "keyword",
        doc: 'Share of the calls it takes: 0.5 or "50%".',
    },
    { name: "label", type: ["text", "None"], default: null, kind: "keyword", doc: "A name for reports." },
    { name: "max_fires", type: ["int", "None"], default: null, kind: "keyword", doc: "At most this many times." },
    {
        name: "mode",
        type: ["text", "None"],
        default: null,
        kind: "keyword",
        doc: 'With probability= and max_fires=: "exhaustive" (the default) makes a leaf for each pattern of firing and not, "stochastic" draws.',
    },
    { name: "path", type: ["text", "None"], default: null, kind: "keyword", doc: "Glob on the path, also of the file behind a descriptor." },
    {
        name: "address",
        type: ["text", "None"],
        default: null,
        kind: "keyword",
        doc: 'Glob on the peer, such as "127.0.0.1:5432" or "unix:/run/db.sock".',
    },
    { name: "nth", type: ["int", "None"], default: null, kind: "keyword", doc: "Only the nth matching call." },
    { name: "first", type: ["int", "None"], default: null, kind: "keyword", doc: "Only the first n." },
    { name: "every", type: ["int", "None"], default: null, kind: "keyword", doc: "Every nth." },
    { name: "after", type: ["int", "None"], default: null, kind: "keyword", doc: "All after the nth." },
];
function selectionOf(args, name, state, ctx) {
    const positions = ["nth", "first", "every", "after"].filter((key) => args[key] !== null);
    if (positions.length > 1)
        throw new engine/* SuiteError */.$K(`${name}: ${positions.map((key) => `${key}=`).join(" and ")} exclude each other`);
    for (const key of [...positions, "max_fires"]) {
        const value = args[key];
        if (value !== null && value < (key === "after" ? 0 : 1))
            throw new engine/* SuiteError */.$K(`${name}: ${key}= must be positive, got ${value}`);
    }
    if (args.mode !== null && args.mode !== "stochastic" && args.mode !== "exhaustive") {
        throw new engine/* SuiteError */.$K(`${name}: mode=${JSON.stringify(args.mode)} is not supported; "exhaustive" and "stochastic" are`);
    }
    if (args.mode === "exhaustive" && (args.probability === null || args.max_fires === null))
        throw new engine/* SuiteError */.$K(`${name}: mode="exhaustive" needs probability= and max_fires=`);
    const probability = args.probability === null ? undefined : probabilityOf(args.probability, name, state, ctx);
    return {
        ...(args.path === null ? {} : { path: args.path }),
        ...(args.address === null ? {} : { address: args.address }),
        ...(args.nth === null ? {} : { nth: args.nth }),
        ...(args.first === null ? {} : { first: args.first }),
        ...(args.every === null ? {} : { every: args.every }),
        ...(args.after === null ? {} : { after: args.after }),
        ...(probability === undefined || probability === 1 ? {} : { probability }),
        ...(args.max_fires === null ? {} : { maxFires: args.max_fires }),
    };
}
/**
 * How many calls of a fault are tried out, each firing in some leaves and not in others: all up to its cap, where there is one, and a
 * probability that leaves it open, and nobody asked for draws. Throws [SuiteError] where that makes too many leaves.
 */
function triedCalls(probability, cap, mode) {
    const number = Number(String(probability).trim().replace(/%$/, ""));
    const certain = typeof probability === "string" && probability.trim().endsWith("%") ? number === 100 : number === 1 || number === 100;
    if (mode === "stochastic" || certain || number === 0)
        return 0;
    if (cap > engine/* mostTried */.sQ)
        throw new engine/* SuiteError */.$K(`max_fires=${cap} with a probability makes 2^${cap} leaves; at most ${engine/* mostTried */.sQ} calls are tried out, or give mode="stochastic"`);
    return cap;
}
function triedOf({ probability, max_fires, mode, nth, first, every, after }) {
    if (probability === null || max_fires === null || [nth, first, every, after].some((position) => position !== null))
        return 0;
    return triedCalls(probability, max_fires, mode ?? undefined);
}
/** The axis of a tried-out fault: its label, or service and keyword. */
function faultAxis(service, keyword, label) {
    return labelAxis(label) ?? (0,engine/* leafWord */.Lt)(`${service}:${keyword}`);
}
/** The axis that a label names; none for one that is empty, or that means the order of side by side calls in a leaf. */
function labelAxis(label) {
    const word = (0,engine/* leafWord */.Lt)(label ?? "");
    return word === "" || word === engine/* orderAxis */.M4 ? undefined : word;
}
/** `0.5`, `50` and `"50%"` agree; with a percent sign it is always a percentage, whatever its size. */
function probabilityOf(given, name, state, ctx) {
    const wrong = () => {
        throw new engine/* SuiteError */.$K(`${name}: probability must be 0 to 1 or "0%" to "100%", got ${JSON.stringify(given)}`);
    };
    const percent = typeof given === "string" && given.trim().endsWith("%");
    const text = typeof given === "string" ? given.trim().replace(/%$/, "") : String(given);
    const number = /^\d+(\.\d*)?$|^\.\d+$/.test(text) ? Number(text) : wrong();
    const share = percent || number > 1 ? number / 100 : number;
    if (share > 1)
        wrong();
    if (percent && number > 0 && number <= 1) {
        state.diagnose({
            level: "warning",
            code: "SMALL_PERCENTAGE",
            message: `${name}: probability ${JSON.stringify(given)} means ${share * 100} percent; other tools take it for ${number * 100} percent`,
            position: ctx.position,
        });
    }
    return share;
}
/** The rules that one keyword of a fault stands for on a service: a call or family by name, or one of the service's operations. */
function writtenRules(service, keyword, fault, builtinName) {
    const operation = service.declaration.operations[keyword];
    if (operation === undefined) {
        const resolved = resolveSyscalls(keyword, builtinName, Object.keys(service.declaration.operations));
        return {
            keyword,
            ...(fault.action.kind === "short" ? divisibleOf(keyword, resolved) : resolved),
            action: fault.action,
            ...labelOf(fault),
            selection: fault.selection,
            ...triedBy(service, keyword, fault),
        };
    }
    return { ...operationRule(keyword, operation, fault, builtinName), ...triedBy(service, keyword, fault) };
}
function triedBy(service, keyword, { tried, label }) {
    return tried === 0 ? {} : { tried: { axis: faultAxis(service.name, keyword, label) } };
}
function labelOf({ label }) {
    return label === undefined || label === "" ? {} : { label };
}
function operationRule(keyword, operation, fault, builtinName) {
    const parts = operation.syscalls.map((name) => resolveSyscalls(name, builtinName));
    const resolved = {
        shown: [...new Set(parts.flatMap(({ shown }) => shown))],
        syscalls: [...new Set(parts.flatMap(({ syscalls }) => syscalls))],
    };
    return {
        keyword,
        ...(fault.action.kind === "short" ? divisibleOf(keyword, resolved) : resolved),
        action: fault.action,
        ...labelOf(fault),
        selection: { ...(operation.path === undefined ? {} : { path: operation.path }), ...fault.selection },
        op: keyword,
    };
}
function faultRules(service, faults, builtinName, { position: { file, line, column } }) {
    if (faults.size === 0) {
        throw new engine/* SuiteError */.$K(`${builtinName}: no fault given; write for example write=deny("EIO")`);
    }
    // Sorted, so that the log and the console do not depend on the order in which keywords were written.
    return [...faults]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, fault]) => {
        const keyword = decode(key);
        if (!(fault instanceof FaultValue))
            throw new engine/* SuiteError */.$K(`${builtinName.endsWith(")") ? builtinName : `${builtinName}()`} ${keyword}= must be a fault (delay/deny/short/crash/allow), got ${kindOf(fault)}`);
        const rule = writtenRules(service, keyword, fault, builtinName);
        // What an operation says of paths is looked at where it is made.
        const why = neverMatches(rule.syscalls, fault.selection);
        if (why !== undefined)
            throw new engine/* SuiteError */.$K(`${builtinName}: ${keyword}: ${why}`);
        return { ...rule, position: { file, line, column } };
    });
}
function traceRules(syscalls, builtinName) {
    if (syscalls.length === 0)
        throw new engine/* SuiteError */.$K(`${builtinName}: syscalls= must not be empty`);
    return syscalls.map((keyword) => ({ keyword, ...resolveSyscalls(keyword, builtinName), action: { kind: "trace" }, selection: {} }));
}
/** Scopes opened by `fault_start` and `trace_start`: closed by their counterpart, or by the end of the test. */
class OpenScopes {
    #scopes = new WeakMap();
    add(run, scope) {
        this.#scopes.set(run, [...(this.#scopes.get(run) ?? []), scope]);
    }
    /** Takes those of a service, innermost first. */
    take(run, service) {
        const all = this.#scopes.get(run) ?? [];
        this.#scopes.set(run, all.filter((scope) => scope.service !== service));
        return all.filter((scope) => scope.service === service).reverse();
    }
}
function faultBuiltins(state) {
    const started = { fault: new OpenScopes(), trace: new OpenScopes() };
    const made = (action, selection, ctx) => {
        const chosen = selectionOf(selection, action.kind, state, ctx);
        if (chosen.probability === 0)
            withoutEffect(`${action.kind}: with probability=${JSON.stringify(selection.probability)} it never fires`, ctx);
        return new FaultValue(action, chosen, selection.label ?? undefined, triedOf(selection));
    };
    const withoutEffect = (message, { position }) => state.diagnose({ level: "warning", code: "FAULT_WITHOUT_EFFECT", message, position });
    const within = async (kind, services, rules, body, ctx) => {
        const run = state.run(kind);
        const scopes = [];
        try {
            for (const service of services)
                scopes.push(await run.apply(service.name, kind, rules(service)));
            return await ctx.call(body, []);
        }
        finally {
            for (const scope of scopes.reverse())
                await run.lift(scope);
        }
    };
    const start = async (kind, name, service, rules) => {
        const run = state.run(name);
        started[kind].add(run, await run.apply(service.name, kind, rules));
        return null;
    };
    const stop = async (kind, name, service) => {
        const run = state.run(name);
        for (const scope of started[kind].take(run, service.name))
            await run.lift(scope);
        return null;
    };
    const runParam = { name: "run", type: "callable", arity: 0, kind: "keyword", doc: "What to run meanwhile." };
    const serviceParam = { name: "service", type: ServiceValue, kind: "positional", doc: "The service whose calls are meant." };
    const faultsParam = { name: "faults", type: "any", kind: "kwargs", doc: 'Call or operation = fault, e.g. write=deny("EIO").' };
    const syscallsParam = { name: "syscalls", type: "list", kind: "keyword", doc: "Names of calls, as in fault()." };
    return [
        builtin({
            name: "deny",
            doc: "A fault: the call is not made and fails with this error.",
            params: [{ name: "errno", type: "text", doc: 'Such as "EIO".' }, ...selectionParams],
            returns: "fault",
            lenient: state.lenient,
            call: ({ errno, ...selection }, ctx) => {
                const name = errno.toUpperCase();
                const number = (0,trace/* errnoNumber */.Y6)(name);
                if (number === undefined)
                    throw new engine/* SuiteError */.$K(`deny(): unknown errno "${errno}"${didYouMean(name, trace/* errnoNames */.bV) || "; write an error of Linux by its name, such as EIO, ENOSPC, ECONNREFUSED or ETIMEDOUT"}`);
                return made({ kind: "deny", errno: number }, selection, ctx);
            },
        }),
        builtin({
            name: "delay",
            doc: 'A fault: the call is made, but later. It has fired when it begins and is an event when the call goes on: one that hangs, as under `delay("1h")`, has met its fault and is none.',
            params: [{ name: "duration", type: "text", doc: 'Such as "100ms".', kind: "positional" }, ...selectionParams],
            returns: "fault",
            lenient: state.lenient,
            call: ({ duration, ...selection }, ctx) => {
                const delayNs = (0,trace/* parseDuration */.E9)(duration);
                if (delayNs <= 0)
                    withoutEffect(`delay: ${JSON.stringify(duration)} delays nothing`, ctx);
                return made({ kind: "delay", delayNs: Math.max(0, delayNs) }, selection, ctx);
            },
        }),
        builtin({
            name: "short",
            doc: "A fault: the call is made with n bytes where it asks for more, and returns n. Calls that ask for no more than n are not touched.",
            params: [{ name: "n", type: "int", doc: "How many bytes." }, ...selectionParams],
            returns: "fault",
            lenient: state.lenient,
            call: ({ n, ...selection }, ctx) => {
                if (n < 1 || n > supervisor/* mostShortBytes */.jQ) {
                    const instead = n === 0 ? "; no kernel writes nothing and calls it success: for a call that fails use deny()" : "";
                    throw new engine/* SuiteError */.$K(`short(): n must be 1 to ${supervisor/* mostShortBytes */.jQ}, got ${n}${instead}`);
                }
                return made({ kind: "short", bytes: n }, selection, ctx);
            },
        }),
        builtin({
            name: "crash",
            doc: "A fault: all processes of the service are killed at the call, before it is made or when it has taken effect.",
            params: [{ name: "when", type: "text", default: "before", doc: '"before" or "after".' }, ...selectionParams],
            returns: "fault",
            lenient: state.lenient,
            call: ({ when, ...selection }, ctx) => {
                if (when !== "before" && when !== "after") {
                    throw new engine/* SuiteError */.$K(`crash(): when= must be "before" or "after", got ${JSON.stringify(when)}`);
                }
                return made({ kind: "crash", when }, selection, ctx);
            },
        }),
        builtin({
            name: "restart",
            doc: "Starts a service again, on the files it has left behind, and waits until it is ready. One that runs is stopped first.",
            params: [serviceParam],
            returns: "True, or False when a crash() took it before it was ready",
            call: ({ service }) => state.run("restart").restart(service.name),
        }),
        builtin({
            name: "allow",
            doc: "No fault: the calls are let through, and an outer fault on them does not apply.",
            returns: "fault",
            call: () => new FaultValue({ kind: "allow" }),
        }),
        builtin({
            name: "fault",
            doc: "Runs something while a service's calls fail or are late. Scopes stack: an inner one adds to an outer one.",
            params: [
                {
                    name: "target",
                    type: [ServiceValue, AssumptionValue, InterfaceRef],
                    kind: "positional",
                    doc: "The service that makes the calls, or an assumption.",
                },
                runParam,
                faultsParam,
            ],
            returns: "what run returned",
            call: ({ target, run, faults }, ctx) => {
                if (target instanceof InterfaceRef) {
                    throw new engine/* SuiteError */.$K(`fault: faults on an interface (${target.service}.${target.declaration.name}) are not supported; give the service and calls, e.g. fault(${target.service}, write=deny("EIO"), run=…)`);
                }
                if (target instanceof AssumptionValue) {
                    if (faults.size > 0)
                        throw new engine/* SuiteError */.$K(`fault: the assumption "${target.name}" has its faults; leave out ${[...faults.keys()].join(", ")}`);
                    return assuming(state, [target], () => ctx.call(run, []));
                }
                return within("fault", [target], (service) => faultRules(service, faults, "fault", ctx), run, ctx);
            },
        }),
        builtin({
            name: "fault_all",
            doc: "The same faults on several services.",
            params: [{ name: "services", type: "list", kind: "positional", doc: "The services whose calls are meant." }, runParam, faultsParam],
            returns: "what run returned",
            call: ({ services, run, faults }, ctx) => {
                const all = services.items.map((item) => {
                    if (item instanceof ServiceValue)
                        return item;
                    throw new engine/* SuiteError */.$K(`fault_all: want a list of services, got ${kindOf(item)} in it`);
                });
                if (all.length === 0)
                    withoutEffect("fault_all: the list of services is empty", ctx);
                return within("fault", all, (service) => faultRules(service, faults, "fault_all", ctx), run, ctx);
            },
        }),
        builtin({
            name: "fault_start",
            doc: "Puts faults in force until fault_stop() or the end of the test.",
            params: [serviceParam, faultsParam],
            call: ({ service, faults }, ctx) => {
                if (faults.has("run"))
                    throw new engine/* SuiteError */.$K("fault_start: it takes no run=; write fault(…, run=…), or end it with fault_stop()");
                return start("fault", "fault_start", service, faultRules(service, faults, "fault_start", ctx));
            },
        }),
        builtin({
            name: "fault_stop",
            doc: "Ends what fault_start() began on this service.",
            params: [serviceParam],
            call: ({ service }) => stop("fault", "fault_stop", service),
        }),
        builtin({
            name: "trace",
            doc: "Records a service's calls while something runs.",
            params: [serviceParam, syscallsParam, runParam],
            returns: "what run returned",
            call: ({ service, syscalls, run }, ctx) => within("trace", [service], () => traceRules(texts(syscalls, "trace: syscalls="), "trace"), run, ctx),
        }),
        builtin({
            name: "trace_start",
            doc: "Records a service's calls until trace_stop() or the end of the test.",
            params: [serviceParam, syscallsParam],
            lenient: state.lenient,
            call: ({ service, syscalls }) => start("trace", "trace_start", service, traceRules(texts(syscalls, "trace_start: syscalls="), "trace_start")),
        }),
        builtin({
            name: "trace_stop",
            doc: "Ends what trace_start() began on this service.",
            params: [serviceParam],
            lenient: state.lenient,
            call: ({ service }) => stop("trace", "trace_stop", service),
        }),
    ];
}

;// CONCATENATED MODULE: ./build/js/spec/needs.js
/**
 * What a test may need intercepted, read from its code without running it. A filter can only be installed before a program starts, and
 * a call outside the filter costs nothing, so each service of each test gets the calls that this test can fault, trace or ask for.
 *
 * The reading follows the test's function into every function it can reach and looks at three kinds of calls there:
 * - faults and traces on a service that is named directly need what their keywords stand for;
 * - assertions and `events()` with filters need what they name, so that an assertion always has something to fail on;
 * - readers that name nothing (a predicate, no `syscall=`) need whatever any test of the file faults or traces (in existing suites such
 *   readers see those calls in every test), and the calls that the predicate's text names.
 *
 * What cannot be read this way (a service passed through a variable, keywords from a dict) is left out: when it is reached, the
 * engine runs the test again with what was missing. The reading saves time; it decides nothing.
 */







/** A reading of the file whose tests are made of [bodies]. */
function readingOf(services, bodies) {
    let anywhere;
    return {
        services,
        anywhere: () => {
            if (anywhere !== undefined)
                return anywhere;
            anywhere = new Map();
            for (const site of readFrom(bodies).sites) {
                for (const [service, syscalls] of faulted(site, services))
                    anywhere.set(service, new Set([...(anywhere.get(service) ?? []), ...syscalls]));
            }
            return anywhere;
        },
    };
}
/** Families whose calls make up what a program does to storage and to its peers. */
const observedFamilies = [
    "openat", "open", "creat", "openat2", "write", "read", "fsync", "sync_file_range", "msync", "rename", "unlink", "link", "symlink", "truncate",
    "mkdir", "rmdir", "fallocate", "flock", "connect", "accept", "bind", "listen", "shutdown", "sendto", "recvfrom", "sendfile", "copy_file_range", "splice",
    "execve",
]; // prettier-ignore
/** The calls behind [observedFamilies], as far as this kernel has them. */
function observedSyscalls() {
    return new Set(observedFamilies.flatMap((name) => syscallsOf(name)));
}
/** Whether everything is watched in a test made of [bodies]. */
function watchesAll(bodies, observe) {
    const traces = ({ calleeValue }) => calleeValue instanceof Builtin && (calleeValue.name === "trace" || calleeValue.name === "trace_start");
    return observe === "auto" || (observe === "untraced" && !readFrom(bodies).sites.some(traces));
}
/** [needs], extended by the storage and network calls of every service. */
function withAllObserved(needs, services) {
    const all = observedSyscalls();
    return new Map(services.map(({ name }) => [name, new Set([...(needs.get(name) ?? []), ...all])]));
}
/**
 * The calls that a test made of [bodies] is about: those it faults, traces or asks for, as far as its text tells, with what it [alreadyNeeds].
 * What only a partition needs is not among them: the test asks for silence between two services, and not for their calls.
 */
function askedOf(bodies, alreadyNeeds, reading) {
    return needsOf(bodies, alreadyNeeds, reading, false);
}
/** The calls that a test made of [bodies] can need on each service, as far as its text tells, with what it [alreadyNeeds]. */
function needsOf(bodies, alreadyNeeds, reading, partitions = true) {
    const needs = new Map([...alreadyNeeds].map(([service, syscalls]) => [service, new Set(syscalls)]));
    const add = (service, syscalls) => {
        const known = needs.get(service) ?? new Set();
        needs.set(service, known);
        for (const name of syscalls)
            known.add(name);
    };
    const { sites, filters } = readFrom(bodies);
    for (const site of sites) {
        for (const [service, syscalls] of faulted(site, reading.services))
            add(service, syscalls);
        for (const [service, syscalls] of partitions ? cutOff(site) : [])
            add(service, syscalls);
    }
    const questions = [...sites.flatMap(questionsOf), ...filters.flatMap(asksFor)];
    if (questions.length === 0)
        return needs;
    for (const { service, syscall } of questions) {
        for (const { name } of reading.services) {
            if (service !== undefined && !(0,trace/* globMatches */.mw)(service, name))
                continue;
            const anywhere = reading.anywhere().get(name) ?? new Set();
            if (syscall === undefined)
                add(name, anywhere);
            else if ((0,trace/* isGlob */.fg)(syscall))
                add(name, [...new Set([...anywhere, ...observedSyscalls()])].filter((one) => (0,trace/* globMatches */.mw)(syscall, one)));
            else
                add(name, syscallsOf(syscall));
        }
    }
    return needs;
}
/** The faults that a test made of [bodies] can put in force, as far as its text tells: service and keyword of each, once. */
function faultsOf(bodies, assumed) {
    const written = readFrom(bodies).sites.flatMap(({ calleeValue, args, kwargs }) => {
        if (!(calleeValue instanceof Builtin) || !["fault", "fault_start", "fault_all"].includes(calleeValue.name))
            return [];
        const [target] = args;
        const keywords = kwargs.map(({ name }) => decode(name)).filter((name) => name !== "run");
        if (target?.kind === "global" && target.value instanceof AssumptionValue)
            return target.value.assumed.flatMap(faultsOfAssumed);
        return servicesOf(target).flatMap((service) => keywords.map((keyword) => ({ service, keyword })));
    });
    const all = [...assumed.flatMap(faultsOfAssumed), ...written];
    return [...new Map(all.map((one) => [`${one.service} ${one.keyword}`, one])).values()];
}
function faultsOfAssumed({ service, rules }) {
    return rules.map(({ keyword }) => ({ service, keyword }));
}
/** The calls within reach of [bodies], and what matchers, monitors and properties within reach ask for. */
function readFrom(bodies) {
    const roots = new Set(bodies);
    const asking = new Set();
    for (;;) {
        const found = reach(...roots);
        const before = asking.size;
        // Functions inside a matcher or monitor are read like any other, and may name further ones.
        for (const value of [...roots, ...found.values.keys()]) {
            if (!(value instanceof AskingValue) || asking.has(value))
                continue;
            asking.add(value);
            for (const one of value.asked)
                roots.add(one);
        }
        if (asking.size === before)
            return { sites: found.calls, filters: [...asking].flatMap((value) => value.filters) };
    }
}
/** What [filters] ask of calls; nothing where they ask for another type of event. */
function asksFor({ type, service, syscall }) {
    if (type !== undefined && !(0,trace/* globMatches */.mw)(type, "syscall"))
        return [];
    return [{ service, syscall }];
}
/** What a fault or trace in this call needs, if its service and names can be read. */
function faulted(site, services) {
    if (!(site.calleeValue instanceof Builtin))
        return [];
    const targets = servicesOf(site.args[0]);
    switch (site.calleeValue.name) {
        case "fault":
        case "fault_start":
        case "fault_all":
            return targets.map((target) => {
                const operations = services.find(({ name }) => name === target)?.operations ?? {};
                const keywords = site.kwargs.map(({ name }) => decode(name)).filter((name) => name !== "run");
                return [target, keywords.flatMap((name) => operations[name]?.syscalls.flatMap(syscallsOf) ?? syscallsOf(name))];
            });
        case "trace":
        case "trace_start": {
            const list = site.kwargs.find(({ name }) => name === "syscalls")?.value;
            const names = list === undefined ? [] : literalTexts(list);
            return targets.map((target) => [target, names.flatMap(syscallsOf)]);
        }
        default:
            return [];
    }
}
/** What a partition in this call needs. */
function cutOff(site) {
    const name = site.calleeValue instanceof Builtin ? site.calleeValue.name : "";
    if (name !== "partition" && name !== "partition_start")
        return [];
    return site.args.slice(0, 2).flatMap((side) => servicesOf(side).map((service) => [service, engine/* partitionSyscalls */.xj]));
}
/** The services that an argument stands for, as far as the text tells. */
function servicesOf(arg) {
    switch (arg?.kind) {
        case "list":
            return arg.items.flatMap(servicesOf);
        case "choice":
            return arg.options.flatMap(servicesOf);
        case "global": {
            const values = arg.value instanceof List ? arg.value.items : [arg.value];
            return values.flatMap((value) => (value instanceof ServiceValue ? [value.name] : []));
        }
        default:
            return [];
    }
}
/** The calls that a predicate names: `lambda e: e.syscall == "fsync"` is a question about fsync. */
function namedIn(predicate) {
    return textsIn(predicate)
        .filter((text) => (0,supervisor/* isSyscall */.EO)(text))
        .map((syscall) => ({ service: undefined, syscall }));
}
/** Methods of a trace that take fields; who calls them is seldom known, so the name must do. */
const traceMethods = /\.(event|events|first|last|count)$/;
function questionsOf(site) {
    const name = site.calleeValue instanceof Builtin ? site.calleeValue.name : traceMethods.test(site.callee) ? "trace" : "";
    switch (name) {
        case "assert_eventually":
        case "assert_never":
        case "events":
        case "match.event":
        case "trace": {
            const value = (key) => {
                const given = site.kwargs.find((kwarg) => kwarg.name === key)?.value;
                const text = given === undefined ? undefined : literalText(given);
                return text === undefined ? {} : { [key]: text };
            };
            const filters = { ...value("type"), ...value("service"), ...value("syscall") };
            const where = site.kwargs.find((kwarg) => kwarg.name === "where")?.value ?? site.args[0];
            const asked = name === "trace" && Object.keys(filters).length === 0 ? [] : asksFor(filters);
            return [...asked, ...(where === undefined ? [] : namedIn(where))];
        }
        case "await_event":
            // A function may be about any call; what a matcher asks for is read from the matcher.
            return site.args.flatMap((arg) => [
                ...(arg.kind === "function" ? [{ service: undefined, syscall: undefined }] : []),
                ...namedIn(arg),
            ]);
        case "assert_before":
            return site.kwargs.flatMap(({ value }) => {
                const entry = (key) => {
                    if (value.kind !== "dict")
                        return {};
                    const found = value.entries.find((candidate) => literalText(candidate.key) === key);
                    const text = found === undefined ? undefined : literalText(found.value);
                    return text === undefined ? {} : { [key]: text };
                };
                return asksFor({ ...entry("type"), ...entry("service"), ...entry("syscall") });
            });
        default:
            return [];
    }
}
/** The strings of a list in the text, or of one that a global holds. */
function literalTexts(arg) {
    if (arg.kind === "list")
        return arg.items.flatMap((item) => literalText(item) ?? []);
    if (arg.kind !== "global" || !(arg.value instanceof List))
        return [];
    return arg.value.items.flatMap((item) => (typeof item === "string" ? [decode(item)] : []));
}
function literalText(arg) {
    const value = arg.kind === "literal" || arg.kind === "global" ? arg.value : undefined;
    return typeof value === "string" ? decode(value) : undefined;
}
function syscallsOf(name) {
    return supervisor/* families */.TJ.get(name)?.intercepted ?? ((0,supervisor/* isSyscall */.EO)(name) ? [name] : []);
}

;// CONCATENATED MODULE: ./build/js/spec/axes.js
/**
 * Where a test branches, read from its text: the named choices, tried-out faults and ordered `parallel()` calls that it can reach. Their
 * product is what `faultbox plan` lists and what is run. What the text does not tell (a name or a list that is computed) is found when the
 * test comes to it, and the plan says so.
 */






/** Where a test can branch that is made of the functions [reads] under the faults [assumed]. */
function branchingOf(reads, assumed) {
    const axes = new Map(assumed.flatMap(({ rules }) => axesOfRules(rules)).map((axis) => [axis.name, axis]));
    const unread = [];
    let parallel = false;
    for (const site of reach(...reads).calls) {
        if (!(site.calleeValue instanceof Builtin))
            continue;
        const found = readSite(site, site.calleeValue.name);
        parallel ||= found === "parallel";
        if (found === "unread")
            unread.push(`${site.position.file}:${site.position.line}`);
        else if (found !== "parallel")
            for (const axis of found)
                if (!axes.has(axis.name) && axis.options.length > 1)
                    axes.set(axis.name, axis);
    }
    return { axes: [...axes.values()], unread: [...new Set(unread)], parallel };
}
function readSite(site, builtin) {
    switch (builtin) {
        case "choose":
            return choice(site);
        case "parallel":
            return interleaving(site);
        case "fault":
        case "fault_start":
        case "fault_all":
            return tried(site);
        default:
            return [];
    }
}
function choice({ args }) {
    const [name, options] = args;
    if (options === undefined)
        return [];
    const word = name === undefined ? undefined : axes_valueOf(name);
    const items = axes_itemsOf(options);
    if (typeof word !== "string" || items === undefined || items.length === 0)
        return "unread";
    return [choiceAxis(decode(word), items)];
}
function interleaving({ args, kwargs, hasStarArgs, position }) {
    const given = kwargs.find(({ name }) => name === "interleavings")?.value;
    if (given === undefined)
        return "parallel";
    const value = axes_valueOf(given);
    if (hasStarArgs || (typeof value !== "string" && typeof value !== "number"))
        return "unread";
    const orders = ordersOf(typeof value === "string" ? decode(value) : value, args.length);
    return orders === undefined ? "parallel" : [interleavingAxis(position, orders)];
}
function tried({ args, kwargs }) {
    const [target] = args;
    const assumption = target === undefined ? undefined : axes_valueOf(target);
    if (assumption instanceof AssumptionValue)
        return axesOfRules(assumption.assumed.flatMap(({ rules }) => rules));
    const axes = [];
    for (const { name, value } of kwargs) {
        if (name === "run")
            continue;
        const fault = faultOf(value);
        if (fault === undefined || fault.calls === 0)
            continue;
        const services = servicesOf(target);
        if (services.length === 0 && labelAxis(fault.label) === undefined)
            return "unread";
        for (const service of services.length === 0 ? [""] : services) {
            axes.push({ name: faultAxis(service, decode(name), fault.label), options: (0,engine/* patternsOf */.Wp)(fault.calls) });
        }
    }
    return axes;
}
/** What is known of a fault: how many of its calls are tried out, and its label. */
function faultOf(arg) {
    const made = axes_valueOf(arg);
    if (made instanceof FaultValue)
        return { calls: made.tried, label: made.label };
    if (arg.kind !== "call" || !["deny", "delay", "short", "crash"].includes(arg.callee))
        return undefined;
    const keyword = (name) => {
        const given = arg.call.kwargs.find((kwarg) => kwarg.name === name)?.value;
        return given === undefined ? undefined : axes_valueOf(given);
    };
    const probability = keyword("probability");
    const cap = keyword("max_fires");
    const label = keyword("label");
    const mode = keyword("mode");
    const positions = ["nth", "first", "every", "after"].some((name) => keyword(name) !== undefined);
    const share = probability instanceof Float ? probability.value : typeof probability === "string" ? decode(probability) : probability;
    if ((typeof share !== "number" && typeof share !== "string") || typeof cap !== "number" || positions)
        return undefined;
    return {
        calls: triedCalls(share, cap, typeof mode === "string" ? decode(mode) : undefined),
        label: typeof label === "string" && label !== "" ? decode(label) : undefined,
    };
}
/** The axes of the tried-out faults among [rules]. */
function axesOfRules(rules) {
    return rules.flatMap(({ tried, selection }) => tried === undefined ? [] : [{ name: tried.axis, options: (0,engine/* patternsOf */.Wp)(selection.maxFires ?? 1) }]);
}
function axes_valueOf(arg) {
    return arg.kind === "literal" || arg.kind === "global" ? arg.value : undefined;
}
/** The items of a list in the text, or of one that a global holds; undefined if any of them is computed. */
function axes_itemsOf(arg) {
    const value = axes_valueOf(arg);
    if (value instanceof List)
        return value.items;
    if (arg.kind !== "list")
        return undefined;
    const items = arg.items.map(axes_valueOf);
    return items.every((item) => item !== undefined) ? items : undefined;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/spec/files.js
/**
 * Reading files for a suite: `load_file`, `load_json`, `load_yaml`, and the modules that `load` names. Paths are relative to the suite's folder.
 *
 * With `FAULTBOX_HERMETIC=1` nothing is read that lies outside of that folder, by whatever way its path leads there: `..`, an absolute path, or
 * a link. What counts is where the file really is, so the file that is read is the one that was looked at and not its path asked again.
 */




/** A suite that reads more than this, in bytes, has been given the wrong file; `FAULTBOX_LOAD_FILE_MAX_BYTES` says otherwise. */
const usualLimitBytes = 50 * 1024 * 1024;
const files_readers = new Set(["load_file", "load_json", "load_yaml"]);
/** Throws [SuiteError] for a value that says nothing: whoever sets a variable relies on it. */
function limitsOf(env) {
    const hermetic = env["FAULTBOX_HERMETIC"] ?? "";
    if (!["", "0", "1"].includes(hermetic))
        throw new engine/* SuiteError */.$K(`FAULTBOX_HERMETIC: want 1 or 0, got ${JSON.stringify(hermetic)}`);
    const most = env["FAULTBOX_LOAD_FILE_MAX_BYTES"] ?? "";
    const maxBytes = most === "" ? usualLimitBytes : Number(most);
    if (most !== "" && (!/^\d+$/.test(most) || !Number.isSafeInteger(maxBytes) || maxBytes === 0))
        throw new engine/* SuiteError */.$K(`FAULTBOX_LOAD_FILE_MAX_BYTES: want a number of bytes, got ${JSON.stringify(most)}`);
    return { hermetic: hermetic === "1", maxBytes };
}
/**
 * The content of [file], of which messages speak as [shown], for the suite whose file is [suiteFile]. Throws [SuiteError] for a file that may not
 * be read, and what the file system says when it cannot be.
 */
function readForSuite(file, shown, suiteFile) {
    const { hermetic, maxBytes } = limitsOf(process.env);
    const real = (0,external_node_fs_.realpathSync)(file);
    const folder = (0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(suiteFile));
    if (hermetic && !real.startsWith(folder.endsWith(external_node_path_.sep) ? folder : folder + external_node_path_.sep)) {
        throw new engine/* SuiteError */.$K(`${shown} leads out of the suite's folder, to ${(0,external_node_path_.relative)(folder, real)}, which FAULTBOX_HERMETIC=1 forbids: put a copy into the folder`);
    }
    const stat = (0,external_node_fs_.statSync)(real);
    // Reading a pipe would wait for whoever writes to it, and a device may have no end.
    if (!stat.isFile())
        throw new engine/* SuiteError */.$K(`${shown} is ${stat.isDirectory() ? "a folder" : "no regular file"}`);
    if (stat.size > maxBytes)
        throw new engine/* SuiteError */.$K(`${shown} has ${stat.size} bytes; at most ${maxBytes} are read, unless FAULTBOX_LOAD_FILE_MAX_BYTES says otherwise`);
    return (0,external_node_fs_.readFileSync)(real);
}
/** The files that tests read while they run, as far as their text tells. */
function filesReadIn(sites, suiteFile) {
    return sites.flatMap(({ calleeValue, args, kwargs }) => {
        if (!(calleeValue instanceof Builtin) || !files_readers.has(calleeValue.name))
            return [];
        const path = args[0] ?? kwargs.find(({ name }) => name === "path")?.value;
        return path?.kind === "literal" && typeof path.value === "string" ? [files_placeOf(decode(path.value), suiteFile)] : [];
    });
}
const files_placeOf = (path, suiteFile) => ((0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.resolve)((0,external_node_path_.dirname)(suiteFile), path));
/** [data] as it is. Throws [SuiteError] when a mapping in it has a key that is no text: JSON has no such data, and `{1: 2}` is easily taken for `{"1": 2}`. */
function withTextKeys(data, path) {
    if (Array.isArray(data))
        for (const item of data)
            withTextKeys(item, path);
    if (!(data instanceof Map))
        return data;
    for (const [key, value] of data) {
        if (typeof key !== "string")
            throw new engine/* SuiteError */.$K(`load_yaml: ${path}: the key ${String(key)} is no text; put it in quotes`);
        withTextKeys(value, path);
    }
    return data;
}
/** [wasRead] is told of each file that is read. */
function fileBuiltins(suiteFile, wasRead) {
    const read = (name, path) => {
        if (path.includes("://"))
            throw new engine/* SuiteError */.$K(`${name}: want a file's path, got the URL ${JSON.stringify(path)}`);
        const file = files_placeOf(path, suiteFile);
        try {
            const content = readForSuite(file, path, suiteFile);
            wasRead(file);
            return content;
        }
        catch (error) {
            if (error instanceof engine/* SuiteError */.$K)
                throw new engine/* SuiteError */.$K(`${name}: ${error.message}`, { cause: error });
            throw new engine/* SuiteError */.$K(`${name}: cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        }
    };
    const parsed = (name, path, parse) => {
        const text = read(name, path).toString("utf8");
        try {
            return parse(text);
        }
        catch (error) {
            if (!(error instanceof Error && (error instanceof SyntaxError || error.name === "YAMLParseError")))
                throw error;
            throw new engine/* SuiteError */.$K(`${name}: ${path}: ${error.message}`, { cause: error });
        }
    };
    const path = { name: "path", type: "text", doc: "Relative to the suite's folder." };
    return [
        builtin({
            name: "load_file",
            doc: "What is in a file, byte for byte.",
            params: [path],
            call: ({ path: file }) => read("load_file", file).toString("latin1"),
        }),
        builtin({
            name: "load_json",
            doc: "The data of a JSON file. Integral numbers are ints, however long.",
            params: [path],
            call: ({ path: file }) => parsed("load_json", file, fromJson),
        }),
        builtin({
            name: "load_yaml",
            doc: "The data of a YAML file (1.2, and `<<` of 1.1). Keys must be text.",
            params: [path],
            call: async ({ path: file }) => {
                // Loaded when it is needed: most suites read no YAML, and every start would pay for it.
                const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
                // Aliases are bounded because a small file can blow up to a large one by them; `<<` is of YAML 1.1, and common.
                const how = { maxAliasCount: 100, intAsBigInt: true, mapAsMap: true, merge: true, logLevel: "error" };
                return parsed("load_yaml", file, (text) => fromJs(withTextKeys(parse(text, how), file)));
            },
        }),
    ];
}

;// CONCATENATED MODULE: ./build/js/spec/state.js
/**
 * What a suite has declared so far, and the test that is running. The built-in functions of a suite are made around one [SuiteState]: while
 * the file is loaded they add to it, in a test they work on its [TestRun].
 */

class SuiteState {
    services = new Map();
    registered = new Map();
    diagnostics = [];
    /** Pairs that fault matrices leave out, as declared. */
    excludedPairs = [];
    /** What the suite says of determinism, where it says something that is watched. */
    determinism;
    determinismSaid = false;
    /** Those made while loading, in the order of the suite. */
    monitors = [];
    /** Those made while loading that no test has been given. */
    properties = new Set();
    /** What matchers made while loading ask for. */
    filters = [];
    /** Named choices made so far: while loading, and then in the running test. */
    chosen = new Map();
    /** The choices made while loading, in order. */
    axes = new Map();
    #leaf;
    #exempt = new Set();
    #excluded;
    #loaded = new Map();
    #run;
    /** The suite may ask for lines of code while a test runs. */
    asksForLines = false;
    #filtersByLines;
    /** [leaf] says what is chosen while the suite is loaded. */
    constructor(leaf = engine/* noLeaf */.K5) {
        this.#leaf = leaf;
    }
    /** Makes [run] the test that is running; undefined when it is over. Throws [Halted] when its leaf was left out while loading. */
    enter(run) {
        if (this.#run === undefined)
            this.#loaded = this.chosen;
        this.#run = run;
        if (this.#filtersByLines !== undefined)
            this.needLines(this.#filtersByLines);
        this.chosen = new Map(this.#loaded);
        if (run === undefined)
            return;
        for (const { name, options } of this.axes.values())
            run.choose(name, options);
        if (this.#excluded !== undefined)
            throw new engine/* Halted */.xV(this.#excluded);
        run.exempt([...this.#exempt]);
    }
    /** Which option this leaf has: of the running test, or of the suite while it is loaded. */
    choose(axis) {
        if (this.#run !== undefined)
            return this.#run.choose(axis.name, axis.options);
        const known = this.axes.get(axis.name);
        if (known !== undefined && known.options.join() !== axis.options.join())
            throw new engine/* SuiteError */.$K(`choose: "${axis.name}" was between ${known.options.join(", ")} before, and is between ${axis.options.join(", ")} here`);
        this.axes.set(axis.name, axis);
        return Math.max(0, axis.options.indexOf(this.#leaf.get(axis.name) ?? ""));
    }
    /** Leaves this leaf out. While the suite is loaded there must be another one, which needs a choice. */
    exclude(reason) {
        if (this.#run !== undefined)
            throw new engine/* Halted */.xV(reason);
        if (this.axes.size === 0)
            throw new engine/* SuiteError */.$K(`${reason}, and no choose() before it could make it hold`);
        this.#excluded ??= reason;
    }
    /** The reason why this leaf was left out while loading, if it was. */
    get excluded() {
        return this.#excluded;
    }
    /** Leaves the calls of these services unordered under exploration. */
    exempt(services) {
        if (this.#run !== undefined)
            this.#run.exempt(services);
        else
            for (const name of services)
                this.#exempt.add(name);
    }
    /**
     * A filter of [builtin] asks for lines of code. Throws [SuiteError] when the run records none, at once or when it begins: the filter would
     * never match, and a test that something never happens would pass whatever happens.
     */
    needLines(builtin) {
        if (this.#run === undefined)
            this.#filtersByLines ??= builtin;
        else if (!this.#run.locates)
            throw new engine/* SuiteError */.$K(`${builtin}: source= asks for the line that made a call, and this run records none; add --source`);
    }
    /** The running test; undefined while the suite is being loaded. */
    get current() {
        return this.#run;
    }
    /** The running test. Throws [SuiteError] naming [builtin] while the suite is being loaded. */
    run(builtin) {
        if (this.#run === undefined)
            throw new engine/* SuiteError */.$K(`${builtin}() needs running services: call it in a test, not while the suite is loaded`);
        return this.#run;
    }
    declare(service) {
        const other = this.services.get(service.name);
        if (other !== undefined) {
            const at = other.position === undefined ? "" : ` at ${other.position.file}:${other.position.line}`;
            throw new engine/* SuiteError */.$K(`service "${service.name}" is already declared${at}`);
        }
        this.services.set(service.name, service);
    }
    register(test) {
        const other = this.registered.get(test.name);
        // scenario(fn) on the same function twice is harmless and common.
        if (other !== undefined && other.body !== test.body) {
            throw new engine/* SuiteError */.$K(`test "${test.name}" is already registered at ${other.position.file}:${other.position.line}`);
        }
        this.registered.set(test.name, test);
    }
    /** Tells the user something: with the running test's result, or with the suite's. */
    diagnose(diagnostic) {
        if (this.#run !== undefined)
            this.#run.diagnose(diagnostic);
        else if (!this.diagnostics.some(({ code, message }) => code === diagnostic.code && message === diagnostic.message)) {
            this.diagnostics.push(diagnostic);
        }
    }
    /** For functions that never refused unknown keywords: suites that have one go on, and are told. */
    lenient = (warning) => {
        this.diagnose({ level: "warning", code: "UNKNOWN_KEYWORD", message: `${warning.message}; it is ignored`, position: warning.position });
    };
}

;// CONCATENATED MODULE: ./build/js/spec/early.js
/**
 * What must fail when it is reached, found before anything runs: a fault with an error that does not exist, a call that no kernel has, a step that
 * an interface does not offer. All of it is told again, in the same words, where a test comes to it; but a test takes a while to come there, and a
 * slip in the last line of the last test should not take a run to be found. Only what the text says for certain counts.
 *
 * What makes a value and does nothing else (`deny("EIO")`) is simply made, where its arguments are constants: so there is one description of what
 * it accepts. It is made with a state of its own, so that it leaves no trace in the suite's.
 */






/** What only makes a value. */
const makers = new Set(["deny", "delay", "short", "crash", "duration", "expect_error_within"]);
/** Of `fault` and its like, what is no fault. */
const notFaults = new Set(["run", "source"]);
/**
 * The first of [sites], in the order of the text, that must fail.
 * @param makersOf the functions of a suite around a state
 */
async function firstSlip(sites, state, thread, makersOf) {
    let scratch;
    const inOrder = sites.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
    for (const site of inOrder) {
        const name = site.calleeValue instanceof Builtin ? decode(site.calleeValue.name) : "";
        const message = makers.has(name)
            ? await failureOfMaking((scratch ??= makersOf(new SuiteState())).get(name), site, thread)
            : (missingArgument(name, site) ?? keywordSlip(name, site, state) ?? traceSlip(name, site) ?? stepSlip(site));
        if (message !== undefined)
            return { message, position: site.position };
    }
    return undefined;
}
/** What [make] says to the arguments of [site], where these are constants. */
async function failureOfMaking(make, site, thread) {
    const args = site.args.map(constantOf);
    const kwargs = site.kwargs.map(({ name, value }) => [name, constantOf(value)]);
    if (make === undefined || site.hasStarArgs || site.hasStarKwargs)
        return undefined;
    // Whether a label is a constant says nothing of the rest, but then the rest can only be tried with one.
    if ([...args, ...kwargs.map(([, value]) => value)].some((value) => value === undefined))
        return undefined;
    try {
        await thread.call(make, args.flatMap((value) => (value === undefined ? [] : [value.value])), new Map(kwargs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value.value]]))));
        return undefined;
    }
    catch (error) {
        let inner = error;
        while (inner instanceof StarlarkRuntimeError && inner.cause instanceof Error)
            inner = inner.cause;
        return inner instanceof Error ? inner.message : String(inner);
    }
}
/** The constant that an argument is, in a box: None is one too. */
function constantOf(arg) {
    if (arg.kind === "literal")
        return { value: arg.value };
    if (arg.kind !== "list")
        return undefined;
    const items = arg.items.map(constantOf);
    return items.includes(undefined) ? undefined : { value: new List(items.map((item) => item?.value ?? null)) };
}
/** A keyword of a fault that is neither a call nor an operation of the service it is on. */
function keywordSlip(name, site, state) {
    if (name !== "fault" && name !== "fault_start" && name !== "fault_all")
        return undefined;
    for (const service of servicesOf(site.args[0])) {
        const operations = Object.keys(state.services.get(service)?.operations ?? {});
        for (const { name: key } of site.kwargs) {
            const keyword = decode(key);
            if (notFaults.has(keyword) || operations.includes(keyword))
                continue;
            const why = said(() => resolveSyscalls(keyword, name, operations));
            if (why !== undefined)
                return why;
        }
    }
    return undefined;
}
/** A call that leaves out what its function cannot do without. */
function missingArgument(name, { calleeValue, args, kwargs, hasStarArgs, hasStarKwargs }) {
    if (!(calleeValue instanceof Builtin) || hasStarArgs || hasStarKwargs)
        return undefined;
    const { params } = calleeValue;
    const byPosition = params.filter(({ kind }) => kind === "normal" || kind === "positional").slice(0, args.length);
    const given = new Set([...byPosition, ...kwargs].map((one) => one.name));
    const missing = params.find((param) => param.required && !given.has(param.name));
    return missing === undefined ? undefined : `${name}: missing argument for ${missing.name}`;
}
function traceSlip(name, site) {
    if (name !== "trace" && name !== "trace_start")
        return undefined;
    const list = site.kwargs.find((kwarg) => kwarg.name === "syscalls")?.value;
    if (list?.kind !== "list")
        return undefined;
    for (const item of list.items) {
        if (item.kind !== "literal" || typeof item.value !== "string")
            continue;
        const { value } = item;
        const why = said(() => resolveSyscalls(decode(value), name));
        if (why !== undefined)
            return why;
    }
    return undefined;
}
/** A step that a service or an interface does not have, or that is called without what it needs. */
function stepSlip(site) {
    const of = site.receiver?.kind === "global" ? site.receiver.value : undefined;
    if (!(of instanceof ServiceValue || of instanceof InterfaceRef))
        return undefined;
    const step = site.callee.slice(site.callee.lastIndexOf(".") + 1);
    let found;
    const why = said(() => {
        found = of.attr(step);
    });
    if (why !== undefined)
        return why;
    if (found === undefined)
        return missing(of, step);
    if (!(found instanceof Builtin))
        return undefined;
    const { name, params } = found;
    if (site.hasStarKwargs)
        return undefined;
    const needed = params.find((p) => p.required && !site.kwargs.some((kwarg) => kwarg.name === p.name));
    return needed === undefined ? undefined : `${decode(name)}: missing argument for ${needed.name}`;
}
function missing(of, name) {
    const names = of.attrNames?.() ?? [];
    const guess = didYouMean(name, names);
    return `${of.type} has no .${decode(name)} field or method${guess === "" ? `; it has ${names.map(decode).join(", ")}` : guess}`;
}
/** What [work] fails with. */
function said(work) {
    try {
        work();
        return undefined;
    }
    catch (error) {
        if (error instanceof engine/* SuiteError */.$K || error instanceof StarlarkError)
            return error.message;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/spec/partitions.js
/** Partitions in a suite: `partition`, `partition_start`, `partition_stop`. What they do to connections stands in the engine's `partitions.ts`. */




/** Partitions that were started and not stopped, innermost last. */
const started = new WeakMap();
/** Notes what a test left cut: the end of the test has mended it. */
function noteLeakedPartitions(run) {
    for (const { fields } of started.get(run) ?? [])
        run.note("partition_leaked", trace/* DRIVER */.NX, fields);
    started.delete(run);
}
const partitions_keyOf = (a, b) => [a.name, b.name].sort().join(" and ");
async function cut(run, a, b, direction, what, { file, line, column }) {
    if (a.name === b.name)
        throw new engine/* SuiteError */.$K(`${what}: "${a.name}" cannot be cut off from itself`);
    const known = ["both", "a_to_b", "b_to_a"];
    if (!known.includes(direction))
        throw new engine/* SuiteError */.$K(`${what}: direction must be ${known.join(", ")}, got ${JSON.stringify(direction)}`);
    if (a.interfaces.size === 0 && b.interfaces.size === 0)
        throw new engine/* SuiteError */.$K(`${what}: neither "${a.name}" nor "${b.name}" declares an interface, so their traffic cannot be told from other traffic`);
    const side = async (value) => ({
        name: value.name,
        interfaces: value.declaration.interfaces,
        pids: await run.pids(value.name),
    });
    const [one, two] = [await side(a), await side(b)];
    const group = `partition(${a.name}, ${b.name}${direction === "both" ? "" : `, ${direction}`})`;
    const scopes = [];
    const fields = { a: a.name, b: b.name, direction };
    try {
        for (const [self, other, sends] of [
            [one, two, direction !== "b_to_a"],
            [two, one, direction !== "a_to_b"],
        ]) {
            const rules = (0,engine/* partitionRules */.gj)(self, other, group, sends).map((rule) => ({ ...rule, position: { file, line, column } }));
            if (rules.length > 0)
                scopes.push(await run.apply(self.name, "fault", rules));
        }
    }
    catch (error) {
        for (const scope of scopes.reverse())
            await run.lift(scope);
        throw error;
    }
    run.note("partition_applied", trace/* DRIVER */.NX, fields);
    return { key: partitions_keyOf(a, b), fields, scopes };
}
async function mend(run, { scopes, fields }) {
    for (const scope of [...scopes].reverse())
        await run.lift(scope);
    run.note("partition_removed", trace/* DRIVER */.NX, fields);
}
function partitionBuiltins(state) {
    const sides = [
        { name: "a", type: ServiceValue, kind: "positional", doc: "A service." },
        { name: "b", type: ServiceValue, kind: "positional", doc: "Another." },
    ];
    const direction = {
        name: "direction",
        type: "text",
        default: "both",
        doc: '"both", or "a_to_b" or "b_to_a" where only what one side sends is lost.',
    };
    return [
        builtin({
            name: "partition",
            doc: "Runs something while two services cannot reach each other. New connections between them fail with ETIMEDOUT; on connections that stand, so does " +
                "sending in a cut direction, while what was sent before is still read. Traffic with others goes on. A service is known by the ports that it declares " +
                "and those that it listens on when the cut is made.",
            params: [...sides, direction, { name: "run", type: "callable", arity: 0, kind: "keyword", doc: "What to run meanwhile." }],
            returns: "what run returned",
            call: async ({ a, b, direction: way, run: body }, ctx) => {
                const run = state.run("partition");
                const made = await cut(run, a, b, way, "partition", ctx.position);
                try {
                    return await ctx.call(body, []);
                }
                finally {
                    await mend(run, made);
                }
            },
        }),
        builtin({
            name: "partition_start",
            doc: "Cuts two services off from each other until partition_stop() or the end of the test.",
            params: [...sides, direction],
            call: async ({ a, b, direction: way }, ctx) => {
                const run = state.run("partition_start");
                const made = await cut(run, a, b, way, "partition_start", ctx.position);
                started.set(run, [...(started.get(run) ?? []), made]);
                return null;
            },
        }),
        builtin({
            name: "partition_stop",
            doc: "Mends what partition_start() cut between two services, in whichever order they are named.",
            params: sides,
            call: async ({ a, b }) => {
                const run = state.run("partition_stop");
                const key = partitions_keyOf(a, b);
                const all = started.get(run) ?? [];
                started.set(run, all.filter((one) => one.key !== key));
                for (const one of all.filter((candidate) => candidate.key === key).reverse())
                    await mend(run, one);
                return null;
            },
        }),
    ];
}

;// CONCATENATED MODULE: ./build/js/spec/scenarios.js
/**
 * Tests put together from parts: a `scenario` says what is done, a `fault_assumption` what goes wrong meanwhile, `fault_scenario` and
 * `fault_matrix` combine them, and an expectation says which outcome is right.
 */








/** Set aside for the outcome of a scenario that did not return in time. */
class Hung extends HostValue {
    type = "hung";
}
/** A number that a result carries, as attribute or as key of a dict. */
function numberOf(result, ...names) {
    for (const name of names) {
        const value = memberOf(result, name);
        if (typeof value === "number")
            return value;
    }
    return undefined;
}
function memberOf(result, name) {
    if (result instanceof HostValue)
        return result.attr?.(name);
    return result instanceof Dict ? result.get(name) : undefined;
}
function hasError(result) {
    const error = memberOf(result, "error");
    return typeof error === "string" && error !== "";
}
function reject(expectation, wanted, result) {
    const got = result instanceof Hung ? "no result in time" : decode(repr(result));
    throw new engine/* AssertionFailure */.TK(expectation, `${expectation}: wanted ${wanted}, got ${got}`, { expected: wanted, actual: got });
}
const isFunction = (value) => value instanceof value_StarFunction || value instanceof Builtin;
const nameOf = (fn) => (isFunction(fn) ? decode(fn.name) : fn.type);
/** [fn], which is going to be called with [given] arguments. Throws [SuiteError] when it cannot be. */
function fitting(fn, given, argument) {
    const why = misfit(fn, given);
    if (why !== undefined)
        throw new engine/* SuiteError */.$K(`fault_matrix: ${argument}: ${why}`);
    return fn;
}
const defaultTimeout = "30s";
function scenarioBuiltins(state) {
    const assumptionsOf = (value, name) => {
        if (value === null)
            return [];
        const items = value instanceof List ? value.items : [value];
        return items.map((item) => {
            if (item instanceof AssumptionValue)
                return item;
            throw new engine/* SuiteError */.$K(`${name}: want fault_assumption() values, got ${kindOf(item)}`);
        });
    };
    /** Registers the test of a scenario under faults. */
    const register = ({ test, scenario, assumptions, monitors, expect, timeoutNs, mustFire, cell }, ctx) => {
        const body = builtin({
            name: encode(test),
            call: async (_, inner) => {
                await assuming(state, assumptions, async () => {
                    const result = await monitoring(state, monitors, () => inTime(inner.call(scenario, []), timeoutNs));
                    if (expect !== null) {
                        state.run(test).asserts();
                        await inner.call(expect, [result]);
                    }
                    else if (result instanceof Hung)
                        throw new engine/* SuiteError */.$K(`${test}: the scenario did not return within its timeout of ${timeoutNs / 1e9} s`);
                    return null;
                });
                if (mustFire)
                    await allFired(test, assumptions);
                return null;
            },
        });
        const reads = [scenario, ...(expect === null ? [] : [expect]), ...assumptions, ...monitors];
        const assumed = assumptions.flatMap((assumption) => assumption.assumed);
        state.register({
            name: test,
            body,
            position: ctx.position,
            reads,
            needs: needsOfFaults(assumptions),
            assumed,
            ...(cell === undefined ? {} : { cell }),
        });
    };
    const allFired = async (test, assumptions) => {
        const services = new Set(assumptions.flatMap(({ assumed }) => assumed.map(({ service }) => service)));
        const run = state.run("fault_matrix");
        await run.sync();
        const silent = run.unfired().filter(({ service }) => services.has(service));
        if (silent.length === 0)
            return;
        const names = silent.map(({ service, keyword, action }) => `${keyword}=${action} on ${service}`).join(", ");
        throw new engine/* AssertionFailure */.TK("require_faults_fire", `${test}: the fault was bypassed: ${names} never fired`, {
            expected: "every fault fires",
            actual: names,
        });
    };
    const noCell = (message, ctx) => state.diagnose({ level: "warning", code: "MATRIX_CELL_UNKNOWN", message, position: ctx.position });
    /** The cells of a matrix that an argument names. One that the matrix does not have does nothing, silently, wherever else suites run. */
    const cellsOf = (pairs, argument, scenarios, assumptions, ctx) => pairs.map((pair) => {
        const [scenario, assumption] = pair instanceof Tuple && pair.items.length === 2 ? pair.items : [];
        if (!(scenario instanceof value_StarFunction && assumption instanceof AssumptionValue))
            throw new engine/* SuiteError */.$K(`fault_matrix: ${argument} wants (scenario, fault_assumption) pairs, got ${decode(repr(pair))}`);
        const text = `(${nameOf(scenario)}, ${assumption.name})`;
        const missing = [
            ...(scenarios.includes(scenario) ? [] : [`the scenario ${nameOf(scenario)}${didYouMean(nameOf(scenario), scenarios.map(nameOf))}`]),
            ...(assumptions.some((one) => one.equals(assumption))
                ? []
                : [
                    `the fault ${assumption.name}${didYouMean(assumption.name, assumptions.map(({ name }) => name))}`,
                ]),
        ];
        if (missing.length > 0)
            noCell(`fault_matrix: ${argument} names ${text}, which is no cell: this matrix does not have ${missing.join(" or ")}`, ctx);
        return { cell: new Tuple([scenario, assumption]), text };
    });
    return [
        builtin({
            name: "scenario",
            doc: "Registers a function as the test `test_<its name>`.",
            params: [{ name: "fn", type: "callable", arity: 0, kind: "positional", doc: "What is done." }],
            returns: "the function",
            call: ({ fn }, ctx) => {
                state.register({ name: `test_${nameOf(fn)}`, body: fn, position: ctx.position, reads: [fn], needs: new Map() });
                return fn;
            },
        }),
        builtin({
            name: "fault_assumption",
            doc: "A named set of faults: on one service by keywords, or several assumptions together.",
            params: [
                { name: "name", type: "text", doc: "For test names and reports." },
                { name: "target", type: [ServiceValue, "None"], default: null, doc: "The service whose calls are meant." },
                { name: "rules", type: ["list", "None"], default: null, kind: "keyword", doc: "Proxy rules; not supported." },
                { name: "monitors", type: ["list", "None"], default: null, kind: "keyword", doc: "In force where this is." },
                { name: "faults", type: ["list", "None"], default: null, kind: "keyword", doc: "Further assumptions to merge in." },
                { name: "description", type: "text", default: "", kind: "keyword", doc: "For people." },
                { name: "syscalls", type: "any", kind: "kwargs", doc: 'Call or operation = fault, e.g. write=deny("EIO").' },
            ],
            returns: "fault_assumption",
            call: ({ name, target, rules, monitors, faults, description, syscalls }, ctx) => {
                if (rules !== null && rules.items.length > 0)
                    throw new engine/* SuiteError */.$K("fault_assumption: rules= (proxy rules) are not supported");
                if (target === null && syscalls.size > 0)
                    throw new engine/* SuiteError */.$K(`fault_assumption("${name}"): ${[...syscalls.keys()].join(", ")} need a target=`);
                const own = target === null || syscalls.size === 0
                    ? []
                    : [{ service: target.name, rules: faultRules(target, syscalls, `fault_assumption("${name}")`, ctx) }];
                const children = assumptionsOf(faults, "fault_assumption: faults=");
                const watched = monitors === null ? [] : scopedMonitors(monitors, `fault_assumption("${name}")`);
                if (target !== null && own.length + children.length + watched.length === 0)
                    state.diagnose({
                        level: "warning",
                        code: "FAULT_WITHOUT_EFFECT",
                        message: `fault_assumption("${name}"): nothing goes wrong with ${target.name}: no fault is given; write for example write=deny("EIO")`,
                        position: ctx.position,
                    });
                return new AssumptionValue(name, description, [...own, ...children.flatMap(({ assumed }) => assumed)], [...watched, ...children.flatMap((child) => child.monitors)]);
            },
        }),
        builtin({
            name: "fault_scenario",
            doc: "Registers the test `test_<name>`: a scenario under faults, with an expectation of its outcome.",
            params: [
                { name: "name", type: "text", doc: "Without `test_`." },
                { name: "scenario", type: "callable", arity: 0, kind: "keyword", doc: "What is done." },
                { name: "faults", type: "any", default: null, kind: "keyword", doc: "One fault_assumption() or a list of them." },
                {
                    name: "expect",
                    type: ["callable", "None"],
                    arity: 1,
                    default: null,
                    kind: "keyword",
                    doc: "Called with what the scenario returned; fails to reject.",
                },
                { name: "monitors", type: "list", default: new List(), kind: "keyword", doc: "In force here only." },
                { name: "timeout", type: "text", default: defaultTimeout, kind: "keyword", doc: "For the scenario." },
            ],
            call: ({ name, scenario, faults, expect, monitors, timeout }, ctx) => {
                const watched = scopedMonitors(monitors, `fault_scenario("${name}")`);
                const assumptions = assumptionsOf(faults, "fault_scenario: faults=");
                const timeoutNs = (0,trace/* parseDuration */.E9)(timeout);
                if (timeoutNs <= 0)
                    throw new engine/* SuiteError */.$K(`fault_scenario("${name}"): timeout must be positive, got ${JSON.stringify(timeout)}`);
                register({ test: `test_${name}`, scenario, assumptions, monitors: watched, expect, timeoutNs, mustFire: false }, ctx);
                return null;
            },
        }),
        builtin({
            name: "fault_matrix",
            doc: "Registers a test for every scenario under every fault: `test_matrix_<scenario>_<fault>`.",
            params: [
                { name: "scenarios", type: "list", kind: "keyword", doc: "Functions: what is done." },
                { name: "faults", type: "list", kind: "keyword", doc: "fault_assumption() values: what goes wrong." },
                {
                    name: "default_expect",
                    type: ["callable", "None"],
                    arity: 1,
                    default: null,
                    kind: "keyword",
                    doc: "For cells without one of their own.",
                },
                { name: "overrides", type: "dict", default: new Dict(), kind: "keyword", doc: "(scenario, fault) = expectation." },
                { name: "monitors", type: "list", default: new List(), kind: "keyword", doc: "In force here only." },
                { name: "exclude", type: "list", default: new List(), kind: "keyword", doc: "(scenario, fault) pairs to leave out." },
                { name: "require_faults_fire", type: "bool", default: false, kind: "keyword", doc: "A cell whose fault never fired fails." },
            ],
            call: ({ scenarios, faults, default_expect, overrides, monitors, exclude, require_faults_fire }, ctx) => {
                const watched = scopedMonitors(monitors, "fault_matrix");
                const assumptions = assumptionsOf(faults, "fault_matrix: faults=");
                if (scenarios.items.length === 0 || assumptions.length === 0)
                    throw new engine/* SuiteError */.$K("fault_matrix: scenarios= and faults= must not be empty");
                const rows = scenarios.items.map((scenario) => {
                    if (!(scenario instanceof value_StarFunction))
                        throw new engine/* SuiteError */.$K(`fault_matrix: scenarios= must hold functions, got ${kindOf(scenario)}`);
                    return fitting(scenario, 0, "scenarios=");
                });
                for (const expect of overrides.values()) {
                    if (!isFunction(expect))
                        throw new engine/* SuiteError */.$K(`fault_matrix: an expectation must be a function, got ${kindOf(expect)}`);
                    fitting(expect, 1, "overrides=");
                }
                const excluded = cellsOf(exclude.items, "exclude=", rows, assumptions, ctx);
                const overridden = cellsOf(overrides.keys(), "overrides=", rows, assumptions, ctx);
                for (const { cell, text } of overridden) {
                    if (excluded.some((other) => equal(other.cell, cell)))
                        noCell(`fault_matrix: overrides= has an expectation for ${text}, which exclude= leaves out`, ctx);
                }
                let cells = 0;
                for (const scenario of rows) {
                    for (const assumption of assumptions) {
                        const cell = new Tuple([scenario, assumption]);
                        if (excluded.some((other) => equal(other.cell, cell))) {
                            state.excludedPairs.push({ scenario: decode(scenario.name), fault: assumption.name });
                            continue;
                        }
                        cells++;
                        const own = overrides.get(cell);
                        const expect = own !== undefined && isFunction(own) ? own : default_expect;
                        const test = `test_matrix_${decode(scenario.name)}_${assumption.name}`;
                        register({
                            test,
                            scenario,
                            assumptions: [assumption],
                            monitors: watched,
                            expect,
                            timeoutNs: (0,trace/* parseDuration */.E9)(defaultTimeout),
                            mustFire: require_faults_fire,
                            cell: { scenario: decode(scenario.name), fault: assumption.name, order: state.registered.size },
                        }, ctx);
                    }
                }
                if (cells === 0)
                    noCell("fault_matrix: exclude= leaves no cell, so this makes no test", ctx);
                return null;
            },
        }),
        builtin({
            name: "expect_success",
            doc: "An expectation: a result without error, and no status from 500 on.",
            returns: "function",
            call: () => expectation("expect_success", (result) => {
                const status = numberOf(result, "status_code", "status");
                if (result === null || result instanceof Hung || hasError(result) || (status ?? 0) >= 500)
                    reject("expect_success", "a result without error", result);
            }),
        }),
        builtin({
            name: "expect_error_within",
            doc: "An expectation: a status from 500 on or a transport error of an HTTP step, within so many milliseconds. A TCP step that fails ends the test instead.",
            params: [{ name: "ms", type: "int", doc: "Milliseconds." }],
            returns: "function",
            call: ({ ms }) => {
                if (ms <= 0)
                    throw new engine/* SuiteError */.$K(`expect_error_within: ms= must be positive, got ${ms}`);
                return expectation("expect_error_within", (result) => {
                    const failed = !(result instanceof Hung) && ((numberOf(result, "status_code", "status") ?? 0) >= 500 || hasError(result));
                    if (!failed || (numberOf(result, "duration_ms") ?? 0) > ms)
                        reject("expect_error_within", `an error within ${ms} ms`, result);
                });
            },
        }),
        builtin({
            name: "expect_hang",
            doc: "An expectation: no result within the scenario's timeout, or None.",
            returns: "function",
            call: () => expectation("expect_hang", (result) => {
                if (result !== null && !(result instanceof Hung))
                    reject("expect_hang", "no result", result);
            }),
        }),
    ];
}
function expectation(name, judge) {
    return builtin({
        name,
        params: [{ name: "result", type: "any", kind: "positional" }],
        call: ({ result }) => {
            judge(result);
            return null;
        },
    });
}
/** What [work] comes to, or [Hung] when that takes longer; it is then left alone and ends with the test. */
async function inTime(work, timeoutNs) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve(new Hung()), (0,trace/* timerMs */.Q2)(timeoutNs / 1e6));
    });
    try {
        return await Promise.race([work, late]);
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./build/js/spec/suite.js
/**
 * From a suite's file to tests that the engine can run: loads the file, finds its tests, reads what each may need intercepted, and
 * explains errors by the suite's lines.
 */






















/** A suite that cannot be loaded. The message is complete: place, source line, reason. */
class SuiteLoadError extends Error {
    name = "SuiteLoadError";
    /** `SPEC_SYNTAX`, `SPEC_LOAD_FAILED` or `SPEC_FORBIDDEN_LAMBDA`. */
    code;
    position;
    constructor(message, code, position, options) {
        super(message, options);
        this.code = code;
        this.position = position;
    }
}
const none = new Map();
/** Top-level `for` and `if` are a superset of the language of existing suites; nothing else of the dialect differs. */
const dialect = { topLevelControl: true, globalReassign: false, recursion: false, set: true, while: false };
/**
 * Loads the suite at [path]. Rejects with [SuiteLoadError] for anything wrong with it: file, syntax, names, an error while it was run, or
 * services that cannot work together.
 */
async function loadSuite(path, options) {
    const file = (0,external_node_path_.resolve)(options.cwd, path);
    const shown = shorten(file, options.cwd);
    const text = await readSuite(file, path);
    const tests = [];
    const diagnostics = [];
    const excluded = [];
    const files = new Set();
    // A choice at the top of the file makes a suite of its own of each option: the file is loaded once for each.
    const leaves = [engine/* noLeaf */.K5];
    for (let leaf = leaves.shift(); leaf !== undefined; leaf = leaves.shift()) {
        const { plans, said, pairs, more } = await loadLeaf({ file, shown, text }, leaf, options, files);
        tests.push(...plans);
        for (const pair of pairs)
            if (!excluded.some(({ scenario, fault }) => scenario === pair.scenario && fault === pair.fault))
                excluded.push(pair);
        for (const one of said)
            if (!diagnostics.some(({ code, message }) => code === one.code && message === one.message))
                diagnostics.push(one);
        leaves.push(...more);
    }
    if (tests.length === 0)
        diagnostics.push({
            level: "warning",
            code: "NO_TESTS_DISCOVERED",
            message: `${shown} has no tests, so nothing is run`,
            suggestion: "a test is a function test_…() at the top of the file, or what test(), scenario(), fault_scenario() and fault_matrix() make",
        });
    return {
        path: shown,
        tests: tests.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
        diagnostics,
        excluded,
        files: [...files].sort(),
    };
}
/** Where a suite has this word it may filter by lines of code, or look at them. */
const wordOfLines = /\bsource\b/;
/** Loads a suite with the choices of [leaf]; [more] are leaves with other options of the choices it came to. */
async function loadLeaf({ file, shown, text }, leaf, options, files) {
    const state = new SuiteState(leaf);
    state.asksForLines = wordOfLines.test(text);
    const wasRead = (path) => void files.add(shorten(path, options.cwd));
    const predeclared = predeclaredOf(state, file, wasRead);
    const interpreter = new Interpreter({
        predeclared,
        options: dialect,
        print: (line) => options.print(line),
        load: (wanted, from) => {
            const module = readModule(wanted, (0,external_node_path_.resolve)(options.cwd, from), file, options.cwd);
            files.add(module.file);
            state.asksForLines ||= wordOfLines.test(module.text);
            return module;
        },
    });
    let globals;
    try {
        ({ globals } = await interpreter.exec(shown, text));
    }
    catch (error) {
        throw loadError(error);
    }
    const { own, others } = (0,engine/* unfold */.t8)(leaf, [...state.axes.values()]);
    const services = [...state.services.values()];
    try {
        (0,engine/* startOrder */.l8)(services);
    }
    catch (error) {
        if (!(error instanceof engine/* TopologyError */.kA))
            throw error;
        const at = error.position === undefined ? shown : formatPosition(error.position);
        throw new SuiteLoadError(`${at}: ${error.message}`, "SPEC_LOAD_FAILED", error.position);
    }
    const found = new Map();
    for (const [name, value] of globals) {
        if (!decode(name).startsWith("test_"))
            continue;
        if (value instanceof value_StarFunction)
            found.set(decode(name), { body: value, position: value.info.position, reads: [value], needs: none });
        else if (value instanceof Builtin)
            found.set(decode(name), { body: value, position: undefined, reads: [], needs: none });
    }
    for (const { name, ...registered } of state.registered.values())
        found.set(name, registered);
    const monitors = state.monitors.filter(({ scoped }) => !scoped);
    const bodies = [...[...found.values()].flatMap(({ reads }) => reads), ...monitors];
    // Looked for where the text has the word at all: reading every body takes longer than loading most suites.
    const misused = text.includes("short(") ? misusedShort(bodies, state.services) : undefined;
    if (misused !== undefined) {
        throw new SuiteLoadError(`${formatPosition(misused.position)}: ${misused.message}`, "SPEC_LOAD_FAILED", misused.position);
    }
    const reading = readingOf(services, bodies);
    const { sites } = readFrom(bodies);
    for (const path of filesReadIn(sites, file))
        wasRead(path);
    const slip = await firstSlip(sites, state, interpreter.thread({ name: shown }), (around) => new Map(builtinsOf(around, file).map((one) => [one.name, one])));
    if (slip !== undefined)
        throw new SuiteLoadError(`${formatPosition(slip.position)}: ${slip.message}`, "SPEC_LOAD_FAILED", slip.position);
    const predicates = state.monitors.flatMap((monitor) => monitor.predicates.map((fn) => ({ reader: `monitor("${monitor.name}")`, fn })));
    const fields = eventFieldsOf(state);
    for (const diagnostic of vainFilters({ sites, made: state.filters, predicates, fields }, services))
        state.diagnose(diagnostic);
    for (const diagnostic of emptyAssertions(sites))
        state.diagnose(diagnostic);
    for (const { text: property, position } of state.properties)
        state.diagnose({
            level: "warning",
            code: "PROPERTY_UNUSED",
            message: `${property} is in force in no test; give it to test(…, expect=…), or call it in a test`,
            position,
        });
    const determinism = judgedStrictly(state.determinism, options.strictDeterminism);
    if (determinism === undefined && options.strictDeterminism !== undefined)
        state.diagnose({
            level: "warning",
            code: "STRICTNESS_IGNORED",
            message: `strict determinism was ${options.strictDeterminism ? "asked for" : "switched off"}, but nothing is watched for it`,
            suggestion: "determinism() at the top of the suite watches for it",
        });
    const plans = [...found].flatMap(([name, { body, position, reads, needs, cell, assumed = [] }]) => {
        // A leaf that is left out starts nothing.
        const started = state.excluded === undefined ? services : [];
        let branching;
        let combinations;
        try {
            branching = branchingOf(reads, assumed);
            combinations = state.excluded === undefined ? (0,engine/* leavesOf */.wf)(branching.axes.filter((axis) => !own.has(axis.name))) : [engine/* noLeaf */.K5];
        }
        catch (error) {
            if (!(error instanceof engine/* LeafError */.jh || error instanceof engine/* SuiteError */.$K))
                throw error;
            const at = position === undefined ? shown : formatPosition(position);
            throw new SuiteLoadError(`${at}: ${name}: ${error.message}`, "SPEC_LOAD_FAILED", position, { cause: error });
        }
        let whole;
        const watched = () => (whole ??= watchesAll(reads, options.observe));
        const planOf = (choices) => ({
            name,
            leaf: choices,
            at: planOf,
            branching,
            asksForLines: state.asksForLines,
            get faults() {
                return faultsOf(reads, assumed);
            },
            ...(position === undefined ? {} : { position }),
            ...(cell === undefined ? {} : { cell }),
            services: started,
            get watchesAll() {
                return watched();
            },
            // Read when the test is run: most invocations run few.
            get needs() {
                const own = needsOf([...reads, ...monitors], needs, reading);
                return withDeterminism(watched() ? withAllObserved(own, started) : own, determinism);
            },
            get asked() {
                return askedOf([...reads, ...monitors], needs, reading);
            },
            body: async (run) => {
                try {
                    state.enter(run);
                    const thread = interpreter.thread({ name, signal: run.signal });
                    // Predicates have a stack of their own: the body's is in the middle of something.
                    const returned = await underProperties(state, run, interpreter.thread({ name }), monitors, () => underDeterminism(state, run, determinism, () => thread.call(body, [])));
                    return returned === null ? undefined : decode(repr(returned));
                }
                finally {
                    noteLeakedPartitions(run);
                    state.enter(undefined);
                }
            },
            explain: (error) => explain(error, position),
        });
        return combinations.map((choices) => planOf(new Map([...own, ...choices])));
    });
    return { plans, said: state.diagnostics, pairs: state.excludedPairs, more: others };
}
/**
 * What is wrong with a suite as far as its text tells, without running any of it: besides what would keep it from loading, calls whose
 * arguments cannot fit and statements that cannot be reached. Rejects with [SuiteLoadError] when the file cannot be read.
 */
async function checkSuite(path, cwd) {
    const file = (0,external_node_path_.resolve)(cwd, path);
    const text = await readSuite(file, path);
    const predeclared = predeclaredOf(new SuiteState(), file);
    const suite = { file: shorten(file, cwd), text };
    const found = [];
    // What it loads, and what that loads, is written by the same people.
    const files = [suite];
    for (const one of files) {
        const { diagnostics, program } = check({ ...one, predeclared, options: dialect });
        found.push(...diagnostics.map(({ file: at, line, column, message }) => ({
            // What cannot be reached does no harm.
            ...(message.startsWith("unreachable") ? { level: "warning", code: "UNREACHABLE" } : { level: "error", code: "SPEC_SYNTAX" }),
            message,
            position: { file: at, line, column },
        })), ...(program === undefined || one !== suite ? [] : unreachableTests(program)));
        for (const { module: wanted } of program?.loads ?? []) {
            const loaded = moduleIn(wanted, (0,external_node_path_.resolve)(cwd, one.file), file, cwd);
            if (loaded !== undefined && files.every((other) => other.file !== loaded.file))
                files.push(loaded);
        }
    }
    return found;
}
/** A module as [readModule] gives it; undefined when it cannot be read, which loading the suite tells. */
function moduleIn(...where) {
    try {
        return readModule(...where);
    }
    catch {
        return undefined;
    }
}
/** Functions that are called like tests and will never be run as such: nested ones, and those that another file defines. */
function unreachableTests({ functions, globals, loads }) {
    const warn = (name, why, position) => ({
        level: "warning",
        code: "UNREACHABLE",
        message: `${name} is never run as a test: ${why}`,
        position,
    });
    return [
        ...functions
            .filter(({ name }) => name.startsWith("test_") && !globals.includes(name))
            .map(({ name, position }) => warn(decode(name), "it is defined inside another function", position)),
        ...loads.flatMap(({ names }) => names
            .filter(({ local }) => local.startsWith("test_"))
            .map(({ local, position }) => warn(decode(local), "it is loaded; define a test that calls it", position))),
    ];
}
/** What a suite finds predeclared: functions and namespaces of functions, in the order of the documentation. [wasRead] is told of files. */
function predeclaredOf(state, file, wasRead = () => { }) {
    const functions = builtinsOf(state, file, wasRead).map((one) => [one.name, one]);
    return new Map([...functions, ...observeValues(state), ["match", matchNamespace(state)]]);
}
function builtinsOf(state, file, wasRead = () => { }) {
    const struct = builtin({
        name: "struct",
        doc: "A value with these fields.",
        params: [{ name: "fields", type: "any", kind: "kwargs", doc: "Name = value." }],
        returns: "struct",
        call: ({ fields }) => new Struct(fields),
    });
    return [
        ...serviceBuiltins(state),
        ...faultBuiltins(state),
        ...assertionBuiltins(state),
        ...partitionBuiltins(state),
        ...determinismBuiltins(state),
        ...scenarioBuiltins(state),
        ...branchingBuiltins(state),
        ...temporalBuiltins(state),
        struct,
        ...fileBuiltins(file, wasRead),
    ];
}
/**
 * Picks tests by name: exactly, or without `test_`; else by glob; a pattern that begins with `~` is a regular expression. Names are those of
 * tests and those of leaves; `matrix_<scenario>` stands for all cells of a scenario. Throws when none match.
 */
function selectTests(suite, pattern) {
    // A name means the test that has it, whatever a pattern of the same letters would match: the line that replays a failure names it so.
    const named = suite.tests.filter(({ name }) => name === pattern || name === `test_${pattern}`);
    if (named.length > 0)
        return { ...suite, tests: named, partial: true };
    const matchesName = nameMatcher(pattern);
    const tests = suite.tests.filter(({ name, leaf, cell }) => {
        const row = cell === undefined ? [] : [`test_matrix_${cell.scenario}`];
        return [name, (0,engine/* leafName */.MI)(name, leaf), ...row].some((one) => matchesName(one) || matchesName(one.replace(/^test_/, "")));
    });
    if (tests.length > 0)
        return { ...suite, tests, partial: true };
    const names = [...new Set(suite.tests.map(({ name }) => name))];
    const short = names.map((name) => name.replace(/^test_/, ""));
    throw new NoTestMatches(`no test matches ${JSON.stringify(pattern)}${didYouMean(pattern, [...names, ...short])}; ${suite.path} has: ${names.join(", ") || "no tests"}`);
}
/** Picks one leaf of every test of [suite]; axes that [wanted] does not name have their first option. Throws [LeafError] when no test has it. */
function selectLeaf(suite, wanted) {
    const tests = [];
    for (const plan of suite.tests) {
        if (tests.at(-1)?.name === plan.name)
            continue;
        if ([...plan.leaf].some(([axis, option]) => wanted.has(axis) && wanted.get(axis) !== option))
            continue;
        tests.push(plan.at(new Map([...plan.leaf, ...wanted])));
    }
    if (tests.length > 0)
        return { ...suite, tests, partial: true };
    const known = suite.tests.map(({ name, leaf }) => (0,engine/* leafName */.MI)(name, leaf));
    throw new engine/* LeafError */.jh(`no test of ${suite.path} has the leaf ${(0,engine/* leafId */.uY)(wanted)}; there are: ${known.join(", ")}`);
}
/** No test has the name that was asked for; the message lists those there are. */
class NoTestMatches extends Error {
    name = "NoTestMatches";
}
function nameMatcher(pattern) {
    if (pattern.startsWith("~")) {
        try {
            const expression = new RegExp(pattern.slice(1), "u");
            return (name) => expression.test(name);
        }
        catch (error) {
            throw new NoTestMatches(`${JSON.stringify(pattern)} is not a regular expression: ${error instanceof Error ? error.message : String(error)}`);
        }
    }
    const source = pattern
        .replace(/[\\^$.+()|{}]/g, "\\$&")
        .replace(/\*/g, ".*")
        .replace(/\?/g, ".");
    try {
        const expression = new RegExp(`^${source}$`, "u");
        return (name) => name === pattern || expression.test(name);
    }
    catch {
        return (name) => name === pattern;
    }
}
async function readSuite(file, path) {
    try {
        return await (0,promises_.readFile)(file, "utf8");
    }
    catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "";
        const why = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "it is a folder" : String(error);
        throw new SuiteLoadError(`cannot read suite ${path}: ${why}`, "SPEC_LOAD_FAILED", undefined, { cause: error });
    }
}
/** `load()` looks beside the loading file first and beside the suite second, where existing suites expect it. */
function readModule(wanted, from, root, cwd) {
    const path = decode(wanted);
    if (path === "")
        throw new Error("the path is empty");
    if (path.startsWith("@faultbox/"))
        throw new Error(`the library module ${path} is not available`);
    const candidates = (0,external_node_path_.isAbsolute)(path) ? [path] : [...new Set([(0,external_node_path_.resolve)((0,external_node_path_.dirname)(from), path), (0,external_node_path_.resolve)((0,external_node_path_.dirname)(root), path)])];
    let failure;
    for (const file of candidates) {
        try {
            return { file: shorten(file, cwd), text: readForSuite(file, shorten(file, cwd), root).toString("utf8") };
        }
        catch (error) {
            // It is there and may not be read; what has the same name beside the suite is not what is meant.
            if (error instanceof engine/* SuiteError */.$K)
                throw error;
            failure = error;
        }
    }
    throw new Error(`cannot read ${candidates.map((file) => shorten(file, cwd)).join(" or ")}`, { cause: failure });
}
function shorten(file, cwd) {
    const short = (0,external_node_path_.relative)(cwd, file);
    return short.length < file.length ? short : file;
}
function loadError(error) {
    if (error instanceof StarlarkSyntaxError) {
        const message = error.diagnostics.map(renderDiagnostic).join("\n");
        return new SuiteLoadError(message, "SPEC_SYNTAX", error.diagnostics[0], { cause: error });
    }
    if (error instanceof StarlarkRuntimeError) {
        const { position, cause, backtrace, sourceLine } = explain(error);
        if (cause instanceof StarlarkSyntaxError)
            return loadError(cause);
        // What is wrong with a file that is loaded is wrong there.
        if (cause instanceof LoadError && cause.cause instanceof StarlarkSyntaxError) {
            const inner = loadError(cause.cause);
            const from = position === undefined ? "" : `\nloaded from:\n  ${formatPosition(position)}`;
            return new SuiteLoadError(`${inner.message}${from}`, inner.code, inner.position, { cause: error });
        }
        const message = cause instanceof Error ? cause.message : String(cause);
        const lines = [
            `${position === undefined ? "" : `${formatPosition(position)}: `}${message}`,
            ...(sourceLine === undefined ? [] : [`  ${sourceLine.trim()}`]),
            ...(backtrace.length > 1 ? ["called from:", ...backtrace.slice(0, -1).map((frame) => `  ${frame}`)] : []),
        ];
        const code = cause instanceof engine/* SuiteError */.$K ? cause.code : undefined;
        return new SuiteLoadError(lines.join("\n"), code ?? "SPEC_LOAD_FAILED", position, { cause: error });
    }
    return new SuiteLoadError(error instanceof Error ? error.message : String(error), "SPEC_LOAD_FAILED", undefined, { cause: error });
}
/** The cause under the language's errors, and the innermost place in the suite; [otherwise] for what failed before the suite's own code ran. */
function explain(error, otherwise) {
    const there = otherwise === undefined ? {} : { position: otherwise };
    if (error instanceof engine/* BranchFailure */.DH) {
        const inner = explain(error.cause, otherwise);
        return { ...inner, within: [error.message, ...(inner.within === undefined ? [] : [inner.within])].join(": ") };
    }
    if (error instanceof engine/* StartError */.D4 && error.position !== undefined)
        return { cause: error, position: error.position, backtrace: [] };
    if (!(error instanceof StarlarkRuntimeError))
        return { cause: error, backtrace: [] };
    let innermost = error;
    while (innermost.cause instanceof StarlarkRuntimeError)
        innermost = innermost.cause;
    if (innermost.cause instanceof engine/* BranchFailure */.DH)
        return explain(innermost.cause, otherwise);
    // A test that a matrix made begins outside of the suite.
    const frames = innermost.frames.filter(({ position }) => position.file !== hostFile);
    const innermostFrame = frames.at(-1);
    return {
        cause: innermost.cause ?? new Error(innermost.message),
        ...(innermostFrame === undefined ? there : { position: innermostFrame.position }),
        ...(innermost.sourceLine === undefined ? {} : { sourceLine: innermost.sourceLine }),
        backtrace: frames.map((frame) => `${formatPosition(frame.position)}: in ${frame.name}`),
    };
}

;// CONCATENATED MODULE: ./build/js/spec/index.js



/***/ })

};
