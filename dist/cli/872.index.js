export const id = 872;
export const ids = [872];
export const modules = {

/***/ 4872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   In: () => (/* binding */ interruptible),
/* harmony export */   LF: () => (/* binding */ read),
/* harmony export */   M9: () => (/* binding */ write),
/* harmony export */   aA: () => (/* binding */ consoleOptions),
/* harmony export */   dn: () => (/* binding */ explorationOf),
/* harmony export */   eb: () => (/* binding */ UsageError),
/* harmony export */   mv: () => (/* binding */ runnerOf),
/* harmony export */   plainLines: () => (/* binding */ plainLines),
/* harmony export */   say: () => (/* binding */ say),
/* harmony export */   wB: () => (/* binding */ watch)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3194);
/* harmony import */ var _engine_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9676);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8897);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3825);
/** What the commands of the command line have in common: exit codes, how to speak to people, files, interrupts. */





/** A slip of the user's: the message is all there is to say, and the exit code is 1. */
class UsageError extends Error {
    name = "UsageError";
}
/** Text from elsewhere made harmless, line by line. */
const plainLines = (text) => text.split("\n").map(_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj).join("\n");
/** Says something to people: on standard error. */
const say = (text) => _terminal_js__WEBPACK_IMPORTED_MODULE_4__/* .people */ .c.say(text);
const shown = [];
/** Shows a running test in the live line, where there is one, with those beside it, until it is over or [people] rests. */
function watch(running, run, runs) {
    shown.splice(0, shown.length, ...shown.filter((one) => !one.running.over()), { running, run, startMs: performance.now() });
    const all = [...shown];
    _terminal_js__WEBPACK_IMPORTED_MODULE_4__/* .people */ .c.watch(() => {
        const now = all.filter((one) => !one.running.over());
        // Between two tests, the one that has just ended is still the one to name.
        const first = now[0] ?? all[0] ?? { running, run, startMs: performance.now() };
        const others = now.slice(1).map((one) => one.running);
        return {
            test: first.running.test,
            run: first.run,
            runs,
            elapsedMs: performance.now() - first.startMs,
            step: first.running.step(),
            events: [first.running, ...others].reduce((sum, one) => sum + one.events(), 0),
            others: others.map((one) => ({ test: one.test, step: one.step() })),
        };
    });
}
/** The first interrupt ends the run in order, services first; a second one ends this process, and the supervisor ends the services. */
function interruptible() {
    const controller = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
        process.on(signal, () => {
            if (controller.signal.aborted)
                process.exit(_exit_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodes */ .h.interrupted);
            controller.abort(new Error(`interrupted by ${signal}`));
        });
    }
    return controller.signal;
}
/**
 * Who runs the tests: this process, or with [jobs] above 1 so many workers, as far as the machine can keep them apart. Dispose ends everything
 * they started.
 */
async function runnerOf(jobs, options) {
    if (jobs > 1) {
        const { startPool } = await Promise.all(/* import() */[__webpack_require__.e(934), __webpack_require__.e(648), __webpack_require__.e(668), __webpack_require__.e(967), __webpack_require__.e(168), __webpack_require__.e(16)]).then(__webpack_require__.bind(__webpack_require__, 6016));
        const pool = await startPool(options);
        if (!("none" in pool))
            return pool;
        say(`--jobs ${jobs}: ${(0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(pool.none)}; running one test after the other`);
    }
    const session = new _engine_index_js__WEBPACK_IMPORTED_MODULE_2__/* .Session */ .Nn();
    // Started now, beside us, it is ready when the suite is; if it cannot start, whoever needs it is told.
    session.supervisor().catch(() => { });
    return session;
}
/** Samples, and at most so many of all orders, unless another number is given. */
const usualOrders = { sample: 100, all: 1000 };
/** What `--explore` and `--orders` ask for. Throws [UsageError] for the second without the first. */
function explorationOf({ explore, orders }) {
    if (explore !== undefined)
        return { how: explore, orders: orders ?? usualOrders[explore] };
    if (orders !== undefined)
        throw new UsageError("--orders says how many orders --explore runs: give --explore sample or --explore all too");
    return undefined;
}
/** How to print, from flags and surroundings. */
function consoleOptions(options) {
    const github = process.env["GITHUB_ACTIONS"] === "true";
    return {
        color: process.stderr.isTTY && (process.env["NO_COLOR"] ?? "") === "" && process.env["TERM"] !== "dumb",
        github,
        show: options.show ?? "all",
        quiet: options.quiet ?? false,
        debug: options.debug ?? false,
    };
}
/** Writes a file that the user asked for. */
async function write(path, text, what) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, text);
    }
    catch (error) {
        throw new UsageError(`cannot write the ${what} to ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Reads a file that the user named. */
async function read(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8");
    }
    catch (error) {
        throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
}


/***/ }),

/***/ 3825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ people)
/* harmony export */ });
/* unused harmony export Terminal */
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3194);
/**
 * What people read, on standard error. On a terminal there may be one live line at the bottom, which says what is going on: it is drawn anew a
 * few times a second, taken away before anything else is written, and gone when the process ends. It is drawn by carriage return and
 * "erase to the end of the line" only, so nothing above it is ever touched.
 */

/** Fast enough to look alive, and slow enough for a terminal at the other end of the world. */
const refreshMs = 120;
class Terminal {
    #screen;
    #live;
    #timer;
    #drawn = false;
    /** [env] decides whether a live line is wanted: never in CI, nor on a terminal that cannot erase. */
    constructor(screen, env) {
        this.#screen = screen;
        const ci = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
        this.#live = screen.isTTY === true && !ci && env["GITHUB_ACTIONS"] !== "true" && env["TERM"] !== "dumb";
    }
    /** Whether a live line is drawn here, so that it is worth asking for one. */
    get live() {
        return this.#live;
    }
    /** Writes text, with a line end if it has none. */
    say(text) {
        this.#clear();
        if (text !== "")
            this.#screen.write(text.endsWith("\n") ? text : `${text}\n`);
    }
    /** Keeps a live line at the bottom, asking [state] for it, until [rest]. */
    watch(state) {
        this.rest();
        if (!this.#live)
            return;
        this.#timer = setInterval(() => this.#draw(state()), refreshMs);
        this.#timer.unref();
    }
    /** Takes the live line away. */
    rest() {
        clearInterval(this.#timer);
        this.#timer = undefined;
        this.#clear();
    }
    #draw(state) {
        this.#drawn = true;
        this.#screen.write(`\r${(0,_report_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderLive */ .jA)(state, this.#screen.columns ?? 80)}\u001b[K`);
    }
    #clear() {
        if (!this.#drawn)
            return;
        this.#drawn = false;
        this.#screen.write("\r\u001b[K");
    }
}
/** The terminal of this process. */
const people = new Terminal(process.stderr, process.env);
process.once("exit", () => people.rest());


/***/ }),

/***/ 3194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X0: () => (/* reexport */ mergeSections),
  pj: () => (/* reexport */ text_plain),
  wQ: () => (/* reexport */ renderComment),
  qP: () => (/* reexport */ renderConsole),
  vO: () => (/* reexport */ renderFindings),
  K2: () => (/* reexport */ renderHtml),
  hF: () => (/* reexport */ renderJson),
  RV: () => (/* reexport */ renderJunit),
  jA: () => (/* reexport */ renderLive),
  BK: () => (/* reexport */ renderReportJson),
  JH: () => (/* reexport */ renderRuns),
  WH: () => (/* reexport */ renderSarif),
  SH: () => (/* reexport */ renderShiviz),
  N9: () => (/* reexport */ renderShivizComparison),
  Br: () => (/* reexport */ renderSummary),
  dn: () => (/* reexport */ renderTail),
  j9: () => (/* reexport */ renderTest),
  Df: () => (/* reexport */ withoutCommands)
});

// UNUSED EXPORTS: acceptancePrefix, code, commentMarker, cut, escapeMarkdown, lineOf, makeSection, parseSections, sarifRules

// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
;// CONCATENATED MODULE: ./build/js/report/viewer/data.js
/**
 * What the page is given: everything about one check, written by `html.ts` and read by the viewer's script. Logs are stored by columns,
 * with texts interned, since a check may hold a hundred thousand events; the whole is deflated JSON inside the page.
 */
/** What an event is drawn as; see [looks]. `fault` is a fault that has no mark of its own. */
const Kind = {
    call: 0,
    deny: 1,
    delay: 2,
    hold: 3,
    send: 4,
    receive: 5,
    life: 6,
    note: 7,
    violation: 8,
    trace: 9,
    fault: 10,
};
const plain = { mark: "dot", color: "ink", fault: false, telling: false };
const step = { mark: "square", color: "ink", fault: false, telling: true };
const remark = { mark: "ring", color: "soft", fault: false, telling: false };
const waiting = { mark: "hourglass", color: "wait", fault: true, telling: true };
const failing = { mark: "cross", color: "bad", fault: true, telling: true };
/** How each [Kind] looks, by its number. */
const looks = [
    plain,
    failing,
    waiting,
    waiting,
    step,
    step,
    remark,
    remark,
    failing,
    plain,
    { mark: "diamond", color: "bad", fault: true, telling: true },
];
/** The look of a kind, also of one that this page does not know. */
function lookOf(kind) {
    return looks[kind] ?? plain;
}

;// CONCATENATED MODULE: ./build/js/report/words.js


