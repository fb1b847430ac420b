/**
 * The services of one test: each started and waited for, started again, stopped. Knows which of them run, which have ended, and which of these
 * ends somebody asked for. What rules they run under, and what a test makes of their ends, is not decided here.
 */
import { LinkedAbortController } from "../protocols/index.ts";
import { PortInUse, type Counter, type Exit, type LaunchSpec, type Rule, type Service, type Supervisor } from "../supervisor/index.ts";
import { DRIVER, type Draft } from "../trace/index.ts";
import { Pulse } from "./ending.ts";
import { StartError, SuiteError } from "./errors.ts";
import { healthcheckAddress, NotReady, waitUntilReady, type Starting } from "./readiness.ts";
import { serviceEnvironment, type ServiceDeclaration } from "./topology.ts";
import { howEnded } from "./verdict.ts";

/** How long a service may take to end by itself after SIGTERM. */
const stopGraceMs = 2_000;

/** Nobody sees it: whatever was waited for has come, or has been given up. Made once, as an error with its stack is not for nothing. */
const noLongerAwaited = new Error("no longer awaited");

/** What has most often happened when a service says that all went well and is gone. */
const inBackground = "; one that puts itself in the background has to be told to stay in front, or to be declared with may_exit=True";

/** What services need of the test that they are started for. */
export interface Started {
  readonly supervisor: Supervisor;
  readonly declarations: readonly ServiceDeclaration[];
  readonly cwd: string;
  /** The environment that services get besides their own. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborts when the test ends: then none is started any more. */
  readonly signal: AbortSignal;
  /** What a service begins with. */
  readonly launch: (service: string) => Pick<LaunchSpec, "intercept" | "rules" | "counters" | "stacks" | "observed">;
  /** The rules now wanted for a service that runs. */
  readonly rulesOf: (service: string) => readonly Rule[];
  readonly note: (atNs: bigint, draft: Draft) => void;
  /** The same of what was seen from outside; see [Log.addSeen]. */
  readonly seen: (atNs: bigint, draft: Draft) => void;
  /** Resolves when what was printed before has been read. */
  readonly heard: () => Promise<void>;
  /** The last that a service printed. */
  readonly lastLines: (service: string) => readonly string[];
  /** A service runs, and is not waited for yet. */
  readonly onLaunched: (service: string) => Promise<void>;
  /** No process of a service is left, which is told behind all that they did. */
  readonly onEnded: (service: string) => void;
}

export class Services {
  readonly #test: Started;
  readonly #running = new Map<string, Service>();
  /** Those of which no process is left. */
  readonly #gone = new Set<string>();
  readonly #launching = new Set<Promise<unknown>>();
  readonly #pulses = new Map<string, Pulse>();
  readonly #deaths: Exit[] = [];
  /** Those that a `crash()` has ended, and those that are being stopped to be started again: their end is no failure. */
  readonly #crashed = new Set<string>();
  readonly #leaving = new Set<string>();
  #stopping = false;

  constructor(test: Started) {
    this.#test = test;
  }

  // Which there are.

  /** A service that was started, whether or not it has ended since. */
  get(name: string): Service | undefined {
    return this.#running.get(name);
  }

  /** Whether there has never been one. */
  get none(): boolean {
    return this.#running.size === 0 && this.#launching.size === 0;
  }

  /** Those that have a process. */
  get alive(): readonly Service[] {
    return [...this.#running.values()].filter(({ name }) => !this.#gone.has(name));
  }

  /** The processes of a service, now; none when it has ended. */
  async pids(name: string): Promise<readonly number[]> {
    const service = this.#running.get(name);
    if (service === undefined) throw new SuiteError(`service "${name}" is not running`);
    return this.#gone.has(name) ? [] : service.pids();
  }

  /** The ends that nobody asked for, in their order. */
  get deaths(): readonly Exit[] {
    return this.#deaths;
  }

  /** Whether a service has ended by itself, ever: not by a `crash()`, and not because it was stopped. */
  hasDied(name: string): boolean {
    return this.#deaths.some(({ service }) => service === name);
  }

  hasCrashed(name: string): boolean {
    return this.#crashed.has(name);
  }

  /** Whether a service cannot get new rules, since it has ended in some way. */
  hasEnded(name: string): boolean {
    return this.#gone.has(name) || this.hasDied(name) || this.hasCrashed(name);
  }

  // What becomes of them.

  /** Starts a service and waits until it is ready. Resolves with false when a `crash()` ended it on the way. Throws [StartError]. */
  async start(declaration: ServiceDeclaration): Promise<boolean> {
    const { name } = declaration;
    this.#crashed.delete(name);
    // Whoever ends a test stops the services that there are, so none may come after that.
    this.#test.signal.throwIfAborted();
    let service: Service;
    try {
      service = await this.#launch({
        name,
        argv: [declaration.binary, ...declaration.args],
        env: serviceEnvironment(declaration, this.#test.declarations, this.#test.env),
        cwd: this.#test.cwd,
        ports: declaration.interfaces.filter(({ protocol }) => protocol !== "udp").map(({ port }) => port),
        ...this.#test.launch(name),
      });
    } catch (error) {
      if (error instanceof PortInUse) {
        const { port, holder } = error;
        const who = holder.pid === undefined ? "another process" : `process ${holder.pid} (${holder.command})`;
        throw new StartError(
          `port ${port} of service "${name}" is already in use by ${who}; stop it or declare another port`,
          declaration,
          [],
        );
      }
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartError(`failed to start services: service "${name}": ${reason}`, declaration, [], { cause: error });
    }
    await this.#test.onLaunched(name);
    this.#test.note(service.startedNs, { type: "service_started", service: name, fields: {} });
    return this.#awaitReady(declaration, service);
  }

