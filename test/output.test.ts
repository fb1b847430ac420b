/** What becomes of a run when what it says cannot be written. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command } from "./faultbox.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-output-"));
  const words = '"' + "word ".repeat(20_000) + '"';
  await writeFile(join(folder, "passes.star"), `def test_a():\n    print(${words})\n    assert_eq(len(events()), 0)\n`);
  await writeFile(join(folder, "fails.star"), `def test_a():\n    print(${words})\n    assert_eq(len(events()), 1)\n`);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs `faultbox [args]` in a shell, [to] telling where its output goes. */
function shell(args: string, to: string): { readonly code: number | null; readonly stderr: string } {
  const words = [...command.map((word) => `'${word}'`), args].join(" ");
  const { status, stderr } = spawnSync("bash", ["-c", `${words} ${to}`], { cwd: folder, encoding: "utf8" });
  return { code: status, stderr };
}

test("a reader that has seen enough ends nothing and changes no exit code", () => {
  const enough = "; exit ${PIPESTATUS[0]}";
  expect(shell("test passes.star --format json", `2>/dev/null | head -c 1 >/dev/null ${enough}`)).toEqual({ code: 0, stderr: "" });
  expect(shell("test fails.star", `2>&1 | head -c 1 >/dev/null ${enough}`)).toEqual({ code: 2, stderr: "" });
  expect(shell("test fails.star --format json --output trace.json", `2>/dev/null | true ${enough}`)).toEqual({ code: 2, stderr: "" });
  expect(shell("check passes.star", `2>&1 | true ${enough}`)).toEqual({ code: 0, stderr: "" });
});

test("a disk that is full is an error in one line, since a part of the answer is lost", () => {
  const full = "error: cannot write to standard output: ENOSPC: no space left on device, write\n";
  expect(shell("plan passes.star", ">/dev/full")).toEqual({ code: 1, stderr: full });
  expect(shell("test passes.star --format json", ">/dev/full").stderr).toMatch(new RegExp(`1 passed, 0 failed\\n${full}$`));
  expect(shell("test passes.star", "2>/dev/full")).toEqual({ code: 1, stderr: "" });
});
