/** Tests that branch, from the command line: what is planned is what runs, and the line printed with a failure runs that very leaf. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeVariant } from "../fixtures/orders/variants/make.ts";
import { faultbox } from "./faultbox.ts";

const suite = `
WAL = choose("wal", ["/tmp/inventory.wal", "/tmp/other.wal"])
inventory = service("inventory", "./bin/inventory", interface("main", "tcp", 5432), env = {"PORT": 5432, "WAL_PATH": WAL},
    healthcheck = tcp("localhost:5432"))
orders = service("orders", "./bin/orders", interface("public", "http", 8080), env = {"PORT": "8080", "INVENTORY_ADDR": "127.0.0.1:5432"},
    depends_on = [inventory], healthcheck = http("localhost:8080/health"))

def place(n):
    return orders.post(path = "/orders", body = {"sku": "widget", "qty": n})

disk = fault_assumption("disk", target = inventory, fsync = deny("EIO", probability = "50%", max_fires = 2))
fault_scenario("order", scenario = lambda: place(1), faults = disk, expect = lambda r: assert_eq(r.status, 200))

def test_sizes():
    n = choose("n", [1, 2, 3])
    assert_eq(parallel(lambda: place(n).status, lambda: place(1).status, interleavings = "all"), [200, 200])
    assert_true(n < 3, "three are too many")
`;

let folder = "";
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "faultbox-leaves-")), "orders");
  makeVariant("base", "node", folder);
  await writeFile(join(folder, "s.star"), suite);
});
afterAll(() => rm(join(folder, ".."), { recursive: true }));

interface Trace {
  readonly tests: readonly { readonly name: string; readonly leaf?: string; readonly result: string; readonly replay_command?: string }[];
}

test("what is planned is what runs, and every result says which leaf it is", async () => {
  const planned = await faultbox(["plan", "s.star", "--format", "json"], folder);
  expect(planned.code).toBe(0);
  const plan = JSON.parse(planned.stdout) as {
    totals: object;
    tests: { name: string; leaves: string[]; faults: object[]; watches: Record<string, string[]>; services: string[] }[];
  };
  expect(plan.totals).toEqual({ tests: 2, leaves: 20, executions: 20, serviceStarts: 40, exact: true });
  expect(plan.tests.map(({ name, leaves }) => [name, leaves.length])).toEqual([
    ["test_order", 8],
    ["test_sizes", 12],
  ]);
  expect(plan.tests[0]).toMatchObject({ faults: [{ service: "inventory", keyword: "fsync" }], services: ["inventory", "orders"] });
  expect(plan.tests[0]?.watches["inventory"]).toContain("fsync");

  const ran = await faultbox(["test", "s.star", "--output", "t.json"], folder);
  const { tests } = JSON.parse(await readFile(join(folder, "t.json"), "utf8")) as Trace;
  expect(tests.map(({ leaf }) => leaf)).toEqual(plan.tests.flatMap(({ leaves }) => leaves));
  expect(tests.map(({ name, leaf }) => name.replace(/^test_(order|sizes)/, "") === `[${leaf ?? ""}]`)).not.toContain(false);
  expect(ran.stderr).toContain("--- FAIL: test_order[wal=/tmp/inventory.wal,inventory:fsync=10] (");
  expect(ran.stderr).toContain("\n12 passed, 8 failed\n");
  expect(ran.code).toBe(2);

  const text = await faultbox(["plan", "s.star", "--test", "order"], folder);
  expect(text.stdout).toContain("\n  leaf     wal=/tmp/other.wal,inventory:fsync=11\n");
  expect(text.stdout).toContain("\ns.star: 1 test, 8 leaves, 16 starts of services\n");
});

test("the replay line of a failure runs that leaf again, alone, with the same outcome", async () => {
  const ran = await faultbox(["test", "s.star", "--test", "order", "--seed", "5"], folder);
  const line = /replay: faultbox (.*inventory:fsync=10.*)/.exec(ran.stderr)?.[1] ?? "";
  expect(line).toBe("test s.star --test order --leaf wal=/tmp/inventory.wal,inventory:fsync=10 --seed 5");
  const again = await faultbox([...line.split(" "), "--output", "again.json"], folder);
  const { tests } = JSON.parse(await readFile(join(folder, "again.json"), "utf8")) as Trace;
  expect(tests).toMatchObject([
    { name: "test_order[wal=/tmp/inventory.wal,inventory:fsync=10]", leaf: "wal=/tmp/inventory.wal,inventory:fsync=10", result: "fail" },
  ]);
  expect(again.code).toBe(2);
});

test("a leaf that does not exist, or cannot be read, is an error with what there is", async () => {
  const unknown = await faultbox(["test", "s.star", "--leaf", "wal=@7"], folder);
  expect(unknown.stderr).toMatch(/^error: no test of s\.star has the leaf wal=@7; there are: test_order\[wal=\/tmp\/inventory\.wal,/);
  expect(unknown.code).toBe(1);
  const broken = await faultbox(["test", "s.star", "--leaf", "wal"], folder);
  expect(broken.stderr).toMatch(/^error: cannot read the leaf "wal": want axis=option/);
  expect(broken.code).toBe(1);
});

test("with --explore the plan counts the orders too, and they are what runs", async () => {
  await writeFile(
    join(folder, "side.star"),
    `
inventory = service("inventory", "./bin/inventory", interface("main", "tcp", 5432), env = {"PORT": 5432, "WAL_PATH": "/tmp/inventory.wal"},
    healthcheck = tcp("localhost:5432"))
def test_alone(): pass
def test_side():
    choose("n", [1, 2])
    parallel(lambda: inventory.send(data = "x"), lambda: inventory.send(data = "y"))
`,
  );
  const explore = ["--explore", "sample", "--orders", "3"];
  const planned = await faultbox(["plan", "side.star", ...explore, "--format", "json"], folder);
  expect(JSON.parse(planned.stdout)).toMatchObject({ totals: { tests: 2, leaves: 3, executions: 9, serviceStarts: 9, exact: true } });
  const text = await faultbox(["plan", "side.star", "--explore", "all", "--orders", "3"], folder);
  expect(text.stdout).toContain("\n  orders   at most 3 of each leaf, besides the one that comes by itself\n");
  expect(text.stdout).toContain("\nside.star: 2 tests, 3 leaves, at most 9 executions, at most 9 starts of services\n");
  await faultbox(["test", "side.star", ...explore, "--output", "t.json"], folder);
  const { tests } = JSON.parse(await readFile(join(folder, "t.json"), "utf8")) as Trace;
  expect(tests.map(({ leaf }) => leaf).filter((leaf) => leaf?.includes("order=") === true)).toHaveLength(6);
  expect(tests).toHaveLength(9);
});
