/**
 * What a test costs around the services it runs, on the orders demo in Go, as a ratio to [bare.mjs](bare.mjs), which does the same to the same
 * services without any tool (its head says what is the same, and what it leaves out).
 *
 *   node bench/suite/run.ts [ROUNDS] [CLI]
 *
 * Two things are measured. *A test*: fresh services, readiness, the steps of test_happy_path, teardown. It is the time of a suite of many such
 * tests less the time of a suite of one, divided by how many more there are; likewise for the script, so that the start of either process is
 * in neither. *A process*: from exec to exit with one test in it, beside that of a Node that does nothing, which is the least that can be.
 * Wall time decides; processor time (of all processes, services included) stands beside it, since other work on the machine hardly shows in it.
 * Every round runs each kind once, in turns, so that a busy machine is busy for all; medians are compared.
 *
 * The second table is a test that is recorded: with all storage and network calls of both services watched, and then with the line of
 * the source that made each call. The last line is a whole suite of different tests.
 *
 * Ports 5432 and 8080 must be free. The bundle in dist/ is measured, since that is what people run, unless another CLI is named.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { makeVariant } from "../../fixtures/orders/variants/make.ts";

const root = join(import.meta.dirname, "../..");

/** A test costs at most so much of what it costs a script to do the same. */
const goalOfTest = 1.3;
/** The same for a process with one test in it. */
const goalOfProcess = 2;
/** A test with its services takes at most a quarter of the 216 ms that the tool with the same language took for it on two such cores. */
const goalOfTestMs = 54;

/** Tests in the suite of many. */
const many = 21;

/** traces-test.star waits by itself, in two of its tests: for three writes of inventory and for four, each delayed by 100 ms. */
const writtenDelaysMs = 700;

