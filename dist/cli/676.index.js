export const id = 676;
export const ids = [676];
export const modules = {

/***/ 9676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TK: () => (/* reexport */ AssertionFailure),
  DH: () => (/* reexport */ BranchFailure),
  xV: () => (/* reexport */ Halted),
  jh: () => (/* reexport */ LeafError),
  Nn: () => (/* reexport */ Session),
  D4: () => (/* reexport */ StartError),
  $K: () => (/* reexport */ SuiteError),
  Cc: () => (/* reexport */ TestTimeout),
  kA: () => (/* reexport */ TopologyError),
  ms: () => (/* reexport */ Violation),
  K2: () => (/* reexport */ actionText),
  pi: () => (/* reexport */ fieldNames),
  uY: () => (/* reexport */ leafId),
  MI: () => (/* reexport */ leafName),
  Lt: () => (/* reexport */ leafWord),
  wf: () => (/* reexport */ leavesOf),
  sQ: () => (/* reexport */ mostTried),
  K5: () => (/* reexport */ noLeaf),
  M4: () => (/* reexport */ orderAxis),
  on: () => (/* reexport */ parseLeaf),
  gj: () => (/* reexport */ partitionRules),
  xj: () => (/* reexport */ partitionSyscalls),
  Wp: () => (/* reexport */ patternsOf),
  og: () => (/* reexport */ runSuite),
  l8: () => (/* reexport */ startOrder),
  kT: () => (/* reexport */ testOf),
  t8: () => (/* reexport */ unfold)
});

// UNUSED EXPORTS: InterceptionTooSmall, TestRun, maxSeed, ruleText, seedOfRule, seedOfRun

// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(6698);
;// CONCATENATED MODULE: ./build/js/engine/branches.js
/**
 * Branches that run side by side in one test (`parallel()`). A branch is known to whatever is called in it, however deep and across every
 * wait, by Node's AsyncLocalStorage: steps need not be told whose they are. A failure in one branch ends the others at once.
 */

class Branch {
    /** Its place among its siblings, and theirs: `1`, or `1.0` for the first branch of a `parallel()` inside the second one. */
    path;
    signal;
    constructor(path, signal) {
        this.path = path;
        this.signal = signal;
    }
}
const store = new external_node_async_hooks_.AsyncLocalStorage();
/** The branch that the caller runs in, if any. */
function currentBranch() {
    return store.getStore();
}
/** A branch failed; the `cause` says how and where. */
class BranchFailure extends Error {
    name = "BranchFailure";
    cause;
    constructor(index, cause) {
        super(`parallel() callable ${index} failed`);
        this.cause = cause;
    }
}
/** Why a branch was ended: another one failed, or the whole test is over. */
class BranchCancelled extends Error {
    name = "BranchCancelled";
}
/**
 * Runs [bodies] side by side and resolves with their results in order, once all have ended. Rejects with the [BranchFailure] of the branch
 * that failed first, after the others have been cancelled and have ended too. [around] is told of each branch for as long as it lives.
 */
async function runBranches(bodies, signal, around = (_, body) => body()) {
    const controller = new AbortController();
    const parent = currentBranch();
    const shared = AbortSignal.any([signal, controller.signal, ...(parent === undefined ? [] : [parent.signal])]);
    let failure;
    const ended = bodies.map(async (body, index) => {
        const branch = new Branch(parent === undefined ? String(index) : `${parent.path}.${index}`, shared);
        try {
            return [await store.run(branch, () => around(branch, () => body(shared)))];
        }
        catch (error) {
            failure ??= new BranchFailure(index, error);
            controller.abort(new BranchCancelled("another branch of parallel() failed"));
            return [];
        }
    });
    const results = (await Promise.all(ended)).flat();
    if (failure !== undefined)
        throw failure;
    return results;
}
/** The same one after the other, in the order of [order]; the results are in the order of [bodies]. */
async function runInOrder(bodies, order, signal) {
    const results = bodies.map(() => []);
    for (const index of order) {
        const body = bodies[index];
        if (body === undefined)
            continue;
        try {
            results[index] = [await body(signal)];
        }
        catch (error) {
            throw new BranchFailure(index, error);
        }
    }
    return results.flat();
}

;// CONCATENATED MODULE: ./build/js/engine/errors.js
/** An assertion of the suite did not hold. [nearest] holds the seqs of events worth showing. */
class AssertionFailure extends Error {
    name = "AssertionFailure";
    func;
    expected;
    actual;
    nearest;
    constructor(func, message, details = {}) {
        super(message);
        this.func = func;
        this.expected = details.expected;
        this.actual = details.actual;
        this.nearest = details.nearest ?? [];
    }
}
/** A monitor or a temporal property of the suite does not hold. [event] is the seq of the event that showed it, where one did. */
class Violation extends Error {
    name = "Violation";
    /** What was violated: `monitor`, `always`, `eventually`. */
    property;
    /** Where the suite says what is violated. */
    position;
    event;
    constructor(property, message, position, event, options) {
        super(message, options);
        this.property = property;
        this.position = position;
        this.event = event;
    }
}
/** The suite asks for something that cannot be done: an unknown syscall, a fault on a service that is not there, … */
class SuiteError extends Error {
    name = "SuiteError";
    /** The diagnostic's code, for those that have one of their own. */
    code;
    constructor(message, options = {}) {
        super(message, options);
        this.code = options.code;
    }
}
/** A service could not be started, did not become ready, or is not what it should be; [output] is the last it printed. */
class StartError extends Error {
    name = "StartError";
    service;
    /** Where the suite declares it. */
    position;
    output;
    constructor(message, { name, position }, output, options) {
        super(message, options);
        this.service = name;
        this.position = position;
        this.output = output;
    }
}
/** The test took longer than it may. */
class TestTimeout extends Error {
    name = "TestTimeout";
}
/** The test asked to be left out at this point (`halt()`). */
class Halted extends Error {
    name = "Halted";
}
/**
 * A rule turned out to need calls that this run does not intercept. Not a failure: the engine runs the test again from fresh with the larger
 * set, so that a fault named in a suite always fires.
 */
class InterceptionTooSmall extends Error {
    name = "InterceptionTooSmall";
    service;
    syscalls;
    constructor(service, syscalls) {
        super(`service "${service}" needs ${syscalls.join(", ")} intercepted`);
        this.service = service;
        this.syscalls = syscalls;
    }
}
/** The [Failure] that people are shown for an error that ended a test. */
function failureOf({ cause, position, sourceLine, backtrace, within }) {
    const message = `${within === undefined ? "" : `${within}: `}${cause instanceof Error ? cause.message : String(cause)}`;
    const place = {
        ...(position === undefined ? {} : { position }),
        ...(sourceLine === undefined ? {} : { sourceLine }),
        backtrace,
    };
    if (cause instanceof AssertionFailure) {
        return {
            kind: "assertion",
            message,
            ...place,
            assertion: {
                func: cause.func,
                ...(cause.expected === undefined ? {} : { expected: cause.expected }),
                ...(cause.actual === undefined ? {} : { actual: cause.actual }),
            },
            nearest: cause.nearest,
        };
    }
    if (cause instanceof Violation) {
        return {
            kind: "assertion",
            message,
            ...place,
            ...(cause.position === undefined ? {} : { position: cause.position }),
            assertion: { func: cause.property },
            nearest: cause.event === undefined ? [] : [cause.event],
            ...(cause.event === undefined ? {} : { violation: cause.event }),
        };
    }
    if (cause instanceof StartError) {
        const output = cause.output.length > 0 ? { output: { service: cause.service, lines: cause.output } } : {};
        return { kind: "service_start", message, ...place, nearest: [], ...output };
    }
    return { kind: cause instanceof TestTimeout ? "timeout" : "error", message, ...place, nearest: [] };
}

// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(714);
;// CONCATENATED MODULE: ./build/js/engine/decoders.js
/**
 * Decoders: from a line that a service printed to the fields of its event. A line that a decoder cannot read is no error, since programs print
 * other things among their records: it is kept as it is, in `data` (JSON, logfmt) or `raw` (regex, none).
 *
 * A pattern is matched by backtracking, which takes exponential time for some patterns on some lines, and nothing else could run meanwhile. So the
 * lines that arrived together are matched within [mostMatchMs], which V8's regular expressions heed.
 *
 * Fields are text. A number is given as it was written (`1000000`, `1.50`), a nested value as compact JSON; `data` holds what `.data` of the
 * event is decoded from.
 */

