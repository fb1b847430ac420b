import { chromium, type Browser, type Page } from "playwright-core";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewer } from "../../scripts/viewer.ts";
import { compare, learn, type Finding } from "../drift/index.ts";
import type { Event, KernelObject } from "../trace/index.ts";
import { pack, renderHtml } from "./html.ts";
import {
  comparison,
  doubleWrite,
  driftReport,
  failed,
  failureReport,
  noFsyncReport,
  sampleEvents,
  sampleReport,
  sampleRun,
  sampleTest,
  suiteReport,
} from "./sample.ts";
import type { Report } from "./types.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "faultbox-html-"));
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** What the page complained about, scripts that failed and requests it made. */
  readonly complaints: string[];
}

let files = 0;

async function open(report: Report | string, hash = "", colorScheme: "light" | "dark" = "light"): Promise<Opened> {
  const file = join(folder, `${++files}.html`);
  writeFileSync(file, typeof report === "string" ? report : renderHtml(report));
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, colorScheme });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(pathToFileURL(file).href)) complaints.push(request.url());
  });
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  await page.waitForSelector("main");
  await drawn(page);
  return { page, complaints };
}

/** Waits until what was asked for has been drawn: two frames. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** How many points of the canvas have about the colour of a variable of the page's style. */
async function painted(page: Page, variable: string): Promise<number> {
  await drawn(page);
  return page.evaluate((name) => {
    const canvas = document.querySelector<HTMLCanvasElement>(".scroll canvas");
    const context = canvas?.getContext("2d");
    if (canvas === null || !context) return -1;
    const probe = document.createElement("canvas").getContext("2d");
    if (probe === null) return -1;
    probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count++;
    return count;
  }, variable);
}

test("the embedded viewer is the one in the sources (node scripts/viewer.ts)", () => {
  expect(readFileSync(join(import.meta.dirname, "viewer.generated.ts"), "utf8")).toBe(viewer());
});

