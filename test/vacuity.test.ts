/** Tests that could not fail: what is found out about them, and that an honest question always has something to fail on. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultbox, type Ran } from "./faultbox.ts";
import { declared, passes, runSuite } from "./obedient.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-vacuity-"));
});
afterAll(() => rm(folder, { recursive: true }));

const silent = "[TEST_NO_ASSERTIONS]";

test("a test that passed without asserting anything says so, and only such a test", async () => {
  const ran = await passes(
    folder,
    `${declared("observe = [observe.stdout()]")}
def act():
    return tell("health")

def test_silent():
    act()

def test_asserts():
    assert_true(act().ok)

def test_watched():
    monitor("m", on = match.event(type = "stdout"), check = lambda e, s: True)
    act()

fault_scenario("expected", scenario = act, expect = expect_success())
fault_scenario("unexpected", scenario = act)
test("property", body = act, expect = eventually(lambda t: t.count(type = "step_recv") > 0))
`,
  );
  const told = ran.stderr.split("\n").filter((line) => line.includes(silent));
  expect(told.map((line) => line.slice(line.indexOf(silent) + silent.length + 1).split(":")[0])).toEqual(["silent", "unexpected"]);
});

test("a run in which every test was halted says that it proves nothing, and so does a test of which every leaf was", async () => {
  const skipped = `
def test_skipped():
    halt("not here")

def test_left_out():
    size = choose("size", [1, 2])
    assume(size > 2)
`;
  const nothing = await runSuite(folder, `${declared()}${skipped}`);
  expect(nothing.code).toBe(0);
  expect(nothing.stderr).toContain("WARNING: [ALL_HALTED] every test was halted, so this run proves nothing\n");
  const some = await runSuite(folder, `${declared()}${skipped}def test_works():\n    assert_true(tell("health").ok)\n`);
  expect(some.stderr).toContain("WARNING: [ALL_HALTED] all 2 leaves of test_left_out were halted, so it proves nothing\n");
  expect(some.stderr.match(/ALL_HALTED/g)).toHaveLength(1);
  const one = await passes(folder, `${declared()}${skipped}def test_works():\n    assert_true(tell("health").ok)\n`, "--test", "works");
  expect(one.stderr).not.toContain("ALL_HALTED");
});

const refused = `
def test_refused():
    fault(svc, write = deny("EIO"), run = lambda: assert_true(not svc.get(path = "/health", timeout = "5s").ok))
`;

test("a suite in which an interface never works says so, and one that sees it work once does not", async () => {
  const blind = await passes(folder, `${declared()}${refused}`);
  expect(blind.stderr).toMatch(
    /\nWARNING: \[NO_POSITIVE_CONTROL\] no step on svc\.main succeeded in any test, so what passes would pass with/,
  );
  const unasserted = await passes(folder, `${declared()}${refused}def test_looks():\n    tell("health")\n`);
  expect(unasserted.stderr, "whoever asserts nothing controls nothing").toContain("[NO_POSITIVE_CONTROL]");
  const seeing = `${declared()}${refused}def test_works():\n    assert_true(tell("health").ok)\n`;
  expect((await passes(folder, seeing)).stderr).not.toContain("NO_POSITIVE_CONTROL");
  expect((await passes(folder, seeing, "--test", "refused")).stderr, "the test that sees it was not run").not.toContain(
    "NO_POSITIVE_CONTROL",
  );
});

test("a call that only a predicate names is observed, so that assert_never can fail", async () => {
  const ran = await runSuite(
    folder,
    `${declared()}
def test_no_sync():
    tell("write", file = "f")
    assert_never(where = lambda e: e.type == "syscall" and e.syscall == "fsync")
`,
  );
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(/assert_never: found matching event #\d+ \(service=svc syscall=fsync/);
});

test("a filter that matches nothing is named with its line before anything runs", async () => {
  const ran = await passes(
    folder,
    `${declared()}
def test_vain():
    assert_never(service = "svc", syscall = "fsynk")
`,
  );
  expect(ran.stderr).toMatch(
    /\[FILTER_NEVER_MATCHES\] assert_never: syscall="fsynk" matches no event, so this can never fail.* \(s\.star:\d+:\d+\)/,
  );
});

test("whoever runs the suite can ask that faults fire: in test, in workers and in ci, where it is replayed as it was asked", async () => {
  const suite = `${declared()}
def test_bypassed():
    fault(svc, fsync = deny("EIO"), run = lambda: assert_true(tell("health").ok))

def test_fires():
    fault(svc, fsync = deny("EIO"), run = lambda: tell("write_later", file = "f", ms = 0) and await_event(match.event(syscall = "fsync")))
    assert_eventually(decision = "deny(EIO)")
`;
  await passes(folder, suite);
  for (const jobs of ["1", "2"]) {
    const ran = await runSuite(folder, suite, "--require-faults-fire", "--jobs", jobs);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(
      /--- FAIL: test_bypassed .*\n {2}reason: the fault was bypassed: fsync=deny\(EIO\) on svc never fired\n {2}at s\.star:\d+:5\n/,
    );
    expect(ran.stderr).toContain("--- PASS: test_fires ");
    expect(ran.stderr).toContain("replay: faultbox test s.star --test bypassed --seed 0 --require-faults-fire\n");
  }
  const checked = (...flags: string[]): Promise<Ran> => faultbox(["ci", "s.star", "--runs", "1", ...flags], folder);
  expect((await checked()).stderr).toContain("result: recorded");
  const strict = await checked("--require-faults-fire", "--no-strict-determinism");
  expect(strict.stderr).toContain("result: failed");
  expect(strict.code).toBe(2);
  const { reproduce } = JSON.parse(readFileSync(join(folder, "faultbox-out", "report.json"), "utf8")) as { reproduce: string };
  expect(reproduce).toBe("faultbox ci 's.star' --runs 1 --seed 0 --strict-determinism=false --require-faults-fire");
});
