/**
 * From the log of one test to its [TestFacts]. One pass to learn who made which connection, one pass to count and to order.
 *
 * Windows. A step's window runs from its beginning to the beginning of the next, so that work done after the answer still belongs to it;
 * steps that overlap share one window. For each service it runs until the next step can have reached that service: what a slow machine
 * does late for one step, in a service that nobody has asked since, is no work of the next step. Before the first step is the start; after the runner began to stop the services (or, in a log
 * without that mark, after the first silence behind the last answer) is the end.
 *
 * Requests. Order between calls is only meaningful inside one request, and only when nothing else runs beside it. Notification shows the
 * entry of a call, and a blocked read is entered long before its message comes; so a request begins when its *sender* sends: the driver's
 * step, or the other service's call on the same connection. It is answered by the service's next send on that connection, and its late
 * work is taken in until the next request comes. A request that overlaps no other of its service is exclusive, and tells, for every
 * pair of classes in it, whether all of one came before all of the other. Three further sources of the same kind of evidence:
 * - where requests overlap, but every one stays on the thread that took it and no thread that took none does any work, each thread's
 *   requests count too. This is decided per run, from that run alone;
 * - the answer of another service is an event of the asking service (`receive allow → inventory.main`), at the time the other sent it: so
 *   an answer given before the other service's word arrived shows as a changed order, and this is the causal edge between services;
 * - a service whose requests cannot be seen (its client is not observed) has the whole step as its request, if steps do not overlap.
 *
 * Handles. A file opened inside a window leaves a line `handle open(append)·write+·fsync /path`: what was done through that one handle, in
 * order, repeats folded. Two handles of one file never mix, which keeps order visible where requests overlap. `close` is not recorded, so a
 * life ends when the next open of the same file is followed by a call on the same descriptor, and with its window.
 */
import { DRIVER, isMade, type Call, type Event, type Source, type TestResult } from "../trace/index.ts";
import { Addresses, Classifier, getOrMake, partsOf, runsProgram, syncCalls, type Classified, type Ends } from "./classes.ts";
import {
  end,
  hasTurn,
  joint,
  noTurn,
  start,
  watch,
  whole,
  type LineFacts,
  type Relation,
  type SectionFacts,
  type TestFacts,
} from "./facts.ts";
import { baseName, escapeText, type Known } from "./names.ts";
import { Arrivals, watchedMs } from "./pauses.ts";
import { add, aheadOf, base, joinEvidence, newSpan, orderOf, relate, type Evidence, type Part, type Span } from "./spans.ts";
import { outcomeOf, stepsOf, type Steps } from "./steps.ts";
import { connectionOf, survey } from "./survey.ts";

/** Calls in a handle's life before the rest is left out. */
const longestLife = 12;
/** A service that nothing the driver did has touched for this long works by itself. Late work of a request comes sooner. */
const idleNs = 25e6;
/** What follows a call sooner than this goes on with the same work, whatever began it. */
const pauseNs = 5e6;
/** A call that was let go this much later than it was made belongs to what was under way when it was made. */
const heldBackNs = 1e6;
/** Without a mark, the end begins behind the first silence of this length after the last answer. */
const silenceNs = 15e6;
/** A thread's next call is looked for among so many. */
const mostBetween = 1_000;
export interface ObserveOptions {
  /** Folders that differ between machines or checkouts, and what to call them: `{"/home/runner/work/shop/shop": "$WORKSPACE"}`. */
  readonly roots?: Readonly<Record<string, string>>;
}

interface Thread {
  connection: number;
  span: Span | undefined;
  replied: boolean;
}

interface Life {
  readonly window: number;
  /** Which opening of a window it began in. */
  readonly opened: number;
  readonly file: string;
  readonly calls: string[];
  lastAt: number;
}

