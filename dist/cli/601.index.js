export const id = 601;
export const ids = [601];
export const modules = {

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
