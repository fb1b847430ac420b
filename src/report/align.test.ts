import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { align, type Alignment, keyOf } from "./align.ts";
import { sampleEvents, services } from "./sample.ts";
import { Names } from "./words.ts";

const keys = (text: string): readonly string[] => [...text].map((letter) => (letter === "|" ? "test\n\nstep" : `a\n\n${letter}`));

function picture(base: string, head: string): string {
  const { rows, base: b, head: h } = align(keys(base), keys(head));
  const letter = (text: string, standing: readonly string[], at: number | undefined): string =>
    at === undefined ? "." : standing[at] === "only" ? (text[at] ?? "").toUpperCase() : (text[at] ?? "");
  return `${rows.map(([at]) => letter(base, b, at)).join("")}\n${rows.map(([, at]) => letter(head, h, at)).join("")}`;
}

describe("alignment", () => {
  test("gives an additional event a row of its own and leaves what follows in step", () => {
    expect(picture("abcd", "abxcd")).toBe("ab.cd\nabXcd");
    expect(picture("aba", "abba")).toBe("ab.a\nabBa");
    expect(picture("xabcd", "yabbcd")).toBe("X.ab.cd\n.YabBcd");
    expect(picture("xabbcd", "yabcd")).toBe("X.abBcd\n.Yab.cd");
  });

  test("knows what only moved from what one side lacks", () => {
    expect(picture("abc", "bac").replaceAll(".", "").toLowerCase()).toBe(picture("abc", "bac").replaceAll(".", ""));
  });

  test("never pairs events of different steps", () => {
    expect(picture("x|y", "y|x")).toBe("X.|Y.\n.Y|.X");
    expect(picture("|a|b", "||ab")).toBe("|A|.b\n|.|Ab");
  });

  test("keeps every event, in order, and pairs only what is alike", () => {
    const log = fc.string({ unit: fc.constantFrom("a", "b", "c", "d", "|"), maxLength: 60 });
    fc.assert(
      fc.property(log, log, (base, head) => {
        const { rows, base: b, head: h }: Alignment = align(keys(base), keys(head));
        expect(rows.flatMap(([at]) => (at === undefined ? [] : [at]))).toEqual([...base].map((_letter, index) => index));
        expect(rows.flatMap(([, at]) => (at === undefined ? [] : [at]))).toEqual([...head].map((_letter, index) => index));
        for (const [x, y] of rows) {
          if (x === undefined || y === undefined) continue;
          expect(base[x]).toBe(head[y]);
          expect([b[x], h[y]]).toEqual(["same", "same"]);
        }
        for (const letter of new Set(base + head)) {
          const count = (text: string, standing: readonly string[], which: string): number =>
            [...text].filter((other, at) => other === letter && standing[at] === which).length;
          expect(count(base, b, "moved")).toBe(count(head, h, "moved"));
        }
      }),
      { seed: 1 },
    );
  });

  test("of two logs with nothing in common shows one after the other", () => {
    const many = (letter: string): readonly string[] => Array.from({ length: 4000 }, (_, index) => `a\n\n${letter}${index}`);
    const { rows, base } = align(many("x"), many("y"));
    expect(rows).toHaveLength(8000);
    expect(new Set(base)).toEqual(new Set(["only"]));
  });

  test("of long logs that differ at both ends keeps what is between together", () => {
    const many = Array.from({ length: 200_000 }, (_, index) => `a\n\n${index}`);
    const { rows, base, head } = align(["a\n\nx", ...many, "a\n\ny"], ["a\n\nz", ...many]);
    expect(rows).toHaveLength(200_003);
    expect(base.filter((standing) => standing !== "same")).toHaveLength(2);
    expect(head.filter((standing) => standing !== "same")).toHaveLength(1);
  });

  test("sees no difference between two runs that differ in ports and times alone", () => {
    const [one, two] = [sampleEvents({ port: 40_001 }), sampleEvents({ port: 52_345 })];
    const names = (events: typeof one): readonly string[] => events.map((event) => keyOf(event, new Names(services, events)));
    expect(names(one)).toEqual(names(two));
  });
});
