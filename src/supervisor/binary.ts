/**
 * Where the native supervisor's executable lies: beside the bundles in `dist/`, one per architecture. `FAULTBOX_SUPERVISOR` names another
 * one (a build with sanitizers, for example).
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { SupervisorError } from "./errors.ts";

/** The executable for this machine, or a [SupervisorError] that says why there is none. */
export function supervisorBinary(): string {
  const named = process.env["FAULTBOX_SUPERVISOR"];
  if (named) return named;
  if (process.platform !== "linux") {
    throw new SupervisorError(
      `faultbox watches system calls with seccomp, which only Linux has; this is ${process.platform}. Run it on a Linux machine, in a Linux container or in CI.`,
    );
  }
  if (process.arch !== "x64" && process.arch !== "arm64") {
    throw new SupervisorError(`faultbox runs on x64 and arm64; this is ${process.arch}.`);
  }
  const here = path.dirname(fileURLToPath(import.meta.url));
  const name = `faultbox-supervisor-${process.arch}`;
  // From a bundle this file is dist/<entry>/index.js, from the sources src/supervisor/binary.ts.
  const places = [path.join(here, "..", "native", name), path.join(here, "..", "..", "dist", "native", name)];
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  throw new SupervisorError(
    `the supervisor's executable is missing: ${places.join(" or ")}. From a clone, build it with: npm run build:native`,
  );
}
