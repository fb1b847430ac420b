/**
 * What a suite has declared so far, and the test that is running. The built-in functions of a suite are made around one [SuiteState]: while
 * the file is loaded they add to it, in a test they work on its [TestRun].
 */
import { Halted, noLeaf, SuiteError, TestRun, type Axis, type Leaf, type Needs, type ServiceDeclaration } from "../engine/index.ts";
import type { Callable, Position, Value, Warning } from "../starlark/index.ts";
import type { Cell, Diagnostic, Pair } from "../trace/index.ts";
import type { Assumed } from "./assumptions.ts";
import type { Determinism } from "./determinism.ts";
import type { MadeFilter } from "./lint.ts";
import type { MonitorValue, PropertyValue } from "./properties.ts";

/** A test that the suite registered by a call instead of by its name. */
export interface RegisteredTest {
  readonly name: string;
  readonly body: Callable;
  readonly position: Position;
  /** The functions and values to read for what the test needs intercepted, and what it needs besides. */
  readonly reads: readonly Value[];
  readonly needs: Needs;
  readonly cell?: Cell;
  /** Faults it puts in force besides what its functions say. */
  readonly assumed?: readonly Assumed[];
}

export class SuiteState {
  readonly services = new Map<string, ServiceDeclaration>();
  readonly registered = new Map<string, RegisteredTest>();
  readonly diagnostics: Diagnostic[] = [];
  /** Pairs that fault matrices leave out, as declared. */
  readonly excludedPairs: Pair[] = [];
  /** What the suite says of determinism, where it says something that is watched. */
  determinism: Determinism | undefined;
  determinismSaid = false;
  /** Those made while loading, in the order of the suite. */
  readonly monitors: MonitorValue[] = [];
  /** Those made while loading that no test has been given. */
  readonly properties = new Set<PropertyValue>();
  /** What matchers made while loading ask for. */
  readonly filters: MadeFilter[] = [];
  /** Named choices made so far: while loading, and then in the running test. */
  chosen = new Map<string, Value>();
  /** The choices made while loading, in order. */
  readonly axes = new Map<string, Axis>();
  readonly #leaf: Leaf;
  readonly #exempt = new Set<string>();
  #excluded: string | undefined;
  #loaded: ReadonlyMap<string, Value> = new Map();
  #run: TestRun | undefined;
  /** The suite may ask for lines of code while a test runs. */
  asksForLines = false;
  #filtersByLines: string | undefined;

  /** [leaf] says what is chosen while the suite is loaded. */
  constructor(leaf: Leaf = noLeaf) {
    this.#leaf = leaf;
  }

  /** Makes [run] the test that is running; undefined when it is over. Throws [Halted] when its leaf was left out while loading. */
  enter(run: TestRun | undefined): void {
    if (this.#run === undefined) this.#loaded = this.chosen;
    this.#run = run;
    if (this.#filtersByLines !== undefined) this.needLines(this.#filtersByLines);
    this.chosen = new Map(this.#loaded);
    if (run === undefined) return;
    for (const { name, options } of this.axes.values()) run.choose(name, options);
    if (this.#excluded !== undefined) throw new Halted(this.#excluded);
    run.exempt([...this.#exempt]);
  }

  /** Which option this leaf has: of the running test, or of the suite while it is loaded. */
  choose(axis: Axis): number {
    if (this.#run !== undefined) return this.#run.choose(axis.name, axis.options);
    const known = this.axes.get(axis.name);
    if (known !== undefined && known.options.join() !== axis.options.join())
      throw new SuiteError(
        `choose: "${axis.name}" was between ${known.options.join(", ")} before, and is between ${axis.options.join(", ")} here`,
      );
    this.axes.set(axis.name, axis);
    return Math.max(0, axis.options.indexOf(this.#leaf.get(axis.name) ?? ""));
  }

  /** Leaves this leaf out. While the suite is loaded there must be another one, which needs a choice. */
  exclude(reason: string): void {
    if (this.#run !== undefined) throw new Halted(reason);
    if (this.axes.size === 0) throw new SuiteError(`${reason}, and no choose() before it could make it hold`);
    this.#excluded ??= reason;
  }

  /** The reason why this leaf was left out while loading, if it was. */
  get excluded(): string | undefined {
    return this.#excluded;
  }

  /** Leaves the calls of these services unordered under exploration. */
  exempt(services: readonly string[]): void {
    if (this.#run !== undefined) this.#run.exempt(services);
    else for (const name of services) this.#exempt.add(name);
  }

  /**
   * A filter of [builtin] asks for lines of code. Throws [SuiteError] when the run records none, at once or when it begins: the filter would
   * never match, and a test that something never happens would pass whatever happens.
   */
  needLines(builtin: string): void {
    if (this.#run === undefined) this.#filtersByLines ??= builtin;
    else if (!this.#run.locates)
      throw new SuiteError(`${builtin}: source= asks for the line that made a call, and this run records none; add --source`);
  }

  /** The running test; undefined while the suite is being loaded. */
  get current(): TestRun | undefined {
    return this.#run;
  }

  /** The running test. Throws [SuiteError] naming [builtin] while the suite is being loaded. */
  run(builtin: string): TestRun {
    if (this.#run === undefined)
      throw new SuiteError(`${builtin}() needs running services: call it in a test, not while the suite is loaded`);
    return this.#run;
  }

  declare(service: ServiceDeclaration): void {
    const other = this.services.get(service.name);
    if (other !== undefined) {
      const at = other.position === undefined ? "" : ` at ${other.position.file}:${other.position.line}`;
      throw new SuiteError(`service "${service.name}" is already declared${at}`);
    }
    this.services.set(service.name, service);
  }

  register(test: RegisteredTest): void {
    const other = this.registered.get(test.name);
    // scenario(fn) on the same function twice is harmless and common.
    if (other !== undefined && other.body !== test.body) {
      throw new SuiteError(`test "${test.name}" is already registered at ${other.position.file}:${other.position.line}`);
    }
    this.registered.set(test.name, test);
  }

  /** Tells the user something: with the running test's result, or with the suite's. */
  diagnose(diagnostic: Diagnostic): void {
    if (this.#run !== undefined) this.#run.diagnose(diagnostic);
    else if (!this.diagnostics.some(({ code, message }) => code === diagnostic.code && message === diagnostic.message)) {
      this.diagnostics.push(diagnostic);
    }
  }

  /** For functions that never refused unknown keywords: suites that have one go on, and are told. */
  readonly lenient = (warning: Warning): void => {
    this.diagnose({ level: "warning", code: "UNKNOWN_KEYWORD", message: `${warning.message}; it is ignored`, position: warning.position });
  };
}