/** What is kept of a service while its test is read. */
interface Lane {
  readonly name: string;
  /** Unanswered requests by connection, with the lane that asked; undefined for the driver. */
  readonly open: Map<number, Lane | undefined>;
  /** The same by who asked: how many. */
  readonly askers: Map<Lane | undefined, number>;
  /** When each came. */
  readonly arrivedNs: Map<number, number>;
  /** File → when its last sync was made that has been let go. */
  readonly syncedNs: Map<string, number>;
  current: Span | undefined;
  /** The request before it: a call made then may be let go only now. */
  previous: Span | undefined;
  /** The window that its calls belong to, and which opening of it: the latest whose step can have reached it. */
  window: number;
  opened: number;
  /** When that was, and the same of the window before it. */
  reachedNs: number;
  windowBefore: number;
  openedBefore: number;
  /** Window and class (see [base]) → line. */
  readonly lines: Map<number, Line>;
  /** What requests that overlapped no other say of pairs of classes, and what each thread's requests say; by window. */
  readonly exclusive: Map<number, Evidence>;
  readonly threads: Map<number, Thread>;
  readonly byThread: Map<number, Evidence>;
  affine: boolean;
  /** Some requests overlapped: then, and only then, single threads are asked. */
  overlapped: boolean;
  readonly lives: Map<string, Life>;
  /** Opens whose descriptor was not seen yet, by file. */
  readonly opens: Map<string, { readonly text: string; readonly at: number; readonly window: number; readonly opened: number }[]>;
  /** The last call of any kind. */
  lastNs: number;
  /** When the driver last had a hand in what reached this lane, however many services it went through; see [originNs]. */
  touchedNs: number;
  /** What it does now began without a request. */
  idle: boolean;
  /** How long it rests, at the least, before it works by itself. */
  restNs: number;
  /** Its start is over: it has sent a message, or does by itself what it did before. [begun]: what it has done until then. */
  settled: boolean;
  /** The opening of a window in which its start was over. */
  settledIn: number;
  settledNs: number;
  readonly begun: Set<number>;
  readonly arrivals: Arrivals;
}

interface Line {
  count: number;
  late: boolean;
  idle: boolean;
  turn: number;
}

/** The facts of one passed test. */
export function observe(test: TestResult, options: ObserveOptions = {}): TestFacts {
  return new Observer(test, knownOf(test, options)).facts();
}

function knownOf(test: TestResult, options: ObserveOptions): Known {
  let ids: ReadonlySet<string> | undefined;
  // Few names have a number in them that could be one of these.
  const isId = (text: string): boolean => (ids ??= idsOf(test.events)).has(text);
  return { isId, roots: Object.entries(options.roots ?? {}).sort(([a], [b]) => b.length - a.length) };
}

/** A call with the class it belongs to. */
export interface ObservedCall {
  readonly lane: string;
  readonly window: string;
  readonly key: string;
  /** Where the class is that an answer has come (`receive`), the call by which the other service sent it. */
  readonly event: Event;
  /** The same thing for all calls of one request, as far as requests can be told apart; undefined outside of any. */
  readonly request: object | undefined;
}

/** The calls of a test that the model counts, in their order. */
export function observeCalls(test: TestResult, options: ObserveOptions = {}): readonly ObservedCall[] {
  const observed: ObservedCall[] = [];
  new Observer(test, knownOf(test, options), (call) => observed.push(call)).facts();
  return observed;
}

/** A call with the class it belongs to and the line that made it. */
export interface PlacedCall {
  readonly lane: string;
  readonly window: string;
  readonly key: string;
  readonly source: Source;
}

/** The calls of a test whose lines are known, in their order. */
export function observePlaces(test: TestResult, options: ObserveOptions = {}): readonly PlacedCall[] {
  return observeCalls(test, options).flatMap(({ lane, window, key, event }) => {
    const source = event.service === lane ? event.call?.source : undefined;
    return source === undefined ? [] : [{ lane, window, key, source }];
  });
}

