import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLines, fieldNames, PatternTooSlow } from "./decoders.ts";
import { LineReader, longestLineBytes } from "./lines.ts";

const texts = (pieces: readonly Uint8Array[]): readonly string[] => {
  const reader = new LineReader();
  return [...pieces.flatMap((piece) => reader.add(piece)), ...reader.end()].map(({ text }) => text);
};

describe("lines of what a service prints", () => {
  test("do not depend on how the bytes were cut", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[^\r\n]{0,20}$/u)), fc.array(fc.nat(50)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const size of [...cuts, bytes.length]) {
          pieces.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(texts(pieces)).toEqual(lines);
      }),
    );
  });

  test("end with a line feed, with or without a carriage return, and the last one with the stream", () => {
    expect(texts([Buffer.from("a\r\nb\n\nc")])).toEqual(["a", "b", "", "c"]);
  });

  test("are cut at 64 KiB, say so, and the next line is whole again", () => {
    const reader = new LineReader();
    const first = reader.add(Buffer.alloc(longestLineBytes - 1, "x"));
    const second = reader.add(Buffer.from("yyyy\nnext\n"));
    expect(first).toEqual([]);
    expect(second.map(({ text, truncated }) => [text.length, truncated])).toEqual([
      [longestLineBytes, true],
      [4, false],
    ]);
  });

  test("of exactly 64 KiB are whole", () => {
    const [line] = new LineReader().add(Buffer.concat([Buffer.alloc(longestLineBytes, "x"), Buffer.from("\n")]));
    expect(line?.truncated).toBe(false);
  });

  test("that are no text keep their place and become U+FFFD where they are no UTF-8", () => {
    expect(texts([Buffer.from([0x61, 0xff, 0x00, 0x0a, 0x62, 0x0a])])).toEqual(["a\ufffd\u0000", "b"]);
  });
});

describe("decoders", () => {
  test("json gives every top-level key as text, numbers as they were written", () => {
    const line = '{"n": 1000000, "f": 1.50, "big": 12345678901234567890, "b": true, "z": null, "s": "x y", "o": {"n": 7.0, "l": [1]}}';
    expect(decodeLines({ kind: "json" }, [line])).toEqual([
      {
        n: "1000000",
        f: "1.50",
        big: "12345678901234567890",
        b: "true",
        z: "null",
        s: "x y",
        o: '{"n":7,"l":[1]}',
        data: line,
      },
    ]);
  });

  test.each(["plain text", "[1, 2]", "{broken", "", "null"])("json keeps the line %j, which is no object, as data only", (line) => {
    expect(decodeLines({ kind: "json" }, [line])).toEqual([{ data: line }]);
  });

  test("logfmt reads pairs, quoted values and bare keys", () => {
    expect(decodeLines({ kind: "logfmt" }, ['level=info msg="two \\"words\\"" n=3 flag'])).toEqual([
      {
        level: "info",
        msg: 'two "words"',
        n: "3",
        flag: "",
        data: '{"level":"info","msg":"two \\"words\\"","n":"3","flag":""}',
      },
    ]);
  });

  test("regex gives its named groups, and the raw line where it does not match", () => {
    const decoder = { kind: "regex", pattern: /^(?<level>\w+): (?<rest>.*?)(?<code>\d+)?$/ } as const;
    expect(decodeLines(decoder, ["warn: low "])).toEqual([
      {
        level: "warn",
        rest: "low ",
        code: "",
        data: '{"level":"warn","rest":"low ","code":""}',
      },
    ]);
    expect(decodeLines(decoder, ["?"])).toEqual([{ raw: "?" }]);
    expect(fieldNames(decoder)).toEqual(["raw", "data", "level", "rest", "code"]);
  });

  test("a pattern that would take for ever on a line ends with a reason, and the next one is read as ever", () => {
    const greedy = { kind: "regex", pattern: /^(?<all>(?:a+)+)$/ } as const;
    const line = `${"a".repeat(60)}b`;
    expect(() => decodeLines(greedy, ["aaa", line])).toThrow(PatternTooSlow);
    expect(() => decodeLines(greedy, ["aaa", line])).toThrow("its pattern took longer than 3 s on a line of 61 characters");
    expect(decodeLines(greedy, ["aaa"])).toEqual([{ all: "aaa", data: '{"all":"aaa"}' }]);
  });
});
