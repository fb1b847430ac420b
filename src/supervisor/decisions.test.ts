/** What rules do: which calls they take, and what becomes of those. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { calls, directory, program, rule, running, type Running } from "./fixture.ts";
import type { Action, CallRecord, Rule } from "./types.ts";

const EIO = 5;
const ENOSPC = 28;
const deny: Action = { kind: "deny", errno: EIO };

/** One process that writes 1, 2, … [count] bytes to /dev/null; the sizes tell the calls apart. */
async function writes(it: Running, count: number, rules: readonly Rule[]): Promise<number[]> {
  await it.run([await program("numbered.c"), "1", "1", String(count), "0"], { intercept: ["write"], rules });
  return it.heard.records.filter(({ decision, object }) => decision.kind === "deny" && object.kind === "file").map(({ size }) => size ?? 0);
}

test("a denied call gives the program the error and is not made", async () => {
  await using place = await directory();
  await using it = await running();
  const file = `${place.path}/log.wal`;
  const rules = [rule("write", { kind: "deny", errno: ENOSPC }, { path: "*.wal" })];
  const script = `try { fs.writeFileSync("${file}", "lost") } catch (error) { fs.writeSync(1, error.code) }`;
  await it.run([process.execPath, "-e", script], { intercept: ["write"], rules });
  expect(readFileSync(file, "utf8")).toBe("");
  expect(it.heard.stdout()).toBe("ENOSPC");
  const denied = it.heard.records.filter(({ decision }) => decision.kind === "deny");
  expect(denied).toMatchObject([{ name: "write", decision: { errno: ENOSPC }, rule: rules[0]?.id, object: { path: file }, size: 4 }]);
});

test("a rule with a path takes a call by the file behind its descriptor, and leaves others alone", async () => {
  await using place = await directory();
  await using it = await running();
  const rules = [rule("write", deny, { path: "*.wal" })];
  await it.run(["sh", "-c", `echo a > ${place.path}/a.wal; echo b > ${place.path}/b.txt`], { intercept: ["write"], rules });
  expect(readFileSync(`${place.path}/a.wal`, "utf8")).toBe("");
  expect(readFileSync(`${place.path}/b.txt`, "utf8")).toBe("b\n");
});

test("a rule with a path takes a copy by the file that is read as well as by the one that is written to", async () => {
  await using place = await directory();
  const script = `
import os
def attempt(name, copy):
    source, target = os.open("from", os.O_RDONLY), os.open("to", os.O_WRONLY | os.O_CREAT)
    try: print(name, copy(source, target), flush=True)
    except OSError as error: print(name, os.strerror(error.errno), flush=True)
ends = os.pipe2(os.O_NONBLOCK)
attempt("copy_file_range", lambda source, target: os.copy_file_range(source, target, 4))
attempt("sendfile", lambda source, target: os.sendfile(target, source, 0, 4))
attempt("splice", lambda source, target: os.splice(source, ends[1], 4))
attempt("splice", lambda source, target: os.splice(ends[0], target, 4))
`;
  execFileSync("sh", ["-c", "echo abc > from"], { cwd: place.path });
  const copies = calls("copy_file_range sendfile splice");
  const under = async (path: string): Promise<readonly string[]> => {
    await using it = await running();
    const exit = await it.run([python, "-c", script], {
      cwd: place.path,
      intercept: copies,
      rules: [rule(copies.join(" "), deny, { path })],
    });
    expect(exit).toMatchObject({ code: 0 });
    const shown = it.heard.records.map(({ object }) => (object.kind === "file" ? basename(object.path) : object.kind));
    expect(shown).toEqual(["to", "to", "pipe", "to"].slice(0, shown.length));
    return it.heard.stdout().trimEnd().split("\n");
  };
  const [good, bad] = ["4", "Input/output error"];
  expect(await under("*/other")).toEqual([`copy_file_range ${good}`, `sendfile ${good}`, `splice ${good}`, `splice ${good}`]);
  expect((await under("*/from")).slice(0, 3)).toEqual([`copy_file_range ${bad}`, `sendfile ${bad}`, `splice ${bad}`]);
  expect(await under("*/to")).toEqual([`copy_file_range ${bad}`, `sendfile ${bad}`, `splice ${good}`, `splice ${bad}`]);
});

