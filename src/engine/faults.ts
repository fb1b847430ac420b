/**
 * Faults and traces in force, as scopes. A `fault(…, run=)` opens a scope, leaving it closes the scope; scopes of a service stack: the
 * rules of the innermost come first, an inner one never takes an outer one away, and a trace never decides anything. What the native
 * supervisor is given is the whole list of a service, innermost first.
 *
 * Each rule is accounted for as it was written: a keyword stands for a family of calls and has fired when any of them did.
 */
import type { Action, CallRecord, Counter, Rule, Selection } from "../supervisor/index.ts";
import { errnoName, formatDuration, type Position, type RuleUse } from "../trace/index.ts";
import { seedOfRule } from "./seed.ts";

/** What a suite can do to a call; holding is the engine's own. */
export type FaultAction = Exclude<Action, { readonly kind: "hold" }>;

/** One keyword of a `fault()` or one name in the list of a `trace()`. */
export interface WrittenRule {
  readonly keyword: string;
  /** What people are shown that it stands for. */
  readonly shown: readonly string[];
  /** Everything that must be intercepted for it. */
  readonly syscalls: readonly string[];
  readonly action: FaultAction;
  readonly label?: string;
  readonly selection: Selection;
  readonly op?: string;
  /** Where the suite says it. */
  readonly position?: Position;
  /** Rules of one group are one in every account: a partition is several rules on two services, and has happened when any of them fired. */
  readonly group?: string;
  /**
   * A fault with a probability and a cap is tried out: each of its first [Selection.maxFires] calls fires in some leaves and not in others.
   * The pattern, one `1` or `0` a call, is set by the leaf that is run.
   */
  readonly tried?: { readonly axis: string; readonly pattern?: string };
}

/** A fault that should have fired and did not. */
export interface Unfired extends RuleUse {
  /** Where the suite says it. */
  readonly position?: Position;
}

/** The most calls of one rule that are tried out: each doubles the number of leaves. */
export const mostTried = 8;

function longestDelayMs(scopes: readonly Scope[]): number {
  const delays = scopes.flatMap(({ entries }) =>
    entries.map(({ written: { action } }) => (action.kind === "delay" ? action.delayNs / 1e6 : 0)),
  );
  return Math.max(0, ...delays);
}

/** Every pattern of [calls] calls that fire or do not, from none to all. */
export function patternsOf(calls: number): readonly string[] {
  return Array.from({ length: 2 ** calls }, (_, bits) => bits.toString(2).padStart(calls, "0").split("").reverse().join(""));
}

/** An open scope; close it with [FaultScopes.close]. */
export interface Scope {
  readonly service: string;
  readonly kind: "fault" | "trace";
  /** A written rule is one rule of the supervisor, or several: one for each call that a tried-out fault takes. */
  readonly entries: readonly { readonly written: WrittenRule; readonly rules: readonly Rule[] }[];
}

/** `deny(EIO)`, `delay(100ms)`: an action as suites write it. */
export function actionText(action: FaultAction): string {
  switch (action.kind) {
    case "deny":
      return `deny(${errnoName(action.errno)})`;
    case "delay":
      return `delay(${formatDuration(action.delayNs)})`;
    case "short":
      return `short(${action.bytes})`;
    case "crash":
      return action.when === "before" ? "crash()" : "crash(after)";
    case "allow":
      return "allow()";
    case "trace":
      return "trace";
  }
}

/** `write=deny(EIO) → filter:[write,writev,pwrite64] label="L"`, without the keyword: what the log says of a rule being applied. */
export function ruleText(written: WrittenRule): string {
  const label = written.label === undefined ? "" : ` label=${JSON.stringify(written.label)}`;
  const path = written.selection.path === undefined ? "" : ` path=${JSON.stringify(written.selection.path)}`;
  const address = written.selection.address === undefined ? "" : ` address=${JSON.stringify(written.selection.address)}`;
  return `${actionText(written.action)} → filter:[${written.shown.join(",")}]${path}${address}${label}`;
}

