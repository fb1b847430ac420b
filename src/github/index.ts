/** Everything that touches GitHub: the Action's inputs, its events, baselines, artifacts, the comment, the verdict. */
export { openApi } from "./api.ts";
export { execute } from "./execute.ts";
export { ContextError } from "./context.ts";
export { inputTable, outputTable, InputError } from "./inputs.ts";
export { runAction, type ActionWorld } from "./main.ts";
