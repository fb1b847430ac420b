/** The native supervisor as the engine sees it: start services, catch their calls, decide about them. */
export * from "./types.ts";
export { startSupervisor, type StartOptions } from "./client.ts";
export { supervisorBinary } from "./binary.ts";
export { doctor, type Check } from "./doctor.ts";
export { isolated, isolationProblem } from "./isolation.ts";
export { LaunchError, PortInUse, SupervisorError } from "./errors.ts";
export { connectedPorts, offeredPorts } from "./ports.ts";
export { families, familiesOf, isDivisible, isSyscall, syscallNames, syscallNumber, type Arch, type Family } from "./syscalls.ts";
