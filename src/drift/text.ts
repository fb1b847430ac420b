/**
 * A model as text: made to be read, kept in git, compared with plain `diff`, and parsed again without loss.
 *
 *     faultbox model 5
 *     suite traces-test.star
 *     runs 3
 *     environment {"tool":"faultbox 1.0.0",…}
 *     test test_happy_path
 *       start
 *         inventory, as first seen
 *           bind allow ← main
 *           open(append,create,write) allow /tmp/inventory.wal
 *           write allow stdout  {turn - 2 -}
 *       step 1 POST /orders → orders.main
 *         test
 *           step 200 POST /orders → orders.main
 *         inventory, in order
 *           open(append,create,write) allow /tmp/inventory.wal
 *           write allow /tmp/inventory.wal
 *           write allow /tmp/inventory.wal  +[0 0 1]
 *           fsync allow /tmp/inventory.wal
 *           send allow ← orders  {late 010}
 *           order write allow /tmp/inventory.wal  |  fsync allow /tmp/inventory.wal  <<~
 *     end 19 lines
 *
 * A line is one call that every run made; equal lines are repeats of it (`×N` from nine on). What only some runs made carries one value a
 * run: `+[0 0 1]`. Lists of runs always go by the same order, that of the bag (`model.ts`). Under a heading `in order`, a line happened
 * before the lines below it in every request of every run that had both; the `order` lines at the end name the exceptions, by run: `<` the
 * first first, `>` the second first, `~` mixed, `-` no request had both. `{free}` marks a line no order is known of. Without `in order`,
 * only what an `order` line says is known. `{late}` was seen behind the answer, `{idle}` without any request.
 *
 * `{in a row 3}`, `{in a row [1 3 -]}`: of this sync, the greatest number one behind the other between two answers, while several requests waited for
 * theirs. Formats 1 to 4 had no such marks.
 *
 * `ahead A  |  B  2` at the end: of the requests that had both, the one with the fewest of A, a question or a sync, before the first B had two; by run
 * where the runs differ or some have nothing to say, `[2 - 1]`. Formats 1 and 2 had no such lines. `unsynced allow → db.main` in the place of A is an answer of
 * that service (`receive allow → db.main` above) that came behind no sync there.
 *
 * Under `whole test`, for each service, `watched  128` is for how many milliseconds it was watched when it had started, and `pause LINE  24` the longest
 * time that went without a line which came by itself; by run, as for `ahead`. Formats 1 to 3 had no such lines.
 *
 * The start and the end of a test have no requests, and of their lines is told in which order they first came: the one they stand in, and in
 * runs that saw some of them elsewhere, `{turn - 2 -}` says as what in the order of that run they came, from 1. Runs that do not tell are
 * marked behind the heading: `inventory, as first seen  +.+`. Format 1 had no such headings, and is read as it was.
 */
import * as v from "valibot";
import type { Environment } from "../trace/index.ts";
import { getOrMake, isDerived, lineOf, partsOf, syncCalls } from "./classes.ts";
import { hasTurn, joint, noTurn, opposite, parted, watch, whole, type Relation, type TestFacts } from "./facts.ts";
import { canonical, compareText, environmentText, sortedByKey, type Model, type RunFacts } from "./model.ts";
import { arranged, emptyRow, factsOf, inTurn, tabulate, type Row, type Section } from "./table.ts";

export const formatVersion = 5;
/** All that are read: what a base branch has stored stays of use. */
const readable = [1, 2, 3, 4, formatVersion];

/** Repeats of a line are written out up to here, so that one more call is one more line; a thousand calls are one line with a number. */
const mostRepeats = 8;
/** More classes than this in one section: exceptions to one order would outnumber what they are exceptions of. */
const mostInOrder = 150;

const inOrderMark = ", in order";
const asSeenMark = ", as first seen";
const inARowMark = "in a row ";

/** Bounds of what is read; files come from outside. Each is far beyond what recording makes. */
const limits = { bytes: 256 * 2 ** 20, lineLength: 64 * 1024, runs: 2_000, values: 40_000_000, relations: 100_000_000, count: 1e12 };

