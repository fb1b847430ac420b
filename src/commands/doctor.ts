/** `faultbox doctor`: whether calls can be caught on this machine. */
import { doctor } from "../supervisor/index.ts";
import { exitCodes } from "./exit.ts";
import { say } from "./shared.ts";

/** Resolves with the exit code. */
export async function doctorCommand(): Promise<number> {
  const findings = await doctor();
  for (const { ok, what, hint } of findings) say(`${ok ? "ok     " : "missing"}  ${what}${hint === undefined ? "" : `\n         ${hint}`}`);
  return findings.every(({ ok }) => ok) ? exitCodes.passed : exitCodes.unusable;
}
