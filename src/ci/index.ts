/** The pipeline: run, learn, compare, confirm, report. What touches the world is passed in. */
export { acceptedPath, AcceptedError, addAccepted, formatAccepted, parseAccepted, readAccepted, settle } from "./accepted.ts";
export { check, CheckError, resultOf } from "./check.ts";
export { keyOf, readRecording, recordedSuite, RecordingError, writeRecording, type RecordedSuite } from "./recording.ts";
export type { Baseline, Checked, CheckFiles, CheckOptions, FindBaseline, World } from "./types.ts";
export { serviceEnvironment, stepEnvironment, type Scrubbed } from "./environment.ts";
export { parseSuiteRun, RecordedRunError } from "./schema.ts";
export { toolName, toolVersion } from "./version.ts";
