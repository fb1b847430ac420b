/**
 * Writes the reference of the suite language, `docs/language.md`, from what the functions themselves say: their signatures, parameters and
 * documentation are the ones that check arguments when a suite runs, so the page cannot say anything else.
 *
 *     node scripts/language-docs.ts            writes
 *     node scripts/language-docs.ts --check    fails if anything would change
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format, resolveConfig } from "prettier";
import { protocolNamed, protocolNames } from "../src/protocols/index.ts";
import { EventValue, History } from "../src/spec/events.ts";
import { serviceKeywords } from "../src/spec/services.ts";
import { SuiteState } from "../src/spec/state.ts";
import { predeclaredOf } from "../src/spec/suite.ts";
import { TraceValue } from "../src/spec/traces.ts";
import { Builtin, decode, HostValue, Namespace, signature, type Value } from "../src/starlark/index.ts";
import type { Event } from "../src/trace/index.ts";

const page = join(import.meta.dirname, "../docs/language.md");

/** What stands above each group, and the names in it. A function that no group names is an error: nothing is left out by forgetting. */
const groups: readonly { readonly title: string; readonly intro: string; readonly names: readonly string[] }[] = [
  {
    title: "Services",
    intro: "The system under test. Every test starts all of it afresh, dependencies first, and waits until each service is ready.",
    names: ["service", "interface", "tcp", "http", "op", "restart"],
  },
  {
    title: "Faults and traces",
    intro:
      "A fault belongs to the service that makes the call. Scopes stack: an inner one adds to an outer one, the innermost rule that matches decides, " +
      "and a trace never takes a fault away. A name stands for a family of calls (`write` for writev, pwrite64 and their like as well) or for any call of the kernel.",
    names: [
      "fault",
      "fault_start",
      "fault_stop",
      "fault_all",
      "deny",
      "delay",
      "short",
      "crash",
      "allow",
      "trace",
      "trace_start",
      "trace_stop",
    ],
  },
  {
    title: "Partitions",
    intro: "Two services that cannot reach each other, while everybody else can.",
    names: ["partition", "partition_start", "partition_stop"],
  },
  {
    title: "Assertions and questions to the log",
    intro:
      "All of them read a log that holds whatever happened before the call. Filters are globs: `*` stays within a path segment except at the ends of a " +
      "pattern, `**` crosses slashes, `?` and `[a-z]` stand for one character. Without `type=` and without a function, a reader sees what the system under " +
      "test did; a function, a matcher, or `type=` sees the driver's steps and the tool's own notes as well.",
    names: ["assert_true", "assert_eq", "assert_eventually", "assert_never", "assert_before", "events", "match"],
  },
  {
    title: "What services print",
    intro: "Each line becomes an event, in the order of what happened; lines longer than 64 KiB are cut and marked `truncated`.",
    names: ["observe", "decoder", "stdout", "stderr", "json_decoder", "logfmt_decoder", "regex_decoder"],
  },
  {
    title: "Scenarios",
    intro: "Tests put together from what is done, what goes wrong meanwhile, and which outcome is right.",
    names: ["scenario", "fault_assumption", "fault_scenario", "fault_matrix", "expect_success", "expect_error_within", "expect_hang"],
  },
  {
    title: "Time and order",
    intro:
      "Everything here hangs on the log and is told of each event as it comes; nothing polls. A property that an event breaks ends the test at that event. " +
      "A test that runs out of time is inconclusive, never passed; one whose service dies has failed, and every wait in it ends.",
    names: ["monitor", "eventually", "always", "test", "await_event", "await_stable", "sleep", "duration"],
  },
  {
    title: "Branches",
    intro:
      "Several at once, and one test as several. Every variant of a test is a leaf with a name, which `faultbox plan` lists and `--leaf` runs.",
    names: ["parallel", "choose", "assume", "halt", "nondet"],
  },
  {
    title: "Determinism",
    intro: "What services take from outside of the test.",
    names: ["determinism"],
  },
  {
    title: "Files and data",
    intro:
      "Paths are relative to the suite's folder. With `FAULTBOX_HERMETIC=1` in the environment nothing outside of that folder is read, neither by these " +
      "functions nor by `load()`: a path or a link that leads out is an error. A file may have 50 MB, or what `FAULTBOX_LOAD_FILE_MAX_BYTES` says.",
    names: ["load_file", "load_json", "load_yaml", "struct"],
  },
];

/** Text of a table's cell. */
const cell = (text: string): string => text.replaceAll("\n", " ").replaceAll("|", "\\|");

