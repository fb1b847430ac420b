/**
 * Records runs of one version of one system, for `corpus.ts`: each run's events as the supervisor told them, before anything is learnt from
 * them. In a process of its own, because it is started in namespaces of its own.
 *
 *   node bench/drift/record.ts FOLDER FIRST RUNS PREFIX    writes PREFIX-<number>.json.gz for each run, from FIRST on
 */
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { runSuite, Session } from "../../src/engine/index.ts";
import { loadSuite } from "../../src/spec/index.ts";

const [folder = ".", first = "0", runs = "1", prefix = "run"] = process.argv.slice(2);
process.chdir(folder);
const suite = await loadSuite("answers-test.star", { cwd: folder, observe: "auto", print: () => {} });
await using session = new Session();
const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
for (let run = Number(first); run < Number(first) + Number(runs); run++) {
  const options = { cwd: folder, env, seed: 0, firstRun: run, runs: 1, stopAtFailure: false, tool: "bench", image: "" };
  const [made] = await runSuite(suite, session, {
    ...options,
    budgetMs: 60_000,
    // As `faultbox ci` has it.
    quietMs: 60,
    signal: new AbortController().signal,
    replay: () => "",
  });
  if (made === undefined) throw new Error("no run was made");
  for (const { name, verdict, failure } of made.tests)
    if (verdict !== "pass") console.error(`${folder}: ${name} ${verdict}: ${failure?.message ?? ""}`);
  writeFileSync(`${prefix}-${run}.json.gz`, gzipSync(JSON.stringify(made)));
}
