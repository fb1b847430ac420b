import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { running } from "./fixture.ts";
import { listenerOn, listensIn } from "./ports.ts";

async function listening(host: string): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one
  return { port, [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}

test("the holder of a port is found, with its command", async () => {
  await using server = await listening("127.0.0.1");
  const holder = listenerOn(server.port);
  expect(holder?.pid).toBe(process.pid);
  expect(holder?.command).toContain("node");
  expect(listensIn(server.port, [process.pid])).toBe(true);
  expect(listensIn(server.port, [1])).toBe(false);
});

test("a port that nobody listens on has no holder", async () => {
  const server = await listening("127.0.0.1");
  await server[Symbol.asyncDispose]();
  expect(listenerOn(server.port)).toBeUndefined();
  expect(listensIn(server.port, [process.pid])).toBe(false);
});

test("a listener anywhere in a service's tree is the service's", async () => {
  await using it = await running();
  const script = "require('net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })";
  const service = await it.launch(["sh", "-c", `"${process.execPath}" -e "${script}"; true`]);
  await it.heard.until(() => it.heard.stdout().includes("\n"));
  const port = Number(it.heard.stdout());
  expect(listensIn(port, await service.pids())).toBe(true);
  expect(listenerOn(port)?.command).toContain("createServer");
});