describe("the page", () => {
  test("opens from a file, asks the network for nothing and runs under its own policy", async () => {
    const { page, complaints } = await open(driftReport());
    expect(await page.textContent("h1")).toBe("1 change in how the system works");
    expect(await page.title()).toBe("1 change in how the system works · faultbox");
    expect(complaints).toEqual([]);
    expect(await page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content")).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
    );
    await page.close();
  });

  test("shows the first finding, marked on its side by band, sign and place", async () => {
    const { page } = await open(driftReport());
    expect(await page.textContent(".about-test h2")).toBe("test_happy_path");
    expect(await page.textContent(".card.change")).toContain(
      "inventory writes /tmp/inventory.wal twice per POST /orders where it wrote once",
    );
    expect(await painted(page, "--added-band")).toBeGreaterThan(2000);
    expect(await painted(page, "--removed-band")).toBe(0);
    await page.close();
    const { page: other } = await open(noFsyncReport());
    expect(await painted(other, "--removed-band")).toBeGreaterThan(2000);
    expect(await painted(other, "--added-band")).toBe(0);
    await other.close();
  });

  test("shows a failed test first, with its reason and the violation in the diagram", async () => {
    const { page } = await open(failureReport());
    expect(await page.textContent(".about-test h2")).toBe("test_no_fsync");
    expect(await page.textContent(".card.failure")).toContain("run it again: faultbox test traces-test.star --test no_fsync --seed 0");
    expect(await painted(page, "--bad-band")).toBeGreaterThan(2000);
    await page.click(".near button >> nth=1");
    expect(await page.textContent(".detail")).toContain("deny(EIO)");
    await page.close();
  });

  test("draws a violation at the event that broke a property", async () => {
    const test = failed();
    const failure = {
      ...test.failure,
      kind: "assertion",
      message: "never two writes",
      nearest: [17],
      violation: 17,
      backtrace: [],
    } as const;
    const { page } = await open(sampleReport({ result: "failed", suites: [suiteReport({ runs: [sampleRun([{ ...test, failure }])] })] }));
    expect(await painted(page, "--bad-band")).toBeGreaterThan(2000);
    await page.focus(".scroll");
    await page.keyboard.press("n");
    while (!((await page.textContent(".detail h3")) ?? "").includes("VIOLATION")) await page.keyboard.press("n");
    expect(await page.textContent(".detail h3")).toBe("write /tmp/inventory.wal deny(EIO) [VIOLATION]");
    await page.close();
  });

  test("names the lines of code that make the calls", async () => {
    const line = { function: "append", file: "inventory.go", near: false, count: 1 };
    const lines = { base: [{ ...line, line: 80, isNew: false }], head: [{ ...line, line: 88, isNew: true }] };
    const { page } = await open(
      sampleReport({ result: "drift", suites: [suiteReport({ comparison: comparison([{ ...doubleWrite(), lines }]) })] }),
    );
    expect(await page.locator(".card .lines li").allTextContents()).toEqual(["inventory.go:80 append", "inventory.go:88 append (new)"]);
    await page.close();
  });

  test("opens at a deep link and writes one for what is clicked", async () => {
    const { page } = await open(driftReport(), "#test=test_wal_written&finding=8f3a01c2d4e5f607");
    expect(await page.textContent(".about-test h2")).toBe("test_wal_written");
    expect(await page.getAttribute(".entry.finding", "aria-current")).toBe("true");
    await page.click(".entry:not(.finding) >> text=write_count");
    expect(await page.textContent(".about-test h2")).toBe("test_write_count");
    expect(new URL(page.url()).hash).toBe("#test=test_write_count");
    await page.click(".entry.finding");
    expect(new URL(page.url()).hash).toBe("#test=test_happy_path&finding=8f3a01c2d4e5f607");
    await page.close();
  });

  test("goes to differences, causes and effects by keyboard and tells of them", async () => {
    const { page } = await open(driftReport());
    await page.focus(".scroll");
    await page.keyboard.press("n");
    expect(await page.textContent("[role=status]")).toContain("write /tmp/inventory.wal");
    expect(await page.textContent("[role=status]")).toContain("only in this run");
    expect(await page.textContent(".detail")).toContain("Pull request");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.textContent(".detail h3")).toBe("write ← orders");
    await page.keyboard.press("ArrowRight");
    expect(await page.textContent(".detail h3")).toBe("read → inventory.main");
    await page.keyboard.press("ArrowLeft");
    expect(await page.textContent(".detail h3")).toBe("write ← orders");
    await page.click(".detail .links button");
    expect(await page.textContent(".detail h3")).toBe("read → inventory.main");
    await page.focus(".scroll");
    await page.keyboard.press("Escape");
    expect(await page.isVisible(".detail")).toBe(false);
    await page.keyboard.press("]");
    expect(await page.textContent(".about-test h2")).toBe("test_wal_written");
    await page.close();
  });

  test("selects what is clicked in the diagram and opens folds", async () => {
    const { page } = await open(driftReport());
    const before = await page.textContent(".sum");
    expect(before).toBe("15 of 22 events");
    const canvas = page.locator(".scroll canvas");
    await canvas.click({ position: { x: 300, y: 14 + 7.5 * 24 } });
    expect(await page.textContent(".sum")).toBe("22 events");
    await canvas.click({ position: { x: 300, y: 14 + 4.5 * 24 } });
    expect(await page.textContent(".detail h3")).toBe("POST /orders");
    expect(await page.textContent(".detail")).toContain("leads to");
    await page.close();
  });

  test("filters by text, place, lane and kind", async () => {
    const { page } = await open(driftReport());
    const shown = async (query: string): Promise<string | null> => {
      await page.fill("[aria-label='Search events']", query);
      return page.textContent(".sum");
    };
    expect(await shown("fsync")).toBe("1 of 22 events");
    expect(await shown("path:*.wal service:inventory")).toBe("4 of 22 events");
    expect(await shown("syscall:write path:inventory.wal")).toBe("2 of 22 events");
    expect(await shown("nothing like it")).toBe("0 of 22 events");
    expect(await page.isVisible(".empty")).toBe(true);
    expect(await shown("")).toBe("15 of 22 events");
    await page.selectOption("[aria-label=Show]", "different");
    expect(await page.textContent(".sum")).toBe("1 of 22 events");
    await page.selectOption("[aria-label=Show]", "all");
    await page.click(".lanes button >> text=orders");
    await page.uncheck("#fold");
    expect(await page.textContent(".sum")).toBe("12 of 22 events");
    expect(await page.locator(".heads .lane").allTextContents()).toEqual(["test", "inventory", "test", "inventory"]);
    await page.close();
  });

  test("lays the recordings over each other, shows one, and shows true time", async () => {
    const { page } = await open(noFsyncReport());
    for (const [layout, panes] of [
      ["overlay", ["Baseline and pull request − 1 fsync per POST /orders + none"]],
      ["base", ["Baseline 1 fsync per POST /orders 1a2b3c4"]],
      ["head", ["Pull request none f00dfee"]],
      ["sides", ["Baseline 1 fsync per POST /orders 1a2b3c4", "Pull request none f00dfee"]],
    ] as const) {
      await page.selectOption("[aria-label=Layout]", layout);
      const heads = page.locator(".heads .pane");
      expect(await heads.evaluateAll((all) => all.map((one) => [...one.children].map(({ textContent }) => textContent).join(" ")))).toEqual(
        panes,
      );
    }
    await page.click(".entry:not(.finding) >> text=wal_written");
    await page.selectOption("[aria-label=Axis]", "time");
    expect(await painted(page, "--ink")).toBeGreaterThan(100);
    await page.focus(".scroll");
    const height = (): Promise<number> => page.evaluate(() => document.querySelector(".scroll")?.scrollHeight ?? 0);
    const before = await height();
    await page.keyboard.press("+");
    expect(await height()).toBeGreaterThan(before);
    await page.close();
  });

  test("follows the system's colours and can be switched", async () => {
    const { page } = await open(driftReport(), "", "dark");
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.querySelector("header") ?? document.body).backgroundColor);
    expect(await paper()).toBe("rgb(20, 24, 29)");
    const dark = await painted(page, "--paper");
    expect(dark).toBeGreaterThan(10_000);
    await page.click("[aria-label='Switch between light and dark']");
    expect(await paper()).toBe("rgb(255, 255, 255)");
    expect(await painted(page, "--paper")).toBeGreaterThan(10_000);
    await page.close();
  });

  const undecided = sampleReport({
    result: "undecided",
    suites: [suiteReport({ comparison: comparison([{ ...doubleWrite(), certainty: "inconclusive" }]) })],
  });

  test.each<["light" | "dark", string, Report, readonly string[]]>([
    ["light", "a failure", failureReport(), ["n"]],
    ["light", "a change", driftReport(), ["n"]],
    ["light", "a table", driftReport(), ["n", "t"]],
    ["dark", "a failure", failureReport(), ["n"]],
    ["dark", "a table", noFsyncReport(), ["n", "t"]],
    ["dark", "an open question", undecided, ["n"]],
  ])("has nothing that axe objects to (%s, %s)", async (scheme, _name, report, keys) => {
    const { page } = await open(report, "", scheme);
    await page.focus(".scroll");
    for (const key of keys) await page.keyboard.press(key);
    // Axe is put in by the debugger, which the page's policy does not bind.
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: axe });
    const { result } = await session.send("Runtime.evaluate", {
      expression:
        "axe.run().then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html.slice(0, 120) + failureSummary)])))",
      awaitPromise: true,
      returnByValue: true,
    });
    expect(JSON.parse(String(result.value))).toEqual([]);
    await page.close();
  });

  test("keeps an accepted change apart from news, and says who accepted it and why", async () => {
    const finding = doubleWrite();
    const acceptance = {
      fingerprint: finding.fingerprint,
      test: finding.test,
      change: finding.sentence,
      reason: "the log is mirrored",
      by: "ada",
      at: "2026-11-01T00:00:00Z",
    };
    const { page } = await open(
      sampleReport({ result: "accepted", suites: [suiteReport({ accepted: [{ finding, acceptance, how: "file" }] })] }),
    );
    expect(await page.textContent("h1")).toBe("1 change in how the system works, accepted");
    expect(await page.textContent(".list h2 >> nth=0")).toBe("1 accepted change");
    expect(await page.locator(".badge.changed").count()).toBe(0);
    await page.click(".entry.finding");
    expect(await page.textContent(".card.quiet")).toContain("Accepted by ada: the log is mirrored.");
    await page.close();
  });

  test("prints the diagram in light colours, with the overview and without the controls", async () => {
    const { page } = await open(driftReport(), "", "dark");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new window.Event("beforeprint")));
    const sheets = page.locator(".paper .sheet");
    expect(await sheets.count()).toBe(1);
    expect(await sheets.locator(".pane strong").allTextContents()).toEqual(["Baseline", "Pull request"]);
    const banded = await sheets.locator("canvas").evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return [];
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      const count = (red: number, green: number, blue: number): number => {
        let found = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found++;
        return found;
      };
      return [count(255, 255, 255) > 100_000, count(0xe1, 0xee, 0xff) > 2000];
    });
    expect(banded).toEqual([true, true]);
    for (const [selector, visible] of [
      [".paper", true],
      [".list", true],
      [".card", true],
      [".field", false],
      [".tools", false],
    ] as const)
      expect(await page.locator(selector).first().isVisible(), selector).toBe(visible);
    await page.evaluate(() => window.dispatchEvent(new window.Event("afterprint")));
    expect(await sheets.count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBeUndefined();
    await page.close();
  });

  test("prints long diagrams in pictures, and says what it leaves out", async () => {
    const test = (writes: number) => sampleTest({ name: "test_long", writes, orders: 400 });
    const { page } = await open(
      sampleReport({ suites: [suiteReport({ runs: [sampleRun([test(2)])], baseRun: sampleRun([test(1)]), comparison: comparison([]) })] }),
    );
    await page.uncheck("#fold");
    await page.evaluate(() => window.dispatchEvent(new window.Event("beforeprint")));
    expect(await page.locator(".paper .sheet").count()).toBe(40);
    expect(await page.textContent(".paper")).toMatch(/[\d,]+ more lines are not printed/);
    await page.close();
  });

  test("shows the events as a table, with the same rows and words for what differs", async () => {
    const { page } = await open(driftReport());
    await page.focus(".scroll");
    await page.keyboard.press("t");
    const table = page.getByRole("region", { name: "Events as a table" });
    expect(await table.locator("th[scope=col]").allTextContents()).toEqual(["ms", "service", "Baseline", "Pull request", "difference"]);
    expect(
      await table.locator("tr.head").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent))),
    ).toEqual([[expect.stringMatching(/^\d+\.\d$/), "inventory", "", "write /tmp/inventory.wal", "only in this run"]]);
    expect(await table.locator("tbody tr").count()).toBe(16);
    await table.getByRole("button", { name: "7 events" }).click();
    expect(await table.locator("tbody tr").count()).toBe(22);
    await table
      .locator("tr.head")
      .getByRole("button", { name: /details/ })
      .click();
    expect(await page.textContent(".detail h3")).toBe("write /tmp/inventory.wal");
    await table.focus();
    await page.keyboard.press("t");
    expect(await table.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("scroll");
    await page.close();
  });

  test("marks the calls of a changed order on both sides, and no others of their file", async () => {
    const wal: KernelObject = { kind: "file", path: "/tmp/inventory.wal" };
    const log = (early: boolean): readonly Event[] => {
      const events = sampleEvents();
      const ready = events.findIndex(({ type }) => type === "service_ready");
      const write = events.findIndex(({ call }) => call?.name === "write" && call.object.kind === "file");
      const answer = events.findIndex(
        ({ service, call }, index) => index > write && service === "inventory" && call?.object.kind === "socket",
      );
      const [written, answered] = [events[write], events[answer]];
      if (written === undefined || answered === undefined) throw new RangeError("the sample writes and answers");
      const starting = ["unlinkat", "openat", "write"].map((name) => ({
        ...written,
        call: { name, pid: 1100, tid: 1100, decision: { kind: "allow" }, object: wal, latencyNs: 8_000, fd: 8 } as const,
      }));
      const kept = events.filter((event) => event !== answered);
      const steps = early ? kept.toSpliced(write, 0, answered) : events;
      // The places in time and in the log stay; only who stands there is another.
      return steps.toSpliced(ready, 0, ...starting).map((event, index) => ({
        ...event,
        seq: index + 1,
        atNs: index < ready + 3 ? (index + 1) * 1e5 : (events[index - 3]?.atNs ?? 0),
      }));
    };
    const runs = (count: number, early: boolean) =>
      Array.from({ length: count }, () => sampleRun([sampleTest({ name: "test_happy_path", events: log(early) })]));
    const found = compare(learn(runs(10, false)), learn(runs(8, true)));
    expect(found.findings.map(({ sentence }) => sentence)).toEqual([
      "inventory answers orders before it writes /tmp/inventory.wal; it used to answer after",
    ]);
    const [baseRun] = runs(1, false);
    const report = (findings: readonly Finding[]): Report =>
      sampleReport({
        result: "drift",
        suites: [suiteReport({ runs: runs(1, true), ...(baseRun === undefined ? {} : { baseRun }), comparison: { ...found, findings } })],
      });
    const { page } = await open(report(found.findings));
    await page.click("text=Table");
    const marked = page.locator(".as-table tr.base, .as-table tr.head");
    expect(await marked.evaluateAll((all) => all.map((row) => [...row.querySelectorAll(".mono")].map((cell) => cell.textContent)))).toEqual(
      [
        ["", "write ← orders"],
        ["write /tmp/inventory.wal", "write /tmp/inventory.wal"],
        ["write ← orders", ""],
      ],
    );
    await page.close();
    // Where the recordings have no such calls, what is known is the file.
    const elsewhere = found.findings.map((finding) => ({
      ...finding,
      calls: [{ test: "test_happy_path", window: "", classes: ["write allow /tmp/other.wal"] }],
    }));
    const place = pack(report(elsewhere)).findings[0]?.places[0];
    expect([place?.exact, place?.base.length, place?.head[0]?.length]).toEqual([false, 6, 6]);
    // Of a changed number it is the calls of the class, of which the page shows those that differ.
    const counted = found.findings.map((finding) => ({
      ...finding,
      kind: "count" as const,
      calls: [{ test: "test_happy_path", window: "", classes: ["write allow /tmp/inventory.wal"] }],
    }));
    const other = pack(report(counted)).findings[0]?.places[0];
    expect([other?.exact, other?.base.length, other?.head[0]?.length]).toEqual([false, 1, 1]);
  });

  test("pages through the table of a long test", async () => {
    const long = sampleTest({ name: "test_long", orders: 40 });
    const { page } = await open(sampleReport({ suites: [suiteReport({ runs: [sampleRun([long])], comparison: comparison([]) })] }));
    await page.click("text=Table");
    const caption = page.locator(".as-table caption");
    await page.uncheck("#fold");
    const of = (await page.textContent(".sum"))?.replace(" events", "") ?? "";
    expect(await caption.textContent()).toBe(`test_long: lines 1 to 200 of ${of}`);
    await page.click("text=200 after");
    expect(await caption.textContent()).toBe(`test_long: lines 201 to 400 of ${of}`);
    await page.click("text=200 before");
    expect(await caption.textContent()).toBe(`test_long: lines 1 to 200 of ${of}`);
    await page.close();
  });

  test("shows other executions of a test, those that came to something else among them", async () => {
    const report = driftReport();
    const [suite] = report.suites;
    const runs = [
      ...(suite?.runs ?? []),
      sampleRun([{ ...failed(), name: "test_wal_written" }, sampleTest({ name: "test_happy_path", writes: 2 })]),
    ];
    const { page } = await open(sampleReport({ result: "failed", suites: [suiteReport({ ...suite, runs })] }));
    expect(await page.textContent(".about-test h2")).toBe("test_wal_written");
    const run = page.getByLabel("Execution");
    expect(await run.locator("option").allTextContents()).toEqual(["run 2 of 2, fail", "run 1 of 2"]);
    expect(await page.textContent(".card.failure")).toContain("no matching event found");
    await run.selectOption("run 1 of 2");
    expect(await page.locator(".card.failure").count()).toBe(0);
    expect(await page.textContent(".about-test .badge")).toBe("pass");
    expect(new URL(page.url()).hash).toBe("#test=test_wal_written&run=2");
    await page.reload();
    await page.waitForSelector("main");
    expect(await page.textContent(".about-test .badge")).toBe("pass");
    expect(await painted(page, "--added-band")).toBeGreaterThan(2000);
    await page.close();
  });

  test("can be walked by keyboard alone, from the list to an event and back", async () => {
    const { page } = await open(driftReport());
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      });
    const seen: string[] = [];
    for (let at = 0; at < 60; at++) {
      await page.keyboard.press("Tab");
      const name = await focused();
      if (seen.includes(name) || (await page.evaluate(() => document.activeElement === document.body))) break;
      seen.push(name);
      // What has the focus shows it.
      expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle), name).toBe("solid");
      if (name.includes("write_count")) await page.keyboard.press("Enter");
    }
    expect(await page.textContent(".about-test h2")).toBe("test_write_count");
    for (const name of ["Search events", "Show", "inventory", "Previous difference", "Next difference", "Layout", "Zoom in", "Table"])
      expect(seen).toContain(name);
    await page.keyboard.press("/");
    expect(await focused()).toBe("Search events");
    await page.keyboard.type("fsync");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Space-time diagram");
    await page.keyboard.press("ArrowDown");
    expect(await page.textContent("[role=status]")).toContain("inventory: fsync /tmp/inventory.wal");
    await page.keyboard.press("Escape");
    expect(await page.isVisible(".detail")).toBe(false);
    await page.close();
  });

  test("is usable on a narrow screen", async () => {
    const { page, complaints } = await open(driftReport());
    await page.setViewportSize({ width: 420, height: 800 });
    await drawn(page);
    // The diagram has most of the window's height to itself; the rest scrolls away.
    expect((await page.locator(".scroll canvas").boundingBox())?.height).toBeGreaterThan(500);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each<[string, Report]>([
    [
      "a check without tests",
      sampleReport({
        result: "error",
        suites: [{ suite: "a.star", runs: [], baseline: { kind: "none", reason: "" }, error: "a.star:1:1: bad" }],
      }),
    ],
    [
      "a test without events",
      sampleReport({
        suites: [suiteReport({ runs: [sampleRun([sampleTest({ events: [] })])], baseRun: sampleRun([sampleTest({ events: [] })]) })],
      }),
    ],
    [
      "a test without services",
      sampleReport({
        suites: [{ suite: "a.star", runs: [sampleRun([{ ...sampleTest(), services: [] }])], baseline: { kind: "none", reason: "first" } }],
      }),
    ],
  ])("shows %s", async (_name, report) => {
    const { page, complaints } = await open(report);
    expect(complaints).toEqual([]);
    expect(await page.isVisible("h1")).toBe(true);
    await page.close();
  });
});

