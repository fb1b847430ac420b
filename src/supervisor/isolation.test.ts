import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { supervisorBinary } from "./binary.ts";
import { directory } from "./fixture.ts";
import { isolated, isolationProblem } from "./isolation.ts";

const run = promisify(execFile);

async function inside(script: string, cwd: string, keep: readonly string[]): Promise<string> {
  const [program = "", ...args] = isolated(["sh", "-c", script], keep);
  return (await run(program, args, { cwd })).stdout;
}

test("isolation is possible here", async () => {
  expect(await isolationProblem()).toBeUndefined();
});

test("/tmp is private but for what is kept, the working directory is where it was, and nothing stays behind", async () => {
  await using place = await directory();
  await mkdir(`${place.path}/deep`);
  await writeFile(`${place.path}/deep/file`, "kept");
  await writeFile(`${place.path}/alone`, "too");
  const script = "pwd; cat deep/file; echo changed >deep/file; cat ../*/alone; touch /tmp/mine; ls /tmp";
  const printed = await inside(script, place.path, [`${place.path}/deep`, `${place.path}/alone`, "/usr"]);
  const name = place.path.replace("/tmp/", "");
  expect(printed).toBe(`${place.path}\nkepttoo${name}\nmine\n`);
  expect(readFileSync(`${place.path}/deep/file`, "utf8")).toBe("changed\n");
  expect(existsSync("/tmp/mine")).toBe(false);
});

test("a port that is taken outside is free inside, on both loopback addresses, and what listens outside cannot be reached", async () => {
  await using place = await directory();
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number }; // it listens on TCP
  const script = `
import socket
print(socket.socket().connect_ex(("127.0.0.1", ${port})))
for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
    with socket.create_server((address, ${port}), family = family) as s: socket.create_connection((address, ${port}))
`;
  await writeFile(`${place.path}/s.py`, script);
  expect(await inside("python3 s.py", place.path, [place.path])).toBe("111\n");
  server.close();
});

test("an ordinary user is who it was inside, without any rights", async () => {
  await using place = await directory();
  const binary = `${place.path}/supervisor`;
  await cp(supervisorBinary(), binary);
  const root = process.getuid?.() === 0;
  const user = root ? 65534 : (process.getuid?.() ?? 0);
  const script = "id -u; grep CapEff /proc/self/status; touch /tmp/mine; stat -c %u /tmp/mine";
  const become = root ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : ["env"];
  const [program = "", ...args] = [...become, binary, "isolate", "--keep", place.path, "--", "sh", "-c", script];
  expect((await run(program, args, { cwd: place.path })).stdout).toBe(`${user}\nCapEff:\t0000000000000000\n${user}\n`);
});

test("what cannot be done is said with its reason, and the exit code tells it from the command's own", async () => {
  await using place = await directory();
  const [program = "", ...args] = isolated(["true"], ["/tmp/is/not/there"]);
  const ended = await run(program, args, { cwd: place.path }).catch((error: unknown) => error);
  expect(ended).toMatchObject({ code: 125, stderr: "Can't open what is to be kept of /tmp: No such file or directory\n" });
});
