/** The steps of an interface as functions of a suite, and the response they return. */
import { SuiteError, type Interface } from "../engine/index.ts";
import type { Method, StepAnswer, StepParam, StepValue } from "../protocols/index.ts";
import { builtin, encode, Float, fromJs, fromJson, HostValue, toJs, type Builtin, type Value } from "../starlark/index.ts";
import { parseDuration } from "../trace/index.ts";
import type { SuiteState } from "./state.ts";

type Answer = Extract<StepAnswer, { kind: "response" }>;

/** What came back from an HTTP step. True when the transport worked, whatever the status. */
export class Response extends HostValue {
  static readonly typeName = "response";
  readonly type = "response";
  readonly #answer: Answer;
  readonly #durationMs: number;

  constructor(answer: Answer, durationMs: number) {
    super();
    this.#answer = answer;
    this.#durationMs = durationMs;
  }

  override attr(name: string): Value | undefined {
    const { status, bytes, headers, truncated, error } = this.#answer;
    switch (name) {
      case "status":
      case "status_code":
        return status;
      case "body":
        return byteString(bytes);
      case "data":
        return decoded(bytes);
      case "ok":
        return error === "";
      case "error":
        return encode(error);
      case "duration_ms":
        return Math.floor(this.#durationMs);
      case "headers":
        return fromJs(headers);
      case "truncated":
        return truncated;
      default:
        return undefined;
    }
  }

  override attrNames(): string[] {
    return ["status", "status_code", "body", "data", "ok", "error", "duration_ms", "headers", "truncated"];
  }

  override truth(): boolean {
    return this.#answer.error === "";
  }

  override repr(): string {
    const { status, error } = this.#answer;
    return encode(error === "" ? `<response status=${status}>` : `<response error=${JSON.stringify(error)}>`);
  }
}

/** The string of the language that holds these bytes. */
const byteString = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** JSON as values, anything else as the string it is. */
function decoded(body: Uint8Array): Value {
  try {
    return fromJson(
      Buffer.from(body)
        .toString("utf8")
        .replace(/^\ufeff/, ""),
    );
  } catch {
    return byteString(body);
  }
}

type SimpleType = "string" | "bool" | "int" | "dict" | "list";

const typeOfParam: Readonly<Record<StepParam["types"][number], SimpleType>> = {
  string: "string",
  duration: "string",
  bool: "bool",
  int: "int",
  dict: "dict",
  list: "list",
};

/** The function for one step of one interface. */
export function stepBuiltin(state: SuiteState, service: string, target: Interface, method: Method): Builtin {
  const name = `${service}.${target.name}.${method.name}`;
  const params = method.params.map((param) => ({
    name: param.name,
    doc: param.doc,
    type: param.types.map((type) => typeOfParam[type]),
    kind: "keyword" as const,
    ...(param.required === true ? {} : { optional: true as const }),
  }));
  const byPosition = { name: "ignored", doc: "Ignored.", type: "any", kind: "args" } as const;
  return builtin({
    name,
    doc: method.doc,
    params: [...params, byPosition],
    // Steps never refused a keyword they did not know, nor arguments by position.
    lenient: state.lenient,
    call: async (given: Readonly<Record<string, unknown>>, ctx) => {
      const ignored = given[byPosition.name];
      if (Array.isArray(ignored) && ignored.length > 0) {
        const [first] = method.params;
        state.diagnose({
          level: "warning",
          code: "POSITIONAL_IGNORED",
          message: `${name}: what is given by position is ignored${first === undefined ? "" : `; write ${first.name}=…`}`,
          position: ctx.position,
        });
      }
      const args: Record<string, StepValue> = {};
      for (const param of method.params) {
        const value = given[param.name];
        if (value === undefined) continue;
        const plain = param.bytes === true && typeof value === "string" ? Buffer.from(value, "latin1") : stepValue(value as Value);
        if (param.types.includes("duration") && typeof plain === "string" && parseDuration(plain) <= 0) {
          throw new SuiteError(`${name}: ${param.name} must be a positive duration, got ${JSON.stringify(plain)}`);
        }
        args[param.name] = plain;
      }
      const answer = await state.run(name).step(service, target, method.name, args);
      return answer.kind === "text" ? byteString(answer.bytes) : new Response(answer, answer.durationMs);
    },
  });
}

function stepValue(value: Value): StepValue {
  if (value instanceof Float) return value.value;
  // toJs of plain values yields plain data; functions and host values are refused by the parameter's type.
  return toJs(value) as StepValue;
}
