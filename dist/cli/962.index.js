export const id = 962;
export const ids = [962];
export const modules = {

/***/ 9962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   doctorCommand: () => (/* binding */ doctorCommand)
/* harmony export */ });
/* harmony import */ var _supervisor_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2573);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8897);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4872);
/** `faultbox doctor`: whether calls can be caught on this machine. */



/** Resolves with the exit code. */
async function doctorCommand(flags) {
    const findings = await (0,_supervisor_index_js__WEBPACK_IMPORTED_MODULE_0__/* .doctor */ .Ac)();
    const usable = findings.every(({ ok }) => ok);
    if (flags.format === "json") {
        process.stdout.write(`${JSON.stringify({ version: 1, usable, findings }, null, 2)}\n`);
        return usable ? _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .h.passed : _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .h.unusable;
    }
    for (const { ok, what, hint } of findings)
        (0,_shared_js__WEBPACK_IMPORTED_MODULE_2__.say)(`${ok ? "ok     " : "missing"}  ${what}${hint === undefined ? "" : `\n         ${hint}`}`);
    return usable ? _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .h.passed : _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .h.unusable;
}


/***/ })

};
