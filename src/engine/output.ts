/**
 * What the services of a test print. The last lines of each are kept for the moment something goes wrong; where a suite observes a stream, its
 * lines are read by their decoder as they come, and become events.
 */
import type { Output } from "../supervisor/index.ts";
import { decodeLines, PatternTooSlow, type Observation } from "./decoders.ts";
import { SuiteError } from "./errors.ts";
import { LineReader, type Line } from "./lines.ts";
import type { ServiceDeclaration } from "./topology.ts";

const mostLines = 20;
const longestLine = 500;

class LastLines {
  #lines: string[] = [];
  #partial = "";
  readonly #decoder = new TextDecoder();

  add(bytes: Uint8Array): void {
    const pieces = (this.#partial + this.#decoder.decode(bytes, { stream: true })).split("\n");
    this.#partial = (pieces.pop() ?? "").slice(0, longestLine);
    for (const line of pieces) this.#lines.push(line.slice(0, longestLine));
    this.#lines = this.#lines.slice(-mostLines);
  }

  get lines(): readonly string[] {
    return this.#partial === "" ? this.#lines : [...this.#lines, this.#partial].slice(-mostLines);
  }
}

/** Observed lines of one stream beyond this are a flood that no assertion is about, and would take this process's memory. */
const mostObservedBytes = 64 << 20;

/** A line that a service printed, as the suite's decoder read it. */
export interface Printed {
  readonly service: string;
  readonly stream: Observation["stream"];
  /** Its end was printed between these two. */
  readonly sinceNs: bigint;
  readonly atNs: bigint;
  readonly fields: Readonly<Record<string, string>>;
}

/** One stream that is observed, and how far. */
class ObservedStream {
  readonly #service: string;
  readonly #observation: Observation;
  readonly #reader = new LineReader();
  #bytes = 0;
  /** When the last piece of it was printed. */
  #last: Pick<Output, "sinceNs" | "atNs"> = { sinceNs: 0n, atNs: 0n };
  /** Its decoder is not asked again: the test has failed for it. */
  #unread = false;

  constructor(service: string, observation: Observation) {
    this.#service = service;
    this.#observation = observation;
  }

  add({ bytes, sinceNs, atNs }: Output): readonly Printed[] {
    this.#last = { sinceNs, atNs };
    return this.#read(this.#reader.add(bytes));
  }

  end(): readonly Printed[] {
    return this.#read(this.#reader.end());
  }

  #read(lines: readonly Line[]): readonly Printed[] {
    const service = this.#service;
    const { stream, decoder } = this.#observation;
    const printed = lines.filter(({ text }) => text !== "");
    this.#bytes += printed.reduce((sum, { text }) => sum + text.length, 0);
    if (this.#bytes > mostObservedBytes) {
      throw new SuiteError(
        `service "${service}" printed more than ${mostObservedBytes >> 20} MiB to ${stream}, which is observed; ` +
          "let it print less, or leave it out of observe=",
      );
    }
    if (printed.length === 0 || this.#unread) return [];
    try {
      return decodeLines(
        decoder,
        printed.map(({ text }) => text),
      ).map((fields, i) => ({
        service,
        stream,
        ...this.#last,
        fields: { ...fields, ...(printed[i]?.truncated === true ? { truncated: "true" } : {}) },
      }));
    } catch (error) {
      if (!(error instanceof PatternTooSlow)) throw error;
      this.#unread = true;
      throw new SuiteError(
        `decoder("regex") of ${stream} of service "${service}": ${error.message}; it has quantifiers inside each other or side by side ` +
          `that match the same text, as in (a+)+: let each part of a line match in one way. The line begins with ${JSON.stringify(error.line.slice(0, 80))}`,
        { cause: error },
      );
    }
  }
}

/** What all services of a test have printed. */
export class ServiceOutput {
  readonly #last = new Map<string, LastLines>();
  readonly #observed = new Map<string, ObservedStream>();

  constructor(services: readonly ServiceDeclaration[]) {
    for (const { name, observe } of services)
      for (const observation of observe ?? []) this.#observed.set(`${name} ${observation.stream}`, new ObservedStream(name, observation));
  }

  /**
   * Takes what was printed; returns the lines that are complete with it and observed. Throws [SuiteError] when that is more than anybody
   * observes, or a line that its decoder cannot come to an end with.
   */
  add(output: Output): readonly Printed[] {
    const { service, stream, bytes } = output;
    const last = this.#last.get(service) ?? new LastLines();
    this.#last.set(service, last);
    last.add(bytes);
    return this.#observed.get(`${service} ${stream}`)?.add(output) ?? [];
  }

  /** The same of one service: a process of it has ended, and another begins a line of its own. */
  endOf(service: string): readonly Printed[] {
    return (["stdout", "stderr"] as const).flatMap((stream) => this.#observed.get(`${service} ${stream}`)?.end() ?? []);
  }

  /** The services are gone, so lines without an end are all there will be of them. Throws as [add]. */
  end(): readonly Printed[] {
    return [...this.#observed.values()].flatMap((stream) => stream.end());
  }

  /** Whether anything is observed. */
  get observes(): boolean {
    return this.#observed.size > 0;
  }

  /** Whether a stream of a service is. */
  isObserved(service: string): boolean {
    return this.#observed.has(`${service} stdout`) || this.#observed.has(`${service} stderr`);
  }

  /** The last lines of a service, oldest first, an unfinished one included. */
  lastLines(service: string): readonly string[] {
    return this.#last.get(service)?.lines ?? [];
  }
}
