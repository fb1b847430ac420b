/** Real repositories: a base that moved on, a pull request, and the merge of both that GitHub has tested. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { execute } from "./execute.ts";
import { hunksOf, linesInHead, throughHunks } from "./lines.ts";

const lines = (...some: readonly string[]): string => some.map((line) => `${line}\n`).join("");
const body = Array.from({ length: 20 }, (_, i) => `line ${i}`);

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "faultbox-lines-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function gitAt(place: string): (...args: string[]) => string {
  const env = { PATH: process.env["PATH"] ?? "", HOME: place, GIT_CONFIG_NOSYSTEM: "1" };
  return (...args) =>
    execFileSync("git", ["-C", place, "-c", "user.name=t", "-c", "user.email=t@t", ...args], {
      encoding: "utf8",
      env,
      stdio: "pipe",
    }).trim();
}

/** A repository with a pull request; the base has got three lines above all since they parted, and one line in the middle is another. */
function repository(): { readonly origin: string; readonly head: string; readonly merge: string } {
  const origin = folder();
  const git = gitAt(origin);
  const write = (text: string): void => writeFileSync(join(origin, "main.go"), text);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "uploadpack.allowAnySHA1InWant", "true");
  write(lines(...body));
  git("add", ".");
  git("commit", "--quiet", "-m", "both");
  git("switch", "--quiet", "-c", "change");
  write(lines(...body, "second write"));
  git("commit", "--quiet", "-am", "change");
  const head = git("rev-parse", "HEAD");
  git("switch", "--quiet", "main");
  write(lines("a", "b", "c", ...body.with(10, "other")));
  git("commit", "--quiet", "-am", "base");
  git("merge", "--quiet", "--no-edit", "change");
  return { origin, head, merge: git("rev-parse", "HEAD") };
}

/** What a job has: the one commit, without history. */
function checkout(origin: string, commit: string): string {
  const workspace = folder();
  const git = gitAt(workspace);
  git("init", "--quiet");
  git("remote", "add", "origin", `file://${origin}`);
  git("fetch", "--quiet", "--depth=1", "origin", commit);
  git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  return workspace;
}

async function asked(workspace: string, head: string, told: string[] = []) {
  const task = { workspace, env: { PATH: process.env["PATH"] ?? "", HOME: workspace }, token: "", serverUrl: "https://github.com" };
  return linesInHead(head, ["main.go", "same.go"], task, {
    execute,
    log: (line) => told.push(line),
    signal: new AbortController().signal,
  });
}

test("a line of the merge is told by its number in the head, though the base has moved it", async () => {
  const { origin, head, merge } = repository();
  const lineInHead = await asked(checkout(origin, merge), head);
  expect(lineInHead("main.go", 24)).toEqual({ line: 21, exact: true });
  expect(lineInHead("main.go", 4)).toEqual({ line: 1, exact: true });
  expect(lineInHead("same.go", 7)).toEqual({ line: 7, exact: true });
});

test("a line that only the base has is told by the nearest of the head, as near", async () => {
  const { origin, head, merge } = repository();
  const lineInHead = await asked(checkout(origin, merge), head);
  expect(lineInHead("main.go", 2)).toEqual({ line: 1, exact: false });
  expect(lineInHead("main.go", 14)).toEqual({ line: 11, exact: false });
});

test("what a build has changed in the tree counts", async () => {
  const { origin, head, merge } = repository();
  const workspace = checkout(origin, merge);
  writeFileSync(join(workspace, "main.go"), lines("built", ...body, "second write"));
  expect((await asked(workspace, head))("main.go", 22)).toEqual({ line: 21, exact: true });
});

test("where the head itself is tested, lines stay", async () => {
  const { origin, head } = repository();
  expect((await asked(checkout(origin, head), head))("main.go", 21)).toEqual({ line: 21, exact: true });
});

test("where the head cannot be had, every line is near, and the log says why", async () => {
  const { origin, merge } = repository();
  const told: string[] = [];
  const lineInHead = await asked(checkout(origin, merge), "1".repeat(40), told);
  expect(lineInHead("main.go", 24)).toEqual({ line: 24, exact: false });
  expect(told).toEqual([
    "the head of the pull request could not be fetched (git fetch ended with exit code 128): lines are those of the tested tree, near",
  ]);
});

test("every line that both have is found where it stands in the head", async () => {
  const place = folder();
  const git = gitAt(place);
  git("init", "--quiet");
  const letters = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(letters, letters, async (head, tested) => {
      const [a, b] = [join(place, "a"), join(place, "b")];
      writeFileSync(a, lines(...head));
      writeFileSync(b, lines(...tested));
      const args = ["-C", place, "diff", "--no-index", "--unified=0", "a", "b"];
      const { stdout } = await execute("git", args, { cwd: place, env: {}, signal: new AbortController().signal, log: () => undefined });
      for (const [at, text] of tested.entries()) {
        const { line, exact } = throughHunks(hunksOf(stdout), at + 1);
        if (exact) expect(head[line - 1]).toBe(text);
        expect(line).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});
