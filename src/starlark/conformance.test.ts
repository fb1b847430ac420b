/** Runs the chunked files of testdata/: the specification, section by section, with the errors it demands. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chunksOf, runChunk } from "./testing.ts";

const folder = new URL("testdata/", import.meta.url);

describe("the language does what the specification says", () => {
  for (const file of readdirSync(folder).sort()) {
    for (const chunk of chunksOf(readFileSync(new URL(file, folder), "utf8"))) {
      test(`${file} from line ${chunk.firstLine}`, async () => {
        expect(await runChunk(file, chunk)).toEqual([]);
      });
    }
  }
});