/** The interpreter itself: what stands in PATH may be a script that writes on its own account. */
const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();

/** What a program's writes and sends were decided to be under a fault on all of them, by what they went to. */
async function underFault(argv: readonly string[], more: Partial<Rule> = {}): Promise<readonly string[]> {
  await using it = await running();
  const names = calls("write sendto sendmsg");
  await it.run(argv, { intercept: names, rules: [rule(names.join(" "), deny, { exemptSystemPaths: true, ...more })] });
  return it.heard.records.map(({ object, decision }) => `${object.kind} ${decision.kind}`);
}

test("a rule without a path spares what a runtime wakes its own threads by: eventfds, and pipes and pairs of sockets of one process", async () => {
  const script = [
    "import os, socket",
    "os.eventfd_write(os.eventfd(0), 1)",
    "os.write(os.pipe()[1], b'x')",
    "a, b = socket.socketpair(); a.send(b'x')",
    "print('x', flush=True)",
  ];
  const spared = ["anon", "pipe", "socket", "stdio"].map((kind) => `${kind} allow-system-path`);
  expect(await underFault([python, "-c", script.join("\n")])).toEqual(spared);
});

test("it takes a pipe or a pair of sockets that leads to another process", async () => {
  const script = [
    "import os, socket",
    "r, w = os.pipe(); a, b = socket.socketpair()",
    "if os.fork() == 0:",
    "  os.close(w); a.close(); os.read(r, 1); os._exit(0)",
    "for send in (lambda: os.write(w, b'x'), lambda: a.send(b'x')):",
    "  try: send()",
    "  except OSError: pass",
    "os.close(w)",
  ];
  expect(await underFault([python, "-c", script.join("\n")])).toEqual(["pipe deny", "socket deny"]);
});

test("Node's own pipe for signals is spared, and its files are not", async () => {
  await using place = await directory();
  const script = `
    process.on("SIGUSR2", () => { try { fs.writeFileSync("${place.path}/file", "x") } catch { process.exit(0) } });
    setTimeout(() => undefined, 60000);
    process.kill(process.pid, "SIGUSR2");`;
  const decided = await underFault([process.execPath, "-e", script]);
  expect(decided).toContain("pipe allow-system-path");
  expect(decided).toContain("file deny");
});

test("a suite that means standard output or pipes says so by the word", async () => {
  const script = "import os\nfor fd in (os.pipe()[1], 1, 2):\n  try: os.write(fd, b'x')\n  except OSError: pass";
  expect(await underFault([python, "-c", script], { path: "pipe" })).toEqual(["pipe deny", "stdio allow", "stdio allow"]);
  expect(await underFault([python, "-c", script], { path: "stderr" })).toEqual(["pipe allow", "stdio allow", "stdio deny"]);
  expect(await underFault([python, "-c", script], { path: "**" })).toEqual(["pipe allow", "stdio allow", "stdio allow"]);
});

test("of a rename either path can be meant", async () => {
  await using place = await directory();
  await using it = await running();
  const names = calls("rename renameat renameat2");
  const rules = [rule(names.join(" "), deny, { path: "*/new" })];
  await it.run(["sh", "-c", "touch old; mv old new; mv old other"], { intercept: names, rules, cwd: place.path });
  expect(readdirSync(place.path)).toEqual(["other"]);
  expect(it.heard.records.map(({ decision, target }) => [decision.kind, target])).toContainEqual(["deny", `${place.path}/new`]);
});

test.each<[string, Partial<Rule>, readonly number[]]>([
  ["nth: 3 takes the third only", { nth: 3 }, [3]],
  ["first: 2 takes the first two", { first: 2 }, [1, 2]],
  ["every: 4 takes each fourth", { every: 4 }, [4, 8, 12]],
  ["after: 9 takes all behind the ninth", { after: 9 }, [10, 11, 12]],
  ["maxFires caps them", { after: 2, maxFires: 3 }, [3, 4, 5]],
])("%s", async (_, which, expected) => {
  await using it = await running();
  expect(await writes(it, 12, [rule("write", deny, { path: "/dev/null", ...which })])).toEqual(expected);
});

