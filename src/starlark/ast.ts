/**
 * The syntax tree. Nodes carry offsets into the text (`start`, `end`); the resolver fills in what a name means (`binding`) and which variables a
 * function has (`scope`). Parentheses leave no node behind.
 */
import type { Value } from "./value.ts";

interface Node {
  readonly start: number;
  readonly end: number;
}

/** A variable of a function (or of a comprehension in it). */
export interface Local {
  readonly name: string;
  /** Its number within the function. */
  readonly index: number;
  /** Some nested function uses it too, so it lives in a cell. */
  captured: boolean;
}

/** What a name stands for. */
export type Binding =
  | { readonly kind: "local"; readonly local: Local }
  /** A variable of a function around this one: the index is that in the function's own list of shared cells. */
  | { readonly kind: "free"; readonly index: number; readonly local: Local }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "predeclared"; readonly name: string };

export interface Scope {
  readonly locals: Local[];
  /** For each shared cell that the function receives: where the function around it has it. */
  readonly free: { readonly local: Local; readonly from: Binding }[];
}

export interface Ident extends Node {
  readonly kind: "ident";
  readonly name: string;
  binding?: Binding;
}
export interface Literal extends Node {
  readonly kind: "literal";
  readonly value: Value;
}
export type UnaryOp = "-" | "+" | "~" | "not";
export interface Unary extends Node {
  readonly kind: "unary";
  readonly op: UnaryOp;
  readonly x: Expr;
}
export type BinaryOp =
  | "+" | "-" | "*" | "/" | "//" | "%" | "&" | "|" | "^" | "<<" | ">>"
  | "==" | "!=" | "<" | ">" | "<=" | ">=" | "in" | "not in" | "and" | "or"; // prettier-ignore
export interface Binary extends Node {
  readonly kind: "binary";
  readonly op: BinaryOp;
  /** The place of the operator, which is where a failure of it is reported. */
  readonly opStart: number;
  readonly x: Expr;
  readonly y: Expr;
}
export interface Conditional extends Node {
  readonly kind: "conditional";
  readonly test: Expr;
  readonly yes: Expr;
  readonly no: Expr;
}
export interface ListExpr extends Node {
  readonly kind: "list";
  readonly items: readonly Expr[];
}
export interface TupleExpr extends Node {
  readonly kind: "tuple";
  readonly items: readonly Expr[];
}
export interface DictEntry {
  readonly key: Expr;
  readonly value: Expr;
  readonly colon: number;
}
export interface DictExpr extends Node {
  readonly kind: "dict";
  readonly entries: readonly DictEntry[];
}
export type Clause =
  | { readonly kind: "for"; readonly vars: Expr; readonly iterable: Expr; readonly start: number }
  | { readonly kind: "if"; readonly test: Expr; readonly start: number };
export interface Comprehension extends Node {
  readonly kind: "comprehension";
  /** A dict comprehension has an entry, a list comprehension an expression. */
  readonly body: Expr | DictEntry;
  readonly clauses: readonly Clause[];
}
export interface Dot extends Node {
  readonly kind: "dot";
  readonly x: Expr;
  readonly name: string;
  readonly dot: number;
}
export interface Index extends Node {
  readonly kind: "index";
  readonly x: Expr;
  readonly index: Expr;
  readonly bracket: number;
}
export interface Slice extends Node {
  readonly kind: "slice";
  readonly x: Expr;
  readonly low: Expr | undefined;
  readonly high: Expr | undefined;
  readonly step: Expr | undefined;
  readonly bracket: number;
}
export interface Arg extends Node {
  readonly kind: "positional" | "named" | "star" | "starstar";
  readonly name?: string;
  readonly value: Expr;
}
export interface Call extends Node {
  readonly kind: "call";
  readonly fn: Expr;
  readonly args: readonly Arg[];
  readonly paren: number;
}
export interface ParamNode extends Node {
  readonly kind: "normal" | "args" | "kwargs" | "bare";
  /** Undefined for a bare `*`. */
  readonly ident?: Ident;
  readonly default?: Expr;
}
export interface LambdaExpr extends Node {
  readonly kind: "lambda";
  readonly params: readonly ParamNode[];
  readonly body: Expr;
  scope?: Scope;
}
export type Expr =
  | Ident
  | Literal
  | Unary
  | Binary
  | Conditional
  | ListExpr
  | TupleExpr
  | DictExpr
  | Comprehension
  | Dot
  | Index
  | Slice
  | Call
  | LambdaExpr;

export interface ExprStmt extends Node {
  readonly kind: "expr";
  readonly x: Expr;
}
export interface AssignStmt extends Node {
  readonly kind: "assign";
  readonly target: Expr;
  /** For `x += 1` the operator `+`. */
  readonly op: BinaryOp | undefined;
  readonly opStart: number;
  readonly value: Expr;
}
export interface DefStmt extends Node {
  readonly kind: "def";
  readonly name: Ident;
  readonly params: readonly ParamNode[];
  readonly body: readonly Stmt[];
  scope?: Scope;
}
export interface IfStmt extends Node {
  readonly kind: "if";
  readonly test: Expr;
  readonly yes: readonly Stmt[];
  readonly no: readonly Stmt[];
}
export interface ForStmt extends Node {
  readonly kind: "for";
  readonly vars: Expr;
  readonly iterable: Expr;
  readonly body: readonly Stmt[];
}
export interface WhileStmt extends Node {
  readonly kind: "while";
  readonly test: Expr;
  readonly body: readonly Stmt[];
}
export interface ReturnStmt extends Node {
  readonly kind: "return";
  readonly value: Expr | undefined;
}
export interface BranchStmt extends Node {
  readonly kind: "branch";
  readonly word: "break" | "continue" | "pass";
}
export interface LoadStmt extends Node {
  readonly kind: "load";
  readonly module: string;
  readonly names: readonly { readonly local: Ident; readonly remote: string; readonly remoteStart: number }[];
}
export type Stmt = ExprStmt | AssignStmt | DefStmt | IfStmt | ForStmt | WhileStmt | ReturnStmt | BranchStmt | LoadStmt;

export interface File extends Node {
  readonly kind: "file";
  readonly body: readonly Stmt[];
  scope?: Scope;
}
