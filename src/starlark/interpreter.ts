/**
 * The interpreter: runs files as modules. A module is run once, however many others load it, and frozen afterwards, so that what it defines can be
 * shared between threads; a chain of loads that leads back to its beginning is an error that shows the chain.
 */
import { compile } from "./compile.ts";
import { StarlarkError, StarlarkSyntaxError } from "./errors.ts";
import type { CallContext } from "./host.ts";
import { ops } from "./library.ts";
import type { DialectOptions, Program } from "./program.ts";
import { type Host, Thread, type ThreadOptions } from "./thread.ts";
import { PRELUDE, setPrelude, UNIVERSE } from "./universe.ts";
import { type Code, freeze, type ModuleScope, StarFunction, type Value } from "./value.ts";

/** A file that has been run. */
export interface Module {
  readonly file: string;
  readonly program: Program;
  /** What it defines, in the order of first assignment. Names that it loaded are not among them. */
  readonly globals: ReadonlyMap<string, Value>;
}

/** A file as the host found it. */
export interface LoadedSource {
  /** The name under which the module is known, the same however it is referred to. */
  readonly file: string;
  readonly text: string;
}

export interface InterpreterOptions {
  readonly predeclared?: ReadonlyMap<string, Value>;
  /** Finds what `load(path, …)` in `fromFile` refers to. Without it there is no `load`. */
  readonly load?: (path: string, fromFile: string) => Promise<LoadedSource> | LoadedSource;
  /** Where `print` goes: the text without a line end. */
  readonly print?: (text: string, ctx: CallContext) => void;
  /** The most steps (calls and rounds of loops) for each thread and each module, unless the thread says otherwise. */
  readonly maxSteps?: number;
  readonly options?: Partial<DialectOptions>;
}

/** What generated code gives back when it is set up for a module. */
interface Instance {
  readonly codes: readonly Code[];
  /** The value of a variable by number. */
  get(i: number): Value | undefined;
}

export class Interpreter {
  readonly predeclared: ReadonlyMap<string, Value>;
  readonly #options: InterpreterOptions;
  readonly #host: Host;
  readonly #modules = new Map<string, Promise<Module>>();
  /** Which file waits for which: to find cycles. */
  readonly #waiting = new Map<string, string>();

  constructor(options: InterpreterOptions = {}) {
    this.#options = options;
    this.predeclared = options.predeclared ?? new Map();
    for (const value of this.predeclared.values()) freeze(value);
    this.#host = {
      print: (text, ctx) => {
        if (options.print === undefined) console.error(text);
        else options.print(text, ctx);
      },
      load: (path, from) => this.#load(path, from),
    };
  }

  /** The modules that have been run or are running, by file. */
  get modules(): ReadonlyMap<string, Promise<Module>> {
    return this.#modules;
  }

  /** Compiles a text against what this interpreter predeclares, without running it. */
  compile(file: string, text: string): Program {
    return compile({ file, text, predeclared: this.predeclared.keys(), options: this.#options.options ?? {} });
  }

  /**
   * Runs a file. The module is kept, so that a `load` of the same file finds it.
   *
   * @throws StarlarkSyntaxError, StarlarkRuntimeError
   */
  async exec(file: string, text: string, thread: ThreadOptions = {}): Promise<Module> {
    return this.#module(file, text, thread);
  }

  /** A stack for calls of functions that modules define. */
  thread(options: ThreadOptions = {}): Thread {
    const { maxSteps } = this.#options;
    return new Thread(this.#host, maxSteps === undefined ? options : { maxSteps, ...options });
  }

  #module(file: string, text: string, options: ThreadOptions): Promise<Module> {
    const known = this.#modules.get(file);
    if (known !== undefined) return known;
    const running = this.#run(file, text, options);
    this.#modules.set(file, running);
    // Whoever asked for it hears of a failure; kept here it must not count as unheard.
    running.catch(() => undefined);
    return running;
  }

  async #run(file: string, text: string, options: ThreadOptions): Promise<Module> {
    const program = this.compile(file, text);
    return run(program, this.predeclared, this.thread({ name: file, ...options }));
  }

  async #load(path: string, from: string): Promise<ReadonlyMap<string, Value>> {
    if (this.#options.load === undefined) throw new StarlarkError("load is not available here");
    let source: LoadedSource;
    try {
      source = await this.#options.load(path, from);
    } catch (e) {
      if (e instanceof StarlarkError) throw e;
      throw new LoadError(`cannot load ${path}: ${e instanceof Error ? e.message : String(e)}`, { cause: e });
    }
    const chain = [source.file];
    for (let at: string | undefined = from; at !== undefined; at = this.#loaderOf(at)) {
      chain.unshift(at);
      if (at === source.file) throw new StarlarkError(`cycle in load graph: ${chain.join(" -> ")}`);
    }
    this.#waiting.set(source.file, from);
    try {
      return (await this.#module(source.file, source.text, {})).globals;
    } catch (e) {
      if (e instanceof StarlarkSyntaxError) throw new LoadError(`cannot load ${path}: ${e.message}`, { cause: e });
      throw e;
    } finally {
      this.#waiting.delete(source.file);
    }
  }

  #loaderOf(file: string): string | undefined {
    return this.#waiting.get(file);
  }
}

/** A file that `load` names could not be had, or is no program; the `cause` says why. */
export class LoadError extends StarlarkError {
  override name = "LoadError";
}

/** Runs a program as a module. */
export async function run(program: Program, predeclared: ReadonlyMap<string, Value>, thread: Thread): Promise<Module> {
  const { toplevel, get } = instantiate(program, predeclared);
  await thread.call(toplevel, []);
  const globals = new Map<string, Value>();
  for (const name of program.globals) {
    const value = get(name);
    if (value !== undefined) {
      globals.set(name, value);
      freeze(value);
    }
  }
  return { file: program.file, program, globals };
}

/** Sets up a program's code with fresh globals. */
function instantiate(
  program: Program,
  predeclared: ReadonlyMap<string, Value>,
): { toplevel: StarFunction; get: (name: string) => Value | undefined } {
  const numbers = new Map(program.variables.map((name, i) => [name, i]));
  const get = (name: string): Value | undefined => {
    const i = numbers.get(name);
    return i === undefined ? undefined : instance.get(i);
  };
  const scope: ModuleScope & { functions: unknown; constants: unknown } = {
    file: program.file,
    functions: program.functions,
    constants: program.constants,
    global: get,
    predeclared: (name) => (predeclared.has(name) ? predeclared.get(name) : UNIVERSE.get(name)),
  };
  // The text comes from generate.ts, which writes names and literals of the program only in quoted form or by number.
  const factory = new Function("ops", "M", program.javascript) as (library: typeof ops, module: ModuleScope) => Instance;
  const instance = factory(ops, scope);
  const info = program.functions[0];
  const code = instance.codes[0];
  if (info === undefined || code === undefined) throw new StarlarkError(`${program.file}: program without code`);
  return { toplevel: new StarFunction(info, code, [], [], scope), get };
}

/** The library's own Starlark, compiled when this module is loaded. */
function preparePrelude(): void {
  const program = compile({ file: "<builtin>", text: PRELUDE });
  const { toplevel, get } = instantiate(program, new Map());
  const thread = new Thread({
    print: () => undefined,
    load: () => Promise.reject(new StarlarkError("no load in the prelude")),
  });
  thread.callSync(toplevel);
  setPrelude(new Map(program.globals.map((name) => [name, get(name) ?? null])));
}

preparePrelude();