function idsOf(events: readonly Event[]): Set<string> {
  const ids = new Set<number>();
  let last = -1;
  for (const { call } of events) {
    // Calls of one thread come in a row.
    if (call === undefined || call.tid === last) continue;
    last = call.tid;
    ids.add(call.pid);
    ids.add(call.tid);
  }
  return new Set([...ids].map(String));
}

class Observer {
  readonly #test: TestResult;
  readonly #addresses = new Addresses();
  readonly #tell: ((call: ObservedCall) => void) | undefined;
  readonly #classifier: Classifier;
  /** Windows by number; those of one name are one. */
  readonly #windows: string[] = [start];
  /** Counts windows as they come, equal names or not. */
  #opened = 0;
  /** When the first step began, and when the services began to be stopped; undefined where no mark says so. */
  #firstStepNs = 0;
  #stoppingNs: number | undefined;
  /** The window of the step under way, and whether steps overlap in it. */
  #window = 0;
  #overlapping = false;
  readonly #classIds = new Map<string, number>();
  readonly #classes: string[] = [];
  readonly #lanes = new Map<string, Lane>();
  /** Connection → who waits on it for an answer, and for what. */
  readonly #asked = new Map<number, { readonly lane: Lane; readonly question: Classified }>();
  readonly #steps: Steps;
  /** By event, those of its socket. */
  readonly #ends: readonly (Ends | undefined)[];
  /** What is no call: of the driver and of the services' lives. */
  readonly #marks: readonly Event[];

