/** The pipeline: run, learn, compare, confirm, report. What touches the world is passed in. */
export { acceptedPath, AcceptedError, addAccepted, formatAccepted, parseAccepted, readAccepted, settle } from "./accepted.ts";
export { check, CheckError, joinParts, resultOf, type CheckPart } from "./check.ts";
export { divide } from "./divide.ts";
export { Pool, startPool, type PoolOptions } from "./jobs.ts";
export { serve } from "./worker.ts";
export { keyOf, readRecording, recordedSuite, RecordingError, writeRecording, type RecordedSuite } from "./recording.ts";
export type { Baseline, Checked, CheckFiles, CheckOptions, FindBaseline, SuiteWeight, World } from "./types.ts";
export { serviceEnvironment, stepEnvironment, type Scrubbed } from "./environment.ts";
export { parseSuiteRun, RecordedRunError } from "./schema.ts";
export { replayLine, shellWord, type ReplayOptions } from "./replay.ts";
export { toolName, toolVersion } from "./version.ts";
