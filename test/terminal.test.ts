/** The command line on a real terminal (a pseudo-terminal made by `script`), as people see it. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command } from "./faultbox.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbox-terminal-"));
  // Answers when it has been asked for long enough that a line must have been drawn; prints what a terminal would obey.
  await writeFile(
    join(folder, "slow.mjs"),
    `import { createServer } from "node:http";
console.log("\\u001b[2J\\u001b]0;owned\\u0007printed");
createServer((request, response) => setTimeout(() => response.end("ok"), 700)).listen(39874, "127.0.0.1");\n`,
  );
  await writeFile(
    join(folder, "s.star"),
    `a = service("a", ${JSON.stringify(process.execPath)}, interface("m", "http", 39874), args = ["slow.mjs"], healthcheck = tcp("localhost:39874"))
def test_slow():
    assert_eq(a.m.get(path = "/answer").status, 200)
def test_wrong():
    assert_eq(a.m.get(path = "/answer").status, 404)
`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Everything that a run writes to its terminal. */
async function onTerminal(args: string, env: Readonly<Record<string, string>>): Promise<string> {
  const surroundings = new Set(["CI", "GITHUB_ACTIONS", "NO_COLOR"]);
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !surroundings.has(name)));
  const child = spawn("script", ["-qfec", `stty cols 100; ${command.map((word) => `'${word}'`).join(" ")} ${args}`, "/dev/null"], {
    cwd: folder,
    env: { ...rest, TERM: "xterm", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  await new Promise((resolve) => child.on("close", resolve));
  return text;
}

/** The lines that are left on the screen, by the few things that are ever sent to one. */
function screen(text: string): readonly string[] {
  const lines: string[] = [];
  for (const written of text.replaceAll("\r\n", "\n").split("\n")) {
    let line = "";
    let column = 0;
    for (const [part] of written.matchAll(/\u001b\[K|\u001b\[\d+m|\r|[^\r\u001b]|\u001b/gu)) {
      if (part === "\r") column = 0;
      else if (part === "\u001b[K") line = line.slice(0, column);
      else if (part.startsWith("\u001b[")) continue;
      else {
        line = line.slice(0, column) + part + line.slice(column + 1);
        column++;
      }
    }
    lines.push(line);
  }
  return lines;
}

test("a live line says what runs and leaves nothing behind; blocks are coloured", async () => {
  const text = await onTerminal("test s.star --debug", {});
  expect(text).toMatch(/\rslow(?: {2}\d\.\d s)? {2}GET \/answer {2}\d+ events?\u001b\[K/);
  expect(text).toContain("\u001b[32mPASS:\u001b[39m");
  expect(text).not.toContain("\u001b[2J");
  expect(text).not.toContain("\u001b]0;");
  const left = screen(text);
  expect(left.filter((line) => line.includes("GET /answer  "))).toEqual([]);
  expect(left).toContain("a | printed");
  expect(left).toContainEqual(expect.stringMatching(/^--- PASS: test_slow \(\d+ms, seed=0\) ---$/));
  expect(left).toContainEqual(expect.stringMatching(/^--- FAIL: test_wrong \(\d+ms, seed=0\) ---$/));
  expect(left).toContain("1 passed, 1 failed");
});

test("the live line of several tests says the step of each", async () => {
  // Answers when both tests have asked, and long enough after it that a line must have been drawn. Only the folder is common to them.
  await writeFile(
    join(folder, "both.mjs"),
    `import { randomUUID } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
createServer((request, response) => {
  writeFileSync("asked-" + randomUUID(), "");
  const timer = setInterval(() => {
    if (readdirSync(".").filter((name) => name.startsWith("asked-")).length < 2) return;
    clearInterval(timer);
    setTimeout(() => response.end("ok"), 700);
  }, 10);
}).listen(39874, "127.0.0.1");\n`,
  );
  await writeFile(
    join(folder, "both.star"),
    `a = service("a", ${JSON.stringify(process.execPath)}, interface("m", "http", 39874), args = ["both.mjs"], healthcheck = tcp("localhost:39874"))
def test_here():
    assert_eq(a.m.get(path = "/here").status, 200)
def test_there():
    assert_eq(a.m.get(path = "/there").status, 200)
`,
  );
  const text = await onTerminal("test both.star --jobs 2", {});
  expect(text).toMatch(/\r2 tests(?: {2}\d+\.\d s)? {2}\d+ events {2}here GET \/here \| there GET \/there\u001b\[K/);
  const left = screen(text);
  expect(left.filter((line) => line.includes(" | "))).toEqual([]);
  expect(left).toContain("2 passed, 0 failed");
});

test("NO_COLOR takes the colours away, CI the live line", async () => {
  const plain = await onTerminal("test s.star --test slow", { NO_COLOR: "1" });
  expect(plain).toContain("\u001b[K");
  expect(plain).not.toMatch(/\u001b\[\d+m/);
  const ci = await onTerminal("test s.star --test slow", { CI: "true" });
  expect(ci).not.toContain("\u001b[K");
  expect(ci).toContain("PASS");
});

test("--quiet and --show fail leave out what passed", async () => {
  for (const args of ["--quiet", "--show fail"]) {
    const left = screen(await onTerminal(`test s.star ${args}`, {}));
    expect(left.filter((line) => line.startsWith("---"))).toEqual([expect.stringMatching(/^--- FAIL: test_wrong /)]);
    expect(left).toContain("1 passed, 1 failed");
  }
});
