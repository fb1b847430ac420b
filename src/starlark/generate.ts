/**
 * The code generator: a resolved tree becomes JavaScript.
 *
 * JavaScript, because the engine's optimiser then sees plain loops, plain locals and direct calls, which a bytecode loop or generators would
 * hide from it; `bench/starlark` measures what came of it. What plain JavaScript lacks is the ability to stop in the middle, so
 * every function is written in a form that can be left and entered again:
 *
 *     function f1(th, fn, S, d, v0) {                // S: null, or the saved frame to go on with; d: the depth of this call
 *       let pc = 0, P = 0, t0, i0, v1;
 *       if (S === null) { if (d >= th.limit || --th.fuel < 0) return th.defer(fn, d, [v0]); th.fns[d] = fn; }
 *       else { pc = S.pc; P = S.place; [v0, v1, t0, i0] = S.locals (one by one) }
 *       try { SAVE: { switch (pc) { case 0:
 *         …
 *         th.at[d] = P = 7;                           // the place, for backtraces
 *         t0 = call(th, d, g3, [v0]);                 // any call may answer SUSPENDED
 *         if (t0 === SUSPENDED) { pc = 1; break SAVE; }
 *         case 1: if (pc !== 0) { pc = 0; t0 = th.resumed; }
 *         …
 *       } return null; }
 *       return th.save(fn, d, P, pc, [v0, v1, t0, i0]);
 *       } catch (e) { throw th.failed(e, fn, P, [i0]); }
 *     }
 *
 * When something has to wait, SUSPENDED travels down the JavaScript stack and every function on the way saves its variables and where it stood
 * (`pc`); the machine (thread.ts) later enters the saved frames again, innermost first, with the awaited result in `th.resumed`. Each
 * place where that can happen has a number, and control flow is arranged so that `switch (pc)` at the head of each block leads back to it:
 * a block that contains such a place somewhere inside carries its number as a `case` label, and `if` and loops pass over their conditions
 * while `pc` is not 0. As long as nothing waits, all this costs a comparison per call.
 *
 * The same door is used for deep recursion: a call beyond `th.limit` is not made but deferred, the stack unwinds into saved frames, and
 * the machine makes the call on an empty stack. And for loops: when `th.fuel` is used up, the loop suspends, so that budgets are checked,
 * cancellation is seen and timers run.
 *
 * Statements and expressions: an expression that contains no call (`hasCall`) becomes one JavaScript expression; one that does is taken apart, each
 * call a statement with its result in a temporary, and operands evaluated before a call are put into temporaries too, so that the order of
 * evaluation stays that of the text. `P = n` before whatever can fail records the place.
 */
import type { Arg, BinaryOp, Call, Clause, Comprehension, DefStmt, Expr, File, Ident, LambdaExpr, Local, ParamNode, Stmt } from "./ast.ts";
import type { DialectOptions, FunctionInfo, ParamInfo, Program } from "./program.ts";
import type { Resolved } from "./resolve.ts";
import type { Source } from "./source.ts";
import { decode } from "./text.ts";
import { Bytes, Float, type Value } from "./value.ts";
import { OP_NAMES } from "./library.ts";

export interface Generated {
  readonly javascript: string;
  readonly variables: readonly string[];
  readonly constants: readonly Value[];
  readonly functions: readonly FunctionInfo[];
  readonly spans: readonly number[];
}

/** A piece of JavaScript that has a value. */
interface Js {
  readonly js: string;
  /** What is known of the value: a JavaScript boolean, or anything. */
  readonly kind: "bool" | "any";
  /** A name or literal: may be written twice and evaluated at any time. */
  readonly atom: boolean;
}

const any = (js: string): Js => ({ js, kind: "any", atom: false });
const atom = (js: string): Js => ({ js, kind: "any", atom: true });
const bool = (js: string): Js => ({ js, kind: "bool", atom: false });

