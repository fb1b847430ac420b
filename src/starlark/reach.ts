/**
 * Reading a program instead of running it: which calls can a function get to, and what is known of their arguments?
 *
 * From a function the reading goes on to every function it names: globals of its module, names it loaded, what its closures hold, functions in lists,
 * dicts and structs it mentions, nested functions and lambdas. It is an over-approximation (a branch not taken counts) except for what it
 * cannot see: functions that arrive as arguments are followed where the call that passes them is itself within reach, since the text there
 * names them. Arguments are described as far as the text and the values of globals go; a local variable that is assigned once stands for what it was
 * assigned, and whatever is not known is "unknown", never guessed.
 */
import type { Call, DefStmt, Dot, Expr, Ident, LambdaExpr, Local } from "./ast.ts";
import type { Position } from "./errors.ts";
import { Struct } from "./host.ts";
import { attributeOf } from "./operators.ts";
import type { FunctionInfo } from "./program.ts";
import { decode } from "./text.ts";
import { Builtin, Dict, HostValue, isHashable, List, type ModuleScope, repr, StarFunction, StarSet, Tuple, type Value } from "./value.ts";
import { type AnyNode, bodyOf, walk } from "./walk.ts";

/** What the text says about an argument. */
export type StaticArg =
  /** A constant in the text. */
  | { readonly kind: "literal"; readonly value: Value; readonly position: Position }
  /** A list or tuple in the text. */
  | { readonly kind: "list"; readonly items: readonly StaticArg[]; readonly position: Position }
  | {
      readonly kind: "dict";
      readonly entries: readonly { readonly key: StaticArg; readonly value: StaticArg }[];
      readonly position: Position;
    }
  /** A variable that has its value already: a global, a loaded or predeclared name, a variable of a closure, or a field of one of these. */
  | { readonly kind: "global"; readonly name: string; readonly value: Value | undefined; readonly position: Position }
  /** The result of a call. */
  | { readonly kind: "call"; readonly callee: string; readonly call: CallSite; readonly position: Position }
  /** A lambda or a nested function. */
  | { readonly kind: "function"; readonly name: string; readonly node: DefStmt | LambdaExpr; readonly position: Position }
  /** One of several: `a if c else b`, or the variable of a loop over a list in the text. */
  | { readonly kind: "choice"; readonly options: readonly StaticArg[]; readonly position: Position }
  | { readonly kind: "unknown"; readonly position: Position };

/** A call expression. */
export interface CallSite {
  /** The name called, dotted if it is one: `svc.main.get`; empty if it is no name. */
  readonly callee: string;
  /** What is called, if that is known. */
  readonly calleeValue: Value | undefined;
  /** For `x.method(…)`: what is known of x. */
  readonly receiver: StaticArg | undefined;
  readonly args: readonly StaticArg[];
  readonly kwargs: readonly { readonly name: string; readonly value: StaticArg; readonly position: Position }[];
  readonly hasStarArgs: boolean;
  readonly hasStarKwargs: boolean;
  readonly position: Position;
  /** The function whose text the call stands in. */
  readonly inside: FunctionInfo;
}

/** All that a function can get to. */
export interface Reach {
  readonly calls: readonly CallSite[];
  /** The functions of programs within reach, beginning with those asked about. */
  readonly functions: readonly StarFunction[];
  /** Each value that a name within reach has, under the names by which it is mentioned. */
  readonly values: ReadonlyMap<Value, ReadonlySet<string>>;
}

/** Reads everything that the given functions can get to. */
export function reach(...roots: readonly Value[]): Reach {
  const reader = new Reader();
  for (const root of roots) reader.mention(root);
  reader.run();
  return reader;
}

class Reader implements Reach {
  readonly calls: CallSite[] = [];
  readonly functions: StarFunction[] = [];
  readonly values = new Map<Value, Set<string>>();
  readonly #seen = new Set<object>();
  readonly #todo: StarFunction[] = [];

  run(): void {
    for (let fn = this.#todo.pop(); fn !== undefined; fn = this.#todo.pop()) {
      this.functions.push(fn);
      const sites = new Describer(fn.info, fn.module, fn, (name, value) => {
        this.#note(name, value);
      });
      this.calls.push(...sites.callsIn(bodyOf(fn.info.node)));
      for (const value of fn.defaults) if (value !== undefined) this.mention(value);
    }
  }

  #note(name: string, value: Value): void {
    const names = this.values.get(value);
    if (names === undefined) this.values.set(value, new Set([name]));
    else names.add(name);
    this.mention(value);
  }

  /** Goes on to the functions in a value. */
  mention(value: Value): void {
    if (value === null || typeof value !== "object" || this.#seen.has(value)) return;
    this.#seen.add(value);
    if (value instanceof StarFunction) {
      // Two functions made by one `def` differ in what they hold, so both are read.
      this.#todo.push(value);
    } else if (value instanceof List || value instanceof Tuple) {
      for (const item of value.items) this.mention(item);
    } else if (value instanceof Dict) {
      for (const [key, item] of value.entries()) {
        this.mention(key);
        this.mention(item);
      }
    } else if (value instanceof StarSet) {
      for (const item of value.items()) this.mention(item);
    } else if (value instanceof Struct) {
      for (const item of value.fields.values()) this.mention(item);
    } else if (value instanceof Builtin && value.receiver !== undefined) {
      this.mention(value.receiver);
    }
  }
}

