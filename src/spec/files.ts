/**
 * Reading files for a suite: `load_file`, `load_json`, `load_yaml`, and the modules that `load` names. Paths are relative to the suite's folder.
 *
 * With `FAULTBOX_HERMETIC=1` nothing is read that lies outside of that folder, by whatever way its path leads there: `..`, an absolute path, or
 * a link. What counts is where the file really is, so the file that is read is the one that was looked at and not its path asked again.
 */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { SuiteError } from "../engine/index.ts";
import { builtin, Builtin, decode, fromJs, fromJson, type CallSite, type Value } from "../starlark/index.ts";

/** A suite that reads more than this, in bytes, has been given the wrong file; `FAULTBOX_LOAD_FILE_MAX_BYTES` says otherwise. */
const usualLimitBytes = 50 * 1024 * 1024;

const readers: ReadonlySet<string> = new Set(["load_file", "load_json", "load_yaml"]);

/** What the environment says of reading files. */
interface Limits {
  readonly hermetic: boolean;
  readonly maxBytes: number;
}

/** Throws [SuiteError] for a value that says nothing: whoever sets a variable relies on it. */
function limitsOf(env: Readonly<Record<string, string | undefined>>): Limits {
  const hermetic = env["FAULTBOX_HERMETIC"] ?? "";
  if (!["", "0", "1"].includes(hermetic)) throw new SuiteError(`FAULTBOX_HERMETIC: want 1 or 0, got ${JSON.stringify(hermetic)}`);
  const most = env["FAULTBOX_LOAD_FILE_MAX_BYTES"] ?? "";
  const maxBytes = most === "" ? usualLimitBytes : Number(most);
  if (most !== "" && (!/^\d+$/.test(most) || !Number.isSafeInteger(maxBytes) || maxBytes === 0))
    throw new SuiteError(`FAULTBOX_LOAD_FILE_MAX_BYTES: want a number of bytes, got ${JSON.stringify(most)}`);
  return { hermetic: hermetic === "1", maxBytes };
}

/**
 * The content of [file], of which messages speak as [shown], for the suite whose file is [suiteFile]. Throws [SuiteError] for a file that may not
 * be read, and what the file system says when it cannot be.
 */
export function readForSuite(file: string, shown: string, suiteFile: string): Buffer {
  const { hermetic, maxBytes } = limitsOf(process.env);
  const real = realpathSync(file);
  const folder = realpathSync(dirname(suiteFile));
  if (hermetic && !real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    throw new SuiteError(
      `${shown} leads out of the suite's folder, to ${relative(folder, real)}, which FAULTBOX_HERMETIC=1 forbids: put a copy into the folder`,
    );
  }
  const stat = statSync(real);
  // Reading a pipe would wait for whoever writes to it, and a device may have no end.
  if (!stat.isFile()) throw new SuiteError(`${shown} is ${stat.isDirectory() ? "a folder" : "no regular file"}`);
  if (stat.size > maxBytes)
    throw new SuiteError(
      `${shown} has ${stat.size} bytes; at most ${maxBytes} are read, unless FAULTBOX_LOAD_FILE_MAX_BYTES says otherwise`,
    );
  return readFileSync(real);
}

/** The files that tests read while they run, as far as their text tells. */
export function filesReadIn(sites: readonly CallSite[], suiteFile: string): readonly string[] {
  return sites.flatMap(({ calleeValue, args, kwargs }) => {
    if (!(calleeValue instanceof Builtin) || !readers.has(calleeValue.name)) return [];
    const path = args[0] ?? kwargs.find(({ name }) => name === "path")?.value;
    return path?.kind === "literal" && typeof path.value === "string" ? [placeOf(decode(path.value), suiteFile)] : [];
  });
}

const placeOf = (path: string, suiteFile: string): string => (isAbsolute(path) ? path : resolve(dirname(suiteFile), path));

/** [data] as it is. Throws [SuiteError] when a mapping in it has a key that is no text: JSON has no such data, and `{1: 2}` is easily taken for `{"1": 2}`. */
function withTextKeys(data: unknown, path: string): unknown {
  if (Array.isArray(data)) for (const item of data) withTextKeys(item, path);
  if (!(data instanceof Map)) return data;
  for (const [key, value] of data) {
    if (typeof key !== "string") throw new SuiteError(`load_yaml: ${path}: the key ${String(key)} is no text; put it in quotes`);
    withTextKeys(value, path);
  }
  return data;
}

/** [wasRead] is told of each file that is read. */
export function fileBuiltins(suiteFile: string, wasRead: (file: string) => void): readonly Builtin[] {
  const read = (name: string, path: string): Buffer => {
    if (path.includes("://")) throw new SuiteError(`${name}: want a file's path, got the URL ${JSON.stringify(path)}`);
    const file = placeOf(path, suiteFile);
    try {
      const content = readForSuite(file, path, suiteFile);
      wasRead(file);
      return content;
    } catch (error) {
      if (error instanceof SuiteError) throw new SuiteError(`${name}: ${error.message}`, { cause: error });
      throw new SuiteError(`${name}: cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };
  const parsed = (name: string, path: string, parse: (text: string) => Value): Value => {
    const text = read(name, path).toString("utf8");
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof Error && (error instanceof SyntaxError || error.name === "YAMLParseError"))) throw error;
      throw new SuiteError(`${name}: ${path}: ${error.message}`, { cause: error });
    }
  };
  const path = { name: "path", type: "text", doc: "Relative to the suite's folder." } as const;
  return [
    builtin({
      name: "load_file",
      doc: "What is in a file, byte for byte.",
      params: [path],
      call: ({ path: file }) => read("load_file", file).toString("latin1"),
    }),
    builtin({
      name: "load_json",
      doc: "The data of a JSON file. Integral numbers are ints, however long.",
      params: [path],
      call: ({ path: file }) => parsed("load_json", file, fromJson),
    }),
    builtin({
      name: "load_yaml",
      doc: "The data of a YAML file (1.2, and `<<` of 1.1). Keys must be text.",
      params: [path],
      call: async ({ path: file }) => {
        // Loaded when it is needed: most suites read no YAML, and every start would pay for it.
        const { parse } = await import("yaml");
        // Aliases are bounded because a small file can blow up to a large one by them; `<<` is of YAML 1.1, and common.
        const how = { maxAliasCount: 100, intAsBigInt: true, mapAsMap: true, merge: true, logLevel: "error" } as const;
        return parsed("load_yaml", file, (text) => fromJs(withTextKeys(parse(text, how), file)));
      },
    }),
  ];
}
