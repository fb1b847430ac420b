/**
 * HTTP/1.1 steps. Each step is one request on a connection of its own (`Connection: close`), so that what a service does for it can be told
 * from everything else. Redirects are followed, as they always were, unless asked otherwise.
 */
import { isUtf8 } from "node:buffer";
import { request, validateHeaderName, validateHeaderValue, type IncomingMessage } from "node:http";
import { parseDuration } from "../trace/index.ts";
import { connect, ConnectionError } from "./connect.ts";
import { Limit } from "./limit.ts";
import { jsonText, StepError, trimmed, type Method, type Protocol, type StepAnswer, type StepContext, type StepValue } from "./protocol.ts";

/** Long enough for a slow service under a delay fault, short enough that a hung one does not eat a CI job. */
const defaultTimeoutMs = 30_000;

/** What a suite gets to see of a body; more is cut, and `truncated` says so. */
const bodyLimitBytes = 1024 * 1024;

/** As Go's server takes; Node would refuse more than 16 KiB. */
const headersLimitBytes = 1024 * 1024;

/** As many as browsers' and Go's clients follow at the most. */
const redirectLimit = 10;

function method(verb: string): Method {
  return {
    name: verb.toLowerCase(),
    doc: `Sends a ${verb} request and returns the response. A transport failure does not raise: the response's \`error\` tells it.`,
    params: [
      { name: "path", doc: "Path with optional query string.", types: ["string"] },
      { name: "body", doc: "Text, or a dict or list that is sent as JSON.", types: ["string", "dict", "list"], bytes: true },
      { name: "headers", doc: "Header names and values.", types: ["dict"] },
      { name: "timeout", doc: 'For the whole step, redirects included; default "30s".', types: ["duration"] },
      { name: "follow_redirects", doc: "Default True.", types: ["bool"] },
    ],
    summary: (args) => `${verb} ${text(args["path"]) || "/"}`,
    run: (args, context) => exchange(verb, args, context),
  };
}

export const http: Protocol = { name: "http", methods: ["GET", "POST", "PUT", "DELETE", "PATCH"].map(method) };

