/**
 * Suites as data: `testdata/*.star` is split by `---`, each part is loaded as a suite of its own. A line that must fail carries
 * `### "regexp"`, matched against the message of the error that names this line; `### warning "regexp"` wants a diagnostic there instead, and
 * `### check "regexp"` what `faultbox check` says of the text. A part without such a mark must load, and silently.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSuite, loadSuite, SuiteLoadError } from "./index.ts";

const folder = join(import.meta.dirname, "testdata");
let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "faultbox-spec-"));
});
afterAll(() => rm(scratch, { recursive: true }));

interface Mark {
  readonly line: number;
  readonly kind: "error" | "warning" | "check";
  readonly pattern: RegExp;
}

function marksOf(text: string): readonly Mark[] {
  return text.split("\n").flatMap((line, index) => {
    const found = /### (?:(warning|check) )?"(.*)"$/.exec(line);
    if (found === null) return [];
    const kind = found[1] === "warning" || found[1] === "check" ? found[1] : "error";
    return [{ line: index + 1, kind, pattern: new RegExp(found[2] ?? "") }];
  });
}

/** What loading says: errors and diagnostics with their lines; with [checked], what is said of the text. */
async function load(text: string, checked: boolean): Promise<readonly { line: number | undefined; kind: Mark["kind"]; message: string }[]> {
  await writeFile(join(scratch, "s.star"), text);
  if (checked) {
    return (await checkSuite("s.star", scratch)).map(({ message, position }) => ({ line: position?.line, kind: "check", message }));
  }
  try {
    const { diagnostics } = await loadSuite("s.star", { cwd: scratch, observe: "suite", print: () => {} });
    // A part is about what it says, and need not have a test.
    const told = diagnostics.filter(({ code }) => code !== "NO_TESTS_DISCOVERED");
    return told.map(({ message, position }) => ({ line: position?.line, kind: "warning", message }));
  } catch (error) {
    if (!(error instanceof SuiteLoadError)) throw error;
    return [{ line: error.position?.line, kind: "error", message: error.message }];
  }
}

for (const file of await readdir(folder)) {
  describe(file, async () => {
    const chunks = (await readFile(join(folder, file), "utf8")).split(/^---\n/m);
    let before = 0;
    for (const chunk of chunks) {
      const title = /^# (.*)$/m.exec(chunk)?.[1] ?? "a chunk";
      const first = before + 1;
      before += chunk.split("\n").length;
      test(`${title} (line ${first})`, async () => {
        const marks = marksOf(chunk);
        const said = await load(
          chunk,
          marks.some(({ kind }) => kind === "check"),
        );
        for (const mark of marks) {
          const here = said.filter(({ line, kind }) => line === mark.line && kind === mark.kind);
          expect(here.map(({ message }) => message).join("\n"), `line ${mark.line} of the chunk; all: ${JSON.stringify(said)}`).toMatch(
            mark.pattern,
          );
        }
        expect(said.length, JSON.stringify(said)).toBe(marks.length);
      });
    }
  });
}
