/**
 * The Action inside the test's own process, with a repository on the fake GitHub and a check whose outcome the test decides: for everything
 * that happens around the check. What is real here: reading inputs and events, the client and its requests, files, git.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { settle, type CheckOptions, type Checked, type World } from "../../src/ci/index.ts";
import type { Comparison, Finding } from "../../src/drift/index.ts";
import { openApi } from "../../src/github/api.ts";
import { recordingName } from "../../src/github/baseline.ts";
import { execute } from "../../src/github/execute.ts";
import type { OutputName } from "../../src/github/inputs.ts";
import { runAction, type ActionWorld } from "../../src/github/main.ts";
import type { Annotation } from "../../src/github/outcome.ts";
import type { CheckResult, Report, SuiteReport } from "../../src/report/index.ts";
import { Fake } from "./fake.ts";
import { zip } from "./zip.ts";

export const sha = (name: string): string => Buffer.from(name).toString("hex").padEnd(40, "0");

/** What a check of our choice came to. */
export interface Plan {
  readonly result: CheckResult;
  readonly suite?: Partial<SuiteReport>;
  /** What the comparison found; approvals are asked for as the real check does. */
  readonly findings?: readonly Finding[];
  readonly before?: (options: CheckOptions, world: World) => Promise<void>;
  /** Told what it was compared with. */
  readonly found?: (baseline: SuiteReport["baseline"]) => void;
}

const environment = { tool: "", os: "", arch: "", kernel: "", image: "", capture: [] };

/** A stand-in for the pipeline: asks for the baseline as the real one does, and writes every file that it promises. */
async function pretend(plan: Plan, options: CheckOptions, world: World): Promise<Checked> {
  await plan.before?.(options, world);
  const [suitePath = "faultbox.star"] = (await world.divide?.([{ suite: "orders.star" }, { suite: "payments.star" }])) ?? [];
  const found = await world.findBaseline?.(world.signal);
  const baseline: SuiteReport["baseline"] =
    found === undefined
      ? { kind: "none", reason: "nothing was asked for" }
      : "none" in found
        ? { kind: "none", reason: found.none }
        : found.origin;
  plan.found?.(baseline);
  const approved = plan.findings === undefined ? [] : ((await world.approvals?.(plan.findings)) ?? []);
  const comparison: Comparison | undefined = plan.findings && {
    outcome: "drift",
    findings: plan.findings,
    baseRuns: 10,
    headRuns: 3,
    compared: [],
    falseAlarmBound: 0,
    notes: [],
    environment: { base: environment, head: environment },
  };
  const suite = settle({ suite: suitePath, runs: [], baseline, ...(comparison ? { comparison } : {}), ...plan.suite }, approved, "comment");
  const report: Report = {
    id: options.id,
    result: suite.accepted !== undefined && suite.comparison?.outcome === "same" ? "accepted" : plan.result,
    suites: [suite],
    ...(options.head ? { head: options.head } : {}),
    links: {},
    version: "1.0.0",
    reproduce: "faultbox ci",
    durationMs: 5,
  };
  const at = (name: string): string => join(options.output, name);
  mkdirSync(at("recording"), { recursive: true });
  writeFileSync(join(at("recording"), "manifest.json"), '{"version": 1, "tool": "faultbox 1.0.0", "suites": []}');
  const files = {
    comment: at("comment.md"),
    html: at("report.html"),
    shiviz: at("trace.shiviz"),
    json: at("report.json"),
    junit: at("junit.xml"),
    sarif: at("results.sarif"),
    summary: at("summary.md"),
  };
  for (const path of Object.values(files)) writeFileSync(path, "x");
  return { report, files: { recording: at("recording"), ...files } };
}

