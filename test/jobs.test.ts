/** Several tests at the same time: the same ports and paths, the same verdicts and traces as one after the other, and no other traces of it. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeVariant } from "../fixtures/orders/variants/make.ts";
import { Pool, startPool } from "../src/ci/index.ts";
import { runSuite } from "../src/engine/index.ts";
import { loadSuite } from "../src/spec/index.ts";
import { faultbox, processesIn, start, until } from "./faultbox.ts";

let folder = "";
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "faultbox-jobs-")), "orders");
  makeVariant("base", "node", folder);
});
afterAll(() => rm(join(folder, ".."), { recursive: true }));

interface Trace {
  readonly tests: readonly {
    readonly name: string;
    readonly result: string;
    readonly replay_command?: string;
    readonly failure_type?: string;
    readonly reason?: string;
    readonly diagnostics?: readonly { readonly code: string }[];
    readonly events: readonly {
      readonly type: string;
      readonly service: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly violation?: true;
    }[];
  }[];
}

/** What a trace says that does not differ from run to run of one program: results in order, and the calls of each test on files of its own. */
function told({ tests }: Trace): object {
  return tests.map(({ name, result, replay_command, events }) => {
    // What a runtime does on its own account differs from run to run.
    const calls = events
      .filter(({ type, fields }) => type === "syscall" && fields["kind"] === "file" && fields["path"]?.startsWith("/tmp/") === true)
      .map(({ service, fields }) => `${service} ${fields["syscall"] ?? ""} ${fields["decision"] ?? ""} ${fields["path"] ?? ""}`);
    const steps = events
      .filter(({ type }) => type.startsWith("step"))
      .map(({ type, fields }) => `${type} ${fields["target"] ?? ""} ${fields["summary"] ?? ""}`);
    return { name, result, replay_command, calls: calls.toSorted(), steps };
  });
}

async function traceOf(...args: string[]): Promise<{ trace: Trace; stderr: string; code: number | null }> {
  const { stderr, code } = await faultbox(["test", ...args, "--output", "t.json"], folder);
  return { trace: JSON.parse(await readFile(join(folder, "t.json"), "utf8")) as Trace, stderr, code };
}

test("the demo's suite comes out the same, test by test, on the ports and paths that it names", async () => {
  const serial = await traceOf("traces-test.star");
  const side = await traceOf("traces-test.star", "--jobs", "3");
  expect(side.stderr).toContain("\n10 passed, 0 failed\n");
  expect(side.stderr).not.toContain("--jobs");
  expect(side.code).toBe(0);
  expect(told(side.trace)).toEqual(told(serial.trace));
  expect(JSON.stringify(side.trace)).toContain("/tmp/inventory.wal");
  expect(JSON.stringify(side.trace)).toContain("127.0.0.1:5432");
  expect(processesIn(folder)).toEqual([]);
});

const failing = `
inventory = service("inventory", "./bin/inventory", interface("main", "tcp", 5432), env = {"PORT": 5432, "WAL_PATH": "/tmp/w.wal"},
    healthcheck = tcp("localhost:5432"))
def test_a():
    n = choose("n", [1, 2, 3, 4])
    print("n is", n)
    assert_true(n != 3)
def test_b():
    parallel(lambda: inventory.send(data = "x"), lambda: inventory.send(data = "y"))
`;

test("leaves, failures, orders and what suites print are as they are one after the other, in their order", async () => {
  await writeFile(join(folder, "s.star"), failing);
  const serial = await traceOf("s.star", "--seed", "4", "--explore", "sample", "--orders", "4");
  const side = await traceOf("s.star", "--seed", "4", "--explore", "sample", "--orders", "4", "--jobs", "2");
  expect(told(side.trace)).toEqual(told(serial.trace));
  expect(side.trace.tests.map(({ result }) => result).filter((result) => result === "fail")).toHaveLength(1);
  expect(side.stderr).toContain("replay: faultbox test s.star --test a --leaf n=3 --seed 4\n");
  for (const n of [1, 2, 3, 4]) expect(side.stderr).toContain(`n is ${n}\n`);
  expect(side.code).toBe(2);
});

const judged = `
inventory = service("inventory", "./bin/inventory", interface("main", "tcp", 5432), env = {"PORT": 5432, "WAL_PATH": "/tmp/w.wal"},
    healthcheck = tcp("localhost:5432"))
sent = match.event(type = "step_send")
monitor("few", on = sent, state_init = 0, update = lambda e, s: s + 1, check = lambda e, s: s <= 3)

def ask(times):
    for i in range(times):
        inventory.send(data = "x%d" % i)

test("answers", body = lambda: ask(2), expect = eventually(lambda t: t.count(type = "step_recv") == 2))
test("never", body = lambda: ask(1), expect = eventually(lambda t: t.count(type = "step_recv") == 9))
test("always", body = lambda: ask(3), expect = always(lambda t: t.count(type = "step_send") < 3))
test("late", body = lambda: await_event(match.event(type = "stdout")), timeout = "300ms")

def test_few():
    ask(3)
    await_stable(quiescence_window = "20ms")

def test_too_many():
    ask(5)

def test_vacuous():
    always(lambda t: False, between = (match.event(type = "fault_applied"), "body_end"))
    ask(1)
`;

