/**
 * Whether a process is about to end. A process that ends closes its files first and is reported dead after that, so whoever spoke to it sees the
 * connection close before anybody can be told why; in between, the kernel's flags of its threads tell.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { read, statFields, threadsOf } from "./rest.ts";

/** PF_EXITING of the kernel's include/linux/sched.h: set before a thread lets go of its files, and kept until it is gone. */
const exiting = 0x4;

/** A `stat` file has fifty numbers and a short name; what is looked for stands near its beginning. */
const room = Buffer.alloc(1024);

/** What a `stat` file says in its ninth field, see proc(5). No text: it is gone. */
function saysEnding(stat: string): boolean {
  const flags = Number(statFields(stat, 7)[6]);
  return stat === "" || (flags & exiting) !== 0;
}

/**
 * One process, looked at often: after each step of a test. So the file that tells of its first thread stays open, and to read it anew is all that a
 * look costs.
 */
export class Pulse implements Disposable {
  readonly #pid: number;
  #file: number | undefined;

  constructor(pid: number) {
    this.#pid = pid;
    try {
      this.#file = openSync(`/proc/${pid}/task/${pid}/stat`, "r");
    } catch {
      // Gone already.
    }
  }

  /** Whether all threads are on their way out, or there are none any more. A first thread may end long before the others. */
  get isEnding(): boolean {
    if (!saysEnding(this.#look())) return false;
    return threadsOf(this.#pid).every((tid) => saysEnding(read(`/proc/${this.#pid}/task/${tid}/stat`)));
  }

  #look(): string {
    if (this.#file === undefined) return "";
    try {
      return room.toString("latin1", 0, readSync(this.#file, room, 0, room.length, 0));
    } catch {
      return "";
    }
  }

  [Symbol.dispose](): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
