export const id = 16;
export const ids = [16,601];
export const modules = {

/***/ 6016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pC: () => (/* reexport */ addAccepted),
  z6: () => (/* reexport */ check),
  tj: () => (/* reexport */ formatAccepted),
  oJ: () => (/* reexport */ readAccepted),
  SS: () => (/* reexport */ readRecording),
  J6: () => (/* reexport */ serviceEnvironment),
  startPool: () => (/* reexport */ startPool)
});

// UNUSED EXPORTS: AcceptedError, CheckError, Pool, RecordedRunError, RecordingError, acceptedPath, divide, joinParts, keyOf, parseAccepted, parseSuiteRun, recordedSuite, replayLine, resultOf, serve, settle, shellWord, stepEnvironment, toolName, toolVersion, writeRecording

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
;// CONCATENATED MODULE: ./build/js/ci/accepted.js
/**
 * Differences that people have accepted. They stand in a file of the repository, which the pull request that brings a difference changes
 * too, so that accepting is reviewed like code, works on forks, and survives squashing and rebasing: an entry names a finding by its
 * fingerprint, never a commit.
 *
 *     version: 1
 *     accepted:
 *       - fingerprint: 8f3a01c2d4e5f607
 *         test: test_happy_path
 *         change: inventory writes /tmp/inventory.wal twice where it wrote once
 *         reason: the second write is the checksum
 *         by: Ada
 *         at: 2026-11-22T20:15:00Z
 *         covers:
 *           objects: [ /tmp/inventory.wal ]
 *           counts:
 *             - { call: write, least: 2, most: 2 }
 *
 * An entry covers as much as was seen when it was written: a third write, or the same done to another file or by another service as well, is more
 * than anybody has looked at, and asks again; so do numbers that lie beyond the accepted ones in every run, as that is what drift is. Less than was accepted is
 * covered, and so is all there is where nobody has said how much.
 *
 * An entry counts once. A recording keeps the entries that its commit had, so an entry that the baseline knows is spent: what it accepted is
 * part of the baseline by then, and the same kind of difference coming again is a new one that nobody has seen. An entry that says
 * `standing: true` is for what comes and goes, and is never spent. Entries that nothing has needed for a month are listed for removal.
 *
 * Entries are sorted by fingerprint and each stands on lines of its own, so two branches that accept different things rarely touch the same
 * place; where both have accepted the same, one entry too many does no harm.
 */


/** Where the file is, relative to the folder that suites are run in. */
const acceptedPath = ".faultbox/accepted.yml";
/** The file cannot be understood; the message says where and what to do. */
class AcceptedError extends Error {
    name = "AcceptedError";
}
const line = (limit) => dist/* pipe */.FsL(dist/* string */.YjP(), dist/* trim */.Bqr(), dist/* nonEmpty */.hq("wanted some text"), dist/* maxLength */.Ru6(limit, `wanted at most ${limit} characters`));
const instant = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/, "wanted a date such as 2026-11-22 or 2026-11-22T20:15:00Z"));
const number = dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0));
const Entry = dist/* strictObject */.rej({
    fingerprint: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{16}$/, "wanted 16 hex digits, in quotes where all of them are decimal")),
    test: line(500),
    change: line(2000),
    reason: line(2000),
    by: line(200),
    at: instant,
    standing: dist/* exactOptional */.yqP(dist/* literal */.euz(true)),
    covers: dist/* exactOptional */.yqP(dist/* strictObject */.rej({
        objects: dist/* pipe */.FsL(dist/* array */.YOg(line(2000)), dist/* maxLength */.Ru6(500), dist/* readonly */.tBZ()),
        counts: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* array */.YOg(dist/* pipe */.FsL(dist/* strictObject */.rej({ call: line(500), least: number, most: number }), dist/* check */.z6Y(({ least, most }) => least <= most, "wanted least not above most"))), dist/* maxLength */.Ru6(200), dist/* readonly */.tBZ())),
    })),
});
const Entries = dist/* pipe */.FsL(dist/* array */.YOg(Entry), dist/* maxLength */.Ru6(5000), dist/* readonly */.tBZ());
const AcceptedFile = dist/* strictObject */.rej({ version: dist/* literal */.euz(1), accepted: Entries });
/** What a recording keeps of it: the entries of its commit, and the day on which each fingerprint was last needed. */
const Memory = dist/* object */.Ikc({ version: dist/* literal */.euz(1), accepted: Entries, seen: dist/* record */.g1P(dist/* string */.YjP(), instant) });
const fileLimitBytes = 4 * 1024 * 1024;
/**
 * The entries in the text of a file.
 * @param path for messages
 * @throws AcceptedError
 */
