import { chromium, type Browser, type Page } from "playwright-core";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewer } from "../../scripts/viewer.ts";
import type { Event } from "../trace/index.ts";
import { renderHtml } from "./html.ts";
import {
  comparison,
  doubleWrite,
  driftReport,
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
    expect(await page.textContent(".detail")).toContain("deny(input/output error)");
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
      ["overlay", ["Baseline and pull request"]],
      ["base", ["Baseline"]],
      ["head", ["Pull request"]],
      ["sides", ["Baseline", "Pull request"]],
    ] as const) {
      await page.selectOption("[aria-label=Layout]", layout);
      expect(await page.locator(".heads .pane").allTextContents()).toEqual(panes);
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

  test.each<["light" | "dark", string, Report]>([
    ["light", "a failure", failureReport()],
    ["light", "a change", driftReport()],
    ["dark", "a failure", failureReport()],
    ["dark", "an open question", undecided],
  ])("has nothing that axe objects to (%s, %s)", async (scheme, _name, report) => {
    const { page } = await open(report, "", scheme);
    await page.focus(".scroll");
    await page.keyboard.press("n");
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

  test("prints what is shown as lines with signs", async () => {
    const { page } = await open(driftReport());
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new window.Event("beforeprint")));
    const lines = (await page.textContent(".paper"))?.split("\n") ?? [];
    expect(lines.filter((line) => line.startsWith("+"))).toEqual([
      expect.stringMatching(/^\+ +\d+\.\d ms {2}inventory +write \/tmp\/inventory\.wal trace$/),
    ]);
    expect(await page.isVisible(".paper")).toBe(true);
    expect(await page.isVisible(".field")).toBe(false);
    await page.close();
  });

  test("is usable on a narrow screen", async () => {
    const { page, complaints } = await open(driftReport());
    await page.setViewportSize({ width: 420, height: 800 });
    await drawn(page);
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
