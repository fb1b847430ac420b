/**
 * The system under test as declared: services, their interfaces, what they wait for. Checked as a whole before anything starts; every
 * error names the declaration it is about.
 */
import type { Position, ServiceInfo } from "../trace/index.ts";
import type { Observation } from "./decoders.ts";

export interface Interface {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

/** How to find out that a service is ready. */
export type Healthcheck =
  | { readonly kind: "tcp"; readonly address: string; readonly timeoutNs: number }
  | { readonly kind: "http"; readonly url: string; readonly timeoutNs: number };

/** A named operation: a set of calls, perhaps on certain paths only, that a fault can name. */
export interface Operation {
  readonly syscalls: readonly string[];
  readonly path?: string;
}

export interface ServiceDeclaration {
  readonly name: string;
  /** As written; a path with a slash is relative to the working directory, a bare name is looked up in PATH. */
  readonly binary: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly interfaces: readonly Interface[];
  readonly dependsOn: readonly string[];
  readonly healthcheck?: Healthcheck;
  readonly operations: Readonly<Record<string, Operation>>;
  /** The streams whose lines become events; each at most once. */
  readonly observe?: readonly Observation[];
  /** What it may take from outside although the suite asks for determinism: categories as the suite language names them. */
  readonly nondeterministicOk?: readonly string[];
  /** That it ends by itself in mid-test is no failure. */
  readonly mayExit?: boolean;
  readonly position?: Position;
}

/** A declaration that cannot work. */
export class TopologyError extends Error {
  override readonly name = "TopologyError";
  readonly position: Position | undefined;

  constructor(message: string, position: Position | undefined) {
    super(message);
    this.position = position;
  }
}

/**
 * The order in which services start: dependencies first, otherwise by name. Throws [TopologyError] for a dependency that does not exist,
 * a cycle (with its members), or two services that declare one port.
 */
export function startOrder(services: readonly ServiceDeclaration[]): readonly ServiceDeclaration[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  checkPorts(services);
  const order: ServiceDeclaration[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (service: ServiceDeclaration, path: readonly string[]): void => {
    if (state.get(service.name) === "done") return;
    if (state.get(service.name) === "open") {
      const cycle = [...path.slice(path.indexOf(service.name)), service.name];
      throw new TopologyError(`services depend on each other in a circle: ${cycle.join(" → ")}`, service.position);
    }
    state.set(service.name, "open");
    for (const name of [...service.dependsOn].sort()) {
      const dependency = byName.get(name);
      if (dependency === undefined) {
        const known = [...byName.keys()].sort().join(", ");
        throw new TopologyError(
          `service "${service.name}" depends on "${name}", which is not declared (declared: ${known})`,
          service.position,
        );
      }
      visit(dependency, [...path, service.name]);
    }
    state.set(service.name, "done");
    order.push(service);
  };
  for (const service of [...services].sort((a, b) => (a.name < b.name ? -1 : 1))) visit(service, []);
  return order;
}

function checkPorts(services: readonly ServiceDeclaration[]): void {
  const holders = new Map<number, string>();
  for (const service of services) {
    for (const { name, port, protocol } of service.interfaces) {
      if (protocol === "udp") continue;
      const holder = holders.get(port);
      const own = `${service.name}.${name}`;
      if (holder !== undefined) throw new TopologyError(`port ${port} is declared twice: by ${holder} and by ${own}`, service.position);
      holders.set(port, own);
    }
  }
}

/** What readers of a trace need to know of the declarations. */
export function serviceInfo(services: readonly ServiceDeclaration[]): readonly ServiceInfo[] {
  return services.map(({ name, interfaces }) => ({ name, interfaces }));
}

/**
 * The environment of a service: the given base, `FAULTBOX_<SERVICE>_<INTERFACE>_HOST/_PORT/_ADDR` for every interface of every service, and
 * what the suite says. Names are in capitals with every other character as `_`; where that changes a name, the spelling that
 * only capitalises is set as well, since existing services may read it.
 */
export function serviceEnvironment(
  service: ServiceDeclaration,
  services: readonly ServiceDeclaration[],
  base: Readonly<Record<string, string>>,
): Record<string, string> {
  const env: Record<string, string> = { ...base };
  for (const other of services) {
    for (const { name, port } of other.interfaces) {
      const plain = `FAULTBOX_${other.name}_${name}`.toUpperCase();
      for (const prefix of new Set([plain, plain.replace(/[^A-Z0-9_]/g, "_")])) {
        env[`${prefix}_HOST`] = "localhost";
        env[`${prefix}_PORT`] = String(port);
        env[`${prefix}_ADDR`] = `localhost:${port}`;
      }
    }
  }
  return { ...env, ...service.env };
}
