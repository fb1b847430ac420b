import fc from "fast-check";
import { expect, test } from "vitest";
import { ArchiveError, unzipText, type ArchiveLimits } from "./unzip.ts";
import { zip } from "../../test/github/zip.ts";

const limits: ArchiveLimits = { files: 10, fileBytes: 1000, totalBytes: 2000 };

test("an archive is read whatever its files hold", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}(\/[a-z0-9.]{1,5}[a-z])?$/), { maxLength: 10 });
  const text = fc.string({ unit: "binary", maxLength: 60 }).map((value) => value.toWellFormed());
  fc.assert(
    fc.property(names, fc.array(text, { minLength: 10, maxLength: 10 }), fc.boolean(), (files, contents, stored) => {
      const entries = files.map((name, index) => ({ name, content: String(contents[index]), stored }));
      const read = unzipText(zip(entries), limits);
      expect([...read]).toEqual(entries.map(({ name, content }) => [name, content]));
    }),
  );
});

test("folders are left out", () => {
  expect([
    ...unzipText(
      zip([
        { name: "suites/", content: "" },
        { name: "suites/a", content: "1" },
      ]),
      limits,
    ),
  ]).toEqual([["suites/a", "1"]]);
});

test.each([
  ["../outside", "climbs out"],
  ["/etc/passwd", "is absolute"],
  ["a/../../b", "climbs out in the middle"],
  ["a//b", "has an empty part"],
  ["./a", "has a dot part"],
  ["C:\\windows", "is a path of another system"],
  ["a\nb", "has a line end"],
  ["x".repeat(301), "is too long"],
])("a file whose name %j %s is refused", (name) => {
  expect(() => unzipText(zip([{ name, content: "x" }]), limits)).toThrow(/only plain relative paths are read/);
});

test("a bomb is stopped at the limit, whatever size it claims", () => {
  const bomb = zip([{ name: "a", content: "0".repeat(100_000), claims: { size: 5 } }]);
  expect(() => unzipText(bomb, limits)).toThrow(/larger than the archive's limits allow/);
});

test("many files that are each small enough are stopped at the limit for all", () => {
  const entries = ["a", "b", "c"].map((name) => ({ name, content: "0".repeat(900), stored: true }));
  expect(() => unzipText(zip(entries), limits)).toThrow(/larger than the archive's limits allow/);
});

test("too many files are refused before the first is unpacked", () => {
  expect(() => unzipText(zip([], 11), limits)).toThrow("the archive holds 11 files; 10 are allowed");
});

test.each([
  [
    "the same name twice",
    zip([
      { name: "a", content: "1" },
      { name: "a", content: "2" },
    ]),
    /twice/,
  ],
  ["a wrong checksum", zip([{ name: "a", content: "1", claims: { crc: 7 } }]), /checksum/],
  ["an encrypted file", zip([{ name: "a", content: "1", claims: { flags: 1 } }]), /encrypted/],
  ["another packing method", zip([{ name: "a", content: "1", claims: { method: 14 } }]), /method 14/],
  ["a file that is not text", zip([{ name: "a", content: Buffer.from([0xff, 0xfe, 0x00]) }]), /not UTF-8/],
  ["a directory that points outside", zip([{ name: "a", content: "1", claims: { offset: 99_999 } }]), /outside itself/],
  ["more files claimed than there are", zip([{ name: "a", content: "1" }], 2), /directory is broken|outside itself/],
  ["something else", Buffer.from("<html>not found</html>"), /not a zip archive/],
  ["nothing", Buffer.alloc(0), /not a zip archive/],
])("%s is refused", (_, bytes, message) => {
  expect(() => unzipText(bytes, limits)).toThrow(message);
});

test("an archive with any byte changed is read or refused, and never does anything else", () => {
  const honest = zip([
    { name: "manifest.json", content: "{}" },
    { name: "suites/a/model.trace", content: "line\n".repeat(20) },
  ]);
  fc.assert(
    fc.property(fc.nat(honest.length - 1), fc.nat(255), fc.nat(honest.length), (at, value, length) => {
      const changed = Buffer.from(honest.subarray(0, Math.max(length, at + 1)));
      changed[at] = value;
      try {
        for (const [name, text] of unzipText(changed, limits)) expect(name.length + text.length).toBeLessThan(2000);
      } catch (error) {
        expect(error).toBeInstanceOf(ArchiveError);
      }
    }),
    { numRuns: 2000 },
  );
});
