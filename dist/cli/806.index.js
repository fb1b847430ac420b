export const id = 806;
export const ids = [806];
export const modules = {

/***/ 806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   planCommand: () => (/* binding */ planCommand),
/* harmony export */   planOf: () => (/* binding */ planOf)
/* harmony export */ });
/* harmony import */ var _engine_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9676);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3819);
/* harmony import */ var _spec_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6668);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8897);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4872);
/** `faultbox plan`: what a suite would run, without starting a service: every test, every leaf, what is faulted and what is watched. */





/** What running [suite] once would do. */
function planOf(suite, explore) {
    const ordersOf = ({ branching }) => (branching.parallel ? (explore?.orders ?? 0) : 0);
    const byName = new Map();
    for (const plan of suite.tests)
        byName.set(plan.name, [...(byName.get(plan.name) ?? []), plan]);
    const tests = [...byName].map(([name, plans]) => {
        const watches = {};
        for (const { needs } of plans)
            for (const [service, calls] of needs)
                if (calls.size > 0)
                    watches[service] = [...new Set([...(watches[service] ?? []), ...calls])].sort();
        const position = plans[0]?.position;
        return {
            name,
            ...(position === undefined ? {} : { position }),
            services: [...new Set(plans.flatMap(({ services }) => services.map((service) => service.name)))],
            leaves: plans.map(({ leaf }) => (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_0__/* .leafId */ .uY)(leaf)),
            faults: [...new Map(plans.flatMap(({ faults }) => faults).map((fault) => [`${fault.service} ${fault.keyword}`, fault])).values()],
            watches,
            unread: [...new Set(plans.flatMap(({ branching }) => branching.unread))],
            parallel: plans.some(({ branching }) => branching.parallel),
            orders: Math.max(...plans.map(ordersOf)),
        };
    });
    const executions = suite.tests.reduce((sum, plan) => sum + 1 + ordersOf(plan), 0);
    const serviceStarts = suite.tests.reduce((sum, plan) => sum + plan.services.length * (1 + ordersOf(plan)), 0);
    const exact = tests.every(({ unread, orders }) => unread.length === 0 && (orders === 0 || explore?.how === "sample"));
    return {
        version: 1,
        suite: suite.path,
        tests,
        totals: { tests: tests.length, leaves: suite.tests.length, executions, serviceStarts, exact },
    };
}
/** Resolves with the exit code. */
async function planCommand(path, flags) {
    const loaded = await (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_2__/* .loadSuite */ .bu)(path, { cwd: process.cwd(), observe: "suite", print: (line) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__.say)((0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(line)) });
    const explore = (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .explorationOf */ .dn)(flags);
    const plan = planOf(flags.test === undefined ? loaded : (0,_spec_index_js__WEBPACK_IMPORTED_MODULE_2__/* .selectTests */ .M0)(loaded, flags.test), explore);
    process.stdout.write(flags.format === "json" ? `${JSON.stringify(plan, null, 2)}\n` : text(plan, explore));
    return _exit_js__WEBPACK_IMPORTED_MODULE_3__/* .exitCodes */ .h.passed;
}
const count = (n, what, many = `${what}s`) => `${n} ${n === 1 ? what : many}`;
function text({ suite, tests, totals }, explore) {
    const lines = tests.flatMap((test) => {
        const { name, position, leaves, faults, watches, unread, parallel, orders } = test;
        const how = explore?.how === "all" ? `at most ${orders}` : String(orders);
        const at = position === undefined ? "" : `  ${position.file}:${position.line}`;
        return [
            `${name}${at}`,
            ...faults.map(({ service, keyword }) => `  faults   ${service}: ${keyword}`),
            ...Object.entries(watches).map(([service, calls]) => `  watches  ${service}: ${calls.join(" ")}`),
            ...(parallel && orders === 0 ? ["  branches run side by side: --explore runs them in several orders"] : []),
            ...(orders > 0 ? [`  orders   ${how} of each leaf, besides the one that comes by itself`] : []),
            ...(leaves.length === 1 && leaves[0] === "" ? [] : leaves.map((leaf) => `  leaf     ${leaf}`)),
            ...(unread.length === 0 ? [] : [`  and perhaps more leaves, by what is computed at ${unread.join(", ")}`]),
        ];
    });
    const { tests: n, leaves, executions, serviceStarts } = totals;
    const least = tests.some(({ unread }) => unread.length > 0) ? "at least " : "";
    const most = explore?.how === "all" ? "at most " : "";
    const ordered = executions === leaves ? "" : `, ${most}${count(executions, "execution")}`;
    const starts = `${executions === leaves ? "" : most}${count(serviceStarts, "start")} of services`;
    const sum = `${count(n, "test")}, ${least}${count(leaves, "leaf", "leaves")}${ordered}, ${starts}`;
    return `${[...lines, `${suite}: ${sum}`].map(_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj).join("\n")}\n`;
}


/***/ })

};
