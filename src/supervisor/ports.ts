/**
 * Who listens on a TCP port, read from `/proc/net/tcp` (which sockets) and `/proc/PID/fd` (whose they are). A socket of another user's
 * process shows in the first but not in the second, so the holder may remain unknown.
 *
 * Files of /proc are made in memory as they are read, so they are read here and now: a round through the thread pool for each would cost
 * more than the reading, several times in every start of a service.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What [read] gives, or [otherwise]: processes end while they are looked at, and some may not be looked into. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Whoever holds a port; without [pid] it is a process that this user may not look into. */
export interface Holder {
  readonly pid?: number;
  readonly command?: string;
}

/** TCP_LISTEN of the kernel, as /proc/net/tcp writes it. */
const listening = "0A";

/** The inodes of the sockets that listen on [port], on whatever address. */
function listeningInodes(port: number): ReadonlySet<string> {
  const found = new Set<string>();
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    // A kernel without IPv6 has no second table.
    const text = attempt(() => readFileSync(table, "latin1"), "");
    for (const line of text.split("\n").slice(1)) {
      if (!line.includes(wanted)) continue;
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/u);
      if (state === listening && inode !== undefined && Number.parseInt(local?.split(":").at(-1) ?? "", 16) === port) found.add(inode);
    }
  }
  return found;
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

/** Who listens on [port], or undefined when nobody does. */
export function listenerOn(port: number): Holder | undefined {
  const inodes = listeningInodes(port);
  if (inodes.size === 0) return undefined;
  const entries = attempt(() => readdirSync("/proc"), []);
  for (const pid of entries.filter((name) => /^\d+$/u.test(name)).map(Number)) {
    if (holdsOneOf(pid, inodes)) return { pid, command: commandOf(pid) };
  }
  return {};
}

/** Whether a socket that listens on [port] belongs to one of the processes [pids]. */
export function listensIn(port: number, pids: readonly number[]): boolean {
  const inodes = listeningInodes(port);
  return inodes.size > 0 && pids.some((pid) => holdsOneOf(pid, inodes));
}

/** ESTABLISHED of the kernel, as /proc/net/tcp writes it. */
const established = "01";

/** The local ports of the connections to [port] that are held by the processes [pids]. */
export function connectedPorts(port: number, pids: readonly number[]): readonly number[] {
  const ports = new Map<string, number>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
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