/** A pattern that took too long: [line] is the one that it was on. */
class PatternTooSlow extends Error {
    name = "PatternTooSlow";
    line;
    constructor(line) {
        super(`its pattern took longer than ${mostMatchMs / 1000} s on a line of ${line.length} characters`);
        this.line = line;
    }
}
/** What takes microseconds where the pattern is sound; a machine that stands still for a moment must not come near it. */
const mostMatchMs = 3_000;
/** What is called under a limit of time. The context is only where the limit is; making one takes a millisecond, so it is made once, when needed. */
let limited;
/** Calls [work]; throws when it takes longer than [mostMatchMs]. To set the limit starts a thread, so it is set for many lines at once. */
function inTime(work) {
    if (limited === undefined) {
        const room = { work };
        (0,external_node_vm_.createContext)(room);
        limited = { room, call: new external_node_vm_.Script("work()") };
    }
    limited.room.work = work;
    limited.call.runInContext(limited.room, { timeout: mostMatchMs });
}
/** The fields of the events that stand for [lines]. Throws [PatternTooSlow]. */
function decodeLines(decoder, lines) {
    if (decoder.kind !== "regex")
        return lines.map((line) => decodeLine(decoder, line));
    const decoded = [];
    try {
        inTime(() => {
            for (const line of lines)
                decoded.push(decodeLine(decoder, line));
        });
    }
    catch (error) {
        // Made in the other context, it is no instance of this one's Error.
        if (!(typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"))
            throw error;
        throw new PatternTooSlow(lines[decoded.length] ?? "");
    }
    return decoded;
}
function decodeLine(decoder, line) {
    switch (decoder.kind) {
        case "none":
            return { raw: line };
        case "json":
            return { ...jsonFields(line), data: line };
        case "logfmt": {
            const fields = logfmtFields(line);
            return { ...fields, data: JSON.stringify(fields) };
        }
        case "regex": {
            const groups = decoder.pattern.exec(line)?.groups;
            if (groups === undefined)
                return { raw: line };
            // A group that took no part in the match is undefined to JavaScript and the empty string to Go.
            const fields = Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, text ?? ""]));
            return { ...fields, data: JSON.stringify(fields) };
        }
    }
}
/** The names a decoder can give to fields; undefined where the lines decide. */
function fieldNames(decoder) {
    if (decoder.kind === "json" || decoder.kind === "logfmt")
        return undefined;
    if (decoder.kind === "none")
        return ["raw"];
    return ["raw", "data", ...[...decoder.pattern.source.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name]) => name ?? "")];
}
/** Top-level keys of an object as text; nothing for any other line. */
function jsonFields(line) {
    if (!line.trimStart().startsWith("{"))
        return {};
    /** How the numbers of each object were written. */
    const written = new Map();
    let parsed;
    try {
        // The third argument (the source text of primitives) is there since Node 21; without it numbers are as JavaScript writes them.
        parsed = JSON.parse(line, function (key, value, context) {
            if (typeof value === "number" && context?.source !== undefined)
                written.set(this, { ...written.get(this), [key]: context.source });
            return value;
        });
    }
    catch {
        return {};
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
        return {};
    const numbers = written.get(parsed) ?? {};
    const fields = {};
    for (const [key, value] of Object.entries(parsed)) {
        if (typeof value === "string")
            fields[key] = value;
        else
            fields[key] = numbers[key] ?? JSON.stringify(value);
    }
    return fields;
}
/** `level=info msg="two words" flag` as go-logfmt reads it: a key without value has the empty one. */
function logfmtFields(line) {
    const fields = {};
    const pair = /([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?/g;
    for (const [, key, value] of line.matchAll(pair)) {
        if (key === undefined)
            continue;
        fields[key] = value?.startsWith('"') === true ? unquoted(value) : (value ?? "");
    }
    return fields;
}
function unquoted(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === "string" ? value : text;
    }
    catch {
        return text.slice(1, -1);
    }
}

// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
;// CONCATENATED MODULE: ./build/js/engine/seed.js
/**
 * Seeds. Everything random in a run draws from one number: run i of a suite from (seed, i), a rule from (that, service, which rule of
 * the service). Equal seeds therefore make equal decisions, and the seed printed with a failure replays it.
 *
 * The mixing function is the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).
 */
const mask64 = (1n << 64n) - 1n;
/** Seeds are shown and typed by people and held in numbers: at most 2^53 - 1. */
const maxSeed = Number.MAX_SAFE_INTEGER;
function mix(value) {
    let z = (value + 0x9e3779b97f4a7c15n) & mask64;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask64;
    return z ^ (z >> 31n);
}
/** The seed of run [index] (from 0); run 0 is the seed itself, so that `--seed` of a printed seed replays it. */
function seedOfRun(seed, index) {
    return index === 0 ? seed : Number(mix(BigInt(seed) ^ mix(BigInt(index))) >> 11n);
}
/** The 64-bit seed of the generator of the [ordinal]th rule applied to [service]. */
function seedOfRule(seed, service, ordinal) {
    let state = mix(BigInt(seed));
    for (const byte of Buffer.from(service, "utf8"))
        state = mix(state ^ BigInt(byte));
    return mix(state ^ BigInt(ordinal));
}

;// CONCATENATED MODULE: ./build/js/engine/faults.js


/** The most calls of one rule that are tried out: each doubles the number of leaves. */
const mostTried = 8;
function longestDelayMs(scopes) {
    const delays = scopes.flatMap(({ entries }) => entries.map(({ written: { action } }) => (action.kind === "delay" ? action.delayNs / 1e6 : 0)));
    return Math.max(0, ...delays);
}
/** Every pattern of [calls] calls that fire or do not, from none to all. */
function patternsOf(calls) {
    return Array.from({ length: 2 ** calls }, (_, bits) => bits.toString(2).padStart(calls, "0").split("").reverse().join(""));
}
/** `deny(EIO)`, `delay(100ms)`: an action as suites write it. */
function actionText(action) {
    switch (action.kind) {
        case "deny":
            return `deny(${(0,trace/* errnoName */.gh)(action.errno)})`;
        case "delay":
            return `delay(${(0,trace/* formatDuration */.a3)(action.delayNs)})`;
        case "short":
            return `short(${action.bytes})`;
        case "crash":
            return action.when === "before" ? "crash()" : "crash(after)";
        case "allow":
            return "allow()";
        case "trace":
            return "trace";
    }
}
/** `write=deny(EIO) → filter:[write,writev,pwrite64] label="L"`, without the keyword: what the log says of a rule being applied. */
function ruleText(written) {
    const label = written.label === undefined ? "" : ` label=${JSON.stringify(written.label)}`;
    const path = written.selection.path === undefined ? "" : ` path=${JSON.stringify(written.selection.path)}`;
    const address = written.selection.address === undefined ? "" : ` address=${JSON.stringify(written.selection.address)}`;
    return `${actionText(written.action)} → filter:[${written.shown.join(",")}]${path}${address}${label}`;
}
class FaultScopes {
    #seed;
    #open = new Map();
    #all = [];
    #hits = new Map();
    #written = new Map();
    #counters = new Map();
    #ordinals = new Map();
    #lastId = 0;
    /** Until when a call can still lie in a delay of a scope that is closed: what a delay holds is not let go by closing it. */
    #delayedUntilMs = 0;
    constructor(seed) {
        this.#seed = seed;
    }
    /** Opens a scope as the innermost one of its service. The new list is in force once [rulesOf] has been handed to the supervisor. */
    open(service, kind, rules) {
        const entries = rules.map((written) => {
            const ordinal = this.#ordinals.get(service) ?? 0;
            this.#ordinals.set(service, ordinal + 1);
            const seed = seedOfRule(this.#seed, service, ordinal);
            return { written, rules: selectionsOf(written).map((selection) => this.#rule(written, selection, seed)) };
        });
        const scope = { service, kind, entries };
        this.#all.push(scope);
        this.#open.set(service, [scope, ...(this.#open.get(service) ?? [])]);
        return scope;
    }
    /** Closes a scope, wherever in the stack it is: branches that run side by side leave in any order. */
    close(scope) {
        this.#delayedUntilMs = Math.max(this.#delayedUntilMs, performance.now() + longestDelayMs([scope]));
        const scopes = this.#open.get(scope.service) ?? [];
        this.#open.set(scope.service, scopes.filter((candidate) => candidate !== scope));
    }
    /** The open scopes of a service, innermost first. */
    openScopes(service) {
        return this.#open.get(service) ?? [];
    }
    /**
     * Since when there is silence only if no call lies in a delay: a call is told of when it goes on, so one that was delayed may have begun earlier
     * by as much as the longest delay in force. [lastMs] is when something was last told of. All in milliseconds of `performance.now()`.
     */
    silentSinceMs(lastMs) {
        return Math.max(lastMs + longestDelayMs([...this.#open.values()].flat()), this.#delayedUntilMs);
    }
    /** The rules of a service now in force, in order of precedence. */
    rulesOf(service) {
        return this.openScopes(service).flatMap((scope) => scope.entries.flatMap(({ rules }) => rules));
    }
    /** Keeps what the rules of a service that has ended had counted, for the service that takes over from it. */
    retire(service, counters) {
        this.#counters.set(service, new Map([...(this.#counters.get(service) ?? []), ...counters]));
    }
    /** Where the counters of a service's rules begin when it is started. */
    countersOf(service) {
        return this.#counters.get(service) ?? new Map();
    }
    /** Counts a call for the rule that decided it and says which that was. */
    account(record) {
        if (record.rule === undefined)
            return undefined;
        // A system path is let through although the rule matched: the rule has not fired. A delay has fired when it began.
        const { kind } = record.decision;
        if (kind !== "allow-system-path" && kind !== "delay")
            this.#hit(record.rule);
        return this.#written.get(record.rule);
    }
    /** Counts a call that [rule] begins to delay. Whether it goes on while the test lasts is another matter: `delay("1h")` means a call that hangs. */
    delayed(rule) {
        this.#hit(rule);
    }
    #hit(rule) {
        this.#hits.set(rule, (this.#hits.get(rule) ?? 0) + 1);
    }
    /** Every rule written in this test, in the order applied, with its count. */
    uses() {
        return this.#counted().map(({ use }) => use);
    }
    /** The faults that should have fired and did not. An `allow()` cannot, and neither can a fault that this leaf tries out without it. */
    unfired() {
        return this.#counted()
            .filter(({ use, rules }) => use.scope === "fault" && use.hits === 0 && use.action !== "allow()" && rules.length > 0)
            .map(({ use, position }) => ({ ...use, ...(position === undefined ? {} : { position }) }));
    }
    #counted() {
        const groups = new Set();
        const all = this.#all.flatMap((scope) => scope.entries.map((entry) => ({ scope, ...entry })));
        return all.flatMap(({ scope, written, rules: own }) => {
            const { group } = written;
            if (group !== undefined && groups.has(group))
                return [];
            if (group !== undefined)
                groups.add(group);
            const together = group === undefined ? undefined : all.filter((other) => other.written.group === group);
            const rules = together?.flatMap((other) => other.rules) ?? own;
            const use = {
                service: scope.service,
                scope: scope.kind,
                keyword: written.keyword,
                action: actionText(written.action),
                syscalls: together === undefined ? written.shown : [...new Set(together.flatMap((other) => other.written.shown))],
                ...(written.label === undefined ? {} : { label: written.label }),
                ...(written.selection.path === undefined ? {} : { path: written.selection.path }),
                // What happens as one thing has several addresses.
                ...(written.selection.address === undefined || group !== undefined ? {} : { address: written.selection.address }),
                hits: rules.reduce((sum, { id }) => sum + (this.#hits.get(id) ?? 0), 0),
                ...(rules.length === 0 ? { leftOut: true } : {}),
            };
            return [{ rules, use, position: written.position }];
        });
    }
    #rule(written, selection, seed) {
        const id = ++this.#lastId;
        this.#written.set(id, written);
        return {
            id,
            syscalls: written.syscalls,
            action: written.action,
            ...selection,
            ...(selection.probability === undefined ? {} : { seed }),
            exemptSystemPaths: selection.path === undefined && written.action.kind !== "trace",
        };
    }
}
/**
 * The selections that a written rule stands for. A pattern is spelt out as one rule for each `1`: the nth call of those that the rules
 * before it have left, since a rule does not see what another one has taken.
 */
function selectionsOf({ selection, tried }) {
    if (tried?.pattern === undefined)
        return [selection];
    const places = tried.pattern.split("").flatMap((bit, place) => (bit === "1" ? [place] : []));
    const { path, address } = selection;
    const where = { ...(path === undefined ? {} : { path }), ...(address === undefined ? {} : { address }) };
    return places.map((place, taken) => ({ ...where, nth: place + 1 - taken }));
}

;// CONCATENATED MODULE: ./build/js/engine/leaves.js
/**
 * Leaves: a test that branches is several tests. Each point where it branches is an *axis* (a named `choose()`, a fault that may fire or
 * not, the order of parallel branches), and a *leaf* says which option each axis has. What a suite's text tells is a cross product known
 * before anything runs; an axis that is first met while a test runs takes its first option there, and the others become further leaves.
 * So the first run of a test is its leaf 0 and no run is only for finding out.
 *
 * A leaf is written `backend=redis,disk=10`. It is what `--leaf` takes, so names and options are kept to characters that need no quoting.
 */
/** The leaf of a test that does not branch. */
const noLeaf = new Map();
/** The axis of the schedules that `--explore` makes. The executions along it are one test run in several orders, and share its name. */
const orderAxis = "order";
/** More leaves than this are a mistake: it is the product that grows, not the suite. */
const mostLeaves = 10_000;
/** A leaf that was asked for cannot be read or does not exist. */
class LeafError extends Error {
    name = "LeafError";
}
/** A text as it may stand in a leaf: what would need quoting, or separates, becomes `_`. */
function leafWord(text) {
    return text.replace(/[^\w.:+@/-]/g, "_").slice(0, 80);
}
/** `backend=redis,disk=10,order=p3`, the order last; empty for a test that does not branch. */
function leafId(leaf) {
    const order = leaf.get(orderAxis);
    const parts = [...withoutOrder(leaf)].map(([axis, option]) => `${axis}=${option}`);
    return [...parts, ...(order === undefined ? [] : [`${orderAxis}=${order}`])].join(",");
}
/** A leaf in whatever order its branches run. */
function withoutOrder(leaf) {
    return new Map([...leaf].filter(([axis]) => axis !== orderAxis));
}
/** Reads what [leafId] wrote. Throws [LeafError]. */
function parseLeaf(text) {
    const leaf = new Map();
    for (const part of text.split(",")) {
        const [, axis, option] = /^([^=\s]+)=([^=\s]+)$/.exec(part.trim()) ?? [];
        if (axis === undefined || option === undefined)
            throw new LeafError(`cannot read the leaf ${JSON.stringify(text)}: want axis=option,axis=option as it is printed with a result`);
        if (leaf.has(axis))
            throw new LeafError(`the leaf ${JSON.stringify(text)} gives ${axis} twice`);
        leaf.set(axis, option);
    }
    return leaf;
}
/** `test_x[backend=redis]`: the name of a leaf of a test in every output. Orders are executions of one test and not in its name. */
function leafName(test, leaf) {
    const named = withoutOrder(leaf);
    return named.size === 0 ? test : `${test}[${leafId(named)}]`;
}
/** The name of the test that a leaf belongs to. */
function testOf(name) {
    return name.replace(/\[[^[\]]*=[^[\]]*\]$/, "");
}
/** Every combination of the axes' options, the last axis fastest; the first is the one with all first options. Throws [LeafError] beyond [mostLeaves]. */
function leavesOf(axes) {
    const total = axes.reduce((product, { options }) => product * options.length, 1);
    if (total > mostLeaves) {
        const factors = axes.map(({ name, options }) => `${name} (${options.length})`).join(" × ");
        throw new LeafError(`${factors} are ${total} leaves; at most ${mostLeaves} are run`);
    }
    return axes.reduce((leaves, { name, options }) => leaves.flatMap((leaf) => options.map((option) => new Map([...leaf, [name, option]]))), [noLeaf]);
}
/**
 * What a run of [leaf] tells about further leaves: [own] is what it was, with the first option of each axis it met that the leaf did not
 * name, and [others] are the combinations with the other options of these.
 */
function unfold(leaf, met) {
    const found = met.filter(({ name }) => !leaf.has(name));
    const [own = noLeaf, ...others] = leavesOf(found).map((choices) => new Map([...leaf, ...choices]));
    return { own: found.length === 0 ? leaf : own, others: found.length === 0 ? [] : others };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/supervisor/index.js + 10 modules
var supervisor = __webpack_require__(2573);
// EXTERNAL MODULE: ./build/js/protocols/index.js + 5 modules
var protocols = __webpack_require__(2526);
;// CONCATENATED MODULE: ./build/js/engine/control.js
/**
 * Positive controls: for each interface that tests use, some test must see it work. Where every step on it fails, in tests of faults that expect
 * just that, a client that cannot connect at all satisfies all assertions as well as the fault does, and the suite would pass with a broken
 * service. No single test can tell: one that only sees failures is right and common. So this looks at all of them together.
 *
 * And of tests that were left out: a test that is halted is neither good nor bad, but where all of them are, nothing was tested.
 */

/** What of [results], a whole suite run once, was passed by asserting tests whose steps on an interface never succeeded in any test. */
function missingControls(results) {
    const asserting = results.filter(({ diagnostics }) => !diagnostics.some(({ code }) => code === "TEST_NO_ASSERTIONS"));
    const stepsOf = ({ events }) => events.filter(({ type }) => type === "step_recv");
    const seen = new Set(asserting.flatMap((test) => {
        const disturbed = test.rules.some(({ scope, hits }) => scope === "fault" && hits > 0);
        return stepsOf(test)
            .filter((step) => succeeded(step, disturbed))
            .map(({ fields }) => fields["target"]);
    }));
    // A test that did not pass says for itself that something is wrong.
    const passed = asserting.filter(({ verdict }) => verdict === "pass");
    const targets = new Set(passed.flatMap(stepsOf).flatMap(({ fields: { target } }) => target ?? []));
    return [...targets]
        .filter((target) => !seen.has(target))
        .map((target) => ({
        level: "warning",
        code: "NO_POSITIVE_CONTROL",
        message: `no step on ${target} succeeded in any test, so what passes would pass with a service that does not work at all`,
        suggestion: "add a test that takes such a step without a fault and asserts that it succeeds",
    }));
}
/** Which of the tests that were run prove nothing, since they were halted in every leaf: all of them, or some with several leaves. */
function halted(ran) {
    const tests = [...Map.groupBy(ran, ({ test }) => test)];
    const over = tests.filter(([, leaves]) => leaves.every(({ verdict }) => verdict === "halted"));
    const tell = (message) => ({
        level: "warning",
        code: "ALL_HALTED",
        message,
        suggestion: "look at what halt() and assume() ask for: a condition that never holds leaves everything out",
    });
    if (over.length > 0 && over.length === tests.length)
        return [tell("every test was halted, so this run proves nothing")];
    return over
        .filter(([, leaves]) => leaves.length > 1)
        .map(([test, leaves]) => tell(`all ${leaves.length} leaves of ${test} were halted, so it proves nothing`));
}
/**
 * Answered, and not by an error of the server's own. There are protocols without answers, so a connection that is closed without one is good
 * where nothing disturbed the test; under a fault it is what a service does that cannot go on.
 */
function succeeded({ fields }, disturbed) {
    if (disturbed && fields["summary"] === protocols/* closedUnanswered */.Bc)
        return false;
    return fields["success"] === "true" && Number(fields["status_code"] ?? 0) < 500;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/js/engine/advice.js
/** A test at [position] that passed, and asserted nothing. */
function noAssertions(position) {
    return {
        level: "warning",
        code: "TEST_NO_ASSERTIONS",
        message: "passed without an assertion, so it passes whatever the services do",
        suggestion: "assert something about the answers or the events, or give the scenario an expectation",
        ...(position === undefined ? {} : { position }),
    };
}
/** A fault that found no call. */
function faultNotFired({ service, keyword, action, syscalls, path, position }) {
    return {
        level: "warning",
        code: "FAULT_NOT_FIRED",
        service,
        message: `${keyword}=${action} on ${service} never fired`,
        suggestion: `no call of ${syscalls.join(", ")}${path === undefined ? "" : ` on ${path}`} was made while it was in force`,
        ...(position === undefined ? {} : { position }),
    };
}
/** A leaf that did not come to these axes of it. */
function axisNotMet(axes) {
    const message = `this leaf did not come to ${axes.join(", ")}: it ran as it would with any other option there`;
    return { level: "info", code: "LEAF_AXIS_NOT_MET", message };
}
/** A moment at which every branch waited, in words. */
function nothingMoved(message) {
    const suggestion = "when steps then run out of time, this is a deadlock: look at which locks are taken in which order";
    return { level: "warning", code: "NOTHING_MOVED", message, suggestion };
}
/** A test that did not pass, and did something side by side in no order. */
const unordered = {
    level: "warning",
    code: "NO_ORDER",
    message: "branches ran side by side in no order, so the replay line may come out otherwise",
    suggestion: "--explore sample looks for an order that fails; the replay line of that one repeats it",
};
/** An order that the services did not keep to, [restless] because one of them never came to rest. */
function orderNotRealised(order, restless) {
    return {
        level: "warning",
        code: "ORDER_NOT_REALISED",
        message: restless
            ? `the order ${order} could not be kept: a service never came to rest`
            : `the order ${order} could not be realised: fewer branches waited at a moment of it than it tells apart`,
        suggestion: restless
            ? "nondet(service) leaves a service out that runs all the time"
            : "the services behaved otherwise than when the order was found: what they do differs from run to run",
    };
}
/**
 * Whether the faults of a test can have been the reason why it came to [verdict]; nothing of one that passed or was halted. Programs read the same
 * from `faults` and their hits; the codes are those that other tools use.
 */
function adviceOn(verdict, rules) {
    const faults = rules.filter(({ scope, action }) => scope === "fault" && action !== "allow()");
    const fired = faults.filter(({ hits }) => hits > 0);
    const text = (one) => `${one.keyword}=${one.action} on ${one.service} (${one.hits} ${one.hits === 1 ? "hit" : "hits"})`;
    if (verdict === "inconclusive") {
        if (fired.length > 0)
            return [
                {
                    level: "warning",
                    code: "TIMEOUT_DURING_FAULT",
                    message: `ran out of time while faults fired: ${fired.map(text).join(", ")}`,
                    suggestion: "look for retries without an end, calls without a timeout, and locks that are held meanwhile",
                },
            ];
        if (faults.length > 0)
            return [
                {
                    level: "warning",
                    code: "TIMEOUT_NO_FAULT_FIRED",
                    message: `ran out of time, and no fault fired: ${faults.map(text).join(", ")}`,
                    suggestion: "so the faults are not the reason; what the test waited for last stands in its reason and its trace",
                },
            ];
        return [
            {
                level: "info",
                code: "TIMEOUT_NO_FAULTS",
                message: "ran out of time without any fault",
                suggestion: "what the test waited for last stands in its reason and its trace",
            },
        ];
    }
    const different = new Set(fired.map(({ service, keyword, action }) => `${service} ${keyword} ${action}`));
    if (verdict !== "fail" || different.size < 2)
        return [];
    return [
        {
            level: "info",
            code: "MULTIPLE_FAULTS_INTERACTION",
            message: `failed while several faults fired: ${fired.map(text).join(", ")}`,
            suggestion: "one at a time, they tell which of them it takes",
        },
    ];
}

;// CONCATENATED MODULE: ./build/js/engine/clock.js
/**
 * The time of an exploration. What is put into order is held, looked at and let go on, and takes far longer than by itself; by the wall clock every
 * delay and every time-out would be over early, and a short one sooner or later from run to run. So there is a clock that goes with what the
 * services do and not with what is done to them, as in the simulation of discrete events:
 *
 *  - while everybody waits for time to pass, it goes as the wall clock does;
 *  - when a call or a step goes on, it moves by what such a thing takes, the same each time;
 *  - when nothing can go on before an alarm rings, it stands at the time of that alarm then, whenever the machine came to it.
 *
 * So which of two alarms is over first, and what was done before, follows from what was done alone. That ends where a service has a timer of its own, by
 * which it goes on when that says. An alarm never rings before its time has passed on the wall clock, too: it is not earlier than
 * somebody's own timer of less.
 */
/**
 * What a call, or a message to a service, takes on an idle machine, roughly. With less, a delay would outlast whatever is done meanwhile; with
 * more, it would be over while others do what takes them a tenth of it.
 */
const moveNs = 100000n;
class Clock {
    #nowNs = 0n;
    /** Since when everybody waits, on the wall clock. */
    #idleSinceNs;
    #alarms = [];
    /** Sets an alarm for [lengthNs] after now; [wallNs] is the wall clock. It rings when [ring] is called by whoever asks for [next]. */
    set(lengthNs, wallNs, { what, explains, ring }) {
        this.wakes(wallNs);
        const length = BigInt(Math.round(lengthNs));
        const alarm = { what, explains, ring, atNs: this.#nowNs + length, notBeforeNs: wallNs + length };
        this.#alarms = [...this.#alarms, alarm].sort(sooner);
        return alarm;
    }
    cancel(alarm) {
        this.#alarms = this.#alarms.filter((other) => other !== alarm);
    }
    /** The alarm that rings next. */
    get next() {
        return this.#alarms[0];
    }
    /** The alarm whose time has come. */
    get over() {
        const { next } = this;
        return next !== undefined && next.atNs <= this.#nowNs ? next : undefined;
    }
    /** Whether some alarm explains that nothing moves. */
    get explains() {
        return this.#alarms.some(({ explains }) => explains);
    }
    /** A call or a step goes on. */
    moves() {
        this.#nowNs += moveNs;
    }
    /** From [wallNs] on everybody waits, … */
    idles(wallNs) {
        this.#idleSinceNs ??= wallNs;
    }
    /** … until [wallNs]. Harmless when nobody did. */
    wakes(wallNs) {
        if (this.#idleSinceNs === undefined)
            return;
        const nowNs = this.#nowNs + wallNs - this.#idleSinceNs;
        const atNs = this.next?.atNs;
        this.#nowNs = atNs === undefined || nowNs < atNs ? nowNs : atNs > this.#nowNs ? atNs : this.#nowNs;
        this.#idleSinceNs = undefined;
    }
    /** Rings an alarm: it is its time now. */
    ring(alarm) {
        this.#idleSinceNs = undefined;
        if (alarm.atNs > this.#nowNs)
            this.#nowNs = alarm.atNs;
        this.cancel(alarm);
        alarm.ring();
    }
    /** Rings all there are, in their order. */
    ringAll() {
        for (const alarm of this.#alarms)
            this.ring(alarm);
    }
}
function sooner(a, b) {
    if (a.atNs !== b.atNs)
        return a.atNs < b.atNs ? -1 : 1;
    return a.what < b.what ? -1 : a.what > b.what ? 1 : 0;
}

;// CONCATENATED MODULE: ./build/js/engine/orders.js
/**
 * Orders of what runs side by side. Between two moments at which everything is at rest, one of the waiting branches is let go on; which one,
 * each time, is an order. Two ways to make them, both known from the testing of threads:
 *
 *  - *sampling* draws priorities (PCT: S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte, "A Randomized Scheduler with Probabilistic
 *    Guarantees of Finding Bugs", ASPLOS 2010): every branch gets a random priority, the highest that can go on does, and at d - 1 random
 *    moments the one that would go on falls below all others. A bug that needs d things to happen in order is found in n branches and k moments
 *    with a probability of at least 1 / (n · k^(d-1)) a sample, whatever else goes on.
 *  - *all of them* counts up deviations (delay bounding: M. Emmi, S. Qadeer, Z. Rakamarić, "Delay-Bounded Scheduling", POPL 2011): the plain
 *    order lets a branch go on until it waits for another and then takes the next one; a deviation at some moment passes over it. First the
 *    order without deviations, then all with one, then with two: simple explanations come first, and in the end there are no more.
 *
 * An order is written as the option of a leaf: `p17` is sample 17, `d` the plain order, `d3.7x2` deviates once at moment 3 and twice at 7.
 * Only moments at which more than one branch could go on are counted.
 */


/** Branches by their place: `0`, `0.1`, `1`, `10`. */
function compareBranches(a, b) {
    const left = a.split(".").map(Number);
    const right = b.split(".").map(Number);
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
        const difference = (left[i] ?? 0) - (right[i] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return left.length - right.length;
}
/** The order that an option names, drawn from [seed] where it draws. Throws [LeafError] for one that cannot be read. */
function orderNamed(option, seed) {
    const sample = /^p(\d{1,9})$/.exec(option)?.[1];
    if (sample !== undefined)
        return new SampledOrder(seed, Number(sample));
    if (/^d((\d{1,6})(x\d{1,3})?(\.\d{1,6}(x\d{1,3})?)*)?$/.test(option))
        return new DeviatingOrder(deviationsOf(option));
    throw new LeafError(`cannot read the order ${JSON.stringify(option)}: want p and a number, or d and deviations, as printed with a result`);
}
function deviationsOf(option) {
    const parts = option
        .slice(1)
        .split(".")
        .filter((part) => part !== "");
    return new Map(parts.map((part) => {
        const [moment = "0", count = "1"] = part.split("x");
        return [Number(moment), Number(count)];
    }));
}
function deviationsText(deviations) {
    return `d${[...deviations].map(([moment, count]) => (count === 1 ? String(moment) : `${moment}x${count}`)).join(".")}`;
}
/**
 * The orders with one deviation more than [option], behind its last one, given how many branches waited at each moment of it. Every order
 * there is comes up exactly once in the tree that grows from `d`.
 */
function deviatingFurther(option, moments) {
    const deviations = deviationsOf(option);
    const last = Math.max(-1, ...deviations.keys());
    return moments.flatMap((waiting, moment) => moment <= last ? [] : Array.from({ length: waiting - 1 }, (_, i) => deviationsText(new Map([...deviations, [moment, i + 1]]))));
}
class DeviatingOrder {
    moments = [];
    #deviations;
    #short = false;
    constructor(deviations) {
        this.#deviations = deviations;
    }
    pick(waiting, last) {
        const passed = this.#deviations.get(this.moments.length) ?? 0;
        this.moments.push(waiting.length);
        if (passed >= waiting.length)
            this.#short = true;
        const next = last === undefined ? 0 : waiting.findIndex((branch) => compareBranches(branch, last) >= 0);
        return ((next < 0 ? 0 : next) + passed) % waiting.length;
    }
    get missed() {
        return this.#short || [...this.#deviations.keys()].some((moment) => moment >= this.moments.length);
    }
}
/** A sample does not know how many moments there will be; it assumes one of these numbers, so that both short and long ones are covered. */
const horizons = [4, 8, 16, 32];
class SampledOrder {
    moments = [];
    missed = false;
    #draw;
    /** Moment → the rank that whoever would go on there falls to. */
    #changes = new Map();
    #fallen = new Map();
    constructor(seed, sample) {
        this.#draw = (what) => Number(seedOfRule(seed, `order ${sample} ${what}`, 0) >> 11n);
        const depth = 1 + (this.#draw("depth") % 3);
        const horizon = horizons[this.#draw("horizon") % horizons.length] ?? 8;
        for (let change = 1; change < depth; change++)
            this.#changes.set(this.#draw(`change ${change}`) % horizon, change);
    }
    pick(waiting) {
        const highest = () => {
            const ranks = waiting.map((branch) => this.#fallen.get(branch) ?? horizons.length + 1 + this.#draw(`branch ${branch}`));
            return ranks.indexOf(Math.max(...ranks));
        };
        const change = this.#changes.get(this.moments.length);
        this.moments.push(waiting.length);
        const falling = change === undefined ? undefined : waiting[highest()];
        if (falling !== undefined && change !== undefined)
            this.#fallen.set(falling, change);
        return highest();
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/engine/rest.js
/**
 * Whether processes are at rest: every thread waits for something, and none has run in between two looks. Taken from /proc, so nothing has
 * to be guessed by waiting: the state of each thread and how often it was given a processor (`stat` and `schedstat`, proc(5)). If a
 * thread slept at both looks and was not scheduled in between, then at the moment between the looks all of them slept and none had been woken.
 */

/** The processes of [services], now; none of one that has ended. */
async function pidsOf(services) {
    return (await Promise.all(services.map((service) => service.pids().catch(() => [])))).flat();
}
/** Looks at all threads of [pids]; those in [held] are known to wait, whatever state they are in. */
function lookAt(pids, held) {
    let resting = true;
    let ranNs = 0;
    const processes = new Map();
    const marks = [];
    for (const pid of pids) {
        const threads = new Map();
        processes.set(pid, threads);
        for (const tid of threadsOf(pid)) {
            const thread = `/proc/${pid}/task/${tid}`;
            const stat = read(`${thread}/stat`);
            const [state = ""] = statFields(stat, 1);
            if (stat !== "" && !held.has(Number(tid)))
                resting &&= atRest(state, thread);
            const scheduled = read(`${thread}/schedstat`);
            ranNs += Number(scheduled.split(" ")[0]);
            threads.set(Number(tid), `${state} ${scheduled}`);
            marks.push(`${tid} ${state} ${scheduled}`);
        }
    }
    return { resting, mark: marks.join("\n"), processes, ranNs };
}
/** The threads of [pids] that nap, without those in [held]. */
function napsOf(pids, held) {
    return pids.flatMap((pid) => threadsOf(pid)
        .map(Number)
        .filter((tid) => !held.has(tid) && naps.test(read(`/proc/${pid}/task/${tid}/wchan`)))
        .map((tid) => ({ pid, tid, sleeps: sleepsOf(pid, tid) })));
}
/** How often a thread has gone to sleep since it began. */
function sleepsOf(pid, tid) {
    return Number(/^voluntary_ctxt_switches:\t(\d+)/m.exec(read(`/proc/${pid}/task/${tid}/status`))?.[1]);
}
/** What nanosleep(2) and clock_nanosleep(2) sleep in. */
const naps = /nanosleep/;
/** What kernel functions say about why a thread sleeps in them. */
const reasons = [
    [/futex/, "a lock or condition"],
    [/nanosleep|hrtimer/, "a timer"],
    [/accept/, "a connection"],
    [/epoll|ep_poll|poll_schedule|select/, "any of several things"],
    [/wait_woken|recvmsg|sk_wait|skb_wait/, "data on a socket"],
    [/pipe/, "a pipe"],
    [/flock|locks|posix_lock/, "a file lock"],
    [/wait4|waitid|do_wait/, "a child"],
];
/** What the threads of [pids] wait for, in words: `3 threads for a lock or condition, 1 thread for a connection`. */
function waitsOf(pids) {
    const counts = new Map();
    for (const pid of pids) {
        for (const tid of threadsOf(pid)) {
            const sleepsIn = read(`/proc/${pid}/task/${tid}/wchan`);
            const reason = reasons.find(([pattern]) => pattern.test(sleepsIn))?.[1] ?? "something else";
            counts.set(reason, (counts.get(reason) ?? 0) + 1);
        }
    }
    return [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([reason, count]) => `${count} ${count === 1 ? "thread" : "threads"} for ${reason}`)
        .join(", ");
}
/** Sleeping, stopped or dead. A call that waits for its answer from the supervisor counts as disk sleep, since only a kill ends it. */
function atRest(state, thread) {
    if (state === "D")
        return read(`${thread}/wchan`).startsWith("seccomp");
    return state !== "R";
}
/**
 * The first [most] fields of a `stat` file from the third on, proc(5), so the state is the first of them; the second field, a name in brackets, may
 * hold anything, brackets too.
 */
function statFields(stat, most) {
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ", most);
}
/** The threads of a process, by number; none when it is gone. */
function threadsOf(pid) {
    try {
        return (0,external_node_fs_.readdirSync)(`/proc/${pid}/task`);
    }
    catch {
        return [];
    }
}
/** The text of a file of /proc; empty when it is gone. */
function read(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, "latin1");
    }
    catch {
        return "";
    }
}

;// CONCATENATED MODULE: ./build/js/engine/moving.js
/**
 * Work that moves from thread to thread: what such a thread does next has nothing to do with what it did before.
 *
 *  - Go is made like that, and its programs can be told: the linker puts a mark into the data of each, stripped or not, for `go version FILE` to
 *    find (package debug/buildinfo).
 *  - Pools whose threads take work from each other name them: Java's `ForkJoinPool` (which carries virtual threads, parallel streams and what a
 *    `CompletableFuture` does later) and Tokio's runtime of Rust.
 *
 * In a pool that is not like that a thread that waits for a lock stays with its request, so what it has read last says more.
 */


const goMark = Buffer.from("\xff Go buildinf:", "latin1");
/** Of a segment so much is looked at; the mark stands near its beginning. */
const mostBytes = 8 << 20;
/** `ForkJoinPool-1-worker-3`, `ForkJoinPool.commonPool-worker-1`, `tokio-runtime-worker`, `tokio-rt-worker`: the kernel keeps 15 characters. */
const stealing = /^(ForkJoinPool[-.]|tokio-r(untime-w|t-worker))/;
/** Remembers where work moves. */
class MovingWork {
    #programs = new Map();
    #threads = new Map();
    /** Whether what the thread [tid] of [pid] does is such work; false where it cannot be looked at. */
    in(pid, tid) {
        return remembered(this.#programs, pid, () => isGo(`/proc/${pid}/exe`)) || remembered(this.#threads, tid, () => isNamedSo(pid, tid));
    }
}
function remembered(known, key, look) {
    let found = known.get(key);
    if (found === undefined)
        known.set(key, (found = look()));
    return found;
}
/** Whether a thread has a name that such a pool gives. */
function isNamedSo(pid, tid) {
    return stealing.test(read(`/proc/${pid}/task/${tid}/comm`));
}
/** Whether an executable was made by Go. */
function isGo(path) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(path, "r");
    }
    catch {
        return false;
    }
    try {
        return writableSegments((offset, length) => bytesOf(fd, offset, length)).some(({ offset, size }) => bytesOf(fd, offset, Math.min(size, mostBytes)).includes(goMark));
    }
    catch {
        return false;
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
/** The segments of a 64-bit executable that are data, by their program headers (elf(5)). */
function writableSegments(read) {
    const [load, executable, writable] = [1, 1, 2];
    const header = read(0, 64);
    const headers = read(Number(header.readBigUInt64LE(32)), header.readUInt16LE(54) * header.readUInt16LE(56));
    const segments = [];
    for (let at = 0; at < headers.length; at += header.readUInt16LE(54)) {
        const flags = headers.readUInt32LE(at + 4);
        if (headers.readUInt32LE(at) !== load || (flags & writable) === 0 || (flags & executable) !== 0)
            continue;
        segments.push({ offset: Number(headers.readBigUInt64LE(at + 8)), size: Number(headers.readBigUInt64LE(at + 32)) });
    }
    return segments;
}
function bytesOf(fd, offset, length) {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, (0,external_node_fs_.readSync)(fd, bytes, 0, length, offset));
}

;// CONCATENATED MODULE: ./build/js/engine/naps.js
/** So often it looks before it is believed that there is nothing. */
const looksEnough = 2;
/** Go looks at the network when nobody has for so long, `lastpoll` in its `sysmon`. */
const unreadMs = 10;
/** Who naps for longer is not Go's. Five times its longest nap, since a virtual machine may be late with its timers. */
const longestNapMs = 50;
/** Waits for threads that nap, for as long as nothing else moves. */
class Naps {
    #vigils = new Map();
    /** Threads that nap for longer than Go's. */
    #long = new Set();
    /**
     * Whether no nap needs to be waited for. To be asked with what was found at one moment of rest: how all threads were, who napped, and the
     * processes for which something had arrived.
     */
    over(look, naps, unread, nowMs) {
        let over = true;
        for (const [pid, own] of Map.groupBy(naps, ({ pid }) => pid)) {
            const napping = new Set(own.map(({ tid }) => tid));
            const others = [...(look.processes.get(pid) ?? [])].filter(([tid]) => !napping.has(tid));
            const still = `${unread.includes(pid)} ${others.join(" ")}`;
            let vigil = this.#vigils.get(pid);
            if (vigil?.still !== still)
                this.#vigils.set(pid, (vigil = { still, sinceMs: nowMs, sleeps: new Map() }));
            const waitedMs = nowMs - vigil.sinceMs;
            const early = unread.includes(pid) && waitedMs < unreadMs;
            for (const { tid, sleeps } of own) {
                if (this.#long.has(tid))
                    continue;
                const before = vigil.sleeps.get(tid);
                if (before === undefined || early)
                    vigil.sleeps.set(tid, sleeps);
                if (before === sleeps && waitedMs > longestNapMs)
                    this.#long.add(tid);
                else if (before === undefined || early || sleeps < before + looksEnough)
                    over = false;
            }
        }
        return over;
    }
}

;// CONCATENATED MODULE: ./build/js/engine/stalls.js
/**
 * What everybody waits for when nothing moves. A deadlock shows as steps that run out of time, which says nothing of why; at the moment itself the
 * kernel knows what each thread sleeps in.
 */


/** When all rests and no answer comes for so long, it is worth telling what everybody waits for. */
const stallMs = 1_000;
/** In words who waits for what; to be asked while it is so. */
async function stallText(steps, services) {
    const threads = [];
    for (const service of services)
        threads.push(`${service.name} (${waitsOf(await pidsOf([service]))})`);
    const waiting = steps.map(({ branch, step }) => `branch ${branch} for an answer to ${step}`);
    return `nothing could go on: ${waiting.join(" and ")}, and in the services ${threads.join(", ")}`;
}
/**
 * Looks now and then, until [over] aborts, whether steps wait while no thread of the services has run since the look before, and tells of
 * each such moment in words.
 */
async function watchStalls(steps, services, tell, over) {
    let before;
    for (;;) {
        try {
            await (0,promises_.setTimeout)(stallMs, undefined, { signal: over });
        }
        catch {
            return;
        }
        const waiting = steps();
        const all = services();
        const { mark, resting } = lookAt(await pidsOf(all), new Set());
        const now = { mark, steps: JSON.stringify(waiting) };
        if (resting && waiting.length > 0 && before?.mark === now.mark && before.steps === now.steps)
            tell(await stallText(waiting, all));
        before = now;
    }
}

;// CONCATENATED MODULE: ./build/js/engine/explore.js
/**
 * Exploration: what branches of a test cause in the services is put into an order and not left to chance. While a `parallel()` runs, the calls
 * of the services that can matter to another branch (what they do to files, what they send) are held, and so is each step of the test driver
 * before it begins. Whenever everything is at rest, one branch that has something waiting goes on by one, as the order says (`orders.ts`).
 *
 * What makes this sound:
 *  - A held call that goes on is decided by the rules in force, as it would have been without being held. An order changes when things
 *    happen and never what becomes of a call.
 *  - Nothing is held for a fixed time, and nothing for ever: when all is at rest and nothing waits, nobody is waiting for us; when something
 *    waits, it goes on. So exploration adds no deadlock, and one that the services get into shows as steps without an answer.
 *  - A delay is a call that is held, too, until its time is over by a clock of what the services do (`clock.ts`): it then waits for its turn like
 *    any other. So are time-outs and sleeps of the test.
 *  - Rest is looked up and not guessed (`rest.ts`). A service that never rests is not waited for, and the result says that the order
 *    could not be kept.
 *
 * A call belongs to the branch whose message its thread took last. Where that cannot be known (a pool of workers takes jobs from a queue; work moves
 * from thread to thread, see `moving.ts`), it belongs to the branch that went on last: between two moments of rest, only that one has set anything in
 * motion. A wrong guess makes an order less interesting, nothing else; but the same must be guessed each time. So what threads do at the same
 * time for one branch is sorted by what it is, and not by who came first.
 */









/** What is held when it is done to a file … */
const onFiles = [
    "read", "readv", "pread64", "preadv", "preadv2", "write", "writev", "pwrite64", "pwritev", "pwritev2", "fsync", "fdatasync", "sync_file_range",
    "open", "openat", "openat2", "creat", "truncate", "ftruncate", "fallocate", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
    "mkdir", "mkdirat", "link", "linkat", "symlink", "symlinkat", "copy_file_range", "sendfile", "flock",
].filter((name) => (0,supervisor/* isSyscall */.EO)(name)); // prettier-ignore
/** … and when it goes to somebody else. */
const toOthers = ["connect", "sendto", "sendmsg", "sendmmsg", "write", "writev", "sendfile"].filter((name) => (0,supervisor/* isSyscall */.EO)(name));
/** What tells whose message a thread took; done to a socket. */
const fromOthers = ["read", "readv", "recvfrom", "recvmsg", "recvmmsg"].filter((name) => (0,supervisor/* isSyscall */.EO)(name));
const receives = new Set(fromOthers);
/** Everything that must be intercepted for an exploration. */
const exploredCalls = new Set([...onFiles, ...toOthers, ...fromOthers]);
/** Numbers of rules that no other rule has. */
const fileRule = 0x7fff_fff0;
const peerRule = 0x7fff_fff1;
const holding = [
    { id: fileRule, syscalls: onFiles, action: { kind: "hold", tag: "order" }, path: "**", exemptSystemPaths: false },
    { id: peerRule, syscalls: toOthers, action: { kind: "hold", tag: "order" }, address: "**", exemptSystemPaths: false },
];
/** Ports from here on may be the kernel's choice (ip(7)). */
const firstChosenPort = Number.parseInt(read("/proc/sys/net/ipv4/ip_local_port_range"), 10) || 32_768;
/** What lies here is the machine's, and no branch's business. */
const machine = /^\/(lib|lib32|lib64|usr|proc|sys|dev|etc)\//;
/**
 * Services that keep running for so long, or do not come to rest in so many looks, never will. It is their own time that counts: on a busy
 * machine they are given more of ours, and a look at which they could run and were not let is none.
 */
const patience = { ranNs: 300e6, looks: 1_000 };
/** Once it has shown that they never rest, less is spent on every further moment. */
const littlePatience = { ranNs: 5e6, looks: 10 };
/** So often all may be found at rest but for threads that nap, since others run now and then: those are not waited for for ever. */
const mostRests = 200;
/**
 * After so many moments at which one branch went on and another one waited, that one is passed over until the others wait for something else. Who asks
 * again and again whether something has happened would otherwise keep it from happening, in an order that takes longer than anybody's patience.
 * Far more than what is asked for on purpose, and a fraction of a second.
 */
const mostInARow = 100;
const nextStep = "~ next step";
class Explorer {
    order;
    #test;
    #units = new Map();
    #active = false;
    /** Address of a connection of the driver → the branch that made it. */
    #drivers = new Map();
    /** Both ends of another connection → the branch that sent on it last. */
    #senders = new Map();
    /** Thread → the branch whose message it took last; by the address it came from as long as that is not known to be anybody's. */
    #threads = new Map();
    #peers = new Map();
    #held = new Set();
    #last;
    /** At so many moments it went on while others waited; branches that did so too often. */
    #inARow = 0;
    #behind = new Set();
    #connecting = 0;
    #activity = 0;
    #wake = () => { };
    #working;
    #restless = false;
    #naps = new Naps();
    #moving = new MovingWork();
    #clock = new Clock();
    #stalls = new Set();
    constructor(order, test) {
        this.order = order;
        this.#test = test;
    }
    /** Whether some service never came to rest, so that another run of this order may come out differently. */
    get restless() {
        return this.#restless;
    }
    /** Moments at which everybody waited for a long time, in words: a deadlock looks like that, or a timer. */
    get stalls() {
        return [...this.#stalls];
    }
    /** [rules] with those that hold calls before them, and holding what they delay; as they are when nothing runs side by side. */
    among(rules, service) {
        if (!this.orders(service))
            return rules;
        return [
            ...holding,
            ...rules.map((rule) => (rule.action.kind === "delay" ? { ...rule, action: { ...rule.action, held: true } } : rule)),
        ];
    }
    /** Whether the calls of a service are being put into order. */
    orders(service) {
        return this.#active && this.#test.services().some(({ name }) => name === service);
    }
    /** Runs [body] as what [branch] does. The first branch begins to hold calls, the last one ends it. */
    async around(branch, body) {
        this.#units.set(branch.path, { path: branch.path, waiting: [], step: undefined, busy: true });
        if (this.#units.size === 1)
            this.#working = this.#begin();
        await this.#working;
        this.#stirred();
        try {
            return await body();
        }
        finally {
            const unit = this.#units.get(branch.path);
            this.#units.delete(branch.path);
            this.#stirred();
            for (const { go } of unit?.waiting.splice(0) ?? [])
                await go();
            if (this.#units.size === 0)
                await this.#end();
        }
    }
    async #begin() {
        this.#active = true;
        await this.#test.renew();
        // If the supervisor is lost, so is the test, and that is told elsewhere.
        void this.#schedule().catch(() => undefined);
    }
    async #end() {
        this.#active = false;
        this.#stirred();
        await this.#test.renew();
        for (const service of this.#test.services()) {
            for (const { id } of holding)
                await service.release(id, 1 << 20).catch(() => 0);
        }
        // What lies in a delay goes on when that is over.
        this.#clock.ringAll();
        this.#held.clear();
        // The kernel gives the same ports to others.
        this.#drivers.clear();
        this.#senders.clear();
        this.#threads.clear();
        this.#peers.clear();
    }
    /** Waits for the turn of a branch that is about to make a step, told in words. */
    async turn(branch, step) {
        const unit = this.#units.get(branch.path);
        if (unit === undefined)
            return;
        unit.busy = false;
        await this.#turn(unit, branch.signal);
        this.#connecting++;
        unit.busy = false;
        unit.step = step;
    }
    /** Resolves with what [work] does, which waits for something that others have to do. */
    async waits(branch, work) {
        const unit = this.#units.get(branch.path);
        if (unit === undefined)
            return work();
        unit.busy = false;
        this.#stirred();
        try {
            return await work();
        }
        finally {
            unit.busy = true;
            this.#stirred();
        }
    }
    /** Waits for [ms] on the clock of this exploration, and for the turn of the branch then. To be called in [waits]. */
    async sleep(branch, ms, signal) {
        const unit = this.#units.get(branch.path);
        if (unit === undefined)
            return;
        await new Promise((resolve, reject) => {
            const alarm = this.#clock.set(ms * 1e6, process.hrtime.bigint(), { what: `${branch.path} sleep`, explains: true, ring: resolve });
            const stop = () => {
                this.#clock.cancel(alarm);
                reject(signal.reason);
            };
            if (signal.aborted)
                return stop();
            signal.addEventListener("abort", stop, { once: true });
        });
        await this.#turn(unit, signal);
    }
    /** Calls [late] after [ms] on the clock of this exploration, unless the returned function is called before. */
    timeOut(branch, ms, late) {
        const what = `${branch.path} time-out`;
        const alarm = this.#clock.set(ms * 1e6, process.hrtime.bigint(), { what, explains: false, ring: late });
        return () => this.#clock.cancel(alarm);
    }
    /** Waits until the branch of [unit] goes on. It is busy from then on. */
    #turn(unit, signal) {
        return new Promise((resolve, reject) => {
            const waiting = {
                what: nextStep,
                go: async () => {
                    signal.removeEventListener("abort", stop);
                    unit.busy = true;
                    resolve();
                },
            };
            const stop = () => {
                unit.waiting.splice(0, unit.waiting.length, ...unit.waiting.filter((other) => other !== waiting));
                unit.busy = true;
                reject(signal.reason);
            };
            if (signal.aborted)
                return stop();
            signal.addEventListener("abort", stop, { once: true });
            unit.waiting.push(waiting);
            this.#stirred();
        });
    }
    /** The step of a branch has a connection, from [local]; [first] unless it has had one before and was sent on. */
    connected(branch, local, first) {
        this.#drivers.set(local, branch.path);
        if (first)
            this.#connecting--;
        this.#stirred();
    }
    /** A step is over; [connected] says whether it ever had a connection. */
    stepEnded(branch, connected) {
        if (!connected)
            this.#connecting--;
        const unit = this.#units.get(branch.path);
        if (unit !== undefined) {
            unit.step = undefined;
            unit.busy = true;
        }
        this.#stirred();
    }
    /** Some calls have been made. */
    recorded(records) {
        if (!this.#active)
            return;
        for (const record of records) {
            this.#held.delete(record.tid);
            this.#ownerOf(record);
        }
        this.#stirred();
    }
    /** A call is being held. */
    held(call) {
        const { rule, tid } = call;
        if (rule === undefined)
            return;
        const go = async () => this.#test
            .service(call.service)
            ?.release(rule, 1, tid)
            .catch(() => 0);
        const owner = machine.test(`${pathOf(call)}/`) ? undefined : this.#ownerOf(call);
        const what = this.#wordsFor(call);
        const waits = () => {
            const unit = owner === undefined ? undefined : this.#units.get(owner);
            if (unit === undefined)
                void go();
            else {
                unit.waiting.push({ tid, what, go });
                this.#held.add(tid);
            }
            this.#stirred();
        };
        if (call.decision.kind !== "delay")
            return waits();
        this.#held.add(tid);
        this.#clock.set(call.decision.delayNs, process.hrtime.bigint(), { what: `${owner ?? ""} ${what}`, explains: true, ring: waits });
        this.#stirred();
    }
    /**
     * The branch that a call is made for, if that is known; remembers what the call tells about its thread and its connection. The driver may
     * learn the ends of its connection later than the service takes it up, so a thread may have to be remembered by its peer.
     */
    #ownerOf({ name, pid, tid, object }) {
        const peer = this.#peers.get(tid);
        const own = this.#moving.in(pid, tid)
            ? undefined
            : ((peer === undefined ? undefined : this.#drivers.get(peer)) ?? this.#threads.get(tid));
        const known = own ?? this.#last;
        if (object.kind !== "socket" || object.peer === undefined)
            return known;
        const connection = [object.local ?? "", object.peer].sort().join(" ");
        const owner = this.#drivers.get(object.peer) ?? (receives.has(name) ? this.#senders.get(connection) : undefined);
        if (owner !== undefined) {
            this.#peers.delete(tid);
            this.#threads.set(tid, owner);
            return owner;
        }
        if (receives.has(name))
            this.#peers.set(tid, object.peer);
        else if (known !== undefined && object.local !== undefined)
            this.#senders.set(connection, known);
        return known;
    }
    /** What a call is, without what differs from run to run: ports that the kernel chose, descriptors, threads. */
    #wordsFor({ service, name, object, target = "", size = 0 }) {
        const peer = object.kind === "socket" ? object.peer : undefined;
        const listens = peer?.replace(/\d+$/, (port) => (Number(port) < firstChosenPort ? port : ""));
        const place = object.kind === "file" ? object.path : (this.#drivers.get(peer ?? "") ?? listens ?? object.kind);
        return [service, name, place, target, size].join(" ");
    }
    // The order.
    async #schedule() {
        while (this.#active) {
            await this.#rest();
            const { over } = this.#clock;
            if (over !== undefined) {
                await this.#until(over.notBeforeNs);
                if (this.#active)
                    this.#clock.ring(over);
                continue;
            }
            const waiting = this.#waiting();
            const place = waiting.length < 2
                ? 0
                : this.order.pick(waiting.map(({ path }) => path), this.#last);
            const next = waiting[place];
            const first = next === undefined ? undefined : takeFirst(next.waiting);
            if (next === undefined || first === undefined) {
                await this.#stall();
                continue;
            }
            this.#inARow = next.path === this.#last && waiting.length > 1 ? this.#inARow + 1 : 0;
            if (this.#inARow >= mostInARow)
                this.#behind.add(next.path);
            this.#last = next.path;
            this.#clock.moves();
            this.#activity++;
            if (first.tid !== undefined)
                this.#held.delete(first.tid);
            await first.go();
        }
    }
    /** The branches of which one goes on next, in their order. */
    #waiting() {
        const all = [...this.#units.values()].filter((unit) => unit.waiting.length > 0).sort((a, b) => compareBranches(a.path, b.path));
        const ahead = all.filter(({ path }) => !this.#behind.has(path));
        if (ahead.length > 0)
            return ahead;
        this.#behind.clear();
        return all;
    }
    #stirred() {
        this.#clock.wakes(process.hrtime.bigint());
        this.#activity++;
        this.#wake();
    }
    /** Waits until something happens, or the next alarm rings; when that takes long and has no reason, remembers who waited for what. */
    async #stall() {
        this.#clock.idles(process.hrtime.bigint());
        const { next, explains } = this.#clock;
        const over = new AbortController();
        const happens = this.#somethingHappens().finally(() => over.abort());
        const ends = Promise.race([happens, ...(next === undefined ? [] : [this.#until(next.notBeforeNs, over.signal)])]);
        const long = (0,promises_.setTimeout)(stallMs, !explains, { signal: over.signal }).catch(() => false);
        if (await Promise.race([ends.then(() => false), long])) {
            const steps = [...this.#units.values()].flatMap(({ path, step }) => (step === undefined ? [] : [{ branch: path, step }]));
            if (steps.length > 0)
                this.#stalls.add(await stallText(steps, this.#test.services()));
        }
        await ends;
        if (next !== undefined && !over.signal.aborted)
            this.#clock.ring(next);
        over.abort();
    }
    /** Waits for a time of the wall clock. */
    async #until(wallNs, signal) {
        for (;;) {
            const leftNs = wallNs - process.hrtime.bigint();
            if (leftNs <= 0n || signal?.aborted === true)
                return;
            await (0,promises_.setTimeout)((0,trace/* timerMs */.Q2)(Number(leftNs) / 1e6), undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
        }
    }
    #somethingHappens() {
        return new Promise((resolve) => {
            this.#wake = resolve;
            // It may have ended while nobody listened.
            if (!this.#active)
                resolve();
        });
    }
    /** Resolves when neither the services nor the test driver have anything to do before something that waits goes on. */
    async #rest() {
        const most = this.#restless ? littlePatience : patience;
        let sinceNs;
        let lastMark;
        let looks = 0;
        let rests = 0;
        for (let round = 0; this.#active; round++) {
            // What has arrived at our own sockets becomes the next step of a branch, or the end of one.
            await (0,promises_.setImmediate)();
            await (0,promises_.setImmediate)();
            const activity = this.#activity;
            const before = await this.#look();
            // Between the looks, so that it was so when nobody ran.
            const naps = before.resting ? napsOf([...before.processes.keys()], this.#held) : [];
            const unread = naps.length > 0 ? await this.#unread() : [];
            const after = await this.#look();
            // The supervisor may have been on its way to our question when a thread went to sleep in a call; asked again, it has seen the call.
            await this.#pids();
            await (0,promises_.setImmediate)();
            const busy = [...this.#units.values()].some((unit) => unit.busy);
            const quiet = activity === this.#activity && this.#connecting === 0 && !busy;
            const resting = quiet && before.resting && after.resting && before.mark === after.mark;
            if (resting && (this.#naps.over(after, naps, unread, performance.now()) || ++rests > mostRests))
                return;
            sinceNs ??= before.ranNs;
            if (after.resting || after.mark !== lastMark)
                looks++;
            lastMark = after.mark;
            if (after.ranNs - sinceNs > most.ranNs || looks > most.looks) {
                this.#restless = true;
                return;
            }
            if (round > 2)
                await (0,promises_.setTimeout)(1);
        }
    }
    /** How all services are; what they had done by then has been told. */
    async #look() {
        return lookAt(await this.#pids(), this.#held);
    }
    #pids() {
        return pidsOf(this.#test.services());
    }
    /** The processes for which something has arrived that nobody has looked at. */
    async #unread() {
        return (await Promise.all(this.#test.services().map((service) => service.unread().catch(() => [])))).flat();
    }
}
/** Takes out what comes first by what it is; of equals, who came first. */
function takeFirst(waiting) {
    const [first] = waiting.toSorted((a, b) => (a.what < b.what ? -1 : a.what > b.what ? 1 : 0));
    if (first !== undefined)
        waiting.splice(waiting.indexOf(first), 1);
    return first;
}
function pathOf({ object }) {
    return object.kind === "file" ? object.path : "";
}

;// CONCATENATED MODULE: ./build/js/engine/locating.js
class Locating {
    #locate;
    #waiting = [];
    #unfound = [];
    #working = Promise.resolve();
    /** Without [locate] nothing is looked up. */
    constructor(locate) {
        this.#locate = locate;
    }
    add(call, stack) {
        this.#waiting.push({ call, stack });
    }
    /** Fills in the lines of the calls that have arrived. */
    async lookUp() {
        const calls = this.#waiting;
        this.#waiting = [];
        if (calls.length > 0) {
            this.#working = this.#working.then(async () => {
                const sources = (await this.#locate?.(calls.map(({ stack }) => stack))) ?? [];
                for (const [i, one] of calls.entries()) {
                    const source = sources[i];
                    if (source === undefined)
                        this.#unfound.push(one);
                    else
                        one.call.source = source;
                }
            });
        }
        await this.#working;
    }
    /** Also of those that nothing was found of before: a JVM tells of its code when it ends. */
    async lookUpAgain() {
        this.#waiting.push(...this.#unfound);
        this.#unfound = [];
        await this.lookUp();
    }
}

;// CONCATENATED MODULE: ./build/js/engine/lines.js
/**
 * What a service prints, as lines: bytes come in pieces of any size and go out as text, one line at a time. A line is bounded, so that a
 * service that never ends one cannot take this process's memory; bytes that are no UTF-8 become U+FFFD, since what is printed need not
 * be text at all.
 */
/** Longer lines are cut; the rest up to the line's end is thrown away. */
const longestLineBytes = 64 << 10;
const newline = 0x0a;
const carriageReturn = 0x0d;
class LineReader {
    #pieces = [];
    #length = 0;
    #truncated = false;
    /** Takes [bytes] and returns the lines that are complete now. */
    add(bytes) {
        const lines = [];
        let start = 0;
        for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
            this.#keep(bytes.subarray(start, end));
            lines.push(this.#take());
            start = end + 1;
        }
        this.#keep(bytes.subarray(start));
        return lines;
    }
    /** The unfinished last line, if there is one: for the end of the stream. */
    end() {
        return this.#length === 0 ? [] : [this.#take()];
    }
    #keep(piece) {
        const room = longestLineBytes - this.#length;
        if (piece.length > room)
            this.#truncated = true;
        if (piece.length === 0 || room <= 0)
            return;
        // A copy: the piece is a view of a frame that may be large.
        this.#pieces.push(piece.slice(0, room));
        this.#length += Math.min(piece.length, room);
    }
    #take() {
        let bytes = Buffer.concat(this.#pieces);
        if (!this.#truncated && bytes.at(-1) === carriageReturn)
            bytes = bytes.subarray(0, -1);
        const line = { text: bytes.toString("utf8"), truncated: this.#truncated };
        this.#pieces = [];
        this.#length = 0;
        this.#truncated = false;
        return line;
    }
}

;// CONCATENATED MODULE: ./build/js/engine/output.js



const mostLines = 20;
const longestLine = 500;
class LastLines {
    #lines = [];
    #partial = "";
    #decoder = new TextDecoder();
    add(bytes) {
        const pieces = (this.#partial + this.#decoder.decode(bytes, { stream: true })).split("\n");
        this.#partial = (pieces.pop() ?? "").slice(0, longestLine);
        for (const line of pieces)
            this.#lines.push(line.slice(0, longestLine));
        this.#lines = this.#lines.slice(-mostLines);
    }
    get lines() {
        return this.#partial === "" ? this.#lines : [...this.#lines, this.#partial].slice(-mostLines);
    }
}
/** Observed lines of one stream beyond this are a flood that no assertion is about, and would take this process's memory. */
const mostObservedBytes = 64 << 20;
/** One stream that is observed, and how far. */
class ObservedStream {
    #service;
    #observation;
    #reader = new LineReader();
    #bytes = 0;
    /** When the last piece of it was printed. */
    #last = { sinceNs: 0n, atNs: 0n };
    /** Its decoder is not asked again: the test has failed for it. */
    #unread = false;
    constructor(service, observation) {
        this.#service = service;
        this.#observation = observation;
    }
    add({ bytes, sinceNs, atNs }) {
        this.#last = { sinceNs, atNs };
        return this.#read(this.#reader.add(bytes));
    }
    end() {
        return this.#read(this.#reader.end());
    }
    #read(lines) {
        const service = this.#service;
        const { stream, decoder } = this.#observation;
        const printed = lines.filter(({ text }) => text !== "");
        this.#bytes += printed.reduce((sum, { text }) => sum + text.length, 0);
        if (this.#bytes > mostObservedBytes) {
            throw new SuiteError(`service "${service}" printed more than ${mostObservedBytes >> 20} MiB to ${stream}, which is observed; ` +
                "let it print less, or leave it out of observe=");
        }
        if (printed.length === 0 || this.#unread)
            return [];
        try {
            return decodeLines(decoder, printed.map(({ text }) => text)).map((fields, i) => ({
                service,
                stream,
                ...this.#last,
                fields: { ...fields, ...(printed[i]?.truncated === true ? { truncated: "true" } : {}) },
            }));
        }
        catch (error) {
            if (!(error instanceof PatternTooSlow))
                throw error;
            this.#unread = true;
            throw new SuiteError(`decoder("regex") of ${stream} of service "${service}": ${error.message}; it has quantifiers inside each other or side by side ` +
                `that match the same text, as in (a+)+: let each part of a line match in one way. The line begins with ${JSON.stringify(error.line.slice(0, 80))}`, { cause: error });
        }
    }
}
/** What all services of a test have printed. */
class ServiceOutput {
    #last = new Map();
    #observed = new Map();
    constructor(services) {
        for (const { name, observe } of services)
            for (const observation of observe ?? [])
                this.#observed.set(`${name} ${observation.stream}`, new ObservedStream(name, observation));
    }
    /**
     * Takes what was printed; returns the lines that are complete with it and observed. Throws [SuiteError] when that is more than anybody
     * observes, or a line that its decoder cannot come to an end with.
     */
    add(output) {
        const { service, stream, bytes } = output;
        const last = this.#last.get(service) ?? new LastLines();
        this.#last.set(service, last);
        last.add(bytes);
        return this.#observed.get(`${service} ${stream}`)?.add(output) ?? [];
    }
    /** The same of one service: a process of it has ended, and another begins a line of its own. */
    endOf(service) {
        return ["stdout", "stderr"].flatMap((stream) => this.#observed.get(`${service} ${stream}`)?.end() ?? []);
    }
    /** The services are gone, so lines without an end are all there will be of them. Throws as [add]. */
    end() {
        return [...this.#observed.values()].flatMap((stream) => stream.end());
    }
    /** Whether anything is observed. */
    get observes() {
        return this.#observed.size > 0;
    }
    /** Whether a stream of a service is. */
    isObserved(service) {
        return this.#observed.has(`${service} stdout`) || this.#observed.has(`${service} stderr`);
    }
    /** The last lines of a service, oldest first, an unfinished one included. */
    lastLines(service) {
        return this.#last.get(service)?.lines ?? [];
    }
}

;// CONCATENATED MODULE: ./build/js/engine/record.js
/** How steps and calls are written into the log of a test. */

function callOf(record, written) {
    return {
        name: record.name,
        pid: record.pid,
        tid: record.tid,
        decision: record.decision,
        ...(record.fd === undefined ? {} : { fd: record.fd }),
        object: record.object,
        ...(record.target === undefined ? {} : { target: record.target }),
        ...(record.size === undefined ? {} : { size: record.size }),
        ...(record.flags === undefined ? {} : { flags: record.flags }),
        latencyNs: record.latencyNs,
        ...(record.rule === undefined ? {} : { rule: record.rule }),
        ...(written?.label === undefined ? {} : { label: written.label }),
        ...(written?.op === undefined ? {} : { op: written.op }),
    };
}
/** What of a step's arguments goes into the log: short texts only; bodies can be long. */
function textFields(args) {
    const fields = {};
    for (const name of ["path", "body", "data"]) {
        const value = args[name];
        if (value === undefined || value === null)
            continue;
        fields[name] = (typeof value === "string" ? value : value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : (0,protocols/* jsonText */.s$)(value)).slice(0, 200);
    }
    return fields;
}
/** What came of a step. */
function answerFields(answer) {
    if (answer.kind === "text")
        return { success: "true", summary: answer.summary };
    if (answer.error !== "")
        return { success: "false", error: answer.error, summary: answer.summary };
    const body = answer.status >= 200 && answer.status < 300 ? {} : { body: answer.body.slice(0, 2048) };
    return { success: "true", status_code: String(answer.status), summary: answer.summary, ...body };
}

;// CONCATENATED MODULE: ./build/js/engine/ending.js
/**
 * Whether a process is about to end. A process that ends closes its files first and is reported dead after that, so whoever spoke to it sees the
 * connection close before anybody can be told why; in between, the kernel's flags of its threads tell.
 */


/** PF_EXITING of the kernel's include/linux/sched.h: set before a thread lets go of its files, and kept until it is gone. */
const exiting = 0x4;
/** A `stat` file has fifty numbers and a short name; what is looked for stands near its beginning. */
const room = Buffer.alloc(1024);
/** What a `stat` file says in its ninth field, see proc(5). No text: it is gone. */
function saysEnding(stat) {
    const flags = Number(statFields(stat, 7)[6]);
    return stat === "" || (flags & exiting) !== 0;
}
/**
 * One process, looked at often: after each step of a test. So the file that tells of its first thread stays open, and to read it anew is all that a
 * look costs.
 */
class Pulse {
    #pid;
    #file;
    constructor(pid) {
        this.#pid = pid;
        try {
            this.#file = (0,external_node_fs_.openSync)(`/proc/${pid}/task/${pid}/stat`, "r");
        }
        catch {
            // Gone already.
        }
    }
    /** Whether all threads are on their way out, or there are none any more. A first thread may end long before the others. */
    get isEnding() {
        if (!saysEnding(this.#look()))
            return false;
        return threadsOf(this.#pid).every((tid) => saysEnding(read(`/proc/${this.#pid}/task/${tid}/stat`)));
    }
    #look() {
        if (this.#file === undefined)
            return "";
        try {
            return room.toString("latin1", 0, (0,external_node_fs_.readSync)(this.#file, room, 0, room.length, 0));
        }
        catch {
            return "";
        }
    }
    [Symbol.dispose]() {
        if (this.#file !== undefined)
            (0,external_node_fs_.closeSync)(this.#file);
        this.#file = undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/engine/alarms.js
/**
 * Threads that wait for something, but only so long: a lock with a time limit, a poll with a timeout. They sleep as any other that waits, and go on
 * by themselves; how long they wait stands in the arguments of the call that they are in (`/proc/TID/syscall`, proc(5)) or in the memory that
 * those point to. A limit may count from when the call was made, which nobody knows; then it is known to end no sooner than if it had been
 * made when the thread began.
 *
 * Nobody can tell what such a thread does when its time is over: most look around and wait again, for ever. So it is waited for until it has woken
 * twice, as `naps.ts` does for Go's.
 */



const timespec = (argument) => ({ argument, kind: "timespec" });
const ms = (argument) => ({ argument, kind: "ms" });
const limits = new Map(Object.entries({
    futex: timespec(3),
    futex_waitv: timespec(3),
    poll: ms(2),
    ppoll: timespec(2),
    select: { argument: 4, kind: "timeval" },
    pselect6: timespec(4),
    epoll_wait: ms(3),
    epoll_pwait: ms(3),
    epoll_pwait2: timespec(3),
    rt_sigtimedwait: timespec(2),
    semtimedop: timespec(3),
    mq_timedreceive: timespec(4),
}).flatMap(([name, limit]) => {
    const number = (0,supervisor/* syscallNumber */.xT)(name);
    return number === undefined ? [] : [[number, limit]];
}));
const futex = (0,supervisor/* syscallNumber */.xT)("futex");
const futexWaitv = (0,supervisor/* syscallNumber */.xT)("futex_waitv");
/** Of futex(2): the operation that counts from now; of the others, the flag of those that mean the clock on the wall, and those that always do. */
const [futexWait, clockRealtime, futexLockPi] = [0, 256, 6];
/** Ticks of `stat`, proc(5): 100 a second on every architecture that we know (USER_HZ). */
const tickMs = 10;
/** Hours of it in milliseconds are exact, and nobody waits for longer. */
const longestMs = 1e12;
/** The threads of [pids] that go on by themselves within [withinMs], as far as one can tell. */
function alarmsOf(pids, withinMs) {
    return pids.flatMap((pid) => threadsOf(pid)
        .filter((tid) => remainingMs(pid, tid) <= withinMs)
        .map((tid) => ({ pid, tid: Number(tid), sleeps: sleepsOf(pid, Number(tid)) })));
}
/** After how many milliseconds, at least, a thread that waits goes on by itself; Infinity if never, or if that cannot be told. */
function remainingMs(pid, tid) {
    const words = read(`/proc/${pid}/task/${tid}/syscall`).trim().split(" ");
    const limit = limits.get(Number(words[0]));
    if (words.length < 7 || limit === undefined)
        return Infinity;
    const call = Number(words[0]);
    const argument = (place) => BigInt(words[1 + place] ?? 0);
    const value = argument(limit.argument);
    if (limit.kind === "ms") {
        const waitMs = Number(BigInt.asIntN(32, value));
        return waitMs < 0 ? Infinity : waitMs - ageMs(pid, tid);
    }
    const untilMs = value === 0n ? Infinity : timeAt(pid, value, limit.kind === "timespec" ? 1e6 : 1e3);
    if (call === futexWaitv)
        return untilMs - clockMs(argument(4) === 0n);
    if (call !== futex)
        return untilMs - ageMs(pid, tid);
    const [operation, flags] = [Number(argument(1) & 0x7fn), Number(argument(1))];
    return untilMs - (operation === futexWait ? ageMs(pid, tid) : clockMs((flags & clockRealtime) !== 0 || operation === futexLockPi));
}
const clockMs = (realtime) => (realtime ? Date.now() : Number(process.hrtime.bigint() / 1000000n));
/** The time that stands in the memory of a process, in milliseconds; [fractions] of it make one. Infinity where it cannot be read. */
function timeAt(pid, address, fractions) {
    const bytes = Buffer.alloc(16);
    let memory;
    try {
        memory = (0,external_node_fs_.openSync)(`/proc/${pid}/mem`, "r");
        if ((0,external_node_fs_.readSync)(memory, bytes, 0, bytes.length, address) !== bytes.length)
            return Infinity;
    }
    catch {
        return Infinity;
    }
    finally {
        if (memory !== undefined)
            (0,external_node_fs_.closeSync)(memory);
    }
    const [seconds, rest] = [Number(bytes.readBigInt64LE(0)), Number(bytes.readBigInt64LE(8))];
    return Math.min(seconds * 1000 + rest / fractions, longestMs);
}
/** For how long there has been a thread. */
function ageMs(pid, tid) {
    // Field 22, counted from 1, is when it began.
    const startedMs = Number(statFields(read(`/proc/${pid}/task/${tid}/stat`), 20)[19]) * tickMs;
    return Number(read("/proc/uptime").split(" ")[0]) * 1000 - startedMs;
}
/** So often a thread wakes before it is believed that it finds nothing. */
const wakesEnough = 2;
/** Threads that go on by themselves, and how often each had slept when it was first seen. */
class Alarms {
    #sleeps = new Map();
    /** Whether none of [alarms] needs to be waited for. */
    over(alarms) {
        let over = true;
        for (const { tid, sleeps } of alarms) {
            const before = this.#sleeps.get(tid);
            if (before === undefined)
                this.#sleeps.set(tid, sleeps);
            if (before === undefined || sleeps < before + wakesEnough)
                over = false;
        }
        return over;
    }
}

;// CONCATENATED MODULE: ./build/js/engine/readiness.js
/**
 * Waiting until a service answers. Where it listens on a port of its own, nobody knocks before: the supervisor tells when there is a listener
 * (it looks at the kernel's table, `native/ports.c`), so the first probe nearly always succeeds, and equal runs make equal connections.
 * After that, and where the port is not the service's, the wait is a quick back-off from 1 to 10 ms, not a slow poll.
 *
 * The kernel makes a connection as soon as somebody listens, and a service may listen long before it does anything else. So a TCP probe has
 * succeeded when the service has accepted it, which the kernel knows as well. A service that never does (a listener for others, or one that
 * wants to see a request first) is ready when it rests with the connection untaken: it waits for something else.
 */





const firstPauseMs = 1;
const longestPauseMs = 10;
const tryTimeoutMs = 2_000;
/** A refusal comes at once; this is for a machine that is busy. */
const lastTryMs = 50;
/** Not ready within its time; the message says what was tried and what came of the last try. */
class NotReady extends Error {
    name = "NotReady";
}
/** The address a healthcheck asks. Throws [RangeError] when it has none. */
function healthcheckAddress(check) {
    if (check.kind === "tcp")
        return (0,protocols/* parseAddress */.or)(check.address);
    const url = new URL(check.url.includes("://") ? check.url : `http://${check.url}`);
    return { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || "80") };
}
/**
 * Resolves with the ends of the probe that succeeded. The first is made when somebody listens, or when the time is nearly over. Rejects with
 * [NotReady] when the time is over, with the signal's reason, or with what [Starting.listens] rejects with.
 */
async function waitUntilReady(check, starting, signal) {
    const timeoutMs = check.timeoutNs / 1e6;
    const deadline = performance.now() + timeoutMs;
    const address = healthcheckAddress(check);
    await first(starting.listens, timeoutMs, signal);
    const accepted = (ends) => untilAccepted(ends, starting, deadline, signal);
    for (let pauseMs = firstPauseMs;; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
        // Also when the time was over before anybody listened: what comes of it is the reason.
        const result = await probe(check, address, Math.min(tryTimeoutMs, Math.max(lastTryMs, deadline - performance.now())), accepted, signal);
        if (typeof result !== "string")
            return result;
        if (performance.now() >= deadline)
            throw new NotReady(`${describe(check)}: no success within ${timeoutMs} ms (${result})`);
        await (0,promises_.setTimeout)(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
}
/**
 * Waits until the service has accepted a connection, or rests without it, or [deadline] has come. Threads that sleep for a time only are not at
 * rest: whoever wakes by itself may accept then. Nor are those that wait for something with a limit that ends before the deadline, until they have
 * looked twice. Two looks that are the same are at least a pause apart, since the kernel has something to do as
 * well between the connection and whoever it wakes for it.
 */
async function untilAccepted(ends, starting, deadline, signal) {
    const [there, here] = [endOf(ends.remote), endOf(ends.local)];
    const alarms = new Alarms();
    let before;
    // The first time it is asked again at once: to ask takes as long as most need.
    for (let pauseMs = 0; performance.now() < deadline; pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, pauseMs * 1.5))) {
        // Somebody else's listener is somebody else's business.
        if (!(await Promise.race([starting.listens, Promise.resolve(false)])) || (await starting.taken(there, here)))
            return;
        // Most need a moment only, and are not looked at for that.
        if (pauseMs > firstPauseMs) {
            const pids = await starting.pids();
            const now = lookAt(pids, new Set());
            const still = now.resting && now.mark === before?.mark && napsOf(pids, new Set()).length === 0;
            if (still && alarms.over(alarmsOf(pids, deadline - performance.now())))
                return;
            before = now;
        }
        if (pauseMs > 0)
            await (0,promises_.setTimeout)(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
}
function endOf(text) {
    const { host: address, port } = (0,protocols/* parseAddress */.or)(text);
    return { address, port };
}
/** Waits for [event], at most so long. */
async function first(event, timeoutMs, signal) {
    signal.throwIfAborted();
    const over = Promise.withResolvers();
    const timer = setTimeout(over.resolve, (0,trace/* timerMs */.Q2)(timeoutMs));
    const aborted = () => over.reject(signal.reason);
    signal.addEventListener("abort", aborted);
    try {
        await Promise.race([event, over.promise]);
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", aborted);
    }
}
function describe(check) {
    return check.kind === "tcp" ? `tcp(${JSON.stringify(check.address)})` : `http(${JSON.stringify(check.url)})`;
}
async function probe(check, address, timeoutMs, accepted, signal) {
    if (check.kind === "tcp") {
        try {
            const { socket, ends } = await (0,protocols/* connect */.Ng)(address, timeoutMs, { signal, timer: protocols/* wallTimer */.WH });
            // What the service does with it then, closing included, is its own affair.
            socket.on("error", () => undefined);
            await accepted(ends).finally(() => socket.destroy());
            return ends;
        }
        catch (error) {
            signal.throwIfAborted();
            return error instanceof Error ? error.message : String(error);
        }
    }
    const url = new URL(check.url.includes("://") ? check.url : `http://${check.url}`);
    let ends;
    const answer = await (0,protocols/* protocolNamed */._D)("http")
        ?.methods.find(({ name }) => name === "get")
        ?.run({ path: url.pathname + url.search, timeout: `${Math.ceil(timeoutMs)}ms` }, { address, signal, timer: protocols/* wallTimer */.WH, connected: (made) => (ends = made) });
    if (answer?.kind !== "response")
        return "no HTTP answer";
    if (answer.error !== "" || ends === undefined)
        return answer.error;
    return answer.status >= 200 && answer.status < 400 ? ends : `status ${answer.status}`;
}

;// CONCATENATED MODULE: ./build/js/engine/topology.js
/** A declaration that cannot work. */
class TopologyError extends Error {
    name = "TopologyError";
    position;
    constructor(message, position) {
        super(message);
        this.position = position;
    }
}
/**
 * The order in which services start: dependencies first, otherwise by name. Throws [TopologyError] for a dependency that does not exist,
 * a cycle (with its members), or two services that declare one port.
 */
function startOrder(services) {
    const byName = new Map(services.map((service) => [service.name, service]));
    checkPorts(services);
    const order = [];
    const state = new Map();
    const visit = (service, path) => {
        if (state.get(service.name) === "done")
            return;
        if (state.get(service.name) === "open") {
            const cycle = [...path.slice(path.indexOf(service.name)), service.name];
            throw new TopologyError(`services depend on each other in a circle: ${cycle.join(" → ")}`, service.position);
        }
        state.set(service.name, "open");
        for (const name of [...service.dependsOn].sort()) {
            const dependency = byName.get(name);
            if (dependency === undefined) {
                const known = [...byName.keys()].sort().join(", ");
                throw new TopologyError(`service "${service.name}" depends on "${name}", which is not declared (declared: ${known})`, service.position);
            }
            visit(dependency, [...path, service.name]);
        }
        state.set(service.name, "done");
        order.push(service);
    };
    for (const service of [...services].sort((a, b) => (a.name < b.name ? -1 : 1)))
        visit(service, []);
    return order;
}
function checkPorts(services) {
    const holders = new Map();
    for (const service of services) {
        for (const { name, port, protocol } of service.interfaces) {
            if (protocol === "udp")
                continue;
            const holder = holders.get(port);
            const own = `${service.name}.${name}`;
            if (holder !== undefined)
                throw new TopologyError(`port ${port} is declared twice: by ${holder} and by ${own}`, service.position);
            holders.set(port, own);
        }
    }
}
/** What readers of a trace need to know of the declarations. */
function serviceInfo(services) {
    return services.map(({ name, interfaces }) => ({ name, interfaces }));
}
/**
 * The environment of a service: the given base, `FAULTBOX_<SERVICE>_<INTERFACE>_HOST/_PORT/_ADDR` for every interface of every service, and
 * what the suite says. Names are in capitals with every other character as `_`; where that changes a name, the spelling that
 * only capitalises is set as well, since existing services may read it.
 */
function serviceEnvironment(service, services, base) {
    const env = { ...base };
    for (const other of services) {
        for (const { name, port } of other.interfaces) {
            const plain = `FAULTBOX_${other.name}_${name}`.toUpperCase();
            for (const prefix of new Set([plain, plain.replace(/[^A-Z0-9_]/g, "_")])) {
                env[`${prefix}_HOST`] = "localhost";
                env[`${prefix}_PORT`] = String(port);
                env[`${prefix}_ADDR`] = `localhost:${port}`;
            }
        }
    }
    return { ...env, ...service.env };
}

;// CONCATENATED MODULE: ./build/js/engine/verdict.js

function judge(outcome, { lost, exited, bypassed, explain }) {
    if (lost !== undefined) {
        const cause = new Error(`${lost} The trace of this test is void.`);
        return { verdict: "error", failure: failureOf({ cause, backtrace: [] }) };
    }
    if (!("error" in outcome)) {
        if (exited !== undefined)
            return { verdict: "fail", failure: exited };
        return bypassed.length === 0 ? { verdict: "pass" } : { verdict: "fail", failure: failureOf(neverFired(bypassed)) };
    }
    const explained = explain(outcome.error);
    const failure = failureOf(explained);
    const { cause } = explained;
    if (cause instanceof Halted)
        return { verdict: "halted", failure };
    if (cause instanceof TestTimeout)
        return { verdict: "inconclusive", failure };
    return {
        verdict: "fail",
        failure: failure.output === undefined && exited?.output !== undefined ? { ...failure, output: exited.output } : failure,
    };
}
/** The end of a service as the reason why a test failed; [lines] is the last it printed. */
function exitFailure(exit, lines) {
    return {
        kind: "service_exit",
        message: `service "${exit.service}" exited during the test (${howEnded(exit)})`,
        nearest: [],
        backtrace: [],
        output: { service: exit.service, lines },
    };
}
/** `exit code 1`, `signal SIGKILL` */
function howEnded({ signal, code }) {
    return signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;
}
function neverFired(rules) {
    const names = rules.map(({ service, keyword, action }) => `${keyword}=${action} on ${service}`).join(", ");
    const position = rules[0]?.position;
    const cause = new AssertionFailure("require_faults_fire", `the fault was bypassed: ${names} never fired`, {
        expected: "every fault fires",
        actual: names,
    });
    return { cause, ...(position === undefined ? {} : { position }), backtrace: [] };
}

;// CONCATENATED MODULE: ./build/js/engine/services.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * The services of one test: each started and waited for, started again, stopped. Knows which of them run, which have ended, and which of these
 * ends somebody asked for. What rules they run under, and what a test makes of their ends, is not decided here.
 */








/** How long a service may take to end by itself after SIGTERM. */
const stopGraceMs = 2_000;
/** Nobody sees it: whatever was waited for has come, or has been given up. Made once, as an error with its stack is not for nothing. */
const noLongerAwaited = new Error("no longer awaited");
/** What has most often happened when a service says that all went well and is gone. */
const inBackground = "; one that puts itself in the background has to be told to stay in front, or to be declared with may_exit=True";
class Services {
    #test;
    #running = new Map();
    /** Those of which no process is left. */
    #gone = new Set();
    #launching = new Set();
    #pulses = new Map();
    #deaths = [];
    /** Those that a `crash()` has ended, and those that are being stopped to be started again: their end is no failure. */
    #crashed = new Set();
    #leaving = new Set();
    #stopping = false;
    constructor(test) {
        this.#test = test;
    }
    // Which there are.
    /** A service that was started, whether or not it has ended since. */
    get(name) {
        return this.#running.get(name);
    }
    /** Whether there has never been one. */
    get none() {
        return this.#running.size === 0 && this.#launching.size === 0;
    }
    /** Those that have a process. */
    get alive() {
        return [...this.#running.values()].filter(({ name }) => !this.#gone.has(name));
    }
    /** The processes of a service, now; none when it has ended. */
    async pids(name) {
        const service = this.#running.get(name);
        if (service === undefined)
            throw new SuiteError(`service "${name}" is not running`);
        return this.#gone.has(name) ? [] : service.pids();
    }
    /** The ends that nobody asked for, in their order. */
    get deaths() {
        return this.#deaths;
    }
    /** Whether a service has ended by itself, ever: not by a `crash()`, and not because it was stopped. */
    hasDied(name) {
        return this.#deaths.some(({ service }) => service === name);
    }
    hasCrashed(name) {
        return this.#crashed.has(name);
    }
    /** Whether a service cannot get new rules, since it has ended in some way. */
    hasEnded(name) {
        return this.#gone.has(name) || this.hasDied(name) || this.hasCrashed(name);
    }
    // What becomes of them.
    /** Starts a service and waits until it is ready. Resolves with false when a `crash()` ended it on the way. Throws [StartError]. */
    async start(declaration) {
        const { name } = declaration;
        this.#crashed.delete(name);
        // Whoever ends a test stops the services that there are, so none may come after that.
        this.#test.signal.throwIfAborted();
        let service;
        try {
            service = await this.#launch({
                name,
                argv: [declaration.binary, ...declaration.args],
                env: serviceEnvironment(declaration, this.#test.declarations, this.#test.env),
                cwd: this.#test.cwd,
                ports: declaration.interfaces.filter(({ protocol }) => protocol !== "udp").map(({ port }) => port),
                ...this.#test.launch(name),
            });
        }
        catch (error) {
            if (error instanceof supervisor/* PortInUse */.wh) {
                const { port, holder } = error;
                const who = holder.pid === undefined ? "another process" : `process ${holder.pid} (${holder.command})`;
                throw new StartError(`port ${port} of service "${name}" is already in use by ${who}; stop it or declare another port`, declaration, []);
            }
            const reason = error instanceof Error ? error.message : String(error);
            throw new StartError(`failed to start services: service "${name}": ${reason}`, declaration, [], { cause: error });
        }
        await this.#test.onLaunched(name);
        this.#test.note(service.startedNs, { type: "service_started", service: name, fields: {} });
        return this.#awaitReady(declaration, service);
    }
    /** Launches a service. Until it is among those that run, the end of the test waits for it. */
    async #launch(spec) {
        const launching = this.#test.supervisor.launch(spec).then((service) => {
            this.#running.set(spec.name, service);
            this.#gone.delete(spec.name);
            this.#pulses.set(spec.name, new Pulse(service.pid));
            void service.ended.then(() => this.#ended(spec.name));
            return service;
        });
        this.#launching.add(launching);
        try {
            return await launching;
        }
        finally {
            this.#launching.delete(launching);
        }
    }
    #ended(name) {
        this.#pulses.get(name)?.[Symbol.dispose]();
        this.#pulses.delete(name);
        if (this.#stopping)
            return;
        this.#gone.add(name);
        this.#test.onEnded(name);
    }
    async #awaitReady(declaration, service) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { name, healthcheck } = declaration;
            const { supervisor, lastLines, seen, heard } = this.#test;
            if (healthcheck === undefined)
                return true;
            const stop = __addDisposableResource(env_1, new protocols/* LinkedAbortController */._$(this.#test.signal), false);
            // What may exit may put itself in the background: then it is its children that get ready.
            const over = declaration.mayExit === true ? service.ended.then(() => service.exited) : service.exited;
            const died = over.then(async (exit) => {
                // Most end long after, and are no news here.
                if (stop.signal.aborted)
                    throw noLongerAwaited;
                await supervisor.sync();
                throw new StartError(`failed to start services: service "${name}" exited before becoming ready (${howEnded(exit)})${exit.code === 0 && declaration.mayExit !== true ? inBackground : ""}`, declaration, lastLines(name));
            });
            try {
                const { port } = healthcheckAddress(healthcheck);
                const target = declaration.interfaces.find((candidate) => candidate.port === port);
                // What ends the wait for a listener ends the service as well, and is told by that.
                const own = target === undefined ? Promise.resolve(true) : service.listener(port).catch(() => died);
                // Nobody asks it any more when the wait has ended for another reason.
                own.catch(() => { });
                const starting = {
                    listens: own,
                    taken: (accepting, other) => supervisor.taken(accepting, other),
                    pids: async () => (await Promise.all([...this.#running.keys()].map((running) => this.pids(running)))).flat(),
                };
                const ends = await Promise.race([waitUntilReady(healthcheck, starting, stop.signal), died]);
                // What answers without being seen to listen is not on this machine's loopback: somebody else's as well.
                if (!(await Promise.race([own, Promise.resolve(false)]))) {
                    throw new StartError(`failed to start services: port ${port} is answered by a process that does not belong to service "${name}"`, declaration, []);
                }
                const nowNs = process.hrtime.bigint();
                const probed = target === undefined ? {} : { target: `${name}.${target.name}` };
                seen(nowNs, { type: "probe", service: trace/* DRIVER */.NX, fields: { ...probed, ...ends } });
                seen(nowNs, { type: "service_ready", service: name, fields: {} });
                await heard();
                return true;
            }
            catch (error) {
                if (this.#crashed.has(name))
                    return false;
                if (!(error instanceof NotReady))
                    throw error;
                throw new StartError(`failed to start services: service "${name}" not ready: ${error.message}`, declaration, lastLines(name));
            }
            finally {
                stop.abort(noLongerAwaited);
                died.catch(() => { });
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    /** Puts the rules now wanted for a service into force. Harmless when it has ended. */
    async renew(name) {
        if (this.#stopping)
            return;
        try {
            await this.#running.get(name)?.setRules(this.#test.rulesOf(name));
        }
        catch (error) {
            if (!this.hasEnded(name))
                throw error;
        }
    }
    async renewAll() {
        for (const name of this.#running.keys())
            await this.renew(name);
    }
    /** Stops a service in order to start it again. Resolves with what its rules have counted. */
    async stop(service) {
        this.#leaving.add(service.name);
        try {
            await service.stop(stopGraceMs);
            return await service.ended;
        }
        finally {
            this.#leaving.delete(service.name);
        }
    }
    /** Stops all, for good. Resolves when no process is left. */
    async stopAll() {
        this.#stopping = true;
        await Promise.allSettled(this.#launching);
        await Promise.all([...this.#running.values()].map((service) => service.stop(stopGraceMs)));
    }
    /** If a connection was closed by the end of a service, that end is told of before the test goes on: it must not depend on who was faster. */
    async deathsTold() {
        const dying = this.alive.filter(({ name }) => this.#pulses.get(name)?.isEnding === true);
        if (dying.length === 0)
            return;
        const over = new Promise((resolve) => this.#test.signal.addEventListener("abort", () => resolve(), { once: true }));
        await Promise.race([Promise.all(dying.map(({ exited }) => exited)), over]);
    }
    // What the supervisor tells.
    /** A `crash()` has come to a service, which ends by it. */
    crashes(name) {
        this.#crashed.add(name);
    }
    /** The first process of a service has ended. */
    exited(exit) {
        if (this.#stopping)
            return;
        const crashed = this.#crashed.has(exit.service);
        if (!crashed && !this.#leaving.has(exit.service))
            this.#deaths.push(exit);
        this.#test.seen(exit.atNs, {
            type: crashed ? "service_crashed" : "service_exited",
            service: exit.service,
            fields: { ...(exit.code === null ? {} : { code: String(exit.code) }), ...(exit.signal === null ? {} : { signal: exit.signal }) },
        });
    }
}

;// CONCATENATED MODULE: ./build/js/engine/syncs.js
/**
 * Syncs take as long as on a slow disk. A call is told of when it is made, and where a program answers without waiting for a sync that another of
 * its threads is about to make, which of the two comes first is luck: on a fast disk the sync, nearly always, just as in a program that does wait.
 * So while everything is watched for the sake of comparing (`observe: auto`), a service that is ready has its syncs made a little later than it
 * asks for them. Whoever waits for one waits; an answer that does not wait overtakes it, and the log tells.
 *
 * Where an answer waits for another service that syncs, but not for the own sync of the one that answers, both syncs take as long and the own one,
 * asked for first, is still over first. So a service has its syncs made later than all those it depends on.
 *
 * No fault and no event tells of it: the call is made as asked. Where a suite has a rule about syncs of a service, its word alone counts.
 */

/** As long as a disk of the better sort takes; threads that do not wait need some hundredths of it, and messages to another service and back half. */
const syncMs = 2;
/** So many times as long at most, in however long a chain of services: what is done behind an answer should not look as if it came by itself. */
const mostTimes = 3;
/**
 * A service that syncs is left alone for so many times as long behind an answer, and behind each sync after it, before the next step is made: twice a
 * sync, and as long again for threads to wake and records to arrive. One that never rests is not waited for.
 */
const afterSyncs = 4;
const longestAfterSyncsMs = 80;
/** Beyond all ids of written rules, beside those of `explore.ts`. */
const slowSync = 0x7fff_fff2;
const syncCalls = ["fsync", "fdatasync", "sync_file_range", "msync"];
/** What is added to the [rules] of a service whose syncs are made [ms] late. */
function slowSyncs(rules, ms) {
    if (rules.some(({ syscalls }) => syscalls.some((name) => syncCalls.includes(name))))
        return [];
    return [{ id: slowSync, syscalls: syncCalls, action: { kind: "delay", delayNs: ms * 1e6 }, exemptSystemPaths: true }];
}
/** Which services of a test have their syncs made late, by how much, and when that was last seen. */
class SlowSyncs {
    #services = new Map();
    /** Of syncs seen so far, the latest. */
    #seenMs = 0;
    #syncedMs = 0;
    #answeredMs = 0;
    /** From now on; those that it depends on were added before. */
    add(service, dependsOn) {
        const below = dependsOn.map((name) => this.#services.get(name) ?? 0);
        this.#services.set(service, Math.min(syncMs + Math.max(0, ...below), mostTimes * syncMs));
    }
    /** [rules] with what is added to those of a service. */
    among(rules, service) {
        const ms = this.#services.get(service);
        return ms === undefined ? rules : [...rules, ...slowSyncs(rules, ms)];
    }
    /** A call was made, [nowMs]. */
    told({ rule, service }, nowMs) {
        if (rule !== slowSync)
            return;
        this.#syncedMs = nowMs;
        this.#seenMs = Math.max(this.#seenMs, this.#services.get(service) ?? 0);
    }
    /** A step was answered, [nowMs]. */
    answered(nowMs) {
        this.#answeredMs = nowMs;
    }
    /** A sync may lie in its delay for so long. */
    get longestMs() {
        return Math.max(0, ...this.#services.values());
    }
    /** Before the next step: syncs that were made late have ended, and what follows them, so that work behind an answer stays with it. */
    async over(signal) {
        if (this.#syncedMs === 0)
            return;
        const latestMs = performance.now() + longestAfterSyncsMs;
        for (;;) {
            const restMs = Math.min(Math.max(this.#answeredMs, this.#syncedMs) + afterSyncs * this.#seenMs, latestMs) - performance.now();
            if (restMs <= 0)
                return;
            await (0,promises_.setTimeout)(restMs, undefined, { signal });
        }
    }
}
/** The record of a call as it would be without. */
function asAsked(record) {
    if (record.rule !== slowSync)
        return record;
    const asked = { ...record, decision: { kind: "allow" } };
    delete asked.rule;
    return asked;
}

;// CONCATENATED MODULE: ./build/js/engine/test.js
/**
 * The life of one test: services are started fresh, in order, each waited for; the body runs; everything is stopped; what was seen
 * becomes a [TestResult]. A [TestRun] is what a body works with: steps, faults, the log.
 *
 * When a body applies a rule to calls that this run does not intercept, nothing is patched up: the test is run again from fresh with the
 * larger set. A filter can only be installed before a program starts, and a fault that did not fire because of that would be a lie.
 */


















/** What a supervisor tells goes to the test that is running. One at a time. */
class Receiver {
    #run;
    attach(run) {
        this.#run = run;
    }
    calls(records) {
        this.#run?.received(records);
    }
    output(output) {
        this.#run?.printed(output);
    }
    exit(exit) {
        this.#run?.serviceExited(exit);
    }
    notice(service, code, message) {
        this.#run?.noticed(service, code, message);
    }
    held(call) {
        this.#run?.held(call);
    }
    delayed(call) {
        this.#run?.delayed(call);
    }
}
/** A run of the same test that still asks for more calls after this many rounds does not ask for the same things each time. */
const mostRounds = 8;
/** Runs a test once (several times over where interception had to grow) and says what came of it. Rejects only when [options.signal] aborts. */
async function runTest(plan, supervisor, receiver, options) {
    let needs = plan.needs;
    for (let round = 1;; round++) {
        const run = new TestRun(plan, supervisor, options, needs);
        receiver.attach(run);
        options.onRunning?.(run.watched());
        try {
            const outcome = await run.execute();
            if (!(outcome instanceof InterceptionTooSmall) || round === mostRounds) {
                return run.ended(outcome instanceof InterceptionTooSmall ? { error: outcome } : outcome);
            }
            needs = grown(needs, outcome);
        }
        finally {
            run.leave();
            receiver.attach(undefined);
        }
    }
}
function grown(needs, { service, syscalls }) {
    return new Map(needs).set(service, new Set([...(needs.get(service) ?? []), ...syscalls]));
}
class TestRun {
    seed;
    signal;
    #plan;
    #supervisor;
    #options;
    #needs;
    #log;
    #originNs = process.hrtime.bigint();
    #startedAt = new Date().toISOString();
    #controller;
    #faults;
    #services;
    #output;
    #watchers = new Set();
    #diagnostics = [];
    #axes = new Map();
    #exempt = new Set();
    #slowSyncs = new SlowSyncs();
    #step = "";
    #over = false;
    #locating;
    #explorer;
    #sideBySide = false;
    #asked;
    /** Steps of branches that are under way, and moments at which nothing moved while they were. */
    #pending = new Set();
    #stalls = new Set();
    #stopping = false;
    #lastRecordMs = 0;
    #settling;
    #settleAgain = false;
    /** The latest stamp in what the supervisor has told. */
    #streamNs = 0n;
    #asserted = false;
    /** What the first watcher threw. */
    #violation;
    constructor(plan, supervisor, options, needs) {
        this.#plan = plan;
        this.#supervisor = supervisor;
        this.#options = options;
        const order = plan.leaf.get(orderAxis);
        this.#needs = order === undefined ? needs : withCalls(needs, plan.services, exploredCalls);
        if (order !== undefined) {
            this.#explorer = new Explorer(orderNamed(order, options.seed), {
                services: () => this.#services.alive.filter(({ name }) => !this.#exempt.has(name)),
                service: (name) => this.#services.get(name),
                renew: () => this.#services.renewAll(),
            });
        }
        this.seed = options.seed;
        this.#controller = new protocols/* LinkedAbortController */._$(options.signal);
        this.signal = this.#controller.signal;
        this.#locating = new Locating(options.locate);
        this.#log = new trace/* Log */.tG(this.#originNs);
        this.#faults = new FaultScopes(options.seed);
        this.#output = new ServiceOutput(plan.services);
        this.#services = new Services({
            supervisor,
            declarations: plan.services,
            cwd: options.cwd,
            env: options.env,
            signal: this.signal,
            launch: (name) => ({
                intercept: [...(this.#needs.get(name) ?? [])],
                rules: this.#faults.rulesOf(name),
                counters: this.#faults.countersOf(name),
                stacks: options.locate !== undefined,
                observed: this.#output.isObserved(name),
            }),
            rulesOf: (name) => this.#rulesOf(name),
            note: (atNs, draft) => this.#log.add(atNs, draft),
            seen: (atNs, draft) => this.#log.addSeen(atNs, draft),
            heard: () => this.#heard(),
            lastLines: (name) => this.#output.lastLines(name),
            onLaunched: async (name) => {
                // Calls are held only where they can be let go on.
                if (this.#explorer?.orders(name) === true)
                    await this.#services.renew(name);
            },
            onEnded: (name) => this.#observe(() => this.#output.endOf(name)),
        });
        this.#log.subscribe((events) => this.#show(events));
    }
    watched() {
        return {
            test: leafName(this.#plan.name, this.#plan.leaf),
            step: () => this.#step,
            events: () => this.#log.size,
            over: () => this.#over,
        };
    }
    /** Whoever watches need not any longer. */
    leave() {
        this.#over = true;
        this.#controller[Symbol.dispose]();
    }
    // What a body works with.
    /** All that happened so far, numbered; current as of the last [sync]. */
    get events() {
        return this.#log.events;
    }
    /** Waits until everything that happened before now stands in [events]. */
    async sync() {
        const nowNs = process.hrtime.bigint();
        if (!this.#services.none)
            await this.#supervisor.sync();
        // What a service printed before now is perhaps read, and stamped, only for this. The stream is in the order of its stamps, so all that is
        // older than its latest is here.
        const throughNs = nowNs > this.#streamNs ? nowNs : this.#streamNs;
        if (this.#plan.asksForLines === true)
            await this.#locating.lookUp();
        this.#log.settle(throughNs);
        return this.#log.events;
    }
    /** Whether calls are recorded with the lines that made them. */
    get locates() {
        return this.#options.locate !== undefined;
    }
    /** Wall-clock milliseconds at which the log's clock stood at 0. */
    get startedMs() {
        return Date.parse(this.#startedAt);
    }
    /** Milliseconds of the test's budget that are left. */
    get remainingMs() {
        return this.#options.budgetMs - Number(process.hrtime.bigint() - this.#originNs) / 1e6;
    }
    /** The services of the test, as readers of a trace need them. */
    get services() {
        return serviceInfo(this.#plan.services);
    }
    /**
     * Calls [watcher] with every event that is settled from now on, until the returned function is called. While there is a watcher the log
     * settles by itself, soon after something happened; nobody polls. What a watcher throws ends the test at once.
     */
    watch(watcher) {
        this.#watchers.add(watcher);
        this.#settleSoon();
        return () => this.#watchers.delete(watcher);
    }
    /** Adds a note of the tool's own to the log. */
    note(type, service, fields) {
        this.#note(type, service, fields);
    }
    /** Ends the test at once with [error], from outside of its body. The first error stays. */
    fail(error) {
        this.#violation ??= { error };
        this.#controller.abort(error);
    }
    #show(events) {
        for (const event of events) {
            for (const watcher of this.#watchers) {
                if (this.#stopping || this.#violation !== undefined)
                    return;
                try {
                    watcher(event);
                }
                catch (error) {
                    this.fail(error);
                }
            }
        }
    }
    /** Lets the log catch up with what has arrived, if somebody watches it. One round at a time; what arrives meanwhile gets another. */
    #settleSoon() {
        if (this.#watchers.size === 0 || this.#stopping)
            return;
        this.#settleAgain = true;
        this.#settling ??= this.#settle().finally(() => {
            this.#settling = undefined;
        });
    }
    async #settle() {
        while (this.#settleAgain && !this.#stopping) {
            this.#settleAgain = false;
            // A supervisor that dies is told of elsewhere.
            await this.sync().catch(() => undefined);
        }
    }
    /** Makes one step and records both ends of it. */
    async step(service, to, method, args) {
        const found = (0,protocols/* protocolNamed */._D)(to.protocol)?.methods.find((candidate) => candidate.name === method);
        if (found === undefined)
            throw new SuiteError(`interface "${service}.${to.name}" (${to.protocol}) has no step "${method}"`);
        const branch = currentBranch();
        const explorer = branch === undefined ? undefined : this.#explorer;
        if (branch !== undefined)
            await explorer?.turn(branch, `${service}.${to.name} ${found.summary(args)}`);
        const step = { target: `${service}.${to.name}`, method, interface: to.name, protocol: to.protocol, summary: found.summary(args) };
        if (branch === undefined)
            await this.#slowSyncs.over(this.signal);
        // The connection's ends are filled in when they are known, which is after the step began.
        const sent = { ...step, ...textFields(args) };
        const startNs = process.hrtime.bigint();
        this.#log.add(startNs, { type: "step_send", service: trace/* DRIVER */.NX, fields: sent });
        this.#step = step.summary;
        this.#settleSoon();
        let ends;
        const pending = branch === undefined ? undefined : { branch: branch.path, step: `${step.target} ${step.summary}` };
        if (pending !== undefined)
            this.#pending.add(pending);
        const signal = branch?.signal ?? this.signal;
        const received = { ...step };
        try {
            const answer = await found.run(args, {
                address: { host: "localhost", port: to.port },
                signal,
                timer: (ms, late) => (branch === undefined || explorer === undefined ? (0,protocols/* wallTimer */.WH)(ms, late) : explorer.timeOut(branch, ms, late)),
                connected: (made) => {
                    if (branch !== undefined)
                        explorer?.connected(branch, made.local, ends === undefined);
                    ends = made;
                    Object.assign(sent, made);
                },
            });
            Object.assign(received, answerFields(answer));
            return { ...answer, durationMs: Number(process.hrtime.bigint() - startNs) / 1e6 };
        }
        catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            Object.assign(received, { success: "false", error: message, summary: message });
            throw error;
        }
        finally {
            if (branch !== undefined)
                explorer?.stepEnded(branch, ends !== undefined);
            if (pending !== undefined)
                this.#pending.delete(pending);
            this.#slowSyncs.answered(performance.now());
            const endNs = process.hrtime.bigint();
            received["duration_ms"] = String(Math.floor(Number(endNs - startNs) / 1e6));
            this.#log.addSeen(endNs, { type: "step_recv", service: trace/* DRIVER */.NX, fields: { ...received, ...ends } });
            this.#step = "";
            this.#settleSoon();
            await this.#services.deathsTold();
            await this.#heard();
        }
    }
    /** What services printed before now is read before the test goes on, or it could not be told from what they print because of that. */
    async #heard() {
        // A supervisor that dies is told of elsewhere.
        if (this.#output.observes)
            await this.#supervisor.sync().catch(() => undefined);
    }
    /** Opens a scope of rules on a service; in force when this resolves. Throws [InterceptionTooSmall] when the run does not catch the calls. */
    async apply(service, kind, rules) {
        const running = this.#services.get(service);
        if (running === undefined)
            throw new SuiteError(`service "${service}" is not running`);
        const caught = this.#needs.get(service) ?? new Set();
        const missing = [...new Set(rules.flatMap(({ syscalls }) => syscalls))].filter((name) => !caught.has(name));
        if (missing.length > 0)
            throw new InterceptionTooSmall(service, missing);
        const scope = this.#faults.open(service, kind, rules.map((written) => this.#triedOut(written)));
        try {
            await running.setRules(this.#rulesOf(service));
        }
        catch (error) {
            // One that a fault has ended gets its rules when it is started again.
            if (!this.#services.hasCrashed(service)) {
                throw this.#services.hasEnded(service) ? new SuiteError(`${kind}: service "${service}" has exited`, { cause: error }) : error;
            }
        }
        // What is put in force as one thing is noted as one, by whoever does it.
        for (const written of rules) {
            if (written.group === undefined)
                this.#note(`${kind}_applied`, service, { [written.keyword]: ruleText(written) });
        }
        return scope;
    }
    #triedOut(written) {
        const { tried, selection } = written;
        if (tried === undefined)
            return written;
        const patterns = patternsOf(selection.maxFires ?? 1);
        return { ...written, tried: { ...tried, pattern: patterns[this.choose(tried.axis, patterns)] ?? "" } };
    }
    /**
     * Which option the leaf that is run has on an axis: its place in [options]. An axis that is met again gives the same answer. Throws
     * [SuiteError] when it then has other options, or when the leaf asks for one that it does not have.
     */
    choose(axis, options) {
        const known = this.#axes.get(axis);
        if (known !== undefined && known.options.join() !== options.join())
            throw new SuiteError(`the choice "${axis}" is between ${options.join(", ")} here, and was between ${known.options.join(", ")} before`);
        this.#axes.set(axis, { name: axis, options });
        const wanted = this.#plan.leaf.get(axis);
        if (wanted === undefined)
            return 0;
        const place = options.indexOf(wanted);
        if (place < 0)
            throw new SuiteError(`the leaf wants ${axis}=${wanted}, but the choice "${axis}" is between ${options.join(", ")}`);
        return place;
    }
    /** Runs branches side by side; see [runBranches]. With [order] they run one after the other instead. */
    parallel(bodies, order) {
        if (order !== undefined)
            return runInOrder(bodies, order, currentBranch()?.signal ?? this.signal);
        this.#sideBySide = true;
        const explorer = this.#explorer;
        if (explorer !== undefined) {
            return this.waits(() => runBranches(bodies, this.signal, (branch, body) => explorer.around(branch, body)));
        }
        const over = new AbortController();
        const watching = watchStalls(() => [...this.#pending], () => this.#services.alive, (text) => this.#stalls.add(text), over.signal);
        // If the supervisor is lost, so is the test, and that is told elsewhere.
        watching.catch(() => undefined);
        return runBranches(bodies, this.signal).finally(() => over.abort());
    }
    /** Resolves with what [work] does. To be told where what a branch does has to wait for what services or other branches do. */
    waits(work) {
        const branch = currentBranch();
        return branch === undefined || this.#explorer === undefined ? work() : this.#explorer.waits(branch, work);
    }
    /** Resolves after [ms]; in a branch whose calls are put into order, by the clock of that, and then the branch takes its turn. */
    async sleep(ms, signal) {
        const branch = currentBranch();
        if (branch !== undefined && this.#explorer !== undefined)
            return this.#explorer.sleep(branch, ms, signal);
        await (0,promises_.setTimeout)((0,trace/* timerMs */.Q2)(ms), undefined, { signal });
    }
    /** Leaves the calls of these services in whatever order they come. */
    exempt(services) {
        for (const name of services)
            this.#exempt.add(name);
    }
    /** Closes a scope. Harmless when the service is gone. */
    async lift(scope) {
        this.#faults.close(scope);
        if (this.#stopping)
            return;
        await this.#services.renew(scope.service);
        if (scope.entries.some(({ written }) => written.group === undefined))
            this.#note(`${scope.kind}_removed`, scope.service, {});
    }
    /** The processes of a service, now; none when it has ended. */
    pids(service) {
        return this.#services.pids(service);
    }
    /**
     * Starts a service again with the same declaration, on the files it has left behind, and waits until it is ready. Rules in force stay in
     * force from its first call on, and go on counting where they were. A service that still runs is stopped first. Resolves with
     * false when a `crash()` ended it before it was ready.
     */
    async restart(service) {
        const declaration = this.#plan.services.find(({ name }) => name === service);
        const running = this.#services.get(service);
        if (declaration === undefined || running === undefined)
            throw new SuiteError(`restart(): service "${service}" is not running`);
        return this.waits(async () => {
            this.#faults.retire(service, await this.#services.stop(running));
            return this.#start(declaration);
        });
    }
    #rulesOf(service) {
        const rules = this.#faults.rulesOf(service);
        return this.#slowSyncs.among(this.#explorer?.among(rules, service) ?? rules, service);
    }
    /** Whether a service has ended by itself, ever: not by a `crash()`, and not because `restart()` or the end of the test stopped it. */
    hasDied(service) {
        return this.#services.hasDied(service);
    }
    /** [lastMs], when something was last recorded, moved to where no call can lie in a delay any more; see [FaultScopes.silentSinceMs]. */
    silentSinceMs(lastMs) {
        return this.#faults.silentSinceMs(lastMs + this.#slowSyncs.longestMs);
    }
    /**
     * Whether an event is one that the test could wait for or ask for: anything but a call that was let through and is watched for another reason
     * only (a partition, an order of calls, a recording for comparison). What is watched besides must not change what happens.
     */
    concerns({ call, service }) {
        if (call === undefined)
            return true;
        const { kind } = call.decision;
        if (kind !== "allow-system-path" && (kind !== "allow" || call.rule !== undefined))
            return true;
        this.#asked ??= this.#plan.asked;
        return this.#asked.get(service)?.has(call.name) === true;
    }
    /** The faults written so far that should have fired and have not; current as of the last [sync]. */
    unfired() {
        return this.#faults.unfired();
    }
    /** Something of the test could have failed it: an assertion was evaluated, a property is in force. */
    asserts() {
        this.#asserted = true;
    }
    /** Adds something worth telling to the result. */
    diagnose(diagnostic) {
        const same = (other) => other.code === diagnostic.code && other.message === diagnostic.message;
        if (!this.#diagnostics.some(same))
            this.#diagnostics.push(diagnostic);
    }
    // What the supervisor tells.
    held(call) {
        this.#explorer?.held(call);
    }
    delayed({ rule }) {
        if (rule !== undefined)
            this.#faults.delayed(rule);
    }
    received(records) {
        this.#explorer?.recorded(records);
        this.#lastRecordMs = performance.now();
        for (const told of records) {
            this.#slowSyncs.told(told, this.#lastRecordMs);
            const record = asAsked(told);
            this.#reached(record.atNs);
            const written = this.#faults.account(record);
            if (record.decision.kind === "crash")
                this.#services.crashes(record.service);
            const call = callOf(record, written);
            if (record.stack !== undefined)
                this.#locating.add(call, record.stack);
            this.#log.add(record.atNs, { type: "syscall", service: record.service, fields: {}, call });
        }
        this.#settleSoon();
    }
    printed(output) {
        this.#reached(output.atNs);
        this.#options.onOutput?.(output);
        this.#observe(() => this.#output.add(output));
    }
    /** Adds the lines that [read] makes of what was printed. */
    #observe(read) {
        try {
            for (const { service, stream, sinceNs, atNs, fields } of read())
                this.#log.addPrinted(sinceNs, atNs, { type: stream, service, fields });
        }
        catch (error) {
            if (!(error instanceof SuiteError))
                throw error;
            this.fail(error);
        }
        this.#settleSoon();
    }
    #reached(atNs) {
        if (atNs > this.#streamNs)
            this.#streamNs = atNs;
    }
    serviceExited(exit) {
        // All that it printed has been told before.
        this.#observe(() => this.#output.endOf(exit.service));
        this.#services.exited(exit);
        this.#settleSoon();
    }
    noticed(service, code, message) {
        this.#note("notice", service, { code, message });
        // A runtime that asks for io_uring and is told to do without goes on as well; a call past the filter would be a hole in the trace.
        this.diagnose({ level: code === "FOREIGN_ABI" ? "warning" : "info", code, message, ...(service === "" ? {} : { service }) });
    }
    // The life.
    /** Start, body, stop. Resolves when no process of the test is left. */
    async execute() {
        const budget = setTimeout(() => {
            this.#controller.abort(new TestTimeout(`the test took longer than its budget of ${this.#options.budgetMs / 1000} s`));
        }, (0,trace/* timerMs */.Q2)(this.#options.budgetMs));
        let outcome;
        try {
            outcome = { returned: await this.#abortable(this.#startAndRun()) };
        }
        catch (error) {
            outcome = { error };
        }
        finally {
            clearTimeout(budget);
        }
        this.#options.signal.throwIfAborted();
        await this.#stopAll();
        await this.#locating.lookUpAgain();
        if ("error" in outcome) {
            const { cause } = this.#plan.explain(outcome.error);
            if (cause instanceof InterceptionTooSmall)
                return cause;
        }
        // What was violated stands in the log before the end of the body, however the body ended.
        return this.#violation === undefined ? outcome : { error: this.#violation.error };
    }
    async #startAndRun() {
        for (const service of startOrder(this.#plan.services))
            await this.#start(service);
        const returned = await this.#plan.body(this);
        await this.#untilQuiet();
        this.signal.throwIfAborted();
        return returned;
    }
    /** Ends the wait when the test is aborted or the supervisor dies, even if the body hangs in something that cannot be aborted. */
    async #abortable(work) {
        const aborted = new Promise((_, reject) => {
            this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
        });
        return Promise.race([work, aborted, this.#supervisor.died]);
    }
    /** Resolves with whether it is ready: false when a `crash()` ended it on the way. */
    async #start(declaration) {
        const ready = await this.#services.start(declaration);
        // A start takes as long as it takes, and nobody waits for an answer.
        if (ready && this.#plan.watchesAll === true && this.#explorer === undefined) {
            this.#slowSyncs.add(declaration.name, declaration.dependsOn);
            await this.#services.renew(declaration.name);
        }
        return ready;
    }
    async #untilQuiet() {
        const { quietMs } = this.#options;
        if (quietMs === 0)
            return;
        const deadline = performance.now() + 10 * quietMs;
        this.#lastRecordMs = performance.now();
        for (;;) {
            await this.sync();
            const restMs = Math.min(this.#lastRecordMs + quietMs, deadline) - performance.now();
            if (restMs <= 0)
                return;
            await (0,promises_.setTimeout)(restMs, undefined, { signal: this.signal });
        }
    }
    async #stopAll() {
        try {
            await this.sync();
            // While the services live: what they run may be gone with them.
            await this.#locating.lookUp();
            // What services do from here on they do because they are told to end.
            this.#note("stopping", trace/* DRIVER */.NX, {});
            this.#stopping = true;
            this.#controller.abort(new Halted("the test is over"));
            await this.#services.stopAll();
            // That a service has ended is told behind all that it did, so everything is here.
            this.#observe(() => this.#output.end());
            this.#log.settle(process.hrtime.bigint());
        }
        catch (error) {
            // A dead supervisor has taken its services with it, and is the reason the test is given.
            this.diagnose({ level: "error", code: "SUPERVISOR_LOST", message: error instanceof Error ? error.message : String(error) });
        }
    }
    /** What came of it. To be asked once, after [execute]. */
    ended(outcome) {
        const { leaf } = this.#plan;
        const { own, others } = unfold(leaf, [...this.#axes.values()]);
        const missed = [...withoutOrder(leaf).keys()].filter((axis) => !this.#axes.has(axis));
        if (missed.length > 0)
            this.diagnose(axisNotMet(missed));
        const order = leaf.get(orderAxis);
        if (this.#explorer === undefined || order === undefined)
            return { result: this.#result(outcome, own), more: others, sideBySide: this.#sideBySide };
        const { restless, stalls } = this.#explorer;
        for (const message of stalls)
            this.diagnose(nothingMoved(message));
        const { moments, missed: short } = this.#explorer.order;
        if (restless || short)
            this.diagnose(orderNotRealised(order, restless));
        const further = order.startsWith("d") ? deviatingFurther(order, moments) : [];
        return {
            result: this.#result(outcome, own),
            more: others,
            sideBySide: this.#sideBySide,
            explored: { realised: !restless && !short, further: further.map((next) => new Map([...leaf, [orderAxis, next]])) },
        };
    }
    #result(outcome, leaf) {
        const { verdict, failure } = this.#judge(outcome);
        // Without an order to keep to, services that take their time are no news.
        if (verdict !== "pass")
            for (const message of this.#stalls)
                this.diagnose(nothingMoved(message));
        if (this.#sideBySide && this.#explorer === undefined && (verdict === "fail" || verdict === "inconclusive"))
            this.diagnose(unordered);
        if (verdict === "pass" && !this.#asserted)
            this.diagnose(noAssertions(this.#plan.position));
        for (const rule of this.#faults.unfired())
            this.diagnose(faultNotFired(rule));
        for (const one of adviceOn(verdict, this.#faults.uses()))
            this.diagnose(one);
        const returned = "returned" in outcome ? outcome.returned : undefined;
        const id = leafId(leaf);
        return {
            name: leafName(this.#plan.name, leaf),
            ...(id === "" ? {} : { leaf: id }),
            verdict,
            seed: this.seed,
            startedAt: this.#startedAt,
            durationMs: Math.round(Number(process.hrtime.bigint() - this.#originNs) / 1e6),
            events: this.#log.events,
            services: serviceInfo(this.#plan.services),
            ...(failure === undefined ? {} : { failure }),
            rules: this.#faults.uses(),
            diagnostics: this.#diagnostics,
            replay: this.#options.replay(this.#plan.name, this.seed, id),
            ...(returned === undefined ? {} : { returned }),
            ...(this.#plan.cell === undefined ? {} : { cell: this.#plan.cell }),
            ...(this.#plan.position === undefined ? {} : { position: this.#plan.position }),
        };
    }
    #judge(outcome) {
        const exit = this.#services.deaths.find(({ service }) => this.#plan.services.find(({ name }) => name === service)?.mayExit !== true);
        const exited = exit === undefined ? undefined : exitFailure(exit, this.#output.lastLines(exit.service));
        const lost = this.#diagnostics.find(({ code }) => code === "SUPERVISOR_LOST");
        // A body that failed is told about first; that a service has ended is told besides.
        if (exit !== undefined && exited !== undefined && lost === undefined && "error" in outcome)
            this.diagnose({ level: "error", code: "SERVICE_CRASHED", message: exited.message, service: exit.service });
        return judge(outcome, {
            ...(lost === undefined ? {} : { lost: lost.message }),
            ...(exited === undefined ? {} : { exited }),
            bypassed: this.#options.requireFaultsFire === true ? this.#faults.unfired() : [],
            explain: this.#plan.explain,
        });
    }
    #note(type, service, fields) {
        this.#log.add(process.hrtime.bigint(), { type, service, fields });
        this.#settleSoon();
    }
}
function withCalls(needs, services, calls) {
    return new Map(services.map(({ name }) => [name, new Set([...(needs.get(name) ?? []), ...calls])]));
}

;// CONCATENATED MODULE: ./build/js/engine/suite.js
/**
 * Running a suite: its tests one after another, as often as asked, on one supervisor that is started once and replaced if it dies.
 */






/** A supervisor that is there when needed. One per worker; disposing it ends everything it started. */
class Session {
    width = 1;
    #receiver = new Receiver();
    #supervisor;
    /** The running supervisor, started on first use and again after a death. Calling it early lets it start while other things are prepared. */
    supervisor() {
        this.#supervisor ??= this.#start();
        return this.#supervisor;
    }
    async #start() {
        const started = await (0,supervisor/* startSupervisor */.xM)({ listener: this.#receiver });
        started.died.catch(() => {
            this.#supervisor = undefined;
        });
        return started;
    }
    async run(plan, options) {
        return runTest(plan, await this.supervisor(), this.#receiver, options);
    }
    async capabilities() {
        return (await this.supervisor()).capabilities;
    }
    async [Symbol.asyncDispose]() {
        const supervisor = await this.#supervisor?.catch(() => undefined);
        this.#supervisor = undefined;
        await supervisor?.[Symbol.asyncDispose]();
    }
}
const taskOf = (plan, search) => ({ plan, state: "new", ...(search === undefined ? {} : { search }) });
/**
 * Runs every leaf of every test of [suite] once per run, and returns one [SuiteRun] each; where a test is run in several orders, one for each
 * order. Leaves that a run finds come right behind it. Results are in that order, also where [runner] runs several tests at a time. When
 * [options.signal] aborts, the runs made so far are returned, the last one with the tests that had ended; the caller knows from the signal.
 */
async function runSuite(suite, runner, options) {
    const runs = [];
    const failed = new Set();
    for (let index = options.firstRun; index < options.firstRun + options.runs && !options.signal.aborted; index++) {
        const seed = seedOfRun(options.seed, index);
        const startMs = performance.now();
        const tasks = suite.tests.map((plan) => taskOf(plan));
        let reported = 0;
        /** Tells of everything that has ended, in the order of the tasks. */
        const tell = () => {
            for (let task = tasks[reported]; task?.state === "ended" || task?.state === "left out"; task = tasks[++reported]) {
                if (task.result !== undefined)
                    options.onEnd?.(task.result, index);
            }
        };
        const settle = (task, { result }) => {
            task.result = result;
            if (result.verdict === "fail" || result.verdict === "error")
                failed.add(leafName(task.plan.name, task.plan.leaf)).add(result.name);
        };
        /** Takes what orders of [search] came to, one after the other: which of those that ran at the same time ended first is chance. */
        const take = (search) => {
            for (const task of tasks.filter((other) => other.search === search && other.result === undefined && other.state !== "left out")) {
                const { ran } = task;
                if (ran === undefined)
                    return;
                // One order that fails is what was looked for; alone, none would have been run behind it.
                if (search.failed) {
                    task.state = "left out";
                    continue;
                }
                settle(task, ran);
                account(search, ran);
                const leaves = [...ran.more, ...(ran.explored?.further ?? [])].map((leaf) => task.plan.at(leaf));
                // Orders with more deviations come behind those with fewer.
                const behind = tasks.findLastIndex((other) => other.search === search) + 1;
                const room = Math.max(0, (options.explore?.orders ?? 0) - search.found);
                search.found += leaves.length;
                tasks.splice(behind, 0, ...leaves.slice(0, room).map((leaf) => taskOf(leaf, search)));
            }
        };
        const work = async (task) => {
            const { plan, search } = task;
            const onRunning = (running) => options.onRunning?.(running, index);
            const ran = await runner.run(plan, { ...options, seed, onRunning }, suite.path);
            task.state = "ended";
            if (search !== undefined) {
                task.ran = ran;
                take(search);
                return;
            }
            settle(task, ran);
            const place = tasks.indexOf(task) + 1;
            // An order that was asked for by its name is run alone.
            tasks.splice(place, 0, ...ran.more.map((leaf) => taskOf(plan.at(leaf))));
            if (options.explore === undefined || !ran.sideBySide || plan.leaf.has(orderAxis) || failed.has(leafName(plan.name, plan.leaf)))
                return;
            const own = ran.result.leaf === undefined ? noLeaf : parseLeaf(ran.result.leaf);
            const orders = firstOrders(options.explore);
            const started = { name: ran.result.name, found: orders.length, ran: 0, unrealised: 0, failed: false };
            tasks.splice(place, 0, ...orders.map((order) => taskOf(plan.at(new Map([...own, [orderAxis, order]])), started)));
        };
        const next = () => {
            for (const task of tasks) {
                if (task.state !== "new")
                    continue;
                const leftOut = task.search?.failed === true || (options.stopAtFailure && failed.has(leafName(task.plan.name, task.plan.leaf)));
                task.state = leftOut ? "left out" : "running";
                if (!leftOut)
                    return task;
            }
            return undefined;
        };
        await atATime(runner.width, options.signal, next, async (task) => {
            try {
                await work(task);
            }
            catch (error) {
                if (!options.signal.aborted)
                    throw error;
                task.state = "ended";
            }
            tell();
        });
        tell();
        const results = tasks.flatMap(({ result }) => result ?? []);
        const durationMs = Math.round(performance.now() - startMs);
        const searches = new Set(tasks.flatMap(({ search }) => search ?? []));
        // Later runs may leave tests out.
        const whole = suite.partial !== true && index === options.firstRun && !options.signal.aborted;
        const ended = tasks.flatMap(({ plan, result }) => (result === undefined ? [] : [{ test: plan.name, verdict: result.verdict }]));
        const controls = [...(whole ? missingControls(results) : []), ...(options.signal.aborted ? [] : halted(ended))];
        for (const tests of executions(results)) {
            runs.push({
                suite: suite.path,
                seed,
                durationMs,
                tests,
                environment: await environment(runner, options),
                diagnostics: [...suite.diagnostics, ...controls, ...Array.from(searches, (search) => told(search, options.explore))],
                ...(suite.excluded === undefined || suite.excluded.length === 0 ? {} : { excluded: suite.excluded }),
            });
        }
    }
    return runs;
}
function firstOrders({ how, orders }) {
    return how === "all" ? ["d"] : Array.from({ length: orders }, (_, sample) => `p${sample}`);
}
function account(search, { result, explored }) {
    search.ran++;
    if (explored?.realised === false)
        search.unrealised++;
    if (result.verdict === "fail" || result.verdict === "error")
        search.failed = true;
}
/** What a search came to. A pass means something only with the number of orders, and with what was left out. */
function told({ name, found, ran, unrealised, failed }, explore) {
    const short = unrealised === 0 ? "" : `; ${unrealised} of them could not be kept to`;
    if (failed)
        return { level: "info", code: "EXPLORED", message: `${name} failed in order ${ran} of those it was run in${short}` };
    if (explore?.how === "all" && found > ran) {
        return {
            level: "warning",
            code: "ORDERS_LEFT",
            message: `${name} was run in ${ran} orders, those with the fewest deviations, and none failed; there are more${short}`,
            suggestion: `--orders N runs more than ${explore.orders}; nondet(service) leaves a service out`,
        };
    }
    const which = explore?.how === "all" ? `all ${ran} orders there are` : `${ran} sampled orders`;
    return { level: "info", code: "EXPLORED", message: `${name} was run in ${which}${short}` };
}
/**
 * Works on what [next] gives, at most [width] at a time, until there is no more; what one comes to may make more. Rejects with the first error,
 * when nothing is worked on any more.
 */
async function atATime(width, signal, next, work) {
    const working = new Set();
    const errors = [];
    for (;;) {
        while (working.size < width && errors.length === 0 && !signal.aborted) {
            const one = next();
            if (one === undefined)
                break;
            const done = work(one)
                .catch((error) => void errors.push(error))
                .finally(() => working.delete(done));
            working.add(done);
        }
        if (working.size === 0)
            break;
        await Promise.race(working);
    }
    if (errors.length > 0)
        throw errors[0];
}
/** Results as executions of the suite: the first of each name, the second, … */
function executions(results) {
    const seen = new Map();
    const runs = [[]];
    for (const result of results) {
        const nth = seen.get(result.name) ?? 0;
        seen.set(result.name, nth + 1);
        (runs[nth] ??= []).push(result);
    }
    return runs;
}
async function environment(runner, options) {
    const capabilities = await runner.capabilities();
    return {
        tool: options.tool,
        os: process.platform,
        arch: process.arch,
        kernel: (0,external_node_os_.release)(),
        image: options.image,
        capture: [
            `sync wake-up: ${capabilities.syncWakeUp ? "yes" : "no"}`,
            `wait killable: ${capabilities.waitKillable ? "yes" : "no"}`,
            ...capabilities.notes,
        ],
    };
}

;// CONCATENATED MODULE: ./build/js/engine/partitions.js
/**
 * Partitions: two services that cannot reach each other, made of rules on the calls that would. What a rule takes is told by the other end's
 * address, so traffic with anybody else goes on.
 *
 * - A new connection between the two fails, whichever side asks and whichever direction is cut: a handshake needs both.
 * - On a connection that stands already, what a cut side sends fails; what the other side sends (if only one direction is cut) arrives. What had
 *   been sent before is still read, and a read waits for more that does not come, as behind a real cut.
 * - The error is ETIMEDOUT, which a sender gets of a real cut as well, only minutes later.
 *
 * The connecting end of a connection has a port of its own. Those are looked up when the cut is made; later ones cannot come, since no
 * connection can be made. Ports that a service listens on without declaring them are looked up as well, and one that it opens during the cut is
 * not known to be its own.
 */


/** Calls by which a program sends to another. */
const sending = ["write", "sendto"].flatMap((name) => supervisor/* families */.TJ.get(name)?.intercepted ?? []).concat("sendfile", "splice");
/** All calls that a partition may have to refuse, on either side. */
const partitionSyscalls = ["connect", ...sending];
/** Where a side can be reached: what it declares, and what its processes listen on besides, such as the port by which members of a cluster gossip. */
const offers = ({ interfaces, pids }) => new Set([...interfaces.map(({ port }) => port), ...(0,supervisor/* offeredPorts */.iM)(pids)]);
/** The rules of one side against the other. [group] makes them one in every account; [cut]: what this side sends does not arrive. */
function partitionRules(self, other, group, cut) {
    const errno = (0,trace/* errnoNumber */.Y6)("ETIMEDOUT") ?? 110;
    const rule = (shown, syscalls, port) => ({
        keyword: group,
        shown,
        syscalls,
        action: { kind: "deny", errno },
        selection: { address: `*:${port}` },
        group,
    });
    const offered = offers(other);
    const ends = cut ? (0,supervisor/* connectedPorts */.kT)(offers(self), other.pids) : [];
    return [
        ...[...offered].map((port) => rule(["connect"], ["connect"], port)),
        ...(cut ? [...offered, ...ends].map((port) => rule(["write", "sendto"], sending, port)) : []),
    ];
}

;// CONCATENATED MODULE: ./build/js/engine/index.js
/** The engine: services, faults, steps and the life of a test. Knows nothing of the language that asks for them. */












/***/ }),

/***/ 2526:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _$: () => (/* reexport */ LinkedAbortController),
  Bc: () => (/* reexport */ closedUnanswered),
  Ng: () => (/* reexport */ connect),
  s$: () => (/* reexport */ jsonText),
  or: () => (/* reexport */ parseAddress),
  _D: () => (/* binding */ protocolNamed),
  T4: () => (/* binding */ protocolNames),
  WH: () => (/* reexport */ wallTimer)
});

// UNUSED EXPORTS: ConnectionError, StepError

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/js/protocols/connect.js
/**
 * One TCP connection to a service on this machine, with a deadline. Everything the test driver sends goes through here, so that every
 * step knows the local end of its connection: that is how its traffic is told apart in the trace from anybody else's.
 */

/** A connection could not be made or broke off; [code] is the system's, such as `ECONNREFUSED`, or `ETIMEDOUT` past the deadline. */
class ConnectionError extends Error {
    name = "ConnectionError";
    code;
    constructor(message, code, options) {
        super(message, options);
        this.code = code;
    }
}
/** Parses `host:port`, `[::1]:port` or `:port` (this machine). Throws [RangeError] when there is no valid port. */
function parseAddress(text) {
    const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(text);
    const port = Number(match?.[3]);
    if (!match || port < 1 || port > 65535)
        throw new RangeError(`want an address like "localhost:8080", got ${JSON.stringify(text)}`);
    return { host: match[1] ?? (match[2] === "" ? "localhost" : (match[2] ?? "localhost")), port };
}
/**
 * Connects, within [timeoutMs] by the timer of [waiting]. `localhost` means 127.0.0.1 and, only if nobody listens there, ::1: always in this order, so that equal
 * runs make equal connections. Rejects with [ConnectionError], or with the signal's reason when aborted.
 */
async function connect(address, timeoutMs, waiting) {
    const hosts = address.host === "localhost" ? ["127.0.0.1", "::1"] : [address.host];
    let failure;
    for (const host of hosts) {
        try {
            const socket = await connect_open(host, address.port, timeoutMs, waiting);
            return {
                socket,
                ends: { local: endText(socket.localAddress, socket.localPort), remote: endText(socket.remoteAddress, socket.remotePort) },
            };
        }
        catch (error) {
            failure ??= error;
            if (!(error instanceof ConnectionError) || error.code !== "ECONNREFUSED")
                break;
        }
    }
    throw failure;
}
function endText(address, port) {
    return address?.includes(":") === true ? `[${address}]:${port ?? 0}` : `${address ?? "?"}:${port ?? 0}`;
}
function connect_open(host, port, timeoutMs, { signal, timer }) {
    return new Promise((resolve, reject) => {
        if (signal.aborted) {
            reject(signal.reason);
            return;
        }
        const socket = (0,external_node_net_.connect)({ host, port, noDelay: true });
        const cancel = timer(timeoutMs, () => {
            finish(new ConnectionError(`dial tcp ${host}:${port}: no answer within ${timeoutMs} ms`, "ETIMEDOUT"));
        });
        const onAbort = () => {
            finish(signal.reason);
        };
        const finish = (error) => {
            cancel();
            signal.removeEventListener("abort", onAbort);
            if (error) {
                socket.destroy();
                reject(error);
            }
        };
        signal.addEventListener("abort", onAbort, { once: true });
        socket.once("error", (error) => {
            finish(new ConnectionError(`dial tcp ${host}:${port}: ${error.code ?? error.message}`, error.code ?? "", { cause: error }));
        });
        socket.once("connect", () => {
            finish();
            socket.removeAllListeners("error");
            resolve(socket);
        });
    });
}

;// CONCATENATED MODULE: ./build/js/protocols/limit.js
/**
 * What ends a wait: another signal, or a step's time. `AbortSignal.timeout` and `AbortSignal.any` say the same in a line, but are made for
 * signals that nobody disposes of: weak references, a registry of what the collector has taken, and a timer that keeps all of it for as long as
 * it runs. Steps are many and short, and know when they are over.
 */

/** The timer of a step for which time is what it is. */
function wallTimer(ms, late) {
    const timer = setTimeout(late, (0,trace/* timerMs */.Q2)(ms));
    return () => clearTimeout(timer);
}
/** A controller that aborts with another signal as well, for the same reason, until it is disposed of. */
class LinkedAbortController extends AbortController {
    #outer;
    #follow = () => this.abort(this.#outer.reason);
    constructor(outer) {
        super();
        this.#outer = outer;
        if (outer.aborted)
            this.#follow();
        else
            outer.addEventListener("abort", this.#follow, { once: true });
    }
    [Symbol.dispose]() {
        this.#outer.removeEventListener("abort", this.#follow);
    }
}
class Limit {
    #controller;
    #cancel;
    #expired = false;
    /** Begins now: [signal] aborts when that of the step does, with its reason, or when [limitMs] milliseconds are over. */
    constructor({ signal, timer }, limitMs) {
        this.#controller = new LinkedAbortController(signal);
        this.#cancel = timer(limitMs, () => {
            this.#expired = true;
            this.#controller.abort(new Error(`not within ${limitMs} ms`));
        });
    }
    get signal() {
        return this.#controller.signal;
    }
    /** Whether the time was over before anything else was. */
    get expired() {
        return this.#expired;
    }
    [Symbol.dispose]() {
        this.#cancel();
        this.#controller[Symbol.dispose]();
    }
}

;// CONCATENATED MODULE: ./build/js/protocols/protocol.js
/** [value] as JSON text. `JSON.stringify` refuses an int of more than 53 bits, which an id often is. Throws [StepError] for what JSON cannot say. */
function jsonText(value) {
    if (typeof value === "number" && !Number.isFinite(value))
        throw new StepError(`JSON has no way to write ${value}`);
    if (typeof value === "bigint")
        return String(value);
    if (value === null || typeof value !== "object")
        return JSON.stringify(value);
    if (value instanceof Uint8Array)
        return JSON.stringify(Buffer.from(value).toString("utf8"));
    if (isList(value))
        return `[${value.map(jsonText).join(",")}]`;
    return `{${Object.entries(value)
        .map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
        .join(",")}}`;
}
/** `Array.isArray` does not tell a readonly array from an object. */
const isList = (value) => Array.isArray(value);
/** [bytes] without the white space around them. */
function trimmed(bytes) {
    const isSpace = (byte) => byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
    let [start, end] = [0, bytes.length];
    while (start < end && isSpace(bytes[start]))
        start++;
    while (end > start && isSpace(bytes[end - 1]))
        end--;
    return bytes.subarray(start, end);
}
/** A step failed in a way that ends the test unless the suite handles it: `tcp send failed: …`. */
class StepError extends Error {
    name = "StepError";
}

;// CONCATENATED MODULE: ./build/js/protocols/http.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * HTTP/1.1 steps. Each step is one request on a connection of its own (`Connection: close`), so that what a service does for it can be told
 * from everything else. Redirects are followed, as they always were, unless asked otherwise.
 */






/** Long enough for a slow service under a delay fault, short enough that a hung one does not eat a CI job. */
const defaultTimeoutMs = 30_000;
/** What a suite gets to see of a body; more is cut, and `truncated` says so. */
const bodyLimitBytes = 1024 * 1024;
/** As Go's server takes; Node would refuse more than 16 KiB. */
const headersLimitBytes = 1024 * 1024;
/** As many as browsers' and Go's clients follow at the most. */
const redirectLimit = 10;
function method(verb) {
    return {
        name: verb.toLowerCase(),
        doc: `Sends a ${verb} request and returns the response. A transport failure does not raise: the response's \`error\` tells it.`,
        params: [
            { name: "path", doc: "Path with optional query string.", types: ["string"] },
            { name: "body", doc: "Text, or a dict or list that is sent as JSON.", types: ["string", "dict", "list"], bytes: true },
            { name: "headers", doc: "Header names and values.", types: ["dict"] },
            { name: "timeout", doc: 'For the whole step, redirects included; default "30s".', types: ["duration"] },
            { name: "follow_redirects", doc: "Default True.", types: ["bool"] },
        ],
        summary: (args) => `${verb} ${http_text(args["path"]) || "/"}`,
        run: (args, context) => exchange(verb, args, context),
    };
}
const http = { name: "http", methods: ["GET", "POST", "PUT", "DELETE", "PATCH"].map(method) };
async function exchange(verb, args, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const timeoutMs = args["timeout"] === undefined ? defaultTimeoutMs : (0,trace/* parseDuration */.E9)(http_text(args["timeout"])) / 1e6;
        const limit = __addDisposableResource(env_1, new Limit(context, timeoutMs), false);
        const { body, headers } = encodeBody(args);
        let url = new URL(`http://${bracketed(context.address.host)}:${context.address.port}`);
        // The path goes out as it stands: a URL would resolve `..` and take `//name/` for another host.
        let target = requestTarget(http_text(args["path"]));
        let currentVerb = verb;
        let currentBody = body;
        try {
            for (let hop = 0;; hop++) {
                const message = await once(currentVerb, url, target, headers, currentBody, timeoutMs, limit.signal, hop === 0 ? context : { ...context, connected: () => { } });
                const location = message.headers["location"];
                if (args["follow_redirects"] !== false &&
                    location !== undefined &&
                    message.status >= 301 &&
                    message.status <= 308 &&
                    message.status !== 304) {
                    if (hop >= redirectLimit)
                        return failed(`stopped after ${redirectLimit} redirects`);
                    const next = redirected(location, url, target);
                    if (typeof next === "string")
                        return failed(next);
                    url = next;
                    target = requestTarget(`${next.pathname}${next.search}`);
                    // RFC 9110, 15.4: 303 turns every method but GET and HEAD into GET; 301 and 302 do so for POST by long practice.
                    if (message.status === 303 || (message.status <= 302 && currentVerb === "POST")) {
                        currentVerb = "GET";
                        currentBody = Buffer.alloc(0);
                    }
                    continue;
                }
                return {
                    kind: "response",
                    status: message.status,
                    body: message.bytes.toString("utf8"),
                    bytes: message.bytes,
                    truncated: message.truncated,
                    headers: message.headers,
                    error: "",
                    summary: `${message.status} ${message.bytes.length} bytes`,
                };
            }
        }
        catch (error) {
            if (context.signal.aborted)
                throw context.signal.reason;
            if (limit.expired)
                return failed(`no answer within ${timeoutMs} ms`);
            return failed(error instanceof Error ? error.message : String(error));
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** Where a redirect from [target] on the host of [url] leads, or why it leads nowhere. */
function redirected(location, url, target) {
    let next;
    try {
        next = new URL(location, `${url.origin}${target}`);
    }
    catch {
        return `redirected to ${JSON.stringify(location)}, which is no URL`;
    }
    return next.protocol === "http:" ? next : `redirected to ${next.href}, and steps speak http only`;
}
/** What stands in the request's first line for [path]: from `/` on, without a fragment, and with what a URL cannot hold in percent form. */
function requestTarget(path) {
    const [place = "", ...query] = path.replace(/#.*/su, "").split("?");
    const encoded = (part, unsafe) => part.replace(unsafe, (character) => [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""));
    const search = query.length === 0 ? "" : `?${encoded(query.join("?"), /[^\x21-\x7e]|["<>]/gu)}`;
    return `${place.startsWith("/") ? "" : "/"}${encoded(place, /[^\x21-\x7e]|["<>\\^`{|}]/gu)}${search}`;
}
function failed(error) {
    return { kind: "response", status: 0, body: "", bytes: new Uint8Array(), truncated: false, headers: {}, error, summary: error };
}
function encodeBody(args) {
    const headers = {};
    const given = args["headers"];
    if (given !== undefined && given !== null && typeof given === "object" && !Array.isArray(given)) {
        for (const [name, value] of Object.entries(given))
            headers[name] = headerValue(name, value);
    }
    const raw = args["body"];
    if (raw === undefined || raw === null)
        return { body: Buffer.alloc(0), headers };
    if (typeof raw === "string" || raw instanceof Uint8Array)
        return { body: Buffer.from(raw), headers };
    if (!Object.keys(headers).some((name) => name.toLowerCase() === "content-type"))
        headers["Content-Type"] = "application/json";
    return { body: Buffer.from(jsonText(raw)), headers };
}
/**
 * The bytes of a header, one character each, as Node takes them. A header that cannot be sent is the suite's mistake; told as a failure of the
 * transport, it would satisfy a test that expects the service to fail.
 */
function headerValue(name, value) {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
        throw new StepError(`headers: the value of ${JSON.stringify(name)} must be a string, got ${value === null ? "None" : jsonText(value)}`);
    }
    const text = Buffer.from(String(value)).toString("latin1");
    try {
        (0,external_node_http_.validateHeaderName)(name);
        (0,external_node_http_.validateHeaderValue)(name, text);
    }
    catch (error) {
        throw new StepError(`headers: ${JSON.stringify(name)} cannot be sent: ${error instanceof Error ? error.message : String(error)}`, {
            cause: error,
        });
    }
    return text;
}
async function once(verb, url, target, headers, body, timeoutMs, signal, context) {
    const address = { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || "80") };
    const { socket, ends } = await connect(address, timeoutMs, { ...context, signal });
    context.connected(ends);
    return new Promise((resolve, reject) => {
        let received;
        const sent = (0,external_node_http_.request)({
            method: verb,
            path: target,
            maxHeaderSize: headersLimitBytes,
            headers: {
                Host: url.host,
                ...headers,
                ...(body.length > 0 || verb !== "GET" ? { "Content-Length": String(body.length) } : {}),
                Connection: "close",
            },
            createConnection: () => socket,
        });
        const abort = () => void sent.destroy(signal.reason);
        if (signal.aborted)
            abort();
        else
            signal.addEventListener("abort", abort, { once: true });
        sent.on("error", (error) => {
            // What follows a whole answer is none of it, and is not looked at: whether it came along with it is chance.
            if (received?.complete === true)
                return;
            reject(new ConnectionError(`${verb} ${target.replace(/\?.*/s, "")}: ${error.code === "ECONNRESET" ? "connection closed without an answer" : error.message}`, error.code ?? "", { cause: error }));
        });
        sent.on("response", (response) => {
            received = response;
            readBody(response).then(({ bytes, truncated }) => {
                socket.destroy();
                resolve({ status: response.statusCode ?? 0, bytes: trimmed(bytes), truncated, headers: flatten(response) });
            }, (error) => {
                const reason = error instanceof Error && error.message !== "aborted" ? error.message : "connection closed in the middle of the answer";
                reject(new ConnectionError(`${verb} ${target.replace(/\?.*/s, "")}: ${reason}`, "ECONNRESET", { cause: error }));
            });
        });
        sent.end(body);
    });
}
function readBody(response) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let size = 0;
        let truncated = false;
        response.on("data", (chunk) => {
            if (truncated)
                return;
            chunks.push(chunk.subarray(0, bodyLimitBytes - size));
            size += chunk.length;
            truncated = size > bodyLimitBytes;
        });
        response.on("end", () => resolve({ bytes: Buffer.concat(chunks), truncated }));
        // One that breaks off is told here too.
        response.on("error", reject);
    });
}
function flatten(response) {
    const headers = {};
    for (const [name, value] of Object.entries(response.headers)) {
        const bytes = Buffer.from(Array.isArray(value) ? value.join(", ") : (value ?? ""), "latin1");
        headers[name] = (0,external_node_buffer_.isUtf8)(bytes) ? bytes.toString() : bytes.toString("latin1");
    }
    return headers;
}
function bracketed(host) {
    return host.includes(":") ? `[${host}]` : host;
}
function http_text(value) {
    return typeof value === "string" ? value : "";
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./build/js/protocols/tcp.js
var tcp_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var tcp_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/** TCP steps: one line out, one line back, on a connection of its own. */





const dialTimeoutMs = 5_000;
const tcp_defaultTimeoutMs = 10_000;
/** A reply without a line end is not read for ever. */
const lineLimitBytes = 1024 * 1024;
/** The summary of a step whose peer closed the connection and said nothing. */
const closedUnanswered = "closed without an answer";
const tcp = {
    name: "tcp",
    methods: [
        {
            name: "send",
            doc: 'Sends one line (a newline is added if missing) and returns the first line of the reply, trimmed; "" if the peer closes without one.',
            params: [
                { name: "data", doc: "What to send.", types: ["string"], required: true, bytes: true },
                { name: "timeout", doc: 'For the whole step; default "10s".', types: ["duration"] },
            ],
            summary: (args) => JSON.stringify(dataOf(args).toString("utf8").trimEnd()),
            run: send,
        },
    ],
};
async function send(args, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const timeoutMs = typeof args["timeout"] === "string" ? (0,trace/* parseDuration */.E9)(args["timeout"]) / 1e6 : tcp_defaultTimeoutMs;
        const limit = tcp_addDisposableResource(env_1, new Limit(context, timeoutMs), false);
        const { signal } = limit;
        try {
            const { socket, ends } = await connect(context.address, Math.min(dialTimeoutMs, timeoutMs), { ...context, signal });
            try {
                context.connected(ends);
                const data = dataOf(args);
                const ended = (0,external_node_events_.once)(socket, "end", { signal });
                socket.write(data.at(-1) === 10 ? data : Buffer.concat([data, Buffer.from("\n")]));
                let received = Buffer.alloc(0);
                const line = new Promise((resolve, reject) => {
                    socket.on("error", reject);
                    socket.on("data", (chunk) => {
                        received = Buffer.concat([received, chunk]);
                        if (received.includes(10) || received.length > lineLimitBytes)
                            resolve();
                    });
                });
                await Promise.race([line, ended]);
                const lineEnd = received.indexOf(10);
                const bytes = trimmed(lineEnd < 0 ? received : received.subarray(0, lineEnd));
                const text = bytes.toString("utf8");
                ended.catch(() => { });
                return { kind: "text", text, bytes, summary: received.length === 0 ? closedUnanswered : JSON.stringify(text) };
            }
            finally {
                socket.destroy();
            }
        }
        catch (error) {
            if (context.signal.aborted)
                throw context.signal.reason;
            const reason = limit.expired ? `no answer within ${timeoutMs} ms` : error instanceof Error ? error.message : String(error);
            throw new StepError(`tcp send failed: ${reason}`, { cause: error });
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        tcp_disposeResources(env_1);
    }
}
function dataOf({ data }) {
    return typeof data === "string" || data instanceof Uint8Array ? Buffer.from(data) : Buffer.alloc(0);
}

;// CONCATENATED MODULE: ./build/js/protocols/index.js
/** The protocols a test can speak to a service. Each is one file; a suite names them in `interface(name, protocol, port)`. */






const protocols = new Map([http, tcp].map((protocol) => [protocol.name, protocol]));
/** The protocol of that name, or undefined. */
function protocolNamed(name) {
    return protocols.get(name);
}
/** All names, for messages. */
const protocolNames = [...protocols.keys()];


/***/ }),

/***/ 2573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wh: () => (/* reexport */ PortInUse),
  pz: () => (/* reexport */ SupervisorError),
  kT: () => (/* reexport */ connectedPorts),
  Ac: () => (/* reexport */ doctor),
  TJ: () => (/* reexport */ families),
  aW: () => (/* reexport */ isDivisible),
  EO: () => (/* reexport */ isSyscall),
  My: () => (/* reexport */ isolated),
  w_: () => (/* reexport */ isolationProblem),
  jQ: () => (/* reexport */ mostShortBytes),
  iM: () => (/* reexport */ offeredPorts),
  xM: () => (/* reexport */ startSupervisor),
  ko: () => (/* reexport */ supervisorBinary),
  EE: () => (/* reexport */ syscallNames),
  xT: () => (/* reexport */ syscallNumber)
});

// UNUSED EXPORTS: LaunchError, familiesOf

;// CONCATENATED MODULE: ./build/js/supervisor/types.js
/** The most that a `short` can ask for, in bytes. */
const mostShortBytes = 2 ** 24;

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
;// CONCATENATED MODULE: ./build/js/supervisor/errors.js
/** What can go wrong between the runner and the supervisor, as far as a caller can tell it apart. */

/** There is no supervisor, or not any more: it cannot be started here, it died, or it spoke nonsense. */
class SupervisorError extends Error {
    name = "SupervisorError";
}
/** A service could not be started. Nothing of it is left running. */
class LaunchError extends Error {
    name = "LaunchError";
    service;
    /** What failed: `program`, `directory`, `descriptors`, `process`, `privileges`, `filter`, `exec` or `request`. */
    stage;
    /** Of the kernel, 0 when it has no part in it. */
    errno;
    /** What can be done about it, in one sentence; empty when nothing is known. */
    hint;
    constructor(service, program, directory, stage, errno, detail) {
        const hint = hintFor(stage, errno, program, directory);
        const reason = errno ? `${(0,trace/* errnoText */.iQ)(errno)} (${(0,trace/* errnoName */.gh)(errno)})` : detail;
        super(`cannot start ${service}: ${whatFailed(stage, program, directory)}: ${reason}${hint && `. ${hint}`}`);
        this.service = service;
        this.stage = stage;
        this.errno = errno;
        this.hint = hint;
    }
}
/** A service could not be started, since somebody listens on its port: [holder], as far as that can be told. */
class PortInUse extends Error {
    name = "PortInUse";
    port;
    holder;
    constructor(port, holder) {
        super(`port ${port} is in use`);
        this.port = port;
        this.holder = holder;
    }
}
function whatFailed(stage, program, directory) {
    switch (stage) {
        case "program":
        case "exec":
            return program;
        case "directory":
            return `working directory ${directory}`;
        case "privileges":
            return "setting no_new_privs";
        case "filter":
            return "installing the seccomp filter";
        case "descriptors":
            return "making its pipes";
        case "process":
            return "making its process";
        default:
            return stage;
    }
}
const ENOENT = 2;
const ENOEXEC = 8;
const EACCES = 13;
const EBUSY = 16;
const EINVAL = 22;
const EMFILE = 24;
const ENOSYS = 38;
function hintFor(stage, errno, program, directory) {
    if (stage === "program" && errno === ENOENT) {
        if (!program.includes("/"))
            return "It is in no directory of PATH.";
        return program.startsWith("/") ? "Has it been built?" : `Has it been built? The path begins at ${directory}.`;
    }
    if ((stage === "program" || stage === "exec") && errno === EACCES)
        return "It must be a regular file with permission to execute (chmod +x).";
    if (stage === "exec" && errno === ENOENT) {
        return "The file is there, so what it needs to run is not: the interpreter in its first line, or the dynamic loader it was linked for.";
    }
    if (stage === "exec" && errno === ENOEXEC) {
        return "It is neither an executable for this architecture nor a script with an interpreter (`#!`) in its first line.";
    }
    if (stage === "filter" && errno === EBUSY) {
        return "A seccomp filter above this process already has a listener, and the kernel allows one: run outside of the container or sandbox that installed it.";
    }
    if (stage === "filter" && (errno === EINVAL || errno === ENOSYS)) {
        return "This kernel has no seccomp user notification (Linux 5.5 or later has), or a sandbox refuses it.";
    }
    if (stage === "filter" && errno === EACCES)
        return "The sandbox around this process forbids seccomp filters.";
    if (errno === EMFILE)
        return "Raise the limit of open files (ulimit -n).";
    return "";
}

;// CONCATENATED MODULE: ./build/js/supervisor/binary.js
/**
 * Where the native supervisor's executable lies: beside the bundles in `dist/`, one per architecture. `FAULTBOX_SUPERVISOR` names another
 * one (a build with sanitizers, for example).
 */




/** The executable for this machine, or a [SupervisorError] that says why there is none. */
function supervisorBinary() {
    const named = process.env["FAULTBOX_SUPERVISOR"];
    if (named)
        return named;
    if (process.platform !== "linux") {
        throw new SupervisorError(`faultbox watches system calls with seccomp, which only Linux has; this is ${process.platform}. Run it on a Linux machine, in a Linux container or in CI.`);
    }
    if (process.arch !== "x64" && process.arch !== "arm64") {
        throw new SupervisorError(`faultbox runs on x64 and arm64; this is ${process.arch}.`);
    }
    const here = external_node_path_.dirname((0,external_node_url_.fileURLToPath)(import.meta.url));
    const name = `faultbox-supervisor-${process.arch}`;
    // From a bundle this file is dist/<entry>/index.js, from the sources src/supervisor/binary.ts.
    const places = [external_node_path_.join(here, "..", "native", name), external_node_path_.join(here, "..", "..", "dist", "native", name)];
    const found = places.find((place) => (0,external_node_fs_.existsSync)(place));
    if (found)
        return found;
    throw new SupervisorError(`the supervisor's executable is missing: ${places.join(" or ")}. From a clone, build it with: npm run build:native`);
}

;// CONCATENATED MODULE: ./build/js/supervisor/syscalls.generated.js
/** The numbers and names of the system calls per architecture. Written by native/gen-syscalls.py; do not edit. */
// prettier-ignore
const x64 = [
    [0, "read"],
    [1, "write"],
    [2, "open"],
    [3, "close"],
    [4, "stat"],
    [5, "fstat"],
    [6, "lstat"],
    [7, "poll"],
    [8, "lseek"],
    [9, "mmap"],
    [10, "mprotect"],
    [11, "munmap"],
    [12, "brk"],
    [13, "rt_sigaction"],
    [14, "rt_sigprocmask"],
    [15, "rt_sigreturn"],
    [16, "ioctl"],
    [17, "pread64"],
    [18, "pwrite64"],
    [19, "readv"],
    [20, "writev"],
    [21, "access"],
    [22, "pipe"],
    [23, "select"],
    [24, "sched_yield"],
    [25, "mremap"],
    [26, "msync"],
    [27, "mincore"],
    [28, "madvise"],
    [29, "shmget"],
    [30, "shmat"],
    [31, "shmctl"],
    [32, "dup"],
    [33, "dup2"],
    [34, "pause"],
    [35, "nanosleep"],
    [36, "getitimer"],
    [37, "alarm"],
    [38, "setitimer"],
    [39, "getpid"],
    [40, "sendfile"],
    [41, "socket"],
    [42, "connect"],
    [43, "accept"],
    [44, "sendto"],
    [45, "recvfrom"],
    [46, "sendmsg"],
    [47, "recvmsg"],
    [48, "shutdown"],
    [49, "bind"],
    [50, "listen"],
    [51, "getsockname"],
    [52, "getpeername"],
    [53, "socketpair"],
    [54, "setsockopt"],
    [55, "getsockopt"],
    [56, "clone"],
    [57, "fork"],
    [58, "vfork"],
    [59, "execve"],
    [60, "exit"],
    [61, "wait4"],
    [62, "kill"],
    [63, "uname"],
    [64, "semget"],
    [65, "semop"],
    [66, "semctl"],
    [67, "shmdt"],
    [68, "msgget"],
    [69, "msgsnd"],
    [70, "msgrcv"],
    [71, "msgctl"],
    [72, "fcntl"],
    [73, "flock"],
    [74, "fsync"],
    [75, "fdatasync"],
    [76, "truncate"],
    [77, "ftruncate"],
    [78, "getdents"],
    [79, "getcwd"],
    [80, "chdir"],
    [81, "fchdir"],
    [82, "rename"],
    [83, "mkdir"],
    [84, "rmdir"],
    [85, "creat"],
    [86, "link"],
    [87, "unlink"],
    [88, "symlink"],
    [89, "readlink"],
    [90, "chmod"],
    [91, "fchmod"],
    [92, "chown"],
    [93, "fchown"],
    [94, "lchown"],
    [95, "umask"],
    [96, "gettimeofday"],
    [97, "getrlimit"],
    [98, "getrusage"],
    [99, "sysinfo"],
    [100, "times"],
    [101, "ptrace"],
    [102, "getuid"],
    [103, "syslog"],
    [104, "getgid"],
    [105, "setuid"],
    [106, "setgid"],
    [107, "geteuid"],
    [108, "getegid"],
    [109, "setpgid"],
    [110, "getppid"],
    [111, "getpgrp"],
    [112, "setsid"],
    [113, "setreuid"],
    [114, "setregid"],
    [115, "getgroups"],
    [116, "setgroups"],
    [117, "setresuid"],
    [118, "getresuid"],
    [119, "setresgid"],
    [120, "getresgid"],
    [121, "getpgid"],
    [122, "setfsuid"],
    [123, "setfsgid"],
    [124, "getsid"],
    [125, "capget"],
    [126, "capset"],
    [127, "rt_sigpending"],
    [128, "rt_sigtimedwait"],
    [129, "rt_sigqueueinfo"],
    [130, "rt_sigsuspend"],
    [131, "sigaltstack"],
    [132, "utime"],
    [133, "mknod"],
    [134, "uselib"],
    [135, "personality"],
    [136, "ustat"],
    [137, "statfs"],
    [138, "fstatfs"],
    [139, "sysfs"],
    [140, "getpriority"],
    [141, "setpriority"],
    [142, "sched_setparam"],
    [143, "sched_getparam"],
    [144, "sched_setscheduler"],
    [145, "sched_getscheduler"],
    [146, "sched_get_priority_max"],
    [147, "sched_get_priority_min"],
    [148, "sched_rr_get_interval"],
    [149, "mlock"],
    [150, "munlock"],
    [151, "mlockall"],
    [152, "munlockall"],
    [153, "vhangup"],
    [154, "modify_ldt"],
    [155, "pivot_root"],
    [156, "_sysctl"],
    [157, "prctl"],
    [158, "arch_prctl"],
    [159, "adjtimex"],
    [160, "setrlimit"],
    [161, "chroot"],
    [162, "sync"],
    [163, "acct"],
    [164, "settimeofday"],
    [165, "mount"],
    [166, "umount2"],
    [167, "swapon"],
    [168, "swapoff"],
    [169, "reboot"],
    [170, "sethostname"],
    [171, "setdomainname"],
    [172, "iopl"],
    [173, "ioperm"],
    [174, "create_module"],
    [175, "init_module"],
    [176, "delete_module"],
    [177, "get_kernel_syms"],
    [178, "query_module"],
    [179, "quotactl"],
    [180, "nfsservctl"],
    [181, "getpmsg"],
    [182, "putpmsg"],
    [183, "afs_syscall"],
    [184, "tuxcall"],
    [185, "security"],
    [186, "gettid"],
    [187, "readahead"],
    [188, "setxattr"],
    [189, "lsetxattr"],
    [190, "fsetxattr"],
    [191, "getxattr"],
    [192, "lgetxattr"],
    [193, "fgetxattr"],
    [194, "listxattr"],
    [195, "llistxattr"],
    [196, "flistxattr"],
    [197, "removexattr"],
    [198, "lremovexattr"],
    [199, "fremovexattr"],
    [200, "tkill"],
    [201, "time"],
    [202, "futex"],
    [203, "sched_setaffinity"],
    [204, "sched_getaffinity"],
    [205, "set_thread_area"],
    [206, "io_setup"],
    [207, "io_destroy"],
    [208, "io_getevents"],
    [209, "io_submit"],
    [210, "io_cancel"],
    [211, "get_thread_area"],
    [212, "lookup_dcookie"],
    [213, "epoll_create"],
    [214, "epoll_ctl_old"],
    [215, "epoll_wait_old"],
    [216, "remap_file_pages"],
    [217, "getdents64"],
    [218, "set_tid_address"],
    [219, "restart_syscall"],
    [220, "semtimedop"],
    [221, "fadvise64"],
    [222, "timer_create"],
    [223, "timer_settime"],
    [224, "timer_gettime"],
    [225, "timer_getoverrun"],
    [226, "timer_delete"],
    [227, "clock_settime"],
    [228, "clock_gettime"],
    [229, "clock_getres"],
    [230, "clock_nanosleep"],
    [231, "exit_group"],
    [232, "epoll_wait"],
    [233, "epoll_ctl"],
    [234, "tgkill"],
    [235, "utimes"],
    [236, "vserver"],
    [237, "mbind"],
    [238, "set_mempolicy"],
    [239, "get_mempolicy"],
    [240, "mq_open"],
    [241, "mq_unlink"],
    [242, "mq_timedsend"],
    [243, "mq_timedreceive"],
    [244, "mq_notify"],
    [245, "mq_getsetattr"],
    [246, "kexec_load"],
    [247, "waitid"],
    [248, "add_key"],
    [249, "request_key"],
    [250, "keyctl"],
    [251, "ioprio_set"],
    [252, "ioprio_get"],
    [253, "inotify_init"],
    [254, "inotify_add_watch"],
    [255, "inotify_rm_watch"],
    [256, "migrate_pages"],
    [257, "openat"],
    [258, "mkdirat"],
    [259, "mknodat"],
    [260, "fchownat"],
    [261, "futimesat"],
    [262, "newfstatat"],
    [263, "unlinkat"],
    [264, "renameat"],
    [265, "linkat"],
    [266, "symlinkat"],
    [267, "readlinkat"],
    [268, "fchmodat"],
    [269, "faccessat"],
    [270, "pselect6"],
    [271, "ppoll"],
    [272, "unshare"],
    [273, "set_robust_list"],
    [274, "get_robust_list"],
    [275, "splice"],
    [276, "tee"],
    [277, "sync_file_range"],
    [278, "vmsplice"],
    [279, "move_pages"],
    [280, "utimensat"],
    [281, "epoll_pwait"],
    [282, "signalfd"],
    [283, "timerfd_create"],
    [284, "eventfd"],
    [285, "fallocate"],
    [286, "timerfd_settime"],
    [287, "timerfd_gettime"],
    [288, "accept4"],
    [289, "signalfd4"],
    [290, "eventfd2"],
    [291, "epoll_create1"],
    [292, "dup3"],
    [293, "pipe2"],
    [294, "inotify_init1"],
    [295, "preadv"],
    [296, "pwritev"],
    [297, "rt_tgsigqueueinfo"],
    [298, "perf_event_open"],
    [299, "recvmmsg"],
    [300, "fanotify_init"],
    [301, "fanotify_mark"],
    [302, "prlimit64"],
    [303, "name_to_handle_at"],
    [304, "open_by_handle_at"],
    [305, "clock_adjtime"],
    [306, "syncfs"],
    [307, "sendmmsg"],
    [308, "setns"],
    [309, "getcpu"],
    [310, "process_vm_readv"],
    [311, "process_vm_writev"],
    [312, "kcmp"],
    [313, "finit_module"],
    [314, "sched_setattr"],
    [315, "sched_getattr"],
    [316, "renameat2"],
    [317, "seccomp"],
    [318, "getrandom"],
    [319, "memfd_create"],
    [320, "kexec_file_load"],
    [321, "bpf"],
    [322, "execveat"],
    [323, "userfaultfd"],
    [324, "membarrier"],
    [325, "mlock2"],
    [326, "copy_file_range"],
    [327, "preadv2"],
    [328, "pwritev2"],
    [329, "pkey_mprotect"],
    [330, "pkey_alloc"],
    [331, "pkey_free"],
    [332, "statx"],
    [333, "io_pgetevents"],
    [334, "rseq"],
    [335, "uretprobe"],
    [336, "uprobe"],
    [424, "pidfd_send_signal"],
    [425, "io_uring_setup"],
    [426, "io_uring_enter"],
    [427, "io_uring_register"],
    [428, "open_tree"],
    [429, "move_mount"],
    [430, "fsopen"],
    [431, "fsconfig"],
    [432, "fsmount"],
    [433, "fspick"],
    [434, "pidfd_open"],
    [435, "clone3"],
    [436, "close_range"],
    [437, "openat2"],
    [438, "pidfd_getfd"],
    [439, "faccessat2"],
    [440, "process_madvise"],
    [441, "epoll_pwait2"],
    [442, "mount_setattr"],
    [443, "quotactl_fd"],
    [444, "landlock_create_ruleset"],
    [445, "landlock_add_rule"],
    [446, "landlock_restrict_self"],
    [447, "memfd_secret"],
    [448, "process_mrelease"],
    [449, "futex_waitv"],
    [450, "set_mempolicy_home_node"],
    [451, "cachestat"],
    [452, "fchmodat2"],
    [453, "map_shadow_stack"],
    [454, "futex_wake"],
    [455, "futex_wait"],
    [456, "futex_requeue"],
    [457, "statmount"],
    [458, "listmount"],
    [459, "lsm_get_self_attr"],
    [460, "lsm_set_self_attr"],
    [461, "lsm_list_modules"],
    [462, "mseal"],
    [463, "setxattrat"],
    [464, "getxattrat"],
    [465, "listxattrat"],
    [466, "removexattrat"],
    [467, "open_tree_attr"],
    [468, "file_getattr"],
    [469, "file_setattr"],
    [470, "listns"],
    [471, "rseq_slice_yield"],
];
// prettier-ignore
const arm64 = [
    [0, "io_setup"],
    [1, "io_destroy"],
    [2, "io_submit"],
    [3, "io_cancel"],
    [4, "io_getevents"],
    [5, "setxattr"],
    [6, "lsetxattr"],
    [7, "fsetxattr"],
    [8, "getxattr"],
    [9, "lgetxattr"],
    [10, "fgetxattr"],
    [11, "listxattr"],
    [12, "llistxattr"],
    [13, "flistxattr"],
    [14, "removexattr"],
    [15, "lremovexattr"],
    [16, "fremovexattr"],
    [17, "getcwd"],
    [18, "lookup_dcookie"],
    [19, "eventfd2"],
    [20, "epoll_create1"],
    [21, "epoll_ctl"],
    [22, "epoll_pwait"],
    [23, "dup"],
    [24, "dup3"],
    [25, "fcntl"],
    [26, "inotify_init1"],
    [27, "inotify_add_watch"],
    [28, "inotify_rm_watch"],
    [29, "ioctl"],
    [30, "ioprio_set"],
    [31, "ioprio_get"],
    [32, "flock"],
    [33, "mknodat"],
    [34, "mkdirat"],
    [35, "unlinkat"],
    [36, "symlinkat"],
    [37, "linkat"],
    [38, "renameat"],
    [39, "umount2"],
    [40, "mount"],
    [41, "pivot_root"],
    [42, "nfsservctl"],
    [43, "statfs"],
    [44, "fstatfs"],
    [45, "truncate"],
    [46, "ftruncate"],
    [47, "fallocate"],
    [48, "faccessat"],
    [49, "chdir"],
    [50, "fchdir"],
    [51, "chroot"],
    [52, "fchmod"],
    [53, "fchmodat"],
    [54, "fchownat"],
    [55, "fchown"],
    [56, "openat"],
    [57, "close"],
    [58, "vhangup"],
    [59, "pipe2"],
    [60, "quotactl"],
    [61, "getdents64"],
    [62, "lseek"],
    [63, "read"],
    [64, "write"],
    [65, "readv"],
    [66, "writev"],
    [67, "pread64"],
    [68, "pwrite64"],
    [69, "preadv"],
    [70, "pwritev"],
    [71, "sendfile"],
    [72, "pselect6"],
    [73, "ppoll"],
    [74, "signalfd4"],
    [75, "vmsplice"],
    [76, "splice"],
    [77, "tee"],
    [78, "readlinkat"],
    [79, "newfstatat"],
    [80, "fstat"],
    [81, "sync"],
    [82, "fsync"],
    [83, "fdatasync"],
    [84, "sync_file_range"],
    [85, "timerfd_create"],
    [86, "timerfd_settime"],
    [87, "timerfd_gettime"],
    [88, "utimensat"],
    [89, "acct"],
    [90, "capget"],
    [91, "capset"],
    [92, "personality"],
    [93, "exit"],
    [94, "exit_group"],
    [95, "waitid"],
    [96, "set_tid_address"],
    [97, "unshare"],
    [98, "futex"],
    [99, "set_robust_list"],
    [100, "get_robust_list"],
    [101, "nanosleep"],
    [102, "getitimer"],
    [103, "setitimer"],
    [104, "kexec_load"],
    [105, "init_module"],
    [106, "delete_module"],
    [107, "timer_create"],
    [108, "timer_gettime"],
    [109, "timer_getoverrun"],
    [110, "timer_settime"],
    [111, "timer_delete"],
    [112, "clock_settime"],
    [113, "clock_gettime"],
    [114, "clock_getres"],
    [115, "clock_nanosleep"],
    [116, "syslog"],
    [117, "ptrace"],
    [118, "sched_setparam"],
    [119, "sched_setscheduler"],
    [120, "sched_getscheduler"],
    [121, "sched_getparam"],
    [122, "sched_setaffinity"],
    [123, "sched_getaffinity"],
    [124, "sched_yield"],
    [125, "sched_get_priority_max"],
    [126, "sched_get_priority_min"],
    [127, "sched_rr_get_interval"],
    [128, "restart_syscall"],
    [129, "kill"],
    [130, "tkill"],
    [131, "tgkill"],
    [132, "sigaltstack"],
    [133, "rt_sigsuspend"],
    [134, "rt_sigaction"],
    [135, "rt_sigprocmask"],
    [136, "rt_sigpending"],
    [137, "rt_sigtimedwait"],
    [138, "rt_sigqueueinfo"],
    [139, "rt_sigreturn"],
    [140, "setpriority"],
    [141, "getpriority"],
    [142, "reboot"],
    [143, "setregid"],
    [144, "setgid"],
    [145, "setreuid"],
    [146, "setuid"],
    [147, "setresuid"],
    [148, "getresuid"],
    [149, "setresgid"],
    [150, "getresgid"],
    [151, "setfsuid"],
    [152, "setfsgid"],
    [153, "times"],
    [154, "setpgid"],
    [155, "getpgid"],
    [156, "getsid"],
    [157, "setsid"],
    [158, "getgroups"],
    [159, "setgroups"],
    [160, "uname"],
    [161, "sethostname"],
    [162, "setdomainname"],
    [163, "getrlimit"],
    [164, "setrlimit"],
    [165, "getrusage"],
    [166, "umask"],
    [167, "prctl"],
    [168, "getcpu"],
    [169, "gettimeofday"],
    [170, "settimeofday"],
    [171, "adjtimex"],
    [172, "getpid"],
    [173, "getppid"],
    [174, "getuid"],
    [175, "geteuid"],
    [176, "getgid"],
    [177, "getegid"],
    [178, "gettid"],
    [179, "sysinfo"],
    [180, "mq_open"],
    [181, "mq_unlink"],
    [182, "mq_timedsend"],
    [183, "mq_timedreceive"],
    [184, "mq_notify"],
    [185, "mq_getsetattr"],
    [186, "msgget"],
    [187, "msgctl"],
    [188, "msgrcv"],
    [189, "msgsnd"],
    [190, "semget"],
    [191, "semctl"],
    [192, "semtimedop"],
    [193, "semop"],
    [194, "shmget"],
    [195, "shmctl"],
    [196, "shmat"],
    [197, "shmdt"],
    [198, "socket"],
    [199, "socketpair"],
    [200, "bind"],
    [201, "listen"],
    [202, "accept"],
    [203, "connect"],
    [204, "getsockname"],
    [205, "getpeername"],
    [206, "sendto"],
    [207, "recvfrom"],
    [208, "setsockopt"],
    [209, "getsockopt"],
    [210, "shutdown"],
    [211, "sendmsg"],
    [212, "recvmsg"],
    [213, "readahead"],
    [214, "brk"],
    [215, "munmap"],
    [216, "mremap"],
    [217, "add_key"],
    [218, "request_key"],
    [219, "keyctl"],
    [220, "clone"],
    [221, "execve"],
    [222, "mmap"],
    [223, "fadvise64"],
    [224, "swapon"],
    [225, "swapoff"],
    [226, "mprotect"],
    [227, "msync"],
    [228, "mlock"],
    [229, "munlock"],
    [230, "mlockall"],
    [231, "munlockall"],
    [232, "mincore"],
    [233, "madvise"],
    [234, "remap_file_pages"],
    [235, "mbind"],
    [236, "get_mempolicy"],
    [237, "set_mempolicy"],
    [238, "migrate_pages"],
    [239, "move_pages"],
    [240, "rt_tgsigqueueinfo"],
    [241, "perf_event_open"],
    [242, "accept4"],
    [243, "recvmmsg"],
    [260, "wait4"],
    [261, "prlimit64"],
    [262, "fanotify_init"],
    [263, "fanotify_mark"],
    [264, "name_to_handle_at"],
    [265, "open_by_handle_at"],
    [266, "clock_adjtime"],
    [267, "syncfs"],
    [268, "setns"],
    [269, "sendmmsg"],
    [270, "process_vm_readv"],
    [271, "process_vm_writev"],
    [272, "kcmp"],
    [273, "finit_module"],
    [274, "sched_setattr"],
    [275, "sched_getattr"],
    [276, "renameat2"],
    [277, "seccomp"],
    [278, "getrandom"],
    [279, "memfd_create"],
    [280, "bpf"],
    [281, "execveat"],
    [282, "userfaultfd"],
    [283, "membarrier"],
    [284, "mlock2"],
    [285, "copy_file_range"],
    [286, "preadv2"],
    [287, "pwritev2"],
    [288, "pkey_mprotect"],
    [289, "pkey_alloc"],
    [290, "pkey_free"],
    [291, "statx"],
    [292, "io_pgetevents"],
    [293, "rseq"],
    [294, "kexec_file_load"],
    [424, "pidfd_send_signal"],
    [425, "io_uring_setup"],
    [426, "io_uring_enter"],
    [427, "io_uring_register"],
    [428, "open_tree"],
    [429, "move_mount"],
    [430, "fsopen"],
    [431, "fsconfig"],
    [432, "fsmount"],
    [433, "fspick"],
    [434, "pidfd_open"],
    [435, "clone3"],
    [436, "close_range"],
    [437, "openat2"],
    [438, "pidfd_getfd"],
    [439, "faccessat2"],
    [440, "process_madvise"],
    [441, "epoll_pwait2"],
    [442, "mount_setattr"],
    [443, "quotactl_fd"],
    [444, "landlock_create_ruleset"],
    [445, "landlock_add_rule"],
    [446, "landlock_restrict_self"],
    [447, "memfd_secret"],
    [448, "process_mrelease"],
    [449, "futex_waitv"],
    [450, "set_mempolicy_home_node"],
    [451, "cachestat"],
    [452, "fchmodat2"],
    [453, "map_shadow_stack"],
    [454, "futex_wake"],
    [455, "futex_wait"],
    [456, "futex_requeue"],
    [457, "statmount"],
    [458, "listmount"],
    [459, "lsm_get_self_attr"],
    [460, "lsm_set_self_attr"],
    [461, "lsm_list_modules"],
    [462, "mseal"],
    [463, "setxattrat"],
    [464, "getxattrat"],
    [465, "listxattrat"],
    [466, "removexattrat"],
    [467, "open_tree_attr"],
    [468, "file_getattr"],
    [469, "file_setattr"],
    [470, "listns"],
    [471, "rseq_slice_yield"],
];

;// CONCATENATED MODULE: ./build/js/supervisor/frames.js

/** Changes whenever a frame changes; `native/supervisor.h` holds the same number. */
const protocolVersion = 9;
/** No frame is longer. The longest are stacks: at most 256 records' worth of skeletons of at most 20 KiB. */
const maxFrame = 16 << 20;
const recordSize = 80;
/** The supervisor said something that is not in the protocol. */
class FrameError extends Error {
    name = "FrameError";
}
/** Reads the values of a frame one after the other; reading beyond its end is a [FrameError]. */
class Reader {
    bytes;
    view;
    at = 0;
    constructor(bytes) {
        this.bytes = bytes;
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    get left() {
        return this.bytes.length - this.at;
    }
    take(count) {
        if (count > this.left)
            throw new FrameError(`a frame ends early: ${count} bytes wanted at ${this.at}, it has ${this.bytes.length}`);
        const at = this.at;
        this.at += count;
        return at;
    }
    u8() {
        return this.view.getUint8(this.take(1));
    }
    u16() {
        return this.view.getUint16(this.take(2), true);
    }
    u32() {
        return this.view.getUint32(this.take(4), true);
    }
    i32() {
        return this.view.getInt32(this.take(4), true);
    }
    u64() {
        return this.view.getBigUint64(this.take(8), true);
    }
    bytesOf(length) {
        const at = this.take(length);
        return this.bytes.subarray(at, at + length);
    }
    text() {
        const length = this.u32();
        const at = this.take(length);
        return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + at, length).toString("utf8");
    }
    rest() {
        return this.bytes.subarray(this.take(this.left));
    }
    /** Says that nothing may be left. */
    done() {
        if (this.left)
            throw new FrameError(`a frame is ${this.left} bytes longer than it should be`);
    }
}
const none = Object.freeze({ kind: "none" });
function readObject(reader) {
    const id = reader.u32();
    const kind = reader.u8();
    const deleted = reader.u8() !== 0;
    const inode = Number(reader.u64());
    const a = reader.text();
    const b = reader.text();
    return [id, Object.freeze(objectOf(kind, deleted, inode, a, b))];
}
function objectOf(kind, deleted, inode, a, b) {
    switch (kind) {
        case 1:
            return deleted ? { kind: "file", path: a, deleted } : { kind: "file", path: a };
        case 2:
            return { kind: "socket", ...(a && { local: a }), ...(b && { peer: b }), inode };
        case 3:
            return { kind: "pipe", inode };
        case 4:
            if (a === "stdin" || a === "stdout" || a === "stderr")
                return { kind: "stdio", name: a };
            throw new FrameError(`a standard stream called ${JSON.stringify(a)}`);
        case 5:
            return { kind: "anon", name: a };
        default:
            throw new FrameError(`an object of kind ${kind}`);
    }
}
/** The supervisor names at most 16,384 stacks before it begins anew with higher numbers; calls that wait may name older ones. */
const keptStacks = 4 * 16_384;
const keptImages = 1_024;
function forgetOldest(map, keep) {
    for (const key of map.keys()) {
        if (map.size <= keep)
            return;
        map.delete(key);
    }
}
/** Addresses are numbers: those of processes have at most 52 bits. What has more is none. */
function address(value) {
    return value < 2n ** 53n ? Number(value) : 0;
}
function readImage(reader) {
    const service = reader.u32();
    const pid = reader.u32();
    const mappings = [];
    for (let count = reader.u32(); count > 0; count--)
        mappings.push({
            start: address(reader.u64()),
            end: address(reader.u64()),
            offset: address(reader.u64()),
            inode: address(reader.u64()),
            path: reader.text(),
        });
    return [{ pid, mappings }, service];
}
function readStack(reader, images) {
    const id = reader.u32();
    const image = images.get(id);
    if (!image)
        throw new FrameError(`mappings ${id}, which were never described`);
    const pc = address(reader.u64());
    const code = new Map();
    const links = new Map();
    while (reader.left) {
        const place = reader.u16();
        if (place & 0x8000)
            links.set(8 * (place & 0x7fff), 8 * reader.u16());
        else
            code.set(8 * place, address(reader.u64()));
    }
    return { image, pc, code, links };
}
/** Where `has` says which of the optional fields a record carries. */
const has = { fd: 1, target: 2, size: 4, flags: 8, rule: 16 };
const allow = Object.freeze({ kind: "allow" });
const allowSystemPath = Object.freeze({ kind: "allow-system-path" });
const frames_trace = Object.freeze({ kind: "trace" });
/** Takes the bytes of the supervisor's stream as they come and gives whole frames. */
class Decoder {
    naming;
    left = new Uint8Array(0);
    /** By id; [0] is the object that is none. */
    objects = [none];
    decisions = new Map();
    images = new Map();
    stacks = new Map();
    callNames = [];
    constructor(naming) {
        this.naming = naming;
    }
    /** The frames that [chunk] completes. */
    push(chunk) {
        const bytes = this.left.length ? Buffer.concat([this.left, chunk]) : chunk;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const frames = [];
        let at = 0;
        while (bytes.length - at >= 4) {
            const length = view.getUint32(at, true);
            if (length > maxFrame || length === 0)
                throw new FrameError(`a frame of ${length} bytes`);
            if (bytes.length - at - 4 < length)
                break;
            const frame = this.decode(bytes.subarray(at + 4, at + 4 + length));
            if (frame)
                frames.push(frame);
            at += 4 + length;
        }
        this.left = bytes.subarray(at);
        return frames;
    }
    decode(bytes) {
        const reader = new Reader(bytes);
        const type = reader.u8();
        switch (type) {
            case 1:
                return this.hello(reader);
            case 2:
                return { type: "reply", request: reader.u32(), body: reader };
            case 3: {
                const frame = { type: "failure", request: reader.u32(), errno: reader.u32(), stage: reader.text(), detail: reader.text() };
                reader.done();
                return frame;
            }
            case 4:
                while (reader.left) {
                    const [id, object] = readObject(reader);
                    if (id !== this.objects.length)
                        throw new FrameError(`object ${id} where ${this.objects.length} was to come`);
                    this.objects.push(object);
                }
                return undefined;
            case 5:
                reader.done();
                this.objects = [none];
                return undefined;
            case 6:
                return { type: "calls", records: this.calls(bytes.subarray(1)) };
            case 11:
            case 13: {
                const [record, ...more] = this.calls(bytes.subarray(1));
                if (!record || more.length)
                    throw new FrameError(`${more.length} calls waiting in one frame`);
                return { type: type === 11 ? "held" : "delayed", record };
            }
            case 7: {
                const service = reader.u32();
                const stream = reader.u8();
                if (stream !== 1 && stream !== 2)
                    throw new FrameError(`output stream ${stream}`);
                const times = { sinceNs: reader.u64(), atNs: reader.u64() };
                return { type: "output", service, stream: stream === 1 ? "stdout" : "stderr", ...times, bytes: reader.rest().slice() };
            }
            case 8: {
                const frame = { type: "exit", service: reader.u32(), pid: reader.u32(), atNs: reader.u64(), status: reader.u32() };
                reader.done();
                return frame;
            }
            case 9: {
                const service = reader.u32();
                const counters = new Map();
                for (let count = reader.u32(); count > 0; count--)
                    counters.set(reader.u32(), { seen: reader.u64(), fired: reader.u64() });
                const frame = { type: "ended", service, counters };
                reader.done();
                return frame;
            }
            case 10: {
                const frame = { type: "notice", service: reader.u32(), code: reader.text(), message: reader.text() };
                reader.done();
                return frame;
            }
            case 12:
                while (reader.left)
                    this.announced(reader);
                return undefined;
            default:
                throw new FrameError(`a frame of type ${type}`);
        }
    }
    /** Takes in mappings, or the skeleton of a stack. */
    announced(reader) {
        const kind = reader.u8();
        const id = reader.u32();
        if (kind === 1) {
            const [image, service] = readImage(reader);
            if (this.naming.service(service) === undefined)
                throw new FrameError(`mappings of service ${service}, which was never launched`);
            this.images.set(id, image);
            forgetOldest(this.images, keptImages);
        }
        else if (kind === 2) {
            this.stacks.set(id, readStack(new Reader(reader.bytesOf(reader.u32())), this.images));
            forgetOldest(this.stacks, keptStacks);
        }
        else
            throw new FrameError(`news of kind ${kind}`);
    }
    hello(reader) {
        const version = reader.u32();
        if (version !== protocolVersion)
            throw new FrameError(`it speaks protocol ${version}, this is ${protocolVersion}`);
        const arch = reader.text();
        const names = [];
        for (const [number, name] of arch === "arm64" ? arm64 : x64)
            names[number] = name;
        this.callNames = names;
        const frame = {
            type: "hello",
            version,
            arch,
            kernel: reader.text(),
            worker: reader.u32(),
            installErrno: reader.u32(),
            memoryErrno: reader.u32(),
            getfdErrno: reader.u32(),
            ptraceErrno: reader.u32(),
            syncWakeUp: reader.u8() !== 0,
            waitKillable: reader.u8() !== 0,
        };
        const notes = [];
        for (let count = reader.u32(); count > 0; count--)
            notes.push(reader.text());
        reader.done();
        return { ...frame, notes };
    }
    calls(bytes) {
        if (bytes.length % recordSize)
            throw new FrameError(`records of ${recordSize} bytes in ${bytes.length}`);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const records = [];
        for (let at = 0; at < bytes.length; at += recordSize)
            records.push(this.call(view, at));
        return records;
    }
    call(view, at) {
        const number = view.getUint32(at + 32, true);
        const service = this.naming.service(number);
        if (service === undefined)
            throw new FrameError(`a call of service ${number}, which was never launched`);
        const present = view.getUint8(at + 71);
        const atNs = view.getBigUint64(at, true);
        const latencyNs = wide(view, at + 8);
        const pid = view.getUint32(at + 36, true);
        const tid = view.getUint32(at + 40, true);
        const call = view.getUint16(at + 68, true);
        const name = this.callNames[call] ?? `syscall_${call}`;
        const decision = this.decision(view.getUint8(at + 70), wide(view, at + 24), view.getUint32(at + 60, true));
        const object = this.object(view.getUint32(at + 44, true));
        const epoch = view.getUint32(at + 64, true);
        const fd = view.getInt32(at + 52, true);
        // Most calls read or write through a descriptor. Written as one literal these take a sixth less memory, and a run keeps a million.
        const record = (present & (has.fd | has.size)) === (has.fd | has.size)
            ? { service, atNs, latencyNs, pid, tid, name, decision, object, epoch, fd, size: wide(view, at + 16) }
            : { service, atNs, latencyNs, pid, tid, name, decision, object, epoch };
        if (present & has.fd)
            record.fd = fd;
        if (present & has.size)
            record.size = wide(view, at + 16);
        if (present & has.flags)
            record.flags = view.getUint32(at + 56, true);
        if (present & has.rule)
            record.rule = view.getUint32(at + 60, true);
        const stack = this.stacks.get(view.getUint32(at + 72, true));
        if (stack)
            record.stack = stack;
        if (present & has.target) {
            const target = this.object(view.getUint32(at + 48, true));
            if (target.kind === "file")
                record.target = target.path;
        }
        return record;
    }
    object(id) {
        const object = this.objects[id];
        if (!object)
            throw new FrameError(`object ${id}, which was never described`);
        return object;
    }
    /** One value for all records with the same decision: there are few, and a million records share them. */
    decision(kind, argument, rule) {
        if (kind === 0)
            return allow;
        if (kind === 1)
            return allowSystemPath;
        if (kind === 2)
            return frames_trace;
        const key = `${kind}:${argument}:${kind === 5 ? rule : 0}`;
        let decision = this.decisions.get(key);
        if (!decision) {
            decision = Object.freeze(kind === 5 ? { kind: "hold", tag: this.naming.tag(rule) ?? "" } : decisionOf(kind, argument));
            this.decisions.set(key, decision);
        }
        return decision;
    }
}
function decisionOf(kind, argument) {
    switch (kind) {
        case 3:
            return { kind: "deny", errno: argument };
        case 4:
            return { kind: "delay", delayNs: argument };
        case 6:
            return { kind: "short", bytes: argument };
        case 7:
            return { kind: "crash", when: argument === 0 ? "before" : "after" };
        default:
            throw new FrameError(`a decision of kind ${kind}`);
    }
}
/** A 64-bit count as a number: exact up to 2^53, and no latency or size is beyond. */
function wide(view, at) {
    return view.getUint32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true);
}
/** What requests are written in, one at a time. An environment alone has a hundred texts, and a buffer for each would be collected one by one. */
let sheet = Buffer.allocUnsafe(16_384);
/** Writes the values of a request one after the other. Only one is written at a time: whoever begins one ends it with [frame] before another begins. */
class Writer {
    /** Behind the length, which is known last. */
    at = 4;
    /** Sees to it that so many more bytes fit. */
    room(bytes) {
        const at = this.at;
        if (at + bytes > sheet.length) {
            const larger = Buffer.allocUnsafe(2 * (at + bytes));
            sheet.copy(larger, 0, 0, at);
            sheet = larger;
        }
        this.at += bytes;
        return at;
    }
    u8(value) {
        const at = this.room(1);
        sheet.writeUInt8(value, at);
        return this;
    }
    u32(value) {
        const at = this.room(4);
        sheet.writeUInt32LE(value, at);
        return this;
    }
    u64(value) {
        const at = this.room(8);
        sheet.writeBigUInt64LE(BigInt.asUintN(64, value), at);
        return this;
    }
    f64(value) {
        const at = this.room(8);
        sheet.writeDoubleLE(value, at);
        return this;
    }
    text(value) {
        const length = Buffer.byteLength(value, "utf8");
        this.u32(length);
        const at = this.room(length);
        sheet.write(value, at, "utf8");
        return this;
    }
    texts(values) {
        this.u32(values.length);
        for (const value of values)
            this.text(value);
        return this;
    }
    u32s(values) {
        this.u32(values.length);
        for (const value of values)
            this.u32(value);
        return this;
    }
    /** The request as a frame. */
    frame() {
        sheet.writeUInt32LE(this.at - 4, 0);
        return Buffer.from(sheet.subarray(0, this.at));
    }
}
const actions = { trace: 0, allow: 1, deny: 2, delay: 3, hold: 4, short: 5, crash: 6 };
const always = 2n ** 64n - 1n;
const uncounted = { seen: 0n, fired: 0n };
function writeRules(writer, rules, counters = new Map()) {
    writer.u32(rules.length);
    for (const rule of rules) {
        const [ordinal, n] = ordinalOf(rule);
        writer.u32(rule.id).u8(actions[rule.action.kind]).u8(ordinal);
        writer.u8((rule.exemptSystemPaths ? 1 : 0) | (rule.action.kind === "delay" && rule.action.held === true ? 2 : 0));
        writer.u64(argumentOf(rule)).u64(BigInt(n));
        writer.f64(rule.probability ?? 1).u64(rule.seed ?? 0n);
        writer.u64(rule.maxFires === undefined ? always : BigInt(rule.maxFires));
        const { seen, fired } = counters.get(rule.id) ?? uncounted;
        writer.u64(seen).u64(fired);
        writer
            .text(rule.path ?? "")
            .text(rule.address ?? "")
            .texts(rule.syscalls);
    }
}
function ordinalOf(rule) {
    if (rule.nth !== undefined)
        return [1, rule.nth];
    if (rule.first !== undefined)
        return [2, rule.first];
    if (rule.every !== undefined)
        return [3, rule.every];
    if (rule.after !== undefined)
        return [4, rule.after];
    return [0, 0];
}
function argumentOf(rule) {
    switch (rule.action.kind) {
        case "deny":
            return BigInt(rule.action.errno);
        case "delay":
            return BigInt(Math.round(rule.action.delayNs));
        case "short":
            return BigInt(rule.action.bytes);
        case "crash":
            return rule.action.when === "before" ? 0n : 1n;
        case "trace":
        case "allow":
        case "hold":
            return 0n;
    }
}
function launchRequest(request, service, spec) {
    const writer = new Writer().u8(1).u32(request).u32(service);
    writer
        .u8((spec.allowIoUring ? 1 : 0) | (spec.stacks ? 2 : 0) | (spec.observed ? 4 : 0))
        .u32s(spec.ports ?? [])
        .text(spec.cwd)
        .texts(spec.argv);
    writer.texts(Object.entries(spec.env).map(([name, value]) => `${name}=${value}`));
    writer.texts(spec.intercept);
    writeRules(writer, spec.rules, spec.counters);
    return writer.frame();
}
function rulesRequest(request, service, rules) {
    const writer = new Writer().u8(2).u32(request).u32(service);
    writeRules(writer, rules);
    return writer.frame();
}
function stopRequest(request, service, graceMs) {
    return new Writer().u8(3).u32(request).u32(service).u32(graceMs).frame();
}
function pidsRequest(request, service) {
    return new Writer().u8(4).u32(request).u32(service).frame();
}
function syncRequest(request) {
    return new Writer().u8(5).u32(request).frame();
}
function releaseRequest(request, service, rule, count, tid) {
    return new Writer().u8(6).u32(request).u32(service).u32(rule).u32(count).u32(tid).frame();
}
function listenersRequest(request, port) {
    return new Writer().u8(7).u32(request).u32(port).frame();
}
function awaitRequest(request, service, port) {
    return new Writer().u8(8).u32(request).u32(service).u32(port).frame();
}
function unreadRequest(request, service) {
    return new Writer().u8(9).u32(request).u32(service).frame();
}
function takenRequest(request, accepting, other) {
    const writer = new Writer().u8(10).u32(request);
    for (const { address, port } of [accepting, other])
        writer.text(address).u32(port);
    return writer.frame();
}

;// CONCATENATED MODULE: ./build/js/supervisor/ports.js
/**
 * Whose TCP sockets are, read from `/proc/PID/fd`, and the connections that `/proc/net/tcp` lists. Which sockets listen on a port is asked of the
 * supervisor (`native/ports.c`), because that file is slow to read. A socket of another user's process is seen there but not in
 * `/proc/PID/fd`, so the holder may remain unknown.
 *
 * Files of /proc are made in memory as they are read, so they are read here and now: a round through the thread pool for each would cost
 * more than the reading.
 */

/** What [read] gives, or [otherwise]: processes end while they are looked at, and some may not be looked into. */
function attempt(read, otherwise) {
    try {
        return read();
    }
    catch {
        return otherwise;
    }
}
/** The inodes of the sockets that a process holds. */
function socketsHeldBy(pid) {
    const directory = `/proc/${pid}/fd`;
    const descriptors = attempt(() => (0,external_node_fs_.readdirSync)(directory), []);
    return descriptors.flatMap((descriptor) => {
        const link = attempt(() => (0,external_node_fs_.readlinkSync)(`${directory}/${descriptor}`), "");
        return /^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? [];
    });
}
function commandOf(pid) {
    const text = attempt(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/cmdline`, "utf8"), "");
    return text.split("\0").join(" ").trim() || attempt(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/comm`, "utf8"), "?").trim();
}
/** Who holds one of the sockets [inodes], or undefined when there are none. */
function holderOf(inodes) {
    if (inodes.length === 0)
        return undefined;
    const sought = new Set(inodes);
    const entries = attempt(() => (0,external_node_fs_.readdirSync)("/proc"), []);
    for (const pid of entries.filter((name) => /^\d+$/u.test(name)).map(Number)) {
        if (socketsHeldBy(pid).some((inode) => sought.has(inode)))
            return { pid, command: commandOf(pid) };
    }
    return {};
}
/** States of sockets as the kernel's tables write them. A UDP socket without a peer is in TCP's state of being closed. */
const [established, ports_closed, listening] = ["01", "07", "0A"];
/** The sockets of one protocol on this machine, or in this network namespace. */
function socketsOf(protocol) {
    const portOf = (address) => Number.parseInt(address.slice(address.lastIndexOf(":") + 1), 16);
    return [`/proc/net/${protocol}`, `/proc/net/${protocol}6`].flatMap((table) => 
    // A kernel without IPv6 has no second table.
    attempt(() => (0,external_node_fs_.readFileSync)(table, "latin1"), "")
        .split("\n")
        .slice(1)
        .flatMap((line) => {
        const [, local = "", remote = "", state = "", , , , , , inode] = line.trim().split(/\s+/u);
        return inode === undefined ? [] : [{ inode, state, localPort: portOf(local), remotePort: portOf(remote) }];
    }));
}
/** The local ports of those of [rows] that the processes [pids] hold. */
function portsHeld(rows, pids) {
    const held = new Set(pids.flatMap(socketsHeldBy));
    return [...new Set(rows.filter(({ inode }) => held.has(inode)).map(({ localPort }) => localPort))];
}
/** The local ports of the connections to one of [ports] that are held by the processes [pids]. */
function connectedPorts(ports, pids) {
    const connections = socketsOf("tcp").filter(({ state, remotePort }) => state === established && ports.has(remotePort));
    return portsHeld(connections, pids);
}
/** The ports on which the processes [pids] can be reached: of TCP sockets that listen, and of UDP sockets that take what anybody sends. */
function offeredPorts(pids) {
    const tcp = socketsOf("tcp").filter(({ state }) => state === listening);
    const udp = socketsOf("udp").filter(({ state }) => state === ports_closed);
    return portsHeld([...tcp, ...udp], pids);
}

;// CONCATENATED MODULE: ./build/js/supervisor/client.js
/**
 * The runner's side of the native supervisor: starts it, asks, and hands on what it tells. One supervisor serves all services of a
 * worker; it dies with this process, and every service with it.
 */






/** After its stdin was closed the supervisor has this long to end its services before it is killed; it needs some milliseconds. */
const disposeMs = 10_000;
/** Of what the supervisor writes to stderr (nothing, unless it fails) so much is kept for the error. */
const stderrLimit = 16 << 10;
/** Starts a supervisor. Rejects with a [SupervisorError] when it cannot run here at all. */
async function startSupervisor(options) {
    options.signal?.throwIfAborted();
    const connection = new Connection(options.binary ?? supervisorBinary(), options.listener);
    const abort = () => connection.close();
    options.signal?.addEventListener("abort", abort);
    try {
        const hello = await connection.hello;
        return new NativeSupervisor(connection, hello, () => options.signal?.removeEventListener("abort", abort));
    }
    catch (error) {
        options.signal?.removeEventListener("abort", abort);
        options.signal?.throwIfAborted();
        throw error;
    }
}
/** A promise to be settled from outside, whose rejection need not be looked at by anybody. */
function deferred() {
    const made = Promise.withResolvers();
    made.promise.catch(() => undefined);
    return made;
}
/** The process and its two streams of frames. */
class Connection {
    hello;
    /** Rejects when the supervisor ends without having been asked to. */
    died;
    /** Resolves when its process is gone, for whatever reason. */
    closed;
    child;
    listener;
    greeted = deferred();
    death = deferred();
    decoder;
    services = new Map();
    waiting = new Map();
    outgoing = [];
    tags = new Map();
    requests = 0;
    numbers = 0;
    closing = false;
    failure;
    stderr = "";
    constructor(binary, listener) {
        this.listener = listener;
        this.hello = this.greeted.promise;
        this.died = this.death.promise;
        this.decoder = new Decoder({ service: (number) => this.services.get(number)?.name, tag: (rule) => this.tags.get(rule) });
        // A session of its own, so that Ctrl-C at a terminal reaches this process only, which then ends the services in order. No environment:
        // services get theirs from their [LaunchSpec], and what is secret in ours stays here.
        this.child = (0,external_node_child_process_.spawn)(binary, [], { stdio: ["pipe", "pipe", "pipe"], detached: true, env: {} });
        const closed = deferred();
        this.closed = closed.promise;
        this.child.on("error", (error) => {
            this.failure ??= new SupervisorError(`cannot run the supervisor ${binary}: ${error.message}`, { cause: error });
            if (this.child.pid === undefined)
                this.end(closed, null, null);
        });
        this.child.on("close", (code, signal) => this.end(closed, code, signal));
        // It could not be started, which "error" tells. When no descriptor was left there are no pipes either.
        if (this.child.pid === undefined)
            return;
        // EPIPE on stdin is told by "close" with its reason.
        this.child.stdin.on("error", () => undefined);
        this.child.stderr.setEncoding("utf8").on("data", (text) => {
            this.stderr = (this.stderr + text).slice(-stderrLimit);
        });
        this.child.stdout.on("data", (chunk) => this.receive(chunk));
    }
    receive(chunk) {
        if (this.failure)
            return;
        try {
            for (const frame of this.decoder.push(chunk))
                this.handle(frame);
        }
        catch (error) {
            this.failure = new SupervisorError(`the supervisor cannot be understood: ${error instanceof Error ? error.message : String(error)}`, {
                cause: error,
            });
            this.child.kill("SIGTERM");
        }
    }
    handle(frame) {
        switch (frame.type) {
            case "hello":
                this.greeted.resolve(frame);
                return;
            case "calls":
                this.listener.calls(frame.records);
                return;
            case "reply":
                this.taken(frame.request)?.done(frame.body);
                return;
            case "failure": {
                const waiting = this.taken(frame.request);
                waiting?.failed(waiting.refused(frame.errno, frame.stage, frame.detail));
                return;
            }
            case "output": {
                const { stream, sinceNs, atNs, bytes } = frame;
                this.listener.output({ service: this.tracked(frame.service).name, stream, sinceNs, atNs, bytes });
                return;
            }
            case "exit": {
                const service = this.tracked(frame.service);
                const exit = { service: service.name, atNs: frame.atNs, pid: frame.pid, ...statusOf(frame.status) };
                this.listener.exit(exit);
                service.exited.resolve(exit);
                return;
            }
            case "ended":
                this.tracked(frame.service).ended.resolve(frame.counters);
                this.services.delete(frame.service);
                return;
            case "held":
                this.listener.held?.(frame.record);
                return;
            case "delayed":
                this.listener.delayed?.(frame.record);
                return;
            case "notice":
                this.listener.notice(this.tracked(frame.service).name, frame.code, frame.message);
                return;
        }
    }
    tracked(number) {
        const service = this.services.get(number);
        if (!service)
            throw new SupervisorError(`it speaks of service ${number}, which was never launched`);
        return service;
    }
    taken(request) {
        const waiting = this.waiting.get(request);
        this.waiting.delete(request);
        return waiting;
    }
    /** Sends the request that [make] gives for its number; resolves with what [read] takes from the answer. */
    ask(make, read, refused = plainRefusal) {
        if (this.failure || this.closing)
            return Promise.reject(this.failure ?? new SupervisorError("the supervisor has been ended"));
        const request = ++this.requests;
        const answer = Promise.withResolvers();
        this.waiting.set(request, {
            refused,
            failed: answer.reject,
            done: (body) => {
                const value = read(body);
                body.done();
                answer.resolve(value);
            },
        });
        this.send(make(request));
        return answer.promise;
    }
    /** Requests that are made in one go are sent in one: each that is sent wakes the supervisor, which takes the processor from whoever makes them. */
    send(frame) {
        this.outgoing.push(frame);
        if (this.outgoing.length === 1)
            queueMicrotask(() => this.flush());
    }
    flush() {
        const [first, ...more] = this.outgoing.splice(0);
        if (first !== undefined)
            this.child.stdin.write(more.length === 0 ? first : Buffer.concat([first, ...more]));
    }
    /** A number for a service about to be launched. */
    track(name) {
        const service = { name, exited: deferred(), ended: deferred() };
        const number = ++this.numbers;
        this.services.set(number, service);
        return [number, service];
    }
    /** Remembers what [rules] call the calls they hold: frames carry the rule's number only. */
    remember(rules) {
        for (const { id, action } of rules)
            if (action.kind === "hold")
                this.tags.set(id, action.tag);
    }
    untrack(number) {
        this.services.delete(number);
    }
    /** Asks the supervisor to end, with all services. */
    close() {
        if (this.closing)
            return;
        this.closing = true;
        this.flush();
        this.child.stdin.end();
        const timer = setTimeout(() => this.child.kill("SIGKILL"), disposeMs);
        this.closed.finally(() => clearTimeout(timer)).catch(() => undefined);
    }
    end(closed, code, signal) {
        const said = this.stderr.trim().replace(/^faultbox-supervisor: /u, "");
        const how = signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
        this.failure ??= this.closing
            ? new SupervisorError("the supervisor has been ended")
            : new SupervisorError(`the supervisor died: ${said || how}`);
        for (const waiting of this.waiting.values())
            waiting.failed(this.failure);
        this.waiting.clear();
        for (const service of this.services.values()) {
            service.exited.reject(this.failure);
            service.ended.resolve(new Map());
        }
        this.services.clear();
        this.greeted.reject(this.failure);
        if (!this.closing)
            this.death.reject(this.failure);
        this.closing = true;
        closed.resolve();
    }
}
function plainRefusal(errno, stage, detail) {
    return new SupervisorError(`the supervisor refused: ${stage}: ${detail || `errno ${errno}`}`);
}
// Other names of SIGABRT, SIGIO and SIGSYS.
const otherNames = new Set(["SIGIOT", "SIGPOLL", "SIGUNUSED"]);
const signalNames = new Map(Object.entries(external_node_os_.constants.signals)
    .filter(([name]) => !otherNames.has(name))
    .map(([name, number]) => [number, name]));
/** Takes apart the status of wait(2). */
function statusOf(status) {
    const signal = status & 0x7f;
    if (signal === 0)
        return { code: (status >> 8) & 0xff, signal: null };
    return { code: null, signal: signalNames.get(signal) ?? `signal ${signal}` };
}
class NativeSupervisor {
    capabilities;
    died;
    /** What it found out about this machine when it started; `doctor.ts` puts it in words. */
    facts;
    connection;
    release;
    constructor(connection, hello, release) {
        this.connection = connection;
        this.release = release;
        this.facts = hello;
        this.died = connection.died;
        this.capabilities = {
            kernel: hello.kernel,
            arch: hello.arch === "arm64" ? "arm64" : "x64",
            syncWakeUp: hello.syncWakeUp,
            waitKillable: hello.waitKillable,
            notes: hello.notes,
        };
    }
    async launch(spec) {
        const [number, tracked] = this.connection.track(spec.name);
        this.connection.remember(spec.rules);
        try {
            return await this.connection.ask((request) => launchRequest(request, number, spec), (body) => new NativeService(this.connection, number, tracked, body.u32(), body.u64()), (errno, stage, detail) => stage === "port"
                ? new PortInUse(Number(detail), {})
                : new LaunchError(spec.name, spec.argv[0] ?? "", spec.cwd, stage, errno, detail));
        }
        catch (error) {
            this.connection.untrack(number);
            if (error instanceof PortInUse)
                throw new PortInUse(error.port, (await this.holderOf(error.port)) ?? {});
            throw error;
        }
    }
    async holderOf(port) {
        const inodes = await this.connection.ask((request) => listenersRequest(request, port), inodesOf);
        return holderOf(inodes);
    }
    async taken(accepting, other) {
        const taken = await this.connection.ask((request) => takenRequest(request, accepting, other), (body) => body.u32());
        return taken === 1;
    }
    async sync() {
        await this.connection.ask(syncRequest, () => undefined);
    }
    async [Symbol.asyncDispose]() {
        this.release();
        this.connection.close();
        await this.connection.closed;
    }
}
class NativeService {
    name;
    pid;
    startedNs;
    exited;
    ended;
    connection;
    number;
    constructor(connection, number, tracked, pid, startedNs) {
        this.connection = connection;
        this.number = number;
        this.name = tracked.name;
        this.pid = pid;
        this.startedNs = startedNs;
        this.exited = tracked.exited.promise;
        this.ended = tracked.ended.promise;
    }
    async setRules(rules) {
        this.connection.remember(rules);
        return this.connection.ask((request) => rulesRequest(request, this.number, rules), (body) => body.u32());
    }
    async release(rule, count = 1, tid = 0) {
        return this.connection.ask((request) => releaseRequest(request, this.number, rule, count, tid), (body) => body.u32());
    }
    async stop(graceMs) {
        await this.connection.ask((request) => stopRequest(request, this.number, Math.max(0, Math.ceil(graceMs))), () => undefined);
        await this.ended;
    }
    async pids() {
        return this.connection.ask((request) => pidsRequest(request, this.number), pidsOf);
    }
    async unread() {
        return this.connection.ask((request) => unreadRequest(request, this.number), pidsOf);
    }
    async listener(port) {
        const own = await this.connection.ask((request) => awaitRequest(request, this.number, port), (body) => body.u32());
        return own === 1;
    }
}
const pidsOf = (body) => Array.from({ length: body.u32() }, () => body.u32());
const inodesOf = (body) => Array.from({ length: body.u32() }, () => String(body.u64()));

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/js/supervisor/doctor.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * Says whether system calls can be caught on this machine, and what is missing if not. The supervisor itself finds out, by trying (a real
 * filter in a real child), so what is said here holds for this very place, container or not.
 */



const doctor_EBUSY = 16;
const doctor_EACCES = 13;
const EPERM = 1;
/** Everything looked at, in order of importance. Never throws for what it finds. */
async function doctor(binary) {
    let facts;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const supervisor = __addDisposableResource(env_1, await startSupervisor({
                listener: { calls: () => undefined, output: () => undefined, exit: () => undefined, notice: () => undefined },
                ...(binary !== undefined && { binary }),
            }), true);
            facts = supervisor.facts;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        return [{ ok: false, what: "the supervisor runs", hint: error instanceof Error ? error.message : String(error) }];
    }
    const yama = (await (0,promises_.readFile)("/proc/sys/kernel/yama/ptrace_scope", "latin1").catch(() => "")).trim();
    return checksOf(facts, yama);
}
/** The findings for what a supervisor found out; [yama] is the text of `kernel.yama.ptrace_scope`, empty where there is none. */
function checksOf(facts, yama) {
    const checks = [{ ok: true, what: `the supervisor runs (Linux ${facts.kernel}, ${facts.arch})` }];
    checks.push(facts.installErrno === 0
        ? { ok: true, what: "a seccomp filter with a listener can be installed" }
        : { ok: false, what: "a seccomp filter with a listener can be installed", hint: installHint(facts.installErrno) });
    if (facts.installErrno !== 0)
        return checks;
    checks.push(facts.memoryErrno === 0
        ? { ok: true, what: "the memory of services can be read" }
        : { ok: false, what: "the memory of services can be read", hint: memoryHint(facts.memoryErrno, yama) });
    // The rest costs speed or detail, not truth.
    const lesser = [
        [
            facts.getfdErrno === 0,
            "descriptors of services can be copied",
            `done without (${(0,trace/* errnoName */.gh)(facts.getfdErrno)}): addresses are looked up in /proc/net, and short() is refused. In a container, allow pidfd_getfd (Docker: --cap-add SYS_PTRACE)`,
        ],
        [
            facts.ptraceErrno === 0,
            "services can be traced",
            `done without (${(0,trace/* errnoName */.gh)(facts.ptraceErrno)}): crash(when="after") is refused. In a container, allow ptrace (Docker: --cap-add SYS_PTRACE)`,
        ],
        [facts.syncWakeUp, "SYNC_WAKE_UP", "done without: an intercepted call costs several times as much (Linux 6.6 has it)"],
        [
            facts.waitKillable,
            "WAIT_KILLABLE_RECV",
            "done without: a signal can make a call be announced twice (Linux 6.18 has it without faults)",
        ],
    ];
    for (const [has, what, without] of lesser)
        checks.push(has ? { ok: true, what } : { ok: true, what, hint: without });
    for (const note of facts.notes)
        checks.push({ ok: true, what: "note", hint: note });
    return checks;
}
function installHint(errno) {
    switch (errno) {
        case doctor_EBUSY:
            return "a seccomp filter above this process already has a listener, and the kernel allows one: run outside of the container or sandbox that installed it";
        case doctor_EACCES:
        case EPERM:
            return `the sandbox around this process forbids seccomp filters (${(0,trace/* errnoName */.gh)(errno)}): run outside of it, or with a seccomp profile that allows the call seccomp`;
        default:
            return `this kernel has no seccomp user notification (${(0,trace/* errnoName */.gh)(errno)}): Linux 5.5 or later is needed, and no sandbox that hides it`;
    }
}
function memoryHint(errno, yama) {
    const without = "path arguments and addresses stay unknown, and rules with a path do not match calls that name one";
    if (yama === "2" || yama === "3") {
        return `kernel.yama.ptrace_scope is ${yama}, which ${yama === "3" ? "forbids it until the next boot" : "allows it to root only"}; ${without}. Set it to 1: sudo sysctl kernel.yama.ptrace_scope=1${yama === "3" ? " (after a reboot)" : ""}`;
    }
    return `it is refused (${(0,trace/* errnoName */.gh)(errno)}): ${without}. In a container, allow process_vm_readv (Docker: --cap-add SYS_PTRACE, or a kernel of 4.8 or later)`;
}

;// CONCATENATED MODULE: ./build/js/supervisor/isolation.js
/**
 * A private network and a private /tmp for a command, so that several systems under test with the same ports and files can run at once.
 * The supervisor's executable does it (`native/isolate.c`); this says how it is asked and whether it can be done here.
 */


/** The command line that runs [argv] with a private network and a private, empty /tmp in which only the paths of [keep] are as they were. */
function isolated(argv, keep) {
    return [supervisorBinary(), "isolate", ...[...new Set(keep)].flatMap((path) => ["--keep", path]), "--", ...argv];
}
/** Why nothing can be isolated on this machine, for people; undefined when it can be. */
async function isolationProblem() {
    const [program = "", ...args] = isolated([supervisorBinary(), "match", "a", "a"], [process.cwd(), supervisorBinary()]);
    return new Promise((resolve) => {
        (0,external_node_child_process_.execFile)(program, args, (error, _, stderr) => {
            if (error === null)
                resolve(undefined);
            else
                resolve(stderr.trim() === "" ? error.message : stderr.trim());
        });
    });
}

;// CONCATENATED MODULE: ./build/js/supervisor/syscalls.js
/**
 * System calls by name. A suite may name any call of the kernel, or a *family*: `write` stands for all the ways to write. What people are
 * shown of a family is the short list they know from the language's reference; intercepted are all of its variants, since a program
 * that turns from writev to pwritev2 has not stopped writing.
 */

/** Per keyword the calls shown and, after the bar, further variants. Those that an architecture lacks are left out there. */
const written = {
    write: "write writev pwrite64 | pwritev pwritev2",
    read: "read readv pread64 | preadv preadv2",
    fsync: "fsync fdatasync",
    sendto: "sendto sendmsg | sendmmsg",
    recvfrom: "recvfrom recvmsg | recvmmsg",
    connect: "connect",
    openat: "openat | openat2",
    writev: "writev | pwritev pwritev2",
    readv: "readv | preadv preadv2",
    close: "close",
    pwrite64: "pwrite64",
    pread64: "pread64",
    fdatasync: "fdatasync",
    sendmsg: "sendmsg | sendmmsg",
    recvmsg: "recvmsg | recvmmsg",
    open: "open openat | openat2 creat",
    accept: "accept accept4",
    rename: "rename renameat renameat2",
    unlink: "unlink unlinkat",
    link: "link linkat",
    symlink: "symlink symlinkat",
    mkdir: "mkdir mkdirat",
    truncate: "truncate ftruncate",
    stat: "stat newfstatat statx | lstat fstat",
    access: "access faccessat faccessat2",
    chmod: "chmod fchmod fchmodat | fchmodat2",
    chown: "chown fchown fchownat | lchown",
    poll: "poll ppoll",
    select: "select pselect6",
    fork: "fork vfork clone clone3",
    exec: "execve execveat",
};
const numbers = {
    x64: new Map(x64.map(([number, name]) => [name, number])),
    arm64: new Map(arm64.map(([number, name]) => [name, number])),
};
function thisArch() {
    return process.arch === "arm64" ? "arm64" : "x64";
}
/** The families of an architecture by keyword. */
function familiesOf(arch) {
    const known = (name) => isSyscall(name, arch);
    return new Map(Object.entries(written).flatMap(([keyword, text]) => {
        const [shown = [], more = []] = text.split(" | ").map((names) => names.split(" ").filter(known));
        return shown.length ? [[keyword, { shown, intercepted: [...shown, ...more] }]] : [];
    }));
}
/** The families of this machine by keyword. */
const families = familiesOf(thisArch());
/** Whether the kernel has a call of this name on [arch], by default that of this machine. */
function isSyscall(name, arch = thisArch()) {
    return numbers[arch].has(name);
}
/** Its number on this machine; undefined where there is none. */
function syscallNumber(name) {
    return numbers[thisArch()].get(name);
}
const divisible = new Set("write writev pwrite64 pwritev pwritev2 sendto sendmsg read readv pread64 preadv preadv2 recvfrom recvmsg".split(" "));
/** Whether a call can be made with fewer bytes than it asks for; `native/calls.c` marks the same ones. */
function isDivisible(name) {
    return divisible.has(name);
}
/** All calls of [arch] by name, for suggestions. */
function syscallNames(arch = thisArch()) {
    return [...numbers[arch].keys()];
}

;// CONCATENATED MODULE: ./build/js/supervisor/index.js
/** The native supervisor as the engine sees it: start services, catch their calls, decide about them. */










/***/ }),

/***/ 6795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NX: () => (/* reexport */ DRIVER),
  tG: () => (/* reexport */ Log),
  M3: () => (/* reexport */ callFields),
  bi: () => (/* reexport */ clocksOf),
  Mt: () => (/* reexport */ decisionName),
  Gk: () => (/* reexport */ decisionText),
  gh: () => (/* reexport */ errnoName),
  bV: () => (/* reexport */ errnoNames),
  Y6: () => (/* reexport */ errnoNumber),
  iQ: () => (/* reexport */ errnoText),
  $q: () => (/* reexport */ eventType),
  ag: () => (/* reexport */ fieldValue),
  Pf: () => (/* reexport */ fieldsOf),
  a3: () => (/* reexport */ duration/* formatDuration */.a3),
  R_: () => (/* reexport */ frameText),
  mw: () => (/* reexport */ globMatches),
  fg: () => (/* reexport */ isGlob),
  sX: () => (/* reexport */ isMade),
  cK: () => (/* reexport */ matches),
  pA: () => (/* reexport */ nearest),
  C$: () => (/* reexport */ noteTypes),
  du: () => (/* reexport */ objectPath),
  E9: () => (/* reexport */ duration/* parseDuration */.E9),
  WE: () => (/* reexport */ passes),
  Vt: () => (/* reexport */ shownSource),
  Q2: () => (/* reexport */ duration/* timerMs */.Q2)
});

// UNUSED EXPORTS: DurationError, happensBefore, isSystemEvent, lineText, openFlagsText, shortFunction, sourceText

;// CONCATENATED MODULE: ./build/js/trace/event.js
/**
 * What happened, as data. An [Event] is one line of a test's log: a caught system call of a service, a step of the test driver, or a
 * change in a service's life. Everything to the right of this room (drift, report) reads events and nothing else, so an event is plain,
 * readonly and serialisable.
 */
/** The lane of the test driver: its steps are events of a service of this name. */
const DRIVER = "test";
/** Whether a call that was decided so has been made at all. */
function isMade(decision) {
    return decision.kind !== "deny" && !(decision.kind === "crash" && decision.when === "before");
}

;// CONCATENATED MODULE: ./build/js/trace/clocks.js
/**
 * Vector clocks: what may have caused what. A lane (a service, or the driver) counts its own events; a message carries the sender's clock to
 * the receiver. Messages are what went over connections whose two ends are known, nothing else: an arrow is drawn only where a message
 * went.
 *
 * The kernel tells of a call when it is entered. A receiver that waits in `read` has entered it before the message exists, so a message
 * arrives at the later of the two: at the receive that follows the send, or, when a thread was already waiting in one, at that thread's
 * next event. Where receives of the lane are not observed at all, it arrives with the lane's next event after the send. A reply
 * to the driver arrives with its `step_recv`.
 *
 * One forward pass over the log: sends leave a delivery waiting with the receiving lane, and each event of that lane takes those that
 * have arrived. Cost: O(events × lanes), as a vector clock has an entry for each lane.
 *
 * Clocks are C. Fidge's and F. Mattern's (1988); a lane's clock holds, for each lane, how many of its events are known to lie in the past.
 */

const sends = new Set(["write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg", "sendfile", "splice"]);
const receives = new Set(["read", "readv", "pread64", "preadv", "preadv2", "recvfrom", "recvmsg", "recvmmsg"]);
/**
 * The vector clock of each event, in the order of [events] (one log, by seq). [services] tell which lane listens on which port.
 */
function clocksOf(events, services) {
    const lanesByEndpoint = endpoints(events, services);
    const observing = new Set();
    for (const { service, call } of events) {
        if (call?.object.kind === "socket" && receives.has(call.name))
            observing.add(service);
    }
    const boundAfterConnect = localEndsOfConnects(events);
    const current = new Map();
    const waiting = new Map();
    /** Who waits where: `lane direction` → the thread that entered a receive and has not been seen since, and the reverse. */
    const threadIn = new Map();
    const receiveOf = new Map();
    /** direction → clock of the last send, for the driver, which is not observed but says when it has the reply. */
    const lastSend = new Map();
    const result = [];
    for (const event of events) {
        const lane = event.service;
        const call = event.call;
        const socket = call?.object.kind === "socket" ? call.object : undefined;
        const outward = socket?.local !== undefined && socket.peer !== undefined ? `${socket.local}>${socket.peer}` : undefined;
        const inward = socket?.local !== undefined && socket.peer !== undefined ? `${socket.peer}>${socket.local}` : undefined;
        const receivesHere = call !== undefined && inward !== undefined && receives.has(call.name) ? inward : undefined;
        // What had arrived when this event happened.
        let clock = current.get(lane) ?? {};
        const queue = waiting.get(lane);
        if (queue !== undefined && queue.length > 0) {
            const kept = [];
            for (const delivery of queue) {
                const arrived = delivery.anyEvent ||
                    (delivery.waitingTid !== undefined && delivery.waitingTid === call?.tid) ||
                    (delivery.direction !== undefined && delivery.direction === receivesHere);
                if (arrived)
                    clock = join(clock, delivery.clock);
                else
                    kept.push(delivery);
            }
            waiting.set(lane, kept);
        }
        if (event.type === "step_recv")
            clock = join(clock, replyClock(event, services, lastSend, current, observing));
        clock = { ...clock, [lane]: (clock[lane] ?? 0) + 1 };
        current.set(lane, clock);
        result.push(clock);
        // Who waits where.
        if (call !== undefined) {
            const thread = `${lane} ${call.tid}`;
            const left = receiveOf.get(thread);
            if (left !== undefined) {
                threadIn.delete(left);
                receiveOf.delete(thread);
            }
            if (receivesHere !== undefined) {
                threadIn.set(`${lane} ${receivesHere}`, call.tid);
                receiveOf.set(thread, `${lane} ${receivesHere}`);
            }
        }
        // What this event sent.
        const denied = call !== undefined && !isMade(call.decision);
        if (call !== undefined && outward !== undefined && sends.has(call.name) && !denied) {
            lastSend.set(outward, clock);
            post(lanesByEndpoint.get(socket?.peer ?? ""), outward, clock);
        }
        else if (call !== undefined && call.name === "connect" && socket?.peer !== undefined && !denied) {
            const local = boundAfterConnect.get(event.seq);
            post(lanesByEndpoint.get(socket.peer), local === undefined ? undefined : `${local}>${socket.peer}`, clock);
        }
        else if (event.type === "step_send") {
            const to = portOf(event, services);
            const lane = event.fields["target"]?.split(".")[0];
            post(lane, to !== undefined && event.fields["local"] !== undefined ? `${event.fields["local"]}>${to}` : undefined, clock);
        }
    }
    return result;
    function post(lane, direction, clock) {
        if (lane === undefined || lane === DRIVER)
            return;
        const queue = waiting.get(lane) ?? [];
        waiting.set(lane, queue);
        queue.push({
            clock,
            direction,
            waitingTid: direction === undefined ? undefined : threadIn.get(`${lane} ${direction}`),
            anyEvent: direction === undefined || !observing.has(lane),
        });
    }
}
/** Whether an event with clock [a] on [laneOfA] happened before one with clock [b]: whether b's past holds it. */
function happensBefore(laneOfA, a, b) {
    return a !== b && (a[laneOfA] ?? 0) <= (b[laneOfA] ?? 0);
}
function join(a, b) {
    const joined = { ...a };
    for (const [lane, count] of Object.entries(b))
        joined[lane] = Math.max(joined[lane] ?? 0, count);
    return joined;
}
/** Which lane is at an address: declared interfaces by their port, everything else by who was seen using it as its own end. */
function endpoints(events, services) {
    const lanes = new Map();
    for (const { service, call, fields } of events) {
        if (call?.object.kind === "socket" && call.object.local !== undefined)
            lanes.set(call.object.local, service);
        if (fields["local"] !== undefined && service === DRIVER)
            lanes.set(fields["local"], DRIVER);
    }
    for (const { name, interfaces } of services) {
        for (const { port } of interfaces)
            for (const host of ["127.0.0.1", "[::1]", "localhost"])
                lanes.set(`${host}:${port}`, name);
    }
    return lanes;
}
/** The local end of each `connect`, which gets its port only by connecting: told by the next call on the same descriptor. */
function localEndsOfConnects(events) {
    const open = new Map();
    const result = new Map();
    for (const { seq, service, call } of events) {
        if (call?.fd === undefined || call.object.kind !== "socket")
            continue;
        const key = `${service} ${call.pid} ${call.fd}`;
        if (call.name === "connect") {
            open.set(key, seq);
            continue;
        }
        const connect = open.get(key);
        if (connect !== undefined && call.object.local !== undefined && call.object.peer !== undefined) {
            result.set(connect, call.object.local);
            open.delete(key);
        }
    }
    return result;
}
/** `127.0.0.1:8080` of the interface a step went to. */
function portOf(step, services) {
    if (step.fields["remote"] !== undefined)
        return step.fields["remote"];
    const [service, name] = (step.fields["target"] ?? "").split(".");
    const interfaces = services.find((candidate) => candidate.name === service)?.interfaces ?? [];
    const found = interfaces.find((candidate) => candidate.name === name) ?? interfaces[0];
    return found === undefined ? undefined : `127.0.0.1:${found.port}`;
}
/** What a reply carries: the clock of the send that made it or, where the service's socket calls are not observed, of its last event. */
function replyClock(step, services, lastSend, current, observing) {
    if (step.fields["success"] === "false")
        return {};
    const lane = step.fields["target"]?.split(".")[0] ?? "";
    const from = portOf(step, services);
    const sent = from === undefined ? undefined : lastSend.get(`${from}>${step.fields["local"] ?? ""}`);
    if (sent !== undefined)
        return sent;
    return observing.has(lane) ? {} : (current.get(lane) ?? {});
}

// EXTERNAL MODULE: ./build/js/trace/duration.js
var duration = __webpack_require__(3858);
;// CONCATENATED MODULE: ./build/js/trace/errno.js
/**
 * The errors of the kernel: name, number and the lower-case text that suites and traces use. The numbers are those of
 * `asm-generic/errno.h`, which x64 and arm64 share; the texts are the C library's.
 */
const table = [
    ["EPERM", 1, "operation not permitted"],
    ["ENOENT", 2, "no such file or directory"],
    ["ESRCH", 3, "no such process"],
    ["EINTR", 4, "interrupted system call"],
    ["EIO", 5, "input/output error"],
    ["ENXIO", 6, "no such device or address"],
    ["E2BIG", 7, "argument list too long"],
    ["ENOEXEC", 8, "exec format error"],
    ["EBADF", 9, "bad file descriptor"],
    ["ECHILD", 10, "no child processes"],
    ["EAGAIN", 11, "resource temporarily unavailable"],
    ["ENOMEM", 12, "cannot allocate memory"],
    ["EACCES", 13, "permission denied"],
    ["EFAULT", 14, "bad address"],
    ["ENOTBLK", 15, "block device required"],
    ["EBUSY", 16, "device or resource busy"],
    ["EEXIST", 17, "file exists"],
    ["EXDEV", 18, "invalid cross-device link"],
    ["ENODEV", 19, "no such device"],
    ["ENOTDIR", 20, "not a directory"],
    ["EISDIR", 21, "is a directory"],
    ["EINVAL", 22, "invalid argument"],
    ["ENFILE", 23, "too many open files in system"],
    ["EMFILE", 24, "too many open files"],
    ["ENOTTY", 25, "inappropriate ioctl for device"],
    ["ETXTBSY", 26, "text file busy"],
    ["EFBIG", 27, "file too large"],
    ["ENOSPC", 28, "no space left on device"],
    ["ESPIPE", 29, "illegal seek"],
    ["EROFS", 30, "read-only file system"],
    ["EMLINK", 31, "too many links"],
    ["EPIPE", 32, "broken pipe"],
    ["EDOM", 33, "numerical argument out of domain"],
    ["ERANGE", 34, "numerical result out of range"],
    ["EDEADLOCK", 35, "resource deadlock avoided"],
    ["ENAMETOOLONG", 36, "file name too long"],
    ["ENOLCK", 37, "no locks available"],
    ["ENOSYS", 38, "function not implemented"],
    ["ENOTEMPTY", 39, "directory not empty"],
    ["ELOOP", 40, "too many levels of symbolic links"],
    ["ENOMSG", 42, "no message of desired type"],
    ["EIDRM", 43, "identifier removed"],
    ["ECHRNG", 44, "channel number out of range"],
    ["EL2NSYNC", 45, "level 2 not synchronized"],
    ["EL3HLT", 46, "level 3 halted"],
    ["EL3RST", 47, "level 3 reset"],
    ["ELNRNG", 48, "link number out of range"],
    ["EUNATCH", 49, "protocol driver not attached"],
    ["ENOCSI", 50, "no csi structure available"],
    ["EL2HLT", 51, "level 2 halted"],
    ["EBADE", 52, "invalid exchange"],
    ["EBADR", 53, "invalid request descriptor"],
    ["EXFULL", 54, "exchange full"],
    ["ENOANO", 55, "no anode"],
    ["EBADRQC", 56, "invalid request code"],
    ["EBADSLT", 57, "invalid slot"],
    ["EBFONT", 59, "bad font file format"],
    ["ENOSTR", 60, "device not a stream"],
    ["ENODATA", 61, "no data available"],
    ["ETIME", 62, "timer expired"],
    ["ENOSR", 63, "out of streams resources"],
    ["ENONET", 64, "machine is not on the network"],
    ["ENOPKG", 65, "package not installed"],
    ["EREMOTE", 66, "object is remote"],
    ["ENOLINK", 67, "link has been severed"],
    ["EADV", 68, "advertise error"],
    ["ESRMNT", 69, "srmount error"],
    ["ECOMM", 70, "communication error on send"],
    ["EPROTO", 71, "protocol error"],
    ["EMULTIHOP", 72, "multihop attempted"],
    ["EDOTDOT", 73, "rfs specific error"],
    ["EBADMSG", 74, "bad message"],
    ["EOVERFLOW", 75, "value too large for defined data type"],
    ["ENOTUNIQ", 76, "name not unique on network"],
    ["EBADFD", 77, "file descriptor in bad state"],
    ["EREMCHG", 78, "remote address changed"],
    ["ELIBACC", 79, "can not access a needed shared library"],
    ["ELIBBAD", 80, "accessing a corrupted shared library"],
    ["ELIBSCN", 81, ".lib section in a.out corrupted"],
    ["ELIBMAX", 82, "attempting to link in too many shared libraries"],
    ["ELIBEXEC", 83, "cannot exec a shared library directly"],
    ["EILSEQ", 84, "invalid or incomplete multibyte or wide character"],
    ["ERESTART", 85, "interrupted system call should be restarted"],
    ["ESTRPIPE", 86, "streams pipe error"],
    ["EUSERS", 87, "too many users"],
    ["ENOTSOCK", 88, "socket operation on non-socket"],
    ["EDESTADDRREQ", 89, "destination address required"],
    ["EMSGSIZE", 90, "message too long"],
    ["EPROTOTYPE", 91, "protocol wrong type for socket"],
    ["ENOPROTOOPT", 92, "protocol not available"],
    ["EPROTONOSUPPORT", 93, "protocol not supported"],
    ["ESOCKTNOSUPPORT", 94, "socket type not supported"],
    ["EOPNOTSUPP", 95, "operation not supported"],
    ["EPFNOSUPPORT", 96, "protocol family not supported"],
    ["EAFNOSUPPORT", 97, "address family not supported by protocol"],
    ["EADDRINUSE", 98, "address already in use"],
    ["EADDRNOTAVAIL", 99, "cannot assign requested address"],
    ["ENETDOWN", 100, "network is down"],
    ["ENETUNREACH", 101, "network is unreachable"],
    ["ENETRESET", 102, "network dropped connection on reset"],
    ["ECONNABORTED", 103, "software caused connection abort"],
    ["ECONNRESET", 104, "connection reset by peer"],
    ["ENOBUFS", 105, "no buffer space available"],
    ["EISCONN", 106, "transport endpoint is already connected"],
    ["ENOTCONN", 107, "transport endpoint is not connected"],
    ["ESHUTDOWN", 108, "cannot send after transport endpoint shutdown"],
    ["ETOOMANYREFS", 109, "too many references: cannot splice"],
    ["ETIMEDOUT", 110, "connection timed out"],
    ["ECONNREFUSED", 111, "connection refused"],
    ["EHOSTDOWN", 112, "host is down"],
    ["EHOSTUNREACH", 113, "no route to host"],
    ["EALREADY", 114, "operation already in progress"],
    ["EINPROGRESS", 115, "operation now in progress"],
    ["ESTALE", 116, "stale file handle"],
    ["EUCLEAN", 117, "structure needs cleaning"],
    ["ENOTNAM", 118, "not a xenix named type file"],
    ["ENAVAIL", 119, "no xenix semaphores available"],
    ["EISNAM", 120, "is a named type file"],
    ["EREMOTEIO", 121, "remote i/o error"],
    ["EDQUOT", 122, "disk quota exceeded"],
    ["ENOMEDIUM", 123, "no medium found"],
    ["EMEDIUMTYPE", 124, "wrong medium type"],
    ["ECANCELED", 125, "operation canceled"],
    ["ENOKEY", 126, "required key not available"],
    ["EKEYEXPIRED", 127, "key has expired"],
    ["EKEYREVOKED", 128, "key has been revoked"],
    ["EKEYREJECTED", 129, "key was rejected by service"],
    ["EOWNERDEAD", 130, "owner died"],
    ["ENOTRECOVERABLE", 131, "state not recoverable"],
    ["ERFKILL", 132, "operation not possible due to rf-kill"],
];
const byName = new Map(table.map(([name, number]) => [name, number]));
const byNumber = new Map(table.map(([name, number, text]) => [number, { name, text }]));
/** Aliases the kernel defines for other entries. */
byName.set("EWOULDBLOCK", 11);
byName.set("EDEADLOCK", 35);
byName.set("ENOTSUP", 95);
/** All names, for messages that list or suggest. */
const errnoNames = [...byName.keys()];
/** The number of an error by its name in capitals, or undefined. */
function errnoNumber(name) {
    return byName.get(name);
}
/** `EIO` for 5; `errno 4095` for a number without a name. */
function errnoName(number) {
    return byNumber.get(number)?.name ?? `errno ${number}`;
}
/** `input/output error` for 5; `errno 4095` for a number without a text. */
function errnoText(number) {
    return byNumber.get(number)?.text ?? `errno ${number}`;
}

;// CONCATENATED MODULE: ./build/js/trace/stack.js
/**
 * Where in a program a call was made: as it is recorded ([CallStack], addresses only), and as it is understood ([Source], names and
 * lines). The supervisor makes the first while the caller waits; the room `source` makes the second from it when there is time.
 */
/** `inventory/main.go:159`, or with `near ` before it where it is not sure. */
function lineText({ file, line, near }) {
    return `${near ? "near " : ""}${file}${line === undefined ? "" : `:${line}`}`;
}
/** `inventory/main.go:159 main.appendToLog`, with `near ` before it where it is not sure. */
function sourceText(source) {
    return `${lineText(source)} ${source.function}`;
}
/** `inventory/main.go:159 main.appendToLog`; of a frame without a file only the function. */
function frameText({ function: name, file, line }) {
    return file === undefined ? name : `${file}${line === undefined ? "" : `:${line}`} ${name}`;
}
/** A function's name without package, class, arguments and what the compiler numbered: `main.(*inventory).reserve.func1` → `reserve.func1`. */
function shortFunction(name) {
    // Parameters of C++ and type arguments stand in brackets, in which separators mean nothing.
    let plain = "";
    let depth = 0;
    // A lambda of C++ is told by the function it stands in.
    const named = name.replace(/::(?:\{lambda\b.*\}|\$_\d+)::operator\(\)$/, "");
    for (const character of named) {
        if ("(<[{".includes(character))
            depth++;
        else if (")>]}".includes(character))
            depth = Math.max(0, depth - 1);
        else if (depth === 0)
            plain += character;
    }
    const parts = plain.split(/::|[./]/).filter((part) => part !== "");
    const last = parts.findLastIndex((part) => !/^(?:func|gowrap|deferwrap)?\d+$/.test(part));
    return parts.slice(Math.max(0, last)).join(".") || name;
}
/** `inventory/main.go:159 appendToLog`: as people are told. */
function shownSource(source) {
    return `${lineText(source)} ${shortFunction(source.function)}`;
}

;// CONCATENATED MODULE: ./build/js/trace/fields.js
/**
 * Events spelt out as strings: what suites filter by, what the JSON trace holds and what people read. The names and spellings of the first
 * group are those existing suites and tools know; `errno`, `action`, `fd`, `kind`, … are additions.
 */



/** Every name that [fieldsOf] gives to a call; a filter that names none of these (and nothing any event has) is a slip of the pen. */
const callFields = [
    "syscall",
    "pid",
    "tid",
    "decision",
    "action",
    "errno",
    "path",
    "target",
    "kind",
    "fd",
    "local",
    "peer",
    "size",
    "flags",
    "latency_ms",
    "label",
    "op",
    "source",
];
/** `deny(input/output error)`, `delay(100ms)`, `allow`: the spelling of the `decision` field. */
function decisionText(decision) {
    return decision.kind === "deny" ? `deny(${errnoText(decision.errno)})` : decisionName(decision);
}
/** The same with the error's name, as suites write it: `deny(EIO)`. Both spellings match in filters. */
function decisionName(decision) {
    switch (decision.kind) {
        case "allow":
            return "allow";
        case "allow-system-path":
            return "allow (system path)";
        case "trace":
            return "trace";
        case "deny":
            return `deny(${errnoName(decision.errno)})`;
        case "delay":
            return `delay(${(0,duration/* formatDuration */.a3)(decision.delayNs)})`;
        case "hold":
            return `hold(${decision.tag})`;
        case "short":
            return `short(${decision.bytes})`;
        case "crash":
            return decision.when === "before" ? "crash()" : "crash(after)";
    }
}
/** What a call acts on, in one phrase: a path, `socket:[81]`, `127.0.0.1:5432`, `pipe:[9]`, `stdout`. Empty when there is nothing. */
function objectPath(object) {
    switch (object.kind) {
        case "none":
            return "";
        case "file":
            return object.path;
        case "socket":
            return object.inode === undefined ? "socket" : `socket:[${object.inode}]`;
        case "pipe":
            return object.inode === undefined ? "pipe" : `pipe:[${object.inode}]`;
        case "stdio":
            return object.name;
        case "anon":
            return object.name;
    }
}
function callFieldsOf(call) {
    const fields = {
        syscall: call.name,
        pid: String(call.pid),
        tid: String(call.tid),
        decision: decisionText(call.decision),
        action: call.decision.kind,
    };
    if (call.decision.kind === "deny")
        fields["errno"] = errnoName(call.decision.errno);
    const path = objectPath(call.object);
    if (path !== "")
        fields["path"] = path;
    if (call.target !== undefined)
        fields["target"] = call.target;
    if (call.object.kind !== "none")
        fields["kind"] = call.object.kind;
    if (call.object.kind === "socket") {
        if (call.object.local !== undefined)
            fields["local"] = call.object.local;
        if (call.object.peer !== undefined)
            fields["peer"] = call.object.peer;
    }
    if (call.fd !== undefined)
        fields["fd"] = String(call.fd);
    if (call.size !== undefined)
        fields["size"] = String(call.size);
    if (call.flags !== undefined)
        fields["flags"] = openFlagsText(call.flags);
    const latencyMs = Math.floor(call.latencyNs / 1e6);
    if (latencyMs > 0)
        fields["latency_ms"] = String(latencyMs);
    if (call.label !== undefined)
        fields["label"] = call.label;
    if (call.op !== undefined)
        fields["op"] = call.op;
    if (call.source !== undefined)
        fields["source"] = sourceText(call.source);
    return fields;
}
/** All fields of an event, by name, as text. */
function fieldsOf(event) {
    return event.call ? callFieldsOf(event.call) : event.fields;
}
/** The event's type with what refines it: `syscall.write`, `step_send.orders`, `lifecycle.ready`. */
function eventType(event) {
    if (event.call)
        return `syscall.${event.call.name}`;
    switch (event.type) {
        case "service_started":
            return "lifecycle.started";
        case "service_ready":
            return "lifecycle.ready";
        case "service_exited":
            return "lifecycle.exited";
        case "service_crashed":
            return "lifecycle.crashed";
        case "step_send":
        case "step_recv":
            return `${event.type}.${event.fields["target"] ?? ""}`;
        case "fault_zero_traffic":
            return event.fields["syscall"] === undefined ? event.type : `${event.type}.${event.fields["syscall"]}`;
        default:
            return event.type;
    }
}
/** Access mode and the flags that change what a file ends up holding; the rest (CLOEXEC, NONBLOCK, …) is of no interest to readers. */
const openFlags = [
    [0o100, "O_CREAT"],
    [0o200, "O_EXCL"],
    [0o1000, "O_TRUNC"],
    [0o2000, "O_APPEND"],
    [0o4010000, "O_SYNC"],
    [0o10000, "O_DSYNC"],
    // O_TMPFILE holds the bit of O_DIRECTORY, so it is told by its own; O_DIRECT and O_DIRECTORY differ between architectures and are left out.
    [0o20000000, "O_TMPFILE"],
];
/** `O_WRONLY|O_CREAT|O_APPEND` of the flags as the kernel was given them (`asm-generic/fcntl.h`, shared by x64 and arm64). */
function openFlagsText(flags) {
    const names = [["O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"][flags & 3] ?? ""];
    for (const [mask, name] of openFlags) {
        if ((flags & mask) !== mask)
            continue;
        if (name === "O_DSYNC" && names.includes("O_SYNC"))
            continue;
        names.push(name);
    }
    return names.join("|");
}

;// CONCATENATED MODULE: ./build/js/trace/glob.js
/**
 * The one glob language of suites: filters of assertions, paths of faults, test names. The native supervisor matches paths in the same
 * language (`native/`), and both are held to the vectors in `glob.vectors.json`.
 *
 * - `*` stands for any run of characters within one path segment; at the very start or the very end of a pattern it also crosses `/`, so
 *   that `*.wal` is "ends with" and `/tmp/*` is "begins with", as suites have always used them. `*x*` is therefore "contains".
 * - `**` crosses `/` anywhere.
 * - `?` stands for one character other than `/`; `[a-z]` and `[!a-z]` (or `[^a-z]`) for one of a set.
 * - `\` takes the next character as it is. Everything else, and an unclosed `[`, stands for itself. Case matters.
 */
const compiled = new Map();
/** Bounds the cache: patterns come from suites, of which a process sees few, but a fuzzer many. */
const cacheLimit = 1000;
/** True when [pattern] has a character that this language treats specially. */
function isGlob(pattern) {
    return /[*?[\\]/.test(pattern);
}
/** Whether [text] as a whole matches [pattern]. */
function globMatches(pattern, text) {
    if (!isGlob(pattern))
        return pattern === text;
    let expression = compiled.get(pattern);
    if (!expression) {
        if (compiled.size >= cacheLimit)
            compiled.clear();
        expression = new RegExp(`^${globSource(pattern)}$`, "su");
        compiled.set(pattern, expression);
    }
    return expression.test(text);
}
function globSource(pattern) {
    let source = "";
    let at = 0;
    while (at < pattern.length) {
        const char = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
        if (char === "*") {
            let end = at;
            while (pattern[end] === "*")
                end++;
            const crosses = end - at > 1 || at === 0 || end === pattern.length;
            source += crosses ? ".*" : "[^/]*";
            at = end;
            continue;
        }
        if (char === "[") {
            const set = /^\[([!^]?)(\]?[^\]]*)\]/su.exec(pattern.slice(at));
            if (set && set[2] !== "") {
                const members = (set[2] ?? "").replace(/[\\\]^[]/g, "\\$&");
                source += `[${set[1] ? "^/" : ""}${safeRanges(members)}]`;
                at += set[0].length;
                continue;
            }
        }
        if (char === "\\" && at + 1 < pattern.length) {
            const next = String.fromCodePoint(pattern.codePointAt(at + 1) ?? 0);
            source += literal(next);
            at += 1 + next.length;
            continue;
        }
        source += char === "?" ? "[^/]" : literal(char);
        at += char.length;
    }
    return source;
}
function literal(char) {
    return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}
/** `[z-a]` is an error to RegExp but an empty set to a shell; it stands for its three characters here. */
function safeRanges(members) {
    return members.replace(/([^\\])-([^\\])/gsu, (range, from, to) => (from <= to ? range : `${from}\\-${to}`));
}

;// CONCATENATED MODULE: ./build/js/trace/log.js
class Log {
    #originNs;
    #settled = [];
    #waiting = [];
    /** Between which times lines were printed that are not settled yet. */
    #printing = [];
    #subscribers = new Set();
    /** [originNs]: the reading of the monotonic clock that counts as 0. */
    constructor(originNs) {
        this.#originNs = originNs;
    }
    /** Adds an entry stamped with the monotonic clock's [atNs]. Entries from before the origin count as made at the origin. */
    add(atNs, draft) {
        this.#waiting.push({ at: this.#at(atNs), draft, seen: false });
    }
    /** The same of something that nobody in a service can know of before it is settled: it stands behind what may have been printed before it. */
    addSeen(atNs, draft) {
        this.#waiting.push({ at: this.#at(atNs), draft, seen: true });
    }
    /** Adds a line that was printed after [sinceNs] and before [atNs]. */
    addPrinted(sinceNs, atNs, draft) {
        this.add(atNs, draft);
        const last = this.#printing.at(-1);
        const between = { since: this.#at(sinceNs), at: this.#at(atNs) };
        if (last?.since !== between.since || last.at !== between.at)
            this.#printing.push(between);
    }
    #at(atNs) {
        return Math.max(0, Number(atNs - this.#originNs));
    }
    /**
     * Numbers all entries up to and including [throughNs]. Call it only when no older entry can still arrive; an entry that comes late all the
     * same is placed after what is settled, since numbers do not change.
     */
    settle(throughNs) {
        const through = Number(throughNs - this.#originNs);
        const ripe = this.#waiting.filter(({ at }) => at <= through).map((entry) => ({ ...entry, stands: this.#standsAt(entry) }));
        if (ripe.length === 0)
            return;
        this.#waiting = this.#waiting.filter(({ at }) => at > through);
        this.#printing = this.#printing.filter(({ at }) => at > through);
        // What was moved behind a line has the line's time now.
        ripe.sort((a, b) => a.stands - b.stands || Number(a.seen) - Number(b.seen) || a.at - b.at);
        const first = this.#settled.length;
        for (const { stands, draft } of ripe)
            this.#settled.push({ seq: this.#settled.length + 1, atNs: stands, ...draft });
        const fresh = this.#settled.slice(first);
        for (const subscriber of this.#subscribers)
            subscriber(fresh);
    }
    #standsAt({ at, seen }) {
        if (!seen)
            return at;
        return this.#printing.reduce((latest, printed) => (printed.since <= at && at < printed.at ? Math.max(latest, printed.at) : latest), at);
    }
    /** The settled events, oldest first. The array grows; it is never reordered. */
    get events() {
        return this.#settled;
    }
    /** How many entries there are, settled or not. */
    get size() {
        return this.#settled.length + this.#waiting.length;
    }
    /** Calls [subscriber] with each batch as it is settled, until the returned function is called. */
    subscribe(subscriber) {
        this.#subscribers.add(subscriber);
        return () => this.#subscribers.delete(subscriber);
    }
}

;// CONCATENATED MODULE: ./build/js/trace/query.js
/**
 * Questions to a log: what assertions and `events()` are made of.
 *
 * One rule of visibility for every reader: without a `type` filter and without a predicate, a reader sees what the system under test did
 * (its calls, its output, its traffic); the driver's steps and the tool's own notes (a service started, a fault was applied) are seen
 * by a predicate, or by asking for their `type`. All filters must match, and a predicate as well.
 */




/** Kinds of events that are the tool's or the driver's own, invisible to plain filters. */
const noteTypes = [
    "service_started",
    "service_ready",
    "service_exited",
    "service_crashed",
    "probe",
    "stopping",
    "fault_applied",
    "fault_removed",
    "fault_zero_traffic",
    "trace_applied",
    "trace_removed",
    "step_send",
    "step_recv",
    "notice",
    "partition_applied",
    "partition_removed",
    "partition_leaked",
    "unmediated_io",
    "vacuous_property",
];
const bookkeeping = new Set(noteTypes);
/** Whether the event is something the system under test did, as opposed to the driver or this tool. */
function isSystemEvent(event) {
    return !bookkeeping.has(event.type);
}
/** Whether [event] is visible to a reader with these filters and passes them; see the top of this file for what is visible. */
function matches(event, filters) {
    if (filters["type"] === undefined && filters["event_type"] === undefined && !isSystemEvent(event))
        return false;
    return passes(event, filters);
}
/** Whether [event] passes [filters], visible to a plain reader or not. */
function passes(event, filters) {
    return Object.entries(filters).every(([name, pattern]) => pattern === "" || fieldMatches(event, name, pattern));
}
function fieldMatches(event, name, pattern) {
    switch (name) {
        case "service":
            return globMatches(pattern, event.service);
        case "type":
            return globMatches(pattern, event.type);
        case "event_type":
            return globMatches(pattern, eventType(event));
        case "decision":
            return (globMatches(pattern, fieldsOf(event)["decision"] ?? "") ||
                (event.call !== undefined && globMatches(pattern, decisionName(event.call.decision))));
        case "source":
            return sourceLines(event).some((line) => globMatches(pattern, line));
        default:
            return globMatches(pattern, fieldsOf(event)[name] ?? "");
    }
}
/** The line that made the call, and the lines of the repository that led to it: a filter may name any function on the way. */
function sourceLines({ call }) {
    const { source } = call ?? {};
    if (source === undefined)
        return [""];
    return [sourceText(source), ...source.stack.filter(({ own }) => own).map((frame) => frameText(frame))];
}
/** The value a reader gets for a name: the event's own, or a field, or `""`. */
function fieldValue(event, name) {
    if (name === "service")
        return event.service;
    if (name === "type")
        return event.type;
    if (name === "event_type")
        return eventType(event);
    if (name === "errno" && event.call?.decision.kind === "deny")
        return errnoName(event.call.decision.errno);
    return fieldsOf(event)[name] ?? "";
}
/**
 * The events nearest to what [filters] ask for: those that pass most of them, the latest first among equals, at most [limit]. For telling
 * the reader of a failed assertion what there was instead.
 */
function nearest(events, filters, limit) {
    const names = Object.entries(filters).filter(([, pattern]) => pattern !== "");
    const scored = events
        .filter(isSystemEvent)
        .map((event) => ({ event, score: names.filter(([name, pattern]) => fieldMatches(event, name, pattern)).length }))
        .filter(({ score }) => score > 0);
    scored.sort((a, b) => b.score - a.score || b.event.seq - a.event.seq);
    return scored.slice(0, limit).map(({ event }) => event);
}

;// CONCATENATED MODULE: ./build/js/trace/index.js
/** What happened: events, the log they stand in, and the questions that can be put to it. Knows nothing of the rest of the project. */












/***/ })

};
