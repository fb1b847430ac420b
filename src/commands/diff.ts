/** `faultbox diff` and `faultbox merge`: normalised traces compared and added up. */
import { diffModels, formatModel, merge, ModelFormatError, parseModel, type Model } from "../drift/index.ts";
import { renderDiff, type DiffFormat } from "../report/index.ts";
import { exitCodes } from "./exit.ts";
import { read, UsageError, write } from "./shared.ts";

/** Resolves with the exit code. */
export async function diffCommand(a: string, b: string, flags: { format: DiffFormat }): Promise<number> {
  const [before, after] = [await readModel(a), await readModel(b)];
  for (const [path, { runs }] of [[a, before] as const, [b, after] as const]) {
    // Everything would differ from it, or nothing would from another like it.
    if (!runs.some(({ tests }) => tests.size > 0))
      throw new UsageError(`${path}: no test was run in this trace, so there is nothing to compare`);
  }
  const difference = diffModels(before, after);
  process.stdout.write(renderDiff(difference, flags.format));
  return difference.identical ? exitCodes.passed : exitCodes.different;
}

/** Resolves with the exit code. */
export async function mergeCommand(paths: readonly string[], flags: { output?: string; format: "text" | "json" }): Promise<number> {
  const models = [];
  for (const path of paths) models.push(await readModel(path));
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

/** Reads a normalised trace that the user named. */
async function readModel(path: string): Promise<Model> {
  const text = await read(path);
  try {
    return parseModel(text);
  } catch (error) {
    if (error instanceof ModelFormatError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}