/** What names are free of (`escapeText`), so that nobody who prints a model has to ask what it does to a terminal. */
const invisible = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A text that is no model: where, what was found, what to do. */
export class ModelFormatError extends Error {
  override readonly name = "ModelFormatError";
  readonly line: number;
  /** The message without what to do, which depends on whose model it is. */
  readonly found: string;

  constructor(line: number, found: string, remedy = "") {
    const where = line === 0 ? found : `line ${line}: ${found}`;
    super(remedy === "" ? where : `${where}; ${remedy}`);
    this.line = line;
    this.found = where;
  }
}

/** The text of a model; equal for equal models, to the byte. */
export function formatModel(model: Model): string {
  const { runs } = model;
  const lines = [`faultbox model ${formatVersion}`, `suite ${model.suite}`, `runs ${runs.length}`];
  const environments = [...new Set(runs.map(({ environment }) => environmentText(environment)))].sort(compareText);
  for (const text of environments) lines.push(`environment ${text}`);
  if (environments.length > 1) {
    lines.push(`environments [${runs.map(({ environment }) => environments.indexOf(environmentText(environment)) + 1).join(" ")}]`);
  }
  const names = [...new Set(runs.flatMap(({ tests }) => [...tests.keys()]))].sort(compareText);
  for (const name of names) {
    const states = runs.map(({ tests }) => tests.get(name));
    const marks = states.map((state) => (state === undefined ? "." : state === "broken" ? "x" : "+")).join("");
    lines.push(`test ${name}${/^\++$/.test(marks) ? "" : `  ${marks}`}`);
    let window = "";
    for (const section of tabulate(states.filter((state): state is TestFacts => state !== undefined && state !== "broken"))) {
      if (section.window !== window) lines.push(`  ${section.window}`);
      window = section.window;
      writeSection(section, lines);
    }
  }
  lines.push(`end ${lines.length + 1} lines`);
  return lines.join("\n") + "\n";
}

function writeSection({ lane, rows, pairs, ahead, pauses }: Section, lines: string[]): void {
  const shown = arranged(rows, pairs);
  const ordered = new Set<string>();
  for (const pair of pairs.keys()) for (const key of parted(pair)) ordered.add(key);
  const inOrder = shown.filter(({ key }) => ordered.has(key));
  const exceptions: [Row, Row, string][] = [];
  let total = 0;
  if (inOrder.length <= mostInOrder) {
    inOrder.forEach((a, i) => {
      for (const b of inOrder.slice(i + 1)) {
        total++;
        const text = relationText(a, b, pairs);
        if (text !== "<") exceptions.push([a, b, text]);
      }
    });
  }
  const byOrder = total > 0 && exceptions.length * 2 <= total;
  const { mark, elsewhere } = sightOf(shown);
  lines.push(`    ${lane}${byOrder ? inOrderMark : mark}`);
  for (const row of shown) {
    const free = byOrder && !ordered.has(row.key) && couldBeOrdered(row.key);
    writeRow(row, free, elsewhere.get(row), lines);
  }
  const listed = byOrder ? exceptions : orderedPairs(rows, pairs);
  for (const [a, b, text] of listed) lines.push(`      order ${a.key}  |  ${b.key}  ${text}`);
  for (const [pair, leasts] of sortedByKey(ahead)) lines.push(`      ahead ${parted(pair).join("  |  ")}  ${leastsText(leasts)}`);
  for (const [key, times] of sortedByKey(pauses)) {
    lines.push(`      ${key === watch ? "watched" : `pause ${key}`}  ${leastsText(times)}`);
  }
}

/** One number where all runs have the same. */
function leastsText(leasts: readonly (number | undefined)[]): string {
  const texts = leasts.map((least) => (least === undefined ? "-" : String(least)));
  const [first = "-"] = texts;
  return first !== "-" && texts.every((text) => text === first) ? first : `[${texts.join(" ")}]`;
}

