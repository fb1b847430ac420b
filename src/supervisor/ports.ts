/**
 * Whose TCP sockets are, read from `/proc/PID/fd`, and the connections that `/proc/net/tcp` lists. Which sockets listen on a port is asked of the
 * supervisor (`native/ports.c`), because that file is slow to read. A socket of another user's process is seen there but not in
 * `/proc/PID/fd`, so the holder may remain unknown.
 *
 * Files of /proc are made in memory as they are read, so they are read here and now: a round through the thread pool for each would cost
 * more than the reading.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Holder } from "./types.ts";

/** What [read] gives, or [otherwise]: processes end while they are looked at, and some may not be looked into. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function holdsOneOf(pid: number, inodes: ReadonlySet<string>): boolean {
  const directory = `/proc/${pid}/fd`;
  const descriptors = attempt(() => readdirSync(directory), []);
  for (const descriptor of descriptors) {
    const link = attempt(() => readlinkSync(`${directory}/${descriptor}`), "");
    const inode = /^socket:\[(\d+)\]$/u.exec(link)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}

function commandOf(pid: number): string {
  const text = attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"), "");
  return text.split("\0").join(" ").trim() || attempt(() => readFileSync(`/proc/${pid}/comm`, "utf8"), "?").trim();
}

/** Who holds one of the sockets [inodes], or undefined when there are none. */
export function holderOf(inodes: readonly string[]): Holder | undefined {
  if (inodes.length === 0) return undefined;
  const sought = new Set(inodes);
  const entries = attempt(() => readdirSync("/proc"), []);
  for (const pid of entries.filter((name) => /^\d+$/u.test(name)).map(Number)) {
    if (holdsOneOf(pid, sought)) return { pid, command: commandOf(pid) };
  }
  return {};
}

/** ESTABLISHED of the kernel, as /proc/net/tcp writes it. */
const established = "01";

/** The local ports of the connections to [port] that are held by the processes [pids]. */
export function connectedPorts(port: number, pids: readonly number[]): readonly number[] {
  const ports = new Map<string, number>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    // A kernel without IPv6 has no second table.
    for (const line of attempt(() => readFileSync(table, "latin1"), "")
      .split("\n")
      .slice(1)) {
      const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/u);
      const portOf = (address: string | undefined): number => Number.parseInt(address?.split(":").at(-1) ?? "", 16);
      if (state === established && inode !== undefined && portOf(remote) === port) ports.set(inode, portOf(local));
    }
  }
  return [...ports].filter(([inode]) => pids.some((pid) => holdsOneOf(pid, new Set([inode])))).map(([, local]) => local);
}
