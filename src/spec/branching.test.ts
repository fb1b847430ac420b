/** Tests that branch: side by side, in several orders, by choices and by faults that fire or not. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseLeaf } from "../engine/index.ts";
import { selectLeaf } from "./index.ts";
import { Bench, freePort, loadIn } from "./running.ts";

const verdicts = (results: readonly { name: string; verdict: string }[]): string[] =>
  results.map(({ name, verdict }) => `${name} ${verdict}`);

/** Answers what it is told, but `wait N` only when N clients have said so, and `see N` once N wait; writes each line it gets to the file `log`. */
const meetingPlace = `
import os, socket, sys, threading
waiting, there = [], threading.Condition()
log = os.open("log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
def serve(client):
    said = client.recv(1000).decode()
    if said == "": return
    try: os.write(log, said.encode())
    except OSError as e: said = os.strerror(e.errno) + "\\n"
    words = said.split()
    if words[0] != "wait":
        if words[0] == "see":
            with there: there.wait_for(lambda: len(waiting) >= int(words[1]))
        client.sendall(said.encode())
        client.close()
        return
    with there:
        waiting.append((client, said))
        there.notify_all()
        if len(waiting) < int(words[1]): return
        for other, text in waiting: other.sendall(text.encode()); other.close()
        waiting.clear()
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
`;

/** A bench with that service; [declared] is its declaration. */
async function meeting(): Promise<Bench & { declared: string }> {
  const bench = await Bench.open();
  await bench.write("place.py", meetingPlace);
  const port = await freePort();
  const declared = `
place = service("place", "python3", interface("main", "tcp", ${port}), args = ["-S", "place.py", "${port}"], healthcheck = tcp("localhost:${port}"))
say = lambda text: place.send(data = text)
`;
  return Object.assign(bench, { declared });
}

test("parallel gives the results in order, and wants two functions at least", async () => {
  await using bench = await Bench.open();
  const { results } = await bench.run(`
def test_a():
    assert_eq(parallel(lambda: "a", lambda: ["b"], lambda: None), ["a", ["b"], None])
def test_b():
    parallel(lambda: 1)
`);
  expect(verdicts(results)).toEqual(["test_a pass", "test_b fail"]);
  expect(results[1]?.failure?.message).toContain("parallel: want at least two functions, got 1");
});

test("branches are under way at the same time, and so are those of a branch", async () => {
  await using bench = await meeting();
  const { results } = await bench.run(`${bench.declared}
def test_meet():
    got = parallel(lambda: say("wait 3"), lambda: parallel(lambda: say("wait 3"), lambda: say("wait 3")))
    assert_eq(got, ["wait 3", ["wait 3", "wait 3"]])
`);
  expect(verdicts(results)).toEqual(["test_meet pass"]);
});

test("a failure in one branch ends the others at once and is reported with its branch and line", async () => {
  await using bench = await meeting();
  const { results } = await bench.run(`${bench.declared}
reached = []
def breaks():
    assert_eq(say("see 2"), "bye", "manners")
def waits():
    fault(place, fsync = deny("EIO"), run = lambda: say("wait 9"))
    fail("never comes here")
def test_break():
    parallel(waits, lambda: parallel(waits, breaks))
def test_after():
    assert_eq(say("hello"), "hello")
`);
  expect(verdicts(results)).toEqual(["test_after pass", "test_break fail"]);
  const failure = results[1]?.failure;
  expect(failure).toMatchObject({
    kind: "assertion",
    assertion: { func: "assert_eq" },
    position: { file: "s.star", line: 7 },
    sourceLine: '    assert_eq(say("see 2"), "bye", "manners")',
  });
  expect(failure?.message).toContain("parallel() callable 1 failed: parallel() callable 1 failed: assert_eq failed");
  // The steps that were under way ended too, and not with the test's time.
  const ends = results[1]?.events.filter(({ type }) => type === "step_recv").map(({ fields }) => fields["success"]);
  expect(ends?.toSorted()).toEqual(["false", "false", "true"]);
  expect(results[1]?.durationMs).toBeLessThan(20_000);
});

