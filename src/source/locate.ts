/**
 * From recorded stacks to lines of the repository: follows each stack (unwind.ts), asks what stands at its addresses (Go's own table, a
 * symboliser for what has DWARF, else the symbol table), folds what belongs to runtimes and libraries, and calls the innermost frame of the
 * repository *the* line. Every stack and every file is read once.
 */
import type { CallStack, Frame, Mapping, Source } from "../trace/index.ts";
import { Malformed } from "./bytes.ts";
import { Elf } from "./elf.ts";
import { goStandard } from "./go.ts";
import { Module } from "./module.ts";
import { PerfMap } from "./perfmap.ts";
import { Repository } from "./repository.ts";
import { symbolise } from "./symbolise.ts";
import { unwind, type Step } from "./unwind.ts";

/** Frames kept of a stack, from the innermost on. */
const mostFrames = 24;
/** Files kept open; services rarely map more. */
const mostModules = 512;

interface Located {
  readonly frame: Frame;
  /** The file was found by the end of its name, or the line is the function's and not the call's. */
  readonly near: boolean;
  /** The compiler names the code and gives it no line: what was inlined there is not told, and may have been the repository's. */
  readonly lost?: true;
}

export class Locator {
  readonly #repository: Repository;
  readonly #asks: boolean;
  readonly #files: ((path: string) => string | undefined) | undefined;
  readonly #modules = new Map<string, Module | undefined>();
  /** By process; read anew for each round, since runtimes go on writing. */
  readonly #perfMaps = new Map<number, PerfMap | undefined>();
  /** Of which something can be told. */
  readonly #telling = new WeakMap<CallStack["image"], boolean>();
  readonly #sources = new WeakMap<CallStack, { readonly source: Source | undefined }>();

  /**
   * [root]: the repository, an absolute path. With [symboliser] false no program is asked for lines. For processes of another machine [files] says
   * where the file lies here that they know by a path.
   */
  constructor(
    root: string,
    { symboliser = true, files }: { readonly symboliser?: boolean; readonly files?: (path: string) => string | undefined } = {},
  ) {
    this.#repository = new Repository(root);
    this.#asks = symboliser;
    this.#files = files;
  }

