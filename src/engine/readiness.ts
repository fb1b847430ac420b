/**
 * Waiting until a service answers. Where it listens on a port of its own, nobody knocks before: the supervisor tells when there is a listener
 * (it looks at the kernel's table, `native/ports.c`), so the first probe nearly always succeeds, and equal runs make equal connections.
 * After that, and where the port is not the service's, the wait is a quick back-off from 1 to 10 ms, not a slow poll.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { connect, parseAddress, protocolNamed, type Ends } from "../protocols/index.ts";
import type { Healthcheck } from "./topology.ts";

const firstPauseMs = 1;
const longestPauseMs = 10;
const tryTimeoutMs = 2_000;
/** A refusal comes at once; this is for a machine that is busy. */
const lastTryMs = 50;

/** Not ready within its time; the message says what was tried and what came of the last try. */
export class NotReady extends Error {
  override readonly name = "NotReady";
}

/** The address a healthcheck asks. Throws [RangeError] when it has none. */
export function healthcheckAddress(check: Healthcheck): { host: string; port: number } {
  if (check.kind === "tcp") return parseAddress(check.address);
  const url = new URL(check.url.includes("://") ? check.url : `http://${check.url}`);
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || "80") };
}

/**
 * Resolves with the ends of the probe that succeeded. The first is made when [listens] resolves, or when the time is nearly over. Rejects with
 * [NotReady] when the time is over, with the signal's reason, or with what [listens] rejects with.
 */
export async function waitUntilReady(check: Healthcheck, listens: Promise<unknown>, signal: AbortSignal): Promise<Ends> {
  const timeoutMs = check.timeoutNs / 1e6;
  const deadline = performance.now() + timeoutMs;
  const address = healthcheckAddress(check);
  await first(listens, timeoutMs, signal);
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    // Also when the time was over before anybody listened: what comes of it is the reason.
    const result = await probe(check, address, Math.min(tryTimeoutMs, Math.max(lastTryMs, deadline - performance.now())), signal);
    if (typeof result !== "string") return result;
    if (performance.now() >= deadline) throw new NotReady(`${describe(check)}: no success within ${timeoutMs} ms (${result})`);
    await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** Waits for [event], at most so long. */
async function first(event: Promise<unknown>, timeoutMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, timeoutMs);
  const aborted = (): void => over.reject(signal.reason);
  signal.addEventListener("abort", aborted);
  try {
    await Promise.race([event, over.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", aborted);
  }
}

function describe(check: Healthcheck): string {
  return check.kind === "tcp" ? `tcp(${JSON.stringify(check.address)})` : `http(${JSON.stringify(check.url)})`;
}

async function probe(
  check: Healthcheck,
  address: { host: string; port: number },
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Ends | string> {
  if (check.kind === "tcp") {
    try {
      const { socket, ends } = await connect(address, timeoutMs, signal);
      socket.destroy();
      return ends;
    } catch (error) {
      signal.throwIfAborted();
      return error instanceof Error ? error.message : String(error);
    }
  }
  const url = new URL(check.url.includes("://") ? check.url : `http://${check.url}`);
  let ends: Ends | undefined;
  const answer = await protocolNamed("http")
    ?.methods.find(({ name }) => name === "get")
    ?.run(
      { path: url.pathname + url.search, timeout: `${Math.ceil(timeoutMs)}ms` },
      { address, signal, connected: (made) => (ends = made) },
    );
  if (answer?.kind !== "response") return "no HTTP answer";
  if (answer.error !== "" || ends === undefined) return answer.error;
  return answer.status >= 200 && answer.status < 400 ? ends : `status ${answer.status}`;
}
