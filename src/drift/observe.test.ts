import { expect, test } from "vitest";
import { DRIVER, type Call, type Event, type KernelObject, type TestResult } from "../trace/index.ts";
import { noTurn, relationOf, watch, whole, type SectionFacts } from "./facts.ts";
import { observe, type ObserveOptions } from "./observe.ts";

/** A log written down call by call, a millisecond apart unless a pause is made. */
class LogBook {
  readonly events: Event[] = [];
  #atNs = 0;

  pause(ms: number): this {
    this.#atNs += ms * 1e6;
    return this;
  }

  add(type: string, service: string, fields: Record<string, string> = {}, call?: Call): this {
    this.#atNs += 1e6;
    this.events.push({ seq: this.events.length + 1, atNs: this.#atNs, type, service, fields, ...(call === undefined ? {} : { call }) });
    return this;
  }

  call(service: string, name: string, object: KernelObject | string, more: Partial<Call> = {}): this {
    const what: KernelObject = typeof object === "string" ? { kind: "file", path: object } : object;
    return this.add("syscall", service, {}, { name, pid: 100, tid: 100, decision: { kind: "allow" }, object: what, latencyNs: 0, ...more });
  }

  send(summary: string, local: string): this {
    return this.add("step_send", DRIVER, { target: "shop.main", method: "send", summary, local, remote: "127.0.0.1:80" });
  }

  recv(local: string, status = "200"): this {
    return this.add("step_recv", DRIVER, { target: "shop.main", method: "send", summary: "18 bytes", local, status_code: status });
  }

  section(window: string, lane: string, options: ObserveOptions = {}): SectionFacts {
    const result: TestResult = {
      name: "test_x",
      verdict: "pass",
      seed: 0,
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1,
      events: this.events,
      services: [
        { name: "shop", interfaces: [{ name: "main", protocol: "http", port: 80 }] },
        { name: "stock", interfaces: [{ name: "main", protocol: "tcp", port: 90 }] },
      ],
      rules: [],
      diagnostics: [],
      replay: "",
    };
    return (
      observe(result, options).get(`${window}\n${lane}`) ?? { lines: new Map(), order: new Map(), ahead: new Map(), pauses: new Map() }
    );
  }
}

/** The service's end of a connection: `from` is the client's port. */
function accepted(from: number, port = 80): KernelObject {
  return { kind: "socket", local: `127.0.0.1:${port}`, peer: `127.0.0.1:${from}` };
}

function made(from: number, port = 90): KernelObject {
  return { kind: "socket", local: `127.0.0.1:${from}`, peer: `127.0.0.1:${port}` };
}

function counts(section: SectionFacts): Record<string, number> {
  return Object.fromEntries([...section.lines].map(([key, { count }]) => [key, count]));
}

const window = "step 1 GET /a → shop.main";
const log = "/data/a.log";

test("sockets are told by their role: who asked, and who is asked", () => {
  const book = new LogBook()
    .call("shop", "bind", { kind: "socket", local: "0.0.0.0:80" })
    .send("GET /a", "127.0.0.1:5001")
    .call("shop", "accept4", { kind: "socket", local: "0.0.0.0:80" })
    .call("shop", "read", accepted(5001))
    .call("shop", "connect", { kind: "socket", peer: "127.0.0.1:90" })
    .call("shop", "write", made(6001))
    .call("stock", "sendto", accepted(6001, 90))
    .call("shop", "connect", { kind: "socket", peer: "93.184.216.34:443" })
    .call("shop", "connect", { kind: "socket", peer: "127.0.0.1:40000" })
    .call("shop", "connect", { kind: "socket", peer: "unix:/run/cache.sock" })
    .call("shop", "connect", { kind: "socket", peer: "127.0.0.1:0" })
    .call("shop", "writev", accepted(5001))
    .recv("127.0.0.1:5001");
  expect(counts(book.section("start", "shop"))).toEqual({ "bind allow main": 1 });
  expect(counts(book.section(window, "shop"))).toEqual({
    "connect allow → stock.main": 1,
    "send allow → stock.main": 1,
    "receive allow → stock.main": 1,
    "connect allow → 93.184.216.34:443": 1,
    "connect allow → localhost:*": 1,
    "connect allow → unix:/run/cache.sock": 1,
    "send allow ← test": 1,
  });
  expect(counts(book.section(window, "stock"))).toEqual({ "send allow ← shop": 1 });
  expect(counts(book.section(window, DRIVER))).toEqual({ "step 200 GET /a → shop.main": 1 });
});

test("probes, loaders and runtimes leave no trace, but what a rule did to them does", () => {
  const book = new LogBook()
    .call("shop", "read", accepted(4001))
    .call("shop", "write", accepted(4001))
    .add("probe", DRIVER, { target: "shop.main", local: "127.0.0.1:4002", remote: "127.0.0.1:80" })
    .call("shop", "write", accepted(4002))
    .call("shop", "openat", "/etc/ld.so.cache", { flags: 0 })
    .call("shop", "write", { kind: "anon", name: "anon_inode:[eventfd]" })
    .call("shop", "write", { kind: "pipe", inode: 7 })
    .call("shop", "futex", { kind: "none" })
    .call("shop", "openat", "/etc/hosts", { flags: 0, decision: { kind: "deny", errno: 13 } });
  expect(counts(book.section("start", "shop"))).toEqual({ "open(read) deny(EACCES) /etc/hosts": 1 });
});

test("past the page cache is a flag of an open, whichever bit the architecture has for it; to look into a folder is none", () => {
  const book = new LogBook();
  for (const flags of [0o40102, 0o200102, 0o40000, 0o200000, 0o20200002]) book.call("shop", "openat", log, { flags });
  expect([...book.section("start", "shop").lines].map(([key, { count }]) => `${count} ${key}`)).toEqual([
    "2 open(create,direct,readwrite) allow /data/a.log",
    "2 open(read) allow /data/a.log",
    "1 open(readwrite) allow /data/a.log",
  ]);
});

test("calls of one family are one call, and the lasting flags of an open are part of it", () => {
  const book = new LogBook()
    .call("shop", "openat", log, { flags: 0o2102101 })
    .call("shop", "creat", log)
    .call("shop", "pwrite64", log, { fd: 3 })
    .call("shop", "writev", log, { fd: 3 })
    .call("shop", "renameat2", "/data/new", { target: log })
    .call("shop", "write", { kind: "stdio", name: "stderr" });
  const { lines } = book.section("start", "shop");
  expect([...lines.keys()]).toEqual([
    "open(append,create,write) allow /data/a.log",
    "open(create,truncate,write) allow /data/a.log",
    "write allow /data/a.log",
    "rename allow /data/new → /data/a.log",
    "write allow stderr",
    "handle open(append,create,write)·write+ /data/a.log",
  ]);
});

test("a read that blocked before its message came does not begin the request", () => {
  const book = new LogBook()
    .send("GET /a", "127.0.0.1:5001")
    .call("shop", "write", accepted(5001))
    // Keep-alive: the service already waits for more while the test asks on another connection.
    .call("shop", "read", accepted(5001))
    .recv("127.0.0.1:5001")
    .send("GET /a", "127.0.0.1:5002")
    .call("shop", "write", log, { fd: 3 })
    .call("shop", "write", accepted(5002))
    .recv("127.0.0.1:5002");
  expect(relationOf(book.section(window, "shop").order, "write allow /data/a.log", "send allow ← test")).toBe("<");
});

test("requests that overlap say nothing of order, unless each stays on its thread", () => {
  const overlapping = (tids: readonly [number, number]): SectionFacts =>
    new LogBook()
      .send("GET /a", "127.0.0.1:5001")
      .call("shop", "read", accepted(5001), { tid: 1 })
      .send("GET /a", "127.0.0.1:5002")
      .call("shop", "read", accepted(5002), { tid: 2 })
      .call("shop", "write", log, { fd: 3, tid: tids[0] })
      .call("shop", "write", accepted(5001), { tid: 1 })
      .call("shop", "write", log, { fd: 3, tid: tids[1] })
      .call("shop", "write", accepted(5002), { tid: 2 })
      .recv("127.0.0.1:5001")
      .recv("127.0.0.1:5002")
      .section(window, "shop");
  expect(overlapping([9, 9]).order.size).toBe(0);
  expect(relationOf(overlapping([1, 2]).order, "write allow /data/a.log", "send allow ← test")).toBe("<");
});

test("the answer of another service stands in the asking one where it was sent", () => {
  const asking = (waits: boolean): SectionFacts => {
    const book = new LogBook().send("GET /a", "127.0.0.1:5001").call("shop", "write", made(6001));
    if (waits) book.call("stock", "write", accepted(6001, 90)).call("shop", "write", accepted(5001));
    else book.call("shop", "write", accepted(5001)).call("stock", "write", accepted(6001, 90));
    return book.recv("127.0.0.1:5001").section(window, "shop");
  };
  const pair = ["receive allow → stock.main", "send allow ← test"] as const;
  expect(relationOf(asking(true).order, ...pair)).toBe("<");
  expect(relationOf(asking(false).order, ...pair)).toBe(">");
});

test("a message that was denied was never sent", () => {
  const book = new LogBook()
    .send("GET /a", "127.0.0.1:5001")
    .call("shop", "write", made(6001))
    .call("stock", "write", accepted(6001, 90), { decision: { kind: "deny", errno: 5 } })
    .recv("127.0.0.1:5001");
  expect(counts(book.section(window, "shop"))).toEqual({ "send allow → stock.main": 1 });
  expect(counts(book.section(window, "stock"))).toEqual({ "send deny(EIO) ← shop": 1 });
});

test("a descriptor number used again is another handle", () => {
  const book = new LogBook().send("GET /a", "127.0.0.1:5001");
  for (let i = 0; i < 2; i++) {
    book.call("shop", "openat", log, { flags: 0o2001 }).call("shop", "write", log, { fd: 3 }).call("shop", "fsync", log, { fd: 3 });
  }
  expect(counts(book.recv("127.0.0.1:5001").section(window, "shop"))).toMatchObject({
    "handle open(append,write)·write·fsync /data/a.log": 2,
  });
});

test("what comes behind the answer is late, and what comes by itself is idle", () => {
  const book = new LogBook()
    .add("service_ready", "shop")
    .send("GET /a", "127.0.0.1:5001")
    .call("shop", "write", accepted(5001))
    .recv("127.0.0.1:5001")
    .call("shop", "write", log, { fd: 3 })
    .pause(40)
    .call("shop", "openat", "/data/beat", { flags: 1 })
    .call("shop", "write", "/data/beat", { fd: 4 })
    .add("stopping", DRIVER)
    .call("shop", "fsync", log, { fd: 3 });
  const { lines } = book.section(window, "shop");
  expect(lines.get("write allow /data/a.log")).toEqual({ count: 1, late: true, idle: false, turn: noTurn });
  expect(lines.get("write allow /data/beat")).toEqual({ count: 1, late: true, idle: true, turn: noTurn });
  expect(counts(book.section("end", "shop"))).toEqual({ "fsync allow /data/a.log": 1 });
});

test("what happens at the start and at the end is known in its order, each from the first", () => {
  const book = new LogBook()
    .call("shop", "unlink", "/data/z")
    .call("shop", "write", "/data/b", { fd: 3 })
    .call("shop", "write", "/data/a", { fd: 4 })
    .call("shop", "write", "/data/b", { fd: 3 })
    .send("GET /a", "127.0.0.1:5001")
    .call("shop", "write", accepted(5001))
    .recv("127.0.0.1:5001")
    .add("stopping", DRIVER)
    .call("shop", "write", "/data/b", { fd: 3 })
    .call("shop", "unlink", "/data/a");
  const turns = (part: string): string[] => [...book.section(part, "shop").lines].map(([key, { turn }]) => `${turn} ${key}`).sort();
  expect(turns("start")).toEqual(["0 unlink allow /data/z", "1 write allow /data/b", "2 write allow /data/a"]);
  expect(turns("end")).toEqual(["0 write allow /data/b", "1 unlink allow /data/a"]);
});

test("a service that asks again and again works by itself, and so does the one that answers", () => {
  const book = new LogBook().send("GET /a", "127.0.0.1:5001").call("shop", "write", accepted(5001)).recv("127.0.0.1:5001");
  for (let i = 0; i < 5; i++) {
    book.pause(18).call("picker", "sendto", made(6001, 80)).call("shop", "write", accepted(6001));
  }
  book.add("stopping", DRIVER);
  expect(book.section(window, "picker").lines.get("send allow → shop.main")).toMatchObject({ idle: true });
  expect(book.section(window, "picker").lines.get("receive allow → shop.main")).toMatchObject({ idle: true });
  expect(book.section(window, "shop").lines.get("send allow ← picker")).toMatchObject({ idle: true });
  expect(book.section(window, "shop").lines.get("send allow ← test")).toMatchObject({ idle: false });
});

test("what is fetched by asking again and again, soon after a step put it there, is work for that step", () => {
  const book = new LogBook()
    .pause(100)
    .send("GET /a", "127.0.0.1:5001")
    .call("shop", "write", accepted(5001))
    .recv("127.0.0.1:5001")
    .pause(18)
    .call("picker", "sendto", made(6001, 80))
    .call("shop", "write", accepted(6001))
    .call("picker", "fsync", log, { fd: 3 })
    .add("stopping", DRIVER);
  expect(book.section(window, "picker").lines.get("fsync allow /data/a.log")).toMatchObject({ idle: false });
});

test("what is told of without being asked for is work for the step that it goes back to", () => {
  const book = new LogBook().send("GET /a", "127.0.0.1:5001");
  book.call("picker", "sendto", made(6001, 80)).call("shop", "write", accepted(6001));
  book.call("shop", "write", accepted(5001)).recv("127.0.0.1:5001").pause(60).send("GET /a", "127.0.0.1:5002");
  book.call("shop", "write", accepted(6001)).call("shop", "write", accepted(5002)).recv("127.0.0.1:5002");
  book.pause(15).call("picker", "fsync", log, { fd: 3 }).pause(40).call("picker", "unlink", log).add("stopping", DRIVER);
  const { lines } = book.section(window, "picker");
  expect(lines.get("fsync allow /data/a.log")).toMatchObject({ idle: false });
  expect(lines.get("unlink allow /data/a.log")).toMatchObject({ idle: true });
});

/** A step, and then each of [beating] at rest: it looks up a time of its own again and again. */
function resting(...beating: string[]): LogBook {
  const book = new LogBook().send("GET /a", "127.0.0.1:5001").call("shop", "write", accepted(5001)).recv("127.0.0.1:5001");
  for (const service of [...beating, ...beating, ...beating]) book.pause(40).call(service, "openat", "/data/clock", { flags: 0 });
  return book.pause(100);
}

/** A step of which the service leaves [name] in a folder, whole. */
function leaving(name: string, more: Partial<Call> = {}): LogBook {
  const waiting = "/data/.waiting";
  const book = resting("picker").send("GET /a", "127.0.0.1:5002").call("shop", "openat", waiting, { flags: 0o301 });
  book.call("shop", "write", waiting, { fd: 3 }).call("shop", "renameat", waiting, { target: name, ...more });
  return book.call("shop", "write", accepted(5002)).recv("127.0.0.1:5002");
}

/** What a service is seen to do, in the order in which it did that first. */
function begun({ lines }: SectionFacts): string[] {
  const calls = [...lines].filter(([key]) => !key.startsWith("handle "));
  return calls.map(([key, { idle }]) => `${key}${idle ? " by itself" : ""}`);
}

test("what one service leaves in a file and another soon finds there is work for the step that it goes back to", () => {
  const name = "/data/new/job";
  const ways: readonly (readonly [seen: string, call: string, more: Partial<Call>])[] = [
    ["rename allow /data/new/job → /data/active/job", "rename", { target: "/data/active/job" }],
    ["open(read) allow /data/new/job", "openat", { flags: 0 }],
    ["read allow /data/new/job", "pread64", { fd: 5 }],
    ["unlink allow /data/new/job", "unlink", {}],
  ];
  for (const [seen, call, more] of ways) {
    const book = leaving(name).pause(12).call("picker", call, name, more).call("picker", "fsync", log, { fd: 3 });
    book.pause(40).call("picker", "write", log, { fd: 3 }).add("stopping", DRIVER);
    expect(begun(book.section(window, "picker"))).toEqual([
      "open(read) allow /data/clock by itself",
      seen,
      "fsync allow /data/a.log",
      "write allow /data/a.log by itself",
    ]);
  }
});

test("what is found long after it was left, found elsewhere, or was kept from being left, sets nobody to work", () => {
  const name = "/data/new/job";
  const logs = [
    leaving(name).pause(30).call("picker", "unlink", name),
    leaving(name).pause(12).call("picker", "unlink", "/data/new/other"),
    leaving(name, { decision: { kind: "deny", errno: 5 } })
      .pause(12)
      .call("picker", "unlink", name),
  ];
  for (const book of logs) {
    book.call("picker", "fsync", log, { fd: 3 }).add("stopping", DRIVER);
    expect(begun(book.section(window, "picker"))).toContain("fsync allow /data/a.log by itself");
  }
});

test("services that look again and again for what the other has left work by themselves", () => {
  const book = new LogBook().send("GET /a", "127.0.0.1:5001").call("shop", "write", "/data/to", { fd: 3 });
  book.call("shop", "write", accepted(5001)).recv("127.0.0.1:5001");
  for (let i = 0; i < 5; i++) {
    book.pause(8).call("picker", "read", "/data/to", { fd: 4 }).call("picker", "write", "/data/back", { fd: 5 });
    book.pause(8).call("shop", "read", "/data/back", { fd: 4 }).call("shop", "write", "/data/to", { fd: 3 });
  }
  book.add("stopping", DRIVER);
  expect(book.section(window, "picker").lines.get("write allow /data/back")).toMatchObject({ idle: true });
  expect(book.section(window, "shop").lines.get("read allow /data/back")).toMatchObject({ idle: true });
});

test("a log that two services append to, and locks that both of them take, hand nothing on", () => {
  const [kept, made] = [{ flags: 0o102 }, { flags: 0o301 }];
  const book = resting("beat").send("GET /a", "127.0.0.1:5002").call("shop", "openat", "/data/kept", kept);
  book.call("shop", "flock", "/data/kept", { fd: 4 }).call("shop", "openat", "/data/made", made).call("shop", "write", log, { fd: 3 });
  book.call("shop", "unlink", "/data/made").call("shop", "write", accepted(5002)).recv("127.0.0.1:5002").pause(10);
  book.call("beat", "openat", "/data/kept", kept).call("beat", "flock", "/data/kept", { fd: 4 }).call("beat", "openat", "/data/made", made);
  book.call("beat", "openat", log, { flags: 0o2001 }).call("beat", "write", log, { fd: 3 }).call("beat", "unlink", "/data/made");
  const all = begun(book.add("stopping", DRIVER).section(window, "beat"));
  expect(all).toHaveLength(7);
  expect(all.filter((one) => !one.endsWith(" by itself"))).toEqual([]);
});

test("what a service does before the first step is its start, however long that takes", () => {
  const book = new LogBook()
    .add("service_ready", "shop")
    .pause(80)
    .call("shop", "fsync", log, { fd: 3 })
    .send("GET /a", "127.0.0.1:5001")
    .recv("127.0.0.1:5001")
    .add("stopping", DRIVER);
  expect(book.section("start", "shop").lines.get("fsync allow /data/a.log")).toMatchObject({ idle: false });
});

test("a service that nobody waits for starts beside the first steps, and works by itself from its first message, or when it does again what it did", () => {
  const book = new LogBook().send("GET /a", "127.0.0.1:5001").call("shop", "write", accepted(5001)).recv("127.0.0.1:5001");
  book.pause(60).call("picker", "connect", made(6001, 80)).pause(10).call("picker", "openat", log, { flags: 1 });
  book.pause(10).call("picker", "sendto", made(6001, 80)).pause(40).call("picker", "unlink", "/data/seen");
  book.pause(60).call("beat", "mkdir", "/data/beats").pause(40).call("beat", "write", "/data/beat", { fd: 3 });
  book.pause(40).call("beat", "write", "/data/beat", { fd: 3 }).add("stopping", DRIVER);
  const idle = (lane: string): Record<string, boolean> =>
    Object.fromEntries([...book.section(window, lane).lines].map(([key, line]) => [key, line.idle]));
  expect(idle("picker")).toMatchObject({
    "connect allow → shop.main": false,
    "open(write) allow /data/a.log": false,
    "unlink allow /data/seen": true,
  });
  expect(idle("beat")).toEqual({ "mkdir allow /data/beats": false, "write allow /data/beat": true });
});

/** A request that asks the stock [before] times, writes, asks [behind] times and answers. */
function asking(book: LogBook, local: number, before: number, behind: number, pauseMs = 0): LogBook {
  const ask = (times: number): void => {
    for (let i = 0; i < times; i++) book.call("shop", "write", made(6001)).call("stock", "sendto", accepted(6001, 90));
  };
  book.send("GET /a", `127.0.0.1:${local}`).call("shop", "read", accepted(local));
  ask(before);
  book.pause(pauseMs).call("shop", "write", log, { fd: 3 });
  ask(behind);
  return book.call("shop", "write", accepted(local)).recv(`127.0.0.1:${local}`);
}

const [toStock, toLog, toTest] = ["send allow → stock.main", "write allow /data/a.log", "send allow ← test"];

test("of requests that ask several times it is kept how often at the least, before each other call that does something", () => {
  const book = new LogBook();
  asking(asking(book, 5001, 2, 1), 5002, 3, 1);
  expect(book.section(window, "shop").ahead).toEqual(
    new Map([
      [`${toStock}\n${toLog}`, 2],
      [`${toStock}\n${toTest}`, 3],
    ]),
  );
});

test("syncs of one file, which a request makes at several places, are counted like questions before each other call", () => {
  const [base, receipt] = ["/data/base.wal", "/data/receipt"];
  const committing = (book: LogBook, local: number, more: number): LogBook => {
    const commit = (): LogBook => book.call("shop", "fsync", base, { fd: 4 });
    book.send("GET /a", `127.0.0.1:${local}`);
    for (let i = 0; i < more; i++) commit();
    commit().call("shop", "write", receipt, { fd: 5 });
    commit().call("shop", "write", accepted(local)).recv(`127.0.0.1:${local}`);
    return commit();
  };
  const book = new LogBook();
  committing(committing(book, 5001, 1), 5002, 0);
  const section = book.section(window, "shop");
  expect(relationOf(section.order, `fsync allow ${base}`, `write allow ${receipt}`)).toBe("~");
  expect(section.ahead).toEqual(
    new Map([
      [`fsync allow ${base}\nwrite allow ${receipt}`, 1],
      [`fsync allow ${base}\n${toTest}`, 2],
    ]),
  );
});

test("a number of questions that took longer than a service rests before it asks by itself tells nothing", () => {
  const book = new LogBook();
  const byItself = (): LogBook => book.pause(50).call("shop", "write", made(6001)).call("stock", "sendto", accepted(6001, 90));
  asking(book, 5001, 1, 0);
  asking(book, 5002, 1, 0);
  byItself();
  asking(book, 5003, 1, 1, 40);
  expect(book.section(window, "shop").ahead).toEqual(
    new Map([
      [`${toStock}\n${toLog}`, 1],
      [`${toStock}\n${toTest}`, 1],
    ]),
  );
  const slow = new LogBook();
  asking(slow, 5001, 1, 0, 60);
  asking(slow, 5002, 1, 0, 60);
  slow.pause(50).call("shop", "write", made(6001)).call("stock", "sendto", accepted(6001, 90)).add("stopping", DRIVER);
  expect(slow.section(window, "shop").ahead).toEqual(new Map());
});

/** A thread of the shop that takes no requests asks the stock. */
function asksBeside(book: LogBook, tid = 102): LogBook {
  return book
    .call("shop", "write", made(6002), { tid })
    .call("shop", "read", made(6002), { tid })
    .call("stock", "sendto", accepted(6002, 90), { tid: 202 });
}

test("what another thread asks beside a request is no question of the request, however long that takes", () => {
  const asked = (hearer: number): SectionFacts["ahead"] => {
    const book = new LogBook();
    asksBeside(book).pause(40);
    for (const local of [5001, 5002]) {
      book.send("GET /a", `127.0.0.1:${local}`).call("shop", "read", accepted(local)).call("shop", "write", made(6001));
      book.call("shop", "read", made(6001), { tid: hearer }).call("stock", "sendto", accepted(6001, 90));
      asksBeside(book.pause(30)).pause(30);
      book.call("shop", "write", accepted(local)).recv(`127.0.0.1:${local}`);
      asksBeside(book.pause(40));
    }
    return book.add("stopping", DRIVER).section(window, "shop").ahead;
  };
  expect(asked(100)).toEqual(new Map([[`${toStock}\n${toTest}`, 1]]));
  // Where another thread hears what one has asked, it goes on with its work: only the service as a whole can be asked, and it was too slow to tell.
  expect(asked(103)).toEqual(new Map());
});

/** A request to the shop that asks the stock once for each of [syncs]: who syncs there before it is answered, if anybody does. */
function trusting(book: LogBook, local: number, syncs: readonly (number | undefined)[]): LogBook {
  book.send("GET /a", `127.0.0.1:${local}`).call("shop", "read", accepted(local));
  for (const tid of syncs) {
    book.call("shop", "write", made(6001)).call("stock", "read", accepted(6001, 90), { tid: 201 });
    if (tid !== undefined) book.call("stock", "fdatasync", "/data/stock.journal", { fd: 7, tid });
    book.call("stock", "sendto", accepted(6001, 90), { tid: 201 }).call("shop", "read", made(6001));
  }
  return book.call("shop", "write", accepted(local)).recv(`127.0.0.1:${local}`);
}

test("answers of another service that come behind no sync of the thread that gives them are counted where the request is", () => {
  const unsynced = (...requests: (readonly (number | undefined)[])[]): number | undefined => {
    const book = new LogBook();
    requests.forEach((syncs, i) => trusting(book, 5001 + i, syncs));
    return book.section(window, "shop").ahead.get(`unsynced allow → stock.main\n${toTest}`);
  };
  const [own, another] = [201, 202];
  expect(unsynced([own])).toBe(0);
  expect(unsynced([own, undefined])).toBe(1);
  expect(unsynced([own, undefined, undefined], [own, own, undefined])).toBe(1);
  // Whether a sync that another thread makes is for this answer, nobody can tell.
  expect(unsynced([own, another])).toBeUndefined();
  expect(unsynced([own, another], [undefined, undefined])).toBe(2);
  // A service that never syncs has no answers that could.
  expect(unsynced([undefined])).toBeUndefined();
});

test("an answer that the request does not wait for is none of its answers, synced or not", () => {
  const book = trusting(new LogBook(), 5001, [201]);
  book.send("GET /a", "127.0.0.1:5002").call("shop", "read", accepted(5002)).call("shop", "write", made(6001));
  book.call("stock", "read", accepted(6001, 90), { tid: 201 }).call("shop", "write", accepted(5002)).recv("127.0.0.1:5002");
  book.call("stock", "sendto", accepted(6001, 90), { tid: 201 }).call("shop", "read", made(6001));
  expect(book.section(window, "shop").ahead.get(`unsynced allow → stock.main\n${toTest}`)).toBe(0);
});

test("a thread that takes no requests is asked of each of its turns, until a request comes to the service", () => {
  const turn = (book: LogBook, before: number): LogBook => {
    book.pause(40);
    for (let i = 0; i < before; i++) asksBeside(book.pause(i * 4));
    return book;
  };
  const request = (book: LogBook, local: number): LogBook =>
    book
      .send("GET /a", `127.0.0.1:${local}`)
      .call("shop", "read", accepted(local))
      .call("shop", "write", accepted(local))
      .recv(`127.0.0.1:${local}`);
  const writes = (book: LogBook): LogBook => asksBeside(book.call("shop", "write", log, { fd: 3, tid: 102 }));
  const book = request(new LogBook(), 5001);
  writes(turn(turn(book, 1), 3));
  writes(turn(book, 2)).add("stopping", DRIVER);
  expect(book.section(window, "shop").ahead).toEqual(new Map([[`${toStock}\n${toLog}`, 2]]));
  const disturbed = request(new LogBook(), 5001);
  writes(turn(turn(disturbed, 1), 3));
  writes(request(turn(disturbed, 1), 5002)).add("stopping", DRIVER);
  expect(disturbed.section(window, "shop").ahead).toEqual(new Map([[`${toStock}\n${toLog}`, 3]]));
});

test("steps that overlap share a window, and equal steps are one window wherever they come", () => {
  const book = new LogBook()
    .send("GET /a", "127.0.0.1:5001")
    .recv("127.0.0.1:5001")
    .send("GET /a", "127.0.0.1:5002")
    .send("GET /b", "127.0.0.1:5003")
    .recv("127.0.0.1:5003", "404")
    .recv("127.0.0.1:5002")
    .send("GET /a", "127.0.0.1:5004")
    .recv("127.0.0.1:5004");
  expect(counts(book.section(window, DRIVER))).toEqual({ "step 200 GET /a → shop.main": 2 });
  expect(counts(book.section("step 2 GET /a → shop.main ∥ GET /b → shop.main", DRIVER))).toEqual({
    "step 200 GET /a → shop.main": 1,
    "step 404 GET /b → shop.main": 1,
  });
});

test("work that comes after the next step began belongs to the step that asked for it, as long as the next one cannot have caused it", () => {
  const order = (late: boolean): LogBook => {
    const book = new LogBook()
      .send("GET /a", "127.0.0.1:5001")
      .call("shop", "write", made(6001))
      .call("stock", "openat", log, { flags: 0o2101 })
      .call("stock", "write", log, { fd: 7 })
      .call("stock", "write", accepted(6001, 90))
      .call("shop", "write", accepted(5001));
    if (!late) book.call("stock", "fsync", log, { fd: 7 });
    book.recv("127.0.0.1:5001").send("GET /b", "127.0.0.1:5002").call("shop", "read", accepted(5002));
    if (late) book.call("stock", "fsync", log, { fd: 7 });
    return book.call("shop", "write", accepted(5002)).recv("127.0.0.1:5002");
  };
  const [soon, late] = [order(false).section(window, "stock"), order(true).section(window, "stock")];
  expect(counts(late)).toEqual(counts(soon));
  expect(counts(late)).toHaveProperty(["handle open(append,create,write)·write·fsync /data/a.log"], 1);
  expect(relationOf(late.order, "send allow ← shop", "fsync allow /data/a.log")).toBe("<");
  expect(late.order).toEqual(soon.order);
});

test("where the next step may have come to a service by a file or by an answer, its work belongs to that step", () => {
  const next = "step 2 GET /b → shop.main";
  const begun = (): LogBook =>
    new LogBook()
      .send("GET /a", "127.0.0.1:5001")
      .call("stock", "sendto", made(6002, 80))
      .call("shop", "write", accepted(5001))
      .recv("127.0.0.1:5001")
      .send("GET /b", "127.0.0.1:5002");
  const byFile = begun().call("shop", "write", "/data/spool", { fd: 5 }).call("stock", "fsync", log, { fd: 7 });
  expect(counts(byFile.section(next, "stock"))).toHaveProperty(["fsync allow /data/a.log"], 1);
  const byAnswer = begun().call("shop", "write", accepted(6002)).call("stock", "fsync", log, { fd: 7 });
  expect(counts(byAnswer.section(next, "stock"))).toHaveProperty(["fsync allow /data/a.log"], 1);
});

test("a call that is let go late belongs to the request, the step and the handle that it was made in, behind what overtook it", () => {
  const overtaken = (): LogBook =>
    new LogBook()
      .send("GET /a", "127.0.0.1:5001")
      .call("shop", "openat", log, { flags: 0o2101 })
      .call("shop", "write", log, { fd: 7 })
      .call("shop", "write", accepted(5001))
      .recv("127.0.0.1:5001");
  const late = { fd: 7, latencyNs: 5e6 };
  const next = "step 2 GET /b → shop.main";
  const inTime = overtaken().call("shop", "fsync", log, { fd: 7 }).send("GET /b", "127.0.0.1:5002").call("shop", "write", accepted(5002));
  const afterNext = overtaken().send("GET /b", "127.0.0.1:5002").call("shop", "fsync", log, late).call("shop", "write", accepted(5002));
  const inEnd = overtaken().add("stopping", DRIVER).call("shop", "fsync", log, late);
  for (const book of [inTime, afterNext, inEnd]) {
    const section = book.section(window, "shop");
    expect(section).toEqual(inTime.section(window, "shop"));
    expect(relationOf(section.order, "send allow ← test", "fsync allow /data/a.log")).toBe("<");
    expect(counts(book.section(next, "shop"))).not.toHaveProperty(["fsync allow /data/a.log"]);
    expect(counts(book.section("end", "shop"))).toEqual({});
  }
  expect(counts(inTime.section(window, "shop"))).toHaveProperty(["handle open(append,create,write)·write·fsync /data/a.log"], 1);
});

test("an answer is counted as one behind a sync if the file was synced since its request came", () => {
  const asked = (book: LogBook, local: string): LogBook => book.send("GET /a", `127.0.0.1:${local}`);
  const answered = (book: LogBook, local: string): LogBook =>
    book.call("shop", "write", accepted(Number(local))).recv(`127.0.0.1:${local}`);
  const book = asked(new LogBook(), "5001").call("shop", "fsync", log, { fd: 7 });
  answered(book, "5001").call("shop", "fsync", log, { fd: 7 });
  answered(asked(book, "5002"), "5002");
  answered(asked(book, "5003").call("shop", "fsync", log, { fd: 7, decision: { kind: "deny", errno: 5 } }), "5003");
  answered(asked(book, "5004").call("shop", "fsync", log, { fd: 7, latencyNs: 5e6 }), "5004");
  answered(asked(book, "5005").call("shop", "fsync", log, { fd: 7 }), "5005");
  expect(book.section(window, "shop").lines.get("synced allow /data/a.log")).toMatchObject({ count: 2, late: false, idle: false });
});

test("where requests overlap, an answer behind a sync may be behind that of another", () => {
  const book = new LogBook()
    .send("GET /a", "127.0.0.1:5001")
    .send("GET /a", "127.0.0.1:5002")
    .call("shop", "fsync", log, { fd: 7 })
    .call("shop", "write", accepted(5001))
    .call("shop", "write", accepted(5002))
    .recv("127.0.0.1:5001")
    .recv("127.0.0.1:5002");
  expect(book.section(window, "shop").lines.get("synced allow /data/a.log")).toMatchObject({ count: 2, late: false, idle: true });
});

/** Requests that come one after the other and wait together. */
function waiting(book: LogBook, ...locals: readonly number[]): LogBook {
  for (const local of locals) book.send("GET /a", `127.0.0.1:${local}`).call("shop", "read", accepted(local));
  return book;
}

function answering(book: LogBook, ...locals: readonly number[]): LogBook {
  for (const local of locals) book.call("shop", "write", accepted(local)).recv(`127.0.0.1:${local}`);
  return book;
}

/** Syncs of the log, each let go before the next is made. */
function syncing(book: LogBook, times: number, more: Partial<Call> = {}): LogBook {
  for (let i = 0; i < times; i++) book.pause(2).call("shop", "fsync", log, { fd: 7, latencyNs: 2e6, ...more });
  return book;
}

const inARow = (book: LogBook): number | undefined => book.section(window, "shop").lines.get("fsync allow /data/a.log")?.inARow;

test("of syncs it is kept how many came in a row between two answers, at the most, while several requests waited", () => {
  expect(inARow(answering(syncing(waiting(new LogBook(), 5001, 5002), 1), 5001, 5002))).toBe(1);
  const book = answering(syncing(waiting(new LogBook(), 5001, 5002), 2), 5001, 5002);
  answering(syncing(waiting(book, 5003, 5004, 5005), 3), 5003, 5004, 5005);
  answering(syncing(waiting(book, 5006, 5007), 1), 5006, 5007);
  expect(inARow(book)).toBe(3);
  const between = waiting(new LogBook(), 5001, 5002, 5003);
  answering(syncing(answering(syncing(between, 1), 5001), 1), 5002, 5003);
  expect(inARow(between)).toBe(1);
});

test("syncs say nothing of a row where no two requests wait together, nor where they were made before, at the same time or not at all", () => {
  expect(inARow(answering(syncing(waiting(new LogBook(), 5001), 3), 5001))).toBeUndefined();
  expect(inARow(syncing(answering(waiting(new LogBook(), 5001, 5002), 5001, 5002), 3))).toBeUndefined();
  const denied = waiting(new LogBook(), 5001, 5002);
  answering(syncing(denied, 2, { decision: { kind: "deny", errno: 5 } }), 5001, 5002);
  expect(denied.section(window, "shop").lines.get("fsync deny(EIO) /data/a.log")).toEqual({
    count: 2,
    late: false,
    idle: false,
    turn: noTurn,
  });
  const before = waiting(new LogBook(), 5001, 5002);
  answering(syncing(answering(before, 5001), 1, { latencyNs: 5e6 }), 5002);
  expect(inARow(before)).toBeUndefined();
  const atOnce = waiting(new LogBook(), 5001, 5002);
  answering(syncing(atOnce, 3, { latencyNs: 12e6 }), 5001, 5002);
  expect(inARow(atOnce)).toBeUndefined();
  const threads = waiting(new LogBook(), 5001, 5002).pause(20);
  answering(syncing(threads, 3, { latencyNs: 12e6 }), 5001, 5002);
  expect(inARow(threads)).toBe(1);
});

test("a program is told by its name and run once, wherever it was looked for; one of the repository by its path", () => {
  const book = new LogBook();
  for (const folder of ["/usr/local/bin", "/opt/tools/node/24.1.0/bin", "/usr/bin"])
    book.call("shop", "execve", `${folder}/node`).call("stock", "write", log);
  book.call("shop", "openat", "/usr/bin/node", { flags: 0 });
  book.call("shop", "execve", "/checkout/bin/sort", { tid: 101 }).call("shop", "execve", "/usr/bin/sort", { tid: 102 });
  const section = book.section("start", "shop", { roots: { "/checkout": "$WORKSPACE" } });
  expect(counts(section)).toEqual({ "execve allow node": 1, "execve allow $WORKSPACE/bin/sort": 1, "execve allow sort": 1 });
});

test("of what comes by itself it is kept how long the test went without it at the longest, coarsely, and for how long the service was watched", () => {
  const book = new LogBook();
  asking(book, 5001, 1, 0);
  for (const ms of [50, 20, 60]) book.pause(ms).call("shop", "write", "/data/beat");
  book.pause(40).add("stopping", DRIVER);
  // 184 ms, and 60 and one more between two beats.
  expect(book.section(whole, "shop").pauses).toEqual(
    new Map([
      [watch, 128],
      ["write allow /data/beat", 64],
    ]),
  );
});

test("a log that does not say when the services were stopped tells nothing of how long they were watched", () => {
  const book = new LogBook();
  asking(book, 5001, 1, 0).pause(50).call("shop", "write", "/data/beat").pause(50).call("shop", "write", "/data/beat");
  expect(book.section(whole, "shop").pauses).toEqual(new Map());
});

test("a service of which nothing says that its start is over was not watched", () => {
  const book = new LogBook().send("GET /a", "127.0.0.1:5001").pause(80).call("stock", "write", "/data/beat").add("stopping", DRIVER);
  expect(book.section(whole, "stock").pauses).toEqual(new Map());
});
