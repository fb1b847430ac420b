import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Finding } from "../drift/index.ts";
import type { Acceptance, SuiteReport } from "../report/index.ts";
import { doubleWrite } from "../report/sample.ts";
import {
  AcceptedError,
  addAccepted,
  formatAccepted,
  parseAccepted,
  parseMemory,
  readAccepted,
  remember,
  removable,
  settle,
  valid,
} from "./accepted.ts";

const entry = (fingerprint: string, more: Partial<Acceptance> = {}): Acceptance => ({
  fingerprint: fingerprint.padEnd(16, "0"),
  test: "test_order",
  change: "inventory writes twice",
  reason: "it is the checksum",
  by: "Ada",
  at: "2026-11-22T20:15:00Z",
  ...more,
});

/** As an earlier version wrote it. */
function withoutExtent({ extent, ...rest }: Finding): Finding {
  expect(extent).toBeDefined();
  return rest;
}

const finding = (fingerprint: string, certainty: Finding["certainty"] = "confirmed"): Finding => ({
  ...withoutExtent(doubleWrite()),
  certainty,
  fingerprint: fingerprint.padEnd(16, "0"),
});

const environment = { tool: "", os: "", arch: "", kernel: "", image: "", capture: [] };
const suite = (...findings: readonly Finding[]): SuiteReport => ({
  suite: "s.star",
  runs: [],
  baseline: { kind: "folder", description: "x" },
  comparison: {
    outcome: "drift",
    findings,
    baseRuns: 10,
    headRuns: 3,
    compared: [],
    falseAlarmBound: 0,
    notes: [],
    environment: { base: environment, head: environment },
  },
});

describe("the file", () => {
  test("is the same text whatever order its entries came in, so that branches rarely touch the same lines", async () => {
    const entries = [entry("c"), entry("a"), entry("b")];
    const text = await formatAccepted(entries);
    expect(await formatAccepted(entries.toReversed())).toBe(text);
    expect([...text.matchAll(/fingerprint: (\w)/g)].map((match) => match[1])).toEqual(["a", "b", "c"]);
  });

  test("gives back any text that people can write into it", async () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).filter((text) => text.trim() === text && text !== "");
    await fc.assert(
      fc.asyncProperty(word, word, fc.stringMatching(/^[0-9a-f]{16}$/), async (reason, by, fingerprint) => {
        // A conflict mark at the beginning of a reason is the one thing that nobody means.
        fc.pre(!/^(<{7}|={7}|>{7})/.test(reason) && !/^(<{7}|={7}|>{7})/.test(by));
        const entries = [entry("", { fingerprint, reason, by })];
        expect(await parseAccepted(await formatAccepted(entries), "f")).toEqual(entries);
      }),
      { numRuns: 200 },
    );
  });

  test("says on one line each what it covers", async () => {
    const covers = { objects: ["/tmp/x.wal"], counts: [{ call: "open(append,write)", least: 1, most: 2 }] };
    const text = await formatAccepted([entry("a", { covers })]);
    expect(text).toContain(
      '    covers:\n      objects:\n        - /tmp/x.wal\n      counts:\n        - { call: "open(append,write)", least: 1, most: 2 }\n',
    );
    expect(await parseAccepted(text, "f")).toEqual([entry("a", { covers })]);
  });

  test("merged from two branches line by line holds the entries of both", async () => {
    const [ours, theirs] = [await formatAccepted([entry("a"), entry("c")]), await formatAccepted([entry("c"), entry("f")])];
    const merged = ours + theirs.slice(theirs.indexOf("  - fingerprint: f"));
    expect((await parseAccepted(merged, "f")).map(({ fingerprint }) => fingerprint[0])).toEqual(["a", "c", "f"]);
  });

  test.each([
    ["<<<<<<< HEAD\nversion: 1", "f holds conflict marks; keep the entries of both sides and remove the marks"],
    ["version: 1\naccepted: [", "f:2: not YAML (BAD_INDENT); `faultbox accept` writes this file"],
    ["version: 2\naccepted: []", "f: version: Invalid type: Expected 1 but received 2; `faultbox accept` writes this file"],
    ["version: 1\naccepted: []\nmore: 1", 'f: more: Invalid key: Expected never but received "more"; `faultbox accept` writes this file'],
    [
      "version: 1\naccepted:\n  - {fingerprint: 1234567890123456, test: t, change: c, reason: r, by: b, at: 2026-01-01}",
      /^f: accepted\.0\.fingerprint: Invalid type: Expected string/,
    ],
    [
      'version: 1\naccepted:\n  - {fingerprint: "1234567890123456", test: t, change: c, reason: " ", by: b, at: 2026-01-01}',
      "f: accepted.0.reason: wanted some text; `faultbox accept` writes this file",
    ],
    [
      'version: 1\naccepted:\n  - {fingerprint: "1234567890123456", test: t, change: c, reason: r, by: b, at: yesterday}',
      "f: accepted.0.at: wanted a date such as 2026-11-22 or 2026-11-22T20:15:00Z; `faultbox accept` writes this file",
    ],
  ])("that is wrong is refused with the place: %j", async (text, message) => {
    await expect(parseAccepted(text, "f")).rejects.toThrow(message instanceof RegExp ? message : new AcceptedError(message));
  });

  test("that covers what nothing can is refused", async () => {
    const text = await formatAccepted([entry("a", { covers: { objects: [], counts: [{ call: "write", least: 3, most: 2 }] } })]);
    await expect(parseAccepted(text, "f")).rejects.toThrow("f: accepted.0.covers.counts.0: wanted least not above most");
  });

  test("with anchors that multiply is refused before it grows", async () => {
    const bomb = "a: &a [x, x]\nb: &b [*a, *a]\nversion: 1\naccepted: [*b]\n";
    await expect(parseAccepted(bomb, "f")).rejects.toThrow();
  });

  test("that is not there accepts nothing, one without end is not read", async () => {
    const folder = await mkdtemp(join(tmpdir(), "accepted-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    expect(await readAccepted(join(folder, "none.yml"))).toEqual([]);
    await writeFile(join(folder, "long.yml"), " ".repeat(5_000_000));
    await expect(readAccepted(join(folder, "long.yml"))).rejects.toThrow(/5000000 bytes; at most/);
  });
});

