/**
 * Waiting until a service answers. A refused connection on this machine costs the kernel a few microseconds and the service nothing,
 * so the wait is a quick back-off from 1 to 10 ms, not a slow poll: a service that is up in 5 ms is found in 6.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { connect, parseAddress, protocolNamed, type Ends } from "../protocols/index.ts";
import type { Healthcheck } from "./topology.ts";

const firstPauseMs = 1;
const longestPauseMs = 10;
const tryTimeoutMs = 2_000;

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
 * Resolves with the ends of the probe that succeeded. Rejects with [NotReady] when the time is over, or with the signal's reason.
 */
export async function waitUntilReady(check: Healthcheck, signal: AbortSignal): Promise<Ends> {
  const deadline = performance.now() + check.timeoutNs / 1e6;
  const address = healthcheckAddress(check);
  let last = "nothing was tried";
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) throw new NotReady(`${describe(check)}: no success within ${check.timeoutNs / 1e6} ms (${last})`);
    const result = await probe(check, address, Math.min(tryTimeoutMs, leftMs), signal);
    if (typeof result !== "string") return result;
    last = result;
    await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
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
