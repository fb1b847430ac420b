/**
 * The resolver: one walk over the tree, before anything runs, that finds out what each name means and refuses what cannot mean anything: unknown
 * names, misplaced `return` and `load`, repeated keywords, assignments to what is no variable.
 *
 * A name assigned anywhere in a function is a variable of that function from its first line to its last, so the names of a block are
 * collected before it is walked; after that every use can be decided on the spot. It is looked up from the inside out: comprehensions, the
 * function, the functions around it, the names that `load` brought into the file, the module's globals, and what host and language predeclare.
 * A variable used by a nested function is marked `captured` and lives in a cell; each function between the two hands the cell on, which is
 * what `Scope.free` lists.
 */
import type { Binding, Comprehension, DefStmt, Expr, File, Ident, LambdaExpr, Local, LoadStmt, ParamNode, Scope, Stmt } from "./ast.ts";
import { nearest } from "./errors.ts";
import type { DialectOptions } from "./program.ts";
import type { Source } from "./source.ts";
import type { Report } from "./scan.ts";

/** A function being resolved. */
interface FunctionScope extends Scope {
  readonly outer: FunctionScope | undefined;
  /** Innermost last: the function's own names, then those of the comprehensions around the current place. */
  readonly blocks: Map<string, Local>[];
  readonly freeIndex: Map<Local, number>;
  readonly isModule: boolean;
}

export interface Resolved {
  /** The names that the module defines, in the order of their first assignment. */
  readonly globals: readonly string[];
  /** The names that `load` brought in. */
  readonly loaded: readonly string[];
  readonly loads: readonly LoadStmt[];
  readonly predeclared: readonly string[];
}

/** Resolves a file in place; what is wrong goes to `report`. */
export function resolve(file: File, source: Source, predeclared: ReadonlySet<string>, options: DialectOptions, report: Report): Resolved {
  return new Resolver(source, predeclared, options, report).file(file);
}

class Resolver {
  readonly #source: Source;
  readonly #predeclared: ReadonlySet<string>;
  readonly #options: DialectOptions;
  readonly #report: Report;
  /** Where each global was first assigned; undefined until the walk gets there. */
  readonly #globals = new Map<string, number | undefined>();
  readonly #loaded = new Map<string, number | undefined>();
  readonly #loads: LoadStmt[] = [];
  readonly #used = new Set<string>();
  readonly #undefined = new Set<string>();
  #fn: FunctionScope;
  #loops = 0;
  /** How many `if` and `for` stand around the current statement at the top level. */
  #conditionals = 0;

  constructor(source: Source, predeclared: ReadonlySet<string>, options: DialectOptions, report: Report) {
    this.#source = source;
    this.#predeclared = predeclared;
    this.#options = options;
    this.#report = report;
    this.#fn = functionScope(undefined, true);
  }

  file(file: File): Resolved {
    for (const name of assignedNames(file.body)) this.#globals.set(name, undefined);
    for (const stmt of file.body) {
      if (stmt.kind === "load") for (const { local } of stmt.names) this.#loaded.set(local.name, undefined);
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

  #at(node: { readonly start: number; readonly end: number }, message: string, suggestion?: string): void {
    this.#report(node.start, node.end, message, suggestion);
  }

  #place(offset: number): string {
    const { file, line, column } = this.#source.position(offset);
    return `${file}:${line}:${column}`;
  }

