/** The lines that made calls, of a service that lives in a root directory of its own, as in a container. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { faultbox } from "./faultbox.ts";

const scratch = mkdtempSync(join(tmpdir(), "faultbox-source-"));
afterAll(() => rmSync(scratch, { recursive: true }));

test("are found where the executable has another path inside, and was built in a folder that is gone", async () => {
  const repository = join(scratch, "repository");
  const built = join(scratch, "src");
  const box = join(scratch, "box");
  const sources = join(import.meta.dirname, "../fixtures/orders/go");
  for (const folder of [repository, built])
    for (const part of ["go.mod", "inventory"]) cpSync(join(sources, part), join(folder, part), { recursive: true });
  execFileSync("git", ["init", "--quiet"], { cwd: repository });
  for (const folder of ["app", "tmp"]) mkdirSync(join(box, folder), { recursive: true });
  execFileSync("go", ["build", "-buildvcs=false", "-o", join(box, "app", "inventory"), "./inventory"], {
    cwd: built,
    env: { ...process.env, CGO_ENABLED: "0" },
  });
  rmSync(built, { recursive: true });
  const alone = process.getuid?.() === 0 ? ["--mount"] : ["--map-root-user", "--mount"];
  writeFileSync(
    join(repository, "box.star"),
    `inventory = service("inventory", "unshare", interface("main", "tcp", 5432),
    args = ${JSON.stringify([...alone, "chroot", box, "/app/inventory"])},
    env = {"PORT": "5432", "WAL_PATH": "/tmp/inventory.wal"}, healthcheck = tcp("localhost:5432"))
def test_box():
    trace(inventory, syscalls = ["fsync"], run = lambda: assert_eq(inventory.main.send(data = "RESERVE widget 2"), "OK 98"))
    assert_eventually(syscall = "fsync", source = "*appendToLog")
`,
  );
  const ran = await faultbox(["test", "box.star", "--source"], repository);
  // Near, for a file of the repository that ends alike need not be the one that it was built from.
  expect(ran.stderr).toMatch(/ fsync +trace {2}.*\/inventory\.wal {2}at near inventory\/main\.go:134 appendToLog\n/);
  expect(ran.stderr).toContain("\n1 passed, 0 failed");
});
