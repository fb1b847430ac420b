/** The line printed with a failure, pasted into a shell, is that failure again: same verdict, same reason, same calls decided the same way. */
import { chmodSync, mkdirSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { declared, program } from "./obedient.ts";
import { command, faultbox } from "./faultbox.ts";

const run = promisify(execFile);

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbox-replay-"));
  mkdirSync(join(root, "bin"));
  const script = join(root, "bin", "faultbox");
  await writeFile(script, `#!/bin/sh\nexec ${command.map((word) => `"${word}"`).join(" ")} "$@" --output replayed.json\n`);
  chmodSync(script, 0o755);
});
afterAll(() => rm(root, { recursive: true }));

const Trace = v.object({
  tests: v.array(
    v.object({
      name: v.string(),
      result: v.string(),
      reason: v.optional(v.string()),
      replay_command: v.optional(v.string()),
      events: v.array(v.object({ type: v.string(), fields: v.optional(v.record(v.string(), v.string())) })),
    }),
  ),
});
type Tested = v.InferOutput<typeof Trace>["tests"][number];

/** What of a test must come again: everything that was decided about its calls, and what its steps were answered. */
function story({ name, result, reason, events }: Tested): unknown {
  const told = events.flatMap(({ type, fields = {} }) => {
    if (type === "syscall" && fields["decision"]?.startsWith("deny") === true) return [`${fields["syscall"] ?? ""} ${fields["decision"]}`];
    if (type === "step_recv") return [`${fields["summary"] ?? ""} ${fields["success"] ?? ""}`];
    return [];
  });
  return { name, result, reason, told: told.toSorted() };
}

async function tested(folder: string, file: string): Promise<readonly Tested[]> {
  return v.parse(Trace, JSON.parse(await readFile(join(folder, file), "utf8"))).tests;
}

const flaky = `
def test_draws():
    seen = []
    def body():
        for i in range(10): seen.append(tell("open", file = "f").body)
    fault(svc, openat = deny("EIO", probability = 0.4, path = "*/f"), run = body)
    assert_eq(seen, ["opened"] * 10)
`;

const cases: readonly (readonly [string, { suite?: string; text: string; files?: Record<string, string>; args?: string[] }])[] = [
  ["draws of a probability, in a later run", { text: flaky, args: ["--runs", "3", "--seed", "12"] }],
  ["a suite with spaces, quotes and a dollar in its path", { suite: 'it\'s a "test"; $HOME.star', text: flaky, args: ["--seed", "4"] }],
  [
    "a test of a worker",
    { text: `${flaky}\ndef test_more():\n    assert_eq(tell("health").status, 201)\n`, args: ["--jobs", "2", "--seed", "5"] },
  ],
  [
    "an option of a choice, with an odd test name",
    {
      text: `
def body():
    way = choose("way of it", ["one", "it's two", "three"])
    assert_eq(tell("health").status, 200 if way != "it's two" else 500)
test("it's *odd* [1]", body = body)
test("it's *even* [2] *odd* [1]", body = lambda: assert_true(tell("health").ok))
`,
    },
  ],
  [
    "a pattern of a fault that is tried out",
    {
      text: `
def test_tried():
    def body():
        assert_eq([tell("open", file = "f").body for i in range(2)], ["opened", "opened"])
    fault(svc, openat = deny("EIO", probability = 0.5, max_fires = 2, label = "bad disk", path = "*/f"), run = body)
`,
    },
  ],
  [
    "an order of concurrent calls",
    {
      text: `
def test_order():
    parallel(lambda: tell("keep", text = "a"), lambda: tell("keep", text = "b"))
    assert_eq(tell("kept").body, "ab")
`,
      args: ["--explore", "all"],
    },
  ],
  [
    "branches one after the other in an order",
    {
      text: `
def test_orders():
    parallel(lambda: tell("keep", text = "a"), lambda: tell("keep", text = "b"), interleavings = "all")
    assert_eq(tell("kept").body, "ab")
`,
    },
  ],
  [
    "a partition",
    {
      text: `
other = service("other", "${process.execPath}", interface("main", "http", 8081), args = ["obedient.mjs"], env = {"PORT": "8081"},
    healthcheck = http("localhost:8081/health"))
def test_cut():
    partition(svc, other, run = lambda: assert_eq(tell("get", url = "http://127.0.0.1:8081/health").body, "status 200"))
`,
    },
  ],
  [
    "a suite that loads another",
    {
      text: `
load("lib/checks.star", "check")
def test_loaded():
    check(tell("health").status)
`,
      files: { "lib/checks.star": "def check(status):\n    assert_eq(status, 418)\n" },
    },
  ],
  [
    "what is asked by flags",
    {
      text: `
determinism(strict = False)
def test_flags():
    trace(svc, syscalls = ["connect"], run = lambda: tell("get", url = "http://127.0.0.1:9/"))
    assert_true(tell("health").ok)
`,
      args: ["--strict-determinism"],
    },
  ],
  [
    "a fault that had to fire",
    {
      text: `
def test_fires():
    fault(svc, fsync = deny("EIO"), run = lambda: assert_true(tell("health").ok))
`,
      args: ["--require-faults-fire"],
    },
  ],
  [
    "a budget that was too small",
    {
      text: `
def test_late():
    await_event(match.event(type = "partition_applied"))
`,
      args: ["--timeout", "1500ms"],
    },
  ],
  [
    "more that was watched than the suite asks for",
    {
      text: `
def test_watched():
    tell("write", file = "f")
    assert_never(service = "svc")
`,
      args: ["--observe", "auto"],
    },
  ],
];

test.each(cases)("%s", async (name, { suite = "s.star", text, files = {}, args = [] }) => {
  const folder = join(root, name.replaceAll(/\W+/g, "-"));
  mkdirSync(join(folder, "lib"), { recursive: true });
  await writeFile(join(folder, "obedient.mjs"), program);
  await writeFile(join(folder, suite), declared() + text);
  for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
  const ran = await faultbox(["test", suite, "--output", "ran.json", ...args], folder);
  const failed = (await tested(folder, "ran.json")).filter(({ result }) => result === "fail" || result === "inconclusive");
  expect(failed.length, ran.stderr).toBeGreaterThan(0);
  for (const one of failed) {
    const line = one.replay_command ?? "";
    expect(ran.stderr.includes(line) || failed.length > 1, line).toBe(true);
    const env = { ...process.env, PATH: `${join(root, "bin")}:${process.env["PATH"] ?? ""}` };
    await run("/bin/sh", ["-c", line], { cwd: folder, env }).catch(() => undefined);
    const again = await tested(folder, "replayed.json");
    expect(again.map(story), line).toEqual([story(one)]);
  }
});
