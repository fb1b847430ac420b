/**
 * Determinism: what a service takes from the world that no suite controls. Under level L1 the services that a test watches anyway are also watched
 * for reading the clock by a system call, for random bytes, and for connections to anybody who is not declared. Each becomes an event; under
 * `strict` the first that is not tolerated fails the test.
 *
 * Looked at is what happens from the beginning of the test's body: every run-time draws random bytes while it starts, and no program can help it.
 */
import { SuiteError, Violation, type Needs, type ServiceDeclaration, type TestRun } from "../engine/index.ts";
import { builtin, didYouMean, List, type Builtin, type Position } from "../starlark/index.ts";
import type { Event } from "../trace/index.ts";
import type { SuiteState } from "./state.ts";
import { texts } from "./values.ts";

const categories = ["clock", "rand", "dns", "network-unmediated", "fs-unmediated"] as const;

/** Calls that are watched under L1, and what they take. */
const watched: Readonly<Record<string, "clock" | "rand" | "connect">> = {
  clock_gettime: "clock",
  getrandom: "rand",
  connect: "connect",
};

const dnsPort = 53;

export interface Determinism {
  readonly strict: boolean;
  readonly allow: readonly string[];
  readonly position: Position;
}

/** The categories in a list. Throws [SuiteError] for a name that is none. */
export function categoriesOf(list: List, what: string): readonly string[] {
  const names = texts(list, what);
  for (const name of names) {
    if (!(categories as readonly string[]).includes(name))
      throw new SuiteError(`${what}: unknown category "${name}"${didYouMean(name, categories)}; there are ${categories.join(", ")}`);
  }
  return names;
}

/** [determinism] with the last word of whoever runs the suite, if they have one. */
export function judgedStrictly(determinism: Determinism | undefined, strict: boolean | undefined): Determinism | undefined {
  return determinism === undefined || strict === undefined ? determinism : { ...determinism, strict };
}

/** [needs] with what has to be watched as well, for services that are watched at all. */
export function withDeterminism(needs: Needs, determinism: Determinism | undefined): Needs {
  if (determinism === undefined) return needs;
  return new Map([...needs].map(([service, calls]) => [service, calls.size === 0 ? calls : new Set([...calls, ...Object.keys(watched)])]));
}

/** What a call takes from outside, if it does. */
function categoryOf({ call }: Event, services: readonly ServiceDeclaration[]): string | undefined {
  if (call === undefined) return undefined;
  const what = watched[call.name];
  if (what !== "connect") return what;
  const peer = call.object.kind === "socket" ? call.object.peer : undefined;
  // Without an address of the network (unix sockets, netlink) nothing is reached.
  if (peer === undefined || peer.startsWith("unix:")) return undefined;
  const port = Number(peer.slice(peer.lastIndexOf(":") + 1));
  if (port === dnsPort) return "dns";
  const local = /^(127\.|\[::1\]|\[::ffff:127\.)/.test(peer);
  const declared = services.some(({ interfaces }) => interfaces.some((one) => one.port === port));
  return local && declared ? undefined : "network-unmediated";
}

/** Runs [body] and judges what services took from outside meanwhile. Throws [Violation]. */
export async function underDeterminism<T>(
  state: SuiteState,
  run: TestRun,
  determinism: Determinism | undefined,
  body: () => Promise<T>,
): Promise<T> {
  if (determinism === undefined) return body();
  const services = [...state.services.values()];
  const tolerated = new Map(
    services.map(({ name, nondeterministicOk = [] }) => [name, new Set([...determinism.allow, ...nondeterministicOk])]),
  );
  let first: Violation | undefined;
  await run.sync();
  const stop = run.watch((event) => {
    const category = categoryOf(event, services);
    if (category === undefined || event.call === undefined) return;
    const { name, pid, object } = event.call;
    const detail = object.kind === "socket" ? { detail: object.peer ?? "" } : {};
    run.note("unmediated_io", event.service, { category, syscall: name, pid: String(pid), ...detail });
    if (tolerated.get(event.service)?.has(category) === true) return;
    const to = object.kind === "socket" ? ` to ${object.peer ?? ""}` : "";
    const message = `determinism: service "${event.service}" took ${category} from outside (${name}${to}, event seq=${event.seq})`;
    if (determinism.strict) first ??= new Violation("determinism", message, determinism.position, event.seq);
    else
      run.diagnose({
        level: "warning",
        code: "UNMEDIATED_IO",
        message: `service "${event.service}" took ${category} from outside (${name})`,
        service: event.service,
      });
  });
  try {
    const result = await body();
    await run.sync();
    if (first !== undefined) throw first;
    return result;
  } finally {
    stop();
  }
}

export function determinismBuiltins(state: SuiteState): readonly Builtin[] {
  return [
    builtin({
      name: "determinism",
      doc:
        "Says what services may take from outside: under L1 reading the clock by a call, random bytes and connections to undeclared addresses become events " +
        "unmediated_io, and fail the test unless tolerated; L0 watches nothing. What happens before a test's body begins does not count. Once, while loading.",
      params: [
        { name: "level", type: "text", default: "L1", kind: "keyword", doc: '"L0" or "L1".' },
        {
          name: "runtime",
          type: "text",
          default: "default",
          kind: "keyword",
          doc: '"default". "gvisor" is accepted: what it was needed for works without.',
        },
        {
          name: "strict",
          type: ["bool", "None"],
          default: null,
          kind: "keyword",
          doc: "Whether what is not tolerated fails the test; True unless said.",
        },
        { name: "allow", type: "list", default: new List(), kind: "keyword", doc: `Tolerated everywhere: ${categories.join(", ")}.` },
      ],
      call: ({ level, runtime, strict, allow }, ctx) => {
        if (state.current !== undefined) throw new SuiteError("determinism() belongs to the top of the suite, not into a test");
        if (state.determinismSaid) throw new SuiteError("determinism() is called twice; say all of it once");
        state.determinismSaid = true;
        if (/^L[2-5]$/.test(level)) throw new SuiteError(`determinism: level "${level}" is reserved; "L0" and "L1" exist`);
        if (level !== "L0" && level !== "L1") throw new SuiteError(`determinism: unknown level "${level}"; there are "L0" and "L1"`);
        if (level === "L0" && strict !== null) throw new SuiteError("determinism: strict= has no meaning at L0, where nothing is watched");
        if (runtime !== "default" && runtime !== "gvisor")
          throw new SuiteError(`determinism: unknown runtime "${runtime}"${didYouMean(runtime, ["default", "gvisor"])}`);
        if (runtime === "gvisor") {
          state.diagnose({
            level: "warning",
            code: "RUNTIME_IGNORED",
            message: 'determinism: runtime="gvisor" changes nothing here; services run on this kernel, and partitions work without it',
            position: ctx.position,
          });
        }
        const tolerated = categoriesOf(allow, "determinism: allow=");
        if (level === "L1") state.determinism = { strict: strict ?? true, allow: tolerated, position: ctx.position };
        return null;
      },
    }),
  ];
}
