/**
 * Makes `src/report/viewer.generated.ts`: the viewer's style and script as two texts, which the HTML report embeds. The viewer is written
 * in TypeScript modules; the page takes one plain script. No bundler is needed for that: types are erased by Node, imports between the viewer's own
 * modules are followed and dropped, exports lose their keyword, and what is left stands in one function. The modules keep to that: they import
 * only each other, by name, and no two have a top-level name in common (checked here).
 *
 *     node scripts/viewer.ts          writes the file
 *     node scripts/viewer.ts --check  fails if it is not up to date
 */
import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";

const folder = join(import.meta.dirname, "../src/report/viewer");
const target = join(import.meta.dirname, "../src/report/viewer.generated.ts");

/** The text of the generated file. */
export function viewer(): string {
  const modules = new Map<string, string>();
  visit(join(folder, "page.ts"), modules);
  const names = new Map<string, string>();
  for (const [file, text] of modules) {
    for (const [, name = ""] of text.matchAll(/^(?:async )?(?:class|function|const|let) (\w+)/gm)) {
      const other = names.get(name);
      if (other !== undefined)
        throw new Error(`${file} and ${other} both have a top-level ${name}; the viewer is one script, rename one of them`);
      names.set(name, file);
    }
  }
  const script = `(() => {\n"use strict";\n${[...modules.values()].join("\n")}\n})();`;
  if (/<\/script|<!--/i.test(script)) throw new Error("the script would end its own element");
  const style = readFileSync(join(folder, "style.css"), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .trim();
  return `// Generated from src/report/viewer/ by: node scripts/viewer.ts\nexport const style = ${JSON.stringify(style)};\nexport const script = ${JSON.stringify(script)};\n`;
}

/** Adds a module after those it imports. */
function visit(file: string, modules: Map<string, string>): void {
  if (modules.has(file)) return;
  const plain = stripTypeScriptTypes(readFileSync(file, "utf8"));
  modules.set(file, "");
  const imports = [...plain.matchAll(/^import\s+\{[^}]*\}\s+from\s+"([^"]+)";?/gm)];
  for (const [, from = ""] of imports) {
    if (!from.startsWith("./")) throw new Error(`${file} imports ${from}; the viewer may import only its own modules`);
    visit(join(dirname(file), from), modules);
  }
  modules.delete(file);
  const body = plain
    .replace(/^import\s[^;]*;/gm, "")
    .replace(/^export (?=(?:class|const|function|async function)\b)/gm, "")
    .replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
  modules.set(file, body);
}

if (process.argv[1] === import.meta.filename) {
  const text = viewer();
  if (process.argv.includes("--check")) {
    if (readFileSync(target, "utf8") !== text) {
      console.error("src/report/viewer.generated.ts is not up to date; run: node scripts/viewer.ts");
      process.exitCode = 1;
    }
  } else writeFileSync(target, text);
}
