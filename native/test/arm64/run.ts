/**
 * The supervisor on an arm64 kernel: starts Debian's in an emulator with nothing in it but the supervisor of `dist/native`, some programs to watch
 * and `init.c`, and speaks with it through the real client, so that filters, records, faults and crashes are those of that architecture.
 *
 *     node native/test/arm64/run.ts linux-image-VERSION-arm64.deb
 *
 * By hand or nightly: it takes a minute or two, and needs `qemu-system-aarch64` (Debian: qemu-system-arm), `dpkg-deb`, and the pinned zig of
 * `native/build.sh`. The package comes from any Debian mirror; README.md says how to get it without touching the machine.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { expectedLines, outcomeOf } from "../../../fixtures/source/record.ts";
import { Heard, line, rule, toldCalls } from "../../../src/supervisor/fixture.ts";
import { startSupervisor } from "../../../src/supervisor/client.ts";
import { Locator } from "../../../src/source/index.ts";
import { checksOf } from "../../../src/supervisor/doctor.ts";
import { familiesOf, syscallNames, type LaunchSpec, type Rule } from "../../../src/supervisor/index.ts";

const root = path.join(import.meta.dirname, "..", "..", "..");
const sources = path.join(root, "native", "test");
/** The memory is tried by /proc/PID/mem at last, which answers with the former. */
const EACCES = 13;
const EPERM = 1;

const modules = ["virtio_mmio.ko", "virtio_console.ko", "unix_diag.ko"];

/** One entry of a cpio archive in the format that the kernel unpacks (newc): 13 fields of eight hexadecimal digits, a name, and the bytes. */
function entry(name: string, mode: number, bytes: Uint8Array, number: number): Buffer {
  const fields = [number, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length + 1, 0];
  const head = `070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}${name}\0`;
  const padded = (part: Buffer): Buffer => Buffer.concat([part, Buffer.alloc(-part.length & 3)]);
  return Buffer.concat([padded(Buffer.from(head)), padded(Buffer.from(bytes))]);
}

function archive(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const folders = [...new Set([...files.keys()].flatMap((name) => (name.includes("/") ? [path.dirname(name)] : [])))];
  const entries = [
    ...folders.map((name) => [name, 0o40755, new Uint8Array()] as const),
    ...[...files].map(([name, bytes]) => [name, 0o100755, bytes] as const),
    ["TRAILER!!!", 0, new Uint8Array()] as const,
  ];
  return gzipSync(Buffer.concat(entries.map(([name, mode, bytes], i) => entry(name, mode, bytes, i + 1))));
}

const zig = (process.env["ZIG"] ?? `${root}/build/venv/bin/python -m ziglang`).split(" ");
const fixtures = path.join(root, "fixtures", "source");
const byZig = (...flags: readonly string[]): { readonly build: (target: string) => readonly string[]; readonly folder: string } => ({
  build: (target) => [...zig, "cc", "-target", "aarch64-linux-musl", "-static", "-g", ...flags, "-o", target, "c/calls.c"],
  folder: fixtures,
});

/** Programs whose calls are told with their lines, and by their text which line each is; the share that must be right, if near. */
const lined = {
  go: {
    build: (target: string) => ["go", "build", "-o", target, "."],
    folder: path.join(fixtures, "go"),
    source: "go/main.go",
    least: 0.5,
  },
  framed: { ...byZig("-O2", "-fno-omit-frame-pointer"), source: "c/calls.c", least: 0.9 },
  frameless: { ...byZig("-O2", "-fomit-frame-pointer"), source: "c/calls.c", least: 0.9 },
} as const;

function find(folder: string, name: string): string {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((file) => path.basename(file).startsWith(name));
  if (found === undefined) throw new Error(`no ${name} in the kernel's package`);
  return path.join(folder, found);
}

/** Compiles a program for the machine, static, as the emulator has no libraries. */
function compiled(source: string, target: string): Buffer {
  const flags = ["cc", "-target", "aarch64-linux-musl", "-static", "-O2", "-s", "-o", target, source];
  execFileSync(zig[0] ?? "zig", [...zig.slice(1), ...flags], { stdio: ["ignore", "inherit", "inherit"] });
  return readFileSync(target);
}

