/**
 * How often drift is wrong on real systems (`fixtures/corpus.ts`): false alarms over unchanged reruns, mutants found, neutral changes flagged,
 * findings that point to the right place.
 *
 *   npm run bench -- drift                              every system, as far as it is recorded; records what is missing
 *   npm run bench -- drift --system redis --reruns 100
 *   npm run bench -- drift --load                       only runs recorded while both cores were busy; --idle: only the others. Versions have 4 of
 *                                                       each, too few for a verdict, so that this is about reruns
 *   npm run bench -- drift --across                     reruns under the other load than their base runs
 *   npm run bench -- drift --findings                   also what is said of each mutant, sentence by sentence
 *   npm run bench -- drift --no-record                  with the runs there are
 *
 * Runs are recorded once and kept in `build/drift/SYSTEM/VERSION-HASH/`, where the hash is of all that the version is made of; interrupted, it goes on
 * where it was. Every second batch of runs is made with a busy loop on each core. Each recording process has a network and a `/tmp` of its own,
 * so that fixed ports never collide. Kept are events, not models: a change of the model needs no new runs. Where a version was made is kept in its
 * file `made-at`, so the folder can be moved, copied or linked: the paths that the runs hold are still known to be its own.
 *
 * Comparisons are made of these runs as the pipeline makes them: 10 base runs against 3 new ones and, on suspicion, 5 more, then the verdict is
 * final. A *rerun* draws 18 different runs of the unchanged system at random (by a seeded generator), so 1,000 reruns share the runs of the pool,
 * and the pool's size is printed beside them. A version has 8 runs: each is compared with several draws of 10 base runs; it counts as found if
 * every draw says drift, and as pointed right if in every draw all confirmed findings are at a place that its table names, and the first place is
 * among them.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { makeVersion, systems, versionsOf } from "../../fixtures/corpus.ts";
import type { Mutant, System } from "../../fixtures/system.ts";
import { parseSuiteRun } from "../../src/ci/index.ts";
import { compare, learn, merge, type Comparison, type Finding, type Model } from "../../src/drift/index.ts";
import { supervisorBinary } from "../../src/supervisor/index.ts";

const repository = join(import.meta.dirname, "..", "..");
const pool = join(repository, "build", "drift");
/** What the pipeline does by default. */
const baseRuns = 10;
const headRuns = 3;
const confirmRuns = 5;
/** Draws of base runs that each version is compared with. */
const draws = 20;
/** Runs made by one recording process. */
const batch = 4;

type Load = "idle" | "loaded";

interface Recorded {
  readonly load: Load;
  readonly model: Model;
}

// Recording.

