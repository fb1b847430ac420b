import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  connect,
  ConnectionError,
  parseAddress,
  protocolNamed,
  StepError,
  wallTimer,
  type Ends,
  type StepAnswer,
  type StepValue,
} from "./index.ts";

const open: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of open.splice(0)) {
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listening(server: Server, host = "127.0.0.1"): Promise<number> {
  open.push(server);
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

const httpServer = (handler: RequestListener): Promise<number> => listening(createHttpServer(handler));
const tcpServer = (handler: (socket: Socket) => void): Promise<number> => listening(createServer(handler));

async function step(
  protocol: string,
  method: string,
  port: number,
  args: Record<string, StepValue>,
  signal = new AbortController().signal,
): Promise<{ answer: StepAnswer; ends: Ends[] }> {
  const found = protocolNamed(protocol)?.methods.find(({ name }) => name === method);
  if (!found) throw new Error(`no ${protocol} ${method}`);
  const ends: Ends[] = [];
  const answer = await found.run(args, {
    address: { host: "localhost", port },
    signal,
    timer: wallTimer,
    connected: (made) => ends.push(made),
  });
  return { answer, ends };
}

async function body(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of message as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}

describe("HTTP steps", () => {
  test("send method, path, headers and body, and return status, body and headers", async () => {
    const port = await httpServer((request, response) => {
      void body(request).then((text) => {
        response.writeHead(201, {
          "X-Seen": `${request.method} ${request.url} ${String(request.headers["x-a"])} ${String(request.headers["content-type"])}`,
        });
        response.end(` ${text}\n`);
      });
    });
    const { answer, ends } = await step("http", "post", port, { path: "/orders?x=1", body: { sku: "a", qty: 2 }, headers: { "X-A": "1" } });
    expect(answer).toMatchObject({ status: 201, body: '{"sku":"a","qty":2}', error: "", truncated: false });
    expect(answer).toHaveProperty("headers.x-seen", "POST /orders?x=1 1 application/json");
    expect(ends).toHaveLength(1);
    expect(ends[0]).toMatchObject({ remote: `127.0.0.1:${port}`, local: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string });
  });

  test("follow redirects unless told otherwise, and stop going round in circles", async () => {
    const port = await httpServer((request, response) => {
      if (request.url === "/a") response.writeHead(302, { Location: "/b" }).end();
      else if (request.url === "/loop") response.writeHead(302, { Location: "/loop" }).end();
      else response.end(`${request.method} ${request.url}`);
    });
    expect((await step("http", "post", port, { path: "/a", body: "x" })).answer).toMatchObject({ status: 200, body: "GET /b" });
    expect((await step("http", "get", port, { path: "/a", follow_redirects: false })).answer).toMatchObject({ status: 302 });
    expect((await step("http", "get", port, { path: "/loop" })).answer).toMatchObject({ status: 0, error: "stopped after 10 redirects" });
  });

  test("send the path as it is written, to the service and nobody else", async () => {
    const port = await httpServer((request, response) => response.end(request.url));
    for (const [path, seen] of [
      ["", "/"],
      ["orders", "/orders"],
      ["?x=1", "/?x=1"],
      ["/a/../../etc/passwd", "/a/../../etc/passwd"],
      ["//example.org/x", "//example.org/x"],
      ["http://example.org/x", "/http://example.org/x"],
      ["/a b/é/%2F?q=a b&r={}#part", "/a%20b/%C3%A9/%2F?q=a%20b&r={}"],
      ['/"<\\>{}', "/%22%3C%5C%3E%7B%7D"],
      ["/\r\nX: y", "/%0D%0AX:%20y"],
    ] as const)
      expect((await step("http", "get", port, { path })).answer, path).toMatchObject({ status: 200, body: seen });
  });

  test("a redirect that leads nowhere is told with where it leads", async () => {
    const port = await httpServer((request, response) =>
      response.writeHead(302, { Location: decodeURIComponent((request.url ?? "").slice(1)) }).end(),
    );
    for (const [location, error] of [
      ["http://[bad", 'redirected to "http://[bad", which is no URL'],
      ["https://localhost:1/x", "redirected to https://localhost:1/x, and steps speak http only"],
      ["ftp://localhost:1/x", "redirected to ftp://localhost:1/x, and steps speak http only"],
    ])
      expect((await step("http", "get", port, { path: `/${encodeURIComponent(location ?? "")}` })).answer).toMatchObject({
        status: 0,
        error,
      });
  });

  test("bytes that are no text come as they were sent, both ways", async () => {
    const bytes = Uint8Array.of(0, 0xff, 0xfe, 0xc3, 0xa9, 0x80);
    const port = await httpServer((request, response) => void request.pipe(response));
    expect((await step("http", "post", port, { body: bytes })).answer).toMatchObject({ bytes: Buffer.from(bytes) });
    const echo = await tcpServer((socket) => socket.pipe(socket));
    expect((await step("tcp", "send", echo, { data: bytes })).answer).toMatchObject({ bytes: Buffer.from(bytes) });
  });

  test("headers are bytes, both ways, and one that cannot be sent is a mistake of the suite and no failure of the service", async () => {
    const port = await tcpServer((socket) =>
      socket.once("data", (data) => {
        const sent = /^x-a: (.*)\r$/im.exec(data.toString("latin1"))?.[1] ?? "";
        socket.end(Buffer.from(`HTTP/1.1 200 OK\r\nX-A: ${sent}\r\nX-B: \xff\r\nContent-Length: 0\r\n\r\n`, "latin1"));
      }),
    );
    const { answer } = await step("http", "get", port, { headers: { "X-A": "é", "X-N": 2n ** 60n } });
    expect(answer).toMatchObject({ status: 200, headers: { "x-a": "é", "x-b": "\xff" } });
    for (const [headers, message] of [
      [{ "a b": "x" }, 'headers: "a b" cannot be sent: Header name must be a valid HTTP token ["a b"]'],
      [{ a: "x\r\nb: y" }, 'headers: "a" cannot be sent: Invalid character in header content ["a"]'],
      [{ a: null }, 'headers: the value of "a" must be a string, got None'],
      [{ a: ["x"] }, 'headers: the value of "a" must be a string, got ["x"]'],
    ] as const)
      await expect(step("http", "get", port, { headers })).rejects.toThrow(new StepError(message));
    await expect(step("http", "post", port, { body: { a: [Number.NaN] } })).rejects.toThrow(new StepError("JSON has no way to write NaN"));
  });

  test("an answer that breaks off is none, and what follows a whole one is not looked at", async () => {
    const answering = (text: string): Promise<number> => tcpServer((socket) => socket.once("data", () => socket.end(text)));
    for (const text of ["Content-Length: 9\r\n\r\nshort", "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"])
      expect((await step("http", "get", await answering(`HTTP/1.1 200 OK\r\n${text}`), { path: "/x?y" })).answer).toMatchObject({
        status: 0,
        error: "GET /x: connection closed in the middle of the answer",
      });
    const more = await answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokMORE THAN THAT\r\n");
    expect((await step("http", "get", more, {})).answer).toMatchObject({ status: 200, body: "ok", error: "" });
    const hints = await answering("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\nuntil the end");
    expect((await step("http", "get", hints, {})).answer).toMatchObject({ status: 200, body: "until the end" });
    const large = await answering(`HTTP/1.1 200 OK\r\nX-Large: ${"x".repeat(60_000)}\r\n\r\n`);
    expect((await step("http", "get", large, {})).answer).toMatchObject({ status: 200, body: "" });
  });

  test("a transport failure is an answer with an error, not an exception", async () => {
    const closing = await httpServer((request) => request.socket.destroy());
    expect((await step("http", "get", closing, {})).answer).toMatchObject({
      status: 0,
      error: "GET /: connection closed without an answer",
    });
    const silent = await httpServer(() => {});
    expect((await step("http", "get", silent, { timeout: "50ms" })).answer).toMatchObject({ status: 0, error: "no answer within 50 ms" });
    const free = await listening(createServer());
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect((await step("http", "get", free, {})).answer).toMatchObject({ status: 0, error: `dial tcp 127.0.0.1:${free}: ECONNREFUSED` });
  });

  test("a body beyond the limit is cut and marked", async () => {
    const port = await httpServer((_, response) => response.end("x".repeat(1024 * 1024 + 5)));
    const { answer } = await step("http", "get", port, {});
    expect(answer).toMatchObject({ truncated: true });
    expect(answer.kind === "response" && answer.body.length).toBe(1024 * 1024);
  });

  test("an abort ends the step with the abort's reason", async () => {
    const port = await httpServer(() => {});
    const controller = new AbortController();
    const running = step("http", "get", port, {}, controller.signal);
    controller.abort(new Error("over"));
    await expect(running).rejects.toThrow("over");
  });
});

describe("TCP steps", () => {
  test("send a line and return the first line of the reply, trimmed", async () => {
    const port = await tcpServer((socket) => socket.on("data", (data) => socket.write(`got ${JSON.stringify(data.toString())}  \nmore\n`)));
    expect((await step("tcp", "send", port, { data: "PING" })).answer).toMatchObject({ kind: "text", text: 'got "PING\\n"' });
  });

  test("return the empty string when the peer closes without a reply, and what there is without a line end", async () => {
    const mute = await tcpServer((socket) => socket.end());
    expect((await step("tcp", "send", mute, { data: "x" })).answer).toMatchObject({ text: "" });
    const short = await tcpServer((socket) => socket.on("data", () => socket.end("partial")));
    expect((await step("tcp", "send", short, { data: "x" })).answer).toMatchObject({ text: "partial" });
  });

  test("raise when nobody listens and when no answer comes in time", async () => {
    const free = await listening(createServer());
    await new Promise((resolve) => open.pop()?.close(resolve));
    await expect(step("tcp", "send", free, { data: "x" })).rejects.toThrow(
      new StepError(`tcp send failed: dial tcp 127.0.0.1:${free}: ECONNREFUSED`),
    );
    const silent = await tcpServer(() => {});
    await expect(step("tcp", "send", silent, { data: "x", timeout: "50ms" })).rejects.toThrow("tcp send failed: no answer within 50 ms");
  });
});

describe("connecting", () => {
  const { signal } = new AbortController();

  test("localhost falls back to ::1 when nobody listens on 127.0.0.1", async () => {
    const port = await listening(createServer(), "::1");
    const { socket, ends } = await connect({ host: "localhost", port }, 1000, { signal, timer: wallTimer });
    socket.destroy();
    expect(ends.remote).toBe(`[::1]:${port}`);
  });

  test("takes as long as the clock of the step says, and not the one on the wall", async () => {
    const port = await listening(createServer());
    const { socket } = await connect({ host: "localhost", port }, 0, { signal, timer: () => () => {} });
    socket.destroy();
    const over = (_: number, late: () => void): (() => void) => {
      queueMicrotask(late);
      return () => {};
    };
    await expect(connect({ host: "localhost", port }, 60_000, { signal, timer: over })).rejects.toThrow(
      new ConnectionError(`dial tcp 127.0.0.1:${port}: no answer within 60000 ms`, "ETIMEDOUT"),
    );
  });

  test("an unreachable name is a ConnectionError with its code", async () => {
    await expect(connect({ host: "no-such-host.invalid", port: 1 }, 5000, { signal, timer: wallTimer })).rejects.toThrow(ConnectionError);
  });

  test("addresses are parsed strictly", () => {
    expect(parseAddress("localhost:80")).toEqual({ host: "localhost", port: 80 });
    expect(parseAddress(":80")).toEqual({ host: "localhost", port: 80 });
    expect(parseAddress("[::1]:80")).toEqual({ host: "::1", port: 80 });
    for (const text of ["localhost", "localhost:", "localhost:0", "localhost:70000", "80", "a:b:80"])
      expect(() => parseAddress(text), text).toThrow(RangeError);
  });
});
