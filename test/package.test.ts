/** What `npx faultbox` brings: the package as npm would install it, in an empty folder, and run from there. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faultbox-package-"));
  const packed = execFileSync(process.execPath, [join(root, "scripts", "package.ts"), join(folder, "packed")], { encoding: "utf8" }).trim();
  writeFileSync(join(folder, "package.json"), "{}");
  // Offline: a package that needs another one could not be installed.
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", packed], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

const installed = (...args: string[]): string =>
  execFileSync(join(folder, "node_modules", ".bin", "faultbox"), args, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

test("the package holds the bundle, both supervisors and the schemas, and brings nothing else along", () => {
  expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["faultbox"]);
  const contents = readdirSync(join(folder, "node_modules", "faultbox")).sort();
  expect(contents).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "cli", "native", "package.json", "schema"]);
  expect(installed("--version")).toBe(
    `faultbox ${(JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version}\n`,
  );
});

test("a suite runs from it, one test after the other and side by side", () => {
  writeFileSync(
    join(folder, "answers.mjs"),
    `import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
createServer((_, response) => { appendFileSync("/dev/null", "x"); response.end("ok"); }).listen(39871, "127.0.0.1");\n`,
  );
  writeFileSync(
    join(folder, "faultbox.star"),
    `a = service("a", ${JSON.stringify(process.execPath)}, interface("m", "http", 39871), args = ["answers.mjs"], healthcheck = tcp("localhost:39871"))
def test_answers():
    assert_eq(a.m.get(path = "/").status, 200)
def test_slow_disk():
    def scenario():
        assert_eq(a.m.get(path = "/").body, "ok")
    fault(a, write = delay("10ms", path = "/dev/null"), run = scenario)
`,
  );
  for (const jobs of ["1", "2"])
    expect(JSON.parse(installed("test", "faultbox.star", "--jobs", jobs, "--format", "json"))).toMatchObject({ pass: 2, fail: 0 });
});

test("normalised traces are written, added up and compared by it", () => {
  installed("test", "faultbox.star", "--observe", "auto", "--normalize", "n.trace");
  installed("merge", "n.trace", "n.trace", "-o", "twice.trace");
  expect(JSON.parse(installed("diff", "n.trace", "n.trace", "--format", "json"))).toMatchObject({ identical: true });
});
