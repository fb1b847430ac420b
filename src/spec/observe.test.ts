/** What `observe: "auto"` does to services, besides watching them. */
import { expect, test } from "vitest";
import type { Call } from "../trace/index.ts";
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
  const syncs = async (observe: "auto" | "suite"): Promise<Map<string, readonly Call[]>> => {
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
