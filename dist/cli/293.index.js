export const id = 293;
export const ids = [293];
export const modules = {

/***/ 7293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ciCommand: () => (/* binding */ ciCommand)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _ci_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6016);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3819);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8897);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4872);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3825);
/** `faultbox ci`: the Action's pipeline with a local folder as its store. */






/** Checks the suites that the globs [suites] name; resolves with the exit code. */
async function ciCommand(suites, flags) {
    const cwd = process.cwd();
    const signal = (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .interruptible */ .In)();
    const github = process.env["GITHUB_ACTIONS"] === "true";
    const { baseline } = flags;
    const { report, files } = await (0,_ci_index_js__WEBPACK_IMPORTED_MODULE_1__/* .check */ .z6)({
        cwd,
        suites,
        runs: flags.runs,
        confirmRuns: flags.confirmRuns,
        seed: flags.seed,
        jobs: flags.jobs,
        observe: flags.observe,
        source: flags.source === true,
        ...(flags.strictDeterminism === undefined ? {} : { strictDeterminism: flags.strictDeterminism }),
        ...(flags.requireFaultsFire === undefined ? {} : { requireFaultsFire: flags.requireFaultsFire }),
        id: flags.id,
        output: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(cwd, flags.output),
        folder: folderOf(cwd, process.env["GITHUB_WORKSPACE"]),
        env: (0,_ci_index_js__WEBPACK_IMPORTED_MODULE_1__/* .serviceEnvironment */ .J6)(process.env, []).env,
    }, {
        ...(baseline === undefined ? {} : { findBaseline: () => (0,_ci_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecording */ .SS)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(cwd, baseline), `the recording in ${baseline}`) }),
        log: (line) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__.say)(github ? (0,_report_index_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutCommands */ .Df)(line) : line),
        ...(_terminal_js__WEBPACK_IMPORTED_MODULE_5__/* .people */ .c.live ? { onRunning: _shared_js__WEBPACK_IMPORTED_MODULE_4__/* .watch */ .wB } : {}),
        signal,
    });
    _terminal_js__WEBPACK_IMPORTED_MODULE_5__/* .people */ .c.rest();
    const runs = report.suites.flatMap((suite) => suite.runs);
    (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__.say)((0,_report_index_js__WEBPACK_IMPORTED_MODULE_2__/* .renderConsole */ .qP)(runs, (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .consoleOptions */ .aA)({ quiet: true })) + (0,_report_index_js__WEBPACK_IMPORTED_MODULE_2__/* .renderFindings */ .vO)(report, (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .consoleOptions */ .aA)({})));
    for (const { suite, error } of report.suites)
        if (error !== undefined)
            (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__.say)(`${suite}:\n${(0,_shared_js__WEBPACK_IMPORTED_MODULE_4__.plainLines)(error)}`);
    if (flags.format === "json")
        process.stdout.write((0,_report_index_js__WEBPACK_IMPORTED_MODULE_2__/* .renderReportJson */ .BK)(report));
    (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__.say)(`result: ${report.result}`);
    for (const [what, path] of Object.entries(files))
        (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__.say)(`${what.padEnd(9)} ${String(path)}`);
    switch (report.result) {
        case "error":
            return _exit_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodes */ .h.unusable;
        case "failed":
            return _exit_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodes */ .h.failed;
        case "drift":
            return flags.failOn === "drift" ? _exit_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodes */ .h.drift : _exit_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodes */ .h.passed;
        case "undecided":
        case "accepted":
        case "passed":
        case "recorded":
            return _exit_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodes */ .h.passed;
    }
}
/** Where [cwd] lies in a job's checkout; empty at its root, outside of it, and off CI. */
function folderOf(cwd, workspace) {
    const folder = workspace === undefined ? "" : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, cwd);
    return folder.startsWith("..") ? "" : folder;
}


/***/ })

};
