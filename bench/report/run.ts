/**
 * What the space-time report costs with a hundred thousand events: bytes of the file, time to open it in Chromium, and frames a second while
 * it scrolls from top to bottom, unfolded. Each figure stands beside a floor measured in the same run: for bytes the events' JSON, deflated
 * with the same settings; for opening a page with the same data that inflates and parses them and draws nothing; for scrolling a page as
 * tall, with a canvas as large, on which one rectangle is drawn a frame.
 *
 *     node bench/report/run.ts            CHROMIUM=/path names the browser
 */
import { chromium, type Browser, type Page } from "playwright-core";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import { renderHtml } from "../../src/report/html.ts";
import { comparison, doubleWrite, sampleEvents, sampleReport, sampleRun, sampleTest, suiteReport } from "../../src/report/sample.ts";

/** Orders that a test posts; both sides together come to about so many times 34 events. */
const orders = 2950;
const opened = 5;
const frames = 300;

const [base, head] = [
  sampleTest({ name: "test_load", events: sampleEvents({ orders, port: 40_000, writes: 1 }) }),
  sampleTest({ name: "test_load", events: sampleEvents({ orders, port: 20_000, writes: 2 }) }),
];
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
const events = base.events.length + head.events.length;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function renderAndWeigh(): string {
  const before = performance.now();
  const html = renderHtml(report);
  const renderMs = performance.now() - before;
  const json = JSON.stringify([base.events, head.events]);
  const floor = deflateRawSync(json, { level: 9 }).toString("base64").length;
  console.log(`events           ${events.toLocaleString("en-US")}`);
  console.log(
    `file             ${(html.length / events).toFixed(1)} bytes an event; ${(html.length / floor).toFixed(2)} × the events' JSON, deflated`,
  );
  console.log(`written in       ${(renderMs / 1000).toFixed(1)} s`);
  return html;
}

/** The same data, inflated and parsed, and nothing drawn. */
function floorPage(html: string): string {
  const [data] = /<script type="application\/octet-stream"[\s\S]*?<\/script>/.exec(html) ?? [""];
  return `<!doctype html><meta charset="utf-8"><body>${data}<script>
    const bytes = Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0));
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json().then(() => {
      document.body.append(document.createElement("main"));
    });
  </script>`;
}

/** As tall as the diagram, with a canvas as large. */
function blankPage(width: number, height: number, tall: number): string {
  return `<!doctype html><meta charset="utf-8"><body><main></main>
    <div class="scroll" style="width:${width}px;height:${height}px;overflow:auto;position:relative">
    <div style="height:${tall}px;width:1px;position:absolute"></div>
    <canvas width="${width}" height="${height}" style="position:sticky;top:0;display:block"></canvas></div>
    <script>
      const context = document.querySelector("canvas").getContext("2d");
      document.querySelector(".scroll").addEventListener("scroll", () => requestAnimationFrame(() => {
        context.clearRect(0, 0, ${width}, ${height}); context.fillRect(10, 10, 100, 20);
      }), { passive: true });
    </script>`;
}

/** Milliseconds from the start of the navigation to the second frame after the page is there. */
async function open(page: Page, file: string): Promise<number> {
  await page.goto("about:blank");
  await page.goto(pathToFileURL(file).href, { waitUntil: "commit" });
  await page.waitForSelector("main", { state: "attached" });
  return page.evaluate(
    () => new Promise<number>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))),
  );
}

/** The times between the frames of one way from top to bottom, in ms. */
async function scroll(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (count) => {
    const scroller = document.querySelector(".scroll");
    if (scroller === null) return [];
    const next = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let last = await next();
    for (let frame = 1; frame <= count; frame++) {
      scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * frame) / count;
      const now = await next();
      times.push(now - last);
      last = now;
    }
    return times;
  }, frames);
}

function told(times: readonly number[]): string {
  const total = times.reduce((sum, time) => sum + time, 0);
  const late = times.filter((time) => time > 20).length;
  return `${(1000 / (total / times.length)).toFixed(1)} frames a second, ${late} of ${times.length} late (over 20 ms)`;
}

const html = renderAndWeigh();
const folder = mkdtempSync(join(tmpdir(), "faultbox-bench-"));
let browser: Browser | undefined;
try {
  browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const [ours, floor] = [write("report.html", html), write("floor.html", floorPage(html))];
  const [oursMs, floorMs]: [number[], number[]] = [[], []];
  // In turns, so that a busy moment meets both.
  for (let time = 0; time < opened; time++) {
    floorMs.push(await open(page, floor));
    oursMs.push(await open(page, ours));
  }
  console.log(
    `opens in         ${(median(oursMs) / 1000).toFixed(2)} s; ${(median(oursMs) / median(floorMs)).toFixed(2)} × inflating and parsing the same data`,
  );
  await page.uncheck("#fold");
  const size = await page.evaluate(() => {
    const scroller = document.querySelector(".scroll");
    return [scroller?.clientWidth ?? 0, scroller?.clientHeight ?? 0, scroller?.scrollHeight ?? 0] as const;
  });
  const drawn = await scroll(page);
  await open(page, write("blank.html", blankPage(...size)));
  const blank = await scroll(page);
  console.log(`scrolls at       ${told(drawn)}`);
  console.log(`  an empty page  ${told(blank)}`);
} finally {
  await browser?.close();
  rmSync(folder, { recursive: true });
}
