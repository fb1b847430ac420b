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
 *   requests count too; and questions are counted by thread wherever requests stay (`threads.ts`). This is decided per run, from that run alone;
 * - the answer of another service is an event of the asking service (`receive allow → inventory.main`), at the time the other sent it: so
 *   an answer given before the other service's word arrived shows as a changed order, and this is the causal edge between services;
 * - a service whose requests cannot be seen (its client is not observed) has the whole step as its request, if steps do not overlap.
 */
import { DRIVER, isMade, type Call, type Event, type Source, type TestResult } from "../trace/index.ts";
import {
  Addresses,
  Classifier,
  getOrMake,
  partsOf,
  runsProgram,
  syncCalls,
  unsyncedAnswer,
  type Classified,
  type Ends,
  type Spot,
} from "./classes.ts";
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
import { Handles, lifeClass, type Life } from "./handles.ts";
import { Arrivals, watchedMs } from "./pauses.ts";
import {
  add,
  addAhead,
  base,
  beginSpan,
  joinOrder,
  orderOf,
  relate,
  tally,
  unknownNumber,
  type Evidence,
  type Part,
  type Span,
} from "./spans.ts";
import { outcomeOf, stepsOf, type Steps } from "./steps.ts";
import { connectionOf, survey } from "./survey.ts";
import { Threads, type UnsyncedAnswers } from "./threads.ts";

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

/** What is under way on a connection. */
interface Talk {
  /** The service that has not answered a request on it; a new window forgets the request ([begun]: how many had begun). */
  server: Lane | undefined;
  begun: number;
  /** Who sent the request, and when. */
  asker: Asker | undefined;
  arrivedNs: number;
  /** Who waits on it for an answer, and to what. */
  client: Lane | undefined;
  question: Classified | undefined;
}

/** A service, or the driver, that sends requests to another one; how many of them are unanswered. */
interface Asker {
  readonly lane: Lane | undefined;
  unanswered: number;
}

/** What is kept of a service while its test is read. */
interface Lane {
  readonly name: string;
  /** How many requests are unanswered, and whose. */
  unanswered: number;
  readonly askers: Asker[];
  /** When it last answered; since when it has owed several answers; and the syncs since both, by class. */
  repliedNs: number;
  severalNs: number;
  readonly rows: Map<number, SyncRow>;
  /** Files whose sync has been let go, each with the class of an answer behind it, and when the last such sync was made. */
  readonly synced: { readonly file: string; readonly id: number; atNs: number }[];
  /** When it last made a sync, of whatever file, and when each of its threads did. */
  syncedNs: number;
  readonly syncedBy: Map<number, number>;
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
  /** What requests that overlapped no other say, by window; and what single threads say. */
  readonly exclusive: Map<number, Evidence>;
  readonly threads: Threads;
  /** Some requests overlapped: then, and only then, single threads are asked. */
  overlapped: boolean;
  readonly handles: Handles;
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
  inARow?: number;
}

/** Syncs of one class, one behind the other, since the answer at [repliedNs]; the last of them was let go at [untilNs]. */
interface SyncRow {
  repliedNs: number;
  untilNs: number;
  count: number;
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
  /** The same number for all calls of one request, as far as requests can be told apart; undefined outside of any. */
  readonly request: number | undefined;
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
  readonly #windowIds = new Map<string, number>([[start, 0]]);
  /** Counts windows as they come, equal names or not; and those of steps alone. */
  #opened = 0;
  #begun = 0;
  /** The window opened last that every service has been reached by. */
  #reached = 0;
  /** When the first step began, and when the services began to be stopped; undefined where no mark says so. */
  #firstStepNs = 0;
  #stoppingNs: number | undefined;
  /** The window of the step under way, and whether steps overlap in it. */
  #window = 0;
  #overlapping = false;
  /** Steps under way. */
  #underWay = 0;
  /** The last answer of all is there; the test has ended. */
  #behind = false;
  #stopped = false;
  #lastCallNs = 0;
  /** The service whose call was the last. */
  #last: Lane | undefined;
  readonly #classIds = new Map<string, number>();
  readonly #classes: string[] = [];
  readonly #lanes = new Map<string, Lane>();
  readonly #talks = new Map<number, Talk>();
  /** Spans that are over, for the next ones. */
  readonly #spans: Span[] = [];
  readonly #steps: Steps;
  /** By event, those of its socket. */
  readonly #ends: readonly (Ends | undefined)[];
  /** The services that sync. */
  readonly #syncing: ReadonlySet<string>;
  readonly #lastAnswer: Event | undefined;
  /** The log says where the services begin to be stopped. */
  readonly #marked: boolean;

