/**
 * What it costs to have the stack of a call: programs in three languages, shallow and deep, make the same caught call over and over, with stacks
 * and without in turns. Printed for each are the mean microseconds from one call to the next, and the processor time that the supervisor
 * spends on one; of both the least over the rounds, since a busy machine only adds. The ratios are what to look at.
 *
 *     node bench/source/cost.ts [ROUNDS] [CALLS]
 *
 * Needs gcc and Go. How often the lines are right is `run.ts`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSupervisor } from "../../src/supervisor/index.ts";

const here = import.meta.dirname;
const built = path.join(here, "..", "..", "build", "bench");
/** At most so many times the call without its stack. */
const goal = 2;

const [rounds = 7, calls = 30_000] = process.argv.slice(2).map(Number);

function compile(name: string, words: readonly string[]): string {
  mkdirSync(built, { recursive: true });
  const target = path.join(built, name);
  const [compiler = "", ...rest] = words.map((word) => (word === "OUT" ? target : word));
  execFileSync(compiler, rest, { stdio: ["ignore", "inherit", "inherit"] });
  return target;
}

async function main(): Promise<void> {
  const c = path.join(here, "..", "supervisor", "loop.c");
  const plain = compile("loop", ["gcc", "-O2", "-pthread", "-o", "OUT", c]);
  const framed = compile("loop-frames", ["gcc", "-O2", "-fno-omit-frame-pointer", "-pthread", "-o", "OUT", c]);
  const go = compile("loop-go", ["go", "build", "-o", "OUT", path.join(here, "loop.go")]);
  const place = mkdtempSync(path.join(tmpdir(), "faultbox-bench-"));
  const count = String(calls);
  const patients: Readonly<Record<string, readonly string[]>> = {
    C: [plain, place, count, "1", "pwrite", "0"],
    "C, 100 functions deep": [plain, place, count, "1", "pwrite", "100"],
    "C with frame pointers, 100 deep": [framed, place, count, "1", "pwrite", "100"],
    Go: [go, place, count, "0"],
    "Go, 30 functions deep": [go, place, count, "30"],
    "Node, 5 functions deep": [process.execPath, path.join(here, "loop.mjs"), place, count, "5"],
  };
  let printed = "";
  await using supervisor = await startSupervisor({
    listener: {
      calls: () => undefined,
      output: ({ bytes }) => (printed += Buffer.from(bytes).toString()),
      exit: () => undefined,
      notice: () => undefined,
    },
  });
  /** Nanoseconds of processor time that the supervisor has had. */
  const spent = (): number => Number(readFileSync(`/proc/${supervisor.facts.worker}/schedstat`, "utf8").split(" ")[0]);
  try {
    process.stdout.write(`${" ".repeat(34)}µs a call                supervisor's µs\n`);
    for (const [name, argv] of Object.entries(patients)) {
      const took = { without: [] as number[], with: [] as number[] };
      const cost = { without: [] as number[], with: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        for (const kind of ["without", "with"] as const) {
          printed = "";
          const before = spent();
          const spec = { name: "patient", argv, env: {}, cwd: "/", intercept: ["pwrite64"], rules: [], stacks: kind === "with" };
          await (
            await supervisor.launch(spec)
          ).exited;
          await supervisor.sync();
          took[kind].push(Number(printed) / 1000);
          cost[kind].push((spent() - before) / calls / 1000);
        }
      }
      const row = [took, cost].map((times) => {
        const [without, withStack] = [Math.min(...times.without), Math.min(...times.with)];
        return `${without.toFixed(1).padStart(6)} → ${withStack.toFixed(1).padEnd(5)} ${(withStack / without).toFixed(2)} ×`;
      });
      process.stdout.write(`${name.padEnd(34)}${row[0]} (goal ${goal} ×)   ${row[1]}\n`);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

await main();