/** What is said of the order in which [shown] first came: behind the heading, and of rows that some runs saw elsewhere. */
function sightOf(shown: readonly Row[]): { readonly mark: string; readonly elsewhere: ReadonlyMap<Row, readonly string[]> } {
  const elsewhere = new Map<Row, string[]>();
  const runs = shown[0]?.counts.length ?? 0;
  const tells: boolean[] = [];
  for (let r = 0; r < runs; r++) {
    const seen = inTurn(shown, r);
    tells.push(seen.length > 0);
    const turns = new Map(seen.map((row, turn) => [row, turn]));
    const inPlace = new Set(
      longestRise(
        shown.filter((row) => turns.has(row)),
        (row) => turns.get(row) ?? noTurn,
      ),
    );
    for (const [row, turn] of turns) {
      if (!inPlace.has(row)) getOrMake(elsewhere, row, () => new Array<string>(runs).fill("-"))[r] = String(turn + 1);
    }
  }
  if (!tells.includes(true)) return { mark: "", elsewhere };
  const silent = tells.some((one, r) => !one && shown.some(({ counts, key }) => hasTurn(key) && (counts[r] ?? 0) > 0));
  return { mark: asSeenMark + (silent ? `  ${tells.map((one) => (one ? "+" : ".")).join("")}` : ""), elsewhere };
}

/** The most of [items] whose numbers rise in the order they stand in: Schensted, *Longest increasing and decreasing subsequences* (1961). */
function longestRise<T>(items: readonly T[], numberOf: (item: T) => number): T[] {
  interface Link {
    readonly item: T;
    readonly before: Link | undefined;
  }
  /** By length, the chain of that length that ends lowest. */
  const chains: Link[] = [];
  for (const item of items) {
    const number = numberOf(item);
    let [low, high] = [0, chains.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const chain = chains[middle];
      if (chain !== undefined && numberOf(chain.item) < number) low = middle + 1;
      else high = middle;
    }
    chains[low] = { item, before: chains[low - 1] };
  }
  const rise: T[] = [];
  for (let link = chains.at(-1); link !== undefined; link = link.before) rise.push(link.item);
  return rise;
}

/** Lines that stand for no call, about steps, ends and what is printed never have an order, so they need no mark. */
function couldBeOrdered(key: string): boolean {
  const parts = partsOf(key);
  const { call, object } = parts;
  return !isDerived(parts) && call !== "step" && call !== "exited" && object !== "stdout" && object !== "stderr" && object !== "stdin";
}

function orderedPairs(rows: ReadonlyMap<string, Row>, pairs: Section["pairs"]): [Row, Row, string][] {
  const listed: [Row, Row, string][] = [];
  for (const pair of [...pairs.keys()].sort(compareText)) {
    const [first, second] = parted(pair);
    const a = rows.get(first);
    const b = rows.get(second);
    if (a !== undefined && b !== undefined) listed.push([a, b, relationText(a, b, pairs)]);
  }
  return listed;
}

/** The relations of two rows by run; one sign where it is the same in every run that saw both classes. */
function relationText(a: Row, b: Row, pairs: Section["pairs"]): string {
  const straight = a.key < b.key;
  const relations = pairs.get(straight ? a.key + joint + b.key : b.key + joint + a.key);
  const signs = a.counts.map((count, r) => {
    const relation = relations?.[r];
    const both = count > 0 && (b.counts[r] ?? 0) > 0;
    return { both, sign: relation === undefined ? "-" : straight ? relation : opposite(relation) };
  });
  const seen = new Set(signs.filter(({ both }) => both).map(({ sign }) => sign));
  const only = [...seen][0];
  if (only === undefined) return "-";
  return seen.size === 1 ? only : signs.map(({ sign }) => sign).join("");
}

function writeRow(
  { key, counts, late, idle, inARow }: Row,
  free: boolean,
  elsewhere: readonly string[] | undefined,
  lines: string[],
): void {
  const least = Math.min(...counts);
  const turn = elsewhere === undefined ? "" : `  {turn ${elsewhere.join(" ")}}`;
  const row = inARow === undefined ? "" : `  {${inARowMark}${leastsText(inARow)}}`;
  const marks = `${free ? "  {free}" : ""}${markText("late", late, counts)}${markText("idle", idle, counts)}${row}${turn}`;
  const written: string[] = [];
  if (least > mostRepeats) written.push(`      ${key}  ×${least}`);
  else for (let i = 0; i < least; i++) written.push(`      ${key}`);
  if (counts.some((count) => count !== least)) written.push(`      ${key}  +[${counts.map((count) => count - least).join(" ")}]`);
  written[written.length - 1] += marks;
  lines.push(...written);
}

