/** `faultbox diff` and `faultbox merge`: normalised traces compared and added up. */
import { diffModels, formatModel, merge, ModelFormatError, parseModel } from "../drift/index.ts";
import { renderDiff, type DiffFormat } from "../report/index.ts";
import { exitCodes } from "./exit.ts";
import { read, UsageError, write } from "./shared.ts";

/** Resolves with the exit code. */
export async function diffCommand(a: string, b: string, flags: { format: DiffFormat }): Promise<number> {
  const texts = [await read(a), await read(b)] as const;
  const difference = diffModels(texts[0], texts[1]);
  process.stdout.write(renderDiff(difference, flags.format));
  return difference.identical ? exitCodes.passed : exitCodes.different;
}

/** Resolves with the exit code. */
export async function mergeCommand(paths: readonly string[], flags: { output?: string; format: "text" | "json" }): Promise<number> {
  const models = [];
  for (const path of paths) {
    try {
      models.push(parseModel(await read(path)));
    } catch (error) {
      if (error instanceof ModelFormatError) throw new UsageError(`${path}: ${error.message}`);
      throw error;
    }
  }
  const merged = models.reduce((all, one) => merge(all, one));
  const text = formatModel(merged);
  if (flags.output !== undefined) await write(flags.output, text, "normalised trace");
  if (flags.format === "json") {
    const tests = [...new Set(merged.runs.flatMap((run) => [...run.tests.keys()]))].sort();
    const where = flags.output === undefined ? { trace: text } : { output: flags.output };
    process.stdout.write(`${JSON.stringify({ version: 1, traces: paths.length, runs: merged.runs.length, tests, ...where }, null, 2)}\n`);
  } else if (flags.output === undefined) process.stdout.write(text);
  return exitCodes.passed;
}
