/** `faultbox doctor`: whether calls can be caught on this machine. */
import { doctor } from "../supervisor/index.ts";
import { exitCodes } from "./exit.ts";
import { say } from "./shared.ts";

/** Resolves with the exit code. */
export async function doctorCommand(flags: { format: "text" | "json" }): Promise<number> {
  const findings = await doctor();
  const usable = findings.every(({ ok }) => ok);
  if (flags.format === "json") {
    process.stdout.write(`${JSON.stringify({ version: 1, usable, findings }, null, 2)}\n`);
    return usable ? exitCodes.passed : exitCodes.unusable;
  }
  for (const { ok, what, hint } of findings) say(`${ok ? "ok     " : "missing"}  ${what}${hint === undefined ? "" : `\n         ${hint}`}`);
  return usable ? exitCodes.passed : exitCodes.unusable;
}
