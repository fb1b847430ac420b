import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { inputTable, outputTable, readInputs } from "../src/github/inputs.ts";
import { actionYaml, inputsMarkdown, outputsMarkdown, replaceBetween } from "./action-docs.ts";

const root = join(import.meta.dirname, "..");

test("action.yml is what the tables say", () => {
  expect(readFileSync(join(root, "action.yml"), "utf8")).toBe(actionYaml());
});

test("the README holds the tables as they are", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  expect(readme).toContain(`<!-- inputs -->\n${inputsMarkdown()}\n<!-- /inputs -->`);
  expect(readme).toContain(`<!-- outputs -->\n${outputsMarkdown()}\n<!-- /outputs -->`);
});

test("action.yml holds every input and output, starts the bundle under Node 24, and gives every default as text", () => {
  const action = parse(actionYaml()) as { inputs: Record<string, { default: unknown }>; outputs: object; runs: object };
  expect(Object.keys(action.inputs)).toEqual(Object.keys(inputTable));
  expect(Object.keys(action.outputs)).toEqual(Object.keys(outputTable));
  expect(action.runs).toEqual({ using: "node24", main: "dist/action/index.js" });
  expect(Object.values(action.inputs).every((input) => typeof input.default === "string")).toBe(true);
});

test("what the runner fills in by itself is no row of the README", () => {
  expect(inputsMarkdown()).not.toContain("`matrix`");
});

test("a table replaces what stands between its markers and nothing else", () => {
  expect(replaceBetween("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new")).toBe("a\n<!-- x -->\nnew\n<!-- /x -->\nb");
});

test.each(["no markers", "<!-- x --> only the first", "<!-- x --><!-- /x --><!-- x --><!-- /x -->"])(
  "%j is refused with what is wanted",
  (text) => {
    expect(() => replaceBetween(text, "x", "new")).toThrow("wanted the lines <!-- x --> and <!-- /x --> once each");
  },
);

/** The blocks of YAML in a page that people copy from, those that stand in lists included. */
function examples(page: string): readonly { readonly page: string; readonly text: string }[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```$/gm)].map(([, indent = "", block = ""]) => ({
    page,
    text: block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** What an example gives to our Action, wherever in it. */
function uses(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(uses);
  if (typeof value !== "object" || value === null) return [];
  const own = "uses" in value && typeof value.uses === "string" && value.uses.startsWith("faultbox/action@");
  const given = own && "with" in value && typeof value.with === "object" && value.with !== null ? { ...value.with } : {};
  return own ? [given] : Object.values(value).flatMap(uses);
}

test.each(["README.md", "docs/github.md", "docs/outputs.md"].flatMap(examples))(
  "an example of $page is YAML that the Action understands",
  ({ text }) => {
    for (const given of uses(parse(text))) {
      expect(Object.keys(inputTable)).toEqual(expect.arrayContaining(Object.keys(given)));
      const env = Object.entries(given).map(([name, value]) => [
        `INPUT_${name.toUpperCase()}`,
        String(value).replace(/\$\{\{.*?\}\}/g, "1"),
      ]);
      expect(() => readInputs(Object.fromEntries(env) as Record<string, string>)).not.toThrow();
    }
  },
);