/** Describes the calls and arguments in one function's text. */
export class Describer {
  readonly #info: FunctionInfo;
  readonly #scope: ModuleScope;
  /** The function as a value, if there is one: then the variables that it holds are known. */
  readonly #fn: StarFunction | undefined;
  readonly #note: (name: string, value: Value) => void;
  readonly #sites = new Map<Call, CallSite>();
  /** For each variable: the one expression it is ever assigned, or undefined if there are several or none that says anything. */
  readonly #assigned = new Map<Local, { readonly x: Expr; readonly item: boolean } | undefined>();
  readonly #nested = new Map<Local, DefStmt>();
  #depth = 0;

  constructor(info: FunctionInfo, scope: ModuleScope, fn: StarFunction | undefined, note: (name: string, value: Value) => void) {
    this.#info = info;
    this.#scope = scope;
    this.#fn = fn;
    this.#note = note;
  }

  callsIn(nodes: readonly AnyNode[]): CallSite[] {
    for (const node of nodes) walk(node, (inner) => { this.#collect(inner); }); // prettier-ignore
    const calls: CallSite[] = [];
    for (const node of nodes) {
      walk(node, (inner) => {
        if (inner.kind === "call") calls.push(this.#site(inner));
        else if (inner.kind === "ident") this.#value(inner);
        else if (inner.kind === "dot" || inner.kind === "index") this.#known(inner);
      });
    }
    return calls;
  }

  /** Notes what variables are assigned. */
  #collect(node: AnyNode): void {
    switch (node.kind) {
      case "assign":
        if (node.op === undefined && node.target.kind === "ident") this.#assign(node.target, node.value, false);
        else this.#forget(node.target);
        return;
      case "def":
        if (node.name.binding?.kind === "local") this.#nested.set(node.name.binding.local, node);
        this.#forget(node.name);
        return;
      case "for":
        if (node.vars.kind === "ident") this.#assign(node.vars, node.iterable, true);
        else this.#forget(node.vars);
        return;
      case "comprehension":
        for (const clause of node.clauses) {
          if (clause.kind !== "for") continue;
          if (clause.vars.kind === "ident") this.#assign(clause.vars, clause.iterable, true);
          else this.#forget(clause.vars);
        }
        return;
      default:
    }
  }

  #assign(target: Ident, x: Expr, item: boolean): void {
    if (target.binding?.kind !== "local") return;
    const { local } = target.binding;
    this.#assigned.set(local, this.#assigned.has(local) ? undefined : { x, item });
  }

  #forget(target: Expr): void {
    walk(target, (node) => {
      if (node.kind === "ident" && node.binding?.kind === "local") this.#assigned.set(node.binding.local, undefined);
    });
  }

  #position(offset: number): Position {
    return this.#info.program.source.position(offset);
  }

  #site(call: Call): CallSite {
    const known = this.#sites.get(call);
    if (known !== undefined) return known;
    const target = call.fn;
    const site: CallSite = {
      callee: dotted(target),
      calleeValue: this.#known(target),
      receiver: target.kind === "dot" ? this.#describe(target.x) : undefined,
      args: call.args.filter((arg) => arg.kind === "positional").map((arg) => this.#describe(arg.value)),
      kwargs: call.args.flatMap((arg) =>
        arg.kind === "named" ? [{ name: arg.name ?? "", value: this.#describe(arg.value), position: this.#position(arg.start) }] : [],
      ),
      hasStarArgs: call.args.some((arg) => arg.kind === "star"),
      hasStarKwargs: call.args.some((arg) => arg.kind === "starstar"),
      position: this.#position(call.start),
      inside: this.#info,
    };
    this.#sites.set(call, site);
    return site;
  }

  /** The value of a name that has one before the function runs. */
  #value(x: Ident): Value | undefined {
    const { binding } = x;
    let value: Value | undefined;
    if (binding?.kind === "global") value = this.#scope.global(x.name);
    else if (binding?.kind === "predeclared") value = this.#scope.predeclared(x.name);
    else if (binding?.kind === "free" && this.#fn !== undefined) value = this.#heldBy(this.#fn, binding.local);
    if (value !== undefined) this.#note(x.name, value);
    return value;
  }

  #heldBy(fn: StarFunction, local: Local): Value | undefined {
    const at = fn.info.node.scope?.free.findIndex((entry) => entry.local === local) ?? -1;
    return fn.free[at]?.v;
  }

  /** The value of a name or of a field of one, as far as it is known. */
  #known(x: Expr): Value | undefined {
    if (x.kind === "ident") return this.#value(x);
    if (x.kind === "index") return this.#item(this.#known(x.x), x.index);
    if (x.kind !== "dot") return undefined;
    const of = this.#known(x.x);
    if (!(of instanceof HostValue)) return undefined;
    // Asking a host value for a field may fail for reasons of its own; then nothing is known.
    try {
      const value = attributeOf(of, x.name);
      if (value !== undefined) this.#note(dotted(x), value);
      return value;
    } catch {
      return undefined;
    }
  }

  /** An item of a known list, tuple or dict, if the text says which. */
  #item(of: Value | undefined, index: Expr): Value | undefined {
    if (index.kind !== "literal") return undefined;
    if (of instanceof Dict && isHashable(index.value)) return of.get(index.value);
    if ((of instanceof List || of instanceof Tuple) && typeof index.value === "number") return of.items[index.value];
    return undefined;
  }

  #describe(x: Expr): StaticArg {
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

  #describeInner(x: Expr, position: Position): StaticArg {
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
        if (x.op === "or" || x.op === "and") return { kind: "choice", options: [this.#describe(x.x), this.#describe(x.y)], position };
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

  #describeName(x: Ident, position: Position): StaticArg {
    const { binding } = x;
    if (binding?.kind === "global" || binding?.kind === "predeclared") {
      const value = this.#value(x);
      // None, True and False are names to the parser and constants to everyone else.
      if (binding.kind === "predeclared" && (value === null || typeof value === "boolean")) return { kind: "literal", value, position };
      return { kind: "global", name: x.name, value, position };
    }
    const held = this.#value(x);
    if (held !== undefined) return { kind: "global", name: x.name, value: held, position };
    if (binding === undefined) return { kind: "unknown", position };
    const nested = this.#nested.get(binding.local);
    if (nested !== undefined) return { kind: "function", name: nested.name.name, node: nested, position };
    const assigned = this.#assigned.get(binding.local);
    if (assigned === undefined || this.#isParameter(binding.local)) return { kind: "unknown", position };
    const described = this.#describe(assigned.x);
    if (!assigned.item) return described;
    return described.kind === "list" ? { kind: "choice", options: described.items, position } : { kind: "unknown", position };
  }

  #isParameter(local: Local): boolean {
    const { node } = this.#info;
    return node.kind !== "file" && node.params.some((p) => p.ident?.binding?.kind === "local" && p.ident.binding.local === local);
  }
}

