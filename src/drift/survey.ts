/** One pass over a log before its calls can be told apart: who made which connection, and what of the log is no call. */
import { DRIVER, type Event, type TestResult } from "../trace/index.ts";
import { connectionId, getOrMake, syncCalls, type Addresses, type Connections, type Ends } from "./classes.ts";

/** The number of a connection by the text of its two ends; undefined where one is not known. */
export function connectionOf(addresses: Addresses, client: string | undefined, server: string | undefined): number | undefined {
  // As the server names them, whose calls are seen more often than those of the client.
  const { local: to, peer: from } = addresses.ends(server, client);
  return from === undefined || to === undefined ? undefined : connectionId(from.port, to.port);
}

/** What must be known of a whole log before its calls can be told apart. */
export interface Survey {
  /** What is no call. */
  readonly marks: readonly Event[];
  /** By event, the ends of its socket. */
  readonly ends: readonly (Ends | undefined)[];
  readonly connections: Connections;
  /** The services that sync. */
  readonly syncing: ReadonlySet<string>;
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
  const clients = new Map<number, string>();
  const probes = new Set<number>();
  const connecting = new Map<number, Set<string>>();
  const syncing = new Set<string>();
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
      if (connection === undefined) continue;
      if (type === "probe") probes.add(connection);
      else clients.set(connection, DRIVER);
      continue;
    }
    if (call.object.kind !== "socket") {
      if (!syncing.has(service) && syncCalls.has(call.name)) syncing.add(service);
      continue;
    }
    const both = addresses.ends(call.object.local, call.object.peer);
    ends[i] = both;
    const isConnect = call.name === "connect";
    if (both.user === service && !isConnect) continue;
    both.user = service;
    const { local, peer } = both;
    if (peer === undefined || !peer.local || !owners.has(peer.port)) continue;
    if (local !== undefined && owners.get(local.port) === service && !isConnect) continue;
    getOrMake(connecting, peer.port, () => new Set<string>()).add(service);
    if (local === undefined || local.port === 0) continue;
    // The driver's own word on what it made stands.
    const connection = connectionId(local.port, peer.port);
    if (clients.get(connection) !== DRIVER) clients.set(connection, service);
  }
  return { marks, ends, connections: { clients, probes, connecting }, syncing };
}
