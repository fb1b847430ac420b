/** How steps and calls are written into the log of a test. */
import { jsonText, type StepAnswer, type StepValue } from "../protocols/index.ts";
import type { CallRecord } from "../supervisor/index.ts";
import type { Call, Source } from "../trace/index.ts";
import type { WrittenRule } from "./faults.ts";

/** A call; its line is filled in when it has been found. */
export type LoggedCall = Omit<Call, "source"> & { source?: Source };

export function callOf(record: CallRecord, written: WrittenRule | undefined): LoggedCall {
  return {
    name: record.name,
    pid: record.pid,
    tid: record.tid,
    decision: record.decision,
    ...(record.fd === undefined ? {} : { fd: record.fd }),
    object: record.object,
    ...(record.target === undefined ? {} : { target: record.target }),
    ...(record.size === undefined ? {} : { size: record.size }),
    ...(record.flags === undefined ? {} : { flags: record.flags }),
    latencyNs: record.latencyNs,
    ...(record.rule === undefined ? {} : { rule: record.rule }),
    ...(written?.label === undefined ? {} : { label: written.label }),
    ...(written?.op === undefined ? {} : { op: written.op }),
  };
}

/** What of a step's arguments goes into the log: short texts only; bodies can be long. */
export function textFields(args: Readonly<Record<string, StepValue>>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of ["path", "body", "data"]) {
    const value = args[name];
    if (value === undefined || value === null) continue;
    fields[name] = (
      typeof value === "string" ? value : value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : jsonText(value)
    ).slice(0, 200);
  }
  return fields;
}

/** What came of a step. */
export function answerFields(answer: StepAnswer): Record<string, string> {
  if (answer.kind === "text") return { success: "true", summary: answer.summary };
  if (answer.error !== "") return { success: "false", error: answer.error, summary: answer.summary };
  const body = answer.status >= 200 && answer.status < 300 ? {} : { body: answer.body.slice(0, 2048) };
  return { success: "true", status_code: String(answer.status), summary: answer.summary, ...body };
}
