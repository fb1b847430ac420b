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

/** The inodes of the sockets that a process holds. */
function socketsHeldBy(pid: number): readonly string[] {
  const directory = `/proc/${pid}/fd`;
  const descriptors = attempt(() => readdirSync(directory), []);
  return descriptors.flatMap((descriptor) => {
    const link = attempt(() => readlinkSync(`${directory}/${descriptor}`), "");
    return /^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? [];
  });
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
    if (socketsHeldBy(pid).some((inode) => sought.has(inode))) return { pid, command: commandOf(pid) };
  }
  return {};
}

/** States of sockets as the kernel's tables write them. A UDP socket without a peer is in TCP's state of being closed. */
const [established, closed, listening] = ["01", "07", "0A"];

interface Row {
  readonly inode: string;
  readonly state: string;
  readonly localPort: number;
  readonly remotePort: number;
}

/** The sockets of one protocol on this machine, or in this network namespace. */
function socketsOf(protocol: "tcp" | "udp"): readonly Row[] {
  const portOf = (address: string): number => Number.parseInt(address.slice(address.lastIndexOf(":") + 1), 16);
  return [`/proc/net/${protocol}`, `/proc/net/${protocol}6`].flatMap((table) =>
    // A kernel without IPv6 has no second table.
    attempt(() => readFileSync(table, "latin1"), "")
      .split("\n")
      .slice(1)
      .flatMap((line): Row[] => {
        const [, local = "", remote = "", state = "", , , , , , inode] = line.trim().split(/\s+/u);
        return inode === undefined ? [] : [{ inode, state, localPort: portOf(local), remotePort: portOf(remote) }];
      }),
  );
}

/** The local ports of those of [rows] that the processes [pids] hold. */
function portsHeld(rows: readonly Row[], pids: readonly number[]): readonly number[] {
  const held = new Set(pids.flatMap(socketsHeldBy));
  return [...new Set(rows.filter(({ inode }) => held.has(inode)).map(({ localPort }) => localPort))];
}

/** The local ports of the connections to one of [ports] that are held by the processes [pids]. */
export function connectedPorts(ports: ReadonlySet<number>, pids: readonly number[]): readonly number[] {
  const connections = socketsOf("tcp").filter(({ state, remotePort }) => state === established && ports.has(remotePort));
  return portsHeld(connections, pids);
}

/** The ports on which the processes [pids] can be reached: of TCP sockets that listen, and of UDP sockets that take what anybody sends. */
export function offeredPorts(pids: readonly number[]): readonly number[] {
  const tcp = socketsOf("tcp").filter(({ state }) => state === listening);
  const udp = socketsOf("udp").filter(({ state }) => state === closed);
  return portsHeld([...tcp, ...udp], pids);
}
