/** Calls and waits without an end: `delay("1h")` is how a suite says that a call hangs, and `1000h` how it says that it waits for ever. */
import { expect, test } from "vitest";
import { Bench, freePort } from "./running.ts";

/** Answers `hang` when a thread of its own waits in a write that the supervisor has not answered, and anything else at once. */
const program = `
import os, socket, sys, threading, time
def write():
    with open("file", "ab", buffering=0) as file: file.write(b"x")
def hangs():
    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    while "seccomp" not in open(f"/proc/self/task/{thread.native_id}/wchan").read(): time.sleep(0.001)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = server.accept()[0]
    said = client.recv(1000)
    if said == b"hang\\n": hangs()
    if said == b"write\\n": write()
    if said: client.sendall(said)
    client.close()
`;

async function served(): Promise<Bench & { readonly declared: string; readonly port: number }> {
  const bench = await Bench.open();
  await bench.write("served.py", program);
  const port = await freePort();
  const declared = `a = service("a", "python3", interface("main", "tcp", ${port}), args = ["-S", "served.py", "${port}"], healthcheck = tcp("localhost:${port}", timeout = "1000h"))`;
  return Object.assign(bench, { declared, port });
}

test("a delay has fired when it begins: a call that still hangs at the end of its test has met its fault", async () => {
  await using bench = await served();
  const { results, runs } = await bench.run(`
${bench.declared}
slow = fault_assumption("slow", target = a, write = delay("1h", path = "*/file"))
def hang():
    a.send(data = "hang")
fault_matrix(scenarios = [hang], faults = [slow], require_faults_fire = True)
def test_imperative():
    fault_start(a, write = delay("1h", path = "*/file"))
    hang()
    fault_stop(a)
    assert_eq(a.send(data = "x"), "x")
def test_not_met():
    fault(a, write = delay("1h", path = "*/other"), run = lambda: assert_eq(a.send(data = "write"), "write"))
def test_over():
    fault(a, write = delay("1ms", path = "*/file"), run = lambda: assert_eq(a.send(data = "write"), "write"))
`);
  expect(results.map(({ name, verdict, rules }) => [name, verdict, ...rules.map(({ hits }) => hits)])).toEqual([
    ["test_imperative", "pass", 1],
    ["test_matrix_hang_slow", "pass", 1],
    ["test_not_met", "pass", 0],
    ["test_over", "pass", 1],
  ]);
  const unfired = [...results, ...runs].flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => code === "FAULT_NOT_FIRED"));
  expect(unfired).toHaveLength(1);
});

test("a time that is longer than a timer can wait is long, and one with a fraction of a millisecond is one", async () => {
  await using bench = await served();
  const { results } = await bench.run(
    `
${bench.declared}
def step(): return a.send(data = "x", timeout = "1000h")
def test_step(): assert_eq(step(), "x")
def test_fraction(): assert_eq(a.send(data = "x", timeout = "9000.5ms"), "x")
fault_scenario("limited", scenario = step, timeout = "1000h", expect = lambda said: assert_eq(said, "x"))
test("declared", test_step, timeout = "1000h")
`,
    { budgetMs: 1000 * 3_600_000 },
  );
  expect(results.map(({ name, verdict, failure }) => [name, verdict, failure?.message])).toEqual([
    ["test_declared", "pass", undefined],
    ["test_fraction", "pass", undefined],
    ["test_limited", "pass", undefined],
    ["test_step", "pass", undefined],
  ]);
});