/** The strings in the text of a function that an argument is, or names; nothing for other arguments. */
export function textsIn(arg: StaticArg): readonly string[] {
  const node =
    arg.kind === "function" ? arg.node : arg.kind === "global" && arg.value instanceof StarFunction ? arg.value.info.node : undefined;
  if (node === undefined || node.kind === "file") return [];
  const texts: string[] = [];
  for (const part of bodyOf(node)) {
    walk(part, (inner) => {
      if (inner.kind === "literal" && typeof inner.value === "string") texts.push(decode(inner.value));
    });
  }
  return texts;
}

/** A field that a function asks of its first parameter: `e.syscall`, and where it stands in a comparison with a text, the text. */
export interface AskedField {
  readonly name: string;
  readonly equals?: string;
  readonly position: Position;
}

/** The fields that the text of a function asks of its first parameter; [inside] is where it is written, for a lambda that is no value yet. */
export function fieldsAskedIn(arg: StaticArg | Value, inside?: FunctionInfo): readonly AskedField[] {
  const value = isStatic(arg) ? (arg.kind === "global" ? arg.value : undefined) : arg;
  const node = isStatic(arg) && arg.kind === "function" ? arg.node : value instanceof StarFunction ? value.info.node : undefined;
  const program = value instanceof StarFunction ? value.info.program : inside?.program;
  if (node === undefined || node.kind === "file" || program === undefined) return [];
  const binding = node.params[0]?.ident?.binding;
  if (binding?.kind !== "local") return [];
  const fieldOf = (x: AnyNode): Dot | undefined => {
    if (x.kind !== "dot" || x.x.kind !== "ident") return undefined;
    const of = x.x.binding;
    return (of?.kind === "local" || of?.kind === "free") && of.local === binding.local ? x : undefined;
  };
  const found: AskedField[] = [];
  const compared = new Set<AnyNode>();
  for (const part of bodyOf(node)) {
    walk(part, (inner) => {
      if (inner.kind === "binary" && (inner.op === "==" || inner.op === "!=")) {
        for (const [x, y] of [
          [inner.x, inner.y],
          [inner.y, inner.x],
        ] as const) {
          const field = fieldOf(x);
          if (field === undefined || y.kind !== "literal" || typeof y.value !== "string") continue;
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

const isStatic = (arg: StaticArg | Value): arg is StaticArg =>
  typeof arg === "object" && arg !== null && "kind" in arg && "position" in arg;

/** How far a description follows variables and nested expressions. */
const MAX_DESCRIBED = 50;

/** `a.b.c`, `a["b"]`, or nothing if an expression is no such name. */
export function dotted(x: Expr): string {
  if (x.kind === "ident") return x.name;
  if (x.kind === "index" && x.index.kind === "literal") {
    const name = dotted(x.x);
    return name === "" ? "" : `${name}[${decode(repr(x.index.value))}]`;
  }
  if (x.kind !== "dot") return "";
  const of = dotted(x.x);
  return of === "" ? "" : `${of}.${x.name}`;
}
