/**
 * Says whether system calls can be caught on this machine, and what is missing if not. The supervisor itself finds out, by trying (a real
 * filter in a real child), so what is said here holds for this very place, container or not.
 */
import { readFile } from "node:fs/promises";
import { errnoName } from "../trace/index.ts";
import { startSupervisor } from "./client.ts";
import type { Hello } from "./frames.ts";

/** One thing looked at. [hint] says what to do when it is not [ok], or what it means to do without. */
export interface Check {
  readonly ok: boolean;
  readonly what: string;
  readonly hint?: string;
}

const EBUSY = 16;
const EACCES = 13;
const EPERM = 1;

/** Everything looked at, in order of importance. Never throws for what it finds. */
export async function doctor(binary?: string): Promise<readonly Check[]> {
  let facts: Hello;
  try {
    await using supervisor = await startSupervisor({
      listener: { calls: () => undefined, output: () => undefined, exit: () => undefined, notice: () => undefined },
      ...(binary !== undefined && { binary }),
    });
    facts = supervisor.facts;
  } catch (error) {
    return [{ ok: false, what: "the supervisor runs", hint: error instanceof Error ? error.message : String(error) }];
  }
  const yama = (await readFile("/proc/sys/kernel/yama/ptrace_scope", "latin1").catch(() => "")).trim();
  return checksOf(facts, yama);
}

/** The findings for what a supervisor found out; [yama] is the text of `kernel.yama.ptrace_scope`, empty where there is none. */
export function checksOf(facts: Hello, yama: string): readonly Check[] {
  const checks: Check[] = [{ ok: true, what: `the supervisor runs (Linux ${facts.kernel}, ${facts.arch})` }];
  checks.push(
    facts.installErrno === 0
      ? { ok: true, what: "a seccomp filter with a listener can be installed" }
      : { ok: false, what: "a seccomp filter with a listener can be installed", hint: installHint(facts.installErrno) },
  );
  if (facts.installErrno !== 0) return checks;
  checks.push(
    facts.memoryErrno === 0
      ? { ok: true, what: "the memory of services can be read" }
      : { ok: false, what: "the memory of services can be read", hint: memoryHint(facts.memoryErrno, yama) },
  );
  // The rest costs speed or detail, not truth.
  const lesser: readonly [boolean, string, string][] = [
    [
      facts.getfdErrno === 0,
      "descriptors of services can be copied",
      `done without (${errnoName(facts.getfdErrno)}): addresses are looked up in /proc/net, and short() is refused. In a container, allow pidfd_getfd (Docker: --cap-add SYS_PTRACE)`,
    ],
    [
      facts.ptraceErrno === 0,
      "services can be traced",
      `done without (${errnoName(facts.ptraceErrno)}): crash(when="after") is refused. In a container, allow ptrace (Docker: --cap-add SYS_PTRACE)`,
    ],
    [facts.syncWakeUp, "SYNC_WAKE_UP", "done without: an intercepted call costs several times as much (Linux 6.6 has it)"],
    [
      facts.waitKillable,
      "WAIT_KILLABLE_RECV",
      "done without: a signal can make a call be announced twice (Linux 6.18 has it without faults)",
    ],
  ];
  for (const [has, what, without] of lesser) checks.push(has ? { ok: true, what } : { ok: true, what, hint: without });
  for (const note of facts.notes) checks.push({ ok: true, what: "note", hint: note });
  return checks;
}

function installHint(errno: number): string {
  switch (errno) {
    case EBUSY:
      return "a seccomp filter above this process already has a listener, and the kernel allows one: run outside of the container or sandbox that installed it";
    case EACCES:
    case EPERM:
      return `the sandbox around this process forbids seccomp filters (${errnoName(errno)}): run outside of it, or with a seccomp profile that allows the call seccomp`;
    default:
      return `this kernel has no seccomp user notification (${errnoName(errno)}): Linux 5.5 or later is needed, and no sandbox that hides it`;
  }
}

function memoryHint(errno: number, yama: string): string {
  const without = "path arguments and addresses stay unknown, and rules with a path do not match calls that name one";
  if (yama === "2" || yama === "3") {
    return `kernel.yama.ptrace_scope is ${yama}, which ${yama === "3" ? "forbids it until the next boot" : "allows it to root only"}; ${without}. Set it to 1: sudo sysctl kernel.yama.ptrace_scope=1${yama === "3" ? " (after a reboot)" : ""}`;
  }
  return `it is refused (${errnoName(errno)}): ${without}. In a container, allow process_vm_readv (Docker: --cap-add SYS_PTRACE, or a kernel of 4.8 or later)`;
}