test("branches still waiting when the test's time is up are ended, and the test is inconclusive", async () => {
  await using bench = await meeting();
  const text = `${bench.declared}
def test_late():
    parallel(lambda: say("wait 3"), lambda: say("wait 3"))
`;
  const { results } = await bench.run(text, { budgetMs: 3_000 });
  expect(verdicts(results)).toEqual(["test_late inconclusive"]);
});

test("branches that wait for each other are told in words, also where no order is asked for", async () => {
  await using bench = await meeting();
  const { results } = await bench.run(`${bench.declared}
def test_stuck():
    parallel(lambda: place.send(data = "wait 3", timeout = "6s"), lambda: place.send(data = "wait 3", timeout = "6s"))
`);
  expect(verdicts(results)).toEqual(["test_stuck fail"]);
  const told = results[0]?.diagnostics.filter(({ code }) => code === "NOTHING_MOVED").map(({ message }) => message);
  expect(told?.join("\n")).toMatch(
    /^nothing could go on: branch 0 for an answer to place\.main "wait 3" and branch 1 for an answer to place\.main "wait 3", and in the services place \(/,
  );
});

test("fault scopes of branches are in force together, and each ends with its branch", async () => {
  await using bench = await meeting();
  const { results } = await bench.run(`${bench.declared}
def test_scopes():
    def outer():
        fault(place, write = deny("EIO", path = "*/log"), run = lambda: parallel(lambda: say("wait 2"), lambda: say("wait 2")))
        assert_eq(say("fine"), "fine")
    parallel(outer, lambda: None)
    assert_eq(say("fine"), "fine")
    assert_eventually(syscall = "write", decision = "deny(EIO)")
`);
  expect(verdicts(results)).toEqual(["test_scopes pass"]);
});

test("with interleavings= branches run one after the other, each order a leaf", async () => {
  await using bench = await Bench.open();
  const { results, printed } = await bench.run(`
def run(how):
    order = []
    got = parallel(lambda: order.append("a") or 1, lambda: order.append("b") or 2, lambda: order.append("c") or 3, interleavings = how)
    assert_eq(got, [1, 2, 3])
    print("".join(order))
def test_all(): run("all")
def test_critical():
    order = []
    parallel(lambda: order.append("a"), lambda: order.append("b"), lambda: order.append("c"), interleavings = "critical")
    print("".join(order))
def test_two():
    order = []
    parallel(lambda: order.append("a"), lambda: order.append("b"), lambda: order.append("c"), interleavings = 2)
    print("".join(order))
`);
  expect(printed).toEqual(["abc", "acb", "bac", "bca", "cab", "cba", "abc", "bac", "cab", "acb", "abc", "acb"]);
  expect(results.map(({ leaf }) => leaf).slice(-2)).toEqual(["s.star:14=0-1-2", "s.star:14=0-2-1"]);
});

/**
 * Writes what it is told to the file `log`, `late …` to the file `late` before, and `work N` so often, with half a millisecond of work each; answers
 * with that, and `late?` with whether there is such a file.
 */
const clerk = `
import os, socket, sys, threading, time
def put(name, text):
    fd = os.open(name, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.write(fd, text)
    os.close(fd)
def serve(client):
    said = client.recv(1000)
    words = said.split() or [b""]
    if words[0] == b"late?": said = b"yes" if os.path.exists("late") else b"no"
    if words[0] == b"late": put("late", said)
    for _ in range(int(words[1]) if words[0] == b"work" else len(said) > 0):
        began = time.thread_time()
        while words[0] == b"work" and time.thread_time() - began < 5e-4: pass
        put("log", words[0] + b" ")
    client.sendall(said)
    client.close()
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
`;

/** What branches write to the log in an order, or why the test failed, while each write to `late` is delayed. Run three times. */
async function logged(order: string, delay: string, ...branches: readonly string[]): Promise<readonly string[]> {
  await using bench = await Bench.open();
  await bench.write("clerk.py", clerk);
  const port = await freePort();
  const text = `
clerk = service("clerk", "python3", interface("main", "tcp", ${port}), args = ["-S", "clerk.py", "${port}"], healthcheck = tcp("localhost:${port}"))
say = lambda text, timeout = "10s": clerk.send(data = text, timeout = timeout)
def nap(duration, text):
    sleep(duration)
    say(text)
def poll():
    for _ in range(200):
        if say("late?") == "yes": return
    fail("never")
def test_a():
    fault(clerk, run = lambda: parallel(${branches.map((branch) => `lambda: ${branch}`).join(", ")}), write = delay("${delay}", path = "*/late"))
    assert_eventually(service = "clerk", syscall = "write", decision = "delay(${delay})")
`;
  const logs: string[] = [];
  for (let time = 0; time < 3; time++) {
    for (const name of ["log", "late"]) await rm(join(bench.folder, name), { force: true });
    const { results } = await bench.run(text, {}, "suite", `order=${order}`);
    expect(results.map(({ diagnostics }) => diagnostics)).toEqual([[]]);
    logs.push(results[0]?.failure?.message ?? (await readFile(join(bench.folder, "log"), "utf8")).trimEnd());
  }
  return logs;
}

const nine = "work work work work work work work work work";

test("in an order a delay ends behind whatever others do meanwhile, however long that takes, and in the middle of what takes longer", async () => {
  expect(await logged("d", "5ms", `say("late")`, `say("work 9")`)).toEqual(Array(3).fill(`${nine} late`));
  // A call takes a tenth of a millisecond, and each line is two. This order lets the late one go on as soon as it can.
  expect(await logged("p0", "1ms", `say("late")`, `say("work 9")`)).toEqual(
    Array(3).fill("work work work work late work work work work work"),
  );
});

test("who asks again and again whether something has happened keeps nobody from doing it, in whatever order", async () => {
  const log = await logged("d", "1ms", `poll()`, `say("late")`);
  expect(log.map((line) => line.replaceAll("late? ", ""))).toEqual(["late", "late", "late"]);
});

test("of two delays the shorter one is over first when it began later, and so it is with a sleep of the test and with a time-out", async () => {
  expect(await logged("d", "8ms", `say("late")`, `nap("5ms", "slept")`, `nap("9ms", "overslept")`)).toEqual(
    Array(3).fill("slept late overslept"),
  );
  const late = (timeout: string): Promise<readonly string[]> => logged("d", "30ms", `say("late", "${timeout}")`, `say("work 9")`);
  expect(await late("29ms")).toEqual(Array(3).fill("parallel() callable 0 failed: tcp send failed: no answer within 29 ms"));
  expect(await late("34ms")).toEqual(Array(3).fill(`${nine} late`));
});

test("every combination of named choices is a leaf, and halt and assume are never a pass", async () => {
  await using bench = await Bench.open();
  const { results } = await bench.run(`
backend = choose("backend", ["pg", "my sql"])
assume(lambda c: c["backend"] != "my sql" or True)
def test_x():
    size = choose("size", [1, 2])
    choose(["unnamed", "first"])
    if size == 2: halt("too large")
    assume(lambda c: c == {"backend": "pg", "size": 1})
`);
  expect(results.map(({ name, verdict, failure }) => `${name} ${verdict} ${failure?.message ?? ""}`)).toEqual([
    "test_x[backend=pg,size=1] pass ",
    "test_x[backend=pg,size=2] halted too large",
    "test_x[backend=@1,size=1] halted assume(lambda) not satisfied",
    "test_x[backend=@1,size=2] halted too large",
  ]);
});

test("a choice that no reading of the text can see is found when the test comes to it, and its first run counts", async () => {
  await using bench = await Bench.open();
  const text = `
def test_x():
    if choose("a", [1, 2]) == 2:
        print("b", choose("".join(["b"]), ["x", "y", "z"]))
`;
  const { results, printed } = await bench.run(text);
  expect(results.map(({ leaf }) => leaf)).toEqual(["a=1", "a=2,b=x", "a=2,b=y", "a=2,b=z"]);
  expect(printed).toEqual(["b x", "b y", "b z"]);
  const suite = await loadIn(bench, text);
  expect(suite.tests.map(({ branching }) => branching.unread)).toEqual([["s.star:4"], ["s.star:4"]]);
});

test("choices while loading make a suite of its own of each option, with services of its own", async () => {
  await using bench = await Bench.open();
  const text = `
which = choose("which", ["one", "two", "none"])
assume(lambda c: c["which"] != "none")
service(which, "sleep", args = ["60"])
if which == "two":
    choose("flavour", ["sweet", "sour"])
def test_x():
    print(which)
`;
  const { results, printed } = await bench.run(text);
  expect(verdicts(results)).toEqual([
    "test_x[which=one] pass",
    "test_x[which=two,flavour=sweet] pass",
    "test_x[which=none] halted",
    "test_x[which=two,flavour=sour] pass",
  ]);
  expect(results.map(({ services }) => services.map(({ name }) => name))).toEqual([["one"], ["two"], [], ["two"]]);
  expect(printed).toEqual(["one", "two", "two"]);
});

test("a fault with a probability and a cap fires in every pattern, with its own error, and never beyond the cap", async () => {
  await using bench = await meeting();
  const { results, printed } = await bench.run(`${bench.declared}
def test_x():
    seen = []
    def body():
        for i in range(4): seen.append(say("ok"))
    fault(place, write = deny("ENOSPC", probability = 0.5, max_fires = 2, path = "*/log", label = "full disk"), run = body)
    print(["x" if said.startswith("No space") else "." for said in seen])
`);
  expect(results.map(({ leaf, verdict }) => `${leaf ?? ""} ${verdict}`)).toEqual([
    "full_disk=00 pass",
    "full_disk=10 pass",
    "full_disk=01 pass",
    "full_disk=11 pass",
  ]);
  expect(printed).toEqual(['[".", ".", ".", "."]', '["x", ".", ".", "."]', '[".", "x", ".", "."]', '["x", "x", ".", "."]']);
  expect(results.map(({ rules }) => rules.map(({ hits }) => hits))).toEqual([[0], [1], [1], [2]]);
  // A leaf in which the fault is not to fire says nothing of a fault that did not fire.
  expect(results.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).not.toContain("FAULT_NOT_FIRED");
});

test("a label that means the order of a leaf names no axis", async () => {
  await using bench = await meeting();
  const text = `${bench.declared}
def test_x():
    fault(place, write = deny("EIO", probability = 0.5, max_fires = 1, path = "*/log", label = "order"), run = lambda: print(say("ok")))
`;
  const { results } = await bench.run(text);
  expect(results.map(({ leaf, verdict }) => `${leaf ?? ""} ${verdict}`)).toEqual(["place:write=0 pass", "place:write=1 pass"]);
  const planned = await loadIn(bench, text);
  expect(planned.tests.map(({ leaf }) => [...leaf])).toEqual([[["place:write", "0"]], [["place:write", "1"]]]);
});

test("a failure of branches that met in no order says that its replay line may come out otherwise, and that of an order does not", async () => {
  await using bench = await meeting();
  const text = `${bench.declared}
def test_x():
    assert_eq(parallel(lambda: say("a"), lambda: say("b")), ["b", "a"])
`;
  const codes = async (leaf?: string): Promise<readonly string[]> =>
    (await bench.run(text, {}, "suite", leaf)).results.map(({ verdict, diagnostics }) =>
      [verdict, ...diagnostics.map(({ code }) => code)].join(" "),
    );
  expect(await codes()).toEqual(["fail NO_ORDER"]);
  expect(await codes("order=d")).toEqual(["fail"]);
});

test("a leaf can be run alone, and one that does not exist is an error with those there are", async () => {
  await using bench = await Bench.open();
  const text = `
def test_x():
    print(choose("a", [1, 2]), choose("b", ["p", "q"]))
`;
  const suite = await loadIn(bench, text);
  expect(selectLeaf(suite, parseLeaf("b=q,a=2")).tests.map(({ leaf }) => [...leaf])).toEqual([
    [
      ["a", "2"],
      ["b", "q"],
    ],
  ]);
  expect(selectLeaf(suite, parseLeaf("b=q")).tests.map(({ leaf }) => [...leaf])).toEqual([
    [
      ["a", "1"],
      ["b", "q"],
    ],
  ]);
  expect(() => selectLeaf(suite, parseLeaf("b=r"))).toThrow("no test of s.star has the leaf b=r; there are: test_x[a=1,b=p]");
});
