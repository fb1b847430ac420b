/** The protocols a test can speak to a service. Each is one file; a suite names them in `interface(name, protocol, port)`. */
import { http } from "./http.ts";
import type { Protocol } from "./protocol.ts";
import { tcp } from "./tcp.ts";

export { connect, ConnectionError, parseAddress, type Address, type Ends } from "./connect.ts";
export { LinkedAbortController, wallTimer } from "./limit.ts";
export { closedUnanswered } from "./tcp.ts";
export { jsonText, StepError, type Method, type Protocol, type StepAnswer, type StepParam, type StepValue } from "./protocol.ts";

const protocols: ReadonlyMap<string, Protocol> = new Map([http, tcp].map((protocol) => [protocol.name, protocol]));

/** The protocol of that name, or undefined. */
export function protocolNamed(name: string): Protocol | undefined {
  return protocols.get(name);
}

/** All names, for messages. */
export const protocolNames: readonly string[] = [...protocols.keys()];
