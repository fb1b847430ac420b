/** How tests and services end: nothing of one is left when the next one begins, whatever it was in the middle of. */
import { expect, test } from "vitest";
import { Bench, freePort } from "./running.ts";

const program = `
import errno, os, resource, socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = server.accept()[0]
    said = client.recv(1000)
    if said == b"exit\\n": sys.exit()
    if said.startswith(b"print"): print(said[6:-1].decode(), end="", flush=True)
    if said.startswith(b"line"): print(said[5:-1].decode(), flush=True)
    if said.startswith(b"die"):
        # Files are closed in the order of their numbers, so the connection is closed long before the last of these.
        resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
        many = [socket.socket() for _ in range(min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 20000) - 50)]
        os._exit(7)
    if said.startswith(b"connect"):
        try: socket.create_connection(("127.0.0.1", int(said.split()[1])))
        except OSError as e: said = errno.errorcode[e.errno].encode()
    if said: client.sendall(said)
    client.close()
`;

async function verdicts(suite: (service: (name: string) => string) => Promise<string>): Promise<readonly string[]> {
  await using bench = await Bench.open();
  await bench.write("echo.py", program);
  const ports = new Map<string, number>();
  for (const name of ["a", "b"]) ports.set(name, await freePort());
  const text = await suite((name) => {
    const port = ports.get(name) ?? 0;
    return `${name} = service("${name}", "python3", interface("main", "tcp", ${port}), args = ["-S", "echo.py", "${port}"], healthcheck = tcp("localhost:${port}"))`;
  });
  const { results } = await bench.run(text);
  return results.map(({ name, verdict, failure }) => `${name} ${verdict}${failure === undefined ? "" : ` ${failure.message}`}`);
}

test("what waits beside a restart goes on waiting: a service that is stopped to be started again has not died", async () => {
  const said = await verdicts((service) =>
    Promise.resolve(`
${service("a")}
${service("b")}
def test_waits():
    parallel(lambda: restart(a), lambda: sleep("200ms"), lambda: await_event(match.event(type = "step_recv", summary = '"done"')),
        lambda: [await_event(match.event(type = "service_exited")), b.send(data = "done")])
    await_stable(quiescence_window = "1ms")
    assert_eq(len(events(type = "service_ready", service = "a")), 2)
`),
  );
  expect(said).toEqual(["test_waits pass"]);
});

test("a restart that the end of its test interrupts leaves no service behind", async () => {
  const said = await verdicts((service) =>
    Promise.resolve(`
${service("a")}
down = monitor("down", on = match.event(type = "service_exited", service = "a"), state_init = 0, update = lambda e, s: s + 1, check = lambda e, s: s < 2)
def test_1_restarts():
    for _ in range(5): restart(a)
def test_2_finds_the_port_free():
    assert_eq(a.send(data = "x"), "x")
def test_3_restarts():
    parallel(lambda: [restart(a) for _ in range(5)], lambda: sleep("10s"))
def test_4_finds_the_port_free():
    assert_eq(a.send(data = "x"), "x")
`),
  );
  expect(said).toEqual([
    'test_1_restarts fail monitor violation: monitor "down" violated at event seq=8 type="service_exited" service="a"',
    "test_2_finds_the_port_free pass",
    'test_3_restarts fail monitor violation: monitor "down" violated at event seq=8 type="service_exited" service="a"',
    "test_4_finds_the_port_free pass",
  ]);
});

test("a service that has ended as it may, and was started again, is one that runs: faults and partitions reach it", async () => {
  const said = await verdicts((service) =>
    Promise.resolve(`
${service("a").replace(/\)$/, ", may_exit = True)")}
${service("b")}
def test_again():
    a.send(data = "exit")
    await_event(match.event(type = "service_exited", service = "a"))
    restart(a)
    fault(a, sendto = deny("EPIPE", nth = 1), run = lambda: assert_eq(a.send(data = "x"), ""))
    await_event(match.event(type = "service_exited", service = "a"))
    restart(a)
    partition(a, b, run = lambda: assert_eq(a.send(data = "connect %d" % b.main.port), "ETIMEDOUT"))
`),
  );
  expect(said).toEqual(["test_again pass"]);
});

test("a service that ends over the last step of its test has ended in it, though its connection closes before it is dead", async () => {
  const said = await verdicts((service) =>
    Promise.resolve(`
${service("a")}
def test_dies():
    assert_eq(a.send(data = "die"), "")
def test_told():
    assert_eq(a.send(data = "die"), "")
    assert_eventually(type = "service_exited", code = "7")
`),
  );
  expect(said).toEqual([
    'test_dies fail service "a" exited during the test (exit code 7)',
    'test_told fail service "a" exited during the test (exit code 7)',
  ]);
});

test("a line without end is one when its service has ended, and no part of what is printed after a restart", async () => {
  const said = await verdicts((service) =>
    Promise.resolve(`
${service("a").replace(/\)$/, ", may_exit = True, observe = [observe.stdout()])")}
def lines(): return [e.raw for e in events(type = "stdout")]
def test_exit():
    a.send(data = "print left")
    assert_eq(lines(), [])
    a.send(data = "exit")
    await_event(match.event(type = "stdout", raw = "left"))
    restart(a)
    a.send(data = "print right")
    restart(a)
    assert_eq(lines(), ["left", "right"])
def test_crash():
    a.send(data = "print left")
    fault(a, sendto = crash(), run = lambda: a.send(data = "x"))
    restart(a)
    a.send(data = "line right")
    assert_eq(lines(), ["left", "right"])
`),
  );
  expect(said).toEqual(["test_crash pass", "test_exit pass"]);
});

test("a service that puts itself in the background is one, where it may exit; elsewhere it is told how to declare it", async () => {
  const said = await verdicts((service) =>
    Promise.resolve(`
${service("a")
  .replace('"python3"', '"sh"')
  .replace(/args = (.*), health/, 'args = ["-c", "setsid python3 -S echo.py $0 & exit 0"] + $1[2:], health')
  .replace(/\)$/, ", may_exit = True)")}
${service("b")}
def test_daemon():
    assert_eq(a.send(data = "x"), "x")
    fault(a, sendto = deny("EPIPE", nth = 1), run = lambda: assert_eq(a.send(data = "x"), ""))
    restart(a)
    partition(a, b, run = lambda: assert_eq(a.send(data = "connect %d" % b.main.port), "ETIMEDOUT"))
`),
  );
  expect(said).toEqual(["test_daemon pass"]);
  const told = await verdicts((service) =>
    Promise.resolve(`
${service("a")
  .replace('"python3"', '"sh"')
  .replace(/args = (.*), health/, 'args = ["-c", "setsid python3 -S echo.py $0 & exit 0"] + $1[2:], health')}
def test_daemon():
    assert_eq(a.send(data = "x"), "x")
`),
  );
  expect(told).toEqual([
    'test_daemon fail failed to start services: service "a" exited before becoming ready (exit code 0); ' +
      "one that puts itself in the background has to be told to stay in front, or to be declared with may_exit=True",
  ]);
});
