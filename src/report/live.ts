/**
 * The line a terminal shows while a test runs: `wal_written  run 2 of 10  3.2 s  POST /orders  1,204 events`; while several run,
 * `3 tests  3.2 s  1,204 events  wal_written POST /orders | restart | happy_path GET /orders/1`. It never takes more than one line of the
 * terminal, since only then can it be taken away again.
 */
import { plain } from "./text.ts";
import { count, duration, shortName } from "./words.ts";

/** A test that is running. */
export interface LiveTest {
  readonly test: string;
  /** The step under way; empty between steps. From a suite, untrusted. */
  readonly step: string;
}

export interface Live extends LiveTest {
  /** Which of how many executions, from 1. */
  readonly run: number;
  readonly runs: number;
  readonly elapsedMs: number;
  /** Recorded so far, by all that run; 0 where that is not known. */
  readonly events: number;
  /** Other tests that run at the same time, those that began first before the others. */
  readonly others: readonly LiveTest[];
}

/** [live] in fewer than [columns] columns; of one test the step is cut first, of several the last of them. No line ends, no colours. */
export function renderLive({ test, run, runs, elapsedMs, step, events, others }: Live, columns: number): string {
  // The last column stays free: some terminals wrap as soon as it is written.
  const room = Math.max(0, columns - 1);
  const which = runs > 1 ? `run ${run} of ${runs}` : "";
  const elapsed = elapsedMs < 1000 ? "" : duration(Math.floor(elapsedMs / 100) * 100);
  const recorded = events > 0 ? count(events, "event") : "";
  const line = (...parts: string[]): string => parts.filter((part) => part !== "").join("  ");
  if (others.length > 0) {
    const each = [{ test, step }, ...others].map((one) => plain(`${shortName(one.test)} ${one.step}`.trimEnd()));
    return fitting(line(count(each.length, "test"), which, elapsed, recorded, each.join(" | ")), room);
  }
  const parts = (shown: string): string => line(plain(shortName(test)), which, elapsed, shown, recorded);
  return fitting(parts(fitting(plain(step), room - width(parts("")) - 2)), room);
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
