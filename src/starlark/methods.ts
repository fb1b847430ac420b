/** The methods of strings, bytes, lists, dicts and sets, and how a method is found. */
import { runNative } from "./call.ts";
import { StarlarkError } from "./errors.ts";
import { formatBraces } from "./format.ts";
import { itemsOf } from "./host.ts";
import { type Native, native, type NativeArgs, type Run, wantBool, wantInt, wantItems, wantString } from "./native.ts";
import { extend } from "./operators.ts";
import { decode, encode, isAscii, mapRunes } from "./text.ts";
import { Context } from "./thread.ts";
import { Builtin, Bytes, Dict, Elems, equal, List, repr, StarSet, Tuple, typeOf, type Value } from "./value.ts";

type Table = ReadonlyMap<string, Native>;

function table(natives: readonly Native[]): Table {
  return new Map(natives.map((fn) => [fn.name, fn]));
}

/** The method of this name, or undefined. */
export function method(self: Value, name: string): Native | undefined {
  return tableOf(self)?.get(name);
}

export function methodNames(self: Value): string[] {
  return [...(tableOf(self)?.keys() ?? [])].sort();
}

function tableOf(self: Value): Table | undefined {
  if (typeof self === "string") return STRING;
  if (self instanceof List) return LIST;
  if (self instanceof Dict) return DICT;
  if (self instanceof StarSet) return SET;
  if (self instanceof Bytes) return BYTES;
  return undefined;
}

/** `x.method` without a call: the method bound to its value. */
export function boundMethod(self: Value, name: string): Builtin | undefined {
  const found = method(self, name);
  return found === undefined ? undefined : asBuiltin(found, self);
}

/** A native as a value of the language. */
export function asBuiltin(fn: Native, receiver?: Value): Builtin {
  const about = { name: fn.name, doc: fn.doc, params: fn.params, ...(receiver === undefined ? {} : { receiver }) };
  return new Builtin(about, (args, kwargs, ctx) => {
    if (!(ctx instanceof Context)) throw new StarlarkError(`${fn.name}: called outside a program`);
    return runNative(ctx.thread, ctx.depth, fn, receiver ?? null, args, kwargs);
  });
}

// A method is looked up by the type of its receiver, so that these can rely on it.
const string = (self: Value): string => (typeof self === "string" ? self : "");
function cast<T extends Value & object>(kind: new (...args: never[]) => T, self: Value): T {
  if (!(self instanceof kind)) throw new StarlarkError(`method called on ${typeOf(self)}`);
  return self;
}

// ---- strings ----

/** The part of `s` that optional start and end arguments mean. */
function bounds(length: number, args: NativeArgs, from: number, fn: string): [number, number] {
  const bound = (value: Value | undefined, otherwise: number, name: string): number => {
    if (value === undefined || value === null) return otherwise;
    const i = wantInt(value, fn, name);
    return Math.min(Math.max(i < 0 ? i + length : i, 0), length);
  };
  const start = bound(args[from], 0, "start");
  return [start, Math.max(start, bound(args[from + 1], length, "end"))];
}

function find(name: string, last: boolean): Native["run"] {
  return (self, args) => {
    const s = string(self);
    const sub = wantString(args[0], name, "sub");
    const [start, end] = bounds(s.length, args, 1, name);
    const part = s.slice(start, end);
    const at = last ? part.lastIndexOf(sub) : part.indexOf(sub);
    if (at < 0 && name.endsWith("index")) throw new StarlarkError(`${name}: substring not found`);
    return at < 0 ? -1 : start + at;
  };
}

function affix(name: string, test: (s: string, x: string) => boolean): Native["run"] {
  return (self, args) => {
    const s = string(self);
    const x = args[0];
    const [start, end] = bounds(s.length, args, 1, name);
    const part = start === 0 && end === s.length ? s : s.slice(start, end);
    if (typeof x === "string") return test(part, x);
    if (!(x instanceof Tuple)) throw new StarlarkError(`${name}: got ${typeOf(x ?? null)}, want string or tuple of string`);
    return x.items.some((item, i) => {
      if (typeof item !== "string") throw new StarlarkError(`${name}: want string, got ${typeOf(item)}, for element ${i}`);
      return test(part, item);
    });
  };
}

