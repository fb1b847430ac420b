import { expect, test } from "vitest";
import type { KernelObject, TestResult } from "../trace/index.ts";
import { callsIn } from "./about.ts";
import { compare, learn, type Comparison } from "./index.ts";
import { simulate, type Job, type SystemSpec, type Work } from "./synthetic.ts";

type Handle = (job: Job, request: string) => Work;

const folder = "/home/somebody/shop";
const log = `${folder}/data/orders.log`;
const append = 0o2101;

/** A shop that clears its log away when it starts and makes it anew, and asks for what is in stock. */
function shop(handle: Handle): SystemSpec {
  return {
    name: "shop",
    services: [
      {
        name: "shop",
        port: 80,
        threads: "loop",
        *start(job) {
          yield* job.call("unlinkat", { kind: "file", path: log });
          yield* job.file(log, append, "write", "fsync");
        },
        handle,
      },
      {
        name: "stock",
        port: 90,
        threads: "loop",
        *handle(job) {
          yield* job.think(5_000);
          yield* job.reply();
        },
      },
    ],
    tests: [
      {
        name: "test_order",
        steps: [[{ target: "shop", summary: "GET /health" }], [{ target: "shop", summary: "POST /orders" }]],
      },
    ],
  };
}

/** What ten runs of one shop and eight of another differ in, and a recording of each. */
function compared(base: Handle, head: Handle): { found: Comparison; base: TestResult; head: TestResult } {
  const runs = (handle: Handle, count: number, seed: number) =>
    Array.from({ length: count }, (_, run) => simulate(shop(handle), seed + run, 0));
  const [before, after] = [runs(base, 10, 100), runs(head, 8, 200)];
  const options = { roots: { [folder]: "$WORKSPACE" } };
  const [one, other] = [before, after].map((list) => list[0]?.tests[0]);
  if (one === undefined || other === undefined) throw new RangeError("every run has the test");
  return { found: compare(learn(before, options), learn(after, options)), base: one, head: other };
}

/** The calls of a recording that the only finding is about. */
function calls({ findings }: Comparison, recording: TestResult): string[] {
  const [finding] = findings;
  if (finding === undefined) throw new RangeError("something was found");
  return callsIn(recording)(finding).map((index) => {
    const { service, call } = recording.events[index] ?? {};
    return `${service ?? ""} ${call?.name ?? ""} ${placeOf(call?.object)}`;
  });
}

function placeOf(object: KernelObject | undefined): string {
  return object?.kind === "file" ? object.path.replace(folder, "") : (object?.kind ?? "");
}

/** Answers everything, but orders only as [order] has it. */
const onOrder = (order: (job: Job) => Work): Handle =>
  function* (job, request) {
    if (request.startsWith("POST")) yield* order(job);
    else yield* job.reply();
  };

test("an answer that overtakes a write: these two of the request that writes, and nothing of the start or of other requests", () => {
  const { found, base, head } = compared(
    onOrder(function* (job) {
      yield* job.file(log, append, "write");
      yield* job.reply();
    }),
    onOrder(function* (job) {
      yield* job.reply();
      yield* job.file(log, append, "write");
    }),
  );
  expect(found.findings.map(({ kind, sentence }) => [kind, sentence])).toEqual([
    ["reordered", "shop answers test before it writes $WORKSPACE/data/orders.log; it used to answer after"],
  ]);
  expect(calls(found, base)).toEqual(["shop write /data/orders.log", "shop write socket"]);
  expect(calls(found, head)).toEqual(["shop write socket", "shop write /data/orders.log"]);
});

test("an answer that no longer waits for another service: the two answers, the other's where it was sent", () => {
  const { found, base, head } = compared(
    onOrder(function* (job) {
      yield* job.ask("stock", "TAKE");
      yield* job.reply();
    }),
    onOrder(function* (job) {
      const asked = job.spawn(job.ask("stock", "TAKE"));
      // The question has left before the answer, as it always had.
      yield* job.think(1_000);
      yield* job.reply();
      yield* job.waitFor(asked);
    }),
  );
  expect(found.findings.map(({ kind }) => kind)).toEqual(["causality"]);
  expect(calls(found, base)).toEqual(["stock write socket", "shop write socket"]);
  expect(calls(found, head)).toEqual(["shop write socket", "stock write socket"]);
});

test("calls ordered otherwise through one handle: all of its life, and not the one of the start", () => {
  const keeps = (...names: readonly string[]): Handle =>
    onOrder(function* (job) {
      yield* job.file(log, append, ...names);
      yield* job.reply();
    });
  const { found, head } = compared(keeps("write", "fsync"), keeps("fsync", "write"));
  expect(found.findings.map(({ kind }) => kind)).toEqual(["reordered"]);
  expect(calls(found, head).filter((call) => call.includes("fsync") || call.includes("write /"))).toEqual([
    "shop fsync /data/orders.log",
    "shop write /data/orders.log",
  ]);
});

test("a call that comes so late that the next step has begun is found there", () => {
  const { found, head } = compared(
    onOrder(function* (job) {
      yield* job.file(log, append, "write");
      yield* job.reply();
    }),
    onOrder(function* (job) {
      yield* job.reply();
      yield* job.file(log, append, "write");
    }),
  );
  const findings = found.findings.map((finding) => ({
    ...finding,
    calls: finding.calls?.map((one) => ({ ...one, window: "GET /health → shop.main" })) ?? [],
  }));
  expect(calls({ ...found, findings }, head)).toEqual(["shop write socket", "shop write /data/orders.log"]);
});

test("calls that are made more often: those of the class, and none other of the file", () => {
  const { found, base, head } = compared(
    onOrder(function* (job) {
      yield* job.file(log, append, "write", "fsync");
      yield* job.reply();
    }),
    onOrder(function* (job) {
      yield* job.file(log, append, "write", "write", "fsync");
      yield* job.reply();
    }),
  );
  expect(found.findings.map(({ kind }) => kind)).toEqual(["count"]);
  expect(calls(found, base)).toEqual(["shop write /data/orders.log"]);
  expect(calls(found, head)).toEqual(["shop write /data/orders.log", "shop write /data/orders.log"]);
});

test("a finding of an earlier version, other tests and logs without such calls have none", () => {
  const { found, head } = compared(
    onOrder(function* (job) {
      yield* job.file(log, append, "write");
      yield* job.reply();
    }),
    onOrder(function* (job) {
      yield* job.file(log, append, "write", "write");
      yield* job.reply();
    }),
  );
  const [finding] = found.findings;
  if (finding === undefined) throw new RangeError("something was found");
  const { calls: named = [], ...earlier } = finding;
  expect(callsIn(head)(earlier)).toEqual([]);
  const told = { ...earlier, calls: named };
  expect(callsIn(head)(told)).toHaveLength(2);
  expect(callsIn({ ...head, name: "test_other" })(told)).toEqual([]);
  expect(callsIn({ ...head, events: [] })(told)).toEqual([]);
});
