import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderLive, type Live } from "./live.ts";

const live: Live = { test: "test_wal_written", run: 2, runs: 10, elapsedMs: 3245, step: "POST /orders", events: 1204, others: [] };

describe("the live line", () => {
  test("says which test runs, since when, at which step, and how much it recorded", () => {
    expect(renderLive(live, 100)).toBe("wal_written  run 2 of 10  3.2 s  POST /orders  1204 events");
    expect(renderLive({ ...live, runs: 1, elapsedMs: 80, step: "", events: 1 }, 100)).toBe("wal_written  1 event");
  });

  test("says of several tests how many there are, and the step of each", () => {
    const others = [
      { test: "test_restart", step: "" },
      { test: "test_happy_path", step: "GET /orders/1" },
    ];
    const several = { ...live, runs: 1, others };
    expect(renderLive(several, 100)).toBe("3 tests  3.2 s  1204 events  wal_written POST /orders | restart | happy_path GET /orders/1");
    expect(renderLive({ ...several, step: "", events: 0, runs: 10, elapsedMs: 3 }, 50)).toBe(
      "3 tests  run 2 of 10  wal_written | restart | h…",
    );
  });

  test("cuts the step first, and everything where nothing else helps", () => {
    expect(renderLive({ ...live, step: "POST /orders/with/a/very/long/path" }, 60)).toBe(
      "wal_written  run 2 of 10  3.2 s  POST /order…  1204 events",
    );
    expect(renderLive(live, 12)).toBe("wal_writt…");
    expect(renderLive(live, 0)).toBe("");
  });

  test("stays on one line and obeys nothing, whatever tests and steps are called", () => {
    const evil = fc.string({
      unit: fc.constantFrom("a", " ", "\n", "\r", "\u001b", "[2J", "]0;x\u0007", "\u009b", "::", "界", "\u202e", "👩‍👩‍👧"),
    });
    fc.assert(
      fc.property(evil, evil, fc.boolean(), fc.integer({ min: 0, max: 120 }), (name, step, several, columns) => {
        const line = renderLive({ ...live, test: name, step, others: several ? [{ test: name, step }] : [] }, columns);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
        const wide = [...line].reduce((sum, character) => sum + (character < "\u007f" ? 1 : 2), 0);
        expect(wide).toBeLessThanOrEqual(Math.max(0, columns - 1));
      }),
    );
  });
});
