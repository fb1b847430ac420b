/** Names of calls as suites write them: a family (`write`), or any call of the kernel by its own name. */
import { SuiteError } from "../engine/index.ts";
import { didYouMean } from "../starlark/index.ts";
import { families, isSyscall, syscallNames } from "../supervisor/index.ts";

/**
 * What a written name stands for: [shown] to people, and all [syscalls] that must be intercepted for it. Throws [SuiteError] with a
 * suggestion for a name that no kernel has; [operations] are further names that would have been possible.
 */
export function resolveSyscalls(
  name: string,
  builtin: string,
  operations: readonly string[] = [],
): { readonly shown: readonly string[]; readonly syscalls: readonly string[] } {
  const family = families.get(name);
  if (family !== undefined) return { shown: family.shown, syscalls: family.intercepted };
  if (isSyscall(name)) return { shown: [name], syscalls: [name] };
  const guess = didYouMean(name, [...operations, ...families.keys(), ...syscallNames()]);
  throw new SuiteError(`${builtin}: unknown syscall or operation "${name}"${guess === "" ? whereNamesAre(operations) : guess}`);
}

/** For a name that nothing resembles. All names that there are would bury the one that is wrong. */
function whereNamesAre(operations: readonly string[]): string {
  const own = operations.length === 0 ? "" : `, or one of the service's operations: ${operations.join(", ")}`;
  return `; write a call of Linux by its name, or a family such as "write" (docs/syscalls.md lists them)${own}`;
}
