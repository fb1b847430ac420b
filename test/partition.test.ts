/** Partitions between two running services: new connections, standing ones, one direction, and everybody else. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { declared, passes, runSuite } from "./obedient.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-partition-"));
});
afterAll(() => rm(folder, { recursive: true }));

const pair = `${declared("observe = [observe.stdout()]")}
other = service("other", "${process.execPath}", interface("main", "http", 8081), args = ["obedient.mjs"], env = {"PORT": "8081"},
    healthcheck = http("localhost:8081/health"), observe = [observe.stdout()])

def reach():
    return tell("get", url = "http://127.0.0.1:8081/health").body

def reach_back():
    return other.get(path = "/get?url=http://127.0.0.1:8080/health").body
`;

test("new connections fail both ways while the partition lasts, and everybody else is served", async () => {
  await passes(
    folder,
    `${pair}
def test_scoped():
    assert_eq((reach(), reach_back()), ("status 200", "status 200"))
    def cut():
        assert_eq((reach(), reach_back()), ("ETIMEDOUT", "ETIMEDOUT"))
        assert_eq(other.get(path = "/health").body, "ok", "the driver is on nobody's side")
    partition(svc, other, run = cut)
    assert_eq((reach(), reach_back()), ("status 200", "status 200"))
    assert_eventually(type = "partition_applied", a = "svc", b = "other", direction = "both")
    assert_before(first = {"type": "partition_applied"}, then = {"type": "partition_removed"})

def test_by_hand():
    partition_start(svc, other)
    assert_eq(reach(), "ETIMEDOUT")
    partition_stop(other, svc)
    assert_eq(reach(), "status 200")
    partition_start(svc, other, direction = "a_to_b")
    assert_eq((reach(), reach_back()), ("ETIMEDOUT", "ETIMEDOUT"), "a handshake needs both directions")
`,
  );
});

test("on a connection that stands, what a cut side sends fails and the other direction goes on", async () => {
  await passes(
    folder,
    `${pair}
def link():
    assert_eq(tell("link", port = 8081).body, "linked")
    assert_eq(tell("ask", path = "/health").body, "HTTP/1.1 200 OK")

def test_both():
    link()
    partition(svc, other, run = lambda: assert_eq(tell("ask", path = "/health").body, "ETIMEDOUT"))

def test_forth():
    link()
    partition(svc, other, direction = "a_to_b", run = lambda: assert_eq(tell("ask", path = "/health").body, "ETIMEDOUT"))

def test_back():
    link()
    # The request arrives; the answer to it is what is lost.
    def cut():
        parallel(lambda: svc.get(path = "/ask?path=/print%3Ftext=arrived", timeout = "1s"), lambda: await_event(match.event(service = "other", raw = "arrived")))
    partition(svc, other, direction = "b_to_a", run = cut)
    assert_eventually(service = "other", decision = "deny(ETIMEDOUT)")
    assert_never(service = "svc", decision = "deny(ETIMEDOUT)")
`,
  );
});

test("a partition that nothing ran into is reported once, as one thing", async () => {
  const ran = await passes(
    folder,
    `${pair}
def test_idle():
    partition(svc, other, run = lambda: tell("health"))
`,
  );
  expect(ran.stderr.match(/\[FAULT_NOT_FIRED\]/g)).toHaveLength(1);
  expect(ran.stderr).toContain("partition(svc, other)=deny(ETIMEDOUT) on svc never fired");
});

test.each([
  ["partition(svc, svc, run = lambda: None)", 'partition: "svc" cannot be cut off from itself'],
  [
    'partition(svc, other, direction = "sideways", run = lambda: None)',
    'partition: direction must be both, a_to_b, b_to_a, got "sideways"',
  ],
])("%s is refused", async (call, message) => {
  const ran = await runSuite(folder, `${pair}\ndef test_wrong():\n    ${call}\n`);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(message);
});
