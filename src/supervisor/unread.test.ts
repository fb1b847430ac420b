/** What has arrived and was not looked at yet. */
import { createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { directory, numberOf, program, running, wrapped } from "./fixture.ts";

test.for(["copies descriptors", "refuses to"])(
  "what has arrived is known until somebody looks at it, where the kernel %s of services",
  async (copies) => {
    await using place = await directory();
    const words = [await program("without.c"), `${numberOf("pidfd_getfd")}=1`, "--"];
    const known = copies === "copies descriptors";
    await using it = await running(known ? {} : { binary: await wrapped(place.path, words, supervisorBinary()) });
    const came = Promise.withResolvers<Socket>();
    const server = createServer(came.resolve);
    await new Promise<void>((resolve) => server.listen(`${place.path}/told`, resolve));
    // A process above it, for which nothing ever arrives.
    const service = await it.launch(["sh", "-c", `"${await program("unread.c")}" ${place.path}/told; true`]);
    const socket = await came.promise;
    const said = async (what: string): Promise<void> => it.heard.until(() => it.heard.stdout().endsWith(`${what}\n`));
    await said("nothing");
    expect(await service.unread()).toEqual([]);
    socket.write("x");
    await said("arrived");
    const [shell, process] = await service.pids();
    expect(shell).toBe(service.pid);
    expect(await service.unread()).toEqual(known ? [process] : []);
    // To ask takes nothing away.
    expect(await service.unread()).toEqual(known ? [process] : []);
    socket.write("x");
    await said("looked at");
    expect(await service.unread()).toEqual([]);
    socket.write("x");
    await service.ended;
    expect(await service.unread()).toEqual([]);
    server.close();
  },
);
