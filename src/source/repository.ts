/**
 * Which file of the repository a compiler meant. Compilers write the path they were given: absolute where it was built (here, or in a
 * container), relative to a build folder, or made short by `-trimpath` and `--remap-path-prefix`. A path below the repository is taken as it
 * is, and one that begins with a Go module's name belongs to the folder of that module. Any other is matched from its end: the file of the
 * repository that shares the most last parts with it, if there is one such file only. That is sure only where nothing else can have been
 * meant: where all that was written is the end of that file's path, or where that file's whole path, of three parts or more, is the
 * end of what was written, as below a container's `/app`. Two parts are not enough: half of all projects have a `src/main.c`.
 */
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";

/** Folders in which nothing is the repository's own. */
const foreign = new Set(["node_modules", ".git", "vendor", "third_party", "target", "site-packages", ".venv", "venv"]);
/** Where compilers say that their own libraries were built. */
const toolchains = /^\/rustc\/|^\/usr\/(?:src|lib|include)\/|^\/(?:build|builddir)\/(?:glibc|gcc)[-.\d]/;
/** Files looked at before the search gives up. */
const mostFiles = 100_000;
const mostModules = 200;

export interface Place {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  /** Found by the end of its path only. */
  readonly guessed: boolean;
}

/** The folder of the repository that [folder] belongs to; [folder] itself when it belongs to none. */
export function repositoryRoot(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, ".git"))) return at;
    if (path.dirname(at) === at) return path.resolve(folder);
  }
}

export class Repository {
  readonly #roots: readonly string[];
  readonly #known = new Map<string, Place | undefined>();
  readonly #texts = new Map<string, readonly string[]>();
  #byName: Map<string, string[]> | undefined;
  #goModules: { readonly name: string; readonly folder: string }[] | undefined;

  /** [root] is absolute. */
  constructor(root: string) {
    const real = existsSync(root) ? realpathSync(root) : root;
    this.#roots = [...new Set([path.resolve(root), real])];
  }

  get root(): string {
    return this.#roots[0] ?? "/";
  }

  /** The file that [written] stands for; undefined when it is none of the repository's. */
  place(written: string): Place | undefined {
    if (!this.#known.has(written)) this.#known.set(written, this.#find(written));
    return this.#known.get(written);
  }

  /** The one line of [file], from 1, that matches; undefined when none does, or several. */
  lineOf(file: string, wanted: RegExp): number | undefined {
    const lines = this.#linesOf(file);
    const first = lines.findIndex((line) => wanted.test(line));
    return first >= 0 && first === lines.findLastIndex((line) => wanted.test(line)) ? first + 1 : undefined;
  }

  /** What stands on a line of [file], counted from 1, without space around it; undefined when there is nothing. */
  textOf(file: string, line: number): string | undefined {
    return this.#linesOf(file)[line - 1]?.trim().slice(0, 200) || undefined;
  }

  #linesOf(file: string): readonly string[] {
    let lines = this.#texts.get(file);
    if (lines === undefined) {
      try {
        lines = readFileSync(path.join(this.root, file), "utf8")
          .slice(0, 4 << 20)
          .split("\n");
      } catch {
        lines = [];
      }
      this.#texts.set(file, lines);
    }
    return lines;
  }

  #find(written: string): Place | undefined {
    if (written === "" || written.includes("\0")) return undefined;
    const normal = path.posix.normalize(written);
    for (const root of this.#roots) {
      if (!normal.startsWith(`${root}/`)) continue;
      const file = normal.slice(root.length + 1);
      return isForeign(file) || !existsSync(normal) ? undefined : { file, guessed: false };
    }
    const inModule = this.#inGoModule(normal);
    if (inModule !== undefined) return { file: inModule, guessed: false };
    // A file of this machine that is not below the repository is a library's.
    if (path.isAbsolute(normal) && existsSync(normal)) return undefined;
    if (isForeign(normal) || toolchains.test(normal)) return undefined;
    const parts = normal.split("/").filter((part) => part !== "" && part !== "..");
    const name = parts.at(-1);
    if (name === undefined) return undefined;
    let best: { file: string; shared: number } | undefined;
    let ties = 0;
    for (const file of this.#files().get(name) ?? []) {
      const shared = sharedEnd(file.split("/"), parts);
      if (best === undefined || shared > best.shared) [best, ties] = [{ file, shared }, 0];
      else if (shared === best.shared) ties++;
    }
    // The name alone is enough only where nothing else was said.
    if (best === undefined || ties > 0 || (best.shared < 2 && parts.length > 1)) return undefined;
    const depth = best.file.split("/").length;
    const sure = best.shared >= 2 && (best.shared === parts.length || (best.shared === depth && depth >= 3));
    return { file: best.file, guessed: !sure };
  }

  /** With `-trimpath` Go writes the module's path where its folder was: `example.com/shop/inventory/main.go`. */
  #inGoModule(written: string): string | undefined {
    if (written.startsWith("/") || !written.endsWith(".go")) return undefined;
    if (!this.#goModules) {
      this.#goModules = (this.#files().get("go.mod") ?? []).slice(0, mostModules).flatMap((file) => {
        const folder = file.slice(0, -"go.mod".length);
        try {
          const name = /^module\s+"?([^\s"]+)/m.exec(readFileSync(path.join(this.root, file), "utf8").slice(0, 65_536))?.[1];
          return name === undefined ? [] : [{ name, folder }];
        } catch {
          return [];
        }
      });
      this.#goModules.sort((a, b) => b.name.length - a.name.length);
    }
    for (const { name, folder } of this.#goModules) {
      if (!written.startsWith(`${name}/`)) continue;
      const file = folder + written.slice(name.length + 1);
      if (existsSync(path.join(this.root, file))) return file;
    }
    return undefined;
  }

  #files(): ReadonlyMap<string, readonly string[]> {
    if (this.#byName) return this.#byName;
    const byName = new Map<string, string[]>();
    let left = mostFiles;
    const folders = [""];
    for (let folder = folders.pop(); folder !== undefined && left > 0; folder = folders.pop()) {
      let entries;
      try {
        entries = readdirSync(path.join(this.root, folder), { withFileTypes: true });
      } catch {
        continue;
      }
      for (const entry of entries) {
        const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && !foreign.has(entry.name)) folders.push(file);
        if (!entry.isFile()) continue;
        left--;
        const same = byName.get(entry.name);
        if (same) same.push(file);
        else byName.set(entry.name, [file]);
      }
    }
    this.#byName = byName;
    return byName;
  }
}

function isForeign(file: string): boolean {
  return file.split("/").some((part) => foreign.has(part));
}

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared]) shared++;
  return shared;
}
