/**
 * What single threads of a service say. What one thread does for a request it does in the order of the program, whatever other threads do beside it; and
 * what it asks is free of what they ask. So where requests stay on the thread that took them, the questions before a call ([Span]) are those of the thread
 * that makes the call, and only of a call that another thread makes than asks is the whole service asked. A service whose poller sends over
 * the same kind of connection as its requests do would else say of each request how often the poller happened to ask beside it.
 *
 * A thread that takes no request has work of its own: it rests, works, and rests. Such a turn is to it what a request is to others. It says something
 * until a request comes to the service, because then the thread may be working for that one, and how many of those fall into one turn is a matter of speed.
 * Who waits for an answer does not rest.
 */
import { getOrMake } from "./classes.ts";
import { add, beginSpan, relate, relateQuestions, tally, type Asked, type Evidence, type Part, type Span } from "./spans.ts";

/** A thread that has made no call for this long, and waited for no answer, has rested. */
const restedNs = 25e6;

interface Thread {
  /** What it last took a request from; undefined if it never did. */
  connection: number | undefined;
  span: Span | undefined;
  replied: boolean;
  /** All that it did. */
  readonly classes: Set<number>;
  /** Kinds of questions among these, and of answers behind no sync that it had. */
  readonly questions: Set<number>;
  /** When it made its last call or had an answer; undefined before the first. */
  lastNs: number | undefined;
  /** Its shortest rest between two turns. */
  restNs: number;
  /** What had come to the service when its turn began. */
  came: number;
}

/** How many answers of one kind came behind no sync: of one answer, none, one, or nobody knows. */
export interface UnsyncedAnswers {
  readonly id: number;
  readonly count: number;
}

/** When the request came that is under way on a connection; undefined if there is none, or it is not known. */
export type ArrivalOn = (connection: number) => number | undefined;

function note(thread: Thread, atNs: number): void {
  thread.lastNs = Math.max(thread.lastNs ?? atNs, atNs);
}

/** The threads of one service. */
export class Threads {
  readonly #threads = new Map<number, Thread>();
  readonly #spares: Span[];
  readonly #arrivedNs: ArrivalOn;
  /** By window. */
  readonly #requests = new Map<number, Evidence>();
  readonly #turns = new Map<number, Evidence>();
  /** Who asked last on a connection. */
  readonly #askers = new Map<number, number>();
  /** Every request was answered by the thread that took it, and by no thread two at a time. Once that is not so, nothing more need be known. */
  #stay = true;
  /** A thread that took none has done something. */
  #helped = false;
  /** Every answer was read by the thread that had asked. */
  #hearThemselves = true;
  /** A thread that takes requests asks when it has none, too. */
  #askBetween = false;
  /** How often a request or a step has come. */
  #came = 0;

  /** Spans that are over are put into [spares] and taken from there. */
  constructor(spares: Span[], arrivedNs: ArrivalOn) {
    this.#spares = spares;
    this.#arrivedNs = arrivedNs;
  }

  /** A request has come to the service, or may have. */
  come(): void {
    this.#came++;
  }

