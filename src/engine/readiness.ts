/**
 * Waiting until a service answers. Where it listens on a port of its own, nobody knocks before: the supervisor tells when there is a listener
 * (it looks at the kernel's table, `native/ports.c`), so the first probe nearly always succeeds, and equal runs make equal connections.
 * After that, and where the port is not the service's, the wait is a quick back-off from 1 to 10 ms, not a slow poll.
 *
 * The kernel makes a connection as soon as somebody listens, and a service may listen long before it does anything else. So a TCP probe has
 * succeeded when the service has accepted it, which the kernel knows as well. A service that never does (a listener for others, or one that
 * wants to see a request first) is ready when it rests with the connection untaken: it waits for something else.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { connect, parseAddress, protocolNamed, wallTimer, type Ends } from "../protocols/index.ts";
import type { End } from "../supervisor/index.ts";
import { timerMs } from "../trace/index.ts";
import { Alarms, alarmsOf } from "./alarms.ts";
import { lookAt, napsOf, type Look } from "./rest.ts";
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

/** What is known of a service that gets ready. */
export interface Starting {
  /** Resolves when somebody listens: with whether that is the service, as far as one can tell. */
  readonly listens: Promise<boolean>;
  /** Whether a connection has been accepted; see [Supervisor.taken]. */
  readonly taken: (accepting: End, other: End) => Promise<boolean>;
  /** The processes that there are: its own, and those of the services it may wait for. */
  readonly pids: () => Promise<readonly number[]>;
}

/**
 * Resolves with the ends of the probe that succeeded. The first is made when somebody listens, or when the time is nearly over. Rejects with
 * [NotReady] when the time is over, with the signal's reason, or with what [Starting.listens] rejects with.
 */
export async function waitUntilReady(check: Healthcheck, starting: Starting, signal: AbortSignal): Promise<Ends> {
  const timeoutMs = check.timeoutNs / 1e6;
  const deadline = performance.now() + timeoutMs;
  const address = healthcheckAddress(check);
  await first(starting.listens, timeoutMs, signal);
  const accepted = (ends: Ends): Promise<void> => untilAccepted(ends, starting, deadline, signal);
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    // Also when the time was over before anybody listened: what comes of it is the reason.
    const result = await probe(check, address, Math.min(tryTimeoutMs, Math.max(lastTryMs, deadline - performance.now())), accepted, signal);
    if (typeof result !== "string") return result;
    if (performance.now() >= deadline) throw new NotReady(`${describe(check)}: no success within ${timeoutMs} ms (${result})`);
    await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/**
 * Waits until the service has accepted a connection, or rests without it, or [deadline] has come. Threads that sleep for a time only are not at
 * rest: whoever wakes by itself may accept then. Nor are those that wait for something with a limit that ends before the deadline, until they have
 * looked twice. Two looks that are the same are at least a pause apart, since the kernel has something to do as
 * well between the connection and whoever it wakes for it.
 */
async function untilAccepted(ends: Ends, starting: Starting, deadline: number, signal: AbortSignal): Promise<void> {
  const [there, here] = [endOf(ends.remote), endOf(ends.local)];
  const alarms = new Alarms();
  let before: Look | undefined;
  // The first time it is asked again at once: to ask takes as long as most need.
  for (let pauseMs = 0; performance.now() < deadline; pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, pauseMs * 1.5))) {
    // Somebody else's listener is somebody else's business.
    if (!(await Promise.race([starting.listens, Promise.resolve(false)])) || (await starting.taken(there, here))) return;
    // Most need a moment only, and are not looked at for that.
    if (pauseMs > firstPauseMs) {
      const pids = await starting.pids();
      const now = lookAt(pids, new Set());
      const still = now.resting && now.mark === before?.mark && napsOf(pids, new Set()).length === 0;
      if (still && alarms.over(alarmsOf(pids, deadline - performance.now()))) return;
      before = now;
    }
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

function endOf(text: string): End {
  const { host: address, port } = parseAddress(text);
  return { address, port };
}

/** Waits for [event], at most so long. */
async function first(event: Promise<unknown>, timeoutMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, timerMs(timeoutMs));
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
  accepted: (ends: Ends) => Promise<void>,
  signal: AbortSignal,
): Promise<Ends | string> {
  if (check.kind === "tcp") {
    try {
      const { socket, ends } = await connect(address, timeoutMs, { signal, timer: wallTimer });
      // What the service does with it then, closing included, is its own affair.
      socket.on("error", () => undefined);
      await accepted(ends).finally(() => socket.destroy());
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
      { address, signal, timer: wallTimer, connected: (made) => (ends = made) },
    );
  if (answer?.kind !== "response") return "no HTTP answer";
  if (answer.error !== "" || ends === undefined) return answer.error;
  return answer.status >= 200 && answer.status < 400 ? ends : `status ${answer.status}`;
}