/** The characters that `strip` removes when it is not told which. */
const SPACE = /[\s\u0085\u001c-\u001f]/u;

function strip(name: string, left: boolean, right: boolean): Native["run"] {
  return (self, args) => {
    const s = string(self);
    const cutset = args[0] === undefined || args[0] === null || args[0] === "" ? undefined : wantString(args[0], name, "chars");
    const ascii = isAscii(s) && (cutset === undefined || isAscii(cutset));
    const chars = ascii ? s : [...decode(s)];
    const cut = cutset === undefined ? undefined : new Set(decode(cutset));
    const drop = (c: string | undefined): boolean => c !== undefined && (cut === undefined ? SPACE.test(c) : cut.has(c));
    let start = 0;
    let end = chars.length;
    while (left && start < end && drop(chars[start])) start++;
    while (right && end > start && drop(chars[end - 1])) end--;
    return typeof chars === "string" ? chars.slice(start, end) : encode(chars.slice(start, end).join(""));
  };
}

/** A predicate that holds if it holds for each character of a string that is not empty. */
function every(test: RegExp): Native["run"] {
  return (self) => {
    const s = string(self);
    return s !== "" && [...decode(s)].every((c) => test.test(c));
  };
}

const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const CASED = /[\p{Lu}\p{Ll}\p{Lt}]/u;

/** A change of case that would need several characters (ß) leaves the character as it is, as Go does. */
const single = (changed: string, original: string): string => ([...changed].length === 1 ? changed : original);
const upper = (c: string): string => single(c.toUpperCase(), c);
const lower = (c: string): string => single(c.toLowerCase(), c);

/** The four letters that look different at the beginning of a word and in capitals. */
const DIGRAPHS = ["Ǆǅǆ", "Ǉǈǉ", "Ǌǋǌ", "Ǳǲǳ"];
const titleCase = (c: string): string => DIGRAPHS.find((forms) => forms.includes(c))?.charAt(1) ?? upper(c);

function title(s: string, letter: RegExp): string {
  let inWord = false;
  return mapRunes(s, (c) => {
    const out = letter.test(c) ? (inWord ? lower(c) : titleCase(c)) : c;
    inWord = letter.test(c);
    return out;
  });
}

function istitle(s: string): boolean {
  let cased = false;
  let afterCased = false;
  for (const c of decode(s)) {
    if (titleCase(c) === c && CASED.test(c) && lower(c) !== c) {
      if (afterCased) return false;
      afterCased = cased = true;
    } else if (UPPER.test(c)) {
      return false;
    } else if (LOWER.test(c)) {
      if (!afterCased) return false;
      cased = true;
    } else {
      afterCased = false;
    }
  }
  return cased;
}

function splitSpace(s: string, max: number, fromRight: boolean): string[] {
  const parts: string[] = [];
  const space = (i: number): boolean => /[\t\n\v\f\r ]/.test(s.charAt(i));
  if (!fromRight) {
    let i = 0;
    for (;;) {
      while (i < s.length && space(i)) i++;
      if (i >= s.length) return parts;
      if (max >= 0 && parts.length === max) {
        parts.push(s.slice(i));
        return parts;
      }
      const start = i;
      while (i < s.length && !space(i)) i++;
      parts.push(s.slice(start, i));
    }
  }
  let i = s.length;
  for (;;) {
    while (i > 0 && space(i - 1)) i--;
    if (i <= 0) return parts.reverse();
    if (max >= 0 && parts.length === max) {
      parts.push(s.slice(0, i));
      return parts.reverse();
    }
    const end = i;
    while (i > 0 && !space(i - 1)) i--;
    parts.push(s.slice(i, end));
  }
}

function splitBy(s: string, separator: string, max: number, fromRight: boolean): string[] {
  const parts = s.split(separator);
  if (max < 0 || parts.length - 1 <= max) return parts;
  if (fromRight) return [parts.slice(0, parts.length - max).join(separator), ...parts.slice(parts.length - max)];
  return [...parts.slice(0, max), parts.slice(max).join(separator)];
}

