/** What the suite language promises, on the running demo: scopes, selections, scenarios, and what must be an error or a warning. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeVariant } from "../fixtures/orders/variants/make.ts";
import { faultbox, type Ran } from "./faultbox.ts";

const header = `
WAL = "/tmp/inventory.wal"
inventory = service("inventory", "./bin/inventory", interface("main", "tcp", 5432), env = {"PORT": 5432, "WAL_PATH": WAL},
    healthcheck = tcp("localhost:5432"), ops = {"persist": op(syscalls = ["write", "fsync"], path = "*.wal")})
orders = service("orders", "./bin/orders", interface("public", "http", 8080), env = {"PORT": "8080", "INVENTORY_ADDR": "127.0.0.1:5432"},
    depends_on = [inventory], healthcheck = http("localhost:8080/health"))

def place(n = 1):
    return orders.post(path = "/orders", body = {"sku": "widget", "qty": n})
`;

let folder = "";
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "faultbox-language-")), "orders");
  makeVariant("base", "node", folder);
});
afterAll(() => rm(join(folder, ".."), { recursive: true }));

async function run(text: string, ...args: string[]): Promise<Ran> {
  await writeFile(join(folder, "s.star"), header + text);
  return faultbox(["test", "s.star", ...args], folder);
}

async function passes(text: string, ...args: string[]): Promise<Ran> {
  const ran = await run(text, ...args);
  expect(ran.stderr).toMatch(/\n[1-9]\d* passed, 0 failed\n/);
  expect(ran.code).toBe(0);
  return ran;
}

test("scopes stack: an inner fault or trace adds to the outer one, and leaving it leaves the outer one in force", async () => {
  await passes(`
def test_stack():
    def outer():
        assert_eq(place().status, 409)
        fault(inventory, openat = delay("1ms"), run = lambda: assert_eq(place().status, 409))
        trace(inventory, syscalls = ["write"], run = lambda: assert_eq(place().status, 409))
        assert_eq(place().status, 409, "still in force")
    fault(inventory, fsync = deny("EIO"), run = outer)
    assert_eq(place().status, 200, "and lifted")
`);
});

test("a fault reached through a helper, a dict of keywords or a list fires like any other", async () => {
  await passes(`
def broken_disk(target, body, **faults):
    fault(target, run = body, **faults)

def test_helper():
    for target in [inventory]:
        broken_disk(target, lambda: assert_eq(place().status, 409), **{"fsync": deny("EIO")})
    assert_eventually(service = "inventory", syscall = "fsync", decision = "deny(EIO)", errno = "EIO")
`);
});

test("a deny by path takes the file behind the descriptor and nothing else", async () => {
  await passes(`
def test_path():
    fault(inventory, write = deny("ENOSPC", path = "*.wal"), run = lambda: assert_eq(place().status, 409))
    assert_eventually(syscall = "write", path = WAL, decision = "deny(ENOSPC)")
    assert_never(syscall = "write", kind = "socket", decision = "deny*")

def test_operation():
    fault(inventory, persist = deny("EIO", label = "bad disk"), run = lambda: assert_eq(place().status, 409))
    assert_eventually(op = "persist", label = "bad disk")
`);
});

test("nth, first and every choose among the matching calls", async () => {
  await passes(`
def outcomes(rule):
    seen = []
    def body():
        for _ in range(4):
            seen.append(place().status)
    fault(inventory, fsync = rule, run = body)
    return seen

def test_selection():
    assert_eq(outcomes(deny("EIO", nth = 2)), [200, 409, 200, 200])
    assert_eq(outcomes(deny("EIO", first = 1)), [409, 200, 200, 200])
    assert_eq(outcomes(deny("EIO", every = 2)), [200, 409, 200, 409])
    assert_eq(outcomes(deny("EIO", after = 3)), [200, 200, 200, 409])
    assert_eq(outcomes(deny("EIO", max_fires = 2)), [409, 409, 200, 200])
`);
});

test("a probability draws the same for the same seed, and differently in the runs of one invocation", async () => {
  const text = `
def test_draws():
    seen = []
    def body():
        for _ in range(12):
            seen.append(place().status)
    fault(inventory, fsync = deny("EIO", probability = "50%"), run = body)
    print("drawn", seen)
`;
  const drawn = ({ stderr }: Ran): string[] => [...stderr.matchAll(/drawn (.*)/g)].map(([, list]) => list ?? "");
  const first = drawn(await passes(text, "--seed", "3", "--runs", "2"));
  const second = drawn(await passes(text, "--seed", "3", "--runs", "2"));
  expect(first).toHaveLength(2);
  expect(second).toEqual(first);
  expect(first[0]).not.toBe(first[1]);
});

test("scenarios, assumptions and a matrix become tests, and expectations judge their outcomes", async () => {
  const ran = await passes(
    `
def order():
    return place()

def read_stock():
    return orders.get(path = "/inventory/widget")

disk = fault_assumption("disk_full", target = inventory, fsync = deny("ENOSPC"))
net = fault_assumption("unreachable", target = orders, connect = deny("ECONNREFUSED"))
both = fault_assumption("everything", faults = [disk, net])

scenario(order)
fault_scenario("order_on_full_disk", scenario = order, faults = disk, expect = lambda r: assert_eq(r.status, 409))
fault_scenario("order_unreachable", scenario = order, faults = [net], expect = expect_error_within(ms = 5000))
fault_matrix(scenarios = [order, read_stock], faults = [disk, net, both], default_expect = expect_error_within(ms = 5000),
    overrides = {(order, disk): lambda r: assert_eq(r.status, 409), (read_stock, disk): expect_success()},
    exclude = [(read_stock, both)])

def test_assumption():
    fault(disk, run = lambda: assert_eq(place().status, 409))
`,
    "--format",
    "json",
  );
  for (const name of [
    "order",
    "order_on_full_disk",
    "order_unreachable",
    "matrix_order_disk_full",
    "matrix_order_unreachable",
    "matrix_order_everything",
    "matrix_read_stock_disk_full",
    "matrix_read_stock_unreachable",
    "assumption",
  ]) {
    expect(ran.stderr).toContain(`--- PASS: test_${name} (`);
  }
  expect(ran.stderr).not.toContain("matrix_read_stock_everything");
  expect(ran.stderr).toContain(
    [
      "fault matrix: 2 scenarios × 3 faults, 5 cells",
      "              disk_full  unreachable  everything",
      "  order       PASS       PASS         PASS",
      "  read_stock  PASS       PASS         -",
    ].join("\n"),
  );
  const { matrix } = JSON.parse(ran.stdout) as { matrix: object };
  expect(matrix).toMatchObject({ total: 5, excluded: [{ scenario: "read_stock", fault: "everything" }] });
});

test("expectations reject what they should, and a fault that never fires fails a cell that demands it", async () => {
  const ran = await run(`
def order():
    return place()

def read_stock():
    return orders.get(path = "/inventory/widget")

slow = fault_assumption("slow", target = inventory, connect = delay("1ms"))
net = fault_assumption("unreachable", target = orders, connect = deny("ECONNREFUSED"))
fault_scenario("a", scenario = order, faults = net, expect = expect_success())
fault_scenario("b", scenario = order, expect = expect_error_within(ms = 1000))
fault_scenario("c", scenario = lambda: orders.get(path = "/health") and None, expect = expect_hang())
fault_scenario("d", scenario = order, faults = fault_assumption("late", target = inventory, write = delay("3s")), timeout = "300ms", expect = expect_hang())
fault_scenario("e", scenario = order, faults = fault_assumption("late2", target = inventory, write = delay("3s")), timeout = "300ms")
fault_matrix(scenarios = [order], faults = [slow], require_faults_fire = True)
`);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(/--- FAIL: test_a .*\n.*expect_success: wanted a result without error, got <response status=503>/);
  expect(ran.stderr).toMatch(/--- FAIL: test_b .*\n.*expect_error_within: wanted an error within 1000 ms, got <response status=200>/);
  expect(ran.stderr).toContain("--- PASS: test_c ");
  expect(ran.stderr).toContain("--- PASS: test_d ");
  expect(ran.stderr).toMatch(/--- FAIL: test_e .*\n.*the scenario did not return within its timeout of 0.3 s/);
  expect(ran.stderr).toMatch(
    /--- FAIL: test_matrix_order_slow .*\n.*the fault was bypassed: connect=delay\(1ms\) on inventory never fired\n {2}at s\.star:\d+:/,
  );
});

test("a fault that never fired is said, and a keyword that a step does not know is a warning with its line", async () => {
  const ran = await passes(`
def test_quiet():
    fault(inventory, connect = deny("EIO"), run = lambda: place())
    orders.get(path = "/health", timout = "1s")
`);
  expect(ran.stderr).toContain("[FAULT_NOT_FIRED] quiet: connect=deny(EIO) on inventory never fired");
  expect(ran.stderr).toMatch(
    /\[UNKNOWN_KEYWORD\] quiet: .*unexpected keyword argument "timout" \(did you mean "timeout"\?\); it is ignored/,
  );
});

test("events have fields as strings, absent ones are empty, filters and predicates hold together", async () => {
  await passes(`
def test_events():
    trace(inventory, syscalls = ["write", "openat"], run = lambda: place())
    writes = events(lambda e: e.path.endswith(".wal"), service = "inventory", syscall = "write")
    assert_eq(len(writes), 1)
    first = writes[0]
    assert_eq([first.service, first.type, first.event_type, first.kind, first.nothing], ["inventory", "syscall", "syscall.write", "file", ""])
    assert_eq(first.fields["syscall"], "write")
    assert_true(int(first.size) > 0, message = "a write has a size")
    assert_true("O_APPEND" in events(syscall = "openat", path = WAL)[0].flags)
    assert_eventually(type = "step_recv", status_code = "200")
    assert_never(target = "orders.public")
`);
});

test("a test that returns False passes, one with parameters fails, and both are told apart from errors", async () => {
  const ran = await run(`
def test_returns():
    return False

def test_needs(x):
    pass
`);
  expect(ran.stderr).toContain("--- PASS: test_returns ");
  expect(ran.stderr).toMatch(/--- FAIL: test_needs .*\n.*missing 1 argument \(x\)/);
  expect(ran.code).toBe(2);
});
