/**
 * Work that moves from thread to thread: what such a thread does next has nothing to do with what it did before.
 *
 *  - Go is made like that, and its programs can be told: the linker puts a mark into the data of each, stripped or not, for `go version FILE` to
 *    find (package debug/buildinfo).
 *  - Pools whose threads take work from each other name them: Java's `ForkJoinPool` (which carries virtual threads, parallel streams and what a
 *    `CompletableFuture` does later) and Tokio's runtime of Rust.
 *
 * In a pool that is not like that a thread that waits for a lock stays with its request, so what it has read last says more.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { read } from "./rest.ts";

const goMark = Buffer.from("\xff Go buildinf:", "latin1");

/** Of a segment so much is looked at; the mark stands near its beginning. */
const mostBytes = 8 << 20;

/** `ForkJoinPool-1-worker-3`, `ForkJoinPool.commonPool-worker-1`, `tokio-runtime-worker`, `tokio-rt-worker`: the kernel keeps 15 characters. */
const stealing = /^(ForkJoinPool[-.]|tokio-r(untime-w|t-worker))/;

/** Remembers where work moves. */
export class MovingWork {
  readonly #programs = new Map<number, boolean>();
  readonly #threads = new Map<number, boolean>();

  /** Whether what the thread [tid] of [pid] does is such work; false where it cannot be looked at. */
  in(pid: number, tid: number): boolean {
    return remembered(this.#programs, pid, () => isGo(`/proc/${pid}/exe`)) || remembered(this.#threads, tid, () => isNamedSo(pid, tid));
  }
}

function remembered(known: Map<number, boolean>, key: number, look: () => boolean): boolean {
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = look()));
  return found;
}

/** Whether a thread has a name that such a pool gives. */
function isNamedSo(pid: number, tid: number): boolean {
  return stealing.test(read(`/proc/${pid}/task/${tid}/comm`));
}

/** Whether an executable was made by Go. */
function isGo(path: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch {
    return false;
  }
  try {
    return writableSegments((offset, length) => bytesOf(fd, offset, length)).some(({ offset, size }) =>
      bytesOf(fd, offset, Math.min(size, mostBytes)).includes(goMark),
    );
  } catch {
    return false;
  } finally {
    closeSync(fd);
  }
}

/** The segments of a 64-bit executable that are data, by their program headers (elf(5)). */
function writableSegments(read: (offset: number, length: number) => Buffer): readonly { readonly offset: number; readonly size: number }[] {
  const [load, executable, writable] = [1, 1, 2];
  const header = read(0, 64);
  const headers = read(Number(header.readBigUInt64LE(32)), header.readUInt16LE(54) * header.readUInt16LE(56));
  const segments: { offset: number; size: number }[] = [];
  for (let at = 0; at < headers.length; at += header.readUInt16LE(54)) {
    const flags = headers.readUInt32LE(at + 4);
    if (headers.readUInt32LE(at) !== load || (flags & writable) === 0 || (flags & executable) !== 0) continue;
    segments.push({ offset: Number(headers.readBigUInt64LE(at + 8)), size: Number(headers.readBigUInt64LE(at + 32)) });
  }
  return segments;
}

function bytesOf(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, offset));
}
