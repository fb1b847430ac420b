/**
 * What a test costs around the services it runs: the wall time of `faultbox test --test happy_path` on the orders demo in Go, as a ratio
 * to [bare.mjs](bare.mjs), which does the same to the same two services without any tool. Both are whole processes, from exec to exit, in turns (so that
 * a busy machine is busy for both), and the medians are compared. The whole suite's wall time stands beside it.
 *
 *   node bench/suite/run.ts [ROUNDS] [CLI]
 *
 * Ports 5432 and 8080 must be free. The bundle in dist/ is measured, since that is what people run, unless another CLI is named.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { makeVariant } from "../../fixtures/orders/variants/make.ts";

const root = join(import.meta.dirname, "../..");

/** The goal: a test costs at most as much again as what it tests. */
const goal = 2;

/** The suite itself waits, in two of its tests: for three writes of inventory and for four, each delayed by 100 ms. */
const writtenDelaysMs = 700;

/** Milliseconds from starting `node ...args` to its end. Throws with what it printed when it fails. */
async function time(cwd: string, ...args: string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => printed.push(bytes));
  const [code] = (await once(child, "exit")) as [number | null];
  const took = performance.now() - began;
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${code ?? "a signal"}:\n${Buffer.concat(printed).toString()}`);
  return took;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const spread = (values: readonly number[]): string =>
  `median ${median(values).toFixed(0)} ms, ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;

async function main(rounds: number, cli: string): Promise<void> {
  const folder = join(mkdtempSync(join(tmpdir(), "bench-suite-")), "orders");
  try {
    makeVariant("base", "go", folder);
    const bare: number[] = [];
    const tested: number[] = [];
    // The first round fills the page cache and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const floor = await time(folder, join(import.meta.dirname, "bare.mjs"));
      const ours = await time(folder, cli, "test", "traces-test.star", "--test", "happy_path");
      if (round === 0) continue;
      bare.push(floor);
      tested.push(ours);
    }
    const whole: number[] = [];
    for (let round = 0; round < Math.ceil(rounds / 4); round++) whole.push(await time(folder, cli, "test", "traces-test.star"));

    const ratio = median(tested) / median(bare);
    console.log(`happy_path on the orders demo in Go, ${rounds} rounds in turns, ${relative(root, cli)}`);
    console.log(`  bare script    ${spread(bare)}`);
    console.log(`  faultbox test  ${spread(tested)}`);
    console.log(`  ratio          ${ratio.toFixed(2)} (goal: at most ${goal})`);
    console.log(`the whole suite  ${spread(whole)}, of which ${writtenDelaysMs} ms are delays written in it`);
  } finally {
    rmSync(join(folder, ".."), { recursive: true });
  }
}

const [, , rounds = "20", cli = join(root, "dist/cli/index.js")] = process.argv;
await main(Number(rounds), resolve(cli));