function markText(name: string, marks: readonly boolean[], counts: readonly number[]): string {
  if (!marks.some((mark) => mark)) return "";
  if (marks.every((mark, r) => mark === (counts[r] ?? 0) > 0)) return `  {${name}}`;
  return `  {${name} ${marks.map((mark) => (mark ? "1" : "0")).join("")}}`;
}

const environmentSchema = v.strictObject({
  tool: v.string(),
  os: v.string(),
  arch: v.string(),
  kernel: v.string(),
  image: v.string(),
  capture: v.array(v.string()),
});

const again = "record it again with `faultbox test SUITE --runs N --normalize FILE`";

/** The model a text holds. Throws [ModelFormatError] with the line, what was found there and what to do. */
export function parseModel(text: string): Model {
  return new Parser(text).model();
}

interface SectionDraft {
  readonly window: string;
  readonly lane: string;
  readonly inOrder: boolean;
  /** By run, whether it tells in which order its lines first came. */
  readonly asSeen: readonly boolean[];
  readonly rows: Map<string, Row>;
  readonly free: Set<string>;
  readonly pairs: Map<string, (Relation | undefined)[]>;
  readonly ahead: Map<string, (number | undefined)[]>;
  readonly pauses: Map<string, (number | undefined)[]>;
}

class Parser {
  readonly #lines: string[];
  #at = 0;
  #values = 0;
  #relations = 0;

