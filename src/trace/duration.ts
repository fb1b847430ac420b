/**
 * Durations as suites write them (`300ms`, `1.5s`, `1h2m`): Go's syntax, which existing suites use. Inside the project a duration is an
 * integer of nanoseconds.
 */

const unitNs: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** Thrown by [parseDuration]; the message says what was got and what is wanted. */
export class DurationError extends Error {
  override readonly name = "DurationError";
}

/**
 * Nanoseconds of a duration in Go's syntax: an optional sign and one or more numbers with unit. Throws [DurationError] for anything
 * else, with the missing unit named, since `delay("5")` is the most common slip.
 */
export function parseDuration(text: string): number {
  if (text === "0") return 0;
  const sign = text.startsWith("-") ? -1 : 1;
  const body = text.replace(/^[+-]/, "");
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
  let totalNs = 0;
  let at = 0;
  while (at < body.length) {
    part.lastIndex = at;
    const match = part.exec(body);
    if (!match) {
      const reason = /^(\d+\.?\d*|\.\d+)$/.test(body.slice(at)) ? "missing unit in duration" : "invalid duration";
      throw new DurationError(`${reason} ${JSON.stringify(text)} (write for example "300ms", "1.5s" or "2m")`);
    }
    totalNs += Number(match[1]) * (unitNs[match[2] ?? ""] ?? Number.NaN);
    at = part.lastIndex;
  }
  if (body === "") throw new DurationError(`invalid duration ${JSON.stringify(text)} (write for example "300ms", "1.5s" or "2m")`);
  const ns = sign * Math.round(totalNs);
  if (!Number.isSafeInteger(ns)) throw new DurationError(`duration ${JSON.stringify(text)} is too long (at most about 104 days)`);
  return ns;
}

/**
 * [ms] as Node's timers can wait for it: whole milliseconds, rounded up, and at most 2^31 - 1 of them, about 25 days. A longer one would be over
 * at once, and people who mean "for ever" write `1000h`.
 */
export function timerMs(ms: number): number {
  return Math.min(Math.ceil(ms), 2 ** 31 - 1);
}

/** The shortest spelling in Go's style: `100ms`, `1.5s`, `2m0s`, `0s`. */
export function formatDuration(ns: number): string {
  if (ns === 0) return "0s";
  if (ns < 0) return `-${formatDuration(-ns)}`;
  if (ns < 1e3) return `${ns}ns`;
  if (ns < 1e6) return `${ns / 1e3}µs`;
  if (ns < 1e9) return `${ns / 1e6}ms`;
  const hours = Math.floor(ns / 3600e9);
  const minutes = Math.floor((ns % 3600e9) / 60e9);
  const seconds = (ns % 60e9) / 1e9;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
