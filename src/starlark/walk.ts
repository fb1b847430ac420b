/** Walks over syntax: the parts of each node, in the order of the text. */
import type { DefStmt, Expr, File, LambdaExpr, Stmt } from "./ast.ts";

export type AnyNode = Expr | Stmt;

/** The direct parts of a node. The body of a nested function counts as part of it. */
export function partsOf(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case "ident":
    case "literal":
    case "branch":
    case "load":
      return [];
    case "unary":
    case "dot":
      return [node.x];
    case "binary":
      return [node.x, node.y];
    case "conditional":
      return [node.test, node.yes, node.no];
    case "list":
    case "tuple":
      return node.items;
    case "dict":
      return node.entries.flatMap((entry) => [entry.key, entry.value]);
    case "comprehension":
      return [
        ...("key" in node.body ? [node.body.key, node.body.value] : [node.body]),
        ...node.clauses.flatMap((clause) => (clause.kind === "for" ? [clause.vars, clause.iterable] : [clause.test])),
      ];
    case "index":
      return [node.x, node.index];
    case "slice":
      return [node.x, node.low, node.high, node.step].filter((part) => part !== undefined);
    case "call":
      return [node.fn, ...node.args.map((arg) => arg.value)];
    case "lambda":
      return [...defaultsOf(node), node.body];
    case "expr":
      return [node.x];
    case "assign":
      return [node.target, node.value];
    case "def":
      return [...defaultsOf(node), ...node.body];
    case "if":
      return [node.test, ...node.yes, ...node.no];
    case "for":
      return [node.vars, node.iterable, ...node.body];
    case "while":
      return [node.test, ...node.body];
    case "return":
      return node.value === undefined ? [] : [node.value];
  }
}

function defaultsOf(node: DefStmt | LambdaExpr): Expr[] {
  return node.params.flatMap((p) => (p.default === undefined ? [] : [p.default]));
}

/** What runs when a function is called: not its defaults, which were computed when it was defined. */
export function bodyOf(node: DefStmt | LambdaExpr | File): readonly AnyNode[] {
  return node.kind === "lambda" ? [node.body] : node.body;
}

/** Visits a node and all within it, outer nodes first. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const part of partsOf(node)) walk(part, visit);
}
