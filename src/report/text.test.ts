import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { code, cut, escapeHtml, fenced, plain, withoutCommands } from "./text.ts";

const any = fc.string({ unit: "binary", maxLength: 60 });

describe("plain text", () => {
  test("drops what a terminal obeys and spells out what does not show", () => {
    expect(plain("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007done")).toBe("red done");
    expect(plain("a\tb\r\nc\u0000\u009f")).toBe("a b\\r\\nc\\x00\\x9f");
    expect(plain("\u202egnp\u2069 \u200b\ufeff")).toBe("\\u{202e}gnp\\u{2069} \\u{200b}\\u{feff}");
    expect(plain("grüße 👩‍🔬 ← /tmp/ä")).toContain("grüße");
    expect(plain("half \ud83d")).toBe("half \ufffd");
  });

  test("is one line, well formed, and stays what it is when made plain again", () => {
    fc.assert(
      fc.property(any, (text) => {
        const shown = plain(text);
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
        expect(shown.isWellFormed()).toBe(true);
        expect(plain(shown)).toBe(shown);
      }),
      { seed: 1 },
    );
  });

  test("is cut without splitting a character", () => {
    expect(cut("abcdef", 6)).toBe("abcdef");
    expect(cut("abcdefg", 6)).toBe("abcde…");
    expect(cut("abcd😀fg", 6)).toBe("abcd…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 20 }), (text, limit) => {
        expect(cut(text, limit).length).toBeLessThanOrEqual(limit);
        expect(cut(text, limit).isWellFormed()).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

test("no line of a log can be a command of the runner", () => {
  expect(withoutCommands("::error::x\n  ::add-mask::y\nok :: fine\na ##[group]")).toBe(
    ":\u200b:error::x\n  :\u200b:add-mask::y\nok :: fine\na ##\u200b[group]",
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(":", "#", "[", " ", "\t", "\n", "e") }), (text) => {
      for (const line of withoutCommands(text).split("\n")) {
        expect(line.trimStart().startsWith("::")).toBe(false);
        expect(line).not.toContain("##[");
      }
    }),
    { seed: 1 },
  );
});

test("HTML has no character of its own left", () => {
  fc.assert(
    fc.property(any, (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!#\d+;)/);
    }),
    { seed: 1 },
  );
});

describe("code in Markdown", () => {
  test("is fenced by more backticks than it holds", () => {
    expect(code("a")).toBe("`a`");
    expect(code("a`b")).toBe("``a`b``");
    expect(code("`a`")).toBe("`` `a` ``");
    expect(code("a|b", true)).toBe("`a\\|b`");
    expect(code("  ")).toBe("`(empty)`");
    expect(fenced("diff", ["+ ```", "~~~~"])).toBe("````diff\n+ ```\n~~~~\n````");
  });

  test("cannot be closed by anything in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "a", "\n", " ", "|", "\\") }), (text) => {
        const [fence = ""] = /^`+/.exec(code(text)) ?? [];
        const inside = code(text).slice(fence.length, -fence.length);
        expect([...inside.matchAll(/`+/g)].map(([run]) => run)).not.toContain(fence);
        const block = fenced("", text.split("\n")).split("\n");
        expect(block.slice(1, -1).filter((line) => line.startsWith(block[0] ?? ""))).toEqual([]);
      }),
      { seed: 1 },
    );
  });
});
