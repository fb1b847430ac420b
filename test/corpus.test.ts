/**
 * Drift on real systems it was not made on: each system of the corpus is recorded unchanged, and checked as the pipeline does it. Of the ten
 * mutants and five neutral versions that each has, an ordinary run of the tests sees one and one; `npm run bench -- drift` sees all, often.
 */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeVersion, systems } from "../fixtures/corpus.ts";
import { faultbox } from "./faultbox.ts";

let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "faultbox-corpus-"));
});
afterAll(() => rm(scratch, { recursive: true }));

const chosen: readonly (readonly [system: string, mutant: string, neutral: string])[] = [
  ["store", "sync-before-write", "more-workers"],
  ["notes", "journal-delete", "wording"],
  ["redis", "everysec", "io-threads"],
  ["postgres", "asynchronous-commit", "work-mem"],
  ["nginx", "mirror", "log-format"],
  ["spool", "pages-in-place", "other-names"],
  ["queue", "rename-before-sync", "slower-polls"],
  ["events", "answer-first", "longer-window"],
];

/** What a report says is certain. */
const Report = v.object({
  suites: v.array(
    v.object({
      comparison: v.object({
        findings: v.array(v.object({ service: v.string(), object: v.string(), certainty: v.string(), sentence: v.string() })),
      }),
    }),
  ),
});

function confirmed(report: string): v.InferOutput<typeof Report>["suites"][number]["comparison"]["findings"] {
  const { suites } = v.parse(Report, JSON.parse(report));
  return suites.flatMap(({ comparison }) => comparison.findings.filter(({ certainty }) => certainty === "confirmed"));
}

describe.each(chosen)("%s", (name, mutant, neutral) => {
  const folderOf = (version: string): string => join(scratch, name, version);

  async function check(version: string, runs: number, ...args: string[]): Promise<{ stderr: string; report: string }> {
    const folder = folderOf(version);
    const system = systems[name];
    if (system === undefined) throw new Error(`there is no system ${name}`);
    makeVersion(system, version, folder);
    const common = ["ci", "answers-test.star", "--output", "out", "--runs", String(runs)];
    const { stderr } = await faultbox([...common, ...args], folder);
    return { stderr, report: readFileSync(join(folder, "out", "report.json"), "utf8") };
  }
  const compare = (version: string): ReturnType<typeof check> =>
    check(version, 3, "--baseline", join(folderOf("base"), "out", "recording"));

  beforeAll(async () => {
    expect((await check("base", 10)).stderr).toContain("result: recorded");
  });

  test(`${mutant} is found where it is`, async () => {
    const { stderr, report } = await compare(mutant);
    expect(stderr).toContain("result: drift");
    const places = systems[name]?.mutants[mutant]?.at ?? [];
    const elsewhere = confirmed(report).filter(
      ({ service, object }) => !places.some(([where, what]) => where === service && what.test(object)),
    );
    expect(elsewhere).toEqual([]);
  });

  test(`${neutral} is no drift`, async () => {
    const { stderr, report } = await compare(neutral);
    expect(confirmed(report), stderr).toEqual([]);
  });
});
