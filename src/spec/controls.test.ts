/** Whether some test of a suite sees an interface work, without which its failures prove nothing. */
import { expect, test } from "vitest";
import { Bench, freePort } from "./running.ts";

/** Writes what it is told to a file and says it back; closes the connection when it cannot, and after `quiet` in any case. */
const program = `
import os, socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
file = os.open("file", os.O_CREAT | os.O_WRONLY)
while True:
    client = server.accept()[0]
    said = client.recv(1000)
    try:
        if said: os.write(file, said)
        if said != b"quiet\\n": client.sendall(said)
    except OSError: pass
    client.close()
`;

/** What is said of the controls of a suite with one service and [tests]. */
async function controls(tests: string): Promise<readonly string[]> {
  await using bench = await Bench.open();
  await bench.write("program.py", program);
  const port = await freePort();
  const { results, runs } = await bench.run(`
a = service("a", "python3", interface("main", "tcp", ${port}), args = ["-S", "program.py", "${port}"], healthcheck = tcp("localhost:${port}"))
def broken(run): fault(a, write = deny("EIO", path = "*/file"), run = run)
${tests}
`);
  expect(results.map(({ verdict }) => verdict)).toEqual(results.map(() => "pass"));
  return runs.flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => code === "NO_POSITIVE_CONTROL").map(({ message }) => message));
}

const none = "no step on a.main succeeded in any test, so what passes would pass with a service that does not work at all";
const closed = 'def test_closed(): broken(lambda: assert_eq(a.send(data = "x"), ""))\n';

test("under a fault a connection that is closed without an answer shows nothing: a service that is dead does the same", async () => {
  expect(await controls(closed)).toEqual([none]);
  expect(await controls(`${closed}def test_answers(): assert_eq(a.send(data = "x"), "x")\n`)).toEqual([]);
});

test("where nothing is disturbed it is the answer of a protocol that has none", async () => {
  expect(await controls(`${closed}def test_quiet(): assert_eq(a.send(data = "quiet"), "")\n`)).toEqual([]);
});

test("an answer is an answer, also beside a fault", async () => {
  const beside = `def beside():
    assert_eq(a.send(data = "x"), "")
    fault_stop(a)
    assert_eq(a.send(data = "x"), "x")
def test_beside():
    fault_start(a, write = deny("EIO", path = "*/file"))
    beside()
`;
  expect(await controls(beside)).toEqual([]);
});