async function parseAccepted(text, path) {
    if (/^(<{7}|={7}|>{7})/m.test(text))
        throw new AcceptedError(`${path} holds conflict marks; keep the entries of both sides and remove the marks`);
    const { parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    // The core schema knows no dates, so they stay text.
    const document = parseDocument(text, { schema: "core", prettyErrors: false });
    const [broken] = document.errors;
    if (broken !== undefined) {
        const at = text.slice(0, broken.pos[0]).split("\n").length;
        throw new AcceptedError(`${path}:${at}: not YAML (${broken.code}); \`faultbox accept\` writes this file`);
    }
    const parsed = dist/* safeParse */.xLC(AcceptedFile, document.toJS({ maxAliasCount: 0 }));
    if (parsed.success)
        return parsed.output.accepted;
    const [issue] = parsed.issues;
    throw new AcceptedError(`${path}: ${dist/* getDotPath */.BuJ(issue) ?? "its top"}: ${issue.message}; \`faultbox accept\` writes this file`);
}
/** The text of a file: the same entries make the same text, whatever their order was. */
async function formatAccepted(entries) {
    const { Document } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const document = new Document();
    // Each on a line of its own.
    const flat = (value) => document.createNode(value, { flow: true });
    const sorted = entries.toSorted((a, b) => compareText(a.fingerprint, b.fingerprint) || compareText(a.at, b.at));
    const data = {
        version: 1,
        accepted: sorted.map(({ fingerprint, test, change, reason, by, at, standing, covers }) => ({
            fingerprint,
            test,
            change,
            reason,
            by,
            at,
            ...(standing ? { standing } : {}),
            ...(covers === undefined ? {} : { covers: { ...covers, ...(covers.counts && { counts: covers.counts.map(flat) }) } }),
        })),
    };
    document.contents = document.createNode(data);
    return `# Changes in how the system works that somebody has accepted. Written by \`faultbox accept\`; review it like code.\n${document.toString({ lineWidth: 0 })}`;
}
/** [entries] with [added], which take the place of entries with the same fingerprint. */
function addAccepted(entries, added) {
    const prints = new Set(added.map(({ fingerprint }) => fingerprint));
    return [...entries.filter(({ fingerprint }) => !prints.has(fingerprint)), ...added];
}
/**
 * Reads the file; one that is not there has no entries.
 * @throws AcceptedError
 */
async function readAccepted(path) {
    let bytes;
    try {
        bytes = await (0,promises_.readFile)(path);
    }
    catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT")
            return [];
        throw new AcceptedError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    if (bytes.length > fileLimitBytes)
        throw new AcceptedError(`${path} has ${bytes.length} bytes; at most ${fileLimitBytes} are read`);
    return parseAccepted(bytes.toString("utf8"), path);
}
/** What a baseline remembers; nothing when it is of a time before there was anything to remember, or damaged. */
function accepted_parseMemory(text) {
    const nothing = { version: 1, accepted: [], seen: {} };
    if (text === undefined)
        return nothing;
    try {
        const parsed = dist/* safeParse */.xLC(Memory, JSON.parse(text));
        return parsed.success ? parsed.output : nothing;
    }
    catch {
        return nothing;
    }
}
/** Entries that still count against a baseline that remembers [spent]. */
function valid(entries, spent) {
    const known = new Set(spent.map(identity));
    return entries.filter((entry) => entry.standing === true || !known.has(identity(entry)));
}
/** Everything that an entry says: the same fingerprint accepted anew is another entry. */
function identity({ fingerprint, test, change, reason, by, at, covers }) {
    const counts = covers?.counts?.map(({ call, least, most }) => [call, least, most]);
    return JSON.stringify([fingerprint, test, change, reason, by, at, covers?.objects, counts]);
}
/** Whether [finding] goes no further than what was accepted. */
function isCovered({ extent }, { test, covers }) {
    if (extent === undefined || covers === undefined)
        return true;
    if (!extent.objects.every((object) => covers.objects.includes(object)))
        return false;
    return extent.counts
        .filter((count) => count.test === test)
        .every(({ call, more, least, most }) => {
        const accepted = covers.counts?.find((count) => count.call === call);
        return accepted === undefined || (more ? least <= accepted.most : most >= accepted.least);
    });
}
/** [report] with its findings divided into those that count and those that [entries] accept; what goes further than was accepted counts, and is noted. */
function settle(report, entries, how) {
    const { comparison } = report;
    if (comparison === undefined)
        return report;
    const accepted = [];
    const findings = [];
    const notes = [...comparison.notes];
    for (const finding of comparison.findings) {
        const named = entries.filter(({ fingerprint }) => fingerprint === finding.fingerprint);
        const acceptance = named.findLast((entry) => isCovered(finding, entry));
        const [short] = named;
        if (acceptance !== undefined)
            accepted.push({ finding, acceptance, how });
        else
            findings.push(finding);
        if (acceptance === undefined && short !== undefined)
            notes.push(`${finding.sentence}: this goes further than what ${short.by} has accepted (${short.change})`);
    }
    if (accepted.length === 0 && notes.length === comparison.notes.length)
        return report;
    return {
        ...report,
        comparison: { ...comparison, findings, notes, outcome: outcomeOf(comparison.outcome, findings) },
        ...(accepted.length === 0 ? {} : { accepted: [...(report.accepted ?? []), ...accepted] }),
    };
}
function outcomeOf(before, findings) {
    if (before === "incomparable")
        return before;
    if (findings.some(({ certainty }) => certainty === "confirmed"))
        return "drift";
    return findings.length > 0 ? "undecided" : "same";
}
const monthMs = 30 * 24 * 3600 * 1000;
/** What the next baseline is to remember: the entries of this commit, and which fingerprints were needed on what day. */
function remember(entries, before, accepted, nowMs) {
    const seen = {};
    const now = new Set(accepted.map(({ acceptance }) => acceptance.fingerprint));
    for (const { fingerprint } of entries) {
        const last = now.has(fingerprint) ? new Date(nowMs).toISOString().slice(0, 10) : before.seen[fingerprint];
        if (last !== undefined)
            seen[fingerprint] = last;
    }
    return { version: 1, accepted: [...entries], seen };
}
/** Entries that nothing has needed for a month. */
function removable(entries, { seen }, nowMs) {
    return entries.filter(({ fingerprint, at }) => Math.max(Date.parse(at), Date.parse(seen[fingerprint] ?? at)) < nowMs - monthMs);
}
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/fast-glob/out/index.js
var out = __webpack_require__(5648);
// EXTERNAL MODULE: ./build/js/drift/index.js + 39 modules
var drift = __webpack_require__(9777);
// EXTERNAL MODULE: ./build/js/engine/index.js + 29 modules
var engine = __webpack_require__(9676);
// EXTERNAL MODULE: ./build/js/report/index.js + 17 modules
var js_report = __webpack_require__(3819);
// EXTERNAL MODULE: ./build/js/source/index.js + 10 modules
var source = __webpack_require__(7168);
// EXTERNAL MODULE: ./build/js/spec/index.js + 54 modules
var spec = __webpack_require__(6668);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/js/ci/digest.js
/**
 * What a suite is, as one number: whether base and head ran the same one. A suite is its own text, what it loads, and the files it reads: any of
 * them can change what a test does, and then a difference may be the suite's own.
 */



/**
 * SHA-256 of the texts that [suite] is made of. For a suite of one file it is that of the file.
 * @param cwd where the suite's paths begin
 */
async function digestOf({ path, files = [] }, cwd) {
    const hash = (0,external_node_crypto_.createHash)("sha256").update(await (0,promises_.readFile)((0,external_node_path_.resolve)(cwd, path)));
    for (const file of files) {
        const place = (0,external_node_path_.resolve)(cwd, file);
        // What only a test reads may not be there yet.
        const text = await (0,promises_.readFile)(place).catch(() => undefined);
        const own = (0,external_node_crypto_.createHash)("sha256")
            .update(text ?? "")
            .digest();
        hash.update(`\0${(0,external_node_path_.relative)(cwd, place)}\0${text === undefined ? "absent" : "present"}\0`).update(own);
    }
    return hash.digest("hex");
}

;// CONCATENATED MODULE: ./build/js/ci/together.js
/** @param name what people call the second baseline */
function together(first, second, name) {
    if (first.outcome === "incomparable")
        return { ...second, notes: [...new Set([...first.notes, `compared with ${name} instead`, ...second.notes])] };
    const known = new Set(first.findings.map(({ fingerprint }) => fingerprint));
    const more = second.findings.filter(({ certainty, fingerprint }) => certainty === "confirmed" && !known.has(fingerprint)).length;
    const told = more === 0
        ? `the same as compared with ${name}`
        : `${more === 1 ? "1 difference" : `${more} differences`} from ${name} only, which does not count`;
    return second.outcome === "incomparable" ? first : { ...first, notes: [...first.notes, told] };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./build/js/supervisor/index.js + 10 modules
var supervisor = __webpack_require__(2573);
;// CONCATENATED MODULE: ./build/js/ci/jobs.js
/**
 * Running several tests at the same time. Tests of one system want the same ports and write the same files, so each worker has a network
 * and a /tmp of its own (see `isolation.ts` of the supervisor's room) and finds them as the only test would: same ports, same paths, same
 * trace. Where the kernel makes no namespaces, the caller is told why and goes on with one test after the other.
 *
 * Tests of suites without services have nothing to be kept apart, and are sooner done than handed over: they run here, as they would without
 * workers.
 */






/** Starts workers; or says, for people, why tests cannot run side by side here. Dispose ends the workers and everything they started. */
async function startPool(options) {
    const problem = await (0,supervisor/* isolationProblem */.w_)();
    if (problem !== undefined)
        return { none: `${problem.replace(/^Can't/, "this machine cannot")}${hintFor(problem)}` };
    return Pool.start(options);
}
function hintFor(problem) {
    return problem.includes("namespace") || problem.includes("private")
        ? " (on Ubuntu, user namespaces are allowed by: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0)"
        : "";
}
/** The command line's own entry, beside this file: in the sources, or in a bundle in `dist/`. */
function entry() {
    const here = (0,external_node_path_.dirname)((0,external_node_url_.fileURLToPath)(import.meta.url));
    const places = [(0,external_node_path_.join)(here, "..", "cli", "index.js"), (0,external_node_path_.join)(here, "..", "cli.ts")];
    const found = places.find((place) => (0,external_node_fs_.existsSync)(place));
    if (found === undefined)
        throw new supervisor/* SupervisorError */.pz(`the command line's executable is missing: ${places.join(" or ")}`);
    return found;
}
/** What a worker must find of /tmp: where it works, and whatever it is made of. */
function kept(cwd, script) {
    const path = (process.env["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/tmp/") && (0,external_node_fs_.existsSync)(folder));
    return [cwd, (0,external_node_path_.dirname)((0,external_node_path_.dirname)(script)), process.execPath, (0,supervisor/* supervisorBinary */.ko)(), ...path].slice(0, 16);
}
/** A worker that is told to end has this long for its services, before it is killed and its supervisor ends them. */
const endMs = 10_000;
class Pool {
    width;
    #workers;
    #waiting = [];
    #capabilities;
    #here = new engine/* Session */.Nn();
    /** Settles when what runs here is over. */
    #ranHere = Promise.resolve();
    constructor(options) {
        this.width = options.jobs;
        this.#workers = Array.from({ length: options.jobs }, () => new Hand(options, () => this.#deal()));
        const first = this.#workers[0];
        this.#capabilities = first === undefined ? Promise.reject(new RangeError("a pool without workers")) : first.ready;
        this.#capabilities.catch(() => undefined);
    }
    /** Rejects with [SupervisorError] when a worker cannot be started. */
    static async start(options) {
        const pool = new Pool(options);
        try {
            await Promise.all(pool.#workers.map(({ ready }) => ready));
        }
        catch (error) {
            await pool[Symbol.asyncDispose]();
            throw error;
        }
        return pool;
    }
    capabilities() {
        return this.#capabilities;
    }
    async run(plan, options, suite) {
        if (plan.services.length === 0)
            return this.#runHere(plan, options);
        options.signal.throwIfAborted();
        const { env, seed, budgetMs, quietMs, requireFaultsFire = false } = options;
        const leaf = (0,engine/* leafId */.uY)(plan.leaf);
        const job = {
            question: { kind: "run", suite, test: plan.name, leaf, options: { env, seed, budgetMs, quietMs, requireFaultsFire } },
            ended: Promise.withResolvers(),
            step: "",
            events: 0,
        };
        const stop = () => {
            for (const worker of this.#workers)
                worker.stop();
            job.ended.reject(options.signal.reason);
        };
        options.signal.addEventListener("abort", stop, { once: true });
        this.#waiting.push(job);
        this.#deal();
        let over = false;
        options.onRunning?.({ test: (0,engine/* leafName */.MI)(plan.name, plan.leaf), step: () => job.step, events: () => job.events, over: () => over });
        try {
            const { result, ...rest } = await job.ended.promise;
            return { ...rest, result: { ...result, replay: options.replay(plan.name, seed, result.leaf ?? "") } };
        }
        finally {
            over = true;
            options.signal.removeEventListener("abort", stop);
        }
    }
    /** One after the other, as everything in one process. */
    #runHere(plan, options) {
        const ran = this.#ranHere.then(() => this.#here.run(plan, options));
        this.#ranHere = ran.catch(() => undefined);
        return ran;
    }
    #deal() {
        for (const worker of this.#workers) {
            if (!worker.idle)
                continue;
            const job = this.#waiting.shift();
            if (job === undefined)
                return;
            worker.work(job);
        }
    }
    async [Symbol.asyncDispose]() {
        await Promise.all([...this.#workers.map((worker) => worker.end()), this.#here[Symbol.asyncDispose]()]);
    }
}
/** The other end of one worker. */
class Hand {
    ready;
    #child;
    #closed;
    #options;
    #free;
    #greeted = Promise.withResolvers();
    #job;
    #said = "";
    #gone;
    constructor(options, free) {
        this.#options = options;
        this.#free = free;
        this.ready = this.#greeted.promise;
        this.ready.catch(() => undefined);
        const script = entry();
        const [program = "", ...args] = (0,supervisor/* isolated */.My)([process.execPath, ...process.execArgv, script, "worker"], kept(options.cwd, script));
        // The environment is ours: a worker is a part of this program. Services get theirs with each test.
        this.#child = (0,external_node_child_process_.spawn)(program, args, { cwd: options.cwd, stdio: ["ignore", "ignore", "pipe", "ipc"], serialization: "advanced" });
        this.#child.stderr?.setEncoding("utf8").on("data", (text) => (this.#said = (this.#said + text).slice(-16_384)));
        this.#child.on("message", (answer) => this.#heard(answer));
        const closed = Promise.withResolvers();
        this.#closed = closed.promise;
        this.#child.on("error", (error) => this.#lost(error.message));
        this.#child.on("close", (code, signal) => {
            this.#lost(this.#said.trim() || `it ended with ${signal ?? `exit code ${code ?? "unknown"}`}`);
            closed.resolve();
        });
        const { cwd, observe, source, output, live, strictDeterminism } = options;
        const strictness = strictDeterminism === undefined ? {} : { strictDeterminism };
        this.#ask({ kind: "settings", settings: { cwd, observe, source, output, live, ...strictness } });
    }
    get idle() {
        return this.#job === undefined;
    }
    work(job) {
        if (this.#gone !== undefined) {
            job.ended.reject(this.#gone);
            return;
        }
        this.#job = job;
        this.#ask(job.question);
    }
    stop() {
        this.#ask({ kind: "stop" });
    }
    /** Resolves when the worker and everything it started is gone. */
    async end() {
        this.stop();
        const timer = setTimeout(() => this.#child.kill("SIGKILL"), endMs);
        await this.#closed;
        clearTimeout(timer);
    }
    #ask(question) {
        if (this.#child.connected)
            this.#child.send(question);
    }
    #heard(answer) {
        switch (answer.kind) {
            case "ready":
                this.#greeted.resolve(answer.capabilities);
                return;
            case "printed":
                this.#options.onPrint?.(answer.line);
                return;
            case "output":
                this.#options.onOutput?.(answer);
                return;
            case "running":
                if (this.#job !== undefined)
                    Object.assign(this.#job, { step: answer.step, events: answer.events });
                return;
            case "ran":
                this.#done()?.ended.resolve(answer.ran);
                this.#free();
                return;
            case "failed": {
                const error = new Error(answer.message);
                error.name = answer.name;
                this.#greeted.reject(error);
                this.#done()?.ended.reject(error);
                this.#free();
                return;
            }
        }
    }
    #done() {
        const job = this.#job;
        this.#job = undefined;
        return job;
    }
    #lost(why) {
        this.#gone ??= new supervisor/* SupervisorError */.pz(`a worker of --jobs is gone: ${why}`);
        this.#greeted.reject(this.#gone);
        this.#done()?.ended.reject(this.#gone);
        this.#free();
    }
}

// EXTERNAL MODULE: ./build/js/ci/replay.js
var replay = __webpack_require__(2756);
// EXTERNAL MODULE: ./build/js/ci/version.js
var version = __webpack_require__(1091);
;// CONCATENATED MODULE: ./build/js/ci/schema.js
/**
 * Reading a recorded run back. A recording comes from another machine, perhaps from another person's pull request, so nothing in it is believed
 * before it has passed this schema: types, lengths, the alphabet of names.
 */

const schema_line = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(10_000));
const schema_name = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(500));
const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0));
const list = (item, limit) => dist/* pipe */.FsL(dist/* array */.YOg(item), dist/* maxLength */.Ru6(limit));
const position = dist/* object */.Ikc({ file: schema_name, line: count, column: count });
const decision = dist/* variant */.Oxt("kind", [
    dist/* object */.Ikc({ kind: dist/* picklist */.KIO(["allow", "allow-system-path", "trace"]) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("deny"), errno: count }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("delay"), delayNs: count }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("hold"), tag: schema_name }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("short"), bytes: count }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("crash"), when: dist/* picklist */.KIO(["before", "after"]) }),
]);
const object = dist/* variant */.Oxt("kind", [
    dist/* object */.Ikc({ kind: dist/* literal */.euz("none") }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("file"), path: schema_line, deleted: dist/* exactOptional */.yqP(dist/* boolean */.zMY()) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("socket"), local: dist/* exactOptional */.yqP(schema_name), peer: dist/* exactOptional */.yqP(schema_name), inode: dist/* exactOptional */.yqP(count) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("pipe"), inode: dist/* exactOptional */.yqP(count) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("stdio"), name: dist/* picklist */.KIO(["stdin", "stdout", "stderr"]) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("anon"), name: schema_name }),
]);
const schema_frame = dist/* object */.Ikc({ function: schema_line, file: dist/* exactOptional */.yqP(schema_line), line: dist/* exactOptional */.yqP(count), own: dist/* boolean */.zMY() });
const schema_source = dist/* object */.Ikc({
    function: schema_line,
    file: schema_line,
    line: dist/* exactOptional */.yqP(count),
    text: dist/* exactOptional */.yqP(schema_line),
    near: dist/* boolean */.zMY(),
    stack: list(schema_frame, 64),
});
const call = dist/* object */.Ikc({
    name: schema_name,
    pid: count,
    tid: count,
    decision,
    fd: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf())),
    object,
    target: dist/* exactOptional */.yqP(schema_line),
    size: dist/* exactOptional */.yqP(count),
    flags: dist/* exactOptional */.yqP(count),
    latencyNs: count,
    rule: dist/* exactOptional */.yqP(count),
    label: dist/* exactOptional */.yqP(schema_line),
    op: dist/* exactOptional */.yqP(schema_name),
    source: dist/* exactOptional */.yqP(schema_source),
});
const fields = dist/* record */.g1P(schema_name, schema_line);
const schema_event = dist/* object */.Ikc({
    seq: count,
    atNs: dist/* pipe */.FsL(dist/* number */.aig(), dist/* minValue */.Wwf(0)),
    type: schema_name,
    service: schema_name,
    fields,
    call: dist/* exactOptional */.yqP(call),
});
const service = dist/* object */.Ikc({ name: schema_name, interfaces: list(dist/* object */.Ikc({ name: schema_name, protocol: schema_name, port: count }), 1_000) });
const diagnostic = dist/* object */.Ikc({
    level: dist/* picklist */.KIO(["error", "warning", "info"]),
    code: schema_name,
    message: schema_line,
    suggestion: dist/* exactOptional */.yqP(schema_line),
    service: dist/* exactOptional */.yqP(schema_name),
    position: dist/* exactOptional */.yqP(position),
});
const failure = dist/* object */.Ikc({
    kind: dist/* picklist */.KIO(["assertion", "timeout", "service_start", "service_exit", "error"]),
    message: schema_line,
    position: dist/* exactOptional */.yqP(position),
    sourceLine: dist/* exactOptional */.yqP(schema_line),
    assertion: dist/* exactOptional */.yqP(dist/* object */.Ikc({ func: schema_name, expected: dist/* exactOptional */.yqP(schema_line), actual: dist/* exactOptional */.yqP(schema_line) })),
    nearest: list(count, 1_000),
    violation: dist/* exactOptional */.yqP(count),
    backtrace: list(schema_line, 1_000),
    output: dist/* exactOptional */.yqP(dist/* object */.Ikc({ service: schema_name, lines: list(schema_line, 1_000) })),
});
const rule = dist/* object */.Ikc({
    service: schema_name,
    scope: dist/* picklist */.KIO(["fault", "trace"]),
    keyword: schema_name,
    action: schema_name,
    syscalls: list(schema_name, 1_000),
    label: dist/* exactOptional */.yqP(schema_line),
    path: dist/* exactOptional */.yqP(schema_line),
    address: dist/* exactOptional */.yqP(schema_line),
    hits: count,
    leftOut: dist/* exactOptional */.yqP(dist/* literal */.euz(true)),
});
const test = dist/* object */.Ikc({
    name: schema_name,
    leaf: dist/* exactOptional */.yqP(schema_line),
    verdict: dist/* picklist */.KIO(["pass", "fail", "error", "inconclusive", "halted"]),
    seed: count,
    startedAt: schema_name,
    durationMs: count,
    events: list(schema_event, 2_000_000),
    services: list(service, 1_000),
    failure: dist/* exactOptional */.yqP(failure),
    rules: list(rule, 10_000),
    diagnostics: list(diagnostic, 10_000),
    replay: schema_line,
    returned: dist/* exactOptional */.yqP(schema_line),
    cell: dist/* exactOptional */.yqP(dist/* object */.Ikc({ scenario: schema_name, fault: schema_name, order: count })),
    position: dist/* exactOptional */.yqP(position),
});
const suiteRun = dist/* object */.Ikc({
    suite: schema_name,
    seed: count,
    durationMs: count,
    tests: list(test, 10_000),
    environment: dist/* object */.Ikc({ tool: schema_name, os: schema_name, arch: schema_name, kernel: schema_name, image: schema_name, capture: list(schema_line, 100) }),
    diagnostics: list(diagnostic, 10_000),
    excluded: dist/* exactOptional */.yqP(list(dist/* object */.Ikc({ scenario: schema_name, fault: schema_name }), 10_000)),
});
/** A recorded run that is not one; the message says where it is wrong. */
class RecordedRunError extends Error {
    name = "RecordedRunError";
}
/** The run in a JSON text written by [JSON.stringify]. Throws [RecordedRunError]. */
function parseSuiteRun(text) {
    let data;
    try {
        data = JSON.parse(text);
    }
    catch (error) {
        throw new RecordedRunError(`a recorded run is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const parsed = dist/* safeParse */.xLC(suiteRun, data);
    if (parsed.success)
        return parsed.output;
    const [issue] = parsed.issues;
    throw new RecordedRunError(`a recorded run is damaged at ${dist/* getDotPath */.BuJ(issue) ?? "its top"}: ${issue.message}`);
}

;// CONCATENATED MODULE: ./build/js/ci/recording.js
/**
 * A recording: the folder that one check leaves behind and a later check is compared with. A manifest names what is in it; for each suite
 * there is the model (text, made for reading and `diff`) and one execution for pictures.
 *
 *     manifest.json
 *     accepted.json                 which differences were accepted when it was made (see accepted.ts)
 *     suites/<key>/model.trace
 *     suites/<key>/run.json
 *
 * A recording that is read comes from elsewhere: every part is bounded and parsed, and a suite's path in it is only ever compared, never
 * opened.
 */








/** Raised when the layout changes; a reader refuses what it does not know. */
const recording_version = 1;
/** One file of a recording; models and runs of honest suites stay far below. */
const recording_fileLimitBytes = 64 * 1024 * 1024;
/** See accepted.ts; a recording without it has nothing to remember. */
const memoryFile = "accepted.json";
const keyPattern = /^[a-z0-9][a-z0-9._-]{0,80}$/;
const manifestSchema = dist/* object */.Ikc({
    version: dist/* literal */.euz(recording_version),
    tool: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(200)),
    sha: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{40,64}$/))),
    suites: dist/* pipe */.FsL(dist/* array */.YOg(dist/* object */.Ikc({
        suite: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(1000)),
        key: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(keyPattern)),
        runs: dist/* number */.aig(),
        durationMs: dist/* exactOptional */.yqP(dist/* number */.aig()),
        digest: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{64}$/))),
    })), dist/* maxLength */.Ru6(1000)),
});
/** A recording that cannot be used. The message says which part, why, and what to do. */
class RecordingError extends Error {
    name = "RecordingError";
}
/** The folder of a suite inside a recording: its path made into a file name, with a hash so that two suites never share one. */
function keyOf(suite) {
    const hash = (0,external_node_crypto_.createHash)("sha256").update(suite).digest("hex").slice(0, 8);
    const plain = suite
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "")
        .slice(0, 60);
    return plain === "" ? hash : `${plain}-${hash}`;
}
/** Writes a recording into [folder], which is emptied first. */
async function writeRecording(folder, suites, about) {
    await (0,promises_.rm)(folder, { recursive: true, force: true });
    const entries = [];
    for (const { suite, model, run, digest } of suites) {
        const key = keyOf(suite);
        const own = (0,external_node_path_.join)(folder, "suites", key);
        await (0,promises_.mkdir)(own, { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(own, "model.trace"), (0,drift.formatModel)(model));
        await (0,promises_.writeFile)((0,external_node_path_.join)(own, "run.json"), JSON.stringify(run));
        entries.push({ suite, key, runs: model.runs.length, durationMs: run.durationMs, ...(digest === undefined ? {} : { digest }) });
    }
    await (0,promises_.mkdir)(folder, { recursive: true });
    const manifest = { version: recording_version, tool: about.tool, ...(about.sha === undefined ? {} : { sha: about.sha }), suites: entries };
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
/** What a baseline holds of [suite]; undefined when it does not know the suite. Throws [RecordingError] when it is damaged. */
function recordedSuite(baseline, suite) {
    const manifest = parseManifest(baseline);
    const entry = manifest.suites.find((candidate) => candidate.suite === suite);
    if (entry === undefined)
        return undefined;
    const model = readModel(baseline, `suites/${entry.key}/model.trace`);
    const runText = baseline.files.get(`suites/${entry.key}/run.json`);
    const digest = entry.digest === undefined ? {} : { digest: entry.digest };
    if (runText === undefined)
        return { suite, model, ...digest };
    return { suite, model, run: parseSuiteRun(runText), ...digest };
}
/** Throws [RecordingError]: a check goes on without the baseline then, and leaves one that can be read. */
function readModel(baseline, path) {
    const text = file(baseline, path);
    try {
        return (0,drift/* parseModel */.Xh)(text);
    }
    catch (error) {
        if (!(error instanceof drift/* ModelFormatError */.xG))
            throw error;
        throw new RecordingError(`the baseline (${baseline.origin.description}) cannot be read (${path}, ${error.found})`, { cause: error });
    }
}
/** The suites a baseline knows, and how long they took. Throws [RecordingError] when its manifest cannot be read. */
function recordedSuites(baseline) {
    return parseManifest(baseline).suites.map(({ suite, durationMs }) => ({ suite, ...(durationMs === undefined ? {} : { durationMs }) }));
}
/**
 * Writes what several recordings of one commit hold as one recording into [folder]. Of a recording only files that its manifest names are
 * taken, under names that we give. Throws [RecordingError].
 */
async function recording_joinRecordings(folder, parts, about) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const suites = new Map();
    let memory = parseMemory(undefined);
    for (const part of parts) {
        for (const entry of parseManifest(part).suites) {
            const key = keyOf(entry.suite);
            await mkdir(join(folder, "suites", key), { recursive: true });
            for (const name of ["model.trace", "run.json"])
                await writeFile(join(folder, "suites", key, name), file(part, `suites/${entry.key}/${name}`));
            suites.set(entry.suite, { ...entry, key });
        }
        const more = parseMemory(part.files.get(memoryFile));
        // All parts had the same file before them; what each needed of it differs.
        memory = { ...more, seen: { ...memory.seen, ...more.seen } };
    }
    const manifest = {
        version: recording_version,
        tool: about.tool,
        ...(about.sha === undefined ? {} : { sha: about.sha }),
        suites: [...suites].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
    };
    await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await writeFile(join(folder, memoryFile), `${JSON.stringify(memory, null, 2)}\n`);
}
function parseManifest(baseline) {
    let data;
    try {
        data = JSON.parse(file(baseline, "manifest.json"));
    }
    catch (error) {
        if (error instanceof RecordingError)
            throw error;
        throw new RecordingError(`the baseline (${baseline.origin.description}) has a manifest that is not JSON; record it again`, {
            cause: error,
        });
    }
    const parsed = dist/* safeParse */.xLC(manifestSchema, data);
    if (parsed.success)
        return parsed.output;
    const [issue] = parsed.issues;
    const where = dist/* getDotPath */.BuJ(issue) ?? "its top";
    throw new RecordingError(`the baseline (${baseline.origin.description}) was made by another version or is damaged (manifest.json, ${where}: ${issue.message}); record it again`);
}
function file(baseline, path) {
    const text = baseline.files.get(path);
    if (text === undefined)
        throw new RecordingError(`the baseline (${baseline.origin.description}) is incomplete: ${path} is missing; record it again`);
    return text;
}
/** Reads the recording in a local folder. Throws [RecordingError] when it is not there or not whole. */
async function readRecording(folder, description) {
    const files = new Map();
    const read = async (path) => {
        let bytes;
        try {
            bytes = await (0,promises_.readFile)((0,external_node_path_.join)(folder, path));
        }
        catch (error) {
            throw new RecordingError(`no recording in ${folder}: cannot read ${path}; record one with \`faultbox ci --output FOLDER\``, {
                cause: error,
            });
        }
        if (bytes.length > recording_fileLimitBytes)
            throw new RecordingError(`${path} in ${folder} has ${bytes.length} bytes; at most ${recording_fileLimitBytes} are read`);
        files.set(path, bytes.toString("utf8"));
        return bytes.toString("utf8");
    };
    await read("manifest.json");
    const baseline = { origin: { kind: "folder", description }, files };
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, memoryFile)))
        await read(memoryFile);
    for (const { key } of parseManifest(baseline).suites) {
        await read(`suites/${key}/model.trace`);
        await read(`suites/${key}/run.json`);
    }
    return baseline;
}

