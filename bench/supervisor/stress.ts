/**
 * Ten million calls, each recorded exactly once and in its thread's order, with both cores busy, signals flying, denials and delays mixed
 * in. Too long for the test suite; run it after a change to the loop.
 *
 *     node bench/supervisor/stress.ts [MILLIONS]
 */
import { program, rule } from "../../src/supervisor/fixture.ts";
import { startSupervisor, type CallRecord } from "../../src/supervisor/index.ts";

const wanted = Number(process.argv[2] ?? 10) * 1e6;
const [processes, threads, calls] = [4, 8, 4000];

/** What was seen of one thread: how far it has come, and what of it was denied. */
interface Thread {
  next: number;
  denied: number;
}

const seen = new Map<number, Thread>();
const problems: string[] = [];
let counted = 0;
let delayed = 0;
let printed = "";

function count(record: CallRecord): void {
  if (record.object.kind !== "file" || record.object.path !== "/dev/null") return;
  const thread = seen.get(record.tid) ?? { next: 1, denied: 0 };
  seen.set(record.tid, thread);
  if (record.size !== thread.next) problems.push(`thread ${record.tid}: call ${record.size} where ${thread.next} was to come`);
  thread.next = (record.size ?? 0) + 1;
  if (record.decision.kind === "deny") thread.denied++;
  if (record.decision.kind === "delay") delayed++;
  counted++;
}

const began = process.hrtime.bigint();
await using supervisor = await startSupervisor({
  listener: {
    calls: (records) => records.forEach(count),
    output: ({ bytes }) => void (printed += Buffer.from(bytes).toString()),
    exit: () => undefined,
    notice: (_, code, message) => problems.push(`${code}: ${message}`),
  },
});
const argv = [await program("numbered.c"), String(processes), String(threads), String(calls)];
while (counted < wanted && problems.length === 0) {
  seen.clear();
  printed = "";
  const rules = [
    rule("write", { kind: "delay", delayNs: 100_000 }, { path: "/dev/null", every: 997 }),
    rule("write", { kind: "deny", errno: 5 }, { path: "/dev/null", probability: 0.1, seed: BigInt(counted) }),
  ];
  // Every second round with a signal to each process 5,000 times a second.
  const signals = Math.floor(counted / (processes * threads * calls)) % 2 ? "200" : "0";
  const spec = { argv: [...argv, signals], env: {}, cwd: "/", intercept: ["write"], rules };
  const service = await supervisor.launch({ name: "stress", ...spec });
  const exit = await service.exited;
  await supervisor.sync();
  if (exit.code !== 0) problems.push(`the program ended with ${exit.code ?? exit.signal}`);
  for (const line of printed.trimEnd().split("\n")) {
    const [tid = 0, good = 0, failed = 0, interrupted = 0] = line.split(" ").map(Number);
    const thread = seen.get(tid);
    if (thread?.next !== calls + 1) problems.push(`thread ${tid}: ${(thread?.next ?? 1) - 1} calls seen of ${calls}`);
    if (thread?.denied !== failed) problems.push(`thread ${tid}: ${thread?.denied} denials seen, it had ${failed}`);
    if (good + failed !== calls || interrupted !== 0)
      problems.push(`thread ${tid}: ${good} good, ${failed} failed, ${interrupted} interrupted`);
  }
  process.stdout.write(`\r${counted} calls, ${delayed} of them delayed`);
}
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
process.stdout.write(
  `\n${problems.length ? problems.slice(0, 20).join("\n") : `none lost, none twice, all in order; ${seconds.toFixed(0)} s`}\n`,
);
process.exitCode = problems.length ? 1 : 0;
