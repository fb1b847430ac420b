import { describe, expect, test } from "vitest";
import { serviceEnvironment, startOrder, TopologyError, type ServiceDeclaration } from "./topology.ts";

const service = (name: string, over: Partial<ServiceDeclaration> = {}): ServiceDeclaration => ({
  name,
  binary: `./bin/${name}`,
  args: [],
  env: {},
  interfaces: [],
  dependsOn: [],
  operations: {},
  ...over,
});

describe("the start order", () => {
  test("puts dependencies first and goes by name otherwise", () => {
    const order = startOrder([
      service("web", { dependsOn: ["db", "cache"] }),
      service("db"),
      service("cache", { dependsOn: ["db"] }),
      service("audit"),
    ]);
    expect(order.map(({ name }) => name)).toEqual(["audit", "db", "cache", "web"]);
  });

  test("a circle is an error that names its members", () => {
    const circle = [service("a", { dependsOn: ["b"] }), service("b", { dependsOn: ["c"] }), service("c", { dependsOn: ["b"] })];
    expect(() => startOrder(circle)).toThrow(new TopologyError("services depend on each other in a circle: b → c → b", undefined));
  });

  test("an unknown dependency is an error that lists what there is", () => {
    expect(() => startOrder([service("a", { dependsOn: ["dbb"] }), service("db")])).toThrow(
      'service "a" depends on "dbb", which is not declared (declared: a, db)',
    );
  });

  test("two services on one port are an error", () => {
    const on = (name: string): ServiceDeclaration => service(name, { interfaces: [{ name: "main", protocol: "tcp", port: 80 }] });
    expect(() => startOrder([on("a"), on("b")])).toThrow("port 80 is declared twice: by a.main and by b.main");
  });
});

test("a service learns every interface's address by its environment, in a spelling that shells accept, and its own variables win", () => {
  const db = service("my-db", { interfaces: [{ name: "main", protocol: "tcp", port: 5432 }] });
  const web = service("web", { env: { A: "own", FAULTBOX_MY_DB_MAIN_PORT: "1" } });
  const env = serviceEnvironment(web, [db, web], { A: "base", B: "base" });
  expect(env).toEqual({
    A: "own",
    B: "base",
    "FAULTBOX_MY-DB_MAIN_HOST": "localhost",
    "FAULTBOX_MY-DB_MAIN_PORT": "5432",
    "FAULTBOX_MY-DB_MAIN_ADDR": "localhost:5432",
    FAULTBOX_MY_DB_MAIN_HOST: "localhost",
    FAULTBOX_MY_DB_MAIN_PORT: "1",
    FAULTBOX_MY_DB_MAIN_ADDR: "localhost:5432",
  });
});