/** One word for each verdict; only a pass may be called one. */
const verdictWord = {
    pass: "PASS",
    fail: "FAIL",
    error: "ERROR",
    inconclusive: "INCONCLUSIVE",
    halted: "HALTED",
};
/** `1 test`, `2 tests`. */
function count(n, singular, plural = `${singular}s`) {
    return `${n} ${n === 1 ? singular : plural}`;
}
/** `a`, `a and b`, `a, b and c`; from the fifth on only their number: `a, b, c, d and 7 more`. */
function listed(items, limit = 4) {
    if (items.length > limit + 1)
        return `${items.slice(0, limit).join(", ")} and ${items.length - limit} more`;
    if (items.length < 2)
        return items.join("");
    return `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}
/** With a capital first letter. */
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** `812 ms`, `12.3 s`, `2 min 5 s`: how long something took, for people. */
function duration(ms) {
    if (ms < 1000)
        return `${Math.round(ms)} ms`;
    if (ms < 60_000)
        return `${(ms / 1000).toFixed(1)} s`;
    return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
/** A test's name without the prefix that all have; the form `--test` takes and people use. */
function shortName(test) {
    return test.startsWith("test_") && test.length > "test_".length ? test.slice("test_".length) : test;
}
/** Every kind of decision, a line each: console, sums, diagram and ShiViz take what they need to know from here. */
const answers = {
    allow: { drawn: Kind.call },
    "allow-system-path": { drawn: Kind.call },
    trace: { drawn: Kind.trace },
    deny: { drawn: Kind.deny, faulted: true },
    delay: { drawn: Kind.delay, faulted: true, waits: true },
    hold: { drawn: Kind.hold, faulted: true, waits: true },
    short: { drawn: Kind.fault, faulted: true },
    crash: { drawn: Kind.fault, faulted: true },
};
/** Whether a call was answered otherwise than by letting it go straight on. */
function isFaulted(event) {
    return event.call !== undefined && answers[event.call.decision.kind].faulted === true;
}
/** How long a rule made a call wait, in whole milliseconds; 0 where none did. */
function waitedMs({ call }) {
    return call !== undefined && answers[call.decision.kind].waits === true ? Math.round(call.latencyNs / 1e6) : 0;
}
/** `(+100ms)` for a call that waited by a rule, else empty. */
function waited(event) {
    return event.call !== undefined && answers[event.call.decision.kind].waits === true ? `(+${waitedMs(event)}ms)` : "";
}
/** `write=delay(100ms) → filter:[write,writev,pwrite64] path="*.wal" label="slow WAL"`. */
function ruleText(rule) {
    const path = rule.path === undefined ? "" : ` path="${rule.path}"`;
    const address = rule.address === undefined ? "" : ` address="${rule.address}"`;
    const label = rule.label === undefined ? "" : ` label="${rule.label}"`;
    return `${rule.keyword}=${rule.action} → filter:[${rule.syscalls.join(",")}]${path}${address}${label}`;
}
/**
 * What a call acts on, by the part it plays in the system and not by the numbers of one run: `→ inventory.main` for a connection to a declared
 * interface, `← orders` for one that was accepted from a service whose end is known, else the path.
 */
class Names {
    #interfaces = new Map();
    #owners = new Map();
    /** [events] are the log that the names are for: they tell whose the ephemeral ports are. */
    constructor(services, events) {
        for (const { name, interfaces } of services)
            for (const { name: iface, port } of interfaces)
                this.#interfaces.set(String(port), `${name}.${iface}`);
        for (const { service, call, fields } of events) {
            const local = call?.object.kind === "socket" ? call.object.local : service === trace/* DRIVER */.NX ? fields["local"] : undefined;
            if (local !== undefined && !this.#interfaces.has(portOf(local)))
                this.#owners.set(local, service);
        }
    }
    object(event) {
        const object = event.call?.object;
        if (object === undefined)
            return "";
        if (object.kind !== "socket")
            return (0,trace/* objectPath */.du)(object).replace(/^(pipe|anon_inode):\[(\d+)\]$/, "$1");
        const { local, peer } = object;
        const ownInterface = local === undefined ? undefined : this.#interfaces.get(portOf(local));
        if (peer === undefined)
            return ownInterface === undefined ? "socket" : `on ${ownInterface}`;
        const target = this.#interfaces.get(portOf(peer));
        if (target !== undefined && target !== ownInterface)
            return `→ ${target}`;
        if (ownInterface !== undefined)
            return `← ${this.#owners.get(peer) ?? "client"}`;
        return `→ ${peer.startsWith("unix:") ? peer : (this.#owners.get(peer) ?? peer)}`;
    }
    /** The event in a few words, equal for equal behaviour in two runs: no numbers of descriptors, processes, times or ephemeral ports. */
    label(event) {
        const { call, type } = event;
        if (call !== undefined) {
            const object = this.object(event);
            const target = call.target === undefined ? "" : ` → ${call.target}`;
            return `${call.name}${object === "" ? "" : ` ${object}`}${target}`;
        }
        const fields = (0,trace/* fieldsOf */.Pf)(event);
        switch (type) {
            case "step_send":
                return `${fields["summary"] ?? `${fields["method"] ?? ""} ${fields["target"] ?? ""}`.trim()}`;
            case "step_recv":
                return `reply: ${fields["summary"] ?? fields["status_code"] ?? fields["error"] ?? "received"}`;
            case "probe":
                return `probe → ${fields["target"] ?? ""}`;
            case "fault_applied":
            case "trace_applied":
                return `${type.replace("_applied", "")} ${Object.entries(fields).map(ruleShort).join(", ")}`;
            case "service_started":
                return "started";
            case "service_ready":
                return "ready";
            case "service_crashed":
                return "crashed";
            case "service_exited":
                return `exited${fields["code"] === undefined ? "" : ` ${fields["code"]}`}${fields["signal"] === undefined ? "" : ` ${fields["signal"]}`}`;
            case "stdout":
            case "stderr":
                return `${type}: ${fields["line"] ?? fields["text"] ?? fields["message"] ?? fields["data"] ?? fields["raw"] ?? ""}`;
            default: {
                const said = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
                return said.length === 0 ? (0,trace/* eventType */.$q)(event).replaceAll("_", " ") : `${type.replaceAll("_", " ")}: ${said.join(" ")}`;
            }
        }
    }
}
/** `write=delay(100ms)` of a rule as `fault_applied` spells it out, `write` of one that only traces. */
function ruleShort([keyword, rule]) {
    const [action = ""] = rule.split(" → ");
    return action === "trace" ? keyword : `${keyword}=${action}`;
}
/** Long numbers and hexadecimal names, which are those of one run, become `N`. */
function withoutRunNumbers(text) {
    return text.replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b|\d{4,}/g, "N");
}
function portOf(address) {
    return address.slice(address.lastIndexOf(":") + 1);
}
/** The decision where it says something: everything but a plain `allow`. */
function decisionShown(event) {
    const decision = event.call?.decision;
    return decision === undefined || decision.kind === "allow" ? "" : (0,trace/* decisionText */.Gk)(decision);
}
/** What a finding rests on. Without exception on both sides is the rule for everything but what stayed inconclusive. */
function evidenceText({ certainty, evidence: { base, head } }) {
    if (base.seen > 0 && head.seen > 0 && certainty !== "inconclusive") {
        return `${count(base.runs, "baseline run")} and ${count(head.runs, "run")} of this change, apart without exception`;
    }
    return `seen in ${base.seen} of ${count(base.runs, "baseline run")} and ${head.seen} of ${count(head.runs, "run")} of this change`;
}
/** `1 in 43,758`: how people read small chances. */
function odds(p) {
    return p >= 0.5 ? `${Math.round(p * 100)} %` : `1 in ${Math.round(1 / Math.max(p, 1e-15)).toLocaleString("en-US")}`;
}
/** Worst first: what a reader wants to know of several executions of one test. */
const severity = ["fail", "error", "inconclusive", "halted", "pass"];
/** The execution of a test that tells most: the first with the worst verdict. */
function worst(results) {
    for (const verdict of severity) {
        const found = results.find((result) => result.verdict === verdict);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Results by test, in the order of first appearance, over all executions of a suite. */
function byTest(runs) {
    const tests = new Map();
    for (const run of runs) {
        for (const test of run.tests) {
            const results = tests.get(test.name);
            if (results === undefined)
                tests.set(test.name, [test]);
            else
                results.push(test);
        }
    }
    return tests;
}
/** Of executions that came to the same, this many are shown: two would do to see what varies, a third says how often. */
const alike = 3;
/**
 * The executions of a test worth looking at, the one that tells most first: of each outcome (verdict and reason) the first few, at most
 * [limit] together.
 */
function toldExecutions(results, limit) {
    const first = worst(results);
    const seen = new Map();
    return (first === undefined ? [] : [first, ...results.filter((result) => result !== first)])
        .filter(({ verdict, failure }) => {
        const outcome = `${verdict}\n${withoutRunNumbers(failure?.message ?? "")}`;
        const before = seen.get(outcome) ?? 0;
        seen.set(outcome, before + 1);
        return before < alike;
    })
        .slice(0, limit)
        .map((result) => ({ result, title: `run ${results.indexOf(result) + 1} of ${results.length}` }));
}
/** The line of the tested commit that a finding is to be shown at: one that is new, else the first that makes its calls. */
function lineOf({ lines }) {
    return lines?.head[0];
}
/** Steps that tell enough of what came before a failure. */
const stepsTold = 3;
/**
 * What a failure rests on where it names no events: the last steps before it, latest last. An assertion about a value is mostly about what
 * a step has just answered.
 */
function stepsBefore({ events, failure }) {
    if (failure === undefined || failure.nearest.length > 0)
        return [];
    const asked = new Map();
    const steps = [];
    for (const { type, seq, fields } of events) {
        const { target = "", method = "", summary = "", error, body } = fields;
        const key = `${target} ${method} ${fields["local"] ?? ""}`;
        if (type === "step_send")
            asked.set(key, summary);
        if (type !== "step_recv")
            continue;
        const answer = summary === "" ? (error ?? "no answer") : summary;
        steps.push({ seq, text: `${asked.get(key) ?? method} → ${target}: ${answer}`, body: body ?? "" });
    }
    return steps.slice(-stepsTold);
}
/** `seq` of the events that a failure is best read beside, best first. */
function contextOf(test) {
    const nearest = test.failure?.nearest ?? [];
    return nearest.length > 0 ? nearest : stepsBefore(test).map(({ seq }) => seq);
}

;// CONCATENATED MODULE: ./build/js/report/matrix.js

/** The cells of all executions, in the order in which their scenarios and faults are written; undefined when there are none. */
function matrixOf(runs) {
    const byCell = new Map();
    for (const test of runs.flatMap((run) => run.tests)) {
        if (test.cell === undefined)
            continue;
        const { scenario, fault, order } = test.cell;
        const key = JSON.stringify([scenario, fault]);
        const known = byCell.get(key);
        if (known === undefined)
            byCell.set(key, { scenario, fault, order, results: [test] });
        else
            known.results.push(test);
    }
    if (byCell.size === 0)
        return undefined;
    const cells = [...byCell.values()]
        .sort((a, b) => a.order - b.order)
        .flatMap(({ scenario, fault, results }) => {
        const result = worst(results);
        return result === undefined ? [] : [{ scenario, fault, result, outcome: outcomeOf(result) }];
    });
    const excluded = new Map(runs.flatMap((run) => run.excluded ?? []).map((pair) => [JSON.stringify([pair.scenario, pair.fault]), pair]));
    return {
        scenarios: [...new Set(cells.map(({ scenario }) => scenario))],
        faults: [...new Set(cells.map(({ fault }) => fault))],
        cells,
        // A pair can be left out of one matrix and be in another one.
        excluded: [...excluded].filter(([key]) => !byCell.has(key)).map(([, pair]) => pair),
    };
}
function outcomeOf({ verdict, failure }) {
    switch (verdict) {
        case "pass":
            return "passed";
        case "error":
            return "errored";
        case "inconclusive":
        case "halted":
            return verdict;
        case "fail":
            if (failure?.assertion?.func === "require_faults_fire")
                return "fault_bypassed";
            return failure?.assertion?.func.startsWith("expect_") === true ? "expectation_violated" : "failed";
    }
}

;// CONCATENATED MODULE: ./build/js/report/text.js
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
const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
function spelledOut(character) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 9)
        return " ";
    if (code === 10)
        return "\\n";
    if (code === 13)
        return "\\r";
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
/** One line of foreign text with nothing hidden in it: terminal sequences are dropped, other invisible characters spelled out (`\x07`). */
function text_plain(text) {
    return text.toWellFormed().replace(terminalSequence, "").replace(invisible, spelledOut);
}
/** [text] cut to at most [limit] characters, the cut marked by `…` and never inside a surrogate pair. */
function cut(text, limit) {
    if (text.length <= limit)
        return text;
    const end = limit - 1;
    const last = text.charCodeAt(end - 1);
    return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`;
}
/**
 * Lines for a GitHub log with no workflow command in them. The runner obeys a line that begins (after blanks) with `::`, and the older form
 * `##[` anywhere in a line; an invisible space inside the mark ends both.
 */
function withoutCommands(lines) {
    return lines.replace(/^(\s*):(?=:)/gm, "$1:\u200b").replaceAll("##[", "##\u200b[");
}
/** Foreign text for an HTML or XML text or attribute. */
function escapeHtml(text) {
    return entities(text_plain(text));
}
function entities(text) {
    return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
/**
 * Breaks, by an invisible space, what GitHub turns into links and notifications after rendering, wherever it stands: mentions, references to
 * issues and commits, addresses, e-mail.
 */
function unlinked(text) {
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
function escapeMarkdown(text) {
    return unlinked(text_plain(text))
        .replace(/[\\`*_[\]|~$]/g, "\\$&")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/^(\s*)(\d+)(?=[.)](?:\s|$))/, "$1$2\\")
        .replace(/^(\s*)(?=[-+=#:])/, "$1\\");
}
/** Foreign text inside HTML that stands in Markdown, such as a `<summary>`: no markup, no links, on one line. */
function escapeInlineHtml(text) {
    return entities(unlinked(text_plain(text)));
}
/** How many backticks stand together at most. */
function longestRun(text) {
    let longest = 0;
    for (const [run] of text.matchAll(/`+/g))
        longest = Math.max(longest, run.length);
    return longest;
}
/** Foreign text as inline code; [inTable] also guards the column mark, which GitHub reads before code. Never empty. */
function code(text, inTable = false) {
    const shown = text_plain(text).trim() || "(empty)";
    const fence = "`".repeat(longestRun(shown) + 1);
    const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
    const span = `${fence}${pad}${shown}${pad}${fence}`;
    return inTable ? span.replaceAll("|", "\\|") : span;
}
/** Lines of foreign text as a fenced block that nothing in them can close. */
function fenced(language, lines) {
    const body = lines.map(text_plain).join("\n");
    const fence = "`".repeat(Math.max(2, longestRun(body)) + 1);
    return `${fence}${language}\n${body}\n${fence}`;
}

;// CONCATENATED MODULE: ./build/js/report/console.js




/** More of an answer is for the trace. */
const longestBody = 300;
const styles = {
    red: [31, 39],
    green: [32, 39],
    yellow: [33, 39],
    cyan: [36, 39],
    dim: [2, 22],
    bold: [1, 22],
};
const verdictStyle = { pass: "green", fail: "red", error: "red", inconclusive: "yellow", halted: "cyan" };
function painter(options) {
    if (options.color !== true)
        return (_style, text) => text;
    return (style, text) => `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m`;
}
/** Shows a block's lines, or hides them: as a group where the log can fold, without its commands where lines come from elsewhere. */
function block(title, lines, fold, options) {
    const body = [title, ...lines].join("\n");
    if (options.github !== true)
        return `\n${body}\n`;
    if (!fold || lines.length === 0)
        return `\n${withoutCommands(body)}\n`;
    return `\n::group::${withoutCommands(title)}\n${withoutCommands(lines.join("\n"))}\n::endgroup::\n`;
}
function wanted(verdict, options) {
    return verdict !== "pass" || (options.quiet !== true && options.show !== "fail");
}
/** The block of one test, with a blank line before it; empty when [options] leave it out. */
function renderTest(test, options = {}) {
    if (!wanted(test.verdict, options))
        return "";
    const paint = painter(options);
    const title = heading(test.verdict, `${test.name} (${Math.round(test.durationMs)}ms, seed=${test.seed})`, paint);
    return block(title, details(test, options, paint), test.verdict === "pass", options);
}
/**
 * All executions of one test as one block: `--- PASS: test_x (10/10 runs) ---`, or the first execution that tells most in full with the
 * number that passed before it.
 */
function renderRuns(results, options = {}) {
    const told = worst(results);
    if (told === undefined)
        return "";
    if (results.length === 1)
        return renderTest(told, options);
    if (!wanted(told.verdict, options))
        return "";
    const paint = painter(options);
    const passed = results.filter(({ verdict }) => verdict === "pass").length;
    const title = heading(told.verdict, `${told.name} (${passed}/${results.length} runs)`, paint);
    if (told.verdict === "pass")
        return block(title, [], true, options);
    const before = results.indexOf(told);
    const passedBefore = results.slice(0, before).filter(({ verdict }) => verdict === "pass").length;
    const lines = [
        ...details(told, options, paint),
        // The title says it where the first run was the one.
        ...(before === 0 ? [] : [`  (${passedBefore}/${before} runs passed before ${told.verdict === "fail" ? "failure" : "this one"})`]),
    ];
    return block(title, lines, false, options);
}
/**
 * What a comparison found, a block each: what changed, before and now, in context, and how sure that is; then what was accepted, and notes.
 * Empty when there is nothing to say.
 */
function renderFindings(report, options = {}) {
    const paint = painter(options);
    const blocks = report.suites.flatMap((suite) => [
        ...(suite.comparison?.findings ?? []).map((finding) => findingLines(finding, paint)),
        ...(suite.accepted ?? []).map(({ finding, acceptance: { by, reason } }) => [
            `--- ${paint("green", "ACCEPTED:")} ${text_plain(finding.sentence)} ---`,
            `  accepted${text_plain(`${by === "" ? "" : ` by ${by}`}${reason === "" ? "" : `: ${reason}`}`)}`,
        ]),
        ...(suite.comparison?.notes ?? []).map((note) => [`${paint("yellow", "NOTE:")} ${text_plain(note)}`]),
    ]);
    const text = blocks.map((lines) => `\n${lines.join("\n")}\n`).join("");
    return options.github === true ? withoutCommands(text) : text;
}
function findingLines(finding, paint) {
    const { certainty, sentence, rank, test, alsoIn, before, after, context, evidence, fingerprint, lines } = finding;
    const signs = { base: "-", head: "+", both: " " };
    return [
        `--- ${certainty === "confirmed" ? paint("cyan", "CHANGED:") : paint("yellow", "OPEN:")} ${text_plain(sentence)} ---`,
        `  concerns ${rank}, in ${text_plain(shortName(test))}${alsoIn.length === 0 ? "" : ` and ${alsoIn.length} more`}`,
        `  before: ${text_plain(before)}`,
        `  now:    ${text_plain(after)}`,
        ...(lines?.head ?? []).map((line) => `  made at ${text_plain((0,trace/* shownSource */.Vt)(line))}${line.isNew ? " (new)" : ""}`),
        ...context.map(({ side, text }) => `  ${signs[side]} ${text_plain(text)}`),
        `  ${evidenceText(finding)}; if nothing had changed, the chance of that would be ${odds(evidence.p)}`,
        `  fingerprint ${text_plain(fingerprint)}`,
    ];
}
/** Everything about one invocation: blocks for each test of each suite, then the tail. [runs] are all executions, first to last. */
function renderConsole(runs, options = {}) {
    let text = "";
    for (const executions of bySuite(runs))
        for (const results of byTest(executions).values())
            text += renderRuns(results, options);
    return text + renderTail(runs, options);
}
/** The sums, reasons of what stayed inconclusive, and the diagnostics. [notRun] tests were cut off by an interrupt. */
function renderTail(runs, options = {}) {
    const paint = painter(options);
    const tests = bySuite(runs).flatMap((executions) => [...byTest(executions).values()]);
    const verdicts = tests.map((results) => worst(results)?.verdict ?? "error");
    const sums = { pass: 0, fail: 0, error: 0, inconclusive: 0, halted: 0 };
    for (const verdict of verdicts)
        sums[verdict] += 1;
    const parts = [
        paint(sums.pass > 0 ? "green" : "dim", `${sums.pass} passed`),
        paint(sums.fail > 0 ? "red" : "dim", `${sums.fail} failed`),
        ...(sums.error > 0 ? [paint("red", `${sums.error} ${sums.error === 1 ? "error" : "errors"}`)] : []),
        ...(sums.inconclusive > 0 ? [paint("yellow", `${sums.inconclusive} inconclusive`)] : []),
        ...(sums.halted > 0 ? [paint("cyan", `${sums.halted} halted`)] : []),
        ...(options.notRun !== undefined && options.notRun > 0 ? [paint("yellow", `${options.notRun} not run (interrupted)`)] : []),
    ];
    const lines = [...bySuite(runs).flatMap((executions) => matrixLines(executions, paint)), "", parts.join(", ")];
    const reasons = new Map();
    for (const result of tests.map(worst)) {
        if (result?.verdict !== "inconclusive")
            continue;
        const reason = text_plain(result.failure?.message ?? "no reason given");
        reasons.set(reason, [...(reasons.get(reason) ?? []), shortName(result.name)]);
    }
    if (reasons.size > 0)
        lines.push("inconclusive:");
    for (const [reason, names] of reasons)
        lines.push(`  ${reason}: ${names.join(", ")}`);
    for (const diagnostic of diagnosticsOf(runs)) {
        if (diagnostic.level === "info" && options.debug !== true)
            continue;
        if (options.quiet === true && diagnostic.level !== "error")
            continue;
        lines.push(...diagnosticLines(diagnostic, paint));
    }
    const text = `${lines.join("\n")}\n`;
    return options.github === true ? withoutCommands(text) : text;
}
/** Scenarios down, faults across; a pair that has no result stays a dash. */
function matrixLines(executions, paint) {
    const matrix = matrixOf(executions);
    if (matrix === undefined)
        return [];
    const { scenarios, faults, cells } = matrix;
    const word = (scenario, fault) => {
        const cell = cells.find((candidate) => candidate.scenario === scenario && candidate.fault === fault);
        if (cell === undefined)
            return { text: "-", style: "dim" };
        const text = cell.outcome === "fault_bypassed" ? "BYPASSED" : verdictWord[cell.result.verdict];
        return { text, style: verdictStyle[cell.result.verdict] };
    };
    const first = Math.max(...scenarios.map((scenario) => text_plain(scenario).length));
    const widths = faults.map((fault) => Math.max(text_plain(fault).length, ...scenarios.map((scenario) => word(scenario, fault).text.length)));
    const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
    return [
        "",
        `fault matrix: ${count(scenarios.length, "scenario")} × ${count(faults.length, "fault")}, ${count(cells.length, "cell")}`,
        `  ${"".padEnd(first)}  ${faults.map((fault, i) => text_plain(fault).padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd(),
        ...scenarios.map((scenario) => {
            const row = faults.map((fault, i) => {
                const { text, style } = word(scenario, fault);
                // Padded outside of the colour, whose codes have no width.
                return paint(style, text) + " ".repeat(Math.max(0, (widths[i] ?? 0) - text.length));
            });
            return `  ${text_plain(scenario).padEnd(first)}  ${row.join("  ")}`.trimEnd();
        }),
    ];
}
function heading(verdict, rest, paint) {
    return `--- ${paint(verdictStyle[verdict], `${verdictWord[verdict]}:`)} ${text_plain(rest)} ---`;
}
function details(test, options, paint) {
    const bad = test.verdict === "fail" || test.verdict === "error";
    return [
        ...(options.debug === true && test.returned !== undefined ? [`  return: ${text_plain(test.returned)}`] : []),
        ...(test.failure === undefined ? [] : failureLines(test, test.failure, paint)),
        ...(test.verdict === "pass" ? [] : [`  replay: ${text_plain(test.replay)}`]),
        ...traceLines(test, paint),
        ...ruleLines(test.rules, paint),
        ...(bad ? summaryLines(test.events) : []),
    ];
}
function failureLines(test, failure, paint) {
    const lines = [`  reason: ${paint("red", text_plain(failure.message))}`];
    if (failure.position !== undefined) {
        const { file, line, column } = failure.position;
        lines.push(`  at ${text_plain(file)}:${line}:${column}`);
        if (failure.sourceLine !== undefined)
            lines.push(`    ${line} | ${text_plain(failure.sourceLine.trimEnd())}`);
    }
    if (failure.backtrace.length > 1)
        lines.push("  called from:", ...failure.backtrace
            .slice(0, -1)
            .reverse()
            .map((frame) => `    ${text_plain(frame)}`));
    if (failure.assertion?.expected !== undefined)
        lines.push(`  expected: ${text_plain(failure.assertion.expected)}`);
    if (failure.assertion?.actual !== undefined)
        lines.push(`  actual:   ${text_plain(failure.assertion.actual)}`);
    const bySeq = new Map(test.events.map((event) => [event.seq, event]));
    const nearest = failure.nearest.flatMap((seq) => bySeq.get(seq) ?? []);
    if (nearest.length > 0) {
        const width = seqWidth(nearest);
        const names = new Names(test.services, test.events);
        const violated = failure.violation === undefined ? "nearest events:" : `${paint("red", "VIOLATION")} at this event:`;
        lines.push(`  ${violated}`, ...nearest.map((event) => eventLine(event, width, names, paint)));
    }
    const steps = stepsBefore(test);
    if (steps.length > 0)
        lines.push("  last steps:");
    for (const { seq, text, body } of steps) {
        lines.push(`    #${seq}  ${text_plain(text)}`);
        if (body !== "")
            lines.push(`      ${text_plain(cut(body, longestBody))}`);
    }
    if (failure.output !== undefined) {
        lines.push(`  last output of ${text_plain(failure.output.service)}:`, ...failure.output.lines.map((line) => `    | ${text_plain(line)}`));
    }
    return lines;
}
function traceLines(test, paint) {
    const calls = test.events.filter((event) => event.call !== undefined);
    if (calls.length === 0)
        return [];
    const shown = calls.filter(({ call }) => call?.decision.kind !== "allow" && call?.decision.kind !== "allow-system-path");
    const width = seqWidth(shown);
    const names = new Names(test.services, test.events);
    return [`  syscall trace (${calls.length} events):`, ...shown.map((event) => eventLine(event, width, names, paint))];
}
function seqWidth(events) {
    return events.reduce((width, { seq }) => Math.max(width, `#${seq}`.length), 0);
}
/** `    #8  inventory    write            delay(100ms)  [slow WAL]  /tmp/inventory.wal  (+100ms)` */
function eventLine(event, width, names, paint) {
    const { call } = event;
    const what = call === undefined ? event.type : call.op === undefined ? call.name : `${call.op}(${call.name})`;
    const object = call === undefined
        ? ((0,trace/* fieldsOf */.Pf)(event)["summary"] ?? (0,trace/* fieldsOf */.Pf)(event)["data"] ?? (0,trace/* fieldsOf */.Pf)(event)["raw"] ?? "")
        : call.object.kind === "socket"
            ? names.object(event)
            : (0,trace/* objectPath */.du)(call.object);
    const decision = call === undefined ? "" : paint(isFaulted(event) ? "yellow" : "dim", (0,trace/* decisionText */.Gk)(call.decision));
    const tail = [
        decision,
        call?.label === undefined ? "" : `[${text_plain(call.label)}]`,
        text_plain(call?.target === undefined ? object : `${object} → ${call.target}`),
        waited(event),
        call?.source === undefined ? "" : paint("dim", `at ${text_plain((0,trace/* shownSource */.Vt)(call.source))}`),
    ].filter((part) => part !== "");
    const head = `    ${`#${event.seq}`.padEnd(width)}  ${text_plain(event.service).padEnd(12)} ${text_plain(what).padEnd(16)}`;
    return `${head} ${tail.join("  ")}`.trimEnd();
}
function ruleLines(rules, paint) {
    const lines = rules.map((rule) => `  ${rule.scope} rule on ${text_plain(rule.service)}: ${text_plain(ruleText(rule))} (${rule.leftOut ? "left out in this leaf" : `${rule.hits} hits`})`);
    const faults = rules.filter(({ scope, action, leftOut }) => scope === "fault" && !action.startsWith("allow") && leftOut !== true);
    if (faults.length > 0 && faults.every(({ hits }) => hits === 0)) {
        const services = [...new Set(faults.map(({ service }) => service))].map(text_plain).join(", ");
        lines.push(`  ${paint("yellow", "WARNING:")} no fault fired in this test: what passed here passed without the fault`, `    hint: the call may be made by another service than ${services}; a fault belongs to the service that makes the call`, "    hint: trace() the service around the same step to see which calls it makes");
    }
    return lines;
}
function summaryLines(events) {
    const services = new Map();
    for (const event of events) {
        if (event.call === undefined)
            continue;
        const sum = services.get(event.service) ?? { total: 0, faulted: 0, calls: new Map() };
        services.set(event.service, sum);
        sum.total += 1;
        if (isFaulted(event))
            sum.faulted += 1;
        sum.calls.set(event.call.name, (sum.calls.get(event.call.name) ?? 0) + 1);
    }
    if (services.size === 0)
        return [];
    const lines = ["  per-service syscall summary:"];
    for (const [service, { total, faulted, calls }] of [...services].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const breakdown = [...calls].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name, n]) => `${name}:${n}`);
        lines.push(`    ${text_plain(service).padEnd(12)} ${total} total, ${faulted} faulted  [${breakdown.join(" ")}]`);
    }
    return lines;
}
/** Executions by suite, suites in the order of first appearance. */
function bySuite(runs) {
    const suites = new Map();
    for (const run of runs)
        suites.set(run.suite, [...(suites.get(run.suite) ?? []), run]);
    return [...suites.values()];
}
/** All diagnostics with their test in front, each said once although it comes up in every run. */
function diagnosticsOf(runs) {
    const found = new Map();
    const add = (diagnostic, message) => {
        const key = `${diagnostic.level}\n${diagnostic.code}\n${message}`;
        if (!found.has(key))
            found.set(key, { ...diagnostic, message });
    };
    for (const run of runs) {
        for (const diagnostic of run.diagnostics)
            add(diagnostic, diagnostic.message);
        for (const test of run.tests)
            for (const diagnostic of test.diagnostics)
                add(diagnostic, `${shortName(test.name)}: ${diagnostic.message}`);
    }
    const order = ["error", "warning", "info"];
    return [...found.values()].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
const levelStyle = { error: "red", warning: "yellow", info: "cyan" };
function diagnosticLines(diagnostic, paint) {
    const at = diagnostic.position === undefined
        ? ""
        : ` (${text_plain(diagnostic.position.file)}:${diagnostic.position.line}:${diagnostic.position.column})`;
    const lines = [
        `${paint(levelStyle[diagnostic.level], `${diagnostic.level.toUpperCase()}:`)} [${diagnostic.code}] ${text_plain(diagnostic.message)}${at}`,
    ];
    if (diagnostic.suggestion !== undefined)
        lines.push(`  ${text_plain(diagnostic.suggestion)}`);
    return lines;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/diff/libesm/diff/array.js + 1 modules
var array = __webpack_require__(8965);
;// CONCATENATED MODULE: ./build/js/report/align.js
/**
 * Lays two logs of one test side by side: which event of the one stands in the same row as which of the other. The driver's steps are
 * sequential and come first: they cut both logs into stretches, and each stretch is aligned by a longest common subsequence of what events
 * mean (lane, answer, label), numbers of one run left out.
 *
 * Threads interleave differently in every run, so an event without a partner in its row is not yet a difference: where the same
 * stretch has it on the other side too, only elsewhere, it has `moved`. What is left is `only` on its side. Whether such a thing matters is for
 * the comparison of many runs to say; this is for the eye.
 */



/** What makes two events of two runs the same to a reader. */
function keyOf(event, names) {
    return `${event.service}\n${decisionShown(event)}\n${withoutRunNumbers(names.label(event))}`;
}
/**
 * Differences a stretch may have before it is shown as all of one side and then all of the other. The search costs length × differences, and
 * side by side two stretches with thousands of differences say nothing more.
 */
const maxDifferences = 1500;
/** Aligns two logs given by the keys of their events (see [keyOf]) and the lanes these stand on. */
function align(base, head) {
    const rows = [];
    const standings = { base: base.map(() => "same"), head: head.map(() => "same") };
    const driver = (keys) => keys.flatMap((key, index) => (key.startsWith(`${trace/* DRIVER */.NX}\n`) ? [index] : []));
    const [baseSteps, headSteps] = [driver(base), driver(head)];
    let [b, h] = [0, 0];
    const pairs = matches(baseSteps.map((index) => base[index] ?? ""), headSteps.map((index) => head[index] ?? ""));
    for (const [baseStep, headStep] of pairs) {
        const [nextBase, nextHead] = [baseSteps[baseStep] ?? 0, headSteps[headStep] ?? 0];
        stretch(b, nextBase, h, nextHead);
        rows.push([nextBase, nextHead]);
        [b, h] = [nextBase + 1, nextHead + 1];
    }
    stretch(b, base.length, h, head.length);
    return { rows, ...standings };
    function stretch(baseFrom, baseTo, headFrom, headTo) {
        const [baseKeys, headKeys] = [base.slice(baseFrom, baseTo), head.slice(headFrom, headTo)];
        const loose = new Map();
        const alone = (side, index, key) => {
            rows.push(side === "base" ? [index, undefined] : [undefined, index]);
            const both = loose.get(key) ?? { base: [], head: [] };
            loose.set(key, both);
            both[side].push(index);
        };
        let [atBase, atHead] = [0, 0];
        for (const [baseIndex, headIndex] of [...matches(baseKeys, headKeys), [baseKeys.length, headKeys.length]]) {
            for (; atBase < baseIndex; atBase++)
                alone("base", baseFrom + atBase, baseKeys[atBase] ?? "");
            for (; atHead < headIndex; atHead++)
                alone("head", headFrom + atHead, headKeys[atHead] ?? "");
            if (baseIndex < baseKeys.length)
                rows.push([baseFrom + baseIndex, headFrom + headIndex]);
            [atBase, atHead] = [baseIndex + 1, headIndex + 1];
        }
        for (const { base: baseOnes, head: headOnes } of loose.values()) {
            const shared = Math.min(baseOnes.length, headOnes.length);
            baseOnes.forEach((index, n) => (standings.base[index] = n < shared ? "moved" : "only"));
            headOnes.forEach((index, n) => (standings.head[index] = n < shared ? "moved" : "only"));
        }
    }
}
/** The pairs of a longest common subsequence; those of the common ends alone where there are too many differences to search. */
function matches(base, head) {
    let start = 0;
    while (start < base.length && start < head.length && base[start] === head[start])
        start++;
    let end = 0;
    while (end < base.length - start && end < head.length - start && base[base.length - 1 - end] === head[head.length - 1 - end])
        end++;
    const pairs = [];
    for (let index = 0; index < start; index++)
        pairs.push([index, index]);
    const changes = (0,array/* diffArrays */.E)(base.slice(start, base.length - end), head.slice(start, head.length - end), { maxEditLength: maxDifferences }) ?? [];
    let [b, h] = [start, start];
    for (const { added, removed, count } of changes) {
        if (!added && !removed)
            for (let index = 0; index < count; index++)
                pairs.push([b + index, h + index]);
        if (!added)
            b += count;
        if (!removed)
            h += count;
    }
    for (let index = end; index > 0; index--)
        pairs.push([base.length - index, head.length - index]);
    return settled(pairs, base, head);
}
/**
 * Of several events alike the last is the additional one: where a gap of one side begins with what follows it, the pair is moved to the gap's
 * beginning, and the gap behind it.
 */
function settled(pairs, base, head) {
    let [before, beforeHead] = [-1, -1];
    return pairs.map(([b, h]) => {
        if (b === before + 1 && head[beforeHead + 1] === head[h])
            h = beforeHead + 1;
        else if (h === beforeHead + 1 && base[before + 1] === base[b])
            b = before + 1;
        [before, beforeHead] = [b, h];
        return [b, h];
    });
}

;// CONCATENATED MODULE: ./build/js/report/arrows.js
/** [clocks] belong to [events] one by one, as `clocksOf` makes them. */
function arrowsOf(events, clocks) {
    /** lane → its events' indices, in order: the nth event of a lane has n as its own count. */
    const lanes = new Map();
    const known = new Map();
    const arrows = [];
    events.forEach((event, to) => {
        const clock = clocks[to] ?? {};
        const before = known.get(event.service);
        const sources = [];
        for (const lane in clock) {
            const time = clock[lane] ?? 0;
            if (lane === event.service || time <= (before?.[lane] ?? 0))
                continue;
            const from = lanes.get(lane)?.[time - 1];
            if (from !== undefined)
                sources.push({ lane, time, from });
        }
        for (const { lane, time, from } of sources) {
            const implied = sources.some((other) => other.from !== from && (clocks[other.from]?.[lane] ?? 0) >= time);
            if (!implied)
                arrows.push({ from, to });
        }
        known.set(event.service, clock);
        const lane = lanes.get(event.service);
        if (lane === undefined)
            lanes.set(event.service, [to]);
        else
            lane.push(to);
    });
    return arrows;
}

;// CONCATENATED MODULE: ./build/js/report/viewer.generated.js
// Generated from src/report/viewer/ by: node scripts/viewer.ts
const style = ":root { --paper: #ffffff; --page: #f5f6f8; --ink: #1b2129; --soft: #5b6573; --faint: #eef0f3; --line: #dadee4; --added: #0a58c2; --added-band: #e1eeff; --removed: #a34700; --removed-band: #ffeedd; --bad: #b3121d; --bad-band: #ffe3e4; --good: #17703a; --good-band: #dff3e5; --wait: #6b4a00; --wait-band: #fff0c2; --select: #0a58c226; --focus: #0a58c2; --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, \"DejaVu Sans Mono\", monospace; color-scheme: light; } @media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) { --paper: #14181d; --page: #0c0f13; --ink: #e8ebef; --soft: #9aa5b3; --faint: #1e242b; --line: #2e363f; --added: #7db7ff; --added-band: #12294a; --removed: #ffab66; --removed-band: #3d2410; --bad: #ff8c90; --bad-band: #471a1d; --good: #74d697; --good-band: #12321f; --wait: #ecc765; --wait-band: #3a2f10; --select: #7db7ff33; --focus: #7db7ff; color-scheme: dark; } } :root[data-theme=\"dark\"] { --paper: #14181d; --page: #0c0f13; --ink: #e8ebef; --soft: #9aa5b3; --faint: #1e242b; --line: #2e363f; --added: #7db7ff; --added-band: #12294a; --removed: #ffab66; --removed-band: #3d2410; --bad: #ff8c90; --bad-band: #471a1d; --good: #74d697; --good-band: #12321f; --wait: #ecc765; --wait-band: #3a2f10; --select: #7db7ff33; --focus: #7db7ff; color-scheme: dark; } * { box-sizing: border-box; } html, body { height: 100%; margin: 0; } body { display: grid; grid-template-rows: auto 1fr; background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif; } h1, h2, h3, p, ul { margin: 0; padding: 0; } code, pre, .mono { font-family: var(--mono); font-size: 12.5px; } button, select, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 3px 9px; min-height: 28px; } button { cursor: pointer; } button:hover { border-color: var(--soft); } :focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; } a { color: var(--added); } [hidden] { display: none !important; } header { display: flex; flex-wrap: wrap; gap: 6px 20px; align-items: center; padding: 12px 20px; background: var(--paper); border-bottom: 1px solid var(--line); } header .verdict { display: flex; gap: 12px; align-items: center; } header h1 { font-size: 19px; font-weight: 650; letter-spacing: -0.01em; } header .about { flex: 1 1 320px; color: var(--soft); font-size: 13px; } header nav { display: flex; gap: 14px; align-items: center; font-size: 13px; } .badge { display: inline-block; padding: 1px 8px; border-radius: 5px; font-size: 11.5px; font-weight: 700; letter-spacing: 0.03em; text-transform: uppercase; white-space: nowrap; background: var(--faint); color: var(--soft); } .badge.pass, .badge.passed, .badge.accepted { background: var(--good-band); color: var(--good); } .badge.fail, .badge.failed, .badge.error { background: var(--bad-band); color: var(--bad); } .badge.drift, .badge.changed, .badge.new { background: var(--added-band); color: var(--added); } .badge.gone { background: var(--removed-band); color: var(--removed); } .badge.inconclusive, .badge.undecided { background: var(--wait-band); color: var(--wait); } main { display: grid; grid-template-columns: 300px minmax(0, 1fr); min-height: 0; } aside.list { overflow: auto; padding: 16px 14px 24px; border-right: 1px solid var(--line); background: var(--page); } aside.list h2 { font-size: 12px; font-weight: 700; color: var(--soft); text-transform: uppercase; letter-spacing: 0.06em; margin: 0 4px 8px; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 10px; } aside.list .sums { display: flex; gap: 10px; text-transform: none; letter-spacing: 0; } .sums .pass, .sign.pass { color: var(--good); } .sums .fail, .sums .error, .sign.fail, .sign.error { color: var(--bad); } .sums .gone, .sign.gone { color: var(--removed); } .sums .inconclusive, .sign.inconclusive { color: var(--wait); } aside.list .again pre { margin: 0 4px; padding: 8px 10px; border-radius: 6px; background: var(--faint); white-space: pre-wrap; overflow-wrap: anywhere; } aside.list section + section { margin-top: 22px; } aside.list input { width: 100%; margin-bottom: 8px; } aside.list ul { list-style: none; display: grid; gap: 4px; } .entry { display: grid; gap: 3px; width: 100%; text-align: left; padding: 7px 10px; border-color: transparent; background: transparent; border-radius: 8px; } .entry.test { grid-template-columns: 14px minmax(0, 1fr) auto; gap: 1px 7px; align-items: baseline; padding: 5px 10px; position: relative; } .entry.test .sign { font-weight: 700; } .entry.test .more { grid-column: 2 / -1; } .entry.test .badge { padding: 0 6px; font-size: 10.5px; } .entry:hover { background: var(--faint); border-color: transparent; } .entry[aria-current=\"true\"] { background: var(--paper); border-color: var(--line); box-shadow: 0 1px 2px #0000001a; } .entry .name { font-weight: 550; overflow-wrap: anywhere; } .entry .more { display: flex; flex-wrap: wrap; gap: 2px 6px; align-items: center; color: var(--soft); font-size: 12.5px; } .finding.entry { border-left: 4px solid var(--added); border-radius: 4px 8px 8px 4px; background: var(--paper); } .finding.entry.open { border-left-color: var(--line); } .finding.entry[aria-current=\"true\"] { border-color: var(--added); } .stage { display: grid; grid-template-rows: auto auto auto 1fr auto; min-width: 0; min-height: 0; background: var(--paper); } .about-test { padding: 14px 20px 10px; display: grid; gap: 8px; max-height: 46vh; overflow: auto; } .about-test .title { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; } .about-test h2 { font-size: 16px; font-weight: 650; overflow-wrap: anywhere; } .about-test .facts { color: var(--soft); font-size: 13px; } .card { border: 1px solid var(--line); border-left-width: 4px; border-radius: 6px; padding: 9px 12px; display: grid; gap: 4px; } .card.change { border-left-color: var(--added); } .card.failure { border-left-color: var(--bad); } .card strong { font-weight: 650; } .card .sides { display: flex; gap: 6px 22px; flex-wrap: wrap; } .card .before::before { content: \"− before: \"; color: var(--removed); font-weight: 650; } .card .after::before { content: \"+ now: \"; color: var(--added); font-weight: 650; } .card .lines { list-style: none; display: grid; gap: 1px; } .card .lines .base::before { content: \"− \"; color: var(--removed); } .card .lines .head::before { content: \"+ \"; color: var(--added); } .card .proof { color: var(--soft); font-size: 12.5px; } .card pre { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 150px; overflow: auto; } .card .near { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; } .card .near button { font: 12px var(--mono); min-height: 24px; } .card.quiet { border-left-color: var(--line); color: var(--soft); } .tools { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; justify-content: space-between; padding: 4px 20px 10px; border-bottom: 1px solid var(--line); font-size: 13px; } .tools .part { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } .tools .group { display: inline-flex; align-items: center; border: 1px solid var(--line); border-radius: 7px; } .tools .group button { border-color: transparent; border-radius: 6px; min-width: 30px; } .tools .group .where { padding: 0 2px; min-width: 18px; text-align: center; color: var(--soft); } .tools input[type=\"search\"] { width: 156px; } .tools button { padding: 3px 9px; } .tools button[aria-pressed=\"true\"]:not(.lanes button) { background: var(--added-band); color: var(--added); } .tools select { padding: 3px 4px; } .tools .lanes { display: flex; gap: 4px; flex-wrap: wrap; } .tools .lanes button { border-radius: 999px; padding: 1px 11px; } .tools .lanes button[aria-pressed=\"false\"] { color: var(--soft); text-decoration: line-through; background: var(--faint); } .tools label { display: flex; gap: 5px; align-items: center; } .tools input[type=\"checkbox\"] { min-height: 0; margin: 0; } .heads { position: relative; height: 52px; border-bottom: 1px solid var(--line); background: var(--paper); overflow: hidden; } .heads .pane { position: absolute; top: 0; height: 27px; padding: 4px 12px 0; font-size: 13px; display: flex; gap: 10px; align-items: baseline; white-space: nowrap; overflow: hidden; } .heads .pane .said { overflow: hidden; text-overflow: ellipsis; color: var(--ink); font-weight: 550; } .heads .pane .commit { margin-left: auto; color: var(--soft); font-size: 12px; } .heads .pane strong { font-weight: 700; } .heads .pane.base strong::before { content: \"− \"; } .heads .pane.head strong::before { content: \"+ \"; } .heads .pane.base { color: var(--removed); } .heads .pane.head { color: var(--added); } .heads .pane.only { color: var(--soft); } .heads .lane { position: absolute; top: 29px; font: 600 12px/18px var(--mono); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } .heads .unit { position: absolute; top: 29px; font: 11px/18px var(--mono); color: var(--soft); text-align: right; width: 50px; } .field { display: grid; grid-template-columns: minmax(0, 1fr) 14px; min-height: 0; position: relative; } .field.detailed { grid-template-columns: minmax(0, 1fr) 14px 300px; } .scroll { overflow: auto; position: relative; min-height: 0; } .scroll canvas { position: sticky; top: 0; left: 0; display: block; } .spacer { width: 1px; position: absolute; top: 0; left: 0; } .map { position: relative; background: var(--faint); border-left: 1px solid var(--line); cursor: pointer; overflow: hidden; } .map canvas { display: block; width: 13px; height: 100%; } .map .window { position: absolute; left: 0; right: 0; border: 1px solid var(--soft); background: var(--select); min-height: 6px; pointer-events: none; } .empty { position: absolute; inset: 40px 0 auto; text-align: center; color: var(--soft); } .detail { overflow: auto; border-left: 1px solid var(--line); padding: 14px 16px; display: grid; gap: 10px; align-content: start; } .detail h3 { font: 650 13.5px/1.4 var(--mono); overflow-wrap: anywhere; } .detail dl { display: grid; grid-template-columns: auto 1fr; gap: 3px 12px; margin: 0; font-size: 12.5px; } .detail dt { color: var(--soft); } .detail dd { margin: 0; font-family: var(--mono); overflow-wrap: anywhere; } .detail .links { display: grid; gap: 4px; } .detail .links button { text-align: left; overflow-wrap: anywhere; font-size: 12.5px; } .detail .close { justify-self: end; min-height: 24px; padding: 0 8px; } .legend { padding: 6px 20px; border-top: 1px solid var(--line); color: var(--soft); font-size: 12px; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; background: var(--paper); position: relative; } .legend .sum { color: var(--ink); font-weight: 550; } .legend .keys { margin-left: auto; } .legend summary { cursor: pointer; padding: 2px 8px; } .legend .keys p { position: absolute; right: 12px; bottom: 34px; z-index: 2; display: grid; gap: 6px; padding: 12px 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 4px 16px #00000033; } .legend kbd { font: 11px var(--mono); border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; color: var(--ink); } .legend .plus { color: var(--added); font-weight: 700; } .legend .minus { color: var(--removed); font-weight: 700; } .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .paper { display: none; } .as-table { grid-column: 1 / 3; overflow: auto; min-height: 0; font-size: 13px; } .as-table table { border-collapse: collapse; width: 100%; } .as-table caption { text-align: left; padding: 8px 20px; color: var(--soft); } .as-table th, .as-table td { text-align: left; font-weight: 400; padding: 3px 10px; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; } .as-table thead th { font-weight: 650; position: sticky; top: 0; background: var(--paper); } .as-table td.time { text-align: right; white-space: nowrap; } .as-table button { padding: 0 6px; min-height: 24px; border-color: transparent; background: transparent; font-variant-numeric: tabular-nums; } .as-table tr.head td, .as-table tr.head th { background: var(--added-band); } .as-table tr.base td, .as-table tr.base th { background: var(--removed-band); } .as-table tr.selected td, .as-table tr.selected th { box-shadow: inset 0 0 0 99px var(--select); } .as-table .fold td { background: var(--faint); padding-left: 20px; } .as-table .turn { display: flex; gap: 10px; padding: 10px 20px; } @media (max-width: 900px) { html, body { height: auto; } main { grid-template-columns: minmax(0, 1fr); } aside.list { border-right: 0; border-bottom: 1px solid var(--line); max-height: 300px; } .stage { grid-template-rows: auto auto auto minmax(70vh, 1fr) auto; } .about-test { max-height: none; } .scroll { height: 70vh; } .field.detailed { grid-template-columns: minmax(0, 1fr) 14px; } .detail { position: absolute; inset: auto 0 0; max-height: 60%; background: var(--paper); border-top: 1px solid var(--line); } } @media print { @page { size: landscape; margin: 12mm; } html, body { height: auto; } body { display: block; background: #fff; } main, .stage { display: block; } header { padding: 0 0 8px; } aside.list { max-height: none; overflow: visible; border: 0; padding: 10px 0; background: #fff; } aside.list section:has(> ul > li > .test) ul { grid-template-columns: repeat(3, minmax(0, 1fr)); } .entry[aria-current=\"true\"] { box-shadow: none; } aside.list input, .tools, .stage > .heads, .field, .legend .keys, .legend .sum, .about-test select, header nav { display: none !important; } .about-test { max-height: none; padding: 10px 0; } .legend { border: 0; padding: 0 0 10px; } .card, .entry, .sheet { break-inside: avoid; } .paper { display: block; } .sheet canvas { display: block; margin-bottom: 12px; } * { print-color-adjust: exact; } }";
const script = "(() => {\n\"use strict\";\nconst Kind = {\n  call: 0,\n  deny: 1,\n  delay: 2,\n  hold: 3,\n  send: 4,\n  receive: 5,\n  life: 6,\n  note: 7,\n  violation: 8,\n  trace: 9,\n  fault: 10,\n}         ;\nconst plain       = { mark: \"dot\", color: \"ink\", fault: false, telling: false };\nconst step       = { mark: \"square\", color: \"ink\", fault: false, telling: true };\nconst remark       = { mark: \"ring\", color: \"soft\", fault: false, telling: false };\nconst waiting       = { mark: \"hourglass\", color: \"wait\", fault: true, telling: true };\nconst failing       = { mark: \"cross\", color: \"bad\", fault: true, telling: true };\nconst looks                  = [\n  plain,\n  failing,\n  waiting,\n  waiting,\n  step,\n  step,\n  remark,\n  remark,\n  failing,\n  plain,\n  { mark: \"diamond\", color: \"bad\", fault: true, telling: true },\n];\nfunction lookOf(kind        )       {\n  return looks[kind] ?? plain;\n}\nconst margin = 78;\nconst font = \"12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\";\nconst smallFont = \"10.5px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\";\nconst longArrow = 400;\nconst tallest = 15_000_000;\nconst padding = 14;\nconst timeTop = 24;\nconst widestPitch = 220;\nconst longestLabel = 46;\nconst measured = 2000;\nclass Diagram {\n           #canvas                   ;\n           #context                          ;\n  #colors                                   = {};\n  #scene                   ;\n  #panes                  = [];\n  #lanes                    = [];\n  #scroll = 0;\n  #height = 0;\n           #letters = new WeakMap                    ();\n  #long = new WeakMap                                                                  ();\n  constructor(canvas                   ) {\n    const context = canvas.getContext(\"2d\");\n    if (context === null) throw new Error(\"this browser has no canvas\");\n    this.#canvas = canvas;\n    this.#context = context;\n    this.readColors();\n  }\n  readColors()       {\n    const computed = getComputedStyle(document.documentElement);\n    const names = [\n      \"paper\",\n      \"ink\",\n      \"soft\",\n      \"faint\",\n      \"line\",\n      \"added\",\n      \"added-band\",\n      \"removed\",\n      \"removed-band\",\n      \"bad\",\n      \"bad-band\",\n      \"wait\",\n      \"wait-band\",\n      \"select\",\n      \"focus\",\n    ];\n    this.#colors = Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(`--${name}`).trim()]));\n  }\n  #color(name        )         {\n    return this.#colors[name] ?? \"#888\";\n  }\n  contentHeight(scene       )         {\n    if (scene.axis === \"order\") return Math.min(tallest, scene.view.items.length * lineHeight(scene)) + 2 * padding;\n    const last = (trace                   )         => trace?.atNs[trace.length - 1] ?? 0;\n    return Math.min(tallest, (Math.max(last(scene.view.base), last(scene.view.head)) / 1e6) * timeScale(scene)) + 60;\n  }\n  topOf(scene       , item        )         {\n    return padding + item * lineHeight(scene);\n  }\n  yOf(scene       , side          , event        )                     {\n    const row = scene.view.rowOf[side][event] ?? -1;\n    const item = scene.view.itemOf[row] ?? -1;\n    if (item < 0) return undefined;\n    if (scene.axis === \"order\") return padding + (item + 0.5) * lineHeight(scene);\n    return timeTop + ((scene.view.side(side)?.atNs[event] ?? 0) / 1e6) * timeScale(scene);\n  }\n  draw(scene       , scroll        , width        , height        , ratio = window.devicePixelRatio || 1)       {\n    this.#scroll = scroll;\n    this.#height = height;\n    this.#arrange(scene, width);\n    const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];\n    if (this.#canvas.width !== pixelWidth || this.#canvas.height !== pixelHeight) {\n      this.#canvas.width = pixelWidth;\n      this.#canvas.height = pixelHeight;\n      this.#canvas.style.width = `${width}px`;\n      this.#canvas.style.height = `${height}px`;\n    }\n    const context = this.#context;\n    context.setTransform(ratio, 0, 0, ratio, 0, 0);\n    context.fillStyle = this.#color(\"paper\");\n    context.fillRect(0, 0, width, height);\n    context.textBaseline = \"middle\";\n    const visible = this.#visible(scene);\n    if (scene.axis === \"order\") this.#bands(scene);\n    else this.#ticks(scene);\n    this.#laneLines();\n    this.#arrows(scene, visible);\n    if (scene.axis === \"order\") this.#foldTexts(scene);\n    for (const { side, event, pane } of visible.places) this.#event(scene, pane, side, event);\n    if (scene.axis === \"time\") this.#labelsWhereRoom(scene, visible.places);\n  }\n  #arrange(scene       , width        )       {\n    this.#scene = scene;\n    this.#panes = panes(scene, width);\n    this.#lanes = scene.view.test.lanes.map((_name, index) => index).filter((lane) => !scene.hiddenLanes.has(lane));\n  }\n  laneHeads(scene       , width        )                                                                                     {\n    this.#arrange(scene, width);\n    return this.#panes.flatMap((pane, index) => this.#lanes.map((lane) => ({ lane, left: this.#x(pane, lane), pane: index })));\n  }\n  fittingScale(scene       , height        )         {\n    const last = (trace                   )         => trace?.atNs[trace.length - 1] ?? 0;\n    return (height - 70) / Math.max(0.001, Math.max(last(scene.view.base), last(scene.view.head)) / 1e6);\n  }\n  paneBounds(\n    scene       ,\n    width        ,\n  )                                                                                                    {\n    return panes(scene, width);\n  }\n  at(x        , y        )                                                {\n    const scene = this.#scene;\n    const pane = this.#panes.find(({ left, width }) => x >= left && x < left + width);\n    if (scene === undefined || pane === undefined) return undefined;\n    if (scene.axis === \"order\") {\n      const item = scene.view.items[Math.floor((y + this.#scroll - padding) / lineHeight(scene))];\n      if (item === undefined) return undefined;\n      if (item < 0) return { fold: -1 - item };\n      for (const side of [...pane.sides].reverse()) {\n        const event = scene.view.event(item, side);\n        if (event >= 0 && this.#laneShown(scene, side, event)) return { side, event };\n      }\n      return undefined;\n    }\n    let best                                                     ;\n    for (const place of this.#visible(scene).places) {\n      if (place.pane !== pane) continue;\n      const lane = scene.view.side(place.side)?.lane(place.event) ?? 0;\n      const dy = (this.yOf(scene, place.side, place.event) ?? Number.NaN) - this.#scroll - y;\n      const distance = Math.hypot(dy, (this.#x(pane, lane) - x) / 6);\n      if (distance < 30 && (best === undefined || distance < best.distance)) best = { side: place.side, event: place.event, distance };\n    }\n    return best;\n  }\n  #laneShown(scene       , side          , event        )          {\n    return !scene.hiddenLanes.has(scene.view.side(side)?.lane(event) ?? 0);\n  }\n  #x(pane      , lane        )         {\n    return pane.left + margin + 10 + Math.max(0, this.#lanes.indexOf(lane)) * this.#pitch(pane);\n  }\n  #pitch(pane      )         {\n    const scene = this.#scene;\n    const count = this.#lanes.length;\n    if (scene === undefined || count < 2) return 0;\n    const room = pane.width - margin - 22;\n    const letter = this.#letter();\n    const names = Math.max(7, ...this.#lanes.map((lane) => scene.view.test.lanes[lane]?.length ?? 0)) * letter + 14;\n    const afterLabels = (room - this.#labelLetters(scene) * letter - 16) / (count - 1);\n    return Math.min(room / (count + 0.5), widestPitch, Math.max(names, afterLabels));\n  }\n  #letter()         {\n    this.#context.font = font;\n    return this.#context.measureText(\"0\").width;\n  }\n  #labelLetters(scene       )         {\n    const { view } = scene;\n    let letters = this.#letters.get(view.items);\n    if (letters === undefined) {\n      letters = 0;\n      for (let item = 0; item < Math.min(measured, view.items.length); item++) {\n        const row = view.items[item] ?? -1;\n        for (const side of [\"base\", \"head\"]         ) {\n          const event = row < 0 ? -1 : view.event(row, side);\n          const trace = view.side(side);\n          if (trace === undefined || event < 0 || trace.kind(event) === Kind.violation) continue;\n          const [pill = \"\"] = pillTexts(trace, event);\n          letters = Math.max(letters, trace.label(event).length + (pill === \"\" ? 0 : pill.length + 2));\n        }\n      }\n      this.#letters.set(view.items, letters);\n    }\n    return Math.min(letters, longestLabel);\n  }\n  #visible(scene       )\n    {\n    const places                             = [];\n    const ranges = new Map                            ();\n    const add = (pane      , side          , event        )       => {\n      const range = ranges.get(side);\n      if (range === undefined) ranges.set(side, [event, event]);\n      else ranges.set(side, [Math.min(range[0], event), Math.max(range[1], event)]);\n      if (this.#laneShown(scene, side, event)) places.push({ pane, side, event });\n    };\n    for (const pane of this.#panes) {\n      if (scene.axis === \"order\") {\n        const [first, last] = this.#window(scene);\n        for (let item = first; item <= last; item++) {\n          const row = scene.view.items[item] ?? -1;\n          if (row < 0) continue;\n          const here = pane.sides.filter((side) => scene.view.event(row, side) >= 0);\n          for (const side of here) {\n            if (pane.sides.length === 2 && here.length === 2 && side === \"base\") continue;\n            add(pane, side, scene.view.event(row, side));\n          }\n        }\n      } else {\n        for (const side of pane.sides) {\n          const trace = scene.view.side(side);\n          if (trace === undefined) continue;\n          const from = ((this.#scroll - 60) / timeScale(scene)) * 1e6;\n          const to = ((this.#scroll + this.#height + 20) / timeScale(scene)) * 1e6;\n          for (let event = firstAtOrAfter(trace.atNs, from); event < trace.length && (trace.atNs[event] ?? 0) <= to; event++) {\n            if ((scene.view.itemOf[scene.view.rowOf[side][event] ?? -1] ?? -1) >= 0) add(pane, side, event);\n          }\n        }\n      }\n    }\n    return { places, ranges };\n  }\n  #window(scene       )                            {\n    const height = lineHeight(scene);\n    const first = Math.max(0, Math.floor((this.#scroll - padding) / height) - 1);\n    return [first, Math.min(scene.view.items.length - 1, Math.ceil((this.#scroll + this.#height) / height) + 1)];\n  }\n  #emphasis(scene       , side          , event        )            {\n    if (scene.view.findings[side].has(event)) return 2;\n    return !scene.view.test.compared && scene.view.alone(side, event) ? 1 : 0;\n  }\n  #varies(scene       , side          , event        )          {\n    return scene.view.test.compared && scene.view.alone(side, event) && !scene.view.findings[side].has(event);\n  }\n  #bands(scene       )       {\n    const context = this.#context;\n    const height = lineHeight(scene);\n    const [first, last] = this.#window(scene);\n    for (let item = first; item <= last; item++) {\n      const row = scene.view.items[item] ?? -1;\n      const top = padding + item * height - this.#scroll;\n      if (row < 0) {\n        context.fillStyle = this.#color(\"faint\");\n        for (const pane of this.#panes) context.fillRect(pane.left + 1, top + 2, pane.width - 2, height - 4);\n        continue;\n      }\n      for (const pane of this.#panes) {\n        for (const side of [\"base\", \"head\"]         ) {\n          const event = scene.view.event(row, side);\n          if (event < 0) continue;\n          const emphasis = this.#emphasis(scene, side, event);\n          const inFocus = scene.finding !== undefined && scene.view.findings[side].get(event) === scene.finding;\n          const trace = scene.view.side(side);\n          if (pane.sides.includes(side)) {\n            if (trace?.kind(event) === Kind.violation) this.#band(pane, top, height, \"bad-band\", \"bad\");\n            else if (emphasis === 2)\n              this.#band(pane, top, height, side === \"head\" ? \"added-band\" : \"removed-band\", side === \"head\" ? \"added\" : \"removed\");\n            if (inFocus) {\n              context.strokeStyle = this.#color(side === \"head\" ? \"added\" : \"removed\");\n              context.lineWidth = 1;\n              context.strokeRect(pane.left + 0.5, top + 0.5, pane.width - 1, height - 1);\n            }\n          } else if (emphasis === 2 && scene.view.event(row, pane.sides[0] ?? \"head\") < 0) {\n            this.#absence(pane, top, height, side);\n          }\n          if (isPlace(scene.selected, side, event) && pane.sides.includes(side)) {\n            context.fillStyle = this.#color(\"select\");\n            context.fillRect(pane.left, top, pane.width, height);\n          } else if (isPlace(scene.hovered, side, event) && pane.sides.includes(side) && emphasis < 2) {\n            context.fillStyle = this.#color(\"faint\");\n            context.fillRect(pane.left, top, pane.width, height);\n          }\n        }\n      }\n    }\n  }\n  #band(pane      , top        , height        , color        , edge        )       {\n    this.#context.fillStyle = this.#color(color);\n    this.#context.fillRect(pane.left, top, pane.width, height);\n    this.#context.fillStyle = this.#color(edge);\n    this.#context.fillRect(pane.left, top, 4, height);\n  }\n  #absence(pane      , top        , height        , side          )       {\n    const context = this.#context;\n    context.save();\n    context.beginPath();\n    context.rect(pane.left, top, pane.width, height);\n    context.clip();\n    context.strokeStyle = this.#color(\"line\");\n    context.lineWidth = 1;\n    context.beginPath();\n    for (let x = pane.left - height; x < pane.left + pane.width; x += 7) {\n      context.moveTo(x, top + height);\n      context.lineTo(x + height, top);\n    }\n    context.stroke();\n    if (height >= 15) {\n      const text = side === \"head\" ? \"not in the baseline\" : \"no longer here\";\n      context.font = smallFont;\n      const width = context.measureText(text).width;\n      const left = pane.left + margin + 10;\n      context.fillStyle = this.#color(\"paper\");\n      context.fillRect(left - 4, top + 2, width + 8, height - 4);\n      context.fillStyle = this.#color(\"soft\");\n      context.fillText(text, left, top + height / 2);\n    }\n    context.restore();\n  }\n  #ticks(scene       )       {\n    const context = this.#context;\n    const scale = timeScale(scene);\n    const decade = 10 ** Math.ceil(Math.log10(28 / scale));\n    const step = [decade / 5, decade / 2, decade].find((candidate) => candidate * scale >= 28) ?? decade;\n    context.font = smallFont;\n    context.textAlign = \"right\";\n    for (let tick = Math.max(0, Math.floor((this.#scroll - timeTop) / scale / step)); ; tick++) {\n      const y = timeTop + tick * step * scale - this.#scroll;\n      if (y > this.#height) break;\n      context.fillStyle = this.#color(\"faint\");\n      context.fillRect(0, Math.round(y), this.#canvas.clientWidth, 1);\n      context.fillStyle = this.#color(\"soft\");\n      for (const pane of this.#panes) context.fillText(String(Number((tick * step).toPrecision(6))), pane.left + margin - 24, y);\n    }\n    context.textAlign = \"left\";\n  }\n  #laneLines()       {\n    const context = this.#context;\n    context.strokeStyle = this.#color(\"line\");\n    context.lineWidth = 1;\n    context.beginPath();\n    for (const pane of this.#panes) {\n      for (const lane of this.#lanes) {\n        const x = Math.round(this.#x(pane, lane)) + 0.5;\n        context.moveTo(x, 0);\n        context.lineTo(x, this.#height);\n      }\n      if (pane.left > 0) {\n        context.moveTo(pane.left - 0.5, 0);\n        context.lineTo(pane.left - 0.5, this.#height);\n      }\n    }\n    context.stroke();\n  }\n  #arrows(scene       , visible                                                                       )       {\n    const context = this.#context;\n    for (const pane of this.#panes) {\n      for (const side of pane.sides) {\n        const trace = scene.view.side(side);\n        const range = visible.ranges.get(side);\n        if (trace === undefined || range === undefined) continue;\n        for (const { from, to } of this.#arrowsNear(trace, range)) {\n          if (!this.#laneShown(scene, side, from) || !this.#laneShown(scene, side, to)) continue;\n          const [fromRow, toRow] = [scene.view.rowOf[side][from] ?? -1, scene.view.rowOf[side][to] ?? -1];\n          const shared = scene.view.event(fromRow, \"head\") >= 0 && scene.view.event(toRow, \"head\") >= 0;\n          if (pane.sides.length === 2 && side === \"base\" && shared) continue;\n          const [fromY, toY] = [this.yOf(scene, side, from), this.yOf(scene, side, to)];\n          if (fromY === undefined || toY === undefined || (fromY === toY && scene.axis === \"order\")) continue;\n          const touched = isPlace(scene.selected, side, from) || isPlace(scene.selected, side, to);\n          const strong = this.#emphasis(scene, side, from) === 2 || this.#emphasis(scene, side, to) === 2;\n          context.globalAlpha = this.#nearSelection(scene, side, from, to) ? 1 : 0.2;\n          context.strokeStyle = context.fillStyle = this.#color(\n            touched ? \"ink\" : strong ? (side === \"head\" ? \"added\" : \"removed\") : \"soft\",\n          );\n          context.lineWidth = touched || strong ? 1.6 : 1;\n          context.setLineDash(side === \"base\" && pane.sides.length === 2 ? [4, 3] : []);\n          this.#arrow(this.#x(pane, trace.lane(from)), fromY - this.#scroll, this.#x(pane, trace.lane(to)), toY - this.#scroll);\n        }\n      }\n    }\n    context.setLineDash([]);\n    context.globalAlpha = 1;\n  }\n  #arrowsNear(trace       , [first, last]                           )                                                            {\n    let long = this.#long.get(trace);\n    if (long === undefined) {\n      long = trace.arrows.filter(({ from, to }) => to - from > longArrow);\n      this.#long.set(trace, long);\n    }\n    const found = long.filter(({ from, to }) => from <= last && to >= first);\n    let [low, high] = [0, trace.arrows.length];\n    while (low < high) {\n      const middle = (low + high) >> 1;\n      if ((trace.arrows[middle]?.to ?? 0) < first) low = middle + 1;\n      else high = middle;\n    }\n    for (let at = low; at < trace.arrows.length; at++) {\n      const arrow = trace.arrows[at];\n      if (arrow === undefined || arrow.to > last + longArrow) break;\n      if (arrow.from <= last && arrow.to - arrow.from <= longArrow) found.push(arrow);\n    }\n    return found;\n  }\n  #arrow(fromX        , fromY        , toX        , toY        )       {\n    const context = this.#context;\n    const angle = Math.atan2(toY - fromY, toX - fromX);\n    const [endX, endY] = [toX - 5 * Math.cos(angle), toY - 5 * Math.sin(angle)];\n    context.beginPath();\n    context.moveTo(fromX, fromY);\n    context.lineTo(endX, endY);\n    context.stroke();\n    context.beginPath();\n    context.moveTo(endX + 2 * Math.cos(angle), endY + 2 * Math.sin(angle));\n    context.lineTo(endX - 6 * Math.cos(angle - 0.45), endY - 6 * Math.sin(angle - 0.45));\n    context.lineTo(endX - 6 * Math.cos(angle + 0.45), endY - 6 * Math.sin(angle + 0.45));\n    context.fill();\n  }\n  #nearSelection(scene       , side          , ...events                   )          {\n    const selected = scene.selected;\n    if (selected === undefined || selected.side !== side) return true;\n    const trace = scene.view.side(side);\n    return events.every((event) => event === selected.event || trace?.relation(selected.event, event) !== 0);\n  }\n  #event(scene       , pane      , side          , event        )       {\n    const context = this.#context;\n    const trace = scene.view.side(side);\n    const yInAll = this.yOf(scene, side, event);\n    if (trace === undefined || yInAll === undefined) return;\n    const x = this.#x(pane, trace.lane(event));\n    const y = yInAll - this.#scroll;\n    const kind = trace.kind(event);\n    const emphasis = this.#emphasis(scene, side, event);\n    const height = scene.axis === \"order\" ? lineHeight(scene) : 14;\n    const removed = side === \"base\" && emphasis > 0;\n    const varies = this.#varies(scene, side, event);\n    const alpha = this.#nearSelection(scene, side, event) ? (varies ? 0.6 : 1) : 0.3;\n    context.globalAlpha = alpha;\n    const look = lookOf(kind);\n    const color = colorOf(look, emphasis, side);\n    const waited = (trace.packed.waitMs[event] ?? 0) * timeScale(scene);\n    if (scene.axis === \"time\" && waited > 1) {\n      context.fillStyle = this.#color(\"wait\");\n      context.globalAlpha *= 0.45;\n      context.fillRect(x - 2, y - waited, 4, waited);\n      context.globalAlpha = alpha;\n    }\n    if (scene.axis === \"time\" && (isPlace(scene.selected, side, event) || isPlace(scene.hovered, side, event))) {\n      context.strokeStyle = this.#color(\"focus\");\n      context.lineWidth = 2;\n      context.beginPath();\n      context.arc(x, y, 9, 0, 7);\n      context.stroke();\n    }\n    this.#mark(look, x, y, this.#color(color), removed, Math.min(5, Math.max(1.5, height / 4)));\n    if (scene.axis === \"order\" && height >= 13) {\n      context.font = smallFont;\n      context.textAlign = \"right\";\n      context.fillStyle = this.#color(\"soft\");\n      context.fillText(milliseconds(trace.atNs[event] ?? 0), pane.left + margin - 24, y);\n      context.textAlign = \"left\";\n      const sign = varies\n        ? \"~\"\n        : emphasis === 0\n          ? \"\"\n          : trace.standing(event) === 2\n            ? side === \"head\"\n              ? \"+\"\n              : \"−\"\n            : trace.standing(event) === 1\n              ? \"↕\"\n              : \"•\";\n      if (sign !== \"\") {\n        context.font = `bold 14px ${font.slice(5)}`;\n        context.fillStyle = this.#color(emphasis === 2 ? (side === \"head\" ? \"added\" : \"removed\") : \"soft\");\n        context.fillText(sign, pane.left + margin - 18, y);\n      }\n    }\n    if (scene.axis === \"time\" && emphasis === 2) {\n      context.font = `bold 14px ${font.slice(5)}`;\n      context.fillStyle = this.#color(side === \"head\" ? \"added\" : \"removed\");\n      context.fillText(side === \"head\" ? \"+\" : \"−\", x - 17, y);\n    }\n    if (scene.axis === \"order\" && height >= 13) this.#label(pane, trace, event, x, y, color, emphasis, removed, true);\n    context.globalAlpha = 1;\n  }\n  #labelsWhereRoom(scene       , places                                              )       {\n    const weight = ({ side, event }       )         => {\n      const kind = scene.view.side(side)?.kind(event) ?? Kind.call;\n      if (isPlace(scene.selected, side, event) || kind === Kind.violation || this.#emphasis(scene, side, event) === 2) return 0;\n      return lookOf(kind).fault ? 1 : lookOf(kind).telling ? 2 : kind === Kind.life ? 3 : 4;\n    };\n    const taken = new Occupied();\n    const shown = places.flatMap((place) => {\n      const trace = scene.view.side(place.side);\n      const y = this.yOf(scene, place.side, place.event);\n      if (trace === undefined || y === undefined) return [];\n      return [{ ...place, trace, x: this.#x(place.pane, trace.lane(place.event)), y: y - this.#scroll, weight: weight(place) }];\n    });\n    for (const { x, y, weight } of shown) if (weight < 3) taken.take(x - 6, x + 6, y);\n    for (const { side, event, pane, trace, x, y } of shown.sort((a, b) => a.weight - b.weight || a.event - b.event)) {\n      const look = lookOf(trace.kind(event));\n      const emphasis = this.#emphasis(scene, side, event);\n      this.#context.globalAlpha = this.#nearSelection(scene, side, event) ? 1 : 0.3;\n      this.#label(pane, trace, event, x, y, colorOf(look, emphasis, side), emphasis, side === \"base\" && emphasis > 0, false, taken);\n    }\n    this.#context.globalAlpha = 1;\n  }\n  #mark({ mark }      , x        , y        , color        , hollow         , size        )       {\n    const context = this.#context;\n    context.fillStyle = color;\n    context.strokeStyle = color;\n    context.lineWidth = 1.6;\n    context.beginPath();\n    switch (mark) {\n      case \"cross\":\n        context.lineWidth = 2.2;\n        context.moveTo(x - size, y - size);\n        context.lineTo(x + size, y + size);\n        context.moveTo(x + size, y - size);\n        context.lineTo(x - size, y + size);\n        context.stroke();\n        return;\n      case \"hourglass\":\n        context.moveTo(x - size, y - size - 1);\n        context.lineTo(x + size, y - size - 1);\n        context.lineTo(x - size, y + size + 1);\n        context.lineTo(x + size, y + size + 1);\n        context.closePath();\n        break;\n      case \"square\":\n        context.rect(x - size, y - size, 2 * size, 2 * size);\n        break;\n      case \"diamond\":\n        context.moveTo(x, y - size - 2);\n        context.lineTo(x + size + 2, y);\n        context.lineTo(x, y + size + 2);\n        context.lineTo(x - size - 2, y);\n        context.closePath();\n        break;\n      case \"ring\":\n        context.arc(x, y, size * 0.8, 0, 7);\n        context.fillStyle = this.#color(\"paper\");\n        context.fill();\n        context.stroke();\n        return;\n      case \"dot\":\n        context.arc(x, y, size * 0.9, 0, 7);\n    }\n    if (hollow) {\n      context.fillStyle = this.#color(\"paper\");\n      context.fill();\n      context.stroke();\n    } else context.fill();\n  }\n  #label(\n    pane      ,\n    trace       ,\n    event        ,\n    x        ,\n    y        ,\n    color        ,\n    emphasis        ,\n    removed         ,\n    ordered         ,\n    taken           ,\n  )       {\n    const context = this.#context;\n    context.font = emphasis === 2 || trace.kind(event) === Kind.send || trace.kind(event) === Kind.receive ? `bold ${font}` : font;\n    const letter = context.measureText(\"0\").width;\n    const label = trace.label(event);\n    const right = pane.left + pane.width - 8 - (x + 12);\n    const left = x - 12 - (pane.left + margin);\n    const width = (text        )         => (text === \"\" ? 0 : text.length * letter + 16);\n    const pills = pillTexts(trace, event);\n    const pill = pills.find((text) => label.length * letter + width(text) <= Math.max(left, right)) ?? pills.at(-1) ?? \"\";\n    const pillWidth = width(pill);\n    const whole = label.length * letter + pillWidth;\n    const toLeft = whole > right && (whole <= left || left > 1.5 * right);\n    const room = (toLeft ? left : right) - pillWidth;\n    const text = shortened(label, Math.floor(room / letter));\n    const textWidth = text.length * letter;\n    let start = toLeft ? x - 12 - textWidth - pillWidth : x + 12;\n    if (taken !== undefined) {\n      const width = textWidth + pillWidth;\n      const places = [x + 12, x - 12 - width].filter((from) => from >= pane.left + margin - 20 && from + width <= pane.left + pane.width);\n      const free = places.find((from) => taken.free(from, from + width, y));\n      if (free === undefined) return;\n      start = free;\n      taken.take(start - 4, start + width + 4, y);\n    }\n    if (taken !== undefined) {\n      context.fillStyle = this.#color(\"paper\");\n      context.fillRect(start - 2, y - 7, textWidth + 4, 14);\n    }\n    if (text !== \"\") {\n      context.strokeStyle = this.#color(\n        trace.kind(event) === Kind.violation ? \"bad-band\" : emphasis === 2 && ordered ? (removed ? \"removed-band\" : \"added-band\") : \"paper\",\n      );\n      context.lineWidth = 4;\n      context.lineJoin = \"round\";\n      context.strokeText(text, start, y);\n      context.fillStyle = this.#color(\n        emphasis === 2 ? (removed ? \"removed\" : \"added\") : color === \"soft\" || color === \"bad\" ? color : \"ink\",\n      );\n      context.fillText(text, start, y);\n    }\n    if (pill !== \"\" && room > 0) {\n      context.font = font;\n      const pillLeft = start + textWidth + 6;\n      const bad = lookOf(trace.kind(event)).color === \"bad\";\n      context.fillStyle = this.#color(bad ? \"bad-band\" : \"wait-band\");\n      context.beginPath();\n      context.roundRect(pillLeft, y - 8, pillWidth - 8, 16, 4);\n      context.fill();\n      context.fillStyle = this.#color(bad ? \"bad\" : \"wait\");\n      context.fillText(pill, pillLeft + 4, y);\n    }\n  }\n  #foldTexts(scene       )       {\n    const context = this.#context;\n    const height = lineHeight(scene);\n    if (height < 13) return;\n    const [first, last] = this.#window(scene);\n    for (let item = first; item <= last; item++) {\n      const fold = scene.view.folds[-1 - (scene.view.items[item] ?? 0)];\n      if (fold === undefined) continue;\n      const y = padding + (item + 0.5) * height - this.#scroll;\n      for (const pane of this.#panes) {\n        context.font = smallFont;\n        context.strokeStyle = this.#color(\"faint\");\n        context.lineWidth = 4;\n        context.lineJoin = \"round\";\n        context.fillStyle = this.#color(\"soft\");\n        const text = foldText(fold, scene.view);\n        context.strokeText(text, pane.left + margin + 22, y);\n        context.fillText(text, pane.left + margin + 22, y);\n      }\n    }\n  }\n}\nclass Occupied {\n           #lines = new Map                            ();\n  #near(y        )                    {\n    const line = Math.floor(y / 8);\n    return [line - 1, line, line + 1];\n  }\n  free(from        , to        , y        )          {\n    return this.#near(y).every((line) => (this.#lines.get(line) ?? []).every(([start, end]) => end <= from || start >= to));\n  }\n  take(from        , to        , y        )       {\n    const line = Math.floor(y / 8);\n    const list = this.#lines.get(line);\n    if (list === undefined) this.#lines.set(line, [[from, to]]);\n    else list.push([from, to]);\n  }\n}\nfunction foldText(fold      , view          )         {\n  const events = `⋯ ${fold.count.toLocaleString(\"en-US\")} events`;\n  if (fold.different === 0) return events;\n  return `${events}, ${fold.different.toLocaleString(\"en-US\")} ${view.test.compared ? \"vary from run to run\" : \"in one recording only\"}`;\n}\nfunction colorOf(look      , emphasis        , side          )         {\n  return look.color !== \"bad\" && look.color !== \"wait\" && emphasis === 2 ? (side === \"head\" ? \"added\" : \"removed\") : look.color;\n}\nfunction pillTexts(trace       , event        )                    {\n  const decision = trace.decision(event) === \"trace\" ? \"\" : trace.decision(event);\n  const tag = trace.tag(event) === \"\" ? \"\" : `[${trace.tag(event)}]`;\n  const waitMs = trace.packed.waitMs[event] ?? 0;\n  const wait = waitMs === 0 ? \"\" : `+${waitMs}ms`;\n  const joined = (...parts                   )         => parts.filter((part) => part !== \"\").join(\" \");\n  return [joined(decision, tag, wait), joined(tag, wait === \"\" ? decision : wait), wait === \"\" ? decision : wait];\n}\nfunction panes(scene       , width        )                  {\n  const { base, head } = scene.view;\n  if (base === undefined || head === undefined) return [{ sides: [head === undefined ? \"base\" : \"head\"], left: 0, width }];\n  switch (scene.layout) {\n    case \"sides\":\n      return [\n        { sides: [\"base\"], left: 0, width: Math.floor(width / 2) },\n        { sides: [\"head\"], left: Math.floor(width / 2), width: Math.ceil(width / 2) },\n      ];\n    case \"overlay\":\n      return [{ sides: [\"base\", \"head\"], left: 0, width }];\n    case \"base\":\n    case \"head\":\n      return [{ sides: [scene.layout], left: 0, width }];\n  }\n}\nfunction lineHeight(scene       )         {\n  return Math.min(scene.rowHeight, tallest / Math.max(1, scene.view.items.length));\n}\nfunction timeScale(scene       )         {\n  const last = (trace                   )         => trace?.atNs[trace.length - 1] ?? 0;\n  const totalMs = Math.max(last(scene.view.base), last(scene.view.head)) / 1e6;\n  return Math.min(scene.scale, tallest / Math.max(1, totalMs));\n}\nfunction isPlace(place                   , side          , event        )          {\n  return place !== undefined && place.side === side && place.event === event;\n}\nfunction firstAtOrAfter(sorted              , value        )         {\n  let [low, high] = [0, sorted.length];\n  while (low < high) {\n    const middle = (low + high) >> 1;\n    if ((sorted[middle] ?? 0) < value) low = middle + 1;\n    else high = middle;\n  }\n  return low;\n}\nfunction milliseconds(ns        )         {\n  const ms = ns / 1e6;\n  return ms >= 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)}`;\n}\nfunction shortened(text        , letters        )         {\n  if (text.length <= letters) return text;\n  if (letters < 4) return \"\";\n  const [first = \"\"] = text.split(\" \");\n  if (first.length + 3 >= letters) return `${text.slice(0, letters - 1)}…`;\n  return `${first} …${text.slice(text.length - (letters - first.length - 2))}`;\n}\nfunction make                                          (\n  name      ,\n  attributes                                                         = {},\n  ...children\n)                              {\n  const element = document.createElement(name);\n  for (const [key, value] of Object.entries(attributes)) {\n    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? \"\" : value);\n  }\n  for (const child of children) if (child !== undefined) element.append(child);\n  return element;\n}\nfunction choice(label        , options                                                     )                    {\n  const select = make(\"select\", { \"aria-label\": label });\n  offer(select, options);\n  return select;\n}\nfunction offer(select                   , options                                                     )       {\n  select.replaceChildren(...options.map(([value, text]) => make(\"option\", { value }, text)));\n}\nfunction button(text        , attributes                                              , press            )                    {\n  const element = make(\"button\", { type: \"button\", ...attributes }, text);\n  element.addEventListener(\"click\", press);\n  return element;\n}\nclass Trace {\n           packed             ;\n           texts                   ;\n           length        ;\n           atNs              ;\n           seq            ;\n           own            ;\n           arrows                                                           ;\n           #lanes        ;\n           #standing                   ;\n           #incoming = new Map                  ();\n           #outgoing = new Map                  ();\n  #clocks                        ;\n  constructor(packed             , standing                   , lanes        , texts                   ) {\n    this.packed = packed;\n    this.#standing = standing;\n    this.texts = texts;\n    this.length = packed.lane.length;\n    this.#lanes = lanes;\n    this.atNs = Float64Array.from(sums(packed.atNs));\n    this.seq = Int32Array.from(sums(packed.seq));\n    this.own = new Int32Array(this.length);\n    const counts = new Int32Array(lanes);\n    for (let index = 0; index < this.length; index++) {\n      const lane = packed.lane[index] ?? 0;\n      const next = (counts[lane] ?? 0) + 1;\n      counts[lane] = next;\n      this.own[index] = next;\n    }\n    this.arrows = sums(packed.arrowTo).map((to, index) => ({ from: to - (packed.arrowBack[index] ?? 0), to }));\n    for (const { from, to } of this.arrows) {\n      append(this.#incoming, to, from);\n      append(this.#outgoing, from, to);\n    }\n  }\n  lane(index        )         {\n    return this.packed.lane[index] ?? 0;\n  }\n  kind(index        )         {\n    return this.packed.kind[index] ?? 0;\n  }\n  standing(index        )         {\n    return this.#standing[index] ?? 0;\n  }\n  label(index        )         {\n    return this.texts[this.packed.label[index] ?? 0] ?? \"\";\n  }\n  decision(index        )         {\n    return this.texts[this.packed.decision[index] ?? 0] ?? \"\";\n  }\n  tag(index        )         {\n    return this.texts[this.packed.tag[index] ?? 0] ?? \"\";\n  }\n  details(index        )                                                      {\n    const text = this.texts[this.packed.detail[index] ?? 0] ?? \"\";\n    const fields =\n      text === \"\"\n        ? []\n        : text.split(\"\\u241e\").map((pair)                   => [pair.split(\"\\u241f\")[0] ?? \"\", pair.split(\"\\u241f\")[1] ?? \"\"]);\n    const numbers                                         = [\n      [\"pid\", this.packed.pid[index] ?? -1],\n      [\"tid\", this.packed.tid[index] ?? -1],\n      [\"fd\", this.packed.fd[index] ?? -1],\n      [\"size\", this.packed.size[index] ?? -1],\n    ];\n    return [...fields, ...numbers.filter(([, value]) => value >= 0).map(([name, value])                   => [name, String(value)])];\n  }\n  causes(index        )                    {\n    return this.#incoming.get(index) ?? [];\n  }\n  effects(index        )                    {\n    return this.#outgoing.get(index) ?? [];\n  }\n  clock(index        )             {\n    const clocks = (this.#clocks ??= this.#computeClocks());\n    return clocks.subarray(index * this.#lanes, (index + 1) * this.#lanes);\n  }\n  relation(index        , other        )         {\n    if (index === other) return 0;\n    if ((this.clock(index)[this.lane(other)] ?? 0) >= (this.own[other] ?? 0)) return -1;\n    return (this.clock(other)[this.lane(index)] ?? 0) >= (this.own[index] ?? 0) ? 1 : 0;\n  }\n  cone(index        )                                                     {\n    let [past, future] = [0, 0];\n    for (let other = 0; other < this.length; other++) {\n      const relation = this.relation(index, other);\n      if (relation < 0) past++;\n      else if (relation > 0) future++;\n    }\n    return { past, future };\n  }\n  #computeClocks()             {\n    const lanes = this.#lanes;\n    const clocks = new Int32Array(this.length * lanes);\n    const last = new Int32Array(lanes).fill(-1);\n    const take = (to        , from        )       => {\n      for (let lane = 0; lane < lanes; lane++) {\n        clocks[to * lanes + lane] = Math.max(clocks[to * lanes + lane] ?? 0, clocks[from * lanes + lane] ?? 0);\n      }\n    };\n    for (let index = 0; index < this.length; index++) {\n      const lane = this.lane(index);\n      const before = last[lane] ?? -1;\n      if (before >= 0) take(index, before);\n      for (const from of this.causes(index)) take(index, from);\n      clocks[index * lanes + lane] = this.own[index] ?? 0;\n      last[lane] = index;\n    }\n    return clocks;\n  }\n}\nfunction append(map                       , key        , value        )       {\n  const list = map.get(key);\n  if (list === undefined) map.set(key, [value]);\n  else list.push(value);\n}\nfunction sums(differences                   )           {\n  let sum = 0;\n  return differences.map((difference) => (sum += difference));\n}\nconst context = 2;\nclass TestView {\n           test          ;\n           execution                           ;\n           base                   ;\n           head                   ;\n           rows                                        ;\n           rowOf                                        ;\n  items             = new Int32Array(0);\n  folds                  = [];\n  itemOf             = new Int32Array(0);\n           findings                                                         ;\n  constructor(data          , number        , execution        ) {\n    const test = data.tests[number];\n    if (test === undefined) throw new RangeError(`no test ${number}`);\n    this.test = test;\n    const shown = (this.execution = test.executions[execution]);\n    this.base = test.base && new Trace(test.base, shown?.standing.base ?? [], test.lanes.length, data.texts);\n    this.head = shown && new Trace(shown.trace, shown.standing.head, test.lanes.length, data.texts);\n    this.rows = expand(shown?.rows ?? [], this.base?.length, this.head?.length);\n    this.rowOf = { base: inverse(this.rows.base, this.base?.length ?? 0), head: inverse(this.rows.head, this.head?.length ?? 0) };\n    const findings = { base: new Map                (), head: new Map                () };\n    this.findings = findings;\n    data.findings.forEach((finding, index) => {\n      for (const place of finding.places) {\n        if (place.test !== number) continue;\n        for (const side of [\"base\", \"head\"]         ) {\n          const map = findings[side];\n          const events = eventsOf(place, side, execution);\n          const different = events.filter((event) => this.side(side)?.standing(event) === 2);\n          const moved = events.filter((event) => (this.side(side)?.standing(event) ?? 0) > 0);\n          const meant = different.length > 0 ? different : moved.length > 0 || hasDifferent(this, place, execution) ? moved : events;\n          for (const event of meant) if (!map.has(event)) map.set(event, index);\n        }\n      }\n    });\n  }\n  side(side          )                    {\n    return side === \"base\" ? this.base : this.head;\n  }\n  get rowCount()         {\n    return this.rows.head.length;\n  }\n  event(row        , side          )         {\n    return this.rows[side][row] ?? -1;\n  }\n  interesting(row        )          {\n    for (const side of [\"base\", \"head\"]         ) {\n      const trace = this.side(side);\n      const event = this.event(row, side);\n      if (trace === undefined || event < 0) continue;\n      if (this.findings[side].has(event)) return true;\n      if (lookOf(trace.kind(event)).telling) return true;\n    }\n    return !this.test.compared && this.differs(row);\n  }\n  differs(row        )          {\n    return ([\"base\", \"head\"]         ).some((side) => this.event(row, side) >= 0 && this.alone(side, this.event(row, side)));\n  }\n  alone(side          , event        )          {\n    return this.base !== undefined && this.head !== undefined && this.side(side)?.standing(event) === 2;\n  }\n  arrange(wishes        )       {\n    const matches = this.#matcher(wishes);\n    const filtered = wishes.query.trim() !== \"\" || wishes.only !== \"all\";\n    const count = this.rowCount;\n    const keep = new Uint8Array(count);\n    for (let row = 0; row < count; row++) {\n      if (!matches(row)) continue;\n      keep[row] = filtered || !wishes.fold || this.interesting(row) ? 1 : 2;\n    }\n    if (wishes.fold && !filtered) {\n      const near = new Uint8Array(count);\n      for (let row = 0; row < count; row++) {\n        if (keep[row] !== 1) continue;\n        for (let at = Math.max(0, row - context); at <= Math.min(count - 1, row + context); at++) if (keep[at] === 2) near[at] = 1;\n      }\n      for (let row = 0; row < count; row++) if (near[row] === 1) keep[row] = 1;\n    }\n    const items           = [];\n    const folds         = [];\n    this.itemOf = new Int32Array(count).fill(-1);\n    for (let row = 0; row < count; row++) {\n      if (keep[row] === 1) {\n        this.itemOf[row] = items.length;\n        items.push(row);\n      } else if (keep[row] === 2) {\n        let end = row;\n        while (end + 1 < count && keep[end + 1] !== 1) end++;\n        const rows           = [];\n        for (let at = row; at <= end; at++) if (keep[at] === 2) rows.push(at);\n        if (rows.length <= 2 || wishes.opened.has(row)) {\n          for (const at of rows) {\n            this.itemOf[at] = items.length;\n            items.push(at);\n          }\n        } else {\n          for (const at of rows) this.itemOf[at] = items.length;\n          items.push(-1 - folds.length);\n          folds.push({ from: row, to: end, count: rows.length, different: rows.filter((at) => this.differs(at)).length });\n        }\n        row = end;\n      }\n    }\n    this.items = Int32Array.from(items);\n    this.folds = folds;\n  }\n  stations(finding                    )                    {\n    const rows           = [];\n    for (let row = 0; row < this.rowCount; row++) {\n      const found = ([\"base\", \"head\"]         ).some((side) => {\n        const index = this.findings[side].get(this.event(row, side));\n        return index !== undefined && (finding === undefined || index === finding);\n      });\n      if (found || (finding === undefined && ((!this.test.compared && this.differs(row)) || this.#violated(row)))) rows.push(row);\n    }\n    return rows;\n  }\n  get violation()                     {\n    for (let row = 0; row < this.rowCount; row++) if (this.#violated(row)) return row;\n    return undefined;\n  }\n  #violated(row        )          {\n    const event = this.event(row, \"head\");\n    return event >= 0 && this.head?.kind(event) === Kind.violation;\n  }\n  #matcher(wishes        )                           {\n    const terms = wishes.query\n      .toLowerCase()\n      .split(/\\s+/)\n      .filter((term) => term !== \"\")\n      .map(term);\n    const known = new Map                 ();\n    const eventMatches = (side          , row        )          => {\n      const trace = this.side(side);\n      const event = this.event(row, side);\n      if (trace === undefined || event < 0) return false;\n      if (wishes.hiddenLanes.has(trace.lane(event))) return false;\n      if (wishes.only === \"faulted\" && !lookOf(trace.kind(event)).fault) return false;\n      if (wishes.only === \"different\" && trace.standing(event) !== 2 && !this.findings[side].has(event)) return false;\n      if (terms.length === 0) return true;\n      const { lane, label, decision, tag, detail } = trace.packed;\n      const key = `${lane[event]},${label[event]},${decision[event]},${tag[event]},${detail[event]}`;\n      let answer = known.get(key);\n      if (answer === undefined) {\n        const parts        = {\n          service: this.test.lanes[trace.lane(event)] ?? \"\",\n          syscall: trace.label(event).split(\" \")[0] ?? \"\",\n          decision: `${trace.decision(event)} ${trace.tag(event)}`,\n          path: `${trace.label(event).split(\" \").slice(1).join(\" \")} ${trace\n            .details(event)\n            .map(([, value]) => value)\n            .join(\" \")}`,\n        };\n        answer = terms.every((matches) => matches(parts));\n        known.set(key, answer);\n      }\n      return answer;\n    };\n    return (row) => eventMatches(\"head\", row) || eventMatches(\"base\", row);\n  }\n}\nfunction term(text        )                            {\n  const [, place, rest] = /^(service|syscall|path|decision):(.*)$/.exec(text) ?? [];\n  const wanted = rest ?? text;\n  const pattern = new RegExp(\n    wanted\n      .split(\"*\")\n      .map((part) => part.replace(/[.*+?^${}()|[\\]\\\\]/g, \"\\\\$&\"))\n      .join(\"\\\\S*\"),\n  );\n  return (parts) => {\n    const where =\n      place === \"service\" || place === \"syscall\" || place === \"path\" || place === \"decision\"\n        ? parts[place]\n        : Object.values(parts).join(\" \");\n    return pattern.test(where.toLowerCase());\n  };\n}\nfunction eventsOf(place           , side          , execution        )                    {\n  return side === \"base\" ? place.base : (place.head[execution] ?? []);\n}\nfunction hasDifferent(view          , place           , execution        )          {\n  return ([\"base\", \"head\"]         ).some((side) =>\n    eventsOf(place, side, execution).some((event) => (view.side(side)?.standing(event) ?? 0) > 0),\n  );\n}\nfunction expand(rows                   , baseLength                    , headLength                    )                               {\n  const base           = [];\n  const head           = [];\n  if (baseLength === undefined || headLength === undefined) {\n    for (let index = 0; index < Math.max(baseLength ?? 0, headLength ?? 0); index++) {\n      base.push(baseLength === undefined ? -1 : index);\n      head.push(headLength === undefined ? -1 : index);\n    }\n  } else {\n    let [b, h] = [0, 0];\n    for (let at = 0; at < rows.length; at += 2) {\n      const kind = rows[at];\n      for (let n = rows[at + 1] ?? 0; n > 0; n--) {\n        base.push(kind === 2 ? -1 : b++);\n        head.push(kind === 1 ? -1 : h++);\n      }\n    }\n  }\n  return { base: Int32Array.from(base), head: Int32Array.from(head) };\n}\nfunction inverse(rows            , length        )             {\n  const result = new Int32Array(length).fill(-1);\n  rows.forEach((event, row) => {\n    if (event >= 0) result[event] = row;\n  });\n  return result;\n}\nconst verdictSigns                                   = {\n  pass: \"✓\",\n  fail: \"✕\",\n  error: \"!\",\n  inconclusive: \"?\",\n  halted: \"‖\",\n  gone: \"−\",\n};\nconst verdictOrder = [\"fail\", \"error\", \"gone\", \"inconclusive\", \"halted\", \"pass\"];\nfunction pageHeader(data          , switchTheme            )              {\n  const { result, headline, suites, commits, duration, tool, links, id } = data;\n  const baselines = [...new Set(suites.map(({ baseline }) => baseline))].join(\"; \");\n  const about = [id === \"default\" ? \"\" : id, commits.head === \"\" ? \"\" : `commit ${commits.head}`, baselines, duration, `faultbox ${tool}`]\n    .filter((part) => part !== \"\")\n    .join(\" · \");\n  const words                                   = { drift: \"changed\", undecided: \"open\" };\n  return make(\n    \"header\",\n    {},\n    make(\"div\", { class: \"verdict\" }, make(\"span\", { class: `badge ${result}` }, words[result] ?? result), make(\"h1\", {}, headline)),\n    make(\"p\", { class: \"about\" }, about),\n    make(\n      \"nav\",\n      { \"aria-label\": \"Elsewhere\" },\n      ...links.map(({ text, url }) => make(\"a\", { href: url, rel: \"noreferrer\" }, text)),\n      button(\"◐\", { \"aria-label\": \"Switch between light and dark\", title: \"Light or dark\" }, switchTheme),\n    ),\n  );\n}\nconst changeOf = {\n  news: ({ certainty, accepted }             )          => certainty === \"confirmed\" && accepted === \"\",\n  open: ({ certainty, accepted }             )          => certainty !== \"confirmed\" && accepted === \"\",\n  accepted: ({ accepted }             )          => accepted !== \"\",\n}         ;\nfunction breakable(name        )                                    {\n  return name.split(/(?<=_)/).flatMap((word) => [word, make(\"wbr\")]);\n}\nclass Overview {\n           element             ;\n           #data          ;\n           #tests = new Map                           ();\n           #findings = new Map                           ();\n  constructor(data          , open                                                     ) {\n    this.#data = data;\n    this.element = make(\n      \"aside\",\n      { class: \"list\", \"aria-label\": \"Changes and tests\" },\n      this.#changes(\"change\", changeOf.news, open),\n      this.#changes(\"open question\", changeOf.open, open),\n      this.#changes(\"accepted change\", changeOf.accepted, open),\n      this.#testList(open),\n      make(\n        \"section\",\n        { class: \"again\", \"aria-label\": \"Reproduce\" },\n        make(\"h2\", {}, \"At your desk\"),\n        make(\"pre\", { tabindex: \"0\" }, data.reproduce),\n      ),\n    );\n  }\n  get order()                    {\n    return [...this.#tests.keys()];\n  }\n  mark(test        , finding                    )       {\n    for (const [index, entry] of this.#tests) entry.setAttribute(\"aria-current\", String(index === test));\n    for (const [index, entry] of this.#findings) entry.setAttribute(\"aria-current\", String(index === finding));\n    (finding === undefined ? this.#tests.get(test) : this.#findings.get(finding))?.scrollIntoView({ block: \"nearest\" });\n  }\n  #changes(\n    title        ,\n    wanted                                   ,\n    open                                                     ,\n  )                          {\n    const items = this.#data.findings.flatMap((finding, index) => {\n      if (!wanted(finding)) return [];\n      const tests = finding.places.length === 1 ? \"1 test\" : `${finding.places.length} tests`;\n      const entry = make(\n        \"button\",\n        { type: \"button\", class: `entry finding${changeOf.news(finding) ? \"\" : \" open\"}` },\n        make(\"span\", { class: \"name\" }, finding.sentence),\n        make(\"span\", { class: \"more\" }, `${finding.rank} · ${tests}`),\n      );\n      entry.addEventListener(\"click\", () => open(finding.places[0]?.test ?? -1, index));\n      this.#findings.set(index, entry);\n      return [make(\"li\", {}, entry)];\n    });\n    if (items.length === 0) return undefined;\n    const heading = `${items.length} ${title}${items.length === 1 ? \"\" : \"s\"}`;\n    return make(\"section\", { \"aria-label\": heading }, make(\"h2\", {}, heading), make(\"ul\", {}, ...items));\n  }\n  #changed(test        )          {\n    return this.#data.findings.some((finding) => changeOf.news(finding) && finding.places.some((place) => place.test === test));\n  }\n  #testList(open                                                     )              {\n    const { tests } = this.#data;\n    const sorted = tests\n      .map((test, index) => ({ test, index, changed: this.#changed(index) }))\n      .sort(\n        (a, b) =>\n          verdictOrder.indexOf(a.test.verdict) - verdictOrder.indexOf(b.test.verdict) ||\n          Number(b.changed) - Number(a.changed) ||\n          a.index - b.index,\n      );\n    const items = sorted.map(({ test, index, changed }) => {\n      const entry = this.#entry(test, changed);\n      entry.addEventListener(\"click\", () => open(index, undefined));\n      this.#tests.set(index, entry);\n      return make(\"li\", {}, entry);\n    });\n    const sums = verdictOrder.flatMap((verdict) => {\n      const n = tests.filter((test) => test.verdict === verdict).length;\n      return n === 0 ? [] : [make(\"span\", { class: verdict }, `${verdictSigns[verdict] ?? \"\"} ${n} ${verdict}`)];\n    });\n    const filter = make(\"input\", { type: \"search\", placeholder: \"Filter tests\", \"aria-label\": \"Filter tests\", spellcheck: \"false\" });\n    filter.addEventListener(\"input\", () => {\n      const wanted = filter.value.trim().toLowerCase().split(/\\s+/);\n      for (const { test, index, changed } of sorted) {\n        const text = `${test.name} ${test.verdict} ${this.#data.suites[test.suite]?.name ?? \"\"} ${changed ? \"changed\" : \"\"}`.toLowerCase();\n        const item = this.#tests.get(index)?.closest(\"li\");\n        if (item) item.hidden = !wanted.every((word) => text.includes(word));\n      }\n    });\n    return make(\n      \"section\",\n      { \"aria-label\": \"Tests\" },\n      make(\"h2\", {}, tests.length === 1 ? \"1 test\" : `${tests.length} tests`, make(\"span\", { class: \"sums\" }, ...sums)),\n      tests.length > 8 ? filter : undefined,\n      make(\"ul\", {}, ...items),\n    );\n  }\n  #entry(test          , changed         )                    {\n    const { suites } = this.#data;\n    const more = [\n      suites.length > 1 ? (suites[test.suite]?.name ?? \"\") : \"\",\n      test.passed < test.runs && test.runs > 1 ? `${test.passed} of ${test.runs} runs passed` : \"\",\n    ].filter((part) => part !== \"\");\n    return make(\n      \"button\",\n      { type: \"button\", class: \"entry test\" },\n      make(\"span\", { class: `sign ${test.verdict}`, \"aria-hidden\": \"true\" }, verdictSigns[test.verdict] ?? \"\"),\n      make(\"span\", { class: \"name mono\" }, ...breakable(test.name.replace(/^test_/, \"\"))),\n      make(\"span\", { class: \"spoken\" }, test.verdict),\n      changed ? make(\"span\", { class: \"badge changed\" }, \"changed\") : undefined,\n      test.isNew ? make(\"span\", { class: \"badge new\" }, \"new\") : undefined,\n      more.length === 0 ? undefined : make(\"span\", { class: \"more\" }, more.join(\" · \")),\n    );\n  }\n}\nconst paperWidth = 960;\nconst paperRow = 20;\nconst rowsAPicture = 26;\nconst mostPictures = 40;\nfunction paperOf(\n  scene       ,\n  titles                                                                           ,\n)                         {\n  const printed        = { ...scene, axis: \"order\", rowHeight: paperRow, selected: undefined, hovered: undefined };\n  const lines = scene.view.items.length;\n  const pictures                = [];\n  for (let from = 0; from < lines && pictures.length < mostPictures; from += rowsAPicture) {\n    const canvas = make(\"canvas\");\n    const diagram = new Diagram(canvas);\n    const rows = Math.min(rowsAPicture, lines - from);\n    const top = diagram.topOf(printed, from);\n    diagram.draw(printed, top, paperWidth, rows * paperRow, 2);\n    pictures.push(make(\"div\", { class: \"sheet\" }, make(\"div\", { class: \"heads\" }, ...titles(printed, paperWidth, diagram)), canvas));\n  }\n  const left = lines - mostPictures * rowsAPicture;\n  if (left > 0) pictures.push(make(\"p\", {}, `${left.toLocaleString(\"en-US\")} more lines are not printed; filter them on the screen.`));\n  return pictures;\n}\nfunction standingPhrase(view          , side          , event        )         {\n  if (view.base === undefined || view.head === undefined) return \"\";\n  const found = view.findings[side].has(event);\n  switch (view.side(side)?.standing(event)) {\n    case 1:\n      return \"moved\";\n    case 2:\n      if (view.test.compared && !found) return \"varies from run to run\";\n      return side === \"base\" ? \"only in the baseline\" : \"only in this run\";\n    default:\n      return found ? \"part of a change\" : \"\";\n  }\n}\nfunction eventPhrase(view          , side          , event        )         {\n  const trace = view.side(side);\n  if (trace === undefined || event < 0) return \"\";\n  const answer = trace.decision(event) === \"trace\" ? \"\" : trace.decision(event);\n  const tag = trace.tag(event) === \"\" ? \"\" : `[${trace.tag(event)}]`;\n  const waitMs = trace.packed.waitMs[event] ?? 0;\n  return [trace.label(event), answer, tag, waitMs === 0 ? \"\" : `+${waitMs}ms`].filter((part) => part !== \"\").join(\" \");\n}\nfunction wholePhrase(data          , view          , side          , event        )         {\n  const trace = view.side(side);\n  if (trace === undefined) return \"\";\n  const standing = standingPhrase(view, side, event);\n  const finding = data.findings[view.findings[side].get(event) ?? -1];\n  return [\n    `${view.test.lanes[trace.lane(event)] ?? \"\"}: ${eventPhrase(view, side, event)}`,\n    `at ${((trace.atNs[event] ?? 0) / 1e6).toFixed(2)} ms${standing === \"\" ? \"\" : `, ${standing}`}`,\n    finding === undefined ? \"\" : finding.sentence,\n  ]\n    .filter((part) => part !== \"\")\n    .join(\" — \");\n}\nconst pageRows = 200;\nclass EventTable {\n           element = make(\"div\", { class: \"as-table\", tabindex: \"0\", role: \"region\", \"aria-label\": \"Events as a table\", hidden: true });\n           #actions              ;\n  #from = 0;\n  constructor(actions              ) {\n    this.#actions = actions;\n  }\n  show(view          , titles                                    , row         )       {\n    const item = row === undefined ? -1 : (view.itemOf[row] ?? -1);\n    const last = Math.max(0, view.items.length - 1);\n    if (item >= 0 && (item < this.#from || item >= this.#from + pageRows)) this.#from = Math.max(0, item - 20);\n    this.#from = Math.min(this.#from, last - (last % pageRows));\n    const to = Math.min(view.items.length, this.#from + pageRows);\n    const sides = ([\"base\", \"head\"]         ).filter((side) => view.side(side) !== undefined);\n    const rows = [...view.items.subarray(this.#from, to)].map((entry) => this.#row(view, sides, entry, row));\n    const turn = (text        , by        , possible         )                                =>\n      possible\n        ? button(text, {}, () => {\n            this.#from = Math.max(0, this.#from + by);\n            this.show(view, titles);\n            this.element.scrollTop = 0;\n            this.element.focus();\n          })\n        : undefined;\n    this.element.replaceChildren(\n      make(\n        \"table\",\n        {},\n        make(\"caption\", {}, `${view.test.name}: lines ${view.items.length === 0 ? 0 : this.#from + 1} to ${to} of ${view.items.length}`),\n        make(\n          \"thead\",\n          {},\n          make(\n            \"tr\",\n            {},\n            ...[\"ms\", \"service\", ...sides.map((side) => titles[side]), ...(sides.length === 2 ? [\"difference\"] : [])].map((title) =>\n              make(\"th\", { scope: \"col\" }, title),\n            ),\n          ),\n        ),\n        make(\"tbody\", {}, ...rows),\n      ),\n      make(\n        \"p\",\n        { class: \"turn\" },\n        turn(`${pageRows} before`, -pageRows, this.#from > 0),\n        turn(`${pageRows} after`, pageRows, to < view.items.length),\n      ),\n    );\n    this.element.querySelector(\"tr.selected\")?.scrollIntoView({ block: \"nearest\" });\n  }\n  #row(view          , sides                     , item        , selected                    )              {\n    if (item < 0) {\n      const fold = view.folds[-1 - item];\n      const open = button(fold === undefined ? \"\" : foldText(fold, view), {}, () => this.#actions.unfold(-1 - item));\n      return make(\"tr\", { class: \"fold\" }, make(\"td\", { colspan: \"5\" }, open));\n    }\n    const side           = sides.includes(\"head\") && view.event(item, \"head\") >= 0 ? \"head\" : \"base\";\n    const event = view.event(item, side);\n    const trace = view.side(side);\n    const found = ([\"base\", \"head\"]         ).find((one) => view.findings[one].has(view.event(item, one)));\n    const ms = ((trace?.atNs[event] ?? 0) / 1e6).toFixed(1);\n    const time = button(ms, { \"aria-label\": `${ms} ms, details` }, () => this.#actions.select(side, event));\n    return make(\n      \"tr\",\n      { class: `${found ?? \"\"}${item === selected ? \" selected\" : \"\"}` },\n      make(\"td\", { class: \"time\" }, time),\n      make(\"th\", { scope: \"row\" }, view.test.lanes[trace?.lane(event) ?? 0] ?? \"\"),\n      ...sides.map((one) => make(\"td\", { class: \"mono\" }, eventPhrase(view, one, view.event(item, one)))),\n      ...(sides.length === 2 ? [make(\"td\", {}, standingPhrase(view, side, event))] : []),\n    );\n  }\n}\nconst narrow = 900;\nasync function load()                    {\n  const packed = document.getElementById(\"data\")?.textContent ?? \"\";\n  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));\n  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(\"deflate-raw\"));\n  return (await new Response(stream).json())            ;\n}\nclass Page {\n           #data          ;\n           #overview          ;\n           #aboutTest = make(\"div\", { class: \"about-test\" });\n           #tools = make(\"div\", { class: \"tools\", role: \"toolbar\", \"aria-label\": \"What the diagram shows\" });\n           #lanes = make(\"div\", { class: \"lanes\", role: \"group\", \"aria-label\": \"Lanes\" });\n           #search = make(\"input\", {\n    type: \"search\",\n    placeholder: \"Search events\",\n    title: \"Words that an event must hold, or service:orders, syscall:write, path:*.wal, decision:deny\",\n    \"aria-label\": \"Search events\",\n    list: \"words\",\n    spellcheck: \"false\",\n  });\n           #words = make(\"datalist\", { id: \"words\" });\n           #only = choice(\"Show\", [\n    [\"all\", \"all events\"],\n    [\"different\", \"differences\"],\n    [\"faulted\", \"faults\"],\n  ]);\n           #layout = choice(\"Layout\", [\n    [\"sides\", \"side by side\"],\n    [\"overlay\", \"overlaid\"],\n    [\"base\", \"baseline\"],\n    [\"head\", \"this run\"],\n  ]);\n           #run = choice(\"Execution\", []);\n           #axis = choice(\"Axis\", [\n    [\"order\", \"in order\"],\n    [\"time\", \"by time\"],\n  ]);\n           #fold = make(\"input\", { type: \"checkbox\", id: \"fold\", checked: true });\n           #sum = make(\"span\", { class: \"sum\" });\n           #where = make(\"span\", { class: \"where\" });\n           #heads = make(\"div\", { class: \"heads\", \"aria-hidden\": \"true\" });\n           #canvas = make(\"canvas\", { \"aria-hidden\": \"true\" });\n           #spacer = make(\"div\", { class: \"spacer\" });\n           #scroll = make(\n    \"div\",\n    { class: \"scroll\", tabindex: \"0\", role: \"application\", \"aria-label\": \"Space-time diagram\", \"aria-describedby\": \"keys\" },\n    this.#spacer,\n    this.#canvas,\n  );\n           #mapCanvas = make(\"canvas\", { \"aria-hidden\": \"true\" });\n           #mapWindow = make(\"div\", { class: \"window\" });\n           #map = make(\"div\", { class: \"map\", title: \"Where differences, faults and violations are\" }, this.#mapCanvas, this.#mapWindow);\n           #detail = make(\"section\", { class: \"detail\", \"aria-label\": \"Event\", hidden: true });\n           #empty = make(\"p\", { class: \"empty\", hidden: true }, \"No event matches.\");\n           #table = new EventTable({\n    select: (side, event) => this.#select({ side, event }),\n    unfold: (fold) => this.#unfold(fold),\n  });\n           #asTable = button(\"Table\", { \"aria-pressed\": \"false\", title: \"The events as a table (t)\" }, () => this.#toggleTable());\n           #field = make(\"div\", { class: \"field\" }, this.#scroll, this.#map, this.#table.element, this.#detail, this.#empty);\n           #spoken = make(\"div\", { class: \"spoken\", role: \"status\" });\n           #paper = make(\"div\", { class: \"paper\" });\n           #diagram = new Diagram(this.#canvas);\n           #views = new Map                  ();\n  #test = -1;\n  #execution = 0;\n  #finding                    ;\n  #selected                   ;\n  #hovered                   ;\n  #hiddenLanes = new Set        ();\n  #opened = new Set        ();\n  #rowHeight = 24;\n  #scale = 40;\n  #frame = 0;\n  constructor(data          ) {\n    this.#data = data;\n    this.#overview = new Overview(data, (test, finding) => this.#open(test, finding));\n    if (innerWidth < narrow) this.#layout.value = \"overlay\";\n    document.body.append(\n      pageHeader(data, () => this.#switchTheme()),\n      make(\"main\", {}, this.#overview.element, this.#stage()),\n    );\n    this.#listen();\n  }\n  #title(side          )         {\n    return side === \"base\" ? \"Baseline\" : this.#data.headTitle;\n  }\n  get #view()                       {\n    if (this.#test < 0) return undefined;\n    const key = `${this.#test} ${this.#execution}`;\n    let view = this.#views.get(key);\n    if (view === undefined) {\n      view = new TestView(this.#data, this.#test, this.#execution);\n      this.#views.set(key, view);\n    }\n    return view;\n  }\n  #switchTheme()       {\n    const shown = document.documentElement.dataset[\"theme\"] ?? (matchMedia(\"(prefers-color-scheme: dark)\").matches ? \"dark\" : \"light\");\n    document.documentElement.dataset[\"theme\"] = shown === \"dark\" ? \"light\" : \"dark\";\n    this.#recolor();\n  }\n  #stage()              {\n    const station = (sign        , name        , key        , direction        )                    =>\n      button(sign, { \"aria-label\": name, title: `${name} (${key})` }, () => this.#station(direction));\n    const zoom = (sign        , name        , factor        )                    =>\n      button(sign, { \"aria-label\": name, title: `${name} (${sign === \"−\" ? \"-\" : sign})` }, () => this.#zoom(factor));\n    const group = (...children                        )              => make(\"span\", { class: \"group\" }, ...children);\n    this.#tools.append(\n      make(\n        \"span\",\n        { class: \"part\" },\n        this.#search,\n        this.#words,\n        this.#only,\n        this.#lanes,\n        make(\"label\", { for: \"fold\" }, this.#fold, \"fold\"),\n      ),\n      make(\n        \"span\",\n        { class: \"part\" },\n        group(station(\"↑\", \"Previous difference\", \"p\", -1), this.#where, station(\"↓\", \"Next difference\", \"n\", 1)),\n        this.#layout,\n        this.#axis,\n        group(zoom(\"−\", \"Zoom out\", 0.8), zoom(\"+\", \"Zoom in\", 1.25)),\n        this.#asTable,\n      ),\n    );\n    return make(\n      \"section\",\n      { class: \"stage\", \"aria-label\": \"Test\" },\n      this.#aboutTest,\n      this.#tools,\n      this.#heads,\n      this.#field,\n      this.#legend(),\n      this.#spoken,\n      this.#paper,\n    );\n  }\n  #legend()              {\n    const keys = ([names, what]                           )              =>\n      make(\"span\", {}, ...names.split(\" \").map((name) => make(\"kbd\", {}, name)), ` ${what}`);\n    const signs = [\n      make(\"span\", {}, make(\"span\", { class: \"plus\" }, \"+\"), \" only in this run\"),\n      make(\"span\", {}, make(\"span\", { class: \"minus\" }, \"−\"), \" only in the baseline\"),\n      make(\"span\", {}, \"~ varies from run to run\"),\n      make(\"span\", {}, \"↕ moved\"),\n      make(\"span\", {}, \"✕ failed by a fault\"),\n      make(\"span\", {}, hourglass(), \" delayed\"),\n      make(\"span\", {}, \"◆ other fault\"),\n    ];\n    const help                                         = [\n      [\"↑ ↓\", \"events\"],\n      [\"← →\", \"cause and effect\"],\n      [\"n p\", \"differences\"],\n      [\"[ ]\", \"tests\"],\n      [\"/\", \"search\"],\n      [\"f\", \"fold\"],\n      [\"t\", \"table\"],\n      [\"+ -\", \"zoom\"],\n      [\"Esc\", \"clear\"],\n    ];\n    return make(\n      \"div\",\n      { class: \"legend\" },\n      this.#sum,\n      ...signs,\n      make(\"details\", { class: \"keys\" }, make(\"summary\", {}, \"Keys\"), make(\"p\", { id: \"keys\" }, ...help.map(keys))),\n    );\n  }\n  #listen()       {\n    const rearrange = ()       => this.#arrange();\n    this.#search.addEventListener(\"input\", rearrange);\n    this.#only.addEventListener(\"change\", rearrange);\n    this.#fold.addEventListener(\"change\", () => {\n      this.#opened = new Set();\n      this.#arrange();\n    });\n    this.#layout.addEventListener(\"change\", rearrange);\n    this.#run.addEventListener(\"change\", () => this.#open(this.#test, this.#finding, Number(this.#run.value)));\n    this.#axis.addEventListener(\"change\", () => {\n      const scene = this.#scene;\n      if (scene !== undefined) this.#scale = this.#diagram.fittingScale(scene, this.#scroll.clientHeight);\n      this.#arrange();\n    });\n    this.#scroll.addEventListener(\"scroll\", () => this.#redraw(), { passive: true });\n    this.#scroll.addEventListener(\n      \"wheel\",\n      (event) => {\n        if (!event.ctrlKey) return;\n        event.preventDefault();\n        this.#zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);\n      },\n      { passive: false },\n    );\n    this.#canvas.addEventListener(\"mousemove\", (event) => this.#hover(event));\n    this.#canvas.addEventListener(\"mouseleave\", () => {\n      this.#hovered = undefined;\n      this.#redraw();\n    });\n    this.#canvas.addEventListener(\"click\", (event) => this.#click(event));\n    this.#scroll.addEventListener(\"keydown\", (event) => this.#key(event));\n    this.#table.element.addEventListener(\"keydown\", (event) => {\n      if (event.key === \"t\" || event.key === \"Escape\") this.#key(event);\n    });\n    document.addEventListener(\"keydown\", (event) => {\n      if (event.key !== \"/\" || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;\n      event.preventDefault();\n      this.#search.focus();\n    });\n    this.#search.addEventListener(\"keydown\", (event) => {\n      if (event.key === \"Escape\") {\n        this.#search.value = \"\";\n        this.#arrange();\n      }\n      if (event.key === \"Enter\" || event.key === \"Escape\") this.#focusEvents();\n    });\n    this.#map.addEventListener(\"click\", (event) => {\n      const part = event.offsetY / this.#map.clientHeight;\n      this.#scroll.scrollTop = part * this.#scroll.scrollHeight - this.#scroll.clientHeight / 2;\n    });\n    new ResizeObserver(() => this.#relayout()).observe(this.#field);\n    matchMedia(\"(prefers-color-scheme: dark)\").addEventListener(\"change\", () => this.#recolor());\n    window.addEventListener(\"hashchange\", () => this.followAddress());\n    let theme                    ;\n    window.addEventListener(\"beforeprint\", () => {\n      theme = document.documentElement.dataset[\"theme\"];\n      document.documentElement.dataset[\"theme\"] = \"light\";\n      const scene = this.#scene;\n      this.#paper.replaceChildren(\n        ...(scene === undefined ? [] : paperOf(scene, (printed, width, diagram) => this.#titles(printed, width, diagram))),\n      );\n    });\n    window.addEventListener(\"afterprint\", () => {\n      if (theme === undefined) delete document.documentElement.dataset[\"theme\"];\n      else document.documentElement.dataset[\"theme\"] = theme;\n      this.#paper.replaceChildren();\n    });\n  }\n  followAddress()       {\n    const place = new URLSearchParams(location.hash.slice(1));\n    const { tests, findings, suites } = this.#data;\n    const suite = place.get(\"suite\");\n    const named = tests.findIndex((test) => test.name === place.get(\"test\") && (suite === null || suites[test.suite]?.name === suite));\n    const finding = findings.findIndex(({ fingerprint }) => fingerprint === place.get(\"finding\"));\n    const inFocus = findings[finding];\n    if (named >= 0 || inFocus !== undefined) {\n      const test =\n        inFocus === undefined || inFocus.places.some((candidate) => candidate.test === named) ? named : (inFocus.places[0]?.test ?? named);\n      this.#show(test, inFocus === undefined ? undefined : finding, Number(place.get(\"run\") ?? \"1\") - 1);\n      return;\n    }\n    const failed = tests.findIndex(({ verdict }) => verdict === \"fail\" || verdict === \"error\");\n    const first = findings[0]?.places[0]?.test;\n    if (failed >= 0) this.#show(failed, undefined);\n    else if (first !== undefined) this.#show(first, 0);\n    else this.#show(tests.length > 0 ? 0 : -1, undefined);\n  }\n  #open(test        , finding                    , execution = 0)       {\n    this.#show(test, finding, execution);\n    const { tests, findings, suites } = this.#data;\n    const shown = tests[test];\n    const place = new URLSearchParams({ test: shown?.name ?? \"\" });\n    const alike = tests.filter(({ name }) => name === shown?.name).length;\n    if (alike > 1) place.set(\"suite\", suites[shown?.suite ?? 0]?.name ?? \"\");\n    if (finding !== undefined) place.set(\"finding\", findings[finding]?.fingerprint ?? \"\");\n    if (this.#execution > 0) place.set(\"run\", String(this.#execution + 1));\n    history.replaceState(null, \"\", `#${place.toString()}`);\n  }\n  #show(test        , finding                    , execution = 0)       {\n    const executions = this.#data.tests[test]?.executions ?? [];\n    const changed = test !== this.#test;\n    this.#test = test;\n    this.#execution = execution in executions ? execution : 0;\n    this.#finding = finding;\n    this.#selected = undefined;\n    this.#opened = new Set();\n    if (changed) this.#hiddenLanes = new Set();\n    offer(\n      this.#run,\n      executions.map(({ title, verdict }, index) => [String(index), verdict === \"pass\" ? title : `${title}, ${verdict}`]),\n    );\n    this.#run.value = String(this.#execution);\n    this.#overview.mark(test, finding);\n    const view = this.#view;\n    const both = view?.base !== undefined && view.head !== undefined;\n    this.#layout.hidden = !both;\n    this.#layout.disabled = !both;\n    this.#describe();\n    this.#laneButtons();\n    this.#suggest();\n    this.#showDetail();\n    this.#arrange();\n    this.#scroll.scrollTop = 0;\n    const rows = view?.stations(finding) ?? [];\n    const violation = view?.execution?.verdict === \"fail\" ? view.violation : undefined;\n    const target = rows[0] ?? violation;\n    if (target !== undefined) this.#reveal(target);\n    else this.#tabulate();\n  }\n  #suggest()       {\n    const view = this.#view;\n    const words = new Set        ();\n    for (const trace of [view?.base, view?.head]) {\n      if (view === undefined || trace === undefined) continue;\n      for (const lane of view.test.lanes) words.add(`service:${lane}`);\n      for (let event = 0; event < trace.length && words.size < 200; event++) {\n        const kind = trace.kind(event);\n        if (kind === Kind.call || kind === Kind.trace || lookOf(kind).fault) words.add(`syscall:${trace.label(event).split(\" \")[0] ?? \"\"}`);\n        const [decision = \"\"] = trace.decision(event).split(\"(\");\n        if (decision !== \"\") words.add(`decision:${decision}`);\n      }\n    }\n    this.#words.replaceChildren(...[...words].sort().map((value) => make(\"option\", { value })));\n  }\n  #describe()       {\n    const test = this.#view?.test;\n    const { suites, findings } = this.#data;\n    this.#aboutTest.replaceChildren();\n    for (const { error, name } of suites) {\n      if (error !== \"\")\n        this.#aboutTest.append(\n          make(\"div\", { class: \"card failure\" }, make(\"strong\", {}, `${name} did not run`), make(\"pre\", { tabindex: \"0\" }, error)),\n        );\n    }\n    if (test === undefined) {\n      this.#aboutTest.append(make(\"p\", { class: \"facts\" }, \"No test ran.\"));\n      return;\n    }\n    const execution = this.#view?.execution;\n    const facts = [\n      suites[test.suite]?.name ?? \"\",\n      test.runs > 1 ? `${test.passed} of ${test.runs} runs passed` : \"\",\n      `${execution?.durationMs ?? test.durationMs} ms`,\n    ]\n      .filter((fact) => fact !== \"\")\n      .join(\" · \");\n    const verdict = execution?.verdict ?? test.verdict;\n    this.#aboutTest.append(\n      make(\n        \"div\",\n        { class: \"title\" },\n        make(\"span\", { class: `badge ${verdict}` }, verdict),\n        make(\"h2\", { class: \"mono\" }, test.name),\n        test.executions.length > 1 ? this.#run : undefined,\n        make(\"span\", { class: \"facts\" }, facts),\n      ),\n    );\n    if (execution?.failure !== undefined) {\n      const trace = this.#view?.head;\n      const near = execution.failure.nearest.map((event) => {\n        return button(`${test.lanes[trace?.lane(event) ?? 0] ?? \"\"}: ${trace?.label(event) ?? \"\"}`, {}, () =>\n          this.#goTo({ side: \"head\", event }),\n        );\n      });\n      this.#aboutTest.append(\n        make(\n          \"div\",\n          { class: \"card failure\" },\n          make(\"strong\", {}, execution.failure.message),\n          make(\"pre\", { tabindex: \"0\" }, [...execution.failure.lines, `run it again: ${execution.replay}`].join(\"\\n\")),\n          near.length === 0 ? undefined : make(\"div\", { class: \"near\" }, make(\"span\", { class: \"proof\" }, \"nearest events\"), ...near),\n        ),\n      );\n    }\n    const here = findings.flatMap((finding, index) =>\n      finding.places.some((place) => place.test === this.#test) && (this.#finding === undefined || this.#finding === index)\n        ? [finding]\n        : [],\n    );\n    for (const finding of here) {\n      const news = changeOf.news(finding);\n      this.#aboutTest.append(\n        make(\n          \"div\",\n          { class: news ? \"card change\" : \"card quiet\" },\n          make(\"strong\", {}, finding.sentence),\n          make(\n            \"div\",\n            { class: \"sides\" },\n            make(\"span\", { class: \"before\" }, finding.before),\n            make(\"span\", { class: \"after\" }, finding.after),\n          ),\n          finding.lines.length === 0\n            ? undefined\n            : make(\n                \"ul\",\n                { class: \"lines mono\", \"aria-label\": \"Lines of code\" },\n                ...finding.lines.map(({ side, text, isNew }) => make(\"li\", { class: side }, `${text}${isNew ? \" (new)\" : \"\"}`)),\n              ),\n          make(\n            \"span\",\n            { class: \"proof\" },\n            `${finding.accepted !== \"\" ? `${finding.accepted}. ` : news ? \"\" : \"Not certain. \"}${finding.evidence}${finding.step === \"\" ? \"\" : ` · in step ${finding.step}`} · ${finding.object} · ${finding.fingerprint}`,\n          ),\n        ),\n      );\n    }\n    const names = this.#data.tests.map(({ name }) => name);\n    const notes = (suites[test.suite]?.notes ?? []).filter(\n      (note) => note.includes(test.name) || !names.some((name) => note.includes(name)),\n    );\n    if (notes.length > 0) this.#aboutTest.append(make(\"p\", { class: \"facts\" }, notes.join(\" · \")));\n  }\n  #laneButtons()       {\n    const lanes = this.#view?.test.lanes ?? [];\n    this.#lanes.replaceChildren(\n      ...lanes.map((lane, index) => {\n        const chip = button(lane, { \"aria-pressed\": String(!this.#hiddenLanes.has(index)), title: \"Show or hide this lane\" }, () => {\n          if (!this.#hiddenLanes.delete(index)) this.#hiddenLanes.add(index);\n          chip.setAttribute(\"aria-pressed\", String(!this.#hiddenLanes.has(index)));\n          this.#arrange();\n        });\n        return chip;\n      }),\n    );\n  }\n  #arrange()       {\n    const view = this.#view;\n    if (view !== undefined) {\n      const only = this.#only.value === \"faulted\" || this.#only.value === \"different\" ? this.#only.value : \"all\";\n      view.arrange({\n        query: this.#search.value,\n        hiddenLanes: this.#hiddenLanes,\n        only,\n        fold: this.#fold.checked,\n        opened: this.#opened,\n      });\n      const shown = view.items.reduce((sum, item) => sum + (item >= 0 ? 1 : 0), 0);\n      this.#sum.textContent =\n        shown === view.rowCount\n          ? `${shown.toLocaleString(\"en-US\")} events`\n          : `${shown.toLocaleString(\"en-US\")} of ${view.rowCount.toLocaleString(\"en-US\")} events`;\n    } else this.#sum.textContent = \"\";\n    this.#empty.hidden = view !== undefined && view.items.length > 0;\n    const rows = view?.stations(this.#finding) ?? [];\n    this.#where.textContent = rows.length === 0 ? \"0\" : `${rows.length}`;\n    this.#where.title = `${rows.length} ${rows.length === 1 ? \"place\" : \"places\"} to look at`;\n    this.#relayout();\n    this.#tabulate();\n    const selected = this.#selected;\n    if (selected !== undefined && view !== undefined) this.#reveal(view.rowOf[selected.side][selected.event] ?? 0);\n  }\n  get #scene()                    {\n    const view = this.#view;\n    if (view === undefined) return undefined;\n    const layout         =\n      this.#layout.value === \"overlay\" || this.#layout.value === \"base\" || this.#layout.value === \"head\" ? this.#layout.value : \"sides\";\n    return {\n      view,\n      layout,\n      axis: this.#axis.value === \"time\" ? \"time\" : \"order\",\n      rowHeight: this.#rowHeight,\n      scale: this.#scale,\n      hiddenLanes: this.#hiddenLanes,\n      selected: this.#selected,\n      hovered: this.#hovered,\n      finding: this.#finding,\n    };\n  }\n  #relayout()       {\n    const scene = this.#scene;\n    if (scene === undefined) return;\n    this.#spacer.style.height = `${this.#diagram.contentHeight(scene)}px`;\n    this.#heads.replaceChildren(...this.#titles(scene, this.#scroll.clientWidth, this.#diagram));\n    this.#drawMap(scene);\n    this.#redraw();\n  }\n  #titles(scene       , width        , diagram         )                         {\n    const bounds = diagram.paneBounds(scene, width);\n    const { findings, commits } = this.#data;\n    const here = findings.filter(({ places }) => places.some(({ test }) => test === this.#test));\n    const finding = findings[this.#finding ?? -1] ?? (here.length === 1 ? here[0] : undefined);\n    const titles = bounds.map(({ sides, left, width: wide }) => {\n      const side = sides[0] ?? \"head\";\n      const both = sides.length === 2;\n      const alone = scene.view.base === undefined || scene.view.head === undefined;\n      const title = both ? `Baseline and ${this.#title(\"head\").toLowerCase()}` : alone && side === \"head\" ? \"This run\" : this.#title(side);\n      const pane = make(\n        \"span\",\n        { class: `pane ${both || alone ? \"only\" : side}` },\n        make(\"strong\", {}, title),\n        ...(alone || finding === undefined ? [] : sides.map((one) => said(one, finding, both))),\n        both || alone || commits[side] === \"\" ? undefined : make(\"span\", { class: \"commit mono\" }, commits[side]),\n      );\n      pane.style.left = `${left}px`;\n      pane.style.width = `${wide}px`;\n      const unit = make(\"span\", { class: \"unit\" }, \"ms\");\n      unit.style.left = `${left + 4}px`;\n      return [pane, unit];\n    });\n    const heads = diagram.laneHeads(scene, width);\n    const names = heads.map(({ lane, left, pane }, index) => {\n      const name = make(\"span\", { class: \"lane\" }, scene.view.test.lanes[lane] ?? \"\");\n      name.style.left = `${left - 6}px`;\n      const next = heads[index + 1];\n      const bound = bounds[pane];\n      const end = next !== undefined && next.pane === pane ? next.left : (bound?.left ?? 0) + (bound?.width ?? width);\n      name.style.maxWidth = `${end - left - 4}px`;\n      return name;\n    });\n    return [...titles.flat(), ...names];\n  }\n  #redraw()       {\n    if (this.#frame !== 0) return;\n    this.#frame = requestAnimationFrame(() => {\n      this.#frame = 0;\n      const scene = this.#scene;\n      if (scene === undefined) return;\n      const { clientWidth, clientHeight, scrollTop, scrollHeight } = this.#scroll;\n      this.#diagram.draw(scene, scrollTop, clientWidth, clientHeight);\n      const share = Math.min(1, clientHeight / Math.max(1, scrollHeight));\n      this.#mapWindow.hidden = share >= 1;\n      this.#mapWindow.style.top = `${(scrollTop / Math.max(1, scrollHeight)) * 100}%`;\n      this.#mapWindow.style.height = `${share * 100}%`;\n    });\n  }\n  #drawMap(scene       )       {\n    const context = this.#mapCanvas.getContext(\"2d\");\n    const height = this.#map.clientHeight;\n    if (context === null || height === 0) return;\n    this.#mapCanvas.width = 13;\n    this.#mapCanvas.height = height;\n    const colors = getComputedStyle(document.documentElement);\n    const total = this.#diagram.contentHeight(scene);\n    const { view } = scene;\n    const mark = (side          , event        , color        , left        , width        )       => {\n      const y = this.#diagram.yOf(scene, side, event);\n      if (y === undefined) return;\n      context.fillStyle = colors.getPropertyValue(`--${color}`).trim();\n      context.fillRect(left, Math.min(height - 2, (y / total) * height - 1), width, 2);\n    };\n    const each = (side          , trace                   )       => {\n      if (trace === undefined) return;\n      for (let event = 0; event < trace.length; event++) {\n        const look = lookOf(trace.kind(event));\n        if (trace.kind(event) === Kind.violation) mark(side, event, \"bad\", 0, 13);\n        else if (look.fault) mark(side, event, look.color, side === \"base\" ? 1 : 7, 5);\n      }\n      for (const event of view.findings[side].keys()) mark(side, event, side === \"base\" ? \"removed\" : \"added\", side === \"base\" ? 0 : 6, 7);\n    };\n    each(\"base\", view.base);\n    each(\"head\", view.head);\n  }\n  #recolor()       {\n    this.#diagram.readColors();\n    this.#relayout();\n  }\n  #zoom(factor        )       {\n    const scene = this.#scene;\n    if (scene === undefined) return;\n    const before = (this.#scroll.scrollTop + this.#scroll.clientHeight / 2) / this.#diagram.contentHeight(scene);\n    if (scene.axis === \"time\") this.#scale = Math.min(5000, Math.max(0.05, this.#scale * factor * factor));\n    else this.#rowHeight = Math.min(44, Math.max(2, this.#rowHeight * factor));\n    this.#relayout();\n    const after = this.#scene;\n    if (after !== undefined) this.#scroll.scrollTop = before * this.#diagram.contentHeight(after) - this.#scroll.clientHeight / 2;\n  }\n  #hover(event            )       {\n    const found = this.#diagram.at(event.offsetX, event.offsetY);\n    const place = found !== undefined && \"side\" in found ? found : undefined;\n    this.#canvas.style.cursor = found === undefined ? \"\" : \"pointer\";\n    if (place?.side === this.#hovered?.side && place?.event === this.#hovered?.event) return;\n    this.#hovered = place;\n    this.#canvas.title = place === undefined ? \"\" : this.#phrase(place);\n    this.#redraw();\n  }\n  #click(event            )       {\n    const found = this.#diagram.at(event.offsetX, event.offsetY);\n    if (found !== undefined && \"fold\" in found) {\n      this.#unfold(found.fold);\n      return;\n    }\n    this.#select(found);\n  }\n  #unfold(number        )       {\n    const fold = this.#view?.folds[number];\n    if (fold !== undefined) this.#opened.add(fold.from);\n    this.#arrange();\n  }\n  #toggleTable()       {\n    const wanted = this.#table.element.hidden !== false;\n    this.#table.element.hidden = !wanted;\n    this.#scroll.hidden = this.#map.hidden = this.#heads.hidden = wanted;\n    this.#asTable.setAttribute(\"aria-pressed\", String(wanted));\n    for (const tool of [this.#layout, this.#axis]) tool.disabled = wanted;\n    this.#arrange();\n    (wanted ? this.#table.element : this.#scroll).focus();\n  }\n  #tabulate()       {\n    const view = this.#view;\n    if (view === undefined || this.#table.element.hidden) return;\n    const selected = this.#selected;\n    const row = selected === undefined ? undefined : view.rowOf[selected.side][selected.event];\n    this.#table.show(view, { base: this.#title(\"base\"), head: this.#title(\"head\") }, row);\n  }\n  #select(place                   )       {\n    this.#selected = place;\n    this.#showDetail();\n    if (place !== undefined) this.#spoken.textContent = this.#phrase(place);\n    this.#relayout();\n    this.#tabulate();\n  }\n  #phrase({ side, event }       )         {\n    const view = this.#view;\n    return view === undefined ? \"\" : wholePhrase(this.#data, view, side, event);\n  }\n  #showDetail()       {\n    const view = this.#view;\n    const place = this.#selected;\n    const trace = place === undefined ? undefined : view?.side(place.side);\n    const was = this.#detail.hidden;\n    this.#detail.hidden = trace === undefined;\n    this.#field.classList.toggle(\"detailed\", trace !== undefined);\n    if (view === undefined || place === undefined || trace === undefined) {\n      this.#detail.replaceChildren();\n      return;\n    }\n    const { side, event } = place;\n    const lane = (index        )         => view.test.lanes[trace.lane(index)] ?? \"\";\n    const clock = [...trace.clock(event)]\n      .flatMap((count, index) => (count > 0 ? [`${view.test.lanes[index] ?? \"\"}: ${count}`] : []))\n      .join(\", \");\n    const { past, future } = trace.cone(event);\n    const events = (n        )         => (n === 1 ? \"1 event\" : `${n.toLocaleString(\"en-US\")} events`);\n    const facts                                         = [\n      [\"side\", view.base === undefined || view.head === undefined ? \"\" : this.#title(side)],\n      [\"lane\", lane(event)],\n      [\"number\", `#${trace.seq[event] ?? 0}`],\n      [\"time\", `${((trace.atNs[event] ?? 0) / 1e6).toFixed(3)} ms`],\n      [\"answer\", trace.decision(event)],\n      [\"label\", trace.tag(event)],\n      ...trace.details(event),\n      [\"clock\", clock],\n      [\"before it\", events(past)],\n      [\"after it\", events(future)],\n      [\"beside it\", events(trace.length - past - future - 1)],\n    ];\n    const close = button(\"×\", { class: \"close\", \"aria-label\": \"Close\" }, () => {\n      this.#select(undefined);\n      this.#focusEvents();\n    });\n    const finding = this.#data.findings[view.findings[side].get(event) ?? -1];\n    const follow = (title        , events                   )                          => {\n      if (events.length === 0) return undefined;\n      const buttons = events.slice(0, 12).map((other) => {\n        return button(`${lane(other)}: ${trace.label(other)}`, {}, () => this.#goTo({ side, event: other }));\n      });\n      return make(\"div\", { class: \"links\" }, make(\"span\", { class: \"facts\" }, title), ...buttons);\n    };\n    this.#detail.replaceChildren(\n      close,\n      make(\"h3\", {}, eventPhrase(view, side, event)),\n      ...(finding === undefined ? [] : [make(\"p\", { class: \"card change\" }, finding.sentence)]),\n      make(\n        \"dl\",\n        {},\n        ...facts.filter(([, value]) => value !== \"\").flatMap(([name, value]) => [make(\"dt\", {}, name), make(\"dd\", {}, value)]),\n      ),\n      ...[follow(\"caused by\", trace.causes(event)), follow(\"leads to\", trace.effects(event))].filter((part) => part !== undefined),\n    );\n    if (was !== this.#detail.hidden) this.#relayout();\n  }\n  #goTo(place       )       {\n    const view = this.#view;\n    if (view === undefined) return;\n    const row = view.rowOf[place.side][place.event] ?? -1;\n    this.#selected = place;\n    if ((view.itemOf[row] ?? -1) < 0) {\n      this.#search.value = \"\";\n      this.#only.value = \"all\";\n      this.#hiddenLanes = new Set();\n      this.#laneButtons();\n      this.#arrange();\n    }\n    this.#reveal(row);\n    this.#select(place);\n  }\n  #reveal(row        )       {\n    const view = this.#view;\n    if (view === undefined) return;\n    const item = view.itemOf[row] ?? -1;\n    const fold = view.folds[-1 - (view.items[item] ?? 0)];\n    if (fold !== undefined && (view.items[item] ?? 0) < 0) {\n      this.#opened.add(fold.from);\n      this.#arrange();\n    }\n    const scene = this.#scene;\n    const side           = view.event(row, \"head\") >= 0 ? \"head\" : \"base\";\n    const y = scene === undefined ? undefined : this.#diagram.yOf(scene, side, view.event(row, side));\n    if (y === undefined) return;\n    const { scrollTop, clientHeight } = this.#scroll;\n    if (y < scrollTop + 40 || y > scrollTop + clientHeight - 40) this.#scroll.scrollTop = y - clientHeight / 2;\n    this.#redraw();\n  }\n  #station(direction        )       {\n    const view = this.#view;\n    const rows = view?.stations(this.#finding) ?? [];\n    if (view === undefined || rows.length === 0) {\n      this.#spoken.textContent = \"No differences\";\n      return;\n    }\n    const at = this.#selected === undefined ? -1 : (view.rowOf[this.#selected.side][this.#selected.event] ?? -1);\n    const next = direction === 1 ? (rows.find((row) => row > at) ?? rows[0]) : (rows.findLast((row) => row < at) ?? rows.at(-1));\n    if (next === undefined) return;\n    const side           = view.event(next, \"head\") >= 0 ? \"head\" : \"base\";\n    this.#goTo({ side, event: view.event(next, side) });\n  }\n  #step(step        )       {\n    const view = this.#view;\n    if (view === undefined || view.items.length === 0) return;\n    const selected = this.#selected;\n    const current = selected === undefined ? undefined : view.itemOf[view.rowOf[selected.side][selected.event] ?? -1];\n    let item = current === undefined || current < 0 ? (step > 0 ? -1 : view.items.length) : current;\n    item = Math.min(view.items.length - 1, Math.max(0, item + step));\n    const direction = step > 0 ? 1 : -1;\n    while ((view.items[item] ?? 0) < 0 && item + direction >= 0 && item + direction < view.items.length) item += direction;\n    const row = view.items[item] ?? -1;\n    if (row < 0) return;\n    const wanted           = selected?.side ?? \"head\";\n    const side           = view.event(row, wanted) >= 0 ? wanted : wanted === \"head\" ? \"base\" : \"head\";\n    this.#goTo({ side, event: view.event(row, side) });\n  }\n  #follow(events                               , side          )       {\n    const event = events?.[0];\n    if (event === undefined) this.#spoken.textContent = \"No message here\";\n    else this.#goTo({ side, event });\n  }\n  #key(event               )       {\n    if (event.ctrlKey || event.metaKey || event.altKey) return;\n    const selected = this.#selected;\n    const trace = selected === undefined ? undefined : this.#view?.side(selected.side);\n    const actions                                       = {\n      ArrowDown: () => this.#step(1),\n      ArrowUp: () => this.#step(-1),\n      PageDown: () => this.#step(20),\n      PageUp: () => this.#step(-20),\n      Home: () => this.#step(-Infinity),\n      End: () => this.#step(Infinity),\n      ArrowLeft: () => selected && this.#follow(trace?.causes(selected.event), selected.side),\n      ArrowRight: () => selected && this.#follow(trace?.effects(selected.event), selected.side),\n      n: () => this.#station(1),\n      p: () => this.#station(-1),\n      f: () => this.#fold.click(),\n      \"+\": () => this.#zoom(1.25),\n      \"=\": () => this.#zoom(1.25),\n      \"-\": () => this.#zoom(0.8),\n      \"[\": () => this.#neighbour(-1),\n      \"]\": () => this.#neighbour(1),\n      t: () => this.#toggleTable(),\n      Escape: () => this.#select(undefined),\n    };\n    const action = actions[event.key];\n    if (action === undefined) return;\n    event.preventDefault();\n    action();\n  }\n  #neighbour(direction        )       {\n    const { order } = this.#overview;\n    const next = order[order.indexOf(this.#test) + direction];\n    if (next !== undefined) this.#open(next, undefined);\n  }\n  #focusEvents()       {\n    (this.#table.element.hidden ? this.#scroll : this.#table.element).focus();\n  }\n}\nfunction said(side          , { before, after }             , signed         )              {\n  return make(\"span\", { class: \"said\" }, `${signed ? (side === \"base\" ? \"− \" : \"+ \") : \"\"}${side === \"base\" ? before : after}`);\n}\nfunction hourglass()                {\n  const picture = document.createElementNS(\"http://www.w3.org/2000/svg\", \"svg\");\n  for (const [name, value] of [\n    [\"width\", \"9\"],\n    [\"height\", \"12\"],\n    [\"viewBox\", \"0 0 9 12\"],\n    [\"aria-hidden\", \"true\"],\n  ]         )\n    picture.setAttribute(name, value);\n  const path = document.createElementNS(\"http://www.w3.org/2000/svg\", \"path\");\n  path.setAttribute(\"d\", \"M0 0H9L0 12H9Z\");\n  path.setAttribute(\"fill\", \"currentColor\");\n  picture.append(path);\n  return picture;\n}\nload().then(\n  (data) => {\n    const page = new Page(data);\n    page.followAddress();\n  },\n  (error         ) => {\n    document.body.append(make(\"main\", {}, make(\"p\", {}, `The report's data could not be read: ${String(error)}`)));\n  },\n);\n})();";

;// CONCATENATED MODULE: ./build/js/report/html.js
/**
 * The space-time report: one HTML file that needs nothing else. This file packs a check's data and wraps it with the viewer's
 * style and script (`viewer/`, embedded by `scripts/viewer.ts`). The page's policy lets exactly that style and that script run, by their
 * hashes, and forbids everything else: no network, no inline handlers, no frames. Data stands in the page as deflated JSON in base 64, which
 * cannot end the element it stands in; the script puts texts into the page as text, never as markup.
 */









/** The page for [report], as text of a file that any browser opens. */
function renderHtml(report) {
    const data = pack(report);
    const packed = (0,external_node_zlib_.deflateRawSync)(JSON.stringify(data), { level: 9 }).toString("base64");
    const title = escapeHtml(`${data.headline} · faultbox`);
    const policy = [
        "default-src 'none'",
        `script-src '${hash(script)}'`,
        `style-src '${hash(style)}'`,
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<noscript><main><h1>${escapeHtml(data.headline)}</h1><p>This page draws its diagrams with a script, and scripts are switched off. Nothing is loaded from the network.</p></main></noscript>
<script type="application/octet-stream" id="data">${packed}</script>
<script>${script}</script>
</body>
</html>
`;
}
function hash(text) {
    return `sha256-${(0,external_node_crypto_.createHash)("sha256").update(text).digest("base64")}`;
}
/** Gives each text a number. */
class Texts {
    all = [];
    #numbers = new Map();
    number(text) {
        let number = this.#numbers.get(text);
        if (number === undefined) {
            number = this.all.length;
            this.all.push(text_plain(cut(text, 2000)));
            this.#numbers.set(text, number);
        }
        return number;
    }
}
/** Executions of one test in the page, and events of all tests together beyond which each test is shown by one execution only. */
const mostExecutions = 12;
const manyEvents = 50_000;
function pack(report) {
    const texts = new Texts();
    const told = report.suites.flatMap(({ runs }) => [...byTest(runs).values()].map((results) => toldExecutions(results, mostExecutions)));
    const events = told.flat().reduce((sum, { result }) => sum + result.events.length, 0);
    const limit = events > manyEvents ? 1 : mostExecutions;
    const shown = report.suites.flatMap((suite, suiteIndex) => {
        const heads = byTest(suite.runs);
        const bases = new Map(suite.baseRun?.tests.map((test) => [test.name, test]));
        return [...new Set([...heads.keys(), ...bases.keys()])].map((name) => {
            const results = heads.get(name) ?? [];
            return { suite, suiteIndex, name, results, executions: toldExecutions(results, limit), base: bases.get(name) };
        });
    });
    const packed = shown.map((test) => packTest(test, texts));
    const findings = report.suites.flatMap((suite, suiteIndex) => [
        ...(suite.comparison?.findings ?? []).map((finding) => packFinding(finding, "", suiteIndex, shown)),
        ...(suite.accepted ?? []).map(({ finding, acceptance: { by, reason } }) => packFinding(finding, `Accepted${by === "" ? "" : ` by ${by}`}${reason === "" ? "" : `: ${reason}`}`, suiteIndex, shown)),
    ]);
    return {
        version: 1,
        headline: headline(report),
        result: report.result,
        headTitle: report.head?.pullRequest === undefined ? "This run" : "Pull request",
        id: text_plain(report.id),
        tool: text_plain(report.version),
        commits: { base: baseCommit(report), head: text_plain(report.head?.sha.slice(0, 7) ?? "") },
        duration: duration(report.durationMs),
        reproduce: text_plain(report.reproduce),
        links: links(report),
        suites: report.suites.map(({ suite, baseline, comparison, error }) => ({
            name: text_plain(suite),
            baseline: text_plain(baseline.kind === "none"
                ? `no baseline: ${baseline.reason}`
                : `${comparison?.outcome === "incomparable" ? "not comparable with" : "compared with"} ${baseline.description}`),
            notes: (comparison?.notes ?? []).map(text_plain),
            error: error === undefined ? "" : error.split("\n").map(text_plain).join("\n"),
        })),
        texts: texts.all,
        findings,
        tests: packed,
    };
}
function headline(report) {
    const findings = report.suites.flatMap((suite) => suite.comparison?.findings ?? []);
    const confirmed = findings.filter(({ certainty }) => certainty === "confirmed").length;
    const changes = count(confirmed, "change");
    const worstOf = report.suites.flatMap((suite) => [...byTest(suite.runs).values()].map(worst));
    const bad = worstOf.filter((test) => test !== undefined && test.verdict !== "pass" && test.verdict !== "halted").length;
    switch (report.result) {
        case "error":
            return "The check could not do its work";
        case "failed":
            return `${bad} of ${count(worstOf.length, "test")} did not pass${confirmed > 0 ? `, ${changes} in how the system works` : ""}`;
        case "drift":
            return `${changes} in how the system works`;
        case "undecided":
            return `No certain change, ${count(findings.length, "open question")}`;
        case "accepted":
            return `${count(report.suites.flatMap((suite) => suite.accepted ?? []).length, "change")} in how the system works, accepted`;
        case "passed":
            return "No change in how the system works";
        case "recorded":
            return "Recorded, not compared";
    }
}
/** The commit all suites were compared with; empty when there is none, or not one. */
function baseCommit(report) {
    const commits = new Set(report.suites.map(({ baseline }) => (baseline.kind === "none" ? undefined : baseline.sha)));
    const [only] = commits;
    return commits.size === 1 ? text_plain(only?.slice(0, 7) ?? "") : "";
}
function links(report) {
    const all = [
        { text: "Run", url: report.links.run },
        { text: "Traces", url: report.links.traces },
        { text: "ShiViz file", url: report.links.shiviz },
    ];
    return all.flatMap(({ text, url }) => (url !== undefined && /^https?:\/\//.test(url) ? [{ text, url }] : []));
}
/** The log as drawn: its events and, for a failed assertion that names no event which broke it, the violation at its end. */
function drawn(test) {
    if (test.verdict !== "fail" || test.failure?.violation !== undefined)
        return test.events;
    const last = test.events.at(-1);
    const violation = {
        seq: (last?.seq ?? 0) + 1,
        atNs: last?.atNs ?? 0,
        type: "violation",
        service: trace/* DRIVER */.NX,
        fields: { reason: test.failure?.message ?? "" },
    };
    return [...test.events, violation];
}
function packTest(test, texts) {
    const { executions, base, results } = test;
    const prepared = (result) => {
        const events = drawn(result);
        return { result, events, names: new Names(result.services, events) };
    };
    const baseSide = base === undefined ? undefined : prepared(base);
    const heads = executions.map(({ result, title }) => ({ title, ...prepared(result) }));
    const lanes = lanesOf([baseSide, ...heads].flatMap((side) => (side === undefined ? [] : [side.events])));
    const keys = ({ events, names }) => events.map((event) => keyOf(event, names));
    const baseKeys = baseSide === undefined ? undefined : keys(baseSide);
    const numbers = (standings) => standings.map((standing) => allStandings.indexOf(standing));
    const [first] = executions;
    return {
        suite: test.suiteIndex,
        name: text_plain(test.name),
        verdict: first?.result.verdict ?? "gone",
        compared: test.suite.comparison?.compared.includes(test.name) ?? false,
        isNew: test.suite.baseRun !== undefined && base === undefined,
        runs: results.length,
        passed: results.filter(({ verdict }) => verdict === "pass").length,
        durationMs: Math.round((first?.result ?? base)?.durationMs ?? 0),
        lanes: lanes.map(text_plain),
        ...(baseSide === undefined ? {} : { base: packTrace(baseSide, lanes, texts) }),
        executions: heads.map((head) => {
            const aligned = baseKeys === undefined ? undefined : align(baseKeys, keys(head));
            const { result } = head;
            return {
                title: head.title,
                verdict: result.verdict,
                durationMs: Math.round(result.durationMs),
                replay: text_plain(result.replay),
                ...(result.failure === undefined
                    ? {}
                    : {
                        failure: {
                            message: text_plain(`${verdictWord[result.verdict]}: ${result.failure.message}`),
                            lines: html_failureLines(result),
                            nearest: nearest(result),
                        },
                    }),
                trace: packTrace(head, lanes, texts),
                standing: { base: numbers(aligned?.base ?? []), head: numbers(aligned?.head ?? []) },
                rows: runLengths((aligned?.rows ?? []).map(([b, h]) => (h === undefined ? 1 : b === undefined ? 2 : 0))),
            };
        }),
    };
}
const allStandings = ["same", "moved", "only"];
/** The driver first, then services as they appear: causes tend to stand left of their effects. */
function lanesOf(logs) {
    const lanes = new Set([trace/* DRIVER */.NX]);
    for (const step of logs.flat()) {
        const target = step.type === "step_send" ? step.fields["target"]?.split(".")[0] : undefined;
        if (target !== undefined)
            lanes.add(target);
    }
    const present = new Set(logs.flat().map(({ service }) => service));
    for (const service of present)
        lanes.add(service);
    return [...lanes].filter((lane) => present.has(lane));
}
function html_failureLines({ failure }) {
    if (failure === undefined)
        return [];
    const { position, sourceLine, assertion, output, backtrace } = failure;
    return [
        ...(position === undefined ? [] : [`at ${position.file}:${position.line}:${position.column}`]),
        ...(position === undefined || sourceLine === undefined ? [] : [`${position.line} | ${sourceLine.trimEnd()}`]),
        ...(assertion?.expected === undefined ? [] : [`expected: ${assertion.expected}`]),
        ...(assertion?.actual === undefined ? [] : [`actual:   ${assertion.actual}`]),
        ...(backtrace.length > 1
            ? [
                "called from:",
                ...backtrace
                    .slice(0, -1)
                    .reverse()
                    .map((frame) => `  ${frame}`),
            ]
            : []),
        ...(output === undefined ? [] : [`last output of ${output.service}:`, ...output.lines.slice(-40).map((line) => `| ${line}`)]),
    ].map((line) => text_plain(cut(line, 2000)));
}
function nearest(test) {
    return contextOf(test)
        .map((seq) => test.events.findIndex((event) => event.seq === seq))
        .filter((index) => index >= 0);
}
function kindOf(event) {
    if (event.call !== undefined)
        return answers[event.call.decision.kind].drawn;
    if (event.type === "step_send")
        return Kind.send;
    if (event.type === "step_recv")
        return Kind.receive;
    if (event.type === "violation")
        return Kind.violation;
    return event.type.startsWith("service_") ? Kind.life : Kind.note;
}
/** What has a column of its own, or is said by label and decision. */
const elsewhere = new Set(["syscall", "decision", "action", "pid", "tid", "fd", "size", "label", "reason"]);
function packTrace({ events, result, names }, lanes, texts) {
    const laneNumbers = new Map(lanes.map((lane, index) => [lane, index]));
    const violated = result.failure?.violation;
    const arrows = arrowsOf(events, (0,trace/* clocksOf */.bi)(events, result.services));
    const label = (event) => (event.type === "violation" ? `VIOLATION ${event.fields["reason"] ?? ""}` : names.label(event));
    // Names and values are parted by the pictures of the unit and record separators: the separators themselves would be spelled out.
    const detail = (event) => [...Object.entries((0,trace/* fieldsOf */.Pf)(event)), ...calledFrom(event)]
        .filter(([name]) => !elsewhere.has(name))
        .map(([name, value]) => `${name}\u241f${value}`)
        .join("\u241e");
    return {
        seq: differences(events.map(({ seq }) => seq)),
        atNs: differences(events.map(({ atNs }) => atNs)),
        lane: events.map(({ service }) => laneNumbers.get(service) ?? 0),
        label: events.map((event) => texts.number(label(event))),
        decision: events.map(({ call }) => texts.number(call === undefined || call.decision.kind === "allow" ? "" : (0,trace/* decisionName */.Mt)(call.decision))),
        tag: events.map(({ seq, call }) => texts.number(seq === violated ? "VIOLATION" : (call?.label ?? ""))),
        detail: events.map((event) => texts.number(detail(event))),
        pid: events.map(({ call }) => call?.pid ?? -1),
        tid: events.map(({ call }) => call?.tid ?? -1),
        fd: events.map(({ call }) => call?.fd ?? -1),
        size: events.map(({ call }) => call?.size ?? -1),
        waitMs: events.map(waitedMs),
        kind: events.map((event) => (event.seq === violated ? Kind.violation : kindOf(event))),
        arrowTo: differences(arrows.map(({ to }) => to)),
        arrowBack: arrows.map(({ from, to }) => to - from),
    };
}
function packFinding(finding, accepted, suite, tests) {
    const places = [finding.test, ...finding.alsoIn].flatMap((name) => {
        const test = tests.findIndex((candidate) => candidate.suiteIndex === suite && candidate.name === name);
        const found = tests[test];
        if (found === undefined)
            return [];
        return [{ test, base: about(finding, found.base), head: found.executions.map(({ result }) => about(finding, result)) }];
    });
    return {
        suite,
        rank: finding.rank,
        kind: finding.kind,
        certainty: finding.certainty,
        accepted: text_plain(accepted),
        service: text_plain(finding.service),
        step: text_plain(finding.step),
        object: text_plain(finding.object),
        sentence: text_plain(finding.sentence),
        before: text_plain(finding.before),
        after: text_plain(finding.after),
        evidence: `${capital(evidenceText(finding))}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}`,
        fingerprint: text_plain(finding.fingerprint),
        lines: [
            ...(finding.lines?.base ?? []).map((line) => ({ side: "base", text: text_plain((0,trace/* shownSource */.Vt)(line)), isNew: false })),
            ...(finding.lines?.head ?? []).map((line) => ({ side: "head", text: text_plain((0,trace/* shownSource */.Vt)(line)), isNew: line.isNew })),
        ],
        context: finding.context.map(({ side, text }) => ({ side, text: text_plain(cut(text, 1000)) })),
        places,
    };
}
/** The functions of the repository that led to a call, innermost first, where there is more than the line itself. */
function calledFrom({ call }) {
    const own = (call?.source?.stack ?? []).filter((frame) => frame.own);
    return own.length < 2 ? [] : [["called from", own.slice(1).map(trace/* frameText */.R_).join(" ← ")]];
}
/** The events of a log that a finding is about: those of its service on its object, which may begin with a root's name and hold wildcards. */
function about(finding, test) {
    const object = finding.object.replace(/^(?:tcp|udp|unix)\s+/, "").replace(/^\$[A-Z_]+/, "*");
    if (test === undefined || object === "")
        return [];
    const names = new Names(test.services, test.events);
    return test.events.flatMap((event, index) => event.service === finding.service && event.call !== undefined && matchesWildcard(names.object(event), object) ? [index] : []);
}
/** Whether [text] is [pattern] with each `*` standing for anything. Takes the leftmost place for each part, so it costs one pass. */
function matchesWildcard(text, pattern) {
    const [first = "", ...parts] = pattern.split("*");
    const last = parts.pop();
    if (last === undefined)
        return text === first;
    if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
        return false;
    let at = first.length;
    for (const part of parts) {
        const found = text.indexOf(part, at);
        if (found < 0)
            return false;
        at = found + part.length;
    }
    return at <= text.length - last.length;
}
function differences(numbers) {
    return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}
function runLengths(values) {
    const runs = [];
    for (const value of values) {
        if (runs.length > 0 && runs.at(-2) === value)
            runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
        else
            runs.push(value, 1);
    }
    return runs;
}

;// CONCATENATED MODULE: ./build/js/report/json.js
/**
 * The machine-readable trace that `--output` and `--format json` write, and the report of a check as data. The trace keeps the keys existing
 * tools read (version 2 of their format) and adds its own: `seed`, `runs`, `errors`, `halted`, `environment`, `diagnostics` at the top, `leaf`, `run`, `position`,
 * `started_at`, `nearest_events`, `violation`, `backtrace`, `service_output` on a test, `at_ns` on an event, `rule`, `syscalls` and `path` on a fault. Both
 * formats are contracts, described in `schema/` and versioned; a key is never given another meaning.
 */



/** The trace of all executions of one suite, first to last, as indented JSON with a final newline. */
function renderJson(runs) {
    const results = [...byTest(runs).values()].flatMap((tests) => worst(tests) ?? []);
    const sum = (verdict) => results.filter((test) => test.verdict === verdict).length;
    const first = runs[0];
    return print({
        version: 2,
        star_file: first?.suite ?? "",
        duration_ms: Math.round(runs.reduce((total, run) => total + run.durationMs, 0)),
        pass: sum("pass"),
        // Readers of the format know no errors and take `fail: 0` for success, so what could not be decided for lack of a run counts here too.
        fail: sum("fail") + sum("error"),
        errors: some(sum("error")),
        inconclusive: some(sum("inconclusive")),
        halted: some(sum("halted")),
        seed: first?.seed ?? 0,
        runs: runs.length,
        environment: first === undefined ? undefined : { ...first.environment },
        diagnostics: list(runs.flatMap((run) => run.diagnostics).map(diagnosticJson)),
        matrix: matrixJson(runs),
        tests: runs.flatMap((run, index) => run.tests.map((test) => testJson(test, runs.length > 1 ? index + 1 : undefined))),
    });
}
/** The whole check without its events: verdict, tests, findings. */
function renderReportJson(report) {
    return print({
        version: 1,
        id: report.id,
        result: report.result,
        tool: report.version,
        duration_ms: Math.round(report.durationMs),
        head_sha: report.head?.sha,
        pull_request: report.head?.pullRequest,
        reproduce: report.reproduce,
        removable: list((report.removable ?? []).map(acceptanceJson)),
        links: { report: report.links.report, traces: report.links.traces, shiviz: report.links.shiviz, run: report.links.run },
        suites: report.suites.map(suiteJson),
    });
}
function suiteJson(suite) {
    const { baseline, comparison } = suite;
    return {
        suite: suite.suite,
        error: suite.error,
        runs: suite.runs.length,
        baseline: baseline.kind === "none"
            ? { kind: "none", reason: baseline.reason }
            : { kind: baseline.kind, description: baseline.description, sha: baseline.sha, distance: baseline.distance, url: baseline.url },
        tests: [...byTest(suite.runs).values()].flatMap((results) => {
            const told = worst(results);
            if (told === undefined)
                return [];
            return [
                {
                    name: told.name,
                    result: told.verdict,
                    passed_runs: results.filter(({ verdict }) => verdict === "pass").length,
                    runs: results.length,
                    duration_ms: Math.round(told.durationMs),
                    reason: told.failure?.message,
                    position: position(told.failure?.position ?? told.position),
                    replay_command: told.replay,
                },
            ];
        }),
        comparison: comparison && {
            outcome: comparison.outcome,
            base_runs: comparison.baseRuns,
            head_runs: comparison.headRuns,
            compared: comparison.compared,
            false_alarm_bound: comparison.falseAlarmBound,
            notes: comparison.notes,
            findings: comparison.findings.map(findingJson),
        },
        accepted: list((suite.accepted ?? []).map(({ finding, acceptance, how }) => ({ how, ...acceptanceJson(acceptance), finding: findingJson(finding) }))),
    };
}
function acceptanceJson({ fingerprint, test, change, reason, by, at, standing, covers }) {
    const counts = covers?.counts?.map(({ call, least, most }) => ({ call, least, most }));
    return { fingerprint, test, change, reason, by, at, standing, covers: covers && { objects: covers.objects, counts } };
}
function findingJson(finding) {
    return {
        fingerprint: finding.fingerprint,
        kind: finding.kind,
        rank: finding.rank,
        certainty: finding.certainty,
        test: finding.test,
        also_in: finding.alsoIn,
        service: finding.service,
        step: finding.step,
        object: finding.object,
        sentence: finding.sentence,
        before: finding.before,
        after: finding.after,
        evidence: {
            base: { seen: finding.evidence.base.seen, runs: finding.evidence.base.runs },
            head: { seen: finding.evidence.head.seen, runs: finding.evidence.head.runs },
            p: finding.evidence.p,
        },
        context: finding.context.map(({ side, text }) => ({ side, text })),
        extent: finding.extent && {
            objects: finding.extent.objects,
            counts: finding.extent.counts.map(({ test, call, more, least, most }) => ({ test, call, more, least, most })),
        },
        lines: finding.lines && { base: finding.lines.base.map(lineJson), head: finding.lines.head.map(lineJson) },
    };
}
function matrixJson(runs) {
    const matrix = matrixOf(runs);
    if (matrix === undefined)
        return undefined;
    return {
        scenarios: matrix.scenarios,
        faults: matrix.faults,
        cells: matrix.cells.map(({ scenario, fault, result, outcome }) => ({
            scenario,
            fault,
            test: result.name,
            passed: outcome === "passed",
            outcome,
            duration_ms: Math.round(result.durationMs),
            reason: result.failure?.message,
        })),
        excluded: list(matrix.excluded.map(({ scenario, fault }) => ({ scenario, fault }))),
        total: matrix.cells.length,
        passed: matrix.cells.filter(({ outcome }) => outcome === "passed").length,
        failed: matrix.cells.filter(({ result }) => result.verdict === "fail" || result.verdict === "error").length,
    };
}
function lineJson({ function: name, file, line, near, count, isNew }) {
    return { function: name, file, line, near, calls: count, new: isNew };
}
function testJson(test, run) {
    const { failure } = test;
    return {
        name: test.name,
        leaf: test.leaf,
        result: test.verdict,
        run,
        reason: failure?.message,
        failure_type: failure?.kind,
        seed: test.seed,
        started_at: test.startedAt,
        duration_ms: Math.round(test.durationMs),
        return_value: test.returned,
        replay_command: test.verdict === "pass" ? undefined : test.replay,
        position: position(test.position),
        cell: test.cell && { scenario: test.cell.scenario, fault: test.cell.fault },
        error_detail: failure && { assertion_type: failure.assertion?.func ?? failure.kind, message: failure.message },
        faults: list(test.rules.filter(({ scope }) => scope === "fault").map(faultJson)),
        syscall_summary: summaryJson(test.events),
        diagnostics: list(test.diagnostics.map(diagnosticJson)),
        assertion: assertionJson(test),
        nearest_events: list(failure?.nearest ?? []),
        violation: failure?.violation,
        backtrace: list(failure?.backtrace ?? []),
        service_output: failure?.output && { service: failure.output.service, lines: failure.output.lines },
        events: eventsJson(test),
    };
}
function faultJson(rule) {
    const [, action = rule.action, argument] = /^(\w+)\((.*)\)$/.exec(rule.action) ?? [];
    return {
        service: rule.service,
        syscall: rule.keyword,
        action,
        errno: action === "deny" ? argument : undefined,
        hits: rule.hits,
        label: rule.label,
        rule: rule.action,
        syscalls: rule.syscalls,
        path: rule.path,
        address: rule.address,
        left_out: rule.leftOut,
    };
}
function summaryJson(events) {
    const services = {};
    for (const event of events) {
        if (event.call === undefined)
            continue;
        const sum = (services[event.service] ??= { total: 0, faulted: 0, breakdown: {} });
        sum.total += 1;
        if (isFaulted(event))
            sum.faulted += 1;
        sum.breakdown[event.call.name] = (sum.breakdown[event.call.name] ?? 0) + 1;
    }
    return Object.keys(services).length === 0 ? undefined : services;
}
function assertionJson(test) {
    const { failure, events } = test;
    if (failure?.assertion === undefined)
        return undefined;
    return {
        func: failure.assertion.func,
        expected: failure.assertion.expected,
        actual: failure.assertion.actual,
        message: failure.message,
        file: failure.position?.file,
        line: failure.position?.line,
        context: list(contextOf(test).flatMap((seq) => {
            const event = events.find((candidate) => candidate.seq === seq);
            if (event === undefined)
                return [];
            const { target, method, summary, status_code, error, success } = (0,trace/* fieldsOf */.Pf)(event);
            return [{ seq, type: (0,trace/* eventType */.$q)(event), target, method, summary, status_code, error, success }];
        })),
    };
}
function eventsJson(test) {
    const clocks = (0,trace/* clocksOf */.bi)(test.events, test.services);
    const startedMs = Date.parse(test.startedAt);
    return test.events.map((event, index) => ({
        seq: event.seq,
        timestamp: timestamp(startedMs, event.atNs),
        at_ns: event.atNs,
        type: event.type,
        event_type: (0,trace/* eventType */.$q)(event),
        partition_key: event.service,
        service: event.service,
        fields: { ...(0,trace/* fieldsOf */.Pf)(event) },
        source: sourceJson(event.call?.source),
        vector_clock: { ...clocks[index] },
        violation: event.seq === test.failure?.violation ? true : undefined,
    }));
}
function sourceJson(source) {
    return (source && {
        function: source.function,
        file: source.file,
        line: source.line,
        near: source.near,
        stack: source.stack.map(({ function: name, file, line, own }) => ({ function: name, file, line, own })),
    });
}
/** RFC 3339 with nanoseconds, UTC: the wall clock at the test's start and the monotonic time since. */
function timestamp(startedMs, atNs) {
    const wholeMs = Math.floor(atNs / 1e6);
    const seconds = new Date(startedMs + wholeMs).toISOString();
    return seconds.replace("Z", `${String(atNs - wholeMs * 1e6).padStart(6, "0")}Z`);
}
function diagnosticJson(diagnostic) {
    return {
        level: diagnostic.level,
        code: diagnostic.code,
        message: diagnostic.message,
        suggestion: diagnostic.suggestion ?? "",
        service: diagnostic.service,
        position: position(diagnostic.position),
    };
}
function position(place) {
    return place && { file: place.file, line: place.line, column: place.column };
}
/** Left out when 0, as the format has it. */
function some(n) {
    return n === 0 ? undefined : n;
}
function list(items) {
    return items.length === 0 ? undefined : items;
}
function print(value) {
    return `${JSON.stringify(value, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./build/js/report/live.js
/**
 * The line a terminal shows while a test runs: `wal_written  run 2 of 10  3.2 s  POST /orders  1,204 events`; while several run,
 * `3 tests  3.2 s  1,204 events  wal_written POST /orders | restart | happy_path GET /orders/1`. It never takes more than one line of the
 * terminal, since only then can it be taken away again.
 */


/** [live] in fewer than [columns] columns; of one test the step is cut first, of several the last of them. No line ends, no colours. */
function renderLive({ test, run, runs, elapsedMs, step, events, others }, columns) {
    // The last column stays free: some terminals wrap as soon as it is written.
    const room = Math.max(0, columns - 1);
    const which = runs > 1 ? `run ${run} of ${runs}` : "";
    const elapsed = elapsedMs < 1000 ? "" : duration(Math.floor(elapsedMs / 100) * 100);
    const recorded = events > 0 ? count(events, "event") : "";
    const line = (...parts) => parts.filter((part) => part !== "").join("  ");
    if (others.length > 0) {
        const each = [{ test, step }, ...others].map((one) => text_plain(`${shortName(one.test)} ${one.step}`.trimEnd()));
        return fitting(line(count(each.length, "test"), which, elapsed, recorded, each.join(" | ")), room);
    }
    const parts = (shown) => line(text_plain(shortName(test)), which, elapsed, shown, recorded);
    return fitting(parts(fitting(text_plain(step), room - width(parts("")) - 2)), room);
}
/** Columns a text may take: what is not ASCII counts double, as wide characters do. */
function width(text) {
    let columns = 0;
    for (const character of text)
        columns += character < "\u007f" ? 1 : 2;
    return columns;
}
/** As much of [text] as fits. */
function fitting(text, columns) {
    if (width(text) <= columns)
        return text;
    let shown = "";
    for (const character of text) {
        if (width(shown + character) > columns - 2)
            break;
        shown += character;
    }
    return columns < 4 ? "" : `${shown}…`;
}

;// CONCATENATED MODULE: ./build/js/report/junit.js


/** The tests of a check; drift is not a test result and does not show here. */
function renderJunit(report) {
    const suites = report.suites.map(suiteXml);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="faultbox" time="${seconds(report.durationMs)}">\n${suites.join("")}</testsuites>\n`;
}
function suiteXml(suite) {
    const name = escapeHtml(suite.suite);
    if (suite.error !== undefined) {
        return (`  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0" time="0.000">\n` +
            `    <testcase classname="${name}" name="load" time="0.000">\n      <error message="${escapeHtml(suite.error)}"/>\n    </testcase>\n  </testsuite>\n`);
    }
    const tests = [...byTest(suite.runs).values()].flatMap((results) => {
        const told = worst(results);
        return told === undefined ? [] : [{ told, results }];
    });
    const sum = (...verdicts) => tests.filter(({ told }) => verdicts.includes(told.verdict)).length;
    const durationMs = suite.runs.reduce((total, run) => total + run.durationMs, 0);
    const cases = tests.map(({ told, results }) => {
        const at = told.position === undefined ? "" : ` file="${escapeHtml(told.position.file)}" line="${told.position.line}"`;
        const totalMs = results.reduce((total, result) => total + result.durationMs, 0);
        const open = `    <testcase classname="${name}" name="${escapeHtml(told.name)}"${at} time="${seconds(totalMs)}"`;
        const outcome = outcomeXml(told);
        return outcome === "" ? `${open}/>\n` : `${open}>\n${outcome}    </testcase>\n`;
    });
    return (`  <testsuite name="${name}" tests="${tests.length}" failures="${sum("fail")}" errors="${sum("error")}" ` +
        `skipped="${sum("inconclusive", "halted")}" time="${seconds(durationMs)}">\n${cases.join("")}  </testsuite>\n`);
}
function outcomeXml(test) {
    const message = test.failure?.message ?? test.verdict;
    const { position, sourceLine, assertion, output } = test.failure ?? {};
    const detail = [
        ...(position === undefined ? [] : [`at ${position.file}:${position.line}:${position.column}`]),
        ...(sourceLine === undefined ? [] : [sourceLine.trim()]),
        ...(assertion?.expected === undefined ? [] : [`expected: ${assertion.expected}`]),
        ...(assertion?.actual === undefined ? [] : [`actual: ${assertion.actual}`]),
        ...(output === undefined ? [] : [`last output of ${output.service}:`, ...output.lines]),
        `replay: ${test.replay}`,
    ]
        .map(escapeHtml)
        .join("\n");
    switch (test.verdict) {
        case "pass":
            return "";
        case "fail":
            return `      <failure message="${escapeHtml(message)}" type="${test.failure?.kind ?? "assertion"}">${detail}</failure>\n`;
        case "error":
            return `      <error message="${escapeHtml(message)}" type="${test.failure?.kind ?? "error"}">${detail}</error>\n`;
        case "inconclusive":
        case "halted":
            return `      <skipped message="${test.verdict}: ${escapeHtml(message)}"/>\n`;
    }
}
function seconds(ms) {
    return (ms / 1000).toFixed(3);
}

;// CONCATENATED MODULE: ./build/js/report/sections.js
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
const commentMarker = "<!-- faultbox:comment -->";
/** GitHub refuses comments of more than 65,536 characters; the rest is left for what API and proxies may add. */
const commentLimit = 60_000;
const opening = /^<!-- faultbox:section id="([^"]*)" sha="([0-9a-f]*)" order="(\d+)"(?: findings="([0-9a-f,]*)")? -->$/;
/**
 * Sections with such an id are acceptances: what somebody has accepted of the findings that the other sections tell of, at the same commit. The
 * mark sorts them behind all others.
 */
const acceptancePrefix = "~accepted-";
/** Puts the markers around a section's [body]. */
function makeSection(id, sha, order, body, findings = []) {
    const name = encoded(id);
    const commit = /^[0-9a-f]+$/.test(sha) ? sha : "";
    const prints = findings.filter((print) => /^[0-9a-f]+$/.test(print)).slice(0, mostFindings);
    const list = prints.length === 0 ? "" : ` findings="${prints.join(",")}"`;
    return `<!-- faultbox:section id="${name}" sha="${commit}" order="${Math.trunc(order)}"${list} -->\n${body.trim()}\n<!-- faultbox:end id="${name}" -->`;
}
/** Keeps the marker a line that any editor can open; a section with more findings cannot be accepted as a whole anyway. */
const mostFindings = 500;
/** The sections of a comment in their order; text outside of sections is not ours and is ignored, an unclosed section as well. */
function parseSections(body) {
    const sections = [];
    let open;
    for (const line of body.split(/\r?\n/)) {
        const [, id, sha, order, findings = ""] = opening.exec(line) ?? [];
        if (id !== undefined && sha !== undefined && order !== undefined) {
            open = { id, sha, order: Number(order), findings: findings.split(",").filter((print) => print !== ""), lines: [line] };
        }
        else if (open !== undefined) {
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
function mergeSections(existing, section) {
    const sections = new Map();
    const added = parseSections(section);
    for (const candidate of [...parseSections(existing ?? ""), ...added]) {
        const present = sections.get(candidate.id);
        if (present === undefined || candidate.order >= present.order)
            sections.set(candidate.id, candidate);
    }
    for (const { id, sha } of added.filter((one) => sections.get(one.id) === one && !one.id.startsWith(acceptancePrefix))) {
        for (const other of [...sections.values()]) {
            if (other.id !== id && other.id.startsWith(acceptancePrefix) && other.sha !== sha)
                sections.delete(other.id);
        }
    }
    const texts = [...sections.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ text }) => text);
    const room = commentLimit - commentMarker.length - 2 * texts.length;
    for (const shorten of [withoutFolds, verdictOnly]) {
        while (total(texts) > room) {
            const longest = texts.reduce((best, text, index) => (text.length > (texts[best]?.length ?? 0) && shorten(text).length < text.length ? index : best), -1);
            const text = texts[longest];
            if (text === undefined)
                break;
            texts[longest] = shorten(text);
        }
    }
    // Only thousands of sections get here; whole ones go, since half a section is worse than none.
    while (total(texts) > room)
        texts.pop();
    return `${commentMarker}\n${texts.join("\n\n")}\n`;
}
function total(texts) {
    return texts.reduce((sum, text) => sum + text.length, 0);
}
const leftOut = "*Details are left out here to keep the comment short; the report has them.*";
function withoutFolds(text) {
    const lines = [];
    let depth = 0;
    for (const line of text.split("\n")) {
        if (/^<details( open)?>/.test(line))
            depth += 1;
        if (depth === 0)
            lines.push(line);
        if (line === "</details>")
            depth -= 1;
    }
    const end = lines.pop() ?? "";
    return [...lines, ...(lines.includes(leftOut) ? [] : [leftOut]), end].join("\n").replace(/\n{3,}/g, "\n\n");
}
function verdictOnly(text) {
    const lines = text.split("\n");
    const heading = lines.find((line) => line.startsWith("### ")) ?? "";
    return [lines[0], heading, "", leftOut, lines.at(-1)].join("\n");
}
/** An id inside a marker: no quotes, no double hyphens, no line ends. */
function encoded(id) {
    return encodeURIComponent(id.toWellFormed())
        .replace(/[-!'()*~.]/g, (character) => character === "-" || character === "." ? character : `%${character.charCodeAt(0).toString(16)}`)
        .replaceAll("--", "-%2d");
}
function decoded(id) {
    try {
        return decodeURIComponent(id);
    }
    catch {
        return id;
    }
}

;// CONCATENATED MODULE: ./build/js/report/markdown.js




/** The section of [report] in the pull request's comment, between its markers; `mergeSections` makes a comment of one or several. */
function renderComment(report, options = {}) {
    const sha = report.head?.sha ?? "";
    const confirmed = report.suites.flatMap((suite) => (suite.comparison?.findings ?? []).filter(({ certainty }) => certainty === "confirmed"));
    const prints = [...new Set(confirmed.map(({ fingerprint }) => fingerprint))];
    const wrap = (body) => makeSection(report.id, sha, options.order ?? 0, body, prints);
    return shortened((detail) => wrap(body(report, detail)), options.limit ?? commentLimit - 500, commentDetails);
}
/** The job summary: the comment's text with every test and diagnostic, under the limit of a step's summary (1 MiB). */
function renderSummary(report) {
    return `${shortened((detail) => body(report, detail), 1_000_000, summaryDetails)}\n`;
}
const commentDetails = [
    { findings: 100, folds: 100, lines: 80, failures: 50, items: 30, phrase: 400, tests: 0 },
    { findings: 100, folds: 100, lines: 24, failures: 30, items: 20, phrase: 300, tests: 0 },
    { findings: 60, folds: 30, lines: 12, failures: 20, items: 10, phrase: 240, tests: 0 },
    { findings: 40, folds: 10, lines: 12, failures: 10, items: 10, phrase: 200, tests: 0 },
    { findings: 20, folds: 3, lines: 12, failures: 5, items: 5, phrase: 160, tests: 0 },
    { findings: 10, folds: 0, lines: 0, failures: 3, items: 3, phrase: 120, tests: 0 },
    { findings: 3, folds: 0, lines: 0, failures: 1, items: 1, phrase: 60, tests: 0 },
    { findings: 0, folds: 0, lines: 0, failures: 0, items: 0, phrase: 40, tests: 0 },
];
const summaryDetails = [
    { findings: 1000, folds: 1000, lines: 400, failures: 1000, items: 1000, phrase: 1000, tests: 5000 },
    ...commentDetails.map((detail) => ({ ...detail, tests: detail.findings * 10 })),
];
function shortened(render, limit, details) {
    let text = "";
    for (const detail of details) {
        text = render(detail);
        if (text.length <= limit)
            break;
    }
    return text;
}
function body(report, detail) {
    const found = report.suites.flatMap((suite) => (suite.comparison?.findings ?? []).map((finding) => ({ suite, finding })));
    const confirmed = found
        .filter(({ finding }) => finding.certainty === "confirmed")
        .sort((a, b) => ranks.indexOf(a.finding.rank) - ranks.indexOf(b.finding.rank));
    const open = found.filter(({ finding }) => finding.certainty !== "confirmed");
    const told = report.suites.map((suite) => ({ suite, tests: [...byTest(suite.runs).values()] }));
    const failures = told.flatMap(({ suite, tests }) => tests.flatMap((results) => {
        const test = worst(results);
        return test === undefined || test.verdict === "pass" || test.verdict === "halted" ? [] : [{ suite, test, results }];
    }));
    const testCount = told.reduce((sum, { tests }) => sum + tests.length, 0);
    return [
        `### ${verdict(report, confirmed.length, open.length, failures, testCount)}`,
        lead(report, confirmed.length, failures.length, testCount),
        errors(report, detail),
        failureList(report, failures, detail),
        failures.length > 0 && confirmed.length > 0 ? below(confirmed.length) : "",
        table(report, confirmed, detail),
        ...confirmed.slice(0, detail.folds).map((item, index) => findingFold(report, item, index + 1, detail)),
        acceptedList(report, detail),
        openList(report, open, detail),
        notes(report, detail),
        removableList(report, detail),
        confirmed.length > 0 ? howToAccept(report) : "",
        testTable(report, detail),
        footer(report, detail),
    ]
        .filter((block) => block !== "")
        .join("\n\n");
}
function verdict(report, changes, open, failures, tests) {
    const name = report.id === "" || report.id === "default" ? "" : ` · ${code(cut(report.id, 100))}`;
    const changed = changes === 0 ? "" : `, ${count(changes, "change")} in how the system works`;
    const accepted = acceptedOf(report).length;
    const besides = accepted === 0 ? "" : `, ${accepted} more accepted`;
    switch (report.result) {
        case "error":
            return `❌ The check could not do its work${changed}${name}`;
        case "failed":
            return `❌ ${failures.length} of ${count(tests, "test")} did not pass${changed}${name}`;
        case "drift":
            return `⚠️ ${count(changes, "change")} in how the system works${besides}${name}`;
        case "undecided":
            return `❔ No certain change, ${count(open, "open question")}${besides}${name}`;
        case "accepted":
            return `✅ ${count(accepted, "change")} in how the system works, accepted${name}`;
        case "passed":
            return `✅ No change in how the system works${name}`;
        case "recorded":
            return `📼 Recorded, not compared${name}`;
    }
}
/** The paragraph below the verdict: what the tests came to and what it was compared with. */
function lead(report, changes, failures, tests) {
    const passes = failures > 0 || tests === 0 ? "" : tests === 1 ? "The only test passes" : `All ${tests} tests pass`;
    const origins = new Set(report.suites.map(baselineText));
    const baselines = [...origins].slice(0, 5).join(" ");
    if (report.result === "drift")
        return `${baselines} ${passes === "" ? "" : `${passes}. `}${below(changes)}`;
    return `${passes === "" ? "" : `${passes}. `}${baselines}`;
}
/** Introduces the table: every answer may be as it was, and this is not. */
function below(changes) {
    return `Behind the responses ${changes === 1 ? "this has" : "these things have"} changed:`;
}
const nextBaseline = "What this run recorded becomes the baseline once it is on the base branch.";
function baselineText({ baseline, comparison }) {
    if (baseline.kind === "none") {
        return `No baseline: ${escapeMarkdown(cut(baseline.reason, 300))}. ${nextBaseline}`;
    }
    const phrase = escapeMarkdown(cut(baseline.description, 300));
    const origin = `${markdown_link(phrase, baseline.url)}${distance(baseline.distance, baseline.description)}`;
    return comparison?.outcome === "incomparable" ? `Not comparable with ${origin}. ${nextBaseline}` : `Compared with ${origin}.`;
}
/** How far the baseline is from the base commit, where the description does not already say so. */
function distance(commits, description) {
    if (commits === undefined || commits === 0 || /\d+ commits?\b/.test(description))
        return "";
    return `, ${count(commits, "commit")} before the base`;
}
function errors(report, detail) {
    const broken = report.suites.filter(({ error }) => error !== undefined);
    if (broken.length === 0)
        return "";
    const shown = broken
        .slice(0, Math.max(1, detail.failures))
        .map(({ suite, error }) => `**${code(cut(suite, 200))} did not run**\n\n${fenced("text", indented((error ?? "").split("\n"), detail))}`);
    return withMore(shown, broken.length - shown.length, "suite");
}
const ranks = ["durability", "consistency", "communication", "other"];
function table(report, found, detail) {
    if (found.length === 0 || detail.findings === 0)
        return "";
    const rows = found.slice(0, detail.findings).map(({ suite, finding }) => {
        const where = [finding.test, ...finding.alsoIn].map((test) => code(shortName(cut(test, 80)), true));
        const show = deepLink(report, finding.test, finding.fingerprint);
        const from = report.suites.length > 1 ? ` in ${code(cut(suite.suite, 100), true)}` : "";
        const at = lineOf(finding);
        const place = at === undefined ? "" : ` · ${sourceLink(report, at, detail, true)}`;
        return `| **${finding.rank}** | ${escapeMarkdown(cut(finding.sentence, detail.phrase))}${place}${show === undefined ? "" : ` · ${markdown_link("show", show)}`} | ${listed(where)}${from} |`;
    });
    return withMore([["| Concerns | What changed | Tests |", "| :-- | :-- | :-- |", ...rows].join("\n")], found.length - rows.length, "change");
}
function findingFold(report, { suite, finding }, number, detail) {
    const context = contextLines(finding, detail);
    const facts = [
        `Before: ${escapeMarkdown(cut(finding.before, detail.phrase))}. Now: ${escapeMarkdown(cut(finding.after, detail.phrase))}.`,
        `Service ${code(cut(finding.service, 100))}${finding.step === "" ? "" : `, step ${code(cut(finding.step, 200))}`}${finding.object === "" ? "" : `, ${code(cut(finding.object, 300))}`}, test ${code(cut(finding.test, 100))}${report.suites.length > 1 ? ` of ${code(cut(suite.suite, 100))}` : ""}.`,
        ...linesTold(report, finding, detail),
        `${capital(evidenceText(finding))}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}.`,
    ];
    return [
        "<details>",
        `<summary>${number}. ${escapeInlineHtml(cut(finding.sentence, detail.phrase))}</summary>`,
        "",
        facts.join(" "),
        "",
        ...(context.length === 0 ? [] : [fenced("diff", context), ""]),
        `<sub>Fingerprint ${code(cut(finding.fingerprint, 40))}</sub>`,
        "",
        "</details>",
    ].join("\n");
}
/** Which lines make the calls, now and before. */
function linesTold(report, { lines }, detail) {
    const now = (lines?.head ?? []).map((line) => `${sourceLink(report, line, detail)}${line.isNew ? " (new)" : ""}`);
    const before = (lines?.base ?? []).map((line) => code(cut((0,trace/* shownSource */.Vt)(line), detail.phrase)));
    return [
        ...(now.length === 0 ? [] : [`Made at ${listed(now)}.`]),
        ...(before.length === 0 ? [] : [`${now.length === 0 ? "It was" : "Before it was"} made at ${listed(before)}.`]),
    ];
}
/** A line of the tested commit, as a link where its files can be shown. */
function sourceLink(report, line, detail, inTable = false) {
    const { source } = report.links;
    const anchor = line.line === undefined ? "" : `#L${line.line}`;
    return markdown_link(code(cut((0,trace/* shownSource */.Vt)(line), detail.phrase), inTable), source && `${source}${line.file.split("/").map(encodeURIComponent).join("/")}${anchor}`);
}
/** The aligned before and after, as lines of a diff. */
function contextLines(finding, detail) {
    const marks = { both: "  ", base: "- ", head: "+ " };
    const lines = finding.context.slice(0, detail.lines).map(({ side, text }) => `${marks[side]}${cut(text_plain(text), detail.phrase)}`);
    return lines.length < finding.context.length && lines.length > 0
        ? [...lines, `  … ${finding.context.length - lines.length} more lines`]
        : lines;
}
function failureList(report, failures, detail) {
    if (failures.length === 0)
        return "";
    const shown = failures.slice(0, detail.failures).map(({ suite, test, results }, index) => {
        const { failure } = test;
        const bad = results.filter(({ verdict }) => verdict === test.verdict).length;
        const often = results.length > 1 ? ` in ${bad} of ${results.length} runs` : "";
        const show = deepLink(report, test.name, undefined);
        const lines = [];
        if (failure?.position !== undefined) {
            lines.push(`  at ${failure.position.file}:${failure.position.line}:${failure.position.column}`);
            if (failure.sourceLine !== undefined)
                lines.push(`  ${failure.position.line} | ${failure.sourceLine.trimEnd()}`);
        }
        if (failure?.assertion?.expected !== undefined)
            lines.push(`  expected: ${failure.assertion.expected}`);
        if (failure?.assertion?.actual !== undefined)
            lines.push(`  actual:   ${failure.assertion.actual}`);
        lines.push(...markdown_nearest(test));
        if (failure?.output !== undefined)
            lines.push(`  last output of ${failure.output.service}:`, ...failure.output.lines.slice(-20).map((line) => `  | ${line}`));
        const context = detail.lines === 0 ? [] : lines.slice(0, Math.max(detail.lines, 12)).map((line) => cut(line, detail.phrase));
        const suffix = report.suites.length > 1 ? ` <sub>${escapeInlineHtml(cut(suite.suite, 100))}</sub>` : "";
        return [
            index < 3 ? "<details open>" : "<details>",
            `<summary><b>${verdictWord[test.verdict]}</b> <code>${escapeInlineHtml(cut(test.name, 120))}</code>${often}: ${escapeInlineHtml(cut(failure?.message ?? "no reason given", detail.phrase))}${suffix}</summary>`,
            "",
            ...(context.length === 0 ? [] : [fenced("text", context), ""]),
            `Run it again${show === undefined ? "" : ` or ${markdown_link("look at it", show)}`}:`,
            "",
            fenced("sh", [cut(test.replay, 1000)]),
            "",
            "</details>",
        ].join("\n");
    });
    return withMore(shown, failures.length - shown.length, "test that did not pass", "tests that did not pass");
}
/** The events nearest to what a failed assertion expected, as lines of its block. */
function markdown_nearest(test) {
    const wanted = new Set(test.failure?.nearest ?? []);
    if (wanted.size === 0)
        return [];
    const names = new Names(test.services, test.events);
    const lines = test.events
        .filter(({ seq }) => wanted.has(seq))
        .map((event) => `    #${event.seq} ${event.service}: ${[names.label(event), decisionShown(event)].filter((part) => part !== "").join("  ")}`);
    return ["  nearest events:", ...lines];
}
function acceptedOf(report) {
    return report.suites.flatMap((suite) => suite.accepted ?? []);
}
/** What was accepted, by whom and why: not hidden, since somebody may think otherwise. */
function acceptedList(report, detail) {
    const accepted = acceptedOf(report);
    if (accepted.length === 0)
        return "";
    const shown = accepted.slice(0, detail.items).map(({ finding, acceptance, how }) => {
        const { sentence, test } = finding;
        const then = acceptance.change === sentence ? "" : ` (described then as: ${escapeMarkdown(cut(acceptance.change, detail.phrase))})`;
        const where = how === "file" ? "in the repository's file" : "by comment";
        return [
            `- ${escapeMarkdown(cut(sentence, detail.phrase))} (${code(shortName(cut(test, 80)))})`,
            `  <br>Accepted ${where} by **${escapeMarkdown(cut(acceptance.by, 100))}** on ${escapeMarkdown(acceptance.at.slice(0, 10))}: ${escapeMarkdown(cut(acceptance.reason, detail.phrase))}${then}`,
        ].join("\n");
    });
    if (shown.length < accepted.length)
        shown.push(`- … and ${accepted.length - shown.length} more`);
    return ["<details>", `<summary>${count(accepted.length, "accepted change")}</summary>`, "", ...shown, "", "</details>"].join("\n");
}
/** The two ways to say that a change is meant. */
function howToAccept(report) {
    const [, run] = /\/actions\/runs\/(\d+)/.exec(report.links.run ?? "") ?? [];
    const fetch = run === undefined || !/^[\w.-]+$/.test(report.id) ? [] : [`gh run download ${run} -n faultbox-traces-${report.id} -D faultbox-out`];
    return [
        "<details>",
        "<summary>Meant like this? Accept it</summary>",
        "",
        "In a file of this pull request, reviewed with the change:",
        "",
        fenced("sh", [...fetch, "faultbox accept --reason 'why it is meant'"]),
        "",
        ...(report.head?.pullRequest === undefined
            ? []
            : ["Or, with write permission, by the comment `/faultbox accept REASON`, for this commit only.", ""]),
        "</details>",
    ].join("\n");
}
/** Acceptances that have done their work. */
function removableList(report, detail) {
    const removable = report.removable ?? [];
    if (removable.length === 0 || detail.items === 0)
        return "";
    const shown = removable
        .slice(0, detail.items)
        .map(({ fingerprint, change, at }) => `- ${code(cut(fingerprint, 40))} ${escapeMarkdown(cut(change, detail.phrase))} (${escapeMarkdown(at.slice(0, 10))})`);
    if (shown.length < removable.length)
        shown.push(`- … and ${removable.length - shown.length} more`);
    const title = `${count(removable.length, "accepted change")} that nothing has needed for a month: faultbox accept --prune removes ${removable.length === 1 ? "it" : "them"}`;
    return ["<details>", `<summary>${title}</summary>`, "", ...shown, "", "</details>"].join("\n");
}
function openList(report, found, detail) {
    if (found.length === 0)
        return "";
    const shown = found.slice(0, detail.items).map(({ finding }, index) => {
        const show = deepLink(report, finding.test, finding.fingerprint);
        const context = index < detail.folds ? contextLines(finding, detail) : [];
        const tests = [finding.test, ...finding.alsoIn].map((test) => code(shortName(cut(test, 80))));
        return [
            `- ${escapeMarkdown(cut(finding.sentence, detail.phrase))} (${listed(tests)}; ${evidenceText(finding)})${show === undefined ? "" : ` · ${markdown_link("show", show)}`}`,
            ...(context.length === 0
                ? []
                : [
                    "",
                    ...fenced("diff", context)
                        .split("\n")
                        .map((line) => `  ${line}`),
                    "",
                ]),
        ].join("\n");
    });
    if (shown.length < found.length)
        shown.push(`- … and ${found.length - shown.length} more`);
    const title = `${count(found.length, "difference")} that more runs did not settle; ${found.length === 1 ? "it does" : "they do"} not count`;
    return ["<details>", `<summary>${title}</summary>`, "", ...shown, "", "</details>"].join("\n");
}
function notes(report, detail) {
    const all = [...new Set(report.suites.flatMap((suite) => suite.comparison?.notes ?? []))];
    if (all.length === 0 || detail.items === 0)
        return "";
    const shown = all.slice(0, detail.items).map((note) => `> ${escapeMarkdown(cut(note, detail.phrase))}`);
    if (shown.length < all.length)
        shown.push(`> … and ${all.length - shown.length} more notes`);
    return shown.join("  \n");
}
/** All tests and what was noticed about them; the job summary's own part. */
function testTable(report, detail) {
    if (detail.tests === 0)
        return "";
    const rows = report.suites.flatMap((suite) => [...byTest(suite.runs).values()].flatMap((results) => {
        const test = worst(results);
        if (test === undefined)
            return [];
        const passed = results.filter(({ verdict }) => verdict === "pass").length;
        const meanMs = results.reduce((sum, { durationMs }) => sum + durationMs, 0) / results.length;
        return [
            `| ${verdictWord[test.verdict]} | ${code(cut(test.name, 120), true)} | ${code(cut(suite.suite, 120), true)} | ${passed}/${results.length} | ${duration(meanMs)} |`,
        ];
    }));
    if (rows.length === 0)
        return "";
    const tableText = ["| Result | Test | Suite | Passed | Time |", "| :-- | :-- | :-- | --: | --: |", ...rows.slice(0, detail.tests)].join("\n");
    const noticed = [...new Set(report.suites.flatMap((suite) => suite.runs.flatMap((run) => runDiagnostics(run, detail))))];
    const shown = noticed.slice(0, detail.items);
    return [
        withMore([tableText], rows.length - Math.min(rows.length, detail.tests), "test"),
        ...(shown.length === 0 ? [] : [withMore([shown.join("\n")], noticed.length - shown.length, "diagnostic")]),
    ].join("\n\n");
}
function runDiagnostics(run, detail) {
    const say = (level, id, message, test) => `- ${level} ${code(id)} ${test === "" ? "" : `${code(shortName(cut(test, 80)))}: `}${escapeMarkdown(cut(message, detail.phrase))}`;
    return [
        ...run.diagnostics.map(({ level, code: id, message }) => say(level, id, message, "")),
        ...run.tests.flatMap((test) => test.diagnostics.map(({ level, code: id, message }) => say(level, id, message, test.name))),
    ];
}
function footer(report, detail) {
    const { links } = report;
    const anchors = [
        links.report === undefined ? "" : markdown_link("Space-time report", links.report),
        links.shiviz === undefined
            ? ""
            : `${markdown_link("ShiViz file", links.shiviz)} (load it at ${markdown_link("ShiViz", "https://bestchai.bitbucket.io/shiviz/")})`,
        links.traces === undefined ? "" : markdown_link("Traces", links.traces),
        links.run === undefined ? "" : markdown_link("Run", links.run),
    ].filter((anchor) => anchor !== "");
    const runs = Math.max(0, ...report.suites.map((suite) => suite.runs.length));
    const bounds = report.suites.flatMap((suite) => (suite.comparison === undefined ? [] : [suite.comparison.falseAlarmBound]));
    const compared = report.suites.find((suite) => suite.comparison !== undefined)?.comparison;
    const facts = [
        `faultbox ${escapeMarkdown(report.version)}`,
        ...(report.head === undefined ? [] : [`commit ${code(report.head.sha.slice(0, 7))}`]),
        runs > 1 ? `${count(runs, "run")} in ${duration(report.durationMs)}` : duration(report.durationMs),
        ...(compared === undefined ? [] : [`${count(compared.baseRuns, "baseline run")}`]),
        ...(bounds.every((bound) => bound === 0)
            ? []
            : [
                `false alarm in at most ${odds(Math.min(1, bounds.reduce((sum, bound) => sum + bound, 0)))} comparisons`,
            ]),
    ];
    const reproduce = [
        "<details>",
        "<summary>Reproduce at your desk</summary>",
        "",
        fenced("sh", [cut(report.reproduce, detail.phrase * 5)]),
        "",
        "</details>",
    ].join("\n");
    return [
        ...(report.reproduce === "" ? [] : [reproduce]),
        ...(anchors.length === 0 ? [] : [anchors.join(" · ")]),
        `<sub>${facts.join(" · ")}</sub>`,
    ].join("\n\n");
}
function indented(lines, detail) {
    return lines.slice(0, Math.max(detail.lines, 6)).map((line) => `  ${cut(line, detail.phrase)}`);
}
function withMore(blocks, more, singular, plural) {
    return [
        ...blocks,
        ...(more > 0
            ? [`*… and ${count(more, `more ${singular}`, plural === undefined ? undefined : `more ${plural}`)}; the report has them all.*`]
            : []),
    ].join("\n\n");
}
/** Where the report shows a test or a finding of it. */
function deepLink(report, test, finding) {
    if (report.links.report === undefined)
        return undefined;
    const place = new URLSearchParams({ test, ...(finding === undefined ? {} : { finding }) });
    return `${report.links.report}#${place.toString()}`;
}
/** A link on text that is Markdown already; the bare text when the address is none that a browser should follow. */
function markdown_link(markdown, url) {
    if (url === undefined || !/^https?:\/\//.test(url))
        return markdown;
    const safe = encodeURI(url.toWellFormed())
        .replaceAll("%25", "%")
        .replace(/[()<>|\\"'`\s]/g, (character) => encodeURIComponent(character).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`));
    return `[${markdown}](${safe})`;
}

;// CONCATENATED MODULE: ./build/js/report/sarif.js


const drift = {
    added: "The program does something it did not do before",
    removed: "The program no longer does something it did before",
    count: "The program does something more or less often than before",
    reordered: "The program does things in another order than before",
    object: "The program acts on another file or peer than before",
    decision: "A fault is met in another way than before",
    causality: "An effect no longer follows its cause as before",
    appeared: "A service is new",
    disappeared: "A service is gone",
};
/** Rule id → what it stands for. Published in docs/outputs.md: ids are never given another meaning. */
const sarifRules = {
    "faultbox/suite-not-loaded": "A suite could not be loaded",
    "faultbox/test-failed": "A test failed",
    "faultbox/test-error": "A test could not do its work",
    ...Object.fromEntries(Object.entries(drift).map(([kind, text]) => [`faultbox/drift-${kind}`, text])),
};
/**
 * The check as SARIF.
 * @param folder where the check ran, from the repository's root, with `/`; places in suites are relative to it. Empty for the root.
 */
function renderSarif(report, folder = "") {
    const prefix = folder === "" ? "" : `${folder}/`;
    const log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: {
                        name: "faultbox",
                        version: report.version,
                        rules: Object.entries(sarifRules).map(([id, text]) => ({
                            id,
                            shortDescription: { text },
                            defaultConfiguration: { level: id.startsWith("faultbox/drift-") ? "warning" : "error" },
                        })),
                    },
                },
                automationDetails: { id: `faultbox/${text_plain(report.id)}/` },
                columnKind: "utf16CodeUnits",
                results: report.suites.flatMap((suite) => suiteResults(suite, prefix)),
            },
        ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
}
function suiteResults(suite, prefix) {
    const place = (position) => {
        const { file, line, column } = position ?? { file: suite.suite, line: 1, column: 1 };
        return { file: file.startsWith("/") ? `file://${file}` : `${prefix}${file}`, line, column };
    };
    if (suite.error !== undefined)
        return [result("faultbox/suite-not-loaded", "error", suite.error, place(undefined))];
    const tests = new Map([...byTest(suite.runs)].flatMap(([name, results]) => {
        const told = worst(results);
        return told === undefined ? [] : [[name, told]];
    }));
    const failures = [...tests.values()]
        .filter(({ verdict }) => verdict === "fail" || verdict === "error")
        .map((test) => failureResult(test, place(test.failure?.position ?? test.position)));
    const findings = (suite.comparison?.findings ?? [])
        .filter(({ certainty }) => certainty !== "inconclusive")
        .map((finding) => {
        const at = lineOf(finding);
        const inSuite = place(tests.get(finding.test)?.position);
        return findingResult(finding, at?.line === undefined ? inSuite : { file: at.file, line: at.line, column: 1 });
    });
    return [...failures, ...findings];
}
function failureResult(test, position) {
    const rule = test.verdict === "fail" ? "faultbox/test-failed" : "faultbox/test-error";
    return result(rule, "error", `${test.name}: ${test.failure?.message ?? test.verdict}`, position);
}
function findingResult(finding, position) {
    const { kind, certainty, sentence, test, fingerprint } = finding;
    const message = `${sentence} (${test}; before: ${finding.before}, now: ${finding.after})`;
    const level = certainty === "confirmed" ? "warning" : "note";
    const partialFingerprints = { "faultbox/v1": fingerprint, primaryLocationLineHash: `${fingerprint}:1` };
    return { ...result(`faultbox/drift-${kind}`, level, message, position), partialFingerprints };
}
function result(ruleId, level, text, { file, line, column }) {
    return {
        ruleId,
        level,
        message: { text: text_plain(text) },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: {
                        uri: encodeURI(file.toWellFormed()),
                        ...(file.startsWith("file://") ? {} : { uriBaseId: "%SRCROOT%" }),
                    },
                    region: { startLine: line, startColumn: column },
                },
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/js/report/shiviz.js
/**
 * Files for ShiViz, the viewer of distributed executions. Its loader takes the first line as the regular expression that reads an event, the second as the
 * delimiter between executions (empty: there is one execution), and the rest as the log. A clock must count its host's events from 1 without a gap
 * and may name only hosts that have events.
 *
 * A suite is many tests, each with clocks that start again, while the file holds one execution. Tests are therefore put one behind the other: counts go on
 * from where the lane stood, and an event knows, besides its own test, what its lanes' last events before the test knew. That is the
 * smallest set of clocks in which each lane is one line, so no arrow appears that no message made.
 *
 * ShiViz compares two executions by the text of events, lane by lane, and an event is different when its text occurs nowhere in the other lane. In a
 * comparison the text is therefore the behaviour without numbers of one run, and says in which test it happened and for which time since the
 * driver's last step: a second write is `write /tmp/a.wal (wal_written, 2nd)`, and has no partner where each step wrote once.
 */



const eventPattern = "(?<host>\\S+) (?<clock>\\{.*?\\}) (?<event>.*)";
const delimiterPattern = "=== (?<trace>.*) ===";
/** The file of `--shiviz`: all tests of all executions of a suite. */
function renderShiviz(runs) {
    const tests = runs.flatMap((run) => run.tests);
    return `${eventPattern}\n\n${execution(tests, asRecorded)}`;
}
/**
 * One file with the executions "baseline" and "pull request" of every suite that has both, for ShiViz's pairwise view. Each test is shown
 * by the execution that tells most; where there are findings or failures, only the tests with one are in the file, since ShiViz draws all it
 * gets. Without any baseline it holds the execution "pull request" alone.
 */
function renderShivizComparison(report) {
    const of = (wanted) => {
        const told = (suite) => [...byTest(suite.runs).values()].flatMap((results) => worst(results) ?? []);
        const both = report.suites.map((suite) => [suite.baseRun?.tests ?? [], told(suite)].map((tests) => tests.filter(({ name }) => wanted(suite, name))));
        return [both.flatMap(([base = []]) => base), both.flatMap(([, head = []]) => head)];
    };
    const telling = of(isTelling);
    const [base, head] = telling.some((tests) => tests.length > 0) ? telling : of(() => true);
    const names = [...new Set([...base, ...head].flatMap(({ events }) => events.map(({ service }) => service)))];
    const sections = [
        ["baseline", base],
        ["pull request", head],
    ];
    const bodies = sections
        .filter(([, tests]) => tests.some(({ events }) => events.length > 0))
        .map(([name, tests]) => `=== ${name} ===\n${execution(tests, comparable, names)}`);
    return `${eventPattern}\n${delimiterPattern}\n${bodies.join("")}`;
}
/** Whether there is something to see in a test: a finding, or a failure. */
function isTelling(suite, test) {
    const found = (suite.comparison?.findings ?? []).some((finding) => finding.test === test || finding.alsoIn.includes(test));
    return (found || suite.runs.some(({ tests }) => tests.some(({ name, verdict }) => name === test && (verdict === "fail" || verdict === "error"))));
}
const asRecorded = () => (event) => {
    const { call } = event;
    const { target, method } = (0,trace/* fieldsOf */.Pf)(event);
    return words([
        (0,trace/* eventType */.$q)(event),
        call === undefined ? "" : (0,trace/* decisionText */.Gk)(call.decision),
        call?.label === undefined ? "" : `[${call.label}]`,
        call === undefined ? "" : (0,trace/* objectPath */.du)(call.object),
        waited(event),
        call === undefined && method !== undefined && target !== undefined ? `${method}→${target}` : "",
    ]);
};
const comparable = (test) => {
    const names = new Names(test.services, test.events);
    const seen = new Map();
    return (event) => {
        const { call } = event;
        if (event.type === "step_send")
            seen.clear();
        const text = words([decisionShown(event), call?.label === undefined ? "" : `[${call.label}]`, withoutRunNumbers(names.label(event))]);
        const key = `${event.service}\n${text}`;
        const time = (seen.get(key) ?? 0) + 1;
        seen.set(key, time);
        return `${text} (${shortName(test.name)}${time === 1 ? "" : `, ${ordinal(time)}`})`;
    };
};
function words(parts) {
    return text_plain(parts.filter((part) => part !== "").join(" "));
}
function ordinal(n) {
    const tens = n % 100;
    const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
    return `${n}${ending}`;
}
/** The lines of one execution: [tests] one behind the other. [names] fixes the lanes' names over several executions. */
function execution(tests, describe, names) {
    const hosts = hostNames(names ?? [...new Set(tests.flatMap(({ events }) => events.map(({ service }) => service)))]);
    const lines = [];
    /** How many events each lane has so far, and what its last event knew. */
    const counts = new Map();
    const knowledge = new Map();
    for (const test of tests) {
        const clocks = (0,trace/* clocksOf */.bi)(test.events, test.services);
        const offsets = new Map(counts);
        const before = new Map(knowledge);
        const say = describe(test);
        test.events.forEach((event, index) => {
            const clock = {};
            for (const [lane, count] of Object.entries(clocks[index] ?? {})) {
                raise(clock, before.get(lane) ?? {});
                raise(clock, { [lane]: (offsets.get(lane) ?? 0) + count });
            }
            counts.set(event.service, clock[event.service] ?? 0);
            knowledge.set(event.service, clock);
            lines.push(line(event.service, clock, event.seq === test.failure?.violation ? `${say(event)} VIOLATION` : say(event)));
        });
        if (test.verdict === "fail") {
            const clock = { ...knowledge.get(trace/* DRIVER */.NX), [trace/* DRIVER */.NX]: (counts.get(trace/* DRIVER */.NX) ?? 0) + 1 };
            counts.set(trace/* DRIVER */.NX, clock[trace/* DRIVER */.NX] ?? 0);
            knowledge.set(trace/* DRIVER */.NX, clock);
            lines.push(line(trace/* DRIVER */.NX, clock, `VIOLATION [${text_plain(test.name)}] ${text_plain(test.failure?.message ?? "")}`.trimEnd()));
        }
    }
    return lines.map((text) => `${text}\n`).join("");
    function line(lane, clock, text) {
        const entries = Object.entries(clock)
            .map(([name, time]) => [hosts.get(name) ?? name, time])
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, time]) => `${JSON.stringify(name)}: ${time}`);
        return `${hosts.get(lane) ?? lane} {${entries.join(", ")}} ${text}`;
    }
}
function raise(clock, other) {
    for (const [lane, time] of Object.entries(other))
        clock[lane] = Math.max(clock[lane] ?? 0, time);
}
/** Names that the event pattern can read: no blanks, no braces; different lanes stay different. */
function hostNames(lanes) {
    const taken = new Set();
    const names = new Map();
    for (const lane of [trace/* DRIVER */.NX, ...lanes.filter((name) => name !== trace/* DRIVER */.NX)]) {
        const readable = lane.replace(/[^\w.-]/g, "_") || "_";
        let name = readable;
        for (let n = 2; taken.has(name); n++)
            name = `${readable}_${n}`;
        taken.add(name);
        names.set(lane, name);
    }
    return names;
}

;// CONCATENATED MODULE: ./build/js/report/index.js
/** Reports: pure functions from what a check came to, to text that people and tools read. */













/***/ }),

/***/ 8965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ diffArrays)
});

