/**
 * Lines of compiled programs by the symboliser that the machine has: `llvm-symbolizer`, else `addr2line`. Both read the executable's DWARF and
 * know what was inlined. The executable is the service's, so the symboliser is given little: a bare environment (no servers of debug
 * information are asked), a bound on time and on what it may say. When it fails, the symbol table is all there is.
 */
import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** The largest programs take some seconds to be read. */
const timeoutMs = 60_000;
const mostOutput = 64 << 20;
/** Addresses in one call: more would make its command line long and gain nothing. */
const batch = 500;

/** A function at an address, those inlined into another first. */
export interface CompiledFrame {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

type Symboliser = (file: string, addresses: readonly number[]) => Promise<readonly (readonly CompiledFrame[])[]>;

/** Names under which distributions install them, the newest first. */
const llvm = ["llvm-symbolizer", ...Array.from({ length: 10 }, (_, i) => `llvm-symbolizer-${23 - i}`)];

let found: Symboliser | undefined | null = null;

/** The functions at [addresses] of the executable [file]; empty lists where nothing is known of them. Never rejects. */
export async function symbolise(file: string, addresses: readonly number[]): Promise<readonly (readonly CompiledFrame[])[]> {
  if (found === null) found = choose();
  const frames: (readonly CompiledFrame[])[] = [];
  for (let at = 0; at < addresses.length; at += batch) {
    const some = addresses.slice(at, at + batch);
    const told = (await found?.(file, some).catch(() => undefined)) ?? [];
    for (let i = 0; i < some.length; i++) frames.push(told[i] ?? []);
  }
  return frames;
}

function choose(): Symboliser | undefined {
  const byLlvm = onPath(llvm);
  if (byLlvm !== undefined) return (file, addresses) => withLlvm(byLlvm, file, addresses);
  const byBinutils = onPath(["addr2line"]);
  return byBinutils === undefined ? undefined : (file, addresses) => withAddr2line(byBinutils, file, addresses);
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(":").filter((folder) => folder.startsWith("/"));
  for (const name of names) {
    for (const folder of folders) {
      const candidate = path.join(folder, name);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // not there
      }
    }
  }
  return undefined;
}

async function ask(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(program, args, {
    env: { LC_ALL: "C", DEBUGINFOD_URLS: "" },
    cwd: "/",
    timeout: timeoutMs,
    maxBuffer: mostOutput,
    killSignal: "SIGKILL",
  });
  return stdout;
}

const hex = (address: number): string => `0x${address.toString(16)}`;

/** One JSON object an address, in the order of asking. */
async function withLlvm(program: string, file: string, addresses: readonly number[]): Promise<readonly (readonly CompiledFrame[])[]> {
  const text = await ask(program, [`--obj=${file}`, "--output-style=JSON", "--inlines", "--demangle", ...addresses.map(hex)]);
  // Version 14 writes an object a line, later ones an array.
  const answers: unknown = JSON.parse(text.startsWith("[") ? text : `[${text.trim().split("\n").join(",")}]`);
  return Array.isArray(answers) ? answers.map(llvmFrames) : [];
}

function llvmFrames(answer: unknown): readonly CompiledFrame[] {
  const symbols = field(answer, "Symbol");
  if (!Array.isArray(symbols)) return [];
  return symbols.map((symbol: unknown) => {
    const [name, file, line] = [field(symbol, "FunctionName"), field(symbol, "FileName"), field(symbol, "Line")];
    return {
      function: typeof name === "string" ? readable(name) : "",
      file: typeof file === "string" ? file : "",
      line: typeof line === "number" ? line : 0,
    };
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

/** For each address its number again (`-a`), then pairs of lines: function, `file:line`. */
async function withAddr2line(program: string, file: string, addresses: readonly number[]): Promise<readonly (readonly CompiledFrame[])[]> {
  const lines = (await ask(program, ["-a", "-f", "-i", "-C", "-e", file, ...addresses.map(hex)])).split("\n");
  const answers: CompiledFrame[][] = [];
  for (let i = 0; i < lines.length;) {
    const line = lines[i] ?? "";
    if (/^0x[0-9a-f]+$/.test(line)) {
      answers.push([]);
      i++;
      continue;
    }
    const place = /^(.*):(\d+|\?)(?: \(discriminator \d+\))?$/.exec(lines[i + 1] ?? "");
    if (place) {
      const known = place[1] !== "??";
      answers
        .at(-1)
        ?.push({ function: line === "??" ? "" : readable(line), file: known ? (place[1] ?? "") : "", line: Number(place[2]) || 0 });
    }
    i += 2;
  }
  return answers;
}

/** What the older mangling of Rust writes for characters that linkers do not take. */
const rustEscapes: Readonly<Record<string, string>> = { SP: "@", BP: "*", RF: "&", LT: "<", GT: ">", LP: "(", RP: ")", C: "," };

/**
 * A demangled name as a person would say it: Rust's without the hash at its end, C++'s without the types of the arguments, which are longer
 * than all the rest.
 */
export function readable(name: string): string {
  const rust = /^(.+)::h[0-9a-f]{16}$/.exec(name)?.[1];
  if (rust !== undefined) {
    return rust
      .replace(/^_(?=\$)|(?<=::)_(?=\$)/g, "")
      .replaceAll("..", "::")
      .replace(/\$u([0-9a-f]{1,4})\$/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
      .replace(/\$([A-Z]{1,2})\$/g, (all, letters: string) => rustEscapes[letters] ?? all);
  }
  // Of a lambda that stands in a function compilers write no other name.
  if (name === "operator()") return "lambda";
  const whole = name.replace(/(?: (?:\[clone [^\]]*\]|\(\.[^)]*\)))+$/, "");
  const bare = whole.replace(/(?: (?:const|volatile|noexcept|&|&&))+$/, "");
  if (!bare.endsWith(")") || bare.endsWith("operator()")) return whole;
  for (let at = bare.length - 1, depth = 0; at > 0; at--) {
    if (bare[at] === ")") depth++;
    else if (bare[at] === "(" && --depth === 0) return bare.slice(0, at);
  }
  return whole;
}
