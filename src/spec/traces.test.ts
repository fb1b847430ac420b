/** What events and traces can be asked, and files that a suite reads: on a service that does one thing after the other. */
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Bench, freePort } from "./running.ts";

const program = `
import os, socket, sys
log = os.open("log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = server.accept()[0]
    said = client.recv(1000)
    if said:
        print("got correlation_id=%s" % said.decode().strip(), flush=True)
        try:
            os.write(log, said); os.fsync(log)
        except OSError as e: said = os.strerror(e.errno).encode() + b"\\n"
        print("done correlation_id=%s" % said.decode().strip(), flush=True)
        client.sendall(said)
    client.close()
`;

/** Answers a request with its own body. */
const echo = `
import http.server, sys
class Echo(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers()
        self.wfile.write(body)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Echo).serve_forever()
`;

const head = (port: number): string => `
svc = service("svc", "python3", interface("main", "tcp", ${port}), args = ["-S", "svc.py", "${port}"], healthcheck = tcp("localhost:${port}"),
    observe = [observe.stdout(decoder("regex", pattern = "(?P<what>got|done) correlation_id=(?P<correlation_id>.*)"))])
`;

async function verdicts(body: string): Promise<readonly string[]> {
  await using bench = await Bench.open();
  await bench.write("svc.py", program);
  await bench.write("data.yml", "names: [a, b]\nmost: 3\nshare: 0.5\nnone: ~\n");
  await bench.write("data.json", '{"names": ["a", "b"], "most": 1000000, "share": 0.5, "none": null}');
  const { results } = await bench.run(head(await freePort()) + body);
  return results.map(({ name, verdict, failure }) => `${name} ${verdict}${failure === undefined ? "" : ` ${failure.message}`}`);
}

test("events know what stands around them, how far away, and what they have in common", async () => {
  const said = await verdicts(`
def test_around():
    trace(svc, syscalls = ["write", "fsync"], run = lambda: svc.send(data = "7") and svc.send(data = "8"))
    got = await_event(match.event(type = "stdout", what = "got", correlation_id = "7"))
    done = await_event(match.event(type = "stdout", what = "done", correlation_id = "7"))
    other = await_event(match.event(type = "stdout", what = "got", correlation_id = "8"))
    assert_true(got.same_correlation_as(done) and not got.same_correlation_as(other))
    assert_true(got.same_service_as(other) and got.happens_before(done) and done.happens_after(got))
    assert_true(done.preceded_by(match.event(syscall = "fsync")) and not got.preceded_by(match.event(syscall = "fsync")))
    assert_true(got.followed_by(match.event(syscall = "fsync")))
    assert_true(got.followed_by_within(match.event(syscall = "fsync"), "60s") and done.preceded_by_within(match.event(syscall = "fsync"), "60s"))
    assert_true(not other.followed_by_within(match.event(what = "never"), "60s"))
    assert_true(done.duration_since(got) > 0 and done.duration_since(got) < duration("60s"))
    sync = await_event(match.event(syscall = "fsync"))
    assert_true(not done.directly_caused_by(got), "a write and a sync stand between")
    assert_true(sync.happens_after(got))
`);
  expect(said).toEqual(["test_around pass"]);
});

test("a trace is asked for events, for those between two, for those near one, and for what led to one", async () => {
  const said = await verdicts(`
def body():
    trace(svc, syscalls = ["write", "fsync"], run = lambda: svc.send(data = "7"))

def whole(t):
    got, done = t.first(type = "stdout", what = "got"), t.last(type = "stdout", what = "done")
    if got == None or done == None: return False
    between = t.events_between(got, done)
    sync = t.event(syscall = "fsync")
    chain = t.causal_chain(done)
    near = t.events_within(match.event(type = "stdout"), "60s", of = sync)
    calls = between.filter(lambda e: e.type == "syscall").map(lambda e: e.syscall)
    return (
        "fsync" in calls and near.count == 2 and len(near) == 2 and near.first == got and near.last == done and
        t.count(type = "stdout") == 2 and got in list(chain) and sync in list(chain) and
        t.events(syscall = "fsync").reduce(lambda n, e: n + 1, 0) == 1
    )
test("asks", body = body, expect = eventually(whole))
`);
  expect(said).toEqual(["test_asks pass"]);
});

