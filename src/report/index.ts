/** Reports: pure functions from what a check came to, to text that people and tools read. */
export { renderConsole, renderFindings, renderRuns, renderTail, renderTest, type ConsoleOptions } from "./console.ts";
export { renderDiff, type DiffFormat } from "./diff.ts";
export { renderHtml } from "./html.ts";
export { renderJson, renderReportJson } from "./json.ts";
export { renderLive, type Live } from "./live.ts";
export { renderJunit } from "./junit.ts";
export { renderComment, renderSummary, type CommentOptions } from "./markdown.ts";
export { renderSarif, sarifRules } from "./sarif.ts";
export { acceptancePrefix, commentMarker, makeSection, mergeSections, parseSections, type Section } from "./sections.ts";
export { renderShiviz, renderShivizComparison } from "./shiviz.ts";
export { code, cut, escapeMarkdown, plain, withoutCommands } from "./text.ts";
export type * from "./types.ts";
export { lineOf } from "./words.ts";