;// CONCATENATED MODULE: ./build/js/ci/check.js
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
 * One check: what `faultbox ci` and the Action do, whatever triggered them.
 *
 * 1. Find the suites and run each several times.
 * 2. Learn a model of what was seen.
 * 3. Find the baseline and compare.
 * 4. Where a suspicion is left, run the suspicious tests again, alone, and compare once more; what is undecided then stays undecided.
 * 5. Set aside what people have accepted.
 * 6. Write the recording (the next baseline) and every report.
 *
 * A suite that fails is a failure and is not compared where it failed; a suite that cannot be loaded, or a baseline that cannot be read,
 * stops nothing else.
 */
















/** More agreeing runs make a baseline no better, only its counts larger. */
const mostBaselineRuns = 60;
/**
 * Calls after the last reply still belong to the test, and what goes on in a silence is background: a heartbeat must be seen to beat in it.
 * See the engine's `quietMs`.
 */
const quietMs = 60;
/** Start to end of one test. */
const budgetMs = 180_000;
/** The check could not do its work at all: no suites, nowhere to write. */
class CheckError extends Error {
    name = "CheckError";
}
/** Runs the whole check. Rejects with [CheckError] when there is nothing to check, with the signal's reason when aborted. */
async function check(options, world) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const startMs = performance.now();
        const paths = await out([...options.suites], { cwd: options.cwd, onlyFiles: true, ignore: ["**/node_modules/**", "**/.git/**"] });
        paths.sort();
        if (paths.length === 0)
            throw new CheckError(`no suite matches ${options.suites.join(", ")} in ${options.cwd}`);
        const entries = await acceptances(options);
        const baseline = await findBaseline(world);
        const mine = world.divide === undefined ? paths : await world.divide(weighed(paths, baseline));
        const suites = [];
        for (const path of mine) {
            const loaded = await load(path, options);
            if (loaded !== undefined)
                suites.push(loaded);
        }
        // An empty part of several is in order; a name that nothing has is a slip.
        if (suites.length === 0 && mine.length > 0)
            throw new CheckError(`no suite has a test called ${options.test ?? ""}`);
        await makeOutput(options.output);
        const worked = [];
        const session = __addDisposableResource(env_1, await runnerFor(options, world), true);
        const locator = __addDisposableResource(env_1, options.source === true ? new source/* Locator */.h((0,source/* repositoryRoot */.H)(options.cwd)) : undefined, false);
        const locate = locator && ((stacks) => locator.locate(stacks));
        for (const { path, suite, error } of suites) {
            if (suite === undefined) {
                world.log(`${path}: cannot be loaded`);
                worked.push({ report: { suite: path, runs: [], baseline: originOf(baseline), error: error ?? "" } });
            }
            else {
                worked.push(await checkSuite(suite, session, baseline, { ...options, ...(locate && { locate }) }, world));
            }
            world.signal.throwIfAborted();
        }
        // Of several parts of one check, one tells.
        if (paths[0] !== undefined && mine.includes(paths[0]))
            worked.push(...disappeared(baseline, paths, options));
        const memory = accepted_parseMemory("none" in baseline ? undefined : baseline.files.get(memoryFile));
        const settled = await setAside(worked.map(({ report }) => report), valid(entries, memory.accepted), world);
        const nowMs = Date.now();
        const next = remember(entries, memory, settled.flatMap(({ accepted }) => accepted ?? []), nowMs);
        const unneeded = removable(entries, next, nowMs);
        const report = {
            id: options.id,
            result: resultOf(settled),
            suites: settled,
            ...(unneeded.length === 0 ? {} : { removable: unneeded }),
            ...(options.head === undefined ? {} : { head: options.head }),
            links: {},
            version: version/* toolVersion */.f,
            reproduce: [
                `${version/* toolName */.U} ci ${options.suites.map(replay/* quoted */.TL).join(" ")}`,
                `--runs ${options.runs} --seed ${options.seed}`,
                ...(options.strictDeterminism === undefined ? [] : [`--strict-determinism=${options.strictDeterminism}`]),
                ...(options.requireFaultsFire === true ? ["--require-faults-fire"] : []),
            ].join(" "),
            durationMs: Math.round(performance.now() - startMs),
        };
        const recorded = worked.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
        const record = async (folder) => {
            await writeRecording(folder, recorded, aboutRecording(options));
            await (0,promises_.writeFile)((0,external_node_path_.join)(folder, memoryFile), `${JSON.stringify(next, null, 2)}\n`);
        };
        return { report, files: await writeFiles(report, record, options) };
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
function aboutRecording({ head }) {
    return { tool: `${version/* toolName */.U} ${version/* toolVersion */.f}`, ...(head === undefined ? {} : { sha: head.sha }) };
}
/**
 * One check out of its parts.
 * @param lost suites that no part has run, as reports that say so
 * @throws RecordingError when a part's recording is damaged
 */
