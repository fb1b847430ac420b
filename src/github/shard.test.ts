import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { apiOf } from "../../test/github/client.ts";
import { Fake } from "../../test/github/fake.ts";
import { zip } from "../../test/github/zip.ts";
import { merge, suitesOf, type ShardTask, type ShardWorld } from "./shard.ts";

const head = "a1".repeat(20);
const suites = ["a", "b", "c", "d"].map((suite) => ({ suite }));

async function open(): Promise<{ fake: Fake; task: ShardTask; world: ShardWorld; lines: string[] }> {
  const fake = await Fake.start();
  const scratch = mkdtempSync(join(tmpdir(), "faultbox-shard-"));
  onTestFinished(async () => {
    rmSync(scratch, { recursive: true });
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  const { id: runId } = fake.addRun({ headSha: head });
  const api = apiOf(fake, fake.addToken({ actions: "read" }));
  const lines: string[] = [];
  const client: ShardWorld["client"] = {
    uploadArtifact: async (name, files, root) => {
      if (fake.artifacts.some((artifact) => artifact.name === name)) throw new Error("Failed to CreateArtifact: (409) Conflict");
      const entries = files.map((file) => ({ name: file.slice(root.length + 1), content: readFileSync(file) }));
      return { id: fake.addArtifact(name, runId, zip(entries)).id };
    },
    deleteArtifact: async () => ({ id: 0 }),
  };
  return {
    fake,
    lines,
    task: { id: "drift", runId, runAttempt: 1, retentionDays: 0, scratch },
    world: { api, client, pause: async () => {}, log: (line) => void lines.push(line) },
  };
}

test("all parts follow the division of the first, also when they know other durations", async () => {
  const { task, world } = await open();
  const first = await suitesOf({ index: 1, of: 2 }, suites, task, world);
  const slow = suites.map(({ suite }, index) => ({ suite, durationMs: 10 ** index }));
  const second = await suitesOf({ index: 2, of: 2 }, slow, task, world);
  const again = await suitesOf({ index: 1, of: 2 }, slow, { ...task, runAttempt: 2 }, world);
  expect([first, second]).toEqual([
    ["a", "c"],
    ["b", "d"],
  ]);
  expect(again).toEqual(first);
});

test("a part that finds the division taken and not yet readable waits for it", async () => {
  const { fake, task, world } = await open();
  let tries = 0;
  const taken: ShardWorld = {
    ...world,
    client: { ...world.client, uploadArtifact: () => Promise.reject(new Error("(409) Conflict")) },
    pause: async () => {
      if ((tries += 1) === 3)
        fake.addArtifact("faultbox-plan-drift", task.runId, zip([{ name: "plan.json", content: '[["a","b","c"],["d"]]' }]));
    },
  };
  expect(await suitesOf({ index: 2, of: 2 }, suites, task, taken)).toEqual(["d"]);
  expect(tries).toBe(3);
});

test.each<[string, string | undefined, RegExp]>([
  ["never becomes readable", undefined, /another part has divided the suites, and how could not be read/],
  [
    "has another number of parts",
    '[["a"],["b"],["c","d"]]',
    /this job is part 1 of 2, another job of this run has the same `id` and 3 parts/,
  ],
  ["is about other suites", '[["a"],["b"]]', /this job finds other suites than the jobs that run the other parts/],
  ["is no division", '{"a":1}', /how the suites are divided cannot be read/],
  ["is no JSON", "<html>", /how the suites are divided cannot be read/],
])("a division that %s stops the part with a sentence", async (_, content, message) => {
  const { fake, task, world } = await open();
  if (content !== undefined) fake.addArtifact("faultbox-plan-drift", task.runId, zip([{ name: "plan.json", content }]));
  const taken = { ...world, client: { ...world.client, uploadArtifact: () => Promise.reject(new Error("(409) Conflict")) } };
  await expect(suitesOf({ index: 1, of: 2 }, suites, task, taken)).rejects.toThrow(message);
});

test("a division that cannot be stored stops the part: the others could not know of it", async () => {
  const { task, world } = await open();
  const broken = { ...world, client: { ...world.client, uploadArtifact: () => Promise.reject(new Error("(500) oops\nadvice")) } };
  await expect(suitesOf({ index: 1, of: 2 }, suites, task, broken)).rejects.toThrow(
    /how the suites are divided could not be stored for the other parts: \(500\) oops$/,
  );
});

const options = (scratch: string) => ({ id: "drift", output: join(scratch, "out"), head: { sha: head }, folder: "." });

test("without any part there is nothing to join, and the message says what parts need", async () => {
  const { task, world } = await open();
  await expect(merge(undefined, options(task.scratch), task, world)).rejects.toThrow(
    /this run has no parts called faultbox-part-drift-…; parts need `shard: 1\/4` and the same `id`, and this job `needs:` them/,
  );
});

test.each<[string, string]>([
  ["is no archive", "not an archive"],
  ["is no report", "hostile"],
])("a part that %s is missing, with its suites by name, and the check is an error", async (_, kind) => {
  const { fake, task, world, lines } = await open();
  await suitesOf({ index: 1, of: 2 }, suites, task, world);
  const bytes = kind === "hostile" ? zip([{ name: "part.json", content: '{"version":"1","suites":"many"}' }]) : Buffer.from("PK nonsense");
  fake.addArtifact("faultbox-part-drift-1-of-2", task.runId, bytes);
  fake.addArtifact("faultbox-part-other-2-of-2", task.runId, bytes);
  const joined = await merge(undefined, options(task.scratch), task, world);
  expect(joined.report.result).toBe("error");
  expect(joined.lost).toEqual(["a", "c", "b", "d"]);
  expect(joined.report.suites.map(({ suite, error }) => `${suite}: ${error}`)).toEqual([
    expect.stringMatching(/^a: part 1 of 2 is missing, and with it this: its result cannot be read/) as string,
    "b: part 2 of 2 is missing, and with it this: it left no result: its job was cancelled or ended before it could",
    expect.stringMatching(/^c: part 1 of 2 is missing/) as string,
    expect.stringMatching(/^d: part 2 of 2 is missing/) as string,
  ]);
  expect(lines).toHaveLength(2);
});

test("without a plan the missing part itself is named", async () => {
  const { task, world } = await open();
  const joined = await merge(2, options(task.scratch), task, world);
  expect(joined.report.suites.map(({ suite }) => suite)).toEqual(["part 1 of 2", "part 2 of 2"]);
  expect(joined.report.result).toBe("error");
});

test("parts of another run are not parts of this one", async () => {
  const { fake, task, world } = await open();
  const other = fake.addRun({ headSha: head });
  fake.addArtifact("faultbox-part-drift-1-of-1", other.id, zip([{ name: "part.json", content: "{}" }]));
  await expect(merge(undefined, options(task.scratch), task, world)).rejects.toThrow(/has no parts/);
});
