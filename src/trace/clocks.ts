/**
 * Vector clocks: what may have caused what. A lane (a service, or the driver) counts its own events; a message carries the sender's clock to
 * the receiver. Messages are what went over connections whose two ends are known, nothing else: an arrow is drawn only where a message
 * went.
 *
 * The kernel tells of a call when it is entered. A receiver that waits in `read` has entered it before the message exists, so a message
 * arrives at the later of the two: at the receive that follows the send, or, when a thread was already waiting in one, at that thread's
 * next event. Where receives of the lane are not observed at all, it arrives with the lane's next event after the send. A reply
 * to the driver arrives with its `step_recv`.
 *
 * One forward pass over the log: sends leave a delivery waiting with the receiving lane, and each event of that lane takes those that
 * have arrived. Cost: O(events × lanes), as a vector clock has an entry for each lane.
 *
 * Clocks are C. Fidge's and F. Mattern's (1988); a lane's clock holds, for each lane, how many of its events are known to lie in the past.
 */
import { DRIVER, isMade, type Event, type ServiceInfo } from "./event.ts";

/** Lane → how many of its events happened before or at this one; lanes that are absent count 0. */
export type Clock = Readonly<Record<string, number>>;

const sends = new Set(["write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg", "sendfile", "splice"]);
const receives = new Set(["read", "readv", "pread64", "preadv", "preadv2", "recvfrom", "recvmsg", "recvmmsg"]);

/** A message on its way: from a send to the lane that will see it. */
interface Delivery {
  readonly clock: Clock;
  /** `from>to`, the direction of one connection; a receive of this direction takes it. */
  readonly direction: string | undefined;
  /** A thread that was already waiting in a receive of this direction; its next event takes it. */
  readonly waitingTid: number | undefined;
  /** The lane's receives are not observed: its next event, whatever it is, takes it. */
  readonly anyEvent: boolean;
}

/**
 * The vector clock of each event, in the order of [events] (one log, by seq). [services] tell which lane listens on which port.
 */
export function clocksOf(events: readonly Event[], services: readonly ServiceInfo[]): readonly Clock[] {
  const lanesByEndpoint = endpoints(events, services);
  const observing = new Set<string>();
  for (const { service, call } of events) {
    if (call?.object.kind === "socket" && receives.has(call.name)) observing.add(service);
  }
  const boundAfterConnect = localEndsOfConnects(events);

  const current = new Map<string, Clock>();
  const waiting = new Map<string, Delivery[]>();
  /** Who waits where: `lane direction` → the thread that entered a receive and has not been seen since, and the reverse. */
  const threadIn = new Map<string, number>();
  const receiveOf = new Map<string, string>();
  /** direction → clock of the last send, for the driver, which is not observed but says when it has the reply. */
  const lastSend = new Map<string, Clock>();
  const result: Clock[] = [];

  for (const event of events) {
    const lane = event.service;
    const call = event.call;
    const socket = call?.object.kind === "socket" ? call.object : undefined;
    const outward = socket?.local !== undefined && socket.peer !== undefined ? `${socket.local}>${socket.peer}` : undefined;
    const inward = socket?.local !== undefined && socket.peer !== undefined ? `${socket.peer}>${socket.local}` : undefined;
    const receivesHere = call !== undefined && inward !== undefined && receives.has(call.name) ? inward : undefined;

    // What had arrived when this event happened.
    let clock = current.get(lane) ?? {};
    const queue = waiting.get(lane);
    if (queue !== undefined && queue.length > 0) {
      const kept: Delivery[] = [];
      for (const delivery of queue) {
        const arrived =
          delivery.anyEvent ||
          (delivery.waitingTid !== undefined && delivery.waitingTid === call?.tid) ||
          (delivery.direction !== undefined && delivery.direction === receivesHere);
        if (arrived) clock = join(clock, delivery.clock);
        else kept.push(delivery);
      }
      waiting.set(lane, kept);
    }
    if (event.type === "step_recv") clock = join(clock, replyClock(event, services, lastSend, current, observing));
    clock = { ...clock, [lane]: (clock[lane] ?? 0) + 1 };
    current.set(lane, clock);
    result.push(clock);

    // Who waits where.
    if (call !== undefined) {
      const thread = `${lane} ${call.tid}`;
      const left = receiveOf.get(thread);
      if (left !== undefined) {
        threadIn.delete(left);
        receiveOf.delete(thread);
      }
      if (receivesHere !== undefined) {
        threadIn.set(`${lane} ${receivesHere}`, call.tid);
        receiveOf.set(thread, `${lane} ${receivesHere}`);
      }
    }

    // What this event sent.
    const denied = call !== undefined && !isMade(call.decision);
    if (call !== undefined && outward !== undefined && sends.has(call.name) && !denied) {
      lastSend.set(outward, clock);
      post(lanesByEndpoint.get(socket?.peer ?? ""), outward, clock);
    } else if (call !== undefined && call.name === "connect" && socket?.peer !== undefined && !denied) {
      const local = boundAfterConnect.get(event.seq);
      post(lanesByEndpoint.get(socket.peer), local === undefined ? undefined : `${local}>${socket.peer}`, clock);
    } else if (event.type === "step_send") {
      const to = portOf(event, services);
      const lane = event.fields["target"]?.split(".")[0];
      post(lane, to !== undefined && event.fields["local"] !== undefined ? `${event.fields["local"]}>${to}` : undefined, clock);
    }
  }
  return result;

  function post(lane: string | undefined, direction: string | undefined, clock: Clock): void {
    if (lane === undefined || lane === DRIVER) return;
    const queue = waiting.get(lane) ?? [];
    waiting.set(lane, queue);
    queue.push({
      clock,
      direction,
      waitingTid: direction === undefined ? undefined : threadIn.get(`${lane} ${direction}`),
      anyEvent: direction === undefined || !observing.has(lane),
    });
  }
}

