/**
 * Small PNG files for documentation: pixels are reduced to few colours and written as an indexed image. Pictures of pages have a few
 * colours and their blends along the edges of letters, so the most frequent ones are the palette and the others take the nearest.
 */
import { crc32, deflateSync } from "node:zlib";

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Enough for text in a dozen colours with smooth edges; every doubling makes a file a fifth larger. */
const paletteSize = 64;

/** An opaque picture of [width] × [height] pixels, given as red, green, blue, alpha, as a PNG file. */
export function indexedPng(width: number, height: number, rgba: Uint8Array | Uint8ClampedArray): Buffer {
  if (rgba.length !== width * height * 4)
    throw new RangeError(`${width} × ${height} pixels take ${width * height * 4} bytes, got ${rgba.length}`);
  const colorAt = (pixel: number): number =>
    ((rgba[pixel * 4] ?? 0) << 16) | ((rgba[pixel * 4 + 1] ?? 0) << 8) | (rgba[pixel * 4 + 2] ?? 0);
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < width * height; pixel++) counts.set(colorAt(pixel), (counts.get(colorAt(pixel)) ?? 0) + 1);
  const palette = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, paletteSize);
  const indices = new Map(palette.map((color, index) => [color, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const color = colorAt(pixel);
    let index = indices.get(color);
    if (index === undefined) {
      index = nearest(palette, color);
      indices.set(color, index);
    }
    // Every row begins with its filter; none is best for indices.
    rows[Math.floor(pixel / width) * (width + 1) + 1 + (pixel % width)] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, indexed; deflate, adaptive filters, not interlaced.
  header.set([8, 3, 0, 0, 0], 8);
  const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", colors),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND"),
  ]);
}

/** The palette's color at the least distance. */
function nearest(palette: readonly number[], color: number): number {
  let [best, least] = [0, Infinity];
  palette.forEach((candidate, index) => {
    const distance =
      ((candidate >> 16) - (color >> 16)) ** 2 +
      (((candidate >> 8) & 255) - ((color >> 8) & 255)) ** 2 +
      ((candidate & 255) - (color & 255)) ** 2;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/** A chunk: length, type, data, and a checksum of the last two. */
function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
