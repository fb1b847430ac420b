/** `faultbox check`: what is wrong with suites, without starting a service. */
import { plain } from "../report/index.ts";
import { checkSuite, loadSuite, SuiteLoadError } from "../spec/index.ts";
import type { Diagnostic } from "../trace/index.ts";
import { exitCodes } from "./exit.ts";
import { plainLines, say } from "./shared.ts";

/** What was found in one file; the shape of `--format json`. */
interface CheckedFile {
  readonly file: string;
  readonly tests: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

async function checkFile(file: string): Promise<CheckedFile> {
  const cwd = process.cwd();
  try {
    const found = await checkSuite(file, cwd);
    if (found.some(({ level }) => level === "error")) return { file, tests: [], diagnostics: found };
    const suite = await loadSuite(file, { cwd, observe: "suite", print: () => {} });
    return { file, tests: suite.tests.map(({ name }) => name), diagnostics: [...found, ...suite.diagnostics] };
  } catch (error) {
    if (!(error instanceof SuiteLoadError)) throw error;
    const { code, message, position } = error;
    return { file, tests: [], diagnostics: [{ level: "error", code, message, ...(position === undefined ? {} : { position }) }] };
  }
}

function line({ level, code, message, position }: Diagnostic): string {
  const at = position === undefined ? "" : `${position.file}:${position.line}:${position.column}: `;
  return `${level}: [${code}] ${plain(message).startsWith(plain(at)) ? "" : plain(at)}${plainLines(message)}`;
}

/** Resolves with the exit code: 2 when a file has an error. */
export async function checkCommand(paths: readonly string[], flags: { format: "text" | "json" }): Promise<number> {
  const checked: CheckedFile[] = [];
  for (const path of paths) checked.push(await checkFile(path));
  if (flags.format === "json") process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  for (const { file, tests, diagnostics } of flags.format === "json" ? [] : checked) {
    for (const diagnostic of diagnostics) say(line(diagnostic));
    if (diagnostics.every(({ level }) => level !== "error")) say(`ok  ${file} — ${tests.length} ${tests.length === 1 ? "test" : "tests"}`);
  }
  const broken = checked.some(({ diagnostics }) => diagnostics.some(({ level }) => level === "error"));
  return broken ? exitCodes.failed : exitCodes.passed;
}
