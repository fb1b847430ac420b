/**
 * What a compiled text offers to others: the functions in it with their parameters, what it loads, what it defines. Nothing here runs anything.
 */
import type { DefStmt, File, LambdaExpr, LoadStmt } from "./ast.ts";
import type { Position } from "./errors.ts";
import type { Source } from "./source.ts";
import type { Value } from "./value.ts";

/** Which constructs the dialect has. The defaults are those of the Starlark specification. */
export interface DialectOptions {
  /** `for` and `if` outside functions. */
  readonly topLevelControl: boolean;
  /** A global may be assigned more than once, and `x += 1` at the top level. */
  readonly globalReassign: boolean;
  /** Functions may call themselves, directly or not. */
  readonly recursion: boolean;
  /** The built-in `set`. */
  readonly set: boolean;
  /** `while` loops. */
  readonly while: boolean;
}

export const DEFAULT_OPTIONS: DialectOptions = { topLevelControl: false, globalReassign: false, recursion: false, set: true, while: false };

export interface ParamInfo {
  readonly name: string;
  readonly kind: "normal" | "keyword" | "args" | "kwargs";
  readonly required: boolean;
  /** As written: `a`, `b = 1`, `*args`. */
  readonly text: string;
}

/** What the text says about a function. */
export interface FunctionInfo {
  /** `lambda` for a lambda, `<toplevel>` for a module's own code. */
  readonly name: string;
  readonly position: Position;
  /** The string that the body begins with, as text; empty if there is none. */
  readonly doc: string;
  readonly params: readonly ParamInfo[];
  /** The names of `params`. */
  readonly names: readonly string[];
  /** How many parameters have no default. */
  readonly requiredCount: number;
  /** The number of parameters if all are plain and required, else -1. */
  readonly arity: number;
  /** How many of `params` can be given by position. */
  readonly positionalCount: number;
  readonly hasVarargs: boolean;
  readonly hasKwargs: boolean;
  /** The resolved syntax. */
  readonly node: DefStmt | LambdaExpr | File;
  /** The places that the compiled body refers to by number. */
  readonly program: Program;
}

/** A `load` statement. */
export interface LoadInfo {
  readonly module: string;
  readonly names: readonly { readonly local: string; readonly remote: string; readonly position: Position }[];
  readonly position: Position;
}

/** A text that passed the scanner, the parser and the resolver, and was compiled. */
export interface Program {
  readonly file: string;
  readonly source: Source;
  readonly syntax: File;
  readonly options: DialectOptions;
  readonly loads: readonly LoadInfo[];
  /** The names that the module defines, in the order of their first assignment. */
  readonly globals: readonly string[];
  /** All functions and lambdas of the text; the first is the module's own code. */
  readonly functions: readonly FunctionInfo[];
  /** The generated JavaScript: the body of a function of the operators and the module's instance. */
  readonly javascript: string;
  /** The module's variables, its own and the loaded ones, in the order in which the generated code numbers them. */
  readonly variables: readonly string[];
  /** Values that the generated code refers to by number. */
  readonly constants: readonly Value[];
  /** Offsets into the text, two (start, end) for each numbered place. */
  readonly spans: readonly number[];
}

export function loadsOf(stmts: readonly LoadStmt[], source: Source): LoadInfo[] {
  return stmts.map((stmt) => ({
    module: stmt.module,
    names: stmt.names.map((n) => ({ local: n.local.name, remote: n.remote, position: source.position(n.local.start) })),
    position: source.position(stmt.start),
  }));
}
