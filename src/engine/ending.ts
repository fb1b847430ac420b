/**
 * Whether a process is about to end. A process that ends closes its files first and is reported dead after that, so whoever spoke to it sees the
 * connection close before anybody can be told why; in between, the kernel's flags of its threads tell.
 */
import { readdirSync, readFileSync } from "node:fs";

/** PF_EXITING of the kernel's include/linux/sched.h: set before a thread lets go of its files, and kept until it is gone. */
const exiting = 0x4;

/** The ninth field of /proc/PID/stat, see proc(5). The second one, a name in brackets, may hold anything. */
function isEnding(stat: string): boolean {
  const flags = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[6]);
  return (flags & exiting) !== 0;
}

/** Whether all threads of [pid] are on their way out, or there are none any more. A first thread may end long before the others. */
export function isAboutToEnd(pid: number): boolean {
  try {
    return (
      isEnding(readFileSync(`/proc/${pid}/stat`, "latin1")) &&
      readdirSync(`/proc/${pid}/task`).every((tid) => {
        try {
          return isEnding(readFileSync(`/proc/${pid}/task/${tid}/stat`, "latin1"));
        } catch {
          return true;
        }
      })
    );
  } catch {
    return true;
  }
}
