/** `faultbox diff` and `faultbox merge`: normalised traces compared and added up. */
import { diffModels, formatDiff, formatModel, merge, ModelFormatError, parseModel } from "../drift/index.ts";
import { exitCodes } from "./exit.ts";
import { read, UsageError, write } from "./shared.ts";

/** Resolves with the exit code. */
export async function diffCommand(a: string, b: string, flags: { format: "text" | "json" | "markdown" }): Promise<number> {
  const texts = [await read(a), await read(b)] as const;
  const difference = diffModels(texts[0], texts[1]);
  const text = formatDiff(difference, flags.format);
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return difference.identical ? exitCodes.passed : exitCodes.different;
}

/** Resolves with the exit code. */
export async function mergeCommand(paths: readonly string[], flags: { output?: string }): Promise<number> {
  const models = [];
  for (const path of paths) {
    try {
      models.push(parseModel(await read(path)));
    } catch (error) {
      if (error instanceof ModelFormatError) throw new UsageError(`${path}: ${error.message}`);
      throw error;
    }
  }
  const text = formatModel(models.reduce((all, one) => merge(all, one)));
  if (flags.output === undefined) process.stdout.write(text);
  else await write(flags.output, text, "normalised trace");
  return exitCodes.passed;
}