export interface Stage {
  readonly fake: Fake;
  readonly workspace: string;
  readonly seen: {
    readonly lines: string[];
    readonly annotations: Annotation[];
    readonly outputs: Map<OutputName, string | number>;
    readonly uploads: Map<string, readonly string[]>;
    readonly masked: string[];
    readonly options: CheckOptions[];
  };
  readonly summary: () => string;
  readonly run: (
    event: string,
    payload: object,
    plan: Plan,
    more?: { env?: Record<string, string>; world?: Partial<ActionWorld> },
  ) => Promise<string | undefined>;
}

export const permissions = { contents: "read", actions: "read", pull_requests: "write" } as const;

/** A repository with the commits a, b, a recording of b, and pull request 7: head h, merged with b as m. */
export async function stage(granted: Readonly<Record<string, "read" | "write">> = permissions): Promise<Stage> {
  const fake = await Fake.start();
  const temp = mkdtempSync(join(tmpdir(), "faultbox-main-"));
  onTestFinished(async () => {
    rmSync(temp, { recursive: true });
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  fake.addCommits(sha("a"), sha("b"));
  fake.commits.set(sha("h"), { sha: sha("h"), parents: [sha("a")] });
  fake.commits.set(sha("m"), { sha: sha("m"), parents: [sha("b"), sha("h")] });
  fake.pulls.set(7, { number: 7, headSha: sha("h"), headLabel: "fork:topic", open: true });
  fake.addArtifact(recordingName("drift"), fake.addRun({ headSha: sha("b") }).id, zip([{ name: "manifest.json", content: "{}" }]));
  const token = fake.addToken(granted);
  const workspace = join(temp, "work");
  mkdirSync(workspace);
  const summaryPath = join(temp, "summary.md");
  writeFileSync(summaryPath, "");
  const seen: Stage["seen"] = { lines: [], annotations: [], outputs: new Map(), uploads: new Map(), masked: [], options: [] };
  let uploaded = 5000;
  return {
    fake,
    workspace,
    seen,
    summary: () => readFileSync(summaryPath, "utf8"),
    run: (event, payload, plan, more = {}) => {
      const path = join(temp, "event.json");
      writeFileSync(
        path,
        JSON.stringify({ repository: { id: fake.repositoryId, full_name: "acme/shop", default_branch: "main" }, ...payload }),
      );
      return runAction({
        env: {
          PATH: process.env["PATH"],
          GITHUB_EVENT_NAME: event,
          GITHUB_EVENT_PATH: path,
          GITHUB_SHA: event === "pull_request" ? sha("m") : sha("b"),
          GITHUB_RUN_ID: "900",
          GITHUB_RUN_ATTEMPT: "1",
          GITHUB_JOB: "drift",
          GITHUB_SERVER_URL: "https://github.com",
          GITHUB_API_URL: fake.url,
          GITHUB_WORKSPACE: workspace,
          GITHUB_STEP_SUMMARY: summaryPath,
          RUNNER_TEMP: temp,
          INPUT_TOKEN: token,
          INPUT_MATRIX: "null",
          ACTIONS_RUNTIME_TOKEN: "runtime-secret-value",
          ...more.env,
        },
        check: (options, world) => {
          seen.options.push(options);
          return pretend(plan, options, world);
        },
        openApi: (options) => openApi({ ...options, second: 0 }),
        artifacts: {
          uploadArtifact: async (name: string, files: string[], root: string, options?: { skipArchive?: boolean }) => {
            seen.uploads.set(
              options?.skipArchive ? String(files[0]?.slice(root.length + 1)) : name,
              files.map((file) => file.slice(root.length + 1)).sort(),
            );
            return { id: (uploaded += 1) };
          },
          deleteArtifact: async () => ({ id: 0 }),
        },
        execute,
        signal: new AbortController().signal,
        pause: async () => {},
        random: () => 0,
        runner: {
          line: (line) => seen.lines.push(line),
          group: (_, work) => work(),
          annotate: (annotation) => seen.annotations.push(annotation),
          setOutput: (name, value) => seen.outputs.set(name, value),
          mask: (secret) => seen.masked.push(secret),
        },
        ...more.world,
      });
    },
  };
}