describe("an entry", () => {
  test("sets its finding aside, and other drift goes on counting", () => {
    const settled = settle(suite(finding("a"), finding("b")), [entry("a")], "file");
    expect(settled.comparison).toMatchObject({ outcome: "drift", findings: [{ fingerprint: "b".padEnd(16, "0") }] });
    expect(settled.accepted).toMatchObject([{ how: "file", acceptance: { by: "Ada" }, finding: { fingerprint: "a".padEnd(16, "0") } }]);
  });

  test("that accepts all there is leaves nothing that counts, and what is undecided stays undecided", () => {
    expect(settle(suite(finding("a")), [entry("a")], "file").comparison?.outcome).toBe("same");
    expect(settle(suite(finding("a"), finding("b", "inconclusive")), [entry("a")], "file").comparison?.outcome).toBe("undecided");
  });

  /** The made-up finding, with as many writes or syncs in a run of its test, and the files to which the same happens. */
  const grown = (least: number, most: number, more = true, objects = ["/tmp/inventory.wal"]): Finding => ({
    ...finding("a"),
    test: "test_order",
    extent: { objects, counts: [{ test: "test_order", call: "write", more, least, most }] },
  });
  const covering = (least: number, most: number): Acceptance =>
    entry("a", { covers: { objects: ["/tmp/inventory.wal"], counts: [{ call: "write", least, most }] } });

  test.each([
    ["as much as was seen", grown(2, 2), covering(2, 2), true],
    ["less of what grew", grown(2, 2), covering(3, 3), true],
    ["not more of what grew", grown(3, 3), covering(2, 2), false],
    ["numbers that some runs reached", grown(4, 6), covering(2, 4), true],
    ["not numbers that no run reached", grown(5, 6), covering(2, 4), false],
    ["as few as were seen", grown(1, 1, false), covering(1, 1), true],
    ["more of what shrank", grown(2, 2, false), covering(1, 1), true],
    ["not less of what shrank", grown(0, 0, false), covering(1, 1), false],
    ["not another file to which the same happens", grown(2, 2, true, ["/tmp/inventory.wal", "/tmp/other.wal"]), covering(2, 2), false],
    ["all of it where it does not say how much", grown(9, 9), entry("a"), true],
    ["what an earlier version found, which did not say how much", finding("a"), covering(2, 2), true],
  ])("covers %s", (_, found, acceptance, covered) => {
    const { comparison, accepted } = settle(suite(found), [acceptance], "file");
    expect([comparison?.findings.length, accepted?.length ?? 0]).toEqual(covered ? [0, 1] : [1, 0]);
    const said = `${found.sentence}: this goes further than what Ada has accepted (inventory writes twice)`;
    expect(comparison?.notes).toEqual(covered ? [] : [said]);
    expect(comparison?.outcome).toBe(covered ? "same" : "drift");
  });

  test("of another branch that covers more is enough", () => {
    expect(settle(suite(grown(3, 3)), [covering(2, 2), covering(3, 3)], "file").comparison?.findings).toEqual([]);
  });

  test("is another one when it covers something else", () => {
    expect(valid([covering(3, 3)], [covering(2, 2)])).toHaveLength(1);
    expect(valid([covering(2, 2)], [covering(2, 2)])).toEqual([]);
  });

  test("is spent once the baseline knows it: the same kind of change coming again asks again", () => {
    const merged = [entry("a")];
    expect(valid(merged, merged)).toEqual([]);
    expect(valid([entry("a", { change: "inventory writes three times" })], merged)).toHaveLength(1);
  });

  test("that is standing is never spent", () => {
    const standing = [entry("a", { standing: true })];
    expect(valid(standing, standing)).toEqual(standing);
  });

  test("added again takes the place of the old one", () => {
    const again = entry("a", { reason: "now three, for the index" });
    expect(addAccepted([entry("a"), entry("b")], [again])).toEqual([entry("b"), again]);
  });

  test("is listed for removal when nothing has needed it for a month, and not a day before", () => {
    const day = 24 * 3600 * 1000;
    const nowMs = Date.parse("2027-01-01T00:00:00Z");
    const at = (days: number): string => new Date(nowMs - days * day).toISOString();
    const entries = [entry("a", { at: at(31) }), entry("b", { at: at(29) }), entry("c", { at: at(400), standing: true })];
    const needed = remember(
      entries,
      parseMemory(undefined),
      [{ finding: finding("c"), acceptance: entry("c"), how: "file" }],
      nowMs - 10 * day,
    );
    expect(removable(entries, needed, nowMs).map(({ fingerprint }) => fingerprint[0])).toEqual(["a"]);
    expect(removable(entries, parseMemory(undefined), nowMs).map(({ fingerprint }) => fingerprint[0])).toEqual(["a", "c"]);
  });
});

test("what a baseline remembers is parsed like everything that was downloaded", () => {
  const memory = remember([entry("a")], parseMemory(undefined), [], 0);
  expect(parseMemory(JSON.stringify(memory))).toEqual(memory);
  for (const text of ["", "[]", "{", '{"version":1,"accepted":[{}],"seen":{}}']) expect(parseMemory(text).accepted).toEqual([]);
});
