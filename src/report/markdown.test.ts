import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "../drift/index.ts";
import { renderComment, renderSummary } from "./markdown.ts";
import {
  comparison,
  doubleWrite,
  driftReport,
  environment,
  failed,
  failureReport,
  sampleReport,
  sampleRun,
  sampleTest,
  suiteReport,
} from "./sample.ts";
import { parseSections } from "./sections.ts";
import type { Acceptance, Report } from "./types.ts";

const command = "UPDATE_GOLDEN=1 npx vitest run src/report/markdown.test.ts";

function matchesGolden(name: string, text: string): void {
  const file = join(import.meta.dirname, "golden", `${name}.md`);
  const wanted = `<!-- regenerate with: ${command} -->\n${text}`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, wanted);
  expect(existsSync(file), `${file} is missing; ${command}`).toBe(true);
  expect(wanted).toBe(readFileSync(file, "utf8"));
}

const suspected: Finding = {
  ...doubleWrite(),
  kind: "reordered",
  certainty: "inconclusive",
  sentence: "orders answers before inventory synced its log in some runs",
  evidence: { base: { seen: 0, runs: 10 }, head: { seen: 2, runs: 8 }, p: 0.18 },
  fingerprint: "00112233aabbccdd",
};

const acceptance: Acceptance = {
  fingerprint: "8f3a01c2d4e5f607",
  test: "test_happy_path",
  change: "inventory writes to its log twice",
  reason: "the second write is the checksum, see the design note",
  by: "Ada Lovelace",
  at: "2026-11-22T20:15:00Z",
};

/** A finding that knows the lines of both sides. */
const located: Finding = {
  ...doubleWrite(),
  lines: {
    base: [{ function: "main.appendToLog", file: "go/inventory/main.go", line: 131, near: false, count: 2, isNew: false }],
    head: [
      { function: "main.appendToLog", file: "go/inventory/main.go", line: 137, near: false, count: 2, isNew: true },
      { function: "main.appendToLog", file: "go/inventory/main.go", line: 132, near: true, count: 2, isNew: false },
    ],
  },
};

const reports: Readonly<Record<string, () => Report>> = {
  "drift-with-lines": () =>
    sampleReport({
      result: "drift",
      suites: [suiteReport({ comparison: comparison([located]) })],
      links: { source: "https://github.com/shop/orders/blob/0123456789abcdef0123456789abcdef01234567/" },
    }),
  drift: driftReport,
  failed: failureReport,
  passed: () => sampleReport(),
  undecided: () => sampleReport({ result: "undecided", suites: [suiteReport({ comparison: comparison([suspected]) })] }),
  recorded: () => {
    const { runs } = suiteReport();
    return sampleReport({
      result: "recorded",
      suites: [{ suite: "traces-test.star", runs, baseline: { kind: "none", reason: "this is the first run on main" } }],
    });
  },
  accepted: () =>
    sampleReport({
      result: "accepted",
      suites: [suiteReport({ comparison: comparison([]), accepted: [{ finding: doubleWrite(), acceptance, how: "file" }] })],
      removable: [{ ...acceptance, fingerprint: "00112233aabbccdd", at: "2026-01-02", change: "orders calls inventory twice" }],
    }),
  "drift-and-accepted": () =>
    sampleReport({
      result: "drift",
      suites: [
        suiteReport({
          comparison: comparison([doubleWrite()]),
          accepted: [
            {
              finding: { ...doubleWrite(), fingerprint: "00112233aabbccdd", sentence: "inventory syncs /tmp/inventory.wal three times" },
              acceptance: {
                ...acceptance,
                by: "@mallory <img src=x>",
                reason: "see https://evil.example | <!-- faultbox:end -->\n### all fine",
              },
              how: "comment",
            },
          ],
        }),
      ],
    }),
  "load-error": () =>
    sampleReport({
      result: "error",
      suites: [
        {
          suite: "broken.star",
          runs: [],
          baseline: { kind: "none", reason: "the suite did not load" },
          error: "broken.star:3:12: undefined: assert_eventualy (did you mean assert_eventually?)",
        },
      ],
    }),
  "environment-changed": () =>
    sampleReport({
      result: "recorded",
      suites: [
        suiteReport({
          comparison: comparison([], {
            outcome: "incomparable",
            notes: ["environment changed: kernel 6.11.0 → 6.17.0; differences are not reported"],
            environment: { base: { ...environment, kernel: "6.11.0" }, head: environment },
          }),
        }),
      ],
    }),
  "failed-and-drift": () =>
    sampleReport({
      id: "ubuntu-24.04, node 24",
      result: "failed",
      suites: [
        suiteReport({ comparison: comparison([doubleWrite(), { ...suspected, certainty: "suspected" }]) }),
        suiteReport({
          suite: "payments/refund-test.star",
          runs: [sampleRun([failed()]), sampleRun([failed()])],
          comparison: comparison([]),
        }),
      ],
    }),
};