function entry(name: string, fn: Builtin, level = "###"): string {
  const rows = fn.params.map((param) => {
    const shown = param.kind === "args" ? `*${param.name}` : param.kind === "kwargs" ? `**${param.name}` : param.name;
    const needed = param.required ? "required" : param.defaultText === undefined ? "" : `default \`${cell(param.defaultText)}\``;
    return `| \`${shown}\` | ${cell(param.type)} | ${needed} | ${cell(param.doc)} |`;
  });
  const table = rows.length === 0 ? [] : ["", "| parameter | type | needed | what it is |", "| --- | --- | --- | --- |", ...rows];
  const returns = fn.returns === "" ? [] : ["", `Returns ${fn.returns}.`];
  const own = signature(fn);
  return [`${level} ${name}`, "", "```python", own.replace(/^[^(]*/, name), "```", "", fn.doc, ...table, ...returns].join("\n");
}

function section(value: Value, name: string): string {
  if (value instanceof Builtin) {
    const keywords = name !== "service" ? [] : Object.entries(serviceKeywords).map(([keyword, doc]) => `- \`${keyword}\`: ${doc}`);
    return [entry(name, value), ...(keywords.length === 0 ? [] : ["", "Its keywords:", "", ...keywords])].join("\n");
  }
  if (value instanceof Namespace) {
    return [...value.members]
      .flatMap(([member, one]) => (one instanceof Builtin ? [entry(`${name}.${decode(member)}`, one)] : []))
      .join("\n\n");
  }
  throw new Error(`${name} is neither a function nor a namespace`);
}

/** The functions among the attributes of a value. */
function methods(value: HostValue): readonly string[] {
  const names = value.attrNames?.() ?? [];
  return names.flatMap((name) => {
    const member = value.attr?.(name);
    return member instanceof Builtin ? [`- \`${signature(member)}\`: ${member.doc}`] : [];
  });
}

/** The whole page. */
export async function languagePage(): Promise<string> {
  const state = new SuiteState();
  const all = predeclaredOf(state, "suite.star");
  const grouped = new Set(groups.flatMap(({ names }) => names));
  const forgotten = [...all.keys()].filter((name) => !grouped.has(name));
  const unknown = [...grouped].filter((name) => !all.has(name));
  if (forgotten.length + unknown.length > 0)
    throw new Error(
      `scripts/language-docs.ts: give a group to ${forgotten.join(", ") || "nobody"}; take out ${unknown.join(", ") || "nobody"}`,
    );

  const event: Event = { seq: 1, atNs: 0, type: "stdout", service: "svc", fields: {} };
  const history = new History({ events: [event], services: [], startedMs: 0 });
  const steps = protocolNames.map((protocol) => {
    const own = protocolNamed(protocol)?.methods ?? [];
    const rows = own.flatMap((method) => [
      `**\`${method.name}\`**: ${method.doc}`,
      "",
      ...method.params.map(
        (param) => `- \`${param.name}\` (${param.types.join(" or ")}${param.required === true ? ", required" : ""}): ${param.doc}`,
      ),
      "",
    ]);
    return [`### Steps of ${protocol}`, "", ...rows].join("\n");
  });
  const parts = [
    "<!-- Generated by `node scripts/language-docs.ts` from the functions' own descriptions; do not edit. -->",
    "# The suite language",
    "Suites are written in Starlark, a small language that reads like Python: functions, loops, lists, dicts, no classes, no exceptions. A top-level function " +
      "called `test_…` is a test. What a suite can call beyond the language itself stands here. Durations are written like `300ms`, `1.5s`, `2m`. " +
      "A misspelt name is an error with the nearest right one, at the place where it stands. What a diagnostic means is in [troubleshooting](troubleshooting.md).",
    ...groups.flatMap(({ title, intro, names }) => [
      `## ${title}`,
      intro,
      ...names.flatMap((name) => {
        const value = all.get(name);
        return value === undefined ? [] : [section(value, name)];
      }),
    ]),
    "## Values",
    "**A service** has `.name`, its interfaces by their names, and, with one interface (or one called `default`), that interface's steps.",
    "**An interface** of a service has `.name .addr .internal_addr .proxy_addr .host .port` and the steps of its protocol.",
    "**A response** of HTTP has `.status` (also `.status_code`; 0 when the transport failed), `.body`, `.data` (decoded JSON, or the text), `.headers` (a dict, names in lower case), `.truncated`, " +
      "`.ok` (the transport worked, whatever the status), `.error`, `.duration_ms`. It is true when `.ok` is.",
    ...steps,
    "### An event",
    "`.seq .service .type .event_type .timestamp .fields .data`, and each of its fields as text; a field that it does not have is the empty text. Events come " +
      "from `events()`, `await_event()`, predicates, monitors and traces, and are the same everywhere.",
    methods(new EventValue(event, history)).join("\n"),
    "### A trace",
    "What predicates of `eventually` and `always` are given: the log up to an event. Its questions take a matcher, a function, or fields.",
    methods(new TraceValue(state, history, 1)).join("\n"),
    "A list of events has `.first`, `.last`, `.count`, `.map(f)`, `.filter(f)`, `.reduce(fn, initial)`, a length, and can be walked over.",
  ];
  const config = await resolveConfig(page);
  return format(`${parts.join("\n\n")}\n`, { ...config, parser: "markdown" });
}

async function main(check: boolean): Promise<number> {
  const text = await languagePage();
  if (existsSync(page) && readFileSync(page, "utf8") === text) return 0;
  if (!check) writeFileSync(page, text);
  else console.error("docs/language.md is not what the suite language says; run: node scripts/language-docs.ts");
  return check ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = await main(process.argv.includes("--check"));