/** Operators by the name of the function that does the general case. */
const BINARY: Readonly<Record<Exclude<BinaryOp, "and" | "or" | "==" | "!=" | "in" | "not in">, string>> = {
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
const IN_PLACE: ReadonlyMap<BinaryOp, string> = new Map<BinaryOp, string>([
  ["+", "addInPlace"],
  ["|", "bitOrInPlace"],
]);

/** Whether evaluating the expression involves a call of the program's making, and so may suspend. */
const hasCallMemo = new WeakMap<Expr, boolean>();
function hasCall(x: Expr | undefined): boolean {
  if (x === undefined) return false;
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

function operandsOf(x: Expr): readonly (Expr | undefined)[] {
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

export function generate(file: File, source: Source, resolved: Resolved, options: DialectOptions, program: Program): Generated {
  return new ModuleWriter(file, source, resolved, options, program).write();
}

/** What all functions of a module share: constants, places, the names of globals. */
class ModuleWriter {
  readonly source: Source;
  readonly options: DialectOptions;
  readonly globals = new Map<string, string>();
  readonly spans: number[] = [];
  readonly functions: FunctionInfo[] = [];
  readonly #codes: string[] = [];
  readonly #constants: Value[] = [];
  readonly #resolved: Resolved;
  readonly #defined: ReadonlySet<string>;
  readonly #predeclared: ReadonlyMap<string, string>;
  readonly #file: File;
  readonly #program: Program;

  constructor(file: File, source: Source, resolved: Resolved, options: DialectOptions, program: Program) {
    this.source = source;
    this.options = options;
    this.#resolved = resolved;
    this.#defined = new Set(resolved.globals);
    this.#predeclared = new Map(resolved.predeclared.map((name, i) => [name, `p${i}`]));
    this.#file = file;
    this.#program = program;
    for (const name of [...resolved.globals, ...resolved.loaded]) {
      if (!this.globals.has(name)) this.globals.set(name, `g${this.globals.size}`);
    }
  }

  write(): Generated {
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
  function(node: DefStmt | LambdaExpr | File): number {
    const index = this.functions.length;
    const info = functionInfo(node, this.source, this.#program);
    this.functions.push(info);
    this.#codes.push("");
    this.#codes[index] = new FunctionWriter(this, node, index).write();
    return index;
  }

  /** The number of a place in the text. */
  place(start: number, end: number): number {
    this.spans.push(start, end);
    return this.spans.length / 2 - 1;
  }

  /** Names that `load` brings in belong to the file, not to the module. */
  isLoaded(name: string): boolean {
    return !this.#defined.has(name);
  }

  predeclared(name: string): string {
    return this.#predeclared.get(name) ?? "undefined";
  }

  constant(value: Value): Js {
    if (value instanceof Float || value instanceof Bytes) {
      this.#constants.push(value);
      return atom(`k${this.#constants.length - 1}`);
    }
    if (typeof value === "bigint") return atom(`${value}n`);
    return atom(JSON.stringify(value));
  }
}

class FunctionWriter {
  readonly #module: ModuleWriter;
  readonly #node: DefStmt | LambdaExpr | File;
  readonly #index: number;
  #lines: string[] = [];
  /** The last number given to a place where the function can be entered again. */
  #pc = 0;
  #temps = 0;
  #mostTemps = 0;
  #iterators = 0;
  #labels = 0;
  /** Names known to have a value here: variables by number, globals by name. */
  #assigned = new Set<number | string>();
  /** The loops around the current statement: their label and iterator. */
  readonly #loops: { label: string; iterator: string | undefined }[] = [];

  constructor(module: ModuleWriter, node: DefStmt | LambdaExpr | File, index: number) {
    this.#module = module;
    this.#node = node;
    this.#index = index;
  }

  write(): string {
    const node = this.#node;
    const params = node.kind === "file" ? [] : orderedParams(node.params);
    const names: string[] = [];
    const prologue: string[] = [];
    for (const p of params) {
      const binding = p.ident?.binding;
      if (binding?.kind !== "local") continue;
      const name = `v${binding.local.index}`;
      names.push(name);
      if (binding.local.captured) prologue.push(`${name} = { v: ${name} };`);
      this.#assigned.add(binding.local.index);
    }
    const body = this.#block(() => {
      if (node.kind === "lambda") this.#return(node.body);
      else this.#stmts(node.body);
    });
    const locals = (node.scope?.locals ?? []).map((l) => `v${l.index}`).filter((name) => !names.includes(name));
    for (const local of node.scope?.locals ?? []) {
      if (local.captured && !names.includes(`v${local.index}`)) prologue.push(`v${local.index} = { v: undefined };`);
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

  #emit(line: string): void {
    this.#lines.push(line);
  }

  /** Writes a block; it gets a `switch` at its head if it can be entered in the middle. */
  #block(write: () => void): string {
    const outer = this.#lines;
    const before = this.#pc;
    this.#lines = [];
    write();
    const lines = this.#lines;
    this.#lines = outer;
    return this.#pc > before ? `switch (pc) { case 0:\n${lines.join("\n")}\n}` : lines.join("\n");
  }

  /** The labels by which control comes back to a construct with the numbers from `from` (exclusive) up to the present. */
  #caseLabels(from: number): string {
    let out = "";
    for (let pc = from + 1; pc <= this.#pc; pc++) out += `case ${pc}: `;
    return out;
  }

  #temp(): string {
    const name = `t${this.#temps++}`;
    this.#mostTemps = Math.max(this.#mostTemps, this.#temps);
    return name;
  }

  #place(start: number, end: number): number {
    return this.#module.place(start, end);
  }

  #stmts(stmts: readonly Stmt[]): void {
    for (const stmt of stmts) {
      this.#stmt(stmt);
      this.#temps = 0;
    }
  }

  #stmt(stmt: Stmt): void {
    switch (stmt.kind) {
      case "expr": {
        // A string that stands alone is documentation.
        if (stmt.x.kind === "literal") return;
        const x = this.#expr(stmt.x);
        if (!x.atom) this.#emit(`${x.js};`);
        return;
      }
      case "assign":
        this.#assignment(stmt);
        return;
      case "def":
        this.#store(stmt.name, this.#closure(stmt).js);
        return;
      case "if":
        this.#if(
          stmt.test,
          () => {
            this.#temps = 0;
            this.#stmts(stmt.yes);
          },
          () => {
            this.#temps = 0;
            this.#stmts(stmt.no);
          },
        );
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
        if (stmt.word !== "pass" && loop !== undefined) this.#emit(`${stmt.word} ${loop.label};`);
        return;
      }
      case "load":
        this.#load(stmt);
        return;
    }
  }

  #return(value: Expr | undefined): void {
    let js = "null";
    if (value !== undefined) {
      const x = this.#expr(value);
      js = x.js;
    }
    const open = this.#loops.filter((loop) => loop.iterator !== undefined);
    if (open.length > 0) {
      const t = this.#temp();
      this.#emit(`${t} = ${js}; ${open.map((loop) => `${loop.iterator ?? ""}.done();`).join(" ")} return ${t};`);
    } else {
      this.#emit(`return ${js};`);
    }
  }

  #load(stmt: Stmt & { kind: "load" }): void {
    const t = this.#temp();
    this.#emit(`th.at[d] = P = ${this.#place(stmt.start, stmt.end)};`);
    this.#suspendable(t, `th.load(d, M, ${JSON.stringify(decode(stmt.module))})`);
    for (const { local, remote, remoteStart } of stmt.names) {
      this.#emit(`P = ${this.#place(remoteStart, remoteStart + remote.length + 2)};`);
      this.#store(local, `loadedName(${t}, ${JSON.stringify(decode(stmt.module))}, ${JSON.stringify(remote)})`);
    }
  }

  /** `t = js`, where js may answer SUSPENDED: a place where the function can be left and entered again. */
  #suspendable(t: string, js: string): void {
    const pc = ++this.#pc;
    this.#emit(`${t} = ${js};`);
    this.#emit(`if (${t} === SUSPENDED) { pc = ${pc}; break SAVE; }`);
    this.#emit(`case ${pc}: if (pc !== 0) { pc = 0; ${t} = th.resumed; }`);
  }

  /** `if (test) yes else no`, either branch of which may contain places to come back to. */
  #if(test: Expr, yes: () => void, no: () => void): void {
    const condition = this.#condition(test);
    this.#branches(condition, yes, no);
  }

  #branches(condition: string, yes: () => void, no: () => void): void {
    const before = this.#pc;
    const at = this.#lines.length;
    const known = this.#assigned;
    this.#assigned = new Set(known);
    const yesBlock = this.#block(yes);
    const middle = this.#pc;
    const afterYes = this.#assigned;
    this.#assigned = new Set(known);
    const noBlock = this.#block(no);
    for (const name of this.#assigned) if (!afterYes.has(name)) this.#assigned.delete(name);
    const test = this.#pc > before ? `pc === 0 ? ${condition} : pc <= ${middle}` : condition;
    this.#lines.splice(at, 0, `${this.#caseLabels(before)}if (${test}) {\n${yesBlock}\n}${noBlock === "" ? "" : ` else {\n${noBlock}\n}`}`);
  }

  #for(vars: Expr, iterable: Expr, start: number, body: () => void): void {
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

  #while(test: Expr, body: readonly Stmt[], start: number): void {
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
  #emitLoop(at: number, before: number, pause: number, label: string, block: string): void {
    const head = `if (pc === ${pause}) pc = 0; else if (pc === 0 && --th.fuel < 0) { th.at[d] = P; th.pause(); pc = ${pause}; break SAVE; }`;
    this.#lines.splice(at, 0, `${this.#caseLabels(before)}${label}: for (;;) { ${head}\n${block}\n}`);
  }

  #assignment(stmt: Stmt & { kind: "assign" }): void {
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
      if (x !== undefined && y !== undefined) this.#store(target, this.#augmented(stmt.op, x, y, place));
    } else if (target.kind === "index") {
      const [x, index] = this.#operands([target.x, target.index], true);
      if (x === undefined || index === undefined) return;
      const old = this.#temp();
      const targetPlace = this.#place(target.bracket, target.end);
      this.#emit(`P = ${targetPlace}; ${old} = index(${x.js}, ${index.js});`);
      const y = this.#expr(stmt.value);
      const result = this.#temp();
      this.#emit(
        `${result} = ${this.#augmented(stmt.op, atom(old), y, place)}; P = ${targetPlace}; setIndex(${x.js}, ${index.js}, ${result});`,
      );
    } else if (target.kind === "dot") {
      const x = this.#atomized(target.x);
      const old = this.#temp();
      const targetPlace = this.#place(target.dot, target.end);
      const name = JSON.stringify(target.name);
      this.#emit(`P = ${targetPlace}; ${old} = attribute(${x.js}, ${name});`);
      const y = this.#expr(stmt.value);
      const result = this.#temp();
      this.#emit(
        `${result} = ${this.#augmented(stmt.op, atom(old), y, place)}; P = ${targetPlace}; setAttribute(${x.js}, ${name}, ${result});`,
      );
    }
  }

  #augmented(op: BinaryOp, x: Js, y: Js, place: number): string {
    const inPlace = IN_PLACE.get(op);
    if (inPlace === undefined) return this.#arithmetic(op, x, y, place).js;
    if (op === "+") return this.#arithmetic(op, x, y, place, inPlace).js;
    return `(P = ${place}, ${inPlace}(${x.js}, ${y.js}))`;
  }

  /** Assigns a value, which is an atom, to a target. */
  #assign(target: Expr, value: Js, place: number): void {
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

  #store(ident: Ident, js: string): void {
    const binding = ident.binding;
    if (binding?.kind === "local") {
      this.#emit(binding.local.captured ? `v${binding.local.index}.v = ${js};` : `v${binding.local.index} = ${js};`);
      this.#assigned.add(binding.local.index);
    } else {
      this.#emit(`${this.#module.globals.get(ident.name) ?? ""} = ${js};`);
      this.#assigned.add(ident.name);
    }
  }

  // ---- expressions ----

  /** Evaluates several expressions in order; those before a call are put into temporaries. With `atoms`, all become names or literals. */
  #operands(xs: readonly Expr[], atoms = false): Js[] {
    let lastCall = -1;
    xs.forEach((x, i) => {
      if (hasCall(x)) lastCall = i;
    });
    return xs.map((x, i) => {
      const value = this.#expr(x);
      return (i < lastCall || atoms) && !value.atom ? this.#spill(value) : value;
    });
  }

  #spill(value: Js): Js {
    const t = this.#temp();
    this.#emit(`${t} = ${value.js};`);
    return { js: t, kind: value.kind, atom: true };
  }

  /** A literal does not stand before a dot. */
  #variable(value: Js): Js {
    return /^[a-z]/.test(value.js) ? value : this.#spill(value);
  }

  #atomized(x: Expr): Js {
    const value = this.#expr(x);
    return value.atom ? value : this.#spill(value);
  }

  /** Gives a value a name within an expression: the assignment to write first, and the name. */
  #named(value: Js): [string, string] {
    if (value.atom) return ["", value.js];
    const t = this.#temp();
    return [`${t} = ${value.js}, `, t];
  }

  #expr(x: Expr): Js {
    switch (x.kind) {
      case "ident":
        return this.#ident(x);
      case "literal":
        return this.#module.constant(x.value);
      case "unary":
        return this.#unary(x);
      case "binary":
        if (x.op === "and" || x.op === "or") return this.#logical(x.op, x.x, x.y);
        return this.#binary(x.op, x.x, x.y, x.opStart);
      case "conditional": {
        if (hasCall(x.yes) || hasCall(x.no)) {
          const t = this.#temp();
          this.#if(
            x.test,
            () => {
              this.#emit(`${t} = ${this.#expr(x.yes).js};`);
            },
            () => {
              this.#emit(`${t} = ${this.#expr(x.no).js};`);
            },
          );
          return atom(t);
        }
        const test = this.#condition(x.test);
        const yes = this.#maybe(() => this.#expr(x.yes));
        const no = this.#maybe(() => this.#expr(x.no));
        return { js: `(${test} ? ${yes.js} : ${no.js})`, kind: yes.kind === no.kind ? yes.kind : "any", atom: false };
      }
      case "list":
        return any(
          `new List([${this.#operands(x.items)
            .map((item) => item.js)
            .join(", ")}])`,
        );
      case "tuple":
        return any(
          `new Tuple([${this.#operands(x.items)
            .map((item) => item.js)
            .join(", ")}])`,
        );
      case "dict": {
        const parts = this.#operands(x.entries.flatMap((e) => [e.key, e.value]));
        if (parts.length === 0) return any("new Dict()");
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
        if (value === undefined || index === undefined) return any("null");
        const [first, a] = this.#named(value);
        const [second, b] = this.#named(index);
        return any(`(${first}${second}P = ${this.#place(x.bracket, x.end)}, index(${a}, ${b}))`);
      }
      case "slice": {
        const given = [x.x, x.low, x.high, x.step].filter((part) => part !== undefined);
        const parts = this.#operands(given);
        const js = (part: Expr | undefined): string => (part === undefined ? "null" : (parts[given.indexOf(part)]?.js ?? "null"));
        return any(`slice(${js(x.x)}, ${js(x.low)}, ${js(x.high)}, (P = ${this.#place(x.bracket, x.end)}, ${js(x.step)}))`);
      }
      case "call":
        return this.#call(x);
      case "lambda":
        return this.#closure(x);
    }
  }

  /** Writes something that may not be evaluated at all: what it assigns is not known afterwards. */
  #maybe<T>(write: () => T): T {
    const known = this.#assigned;
    this.#assigned = new Set(known);
    const out = write();
    this.#assigned = known;
    return out;
  }

  #ident(x: Ident): Js {
    const binding = x.binding;
    switch (binding?.kind) {
      case "local": {
        const { index, captured } = binding.local;
        return this.#checked(captured ? `v${index}.v` : `v${index}`, index, x, "local");
      }
      case "free":
        return this.#checked(`c${binding.index}.v`, `free ${binding.index}`, x, "local");
      case "global":
        return this.#checked(
          this.#module.globals.get(x.name) ?? "undefined",
          x.name,
          x,
          this.#module.isLoaded(x.name) ? "local" : "global",
        );
      case "predeclared":
        return atom(this.#module.predeclared(x.name));
      case undefined:
        return atom("null");
    }
  }

  /** A variable, with a check that it has a value unless that is known. */
  #checked(js: string, key: number | string, x: Ident, kind: "local" | "global"): Js {
    if (this.#assigned.has(key)) return atom(js);
    this.#assigned.add(key);
    return any(`(${js} === undefined ? (P = ${this.#place(x.start, x.end)}, unassigned("${kind}", ${JSON.stringify(x.name)})) : ${js})`);
  }

  #unary(x: Expr & { kind: "unary" }): Js {
    if (x.op === "not") return bool(`!${this.#condition(x.x)}`);
    if (x.op === "-" && x.x.kind === "literal" && typeof x.x.value === "number" && x.x.value !== 0) return atom(`(-${x.x.value})`);
    const name = x.op === "-" ? "negate" : x.op === "+" ? "plus" : "invert";
    const value = this.#expr(x.x);
    const [first, a] = this.#named(value);
    return any(`(${first}P = ${this.#place(x.start, x.end)}, ${name}(${a}))`);
  }

  /** An expression as a JavaScript condition. */
  #condition(x: Expr): string {
    if (x.kind === "unary" && x.op === "not") return `!${this.#condition(x.x)}`;
    if (x.kind === "binary" && (x.op === "and" || x.op === "or") && !hasCall(x.y)) {
      const left = this.#condition(x.x);
      const right = this.#maybe(() => this.#condition(x.y));
      return `(${left} ${x.op === "and" ? "&&" : "||"} ${right})`;
    }
    const value = this.#expr(x);
    if (value.kind === "bool") return value.atom ? value.js : `(${value.js})`;
    const [first, a] = this.#named(value);
    return `(${first}${a} === true || (${a} !== false && truth(${a})))`;
  }

  #logical(op: "and" | "or", x: Expr, y: Expr): Js {
    const left = this.#expr(x);
    if (hasCall(y)) {
      const t = this.#temp();
      this.#emit(`${t} = ${left.js};`);
      const test = left.kind === "bool" ? t : `(${t} === true || (${t} !== false && truth(${t})))`;
      const go = (): void => {
        this.#emit(`${t} = ${this.#expr(y).js};`);
      };
      const stay = (): void => undefined;
      if (op === "and") this.#branches(test, go, stay);
      else this.#branches(test, stay, go);
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

  #binary(op: Exclude<BinaryOp, "and" | "or">, x: Expr, y: Expr, opStart: number): Js {
    const [a, b] = this.#operands([x, y]);
    if (a === undefined || b === undefined) return any("null");
    return this.#arithmetic(op, a, b, this.#place(opStart, opStart + op.length));
  }

  #arithmetic(op: BinaryOp, x: Js, y: Js, place: number, general?: string): Js {
    const [first, a] = this.#named(x);
    const [second, b] = this.#named(y);
    const before = `${first}${second}`;
    const numbers =
      [a, b]
        .filter((v) => !/^\d+$/.test(v))
        .map((v) => `typeof ${v} === "number"`)
        .join(" && ") || "true";
    switch (op) {
      case "==":
      case "!=": {
        const not = op === "!=" ? "!" : "";
        const deep =
          [a, b]
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

  #comprehension(x: Comprehension): Js {
    const out = this.#temp();
    const isDict = "key" in x.body;
    const known = new Set(this.#assigned);
    this.#emit(`${out} = ${isDict ? "new Dict()" : "[]"};`);
    this.#clauses(x.clauses, 0, () => {
      if ("key" in x.body) {
        const [key, value] = this.#operands([x.body.key, x.body.value]);
        if (key !== undefined && value !== undefined)
          this.#emit(`P = ${this.#place(x.body.colon, x.body.colon + 1)}; ${out}.put(${key.js}, ${value.js});`);
      } else {
        this.#emit(`${out}.push(${this.#expr(x.body).js});`);
      }
    });
    this.#assigned = known;
    if (isDict) return atom(out);
    return any(`new List(${out})`);
  }

  #clauses(clauses: readonly Clause[], i: number, body: () => void): void {
    const clause = clauses[i];
    if (clause === undefined) {
      body();
    } else if (clause.kind === "if") {
      this.#if(
        clause.test,
        () => {
          this.#clauses(clauses, i + 1, body);
        },
        () => undefined,
      );
    } else {
      this.#for(clause.vars, clause.iterable, clause.start, () => {
        this.#clauses(clauses, i + 1, body);
      });
    }
  }

  #call(x: Call): Js {
    const plain = x.args.every((arg) => arg.kind === "positional");
    if (x.fn.kind === "dot") return this.#methodCall(x, x.fn.x, x.fn.name, x.fn.dot, plain);
    const parts = this.#operands([x.fn, ...x.args.map((arg) => arg.value)], true);
    const [callee, ...args] = parts;
    if (callee === undefined) return any("null");
    const fn = this.#variable(callee);
    const t = this.#temp();
    const place = this.#place(x.start, x.end);
    this.#emit(`th.at[d] = P = ${place};`);
    if (plain) {
      const list = args.map((arg) => arg.js).join(", ");
      const general = args.length === 1 ? `call1(th, d, ${fn.js}, ${list})` : `call(th, d, ${fn.js}, [${list}])`;
      const direct = `${fn.js}.code(th, ${fn.js}, null, d + 1${args.length > 0 ? `, ${list}` : ""})`;
      const isBuiltin = x.fn.kind === "ident" && x.fn.binding?.kind === "predeclared";
      this.#suspendable(
        t,
        isBuiltin ? general : `${fn.js} instanceof StarFunction && ${fn.js}.arity === ${args.length} ? ${direct} : ${general}`,
      );
    } else {
      this.#suspendable(t, `callWith(th, d, ${fn.js}, ${this.#arguments(x.args, args)})`);
    }
    return atom(t);
  }

  /** The arguments of a call that is not plain: positional, names, named values, `*args`, `**kwargs`. */
  #arguments(args: readonly Arg[], values: readonly Js[]): string {
    const of = (kind: Arg["kind"]): string[] => args.flatMap((arg, i) => (arg.kind === kind ? [values[i]?.js ?? "null"] : []));
    const names = args.filter((arg) => arg.kind === "named").map((arg) => JSON.stringify(arg.name));
    const star = of("star")[0] ?? "undefined";
    const starstar = of("starstar")[0] ?? "undefined";
    return `[${of("positional").join(", ")}], [${names.join(", ")}], [${of("named").join(", ")}], ${star}, ${starstar}`;
  }

  #methodCall(x: Call, receiver: Expr, name: string, dot: number, plain: boolean): Js {
    const object = this.#operands([receiver, ...x.args.map((arg) => arg.value)], true);
    const [of, ...args] = object;
    if (of === undefined) return any("null");
    const self = this.#variable(of);
    const t = this.#temp();
    const place = this.#place(dot, x.end);
    this.#emit(`th.at[d] = P = ${place};`);
    const list = args.map((arg) => arg.js).join(", ");
    if (plain && name === "append" && args.length === 1) {
      // By far the most frequent method, and worth not calling anything for.
      const fast = `(${self.js} instanceof List && !${self.js}.frozen && ${self.js}.iterating === 0)`;
      this.#suspendable(t, `${fast} ? (${self.js}.items.push(${list}), null) : callMethod(th, d, ${self.js}, "append", [${list}])`);
    } else if (plain) {
      this.#suspendable(t, `callMethod(th, d, ${self.js}, ${JSON.stringify(name)}, [${list}])`);
    } else {
      this.#suspendable(t, `callMethodWith(th, d, ${self.js}, ${JSON.stringify(name)}, ${this.#arguments(x.args, args)})`);
    }
    return atom(t);
  }

  #closure(node: DefStmt | LambdaExpr): Js {
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