  /** The line each of [stacks] was recorded at; undefined where none of the repository is on it. */
  async locate(stacks: readonly CallStack[]): Promise<readonly (Source | undefined)[]> {
    const fresh = [...new Set(stacks)].filter((stack) => !this.#sources.has(stack));
    const unwound = fresh.map((stack) => this.#unwound(stack));
    await this.#symbolise(unwound.flat());
    const found = new Map<CallStack, Source | undefined>();
    for (const [i, stack] of fresh.entries()) {
      const steps = unwound[i] ?? [];
      const source = this.#sourceOf(steps, stack.image.pid);
      found.set(stack, source);
      // A JVM that has not told yet what code it made may do so when it ends.
      const isJvm = stack.image.mappings.some(({ path }) => path.endsWith("/libjvm.so"));
      const untold = isJvm && source === undefined && !this.#perfMaps.get(stack.image.pid);
      if (!untold) this.#sources.set(stack, { source });
    }
    this.#perfMaps.clear();
    return stacks.map((stack) => found.get(stack) ?? this.#sources.get(stack)?.source);
  }

  [Symbol.dispose](): void {
    for (const module of this.#modules.values()) module?.elf.close();
    this.#modules.clear();
  }

  #unwound(stack: CallStack): readonly Step[] {
    if (!this.#canTell(stack.image)) return [];
    return unwind(stack, (mapping) => this.#moduleOf(mapping, stack.image.pid));
  }

  /** Whether anything that a process has mapped can be the repository's. Of a runtime that tells nothing the tables are not even read. */
  #canTell(image: CallStack["image"]): boolean {
    let can = this.#telling.get(image);
    if (can === undefined) {
      can =
        this.#perfMapOf(image.pid) !== undefined ||
        image.mappings.some((mapping) => {
          const module = this.#moduleOf(mapping, image.pid);
          if (!module || isLibrary(module.elf.path)) return false;
          return module.hasLines || module.go !== undefined || this.#repository.place(module.elf.path) !== undefined;
        });
      // A map may come yet.
      if (can) this.#telling.set(image, can);
    }
    return can;
  }

  #perfMapOf(pid: number): PerfMap | undefined {
    if (!this.#perfMaps.has(pid)) this.#perfMaps.set(pid, PerfMap.of(pid));
    return this.#perfMaps.get(pid);
  }

  #moduleOf(mapping: Mapping, pid: number): Module | undefined {
    if (!mapping.path.startsWith("/")) return undefined;
    const key = `${mapping.inode} ${mapping.path}`;
    if (!this.#modules.has(key)) {
      if (this.#modules.size >= mostModules) return undefined;
      // In a container the path is the container's; while the process lives its root leads there.
      const elsewhere = this.#files?.(mapping.path);
      const elf = elsewhere === undefined ? (Elf.open(`/proc/${pid}/root${mapping.path}`) ?? Elf.open(mapping.path)) : Elf.open(elsewhere);
      this.#modules.set(key, elf && new Module(elf, elsewhere === undefined && elf.inode !== mapping.inode));
    }
    return this.#modules.get(key);
  }

  /** Asks for the lines of all addresses that have DWARF and were not asked for before, file by file. */
  async #symbolise(steps: readonly Step[]): Promise<void> {
    if (!this.#asks) return;
    const wanted = new Map<Module, Set<number>>();
    for (const { module, address } of steps) {
      if (!module?.hasLines || isLibrary(module.elf.path) || module.lines.has(address) || module.go?.at(address)) continue;
      const addresses = wanted.get(module) ?? new Set();
      wanted.set(module, addresses.add(address));
    }
    for (const [module, addresses] of wanted) {
      const list = [...addresses];
      const frames = await symbolise(module.elf.path, list);
      for (const [i, address] of list.entries()) module.lines.set(address, frames[i] ?? []);
    }
  }

  #sourceOf(steps: readonly Step[], pid: number): Source | undefined {
    const located = steps.flatMap((step) =>
      this.#framesOf(step, pid).map((one) => ({ ...one, near: one.near || !step.exact || step.module?.replaced === true })),
    );
    const first = located.findIndex(({ frame }) => frame.own);
    const found = located[first];
    if (found?.frame.file === undefined) return undefined;
    const { function: name, file, line } = found.frame;
    const stack = folded(located.map(({ frame }) => frame)).slice(0, mostFrames);
    const text = line === undefined ? undefined : this.#repository.textOf(file, line);
    return {
      function: name,
      file,
      ...(line === undefined ? {} : { line }),
      ...(text === undefined ? {} : { text }),
      near: found.near || located.slice(0, first).some(({ lost }) => lost),
      stack,
    };
  }

  #framesOf({ module, address, pc, tail }: Step, pid: number): readonly Located[] {
    if (!module) return [this.#made(pid, pc)];
    try {
      if (module.go?.at(address)) {
        return module.go.framesAt(address).map(({ function: name, file, line }) => this.#frame(name, file, line, goStandard(name, file)));
      }
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
    }
    const symbol = module.elf.symbolAt(address);
    const frames = module.lines.get(address)?.filter(({ file }) => file !== "") ?? [];
    if (frames.length > 0) {
      // Of a function that left no frame the beginning is known and not what was inlined there.
      return (tail ? frames.slice(-1) : frames).map(({ function: name, file, line }) =>
        this.#frame(name || (symbol?.name ?? ""), file, line, isOfSystem(module.elf.path)),
      );
    }
    return [this.#bare(symbol?.name ?? "", module)];
  }

  /** Code that was made at run time, as far as the runtime tells. */
  #made(pid: number, address: number): Located {
    const code = this.#perfMapOf(pid)?.at(address);
    const place = code?.files.map((file) => this.#repository.place(file)).find((found) => found !== undefined);
    if (code === undefined || place === undefined) return foreign(code?.function ?? "");
    const line = code.line ?? this.#repository.lineOf(place.file, definitionOf(code.function, place.file));
    return { frame: { function: code.function, file: place.file, ...(line === undefined ? {} : { line }), own: true }, near: true };
  }

  /** A function of which no line is known. Where the executable lies in the repository it stands for the file. */
  #bare(name: string, { elf, hasLines }: Module): Located {
    const place = name === "" || hasLines ? undefined : this.#repository.place(elf.path);
    return place ? { frame: { function: name, file: place.file, own: true }, near: true } : foreign(name);
  }

  #frame(name: string, written: string, line: number, library: boolean): Located {
    const place = library ? undefined : this.#repository.place(written);
    const known = line > 0 ? { line } : {};
    if (!place) {
      const frame = { function: name, ...(written === "" ? {} : { file: written }), ...known, own: false };
      return { frame, near: false, ...(line > 0 ? {} : { lost: true }) };
    }
    return { frame: { function: name, file: place.file, ...known, own: true }, near: place.guessed || line <= 0 };
  }
}

/** A file of what package managers install: whatever it was made from is no file of the repository. */
function isLibrary(file: string): boolean {
  return isOfSystem(file) || /\/(?:node_modules|hostedtoolcache|site-packages)\//.test(file);
}

/** A library of the distribution's: what its sources were called where it was built is no file of the repository. */
function isOfSystem(file: string): boolean {
  return /^(?:\/proc\/\d+\/root)?\/(?:usr\/)?lib(?:32|64|x32|exec)?\//.test(file);
}

/** How a function of this name is defined in the language of [file]. */
function definitionOf(name: string, file: string): RegExp {
  const own = (/[^.]+$/.exec(name)?.[0] ?? name).replace(/[^\w]/g, "");
  if (file.endsWith(".py") || file.endsWith(".scala")) return new RegExp(`^\\s*(?:[a-z]+\\s+)*def\\s+${own}\\b`);
  if (file.endsWith(".kt")) return new RegExp(`^\\s*(?:[a-z]+\\s+)*fun\\s+(?:<[^>]*>\\s*)?(?:[\\w.<>?]+\\.)?${own}\\s*\\(`);
  // Java: modifiers and a type, the name, and no statement's end on the line; what is called there is not defined there.
  return new RegExp(`^\\s*(?!(?:return|new|throw|else|assert|yield)\\b)(?:[\\w@.<>,?\\[\\]&]+\\s+)*${own}\\s*\\([^;=]*$`);
}

function foreign(name: string): Located {
  return { frame: { function: name, own: false }, near: false };
}

/** Of frames of runtimes and libraries in a row only the one that the repository called, and none below the repository's last. */
function folded(frames: readonly Frame[]): readonly Frame[] {
  const last = frames.findLastIndex(({ own }) => own);
  return frames.slice(0, last + 1).filter(({ own }, i) => own || frames[i + 1]?.own === true);
}
