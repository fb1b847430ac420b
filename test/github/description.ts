/**
 * GitHub's official description of its REST API as a judge: which operation a request means, whether the request is one that GitHub would
 * understand, and whether an answer of our own server is one that GitHub could give. So neither the code under test nor the fake that it talks
 * to can drift away from the real thing unnoticed. Made by scripts/trim-openapi.ts.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormatsModule from "ajv-formats";

type Tree = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Tree;
}

interface Operation {
  readonly id: string;
  readonly path: RegExp;
  readonly method: string;
  /** Names of the path's parameters in their order. */
  readonly names: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: ValidateFunction | undefined;
  /** Whether a request may come without its body. */
  readonly bodyOptional: boolean;
  /** By status; undefined where an answer has no body. */
  readonly answers: ReadonlyMap<string, ValidateFunction | undefined>;
}

export interface Meant {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, "openapi.json"), "utf8")) as Tree;

const tree = (value: unknown): Tree => (typeof value === "object" && value !== null ? (value as Tree) : {});

function follow(value: unknown): Tree {
  const reference = tree(value)["$ref"];
  if (typeof reference !== "string") return tree(value);
  return tree(
    reference
      .split("/")
      .slice(1)
      .reduce<unknown>((at, key) => tree(at)[key], document),
  );
}

// strict: false because OpenAPI has keywords of its own; the interop of the CommonJS module hides its function under `default`.
const ajv = new Ajv({
  strict: false,
  coerceTypes: false,
  allErrors: true,
  schemas: { api: { $id: "api", components: document["components"] } as object },
});
const addFormats = addFormatsModule as unknown as { default: (to: Ajv) => void };
addFormats.default(ajv);

/** References of the document point into itself; a schema that is compiled on its own has to name the document. */
function compile(schema: unknown): ValidateFunction | undefined {
  if (schema === undefined) return undefined;
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as Tree);
}

const jsonSchema = (holder: unknown): unknown => tree(tree(follow(holder)["content"])["application/json"])["schema"];

const operations: readonly Operation[] = Object.entries(tree(document["paths"])).flatMap(([template, methods]) =>
  Object.entries(tree(methods)).map(([method, description]) => {
    const operation = tree(description);
    const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1]));
    return {
      id: String(operation["operationId"]),
      method: method.toUpperCase(),
      path: new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{\w+\}/g, "([^/]+?)")}$`),
      names,
      parameters: ((operation["parameters"] ?? []) as readonly unknown[]).map((parameter) => follow(parameter) as unknown as Parameter),
      body: compile(jsonSchema(operation["requestBody"])),
      bodyOptional: follow(operation["requestBody"])["required"] !== true,
      answers: new Map(Object.entries(tree(operation["responses"])).map(([status, answer]) => [status, compile(jsonSchema(answer))])),
    };
  }),
);

/** The successful answer that the description gives as an example; a copy, to be changed at will. */
export function exampleOf(operationId: string): Record<string, unknown> {
  return structuredClone(tree(tree(document["x-examples"])[operationId]));
}

/** Which operation a request means; undefined when it is none that the description (trimmed to those we use) knows. */
export function meantBy(method: string, path: string): Meant | undefined {
  for (const operation of operations) {
    const match = operation.method === method ? operation.path.exec(path) : null;
    if (match)
      return {
        operation,
        path: Object.fromEntries(operation.names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")])),
      };
  }
  return undefined;
}

/** What is wrong with a request, a line each. */
export function faultsOfRequest(meant: Meant, query: URLSearchParams, body: unknown): readonly string[] {
  const { operation } = meant;
  const found: string[] = [];
  const judge = (parameter: Parameter, text: string): void => {
    const wanted = parameter.schema["type"];
    const value = wanted === "integer" && /^-?\d+$/.test(text) ? Number(text) : wanted === "boolean" ? text === "true" : text;
    const validate = compile(parameter.schema);
    if (validate && !validate(value))
      found.push(`${operation.id}: ${parameter.in} parameter ${parameter.name}=${text}: ${ajv.errorsText(validate.errors)}`);
  };
  for (const parameter of operation.parameters) {
    const text = parameter.in === "path" ? meant.path[parameter.name] : (query.get(parameter.name) ?? undefined);
    if (text !== undefined) judge(parameter, text);
    else if (parameter.required) found.push(`${operation.id}: the ${parameter.in} parameter ${parameter.name} is missing`);
  }
  for (const name of query.keys()) {
    if (!operation.parameters.some((parameter) => parameter.in === "query" && parameter.name === name)) {
      found.push(`${operation.id}: there is no query parameter ${name}`);
    }
  }
  if (operation.body === undefined) {
    if (body !== undefined) found.push(`${operation.id}: takes no body`);
  } else if (!(body === undefined && operation.bodyOptional) && !operation.body(body)) {
    found.push(`${operation.id}: body: ${ajv.errorsText(operation.body.errors)}`);
  }
  return found;
}

/** What is wrong with an answer; statuses that any operation may have (401, 403, 429, 5xx) are not judged. */
export function faultsOfAnswer(meant: Meant, status: number, body: unknown): readonly string[] {
  const { operation } = meant;
  if (!operation.answers.has(String(status))) {
    return status === 401 || status === 403 || status === 404 || status === 429 || status >= 500
      ? []
      : [`${operation.id}: never answers ${status}`];
  }
  const validate = operation.answers.get(String(status));
  if (!validate) return body === undefined ? [] : [`${operation.id}: ${status} has no body`];
  return validate(body) ? [] : [`${operation.id}: answer ${status}: ${ajv.errorsText(validate.errors)}`];
}
