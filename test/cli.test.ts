/** The command line on the demo system and on everything that can be wrong. */
import { createServer } from "node:net";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeVariant, type Language, type Variant } from "../fixtures/orders/variants/make.ts";
import { faultbox, nameOf, processesIn, start, until } from "./faultbox.ts";

let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "faultbox-cli-"));
});
afterAll(() => rm(scratch, { recursive: true }));

/** The demo system, or a changed one, in a folder of its own; made once. */
function system(name: Variant | "base", language: Language): string {
  const folder = join(scratch, `${name}-${language}`);
  if (!existsSync(folder)) makeVariant(name, language, folder);
  return folder;
}

/** A suite in a folder of its own. */
let folders = 0;
async function suite(text: string): Promise<string> {
  const folder = join(scratch, `suite-${++folders}`);
  await (await import("node:fs/promises")).mkdir(folder);
  await writeFile(join(folder, "s.star"), text);
  return folder;
}

const allTests = [
  "connections_per_order",
  "delay_then_deny",
  "happy_path",
  "happy_path_observed",
  "log_is_opened_written_and_synced_in_order",
  "no_write_when_unreachable",
  "nothing_is_denied_on_a_clean_path",
  "observe_then_fault",
  "wal_written",
  "write_count",
];

describe.each(["node", "go"] as const)("the demo suite on the %s services", (language) => {
  test("passes, and says what it did in the shapes of the tutorial", async () => {
    const folder = system("base", language);
    const ran = await faultbox(
      ["test", "traces-test.star", "--output", "trace.json", "--shiviz", "trace.shiviz", "--normalize", "norm.trace"],
      folder,
    );
    expect(ran.stderr).toContain("\n10 passed, 0 failed\n");
    expect(ran.code).toBe(0);
    for (const name of allTests) expect(ran.stderr).toMatch(new RegExp(`^--- PASS: test_${name} \\(\\d+ms, seed=0\\) ---$`, "m"));
    expect(ran.stderr).toMatch(/^ {2}syscall trace \(\d+ events\):$/m);
    expect(ran.stderr).toMatch(/^ {4}#\d+ +inventory +write +delay\(100ms\) +\[slow WAL\] +\/tmp\/inventory\.wal +\(\+1\d\dms\)$/m);
    expect(ran.stderr).toMatch(
      /^ {2}fault rule on inventory: write=delay\(100ms\) → filter:\[write,writev,pwrite64\] label="slow WAL" \(\d+ hits?\)$/m,
    );
    expect(ran.stderr).toMatch(/^ {2}trace rule on inventory: .*write=trace → filter:\[write,writev,pwrite64\]/m);
    expect(ran.stdout).toBe("");

    const trace = JSON.parse(readFileSync(join(folder, "trace.json"), "utf8")) as {
      version: number;
      pass: number;
      tests: { name: string; events: { vector_clock: object }[] }[];
    };
    expect(trace).toMatchObject({ version: 2, pass: 10 });
    expect(readFileSync(join(folder, "trace.shiviz"), "utf8").split("\n")[0]).toBe("(?<host>\\S+) (?<clock>\\{.*?\\}) (?<event>.*)");
    expect(processesIn(folder)).toEqual([]);
  });

  test("makes the same normalised trace again, and one more line for the double write", async () => {
    const args = ["test", "traces-test.star", "--test", "happy_path_observed", "--normalize"];
    for (const [name, folder] of [
      ["a", system("base", language)],
      ["b", system("base", language)],
      ["c", system("double-write", language)],
    ] as const) {
      const ran = await faultbox([...args, join(scratch, `${name}.trace`)], folder);
      expect(ran.code, ran.stderr).toBe(0);
    }
    const same = await faultbox(["diff", "a.trace", "b.trace"], scratch);
    expect(same).toMatchObject({ code: 0, stdout: "traces are identical\n" });
    const differ = await faultbox(["diff", "a.trace", "c.trace"], scratch);
    expect(differ.code).toBe(2);
    expect(differ.stdout).toMatch(/^traces differ \(\d+ vs \d+ lines\):$/m);
    const changed = differ.stdout.split("\n").filter((line) => /^[+-]/.test(line));
    expect(changed).toEqual([expect.stringMatching(/^\+ +write .*\/tmp\/inventory\.wal$/)]);
  });
});

describe("a failed assertion", () => {
  test("shows the suite's line, what was expected, the nearest events, and a command that replays it", async () => {
    const folder = system("base", "node");
    const text = readFileSync(join(folder, "traces-test.star"), "utf8");
    await writeFile(
      join(folder, "failing.star"),
      `${text}\ndef test_zz():\n    def go():\n        place("widget", 1)\n    trace(inventory, syscalls=["fsync"], run=go)\n    assert_eventually(service="inventory", syscall="fsync", path="*.log")\n`,
    );
    const ran = await faultbox(["test", "failing.star", "--test", "zz", "--seed", "5"], folder);
    const line = text.split("\n").length + 5;
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^--- FAIL: test_zz \(\d+ms, seed=5\) ---$/m);
    expect(ran.stderr).toContain(
      'assert_eventually: no matching event found (filters: service="inventory", syscall="fsync", path="*.log")',
    );
    expect(ran.stderr).toContain(`failing.star:${line}`);
    expect(ran.stderr).toContain('assert_eventually(service="inventory", syscall="fsync", path="*.log")');
    expect(ran.stderr).toMatch(/#\d+ .*fsync.*\/tmp\/inventory\.wal/);
    expect(ran.stderr).toContain("faultbox test failing.star --test zz --seed 5");
    expect(ran.stderr).toContain("\n0 passed, 1 failed\n");
    const replay = await faultbox(["test", "failing.star", "--test", "zz", "--seed", "5"], folder);
    expect(replay.code).toBe(2);
  });
});

/** A service that only waits, for suites about something else. */
const idle = (port: number): string => `service("db", "/bin/sh", interface("main", "tcp", ${port}), args = ["-c", "exec sleep 100"])`;

describe("bad input gets one clear error, the right exit code, and leaves no process", () => {
  const cases: readonly (readonly [string, string, readonly string[], number, RegExp])[] = [
    ["a syntax error", "def test_a(:\n  pass\n", [], 1, /^error: s\.star:1:12: .*\n {2}def test_a\(:\n +\^/m],
    [
      "an unknown builtin",
      "def test_a():\n    asert_eq(1, 1)\n",
      [],
      1,
      /s\.star:2:5: undefined: asert_eq \(did you mean "?assert_eq"?\?\)/,
    ],
    ["an unknown keyword", 'service("a", "./a", enviroment = {})\n', [], 1, /unknown keyword argument "enviroment"/],
    [
      "a missing binary",
      'service("a", "./no/such")\ndef test_a():\n    pass\n',
      [],
      2,
      /failed to start services: service "a": .*\.\/no\/such.*(ENOENT|[Nn]o such file)/,
    ],
    [
      "a service that dies before it is ready",
      'service("a", "/bin/sh", interface("m", "tcp", 39871), args = ["-c", "echo cannot find my config; exit 3"], healthcheck = tcp("localhost:39871"))\ndef test_a():\n    pass\n',
      [],
      2,
      /service "a" exited before becoming ready \(exit code 3\)[\s\S]*cannot find my config/,
    ],
    [
      "a service that never listens",
      'service("a", "/bin/sleep", interface("m", "tcp", 39871), args = ["100"], healthcheck = tcp("localhost:39871", timeout = "300ms"))\ndef test_a():\n    pass\n',
      [],
      2,
      /service "a" not ready: tcp\("localhost:39871"\): no success within 300 ms \(dial tcp .*ECONNREFUSED\)/,
    ],
    [
      "a service that dies in mid-test",
      'db = service("a", "/bin/sh", args = ["-c", "echo last words; sleep 0.05; kill -SEGV $$"])\ndef test_a():\n    for i in range(2000):\n        events()\n',
      [],
      2,
      /service "a" exited during the test \(signal SIGSEGV\)[\s\S]*last words/,
    ],
    [
      "a test that is not there",
      "def test_alpha():\n    pass\n",
      ["--test", "alpa"],
      1,
      /no test matches "alpa" \(did you mean "alpha"\?\); s\.star has: test_alpha/,
    ],
    [
      "a misspelt syscall",
      `db = ${idle(39872)}\ndef test_a():\n    fault(db, fsynk = deny("EIO"), run = lambda: None)\n`,
      [],
      1,
      /s\.star:3:5: fault: unknown syscall or operation "fsynk" \(did you mean "fsync"\?\)\n/,
    ],
    [
      "a misspelt filter",
      `db = ${idle(39872)}\ndef test_a():\n    assert_never(servce = "db")\n`,
      [],
      2,
      /no event has a field "servce" \(did you mean "service"\?\)/,
    ],
    ["a bad seed", "", ["--seed", "x"], 1, /--seed <n>.*want a whole number/],
    ["an unknown option", "", ["--sed", "1"], 1, /unknown option '--sed'[\s\S]*--seed/],
  ];
  test.each(cases)("%s", async (_name, text, args, code, message) => {
    const folder = await suite(text);
    const ran = await faultbox(["test", "s.star", ...args], folder);
    expect(ran.stderr).toMatch(message);
    expect(ran.code).toBe(code);
    expect(processesIn(folder)).toEqual([]);
  });

  test("a suite that is not there", async () => {
    const ran = await faultbox(["test", "none.star"], scratch);
    expect(ran).toMatchObject({ code: 1, stderr: "error: cannot read suite none.star: no such file\n" });
  });

  test("a port in use names the holder and starts nothing", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const folder = await suite(`${idle(port)}\ndef test_a():\n    pass\n`);
    const ran = await faultbox(["test", "s.star"], folder);
    await new Promise((resolve) => server.close(resolve));
    expect(ran.stderr).toMatch(new RegExp(`port ${port} of service "db" is already in use by process ${process.pid} \\(.+\\)`));
    expect(ran.code).toBe(2);
  });

  test("a binary that may not be executed", async () => {
    const folder = await suite('service("a", "./plain.txt")\ndef test_a():\n    pass\n');
    await writeFile(join(folder, "plain.txt"), "not a program\n");
    await chmod(join(folder, "plain.txt"), 0o644);
    const ran = await faultbox(["test", "s.star"], folder);
    expect(ran.stderr).toMatch(/service "a": .*plain\.txt.*[Pp]ermission denied/);
    expect(ran.code).toBe(2);
  });

  test("damaged or foreign files given to diff", async () => {
    await writeFile(join(scratch, "nonsense.trace"), "hello\n");
    const ran = await faultbox(["diff", "nonsense.trace", "nonsense.trace"], scratch);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^error: nonsense\.trace: /);
    expect((await faultbox(["diff", "missing.trace", "nonsense.trace"], scratch)).stderr).toMatch(/cannot read missing\.trace/);
  });

  test("a trace in which no test was run, given to diff", async () => {
    const folder = await suite("x = 1\n");
    expect((await faultbox(["test", "s.star", "--normalize", "none.trace"], folder)).code).toBe(0);
    const ran = await faultbox(["diff", "none.trace", "none.trace"], folder);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe("error: none.trace: no test was run in this trace, so there is nothing to compare\n");
  });

  test.each(["output", "shiviz", "normalize"])("a file of --%s that cannot be written, before anything is run", async (flag) => {
    const folder = await suite('def test_a():\n    print("ran")\n');
    for (const path of ["missing/x.out", "."]) {
      const ran = await faultbox(["test", "s.star", `--${flag}`, path], folder);
      expect(ran.code).toBe(1);
      expect(ran.stderr).toMatch(new RegExp(`^error: cannot write the [A-Za-z ]+ to ${path}: `));
      expect(ran.stderr).not.toContain("ran");
    }
    expect((await readdir(folder)).sort()).toEqual(["s.star"]);
  });
});

