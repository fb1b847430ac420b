import { expect, test } from "vitest";
import { shortFunction, shownSource, sourceText } from "./stack.ts";

test.each([
  ["main.(*inventory).reserve", "reserve"],
  ["main.main.func1", "main.func1"],
  ["github.com/shop/store.Append[...]", "Append"],
  ["inventory::wal::append::{{closure}}", "append"],
  ["Wal::append(std::basic_string<char> const&)", "append"],
  ["walAppend", "walAppend"],
  ["shop::serve::{lambda(int)#2}::operator()", "serve"],
  ["main::$_0::operator()", "main"],
  ["(anonymous namespace)::f()", "f"],
  ["", ""],
])("%s is shown as %s", (name, shown) => {
  expect(shortFunction(name)).toBe(shown);
});

test("what is not sure says near", () => {
  const source = { function: "main.append", file: "a/main.go", line: 7, near: true };
  expect(shownSource(source)).toBe("near a/main.go:7 append");
  expect(sourceText({ ...source, near: false })).toBe("a/main.go:7 main.append");
});
