/**
 * Reading a recorded run back. A recording comes from another machine, perhaps from another person's pull request, so nothing in it is believed
 * before it has passed this schema: types, lengths, the alphabet of names.
 */
import * as v from "valibot";
import type { SuiteRun } from "../trace/index.ts";

const line = v.pipe(v.string(), v.maxLength(10_000));
const name = v.pipe(v.string(), v.maxLength(500));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = <S extends v.GenericSchema>(item: S, limit: number) => v.pipe(v.array(item), v.maxLength(limit));

const position = v.object({ file: name, line: count, column: count });

const decision = v.variant("kind", [
  v.object({ kind: v.picklist(["allow", "allow-system-path", "trace"]) }),
  v.object({ kind: v.literal("deny"), errno: count }),
  v.object({ kind: v.literal("delay"), delayNs: count }),
  v.object({ kind: v.literal("hold"), tag: name }),
  v.object({ kind: v.literal("short"), bytes: count }),
  v.object({ kind: v.literal("crash"), when: v.picklist(["before", "after"]) }),
]);

const object = v.variant("kind", [
  v.object({ kind: v.literal("none") }),
  v.object({ kind: v.literal("file"), path: line, deleted: v.exactOptional(v.boolean()) }),
  v.object({ kind: v.literal("socket"), local: v.exactOptional(name), peer: v.exactOptional(name), inode: v.exactOptional(count) }),
  v.object({ kind: v.literal("pipe"), inode: v.exactOptional(count) }),
  v.object({ kind: v.literal("stdio"), name: v.picklist(["stdin", "stdout", "stderr"]) }),
  v.object({ kind: v.literal("anon"), name }),
]);

const frame = v.object({ function: line, file: v.exactOptional(line), line: v.exactOptional(count), own: v.boolean() });

const source = v.object({
  function: line,
  file: line,
  line: v.exactOptional(count),
  text: v.exactOptional(line),
  near: v.boolean(),
  stack: list(frame, 64),
});

const call = v.object({
  name,
  pid: count,
  tid: count,
  decision,
  fd: v.exactOptional(v.pipe(v.number(), v.integer())),
  object,
  target: v.exactOptional(line),
  size: v.exactOptional(count),
  flags: v.exactOptional(count),
  latencyNs: count,
  rule: v.exactOptional(count),
  label: v.exactOptional(line),
  op: v.exactOptional(name),
  source: v.exactOptional(source),
});

const fields = v.record(name, line);

const event = v.object({
  seq: count,
  atNs: v.pipe(v.number(), v.minValue(0)),
  type: name,
  service: name,
  fields,
  call: v.exactOptional(call),
});

const service = v.object({ name, interfaces: list(v.object({ name, protocol: name, port: count }), 1_000) });

const diagnostic = v.object({
  level: v.picklist(["error", "warning", "info"]),
  code: name,
  message: line,
  suggestion: v.exactOptional(line),
  service: v.exactOptional(name),
  position: v.exactOptional(position),
});

const failure = v.object({
  kind: v.picklist(["assertion", "timeout", "service_start", "service_exit", "error"]),
  message: line,
  position: v.exactOptional(position),
  sourceLine: v.exactOptional(line),
  assertion: v.exactOptional(v.object({ func: name, expected: v.exactOptional(line), actual: v.exactOptional(line) })),
  nearest: list(count, 1_000),
  violation: v.exactOptional(count),
  backtrace: list(line, 1_000),
  output: v.exactOptional(v.object({ service: name, lines: list(line, 1_000) })),
});

const rule = v.object({
  service: name,
  scope: v.picklist(["fault", "trace"]),
  keyword: name,
  action: name,
  syscalls: list(name, 1_000),
  label: v.exactOptional(line),
  path: v.exactOptional(line),
  address: v.exactOptional(line),
  hits: count,
  leftOut: v.exactOptional(v.literal(true)),
});

const test = v.object({
  name,
  leaf: v.exactOptional(line),
  verdict: v.picklist(["pass", "fail", "error", "inconclusive", "halted"]),
  seed: count,
  startedAt: name,
  durationMs: count,
  events: list(event, 2_000_000),
  services: list(service, 1_000),
  failure: v.exactOptional(failure),
  rules: list(rule, 10_000),
  diagnostics: list(diagnostic, 10_000),
  replay: line,
  returned: v.exactOptional(line),
  cell: v.exactOptional(v.object({ scenario: name, fault: name, order: count })),
  position: v.exactOptional(position),
});

const suiteRun = v.object({
  suite: name,
  seed: count,
  durationMs: count,
  tests: list(test, 10_000),
  environment: v.object({ tool: name, os: name, arch: name, kernel: name, image: name, capture: list(line, 100) }),
  diagnostics: list(diagnostic, 10_000),
  excluded: v.exactOptional(list(v.object({ scenario: name, fault: name }), 10_000)),
});

/** A recorded run that is not one; the message says where it is wrong. */
export class RecordedRunError extends Error {
  override readonly name = "RecordedRunError";
}

/** The run in a JSON text written by [JSON.stringify]. Throws [RecordedRunError]. */
export function parseSuiteRun(text: string): SuiteRun {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new RecordedRunError(`a recorded run is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const parsed = v.safeParse(suiteRun, data);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new RecordedRunError(`a recorded run is damaged at ${v.getDotPath(issue) ?? "its top"}: ${issue.message}`);
}