test("--help says what each exit code means, what the environment is asked for, and where to begin", async () => {
  const helpOf = async (...command: string[]): Promise<string> => {
    const ran = await faultbox([...command, "--help"], import.meta.dirname);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    return ran.stdout.replace(/\s+/g, " ");
  };
  expect(await helpOf("test")).toContain(
    "Exit codes: 0 passed, 1 could not run, 2 a test failed, 3 none failed and one was inconclusive; 130 interrupted.",
  );
  expect(await helpOf("ci")).toContain(
    "Exit codes: 0 nothing to object to, 1 could not do its work, 2 a test failed, 3 behaviour changed; 130",
  );
  expect(await helpOf("diff")).toContain("Exit codes: 0 nothing changed, 1 could not be compared, 2 different.");
  expect(await helpOf("check")).toContain("Exit codes: 0 no error, warnings or not; 2 a suite cannot be run as it is.");
  const root = await helpOf();
  expect(root).toContain("First steps: faultbox doctor can calls be caught here?");
  expect(root).toContain("FAULTBOX_HERMETIC=1 a suite reads no file outside of its folder");
});

describe("check", () => {
  test("a suite without tests is told to be one, by whoever loads it", async () => {
    const folder = await suite("x = 1\n");
    for (const command of ["check", "test"]) {
      const ran = await faultbox([command, "s.star"], folder);
      expect(ran.code).toBe(0);
      expect(ran.stderr).toMatch(/\[NO_TESTS_DISCOVERED\] s\.star has no tests, so nothing is run\n/);
    }
  });

  test("finds what is wrong without starting anything, for people and for editors", async () => {
    const folder = await suite(`db = ${idle(39872)}\ndef test_a():\n    assert_eq(1)\n    return\n    print(1)\n`);
    const ran = await faultbox(["check", "s.star"], folder);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toBe(
      "error: [SPEC_SYNTAX] s.star:3:5: assert_eq: missing argument expected\nwarning: [UNREACHABLE] s.star:5:5: unreachable: it stands behind `return`\n",
    );
    const json = JSON.parse((await faultbox(["check", "s.star", "--format", "json"], folder)).stdout) as unknown;
    expect(json).toMatchObject([
      { file: "s.star", tests: [], diagnostics: [{ code: "SPEC_SYNTAX", position: { line: 3, column: 5 } }, {}] },
    ]);
    const nested = await suite(`load("lib.star", "test_loaded")\ndef test_a():\n    def test_b():\n        pass\n    test_b()\n`);
    await writeFile(join(nested, "lib.star"), "def test_loaded():\n    pass\n");
    const warned = await faultbox(["check", "s.star"], nested);
    expect(warned).toMatchObject({ code: 0 });
    expect(warned.stderr).toContain(
      "warning: [UNREACHABLE] s.star:3:9: test_b is never run as a test: it is defined inside another function",
    );
    expect(warned.stderr).toContain("test_loaded is never run as a test: it is loaded");
    expect(warned.stderr).toContain("ok  s.star — 1 test\n");
    await writeFile(join(nested, "lib.star"), "def test_loaded():\n    assert_eq(1)\n");
    expect(await faultbox(["check", "s.star"], nested)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("error: [SPEC_SYNTAX] lib.star:2:5: assert_eq: missing argument expected\n") as string,
    });
    await writeFile(join(nested, "lib.star"), "def test_loaded(:\n    pass\n");
    for (const command of ["check", "test"]) {
      const broken = await faultbox([command, "s.star"], nested);
      expect(broken.code).toBe(command === "check" ? 2 : 1);
      expect(broken.stderr).toMatch(/^error: (\[SPEC_SYNTAX\] )?lib\.star:1:17: got ':', which is not an identifier\n/m);
    }
    const demo = join(import.meta.dirname, "..", "fixtures", "orders");
    expect(await faultbox(["check", "traces-test.star"], demo)).toMatchObject({ code: 0, stderr: "ok  traces-test.star — 10 tests\n" });
  });
});

