export const id = 169;
export const ids = [169];
export const modules = {

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

/***/ 8169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   testCommand: () => (/* binding */ testCommand)
/* harmony export */ });
/* harmony import */ var _ci_replay_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2756);
/* harmony import */ var _ci_version_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1091);
/* harmony import */ var _engine_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9676);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3819);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7168);
/* harmony import */ var _spec_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6668);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8897);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4872);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3825);
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
/** `faultbox test`: runs a suite and says what came of it. */









/** The default of `--timeout`. */
const usualBudgetMs = 180_000;
/** Resolves with the exit code. */
async function testCommand(path, flags) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const cwd = process.cwd();
        const written = [
            [flags.output, "trace"],
            [flags.shiviz, "ShiViz file"],
            [flags.normalize, "normalised trace"],
        ];
        for (const [path, what] of written)
            if (path !== undefined)
                await (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .ensureWritable */ .ZZ)(path, what);
        const signal = (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .interruptible */ .In)();
        const options = (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .consoleOptions */ .aA)(flags);
        const show = (text) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__.say)(options.github === true ? (0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutCommands */ .Df)(text) : text);
        const locator = __addDisposableResource(env_1, flags.source === true ? new _source_index_js__WEBPACK_IMPORTED_MODULE_2__/* .Locator */ .h((0,_source_index_js__WEBPACK_IMPORTED_MODULE_2__/* .repositoryRoot */ .H)(cwd)) : undefined, false);
        const { jobs } = flags;
        // A trace that is made to be compared, of a test that traces nothing, would hold its steps and answers only, and be identical to any other.
        const observe = flags.observe ?? (flags.normalize === undefined ? "suite" : "untraced");
        const onOutput = flags.debug === true ? { onOutput: ({ service, bytes }) => show(labelled(service, bytes)) } : {};
        const strictness = flags.strictDeterminism === undefined ? {} : { strictDeterminism: flags.strictDeterminism };
        const workers = { cwd, observe, jobs, source: flags.source === true, output: flags.debug === true, live: _terminal_js__WEBPACK_IMPORTED_MODULE_6__/* .people */ .c.live, ...strictness };
        const runner = __addDisposableResource(env_1, await (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .runnerOf */ .mv)(jobs, { ...workers, ...onOutput, onPrint: (line) => show((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(line)) }), true);
        const loaded = await (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_3__/* .loadSuite */ .bu)(path, { cwd, observe, print: (line) => show((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(line)), ...strictness });
        const named = flags.test === undefined ? loaded : (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_3__/* .selectTests */ .M0)(loaded, flags.test);
        const suite = flags.leaf === undefined ? named : (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_3__/* .selectLeaf */ .rH)(named, (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLeaf */ .on)(flags.leaf));
        const explore = (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .explorationOf */ .dn)(flags);
        let inRun = 1;
        const runs = await (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_0__/* .runSuite */ .og)(suite, runner, {
            cwd,
            env: inherited(),
            seed: flags.seed,
            firstRun: 0,
            runs: flags.runs,
            stopAtFailure: flags.normalize === undefined,
            ...(explore === undefined ? {} : { explore }),
            tool: `${_ci_version_js__WEBPACK_IMPORTED_MODULE_7__/* .toolName */ .U} ${_ci_version_js__WEBPACK_IMPORTED_MODULE_7__/* .toolVersion */ .f}`,
            image: "",
            budgetMs: flags.timeout,
            // A normalised trace is compared with others, so late work must be in it; otherwise nobody waits for it.
            quietMs: flags.normalize === undefined ? 0 : 25,
            signal,
            ...(flags.requireFaultsFire === undefined ? {} : { requireFaultsFire: flags.requireFaultsFire }),
            replay: (test, seed, leaf) => (0,_ci_replay_js__WEBPACK_IMPORTED_MODULE_8__/* .replayLine */ .wx)(path, test, seed, leaf, {
                ...flags,
                observe: suite.tests.some(({ name, watchesAll }) => name === test && watchesAll === true) ? "auto" : "suite",
                ...(flags.timeout === usualBudgetMs ? {} : { budgetMs: flags.timeout }),
            }),
            onRunning: (running, run) => {
                inRun = run + 1;
                (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .watch */ .wB)(running, inRun, flags.runs);
            },
            ...(locator === undefined ? {} : { locate: (stacks) => locator.locate(stacks) }),
            onEnd: (result) => {
                if (flags.runs === 1 && explore === undefined)
                    (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__.say)((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderTest */ .j9)(result, options));
            },
            ...onOutput,
        });
        _terminal_js__WEBPACK_IMPORTED_MODULE_6__/* .people */ .c.rest();
        const names = new Set(runs.flatMap((run) => run.tests.map(({ name }) => name)));
        if (flags.runs > 1 || explore !== undefined)
            for (const name of names)
                (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__.say)((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderRuns */ .JH)(resultsOf(runs, name), options));
        const notRun = Math.max(0, suite.tests.length - names.size);
        (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__.say)((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderTail */ .dn)(runs, { ...options, ...(signal.aborted ? { interrupted: { notRun, run: inRun, runs: flags.runs } } : {}) }));
        if (flags.output !== undefined)
            await (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .write */ .M9)(flags.output, (0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderJson */ .hF)(runs), "trace");
        if (flags.format === "json")
            process.stdout.write((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderJson */ .hF)(runs));
        if (flags.shiviz !== undefined)
            await (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .write */ .M9)(flags.shiviz, (0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderShiviz */ .SH)(runs), "ShiViz file");
        if (flags.normalize !== undefined)
            await (0,_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .write */ .M9)(flags.normalize, await normalised(runs, cwd), "normalised trace");
        return signal.aborted ? _exit_js__WEBPACK_IMPORTED_MODULE_4__/* .exitCodes */ .h.interrupted : exitCodeOf(runs);
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
function exitCodeOf(runs) {
    const verdicts = new Set(runs.flatMap((run) => run.tests.map(({ verdict }) => verdict)));
    if (verdicts.has("fail") || verdicts.has("error"))
        return _exit_js__WEBPACK_IMPORTED_MODULE_4__/* .exitCodes */ .h.failed;
    return verdicts.has("inconclusive") ? _exit_js__WEBPACK_IMPORTED_MODULE_4__/* .exitCodes */ .h.inconclusive : _exit_js__WEBPACK_IMPORTED_MODULE_4__/* .exitCodes */ .h.passed;
}
function resultsOf(runs, name) {
    return runs.flatMap((run) => run.tests.filter((test) => test.name === name));
}
/** This process's environment, for services run by hand. */
function inherited() {
    return Object.fromEntries(Object.entries(process.env).filter((entry) => entry[1] !== undefined));
}
function labelled(service, bytes) {
    const lines = Buffer.from(bytes).toString("utf8").replace(/\n$/, "").split("\n");
    return lines.map((line) => `${service} | ${(0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(line)}`).join("\n");
}
/** Not where it is called: TypeScript leaves the names of what a function imports as they are when there is `using` in it. */
async function normalised(runs, cwd) {
    const { formatModel, learn } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 9777));
    return formatModel(learn(runs, { roots: { [cwd]: "$WORKSPACE" } }));
}


/***/ })

};