function split(name: string, fromRight: boolean): Native["run"] {
  return (self, args) => {
    const s = string(self);
    const max = args[1] === undefined || args[1] === null ? -1 : wantInt(args[1], name, "maxsplit");
    const separator = args[0] ?? null;
    if (separator === null) return new List(splitSpace(s, max, fromRight));
    if (typeof separator !== "string") throw new StarlarkError(`${name}: got ${typeOf(separator)} for separator, want string`);
    if (separator === "") throw new StarlarkError(`${name}: empty separator`);
    return new List(splitBy(s, separator, max, fromRight));
  };
}

function partition(name: string, last: boolean): Native["run"] {
  return (self, args) => {
    const s = string(self);
    const separator = wantString(args[0], name, "sep");
    if (separator === "") throw new StarlarkError(`${name}: empty separator`);
    const at = last ? s.lastIndexOf(separator) : s.indexOf(separator);
    if (at < 0) return new Tuple(last ? ["", "", s] : [s, "", ""]);
    return new Tuple([s.slice(0, at), separator, s.slice(at + separator.length)]);
  };
}

function count(s: string, sub: string): number {
  // As in Go: an empty string stands between all characters, and at both ends.
  if (sub === "") return [...decode(s)].length + 1;
  let n = 0;
  for (let at = s.indexOf(sub); at >= 0; at = s.indexOf(sub, at + sub.length)) n++;
  return n;
}

function replace(s: string, old: string, by: string, max: number): string {
  if (max < 0 && old !== "") return s.replaceAll(old, () => by);
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
    if (at < 0) break;
    out += s.slice(i, at) + by;
    i = at + old.length;
  }
  return out + s.slice(i);
}

function elems(kind: Elems["kind"]): Native["run"] {
  return (self) => new Elems(string(self), kind);
}