  /** Launches a service. Until it is among those that run, the end of the test waits for it. */
  async #launch(spec: LaunchSpec): Promise<Service> {
    const launching = this.#test.supervisor.launch(spec).then((service) => {
      this.#running.set(spec.name, service);
      this.#gone.delete(spec.name);
      this.#pulses.set(spec.name, new Pulse(service.pid));
      void service.ended.then(() => this.#ended(spec.name));
      return service;
    });
    this.#launching.add(launching);
    try {
      return await launching;
    } finally {
      this.#launching.delete(launching);
    }
  }

  #ended(name: string): void {
    this.#pulses.get(name)?.[Symbol.dispose]();
    this.#pulses.delete(name);
    if (this.#stopping) return;
    this.#gone.add(name);
    this.#test.onEnded(name);
  }

  async #awaitReady(declaration: ServiceDeclaration, service: Service): Promise<boolean> {
    const { name, healthcheck } = declaration;
    const { supervisor, lastLines, seen, heard } = this.#test;
    if (healthcheck === undefined) return true;
    using stop = new LinkedAbortController(this.#test.signal);
    // What may exit may put itself in the background: then it is its children that get ready.
    const over = declaration.mayExit === true ? service.ended.then(() => service.exited) : service.exited;
    const died = over.then(async (exit) => {
      // Most end long after, and are no news here.
      if (stop.signal.aborted) throw noLongerAwaited;
      await supervisor.sync();
      throw new StartError(
        `failed to start services: service "${name}" exited before becoming ready (${howEnded(exit)})${exit.code === 0 && declaration.mayExit !== true ? inBackground : ""}`,
        declaration,
        lastLines(name),
      );
    });
    try {
      const { port } = healthcheckAddress(healthcheck);
      const target = declaration.interfaces.find((candidate) => candidate.port === port);
      // What ends the wait for a listener ends the service as well, and is told by that.
      const own = target === undefined ? Promise.resolve(true) : service.listener(port).catch(() => died);
      // Nobody asks it any more when the wait has ended for another reason.
      own.catch(() => {});
      const starting: Starting = {
        listens: own,
        taken: (accepting, other) => supervisor.taken(accepting, other),
        pids: async () => (await Promise.all([...this.#running.keys()].map((running) => this.pids(running)))).flat(),
      };
      const ends = await Promise.race([waitUntilReady(healthcheck, starting, stop.signal), died]);
      // What answers without being seen to listen is not on this machine's loopback: somebody else's as well.
      if (!(await Promise.race([own, Promise.resolve(false)]))) {
        throw new StartError(
          `failed to start services: port ${port} is answered by a process that does not belong to service "${name}"`,
          declaration,
          [],
        );
      }
      const nowNs = process.hrtime.bigint();
      const probed = target === undefined ? {} : { target: `${name}.${target.name}` };
      seen(nowNs, { type: "probe", service: DRIVER, fields: { ...probed, ...ends } });
      seen(nowNs, { type: "service_ready", service: name, fields: {} });
      await heard();
      return true;
    } catch (error) {
      if (this.#crashed.has(name)) return false;
      if (!(error instanceof NotReady)) throw error;
      throw new StartError(`failed to start services: service "${name}" not ready: ${error.message}`, declaration, lastLines(name));
    } finally {
      stop.abort(noLongerAwaited);
      died.catch(() => {});
    }
  }

  /** Puts the rules now wanted for a service into force. Harmless when it has ended. */
  async renew(name: string): Promise<void> {
    if (this.#stopping) return;
    try {
      await this.#running.get(name)?.setRules(this.#test.rulesOf(name));
    } catch (error) {
      if (!this.hasEnded(name)) throw error;
    }
  }

  async renewAll(): Promise<void> {
    for (const name of this.#running.keys()) await this.renew(name);
  }

  /** Stops a service in order to start it again. Resolves with what its rules have counted. */
  async stop(service: Service): Promise<ReadonlyMap<number, Counter>> {
    this.#leaving.add(service.name);
    try {
      await service.stop(stopGraceMs);
      return await service.ended;
    } finally {
      this.#leaving.delete(service.name);
    }
  }

  /** Stops all, for good. Resolves when no process is left. */
  async stopAll(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled(this.#launching);
    await Promise.all([...this.#running.values()].map((service) => service.stop(stopGraceMs)));
  }

  /** If a connection was closed by the end of a service, that end is told of before the test goes on: it must not depend on who was faster. */
  async deathsTold(): Promise<void> {
    const dying = this.alive.filter(({ name }) => this.#pulses.get(name)?.isEnding === true);
    if (dying.length === 0) return;
    const over = new Promise<void>((resolve) => this.#test.signal.addEventListener("abort", () => resolve(), { once: true }));
    await Promise.race([Promise.all(dying.map(({ exited }) => exited)), over]);
  }

  // What the supervisor tells.

  /** A `crash()` has come to a service, which ends by it. */
  crashes(name: string): void {
    this.#crashed.add(name);
  }

  /** The first process of a service has ended. */
  exited(exit: Exit): void {
    if (this.#stopping) return;
    const crashed = this.#crashed.has(exit.service);
    if (!crashed && !this.#leaving.has(exit.service)) this.#deaths.push(exit);
    this.#test.seen(exit.atNs, {
      type: crashed ? "service_crashed" : "service_exited",
      service: exit.service,
      fields: { ...(exit.code === null ? {} : { code: String(exit.code) }), ...(exit.signal === null ? {} : { signal: exit.signal }) },
    });
  }
}
