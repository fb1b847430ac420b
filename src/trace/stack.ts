/**
 * Where in a program a call was made: as it is recorded ([CallStack], addresses only), and as it is understood ([Source], names and
 * lines). The supervisor makes the first while the caller waits; the room `source` makes the second from it when there is time.
 */

/** A piece of a process's memory that holds code. Addresses and offsets are bytes. */
export interface Mapping {
  readonly start: number;
  readonly end: number;
  /** Where in the file it begins. */
  readonly offset: number;
  /** Of the file; 0 for none. */
  readonly inode: number;
  /** The kernel's name for it: a path, `[vdso]`, or empty for code that was made at run time. */
  readonly path: string;
}

/** The code in a process's memory, in ascending order, at one time. */
export interface Image {
  readonly pid: number;
  readonly mappings: readonly Mapping[];
}

/** The skeleton of a stack: of all that lay on it only the addresses of code and of the stack itself. */
export interface CallStack {
  readonly image: Image;
  /** The program counter, behind the instruction that made the call. */
  readonly pc: number;
  /** Words that are addresses of code: bytes above the stack pointer → address. */
  readonly code: ReadonlyMap<number, number>;
  /** Words that are addresses of the stack: bytes above the stack pointer → the same, of the place pointed to. */
  readonly links: ReadonlyMap<number, number>;
}

/** One function that was being executed. */
export interface Frame {
  /** As the language writes it, such as `main.(*inventory).reserve`; the executable's name where the function has none. */
  readonly function: string;
  /** Relative to the repository where the file is of it, else as the compiler was given it. */
  readonly file?: string;
  /** From 1; the line of the call that was going on. */
  readonly line?: number;
  /** Of the repository, and not of a runtime or a library. */
  readonly own: boolean;
}

/** The line that made a call: the innermost frame of the repository, and how it was reached. */
export interface Source {
  readonly function: string;
  /** Relative to the repository. */
  readonly file: string;
  /** From 1; absent where only the function is known. */
  readonly line?: number;
  /** What stands there, without space around it, at most 200 characters: by it a line that moved is known again. */
  readonly text?: string;
  /** It is this line or one near it: the stack could not be followed without guessing, or only the function's own line is known. */
  readonly near: boolean;
  /** The stack, innermost first, at most 24 frames: those of the repository, and of libraries the ones that it called. */
  readonly stack: readonly Frame[];
}

/** `inventory/main.go:159`, or with `near ` before it where it is not sure. */
export function lineText({ file, line, near }: Pick<Source, "file" | "line" | "near">): string {
  return `${near ? "near " : ""}${file}${line === undefined ? "" : `:${line}`}`;
}

/** `inventory/main.go:159 main.appendToLog`, with `near ` before it where it is not sure. */
export function sourceText(source: Pick<Source, "file" | "line" | "near" | "function">): string {
  return `${lineText(source)} ${source.function}`;
}

/** `inventory/main.go:159 main.appendToLog`; of a frame without a file only the function. */
export function frameText({ function: name, file, line }: Frame): string {
  return file === undefined ? name : `${file}${line === undefined ? "" : `:${line}`} ${name}`;
}

/** A function's name without package, class, arguments and what the compiler numbered: `main.(*inventory).reserve.func1` → `reserve.func1`. */
export function shortFunction(name: string): string {
  // Parameters of C++ and type arguments stand in brackets, in which separators mean nothing.
  let plain = "";
  let depth = 0;
  // A lambda of C++ is told by the function it stands in.
  const named = name.replace(/::(?:\{lambda\b.*\}|\$_\d+)::operator\(\)$/, "");
  for (const character of named) {
    if ("(<[{".includes(character)) depth++;
    else if (")>]}".includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0) plain += character;
  }
  const parts = plain.split(/::|[./]/).filter((part) => part !== "");
  const last = parts.findLastIndex((part) => !/^(?:func|gowrap|deferwrap)?\d+$/.test(part));
  return parts.slice(Math.max(0, last)).join(".") || name;
}

/** `inventory/main.go:159 appendToLog`: as people are told. */
export function shownSource(source: Pick<Source, "file" | "line" | "near" | "function">): string {
  return `${lineText(source)} ${shortFunction(source.function)}`;
}