/** For a value of `kernel.yama.ptrace_scope`, a script that starts the machine with its supervisor on standard input and output. */
function machine(place: string, deb: string): (yama: number) => string {
  execFileSync("dpkg-deb", ["-x", deb, path.join(place, "kernel")]);
  const files = new Map<string, Uint8Array>([
    ["init", compiled(path.join(sources, "arm64", "init.c"), path.join(place, "init"))],
    ["supervisor", readFileSync(path.join(root, "dist", "native", "faultbox-supervisor-arm64"))],
  ]);
  for (const name of ["told", "pieces", "echo", "numbered", "hidden", "clan"]) {
    files.set(`bin/${name}`, compiled(path.join(sources, `${name}.c`), path.join(place, name)));
  }
  for (const [name, { build, folder }] of Object.entries(lined)) {
    const target = path.join(place, name);
    const [compiler = "", ...words] = build(target);
    execFileSync(compiler, words, {
      cwd: folder,
      env: { ...process.env, GOOS: "linux", GOARCH: "arm64", CGO_ENABLED: "0" },
      stdio: "inherit",
    });
    files.set(`bin/${name}`, readFileSync(target));
  }
  for (const name of modules) files.set(`modules/${name}`, readFileSync(find(path.join(place, "kernel", "lib", "modules"), name)));
  writeFileSync(path.join(place, "initramfs"), archive(files));
  return (yama) => {
    const words = [
      "qemu-system-aarch64 -machine virt -cpu max -smp 2 -m 512 -display none -no-reboot -nodefaults",
      `-kernel '${find(path.join(place, "kernel", "boot"), "vmlinuz")}' -initrd '${place}/initramfs' -append 'console=ttyAMA0 quiet panic=-1 yama=${yama}'`,
      `-serial 'file:${place}/console' -device virtio-serial-device -chardev stdio,id=port,signal=off -device virtserialport,chardev=port`,
    ];
    const script = path.join(place, `machine-${yama}`);
    writeFileSync(script, `#!/bin/sh\nPATH='${process.env["PATH"] ?? ""}' exec ${words.join(" ")}\n`, { mode: 0o755 });
    return script;
  };
}

let failures = 0;

function check(what: string, got: unknown, wanted: unknown): void {
  const same = isDeepStrictEqual(got, wanted);
  if (!same) failures++;
  console.log(`${same ? "ok    " : "FAILED"} ${what}`);
  if (!same) console.log("  got   ", got, "\n  wanted", wanted);
}

/** Which lines are found for the calls of the programs of `fixtures/source`; [place] is where they were built. */
async function examineLines(binary: string, place: string): Promise<void> {
  const heard = new Heard();
  await using supervisor = await startSupervisor({ listener: heard, binary });
  for (const [name, { source, least }] of Object.entries(lined)) {
    heard.records.length = 0;
    const spec = { name, argv: [`/bin/${name}`, "/tmp"], env: {}, cwd: "/tmp", intercept: ["openat"], rules: [], stacks: true };
    const service = await supervisor.launch(spec);
    const exit = await service.exited;
    await service.ended;
    await supervisor.sync();
    using locator = new Locator(root, { files: (file) => path.join(place, path.basename(file)) });
    const outcomes = new Map<string, string[]>();
    for (const [call, line] of await expectedLines(source)) {
      const stack = heard.records.find(({ object }) => object.kind === "file" && object.path === `/tmp/${call}`)?.stack;
      const [found] = stack === undefined ? [] : await locator.locate([stack]);
      const outcome = outcomeOf(line, found);
      outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), call]);
    }
    const told = [...outcomes].map(([outcome, calls]) => `${outcome}: ${calls.join(" ")}`).join("; ");
    const right = [...(outcomes.get("right") ?? []), ...(outcomes.get("right, near") ?? [])];
    check(
      `lines of ${name}, of which none may be wrong and said to be sure: ${told}`,
      [exit.code, outcomes.get("wrong") ?? [], right.length >= least * [...outcomes.values()].flat().length],
      [0, [], true],
    );
  }
}

