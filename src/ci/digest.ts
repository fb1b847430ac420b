/**
 * What a suite is, as one number: whether base and head ran the same one. A suite is its own text, what it loads, and the files it reads: any of
 * them can change what a test does, and then a difference may be the suite's own.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { Suite } from "../engine/index.ts";

/**
 * SHA-256 of the texts that [suite] is made of. For a suite of one file it is that of the file.
 * @param cwd where the suite's paths begin
 */
export async function digestOf({ path, files = [] }: Pick<Suite, "path" | "files">, cwd: string): Promise<string> {
  const hash = createHash("sha256").update(await readFile(resolve(cwd, path)));
  for (const file of files) {
    const place = resolve(cwd, file);
    // What only a test reads may not be there yet.
    const text = await readFile(place).catch(() => undefined);
    const own = createHash("sha256")
      .update(text ?? "")
      .digest();
    hash.update(`\0${relative(cwd, place)}\0${text === undefined ? "absent" : "present"}\0`).update(own);
  }
  return hash.digest("hex");
}