// UNUSED EXPORTS: arrayDiff

;// CONCATENATED MODULE: ./node_modules/diff/libesm/diff/base.js
class Diff {
    diff(oldStr, newStr, 
    // Type below is not accurate/complete - see above for full possibilities - but it compiles
    options = {}) {
        let callback;
        if (typeof options === 'function') {
            callback = options;
            options = {};
        }
        else if ('callback' in options) {
            callback = options.callback;
        }
        // Allow subclasses to massage the input prior to running
        const oldString = this.castInput(oldStr, options);
        const newString = this.castInput(newStr, options);
        const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
        const newTokens = this.removeEmpty(this.tokenize(newString, options));
        return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
    }
    diffWithOptionsObj(oldTokens, newTokens, options, callback) {
        var _a;
        const done = (value) => {
            value = this.postProcess(value, options);
            if (callback) {
                setTimeout(function () { callback(value); }, 0);
                return undefined;
            }
            else {
                return value;
            }
        };
        const newLen = newTokens.length, oldLen = oldTokens.length;
        let editLength = 1;
        let maxEditLength = newLen + oldLen;
        if (options.maxEditLength != null) {
            maxEditLength = Math.min(maxEditLength, options.maxEditLength);
        }
        const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
        const abortAfterTimestamp = Date.now() + maxExecutionTime;
        const bestPath = [{ oldPos: -1, lastComponent: undefined }];
        // Seed editLength = 0, i.e. the content starts with the same values
        let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
        if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
            // Identity per the equality and tokenizer
            return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
        }
        // Once we hit the right edge of the edit graph on some diagonal k, we can
        // definitely reach the end of the edit graph in no more than k edits, so
        // there's no point in considering any moves to diagonal k+1 any more (from
        // which we're guaranteed to need at least k+1 more edits).
        // Similarly, once we've reached the bottom of the edit graph, there's no
        // point considering moves to lower diagonals.
        // We record this fact by setting minDiagonalToConsider and
        // maxDiagonalToConsider to some finite value once we've hit the edge of
        // the edit graph.
        // This optimization is not faithful to the original algorithm presented in
        // Myers's paper, which instead pointlessly extends D-paths off the end of
        // the edit graph - see page 7 of Myers's paper which notes this point
        // explicitly and illustrates it with a diagram. This has major performance
        // implications for some common scenarios. For instance, to compute a diff
        // where the new text simply appends d characters on the end of the
        // original text of length n, the true Myers algorithm will take O(n+d^2)
        // time while this optimization needs only O(n+d) time.
        let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
        // Main worker method. checks all permutations of a given edit length for acceptance.
        const execEditLength = () => {
            for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
                let basePath;
                const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
                if (removePath) {
                    // No one else is going to attempt to use this value, clear it
                    // @ts-expect-error - perf optimisation. This type-violating value will never be read.
                    bestPath[diagonalPath - 1] = undefined;
                }
                let canAdd = false;
                if (addPath) {
                    // what newPos will be after we do an insertion:
                    const addPathNewPos = addPath.oldPos - diagonalPath;
                    canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
                }
                const canRemove = removePath && removePath.oldPos + 1 < oldLen;
                if (!canAdd && !canRemove) {
                    // If this path is a terminal then prune
                    // @ts-expect-error - perf optimisation. This type-violating value will never be read.
                    bestPath[diagonalPath] = undefined;
                    continue;
                }
                // Select the diagonal that we want to branch from. We select the prior
                // path whose position in the old string is the farthest from the origin
                // and does not pass the bounds of the diff graph
                if (!canRemove || (canAdd && removePath.oldPos < addPath.oldPos)) {
                    basePath = this.addToPath(addPath, true, false, 0, options);
                }
                else {
                    basePath = this.addToPath(removePath, false, true, 1, options);
                }
                newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
                if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
                    // If we have hit the end of both strings, then we are done
                    return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
                }
                else {
                    bestPath[diagonalPath] = basePath;
                    if (basePath.oldPos + 1 >= oldLen) {
                        maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
                    }
                    if (newPos + 1 >= newLen) {
                        minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
                    }
                }
            }
            editLength++;
        };
        // Performs the length of edit iteration. Is a bit fugly as this has to support the
        // sync and async mode which is never fun. Loops over execEditLength until a value
        // is produced, or until the edit length exceeds options.maxEditLength (if given),
        // in which case it will return undefined.
        if (callback) {
            (function exec() {
                setTimeout(function () {
                    if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
                        return callback(undefined);
                    }
                    if (!execEditLength()) {
                        exec();
                    }
                }, 0);
            }());
        }
        else {
            while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
                const ret = execEditLength();
                if (ret) {
                    return ret;
                }
            }
        }
    }
    addToPath(path, added, removed, oldPosInc, options) {
        const last = path.lastComponent;
        if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
            return {
                oldPos: path.oldPos + oldPosInc,
                lastComponent: { count: last.count + 1, added: added, removed: removed, previousComponent: last.previousComponent }
            };
        }
        else {
            return {
                oldPos: path.oldPos + oldPosInc,
                lastComponent: { count: 1, added: added, removed: removed, previousComponent: last }
            };
        }
    }
    extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
        const newLen = newTokens.length, oldLen = oldTokens.length;
        let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
        while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
            newPos++;
            oldPos++;
            commonCount++;
            if (options.oneChangePerToken) {
                basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
            }
        }
        if (commonCount && !options.oneChangePerToken) {
            basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
        }
        basePath.oldPos = oldPos;
        return newPos;
    }
    equals(left, right, options) {
        if (options.comparator) {
            return options.comparator(left, right);
        }
        else {
            return left === right
                || (!!options.ignoreCase && left.toLowerCase() === right.toLowerCase());
        }
    }
    removeEmpty(array) {
        const ret = [];
        for (let i = 0; i < array.length; i++) {
            if (array[i]) {
                ret.push(array[i]);
            }
        }
        return ret;
    }
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    castInput(value, options) {
        return value;
    }
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    tokenize(value, options) {
        return Array.from(value);
    }
    join(chars) {
        // Assumes ValueT is string, which is the case for most subclasses.
        // When it's false, e.g. in diffArrays, this method needs to be overridden (e.g. with a no-op)
        // Yes, the casts are verbose and ugly, because this pattern - of having the base class SORT OF
        // assume tokens and values are strings, but not completely - is weird and janky.
        return chars.join('');
    }
    postProcess(changeObjects, 
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    options) {
        return changeObjects;
    }
    get useLongestToken() {
        return false;
    }
    buildValues(lastComponent, newTokens, oldTokens) {
        // First we convert our linked list of components in reverse order to an
        // array in the right order:
        const components = [];
        let nextComponent;
        while (lastComponent) {
            components.push(lastComponent);
            nextComponent = lastComponent.previousComponent;
            delete lastComponent.previousComponent;
            lastComponent = nextComponent;
        }
        components.reverse();
        const componentLen = components.length;
        let componentPos = 0, newPos = 0, oldPos = 0;
        for (; componentPos < componentLen; componentPos++) {
            const component = components[componentPos];
            if (!component.removed) {
                if (!component.added && this.useLongestToken) {
                    let value = newTokens.slice(newPos, newPos + component.count);
                    value = value.map(function (value, i) {
                        const oldValue = oldTokens[oldPos + i];
                        return oldValue.length > value.length ? oldValue : value;
                    });
                    component.value = this.join(value);
                }
                else {
                    component.value = this.join(newTokens.slice(newPos, newPos + component.count));
                }
                newPos += component.count;
                // Common case
                if (!component.added) {
                    oldPos += component.count;
                }
            }
            else {
                component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
                oldPos += component.count;
            }
        }
        return components;
    }
}

;// CONCATENATED MODULE: ./node_modules/diff/libesm/diff/array.js

class ArrayDiff extends Diff {
    tokenize(value) {
        return value.slice();
    }
    join(value) {
        return value;
    }
    removeEmpty(value) {
        return value;
    }
}
const arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
    return arrayDiff.diff(oldArr, newArr, options);
}


/***/ })

};
