/**
 * `npm run demo`: the main job from end to end, without GitHub. Makes the demo system as it is on the base branch and as a pull request
 * would change it, records the first, checks the second against it, and prints the comment the pull request would get. The programs it
 * runs are those that ship: the bundled command line and the prebuilt supervisor.
 *
 *     npm run demo                  a log line that is written twice
 *     npm run demo -- no-fsync      any other change in fixtures/orders/variants
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { makeVariant, variants, type Variant } from "../fixtures/orders/variants/make.ts";

const root = join(import.meta.dirname, "..");
const out = join(root, "faultbox-out");
const faultbox = join(root, "dist", "cli", "index.js");

const [wanted = "double-write"] = process.argv.slice(2);
if (!(wanted in variants)) {
  console.error(`no change is called ${wanted}; there are: ${Object.keys(variants).join(", ")}`);
  process.exit(1);
}
const change = wanted as Variant;

function run(folder: string, args: readonly string[], expected: readonly number[]): void {
  console.log(
    `\n$ cd ${relative(root, folder)} && faultbox ${args.map((arg) => (arg.startsWith(root) ? relative(folder, arg) : arg)).join(" ")}`,
  );
  const { status } = spawnSync(process.execPath, [faultbox, ...args], { cwd: folder, stdio: "inherit" });
  if (!expected.includes(status ?? -1)) {
    console.error(`faultbox ended with ${status ?? "a signal"}, which the demo did not expect`);
    process.exit(1);
  }
}

rmSync(out, { recursive: true, force: true });
const base = join(out, "system-base");
const head = join(out, "system-head");
mkdirSync(out, { recursive: true });
makeVariant("base", "node", base);
makeVariant(change, "node", head);

console.log("The system as it is on the base branch: recorded.");
run(base, ["ci", "traces-test.star", "--runs", "10", "--output", join(out, "base")], [0]);
console.log(`\nThe system as a pull request changes it (${change}): compared. Every response is still the same.`);
const unchanged = variants[change] === undefined;
run(
  head,
  ["ci", "traces-test.star", "--runs", "3", "--baseline", join(out, "base", "recording"), "--output", join(out, "head")],
  unchanged ? [0] : [2, 3],
);

console.log(`\nThe comment on the pull request:\n\n${readFileSync(join(out, "head", "comment.md"), "utf8")}`);
console.log("What is left on disk:");
for (const [what, path] of [
  ["comment", join(out, "head", "comment.md")],
  ["report, open it in a browser", join(out, "head", "report.html")],
  ["traces of the base", join(out, "base", "recording")],
  ["traces of the change", join(out, "head", "recording")],
  ["ShiViz file with both", join(out, "head", "trace.shiviz")],
] as const) {
  console.log(`  ${what}: ${relative(process.cwd(), path)}`);
}
