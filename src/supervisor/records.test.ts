/** What the supervisor sees: programs print what they did, and the records must say the same. */
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { calls, directory, line, numberOf, program, running, toldCalls, wrapped, type Running } from "./fixture.ts";

const everything = calls(toldCalls);

/** The records of the program's own calls: without what the loader and the C library did before main, and its final report. */
function own(heard: Running["heard"], place: string): string[] {
  const lines = heard.records.map(line);
  return lines.slice(
    lines.findIndex((text) => text.includes(place)),
    lines.findLastIndex((text) => !text.includes("stdio:stdout")) + 1,
  );
}

test("a record says of each call what the program did: paths, descriptors, sockets, sizes and flags", async () => {
  await using place = await directory();
  await using it = await running();
  const exit = await it.run([await program("told.c"), place.path], { intercept: everything });
  expect(exit).toMatchObject({ code: 0, signal: null });
  expect(own(it.heard, place.path)).toEqual(it.heard.stdout().trimEnd().split("\n"));
});

const forbidden = (name: string): string => `${numberOf(name)}=1`;

test.each([
  ["pidfd_getfd is forbidden", `${numberOf("pidfd_getfd")}=1`],
  ["process_vm_readv is missing", `${numberOf("process_vm_readv")}=38`],
  ["SYNC_WAKE_UP is unknown", `${numberOf("ioctl")}/1:40082104=22`],
  ["WAIT_KILLABLE_RECV is unknown", `${numberOf("seccomp")}/1/20=22`],
  ["unshare is forbidden", `${numberOf("unshare")}=1`],
  // Of what Docker's default profile forbids to whom has no capabilities, that which a supervisor or its services use.
  [
    "pidfd_getfd is forbidden with other things, as in a container",
    ...["pidfd_getfd", "unshare", "setns", "io_uring_setup"].map(forbidden),
  ],
])("records are the same where %s", async (lack, ...lacking) => {
  await using place = await directory();
  const binary = await wrapped(place.path, [await program("without.c"), ...lacking, "--"], supervisorBinary());
  await using inner = await directory();
  await using it = await running({ binary });
  await it.run([await program("told.c"), inner.path], { intercept: everything });
  // /proc/net/unix names one end only: what a connected socket is connected to, it does not tell.
  const known = it.heard.stdout();
  const told = lack.startsWith("pidfd_getfd")
    ? known.replace(/(write fd=\d+ socket) -> unix:\S+ size=1/u, "$1 -> size=1").replace(/ -> unix:\S+ size=2/u, " -> size=2")
    : known;
  expect(own(it.heard, inner.path)).toEqual(told.trimEnd().split("\n"));
  expect(it.supervisor.capabilities.notes.length).toBe(lack.startsWith("unshare") ? 0 : 1);
});

test.each([
  ["sh", (file: string) => ["sh", "-c", `echo -n hello > ${file}`]],
  ["python3", (file: string) => ["python3", "-c", `open(${JSON.stringify(file)}, "w").write("hello")`]],
  ["node", (file: string) => ["node", "-e", `require("fs").writeFileSync(${JSON.stringify(file)}, "hello")`]],
  ["perl", (file: string) => ["perl", "-e", `open(F, ">", "${file}"); print F "hello"`]],
] as const)("a program in %s is seen opening a file and writing to it", async (_, argv) => {
  await using place = await directory();
  await using it = await running();
  const file = `${place.path}/greeting`;
  const [first = "", ...rest] = argv(file);
  await it.run([first === "node" ? process.execPath : first, ...rest], { intercept: calls("open openat write") });
  const own = it.heard.records.filter(({ object }) => object.kind === "file" && object.path === file);
  expect(own.map(({ name, size }) => [name, size])).toEqual([
    ["openat", undefined],
    ["write", 5],
  ]);
});

test("times are those of the monotonic clock and rise in the order of the stream", async () => {
  await using place = await directory();
  await using it = await running();
  const before = process.hrtime.bigint();
  await it.run([await program("told.c"), place.path], { intercept: everything });
  const after = process.hrtime.bigint();
  const times = [before, ...it.heard.records.map(({ atNs }) => atNs), after];
  expect(times.every((time, i) => i === 0 || time >= (times[i - 1] ?? 0n))).toBe(true);
});

test("a service without a set of calls gets no filter, and no call of it is recorded", async () => {
  await using it = await running();
  await it.run(["grep", "Seccomp:", "/proc/self/status"]);
  expect(it.heard.stdout()).toBe("Seccomp:\t0\n");
  expect(it.heard.records).toEqual([]);
});

test("calls through foreign ABIs and io_uring are refused, and that is said once", async () => {
  await using it = await running();
  const hidden = await program("hidden.c");
  await it.run([hidden], { intercept: ["fsync"] });
  expect(it.heard.stdout()).toBe("i386 38\nx32 38\nio_uring 38\n");
  expect(it.heard.notices.map(({ code }) => code)).toEqual(process.arch === "x64" ? ["FOREIGN_ABI", "IO_URING"] : ["IO_URING"]);
});

test("io_uring can be allowed, or be refused on the record when a suite names it", async () => {
  await using it = await running();
  const hidden = await program("hidden.c");
  await it.run([hidden], { intercept: ["fsync"], allowIoUring: true });
  expect(it.heard.notices.map(({ code }) => code)).not.toContain("IO_URING");
  await it.run([hidden], { intercept: ["io_uring_setup"] });
  expect(it.heard.records.map(({ name, decision }) => [name, decision])).toEqual([["io_uring_setup", { kind: "deny", errno: 38 }]]);
});

test("what a thread printed before a call is told before the call, though the printing itself is not intercepted", async () => {
  await using place = await directory();
  await using it = await running();
  const steps = Array.from({ length: 50 }, (_, i) => i);
  await it.run(["sh", "-c", `for i in ${steps.join(" ")}; do echo "$i"; : > ${place.path}/$i; done`], { intercept: calls("open openat") });
  const printed = it.heard.outputs.flatMap(({ atNs, bytes }) =>
    Buffer.from(bytes)
      .toString()
      .trimEnd()
      .split("\n")
      .map((text) => ({ atNs, text })),
  );
  const opened = it.heard.records.filter(({ object }) => object.kind === "file" && object.path.startsWith(place.path));
  expect(opened).toHaveLength(steps.length);
  const all = [
    ...printed,
    ...opened.map((record) => ({ atNs: record.atNs, text: record.object.kind === "file" ? record.object.path : "" })),
  ];
  all.sort((a, b) => Number(a.atNs - b.atNs));
  expect(all.map(({ text }) => text)).toEqual(steps.flatMap((i) => [String(i), `${place.path}/${i}`]));
});
