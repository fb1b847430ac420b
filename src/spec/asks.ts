/**
 * Values that ask questions to the log: matchers, monitors, temporal properties, assumptions with monitors. What a test needs intercepted is
 * read from them as it is read from its code.
 */
import { HostValue, type Value } from "../starlark/index.ts";
import type { Filters } from "../trace/index.ts";

export abstract class AskingValue extends HostValue {
  /** Fields that events are asked for. */
  abstract get filters(): readonly Filters[];
  /** Functions that are asked, and further values that ask. */
  abstract get asked(): readonly Value[];
}
