/**
 * The line a terminal shows while a test runs: `wal_written  run 2 of 10  3.2 s  POST /orders  1,204 events`. It never takes more than one
 * line of the terminal, since only then can it be taken away again.
 */
import { plain } from "./text.ts";
import { count, duration, shortName } from "./words.ts";

export interface Live {
  readonly test: string;
  /** Which of how many executions, from 1. */
  readonly run: number;
  readonly runs: number;
  readonly elapsedMs: number;
  /** The step under way; empty between steps. From a suite, untrusted. */
  readonly step: string;
  /** Recorded so far; 0 where that is not known. */
  readonly events: number;
  /** Other tests that run at the same time. */
  readonly others: number;
}

/** [live] in fewer than [columns] columns; of the parts, the step is cut first. No line ends, no colours. */
export function renderLive({ test, run, runs, elapsedMs, step, events, others }: Live, columns: number): string {
  const parts = (shown: string): string =>
    [
      `${plain(shortName(test))}${others > 0 ? ` and ${others} more` : ""}`,
      runs > 1 ? `run ${run} of ${runs}` : "",
      elapsedMs < 1000 ? "" : duration(Math.floor(elapsedMs / 100) * 100),
      shown,
      events > 0 ? count(events, "event") : "",
    ]
      .filter((part) => part !== "")
      .join("  ");
  // The last column stays free: some terminals wrap as soon as it is written.
  const room = Math.max(0, columns - 1);
  const shown = plain(step);
  return fitting(parts(fitting(shown, room - width(parts("")) - 2)), room);
}

/** Columns a text may take: what is not ASCII counts double, as wide characters do. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += character < "\u007f" ? 1 : 2;
  return columns;
}

/** As much of [text] as fits. */
function fitting(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let shown = "";
  for (const character of text) {
    if (width(shown + character) > columns - 2) break;
    shown += character;
  }
  return columns < 4 ? "" : `${shown}…`;
}