  constructor(test: TestResult, known: Known, tell?: (call: ObservedCall) => void) {
    this.#test = test;
    this.#tell = tell;
    const { marks, ends, connections } = survey(test, this.#addresses);
    this.#ends = ends;
    this.#marks = marks;
    this.#classifier = new Classifier(test.services, known, connections);
    this.#steps = stepsOf(marks, known);
    for (const { name } of test.services) this.#lane(name);
  }

  facts(): TestFacts {
    this.#read();
    const sections = new Map<string, { lines: Map<string, Line>; order: Map<string, Relation>; ahead: Map<string, number> }>();
    const section = (window: number, lane: string) =>
      getOrMake(sections, `${this.#windows[window] ?? start}${joint}${escapeText(lane)}`, () => ({
        lines: new Map(),
        order: new Map(),
        ahead: new Map(),
      }));
    for (const lane of this.#lanes.values()) {
      // Lines stand in the order in which they first came. Where there are no requests that is all the order there is.
      let [started, ended] = [0, 0];
      for (const [place, line] of lane.lines) {
        const window = Math.floor(place / base);
        const key = this.#classes[place % base] ?? "";
        if (hasTurn(key)) {
          if (window === 0) line.turn = started++;
          else if (this.#windows[window] === end) line.turn = ended++;
        }
        section(window, lane.name).lines.set(key, line);
      }
      for (const [window, evidence] of this.#evidenceOf(lane)) {
        const into = section(window, lane.name);
        into.order = orderOf(evidence, this.#classes, into.lines);
        into.ahead = aheadOf(evidence, this.#classes, into.lines, lane.restNs);
      }
    }
    const facts = new Map<string, SectionFacts>();
    for (const [key, { lines, order, ahead }] of sections)
      if (lines.size > 0) facts.set(key, { lines: lines satisfies Map<string, LineFacts>, order, ahead, pauses: new Map() });
    for (const lane of this.#lanes.values()) {
      const pauses = this.#pausesOf(lane);
      const none = { lines: new Map(), order: new Map(), ahead: new Map() };
      if (pauses.size > 0) facts.set(whole + joint + escapeText(lane.name), { ...none, pauses });
    }
    return facts;
  }

  /** What is told of the whole test; nothing of a service whose start was not seen to be over, or of a log that does not say when all was stopped. */
  #pausesOf({ arrivals, settled, settledNs }: Lane): Map<string, number> {
    const pauses = new Map<string, number>();
    const endNs = this.#stoppingNs;
    if (!settled || endNs === undefined || this.#firstStepNs === 0) return pauses;
    const sinceNs = Math.max(this.#firstStepNs, settledNs);
    pauses.set(watch, watchedMs(sinceNs, endNs));
    for (const [id, pause] of arrivals.pauses(sinceNs, endNs)) pauses.set(this.#classes[id] ?? "", pause);
    return pauses;
  }

  // One pass over the log.

  #read(): void {
    const { events } = this.#test;
    const lastAnswer = this.#marks.findLast(({ type }) => type === "step_recv");
    const marked = this.#marks.some(({ type }) => type === "stopping");
    let behind = false;
    let underWay = 0;
    let stopped = false;
    let lastCallNs = 0;
    let lane: Lane | undefined;
    let i = -1;
    for (const event of events) {
      i++;
      const { call } = event;
      if (call === undefined) {
        switch (event.type) {
          case "step_send": {
            const name = this.#steps.windows.get(event);
            if (name !== undefined) {
              const first = this.#window === 0;
              if (first) this.#firstStepNs = event.atNs;
              this.#beginWindow(name);
              if (first) this.#reachAll(event.atNs);
            } else {
              this.#overlapping = true;
              for (const lane of this.#lanes.values()) if (lane.current?.wholeStep === true) lane.current.exclusive = false;
            }
            underWay++;
            this.#stepArrives(event);
            break;
          }
          case "step_recv":
            underWay = Math.max(0, underWay - 1);
            lastCallNs = event.atNs;
            behind ||= event === lastAnswer;
            this.#count(this.#lane(DRIVER), this.#window, `step ${outcomeOf(event)} ${this.#steps.labels.get(event) ?? ""}`, false, false);
            break;
          case "service_crashed":
            this.#count(this.#lane(event.service), this.#window, "exited crashed", false, false);
            break;
          case "service_exited": {
            const how = event.fields["signal"] ?? event.fields["code"] ?? "unknown";
            this.#count(this.#lane(event.service), this.#window, `exited ${escapeText(how).replaceAll(" ", "_")}`, false, false);
            break;
          }
          case "service_started":
            // Started again by the test.
            this.#reach(this.#lane(event.service), event.atNs);
            break;
          case "stopping":
            if (!stopped) this.#beginEnd(event.atNs);
            stopped = true;
            this.#stoppingNs ??= event.atNs;
            break;
        }
        continue;
      }
      if (runsProgram(call) && isTriedOn(events, i)) continue;
      if (!marked && behind && !stopped && event.atNs - lastCallNs >= silenceNs) {
        stopped = true;
        this.#beginEnd(event.atNs);
      }
      lastCallNs = event.atNs;
      // One service's calls mostly come in a row.
      if (lane?.name !== event.service) lane = this.#lane(event.service);
      const classified = this.#classifier.classify(event.service, call, this.#ends[i], this.#window === 0);
      const madeNs = madeAt(event, call, classified);
      const overdue = madeNs < lane.reachedNs;
      const late = this.#window > 0 && (underWay === 0 || overdue || lane.opened !== this.#opened) && (!stopped || overdue);
      const window = overdue ? lane.windowBefore : lane.window;
      const waiting = !stopped && this.#window > 0 && (!behind || marked);
      if (!waiting || event.atNs - Math.max(originNs(lane, event.atNs), this.#firstStepNs) < idleNs) lane.idle = false;
      else if (event.atNs - lane.lastNs >= pauseNs) {
        lane.idle = true;
        if (lane.settled && lane.settledIn !== lane.opened) lane.restNs = Math.min(lane.restNs, event.atNs - lane.lastNs);
      }
      lane.lastNs = event.atNs;
      if (classified.key !== undefined)
        this.#tell?.({
          lane: lane.name,
          window: this.#windows[window] ?? start,
          key: classified.key,
          event,
          request: requestAt(lane, madeNs),
        });
      this.#follow(lane, event, classified, stopped && !overdue, madeNs);
      if (classified.key !== undefined) {
        const id = this.#idOf(classified);
        const settled = isSettled(lane, id, event.atNs);
        this.#countId(lane, window, id, late, lane.idle && settled);
        if (!stopped && this.#window > 0) lane.arrivals.add(id, event.atNs, lane.idle && settled);
      }
      if (classified.flow.kind === "ask" || classified.flow.kind === "reply") settle(lane, event.atNs);
    }
    for (const lane of this.#lanes.values()) {
      this.#flush(lane);
      this.#flush(lane);
      for (const { span, replied } of lane.threads.values()) if (span !== undefined && replied) relate(span, lane.byThread);
      for (const life of lane.lives.values()) this.#endLife(lane, life);
    }
  }

  #open(name: string): void {
    this.#opened++;
    const known = this.#windows.indexOf(name);
    this.#window = known >= 0 ? known : this.#windows.push(name) - 1;
  }

  /** All that was asked before is over; what services still do because of it is told by [Lane.opened]. */
  #beginWindow(name: string): void {
    this.#open(name);
    this.#overlapping = false;
    for (const lane of this.#lanes.values()) {
      lane.open.clear();
      lane.askers.clear();
    }
  }

  /** From here on everything belongs to the end. */
  #beginEnd(atNs: number): void {
    this.#open(end);
    for (const lane of this.#lanes.values()) this.#enter(lane, atNs);
  }

  /** The window opened last becomes the lane's. */
  #enter(lane: Lane, atNs: number): void {
    lane.windowBefore = lane.window;
    lane.openedBefore = lane.opened;
    lane.reachedNs = atNs;
    lane.window = this.#window;
    lane.opened = this.#opened;
  }

  /** The step under way may have come as far as this service, which has the step as its request until a better one is seen. */
  #reach(lane: Lane, atNs: number): void {
    if (lane.opened === this.#opened) return;
    this.#flush(lane);
    lane.current = newSpan(this.#window, true, atNs);
    lane.current.exclusive = !this.#overlapping;
    this.#enter(lane, atNs);
  }

  #reachAll(atNs: number): void {
    for (const lane of this.#lanes.values()) this.#reach(lane, atNs);
  }

  /** What a service does that the step has reached can carry the step on: to whom it sends, or, by a file or to somebody unknown, to all. */
  #carryOn({ flow, key }: Classified, { object }: Call, atNs: number): void {
    if (flow.kind === "take" || key === undefined || object.kind === "stdio") return;
    const name = flow.kind === "ask" ? flow.server : flow.kind === "reply" ? flow.client : undefined;
    const to = name === undefined ? undefined : this.#lanes.get(name);
    if (to !== undefined) this.#reach(to, atNs);
    else if (name !== DRIVER) this.#reachAll(atNs);
  }

  #stepArrives(event: Event): void {
    const connection = connectionOf(this.#addresses, event.fields["local"], event.fields["remote"]);
    const lane = this.#lanes.get((event.fields["target"] ?? "").split(".")[0] ?? "");
    if (lane === undefined) {
      this.#reachAll(event.atNs);
      return;
    }
    this.#reach(lane, event.atNs);
    lane.touchedNs = event.atNs;
    if (connection !== undefined) this.#arrive(lane, connection, undefined, event.atNs);
  }

  #follow(lane: Lane, event: Event, classified: Classified, stopped: boolean, madeNs: number): void {
    const { flow } = classified;
    const call = event.call;
    if (call === undefined) return;
    const overdue = madeNs < lane.reachedNs;
    if (lane.opened === this.#opened && !stopped && !overdue) this.#carryOn(classified, call, event.atNs);
    if (flow.kind === "ask") {
      const server = this.#lanes.get(flow.server);
      if (server !== undefined) touch(server, originNs(lane, event.atNs));
      if (server !== undefined && flow.connection !== undefined) this.#arrive(server, flow.connection, lane, event.atNs);
    }
    if (flow.kind === "ask" && flow.connection !== undefined) {
      this.#asked.set(flow.connection, { lane, question: classified });
    }
    if (flow.kind === "take" && !stopped) this.#take(lane, call.tid, flow.connection);
    if (classified.ordered && !stopped && (overdue ? lane.windowBefore : lane.window) > 0 && classified.key !== undefined) {
      const id = this.#idOf(classified);
      const span = requestAt(lane, madeNs);
      const part: Part = flow.kind === "ask" ? "question" : flow.kind === "reply" ? "answer" : "work";
      if (span !== undefined && span.beganNs <= madeNs) add(span, id, event.atNs, part);
      if (lane.affine) {
        const thread = lane.threads.get(call.tid);
        if (thread === undefined) lane.affine = false;
        else add((thread.span ??= newSpan(lane.window, false, madeNs)), id, event.atNs, part);
      }
    }
    if (flow.kind === "reply") {
      const origin = originNs(lane, event.atNs);
      touch(lane, origin);
      if (!stopped) this.#answers(lane, flow.connection);
      close(lane, flow.connection);
      const thread = lane.threads.get(call.tid);
      if (thread?.connection === flow.connection) thread.replied = true;
      else lane.affine = false;
      this.#answered(flow.connection, origin, event);
      // What is sent without a question, a notification say, sets its receiver to work as much as an answer does.
      const client = this.#lanes.get(flow.client);
      if (client !== undefined) touch(client, origin);
    }
    if (classified.file !== undefined && syncCalls.has(call.name) && isMade(call.decision)) lane.syncedNs.set(classified.file, madeNs);
    if (classified.file !== undefined) this.#handle(lane, event, classified, overdue ? lane.openedBefore : lane.opened);
  }

  /** Counts for each file whether the request on [connection] is answered behind a sync that was made for it, or for another one beside it. */
  #answers(lane: Lane, connection: number): void {
    if (!lane.open.has(connection) || lane.window === 0) return;
    const arrivedNs = lane.arrivedNs.get(connection) ?? 0;
    const alone = lane.current?.exclusive === true;
    for (const [file, atNs] of lane.syncedNs) {
      if (atNs >= arrivedNs) this.#count(lane, lane.window, `synced allow ${file}`, false, !alone);
    }
  }

  /** A thread reads from a connection: the request it worked on, if answered, is complete. */
  #take(lane: Lane, tid: number, connection: number): void {
    const thread = getOrMake(lane.threads, tid, (): Thread => ({ connection, span: undefined, replied: false }));
    if (thread.replied) {
      if (thread.span !== undefined) relate(thread.span, lane.byThread);
      thread.span = undefined;
      thread.replied = false;
    } else if (thread.connection !== connection && thread.span !== undefined) {
      lane.affine = false;
    }
    thread.connection = connection;
  }

  /** The asking service has its answer; one a question, however many calls it took to send. */
  #answered(connection: number, origin: number, event: Event): void {
    const asked = this.#asked.get(connection);
    if (asked === undefined) return;
    touch(asked.lane, origin);
    this.#asked.delete(connection);
    const { lane, question } = asked;
    if (question.answerId < 0) question.answerId = this.#id(`receive allow ${partsOf(question.key ?? "").object}`);
    // An answer comes by itself where the question did.
    this.#countId(lane, lane.window, question.answerId, false, lane.idle);
    if (this.#stoppingNs === undefined && this.#window > 0) lane.arrivals.add(question.answerId, event.atNs, lane.idle);
    this.#tell?.({
      lane: lane.name,
      window: this.#windows[lane.window] ?? start,
      key: this.#classes[question.answerId] ?? "",
      event,
      request: lane.current,
    });
    if (lane.current !== undefined) add(lane.current, question.answerId, event.atNs, "work");
  }

