/**
 * `npm run bench`: every benchmark, one after the other, each in a process of its own. A benchmark prints ratios measured in one run, against
 * a floor or a peer; none of them fails for being slow.
 *
 *     npm run bench               all
 *     npm run bench -- suite      those named
 *     npm run bench -- drift --system redis --reruns 100      one, with options of its own
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const benchmarks: Readonly<Record<string, readonly string[]>> = {
  suite: ["suite/run.ts"],
  supervisor: ["--expose-gc", "supervisor/run.ts"],
  source: ["source/run.ts"],
  "source-cost": ["source/cost.ts"],
  starlark: ["starlark/run.ts"],
  report: ["report/run.ts"],
  "drift-cost": ["drift/cost.ts"],
  drift: ["drift/corpus.ts"],
};

const args = process.argv.slice(2);
const options = args.findIndex((arg) => arg.startsWith("-"));
const wanted = options < 0 ? args : args.slice(0, options);
const passedOn = options < 0 ? [] : args.slice(options);
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(", ")}; there are: ${Object.keys(benchmarks).join(", ")}`);
  process.exit(1);
}
if (passedOn.length > 0 && wanted.length !== 1) {
  console.error(`options go to one benchmark, named before them: npm run bench -- drift ${passedOn.join(" ")}`);
  process.exit(1);
}

let failed = false;
for (const [name, program] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n=== ${name}`);
  const file = join(import.meta.dirname, program.at(-1) ?? "");
  const { status } = spawnSync(process.execPath, [...program.slice(0, -1), file, ...passedOn], { stdio: "inherit" });
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
