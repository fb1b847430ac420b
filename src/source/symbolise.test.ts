import { expect, test } from "vitest";
import { readable } from "./symbolise.ts";

test.each([
  ["calls::plain::h396fee8c3a0086a5", "calls::plain"],
  ["_$LT$calls..Direct$u20$as$u20$calls..Opener$GT$::open::h4175d230132d9112", "<calls::Direct as calls::Opener>::open"],
  ["calls::main::_$u7b$$u7b$closure$u7d$$u7d$::h81638ac96aeb8c7c", "calls::main::{{closure}}"],
  ["<std::sys::fs::unix::File>::open_c::{closure#0}", "<std::sys::fs::unix::File>::open_c::{closure#0}"],
  ["shop::Log::append(std::__1::basic_string<char, std::char_traits<char> > const&)", "shop::Log::append"],
  ["main::$_0::operator()(int) const", "main::$_0::operator()"],
  [
    "main::{lambda(int, std::function<void (int)>)#2}::operator()(int, int) const",
    "main::{lambda(int, std::function<void (int)>)#2}::operator()",
  ],
  ["Functor::operator()() const", "Functor::operator()"],
  ["shop::Closing::~Closing() [clone .cold]", "shop::Closing::~Closing"],
  ["shop::open(int) const (.constprop.0) (.isra.0)", "shop::open"],
  ["append.constprop.0", "append.constprop.0"],
  ["calls.Table(u8).openFor", "calls.Table(u8).openFor"],
  ["append", "append"],
  ["", ""],
  ["operator()", "lambda"],
  [")))", ")))"],
])("%s is read as %s", (name, wanted) => {
  expect(readable(name)).toBe(wanted);
});
