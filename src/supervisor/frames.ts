/**
 * The frames between the runner and the native supervisor, both ways; the format is written down in `native/PROTOCOL.md`. Whatever comes
 * in is bounds-checked: a frame that does not hold what its type promises is a [FrameError], never a wrong record.
 */
import type { CallStack, Decision, Image, KernelObject, Mapping } from "../trace/index.ts";
import * as table from "./syscalls.generated.ts";
import type { CallRecord, Counter, End, LaunchSpec, Rule } from "./types.ts";

/** Changes whenever a frame changes; `native/supervisor.h` holds the same number. */
export const protocolVersion = 9;

/** No frame is longer. The longest are stacks: at most 256 records' worth of skeletons of at most 20 KiB. */
const maxFrame = 16 << 20;

const recordSize = 80;

/** The supervisor said something that is not in the protocol. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

export interface Hello {
  readonly type: "hello";
  readonly version: number;
  readonly arch: string;
  readonly kernel: string;
  readonly worker: number;
  readonly installErrno: number;
  readonly memoryErrno: number;
  readonly getfdErrno: number;
  readonly ptraceErrno: number;
  readonly syncWakeUp: boolean;
  readonly waitKillable: boolean;
  readonly notes: readonly string[];
}

export type Frame =
  | Hello
  | { readonly type: "reply"; readonly request: number; readonly body: Reader }
  | { readonly type: "failure"; readonly request: number; readonly errno: number; readonly stage: string; readonly detail: string }
  | { readonly type: "calls"; readonly records: readonly CallRecord[] }
  | {
      readonly type: "output";
      readonly service: number;
      readonly stream: "stdout" | "stderr";
      readonly sinceNs: bigint;
      readonly atNs: bigint;
      readonly bytes: Uint8Array;
    }
  | { readonly type: "exit"; readonly service: number; readonly pid: number; readonly atNs: bigint; readonly status: number }
  | { readonly type: "ended"; readonly service: number; readonly counters: ReadonlyMap<number, Counter> }
  | { readonly type: "held" | "delayed"; readonly record: CallRecord }
  | { readonly type: "notice"; readonly service: number; readonly code: string; readonly message: string };

/** Reads the values of a frame one after the other; reading beyond its end is a [FrameError]. */
export class Reader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  private take(count: number): number {
    if (count > this.left) throw new FrameError(`a frame ends early: ${count} bytes wanted at ${this.at}, it has ${this.bytes.length}`);
    const at = this.at;
    this.at += count;
    return at;
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  i32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  u64(): bigint {
    return this.view.getBigUint64(this.take(8), true);
  }

  bytesOf(length: number): Uint8Array {
    const at = this.take(length);
    return this.bytes.subarray(at, at + length);
  }

  text(): string {
    const length = this.u32();
    const at = this.take(length);
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + at, length).toString("utf8");
  }

  rest(): Uint8Array {
    return this.bytes.subarray(this.take(this.left));
  }

  /** Says that nothing may be left. */
  done(): void {
    if (this.left) throw new FrameError(`a frame is ${this.left} bytes longer than it should be`);
  }
}

const none: KernelObject = Object.freeze({ kind: "none" });

function readObject(reader: Reader): readonly [id: number, object: KernelObject] {
  const id = reader.u32();
  const kind = reader.u8();
  const deleted = reader.u8() !== 0;
  const inode = Number(reader.u64());
  const a = reader.text();
  const b = reader.text();
  return [id, Object.freeze(objectOf(kind, deleted, inode, a, b))];
}

function objectOf(kind: number, deleted: boolean, inode: number, a: string, b: string): KernelObject {
  switch (kind) {
    case 1:
      return deleted ? { kind: "file", path: a, deleted } : { kind: "file", path: a };
    case 2:
      return { kind: "socket", ...(a && { local: a }), ...(b && { peer: b }), inode };
    case 3:
      return { kind: "pipe", inode };
    case 4:
      if (a === "stdin" || a === "stdout" || a === "stderr") return { kind: "stdio", name: a };
      throw new FrameError(`a standard stream called ${JSON.stringify(a)}`);
    case 5:
      return { kind: "anon", name: a };
    default:
      throw new FrameError(`an object of kind ${kind}`);
  }
}