  constructor(test: TestResult, known: Known, tell?: (call: ObservedCall) => void) {
    this.#test = test;
    this.#tell = tell;
    const { marks, ends, connections, syncing } = survey(test, this.#addresses);
    this.#ends = ends;
    this.#syncing = syncing;
    this.#lastAnswer = marks.findLast(({ type }) => type === "step_recv");
    this.#marked = marks.some(({ type }) => type === "stopping");
    this.#classifier = new Classifier(test.services, known, connections);
    this.#steps = stepsOf(marks, known);
    for (const { name } of test.services) this.#lane(name);
  }

  facts(): TestFacts {
    this.#read();
    interface Made {
      readonly lines: Map<string, Line>;
      order: Map<string, Relation>;
      readonly ahead: Map<string, number>;
    }
    const sections = new Map<string, Made>();
    const section = (window: number, lane: string): Made =>
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
      for (const [window, evidence] of orderEvidence(lane)) {
        const into = section(window, lane.name);
        into.order = orderOf(evidence, this.#classes, into.lines);
      }
      for (const asked of lane.threads.ahead({ by: lane.exclusive, withinNs: lane.restNs })) {
        for (const window of asked.by.keys()) {
          const into = section(window, lane.name);
          addAhead(asked, window, this.#classes, into.lines, into.ahead);
        }
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
    for (let i = 0; i < events.length; i++) {
      const event = events[i];
      if (event === undefined) continue;
      if (event.call === undefined) this.#mark(event);
      else if (!runsProgram(event.call) || !isTriedOn(events, i)) this.#call(event, event.call, this.#ends[i]);
    }
    for (const lane of this.#lanes.values()) {
      this.#flush(lane);
      this.#flush(lane);
      lane.threads.end();
      for (const life of lane.handles.left()) this.#endLife(lane, life);
    }
  }

  /** What is no call: of the driver and of the services' lives. */
  #mark(event: Event): void {
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
        this.#underWay++;
        this.#stepArrives(event);
        break;
      }
      case "step_recv":
        this.#underWay = Math.max(0, this.#underWay - 1);
        this.#lastCallNs = event.atNs;
        this.#behind ||= event === this.#lastAnswer;
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
        this.#stop(event.atNs);
        this.#stoppingNs ??= event.atNs;
        break;
    }
  }

  #call(event: Event, call: Call, ends: Ends | undefined): void {
    const { atNs } = event;
    if (!this.#marked && this.#behind && atNs - this.#lastCallNs >= silenceNs) this.#stop(atNs);
    this.#lastCallNs = atNs;
    // One service's calls mostly come in a row.
    if (this.#last?.name !== event.service) this.#last = this.#lane(event.service);
    const lane = this.#last;
    const stopped = this.#stopped;
    const classified = this.#classifier.classify(event.service, call, ends, this.#window === 0);
    const { key, flow, puts, finds } = classified;
    if (finds !== undefined && finds.by !== lane.name) touch(lane, finds.originNs);
    const madeNs = madeAt(event, call, classified);
    const overdue = madeNs < lane.reachedNs;
    const late = this.#window > 0 && (this.#underWay === 0 || overdue || lane.opened !== this.#opened) && (!stopped || overdue);
    const window = overdue ? lane.windowBefore : lane.window;
    const waiting = !stopped && this.#window > 0 && (!this.#behind || this.#marked);
    if (!waiting || atNs - Math.max(originNs(lane, atNs), this.#firstStepNs) < idleNs) lane.idle = false;
    else if (atNs - lane.lastNs >= pauseNs) {
      lane.idle = true;
      if (lane.settled && lane.settledIn !== lane.opened) lane.restNs = Math.min(lane.restNs, atNs - lane.lastNs);
    }
    lane.lastNs = atNs;
    if (puts !== undefined) put(lane, puts, atNs);
    if (key !== undefined)
      this.#tell?.({ lane: lane.name, window: this.#windows[window] ?? start, key, event, request: requestAt(lane, madeNs)?.number });
    this.#follow(lane, event, call, classified, ends?.connection, madeNs);
    if (key !== undefined) {
      const id = this.#idOf(classified);
      const settled = isSettled(lane, id, atNs);
      const line = this.#countId(lane, window, id, late, lane.idle && settled);
      if (!stopped && window > 0 && syncCalls.has(call.name) && isMade(call.decision)) noteInARow(lane, id, line, atNs, madeNs);
      if (!stopped && this.#window > 0) lane.arrivals.add(id, atNs, lane.idle && settled);
    }
    if (flow.kind === "ask" || flow.kind === "reply") settle(lane, atNs);
  }

  #open(name: string): void {
    this.#opened++;
    this.#window = getOrMake(this.#windowIds, name, () => this.#windows.push(name) - 1);
  }

  /** All that was asked before is over; what services still do because of it is told by [Lane.opened]. */
  #beginWindow(name: string): void {
    this.#open(name);
    this.#begun++;
    this.#overlapping = false;
    for (const lane of this.#lanes.values()) {
      if (lane.unanswered === 0) continue;
      lane.unanswered = 0;
      lane.rows.clear();
      for (const asker of lane.askers) asker.unanswered = 0;
    }
  }

  /** From here on everything belongs to the end. */
  #stop(atNs: number): void {
    if (this.#stopped) return;
    this.#stopped = true;
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
    lane.threads.come();
  }

  /** The step under way may have come as far as this service, which has the step as its request until a better one is seen. */
  #reach(lane: Lane, atNs: number): void {
    if (lane.opened === this.#opened) return;
    this.#flush(lane);
    lane.current = this.#span(this.#window, true, atNs);
    lane.current.exclusive = !this.#overlapping;
    this.#enter(lane, atNs);
  }

  #reachAll(atNs: number): void {
    if (this.#reached === this.#opened) return;
    this.#reached = this.#opened;
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
    if (connection !== undefined) this.#arrive(lane, this.#talk(connection), undefined, event.atNs);
  }

  #follow(lane: Lane, event: Event, call: Call, classified: Classified, connection: number | undefined, madeNs: number): void {
    const { flow, file } = classified;
    const { atNs } = event;
    const overdue = madeNs < lane.reachedNs;
    const stopped = this.#stopped && !overdue;
    if (lane.opened === this.#opened && !stopped && !overdue) this.#carryOn(classified, call, atNs);
    if (flow.kind === "ask") {
      const server = this.#lanes.get(flow.server);
      if (server !== undefined) touch(server, originNs(lane, atNs));
      if (connection !== undefined) {
        const talk = this.#talk(connection);
        lane.threads.ask(call.tid, connection);
        if (server !== undefined) this.#arrive(server, talk, lane, atNs);
        talk.client = lane;
        talk.question = classified;
      }
    }
    if (connection !== undefined && !stopped) {
      if (flow.kind === "take") lane.threads.take(call.tid, connection);
      if (flow.kind === "hear") lane.threads.hear(call.tid, connection);
    }
    if (classified.ordered && !stopped && classified.key !== undefined) {
      const id = this.#idOf(classified);
      const part: Part = flow.kind === "ask" ? "question" : flow.kind === "reply" ? "answer" : syncCalls.has(call.name) ? "sync" : "work";
      if ((overdue ? lane.windowBefore : lane.window) > 0) {
        const span = requestAt(lane, madeNs);
        if (span !== undefined && span.beganNs <= madeNs) add(span, id, atNs, part);
      }
      lane.threads.call(call.tid, id, part, lane.window, atNs, madeNs);
    }
    if (flow.kind === "reply" && connection !== undefined) {
      const origin = originNs(lane, atNs);
      const talk = this.#talk(connection);
      const client = this.#lanes.get(flow.client);
      touch(lane, origin);
      lane.repliedNs = atNs;
      const unsynced = this.#syncing.has(lane.name) ? this.#unsynced(lane, talk, call.tid) : undefined;
      if (talk.server === lane && talk.begun === this.#begun) {
        if (!stopped) this.#answers(lane, talk.arrivedNs);
        close(lane, talk);
      }
      lane.threads.reply(call.tid, connection);
      client?.threads.answered(connection, atNs, unsynced);
      this.#answered(talk, origin, event, unsynced);
      // What is sent without a question, a notification say, sets its receiver to work as much as an answer does.
      if (client !== undefined) touch(client, origin);
    }
    if (file === undefined) return;
    const isDone = isMade(call.decision);
    if (isDone && syncCalls.has(call.name)) this.#synced(lane, file, call.tid, madeNs);
    if (!classified.opens) {
      const over = lane.handles.use(classified, event, call, overdue ? lane.openedBefore : lane.opened);
      if (over !== undefined) this.#endLife(lane, over);
    } else if (isDone) lane.handles.open(classified, event, lane);
  }

  #synced(lane: Lane, file: string, tid: number, madeNs: number): void {
    lane.syncedNs = madeNs;
    lane.syncedBy.set(tid, madeNs);
    const known = lane.synced.find((one) => one.file === file);
    if (known !== undefined) known.atNs = madeNs;
    else lane.synced.push({ file, id: this.#id(`synced allow ${file}`), atNs: madeNs });
  }

  /** Counts for each file whether a request that has come at [arrivedNs] is answered behind a sync that was made for it, or for another one beside it. */
  #answers(lane: Lane, arrivedNs: number): void {
    if (lane.window === 0) return;
    const alone = lane.current?.exclusive === true;
    for (const { id, atNs } of lane.synced) if (atNs >= arrivedNs) this.#countId(lane, lane.window, id, false, !alone);
  }

  /**
   * Whether the answer that thread [tid] of [lane] gives on [talk] comes behind no sync: it comes behind one if the same thread made one since it was
   * asked, and behind none if nobody did. Whether one that another thread made was made for it, nobody can tell.
   */
  #unsynced(lane: Lane, { server, client, question, arrivedNs }: Talk, tid: number): UnsyncedAnswers | undefined {
    if (client === undefined || question === undefined) return undefined;
    if (question.unsyncedId < 0) question.unsyncedId = this.#id(unsyncedAnswer(partsOf(question.key ?? "").object));
    const since = (atNs: number | undefined): boolean => atNs !== undefined && atNs >= arrivedNs;
    const count = server !== lane ? unknownNumber : since(lane.syncedBy.get(tid)) ? 0 : since(lane.syncedNs) ? unknownNumber : 1;
    return { id: question.unsyncedId, count };
  }

  /** The asking service has its answer; one a question, however many calls it took to send. */
  #answered(talk: Talk, origin: number, event: Event, unsynced: UnsyncedAnswers | undefined): void {
    const { client: lane, question } = talk;
    if (lane === undefined || question === undefined) return;
    touch(lane, origin);
    talk.client = undefined;
    if (question.answerId < 0) question.answerId = this.#id(`receive allow ${partsOf(question.key ?? "").object}`);
    // An answer comes by itself where the question did.
    this.#countId(lane, lane.window, question.answerId, false, lane.idle);
    if (this.#stoppingNs === undefined && this.#window > 0) lane.arrivals.add(question.answerId, event.atNs, lane.idle);
    this.#tell?.({
      lane: lane.name,
      window: this.#windows[lane.window] ?? start,
      key: this.#classes[question.answerId] ?? "",
      event,
      request: lane.current?.number,
    });
    if (lane.current === undefined) return;
    add(lane.current, question.answerId, event.atNs, "work");
    if (unsynced !== undefined) tally(lane.current, unsynced.id, unsynced.count);
  }