describe("the comment", () => {
  test.each(Object.keys(reports))("of the case %s reads as its golden file", (name) => {
    matchesGolden(`comment-${name}`, renderComment(reports[name]?.() ?? sampleReport()));
  });

  test("says the verdict before anything else", () => {
    for (const report of Object.values(reports)) expect(renderComment(report()).split("\n")[1]).toMatch(/^### (✅|⚠️|❌|❔|📼) /u);
  });

  test("never calls a run that compared nothing a pass", () => {
    const text = renderComment(reports["recorded"]?.() ?? sampleReport());
    expect(text).not.toContain("✅");
    expect(text).toContain("Recorded, not compared");
  });
});

test("the job summary reads as its golden file and names every test", () => {
  matchesGolden("summary-failed-and-drift", renderSummary(reports["failed-and-drift"]?.() ?? sampleReport()));
});

// What a hostile program under test could try, each as it would stand in a path, label, line of output or message.
const attacks = [
  "@octocat please look",
  "see #1 and GH-2 and acme/shop#3",
  "[click](javascript:alert(1)) ![x](https://evil.example/p.png)",
  '<img src=x onerror=alert(1)> <!-- faultbox:end id="default" --> </details>',
  '\n<!-- faultbox:end id="default" -->\n# owned\n- item',
  "```\n</details>\n# heading\n````\n~~~",
  "`code` ``two`` ``` ` |pipe| \\| \\` trailing `",
  "https://evil.example www.evil.example mail@evil.example",
  "| a | b |\n|---|---|",
  "\u202egnp.exe\u2066 \u001b[31mred \u0000\ud800",
  "\\@octocat &#64;octocat &lt;b&gt; **bold** _it_ ~~s~~ $x$ :tada:",
  "2. list\n> quote\n===\n---",
];

function hostileReport(texts: readonly string[]): Report {
  const at = (index: number): string => texts[index % texts.length] ?? "";
  const finding: Finding = {
    ...doubleWrite(),
    test: at(0),
    service: at(1),
    step: at(2),
    object: at(3),
    sentence: at(4),
    before: at(5),
    after: at(6),
    context: [
      { side: "head", text: at(7) },
      { side: "base", text: at(8) },
      { side: "both", text: at(9) },
    ],
    alsoIn: [at(10), at(11)],
    fingerprint: at(3),
  };
  const bad = failed();
  const broken = sampleTest({
    ...bad,
    name: at(5),
    failure: {
      ...bad.failure,
      kind: "service_exit",
      message: at(0),
      position: { file: at(1), line: 1, column: 1 },
      sourceLine: at(2),
      assertion: { func: at(3), expected: at(4), actual: at(5) },
      nearest: [1],
      backtrace: [],
      output: { service: at(6), lines: texts },
    },
    events: [{ seq: 1, atNs: 0, type: "stdout", service: at(7), fields: { line: at(8) } }],
    diagnostics: [{ level: "warning", code: at(9), message: at(10) }],
  });
  return sampleReport({
    id: at(3),
    result: "failed",
    reproduce: `faultbox ci ${at(4)}`,
    suites: [
      suiteReport({
        suite: at(2),
        runs: [sampleRun([{ ...broken, replay: `faultbox test ${at(5)}` }])],
        comparison: comparison([finding, { ...finding, certainty: "inconclusive" }], { notes: texts }),
        baseline: { kind: "artifact", description: at(6), url: `https://ok.example/${at(2)}` },
      }),
      { suite: at(8), runs: [], baseline: { kind: "none", reason: at(9) }, error: texts.join("\n") },
    ],
  });
}

// Like GitHub: addresses with a scheme or www., and e-mail, become links; a bare host does not.
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false });

/** Everything a reader's browser would get, with code taken out, since GitHub links nothing in code. */
function rendered(text: string): { readonly html: string; readonly prose: string } {
  const html = markdown.render(text);
  const prose = html.replace(/<(code|pre)[^>]*>[\s\S]*?<\/\1>/g, "").replace(/<!-- faultbox:[^>]*-->/g, "");
  return { html, prose };
}

