/** What can go wrong between the runner and the supervisor, as far as a caller can tell it apart. */
import { errnoName, errnoText } from "../trace/index.ts";
import type { Holder } from "./types.ts";

/** There is no supervisor, or not any more: it cannot be started here, it died, or it spoke nonsense. */
export class SupervisorError extends Error {
  override readonly name: string = "SupervisorError";
}

/** A service could not be started. Nothing of it is left running. */
export class LaunchError extends Error {
  override readonly name = "LaunchError";
  readonly service: string;
  /** What failed: `program`, `directory`, `descriptors`, `process`, `privileges`, `filter`, `exec` or `request`. */
  readonly stage: string;
  /** Of the kernel, 0 when it has no part in it. */
  readonly errno: number;
  /** What can be done about it, in one sentence; empty when nothing is known. */
  readonly hint: string;

  constructor(service: string, program: string, directory: string, stage: string, errno: number, detail: string) {
    const hint = hintFor(stage, errno, program, directory);
    const reason = errno ? `${errnoText(errno)} (${errnoName(errno)})` : detail;
    super(`cannot start ${service}: ${whatFailed(stage, program, directory)}: ${reason}${hint && `. ${hint}`}`);
    this.service = service;
    this.stage = stage;
    this.errno = errno;
    this.hint = hint;
  }
}

/** A service could not be started, since somebody listens on its port: [holder], as far as that can be told. */
export class PortInUse extends Error {
  override readonly name = "PortInUse";
  readonly port: number;
  readonly holder: Holder;

  constructor(port: number, holder: Holder) {
    super(`port ${port} is in use`);
    this.port = port;
    this.holder = holder;
  }
}

function whatFailed(stage: string, program: string, directory: string): string {
  switch (stage) {
    case "program":
    case "exec":
      return program;
    case "directory":
      return `working directory ${directory}`;
    case "privileges":
      return "setting no_new_privs";
    case "filter":
      return "installing the seccomp filter";
    case "descriptors":
      return "making its pipes";
    case "process":
      return "making its process";
    default:
      return stage;
  }
}

const ENOENT = 2;
const ENOEXEC = 8;
const EACCES = 13;
const EBUSY = 16;
const EINVAL = 22;
const EMFILE = 24;
const ENOSYS = 38;

function hintFor(stage: string, errno: number, program: string, directory: string): string {
  if (stage === "program" && errno === ENOENT) {
    if (!program.includes("/")) return "It is in no directory of PATH.";
    return program.startsWith("/") ? "Has it been built?" : `Has it been built? The path begins at ${directory}.`;
  }
  if ((stage === "program" || stage === "exec") && errno === EACCES)
    return "It must be a regular file with permission to execute (chmod +x).";
  if (stage === "exec" && errno === ENOENT) {
    return "The file is there, so what it needs to run is not: the interpreter in its first line, or the dynamic loader it was linked for.";
  }
  if (stage === "exec" && errno === ENOEXEC) {
    return "It is neither an executable for this architecture nor a script with an interpreter (`#!`) in its first line.";
  }
  if (stage === "filter" && errno === EBUSY) {
    return "A seccomp filter above this process already has a listener, and the kernel allows one: run outside of the container or sandbox that installed it.";
  }
  if (stage === "filter" && (errno === EINVAL || errno === ENOSYS)) {
    return "This kernel has no seccomp user notification (Linux 5.5 or later has), or a sandbox refuses it.";
  }
  if (stage === "filter" && errno === EACCES) return "The sandbox around this process forbids seccomp filters.";
  if (errno === EMFILE) return "Raise the limit of open files (ulimit -n).";
  return "";
}
