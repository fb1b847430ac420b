import { constants } from "node:os";
import { expect, test } from "vitest";
import { errnoName, errnoNumber, errnoText } from "./errno.ts";

test("the numbers are those of this kernel", () => {
  for (const [name, number] of Object.entries(constants.errno)) {
    if (errnoNumber(name) !== undefined) expect(errnoNumber(name), name).toBe(number);
  }
  expect(errnoNumber("EPIPE")).toBe(32);
  expect(errnoNumber("ENOSUCH")).toBeUndefined();
});

test("a number is spelt as suites and traces know it", () => {
  expect(errnoName(5)).toBe("EIO");
  expect(errnoText(5)).toBe("input/output error");
  expect(errnoText(111)).toBe("connection refused");
  expect(errnoText(4000)).toBe("errno 4000");
});
