/** Each call exactly once, in order, whatever else happens; and the log is there when it is asked for. */
import { connect } from "node:net";
import { expect, test } from "vitest";
import { directory, program, rule, running, type Heard, type Running } from "./fixture.ts";
import type { CallRecord, LaunchSpec, Output } from "./types.ts";

const deny = { kind: "deny", errno: 5 } as const;

/** What each thread says of itself: its id, and how many of its calls came out well, failed, were interrupted. */
function told(heard: Heard): readonly (readonly [tid: number, good: number, failed: number, interrupted: number])[] {
  return heard
    .stdout()
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [tid = 0, good = 0, failed = 0, interrupted = 0] = line.split(" ").map(Number);
      return [tid, good, failed, interrupted] as const;
    });
}

function numbered(heard: Heard): ReadonlyMap<number, readonly CallRecord[]> {
  const own = heard.records.filter(({ object }) => object.kind === "file" && object.path === "/dev/null");
  return Map.groupBy(own, ({ tid }) => tid);
}

async function stress(it: Running, argv: readonly string[], spec: Partial<LaunchSpec>): Promise<void> {
  const exit = await it.run(argv, { intercept: ["write"], ...spec });
  expect(exit).toMatchObject({ code: 0, signal: null });
}

const rules = (): LaunchSpec["rules"] => [
  rule("write", { kind: "delay", delayNs: 200_000 }, { path: "/dev/null", every: 97 }),
  rule("write", deny, { path: "/dev/null", every: 5 }),
];