/** The supervisor names at most 16,384 stacks before it begins anew with higher numbers; calls that wait may name older ones. */
const keptStacks = 4 * 16_384;
const keptImages = 1_024;

function forgetOldest(map: Map<number, unknown>, keep: number): void {
  for (const key of map.keys()) {
    if (map.size <= keep) return;
    map.delete(key);
  }
}

/** Addresses are numbers: those of processes have at most 52 bits. What has more is none. */
function address(value: bigint): number {
  return value < 2n ** 53n ? Number(value) : 0;
}

function readImage(reader: Reader): readonly [image: Image, service: number] {
  const service = reader.u32();
  const pid = reader.u32();
  const mappings: Mapping[] = [];
  for (let count = reader.u32(); count > 0; count--)
    mappings.push({
      start: address(reader.u64()),
      end: address(reader.u64()),
      offset: address(reader.u64()),
      inode: address(reader.u64()),
      path: reader.text(),
    });
  return [{ pid, mappings }, service];
}

function readStack(reader: Reader, images: ReadonlyMap<number, Image>): CallStack {
  const id = reader.u32();
  const image = images.get(id);
  if (!image) throw new FrameError(`mappings ${id}, which were never described`);
  const pc = address(reader.u64());
  const code = new Map<number, number>();
  const links = new Map<number, number>();
  while (reader.left) {
    const place = reader.u16();
    if (place & 0x8000) links.set(8 * (place & 0x7fff), 8 * reader.u16());
    else code.set(8 * place, address(reader.u64()));
  }
  return { image, pc, code, links };
}

/** What the numbers in frames stand for. */
export interface Naming {
  /** The name of a service by its number, or undefined for one that was never launched. */
  service(number: number): string | undefined;
  /** The tag of a rule that holds calls. */
  tag(rule: number): string | undefined;
}

/** Where `has` says which of the optional fields a record carries. */
const has = { fd: 1, target: 2, size: 4, flags: 8, rule: 16 } as const;

const allow: Decision = Object.freeze({ kind: "allow" });
const allowSystemPath: Decision = Object.freeze({ kind: "allow-system-path" });
const trace: Decision = Object.freeze({ kind: "trace" });

/** Takes the bytes of the supervisor's stream as they come and gives whole frames. */
export class Decoder {
  private readonly naming: Naming;
  private left: Uint8Array = new Uint8Array(0);
  /** By id; [0] is the object that is none. */
  private objects: KernelObject[] = [none];
  private readonly decisions = new Map<string, Decision>();
  private readonly images = new Map<number, Image>();
  private readonly stacks = new Map<number, CallStack>();
  private callNames: readonly (string | undefined)[] = [];

  constructor(naming: Naming) {
    this.naming = naming;
  }

  /** The frames that [chunk] completes. */
  push(chunk: Uint8Array): Frame[] {
    const bytes = this.left.length ? Buffer.concat([this.left, chunk]) : chunk;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const frames: Frame[] = [];
    let at = 0;
    while (bytes.length - at >= 4) {
      const length = view.getUint32(at, true);
      if (length > maxFrame || length === 0) throw new FrameError(`a frame of ${length} bytes`);
      if (bytes.length - at - 4 < length) break;
      const frame = this.decode(bytes.subarray(at + 4, at + 4 + length));
      if (frame) frames.push(frame);
      at += 4 + length;
    }
    this.left = bytes.subarray(at);
    return frames;
  }

