/** Names of calls as suites write them: a family (`write`), or any call of the kernel by its own name. */
import { SuiteError } from "../engine/index.ts";
import { didYouMean } from "../starlark/index.ts";
import { families, isSyscall, syscallNames } from "../supervisor/index.ts";

/** The keywords with a meaning of their own, for messages. */
export const faultKeywords: readonly string[] = [...families.keys()];

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
  const guess = didYouMean(name, [...operations, ...faultKeywords, ...syscallNames()]);
  const own = operations.length === 0 ? "" : `; operations of the service: ${operations.join(", ")}`;
  throw new SuiteError(`${builtin}: unknown syscall or operation "${name}"${guess}; families: ${faultKeywords.join(", ")}${own}`);
}