  #stmts(stmts: readonly Stmt[]): void {
    for (const stmt of stmts) this.#stmt(stmt);
  }

  #stmt(stmt: Stmt): void {
    switch (stmt.kind) {
      case "expr":
        this.#expr(stmt.x);
        return;
      case "assign":
        this.#expr(stmt.value);
        if (stmt.op !== undefined) this.#augmentedTarget(stmt.target);
        else this.#assign(stmt.target);
        return;
      case "def":
        this.#bind(stmt.name);
        this.#function(stmt);
        return;
      case "if":
        this.#notAtTop(stmt, "if statement");
        this.#expr(stmt.test);
        this.#conditionals++;
        if (this.#fn.isModule) this.#topLevelBranches(stmt.yes, stmt.no);
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
          this.#report(
            stmt.start,
            stmt.start + 5,
            "this Starlark dialect does not support while loops (write a `for` over a range, with `break`)",
          );
        } else {
          this.#notAtTop(stmt, "while loop");
        }
        this.#expr(stmt.test);
        this.#loop(stmt.body);
        return;
      case "return":
        if (this.#fn.isModule) this.#at(stmt, "return statement not within a function");
        if (stmt.value !== undefined) this.#expr(stmt.value);
        return;
      case "branch":
        if (stmt.word !== "pass" && this.#loops === 0) this.#at(stmt, `${stmt.word} not in a loop`);
        return;
      case "load":
        this.#load(stmt);
        return;
    }
  }

  /** Of two branches only one runs: a global assigned in both is assigned once. */
  #topLevelBranches(yes: readonly Stmt[], no: readonly Stmt[]): void {
    const before = new Map(this.#globals);
    this.#stmts(yes);
    const afterYes = new Map(this.#globals);
    for (const [name, place] of before) this.#globals.set(name, place);
    this.#stmts(no);
    for (const [name, place] of afterYes) if (this.#globals.get(name) === undefined) this.#globals.set(name, place);
  }

  #loop(body: readonly Stmt[]): void {
    this.#loops++;
    this.#conditionals++;
    this.#stmts(body);
    this.#conditionals--;
    this.#loops--;
  }

  #notAtTop(stmt: Stmt, what: string): void {
    if (this.#fn.isModule && !this.#options.topLevelControl)
      this.#report(stmt.start, stmt.start + (stmt.kind === "if" ? 2 : stmt.kind === "for" ? 3 : 5), `${what} not within a function`);
  }

  #load(stmt: LoadStmt): void {
    if (!this.#fn.isModule) this.#at(stmt, "load statement within a function");
    else if (this.#loops > 0) this.#at(stmt, "load statement within a loop");
    else if (this.#conditionals > 0) this.#at(stmt, "load statement within a conditional");
    if (!this.#fn.isModule || this.#conditionals > 0) return;
    this.#loads.push(stmt);
    for (const { local, remote, remoteStart } of stmt.names) {
      const remoteSpan = { start: remoteStart, end: remoteStart + remote.length + 2 };
      if (remote === "") this.#at(remoteSpan, "load: empty identifier");
      else if (remote.startsWith("_")) this.#at(remoteSpan, `load: names with leading underscores are not exported: ${remote}`);
      if (local.name !== "") this.#bindLoaded(local);
    }
  }

  #bindLoaded(ident: Ident): void {
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
  #bind(ident: Ident): void {
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
    if (before === undefined) this.#globals.set(ident.name, ident.start);
    else if (!this.#options.globalReassign) this.#at(ident, `cannot reassign global ${ident.name} declared at ${this.#place(before)}`);
  }

  #assign(target: Expr): void {
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
        for (const item of target.items) this.#assign(item);
        return;
      default:
        this.#at(target, `can't assign to ${kindName(target)}`);
    }
  }

  #augmentedTarget(target: Expr): void {
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

  #use(ident: Ident): void {
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
    if (this.#undefined.has(key)) return;
    this.#undefined.add(key);
    const guess = nearest(ident.name, this.#visible());
    this.#at(ident, `undefined: ${ident.name}${guess === undefined ? "" : ` (did you mean ${guess}?)`}`, guess);
  }

  /** Finds a variable of this function or of one around it. */
  #lookup(name: string, fn: FunctionScope): Binding | undefined {
    for (let i = fn.blocks.length - 1; i >= 0; i--) {
      const local = fn.blocks[i]?.get(name);
      if (local !== undefined) return { kind: "local", local };
    }
    if (fn.outer === undefined) return undefined;
    const from = this.#lookup(name, fn.outer);
    if (from === undefined || (from.kind !== "local" && from.kind !== "free")) return undefined;
    const local = from.local;
    if (from.kind === "local") local.captured = true;
    let index = fn.freeIndex.get(local);
    if (index === undefined) {
      index = fn.free.length;
      fn.freeIndex.set(local, index);
      fn.free.push({ local, from });
    }
    return { kind: "free", index, local };
  }

  #visible(): Set<string> {
    const names = new Set<string>();
    for (let fn: FunctionScope | undefined = this.#fn; fn !== undefined; fn = fn.outer) {
      for (const block of fn.blocks) for (const name of block.keys()) names.add(name);
    }
    for (const name of this.#globals.keys()) names.add(name);
    for (const name of this.#loaded.keys()) names.add(name);
    for (const name of this.#predeclared) names.add(name);
    return names;
  }

  #expr(x: Expr): void {
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
        for (const item of x.items) this.#expr(item);
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
        if (x.low !== undefined) this.#expr(x.low);
        if (x.high !== undefined) this.#expr(x.high);
        if (x.step !== undefined) this.#expr(x.step);
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

  #comprehension(x: Comprehension): void {
    const block = new Map<string, Local>();
    x.clauses.forEach((clause, i) => {
      if (clause.kind === "if") {
        this.#expr(clause.test);
        return;
      }
      this.#expr(clause.iterable);
      if (i === 0) {
        // The first operand belongs to the block outside; from here on all names of the comprehension are its own.
        for (const other of x.clauses) {
          if (other.kind !== "for") continue;
          for (const name of targetNames(other.vars)) if (!block.has(name)) block.set(name, this.#newLocal(name));
        }
        this.#fn.blocks.push(block);
      }
      this.#assign(clause.vars);
    });
    if ("key" in x.body) {
      this.#expr(x.body.key);
      this.#expr(x.body.value);
    } else {
      this.#expr(x.body);
    }
    this.#fn.blocks.pop();
  }

  #newLocal(name: string): Local {
    const local: Local = { name, index: this.#fn.locals.length, captured: false };
    this.#fn.locals.push(local);
    return local;
  }

  #args(args: readonly { kind: string; name?: string; value: Expr; start: number; end: number }[]): void {
    let seenNamed = false;
    let seenStar = false;
    let seenStarStar = false;
    const names = new Set<string>();
    for (const arg of args) {
      switch (arg.kind) {
        case "starstar":
          if (seenStarStar) this.#at(arg, "multiple **kwargs not allowed");
          seenStarStar = true;
          break;
        case "star":
          if (seenStarStar) this.#at(arg, "*args may not follow **kwargs");
          else if (seenStar) this.#at(arg, "multiple *args not allowed");
          seenStar = true;
          break;
        case "named": {
          if (seenStarStar) this.#at(arg, "keyword argument may not follow **kwargs");
          else if (seenStar) this.#at(arg, "keyword argument may not follow *args");
          const name = arg.name ?? "";
          if (names.has(name)) this.#at(arg, `keyword argument "${name}" is repeated`);
          names.add(name);
          seenNamed = true;
          break;
        }
        default:
          if (seenStarStar) this.#at(arg, "positional argument may not follow **kwargs");
          else if (seenStar) this.#at(arg, "positional argument may not follow *args");
          else if (seenNamed) this.#at(arg, "positional argument may not follow named");
      }
      this.#expr(arg.value);
    }
  }

  #function(node: DefStmt | LambdaExpr): void {
    for (const p of node.params) if (p.default !== undefined) this.#expr(p.default);
    const saved = { fn: this.#fn, loops: this.#loops, conditionals: this.#conditionals };
    this.#fn = functionScope(this.#fn, false);
    this.#loops = 0;
    this.#conditionals = 0;
    const block = new Map<string, Local>();
    this.#fn.blocks.push(block);
    this.#params(node.params, block);
    if (node.kind === "def") {
      for (const name of assignedNames(node.body)) if (!block.has(name)) block.set(name, this.#newLocal(name));
      this.#stmts(node.body);
    } else {
      this.#expr(node.body);
    }
    node.scope = this.#fn;
    this.#fn = saved.fn;
    this.#loops = saved.loops;
    this.#conditionals = saved.conditionals;
  }

  #params(params: readonly ParamNode[], block: Map<string, Local>): void {
    let seenOptional = false;
    let star: ParamNode | undefined;
    let starstar: ParamNode | undefined;
    for (const p of params) {
      switch (p.kind) {
        case "kwargs":
          if (starstar !== undefined) this.#at(p, "multiple ** parameters not allowed");
          starstar = p;
          break;
        case "args":
        case "bare":
          if (starstar !== undefined) this.#at(p, "* parameter may not follow **kwargs");
          else if (star !== undefined) this.#at(p, "multiple * parameters not allowed");
          else if (p.kind === "bare" && !params.slice(params.indexOf(p) + 1).some((q) => q.kind === "normal")) {
            this.#at(p, "bare * must be followed by keyword-only parameters");
          }
          star = p;
          break;
        case "normal":
          if (starstar !== undefined) this.#at(p, "parameter may not follow **kwargs");
          else if (star === undefined && p.default === undefined && seenOptional) this.#at(p, "required parameter may not follow optional");
          if (p.default !== undefined) seenOptional = true;
          break;
      }
      if (p.ident === undefined) continue;
      if (block.has(p.ident.name)) this.#at(p, `duplicate parameter: ${p.ident.name}`);
      const local = this.#newLocal(p.ident.name);
      block.set(p.ident.name, local);
      p.ident.binding = { kind: "local", local };
    }
  }
}

function functionScope(outer: FunctionScope | undefined, isModule: boolean): FunctionScope {
  return { outer, isModule, locals: [], free: [], blocks: [], freeIndex: new Map() };
}

/** The names that a target assigns. */
function* targetNames(target: Expr): Generator<string> {
  if (target.kind === "ident") yield target.name;
  else if (target.kind === "tuple" || target.kind === "list") for (const item of target.items) yield* targetNames(item);
}

/** The names that a block of statements assigns, not counting nested functions and comprehensions. */
function* assignedNames(stmts: readonly Stmt[]): Generator<string> {
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

function kindName(x: Expr): string {
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
