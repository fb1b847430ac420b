/**
 * What a protocol is to the rest of the house: a name and the steps a test can make with it. A step is given its keyword arguments already
 * checked against [Method.params] and comes back with what the suite sees of the answer.
 */
import type { Address, Ends } from "./connect.ts";

/** A keyword argument of a step. Durations are written in Go's syntax (`"5s"`). */
export interface StepParam {
  readonly name: string;
  readonly doc: string;
  readonly types: readonly ("string" | "bool" | "int" | "dict" | "list" | "duration")[];
  readonly required?: boolean;
  /** Text is given as the bytes that it is in the suite, which need not be UTF-8. */
  readonly bytes?: true;
}

/** Plain data as a suite writes it; bytes only where [StepParam.bytes] asks for them. */
export type StepValue =
  string | Uint8Array | number | bigint | boolean | null | readonly StepValue[] | { readonly [key: string]: StepValue };

/** [value] as JSON text. `JSON.stringify` refuses an int of more than 53 bits, which an id often is. Throws [StepError] for what JSON cannot say. */
export function jsonText(value: StepValue): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new StepError(`JSON has no way to write ${value}`);
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("utf8"));
  if (isList(value)) return `[${value.map(jsonText).join(",")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
    .join(",")}}`;
}

/** `Array.isArray` does not tell a readonly array from an object. */
const isList = (value: StepValue): value is readonly StepValue[] => Array.isArray(value);

/**
 * What came back. [kind] `text`: the suite sees a string. `response`: it sees an object with these attributes. What is text for people is in [bytes]
 * as well, as it was received but for white space around it.
 */
export type StepAnswer =
  | { readonly kind: "text"; readonly text: string; readonly bytes: Uint8Array; readonly summary: string }
  | {
      readonly kind: "response";
      /** 0 when the transport failed. */
      readonly status: number;
      readonly body: string;
      readonly bytes: Uint8Array;
      readonly truncated: boolean;
      readonly headers: Readonly<Record<string, string>>;
      /** The reason the transport failed, else empty. A 404 is a good answer: the transport worked. */
      readonly error: string;
      readonly summary: string;
    };

export interface StepContext {
  readonly address: Address;
  readonly signal: AbortSignal;
  /** Calls [late] when the time that the step may take, [ms], is over, unless the function that is returned was called before. */
  readonly timer: (ms: number, late: () => void) => () => void;
  /** To be called as soon as a connection stands, before anything is sent on it. */
  readonly connected: (ends: Ends) => void;
}

export interface Method {
  readonly name: string;
  readonly doc: string;
  readonly params: readonly StepParam[];
  /** One line on what is sent, for the log. */
  summary(args: Readonly<Record<string, StepValue>>): string;
  /** Makes the step. Rejects with [StepError] only for what the suite must see as an error; HTTP's transport failures are answers. */
  run(args: Readonly<Record<string, StepValue>>, context: StepContext): Promise<StepAnswer>;
}

export interface Protocol {
  readonly name: string;
  readonly methods: readonly Method[];
}

/** [bytes] without the white space around them. */
export function trimmed(bytes: Buffer): Buffer {
  const isSpace = (byte: number | undefined): boolean => byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
  let [start, end] = [0, bytes.length];
  while (start < end && isSpace(bytes[start])) start++;
  while (end > start && isSpace(bytes[end - 1])) end--;
  return bytes.subarray(start, end);
}

/** A step failed in a way that ends the test unless the suite handles it: `tcp send failed: …`. */
export class StepError extends Error {
  override readonly name = "StepError";
}