test("imperative faults and traces end where they are stopped, and a stop without a start does nothing", async () => {
  const said = await verdicts(`
def test_stopped():
    fault_stop(svc)
    trace_stop(svc)
    fault_start(svc, fsync = deny("EIO"))
    trace_start(svc, syscalls = ["write"])
    assert_eq(svc.send(data = "x"), "Input/output error")
    fault_stop(svc)
    assert_eq(svc.send(data = "x"), "x")
    trace_stop(svc)
    fault_start(svc, fsync = deny("EIO"))
    fault_start(svc, write = deny("ENOSPC", path = "*/log"))
    assert_eq(svc.send(data = "x"), "No space left on device")
    fault_stop(svc)
    assert_eq(svc.send(data = "x"), "x")
`);
  expect(said).toEqual(["test_stopped pass"]);
});

test("files are read as text and as data, while loading and in a test", async () => {
  const said = await verdicts(`
loaded = load_yaml("data.yml")
def test_files():
    assert_eq(loaded, {"names": ["a", "b"], "most": 3, "share": 0.5, "none": None})
    assert_eq(load_json("data.json"), {"names": ["a", "b"], "most": 1000000, "share": 0.5, "none": None})
    assert_true(load_file("data.yml").startswith("names:"))
    values = struct(a = 1, b = [2])
    assert_eq((values.a, values.b), (1, [2]))
def test_url():
    load_file("https://example.org/x")
`);
  expect(said).toEqual(["test_files pass", 'test_url fail load_file: want a file\'s path, got the URL "https://example.org/x"']);
});

test("numbers keep their digits and bytes are what they are in files, in what is sent and in what comes back", async () => {
  await using bench = await Bench.open();
  const port = await freePort();
  await bench.write("echo.py", echo);
  await writeFile(join(bench.folder, "picture"), Uint8Array.of(137, 80, 255, 0, 254));
  await bench.write("data.json", '{"id": 9007199254740993, "one": 1.0, "twice": 1, "twice": 2, "long": 1e20}');
  await bench.write("data.yml", "base: &base {id: 9007199254740993}\nall:\n  <<: *base\n  name: x\n");
  const { results } = await bench.run(`
svc = service("svc", "python3", interface("main", "http", ${port}), args = ["-S", "echo.py", "${port}"], healthcheck = tcp("localhost:${port}"))
def test_digits():
    data = load_json("data.json")
    assert_eq(str(data), '{"id": 9007199254740993, "one": 1, "twice": 2, "long": 1e+20}')
    assert_eq(load_yaml("data.yml")["all"], {"id": 9007199254740993, "name": "x"})
    answer = svc.post(path = "/", body = {"ids": [data["id"], 2 << 62]})
    assert_eq(answer.body, '{"ids":[9007199254740993,9223372036854775808]}')
    assert_eq(answer.data, {"ids": [9007199254740993, 9223372036854775808]})
    assert_true(answer.data["ids"][0] != 9007199254740992)
def test_bytes():
    picture = load_file("picture")
    assert_eq(list(picture.elem_ords()), [137, 80, 255, 0, 254])
    assert_eq(svc.post(path = "/", body = picture).body, picture)
    assert_eq(svc.post(path = "/", body = picture).data, picture)
    assert_true(svc.post(path = "/", body = picture[:2]).body != picture[:3])
    assert_eq(svc.post(path = "/", body = "é").body, "é")
`);
  expect(results.map(({ verdict, failure }) => [verdict, failure?.message])).toEqual([
    ["pass", undefined],
    ["pass", undefined],
  ]);
});

test("a port that another process listens on ends the test at once, with who it is and where the suite says so", async () => {
  await using bench = await Bench.open();
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { results } = await bench.run(`${head(port)}\ndef test_a():\n    assert_eq(svc.send(data = "x"), "x")\n`);
  await new Promise((resolve) => server.close(resolve));
  const failure = results[0]?.failure;
  expect(failure?.message).toContain(`port ${port} of service "svc" is already in use by process ${process.pid} (`);
  expect(failure?.position).toMatchObject({ file: "s.star", line: 2 });
});
