export const id = 490;
export const ids = [490];
export const modules = {

/***/ 6490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ciCommand: () => (/* binding */ ciCommand)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/fast-glob/out/index.js
var out = __webpack_require__(5648);
// EXTERNAL MODULE: ./build/js/drift/index.js + 13 modules
var drift = __webpack_require__(3491);
// EXTERNAL MODULE: ./build/js/engine/index.js + 8 modules
var engine = __webpack_require__(325);
// EXTERNAL MODULE: ./build/js/report/index.js + 14 modules
var js_report = __webpack_require__(7537);
// EXTERNAL MODULE: ./build/js/spec/index.js + 40 modules
var spec = __webpack_require__(8804);
// EXTERNAL MODULE: ./build/js/ci/version.js
var version = __webpack_require__(1091);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
;// CONCATENATED MODULE: ./build/js/ci/schema.js
/**
 * Reading a recorded run back. A recording comes from another machine, perhaps from another person's pull request, so nothing in it is believed
 * before it has passed this schema: types, lengths, the alphabet of names.
 */

const line = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(10_000));
const schema_name = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(500));
const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf(), dist/* minValue */.Wwf(0));
const list = (item, limit) => dist/* pipe */.FsL(dist/* array */.YOg(item), dist/* maxLength */.Ru6(limit));
const position = dist/* object */.Ikc({ file: schema_name, line: count, column: count });
const decision = dist/* variant */.Oxt("kind", [
    dist/* object */.Ikc({ kind: dist/* picklist */.KIO(["allow", "allow-system-path", "trace"]) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("deny"), errno: count }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("delay"), delayNs: count }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("hold"), tag: schema_name }),
]);
const object = dist/* variant */.Oxt("kind", [
    dist/* object */.Ikc({ kind: dist/* literal */.euz("none") }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("file"), path: line, deleted: dist/* exactOptional */.yqP(dist/* boolean */.zMY()) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("socket"), local: dist/* exactOptional */.yqP(schema_name), peer: dist/* exactOptional */.yqP(schema_name), inode: dist/* exactOptional */.yqP(count) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("pipe"), inode: dist/* exactOptional */.yqP(count) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("stdio"), name: dist/* picklist */.KIO(["stdin", "stdout", "stderr"]) }),
    dist/* object */.Ikc({ kind: dist/* literal */.euz("anon"), name: schema_name }),
]);
const call = dist/* object */.Ikc({
    name: schema_name,
    pid: count,
    tid: count,
    decision,
    fd: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* number */.aig(), dist/* integer */.ndf())),
    object,
    target: dist/* exactOptional */.yqP(line),
    size: dist/* exactOptional */.yqP(count),
    flags: dist/* exactOptional */.yqP(count),
    latencyNs: count,
    rule: dist/* exactOptional */.yqP(count),
    label: dist/* exactOptional */.yqP(line),
    op: dist/* exactOptional */.yqP(schema_name),
});
const fields = dist/* record */.g1P(schema_name, line);
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
    message: line,
    suggestion: dist/* exactOptional */.yqP(line),
    service: dist/* exactOptional */.yqP(schema_name),
    position: dist/* exactOptional */.yqP(position),
});
const failure = dist/* object */.Ikc({
    kind: dist/* picklist */.KIO(["assertion", "timeout", "service_start", "service_exit", "error"]),
    message: line,
    position: dist/* exactOptional */.yqP(position),
    sourceLine: dist/* exactOptional */.yqP(line),
    assertion: dist/* exactOptional */.yqP(dist/* object */.Ikc({ func: schema_name, expected: dist/* exactOptional */.yqP(line), actual: dist/* exactOptional */.yqP(line) })),
    nearest: list(count, 1_000),
    backtrace: list(line, 1_000),
    output: dist/* exactOptional */.yqP(dist/* object */.Ikc({ service: schema_name, lines: list(line, 1_000) })),
});
const rule = dist/* object */.Ikc({
    service: schema_name,
    scope: dist/* picklist */.KIO(["fault", "trace"]),
    keyword: schema_name,
    action: schema_name,
    syscalls: list(schema_name, 1_000),
    label: dist/* exactOptional */.yqP(line),
    path: dist/* exactOptional */.yqP(line),
    hits: count,
});
const test = dist/* object */.Ikc({
    name: schema_name,
    verdict: dist/* picklist */.KIO(["pass", "fail", "error", "inconclusive", "halted"]),
    seed: count,
    startedAt: schema_name,
    durationMs: count,
    events: list(schema_event, 2_000_000),
    services: list(service, 1_000),
    failure: dist/* exactOptional */.yqP(failure),
    rules: list(rule, 10_000),
    diagnostics: list(diagnostic, 10_000),
    replay: line,
    returned: dist/* exactOptional */.yqP(line),
    position: dist/* exactOptional */.yqP(position),
});
const suiteRun = dist/* object */.Ikc({
    suite: schema_name,
    seed: count,
    durationMs: count,
    tests: list(test, 10_000),
    environment: dist/* object */.Ikc({ tool: schema_name, os: schema_name, arch: schema_name, kernel: schema_name, image: schema_name, capture: list(line, 100) }),
    diagnostics: list(diagnostic, 10_000),
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
 *     suites/<key>/model.trace
 *     suites/<key>/run.json
 *
 * A recording that is read comes from elsewhere: every part is bounded and parsed, and a suite's path in it is only ever compared, never
 * opened.
 */






/** Raised when the layout changes; a reader refuses what it does not know. */
const recording_version = 1;
/** One file of a recording; models and runs of honest suites stay far below. */
const fileLimitBytes = 64 * 1024 * 1024;
const keyPattern = /^[a-z0-9][a-z0-9._-]{0,80}$/;
const manifestSchema = dist/* object */.Ikc({
    version: dist/* literal */.euz(recording_version),
    tool: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(200)),
    sha: dist/* exactOptional */.yqP(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{40,64}$/))),
    suites: dist/* pipe */.FsL(dist/* array */.YOg(dist/* object */.Ikc({ suite: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* maxLength */.Ru6(1000)), key: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(keyPattern)), runs: dist/* number */.aig() })), dist/* maxLength */.Ru6(1000)),
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
    for (const { suite, model, run } of suites) {
        const key = keyOf(suite);
        const own = (0,external_node_path_.join)(folder, "suites", key);
        await (0,promises_.mkdir)(own, { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(own, "model.trace"), (0,drift/* formatModel */.Xk)(model));
        await (0,promises_.writeFile)((0,external_node_path_.join)(own, "run.json"), JSON.stringify(run));
        entries.push({ suite, key, runs: model.runs.length });
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
    const model = (0,drift/* parseModel */.Xh)(file(baseline, `suites/${entry.key}/model.trace`));
    const runText = baseline.files.get(`suites/${entry.key}/run.json`);
    if (runText === undefined)
        return { suite, model };
    return { suite, model, run: parseSuiteRun(runText) };
}
/** The suites a baseline knows. Throws [RecordingError] when its manifest cannot be read. */
function recordedSuites(baseline) {
    return parseManifest(baseline).suites.map(({ suite }) => suite);
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
        if (bytes.length > fileLimitBytes)
            throw new RecordingError(`${path} in ${folder} has ${bytes.length} bytes; at most ${fileLimitBytes} are read`);
        files.set(path, bytes.toString("utf8"));
        return bytes.toString("utf8");
    };
    await read("manifest.json");
    const baseline = { origin: { kind: "folder", description }, files };
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
 * 5. Write the recording (the next baseline) and every report.
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
        const suites = [];
        for (const path of paths)
            suites.push(await load(path, options));
        const baseline = await findBaseline(world);
        const worked = [];
        const session = __addDisposableResource(env_1, new engine/* Session */.Nn(), true);
        for (const { path, suite, error } of suites) {
            if (suite === undefined) {
                world.log(`${path}: cannot be loaded`);
                worked.push({ report: { suite: path, runs: [], baseline: originOf(baseline), error: error ?? "" } });
            }
            else {
                worked.push(await checkSuite(suite, session, baseline, options, world));
            }
            world.signal.throwIfAborted();
        }
        worked.push(...disappeared(baseline, paths, options));
        const report = {
            id: options.id,
            result: resultOf(worked.map(({ report }) => report)),
            suites: worked.map(({ report }) => report),
            ...(options.head === undefined ? {} : { head: options.head }),
            links: {},
            version: version/* toolVersion */.f,
            reproduce: `faultbox ci --suites '${options.suites.join("' '")}' --runs ${options.runs} --seed ${options.seed}`,
            durationMs: Math.round(performance.now() - startMs),
        };
        const recorded = worked.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
        return { report, files: await writeFiles(report, recorded, options) };
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
async function load(path, options) {
    try {
        // What a suite prints is for people at a desk; here, in ten runs, it would be ten times the same.
        const suite = await (0,spec/* loadSuite */.bu)(path, { cwd: options.cwd, observe: options.observe, print: () => { } });
        return { path, suite: options.test === undefined ? suite : (0,spec/* selectTests */.M0)(suite, options.test) };
    }
    catch (error) {
        if (!(error instanceof spec/* SuiteLoadError */.hv))
            throw error;
        return { path, error: error.message };
    }
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
async function checkSuite(suite, session, baseline, options, world) {
    const runs = [...(await execute(suite, session, 0, options.runs, options, world))];
    world.signal.throwIfAborted();
    const places = { roots: { [options.cwd]: "$WORKSPACE" } };
    let model = (0,drift/* learn */.nB)(runs, places);
    const base = readBase(suite, baseline);
    if (base instanceof RecordingError || base === undefined) {
        const reason = base === undefined
            ? `the baseline (${"none" in baseline ? "" : baseline.origin.description}) does not know this suite`
            : base.message;
        const origin = "none" in baseline ? originOf(baseline) : { kind: "none", reason };
        world.log(`${suite.path}: ${"none" in baseline ? "recorded" : reason}`);
        return { report: { suite: suite.path, runs, baseline: origin }, ...recording(suite, model, runs) };
    }
    let comparison = (0,drift/* compare */.UD)(base.model, model);
    const suspicious = suspects(comparison);
    if (suspicious.length > 0 && options.confirmRuns === 0)
        comparison = (0,drift/* compare */.UD)(base.model, model, { final: true });
    else if (suspicious.length > 0) {
        world.log(`${suite.path}: ${suspicious.length === 1 ? "a suspicion" : "suspicions"} in ${suspicious.join(", ")}; running ${options.confirmRuns} more times`);
        const again = { ...suite, tests: suite.tests.filter(({ name }) => suspicious.includes(name)) };
        const more = await execute(again, session, options.runs, options.confirmRuns, options, world);
        world.signal.throwIfAborted();
        runs.push(...more);
        model = (0,drift/* merge */.h1)(model, (0,drift/* learn */.nB)(more, places));
        comparison = (0,drift/* compare */.UD)(base.model, model, { final: true });
    }
    world.log(`${suite.path}: ${comparison.outcome === "same" ? "behaves as before" : outcomeText(comparison)}`);
    const agreed = comparison.outcome === "same" && base.model.runs.length < mostBaselineRuns && sameEnvironment(comparison);
    return {
        report: { suite: suite.path, runs, ...(base.run === undefined ? {} : { baseRun: base.run }), comparison, baseline: originOf(baseline) },
        ...recording(suite, agreed ? (0,drift/* merge */.h1)(base.model, model) : model, runs),
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
/** A suite is recorded only if it ran: what a broken run did must not become what is expected. */
function recording(suite, model, runs) {
    const [run] = runs;
    return run === undefined ? {} : { recorded: { suite: suite.path, model, run } };
}
/** Suites that the baseline has and this check no longer finds: silence about them would look like a pass. */
function disappeared(baseline, paths, options) {
    if ("none" in baseline || options.test !== undefined)
        return [];
    let known;
    try {
        known = recordedSuites(baseline);
    }
    catch {
        return [];
    }
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
        signal: world.signal,
        replay: (test, seed) => `faultbox test ${suite.path} --test ${test.replace(/^test_/, "")} --seed ${seed}`,
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
    return outcomes.includes("same") ? "passed" : "recorded";
}
async function writeFiles(report, recorded, options) {
    const at = (name) => (0,external_node_path_.join)(options.output, name);
    const files = {
        recording: at("recording"),
        comment: at("comment.md"),
        html: at("report.html"),
        shiviz: at("trace.shiviz"),
        json: at("report.json"),
        junit: at("junit.xml"),
        summary: at("summary.md"),
    };
    await (0,promises_.mkdir)(options.output, { recursive: true });
    await writeRecording(files.recording, recorded, {
        tool: `${version/* toolName */.U} ${version/* toolVersion */.f}`,
        ...(options.head === undefined ? {} : { sha: options.head.sha }),
    });
    await (0,promises_.writeFile)(files.comment, (0,js_report/* mergeSections */.X0)(undefined, (0,js_report/* renderComment */.wQ)(report)));
    await (0,promises_.writeFile)(files.html, (0,js_report/* renderHtml */.K2)(report));
    await (0,promises_.writeFile)(files.shiviz, (0,js_report/* renderShivizComparison */.N9)(report));
    await (0,promises_.writeFile)(files.json, (0,js_report/* renderReportJson */.BK)(report));
    await (0,promises_.writeFile)(files.junit, (0,js_report/* renderJunit */.RV)(report));
    await (0,promises_.writeFile)(files.summary, (0,js_report/* renderSummary */.Br)(report));
    return files;
}

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






// EXTERNAL MODULE: ./build/js/commands/exit.js
var exit = __webpack_require__(8897);
// EXTERNAL MODULE: ./build/js/commands/shared.js
var shared = __webpack_require__(4872);
;// CONCATENATED MODULE: ./build/js/commands/ci.js
/** `faultbox ci`: the Action's pipeline with a local folder as its store. */





/** Resolves with the exit code. */
async function ciCommand(flags) {
    const cwd = process.cwd();
    const signal = (0,shared/* interruptible */.In)();
    const github = process.env["GITHUB_ACTIONS"] === "true";
    const { baseline } = flags;
    const { report, files } = await check({
        cwd,
        suites: flags.suites,
        runs: flags.runs,
        confirmRuns: flags.confirmRuns,
        seed: flags.seed,
        observe: flags.observe,
        id: flags.id,
        output: (0,external_node_path_.resolve)(cwd, flags.output),
        env: serviceEnvironment(process.env, []).env,
    }, {
        ...(baseline === undefined ? {} : { findBaseline: () => readRecording((0,external_node_path_.resolve)(cwd, baseline), `the recording in ${baseline}`) }),
        log: (line) => (0,shared.say)(github ? (0,js_report/* withoutCommands */.Df)(line) : line),
        signal,
    });
    (0,shared.say)((0,js_report/* renderTail */.dn)(report.suites.flatMap(({ runs }) => runs), (0,shared/* consoleOptions */.aA)({ quiet: true })));
    for (const { suite, error } of report.suites)
        if (error !== undefined)
            (0,shared.say)(`${suite}:\n${(0,shared.plainLines)(error)}`);
    (0,shared.say)(`result: ${report.result}`);
    for (const [what, path] of Object.entries(files))
        (0,shared.say)(`${what.padEnd(9)} ${String(path)}`);
    switch (report.result) {
        case "error":
            return exit/* exitCodes */.h.unusable;
        case "failed":
            return exit/* exitCodes */.h.failed;
        case "drift":
            return flags.failOn === "drift" ? exit/* exitCodes */.h.drift : exit/* exitCodes */.h.passed;
        case "undecided":
        case "passed":
        case "recorded":
            return exit/* exitCodes */.h.passed;
    }
}


/***/ })

};
