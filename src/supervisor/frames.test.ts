/** The decoder against everything that could come through the pipe, and the supervisor against everything a runner could send. */
import { spawn } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import {
  Decoder,
  FrameError,
  launchRequest,
  pidsRequest,
  protocolVersion,
  releaseRequest,
  rulesRequest,
  stopRequest,
  syncRequest,
  takenRequest,
  unreadRequest,
  type Frame,
} from "./frames.ts";
import { rule } from "./fixture.ts";

class Bytes {
  private readonly parts: Buffer[] = [];
  u8(value: number): this {
    this.parts.push(Buffer.from([value]));
    return this;
  }
  u16(value: number): this {
    return this.u8(value & 0xff).u8(value >> 8);
  }
  u32(value: number): this {
    return this.u16(value & 0xffff).u16(value >>> 16);
  }
  u64(value: number): this {
    return this.u32(value % 2 ** 32).u32(Math.floor(value / 2 ** 32));
  }
  text(value: string): this {
    this.u32(Buffer.byteLength(value));
    this.parts.push(Buffer.from(value));
    return this;
  }
  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
  frame(type: number): Buffer {
    const body = this.bytes();
    return Buffer.concat([
      new Bytes()
        .u32(body.length + 1)
        .u8(type)
        .bytes(),
      body,
    ]);
  }
}

const hello = new Bytes()
  .u32(protocolVersion)
  .text("x64")
  .text("6.6.6")
  .u32(1)
  .u32(0)
  .u32(0)
  .u32(0)
  .u32(0)
  .u8(1)
  .u8(1)
  .u32(1)
  .text("a note")
  .frame(1);
const objects = new Bytes()
  .u32(1)
  .u8(1)
  .u8(0)
  .u64(0)
  .text("/a")
  .text("")
  .u32(2)
  .u8(2)
  .u8(0)
  .u64(77)
  .text("127.0.0.1:1")
  .text("127.0.0.1:2")
  .frame(4);

function record(call: number, object: number, has: number, decision = 0, argument = 0, stack = 0): Bytes {
  const bytes = new Bytes().u64(1_000_000_007).u64(42).u64(5).u64(argument);
  return bytes.u32(1).u32(10).u32(11).u32(object).u32(1).u32(3).u32(0o102).u32(9).u32(4).u16(call).u8(decision).u8(has).u32(stack).u32(0);
}

// One mapping, then a skeleton on it: 8 bytes above the stack pointer a return address, at 16 a link to 32.
const skeleton = new Bytes().u32(1).u64(0x401003).u16(1).u64(0x401999).u16(0x8002).u16(4).bytes();
const stacks = Buffer.concat([
  new Bytes().u8(1).u32(1).u32(1).u32(10).u32(1).u64(0x401000).u64(0x402000).u64(0x1000).u64(5).text("/bin/db").bytes(),
  new Bytes().u8(2).u32(1).u32(skeleton.length).bytes(),
  skeleton,
]);
const records = Buffer.concat([record(1, 1, 31).bytes(), record(42, 2, 1, 3, 5, 1).bytes()]);
const stream = Buffer.concat([
  hello,
  objects,
  new Bytes().frame(6),
  Buffer.concat([
    new Bytes()
      .u32(stacks.length + 1)
      .u8(12)
      .bytes(),
    stacks,
  ]),
  Buffer.concat([
    new Bytes()
      .u32(records.length + 1)
      .u8(6)
      .bytes(),
    records,
  ]),
  new Bytes().u32(1).u8(2).u64(98).u64(99).text("printed").frame(7),
  new Bytes().u32(1).u32(10).u64(100).u32(0x0700).frame(8),
  new Bytes().u32(1).u32(1).u32(9).u64(3).u64(2).frame(9),
  new Bytes().u32(1).text("CODE").text("message").frame(10),
  new Bytes().u32(3).u32(0).text("exec").text("").frame(3),
]);

const naming = { service: (number: number) => (number === 1 ? "db" : undefined), tag: () => "tag" };

function decode(chunks: readonly Uint8Array[]): Frame[] {
  const decoder = new Decoder(naming);
  return chunks.flatMap((chunk) => decoder.push(chunk));
}

test("a stream is decoded to what was said", () => {
  const frames = decode([stream]);
  expect(frames.map(({ type }) => type)).toEqual(["hello", "calls", "calls", "output", "exit", "ended", "notice", "failure"]);
  expect(frames[5]).toEqual({ type: "ended", service: 1, counters: new Map([[9, { seen: 3n, fired: 2n }]]) });
  expect(frames[2]).toEqual({
    type: "calls",
    records: [
      {
        service: "db",
        atNs: 1_000_000_007n,
        latencyNs: 42,
        pid: 10,
        tid: 11,
        name: "write",
        decision: { kind: "allow" },
        object: { kind: "file", path: "/a" },
        epoch: 4,
        fd: 3,
        size: 5,
        flags: 0o102,
        rule: 9,
        target: "/a",
      },
      {
        service: "db",
        atNs: 1_000_000_007n,
        latencyNs: 42,
        pid: 10,
        tid: 11,
        name: "connect",
        decision: { kind: "deny", errno: 5 },
        object: { kind: "socket", local: "127.0.0.1:1", peer: "127.0.0.1:2", inode: 77 },
        epoch: 4,
        fd: 3,
        stack: {
          image: { pid: 10, mappings: [{ start: 0x401000, end: 0x402000, offset: 0x1000, inode: 5, path: "/bin/db" }] },
          pc: 0x401003,
          code: new Map([[8, 0x401999]]),
          links: new Map([[16, 32]]),
        },
      },
    ],
  });
});