async function exchange(verb: string, args: Readonly<Record<string, StepValue>>, context: StepContext): Promise<StepAnswer> {
  const timeoutMs = args["timeout"] === undefined ? defaultTimeoutMs : parseDuration(text(args["timeout"])) / 1e6;
  using limit = new Limit(context, timeoutMs);
  const { body, headers } = encodeBody(args);
  let url = new URL(`http://${bracketed(context.address.host)}:${context.address.port}`);
  // The path goes out as it stands: a URL would resolve `..` and take `//name/` for another host.
  let target = requestTarget(text(args["path"]));
  let currentVerb = verb;
  let currentBody = body;
  try {
    for (let hop = 0; ; hop++) {
      const message = await once(
        currentVerb,
        url,
        target,
        headers,
        currentBody,
        timeoutMs,
        limit.signal,
        hop === 0 ? context : { ...context, connected: () => {} },
      );
      const location = message.headers["location"];
      if (
        args["follow_redirects"] !== false &&
        location !== undefined &&
        message.status >= 301 &&
        message.status <= 308 &&
        message.status !== 304
      ) {
        if (hop >= redirectLimit) return failed(`stopped after ${redirectLimit} redirects`);
        const next = redirected(location, url, target);
        if (typeof next === "string") return failed(next);
        url = next;
        target = requestTarget(`${next.pathname}${next.search}`);
        // RFC 9110, 15.4: 303 turns every method but GET and HEAD into GET; 301 and 302 do so for POST by long practice.
        if (message.status === 303 || (message.status <= 302 && currentVerb === "POST")) {
          currentVerb = "GET";
          currentBody = Buffer.alloc(0);
        }
        continue;
      }
      return {
        kind: "response",
        status: message.status,
        body: message.bytes.toString("utf8"),
        bytes: message.bytes,
        truncated: message.truncated,
        headers: message.headers,
        error: "",
        summary: `${message.status} ${message.bytes.length} bytes`,
      };
    }
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    if (limit.expired) return failed(`no answer within ${timeoutMs} ms`);
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** Where a redirect from [target] on the host of [url] leads, or why it leads nowhere. */
function redirected(location: string, url: URL, target: string): URL | string {
  let next: URL;
  try {
    next = new URL(location, `${url.origin}${target}`);
  } catch {
    return `redirected to ${JSON.stringify(location)}, which is no URL`;
  }
  return next.protocol === "http:" ? next : `redirected to ${next.href}, and steps speak http only`;
}

/** What stands in the request's first line for [path]: from `/` on, without a fragment, and with what a URL cannot hold in percent form. */
function requestTarget(path: string): string {
  const [place = "", ...query] = path.replace(/#.*/su, "").split("?");
  const encoded = (part: string, unsafe: RegExp): string =>
    part.replace(unsafe, (character) =>
      [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
    );
  const search = query.length === 0 ? "" : `?${encoded(query.join("?"), /[^\x21-\x7e]|["<>]/gu)}`;
  return `${place.startsWith("/") ? "" : "/"}${encoded(place, /[^\x21-\x7e]|["<>\\^`{|}]/gu)}${search}`;
}

function failed(error: string): StepAnswer {
  return { kind: "response", status: 0, body: "", bytes: new Uint8Array(), truncated: false, headers: {}, error, summary: error };
}

function encodeBody(args: Readonly<Record<string, StepValue>>): { body: Uint8Array; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  const given = args["headers"];
  if (given !== undefined && given !== null && typeof given === "object" && !Array.isArray(given)) {
    for (const [name, value] of Object.entries(given)) headers[name] = headerValue(name, value);
  }
  const raw = args["body"];
  if (raw === undefined || raw === null) return { body: Buffer.alloc(0), headers };
  if (typeof raw === "string" || raw instanceof Uint8Array) return { body: Buffer.from(raw), headers };
  if (!Object.keys(headers).some((name) => name.toLowerCase() === "content-type")) headers["Content-Type"] = "application/json";
  return { body: Buffer.from(jsonText(raw)), headers };
}

/**
 * The bytes of a header, one character each, as Node takes them. A header that cannot be sent is the suite's mistake; told as a failure of the
 * transport, it would satisfy a test that expects the service to fail.
 */
function headerValue(name: string, value: StepValue): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
    throw new StepError(`headers: the value of ${JSON.stringify(name)} must be a string, got ${value === null ? "None" : jsonText(value)}`);
  }
  const text = Buffer.from(String(value)).toString("latin1");
  try {
    validateHeaderName(name);
    validateHeaderValue(name, text);
  } catch (error) {
    throw new StepError(`headers: ${JSON.stringify(name)} cannot be sent: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return text;
}

interface Message {
  readonly status: number;
  readonly bytes: Buffer;
  readonly truncated: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

async function once(
  verb: string,
  url: URL,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  timeoutMs: number,
  signal: AbortSignal,
  context: StepContext,
): Promise<Message> {
  const address = { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || "80") };
  const { socket, ends } = await connect(address, timeoutMs, { ...context, signal });
  context.connected(ends);
  return new Promise<Message>((resolve, reject) => {
    let received: IncomingMessage | undefined;
    const sent = request({
      method: verb,
      path: target,
      maxHeaderSize: headersLimitBytes,
      headers: {
        Host: url.host,
        ...headers,
        ...(body.length > 0 || verb !== "GET" ? { "Content-Length": String(body.length) } : {}),
        Connection: "close",
      },
      createConnection: () => socket,
    });
    const abort = (): void => void sent.destroy(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // What follows a whole answer is none of it, and is not looked at: whether it came along with it is chance.
      if (received?.complete === true) return;
      reject(
        new ConnectionError(
          `${verb} ${target.replace(/\?.*/s, "")}: ${error.code === "ECONNRESET" ? "connection closed without an answer" : error.message}`,
          error.code ?? "",
          { cause: error },
        ),
      );
    });
    sent.on("response", (response) => {
      received = response;
      readBody(response).then(
        ({ bytes, truncated }) => {
          socket.destroy();
          resolve({ status: response.statusCode ?? 0, bytes: trimmed(bytes), truncated, headers: flatten(response) });
        },
        (error: unknown) => {
          const reason =
            error instanceof Error && error.message !== "aborted" ? error.message : "connection closed in the middle of the answer";
          reject(new ConnectionError(`${verb} ${target.replace(/\?.*/s, "")}: ${reason}`, "ECONNRESET", { cause: error }));
        },
      );
    });
    sent.end(body);
  });
}

function readBody(response: IncomingMessage): Promise<{ bytes: Buffer; truncated: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let truncated = false;
    response.on("data", (chunk: Buffer) => {
      if (truncated) return;
      chunks.push(chunk.subarray(0, bodyLimitBytes - size));
      size += chunk.length;
      truncated = size > bodyLimitBytes;
    });
    response.on("end", () => resolve({ bytes: Buffer.concat(chunks), truncated }));
    // One that breaks off is told here too.
    response.on("error", reject);
  });
}

function flatten(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    const bytes = Buffer.from(Array.isArray(value) ? value.join(", ") : (value ?? ""), "latin1");
    headers[name] = isUtf8(bytes) ? bytes.toString() : bytes.toString("latin1");
  }
  return headers;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function text(value: StepValue | undefined): string {
  return typeof value === "string" ? value : "";
}
