/**
 * The documentation does what it says. A page that shows commands is followed from top to bottom as a reader would: its suites are written, its
 * commands are run in a copy of `fixtures/`, and what they print must hold the lines that the page shows, in that order; `…` stands for what is left
 * out, and times and numbers of events may differ. Comments of the page, which no reader sees, say what is to be done with what:
 *
 *     <!-- in: fixtures/orders/node -->     the folder in which commands run from here on
 *     <!-- file: first-test.star -->        the next block is this file
 *     <!-- more of: first-test.star -->     it is added to the end of this file
 *     <!-- part of: traces-test.star -->    it stands in this file, with `…` or an empty line for what is left out
 *     <!-- sketch -->                       it is not for running
 *     <!-- run: COMMAND -->                 what the reader does without being shown how
 */
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "faultbox-docs-"));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Block {
  readonly kind: "console" | "python" | "directive";
  readonly text: string;
  readonly line: number;
}

/** What of a page is to be done, in order. */
function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  const pattern = /^ *<!-- ((?:in|file|more of|part of|run): [^\n]*|sketch) -->$|^ *```(console|python)\n(.*?)^ *```$/gms;
  for (const { 1: directive, 2: kind, 3: text = "", index } of page.matchAll(pattern)) {
    const line = page.slice(0, index).split("\n").length;
    if (directive !== undefined) blocks.push({ kind: "directive", text: directive, line });
    else blocks.push({ kind: kind === "console" ? "console" : "python", text, line });
  }
  return blocks;
}

/** A line without what differs from run to run. */
const steady = (line: string): string =>
  line
    .replaceAll(/#\d+/g, "#N")
    .replaceAll(/\b\d+(?:\.\d+)? ?m?s\b/g, "TIME")
    .replaceAll(/\(\d+ events\)/g, "(N events)")
    .replaceAll(/\s+/g, " ")
    .trim();

/** The first line of [shown] that [printed] does not hold, behind those before it; undefined when all are there. */
function firstMissing(shown: readonly string[], printed: readonly string[]): string | undefined {
  let next = 0;
  for (const line of shown) {
    const parts = steady(line).split("…");
    if (parts.every((part) => part === "")) continue;
    const wanted = new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
    const place = printed.findIndex((candidate, i) => i >= next && wanted.test(steady(candidate)));
    if (place < 0) return line;
    next = place + 1;
  }
  return undefined;
}

/** Follows one page. What a reader's shell remembers between two commands is its folder. */
class Reader {
  readonly #home: string;
  #folder: string;

  constructor(home: string) {
    this.#home = home;
    this.#folder = home;
  }

  enter(folder: string): void {
    this.#folder = join(this.#home, folder);
  }

  at(file: string): string {
    return join(this.#folder, file);
  }

  run(command: string): readonly string[] {
    const where = join(this.#home, ".folder");
    const shell = 'faultbox() { "$NODE" --import "$CACHE" "$CLI" "$@"; }; exec 2>&1; eval "$1"; pwd > "$WHERE"';
    const { stdout } = spawnSync("bash", ["-c", shell, "bash", command], {
      cwd: this.#folder,
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
        NODE: process.execPath,
        CACHE: join(root, "test", "compile-cache.mjs"),
        CLI: join(root, "src", "cli.ts"),
        WHERE: where,
        CI: "",
        GITHUB_ACTIONS: "",
      },
      encoding: "utf8",
    });
    this.#folder = readFileSync(where, "utf8").trim();
    return stdout.split("\n");
  }
}

const pages = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md") && name !== "language.md")
  .filter((name) => /^ *```(?:console|python)$/m.test(readFileSync(join(root, "docs", name), "utf8")))
  .sort();

test.each(pages)("what docs/%s shows is so", (page) => {
  const home = join(scratch, page.replaceAll("/", "-"));
  // What git knows, without what was built there.
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "fixtures"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.trim().split("\n")) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    cpSync(join(root, file), join(home, file), { verbatimSymlinks: true });
  }
  // What programs of fixtures/ import.
  for (const part of ["src", "node_modules"]) symlinkSync(join(root, part), join(home, part));
  const reader = new Reader(home);
  let directive: readonly [verb: string, object: string] | undefined;
  for (const { kind, text, line } of blocksOf(readFileSync(join(root, "docs", page), "utf8"))) {
    const place = `docs/${page}:${line}`;
    if (kind === "directive") {
      const [verb = "", object = ""] = text.split(/: (.*)/);
      if (verb === "in") reader.enter(object);
      else if (verb === "run") reader.run(object);
      else directive = [verb, object];
    } else if (kind === "python") {
      if (directive === undefined) throw new Error(`${place}: say above it in which file this block stands`);
      const [verb, file] = directive;
      directive = undefined;
      if (verb === "file") writeFileSync(reader.at(file), text);
      else if (verb === "more of") appendFileSync(reader.at(file), `\n${text}`);
      else if (verb === "part of") {
        const whole = readFileSync(reader.at(file), "utf8");
        for (const part of text.split(/^ *…?\n/m).filter((piece) => piece !== "")) expect(whole, place).toContain(part);
      }
    } else {
      for (const entry of text.split(/^\$ /m).slice(1)) {
        const [command = "", ...shown] = entry.split("\n");
        const printed = reader.run(command);
        const missing = firstMissing(shown, printed);
        if (missing !== undefined) {
          throw new Error(
            `${place}: \`${command}\` does not print\n  ${missing}\nin that place, but all in all\n  ${printed.join("\n  ")}`,
          );
        }
      }
    }
  }
});