test("it makes no difference where the stream is cut", () => {
  const whole = decode([stream]);
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 20 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const chunks = places.slice(1).map((end, i) => stream.subarray(places[i], end));
      expect(decode(chunks)).toEqual(whole);
    }),
  );
});

/** Decodes what may be anything: whole frames or a [FrameError], nothing else. */
function decodeAnything(bytes: Uint8Array): void {
  try {
    decode([bytes]);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
  }
}

test("no bytes give anything but frames or a FrameError", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => decodeAnything(bytes)),
    { numRuns: 2000 },
  );
  const damaged = fc.array(fc.tuple(fc.nat(stream.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(damaged, (changes) => {
      const bytes = Buffer.from(stream);
      for (const [at, value] of changes) bytes[at] = value;
      decodeAnything(bytes);
    }),
    { numRuns: 5000 },
  );
});

test.each<[string, Uint8Array, string]>([
  ["another protocol", new Bytes().u32(99).frame(1), "it speaks protocol 99"],
  ["a record cut short", Buffer.concat([hello, new Bytes().u32(5).frame(6)]), "records of 80 bytes in 4"],
  [
    "an object that was never described",
    Buffer.concat([
      hello,
      new Bytes().frame(5),
      (() => {
        const r = record(1, 7, 0).bytes();
        return Buffer.concat([new Bytes().u32(81).u8(6).bytes(), r]);
      })(),
    ]),
    "object 7, which was never described",
  ],
  ["a frame without end", new Bytes().u32(0xffffffff).bytes(), "a frame of 4294967295 bytes"],
  ["an unknown frame", new Bytes().frame(200), "a frame of type 200"],
  ["bytes too many", new Bytes().u32(1).u32(0).u32(2).frame(9), "4 bytes longer"],
])("%s is refused by what is wrong with it", (_, bytes, message) => {
  expect(() => decode([bytes])).toThrow(message);
});

/** Sends bytes to a supervisor of their own and closes; resolves with what it answered and how it ended. */
async function sent(
  bytes: Uint8Array,
): Promise<{ readonly frames: readonly Frame[]; readonly code: number | null; readonly stderr: string }> {
  const child = spawn(supervisorBinary(), [], { stdio: ["pipe", "pipe", "pipe"], env: {} });
  const decoder = new Decoder(naming);
  const frames: Frame[] = [];
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => frames.push(...decoder.push(chunk)));
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  child.stdin.on("error", () => undefined);
  child.stdin.end(bytes);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { frames, code, stderr };
}

const spec = { name: "x", argv: ["/no/such/program", "a"], env: { A: "b" }, cwd: "/", intercept: ["write", "openat"] };
const rules = [rule("write", { kind: "deny", errno: 5 }, { path: "[a-", address: "*", nth: 2 }), rule("read", { kind: "trace" })];
const requests = [
  launchRequest(1, 1, { ...spec, rules }),
  rulesRequest(2, 1, rules),
  stopRequest(3, 1, 5),
  syncRequest(4),
  releaseRequest(5, 1, 9, 9, 0),
  unreadRequest(6, 1),
  takenRequest(7, { address: "127.0.0.1", port: 1 }, { address: "::1", port: 65_535 }),
];

test("the supervisor answers each request, and ends with its stdin", async () => {
  const { frames, code, stderr } = await sent(Buffer.concat([...requests, pidsRequest(8, 1)]));
  expect([code, stderr]).toEqual([0, ""]);
  const answers = frames.flatMap((frame) =>
    frame.type === "reply" || frame.type === "failure" ? [`${frame.request} ${frame.type}`] : [frame.type],
  );
  expect(answers.sort()).toEqual(["1 failure", "2 failure", "3 reply", "4 reply", "5 reply", "6 reply", "7 reply", "8 reply", "hello"]);
});

test("the supervisor survives whatever it is sent", async () => {
  const good = Buffer.concat(requests);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }), async (changes) => {
      const bytes = Buffer.from(good);
      // Not the slashes: its program must not exist.
      for (const [at, value] of changes) if (bytes.readUInt8(at) !== 0x2f) bytes[at] = value;
      const { frames, code, stderr } = await sent(bytes);
      expect(frames[0]?.type).toBe("hello");
      // A length beyond all bounds is the one thing there is no going on after.
      if (code === 0) expect(stderr).toBe("");
      else expect(stderr).toMatch(/^faultbox-supervisor: Can't read a request: .*\n$/u);
    }),
    { numRuns: 60 },
  );
});