  private decode(bytes: Uint8Array): Frame | undefined {
    const reader = new Reader(bytes);
    const type = reader.u8();
    switch (type) {
      case 1:
        return this.hello(reader);
      case 2:
        return { type: "reply", request: reader.u32(), body: reader };
      case 3: {
        const frame = { type: "failure", request: reader.u32(), errno: reader.u32(), stage: reader.text(), detail: reader.text() } as const;
        reader.done();
        return frame;
      }
      case 4:
        while (reader.left) {
          const [id, object] = readObject(reader);
          if (id !== this.objects.length) throw new FrameError(`object ${id} where ${this.objects.length} was to come`);
          this.objects.push(object);
        }
        return undefined;
      case 5:
        reader.done();
        this.objects = [none];
        return undefined;
      case 6:
        return { type: "calls", records: this.calls(bytes.subarray(1)) };
      case 11:
      case 13: {
        const [record, ...more] = this.calls(bytes.subarray(1));
        if (!record || more.length) throw new FrameError(`${more.length} calls waiting in one frame`);
        return { type: type === 11 ? "held" : "delayed", record };
      }
      case 7: {
        const service = reader.u32();
        const stream = reader.u8();
        if (stream !== 1 && stream !== 2) throw new FrameError(`output stream ${stream}`);
        const times = { sinceNs: reader.u64(), atNs: reader.u64() };
        return { type: "output", service, stream: stream === 1 ? "stdout" : "stderr", ...times, bytes: reader.rest().slice() };
      }
      case 8: {
        const frame = { type: "exit", service: reader.u32(), pid: reader.u32(), atNs: reader.u64(), status: reader.u32() } as const;
        reader.done();
        return frame;
      }
      case 9: {
        const service = reader.u32();
        const counters = new Map<number, Counter>();
        for (let count = reader.u32(); count > 0; count--) counters.set(reader.u32(), { seen: reader.u64(), fired: reader.u64() });
        const frame = { type: "ended", service, counters } as const;
        reader.done();
        return frame;
      }
      case 10: {
        const frame = { type: "notice", service: reader.u32(), code: reader.text(), message: reader.text() } as const;
        reader.done();
        return frame;
      }
      case 12:
        while (reader.left) this.announced(reader);
        return undefined;
      default:
        throw new FrameError(`a frame of type ${type}`);
    }
  }

  /** Takes in mappings, or the skeleton of a stack. */
  private announced(reader: Reader): void {
    const kind = reader.u8();
    const id = reader.u32();
    if (kind === 1) {
      const [image, service] = readImage(reader);
      if (this.naming.service(service) === undefined) throw new FrameError(`mappings of service ${service}, which was never launched`);
      this.images.set(id, image);
      forgetOldest(this.images, keptImages);
    } else if (kind === 2) {
      this.stacks.set(id, readStack(new Reader(reader.bytesOf(reader.u32())), this.images));
      forgetOldest(this.stacks, keptStacks);
    } else throw new FrameError(`news of kind ${kind}`);
  }

  private hello(reader: Reader): Hello {
    const version = reader.u32();
    if (version !== protocolVersion) throw new FrameError(`it speaks protocol ${version}, this is ${protocolVersion}`);
    const arch = reader.text();
    const names: string[] = [];
    for (const [number, name] of arch === "arm64" ? table.arm64 : table.x64) names[number] = name;
    this.callNames = names;
    const frame = {
      type: "hello",
      version,
      arch,
      kernel: reader.text(),
      worker: reader.u32(),
      installErrno: reader.u32(),
      memoryErrno: reader.u32(),
      getfdErrno: reader.u32(),
      ptraceErrno: reader.u32(),
      syncWakeUp: reader.u8() !== 0,
      waitKillable: reader.u8() !== 0,
    } as const;
    const notes: string[] = [];
    for (let count = reader.u32(); count > 0; count--) notes.push(reader.text());
    reader.done();
    return { ...frame, notes };
  }

