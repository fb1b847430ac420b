/**
 * The floor of the suite's benchmark: what test_happy_path does to the orders demo, without any tool, as often as asked.
 *
 *     node bare.mjs [TIMES]
 *
 * Each time it starts inventory and waits until its port accepts, starts orders and waits until it is healthy, sends the test's five requests,
 * each on a connection of its own, ends both with SIGTERM at once, and waits for them: no more and no less than a test does, and as politely. It
 * does leave out all that a script can do without: it does not look whether the ports are free or whose they are, and keeps no record. Started
 * in a folder with bin/inventory and bin/orders, like the suite; exits 1 when an answer is not the expected one.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { get, request } from "node:http";
import { connect } from "node:net";

/** Long enough not to steal the processor from a service that is starting, short enough not to be seen in the figures. */
const pauseMs = 1;

function start(program, env) {
  const child = spawn(`./bin/${program}`, { env: { ...process.env, ...env }, stdio: "ignore" });
  return { child, exited: once(child, "exit") };
}

async function until(probe) {
  while (!(await probe())) await new Promise((resolve) => setTimeout(resolve, pauseMs));
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });

const healthy = (url) =>
  new Promise((resolve) => {
    get(url, { agent: false }, (response) => resolve(response.resume().statusCode === 200)).on("error", () => resolve(false));
  });

async function call(method, path, body) {
  const sent = request({ host: "127.0.0.1", port: 8080, method, path, agent: false });
  sent.end(body);
  const [response] = await once(sent, "response");
  let text = "";
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, data: JSON.parse(text) };
}

function expect(actual, wanted, what) {
  if (actual === wanted) return;
  console.error(`${what}: wanted ${wanted}, got ${actual}`);
  process.exitCode = 1;
}

async function happyPath() {
  const inventory = start("inventory", { PORT: "5432", WAL_PATH: "/tmp/inventory.wal" });
  await until(() => accepts(5432));
  const orders = start("orders", { PORT: "8080", INVENTORY_ADDR: "127.0.0.1:5432" });
  await until(() => healthy("http://127.0.0.1:8080/health"));

  const placed = await call("POST", "/orders", '{"sku": "widget", "qty": 2}');
  expect(placed.status, 200, "an order");
  expect(placed.data.remaining, 98, "what remains");
  expect((await call("GET", "/orders/1")).data.qty, 2, "the order, looked up");
  expect((await call("GET", "/inventory/widget")).data.quantity, 98, "the stock");
  expect((await call("POST", "/orders", '{"sku": "gizmo", "qty": 1}')).status, 404, "an unknown sku");
  expect((await call("POST", "/orders", '{"sku": "sprocket", "qty": 6}')).status, 409, "too many");

  for (const service of [orders, inventory]) service.child.kill("SIGTERM");
  await Promise.all([orders.exited, inventory.exited]);
}

for (let left = Number(process.argv[2] ?? 1); left > 0; left--) await happyPath();
