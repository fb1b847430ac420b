/**
 * Writes what is said about inputs and outputs in more than one place from the one table in `src/github/inputs.ts`: `action.yml` as a whole,
 * and the tables in `README.md` between `<!-- inputs -->` and `<!-- /inputs -->`, `<!-- outputs -->` and `<!-- /outputs -->`.
 *
 *     node scripts/action-docs.ts            writes
 *     node scripts/action-docs.ts --check    says what would change, and fails if anything would
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stringify } from "yaml";
import { inputTable, outputTable } from "../src/github/inputs.ts";

const root = join(import.meta.dirname, "..");

/** The text of action.yml. */
export function actionYaml(): string {
  const inputs = Object.entries(inputTable).map(([name, input]) => [
    name,
    { description: input.description, required: false, default: input.default },
  ]);
  const outputs = Object.entries(outputTable).map(([name, description]) => [name, { description }]);
  const action = {
    name: "Faultbox behavioural drift",
    description:
      "Runs a repository's .star suites under injected faults and says in one pull-request comment what changed in how the system works.",
    author: "The Faultbox Action authors",
    branding: { icon: "activity", color: "orange" },
    inputs: Object.fromEntries(inputs) as unknown,
    outputs: Object.fromEntries(outputs) as unknown,
    runs: { using: "node24", main: "dist/action/index.js" },
  };
  return `# Generated from src/github/inputs.ts by \`node scripts/action-docs.ts\`; do not edit.\n${stringify(action, { lineWidth: 140 })}`;
}

/** A cell: no line ends, and no column marks that are not escaped. */
const cell = (text: string): string => text.replaceAll("\n", " ").replaceAll("|", "\\|");

export function inputsMarkdown(): string {
  const rows = Object.entries(inputTable)
    .filter(([, input]) => !("internal" in input))
    .map(([name, input]) => `| \`${name}\` | ${cell(input.description)} | ${input.default === "" ? "" : `\`${cell(input.default)}\``} |`);
  return ["| input | what it is | default |", "| --- | --- | --- |", ...rows].join("\n");
}

export function outputsMarkdown(): string {
  const rows = Object.entries(outputTable).map(([name, description]) => `| \`${name}\` | ${cell(description)} |`);
  return ["| output | what it is |", "| --- | --- |", ...rows].join("\n");
}

/**
 * Puts a table between its two markers.
 * @throws Error when the text does not hold both markers once
 */
export function replaceBetween(text: string, marker: string, table: string): string {
  const [open, close] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const [before, middle, ...moreOpen] = text.split(open);
  const [, after, ...moreClose] = middle?.split(close) ?? [];
  if (before === undefined || after === undefined || moreOpen.length > 0 || moreClose.length > 0) {
    throw new Error(`wanted the lines ${open} and ${close} once each; put them where the table is to stand`);
  }
  return `${before}${open}\n${table}\n${close}${after}`;
}

function main(check: boolean): number {
  const readme = join(root, "README.md");
  const wanted = new Map([[join(root, "action.yml"), actionYaml()]]);
  try {
    const text = readFileSync(readme, "utf8");
    wanted.set(readme, replaceBetween(replaceBetween(text, "inputs", inputsMarkdown()), "outputs", outputsMarkdown()));
  } catch (error) {
    console.error(`README.md: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  const stale = [...wanted].filter(([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text);
  for (const [path, text] of stale) {
    if (check) console.error(`${path.slice(root.length + 1)} is not what src/github/inputs.ts says; run: node scripts/action-docs.ts`);
    else writeFileSync(path, text);
  }
  return check && stale.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = main(process.argv.includes("--check"));