test("a probability draws the same for the same seed, and otherwise for another", async () => {
  const draws: number[][] = [];
  for (const seed of [7n, 7n, 8n]) {
    await using it = await running();
    draws.push(await writes(it, 200, [rule("write", deny, { path: "/dev/null", probability: 0.25, seed })]));
  }
  const [first = [], second, third] = draws;
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
  expect(first.length).toBeGreaterThan(25);
  expect(first.length).toBeLessThan(80);
});

/** splitmix64 as documented: draw n of a rule is mix(seed + n * golden), its top 53 bits a fraction of one. */
function draw(seed: bigint, n: number): number {
  const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
  let z = wrap(seed + BigInt(n) * 0x9e3779b97f4a7c15n);
  z = wrap((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  z ^= z >> 31n;
  return Number(z >> 11n) / 2 ** 53;
}

test("the draws are those of the documented generator", async () => {
  await using it = await running();
  const seed = 0xfeed_face_cafe_beefn;
  const taken = await writes(it, 100, [rule("write", deny, { path: "/dev/null", probability: 0.5, seed })]);
  expect(taken).toEqual(Array.from({ length: 100 }, (_, i) => i + 1).filter((n) => draw(seed, n) < 0.5));
});

test("the first rule that matches decides; a trace marks what no other rule decides", async () => {
  await using it = await running();
  const trace = rule("write", { kind: "trace" });
  const rules = [
    trace,
    rule("write", deny, { path: "/dev/null", nth: 2 }),
    rule("write", { kind: "deny", errno: ENOSPC }, { path: "/dev/null", first: 2 }),
  ];
  await it.run([await program("numbered.c"), "1", "1", "3", "0"], { intercept: ["write"], rules });
  const made = it.heard.records.filter(({ object }) => object.kind === "file");
  // The second rule sees all three calls; the third rule only what the second has left: the first and the third call.
  expect(made.map(({ decision }) => decision)).toEqual([{ kind: "deny", errno: ENOSPC }, deny, { kind: "deny", errno: ENOSPC }]);
  expect(it.heard.records.at(-1)).toMatchObject({ decision: { kind: "trace" }, rule: trace.id });
});

test("an allow rule before another one spares what it matches", async () => {
  await using it = await running();
  expect(await writes(it, 5, [rule("write", { kind: "allow" }, { first: 3 }), rule("write", deny, { path: "/dev/null" })])).toEqual([4, 5]);
});

test("calls on paths of the loader and the kernel are let through, unless the rule has a path", async () => {
  await using it = await running();
  const spared = rule("write openat", deny, { exemptSystemPaths: true });
  const exit = await it.run([await program("numbered.c"), "1", "1", "2", "0"], { intercept: ["write", "openat"], rules: [spared] });
  expect(exit.code).toBe(0);
  const kinds = new Set(it.heard.records.filter(({ object }) => object.kind === "file").map(({ decision }) => decision.kind));
  expect(kinds).toEqual(new Set(["allow-system-path"]));
  expect(await writes(it, 2, [rule("write", deny, { exemptSystemPaths: true, path: "/dev/nul*" })])).toEqual([1, 2]);
});

test("a rule with an address takes a connect by where it goes", async () => {
  await using it = await running();
  const rules = [rule("connect", { kind: "deny", errno: 111 }, { address: "127.0.0.1:9*" })];
  const script = [
    "import socket",
    "for port in (9999, 8):",
    "  s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "  print(s.connect_ex(('127.0.0.1', port)))",
  ].join("\n");
  await it.run(["python3", "-c", script], { intercept: ["connect"], rules });
  expect(it.heard.stdout()).toBe("111\n0\n");
});

test("a rule with an address takes a datagram by where its own call sends it, else by where the socket is connected to", async () => {
  await using it = await running();
  const rules = [rule("sendto", { kind: "deny", errno: 111 }, { address: "127.0.0.1:7002" })];
  const script = [
    "import socket",
    "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "def attempt(send):",
    "  try: print(send())",
    "  except OSError as e: print('denied' if e.errno == 111 else e)",
    "for port in (7001, 7002, 7003): attempt(lambda: s.sendto(b'x', ('127.0.0.1', port)))",
    "s.connect(('127.0.0.1', 7002))",
    "attempt(lambda: s.send(b'x'))",
    "attempt(lambda: s.sendto(b'x', ('127.0.0.1', 7004)))",
    "t = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); t.connect(('127.0.0.1', 7005))",
    "attempt(lambda: t.send(b'x'))",
  ].join("\n");
  await it.run(["python3", "-c", script], { intercept: ["sendto"], rules });
  expect(it.heard.stdout().trimEnd().split("\n")).toEqual(["1", "denied", "1", "denied", "1", "1"]);
});

test("rules change at once, their counters go on, and records say under which list they were decided", async () => {
  await using place = await directory();
  await using it = await running();
  const third = rule("write", deny, { nth: 3, path: "*/file" });
  const gate = rule("sendto", { kind: "hold", tag: "gate" }, { nth: 2 });
  const argv = [await program("echo.c"), `${place.path}/socket`, `${place.path}/file`];
  const service = await it.launch(argv, { intercept: ["write", "sendto"], rules: [third, gate] });
  await it.heard.until(() => it.heard.stdout() === "ready\n");
  const socket = connect(`${place.path}/socket`).setEncoding("utf8");
  const answers: string[] = [];
  const answer = (): Promise<void> => new Promise((resolve) => socket.once("data", (text: string) => (answers.push(text), resolve())));
  const first = answer();
  socket.write("one\n");
  await first;
  const second = answer();
  socket.write("two\n");
  await it.heard.until(() => it.heard.waiting.length === 1);
  // The second answer is being held. The list changes under it; when it goes on, it does so under the new one.
  expect(await service.setRules([third])).toBe(1);
  expect(await service.release(gate.id)).toBe(1);
  expect(await service.release(gate.id)).toBe(0);
  await second;
  const last = answer();
  socket.write("three\n");
  await last;
  await it.supervisor.sync();
  expect(answers).toEqual(["one\n", "two\n", "failed\n"]);
  const seen = it.heard.records.map(({ name, decision, epoch }) => `${name} ${decision.kind} ${epoch}`);
  expect(seen.slice(seen.indexOf("write allow 0"))).toEqual([
    "write allow 0", // "ready"
    "write allow 0",
    "sendto allow 0",
    "write allow 0",
    "sendto allow 1",
    "write deny 1",
    "sendto allow 1",
  ]);
  socket.destroy();
});

test("a held call meets its fault when it goes on, as it would have without being held, and takes its turn then", async () => {
  await using place = await directory();
  await using it = await running();
  const file = `${place.path}/log`;
  const hold = rule("write", { kind: "hold", tag: "order" }, { path: "*/log" });
  const second = rule("write", { kind: "deny", errno: ENOSPC }, { path: "*/log", nth: 2 });
  const late = rule("write", { kind: "delay", delayNs: 20_000_000 }, { path: "*/log", nth: 2 });
  const writer = (text: string): string =>
    `try { fs.writeFileSync("${file}", "${text}", { flag: "a" }) } catch (e) { fs.writeSync(1, e.code) }`;
  const script = [
    `const { Worker } = require("node:worker_threads")`,
    ...["a", "b", "c"].map((text) => `new Worker(${JSON.stringify(`const fs = require("node:fs"); ${writer(text)}`)}, { eval: true })`),
  ].join(";");
  // The delay comes second among what the denial has left: it takes the third call to go on.
  const service = await it.launch([process.execPath, "-e", script], { intercept: ["write"], rules: [hold, second, late] });
  await it.heard.until(() => it.heard.waiting.length === 3);
  const order = [2, 0, 1].map((i) => it.heard.waiting[i]?.tid ?? 0);
  for (const tid of order) {
    expect(await service.release(hold.id, 1, tid)).toBe(1);
    expect(await service.release(hold.id, 1, tid)).toBe(0);
  }
  await service.exited;
  await it.supervisor.sync();
  const made = it.heard.records.filter(({ object }) => object.kind === "file" && object.path === file);
  expect(made.map(({ tid, decision }) => [tid, decision.kind])).toEqual([
    [order[0], "allow"],
    [order[1], "deny"],
    [order[2], "delay"],
  ]);
  expect(it.heard.stdout()).toBe("ENOSPC");
  expect(readFileSync(file, "utf8")).toHaveLength(2);
});

test("a call that its delay holds goes on when it is released and not before the delay is over, as a delayed one, counted once", async () => {
  await using place = await directory();
  await using it = await running();
  const [early, late] = [`${place.path}/early`, `${place.path}/late`];
  const [short, long] = [1_000_000, 60_000_000].map((delayNs) => ({ kind: "delay", delayNs, held: true }) as const);
  const order = rule("write", { kind: "hold", tag: "order" }, { path: "*/early" });
  const rules = [
    order,
    rule("write", short ?? deny, { path: "*/early", maxFires: 1 }),
    rule("write", deny, { path: "*/early" }),
    rule("write", long ?? deny, { path: "*/late" }),
  ];
  const script = [early, late].map((file) => `printf x >> ${file} & `).join("");
  const service = await it.launch(["sh", "-c", `${script} wait`], { intercept: ["write"], rules });
  await it.heard.until(() => it.heard.waiting.length === 2);
  // What was held for its turn meets its delay then, and is held for that.
  expect(await service.release(order.id)).toBe(1);
  await it.heard.until(() => it.heard.waiting.length === 3);
  const told = (records: readonly CallRecord[]): string[] =>
    records.map(({ object, decision }) => `${object.kind === "file" ? basename(object.path) : ""} ${decision.kind}`);
  expect(told(it.heard.waiting).toSorted()).toEqual(["early delay", "early hold", "late delay"]);
  const [, first, , last] = rules.map(({ id }) => id);
  // Long past the shorter delay: nothing goes on by itself.
  const releasedNs = process.hrtime.bigint();
  expect(await service.release(last ?? 0)).toBe(1);
  expect(await service.release(last ?? 0)).toBe(0);
  await it.heard.until(() => it.heard.records.length === 1);
  const [record] = it.heard.records;
  expect(told(it.heard.records)).toEqual(["late delay"]);
  expect(record?.latencyNs).toBeGreaterThanOrEqual(60_000_000);
  expect(releasedNs).toBeLessThan(record?.atNs ?? 0n);
  // Its delay is over, so its record is here before the answer.
  expect(await service.release(first ?? 0)).toBe(1);
  expect(told(it.heard.records)).toEqual(["late delay", "early delay"]);
  await service.exited;
  expect((await service.ended).get(first ?? 0)).toEqual({ seen: 1n, fired: 1n });
});

test("a delay is told of when it begins, and its record comes when the call goes on, which may be never", async () => {
  await using place = await directory();
  await using it = await running();
  const rules = [
    rule("write", { kind: "delay", delayNs: 3_600_000_000_000 }, { path: "*/never" }),
    rule("write", { kind: "delay", delayNs: 1_000_000 }, { path: "*/soon" }),
  ];
  const script = `const fs = require("node:fs"); for (const name of ["soon", "never"]) fs.writeFileSync("${place.path}/" + name, name)`;
  const service = await it.launch([process.execPath, "-e", script], { intercept: ["write"], rules });
  await it.heard.until(() => it.heard.late.length === 2);
  expect(it.heard.late.map(({ rule: id, decision }) => [id, decision.kind])).toEqual(rules.toReversed().map(({ id }) => [id, "delay"]));
  await service.stop(0);
  await service.ended;
  const made = it.heard.records.filter(({ object }) => object.kind === "file" && object.path.startsWith(place.path));
  expect(made.map(({ rule: id }) => id)).toEqual([rules[1]?.id]);
  expect(readFileSync(`${place.path}/never`, "utf8")).toBe("");
});

test("the native globs are those of the trace room", () => {
  const file = new URL("../trace/glob.vectors.json", import.meta.url);
  const vectors = JSON.parse(readFileSync(file, "utf8")) as { pattern: string; matches: string[]; not: string[] }[]; // our own file
  const matches = (pattern: string, text: string): boolean => {
    try {
      execFileSync(supervisorBinary(), ["match", pattern, text]);
      return true;
    } catch {
      return false;
    }
  };
  for (const vector of vectors) {
    for (const text of vector.matches) expect([vector.pattern, text, matches(vector.pattern, text)]).toEqual([vector.pattern, text, true]);
    for (const text of vector.not) expect([vector.pattern, text, matches(vector.pattern, text)]).toEqual([vector.pattern, text, false]);
  }
});

test("a rule for a call that this architecture lacks is an error that names it", async () => {
  await using it = await running();
  await expect(it.launch(["true"], { rules: [rule("wriet", deny)] })).rejects.toThrow('no system call "wriet"');
  await expect(it.launch(["true"], { intercept: ["wriet"] })).rejects.toThrow('no system call "wriet"');
});
