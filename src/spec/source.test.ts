/** Filters by the line that made a call. What finds the lines is given from outside; here it knows two places in a script. */
import { expect, test } from "vitest";
import type { CallStack, Source } from "../trace/index.ts";
import { Bench, freePort } from "./running.ts";

const program = `
import os, socket, sys
log = os.open("log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = server.accept()[0]
    said = client.recv(1000)
    if said: os.write(log, said)
    client.close()
`;

const suiteOf = (port: number, body: string): string => `
log = service("log", "python3", interface("main", "tcp", ${port}), args = ["-S", "log.py", "${port}"], healthcheck = tcp("localhost:${port}"))

def test_a():
    def work():
        log.main.send(data = "x\\n")
    trace(log, syscalls = ["write"], run = work)
${body}
`;

/** Whatever is asked, it was made by `append` for `serve`. */
const locate = async (stacks: readonly CallStack[]): Promise<readonly Source[]> =>
  stacks.map(() => ({
    function: "shop.append",
    file: "log.py",
    line: 8,
    near: false,
    stack: [
      { function: "os.write", own: false },
      { function: "shop.append", file: "log.py", line: 8, own: true },
      { function: "shop.serve", file: "log.py", line: 5, own: true },
    ],
  }));

async function verdict(body: string, options: { locate?: typeof locate } = { locate }): Promise<string> {
  await using bench = await Bench.open();
  await bench.write("log.py", program);
  const { results } = await bench.run(suiteOf(await freePort(), body), options);
  const [result] = results;
  return result?.verdict === "pass" ? "pass" : `${result?.verdict}: ${result?.failure?.message}`;
}

test("a call is found by its line, its function and the functions that led to it", async () => {
  const calls = ["log.py:8 shop.append", "*append", "*shop.serve", "log.py:*"].map(
    (glob) => `    assert_eventually(syscall = "write", path = "*/log", source = "${glob}")`,
  );
  expect(await verdict([...calls, '    assert_never(source = "*os.write")'].join("\n"))).toBe("pass");
});

test("predicates see the line as a field", async () => {
  expect(await verdict('    assert_eventually(where = lambda e: e.data.get("source", "") == "log.py:8 shop.append")')).toBe("pass");
});

test("a line that is told only when the services have ended is asked for again", async () => {
  let asked = 0;
  const late: typeof locate = async (stacks) => (asked++ === 0 ? [] : locate(stacks));
  await using bench = await Bench.open();
  await bench.write("log.py", program);
  const { results } = await bench.run(suiteOf(await freePort(), "    pass"), { locate: late });
  const calls = results[0]?.events.flatMap(({ call }) => call ?? []) ?? [];
  expect(asked).toBeGreaterThan(1);
  expect(calls.map(({ source }) => source?.function)).toContain("shop.append");
});

test("without recorded lines a filter by them is an error and not a pass", async () => {
  expect(await verdict('    assert_never(source = "*append")', {})).toBe(
    "fail: assert_never: source= asks for the line that made a call, and this run records none; add --source",
  );
});
