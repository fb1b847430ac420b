/** Time and order: what waits, what is watched, and which verdict comes of it when time is over, a service dies, or a test is left. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ran } from "./faultbox.ts";
import { declared, passes, runSuite } from "./obedient.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-temporal-"));
});
afterAll(() => rm(folder, { recursive: true }));

const observed = declared("observe = [observe.stdout()]");

/** The line of the suite that holds [text], from 1. */
const lineOf = (suite: string, text: string): number => suite.split("\n").findIndex((line) => line.includes(text)) + 1;

async function fails(suite: string, ...args: string[]): Promise<Ran> {
  const ran = await runSuite(folder, suite, ...args);
  expect(ran.stderr).toMatch(/\n0 passed, [1-9]\d* failed/);
  expect(ran.code).toBe(2);
  return ran;
}

async function inconclusive(suite: string, ...args: string[]): Promise<Ran> {
  const ran = await runSuite(folder, suite, ...args);
  expect(ran.stderr).toMatch(/\n0 passed, 0 failed, [1-9]\d* inconclusive/);
  expect(ran.code).toBe(3);
  return ran;
}

test("a wait ends with the event: one that has happened already, or the next one", async () => {
  await passes(
    folder,
    `${observed}
def test_wait():
    tell("later", text = "ready", ms = 30)
    event = await_event(match.event(type = "stdout", raw = "ready"))
    assert_eq((event.service, event.raw), ("svc", "ready"))
    again = await_event(lambda e: e.raw == "ready")
    assert_eq(again.seq, event.seq)
    assert_true(event.timestamp.endswith("Z"))
    sent = await_event(match.event(type = "step_send"))
    assert_true(event.duration_since(sent) >= duration("10ms"))
    assert_true(sent.happens_before(event) and event.happens_after(sent) and not sent.concurrent_with(event))
    assert_true(event.preceded_by_within(match.event(type = "step_send"), "10s") and not event.followed_by(match.event(raw = "ready")))
`,
  );
});

test("a wait that a test's timeout ends is inconclusive, and says what was awaited", async () => {
  const ran = await inconclusive(`${observed}
test("waits", body = lambda: await_event(match.event(raw = "never said")), expect = eventually(lambda t: t.count(raw = "nothing") > 0), timeout = "300ms")
`);
  expect(ran.stderr).toContain("--- INCONCLUSIVE: test_waits (");
  expect(ran.stderr).toContain('test "waits" did not end within its timeout of 300ms; still open: eventually(lambda)');
});

test("a wait that the budget ends is inconclusive too", async () => {
  const ran = await inconclusive(
    `${observed}
def test_budget():
    await_event(match.never())
`,
    "--timeout",
    "2s",
  );
  expect(ran.stderr).toContain("budget");
});

test("a service that dies ends a wait at once, as a failure with what it said last", async () => {
  const ran = await fails(`${observed}
def test_death():
    tell("print", text = "out%20of%20memory")
    tell("exit", code = 3)
    await_event(match.event(raw = "never said"))
`);
  expect(ran.stderr).toContain('await_event: waiting for match.event(raw="never said"): service "svc" has exited (exit code 3)');
  expect(ran.stderr).toContain("out of memory");
  expect(ran.stderr).toContain("[SERVICE_CRASHED]");
});

test("a service that may exit can be awaited to, and its exit is an event", async () => {
  await passes(
    folder,
    `${declared("observe = [observe.stdout()], may_exit = True")}
def test_exit():
    tell("exit", code = 3)
    event = await_event(match.event(type = "service_exited", service = "svc"))
    assert_eq(event.code, "3")
    assert_eventually(type = "service_exited", code = "3")
`,
  );
});

test("silence is awaited from the last event that counts", async () => {
  await passes(
    folder,
    `${observed}
def test_stable():
    tell("every", text = "tick", ms = 20)
    for ms in [50, 100, 150]:
        tell("later", text = "work", ms = ms)
    await_stable(quiescence_window = "120ms", ignore = match.event(raw = "tick"))
    assert_eq(len(events(raw = "work")), 3)

def test_never_stable():
    tell("every", text = "tick", ms = 20)
    seen = always(lambda t: t.count(raw = "tick") < 10000)
    sleep("1ms")
    sleep("0ms")
`,
  );
});

test("what is watched for another reason than the test's own is no noise", async () => {
  const suite = `${declared()}
other = service("other", "${process.execPath}", interface("main", "http", 8081), args = ["obedient.mjs"], env = {"PORT": "8081"},
    healthcheck = http("localhost:8081/health"))

def test_quiet():
    tell("writing", file = "f", ms = 20)
    partition(svc, other, run = lambda: await_stable(quiescence_window = "400ms"))
    await_stable(quiescence_window = "400ms")
`;
  // It writes all the time, and nobody asked about writes: neither a partition nor a recording makes them count.
  for (const flags of [[], ["--observe", "auto"]]) await passes(folder, suite, "--timeout", "20s", ...flags);
  const asked = suite.replace("def test_quiet():", 'def test_quiet():\n    assert_never(syscall = "write", path = "/none")');
  const noisy = await runSuite(folder, asked, "--timeout", "4s");
  expect(noisy.stderr).toContain("--- INCONCLUSIVE: test_quiet ");
});

