export const id = 238;
export const ids = [238];
export const modules = {

/***/ 3238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   diffCommand: () => (/* binding */ diffCommand),
/* harmony export */   mergeCommand: () => (/* binding */ mergeCommand)
/* harmony export */ });
/* harmony import */ var _drift_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9777);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3819);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8897);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4872);
/** `faultbox diff` and `faultbox merge`: normalised traces compared and added up. */




/** Resolves with the exit code. */
async function diffCommand(a, b, flags) {
    const [before, after] = [await readModel(a), await readModel(b)];
    for (const [path, { runs }] of [[a, before], [b, after]]) {
        // Everything would differ from it, or nothing would from another like it.
        if (!runs.some(({ tests }) => tests.size > 0))
            throw new _shared_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb(`${path}: no test was run in this trace, so there is nothing to compare`);
    }
    const difference = (0,_drift_index_js__WEBPACK_IMPORTED_MODULE_0__/* .diffModels */ .mS)(before, after);
    process.stdout.write((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderDiff */ ["in"])(difference, flags.format));
    return difference.identical ? _exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCodes */ .h.passed : _exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCodes */ .h.different;
}
/** Resolves with the exit code. */
async function mergeCommand(paths, flags) {
    const models = [];
    for (const path of paths)
        models.push(await readModel(path));
    const merged = models.reduce((all, one) => (0,_drift_index_js__WEBPACK_IMPORTED_MODULE_0__/* .merge */ .h1)(all, one));
    const text = (0,_drift_index_js__WEBPACK_IMPORTED_MODULE_0__.formatModel)(merged);
    if (flags.output !== undefined)
        await (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .write */ .M9)(flags.output, text, "normalised trace");
    if (flags.format === "json") {
        const tests = [...new Set(merged.runs.flatMap((run) => [...run.tests.keys()]))].sort();
        const where = flags.output === undefined ? { trace: text } : { output: flags.output };
        process.stdout.write(`${JSON.stringify({ version: 1, traces: paths.length, runs: merged.runs.length, tests, ...where }, null, 2)}\n`);
    }
    else if (flags.output === undefined)
        process.stdout.write(text);
    return _exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCodes */ .h.passed;
}
/** Reads a normalised trace that the user named. */
async function readModel(path) {
    const text = await (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .read */ .LF)(path);
    try {
        return (0,_drift_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseModel */ .Xh)(text);
    }
    catch (error) {
        if (error instanceof _drift_index_js__WEBPACK_IMPORTED_MODULE_0__/* .ModelFormatError */ .xG)
            throw new _shared_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .eb(`${path}: ${error.message}`);
        throw error;
    }
}


/***/ })

};
