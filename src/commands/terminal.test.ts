import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Live } from "../report/index.ts";
import { Terminal } from "./terminal.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const live: Live = { test: "test_a", run: 1, runs: 1, elapsedMs: 0, step: "", events: 3, others: [] };

function written(env: Readonly<Record<string, string>>, isTTY: boolean, act: (terminal: Terminal) => void): string {
  let text = "";
  act(new Terminal({ isTTY, columns: 80, write: (part) => (text += part) }, env));
  return text;
}

describe("the live line", () => {
  test("is drawn again and again, goes before anything else is written, and comes back below it", () => {
    let events = 3;
    const text = written({ TERM: "xterm" }, true, (terminal) => {
      terminal.watch(() => ({ ...live, events: events++ }));
      vi.advanceTimersByTime(240);
      terminal.say("a block");
      vi.advanceTimersByTime(120);
      terminal.rest();
      vi.advanceTimersByTime(1000);
    });
    expect(text).toBe("\ra  3 events\u001b[K\ra  4 events\u001b[K\r\u001b[Ka block\n\ra  5 events\u001b[K\r\u001b[K");
  });

  test("of the next test takes the place of the one before", () => {
    const text = written({}, true, (terminal) => {
      terminal.watch(() => live);
      vi.advanceTimersByTime(120);
      terminal.watch(() => ({ ...live, test: "test_b" }));
      vi.advanceTimersByTime(120);
    });
    expect(text).toBe("\ra  3 events\u001b[K\r\u001b[K\rb  3 events\u001b[K");
  });

  test.each<[string, Readonly<Record<string, string>>, boolean]>([
    ["a file or a pipe", {}, false],
    ["CI", { CI: "true" }, true],
    ["a job on GitHub", { GITHUB_ACTIONS: "true" }, true],
    ["a terminal that cannot erase", { TERM: "dumb" }, true],
  ])("is never written to %s", (_name, env, isTTY) => {
    const text = written(env, isTTY, (terminal) => {
      terminal.watch(() => live);
      vi.advanceTimersByTime(1000);
      terminal.say("a block");
      terminal.say("");
      terminal.rest();
    });
    expect(text).toBe("a block\n");
  });
});
