/**
 * Names of code that a runtime makes while it runs, from the file it leaves for profilers: `/tmp/perf-PID.map`, a line for each piece of code
 * with its address, its size and a name. Runtimes write it when told to: Node with `--perf-basic-prof --interpreted-frames-native-stack`, Python
 * 3.12 and later with `-X perf`, a JVM of 17 and later when it ends, with `-XX:+DumpPerfMapAtExit`. A name tells the function and its file (of
 * the JVM its class), and at most the line where the function begins; so what is found by it is always said to be near. The file is the service's to write, so it is bounded, and a line that is not of the form is skipped.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { lastAtMost } from "./elf.ts";

/** Node writes some 5 MB when it starts. */
const mostBytes = 64 << 20;
const mostEntries = 1_000_000;

const entryForm = /^(?:0x0*)?([0-9a-f]{1,13}) (?:0x0*)?([0-9a-f]{1,8}) (.{1,2000})$/;

export interface NamedCode {
  readonly function: string;
  /** As the runtime has it: an absolute path. Of a class, the files in which such a class can be, relative to where its packages begin. */
  readonly files: readonly string[];
  /** Where the function begins, from 1. */
  readonly line?: number;
}

interface Entry {
  readonly start: number;
  readonly size: number;
  readonly name: string;
}

export class PerfMap {
  readonly #entries: readonly Entry[];

  private constructor(text: string) {
    const entries = new Map<number, Entry>();
    for (let at = 0; at < text.length && entries.size < mostEntries;) {
      let end = text.indexOf("\n", at);
      if (end < 0) end = text.length;
      const [, start = "", size = "", name = ""] = entryForm.exec(text.slice(at, end)) ?? [];
      // Code moves, and what was said last of a place is what stands there.
      if (start !== "") entries.set(parseInt(start, 16), { start: parseInt(start, 16), size: parseInt(size, 16), name });
      at = end + 1;
    }
    this.#entries = [...entries.values()].sort((a, b) => a.start - b.start);
  }

  /** The map that process [pid] has left, as of now; undefined when there is none. */
  static of(pid: number): PerfMap | undefined {
    for (const path of [`/proc/${pid}/root/tmp/perf-${pid}.map`, `/tmp/perf-${pid}.map`]) {
      const text = readBounded(path);
      if (text !== undefined) return new PerfMap(text);
    }
    return undefined;
  }

  /** The map with this text. */
  static parse(text: string): PerfMap {
    return new PerfMap(text);
  }

  /** The function whose code [address] of memory is; undefined for what is no function of a file. */
  at(address: number): NamedCode | undefined {
    const entry = this.#entries[lastAtMost(this.#entries, address, ({ start }) => start)];
    return entry && address < entry.start + entry.size ? namedCode(entry.name) : undefined;
  }
}

function readBounded(path: string): string | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    const { size } = fstatSync(fd);
    const bytes = Buffer.alloc(Math.min(size, mostBytes));
    let got = 0;
    for (let more = -1; more !== 0 && got < bytes.length; got += more) more = readSync(fd, bytes, got, bytes.length - got, got);
    return bytes.toString("utf8", 0, got);
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function namedCode(name: string): NamedCode | undefined {
  // Node: kind, how it was compiled, function, file with line and column of its beginning.
  const node = /^(?:JS|LazyCompile|Function|Script|Eval):[~^*+']*(\S*) (?:file:\/\/)?(\/.+?):(\d{1,9}):\d{1,9}$/.exec(name);
  if (node) return { function: node[1] || "anonymous", files: [decoded(node[2] ?? "")], line: Number(node[3]) };
  const python = /^py::(.+?):(\/.+)$/.exec(name);
  if (python) return { function: python[1] ?? "", files: [python[2] ?? ""] };
  // JVM: what it gives back, class, function, the types of what it takes.
  const java = /^\S+ ((?:[\w$]+\.)*)([A-Za-z_][\w$]*)\.([\w$]+|<init>|<clinit>)\([^)]*\)$/.exec(name);
  return java ? javaCode(java[1] ?? "", java[2] ?? "", java[3] ?? "") : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The function of a class in a package that is named with a point behind it. */
function javaCode(packages: string, name: string, method: string): NamedCode {
  const [outer = name] = name.split("$");
  const folder = packages.replaceAll(".", "/");
  const own = /^lambda\$(.+)\$\d+$/.exec(method)?.[1] ?? method;
  const last = name.split("$").at(-1) ?? name;
  const shown = own === "<init>" || own === "<clinit>" || own === "new" ? last : own;
  const files = [".java", ".kt", ".scala", ".groovy"].map((ending) => `${folder}${outer}${ending}`);
  if (outer.endsWith("Kt")) files.push(`${folder}${outer.slice(0, -2)}.kt`);
  return { function: `${packages}${name.replaceAll("$", ".")}.${shown}`, files };
}