async function joinParts(parts, lost, options) {
    const suites = new Map();
    for (const suite of [...parts.flatMap(({ report }) => report.suites), ...lost])
        if (!suites.has(suite.suite))
            suites.set(suite.suite, suite);
    const all = [...suites.values()].sort((a, b) => (a.suite < b.suite ? -1 : 1));
    const [first] = parts;
    const report = {
        id: options.id,
        result: resultOf(all),
        suites: all,
        // Each part saw the whole file; one of them may have needed what the others did not.
        ...(first === undefined ? {} : removableInAll(parts)),
        ...(options.head === undefined ? {} : { head: options.head }),
        links: {},
        version: toolVersion,
        reproduce: first?.report.reproduce ?? "",
        durationMs: Math.max(0, ...parts.map(({ report: { durationMs } }) => durationMs)),
    };
    const recordings = parts.map(({ recording }) => recording);
    return { report, files: await writeFiles(report, (folder) => joinRecordings(folder, recordings, aboutRecording(options)), options) };
}
function removableInAll(parts) {
    const counts = new Map();
    for (const { fingerprint } of parts.flatMap(({ report }) => report.removable ?? []))
        counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
    const removable = (parts[0]?.report.removable ?? []).filter(({ fingerprint }) => counts.get(fingerprint) === parts.length);
    return removable.length === 0 ? {} : { removable };
}
/** @returns undefined for a suite that has none of the tests that were asked for */
async function load(path, options) {
    try {
        // What a suite prints is for people at a desk; here, in ten runs, it would be ten times the same.
        const suite = await (0,spec/* loadSuite */.bu)(path, { cwd: options.cwd, observe: options.observe, print: () => { }, ...strictness(options) });
        return { path, suite: options.test === undefined ? suite : (0,spec/* selectTests */.M0)(suite, options.test) };
    }
    catch (error) {
        if (error instanceof spec/* NoTestMatches */.rG)
            return undefined;
        if (!(error instanceof spec/* SuiteLoadError */.hv))
            throw error;
        return { path, error: error.message };
    }
}
function strictness({ strictDeterminism }) {
    return strictDeterminism === undefined ? {} : { strictDeterminism };
}
async function acceptances(options) {
    try {
        return await readAccepted((0,external_node_path_.join)(options.cwd, options.accepted ?? acceptedPath));
    }
    catch (error) {
        throw error instanceof AcceptedError ? new CheckError(error.message, { cause: error }) : error;
    }
}
/** Takes what was accepted out of what counts: by the file first, and only if something is left by whoever else may say so. */
async function setAside(suites, entries, world) {
    let settled = suites.map((suite) => settle(suite, entries, "file"));
    const counting = settled.flatMap(({ comparison }) => (comparison?.findings ?? []).filter(({ certainty }) => certainty === "confirmed"));
    if (counting.length > 0 && world.approvals !== undefined) {
        const approved = await world.approvals(counting);
        settled = settled.map((suite) => settle(suite, approved, "comment"));
    }
    for (const { finding, acceptance } of settled.flatMap(({ accepted }) => accepted ?? []))
        world.log(`accepted by ${acceptance.by}: ${finding.sentence} (${acceptance.reason})`);
    return settled;
}
async function findBaseline(world) {
    if (world.findBaseline === undefined)
        return { none: "nothing to compare with was asked for" };
    const found = await world.findBaseline(world.signal);
    world.log("none" in found ? `no baseline: ${found.none}` : `baseline: ${found.origin.description}`);
    return found;
}
function originOf(baseline) {
    return "none" in baseline ? { kind: "none", reason: baseline.none } : baseline.origin;
}
/** Who runs the tests: this process, or as many workers as were asked for and the machine can keep apart. */
async function runnerFor(options, world) {
    const { cwd, observe, jobs = 1 } = options;
    if (jobs < 2)
        return new engine/* Session */.Nn();
    const pool = await startPool({
        cwd,
        observe,
        jobs,
        source: options.source === true,
        output: false,
        live: world.onRunning !== undefined,
        ...strictness(options),
    });
    if (!("none" in pool))
        return pool;
    world.log(`jobs: ${pool.none}; running one test after the other`);
    return new engine/* Session */.Nn();
}
async function checkSuite(suite, session, baseline, options, world) {
    const runs = [...(await execute(suite, session, 0, options.runs, options, world))];
    world.signal.throwIfAborted();
    const places = { roots: { [options.cwd]: "$WORKSPACE" } };
    let model = (0,drift.learn)(runs, places);
    const base = readBase(suite, baseline);
    if (base instanceof RecordingError || base === undefined || "none" in baseline) {
        const reason = !(base instanceof RecordingError)
            ? `the baseline (${"none" in baseline ? "" : baseline.origin.description}) does not know this suite`
            : base.message;
        const origin = "none" in baseline ? originOf(baseline) : { kind: "none", reason };
        world.log(`${suite.path}: ${"none" in baseline ? "recorded" : reason}`);
        return { report: { suite: suite.path, runs, baseline: origin }, ...recording(suite, model, runs, await digestOf(suite, options.cwd)) };
    }
    const companions = others(suite, baseline, world);
    const linesOf = ({ run }) => ({
        head: (0,drift/* placesOf */.ek)(runs, places),
        ...(run === undefined ? {} : { base: (0,drift/* placesOf */.ek)([run], places) }),
    });
    const compareWith = (one, options) => (0,drift/* compare */.UD)(one.model, model, { ...options, places: linesOf(one) });
    const judge = (options) => companions.reduce((all, { origin, recorded }) => together(all, compareWith(recorded, options), origin.description), compareWith(base, options));
    let comparison = judge();
    const suspicious = suspects(comparison);
    if (suspicious.length > 0 && options.confirmRuns === 0)
        comparison = judge({ final: true });
    else if (suspicious.length > 0) {
        world.log(`${suite.path}: ${suspicious.length === 1 ? "a suspicion" : "suspicions"} in ${suspicious.join(", ")}; running ${options.confirmRuns} more times`);
        const tests = new Set(suspicious.map(engine/* testOf */.kT));
        const again = { ...suite, tests: suite.tests.filter(({ name }) => tests.has(name)), partial: true };
        const more = await execute(again, session, options.runs, options.confirmRuns, options, world);
        world.signal.throwIfAborted();
        runs.push(...more);
        model = (0,drift/* merge */.h1)(model, (0,drift.learn)(more, places));
        comparison = judge({ final: true });
    }
    const digest = await digestOf(suite, options.cwd);
    const told = [
        ...(base.digest !== undefined && base.digest !== digest && comparison.findings.length > 0
            ? ["the suite, or a file it loads, has changed since the baseline was recorded, so a difference may be the suite's own"]
            : []),
    ];
    comparison = { ...comparison, notes: [...comparison.notes, ...told] };
    world.log(`${suite.path}: ${comparison.outcome === "same" ? "behaves as before" : outcomeText(comparison)}`);
    const agreed = comparison.outcome === "same" && base.model.runs.length < mostBaselineRuns && sameEnvironment(comparison);
    return {
        report: { suite: suite.path, runs, ...(base.run === undefined ? {} : { baseRun: base.run }), comparison, baseline: originOf(baseline) },
        ...recording(suite, agreed ? (0,drift/* merge */.h1)(base.model, model) : model, runs, digest),
    };
}
function outcomeText({ outcome, findings, notes }) {
    if (outcome === "incomparable")
        return `cannot be compared: ${notes.join("; ")}`;
    const confirmed = findings.filter(({ certainty }) => certainty === "confirmed").length;
    return `${confirmed} ${confirmed === 1 ? "change" : "changes"} of behaviour, ${findings.length - confirmed} undecided`;
}
function sameEnvironment({ environment: { base, head } }) {
    return JSON.stringify({ ...base, tool: "" }) === JSON.stringify({ ...head, tool: "" });
}
/** Tests with a finding that more runs could settle. */
function suspects(comparison) {
    const open = comparison.findings.filter(({ certainty }) => certainty === "suspected");
    return [...new Set(open.flatMap(({ test, alsoIn }) => [test, ...alsoIn]))].sort();
}
function readBase(suite, baseline) {
    if ("none" in baseline)
        return undefined;
    try {
        return recordedSuite(baseline, suite.path);
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return error instanceof RecordingError ? error : new RecordingError(message, { cause: error });
    }
}
/** What the baseline's companions know of a suite. One that cannot be read is passed over: the baseline itself was read. */
function others(suite, baseline, world) {
    return (baseline.also ?? []).flatMap((other) => {
        const read = readBase(suite, other);
        if (read instanceof RecordingError)
            world.log(`${suite.path}: ${read.message}`);
        return read === undefined || read instanceof RecordingError ? [] : [{ origin: other.origin, recorded: read }];
    });
}
/** A suite is recorded only if it ran: what a broken run did must not become what is expected. */
function recording(suite, model, runs, digest) {
    const [run] = runs;
    return run === undefined ? {} : { recorded: { suite: suite.path, model, run, digest } };
}
/** What the baseline knows of its suites; one that cannot be read knows nothing. */
function weights(baseline) {
    if ("none" in baseline)
        return [];
    try {
        return recordedSuites(baseline);
    }
    catch {
        return [];
    }
}
function weighed(paths, baseline) {
    const known = new Map(weights(baseline).map((weight) => [weight.suite, weight]));
    return paths.map((suite) => known.get(suite) ?? { suite });
}
/** Suites that the baseline has and this check no longer finds: silence about them would look like a pass. */
function disappeared(baseline, paths, options) {
    if ("none" in baseline || options.test !== undefined)
        return [];
    const known = weights(baseline).map(({ suite }) => suite);
    const gone = known.filter((suite) => !paths.includes(suite));
    return gone.map((suite) => ({
        report: {
            suite,
            runs: [],
            baseline: { kind: "none", reason: `the suite is gone; the baseline (${baseline.origin.description}) still had it` },
        },
    }));
}
async function execute(suite, session, firstRun, runs, options, world) {
    return (0,engine/* runSuite */.og)(suite, session, {
        cwd: options.cwd,
        env: options.env,
        seed: options.seed,
        firstRun,
        runs,
        // A test that fails in one run of several is worth knowing about: all are made.
        stopAtFailure: false,
        tool: `${version/* toolName */.U} ${version/* toolVersion */.f}`,
        image: [process.env["ImageOS"], process.env["ImageVersion"]].filter(Boolean).join(" "),
        budgetMs,
        quietMs,
        ...(options.requireFaultsFire === undefined ? {} : { requireFaultsFire: options.requireFaultsFire }),
        ...(options.locate === undefined ? {} : { locate: options.locate }),
        signal: world.signal,
        replay: (test, seed, leaf) => (0,replay/* replayLine */.wx)(suite.path, test, seed, leaf, options),
        onRunning: (running, run) => world.onRunning?.(running, run + 1, firstRun + runs),
        onEnd: (result, run) => {
            if (run === 0 || result.verdict !== "pass")
                world.log(progress(suite, result, run, firstRun + runs));
        },
    });
}
function progress(suite, result, run, runs) {
    return `${suite.path}: ${result.name} ${result.verdict} (${result.durationMs} ms, run ${run + 1} of ${runs})`;
}
/** The worst of what the suites came to. */
function resultOf(suites) {
    const tests = suites.flatMap(({ runs }) => runs.flatMap((run) => run.tests));
    if (suites.some(({ error }) => error !== undefined) || tests.some(({ verdict }) => verdict === "error"))
        return "error";
    if (tests.some(({ verdict }) => verdict === "fail"))
        return "failed";
    const outcomes = suites.map(({ comparison }) => comparison?.outcome);
    if (outcomes.includes("drift"))
        return "drift";
    if (outcomes.includes("undecided"))
        return "undecided";
    if (suites.some(({ accepted }) => accepted !== undefined))
        return "accepted";
    return outcomes.includes("same") ? "passed" : "recorded";
}
/** Makes the folder that all files go to. Done before anything is run as well: what it found is not to be lost to a misspelt folder. */
async function makeOutput(folder) {
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
        await (0,promises_.access)(folder, external_node_fs_.constants.W_OK);
    }
    catch (error) {
        throw new CheckError(`cannot write to the output folder ${folder}: ${error instanceof Error ? error.message : String(error)}`, {
            cause: error,
        });
    }
}
async function writeFiles(report, record, options) {
    const at = (name) => (0,external_node_path_.join)(options.output, name);
    const files = {
        recording: at("recording"),
        comment: at("comment.md"),
        html: at("report.html"),
        shiviz: at("trace.shiviz"),
        json: at("report.json"),
        junit: at("junit.xml"),
        sarif: at("results.sarif"),
        summary: at("summary.md"),
    };
    await makeOutput(options.output);
    await record(files.recording);
    await (0,promises_.writeFile)(files.comment, (0,js_report/* mergeSections */.X0)(undefined, (0,js_report/* renderComment */.wQ)(report)));
    await (0,promises_.writeFile)(files.html, (0,js_report/* renderHtml */.K2)(report));
    await (0,promises_.writeFile)(files.shiviz, (0,js_report/* renderShivizComparison */.N9)(report));
    await (0,promises_.writeFile)(files.json, (0,js_report/* renderReportJson */.BK)(report));
    await (0,promises_.writeFile)(files.junit, (0,js_report/* renderJunit */.RV)(report));
    await (0,promises_.writeFile)(files.sarif, (0,js_report/* renderSarif */.WH)(report, options.folder));
    await (0,promises_.writeFile)(files.summary, (0,js_report/* renderSummary */.Br)(report));
    return files;
}

