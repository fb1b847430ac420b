/**
 * What `short(n)` can mean: only calls that move bytes between memory and a descriptor can be made with fewer. Asking for another one is an
 * error, found when the suite is loaded as far as its text tells, otherwise when the fault is put in force.
 */
import { SuiteError, type ServiceDeclaration } from "../engine/index.ts";
import { Builtin, decode, reach, type CallSite, type Position, type Value } from "../starlark/index.ts";
import { isDivisible } from "../supervisor/index.ts";
import { ServiceValue } from "./services.ts";
import { resolveSyscalls } from "./syscalls.ts";

interface Resolved {
  readonly shown: readonly string[];
  readonly syscalls: readonly string[];
}

/** Of the calls that [keyword] stands for, those that can be cut. Throws [SuiteError] when there are none. */
export function divisibleOf(keyword: string, { shown, syscalls }: Resolved): Resolved {
  const left = { shown: shown.filter(isDivisible), syscalls: syscalls.filter(isDivisible) };
  if (left.syscalls.length > 0) return left;
  throw new SuiteError(
    `short() means nothing for ${keyword}: it moves no bytes that could be fewer; it is for write, read, sendto, recvfrom and their variants`,
  );
}

/** The first fault in the text of [bodies] that asks for a shorter call where there is no such thing. */
export function misusedShort(
  bodies: readonly Value[],
  services: ReadonlyMap<string, ServiceDeclaration>,
): { readonly message: string; readonly position: Position } | undefined {
  for (const site of reach(...bodies).calls) {
    if (!(site.calleeValue instanceof Builtin) || !site.calleeValue.name.startsWith("fault")) continue;
    for (const { name, value, position } of site.kwargs) {
      if (value.kind !== "call" || !(value.call.calleeValue instanceof Builtin) || value.call.calleeValue.name !== "short") continue;
      const message = objection(decode(name), site, services);
      if (message !== undefined) return { message, position };
    }
  }
  return undefined;
}

function objection(keyword: string, { args: [target] }: CallSite, services: ReadonlyMap<string, ServiceDeclaration>): string | undefined {
  const service = target?.kind === "global" && target.value instanceof ServiceValue ? target.value.name : "";
  const names = services.get(service)?.operations[keyword]?.syscalls ?? [keyword];
  try {
    const parts = names.map((name) => resolveSyscalls(name, "fault"));
    divisibleOf(keyword, { shown: parts.flatMap(({ shown }) => shown), syscalls: parts.flatMap(({ syscalls }) => syscalls) });
    return undefined;
  } catch (error) {
    // A name that is unknown may be an operation of a service that the text does not tell; it is looked at when it is used.
    return error instanceof SuiteError && error.message.startsWith("short()") ? error.message : undefined;
  }
}