  /** A thread reads from a connection: the request it worked on, if answered, is complete. */
  take(tid: number, connection: number): void {
    if (!this.#stay) return;
    const thread = this.#thread(tid);
    if (thread.connection === undefined) this.#endTurn(thread);
    else if (thread.replied) this.#endRequest(thread);
    else if (thread.connection !== connection && thread.span !== undefined) this.#stay = false;
    thread.connection = connection;
  }

  /** A thread has sent an answer. */
  reply(tid: number, connection: number): void {
    if (!this.#stay) return;
    const thread = this.#threads.get(tid);
    if (thread?.connection === connection) thread.replied = true;
    else this.#stay = false;
  }

  /** A thread sends a question. */
  ask(tid: number, connection: number): void {
    if (this.#stay) this.#askers.set(connection, tid);
  }

  /** A thread reads from a connection on which the service asks. */
  hear(tid: number, connection: number): void {
    if (!this.#stay) return;
    const asker = this.#askers.get(connection);
    if (asker !== undefined && asker !== tid) this.#hearThemselves = false;
  }

  /** The answer is on its way; [unsynced] of its kind came behind no sync. */
  answered(connection: number, atNs: number, unsynced?: UnsyncedAnswers): void {
    if (!this.#stay) return;
    const asker = this.#askers.get(connection);
    const thread = asker === undefined ? undefined : this.#threads.get(asker);
    if (thread === undefined) return;
    note(thread, atNs);
    if (unsynced === undefined) return;
    thread.questions.add(unsynced.id);
    if (thread.span !== undefined) tally(thread.span, unsynced.id, unsynced.count);
  }

  /** A call of class [id] whose place means something. */
  call(tid: number, id: number, part: Part, window: number, atNs: number, madeNs: number): void {
    if (!this.#stay) return;
    const thread = this.#thread(tid);
    const { lastNs } = thread;
    note(thread, atNs);
    if (window === 0) return;
    thread.classes.add(id);
    if (part === "question") thread.questions.add(id);
    if (thread.connection !== undefined) {
      if (part === "question" && !this.#askBetween) this.#askBetween = this.#arrivedNs(thread.connection) === undefined;
      thread.span ??= beginSpan(this.#spares.pop(), window, false, this.#arrivedNs(thread.connection) ?? madeNs);
    } else {
      this.#helped = true;
      const rest = lastNs === undefined ? 0 : madeNs - lastNs;
      if (rest >= restedNs) {
        this.#endTurn(thread);
        thread.restNs = Math.min(thread.restNs, rest);
        thread.span = beginSpan(this.#spares.pop(), window, false, madeNs);
        thread.came = this.#came;
      } else if (thread.came !== this.#came) this.#endTurn(thread);
    }
    // How often a turn syncs is a matter of how much it finds to do.
    if (thread.span !== undefined) add(thread.span, id, atNs, part === "sync" && thread.connection === undefined ? "work" : part);
  }

  /** No more calls come. */
  end(): void {
    for (const thread of this.#threads.values()) {
      if (thread.connection === undefined) this.#endTurn(thread);
      else if (thread.replied) this.#endRequest(thread);
    }
  }

  /** What each thread's requests say of pairs of classes; undefined where others may have done part of it. */
  order(): ReadonlyMap<number, Evidence> | undefined {
    return this.#stay && !this.#helped ? this.#requests : undefined;
  }

  /**
   * Where to look for numbers of questions before other calls: what [others] say of requests as the whole service works on them, of calls that no thread makes
   * which asks, and the threads of the others; [others] alone where requests do not stay.
   */
  ahead(others: Asked): readonly Asked[] {
    if (!this.#stay || !this.#hearThemselves) return [others];
    const rests = [...this.#threads.values()].filter(({ questions }) => questions.size > 0).map((thread) => thread.restNs);
    return [
      { ...others, except: (question, other) => this.#doesBoth(question, other) },
      { by: this.#requests, withinNs: this.#askBetween ? others.withinNs : Number.POSITIVE_INFINITY },
      { by: this.#turns, withinNs: Math.min(...rests) },
    ];
  }

  /** Whether one thread asks [question] and makes calls of class [other]. */
  #doesBoth(question: number, other: number): boolean {
    for (const { questions, classes } of this.#threads.values()) if (questions.has(question) && classes.has(other)) return true;
    return false;
  }

  #thread(tid: number): Thread {
    return getOrMake(this.#threads, tid, () => ({
      connection: undefined,
      span: undefined,
      replied: false,
      classes: new Set(),
      questions: new Set(),
      lastNs: undefined,
      restNs: Number.POSITIVE_INFINITY,
      came: 0,
    }));
  }

  #endRequest(thread: Thread): void {
    if (thread.span !== undefined) {
      relate(thread.span, this.#requests);
      this.#spares.push(thread.span);
    }
    thread.span = undefined;
    thread.replied = false;
  }

  #endTurn(thread: Thread): void {
    if (thread.span === undefined) return;
    relateQuestions(thread.span, this.#turns);
    this.#spares.push(thread.span);
    thread.span = undefined;
  }
}