// EXTERNAL MODULE: ./build/js/ci/worker.js
var worker = __webpack_require__(6601);
;// CONCATENATED MODULE: ./build/js/ci/environment.js
/**
 * What started programs may see of the step's environment. The runner gives an Action more than it gives a `run:` step: the inputs with
 * the token among them, and the credentials of the artifact and cache services. None of it may reach a program that a pull request
 * brought along.
 *
 * The rule for services, in this order:
 *  - out: everything of the runner's and the Action's own (`INPUT_*`, `ACTIONS_*`, `STATE_*`) and all of `GITHUB_*` except `GITHUB_ACTIONS` and
 *    `GITHUB_WORKSPACE`: not because all of it is secret, but because some name files with which a program could change later steps, and because a
 *    program that reads the run's number behaves differently in each run;
 *  - out: every variable whose *name* says that it is a secret (token, secret, password, key, credential, auth, …);
 *  - out: every variable whose *value* is one: a token of GitHub, a JSON web token, a private key, an address with a password in it, or any
 *    value that holds one of the tokens we know;
 *  - the rest stays: PATH, HOME, LANG, CI, what the workflow set for its job.
 *
 * The names of what is kept back are logged, so that nobody searches for long; a suite that needs one sets it in its service's `env=`.
 *
 * This keeps secrets from programs that look at their environment. It is no wall: a program of the same user can read other processes' memory.
 */
