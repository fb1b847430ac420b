/** Reading files from a suite: `load_file`, `load_json`, `load_yaml`. Paths are relative to the suite's folder. */
import { readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { SuiteError } from "../engine/index.ts";
import { builtin, Builtin, decode, encode, fromJs, type CallSite, type Value } from "../starlark/index.ts";

/** A suite that reads more than this has been given the wrong file. */
const sizeLimitBytes = 50 * 1024 * 1024;

const readers: ReadonlySet<string> = new Set(["load_file", "load_json", "load_yaml"]);

/** The files that tests read while they run, as far as their text tells. */
export function filesReadIn(sites: readonly CallSite[], suiteFile: string): readonly string[] {
  return sites.flatMap(({ calleeValue, args, kwargs }) => {
    if (!(calleeValue instanceof Builtin) || !readers.has(calleeValue.name)) return [];
    const path = args[0] ?? kwargs.find(({ name }) => name === "path")?.value;
    return path?.kind === "literal" && typeof path.value === "string" ? [placeOf(decode(path.value), suiteFile)] : [];
  });
}

const placeOf = (path: string, suiteFile: string): string => (isAbsolute(path) ? path : resolve(dirname(suiteFile), path));

/** [wasRead] is told each file that is read. */
export function fileBuiltins(suiteFile: string, wasRead: (file: string) => void): readonly Builtin[] {
  const read = (name: string, path: string): string => {
    if (path.includes("://")) throw new SuiteError(`${name}: want a file's path, got the URL ${JSON.stringify(path)}`);
    const file = placeOf(path, suiteFile);
    try {
      const { size } = statSync(file);
      if (size > sizeLimitBytes) throw new SuiteError(`${name}: ${path} has ${size} bytes; at most ${sizeLimitBytes} are read`);
      const text = readFileSync(file, "utf8");
      wasRead(file);
      return text;
    } catch (error) {
      if (error instanceof SuiteError) throw error;
      throw new SuiteError(`${name}: cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };
  const parsed = (name: string, path: string, parse: (text: string) => unknown): Value => {
    try {
      return fromJs(parse(read(name, path)));
    } catch (error) {
      if (!(error instanceof Error && (error instanceof SyntaxError || error.name === "YAMLParseError"))) throw error;
      throw new SuiteError(`${name}: ${path}: ${error.message}`, { cause: error });
    }
  };
  const path = { name: "path", type: "text", doc: "Relative to the suite's folder." } as const;
  return [
    builtin({ name: "load_file", doc: "The text of a file.", params: [path], call: ({ path: file }) => encode(read("load_file", file)) }),
    builtin({
      name: "load_json",
      doc: "The data of a JSON file.",
      params: [path],
      call: ({ path: file }) => parsed("load_json", file, JSON.parse),
    }),
    builtin({
      name: "load_yaml",
      doc: "The data of a YAML file.",
      params: [path],
      call: async ({ path: file }) => {
        // Loaded when it is needed: most suites read no YAML, and every start would pay for it.
        const { parse } = await import("yaml");
        // `maxAliasCount` bounds what a small file can blow up to.
        return parsed("load_yaml", file, (text): unknown => parse(text, { maxAliasCount: 100 }));
      },
    }),
  ];
}