  #handle(lane: Lane, event: Event, { file, lifeText: text, opens }: Classified, belongs: number): void {
    if (file === undefined || event.call === undefined) return;
    if (opens) {
      if (!isMade(event.call.decision)) return;
      getOrMake(lane.opens, file, () => []).push({ text, at: event.seq, window: lane.window, opened: lane.opened });
      return;
    }
    const place = `${event.call.pid} ${event.call.fd} ${file}`;
    let life = lane.lives.get(place);
    const waiting = lane.opens.get(file);
    const opened = waiting?.[0];
    if (waiting !== undefined && opened !== undefined && (life === undefined || opened.at > life.lastAt)) {
      if (life !== undefined) this.#endLife(lane, life);
      waiting.shift();
      life = { window: opened.window, opened: opened.opened, file, calls: [opened.text], lastAt: event.seq };
      lane.lives.set(place, life);
    }
    if (life === undefined) return;
    life.lastAt = event.seq;
    if (life.opened !== belongs) return;
    const last = life.calls.length - 1;
    const before = life.calls[last];
    if (before === text || before === `${text}+`) life.calls[last] = `${text}+`;
    else if (life.calls.length < longestLife) life.calls.push(text);
    else if (life.calls.length === longestLife) life.calls.push("…");
  }

  #endLife(lane: Lane, life: Life): void {
    this.#count(lane, life.window, `handle ${life.calls.join("·")} ${life.file}`, false, false);
  }

  #count(lane: Lane, window: number, key: string, late: boolean, idle: boolean): void {
    this.#countId(lane, window, this.#id(key), late, idle);
  }

  #countId(lane: Lane, window: number, id: number, late: boolean, idle: boolean): void {
    const place = window * base + id;
    const line = lane.lines.get(place);
    if (line === undefined) {
      lane.lines.set(place, { count: 1, late, idle, turn: noTurn });
      return;
    }
    line.count++;
    line.late ||= late;
    line.idle ||= idle;
  }

  #idOf(classified: Classified): number {
    if (classified.id < 0) classified.id = this.#id(classified.key ?? "");
    return classified.id;
  }

  #id(key: string): number {
    return getOrMake(this.#classIds, key, () => this.#classes.push(key) - 1);
  }

  #lane(name: string): Lane {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = {
      name,
      open: new Map(),
      askers: new Map(),
      arrivedNs: new Map(),
      syncedNs: new Map(),
      current: undefined,
      previous: undefined,
      window: this.#window,
      opened: this.#opened,
      reachedNs: Number.NEGATIVE_INFINITY,
      windowBefore: 0,
      openedBefore: 0,
      lines: new Map(),
      exclusive: new Map(),
      threads: new Map(),
      byThread: new Map(),
      affine: true,
      overlapped: false,
      lives: new Map(),
      opens: new Map(),
      lastNs: -1,
      touchedNs: Number.NEGATIVE_INFINITY,
      idle: false,
      restNs: Number.POSITIVE_INFINITY,
      settled: false,
      settledIn: Number.POSITIVE_INFINITY,
      settledNs: Number.POSITIVE_INFINITY,
      begun: new Set(),
      arrivals: new Arrivals(),
    };
    this.#lanes.set(name, lane);
    return lane;
  }

  /** What its requests say, by window. */
  #evidenceOf({ exclusive, byThread, overlapped, affine }: Lane): Map<number, Evidence> {
    if (overlapped && affine) joinEvidence(exclusive, byThread);
    return exclusive;
  }

  /** The request that ended is the previous one; the evidence of the one before it is complete. */
  #flush(lane: Lane): void {
    if (lane.previous?.exclusive === true) relate(lane.previous, lane.exclusive);
    lane.previous = lane.current;
    lane.current = undefined;
  }

  /** A message has come on a connection; the first since its last answer begins a request. */
  #arrive(lane: Lane, connection: number, asker: Lane | undefined, atNs: number): void {
    if (originNs(asker, atNs) >= atNs - idleNs) lane.idle = false;
    if (lane.open.has(connection)) return;
    if (lane.open.size === 0) {
      if (lane.current?.wholeStep === true) lane.current = undefined;
      else this.#flush(lane);
      lane.current = newSpan(lane.window, false, atNs);
    } else {
      lane.overlapped = true;
      if (lane.current !== undefined) lane.current.exclusive = false;
    }
    lane.open.set(connection, asker);
    lane.arrivedNs.set(connection, atNs);
    lane.askers.set(asker, (lane.askers.get(asker) ?? 0) + 1);
  }
}

