import fc from "fast-check";
import { expect, test } from "vitest";
import { PerfMap } from "./perfmap.ts";

const map = PerfMap.parse(
  [
    "7f0000001000 40 JS:~append file:///shop/a%20b/log.mjs:12:20",
    "7f0000001040 40 JS:* /shop/log.cjs:3:1",
    "7f0000001080 40 py::Store.append:/shop/store.py",
    "7f00000010c0 40 BytecodeHandler:Wide",
    "0x00007f0000002000 0x0000000000000120 void com.acme.shop.Store$Log.append(java.lang.String, int)",
    "0x00007f0000002200 0x0000000000000040 int MainKt.lambda$serve$0(int)",
    "0x00007f0000002240 0x0000000000000040 void Store.<init>()",
    "0x00007f0000002280 0x0000000000000040 int Store$$Lambda$2/0x00007fbc50001000.compare(java.lang.Object, java.lang.Object)",
    "0x00007f00000022c0 0x0000000000000040 Interpreter",
    "not a line",
    "zzzz 40 JS:~x /y.js:1:1",
    "7f0000001000 10 JS:~moved /shop/moved.js:7:1",
  ].join("\n"),
);

test("names of Node and Python become functions of files", () => {
  expect(map.at(0x7f0000001048)).toEqual({ function: "anonymous", files: ["/shop/log.cjs"], line: 3 });
  expect(map.at(0x7f0000001080)).toEqual({ function: "Store.append", files: ["/shop/store.py"] });
});

test("compiled code of a JVM becomes functions of the files in which its class can be", () => {
  const files = (name: string): string[] => [".java", ".kt", ".scala", ".groovy"].map((ending) => name + ending);
  expect(map.at(0x7f000000211f)).toEqual({ function: "com.acme.shop.Store.Log.append", files: files("com/acme/shop/Store") });
  expect(map.at(0x7f0000002200)).toEqual({ function: "MainKt.serve", files: [...files("MainKt"), "Main.kt"] });
  expect(map.at(0x7f0000002240)?.function).toBe("Store.Store");
  expect([0x7f0000002280, 0x7f00000022c0].map((address) => map.at(address))).toEqual([undefined, undefined]);
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
