/** Services that die at a call, before it is made or when it has taken effect, and those that take over from them. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { calls, directory, numberOf, program, Roll, rule, running, wrapped, type Running } from "./fixture.ts";
import type { Rule, Service } from "./types.ts";

/** `echo.c` in [place], listening. */
async function echo(it: Running, place: string, intercept: readonly string[], rules: readonly Rule[]): Promise<Service> {
  const service = await it.launch([await program("echo.c"), `${place}/socket`, `${place}/file`], { intercept, rules });
  await it.heard.until(() => it.heard.stdout() === "ready\n");
  return service;
}

/** Sends lines, each after the answer to the one before; resolves with the answers when the connection is closed. */
async function talk(place: string, lines: readonly string[]): Promise<readonly string[]> {
  const answers: string[] = [];
  const socket = connect(`${place}/socket`).setEncoding("utf8");
  const rest = [...lines];
  const next = (): void => {
    const line = rest.shift();
    if (line === undefined) socket.end();
    else socket.write(line);
  };
  return new Promise((resolve) => {
    socket.on("connect", next);
    socket.on("data", (text: string) => (answers.push(text), next()));
    // A killed process resets its connections.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answers));
  });
}

test.each([
  { when: "before", written: "one\n" },
  { when: "after", written: "one\ntwo\n" },
] as const)("a service dies $when the call", async ({ when, written }) => {
  await using place = await directory();
  await using it = await running();
  const crash = rule("write", { kind: "crash", when }, { path: "*/file", nth: 2 });
  const service = await echo(it, place.path, ["write", "sendto"], [crash]);
  expect(await talk(place.path, ["one\n", "two\n", "three\n"])).toEqual(["one\n"]);
  expect(await service.exited).toMatchObject({ code: null, signal: "SIGKILL" });
  expect(await service.ended).toEqual(new Map([[crash.id, { seen: 2n, fired: 1n }]]));
  expect(readFileSync(`${place.path}/file`, "utf8")).toBe(written);
  const last = it.heard.records.at(-1);
  expect(last).toMatchObject({ name: "write", decision: { kind: "crash", when }, rule: crash.id, size: 4 });
});

test("after the call means when it has taken effect, also when that takes a while", async () => {
  await using place = await directory();
  await using it = await running();
  const crash = rule("recvfrom", { kind: "crash", when: "after" }, { nth: 2 });
  const service = await echo(it, place.path, ["recvfrom"], [crash]);
  expect(await talk(place.path, ["one\n", "two\n"])).toEqual(["one\n"]);
  expect((await service.exited).signal).toBe("SIGKILL");
  expect(readFileSync(`${place.path}/file`, "utf8")).toBe("one\n");
  expect(it.heard.records.map(({ decision }) => decision.kind)).toEqual(["allow", "crash"]);
});

test("of 16 busy threads in 4 processes none makes a call after the one at which the service died", async () => {
  const argv = [await program("numbered.c"), "4", "4", "2000", "0"];
  for (const when of ["before", "after"] as const) {
    await using it = await running();
    const crash = rule("write", { kind: "crash", when }, { path: "/dev/null", nth: 300 });
    const service = await it.launch(argv, { intercept: ["write"], rules: [crash] });
    const counters = await service.ended;
    expect((await service.exited).signal).toBe("SIGKILL");
    const kinds = it.heard.records.map(({ decision }) => decision.kind);
    expect(counters.get(crash.id)?.fired).toBe(1n);
    // After the call: the others go on until it has taken effect, and no further.
    if (when === "before") expect(kinds).toEqual([...Array<string>(299).fill("allow"), "crash"]);
    else expect(kinds.indexOf("crash")).toBeGreaterThanOrEqual(299);
    expect(kinds.length).toBeLessThan(16 * 2000);
  }
});

test("any call can be the last: a rename has happened, or has not", async () => {
  const names = calls("rename renameat renameat2");
  for (const when of ["before", "after"] as const) {
    await using place = await directory();
    await using it = await running();
    const crash = rule(names.join(" "), { kind: "crash", when });
    await it.run(["sh", "-c", "touch old; mv old new; touch more"], { intercept: names, rules: [crash], cwd: place.path });
    const there = ["old", "new", "more"].filter((name) => existsSync(`${place.path}/${name}`));
    expect(there).toEqual([when === "before" ? "old" : "new"]);
  }
});