/** A question may go through this many services on its way. */
const longestChain = 4;

/**
 * When the driver last had a hand in what [lane] does: now, while a request is under way that goes back to the driver, else when the last message
 * came that does. A message carries the sender's origin on, and none renews it: a service that asks another every 20 ms, whether there is
 * anything or not, works by itself, and so does the one that answers; when it happens to fetch what a step put there, it does not.
 */
function originNs(lane: Lane | undefined, nowNs: number, chain = longestChain): number {
  if (lane === undefined) return nowNs;
  let origin = lane.touchedNs;
  if (chain > 0) for (const asker of lane.askers.keys()) origin = Math.max(origin, originNs(asker, nowNs, chain - 1));
  return origin;
}

/**
 * Whether the call at [i], which runs a program, found none: the next thing its thread does is to look for the same program in another folder. Where
 * it looks is the machine's business (PATH), and how often.
 */
function isTriedOn(events: readonly Event[], i: number): boolean {
  const { call, service } = events[i] ?? {};
  const next = events.slice(i + 1, i + 1 + mostBetween).find((event) => event.service === service && event.call?.tid === call?.tid)?.call;
  return call !== undefined && next !== undefined && runsProgram(next) && programName(next) === programName(call);
}

function programName({ object }: Call): string {
  return object.kind === "file" ? baseName(object.path) : "";
}

