/**
 * Text from elsewhere made safe to show. Paths, labels, messages and whatever a service printed come from programs under test and, for a
 * fork, from strangers: they may hold terminal escapes, workflow commands of the runner, bidirectional overrides, Markdown, mentions or
 * HTML. Every renderer of this room passes such text through exactly one function of this file, the one for the place it is written to.
 */

/** Sequences a terminal obeys: CSI (colours, cursor), OSC (titles, links; ended by BEL or ST), and the two-character escapes. */
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[@-Z\\-_])/g;

/**
 * What is left and does not show as itself: C0 and C1 controls; marks that reorder, hide or break text (bidirectional controls, zero-width
 * characters, line and paragraph separators, tags), which can make a diff read as what it is not.
 */
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

function spelledOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 9) return " ";
  if (code === 10) return "\\n";
  if (code === 13) return "\\r";
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}

/** One line of foreign text with nothing hidden in it: terminal sequences are dropped, other invisible characters spelled out (`\x07`). */
export function plain(text: string): string {
  return text.toWellFormed().replace(terminalSequence, "").replace(invisible, spelledOut);
}

/** [text] cut to at most [limit] characters, the cut marked by `…` and never inside a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const last = text.charCodeAt(end - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`;
}

/**
 * Lines for a GitHub log with no workflow command in them. The runner obeys a line that begins (after blanks) with `::`, and the older form
 * `##[` anywhere in a line; an invisible space inside the mark ends both.
 */
export function withoutCommands(lines: string): string {
  return lines.replace(/^(\s*):(?=:)/gm, "$1:\u200b").replaceAll("##[", "##\u200b[");
}

/** Foreign text for an HTML or XML text or attribute. */
export function escapeHtml(text: string): string {
  return entities(plain(text));
}

function entities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Breaks, by an invisible space, what GitHub turns into links and notifications after rendering, wherever it stands: mentions, references to
 * issues and commits, addresses, e-mail.
 */
function unlinked(text: string): string {
  return text
    .replace(/(?<=\w)@/g, "\u200b@")
    .replace(/@(?=[\w-])/g, "@\u200b")
    .replace(/#(?=\d)/g, "#\u200b")
    .replace(/\b(gh)-(?=\d)/gi, "$1\u200b-")
    .replace(/:\/\//g, ":\u200b//")
    .replace(/\b(www)\./gi, "$1\u200b.")
    .replace(/\b(mailto|xmpp):/gi, "$1\u200b:")
    .replace(/\b(?=[0-9a-f]{7,40}\b)(?=[0-9a-f]*\d)([0-9a-f]{3})/gi, "$1\u200b");
}

/** Foreign text as prose in GitHub's Markdown: shown as it is and doing nothing. */
export function escapeMarkdown(text: string): string {
  return unlinked(plain(text))
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/^(\s*)(\d+)(?=[.)](?:\s|$))/, "$1$2\\")
    .replace(/^(\s*)(?=[-+=#:])/, "$1\\");
}

/** Foreign text inside HTML that stands in Markdown, such as a `<summary>`: no markup, no links, on one line. */
export function escapeInlineHtml(text: string): string {
  return entities(unlinked(plain(text)));
}

/** How many backticks stand together at most. */
function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** Foreign text as inline code; [inTable] also guards the column mark, which GitHub reads before code. Never empty. */
export function code(text: string, inTable = false): string {
  const shown = plain(text).trim() || "(empty)";
  const fence = "`".repeat(longestRun(shown) + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  const span = `${fence}${pad}${shown}${pad}${fence}`;
  return inTable ? span.replaceAll("|", "\\|") : span;
}

/** Lines of foreign text as a fenced block that nothing in them can close. */
export function fenced(language: string, lines: readonly string[]): string {
  const body = lines.map(plain).join("\n");
  const fence = "`".repeat(Math.max(2, longestRun(body)) + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}