function versionFolder(name: string, system: System, version: string): string {
  const hash = createHash("sha256");
  for (const entry of readdirSync(system.folder, { recursive: true, withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !/\/(?:bin|__pycache__)\/|variants\.ts$/.test(path))
      hash.update(`${path.slice(system.folder.length)}\0${readFileSync(path, "utf8")}\0`);
  }
  for (const suite of system.suites ?? []) hash.update(readFileSync(suite));
  const change = versionsOf(system)[version]?.change;
  hash.update(typeof change === "string" ? readFileSync(change) : JSON.stringify(change ?? ""));
  return join(pool, name, `${version}-${hash.digest("hex").slice(0, 10)}`);
}

const fileOf = (folder: string, load: Load, run: number): string => join(folder, "runs", `${load}-${run}.json.gz`);

const madeAt = (folder: string): string => join(folder, "made-at");

interface Job {
  readonly folder: string;
  readonly load: Load;
  readonly first: number;
  readonly runs: number;
}

/** The batches that are missing of [wanted] runs, half of them under load, in an order that brings every version along together. */
function missing(folder: string, wanted: number): Job[] {
  const jobs: Job[] = [];
  for (let first = 0; first < wanted / 2; first += batch) {
    for (const load of ["idle", "loaded"] as const) {
      const runs = Math.min(batch, Math.ceil(wanted / 2) - first);
      const there = Array.from({ length: runs }, (_, i) => existsSync(fileOf(folder, load, first + i)));
      const from = there.indexOf(false);
      if (from >= 0) jobs.push({ folder, load, first: first + from, runs: runs - from });
    }
  }
  return jobs;
}

const record = join(import.meta.dirname, "record.ts");
async function runJob({ folder, load, first, runs }: Job): Promise<void> {
  mkdirSync(join(folder, "runs"), { recursive: true });
  const command = [process.execPath, record, join(folder, "made"), String(first), String(runs), join(folder, "runs", load)];
  // As `faultbox test --jobs` keeps its workers apart, for any user.
  const child = spawn(supervisorBinary(), ["isolate", "--keep", repository, "--", ...command], { stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", resolve);
  });
  if (code !== 0) throw new Error(`recording ${folder} ended with ${code ?? "a signal"}`);
}

/** Calls [work] for each of [items], as many at a time as there are cores. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: cpus().length }, worker));
}

/** Keeps every core busy until what it returns is called. */
function busyCores(): () => void {
  const loops = cpus().map(() => spawn(process.execPath, ["-e", "for(;;);"], { stdio: "ignore" }));
  return () => loops.forEach((loop) => loop.kill("SIGKILL"));
}

async function recordAll(
  wanted: readonly (readonly [name: string, system: System])[],
  unchanged: number,
  only: readonly string[],
): Promise<void> {
  const jobs: Job[] = [];
  for (const [name, system] of wanted) {
    for (const version of ["base", ...Object.keys(versionsOf(system))]) {
      if (only.length > 0 && version !== "base" && !only.includes(version)) continue;
      const folder = versionFolder(name, system, version);
      const missed = missing(folder, version === "base" ? unchanged : headRuns + confirmRuns);
      if (missed.length > 0 && !existsSync(join(folder, "made"))) {
        rmSync(join(folder, "making"), { recursive: true, force: true });
        makeVersion(system, version, join(folder, "making"));
        renameSync(join(folder, "making"), join(folder, "made"));
        writeFileSync(madeAt(folder), join(folder, "made"));
      }
      jobs.push(...missed);
    }
  }
  if (jobs.length === 0) return;
  for (const load of ["idle", "loaded"] as const) {
    const now = jobs.filter((job) => job.load === load).sort((a, b) => a.first - b.first);
    console.log(`recording ${now.reduce((sum, { runs }) => sum + runs, 0)} ${load} runs`);
    const stop = load === "loaded" ? busyCores() : undefined;
    try {
      await inParallel(now, runJob);
    } finally {
      stop?.();
    }
  }
}

/** The runs of a version that are recorded, each reduced to a model of its own. */
function recorded(folder: string, loads: readonly Load[]): Recorded[] {
  const runs = join(folder, "runs");
  if (!existsSync(runs)) return [];
  const there = existsSync(madeAt(folder)) ? [readFileSync(madeAt(folder), "utf8")] : [];
  const roots = Object.fromEntries([join(folder, "made"), ...there].map((root) => [root, "$WORKSPACE"]));
  return readdirSync(runs)
    .map((file) => ({ file, load: file.startsWith("idle") ? ("idle" as const) : ("loaded" as const) }))
    .filter(({ load }) => loads.includes(load))
    .sort((a, b) => a.file.localeCompare(b.file, "en", { numeric: true }))
    .map(({ file, load }) => {
      const run = parseSuiteRun(gunzipSync(readFileSync(join(runs, file))).toString());
      return { load, model: learn([run], { roots }) };
    });
}

// Comparing.

/** Seeded numbers in [0, 1): mulberry32, public domain, T. Ettinger. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** [count] different elements. */
function drawn<T>(from: readonly T[], count: number, random: () => number): T[] {
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

/** Base runs of one load and new runs of the other, by turns. */
function drawnAcross(from: readonly Recorded[], turn: number, random: () => number): Recorded[] {
  const [idle, loaded] = [from.filter(({ load }) => load === "idle"), from.filter(({ load }) => load === "loaded")];
  const [base, head] = turn % 2 === 0 ? [idle, loaded] : [loaded, idle];
  return [...drawn(base, baseRuns, random), ...drawn(head, headRuns + confirmRuns, random)];
}

const sum = (runs: readonly Recorded[]): Model => runs.map(({ model }) => model).reduce((a, b) => merge(a, b), learn([]));

/** As the pipeline does it: suspicion asks for more runs, then it is final. */
function judge(base: Model, head: readonly Recorded[]): { first: Comparison; final: Comparison } {
  const first = compare(base, sum(head.slice(0, headRuns)));
  return { first, final: first.outcome === "undecided" ? compare(base, sum(head), { final: true }) : first };
}

const confirmed = ({ findings }: Comparison): Finding[] => findings.filter(({ certainty }) => certainty === "confirmed");

/** The service and object of a finding, and those of other services that the same goes for. */
function placesOf({ service, object, extent }: Finding): (readonly [service: string, object: string])[] {
  const others = (extent?.objects ?? []).flatMap((name) => {
    const [, other, its] = /^([\w-]+): (.+)$/.exec(name) ?? [];
    return other === undefined || its === undefined ? [] : [[other, its] as const];
  });
  return [[service, object], ...others];
}

function pointsRight(findings: readonly Finding[], { at }: Mutant): boolean {
  const fits = (finding: Finding, [service, object]: Mutant["at"][number]): boolean =>
    placesOf(finding).some(([its, about]) => its === service && object.test(about));
  const [first] = at;
  return (
    first !== undefined &&
    findings.every((finding) => at.some((place) => fits(finding, place))) &&
    findings.some((finding) => fits(finding, first))
  );
}

interface Tally {
  runs: number;
  reruns: number;
  suspected: number;
  alarms: number;
  inconclusive: number;
  readonly mutants: { made: number; found: number; right: number; sentences: number };
  readonly neutral: { made: number; flagged: number };
}

/** What is asked of a benchmark. */
interface Wanted {
  readonly loads: readonly Load[];
  readonly across: boolean;
  readonly showFindings: boolean;
  readonly only: readonly string[];
}

function evaluate(name: string, system: System, reruns: number, { loads, across, showFindings, only }: Wanted): Tally {
  const tally: Tally = {
    ...{ runs: 0, reruns: 0, suspected: 0, alarms: 0, inconclusive: 0 },
    mutants: { made: 0, found: 0, right: 0, sentences: 0 },
    neutral: { made: 0, flagged: 0 },
  };
  const base = recorded(versionFolder(name, system, "base"), loads);
  tally.runs = base.length;
  const random = generator(1);
  const enough = baseRuns + headRuns + confirmRuns;
  if (base.length >= enough && only.length === 0) {
    for (; tally.reruns < reruns; tally.reruns++) {
      const runs = across ? drawnAcross(base, tally.reruns, random) : drawn(base, enough, random);
      const { first, final } = judge(sum(runs.slice(0, baseRuns)), runs.slice(baseRuns));
      if (first.outcome === "undecided") tally.suspected++;
      if (final.outcome === "drift") tally.alarms++;
      if (final.outcome === "undecided") tally.inconclusive++;
      if (final.outcome !== "same") report(`${name}, unchanged`, final.findings);
    }
  }
  for (const [version, about] of Object.entries(versionsOf(system))) {
    if (only.length > 0 && !only.includes(version)) continue;
    const head = recorded(versionFolder(name, system, version), loads);
    if (head.length < headRuns + confirmRuns || base.length < baseRuns) continue;
    const verdicts = Array.from({ length: draws }, () => judge(sum(drawn(base, baseRuns, random)), head).final);
    const mutant = "at" in about ? about : undefined;
    const drifted = verdicts.filter(({ outcome }) => outcome === "drift");
    const title = `${name}, ${version} (${about.what})`;
    if (mutant === undefined) {
      tally.neutral.made++;
      if (drifted.length === 0) continue;
      tally.neutral.flagged++;
      for (const verdict of drifted.slice(0, 1)) report(`FLAGGED ${drifted.length}/${draws}: ${title}`, verdict.findings);
      continue;
    }
    tally.mutants.made++;
    if (drifted.length === draws) tally.mutants.found++;
    const right = drifted.length === draws && drifted.every((verdict) => pointsRight(confirmed(verdict), mutant));
    if (right) tally.mutants.right++;
    tally.mutants.sentences += drifted.reduce((most, verdict) => Math.max(most, confirmed(verdict).length), 0);
    if (drifted.length < draws)
      report(`MISSED ${draws - drifted.length}/${draws}: ${title}`, verdicts.find((verdict) => !drifted.includes(verdict))?.findings ?? []);
    else if (!right) report(`WRONG PLACE: ${title}`, drifted.find((verdict) => !pointsRight(confirmed(verdict), mutant))?.findings ?? []);
    else if (showFindings) report(title, drifted[0]?.findings ?? []);
  }
  return tally;
}

function report(title: string, findings: readonly Finding[]): void {
  console.log(`\n${title}`);
  for (const { rank, kind, certainty, object, sentence } of findings)
    console.log(`  ${rank}, ${kind}${certainty === "confirmed" ? "" : `, ${certainty}`} [${object}]\n    ${sentence}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      system: { type: "string", multiple: true },
      version: { type: "string", multiple: true },
      reruns: { type: "string", default: "50" },
      runs: { type: "string", default: "24" },
      load: { type: "boolean", default: false },
      idle: { type: "boolean", default: false },
      across: { type: "boolean", default: false },
      findings: { type: "boolean", default: false },
      record: { type: "boolean", default: true },
    },
    allowNegative: true,
  });
  const unknown = (values.system ?? []).filter((name) => !(name in systems));
  if (unknown.length > 0) throw new Error(`no system is called ${unknown.join(", ")}; there are: ${Object.keys(systems).join(", ")}`);
  const wanted = Object.entries(systems).filter(([name]) => values.system?.includes(name) ?? true);
  const only = values.version ?? [];
  const loads: readonly Load[] = values.load ? ["loaded"] : values.idle ? ["idle"] : ["idle", "loaded"];
  if (values.record) await recordAll(wanted, Number(values.runs), only);

  const lines: string[] = [];
  const total: Tally[] = [];
  for (const [name, system] of wanted) {
    const tally = evaluate(name, system, Number(values.reruns), { loads, across: values.across, showFindings: values.findings, only });
    total.push(tally);
    lines.push(line(name, tally));
  }
  const add = (of: (tally: Tally) => number): number => total.reduce((all, tally) => all + of(tally), 0);
  console.log(
    `\n${"".padEnd(12)} ${["runs", "reruns", "suspected", "alarms", "open", "mutants", "found", "right", "findings", "neutral", "flagged"].map((title) => title.padStart(9)).join(" ")}`,
  );
  for (const text of lines) console.log(text);
  console.log(
    line("all", {
      runs: add(({ runs }) => runs),
      reruns: add(({ reruns }) => reruns),
      suspected: add(({ suspected }) => suspected),
      alarms: add(({ alarms }) => alarms),
      inconclusive: add(({ inconclusive }) => inconclusive),
      mutants: {
        made: add(({ mutants }) => mutants.made),
        found: add(({ mutants }) => mutants.found),
        right: add(({ mutants }) => mutants.right),
        sentences: add(({ mutants }) => mutants.sentences),
      },
      neutral: { made: add(({ neutral }) => neutral.made), flagged: add(({ neutral }) => neutral.flagged) },
    }),
  );
}

function line(name: string, { runs, reruns, suspected, alarms, inconclusive, mutants, neutral }: Tally): string {
  const cells = [
    runs,
    reruns,
    suspected,
    alarms,
    inconclusive,
    mutants.made,
    mutants.found,
    mutants.right,
    mutants.sentences,
    neutral.made,
    neutral.flagged,
  ];
  return `${name.padEnd(12)} ${cells.map((cell) => String(cell).padStart(9)).join(" ")}`;
}

await main();
