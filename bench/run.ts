/**
 * `npm run bench`: every benchmark, one after the other, each in a process of its own. A benchmark prints ratios measured in one run, against
 * a floor or a peer; none of them fails for being slow.
 *
 *     npm run bench               all
 *     npm run bench -- suite      those named
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const benchmarks: Readonly<Record<string, readonly string[]>> = {
  suite: ["suite/run.ts"],
  supervisor: ["--expose-gc", "supervisor/run.ts"],
  starlark: ["starlark/run.ts"],
  drift: ["drift/cost.ts"],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(", ")}; there are: ${Object.keys(benchmarks).join(", ")}`);
  process.exit(1);
}

let failed = false;
for (const [name, args] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n=== ${name}`);
  const file = join(import.meta.dirname, args.at(-1) ?? "");
  const { status } = spawnSync(process.execPath, [...args.slice(0, -1), file], { stdio: "inherit" });
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
