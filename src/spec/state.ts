/**
 * What a suite has declared so far, and the test that is running. The built-in functions of a suite are made around one [SuiteState]: while
 * the file is loaded they add to it, in a test they work on its [TestRun].
 */
import { SuiteError, TestRun, type Needs, type ServiceDeclaration } from "../engine/index.ts";
import type { Callable, Position, Warning } from "../starlark/index.ts";
import type { Diagnostic } from "../trace/index.ts";

/** A test that the suite registered by a call instead of by its name. */
export interface RegisteredTest {
  readonly name: string;
  readonly body: Callable;
  readonly position: Position;
  /** The functions to read for what the test needs intercepted, and what it needs besides. */
  readonly reads: readonly Callable[];
  readonly needs: Needs;
}

export class SuiteState {
  readonly services = new Map<string, ServiceDeclaration>();
  readonly registered = new Map<string, RegisteredTest>();
  readonly diagnostics: Diagnostic[] = [];
  #run: TestRun | undefined;

  /** Makes [run] the test that is running; undefined when it is over. */
  enter(run: TestRun | undefined): void {
    this.#run = run;
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
