/** What happened: events, the log they stand in, and the questions that can be put to it. Knows nothing of the rest of the project. */
export * from "./clocks.ts";
export * from "./duration.ts";
export * from "./errno.ts";
export * from "./event.ts";
export * from "./fields.ts";
export * from "./glob.ts";
export * from "./log.ts";
export * from "./query.ts";
export * from "./result.ts";
export * from "./stack.ts";
