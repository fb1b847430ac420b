/**
 * Declaring the system under test: `service`, `interface`, `tcp`, `http`, `op`; and what these values offer to a suite: addresses and steps.
 */
import { SuiteError, type Healthcheck, type Interface, type Operation, type ServiceDeclaration } from "../engine/index.ts";
import { parseAddress, protocolNamed, protocolNames } from "../protocols/index.ts";
import {
  builtin,
  decode,
  didYouMean,
  encode,
  HostValue,
  List,
  type Builtin,
  type CallContext,
  type Position,
  type Value,
} from "../starlark/index.ts";
import { parseDuration } from "../trace/index.ts";
import { categoriesOf } from "./determinism.ts";
import { neverMatches } from "./lint.ts";
import { observations } from "./observe.ts";
import type { SuiteState } from "./state.ts";
import { stepBuiltin } from "./steps.ts";
import { resolveSyscalls } from "./syscalls.ts";
import { kindOf } from "./values.ts";

/** `interface(…)` as declared, before it belongs to a service. */
export class InterfaceValue extends HostValue {
  static readonly typeName = "interface";
  readonly type = "interface";
  readonly declaration: Interface;

  constructor(declaration: Interface) {
    super();
    this.declaration = declaration;
  }

  override repr(): string {
    const { name, protocol, port } = this.declaration;
    return encode(`<interface ${name} ${protocol}:${port}>`);
  }
}

export class HealthcheckValue extends HostValue {
  static readonly typeName = "healthcheck";
  readonly type = "healthcheck";
  readonly check: Healthcheck;

  constructor(check: Healthcheck) {
    super();
    this.check = check;
  }

  override repr(): string {
    return encode(this.check.kind === "tcp" ? `<healthcheck tcp ${this.check.address}>` : `<healthcheck http ${this.check.url}>`);
  }
}

export class OperationValue extends HostValue {
  static readonly typeName = "op";
  readonly type = "op";
  readonly operation: Operation;

  constructor(operation: Operation) {
    super();
    this.operation = operation;
  }
}

/** An interface of a declared service: an address and the steps of its protocol. */
export class InterfaceRef extends HostValue {
  static readonly typeName = "interface_ref";
  readonly type = "interface_ref";
  readonly service: string;
  readonly declaration: Interface;
  readonly #steps: ReadonlyMap<string, Builtin>;

  constructor(state: SuiteState, service: string, declaration: Interface) {
    super();
    this.service = service;
    this.declaration = declaration;
    const methods = protocolNamed(declaration.protocol)?.methods ?? [];
    this.#steps = new Map(methods.map((method) => [method.name, stepBuiltin(state, service, declaration, method)]));
  }

  override attr(name: string): Value | undefined {
    const { port } = this.declaration;
    switch (name) {
      case "name":
        return encode(this.declaration.name);
      // Nothing stands between driver and service, so the proxied and the internal address are the address.
      case "addr":
      case "internal_addr":
      case "proxy_addr":
        return `localhost:${port}`;
      case "host":
      case "proxy_host":
        return "localhost";
      case "port":
      case "proxy_port":
        return port;
      default:
        break;
    }
    const step = this.#steps.get(name);
    if (step === undefined && protocolNamed(this.declaration.protocol) === undefined) {
      const { protocol, name: own } = this.declaration;
      throw new SuiteError(
        `interface "${this.service}.${own}": no steps for protocol "${protocol}" (steps exist for: ${protocolNames.join(", ")})${didYouMean(protocol, protocolNames)}`,
      );
    }
    return step;
  }

  override attrNames(): string[] {
    return ["name", "addr", "internal_addr", "proxy_addr", "host", "proxy_host", "port", "proxy_port", ...this.#steps.keys()];
  }

  override repr(): string {
    return encode(`<interface ${this.service}.${this.declaration.name}>`);
  }
}

export class ServiceValue extends HostValue {
  static readonly typeName = "service";
  readonly type = "service";
  readonly declaration: ServiceDeclaration;
  readonly interfaces: ReadonlyMap<string, InterfaceRef>;

  constructor(state: SuiteState, declaration: ServiceDeclaration) {
    super();
    this.declaration = declaration;
    this.interfaces = new Map(declaration.interfaces.map((one) => [one.name, new InterfaceRef(state, declaration.name, one)]));
  }

  get name(): string {
    return this.declaration.name;
  }

