/**
 * Makes test/github/openapi.json: GitHub's official description of its REST API, cut down to the operations that this project uses. The
 * whole description is 400 MB installed, so it is no dependency; it is fetched by hand when the API or our use of it has moved on:
 *
 *     cd /tmp && npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
 *     node scripts/trim-openapi.ts /tmp/package/generated/api.github.com.json
 *
 * Kept are the operations with their parameters, request bodies, answers and whatever schemas those lead to, and one example of each successful
 * answer, from which the tests' server makes its own. Prose goes. OpenAPI 3.0's `nullable` becomes what JSON Schema understands.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Operation ids, as the description names them. */
const operations = [
  "repos/list-commits",
  "repos/compare-commits",
  "actions/list-artifacts-for-repo",
  "actions/list-workflow-run-artifacts",
  "actions/list-workflow-runs-for-repo",
  "actions/get-workflow-run",
  "actions/download-artifact",
  "pulls/get",
  "pulls/list",
  "issues/list-comments",
  "issues/create-comment",
  "issues/update-comment",
  "issues/delete-comment",
  "issues/get-comment",
  "issues/list-for-repo",
  "issues/create",
  "issues/update",
  "reactions/create-for-issue-comment",
  "repos/get-collaborator-permission-level",
  "repos/list-pull-requests-associated-with-commit",
  "actions/get-actions-cache-list",
  "actions/re-run-workflow-failed-jobs",
  "users/get-authenticated",
];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Tree = Readonly<Record<string, Json>>;

const isTree = (value: Json | undefined): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);
const tree = (value: Json | undefined): Tree => (isTree(value) ? value : {});

/** Keys that hold prose or belong to renderers of documentation. */
const prose = new Set(["description", "summary", "externalDocs", "tags", "title", "example", "deprecated", "discriminator"]);

/** The value of a local reference such as `#/components/schemas/issue`. */
function follow(root: Tree, reference: string): Json | undefined {
  return reference
    .split("/")
    .slice(1)
    .reduce<Json | undefined>((at, key) => tree(at)[key.replaceAll("~1", "/").replaceAll("~0", "~")], root);
}

/** [value] without prose; inside `properties` a key is a name of data, whatever it is called. */
function strip(value: Json, insideProperties = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => strip(item));
  if (!isTree(value)) return value;
  const kept = Object.entries(value).filter(([key]) => insideProperties || !(prose.has(key) || key === "examples" || key.startsWith("x-")));
  const stripped = Object.fromEntries(kept.map(([key, child]) => [key, strip(child, key === "properties" && !insideProperties)]));
  if (insideProperties || stripped["nullable"] !== true) return stripped;
  const schema = Object.entries(stripped).filter(([key]) => key !== "nullable");
  return { anyOf: [Object.fromEntries(schema), { type: "null" }] };
}

/** The first example of an answer, with its reference followed. */
function exampleOf(root: Tree, answer: Tree): Json | undefined {
  const [first] = Object.values(tree(tree(tree(answer["content"])["application/json"])["examples"]));
  const example = isTree(first) && typeof first["$ref"] === "string" ? follow(root, first["$ref"]) : first;
  return tree(example)["value"];
}

function trim(root: Tree): Tree {
  const paths: Record<string, Record<string, Json>> = {};
  const examples: Record<string, Json> = {};
  const wanted = new Set(operations);
  for (const [path, methods] of Object.entries(tree(root["paths"]))) {
    for (const [method, operation] of Object.entries(tree(methods))) {
      const id = tree(operation)["operationId"];
      if (typeof id !== "string" || !wanted.delete(id)) continue;
      (paths[path] ??= {})[method] = strip(operation);
      const success = Object.entries(tree(tree(operation)["responses"])).find(([status]) => status.startsWith("2"))?.[1];
      const example = exampleOf(root, tree(success));
      if (example !== undefined) examples[id] = example;
    }
  }
  if (wanted.size > 0) throw new Error(`the description has no operations ${[...wanted].join(", ")}`);

  // Whatever the operations refer to, and what that refers to.
  const components: Record<string, Record<string, Json>> = {};
  const rest: Json[] = [paths];
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    if (Array.isArray(value)) rest.push(...(value as readonly Json[]));
    if (!isTree(value)) continue;
    rest.push(...Object.values(value));
    const reference = value["$ref"];
    if (typeof reference !== "string") continue;
    const [, , kind = "", name = ""] = reference.split("/");
    const group = (components[kind] ??= {});
    if (name in group) continue;
    group[name] = strip(follow(root, reference) ?? null);
    rest.push(group[name]);
  }
  return { openapi: root["openapi"] ?? null, info: strip(root["info"] ?? null), paths, components, "x-examples": examples };
}

const source = process.argv[2];
if (source === undefined) throw new Error("usage: node scripts/trim-openapi.ts api.github.com.json");
const destination = join(import.meta.dirname, "..", "test", "github", "openapi.json");
writeFileSync(destination, `${JSON.stringify(trim(JSON.parse(readFileSync(source, "utf8")) as Tree))}\n`);
