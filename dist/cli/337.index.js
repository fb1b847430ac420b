export const id = 337;
export const ids = [337];
export const modules = {

/***/ 1718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   acceptCommand: () => (/* binding */ acceptCommand)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7934);
/* harmony import */ var _ci_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6016);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8897);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4872);
/**
 * `faultbox accept`: writes what a report found into the file of accepted differences, with a reason. The report is the `report.json` that
 * `faultbox ci` wrote here, or that of a run on GitHub (the archive of traces holds it).
 */








const text = valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .maxLength */ .Ru6(20_000));
const count = valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .integer */ .ndf(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .minValue */ .Wwf(0));
const Found = valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    fingerprint: valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .regex */ .yGV(/^[0-9a-f]{16}$/)),
    certainty: valibot__WEBPACK_IMPORTED_MODULE_7__/* .picklist */ .KIO(["confirmed", "suspected", "inconclusive"]),
    test: text,
    sentence: text,
    extent: valibot__WEBPACK_IMPORTED_MODULE_7__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        objects: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(text),
        counts: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ test: text, call: text, least: count, most: count })),
    })),
});
const Read = valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    version: valibot__WEBPACK_IMPORTED_MODULE_7__/* .literal */ .euz(1),
    removable: valibot__WEBPACK_IMPORTED_MODULE_7__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ fingerprint: text, at: text })), []),
    suites: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        comparison: valibot__WEBPACK_IMPORTED_MODULE_7__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ findings: valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(Found) })),
    })),
});
/** Resolves with the exit code. */
async function acceptCommand(flags) {
    const report = await readReport(flags.from);
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(flags.file);
    const entries = await (0,_ci_index_js__WEBPACK_IMPORTED_MODULE_4__/* .readAccepted */ .oJ)(file);
    const kept = flags.prune === true ? without(entries, report.removable) : entries;
    const added = flags.reason === undefined ? [] : chosen(report, flags, flags.reason);
    if (flags.reason === undefined && flags.prune !== true)
        throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb("a reason is needed: faultbox accept --reason 'why this change is meant'");
    const next = (0,_ci_index_js__WEBPACK_IMPORTED_MODULE_4__/* .addAccepted */ .pC)(kept, added);
    const removed = entries.filter((entry) => !kept.includes(entry));
    const written = { version: 1, file: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.relative)(process.cwd(), file), accepted: added, removed, entries: next.length };
    const nothing = next.length === 0 && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(file);
    if (!nothing) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(file), { recursive: true });
        await (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .write */ .M9)(file, await (0,_ci_index_js__WEBPACK_IMPORTED_MODULE_4__/* .formatAccepted */ .tj)(next), "accepted differences");
    }
    if (flags.format === "json")
        process.stdout.write(`${JSON.stringify(written, null, 2)}\n`);
    if (nothing) {
        (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__.say)("nothing to write");
        return _exit_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCodes */ .h.passed;
    }
    for (const { fingerprint, change } of added)
        (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__.say)(`accepted  ${fingerprint}  ${(0,_shared_js__WEBPACK_IMPORTED_MODULE_6__.plainLines)(change)}`);
    for (const { fingerprint, change } of removed)
        (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__.say)(`removed   ${fingerprint}  ${(0,_shared_js__WEBPACK_IMPORTED_MODULE_6__.plainLines)(change)}`);
    (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__.say)(`${written.file} has ${next.length === 1 ? "1 entry" : `${next.length} entries`}; commit it with the change`);
    return _exit_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCodes */ .h.passed;
}
function without(entries, gone) {
    return entries.filter((entry) => !gone.some(({ fingerprint, at }) => fingerprint === entry.fingerprint && at === entry.at));
}
/** Entries for the confirmed findings of [report], or for those of them that were named. */
function chosen(report, flags, reason) {
    if (reason.trim() === "")
        throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb("the reason is empty; say why this change is meant");
    const found = new Map(report.suites
        .flatMap(({ comparison }) => comparison?.findings ?? [])
        .filter(({ certainty, fingerprint }) => certainty === "confirmed" || flags.only?.includes(fingerprint))
        .map((finding) => [finding.fingerprint, finding]));
    if (found.size === 0)
        throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb(`the report in ${flags.from} has no change to accept`);
    const unknown = (flags.only ?? []).filter((fingerprint) => !found.has(fingerprint));
    if (unknown.length > 0)
        throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb(`the report in ${flags.from} has no change ${unknown.join(", ")}; it has ${[...found.keys()].join(", ")}`);
    const by = flags.by ?? whoever();
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    return [...found.values()]
        .filter(({ fingerprint }) => flags.only === undefined || flags.only.includes(fingerprint))
        .map(({ fingerprint, test, sentence, extent }) => ({
        fingerprint,
        test: test.slice(0, 500),
        change: sentence.slice(0, 2000),
        reason: reason.trim().replace(/\s+/g, " ").slice(0, 2000),
        by,
        at,
        ...(flags.standing === true ? { standing: true } : {}),
        ...(extent === undefined ? {} : { covers: coverageOf(test, extent) }),
    }));
}
/** What the test that stands for a finding shows of it. */
function coverageOf(test, extent) {
    const counts = extent.counts.filter((one) => one.test === test).map(({ call, least, most }) => ({ call, least, most }));
    return { objects: extent.objects, ...(counts.length === 0 ? {} : { counts }) };
}
async function readReport(from) {
    const path = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(from) && (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(from).isDirectory() ? (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(from, "report.json") : from;
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(path)) {
        throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb(`no report in ${from}; run \`faultbox ci\` here first, or fetch a run's with \`gh run download RUN -n faultbox-traces-ID -D ${from}\``);
    }
    let data;
    try {
        data = JSON.parse(await (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(path));
    }
    catch (error) {
        if (error instanceof SyntaxError)
            throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb(`${path} is not JSON: ${error.message}`);
        throw error;
    }
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_7__/* .safeParse */ .xLC(Read, data);
    if (parsed.success)
        return parsed.output;
    const [issue] = parsed.issues;
    throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb(`${path} is not a report of \`faultbox ci\`: ${valibot__WEBPACK_IMPORTED_MODULE_7__/* .getDotPath */ .BuJ(issue) ?? "its top"}: ${issue.message}`);
}
/** Who is at this desk: as git knows them. */
function whoever() {
    try {
        const name = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)("git", ["config", "user.name"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
        if (name !== "")
            return name.slice(0, 200);
    }
    catch {
        // No git here, or a git that knows nobody.
    }
    const name = process.env["USER"] ?? "";
    if (name === "")
        throw new _shared_js__WEBPACK_IMPORTED_MODULE_6__/* .UsageError */ .eb("who accepts this? say it with --by NAME");
    return name;
}


/***/ })

};
