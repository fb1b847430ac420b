/**
 * Suites as data: `testdata/*.star` is split by `---`, each part is loaded as a suite of its own. A line that must fail carries
 * `### "regexp"`, matched against the message of the error that names this line; `### warning "regexp"` wants a diagnostic there instead.
 * A part without such a mark must load, and silently.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSuite, SuiteLoadError } from "./index.ts";

const folder = join(import.meta.dirname, "testdata");
let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "faultbox-spec-"));
});
afterAll(() => rm(scratch, { recursive: true }));

interface Mark {
  readonly line: number;
  readonly kind: "error" | "warning";
  readonly pattern: RegExp;
}

function marksOf(text: string): readonly Mark[] {
  return text.split("\n").flatMap((line, index) => {
    const found = /### (warning )?"(.*)"$/.exec(line);
    return found === null
      ? []
      : [
          {
            line: index + 1,
            kind: found[1] === undefined ? ("error" as const) : ("warning" as const),
            pattern: new RegExp(found[2] ?? ""),
          },
        ];
  });
}

/** What loading says: errors and diagnostics with their lines. */
async function load(text: string): Promise<readonly { line: number | undefined; kind: "error" | "warning"; message: string }[]> {
  await writeFile(join(scratch, "s.star"), text);
  try {
    const { diagnostics } = await loadSuite("s.star", { cwd: scratch, observe: "suite", print: () => {} });
    return diagnostics.map(({ message, position }) => ({ line: position?.line, kind: "warning", message }));
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
        const said = await load(chunk);
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
