/**
 * A private network and a private /tmp for a command, so that several systems under test with the same ports and files can run at once.
 * The supervisor's executable does it (`native/isolate.c`); this says how it is asked and whether it can be done here.
 */
import { execFile } from "node:child_process";
import { supervisorBinary } from "./binary.ts";

/** The command line that runs [argv] with a private network and a private, empty /tmp in which only the paths of [keep] are as they were. */
export function isolated(argv: readonly string[], keep: readonly string[]): readonly string[] {
  return [supervisorBinary(), "isolate", ...[...new Set(keep)].flatMap((path) => ["--keep", path]), "--", ...argv];
}

/** Why nothing can be isolated on this machine, for people; undefined when it can be. */
export async function isolationProblem(): Promise<string | undefined> {
  const [program = "", ...args] = isolated([supervisorBinary(), "match", "a", "a"], [process.cwd(), supervisorBinary()]);
  return new Promise((resolve) => {
    execFile(program, args, (error, _, stderr) => {
      if (error === null) resolve(undefined);
      else resolve(stderr.trim() === "" ? error.message : stderr.trim());
    });
  });
}
