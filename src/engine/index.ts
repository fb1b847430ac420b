/** The engine: services, faults, steps and the life of a test. Knows nothing of the language that asks for them. */
export { BranchFailure, type BranchBody } from "./branches.ts";
export {
  AssertionFailure,
  Halted,
  InterceptionTooSmall,
  StartError,
  SuiteError,
  TestTimeout,
  Violation,
  type Explained,
} from "./errors.ts";
export { fieldNames, type Decoder, type Observation } from "./decoders.ts";
export { actionText, mostTried, patternsOf, ruleText, type FaultAction, type Scope, type WrittenRule } from "./faults.ts";
export {
  leafId,
  leafName,
  leafWord,
  LeafError,
  leavesOf,
  noLeaf,
  orderAxis,
  parseLeaf,
  testOf,
  unfold,
  type Axis,
  type Leaf,
} from "./leaves.ts";
export { maxSeed, seedOfRule, seedOfRun } from "./seed.ts";
export { runSuite, Session, type Exploration, type Runner, type Suite, type SuiteOptions } from "./suite.ts";
export type { Locate } from "./locating.ts";
export type { Branching, Needs, Running, TestOptions } from "./plan.ts";
export { TestRun, type Ran, type TestPlan, type Watcher } from "./test.ts";
export { startOrder, TopologyError, type Healthcheck, type Interface, type Operation, type ServiceDeclaration } from "./topology.ts";
export { partitionRules, partitionSyscalls, type Direction, type Side } from "./partitions.ts";
