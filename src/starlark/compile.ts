/** From text to program: the passes in their order, each only if the one before found nothing wrong. */
import type { File } from "./ast.ts";
import { type Diagnostic, StarlarkSyntaxError } from "./errors.ts";
import { generate } from "./generate.ts";
import { parse } from "./parse.ts";
import { DEFAULT_OPTIONS, type DialectOptions, loadsOf, type Program } from "./program.ts";
import { resolve, type Resolved } from "./resolve.ts";
import type { Report } from "./scan.ts";
import { Source } from "./source.ts";
import { UNIVERSE } from "./universe.ts";

export interface CompileInput {
  /** The name by which messages call the text. */
  readonly file: string;
  readonly text: string;
  /** The names that the host predeclares, besides those of the language. */
  readonly predeclared?: Iterable<string>;
  readonly options?: Partial<DialectOptions>;
}

interface Checked {
  readonly source: Source;
  readonly file: File;
  readonly resolved: Resolved | undefined;
  readonly options: DialectOptions;
  readonly diagnostics: readonly Diagnostic[];
}

function analyse(input: CompileInput): Checked {
  const source = new Source(input.file, input.text);
  const options: DialectOptions = { ...DEFAULT_OPTIONS, ...input.options };
  const diagnostics: Diagnostic[] = [];
  const report: Report = (start, end, message, suggestion) => {
    diagnostics.push(source.diagnostic(start, end, message, suggestion));
  };
  const file = parse(input.text, report);
  let resolved: Resolved | undefined;
  if (diagnostics.length === 0) {
    const predeclared = new Set([...UNIVERSE.keys(), ...(input.predeclared ?? [])]);
    if (!options.set) predeclared.delete("set");
    resolved = resolve(file, source, predeclared, options, report);
  }
  diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
  return { source, file, resolved, options, diagnostics };
}

/** All that is wrong with a text, without running anything: syntax first, and if there is nothing wrong with that, names. */
export function diagnose(input: CompileInput): readonly Diagnostic[] {
  return analyse(input).diagnostics;
}

/**
 * Compiles a text.
 *
 * @throws StarlarkSyntaxError with everything that was found in one pass.
 */
export function compile(input: CompileInput): Program {
  const { source, file, resolved, options, diagnostics } = analyse(input);
  if (resolved === undefined || diagnostics.length > 0) throw new StarlarkSyntaxError(diagnostics);
  const program: { -readonly [K in keyof Program]: Program[K] } = {
    file: input.file,
    source,
    syntax: file,
    options,
    loads: loadsOf(resolved.loads, source),
    globals: resolved.globals,
    functions: [],
    javascript: "",
    variables: [],
    constants: [],
    spans: [],
  };
  // Functions know their program, so it exists before they do.
  Object.assign(program, generate(file, source, resolved, options, program));
  return program;
}
