/** Calls made with fewer bytes: what moves is what the caller is told. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { calls, directory, program, rule, running } from "./fixture.ts";
import type { Action } from "./types.ts";

const names = calls(
  "write writev pwrite64 pwritev pwritev2 sendto sendmsg sendmmsg read readv pread64 preadv preadv2 recvfrom recvmsg recvmmsg",
);
const five: Action = { kind: "short", bytes: 5 };

test("what moves is what the caller is told: in files at their position, in pipes and in streams, also when the caller has to wait", async () => {
  await using place = await directory();
  await using it = await running();
  const cut = rule(names.join(" "), five);
  // The loader does not go on reading where a read was short.
  const spared = ["stdout", "/lib/**", "/lib64/**", "/usr/**"].map((path) => rule(names.join(" "), { kind: "allow" }, { path }));
  const exit = await it.run([await program("pieces.c"), place.path], { intercept: names, rules: [...spared, cut] });
  expect([exit.code, it.heard.stdout("stderr")]).toEqual([0, ""]);
  expect(it.heard.stdout().trimEnd().split("\n")).toEqual([
    "append 5",
    "append again 5",
    "append at an offset 5",
    "write 5",
    "position 5",
    "pwrite64 5",
    "position 5",
    "writev 5",
    "pwritev 5",
    "pwritev2 5",
    "position 15",
    "no more than asked 5",
    "read 5 01234",
    "position 5",
    "pread64 5 CDEAB",
    "readv 5 012|34",
    "preadv 5 CDE|AB",
    "read at the end 0",
    "write to what is open for reading -9",
    "pipe 5",
    "from a pipe 5 throu",
    "an empty one -11",
    "a broken one -32, signals 1",
    "sendto 5",
    "sendmsg 5",
    "recvfrom 5 01234",
    "recvmsg 5 abcde flags 0 name 0",
    "until the time is over -11",
    "after waiting for room 5",
    "to nobody -32, signals 2",
    "to nobody, quietly -32, signals 2",
    "a datagram 10",
    "received 10",
    "after waiting 5 later",
  ]);
  expect(readFileSync(`${place.path}/log`, "utf8")).toBe("firstseconplace");
  expect(readFileSync(`${place.path}/plain`, "utf8")).toBe("01234ABCDEABCDE12345ABCDE");
  const first = it.heard.records.find(({ object }) => object.kind === "file" && object.path === `${place.path}/log`);
  expect(first).toMatchObject({ decision: { kind: "short", bytes: 5 }, rule: cut.id, size: 12 });
});
