/** The suite language: what a `.star` suite can call, bound to the engine. */
export type { Observe } from "./needs.ts";
export { checkSuite, loadSuite, NoTestMatches, selectLeaf, selectTests, SuiteLoadError, type LoadOptions } from "./suite.ts";
