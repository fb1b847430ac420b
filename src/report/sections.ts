/**
 * One comment for several checks. A pull request gets one comment, and every job of a matrix writes a section of it. A section stands between
 * two marker lines that name its id, the commit it is about and its order (a number that grows from run to run). Jobs write at the same
 * time, each merging its section into what it last read, so merging is convergent: it touches no other section, gives the same body
 * whichever came first, and an older section never replaces a newer one.
 *
 * Markers are whole lines that begin with `<!--`. No line of foreign text begins so (the renderer escapes or indents all of it), therefore
 * nothing that a service prints can open or close a section.
 */

/** The first line of every comment that is ours; what to look for among a pull request's comments. */
export const commentMarker = "<!-- faultbox:comment -->";

/** GitHub refuses comments of more than 65,536 characters; the rest is left for what API and proxies may add. */
export const commentLimit = 60_000;

export interface Section {
  readonly id: string;
  /** The commit the section is about; empty when unknown. */
  readonly sha: string;
  /** Grows from run to run (a run's id and attempt); 0 when unknown. */
  readonly order: number;
  /** Fingerprints of the confirmed findings it tells of; for an acceptance, of those that were accepted. */
  readonly findings: readonly string[];
  /** The whole text, markers included. */
  readonly text: string;
}

const opening = /^<!-- faultbox:section id="([^"]*)" sha="([0-9a-f]*)" order="(\d+)"(?: findings="([0-9a-f,]*)")? -->$/;

/**
 * Sections with such an id are acceptances: what somebody has accepted of the findings that the other sections tell of, at the same commit. The
 * mark sorts them behind all others.
 */
export const acceptancePrefix = "~accepted-";

/** Puts the markers around a section's [body]. */
export function makeSection(id: string, sha: string, order: number, body: string, findings: readonly string[] = []): string {
  const name = encoded(id);
  const commit = /^[0-9a-f]+$/.test(sha) ? sha : "";
  const prints = findings.filter((print) => /^[0-9a-f]+$/.test(print)).slice(0, mostFindings);
  const list = prints.length === 0 ? "" : ` findings="${prints.join(",")}"`;
  return `<!-- faultbox:section id="${name}" sha="${commit}" order="${Math.trunc(order)}"${list} -->\n${body.trim()}\n<!-- faultbox:end id="${name}" -->`;
}

/** Keeps the marker a line that any editor can open; a section with more findings cannot be accepted as a whole anyway. */
const mostFindings = 500;

/** The sections of a comment in their order; text outside of sections is not ours and is ignored, an unclosed section as well. */
export function parseSections(body: string): readonly Section[] {
  const sections: Section[] = [];
  let open:
    | { readonly id: string; readonly sha: string; readonly order: number; readonly findings: readonly string[]; readonly lines: string[] }
    | undefined;
  for (const line of body.split(/\r?\n/)) {
    const [, id, sha, order, findings = ""] = opening.exec(line) ?? [];
    if (id !== undefined && sha !== undefined && order !== undefined) {
      open = { id, sha, order: Number(order), findings: findings.split(",").filter((print) => print !== ""), lines: [line] };
    } else if (open !== undefined) {
      open.lines.push(line);
      if (line === `<!-- faultbox:end id="${open.id}" -->`) {
        const { lines, ...section } = open;
        sections.push({ ...section, id: decoded(open.id), text: lines.join("\n") });
        open = undefined;
      }
    }
  }
  return sections;
}

/**
 * The comment's body with [section] (as `renderComment` makes it) in it, in place of the section of the same id unless that one is newer.
 * Sections are sorted by id, so that every order of writing ends in the same body. Where all together are too long, the longest give up their
 * folds, then all but their verdict. A section about another commit than an acceptance ends it: what was accepted was shown with that commit.
 */
export function mergeSections(existing: string | undefined, section: string): string {
  const sections = new Map<string, Section>();
  const added = parseSections(section);
  for (const candidate of [...parseSections(existing ?? ""), ...added]) {
    const present = sections.get(candidate.id);
    if (present === undefined || candidate.order >= present.order) sections.set(candidate.id, candidate);
  }
  for (const { id, sha } of added.filter((one) => sections.get(one.id) === one && !one.id.startsWith(acceptancePrefix))) {
    for (const other of [...sections.values()]) {
      if (other.id !== id && other.id.startsWith(acceptancePrefix) && other.sha !== sha) sections.delete(other.id);
    }
  }
  const texts = [...sections.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ text }) => text);
  const room = commentLimit - commentMarker.length - 2 * texts.length;
  for (const shorten of [withoutFolds, verdictOnly]) {
    while (total(texts) > room) {
      const longest = texts.reduce(
        (best, text, index) => (text.length > (texts[best]?.length ?? 0) && shorten(text).length < text.length ? index : best),
        -1,
      );
      const text = texts[longest];
      if (text === undefined) break;
      texts[longest] = shorten(text);
    }
  }
  // Only thousands of sections get here; whole ones go, since half a section is worse than none.
  while (total(texts) > room) texts.pop();
  return `${commentMarker}\n${texts.join("\n\n")}\n`;
}

function total(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

const leftOut = "*Details are left out here to keep the comment short; the report has them.*";

function withoutFolds(text: string): string {
  const lines: string[] = [];
  let depth = 0;
  for (const line of text.split("\n")) {
    if (/^<details( open)?>/.test(line)) depth += 1;
    if (depth === 0) lines.push(line);
    if (line === "</details>") depth -= 1;
  }
  const end = lines.pop() ?? "";
  return [...lines, ...(lines.includes(leftOut) ? [] : [leftOut]), end].join("\n").replace(/\n{3,}/g, "\n\n");
}

function verdictOnly(text: string): string {
  const lines = text.split("\n");
  const heading = lines.find((line) => line.startsWith("### ")) ?? "";
  return [lines[0], heading, "", leftOut, lines.at(-1)].join("\n");
}

/** An id inside a marker: no quotes, no double hyphens, no line ends. */
function encoded(id: string): string {
  return encodeURIComponent(id.toWellFormed())
    .replace(/[-!'()*~.]/g, (character) =>
      character === "-" || character === "." ? character : `%${character.charCodeAt(0).toString(16)}`,
    )
    .replaceAll("--", "-%2d");
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
