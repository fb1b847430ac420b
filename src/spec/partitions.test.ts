/** Partitions of a cluster: what its members tell each other on ports that no suite declares. */
import { expect, test } from "vitest";
import { Bench, freePort } from "./running.ts";

/** A member: asked on its declared port, it does a thing on others. `gossip` and `datagrams` open one and tell which. */
const member = `
import errno, socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
gossip = socket.create_server(("127.0.0.1", 0))
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(("127.0.0.1", 0))
standing = {}
def obey(what, port):
    if what == "gossip": return gossip.getsockname()[1]
    if what == "datagrams": return datagrams.getsockname()[1]
    if what == "connect": socket.create_connection(("127.0.0.1", port)).close()
    if what == "join": standing[port] = socket.create_connection(("127.0.0.1", port))
    if what == "admit": standing[0] = gossip.accept()[0]
    if what == "tell": standing[port].send(b"x")
    if what == "datagram": socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port))
    return "done"
while True:
    client = server.accept()[0]
    said = client.recv(1000).decode().split()
    if said:
        try: answer = obey(said[0], int(said[1]) if len(said) > 1 else 0)
        except OSError as e: answer = errno.errorcode[e.errno]
        client.sendall(str(answer).encode())
    client.close()
`;

test("who is cut off from two is cut off on every port, while the two go on talking to each other", async () => {
  await using bench = await Bench.open();
  await bench.write("member.py", member);
  const declared = await Promise.all(
    ["a", "b", "c"].map(async (name) => {
      const port = await freePort();
      return `${name} = service("${name}", "python3", interface("main", "tcp", ${port}), args = ["-S", "member.py", "${port}"], healthcheck = tcp("localhost:${port}"))`;
    }),
  );
  const { results } = await bench.run(`
${declared.join("\n")}
def ask(member, what, port = ""): return member.send(data = "%s %s" % (what, port))
def test_cluster():
    ports = {m.name: ask(m, "gossip") for m in [a, b, c]}
    datagrams = {m.name: ask(m, "datagrams") for m in [a, b, c]}
    assert_eq(ask(b, "join", ports["a"]), "done")
    assert_eq(ask(a, "admit"), "done")
    assert_eq(ask(b, "join", ports["c"]), "done")
    def reach(x, y): return [ask(x, "connect", ports[y.name]), ask(x, "datagram", datagrams[y.name])]
    def cut():
        for x, y in [(a, b), (b, a), (a, c), (c, a)]:
            assert_eq(reach(x, y), ["ETIMEDOUT", "ETIMEDOUT"], "%s to %s" % (x.name, y.name))
        for x, y in [(b, c), (c, b)]:
            assert_eq(reach(x, y), ["done", "done"], "%s to %s" % (x.name, y.name))
        assert_eq([ask(b, "tell", ports["a"]), ask(a, "tell", 0), ask(b, "tell", ports["c"])], ["ETIMEDOUT", "ETIMEDOUT", "done"])
    partition(a, b, run = lambda: partition(a, c, run = cut))
    for x, y in [(a, b), (b, a), (a, c), (c, a), (b, c)]: assert_eq(reach(x, y), ["done", "done"])
    assert_eq([ask(b, "tell", ports["a"]), ask(a, "tell", 0)], ["done", "done"])
`);
  expect(results.map(({ verdict, failure }) => [verdict, failure?.message])).toEqual([["pass", undefined]]);
});
