/**
 * The messages of a log as arrows from event to event, read back from its vector clocks: an event whose clock knows more of another lane
 * than the event before it on its own lane has received a message; the arrow comes from the newest event it now knows of that lane.
 * Arrows that only say what another one already says (the sender had heard of it) are left out.
 */
import type { Clock, Event } from "../trace/index.ts";

/** Indices into the log. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

/** [clocks] belong to [events] one by one, as `clocksOf` makes them. */
export function arrowsOf(events: readonly Event[], clocks: readonly Clock[]): readonly Arrow[] {
  /** lane → its events' indices, in order: the nth event of a lane has n as its own count. */
  const lanes = new Map<string, number[]>();
  const known = new Map<string, Clock>();
  const arrows: Arrow[] = [];
  events.forEach((event, to) => {
    const clock = clocks[to] ?? {};
    const before = known.get(event.service);
    const sources: { readonly lane: string; readonly time: number; readonly from: number }[] = [];
    for (const lane in clock) {
      const time = clock[lane] ?? 0;
      if (lane === event.service || time <= (before?.[lane] ?? 0)) continue;
      const from = lanes.get(lane)?.[time - 1];
      if (from !== undefined) sources.push({ lane, time, from });
    }
    for (const { lane, time, from } of sources) {
      const implied = sources.some((other) => other.from !== from && (clocks[other.from]?.[lane] ?? 0) >= time);
      if (!implied) arrows.push({ from, to });
    }
    known.set(event.service, clock);
    const lane = lanes.get(event.service);
    if (lane === undefined) lanes.set(event.service, [to]);
    else lane.push(to);
  });
  return arrows;
}