test("a call that a delay holds is no silence, also when the fault is over", async () => {
  await passes(
    folder,
    `${observed}
def synced():
    return len(events(syscall = "fsync", decision = "delay*"))

def write_later():
    # Answers before it writes, so that nothing but the delayed call is under way.
    tell("write_later", file = "f", ms = 1)

def test_in_force():
    def work():
        write_later()
        await_stable(quiescence_window = "50ms")
        assert_eq(synced(), 1)
    fault(svc, fsync = delay("700ms"), run = work)

def test_over():
    def work():
        write_later()
        await_event(match.event(type = "stdout", raw = "syncing"))
    fault(svc, fsync = delay("700ms"), run = work)
    await_stable(quiescence_window = "50ms")
    assert_eq(synced(), 1)
`,
  );
});

test("a sleep fits into the time there is and is not negative", async () => {
  const ran = await fails(`${observed}
test("long", body = lambda: sleep("2s"), timeout = "1s")
def test_negative():
    sleep("-1s")
`);
  expect(ran.stderr).toContain("sleep: 2s is longer than what the test has left");
  expect(ran.stderr).toContain('sleep: the duration must not be negative, got "-1s"');
});

test("a monitor ends the test at the event that it refuses, which the trace marks", async () => {
  const suite = `${observed}
# in force in every test
monitor("counts_up",
    on = match.event(type = "stdout", service = "svc"),
    state_init = {"last": [0]},
    update = lambda e, s: {"last": s["last"] + [int(e.raw)]},
    check = lambda e, s: s["last"][-1] > s["last"][-2],
)

def test_counts():
    for n in [1, 2, 5, 4, 6]:
        tell("print", text = str(n))
    await_event(match.never())
`;
  const ran = await fails(suite, "--output", join(folder, "out.json"));
  expect(ran.stderr).toMatch(/reason: monitor violation: monitor "counts_up" violated at event seq=\d+ type="stdout" service="svc"/);
  expect(ran.stderr).toContain(`s.star:${lineOf(suite, 'monitor("counts_up"')}`);
  expect(ran.stderr).toMatch(/VIOLATION at this event:\n +#\d+ +svc +stdout +4\n/);
  const [told] = (
    JSON.parse(await readFile(join(folder, "out.json"), "utf8")) as {
      tests: { violation: number; events: { seq: number; fields: { raw?: string } }[] }[];
    }
  ).tests;
  expect(told?.events.find(({ seq }) => seq === told.violation)?.fields.raw).toBe("4");
});

test("a monitor's state is fresh in every test and every run, and what it raises is a violation", async () => {
  const suite = `${observed}
def count(e, s):
    s["n"] += 1
    return s

def check(e, s):
    if s["n"] > 2:
        fail("said too much:", s["n"])
    return True

monitor("few", on = lambda e: e.type == "stdout", state_init = {"n": 0}, update = count, check = check)

def test_a():
    tell("print", text = "one")
    tell("print", text = "two")

def test_b():
    tell("print", text = "one")
    tell("print", text = "two")
`;
  await passes(folder, suite, "--runs", "2");
  const ran = await fails(
    `${suite}
    tell("print", text = "three")
`,
    "--test",
    "b",
  );
  expect(ran.stderr).toContain("fail: said too much: 3");
  expect(ran.stderr).toContain(`s.star:${lineOf(suite, 'fail("said')}`);
});

test("a monitor given to an assumption, scenario or matrix is in force there and nowhere else", async () => {
  const suite = `${observed}
def say():
    return tell("print", text = "hello")

quiet = monitor("quiet", on = match.event(raw = "hello"), check = lambda e, s: False)
slow = fault_assumption("slow", target = svc, write = delay("1ms"), monitors = [quiet])
fault_scenario("guarded", scenario = say, faults = slow)
fault_scenario("watched", scenario = say, monitors = [quiet])
fault_matrix(scenarios = [say], faults = [slow])

def test_free():
    say()

def test_guarded_by_hand():
    fault(slow, run = say)
`;
  const ran = await runSuite(folder, suite);
  expect(ran.stderr).toContain("--- PASS: test_free (");
  for (const name of ["guarded", "watched", "matrix_say_slow", "guarded_by_hand"]) expect(ran.stderr).toContain(`--- FAIL: test_${name} (`);
  expect(ran.stderr).toMatch(/\n1 passed, 4 failed\n/);
});

test("what happens as the body returns is judged like everything else", async () => {
  const ran = await fails(`${observed}
def test_last_word():
    monitor("silent", on = match.event(type = "stdout"), check = lambda e, s: False)
    tell("print", text = "one%20last%20word")
`);
  expect(ran.stderr).toContain('monitor "silent" violated');
});

test("a violation that stands in the log before an assertion failed is what the test fails with", async () => {
  const ran = await fails(`${observed}
def test_both():
    monitor("silent", on = match.event(type = "stdout"), check = lambda e, s: False)
    tell("print", text = "word")
    assert_true(False, "later")
`);
  expect(ran.stderr).toContain('reason: monitor violation: monitor "silent"');
});

test("eventually is satisfied by what has happened, or by what comes until the body returns", async () => {
  await passes(
    folder,
    `${observed}
def test_past():
    tell("print", text = "done")
    eventually(lambda t: t.first(raw = "done") != None)

def test_future():
    eventually(lambda t: t.event(match.event(raw = "done")) != None)
    tell("later", text = "done", ms = 20)
    await_event(match.event(raw = "done"))

test("declared", body = lambda: tell("print", text = "done"), expect = [
    eventually(lambda t: len(t.events(raw = "done")) == 1),
    always(lambda t: t.count(raw = "undone") == 0),
])
`,
  );
});

test("eventually that did not come true fails when the body returns, in every run anew", async () => {
  const suite = `${observed}
once = eventually(lambda t: t.count(raw = "done") > 0)
test("unsatisfied", body = lambda: tell("health"), expect = once)
test("a_satisfied", body = lambda: tell("print", text = "done"), expect = once)
`;
  const ran = await runSuite(folder, suite);
  expect(ran.stderr).toContain("--- PASS: test_a_satisfied (");
  expect(ran.stderr).toContain("--- FAIL: test_unsatisfied (");
  expect(ran.stderr).toContain("eventually(lambda) never satisfied before the body returned");
  expect(ran.stderr).toContain(`s.star:${lineOf(suite, "once =")}`);
});

test("always ends the test at the first event after which it does not hold, within its window", async () => {
  const ran = await fails(
    `${observed}
test("window", body = lambda: [tell("print", text = t) for t in ["bad", "on", "good", "off", "bad"]] and await_event(match.event(raw = "off")),
    expect = always(lambda t: t.last(type = "stdout").raw != "bad", between = (match.event(raw = "on"), match.event(raw = "off"))))
test("broken", body = lambda: [tell("print", text = t) for t in ["on", "bad"]] and await_event(match.never()),
    expect = always(lambda t: t.last(type = "stdout").raw != "bad", between = (match.event(raw = "on"), "body_end")))
`,
    "--test",
    "broken",
  );
  expect(ran.stderr).toMatch(/reason: always\(lambda\) violated at event seq=\d+ type="stdout" service="svc"/);
});

test("always holds outside of its window whatever happens, and one whose window never begins says so", async () => {
  const ran = await passes(
    folder,
    `${observed}
test("window", body = lambda: [tell("print", text = t) for t in ["bad", "on", "good", "off", "bad"]],
    expect = always(lambda t: t.last(type = "stdout").raw != "bad", between = (match.event(raw = "on"), match.event(raw = "off"))))
test("vacuous", body = lambda: tell("health"), expect = always(lambda t: False, between = (match.event(raw = "on"), "body_end")))
`,
  );
  expect(ran.stderr).toContain("[VACUOUS_PROPERTY] vacuous: always(lambda) was never looked at");
});

test("terminate_when ends a test whose body goes on, also when it is true from the start", async () => {
  await passes(
    folder,
    `${observed}
test("ends", body = lambda: tell("later", text = "end", ms = 20) and await_event(match.never()),
    terminate_when = eventually(lambda t: t.count(raw = "end") > 0), timeout = "20s")
test("ends_at_once", setup = lambda: tell("print", text = "end"), body = lambda: await_event(match.never()),
    terminate_when = eventually(lambda t: t.count(raw = "end") > 0), timeout = "20s")
`,
  );
});

test("what is still open when terminate_when ends a test fails it", async () => {
  const ran = await fails(`${observed}
test("open", body = lambda: tell("print", text = "end") and await_event(match.never()), expect = eventually(lambda t: t.count(raw = "more") > 0),
    terminate_when = eventually(lambda t: t.count(raw = "end") > 0), timeout = "20s")
`);
  expect(ran.stderr).toContain("eventually(lambda) never satisfied before terminate_when ended the test");
});

test("causes are followed across services, and events that have none in common are concurrent", async () => {
  await passes(
    folder,
    `${observed}
other = service("other", "${process.execPath}", interface("main", "http", 8081), args = ["obedient.mjs"], env = {"PORT": "8081"},
    healthcheck = http("localhost:8081/health"), observe = [observe.stdout()])

def test_causes():
    def work():
        tell("print", text = "before")
        tell("get", url = "http://127.0.0.1:8081/print?text=inner")
        tell("print", text = "after")
    trace(svc, syscalls = ["read", "write", "connect"], run = lambda: trace(other, syscalls = ["read", "write"], run = work))
    [before] = events(raw = "before")
    [inner] = events(raw = "inner")
    [after] = events(raw = "after")
    assert_true(before.happens_before(inner), "the request carries what was before it")
    assert_true(inner.happens_before(after), "and the answer brings it back")
    assert_true(not inner.happens_before(before) and before.same_service_as(after) and not before.same_service_as(inner))
`,
  );
});