function touch(lane: Lane, origin: number): void {
  lane.touchedNs = Math.max(lane.touchedNs, origin);
}

/**
 * Whether the start of [lane] is over when it makes a call of class [id]: it has sent a message, or does by itself what it did before. A service
 * that nobody waits for starts when it likes, beside the first steps, and what it does then comes once.
 */
function isSettled(lane: Lane, id: number, atNs: number): boolean {
  if (lane.settled) return true;
  if (lane.idle && lane.begun.has(id)) settle(lane, atNs);
  lane.begun.add(id);
  return lane.settled;
}

function settle(lane: Lane, atNs: number): void {
  if (lane.settled) return;
  lane.settledIn = lane.opened;
  lane.settledNs = atNs;
  lane.settled = true;
}

/**
 * When a call was made. What is let go much later (by a delay, or because syncs are made to last) is ordered by when it took effect, but belongs to
 * the request and step that it was made in. Messages always count as they leave.
 */
function madeAt({ atNs }: Event, { latencyNs }: Call, { flow }: Classified): number {
  return latencyNs >= heldBackNs && flow.kind === "none" ? atNs - latencyNs : atNs;
}

/** What was under way when a call was made, or the request before it. */
function requestAt({ current, previous }: Lane, madeNs: number): Span | undefined {
  return current === undefined || current.beganNs > madeNs ? previous : current;
}

/** The request on [connection] is answered. */
function close(lane: Lane, connection: number): void {
  if (!lane.open.has(connection)) return;
  const asker = lane.open.get(connection);
  lane.open.delete(connection);
  const left = (lane.askers.get(asker) ?? 1) - 1;
  if (left > 0) lane.askers.set(asker, left);
  else lane.askers.delete(asker);
}
