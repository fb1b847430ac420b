import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { checksOf, doctor } from "./doctor.ts";
import { directory, numberOf, program, wrapped } from "./fixture.ts";
import type { Hello } from "./frames.ts";

const healthy: Hello = {
  type: "hello",
  version: 4,
  arch: "x64",
  kernel: "6.18.0",
  worker: 1,
  installErrno: 0,
  memoryErrno: 0,
  getfdErrno: 0,
  ptraceErrno: 0,
  syncWakeUp: true,
  waitKillable: true,
  notes: [],
};

test("a machine that has everything has no findings", async () => {
  expect(checksOf(healthy, "1").every(({ ok, hint }) => ok && hint === undefined)).toBe(true);
  expect((await doctor()).every(({ ok }) => ok)).toBe(true);
});

test.each<[string, Partial<Hello>, string, string]>([
  [
    "a kernel without user notification",
    { installErrno: 38 },
    "",
    "this kernel has no seccomp user notification (ENOSYS): Linux 5.5 or later",
  ],
  ["a listener above", { installErrno: 16 }, "", "a seccomp filter above this process already has a listener"],
  ["a sandbox that forbids filters", { installErrno: 1 }, "", "the sandbox around this process forbids seccomp filters (EPERM)"],
  ["Yama 2", { memoryErrno: 1 }, "2", "Set it to 1: sudo sysctl kernel.yama.ptrace_scope=1"],
  ["Yama 3", { memoryErrno: 1 }, "3", "forbids it until the next boot"],
  ["a container", { memoryErrno: 1 }, "", "allow process_vm_readv (Docker: --cap-add SYS_PTRACE"],
])("%s is found, with what to do about it", (_, facts, yama, hint) => {
  const missing = checksOf({ ...healthy, ...facts }, yama).filter(({ ok }) => !ok);
  expect(missing.length).toBe(1);
  expect(missing[0]?.hint).toContain(hint);
});

test("what only costs speed or detail is said, and is no failure", () => {
  const checks = checksOf({ ...healthy, syncWakeUp: false, waitKillable: false, getfdErrno: 1, ptraceErrno: 1 }, "1");
  expect(checks.every(({ ok }) => ok)).toBe(true);
  expect(checks.filter(({ hint }) => hint?.startsWith("done without")).length).toBe(4);
});

test("it is found by trying: behind a filter with a listener, without seccomp, without a supervisor", async () => {
  await using place = await directory();
  const without = await program("without.c");
  const taken = await doctor(await wrapped(place.path, [without, "listener", "--"], supervisorBinary()));
  expect(taken.filter(({ ok }) => !ok).map(({ hint }) => hint?.slice(0, 22))).toEqual(["a seccomp filter above"]);
  const none = await doctor(await wrapped(place.path, [without, `${numberOf("seccomp")}=38`, "--"], supervisorBinary()));
  expect(none.filter(({ ok }) => !ok).map(({ hint }) => hint?.slice(0, 38))).toEqual(["this kernel has no seccomp user notifi"]);
  expect(await doctor("/no/such/supervisor")).toMatchObject([{ ok: false, what: "the supervisor runs" }]);
});