const STRING = table([
  native("capitalize()", "A copy with the first character in upper case and the rest in lower case.", (s) =>
    mapRunes(string(s), (c, i) => (i === 0 ? upper(c) : lower(c))),
  ),
  native("codepoint_ords()", "An iterable of the code points.", elems("codepoint_ords")),
  native("codepoints()", "An iterable of the characters, each a string.", elems("codepoints")),
  native("count(sub, start?, end?, /)", "How often a string occurs, not overlapping.", (self, args) => {
    const s = string(self);
    const [start, end] = bounds(s.length, args, 1, "count");
    return count(s.slice(start, end), wantString(args[0], "count", "sub"));
  }),
  native("elem_ords()", "An iterable of the bytes as ints.", elems("elem_ords")),
  native("elems()", "An iterable of the bytes, each a string.", elems("elems")),
  native(
    "endswith(suffix, start?, end?, /)",
    "Whether it ends with the suffix, or one of a tuple of suffixes.",
    affix("endswith", (s, x) => s.endsWith(x)),
  ),
  native("find(sub, start?, end?, /)", "Where a string occurs first, or -1.", find("find", false)),
  native("format(*args, **kwargs)", "A copy with each {} replaced by an argument.", (self, args, _ctx, kwargs) =>
    formatBraces(
      string(self),
      args.map((arg) => arg ?? null),
      kwargs,
    ),
  ),
  native("index(sub, start?, end?, /)", "Where a string occurs first; an error if it does not.", find("index", false)),
  native("isalnum()", "Whether all characters are letters or digits.", every(/[\p{L}\p{Nd}]/u)),
  native("isalpha()", "Whether all characters are letters.", every(/\p{L}/u)),
  native("isdigit()", "Whether all characters are digits.", every(/\p{Nd}/u)),
  native("islower()", "Whether there are letters and all are lower case.", (self) => {
    const chars = [...decode(string(self))];
    return chars.some((c) => CASED.test(c)) && chars.every((c) => !UPPER.test(c) && !/\p{Lt}/u.test(c));
  }),
  native("isspace()", "Whether all characters are white space.", every(SPACE)),
  native("istitle()", "Whether each word begins with an upper-case letter and goes on in lower case.", (self) => istitle(string(self))),
  native("isupper()", "Whether there are letters and all are upper case.", (self) => {
    const chars = [...decode(string(self))];
    return chars.some((c) => CASED.test(c)) && chars.every((c) => !LOWER.test(c) && !/\p{Lt}/u.test(c));
  }),
  native("join(iterable, /)", "The strings of an iterable with this string between them.", (self, args) => {
    const items = wantItems(args[0], "join", "iterable");
    const strings = items.map((item) => {
      if (typeof item !== "string") throw new StarlarkError(`join: in list, want string, got ${typeOf(item)}`);
      return item;
    });
    return strings.join(string(self));
  }),
  native("lower()", "A copy in lower case.", (self) => mapCase(string(self), false)),
  native("lstrip(chars?, /)", "A copy without white space, or the given characters, at the left.", strip("lstrip", true, false)),
  native(
    "partition(sep, /)",
    "What stands before the first separator, the separator, and what stands behind it.",
    partition("partition", false),
  ),
  native("removeprefix(prefix, /)", "A copy without the prefix, if it has it.", (self, args) => {
    const s = string(self);
    const prefix = wantString(args[0], "removeprefix", "prefix");
    return s.startsWith(prefix) ? s.slice(prefix.length) : s;
  }),
  native("removesuffix(suffix, /)", "A copy without the suffix, if it has it.", (self, args) => {
    const s = string(self);
    const suffix = wantString(args[0], "removesuffix", "suffix");
    return suffix !== "" && s.endsWith(suffix) ? s.slice(0, -suffix.length) : s;
  }),
  native("replace(old, new, count?)", "A copy with each occurrence of a string replaced, at most `count` of them.", (self, args) =>
    replace(
      string(self),
      wantString(args[0], "replace", "old"),
      wantString(args[1], "replace", "new"),
      args[2] === undefined ? -1 : wantInt(args[2], "replace", "count"),
    ),
  ),
  native("rfind(sub, start?, end?, /)", "Where a string occurs last, or -1.", find("rfind", true)),
  native("rindex(sub, start?, end?, /)", "Where a string occurs last; an error if it does not.", find("rindex", true)),
  native(
    "rpartition(sep, /)",
    "What stands before the last separator, the separator, and what stands behind it.",
    partition("rpartition", true),
  ),
  native(
    "rsplit(sep?, maxsplit?)",
    "The parts between separators (white space if none is given), split from the right.",
    split("rsplit", true),
  ),
  native("rstrip(chars?, /)", "A copy without white space, or the given characters, at the right.", strip("rstrip", false, true)),
  native("split(sep?, maxsplit?)", "The parts between separators (white space if none is given).", split("split", false)),
  native("splitlines(keepends?, /)", "The lines, without their ends unless `keepends` is true.", (self, args) => {
    const s = string(self);
    const keep = wantBool(args[0], "splitlines", "keepends", false);
    if (s === "") return new List();
    const lines = s.split(/(?<=\n)/);
    return new List(
      keep ? lines : lines.map((line) => (line.endsWith("\r\n") ? line.slice(0, -2) : line.endsWith("\n") ? line.slice(0, -1) : line)),
    );
  }),
  native(
    "startswith(prefix, start?, end?, /)",
    "Whether it begins with the prefix, or one of a tuple of prefixes.",
    affix("startswith", (s, x) => s.startsWith(x)),
  ),
  native("strip(chars?, /)", "A copy without white space, or the given characters, at both ends.", strip("strip", true, true)),
  native("title()", "A copy in which each word begins with an upper-case letter.", (self) => title(string(self), /\p{L}/u)),
  native("upper()", "A copy in upper case.", (self) => mapCase(string(self), true)),
]);

function mapCase(s: string, toUpper: boolean): string {
  if (isAscii(s)) return toUpper ? s.toUpperCase() : s.toLowerCase();
  return mapRunes(s, toUpper ? upper : lower);
}

const BYTES = table([native("elems()", "An iterable of the bytes as ints.", (self) => new Elems(cast(Bytes, self), "elems"))]);

// ---- lists ----

