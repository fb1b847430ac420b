/**
 * The parser: recursive descent over the scanner's tokens, precedence climbing for binary operators. A syntax error ends the statement it stands
 * in; the parser reports it, skips to the next line (and over the block that belonged to the broken statement), and goes on, so that one pass finds
 * several. What is well-formed but means nothing (a misplaced `return`, an unknown name) is the resolver's business.
 */
import type { Arg, BinaryOp, Clause, Comprehension, DictEntry, Expr, File, Ident, ParamNode, Stmt } from "./ast.ts";
import { type Report, Scanner, type Token } from "./scan.ts";
import { Bytes } from "./value.ts";

const PRECEDENCE: ReadonlyMap<Token, number> = new Map<Token, number>([
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

const ASSIGNMENTS: ReadonlyMap<Token, BinaryOp | undefined> = new Map<Token, BinaryOp | undefined>([
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
export const MAX_NESTING = 200;
/** The same for chains, `a + b + …` and `a.b.c…`, which nest on their left side only. */
export const MAX_CHAIN = 600;
/** Functions with more parameters are refused. */
export const MAX_PARAMS = 1000;
/** After so many errors the rest would be noise. */
const MAX_ERRORS = 50;

/** Parses a text; what is wrong with it goes to `report`. */
export function parse(text: string, report: Report): File {
  return new Parser(text, report).file();
}

/** An error that ends the statement: the parser reports it and goes on with the next line. */
class Broken extends Error {
  readonly start: number;
  readonly end: number;
  constructor(start: number, end: number, message: string) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** How a token is called in a message: words bare, signs in quotes. */
function show(token: Token): string {
  return /^[a-z]/.test(token) ? token : `'${token}'`;
}

class Parser {
  readonly #scanner: Scanner;
  readonly #report: Report;
  #token: Token = "newline";
  /** Where the token before the current one ended. */
  #lastEnd = 0;
  #nesting = 0;
  #errors = 0;
  /** Where the scanner found something wrong last. */
  #lexicalAt = -1;

  constructor(text: string, report: Report) {
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
  #peek(): Token {
    return this.#token;
  }

  #next(): void {
    this.#lastEnd = this.#scanner.end;
    this.#token = this.#scanner.next();
  }

  #fail(message: string, start = this.#scanner.start, end = this.#scanner.end): never {
    throw new Broken(start, end, message);
  }

  #want(token: Token, hint = ""): void {
    if (this.#peek() !== token) this.#fail(`got ${show(this.#peek())}, want ${show(token)}${hint}`);
    this.#next();
  }

  #accept(token: Token): boolean {
    if (this.#peek() !== token) return false;
    this.#next();
    return true;
  }

  file(): File {
    const body: Stmt[] = [];
    this.#guarded(() => {
      this.#next();
    });
    while (this.#peek() !== "end of file" && this.#errors < MAX_ERRORS) {
      this.#guarded(() => {
        if (this.#accept("newline")) return;
        if (this.#peek() === "indent" || this.#peek() === "outdent") {
          const at = this.#scanner.start;
          const indented = this.#peek() === "indent";
          this.#next();
          if (indented) throw new Broken(at, at + 1, "unexpected indentation");
          return;
        }
        this.#statement(body);
      });
    }
    return { kind: "file", body, start: 0, end: this.#scanner.end };
  }

  /** Runs one piece of parsing; if it fails, reports that and moves behind the broken statement. */
  #guarded(parse: () => void): void {
    const nesting = this.#nesting;
    const start = this.#scanner.start;
    try {
      parse();
    } catch (e) {
      if (!(e instanceof Broken)) throw e;
      // What the scanner has found wrong with the statement is the cause; this is a consequence.
      if (this.#lexicalAt < start) this.#report(e.start, e.end, e.message);
      this.#nesting = nesting;
      this.#recover();
    }
  }

  #recover(): void {
    this.#scanner.leaveBrackets();
    this.#scanner.quiet = true;
    while (this.#peek() !== "newline" && this.#peek() !== "end of file" && this.#peek() !== "indent" && this.#peek() !== "outdent") {
      this.#next();
      this.#scanner.leaveBrackets();
    }
    // What follows is the first token of the next statement, or an indentation, and deserves its errors.
    this.#scanner.quiet = false;
    if (this.#peek() === "newline") this.#next();
    if (this.#peek() !== "indent") return;
    this.#scanner.quiet = true;
    let depth = 0;
    do {
      if (this.#peek() === "indent") depth++;
      else if (this.#peek() === "outdent") depth--;
      if (depth > 0) this.#next();
    } while (depth > 0 && this.#peek() !== "end of file");
    this.#scanner.quiet = false;
    if (this.#peek() === "outdent") this.#next();
  }

  #statement(out: Stmt[]): void {
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

  #noElse(word: string): void {
    if (this.#peek() === "else") this.#fail(`a \`${word}\` loop has no \`else\` in Starlark: set a variable before \`break\` and test it`);
  }

  #def(): Stmt {
    const start = this.#scanner.start;
    this.#next();
    const name = this.#ident();
    this.#want("(");
    const params = this.#params(")");
    this.#want(")");
    if (this.#peek() === "-") this.#fail("return annotations are not part of Starlark");
    const body = this.#suite("def");
    return { kind: "def", name, params, body, start, end: this.#lastEnd };
  }

  #if(): Stmt {
    const start = this.#scanner.start;
    this.#next();
    const test = this.#test();
    const yes = this.#suite("if");
    let no: Stmt[] = [];
    if (this.#peek() === "elif") {
      this.#deeper();
      no = [this.#if()];
      this.#nesting--;
    } else if (this.#accept("else")) {
      no = this.#suite("else");
    }
    return { kind: "if", test, yes, no, start, end: this.#lastEnd };
  }

  #suite(word: string): Stmt[] {
    this.#want(":");
    const body: Stmt[] = [];
    if (this.#peek() !== "newline") {
      this.#simpleLine(body);
      return body;
    }
    this.#next();
    if (this.#peek() !== "indent") this.#fail(`got ${show(this.#peek())}, want indent (an indented block after \`${word} …:\`)`);
    this.#next();
    this.#deeper();
    while (this.#peek() !== "outdent" && this.#peek() !== "end of file" && this.#errors < MAX_ERRORS) {
      this.#guarded(() => {
        if (this.#peek() === "indent") {
          const at = this.#scanner.start;
          this.#next();
          throw new Broken(at, at + 1, "unexpected indentation");
        }
        if (!this.#accept("newline")) this.#statement(body);
      });
    }
    this.#nesting--;
    this.#accept("outdent");
    return body;
  }

  #simpleLine(out: Stmt[]): void {
    for (;;) {
      out.push(this.#small());
      if (!this.#accept(";")) break;
      if (this.#peek() === "newline" || this.#peek() === "end of file") break;
    }
    if (this.#peek() === "end of file") return;
    if (this.#peek() === ":=") this.#fail("`:=` is not part of Starlark: assign with `=` on a line of its own");
    if (this.#peek() !== "newline") {
      const last = out.at(-1);
      const word = last?.kind === "expr" && last.x.kind === "ident" ? last.x.name : "";
      const hint =
        word === "assert"
          ? " (`assert` is not a statement of Starlark: call an assertion function, or fail())"
          : word === "print"
            ? " (print is a function: write print(...))"
            : "";
      this.#fail(`got ${show(this.#peek())}, want newline${hint}`);
    }
    this.#next();
  }

  #small(): Stmt {
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
        const word = this.#peek() as "break" | "continue" | "pass";
        this.#next();
        return { kind: "branch", word, start, end: this.#lastEnd };
      }
      case "load":
        return this.#load();
      default:
    }
    const x = this.#expression(false);
    if (!ASSIGNMENTS.has(this.#peek())) return { kind: "expr", x, start, end: this.#lastEnd };
    const op = ASSIGNMENTS.get(this.#peek());
    const opStart = this.#scanner.start;
    this.#next();
    const value = this.#expression(false);
    if (this.#peek() === "=") this.#fail("assignments cannot be chained in Starlark: write one on each line");
    return { kind: "assign", target: x, op, opStart, value, start, end: this.#lastEnd };
  }

  #isEndOfStatement(): boolean {
    return this.#peek() === "newline" || this.#peek() === ";" || this.#peek() === "end of file";
  }

  #load(): Stmt {
    const start = this.#scanner.start;
    this.#next();
    this.#want("(");
    if (this.#peek() !== "string literal") this.#fail("first operand of load statement must be a string literal");
    const module = this.#scanner.string;
    this.#next();
    const names: { local: Ident; remote: string; remoteStart: number }[] = [];
    while (this.#peek() !== ")" && this.#peek() !== "end of file") {
      this.#want(",");
      if (this.#peek() === ")") break;
      if (this.#peek() === "string literal") {
        const { start: at, end } = this.#scanner;
        const name = this.#scanner.string;
        names.push({ local: { kind: "ident", name, start: at, end }, remote: name, remoteStart: at });
        this.#next();
      } else if (this.#peek() === "identifier") {
        const local = this.#ident();
        if (this.#peek() !== "=")
          this.#fail(`load operand must be "${local.name}" or ${local.name}="originalname" (want '=' after ${local.name})`);
        this.#next();
        if (this.#peek() !== "string literal") this.#fail(`original name of loaded symbol must be quoted: ${local.name}="originalname"`);
        names.push({ local, remote: this.#scanner.string, remoteStart: this.#scanner.start });
        this.#next();
      } else {
        this.#fail(`load operand must be "name" or localname="name" (got ${show(this.#peek())})`);
      }
    }
    if (names.length === 0) this.#fail("load statement must import at least 1 symbol", start, this.#scanner.end);
    this.#want(")");
    return { kind: "load", module, names, start, end: this.#lastEnd };
  }

  #ident(): Ident {
    if (this.#peek() !== "identifier") this.#fail(`got ${show(this.#peek())}, which is not an identifier`);
    const { start, end } = this.#scanner;
    const name = this.#scanner.string;
    this.#next();
    return { kind: "ident", name, start, end };
  }

  #params(closing: ")" | ":"): ParamNode[] {
    const params: ParamNode[] = [];
    while (this.#peek() !== closing && this.#peek() !== "end of file") {
      if (params.length > 0) {
        this.#want(",");
        if (this.#peek() === closing) break;
      }
      if (params.length >= MAX_PARAMS) this.#fail(`too many parameters (more than ${MAX_PARAMS})`);
      const start = this.#scanner.start;
      if (this.#accept("*")) {
        if (this.#peek() === "identifier") {
          const ident = this.#ident();
          params.push({ kind: "args", ident, start, end: ident.end });
        } else {
          params.push({ kind: "bare", start, end: this.#lastEnd });
        }
        continue;
      }
      if (this.#accept("**")) {
        const ident = this.#ident();
        params.push({ kind: "kwargs", ident, start, end: ident.end });
        continue;
      }
      if (this.#peek() === "/") this.#fail("positional-only parameters (`/`) are not part of Starlark");
      const ident = this.#ident();
      if (this.#peek() === ":" && closing === ")") this.#fail("type annotations are not part of Starlark");
      if (this.#accept("=")) params.push({ kind: "normal", ident, default: this.#test(), start, end: this.#lastEnd });
      else params.push({ kind: "normal", ident, start, end: ident.end });
    }
    return params;
  }

  /** `for x, (y, z) in`: stops before `in`, which here is no operator. */
  #loopVariables(): Expr {
    const start = this.#scanner.start;
    const first = this.#primary();
    if (this.#peek() !== ",") return first;
    const items = [first];
    while (this.#accept(",")) {
      if (this.#peek() === "in") break;
      items.push(this.#primary());
    }
    return { kind: "tuple", items, start, end: this.#lastEnd };
  }

  /** One test, or a tuple of several without parentheses; only inside brackets may such a tuple end with a comma. */
  #expression(inBrackets: boolean): Expr {
    const start = this.#scanner.start;
    const first = this.#test();
    if (this.#peek() !== ",") return first;
    const items = [first];
    while (this.#peek() === ",") {
      const comma = this.#scanner.start;
      this.#next();
      if (this.#endsExpression()) {
        if (!inBrackets) this.#fail("unparenthesized tuple with trailing comma", comma, comma + 1);
        break;
      }
      items.push(this.#test());
    }
    return { kind: "tuple", items, start, end: this.#lastEnd };
  }

  #endsExpression(): boolean {
    const t = this.#peek();
    return (
      t === ")" ||
      t === "]" ||
      t === "}" ||
      t === "newline" ||
      t === "end of file" ||
      t === ";" ||
      t === "=" ||
      (t !== "in" && ASSIGNMENTS.has(t))
    );
  }

  #deeper(): void {
    if (++this.#nesting > MAX_NESTING) this.#fail(`nested too deeply (more than ${MAX_NESTING} levels)`);
  }

  #test(): Expr {
    this.#deeper();
    const x = this.#testInner();
    this.#nesting--;
    return x;
  }

  #testInner(): Expr {
    if (this.#peek() === "lambda") return this.#lambda(true);
    const start = this.#scanner.start;
    const x = this.#binary(0);
    if (this.#peek() !== "if") return x;
    this.#next();
    const test = this.#binary(0);
    if (this.#peek() !== "else") this.#fail("conditional expression without else clause");
    this.#next();
    const no = this.#test();
    return { kind: "conditional", test, yes: x, no, start, end: this.#lastEnd };
  }

  /** In the clauses of a comprehension, `if` begins the next clause, so conditionals and lambdas that contain them are not allowed bare. */
  #testNoCond(): Expr {
    this.#deeper();
    const x = this.#peek() === "lambda" ? this.#lambda(false) : this.#binary(0);
    this.#nesting--;
    return x;
  }

  #lambda(conditional: boolean): Expr {
    const start = this.#scanner.start;
    this.#next();
    const params = this.#params(":");
    this.#want(":");
    const body = conditional ? this.#test() : this.#testNoCond();
    return { kind: "lambda", params, body, start, end: this.#lastEnd };
  }

  /** An expression of operators that bind at least as tightly as `least`. */
  #binary(least: number): Expr {
    const start = this.#scanner.start;
    let x: Expr;
    if (least <= NOT_LEVEL && this.#token === "not") {
      this.#deeper();
      this.#next();
      x = { kind: "unary", op: "not", x: this.#binary(NOT_LEVEL), start, end: this.#lastEnd };
      this.#nesting--;
    } else {
      x = this.#unary();
    }
    let comparison: string | undefined;
    for (let length = 0; ; length++) {
      const op = this.#peek();
      const level = PRECEDENCE.get(op);
      if (level === undefined || level < least) {
        if (op === "**") this.#fail("`**` is not an operator of Starlark: multiply, or write a function");
        return x;
      }
      if (length > MAX_CHAIN) this.#fail(`expression too long (more than ${MAX_CHAIN} operators in a row); split it`);
      const opStart = this.#scanner.start;
      this.#next();
      let name: string = op;
      if (op === "not") {
        if (this.#peek() !== "in") this.#fail(`got ${show(this.#peek())}, want in`);
        this.#next();
        name = "not in";
      }
      if (level === COMPARISON_LEVEL) {
        if (comparison !== undefined)
          this.#fail(`${comparison} does not associate with ${name} (use parens)`, opStart, opStart + name.length);
        comparison = name;
      } else {
        comparison = undefined;
      }
      const y = this.#binary(level + 1);
      // Only operators of the table arrive here.
      x = { kind: "binary", op: name as BinaryOp, opStart, x, y, start, end: this.#lastEnd };
    }
  }

  #unary(): Expr {
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

  #primary(): Expr {
    const start = this.#scanner.start;
    let x = this.#operand();
    for (let length = 0; ; length++) {
      if (length > MAX_CHAIN) this.#fail(`expression too long (more than ${MAX_CHAIN} suffixes in a row); split it`);
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

  #subscript(x: Expr, start: number): Expr {
    const bracket = this.#scanner.start;
    this.#next();
    let low: Expr | undefined;
    if (this.#peek() !== ":") {
      low = this.#expression(true);
      if (this.#peek() === "]") {
        this.#next();
        return { kind: "index", x, index: low, bracket, start, end: this.#lastEnd };
      }
    }
    this.#want(":");
    const high = this.#peek() === ":" || this.#peek() === "]" ? undefined : this.#test();
    let step: Expr | undefined;
    if (this.#accept(":") && this.#peek() !== "]") step = this.#test();
    this.#want("]");
    return { kind: "slice", x, low, high, step, bracket, start, end: this.#lastEnd };
  }

  #args(): Arg[] {
    const args: Arg[] = [];
    while (this.#peek() !== ")" && this.#peek() !== "end of file") {
      if (args.length > 0) {
        if (this.#peek() !== ",") return args;
        this.#next();
        if (this.#peek() === ")") break;
      }
      const start = this.#scanner.start;
      if (this.#peek() === "*" || this.#peek() === "**") {
        const kind = this.#peek() === "*" ? "star" : "starstar";
        this.#next();
        args.push({ kind, value: this.#test(), start, end: this.#lastEnd });
        continue;
      }
      const value = this.#test();
      if (this.#peek() === ":=") this.#fail("`:=` is not part of Starlark: assign with `=` on a line of its own");
      if (this.#peek() !== "=") {
        args.push({ kind: "positional", value, start, end: this.#lastEnd });
        continue;
      }
      if (value.kind !== "ident") this.#fail("keyword argument must have form name=expr");
      this.#next();
      args.push({ kind: "named", name: value.name, value: this.#test(), start, end: this.#lastEnd });
    }
    return args;
  }

  #operand(): Expr {
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
        if (this.#accept(")")) return { kind: "tuple", items: [], start, end: this.#lastEnd };
        const x = this.#expression(true);
        this.#want(")", this.#peek() === "for" ? " (generator expressions do not exist in Starlark: write a list, [x for x in y])" : "");
        // The node of a parenthesised expression spans the parentheses, so that errors underline what was written.
        return x.kind === "tuple" ? { ...x, start, end: this.#lastEnd } : x;
      }
      default:
        return this.#fail(`got ${show(this.#peek())}, want primary expression`);
    }
  }

  #listOrComprehension(): Expr {
    const start = this.#scanner.start;
    this.#next();
    if (this.#accept("]")) return { kind: "list", items: [], start, end: this.#lastEnd };
    const first = this.#test();
    if (this.#peek() === "for") return this.#comprehension(first, "]", start);
    const items = [first];
    while (this.#accept(",")) {
      if (this.#peek() === "]") break;
      items.push(this.#test());
    }
    this.#want("]");
    return { kind: "list", items, start, end: this.#lastEnd };
  }

  #dictOrComprehension(): Expr {
    const start = this.#scanner.start;
    this.#next();
    if (this.#accept("}")) return { kind: "dict", entries: [], start, end: this.#lastEnd };
    const first = this.#entry();
    if (this.#peek() === "for") return this.#comprehension(first, "}", start);
    const entries = [first];
    while (this.#accept(",")) {
      if (this.#peek() === "}") break;
      entries.push(this.#entry());
    }
    this.#want("}");
    return { kind: "dict", entries, start, end: this.#lastEnd };
  }

  #entry(): DictEntry {
    const key = this.#test();
    const colon = this.#scanner.start;
    this.#want(":", this.#peek() === "," || this.#peek() === "}" ? " (set literals do not exist in Starlark: write set([...]))" : "");
    return { key, value: this.#test(), colon };
  }

  #comprehension(body: Expr | DictEntry, closing: "]" | "}", start: number): Comprehension {
    const clauses: Clause[] = [];
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
      } else if (this.#accept("if")) {
        clauses.push({ kind: "if", test: this.#testNoCond(), start: at });
      } else if (this.#peek() === closing) {
        this.#next();
        this.#nesting = nesting;
        return { kind: "comprehension", body, clauses, start, end: this.#lastEnd };
      } else {
        this.#fail(`got ${show(this.#peek())}, want '${closing}', for, or if`);
      }
    }
  }
}
