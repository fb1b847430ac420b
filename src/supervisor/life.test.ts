/** How services begin and end, and who survives whom: nobody. */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { startSupervisor } from "./client.ts";
import { LaunchError } from "./errors.ts";
import { directory, program, Roll, rule, running, wrapped } from "./fixture.ts";
import type { Supervisor } from "./types.ts";

const here = path.dirname(fileURLToPath(import.meta.url));

function parentOf(pid: number): number {
  return Number(/^PPid:\t(\d+)$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

/** The processes above a service: its keeper, the worker, the guardian. */
function above(pid: number): { readonly keeper: number; readonly worker: number; readonly guardian: number } {
  const keeper = parentOf(pid);
  const worker = parentOf(keeper);
  return { keeper, worker, guardian: parentOf(worker) };
}

test("a service has the arguments, environment, directory and standard streams it was given, and nothing else", async () => {
  await using place = await directory();
  await using it = await running();
  const script = 'echo "$0 $1"; env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD=; pwd; readlink /proc/$$/fd/0; ls /proc/$$/fd; cat >&2';
  await it.run(["sh", "-c", script, "zero", "one two"], {
    cwd: place.path,
    env: { PATH: process.env["PATH"] ?? "", GREETING: "hi = there" },
  });
  const lines = it.heard.stdout().trimEnd().split("\n");
  expect(lines[0]).toBe("zero one two");
  expect(lines.slice(1, 3).sort()).toEqual(["GREETING=hi = there", `PATH=${process.env["PATH"] ?? ""}`]);
  expect(lines.slice(3)).toEqual([place.path, "/dev/null", "0", "1", "2"]);
  expect(it.heard.stdout("stderr")).toBe("");
});

test("a service starts as a shell would start it: no signal blocked or ignored, a process group of its own, no new privileges when filtered", async () => {
  await using it = await running();
  const service = await it.launch(["grep", "-E", "^(SigBlk|SigIgn|NoNewPrivs|Seccomp|Pid|NSpgid):", "/proc/self/status"], {
    intercept: ["fsync"],
  });
  await service.exited;
  const status = new Map(
    it.heard
      .stdout()
      .trimEnd()
      .split("\n")
      .map((text) => text.split(":\t") as [string, string]),
  ); // two parts, by the pattern
  expect(status.get("SigBlk")).toBe("0000000000000000");
  expect(status.get("SigIgn")).toBe("0000000000000000");
  expect(status.get("NoNewPrivs")).toBe("1");
  expect(status.get("Seccomp")).toBe("2");
  expect(status.get("Pid")).toBe(String(service.pid));
  expect(status.get("NSpgid")).toBe(String(service.pid));
});

test("an exit code and a signal are told as they were", async () => {
  await using it = await running();
  expect(await it.run(["sh", "-c", "exit 7"])).toMatchObject({ service: "service", code: 7, signal: null });
  expect(await it.run(["sh", "-c", "kill -USR1 $$"])).toMatchObject({ code: null, signal: "SIGUSR1" });
});

test("a service that ends while calls of its threads are being delayed ends nothing else", async () => {
  await using it = await running();
  const leaving = await program("leaving.c");
  for (let i = 0; i < 200; i++) {
    const late = rule("openat", { kind: "delay", delayNs: 10_000 * i }, { path: "/dev/null" });
    const service = await it.launch([leaving], { intercept: ["openat"], rules: [late] });
    expect(await service.exited).toMatchObject({ code: 7 });
    await service.ended;
  }
});

test("descendants of every kind belong to their service, and stop ends them all", async () => {
  await using place = await directory();
  await using roll = await Roll.open(`${place.path}/roll`);
  await using it = await running();
  const service = await it.launch([await program("clan.c"), `${place.path}/roll`], { intercept: ["connect"] });
  await roll.complete();
  expect([...roll.members.keys()].sort()).toEqual(["child", "daemon", "first", "session", "spawned-by-thread", "vforked"]);
  const pids = await service.pids();
  for (const pid of roll.members.values()) expect(pids).toContain(pid);
  await service.stop(0);
  await roll.empty();
  expect(await service.pids()).toEqual([]);
  await it.supervisor.sync();
  const seen = new Set(it.heard.records.map(({ pid }) => pid));
  for (const pid of roll.members.values()) expect(seen).toContain(pid);
});

test("stop gives a service its time to end, and the rest is killed after it", async () => {
  await using it = await running();
  const polite = await it.launch(["sh", "-c", 'trap "echo bye; exit 3" TERM; echo up; while :; do sleep 0.05; done']);
  await it.heard.until(() => it.heard.stdout() === "up\n");
  await polite.stop(60_000);
  expect(await polite.exited).toMatchObject({ code: 3 });
  expect(it.heard.stdout()).toBe("up\nbye\n");
  const deaf = await it.launch(["sh", "-c", 'trap "" TERM; echo deaf; while :; do sleep 0.05; done']);
  await it.heard.until(() => it.heard.stdout().endsWith("deaf\n"));
  await deaf.stop(20);
  expect(await deaf.exited).toMatchObject({ signal: "SIGKILL" });
});

/**
 * Forks into what its arguments say, one after the other: a `child`, a `session` of its own, a `daemon` whose parents are gone. Each prints
 * its name when it is up and at each SIGTERM, and ends a while after the first. The first process waits for all it can wait for.
 */
const family = `
import os, signal, sys
def say(word): os.write(1, word.encode() + b"\\n")
def live(name):
    def told(*_):
        say(name)
        signal.setitimer(signal.ITIMER_REAL, 0.05)
    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
    say("up")
    while True: signal.pause()
for kind in sys.argv[1:]:
    if os.fork() == 0:
        if kind != "child": os.setsid()
        if kind == "daemon" and os.fork(): os._exit(0)
        live(kind)
signal.signal(signal.SIGTERM, lambda *_: say("first"))
say("up")
while sys.argv[1:]:
    try: os.wait()
    except ChildProcessError: break
os._exit(0)
`;

test.for([
  { members: ["child"] },
  { members: ["session"] },
  { members: ["daemon"] },
  { members: ["child", "session", "daemon", "session", "child"] },
])("asked to end, every process of a service is told once, wherever it stands: $members", async ({ members }) => {
  await using it = await running();
  const service = await it.launch(["python3", "-c", family, ...members]);
  await it.heard.until(() => it.heard.stdout().split("up\n").length === members.length + 2);
  await service.stop(60_000);
  expect(await service.exited).toMatchObject({ code: 0 });
  const told = it.heard.stdout().replaceAll("up\n", "").trim().split("\n");
  // With daemons only, the first process has ended by itself, or is about to.
  expect(told.filter((name) => name !== "first").sort()).toEqual(members.toSorted());
  if (!members.includes("daemon")) expect(told.filter((name) => name === "first")).toHaveLength(1);
});

test("what a first process has left behind is told as politely, also those in its own group", async () => {
  await using it = await running();
  const service = await it.launch(["sh", "-c", `python3 -c "$0" & exit 4`, family.replace('say("up")\nwhile', 'live("left")\nwhile')]);
  expect(await service.exited).toMatchObject({ code: 4 });
  await it.heard.until(() => it.heard.stdout() === "up\n");
  await service.stop(60_000);
  expect(it.heard.stdout()).toBe("up\nleft\n");
});

test("a first process that ends leaves its daemons to the service", async () => {
  await using place = await directory();
  await using roll = await Roll.open(`${place.path}/roll`);
  await using it = await running();
  const clan = await program("clan.c");
  const service = await it.launch(["sh", "-c", `setsid ${clan} ${place.path}/roll & exit 4`]);
  expect(await service.exited).toMatchObject({ code: 4 });
  await roll.complete();
  expect((await service.pids()).length).toBeGreaterThanOrEqual(6);
  await service.stop(0);
  await roll.empty();
});

test.each(["worker", "guardian", "keeper"] as const)("kill -9 of the %s ends every descendant", async (victim) => {
  await using place = await directory();
  await using roll = await Roll.open(`${place.path}/roll`);
  await using it = await running();
  const service = await it.launch([await program("clan.c"), `${place.path}/roll`], { intercept: ["connect"] });
  await roll.complete();
  process.kill(above(service.pid)[victim], "SIGKILL");
  await roll.empty();
  if (victim === "keeper") {
    expect(await service.exited).toMatchObject({ code: null, signal: "SIGKILL" });
    // The others go on.
    expect(await it.run(["true"])).toMatchObject({ code: 0 });
    return;
  }
  await expect(it.supervisor.died).rejects.toThrow(/the supervisor died: .*(signal 9|SIGKILL)/u);
  await expect(it.supervisor.sync()).rejects.toThrow("the supervisor died");
  // Without its guardian the worker still ends the services in order, and tells.
  if (victim === "worker") await expect(service.exited).rejects.toThrow("the supervisor died");
  else expect(await service.exited).toMatchObject({ signal: "SIGKILL" });
});

test("calls that wait when the worker is killed do not fail: their callers die in their sleep", async () => {
  await using place = await directory();
  await using it = await running();
  const held = rule("write", { kind: "hold", tag: "held" }, { path: "*/file" });
  const argv = ["sh", "-c", `echo one > ${place.path}/file; echo $? > ${place.path}/after`];
  const service = await it.launch(argv, { intercept: ["write"], rules: [held] });
  await it.heard.until(() => it.heard.waiting.length === 1);
  process.kill(above(service.pid).worker, "SIGKILL");
  await expect(it.supervisor.died).rejects.toThrow();
  expect(() => readFileSync(`${place.path}/after`)).toThrow("ENOENT");
});

test("kill -9 of the runner ends every descendant", async () => {
  await using place = await directory();
  await using roll = await Roll.open(`${place.path}/roll`);
  const script = `
    import { startSupervisor } from ${JSON.stringify(path.join(here, "client.ts"))};
    const supervisor = await startSupervisor({ listener: { calls() {}, output() {}, exit() {}, notice() {} } });
    await supervisor.launch({ name: "clan", argv: ${JSON.stringify([await program("clan.c"), `${place.path}/roll`])}, env: {}, cwd: "/", intercept: ["connect"], rules: [] });`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  await roll.complete();
  runner.kill("SIGKILL");
  await roll.empty();
});

test("disposing ends all services, and what is asked afterwards is refused", async () => {
  await using place = await directory();
  await using roll = await Roll.open(`${place.path}/roll`);
  const it = await running();
  const service = await it.launch([await program("clan.c"), `${place.path}/roll`]);
  await roll.complete();
  await it.supervisor[Symbol.asyncDispose]();
  await roll.empty();
  expect(await service.exited).toMatchObject({ signal: "SIGKILL" });
  await expect(it.supervisor.sync()).rejects.toThrow("the supervisor has been ended");
});

test("an abort signal ends everything", async () => {
  await using place = await directory();
  await using roll = await Roll.open(`${place.path}/roll`);
  const abort = new AbortController();
  await using it = await running({ signal: abort.signal });
  await it.launch([await program("clan.c"), `${place.path}/roll`]);
  await roll.complete();
  abort.abort();
  await roll.empty();
  await expect(running({ signal: abort.signal })).rejects.toThrow("abort");
});

/** The [LaunchError] of a launch that cannot succeed. */
async function refusal(
  supervisor: Supervisor,
  argv: readonly string[],
  intercept: readonly string[] = [],
  cwd = "/",
): Promise<LaunchError> {
  const spec = { name: "db", argv, env: { PATH: "/usr/bin:/bin" }, cwd, intercept, rules: [] };
  const error: unknown = await supervisor.launch(spec).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof LaunchError) return error;
  throw new Error("it was launched");
}

test("a program that cannot be started is one clear error, and nothing is left running", async () => {
  await using place = await directory();
  await using it = await running();
  const file = async (name: string, text: string, mode: number): Promise<string> => {
    await writeFile(path.join(place.path, name), text);
    await chmod(path.join(place.path, name), mode);
    return path.join(place.path, name);
  };
  const plain = await file("plain", "not a program\n", 0o755);
  const locked = await file("locked", "#!/bin/sh\n", 0o644);
  const orphan = await file("orphan", "#!/no/such/interpreter\n", 0o755);
  const messages: string[] = [];
  for (const intercept of [[], ["write", "execve", "exit_group", "dup3"]]) {
    for (const argv of [["/no/such/program"], ["bin/no-such"], ["no-such-program"], [place.path], [plain], [locked], [orphan]]) {
      messages.push((await refusal(it.supervisor, argv, intercept)).message.replaceAll(place.path, "DIR"));
    }
    messages.push((await refusal(it.supervisor, ["true"], intercept, "/no/such/directory")).message);
  }
  const expected = [
    "cannot start db: /no/such/program: no such file or directory (ENOENT). Has it been built?",
    "cannot start db: bin/no-such: no such file or directory (ENOENT). Has it been built? The path begins at /.",
    "cannot start db: no-such-program: no such file or directory (ENOENT). It is in no directory of PATH.",
    "cannot start db: DIR: permission denied (EACCES). It must be a regular file with permission to execute (chmod +x).",
    "cannot start db: DIR/plain: exec format error (ENOEXEC). It is neither an executable for this architecture nor a script with an interpreter (`#!`) in its first line.",
    "cannot start db: DIR/locked: permission denied (EACCES). It must be a regular file with permission to execute (chmod +x).",
    "cannot start db: DIR/orphan: no such file or directory (ENOENT). The file is there, so what it needs to run is not: the interpreter in its first line, or the dynamic loader it was linked for.",
    "cannot start db: working directory /no/such/directory: no such file or directory (ENOENT)",
  ];
  expect(messages).toEqual([...expected, ...expected]);
  expect(it.heard.exits).toEqual([]);
  expect(it.heard.records).toEqual([]);
  // The supervisor is none the worse for it.
  expect(await it.run(["true"], { intercept: ["write", "execve", "exit_group", "dup3", "close", "clone"] })).toMatchObject({ code: 0 });
});

test("where a filter above has taken the listener, a launch says so, and services without a filter still start", async () => {
  await using place = await directory();
  const binary = await wrapped(place.path, [await program("without.c"), "listener", "--"], supervisorBinary());
  await using it = await running({ binary });
  const error = await refusal(it.supervisor, ["true"], ["write"]);
  expect(error).toMatchObject({ stage: "filter", errno: 16 });
  expect(error.message).toContain(
    "cannot start db: installing the seccomp filter: device or resource busy (EBUSY). A seccomp filter above",
  );
  expect(await it.run(["true"])).toMatchObject({ code: 0 });
});

test("many services start and end at the same time", async () => {
  await using it = await running();
  const services = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      it.supervisor.launch({
        name: `s${i}`,
        argv: ["sh", "-c", `echo ${i} > /dev/null`],
        env: { PATH: process.env["PATH"] ?? "" },
        cwd: "/",
        intercept: i % 2 ? ["write", "close"] : [],
        rules: [],
      }),
    ),
  );
  const exits = await Promise.all(services.map(({ exited }) => exited));
  await it.supervisor.sync();
  expect(exits.map(({ code }) => code)).toEqual(exits.map(() => 0));
  const writes = it.heard.records.filter(({ name, object }) => name === "write" && object.kind === "file").map(({ service }) => service);
  expect(writes.sort()).toEqual(services.flatMap(({ name }, i) => (i % 2 ? [name] : [])).sort());
});