const LIST = table([
  native("append(x, /)", "Adds an item at the end.", (self, args) => {
    cast(List, self).append(args[0] ?? null);
    return null;
  }),
  native("clear()", "Removes all items.", (self) => {
    const list = cast(List, self);
    list.checkMutable("clear");
    list.items = [];
    return null;
  }),
  native("extend(iterable, /)", "Adds the items of an iterable at the end.", (self, args) => {
    extend(cast(List, self), wantItems(args[0], "extend", "iterable"));
    return null;
  }),
  native("index(x, start?, end?, /)", "Where an item stands; an error if it is not there.", (self, args) => {
    const { items } = cast(List, self);
    const [start, end] = bounds(items.length, args, 1, "index");
    for (let i = start; i < end; i++) if (equal(items[i] ?? null, args[0] ?? null)) return i;
    throw new StarlarkError("index: value not in list");
  }),
  native("insert(index, x, /)", "Puts an item before the one at the index.", (self, args) => {
    const list = cast(List, self);
    const index = wantInt(args[0], "insert", "index");
    list.checkMutable("insert into");
    list.items.splice(index < 0 ? Math.max(0, index + list.items.length) : index, 0, args[1] ?? null);
    return null;
  }),
  native("pop(index?, /)", "Removes the item at the index, the last if none is given, and returns it.", (self, args) => {
    const list = cast(List, self);
    const length = list.items.length;
    const index = args[0] === undefined ? length - 1 : wantInt(args[0], "pop", "index");
    const at = index < 0 && args[0] !== undefined ? index + length : index;
    if (at < 0 || at >= length) {
      throw new StarlarkError(
        length === 0
          ? "pop: list is empty: index -1 out of range: empty list"
          : `pop: index ${index} out of range [${-length}:${length - 1}]`,
      );
    }
    list.checkMutable("pop from");
    return list.items.splice(at, 1)[0] ?? null;
  }),
  native("remove(x, /)", "Removes the first item that equals x; an error if there is none.", (self, args) => {
    const list = cast(List, self);
    const at = list.items.findIndex((item) => equal(item, args[0] ?? null));
    list.checkMutable("remove from");
    if (at < 0) throw new StarlarkError("remove: element not found");
    list.items.splice(at, 1);
    return null;
  }),
]);

// ---- dicts ----

/** Adds the pairs of a dict or iterable, and keywords, to a dict. */
export function updateDict(dict: Dict, name: string, from: Value | undefined, kwargs: ReadonlyMap<string, Value>): void {
  if (from instanceof Dict) {
    for (const [key, value] of from.entries()) dict.set(key, value);
  } else if (from !== undefined) {
    const pairs = itemsOf(from);
    if (pairs === undefined) throw new StarlarkError(`${name}: got ${typeOf(from)}, want iterable`);
    pairs.forEach((pair, i) => {
      const items = itemsOf(pair);
      if (items === undefined)
        throw new StarlarkError(`${name}: dictionary update sequence element #${i} is not iterable (${typeOf(pair)})`);
      if (items.length !== 2)
        throw new StarlarkError(`${name}: dictionary update sequence element #${i} has length ${items.length}, want 2`);
      dict.set(items[0] ?? null, items[1] ?? null);
    });
  }
  for (const [key, value] of kwargs) dict.set(key, value);
}