describe("ending early", () => {
  const endless =
    'service("a", "/bin/sh", args = ["-c", "sleep 300 & exec sleep 301"])\ndef test_a():\n    for i in range(100000000):\n        events()\ndef test_b():\n    pass\n';

  test("an interrupt stops the services, says what was not run, and exits with 130", async () => {
    const folder = await suite(endless);
    const { child, ended } = start(["test", "s.star"], folder);
    await until("the service and its child", () => processesIn(folder).filter((pid) => nameOf(pid) === "sleep").length === 2);
    child.kill("SIGINT");
    const ran = await ended;
    expect(ran.stderr).toContain("2 not run (interrupted)");
    expect(ran.code).toBe(130);
    expect(processesIn(folder)).toEqual([]);
  });

  test("a supervisor that is killed voids its test, takes the services with it, and the next test has another", async () => {
    const folder = await suite(endless);
    const { child, ended } = start(["test", "s.star"], folder);
    await until("the service and its child", () => processesIn(folder).filter((pid) => nameOf(pid) === "sleep").length === 2);
    for (const pid of processesIn(folder)) {
      if (nameOf(pid) === "faultbox-super") process.kill(pid, "SIGKILL");
    }
    const ran = await ended;
    expect(child.exitCode).toBe(2);
    expect(ran.stderr).toMatch(/--- ERROR: test_a .*\n.*the supervisor died: .* The trace of this test is void\./);
    expect(ran.stderr).toContain("--- PASS: test_b ");
    expect(processesIn(folder)).toEqual([]);
  });

  test("a runner that is killed takes supervisor and services with it", async () => {
    const folder = await suite(endless);
    const { child, ended } = start(["test", "s.star"], folder);
    await until("the service and its child", () => processesIn(folder).filter((pid) => nameOf(pid) === "sleep").length === 2);
    child.kill("SIGKILL");
    await ended;
    await until("the services to be gone", () => processesIn(folder).length === 0);
  });
});