export class FaultScopes {
  readonly #seed: number;
  readonly #open = new Map<string, Scope[]>();
  readonly #all: Scope[] = [];
  readonly #hits = new Map<number, number>();
  readonly #written = new Map<number, WrittenRule>();
  readonly #counters = new Map<string, ReadonlyMap<number, Counter>>();
  readonly #ordinals = new Map<string, number>();
  #lastId = 0;
  /** Until when a call can still lie in a delay of a scope that is closed: what a delay holds is not let go by closing it. */
  #delayedUntilMs = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Opens a scope as the innermost one of its service. The new list is in force once [rulesOf] has been handed to the supervisor. */
  open(service: string, kind: "fault" | "trace", rules: readonly WrittenRule[]): Scope {
    const entries = rules.map((written) => {
      const ordinal = this.#ordinals.get(service) ?? 0;
      this.#ordinals.set(service, ordinal + 1);
      const seed = seedOfRule(this.#seed, service, ordinal);
      return { written, rules: selectionsOf(written).map((selection) => this.#rule(written, selection, seed)) };
    });
    const scope: Scope = { service, kind, entries };
    this.#all.push(scope);
    this.#open.set(service, [scope, ...(this.#open.get(service) ?? [])]);
    return scope;
  }

  /** Closes a scope, wherever in the stack it is: branches that run side by side leave in any order. */
  close(scope: Scope): void {
    this.#delayedUntilMs = Math.max(this.#delayedUntilMs, performance.now() + longestDelayMs([scope]));
    const scopes = this.#open.get(scope.service) ?? [];
    this.#open.set(
      scope.service,
      scopes.filter((candidate) => candidate !== scope),
    );
  }

  /** The open scopes of a service, innermost first. */
  openScopes(service: string): readonly Scope[] {
    return this.#open.get(service) ?? [];
  }

  /**
   * Since when there is silence only if no call lies in a delay: a call is told of when it goes on, so one that was delayed may have begun earlier
   * by as much as the longest delay in force. [lastMs] is when something was last told of. All in milliseconds of `performance.now()`.
   */
  silentSinceMs(lastMs: number): number {
    return Math.max(lastMs + longestDelayMs([...this.#open.values()].flat()), this.#delayedUntilMs);
  }

  /** The rules of a service now in force, in order of precedence. */
  rulesOf(service: string): readonly Rule[] {
    return this.openScopes(service).flatMap((scope) => scope.entries.flatMap(({ rules }) => rules));
  }

  /** Keeps what the rules of a service that has ended had counted, for the service that takes over from it. */
  retire(service: string, counters: ReadonlyMap<number, Counter>): void {
    this.#counters.set(service, new Map([...(this.#counters.get(service) ?? []), ...counters]));
  }

  /** Where the counters of a service's rules begin when it is started. */
  countersOf(service: string): ReadonlyMap<number, Counter> {
    return this.#counters.get(service) ?? new Map();
  }

  /** Counts a call for the rule that decided it and says which that was. */
  account(record: CallRecord): WrittenRule | undefined {
    if (record.rule === undefined) return undefined;
    // A system path is let through although the rule matched: the rule has not fired. A delay has fired when it began.
    const { kind } = record.decision;
    if (kind !== "allow-system-path" && kind !== "delay") this.#hit(record.rule);
    return this.#written.get(record.rule);
  }

  /** Counts a call that [rule] begins to delay. Whether it goes on while the test lasts is another matter: `delay("1h")` means a call that hangs. */
  delayed(rule: number): void {
    this.#hit(rule);
  }

  #hit(rule: number): void {
    this.#hits.set(rule, (this.#hits.get(rule) ?? 0) + 1);
  }

  /** Every rule written in this test, in the order applied, with its count. */
  uses(): readonly RuleUse[] {
    return this.#counted().map(({ use }) => use);
  }

  /** The faults that should have fired and did not. An `allow()` cannot, and neither can a fault that this leaf tries out without it. */
  unfired(): readonly Unfired[] {
    return this.#counted()
      .filter(({ use, rules }) => use.scope === "fault" && use.hits === 0 && use.action !== "allow()" && rules.length > 0)
      .map(({ use, position }) => ({ ...use, ...(position === undefined ? {} : { position }) }));
  }

  #counted(): readonly { readonly use: RuleUse; readonly rules: readonly Rule[]; readonly position: Position | undefined }[] {
    const groups = new Set<string>();
    const all = this.#all.flatMap((scope) => scope.entries.map((entry) => ({ scope, ...entry })));
    return all.flatMap(({ scope, written, rules: own }) => {
      const { group } = written;
      if (group !== undefined && groups.has(group)) return [];
      if (group !== undefined) groups.add(group);
      const together = group === undefined ? undefined : all.filter((other) => other.written.group === group);
      const rules = together?.flatMap((other) => other.rules) ?? own;
      const use = {
        service: scope.service,
        scope: scope.kind,
        keyword: written.keyword,
        action: actionText(written.action),
        syscalls: together === undefined ? written.shown : [...new Set(together.flatMap((other) => other.written.shown))],
        ...(written.label === undefined ? {} : { label: written.label }),
        ...(written.selection.path === undefined ? {} : { path: written.selection.path }),
        // What happens as one thing has several addresses.
        ...(written.selection.address === undefined || group !== undefined ? {} : { address: written.selection.address }),
        hits: rules.reduce((sum, { id }) => sum + (this.#hits.get(id) ?? 0), 0),
        ...(rules.length === 0 ? { leftOut: true as const } : {}),
      };
      return [{ rules, use, position: written.position }];
    });
  }

  #rule(written: WrittenRule, selection: Selection, seed: bigint): Rule {
    const id = ++this.#lastId;
    this.#written.set(id, written);
    return {
      id,
      syscalls: written.syscalls,
      action: written.action,
      ...selection,
      ...(selection.probability === undefined ? {} : { seed }),
      exemptSystemPaths: selection.path === undefined && written.action.kind !== "trace",
    };
  }
}

/**
 * The selections that a written rule stands for. A pattern is spelt out as one rule for each `1`: the nth call of those that the rules
 * before it have left, since a rule does not see what another one has taken.
 */
function selectionsOf({ selection, tried }: WrittenRule): readonly Selection[] {
  if (tried?.pattern === undefined) return [selection];
  const places = tried.pattern.split("").flatMap((bit, place) => (bit === "1" ? [place] : []));
  const { path, address } = selection;
  const where = { ...(path === undefined ? {} : { path }), ...(address === undefined ? {} : { address }) };
  return places.map((place, taken) => ({ ...where, nth: place + 1 - taken }));
}
