/**
 * The Action's entry: gives [runAction] the real world and turns its answer into the step's exit code. An exception that arrives here is
 * either a step that was set up wrongly, told in its own words, or a mistake of ours, told with its stack.
 */
import { setTimeout as pause } from "node:timers/promises";
import { DefaultArtifactClient } from "@actions/artifact";
import * as core from "@actions/core";
import { check } from "./ci/index.ts";
import { ContextError, execute, InputError, openApi, runAction } from "./github/index.ts";

const stop = new AbortController();
// The runner interrupts a cancelled job's process and kills it seconds later; the services must be gone by then.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error(`the job was cancelled (${signal})`)));
}

try {
  const problem = await runAction({
    env: process.env,
    check,
    openApi,
    artifacts: new DefaultArtifactClient(),
    execute,
    signal: stop.signal,
    pause,
    random: Math.random,
    runner: {
      line: core.info,
      group: core.group,
      annotate: ({ level, title, message, file, line, column }) => {
        const place =
          file === undefined
            ? {}
            : { file, ...(line === undefined ? {} : { startLine: line }), ...(column === undefined ? {} : { startColumn: column }) };
        (level === "error" ? core.error : core.warning)(message, { title, ...place });
      },
      setOutput: core.setOutput,
      mask: core.setSecret,
    },
  });
  if (problem !== undefined) core.setFailed(problem);
} catch (error) {
  const known = error instanceof InputError || error instanceof ContextError;
  core.setFailed(known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
}
