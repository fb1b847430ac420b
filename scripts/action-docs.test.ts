import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { inputTable, outputTable } from "../src/github/inputs.ts";
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
