/** One pass over a log before its calls can be told apart: who made which connection, and what of the log is no call. */
import type { Event, TestResult } from "../trace/index.ts";
import { connectionId, getOrMake, type Addresses, type Connections, type Ends } from "./classes.ts";

/** The number of a connection by the text of its two ends; undefined where one is not known. */
export function connectionOf(addresses: Addresses, client: string | undefined, server: string | undefined): number | undefined {
  const from = addresses.get(client);
  const to = addresses.get(server);
  return from === undefined || to === undefined ? undefined : connectionId(from.port, to.port);
}

/** What must be known of a whole log before its calls can be told apart. */
export interface Survey {
  /** What is no call. */
  readonly marks: readonly Event[];
  /** By event, the ends of its socket. */
  readonly ends: readonly (Ends | undefined)[];
  readonly connections: Connections;
}

export function survey({ events, services }: TestResult, addresses: Addresses): Survey {
  const owners = new Map<number, string>();
  const ports = new Map<string, number>();
  for (const { name, interfaces } of services) {
    for (const one of interfaces) {
      owners.set(one.port, name);
      ports.set(`${name}.${one.name}`, one.port);
    }
  }
  const driver = new Set<number>();
  const probes = new Set<number>();
  const clients = new Map<number, string>();
  const connecting = new Map<number, Set<string>>();
  const marks: Event[] = [];
  const ends = new Array<Ends | undefined>(events.length);
  let i = -1;
  for (const event of events) {
    i++;
    const { call, service } = event;
    if (call === undefined) {
      marks.push(event);
      const { type, fields } = event;
      if (type !== "step_send" && type !== "step_recv" && type !== "probe") continue;
      const port = ports.get(fields["target"] ?? "");
      const remote = fields["remote"] ?? (port === undefined ? undefined : `127.0.0.1:${port}`);
      const connection = connectionOf(addresses, fields["local"], remote);
      if (connection !== undefined) (type === "probe" ? probes : driver).add(connection);
      continue;
    }
    if (call.object.kind !== "socket") continue;
    const both = addresses.ends(call.object.local, call.object.peer);
    ends[i] = both;
    const { local: end, peer: other } = both;
    if (other.text === undefined) continue;
    if (call.name !== "connect") {
      if (end.last === both) continue;
      end.last = both;
    }
    const peer = other.address;
    if (peer === undefined || !peer.local || !owners.has(peer.port)) continue;
    const local = end.address;
    if (local !== undefined && owners.get(local.port) === service && call.name !== "connect") continue;
    getOrMake(connecting, peer.port, () => new Set<string>()).add(service);
    if (local !== undefined && local.port !== 0) clients.set(connectionId(local.port, peer.port), service);
  }
  return { marks, ends, connections: { driver, probes, clients, connecting } };
}
