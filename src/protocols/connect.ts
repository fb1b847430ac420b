/**
 * One TCP connection to a service on this machine, with a deadline. Everything the test driver sends goes through here, so that every
 * step knows the local end of its connection: that is how its traffic is told apart in the trace from anybody else's.
 */
import { connect as connectSocket, type Socket } from "node:net";
import type { StepContext } from "./protocol.ts";

/** Where a connection goes: a host name or address, and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The two ends of a connection, `127.0.0.1:54012` each. */
export interface Ends {
  readonly local: string;
  readonly remote: string;
}

/** A connection could not be made or broke off; [code] is the system's, such as `ECONNREFUSED`, or `ETIMEDOUT` past the deadline. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly code: string;

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Parses `host:port`, `[::1]:port` or `:port` (this machine). Throws [RangeError] when there is no valid port. */
export function parseAddress(text: string): Address {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port < 1 || port > 65535) throw new RangeError(`want an address like "localhost:8080", got ${JSON.stringify(text)}`);
  return { host: match[1] ?? (match[2] === "" ? "localhost" : (match[2] ?? "localhost")), port };
}

/** What a wait goes by: the signal that ends it, and the clock by which time passes. */
export type Waiting = Pick<StepContext, "signal" | "timer">;

/**
 * Connects, within [timeoutMs] by the timer of [waiting]. `localhost` means 127.0.0.1 and, only if nobody listens there, ::1: always in this order, so that equal
 * runs make equal connections. Rejects with [ConnectionError], or with the signal's reason when aborted.
 */
export async function connect(address: Address, timeoutMs: number, waiting: Waiting): Promise<{ socket: Socket; ends: Ends }> {
  const hosts = address.host === "localhost" ? ["127.0.0.1", "::1"] : [address.host];
  let failure: unknown;
  for (const host of hosts) {
    try {
      const socket = await open(host, address.port, timeoutMs, waiting);
      return {
        socket,
        ends: { local: endText(socket.localAddress, socket.localPort), remote: endText(socket.remoteAddress, socket.remotePort) },
      };
    } catch (error) {
      failure ??= error;
      if (!(error instanceof ConnectionError) || error.code !== "ECONNREFUSED") break;
    }
  }
  throw failure;
}

function endText(address: string | undefined, port: number | undefined): string {
  return address?.includes(":") === true ? `[${address}]:${port ?? 0}` : `${address ?? "?"}:${port ?? 0}`;
}

function open(host: string, port: number, timeoutMs: number, { signal, timer }: Waiting): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const socket = connectSocket({ host, port, noDelay: true });
    const cancel = timer(timeoutMs, () => {
      finish(new ConnectionError(`dial tcp ${host}:${port}: no answer within ${timeoutMs} ms`, "ETIMEDOUT"));
    });
    const onAbort = (): void => {
      finish(signal.reason as Error);
    };
    const finish = (error?: Error): void => {
      cancel();
      signal.removeEventListener("abort", onAbort);
      if (error) {
        socket.destroy();
        reject(error);
      }
    };
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      finish(new ConnectionError(`dial tcp ${host}:${port}: ${error.code ?? error.message}`, error.code ?? "", { cause: error }));
    });
    socket.once("connect", () => {
      finish();
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}
