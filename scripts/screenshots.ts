/**
 * `npm run screenshots`: the pictures of the README, made from the demo and never by hand. Records the demo system, checks a changed
 * version of it as the Action would, and photographs the comment and the report in Chromium, light and dark, into `docs/images/`. What a
 * run on GitHub would add (commits, the number of the pull request) is given here. The comment is rendered by a Markdown renderer and looks
 * about as it does on GitHub.
 *
 * CHROMIUM=/path names the browser.
 */
import MarkdownIt from "markdown-it";
import { chromium, type Browser, type Page } from "playwright-core";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeVariant } from "../fixtures/orders/variants/make.ts";
import { check, readRecording, serviceEnvironment, type Checked, type CheckOptions, type FindBaseline } from "../src/ci/index.ts";
import { indexedPng } from "./png.ts";

const images = join(import.meta.dirname, "..", "docs", "images");
const base = { sha: "8c1e0aa7b05c33d9a8e6f1b2c3d4e5f607182933", distance: 0 };
const head = { sha: "4f2c9d1e7ab05c33d9a8e6f1b2c3d4e5f6071829", pullRequest: 42 };
/** A test in which the change shows beside a fault. */
const shown = "test_wal_written";
/** Pictures for screens denser than one pixel a point, yet small. */
const density = 1.5;

/** Runs the pipeline on one version of the demo. */
async function run(
  folder: string,
  version: "base" | "double-write",
  more: Partial<CheckOptions>,
  findBaseline?: FindBaseline,
): Promise<Checked> {
  const cwd = join(folder, version);
  makeVariant(version, "node", cwd);
  const options: CheckOptions = {
    cwd,
    suites: ["traces-test.star"],
    runs: 3,
    confirmRuns: 5,
    seed: 0,
    observe: "auto",
    id: "default",
    output: join(folder, `out-${version}`),
    env: serviceEnvironment(process.env, []).env,
    ...more,
  };
  const signal = new AbortController().signal;
  return check(options, { ...(findBaseline === undefined ? {} : { findBaseline }), log: (line) => console.log(line), signal });
}

/** The visible page as a small PNG file. */
async function photograph(page: Page, browser: Browser, name: string): Promise<void> {
  const png = await page.screenshot({ type: "png" });
  const decoder = await browser.newPage();
  const { width, height, pixels } = await decoder.evaluate(async (data) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    if (context === null) throw new Error("this browser has no canvas");
    context.drawImage(picture, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, picture.width, picture.height);
    let binary = "";
    for (let at = 0; at < rgba.length; at += 30_000) binary += String.fromCharCode(...rgba.subarray(at, at + 30_000));
    return { width: picture.width, height: picture.height, pixels: btoa(binary) };
  }, png.toString("base64"));
  await decoder.close();
  const file = join(images, `${name}.png`);
  const small = indexedPng(width, height, Buffer.from(pixels, "base64"));
  writeFileSync(file, small);
  console.log(`${file}: ${width} × ${height}, ${Math.round(small.length / 1024)} KiB`);
}

/** The comment as a page that looks about as GitHub shows it. */
function commentPage(markdown: string): string {
  const { escapeHtml } = new MarkdownIt().utils;
  const diffLine = (line: string): string => {
    const kind = line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
    return `<span class="${kind}">${escapeHtml(line)}</span>`;
  };
  const renderer = new MarkdownIt({
    html: true,
    highlight: (text, language) => (language === "diff" ? text.split("\n").map(diffLine).join("\n") : escapeHtml(text)),
  });
  const body = renderer.render(markdown).replace("<details>", "<details open>");
  const style = readFileSync(join(import.meta.dirname, "comment.css"), "utf8");
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><style>${style}</style>
<article><header><b>github-actions</b> <span class="bot">bot</span> commented now</header><div class="body">${body}</div></article>`;
}

const folder = mkdtempSync(join(tmpdir(), "faultbox-pictures-"));
mkdirSync(images, { recursive: true });
let browser: Browser | undefined;
try {
  const recorded = await run(folder, "base", { runs: 10 });
  const { report, files } = await run(folder, "double-write", { head }, async () => ({
    ...(await readRecording(recorded.files.recording, "")),
    origin: { kind: "artifact", description: `the run of ${base.sha.slice(0, 7)} on main`, ...base },
  }));
  const finding = report.suites[0]?.comparison?.findings[0];
  if (finding === undefined) throw new Error(`the change was not found: ${report.result}`);

  browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ viewport: { width: 1340, height: 800 }, colorScheme, deviceScaleFactor: density });
    await page.goto(`${pathToFileURL(files.html).href}#test=${shown}&finding=${finding.fingerprint}`);
    await page.waitForSelector("main");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await photograph(page, browser, `report-${colorScheme}`);

    await page.close();

    const comment = await browser.newPage({ viewport: { width: 860, height: 600 }, colorScheme, deviceScaleFactor: density });
    await comment.setContent(commentPage(readFileSync(files.comment, "utf8")));
    const box = await comment.locator("article").boundingBox();
    await comment.setViewportSize({ width: 860, height: Math.ceil((box?.height ?? 600) + 32) });
    await photograph(comment, browser, `comment-${colorScheme}`);
    await comment.close();
  }
} finally {
  await browser?.close();
  rmSync(folder, { recursive: true });
}
