/**
 * The page's view of one test: its two logs unpacked, what caused what, and the list of rows that are on display. Everything here is
 * plain computation on typed arrays; drawing and the document are elsewhere.
 *
 * A *row* is a place in the alignment of the two logs. An *item* is what takes one line of the diagram: a row, or a fold that stands for many
 * rows in which nothing of interest happens.
 */
import { Kind, lookOf, type PackedTrace, type PageData, type PageExecution, type PagePlace, type PageTest } from "./data.ts";

export type SideName = "base" | "head";

/** One log, ready for use. */
export class Trace {
  readonly packed: PackedTrace;
  readonly texts: readonly string[];
  readonly length: number;
  readonly atNs: Float64Array;
  readonly seq: Int32Array;
  /** How many events of its own lane an event is preceded by, plus one: its own entry of the vector clock. */
  readonly own: Int32Array;
  readonly arrows: readonly { readonly from: number; readonly to: number }[];
  readonly #lanes: number;
  readonly #standing: readonly number[];
  readonly #incoming = new Map<number, number[]>();
  readonly #outgoing = new Map<number, number[]>();
  #clocks: Int32Array | undefined;

  constructor(packed: PackedTrace, standing: readonly number[], lanes: number, texts: readonly string[]) {
    this.packed = packed;
    this.#standing = standing;
    this.texts = texts;
    this.length = packed.lane.length;
    this.#lanes = lanes;
    this.atNs = Float64Array.from(sums(packed.atNs));
    this.seq = Int32Array.from(sums(packed.seq));
    this.own = new Int32Array(this.length);
    const counts = new Int32Array(lanes);
    for (let index = 0; index < this.length; index++) {
      const lane = packed.lane[index] ?? 0;
      const next = (counts[lane] ?? 0) + 1;
      counts[lane] = next;
      this.own[index] = next;
    }
    this.arrows = sums(packed.arrowTo).map((to, index) => ({ from: to - (packed.arrowBack[index] ?? 0), to }));
    for (const { from, to } of this.arrows) {
      append(this.#incoming, to, from);
      append(this.#outgoing, from, to);
    }
  }

  lane(index: number): number {
    return this.packed.lane[index] ?? 0;
  }

  kind(index: number): number {
    return this.packed.kind[index] ?? 0;
  }

  standing(index: number): number {
    return this.#standing[index] ?? 0;
  }

  label(index: number): string {
    return this.texts[this.packed.label[index] ?? 0] ?? "";
  }

  decision(index: number): string {
    return this.texts[this.packed.decision[index] ?? 0] ?? "";
  }

  /** The label that the suite gave the rule. */
  tag(index: number): string {
    return this.texts[this.packed.tag[index] ?? 0] ?? "";
  }

  /** Everything else there is to say, as name and value. */
  details(index: number): readonly (readonly [name: string, value: string])[] {
    const text = this.texts[this.packed.detail[index] ?? 0] ?? "";
    const fields =
      text === ""
        ? []
        : text.split("\u241e").map((pair): [string, string] => [pair.split("\u241f")[0] ?? "", pair.split("\u241f")[1] ?? ""]);
    const numbers: readonly (readonly [string, number])[] = [
      ["pid", this.packed.pid[index] ?? -1],
      ["tid", this.packed.tid[index] ?? -1],
      ["fd", this.packed.fd[index] ?? -1],
      ["size", this.packed.size[index] ?? -1],
    ];
    return [...fields, ...numbers.filter(([, value]) => value >= 0).map(([name, value]): [string, string] => [name, String(value)])];
  }

  causes(index: number): readonly number[] {
    return this.#incoming.get(index) ?? [];
  }

  effects(index: number): readonly number[] {
    return this.#outgoing.get(index) ?? [];
  }

  /** For each lane, how many of its events are in the past of the event or the event itself. */
  clock(index: number): Int32Array {
    const clocks = (this.#clocks ??= this.#computeClocks());
    return clocks.subarray(index * this.#lanes, (index + 1) * this.#lanes);
  }

  /** -1: [other] happened before [index]; 1: after; 0: neither, or the same event. */
  relation(index: number, other: number): number {
    if (index === other) return 0;
    if ((this.clock(index)[this.lane(other)] ?? 0) >= (this.own[other] ?? 0)) return -1;
    return (this.clock(other)[this.lane(index)] ?? 0) >= (this.own[index] ?? 0) ? 1 : 0;
  }

  /** How many events are in an event's past and in its future; the rest happened without regard to it. */
  cone(index: number): { readonly past: number; readonly future: number } {
    let [past, future] = [0, 0];
    for (let other = 0; other < this.length; other++) {
      const relation = this.relation(index, other);
      if (relation < 0) past++;
      else if (relation > 0) future++;
    }
    return { past, future };
  }

  #computeClocks(): Int32Array {
    const lanes = this.#lanes;
    const clocks = new Int32Array(this.length * lanes);
    const last = new Int32Array(lanes).fill(-1);
    const take = (to: number, from: number): void => {
      for (let lane = 0; lane < lanes; lane++) {
        clocks[to * lanes + lane] = Math.max(clocks[to * lanes + lane] ?? 0, clocks[from * lanes + lane] ?? 0);
      }
    };
    for (let index = 0; index < this.length; index++) {
      const lane = this.lane(index);
      const before = last[lane] ?? -1;
      if (before >= 0) take(index, before);
      for (const from of this.causes(index)) take(index, from);
      clocks[index * lanes + lane] = this.own[index] ?? 0;
      last[lane] = index;
    }
    return clocks;
  }
}

function append(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function sums(differences: readonly number[]): number[] {
  let sum = 0;
  return differences.map((difference) => (sum += difference));
}

/** What the reader asked to see of a test. */
export interface Wishes {
  readonly query: string;
  readonly hiddenLanes: ReadonlySet<number>;
  /** `all`, or only events that were `faulted`, only those that are `different`. */
  readonly only: "all" | "faulted" | "different";
  readonly fold: boolean;
  /** Folds that were opened, by their first row. */
  readonly opened: ReadonlySet<number>;
}

export interface Fold {
  readonly from: number;
  readonly to: number;
  /** Rows in it, and how many of them only one recording has. */
  readonly count: number;
  readonly different: number;
}

/** Rows kept on each side of one that is of interest. */
const context = 2;

export class TestView {
  readonly test: PageTest;
  /** The execution that is the head side; undefined where only the baseline has the test. */
  readonly execution: PageExecution | undefined;
  readonly base: Trace | undefined;
  readonly head: Trace | undefined;
  /** Row → event of the side, or -1. */
  readonly rows: Readonly<Record<SideName, Int32Array>>;
  /** Event of the side → row. */
  readonly rowOf: Readonly<Record<SideName, Int32Array>>;
  /** Item → row, or -1 - n for the nth fold. */
  items: Int32Array = new Int32Array(0);
  folds: readonly Fold[] = [];
  /** Row → item (that of its fold when folded), or -1 when filtered out. */
  itemOf: Int32Array = new Int32Array(0);
  /** Side → events that some finding of this test is about → that finding. */
  readonly findings: Readonly<Record<SideName, ReadonlyMap<number, number>>>;

  constructor(data: PageData, number: number, execution: number) {
    const test = data.tests[number];
    if (test === undefined) throw new RangeError(`no test ${number}`);
    this.test = test;
    const shown = (this.execution = test.executions[execution]);
    this.base = test.base && new Trace(test.base, shown?.standing.base ?? [], test.lanes.length, data.texts);
    this.head = shown && new Trace(shown.trace, shown.standing.head, test.lanes.length, data.texts);
    this.rows = expand(shown?.rows ?? [], this.base?.length, this.head?.length);
    this.rowOf = { base: inverse(this.rows.base, this.base?.length ?? 0), head: inverse(this.rows.head, this.head?.length ?? 0) };
    const findings = { base: new Map<number, number>(), head: new Map<number, number>() };
    this.findings = findings;
    data.findings.forEach((finding, index) => {
      for (const place of finding.places) {
        if (place.test !== number) continue;
        for (const side of ["base", "head"] as const) {
          const map = findings[side];
          const events = eventsOf(place, side, execution);
          // Calls that changed places are known. Else, where some events differ between the two sides, those are what it is about; or all.
          const different = events.filter((event) => this.side(side)?.standing(event) === 2);
          const moved = events.filter((event) => (this.side(side)?.standing(event) ?? 0) > 0);
          const part = different.length > 0 ? different : moved.length > 0 || hasDifferent(this, place, execution) ? moved : events;
          const meant = place.exact ? events : part;
          for (const event of meant) if (!map.has(event)) map.set(event, index);
        }
      }
    });
  }

  side(side: SideName): Trace | undefined {
    return side === "base" ? this.base : this.head;
  }

  get rowCount(): number {
    return this.rows.head.length;
  }

  /** The events of a row. */
  event(row: number, side: SideName): number {
    return this.rows[side][row] ?? -1;
  }

  /** Whether a row is worth showing when the rest is folded. */
  interesting(row: number): boolean {
    for (const side of ["base", "head"] as const) {
      const trace = this.side(side);
      const event = this.event(row, side);
      if (trace === undefined || event < 0) continue;
      if (this.findings[side].has(event)) return true;
      if (lookOf(trace.kind(event)).telling) return true;
    }
    return !this.test.compared && this.differs(row);
  }

  /** Whether the two sides differ in a row, as far as one recording of each can tell. */
  differs(row: number): boolean {
    return (["base", "head"] as const).some((side) => this.event(row, side) >= 0 && this.alone(side, this.event(row, side)));
  }

  /** Whether only the side's recording has an event, as far as one recording of each can tell. */
  alone(side: SideName, event: number): boolean {
    return this.base !== undefined && this.head !== undefined && this.side(side)?.standing(event) === 2;
  }

  /** Makes [items] and [folds] anew. */
  arrange(wishes: Wishes): void {
    const matches = this.#matcher(wishes);
    const filtered = wishes.query.trim() !== "" || wishes.only !== "all";
    const count = this.rowCount;
    const keep = new Uint8Array(count);
    for (let row = 0; row < count; row++) {
      if (!matches(row)) continue;
      // 1: shown; 2: may be folded; 0: filtered out.
      keep[row] = filtered || !wishes.fold || this.interesting(row) ? 1 : 2;
    }
    if (wishes.fold && !filtered) {
      const near = new Uint8Array(count);
      for (let row = 0; row < count; row++) {
        if (keep[row] !== 1) continue;
        for (let at = Math.max(0, row - context); at <= Math.min(count - 1, row + context); at++) if (keep[at] === 2) near[at] = 1;
      }
      for (let row = 0; row < count; row++) if (near[row] === 1) keep[row] = 1;
    }
    const items: number[] = [];
    const folds: Fold[] = [];
    this.itemOf = new Int32Array(count).fill(-1);
    for (let row = 0; row < count; row++) {
      if (keep[row] === 1) {
        this.itemOf[row] = items.length;
        items.push(row);
      } else if (keep[row] === 2) {
        let end = row;
        while (end + 1 < count && keep[end + 1] !== 1) end++;
        const rows: number[] = [];
        for (let at = row; at <= end; at++) if (keep[at] === 2) rows.push(at);
        // A fold of one or two rows hides more than it saves.
        if (rows.length <= 2 || wishes.opened.has(row)) {
          for (const at of rows) {
            this.itemOf[at] = items.length;
            items.push(at);
          }
        } else {
          for (const at of rows) this.itemOf[at] = items.length;
          items.push(-1 - folds.length);
          folds.push({ from: row, to: end, count: rows.length, different: rows.filter((at) => this.differs(at)).length });
        }
        row = end;
      }
    }
    this.items = Int32Array.from(items);
    this.folds = folds;
  }

  /** Rows that a finding is about (without a comparison: that differ) and violations, in order: where `n` and `p` go. */
  stations(finding: number | undefined): readonly number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.rowCount; row++) {
      const found = (["base", "head"] as const).some((side) => {
        const index = this.findings[side].get(this.event(row, side));
        return index !== undefined && (finding === undefined || index === finding);
      });
      if (found || (finding === undefined && ((!this.test.compared && this.differs(row)) || this.#violated(row)))) rows.push(row);
    }
    return rows;
  }

  /** The row of the first violation; undefined where there is none. */
  get violation(): number | undefined {
    for (let row = 0; row < this.rowCount; row++) if (this.#violated(row)) return row;
    return undefined;
  }

  #violated(row: number): boolean {
    const event = this.event(row, "head");
    return event >= 0 && this.head?.kind(event) === Kind.violation;
  }

  #matcher(wishes: Wishes): (row: number) => boolean {
    const terms = wishes.query
      .toLowerCase()
      .split(/\s+/)
      .filter((term) => term !== "")
      .map(term);
    const known = new Map<string, boolean>();
    const eventMatches = (side: SideName, row: number): boolean => {
      const trace = this.side(side);
      const event = this.event(row, side);
      if (trace === undefined || event < 0) return false;
      if (wishes.hiddenLanes.has(trace.lane(event))) return false;
      if (wishes.only === "faulted" && !lookOf(trace.kind(event)).fault) return false;
      if (wishes.only === "different" && trace.standing(event) !== 2 && !this.findings[side].has(event)) return false;
      if (terms.length === 0) return true;
      // Equal texts have equal numbers, so an event's answer is that of all events like it.
      const { lane, label, decision, tag, detail } = trace.packed;
      const key = `${lane[event]},${label[event]},${decision[event]},${tag[event]},${detail[event]}`;
      let answer = known.get(key);
      if (answer === undefined) {
        const parts: Parts = {
          service: this.test.lanes[trace.lane(event)] ?? "",
          syscall: trace.label(event).split(" ")[0] ?? "",
          decision: `${trace.decision(event)} ${trace.tag(event)}`,
          path: `${trace.label(event).split(" ").slice(1).join(" ")} ${trace
            .details(event)
            .map(([, value]) => value)
            .join(" ")}`,
        };
        answer = terms.every((matches) => matches(parts));
        known.set(key, answer);
      }
      return answer;
    };
    return (row) => eventMatches("head", row) || eventMatches("base", row);
  }
}

interface Parts {
  readonly service: string;
  readonly syscall: string;
  readonly decision: string;
  readonly path: string;
}

/** One word of a query: `write` looks everywhere, `service:orders`, `syscall:write`, `path:*.wal`, `decision:deny` in one place. */
function term(text: string): (parts: Parts) => boolean {
  const [, place, rest] = /^(service|syscall|path|decision):(.*)$/.exec(text) ?? [];
  const wanted = rest ?? text;
  const pattern = new RegExp(
    wanted
      .split("*")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\S*"),
  );
  return (parts) => {
    const where =
      place === "service" || place === "syscall" || place === "path" || place === "decision"
        ? parts[place]
        : Object.values(parts).join(" ");
    return pattern.test(where.toLowerCase());
  };
}

function eventsOf(place: PagePlace, side: SideName, execution: number): readonly number[] {
  return side === "base" ? place.base : (place.head[execution] ?? []);
}

function hasDifferent(view: TestView, place: PagePlace, execution: number): boolean {
  return (["base", "head"] as const).some((side) =>
    eventsOf(place, side, execution).some((event) => (view.side(side)?.standing(event) ?? 0) > 0),
  );
}

/** Row → event on each side. A side that is missing has no events; where only one log exists its events are the rows. */
function expand(rows: readonly number[], baseLength: number | undefined, headLength: number | undefined): Record<SideName, Int32Array> {
  const base: number[] = [];
  const head: number[] = [];
  if (baseLength === undefined || headLength === undefined) {
    for (let index = 0; index < Math.max(baseLength ?? 0, headLength ?? 0); index++) {
      base.push(baseLength === undefined ? -1 : index);
      head.push(headLength === undefined ? -1 : index);
    }
  } else {
    let [b, h] = [0, 0];
    for (let at = 0; at < rows.length; at += 2) {
      const kind = rows[at];
      for (let n = rows[at + 1] ?? 0; n > 0; n--) {
        base.push(kind === 2 ? -1 : b++);
        head.push(kind === 1 ? -1 : h++);
      }
    }
  }
  return { base: Int32Array.from(base), head: Int32Array.from(head) };
}

function inverse(rows: Int32Array, length: number): Int32Array {
  const result = new Int32Array(length).fill(-1);
  rows.forEach((event, row) => {
    if (event >= 0) result[event] = row;
  });
  return result;
}