const ours = /^(INPUT_|ACTIONS_|STATE_)/i;
const keptOfGithub = new Set(["GITHUB_ACTIONS", "GITHUB_WORKSPACE"]);
const secretName = /(^|_)(TOKEN|SECRETS?|PASS|PASSWD|PASSWORD|PASSPHRASE|PAT|CREDENTIALS?|AUTH|COOKIE|SIGNATURE|DSN)(_|$)|TOKEN$|SECRET|PASSWORD|PASSWD|CREDENTIAL|(^|_)(API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|DEPLOY|SSH|GPG|PGP|MASTER|ACCOUNT)_?KEY/i;
const secretValue = [
    /\b(gh[a-z]_[A-Za-z0-9_]{20,}|github_pat_[A-Za-z0-9_]{20,})/,
    /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\./,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    /\b[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i,
];
/** Shorter values would match by accident. */
const shortestToken = 8;
/**
 * The environment of services under test.
 * @param env the step's environment
 * @param tokens values that must not be found in it under any name
 */
function serviceEnvironment(env, tokens) {
    const known = tokens.filter((token) => token.length >= shortestToken);
    const kept = {};
    const withheld = [];
    for (const [name, value] of Object.entries(env)) {
        if (value === undefined || ours.test(name))
            continue;
        if (/^GITHUB_/i.test(name) && !keptOfGithub.has(name))
            continue;
        const secret = secretName.test(name) || secretValue.some((shape) => shape.test(value)) || known.some((token) => value.includes(token));
        if (secret)
            withheld.push(name);
        else
            kept[name] = value;
    }
    return { env: kept, withheld: withheld.sort() };
}
/** The environment of the `build` command and of git: what a `run:` step of the same job would see. */
function stepEnvironment(env) {
    const kept = Object.entries(env).filter((entry) => entry[1] !== undefined && !ours.test(entry[0]));
    return Object.fromEntries(kept);
}

;// CONCATENATED MODULE: ./build/js/ci/index.js
/** The pipeline: run, learn, compare, confirm, report. What touches the world is passed in. */












/***/ }),

