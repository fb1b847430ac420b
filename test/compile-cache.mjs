/**
 * Loaded before the command line in tests (`node --import`): keeps what Node makes of the sources, types stripped and compiled, in build/. Two
 * thirds of what a start from the sources costs is that. A call and not the variable NODE_COMPILE_CACHE, which services would
 * inherit: their reading of the cache would stand in their traces.
 */
import { enableCompileCache } from "node:module";
import { join } from "node:path";

enableCompileCache(join(import.meta.dirname, "..", "build", "compile-cache"));
