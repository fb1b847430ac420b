import { expect, onTestFinished, test } from "vitest";
import { apiOf } from "../../test/github/client.ts";
import { Fake } from "../../test/github/fake.ts";
import type { CheckResult } from "../report/index.ts";
import { keepIssue, type IssueOutcome } from "./issue.ts";

async function open(
  granted: Record<string, "read" | "write"> = { issues: "write" },
): Promise<{ fake: Fake; night: (result: CheckResult, id?: string, text?: string) => Promise<IssueOutcome> }> {
  const fake = await Fake.start();
  onTestFinished(async () => {
    await fake[Symbol.asyncDispose]();
    expect(fake.violations).toEqual([]);
  });
  const api = apiOf(fake, fake.addToken(granted));
  return {
    fake,
    night: (result, id = "drift", text = "make") =>
      keepIssue(
        {
          id,
          report: { id, result, suites: [], links: {}, version: "1", reproduce: text, durationMs: 1 },
          branch: "main",
          sha: "a1".repeat(20),
          runUrl: "https://github.com/acme/shop/actions/runs/1",
        },
        api,
      ),
  };
}

test("one issue is opened, kept up to date while it lasts, and closed when it is gone", async () => {
  const { fake, night } = await open();
  expect(await night("passed")).toEqual({ kind: "none" });
  expect(fake.issues).toEqual([]);
  expect(await night("drift")).toMatchObject({ kind: "opened" });
  expect(await night("failed", "drift", "the second night")).toMatchObject({ kind: "updated" });
  expect(fake.issues).toHaveLength(1);
  expect(fake.issues[0]).toMatchObject({ title: "The scheduled check finds failed tests (drift)", open: true });
  expect(fake.issues[0]?.body).toContain("the second night");
  expect(await night("passed")).toMatchObject({ kind: "closed" });
  expect(fake.issues[0]).toMatchObject({ open: false, comments: [expect.stringMatching(/^Gone: at a1a1a1a /) as string] });
  expect(await night("drift")).toMatchObject({ kind: "opened" });
  expect(fake.issues.map(({ open: isOpen }) => isOpen)).toEqual([false, true]);
});

test.each<CheckResult>(["error", "undecided", "recorded"])("a night that could not tell (%s) neither opens nor closes", async (result) => {
  const { fake, night } = await open();
  expect(await night(result)).toEqual({ kind: "none" });
  await night("drift");
  expect(await night(result)).toEqual({ kind: "none" });
  expect(fake.issues.map(({ open: isOpen }) => isOpen)).toEqual([true]);
});

test("each check of a repository has an issue of its own", async () => {
  const { fake, night } = await open();
  await night("drift", "x64");
  await night("drift", "arm64");
  await night("passed", "x64");
  expect(fake.issues.map(({ title, open: isOpen }) => [title.replace(/.*\(/, "("), isOpen])).toEqual([
    ["(x64)", false],
    ["(arm64)", true],
  ]);
});

test("an issue of somebody else that begins with our hidden line is left alone", async () => {
  const { fake, night } = await open();
  fake.issues.push({
    number: 1,
    title: "trap",
    body: '<!-- faultbox:issue id="drift" -->',
    open: true,
    author: "mallory",
    bot: false,
    comments: [],
  });
  await night("drift");
  await night("passed");
  expect(fake.issues).toMatchObject([{ title: "trap", open: true, comments: [] }, { open: false }]);
});

test("an issue whose answer was lost is found again, and one that was made twice is closed", async () => {
  const { fake, night } = await open();
  fake.fail("issues/create", "lost");
  expect(await night("drift")).toMatchObject({ kind: "opened" });
  expect(fake.issues).toHaveLength(1);
  const [first] = fake.issues;
  if (first) fake.issues.push({ ...first, number: first.number + 1, comments: [] });
  await night("drift");
  expect(fake.issues.map(({ open: isOpen }) => isOpen)).toEqual([true, false]);
});

test("without the permission the error names it", async () => {
  const { night } = await open({ issues: "read" });
  await expect(night("drift")).rejects.toMatchObject({ name: "ApiError", missing: "issues: write" });
});
