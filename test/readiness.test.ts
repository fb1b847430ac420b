/** When a service is ready: whoever listens is not ready yet, and whoever never accepts is not waited for for ever. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultbox } from "./faultbox.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-readiness-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Event {
  readonly type: string;
  readonly service: string;
}

/** The types of the events of a test that starts a service which listens and then does what [after] says. */
async function started(after: string, timeout: string): Promise<readonly string[]> {
  const server = `
import os, select, signal, socket, subprocess, sys, threading, time
listener = socket.create_server(("127.0.0.1", 7120))
def serve():
    print("accepting", flush=True)
    while True:
        client, _ = listener.accept()
        client.sendall(client.recv(100))
        client.close()
${after}
`;
  await writeFile(join(folder, "server.py"), server);
  await writeFile(
    join(folder, "ready.star"),
    `
server = service("server", "python3", interface("main", "tcp", 7120), args = ["server.py"],
    healthcheck = tcp("localhost:7120", timeout = "${timeout}"), observe = [observe.stdout(decoder = decoder("regex", pattern = "(?P<said>.*)"))])
def test_ready():
    assert_true(True)
`,
  );
  const ran = await faultbox(["test", "ready.star", "--output", "t.json"], folder);
  expect(ran.code, ran.stderr).toBe(0);
  const { tests } = JSON.parse(await readFile(join(folder, "t.json"), "utf8")) as { tests: readonly { events: readonly Event[] }[] };
  return (tests[0]?.events ?? []).map(({ type }) => type);
}

test.for([
  ["computes", "sum(i * i for i in range(5_000_000))\nserve()"],
  ["sleeps", "time.sleep(0.5)\nserve()"],
  ["polls with a limit of time", "select.poll().poll(500)\nserve()"],
  ["waits for a lock with a limit of time", "threading.Event().wait(0.5)\nserve()"],
  ["selects with a limit of time, in a child", "if os.fork() == 0:\n    select.select([], [], [], 0.5)\n    serve()\nos.wait()"],
  ["waits for a child that works", 'subprocess.run(["sleep", "0.5"])\nserve()'],
  ["has a child accept, later", "if os.fork() == 0:\n    time.sleep(0.3)\n    serve()\nos.wait()"],
])("a service that listens, %s, and accepts then, is ready when it has accepted", async ([, after = ""]) => {
  const types = await started(after, "60s");
  expect(types).toContain("service_ready");
  expect(types.indexOf("stdout")).toBeGreaterThan(0);
  expect(types.indexOf("stdout")).toBeLessThan(types.indexOf("service_ready"));
});

test.for([
  // The time that it is given is more than this test has.
  ["waits for something else, at once", "signal.pause()", "600s"],
  ["would wake up by itself when nobody waits any more", "select.poll().poll(3600_000)", "600s"],
  ["waits for a lock, a second at a time", "while True: threading.Event().wait(1)", "600s"],
  ["wakes up now and then, when its time is over", "while True: time.sleep(0.01)", "3s"],
])("a service that listens, never accepts and %s, is ready all the same", async ([, after = "", timeout = ""]) => {
  const types = await started(after, timeout);
  expect(types).toContain("service_ready");
  expect(types).not.toContain("stdout");
});
