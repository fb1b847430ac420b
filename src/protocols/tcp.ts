/** TCP steps: one line out, one line back, on a connection of its own. */
import { once } from "node:events";
import { parseDuration } from "../trace/index.ts";
import { connect } from "./connect.ts";
import { Limit } from "./limit.ts";
import { StepError, trimmed, type Protocol, type StepAnswer, type StepContext, type StepValue } from "./protocol.ts";

const dialTimeoutMs = 5_000;
const defaultTimeoutMs = 10_000;

/** A reply without a line end is not read for ever. */
const lineLimitBytes = 1024 * 1024;

/** The summary of a step whose peer closed the connection and said nothing. */
export const closedUnanswered = "closed without an answer";

export const tcp: Protocol = {
  name: "tcp",
  methods: [
    {
      name: "send",
      doc: 'Sends one line (a newline is added if missing) and returns the first line of the reply, trimmed; "" if the peer closes without one.',
      params: [
        { name: "data", doc: "What to send.", types: ["string"], required: true, bytes: true },
        { name: "timeout", doc: 'For the whole step; default "10s".', types: ["duration"] },
      ],
      summary: (args) => JSON.stringify(dataOf(args).toString("utf8").trimEnd()),
      run: send,
    },
  ],
};

async function send(args: Readonly<Record<string, StepValue>>, context: StepContext): Promise<StepAnswer> {
  const timeoutMs = typeof args["timeout"] === "string" ? parseDuration(args["timeout"]) / 1e6 : defaultTimeoutMs;
  using limit = new Limit(context, timeoutMs);
  const { signal } = limit;
  try {
    const { socket, ends } = await connect(context.address, Math.min(dialTimeoutMs, timeoutMs), { ...context, signal });
    try {
      context.connected(ends);
      const data = dataOf(args);
      const ended = once(socket, "end", { signal });
      socket.write(data.at(-1) === 10 ? data : Buffer.concat([data, Buffer.from("\n")]));
      let received = Buffer.alloc(0);
      const line = new Promise<void>((resolve, reject) => {
        socket.on("error", reject);
        socket.on("data", (chunk: Buffer) => {
          received = Buffer.concat([received, chunk]);
          if (received.includes(10) || received.length > lineLimitBytes) resolve();
        });
      });
      await Promise.race([line, ended]);
      const lineEnd = received.indexOf(10);
      const bytes = trimmed(lineEnd < 0 ? received : received.subarray(0, lineEnd));
      const text = bytes.toString("utf8");
      ended.catch(() => {});
      return { kind: "text", text, bytes, summary: received.length === 0 ? closedUnanswered : JSON.stringify(text) };
    } finally {
      socket.destroy();
    }
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    const reason = limit.expired ? `no answer within ${timeoutMs} ms` : error instanceof Error ? error.message : String(error);
    throw new StepError(`tcp send failed: ${reason}`, { cause: error });
  }
}

function dataOf({ data }: Readonly<Record<string, StepValue>>): Buffer {
  return typeof data === "string" || data instanceof Uint8Array ? Buffer.from(data) : Buffer.alloc(0);
}