  #endLife(lane: Lane, life: Life): void {
    this.#count(lane, life.window, lifeClass(life), false, false);
  }

  #count(lane: Lane, window: number, key: string, late: boolean, idle: boolean): void {
    this.#countId(lane, window, this.#id(key), late, idle);
  }

  #countId(lane: Lane, window: number, id: number, late: boolean, idle: boolean): Line {
    const place = window * base + id;
    let line = lane.lines.get(place);
    if (line === undefined) {
      lane.lines.set(place, (line = { count: 1, late, idle, turn: noTurn }));
      return line;
    }
    line.count++;
    line.late ||= late;
    line.idle ||= idle;
    return line;
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
      unanswered: 0,
      askers: [],
      repliedNs: Number.NEGATIVE_INFINITY,
      severalNs: 0,
      rows: new Map(),
      synced: [],
      syncedNs: Number.NEGATIVE_INFINITY,
      syncedBy: new Map(),
      current: undefined,
      previous: undefined,
      window: this.#window,
      opened: this.#opened,
      reachedNs: Number.NEGATIVE_INFINITY,
      windowBefore: 0,
      openedBefore: 0,
      lines: new Map(),
      exclusive: new Map(),
      threads: new Threads(this.#spans, (connection) => {
        const talk = this.#talks.get(connection);
        return talk?.server === lane && talk.begun === this.#begun ? talk.arrivedNs : undefined;
      }),
      overlapped: false,
      handles: new Handles(),
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

  /** The request that ended is the previous one; the evidence of the one before it is complete. */
  #flush(lane: Lane): void {
    if (lane.previous?.exclusive === true) relate(lane.previous, lane.exclusive);
    if (lane.previous !== undefined) this.#spans.push(lane.previous);
    lane.previous = lane.current;
    lane.current = undefined;
  }

  #span(window: number, wholeStep: boolean, beganNs: number): Span {
    return beginSpan(this.#spans.pop(), window, wholeStep, beganNs);
  }

  #talk(connection: number): Talk {
    let talk = this.#talks.get(connection);
    if (talk === undefined) {
      talk = { server: undefined, begun: 0, asker: undefined, arrivedNs: 0, client: undefined, question: undefined };
      this.#talks.set(connection, talk);
    }
    return talk;
  }

  /** A message has come on a connection; the first since its last answer begins a request. */
  #arrive(lane: Lane, talk: Talk, from: Lane | undefined, atNs: number): void {
    if (originNs(from, atNs) >= atNs - idleNs) lane.idle = false;
    if (talk.server === lane && talk.begun === this.#begun) return;
    lane.threads.come();
    if (lane.unanswered === 0) {
      // A request is better than the whole step, which is dropped for it.
      if (lane.current?.wholeStep === true) this.#spans.push(lane.current);
      else this.#flush(lane);
      lane.current = this.#span(lane.window, false, atNs);
    } else {
      lane.overlapped = true;
      if (lane.current !== undefined) lane.current.exclusive = false;
    }
    talk.server = lane;
    talk.begun = this.#begun;
    talk.arrivedNs = atNs;
    talk.asker = askerOf(lane, from);
    talk.asker.unanswered++;
    lane.unanswered++;
    if (lane.unanswered === 2) lane.severalNs = atNs;
  }
}

