import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
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

test.for([
  ["127.0.0.1", "127.0.0.1"],
  ["::", "127.0.0.1"],
  ["::", "::1"],
])("a connection to a listener on %s, by %s, waits until it is accepted", async ([host = "", by = ""]) => {
  await using it = await running();
  await using place = await directory();
  // It listens, says where, and accepts when there is a file.
  const script = `
import os, socket, sys, time
server = socket.socket(socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET)
server.bind((sys.argv[1], 0))
server.listen()
print(server.getsockname()[1], flush=True)
while not os.path.exists("go"): time.sleep(0.001)
accepted = server.accept()
print("accepted", flush=True)
server.close()
time.sleep(1000)
`;
  await it.launch(["python3", "-c", script, host], { cwd: place.path });
  await it.heard.until(() => it.heard.stdout().endsWith("\n"));
  const port = Number(it.heard.stdout());
  const client = connect({ host: by, port });
  await once(client, "connect");
  const ends = [
    { address: by, port },
    { address: by, port: client.localPort ?? 0 },
  ] as const;
  expect(await it.supervisor.taken(...ends)).toBe(false);
  await writeFile(`${place.path}/go`, "");
  await it.heard.until(() => it.heard.stdout().includes("accepted"));
  expect(await it.supervisor.taken(...ends)).toBe(true);
  client.destroy();
});

test("a connection that is not there waits for nobody; nor does any where the kernel does not tell", async () => {
  await using place = await directory();
  const words = [await program("without.c"), `${numberOf("socket")}/2:${sockDiag}=93`, "--"];
  await using it = await running();
  await using ignorant = await running({ binary: await wrapped(place.path, words, supervisorBinary()) });
  const script = "import socket, time; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); time.sleep(1000)";
  const server = await it.launch(["python3", "-c", script]);
  await it.heard.until(() => it.heard.stdout().includes("\n"));
  const port = Number(it.heard.stdout());
  const client = connect({ host: "127.0.0.1", port });
  await once(client, "connect");
  const accepting = { address: "127.0.0.1", port };
  const other = { address: "127.0.0.1", port: client.localPort ?? 0 };
  expect(await it.supervisor.taken(accepting, other)).toBe(false);
  expect(await ignorant.supervisor.taken(accepting, other)).toBe(true);
  expect(await it.supervisor.taken(other, accepting)).toBe(true);
  expect(await it.supervisor.taken({ address: "not an address", port }, other)).toBe(true);
  client.destroy();
  await server.stop(0);
  expect(await it.supervisor.taken(accepting, other)).toBe(true);
});