/** Whether an event with clock [a] on [laneOfA] happened before one with clock [b]: whether b's past holds it. */
export function happensBefore(laneOfA: string, a: Clock, b: Clock): boolean {
  return a !== b && (a[laneOfA] ?? 0) <= (b[laneOfA] ?? 0);
}

function join(a: Clock, b: Clock): Clock {
  const joined: Record<string, number> = { ...a };
  for (const [lane, count] of Object.entries(b)) joined[lane] = Math.max(joined[lane] ?? 0, count);
  return joined;
}

/** Which lane is at an address: declared interfaces by their port, everything else by who was seen using it as its own end. */
function endpoints(events: readonly Event[], services: readonly ServiceInfo[]): ReadonlyMap<string, string> {
  const lanes = new Map<string, string>();
  for (const { service, call, fields } of events) {
    if (call?.object.kind === "socket" && call.object.local !== undefined) lanes.set(call.object.local, service);
    if (fields["local"] !== undefined && service === DRIVER) lanes.set(fields["local"], DRIVER);
  }
  for (const { name, interfaces } of services) {
    for (const { port } of interfaces) for (const host of ["127.0.0.1", "[::1]", "localhost"]) lanes.set(`${host}:${port}`, name);
  }
  return lanes;
}

/** The local end of each `connect`, which gets its port only by connecting: told by the next call on the same descriptor. */
function localEndsOfConnects(events: readonly Event[]): ReadonlyMap<number, string> {
  const open = new Map<string, number>();
  const result = new Map<number, string>();
  for (const { seq, service, call } of events) {
    if (call?.fd === undefined || call.object.kind !== "socket") continue;
    const key = `${service} ${call.pid} ${call.fd}`;
    if (call.name === "connect") {
      open.set(key, seq);
      continue;
    }
    const connect = open.get(key);
    if (connect !== undefined && call.object.local !== undefined && call.object.peer !== undefined) {
      result.set(connect, call.object.local);
      open.delete(key);
    }
  }
  return result;
}

/** `127.0.0.1:8080` of the interface a step went to. */
function portOf(step: Event, services: readonly ServiceInfo[]): string | undefined {
  if (step.fields["remote"] !== undefined) return step.fields["remote"];
  const [service, name] = (step.fields["target"] ?? "").split(".");
  const interfaces = services.find((candidate) => candidate.name === service)?.interfaces ?? [];
  const found = interfaces.find((candidate) => candidate.name === name) ?? interfaces[0];
  return found === undefined ? undefined : `127.0.0.1:${found.port}`;
}

/** What a reply carries: the clock of the send that made it or, where the service's socket calls are not observed, of its last event. */
function replyClock(
  step: Event,
  services: readonly ServiceInfo[],
  lastSend: ReadonlyMap<string, Clock>,
  current: ReadonlyMap<string, Clock>,
  observing: ReadonlySet<string>,
): Clock {
  if (step.fields["success"] === "false") return {};
  const lane = step.fields["target"]?.split(".")[0] ?? "";
  const from = portOf(step, services);
  const sent = from === undefined ? undefined : lastSend.get(`${from}>${step.fields["local"] ?? ""}`);
  if (sent !== undefined) return sent;
  return observing.has(lane) ? {} : (current.get(lane) ?? {});
}
