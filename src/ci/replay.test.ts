import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { replayLine, shellWord } from "./replay.ts";

/** The words of a line as a shell hands them to the program it begins with. */
function words(line: string): string[] {
  const out = execFileSync("/bin/sh", ["-c", `show() { printf '%s\\0' "$@"; }; show ${line}`], { encoding: "utf8" });
  return out.split("\0").slice(0, -1);
}

test("a shell reads every word back as it was", () => {
  const text = fc.string({ unit: fc.constantFrom(..."ab ~-*?[]$`'\"\\\n\t;&|<>(){}!#%=é,./:@+^") });
  const check = (given: readonly string[]): void => {
    expect(words(given.map(shellWord).join(" "))).toEqual(given);
  };
  fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), check), { numRuns: 60 });
});

test("the line says all that has a part in the outcome, and nothing that is as usual", () => {
  expect(replayLine("s.star", "test_a", 0, "")).toBe("faultbox test s.star --test a --seed 0");
  expect(
    replayLine("it's a suite.star", "test_b c", 7, "order=d1,x=@0", {
      observe: "auto",
      source: true,
      strictDeterminism: false,
      requireFaultsFire: true,
      budgetMs: 500,
    }),
  ).toBe(
    "faultbox test 'it'\\''s a suite.star' --test 'b c' --leaf order=d1,x=@0 --seed 7 --observe auto --source --strict-determinism=false --require-faults-fire --timeout 500ms",
  );
});

test("what would be taken for an option or an expression is written so that it is not", () => {
  expect(replayLine("-s.star", "test_-x", 0, "")).toBe("faultbox test ./-s.star --test test_-x --seed 0");
  expect(replayLine("s.star", "test_~x", 0, "")).toBe("faultbox test s.star --test 'test_~x' --seed 0");
});