  override attr(name: string): Value | undefined {
    if (name === "name") return encode(this.name);
    const own = this.interfaces.get(decode(name));
    if (own !== undefined) return own;
    const only = this.interfaces.size === 1 ? [...this.interfaces.values()][0] : this.interfaces.get("default");
    if (only !== undefined) return only.attr(name);
    const isStep = [...this.interfaces.values()].some((ref) => ref.attrNames().includes(name));
    if (!isStep) return undefined;
    throw new SuiteError(`service "${this.name}" has multiple interfaces, specify which one (${[...this.interfaces.keys()].join(", ")})`);
  }

  override attrNames(): string[] {
    const only = this.interfaces.size === 1 ? [...this.interfaces.values()][0] : this.interfaces.get("default");
    return [...new Set(["name", ...this.interfaces.keys(), ...(only?.attrNames() ?? [])])];
  }

  override repr(): string {
    return encode(`<service ${this.name}>`);
  }
}

/** What a declaration may also say, elsewhere: understood, and refused with a reason instead of being ignored. */
const containerOnly: Readonly<Record<string, string>> = {
  image: "containers are not supported",
  build: "containers are not supported",
  volumes: "containers are not supported",
  ports: "containers are not supported",
  remote: "remote services are not supported",
  reuse: "every test gets fresh services",
  seed: "every test gets fresh services",
  reset: "every test gets fresh services",
};

/** How often these slips were made, to judge by the hints other tools give for them. */
const hints: Readonly<Record<string, string>> = {
  cmd: 'give the program as second argument and its arguments as args=["…"]',
  command: 'give the program as second argument and its arguments as args=["…"]',
  entrypoint: "give the program as second argument",
  http: 'declare interface("main", "http", PORT) and healthcheck=http("localhost:PORT/health")',
  tcp: 'declare interface("main", "tcp", PORT) and healthcheck=tcp("localhost:PORT")',
  name: "the name is the first argument, without keyword",
};

/** The keywords of `service`: name and what it is. */
export const serviceKeywords: Readonly<Record<string, string>> = {
  binary: "The program, if it is not the second argument: a path from the working directory, or a name to look up in PATH.",
  args: "List of its arguments.",
  env: "Dict of further variables. Beside them every service gets `FAULTBOX_<SERVICE>_<INTERFACE>_HOST`, `_PORT` and `_ADDR` of every interface.",
  depends_on: "List of services, or their names, that must be ready before it starts.",
  healthcheck: "`tcp(…)` or `http(…)`: how to find out that it is ready. Without one nobody waits for it.",
  ops: "Dict of named operations, `op(…)`, that a fault can name.",
  observe: "List of `observe.stdout(…)` and `observe.stderr(…)`: streams whose lines become events.",
  may_exit: "True if it may end by itself in mid-test, or puts itself in the background; otherwise its end fails the test.",
  nondeterministic_ok: "List of what it may take from outside under `determinism()`.",
  seccomp: "Accepted and not used: a service that no test watches has no filter.",
};

const known = [...Object.keys(serviceKeywords), ...Object.keys(containerOnly)];

/** Where a declaration is, for error messages later. */
function positionOf(ctx: CallContext): Position {
  const { file, line, column } = ctx.position;
  return { file, line, column };
}

export function serviceBuiltins(state: SuiteState): readonly Builtin[] {
  const service = builtin({
    name: "service",
    doc: "Declares a service: a program that every test starts afresh.",
    params: [
      { name: "name", type: "text", kind: "positional", doc: "Its name; the lane of its events." },
      { name: "parts", type: "any", kind: "args", doc: "The program's path, then its interface() values." },
      { name: "options", type: "any", kind: "kwargs", doc: `${Object.keys(serviceKeywords).join(", ")}.` },
    ],
    returns: "service",
    call: ({ name, parts, options }, ctx) => {
      if (name === "") throw new SuiteError("service: the name must not be empty");
      const fail = (message: string): never => {
        throw new SuiteError(`service("${name}"): ${message}`);
      };
      let binary: string | undefined;
      const interfaces: Interface[] = [];
      for (const part of parts) {
        if (typeof part === "string" && binary === undefined) binary = decode(part);
        else if (part instanceof InterfaceValue) interfaces.push(part.declaration);
        else fail(`want one program path and interface() values, got ${typeof part === "string" ? "a second string" : kindOf(part)}`);
      }
      for (const key of options.keys()) {
        if (containerOnly[key] !== undefined) fail(`${key}= cannot be used here: ${containerOnly[key]}`);
        if (hints[key] !== undefined) fail(`unknown keyword argument "${key}"; ${hints[key]}`);
        if (!known.includes(key)) fail(`unknown keyword argument "${key}"${didYouMean(key, known)}; valid: ${known.join(", ")}`);
      }
      const keyword = options.get("binary");
      if (keyword !== undefined) {
        if (binary !== undefined) fail("the program is given twice, as second argument and as binary=");
        binary = typeof keyword === "string" ? decode(keyword) : fail(`binary= must be a string, got ${kindOf(keyword)}`);
      }
      if (binary === undefined || binary === "")
        return fail('no program given; write service("' + name + '", "./path/to/program", interface(…))');
      if (binary.includes("\0")) fail("the program's path has a zero byte in it, which the kernel takes for its end");
      const names = interfaces.map((one) => one.name);
      const twice = names.find((one, index) => names.indexOf(one) !== index);
      if (twice !== undefined) fail(`interface "${twice}" is declared twice`);
      const declaration: ServiceDeclaration = {
        name,
        binary,
        args: strings(options.get("args"), (got) => fail(`args= must be a list of strings, got ${got}`)),
        env: environment(options.get("env"), fail),
        interfaces,
        dependsOn: dependencies(options.get("depends_on"), fail),
        ...healthcheckOf(options.get("healthcheck"), fail),
        operations: operations(options.get("ops"), fail),
        observe: observations(options.get("observe"), fail),
        nondeterministicOk: tolerated(options.get("nondeterministic_ok"), fail),
        mayExit: flag(options.get("may_exit"), "may_exit=", fail),
        position: positionOf(ctx),
      };
      state.declare(declaration);
      return new ServiceValue(state, declaration);
    },
  });

  const interfaceBuiltin = builtin({
    name: "interface",
    doc: "Declares where a service listens and what it speaks there.",
    params: [
      { name: "name", type: "text", doc: "Its name; the service's attribute." },
      { name: "protocol", type: "text", doc: `What it speaks; steps exist for ${protocolNames.join(" and ")}.` },
      { name: "port", type: "int", doc: "The port, 1 to 65535." },
      { name: "spec", type: ["text", "None"], default: null, kind: "keyword", doc: "Accepted and not used." },
    ],
    returns: "interface",
    call: ({ name, protocol, port }, ctx) => {
      if (port < 1 || port > 65535) throw new SuiteError(`interface("${name}"): port ${port} is not between 1 and 65535`);
      const guess = didYouMean(protocol, protocolNames);
      if (protocolNamed(protocol) === undefined && guess !== "") {
        state.diagnose({
          level: "warning",
          code: "UNKNOWN_PROTOCOL",
          message: `interface("${name}"): unknown protocol "${protocol}"${guess}`,
          position: positionOf(ctx),
        });
      }
      return new InterfaceValue({ name, protocol, port });
    },
  });

  const timeout = (text: string, name: string): number => {
    const ns = parseDuration(text);
    if (ns <= 0) throw new SuiteError(`${name}: timeout must be positive, got ${JSON.stringify(text)}`);
    return ns;
  };

  const tcp = builtin({
    name: "tcp",
    doc: "A service is ready when it has accepted a connection, which is more than to listen; one that never accepts is, when it waits for something else, and if that is with a limit of time, when it has waited twice. Some accept and cannot answer yet (Redis says `-LOADING` while it reads its files): ask those by `http(…)`, or in the test until they answer.",
    params: [
      { name: "addr", type: "text", doc: '"localhost:PORT".' },
      { name: "timeout", type: "text", default: "10s", doc: "How long to wait." },
    ],
    returns: "healthcheck",
    lenient: state.lenient,
    call: ({ addr, timeout: limit }) => {
      try {
        parseAddress(addr);
      } catch (error) {
        throw new SuiteError(`tcp: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
      return new HealthcheckValue({ kind: "tcp", address: addr, timeoutNs: timeout(limit, "tcp") });
    },
  });

  const http = builtin({
    name: "http",
    doc: "A service is ready when a GET answers with a status from 200 to 399.",
    params: [
      { name: "url", type: "text", doc: '"http://localhost:PORT/health"; the scheme may be left out.' },
      { name: "timeout", type: "text", default: "10s", doc: "How long to wait." },
    ],
    returns: "healthcheck",
    lenient: state.lenient,
    call: ({ url, timeout: limit }) => {
      const full = url.includes("://") ? url : `http://${url}`;
      if (!URL.canParse(full) || !full.startsWith("http://"))
        throw new SuiteError(`http: want a URL like "http://localhost:8080/health", got ${JSON.stringify(url)}`);
      return new HealthcheckValue({ kind: "http", url: full, timeoutNs: timeout(limit, "http") });
    },
  });

  const op = builtin({
    name: "op",
    doc: "A named operation: calls, perhaps on certain paths only, that a fault can name.",
    params: [
      { name: "syscalls", type: "list", doc: "Names as in fault()." },
      { name: "path", type: "text", default: "", doc: "Glob on the path." },
    ],
    returns: "op",
    lenient: state.lenient,
    call: ({ syscalls, path }, ctx) => {
      const names = strings(syscalls, (got) => {
        throw new SuiteError(`op: syscalls must be a list of strings, got ${got}`);
      });
      if (names.length === 0) throw new SuiteError("op: syscalls must not be empty");
      const calls = names.flatMap((name) => resolveSyscalls(name, "op").syscalls);
      const why = path === "" ? undefined : neverMatches(calls, { path });
      if (why !== undefined)
        state.diagnose({ level: "warning", code: "RULE_NEVER_MATCHES", message: `op: ${why}`, position: positionOf(ctx) });
      return new OperationValue({ syscalls: names, ...(path === "" ? {} : { path }) });
    },
  });

  return [service, interfaceBuiltin, tcp, http, op];
}

type Fail = (message: string) => never;

function strings(value: Value | undefined, fail: (got: string) => never): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!(value instanceof List)) return fail(kindOf(value));
  return value.items.map((item) => {
    if (typeof item !== "string") return fail(`a list with ${kindOf(item)}`);
    return item.includes("\0")
      ? fail(`${JSON.stringify(decode(item))}, with a zero byte in it, which the kernel takes for its end`)
      : decode(item);
  });
}

/** The entries of a dict with string keys. */
function entriesOf(value: Value | undefined, what: string, fail: Fail): readonly (readonly [string, Value])[] {
  if (value === undefined || value === null) return [];
  if (!(typeof value === "object" && "entries" in value && "firstKey" in value))
    return fail(`${what} must be a dict, got ${kindOf(value)}`);
  return value
    .entries()
    .map(([key, item]) => [typeof key === "string" ? decode(key) : fail(`${what}: keys must be strings`), item] as const);
}

function tolerated(value: Value | undefined, fail: Fail): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!(value instanceof List)) return fail(`nondeterministic_ok= must be a list of strings, got ${kindOf(value)}`);
  return categoriesOf(value, "nondeterministic_ok=");
}

