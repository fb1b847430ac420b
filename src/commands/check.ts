/** `faultbox check`: loads suites without running them. */
import { plain } from "../report/index.ts";
import { loadSuite, SuiteLoadError } from "../spec/index.ts";
import { exitCodes } from "./exit.ts";
import { plainLines, say } from "./shared.ts";

/** Resolves with the exit code. */
export async function checkCommand(paths: readonly string[], flags: { format: "text" | "json" }): Promise<number> {
  const found: object[] = [];
  let broken = false;
  for (const path of paths) {
    try {
      const suite = await loadSuite(path, { cwd: process.cwd(), observe: "suite", print: () => {} });
      found.push({ file: path, tests: suite.tests.map(({ name }) => name), diagnostics: suite.diagnostics });
      if (flags.format === "text") say(`ok  ${path} — ${suite.tests.length} ${suite.tests.length === 1 ? "test" : "tests"}`);
      for (const one of suite.diagnostics) if (flags.format === "text") say(`${one.level}: [${one.code}] ${plain(one.message)}`);
    } catch (error) {
      if (!(error instanceof SuiteLoadError)) throw error;
      broken = true;
      const at = error.position === undefined ? {} : { position: error.position };
      found.push({ file: path, error: { code: error.code, message: error.message, ...at } });
      if (flags.format === "text") say(`error: [${error.code}]\n${plainLines(error.message)}`);
    }
  }
  if (flags.format === "json") process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  return broken ? exitCodes.failed : exitCodes.passed;
}
