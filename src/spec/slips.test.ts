/**
 * Slips that only running can show: each must end its test, or be pointed out, with its line and what to do. A case is the body of a test; the line
 * that is wrong carries `### "regexp"` for a failure there, or `### warning "regexp"` for a diagnostic. Slips that loading shows are in
 * `testdata/slips.star`.
 */
import { expect, test } from "vitest";
import { Bench, freePort } from "./running.ts";

const program = `
import os, socket, sys
log = os.open("log.wal", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = server.accept()[0]
    said = client.recv(1000)
    if said:
        os.write(log, said)
        os.fsync(log)
        print('{"level": "info", "said": "%s"}' % said.decode().strip(), flush=True)
        client.sendall(said)
    client.close()
`;

const plain = `
fault(svc, fsync = deny("EIO"), run = svc.send(data = "x")) ### "fault: for parameter run: got string, want callable"
fault(svc, fsync = deny("EIO"), run = lambda x: x) ### "fault: for parameter run: lambda\\(x\\) is called with no arguments, and takes 1"
fault("svc", fsync = deny("EIO"), run = lambda: None) ### "fault: for parameter target: got string, want service, fault_assumption or interface_ref"
fault(svc, run = lambda: None) ### "fault: no fault given; write for example write=deny\\("EIO"\\)"
fault_start(svc, fsync = deny("EIO"), run = lambda: None) ### "fault_start: it takes no run=; write fault\\(…, run=…\\)"
fault_all(svc, fsync = deny("EIO"), run = lambda: None) ### "fault_all: for parameter services: got service, want list"
fault_all([], fsync = deny("EIO"), run = lambda: None) ### warning "fault_all: the list of services is empty"
fault(svc, fsync = delay("-1s"), run = lambda: svc.send(data = "x")) ### warning "delay: "-1s" delays nothing"
fault(svc, fsync = deny("EIO", probability = 0), run = lambda: svc.send(data = "x")) ### warning "deny: with probability=0 it never fires"
fault(svc, connect = deny("EIO"), run = lambda: svc.send(data = "x")) ### warning "connect=deny\\(EIO\\) on svc never fired"
fault(svc, fsync = deny("EIO", lable = "x"), run = lambda: svc.send(data = "x")) ### warning "deny: unexpected keyword argument "lable" \\(did you mean "label"\\?\\); it is ignored"
name = "fs" + "ynk"; fault(svc, run = lambda: None, **{name: deny("EIO")}) ### "fault: unknown syscall or operation "fsynk" \\(did you mean "fsync"\\?\\)"
trace(svc, syscalls = "write", run = lambda: None) ### "trace: for parameter syscalls: got string, want list"
svc.send(data = 1) ### "svc.main.send: for parameter data: got int, want string"
svc.send(data = "x", timeout = "soon") ### "invalid duration "soon""
svc.send("y", data = "x") ### warning "svc.main.send: what is given by position is ignored; write data=…"
svc.send(data = "x", timout = "1s") ### warning "unexpected keyword argument "timout" \\(did you mean "timeout"\\?\\); it is ignored"
svc.man.send(data = "x") ### "service has no .man field or method \\(did you mean .main\\?\\)"
assert_eq(struct(status = 1).statuss, 200) ### "struct has no .statuss field or method \\(did you mean .status\\?\\)"
assert_never(syscal = "write") ### "assert_never: no event has a field "syscal" \\(did you mean "syscall"\\?\\)"
assert_never(syscall = ["write"]) ### "assert_never: filter syscall= must be a string, got list"
assert_never() ### "assert_never: nothing is asked; give a filter such as syscall="write", or where="
assert_eventually() ### "assert_eventually: nothing is asked"
assert_never(where = lambda: True) ### "assert_never: for parameter where: lambda\\(\\) is called with 1 argument, and takes none"
assert_before(first = "write", then = "fsync") ### "assert_before: for parameter first: got string, want dict"
assert_before(first = {"syscal": "write"}, then = {"syscall": "fsync"}) ### "no event has a field "syscal" \\(did you mean "syscall"\\?\\)"
assert_before(first = {}, then = {"syscall": "fsync"}) ### "assert_before: first= must name at least one field"
always(lambda: True) ### "always: for parameter predicate: lambda\\(\\) is called with 1 argument, and takes none"
await_event({"type": "step_send"}) ### "await_event: for parameter matcher: got dict, want matcher or callable"
sleep(1) ### "sleep: for parameter duration: got int, want string"
sleep("-1s") ### "sleep: the duration must not be negative"
parallel(svc.send(data = "x"), svc.send(data = "y")) ### "parallel: for parameter functions: got string, want callable"
partition("svc", svc, run = lambda: None) ### "partition: for parameter a: got string, want service"
partition(svc, svc, run = lambda: None) ### "partition: "svc" cannot be cut off from itself"
restart("svc") ### "restart: for parameter service: got string, want service"
seen.append(1) ### "cannot append to frozen list"
choose("a", []) ### "choose\\("a"\\): the list of options must not be empty"
pass ### warning "passed without an assertion, so it passes whatever the services do"
`;

const withLines = `
svc.send(data = "x"); await_event(match.event(type = "stdout")); assert_never(levl = "error") ### warning "no event of this test has a field "levl" \\(did you mean "level"\\?\\), so nothing can match"
svc.send(data = "x"); assert_never(syscal = "fsync") ### warning "no event of this test has a field "syscal" \\(did you mean "syscall"\\?\\), so nothing can match"
svc.send(data = "x"); assert_never(error_id = "5")
`;

/** Runs each line of [cases] as a test, and finds what was said of it at its line. */
async function expectSlips(cases: string, more: string): Promise<void> {
  await using bench = await Bench.open();
  await bench.write("svc.py", program);
  const port = await freePort();
  const lines = cases.trim().split("\n");
  const suite = [
    `svc = service("svc", "python3", interface("main", "tcp", ${port}), args = ["-S", "svc.py", "${port}"], healthcheck = tcp("localhost:${port}")${more})`,
    "seen = []",
    ...lines.map((line, i) => `def test_${String(i).padStart(2, "0")}(): ${line}`),
  ];
  const { results } = await bench.run(suite.join("\n"));
  expect(results).toHaveLength(lines.length);
  for (const [i, line] of lines.entries()) {
    const result = results[i];
    const [, kind, pattern] = /### (warning )?"(.*)"$/.exec(line) ?? [];
    const place = (at: { line: number } | undefined): boolean => at?.line === i + 3;
    const failure = place(result?.failure?.position) ? result?.failure?.message : undefined;
    const warnings = result?.diagnostics.filter(({ position }) => place(position)).map(({ message }) => message) ?? [];
    if (pattern === undefined) expect(warnings.filter((one) => one.includes("nothing can match"))).toEqual([]);
    else
      expect(kind === undefined ? failure : warnings.join("\n"), `${line}\n${JSON.stringify(result?.failure)}`).toMatch(
        new RegExp(pattern),
      );
  }
}

test("each slip ends its test or is pointed out, at its line and with what to do", () => expectSlips(plain, ""));

test("with lines that decide their own fields, a name that is nearly another is pointed out, and one that nothing resembles is not", () =>
  expectSlips(withLines, `, observe = [observe.stdout(decoder = decoder("json"))]`));