const DICT = table([
  native("clear()", "Removes all entries.", (self) => {
    cast(Dict, self).clear();
    return null;
  }),
  native("get(key, default?, /)", "The value of a key, or the default (None) if it is not there.", (self, args) => {
    const value = cast(Dict, self).get(args[0] ?? null);
    return value === undefined ? (args[1] ?? null) : value;
  }),
  native(
    "items()",
    "A list of the entries as (key, value) tuples.",
    (self) =>
      new List(
        cast(Dict, self)
          .entries()
          .map((entry) => new Tuple(entry)),
      ),
  ),
  native("keys()", "A list of the keys.", (self) => new List(cast(Dict, self).keys())),
  native("pop(key, default?, /)", "Removes a key and returns its value; if it is not there, the default or an error.", (self, args) => {
    const dict = cast(Dict, self);
    const key = args[0] ?? null;
    if (!dict.has(key)) {
      dict.checkMutable("delete from");
      if (args[1] !== undefined) return args[1];
      throw new StarlarkError(`pop: missing key: ${repr(key)}`);
    }
    return dict.delete(key) ?? null;
  }),
  native("popitem()", "Removes the first entry and returns it as a tuple.", (self) => {
    const dict = cast(Dict, self);
    const key = dict.firstKey();
    if (key === undefined) throw new StarlarkError("popitem: empty dict");
    return new Tuple([key, dict.delete(key) ?? null]);
  }),
  native(
    "setdefault(key, default?, /)",
    "The value of a key; if it is not there, the default (None), which becomes its value.",
    (self, args) => {
      const dict = cast(Dict, self);
      const key = args[0] ?? null;
      const value = dict.get(key);
      if (value !== undefined) return value;
      const standard = args[1] ?? null;
      dict.set(key, standard);
      return standard;
    },
  ),
  native("update(*args, **kwargs)", "Adds the pairs of a dict or iterable, and the keywords.", (self, args, _ctx, kwargs) => {
    if (args.length > 1) throw new StarlarkError(`update: got ${args.length} arguments, want at most 1`);
    const dict = cast(Dict, self);
    if (dict.frozen) dict.checkMutable("insert into");
    updateDict(dict, "update", args[0], kwargs);
    return null;
  }),
  native("values()", "A list of the values.", (self) => new List(cast(Dict, self).values())),
]);

// ---- sets ----

/** The argument of a set method as a set. */
function other(args: NativeArgs, name: string): StarSet {
  const value = args[0];
  return value instanceof StarSet ? value : new StarSet(wantItems(value, name, "other"));
}

/** The items of one of several arguments. */
function others(args: NativeArgs, i: number): readonly Value[] {
  const items = itemsOf(args[i] ?? null);
  if (items === undefined) throw new StarlarkError(`argument #${i + 1} is not iterable: ${typeOf(args[i] ?? null)}`);
  return items;
}

/** Says in an error which method it was. */
function named(name: string, run: Run): Run {
  return (self, args, ctx, kwargs) => {
    if (kwargs.size > 0) throw new StarlarkError(`${name}: does not accept keyword arguments`);
    try {
      return run(self, args, ctx, kwargs);
    } catch (e) {
      if (e instanceof StarlarkError && !e.message.startsWith(`${name}: `)) throw new StarlarkError(`${name}: ${e.message}`);
      throw e;
    }
  };
}

const setMethod = (signature: string, doc: string, run: Run): Native =>
  native(signature, doc, named(signature.slice(0, signature.indexOf("(")), run));

const SET = table([
  setMethod("add(x, /)", "Adds an item.", (self, args) => {
    const set = cast(StarSet, self);
    set.add(args[0] ?? null);
    return null;
  }),
  setMethod("clear()", "Removes all items.", (self) => {
    const set = cast(StarSet, self);
    if (set.size > 0) set.clear();
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
    if (first === undefined) throw new StarlarkError("empty set");
    set.delete(first);
    return first;
  }),
  setMethod("remove(x, /)", "Removes an item; an error if it is not there.", (self, args) => {
    const set = cast(StarSet, self);
    const x = args[0] ?? null;
    if (!set.delete(x)) throw new StarlarkError(`missing key: ${repr(x)}`);
    return null;
  }),
  setMethod("symmetric_difference(other, /)", "A set of the items that are in one of the two only.", (self, args) => {
    const set = cast(StarSet, self);
    const against = other(args, "symmetric_difference");
    return new StarSet([...set.items().filter((item) => !against.has(item)), ...against.items().filter((item) => !set.has(item))]);
  }),
  setMethod("union(*others)", "A set of the items of all.", (self, args) => {
    const out = new StarSet(cast(StarSet, self).items());
    for (let i = 0; i < args.length; i++) for (const item of others(args, i)) out.put(item);
    return out;
  }),
  setMethod("update(*others)", "Adds the items of the others.", (self, args) => {
    const set = cast(StarSet, self);
    for (let i = 0; i < args.length; i++) for (const item of others(args, i)) set.add(item);
    return null;
  }),
]);
