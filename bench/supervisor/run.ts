/**
 * What it costs a service to have a call intercepted. The patient (loop.c) makes the same call over and over and says how long one takes:
 * bare, under the supervisor with all records arriving in the runner, under the floor (floor.c: the least that any supervisor must do),
 * and under `strace --seccomp-bpf`, which is what people have otherwise. All in turns within one run, so that a busy machine is busy for
 * all of them; medians are compared, and the ratios are what to look at.
 *
 *   node bench/supervisor/run.ts [ROUNDS] [CALLS]
 *
 * Needs gcc, and strace for its line.
 */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startSupervisor, type CallRecord, type Supervisor } from "../../src/supervisor/index.ts";

const here = import.meta.dirname;
const built = path.join(here, "..", "..", "build", "bench");
const run = promisify(execFile);

/** The goals: at most so many microseconds a call, so much of the floor, and with stacks so much of the call without. strace stands beside it for scale. */
const goal = { microseconds: 15, ofFloor: 1, ofPlain: 2 };

const [rounds = 7, calls = 50_000] = process.argv.slice(2).map(Number);

function compile(name: string): string {
  mkdirSync(built, { recursive: true });
  const target = path.join(built, name);
  execFileSync("gcc", ["-O2", "-Wall", "-Wextra", "-pthread", "-o", target, path.join(here, `${name}.c`)]);
  return target;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Runs [argv] under the supervisor, [services] of them at once; the mean nanoseconds a call that each printed, averaged. */
async function supervised(
  supervisor: Supervisor,
  printed: Map<string, string>,
  argv: readonly string[],
  intercept: readonly string[],
  services = 1,
  stacks = false,
): Promise<number> {
  printed.clear();
  const started = await Promise.all(
    Array.from({ length: services }, (_, i) => supervisor.launch({ name: `s${i}`, argv, env: {}, cwd: "/", intercept, rules: [], stacks })),
  );
  await Promise.all(started.map(({ exited }) => exited));
  await supervisor.sync();
  return [...printed.values()].reduce((sum, text) => sum + Number(text), 0) / services;
}

async function main(): Promise<void> {
  const loop = compile("loop");
  const floor = compile("floor");
  const place = mkdtempSync(path.join(tmpdir(), "faultbox-bench-"));
  const strace = existsSync("/usr/bin/strace") ? "/usr/bin/strace" : undefined;
  const printed = new Map<string, string>();
  let records = 0;
  let kept: CallRecord[] | undefined;
  await using supervisor = await startSupervisor({
    listener: {
      calls: (some) => {
        records += some.length;
        kept?.push(...some);
      },
      output: ({ service, bytes }) => void printed.set(service, (printed.get(service) ?? "") + Buffer.from(bytes).toString()),
      exit: () => undefined,
      notice: () => undefined,
    },
  });
  const patient = (count: number, threads = 1, call = "pwrite"): string[] => [loop, place, String(count), String(threads), call];
  const plainly = async (argv: readonly string[]): Promise<number> => Number((await run(argv[0] ?? "", argv.slice(1))).stdout);
  try {
    const kinds: Record<string, () => Promise<number>> = {
      bare: () => plainly(patient(calls)),
      "service without a filter": () => supervised(supervisor, printed, patient(calls), []),
      "calls outside the set, bare": () => plainly(patient(calls * 20, 1, "getppid")),
      "calls outside the set": () => supervised(supervisor, printed, patient(calls * 20, 1, "getppid"), ["pwrite64", "openat"]),
      floor: () => plainly([floor, ...patient(calls)]),
      supervisor: () => supervised(supervisor, printed, patient(calls), ["pwrite64"]),
      "supervisor, with stacks": () => supervised(supervisor, printed, patient(calls), ["pwrite64"], 1, true),
      ...(strace !== undefined && {
        strace: () =>
          plainly([
            strace,
            "-f",
            "--seccomp-bpf",
            "-y",
            "-e",
            "trace=pwrite64",
            "-o",
            path.join(place, "strace"),
            ...patient(Math.ceil(calls / 20)),
          ]),
      }),
      ...Object.fromEntries(
        [4, 16, 64].map((threads) => [
          `${threads} threads`,
          () => supervised(supervisor, printed, patient(Math.ceil(calls / threads), threads), ["pwrite64"]),
        ]),
      ),
      ...Object.fromEntries(
        [4, 64].map((threads) => [`${threads} threads, floor`, () => plainly([floor, ...patient(Math.ceil(calls / threads), threads)])]),
      ),
      "8 services": () => supervised(supervisor, printed, patient(Math.ceil(calls / 8)), ["pwrite64"], 8),
    };
    const times = new Map<string, number[]>(Object.keys(kinds).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++)
      for (const [name, measure] of Object.entries(kinds)) times.get(name)?.push(await measure());

    const took = (name: string): number => median(times.get(name) ?? []) / 1000;
    const say = (name: string, note: string): void => {
      const all = (times.get(name) ?? []).toSorted((a, b) => a - b).map((ns) => ns / 1000);
      process.stdout.write(
        `${name.padEnd(28)} ${took(name).toFixed(3).padStart(9)} µs  (${all[0]?.toFixed(3)} … ${all.at(-1)?.toFixed(3)})  ${note}\n`,
      );
    };
    const ratio = (a: string, b: string): string => `${(took(a) / took(b)).toFixed(2)} × ${b}`;
    process.stdout.write(
      `microseconds a call, medians of ${rounds} rounds of ${calls} calls, on Linux ${supervisor.capabilities.kernel}\n`,
    );
    say("bare", "");
    say("service without a filter", ratio("service without a filter", "bare"));
    say("calls outside the set, bare", "");
    say("calls outside the set", ratio("calls outside the set", "calls outside the set, bare"));
    say("floor", "");
    say("supervisor", `${ratio("supervisor", "floor")} (goals ${goal.ofFloor}, and ${goal.microseconds} µs)`);
    say("supervisor, with stacks", `${ratio("supervisor, with stacks", "supervisor")} (goal ${goal.ofPlain})`);
    if (strace !== undefined) say("strace", `${ratio("strace", "supervisor")}`);
    for (const threads of [4, 16, 64])
      say(
        `${threads} threads`,
        `${(took(`${threads} threads`) / threads / took("supervisor")).toFixed(2)} × one thread, a call of all of them`,
      );
    for (const threads of [4, 64])
      say(`${threads} threads, floor`, `the supervisor needs ${ratio(`${threads} threads`, `${threads} threads, floor`)}`);
    say("8 services", `${(took("8 services") / 8 / took("supervisor")).toFixed(2)} × one service, a call of all of them`);

    // What a record costs the runner in memory while it is kept.
    const heap = (): number => (globalThis.gc?.(), process.memoryUsage().heapUsed);
    const before = heap();
    kept = [];
    await supervised(supervisor, printed, patient(200_000), ["pwrite64"]);
    const bytes = (heap() - before) / kept.length;
    process.stdout.write(
      `${kept.length} records kept: ${bytes.toFixed(0)} bytes each in the runner (goal 200${globalThis.gc ? "" : "; run with --expose-gc to have this exact"})\n`,
    );
    process.stdout.write(
      `${records} records arrived in all; the supervisor's memory: ${/VmHWM:\s+(.*)/u.exec(readFileSync(`/proc/${supervisor.facts.worker}/status`, "utf8"))?.[1]}\n`,
    );
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

await main();
