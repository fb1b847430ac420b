/**
 * Packs the command line for npm: `npx faultbox` is the bundle of dist/cli and the supervisors of dist/native, and nothing else; it has no
 * dependencies, and its installation runs nothing. The repository's own package.json is not it, because that brings a Node runtime and the
 * tools of development along.
 *
 *     node scripts/package.ts [FOLDER]     writes FOLDER/faultbox-VERSION.tgz (build/npm when not given) and prints its path
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = join(import.meta.dirname, "..");

interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
}

function pack(folder: string): string {
  const { version, description, license, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  const content = join(folder, "package");
  rmSync(content, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  // The bundle looks for the supervisor in ../native.
  for (const part of ["cli", "native"]) cpSync(join(root, "dist", part), join(content, part), { recursive: true });
  for (const part of ["schema", "README.md", "CHANGELOG.md", "LICENSE"]) cpSync(join(root, part), join(content, part), { recursive: true });
  const manifest = {
    name: "faultbox",
    version,
    description,
    license,
    repository: "github:faultbox/action",
    type: "module",
    bin: { faultbox: "cli/index.js" },
    engines,
    os: ["linux"],
    cpu: ["x64", "arm64"],
  };
  writeFileSync(join(content, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  execFileSync("npm", ["pack", "--silent", content, "--pack-destination", folder], { stdio: ["ignore", "ignore", "inherit"] });
  return join(folder, `faultbox-${version}.tgz`);
}

console.log(pack(resolve(process.argv[2] ?? join(root, "build", "npm"))));