function expectHarmless(report: Report): void {
  for (const text of [renderComment(report), renderSummary(report)]) {
    const { html, prose } = rendered(text);
    const tags = new Set([...html.matchAll(/<\/?([a-zA-Z][\w-]*)/g)].map(([, tag]) => tag?.toLowerCase()));
    const known = [
      "h3",
      "p",
      "a",
      "table",
      "thead",
      "tbody",
      "tr",
      "th",
      "td",
      "strong",
      "code",
      "details",
      "summary",
      "pre",
      "sub",
      "b",
      "em",
      "ul",
      "li",
      "blockquote",
      "br",
    ];
    expect([...tags].filter((tag) => !known.includes(tag ?? ""))).toEqual([]);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url ?? "");
    expect(links.filter((url) => !/^https:\/\/(github\.com\/acme|ok\.example|bestchai\.bitbucket\.io)\//.test(url))).toEqual([]);
    expect(prose.replace(/<[^>]*>/g, "")).not.toMatch(/@[\w-]|(?:^|[^&\w])#\d|\bGH-\d|\bwww\./i);
    expect([...html.matchAll(/<details/g)]).toHaveLength([...html.matchAll(/<\/details>/g)].length);
    expect([...html.matchAll(/<h[1-6]/g)]).toHaveLength(1);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u001b\u0000]/);
    expect(text.isWellFormed()).toBe(true);
  }
  const sections = parseSections(renderComment(report));
  expect(sections.map(({ text }) => text)).toEqual([renderComment(report)]);
}

describe("foreign text", () => {
  test.each(attacks)("%j does nothing wherever it stands", (attack) => {
    expectHarmless(hostileReport([attack]));
  });

  test("does nothing in any combination", () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.string({ unit: fc.constantFrom(..."`@#<>|[]()!*_~\\\n&;:-=1 a") }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join("")),
          { minLength: 1, maxLength: 12 },
        ),
        (texts) => expectHarmless(hostileReport(texts)),
      ),
      { numRuns: 150, seed: 1 },
    );
  });
});

describe("the length", () => {
  const long = (findings: number, lines: number, phrase: string): Report => {
    const finding = (index: number): Finding => ({
      ...doubleWrite(),
      fingerprint: index.toString(16).padStart(16, "0"),
      sentence: `${index} ${phrase}`,
      alsoIn: Array.from({ length: 50 }, (_, n) => `test_${phrase.slice(0, 60)}_${n}`),
      context: Array.from({ length: lines }, (_, n) => ({ side: "head" as const, text: `${n} ${phrase}` })),
    });
    const test = {
      ...failed(),
      replay: `faultbox ${phrase}`,
      failure: {
        ...failed().failure,
        kind: "error" as const,
        message: phrase,
        nearest: [],
        backtrace: [],
        output: { service: "x", lines: Array.from({ length: lines }, () => phrase) },
      },
    };
    return sampleReport({
      result: "failed",
      suites: [
        suiteReport({
          runs: [sampleRun(Array.from({ length: findings }, (_, index) => ({ ...test, name: `test_${index}` })))],
          comparison: comparison(
            Array.from({ length: findings }, (_, index) => finding(index)),
            { notes: Array.from({ length: findings }, (_, n) => `${n} ${phrase}`) },
          ),
        }),
      ],
    });
  };

  test.each([
    [5, 10, "a usual sentence"],
    [200, 100, "a usual sentence"],
    [500, 2000, "💥".repeat(700)],
    [50, 50, "`*_[]<>&@#1|".repeat(100)],
  ])("stays under 60,000 with %i findings of %i lines, and nothing is cut open", (findings, lines, phrase) => {
    const text = renderComment(long(findings, lines, phrase));
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.isWellFormed()).toBe(true);
    expect(parseSections(text)).toHaveLength(1);
    const { html } = rendered(text);
    expect([...html.matchAll(/<details/g)]).toHaveLength([...html.matchAll(/<\/details>/g)].length);
    expect(html).toContain("<h3>❌");
  });

  test("keeps as much as fits", () => {
    expect(renderComment(long(5, 10, "a usual sentence"))).not.toContain("the report has them all");
    const many = renderComment(long(200, 100, "a usual sentence"));
    expect(many.length).toBeGreaterThan(20_000);
    expect(many).toContain("the report has them all");
  });
});
