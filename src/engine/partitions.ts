/**
 * Partitions: two services that cannot reach each other, made of rules on the calls that would. What a rule takes is told by the other end's
 * address, so traffic with anybody else goes on.
 *
 * - A new connection between the two fails, whichever side asks and whichever direction is cut: a handshake needs both.
 * - On a connection that stands already, what a cut side sends fails; what the other side sends (if only one direction is cut) arrives. What had
 *   been sent before is still read, and a read waits for more that does not come, as behind a real cut.
 * - The error is ETIMEDOUT, which a sender gets of a real cut as well, only minutes later.
 *
 * The connecting end of a connection has a port of its own. Those are looked up when the cut is made; later ones cannot come, since no
 * connection can be made. Ports that a service listens on without declaring them are looked up as well, and one that it opens during the cut is
 * not known to be its own.
 */
import { connectedPorts, families, offeredPorts } from "../supervisor/index.ts";
import { errnoNumber } from "../trace/index.ts";
import type { WrittenRule } from "./faults.ts";
import type { Interface } from "./topology.ts";

export type Direction = "both" | "a_to_b" | "b_to_a";

/** Calls by which a program sends to another. */
const sending = ["write", "sendto"].flatMap((name) => families.get(name)?.intercepted ?? []).concat("sendfile", "splice");

/** All calls that a partition may have to refuse, on either side. */
export const partitionSyscalls: readonly string[] = ["connect", ...sending];

/** One side of a partition, as it is when the cut is made. */
export interface Side {
  readonly name: string;
  readonly interfaces: readonly Interface[];
  readonly pids: readonly number[];
}

/** Where a side can be reached: what it declares, and what its processes listen on besides, such as the port by which members of a cluster gossip. */
const offers = ({ interfaces, pids }: Side): ReadonlySet<number> => new Set([...interfaces.map(({ port }) => port), ...offeredPorts(pids)]);

/** The rules of one side against the other. [group] makes them one in every account; [cut]: what this side sends does not arrive. */
export function partitionRules(self: Side, other: Side, group: string, cut: boolean): readonly WrittenRule[] {
  const errno = errnoNumber("ETIMEDOUT") ?? 110;
  const rule = (shown: readonly string[], syscalls: readonly string[], port: number): WrittenRule => ({
    keyword: group,
    shown,
    syscalls,
    action: { kind: "deny", errno },
    selection: { address: `*:${port}` },
    group,
  });
  const offered = offers(other);
  const ends = cut ? connectedPorts(offers(self), other.pids) : [];
  return [
    ...[...offered].map((port) => rule(["connect"], ["connect"], port)),
    ...(cut ? [...offered, ...ends].map((port) => rule(["write", "sendto"], sending, port)) : []),
  ];
}
