import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { indexedPng } from "./png.ts";

const root = join(import.meta.dirname, "..");

test("the README's pictures are there, light and dark, and small", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const named = [...readme.matchAll(/(?:src|srcset)="(docs\/images\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(named.toSorted()).toEqual(
    ["comment", "report"].flatMap((name) => [`docs/images/${name}-dark.png`, `docs/images/${name}-light.png`]),
  );
  for (const path of named) {
    expect(existsSync(join(root, path)), path).toBe(true);
    expect(statSync(join(root, path)).size, path).toBeLessThan(150 * 1024);
  }
});

/** Width, height and colours of a PNG file as [indexedPng] writes it, read by the format's own description. */
function read(png: Buffer): { width: number; height: number; colors: string[] } {
  expect(png.subarray(0, 8)).toEqual(Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"));
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const palette = chunks.get("PLTE") ?? Buffer.alloc(0);
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const colors: string[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = rows[y * (width + 1) + 1 + x] ?? 0;
      colors.push(palette.toString("hex", index * 3, index * 3 + 3));
    }
  }
  return { width, height, colors };
}

test("a picture of few colours is kept as it is, one of many keeps the frequent ones", () => {
  const few = Uint8Array.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 0, 0, 255, 1, 2, 3, 255, 255, 255, 255, 255]);
  expect(read(indexedPng(3, 2, few))).toEqual({
    width: 3,
    height: 2,
    colors: ["ff0000", "00ff00", "0000ff", "ff0000", "010203", "ffffff"],
  });
  const many = new Uint8Array(100 * 10 * 4).fill(255);
  for (let grey = 0; grey < 100; grey++) many.set([grey, grey, grey], grey * 4);
  const { colors } = read(indexedPng(100, 10, many));
  expect(new Set(colors).size).toBe(64);
  expect(colors.slice(100)).toEqual(new Array(900).fill("ffffff"));
  expect(() => indexedPng(3, 3, few)).toThrow("3 × 3 pixels take 36 bytes, got 24");
});