  constructor(text: string) {
    if (text.length > limits.bytes) throw new ModelFormatError(0, `a model has at most ${limits.bytes} characters, got ${text.length}`);
    const version = /^faultbox model (\d{1,9})\r?\n/.exec(text)?.[1];
    if (version === undefined) {
      throw new ModelFormatError(
        1,
        `want "faultbox model ${formatVersion}", got ${quoted(text.split("\n", 1)[0] ?? "")}: this is no model`,
        again,
      );
    }
    if (!readable.includes(Number(version))) {
      const newer = Number(version) > formatVersion;
      throw new ModelFormatError(
        1,
        `this model is of format ${version}, and this version of faultbox reads ${readable.slice(0, -1).join(", ")} and ${formatVersion}`,
        newer ? `use the version that wrote it, or ${again}` : again,
      );
    }
    const unix = text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
    const hidden = invisible.exec(unix);
    if (hidden !== null) {
      const line = unix.slice(0, hidden.index).split("\n").length;
      const code = (hidden[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      throw new ModelFormatError(line, `a model has no invisible characters, got U+${code}`, again);
    }
    this.#lines = unix.split("\n");
    if (this.#lines.at(-1) === "") this.#lines.pop();
  }

  model(): Model {
    this.#at = 1;
    const last = this.#lines.at(-1) ?? "";
    const count = /^end (\d{1,12}) lines$/.exec(last)?.[1];
    if (count === undefined)
      throw new ModelFormatError(this.#lines.length, `the text is cut off: want "end N lines" as its last line`, again);
    if (Number(count) !== this.#lines.length) {
      throw new ModelFormatError(
        this.#lines.length,
        `the text says it has ${count} lines and has ${this.#lines.length}, so it was damaged`,
        again,
      );
    }
    const suite = this.#field("suite");
    const total = this.#number(this.#field("runs"), limits.runs);
    const environments: Environment[] = [];
    while (this.#peek().startsWith("environment {")) environments.push(this.#environment());
    let indices = new Array<number>(total).fill(1);
    if (environments.length > 1) indices = this.#vector(this.#field("environments"), total, environments.length);
    const tests = indices.map(() => new Map<string, TestFacts | "broken">());
    while (this.#peek().startsWith("test ")) this.#test(tests);
    if (this.#at !== this.#lines.length - 1) this.#fail(`want a test, got ${quoted(this.#peek())}`, this.#at + 1);
    const runs = indices.map((index, r): RunFacts => {
      const environment = environments[index - 1];
      if (environment === undefined) return this.#fail("a run without an environment");
      return { environment, tests: tests[r] ?? new Map<string, TestFacts>() };
    });
    return { suite, runs: canonical(runs) };
  }

  #test(tests: readonly Map<string, TestFacts | "broken">[]): void {
    const [name = "", marks = "+".repeat(tests.length), ...more] = this.#field("test").split("  ");
    if (name === "" || more.length > 0 || marks.length !== tests.length || !/^[+x.]*$/.test(marks)) {
      this.#fail(`want "test NAME" and one of "+", "x", "." for each of ${tests.length} runs`);
    }
    if (tests.some((run) => run.has(name))) this.#fail(`test ${quoted(name)} comes twice`);
    const observing = tests.filter((_, r) => marks[r] === "+");
    const sections: SectionDraft[] = [];
    let window = "";
    for (;;) {
      const line = this.#peek();
      const indent = line.length - line.trimStart().length;
      if (indent === 2) {
        window = this.#next().slice(2);
      } else if (indent === 4) {
        if (window === "") this.#fail("a service outside of a window", this.#at + 1);
        const heading = this.#next().slice(4);
        sections.push({
          window,
          ...this.#heading(heading, observing.length),
          rows: new Map(),
          free: new Set(),
          pairs: new Map(),
          ahead: new Map(),
          pauses: new Map(),
        });
      } else if (indent === 6) {
        const section = sections.at(-1);
        if (section === undefined || section.window !== window) return this.#fail("a line outside of a service", this.#at + 1);
        this.#line(section, observing.length);
      } else {
        break;
      }
    }
    for (const section of sections) {
      this.#complete(section, observing.length);
      section.asSeen.forEach((tells, r) => this.#takeTurns(section, r, tells));
    }
    let r = 0;
    tests.forEach((run, i) => {
      if (marks[i] === "x") run.set(name, "broken");
      if (marks[i] === "+") run.set(name, factsOf(sections, r++));
    });
  }

  #heading(text: string, runs: number): Pick<SectionDraft, "lane" | "inOrder" | "asSeen"> {
    if (text.endsWith(inOrderMark)) return { lane: text.slice(0, -inOrderMark.length), inOrder: true, asSeen: [] };
    const at = text.indexOf(asSeenMark);
    if (at < 0) return { lane: text, inOrder: false, asSeen: [] };
    const [, marks = "+".repeat(runs)] = text.slice(at).split("  ");
    if (text.slice(at) !== asSeenMark && (marks.length !== runs || text.slice(at) !== `${asSeenMark}  ${marks}` || !/^[+.]+$/.test(marks)))
      this.#fail(`want "SERVICE${asSeenMark}" and one of "+", "." for each of ${runs} runs`);
    return { lane: text.slice(0, at), inOrder: false, asSeen: [...marks].map((mark) => mark === "+") };
  }

  /** Fills in what `in order` says of the pairs that no line names: more than lines, so it has a bound of its own. */
  #complete({ inOrder, lane, rows, free, pairs }: SectionDraft, runs: number): void {
    if (inOrder) {
      const shown = [...rows.values()].filter(({ key }) => couldBeOrdered(key) && !free.has(key));
      if (shown.length > mostInOrder) this.#fail(`want at most ${mostInOrder} lines in order, got ${shown.length} of ${quoted(lane)}`);
      this.#relations += (runs * shown.length * (shown.length - 1)) / 2;
      if (this.#relations > limits.relations) this.#fail(`a model holds at most ${limits.relations} relations of lines in order`);
      shown.forEach((a, i) => {
        for (const b of shown.slice(i + 1)) {
          const key = a.key < b.key ? a.key + joint + b.key : b.key + joint + a.key;
          if (!pairs.has(key)) setPair(pairs, a, b, () => "<", true);
        }
      });
    }
    for (const [key, relations] of pairs) if (relations.every((relation) => relation === undefined)) pairs.delete(key);
  }

  /** Rows with a turn of their own take it, the others what is left, in the order they stand in. */
  #takeTurns({ rows }: SectionDraft, r: number, tells: boolean): void {
    const seen = [...rows.values()].filter(({ key, counts }) => tells && hasTurn(key) && (counts[r] ?? 0) > 0);
    const known = new Set(seen);
    const astray = [...rows.values()].find((row) => row.turns[r] !== noTurn && !known.has(row));
    if (astray !== undefined) this.#fail(`run ${r + 1} has a turn for ${quoted(astray.key)}, which it did not see`);
    const order = new Array<Row | undefined>(seen.length).fill(undefined);
    const left: Row[] = [];
    for (const row of seen) {
      const turn = row.turns[r] ?? noTurn;
      if (turn === noTurn) left.push(row);
      else if (turn < seen.length && order[turn] === undefined) order[turn] = row;
      else this.#fail(`run ${r + 1} has no turn ${turn + 1} for ${quoted(row.key)}, or two of them`);
    }
    left.reverse();
    order.forEach((row, turn) => {
      const one = row ?? left.pop();
      if (one !== undefined) one.turns[r] = turn;
    });
  }

  #line(section: SectionDraft, runs: number): void {
    const line = this.#next().slice(6);
    if (runs === 0) this.#fail("a line of a test that no run observed");
    this.#values += runs;
    if (this.#values > limits.values) this.#fail(`a model holds at most ${limits.values} values`);
    if (line.startsWith("order ")) {
      this.#order(section, line.slice(6), runs);
      return;
    }
    if (line.startsWith("ahead ")) {
      this.#ahead(section, line.slice(6), runs);
      return;
    }
    if (section.window === whole) {
      this.#pause(section, line, runs);
      return;
    }
    const [key = "", ...more] = line.split("  ");
    if (!/^[^ ]+ [^ ]/.test(key)) this.#fail(`want a call, its decision and its object, got ${quoted(key)}`);
    let row = section.rows.get(key);
    if (row === undefined) section.rows.set(key, (row = emptyRow(key, runs)));
    const { counts } = row;
    let added = new Array<number>(runs).fill(1);
    const amount = more[0];
    if (amount?.startsWith("×") === true) {
      added = new Array<number>(runs).fill(this.#number(amount.slice(1), limits.count));
      more.shift();
    } else if (amount?.startsWith("+[") === true) {
      added = this.#vector(amount.slice(1), runs, limits.count);
      more.shift();
    }
    added.forEach((value, r) => (counts[r] = (counts[r] ?? 0) + value));
    for (const mark of more) {
      const turns = /^\{turn ((?:-|[1-9]\d*)(?: (?:-|[1-9]\d*))*)\}$/.exec(mark)?.[1]?.split(" ");
      if (turns?.length === runs && section.asSeen.length > 0 && hasTurn(key)) {
        row.turns.forEach((_, r) => (row.turns[r] = turns[r] === "-" ? noTurn : this.#number(turns[r] ?? "", limits.count) - 1));
        continue;
      }
      if (mark.startsWith(`{${inARowMark}`) && mark.endsWith("}") && isSync(key) && row.inARow === undefined) {
        const numbers = this.#leasts(mark.slice(1 + inARowMark.length, -1), runs);
        const fits = (number: number | undefined, r: number): boolean => number === undefined || (number > 0 && number <= (counts[r] ?? 0));
        if (numbers?.every(fits) !== true) {
          return this.#fail(
            `want "{${inARowMark}NUMBERS}", one number or ${runs} in brackets, no more syncs than there are, got ${quoted(mark)}`,
          );
        }
        row.inARow = [...numbers];
        continue;
      }
      const match = /^\{(free|late|idle)(?: ([01]+))?\}$/.exec(mark);
      if (match === null || (match[2] !== undefined && match[2].length !== runs))
        this.#fail(`want {free}, {late}, {idle}, {turn} or, of a sync, {in a row}, got ${quoted(mark)}`);
      if (match?.[1] === "free") section.free.add(key);
      const marks = match?.[1] === "late" ? row.late : match?.[1] === "idle" ? row.idle : undefined;
      marks?.forEach((_, r) => (marks[r] = match?.[2] === undefined ? (counts[r] ?? 0) > 0 : match[2][r] === "1"));
    }
  }

  #order(section: SectionDraft, text: string, runs: number): void {
    const [first = "", bar, second = "", signs = "", ...more] = text.split("  ");
    const a = section.rows.get(first);
    const b = section.rows.get(second);
    const known = a !== undefined && b !== undefined && a !== b;
    if (bar !== "|" || !known || more.length > 0 || !/^[<>~-]+$/.test(signs) || (signs.length !== 1 && signs.length !== runs)) {
      return this.#fail(`want "order LINE  |  LINE  SIGNS" with two lines from above and one or ${runs} of "<", ">", "~", "-"`);
    }
    setPair(section.pairs, a, b, (r) => signs[signs.length === 1 ? 0 : r] ?? "-", signs.length === 1);
  }

  /** One number, or one for each run in brackets, `-` where a run has none. */
  #leasts(text: string, runs: number): readonly (number | undefined)[] | undefined {
    const items = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1).split(" ") : new Array<string>(runs).fill(text);
    return items.length === runs ? items.map((item) => (item === "-" ? undefined : this.#number(item, limits.count))) : undefined;
  }

  #pause(section: SectionDraft, text: string, runs: number): void {
    const [what = "", numbers = "", ...more] = text.split("  ");
    const name = what === "watched" ? watch : what.startsWith("pause ") ? what.slice(6) : undefined;
    const times = more.length > 0 ? undefined : this.#leasts(numbers, runs);
    if (name === undefined || section.pauses.has(name) || times === undefined) {
      return this.#fail(`want "watched  NUMBERS" or "pause LINE  NUMBERS", once, and one number or ${runs} in brackets`);
    }
    section.pauses.set(name, [...times]);
  }

  #ahead(section: SectionDraft, text: string, runs: number): void {
    const [question = "", bar, other = "", numbers = "", ...more] = text.split("  ");
    const key = question + joint + other;
    const leasts = this.#leasts(numbers, runs);
    const known = section.rows.has(lineOf(question)) && section.rows.has(other) && question !== other && !section.ahead.has(key);
    if (bar !== "|" || !known || more.length > 0 || leasts === undefined) {
      return this.#fail(`want "ahead LINE  |  LINE  NUMBERS" with two lines from above, once, and one number or ${runs} in brackets`);
    }
    section.ahead.set(key, [...leasts]);
  }

  #environment(): Environment {
    const text = this.#field("environment");
    try {
      return v.parse(environmentSchema, JSON.parse(text));
    } catch (cause) {
      return this.#fail(`want an environment as JSON, got ${quoted(text)} (${cause instanceof Error ? cause.message : String(cause)})`);
    }
  }

  #field(name: string): string {
    const line = this.#next();
    if (!line.startsWith(`${name} `)) this.#fail(`want "${name} …", got ${quoted(line)}`);
    return line.slice(name.length + 1);
  }

  #number(text: string, most: number): number {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value <= most)) this.#fail(`want a number up to ${most}, got ${quoted(text)}`);
    return value;
  }

  #vector(text: string, length: number, most: number): number[] {
    const items = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1).split(" ") : [];
    if (items.length !== length) this.#fail(`want ${length} numbers in brackets, got ${quoted(text)}`);
    return items.map((item) => this.#number(item, most));
  }

  #peek(): string {
    return this.#lines[this.#at] ?? "";
  }

  #next(): string {
    const line = this.#peek();
    this.#at++;
    if (line.length > limits.lineLength) this.#fail(`a line has at most ${limits.lineLength} characters`);
    return line;
  }

  #fail(message: string, line = this.#at): never {
    throw new ModelFormatError(Math.min(line, this.#lines.length), message);
  }
}

function isSync(key: string): boolean {
  return syncCalls.has(partsOf(key).call);
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function setPair(pairs: Map<string, (Relation | undefined)[]>, a: Row, b: Row, sign: (run: number) => string, whereBoth: boolean): void {
  const straight = a.key < b.key;
  const relations = a.counts.map((count, r): Relation | undefined => {
    const relation = sign(r);
    if (whereBoth && (count === 0 || (b.counts[r] ?? 0) === 0)) return undefined;
    if (relation !== "<" && relation !== ">" && relation !== "~") return undefined;
    return straight ? relation : opposite(relation);
  });
  const key = straight ? a.key + joint + b.key : b.key + joint + a.key;
  if (relations.some((relation) => relation !== undefined)) pairs.set(key, relations);
  else pairs.set(key, []);
}