test("monitors and properties hold, are broken at the same event, and run out of time as they do one after the other", async () => {
  await writeFile(join(folder, "s.star"), judged);
  /** Verdict and reason, the steps until what broke it, and what else was said. */
  const verdicts = ({ trace }: { trace: Trace }): object =>
    trace.tests.map(({ name, result, failure_type, reason, events, diagnostics = [] }) => ({
      name,
      result,
      failure_type,
      // Numbers of events differ with what the runtime does on its own account.
      reason: reason?.replace(/seq=\d+/g, "seq=N"),
      // Until it was broken; whether the step under way then is answered before the test ends is as it may be.
      steps: events.slice(0, events.findIndex(({ violation }) => violation === true) + 1 || events.length).flatMap(({ type, fields }) => {
        return type.startsWith("step") ? [`${type} ${fields["summary"] ?? ""}`] : [];
      }),
      said: diagnostics.map(({ code }) => code),
    }));
  const serial = await traceOf("s.star");
  const side = await traceOf("s.star", "--jobs", "2");
  expect(verdicts(side)).toEqual(verdicts(serial));
  expect(side.code).toBe(serial.code);
  expect(side.stderr).not.toContain("running one test after the other");
  expect(side.trace.tests.map(({ name, result }) => `${name.replace("test_", "")} ${result}`)).toEqual([
    "always fail",
    "answers pass",
    "few pass",
    "late inconclusive",
    "never fail",
    "too_many fail",
    "vacuous pass",
  ]);
});

test("a suite without services has nothing to keep apart: its tests run where they are, and in no worker", async () => {
  await writeFile(join(folder, "none.star"), 'def test_x():\n    print("it runs")\n');
  const [here, elsewhere]: [string[], string[]] = [[], []];
  const common = { cwd: folder, observe: "suite" } as const;
  const suite = await loadSuite("none.star", { ...common, print: (line) => here.push(line) });
  const pool = await startPool({ ...common, jobs: 2, source: false, output: false, live: false, onPrint: (line) => elsewhere.push(line) });
  if (!(pool instanceof Pool)) throw new Error(pool.none);
  await using runner = pool;
  const [run] = await runSuite(suite, runner, {
    cwd: folder,
    env: {},
    seed: 0,
    firstRun: 0,
    runs: 1,
    stopAtFailure: false,
    budgetMs: 60_000,
    quietMs: 0,
    tool: "",
    image: "",
    signal: new AbortController().signal,
    replay: () => "",
  });
  expect(run?.tests.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(["test_x pass"]);
  expect({ here, elsewhere }).toEqual({ here: ["it runs"], elsewhere: [] });
});

test("where the kernel makes no namespaces it is said, and the tests run one after the other", async () => {
  await writeFile(join(folder, "s.star"), failing);
  // A supervisor that cannot isolate, as on a machine that forbids it.
  const stub = join(folder, "supervisor");
  const real = join(import.meta.dirname, "..", "dist", "native", `faultbox-supervisor-${process.arch}`);
  const script = `#!/bin/sh\nif [ "$1" = isolate ]; then echo "Can't make a private network and private mounts: Operation not permitted" >&2; exit 125; fi\nexec ${real} "$@"\n`;
  await writeFile(stub, script, { mode: 0o755 });
  const ran = await faultbox(["test", "s.star", "--test", "a", "--jobs", "2"], folder, { FAULTBOX_SUPERVISOR: stub });
  expect(ran.stderr).toMatch(
    /^--jobs 2: this machine cannot make a private network and private mounts: Operation not permitted \(on Ubuntu, .*kernel\.apparmor_restrict_unprivileged_userns=0\); running one test after the other\n/,
  );
  expect(ran.stderr).toContain("\n3 passed, 1 failed\n");
});

test("an interrupt ends all workers and everything they started", async () => {
  await writeFile(
    join(folder, "long.star"),
    `
sleeper = service("sleeper", "sleep", args = ["600"])
def test_long():
    choose("n", [1, 2])
    await_stable(quiescence_window = "500s")
`,
  );
  const { child, ended } = start(["test", "long.star", "--jobs", "2"], folder);
  await until("both services to run", () => processesIn(folder).length >= 7);
  child.kill("SIGINT");
  const { code } = await ended;
  expect(code).toBe(130);
  await until("everything to be gone", () => processesIn(folder).length === 0);
});

test("a check runs its suites on workers too", async () => {
  const ran = await faultbox(["ci", "answers-test.star", "--runs", "2", "--jobs", "2", "--output", "out"], folder);
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stderr).toContain("result: recorded");
});
