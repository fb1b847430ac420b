import fc from "fast-check";
import { expect, test } from "vitest";
import { PerfMap } from "./perfmap.ts";

const map = PerfMap.parse(
  [
    "7f0000001000 40 JS:~append file:///shop/a%20b/log.mjs:12:20",
    "7f0000001040 40 JS:* /shop/log.cjs:3:1",
    "7f0000001080 40 py::Store.append:/shop/store.py",
    "7f00000010c0 40 BytecodeHandler:Wide",
    "not a line",
    "zzzz 40 JS:~x /y.js:1:1",
    "7f0000001000 10 JS:~moved /shop/moved.js:7:1",
  ].join("\n"),
);

test("names of Node and Python become functions of files", () => {
  expect(map.at(0x7f0000001048)).toEqual({ function: "anonymous", file: "/shop/log.cjs", line: 3 });
  expect(map.at(0x7f0000001080)).toEqual({ function: "Store.append", file: "/shop/store.py" });
});

test("what was said last of a place holds, and beyond its size nothing does", () => {
  expect(map.at(0x7f0000001008)?.function).toBe("moved");
  expect(map.at(0x7f0000001010)).toBeUndefined();
});

test("code of the runtime itself is no function of a file", () => {
  expect(map.at(0x7f00000010c0)).toBeUndefined();
  expect(map.at(0)).toBeUndefined();
});

test("any text is a map, if an empty one", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, address) => {
      PerfMap.parse(text).at(address);
    }),
  );
});