async function examine(binary: string): Promise<void> {
  const heard = new Heard();
  await using supervisor = await startSupervisor({ listener: heard, binary });
  const { kernel, arch, syncWakeUp, waitKillable, notes } = supervisor.facts;
  console.log(`Linux ${kernel}, ${arch}; SYNC_WAKE_UP ${syncWakeUp}, WAIT_KILLABLE_RECV ${waitKillable}`);
  for (const note of notes) console.log(`  note: ${note}`);
  check(
    "it is an arm64 that can install filters and read memory",
    [arch, supervisor.facts.installErrno, supervisor.facts.memoryErrno],
    ["arm64", 0, 0],
  );

  let services = 0;
  const launch = (argv: readonly string[], intercept: readonly string[], rules: readonly Rule[] = []) => {
    heard.records.length = 0;
    heard.outputs.length = 0;
    const spec: LaunchSpec = { name: `service-${++services}`, argv, env: {}, cwd: "/tmp", intercept, rules };
    return supervisor.launch(spec);
  };
  const run = async (...args: Parameters<typeof launch>) => {
    const service = await launch(...args);
    const exit = await service.exited;
    await service.ended;
    await supervisor.sync();
    return exit;
  };
  const known = new Set(syscallNames("arm64"));
  const calls = (names: string): readonly string[] => names.split(" ").filter((name) => known.has(name));

  await run(["/bin/told", "/tmp"], calls(toldCalls));
  const lines = heard.stdout().trimEnd().split("\n");
  // The program's last writes are those that tell.
  const recorded = heard.records.map(line).slice(0, lines.length);
  check(`a record says of each of ${lines.length} calls what the program did`, recorded, lines);

  const moving = calls("write writev pwrite64 pwritev pwritev2 sendto sendmsg read readv pread64 preadv preadv2 recvfrom recvmsg");
  const five = [rule(moving.join(" "), { kind: "allow" }, { path: "stdout" }), rule(moving.join(" "), { kind: "short", bytes: 5 })];
  await run(["/bin/pieces", "/tmp"], moving, five);
  const pieces = heard.stdout();
  const expected = ["append 5", "pwrite64 5", "writev 5", "pwritev2 5", "read 5 01234", "pipe 5", "sendmsg 5", "after waiting 5 later"];
  check(
    "short calls move what they say",
    expected.filter((text) => !pieces.includes(`${text}\n`)),
    [],
  );

  for (const when of ["before", "after"] as const) {
    const exit = await run(
      ["/bin/numbered", "1", "1", "5", "0"],
      ["write"],
      [rule("write", { kind: "crash", when }, { path: "/dev/null", nth: 3 })],
    );
    check(
      `a service dies ${when} its third write`,
      [exit.signal, heard.records.map(({ decision }) => decision.kind)],
      ["SIGKILL", ["allow", "allow", "crash"]],
    );
  }

  await run(
    ["/bin/numbered", "2", "4", "500", "0"],
    ["write"],
    [rule("write", { kind: "deny", errno: 5 }, { path: "/dev/null", every: 7 })],
  );
  const made = heard.records.filter(({ object }) => object.kind === "file");
  check(
    "of 4000 writes of 8 threads each seventh is denied, and none is missing",
    [made.length, made.filter(({ decision }) => decision.kind === "deny").length],
    [4000, 571],
  );

  await run(["/bin/hidden"], ["fsync"]);
  check("io_uring is refused", heard.stdout().split("\n")[2], "io_uring 38");
  const families = [...familiesOf("arm64").values()].flatMap(({ intercepted }) => intercepted);
  check("every call of every family can be intercepted", (await run(["/bin/hidden"], families)).code, 0);
}

/** What Yama forbids to an ordinary user is found, said, and done without. */
async function examineYama(binary: string, yama: number): Promise<void> {
  const heard = new Heard();
  await using supervisor = await startSupervisor({ listener: heard, binary });
  const { installErrno, memoryErrno, getfdErrno, ptraceErrno } = supervisor.facts;
  check(
    `ptrace_scope ${yama} forbids memory, descriptors and tracing, and no filter`,
    [installErrno, memoryErrno, getfdErrno, ptraceErrno],
    [0, EACCES, EPERM, EPERM],
  );
  const missing = checksOf(supervisor.facts, String(yama)).filter(({ ok }) => !ok);
  console.log(missing.map(({ what, hint }) => `  ${what}: ${hint}`).join("\n"));
  check(
    "the doctor says which sysctl it is",
    missing.map(({ hint }) => hint?.includes(`kernel.yama.ptrace_scope is ${yama}`)),
    [true],
  );
  const deny = rule("write", { kind: "deny", errno: 5 }, { path: "/dev/null", nth: 2 });
  const spec = {
    name: "service",
    argv: ["/bin/numbered", "1", "1", "3", "0"],
    env: {},
    cwd: "/tmp",
    intercept: ["write", "openat"],
    rules: [deny],
  };
  const service = await supervisor.launch(spec);
  await service.ended;
  await supervisor.sync();
  const files = heard.records.filter(({ name, object }) => name === "write" && object.kind === "file");
  check(
    "files behind descriptors are known all the same, and faults fire",
    files.map(({ decision }) => decision.kind),
    ["allow", "deny", "allow"],
  );
  const opened = heard.records.find(({ name }) => name === "openat");
  check("a path in memory is not made up", opened?.object, { kind: "anon", name: "unreadable" });
}

const [deb] = process.argv.slice(2);
if (deb === undefined) {
  console.error("usage: node native/test/arm64/run.ts linux-image-VERSION-arm64.deb");
  process.exitCode = 2;
} else {
  const place = mkdtempSync(path.join(tmpdir(), "faultbox-arm64-"));
  mkdirSync(path.join(place, "kernel"));
  try {
    const start = machine(place, path.resolve(deb));
    await examine(start(1));
    await examineLines(start(1), place);
    for (const yama of [2, 3]) await examineYama(start(yama), yama);
  } catch (error) {
    failures++;
    const said = path.join(place, "console");
    console.error(error, existsSync(said) ? readFileSync(said, "utf8") : "");
  } finally {
    rmSync(place, { recursive: true });
  }
  process.exitCode = failures ? 1 : 0;
}