function cellOf(from: { readonly kind: string; readonly local?: Local; readonly index?: number }): string {
  return from.kind === "free" ? `c${from.index ?? 0}` : `v${from.local?.index ?? 0}`;
}

/** The parameters in the order of the compiled function's arguments: plain ones, keyword-only ones, `*args`, `**kwargs`. */
function orderedParams(params: readonly ParamNode[]): ParamNode[] {
  return [
    ...params.filter((p) => p.kind === "normal"),
    ...params.filter((p) => p.kind === "args"),
    ...params.filter((p) => p.kind === "kwargs"),
  ];
}

function functionInfo(node: DefStmt | LambdaExpr | File, source: Source, program: Program): FunctionInfo {
  if (node.kind === "file") {
    const about = { params: [], names: [], requiredCount: 0, arity: 0, positionalCount: 0, hasVarargs: false, hasKwargs: false };
    return { name: "<toplevel>", position: source.position(0), doc: docOf(node.body), node, program, ...about };
  }
  const star = node.params.findIndex((p) => p.kind === "args" || p.kind === "bare");
  const starAt = star < 0 ? Infinity : (node.params[star]?.start ?? Infinity);
  const params = orderedParams(node.params).map((p): ParamInfo => {
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

function docOf(body: readonly Stmt[]): string {
  const first = body[0];
  return first?.kind === "expr" && first.x.kind === "literal" && typeof first.x.value === "string" ? decode(first.x.value) : "";
}
