/**
 * The door of the language: everything a host needs. See README.md for how the pieces fit.
 */
export { check, type CheckInput, type Checked } from "./check.ts";
export { compile, type CompileInput, diagnose } from "./compile.ts";
export { fromJs, toJs } from "./convert.ts";
export {
  type CallFrame,
  type Diagnostic,
  didYouMean,
  formatPosition,
  hostFile,
  nearest,
  type Position,
  renderDiagnostic,
  StarlarkBudgetError,
  StarlarkCancelled,
  StarlarkError,
  StarlarkRuntimeError,
  StarlarkSyntaxError,
} from "./errors.ts";
export {
  type ArgOf,
  type Args,
  builtin,
  type BuiltinSpec,
  type CallContext,
  describe,
  isCallable,
  itemsOf,
  type Kwargs,
  misfit,
  Module as Namespace,
  type Param,
  signature,
  Struct,
  type TypeSpec,
  unexpectedKeyword,
  type Warning,
} from "./host.ts";
export { Interpreter, type InterpreterOptions, LoadError, type LoadedSource, type Module } from "./interpreter.ts";
export { fromJson, json } from "./json.ts";
export { math } from "./math.ts";
export type { DialectOptions, FunctionInfo, LoadInfo, ParamInfo, Program } from "./program.ts";
export { type AskedField, type CallSite, fieldsAskedIn, reach, type Reach, type StaticArg, textsIn } from "./reach.ts";
export { decode, encode } from "./text.ts";
export { Thread, type ThreadOptions } from "./thread.ts";
export { UNIVERSE } from "./universe.ts";
export {
  Builtin,
  Bytes,
  type Callable,
  compare,
  Dict,
  Elems,
  equal,
  Float,
  freeze,
  HostValue,
  List,
  type ParamDoc,
  Range,
  repr,
  StarFunction,
  StarSet,
  str,
  truth,
  Tuple,
  typeOf,
  type Value,
} from "./value.ts";