test("4 processes of 4 threads: each write is recorded exactly once and in its thread's order, denials and delays among them", async () => {
  await using it = await running();
  await stress(it, [await program("numbered.c"), "4", "4", "500", "0"], { rules: rules() });
  const records = numbered(it.heard);
  const threads = told(it.heard);
  expect(threads.length).toBe(16);
  for (const [tid, good, failed, interrupted] of threads) {
    const own = records.get(tid) ?? [];
    expect(own.map(({ size }) => size)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(own.filter(({ decision }) => decision.kind === "deny").length).toBe(failed);
    expect([good + failed, interrupted]).toEqual([500, 0]);
  }
  const all = [...records.values()].flat();
  expect(all.filter(({ decision }) => decision.kind === "delay").length).toBe(Math.floor(8000 / 97));
});

test("under a storm of signals too", async () => {
  await using it = await running();
  await stress(it, [await program("numbered.c"), "2", "4", "500", "150"], { rules: rules() });
  const records = numbered(it.heard);
  for (const [tid, good, failed, interrupted] of told(it.heard)) {
    const own = records.get(tid) ?? [];
    expect(own.map(({ size }) => size)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(own.filter(({ decision }) => decision.kind === "deny").length).toBe(failed);
    expect([good + failed, interrupted]).toEqual([500, 0]);
  }
});

test.each([
  ["Go, whose runtime signals its own threads", "numbered.go"],
  ["the JVM, whose collector stops them", "Numbered.java"],
  ["Rust", "numbered.rs"],
])("and with %s", async (_, source) => {
  await using it = await running();
  const env = { PATH: process.env["PATH"] ?? "", GOMAXPROCS: "4" };
  await stress(it, [await program(source), "8", "200"], { rules: rules(), env });
  const records = numbered(it.heard);
  const threads = told(it.heard);
  expect(threads.length).toBe(8);
  for (const [tid, good, failed, interrupted] of threads) {
    const own = records.get(tid) ?? [];
    expect(own.map(({ size }) => size)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(own.filter(({ decision }) => decision.kind === "deny").length).toBe(failed);
    expect([good + failed, interrupted]).toEqual([200, 0]);
  }
});

test("a delay holds up nobody else", async () => {
  await using it = await running();
  // The first write of the four threads waits for an hour; the others all come to their end.
  const hour = rule("write", { kind: "delay", delayNs: 3600e9 }, { path: "/dev/null", nth: 1 });
  const service = await it.launch([await program("numbered.c"), "1", "4", "100", "0"], { intercept: ["write"], rules: [hour] });
  await it.heard.until(() => it.heard.stdout().split("\n").length === 4);
  await it.supervisor.sync();
  const sizes = [...numbered(it.heard).values()].map((own) => own.map(({ size }) => size));
  expect(sizes).toEqual(Array.from({ length: 3 }, () => Array.from({ length: 100 }, (_, i) => i + 1)));
  await service.stop(0);
  await it.supervisor.sync();
  // What was still waiting has never happened.
  expect([...numbered(it.heard).values()].flat().length).toBe(300);
});

test("hundreds of delays wait side by side", async () => {
  await using it = await running();
  const slow = rule("write", { kind: "hold", tag: "all" }, { path: "/dev/null" });
  await it.launch([await program("numbered.c"), "3", "200", "1", "0"], { intercept: ["write"], rules: [slow] });
  await it.heard.until(() => it.heard.waiting.length === 600);
  await it.supervisor.sync();
  expect(numbered(it.heard).size).toBe(0);
});

test("a delayed call stands in the log where it went on, with its latency", async () => {
  await using it = await running();
  const slow = rule("write", { kind: "delay", delayNs: 20_000_000 }, { path: "/dev/null", nth: 1 });
  await it.run([await program("numbered.c"), "1", "1", "2", "0"], { intercept: ["write"], rules: [slow] });
  const [first, second] = [...numbered(it.heard).values()].flat();
  expect(first).toMatchObject({ decision: { kind: "delay", delayNs: 20_000_000 }, size: 1 });
  expect(first?.latencyNs).toBeGreaterThanOrEqual(20_000_000);
  expect(second?.atNs).toBeGreaterThan(first?.atNs ?? 0n);
});

test("sync: whoever has seen an effect and then asks finds the call recorded", async () => {
  await using place = await directory();
  await using it = await running();
  await it.launch([await program("echo.c"), `${place.path}/socket`, `${place.path}/file`], { intercept: ["write"] });
  await it.heard.until(() => it.heard.stdout() === "ready\n");
  const socket = connect(`${place.path}/socket`);
  const seen: number[] = [];
  for (let i = 1; i <= 200; i++) {
    const answer = new Promise((resolve) => socket.once("data", resolve));
    socket.write(`${i}\n`);
    await answer;
    await it.supervisor.sync();
    seen.push(it.heard.records.filter(({ object }) => object.kind === "file").length);
  }
  socket.destroy();
  expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
});

test.each([0, 4])(
  "a line stands before each call that it was printed before, and an answer that it came before, with %d threads besides",
  async (noise) => {
    await using place = await directory();
    await using it = await running();
    const service = await it.launch([await program("lines.c"), `${place.path}/socket`, String(noise)], {
      intercept: ["write", "read"],
      observed: true,
    });
    await it.heard.until(() => it.heard.stdout() === "ready\n");
    const socket = connect(`${place.path}/socket`);
    const answeredNs: bigint[] = [];
    for (let i = 1; i <= 200; i++) {
      const answer = new Promise((resolve) => socket.once("data", resolve));
      socket.write(`${i}\n`);
      await answer;
      answeredNs.push(process.hrtime.bigint());
      await it.supervisor.sync();
    }
    socket.destroy();
    await service.exited;
    await it.supervisor.sync();
    const lines = new Map(it.heard.outputs.flatMap((output) => linesOf(output).map((line) => [line, output] as const)));
    const calls = new Map(
      it.heard.records.filter(({ name, object }) => name === "write" && object.kind === "file").map((call) => [call.size, call]),
    );
    for (const [i, answerNs] of answeredNs.entries()) {
      const [before, after, answered] = ["before", "after", "answered"].map((word) => lines.get(`${i + 1} ${word}`));
      const call = calls.get(i + 1);
      if (!before || !after || !answered || !call) throw new Error(`something of ${i + 1} is missing`);
      expect([before.sinceNs < before.atNs, before.atNs < call.atNs, call.atNs < after.atNs]).toEqual([true, true, true]);
      // What an answer came after was either read when the answer came, or may have been printed before it came.
      expect([before, after].map(({ sinceNs, atNs }) => atNs <= answerNs || sinceNs <= answerNs)).toEqual([true, true]);
      expect(answered.atNs).toBeGreaterThan(call.atNs);
    }
  },
);

/** The lines of what was read at once; they are all short enough to be written at once. */
function linesOf({ bytes }: Output): readonly string[] {
  return Buffer.from(bytes).toString().trimEnd().split("\n");
}

test("what a service printed before it exited has been heard before its exit", async () => {
  await using it = await running();
  for (let i = 0; i < 20; i++) await it.run(["sh", "-c", `echo out ${i}; echo err ${i} >&2`]);
  const text = Array.from({ length: 20 }, (_, i) => i);
  expect(it.heard.stdout()).toBe(text.map((i) => `out ${i}\n`).join(""));
  expect(it.heard.stdout("stderr")).toBe(text.map((i) => `err ${i}\n`).join(""));
});