test("a runner that does not read what a service prints slows the service down, and loses nothing", async () => {
  const size = 48 << 20;
  await using it = await running();
  const service = await it.launch(["sh", "-c", `head -c ${size} /dev/zero`]);
  const { worker } = above(service.pid);
  await service.exited;
  const most = Number(/^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${worker}/status`, "utf8"))?.[1]);
  expect(it.heard.outputs.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(size);
  expect(most).toBeLessThan(24 << 10);
});

test("an ordinary user needs nothing more", async () => {
  if (process.getuid?.() !== 0) return expect(process.getuid?.()).toBeGreaterThan(0);
  await using place = await directory();
  const words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
  await using it = await running({ binary: await wrapped(place.path, words, supervisorBinary()) });
  expect(await it.run(["sh", "-c", `id -u; echo x > ${place.path}/file`], { intercept: ["write"] })).toMatchObject({ code: 0 });
  expect(it.heard.stdout()).toBe("65534\n");
  expect(it.heard.records.map(({ object }) => object)).toContainEqual({ kind: "file", path: `${place.path}/file` });
});

test("what is no supervisor is an error that says so", async () => {
  const listener = { calls: () => undefined, output: () => undefined, exit: () => undefined, notice: () => undefined };
  await expect(startSupervisor({ listener, binary: "/no/such/supervisor" })).rejects.toThrow(
    "cannot run the supervisor /no/such/supervisor",
  );
  await expect(startSupervisor({ listener, binary: "/bin/false" })).rejects.toThrow("the supervisor died: it ended with exit code 1");
  await expect(startSupervisor({ listener, binary: "/bin/ls" })).rejects.toThrow("the supervisor cannot be understood");
});

test("where no descriptor is left, starting a supervisor fails with that and nothing else", () => {
  const client = JSON.stringify(new URL("./client.ts", import.meta.url).href);
  const script = `
import { openSync } from "node:fs";
import { startSupervisor } from ${client};
const listener = { calls() {}, output() {}, exit() {}, notice() {} };
try { for (;;) openSync("/dev/null"); } catch {}
await startSupervisor({ listener, binary: "/bin/true" }).catch((error) => console.log(error.name + ": " + error.message));
`;
  const run = ["-c", 'ulimit -n 64; exec "$0" --input-type=module -e "$1"', process.execPath, script];
  const { stdout, stderr } = spawnSync("bash", run, { encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({
    stdout: "SupervisorError: cannot run the supervisor /bin/true: spawn /bin/true EMFILE\n",
    stderr: "",
  });
});
