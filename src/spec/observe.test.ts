/** What `observe: "auto"` does to services, besides watching them. */
import { expect, test } from "vitest";
import type { Call } from "../trace/index.ts";
import type { Observe } from "./needs.ts";
import { Bench, freePort } from "./running.ts";

/** Syncs a file as it starts, and for each connection, and then answers. */
const keeper = `
import os, socket, sys
file = os.open("kept", os.O_WRONLY | os.O_CREAT)
os.fsync(file)
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = listener.accept()[0]
    if client.recv(100):
        os.fdatasync(file)
        client.sendall(b"kept\\n")
    client.close()
`;

test("where everything is watched, syncs of a service that is ready are made late, and told of as any call that is let through", async () => {
  await using bench = await Bench.open();
  await bench.write("keeper.py", keeper);
  const port = await freePort();
  const suite = `
keeper = service("keeper", "python3", interface("main", "tcp", ${port}), args = ["keeper.py", "${port}"], healthcheck = tcp("localhost:${port}"))
def test_plain():
    assert_eq(keeper.main.send(data = "a"), "kept")
def test_with_a_rule():
    trace(keeper, syscalls = ["fdatasync"], run = lambda: assert_eq(keeper.main.send(data = "a"), "kept"))
`;
  const syncs = async (observe: Observe): Promise<Map<string, readonly Call[]>> => {
    const { results } = await bench.run(suite, {}, observe);
    expect(results.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
    return new Map(
      results.map(({ name, events }) => [
        name,
        events.flatMap(({ call }) => (call !== undefined && /sync$/.test(call.name) ? [call] : [])),
      ]),
    );
  };
  const watched = await syncs("auto");
  const [first, second, ...more] = watched.get("test_plain") ?? [];
  expect(more).toEqual([]);
  expect(first).toMatchObject({ name: "fsync", decision: { kind: "allow" } });
  expect(second).toMatchObject({ name: "fdatasync", decision: { kind: "allow" } });
  expect(second).not.toHaveProperty("rule");
  expect(second?.latencyNs).toBeGreaterThanOrEqual(2e6);
  expect(watched.get("test_with_a_rule")?.at(-1)).toMatchObject({ name: "fdatasync", decision: { kind: "trace" } });
  expect((await syncs("suite")).get("test_plain")).toEqual([]);
  const untraced = await syncs("untraced");
  expect(untraced.get("test_plain")?.map(({ name }) => name)).toEqual(["fsync", "fdatasync"]);
  expect(untraced.get("test_with_a_rule")?.map(({ name }) => name)).toEqual(["fdatasync"]);
});

/** For each connection locks a file, runs a program, and then answers. */
const locker = `
import fcntl, os, socket, subprocess, sys
file = os.open("locked", os.O_WRONLY | os.O_CREAT)
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = listener.accept()[0]
    if client.recv(100):
        fcntl.flock(file, fcntl.LOCK_EX)
        subprocess.run(["/bin/true"], check=True)
        fcntl.flock(file, fcntl.LOCK_UN)
        client.sendall(b"done\\n")
    client.close()
`;

test("where everything is watched, locks of files and programs that are run are told of", async () => {
  await using bench = await Bench.open();
  await bench.write("locker.py", locker);
  const port = await freePort();
  const { results } = await bench.run(
    `
locker = service("locker", "python3", interface("main", "tcp", ${port}), args = ["locker.py", "${port}"], healthcheck = tcp("localhost:${port}"))
def test_locked():
    assert_eq(locker.main.send(data = "a"), "done")
`,
    {},
    "auto",
  );
  expect(results.map(({ verdict }) => verdict)).toEqual(["pass"]);
  const of = (name: string): string[] =>
    results.flatMap(({ events }) =>
      events.flatMap(({ call }) => (call?.name === name && call.object.kind === "file" ? [call.object.path] : [])),
    );
  expect(of("flock")).toEqual([expect.stringMatching(/\/locked$/), expect.stringMatching(/\/locked$/)]);
  expect(of("execve")).toContain("/bin/true");
});

/** Prints before and after all that it does, the last line without an end. */
const printer = `
import os, socket, sys
file = os.open("kept", os.O_WRONLY | os.O_CREAT)
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
os.write(2, b"listening\\n")
while True:
    client = listener.accept()[0]
    said = client.recv(100).strip()
    if said == b"end":
        os.write(2, b"ends")
        break
    if said:
        os.write(2, b"%s heard\\n" % said)
        os.fdatasync(file)
        os.write(2, b"%s synced\\n" % said)
        client.sendall(said)
        os.write(2, b"%s answered\\n" % said)
    client.close()
`;

test("a line stands before all that came of it and behind all that led to it: calls, answers, that it is ready, its end", async () => {
  await using bench = await Bench.open();
  await bench.write("printer.py", printer);
  const port = await freePort();
  const { results } = await bench.run(`
printer = service("printer", "python3", interface("main", "tcp", ${port}), args = ["printer.py", "${port}"],
    healthcheck = tcp("localhost:${port}"), observe = [observe.stderr()], may_exit = True)
def test_order():
    def work():
        for i in range(200):
            assert_eq(printer.main.send(data = str(i)), str(i))
        printer.main.send(data = "end")
    trace(printer, syscalls = ["fdatasync", "sendto"], run = work)
    await_event(match.event(type = "service_exited"))
`);
  expect(results.map(({ verdict, failure }) => failure?.message ?? verdict)).toEqual(["pass"]);
  const told = (results[0]?.events ?? []).flatMap(({ type, fields, call }) =>
    type === "stderr" ? [fields["raw"] ?? ""] : call !== undefined ? [call.name] : /^(step_|service_|probe)/.test(type) ? [type] : [],
  );
  // That the last answer is none is seen when the service is about to end, or has ended.
  const exact = told.toSpliced(told.lastIndexOf("step_recv"), 1).join("\n");
  // Between an answer that was sent and the answer that came it prints once more, and may be faster.
  const seen = exact.replaceAll(/step_recv\n(\d+ answered)/g, "$1\nstep_recv").split("\n");
  expect(seen).toEqual([
    ...["service_started", "listening", "probe", "service_ready"],
    ...Array.from({ length: 200 }, (_, i) => [
      "step_send",
      `${i} heard`,
      "fdatasync",
      `${i} synced`,
      "sendto",
      `${i} answered`,
      "step_recv",
    ]).flat(),
    ...["step_send", "ends", "service_exited"],
  ]);
});
