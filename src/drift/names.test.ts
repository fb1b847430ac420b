import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeText, isSystemPath, longestName, pathClass, phraseClass, type Known } from "./names.ts";

const ids = new Set(["31415", "77"]);
const known: Known = { isId: (text) => ids.has(text), roots: [["/home/runner/work/shop/shop", "$WORKSPACE"]] };

describe("a path becomes what it stands for", () => {
  test.each([
    ["/tmp/inventory.wal", "/tmp/inventory.wal"],
    ["/tmp/upload-8f3a91c2.dat", "/tmp/upload*.dat"],
    ["/tmp/tmpk3j9x_2a", "/tmp/tmp*"],
    ["/tmp/tmpabcdefgh/x", "/tmp/tmp*/x"],
    ["/tmp/.tmpaB3dEf", "/tmp/.tmp*"],
    ["/data/part_AbCdEf.bin", "/data/part*.bin"],
    ["/data/temp-31415.rdb", "/data/temp*.rdb"],
    ["/data/temp-77.rdb", "/data/temp*.rdb"],
    ["/data/temp-78.rdb", "/data/temp-78.rdb"],
    ["/data/.31415-2.part", "/data/.*.part"],
    ["/data/new.31415.0", "/data/new.*"],
    ["/data/3-31415.part", "/data/*.part"],
    ["/data/31416-2.part", "/data/*2.part"],
    ["/data/shard-3/part-12", "/data/shard-3/part-12"],
    ["/data/worker12.log", "/data/worker12.log"],
    ["/log/app-2026-11-22.log", "/log/app*.log"],
    ["/log/app.20261122T174600Z.gz", "/log/app.*.gz"],
    ["/log/2026-01-02 03:04:05.txt", "/log/*.txt"],
    ["/x/550e8400-e29b-41d4-a716-446655440000.json", "/x/*.json"],
    ["/pg/pg_wal/000000010000000000000001", "/pg/pg_wal/*"],
    ["/pg/base/5/16384", "/pg/base/5/*"],
    ["/home/runner/work/shop/shop/data/a.db", "$WORKSPACE/data/a.db"],
    ["/home/runner/work/shop/shopping/a.db", "/home/runner/work/shop/shopping/a.db"],
    ["/src/HTTPServer/MyLogFile.txt", "/src/HTTPServer/MyLogFile.txt"],
  ])("%s → %s", (path, expected) => {
    expect(pathClass(path, known)).toBe(expected);
  });

  test("a date in another run is the same class", () => {
    expect(pathClass("/log/app-2026-11-22.log", known)).toBe(pathClass("/log/app-2027-01-03.log", known));
  });

  test("ids in a request do not make another step of it", () => {
    expect(phraseClass("GET /orders/8f3a91c2?page=2", known)).toBe("GET /orders/*?page=2");
  });
});

test("escaped text is printable, bounded, and never holds the format's separators", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 700 }), (text) => {
      const escaped = escapeText(text);
      expect(escaped.length).toBeLessThanOrEqual(longestName);
      expect(escaped).not.toMatch(/[\p{Cc}\p{Cf}]| {2}|^ | $/u);
    }),
  );
});

test("loader, kernel and runtime paths are set apart, data is not", () => {
  for (const path of [
    "/proc/self/maps",
    "/sys/fs/cgroup/cpu.max",
    "/etc/ld.so.cache",
    "/usr/lib/x/libc.so.6",
    "/dev/null",
    "/etc/localtime",
    "/usr/local/bin/node",
  ]) {
    expect(isSystemPath(path, true)).toBe(true);
  }
  for (const path of ["/etc/app.conf", "/data/lib/x", "/dev/shm/queue", "/tmp/a.wal", "/var/lib/app/x.db"]) {
    expect(isSystemPath(path, true)).toBe(false);
  }
  expect(isSystemPath("/app/server.js", true)).toBe(true);
  expect(isSystemPath("/app/server.js", false)).toBe(false);
  expect(isSystemPath("/usr/local/bin/node", false)).toBe(false);
});
