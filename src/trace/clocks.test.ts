import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clocksOf, happensBefore } from "./clocks.ts";
import type { Decision, Event, KernelObject, ServiceInfo } from "./event.ts";

const services: readonly ServiceInfo[] = [
  { name: "orders", interfaces: [{ name: "public", protocol: "http", port: 8080 }] },
  { name: "inventory", interfaces: [{ name: "main", protocol: "tcp", port: 5432 }] },
];
const socket = (local: string | undefined, peer: string | undefined): KernelObject => ({
  kind: "socket",
  ...(local === undefined ? {} : { local }),
  ...(peer === undefined ? {} : { peer }),
});

/** Builds a log from rows of service, call, object (and thread). */
class Story {
  readonly events: Event[] = [];

  call(service: string, name: string, object: KernelObject, options: { tid?: number; fd?: number; decision?: Decision } = {}): this {
    const seq = this.events.length + 1;
    const decision = options.decision ?? { kind: "allow" };
    const call = { name, pid: 1, tid: options.tid ?? 1, fd: options.fd ?? 3, decision, object, latencyNs: 0 };
    this.events.push({ seq, atNs: seq, type: "syscall", service, fields: {}, call });
    return this;
  }

  step(type: "step_send" | "step_recv", fields: Record<string, string>): this {
    const seq = this.events.length + 1;
    this.events.push({ seq, atNs: seq, type, service: "test", fields: { target: "orders.public", ...fields } });
    return this;
  }

  before(a: number, b: number): boolean {
    const clocks = clocksOf(this.events, services);
    const first = this.events[a - 1];
    if (!first) throw new Error(`no event ${a}`);
    return happensBefore(first.service, clocks[a - 1] ?? {}, clocks[b - 1] ?? {});
  }
}

const file: KernelObject = { kind: "file", path: "/tmp/inventory.wal" };
const toInventory = socket("127.0.0.1:40001", "127.0.0.1:5432");
const fromOrders = socket("127.0.0.1:5432", "127.0.0.1:40001");

describe("vector clocks", () => {
  test("a message orders the sender's past before what the receiver does after reading it", () => {
    const story = new Story()
      .call("orders", "openat", file)
      .call("orders", "write", toInventory)
      .call("inventory", "read", fromOrders)
      .call("inventory", "write", file);
    expect(story.before(1, 4)).toBe(true);
    expect(story.before(4, 1)).toBe(false);
  });

  test("services that exchange nothing are not ordered, whatever the time", () => {
    const story = new Story().call("orders", "openat", file).call("inventory", "write", file).call("orders", "fsync", file);
    expect(story.before(1, 2)).toBe(false);
    expect(story.before(2, 3)).toBe(false);
    expect(story.before(1, 3)).toBe(true);
  });

  test("a receiver already waiting in read gets the message at that thread's next event, other threads do not", () => {
    const story = new Story()
      .call("inventory", "read", fromOrders, { tid: 7 })
      .call("orders", "write", toInventory)
      .call("inventory", "openat", file, { tid: 8 })
      .call("inventory", "openat", file, { tid: 7 });
    expect(story.before(2, 3)).toBe(false);
    expect(story.before(2, 4)).toBe(true);
  });

  test("where receives are not observed, the arrow lands on the next event of the service", () => {
    const story = new Story().call("orders", "connect", socket(undefined, "127.0.0.1:5432"), { fd: 9 }).call("inventory", "write", file);
    expect(story.before(1, 2)).toBe(true);
  });

  test("a denied connect or send carries nothing", () => {
    const story = new Story()
      .call("orders", "connect", socket(undefined, "127.0.0.1:5432"), { decision: { kind: "deny", errno: 111 } })
      .call("inventory", "write", file);
    expect(story.before(1, 2)).toBe(false);
  });

  test("a step reaches the service, and its reply carries what the service did before it", () => {
    const driver = { local: "127.0.0.1:50000", remote: "127.0.0.1:8080" };
    const accepted = socket("127.0.0.1:8080", "127.0.0.1:50000");
    const story = new Story()
      .step("step_send", driver)
      .call("orders", "read", accepted)
      .call("orders", "openat", file)
      .call("orders", "write", accepted)
      .call("orders", "fsync", file)
      .step("step_recv", driver);
    expect(story.before(1, 2)).toBe(true);
    expect(story.before(3, 6)).toBe(true);
    expect(story.before(5, 6)).toBe(false);
  });

  test("a message at which its sender died before it was made went nowhere; after it was made, it went", () => {
    for (const when of ["before", "after"] as const) {
      const story = new Story()
        .call("orders", "write", socket("127.0.0.1:40000", "127.0.0.1:5432"), { decision: { kind: "crash", when } })
        .call("inventory", "read", socket("127.0.0.1:5432", "127.0.0.1:40000"));
      expect(story.before(1, 2)).toBe(when === "after");
    }
  });

  test("each event counts its own lane up by one, and clocks never go back", () => {
    const lanes = ["orders", "inventory"];
    const row = fc.record({
      lane: fc.constantFrom(...lanes),
      name: fc.constantFrom("read", "write", "openat"),
      tid: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const story = new Story();
        for (const { lane, name, tid } of rows) {
          const object = name === "openat" ? file : lane === "orders" ? toInventory : fromOrders;
          story.call(lane, name, object, { tid });
        }
        const clocks = clocksOf(story.events, services);
        const counts: Record<string, number> = {};
        const last: Record<string, Record<string, number>> = {};
        story.events.forEach((event, index) => {
          const clock = clocks[index] ?? {};
          counts[event.service] = (counts[event.service] ?? 0) + 1;
          expect(clock[event.service]).toBe(counts[event.service]);
          for (const [lane, count] of Object.entries(last[event.service] ?? {})) expect(clock[lane] ?? 0).toBeGreaterThanOrEqual(count);
          for (const [lane, count] of Object.entries(clock)) expect(count).toBeLessThanOrEqual(counts[lane] ?? 0);
          last[event.service] = clock;
        });
        // The order that clocks give is a partial order: no two events are before each other.
        for (let a = 0; a < story.events.length; a++) {
          for (let b = a + 1; b < story.events.length; b++) expect(story.before(b + 1, a + 1)).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});
