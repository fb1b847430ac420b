/** What the page says of an event in words: in the live region, in tooltips, in the table. */
import type { PageData } from "./data.ts";
import type { SideName, TestView } from "./model.ts";

/** How an event stands to the other recording, in words; empty where there is nothing to say. */
export function standingPhrase(view: TestView, side: SideName, event: number): string {
  if (view.base === undefined || view.head === undefined) return "";
  const found = view.findings[side].has(event);
  switch (view.side(side)?.standing(event)) {
    case 1:
      return "moved";
    case 2:
      if (view.test.compared && !found) return "varies from run to run";
      return side === "base" ? "only in the baseline" : "only in this run";
    default:
      return found ? "part of a change" : "";
  }
}

/** An event's label, how it was answered, and how long it had to wait. */
export function eventPhrase(view: TestView, side: SideName, event: number): string {
  const trace = view.side(side);
  if (trace === undefined || event < 0) return "";
  const answer = trace.decision(event) === "trace" ? "" : trace.decision(event);
  const tag = trace.tag(event) === "" ? "" : `[${trace.tag(event)}]`;
  const waitMs = trace.packed.waitMs[event] ?? 0;
  return [trace.label(event), answer, tag, waitMs === 0 ? "" : `+${waitMs}ms`].filter((part) => part !== "").join(" ");
}

/** Everything worth saying of an event in one line. */
export function wholePhrase(data: PageData, view: TestView, side: SideName, event: number): string {
  const trace = view.side(side);
  if (trace === undefined) return "";
  const standing = standingPhrase(view, side, event);
  const finding = data.findings[view.findings[side].get(event) ?? -1];
  return [
    `${view.test.lanes[trace.lane(event)] ?? ""}: ${eventPhrase(view, side, event)}`,
    `at ${((trace.atNs[event] ?? 0) / 1e6).toFixed(2)} ms${standing === "" ? "" : `, ${standing}`}`,
    finding === undefined ? "" : finding.sentence,
  ]
    .filter((part) => part !== "")
    .join(" — ");
}