/** What its requests say of pairs, by window. */
function orderEvidence({ exclusive, threads, overlapped }: Lane): Map<number, Evidence> {
  const more = overlapped ? threads.order() : undefined;
  if (more !== undefined) joinOrder(exclusive, more);
  return exclusive;
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
  if (chain > 0 && lane.unanswered > 0) {
    for (const asker of lane.askers) if (asker.unanswered > 0) origin = Math.max(origin, originNs(asker.lane, nowNs, chain - 1));
  }
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

/** What [lane] puts at [spot] is a message to whoever looks there, until another one puts something there. */
function put(lane: Lane, spot: Spot, atNs: number): void {
  spot.by = lane.name;
  spot.originNs = originNs(lane, atNs);
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
  return latencyNs >= heldBackNs && (flow.kind === "none" || flow.kind === "hear") ? atNs - latencyNs : atNs;
}

/**
 * Counts a sync that was made and let go while no answer left and several requests waited for one: it could have been for all of them. Those that
 * threads make at the same time count as one: how many of them meet is luck, how many come one after the other before the next answer is not.
 */
function noteInARow({ unanswered, repliedNs, severalNs, rows }: Lane, id: number, line: Line, atNs: number, madeNs: number): void {
  if (unanswered < 2 || madeNs < Math.max(repliedNs, severalNs)) return;
  const row = rows.get(id);
  if (row === undefined || row.repliedNs !== repliedNs) rows.set(id, { repliedNs, untilNs: atNs, count: 1 });
  else if (madeNs >= row.untilNs) {
    row.untilNs = atNs;
    row.count++;
  }
  line.inARow = Math.max(line.inARow ?? 0, rows.get(id)?.count ?? 0);
}

/** What was under way when a call was made, or the request before it. */
function requestAt({ current, previous }: Lane, madeNs: number): Span | undefined {
  return current === undefined || current.beganNs > madeNs ? previous : current;
}

function askerOf(lane: Lane, from: Lane | undefined): Asker {
  let asker = lane.askers.find((one) => one.lane === from);
  if (asker === undefined) lane.askers.push((asker = { lane: from, unanswered: 0 }));
  return asker;
}

/** The request that [lane] was sent is answered. */
function close(lane: Lane, talk: Talk): void {
  talk.server = undefined;
  lane.unanswered--;
  if (talk.asker !== undefined) talk.asker.unanswered--;
}
