/** What services print, as events: in the order of what happened, whole, bounded, and never anything but data. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { declared, passes, runSuite } from "./obedient.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-observe-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("lines are events with the fields of their decoder, one stream each, and plain filters see them", async () => {
  await passes(
    folder,
    `${declared('observe = [observe.stdout(decoder = decoder("json")), observe.stderr(decoder = decoder("logfmt"))]')}
def test_lines():
    tell("print", text = '{"level":"info","n":1000000,"nested":{"a":[1]}}')
    tell("print", text = "level=warn%20msg=%22two%20words%22", to = 2)
    tell("print", text = "no%20json")
    assert_eventually(type = "stdout", level = "info", n = "1000000")
    assert_eventually(service = "svc", level = "warn", msg = "two words")
    assert_never(type = "stderr", level = "info")
    assert_before(first = {"type": "stdout", "level": "info"}, then = {"type": "stderr", "level": "warn"})
    [first, second] = events(type = "stdout")
    assert_eq(first.data["nested"]["a"], [1])
    assert_eq(first.nested, '{"a":[1]}')
    assert_eq(second.data, {"data": "no json"})
    assert_eq(second.level, "")
    assert_eq(len(events(where = lambda e: e.type == "stderr" and e.data["level"] == "warn")), 1)
`,
  );
});

test("a line stands between the calls that were made before and after it, and a reply comes after what was printed for it", async () => {
  await passes(
    folder,
    `${declared("observe = [observe.stdout()]")}
def test_order():
    def work():
        for i in range(10):
            tell("write", file = "f%d" % i)
            tell("print", text = "wrote%20" + str(i))
    trace(svc, syscalls = ["fsync"], run = work)
    seen = events(where = lambda e: e.type == "stdout" or e.syscall == "fsync")
    assert_eq([e.raw or e.syscall for e in seen], [x for i in range(10) for x in ["fsync", "wrote " + str(i)]])
    for e in events(type = "stdout"):
        assert_true(e.preceded_by(match.event(type = "step_send")))
`,
  );
});

test("a line without end comes with the end of the service, an empty one is none, and a long one is cut", async () => {
  const ran = await passes(
    folder,
    `${declared("observe = [observe.stdout()]")}
def test_partial():
    tell("print", text = "begun", end = "")
    tell("print", text = "")
    assert_eq([e.raw for e in events(type = "stdout")], ["begun"])
    tell("repeat", text = "0123456789", n = 7000)
    tell("print", text = "unfinished", end = "")
    long = events(type = "stdout")[-1]
    assert_eq(len(events(type = "stdout")), 1, "the long line has no end yet")
    tell("print", text = "")
    [_, long] = events(type = "stdout")
    assert_eq((len(long.raw), long.truncated), (65536, "true"))
    tell("print", text = "last", end = "")
`,
    "--output",
    join(folder, "out.json"),
  );
  expect(ran.code).toBe(0);
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(join(folder, "out.json"), "utf8");
  expect(text).toContain('"raw": "last"');
});

test("bytes that are no text are an event like any other", async () => {
  await passes(
    folder,
    `${declared("observe = [observe.stdout()]")}
def test_binary():
    tell("bytes", hex = "00ff1b5b313b0a410a")
    lines = [e.raw for e in events(type = "stdout")]
    assert_eq(len(lines), 2)
    assert_eq(lines[1], "A")
`,
  );
});

test("what a service prints is never a command to whoever reads the log", async () => {
  const ran = await runSuite(
    folder,
    `${declared("observe = [observe.stdout()]")}
def test_commands():
    tell("print", text = "::error::owned")
    tell("print", text = "%1b]0;title%07::set-output%20name=x::y")
    assert_never(raw = "*owned*")
`,
    "--debug",
  );
  expect(ran.code).toBe(2);
  expect(ran.stderr).not.toMatch(/^::(error|set-output)/m);
  expect(ran.stderr).not.toContain("\u001b]0;");
  expect(ran.stdout).toBe("");
});

test("a flood of lines ends the test with a reason and not this tool", async () => {
  const ran = await runSuite(
    folder,
    `${declared("observe = [observe.stdout()]")}
def test_flood():
    tell("repeat", text = "0123456789" * 1000 + "%0a", n = 7000)
`,
  );
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('service "svc" printed more than 64 MiB to stdout, which is observed');
});

test("a pattern that would take for ever ends the test with a reason, the line's beginning and the pattern's fault", async () => {
  const ran = await runSuite(
    folder,
    `${declared('observe = [observe.stdout(decoder = decoder("regex", pattern = "^(?P<all>([a-z]+)+)$"))]')}
def test_bad_pattern():
    tell("print", text = "a" * 60 + "1")
`,
  );
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(
    /decoder\("regex"\) of stdout of service "svc": its pattern took longer than 3 s on a line of 61 characters; .*The line begins with "a{60}1"/,
  );
});
