export const id = 401;
export const ids = [401];
export const modules = {

/***/ 9401:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkCommand: () => (/* binding */ checkCommand)
/* harmony export */ });
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3819);
/* harmony import */ var _spec_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6668);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8897);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4872);
/** `faultbox check`: what is wrong with suites, without starting a service. */




async function checkFile(file) {
    const cwd = process.cwd();
    try {
        const found = await (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_1__/* .checkSuite */ .rV)(file, cwd);
        if (found.some(({ level }) => level === "error"))
            return { file, tests: [], diagnostics: found };
        const suite = await (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadSuite */ .bu)(file, { cwd, observe: "suite", print: () => { } });
        return { file, tests: suite.tests.map(({ name }) => name), diagnostics: [...found, ...suite.diagnostics] };
    }
    catch (error) {
        if (!(error instanceof _spec_index_js__WEBPACK_IMPORTED_MODULE_1__/* .SuiteLoadError */ .hv))
            throw error;
        const { code, message, position } = error;
        return { file, tests: [], diagnostics: [{ level: "error", code, message, ...(position === undefined ? {} : { position }) }] };
    }
}
function line({ level, code, message, position }) {
    const at = position === undefined ? "" : `${position.file}:${position.line}:${position.column}: `;
    return `${level}: [${code}] ${(0,_report_index_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(message).startsWith((0,_report_index_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(at)) ? "" : (0,_report_index_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(at)}${(0,_shared_js__WEBPACK_IMPORTED_MODULE_3__.plainLines)(message)}`;
}
/** Resolves with the exit code: 2 when a file has an error. */
async function checkCommand(paths, flags) {
    const checked = [];
    for (const path of paths)
        checked.push(await checkFile(path));
    if (flags.format === "json")
        process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
    for (const { file, tests, diagnostics } of flags.format === "json" ? [] : checked) {
        for (const diagnostic of diagnostics)
            (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__.say)(line(diagnostic));
        if (diagnostics.every(({ level }) => level !== "error"))
            (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__.say)(`ok  ${file} — ${tests.length} ${tests.length === 1 ? "test" : "tests"}`);
    }
    const broken = checked.some(({ diagnostics }) => diagnostics.some(({ level }) => level === "error"));
    return broken ? _exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCodes */ .h.failed : _exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCodes */ .h.passed;
}


/***/ })

};