test("signals on the way change nothing, nor does a kernel without WAIT_KILLABLE_RECV", async () => {
  for (const without of [false, true]) {
    await using place = await directory();
    const binary = supervisorBinary();
    const words = [await program("without.c"), `${numberOf("seccomp")}/1/20=22`, "--"];
    await using it = await running(without ? { binary: await wrapped(place.path, words, binary) } : {});
    expect(it.supervisor.capabilities.waitKillable).toBe(!without);
    // Signals every 200 us, without SA_RESTART: the rule's call is hit on its way. Before a call is noticed the kernel lets a signal take its
    // caller out of it, on a busy machine again and again: os.write makes it again then, and so does a loop that ends with its process only.
    const writes = without
      ? "for i in range(10, 99): os.write(fd, b'%d' % i)"
      : "libc = ctypes.CDLL(None)\nwhile True: libc.write(fd, b'10', 2)";
    const script = [
      "import ctypes, os, signal, sys",
      "signal.signal(signal.SIGALRM, lambda *_: None)",
      "signal.setitimer(signal.ITIMER_REAL, 0.0002, 0.0002)",
      "fd = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)",
      writes,
    ];
    const crash = rule("write", { kind: "crash", when: "after" }, { path: "*/file?", nth: 6 });
    for (let round = 0; round < 5; round++) {
      const file = `${place.path}/file${round}`;
      await it.run(["python3", "-c", script.join("\n"), file], { intercept: ["write"], rules: [crash] });
      const written = readFileSync(file, "utf8");
      expect(written).toBe(without ? "101112131415" : "101010101010");
    }
  }
});

test("where services cannot be traced, a crash after a call is refused; where descriptors cannot be copied, a short call", async () => {
  const lacking = async (name: string, place: string): Promise<string> =>
    wrapped(place, [await program("without.c"), `${numberOf(name)}=1`, "--"], supervisorBinary());
  await using place = await directory();
  const after = rule("write", { kind: "crash", when: "after" });
  const before = rule("write", { kind: "crash", when: "before" });
  const short = rule("write", { kind: "short", bytes: 1 });
  await using untraced = await running({ binary: await lacking("ptrace", place.path) });
  await expect(untraced.launch(["true"], { intercept: ["write"], rules: [after] })).rejects.toThrow(
    'crash(when="after") cannot be done here: ptrace on a service is refused (Operation not permitted)',
  );
  await untraced.run(["echo", "x"], { intercept: ["write"], rules: [short] });
  expect(untraced.heard.records.map(({ decision }) => decision.kind)).toEqual(["short", "allow"]);
  await using other = await directory();
  await using uncopied = await running({ binary: await lacking("pidfd_getfd", other.path) });
  await expect(uncopied.launch(["true"], { intercept: ["write"], rules: [short] })).rejects.toThrow(
    "short() cannot be done here: pidfd_getfd on a service is refused (Operation not permitted)",
  );
  for (const crash of [before, after]) {
    expect(await uncopied.run(["echo", "x"], { intercept: ["write"], rules: [crash] })).toMatchObject({ signal: "SIGKILL" });
  }
});

test("the whole tree dies, whatever its members have become", async () => {
  await using place = await directory();
  await using roll = await Roll.open(`${place.path}/roll`);
  await using it = await running();
  const crash = rule(calls("unlink unlinkat").join(" "), { kind: "crash", when: "before" });
  const clan = await program("clan.c");
  const script = `'${clan}' '${place.path}/roll' & mkfifo gate; read line < gate; rm gate`;
  const spec = { intercept: calls("unlink unlinkat"), rules: [crash], cwd: place.path };
  const service = await it.launch(["sh", "-c", script], spec);
  await roll.complete();
  writeFileSync(`${place.path}/gate`, "go\n");
  await Promise.all([service.ended, roll.empty()]);
  expect(existsSync(`${place.path}/gate`)).toBe(true);
});

test("counters go on in the service that takes over", async () => {
  await using it = await running();
  const third = rule("write", { kind: "deny", errno: 5 }, { path: "/dev/null", nth: 3 });
  const argv = [await program("numbered.c"), "1", "1", "2", "0"];
  const first = await it.launch(argv, { intercept: ["write"], rules: [third] });
  const counters = await first.ended;
  await it.run(argv, { intercept: ["write"], rules: [third], counters });
  const made = it.heard.records.filter(({ object }) => object.kind === "file");
  expect(made.map(({ decision }) => decision.kind)).toEqual(["allow", "allow", "deny", "allow"]);
});