  private calls(bytes: Uint8Array): CallRecord[] {
    if (bytes.length % recordSize) throw new FrameError(`records of ${recordSize} bytes in ${bytes.length}`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const records: CallRecord[] = [];
    for (let at = 0; at < bytes.length; at += recordSize) records.push(this.call(view, at));
    return records;
  }

  private call(view: DataView, at: number): CallRecord {
    const number = view.getUint32(at + 32, true);
    const service = this.naming.service(number);
    if (service === undefined) throw new FrameError(`a call of service ${number}, which was never launched`);
    const present = view.getUint8(at + 71);
    const atNs = view.getBigUint64(at, true);
    const latencyNs = wide(view, at + 8);
    const pid = view.getUint32(at + 36, true);
    const tid = view.getUint32(at + 40, true);
    const call = view.getUint16(at + 68, true);
    const name = this.callNames[call] ?? `syscall_${call}`;
    const decision = this.decision(view.getUint8(at + 70), wide(view, at + 24), view.getUint32(at + 60, true));
    const object = this.object(view.getUint32(at + 44, true));
    const epoch = view.getUint32(at + 64, true);
    const fd = view.getInt32(at + 52, true);
    // Most calls read or write through a descriptor. Written as one literal these take a sixth less memory, and a run keeps a million.
    const record: Mutable<CallRecord> =
      (present & (has.fd | has.size)) === (has.fd | has.size)
        ? { service, atNs, latencyNs, pid, tid, name, decision, object, epoch, fd, size: wide(view, at + 16) }
        : { service, atNs, latencyNs, pid, tid, name, decision, object, epoch };
    if (present & has.fd) record.fd = fd;
    if (present & has.size) record.size = wide(view, at + 16);
    if (present & has.flags) record.flags = view.getUint32(at + 56, true);
    if (present & has.rule) record.rule = view.getUint32(at + 60, true);
    const stack = this.stacks.get(view.getUint32(at + 72, true));
    if (stack) record.stack = stack;
    if (present & has.target) {
      const target = this.object(view.getUint32(at + 48, true));
      if (target.kind === "file") record.target = target.path;
    }
    return record;
  }

  private object(id: number): KernelObject {
    const object = this.objects[id];
    if (!object) throw new FrameError(`object ${id}, which was never described`);
    return object;
  }

  /** One value for all records with the same decision: there are few, and a million records share them. */
  private decision(kind: number, argument: number, rule: number): Decision {
    if (kind === 0) return allow;
    if (kind === 1) return allowSystemPath;
    if (kind === 2) return trace;
    const key = `${kind}:${argument}:${kind === 5 ? rule : 0}`;
    let decision = this.decisions.get(key);
    if (!decision) {
      decision = Object.freeze(kind === 5 ? { kind: "hold", tag: this.naming.tag(rule) ?? "" } : decisionOf(kind, argument));
      this.decisions.set(key, decision);
    }
    return decision;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function decisionOf(kind: number, argument: number): Decision {
  switch (kind) {
    case 3:
      return { kind: "deny", errno: argument };
    case 4:
      return { kind: "delay", delayNs: argument };
    case 6:
      return { kind: "short", bytes: argument };
    case 7:
      return { kind: "crash", when: argument === 0 ? "before" : "after" };
    default:
      throw new FrameError(`a decision of kind ${kind}`);
  }
}

/** A 64-bit count as a number: exact up to 2^53, and no latency or size is beyond. */
function wide(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true);
}

/** What requests are written in, one at a time. An environment alone has a hundred texts, and a buffer for each would be collected one by one. */
let sheet = Buffer.allocUnsafe(16_384);

/** Writes the values of a request one after the other. Only one is written at a time: whoever begins one ends it with [frame] before another begins. */
class Writer {
  /** Behind the length, which is known last. */
  private at = 4;

  /** Sees to it that so many more bytes fit. */
  private room(bytes: number): number {
    const at = this.at;
    if (at + bytes > sheet.length) {
      const larger = Buffer.allocUnsafe(2 * (at + bytes));
      sheet.copy(larger, 0, 0, at);
      sheet = larger;
    }
    this.at += bytes;
    return at;
  }

  u8(value: number): this {
    const at = this.room(1);
    sheet.writeUInt8(value, at);
    return this;
  }

  u32(value: number): this {
    const at = this.room(4);
    sheet.writeUInt32LE(value, at);
    return this;
  }

  u64(value: bigint): this {
    const at = this.room(8);
    sheet.writeBigUInt64LE(BigInt.asUintN(64, value), at);
    return this;
  }

  f64(value: number): this {
    const at = this.room(8);
    sheet.writeDoubleLE(value, at);
    return this;
  }

  text(value: string): this {
    const length = Buffer.byteLength(value, "utf8");
    this.u32(length);
    const at = this.room(length);
    sheet.write(value, at, "utf8");
    return this;
  }

  texts(values: readonly string[]): this {
    this.u32(values.length);
    for (const value of values) this.text(value);
    return this;
  }

  u32s(values: readonly number[]): this {
    this.u32(values.length);
    for (const value of values) this.u32(value);
    return this;
  }

  /** The request as a frame. */
  frame(): Buffer {
    sheet.writeUInt32LE(this.at - 4, 0);
    return Buffer.from(sheet.subarray(0, this.at));
  }
}

const actions = { trace: 0, allow: 1, deny: 2, delay: 3, hold: 4, short: 5, crash: 6 } as const;
const always = 2n ** 64n - 1n;

const uncounted: Counter = { seen: 0n, fired: 0n };

function writeRules(writer: Writer, rules: readonly Rule[], counters: ReadonlyMap<number, Counter> = new Map()): void {
  writer.u32(rules.length);
  for (const rule of rules) {
    const [ordinal, n] = ordinalOf(rule);
    writer.u32(rule.id).u8(actions[rule.action.kind]).u8(ordinal);
    writer.u8((rule.exemptSystemPaths ? 1 : 0) | (rule.action.kind === "delay" && rule.action.held === true ? 2 : 0));
    writer.u64(argumentOf(rule)).u64(BigInt(n));
    writer.f64(rule.probability ?? 1).u64(rule.seed ?? 0n);
    writer.u64(rule.maxFires === undefined ? always : BigInt(rule.maxFires));
    const { seen, fired } = counters.get(rule.id) ?? uncounted;
    writer.u64(seen).u64(fired);
    writer
      .text(rule.path ?? "")
      .text(rule.address ?? "")
      .texts(rule.syscalls);
  }
}

function ordinalOf(rule: Rule): readonly [kind: number, n: number] {
  if (rule.nth !== undefined) return [1, rule.nth];
  if (rule.first !== undefined) return [2, rule.first];
  if (rule.every !== undefined) return [3, rule.every];
  if (rule.after !== undefined) return [4, rule.after];
  return [0, 0];
}

function argumentOf(rule: Rule): bigint {
  switch (rule.action.kind) {
    case "deny":
      return BigInt(rule.action.errno);
    case "delay":
      return BigInt(Math.round(rule.action.delayNs));
    case "short":
      return BigInt(rule.action.bytes);
    case "crash":
      return rule.action.when === "before" ? 0n : 1n;
    case "trace":
    case "allow":
    case "hold":
      return 0n;
  }
}

export function launchRequest(request: number, service: number, spec: LaunchSpec): Buffer {
  const writer = new Writer().u8(1).u32(request).u32(service);
  writer
    .u8((spec.allowIoUring ? 1 : 0) | (spec.stacks ? 2 : 0) | (spec.observed ? 4 : 0))
    .u32s(spec.ports ?? [])
    .text(spec.cwd)
    .texts(spec.argv);
  writer.texts(Object.entries(spec.env).map(([name, value]) => `${name}=${value}`));
  writer.texts(spec.intercept);
  writeRules(writer, spec.rules, spec.counters);
  return writer.frame();
}

export function rulesRequest(request: number, service: number, rules: readonly Rule[]): Buffer {
  const writer = new Writer().u8(2).u32(request).u32(service);
  writeRules(writer, rules);
  return writer.frame();
}

export function stopRequest(request: number, service: number, graceMs: number): Buffer {
  return new Writer().u8(3).u32(request).u32(service).u32(graceMs).frame();
}

export function pidsRequest(request: number, service: number): Buffer {
  return new Writer().u8(4).u32(request).u32(service).frame();
}

export function syncRequest(request: number): Buffer {
  return new Writer().u8(5).u32(request).frame();
}

export function releaseRequest(request: number, service: number, rule: number, count: number, tid: number): Buffer {
  return new Writer().u8(6).u32(request).u32(service).u32(rule).u32(count).u32(tid).frame();
}

export function listenersRequest(request: number, port: number): Buffer {
  return new Writer().u8(7).u32(request).u32(port).frame();
}

export function awaitRequest(request: number, service: number, port: number): Buffer {
  return new Writer().u8(8).u32(request).u32(service).u32(port).frame();
}

export function unreadRequest(request: number, service: number): Buffer {
  return new Writer().u8(9).u32(request).u32(service).frame();
}

export function takenRequest(request: number, accepting: End, other: End): Buffer {
  const writer = new Writer().u8(10).u32(request);
  for (const { address, port } of [accepting, other]) writer.text(address).u32(port);
  return writer.frame();
}