/***/ 2756:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   wx: () => (/* binding */ replayLine)
/* harmony export */ });
/* unused harmony export shellWord */
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1091);
/** The line that runs a test again just as it ran: everything that has a part in what came of it, spelt for a shell. */

/** One line for a shell that runs this very test of the suite at [path] again. */
function replayLine(path, test, seed, leaf, options = {}) {
    const { observe, source, strictDeterminism, requireFaultsFire, budgetMs } = options;
    return [
        _version_js__WEBPACK_IMPORTED_MODULE_0__/* .toolName */ .U,
        "test",
        // A path that begins like an option is none.
        shellWord(path.startsWith("-") ? `./${path}` : path),
        `--test ${shellWord(shortest(test))}`,
        ...(leaf === "" ? [] : [`--leaf ${shellWord(leaf)}`]),
        `--seed ${seed}`,
        ...(observe === "auto" ? ["--observe auto"] : []),
        ...(source === true ? ["--source"] : []),
        ...(strictDeterminism === undefined ? [] : [`--strict-determinism=${strictDeterminism}`]),
        ...(requireFaultsFire === true ? ["--require-faults-fire"] : []),
        ...(budgetMs === undefined ? [] : [`--timeout ${budgetMs}ms`]),
    ].join(" ");
}
/** Without `test_`, unless that would be taken for something else. */
function shortest(test) {
    const short = test.replace(/^test_/, "");
    return short === "" || /^[-~]/.test(short) ? test : short;
}
/** A word as a shell reads it back. */
function shellWord(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : quoted(word);
}
/** A word in quotes, whatever stands in it. */
function quoted(word) {
    return `'${word.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 6601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   serve: () => (/* binding */ serve)
/* harmony export */ });
/* harmony import */ var _engine_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9676);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7168);
/* harmony import */ var _spec_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6668);
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
 * A worker: one of several processes that run tests at the same time, each in a private network and a private /tmp (`jobs.ts` starts them and
 * says what to run). It loads suites by itself and runs one test at a time, exactly as without workers; what comes of it goes back as it is.
 */



/** Serves the process that started this one, until it hangs up. */
async function serve() {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (process.send === undefined)
            throw new Error("a worker is started by `faultbox test --jobs`, not by hand");
        const tell = (answer) => {
            if (process.connected)
                process.send?.(answer);
        };
        const over = new AbortController();
        process.once("disconnect", () => over.abort(new Error("interrupted by the end of the process that started this worker")));
        // A terminal's interrupt is for that process; it tells when to stop.
        process.on("SIGINT", () => { });
        const session = __addDisposableResource(env_1, new _engine_index_js__WEBPACK_IMPORTED_MODULE_0__/* .Session */ .Nn(), true);
        let worker;
        const ended = Promise.withResolvers();
        over.signal.addEventListener("abort", () => ended.resolve(), { once: true });
        process.on("message", (question) => {
            switch (question.kind) {
                case "settings":
                    worker = new Worker(question.settings, session, tell, over.signal);
                    session.capabilities().then((capabilities) => tell({ kind: "ready", capabilities }), (error) => tell(failure(error)));
                    return;
                case "run":
                    void worker?.run(question);
                    return;
                case "stop":
                    over.abort(new Error("interrupted by the process that started this worker"));
                    return;
            }
        });
        await ended.promise;
        worker?.dispose();
        // The channel would keep this process alive.
        if (process.connected)
            process.disconnect();
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
function failure(error) {
    return error instanceof Error
        ? { kind: "failed", message: error.message, name: error.name }
        : { kind: "failed", message: String(error), name: "Error" };
}
class Worker {
    #settings;
    #session;
    #tell;
    #signal;
    #locator;
    #suites = new Map();
    #running = false;
    constructor(settings, session, tell, signal) {
        this.#settings = settings;
        this.#session = session;
        this.#tell = tell;
        this.#signal = signal;
        this.#locator = settings.source ? new _source_index_js__WEBPACK_IMPORTED_MODULE_1__/* .Locator */ .h((0,_source_index_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryRoot */ .H)(settings.cwd)) : undefined;
    }
    async run({ suite: path, test, leaf, options }) {
        try {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const suite = await this.#load(path);
                const named = { ...suite, tests: suite.tests.filter(({ name }) => name === test) };
                const [plan] = leaf === "" ? named.tests : (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_2__/* .selectLeaf */ .rH)(named, (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLeaf */ .on)(leaf)).tests;
                if (plan === undefined)
                    throw new Error(`${path} has no test ${test} any more: it has changed since the run began`);
                const locator = this.#locator;
                this.#running = true;
                const progress = __addDisposableResource(env_2, this.#settings.live ? new Progress(this.#tell) : undefined, false);
                const ran = await this.#session.run(plan, {
                    ...options,
                    cwd: this.#settings.cwd,
                    signal: this.#signal,
                    // The line to replay it with is for those who know how this was started.
                    replay: () => "",
                    ...(progress === undefined ? {} : { onRunning: (running) => progress.of(running) }),
                    ...(locator === undefined ? {} : { locate: (stacks) => locator.locate(stacks) }),
                    ...(this.#settings.output ? { onOutput: (output) => this.#tell({ kind: "output", ...output }) } : {}),
                });
                this.#tell({ kind: "ran", ran });
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                __disposeResources(env_2);
            }
        }
        catch (error) {
            if (!this.#signal.aborted)
                this.#tell(failure(error));
        }
        finally {
            this.#running = false;
        }
    }
    dispose() {
        this.#locator?.[Symbol.dispose]();
    }
    #load(path) {
        const known = this.#suites.get(path);
        if (known !== undefined)
            return known;
        const { cwd, observe, strictDeterminism } = this.#settings;
        // What it prints while it is loaded has been shown already.
        const print = (line) => {
            if (this.#running)
                this.#tell({ kind: "printed", line });
        };
        const loading = (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_2__/* .loadSuite */ .bu)(path, { cwd, observe, print, ...(strictDeterminism === undefined ? {} : { strictDeterminism }) });
        this.#suites.set(path, loading);
        return loading;
    }
}
/** As often as a live line is drawn: more would not be seen. */
const progressMs = 120;
/** Tells what changes of the test under way, until it is disposed. */
class Progress {
    #tell;
    #timer;
    #running;
    #told = "";
    constructor(tell) {
        this.#tell = tell;
        this.#timer = setInterval(() => this.#look(), progressMs);
    }
    /** The test began, or began again. */
    of(running) {
        this.#running = running;
    }
    #look() {
        const running = this.#running;
        if (running === undefined)
            return;
        const [step, events] = [running.step(), running.events()];
        if (this.#told === `${events} ${step}`)
            return;
        this.#told = `${events} ${step}`;
        this.#tell({ kind: "running", step, events });
    }
    [Symbol.dispose]() {
        clearInterval(this.#timer);
    }
}


/***/ })

};
