/** What services take from outside, under the levels of determinism. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultbox } from "./faultbox.ts";
import { declared, passes, runSuite } from "./obedient.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-determinism-"));
});
afterAll(() => rm(folder, { recursive: true }));

const work = `
def test_work():
    def work():
        assert_eq(tell("link", port = 1).body, "ECONNREFUSED")
        assert_eq(tell("get", url = "http://127.0.0.1:8080/health").body, "status 200", "what is declared is no outside")
    fault(svc, fsync = delay("1ms"), run = work)
`;

test("a connection to somebody undeclared fails the test at the end, with the event; starting up does not count", async () => {
  const ran = await runSuite(folder, `determinism()\n${declared()}${work}`);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(
    /reason: determinism: service "svc" took network-unmediated from outside \(connect to 127\.0\.0\.1:1, event seq=\d+\)\n {2}at s\.star:1:/,
  );
});

test.each([
  ["everywhere", `determinism(allow = ["network-unmediated"])\n${declared()}`],
  ["of a service", `determinism()\n${declared('nondeterministic_ok = ["network-unmediated"]')}`],
])("what is tolerated %s is an event and no failure", async (_, suite) => {
  const ran = await passes(
    folder,
    `${suite}${work}    assert_eventually(type = "unmediated_io", category = "network-unmediated", syscall = "connect")\n`,
  );
  expect(ran.stderr).not.toContain("UNMEDIATED_IO");
});

test("whoever runs the suite has the last word: by flag, in a replay, and in workers; with nothing to watch it is said", async () => {
  const lax = `determinism(strict = False)\n${declared()}${work}`;
  for (const flags of [["--strict-determinism"], ["--strict-determinism=true", "--jobs", "2"]]) {
    const ran = await runSuite(folder, lax, ...flags);
    expect(ran.stderr).toContain('reason: determinism: service "svc" took network-unmediated from outside');
    expect(ran.stderr).toContain("replay: faultbox test s.star --test work --seed 0 --strict-determinism=true\n");
    expect(ran.code).toBe(2);
  }
  for (const flag of ["--no-strict-determinism", "--strict-determinism=false"]) {
    const ran = await passes(folder, `determinism()\n${declared()}${work}`, flag);
    expect(ran.stderr).toContain("[UNMEDIATED_IO]");
  }
  const nothing = await passes(folder, `${declared()}${work}`, "--strict-determinism");
  expect(nothing.stderr).toContain("[STRICTNESS_IGNORED] strict determinism was asked for, but nothing is watched for it");
  // The word behind the flag is the suite, and no value.
  const misspelt = await faultbox(["test", "--strict-determinism", "none.star"], folder);
  expect(misspelt.stderr).toBe("error: cannot read suite none.star: no such file\n");
  const wrong = await faultbox(["test", "s.star", "--strict-determinism=maybe"], folder);
  expect(wrong.stderr).toContain('want "true" or "false".');
  expect(wrong.code).toBe(1);
});

test("without strictness it is a warning, at L0 nothing, and neither for a service that no test watches", async () => {
  const lax = await passes(folder, `determinism(strict = False)\n${declared()}${work}`);
  expect(lax.stderr).toContain('[UNMEDIATED_IO] work: service "svc" took network-unmediated from outside (connect)');
  const off = await passes(folder, `determinism(level = "L0")\n${declared()}${work}    assert_never(type = "unmediated_io")\n`);
  expect(off.stderr).not.toContain("UNMEDIATED_IO");
  await passes(folder, `determinism()\n${declared()}\ndef test_unwatched():\n    assert_eq(tell("link", port = 1).body, "ECONNREFUSED")\n`);
});
