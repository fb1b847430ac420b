/**
 * Drift: what a program does, learnt from several runs of its suite, and what of it changed. Pure functions; README.md has the model and
 * the mathematics.
 */
export { callsIn } from "./about.ts";
export { compare, type CompareOptions } from "./compare.ts";
export { diffModels, type DiffLine, type DiffSection, type TextDiff } from "./diff.ts";
export { canDecide, defaultBudget } from "./evidence.ts";
export { learn, merge, MergeError, type Model, type RunFacts } from "./model.ts";
export type { ObserveOptions } from "./observe.ts";
export { matchesWildcard } from "./names.ts";
export { placesOf, type Places } from "./places.ts";
export { formatModel, formatVersion, ModelFormatError, parseModel } from "./text.ts";
export type * from "./types.ts";