test("foreign text stays text", async () => {
  const evil = `</script><script>window.owned = 1</script><img src=x onerror="window.owned=2">&lt;b&gt;\u202e`;
  const event: Event = { seq: 1, atNs: 0, type: "stdout", service: evil, fields: { line: evil, [evil]: evil } };
  const report = sampleReport({
    result: "failed",
    id: evil,
    version: evil,
    reproduce: evil,
    links: { run: "javascript:window.owned=3", traces: `https://x.example/"><script>` },
    suites: [
      suiteReport({
        suite: evil,
        runs: [
          sampleRun([
            sampleTest({
              name: evil,
              verdict: "fail",
              events: [event],
              failure: { kind: "error", message: evil, sourceLine: evil, nearest: [], backtrace: [] },
            }),
          ]),
        ],
        comparison: comparison([{ ...doubleWrite(), test: evil, sentence: evil, before: evil, object: evil }], { notes: [evil] }),
        baseline: { kind: "artifact", description: evil },
      }),
      { suite: "b", runs: [], baseline: { kind: "none", reason: evil }, error: evil },
    ],
  });
  const { page, complaints } = await open(report);
  await page.focus(".scroll");
  await page.keyboard.press("ArrowDown");
  expect(complaints).toEqual([]);
  expect(await page.evaluate(() => "owned" in window)).toBe(false);
  expect(await page.locator("script").count()).toBe(2);
  expect(await page.locator("img, b, iframe").count()).toBe(0);
  expect(await page.locator("a[href^='javascript']").count()).toBe(0);
  await page.close();
});

