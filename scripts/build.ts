/**
 * Builds what `uses:` runs: one file for the Action and one for the command line, each with everything it needs, so that no runner installs
 * anything. Two steps: TypeScript drops the types and rewrites `.ts` imports (build/js), and ncc packs each entry with its libraries, whose
 * licences go beside it. The result is committed, and is the same to the byte wherever it is built from the same lock file.
 *
 *     node scripts/build.ts            writes dist/action and dist/cli
 *     node scripts/build.ts --check    builds into build/check, says where dist/ differs from it, and fails if it does
 *
 * dist/native is made by native/build.sh and is not touched here.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const entries = ["action", "cli"];

function run(program: string, ...args: string[]): void {
  execFileSync(join(root, "node_modules", ".bin", program), args, { cwd: root, stdio: "inherit" });
}

function build(destination: string): void {
  const js = join(root, "build", "js");
  rmSync(js, { recursive: true, force: true });
  run("tsc", "-p", "tsconfig.build.json");
  for (const entry of entries) {
    const out = join(destination, entry);
    // ncc would keep files of an earlier build that this one does not write.
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    run(
      "ncc",
      "build",
      join(js, `${entry}.js`),
      "--out",
      out,
      "--minify",
      "--license",
      "licenses.txt",
      "--target",
      "es2023",
      "--no-cache",
      "--quiet",
    );
  }
  chmodSync(join(destination, "cli", "index.js"), 0o755);
  const missing = entries.flatMap((entry) => leftOut(join(destination, entry)));
  if (missing.length > 0) throw new Error(`the bundler has not found all files of the sources:\n  ${missing.join("\n  ")}`);
}

/** The files of ours that a bundle would look for when it runs, and not find. Optional packages of libraries are no such files. */
function leftOut(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return [...text.matchAll(/eval\("require"\)\("(\.[^"]*)"\)/g)].map(
        ([, path]) => `${relative(root, join(folder, name))}: ${path ?? ""}`,
      );
    });
}

/** What a folder holds: contents by path, and whether a file may be executed. */
function contents(folder: string): ReadonlyMap<string, { readonly bytes: Buffer; readonly executable: boolean }> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), { bytes: readFileSync(path), executable: (statSync(path).mode & 0o100) !== 0 }];
    }),
  );
}

/** Where the committed files are not what the sources build, a line each. */
function differences(committed: string, fresh: string): readonly string[] {
  const [have, want] = [contents(committed), contents(fresh)];
  const missing = [...want.keys()].filter((name) => !have.has(name)).map((name) => `${name} is missing`);
  const present = [...have].flatMap(([name, file]) => {
    const wanted = want.get(name);
    if (wanted === undefined) return [`${name} is left over from an earlier build`];
    if (!wanted.bytes.equals(file.bytes))
      return [`${name} is not what the sources build (${file.bytes.length} bytes, built ${wanted.bytes.length})`];
    return wanted.executable === file.executable ? [] : [`${name} should ${wanted.executable ? "" : "not "}be executable`];
  });
  return [...missing, ...present];
}

function check(): number {
  const fresh = join(root, "build", "check");
  rmSync(fresh, { recursive: true, force: true });
  build(fresh);
  const found = entries.flatMap((entry) =>
    differences(join(root, "dist", entry), join(fresh, entry)).map((line) => `dist/${entry}/${line}`),
  );
  if (found.length === 0) return 0;
  console.error(
    `dist/ is not built from these sources:\n${found.map((line) => `  ${line}`).join("\n")}\nRun \`npm run build\` and commit dist/.`,
  );
  return 1;
}

try {
  if (process.argv.includes("--check")) process.exitCode = check();
  else build(join(root, "dist"));
} catch (error) {
  // The compiler and the bundler have said why.
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