interface Spent {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Of the children of this process that have ended, and of theirs: proc_pid_stat(5), fields 16 and 17, in hundredths of a second. */
function childrensCpuMs(): number {
  const [, after = ""] = readFileSync("/proc/self/stat", "latin1").split(") ");
  const fields = after.split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** What `node ...args` takes from exec to exit. Throws with what it printed when it fails. */
async function measure(cwd: string, args: readonly string[]): Promise<Spent> {
  const cpu = childrensCpuMs();
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => printed.push(bytes));
  const [code] = (await once(child, "exit")) as [number | null];
  const spent = { wallMs: performance.now() - began, cpuMs: childrensCpuMs() - cpu };
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${code ?? "a signal"}:\n${Buffer.concat(printed).toString()}`);
  return spent;
}

/** Measures every one of [commands] [rounds] times, in turns. A first round fills the page cache and is not counted. */
async function inTurns<Name extends string>(
  cwd: string,
  rounds: number,
  commands: Readonly<Record<Name, readonly string[]>>,
): Promise<(name: Name) => readonly Spent[]> {
  const spent = new Map<string, Spent[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries<readonly string[]>(commands)) {
      const measured = await measure(cwd, args);
      if (round > 0) spent.set(name, [...(spent.get(name) ?? []), measured]);
    }
  }
  return (name) => spent.get(name) ?? [];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Of one test: what many of them took more than one. By rounds, so that both were measured close to each other. */
const perTest = (one: readonly Spent[], all: readonly Spent[]): readonly Spent[] =>
  all.map(({ wallMs, cpuMs }, round) => ({
    wallMs: (wallMs - (one[round]?.wallMs ?? NaN)) / (many - 1),
    cpuMs: (cpuMs - (one[round]?.cpuMs ?? NaN)) / (many - 1),
  }));

const walls = (spent: readonly Spent[]): readonly number[] => spent.map(({ wallMs }) => wallMs);
const cpus = (spent: readonly Spent[]): readonly number[] => spent.map(({ cpuMs }) => cpuMs);

/** A line of a table, with its ratios to [floor] if there is one. */
function line(name: string, spent: readonly Spent[], floor?: readonly Spent[]): string {
  const [wall, cpu] = [median(walls(spent)), median(cpus(spent))];
  const digits = wall < 50 ? 1 : 0;
  const range = `${Math.min(...walls(spent)).toFixed(digits)} to ${Math.max(...walls(spent)).toFixed(digits)}`;
  const ratio = (value: number, of: number): string => `${(value / of).toFixed(2)}×`;
  const ratios =
    floor === undefined
      ? ""
      : `${ratio(wall, median(walls(floor))).padStart(8)}${ratio(cpu, median(cpus(floor))).padStart(8)} of it in CPU`;
  return (
    `  ${name.padEnd(28)}${wall.toFixed(digits).padStart(6)} ms  (${range})`.padEnd(62) +
    `${cpu.toFixed(digits).padStart(6)} ms CPU${ratios}`
  );
}

/** The demo's suite with so many tests in it, each of which does what test_happy_path does. */
function equalTests(suite: string, tests: number): string {
  const [head = ""] = suite.split("# ---- The disk is not well ----");
  const only = head.replaceAll(/^def test_(?!happy_path\()\w+\(\):\n(?:(?: {4}.*)?\n)*/gm, "");
  const more = Array.from({ length: tests - 1 }, (_, i) => `def test_again_${i + 1}():\n    test_happy_path()\n`);
  return [only, ...more].join("\n");
}

async function main(rounds: number, cli: string): Promise<void> {
  const folder = join(mkdtempSync(join(tmpdir(), "bench-suite-")), "orders");
  const bare = (times: number): readonly string[] => [join(import.meta.dirname, "bare.mjs"), String(times)];
  const suite = (tests: number, ...flags: string[]): readonly string[] => [cli, "test", `equal-${tests}-test.star`, ...flags];
  try {
    makeVariant("base", "go", folder);
    const written = readFileSync(join(folder, "traces-test.star"), "utf8");
    for (const tests of [1, many]) writeFileSync(join(folder, `equal-${tests}-test.star`), equalTests(written, tests));

    const plain = await inTurns(folder, rounds, {
      node: ["-e", "0"],
      bareOne: bare(1),
      bareMany: bare(many),
      one: suite(1),
      many: suite(many),
    });
    const floor = perTest(plain("bareOne"), plain("bareMany"));
    const test = perTest(plain("one"), plain("many"));
    console.log(`test_happy_path on the orders demo in Go, ${rounds} rounds in turns, ${relative(root, cli)}`);
    console.log(`one test more (goals: at most ${goalOfTest}×, ${goalOfTestMs} ms)`);
    console.log(line("bare script", floor));
    console.log(line("faultbox test", test, floor));
    console.log(`a process with one test (goal: at most ${goalOfProcess}×)`);
    console.log(line("node -e 0", plain("node")));
    console.log(line("bare script", plain("bareOne")));
    console.log(line("faultbox test", plain("one"), plain("bareOne")));

    const recorded = await inTurns(folder, Math.ceil(rounds / 4), {
      autoOne: suite(1, "--observe", "auto"),
      autoMany: suite(many, "--observe", "auto"),
      sourceOne: suite(1, "--observe", "auto", "--source"),
      sourceMany: suite(many, "--observe", "auto", "--source"),
      whole: [cli, "test", "traces-test.star"],
    });
    console.log("one test more, recorded");
    console.log(line("--observe auto", perTest(recorded("autoOne"), recorded("autoMany")), floor));
    console.log(line("--observe auto --source", perTest(recorded("sourceOne"), recorded("sourceMany")), floor));
    console.log(`the ten tests of traces-test.star, of which ${writtenDelaysMs} ms are delays written in them`);
    console.log(line("faultbox test", recorded("whole")));
  } finally {
    rmSync(join(folder, ".."), { recursive: true });
  }
}

const [, , rounds = "20", cli = join(root, "dist/cli/index.js")] = process.argv;
await main(Number(rounds), resolve(cli));
