/**
 * A service that does what it is told, for tests of the suite language: over HTTP it prints, writes, connects, waits or ends, so that a suite
 * decides what happens and when. Written to a folder together with the suite.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { faultbox, type Ran } from "./faultbox.ts";

export const program = `
import { createServer, request } from "node:http";
import { closeSync, fsync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { Socket } from "node:net";
const kept = [];
const links = [];
const acts = {
  print: ({ text, to = "1", end = "\\n" }) => { writeSync(Number(to), text + end); return "printed"; },
  repeat: ({ text, n }) => { for (let i = 0; i < Number(n); i++) writeSync(1, text); return "printed"; },
  bytes: ({ hex }) => { writeSync(1, Buffer.from(hex, "hex")); return "printed"; },
  later: ({ text, ms }) => { setTimeout(() => writeSync(1, text + "\\n"), Number(ms)); return "later"; },
  every: ({ text, ms }) => { setInterval(() => writeSync(1, text + "\\n"), Number(ms)); return "every"; },
  write: ({ file, text = "x" }) => { const fd = openSync(file, "w"); writeSync(fd, text); fsyncSync(fd); closeSync(fd); return "written"; },
  // Says that it syncs when a thread of its is in the call, or has been.
  write_later: ({ file, ms }) => {
    setTimeout(() => {
      const fd = openSync(file, "w");
      let done = false;
      fsync(fd, () => { done = true; closeSync(fd); });
      const number = process.arch === "arm64" ? "82 " : "74 ";
      const inside = () => readdirSync("/proc/self/task").some((tid) => readFileSync("/proc/self/task/" + tid + "/syscall", "latin1").startsWith(number));
      const tell = () => (done || inside() ? writeSync(1, "syncing\\n") : setImmediate(tell));
      tell();
    }, Number(ms));
    return "later";
  },
  writing: ({ file, ms }) => { const fd = openSync(file, "w"); setInterval(() => writeSync(fd, "x"), Number(ms)); return "writing"; },
  exit: ({ code = "0" }) => { setImmediate(() => process.exit(Number(code))); return "bye"; },
  die: () => { process.kill(process.pid, "SIGKILL"); },
  get: ({ url }) => new Promise((resolve) => {
    const made = request(url, { agent: false }, (answer) => { answer.resume(); answer.on("end", () => resolve("status " + answer.statusCode)); });
    made.on("error", (error) => resolve(error.code ?? error.message));
    made.end();
  }),
  link: ({ port }) => new Promise((resolve) => {
    const socket = new Socket();
    socket.on("connect", () => { links.push(socket); resolve("linked"); });
    socket.on("error", (error) => { links.length = 0; resolve(error.code); });
    socket.connect(Number(port), "127.0.0.1");
  }),
  ask: ({ path }) => new Promise((resolve) => {
    const [socket] = links;
    if (socket === undefined) return resolve("no link");
    const done = (text) => { socket.removeAllListeners("data"); socket.removeAllListeners("error"); socket.on("error", () => {}); resolve(text); };
    socket.on("error", (error) => done(error.code));
    socket.on("data", (bytes) => done(String(bytes).split("\\r\\n")[0]));
    socket.write("GET " + path + " HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n");
  }),
  open: ({ file }) => { try { closeSync(openSync(file, "a")); return "opened"; } catch (error) { return error.code; } },
  keep: ({ text }) => { kept.push(text); return "kept"; },
  kept: () => kept.join(""),
  health: () => "ok",
};
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://x");
  response.end(String(await acts[pathname.slice(1)](Object.fromEntries(searchParams))));
});
server.keepAliveTimeout = 60000;
server.listen(Number(process.env.PORT), "127.0.0.1");
`;

/** Declares the service \`svc\` on port 8080; [more] are further keywords of it. */
export function declared(more = ""): string {
  return `
svc = service("svc", "${process.execPath}", interface("main", "http", 8080), args = ["obedient.mjs"], env = {"PORT": "8080"},
    healthcheck = http("localhost:8080/health")${more === "" ? "" : `, ${more}`})

def tell(what, **args):
    return svc.get(path = "/" + what + "?" + "&".join([k + "=" + str(v) for k, v in args.items()]))
`;
}

/** Runs [suite] in [folder]. */
export async function runSuite(folder: string, suite: string, ...args: string[]): Promise<Ran> {
  await writeFile(join(folder, "obedient.mjs"), program);
  await writeFile(join(folder, "s.star"), suite);
  return faultbox(["test", "s.star", ...args], folder);
}

/** The same, and every test of it must pass. */
export async function passes(folder: string, suite: string, ...args: string[]): Promise<Ran> {
  const ran = await runSuite(folder, suite, ...args);
  expect(ran.stderr).toMatch(/\n[1-9]\d* passed, 0 failed\n/);
  expect(ran.code).toBe(0);
  return ran;
}
