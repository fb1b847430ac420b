/** What services take from outside, under the levels of determinism. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("without strictness it is a warning, at L0 nothing, and neither for a service that no test watches", async () => {
  const lax = await passes(folder, `determinism(strict = False)\n${declared()}${work}`);
  expect(lax.stderr).toContain('[UNMEDIATED_IO] work: service "svc" took network-unmediated from outside (connect)');
  const off = await passes(folder, `determinism(level = "L0")\n${declared()}${work}    assert_never(type = "unmediated_io")\n`);
  expect(off.stderr).not.toContain("UNMEDIATED_IO");
  await passes(folder, `determinism()\n${declared()}\ndef test_unwatched():\n    assert_eq(tell("link", port = 1).body, "ECONNREFUSED")\n`);
});