function flag(value: Value | undefined, what: string, fail: Fail): boolean {
  if (value === undefined || value === null) return false;
  return typeof value === "boolean" ? value : fail(`${what} must be True or False, got ${kindOf(value)}`);
}

function environment(value: Value | undefined, fail: Fail): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const [key, item] of entriesOf(value, "env=", fail)) {
    if (key === "" || key.includes("=") || key.includes("\0")) fail(`env=: ${JSON.stringify(key)} is not a name for a variable`);
    // Numbers used to become the empty string, which nobody can have meant.
    env[key] =
      typeof item === "string"
        ? decode(item)
        : typeof item === "number"
          ? String(item)
          : fail(`env["${key}"] must be a string, got ${kindOf(item)}`);
    if (env[key]?.includes("\0") === true) fail(`env["${key}"] has a zero byte in it, which the kernel takes for its end`);
  }
  return env;
}

function dependencies(value: Value | undefined, fail: Fail): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!(value instanceof List)) return fail(`depends_on= must be a list of services, got ${kindOf(value)}`);
  return value.items.map((item) => {
    if (item instanceof ServiceValue) return item.name;
    return typeof item === "string" ? decode(item) : fail(`depends_on= must hold services or their names, got ${kindOf(item)}`);
  });
}

function healthcheckOf(value: Value | undefined, fail: Fail): { healthcheck?: Healthcheck } {
  if (value === undefined || value === null) return {};
  if (!(value instanceof HealthcheckValue)) return fail(`healthcheck must be a tcp() or http() value, got ${kindOf(value)}`);
  return { healthcheck: value.check };
}

/** What `fault` and `fault_assumption` take besides calls and operations. */
const keywordsOfFaults: ReadonlySet<string> = new Set(["run", "source", "name", "target", "rules", "monitors", "faults", "description"]);

function operations(value: Value | undefined, fail: Fail): Readonly<Record<string, Operation>> {
  const found: Record<string, Operation> = {};
  for (const [key, item] of entriesOf(value, "ops=", fail)) {
    if (keywordsOfFaults.has(key)) fail(`ops["${key}"]: a fault has a keyword of that name already; call the operation something else`);
    found[key] = item instanceof OperationValue ? item.operation : fail(`ops["${key}"] must be an op() value, got ${kindOf(item)}`);
  }
  return found;
}