describe("a hundred thousand events", () => {
  const many = (port: number, writes: number): readonly Event[] => sampleEvents({ orders: 2950, port, writes });

  test("take at most 60 bytes each, open, scroll to the end and are searched", async () => {
    const [base, head] = [
      sampleTest({ name: "test_load", events: many(40_000, 1) }),
      sampleTest({ name: "test_load", events: many(20_000, 2) }),
    ];
    const events = base.events.length + head.events.length;
    expect(events).toBeGreaterThan(100_000);
    const report = sampleReport({
      result: "drift",
      suites: [
        suiteReport({
          runs: [sampleRun([head])],
          baseRun: sampleRun([base]),
          comparison: comparison([{ ...doubleWrite(), test: "test_load", alsoIn: [] }]),
        }),
      ],
    });
    const html = renderHtml(report);
    expect(html.length / events).toBeLessThan(60);
    const { page, complaints } = await open(html);
    expect(await painted(page, "--added-band")).toBeGreaterThan(2000);
    await page.uncheck("#fold");
    await page.focus(".scroll");
    await page.keyboard.press("End");
    expect(await page.textContent(".detail h3")).toBe("reply: 200 OK");
    await page.fill("[aria-label='Search events']", "syscall:fsync");
    expect(await page.textContent(".sum")).toMatch(/^2,950 of /);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
