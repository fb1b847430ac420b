/**
 * Checking a text without running it: syntax and names, as the compiler finds them, and then calls: of functions that the language or the host
 * predeclares and of functions that the file defines, whether the arguments fit the parameters; and statements that cannot be reached.
 */
import type { Call, DefStmt, Stmt } from "./ast.ts";
import { compile, type CompileInput } from "./compile.ts";
import { type Diagnostic, nearest, StarlarkSyntaxError } from "./errors.ts";
import type { Program } from "./program.ts";
import { dotted } from "./reach.ts";
import { attributeOf } from "./operators.ts";
import { UNIVERSE } from "./universe.ts";
import { Builtin, HostValue, type ParamDoc, type Value } from "./value.ts";
import { type AnyNode, walk } from "./walk.ts";

export interface CheckInput extends Omit<CompileInput, "predeclared"> {
  /** The values that the host predeclares; functions among them are checked against their description. */
  readonly predeclared?: ReadonlyMap<string, Value>;
}

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** The program, if the text is one; its calls may still have been found wanting. */
  readonly program: Program | undefined;
}

/** Finds what is wrong with a text without running it. */
export function check(input: CheckInput): Checked {
  const predeclared = input.predeclared ?? new Map<string, Value>();
  let program: Program;
  try {
    program = compile({ ...input, predeclared: predeclared.keys() });
  } catch (e) {
    if (e instanceof StarlarkSyntaxError) return { diagnostics: e.diagnostics, program: undefined };
    throw e;
  }
  return { diagnostics: new Checker(program, predeclared).run(), program };
}

/** A function's parameters, wherever they come from. */
interface Signature {
  readonly label: string;
  readonly params: readonly Pick<ParamDoc, "name" | "kind" | "required">[];
}

class Checker {
  readonly #program: Program;
  readonly #predeclared: ReadonlyMap<string, Value>;
  readonly #defs = new Map<string, DefStmt | undefined>();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(program: Program, predeclared: ReadonlyMap<string, Value>) {
    this.#program = program;
    this.#predeclared = predeclared;
  }

  run(): Diagnostic[] {
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
        if (node.kind === "call") this.#call(node);
        this.#unreachable(node);
      });
    }
    this.#unreachableIn(body);
    return this.#diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  #report(start: number, end: number, message: string, suggestion?: string): void {
    this.#diagnostics.push(this.#program.source.diagnostic(start, end, message, suggestion));
  }

  #unreachable(node: AnyNode): void {
    if (node.kind === "def" || node.kind === "for" || node.kind === "while") this.#unreachableIn(node.body);
    else if (node.kind === "if") {
      this.#unreachableIn(node.yes);
      this.#unreachableIn(node.no);
    }
  }

  #unreachableIn(body: readonly Stmt[]): void {
    body.forEach((stmt, i) => {
      const next = body[i + 1];
      const leaves = stmt.kind === "return" || (stmt.kind === "branch" && stmt.word !== "pass");
      if (leaves && next !== undefined) {
        const word = stmt.kind === "return" ? "return" : stmt.word;
        this.#report(next.start, next.end, `unreachable: it stands behind \`${word}\``);
      }
    });
  }

  #call(call: Call): void {
    const signature = this.#signature(call);
    if (signature === undefined) return;
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
      if (arg.kind !== "named" || arg.name === undefined) continue;
      const { name } = arg;
      const param = params.find((p) => p.name === name && (p.kind === "normal" || p.kind === "keyword"));
      if (param === undefined) {
        if (open) continue;
        const guess = nearest(name, params.filter((p) => p.kind === "normal" || p.kind === "keyword").map((p) => p.name)); // prettier-ignore
        this.#report(
          arg.start,
          arg.start + name.length,
          `${label}: unexpected keyword argument "${name}"${guess === undefined ? "" : ` (did you mean "${guess}"?)`}`,
          guess,
        );
      } else if (filled.has(name)) {
        this.#report(arg.start, arg.start + name.length, `${label}: got multiple values for parameter "${name}"`);
      } else {
        filled.add(name);
      }
    }
    if (star || starstar) return;
    const missing = params.filter((p) => p.required && !filled.has(p.name)).map((p) => p.name);
    if (missing.length > 0)
      this.#report(call.start, call.end, `${label}: missing ${missing.length === 1 ? "argument" : "arguments"} ${missing.join(", ")}`);
  }

  #signature(call: Call): Signature | undefined {
    const target = call.fn;
    if (target.kind === "ident" && target.binding?.kind === "global") {
      const def = this.#defs.get(target.name);
      if (def === undefined) return undefined;
      const info = this.#program.functions.find((fn) => fn.node === def);
      return info === undefined ? undefined : { label: `function ${info.name}`, params: info.params };
    }
    const value = this.#value(target);
    if (!(value instanceof Builtin) || value.params.length === 0) return undefined;
    return { label: dotted(target), params: value.params };
  }

  /** The value of a predeclared name or of a member of one. */
  #value(x: Call["fn"]): Value | undefined {
    if (x.kind === "ident") {
      if (x.binding?.kind !== "predeclared") return undefined;
      return this.#predeclared.get(x.name) ?? UNIVERSE.get(x.name);
    }
    if (x.kind !== "dot") return undefined;
    const of = this.#value(x.x);
    return of instanceof HostValue ? attributeOf(of, x.name) : undefined;
  }
}
