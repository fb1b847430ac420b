import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MovingWork } from "./moving.ts";

const bank = join(import.meta.dirname, "../../fixtures/concurrency/bank");

/** Whether a running program is one that moves its work. */
async function movesIn(program: string, ...args: string[]): Promise<boolean> {
  const child = spawn(program, args, { stdio: "ignore" });
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  const moving = new MovingWork();
  try {
    const pid = child.pid ?? 0;
    return moving.in(pid, pid);
  } finally {
    child.kill("SIGKILL");
  }
}

test.for([
  ["as it is", []],
  ["stripped, without a build id", ["-ldflags=-s -w -buildid="]],
  ["at any address", ["-buildmode=pie"]],
] as const)("a program in Go is known by its file, built %s", async ([, flags]) => {
  const folder = mkdtempSync(join(tmpdir(), "faultbox-moving-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const made = join(folder, "bank");
  execFileSync("go", ["build", "-buildvcs=false", ...flags, "-o", made, "."], { cwd: bank, env: { ...process.env, CGO_ENABLED: "0" } });
  expect(await movesIn(made, "0", join(folder, "journal"))).toBe(true);
});

test.for([
  ["ForkJoinPool-1-worker-3", true],
  ["ForkJoinPool.commonPool-worker-1", true],
  ["tokio-runtime-worker", true],
  ["tokio-rt-worker", true],
  ["pool-1-thread-1", false],
  ["tokio-rs", false],
] as const)("a thread is known by its name: %s", async ([name, moves]) => {
  const folder = mkdtempSync(join(tmpdir(), "faultbox-moving-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // The kernel names a process after its file, and cuts it as it cuts what a runtime calls its threads.
  const program = join(folder, name);
  symlinkSync("/bin/sleep", program);
  expect(await movesIn(program, "100")).toBe(moves);
});

test("others are not: Node, a shell, a process that is gone", async () => {
  expect(await movesIn(process.execPath, "-e", "setInterval(() => 0, 1000)")).toBe(false);
  expect(await movesIn("sleep", "100")).toBe(false);
  expect(new MovingWork().in(2 ** 22 + 1, 2 ** 22 + 1)).toBe(false);
});
