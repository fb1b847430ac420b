/**
 * Whether a process is about to end. A process that ends closes its files first and is reported dead after that, so whoever spoke to it sees the
 * connection close before anybody can be told why; in between, the kernel's flags of its threads tell.
 */
import { read, threadsOf } from "./rest.ts";

/** PF_EXITING of the kernel's include/linux/sched.h: set before a thread lets go of its files, and kept until it is gone. */
const exiting = 0x4;

/** From the ninth field of a `stat` file, see proc(5): the second one, a name in brackets, may hold anything. What has no such file is gone. */
function isEnding(path: string): boolean {
  const stat = read(path);
  const flags = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[6]);
  return stat === "" || (flags & exiting) !== 0;
}

/** Whether all threads of [pid] are on their way out, or there are none any more. A first thread may end long before the others. */
export function isAboutToEnd(pid: number): boolean {
  return isEnding(`/proc/${pid}/stat`) && threadsOf(pid).every((tid) => isEnding(`/proc/${pid}/task/${tid}/stat`));
}
