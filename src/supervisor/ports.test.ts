import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { directory, numberOf, program, running, wrapped } from "./fixture.ts";

async function listening(host: string): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one
  return { port, [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}

const listen = "require('net').createServer().listen(0, process.argv[1], function () { console.log(this.address().port) })";

test.for(["127.0.0.1", "::"])("the holder of a port is found, with its command, also when it listens on %s", async (host) => {
  await using it = await running();
  await using server = await listening(host);
  const holder = await it.supervisor.holderOf(server.port);
  expect(holder?.pid).toBe(process.pid);
  expect(holder?.command).toContain("node");
});

test("a port that nobody listens on has no holder", async () => {
  await using it = await running();
  const server = await listening("127.0.0.1");
  await server[Symbol.asyncDispose]();
  expect(await it.supervisor.holderOf(server.port)).toBeUndefined();
});

/** The protocol of netlink(7) that tells of sockets; no other call of the supervisor has this number there. */
const sockDiag = 4;

test.for([true, false])(
  "a listener anywhere in a service's tree is the service's, nobody else's is (the kernel tells of sockets: %s)",
  async (tells) => {
    await using place = await directory();
    const words = [await program("without.c"), `${numberOf("socket")}/2:${sockDiag}=93`, "--"];
    await using it = await running(tells ? {} : { binary: await wrapped(place.path, words, supervisorBinary()) });
    await using stranger = await listening("127.0.0.1");
    const service = await it.launch(["sh", "-c", `"${process.execPath}" -e "${listen}" 127.0.0.1; true`]);
    await it.heard.until(() => it.heard.stdout().includes("\n"));
    const port = Number(it.heard.stdout());
    expect(await service.listener(port)).toBe(true);
    expect(await service.listener(stranger.port)).toBe(false);
    expect((await it.supervisor.holderOf(port))?.command).toContain("createServer");
  },
);

test("whoever waits for a listener is told when there is one, and when there cannot be one any more", async () => {
  await using it = await running();
  await using place = await directory();
  // The port of a listener that has gone: nobody listens there until the service does.
  const server = await listening("::");
  const { port } = server;
  await server[Symbol.asyncDispose]();
  const go = `${place.path}/go`;
  const script = `while [ ! -e ${go} ]; do sleep 0.01; done; exec "${process.execPath}" -e "${listen.replace("(0,", "(Number(process.argv[2]),")}" :: ${port}`;
  const service = await it.launch(["sh", "-c", script]);
  const told = service.listener(port);
  await expect(service.listener(port)).rejects.toThrow("awaited already");
  await writeFile(go, "");
  expect(await told).toBe(true);
  const free = await listening("::");
  await free[Symbol.asyncDispose]();
  const never = service.listener(free.port);
  await Promise.all([expect(never).rejects.toThrow("the service has ended"), service.stop(0)]);
  await expect(service.listener(port)).rejects.toThrow("the service has ended");
});
