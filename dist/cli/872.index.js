export const id = 872;
export const ids = [872];
export const modules = {

/***/ 4872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   In: () => (/* binding */ interruptible),
/* harmony export */   LF: () => (/* binding */ read),
/* harmony export */   M9: () => (/* binding */ write),
/* harmony export */   ZZ: () => (/* binding */ ensureWritable),
/* harmony export */   aA: () => (/* binding */ consoleOptions),
/* harmony export */   dn: () => (/* binding */ explorationOf),
/* harmony export */   eb: () => (/* binding */ UsageError),
/* harmony export */   mv: () => (/* binding */ runnerOf),
/* harmony export */   plainLines: () => (/* binding */ plainLines),
/* harmony export */   say: () => (/* binding */ say),
/* harmony export */   wB: () => (/* binding */ watch)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3819);
/* harmony import */ var _engine_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9676);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8897);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3825);
/** What the commands of the command line have in common: exit codes, how to speak to people, files, interrupts. */







/** A slip of the user's: the message is all there is to say, and the exit code is 1. */
class UsageError extends Error {
    name = "UsageError";
}
/** Text from elsewhere made harmless, line by line. */
const plainLines = (text) => text.split("\n").map(_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .plain */ .pj).join("\n");
/** Says something to people: on standard error. */
const say = (text) => _terminal_js__WEBPACK_IMPORTED_MODULE_6__/* .people */ .c.say(text);
const shown = [];
/** Shows a running test in the live line, where there is one, with those beside it, until it is over or [people] rests. */
function watch(running, run, runs) {
    shown.splice(0, shown.length, ...shown.filter((one) => !one.running.over()), { running, run, startMs: performance.now() });
    const all = [...shown];
    _terminal_js__WEBPACK_IMPORTED_MODULE_6__/* .people */ .c.watch(() => {
        const now = all.filter((one) => !one.running.over());
        // Between two tests, the one that has just ended is still the one to name.
        const first = now[0] ?? all[0] ?? { running, run, startMs: performance.now() };
        const others = now.slice(1).map((one) => one.running);
        return {
            test: first.running.test,
            run: first.run,
            runs,
            elapsedMs: performance.now() - first.startMs,
            step: first.running.step(),
            events: [first.running, ...others].reduce((sum, one) => sum + one.events(), 0),
            others: others.map((one) => ({ test: one.test, step: one.step() })),
        };
    });
}
/** The first interrupt ends the run in order, services first; a second one ends this process, and the supervisor ends the services. */
function interruptible() {
    const controller = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
        process.on(signal, () => {
            if (controller.signal.aborted)
                process.exit(_exit_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCodes */ .h.interrupted);
            controller.abort(new Error(`interrupted by ${signal}`));
        });
    }
    return controller.signal;
}
/**
 * Who runs the tests: this process, or with [jobs] above 1 so many workers, as far as the machine can keep them apart. Dispose ends everything
 * they started.
 */
async function runnerOf(jobs, options) {
    if (jobs > 1) {
        const { startPool } = await Promise.all(/* import() */[__webpack_require__.e(648), __webpack_require__.e(668), __webpack_require__.e(168), __webpack_require__.e(16)]).then(__webpack_require__.bind(__webpack_require__, 6016));
        const pool = await startPool(options);
        if (!("none" in pool))
            return pool;
        say(`--jobs ${jobs}: ${(0,_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .plain */ .pj)(pool.none)}; running one test after the other`);
    }
    const session = new _engine_index_js__WEBPACK_IMPORTED_MODULE_4__/* .Session */ .Nn();
    // Started now, beside us, it is ready when the suite is; if it cannot start, whoever needs it is told.
    session.supervisor().catch(() => { });
    return session;
}
/** Samples, and at most so many of all orders, unless another number is given. */
const usualOrders = { sample: 100, all: 1000 };
/** What `--explore` and `--orders` ask for. Throws [UsageError] for the second without the first. */
function explorationOf({ explore, orders }) {
    if (explore !== undefined)
        return { how: explore, orders: orders ?? usualOrders[explore] };
    if (orders !== undefined)
        throw new UsageError("--orders says how many orders --explore runs: give --explore sample or --explore all too");
    return undefined;
}
/** How to print, from flags and surroundings. */
function consoleOptions(options) {
    const github = process.env["GITHUB_ACTIONS"] === "true";
    return {
        color: process.stderr.isTTY && (process.env["NO_COLOR"] ?? "") === "" && process.env["TERM"] !== "dumb",
        github,
        show: options.show ?? "all",
        quiet: options.quiet ?? false,
        debug: options.debug ?? false,
    };
}
/** Writes a file that the user asked for. */
async function write(path, text, what) {
    await writing(path, what, () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(path, text));
}
/** Whether [write] can succeed, before the work that ends in it: what long runs have found is not lost to a misspelt folder. Changes nothing. */
async function ensureWritable(path, what) {
    await writing(path, what, async () => {
        const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
        if (there?.isDirectory() === true)
            throw new Error("it is a folder");
        if (there !== undefined)
            return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK);
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
        if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folder)).isDirectory())
            throw new Error(`${folder} is no folder`);
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(folder, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK);
    });
}
async function writing(path, what, work) {
    try {
        await work();
    }
    catch (error) {
        throw new UsageError(`cannot write the ${what} to ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Reads a file that the user named. */
async function read(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8");
    }
    catch (error) {
        throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
}


/***/ }),

/***/ 3825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ people)
/* harmony export */ });
/* unused harmony export Terminal */
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3819);
/**
 * What people read, on standard error. On a terminal there may be one live line at the bottom, which says what is going on: it is drawn anew a
 * few times a second, taken away before anything else is written, and gone when the process ends. It is drawn by carriage return and
 * "erase to the end of the line" only, so nothing above it is ever touched.
 */

/** Fast enough to look alive, and slow enough for a terminal at the other end of the world. */
const refreshMs = 120;
class Terminal {
    #screen;
    #live;
    #timer;
    #drawn = false;
    /** [env] decides whether a live line is wanted: never in CI, nor on a terminal that cannot erase. */
    constructor(screen, env) {
        this.#screen = screen;
        const ci = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
        this.#live = screen.isTTY === true && !ci && env["GITHUB_ACTIONS"] !== "true" && env["TERM"] !== "dumb";
    }
    /** Whether a live line is drawn here, so that it is worth asking for one. */
    get live() {
        return this.#live;
    }
    /** Writes text, with a line end if it has none. */
    say(text) {
        this.#clear();
        if (text !== "")
            this.#screen.write(text.endsWith("\n") ? text : `${text}\n`);
    }
    /** Keeps a live line at the bottom, asking [state] for it, until [rest]. */
    watch(state) {
        this.rest();
        if (!this.#live)
            return;
        this.#timer = setInterval(() => this.#draw(state()), refreshMs);
        this.#timer.unref();
    }
    /** Takes the live line away. */
    rest() {
        clearInterval(this.#timer);
        this.#timer = undefined;
        this.#clear();
    }
    #draw(state) {
        this.#drawn = true;
        this.#screen.write(`\r${(0,_report_index_js__WEBPACK_IMPORTED_MODULE_0__/* .renderLive */ .jA)(state, this.#screen.columns ?? 80)}\u001b[K`);
    }
    #clear() {
        if (!this.#drawn)
            return;
        this.#drawn = false;
        this.#screen.write("\r\u001b[K");
    }
}
/** The terminal of this process. */
const people = new Terminal(process.stderr, process.env);
process.once("exit", () => people.rest());


/***/ }),

/***/ 9777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xG: () => (/* reexport */ ModelFormatError),
  Tz: () => (/* reexport */ callsIn),
  RK: () => (/* reexport */ canDecide),
  UD: () => (/* reexport */ compare),
  mS: () => (/* reexport */ diffModels),
  formatModel: () => (/* reexport */ formatModel),
  learn: () => (/* reexport */ learn),
  _W: () => (/* reexport */ matchesWildcard),
  h1: () => (/* reexport */ merge),
  Xh: () => (/* reexport */ parseModel),
  ek: () => (/* reexport */ placesOf)
});

// UNUSED EXPORTS: MergeError, defaultBudget, formatVersion

// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
;// CONCATENATED MODULE: ./build/js/drift/names.js
/**
 * Names become what they stand for. A path carries parts that differ from run to run (pids, dates, random suffixes) and parts that mean
 * something (`shard-3`); this file tells them apart by shape, one name at a time and without memory, so that the same name always becomes
 * the same class. What no shape can see, a suffix of eight random letters, is found later by evidence over several runs (`fold.ts`).
 *
 * The rule for a segment between slashes: cut into letters-and-digits tokens; a token that looks like a number of this run is variable;
 * from the first to the last variable token all becomes one `*`, which also swallows the `-` and `_` beside it, since a random suffix can
 * begin or end with these. Short numbers stay: they name shards, parts and generations, and a change from shard 1 to shard 2 must show.
 * Only beside the id of a process (`.31415-2.part`) they count what that process has made so far, and go with it.
 */
/** Longer names are cut: a class is a label for people, and a file format must have bounded lines. */
const longestName = 512;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** A date, perhaps with a time. All runs of a baseline share it and all runs of a pull request share another: the perfect false report. */
const date = /(?<!\d)(?:(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])[-_.](?:0[1-9]|1[0-2])[-_.](?:19|20)\d\d)(?:[T_. -]?[0-2]\d[-_.:h]?[0-5]\d(?:[-_.:m]?[0-5]\d(?:[.,]?\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?(?!\d)/g;
const clock = /(?<!\d)[0-2]\d[:.][0-5]\d[:.][0-5]\d(?:[.,]\d+)?(?!\d)/g;
/** `tmp` and what mkstemp and its kin in other languages put after it, underscores and all. */
const temporary = /^(\.?te?mp)[._-]?[A-Za-z0-9_]{5,}(?=$|[.])/;
/** Stands for a variable part while a segment is worked on; cannot occur in a path given by the kernel. */
const hole = "\u0000";
/** The class of a path: known roots and numbers replaced, variable parts by shape, hostile characters escaped. */
function pathClass(path, known) {
    let rest = path;
    let prefix = "";
    for (const [root, name] of known.roots) {
        if (rest === root || rest.startsWith(root + "/")) {
            prefix = name;
            rest = rest.slice(root.length);
            break;
        }
    }
    return escapeText(prefix +
        rest
            .split("/")
            .map((segment) => segmentClass(segment, known.isId))
            .join("/"));
}
/** `/data/x` → `x` */
function baseName(path) {
    return path.slice(path.lastIndexOf("/") + 1);
}
/** What a step or an address says, by the same shapes: `GET /orders/8f3a91c2` becomes `GET /orders/*`. */
function phraseClass(phrase, known) {
    const words = phrase.split(" ").map((word) => word
        .split("/")
        .map((segment) => segmentClass(segment, known.isId))
        .join("/"));
    return escapeText(words.join(" "));
}
function segmentClass(segment, isId) {
    if (segment.length < 2 || !/[0-9A-Z]|te?mp/.test(segment))
        return segment;
    let text = segment.replace(temporary, `$1${hole}`);
    if (/\d/.test(text))
        text = text.replace(uuid, hole).replace(date, hole).replace(clock, hole);
    const tokens = text.match(/[A-Za-z0-9]+|[^A-Za-z0-9]/g) ?? [];
    let first = -1;
    let last = -1;
    tokens.forEach((token, i) => {
        if (token !== hole && !isVariable(token, isId))
            return;
        if (first < 0)
            first = i;
        last = i;
    });
    if (first < 0)
        return segment;
    while (last < tokens.length - 2 && isId(tokens[last] ?? "") && isCounter(tokens[last + 1], tokens[last + 2]))
        last += 2;
    while (first > 1 && isId(tokens[first] ?? "") && isCounter(tokens[first - 1], tokens[first - 2]))
        first -= 2;
    while (first > 0 && isJoint(tokens[first - 1]))
        first--;
    while (last < tokens.length - 1 && isJoint(tokens[last + 1]))
        last++;
    return tokens.slice(0, first).join("") + "*" + tokens.slice(last + 1).join("");
}
function isJoint(token) {
    return token === "-" || token === "_";
}
/** A number beside a process id, behind [joint]. */
function isCounter(joint, token) {
    return (isJoint(joint) || joint === ".") && /^\d{1,3}$/.test(token ?? "");
}
/** Whether a token looks made up at run time. */
function isVariable(token, isId) {
    if (/^\d+$/.test(token))
        return token.length >= 4 || (token.length >= 2 && isId(token));
    if (token.length < 6)
        return false;
    if (/\d/.test(token)) {
        // A word with a short number behind it (`worker12`, `utf8`) is a name.
        return !/^(?:[a-z]+|[A-Z][a-z]+|[A-Z]+)\d{1,3}$/.test(token);
    }
    // Letters only: a name is all small, all capitals or words in camel case; mkstemp's letters jump about within a few places.
    const jumps = (token.match(/[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g) ?? []).length;
    return jumps * 3 >= token.length - 1 && jumps >= 2;
}
/**
 * Text of foreign origin as it stands in a model: no control or invisible characters, no run of two spaces (the format's own separator),
 * no space at either end, bounded length.
 */
function escapeText(text) {
    // Nearly every name is plain; the test is cheaper than the replacement.
    const safe = /[^\x21-\x7e]|\\/.test(text)
        ? text
            .replace(/[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
            .replace(/^ | $| (?= )/g, "\\u{20}")
        : text;
    if (safe.length <= longestName)
        return safe;
    const cut = safe.slice(0, longestName - 1);
    return cut.replace(/\\(?:u(?:\{[0-9a-f]*)?)?$|[\ud800-\udbff]$/, "").trimEnd() + "…";
}
/** Whether [text] is [pattern] with each `*` standing for anything. Takes the leftmost place for each part, so it costs one pass. */
function matchesWildcard(text, pattern) {
    const [first = "", ...parts] = pattern.split("*");
    const last = parts.pop();
    if (last === undefined)
        return text === first;
    if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
        return false;
    let at = first.length;
    for (const part of parts) {
        const found = text.indexOf(part, at);
        if (found < 0)
            return false;
        at = found + part.length;
    }
    return at <= text.length - last.length;
}
/** Folders whose files belong to kernel, loader, C library and language runtimes. `/dev/shm` is memory that programs share, so it stays. */
const systemFolders = [
    "/proc/",
    "/sys/",
    "/lib/",
    "/lib64/",
    "/usr/lib/",
    "/usr/lib64/",
    "/usr/libexec/",
    "/usr/share/",
    "/usr/local/lib/",
    "/usr/local/share/",
    "/usr/local/go/",
    "/opt/hostedtoolcache/",
    "/run/nscd/",
    "/var/run/nscd/",
    "/run/systemd/",
    "/run/user/",
    "/etc/ld.so",
    "/etc/ssl/",
    "/etc/pki/",
    "/etc/alternatives/",
];
/** Files that a C library or a runtime reads on its own account: names, hosts, locale, time zone, accounts. */
const systemFiles = new Set(("/etc/localtime /etc/timezone /etc/nsswitch.conf /etc/resolv.conf /etc/hosts /etc/host.conf /etc/gai.conf /etc/services /etc/protocols " +
    "/etc/passwd /etc/group /etc/shadow /etc/locale.conf /etc/locale.alias /etc/os-release /etc/machine-id /etc/mime.types /etc/debian_version").split(" "));
/** Program text and libraries: which files a program is cut into is not behaviour. */
const programText = /\.(?:so(?:\.\d+)*|[cm]?[jt]s|jsx|tsx|py|pyc|pyo|pyd|rb|pl|pm|lua|php|sh|jar|class|jmod|dll|node|wasm|map)$/;
/** Where runtimes keep their own libraries, wherever they are installed, and the files they look for to find them. */
const runtimeFolder = /\/lib(?:64)?\/(?:python\d|ruby|perl|node_modules|jvm|go)|\/(?:site-packages|node_modules|__pycache__)(?:\/|$)/;
const runtimeFile = /\/(?:pyvenv\.cfg|pybuilddir\.txt|python[\d.]*\._pth|package\.json|tsconfig\.json|openssl\.cnf|\.npmrc)$/;
/** Where programs lie: reading one is no behaviour, running it is. */
const programFolder = /^\/(?:usr\/(?:local\/)?|snap\/)?s?bin\//;
/** Whether a path is kernel, loader or runtime noise. [reading]: the call only reads. */
function isSystemPath(path, reading) {
    if (path.startsWith("/dev/"))
        return !path.startsWith("/dev/shm/");
    if (systemFiles.has(path))
        return true;
    for (const folder of systemFolders)
        if (path.startsWith(folder))
            return true;
    return reading && (programText.test(path) || programFolder.test(path) || runtimeFolder.test(path) || runtimeFile.test(path));
}

;// CONCATENATED MODULE: ./build/js/drift/classes.js
/**
 * A class is what a call stands for once numbers are gone: `write allow /tmp/inventory.wal`, `connect allow → inventory.main`. It is the
 * atom of a model and at the same time its line of text: three parts, call, decision, object, with a space between them. Calls of one
 * family (`write`, `pwrite64`, `writev`) are one call here, because which of them a library picks is no behaviour; the access mode and
 * the lasting flags of an open are part of it, because `append` against `truncate` is.
 *
 * Set apart, with the reason:
 * - waiting and looking (`epoll_wait`, `poll`, `stat`, `fcntl`, …), threads, memory and signals: how often they happen is the scheduler's affair;
 * - receiving and accepting: one message may take one call or three, and a blocked one is entered before there is anything to receive.
 *   What arrives is told by the sender's calls (`observe.ts`);
 * - eventfd, epoll, timerfd, pipes and unnamed unix sockets: the inside of a runtime;
 * - paths of kernel, loader, C library and runtime (`names.ts`), and addresses that resolvers probe without sending (ports 0 and 9);
 * - connections of the runner's readiness probes: how many there are depends on how long the start takes.
 * A call that a rule denied, delayed or held is never set apart: it is the very thing the test is about.
 */


const families = [
    ["open", "open openat openat2 creat open_by_handle_at"],
    ["read", "read pread64 readv preadv preadv2 recvfrom recvmsg recvmmsg"],
    ["write", "write pwrite64 writev pwritev pwritev2 sendto sendmsg sendmmsg sendfile sendfile64 splice vmsplice tee"],
    ["truncate", "truncate ftruncate truncate64 ftruncate64"],
    ["rename", "rename renameat renameat2"],
    ["link", "link linkat"],
    ["symlink", "symlink symlinkat"],
    ["unlink", "unlink unlinkat rmdir"],
    ["mkdir", "mkdir mkdirat"],
    ["mknod", "mknod mknodat"],
    ["chmod", "chmod fchmod fchmodat fchmodat2"],
    ["chown", "chown fchown lchown fchownat"],
    ["execve", "execve execveat"],
    ["accept", "accept accept4"],
];
const familyOf = new Map(families.flatMap(([family, names]) => names.split(" ").map((name) => [name, family])));
/** Calls that are set apart wherever they are seen. */
const unremarkable = new Set(("poll ppoll select pselect6 epoll_wait epoll_pwait epoll_pwait2 epoll_ctl epoll_create epoll_create1 eventfd eventfd2 timerfd_create " +
    "timerfd_settime timerfd_gettime signalfd signalfd4 stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat " +
    "getdents getdents64 statfs fstatfs getcwd chdir fchdir ioctl fcntl lseek fadvise64 readahead dup dup2 dup3 pipe pipe2 socket socketpair " +
    "setsockopt getsockopt getsockname getpeername shutdown close close_range mmap munmap mprotect madvise brk mremap mlock munlock futex " +
    "nanosleep clock_nanosleep clock_gettime gettimeofday getrandom getpid gettid getppid sched_yield sched_getaffinity sched_setaffinity " +
    "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack tgkill clone clone3 fork vfork wait4 waitid exit exit_group prctl arch_prctl " +
    "set_tid_address set_robust_list rseq prlimit64 getrlimit setrlimit getuid geteuid getgid getegid uname sysinfo getrusage times umask " +
    "io_uring_setup io_uring_enter io_uring_register membarrier restart_syscall inotify_init1 inotify_add_watch getxattr lgetxattr fgetxattr").split(" "));
/** Calls on an open descriptor that belong to a handle's life. */
const onHandle = new Set(["read", "write", "truncate", "fsync", "fdatasync", "sync_file_range", "fallocate", "flock", "copy_file_range"]);
/** Calls that put something into a file, that put something under another name, and that look at what is there or take it away. */
const filling = new Set(["write", "truncate", "copy_file_range"]);
const naming = new Set(["rename", "link", "symlink"]);
const finding = new Set(["read", "rename", "link", "unlink"]);
/** Lasting flags of an open, `asm-generic/fcntl.h`; the rest (CLOEXEC, NONBLOCK, …) changes nothing that outlives the call. */
const openFlags = [
    [0o2000, "append"],
    [0o100, "create"],
    [0o200, "exclusive"],
    [0o4010000, "sync"],
    [0o10000, "dsync"],
    [0o1000, "truncate"],
];
/**
 * Past the page cache. x64 and arm64 have the bits of O_DIRECT and O_DIRECTORY the other way round, but nobody opens a folder to write in it;
 * only a file without a name (O_TMPFILE) has both. How something is read is nobody's concern.
 */
function isDirect(flags) {
    return (flags & 3) !== 0 && (flags & 0o240000) !== 0 && (flags & 0o20000000) === 0;
}
function flagWords(flags) {
    const words = openFlags.filter(([mask]) => (flags & mask) === mask).map(([, word]) => word);
    if (isDirect(flags))
        words.push("direct");
    const mode = ["read", "write", "readwrite"][flags & 3];
    return [...words.filter((word) => word !== "dsync" || !words.includes("sync")), ...(mode === undefined ? [] : [mode])];
}
const partsCache = new Map();
/** The parts of a class's text. */
function partsOf(key) {
    const cached = partsCache.get(key);
    if (cached !== undefined)
        return cached;
    const match = /^([^ (]+)(?:\(([^ )]*)\))? ?(\S*) ?(.*)$/s.exec(key);
    const parts = {
        call: match?.[1] ?? key,
        flags: (match?.[2] ?? "").split(",").filter((flag) => flag !== ""),
        decision: match?.[3] ?? "",
        object: match?.[4] ?? "",
    };
    // The cache serves long comparisons; foreign files must not make it grow without end.
    if (partsCache.size > 100_000)
        partsCache.clear();
    partsCache.set(key, parts);
    return parts;
}
/** Text of a class from its parts. */
function keyOf({ call, flags, decision, object }) {
    return `${call}${flags.length === 0 ? "" : `(${flags.join(",")})`} ${decision}${object === "" ? "" : ` ${object}`}`;
}
/** `127.0.0.1:80`, `[::1]:80`, `[::ffff:127.0.0.1]:80`, `0.0.0.0:80`; undefined for anything else. */
function parseAddress(text) {
    const colon = text.lastIndexOf(":");
    const port = Number(text.slice(colon + 1));
    if (colon < 1 || !Number.isInteger(port) || text.startsWith("unix:"))
        return undefined;
    const plain = text.slice(0, colon);
    // Nearly every address is plain IPv4.
    const host = plain.includes(":") ? plain.replace(/^\[|\]$/g, "").replace(/^::ffff:/, "") : plain;
    return { host, port, local: host.startsWith("127.") || host === "::1" || host === "::" || host === "0.0.0.0" || host === "localhost" };
}
function findIn(chain, call, decision, flags) {
    for (let found = chain; found !== undefined; found = found.next) {
        if (found.call === call && found.decision === decision && found.flags === flags)
            return found.as;
    }
    return undefined;
}
/** That of [roles] which is so to [to]. */
function roleIn(roles, to, flow, other) {
    for (const role of roles) {
        if (role.flow !== flow || role.other !== other || role.service !== to.service)
            continue;
        if (role.starting === to.starting && role.connecting === to.connecting)
            return role;
    }
    return undefined;
}
function addedRole(roles, to, flow, other, object, setApart) {
    const role = { ...to, flow, other, object, apart: setApart, found: undefined };
    roles.push(role);
    return role;
}
/** Pairs of addresses, each read once: a connection's two ends come with every call on it. */
class Addresses {
    #read = new Map();
    #pairs = new Map();
    ends(localText, peerText) {
        // Texts from a log are made anew for each call, so a table by text would have to read through all of them each time.
        const digest = (Math.imul(digestOf(localText), 0x9e3779b1) + digestOf(peerText)) | 0;
        const others = this.#pairs.get(digest);
        for (let ends = others; ends !== undefined; ends = ends.next) {
            if (ends.localText === localText && ends.peerText === peerText)
                return ends;
        }
        const [local, peer] = [this.#address(localText), this.#address(peerText)];
        const ends = { localText, peerText, local, peer, next: others, user: undefined, role: undefined, connection: undefined };
        this.#pairs.set(digest, ends);
        return ends;
    }
    #address(text) {
        return text === undefined ? undefined : getOrMake(this.#read, text, () => parseAddress(text));
    }
}
/** Its length and end, where addresses of one log differ: in the port. */
function digestOf(text) {
    if (text === undefined)
        return 0;
    let digest = text.length;
    for (let i = Math.max(0, text.length - 5); i < text.length; i++)
        digest = (Math.imul(digest, 31) + text.charCodeAt(i)) | 0;
    return digest;
}
/** Port numbers from here on are handed out by kernels, so the number means nothing. */
const firstEphemeral = 32768;
const none = { kind: "none" };
const apart = {
    id: -1,
    answerId: -1,
    unsyncedId: -1,
    key: undefined,
    flow: none,
    file: undefined,
    lifeText: "",
    opens: false,
    puts: undefined,
    finds: undefined,
    ordered: false,
};
/** A connection in one number: the client's port and the server's. Of 32 bits, which an engine keeps without allocating. */
function connectionId(clientPort, serverPort) {
    return (clientPort << 16) | serverPort;
}
/** Whether [call] runs a program. */
function runsProgram({ name, object }) {
    return (name === "execve" || name === "execveat") && object.kind === "file";
}
/** Classifies the calls of one test of one run. */
class Classifier {
    #known;
    #connections;
    #interfaces = new Map();
    #paths = new Map();
    #spots = new Map();
    /** By service and text: the same few calls come again and again, and text is only made for the first. */
    #places = new Map();
    /** Of sockets that are no connection between two services, by the object of their classes. */
    #roles = new Map();
    constructor(services, known, connections) {
        this.#known = known;
        this.#connections = connections;
        for (const service of services) {
            for (const { name, port } of service.interfaces) {
                this.#interfaces.set(port, {
                    service: service.name,
                    to: `→ ${escapeText(`${service.name}.${name}`)}`,
                    own: escapeText(name),
                    roles: [],
                });
            }
        }
    }
    /**
     * [ends] are those of a socket. [starting]: nothing was asked of the services yet, so a connection of unknown origin is a probe.
     */
    classify(service, call, ends, starting) {
        const { object, decision: { kind: decided }, } = call;
        const plain = decided === "allow" || decided === "trace" || decided === "allow-system-path";
        if (plain && (object.kind === "anon" || object.kind === "pipe" || unremarkable.has(call.name)))
            return apart;
        const decision = plain ? "" : (0,trace/* decisionName */.Mt)(call.decision);
        if (object.kind === "socket")
            return ends === undefined ? apart : this.#socket(service, call, ends, decision, starting);
        const name = object.kind === "file" ? object.path : object.kind === "stdio" ? object.name : object.kind;
        const place = this.#place(service, call.target === undefined ? name : `${name}\u0000${call.target}`);
        const known = findIn(place.found, call.name, decision, call.flags);
        if (known !== undefined)
            return known;
        const as = this.#plainObject(call, object, plain);
        place.found = { call: call.name, decision, flags: call.flags, as, next: place.found };
        return as;
    }
    // Written out, because this runs once for each event and a closure each would cost more than the rest.
    #place(service, name) {
        let places = this.#places.get(service);
        if (places === undefined)
            this.#places.set(service, (places = new Map()));
        let place = places.get(name);
        if (place === undefined)
            places.set(name, (place = { found: undefined }));
        return place;
    }
    #plainObject(call, object, plain) {
        const family = familyOf.get(call.name) ?? call.name;
        const decision = plain ? "allow" : (0,trace/* decisionName */.Mt)(call.decision).replaceAll(" ", "_");
        const opens = family === "open";
        const creat = call.name === "creat" ? 0o1101 : 0;
        const flags = opens ? flagWords((call.flags ?? 0) | creat) : [];
        switch (object.kind) {
            case "stdio":
                return { ...apart, key: keyOf({ call: family, flags, decision, object: object.name }) };
            case "pipe":
            case "anon":
                return plain ? apart : { ...apart, key: keyOf({ call: family, flags, decision, object: object.kind }) };
            case "none":
                return { ...apart, key: keyOf({ call: family, flags, decision, object: "" }), ordered: true };
            case "file": {
                if (family === "execve")
                    return { ...apart, key: keyOf({ call: family, flags, decision, object: this.#program(object.path) }), ordered: true };
                const reading = family === "read" || (opens && flags.length === 1 && flags[0] === "read");
                if (plain && isSystemPath(object.path, reading))
                    return apart;
                const path = this.#path(object.path);
                const text = call.target === undefined || call.target === "" ? path : `${path} → ${this.#path(call.target)}`;
                const file = opens || (call.fd !== undefined && onHandle.has(family)) ? path : undefined;
                const lifeText = `${flags.length === 0 ? family : `${family}(${flags.join(",")})`}${decision === "allow" ? "" : "!"}`;
                const key = keyOf({ call: family, flags, decision, object: text });
                return { ...apart, key, file, lifeText, opens, ...this.#spotsOf(call, object.path, family, flags), ordered: true };
            }
        }
    }
    #spotsOf({ target, decision }, path, family, flags) {
        if (!(0,trace/* isMade */.sX)(decision))
            return { puts: undefined, finds: undefined };
        const anew = flags.includes("truncate") || flags.includes("exclusive");
        const looks = !anew && (flags.includes("read") || flags.includes("readwrite"));
        const to = naming.has(family) ? target : filling.has(family) || anew ? path : undefined;
        return {
            puts: to === undefined ? undefined : this.#spot(to),
            finds: finding.has(family) || looks ? this.#spot(path) : undefined,
        };
    }
    #spot(path) {
        return getOrMake(this.#spots, path, () => ({ by: "", originNs: Number.NEGATIVE_INFINITY }));
    }
    /** A program of the repository by its path; any other by its name, for where it lies is the machine's business. */
    #program(path) {
        const known = this.#path(path);
        return known.startsWith("$") ? known : baseName(known);
    }
    #path(path) {
        return getOrMake(this.#paths, path, () => pathClass(path, this.#known));
    }
    #socket(service, call, ends, decision, starting) {
        const connecting = call.name === "connect";
        let { role } = ends;
        if (role?.service !== service || role.starting !== starting || role.connecting !== connecting) {
            role = ends.role = this.#roleOf(service, ends, connecting, starting);
        }
        const known = findIn(role.found, call.name, decision, undefined);
        if (known !== undefined)
            return known;
        const as = socketClass(call, role, decision);
        role.found = { call: call.name, decision, flags: undefined, as, next: role.found };
        return as;
    }
    /** What the socket between [ends] is to [service]; notes the connection that it is. */
    #roleOf(service, ends, connecting, starting) {
        const to = { service, connecting, starting };
        const { local, peer } = ends;
        ends.connection = undefined;
        const own = local === undefined || connecting ? undefined : this.#interfaces.get(local.port);
        if (own?.service === service && local !== undefined) {
            if (peer === undefined || peer.port === 0)
                return this.#loneRole(to, own.own, "accept");
            const connection = connectionId(peer.port, local.port);
            const client = this.#client(service, connection, local.port, starting);
            if (client === "probe")
                return this.#loneRole(to, "← probe", "all");
            ends.connection = connection;
            const known = roleIn(own.roles, to, "served", client);
            if (known !== undefined)
                return known;
            return addedRole(own.roles, to, "served", client, `← ${client === trace/* DRIVER */.NX ? client : escapeText(client)}`, undefined);
        }
        if (peer !== undefined) {
            const probed = peer.port === 0 || peer.port === 9 ? "connect" : undefined;
            const server = peer.local ? this.#interfaces.get(peer.port) : undefined;
            if (server === undefined) {
                const port = peer.port >= firstEphemeral ? "*" : String(peer.port);
                return this.#loneRole(to, `→ ${escapeText(peer.local ? "localhost" : peer.host)}:${port}`, probed);
            }
            if (local !== undefined && local.port !== 0)
                ends.connection = connectionId(local.port, peer.port);
            return roleIn(server.roles, to, "asked", server.service) ?? addedRole(server.roles, to, "asked", server.service, server.to, probed);
        }
        const toUnix = unixPath(ends.peerText);
        const unix = toUnix ?? unixPath(ends.localText);
        if (unix === undefined)
            return this.#loneRole(to, "socket", "all");
        return this.#loneRole(to, `${toUnix === undefined ? "←" : "→"} unix:${this.#path(unix)}`, isSystemPath(unix, false) ? "all" : undefined);
    }
    /** Of a socket that is no connection between two services. */
    #loneRole(to, object, setApart) {
        const roles = getOrMake(this.#roles, object, () => []);
        return roleIn(roles, to, "none", "") ?? addedRole(roles, to, "none", "", object, setApart);
    }
    /** Who is at the other end of a connection that [service] accepted. */
    #client(service, connection, port, starting) {
        const { probes, clients, connecting } = this.#connections;
        const made = clients.get(connection);
        if (made !== undefined)
            return made;
        if (starting || probes.has(connection))
            return "probe";
        // The client's end was not seen. If only one service ever connects here, and the test does not, it is that one.
        const candidates = [...(connecting.get(port) ?? [])].filter((name) => name !== service);
        const only = candidates[0];
        if (candidates.length === 1 && only !== undefined)
            return only;
        return "client";
    }
}
/** The class of a call on a socket. */
function socketClass(call, { object, flow, other, apart: setApart }, decision) {
    const family = familyOf.get(call.name) ?? call.name;
    const socketCall = family === "write" ? "send" : family === "read" ? "receive" : family;
    const plain = decision === "";
    if (plain && (setApart === "all" || setApart === socketCall))
        return apart;
    const ordered = !plain || (socketCall !== "receive" && socketCall !== "accept");
    const key = ordered
        ? keyOf({ call: socketCall, flags: [], decision: plain ? "allow" : decision.replaceAll(" ", "_"), object })
        : undefined;
    return { ...apart, key, flow: (0,trace/* isMade */.sX)(call.decision) ? flowOf(socketCall, flow, other) : none, ordered };
}
/** A denied message was never sent. */
function flowOf(socketCall, flow, other) {
    if (flow === "served") {
        if (socketCall === "send")
            return { kind: "reply", client: other };
        if (socketCall === "receive")
            return { kind: "take", client: other };
    }
    if (flow !== "asked")
        return none;
    return socketCall === "send" ? { kind: "ask", server: other } : socketCall === "receive" ? { kind: "hear" } : none;
}
function unixPath(address) {
    const path = address?.startsWith("unix:") === true ? address.slice(5) : "";
    return path === "" ? undefined : path;
}
/**
 * Whether a line stands for no call of its own: `handle`, what was done through one descriptor, and `synced`, how many answers came behind a sync.
 * It says again what other lines say, and is told of only where they are silent.
 */
function isDerived({ call }) {
    return call === "handle" || call === "synced";
}
/** The class, in the service that asks, of answers of [peer] (`→ db.main`) that came behind no sync. */
function unsyncedAnswer(peer) {
    return `unsynced allow ${peer}`;
}
/** Whether a class stands for answers of another service that came behind no sync. */
function isUnsyncedAnswer({ call }) {
    return call === "unsynced";
}
/** The line that shows the kind of a question: unsynced answers have none of their own, they are among the answers. */
function lineOf(question) {
    const parts = partsOf(question);
    return isUnsyncedAnswer(parts) ? `receive ${parts.decision} ${parts.object}` : question;
}
/** Calls that make what was written last, or at least begin to. */
const syncCalls = new Set(["fsync", "fdatasync", "sync_file_range", "sync", "syncfs", "msync"]);
/** Whether a call makes what was written last; sync_file_range(2) writes neither what a new file needs to be found nor the cache of the disk. */
function makesLast(call) {
    return syncCalls.has(call) && call !== "sync_file_range";
}
/** The value of [key], made when it is missing. */
function getOrMake(map, key, make) {
    const found = map.get(key);
    if (found !== undefined)
        return found;
    const made = make();
    map.set(key, made);
    return made;
}

;// CONCATENATED MODULE: ./build/js/drift/facts.js
/**
 * What one run of one test came to, once numbers are gone: the stuff a model is made of. Everything here is a function of that one run
 * alone; whatever is learnt from several runs together is learnt later, from a bag of these.
 */
const noTurn = -1;
/** A handle's life is many calls, and comes at no one time. */
function hasTurn(key) {
    return !key.startsWith("handle ");
}
/** No class has this name. */
const watch = "";
const start = "start";
const end = "end";
/** All windows of a test together. */
const whole = "whole test";
/** Between the parts of a compound key; escaped text never holds one. */
const joint = "\n";
/** The two parts of a compound key. */
function parted(key) {
    const at = key.indexOf(joint);
    return [key.slice(0, at), key.slice(at + 1)];
}
/** `step 2 POST /orders → orders.main` → `POST /orders → orders.main`; `start` and `end` stay. */
function windowName(window) {
    return window.replace(/^step \d+ /, "");
}
/** Whether a [window] of a run is of that part of the test: `start`, `end`, a step's name, empty for all steps, or [whole]. */
function isWithin(window, part) {
    const name = windowName(window);
    return part === whole || (part === "" ? name !== start && name !== end : name === part);
}
/** `POST /orders → orders.main` → `POST /orders`; empty for start and end. */
function stepName(window) {
    const name = windowName(window);
    return name === start || name === end || name === whole ? "" : name.replace(/ → [^ ]*(?= ∥ |$)/g, "");
}
/**
 * What kind of thing a step asks of whom, by its verb and the first part of its path: `GET /polls/red → votes.main` is `GET /polls → votes.main`,
 * `SET a 1 → store.main` is `SET → store.main`. Steps that overlap are a kind of their own.
 */
function stepKind(window) {
    const name = windowName(window);
    if (name.includes(" ∥ "))
        return name;
    const at = name.lastIndexOf(" → ");
    const [verb = "", what = ""] = (at < 0 ? name : name.slice(0, at)).split(" ");
    const first = /^\/[^/?]*/.exec(what)?.[0];
    return `${verb}${first === undefined ? "" : ` ${first}`}${at < 0 ? "" : name.slice(at)}`;
}
function opposite(relation) {
    return relation === "<" ? ">" : relation === ">" ? "<" : "~";
}
/** What two sightings of the same pair come to together. */
function joined(a, b) {
    return a === b ? a : "~";
}
/** The relation of [a] to [b] in a section, whichever way round it is kept. */
function relationOf(order, a, b) {
    if (a < b)
        return order.get(a + joint + b);
    const reverse = order.get(b + joint + a);
    return reverse === undefined ? undefined : opposite(reverse);
}

;// CONCATENATED MODULE: ./build/js/drift/handles.js
/** Calls in a handle's life before the rest is left out. */
const longestLife = 12;
/** No descriptor has a number as high as this (`NR_OPEN`, linux/fs.h, is 2^20 unless an administrator raised it). */
const mostDescriptors = 2 ** 26;
/** The handles of one service. */
class Handles {
    #files = new Map();
    /** Of all files, in the order in which they were first seen. */
    #descriptors = [];
    /** A file was opened, as part of [place]. */
    open({ file, lifeText }, { seq }, { window, opened }) {
        if (file !== undefined)
            this.#file(file).opens.push({ text: lifeText, at: seq, window, opened });
    }
    /** A call was made on an open file that belongs to the opening [belongs] of a window. The life that is thereby over, if one is. */
    use({ file: name, lifeText: text }, { seq }, { pid, fd = -1 }, belongs) {
        if (name === undefined)
            return undefined;
        const file = this.#file(name);
        const number = pid * mostDescriptors + fd;
        let descriptor = file.descriptors.get(number);
        let over;
        const [opening] = file.opens;
        if (opening !== undefined && (descriptor === undefined || opening.at > descriptor.life.lastAt)) {
            file.opens.shift();
            over = descriptor?.life;
            const { window, opened, text: last } = opening;
            const life = { window, opened, file: name, calls: [last], last, repeats: false, lastAt: seq };
            if (descriptor !== undefined)
                descriptor.life = life;
            else {
                descriptor = { life };
                file.descriptors.set(number, descriptor);
                this.#descriptors.push(descriptor);
            }
        }
        if (descriptor === undefined)
            return undefined;
        descriptor.life.lastAt = seq;
        if (descriptor.life.opened === belongs)
            goOn(descriptor.life, text);
        return over;
    }
    /** Those that are not over. */
    *left() {
        for (const { life } of this.#descriptors)
            yield life;
    }
    #file(name) {
        let file = this.#files.get(name);
        if (file === undefined)
            this.#files.set(name, (file = { opens: [], descriptors: new Map() }));
        return file;
    }
}
function goOn(life, text) {
    const { calls } = life;
    if (life.last === text) {
        if (!life.repeats)
            calls[calls.length - 1] = `${text}+`;
        life.repeats = true;
    }
    else if (calls.length <= longestLife) {
        life.last = calls.length < longestLife ? text : "…";
        life.repeats = false;
        calls.push(life.last);
    }
}
/** The class of a life that is over. */
function lifeClass({ calls, file }) {
    return `handle ${calls.join("·")} ${file}`;
}

;// CONCATENATED MODULE: ./build/js/drift/pauses.js
/**
 * How long a service went without what it does by itself, in one run. How often a timer fires depends on how long the run lasted, so its number tells
 * nothing; that it fires at all does, once a run has been watched for longer than others ever had to wait (`timers.ts`).
 *
 * Times are kept coarsely, one step for each half or third more, so that models of equal behaviour mostly look alike: pauses rounded up, the time
 * that a service was watched rounded down, which errs on the side of silence.
 */
/** When the classes of one service came, from the first step until the services began to be stopped. */
class Arrivals {
    #classes = new Map();
    /** A call of class [id], which came by itself or did not. */
    add(id, atNs, idle) {
        const known = this.#classes.get(id);
        if (known === undefined) {
            this.#classes.set(id, { firstNs: atNs, lastNs: atNs, longestNs: 0, idle });
            return;
        }
        known.longestNs = Math.max(known.longestNs, atNs - known.lastNs);
        known.lastNs = atNs;
        known.idle ||= idle;
    }
    /** By class that came by itself, the longest time without it between the two moments, in milliseconds. */
    pauses(sinceNs, endNs) {
        const pauses = new Map();
        for (const [id, { firstNs, lastNs, longestNs, idle }] of this.#classes) {
            if (idle)
                pauses.set(id, coarse(Math.max(firstNs - sinceNs, longestNs, endNs - lastNs) / 1e6, Math.ceil));
        }
        return pauses;
    }
}
/** For how many milliseconds a service was watched. */
function watchedMs(sinceNs, endNs) {
    return coarse((endNs - sinceNs) / 1e6, Math.floor);
}
/** The next of 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, … by [round]. */
function coarse(ms, round) {
    if (ms < 2)
        return Math.max(0, round(ms));
    const half = 2 ** Math.floor(Math.log2(ms)) / 2;
    return half * round(ms / half);
}

;// CONCATENATED MODULE: ./build/js/drift/spans.js
/**
 * A span is a stretch of one service's work that has a beginning: a request, what one thread does for its request, or a whole step. Spans that
 * nothing else runs beside tell two things of their classes. For every pair, whether all of one came before all of the other. And for every kind
 * of question the service asks, how many it asked before the first call of each other class came: messages to one peer are one class, so a row
 * that is marked before the message is delivered, or a question more before the answer, breaks no order and shows only in this number. Syncs of one file
 * are one class likewise, so they are counted as questions are: which of the commits of a request something waits for shows in no order either.
 *
 * What a service asks by itself (a health check, a poll) makes the number larger and never smaller, so the least of several requests is free of it
 * as long as a request is too short to always have one in it. So each number is kept with the time it took, and those that took longer than the
 * service ever rests before it works by itself are left out.
 */


/** A request with more classes than this tells nothing of order: the pairs would outgrow everything else in the model. */
const mostClassesInRequest = 64;
/** Two numbers in one, both well below it: window and class, or two classes. */
const base = 2 ** 24;
/** Of what is counted nobody can tell how many there were; never the least of several numbers. */
const unknownNumber = Number.POSITIVE_INFINITY;
function noEvidence() {
    return { pairs: new Map(), ahead: new Map() };
}
let begun = 0;
const spans_none = [];
/** A new span; [spare] is one that is over and may be overwritten. */
function beginSpan(spare, window, wholeStep, beganNs) {
    const number = ++begun;
    if (spare === undefined)
        return { number, window, beganNs, wholeStep, exclusive: true, calls: 0, size: 0, classes: [], questions: spans_none, counts: spans_none };
    spare.number = number;
    spare.window = window;
    spare.beganNs = beganNs;
    spare.wholeStep = wholeStep;
    spare.exclusive = true;
    spare.calls = 0;
    spare.size = 0;
    spare.questions = spans_none;
    spare.counts = spans_none;
    return spare;
}
/** Notes a call of class [id]. */
function add(span, id, atNs, part) {
    // Nobody will ask it.
    if (!span.exclusive)
        return;
    const known = classIn(span, id);
    if (known !== undefined)
        known.last = span.calls;
    else if (span.size <= mostClassesInRequest)
        addClass(span, id, atNs, part === "answer");
    span.calls++;
    if (part === "question" || part === "sync")
        tally(span, id, 1);
}
/** Adds [more] to the number that is kept of kind [id] from its first mention on, which may be of none. What was noted of the calls so far stays as it is. */
function tally(span, id, more) {
    if (!span.exclusive)
        return;
    const kind = span.questions.indexOf(id);
    if (kind < 0) {
        span.questions = [...span.questions, id];
        span.counts = [...span.counts, more];
    }
    else if (more > 0)
        span.counts = span.counts.with(kind, (span.counts[kind] ?? 0) + more);
}
function classIn({ classes, size }, id) {
    for (let i = 0; i < size; i++)
        if (classes[i]?.id === id)
            return classes[i];
    return undefined;
}
function addClass(span, id, firstNs, answer) {
    const { calls: first, counts: asked } = span;
    const spare = span.classes[span.size++];
    if (spare === undefined)
        span.classes.push({ id, first, last: first, firstNs, asked, answer });
    else {
        spare.id = id;
        spare.first = spare.last = first;
        spare.firstNs = firstNs;
        spare.asked = asked;
        spare.answer = answer;
    }
}
/** Adds what a span says. */
function relate(span, windows) {
    const { window, classes, size } = span;
    if (size < 2 || size > mostClassesInRequest)
        return;
    const { pairs } = getOrMake(windows, window, noEvidence);
    for (let i = 0; i < size; i++) {
        const one = classes[i];
        if (one === undefined)
            continue;
        for (let j = 0; j < i; j++) {
            const other = classes[j];
            if (other === undefined)
                continue;
            const bits = one.last < other.first ? 1 : other.last < one.first ? 2 : 3;
            const pair = one.id < other.id ? one.id * base + other.id : other.id * base + one.id;
            const seen = one.id < other.id || bits === 3 ? bits : 3 - bits;
            const known = pairs.get(pair);
            if (known === undefined || (known | seen) !== known)
                pairs.set(pair, (known ?? 0) | seen);
        }
    }
    relateQuestions(span, windows);
}
/** Adds what a span says of questions before other calls. */
function relateQuestions({ window, classes, size, beganNs, questions }, windows) {
    if (size < 2 || size > mostClassesInRequest || questions.length === 0)
        return;
    const { ahead } = getOrMake(windows, window, noEvidence);
    questions.forEach((question, kind) => {
        for (let i = 0; i < size; i++) {
            const one = classes[i];
            if (one === undefined || one.id === question)
                continue;
            const count = one.asked[kind];
            // Questions behind an answer are no part of it.
            if (count === undefined && one.answer)
                continue;
            const list = getOrMake(ahead, question * base + one.id, () => []);
            keepLeast(list, { count: count ?? 0, tookNs: one.firstNs - beganNs });
        }
    });
}
function keepLeast(list, one) {
    if (list.some(({ count, tookNs }) => count <= one.count && tookNs <= one.tookNs))
        return;
    const left = list.filter(({ count, tookNs }) => count < one.count || tookNs < one.tookNs);
    list.splice(0, list.length, ...left, one);
}
/** Adds what [more] says of pairs to [windows]. */
function joinOrder(windows, more) {
    for (const [window, { pairs }] of more) {
        const into = getOrMake(windows, window, noEvidence);
        for (const [pair, bits] of pairs)
            into.pairs.set(pair, (into.pairs.get(pair) ?? 0) | bits);
    }
}
/**
 * The relations of [pairs] by the text of the classes, for pairs whose classes are both among [counted]: late work can fall into the next window, and
 * a pair is only told of where both of it are counted.
 */
function orderOf({ pairs }, classes, counted) {
    const order = new Map();
    for (const [pair, bits] of pairs) {
        const a = classes[Math.floor(pair / base)] ?? "";
        const b = classes[pair % base] ?? "";
        if (!counted.has(a) || !counted.has(b))
            continue;
        const seen = bits === 1 ? "<" : bits === 2 ? ">" : "~";
        order.set(a < b ? a + joint + b : b + joint + a, a < b ? seen : opposite(seen));
    }
    return order;
}
/** Adds to [leasts], for question and other class, the least number of the first before the second that spans of [window] say. */
function addAhead({ by, withinNs, except }, window, classes, counted, leasts) {
    for (const [pair, list] of by.get(window)?.ahead ?? []) {
        const [first, second] = [Math.floor(pair / base), pair % base];
        const question = classes[first] ?? "";
        const other = classes[second] ?? "";
        if (!counted.has(lineOf(question)) || !counted.has(other) || !isEffect(other) || except?.(first, second) === true)
            continue;
        // No answer stands before the first question.
        if (isAnswerOf(question, other))
            continue;
        const counts = list.filter(({ count, tookNs }) => tookNs < withinNs && count !== unknownNumber).map(({ count }) => count);
        const id = question + joint + other;
        if (counts.length > 0)
            leasts.set(id, Math.min(...counts, leasts.get(id) ?? Number.POSITIVE_INFINITY));
    }
}
/** Whether [question] stands for answers to messages of class [other]. */
function isAnswerOf(question, other) {
    const parts = partsOf(question);
    return isUnsyncedAnswer(parts) && parts.object === partsOf(other).object;
}
/** Calls that change nothing for others. Where among them a question stands is of no interest, and as a service starts there are dozens of them. */
const preparing = new Set([
    "open",
    "read",
    "connect",
    "receive",
    "accept",
    "bind",
    "listen",
    "mkdir",
    "execve",
    "flock",
]);
function isEffect(key) {
    return !preparing.has(partsOf(key).call);
}

;// CONCATENATED MODULE: ./build/js/drift/steps.js


/** Steps told apart in the name of a window in which they overlap. */
const mostLabels = 4;
/** `200` of HTTP, else whether the step worked. */
function outcomeOf({ fields }) {
    const status = fields["status_code"];
    if (status !== undefined && /^\d{3}$/.test(status))
        return status;
    return fields["success"] === "false" ? "failed" : "ok";
}
function unquoted(summary) {
    return summary.startsWith('"') && summary.endsWith('"') && summary.length > 1 ? summary.slice(1, -1) : summary;
}
function stepsOf(events, known) {
    const labels = new Map();
    const groups = [];
    /** Target → what was said → label: the same steps come again and again. */
    const made = new Map();
    let underWay = [];
    for (const event of events) {
        if (event.call !== undefined)
            continue;
        if (event.type === "step_send") {
            const { summary, method, target } = event.fields;
            const said = summary === undefined || summary === "" ? (method ?? "step") : unquoted(summary);
            const label = getOrMake(getOrMake(made, target, () => new Map()), said, () => `${phraseClass(said, known)} → ${escapeText(target ?? "").replaceAll(" ", "_")}`);
            if (underWay.length === 0)
                groups.push({ first: event, labels: new Set() });
            groups.at(-1)?.labels.add(label);
            underWay.push({ send: event, label });
        }
        else if (event.type === "step_recv") {
            const same = (field) => (step) => step.send.fields[field] === event.fields[field];
            const answered = underWay.filter(same("target")).filter(same("method"));
            const step = answered.find(same("local")) ?? answered[0] ?? underWay[0];
            if (step === undefined)
                continue;
            labels.set(event, step.label);
            underWay = underWay.filter((other) => other !== step);
        }
    }
    const windows = new Map();
    // A window's number is that of its first appearance: equal steps, wherever they come again, are one window.
    const numbers = new Map();
    for (const group of groups) {
        const sorted = [...group.labels].sort();
        const name = sorted.slice(0, mostLabels).join(" ∥ ") + (sorted.length > mostLabels ? " ∥ …" : "");
        windows.set(group.first, `step ${getOrMake(numbers, name, () => numbers.size + 1)} ${name}`);
    }
    return { windows, labels };
}

;// CONCATENATED MODULE: ./build/js/drift/survey.js
/** One pass over a log before its calls can be told apart: who made which connection, and what of the log is no call. */


/** The number of a connection by the text of its two ends; undefined where one is not known. */
function connectionOf(addresses, client, server) {
    // As the server names them, whose calls are seen more often than those of the client.
    const { local: to, peer: from } = addresses.ends(server, client);
    return from === undefined || to === undefined ? undefined : connectionId(from.port, to.port);
}
function survey({ events, services }, addresses) {
    const owners = new Map();
    const ports = new Map();
    for (const { name, interfaces } of services) {
        for (const one of interfaces) {
            owners.set(one.port, name);
            ports.set(`${name}.${one.name}`, one.port);
        }
    }
    const clients = new Map();
    const probes = new Set();
    const connecting = new Map();
    const syncing = new Set();
    const marks = [];
    const ends = new Array(events.length);
    let i = -1;
    for (const event of events) {
        i++;
        const { call, service } = event;
        if (call === undefined) {
            marks.push(event);
            const { type, fields } = event;
            if (type !== "step_send" && type !== "step_recv" && type !== "probe")
                continue;
            const port = ports.get(fields["target"] ?? "");
            const remote = fields["remote"] ?? (port === undefined ? undefined : `127.0.0.1:${port}`);
            const connection = connectionOf(addresses, fields["local"], remote);
            if (connection === undefined)
                continue;
            if (type === "probe")
                probes.add(connection);
            else
                clients.set(connection, trace/* DRIVER */.NX);
            continue;
        }
        if (call.object.kind !== "socket") {
            if (!syncing.has(service) && syncCalls.has(call.name))
                syncing.add(service);
            continue;
        }
        const both = addresses.ends(call.object.local, call.object.peer);
        ends[i] = both;
        const isConnect = call.name === "connect";
        if (both.user === service && !isConnect)
            continue;
        both.user = service;
        const { local, peer } = both;
        if (peer === undefined || !peer.local || !owners.has(peer.port))
            continue;
        if (local !== undefined && owners.get(local.port) === service && !isConnect)
            continue;
        getOrMake(connecting, peer.port, () => new Set()).add(service);
        if (local === undefined || local.port === 0)
            continue;
        // The driver's own word on what it made stands.
        const connection = connectionId(local.port, peer.port);
        if (clients.get(connection) !== trace/* DRIVER */.NX)
            clients.set(connection, service);
    }
    return { marks, ends, connections: { clients, probes, connecting }, syncing };
}

;// CONCATENATED MODULE: ./build/js/drift/threads.js
/**
 * What single threads of a service say. What one thread does for a request it does in the order of the program, whatever other threads do beside it; and
 * what it asks is free of what they ask. So where requests stay on the thread that took them, the questions before a call ([Span]) are those of the thread
 * that makes the call, and only of a call that another thread makes than asks is the whole service asked. A service whose poller sends over
 * the same kind of connection as its requests do would else say of each request how often the poller happened to ask beside it.
 *
 * A thread that takes no request has work of its own: it rests, works, and rests. Such a turn is to it what a request is to others. It says something
 * until a request comes to the service, because then the thread may be working for that one, and how many of those fall into one turn is a matter of speed.
 * Who waits for an answer does not rest.
 */


/** A thread that has made no call for this long, and waited for no answer, has rested. */
const restedNs = 25e6;
function note(thread, atNs) {
    thread.lastNs = Math.max(thread.lastNs ?? atNs, atNs);
}
/** The threads of one service. */
class Threads {
    #threads = new Map();
    #spares;
    #arrivedNs;
    /** By window. */
    #requests = new Map();
    #turns = new Map();
    /** Who asked last on a connection. */
    #askers = new Map();
    /** Every request was answered by the thread that took it, and by no thread two at a time. Once that is not so, nothing more need be known. */
    #stay = true;
    /** A thread that took none has done something. */
    #helped = false;
    /** Every answer was read by the thread that had asked. */
    #hearThemselves = true;
    /** A thread that takes requests asks when it has none, too. */
    #askBetween = false;
    /** How often a request or a step has come. */
    #came = 0;
    /** Spans that are over are put into [spares] and taken from there. */
    constructor(spares, arrivedNs) {
        this.#spares = spares;
        this.#arrivedNs = arrivedNs;
    }
    /** A request has come to the service, or may have. */
    come() {
        this.#came++;
    }
    /** A thread reads from a connection: the request it worked on, if answered, is complete. */
    take(tid, connection) {
        if (!this.#stay)
            return;
        const thread = this.#thread(tid);
        if (thread.connection === undefined)
            this.#endTurn(thread);
        else if (thread.replied)
            this.#endRequest(thread);
        else if (thread.connection !== connection && thread.span !== undefined)
            this.#stay = false;
        thread.connection = connection;
    }
    /** A thread has sent an answer. */
    reply(tid, connection) {
        if (!this.#stay)
            return;
        const thread = this.#threads.get(tid);
        if (thread?.connection === connection)
            thread.replied = true;
        else
            this.#stay = false;
    }
    /** A thread sends a question. */
    ask(tid, connection) {
        if (this.#stay)
            this.#askers.set(connection, tid);
    }
    /** A thread reads from a connection on which the service asks. */
    hear(tid, connection) {
        if (!this.#stay)
            return;
        const asker = this.#askers.get(connection);
        if (asker !== undefined && asker !== tid)
            this.#hearThemselves = false;
    }
    /** The answer is on its way; [unsynced] of its kind came behind no sync. */
    answered(connection, atNs, unsynced) {
        if (!this.#stay)
            return;
        const asker = this.#askers.get(connection);
        const thread = asker === undefined ? undefined : this.#threads.get(asker);
        if (thread === undefined)
            return;
        note(thread, atNs);
        if (unsynced === undefined)
            return;
        thread.questions.add(unsynced.id);
        if (thread.span !== undefined)
            tally(thread.span, unsynced.id, unsynced.count);
    }
    /** A call of class [id] whose place means something. */
    call(tid, id, part, window, atNs, madeNs) {
        if (!this.#stay)
            return;
        const thread = this.#thread(tid);
        const { lastNs } = thread;
        note(thread, atNs);
        if (window === 0)
            return;
        thread.classes.add(id);
        if (part === "question")
            thread.questions.add(id);
        if (thread.connection !== undefined) {
            if (part === "question" && !this.#askBetween)
                this.#askBetween = this.#arrivedNs(thread.connection) === undefined;
            thread.span ??= beginSpan(this.#spares.pop(), window, false, this.#arrivedNs(thread.connection) ?? madeNs);
        }
        else {
            this.#helped = true;
            const rest = lastNs === undefined ? 0 : madeNs - lastNs;
            if (rest >= restedNs) {
                this.#endTurn(thread);
                thread.restNs = Math.min(thread.restNs, rest);
                thread.span = beginSpan(this.#spares.pop(), window, false, madeNs);
                thread.came = this.#came;
            }
            else if (thread.came !== this.#came)
                this.#endTurn(thread);
        }
        // How often a turn syncs is a matter of how much it finds to do.
        if (thread.span !== undefined)
            add(thread.span, id, atNs, part === "sync" && thread.connection === undefined ? "work" : part);
    }
    /** No more calls come. */
    end() {
        for (const thread of this.#threads.values()) {
            if (thread.connection === undefined)
                this.#endTurn(thread);
            else if (thread.replied)
                this.#endRequest(thread);
        }
    }
    /** What each thread's requests say of pairs of classes; undefined where others may have done part of it. */
    order() {
        return this.#stay && !this.#helped ? this.#requests : undefined;
    }
    /**
     * Where to look for numbers of questions before other calls: what [others] say of requests as the whole service works on them, of calls that no thread makes
     * which asks, and the threads of the others; [others] alone where requests do not stay.
     */
    ahead(others) {
        if (!this.#stay || !this.#hearThemselves)
            return [others];
        const rests = [...this.#threads.values()].filter(({ questions }) => questions.size > 0).map((thread) => thread.restNs);
        return [
            { ...others, except: (question, other) => this.#doesBoth(question, other) },
            { by: this.#requests, withinNs: this.#askBetween ? others.withinNs : Number.POSITIVE_INFINITY },
            { by: this.#turns, withinNs: Math.min(...rests) },
        ];
    }
    /** Whether one thread asks [question] and makes calls of class [other]. */
    #doesBoth(question, other) {
        for (const { questions, classes } of this.#threads.values())
            if (questions.has(question) && classes.has(other))
                return true;
        return false;
    }
    #thread(tid) {
        return getOrMake(this.#threads, tid, () => ({
            connection: undefined,
            span: undefined,
            replied: false,
            classes: new Set(),
            questions: new Set(),
            lastNs: undefined,
            restNs: Number.POSITIVE_INFINITY,
            came: 0,
        }));
    }
    #endRequest(thread) {
        if (thread.span !== undefined) {
            relate(thread.span, this.#requests);
            this.#spares.push(thread.span);
        }
        thread.span = undefined;
        thread.replied = false;
    }
    #endTurn(thread) {
        if (thread.span === undefined)
            return;
        relateQuestions(thread.span, this.#turns);
        this.#spares.push(thread.span);
        thread.span = undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/drift/observe.js
/**
 * From the log of one test to its [TestFacts]. One pass to learn who made which connection, one pass to count and to order.
 *
 * Windows. A step's window runs from its beginning to the beginning of the next, so that work done after the answer still belongs to it;
 * steps that overlap share one window. For each service it runs until the next step can have reached that service: what a slow machine
 * does late for one step, in a service that nobody has asked since, is no work of the next step. Before the first step is the start; after the runner began to stop the services (or, in a log
 * without that mark, after the first silence behind the last answer) is the end.
 *
 * Requests. Order between calls is only meaningful inside one request, and only when nothing else runs beside it. Notification shows the
 * entry of a call, and a blocked read is entered long before its message comes; so a request begins when its *sender* sends: the driver's
 * step, or the other service's call on the same connection. It is answered by the service's next send on that connection, and its late
 * work is taken in until the next request comes. A request that overlaps no other of its service is exclusive, and tells, for every
 * pair of classes in it, whether all of one came before all of the other. Three further sources of the same kind of evidence:
 * - where requests overlap, but every one stays on the thread that took it and no thread that took none does any work, each thread's
 *   requests count too; and questions are counted by thread wherever requests stay (`threads.ts`). This is decided per run, from that run alone;
 * - the answer of another service is an event of the asking service (`receive allow → inventory.main`), at the time the other sent it: so
 *   an answer given before the other service's word arrived shows as a changed order, and this is the causal edge between services;
 * - a service whose requests cannot be seen (its client is not observed) has the whole step as its request, if steps do not overlap.
 */










/** A service that nothing the driver did has touched for this long works by itself. Late work of a request comes sooner. */
const idleNs = 25e6;
/** What follows a call sooner than this goes on with the same work, whatever began it. */
const pauseNs = 5e6;
/** A call that was let go this much later than it was made belongs to what was under way when it was made. */
const heldBackNs = 1e6;
/** Without a mark, the end begins behind the first silence of this length after the last answer. */
const silenceNs = 15e6;
/** A thread's next call is looked for among so many. */
const mostBetween = 1_000;
/** The facts of one passed test. */
function observe(test, options = {}) {
    return new Observer(test, knownOf(test, options)).facts();
}
function knownOf(test, options) {
    let ids;
    // Few names have a number in them that could be one of these.
    const isId = (text) => (ids ??= idsOf(test.events)).has(text);
    return { isId, roots: Object.entries(options.roots ?? {}).sort(([a], [b]) => b.length - a.length) };
}
/** The calls of a test that the model counts, in their order. */
function observeCalls(test, options = {}) {
    const observed = [];
    new Observer(test, knownOf(test, options), (call) => observed.push(call)).facts();
    return observed;
}
/** The calls of a test whose lines are known, in their order. */
function observePlaces(test, options = {}) {
    return observeCalls(test, options).flatMap(({ lane, window, key, event }) => {
        const source = event.service === lane ? event.call?.source : undefined;
        return source === undefined ? [] : [{ lane, window, key, source }];
    });
}
function idsOf(events) {
    const ids = new Set();
    let last = -1;
    for (const { call } of events) {
        // Calls of one thread come in a row.
        if (call === undefined || call.tid === last)
            continue;
        last = call.tid;
        ids.add(call.pid);
        ids.add(call.tid);
    }
    return new Set([...ids].map(String));
}
class Observer {
    #test;
    #addresses = new Addresses();
    #tell;
    #classifier;
    /** Windows by number; those of one name are one. */
    #windows = [start];
    #windowIds = new Map([[start, 0]]);
    /** Counts windows as they come, equal names or not; and those of steps alone. */
    #opened = 0;
    #begun = 0;
    /** The window opened last that every service has been reached by. */
    #reached = 0;
    /** When the first step began, and when the services began to be stopped; undefined where no mark says so. */
    #firstStepNs = 0;
    #stoppingNs;
    /** The window of the step under way, and whether steps overlap in it. */
    #window = 0;
    #overlapping = false;
    /** Steps under way. */
    #underWay = 0;
    /** The last answer of all is there; the test has ended. */
    #behind = false;
    #stopped = false;
    #lastCallNs = 0;
    /** The service whose call was the last. */
    #last;
    #classIds = new Map();
    #classes = [];
    #lanes = new Map();
    #talks = new Map();
    /** Spans that are over, for the next ones. */
    #spans = [];
    #steps;
    /** By event, those of its socket. */
    #ends;
    /** The services that sync. */
    #syncing;
    #lastAnswer;
    /** The log says where the services begin to be stopped. */
    #marked;
    constructor(test, known, tell) {
        this.#test = test;
        this.#tell = tell;
        const { marks, ends, connections, syncing } = survey(test, this.#addresses);
        this.#ends = ends;
        this.#syncing = syncing;
        this.#lastAnswer = marks.findLast(({ type }) => type === "step_recv");
        this.#marked = marks.some(({ type }) => type === "stopping");
        this.#classifier = new Classifier(test.services, known, connections);
        this.#steps = stepsOf(marks, known);
        for (const { name } of test.services)
            this.#lane(name);
    }
    facts() {
        this.#read();
        const sections = new Map();
        const section = (window, lane) => getOrMake(sections, `${this.#windows[window] ?? start}${joint}${escapeText(lane)}`, () => ({
            lines: new Map(),
            order: new Map(),
            ahead: new Map(),
        }));
        for (const lane of this.#lanes.values()) {
            // Lines stand in the order in which they first came. Where there are no requests that is all the order there is.
            let [started, ended] = [0, 0];
            for (const [place, line] of lane.lines) {
                const window = Math.floor(place / base);
                const key = this.#classes[place % base] ?? "";
                if (hasTurn(key)) {
                    if (window === 0)
                        line.turn = started++;
                    else if (this.#windows[window] === end)
                        line.turn = ended++;
                }
                section(window, lane.name).lines.set(key, line);
            }
            for (const [window, evidence] of orderEvidence(lane)) {
                const into = section(window, lane.name);
                into.order = orderOf(evidence, this.#classes, into.lines);
            }
            for (const asked of lane.threads.ahead({ by: lane.exclusive, withinNs: lane.restNs })) {
                for (const window of asked.by.keys()) {
                    const into = section(window, lane.name);
                    addAhead(asked, window, this.#classes, into.lines, into.ahead);
                }
            }
        }
        const facts = new Map();
        for (const [key, { lines, order, ahead }] of sections)
            if (lines.size > 0)
                facts.set(key, { lines: lines, order, ahead, pauses: new Map() });
        for (const lane of this.#lanes.values()) {
            const pauses = this.#pausesOf(lane);
            const none = { lines: new Map(), order: new Map(), ahead: new Map() };
            if (pauses.size > 0)
                facts.set(whole + joint + escapeText(lane.name), { ...none, pauses });
        }
        return facts;
    }
    /** What is told of the whole test; nothing of a service whose start was not seen to be over, or of a log that does not say when all was stopped. */
    #pausesOf({ arrivals, settled, settledNs }) {
        const pauses = new Map();
        const endNs = this.#stoppingNs;
        if (!settled || endNs === undefined || this.#firstStepNs === 0)
            return pauses;
        const sinceNs = Math.max(this.#firstStepNs, settledNs);
        pauses.set(watch, watchedMs(sinceNs, endNs));
        for (const [id, pause] of arrivals.pauses(sinceNs, endNs))
            pauses.set(this.#classes[id] ?? "", pause);
        return pauses;
    }
    // One pass over the log.
    #read() {
        const { events } = this.#test;
        for (let i = 0; i < events.length; i++) {
            const event = events[i];
            if (event === undefined)
                continue;
            if (event.call === undefined)
                this.#mark(event);
            else if (!runsProgram(event.call) || !isTriedOn(events, i))
                this.#call(event, event.call, this.#ends[i]);
        }
        for (const lane of this.#lanes.values()) {
            this.#flush(lane);
            this.#flush(lane);
            lane.threads.end();
            for (const life of lane.handles.left())
                this.#endLife(lane, life);
        }
    }
    /** What is no call: of the driver and of the services' lives. */
    #mark(event) {
        switch (event.type) {
            case "step_send": {
                const name = this.#steps.windows.get(event);
                if (name !== undefined) {
                    const first = this.#window === 0;
                    if (first)
                        this.#firstStepNs = event.atNs;
                    this.#beginWindow(name);
                    if (first)
                        this.#reachAll(event.atNs);
                }
                else {
                    this.#overlapping = true;
                    for (const lane of this.#lanes.values())
                        if (lane.current?.wholeStep === true)
                            lane.current.exclusive = false;
                }
                this.#underWay++;
                this.#stepArrives(event);
                break;
            }
            case "step_recv":
                this.#underWay = Math.max(0, this.#underWay - 1);
                this.#lastCallNs = event.atNs;
                this.#behind ||= event === this.#lastAnswer;
                this.#count(this.#lane(trace/* DRIVER */.NX), this.#window, `step ${outcomeOf(event)} ${this.#steps.labels.get(event) ?? ""}`, false, false);
                break;
            case "service_crashed":
                this.#count(this.#lane(event.service), this.#window, "exited crashed", false, false);
                break;
            case "service_exited": {
                const how = event.fields["signal"] ?? event.fields["code"] ?? "unknown";
                this.#count(this.#lane(event.service), this.#window, `exited ${escapeText(how).replaceAll(" ", "_")}`, false, false);
                break;
            }
            case "service_started":
                // Started again by the test.
                this.#reach(this.#lane(event.service), event.atNs);
                break;
            case "stopping":
                this.#stop(event.atNs);
                this.#stoppingNs ??= event.atNs;
                break;
        }
    }
    #call(event, call, ends) {
        const { atNs } = event;
        if (!this.#marked && this.#behind && atNs - this.#lastCallNs >= silenceNs)
            this.#stop(atNs);
        this.#lastCallNs = atNs;
        // One service's calls mostly come in a row.
        if (this.#last?.name !== event.service)
            this.#last = this.#lane(event.service);
        const lane = this.#last;
        const stopped = this.#stopped;
        const classified = this.#classifier.classify(event.service, call, ends, this.#window === 0);
        const { key, flow, puts, finds } = classified;
        if (finds !== undefined && finds.by !== lane.name)
            touch(lane, finds.originNs);
        const madeNs = madeAt(event, call, classified);
        const overdue = madeNs < lane.reachedNs;
        const late = this.#window > 0 && (this.#underWay === 0 || overdue || lane.opened !== this.#opened) && (!stopped || overdue);
        const window = overdue ? lane.windowBefore : lane.window;
        const waiting = !stopped && this.#window > 0 && (!this.#behind || this.#marked);
        if (!waiting || atNs - Math.max(originNs(lane, atNs), this.#firstStepNs) < idleNs)
            lane.idle = false;
        else if (atNs - lane.lastNs >= pauseNs) {
            lane.idle = true;
            if (lane.settled && lane.settledIn !== lane.opened)
                lane.restNs = Math.min(lane.restNs, atNs - lane.lastNs);
        }
        lane.lastNs = atNs;
        if (puts !== undefined)
            put(lane, puts, atNs);
        if (key !== undefined)
            this.#tell?.({ lane: lane.name, window: this.#windows[window] ?? start, key, event, request: requestAt(lane, madeNs)?.number });
        this.#follow(lane, event, call, classified, ends?.connection, madeNs);
        if (key !== undefined) {
            const id = this.#idOf(classified);
            const settled = isSettled(lane, id, atNs);
            const line = this.#countId(lane, window, id, late, lane.idle && settled);
            if (!stopped && window > 0 && syncCalls.has(call.name) && (0,trace/* isMade */.sX)(call.decision))
                noteInARow(lane, id, line, atNs, madeNs);
            if (!stopped && this.#window > 0)
                lane.arrivals.add(id, atNs, lane.idle && settled);
        }
        if (flow.kind === "ask" || flow.kind === "reply")
            settle(lane, atNs);
    }
    #open(name) {
        this.#opened++;
        this.#window = getOrMake(this.#windowIds, name, () => this.#windows.push(name) - 1);
    }
    /** All that was asked before is over; what services still do because of it is told by [Lane.opened]. */
    #beginWindow(name) {
        this.#open(name);
        this.#begun++;
        this.#overlapping = false;
        for (const lane of this.#lanes.values()) {
            if (lane.unanswered === 0)
                continue;
            lane.unanswered = 0;
            lane.rows.clear();
            for (const asker of lane.askers)
                asker.unanswered = 0;
        }
    }
    /** From here on everything belongs to the end. */
    #stop(atNs) {
        if (this.#stopped)
            return;
        this.#stopped = true;
        this.#open(end);
        for (const lane of this.#lanes.values())
            this.#enter(lane, atNs);
    }
    /** The window opened last becomes the lane's. */
    #enter(lane, atNs) {
        lane.windowBefore = lane.window;
        lane.openedBefore = lane.opened;
        lane.reachedNs = atNs;
        lane.window = this.#window;
        lane.opened = this.#opened;
        lane.threads.come();
    }
    /** The step under way may have come as far as this service, which has the step as its request until a better one is seen. */
    #reach(lane, atNs) {
        if (lane.opened === this.#opened)
            return;
        this.#flush(lane);
        lane.current = this.#span(this.#window, true, atNs);
        lane.current.exclusive = !this.#overlapping;
        this.#enter(lane, atNs);
    }
    #reachAll(atNs) {
        if (this.#reached === this.#opened)
            return;
        this.#reached = this.#opened;
        for (const lane of this.#lanes.values())
            this.#reach(lane, atNs);
    }
    /** What a service does that the step has reached can carry the step on: to whom it sends, or, by a file or to somebody unknown, to all. */
    #carryOn({ flow, key }, { object }, atNs) {
        if (flow.kind === "take" || key === undefined || object.kind === "stdio")
            return;
        const name = flow.kind === "ask" ? flow.server : flow.kind === "reply" ? flow.client : undefined;
        const to = name === undefined ? undefined : this.#lanes.get(name);
        if (to !== undefined)
            this.#reach(to, atNs);
        else if (name !== trace/* DRIVER */.NX)
            this.#reachAll(atNs);
    }
    #stepArrives(event) {
        const connection = connectionOf(this.#addresses, event.fields["local"], event.fields["remote"]);
        const lane = this.#lanes.get((event.fields["target"] ?? "").split(".")[0] ?? "");
        if (lane === undefined) {
            this.#reachAll(event.atNs);
            return;
        }
        this.#reach(lane, event.atNs);
        lane.touchedNs = event.atNs;
        if (connection !== undefined)
            this.#arrive(lane, this.#talk(connection), undefined, event.atNs);
    }
    #follow(lane, event, call, classified, connection, madeNs) {
        const { flow, file } = classified;
        const { atNs } = event;
        const overdue = madeNs < lane.reachedNs;
        const stopped = this.#stopped && !overdue;
        if (lane.opened === this.#opened && !stopped && !overdue)
            this.#carryOn(classified, call, atNs);
        if (flow.kind === "ask") {
            const server = this.#lanes.get(flow.server);
            if (server !== undefined)
                touch(server, originNs(lane, atNs));
            if (connection !== undefined) {
                const talk = this.#talk(connection);
                lane.threads.ask(call.tid, connection);
                if (server !== undefined)
                    this.#arrive(server, talk, lane, atNs);
                talk.client = lane;
                talk.question = classified;
            }
        }
        if (connection !== undefined && !stopped) {
            if (flow.kind === "take")
                lane.threads.take(call.tid, connection);
            if (flow.kind === "hear")
                lane.threads.hear(call.tid, connection);
        }
        if (classified.ordered && !stopped && classified.key !== undefined) {
            const id = this.#idOf(classified);
            const part = flow.kind === "ask" ? "question" : flow.kind === "reply" ? "answer" : syncCalls.has(call.name) ? "sync" : "work";
            if ((overdue ? lane.windowBefore : lane.window) > 0) {
                const span = requestAt(lane, madeNs);
                if (span !== undefined && span.beganNs <= madeNs)
                    add(span, id, atNs, part);
            }
            lane.threads.call(call.tid, id, part, lane.window, atNs, madeNs);
        }
        if (flow.kind === "reply" && connection !== undefined) {
            const origin = originNs(lane, atNs);
            const talk = this.#talk(connection);
            const client = this.#lanes.get(flow.client);
            touch(lane, origin);
            lane.repliedNs = atNs;
            const unsynced = this.#syncing.has(lane.name) ? this.#unsynced(lane, talk, call.tid) : undefined;
            if (talk.server === lane && talk.begun === this.#begun) {
                if (!stopped)
                    this.#answers(lane, talk.arrivedNs);
                observe_close(lane, talk);
            }
            lane.threads.reply(call.tid, connection);
            client?.threads.answered(connection, atNs, unsynced);
            this.#answered(talk, origin, event, unsynced);
            // What is sent without a question, a notification say, sets its receiver to work as much as an answer does.
            if (client !== undefined)
                touch(client, origin);
        }
        if (file === undefined)
            return;
        const isDone = (0,trace/* isMade */.sX)(call.decision);
        if (isDone && syncCalls.has(call.name))
            this.#synced(lane, file, call.tid, madeNs);
        if (!classified.opens) {
            const over = lane.handles.use(classified, event, call, overdue ? lane.openedBefore : lane.opened);
            if (over !== undefined)
                this.#endLife(lane, over);
        }
        else if (isDone)
            lane.handles.open(classified, event, lane);
    }
    #synced(lane, file, tid, madeNs) {
        lane.syncedNs = madeNs;
        lane.syncedBy.set(tid, madeNs);
        const known = lane.synced.find((one) => one.file === file);
        if (known !== undefined)
            known.atNs = madeNs;
        else
            lane.synced.push({ file, id: this.#id(`synced allow ${file}`), atNs: madeNs });
    }
    /** Counts for each file whether a request that has come at [arrivedNs] is answered behind a sync that was made for it, or for another one beside it. */
    #answers(lane, arrivedNs) {
        if (lane.window === 0)
            return;
        const alone = lane.current?.exclusive === true;
        for (const { id, atNs } of lane.synced)
            if (atNs >= arrivedNs)
                this.#countId(lane, lane.window, id, false, !alone);
    }
    /**
     * Whether the answer that thread [tid] of [lane] gives on [talk] comes behind no sync: it comes behind one if the same thread made one since it was
     * asked, and behind none if nobody did. Whether one that another thread made was made for it, nobody can tell.
     */
    #unsynced(lane, { server, client, question, arrivedNs }, tid) {
        if (client === undefined || question === undefined)
            return undefined;
        if (question.unsyncedId < 0)
            question.unsyncedId = this.#id(unsyncedAnswer(partsOf(question.key ?? "").object));
        const since = (atNs) => atNs !== undefined && atNs >= arrivedNs;
        const count = server !== lane ? unknownNumber : since(lane.syncedBy.get(tid)) ? 0 : since(lane.syncedNs) ? unknownNumber : 1;
        return { id: question.unsyncedId, count };
    }
    /** The asking service has its answer; one a question, however many calls it took to send. */
    #answered(talk, origin, event, unsynced) {
        const { client: lane, question } = talk;
        if (lane === undefined || question === undefined)
            return;
        touch(lane, origin);
        talk.client = undefined;
        if (question.answerId < 0)
            question.answerId = this.#id(`receive allow ${partsOf(question.key ?? "").object}`);
        // An answer comes by itself where the question did.
        this.#countId(lane, lane.window, question.answerId, false, lane.idle);
        if (this.#stoppingNs === undefined && this.#window > 0)
            lane.arrivals.add(question.answerId, event.atNs, lane.idle);
        this.#tell?.({
            lane: lane.name,
            window: this.#windows[lane.window] ?? start,
            key: this.#classes[question.answerId] ?? "",
            event,
            request: lane.current?.number,
        });
        if (lane.current === undefined)
            return;
        add(lane.current, question.answerId, event.atNs, "work");
        if (unsynced !== undefined)
            tally(lane.current, unsynced.id, unsynced.count);
    }
    #endLife(lane, life) {
        this.#count(lane, life.window, lifeClass(life), false, false);
    }
    #count(lane, window, key, late, idle) {
        this.#countId(lane, window, this.#id(key), late, idle);
    }
    #countId(lane, window, id, late, idle) {
        const place = window * base + id;
        let line = lane.lines.get(place);
        if (line === undefined) {
            lane.lines.set(place, (line = { count: 1, late, idle, turn: noTurn }));
            return line;
        }
        line.count++;
        line.late ||= late;
        line.idle ||= idle;
        return line;
    }
    #idOf(classified) {
        if (classified.id < 0)
            classified.id = this.#id(classified.key ?? "");
        return classified.id;
    }
    #id(key) {
        return getOrMake(this.#classIds, key, () => this.#classes.push(key) - 1);
    }
    #lane(name) {
        const known = this.#lanes.get(name);
        if (known !== undefined)
            return known;
        const lane = {
            name,
            unanswered: 0,
            askers: [],
            repliedNs: Number.NEGATIVE_INFINITY,
            severalNs: 0,
            rows: new Map(),
            synced: [],
            syncedNs: Number.NEGATIVE_INFINITY,
            syncedBy: new Map(),
            current: undefined,
            previous: undefined,
            window: this.#window,
            opened: this.#opened,
            reachedNs: Number.NEGATIVE_INFINITY,
            windowBefore: 0,
            openedBefore: 0,
            lines: new Map(),
            exclusive: new Map(),
            threads: new Threads(this.#spans, (connection) => {
                const talk = this.#talks.get(connection);
                return talk?.server === lane && talk.begun === this.#begun ? talk.arrivedNs : undefined;
            }),
            overlapped: false,
            handles: new Handles(),
            lastNs: -1,
            touchedNs: Number.NEGATIVE_INFINITY,
            idle: false,
            restNs: Number.POSITIVE_INFINITY,
            settled: false,
            settledIn: Number.POSITIVE_INFINITY,
            settledNs: Number.POSITIVE_INFINITY,
            begun: new Set(),
            arrivals: new Arrivals(),
        };
        this.#lanes.set(name, lane);
        return lane;
    }
    /** The request that ended is the previous one; the evidence of the one before it is complete. */
    #flush(lane) {
        if (lane.previous?.exclusive === true)
            relate(lane.previous, lane.exclusive);
        if (lane.previous !== undefined)
            this.#spans.push(lane.previous);
        lane.previous = lane.current;
        lane.current = undefined;
    }
    #span(window, wholeStep, beganNs) {
        return beginSpan(this.#spans.pop(), window, wholeStep, beganNs);
    }
    #talk(connection) {
        let talk = this.#talks.get(connection);
        if (talk === undefined) {
            talk = { server: undefined, begun: 0, asker: undefined, arrivedNs: 0, client: undefined, question: undefined };
            this.#talks.set(connection, talk);
        }
        return talk;
    }
    /** A message has come on a connection; the first since its last answer begins a request. */
    #arrive(lane, talk, from, atNs) {
        if (originNs(from, atNs) >= atNs - idleNs)
            lane.idle = false;
        if (talk.server === lane && talk.begun === this.#begun)
            return;
        lane.threads.come();
        if (lane.unanswered === 0) {
            // A request is better than the whole step, which is dropped for it.
            if (lane.current?.wholeStep === true)
                this.#spans.push(lane.current);
            else
                this.#flush(lane);
            lane.current = this.#span(lane.window, false, atNs);
        }
        else {
            lane.overlapped = true;
            if (lane.current !== undefined)
                lane.current.exclusive = false;
        }
        talk.server = lane;
        talk.begun = this.#begun;
        talk.arrivedNs = atNs;
        talk.asker = askerOf(lane, from);
        talk.asker.unanswered++;
        lane.unanswered++;
        if (lane.unanswered === 2)
            lane.severalNs = atNs;
    }
}
/** What its requests say of pairs, by window. */
function orderEvidence({ exclusive, threads, overlapped }) {
    const more = overlapped ? threads.order() : undefined;
    if (more !== undefined)
        joinOrder(exclusive, more);
    return exclusive;
}
/** A question may go through this many services on its way. */
const longestChain = 4;
/**
 * When the driver last had a hand in what [lane] does: now, while a request is under way that goes back to the driver, else when the last message
 * came that does. A message carries the sender's origin on, and none renews it: a service that asks another every 20 ms, whether there is
 * anything or not, works by itself, and so does the one that answers; when it happens to fetch what a step put there, it does not.
 */
function originNs(lane, nowNs, chain = longestChain) {
    if (lane === undefined)
        return nowNs;
    let origin = lane.touchedNs;
    if (chain > 0 && lane.unanswered > 0) {
        for (const asker of lane.askers)
            if (asker.unanswered > 0)
                origin = Math.max(origin, originNs(asker.lane, nowNs, chain - 1));
    }
    return origin;
}
/**
 * Whether the call at [i], which runs a program, found none: the next thing its thread does is to look for the same program in another folder. Where
 * it looks is the machine's business (PATH), and how often.
 */
function isTriedOn(events, i) {
    const { call, service } = events[i] ?? {};
    const next = events.slice(i + 1, i + 1 + mostBetween).find((event) => event.service === service && event.call?.tid === call?.tid)?.call;
    return call !== undefined && next !== undefined && runsProgram(next) && programName(next) === programName(call);
}
function programName({ object }) {
    return object.kind === "file" ? baseName(object.path) : "";
}
function touch(lane, origin) {
    lane.touchedNs = Math.max(lane.touchedNs, origin);
}
/** What [lane] puts at [spot] is a message to whoever looks there, until another one puts something there. */
function put(lane, spot, atNs) {
    spot.by = lane.name;
    spot.originNs = originNs(lane, atNs);
}
/**
 * Whether the start of [lane] is over when it makes a call of class [id]: it has sent a message, or does by itself what it did before. A service
 * that nobody waits for starts when it likes, beside the first steps, and what it does then comes once.
 */
function isSettled(lane, id, atNs) {
    if (lane.settled)
        return true;
    if (lane.idle && lane.begun.has(id))
        settle(lane, atNs);
    lane.begun.add(id);
    return lane.settled;
}
function settle(lane, atNs) {
    if (lane.settled)
        return;
    lane.settledIn = lane.opened;
    lane.settledNs = atNs;
    lane.settled = true;
}
/**
 * When a call was made. What is let go much later (by a delay, or because syncs are made to last) is ordered by when it took effect, but belongs to
 * the request and step that it was made in. Messages always count as they leave.
 */
function madeAt({ atNs }, { latencyNs }, { flow }) {
    return latencyNs >= heldBackNs && (flow.kind === "none" || flow.kind === "hear") ? atNs - latencyNs : atNs;
}
/**
 * Counts a sync that was made and let go while no answer left and several requests waited for one: it could have been for all of them. Those that
 * threads make at the same time count as one: how many of them meet is luck, how many come one after the other before the next answer is not.
 */
function noteInARow({ unanswered, repliedNs, severalNs, rows }, id, line, atNs, madeNs) {
    if (unanswered < 2 || madeNs < Math.max(repliedNs, severalNs))
        return;
    const row = rows.get(id);
    if (row === undefined || row.repliedNs !== repliedNs)
        rows.set(id, { repliedNs, untilNs: atNs, count: 1 });
    else if (madeNs >= row.untilNs) {
        row.untilNs = atNs;
        row.count++;
    }
    line.inARow = Math.max(line.inARow ?? 0, rows.get(id)?.count ?? 0);
}
/** What was under way when a call was made, or the request before it. */
function requestAt({ current, previous }, madeNs) {
    return current === undefined || current.beganNs > madeNs ? previous : current;
}
function askerOf(lane, from) {
    let asker = lane.askers.find((one) => one.lane === from);
    if (asker === undefined)
        lane.askers.push((asker = { lane: from, unanswered: 0 }));
    return asker;
}
/** The request that [lane] was sent is answered. */
function observe_close(lane, talk) {
    talk.server = undefined;
    lane.unanswered--;
    if (talk.asker !== undefined)
        talk.asker.unanswered--;
}

;// CONCATENATED MODULE: ./build/js/drift/about.js




/**
 * For one recording of a test: which of its events, by index and in their order, a finding speaks of; none of a finding that an earlier version
 * wrote. The log is read once, whatever is asked.
 */
function callsIn(test) {
    const indices = new Map(test.events.map((event, index) => [event, index]));
    const lanes = new Map();
    for (const call of observeCalls(test)) {
        const keys = getOrMake(lanes, call.lane, () => new Map());
        getOrMake(keys, call.key, () => []).push({ ...call, index: indices.get(call.event) ?? -1 });
    }
    return ({ service, kind, calls: named = [] }) => {
        const isOrder = kind === "reordered" || kind === "causality";
        const callsOf = (key) => {
            const patterns = patternsOf(key);
            return [...(lanes.get(service) ?? [])].flatMap(([one, calls]) => patterns.some((pattern) => matchesWildcard(one, pattern)) ? calls : []);
        };
        const found = named
            .filter((calls) => calls.test === test.name)
            .flatMap(({ window, classes }) => {
            const all = classes.map(callsOf);
            const within = all.map((calls) => calls.filter((call) => isWithin(call.window, window)));
            return isOrder ? [...sharing(within), ...overdue(all, within)] : within.flat();
        });
        return [...new Set(found.map(({ index }) => index))].sort((a, b) => a - b);
    };
}
/** The calls of those requests that have calls of each class which was met; of all there are, where no request has. */
function sharing(within) {
    const [first = [], ...others] = within.filter((calls) => calls.length > 0).map((calls) => new Set(calls.map(({ request }) => request)));
    const common = new Set([...first].filter((request) => request !== undefined && others.every((requests) => requests.has(request))));
    const met = within.flat();
    return common.size === 0 ? met : met.filter(({ request }) => common.has(request));
}
/** What an answer no longer waits for can come so late that the next step has begun: of a class that was not met, the next call there is. */
function overdue(all, within) {
    const began = within.flat().reduce((least, { index }) => Math.min(least, index), Number.POSITIVE_INFINITY);
    return all.flatMap((calls, i) => {
        if (within[i]?.length !== 0)
            return [];
        const later = calls.filter(({ index }) => index > began).sort((a, b) => a.index - b.index);
        return later.slice(0, 1);
    });
}
/** What the classes of the calls look like that a class stands for: itself, or each call of a handle's life. */
function patternsOf(key) {
    const { call, decision, object } = partsOf(key);
    const own = call === "handle" ? decision.split("·").map((one) => `${one.replace(/[+!]+$/, "")} * ${object}`) : [key];
    return own.map((pattern) => pattern.replace(/(?<= )\$[A-Z_]+/g, "*"));
}

;// CONCATENATED MODULE: ./build/js/drift/background.js
/** Which classes come by themselves: heartbeats, flushers, polls. No cell is made of them, or a slower machine would look like another program. */


/** In this share of the runs that saw a class, it must have come by itself to be background; less is a slow machine. */
const backgroundShare = 0.05;
/** The same for a class that comes equally often in every run: what makes it come is the test, though perhaps late on a slow machine. */
const steadyShare = 0.5;
/**
 * What comes by itself in the base. Asked for a set of runs of one test: every set is judged as if it were the head and all others the base, or
 * the sets could not be ranked against one another. Other tests' base runs count as they are.
 */
class Background {
    #tests = new Map();
    #base = new Map();
    /** Classes of a start that reaches into the steps of some base runs, and the tests in which it does. */
    #stragglers = new Map();
    constructor(tables) {
        for (const { name, sections, n, m } of tables) {
            const classes = new Map();
            for (const { window, lane, rows } of sections) {
                for (const { key, counts, idle } of rows.values()) {
                    const of = getOrMake(classes, lane + joint + key, () => ({
                        idle: new Array(n + m).fill(false),
                        counts: new Array(n + m).fill(0),
                        starting: new Array(n + m).fill(0),
                    }));
                    counts.forEach((count, r) => {
                        of.counts[r] = (of.counts[r] ?? 0) + count;
                        if (window === start)
                            of.starting[r] = (of.starting[r] ?? 0) + count;
                        of.idle[r] ||= idle[r] === true;
                    });
                }
            }
            this.#tests.set(name, classes);
            const head = "0".repeat(n) + "1".repeat(m);
            for (const [id, of] of classes) {
                if (straggles(of, head))
                    getOrMake(this.#stragglers, id, () => new Set()).add(name);
                if (of.idle.includes(true))
                    getOrMake(this.#base, id, () => new Map()).set(name, presence(of, head));
            }
        }
    }
    /** Whether class [id] is background in all runs of [test] outside of [set], and in the base of the other tests. */
    has(test, id, set) {
        return this.#classes(id).some((of) => this.#comesByItself(test, of, set));
    }
    /**
     * Whether class [id] is of a start that reaches into the steps of some runs of [test] outside of [set], or in the base of another test: a worker that
     * nobody waits for comes up before the first step, in the middle of it, or behind. Where among the calls of a request that is tells nothing of it.
     */
    straggles(test, id, set) {
        for (const other of this.#stragglers.get(id) ?? [])
            if (other !== test)
                return true;
        const own = this.#tests.get(test)?.get(id);
        return own !== undefined && straggles(own, set);
    }
    /** A handle's life goes with the opens of its file. */
    #classes(id) {
        const [lane, key] = parted(id);
        const { call, object } = partsOf(key);
        if (call !== "handle")
            return this.#base.has(id) ? [id] : [];
        return [...this.#base.keys()].filter((other) => {
            const [otherLane, otherKey] = parted(other);
            return otherLane === lane && partsOf(otherKey).object === object;
        });
    }
    #comesByItself(test, id, set) {
        const own = this.#tests.get(test)?.get(id);
        // Whether answers come behind a sync of their own is asked of each test: requests that overlap in one say nothing of another.
        const others = fallsOnly(id) ? [] : [...(this.#base.get(id) ?? [])].filter(([other]) => other !== test);
        const seen = others.map(([, of]) => of);
        if (own !== undefined)
            seen.push(presence(own, set));
        const idle = seen.reduce((sum, of) => sum + of.idle, 0);
        const present = seen.reduce((sum, of) => sum + of.present, 0);
        return idle > 0 && idle >= (seen.every(({ steady }) => steady) ? steadyShare : backgroundShare) * present;
    }
}
/** Whether all runs outside of [set] have the same number of a class, some of them all of it before the first step, and others not. */
function straggles({ counts, starting }, set) {
    const first = set.indexOf("0");
    const outside = counts.map((_, r) => r).filter((r) => set[r] !== "1");
    return outside.every((r) => counts[r] === counts[first]) && new Set(outside.map((r) => starting[r] === counts[first])).size === 2;
}
/** What the runs outside of [set] say of a class. */
function presence({ idle, counts }, set) {
    const runs = counts.map((_, r) => r).filter((r) => set[r] !== "1");
    return {
        idle: runs.filter((r) => idle[r]).length,
        present: runs.filter((r) => (counts[r] ?? 0) > 0).length,
        steady: runs.every((r) => counts[r] === counts[runs[0] ?? 0]),
    };
}
/** The standing without the sets that [out] rules out. */
function without(standing, m, out) {
    const sets = new Map([...standing.sets].filter(([set]) => !out(set)));
    const head = [...standing.sets.keys()].map((set) => "0".repeat(set.length - m) + "1".repeat(m))[0] ?? "";
    return { sets, separated: standing.separated && sets.has(head) };
}
/** Where requests overlap, an answer may come behind the sync of another one: so more answers behind a sync mean nothing, and fewer do. */
function fallsOnly(id) {
    return partsOf(parted(id)[1]).call === "synced";
}

;// CONCATENATED MODULE: ./build/js/drift/draft.js
/**
 * What the steps from cells to findings hand one another: differences, which are separated cells as `compare.ts` finds them, and drafts, which are
 * findings of one test, before those of all tests are put together. `findings.ts` tells the steps.
 */

function isOfAnswers(difference) {
    return difference.kind === "ahead" && difference.behind !== undefined;
}
/** The classes that a difference is about. */
function classesOf(difference) {
    switch (difference.kind) {
        case "count":
        case "row":
            return [difference.key];
        case "order":
            return [difference.first, difference.second];
        case "ahead":
            return [difference.question, difference.other];
    }
}
/** Answers that leave before what they used to wait for, whether an order says so or the number of answers behind a sync. */
const likenessOfEarlyAnswers = "answer early";
/** Whether a draft tells how many questions come before another call. */
function isOfQuestions({ cause }) {
    return cause.startsWith("ahead ");
}
/** Whether a draft tells how many answers of a service come behind a sync. */
function isOfSynced({ cause }) {
    return cause === "count synced";
}
/** Whether a draft tells how many answers to another service's requests come without one. */
function isOfUnsynced({ cause }) {
    return cause === "ahead unsynced";
}
/** Whether a draft tells how many syncs there are in a row between two answers. */
function isOfRows({ cause }) {
    return cause.startsWith("row ");
}
/** A single step says where; steps that overlap, or all of them together, less and less; start and end say that it is no step. */
function vagueness(window) {
    if (window === start || window === end || window === whole)
        return 3;
    return window === "" ? 2 : window.includes(" ∥ ") ? 1 : 0;
}

;// CONCATENATED MODULE: ./build/js/drift/model.js



/** Two models that cannot be one. */
class MergeError extends Error {
    name = "MergeError";
}
/** A model of [runs], executions of one suite. No runs make an empty model. */
function learn(runs, options = {}) {
    const facts = runs.map((run) => {
        const tests = new Map();
        for (const test of run.tests) {
            const name = escapeText(test.name);
            // A name that comes twice (a test of one suite run under several seeds) cannot be told apart and would only blur.
            if (!tests.has(name))
                tests.set(name, test.verdict === "pass" ? observe(test, options) : "broken");
        }
        return { environment: run.environment, tests };
    });
    return { suite: escapeText(runs[0]?.suite ?? ""), runs: canonical(facts) };
}
/** Whether [a] and [b] hold runs of suites that are not one. The same one may have been given by two paths. */
function ofTwoSuites(a, b) {
    return a.runs.length > 0 && b.runs.length > 0 && baseName(a.suite) !== baseName(b.suite);
}
/** The model of all runs of both. Throws [MergeError] when they are of different suites. */
function merge(a, b) {
    if (ofTwoSuites(a, b)) {
        throw new MergeError(`cannot merge models of different suites: "${a.suite}" and "${b.suite}"`);
    }
    // The same suite may have been given by two paths; the smaller stands, so that order does not matter.
    const suites = [a, b].filter(({ runs }) => runs.length > 0).map(({ suite }) => suite);
    return { suite: suites.sort()[0] ?? a.suite, runs: canonical([...a.runs, ...b.runs]) };
}
/** Sorted by content. Runs with equal content are interchangeable, so which of them comes first is no matter. */
function canonical(runs) {
    return [...runs].sort((a, b) => compareText(contentOf(a), contentOf(b)));
}
const contents = new WeakMap();
function contentOf(run) {
    const cached = contents.get(run);
    if (cached !== undefined)
        return cached;
    const parts = [environmentText(run.environment)];
    for (const [name, facts] of sortedByKey(run.tests)) {
        parts.push(name);
        if (facts === "broken") {
            parts.push(facts);
            continue;
        }
        for (const [key, { lines, order, ahead, pauses }] of sortedByKey(facts)) {
            parts.push(key);
            for (const [line, { count, late, idle, turn, inARow }] of sortedByKey(lines)) {
                const row = inARow === undefined ? "" : ` in a row ${inARow}`;
                parts.push(`${line} ${count}${late ? " late" : ""}${idle ? " idle" : ""}${turn === noTurn ? "" : ` ${turn}`}${row}`);
            }
            for (const [pair, relation] of sortedByKey(order))
                parts.push(pair + relation);
            for (const [pair, least] of sortedByKey(ahead))
                parts.push(`${pair} ${least}`);
            for (const [line, pause] of sortedByKey(pauses))
                parts.push(`${line} ${pause} ms`);
        }
    }
    const content = parts.join("\n");
    contents.set(run, content);
    return content;
}
/** One spelling for one environment, on one line and with nothing invisible in it. */
function environmentText({ tool, os, arch, kernel, image, capture }) {
    const json = JSON.stringify({ tool, os, arch, kernel, image, capture });
    return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => Array.from({ length: c.length }, (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""));
}
/** By code unit, so that no locale changes a file. */
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
function sortedByKey(map) {
    return [...map].sort(([a], [b]) => compareText(a, b));
}

;// CONCATENATED MODULE: ./build/js/drift/objects.js
/** A path, or a place that stands for one: `/data/x`, `$WORKSPACE/x`. */
function isFile(object) {
    return /^[/$]/.test(object);
}
/** `/data/x` → `/data`. */
function folderOf(object) {
    return object.slice(0, Math.max(1, object.lastIndexOf("/")));
}
/** A database stands for the files that it keeps beside itself: `/data/x.db-wal` → `/data/x.db`. */
function databaseOf(object) {
    return isFile(object) ? object.replace(/-(?:wal|shm|journal)$/, "") : object;
}
/** A rename has two: the name that stays comes first. */
function objectsOf({ call, object }) {
    return call === "rename" || call === "link" || call === "symlink" ? object.split(" → ").reverse() : [object];
}

;// CONCATENATED MODULE: ./build/js/drift/words.js
/** How calls are spoken of: the verbs of the sentences in findings. */

function verb(now, past, noun) {
    const fill = (pattern) => (object) => pattern.replace("X", () => object);
    return { now: fill(now), past, noun: fill(noun) };
}
const verbs = {
    write: verb("writes X", "wrote", "the write to X"),
    print: verb("prints to X", "printed", "the line on X"),
    read: verb("reads X", "read", "the read of X"),
    open: verb("opens X", "opened it", "the open of X"),
    rename: verb("renames X", "renamed it", "the rename of X"),
    link: verb("links X", "linked it", "the link of X"),
    symlink: verb("links X", "linked it", "the link of X"),
    unlink: verb("deletes X", "deleted it", "the deletion of X"),
    mkdir: verb("creates the folder X", "created it", "the creation of X"),
    truncate: verb("truncates X", "truncated it", "the truncation of X"),
    connect: verb("connects to X", "connected", "the connection to X"),
    send: verb("sends to X", "sent", "the message to X"),
    reply: verb("answers X", "answered", "the answer to X"),
    receive: verb("hears from X", "heard", "the answer of X"),
    bind: verb("binds X", "bound it", "the binding of X"),
    listen: verb("listens on X", "listened", "listening on X"),
    synced: verb("syncs X before it answers", "did", "the answers behind a sync of X"),
    copy_file_range: verb("copies to X", "copied", "the copy to X"),
    flock: verb("calls flock on X", "called it", "the lock of X"),
    execve: verb("runs X", "ran it", "the start of X"),
    msync: verb("syncs memory to its file (msync)", "did", "the sync of memory to its file (msync)"),
};
function verbOf(parts) {
    const printing = parts.call === "write" && (parts.object === "stdout" || parts.object === "stderr");
    const name = parts.call === "send" && parts.object.startsWith("← ") ? "reply" : printing ? "print" : parts.call;
    const known = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (known !== undefined)
        return known;
    return parts.object === ""
        ? verb(`calls ${name}`, "called it", `the call of ${name}`)
        : verb(`calls ${name} on X`, "called it", `the ${name} of X`);
}
/** An object as it stands in a sentence: without the arrow of a connection, with `to` for that of a rename. */
function objectWords(object) {
    if (object === "")
        return "nothing in particular";
    return object.replace(/^[→←] /, "").replace(" → ", " to ");
}
function objectOf(parts) {
    const flags = parts.flags.length === 0 ? "" : ` with ${parts.flags.join(", ")}`;
    const fate = parts.decision === "allow" || parts.decision === "" ? "" : ` (${parts.decision})`;
    return `${objectWords(parts.object)}${flags}${fate}`;
}
/** `writes /tmp/inventory.wal`. */
function nowDoes(key) {
    const parts = partsOf(key);
    return verbOf(parts).now(objectOf(parts));
}
/** `wrote`, for a sentence that has named the object. */
function pastShort(key) {
    return verbOf(partsOf(key)).past;
}
/** `the write to /tmp/inventory.wal`. */
function asNoun(key) {
    const parts = partsOf(key);
    return verbOf(parts).noun(objectWords(parts.object));
}
/** `once`, `twice`, `5 times`, `not at all`, `1 to 3 times`. */
function times(least, most) {
    if (least !== most)
        return `${least} to ${most} times`;
    return least === 0 ? "not at all" : least === 1 ? "once" : least === 2 ? "twice" : `${least} times`;
}
/** `RESERVE widget 1` → `RESERVE`: a command is known by its first word, an HTTP step by method and path. */
function stepWords(step) {
    if (step.includes(" ∥ "))
        return "parallel";
    if (/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \//.test(step))
        return step;
    const command = /^[A-Z]{3,}(?= |$)/.exec(step)?.[0];
    return command ?? `"${step}"`;
}
/** At most this many names in a sentence. */
const mostNamed = 2;
/** `a`, `a and b`, `a, b and 3 more`. */
function listed(names) {
    const rest = names.length - mostNamed;
    if (rest > 0)
        return `${names.slice(0, mostNamed).join(", ")} and ${rest} more`;
    return names.join(" and ");
}

;// CONCATENATED MODULE: ./build/js/drift/questions.js
/**
 * From numbers of questions before other calls to drafts, and of syncs, which are counted in the same way. Whoever asks once more before it answers breaks
 * such a number for the answer, and for all that lies between; so one question is one draft. Where the answer is among them, the request asks more or less
 * often; where it is not, the question is asked at another place in it.
 */




/** A changed count of either class, in whichever test, says it more plainly. */
function withoutCounted(differences) {
    const counted = new Set(differences.flatMap((one) => (one.kind === "count" ? [`${one.lane}\n${one.key}`] : [])));
    const keysOf = (one) => one.kind === "ahead" ? [one.question, one.other] : one.kind === "row" ? [one.key] : [];
    return differences.filter((one) => !keysOf(one).some((key) => counted.has(`${one.lane}\n${key}`)));
}
/** One draft for each question of a service, of one test, that none of [drafts] already tells of as an order. */
function questionDrafts(differences, drafts) {
    const toldOf = ({ lane, question, other }) => drafts.some((draft) => {
        if (draft.lane !== lane || draft.direction !== 0)
            return false;
        return draft.classes.includes(question) || [question, other].some((key) => objectsOf(partsOf(key)).includes(draft.object));
    });
    const asked = new Map();
    for (const difference of differences) {
        if (!toldOf(difference))
            getOrMake(asked, `${difference.lane}\n${difference.question}`, () => []).push(difference);
    }
    return [...asked.values()].map(questionDraft);
}
function isAnswer(key) {
    const { call, object } = partsOf(key);
    return call === "send" && object.startsWith("← ");
}
/** What says most: the answer, then what is written, then what is told to others. */
function weightOf({ other }) {
    const { call } = partsOf(other);
    if (isAnswer(other))
        return 0;
    return call === "write" ? 1 : call === "send" ? 2 : syncCalls.has(call) ? 3 : 4;
}
function rangeOf(leasts) {
    const known = leasts.filter((least) => least !== undefined);
    return [Math.min(...known), Math.max(...known)];
}
function sentenceOf({ lane, question, other, base, head }, inNumber) {
    const [before, after] = [rangeOf(base), rangeOf(head)];
    const asks = nowDoes(question);
    // None before it is another order.
    if (!inNumber && after[1] === 0)
        return `${lane} ${nowDoes(other)} before it ${asks}, where it ${pastShort(question)} ${times(...before)} first`;
    const where = before[1] === 0 ? "did not" : `${pastShort(question)} ${times(...before)}`;
    return `${lane} ${asks} ${times(...after)} before it ${inNumber ? "" : "first "}${nowDoes(other)}, where it ${where}`;
}
function questionDraft(differences) {
    // A question more moves all that comes behind it: what comes first is next to it. Whether it is one more at all, only the answer tells.
    const [lead] = [...differences].sort((a, b) => Number(isAnswer(b.other)) - Number(isAnswer(a.other)) ||
        rangeOf(a.base)[0] - rangeOf(b.base)[0] ||
        weightOf(a) - weightOf(b) ||
        compareText(a.other, b.other));
    if (lead === undefined)
        throw new RangeError("a question is told of where a number of it changed");
    const { test, lane, phase, question, other } = lead;
    const parts = partsOf(question);
    const place = partsOf(other);
    const before = times(...rangeOf(lead.base));
    const after = times(...rangeOf(lead.head));
    const more = rangeOf(lead.head)[0] > rangeOf(lead.base)[1];
    const inNumber = isAnswer(other);
    const object = !inNumber && isFile(place.object) ? place.object : parts.object;
    const seen = lead.head.filter((least) => least !== undefined).length;
    return {
        kind: inNumber ? "count" : "reordered",
        // What waited for a sync, of whichever file, waits for it no longer.
        rank: syncCalls.has(parts.call) && !more ? "durability" : isFile(object) ? "consistency" : "communication",
        test,
        lane,
        window: phase,
        object,
        sentence: sentenceOf(lead, inNumber),
        before: `${asNoun(question)} ${before} before ${asNoun(other)}`,
        after: `${asNoun(question)} ${after} before ${asNoun(other)}`,
        evidence: { base: 0, head: seen },
        direction: inNumber ? (more ? 1 : -1) : 0,
        calls: [question, inNumber ? "answer" : other],
        counted: [],
        classes: [question, other],
        cause: `ahead ${question}`,
        undisturbed: [parts, place].every(({ decision }) => decision === "allow"),
        windows: new Set(differences.map((one) => one.phase)),
        likeness: `ahead ${parts.call} ${inNumber ? `answer ${more}` : place.call}`,
        fate: 0,
    };
}

;// CONCATENATED MODULE: ./build/js/drift/changes.js
/**
 * From separated counts to what changed, by class and by object. The cells of one class become one change, told by the cell that says it best;
 * the changes of one service become groups, each of one object or of objects that belong together: the two names of a rename, a database and the
 * files beside it, a file and the folder that is synced for its sake. What a group comes to is said in `counts.ts`.
 */





/** Lane → what changed. A single step says it best, then the sum of all steps, then start and end. */
function classChanges(counts) {
    const cells = new Map();
    for (const cell of counts)
        getOrMake(cells, `${cell.lane}\n${cell.key}`, () => []).push(cell);
    const changes = new Map();
    for (const list of cells.values()) {
        const total = list.find(({ phase }) => phase === "");
        const steps = list.filter(({ steps }) => steps !== undefined).sort((a, b) => vagueness(a.phase) - vagueness(b.phase));
        // Where several steps changed, each in its own way, the sum is the plainer statement, unless they all say the same.
        const edge = list.find(({ phase }) => phase === start || phase === end);
        const cell = steps.find((one) => total === undefined || directionOf(one) === directionOf(total)) ?? total ?? edge ?? list[0];
        if (cell === undefined)
            continue;
        const change = {
            ...{ key: cell.key, parts: partsOf(cell.key), cell, direction: directionOf(cell), windows: list.map(({ phase }) => phase) },
            isFirst: list.some((one) => one.phase === whole && isNew(one)),
            onlyAtEnd: total !== undefined && isGone(total) && list.some((one) => one.phase === end && directionOf(one) > 0),
        };
        getOrMake(changes, cell.lane, () => []).push(change);
    }
    return changes;
}
function directionOf({ base, head }) {
    return Math.sign(Math.min(...head) - Math.max(...base)) > 0 ? 1 : -1;
}
/** No run of the head has it. */
function isGone({ head }) {
    return Math.max(...head) === 0;
}
/** No run of the base has it. */
function isNew({ base }) {
    return Math.max(...base) === 0;
}
/** All windows in which any of [changes] shows. */
function windowsOf(changes) {
    return new Set(changes.flatMap(({ windows }) => windows));
}
function changes_knownOf(table, lane) {
    const renames = new Set();
    const touched = new Set();
    for (const { rows, lane: own } of table?.sections ?? []) {
        if (own !== lane)
            continue;
        for (const { key, counts } of rows.values()) {
            const parts = partsOf(key);
            if (parts.call === "rename")
                renames.add(parts.object);
            if (parts.call !== "unlink" && counts.slice(0, table?.n).some((count) => count > 0))
                for (const object of objectsOf(parts))
                    touched.add(object);
        }
    }
    return { renames: [...renames], touched };
}
/** What programs put behind the name of a file for a log, lock or new version of it. */
const besides = /(?:[-.](?:wal|shm|journal|lock|lck|tmp|temp|new|bak|old))+$/;
/** The changes of one service, put together by object. */
function groupsOf(lane, changes, { renames, touched }) {
    // Union by object; a rename's two names are one object, called by the name that stays.
    const parent = new Map();
    const root = (object) => {
        const up = parent.get(object);
        return up === undefined || up === object ? object : root(up);
    };
    /** Names that another one stands for: of a rename the one that went, of a database the longer ones. */
    const lesser = new Set();
    const join = (a, b) => {
        if (a !== b)
            lesser.add(b);
        if (root(a) !== root(b))
            parent.set(root(b), root(a));
    };
    const families = new Map();
    // A rename that did not change still makes its two names one.
    const changed = new Set(changes.map(({ parts }) => parts.object));
    for (const rename of renames) {
        const [from = "", to = ""] = rename.split(" → ");
        if (changed.has(from) && changed.has(to))
            join(to, from);
    }
    for (const { parts } of changes) {
        // The name that a socket has in the file system is no other thing than the socket.
        const socket = /^[→←] unix:(.*)$/.exec(parts.object)?.[1];
        if (socket !== undefined && changed.has(socket))
            join(parts.object, socket);
        const [first = "", second] = objectsOf(parts);
        if (second !== undefined)
            join(first, second);
        // A database and the files it keeps beside itself; the shortest name stands for them.
        for (const object of [first, second ?? first].filter(isFile)) {
            const known = getOrMake(families, object.replace(besides, ""), () => object);
            if (object.length < known.length)
                join(object, known);
            else
                join(known, object);
        }
    }
    // A folder is synced so that a name in it lasts: that belongs to the file.
    for (const { parts } of changes) {
        if (!isOfSyncs(parts) || !isFile(parts.object))
            continue;
        const file = changes.find((other) => objectsOf(other.parts).some((object) => isFile(object) && folderOf(object) === parts.object));
        if (file !== undefined)
            join(objectsOf(file.parts)[0] ?? "", parts.object);
    }
    const groups = new Map();
    for (const change of changes) {
        const object = root(objectsOf(change.parts)[0] ?? "");
        // What happens without an object is told apart by the call.
        getOrMake(groups, object === "" ? `\n${change.parts.call}` : object, () => []).push(change);
    }
    /** The same one of several names, in whatever order they came. */
    const spokesman = (list) => {
        const names = [...new Set(list.flatMap(({ parts }) => objectsOf(parts)))];
        const better = names.filter((name) => !lesser.has(name));
        return (better.length > 0 ? better : names).sort((a, b) => a.length - b.length || compareText(a, b))[0] ?? "";
    };
    return [...groups.values()].map((list) => {
        const object = spokesman(list);
        // Nobody knows a file by a name that is made up anew each time.
        const targets = object.includes("*") ? renames.filter((rename) => rename.startsWith(`${object} → `)) : [];
        const [becomes] = targets.map((rename) => rename.slice(object.length + 3));
        const names = new Set(list.flatMap(({ parts }) => objectsOf(parts)));
        const group = {
            ...{ lane, object, changes: list },
            isNewObject: ![...names].some((name) => touched.has(name)),
            renames: renames.filter((rename) => rename.split(" → ").every((name) => names.has(name))),
        };
        return targets.length !== 1 || becomes === undefined ? group : { ...group, object: becomes, waitsAs: object };
    });
}
/** Whether a line is about what makes a file last: a sync, or answers that come behind one. */
function isOfSyncs({ call }) {
    return syncCalls.has(call) || call === "synced";
}
/** The change that says most: inside the steps rather than at start or end; for more, the effect itself; for less, what protects it. */
function leading(changes) {
    const order = "write copy_file_range rename truncate bind listen unlink fsync fdatasync sync_file_range sync syncfs msync link symlink mkdir open(write) read open connect send receive".split(" ");
    const isEdge = ({ cell: { phase } }) => phase === start || phase === end || phase === whole;
    const score = (change) => {
        const { parts, cell } = change;
        // A folder is synced for the sake of the file in it.
        const aside = isOfSyncs(parts) && changes.some((other) => folderOf(other.parts.object) === parts.object) ? 50 : 0;
        if (parts.call === "handle")
            return 1_000;
        if (parts.call === "synced")
            return 920 + aside;
        if (parts.call === "step")
            return 900;
        // Whoever opens a file to change it says more than whoever reads it, and that more than whoever opens it for reading.
        const changing = parts.call === "open" && parts.flags.some((flag) => flag !== "read");
        const at = order.indexOf(changing ? "open(write)" : parts.call);
        const plain = (at < 0 ? order.length : at) + (isEdge(change) ? order.length : 0);
        // A decision met more or less often explains the calls around it.
        return (parts.decision !== "allow" ? -100 : 0) + aside + plain + (isGone(cell) || isNew(cell) ? 0 : 0.5);
    };
    const [first] = [...changes].sort((a, b) => score(a) - score(b) || compareText(a.key, b.key));
    if (first === undefined)
        throw new RangeError("a group has at least one change");
    return first;
}

;// CONCATENATED MODULE: ./build/js/drift/ranks.js
/** How much a finding matters: the ranks, worst first, and which of them what changed of an object has. */



/** Worst first. */
const ranks = ["durability", "consistency", "communication", "other"];
/** The worse of two ranks. */
function worse(a, b) {
    return ranks.indexOf(a) <= ranks.indexOf(b) ? a : b;
}
const protectingFlags = /^(?:append|exclusive|sync|dsync)$/;
/** Whether a flag of an open makes each write last. */
function isSyncing(flag) {
    return flag === "sync" || flag === "dsync";
}
/** The rank of all that changed of [object]: the worst of its changes. */
function rankOf(changes, object, isNewObject = false) {
    return changes.map((change) => rankOfChange(change, changes, object, isNewObject)).reduce(worse, "other");
}
/**
 * The rank of [change], one of the [changes] of [object]. Of an object that the base never touched ([isNewObject]) nothing can be lost that was
 * safe before.
 */
function rankOfChange(change, changes, object, isNewObject) {
    const { parts } = change;
    if (/^[→←] /.test(parts.object) || /^[→←] /.test(object))
        return "communication";
    if (!isNewObject && endangers(change, changes, object))
        return "durability";
    if (syncCalls.has(parts.call) || parts.call === "synced" || parts.call === "execve")
        return "other";
    if (!isFile(parts.object) || parts.call === "read" || (parts.call === "open" && parts.flags.join() === "read"))
        return "other";
    return "consistency";
}
/** Whether something that was safe on the disk may now be lost. */
function endangers({ parts, direction, cell, isFirst }, changes, object) {
    const { call, flags } = parts;
    if (call === "synced")
        return true;
    if (syncCalls.has(call))
        return direction < 0 && !changes.some((other) => isSyncOf(other, parts.object));
    if (call === "rename" || (call === "write" && isFile(object)))
        return direction < 0;
    // What is synced anew behind the truncation is written anew, not lost.
    const truncates = call === "truncate" || flags.includes("truncate");
    if (direction > 0)
        return isFirst && truncates && !changes.some((other) => isSyncOf(other, parts.object));
    if (call !== "open" || !isGone(cell))
        return false;
    const kept = changes.filter((other) => other.parts.call === "open" && other.direction > 0).flatMap((other) => other.parts.flags);
    return flags.some((flag) => protectingFlags.test(flag) && !kept.includes(flag));
}
/** One way of syncing in the place of another protects as much; under the name that the file is renamed to it comes too late. */
function isSyncOf({ parts, direction, cell }, object) {
    if (direction < 0 || !isNew(cell))
        return false;
    return (makesLast(parts.call) && parts.object === object) || parts.flags.some(isSyncing);
}

;// CONCATENATED MODULE: ./build/js/drift/durable.js
/**
 * Answers of another service that wait for a sync there: what is said where they no longer do, or do now. Whether a service's answers wait is hard to tell
 * from that service alone if it also works for others or by itself: its syncs are then as many as those happen to be. So it is counted where the request
 * is, like questions (`questions.ts`): how many answers it had behind no sync of the thread that gave them, the least of all requests. Answers that the
 * request no longer waits for are not in it, so this number changes only with the answers, unless the request asks more or less.
 */







/** What the answers of [difference] come behind, on the side that has more of them. */
function syncBehind({ sections, n }, difference) {
    const { question, phase } = difference;
    const server = partsOf(question)
        .object.replace(/^→ /, "")
        .replace(/\.[^.]*$/, "");
    const inHead = isSafer(difference);
    const answers = new Map();
    const syncs = [];
    for (const { window, lane, rows } of sections) {
        if (lane !== server || !isWithin(window, phase))
            continue;
        for (const { key, counts } of rows.values()) {
            const { call, object } = partsOf(key);
            const sum = counts.reduce((all, count, r) => (inHead === r >= n ? all + count : all), 0);
            if (call === "synced")
                answers.set(object, (answers.get(object) ?? 0) + sum);
            else if (syncCalls.has(call) && sum > 0)
                syncs.push(key);
        }
    }
    const behind = (key) => answers.get(partsOf(key).object) ?? 0;
    return { server, sync: syncs.sort((a, b) => behind(b) - behind(a) || compareText(a, b))[0] };
}
/** Where a request asks a service more or less often, or does not wait for it, in whichever test, more or fewer of its answers come without a sync anyway. */
function withoutAsked(differences) {
    const asked = new Set(differences.filter((one) => !isOfAnswers(one)).flatMap((one) => classesOf(one).map((key) => `${one.lane}\n${partsOf(key).object}`)));
    return differences.filter((one) => !isOfAnswers(one) || !asked.has(`${one.lane}\n${partsOf(one.question).object}`));
}
/**
 * [drafts] with what [differences] say, all of one test: a draft of the service that syncs, unless the syncs themselves tell it. It takes the place of
 * what is derived of the answers of that service alone, which says less.
 */
function withDurable(drafts, differences) {
    const kinds = new Map();
    for (const difference of differences)
        getOrMake(kinds, `${difference.lane}\n${difference.question}`, () => []).push(difference);
    const durable = [...kinds.values()].flatMap((alike) => {
        const [lead] = alike.toSorted((a, b) => weightOf(a) - weightOf(b) || compareText(a.other, b.other));
        if (lead === undefined)
            return [];
        const { server, sync } = lead.behind;
        const isTold = drafts.some((draft) => draft.lane === server && !isOfSynced(draft) && tellsOfSync(draft, sync));
        return isTold ? [] : [durableDraft(lead, new Set(alike.map(({ phase }) => phase)))];
    });
    const isReplaced = (draft) => isOfSynced(draft) && durable.some(({ lane, object }) => draft.lane === lane && draft.object === object);
    return [...drafts.filter((draft) => !isReplaced(draft)), ...durable];
}
/** Whether [draft] is about what makes the file of [sync] last, or about what is done with that file in another order. */
function tellsOfSync({ classes, direction, object }, sync) {
    const file = sync === undefined ? undefined : partsOf(sync).object;
    if (direction === 0 && object === file)
        return true;
    return classes
        .map(partsOf)
        .some((one) => (syncCalls.has(one.call) || one.flags.some(isSyncing)) && (one.object === file || file === undefined));
}
/** Whether more answers wait for a sync than did. */
function isSafer({ base, head }) {
    return rangeOf(head)[1] < rangeOf(base)[0];
}
const durable_none = "none";
function durable_without(leasts) {
    const [least, most] = rangeOf(leasts);
    return most === 0 ? durable_none : least === most ? `${least}` : `${least} to ${most}`;
}
function durableDraft(difference, windows) {
    const { test, lane, phase, question, base, head, behind } = difference;
    const { server, sync } = behind;
    const safer = isSafer(difference);
    const some = `of the answers to one request ${durable_without(head)} came without${sync === undefined ? " a sync" : ""}, where ${durable_without(base)} did`;
    const does = sync === undefined ? undefined : `${safer ? "now" : "no longer"} ${nowDoes(sync)} before it answers ${lane}`;
    const all = durable_without(safer ? head : base) === durable_none;
    const object = partsOf(sync ?? question).object;
    return {
        kind: "count",
        rank: does === undefined ? "communication" : safer ? "other" : "durability",
        test,
        lane: server,
        window: phase,
        object,
        sentence: does === undefined ? `${server} answers ${lane} otherwise: ${some}` : `${server} ${does}${all ? "" : `: ${some}`}`,
        before: `answers to a request of ${lane} without a sync: ${durable_without(base)}`,
        after: `answers to a request of ${lane} without a sync: ${durable_without(head)}`,
        evidence: { base: 0, head: head.filter((least) => least !== undefined).length },
        direction: safer ? 1 : -1,
        calls: [question],
        counted: [],
        classes: sync === undefined ? [] : [sync],
        cause: "ahead unsynced",
        undisturbed: true,
        windows,
        likeness: `ahead unsynced ${safer}`,
        fate: 0,
    };
}

;// CONCATENATED MODULE: ./build/js/drift/evidence.js
/**
 * When a difference is drift: an exact permutation test over whole runs, derived in README.md.
 *
 * If nothing changed, base and head runs are exchangeable: any m of the n + m runs could have been the head's. A cell (one count, one claim of
 * order) separates the runs of a set from all others, or it does not; the *score* of a set is how many cells do that for it, those that an edge
 * between two parts of the test can move counting next to nothing. Cells that never vary score for no set, cells that move together score for the
 * same set. The chance that the head scores as high as it does, if nothing
 * changed, is the share of sets with at least its score among all sets of its size. That share is the bound; what is reported as drift must
 * keep it within the budget. Beside the score there is another yardstick, numbers that never vary in all other runs, and a set stands as high as
 * the better of the two says.
 */

/** Default budget: one false alarm in ten thousand comparisons. */
const defaultBudget = 1e-4;
/** A claim that would stand out by more sets than this, because too many runs say nothing of it, proves nothing and is left aside. */
const mostSets = 20;
/** Number of ways to choose [k] of [n], exact while it fits a double. */
function choose(n, k) {
    if (k < 0 || k > n)
        return 0;
    let result = 1;
    for (let i = 1; i <= Math.min(k, n - k); i++)
        result = (result * (n - Math.min(k, n - k) + i)) / i;
    return Math.round(result);
}
/** Whether [n] runs against [m] are enough to call anything drift: no set of runs could stand out more than the head's, and that is its chance. */
function canDecide(n, m, budget = defaultBudget) {
    return 1 / choose(n + m, m) <= budget;
}
const nowhere = { sets: new Map(), separated: false };
/**
 * For counts: the [heads] largest or the [heads] smallest values, if a gap sets them apart. [values] holds the base's runs first, then
 * the head's.
 */
function standingOfCounts(values, heads) {
    const n = values.length - heads;
    if (n < 1 || heads < 1)
        return nowhere;
    const first = values[0];
    if (values.every((value) => value === first))
        return nowhere;
    const sorted = [...values].sort((a, b) => a - b);
    const sets = [];
    const below = sorted[n - 1] ?? 0;
    if (below < (sorted[n] ?? 0))
        sets.push(values.map((value) => (value > below ? "1" : "0")).join(""));
    const lowest = sorted[heads - 1] ?? 0;
    if (lowest < (sorted[heads] ?? 0))
        sets.push(values.map((value) => (value <= lowest ? "1" : "0")).join(""));
    const head = "0".repeat(n) + "1".repeat(heads);
    return { sets: new Map(sets.map((set) => [set, 1])), separated: sets.includes(head) };
}
/**
 * For order: [claim] held in every run outside the set that had evidence (at least half of them) and in none inside (at least half had
 * evidence). Runs without evidence may be on either side, so they multiply the sets.
 */
function standingOfClaim(relations, claim, heads) {
    const n = relations.length - heads;
    let broken = 0;
    let held = 0;
    for (const relation of relations) {
        if (relation === undefined)
            continue;
        if (relation === claim)
            held++;
        else
            broken++;
    }
    const silent = relations.length - broken - held;
    if (broken * 2 < heads || broken > heads || held * 2 < n || held > n || broken === 0 || held === 0)
        return nowhere;
    if (choose(silent, heads - broken) > mostSets)
        return nowhere;
    const sets = setsOf(relations, claim, heads - broken);
    return { sets: new Map(sets.map((set) => [set, sets.length])), separated: sets.includes("0".repeat(n) + "1".repeat(heads)) };
}
/**
 * For least numbers, of which some runs have none: those of [heads] runs at most that are larger than all others, or smaller, as [standingOfClaim] has
 * it, for each place between two values where the runs could part.
 */
function standingOfLeasts(leasts, heads) {
    const values = [...new Set(leasts.filter((least) => least !== undefined))].sort((a, b) => a - b);
    const sets = new Map();
    for (const above of values.slice(1)) {
        const sides = leasts.map((least) => (least === undefined ? undefined : least < above ? "<" : ">"));
        for (const claim of ["<", ">"])
            surest(sets, standingOfClaim(sides, claim, heads).sets);
    }
    return { sets, separated: sets.has("0".repeat(leasts.length - heads) + "1".repeat(heads)) };
}
/** Adds [more] to [sets]; what is open among fewer counts. */
function surest(sets, more) {
    for (const [set, among] of more)
        sets.set(set, Math.min(among, sets.get(set) ?? among));
}
/** All ways to take [more] of the runs without evidence to those that broke the claim. */
function setsOf(relations, claim, more) {
    let sets = [{ text: "", left: more }];
    for (const relation of relations) {
        if (relation !== undefined)
            sets = sets.map(({ text, left }) => ({ text: text + (relation === claim ? "0" : "1"), left }));
        else
            sets = sets.flatMap(({ text, left }) => [{ text: `${text}0`, left }, ...(left > 0 ? [{ text: `${text}1`, left: left - 1 }] : [])]);
    }
    return sets.filter(({ left }) => left === 0).map(({ text }) => text);
}
/**
 * What a cell counts that is not of a part: more than all the cells of parts together, of which no model has so many. A service that starts beside
 * the first step does dozens of things now on this side of the edge, now on the other; by chance the runs of any set may be those in which
 * it came late, and they would outnumber the two or three cells of a real change. Only among equals do the parts decide.
 */
const beyondParts = 2 ** 26;
/** What a cell counts that stands out by one set. Whole numbers, so that equal scores are equal. */
const one = 64;
/**
 * What a cell counts for a set that is one of [among] which it could be, out of [all]: what it tells about which set it is, so that a cell that leaves
 * all of them open would tell nothing. As much for each as for one set alone would let a few silent runs raise dozens of sets as high as a real change;
 * an equal share of it would let one lucky number outweigh a change that shows in many claims, all of them with silent runs.
 */
function evidence_weightOf(among, all) {
    return Math.max(1, Math.round((one * Math.log(all / among)) / Math.log(all)));
}
/** [values] as far as they set runs apart that all others have the same number beside; the same text for numbers that rise and fall together. */
function steadyOf({ sets }, values) {
    const isSteady = (set) => new Set(values.filter((_, r) => set[r] === "0")).size === 1;
    const ranks = [...new Set(values)].sort((a, b) => a - b);
    return { sets: [...sets.keys()].filter(isSteady), what: values.map((value) => ranks.indexOf(value)).join() };
}
/** The scores of one comparison. Tests that were run in the same runs are one experiment; others are tested apart, at their share of the budget. */
class Scores {
    #experiments = new Map();
    /** [runs] names the runs of the experiment, [total] of them, the last [heads] the head's. */
    add(runs, total, heads, cells, numbers = []) {
        const { scores, told } = getOrMake(this.#experiments, runs, () => ({
            total,
            heads,
            scores: new Map(),
            told: new Map(),
        }));
        const all = choose(total, heads);
        for (const { standing, inPart } of cells) {
            for (const [set, among] of standing.sets)
                scores.set(set, (scores.get(set) ?? 0) + evidence_weightOf(among, all) * (inPart ? 1 : beyondParts));
        }
        for (const { sets, what } of numbers)
            for (const set of sets)
                getOrMake(told, set, () => new Set()).add(what);
    }
    /** The chance that the head would stand out like this if nothing had changed; 0 when it does not stand out at all. */
    chance(runs) {
        const experiment = this.#experiments.get(runs);
        if (experiment === undefined)
            return 0;
        const { total, heads, scores, told } = experiment;
        const head = "0".repeat(total - heads) + "1".repeat(heads);
        const score = (set) => scores.get(set) ?? 0;
        const different = (set) => told.get(set)?.size ?? 0;
        if (score(head) === 0)
            return 0;
        const byScore = places([...scores.keys()], (a, b) => score(b) - score(a));
        const byNumbers = places([...told.keys()], (a, b) => different(b) - different(a) || score(b) - score(a));
        const place = (set) => Math.min(byScore.get(set) ?? Infinity, byNumbers.get(set) ?? Infinity);
        const own = place(head);
        const asHigh = [...scores.keys()].filter((set) => place(set) <= own).length;
        return Math.min(1, (asHigh * this.#experiments.size) / choose(total, heads));
    }
}
/** Set → how many stand as high in [order] as it does, itself among them. */
function places(sets, order) {
    const sorted = [...sets].sort(order);
    const found = new Map();
    let next;
    for (let i = sorted.length - 1; i >= 0; i--) {
        const set = sorted[i] ?? "";
        found.set(set, next !== undefined && order(set, next) === 0 ? (found.get(next) ?? 0) : i + 1);
        next = set;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/js/drift/table.js
/**
 * The same facts seen crosswise: for one test, one row a class with its values over all runs that observed the test. Text, comparison and
 * differences all work on this table. It also finds the order in which lines are shown: the order in which things happened, as far as
 * the runs agree on one.
 */




/** The sections of the steps; there are no requests in the start and the end. */
function stepSections({ sections }) {
    return sections.filter(({ window }) => window !== start && window !== end);
}
/** The sections of a test over [runs], in reading order: windows by time, the driver first, then services by name. */
function tabulate(runs) {
    const sections = new Map();
    runs.forEach((facts, r) => {
        for (const [key, { lines, order, ahead: leasts, pauses: rests }] of facts) {
            const { rows, pairs, ahead, pauses } = getOrMake(sections, key, () => ({
                rows: new Map(),
                pairs: new Map(),
                ahead: new Map(),
                pauses: new Map(),
            }));
            for (const [line, { count, late, idle, turn, inARow }] of lines) {
                const row = getOrMake(rows, line, () => emptyRow(line, runs.length));
                row.counts[r] = count;
                row.late[r] = late;
                row.idle[r] = idle;
                row.turns[r] = turn;
                if (inARow !== undefined)
                    (row.inARow ??= new Array(runs.length).fill(undefined))[r] = inARow;
            }
            for (const [pair, relation] of order) {
                getOrMake(pairs, pair, () => new Array(runs.length).fill(undefined))[r] = relation;
            }
            for (const [pair, least] of leasts)
                getOrMake(ahead, pair, () => new Array(runs.length).fill(undefined))[r] = least;
            for (const [line, pause] of rests)
                getOrMake(pauses, line, () => new Array(runs.length).fill(undefined))[r] = pause;
        }
    });
    return [...sections]
        .map(([key, { rows, pairs, ahead, pauses }]) => {
        const [window, lane] = parted(key);
        return { window, lane, rows, pairs, ahead, pauses };
    })
        .sort((a, b) => windowRank(a.window) - windowRank(b.window) || compareText(a.window, b.window) || laneOrder(a.lane, b.lane));
}
function emptyRow(key, runs) {
    return {
        key,
        counts: new Array(runs).fill(0),
        late: new Array(runs).fill(false),
        idle: new Array(runs).fill(false),
        turns: new Array(runs).fill(noTurn),
    };
}
/** The facts of run [r] of a table. */
function factsOf(sections, r) {
    const facts = new Map();
    for (const { window, lane, rows, pairs, ahead, pauses } of sections) {
        const lines = new Map();
        for (const [key, { counts, late, idle, turns, inARow }] of rows) {
            const count = counts[r] ?? 0;
            const row = inARow?.[r];
            const line = { count, late: late[r] ?? false, idle: idle[r] ?? false, turn: turns[r] ?? noTurn };
            if (count > 0)
                lines.set(key, row === undefined ? line : { ...line, inARow: row });
        }
        const order = new Map();
        for (const [pair, relations] of pairs) {
            const relation = relations[r];
            if (relation !== undefined)
                order.set(pair, relation);
        }
        const leasts = new Map();
        for (const [pair, numbers] of ahead) {
            const least = numbers[r];
            if (least !== undefined)
                leasts.set(pair, least);
        }
        const rests = new Map();
        for (const [key, byRun] of pauses) {
            const pause = byRun[r];
            if (pause !== undefined)
                rests.set(key, pause);
        }
        if (lines.size > 0 || rests.size > 0)
            facts.set(window + joint + lane, { lines, order, ahead: leasts, pauses: rests });
    }
    return facts;
}
function windowRank(window) {
    if (window === start)
        return 0;
    if (window === end)
        return Number.MAX_SAFE_INTEGER - 1;
    if (window === whole)
        return Number.MAX_SAFE_INTEGER;
    return Number(/^step (\d+) /.exec(window)?.[1] ?? 0);
}
function laneOrder(a, b) {
    return Number(b === trace/* DRIVER */.NX) - Number(a === trace/* DRIVER */.NX) || compareText(a, b);
}
/** A file's life as far as no evidence says otherwise: for starts and other places without requests. */
const lifeOrder = "step connect accept bind listen mkdir open read send receive truncate write fallocate fdatasync fsync rename link unlink handle exited".split(" ");
function lifeRank(call) {
    const at = lifeOrder.indexOf(call);
    return at < 0 ? lifeOrder.indexOf("write") : at;
}
/** Runs in which the first came first, less those in which the second did. */
function balanceOf(relations) {
    let balance = 0;
    for (const relation of relations)
        balance += relation === "<" ? 1 : relation === ">" ? -1 : 0;
    return balance;
}
/**
 * [balanceOf] for showing two sides, each of [runs], beside each other: a pair that each side agrees on, and not with the other, stands as
 * each side has it; any other pair stands the same way on both, so that what is free to interleave never looks like a change.
 */
function balanceOnOneSide(side, other) {
    return (relations) => {
        const mine = side.map((r) => relations[r]);
        const theirs = other.map((r) => relations[r]);
        const agreed = (signs) => {
            const seen = new Set(signs.filter((sign) => sign !== undefined));
            return seen.size === 1 ? [...seen][0] : undefined;
        };
        const [a, b] = [agreed(mine), agreed(theirs)];
        return a !== undefined && b !== undefined && a !== b && a !== "~" ? balanceOf(mine) : balanceOf([...mine, ...theirs]);
    };
}
/**
 * One order out of the turns of all runs. Classes that every run has are landmarks; a class stands behind as many of them as it did in the
 * runs, on average, and then as far from the last as it did. So what one run has more pushes nothing else about.
 */
function sighted(rows) {
    const known = [...rows.values()].filter(({ turns }) => turns.some((turn) => turn !== noTurn));
    const runs = (known[0]?.turns ?? []).map((_, r) => r).filter((r) => known.some(({ turns }) => turns[r] !== noTurn));
    const isLandmark = ({ turns }) => runs.every((r) => turns[r] !== noTurn);
    const sums = new Map(known.map((row) => [row, { landmarks: 0, isLandmark: isLandmark(row), further: 0, runs: 0 }]));
    for (const r of runs) {
        let [landmarks, further] = [0, 0];
        for (const row of inTurn(known, r)) {
            const sum = sums.get(row);
            if (sum === undefined)
                continue;
            sum.landmarks += landmarks;
            sum.further += further++;
            sum.runs++;
            if (!sum.isLandmark)
                continue;
            landmarks++;
            further = 0;
        }
    }
    return new Map([...sums].map(([{ key }, sum]) => {
        return [key, { landmarks: sum.landmarks / sum.runs, isLandmark: sum.isLandmark, further: sum.further / sum.runs }];
    }));
}
/** Those of [rows] that run [r] has, in the order in which they first came there. */
function inTurn(rows, r) {
    const turn = ({ turns }) => turns[r] ?? noTurn;
    return rows.filter((row) => turn(row) !== noTurn).sort((a, b) => turn(a) - turn(b));
}
function compareSights(a, b) {
    if (a === undefined || b === undefined)
        return Number(a === undefined) - Number(b === undefined);
    return a.landmarks - b.landmarks || Number(a.isLandmark) - Number(b.isLandmark) || a.further - b.further;
}
/**
 * The rows of a section in the order they are shown in. Each pair of classes with evidence gives a point to the one that more runs saw
 * first; more points come first. Where all runs agree on a total order this is that order. In the start and the end it is the order in which
 * things first came. A pure function of the facts, so a file's lines never depend on who wrote it.
 */
function arranged(rows, pairs, balance = balanceOf) {
    const points = new Map();
    for (const [pair, relations] of pairs) {
        const sign = Math.sign(balance(relations));
        const [a, b] = parted(pair);
        points.set(a, (points.get(a) ?? 0) + sign);
        points.set(b, (points.get(b) ?? 0) - sign);
    }
    const sights = sighted(rows);
    const decorated = [...rows.values()].map((row) => {
        const { call, object } = partsOf(row.key);
        const own = points.get(row.key);
        return { row, group: own === undefined ? 1 : 0, own: own ?? 0, sight: sights.get(row.key), object, rank: lifeRank(call) };
    });
    decorated.sort((a, b) => a.group - b.group ||
        b.own - a.own ||
        compareSights(a.sight, b.sight) ||
        compareText(a.object, b.object) ||
        a.rank - b.rank ||
        compareText(a.row.key, b.row.key));
    return decorated.map(({ row }) => row);
}

;// CONCATENATED MODULE: ./build/js/drift/cells.js
/**
 * Every number and every claim of a comparison as a cell, which sets some of the runs apart from the others or does not. Counts of classes by part of
 * the test; claims of order, by step and over all requests of a run together; and how many questions come before another call, likewise. The README
 * says what each is for.
 */







function countCells({ name, sections, n, m }, background) {
    /** Start, end, a step's window, `` for all steps, or whole → lane and class → values. */
    const phases = new Map();
    const late = new Map();
    const stepCounts = new Map();
    const addTo = (phase, id, counts) => {
        const values = getOrMake(getOrMake(phases, phase, () => new Map()), id, () => new Array(n + m).fill(0));
        counts.forEach((count, r) => (values[r] = (values[r] ?? 0) + count));
    };
    for (const { window, lane, rows } of sections) {
        const phase = windowName(window);
        const atEdge = window === start || window === end;
        for (const { key, counts: calls, late: behind } of rows.values()) {
            const id = lane + joint + key;
            // In how many pieces a start reads a file is the affair of buffers.
            const counts = atEdge && partsOf(key).call === "read" ? calls.map((count) => Math.min(count, 1)) : calls;
            addTo(phase, id, counts);
            if (!atEdge)
                addTo("", id, counts);
            addTo(whole, id, counts);
            if (behind.includes(true)) {
                const marks = getOrMake(late, id, () => new Array(n + m).fill(false));
                behind.forEach((mark, r) => (marks[r] ||= mark));
            }
            if (lane === trace/* DRIVER */.NX) {
                const steps = getOrMake(stepCounts, phase, () => new Array(n + m).fill(0));
                counts.forEach((count, r) => (steps[r] = (steps[r] ?? 0) + count));
            }
        }
    }
    const cells = [];
    for (const [phase, classes] of phases) {
        const single = phase !== "" && phase !== start && phase !== end && phase !== whole;
        for (const [id, values] of classes) {
            const behind = single ? late.get(id) : undefined;
            const standing = without(standingOfCounts(values, m), m, (set) => background.has(name, id, set) ||
                (fallsOnly(id) && !isLow(values, set)) ||
                behind?.some((mark, r) => mark && set[r] === "0") === true ||
                (phase !== whole && wanders(values, phases.get(whole)?.get(id) ?? values, set)));
            if (standing.sets.size === 0)
                continue;
            const [lane, key] = parted(id);
            const steps = stepCounts.get(phase);
            const difference = {
                kind: "count",
                test: name,
                lane,
                key,
                phase,
                base: values.slice(0, n),
                head: values.slice(n),
                ...(single && steps !== undefined ? { steps: { base: steps.slice(0, n), head: steps.slice(n) } } : {}),
            };
            cells.push({ standing, inPart: phase !== whole, difference });
        }
    }
    return cells;
}
/** Whether [set] has the least of all values. */
function isLow(values, set) {
    const of = (side) => values.filter((_, r) => set[r] === side);
    return Math.max(...of("1")) < Math.min(...of("0"));
}
/**
 * Whether, outside of [set], the whole test always has the same number of a class and a part of it does not: then it is the edge of the part that
 * moves, as where a service that nobody waits for is still starting when the first step begins.
 */
function wanders(part, all, set) {
    const first = set.indexOf("0");
    let moves = false;
    for (let r = first; r < set.length && r >= 0; r++) {
        if (set[r] !== "0")
            continue;
        if (all[r] !== all[first])
            return false;
        moves ||= part[r] !== part[first];
    }
    return moves;
}
/** Lane, step and pair. */
function pairId(lane, window, pair) {
    return `${lane}${joint}${windowName(window)}${joint}${pair}`;
}
/** For each pair, how the runs of each test saw it: whatever stands in one order here and in another there does so by luck. */
class FreePairs {
    #seen = new Map();
    constructor(tables) {
        for (const table of tables) {
            for (const { lane, window, pairs } of stepSections(table)) {
                for (const [pair, relations] of pairs)
                    getOrMake(this.#seen, pairId(lane, window, pair), () => []).push({ table, relations });
            }
        }
    }
    /** Whether a run outside of [set] contradicts [claim] in a test other than [table]'s; of a test that was run in other runs, one of the base. */
    contradicted(id, claim, { name, runs }, set) {
        return (this.#seen.get(id) ?? []).some(({ table, relations }) => {
            if (table.name === name)
                return false;
            const outside = (r) => (table.runs === runs ? set[r] === "0" : r < table.n);
            return relations.some((relation, r) => relation !== undefined && relation !== claim && outside(r));
        });
    }
}
/** Whether it is luck where among the calls of a request a class stands. */
function hasNoPlace(background, test, id, set) {
    return background.has(test, id, set) || background.straggles(test, id, set);
}
function orderCells(table, free, background) {
    const { name, m } = table;
    const cells = [];
    const merged = new Map();
    for (const { lane, window, pairs } of stepSections(table)) {
        for (const [pair, relations] of pairs) {
            const id = pairId(lane, window, pair);
            const same = merged.get(id);
            if (same === undefined)
                merged.set(id, { lane, window: windowName(window), pair, relations: [...relations] });
            else {
                relations.forEach((relation, r) => {
                    const before = same.relations[r];
                    if (relation !== undefined)
                        same.relations[r] = before === undefined ? relation : joined(before, relation);
                });
            }
        }
    }
    for (const [id, { lane, window, pair, relations }] of merged) {
        const [a, b] = parted(pair);
        for (const claim of ["<", ">"]) {
            const ids = [lane + joint + a, lane + joint + b];
            const standing = without(standingOfClaim(relations, claim, m), m, (set) => free.contradicted(id, claim, table, set) || ids.some((one) => hasNoPlace(background, name, one, set)));
            if (standing.sets.size === 0)
                continue;
            cells.push({ standing, inPart: false, difference: orderDifference(table, lane, window, pair, claim, relations) });
        }
    }
    return cells;
}
/**
 * Claims about all requests of a run together, whatever the step and the test: where two threads race, each request breaks a claim only now and
 * then, but hardly any run keeps it in all of them. Each is a cell of the test that shows it best.
 */
function combinedClaims(tables, background) {
    const cells = new Map();
    for (const together of experimentsOf(tables)) {
        const pairs = new Map();
        for (const table of together) {
            for (const { lane, window, pairs: own } of stepSections(table)) {
                for (const [pair, relations] of own) {
                    const all = getOrMake(pairs, lane + joint + pair, () => ({
                        relations: new Array(table.n + table.m).fill(undefined),
                        places: [],
                    }));
                    all.places.push({ table, window: windowName(window), own: relations });
                    relations.forEach((relation, r) => {
                        const before = all.relations[r];
                        if (relation !== undefined)
                            all.relations[r] = before === undefined ? relation : joined(before, relation);
                    });
                }
            }
        }
        for (const [id, { relations, places }] of pairs) {
            const [place] = places;
            if (place === undefined || places.length < 2)
                continue;
            const { m, name } = place.table;
            const [lane, pair] = parted(id);
            const [a, b] = parted(pair);
            for (const claim of ["<", ">"]) {
                const ids = [lane + joint + a, lane + joint + b];
                const standing = without(standingOfClaim(relations, claim, m), m, (set) => ids.some((one) => hasNoPlace(background, name, one, set)));
                if (standing.sets.size === 0)
                    continue;
                const broken = ({ table, own }) => own.slice(table.n).filter((relation) => relation !== undefined && relation !== claim).length;
                const [best = place] = places.toSorted((one, other) => broken(other) - broken(one));
                getOrMake(cells, best.table.name, () => []).push({
                    standing,
                    inPart: false,
                    difference: orderDifference(best.table, lane, best.window, pair, claim, relations),
                });
            }
        }
    }
    return cells;
}
/** Tests that were run in other runs cannot be added up. */
function experimentsOf(tables) {
    const experiments = new Map();
    for (const table of tables)
        getOrMake(experiments, table.runs, () => []).push(table);
    return [...experiments.values()];
}
function orderDifference({ name, n }, lane, phase, pair, claim, relations) {
    const [a, b] = parted(pair);
    const [first, second] = claim === "<" ? [a, b] : [b, a];
    const turned = relations.map((relation) => (relation === undefined || claim === "<" ? relation : opposite(relation)));
    return { kind: "order", test: name, lane, phase, first, second, base: turned.slice(0, n), head: turned.slice(n) };
}
/** What comes before [other]'s first call, and so on: of two of the same, the least. */
function lesser(into, leasts) {
    leasts.forEach((least, r) => {
        if (least !== undefined)
            into[r] = Math.min(least, into[r] ?? least);
    });
}
function aheadDifference(table, lane, phase, pair, leasts) {
    const { name, n } = table;
    const [question, other] = parted(pair);
    const difference = {
        kind: "ahead",
        test: name,
        lane,
        phase,
        question,
        other,
        base: leasts.slice(0, n),
        head: leasts.slice(n),
    };
    return isUnsyncedAnswer(partsOf(question)) ? { ...difference, behind: syncBehind(table, difference) } : difference;
}
/**
 * How [leasts] set runs of a test apart. Of syncs before what comes by itself, or is of a start, they tell only when that came. Questions are kept: what a thread
 * does by itself and what it asks are one turn of it.
 */
function standingOfAhead(lane, pair, leasts, { name, m }, background) {
    const [question, other] = parted(pair);
    const standing = standingOfLeasts(leasts, m);
    if (!syncCalls.has(partsOf(question).call))
        return standing;
    return without(standing, m, (set) => hasNoPlace(background, name, lane + joint + other, set));
}
/** How many questions come before another call, in each step of a test. */
function aheadCells(table, background) {
    const places = new Map();
    for (const { lane, window, ahead } of stepSections(table)) {
        for (const [pair, leasts] of ahead) {
            const place = { lane, phase: windowName(window), pair, leasts: new Array(leasts.length).fill(undefined) };
            lesser(getOrMake(places, pairId(lane, window, pair), () => place).leasts, leasts);
        }
    }
    return [...places.values()].flatMap(({ lane, phase, pair, leasts }) => {
        const standing = standingOfAhead(lane, pair, leasts, table, background);
        return standing.sets.size === 0 ? [] : [{ standing, inPart: false, difference: aheadDifference(table, lane, phase, pair, leasts) }];
    });
}
/**
 * The same over many requests of a run, whatever the test: the more requests, the freer the least of them is of what comes by itself. Over those of all
 * steps, and over those of steps of one kind, since what all steps ask least may be asked in steps of another kind.
 */
function combinedAhead(tables, background) {
    const cells = new Map();
    for (const together of experimentsOf(tables)) {
        const pairs = new Map();
        for (const table of together) {
            for (const { lane, window, ahead } of stepSections(table)) {
                const phase = windowName(window);
                for (const [pair, leasts] of ahead)
                    getOrMake(pairs, lane + joint + pair, () => []).push({ table, phase, leasts });
            }
        }
        for (const [id, places] of pairs) {
            const [lane, pair] = parted(id);
            const kinds = new Map();
            for (const place of places)
                getOrMake(kinds, stepKind(place.phase), () => []).push(place);
            for (const alike of kinds.size === 1 ? [places] : [places, ...kinds.values()]) {
                const made = aheadCell(lane, pair, alike, background);
                if (made !== undefined)
                    getOrMake(cells, made.difference.test, () => []).push(made);
            }
        }
    }
    return cells;
}
/** What several places say together, as a cell of the test that shows it best. */
function aheadCell(lane, pair, places, background) {
    const seen = ({ table, leasts }) => leasts.slice(table.n).filter((least) => least !== undefined).length;
    const [best] = places.toSorted((one, other) => seen(other) - seen(one));
    if (best === undefined || places.length < 2)
        return undefined;
    const { table, phase } = best;
    const leasts = new Array(best.leasts.length).fill(undefined);
    for (const place of places)
        lesser(leasts, place.leasts);
    const standing = standingOfAhead(lane, pair, leasts, table, background);
    return standing.sets.size === 0 ? undefined : { standing, inPart: false, difference: aheadDifference(table, lane, phase, pair, leasts) };
}

;// CONCATENATED MODULE: ./build/js/drift/batches.js
/**
 * Syncs in a row: how many of one file a service makes, one behind the other, between two of its answers, while several requests wait for theirs. A
 * service that commits for several requests at once syncs as often as luck makes batches of them, so the sums tell nothing; but however large a batch
 * is, one sync is between the answers before it and the answers to it. Where each record of a batch is synced instead, the greatest number of a run is
 * that of its greatest batch. A run in which no two requests ever waited together says nothing, as on either side it would be the same.
 *
 * A greatest number is never free of what comes by itself, as a least one is, and what is done behind an answer falls between this pair of answers or
 * that as luck will have it. So nothing is told of syncs that come by themselves in the base, or that were seen late there. Runs that say nothing may
 * be on either side, as for numbers of questions. All numbers of one class move together and count as one in the score (`compare.ts`).
 */








/** The cells by test: for each step, and over all steps of all tests together, which is a cell of the test that shows it best. */
function rowCells(tables, background) {
    const cells = new Map();
    for (const together of experimentsOf(tables)) {
        for (const told of toldIn(together)) {
            const [first] = told.places;
            if (first === undefined)
                continue;
            const largest = ({ table, numbers }) => Math.max(0, ...numbers.slice(table.n).map((number) => number ?? 0));
            const best = told.places.reduce((a, b) => (largest(b) > largest(a) ? b : a));
            const all = told.places.map(({ numbers }) => numbers).reduce(greatest);
            for (const place of told.places.length === 1 ? told.places : [...told.places, { ...best, numbers: all }]) {
                const cell = rowCell(told, place, background);
                if (cell !== undefined)
                    getOrMake(cells, place.table.name, () => []).push(cell);
            }
        }
    }
    return cells;
}
function toldIn(tables) {
    const all = new Map();
    for (const table of tables) {
        for (const { window, lane, rows } of stepSections(table)) {
            for (const { key, late, inARow } of rows.values()) {
                if (inARow === undefined)
                    continue;
                const told = getOrMake(all, lane + joint + key, () => {
                    return { lane, key, places: [], late: new Array(table.n + table.m).fill(false) };
                });
                late.forEach((mark, r) => (told.late[r] ||= mark));
                const phase = windowName(window);
                const same = told.places.find((place) => place.table === table && place.phase === phase);
                if (same === undefined)
                    told.places.push({ table, phase, numbers: inARow });
                else
                    same.numbers = greatest(same.numbers, inARow);
            }
        }
    }
    return all.values();
}
function greatest(a, b) {
    return a.map((one, r) => (one === undefined ? b[r] : Math.max(one, b[r] ?? one)));
}
function rowCell({ lane, key, late }, { table, phase, numbers }, background) {
    const { name, n, m } = table;
    const isLate = (set) => late.some((mark, r) => mark && set[r] === "0");
    const standing = without(standingOfLeasts(numbers, m), m, (set) => background.has(name, lane + joint + key, set) || isLate(set));
    if (standing.sets.size === 0)
        return undefined;
    const difference = { kind: "row", test: name, lane, key, phase, base: numbers.slice(0, n), head: numbers.slice(n) };
    return { standing, inPart: false, difference };
}
/** One draft for each class, of one test, whose object none of [drafts] tells of: what they say is plainer. */
function rowDrafts(differences, drafts) {
    const byClass = new Map();
    for (const difference of differences) {
        const { object } = partsOf(difference.key);
        if (!drafts.some((draft) => draft.lane === difference.lane && draft.object === object))
            getOrMake(byClass, difference.lane + joint + difference.key, () => []).push(difference);
    }
    return [...byClass.values()].flatMap((list) => {
        const [lead] = list.toSorted((a, b) => mostOf(b.head) - mostOf(a.head) || compareText(a.phase, b.phase));
        return lead === undefined ? [] : [rowDraft(lead, new Set(list.map(({ phase }) => phase)))];
    });
}
function mostOf(numbers) {
    return Math.max(...numbers.filter((number) => number !== undefined));
}
/** Of several runs the greatest number. */
function atMost(most) {
    return most === 1 ? "at most once" : `up to ${times(most, most)}`;
}
function rowDraft({ test, lane, key, phase, base, head }, windows) {
    const parts = partsOf(key);
    const [before, after] = [mostOf(base), mostOf(head)];
    const more = after > before;
    const telling = (numbers) => numbers.filter((number) => number !== undefined).length;
    return {
        kind: "count",
        // Less often synced may be less that is safe.
        rank: more ? "other" : "durability",
        test,
        lane,
        window: phase,
        object: parts.object,
        sentence: `${lane} ${nowDoes(key)} ${atMost(after)} in a row between two answers where it ${pastShort(key)} ${atMost(before)}`,
        before: `${atMost(before)} between two answers`,
        after: `${atMost(after)} between two answers`,
        evidence: { base: telling(base), head: telling(head) },
        direction: more ? 1 : -1,
        calls: [`${parts.call} in a row`],
        counted: [],
        classes: [key],
        cause: `row ${parts.call}`,
        undisturbed: parts.decision === "allow",
        windows,
        likeness: `row ${more}`,
        fate: 0,
    };
}

;// CONCATENATED MODULE: ./build/js/drift/fold.js
/**
 * Wildcards by evidence: the names that no shape gives away. A name that only one run of all has, and that becomes the same as names of other
 * runs when one word of it is left out, was made up at run time: `/tmp/spool-kqzuwv` and `/tmp/spool-hbeyts` are both `/tmp/spool-*`. The
 * variation must show among the runs of one side; that base and head use one name each is the very thing to be reported.
 *
 * Unless the name is gone before anybody can look: a file that is made anew and renamed into place, of one folder and one service, is the same
 * file under whatever name it waited; and so is a folder with a made-up name that the service makes and deletes.
 */





/** A shorter word is a name: `a`, `b`, `tmp`. */
const shortestWord = 4;
/** So long is what `mkstemp` makes up in Python, `tempfile._RandomNameSequence`. */
const longestMadeUp = 8;
/** The same facts with folded names. [sides] are the runs of base and head; the result has the same shape. */
function fold(sides) {
    const wildcards = wildcardsOf(sides);
    const folded = wildcards.size === 0 ? sides : sides.map((runs) => runs.map((facts) => renameAll(facts, () => wildcards)));
    const [base = [], head = []] = folded;
    const passing = passingFolders(base, head);
    const same = passing.size === 0 ? head : head.map((facts) => renameAll(facts, (lane) => passing.get(lane)));
    const waiting = waitingNames(base, same);
    if (waiting.size === 0)
        return [base, same];
    return [base, same].map((runs) => runs.map((facts) => withoutBlurred(renameAll(facts, (lane) => waiting.get(lane)?.names), waiting)));
}
/** The same facts, each path under the name that [namesOf] its service has for it. */
function renameAll(facts, namesOf) {
    return new Map([...facts].map(([key, section]) => {
        const names = namesOf(parted(key)[1]);
        if (names === undefined)
            return [key, section];
        return [key, renameSection(section, (line) => line.replace(pathInKey, (path) => names.get(path) ?? path))];
    }));
}
function sourcesOf(runs) {
    const sources = new Map();
    const fresh = new Set();
    const lasting = new Set();
    for (const facts of runs) {
        for (const [section, { lines }] of facts) {
            const [, lane] = parted(section);
            for (const key of lines.keys()) {
                const { call, flags, object } = partsOf(key);
                const name = lane + joint + object;
                if (call === "open" && (flags.includes("exclusive") || flags.includes("truncate")))
                    fresh.add(name);
                if (call === "open" && flags.includes("append"))
                    lasting.add(name);
                if (call !== "rename")
                    continue;
                const [from = "", to = ""] = object.split(" → ");
                const place = to + joint + folderOf(from);
                const byPlace = getOrMake(sources, lane, () => new Map());
                getOrMake(byPlace, place, () => new Set()).add(from);
            }
        }
    }
    const isFresh = (lane, name) => fresh.has(lane + joint + name) && !lasting.has(lane + joint + name);
    return new Map([...sources].map(([lane, byPlace]) => [
        lane,
        new Map([...byPlace].map(([place, names]) => [place, new Set([...names].filter((name) => isFresh(lane, name)))])),
    ]));
}
/**
 * Lane → names of files that wait to be renamed into place. Where one name of a target went and another one came, all names of it are one class; and
 * so are those that a name ties together, as where one side has a name for each target and the other one name for all.
 */
function waitingNames(base, head) {
    const [before, after] = [sourcesOf(base), sourcesOf(head)];
    const waiting = new Map();
    for (const [lane, byPlace] of after) {
        const basePlaces = before.get(lane) ?? new Map();
        const classes = new Map();
        for (const [place, now] of byPlace) {
            const then = basePlaces.get(place) ?? new Set();
            const isReplaced = [...then].some((name) => !now.has(name)) && [...now].some((name) => !then.has(name));
            if (isReplaced)
                tie([...then, ...now], classes);
        }
        const [inBase, inHead] = [basePlaces, byPlace].map((places) => new Set([...places.values()].flatMap((names) => [...names])));
        const names = new Map();
        const blurred = new Set();
        for (const tied of new Set(classes.values())) {
            const [old, fresh] = [inBase, inHead].map((known) => [...tied].filter((name) => known?.has(name)).sort(compareText));
            if (old === undefined || fresh === undefined)
                continue;
            // Of one name for all and one for each the one for all; of two such the base's.
            const [name = ""] = fresh.length < old.length ? fresh : old;
            for (const one of tied)
                names.set(one, name);
            if (old.length > 1 || fresh.length > 1)
                blurred.add(name);
        }
        if (names.size > 0)
            waiting.set(lane, { names, blurred });
    }
    return waiting;
}
/** Makes [names] one class, with all that they are in one with. [classes]: name → names of its class. */
function tie(names, classes) {
    const parts = new Set(names.map((name) => getOrMake(classes, name, () => new Set([name]))));
    // The greatest takes the others in, so that one name for many costs no more than they are.
    const [all = new Set(), ...others] = [...parts].sort((a, b) => b.size - a.size);
    for (const name of others.flatMap((other) => [...other])) {
        all.add(name);
        classes.set(name, all);
    }
}
/** Without the answers behind a sync of what has several names: one answer may be behind syncs of several of them, so that their sum tells nothing. */
function withoutBlurred(facts, waiting) {
    return new Map([...facts].map(([key, section]) => {
        const { blurred } = waiting.get(parted(key)[1]) ?? {};
        if (blurred === undefined || blurred.size === 0)
            return [key, section];
        const isBlurred = ({ call, object }) => call === "synced" && blurred.has(object);
        return [key, { ...section, lines: new Map([...section.lines].filter(([line]) => !isBlurred(partsOf(line)))) }];
    }));
}
/** Paths inside a class's text: to the end of it, or to the arrow of a rename. */
const pathInKey = /(?<= )[/$].*?(?= → |$)/g;
/** Lane → folders with a made-up name that it makes and deletes. */
function passingOf(runs) {
    const made = new Map();
    const deleted = new Set();
    for (const facts of runs) {
        for (const [section, { lines }] of facts) {
            const [, lane] = parted(section);
            for (const key of lines.keys()) {
                const { call, object } = partsOf(key);
                if (call === "unlink")
                    deleted.add(lane + joint + object);
                if (call === "mkdir" && baseName(object).includes("*"))
                    getOrMake(made, lane, () => new Set()).add(object);
            }
        }
    }
    for (const [lane, folders] of made)
        for (const folder of folders)
            if (!deleted.has(lane + joint + folder))
                folders.delete(folder);
    return made;
}
/** Lane → path in the head in a folder that passes → its name in the base, where one such folder took the place of another. */
function passingFolders(base, head) {
    const [before, after] = [passingOf(base), passingOf(head)];
    const renamed = new Map();
    for (const [lane, folders] of after) {
        const old = before.get(lane) ?? new Set();
        for (const folder of folders) {
            const counterparts = [...old].filter((name) => !folders.has(name) && folderOf(name) === folderOf(folder));
            const [first] = counterparts.sort(compareText);
            if (first === undefined || old.has(folder))
                continue;
            const names = getOrMake(renamed, lane, () => new Map());
            for (const path of pathsOf(head, lane)) {
                if (path === folder || path.startsWith(`${folder}/`))
                    names.set(path, first + path.slice(folder.length));
            }
        }
    }
    return renamed;
}
function pathsOf(runs, lane) {
    const paths = new Set();
    for (const facts of runs) {
        for (const [section, { lines }] of facts) {
            if (parted(section)[1] !== lane)
                continue;
            for (const key of lines.keys())
                for (const [path] of key.matchAll(pathInKey))
                    paths.add(path);
        }
    }
    return paths;
}
/**
 * Where the words of [path] begin and end; and those of several with underscores between them, since Python's `mkstemp` draws its eight letters from
 * small ones, digits and the underscore.
 */
function wordsOf(path) {
    const words = [...path.matchAll(/[A-Za-z0-9]+/g)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
    const spans = words.flatMap((first, i) => {
        const joined = [];
        for (const { from, to } of words.slice(i + 1)) {
            const between = path.slice((joined.at(-1) ?? first).to, from);
            if (!/^_+$/.test(between) || to - first.from > longestMadeUp)
                break;
            joined.push({ from: first.from, to });
        }
        return joined;
    });
    return [...words, ...spans];
}
function wildcardsOf(sides) {
    /** Path → the one run that has it, or "several". */
    const owners = new Map();
    sides.forEach((runs, side) => {
        for (const run of runs) {
            for (const { lines } of run.values()) {
                for (const key of lines.keys()) {
                    for (const [path] of key.matchAll(pathInKey)) {
                        const owner = owners.get(path);
                        if (owner === undefined)
                            owners.set(path, { run, side });
                        else if (owner !== "several" && owner.run !== run)
                            owners.set(path, "several");
                    }
                }
            }
        }
    });
    /** Pattern → side → runs with a name of it. */
    const patterns = new Map();
    const candidates = new Map();
    for (const [path, owner] of owners) {
        if (owner === "several")
            continue;
        const found = wordsOf(path)
            // Of what a shape has found a part of, a letter may be left.
            .filter(({ from, to }) => to - from >= shortestWord || path[from - 1] === "*" || path[to] === "*")
            .map(({ from, to }) => {
            // As in a wildcard by shape, so that both meet in one class.
            const before = path.slice(0, from).replace(/[-_]+$|\*$/, "");
            const after = path.slice(to).replace(/^[-_]+|^\*/, "");
            return `${before}*${after}`;
        });
        candidates.set(path, found);
        for (const pattern of found) {
            const bySide = getOrMake(patterns, pattern, () => new Map());
            getOrMake(bySide, owner.side, () => new Set()).add(owner.run);
        }
    }
    // A pattern that is already a class, by the shape of other names, needs no more evidence.
    const support = (pattern) => owners.has(pattern) ? Number.POSITIVE_INFINITY : Math.max(0, ...[...(patterns.get(pattern)?.values() ?? [])].map((runs) => runs.size));
    const wildcards = new Map();
    for (const [path, found] of candidates) {
        const [best] = found.sort((a, b) => (support(a) === support(b) ? (a < b ? -1 : 1) : support(b) - support(a)));
        if (best !== undefined && support(best) >= 2)
            wildcards.set(path, best);
    }
    return wildcards;
}
function renameSection({ lines, order, ahead, pauses }, renamed) {
    const newLines = new Map();
    for (const [key, line] of lines) {
        const name = renamed(key);
        const same = newLines.get(name);
        newLines.set(name, same === undefined
            ? line
            : {
                count: same.count + line.count,
                late: same.late || line.late,
                idle: same.idle || line.idle,
                turn: Math.min(same.turn, line.turn),
            });
    }
    const newOrder = new Map();
    for (const [pair, relation] of order) {
        const [a, b] = parted(pair).map(renamed);
        if (a === undefined || b === undefined || a === b)
            continue;
        const key = a < b ? a + joint + b : b + joint + a;
        const seen = a < b ? relation : opposite(relation);
        const before = newOrder.get(key);
        newOrder.set(key, before === undefined ? seen : joined(before, seen));
    }
    const newAhead = new Map();
    for (const [pair, least] of ahead) {
        const [a, b] = parted(pair).map(renamed);
        if (a === undefined || b === undefined || a === b)
            continue;
        newAhead.set(a + joint + b, Math.min(least, newAhead.get(a + joint + b) ?? least));
    }
    const newPauses = new Map();
    for (const [key, pause] of pauses)
        newPauses.set(renamed(key), Math.min(pause, newPauses.get(renamed(key)) ?? pause));
    return { lines: newLines, order: newOrder, ahead: newAhead, pauses: newPauses };
}

;// CONCATENATED MODULE: ./build/js/drift/comparable.js
/**
 * What of two models may be compared at all: runs of one environment, tests that both sides ran and passed, with the same steps. What is left out is
 * said in the notes.
 */






/** Kernels of one series behave alike as far as this goes; images, tools and ways of capture do not. */
function environmentClass(environment) {
    const kernel = /^\d+\.\d+/.exec(environment.kernel)?.[0] ?? environment.kernel;
    return environmentText({ ...environment, kernel, capture: [...environment.capture].sort() });
}
/** The runs of both sides that were made where most of the head's were. */
function sameEnvironment(base, head, notes) {
    if (base.runs.length === 0)
        notes.push("the base holds no runs");
    if (head.runs.length === 0)
        notes.push("no runs to compare");
    if (base.runs.length === 0 || head.runs.length === 0)
        return { baseRuns: [], headRuns: [] };
    const target = environmentClass(commonest(head));
    const inTarget = ({ environment }) => environmentClass(environment) === target;
    const baseRuns = base.runs.filter(inTarget);
    const headRuns = head.runs.filter(inTarget);
    if (baseRuns.length === 0)
        notes.push(`environment changed: ${environmentChange(commonest(base), commonest(head))}`);
    else if (baseRuns.length < base.runs.length) {
        notes.push(`${base.runs.length - baseRuns.length} of ${base.runs.length} base runs are of another environment and were left out`);
    }
    if (headRuns.length < head.runs.length) {
        notes.push(`${head.runs.length - headRuns.length} of ${head.runs.length} new runs are of another environment and were left out`);
    }
    return { baseRuns, headRuns };
}
const comparable_nowhere = { tool: "", os: "", arch: "", kernel: "", image: "", capture: [] };
/** The environment of most runs; of the first in canonical order among equals. */
function commonest({ runs }) {
    const counts = new Map();
    for (const { environment } of runs)
        getOrMake(counts, environmentClass(environment), () => ({ environment, count: 0 })).count++;
    return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.environment ?? comparable_nowhere;
}
function environmentChange(before, after) {
    const parts = [];
    for (const field of ["os", "arch", "kernel", "image", "tool"]) {
        if (before[field] !== after[field])
            parts.push(`${field} ${before[field] || "none"} → ${after[field] || "none"}`);
    }
    if (before.capture.join() !== after.capture.join()) {
        parts.push(`capture ${before.capture.join(", ") || "plain"} → ${after.capture.join(", ") || "plain"}`);
    }
    return parts.join(", ");
}
/** The tests that passed on both sides, by name. */
function testsInCommon(baseRuns, headRuns, notes) {
    const names = (runs) => new Set(runs.flatMap(({ tests }) => [...tests.keys()]));
    const inBase = names(baseRuns);
    const inHead = names(headRuns);
    const observed = (runs, test) => runs.filter(({ tests }) => tests.get(test) !== undefined && tests.get(test) !== "broken").length;
    for (const name of [...inHead].sort(compareText)) {
        const broken = headRuns.filter(({ tests }) => tests.get(name) === "broken").length;
        const ran = headRuns.filter(({ tests }) => tests.has(name)).length;
        if (broken === ran)
            notes.push(`${name} failed; a failing test is not compared`);
        else if (broken > 0)
            notes.push(`${name} failed in ${broken} of ${ran} runs; these were left out`);
        if (inBase.has(name) && broken < ran && observed(baseRuns, name) === 0)
            notes.push(`${name} never passed in the base; it was not compared`);
    }
    const added = [...inHead].filter((name) => !inBase.has(name)).sort(compareText);
    const [first, ...others] = added;
    if (others.length > 0)
        notes.push(`${added.length} tests are new; the base has nothing to compare them with: ${namedFirst(added)}`);
    else if (first !== undefined)
        notes.push(`${first} is new; the base has nothing to compare it with`);
    const missing = [...inBase].filter((name) => !inHead.has(name)).sort(compareText);
    const [gone, ...more] = missing;
    if (more.length > 0)
        notes.push(`${missing.length} tests of the base were not run: ${namedFirst(missing)}`);
    else if (gone !== undefined)
        notes.push(`${gone} was not run; the base has it`);
    return [...inBase].filter((name) => observed(baseRuns, name) > 0 && observed(headRuns, name) > 0).sort(compareText);
}
/** Names in a note, before it says how many more there are: who runs one test of hundreds need not read the others. */
const mostNames = 5;
function namedFirst(names) {
    const rest = names.length - mostNames;
    return names.slice(0, mostNames).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
/** One test with the runs of both sides in which it passed; undefined where it never did on one side. */
function tableOf(name, baseRuns, headRuns) {
    const observed = (runs) => {
        const facts = [];
        const which = runs.map(({ tests }) => {
            const test = tests.get(name);
            if (test === undefined || test === "broken")
                return "0";
            facts.push(test);
            return "1";
        });
        return { facts, which: which.join("") };
    };
    const base = observed(baseRuns);
    const head = observed(headRuns);
    if (base.facts.length === 0 || head.facts.length === 0)
        return undefined;
    const folded = fold([base.facts, head.facts]);
    return { name, n: base.facts.length, m: head.facts.length, runs: `${base.which}/${head.which}`, sections: tabulate(folded.flat()) };
}
/** Whether the test asks for other things than it did: then it is the test that changed. Answers may differ. */
function stepsDiffer({ sections, n, m }) {
    const steps = new Map();
    for (const { lane, rows } of sections) {
        if (lane !== trace/* DRIVER */.NX)
            continue;
        for (const { key, counts } of rows.values()) {
            const sums = getOrMake(steps, partsOf(key).object, () => new Array(n + m).fill(0));
            counts.forEach((count, r) => (sums[r] = (sums[r] ?? 0) + count));
        }
    }
    return [...steps.values()].some((values) => standingOfCounts(values, m).separated);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/diff/libesm/diff/array.js + 1 modules
var array = __webpack_require__(8965);
;// CONCATENATED MODULE: ./build/js/drift/context.js
/** The lines of the model around a finding, as a diff of the middle run of each side; and how many calls such a context would have to show. */




/** Lines around what changed, of the run in the middle of each side. */
const contextLines = 3;
const mostContext = 40;
/** Lines of the section that [draft] is about, those that differ and a few around them. */
function contextOf(table, draft) {
    const section = sectionFor(table, draft);
    if (section === undefined)
        return [];
    const { n, m } = table;
    const base = Array.from({ length: n }, (_, r) => r);
    const head = Array.from({ length: m }, (_, r) => n + r);
    const all = (0,array/* diffArrays */.E)(linesOf(section, base, head), linesOf(section, head, base)).flatMap(({ added, removed, value }) => value.map((text) => ({ side: added === true ? "head" : removed === true ? "base" : "both", text })));
    const near = (i) => all.slice(Math.max(0, i - contextLines), i + contextLines + 1).some(({ side }) => side !== "both");
    return all.filter((_, i) => near(i)).slice(0, mostContext);
}
/** How much the context of a draft would have to show: the calls of its section in a run, the median of all. */
function extent(draft, tables) {
    const table = tables.find(({ name }) => name === draft.test);
    const section = table === undefined ? undefined : sectionFor(table, draft);
    if (section === undefined)
        return 0;
    return [...section.rows.values()].reduce((sum, { counts }) => sum + median(counts), 0);
}
function sectionFor({ sections }, { lane, window, object }) {
    const own = sections.filter((section) => section.lane === lane && (window === "" || window === whole || windowName(section.window) === window));
    return own.find(({ rows }) => [...rows.keys()].some((key) => key.endsWith(object))) ?? own[0];
}
/** The lines of a section as one side's middle run has them. */
function linesOf({ rows, pairs }, side, other) {
    return arranged(rows, pairs, balanceOnOneSide(side, other)).flatMap(({ key, counts }) => {
        const parts = partsOf(key);
        if (isDerived(parts))
            return [];
        const count = median(side.map((r) => counts[r] ?? 0));
        const text = `${parts.call}${parts.flags.length === 0 ? "" : `(${parts.flags.join(",")})`}${parts.decision === "allow" ? "" : ` ${parts.decision}`} ${parts.object}`.trimEnd();
        return count > 8 ? [`${text} ×${count}`] : new Array(count).fill(text);
    });
}
function median(values) {
    return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

;// CONCATENATED MODULE: ./build/js/drift/conversations.js
/**
 * The two ends of one conversation in one test. Who asks more often is answered more often, and the other side does more: a draft of the side that
 * asks takes in those of the side that answers.
 */






/**
 * A service that is asked more often answers more often and does more: told once, from the side that asks. [drafts] of one test come back
 * without those that another one explains.
 */
function conversations(drafts) {
    const asking = drafts.filter(({ object, kind }) => object.startsWith("→ ") && (kind === "count" || kind === "added" || kind === "removed"));
    const explained = new Map();
    const gone = new Set();
    for (const cause of asking) {
        const server = objectWords(cause.object).split(".")[0] ?? "";
        for (const draft of drafts) {
            if (draft.lane !== server || draft === cause || gone.has(draft) || draft.direction !== cause.direction)
                continue;
            const mirror = draft.object === `← ${cause.lane}`;
            // Its effects, where they grew or shrank with the asking and nothing else changed about them.
            const effect = !/^[→←] /.test(draft.object) && canFollow(draft, cause) && mirrorOf(drafts, cause, server);
            if (!mirror && !effect)
                continue;
            gone.add(draft);
            if (effect)
                getOrMake(explained, cause, () => []).push(draft);
        }
    }
    return drafts
        .filter((draft) => !gone.has(draft))
        .map((draft) => {
        const effects = (explained.get(draft) ?? []).sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || vagueness(a.window) - vagueness(b.window) || compareText(a.object, b.object));
        const [first, ...others] = effects;
        if (first === undefined)
            return draft;
        const rest = others.length === 0 ? "" : `, and does otherwise with ${listed(others.map(({ object }) => objectWords(object)))}`;
        return {
            ...draft,
            rank: effects.map(({ rank }) => rank).reduce(worse, draft.rank),
            sentence: `${draft.sentence}, so ${first.sentence}${rest}`,
            effects,
        };
    });
}
/** Whether [effect] can come of [cause]: it is of the same part of the test, or of its end, as what is written down when all is over. */
function canFollow(effect, cause) {
    return effect.window === end || inSameWindow(effect, cause);
}
/** Whether two drafts can be of the same part of the test; one that shows in the whole of it only can be of any. */
function inSameWindow(a, b) {
    const [one, other] = [a, b].map(({ windows }) => [...windows].filter((window) => window !== whole));
    if (one === undefined || other === undefined || one.length === 0 || other.length === 0)
        return true;
    const inSteps = (windows) => windows.some((window) => window !== start && window !== end);
    if ((one.includes("") && inSteps(other)) || (other.includes("") && inSteps(one)))
        return true;
    return one.some((window) => other.includes(window));
}
/** Whether the server also answers more (or less) often: its effects then come from the asking. */
function mirrorOf(drafts, cause, server) {
    return drafts.some(({ lane, object, direction }) => lane === server && object === `← ${cause.lane}` && direction === cause.direction);
}

;// CONCATENATED MODULE: ./build/js/drift/counts.js
/**
 * From groups of counted changes to drafts: what happened to one object, as one sentence. A file whose calls all went and another one with the
 * same calls that came are one move. Of any other group the first that fits is told: an answer of the driver's with another outcome, a process
 * that ended, calls that are ordered otherwise within one handle, other flags, written in place instead of renamed into place, renamed to another
 * name, a fault met otherwise; and else how often.
 */









/** A file whose calls all went and another one with the same calls that came are one finding. */
function moved(groups) {
    // How often is left out: it may vary, and which file it is about does not depend on it.
    const profile = ({ changes }) => [...new Set(changes.filter(({ parts }) => !isDerived(parts)).map(({ parts }) => `${parts.call} ${parts.flags.join()}`))]
        .sort(compareText)
        .join("\n");
    const gone = groups.filter(({ changes, object }) => object !== "" && changes.every(({ cell }) => isGone(cell)));
    const fresh = groups.filter(({ changes, object }) => object !== "" && changes.every(({ cell }) => isNew(cell)));
    const paired = new Map();
    // First those with the same calls; then what is written in one folder, of which one side shows more, because the other's come by themselves as well.
    const like = (a, b) => profile(a) === profile(b);
    const within = (a, b) => {
        const [one, other] = [profile(a).split("\n"), profile(b).split("\n")];
        if (!isFile(a.object) || folderOf(a.object) !== folderOf(b.object))
            return false;
        const [fewer, more] = one.length < other.length ? [one, other] : [other, one];
        return fewer.every((call) => more.includes(call)) && fewer.some((call) => call !== "open read" && call !== "read ");
    };
    for (const alike of [like, within]) {
        for (const before of gone.filter((group) => !paired.has(group))) {
            const free = fresh.filter((group) => group.lane === before.lane && alike(before, group) && ![...paired.values()].includes(group));
            const after = likest(before.object, free, ({ object }) => object);
            if (after !== undefined)
                paired.set(before, after);
        }
    }
    const taken = new Set([...paired.keys(), ...paired.values()]);
    const objects = [...paired].map(([before, after]) => {
        const lead = leading(before.changes);
        const window = windowOf(lead);
        const other = after.changes.find(({ parts }) => parts.call === lead.parts.call && parts.flags.join() === lead.parts.flags.join());
        return {
            kind: "object",
            rank: rankOf(before.changes, before.object),
            test: lead.cell.test,
            lane: before.lane,
            window,
            object: after.object,
            sentence: `${before.lane} ${nowDoes(other?.key ?? lead.key)} where it used ${objectWords(before.object)}`,
            before: objectWords(before.object),
            after: objectWords(after.object),
            evidence: { base: 0, head: lead.cell.head.length },
            direction: 0,
            calls: [before.object],
            counted: [],
            classes: [...before.changes, ...after.changes].map(({ key }) => key),
            cause: `moved from ${before.object}`,
            undisturbed: before.changes.every(({ parts }) => parts.decision === "allow"),
            windows: windowsOf([...before.changes, ...after.changes]),
            likeness: "moved",
            fate: 0,
        };
    });
    return [...objects, ...groups.filter((group) => !taken.has(group)).map(countDraft)];
}
function windowOf({ cell }) {
    return cell.phase;
}
/** What happened to the calls, whatever the object. */
function likenessOf(changes) {
    if (changes.every(({ parts, direction }) => parts.call === "synced" && direction < 0))
        return likenessOfEarlyAnswers;
    const synced = changes.filter(({ parts }) => syncCalls.has(parts.call)).map(({ direction }) => direction);
    // What is opened to be synced is opened for that.
    const own = changes.filter(({ parts, direction }) => !(parts.call === "open" && synced.includes(direction)));
    const texts = own.map(({ parts, cell, direction }) => {
        // Which call syncs, and whether some of them are left, is no other cause.
        if (syncCalls.has(parts.call))
            return `sync ${parts.decision} ${direction}`;
        return `${parts.call}(${parts.flags.join()}) ${parts.decision} ${isNew(cell) ? "new" : isGone(cell) ? "gone" : direction}`;
    });
    return [...new Set(texts)].sort(compareText).join("\n");
}
function fateOf(changes) {
    return changes.every(({ cell }) => isGone(cell)) ? -1 : changes.every(({ cell }) => isNew(cell)) ? 1 : 0;
}
function countDraft({ lane, object, waitsAs, changes, isNewObject, renames }) {
    const plain = changes.filter(({ parts }) => !isDerived(parts));
    const told = plain.length > 0 ? plain : changes;
    // The worst of what changed leads, as it gives the finding its rank.
    const rank = rankOf(told, object, isNewObject);
    const lead = leading(told.filter((change) => rankOfChange(change, told, object, isNewObject) === rank));
    const flags = flagChange(told);
    const decision = decisionChange(told);
    const evidence = {
        base: lead.cell.base.filter((count) => count > 0).length,
        head: lead.cell.head.filter((count) => count > 0).length,
    };
    const counted = told
        .filter((change) => partOf(change) === partOf(lead))
        .map(({ key, parts, direction }) => ({ key, call: callText(parts), more: direction > 0 }));
    const calls = [...new Set(counted.map(({ call }) => call))].sort(compareText);
    const undisturbed = told.every(({ parts }) => parts.decision === "allow");
    const cause = `count ${lead.parts.call}`;
    const classes = told.filter(({ parts }) => parts.call === lead.parts.call).map(({ key }) => key);
    const common = {
        ...{ test: lead.cell.test, lane, window: windowOf(lead), object, evidence, calls, counted, classes, cause, undisturbed },
        ...{ windows: windowsOf(changes), likeness: likenessOf(told), fate: fateOf(told) },
    };
    if (lane === trace/* DRIVER */.NX)
        return outcomeDraft(told, lead, common);
    if (lead.parts.call === "exited") {
        const sentence = lead.direction > 0 ? `${lane} ends during the test (${lead.parts.decision})` : `${lane} no longer ends during the test`;
        return {
            ...common,
            kind: lead.direction > 0 ? "added" : "removed",
            rank: "consistency",
            sentence,
            ...amounts(lead),
            direction: lead.direction,
        };
    }
    if (lead.parts.call === "handle")
        return handleDraft(told, common, object);
    if (flags !== undefined) {
        const [before, after] = flags;
        const reads = told.filter(({ parts }) => parts.call === "read");
        const clause = reads.length === 0 ? "" : `, and ${clauseOf(leading(reads))}`;
        const sentence = `${lane} opens ${objectWords(object)} with ${flagText(after)} where it used ${flagText(before)}${clause}`;
        const seen = newSeen(told);
        return { ...common, kind: "object", rank, evidence: seen, sentence, before: flagText(before), after: flagText(after), direction: 0 };
    }
    // A sentence about several calls stands where one of them is known most exactly.
    const [exact] = told.map(windowOf).sort((a, b) => vagueness(a) - vagueness(b));
    const placed = { ...common, window: exact ?? common.window };
    const late = syncedTooLate(told, renames);
    if (late !== undefined) {
        const [before, after] = late;
        const calls = { before: before.parts.call, after: after.parts.call };
        const again = calls.before === calls.after ? "did so" : `called ${calls.before}`;
        return {
            ...placed,
            kind: "reordered",
            rank,
            evidence: newSeen(told),
            sentence: `${lane} renames ${before.parts.object} to ${after.parts.object} before it calls ${calls.after} on it, where it ${again} first`,
            before: `${calls.before} before the rename to ${after.parts.object}`,
            after: `the rename to ${after.parts.object} before ${calls.after}`,
            direction: 0,
        };
    }
    const inPlace = writtenInPlace(told);
    if (inPlace !== undefined) {
        const [from, to] = inPlace;
        const words = { before: `${from}, renamed to ${to}`, after: to };
        const made = told.find(({ parts, cell }) => isGone(cell) &&
            ((parts.call === "write" && parts.object === from) || (parts.call === "link" && parts.object.endsWith(` → ${from}`))));
        const sentence = made === undefined
            ? `${lane} writes ${to} itself where it renamed ${from} to that name`
            : `${lane} writes ${to} in place where it ${made.parts.call === "link" ? "linked" : "wrote"} ${from} and renamed it`;
        return { ...placed, ...words, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
    }
    const target = targetChange(told);
    if (target !== undefined) {
        const [before, after] = target;
        const [from = "", to = ""] = after.parts.object.split(" → ");
        const [, old = ""] = before.parts.object.split(" → ");
        const sentence = `${lane} ${after.parts.call}s ${from} to ${to} where it used ${old}`;
        const moved = { object: to, before: old, after: to, likeness: "moved" };
        return { ...placed, ...moved, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
    }
    if (decision !== undefined) {
        const [before, after] = decision;
        const sentence = `${lane}'s ${before.parts.call} of ${objectWords(object)} meets ${after.parts.decision} where it met ${before.parts.decision}`;
        const outcome = { before: before.parts.decision, after: after.parts.decision };
        return { ...common, ...outcome, kind: "decision", rank, evidence: newSeen(told), sentence, direction: 0 };
    }
    // What went in the other direction belongs to the same story: written in place instead of renamed into place.
    const counterpart = told.filter(({ direction }) => direction !== lead.direction);
    const clause = counterpart.length === 0 ? "" : `, and ${clauseOf(leading(counterpart))}`;
    return {
        ...common,
        kind: isNew(lead.cell) ? "added" : isGone(lead.cell) ? "removed" : "count",
        rank,
        sentence: `${lane} ${clauseOf(lead)}${clause}${waitsAs === undefined ? "" : `; that file becomes ${object}`}`,
        ...amounts(lead),
        direction: lead.direction,
    };
}
/**
 * The start, the end, or what lies between. What a service does otherwise while it starts, because of files that another run has left, is not
 * what is told of its steps.
 */
function partOf({ cell: { phase } }) {
    return phase === start || phase === end ? phase : "";
}
function callText({ call, flags, decision }) {
    return `${call}${flags.length === 0 ? "" : `(${flags.join(",")})`}${decision === "allow" ? "" : ` ${decision}`}`;
}
/** Of something that came where something else went: no run of the base showed it, and all of the head did. */
function newSeen(changes) {
    const head = changes.find(({ cell }) => isNew(cell))?.cell.head ?? [];
    return { base: 0, head: head.filter((count) => count > 0).length };
}
/** `writes X twice per RESERVE step where it wrote once`. */
function clauseOf(change) {
    const { key, cell } = change;
    const per = perStep(cell);
    const during = cell.phase === start ? " while it starts" : cell.phase === end ? " while it stops" : "";
    const step = per.phrase === "" ? during : ` in the ${stepWords(stepName(cell.phase))} step`;
    const when = cell.byItself === true ? ` by itself${step}` : change.onlyAtEnd ? " in any step, only while it stops" : step;
    if (isGone(cell))
        return `no longer ${nowDoes(key)}${when}`;
    if (isNew(cell))
        return `now ${nowDoes(key)} ${times(...per.head)}${per.phrase}${during}, which none of ${cell.base.length} base ${cell.base.length === 1 ? "run" : "runs"} did`;
    // A step has one answer, in however many pieces it is sent.
    if (isAnswerToTest(change))
        return `${nowDoes(key)} in ${sends(per.head)}${per.phrase}${during} where it took ${per.base[0] === per.base[1] ? per.base[0] : sends(per.base)}`;
    return `${nowDoes(key)} ${times(...per.head)}${per.phrase}${during} where it ${pastShort(key)} ${times(...per.base)}`;
}
function isAnswerToTest({ parts }) {
    return parts.call === "send" && parts.object === `← ${trace/* DRIVER */.NX}`;
}
function sends([least, most]) {
    return least !== most ? `${least} to ${most} sends` : least === 1 ? "1 send" : `${least} sends`;
}
/** Counts for one step where they divide evenly. */
function perStep({ base, head, steps, phase }) {
    const divided = (counts, by) => counts.map((count, r) => count / (by?.[r] || 1));
    const inSteps = { base: divided(base, steps?.base), head: divided(head, steps?.head) };
    const even = [...inSteps.base, ...inSteps.head].every(Number.isInteger);
    const range = (values) => [Math.min(...values), Math.max(...values)];
    if (steps === undefined)
        return { base: range(base), head: range(head), phrase: "" };
    const name = stepWords(stepName(phase));
    if (!even)
        return { base: range(base), head: range(head), phrase: ` in the ${name} steps` };
    return { base: range(inSteps.base), head: range(inSteps.head), phrase: ` per ${name} step` };
}
function amounts({ cell }) {
    const per = perStep(cell);
    const words = (range) => `${times(...range)}${Math.max(...range) === 0 ? "" : per.phrase}`;
    return { before: words(per.base), after: words(per.head) };
}
/** The flags of an open that took the place of another; what is read besides does not hide them. The new one may come with a plain open to read. */
function flagChange(changes) {
    if (changes.some(({ parts }) => parts.call !== "open" && parts.call !== "read"))
        return undefined;
    const opens = changes.filter(({ parts }) => parts.call === "open");
    const before = opens.find(({ cell }) => isGone(cell));
    const after = opens.filter(({ cell }) => isNew(cell)).sort((a, b) => b.parts.flags.length - a.parts.flags.length)[0];
    return before === undefined || after === undefined ? undefined : [before.parts.flags, after.parts.flags];
}
function flagText(flags) {
    return flags.length === 0 ? "no flags" : flags.join(", ");
}
function decisionChange(changes) {
    for (const before of changes) {
        if (!isGone(before.cell))
            continue;
        const after = changes.find(({ parts, cell }) => isNew(cell) && parts.call === before.parts.call && parts.decision !== before.parts.decision);
        if (after !== undefined)
            return [before, after];
    }
    return undefined;
}
/** Calls that put something into a file. */
const fills = new Set(["write", "copy_file_range"]);
/** The two names of a file that was renamed into place, and is written where it stands instead. */
function writtenInPlace(changes) {
    for (const { parts, cell } of changes) {
        const [from = "", to = ""] = parts.object.split(" → ");
        if (parts.call !== "rename" || !isGone(cell))
            continue;
        const filled = changes.some((other) => fills.has(other.parts.call) && other.parts.object === to && isNew(other.cell));
        if (filled)
            return [from, to];
    }
    return undefined;
}
/** A file renamed or linked to another name than before. */
function targetChange(changes) {
    const source = ({ parts }) => `${parts.call} ${parts.object.split(" → ")[0] ?? ""}`;
    const naming = changes
        .filter(({ parts }) => parts.call === "rename" || parts.call === "link")
        .sort((a, b) => compareText(a.parts.object, b.parts.object));
    for (const before of naming.filter(({ cell }) => isGone(cell))) {
        const after = likest(before.parts.object, naming.filter((change) => isNew(change.cell) && source(change) === source(before)), ({ parts }) => parts.object);
        if (after !== undefined)
            return [before, after];
    }
    return undefined;
}
/** The syncs of a file that was synced under the name it is renamed from, and now is under the one it is renamed to. */
function syncedTooLate(changes, renames) {
    for (const rename of [...renames].sort(compareText)) {
        if (changes.some(({ parts, cell }) => parts.object === rename && isGone(cell)))
            continue;
        const [from, to] = rename.split(" → ");
        const syncs = changes.filter(({ parts }) => makesLast(parts.call));
        const before = syncs.find(({ parts, cell }) => parts.object === from && isGone(cell));
        const after = syncs.find(({ parts, cell }) => parts.object === to && isNew(cell));
        if (before !== undefined && after !== undefined)
            return [before, after];
    }
    return undefined;
}
/** The one of [candidates] whose name has most in common with [name]: the last part of the path, then as much of both ends as there is. */
function likest(name, candidates, nameOf) {
    const ownName = (path) => path.slice(path.lastIndexOf("/") + 1);
    const shared = (a, b) => {
        const differs = [...a].findIndex((letter, i) => letter !== b[i]);
        return differs < 0 ? a.length : differs;
    };
    const reversed = (text) => [...text].reverse().join("");
    const likeness = (candidate) => {
        const other = nameOf(candidate);
        return (ownName(other) === ownName(name) ? 10_000 : 0) + shared(name, other) + shared(reversed(name), reversed(other));
    };
    return candidates.reduce((best, candidate) => (best === undefined || likeness(candidate) > likeness(best) ? candidate : best), undefined);
}
/** The driver's own lane: an answer with another outcome. */
function outcomeDraft(changes, lead, common) {
    const before = changes.find(({ direction }) => direction < 0);
    const after = changes.find(({ direction }) => direction > 0);
    const target = lead.parts.object.replace(/^.* → /, "").split(".")[0] ?? "";
    const step = lead.parts.object.replace(/ → [^ ]*$/, "");
    const answer = (change) => (change === undefined ? "otherwise" : change.parts.decision);
    return {
        ...common,
        kind: "object",
        rank: "consistency",
        lane: target === "" ? common.lane : target,
        object: step,
        counted: [],
        sentence: `${step} is answered ${answer(after)} where it was answered ${answer(before)}`,
        before: answer(before),
        after: answer(after),
        direction: 0,
    };
}
/** The same calls on the same file, otherwise ordered within one handle. */
function handleDraft(changes, common, object) {
    const life = (change) => change?.parts.decision.replaceAll("·", ", ") ?? "";
    const before = changes.find(({ direction }) => direction < 0);
    const after = changes.find(({ direction }) => direction > 0);
    const sync = changes.some(({ parts }) => /sync/.test(parts.decision));
    const where = objectWords(object);
    const sentence = after === undefined
        ? `${common.lane} no longer does this with ${where}, one after the other: ${life(before)}`
        : before === undefined
            ? `${common.lane} now does this with ${where}, one after the other: ${life(after)}`
            : `${common.lane} does this with ${where}, one after the other: ${life(after)}, where it did: ${life(before)}`;
    return {
        ...common,
        kind: "reordered",
        counted: [],
        rank: sync ? "durability" : "consistency",
        sentence,
        before: life(before) || "otherwise",
        after: life(after) || "otherwise",
        direction: 0,
    };
}

;// CONCATENATED MODULE: ./build/js/drift/orders.js
/**
 * From broken claims of order to drafts: which claims are only an echo of an answer that leaves earlier, which objects cover the others, and what is
 * said of each. Claims that a changed count explains have been dropped before (`findings.ts`).
 */





/**
 * Where an answer leaves earlier than it did, the next request comes earlier too, amid work that used to be over: claims about that work, which
 * hold in some requests still, are broken by where requests end and not by what the service does.
 */
function withoutEcho(differences) {
    const early = new Set(differences.flatMap((one) => (one.kind === "order" && isReply(one.second) ? [one.lane] : [])));
    return differences.filter((one) => one.kind !== "order" || !early.has(one.lane) || isReply(one.second) || !one.head.some((relation) => relation === "~"));
}
/**
 * Without what a changed number of syncs explains: where a file is no longer synced, or synced at another place, all else that is done to it comes sooner than it
 * did, or later, amid what other threads do meanwhile. Whether an answer waits for it is another matter. [changed]: classes of a service.
 */
function withoutHastened(differences, changed) {
    return differences.filter((one) => {
        const synced = changed(one.lane)
            .filter(isSync)
            .map((key) => partsOf(key).object);
        const [moved, against] = one.kind === "order" ? [[one.first, one.second], one.second] : [[one.other], one.other];
        return isReply(against) || !moved.some((key) => objectsOf(partsOf(key)).some((object) => synced.includes(object)));
    });
}
/**
 * One draft for each set of broken claims that hang together by what they share: whether that has moved or all the others have, nobody can tell, so
 * it is one cause. It is told of the object in most of them.
 */
function orderDrafts(orders) {
    const drafts = [];
    const byLane = new Map();
    for (const order of orders)
        getOrMake(byLane, order.lane, () => []).push(order);
    for (const list of byLane.values()) {
        for (const together of connected(list)) {
            const objects = new Map();
            const early = new Map();
            for (const { first, second } of together) {
                const [late, soon] = [first, second].map((key) => new Set(objectsOf(partsOf(key))));
                for (const object of new Set([...(late ?? []), ...(soon ?? [])]))
                    objects.set(object, (objects.get(object) ?? 0) + 1);
                for (const object of soon ?? [])
                    early.set(object, (early.get(object) ?? 0) + 1);
            }
            // Among equals a file says more than a connection, and one that is asked more than the one that asks; then what no longer waits.
            const weight = (object) => (isFile(object) ? 0 : object.startsWith("→ ") ? 1 : 2);
            const [best] = [...objects].sort((a, b) => b[1] - a[1] || weight(a[0]) - weight(b[0]) || (early.get(b[0]) ?? 0) - (early.get(a[0]) ?? 0) || compareText(a[0], b[0]));
            if (best !== undefined)
                drafts.push(orderDraft(best[0], together));
        }
    }
    return drafts;
}
/** The claims in sets of which no two share a class or an object. */
function connected(orders) {
    const sets = [];
    for (const order of orders) {
        const own = [order.first, order.second].flatMap((key) => [key, ...objectsOf(partsOf(key)).filter((object) => object !== "")]);
        const touching = sets.filter(({ keys }) => own.some((key) => keys.has(key)));
        for (const set of touching)
            sets.splice(sets.indexOf(set), 1);
        sets.push({
            keys: new Set([...own, ...touching.flatMap(({ keys }) => [...keys])]),
            claims: [...touching.flatMap(({ claims }) => claims), order],
        });
    }
    return sets.map(({ claims }) => claims);
}
function isReply(key) {
    const { call, object } = partsOf(key);
    return call === "send" && object.startsWith("← ");
}
function orders_isAnswer(key) {
    return partsOf(key).call === "receive";
}
function isSync(key) {
    return syncCalls.has(partsOf(key).call);
}
/** Whether something may now be lost: an answer that no longer comes behind its write, or anything that no longer comes behind a sync. */
function orders_endangers({ first, second }) {
    const [late, soon] = [partsOf(first), partsOf(second)];
    if (isSync(first))
        return true;
    if (isReply(second))
        return isFile(late.object) && late.call !== "read" && !(late.call === "open" && late.flags.join() === "read");
    // Synced before what it is to make last: a write to the same file, or a name in the folder.
    return isSync(second) && objectsOf(late).some((object) => object === soon.object || folderOf(object) === soon.object);
}
function orderDraft(covering, orders) {
    const durable = orders.some(orders_endangers);
    const about = (order) => [order.first, order.second].some((key) => objectsOf(partsOf(key)).includes(covering));
    const score = (order) => {
        const { first, second } = order;
        const calls = [partsOf(first).call, partsOf(second).call];
        const plain = calls.includes("write")
            ? isReply(second) || calls[0] === calls[1] || orders_isAnswer(first)
                ? 0
                : 1
            : isSync(first) || isSync(second)
                ? 2
                : 3;
        return (durable && !orders_endangers(order) ? 20 : 0) + (about(order) ? 0 : 10) + (isReply(second) ? 0 : 5) + plain;
    };
    const [lead] = [...orders].sort((a, b) => score(a) - score(b) || compareText(a.first + a.second, b.first + b.second));
    if (lead === undefined)
        throw new RangeError("an object is chosen from broken claims");
    return told(writeBehind(lead, orders), covering, orders, durable);
}
/** What does not wait for a write waits for its sync still less: the claim about the write says more. */
function writeBehind(lead, orders) {
    const { object } = partsOf(lead.first);
    if (!isSync(lead.first) || isReply(lead.second))
        return lead;
    const write = orders.find(({ first, second, phase }) => second === lead.second && phase === lead.phase && partsOf(first).call === "write" && partsOf(first).object === object);
    return write ?? lead;
}
function told(lead, covering, orders, durable) {
    const { lane, first, second, test, phase } = lead;
    // The reply is where it always was; what moved is the other thing.
    const moving = isReply(second) ? partsOf(first).object : covering;
    const waits = orders_isAnswer(first) && !orders_isAnswer(second);
    const now = lead.head.every((relation) => relation === undefined || relation === ">") ? "" : " in some requests";
    const sentence = waits
        ? `${lane} ${nowDoes(second)} before ${objectWords(partsOf(first).object)} has answered${now}; it used to wait`
        : isReply(second)
            ? `${lane} ${nowDoes(second)} before it ${nowDoes(first)}${now}; it used to answer after`
            : `${lane} ${nowDoes(second)} before it ${nowDoes(first)}${now}; it used to be the other way round`;
    const files = orders.some((order) => isFile(partsOf(order.first).object) || isFile(partsOf(order.second).object));
    return {
        kind: waits ? "causality" : "reordered",
        rank: durable ? "durability" : files || waits ? "consistency" : "communication",
        test,
        lane,
        window: phase,
        object: moving,
        sentence,
        before: `${asNoun(first)} before ${asNoun(second)}`,
        after: `${asNoun(second)} before ${asNoun(first)}${now}`,
        evidence: { base: 0, head: lead.head.filter((relation) => relation !== undefined).length },
        direction: 0,
        calls: isReply(second) ? [first, "answer"] : [first, second],
        counted: [],
        classes: [second, first],
        // An answer that waits for nothing overtakes the write in one test and the sync in another.
        cause: isReply(second) ? "order answer" : `order ${partsOf(first).call} ${partsOf(second).call} ${partsOf(second).object}`,
        undisturbed: [first, second].every((key) => partsOf(key).decision === "allow"),
        windows: new Set(orders.map((order) => order.phase)),
        likeness: isReply(second) ? likenessOfEarlyAnswers : `order ${partsOf(first).call} ${partsOf(second).call}`,
        fate: 0,
    };
}

;// CONCATENATED MODULE: ./build/js/drift/replicas.js
/**
 * Services of one program that share work: workers of one queue, servers behind one address. Which of them does a piece is luck, and now and then one of
 * them has none, so numbers and claims of each alone hardly ever tell two versions apart. What they do together is not luck. So they are one more
 * service beside the others, `one or two`: its counts are their sums, its order what all of their requests keep, its numbers of questions the least
 * of any of them.
 *
 * Which services are replicas is read off all runs of both sides, whichever the head's are, and sums are functions of a run as single numbers are: the
 * evidence rule holds as it is.
 */






/** How a service's name can stand in what belongs to it: whole; or the last part of it, as `2` of `worker-2` or `worker2` in `/var/spool/2`. */
const spellings = [
    (name) => [name],
    (name) => [name, /(?:\d+|[^\W\d_]+)$/.exec(name)?.[0] ?? name],
];
/** [text] with a star for each of [words]; a word is no part of a longer one, nor a number of a longer number. */
function starred(text, words) {
    return words.reduce((all, word) => {
        const inner = /^\d+$/.test(word) ? /\d/ : /[^\W_]/;
        const parts = all.split(word);
        return parts.slice(1).reduce((before, part) => {
            const whole = !inner.test(before.slice(-1)) && !inner.test(part.slice(0, 1));
            return before + (whole ? "*" : word) + part;
        }, parts[0] ?? "");
    }, text);
}
/** The same of a class, in its object. */
function starredKey(key, words) {
    const { object } = partsOf(key);
    return key.slice(0, key.length - object.length) + starred(object, words);
}
/** Whether an object is to one service what another is to another: the same, or by the service's name in it. */
function areCounterparts(a, b) {
    return spellings.some((spelling) => starred(a.object, spelling(a.lane)) === starred(b.object, spelling(b.lane)));
}
/**
 * Who speaks for a service: itself, or, where it stands for replicas, the first of them that has any of [classes] in this test, and what they are called
 * there.
 */
function speakerOf({ lane, classes }, table, all) {
    const replicas = all.find((one) => one.lane === lane);
    if (replicas === undefined)
        return { lane, classes };
    const speakers = replicas.members.map((member) => {
        const own = (table?.sections ?? []).flatMap((section) => (section.lane === member ? [...section.rows.keys()] : []));
        return { lane: member, classes: [...new Set(own)].filter((key) => classes.includes(replicas.common(member, key))) };
    });
    return speakers.find((speaker) => speaker.classes.length > 0) ?? { lane: replicas.members[0] ?? lane, classes };
}
/** Services that do the same: whatever most runs show of one of them, some run shows of the other. */
function replicasOf(tables) {
    const lanes = [...new Set(tables.flatMap(({ sections }) => sections.map(({ lane }) => lane)))].filter((lane) => lane !== trace/* DRIVER */.NX);
    const taken = new Set();
    const all = [];
    for (const spelling of spellings) {
        const common = (member, key) => starredKey(key, spelling(member));
        const repertoires = new Map(lanes.map((lane) => [lane, repertoireOf(tables, lane, (key) => common(lane, key))]));
        const alike = (a, b) => {
            const [one, other] = [repertoires.get(a), repertoires.get(b)];
            if (one === undefined || other === undefined || one.usual.size === 0)
                return false;
            return [...one.usual].every((key) => other.known.has(key)) && [...other.usual].every((key) => one.known.has(key));
        };
        for (const lane of lanes.toSorted(compareText)) {
            if (taken.has(lane))
                continue;
            const members = [lane];
            for (const other of lanes.toSorted(compareText)) {
                if (other !== lane && !taken.has(other) && members.every((member) => alike(member, other)))
                    members.push(other);
            }
            if (members.length < 2)
                continue;
            for (const member of members)
                taken.add(member);
            all.push({ lane: eitherOf(members), members, common });
        }
    }
    return all.filter(({ lane }) => !lanes.includes(lane));
}
function repertoireOf(tables, lane, common) {
    const repertoire = { known: new Set(), usual: new Set() };
    for (const { sections, n, m } of tables) {
        const seen = new Map();
        for (const section of sections) {
            if (section.lane !== lane)
                continue;
            for (const { key, counts } of section.rows.values()) {
                if (isDerived(partsOf(key)))
                    continue;
                const runs = getOrMake(seen, common(key), () => new Array(n + m).fill(false));
                counts.forEach((count, r) => (runs[r] ||= count > 0));
            }
        }
        for (const [key, runs] of seen) {
            repertoire.known.add(key);
            if (runs.filter((one) => one).length * 2 > n + m)
                repertoire.usual.add(key);
        }
    }
    return repertoire;
}
/** At most this many are named. */
const replicas_mostNamed = 3;
/** `one or two`: whichever of them does it. */
function eitherOf(members) {
    const rest = members.length - replicas_mostNamed;
    const named = rest > 0 ? [...members.slice(0, replicas_mostNamed - 1), `another of ${members.length}`] : members;
    return `${named.slice(0, -1).join(", ")} or ${named.at(-1) ?? ""}`;
}
/** The table with each of [all] as one more service. */
function withReplicas(table, all) {
    const together = all.flatMap((replicas) => sectionsOf(table, replicas));
    return together.length === 0 ? table : { ...table, sections: [...table.sections, ...together] };
}
function sectionsOf({ sections, n, m }, { lane, members, common }) {
    const windows = new Map();
    for (const section of sections) {
        if (!members.includes(section.lane))
            continue;
        const own = (key) => common(section.lane, key);
        const { rows, pairs, ahead } = getOrMake(windows, section.window, () => ({
            rows: new Map(),
            pairs: new Map(),
            ahead: new Map(),
        }));
        for (const { key, counts, late, idle } of section.rows.values()) {
            const row = getOrMake(rows, own(key), () => emptyRow(own(key), n + m));
            counts.forEach((count, r) => {
                row.counts[r] = (row.counts[r] ?? 0) + count;
                row.late[r] ||= late[r] === true;
                row.idle[r] ||= idle[r] === true;
                row.turns[r] = noTurn;
            });
        }
        for (const [pair, relations] of section.pairs) {
            const [a, b] = parted(pair).map(own);
            if (a === undefined || b === undefined || a === b)
                continue;
            const into = getOrMake(pairs, a < b ? a + joint + b : b + joint + a, () => new Array(n + m).fill(undefined));
            relations.forEach((relation, r) => {
                if (relation === undefined)
                    return;
                const seen = a < b ? relation : opposite(relation);
                const before = into[r];
                into[r] = before === undefined ? seen : joined(before, seen);
            });
        }
        for (const [pair, leasts] of section.ahead) {
            const into = getOrMake(ahead, parted(pair).map(own).join(joint), () => new Array(n + m).fill(undefined));
            leasts.forEach((least, r) => {
                if (least !== undefined)
                    into[r] = Math.min(least, into[r] ?? least);
            });
        }
    }
    return [...windows].map(([window, facts]) => ({ window, lane, ...facts, pauses: new Map() }));
}
/**
 * The cells of single replicas decide only among equals, as those of single parts of a test do: which of them does a piece is luck, and by chance any set
 * may be those runs in which one of them did. A real change of one is in the sum as well, unless the others make it vary. What comes by itself is not
 * shared, and no part of the sum.
 */
function withLuck(cells, all) {
    const single = new Set(all.flatMap(({ members }) => members));
    const isShared = ({ difference }) => single.has(difference.lane) && !(difference.kind === "count" && difference.byItself === true);
    return cells.map((cell) => (isShared(cell) ? { ...cell, inPart: true } : cell));
}
/**
 * The differences to tell of. Where the number of a class is the same in all runs of a replica, whatever the others do, it has work of its own, and what
 * changed is told of those that changed. Where one shares the work and does not stand out by itself, the sum is told in place of the members.
 */
function toldOnce(differences, tables, all) {
    let told = differences;
    for (const { lane, members, common } of all) {
        const together = told.filter((difference) => difference.lane === lane);
        const alone = told.filter((difference) => members.includes(difference.lane));
        const subject = (difference, own) => [difference.kind, ...classesOf(difference).map(own).sort(compareText)].join(joint);
        const subjects = new Set(together.map((difference) => subject(difference, (key) => key)));
        const ofMember = (difference) => subject(difference, (key) => common(difference.lane, key));
        const standOut = new Set(alone.map((difference) => `${difference.lane}${joint}${ofMember(difference)}`));
        const isShared = (difference) => members.some((member) => {
            if (standOut.has(`${member}${joint}${subject(difference, (key) => key)}`))
                return false;
            const table = tables.find(({ name }) => name === difference.test);
            return table !== undefined && classesOf(difference).some((key) => varies(table, member, (own) => common(member, own) === key));
        });
        if (together.some(isShared))
            told = told.filter((difference) => !alone.includes(difference) || !subjects.has(ofMember(difference)));
        else
            told = told.filter((difference) => !together.includes(difference));
    }
    return told;
}
/** Whether the number of [wanted] calls of a service differs between runs. */
function varies({ sections, n, m }, lane, wanted) {
    const sums = new Array(n + m).fill(0);
    for (const section of sections) {
        if (section.lane !== lane)
            continue;
        for (const { key, counts } of section.rows.values())
            if (wanted(key))
                counts.forEach((count, r) => (sums[r] = (sums[r] ?? 0) + count));
    }
    return sums.some((sum) => sum !== sums[0]);
}

;// CONCATENATED MODULE: ./build/js/drift/services.js
/** Services that came or went: whether one did, asked of all tests at once, and the one draft that then stands for whatever it does or did. */



/**
 * Whether a service makes calls in every run of the head and in none of the base (1), or the other way round (-1), in all tests that know it: one
 * that has less to do in one test is still there.
 */
function fateOfService(tables, lane) {
    if (lane === trace/* DRIVER */.NX)
        return 0;
    const fates = new Set();
    for (const { sections, n, m } of tables) {
        const own = sections.filter((section) => section.lane === lane);
        if (own.length === 0)
            continue;
        const calls = new Array(n + m).fill(false);
        for (const { rows } of own)
            for (const { counts } of rows.values())
                counts.forEach((count, r) => (calls[r] ||= count > 0));
        const [base, head] = [calls.slice(0, n), calls.slice(n)];
        if (!base.includes(true) && !head.includes(false))
            fates.add(1);
        else
            fates.add(!base.includes(false) && !head.includes(true) ? -1 : 0);
    }
    const [fate, ...others] = fates;
    return others.length > 0 ? 0 : (fate ?? 0);
}
/** A service that came or went is one finding, whatever it does or did. */
function serviceDraft(lane, changes, fate) {
    const lead = leading(changes);
    const runs = (fate > 0 ? lead.cell.base : lead.cell.head).length;
    const none = `none of ${runs} ${fate > 0 ? "base" : "new"} ${runs === 1 ? "run" : "runs"} had it make a call`;
    const before = fate > 0 ? "no calls" : "calls";
    return {
        kind: fate > 0 ? "appeared" : "disappeared",
        rank: "communication",
        test: lead.cell.test,
        lane,
        window: start,
        object: "",
        sentence: `${lane} is ${fate > 0 ? "new" : "gone"}: ${none}`,
        before,
        after: fate > 0 ? "calls" : "no calls",
        evidence: { base: fate > 0 ? 0 : lead.cell.base.length, head: fate > 0 ? lead.cell.head.length : 0 },
        direction: fate,
        calls: [],
        counted: [],
        classes: changes.map(({ key }) => key),
        cause: "service",
        undisturbed: true,
        windows: windowsOf(changes),
        likeness: "service",
        fate,
    };
}

;// CONCATENATED MODULE: ./build/js/drift/stories.js
/**
 * From the drafts of all tests to stories, each of which becomes one finding. Drafts of one service, object and cause are one story already; here
 * stories are put together that tell of the same calls, that differ in the file or the peer only, that follow from one another, or that tell what a
 * service prints, reads or runs while it does something else differently.
 */








/**
 * Stories of one service that are the same but for the file or for whom it asks, or about files of one folder that all came or all went, are
 * one, and so are those of services that do the same otherwise: the surest that is told worst of names the others.
 */
function siblings(stories, surest) {
    const families = [];
    for (const story of stories) {
        const [first] = story;
        if (first === undefined)
            continue;
        const related = families.filter((family) => family.some(([other]) => other !== undefined && areSiblings(first, other)));
        for (const family of related)
            families.splice(families.indexOf(family), 1);
        families.push([...related.flat(), story]);
    }
    return families.map((family) => {
        // A folder is synced for the sake of the files in it.
        const folders = new Set(family.flat().map(({ object }) => folderOf(object)));
        const aside = ({ object }) => Number(folders.has(object));
        const sorted = family.toSorted(([a], [b]) => a === undefined || b === undefined
            ? 0
            : surest(a, b) ||
                stories_weightOf(a) - stories_weightOf(b) ||
                aside(a) - aside(b) ||
                compareText(a.lane, b.lane) ||
                compareText(a.object, b.object));
        return { drafts: sorted.flat(), more: theSame(sorted.flatMap(([draft]) => draft ?? [])) };
    });
}
/** What else is said of [lead]: other objects of its service, other services with what is the same to them, and whatever else they have. */
function theSame([lead, ...others]) {
    if (lead === undefined)
        return "";
    const own = [lead, ...others].filter(({ lane }) => lane === lead.lane);
    // An order is one of two calls, and the sentence names both, whichever of their objects most claims of a test are about.
    const isOrder = lead.kind === "reordered" || lead.kind === "causality";
    const named = new Set([lead.object, ...(isOrder ? lead.classes.flatMap((key) => objectsOf(partsOf(key))) : [])].map(objectWords));
    const objects = own
        .concat(others.filter((draft) => !own.some((one) => areCounterparts(one, draft))))
        .map(({ object }) => objectWords(object))
        .filter((object) => !named.has(object));
    const services = others.map(({ lane }) => lane).filter((lane) => lane !== lead.lane);
    const told = [listed([...new Set(objects)]), listed([...new Set(services)])];
    const more = told.filter((names) => names !== "").join(", and for ");
    return more === "" ? "" : `; the same goes for ${more}`;
}
/** Whether services of one program do the same otherwise: it need not be all that they do. */
function areTwins(a, b) {
    if (!(isFile(a.object) || a.object.startsWith("→ ")))
        return false;
    return a.lane !== b.lane && a.kind === b.kind && a.likeness === b.likeness && a.direction === b.direction && areCounterparts(a, b);
}
function areSiblings(a, b) {
    if (areTwins(a, b))
        return true;
    const files = isFile(a.object) && isFile(b.object);
    const peers = a.object.startsWith("→ ") && b.object.startsWith("→ ");
    const programs = a.cause === "count execve" && b.cause === "count execve";
    if (a.lane !== b.lane || !(files || peers || programs))
        return false;
    if (a.likeness === b.likeness)
        return true;
    if (!files)
        return false;
    const [one, other] = [folderOf(a.object), folderOf(b.object)];
    return a.fate !== 0 && a.fate === b.fate && (one === other || one === b.object || other === a.object);
}
/** Inside a step a change says more than at the start or end; then the worse rank. */
function stories_weightOf({ rank, window }) {
    return ranks.indexOf(rank) + (window === start || window === end ? ranks.length : 0);
}
/** Where the calls on a file changed in one test, what is derived of them tells the same in another, though the numbers there vary too much. */
const derived = {
    may: ([own]) => own !== undefined && isDerivedStory(own),
    from: (own, reason) => reason.lane === own.lane && !isDerivedStory(reason) && reason.object === own.object,
};
function isDerivedStory(draft) {
    return draft.cause === "count handle" || isOfSynced(draft) || isOfUnsynced(draft);
}
/** Where answers no longer wait for the sync of a file, other calls that used to wait for it do not either: it is the sync that comes later. */
const unsynced = {
    may: (story) => story.every((draft) => isOfOrder(draft) && draft.likeness !== likenessOfEarlyAnswers && syncOf(draft) !== undefined),
    from: (own, reason) => reason.lane === own.lane && reason.likeness === likenessOfEarlyAnswers && reason.object === syncOf(own),
};
/** Of an order the file whose sync came first in the base. */
function syncOf({ classes: [, first = ""] }) {
    const { call, object } = partsOf(first);
    return syncCalls.has(call) ? object : undefined;
}
/**
 * Which files lie about when a test starts is a matter of what the test before has done to them: where a service treats a file otherwise, that it
 * finds another folder to clear away follows from it.
 */
const leftover = {
    may: (story) => story.every((draft) => isFile(draft.object) && !inSteps(draft) && clears(draft)),
    from: (own, reason) => [reason, ...(reason.effects ?? [])].some((draft) => draft.lane === own.lane &&
        inSteps(draft) &&
        isFile(draft.object) &&
        (draft.object === own.object || folderOf(draft.object) === own.object)),
};
function inSteps({ windows }) {
    return [...windows].some((window) => window !== whole && window !== start && window !== end);
}
function clears({ counted }) {
    return counted.length > 0 && counted.every(({ call }) => clearing.has(call));
}
/** Calls by which a folder is emptied. */
const clearing = new Set(["unlink", "open(read)", "read"]);
/** Stories that follow from another one become part of it. */
function withConsequences(stories, surest) {
    return [derived, unsynced, leftover].reduce((left, { may, from }) => {
        const gone = new Set();
        for (const story of left) {
            const [own] = story;
            if (own === undefined || !may(story))
                continue;
            const reason = left.find(([first]) => first !== undefined && from(own, first));
            if (reason === undefined)
                continue;
            gone.add(story);
            reason.push(...story);
            reason.sort(surest);
        }
        return left.filter((story) => !gone.has(story));
    }, stories);
}
/**
 * Stories of one service that tell of the same calls in different words: how often, in which order, after how many questions, or how many in a row. In one test a number
 * that changed explains the others; so it does where it is another test that tells it, and the plainest speaks for all.
 */
function withSame(stories, plainest) {
    const told = [];
    for (const story of stories) {
        const same = told.filter((other) => other.some((a) => story.some((b) => areSame(a, b) || areSame(b, a))));
        for (const other of same)
            told.splice(told.indexOf(other), 1);
        told.push([...same.flat(), ...story].sort(plainest));
    }
    return told;
}
/** Whether [a] is said with [b] already. */
function areSame(a, b) {
    if (a.lane !== b.lane)
        return false;
    const counts = b.counted.map(({ key }) => key);
    if (isOfQuestions(a)) {
        const peer = partsOf(a.calls[0] ?? "").object;
        return b.object === a.object || b.object === peer || (isOfQuestions(b) && b.calls[0] === a.calls[0]);
    }
    if (isOfRows(a))
        return b.object === a.object;
    if (isOfOrder(a)) {
        const moved = a.classes.filter((key) => !partsOf(key).object.startsWith("← "));
        return moved.some((key) => counts.includes(key)) || (isOfOrder(b) && a.object === b.object && a.test !== b.test);
    }
    const changes = ({ counted }) => counted.map(({ key, more }) => `${key}\n${more}`);
    const [own, other] = [changes(a), changes(b)];
    return own.length > 0 && a.object === b.object && a.test !== b.test && own.every((change) => other.includes(change));
}
function isOfOrder({ kind, counted }) {
    return (kind === "reordered" || kind === "causality") && counted.length === 0;
}
/** Whether two drafts of one test are seen in the same step, as far as it is known of both. */
function inSameStep(a, b) {
    const [one, other] = [a, b].map(({ windows }) => [...windows].filter((window) => window !== "" && window !== whole));
    if (one === undefined || other === undefined || one.length === 0 || other.length === 0)
        return a.window === b.window;
    return one.some((window) => other.includes(window));
}
/** How many of what is added to a finding are told in full. */
const mostAside = 1;
/**
 * What a service prints, and what of the least rank it does otherwise at the same place or as it starts or stops, is told with what else it does
 * otherwise in the same tests.
 */
function withAsides(stories) {
    const isPrint = ({ object }) => object === "stdout" || object === "stderr";
    const isEdge = ({ windows }) => [...windows].every((window) => window === whole || window === start || window === end);
    const asides = new Map();
    const gone = new Set();
    for (const story of stories) {
        const [own] = story.drafts;
        if (own === undefined || !(isPrint(own) || own.rank === "other"))
            continue;
        const reason = stories.find(({ drafts }) => {
            const [first] = drafts;
            if (first === undefined || first.lane !== own.lane || isPrint(first))
                return false;
            const inSameTests = story.drafts.every(({ test }) => drafts.some((other) => other.test === test));
            if (!inSameTests || isPrint(own))
                return inSameTests;
            if (ranks.indexOf(first.rank) >= ranks.indexOf(own.rank))
                return false;
            return isEdge(own) || drafts.some((other) => other.test === own.test && inSameStep(other, own));
        });
        if (reason === undefined)
            continue;
        gone.add(story);
        getOrMake(asides, reason, () => []).push(story);
    }
    return stories
        .filter((story) => !gone.has(story))
        .map((story) => {
        const own = (asides.get(story) ?? [])
            .toSorted(({ drafts: [a] }, { drafts: [b] }) => Number(b !== undefined && isPrint(b)) - Number(a !== undefined && isPrint(a)))
            .flatMap(({ drafts: [draft], more }) => (draft === undefined ? [] : [{ draft, more }]));
        const clauses = own.slice(0, mostAside).map(({ draft: { lane, sentence }, more }) => {
            // A sentence may begin with something of the service's: "inventory's write of stderr …".
            const also = sentence.startsWith(`${lane} `) ? `it also ${sentence.slice(lane.length + 1)}` : sentence;
            return `; ${also}${more}`;
        });
        const rest = [...new Set(own.slice(mostAside).map(({ draft }) => objectWords(draft.object)))];
        const also = rest.length === 0 ? "" : `, and does otherwise with ${listed(rest)}`;
        const drafts = (asides.get(story) ?? []).flatMap((aside) => aside.drafts.filter((draft) => !isPrint(draft)));
        return { drafts: [...story.drafts, ...drafts], more: `${story.more}${clauses.join("")}${also}` };
    });
}

;// CONCATENATED MODULE: ./build/js/drift/findings.js
/**
 * From separated cells to findings: one for each cause, in words.
 *
 * A changed line of code shows in two to seventy cells. They are put together in this order: the counts of one service on one object (files
 * joined by a rename are one object, and so is a folder that is synced for the sake of a file in it); a file that takes the place of another;
 * the two ends of one conversation, told from the side that asks; work that another service does only because it is asked more or less often.
 * Broken claims of order that a changed count already explains are dropped; the others are covered by as few objects as possible; and so it goes
 * with numbers of questions before other calls that neither explains. Then over all
 * tests: equal findings are one; so are those of one service that are alike in everything but the file or the peer, and files of one folder that
 * all came or all went; and what a service prints more or less of while it does something else differently is told with that.
 *
 * This file is the way as a whole, and what a finding holds. The steps: `changes.ts` and `counts.ts` (counts to groups to drafts), `services.ts`,
 * `conversations.ts`, `orders.ts`, `questions.ts` for one test; `stories.ts` over all tests; `context.ts` for the lines shown.
 */



















const sureness = ["confirmed", "suspected", "inconclusive"];
/** Findings for [differences], best rank first. */
function findingsOf(differences, tables, certainty, replicas = [], linesFor = () => undefined) {
    const byTest = new Map();
    for (const difference of withoutAsked(withoutCounted(withoutEcho(differences))))
        getOrMake(byTest, difference.test, () => []).push(difference);
    const merged = new Map();
    const fates = new Map();
    const fateOf = (lane) => getOrMake(fates, lane, () => fateOfService(tables, lane));
    for (const [test, list] of byTest) {
        const table = tables.find(({ name }) => name === test);
        for (const draft of draftsOf(list, table, fateOf)) {
            // Whoever asks, the answer is the same line of code; and what went up in one test and down in another has moved.
            const object = draft.object.startsWith("← ") ? "←" : databaseOf(draft.object);
            getOrMake(merged, [draft.lane, object, draft.cause].join("\n"), () => []).push(draft);
        }
    }
    const surest = (a, b) => sureness.indexOf(certainty(a.test)) - sureness.indexOf(certainty(b.test));
    const plainest = (a, b) => surest(a, b) ||
        ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
        indirectness(a) - indirectness(b) ||
        Number(b.undisturbed) - Number(a.undisturbed) ||
        vagueness(a.window) - vagueness(b.window) ||
        extent(a, tables) - extent(b, tables) ||
        compareText(a.test, b.test);
    // The test that is surest and tells it most plainly speaks for all: inside one step rather than over the whole test, and of one request rather
    // than of many that its context would show added up.
    const sorted = [...merged.values()].map((drafts) => drafts.sort(plainest));
    const told = withConsequences(withSame(sorted, plainest), surest);
    const findings = withAsides(siblings(told, surest)).flatMap(({ drafts, more }) => {
        const [draft] = drafts;
        if (draft === undefined)
            return [];
        const speaker = speakerOf(draft, tables.find(({ name }) => name === draft.test), replicas);
        const lines = linesFor({ ...draft, ...speaker });
        const finding = finish({ ...draft, sentence: `${draft.sentence}${more}` }, drafts, tables, certainty(draft.test), speaker.lane, lines);
        return [{ finding, atEdge: draft.window === start || draft.window === end }];
    });
    return findings
        .sort(({ finding: a, atEdge: isA }, { finding: b, atEdge: isB }) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
        Number(isA) - Number(isB) ||
        compareText(a.service, b.service) ||
        compareText(a.object, b.object) ||
        compareText(a.fingerprint, b.fingerprint))
        .map(({ finding }) => finding);
}
/**
 * Numbers of questions, and of syncs in a row, tell what others tell more plainly. Not so of answers that wait for no sync: how often a file is written
 * that none of them waits for is a matter of what happens to fall into one write.
 */
function indirectness(draft) {
    return Number((isOfQuestions(draft) && !isOfUnsynced(draft)) || isOfRows(draft));
}
function draftsOf(differences, table, fateOf) {
    const counts = differences.filter((difference) => difference.kind === "count");
    const orders = differences.filter((difference) => difference.kind === "order");
    const changes = classChanges(counts);
    const groups = [];
    const services = [];
    for (const [lane, list] of changes) {
        const fate = fateOf(lane);
        if (fate === 0)
            groups.push(...groupsOf(lane, list, changes_knownOf(table, lane)));
        else
            services.push(serviceDraft(lane, list, fate));
    }
    const drafts = [...conversations(moved(groups)), ...services];
    const named = new Set([...changes].flatMap(([lane, list]) => list.map(({ key }) => `${lane}\n${key}`)));
    const changed = (lane) => changes.get(lane)?.map(({ key }) => key) ?? [];
    const unnamed = orders.filter(({ lane, first, second }) => !named.has(`${lane}\n${first}`) && !named.has(`${lane}\n${second}`));
    const left = withoutHastened(unnamed, changed);
    const reordered = orderDrafts(left);
    // A handle used in another order, and an answer that no longer comes behind a sync, say the same as the broken claims about the file.
    const said = new Set(reordered.map(({ lane, object }) => `${lane}\n${object}`));
    const again = (draft) => draft.kind === "reordered" || isOfSynced(draft);
    const ahead = differences.filter((difference) => difference.kind === "ahead");
    const inARow = differences.filter((difference) => difference.kind === "row");
    const plain = [...drafts.filter((draft) => !again(draft) || !said.has(`${draft.lane}\n${draft.object}`)), ...reordered];
    const asked = withoutHastened(ahead.filter((difference) => !isOfAnswers(difference)), changed);
    return withDurable([...plain, ...questionDrafts(asked, reordered), ...rowDrafts(inARow, plain)], ahead.filter(isOfAnswers));
}
function finish(draft, drafts, tables, certainty, service, lines) {
    const { kind, rank, test, lane, object, sentence, before, after, evidence, direction } = draft;
    const table = tables.find(({ name }) => name === test);
    const n = table?.n ?? 0;
    const m = table?.m ?? 0;
    const identity = [kind, lane, object, direction, ...draft.calls].join("\n");
    return {
        kind,
        rank,
        certainty,
        test,
        service,
        step: stepName(draft.window),
        object: shownObject(object),
        sentence,
        before,
        after,
        context: table === undefined ? [] : contextOf(table, draft),
        ...(lines === undefined ? {} : { lines }),
        calls: drafts.slice(0, findings_mostNamed).map(namedBy),
        evidence: { base: { seen: evidence.base, runs: n }, head: { seen: evidence.head, runs: m }, p: 1 / choose(n + m, m) },
        fingerprint: (0,external_node_crypto_.createHash)("sha256").update(identity).digest("hex").slice(0, 16),
        extent: {
            objects: [...new Set(drafts.filter((other) => other.object !== "").map((other) => extentObject(other, lane)))].sort(compareText),
            counts: drafts.filter((other) => other.object === object && other.lane === lane).flatMap((other) => countsOf(other, tables)),
        },
        alsoIn: [...new Set(drafts.map((other) => other.test))].filter((other) => other !== test).sort(compareText),
    };
}
/** Tests and objects whose calls a finding names, and the classes of each. */
const findings_mostNamed = 500;
const mostClasses = 100;
function namedBy({ test, window, classes }) {
    return { test, window, classes: classes.slice(0, mostClasses) };
}
function shownObject(object) {
    return object.replace(/^→ (?!unix:)/, "tcp → ");
}
/** An object that a finding of [service] goes for; that of another service with its name in front. */
function extentObject({ lane, object }, service) {
    return lane === service ? shownObject(object) : `${lane}: ${shownObject(object)}`;
}
/** How often each run of the head makes the calls of [draft], in the whole of its test: so it does not matter in which part of it they were found. */
function countsOf({ test, lane, counted }, tables) {
    const table = tables.find(({ name }) => name === test);
    if (table === undefined)
        return [];
    const sections = table.sections.filter((section) => section.lane === lane);
    const counts = new Map();
    for (const { key, call, more } of counted) {
        const { sums } = getOrMake(counts, call, () => ({ more, sums: new Array(table.m).fill(0) }));
        for (const { rows } of sections) {
            rows
                .get(key)
                ?.counts.slice(table.n)
                .forEach((count, r) => (sums[r] = (sums[r] ?? 0) + count));
        }
    }
    return [...counts]
        .map(([call, { more, sums }]) => ({ test, call, more, least: Math.min(...sums), most: Math.max(...sums) }))
        .sort((a, b) => compareText(a.call, b.call));
}

;// CONCATENATED MODULE: ./build/js/drift/places.js



/** Lines told of one side. */
const mostLines = 8;
function placesOf(runs, options = {}) {
    const places = new Map();
    for (const test of runs.flatMap((run) => run.tests)) {
        if (test.verdict !== "pass" || places.has(test.name))
            continue;
        if (test.events.some(({ call }) => call?.source !== undefined))
            places.set(test.name, observePlaces(test, options));
    }
    return places;
}
/** The lines of both sides; undefined when neither side knows any. */
function linesFor(wanted, base, head) {
    const before = counted(callsOf(wanted, base));
    const after = counted(callsOf(wanted, head));
    if (before.length === 0 && after.length === 0)
        return undefined;
    // Without lines of the base nothing is known to be new.
    const fresh = base?.has(wanted.test) === true ? unpaired(after, before) : new Set();
    const told = (lines) => lines
        .map((one) => {
        const { function: name, file, line, near } = one.source;
        return { function: name, file, ...(line === undefined ? {} : { line }), near, count: one.count, isNew: fresh.has(one) };
    })
        .sort((a, b) => Number(b.isNew) - Number(a.isNew))
        .slice(0, mostLines);
    return { base: told(before), head: told(after) };
}
function callsOf({ test, lane, window, classes }, places) {
    const own = (places?.get(test) ?? []).filter((call) => call.lane === lane && isWithin(call.window, window));
    const exact = own.filter(({ key }) => classes.includes(key));
    if (exact.length > 0)
        return exact.map(({ source }) => source);
    // Names that vary between runs were folded, and a handle stands for its calls: what is left is the family and the object.
    const wanted = classes.map(partsOf);
    return own
        .filter(({ key }) => {
        const { call, object } = partsOf(key);
        return wanted.some((parts) => parts.object === object && (parts.call === call || parts.call === "handle"));
    })
        .map(({ source }) => source);
}
/** Lines in the order in which they are first met. */
function counted(sources) {
    const lines = new Map();
    for (const source of sources) {
        const key = `${source.file}:${source.line ?? ""} ${source.function}`;
        const known = lines.get(key);
        if (known)
            known.count++;
        else
            lines.set(key, { source, count: 1 });
    }
    return [...lines.values()];
}
/**
 * The lines of [after] that have no counterpart in [before], as far as that is certain. Within a function a line that reads as before is that
 * line, in the order in which they stand. Where more are left than were there before, and nothing tells which of them are new, none is called so.
 */
function unpaired(after, before) {
    const fresh = new Set(after);
    for (const name of new Set(before.map(({ source }) => source.function))) {
        const inIt = (lines) => lines.filter(({ source }) => source.function === name).sort((a, b) => (a.source.line ?? 0) - (b.source.line ?? 0));
        let old = inIt(before);
        let now = inIt(after);
        for (const one of now) {
            const same = old.find(({ source }) => source.text !== undefined && source.text === one.source.text);
            if (same === undefined)
                continue;
            fresh.delete(one);
            old = old.filter((other) => other !== same);
            now = now.filter((other) => other !== one);
        }
        if (old.length > 0)
            for (const one of now)
                fresh.delete(one);
    }
    return fresh;
}

;// CONCATENATED MODULE: ./build/js/drift/timers.js
/**
 * What is told of calls that come by themselves. How often a timer fires is no cell, because a slower machine would look like another program. Two
 * things do not depend on speed, once it is known for how long each run was watched (`pauses.ts`):
 *
 * - Whether it fires at all. Each such class makes a claim, "it comes": a run keeps it by having the class in its steps, breaks it by not having it
 *   there although it was watched for as long as any other run ever went without it, and says nothing else. And the whole test must have fewer of
 *   it: what was only late, or so early that it came before the first step, is still there.
 * - A number that is the same in the whole test of every run. That is no timer: it is what a poller does for each piece of work that it finds, however
 *   late. It could still be a timer that fired as often as the runs were long, so a run that has more says so only if it was watched no longer than
 *   one that has fewer, and the reverse.
 *
 * Runs that say nothing may be on either side, as for claims of order.
 */





/** A number that is the same in fewer runs than these may be so by chance. */
const fewestEqual = 5;
/** The cells by test. Claims also of all tests of the same runs together, which are cells of the test that shows them best. */
function timerCells(tables, background) {
    const cells = new Map();
    const add = (test, ...made) => {
        for (const cell of made)
            if (cell !== undefined)
                getOrMake(cells, test, () => []).push(cell);
    };
    for (const together of experimentsOf(tables)) {
        const claims = new Map();
        for (const table of together)
            for (const claim of claimsOf(table))
                getOrMake(claims, claim.lane + joint + claim.key, () => []).push(claim);
        for (const list of claims.values()) {
            for (const claim of list)
                add(claim.table.name, numberCell(claim, background), claimCell(claim, claim.table.name, background));
            const best = list.reduce((a, b) => (missing(b) > missing(a) ? b : a)).table.name;
            if (list.length > 1)
                add(best, claimCell(list.reduce(both), best, background));
        }
    }
    return cells;
}
/** "It comes", as [test] tells of it. */
function claimCell({ table: { n, m }, lane, key, inSteps, inAll, comes }, test, background) {
    const id = lane + joint + key;
    const standing = without(standingOfClaim(comes, "<", m), m, (set) => !background.has(test, id, set) || !isLow(inAll, set));
    if (standing.sets.size === 0)
        return undefined;
    const counts = { base: inSteps.slice(0, n), head: inSteps.slice(n) };
    return { standing, inPart: false, difference: { kind: "count", test, lane, key, phase: "", ...counts, byItself: true } };
}
function claimsOf(table) {
    const { sections, n, m } = table;
    const none = () => new Array(n + m).fill(0);
    const inSteps = new Map();
    const inAll = new Map();
    for (const { window, lane, rows } of sections) {
        for (const { key, counts } of rows.values()) {
            for (const sums of window === start || window === end ? [inAll] : [inAll, inSteps]) {
                const values = getOrMake(sums, lane + joint + key, none);
                counts.forEach((count, r) => (values[r] = (values[r] ?? 0) + count));
            }
        }
    }
    return sections.flatMap(({ window, lane, pauses }) => {
        const watched = pauses.get(watch);
        if (window !== whole || watched === undefined)
            return [];
        return [...pauses].flatMap(([key, times]) => {
            const values = inSteps.get(lane + joint + key);
            if (values === undefined)
                return [];
            const enough = Math.max(...times.map((time) => time ?? 0));
            const comes = values.map((count, r) => (count > 0 ? "<" : (watched[r] ?? -1) >= enough ? ">" : undefined));
            return [{ table, lane, key, inSteps: values, inAll: inAll.get(lane + joint + key) ?? values, comes, watched }];
        });
    });
}
/** Of a class that every run but those of a set has equally often. */
function numberCell({ table: { name, n, m }, lane, key, inAll, watched }, background) {
    if (n < fewestEqual || isDerived(partsOf(key)))
        return undefined;
    const id = lane + joint + key;
    const sets = new Map();
    const values = [...new Set(inAll)].sort((a, b) => a - b);
    for (const least of values.slice(1)) {
        const known = (more) => watched.filter((time, r) => time !== undefined && (inAll[r] ?? 0) >= least === more).map((time) => time ?? 0);
        const [shortest, longest] = [Math.min(...known(true)), Math.max(...known(false))];
        const sides = inAll.map((count, r) => {
            const time = watched[r];
            if (time === undefined || (count >= least ? time > longest : time < shortest))
                return undefined;
            return count >= least ? ">" : "<";
        });
        for (const claim of ["<", ">"])
            surest(sets, standingOfClaim(sides, claim, m).sets);
    }
    const steady = (set) => new Set(inAll.filter((_, r) => set[r] === "0")).size === 1;
    const separated = sets.has("0".repeat(n) + "1".repeat(m));
    const standing = without({ sets, separated }, m, (set) => !background.has(name, id, set) || !steady(set));
    if (standing.sets.size === 0)
        return undefined;
    const counts = { base: inAll.slice(0, n), head: inAll.slice(n) };
    return { standing, inPart: false, difference: { kind: "count", test: name, lane, key, phase: whole, ...counts, byItself: true } };
}
function missing({ comes, table: { n } }) {
    return comes.slice(n).filter((relation) => relation === ">").length;
}
/** Two tests as one: what comes in either comes. */
function both(a, b) {
    const sum = (one, other) => one.map((count, r) => count + (other[r] ?? 0));
    const comes = a.comes.map((one, r) => (one === "<" || b.comes[r] === "<" ? "<" : (one ?? b.comes[r])));
    return { ...a, inSteps: sum(a.inSteps, b.inSteps), inAll: sum(a.inAll, b.inAll), comes };
}

;// CONCATENATED MODULE: ./build/js/drift/compare.js
/**
 * Comparison of two models: which of all that was counted and ordered changed, and how sure that is.
 *
 * 1. Only like is compared with like: runs of one environment, tests that both sides ran and passed, with the same steps.
 * 2. Per test, the runs of both sides are laid into one table; names that vary by evidence are folded first.
 * 3. Every number a run has becomes a cell: for each class the count in the start, in the end, over all steps together, and in each step;
 *    for each pair of classes with a claim, whether the run kept it. The total over all steps is the main thing: work done after an answer
 *    falls into this step or the next as luck will have it, so single steps are trusted only for classes that were never seen late in the
 *    base.
 * 4. A cell is *separated* when the ranges of the two sides do not touch (for a claim: kept by all of the base, broken by all of the head).
 * 5. What comes by itself in the base (heartbeats, flushers) is no cell. Learnt from the base alone: otherwise a change that moves work into
 *    the background would hide itself.
 * 6. The evidence rule (`evidence.ts`) says whether separated cells may be called drift.
 * 7. `findings.ts` makes one finding of all separated cells that have one cause.
 *
 * Aligning is by name, never by position, so an inserted call is one difference and not forty. O(cells × runs) after the table.
 */











/** What changed from [base] to [head]. Pure; never throws on models that [parseModel] or [learn] gave. */
function compare(base, head, options = {}) {
    return compareByTable(base, head, options).comparison;
}
/** [compare] with the tables that it compared. */
function compareByTable(base, head, options = {}) {
    const budget = options.budget ?? defaultBudget;
    const notes = [];
    if (ofTwoSuites(base, head))
        notes.push(`these are two suites, ${base.suite} and ${head.suite}: tests of the same name were compared`);
    const { baseRuns, headRuns } = sameEnvironment(base, head, notes);
    const environment = { base: commonest(base), head: commonest(head) };
    const done = { baseRuns: baseRuns.length, headRuns: headRuns.length, environment };
    const nothing = () => {
        return {
            comparison: { ...done, outcome: "incomparable", findings: [], compared: [], falseAlarmBound: 0, notes },
            tables: [],
            background: new Background([]),
        };
    };
    if (baseRuns.length === 0 || headRuns.length === 0)
        return nothing();
    const tests = testsInCommon(baseRuns, headRuns, notes);
    const compared = [];
    const tables = [];
    for (const name of tests) {
        const table = tableOf(name, baseRuns, headRuns);
        if (table === undefined)
            continue;
        if (stepsDiffer(table)) {
            notes.push(`${name} itself makes other steps than in the base; it was not compared`);
            continue;
        }
        tables.push(table);
        compared.push(name);
    }
    if (compared.length === 0) {
        notes.push("no test in common");
        return nothing();
    }
    const replicas = replicasOf(tables);
    const together = tables.map((table) => withReplicas(table, replicas));
    const background = new Background(together);
    const free = new FreePairs(together);
    const claims = combinedClaims(together, background);
    const ahead = combinedAhead(together, background);
    const timers = timerCells(together, background);
    const rows = rowCells(together, background);
    const cells = together.flatMap((table) => [
        ...countCells(table, background),
        ...(timers.get(table.name) ?? []),
        ...orderCells(table, free, background),
        ...(claims.get(table.name) ?? []),
        ...aheadCells(table, background),
        ...(ahead.get(table.name) ?? []),
        ...(rows.get(table.name) ?? []),
    ]);
    const weighed = withLuck(cells, replicas);
    const scores = new Scores();
    for (const { name, n, m, runs } of tables) {
        // A test with too few runs for any verdict cannot raise an alarm, so it has no share in the budget either.
        const own = weighed.filter(({ difference }) => difference.test === name);
        if (canDecide(n, m, budget))
            scores.add(runs, n + m, m, scored(own), steadyNumbers(own));
    }
    const separated = cells.filter(({ standing }) => standing.separated).map(({ difference }) => difference);
    const differences = toldOnce(separated, tables, replicas);
    const chances = new Map(tables.filter(({ n, m }) => canDecide(n, m, budget)).map(({ name, runs }) => [name, scores.chance(runs)]));
    const certainty = (test) => {
        const chance = chances.get(test);
        if (chance !== undefined && chance <= budget)
            return "confirmed";
        return options.final === true ? "inconclusive" : "suspected";
    };
    // What may be called drift, and so what may be called it wrongly.
    const bound = Math.max(0, ...[...chances.values()].filter((chance) => chance <= budget));
    const findings = findingsOf(differences, together, certainty, replicas, (wanted) => linesFor(wanted, options.places?.base, options.places?.head));
    const outcome = findings.length === 0 ? "same" : findings.some((finding) => finding.certainty === "confirmed") ? "drift" : "undecided";
    unseen(tables, notes);
    return { comparison: { ...done, outcome, findings, compared, falseAlarmBound: bound, notes }, tables, background };
}
/**
 * The cells as far as they are evidence: what is asked before one call and before another moves together, so one question counts once; and so do
 * the syncs of a file in a row, in whichever step, and all that a service does by itself, since one timer makes many calls.
 */
function scored(cells) {
    const causes = new Map();
    const others = [];
    for (const { standing, inPart, difference } of cells) {
        const cause = causeOf(difference);
        if (cause === undefined)
            others.push({ standing, inPart });
        else {
            const { sets } = getOrMake(causes, cause, () => ({ sets: new Map(), inPart }));
            surest(sets, standing.sets);
        }
    }
    for (const { sets, inPart } of causes.values())
        others.push({ standing: { sets, separated: false }, inPart });
    return others;
}
/**
 * The counts among the cells that never vary in the runs outside of a set. A claim has two values only, so that it never varies there says no more than
 * that it stands out; and it is not known of a least number in runs that are silent. Those that move together in one test tell one thing.
 */
function steadyNumbers(cells) {
    return cells.flatMap(({ standing, inPart, difference }) => {
        if (inPart || difference.kind !== "count")
            return [];
        const { sets, what } = steadyOf(standing, [...difference.base, ...difference.head]);
        return [{ sets, what: causeOf(difference) ?? `${difference.test}\n${what}` }];
    });
}
/** Same for cells that move together. */
function causeOf(difference) {
    if (difference.kind === "ahead")
        return `${difference.lane}\n${difference.question}`;
    if (difference.kind === "row")
        return `${difference.lane}\n${difference.key}`;
    return difference.kind === "count" && difference.byItself === true ? difference.lane : undefined;
}
/** Below this many expected surprises a run nobody need be told. */
const worthTelling = 0.5;
/** Good and Turing: behaviours seen in just one of n base runs, over n, are about as many as the next run will show for the first time. */
function unseen(tables, notes) {
    let once = 0;
    let runs = 0;
    for (const { sections, n } of tables) {
        runs = Math.max(runs, n);
        for (const { rows } of sections) {
            for (const { counts } of rows.values())
                if (counts.slice(0, n).filter((count) => count > 0).length === 1)
                    once++;
        }
    }
    const expected = runs < 2 ? 0 : once / runs;
    if (expected < worthTelling)
        return;
    notes.push(`an unchanged run still shows about ${expected.toFixed(1)} behaviours that none of the ${runs} base runs had; more base runs would help`);
}

;// CONCATENATED MODULE: ./build/js/drift/diff.js
/**
 * `faultbox diff A B`: what two models say otherwise, in sentences and line by line. The comparison says what changed and how sure that is, from one
 * run against one upwards; the lines of the tests in which it found something are shown beside each other. Lines are aligned by section and by
 * class, so one inserted call is one line and nothing behind it moves. Where a model holds several runs, a count is a range, and ranges that touch
 * are equal; what comes by itself, what is free to happen in either order, and whether it was seen late, is no difference. A handle's life is only
 * shown where no call of it differs: it would say the same again. Tests that cannot be compared (one side lacks them, or their steps are others)
 * differ as far as their lines do.
 */






/** Differences between two models. */
function diffModels(a, b) {
    const { comparison, tables, background } = compareByTable(a, b);
    const changed = new Set(comparison.findings.flatMap(({ test, alsoIn }) => [test, ...alsoIn]));
    const compared = new Map(tables.map((table) => [table.name, table]));
    const names = [...new Set([...testsOf(a), ...testsOf(b)])].sort(compareText);
    let aLines = 0;
    let bLines = 0;
    const sections = [];
    for (const test of names) {
        const table = compared.get(test) ?? sideBySide(test, a, b);
        const sides = new Sides(table, compared.has(test) ? background : undefined);
        for (const section of table.sections) {
            const lines = sectionLines(section, sides);
            aLines += lines.filter(({ side }) => side !== "b").length;
            bLines += lines.filter(({ side }) => side !== "a").length;
            const tells = changed.has(test) || !compared.has(test);
            if (tells && lines.some(({ side }) => side !== "both"))
                sections.push({ test, window: section.window, lane: section.lane, lines });
        }
    }
    return { identical: comparison.findings.length === 0 && sections.length === 0, aLines, bLines, comparison, sections };
}
/** The runs of both sides of a test that was not compared. */
function sideBySide(name, a, b) {
    const ofA = observed(a, name);
    const ofB = observed(b, name);
    return { name, n: ofA.length, m: ofB.length, runs: "", sections: tabulate([...ofA, ...ofB]) };
}
function testsOf({ runs }) {
    return runs.flatMap(({ tests }) => [...tests.keys()]);
}
function observed({ runs }, test) {
    return runs.map(({ tests }) => tests.get(test)).filter((facts) => facts !== undefined && facts !== "broken");
}
/** Repeats of a line are written out up to here. */
const mostRepeats = 8;
/** What the lines of one test's two sides have in common. */
class Sides {
    a;
    b;
    /** Lane and class of what differs in number without being a difference. */
    #free = new Set();
    constructor({ name, n, m, sections }, background) {
        this.a = Array.from({ length: n }, (_, r) => r);
        this.b = Array.from({ length: m }, (_, r) => n + r);
        const late = new Set();
        const totals = new Map();
        for (const { window, lane, rows } of sections) {
            for (const row of rows.values()) {
                const id = lane + joint + row.key;
                if (background?.has(name, id, "0".repeat(n) + "1".repeat(m)) === true)
                    this.#free.add(id);
                if (window === start || window === end)
                    continue;
                if (row.late.includes(true))
                    late.add(id);
                const total = getOrMake(totals, id, () => new Array(n + m).fill(0));
                row.counts.forEach((count, r) => (total[r] = (total[r] ?? 0) + count));
            }
        }
        // Seen behind an answer and equally frequent in all steps together: at the edge of a step it falls into this one or the next as luck will have it.
        for (const id of late) {
            const { a, b } = this.#facing(totals.get(id) ?? []);
            if (a === b)
                this.#free.add(id);
        }
    }
    /** One count a side: the same where it is no difference, else the ends of the ranges that face each other. */
    counts(id, values) {
        const { a, b } = this.#facing(values);
        const most = Math.max(a, b);
        return this.#free.has(id) ? { a: most, b: most } : { a, b };
    }
    #facing(values) {
        const range = (runs) => {
            const counts = runs.length === 0 ? [0] : runs.map((r) => values[r] ?? 0);
            return [Math.min(...counts), Math.max(...counts)];
        };
        const [aLeast, aMost] = range(this.a);
        const [bLeast, bMost] = range(this.b);
        if (aMost < bLeast)
            return { a: aMost, b: bLeast };
        if (bMost < aLeast)
            return { a: aLeast, b: bMost };
        const both = Math.max(aLeast, bLeast);
        return { a: both, b: both };
    }
}
function sectionLines({ rows, pairs, lane }, sides) {
    const counts = new Map([...rows.values()].map(({ key, counts: values }) => [key, sides.counts(lane + joint + key, values)]));
    const side = (mine, other, of) => arranged(rows, pairs, balanceOnOneSide(mine, other)).flatMap(({ key }) => {
        const both = counts.get(key);
        if (both === undefined || isDerived(partsOf(key)))
            return [];
        // What both sides have is the same lines on both; what one has more comes after it.
        const common = Math.min(both.a, both.b);
        return [...repeated(key, common), ...repeated(key, both[of] - common)];
    });
    const lines = (0,array/* diffArrays */.E)(side(sides.a, sides.b, "a"), side(sides.b, sides.a, "b")).flatMap(({ added, removed, value }) => value.map((text) => ({ side: added === true ? "b" : removed === true ? "a" : "both", text })));
    const told = new Set(lines.filter((line) => line.side !== "both").map(({ text }) => partsOf(text.replace(/ {2}×\d+$/, "")).object));
    for (const key of [...counts.keys()].sort(compareText)) {
        const { a, b } = counts.get(key) ?? { a: 0, b: 0 };
        const parts = partsOf(key);
        if (!isDerived(parts) || told.has(parts.object) || a === b)
            continue;
        // A line that moved says why fewer answers come behind a sync.
        if (parts.call === "synced" && told.size > 0)
            continue;
        lines.push(...new Array(Math.abs(a - b)).fill({ side: a > b ? "a" : "b", text: key }));
    }
    return [...lines, ...loosened(pairs, told, sides.a, sides.b)];
}
function repeated(key, count) {
    return count > mostRepeats ? [`${key}  ×${count}`] : new Array(count).fill(key);
}
/** Pairs that one side keeps in order and the other mixes: no line moves for them, so they are said. */
function loosened(pairs, told, aRuns, bRuns) {
    const signOf = (relations, runs) => {
        const seen = new Set(runs.map((r) => relations[r]).filter((relation) => relation !== undefined));
        return seen.size === 1 ? [...seen][0] : undefined;
    };
    const lines = [];
    for (const pair of [...pairs.keys()].sort(compareText)) {
        const [first, second] = parted(pair);
        if (told.has(partsOf(first).object) || told.has(partsOf(second).object))
            continue;
        const a = signOf(pairs.get(pair) ?? [], aRuns);
        const b = signOf(pairs.get(pair) ?? [], bRuns);
        if (a === undefined || b === undefined || a === b || (a !== "~" && b !== "~"))
            continue;
        const text = (sign) => `order ${first}  |  ${second}  ${sign}`;
        lines.push({ side: "a", text: text(a) }, { side: "b", text: text(b) });
    }
    return lines;
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
;// CONCATENATED MODULE: ./build/js/drift/text.js
/**
 * A model as text: made to be read, kept in git, compared with plain `diff`, and parsed again without loss.
 *
 *     faultbox model 5
 *     suite traces-test.star
 *     runs 3
 *     environment {"tool":"faultbox 1.0.0",…}
 *     test test_happy_path
 *       start
 *         inventory, as first seen
 *           bind allow ← main
 *           open(append,create,write) allow /tmp/inventory.wal
 *           write allow stdout  {turn - 2 -}
 *       step 1 POST /orders → orders.main
 *         test
 *           step 200 POST /orders → orders.main
 *         inventory, in order
 *           open(append,create,write) allow /tmp/inventory.wal
 *           write allow /tmp/inventory.wal
 *           write allow /tmp/inventory.wal  +[0 0 1]
 *           fsync allow /tmp/inventory.wal
 *           send allow ← orders  {late 010}
 *           order write allow /tmp/inventory.wal  |  fsync allow /tmp/inventory.wal  <<~
 *     end 19 lines
 *
 * A line is one call that every run made; equal lines are repeats of it (`×N` from nine on). What only some runs made carries one value a
 * run: `+[0 0 1]`. Lists of runs always go by the same order, that of the bag (`model.ts`). Under a heading `in order`, a line happened
 * before the lines below it in every request of every run that had both; the `order` lines at the end name the exceptions, by run: `<` the
 * first first, `>` the second first, `~` mixed, `-` no request had both. `{free}` marks a line no order is known of. Without `in order`,
 * only what an `order` line says is known. `{late}` was seen behind the answer, `{idle}` without any request.
 *
 * `{in a row 3}`, `{in a row [1 3 -]}`: of this sync, the greatest number one behind the other between two answers, while several requests waited for
 * theirs. Formats 1 to 4 had no such marks.
 *
 * `ahead A  |  B  2` at the end: of the requests that had both, the one with the fewest of A, a question or a sync, before the first B had two; by run
 * where the runs differ or some have nothing to say, `[2 - 1]`. Formats 1 and 2 had no such lines. `unsynced allow → db.main` in the place of A is an answer of
 * that service (`receive allow → db.main` above) that came behind no sync there.
 *
 * Under `whole test`, for each service, `watched  128` is for how many milliseconds it was watched when it had started, and `pause LINE  24` the longest
 * time that went without a line which came by itself; by run, as for `ahead`. Formats 1 to 3 had no such lines.
 *
 * The start and the end of a test have no requests, and of their lines is told in which order they first came: the one they stand in, and in
 * runs that saw some of them elsewhere, `{turn - 2 -}` says as what in the order of that run they came, from 1. Runs that do not tell are
 * marked behind the heading: `inventory, as first seen  +.+`. Format 1 had no such headings, and is read as it was.
 */





const formatVersion = 5;
/** All that are read: what a base branch has stored stays of use. */
const readable = [1, 2, 3, 4, formatVersion];
/** Repeats of a line are written out up to here, so that one more call is one more line; a thousand calls are one line with a number. */
const text_mostRepeats = 8;
/** More classes than this in one section: exceptions to one order would outnumber what they are exceptions of. */
const mostInOrder = 150;
const inOrderMark = ", in order";
const asSeenMark = ", as first seen";
const inARowMark = "in a row ";
/** Bounds of what is read; files come from outside. Each is far beyond what recording makes. */
const limits = { bytes: 256 * 2 ** 20, lineLength: 64 * 1024, runs: 2_000, values: 40_000_000, relations: 100_000_000, count: 1e12 };
/** What names are free of (`escapeText`), so that nobody who prints a model has to ask what it does to a terminal. */
const invisible = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** A text that is no model: where, what was found, what to do. */
class ModelFormatError extends Error {
    name = "ModelFormatError";
    line;
    /** The message without what to do, which depends on whose model it is. */
    found;
    constructor(line, found, remedy = "") {
        const where = line === 0 ? found : `line ${line}: ${found}`;
        super(remedy === "" ? where : `${where}; ${remedy}`);
        this.line = line;
        this.found = where;
    }
}
/** The text of a model; equal for equal models, to the byte. */
function formatModel(model) {
    const { runs } = model;
    const lines = [`faultbox model ${formatVersion}`, `suite ${model.suite}`, `runs ${runs.length}`];
    const environments = [...new Set(runs.map(({ environment }) => environmentText(environment)))].sort(compareText);
    for (const text of environments)
        lines.push(`environment ${text}`);
    if (environments.length > 1) {
        lines.push(`environments [${runs.map(({ environment }) => environments.indexOf(environmentText(environment)) + 1).join(" ")}]`);
    }
    const names = [...new Set(runs.flatMap(({ tests }) => [...tests.keys()]))].sort(compareText);
    for (const name of names) {
        const states = runs.map(({ tests }) => tests.get(name));
        const marks = states.map((state) => (state === undefined ? "." : state === "broken" ? "x" : "+")).join("");
        lines.push(`test ${name}${/^\++$/.test(marks) ? "" : `  ${marks}`}`);
        let window = "";
        for (const section of tabulate(states.filter((state) => state !== undefined && state !== "broken"))) {
            if (section.window !== window)
                lines.push(`  ${section.window}`);
            window = section.window;
            writeSection(section, lines);
        }
    }
    lines.push(`end ${lines.length + 1} lines`);
    return lines.join("\n") + "\n";
}
function writeSection({ lane, rows, pairs, ahead, pauses }, lines) {
    const shown = arranged(rows, pairs);
    const ordered = new Set();
    for (const pair of pairs.keys())
        for (const key of parted(pair))
            ordered.add(key);
    const inOrder = shown.filter(({ key }) => ordered.has(key));
    const exceptions = [];
    let total = 0;
    if (inOrder.length <= mostInOrder) {
        inOrder.forEach((a, i) => {
            for (const b of inOrder.slice(i + 1)) {
                total++;
                const text = relationText(a, b, pairs);
                if (text !== "<")
                    exceptions.push([a, b, text]);
            }
        });
    }
    const byOrder = total > 0 && exceptions.length * 2 <= total;
    const { mark, elsewhere } = sightOf(shown);
    lines.push(`    ${lane}${byOrder ? inOrderMark : mark}`);
    for (const row of shown) {
        const free = byOrder && !ordered.has(row.key) && couldBeOrdered(row.key);
        writeRow(row, free, elsewhere.get(row), lines);
    }
    const listed = byOrder ? exceptions : orderedPairs(rows, pairs);
    for (const [a, b, text] of listed)
        lines.push(`      order ${a.key}  |  ${b.key}  ${text}`);
    for (const [pair, leasts] of sortedByKey(ahead))
        lines.push(`      ahead ${parted(pair).join("  |  ")}  ${leastsText(leasts)}`);
    for (const [key, times] of sortedByKey(pauses)) {
        lines.push(`      ${key === watch ? "watched" : `pause ${key}`}  ${leastsText(times)}`);
    }
}
/** One number where all runs have the same. */
function leastsText(leasts) {
    const texts = leasts.map((least) => (least === undefined ? "-" : String(least)));
    const [first = "-"] = texts;
    return first !== "-" && texts.every((text) => text === first) ? first : `[${texts.join(" ")}]`;
}
/** What is said of the order in which [shown] first came: behind the heading, and of rows that some runs saw elsewhere. */
function sightOf(shown) {
    const elsewhere = new Map();
    const runs = shown[0]?.counts.length ?? 0;
    const tells = [];
    for (let r = 0; r < runs; r++) {
        const seen = inTurn(shown, r);
        tells.push(seen.length > 0);
        const turns = new Map(seen.map((row, turn) => [row, turn]));
        const inPlace = new Set(longestRise(shown.filter((row) => turns.has(row)), (row) => turns.get(row) ?? noTurn));
        for (const [row, turn] of turns) {
            if (!inPlace.has(row))
                getOrMake(elsewhere, row, () => new Array(runs).fill("-"))[r] = String(turn + 1);
        }
    }
    if (!tells.includes(true))
        return { mark: "", elsewhere };
    const silent = tells.some((one, r) => !one && shown.some(({ counts, key }) => hasTurn(key) && (counts[r] ?? 0) > 0));
    return { mark: asSeenMark + (silent ? `  ${tells.map((one) => (one ? "+" : ".")).join("")}` : ""), elsewhere };
}
/** The most of [items] whose numbers rise in the order they stand in: Schensted, *Longest increasing and decreasing subsequences* (1961). */
function longestRise(items, numberOf) {
    /** By length, the chain of that length that ends lowest. */
    const chains = [];
    for (const item of items) {
        const number = numberOf(item);
        let [low, high] = [0, chains.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            const chain = chains[middle];
            if (chain !== undefined && numberOf(chain.item) < number)
                low = middle + 1;
            else
                high = middle;
        }
        chains[low] = { item, before: chains[low - 1] };
    }
    const rise = [];
    for (let link = chains.at(-1); link !== undefined; link = link.before)
        rise.push(link.item);
    return rise;
}
/** Lines that stand for no call, about steps, ends and what is printed never have an order, so they need no mark. */
function couldBeOrdered(key) {
    const parts = partsOf(key);
    const { call, object } = parts;
    return !isDerived(parts) && call !== "step" && call !== "exited" && object !== "stdout" && object !== "stderr" && object !== "stdin";
}
function orderedPairs(rows, pairs) {
    const listed = [];
    for (const pair of [...pairs.keys()].sort(compareText)) {
        const [first, second] = parted(pair);
        const a = rows.get(first);
        const b = rows.get(second);
        if (a !== undefined && b !== undefined)
            listed.push([a, b, relationText(a, b, pairs)]);
    }
    return listed;
}
/** The relations of two rows by run; one sign where it is the same in every run that saw both classes. */
function relationText(a, b, pairs) {
    const straight = a.key < b.key;
    const relations = pairs.get(straight ? a.key + joint + b.key : b.key + joint + a.key);
    const signs = a.counts.map((count, r) => {
        const relation = relations?.[r];
        const both = count > 0 && (b.counts[r] ?? 0) > 0;
        return { both, sign: relation === undefined ? "-" : straight ? relation : opposite(relation) };
    });
    const seen = new Set(signs.filter(({ both }) => both).map(({ sign }) => sign));
    const only = [...seen][0];
    if (only === undefined)
        return "-";
    return seen.size === 1 ? only : signs.map(({ sign }) => sign).join("");
}
function writeRow({ key, counts, late, idle, inARow }, free, elsewhere, lines) {
    const least = Math.min(...counts);
    const turn = elsewhere === undefined ? "" : `  {turn ${elsewhere.join(" ")}}`;
    const row = inARow === undefined ? "" : `  {${inARowMark}${leastsText(inARow)}}`;
    const marks = `${free ? "  {free}" : ""}${markText("late", late, counts)}${markText("idle", idle, counts)}${row}${turn}`;
    const written = [];
    if (least > text_mostRepeats)
        written.push(`      ${key}  ×${least}`);
    else
        for (let i = 0; i < least; i++)
            written.push(`      ${key}`);
    if (counts.some((count) => count !== least))
        written.push(`      ${key}  +[${counts.map((count) => count - least).join(" ")}]`);
    written[written.length - 1] += marks;
    lines.push(...written);
}
function markText(name, marks, counts) {
    if (!marks.some((mark) => mark))
        return "";
    if (marks.every((mark, r) => mark === (counts[r] ?? 0) > 0))
        return `  {${name}}`;
    return `  {${name} ${marks.map((mark) => (mark ? "1" : "0")).join("")}}`;
}
const environmentSchema = dist/* strictObject */.rej({
    tool: dist/* string */.YjP(),
    os: dist/* string */.YjP(),
    arch: dist/* string */.YjP(),
    kernel: dist/* string */.YjP(),
    image: dist/* string */.YjP(),
    capture: dist/* array */.YOg(dist/* string */.YjP()),
});
const again = "record it again with `faultbox test SUITE --runs N --normalize FILE`";
/** The model a text holds. Throws [ModelFormatError] with the line, what was found there and what to do. */
function parseModel(text) {
    return new Parser(text).model();
}
class Parser {
    #lines;
    #at = 0;
    #values = 0;
    #relations = 0;
    constructor(text) {
        if (text.length > limits.bytes)
            throw new ModelFormatError(0, `a model has at most ${limits.bytes} characters, got ${text.length}`);
        const version = /^faultbox model (\d{1,9})\r?\n/.exec(text)?.[1];
        if (version === undefined) {
            throw new ModelFormatError(1, `want "faultbox model ${formatVersion}", got ${quoted(text.split("\n", 1)[0] ?? "")}: this is no model`, again);
        }
        if (!readable.includes(Number(version))) {
            const newer = Number(version) > formatVersion;
            throw new ModelFormatError(1, `this model is of format ${version}, and this version of faultbox reads ${readable.slice(0, -1).join(", ")} and ${formatVersion}`, newer ? `use the version that wrote it, or ${again}` : again);
        }
        const unix = text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
        const hidden = invisible.exec(unix);
        if (hidden !== null) {
            const line = unix.slice(0, hidden.index).split("\n").length;
            const code = (hidden[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
            throw new ModelFormatError(line, `a model has no invisible characters, got U+${code}`, again);
        }
        this.#lines = unix.split("\n");
        if (this.#lines.at(-1) === "")
            this.#lines.pop();
    }
    model() {
        this.#at = 1;
        const last = this.#lines.at(-1) ?? "";
        const count = /^end (\d{1,12}) lines$/.exec(last)?.[1];
        if (count === undefined)
            throw new ModelFormatError(this.#lines.length, `the text is cut off: want "end N lines" as its last line`, again);
        if (Number(count) !== this.#lines.length) {
            throw new ModelFormatError(this.#lines.length, `the text says it has ${count} lines and has ${this.#lines.length}, so it was damaged`, again);
        }
        const suite = this.#field("suite");
        const total = this.#number(this.#field("runs"), limits.runs);
        const environments = [];
        while (this.#peek().startsWith("environment {"))
            environments.push(this.#environment());
        let indices = new Array(total).fill(1);
        if (environments.length > 1)
            indices = this.#vector(this.#field("environments"), total, environments.length);
        const tests = indices.map(() => new Map());
        while (this.#peek().startsWith("test "))
            this.#test(tests);
        if (this.#at !== this.#lines.length - 1)
            this.#fail(`want a test, got ${quoted(this.#peek())}`, this.#at + 1);
        const runs = indices.map((index, r) => {
            const environment = environments[index - 1];
            if (environment === undefined)
                return this.#fail("a run without an environment");
            return { environment, tests: tests[r] ?? new Map() };
        });
        return { suite, runs: canonical(runs) };
    }
    #test(tests) {
        const [name = "", marks = "+".repeat(tests.length), ...more] = this.#field("test").split("  ");
        if (name === "" || more.length > 0 || marks.length !== tests.length || !/^[+x.]*$/.test(marks)) {
            this.#fail(`want "test NAME" and one of "+", "x", "." for each of ${tests.length} runs`);
        }
        if (tests.some((run) => run.has(name)))
            this.#fail(`test ${quoted(name)} comes twice`);
        const observing = tests.filter((_, r) => marks[r] === "+");
        const sections = [];
        let window = "";
        for (;;) {
            const line = this.#peek();
            const indent = line.length - line.trimStart().length;
            if (indent === 2) {
                window = this.#next().slice(2);
            }
            else if (indent === 4) {
                if (window === "")
                    this.#fail("a service outside of a window", this.#at + 1);
                const heading = this.#next().slice(4);
                sections.push({
                    window,
                    ...this.#heading(heading, observing.length),
                    rows: new Map(),
                    free: new Set(),
                    pairs: new Map(),
                    ahead: new Map(),
                    pauses: new Map(),
                });
            }
            else if (indent === 6) {
                const section = sections.at(-1);
                if (section === undefined || section.window !== window)
                    return this.#fail("a line outside of a service", this.#at + 1);
                this.#line(section, observing.length);
            }
            else {
                break;
            }
        }
        for (const section of sections) {
            this.#complete(section, observing.length);
            section.asSeen.forEach((tells, r) => this.#takeTurns(section, r, tells));
        }
        let r = 0;
        tests.forEach((run, i) => {
            if (marks[i] === "x")
                run.set(name, "broken");
            if (marks[i] === "+")
                run.set(name, factsOf(sections, r++));
        });
    }
    #heading(text, runs) {
        if (text.endsWith(inOrderMark))
            return { lane: text.slice(0, -inOrderMark.length), inOrder: true, asSeen: [] };
        const at = text.indexOf(asSeenMark);
        if (at < 0)
            return { lane: text, inOrder: false, asSeen: [] };
        const [, marks = "+".repeat(runs)] = text.slice(at).split("  ");
        if (text.slice(at) !== asSeenMark && (marks.length !== runs || text.slice(at) !== `${asSeenMark}  ${marks}` || !/^[+.]+$/.test(marks)))
            this.#fail(`want "SERVICE${asSeenMark}" and one of "+", "." for each of ${runs} runs`);
        return { lane: text.slice(0, at), inOrder: false, asSeen: [...marks].map((mark) => mark === "+") };
    }
    /** Fills in what `in order` says of the pairs that no line names: more than lines, so it has a bound of its own. */
    #complete({ inOrder, lane, rows, free, pairs }, runs) {
        if (inOrder) {
            const shown = [...rows.values()].filter(({ key }) => couldBeOrdered(key) && !free.has(key));
            if (shown.length > mostInOrder)
                this.#fail(`want at most ${mostInOrder} lines in order, got ${shown.length} of ${quoted(lane)}`);
            this.#relations += (runs * shown.length * (shown.length - 1)) / 2;
            if (this.#relations > limits.relations)
                this.#fail(`a model holds at most ${limits.relations} relations of lines in order`);
            shown.forEach((a, i) => {
                for (const b of shown.slice(i + 1)) {
                    const key = a.key < b.key ? a.key + joint + b.key : b.key + joint + a.key;
                    if (!pairs.has(key))
                        setPair(pairs, a, b, () => "<", true);
                }
            });
        }
        for (const [key, relations] of pairs)
            if (relations.every((relation) => relation === undefined))
                pairs.delete(key);
    }
    /** Rows with a turn of their own take it, the others what is left, in the order they stand in. */
    #takeTurns({ rows }, r, tells) {
        const seen = [...rows.values()].filter(({ key, counts }) => tells && hasTurn(key) && (counts[r] ?? 0) > 0);
        const known = new Set(seen);
        const astray = [...rows.values()].find((row) => row.turns[r] !== noTurn && !known.has(row));
        if (astray !== undefined)
            this.#fail(`run ${r + 1} has a turn for ${quoted(astray.key)}, which it did not see`);
        const order = new Array(seen.length).fill(undefined);
        const left = [];
        for (const row of seen) {
            const turn = row.turns[r] ?? noTurn;
            if (turn === noTurn)
                left.push(row);
            else if (turn < seen.length && order[turn] === undefined)
                order[turn] = row;
            else
                this.#fail(`run ${r + 1} has no turn ${turn + 1} for ${quoted(row.key)}, or two of them`);
        }
        left.reverse();
        order.forEach((row, turn) => {
            const one = row ?? left.pop();
            if (one !== undefined)
                one.turns[r] = turn;
        });
    }
    #line(section, runs) {
        const line = this.#next().slice(6);
        if (runs === 0)
            this.#fail("a line of a test that no run observed");
        this.#values += runs;
        if (this.#values > limits.values)
            this.#fail(`a model holds at most ${limits.values} values`);
        if (line.startsWith("order ")) {
            this.#order(section, line.slice(6), runs);
            return;
        }
        if (line.startsWith("ahead ")) {
            this.#ahead(section, line.slice(6), runs);
            return;
        }
        if (section.window === whole) {
            this.#pause(section, line, runs);
            return;
        }
        const [key = "", ...more] = line.split("  ");
        if (!/^[^ ]+ [^ ]/.test(key))
            this.#fail(`want a call, its decision and its object, got ${quoted(key)}`);
        let row = section.rows.get(key);
        if (row === undefined)
            section.rows.set(key, (row = emptyRow(key, runs)));
        const { counts } = row;
        let added = new Array(runs).fill(1);
        const amount = more[0];
        if (amount?.startsWith("×") === true) {
            added = new Array(runs).fill(this.#number(amount.slice(1), limits.count));
            more.shift();
        }
        else if (amount?.startsWith("+[") === true) {
            added = this.#vector(amount.slice(1), runs, limits.count);
            more.shift();
        }
        added.forEach((value, r) => (counts[r] = (counts[r] ?? 0) + value));
        for (const mark of more) {
            const turns = /^\{turn ((?:-|[1-9]\d*)(?: (?:-|[1-9]\d*))*)\}$/.exec(mark)?.[1]?.split(" ");
            if (turns?.length === runs && section.asSeen.length > 0 && hasTurn(key)) {
                row.turns.forEach((_, r) => (row.turns[r] = turns[r] === "-" ? noTurn : this.#number(turns[r] ?? "", limits.count) - 1));
                continue;
            }
            if (mark.startsWith(`{${inARowMark}`) && mark.endsWith("}") && text_isSync(key) && row.inARow === undefined) {
                const numbers = this.#leasts(mark.slice(1 + inARowMark.length, -1), runs);
                const fits = (number, r) => number === undefined || (number > 0 && number <= (counts[r] ?? 0));
                if (numbers?.every(fits) !== true) {
                    return this.#fail(`want "{${inARowMark}NUMBERS}", one number or ${runs} in brackets, no more syncs than there are, got ${quoted(mark)}`);
                }
                row.inARow = [...numbers];
                continue;
            }
            const match = /^\{(free|late|idle)(?: ([01]+))?\}$/.exec(mark);
            if (match === null || (match[2] !== undefined && match[2].length !== runs))
                this.#fail(`want {free}, {late}, {idle}, {turn} or, of a sync, {in a row}, got ${quoted(mark)}`);
            if (match?.[1] === "free")
                section.free.add(key);
            const marks = match?.[1] === "late" ? row.late : match?.[1] === "idle" ? row.idle : undefined;
            marks?.forEach((_, r) => (marks[r] = match?.[2] === undefined ? (counts[r] ?? 0) > 0 : match[2][r] === "1"));
        }
    }
    #order(section, text, runs) {
        const [first = "", bar, second = "", signs = "", ...more] = text.split("  ");
        const a = section.rows.get(first);
        const b = section.rows.get(second);
        const known = a !== undefined && b !== undefined && a !== b;
        if (bar !== "|" || !known || more.length > 0 || !/^[<>~-]+$/.test(signs) || (signs.length !== 1 && signs.length !== runs)) {
            return this.#fail(`want "order LINE  |  LINE  SIGNS" with two lines from above and one or ${runs} of "<", ">", "~", "-"`);
        }
        setPair(section.pairs, a, b, (r) => signs[signs.length === 1 ? 0 : r] ?? "-", signs.length === 1);
    }
    /** One number, or one for each run in brackets, `-` where a run has none. */
    #leasts(text, runs) {
        const items = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1).split(" ") : new Array(runs).fill(text);
        return items.length === runs ? items.map((item) => (item === "-" ? undefined : this.#number(item, limits.count))) : undefined;
    }
    #pause(section, text, runs) {
        const [what = "", numbers = "", ...more] = text.split("  ");
        const name = what === "watched" ? watch : what.startsWith("pause ") ? what.slice(6) : undefined;
        const times = more.length > 0 ? undefined : this.#leasts(numbers, runs);
        if (name === undefined || section.pauses.has(name) || times === undefined) {
            return this.#fail(`want "watched  NUMBERS" or "pause LINE  NUMBERS", once, and one number or ${runs} in brackets`);
        }
        section.pauses.set(name, [...times]);
    }
    #ahead(section, text, runs) {
        const [question = "", bar, other = "", numbers = "", ...more] = text.split("  ");
        const key = question + joint + other;
        const leasts = this.#leasts(numbers, runs);
        const known = section.rows.has(lineOf(question)) && section.rows.has(other) && question !== other && !section.ahead.has(key);
        if (bar !== "|" || !known || more.length > 0 || leasts === undefined) {
            return this.#fail(`want "ahead LINE  |  LINE  NUMBERS" with two lines from above, once, and one number or ${runs} in brackets`);
        }
        section.ahead.set(key, [...leasts]);
    }
    #environment() {
        const text = this.#field("environment");
        try {
            return dist/* parse */.qgA(environmentSchema, JSON.parse(text));
        }
        catch (cause) {
            return this.#fail(`want an environment as JSON, got ${quoted(text)} (${cause instanceof Error ? cause.message : String(cause)})`);
        }
    }
    #field(name) {
        const line = this.#next();
        if (!line.startsWith(`${name} `))
            this.#fail(`want "${name} …", got ${quoted(line)}`);
        return line.slice(name.length + 1);
    }
    #number(text, most) {
        const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
        if (!(value <= most))
            this.#fail(`want a number up to ${most}, got ${quoted(text)}`);
        return value;
    }
    #vector(text, length, most) {
        const items = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1).split(" ") : [];
        if (items.length !== length)
            this.#fail(`want ${length} numbers in brackets, got ${quoted(text)}`);
        return items.map((item) => this.#number(item, most));
    }
    #peek() {
        return this.#lines[this.#at] ?? "";
    }
    #next() {
        const line = this.#peek();
        this.#at++;
        if (line.length > limits.lineLength)
            this.#fail(`a line has at most ${limits.lineLength} characters`);
        return line;
    }
    #fail(message, line = this.#at) {
        throw new ModelFormatError(Math.min(line, this.#lines.length), message);
    }
}
function text_isSync(key) {
    return syncCalls.has(partsOf(key).call);
}
function quoted(text) {
    return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
function setPair(pairs, a, b, sign, whereBoth) {
    const straight = a.key < b.key;
    const relations = a.counts.map((count, r) => {
        const relation = sign(r);
        if (whereBoth && (count === 0 || (b.counts[r] ?? 0) === 0))
            return undefined;
        if (relation !== "<" && relation !== ">" && relation !== "~")
            return undefined;
        return straight ? relation : opposite(relation);
    });
    const key = straight ? a.key + joint + b.key : b.key + joint + a.key;
    if (relations.some((relation) => relation !== undefined))
        pairs.set(key, relations);
    else
        pairs.set(key, []);
}

;// CONCATENATED MODULE: ./build/js/drift/index.js
/**
 * Drift: what a program does, learnt from several runs of its suite, and what of it changed. Pure functions; README.md has the model and
 * the mathematics.
 */










/***/ }),

/***/ 3819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X0: () => (/* reexport */ mergeSections),
  pj: () => (/* reexport */ text_plain),
  wQ: () => (/* reexport */ renderComment),
  qP: () => (/* reexport */ renderConsole),
  "in": () => (/* reexport */ renderDiff),
  vO: () => (/* reexport */ renderFindings),
  K2: () => (/* reexport */ renderHtml),
  hF: () => (/* reexport */ renderJson),
  RV: () => (/* reexport */ renderJunit),
  jA: () => (/* reexport */ renderLive),
  BK: () => (/* reexport */ renderReportJson),
  JH: () => (/* reexport */ renderRuns),
  WH: () => (/* reexport */ renderSarif),
  SH: () => (/* reexport */ renderShiviz),
  N9: () => (/* reexport */ renderShivizComparison),
  Br: () => (/* reexport */ renderSummary),
  dn: () => (/* reexport */ renderTail),
  j9: () => (/* reexport */ renderTest),
  Df: () => (/* reexport */ withoutCommands)
});

// UNUSED EXPORTS: acceptancePrefix, code, commentMarker, cut, escapeMarkdown, lineOf, makeSection, parseSections, sarifRules

// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
;// CONCATENATED MODULE: ./build/js/report/viewer/data.js
/**
 * What the page is given: everything about one check, written by `html.ts` and read by the viewer's script. Logs are stored by columns,
 * with texts interned, since a check may hold a hundred thousand events; the whole is deflated JSON inside the page.
 */
/** What an event is drawn as; see [looks]. `fault` is a fault that has no mark of its own. */
const Kind = {
    call: 0,
    deny: 1,
    delay: 2,
    hold: 3,
    send: 4,
    receive: 5,
    life: 6,
    note: 7,
    violation: 8,
    trace: 9,
    fault: 10,
};
const plain = { mark: "dot", color: "ink", fault: false, telling: false };
const step = { mark: "square", color: "ink", fault: false, telling: true };
const remark = { mark: "ring", color: "soft", fault: false, telling: false };
const waiting = { mark: "hourglass", color: "wait", fault: true, telling: true };
const failing = { mark: "cross", color: "bad", fault: true, telling: true };
/** How each [Kind] looks, by its number. */
const looks = [
    plain,
    failing,
    waiting,
    waiting,
    step,
    step,
    remark,
    remark,
    failing,
    plain,
    { mark: "diamond", color: "bad", fault: true, telling: true },
];
/** The look of a kind, also of one that this page does not know. */
function lookOf(kind) {
    return looks[kind] ?? plain;
}

;// CONCATENATED MODULE: ./build/js/report/words.js


/** One word for each verdict; only a pass may be called one. */
const verdictWord = {
    pass: "PASS",
    fail: "FAIL",
    error: "ERROR",
    inconclusive: "INCONCLUSIVE",
    halted: "HALTED",
};
/** `1 test`, `2 tests`. */
function count(n, singular, plural = `${singular}s`) {
    return `${n} ${n === 1 ? singular : plural}`;
}
/** `a`, `a and b`, `a, b and c`; from the fifth on only their number: `a, b, c, d and 7 more`. */
function listed(items, limit = 4) {
    if (items.length > limit + 1)
        return `${items.slice(0, limit).join(", ")} and ${items.length - limit} more`;
    if (items.length < 2)
        return items.join("");
    return `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}
/** With a capital first letter. */
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** `812 ms`, `12.3 s`, `2 min 5 s`: how long something took, for people. */
function duration(ms) {
    if (ms < 1000)
        return `${Math.round(ms)} ms`;
    if (ms < 60_000)
        return `${(ms / 1000).toFixed(1)} s`;
    return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
/** A test's name without the prefix that all have; the form `--test` takes and people use. */
function shortName(test) {
    return test.startsWith("test_") && test.length > "test_".length ? test.slice("test_".length) : test;
}
/** Every kind of decision, a line each: console, sums, diagram and ShiViz take what they need to know from here. */
const answers = {
    allow: { drawn: Kind.call },
    "allow-system-path": { drawn: Kind.call },
    trace: { drawn: Kind.trace },
    deny: { drawn: Kind.deny, faulted: true },
    delay: { drawn: Kind.delay, faulted: true, waits: true },
    hold: { drawn: Kind.hold, faulted: true, waits: true },
    short: { drawn: Kind.fault, faulted: true },
    crash: { drawn: Kind.fault, faulted: true },
};
/** Whether a call was answered otherwise than by letting it go straight on. */
function isFaulted(event) {
    return event.call !== undefined && answers[event.call.decision.kind].faulted === true;
}
/** How long a rule made a call wait, in whole milliseconds; 0 where none did. */
function waitedMs({ call }) {
    return call !== undefined && answers[call.decision.kind].waits === true ? Math.round(call.latencyNs / 1e6) : 0;
}
/** `(+100ms)` for a call that waited by a rule, else empty. */
function waited(event) {
    return event.call !== undefined && answers[event.call.decision.kind].waits === true ? `(+${waitedMs(event)}ms)` : "";
}
/** `write=delay(100ms) → filter:[write,writev,pwrite64] path="*.wal" label="slow WAL"`. */
function ruleText(rule) {
    const path = rule.path === undefined ? "" : ` path="${rule.path}"`;
    const address = rule.address === undefined ? "" : ` address="${rule.address}"`;
    const label = rule.label === undefined ? "" : ` label="${rule.label}"`;
    return `${rule.keyword}=${rule.action} → filter:[${rule.syscalls.join(",")}]${path}${address}${label}`;
}
/**
 * What a call acts on, by the part it plays in the system and not by the numbers of one run: `→ inventory.main` for a connection to a declared
 * interface, `← orders` for one that was accepted from a service whose end is known, else the path.
 */
class Names {
    #interfaces = new Map();
    #owners = new Map();
    /** [events] are the log that the names are for: they tell whose the ephemeral ports are. */
    constructor(services, events) {
        for (const { name, interfaces } of services)
            for (const { name: iface, port } of interfaces)
                this.#interfaces.set(String(port), `${name}.${iface}`);
        for (const { service, call, fields } of events) {
            const local = call?.object.kind === "socket" ? call.object.local : service === trace/* DRIVER */.NX ? fields["local"] : undefined;
            if (local !== undefined && !this.#interfaces.has(portOf(local)))
                this.#owners.set(local, service);
        }
    }
    object(event) {
        const object = event.call?.object;
        if (object === undefined)
            return "";
        if (object.kind !== "socket")
            return (0,trace/* objectPath */.du)(object).replace(/^(pipe|anon_inode):\[(\d+)\]$/, "$1");
        const { local, peer } = object;
        const ownInterface = local === undefined ? undefined : this.#interfaces.get(portOf(local));
        if (peer === undefined)
            return ownInterface === undefined ? "socket" : `on ${ownInterface}`;
        const target = this.#interfaces.get(portOf(peer));
        if (target !== undefined && target !== ownInterface)
            return `→ ${target}`;
        if (ownInterface !== undefined)
            return `← ${this.#owners.get(peer) ?? "client"}`;
        return `→ ${peer.startsWith("unix:") ? peer : (this.#owners.get(peer) ?? peer)}`;
    }
    /** The event in a few words, equal for equal behaviour in two runs: no numbers of descriptors, processes, times or ephemeral ports. */
    label(event) {
        const { call, type } = event;
        if (call !== undefined) {
            const object = this.object(event);
            const target = call.target === undefined ? "" : ` → ${call.target}`;
            return `${call.name}${object === "" ? "" : ` ${object}`}${target}`;
        }
        const fields = (0,trace/* fieldsOf */.Pf)(event);
        switch (type) {
            case "step_send":
                return `${fields["summary"] ?? `${fields["method"] ?? ""} ${fields["target"] ?? ""}`.trim()}`;
            case "step_recv":
                return `reply: ${fields["summary"] ?? fields["status_code"] ?? fields["error"] ?? "received"}`;
            case "probe":
                return `probe → ${fields["target"] ?? ""}`;
            case "fault_applied":
            case "trace_applied":
                return `${type.replace("_applied", "")} ${Object.entries(fields).map(ruleShort).join(", ")}`;
            case "service_started":
                return "started";
            case "service_ready":
                return "ready";
            case "service_crashed":
                return "crashed";
            case "service_exited":
                return `exited${fields["code"] === undefined ? "" : ` ${fields["code"]}`}${fields["signal"] === undefined ? "" : ` ${fields["signal"]}`}`;
            case "stdout":
            case "stderr":
                return `${type}: ${fields["line"] ?? fields["text"] ?? fields["message"] ?? fields["data"] ?? fields["raw"] ?? ""}`;
            default: {
                const said = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
                return said.length === 0 ? (0,trace/* eventType */.$q)(event).replaceAll("_", " ") : `${type.replaceAll("_", " ")}: ${said.join(" ")}`;
            }
        }
    }
}
/** `write=delay(100ms)` of a rule as `fault_applied` spells it out, `write` of one that only traces. */
function ruleShort([keyword, rule]) {
    const [action = ""] = rule.split(" → ");
    return action === "trace" ? keyword : `${keyword}=${action}`;
}
/** Long numbers and hexadecimal names, which are those of one run, become `N`. */
function withoutRunNumbers(text) {
    return text.replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b|\d{4,}/g, "N");
}
function portOf(address) {
    return address.slice(address.lastIndexOf(":") + 1);
}
/** The decision where it says something: everything but a plain `allow`. */
function decisionShown(event) {
    const decision = event.call?.decision;
    return decision === undefined || decision.kind === "allow" ? "" : (0,trace/* decisionText */.Gk)(decision);
}
/** What a finding rests on. Without exception on both sides is the rule for everything but what stayed inconclusive. */
function evidenceText({ certainty, evidence: { base, head } }) {
    if (base.seen > 0 && head.seen > 0 && certainty !== "inconclusive") {
        return `${count(base.runs, "baseline run")} and ${count(head.runs, "run")} of this change, apart without exception`;
    }
    return `seen in ${base.seen} of ${count(base.runs, "baseline run")} and ${head.seen} of ${count(head.runs, "run")} of this change`;
}
/** `1 in 43,758`: how people read small chances. */
function odds(p) {
    return p >= 0.5 ? `${Math.round(p * 100)} %` : `1 in ${Math.round(1 / Math.max(p, 1e-15)).toLocaleString("en-US")}`;
}
/** Worst first: what a reader wants to know of several executions of one test. */
const severity = ["fail", "error", "inconclusive", "halted", "pass"];
/** The execution of a test that tells most: the first with the worst verdict. */
function worst(results) {
    for (const verdict of severity) {
        const found = results.find((result) => result.verdict === verdict);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Results by test, in the order of first appearance, over all executions of a suite. */
function byTest(runs) {
    const tests = new Map();
    for (const run of runs) {
        for (const test of run.tests) {
            const results = tests.get(test.name);
            if (results === undefined)
                tests.set(test.name, [test]);
            else
                results.push(test);
        }
    }
    return tests;
}
/** Of executions that came to the same, this many are shown: two would do to see what varies, a third says how often. */
const alike = 3;
/**
 * The executions of a test worth looking at, the one that tells most first: of each outcome (verdict and reason) the first few, at most
 * [limit] together.
 */
function toldExecutions(results, limit) {
    const first = worst(results);
    const seen = new Map();
    return (first === undefined ? [] : [first, ...results.filter((result) => result !== first)])
        .filter(({ verdict, failure }) => {
        const outcome = `${verdict}\n${withoutRunNumbers(failure?.message ?? "")}`;
        const before = seen.get(outcome) ?? 0;
        seen.set(outcome, before + 1);
        return before < alike;
    })
        .slice(0, limit)
        .map((result) => ({ result, title: `run ${results.indexOf(result) + 1} of ${results.length}` }));
}
/** The line of the tested commit that a finding is to be shown at: one that is new, else the first that makes its calls. */
function lineOf({ lines }) {
    return lines?.head[0];
}
/** Steps that tell enough of what came before a failure. */
const stepsTold = 3;
/**
 * What a failure rests on where it names no events: the last steps before it, latest last. An assertion about a value is mostly about what
 * a step has just answered.
 */
function stepsBefore({ events, failure }) {
    if (failure === undefined || failure.nearest.length > 0)
        return [];
    const asked = new Map();
    const steps = [];
    for (const { type, seq, fields } of events) {
        const { target = "", method = "", summary = "", error, body } = fields;
        const key = `${target} ${method} ${fields["local"] ?? ""}`;
        if (type === "step_send")
            asked.set(key, summary);
        if (type !== "step_recv")
            continue;
        const answer = summary === "" ? (error ?? "no answer") : summary;
        steps.push({ seq, text: `${asked.get(key) ?? method} → ${target}: ${answer}`, body: body ?? "" });
    }
    return steps.slice(-stepsTold);
}
/** `seq` of the events that a failure is best read beside, best first. */
function contextOf(test) {
    const nearest = test.failure?.nearest ?? [];
    return nearest.length > 0 ? nearest : stepsBefore(test).map(({ seq }) => seq);
}

;// CONCATENATED MODULE: ./build/js/report/matrix.js

/** The cells of all executions, in the order in which their scenarios and faults are written; undefined when there are none. */
function matrixOf(runs) {
    const byCell = new Map();
    for (const test of runs.flatMap((run) => run.tests)) {
        if (test.cell === undefined)
            continue;
        const { scenario, fault, order } = test.cell;
        const key = JSON.stringify([scenario, fault]);
        const known = byCell.get(key);
        if (known === undefined)
            byCell.set(key, { scenario, fault, order, results: [test] });
        else
            known.results.push(test);
    }
    if (byCell.size === 0)
        return undefined;
    const cells = [...byCell.values()]
        .sort((a, b) => a.order - b.order)
        .flatMap(({ scenario, fault, results }) => {
        const result = worst(results);
        return result === undefined ? [] : [{ scenario, fault, result, outcome: outcomeOf(result) }];
    });
    const excluded = new Map(runs.flatMap((run) => run.excluded ?? []).map((pair) => [JSON.stringify([pair.scenario, pair.fault]), pair]));
    return {
        scenarios: [...new Set(cells.map(({ scenario }) => scenario))],
        faults: [...new Set(cells.map(({ fault }) => fault))],
        cells,
        // A pair can be left out of one matrix and be in another one.
        excluded: [...excluded].filter(([key]) => !byCell.has(key)).map(([, pair]) => pair),
    };
}
function outcomeOf({ verdict, failure }) {
    switch (verdict) {
        case "pass":
            return "passed";
        case "error":
            return "errored";
        case "inconclusive":
        case "halted":
            return verdict;
        case "fail":
            if (failure?.assertion?.func === "require_faults_fire")
                return "fault_bypassed";
            return failure?.assertion?.func.startsWith("expect_") === true ? "expectation_violated" : "failed";
    }
}

;// CONCATENATED MODULE: ./build/js/report/text.js
/**
 * Text from elsewhere made safe to show. Paths, labels, messages and whatever a service printed come from programs under test and, for a
 * fork, from strangers: they may hold terminal escapes, workflow commands of the runner, bidirectional overrides, Markdown, mentions or
 * HTML. Every renderer of this room passes such text through exactly one function of this file, the one for the place it is written to.
 */
/** Sequences a terminal obeys: CSI (colours, cursor), OSC (titles, links; ended by BEL or ST), and the two-character escapes. */
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[@-Z\\-_])/g;
/**
 * What is left and does not show as itself: C0 and C1 controls; marks that reorder, hide or break text (bidirectional controls, zero-width
 * characters, line and paragraph separators, tags), which can make a diff read as what it is not.
 */
const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
function spelledOut(character) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 9)
        return " ";
    if (code === 10)
        return "\\n";
    if (code === 13)
        return "\\r";
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
/** One line of foreign text with nothing hidden in it: terminal sequences are dropped, other invisible characters spelled out (`\x07`). */
function text_plain(text) {
    return text.toWellFormed().replace(terminalSequence, "").replace(invisible, spelledOut);
}
/** [text] cut to at most [limit] characters, the cut marked by `…` and never inside a surrogate pair. */
function cut(text, limit) {
    if (text.length <= limit)
        return text;
    const end = limit - 1;
    const last = text.charCodeAt(end - 1);
    return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`;
}
/**
 * Lines for a GitHub log with no workflow command in them. The runner obeys a line that begins (after blanks) with `::`, and the older form
 * `##[` anywhere in a line; an invisible space inside the mark ends both.
 */
function withoutCommands(lines) {
    return lines.replace(/^(\s*):(?=:)/gm, "$1:\u200b").replaceAll("##[", "##\u200b[");
}
/** Foreign text for an HTML or XML text or attribute. */
function escapeHtml(text) {
    return entities(text_plain(text));
}
function entities(text) {
    return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
/**
 * Breaks, by an invisible space, what GitHub turns into links and notifications after rendering, wherever it stands: mentions, references to
 * issues and commits, addresses, e-mail.
 */
function unlinked(text) {
    return text
        .replace(/(?<=\w)@/g, "\u200b@")
        .replace(/@(?=[\w-])/g, "@\u200b")
        .replace(/#(?=\d)/g, "#\u200b")
        .replace(/\b(gh)-(?=\d)/gi, "$1\u200b-")
        .replace(/:\/\//g, ":\u200b//")
        .replace(/\b(www)\./gi, "$1\u200b.")
        .replace(/\b(mailto|xmpp):/gi, "$1\u200b:")
        .replace(/\b(?=[0-9a-f]{7,40}\b)(?=[0-9a-f]*\d)([0-9a-f]{3})/gi, "$1\u200b");
}
/** Foreign text as prose in GitHub's Markdown: shown as it is and doing nothing. */
function escapeMarkdown(text) {
    return unlinked(text_plain(text))
        .replace(/[\\`*_[\]|~$]/g, "\\$&")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/^(\s*)(\d+)(?=[.)](?:\s|$))/, "$1$2\\")
        .replace(/^(\s*)(?=[-+=#:])/, "$1\\");
}
/** Foreign text inside HTML that stands in Markdown, such as a `<summary>`: no markup, no links, on one line. */
function escapeInlineHtml(text) {
    return entities(unlinked(text_plain(text)));
}
/** How many backticks stand together at most. */
function longestRun(text) {
    let longest = 0;
    for (const [run] of text.matchAll(/`+/g))
        longest = Math.max(longest, run.length);
    return longest;
}
/** Foreign text as inline code; [inTable] also guards the column mark, which GitHub reads before code. Never empty. */
function code(text, inTable = false) {
    const shown = text_plain(text).trim() || "(empty)";
    const fence = "`".repeat(longestRun(shown) + 1);
    const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
    const span = `${fence}${pad}${shown}${pad}${fence}`;
    return inTable ? span.replaceAll("|", "\\|") : span;
}
/** Lines of foreign text as a fenced block that nothing in them can close. */
function fenced(language, lines) {
    const body = lines.map(text_plain).join("\n");
    const fence = "`".repeat(Math.max(2, longestRun(body)) + 1);
    return `${fence}${language}\n${body}\n${fence}`;
}

;// CONCATENATED MODULE: ./build/js/report/console.js




/** More of an answer is for the trace. */
const longestBody = 300;
const styles = {
    red: [31, 39],
    green: [32, 39],
    yellow: [33, 39],
    cyan: [36, 39],
    dim: [2, 22],
    bold: [1, 22],
};
const verdictStyle = { pass: "green", fail: "red", error: "red", inconclusive: "yellow", halted: "cyan" };
function painter(options) {
    if (options.color !== true)
        return (_style, text) => text;
    return (style, text) => `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m`;
}
/** Shows a block's lines, or hides them: as a group where the log can fold, without its commands where lines come from elsewhere. */
function block(title, lines, fold, options) {
    const body = [title, ...lines].join("\n");
    if (options.github !== true)
        return `\n${body}\n`;
    if (!fold || lines.length === 0)
        return `\n${withoutCommands(body)}\n`;
    return `\n::group::${withoutCommands(title)}\n${withoutCommands(lines.join("\n"))}\n::endgroup::\n`;
}
function wanted(verdict, options) {
    return verdict !== "pass" || (options.quiet !== true && options.show !== "fail");
}
/** The block of one test, with a blank line before it; empty when [options] leave it out. */
function renderTest(test, options = {}) {
    if (!wanted(test.verdict, options))
        return "";
    const paint = painter(options);
    const title = heading(test.verdict, `${test.name} (${Math.round(test.durationMs)}ms, seed=${test.seed})`, paint);
    return block(title, details(test, options, paint), test.verdict === "pass", options);
}
/**
 * All executions of one test as one block: `--- PASS: test_x (10/10 runs) ---`, or the first execution that tells most in full with the
 * number that passed before it.
 */
function renderRuns(results, options = {}) {
    const told = worst(results);
    if (told === undefined)
        return "";
    if (results.length === 1)
        return renderTest(told, options);
    if (!wanted(told.verdict, options))
        return "";
    const paint = painter(options);
    const passed = results.filter(({ verdict }) => verdict === "pass").length;
    const title = heading(told.verdict, `${told.name} (${passed}/${results.length} runs)`, paint);
    if (told.verdict === "pass")
        return block(title, [], true, options);
    const before = results.indexOf(told);
    const passedBefore = results.slice(0, before).filter(({ verdict }) => verdict === "pass").length;
    const lines = [
        ...details(told, options, paint),
        // The title says it where the first run was the one.
        ...(before === 0 ? [] : [`  (${passedBefore}/${before} runs passed before ${told.verdict === "fail" ? "failure" : "this one"})`]),
    ];
    return block(title, lines, false, options);
}
/**
 * What a comparison found, a block each: what changed, before and now, in context, and how sure that is; then what was accepted, and notes.
 * Empty when there is nothing to say.
 */
function renderFindings(report, options = {}) {
    const paint = painter(options);
    const blocks = report.suites.flatMap((suite) => [
        ...(suite.comparison?.findings ?? []).map((finding) => findingLines(finding, paint)),
        ...(suite.accepted ?? []).map(({ finding, acceptance: { by, reason } }) => [
            `--- ${paint("green", "ACCEPTED:")} ${text_plain(finding.sentence)} ---`,
            `  accepted${text_plain(`${by === "" ? "" : ` by ${by}`}${reason === "" ? "" : `: ${reason}`}`)}`,
        ]),
        ...(suite.comparison?.notes ?? []).map((note) => [`${paint("yellow", "NOTE:")} ${text_plain(note)}`]),
    ]);
    const text = blocks.map((lines) => `\n${lines.join("\n")}\n`).join("");
    return options.github === true ? withoutCommands(text) : text;
}
function findingLines(finding, paint) {
    const { certainty, sentence, rank, test, alsoIn, before, after, context, evidence, fingerprint, lines } = finding;
    const signs = { base: "-", head: "+", both: " " };
    return [
        `--- ${certainty === "confirmed" ? paint("cyan", "CHANGED:") : paint("yellow", "OPEN:")} ${text_plain(sentence)} ---`,
        `  concerns ${rank}, in ${text_plain(shortName(test))}${alsoIn.length === 0 ? "" : ` and ${alsoIn.length} more`}`,
        `  before: ${text_plain(before)}`,
        `  now:    ${text_plain(after)}`,
        ...(lines?.head ?? []).map((line) => `  made at ${text_plain((0,trace/* shownSource */.Vt)(line))}${line.isNew ? " (new)" : ""}`),
        ...context.map(({ side, text }) => `  ${signs[side]} ${text_plain(text)}`),
        `  ${evidenceText(finding)}; if nothing had changed, the chance of that would be ${odds(evidence.p)}`,
        `  fingerprint ${text_plain(fingerprint)}`,
    ];
}
/** Everything about one invocation: blocks for each test of each suite, then the tail. [runs] are all executions, first to last. */
function renderConsole(runs, options = {}) {
    let text = "";
    for (const executions of bySuite(runs))
        for (const results of byTest(executions).values())
            text += renderRuns(results, options);
    return text + renderTail(runs, options);
}
/** The sums, reasons of what stayed inconclusive, and the diagnostics. */
function renderTail(runs, options = {}) {
    const paint = painter(options);
    const tests = bySuite(runs).flatMap((executions) => [...byTest(executions).values()]);
    const verdicts = tests.map((results) => worst(results)?.verdict ?? "error");
    const sums = { pass: 0, fail: 0, error: 0, inconclusive: 0, halted: 0 };
    for (const verdict of verdicts)
        sums[verdict] += 1;
    const parts = [
        paint(sums.pass > 0 ? "green" : "dim", `${sums.pass} passed`),
        paint(sums.fail > 0 ? "red" : "dim", `${sums.fail} failed`),
        ...(sums.error > 0 ? [paint("red", `${sums.error} ${sums.error === 1 ? "error" : "errors"}`)] : []),
        ...(sums.inconclusive > 0 ? [paint("yellow", `${sums.inconclusive} inconclusive`)] : []),
        ...(sums.halted > 0 ? [paint("cyan", `${sums.halted} halted`)] : []),
        ...(options.interrupted === undefined ? [] : interruptedText(options.interrupted).map((text) => paint("yellow", text))),
    ];
    const lines = [...bySuite(runs).flatMap((executions) => matrixLines(executions, paint)), "", parts.join(", ")];
    const reasons = new Map();
    for (const result of tests.map(worst)) {
        if (result?.verdict !== "inconclusive")
            continue;
        const reason = text_plain(result.failure?.message ?? "no reason given");
        reasons.set(reason, [...(reasons.get(reason) ?? []), shortName(result.name)]);
    }
    if (reasons.size > 0)
        lines.push("inconclusive:");
    for (const [reason, names] of reasons)
        lines.push(`  ${reason}: ${names.join(", ")}`);
    for (const diagnostic of diagnosticsOf(runs)) {
        if (diagnostic.level === "info" && options.debug !== true)
            continue;
        if (options.quiet === true && diagnostic.level !== "error")
            continue;
        lines.push(...diagnosticLines(diagnostic, paint));
    }
    const text = `${lines.join("\n")}\n`;
    return options.github === true ? withoutCommands(text) : text;
}
function interruptedText({ notRun, run, runs }) {
    const interrupted = runs > 1 ? `interrupted in run ${run} of ${runs}` : "interrupted";
    return notRun > 0 ? [`${notRun} not run (${interrupted})`] : runs > 1 ? [interrupted] : [];
}
/** Scenarios down, faults across; a pair that has no result stays a dash. */
function matrixLines(executions, paint) {
    const matrix = matrixOf(executions);
    if (matrix === undefined)
        return [];
    const { scenarios, faults, cells } = matrix;
    const word = (scenario, fault) => {
        const cell = cells.find((candidate) => candidate.scenario === scenario && candidate.fault === fault);
        if (cell === undefined)
            return { text: "-", style: "dim" };
        const text = cell.outcome === "fault_bypassed" ? "BYPASSED" : verdictWord[cell.result.verdict];
        return { text, style: verdictStyle[cell.result.verdict] };
    };
    const first = Math.max(...scenarios.map((scenario) => text_plain(scenario).length));
    const widths = faults.map((fault) => Math.max(text_plain(fault).length, ...scenarios.map((scenario) => word(scenario, fault).text.length)));
    const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
    return [
        "",
        `fault matrix: ${count(scenarios.length, "scenario")} × ${count(faults.length, "fault")}, ${count(cells.length, "cell")}`,
        `  ${"".padEnd(first)}  ${faults.map((fault, i) => text_plain(fault).padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd(),
        ...scenarios.map((scenario) => {
            const row = faults.map((fault, i) => {
                const { text, style } = word(scenario, fault);
                // Padded outside of the colour, whose codes have no width.
                return paint(style, text) + " ".repeat(Math.max(0, (widths[i] ?? 0) - text.length));
            });
            return `  ${text_plain(scenario).padEnd(first)}  ${row.join("  ")}`.trimEnd();
        }),
    ];
}
function heading(verdict, rest, paint) {
    return `--- ${paint(verdictStyle[verdict], `${verdictWord[verdict]}:`)} ${text_plain(rest)} ---`;
}
function details(test, options, paint) {
    const bad = test.verdict === "fail" || test.verdict === "error";
    return [
        ...(options.debug === true && test.returned !== undefined ? [`  return: ${text_plain(test.returned)}`] : []),
        ...(test.failure === undefined ? [] : failureLines(test, test.failure, paint)),
        ...(test.verdict === "pass" ? [] : [`  replay: ${text_plain(test.replay)}`]),
        ...traceLines(test, paint),
        ...ruleLines(test.rules, paint),
        ...(bad ? summaryLines(test.events) : []),
    ];
}
function failureLines(test, failure, paint) {
    const lines = [`  reason: ${paint("red", text_plain(failure.message))}`];
    if (failure.position !== undefined) {
        const { file, line, column } = failure.position;
        lines.push(`  at ${text_plain(file)}:${line}:${column}`);
        if (failure.sourceLine !== undefined)
            lines.push(`    ${line} | ${text_plain(failure.sourceLine.trimEnd())}`);
    }
    if (failure.backtrace.length > 1)
        lines.push("  called from:", ...failure.backtrace
            .slice(0, -1)
            .reverse()
            .map((frame) => `    ${text_plain(frame)}`));
    if (failure.assertion?.expected !== undefined)
        lines.push(`  expected: ${text_plain(failure.assertion.expected)}`);
    if (failure.assertion?.actual !== undefined)
        lines.push(`  actual:   ${text_plain(failure.assertion.actual)}`);
    const bySeq = new Map(test.events.map((event) => [event.seq, event]));
    const nearest = failure.nearest.flatMap((seq) => bySeq.get(seq) ?? []);
    if (nearest.length > 0) {
        const width = seqWidth(nearest);
        const names = new Names(test.services, test.events);
        const violated = failure.violation === undefined ? "nearest events:" : `${paint("red", "VIOLATION")} at this event:`;
        lines.push(`  ${violated}`, ...nearest.map((event) => eventLine(event, width, names, paint)));
    }
    const steps = stepsBefore(test);
    if (steps.length > 0)
        lines.push("  last steps:");
    for (const { seq, text, body } of steps) {
        lines.push(`    #${seq}  ${text_plain(text)}`);
        if (body !== "")
            lines.push(`      ${text_plain(cut(body, longestBody))}`);
    }
    if (failure.output !== undefined) {
        lines.push(`  last output of ${text_plain(failure.output.service)}:`, ...failure.output.lines.map((line) => `    | ${text_plain(line)}`));
    }
    return lines;
}
function traceLines(test, paint) {
    const calls = test.events.filter((event) => event.call !== undefined);
    if (calls.length === 0)
        return [];
    const shown = calls.filter(({ call }) => call?.decision.kind !== "allow" && call?.decision.kind !== "allow-system-path");
    const width = seqWidth(shown);
    const names = new Names(test.services, test.events);
    return [`  syscall trace (${calls.length} events):`, ...shown.map((event) => eventLine(event, width, names, paint))];
}
function seqWidth(events) {
    return events.reduce((width, { seq }) => Math.max(width, `#${seq}`.length), 0);
}
/** `    #8  inventory    write            delay(100ms)  [slow WAL]  /tmp/inventory.wal  (+100ms)` */
function eventLine(event, width, names, paint) {
    const { call } = event;
    const what = call === undefined ? event.type : call.op === undefined ? call.name : `${call.op}(${call.name})`;
    const object = call === undefined
        ? ((0,trace/* fieldsOf */.Pf)(event)["summary"] ?? (0,trace/* fieldsOf */.Pf)(event)["data"] ?? (0,trace/* fieldsOf */.Pf)(event)["raw"] ?? "")
        : call.object.kind === "socket"
            ? names.object(event)
            : (0,trace/* objectPath */.du)(call.object);
    const decision = call === undefined ? "" : paint(isFaulted(event) ? "yellow" : "dim", (0,trace/* decisionText */.Gk)(call.decision));
    const tail = [
        decision,
        call?.label === undefined ? "" : `[${text_plain(call.label)}]`,
        text_plain(call?.target === undefined ? object : `${object} → ${call.target}`),
        waited(event),
        call?.source === undefined ? "" : paint("dim", `at ${text_plain((0,trace/* shownSource */.Vt)(call.source))}`),
    ].filter((part) => part !== "");
    const head = `    ${`#${event.seq}`.padEnd(width)}  ${text_plain(event.service).padEnd(12)} ${text_plain(what).padEnd(16)}`;
    return `${head} ${tail.join("  ")}`.trimEnd();
}
function ruleLines(rules, paint) {
    const lines = rules.map((rule) => `  ${rule.scope} rule on ${text_plain(rule.service)}: ${text_plain(ruleText(rule))} (${rule.leftOut ? "left out in this leaf" : `${rule.hits} hits`})`);
    const faults = rules.filter(({ scope, action, leftOut }) => scope === "fault" && !action.startsWith("allow") && leftOut !== true);
    if (faults.length > 0 && faults.every(({ hits }) => hits === 0)) {
        const services = [...new Set(faults.map(({ service }) => service))].map(text_plain).join(", ");
        lines.push(`  ${paint("yellow", "WARNING:")} no fault fired in this test: what passed here passed without the fault`, `    hint: the call may be made by another service than ${services}; a fault belongs to the service that makes the call`, "    hint: trace() the service around the same step to see which calls it makes");
    }
    return lines;
}
function summaryLines(events) {
    const services = new Map();
    for (const event of events) {
        if (event.call === undefined)
            continue;
        const sum = services.get(event.service) ?? { total: 0, faulted: 0, calls: new Map() };
        services.set(event.service, sum);
        sum.total += 1;
        if (isFaulted(event))
            sum.faulted += 1;
        sum.calls.set(event.call.name, (sum.calls.get(event.call.name) ?? 0) + 1);
    }
    if (services.size === 0)
        return [];
    const lines = ["  per-service syscall summary:"];
    for (const [service, { total, faulted, calls }] of [...services].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const breakdown = [...calls].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name, n]) => `${name}:${n}`);
        lines.push(`    ${text_plain(service).padEnd(12)} ${total} total, ${faulted} faulted  [${breakdown.join(" ")}]`);
    }
    return lines;
}
/** Executions by suite, suites in the order of first appearance. */
function bySuite(runs) {
    const suites = new Map();
    for (const run of runs)
        suites.set(run.suite, [...(suites.get(run.suite) ?? []), run]);
    return [...suites.values()];
}
/** All diagnostics with their test in front, each said once although it comes up in every run. */
function diagnosticsOf(runs) {
    const found = new Map();
    const add = (diagnostic, message) => {
        const key = `${diagnostic.level}\n${diagnostic.code}\n${message}`;
        if (!found.has(key))
            found.set(key, { ...diagnostic, message });
    };
    for (const run of runs) {
        for (const diagnostic of run.diagnostics)
            add(diagnostic, diagnostic.message);
        for (const test of run.tests)
            for (const diagnostic of test.diagnostics)
                add(diagnostic, `${shortName(test.name)}: ${diagnostic.message}`);
    }
    const order = ["error", "warning", "info"];
    return [...found.values()].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
const levelStyle = { error: "red", warning: "yellow", info: "cyan" };
function diagnosticLines(diagnostic, paint) {
    const at = diagnostic.position === undefined
        ? ""
        : ` (${text_plain(diagnostic.position.file)}:${diagnostic.position.line}:${diagnostic.position.column})`;
    const lines = [
        `${paint(levelStyle[diagnostic.level], `${diagnostic.level.toUpperCase()}:`)} [${diagnostic.code}] ${text_plain(diagnostic.message)}${at}`,
    ];
    if (diagnostic.suggestion !== undefined)
        lines.push(`  ${text_plain(diagnostic.suggestion)}`);
    return lines;
}

// EXTERNAL MODULE: ./build/js/drift/index.js + 39 modules
var drift = __webpack_require__(9777);
;// CONCATENATED MODULE: ./build/js/report/json.js
/**
 * The machine-readable trace that `--output` and `--format json` write, and the report of a check as data. The trace keeps the keys existing
 * tools read (version 2 of their format) and adds its own: `seed`, `runs`, `errors`, `halted`, `environment`, `diagnostics` at the top, `leaf`, `run`, `position`,
 * `started_at`, `nearest_events`, `violation`, `backtrace`, `service_output` on a test, `at_ns` on an event, `rule`, `syscalls` and `path` on a fault. Both
 * formats are contracts, described in `schema/` and versioned; a key is never given another meaning.
 */



/** The trace of all executions of one suite, first to last, as indented JSON with a final newline. */
function renderJson(runs) {
    const results = [...byTest(runs).values()].flatMap((tests) => worst(tests) ?? []);
    const sum = (verdict) => results.filter((test) => test.verdict === verdict).length;
    const first = runs[0];
    return print({
        version: 2,
        star_file: first?.suite ?? "",
        duration_ms: Math.round(runs.reduce((total, run) => total + run.durationMs, 0)),
        pass: sum("pass"),
        // Readers of the format know no errors and take `fail: 0` for success, so what could not be decided for lack of a run counts here too.
        fail: sum("fail") + sum("error"),
        errors: some(sum("error")),
        inconclusive: some(sum("inconclusive")),
        halted: some(sum("halted")),
        seed: first?.seed ?? 0,
        runs: runs.length,
        environment: first === undefined ? undefined : { ...first.environment },
        diagnostics: list(runs.flatMap((run) => run.diagnostics).map(diagnosticJson)),
        matrix: matrixJson(runs),
        tests: runs.flatMap((run, index) => run.tests.map((test) => testJson(test, runs.length > 1 ? index + 1 : undefined))),
    });
}
/** The whole check without its events: verdict, tests, findings. */
function renderReportJson(report) {
    return print({
        version: 1,
        id: report.id,
        result: report.result,
        tool: report.version,
        duration_ms: Math.round(report.durationMs),
        head_sha: report.head?.sha,
        pull_request: report.head?.pullRequest,
        reproduce: report.reproduce,
        removable: list((report.removable ?? []).map(acceptanceJson)),
        links: { report: report.links.report, traces: report.links.traces, shiviz: report.links.shiviz, run: report.links.run },
        suites: report.suites.map(suiteJson),
    });
}
/** The difference of two normalised traces. */
function renderDiffJson({ identical, aLines, bLines, comparison, sections }) {
    return print({
        identical,
        aLines,
        bLines,
        comparison: comparisonJson(comparison),
        sections: sections.map(({ test, window, lane, lines }) => ({
            test,
            window,
            lane,
            lines: lines.map(({ side, text }) => ({ side, text })),
        })),
    });
}
function suiteJson(suite) {
    const { baseline, comparison } = suite;
    return {
        suite: suite.suite,
        error: suite.error,
        runs: suite.runs.length,
        baseline: baseline.kind === "none"
            ? { kind: "none", reason: baseline.reason }
            : { kind: baseline.kind, description: baseline.description, sha: baseline.sha, distance: baseline.distance, url: baseline.url },
        tests: [...byTest(suite.runs).values()].flatMap((results) => {
            const told = worst(results);
            if (told === undefined)
                return [];
            return [
                {
                    name: told.name,
                    result: told.verdict,
                    passed_runs: results.filter(({ verdict }) => verdict === "pass").length,
                    runs: results.length,
                    duration_ms: Math.round(told.durationMs),
                    reason: told.failure?.message,
                    position: position(told.failure?.position ?? told.position),
                    replay_command: told.replay,
                },
            ];
        }),
        comparison: comparison && comparisonJson(comparison),
        accepted: list((suite.accepted ?? []).map(({ finding, acceptance, how }) => ({ how, ...acceptanceJson(acceptance), finding: findingJson(finding) }))),
    };
}
function comparisonJson({ outcome, baseRuns, headRuns, compared, falseAlarmBound, notes, findings }) {
    return {
        outcome,
        base_runs: baseRuns,
        head_runs: headRuns,
        compared,
        false_alarm_bound: falseAlarmBound,
        notes,
        findings: findings.map(findingJson),
    };
}
function acceptanceJson({ fingerprint, test, change, reason, by, at, standing, covers }) {
    const counts = covers?.counts?.map(({ call, least, most }) => ({ call, least, most }));
    return { fingerprint, test, change, reason, by, at, standing, covers: covers && { objects: covers.objects, counts } };
}
function findingJson(finding) {
    return {
        fingerprint: finding.fingerprint,
        kind: finding.kind,
        rank: finding.rank,
        certainty: finding.certainty,
        test: finding.test,
        also_in: finding.alsoIn,
        service: finding.service,
        step: finding.step,
        object: finding.object,
        sentence: finding.sentence,
        before: finding.before,
        after: finding.after,
        evidence: {
            base: { seen: finding.evidence.base.seen, runs: finding.evidence.base.runs },
            head: { seen: finding.evidence.head.seen, runs: finding.evidence.head.runs },
            p: finding.evidence.p,
        },
        context: finding.context.map(({ side, text }) => ({ side, text })),
        extent: finding.extent && {
            objects: finding.extent.objects,
            counts: finding.extent.counts.map(({ test, call, more, least, most }) => ({ test, call, more, least, most })),
        },
        lines: finding.lines && { base: finding.lines.base.map(lineJson), head: finding.lines.head.map(lineJson) },
    };
}
function matrixJson(runs) {
    const matrix = matrixOf(runs);
    if (matrix === undefined)
        return undefined;
    return {
        scenarios: matrix.scenarios,
        faults: matrix.faults,
        cells: matrix.cells.map(({ scenario, fault, result, outcome }) => ({
            scenario,
            fault,
            test: result.name,
            passed: outcome === "passed",
            outcome,
            duration_ms: Math.round(result.durationMs),
            reason: result.failure?.message,
        })),
        excluded: list(matrix.excluded.map(({ scenario, fault }) => ({ scenario, fault }))),
        total: matrix.cells.length,
        passed: matrix.cells.filter(({ outcome }) => outcome === "passed").length,
        failed: matrix.cells.filter(({ result }) => result.verdict === "fail" || result.verdict === "error").length,
    };
}
function lineJson({ function: name, file, line, near, count, isNew }) {
    return { function: name, file, line, near, calls: count, new: isNew };
}
function testJson(test, run) {
    const { failure } = test;
    return {
        name: test.name,
        leaf: test.leaf,
        result: test.verdict,
        run,
        reason: failure?.message,
        failure_type: failure?.kind,
        seed: test.seed,
        started_at: test.startedAt,
        duration_ms: Math.round(test.durationMs),
        return_value: test.returned,
        replay_command: test.verdict === "pass" ? undefined : test.replay,
        position: position(test.position),
        cell: test.cell && { scenario: test.cell.scenario, fault: test.cell.fault },
        error_detail: failure && { assertion_type: failure.assertion?.func ?? failure.kind, message: failure.message },
        faults: list(test.rules.filter(({ scope }) => scope === "fault").map(faultJson)),
        syscall_summary: summaryJson(test.events),
        diagnostics: list(test.diagnostics.map(diagnosticJson)),
        assertion: assertionJson(test),
        nearest_events: list(failure?.nearest ?? []),
        violation: failure?.violation,
        backtrace: list(failure?.backtrace ?? []),
        service_output: failure?.output && { service: failure.output.service, lines: failure.output.lines },
        events: eventsJson(test),
    };
}
function faultJson(rule) {
    const [, action = rule.action, argument] = /^(\w+)\((.*)\)$/.exec(rule.action) ?? [];
    return {
        service: rule.service,
        syscall: rule.keyword,
        action,
        errno: action === "deny" ? argument : undefined,
        hits: rule.hits,
        label: rule.label,
        rule: rule.action,
        syscalls: rule.syscalls,
        path: rule.path,
        address: rule.address,
        left_out: rule.leftOut,
    };
}
function summaryJson(events) {
    const services = {};
    for (const event of events) {
        if (event.call === undefined)
            continue;
        const sum = (services[event.service] ??= { total: 0, faulted: 0, breakdown: {} });
        sum.total += 1;
        if (isFaulted(event))
            sum.faulted += 1;
        sum.breakdown[event.call.name] = (sum.breakdown[event.call.name] ?? 0) + 1;
    }
    return Object.keys(services).length === 0 ? undefined : services;
}
function assertionJson(test) {
    const { failure, events } = test;
    if (failure?.assertion === undefined)
        return undefined;
    return {
        func: failure.assertion.func,
        expected: failure.assertion.expected,
        actual: failure.assertion.actual,
        message: failure.message,
        file: failure.position?.file,
        line: failure.position?.line,
        context: list(contextOf(test).flatMap((seq) => {
            const event = events.find((candidate) => candidate.seq === seq);
            if (event === undefined)
                return [];
            const { target, method, summary, status_code, error, success } = (0,trace/* fieldsOf */.Pf)(event);
            return [{ seq, type: (0,trace/* eventType */.$q)(event), target, method, summary, status_code, error, success }];
        })),
    };
}
function eventsJson(test) {
    const clocks = (0,trace/* clocksOf */.bi)(test.events, test.services);
    const startedMs = Date.parse(test.startedAt);
    return test.events.map((event, index) => ({
        seq: event.seq,
        timestamp: timestamp(startedMs, event.atNs),
        at_ns: event.atNs,
        type: event.type,
        event_type: (0,trace/* eventType */.$q)(event),
        partition_key: event.service,
        service: event.service,
        fields: { ...(0,trace/* fieldsOf */.Pf)(event) },
        source: sourceJson(event.call?.source),
        vector_clock: { ...clocks[index] },
        violation: event.seq === test.failure?.violation ? true : undefined,
    }));
}
function sourceJson(source) {
    return (source && {
        function: source.function,
        file: source.file,
        line: source.line,
        near: source.near,
        stack: source.stack.map(({ function: name, file, line, own }) => ({ function: name, file, line, own })),
    });
}
/** RFC 3339 with nanoseconds, UTC: the wall clock at the test's start and the monotonic time since. */
function timestamp(startedMs, atNs) {
    const wholeMs = Math.floor(atNs / 1e6);
    const seconds = new Date(startedMs + wholeMs).toISOString();
    return seconds.replace("Z", `${String(atNs - wholeMs * 1e6).padStart(6, "0")}Z`);
}
function diagnosticJson(diagnostic) {
    return {
        level: diagnostic.level,
        code: diagnostic.code,
        message: diagnostic.message,
        suggestion: diagnostic.suggestion ?? "",
        service: diagnostic.service,
        position: position(diagnostic.position),
    };
}
function position(place) {
    return place && { file: place.file, line: place.line, column: place.column };
}
/** Left out when 0, as the format has it. */
function some(n) {
    return n === 0 ? undefined : n;
}
function list(items) {
    return items.length === 0 ? undefined : items;
}
function print(value) {
    return `${JSON.stringify(value, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./build/js/report/diff.js
/**
 * What `faultbox diff` prints: the findings in sentences with how sure each is, then the lines that differ. Both come from files that may be anyone's,
 * so all of it goes through `text.ts`.
 */




/** Lines shown around each difference. */
const contextLines = 3;
/** A diff for people or programs; ends with a line break. */
function renderDiff(diff, format) {
    switch (format) {
        case "json":
            return renderDiffJson(diff);
        case "text":
            return ended([headline(diff), ...diff.comparison.findings.flatMap(findingText), ...differing(diff), ...notes(diff)]);
        case "markdown": {
            const lines = differing(diff);
            return ended([
                diff.identical ? headline(diff) : `**${headline(diff)}**`,
                ...paragraph(diff.comparison.findings.map(findingMarkdown)),
                ...paragraph(lines.length === 0 ? [] : [fenced("diff", lines)]),
                ...paragraph(notes(diff).map(escapeMarkdown)),
            ]);
        }
    }
}
function ended(lines) {
    return `${lines.join("\n")}\n`;
}
function paragraph(lines) {
    return lines.length === 0 ? [] : ["", ...lines];
}
function headline({ identical, aLines, bLines }) {
    return identical ? "traces are identical" : `traces differ (${aLines} vs ${bLines} lines):`;
}
function tests({ test, alsoIn }) {
    return [test, ...alsoIn].map(shortName);
}
function sureness(finding) {
    return `${finding.certainty}: ${evidenceText(finding)}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}`;
}
function findingText(finding) {
    return [`  ${finding.rank}: ${text_plain(finding.sentence)}`, `    in ${listed(tests(finding).map(text_plain))}; ${sureness(finding)}`];
}
function findingMarkdown(finding) {
    return `- **${finding.rank}** ${escapeMarkdown(finding.sentence)} (${listed(tests(finding).map((test) => code(test)))}). ${sureness(finding)}`;
}
function notes({ comparison: { notes, outcome, baseRuns, headRuns } }) {
    const few = outcome === "undecided" && !(0,drift/* canDecide */.RK)(baseRuns, headRuns);
    const told = few ? [`${count(baseRuns, "run")} against ${headRuns} can only suspect; 10 against 8 can decide`, ...notes] : notes;
    return told.map((note) => `NOTE: ${text_plain(note)}`);
}
/** Line by line, by test, service and step. */
function differing({ sections }) {
    const marks = { both: " ", a: "-", b: "+" };
    const out = [];
    let test = "";
    for (const section of sections) {
        if (section.test !== test)
            out.push(`  === ${text_plain(section.test)} ===`);
        test = section.test;
        out.push(`  --- ${text_plain(`${section.lane}, ${section.window}`)} ---`);
        const { lines } = section;
        let skipped = false;
        lines.forEach(({ side, text }, i) => {
            const near = lines.slice(Math.max(0, i - contextLines), i + contextLines + 1).some((line) => line.side !== "both");
            if (near) {
                if (skipped)
                    out.push("    …");
                out.push(`${marks[side]}   ${text_plain(text)}`);
            }
            skipped = !near;
        });
    }
    return out;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/diff/libesm/diff/array.js + 1 modules
var array = __webpack_require__(8965);
;// CONCATENATED MODULE: ./build/js/report/align.js
/**
 * Lays two logs of one test side by side: which event of the one stands in the same row as which of the other. The driver's steps are
 * sequential and come first: they cut both logs into stretches, and each stretch is aligned by a longest common subsequence of what events
 * mean (lane, answer, label), numbers of one run left out.
 *
 * Threads interleave differently in every run, so an event without a partner in its row is not yet a difference: where the same
 * stretch has it on the other side too, only elsewhere, it has `moved`. What is left is `only` on its side. Whether such a thing matters is for
 * the comparison of many runs to say; this is for the eye.
 */



/** What makes two events of two runs the same to a reader. */
function keyOf(event, names) {
    return `${event.service}\n${decisionShown(event)}\n${withoutRunNumbers(names.label(event))}`;
}
/**
 * Differences a stretch may have before it is shown as all of one side and then all of the other. The search costs length × differences, and
 * side by side two stretches with thousands of differences say nothing more.
 */
const maxDifferences = 1500;
/** Aligns two logs given by the keys of their events (see [keyOf]) and the lanes these stand on. */
function align(base, head) {
    const rows = [];
    const standings = { base: base.map(() => "same"), head: head.map(() => "same") };
    const driver = (keys) => keys.flatMap((key, index) => (key.startsWith(`${trace/* DRIVER */.NX}\n`) ? [index] : []));
    const [baseSteps, headSteps] = [driver(base), driver(head)];
    let [b, h] = [0, 0];
    const pairs = matches(baseSteps.map((index) => base[index] ?? ""), headSteps.map((index) => head[index] ?? ""));
    for (const [baseStep, headStep] of pairs) {
        const [nextBase, nextHead] = [baseSteps[baseStep] ?? 0, headSteps[headStep] ?? 0];
        stretch(b, nextBase, h, nextHead);
        rows.push([nextBase, nextHead]);
        [b, h] = [nextBase + 1, nextHead + 1];
    }
    stretch(b, base.length, h, head.length);
    return { rows, ...standings };
    function stretch(baseFrom, baseTo, headFrom, headTo) {
        const [baseKeys, headKeys] = [base.slice(baseFrom, baseTo), head.slice(headFrom, headTo)];
        const loose = new Map();
        const alone = (side, index, key) => {
            rows.push(side === "base" ? [index, undefined] : [undefined, index]);
            const both = loose.get(key) ?? { base: [], head: [] };
            loose.set(key, both);
            both[side].push(index);
        };
        let [atBase, atHead] = [0, 0];
        for (const [baseIndex, headIndex] of [...matches(baseKeys, headKeys), [baseKeys.length, headKeys.length]]) {
            for (; atBase < baseIndex; atBase++)
                alone("base", baseFrom + atBase, baseKeys[atBase] ?? "");
            for (; atHead < headIndex; atHead++)
                alone("head", headFrom + atHead, headKeys[atHead] ?? "");
            if (baseIndex < baseKeys.length)
                rows.push([baseFrom + baseIndex, headFrom + headIndex]);
            [atBase, atHead] = [baseIndex + 1, headIndex + 1];
        }
        for (const { base: baseOnes, head: headOnes } of loose.values()) {
            const shared = Math.min(baseOnes.length, headOnes.length);
            baseOnes.forEach((index, n) => (standings.base[index] = n < shared ? "moved" : "only"));
            headOnes.forEach((index, n) => (standings.head[index] = n < shared ? "moved" : "only"));
        }
    }
}
/** The pairs of a longest common subsequence; those of the common ends alone where there are too many differences to search. */
function matches(base, head) {
    let start = 0;
    while (start < base.length && start < head.length && base[start] === head[start])
        start++;
    let end = 0;
    while (end < base.length - start && end < head.length - start && base[base.length - 1 - end] === head[head.length - 1 - end])
        end++;
    const pairs = [];
    for (let index = 0; index < start; index++)
        pairs.push([index, index]);
    const changes = (0,array/* diffArrays */.E)(base.slice(start, base.length - end), head.slice(start, head.length - end), { maxEditLength: maxDifferences }) ?? [];
    let [b, h] = [start, start];
    for (const { added, removed, count } of changes) {
        if (!added && !removed)
            for (let index = 0; index < count; index++)
                pairs.push([b + index, h + index]);
        if (!added)
            b += count;
        if (!removed)
            h += count;
    }
    for (let index = end; index > 0; index--)
        pairs.push([base.length - index, head.length - index]);
    return settled(pairs, base, head);
}
/**
 * Of several events alike the last is the additional one: where a gap of one side begins with what follows it, the pair is moved to the gap's
 * beginning, and the gap behind it.
 */
function settled(pairs, base, head) {
    let [before, beforeHead] = [-1, -1];
    return pairs.map(([b, h]) => {
        if (b === before + 1 && head[beforeHead + 1] === head[h])
            h = beforeHead + 1;
        else if (h === beforeHead + 1 && base[before + 1] === base[b])
            b = before + 1;
        [before, beforeHead] = [b, h];
        return [b, h];
    });
}

;// CONCATENATED MODULE: ./build/js/report/arrows.js
/** [clocks] belong to [events] one by one, as `clocksOf` makes them. */
function arrowsOf(events, clocks) {
    /** lane → its events' indices, in order: the nth event of a lane has n as its own count. */
    const lanes = new Map();
    const known = new Map();
    const arrows = [];
    events.forEach((event, to) => {
        const clock = clocks[to] ?? {};
        const before = known.get(event.service);
        const sources = [];
        for (const lane in clock) {
            const time = clock[lane] ?? 0;
            if (lane === event.service || time <= (before?.[lane] ?? 0))
                continue;
            const from = lanes.get(lane)?.[time - 1];
            if (from !== undefined)
                sources.push({ lane, time, from });
        }
        for (const { lane, time, from } of sources) {
            const implied = sources.some((other) => other.from !== from && (clocks[other.from]?.[lane] ?? 0) >= time);
            if (!implied)
                arrows.push({ from, to });
        }
        known.set(event.service, clock);
        const lane = lanes.get(event.service);
        if (lane === undefined)
            lanes.set(event.service, [to]);
        else
            lane.push(to);
    });
    return arrows;
}

;// CONCATENATED MODULE: ./build/js/report/viewer.generated.js
// Generated from src/report/viewer/ by: node scripts/viewer.ts
const style = ":root { --paper: #ffffff; --page: #f5f6f8; --ink: #1b2129; --soft: #5b6573; --faint: #eef0f3; --line: #dadee4; --added: #0a58c2; --added-band: #e1eeff; --removed: #a34700; --removed-band: #ffeedd; --bad: #b3121d; --bad-band: #ffe3e4; --good: #17703a; --good-band: #dff3e5; --wait: #6b4a00; --wait-band: #fff0c2; --select: #0a58c226; --focus: #0a58c2; --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, \"DejaVu Sans Mono\", monospace; color-scheme: light; } @media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) { --paper: #14181d; --page: #0c0f13; --ink: #e8ebef; --soft: #9aa5b3; --faint: #1e242b; --line: #2e363f; --added: #7db7ff; --added-band: #12294a; --removed: #ffab66; --removed-band: #3d2410; --bad: #ff8c90; --bad-band: #471a1d; --good: #74d697; --good-band: #12321f; --wait: #ecc765; --wait-band: #3a2f10; --select: #7db7ff33; --focus: #7db7ff; color-scheme: dark; } } :root[data-theme=\"dark\"] { --paper: #14181d; --page: #0c0f13; --ink: #e8ebef; --soft: #9aa5b3; --faint: #1e242b; --line: #2e363f; --added: #7db7ff; --added-band: #12294a; --removed: #ffab66; --removed-band: #3d2410; --bad: #ff8c90; --bad-band: #471a1d; --good: #74d697; --good-band: #12321f; --wait: #ecc765; --wait-band: #3a2f10; --select: #7db7ff33; --focus: #7db7ff; color-scheme: dark; } * { box-sizing: border-box; } html, body { height: 100%; margin: 0; } body { display: grid; grid-template-rows: auto 1fr; background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif; } h1, h2, h3, p, ul { margin: 0; padding: 0; } code, pre, .mono { font-family: var(--mono); font-size: 12.5px; } button, select, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 3px 9px; min-height: 28px; } button { cursor: pointer; } button:hover { border-color: var(--soft); } :focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; } a { color: var(--added); } [hidden] { display: none !important; } header { display: flex; flex-wrap: wrap; gap: 6px 20px; align-items: center; padding: 12px 20px; background: var(--paper); border-bottom: 1px solid var(--line); } header .verdict { display: flex; gap: 12px; align-items: center; } header h1 { font-size: 19px; font-weight: 650; letter-spacing: -0.01em; } header .about { flex: 1 1 320px; color: var(--soft); font-size: 13px; } header nav { display: flex; gap: 14px; align-items: center; font-size: 13px; } .badge { display: inline-block; padding: 1px 8px; border-radius: 5px; font-size: 11.5px; font-weight: 700; letter-spacing: 0.03em; text-transform: uppercase; white-space: nowrap; background: var(--faint); color: var(--soft); } .badge.pass, .badge.passed, .badge.accepted { background: var(--good-band); color: var(--good); } .badge.fail, .badge.failed, .badge.error { background: var(--bad-band); color: var(--bad); } .badge.drift, .badge.changed, .badge.new { background: var(--added-band); color: var(--added); } .badge.gone { background: var(--removed-band); color: var(--removed); } .badge.inconclusive, .badge.undecided { background: var(--wait-band); color: var(--wait); } main { display: grid; grid-template-columns: 300px minmax(0, 1fr); min-height: 0; } aside.list { overflow: auto; padding: 16px 14px 24px; border-right: 1px solid var(--line); background: var(--page); } aside.list h2 { font-size: 12px; font-weight: 700; color: var(--soft); text-transform: uppercase; letter-spacing: 0.06em; margin: 0 4px 8px; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 10px; } aside.list .sums { display: flex; gap: 10px; text-transform: none; letter-spacing: 0; } .sums .pass, .sign.pass { color: var(--good); } .sums .fail, .sums .error, .sign.fail, .sign.error { color: var(--bad); } .sums .gone, .sign.gone { color: var(--removed); } .sums .inconclusive, .sign.inconclusive { color: var(--wait); } aside.list .again pre { margin: 0 4px; padding: 8px 10px; border-radius: 6px; background: var(--faint); white-space: pre-wrap; overflow-wrap: anywhere; } aside.list section + section { margin-top: 22px; } aside.list input { width: 100%; margin-bottom: 8px; } aside.list ul { list-style: none; display: grid; gap: 4px; } .entry { display: grid; gap: 3px; width: 100%; text-align: left; padding: 7px 10px; border-color: transparent; background: transparent; border-radius: 8px; } .entry.test { grid-template-columns: 14px minmax(0, 1fr) auto; gap: 1px 7px; align-items: baseline; padding: 5px 10px; position: relative; } .entry.test .sign { font-weight: 700; } .entry.test .more { grid-column: 2 / -1; } .entry.test .badge { padding: 0 6px; font-size: 10.5px; } .entry:hover { background: var(--faint); border-color: transparent; } .entry[aria-current=\"true\"] { background: var(--paper); border-color: var(--line); box-shadow: 0 1px 2px #0000001a; } .entry .name { font-weight: 550; overflow-wrap: anywhere; } .entry .more { display: flex; flex-wrap: wrap; gap: 2px 6px; align-items: center; color: var(--soft); font-size: 12.5px; } .finding.entry { border-left: 4px solid var(--added); border-radius: 4px 8px 8px 4px; background: var(--paper); } .finding.entry.open { border-left-color: var(--line); } .finding.entry[aria-current=\"true\"] { border-color: var(--added); } .stage { display: grid; grid-template-rows: auto auto auto 1fr auto; min-width: 0; min-height: 0; background: var(--paper); } .about-test { padding: 14px 20px 10px; display: grid; gap: 8px; max-height: 46vh; overflow: auto; } .about-test .title { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; } .about-test h2 { font-size: 16px; font-weight: 650; overflow-wrap: anywhere; } .about-test .facts { color: var(--soft); font-size: 13px; } .card { border: 1px solid var(--line); border-left-width: 4px; border-radius: 6px; padding: 9px 12px; display: grid; gap: 4px; } .card.change { border-left-color: var(--added); } .card.failure { border-left-color: var(--bad); } .card strong { font-weight: 650; } .card .sides { display: flex; gap: 6px 22px; flex-wrap: wrap; } .card .before::before { content: \"− before: \"; color: var(--removed); font-weight: 650; } .card .after::before { content: \"+ now: \"; color: var(--added); font-weight: 650; } .card .lines { list-style: none; display: grid; gap: 1px; } .card .lines .base::before { content: \"− \"; color: var(--removed); } .card .lines .head::before { content: \"+ \"; color: var(--added); } .card .proof { color: var(--soft); font-size: 12.5px; } .card pre { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 150px; overflow: auto; } .card .near { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; } .card .near button { font: 12px var(--mono); min-height: 24px; } .card.quiet { border-left-color: var(--line); color: var(--soft); } .tools { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; justify-content: space-between; padding: 4px 20px 10px; border-bottom: 1px solid var(--line); font-size: 13px; } .tools .part { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } .tools .group { display: inline-flex; align-items: center; border: 1px solid var(--line); border-radius: 7px; } .tools .group button { border-color: transparent; border-radius: 6px; min-width: 30px; } .tools .group .where { padding: 0 2px; min-width: 18px; text-align: center; color: var(--soft); } .tools input[type=\"search\"] { width: 156px; } .tools button { padding: 3px 9px; } .tools button[aria-pressed=\"true\"]:not(.lanes button) { background: var(--added-band); color: var(--added); } .tools select { padding: 3px 4px; } .tools .lanes { display: flex; gap: 4px; flex-wrap: wrap; } .tools .lanes button { border-radius: 999px; padding: 1px 11px; } .tools .lanes button[aria-pressed=\"false\"] { color: var(--soft); text-decoration: line-through; background: var(--faint); } .tools label { display: flex; gap: 5px; align-items: center; } .tools input[type=\"checkbox\"] { min-height: 0; margin: 0; } .heads { position: relative; height: 52px; border-bottom: 1px solid var(--line); background: var(--paper); overflow: hidden; } .heads .pane { position: absolute; top: 0; height: 27px; padding: 4px 12px 0; font-size: 13px; display: flex; gap: 10px; align-items: baseline; white-space: nowrap; overflow: hidden; } .heads .pane .said { overflow: hidden; text-overflow: ellipsis; color: var(--ink); font-weight: 550; } .heads .pane .commit { margin-left: auto; color: var(--soft); font-size: 12px; } .heads .pane strong { font-weight: 700; } .heads .pane.base strong::before { content: \"− \"; } .heads .pane.head strong::before { content: \"+ \"; } .heads .pane.base { color: var(--removed); } .heads .pane.head { color: var(--added); } .heads .pane.only { color: var(--soft); } .heads .lane { position: absolute; top: 29px; font: 600 12px/18px var(--mono); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } .heads .unit { position: absolute; top: 29px; font: 11px/18px var(--mono); color: var(--soft); text-align: right; width: 50px; } .field { display: grid; grid-template-columns: minmax(0, 1fr) 14px; min-height: 0; position: relative; } .field.detailed { grid-template-columns: minmax(0, 1fr) 14px 300px; } .scroll { overflow: auto; position: relative; min-height: 0; } .scroll canvas { position: sticky; top: 0; left: 0; display: block; } .spacer { width: 1px; position: absolute; top: 0; left: 0; } .map { position: relative; background: var(--faint); border-left: 1px solid var(--line); cursor: pointer; overflow: hidden; } .map canvas { display: block; width: 13px; height: 100%; } .map .window { position: absolute; left: 0; right: 0; border: 1px solid var(--soft); background: var(--select); min-height: 6px; pointer-events: none; } .empty { position: absolute; inset: 40px 0 auto; text-align: center; color: var(--soft); } .detail { overflow: auto; border-left: 1px solid var(--line); padding: 14px 16px; display: grid; gap: 10px; align-content: start; } .detail h3 { font: 650 13.5px/1.4 var(--mono); overflow-wrap: anywhere; } .detail dl { display: grid; grid-template-columns: auto 1fr; gap: 3px 12px; margin: 0; font-size: 12.5px; } .detail dt { color: var(--soft); } .detail dd { margin: 0; font-family: var(--mono); overflow-wrap: anywhere; } .detail .links { display: grid; gap: 4px; } .detail .links button { text-align: left; overflow-wrap: anywhere; font-size: 12.5px; } .detail .close { justify-self: end; min-height: 24px; padding: 0 8px; } .legend { padding: 6px 20px; border-top: 1px solid var(--line); color: var(--soft); font-size: 12px; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; background: var(--paper); position: relative; } .legend .sum { color: var(--ink); font-weight: 550; } .legend .keys { margin-left: auto; } .legend summary { cursor: pointer; padding: 2px 8px; } .legend .keys p { position: absolute; right: 12px; bottom: 34px; z-index: 2; display: grid; gap: 6px; padding: 12px 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 4px 16px #00000033; } .legend kbd { font: 11px var(--mono); border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; color: var(--ink); } .legend .plus { color: var(--added); font-weight: 700; } .legend .minus { color: var(--removed); font-weight: 700; } .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .paper { display: none; } .as-table { grid-column: 1 / 3; overflow: auto; min-height: 0; font-size: 13px; } .as-table table { border-collapse: collapse; width: 100%; } .as-table caption { text-align: left; padding: 8px 20px; color: var(--soft); } .as-table th, .as-table td { text-align: left; font-weight: 400; padding: 3px 10px; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; } .as-table thead th { font-weight: 650; position: sticky; top: 0; background: var(--paper); } .as-table td.time { text-align: right; white-space: nowrap; } .as-table button { padding: 0 6px; min-height: 24px; border-color: transparent; background: transparent; font-variant-numeric: tabular-nums; } .as-table tr.head td, .as-table tr.head th { background: var(--added-band); } .as-table tr.base td, .as-table tr.base th { background: var(--removed-band); } .as-table tr.selected td, .as-table tr.selected th { box-shadow: inset 0 0 0 99px var(--select); } .as-table .fold td { background: var(--faint); padding-left: 20px; } .as-table .turn { display: flex; gap: 10px; padding: 10px 20px; } @media (max-width: 900px) { html, body { height: auto; } main { grid-template-columns: minmax(0, 1fr); } aside.list { border-right: 0; border-bottom: 1px solid var(--line); max-height: 300px; } .stage { grid-template-rows: auto auto auto minmax(70vh, 1fr) auto; } .about-test { max-height: none; } .scroll { height: 70vh; } .field.detailed { grid-template-columns: minmax(0, 1fr) 14px; } .detail { position: absolute; inset: auto 0 0; max-height: 60%; background: var(--paper); border-top: 1px solid var(--line); } } @media print { @page { size: landscape; margin: 12mm; } html, body { height: auto; } body { display: block; background: #fff; } main, .stage { display: block; } header { padding: 0 0 8px; } aside.list { max-height: none; overflow: visible; border: 0; padding: 10px 0; background: #fff; } aside.list section:has(> ul > li > .test) ul { grid-template-columns: repeat(3, minmax(0, 1fr)); } .entry[aria-current=\"true\"] { box-shadow: none; } aside.list input, .tools, .stage > .heads, .field, .legend .keys, .legend .sum, .about-test select, header nav { display: none !important; } .about-test { max-height: none; padding: 10px 0; } .legend { border: 0; padding: 0 0 10px; } .card, .entry, .sheet { break-inside: avoid; } .paper { display: block; } .sheet canvas { display: block; margin-bottom: 12px; } * { print-color-adjust: exact; } }";
const script = "(() => {\n\"use strict\";\nconst Kind = {\n  call: 0,\n  deny: 1,\n  delay: 2,\n  hold: 3,\n  send: 4,\n  receive: 5,\n  life: 6,\n  note: 7,\n  violation: 8,\n  trace: 9,\n  fault: 10,\n}         ;\nconst plain       = { mark: \"dot\", color: \"ink\", fault: false, telling: false };\nconst step       = { mark: \"square\", color: \"ink\", fault: false, telling: true };\nconst remark       = { mark: \"ring\", color: \"soft\", fault: false, telling: false };\nconst waiting       = { mark: \"hourglass\", color: \"wait\", fault: true, telling: true };\nconst failing       = { mark: \"cross\", color: \"bad\", fault: true, telling: true };\nconst looks                  = [\n  plain,\n  failing,\n  waiting,\n  waiting,\n  step,\n  step,\n  remark,\n  remark,\n  failing,\n  plain,\n  { mark: \"diamond\", color: \"bad\", fault: true, telling: true },\n];\nfunction lookOf(kind        )       {\n  return looks[kind] ?? plain;\n}\nconst margin = 78;\nconst font = \"12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\";\nconst smallFont = \"10.5px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\";\nconst longArrow = 400;\nconst tallest = 15_000_000;\nconst padding = 14;\nconst timeTop = 24;\nconst widestPitch = 220;\nconst longestLabel = 46;\nconst measured = 2000;\nclass Diagram {\n           #canvas                   ;\n           #context                          ;\n  #colors                                   = {};\n  #scene                   ;\n  #panes                  = [];\n  #lanes                    = [];\n  #scroll = 0;\n  #height = 0;\n           #letters = new WeakMap                    ();\n  #long = new WeakMap                                                                  ();\n  constructor(canvas                   ) {\n    const context = canvas.getContext(\"2d\");\n    if (context === null) throw new Error(\"this browser has no canvas\");\n    this.#canvas = canvas;\n    this.#context = context;\n    this.readColors();\n  }\n  readColors()       {\n    const computed = getComputedStyle(document.documentElement);\n    const names = [\n      \"paper\",\n      \"ink\",\n      \"soft\",\n      \"faint\",\n      \"line\",\n      \"added\",\n      \"added-band\",\n      \"removed\",\n      \"removed-band\",\n      \"bad\",\n      \"bad-band\",\n      \"wait\",\n      \"wait-band\",\n      \"select\",\n      \"focus\",\n    ];\n    this.#colors = Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(`--${name}`).trim()]));\n  }\n  #color(name        )         {\n    return this.#colors[name] ?? \"#888\";\n  }\n  contentHeight(scene       )         {\n    if (scene.axis === \"order\") return Math.min(tallest, scene.view.items.length * lineHeight(scene)) + 2 * padding;\n    const last = (trace                   )         => trace?.atNs[trace.length - 1] ?? 0;\n    return Math.min(tallest, (Math.max(last(scene.view.base), last(scene.view.head)) / 1e6) * timeScale(scene)) + 60;\n  }\n  topOf(scene       , item        )         {\n    return padding + item * lineHeight(scene);\n  }\n  yOf(scene       , side          , event        )                     {\n    const row = scene.view.rowOf[side][event] ?? -1;\n    const item = scene.view.itemOf[row] ?? -1;\n    if (item < 0) return undefined;\n    if (scene.axis === \"order\") return padding + (item + 0.5) * lineHeight(scene);\n    return timeTop + ((scene.view.side(side)?.atNs[event] ?? 0) / 1e6) * timeScale(scene);\n  }\n  draw(scene       , scroll        , width        , height        , ratio = window.devicePixelRatio || 1)       {\n    this.#scroll = scroll;\n    this.#height = height;\n    this.#arrange(scene, width);\n    const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];\n    if (this.#canvas.width !== pixelWidth || this.#canvas.height !== pixelHeight) {\n      this.#canvas.width = pixelWidth;\n      this.#canvas.height = pixelHeight;\n      this.#canvas.style.width = `${width}px`;\n      this.#canvas.style.height = `${height}px`;\n    }\n    const context = this.#context;\n    context.setTransform(ratio, 0, 0, ratio, 0, 0);\n    context.fillStyle = this.#color(\"paper\");\n    context.fillRect(0, 0, width, height);\n    context.textBaseline = \"middle\";\n    const visible = this.#visible(scene);\n    if (scene.axis === \"order\") this.#bands(scene);\n    else this.#ticks(scene);\n    this.#laneLines();\n    this.#arrows(scene, visible);\n    if (scene.axis === \"order\") this.#foldTexts(scene);\n    for (const { side, event, pane } of visible.places) this.#event(scene, pane, side, event);\n    if (scene.axis === \"time\") this.#labelsWhereRoom(scene, visible.places);\n  }\n  #arrange(scene       , width        )       {\n    this.#scene = scene;\n    this.#panes = panes(scene, width);\n    this.#lanes = scene.view.test.lanes.map((_name, index) => index).filter((lane) => !scene.hiddenLanes.has(lane));\n  }\n  laneHeads(scene       , width        )                                                                                     {\n    this.#arrange(scene, width);\n    return this.#panes.flatMap((pane, index) => this.#lanes.map((lane) => ({ lane, left: this.#x(pane, lane), pane: index })));\n  }\n  fittingScale(scene       , height        )         {\n    const last = (trace                   )         => trace?.atNs[trace.length - 1] ?? 0;\n    return (height - 70) / Math.max(0.001, Math.max(last(scene.view.base), last(scene.view.head)) / 1e6);\n  }\n  paneBounds(\n    scene       ,\n    width        ,\n  )                                                                                                    {\n    return panes(scene, width);\n  }\n  at(x        , y        )                                                {\n    const scene = this.#scene;\n    const pane = this.#panes.find(({ left, width }) => x >= left && x < left + width);\n    if (scene === undefined || pane === undefined) return undefined;\n    if (scene.axis === \"order\") {\n      const item = scene.view.items[Math.floor((y + this.#scroll - padding) / lineHeight(scene))];\n      if (item === undefined) return undefined;\n      if (item < 0) return { fold: -1 - item };\n      for (const side of [...pane.sides].reverse()) {\n        const event = scene.view.event(item, side);\n        if (event >= 0 && this.#laneShown(scene, side, event)) return { side, event };\n      }\n      return undefined;\n    }\n    let best                                                     ;\n    for (const place of this.#visible(scene).places) {\n      if (place.pane !== pane) continue;\n      const lane = scene.view.side(place.side)?.lane(place.event) ?? 0;\n      const dy = (this.yOf(scene, place.side, place.event) ?? Number.NaN) - this.#scroll - y;\n      const distance = Math.hypot(dy, (this.#x(pane, lane) - x) / 6);\n      if (distance < 30 && (best === undefined || distance < best.distance)) best = { side: place.side, event: place.event, distance };\n    }\n    return best;\n  }\n  #laneShown(scene       , side          , event        )          {\n    return !scene.hiddenLanes.has(scene.view.side(side)?.lane(event) ?? 0);\n  }\n  #x(pane      , lane        )         {\n    return pane.left + margin + 10 + Math.max(0, this.#lanes.indexOf(lane)) * this.#pitch(pane);\n  }\n  #pitch(pane      )         {\n    const scene = this.#scene;\n    const count = this.#lanes.length;\n    if (scene === undefined || count < 2) return 0;\n    const room = pane.width - margin - 22;\n    const letter = this.#letter();\n    const names = Math.max(7, ...this.#lanes.map((lane) => scene.view.test.lanes[lane]?.length ?? 0)) * letter + 14;\n    const afterLabels = (room - this.#labelLetters(scene) * letter - 16) / (count - 1);\n    return Math.min(room / (count + 0.5), widestPitch, Math.max(names, afterLabels));\n  }\n  #letter()         {\n    this.#context.font = font;\n    return this.#context.measureText(\"0\").width;\n  }\n  #labelLetters(scene       )         {\n    const { view } = scene;\n    let letters = this.#letters.get(view.items);\n    if (letters === undefined) {\n      letters = 0;\n      for (let item = 0; item < Math.min(measured, view.items.length); item++) {\n        const row = view.items[item] ?? -1;\n        for (const side of [\"base\", \"head\"]         ) {\n          const event = row < 0 ? -1 : view.event(row, side);\n          const trace = view.side(side);\n          if (trace === undefined || event < 0 || trace.kind(event) === Kind.violation) continue;\n          const [pill = \"\"] = pillTexts(trace, event);\n          letters = Math.max(letters, trace.label(event).length + (pill === \"\" ? 0 : pill.length + 2));\n        }\n      }\n      this.#letters.set(view.items, letters);\n    }\n    return Math.min(letters, longestLabel);\n  }\n  #visible(scene       )\n    {\n    const places                             = [];\n    const ranges = new Map                            ();\n    const add = (pane      , side          , event        )       => {\n      const range = ranges.get(side);\n      if (range === undefined) ranges.set(side, [event, event]);\n      else ranges.set(side, [Math.min(range[0], event), Math.max(range[1], event)]);\n      if (this.#laneShown(scene, side, event)) places.push({ pane, side, event });\n    };\n    for (const pane of this.#panes) {\n      if (scene.axis === \"order\") {\n        const [first, last] = this.#window(scene);\n        for (let item = first; item <= last; item++) {\n          const row = scene.view.items[item] ?? -1;\n          if (row < 0) continue;\n          const here = pane.sides.filter((side) => scene.view.event(row, side) >= 0);\n          for (const side of here) {\n            if (pane.sides.length === 2 && here.length === 2 && side === \"base\") continue;\n            add(pane, side, scene.view.event(row, side));\n          }\n        }\n      } else {\n        for (const side of pane.sides) {\n          const trace = scene.view.side(side);\n          if (trace === undefined) continue;\n          const from = ((this.#scroll - 60) / timeScale(scene)) * 1e6;\n          const to = ((this.#scroll + this.#height + 20) / timeScale(scene)) * 1e6;\n          for (let event = firstAtOrAfter(trace.atNs, from); event < trace.length && (trace.atNs[event] ?? 0) <= to; event++) {\n            if ((scene.view.itemOf[scene.view.rowOf[side][event] ?? -1] ?? -1) >= 0) add(pane, side, event);\n          }\n        }\n      }\n    }\n    return { places, ranges };\n  }\n  #window(scene       )                            {\n    const height = lineHeight(scene);\n    const first = Math.max(0, Math.floor((this.#scroll - padding) / height) - 1);\n    return [first, Math.min(scene.view.items.length - 1, Math.ceil((this.#scroll + this.#height) / height) + 1)];\n  }\n  #emphasis(scene       , side          , event        )            {\n    if (scene.view.findings[side].has(event)) return 2;\n    return !scene.view.test.compared && scene.view.alone(side, event) ? 1 : 0;\n  }\n  #varies(scene       , side          , event        )          {\n    return scene.view.test.compared && scene.view.alone(side, event) && !scene.view.findings[side].has(event);\n  }\n  #bands(scene       )       {\n    const context = this.#context;\n    const height = lineHeight(scene);\n    const [first, last] = this.#window(scene);\n    for (let item = first; item <= last; item++) {\n      const row = scene.view.items[item] ?? -1;\n      const top = padding + item * height - this.#scroll;\n      if (row < 0) {\n        context.fillStyle = this.#color(\"faint\");\n        for (const pane of this.#panes) context.fillRect(pane.left + 1, top + 2, pane.width - 2, height - 4);\n        continue;\n      }\n      for (const pane of this.#panes) {\n        for (const side of [\"base\", \"head\"]         ) {\n          const event = scene.view.event(row, side);\n          if (event < 0) continue;\n          const emphasis = this.#emphasis(scene, side, event);\n          const inFocus = scene.finding !== undefined && scene.view.findings[side].get(event) === scene.finding;\n          const trace = scene.view.side(side);\n          if (pane.sides.includes(side)) {\n            if (trace?.kind(event) === Kind.violation) this.#band(pane, top, height, \"bad-band\", \"bad\");\n            else if (emphasis === 2)\n              this.#band(pane, top, height, side === \"head\" ? \"added-band\" : \"removed-band\", side === \"head\" ? \"added\" : \"removed\");\n            if (inFocus) {\n              context.strokeStyle = this.#color(side === \"head\" ? \"added\" : \"removed\");\n              context.lineWidth = 1;\n              context.strokeRect(pane.left + 0.5, top + 0.5, pane.width - 1, height - 1);\n            }\n          } else if (emphasis === 2 && scene.view.event(row, pane.sides[0] ?? \"head\") < 0) {\n            this.#absence(pane, top, height, side);\n          }\n          if (isPlace(scene.selected, side, event) && pane.sides.includes(side)) {\n            context.fillStyle = this.#color(\"select\");\n            context.fillRect(pane.left, top, pane.width, height);\n          } else if (isPlace(scene.hovered, side, event) && pane.sides.includes(side) && emphasis < 2) {\n            context.fillStyle = this.#color(\"faint\");\n            context.fillRect(pane.left, top, pane.width, height);\n          }\n        }\n      }\n    }\n  }\n  #band(pane      , top        , height        , color        , edge        )       {\n    this.#context.fillStyle = this.#color(color);\n    this.#context.fillRect(pane.left, top, pane.width, height);\n    this.#context.fillStyle = this.#color(edge);\n    this.#context.fillRect(pane.left, top, 4, height);\n  }\n  #absence(pane      , top        , height        , side          )       {\n    const context = this.#context;\n    context.save();\n    context.beginPath();\n    context.rect(pane.left, top, pane.width, height);\n    context.clip();\n    context.strokeStyle = this.#color(\"line\");\n    context.lineWidth = 1;\n    context.beginPath();\n    for (let x = pane.left - height; x < pane.left + pane.width; x += 7) {\n      context.moveTo(x, top + height);\n      context.lineTo(x + height, top);\n    }\n    context.stroke();\n    if (height >= 15) {\n      const text = side === \"head\" ? \"not in the baseline\" : \"no longer here\";\n      context.font = smallFont;\n      const width = context.measureText(text).width;\n      const left = pane.left + margin + 10;\n      context.fillStyle = this.#color(\"paper\");\n      context.fillRect(left - 4, top + 2, width + 8, height - 4);\n      context.fillStyle = this.#color(\"soft\");\n      context.fillText(text, left, top + height / 2);\n    }\n    context.restore();\n  }\n  #ticks(scene       )       {\n    const context = this.#context;\n    const scale = timeScale(scene);\n    const decade = 10 ** Math.ceil(Math.log10(28 / scale));\n    const step = [decade / 5, decade / 2, decade].find((candidate) => candidate * scale >= 28) ?? decade;\n    context.font = smallFont;\n    context.textAlign = \"right\";\n    for (let tick = Math.max(0, Math.floor((this.#scroll - timeTop) / scale / step)); ; tick++) {\n      const y = timeTop + tick * step * scale - this.#scroll;\n      if (y > this.#height) break;\n      context.fillStyle = this.#color(\"faint\");\n      context.fillRect(0, Math.round(y), this.#canvas.clientWidth, 1);\n      context.fillStyle = this.#color(\"soft\");\n      for (const pane of this.#panes) context.fillText(String(Number((tick * step).toPrecision(6))), pane.left + margin - 24, y);\n    }\n    context.textAlign = \"left\";\n  }\n  #laneLines()       {\n    const context = this.#context;\n    context.strokeStyle = this.#color(\"line\");\n    context.lineWidth = 1;\n    context.beginPath();\n    for (const pane of this.#panes) {\n      for (const lane of this.#lanes) {\n        const x = Math.round(this.#x(pane, lane)) + 0.5;\n        context.moveTo(x, 0);\n        context.lineTo(x, this.#height);\n      }\n      if (pane.left > 0) {\n        context.moveTo(pane.left - 0.5, 0);\n        context.lineTo(pane.left - 0.5, this.#height);\n      }\n    }\n    context.stroke();\n  }\n  #arrows(scene       , visible                                                                       )       {\n    const context = this.#context;\n    for (const pane of this.#panes) {\n      for (const side of pane.sides) {\n        const trace = scene.view.side(side);\n        const range = visible.ranges.get(side);\n        if (trace === undefined || range === undefined) continue;\n        for (const { from, to } of this.#arrowsNear(trace, range)) {\n          if (!this.#laneShown(scene, side, from) || !this.#laneShown(scene, side, to)) continue;\n          const [fromRow, toRow] = [scene.view.rowOf[side][from] ?? -1, scene.view.rowOf[side][to] ?? -1];\n          const shared = scene.view.event(fromRow, \"head\") >= 0 && scene.view.event(toRow, \"head\") >= 0;\n          if (pane.sides.length === 2 && side === \"base\" && shared) continue;\n          const [fromY, toY] = [this.yOf(scene, side, from), this.yOf(scene, side, to)];\n          if (fromY === undefined || toY === undefined || (fromY === toY && scene.axis === \"order\")) continue;\n          const touched = isPlace(scene.selected, side, from) || isPlace(scene.selected, side, to);\n          const strong = this.#emphasis(scene, side, from) === 2 || this.#emphasis(scene, side, to) === 2;\n          context.globalAlpha = this.#nearSelection(scene, side, from, to) ? 1 : 0.2;\n          context.strokeStyle = context.fillStyle = this.#color(\n            touched ? \"ink\" : strong ? (side === \"head\" ? \"added\" : \"removed\") : \"soft\",\n          );\n          context.lineWidth = touched || strong ? 1.6 : 1;\n          context.setLineDash(side === \"base\" && pane.sides.length === 2 ? [4, 3] : []);\n          this.#arrow(this.#x(pane, trace.lane(from)), fromY - this.#scroll, this.#x(pane, trace.lane(to)), toY - this.#scroll);\n        }\n      }\n    }\n    context.setLineDash([]);\n    context.globalAlpha = 1;\n  }\n  #arrowsNear(trace       , [first, last]                           )                                                            {\n    let long = this.#long.get(trace);\n    if (long === undefined) {\n      long = trace.arrows.filter(({ from, to }) => to - from > longArrow);\n      this.#long.set(trace, long);\n    }\n    const found = long.filter(({ from, to }) => from <= last && to >= first);\n    let [low, high] = [0, trace.arrows.length];\n    while (low < high) {\n      const middle = (low + high) >> 1;\n      if ((trace.arrows[middle]?.to ?? 0) < first) low = middle + 1;\n      else high = middle;\n    }\n    for (let at = low; at < trace.arrows.length; at++) {\n      const arrow = trace.arrows[at];\n      if (arrow === undefined || arrow.to > last + longArrow) break;\n      if (arrow.from <= last && arrow.to - arrow.from <= longArrow) found.push(arrow);\n    }\n    return found;\n  }\n  #arrow(fromX        , fromY        , toX        , toY        )       {\n    const context = this.#context;\n    const angle = Math.atan2(toY - fromY, toX - fromX);\n    const [endX, endY] = [toX - 5 * Math.cos(angle), toY - 5 * Math.sin(angle)];\n    context.beginPath();\n    context.moveTo(fromX, fromY);\n    context.lineTo(endX, endY);\n    context.stroke();\n    context.beginPath();\n    context.moveTo(endX + 2 * Math.cos(angle), endY + 2 * Math.sin(angle));\n    context.lineTo(endX - 6 * Math.cos(angle - 0.45), endY - 6 * Math.sin(angle - 0.45));\n    context.lineTo(endX - 6 * Math.cos(angle + 0.45), endY - 6 * Math.sin(angle + 0.45));\n    context.fill();\n  }\n  #nearSelection(scene       , side          , ...events                   )          {\n    const selected = scene.selected;\n    if (selected === undefined || selected.side !== side) return true;\n    const trace = scene.view.side(side);\n    return events.every((event) => event === selected.event || trace?.relation(selected.event, event) !== 0);\n  }\n  #event(scene       , pane      , side          , event        )       {\n    const context = this.#context;\n    const trace = scene.view.side(side);\n    const yInAll = this.yOf(scene, side, event);\n    if (trace === undefined || yInAll === undefined) return;\n    const x = this.#x(pane, trace.lane(event));\n    const y = yInAll - this.#scroll;\n    const kind = trace.kind(event);\n    const emphasis = this.#emphasis(scene, side, event);\n    const height = scene.axis === \"order\" ? lineHeight(scene) : 14;\n    const removed = side === \"base\" && emphasis > 0;\n    const varies = this.#varies(scene, side, event);\n    const alpha = this.#nearSelection(scene, side, event) ? (varies ? 0.6 : 1) : 0.3;\n    context.globalAlpha = alpha;\n    const look = lookOf(kind);\n    const color = colorOf(look, emphasis, side);\n    const waited = (trace.packed.waitMs[event] ?? 0) * timeScale(scene);\n    if (scene.axis === \"time\" && waited > 1) {\n      context.fillStyle = this.#color(\"wait\");\n      context.globalAlpha *= 0.45;\n      context.fillRect(x - 2, y - waited, 4, waited);\n      context.globalAlpha = alpha;\n    }\n    if (scene.axis === \"time\" && (isPlace(scene.selected, side, event) || isPlace(scene.hovered, side, event))) {\n      context.strokeStyle = this.#color(\"focus\");\n      context.lineWidth = 2;\n      context.beginPath();\n      context.arc(x, y, 9, 0, 7);\n      context.stroke();\n    }\n    this.#mark(look, x, y, this.#color(color), removed, Math.min(5, Math.max(1.5, height / 4)));\n    if (scene.axis === \"order\" && height >= 13) {\n      context.font = smallFont;\n      context.textAlign = \"right\";\n      context.fillStyle = this.#color(\"soft\");\n      context.fillText(milliseconds(trace.atNs[event] ?? 0), pane.left + margin - 24, y);\n      context.textAlign = \"left\";\n      const sign = varies\n        ? \"~\"\n        : emphasis === 0\n          ? \"\"\n          : trace.standing(event) === 2\n            ? side === \"head\"\n              ? \"+\"\n              : \"−\"\n            : trace.standing(event) === 1\n              ? \"↕\"\n              : \"•\";\n      if (sign !== \"\") {\n        context.font = `bold 14px ${font.slice(5)}`;\n        context.fillStyle = this.#color(emphasis === 2 ? (side === \"head\" ? \"added\" : \"removed\") : \"soft\");\n        context.fillText(sign, pane.left + margin - 18, y);\n      }\n    }\n    if (scene.axis === \"time\" && emphasis === 2) {\n      context.font = `bold 14px ${font.slice(5)}`;\n      context.fillStyle = this.#color(side === \"head\" ? \"added\" : \"removed\");\n      context.fillText(side === \"head\" ? \"+\" : \"−\", x - 17, y);\n    }\n    if (scene.axis === \"order\" && height >= 13) this.#label(pane, trace, event, x, y, color, emphasis, removed, true);\n    context.globalAlpha = 1;\n  }\n  #labelsWhereRoom(scene       , places                                              )       {\n    const weight = ({ side, event }       )         => {\n      const kind = scene.view.side(side)?.kind(event) ?? Kind.call;\n      if (isPlace(scene.selected, side, event) || kind === Kind.violation || this.#emphasis(scene, side, event) === 2) return 0;\n      return lookOf(kind).fault ? 1 : lookOf(kind).telling ? 2 : kind === Kind.life ? 3 : 4;\n    };\n    const taken = new Occupied();\n    const shown = places.flatMap((place) => {\n      const trace = scene.view.side(place.side);\n      const y = this.yOf(scene, place.side, place.event);\n      if (trace === undefined || y === undefined) return [];\n      return [{ ...place, trace, x: this.#x(place.pane, trace.lane(place.event)), y: y - this.#scroll, weight: weight(place) }];\n    });\n    for (const { x, y, weight } of shown) if (weight < 3) taken.take(x - 6, x + 6, y);\n    for (const { side, event, pane, trace, x, y } of shown.sort((a, b) => a.weight - b.weight || a.event - b.event)) {\n      const look = lookOf(trace.kind(event));\n      const emphasis = this.#emphasis(scene, side, event);\n      this.#context.globalAlpha = this.#nearSelection(scene, side, event) ? 1 : 0.3;\n      this.#label(pane, trace, event, x, y, colorOf(look, emphasis, side), emphasis, side === \"base\" && emphasis > 0, false, taken);\n    }\n    this.#context.globalAlpha = 1;\n  }\n  #mark({ mark }      , x        , y        , color        , hollow         , size        )       {\n    const context = this.#context;\n    context.fillStyle = color;\n    context.strokeStyle = color;\n    context.lineWidth = 1.6;\n    context.beginPath();\n    switch (mark) {\n      case \"cross\":\n        context.lineWidth = 2.2;\n        context.moveTo(x - size, y - size);\n        context.lineTo(x + size, y + size);\n        context.moveTo(x + size, y - size);\n        context.lineTo(x - size, y + size);\n        context.stroke();\n        return;\n      case \"hourglass\":\n        context.moveTo(x - size, y - size - 1);\n        context.lineTo(x + size, y - size - 1);\n        context.lineTo(x - size, y + size + 1);\n        context.lineTo(x + size, y + size + 1);\n        context.closePath();\n        break;\n      case \"square\":\n        context.rect(x - size, y - size, 2 * size, 2 * size);\n        break;\n      case \"diamond\":\n        context.moveTo(x, y - size - 2);\n        context.lineTo(x + size + 2, y);\n        context.lineTo(x, y + size + 2);\n        context.lineTo(x - size - 2, y);\n        context.closePath();\n        break;\n      case \"ring\":\n        context.arc(x, y, size * 0.8, 0, 7);\n        context.fillStyle = this.#color(\"paper\");\n        context.fill();\n        context.stroke();\n        return;\n      case \"dot\":\n        context.arc(x, y, size * 0.9, 0, 7);\n    }\n    if (hollow) {\n      context.fillStyle = this.#color(\"paper\");\n      context.fill();\n      context.stroke();\n    } else context.fill();\n  }\n  #label(\n    pane      ,\n    trace       ,\n    event        ,\n    x        ,\n    y        ,\n    color        ,\n    emphasis        ,\n    removed         ,\n    ordered         ,\n    taken           ,\n  )       {\n    const context = this.#context;\n    context.font = emphasis === 2 || trace.kind(event) === Kind.send || trace.kind(event) === Kind.receive ? `bold ${font}` : font;\n    const letter = context.measureText(\"0\").width;\n    const label = trace.label(event);\n    const right = pane.left + pane.width - 8 - (x + 12);\n    const left = x - 12 - (pane.left + margin);\n    const width = (text        )         => (text === \"\" ? 0 : text.length * letter + 16);\n    const pills = pillTexts(trace, event);\n    const pill = pills.find((text) => label.length * letter + width(text) <= Math.max(left, right)) ?? pills.at(-1) ?? \"\";\n    const pillWidth = width(pill);\n    const whole = label.length * letter + pillWidth;\n    const toLeft = whole > right && (whole <= left || left > 1.5 * right);\n    const room = (toLeft ? left : right) - pillWidth;\n    const text = shortened(label, Math.floor(room / letter));\n    const textWidth = text.length * letter;\n    let start = toLeft ? x - 12 - textWidth - pillWidth : x + 12;\n    if (taken !== undefined) {\n      const width = textWidth + pillWidth;\n      const places = [x + 12, x - 12 - width].filter((from) => from >= pane.left + margin - 20 && from + width <= pane.left + pane.width);\n      const free = places.find((from) => taken.free(from, from + width, y));\n      if (free === undefined) return;\n      start = free;\n      taken.take(start - 4, start + width + 4, y);\n    }\n    if (taken !== undefined) {\n      context.fillStyle = this.#color(\"paper\");\n      context.fillRect(start - 2, y - 7, textWidth + 4, 14);\n    }\n    if (text !== \"\") {\n      context.strokeStyle = this.#color(\n        trace.kind(event) === Kind.violation ? \"bad-band\" : emphasis === 2 && ordered ? (removed ? \"removed-band\" : \"added-band\") : \"paper\",\n      );\n      context.lineWidth = 4;\n      context.lineJoin = \"round\";\n      context.strokeText(text, start, y);\n      context.fillStyle = this.#color(\n        emphasis === 2 ? (removed ? \"removed\" : \"added\") : color === \"soft\" || color === \"bad\" ? color : \"ink\",\n      );\n      context.fillText(text, start, y);\n    }\n    if (pill !== \"\" && room > 0) {\n      context.font = font;\n      const pillLeft = start + textWidth + 6;\n      const bad = lookOf(trace.kind(event)).color === \"bad\";\n      context.fillStyle = this.#color(bad ? \"bad-band\" : \"wait-band\");\n      context.beginPath();\n      context.roundRect(pillLeft, y - 8, pillWidth - 8, 16, 4);\n      context.fill();\n      context.fillStyle = this.#color(bad ? \"bad\" : \"wait\");\n      context.fillText(pill, pillLeft + 4, y);\n    }\n  }\n  #foldTexts(scene       )       {\n    const context = this.#context;\n    const height = lineHeight(scene);\n    if (height < 13) return;\n    const [first, last] = this.#window(scene);\n    for (let item = first; item <= last; item++) {\n      const fold = scene.view.folds[-1 - (scene.view.items[item] ?? 0)];\n      if (fold === undefined) continue;\n      const y = padding + (item + 0.5) * height - this.#scroll;\n      for (const pane of this.#panes) {\n        context.font = smallFont;\n        context.strokeStyle = this.#color(\"faint\");\n        context.lineWidth = 4;\n        context.lineJoin = \"round\";\n        context.fillStyle = this.#color(\"soft\");\n        const text = foldText(fold, scene.view);\n        context.strokeText(text, pane.left + margin + 22, y);\n        context.fillText(text, pane.left + margin + 22, y);\n      }\n    }\n  }\n}\nclass Occupied {\n           #lines = new Map                            ();\n  #near(y        )                    {\n    const line = Math.floor(y / 8);\n    return [line - 1, line, line + 1];\n  }\n  free(from        , to        , y        )          {\n    return this.#near(y).every((line) => (this.#lines.get(line) ?? []).every(([start, end]) => end <= from || start >= to));\n  }\n  take(from        , to        , y        )       {\n    const line = Math.floor(y / 8);\n    const list = this.#lines.get(line);\n    if (list === undefined) this.#lines.set(line, [[from, to]]);\n    else list.push([from, to]);\n  }\n}\nfunction foldText(fold      , view          )         {\n  const events = `⋯ ${fold.count.toLocaleString(\"en-US\")} events`;\n  if (fold.different === 0) return events;\n  return `${events}, ${fold.different.toLocaleString(\"en-US\")} ${view.test.compared ? \"vary from run to run\" : \"in one recording only\"}`;\n}\nfunction colorOf(look      , emphasis        , side          )         {\n  return look.color !== \"bad\" && look.color !== \"wait\" && emphasis === 2 ? (side === \"head\" ? \"added\" : \"removed\") : look.color;\n}\nfunction pillTexts(trace       , event        )                    {\n  const decision = trace.decision(event) === \"trace\" ? \"\" : trace.decision(event);\n  const tag = trace.tag(event) === \"\" ? \"\" : `[${trace.tag(event)}]`;\n  const waitMs = trace.packed.waitMs[event] ?? 0;\n  const wait = waitMs === 0 ? \"\" : `+${waitMs}ms`;\n  const joined = (...parts                   )         => parts.filter((part) => part !== \"\").join(\" \");\n  return [joined(decision, tag, wait), joined(tag, wait === \"\" ? decision : wait), wait === \"\" ? decision : wait];\n}\nfunction panes(scene       , width        )                  {\n  const { base, head } = scene.view;\n  if (base === undefined || head === undefined) return [{ sides: [head === undefined ? \"base\" : \"head\"], left: 0, width }];\n  switch (scene.layout) {\n    case \"sides\":\n      return [\n        { sides: [\"base\"], left: 0, width: Math.floor(width / 2) },\n        { sides: [\"head\"], left: Math.floor(width / 2), width: Math.ceil(width / 2) },\n      ];\n    case \"overlay\":\n      return [{ sides: [\"base\", \"head\"], left: 0, width }];\n    case \"base\":\n    case \"head\":\n      return [{ sides: [scene.layout], left: 0, width }];\n  }\n}\nfunction lineHeight(scene       )         {\n  return Math.min(scene.rowHeight, tallest / Math.max(1, scene.view.items.length));\n}\nfunction timeScale(scene       )         {\n  const last = (trace                   )         => trace?.atNs[trace.length - 1] ?? 0;\n  const totalMs = Math.max(last(scene.view.base), last(scene.view.head)) / 1e6;\n  return Math.min(scene.scale, tallest / Math.max(1, totalMs));\n}\nfunction isPlace(place                   , side          , event        )          {\n  return place !== undefined && place.side === side && place.event === event;\n}\nfunction firstAtOrAfter(sorted              , value        )         {\n  let [low, high] = [0, sorted.length];\n  while (low < high) {\n    const middle = (low + high) >> 1;\n    if ((sorted[middle] ?? 0) < value) low = middle + 1;\n    else high = middle;\n  }\n  return low;\n}\nfunction milliseconds(ns        )         {\n  const ms = ns / 1e6;\n  return ms >= 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)}`;\n}\nfunction shortened(text        , letters        )         {\n  if (text.length <= letters) return text;\n  if (letters < 4) return \"\";\n  const [first = \"\"] = text.split(\" \");\n  if (first.length + 3 >= letters) return `${text.slice(0, letters - 1)}…`;\n  return `${first} …${text.slice(text.length - (letters - first.length - 2))}`;\n}\nfunction make                                          (\n  name      ,\n  attributes                                                         = {},\n  ...children\n)                              {\n  const element = document.createElement(name);\n  for (const [key, value] of Object.entries(attributes)) {\n    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? \"\" : value);\n  }\n  for (const child of children) if (child !== undefined) element.append(child);\n  return element;\n}\nfunction choice(label        , options                                                     )                    {\n  const select = make(\"select\", { \"aria-label\": label });\n  offer(select, options);\n  return select;\n}\nfunction offer(select                   , options                                                     )       {\n  select.replaceChildren(...options.map(([value, text]) => make(\"option\", { value }, text)));\n}\nfunction button(text        , attributes                                              , press            )                    {\n  const element = make(\"button\", { type: \"button\", ...attributes }, text);\n  element.addEventListener(\"click\", press);\n  return element;\n}\nclass Trace {\n           packed             ;\n           texts                   ;\n           length        ;\n           atNs              ;\n           seq            ;\n           own            ;\n           arrows                                                           ;\n           #lanes        ;\n           #standing                   ;\n           #incoming = new Map                  ();\n           #outgoing = new Map                  ();\n  #clocks                        ;\n  constructor(packed             , standing                   , lanes        , texts                   ) {\n    this.packed = packed;\n    this.#standing = standing;\n    this.texts = texts;\n    this.length = packed.lane.length;\n    this.#lanes = lanes;\n    this.atNs = Float64Array.from(sums(packed.atNs));\n    this.seq = Int32Array.from(sums(packed.seq));\n    this.own = new Int32Array(this.length);\n    const counts = new Int32Array(lanes);\n    for (let index = 0; index < this.length; index++) {\n      const lane = packed.lane[index] ?? 0;\n      const next = (counts[lane] ?? 0) + 1;\n      counts[lane] = next;\n      this.own[index] = next;\n    }\n    this.arrows = sums(packed.arrowTo).map((to, index) => ({ from: to - (packed.arrowBack[index] ?? 0), to }));\n    for (const { from, to } of this.arrows) {\n      append(this.#incoming, to, from);\n      append(this.#outgoing, from, to);\n    }\n  }\n  lane(index        )         {\n    return this.packed.lane[index] ?? 0;\n  }\n  kind(index        )         {\n    return this.packed.kind[index] ?? 0;\n  }\n  standing(index        )         {\n    return this.#standing[index] ?? 0;\n  }\n  label(index        )         {\n    return this.texts[this.packed.label[index] ?? 0] ?? \"\";\n  }\n  decision(index        )         {\n    return this.texts[this.packed.decision[index] ?? 0] ?? \"\";\n  }\n  tag(index        )         {\n    return this.texts[this.packed.tag[index] ?? 0] ?? \"\";\n  }\n  details(index        )                                                      {\n    const text = this.texts[this.packed.detail[index] ?? 0] ?? \"\";\n    const fields =\n      text === \"\"\n        ? []\n        : text.split(\"\\u241e\").map((pair)                   => [pair.split(\"\\u241f\")[0] ?? \"\", pair.split(\"\\u241f\")[1] ?? \"\"]);\n    const numbers                                         = [\n      [\"pid\", this.packed.pid[index] ?? -1],\n      [\"tid\", this.packed.tid[index] ?? -1],\n      [\"fd\", this.packed.fd[index] ?? -1],\n      [\"size\", this.packed.size[index] ?? -1],\n    ];\n    return [...fields, ...numbers.filter(([, value]) => value >= 0).map(([name, value])                   => [name, String(value)])];\n  }\n  causes(index        )                    {\n    return this.#incoming.get(index) ?? [];\n  }\n  effects(index        )                    {\n    return this.#outgoing.get(index) ?? [];\n  }\n  clock(index        )             {\n    const clocks = (this.#clocks ??= this.#computeClocks());\n    return clocks.subarray(index * this.#lanes, (index + 1) * this.#lanes);\n  }\n  relation(index        , other        )         {\n    if (index === other) return 0;\n    if ((this.clock(index)[this.lane(other)] ?? 0) >= (this.own[other] ?? 0)) return -1;\n    return (this.clock(other)[this.lane(index)] ?? 0) >= (this.own[index] ?? 0) ? 1 : 0;\n  }\n  cone(index        )                                                     {\n    let [past, future] = [0, 0];\n    for (let other = 0; other < this.length; other++) {\n      const relation = this.relation(index, other);\n      if (relation < 0) past++;\n      else if (relation > 0) future++;\n    }\n    return { past, future };\n  }\n  #computeClocks()             {\n    const lanes = this.#lanes;\n    const clocks = new Int32Array(this.length * lanes);\n    const last = new Int32Array(lanes).fill(-1);\n    const take = (to        , from        )       => {\n      for (let lane = 0; lane < lanes; lane++) {\n        clocks[to * lanes + lane] = Math.max(clocks[to * lanes + lane] ?? 0, clocks[from * lanes + lane] ?? 0);\n      }\n    };\n    for (let index = 0; index < this.length; index++) {\n      const lane = this.lane(index);\n      const before = last[lane] ?? -1;\n      if (before >= 0) take(index, before);\n      for (const from of this.causes(index)) take(index, from);\n      clocks[index * lanes + lane] = this.own[index] ?? 0;\n      last[lane] = index;\n    }\n    return clocks;\n  }\n}\nfunction append(map                       , key        , value        )       {\n  const list = map.get(key);\n  if (list === undefined) map.set(key, [value]);\n  else list.push(value);\n}\nfunction sums(differences                   )           {\n  let sum = 0;\n  return differences.map((difference) => (sum += difference));\n}\nconst context = 2;\nclass TestView {\n           test          ;\n           execution                           ;\n           base                   ;\n           head                   ;\n           rows                                        ;\n           rowOf                                        ;\n  items             = new Int32Array(0);\n  folds                  = [];\n  itemOf             = new Int32Array(0);\n           findings                                                         ;\n  constructor(data          , number        , execution        ) {\n    const test = data.tests[number];\n    if (test === undefined) throw new RangeError(`no test ${number}`);\n    this.test = test;\n    const shown = (this.execution = test.executions[execution]);\n    this.base = test.base && new Trace(test.base, shown?.standing.base ?? [], test.lanes.length, data.texts);\n    this.head = shown && new Trace(shown.trace, shown.standing.head, test.lanes.length, data.texts);\n    this.rows = expand(shown?.rows ?? [], this.base?.length, this.head?.length);\n    this.rowOf = { base: inverse(this.rows.base, this.base?.length ?? 0), head: inverse(this.rows.head, this.head?.length ?? 0) };\n    const findings = { base: new Map                (), head: new Map                () };\n    this.findings = findings;\n    data.findings.forEach((finding, index) => {\n      for (const place of finding.places) {\n        if (place.test !== number) continue;\n        for (const side of [\"base\", \"head\"]         ) {\n          const map = findings[side];\n          const events = eventsOf(place, side, execution);\n          const different = events.filter((event) => this.side(side)?.standing(event) === 2);\n          const moved = events.filter((event) => (this.side(side)?.standing(event) ?? 0) > 0);\n          const part = different.length > 0 ? different : moved.length > 0 || hasDifferent(this, place, execution) ? moved : events;\n          const meant = place.exact ? events : part;\n          for (const event of meant) if (!map.has(event)) map.set(event, index);\n        }\n      }\n    });\n  }\n  side(side          )                    {\n    return side === \"base\" ? this.base : this.head;\n  }\n  get rowCount()         {\n    return this.rows.head.length;\n  }\n  event(row        , side          )         {\n    return this.rows[side][row] ?? -1;\n  }\n  interesting(row        )          {\n    for (const side of [\"base\", \"head\"]         ) {\n      const trace = this.side(side);\n      const event = this.event(row, side);\n      if (trace === undefined || event < 0) continue;\n      if (this.findings[side].has(event)) return true;\n      if (lookOf(trace.kind(event)).telling) return true;\n    }\n    return !this.test.compared && this.differs(row);\n  }\n  differs(row        )          {\n    return ([\"base\", \"head\"]         ).some((side) => this.event(row, side) >= 0 && this.alone(side, this.event(row, side)));\n  }\n  alone(side          , event        )          {\n    return this.base !== undefined && this.head !== undefined && this.side(side)?.standing(event) === 2;\n  }\n  arrange(wishes        )       {\n    const matches = this.#matcher(wishes);\n    const filtered = wishes.query.trim() !== \"\" || wishes.only !== \"all\";\n    const count = this.rowCount;\n    const keep = new Uint8Array(count);\n    for (let row = 0; row < count; row++) {\n      if (!matches(row)) continue;\n      keep[row] = filtered || !wishes.fold || this.interesting(row) ? 1 : 2;\n    }\n    if (wishes.fold && !filtered) {\n      const near = new Uint8Array(count);\n      for (let row = 0; row < count; row++) {\n        if (keep[row] !== 1) continue;\n        for (let at = Math.max(0, row - context); at <= Math.min(count - 1, row + context); at++) if (keep[at] === 2) near[at] = 1;\n      }\n      for (let row = 0; row < count; row++) if (near[row] === 1) keep[row] = 1;\n    }\n    const items           = [];\n    const folds         = [];\n    this.itemOf = new Int32Array(count).fill(-1);\n    for (let row = 0; row < count; row++) {\n      if (keep[row] === 1) {\n        this.itemOf[row] = items.length;\n        items.push(row);\n      } else if (keep[row] === 2) {\n        let end = row;\n        while (end + 1 < count && keep[end + 1] !== 1) end++;\n        const rows           = [];\n        for (let at = row; at <= end; at++) if (keep[at] === 2) rows.push(at);\n        if (rows.length <= 2 || wishes.opened.has(row)) {\n          for (const at of rows) {\n            this.itemOf[at] = items.length;\n            items.push(at);\n          }\n        } else {\n          for (const at of rows) this.itemOf[at] = items.length;\n          items.push(-1 - folds.length);\n          folds.push({ from: row, to: end, count: rows.length, different: rows.filter((at) => this.differs(at)).length });\n        }\n        row = end;\n      }\n    }\n    this.items = Int32Array.from(items);\n    this.folds = folds;\n  }\n  stations(finding                    )                    {\n    const rows           = [];\n    for (let row = 0; row < this.rowCount; row++) {\n      const found = ([\"base\", \"head\"]         ).some((side) => {\n        const index = this.findings[side].get(this.event(row, side));\n        return index !== undefined && (finding === undefined || index === finding);\n      });\n      if (found || (finding === undefined && ((!this.test.compared && this.differs(row)) || this.#violated(row)))) rows.push(row);\n    }\n    return rows;\n  }\n  get violation()                     {\n    for (let row = 0; row < this.rowCount; row++) if (this.#violated(row)) return row;\n    return undefined;\n  }\n  #violated(row        )          {\n    const event = this.event(row, \"head\");\n    return event >= 0 && this.head?.kind(event) === Kind.violation;\n  }\n  #matcher(wishes        )                           {\n    const terms = wishes.query\n      .toLowerCase()\n      .split(/\\s+/)\n      .filter((term) => term !== \"\")\n      .map(term);\n    const known = new Map                 ();\n    const eventMatches = (side          , row        )          => {\n      const trace = this.side(side);\n      const event = this.event(row, side);\n      if (trace === undefined || event < 0) return false;\n      if (wishes.hiddenLanes.has(trace.lane(event))) return false;\n      if (wishes.only === \"faulted\" && !lookOf(trace.kind(event)).fault) return false;\n      if (wishes.only === \"different\" && trace.standing(event) !== 2 && !this.findings[side].has(event)) return false;\n      if (terms.length === 0) return true;\n      const { lane, label, decision, tag, detail } = trace.packed;\n      const key = `${lane[event]},${label[event]},${decision[event]},${tag[event]},${detail[event]}`;\n      let answer = known.get(key);\n      if (answer === undefined) {\n        const parts        = {\n          service: this.test.lanes[trace.lane(event)] ?? \"\",\n          syscall: trace.label(event).split(\" \")[0] ?? \"\",\n          decision: `${trace.decision(event)} ${trace.tag(event)}`,\n          path: `${trace.label(event).split(\" \").slice(1).join(\" \")} ${trace\n            .details(event)\n            .map(([, value]) => value)\n            .join(\" \")}`,\n        };\n        answer = terms.every((matches) => matches(parts));\n        known.set(key, answer);\n      }\n      return answer;\n    };\n    return (row) => eventMatches(\"head\", row) || eventMatches(\"base\", row);\n  }\n}\nfunction term(text        )                            {\n  const [, place, rest] = /^(service|syscall|path|decision):(.*)$/.exec(text) ?? [];\n  const wanted = rest ?? text;\n  const pattern = new RegExp(\n    wanted\n      .split(\"*\")\n      .map((part) => part.replace(/[.*+?^${}()|[\\]\\\\]/g, \"\\\\$&\"))\n      .join(\"\\\\S*\"),\n  );\n  return (parts) => {\n    const where =\n      place === \"service\" || place === \"syscall\" || place === \"path\" || place === \"decision\"\n        ? parts[place]\n        : Object.values(parts).join(\" \");\n    return pattern.test(where.toLowerCase());\n  };\n}\nfunction eventsOf(place           , side          , execution        )                    {\n  return side === \"base\" ? place.base : (place.head[execution] ?? []);\n}\nfunction hasDifferent(view          , place           , execution        )          {\n  return ([\"base\", \"head\"]         ).some((side) =>\n    eventsOf(place, side, execution).some((event) => (view.side(side)?.standing(event) ?? 0) > 0),\n  );\n}\nfunction expand(rows                   , baseLength                    , headLength                    )                               {\n  const base           = [];\n  const head           = [];\n  if (baseLength === undefined || headLength === undefined) {\n    for (let index = 0; index < Math.max(baseLength ?? 0, headLength ?? 0); index++) {\n      base.push(baseLength === undefined ? -1 : index);\n      head.push(headLength === undefined ? -1 : index);\n    }\n  } else {\n    let [b, h] = [0, 0];\n    for (let at = 0; at < rows.length; at += 2) {\n      const kind = rows[at];\n      for (let n = rows[at + 1] ?? 0; n > 0; n--) {\n        base.push(kind === 2 ? -1 : b++);\n        head.push(kind === 1 ? -1 : h++);\n      }\n    }\n  }\n  return { base: Int32Array.from(base), head: Int32Array.from(head) };\n}\nfunction inverse(rows            , length        )             {\n  const result = new Int32Array(length).fill(-1);\n  rows.forEach((event, row) => {\n    if (event >= 0) result[event] = row;\n  });\n  return result;\n}\nconst verdictSigns                                   = {\n  pass: \"✓\",\n  fail: \"✕\",\n  error: \"!\",\n  inconclusive: \"?\",\n  halted: \"‖\",\n  gone: \"−\",\n};\nconst verdictOrder = [\"fail\", \"error\", \"gone\", \"inconclusive\", \"halted\", \"pass\"];\nfunction pageHeader(data          , switchTheme            )              {\n  const { result, headline, suites, commits, duration, tool, links, id } = data;\n  const baselines = [...new Set(suites.map(({ baseline }) => baseline))].join(\"; \");\n  const about = [id === \"default\" ? \"\" : id, commits.head === \"\" ? \"\" : `commit ${commits.head}`, baselines, duration, `faultbox ${tool}`]\n    .filter((part) => part !== \"\")\n    .join(\" · \");\n  const words                                   = { drift: \"changed\", undecided: \"open\" };\n  return make(\n    \"header\",\n    {},\n    make(\"div\", { class: \"verdict\" }, make(\"span\", { class: `badge ${result}` }, words[result] ?? result), make(\"h1\", {}, headline)),\n    make(\"p\", { class: \"about\" }, about),\n    make(\n      \"nav\",\n      { \"aria-label\": \"Elsewhere\" },\n      ...links.map(({ text, url }) => make(\"a\", { href: url, rel: \"noreferrer\" }, text)),\n      button(\"◐\", { \"aria-label\": \"Switch between light and dark\", title: \"Light or dark\" }, switchTheme),\n    ),\n  );\n}\nconst changeOf = {\n  news: ({ certainty, accepted }             )          => certainty === \"confirmed\" && accepted === \"\",\n  open: ({ certainty, accepted }             )          => certainty !== \"confirmed\" && accepted === \"\",\n  accepted: ({ accepted }             )          => accepted !== \"\",\n}         ;\nfunction breakable(name        )                                    {\n  return name.split(/(?<=_)/).flatMap((word) => [word, make(\"wbr\")]);\n}\nclass Overview {\n           element             ;\n           #data          ;\n           #tests = new Map                           ();\n           #findings = new Map                           ();\n  constructor(data          , open                                                     ) {\n    this.#data = data;\n    this.element = make(\n      \"aside\",\n      { class: \"list\", \"aria-label\": \"Changes and tests\" },\n      this.#changes(\"change\", changeOf.news, open),\n      this.#changes(\"open question\", changeOf.open, open),\n      this.#changes(\"accepted change\", changeOf.accepted, open),\n      this.#testList(open),\n      make(\n        \"section\",\n        { class: \"again\", \"aria-label\": \"Reproduce\" },\n        make(\"h2\", {}, \"At your desk\"),\n        make(\"pre\", { tabindex: \"0\" }, data.reproduce),\n      ),\n    );\n  }\n  get order()                    {\n    return [...this.#tests.keys()];\n  }\n  mark(test        , finding                    )       {\n    for (const [index, entry] of this.#tests) entry.setAttribute(\"aria-current\", String(index === test));\n    for (const [index, entry] of this.#findings) entry.setAttribute(\"aria-current\", String(index === finding));\n    (finding === undefined ? this.#tests.get(test) : this.#findings.get(finding))?.scrollIntoView({ block: \"nearest\" });\n  }\n  #changes(\n    title        ,\n    wanted                                   ,\n    open                                                     ,\n  )                          {\n    const items = this.#data.findings.flatMap((finding, index) => {\n      if (!wanted(finding)) return [];\n      const tests = finding.places.length === 1 ? \"1 test\" : `${finding.places.length} tests`;\n      const entry = make(\n        \"button\",\n        { type: \"button\", class: `entry finding${changeOf.news(finding) ? \"\" : \" open\"}` },\n        make(\"span\", { class: \"name\" }, finding.sentence),\n        make(\"span\", { class: \"more\" }, `${finding.rank} · ${tests}`),\n      );\n      entry.addEventListener(\"click\", () => open(finding.places[0]?.test ?? -1, index));\n      this.#findings.set(index, entry);\n      return [make(\"li\", {}, entry)];\n    });\n    if (items.length === 0) return undefined;\n    const heading = `${items.length} ${title}${items.length === 1 ? \"\" : \"s\"}`;\n    return make(\"section\", { \"aria-label\": heading }, make(\"h2\", {}, heading), make(\"ul\", {}, ...items));\n  }\n  #changed(test        )          {\n    return this.#data.findings.some((finding) => changeOf.news(finding) && finding.places.some((place) => place.test === test));\n  }\n  #testList(open                                                     )              {\n    const { tests } = this.#data;\n    const sorted = tests\n      .map((test, index) => ({ test, index, changed: this.#changed(index) }))\n      .sort(\n        (a, b) =>\n          verdictOrder.indexOf(a.test.verdict) - verdictOrder.indexOf(b.test.verdict) ||\n          Number(b.changed) - Number(a.changed) ||\n          a.index - b.index,\n      );\n    const items = sorted.map(({ test, index, changed }) => {\n      const entry = this.#entry(test, changed);\n      entry.addEventListener(\"click\", () => open(index, undefined));\n      this.#tests.set(index, entry);\n      return make(\"li\", {}, entry);\n    });\n    const sums = verdictOrder.flatMap((verdict) => {\n      const n = tests.filter((test) => test.verdict === verdict).length;\n      return n === 0 ? [] : [make(\"span\", { class: verdict }, `${verdictSigns[verdict] ?? \"\"} ${n} ${verdict}`)];\n    });\n    const filter = make(\"input\", { type: \"search\", placeholder: \"Filter tests\", \"aria-label\": \"Filter tests\", spellcheck: \"false\" });\n    filter.addEventListener(\"input\", () => {\n      const wanted = filter.value.trim().toLowerCase().split(/\\s+/);\n      for (const { test, index, changed } of sorted) {\n        const text = `${test.name} ${test.verdict} ${this.#data.suites[test.suite]?.name ?? \"\"} ${changed ? \"changed\" : \"\"}`.toLowerCase();\n        const item = this.#tests.get(index)?.closest(\"li\");\n        if (item) item.hidden = !wanted.every((word) => text.includes(word));\n      }\n    });\n    return make(\n      \"section\",\n      { \"aria-label\": \"Tests\" },\n      make(\"h2\", {}, tests.length === 1 ? \"1 test\" : `${tests.length} tests`, make(\"span\", { class: \"sums\" }, ...sums)),\n      tests.length > 8 ? filter : undefined,\n      make(\"ul\", {}, ...items),\n    );\n  }\n  #entry(test          , changed         )                    {\n    const { suites } = this.#data;\n    const more = [\n      suites.length > 1 ? (suites[test.suite]?.name ?? \"\") : \"\",\n      test.passed < test.runs && test.runs > 1 ? `${test.passed} of ${test.runs} runs passed` : \"\",\n    ].filter((part) => part !== \"\");\n    return make(\n      \"button\",\n      { type: \"button\", class: \"entry test\" },\n      make(\"span\", { class: `sign ${test.verdict}`, \"aria-hidden\": \"true\" }, verdictSigns[test.verdict] ?? \"\"),\n      make(\"span\", { class: \"name mono\" }, ...breakable(test.name.replace(/^test_/, \"\"))),\n      make(\"span\", { class: \"spoken\" }, test.verdict),\n      changed ? make(\"span\", { class: \"badge changed\" }, \"changed\") : undefined,\n      test.isNew ? make(\"span\", { class: \"badge new\" }, \"new\") : undefined,\n      more.length === 0 ? undefined : make(\"span\", { class: \"more\" }, more.join(\" · \")),\n    );\n  }\n}\nconst paperWidth = 960;\nconst paperRow = 20;\nconst rowsAPicture = 26;\nconst mostPictures = 40;\nfunction paperOf(\n  scene       ,\n  titles                                                                           ,\n)                         {\n  const printed        = { ...scene, axis: \"order\", rowHeight: paperRow, selected: undefined, hovered: undefined };\n  const lines = scene.view.items.length;\n  const pictures                = [];\n  for (let from = 0; from < lines && pictures.length < mostPictures; from += rowsAPicture) {\n    const canvas = make(\"canvas\");\n    const diagram = new Diagram(canvas);\n    const rows = Math.min(rowsAPicture, lines - from);\n    const top = diagram.topOf(printed, from);\n    diagram.draw(printed, top, paperWidth, rows * paperRow, 2);\n    pictures.push(make(\"div\", { class: \"sheet\" }, make(\"div\", { class: \"heads\" }, ...titles(printed, paperWidth, diagram)), canvas));\n  }\n  const left = lines - mostPictures * rowsAPicture;\n  if (left > 0) pictures.push(make(\"p\", {}, `${left.toLocaleString(\"en-US\")} more lines are not printed; filter them on the screen.`));\n  return pictures;\n}\nfunction standingPhrase(view          , side          , event        )         {\n  if (view.base === undefined || view.head === undefined) return \"\";\n  const found = view.findings[side].has(event);\n  switch (view.side(side)?.standing(event)) {\n    case 1:\n      return \"moved\";\n    case 2:\n      if (view.test.compared && !found) return \"varies from run to run\";\n      return side === \"base\" ? \"only in the baseline\" : \"only in this run\";\n    default:\n      return found ? \"part of a change\" : \"\";\n  }\n}\nfunction eventPhrase(view          , side          , event        )         {\n  const trace = view.side(side);\n  if (trace === undefined || event < 0) return \"\";\n  const answer = trace.decision(event) === \"trace\" ? \"\" : trace.decision(event);\n  const tag = trace.tag(event) === \"\" ? \"\" : `[${trace.tag(event)}]`;\n  const waitMs = trace.packed.waitMs[event] ?? 0;\n  return [trace.label(event), answer, tag, waitMs === 0 ? \"\" : `+${waitMs}ms`].filter((part) => part !== \"\").join(\" \");\n}\nfunction wholePhrase(data          , view          , side          , event        )         {\n  const trace = view.side(side);\n  if (trace === undefined) return \"\";\n  const standing = standingPhrase(view, side, event);\n  const finding = data.findings[view.findings[side].get(event) ?? -1];\n  return [\n    `${view.test.lanes[trace.lane(event)] ?? \"\"}: ${eventPhrase(view, side, event)}`,\n    `at ${((trace.atNs[event] ?? 0) / 1e6).toFixed(2)} ms${standing === \"\" ? \"\" : `, ${standing}`}`,\n    finding === undefined ? \"\" : finding.sentence,\n  ]\n    .filter((part) => part !== \"\")\n    .join(\" — \");\n}\nconst pageRows = 200;\nclass EventTable {\n           element = make(\"div\", { class: \"as-table\", tabindex: \"0\", role: \"region\", \"aria-label\": \"Events as a table\", hidden: true });\n           #actions              ;\n  #from = 0;\n  constructor(actions              ) {\n    this.#actions = actions;\n  }\n  show(view          , titles                                    , row         )       {\n    const item = row === undefined ? -1 : (view.itemOf[row] ?? -1);\n    const last = Math.max(0, view.items.length - 1);\n    if (item >= 0 && (item < this.#from || item >= this.#from + pageRows)) this.#from = Math.max(0, item - 20);\n    this.#from = Math.min(this.#from, last - (last % pageRows));\n    const to = Math.min(view.items.length, this.#from + pageRows);\n    const sides = ([\"base\", \"head\"]         ).filter((side) => view.side(side) !== undefined);\n    const rows = [...view.items.subarray(this.#from, to)].map((entry) => this.#row(view, sides, entry, row));\n    const turn = (text        , by        , possible         )                                =>\n      possible\n        ? button(text, {}, () => {\n            this.#from = Math.max(0, this.#from + by);\n            this.show(view, titles);\n            this.element.scrollTop = 0;\n            this.element.focus();\n          })\n        : undefined;\n    this.element.replaceChildren(\n      make(\n        \"table\",\n        {},\n        make(\"caption\", {}, `${view.test.name}: lines ${view.items.length === 0 ? 0 : this.#from + 1} to ${to} of ${view.items.length}`),\n        make(\n          \"thead\",\n          {},\n          make(\n            \"tr\",\n            {},\n            ...[\"ms\", \"service\", ...sides.map((side) => titles[side]), ...(sides.length === 2 ? [\"difference\"] : [])].map((title) =>\n              make(\"th\", { scope: \"col\" }, title),\n            ),\n          ),\n        ),\n        make(\"tbody\", {}, ...rows),\n      ),\n      make(\n        \"p\",\n        { class: \"turn\" },\n        turn(`${pageRows} before`, -pageRows, this.#from > 0),\n        turn(`${pageRows} after`, pageRows, to < view.items.length),\n      ),\n    );\n    this.element.querySelector(\"tr.selected\")?.scrollIntoView({ block: \"nearest\" });\n  }\n  #row(view          , sides                     , item        , selected                    )              {\n    if (item < 0) {\n      const fold = view.folds[-1 - item];\n      const open = button(fold === undefined ? \"\" : foldText(fold, view), {}, () => this.#actions.unfold(-1 - item));\n      return make(\"tr\", { class: \"fold\" }, make(\"td\", { colspan: \"5\" }, open));\n    }\n    const side           = sides.includes(\"head\") && view.event(item, \"head\") >= 0 ? \"head\" : \"base\";\n    const event = view.event(item, side);\n    const trace = view.side(side);\n    const found = ([\"base\", \"head\"]         ).find((one) => view.findings[one].has(view.event(item, one)));\n    const ms = ((trace?.atNs[event] ?? 0) / 1e6).toFixed(1);\n    const time = button(ms, { \"aria-label\": `${ms} ms, details` }, () => this.#actions.select(side, event));\n    return make(\n      \"tr\",\n      { class: `${found ?? \"\"}${item === selected ? \" selected\" : \"\"}` },\n      make(\"td\", { class: \"time\" }, time),\n      make(\"th\", { scope: \"row\" }, view.test.lanes[trace?.lane(event) ?? 0] ?? \"\"),\n      ...sides.map((one) => make(\"td\", { class: \"mono\" }, eventPhrase(view, one, view.event(item, one)))),\n      ...(sides.length === 2 ? [make(\"td\", {}, standingPhrase(view, side, event))] : []),\n    );\n  }\n}\nconst narrow = 900;\nasync function load()                    {\n  const packed = document.getElementById(\"data\")?.textContent ?? \"\";\n  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));\n  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(\"deflate-raw\"));\n  return (await new Response(stream).json())            ;\n}\nclass Page {\n           #data          ;\n           #overview          ;\n           #aboutTest = make(\"div\", { class: \"about-test\" });\n           #tools = make(\"div\", { class: \"tools\", role: \"toolbar\", \"aria-label\": \"What the diagram shows\" });\n           #lanes = make(\"div\", { class: \"lanes\", role: \"group\", \"aria-label\": \"Lanes\" });\n           #search = make(\"input\", {\n    type: \"search\",\n    placeholder: \"Search events\",\n    title: \"Words that an event must hold, or service:orders, syscall:write, path:*.wal, decision:deny\",\n    \"aria-label\": \"Search events\",\n    list: \"words\",\n    spellcheck: \"false\",\n  });\n           #words = make(\"datalist\", { id: \"words\" });\n           #only = choice(\"Show\", [\n    [\"all\", \"all events\"],\n    [\"different\", \"differences\"],\n    [\"faulted\", \"faults\"],\n  ]);\n           #layout = choice(\"Layout\", [\n    [\"sides\", \"side by side\"],\n    [\"overlay\", \"overlaid\"],\n    [\"base\", \"baseline\"],\n    [\"head\", \"this run\"],\n  ]);\n           #run = choice(\"Execution\", []);\n           #axis = choice(\"Axis\", [\n    [\"order\", \"in order\"],\n    [\"time\", \"by time\"],\n  ]);\n           #fold = make(\"input\", { type: \"checkbox\", id: \"fold\", checked: true });\n           #sum = make(\"span\", { class: \"sum\" });\n           #where = make(\"span\", { class: \"where\" });\n           #heads = make(\"div\", { class: \"heads\", \"aria-hidden\": \"true\" });\n           #canvas = make(\"canvas\", { \"aria-hidden\": \"true\" });\n           #spacer = make(\"div\", { class: \"spacer\" });\n           #scroll = make(\n    \"div\",\n    { class: \"scroll\", tabindex: \"0\", role: \"application\", \"aria-label\": \"Space-time diagram\", \"aria-describedby\": \"keys\" },\n    this.#spacer,\n    this.#canvas,\n  );\n           #mapCanvas = make(\"canvas\", { \"aria-hidden\": \"true\" });\n           #mapWindow = make(\"div\", { class: \"window\" });\n           #map = make(\"div\", { class: \"map\", title: \"Where differences, faults and violations are\" }, this.#mapCanvas, this.#mapWindow);\n           #detail = make(\"section\", { class: \"detail\", \"aria-label\": \"Event\", hidden: true });\n           #empty = make(\"p\", { class: \"empty\", hidden: true }, \"No event matches.\");\n           #table = new EventTable({\n    select: (side, event) => this.#select({ side, event }),\n    unfold: (fold) => this.#unfold(fold),\n  });\n           #asTable = button(\"Table\", { \"aria-pressed\": \"false\", title: \"The events as a table (t)\" }, () => this.#toggleTable());\n           #field = make(\"div\", { class: \"field\" }, this.#scroll, this.#map, this.#table.element, this.#detail, this.#empty);\n           #spoken = make(\"div\", { class: \"spoken\", role: \"status\" });\n           #paper = make(\"div\", { class: \"paper\" });\n           #diagram = new Diagram(this.#canvas);\n           #views = new Map                  ();\n  #test = -1;\n  #execution = 0;\n  #finding                    ;\n  #selected                   ;\n  #hovered                   ;\n  #hiddenLanes = new Set        ();\n  #opened = new Set        ();\n  #rowHeight = 24;\n  #scale = 40;\n  #frame = 0;\n  constructor(data          ) {\n    this.#data = data;\n    this.#overview = new Overview(data, (test, finding) => this.#open(test, finding));\n    if (innerWidth < narrow) this.#layout.value = \"overlay\";\n    document.body.append(\n      pageHeader(data, () => this.#switchTheme()),\n      make(\"main\", {}, this.#overview.element, this.#stage()),\n    );\n    this.#listen();\n  }\n  #title(side          )         {\n    return side === \"base\" ? \"Baseline\" : this.#data.headTitle;\n  }\n  get #view()                       {\n    if (this.#test < 0) return undefined;\n    const key = `${this.#test} ${this.#execution}`;\n    let view = this.#views.get(key);\n    if (view === undefined) {\n      view = new TestView(this.#data, this.#test, this.#execution);\n      this.#views.set(key, view);\n    }\n    return view;\n  }\n  #switchTheme()       {\n    const shown = document.documentElement.dataset[\"theme\"] ?? (matchMedia(\"(prefers-color-scheme: dark)\").matches ? \"dark\" : \"light\");\n    document.documentElement.dataset[\"theme\"] = shown === \"dark\" ? \"light\" : \"dark\";\n    this.#recolor();\n  }\n  #stage()              {\n    const station = (sign        , name        , key        , direction        )                    =>\n      button(sign, { \"aria-label\": name, title: `${name} (${key})` }, () => this.#station(direction));\n    const zoom = (sign        , name        , factor        )                    =>\n      button(sign, { \"aria-label\": name, title: `${name} (${sign === \"−\" ? \"-\" : sign})` }, () => this.#zoom(factor));\n    const group = (...children                        )              => make(\"span\", { class: \"group\" }, ...children);\n    this.#tools.append(\n      make(\n        \"span\",\n        { class: \"part\" },\n        this.#search,\n        this.#words,\n        this.#only,\n        this.#lanes,\n        make(\"label\", { for: \"fold\" }, this.#fold, \"fold\"),\n      ),\n      make(\n        \"span\",\n        { class: \"part\" },\n        group(station(\"↑\", \"Previous difference\", \"p\", -1), this.#where, station(\"↓\", \"Next difference\", \"n\", 1)),\n        this.#layout,\n        this.#axis,\n        group(zoom(\"−\", \"Zoom out\", 0.8), zoom(\"+\", \"Zoom in\", 1.25)),\n        this.#asTable,\n      ),\n    );\n    return make(\n      \"section\",\n      { class: \"stage\", \"aria-label\": \"Test\" },\n      this.#aboutTest,\n      this.#tools,\n      this.#heads,\n      this.#field,\n      this.#legend(),\n      this.#spoken,\n      this.#paper,\n    );\n  }\n  #legend()              {\n    const keys = ([names, what]                           )              =>\n      make(\"span\", {}, ...names.split(\" \").map((name) => make(\"kbd\", {}, name)), ` ${what}`);\n    const signs = [\n      make(\"span\", {}, make(\"span\", { class: \"plus\" }, \"+\"), \" only in this run\"),\n      make(\"span\", {}, make(\"span\", { class: \"minus\" }, \"−\"), \" only in the baseline\"),\n      make(\"span\", {}, \"~ varies from run to run\"),\n      make(\"span\", {}, \"↕ moved\"),\n      make(\"span\", {}, \"✕ failed by a fault\"),\n      make(\"span\", {}, hourglass(), \" delayed\"),\n      make(\"span\", {}, \"◆ other fault\"),\n    ];\n    const help                                         = [\n      [\"↑ ↓\", \"events\"],\n      [\"← →\", \"cause and effect\"],\n      [\"n p\", \"differences\"],\n      [\"[ ]\", \"tests\"],\n      [\"/\", \"search\"],\n      [\"f\", \"fold\"],\n      [\"t\", \"table\"],\n      [\"+ -\", \"zoom\"],\n      [\"Esc\", \"clear\"],\n    ];\n    return make(\n      \"div\",\n      { class: \"legend\" },\n      this.#sum,\n      ...signs,\n      make(\"details\", { class: \"keys\" }, make(\"summary\", {}, \"Keys\"), make(\"p\", { id: \"keys\" }, ...help.map(keys))),\n    );\n  }\n  #listen()       {\n    const rearrange = ()       => this.#arrange();\n    this.#search.addEventListener(\"input\", rearrange);\n    this.#only.addEventListener(\"change\", rearrange);\n    this.#fold.addEventListener(\"change\", () => {\n      this.#opened = new Set();\n      this.#arrange();\n    });\n    this.#layout.addEventListener(\"change\", rearrange);\n    this.#run.addEventListener(\"change\", () => this.#open(this.#test, this.#finding, Number(this.#run.value)));\n    this.#axis.addEventListener(\"change\", () => {\n      const scene = this.#scene;\n      if (scene !== undefined) this.#scale = this.#diagram.fittingScale(scene, this.#scroll.clientHeight);\n      this.#arrange();\n    });\n    this.#scroll.addEventListener(\"scroll\", () => this.#redraw(), { passive: true });\n    this.#scroll.addEventListener(\n      \"wheel\",\n      (event) => {\n        if (!event.ctrlKey) return;\n        event.preventDefault();\n        this.#zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);\n      },\n      { passive: false },\n    );\n    this.#canvas.addEventListener(\"mousemove\", (event) => this.#hover(event));\n    this.#canvas.addEventListener(\"mouseleave\", () => {\n      this.#hovered = undefined;\n      this.#redraw();\n    });\n    this.#canvas.addEventListener(\"click\", (event) => this.#click(event));\n    this.#scroll.addEventListener(\"keydown\", (event) => this.#key(event));\n    this.#table.element.addEventListener(\"keydown\", (event) => {\n      if (event.key === \"t\" || event.key === \"Escape\") this.#key(event);\n    });\n    document.addEventListener(\"keydown\", (event) => {\n      if (event.key !== \"/\" || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;\n      event.preventDefault();\n      this.#search.focus();\n    });\n    this.#search.addEventListener(\"keydown\", (event) => {\n      if (event.key === \"Escape\") {\n        this.#search.value = \"\";\n        this.#arrange();\n      }\n      if (event.key === \"Enter\" || event.key === \"Escape\") this.#focusEvents();\n    });\n    this.#map.addEventListener(\"click\", (event) => {\n      const part = event.offsetY / this.#map.clientHeight;\n      this.#scroll.scrollTop = part * this.#scroll.scrollHeight - this.#scroll.clientHeight / 2;\n    });\n    new ResizeObserver(() => this.#relayout()).observe(this.#field);\n    matchMedia(\"(prefers-color-scheme: dark)\").addEventListener(\"change\", () => this.#recolor());\n    window.addEventListener(\"hashchange\", () => this.followAddress());\n    let theme                    ;\n    window.addEventListener(\"beforeprint\", () => {\n      theme = document.documentElement.dataset[\"theme\"];\n      document.documentElement.dataset[\"theme\"] = \"light\";\n      const scene = this.#scene;\n      this.#paper.replaceChildren(\n        ...(scene === undefined ? [] : paperOf(scene, (printed, width, diagram) => this.#titles(printed, width, diagram))),\n      );\n    });\n    window.addEventListener(\"afterprint\", () => {\n      if (theme === undefined) delete document.documentElement.dataset[\"theme\"];\n      else document.documentElement.dataset[\"theme\"] = theme;\n      this.#paper.replaceChildren();\n    });\n  }\n  followAddress()       {\n    const place = new URLSearchParams(location.hash.slice(1));\n    const { tests, findings, suites } = this.#data;\n    const suite = place.get(\"suite\");\n    const named = tests.findIndex((test) => test.name === place.get(\"test\") && (suite === null || suites[test.suite]?.name === suite));\n    const finding = findings.findIndex(({ fingerprint }) => fingerprint === place.get(\"finding\"));\n    const inFocus = findings[finding];\n    if (named >= 0 || inFocus !== undefined) {\n      const test =\n        inFocus === undefined || inFocus.places.some((candidate) => candidate.test === named) ? named : (inFocus.places[0]?.test ?? named);\n      this.#show(test, inFocus === undefined ? undefined : finding, Number(place.get(\"run\") ?? \"1\") - 1);\n      return;\n    }\n    const failed = tests.findIndex(({ verdict }) => verdict === \"fail\" || verdict === \"error\");\n    const first = findings[0]?.places[0]?.test;\n    if (failed >= 0) this.#show(failed, undefined);\n    else if (first !== undefined) this.#show(first, 0);\n    else this.#show(tests.length > 0 ? 0 : -1, undefined);\n  }\n  #open(test        , finding                    , execution = 0)       {\n    this.#show(test, finding, execution);\n    const { tests, findings, suites } = this.#data;\n    const shown = tests[test];\n    const place = new URLSearchParams({ test: shown?.name ?? \"\" });\n    const alike = tests.filter(({ name }) => name === shown?.name).length;\n    if (alike > 1) place.set(\"suite\", suites[shown?.suite ?? 0]?.name ?? \"\");\n    if (finding !== undefined) place.set(\"finding\", findings[finding]?.fingerprint ?? \"\");\n    if (this.#execution > 0) place.set(\"run\", String(this.#execution + 1));\n    history.replaceState(null, \"\", `#${place.toString()}`);\n  }\n  #show(test        , finding                    , execution = 0)       {\n    const executions = this.#data.tests[test]?.executions ?? [];\n    const changed = test !== this.#test;\n    this.#test = test;\n    this.#execution = execution in executions ? execution : 0;\n    this.#finding = finding;\n    this.#selected = undefined;\n    this.#opened = new Set();\n    if (changed) this.#hiddenLanes = new Set();\n    offer(\n      this.#run,\n      executions.map(({ title, verdict }, index) => [String(index), verdict === \"pass\" ? title : `${title}, ${verdict}`]),\n    );\n    this.#run.value = String(this.#execution);\n    this.#overview.mark(test, finding);\n    const view = this.#view;\n    const both = view?.base !== undefined && view.head !== undefined;\n    this.#layout.hidden = !both;\n    this.#layout.disabled = !both;\n    this.#describe();\n    this.#laneButtons();\n    this.#suggest();\n    this.#showDetail();\n    this.#arrange();\n    this.#scroll.scrollTop = 0;\n    const rows = view?.stations(finding) ?? [];\n    const violation = view?.execution?.verdict === \"fail\" ? view.violation : undefined;\n    const target = rows[0] ?? violation;\n    if (target !== undefined) this.#reveal(target);\n    else this.#tabulate();\n  }\n  #suggest()       {\n    const view = this.#view;\n    const words = new Set        ();\n    for (const trace of [view?.base, view?.head]) {\n      if (view === undefined || trace === undefined) continue;\n      for (const lane of view.test.lanes) words.add(`service:${lane}`);\n      for (let event = 0; event < trace.length && words.size < 200; event++) {\n        const kind = trace.kind(event);\n        if (kind === Kind.call || kind === Kind.trace || lookOf(kind).fault) words.add(`syscall:${trace.label(event).split(\" \")[0] ?? \"\"}`);\n        const [decision = \"\"] = trace.decision(event).split(\"(\");\n        if (decision !== \"\") words.add(`decision:${decision}`);\n      }\n    }\n    this.#words.replaceChildren(...[...words].sort().map((value) => make(\"option\", { value })));\n  }\n  #describe()       {\n    const test = this.#view?.test;\n    const { suites, findings } = this.#data;\n    this.#aboutTest.replaceChildren();\n    for (const { error, name } of suites) {\n      if (error !== \"\")\n        this.#aboutTest.append(\n          make(\"div\", { class: \"card failure\" }, make(\"strong\", {}, `${name} did not run`), make(\"pre\", { tabindex: \"0\" }, error)),\n        );\n    }\n    if (test === undefined) {\n      this.#aboutTest.append(make(\"p\", { class: \"facts\" }, \"No test ran.\"));\n      return;\n    }\n    const execution = this.#view?.execution;\n    const facts = [\n      suites[test.suite]?.name ?? \"\",\n      test.runs > 1 ? `${test.passed} of ${test.runs} runs passed` : \"\",\n      `${execution?.durationMs ?? test.durationMs} ms`,\n    ]\n      .filter((fact) => fact !== \"\")\n      .join(\" · \");\n    const verdict = execution?.verdict ?? test.verdict;\n    this.#aboutTest.append(\n      make(\n        \"div\",\n        { class: \"title\" },\n        make(\"span\", { class: `badge ${verdict}` }, verdict),\n        make(\"h2\", { class: \"mono\" }, test.name),\n        test.executions.length > 1 ? this.#run : undefined,\n        make(\"span\", { class: \"facts\" }, facts),\n      ),\n    );\n    if (execution?.failure !== undefined) {\n      const trace = this.#view?.head;\n      const near = execution.failure.nearest.map((event) => {\n        return button(`${test.lanes[trace?.lane(event) ?? 0] ?? \"\"}: ${trace?.label(event) ?? \"\"}`, {}, () =>\n          this.#goTo({ side: \"head\", event }),\n        );\n      });\n      this.#aboutTest.append(\n        make(\n          \"div\",\n          { class: \"card failure\" },\n          make(\"strong\", {}, execution.failure.message),\n          make(\"pre\", { tabindex: \"0\" }, [...execution.failure.lines, `run it again: ${execution.replay}`].join(\"\\n\")),\n          near.length === 0 ? undefined : make(\"div\", { class: \"near\" }, make(\"span\", { class: \"proof\" }, \"nearest events\"), ...near),\n        ),\n      );\n    }\n    const here = findings.flatMap((finding, index) =>\n      finding.places.some((place) => place.test === this.#test) && (this.#finding === undefined || this.#finding === index)\n        ? [finding]\n        : [],\n    );\n    for (const finding of here) {\n      const news = changeOf.news(finding);\n      this.#aboutTest.append(\n        make(\n          \"div\",\n          { class: news ? \"card change\" : \"card quiet\" },\n          make(\"strong\", {}, finding.sentence),\n          make(\n            \"div\",\n            { class: \"sides\" },\n            make(\"span\", { class: \"before\" }, finding.before),\n            make(\"span\", { class: \"after\" }, finding.after),\n          ),\n          finding.lines.length === 0\n            ? undefined\n            : make(\n                \"ul\",\n                { class: \"lines mono\", \"aria-label\": \"Lines of code\" },\n                ...finding.lines.map(({ side, text, isNew }) => make(\"li\", { class: side }, `${text}${isNew ? \" (new)\" : \"\"}`)),\n              ),\n          make(\n            \"span\",\n            { class: \"proof\" },\n            `${finding.accepted !== \"\" ? `${finding.accepted}. ` : news ? \"\" : \"Not certain. \"}${finding.evidence}${finding.step === \"\" ? \"\" : ` · in step ${finding.step}`} · ${finding.object} · ${finding.fingerprint}`,\n          ),\n        ),\n      );\n    }\n    const names = this.#data.tests.map(({ name }) => name);\n    const notes = (suites[test.suite]?.notes ?? []).filter(\n      (note) => note.includes(test.name) || !names.some((name) => note.includes(name)),\n    );\n    if (notes.length > 0) this.#aboutTest.append(make(\"p\", { class: \"facts\" }, notes.join(\" · \")));\n  }\n  #laneButtons()       {\n    const lanes = this.#view?.test.lanes ?? [];\n    this.#lanes.replaceChildren(\n      ...lanes.map((lane, index) => {\n        const chip = button(lane, { \"aria-pressed\": String(!this.#hiddenLanes.has(index)), title: \"Show or hide this lane\" }, () => {\n          if (!this.#hiddenLanes.delete(index)) this.#hiddenLanes.add(index);\n          chip.setAttribute(\"aria-pressed\", String(!this.#hiddenLanes.has(index)));\n          this.#arrange();\n        });\n        return chip;\n      }),\n    );\n  }\n  #arrange()       {\n    const view = this.#view;\n    if (view !== undefined) {\n      const only = this.#only.value === \"faulted\" || this.#only.value === \"different\" ? this.#only.value : \"all\";\n      view.arrange({\n        query: this.#search.value,\n        hiddenLanes: this.#hiddenLanes,\n        only,\n        fold: this.#fold.checked,\n        opened: this.#opened,\n      });\n      const shown = view.items.reduce((sum, item) => sum + (item >= 0 ? 1 : 0), 0);\n      this.#sum.textContent =\n        shown === view.rowCount\n          ? `${shown.toLocaleString(\"en-US\")} events`\n          : `${shown.toLocaleString(\"en-US\")} of ${view.rowCount.toLocaleString(\"en-US\")} events`;\n    } else this.#sum.textContent = \"\";\n    this.#empty.hidden = view !== undefined && view.items.length > 0;\n    const rows = view?.stations(this.#finding) ?? [];\n    this.#where.textContent = rows.length === 0 ? \"0\" : `${rows.length}`;\n    this.#where.title = `${rows.length} ${rows.length === 1 ? \"place\" : \"places\"} to look at`;\n    this.#relayout();\n    this.#tabulate();\n    const selected = this.#selected;\n    if (selected !== undefined && view !== undefined) this.#reveal(view.rowOf[selected.side][selected.event] ?? 0);\n  }\n  get #scene()                    {\n    const view = this.#view;\n    if (view === undefined) return undefined;\n    const layout         =\n      this.#layout.value === \"overlay\" || this.#layout.value === \"base\" || this.#layout.value === \"head\" ? this.#layout.value : \"sides\";\n    return {\n      view,\n      layout,\n      axis: this.#axis.value === \"time\" ? \"time\" : \"order\",\n      rowHeight: this.#rowHeight,\n      scale: this.#scale,\n      hiddenLanes: this.#hiddenLanes,\n      selected: this.#selected,\n      hovered: this.#hovered,\n      finding: this.#finding,\n    };\n  }\n  #relayout()       {\n    const scene = this.#scene;\n    if (scene === undefined) return;\n    this.#spacer.style.height = `${this.#diagram.contentHeight(scene)}px`;\n    this.#heads.replaceChildren(...this.#titles(scene, this.#scroll.clientWidth, this.#diagram));\n    this.#drawMap(scene);\n    this.#redraw();\n  }\n  #titles(scene       , width        , diagram         )                         {\n    const bounds = diagram.paneBounds(scene, width);\n    const { findings, commits } = this.#data;\n    const here = findings.filter(({ places }) => places.some(({ test }) => test === this.#test));\n    const finding = findings[this.#finding ?? -1] ?? (here.length === 1 ? here[0] : undefined);\n    const titles = bounds.map(({ sides, left, width: wide }) => {\n      const side = sides[0] ?? \"head\";\n      const both = sides.length === 2;\n      const alone = scene.view.base === undefined || scene.view.head === undefined;\n      const title = both ? `Baseline and ${this.#title(\"head\").toLowerCase()}` : alone && side === \"head\" ? \"This run\" : this.#title(side);\n      const pane = make(\n        \"span\",\n        { class: `pane ${both || alone ? \"only\" : side}` },\n        make(\"strong\", {}, title),\n        ...(alone || finding === undefined ? [] : sides.map((one) => said(one, finding, both))),\n        both || alone || commits[side] === \"\" ? undefined : make(\"span\", { class: \"commit mono\" }, commits[side]),\n      );\n      pane.style.left = `${left}px`;\n      pane.style.width = `${wide}px`;\n      const unit = make(\"span\", { class: \"unit\" }, \"ms\");\n      unit.style.left = `${left + 4}px`;\n      return [pane, unit];\n    });\n    const heads = diagram.laneHeads(scene, width);\n    const names = heads.map(({ lane, left, pane }, index) => {\n      const name = make(\"span\", { class: \"lane\" }, scene.view.test.lanes[lane] ?? \"\");\n      name.style.left = `${left - 6}px`;\n      const next = heads[index + 1];\n      const bound = bounds[pane];\n      const end = next !== undefined && next.pane === pane ? next.left : (bound?.left ?? 0) + (bound?.width ?? width);\n      name.style.maxWidth = `${end - left - 4}px`;\n      return name;\n    });\n    return [...titles.flat(), ...names];\n  }\n  #redraw()       {\n    if (this.#frame !== 0) return;\n    this.#frame = requestAnimationFrame(() => {\n      this.#frame = 0;\n      const scene = this.#scene;\n      if (scene === undefined) return;\n      const { clientWidth, clientHeight, scrollTop, scrollHeight } = this.#scroll;\n      this.#diagram.draw(scene, scrollTop, clientWidth, clientHeight);\n      const share = Math.min(1, clientHeight / Math.max(1, scrollHeight));\n      this.#mapWindow.hidden = share >= 1;\n      this.#mapWindow.style.top = `${(scrollTop / Math.max(1, scrollHeight)) * 100}%`;\n      this.#mapWindow.style.height = `${share * 100}%`;\n    });\n  }\n  #drawMap(scene       )       {\n    const context = this.#mapCanvas.getContext(\"2d\");\n    const height = this.#map.clientHeight;\n    if (context === null || height === 0) return;\n    this.#mapCanvas.width = 13;\n    this.#mapCanvas.height = height;\n    const colors = getComputedStyle(document.documentElement);\n    const total = this.#diagram.contentHeight(scene);\n    const { view } = scene;\n    const mark = (side          , event        , color        , left        , width        )       => {\n      const y = this.#diagram.yOf(scene, side, event);\n      if (y === undefined) return;\n      context.fillStyle = colors.getPropertyValue(`--${color}`).trim();\n      context.fillRect(left, Math.min(height - 2, (y / total) * height - 1), width, 2);\n    };\n    const each = (side          , trace                   )       => {\n      if (trace === undefined) return;\n      for (let event = 0; event < trace.length; event++) {\n        const look = lookOf(trace.kind(event));\n        if (trace.kind(event) === Kind.violation) mark(side, event, \"bad\", 0, 13);\n        else if (look.fault) mark(side, event, look.color, side === \"base\" ? 1 : 7, 5);\n      }\n      for (const event of view.findings[side].keys()) mark(side, event, side === \"base\" ? \"removed\" : \"added\", side === \"base\" ? 0 : 6, 7);\n    };\n    each(\"base\", view.base);\n    each(\"head\", view.head);\n  }\n  #recolor()       {\n    this.#diagram.readColors();\n    this.#relayout();\n  }\n  #zoom(factor        )       {\n    const scene = this.#scene;\n    if (scene === undefined) return;\n    const before = (this.#scroll.scrollTop + this.#scroll.clientHeight / 2) / this.#diagram.contentHeight(scene);\n    if (scene.axis === \"time\") this.#scale = Math.min(5000, Math.max(0.05, this.#scale * factor * factor));\n    else this.#rowHeight = Math.min(44, Math.max(2, this.#rowHeight * factor));\n    this.#relayout();\n    const after = this.#scene;\n    if (after !== undefined) this.#scroll.scrollTop = before * this.#diagram.contentHeight(after) - this.#scroll.clientHeight / 2;\n  }\n  #hover(event            )       {\n    const found = this.#diagram.at(event.offsetX, event.offsetY);\n    const place = found !== undefined && \"side\" in found ? found : undefined;\n    this.#canvas.style.cursor = found === undefined ? \"\" : \"pointer\";\n    if (place?.side === this.#hovered?.side && place?.event === this.#hovered?.event) return;\n    this.#hovered = place;\n    this.#canvas.title = place === undefined ? \"\" : this.#phrase(place);\n    this.#redraw();\n  }\n  #click(event            )       {\n    const found = this.#diagram.at(event.offsetX, event.offsetY);\n    if (found !== undefined && \"fold\" in found) {\n      this.#unfold(found.fold);\n      return;\n    }\n    this.#select(found);\n  }\n  #unfold(number        )       {\n    const fold = this.#view?.folds[number];\n    if (fold !== undefined) this.#opened.add(fold.from);\n    this.#arrange();\n  }\n  #toggleTable()       {\n    const wanted = this.#table.element.hidden !== false;\n    this.#table.element.hidden = !wanted;\n    this.#scroll.hidden = this.#map.hidden = this.#heads.hidden = wanted;\n    this.#asTable.setAttribute(\"aria-pressed\", String(wanted));\n    for (const tool of [this.#layout, this.#axis]) tool.disabled = wanted;\n    this.#arrange();\n    (wanted ? this.#table.element : this.#scroll).focus();\n  }\n  #tabulate()       {\n    const view = this.#view;\n    if (view === undefined || this.#table.element.hidden) return;\n    const selected = this.#selected;\n    const row = selected === undefined ? undefined : view.rowOf[selected.side][selected.event];\n    this.#table.show(view, { base: this.#title(\"base\"), head: this.#title(\"head\") }, row);\n  }\n  #select(place                   )       {\n    this.#selected = place;\n    this.#showDetail();\n    if (place !== undefined) this.#spoken.textContent = this.#phrase(place);\n    this.#relayout();\n    this.#tabulate();\n  }\n  #phrase({ side, event }       )         {\n    const view = this.#view;\n    return view === undefined ? \"\" : wholePhrase(this.#data, view, side, event);\n  }\n  #showDetail()       {\n    const view = this.#view;\n    const place = this.#selected;\n    const trace = place === undefined ? undefined : view?.side(place.side);\n    const was = this.#detail.hidden;\n    this.#detail.hidden = trace === undefined;\n    this.#field.classList.toggle(\"detailed\", trace !== undefined);\n    if (view === undefined || place === undefined || trace === undefined) {\n      this.#detail.replaceChildren();\n      return;\n    }\n    const { side, event } = place;\n    const lane = (index        )         => view.test.lanes[trace.lane(index)] ?? \"\";\n    const clock = [...trace.clock(event)]\n      .flatMap((count, index) => (count > 0 ? [`${view.test.lanes[index] ?? \"\"}: ${count}`] : []))\n      .join(\", \");\n    const { past, future } = trace.cone(event);\n    const events = (n        )         => (n === 1 ? \"1 event\" : `${n.toLocaleString(\"en-US\")} events`);\n    const facts                                         = [\n      [\"side\", view.base === undefined || view.head === undefined ? \"\" : this.#title(side)],\n      [\"lane\", lane(event)],\n      [\"number\", `#${trace.seq[event] ?? 0}`],\n      [\"time\", `${((trace.atNs[event] ?? 0) / 1e6).toFixed(3)} ms`],\n      [\"answer\", trace.decision(event)],\n      [\"label\", trace.tag(event)],\n      ...trace.details(event),\n      [\"clock\", clock],\n      [\"before it\", events(past)],\n      [\"after it\", events(future)],\n      [\"beside it\", events(trace.length - past - future - 1)],\n    ];\n    const close = button(\"×\", { class: \"close\", \"aria-label\": \"Close\" }, () => {\n      this.#select(undefined);\n      this.#focusEvents();\n    });\n    const finding = this.#data.findings[view.findings[side].get(event) ?? -1];\n    const follow = (title        , events                   )                          => {\n      if (events.length === 0) return undefined;\n      const buttons = events.slice(0, 12).map((other) => {\n        return button(`${lane(other)}: ${trace.label(other)}`, {}, () => this.#goTo({ side, event: other }));\n      });\n      return make(\"div\", { class: \"links\" }, make(\"span\", { class: \"facts\" }, title), ...buttons);\n    };\n    this.#detail.replaceChildren(\n      close,\n      make(\"h3\", {}, eventPhrase(view, side, event)),\n      ...(finding === undefined ? [] : [make(\"p\", { class: \"card change\" }, finding.sentence)]),\n      make(\n        \"dl\",\n        {},\n        ...facts.filter(([, value]) => value !== \"\").flatMap(([name, value]) => [make(\"dt\", {}, name), make(\"dd\", {}, value)]),\n      ),\n      ...[follow(\"caused by\", trace.causes(event)), follow(\"leads to\", trace.effects(event))].filter((part) => part !== undefined),\n    );\n    if (was !== this.#detail.hidden) this.#relayout();\n  }\n  #goTo(place       )       {\n    const view = this.#view;\n    if (view === undefined) return;\n    const row = view.rowOf[place.side][place.event] ?? -1;\n    this.#selected = place;\n    if ((view.itemOf[row] ?? -1) < 0) {\n      this.#search.value = \"\";\n      this.#only.value = \"all\";\n      this.#hiddenLanes = new Set();\n      this.#laneButtons();\n      this.#arrange();\n    }\n    this.#reveal(row);\n    this.#select(place);\n  }\n  #reveal(row        )       {\n    const view = this.#view;\n    if (view === undefined) return;\n    const item = view.itemOf[row] ?? -1;\n    const fold = view.folds[-1 - (view.items[item] ?? 0)];\n    if (fold !== undefined && (view.items[item] ?? 0) < 0) {\n      this.#opened.add(fold.from);\n      this.#arrange();\n    }\n    const scene = this.#scene;\n    const side           = view.event(row, \"head\") >= 0 ? \"head\" : \"base\";\n    const y = scene === undefined ? undefined : this.#diagram.yOf(scene, side, view.event(row, side));\n    if (y === undefined) return;\n    const { scrollTop, clientHeight } = this.#scroll;\n    if (y < scrollTop + 40 || y > scrollTop + clientHeight - 40) this.#scroll.scrollTop = y - clientHeight / 2;\n    this.#redraw();\n  }\n  #station(direction        )       {\n    const view = this.#view;\n    const rows = view?.stations(this.#finding) ?? [];\n    if (view === undefined || rows.length === 0) {\n      this.#spoken.textContent = \"No differences\";\n      return;\n    }\n    const at = this.#selected === undefined ? -1 : (view.rowOf[this.#selected.side][this.#selected.event] ?? -1);\n    const next = direction === 1 ? (rows.find((row) => row > at) ?? rows[0]) : (rows.findLast((row) => row < at) ?? rows.at(-1));\n    if (next === undefined) return;\n    const side           = view.event(next, \"head\") >= 0 ? \"head\" : \"base\";\n    this.#goTo({ side, event: view.event(next, side) });\n  }\n  #step(step        )       {\n    const view = this.#view;\n    if (view === undefined || view.items.length === 0) return;\n    const selected = this.#selected;\n    const current = selected === undefined ? undefined : view.itemOf[view.rowOf[selected.side][selected.event] ?? -1];\n    let item = current === undefined || current < 0 ? (step > 0 ? -1 : view.items.length) : current;\n    item = Math.min(view.items.length - 1, Math.max(0, item + step));\n    const direction = step > 0 ? 1 : -1;\n    while ((view.items[item] ?? 0) < 0 && item + direction >= 0 && item + direction < view.items.length) item += direction;\n    const row = view.items[item] ?? -1;\n    if (row < 0) return;\n    const wanted           = selected?.side ?? \"head\";\n    const side           = view.event(row, wanted) >= 0 ? wanted : wanted === \"head\" ? \"base\" : \"head\";\n    this.#goTo({ side, event: view.event(row, side) });\n  }\n  #follow(events                               , side          )       {\n    const event = events?.[0];\n    if (event === undefined) this.#spoken.textContent = \"No message here\";\n    else this.#goTo({ side, event });\n  }\n  #key(event               )       {\n    if (event.ctrlKey || event.metaKey || event.altKey) return;\n    const selected = this.#selected;\n    const trace = selected === undefined ? undefined : this.#view?.side(selected.side);\n    const actions                                       = {\n      ArrowDown: () => this.#step(1),\n      ArrowUp: () => this.#step(-1),\n      PageDown: () => this.#step(20),\n      PageUp: () => this.#step(-20),\n      Home: () => this.#step(-Infinity),\n      End: () => this.#step(Infinity),\n      ArrowLeft: () => selected && this.#follow(trace?.causes(selected.event), selected.side),\n      ArrowRight: () => selected && this.#follow(trace?.effects(selected.event), selected.side),\n      n: () => this.#station(1),\n      p: () => this.#station(-1),\n      f: () => this.#fold.click(),\n      \"+\": () => this.#zoom(1.25),\n      \"=\": () => this.#zoom(1.25),\n      \"-\": () => this.#zoom(0.8),\n      \"[\": () => this.#neighbour(-1),\n      \"]\": () => this.#neighbour(1),\n      t: () => this.#toggleTable(),\n      Escape: () => this.#select(undefined),\n    };\n    const action = actions[event.key];\n    if (action === undefined) return;\n    event.preventDefault();\n    action();\n  }\n  #neighbour(direction        )       {\n    const { order } = this.#overview;\n    const next = order[order.indexOf(this.#test) + direction];\n    if (next !== undefined) this.#open(next, undefined);\n  }\n  #focusEvents()       {\n    (this.#table.element.hidden ? this.#scroll : this.#table.element).focus();\n  }\n}\nfunction said(side          , { before, after }             , signed         )              {\n  return make(\"span\", { class: \"said\" }, `${signed ? (side === \"base\" ? \"− \" : \"+ \") : \"\"}${side === \"base\" ? before : after}`);\n}\nfunction hourglass()                {\n  const picture = document.createElementNS(\"http://www.w3.org/2000/svg\", \"svg\");\n  for (const [name, value] of [\n    [\"width\", \"9\"],\n    [\"height\", \"12\"],\n    [\"viewBox\", \"0 0 9 12\"],\n    [\"aria-hidden\", \"true\"],\n  ]         )\n    picture.setAttribute(name, value);\n  const path = document.createElementNS(\"http://www.w3.org/2000/svg\", \"path\");\n  path.setAttribute(\"d\", \"M0 0H9L0 12H9Z\");\n  path.setAttribute(\"fill\", \"currentColor\");\n  picture.append(path);\n  return picture;\n}\nload().then(\n  (data) => {\n    const page = new Page(data);\n    page.followAddress();\n  },\n  (error         ) => {\n    document.body.append(make(\"main\", {}, make(\"p\", {}, `The report's data could not be read: ${String(error)}`)));\n  },\n);\n})();";

;// CONCATENATED MODULE: ./build/js/report/html.js
/**
 * The space-time report: one HTML file that needs nothing else. This file packs a check's data and wraps it with the viewer's
 * style and script (`viewer/`, embedded by `scripts/viewer.ts`). The page's policy lets exactly that style and that script run, by their
 * hashes, and forbids everything else: no network, no inline handlers, no frames. Data stands in the page as deflated JSON in base 64, which
 * cannot end the element it stands in; the script puts texts into the page as text, never as markup.
 */










/** The page for [report], as text of a file that any browser opens. */
function renderHtml(report) {
    const data = pack(report);
    const packed = (0,external_node_zlib_.deflateRawSync)(JSON.stringify(data), { level: 9 }).toString("base64");
    const title = escapeHtml(`${data.headline} · faultbox`);
    const policy = [
        "default-src 'none'",
        `script-src '${hash(script)}'`,
        `style-src '${hash(style)}'`,
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<noscript><main><h1>${escapeHtml(data.headline)}</h1><p>This page draws its diagrams with a script, and scripts are switched off. Nothing is loaded from the network.</p></main></noscript>
<script type="application/octet-stream" id="data">${packed}</script>
<script>${script}</script>
</body>
</html>
`;
}
function hash(text) {
    return `sha256-${(0,external_node_crypto_.createHash)("sha256").update(text).digest("base64")}`;
}
/** Gives each text a number. */
class Texts {
    all = [];
    #numbers = new Map();
    number(text) {
        let number = this.#numbers.get(text);
        if (number === undefined) {
            number = this.all.length;
            this.all.push(text_plain(cut(text, 2000)));
            this.#numbers.set(text, number);
        }
        return number;
    }
}
/** Executions of one test in the page, and events of all tests together beyond which each test is shown by one execution only. */
const mostExecutions = 12;
const manyEvents = 50_000;
function pack(report) {
    const texts = new Texts();
    const told = report.suites.flatMap(({ runs }) => [...byTest(runs).values()].map((results) => toldExecutions(results, mostExecutions)));
    const events = told.flat().reduce((sum, { result }) => sum + result.events.length, 0);
    const limit = events > manyEvents ? 1 : mostExecutions;
    const shown = report.suites.flatMap((suite, suiteIndex) => {
        const heads = byTest(suite.runs);
        const bases = new Map(suite.baseRun?.tests.map((test) => [test.name, test]));
        return [...new Set([...heads.keys(), ...bases.keys()])].map((name) => {
            const results = heads.get(name) ?? [];
            return { suite, suiteIndex, name, results, executions: toldExecutions(results, limit), base: bases.get(name) };
        });
    });
    const packed = shown.map((test) => packTest(test, texts));
    const readers = new Map();
    const calls = (finding, test) => {
        const reader = readers.get(test) ?? (0,drift/* callsIn */.Tz)(test);
        readers.set(test, reader);
        return reader(finding);
    };
    const findings = report.suites.flatMap((suite, suiteIndex) => [
        ...(suite.comparison?.findings ?? []).map((finding) => packFinding(finding, "", suiteIndex, shown, calls)),
        ...(suite.accepted ?? []).map(({ finding, acceptance: { by, reason } }) => packFinding(finding, `Accepted${by === "" ? "" : ` by ${by}`}${reason === "" ? "" : `: ${reason}`}`, suiteIndex, shown, calls)),
    ]);
    return {
        version: 1,
        headline: html_headline(report),
        result: report.result,
        headTitle: report.head?.pullRequest === undefined ? "This run" : "Pull request",
        id: text_plain(report.id),
        tool: text_plain(report.version),
        commits: { base: baseCommit(report), head: text_plain(report.head?.sha.slice(0, 7) ?? "") },
        duration: duration(report.durationMs),
        reproduce: text_plain(report.reproduce),
        links: links(report),
        suites: report.suites.map(({ suite, baseline, comparison, error }) => ({
            name: text_plain(suite),
            baseline: text_plain(baseline.kind === "none"
                ? `no baseline: ${baseline.reason}`
                : `${comparison?.outcome === "incomparable" ? "not comparable with" : "compared with"} ${baseline.description}`),
            notes: (comparison?.notes ?? []).map(text_plain),
            error: error === undefined ? "" : error.split("\n").map(text_plain).join("\n"),
        })),
        texts: texts.all,
        findings,
        tests: packed,
    };
}
function html_headline(report) {
    const findings = report.suites.flatMap((suite) => suite.comparison?.findings ?? []);
    const confirmed = findings.filter(({ certainty }) => certainty === "confirmed").length;
    const changes = count(confirmed, "change");
    const worstOf = report.suites.flatMap((suite) => [...byTest(suite.runs).values()].map(worst));
    const bad = worstOf.filter((test) => test !== undefined && test.verdict !== "pass" && test.verdict !== "halted").length;
    switch (report.result) {
        case "error":
            return "The check could not do its work";
        case "failed":
            return `${bad} of ${count(worstOf.length, "test")} did not pass${confirmed > 0 ? `, ${changes} in how the system works` : ""}`;
        case "drift":
            return `${changes} in how the system works`;
        case "undecided":
            return `No certain change, ${count(findings.length, "open question")}`;
        case "accepted":
            return `${count(report.suites.flatMap((suite) => suite.accepted ?? []).length, "change")} in how the system works, accepted`;
        case "passed":
            return "No change in how the system works";
        case "recorded":
            return "Recorded, not compared";
    }
}
/** The commit all suites were compared with; empty when there is none, or not one. */
function baseCommit(report) {
    const commits = new Set(report.suites.map(({ baseline }) => (baseline.kind === "none" ? undefined : baseline.sha)));
    const [only] = commits;
    return commits.size === 1 ? text_plain(only?.slice(0, 7) ?? "") : "";
}
function links(report) {
    const all = [
        { text: "Run", url: report.links.run },
        { text: "Traces", url: report.links.traces },
        { text: "ShiViz file", url: report.links.shiviz },
    ];
    return all.flatMap(({ text, url }) => (url !== undefined && /^https?:\/\//.test(url) ? [{ text, url }] : []));
}
/** The log as drawn: its events and, for a failed assertion that names no event which broke it, the violation at its end. */
function drawn(test) {
    if (test.verdict !== "fail" || test.failure?.violation !== undefined)
        return test.events;
    const last = test.events.at(-1);
    const violation = {
        seq: (last?.seq ?? 0) + 1,
        atNs: last?.atNs ?? 0,
        type: "violation",
        service: trace/* DRIVER */.NX,
        fields: { reason: test.failure?.message ?? "" },
    };
    return [...test.events, violation];
}
function packTest(test, texts) {
    const { executions, base, results } = test;
    const prepared = (result) => {
        const events = drawn(result);
        return { result, events, names: new Names(result.services, events) };
    };
    const baseSide = base === undefined ? undefined : prepared(base);
    const heads = executions.map(({ result, title }) => ({ title, ...prepared(result) }));
    const lanes = lanesOf([baseSide, ...heads].flatMap((side) => (side === undefined ? [] : [side.events])));
    const keys = ({ events, names }) => events.map((event) => keyOf(event, names));
    const baseKeys = baseSide === undefined ? undefined : keys(baseSide);
    const numbers = (standings) => standings.map((standing) => allStandings.indexOf(standing));
    const [first] = executions;
    return {
        suite: test.suiteIndex,
        name: text_plain(test.name),
        verdict: first?.result.verdict ?? "gone",
        compared: test.suite.comparison?.compared.includes(test.name) ?? false,
        isNew: test.suite.baseRun !== undefined && base === undefined,
        runs: results.length,
        passed: results.filter(({ verdict }) => verdict === "pass").length,
        durationMs: Math.round((first?.result ?? base)?.durationMs ?? 0),
        lanes: lanes.map(text_plain),
        ...(baseSide === undefined ? {} : { base: packTrace(baseSide, lanes, texts) }),
        executions: heads.map((head) => {
            const aligned = baseKeys === undefined ? undefined : align(baseKeys, keys(head));
            const { result } = head;
            return {
                title: head.title,
                verdict: result.verdict,
                durationMs: Math.round(result.durationMs),
                replay: text_plain(result.replay),
                ...(result.failure === undefined
                    ? {}
                    : {
                        failure: {
                            message: text_plain(`${verdictWord[result.verdict]}: ${result.failure.message}`),
                            lines: html_failureLines(result),
                            nearest: nearest(result),
                        },
                    }),
                trace: packTrace(head, lanes, texts),
                standing: { base: numbers(aligned?.base ?? []), head: numbers(aligned?.head ?? []) },
                rows: runLengths((aligned?.rows ?? []).map(([b, h]) => (h === undefined ? 1 : b === undefined ? 2 : 0))),
            };
        }),
    };
}
const allStandings = ["same", "moved", "only"];
/** The driver first, then services as they appear: causes tend to stand left of their effects. */
function lanesOf(logs) {
    const lanes = new Set([trace/* DRIVER */.NX]);
    for (const step of logs.flat()) {
        const target = step.type === "step_send" ? step.fields["target"]?.split(".")[0] : undefined;
        if (target !== undefined)
            lanes.add(target);
    }
    const present = new Set(logs.flat().map(({ service }) => service));
    for (const service of present)
        lanes.add(service);
    return [...lanes].filter((lane) => present.has(lane));
}
function html_failureLines({ failure }) {
    if (failure === undefined)
        return [];
    const { position, sourceLine, assertion, output, backtrace } = failure;
    return [
        ...(position === undefined ? [] : [`at ${position.file}:${position.line}:${position.column}`]),
        ...(position === undefined || sourceLine === undefined ? [] : [`${position.line} | ${sourceLine.trimEnd()}`]),
        ...(assertion?.expected === undefined ? [] : [`expected: ${assertion.expected}`]),
        ...(assertion?.actual === undefined ? [] : [`actual:   ${assertion.actual}`]),
        ...(backtrace.length > 1
            ? [
                "called from:",
                ...backtrace
                    .slice(0, -1)
                    .reverse()
                    .map((frame) => `  ${frame}`),
            ]
            : []),
        ...(output === undefined ? [] : [`last output of ${output.service}:`, ...output.lines.slice(-40).map((line) => `| ${line}`)]),
    ].map((line) => text_plain(cut(line, 2000)));
}
function nearest(test) {
    return contextOf(test)
        .map((seq) => test.events.findIndex((event) => event.seq === seq))
        .filter((index) => index >= 0);
}
function kindOf(event) {
    if (event.call !== undefined)
        return answers[event.call.decision.kind].drawn;
    if (event.type === "step_send")
        return Kind.send;
    if (event.type === "step_recv")
        return Kind.receive;
    if (event.type === "violation")
        return Kind.violation;
    return event.type.startsWith("service_") ? Kind.life : Kind.note;
}
/** What has a column of its own, or is said by label and decision. */
const elsewhere = new Set(["syscall", "decision", "action", "pid", "tid", "fd", "size", "label", "reason"]);
function packTrace({ events, result, names }, lanes, texts) {
    const laneNumbers = new Map(lanes.map((lane, index) => [lane, index]));
    const violated = result.failure?.violation;
    const arrows = arrowsOf(events, (0,trace/* clocksOf */.bi)(events, result.services));
    const label = (event) => (event.type === "violation" ? `VIOLATION ${event.fields["reason"] ?? ""}` : names.label(event));
    // Names and values are parted by the pictures of the unit and record separators: the separators themselves would be spelled out.
    const detail = (event) => [...Object.entries((0,trace/* fieldsOf */.Pf)(event)), ...calledFrom(event)]
        .filter(([name]) => !elsewhere.has(name))
        .map(([name, value]) => `${name}\u241f${value}`)
        .join("\u241e");
    return {
        seq: differences(events.map(({ seq }) => seq)),
        atNs: differences(events.map(({ atNs }) => atNs)),
        lane: events.map(({ service }) => laneNumbers.get(service) ?? 0),
        label: events.map((event) => texts.number(label(event))),
        decision: events.map(({ call }) => texts.number(call === undefined || call.decision.kind === "allow" ? "" : (0,trace/* decisionName */.Mt)(call.decision))),
        tag: events.map(({ seq, call }) => texts.number(seq === violated ? "VIOLATION" : (call?.label ?? ""))),
        detail: events.map((event) => texts.number(detail(event))),
        pid: events.map(({ call }) => call?.pid ?? -1),
        tid: events.map(({ call }) => call?.tid ?? -1),
        fd: events.map(({ call }) => call?.fd ?? -1),
        size: events.map(({ call }) => call?.size ?? -1),
        waitMs: events.map(waitedMs),
        kind: events.map((event) => (event.seq === violated ? Kind.violation : kindOf(event))),
        arrowTo: differences(arrows.map(({ to }) => to)),
        arrowBack: arrows.map(({ from, to }) => to - from),
    };
}
function packFinding(finding, accepted, suite, tests, calls) {
    const places = [finding.test, ...finding.alsoIn].flatMap((name) => {
        const test = tests.findIndex((candidate) => candidate.suiteIndex === suite && candidate.name === name);
        const found = tests[test];
        if (found === undefined)
            return [];
        const mark = (of) => ({
            base: found.base === undefined ? [] : of(finding, found.base),
            head: found.executions.map(({ result }) => of(finding, result)),
        });
        const named = finding.calls === undefined ? undefined : mark(calls);
        const isNamed = named !== undefined && [named.base, ...named.head].some((events) => events.length > 0);
        // Of a changed order both sides have all calls; of a changed number some of them are the change.
        const isOrder = finding.kind === "reordered" || finding.kind === "causality";
        return [{ test, exact: isNamed && isOrder, ...(isNamed ? named : mark(about)) }];
    });
    return {
        suite,
        rank: finding.rank,
        kind: finding.kind,
        certainty: finding.certainty,
        accepted: text_plain(accepted),
        service: text_plain(finding.service),
        step: text_plain(finding.step),
        object: text_plain(finding.object),
        sentence: text_plain(finding.sentence),
        before: text_plain(finding.before),
        after: text_plain(finding.after),
        evidence: `${capital(evidenceText(finding))}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}`,
        fingerprint: text_plain(finding.fingerprint),
        lines: [
            ...(finding.lines?.base ?? []).map((line) => ({ side: "base", text: text_plain((0,trace/* shownSource */.Vt)(line)), isNew: false })),
            ...(finding.lines?.head ?? []).map((line) => ({ side: "head", text: text_plain((0,trace/* shownSource */.Vt)(line)), isNew: line.isNew })),
        ],
        context: finding.context.map(({ side, text }) => ({ side, text: text_plain(cut(text, 1000)) })),
        places,
    };
}
/** The functions of the repository that led to a call, innermost first, where there is more than the line itself. */
function calledFrom({ call }) {
    const own = (call?.source?.stack ?? []).filter((frame) => frame.own);
    return own.length < 2 ? [] : [["called from", own.slice(1).map(trace/* frameText */.R_).join(" ← ")]];
}
/** The events of a log that a finding is about: those of its service on its object, which may begin with a root's name and hold wildcards. */
function about(finding, test) {
    const object = finding.object.replace(/^(?:tcp|udp|unix)\s+/, "").replace(/^\$[A-Z_]+/, "*");
    if (object === "")
        return [];
    const names = new Names(test.services, test.events);
    return test.events.flatMap((event, index) => event.service === finding.service && event.call !== undefined && (0,drift/* matchesWildcard */._W)(names.object(event), object) ? [index] : []);
}
function differences(numbers) {
    return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}
function runLengths(values) {
    const runs = [];
    for (const value of values) {
        if (runs.length > 0 && runs.at(-2) === value)
            runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
        else
            runs.push(value, 1);
    }
    return runs;
}

;// CONCATENATED MODULE: ./build/js/report/live.js
/**
 * The line a terminal shows while a test runs: `wal_written  run 2 of 10  3.2 s  POST /orders  1,204 events`; while several run,
 * `3 tests  3.2 s  1,204 events  wal_written POST /orders | restart | happy_path GET /orders/1`. It never takes more than one line of the
 * terminal, since only then can it be taken away again.
 */


/** [live] in fewer than [columns] columns; of one test the step is cut first, of several the last of them. No line ends, no colours. */
function renderLive({ test, run, runs, elapsedMs, step, events, others }, columns) {
    // The last column stays free: some terminals wrap as soon as it is written.
    const room = Math.max(0, columns - 1);
    const which = runs > 1 ? `run ${run} of ${runs}` : "";
    const elapsed = elapsedMs < 1000 ? "" : duration(Math.floor(elapsedMs / 100) * 100);
    const recorded = events > 0 ? count(events, "event") : "";
    const line = (...parts) => parts.filter((part) => part !== "").join("  ");
    if (others.length > 0) {
        const each = [{ test, step }, ...others].map((one) => text_plain(`${shortName(one.test)} ${one.step}`.trimEnd()));
        return fitting(line(count(each.length, "test"), which, elapsed, recorded, each.join(" | ")), room);
    }
    const parts = (shown) => line(text_plain(shortName(test)), which, elapsed, shown, recorded);
    return fitting(parts(fitting(text_plain(step), room - width(parts("")) - 2)), room);
}
/** Columns a text may take: what is not ASCII counts double, as wide characters do. */
function width(text) {
    let columns = 0;
    for (const character of text)
        columns += character < "\u007f" ? 1 : 2;
    return columns;
}
/** As much of [text] as fits. */
function fitting(text, columns) {
    if (width(text) <= columns)
        return text;
    let shown = "";
    for (const character of text) {
        if (width(shown + character) > columns - 2)
            break;
        shown += character;
    }
    return columns < 4 ? "" : `${shown}…`;
}

;// CONCATENATED MODULE: ./build/js/report/junit.js


/** The tests of a check; drift is not a test result and does not show here. */
function renderJunit(report) {
    const suites = report.suites.map(suiteXml);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="faultbox" time="${seconds(report.durationMs)}">\n${suites.join("")}</testsuites>\n`;
}
function suiteXml(suite) {
    const name = escapeHtml(suite.suite);
    if (suite.error !== undefined) {
        return (`  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0" time="0.000">\n` +
            `    <testcase classname="${name}" name="load" time="0.000">\n      <error message="${escapeHtml(suite.error)}"/>\n    </testcase>\n  </testsuite>\n`);
    }
    const tests = [...byTest(suite.runs).values()].flatMap((results) => {
        const told = worst(results);
        return told === undefined ? [] : [{ told, results }];
    });
    const sum = (...verdicts) => tests.filter(({ told }) => verdicts.includes(told.verdict)).length;
    const durationMs = suite.runs.reduce((total, run) => total + run.durationMs, 0);
    const cases = tests.map(({ told, results }) => {
        const at = told.position === undefined ? "" : ` file="${escapeHtml(told.position.file)}" line="${told.position.line}"`;
        const totalMs = results.reduce((total, result) => total + result.durationMs, 0);
        const open = `    <testcase classname="${name}" name="${escapeHtml(told.name)}"${at} time="${seconds(totalMs)}"`;
        const outcome = outcomeXml(told);
        return outcome === "" ? `${open}/>\n` : `${open}>\n${outcome}    </testcase>\n`;
    });
    return (`  <testsuite name="${name}" tests="${tests.length}" failures="${sum("fail")}" errors="${sum("error")}" ` +
        `skipped="${sum("inconclusive", "halted")}" time="${seconds(durationMs)}">\n${cases.join("")}  </testsuite>\n`);
}
function outcomeXml(test) {
    const message = test.failure?.message ?? test.verdict;
    const { position, sourceLine, assertion, output } = test.failure ?? {};
    const detail = [
        ...(position === undefined ? [] : [`at ${position.file}:${position.line}:${position.column}`]),
        ...(sourceLine === undefined ? [] : [sourceLine.trim()]),
        ...(assertion?.expected === undefined ? [] : [`expected: ${assertion.expected}`]),
        ...(assertion?.actual === undefined ? [] : [`actual: ${assertion.actual}`]),
        ...(output === undefined ? [] : [`last output of ${output.service}:`, ...output.lines]),
        `replay: ${test.replay}`,
    ]
        .map(escapeHtml)
        .join("\n");
    switch (test.verdict) {
        case "pass":
            return "";
        case "fail":
            return `      <failure message="${escapeHtml(message)}" type="${test.failure?.kind ?? "assertion"}">${detail}</failure>\n`;
        case "error":
            return `      <error message="${escapeHtml(message)}" type="${test.failure?.kind ?? "error"}">${detail}</error>\n`;
        case "inconclusive":
        case "halted":
            return `      <skipped message="${test.verdict}: ${escapeHtml(message)}"/>\n`;
    }
}
function seconds(ms) {
    return (ms / 1000).toFixed(3);
}

;// CONCATENATED MODULE: ./build/js/report/sections.js
/**
 * One comment for several checks. A pull request gets one comment, and every job of a matrix writes a section of it. A section stands between
 * two marker lines that name its id, the commit it is about and its order (a number that grows from run to run). Jobs write at the same
 * time, each merging its section into what it last read, so merging is convergent: it touches no other section, gives the same body
 * whichever came first, and an older section never replaces a newer one.
 *
 * Markers are whole lines that begin with `<!--`. No line of foreign text begins so (the renderer escapes or indents all of it), therefore
 * nothing that a service prints can open or close a section.
 */
/** The first line of every comment that is ours; what to look for among a pull request's comments. */
const commentMarker = "<!-- faultbox:comment -->";
/** GitHub refuses comments of more than 65,536 characters; the rest is left for what API and proxies may add. */
const commentLimit = 60_000;
const opening = /^<!-- faultbox:section id="([^"]*)" sha="([0-9a-f]*)" order="(\d+)"(?: findings="([0-9a-f,]*)")? -->$/;
/**
 * Sections with such an id are acceptances: what somebody has accepted of the findings that the other sections tell of, at the same commit. The
 * mark sorts them behind all others.
 */
const acceptancePrefix = "~accepted-";
/** Puts the markers around a section's [body]. */
function makeSection(id, sha, order, body, findings = []) {
    const name = encoded(id);
    const commit = /^[0-9a-f]+$/.test(sha) ? sha : "";
    const prints = findings.filter((print) => /^[0-9a-f]+$/.test(print)).slice(0, mostFindings);
    const list = prints.length === 0 ? "" : ` findings="${prints.join(",")}"`;
    return `<!-- faultbox:section id="${name}" sha="${commit}" order="${Math.trunc(order)}"${list} -->\n${body.trim()}\n<!-- faultbox:end id="${name}" -->`;
}
/** Keeps the marker a line that any editor can open; a section with more findings cannot be accepted as a whole anyway. */
const mostFindings = 500;
/** The sections of a comment in their order; text outside of sections is not ours and is ignored, an unclosed section as well. */
function parseSections(body) {
    const sections = [];
    let open;
    for (const line of body.split(/\r?\n/)) {
        const [, id, sha, order, findings = ""] = opening.exec(line) ?? [];
        if (id !== undefined && sha !== undefined && order !== undefined) {
            open = { id, sha, order: Number(order), findings: findings.split(",").filter((print) => print !== ""), lines: [line] };
        }
        else if (open !== undefined) {
            open.lines.push(line);
            if (line === `<!-- faultbox:end id="${open.id}" -->`) {
                const { lines, ...section } = open;
                sections.push({ ...section, id: decoded(open.id), text: lines.join("\n") });
                open = undefined;
            }
        }
    }
    return sections;
}
/**
 * The comment's body with [section] (as `renderComment` makes it) in it, in place of the section of the same id unless that one is newer.
 * Sections are sorted by id, so that every order of writing ends in the same body. Where all together are too long, the longest give up their
 * folds, then all but their verdict. A section about another commit than an acceptance ends it: what was accepted was shown with that commit.
 */
function mergeSections(existing, section) {
    const sections = new Map();
    const added = parseSections(section);
    for (const candidate of [...parseSections(existing ?? ""), ...added]) {
        const present = sections.get(candidate.id);
        if (present === undefined || candidate.order >= present.order)
            sections.set(candidate.id, candidate);
    }
    for (const { id, sha } of added.filter((one) => sections.get(one.id) === one && !one.id.startsWith(acceptancePrefix))) {
        for (const other of [...sections.values()]) {
            if (other.id !== id && other.id.startsWith(acceptancePrefix) && other.sha !== sha)
                sections.delete(other.id);
        }
    }
    const texts = [...sections.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ text }) => text);
    const room = commentLimit - commentMarker.length - 2 * texts.length;
    for (const shorten of [withoutFolds, verdictOnly]) {
        while (total(texts) > room) {
            const longest = texts.reduce((best, text, index) => (text.length > (texts[best]?.length ?? 0) && shorten(text).length < text.length ? index : best), -1);
            const text = texts[longest];
            if (text === undefined)
                break;
            texts[longest] = shorten(text);
        }
    }
    // Only thousands of sections get here; whole ones go, since half a section is worse than none.
    while (total(texts) > room)
        texts.pop();
    return `${commentMarker}\n${texts.join("\n\n")}\n`;
}
function total(texts) {
    return texts.reduce((sum, text) => sum + text.length, 0);
}
const leftOut = "*Details are left out here to keep the comment short; the report has them.*";
function withoutFolds(text) {
    const lines = [];
    let depth = 0;
    for (const line of text.split("\n")) {
        if (/^<details( open)?>/.test(line))
            depth += 1;
        if (depth === 0)
            lines.push(line);
        if (line === "</details>")
            depth -= 1;
    }
    const end = lines.pop() ?? "";
    return [...lines, ...(lines.includes(leftOut) ? [] : [leftOut]), end].join("\n").replace(/\n{3,}/g, "\n\n");
}
function verdictOnly(text) {
    const lines = text.split("\n");
    const heading = lines.find((line) => line.startsWith("### ")) ?? "";
    return [lines[0], heading, "", leftOut, lines.at(-1)].join("\n");
}
/** An id inside a marker: no quotes, no double hyphens, no line ends. */
function encoded(id) {
    return encodeURIComponent(id.toWellFormed())
        .replace(/[-!'()*~.]/g, (character) => character === "-" || character === "." ? character : `%${character.charCodeAt(0).toString(16)}`)
        .replaceAll("--", "-%2d");
}
function decoded(id) {
    try {
        return decodeURIComponent(id);
    }
    catch {
        return id;
    }
}

;// CONCATENATED MODULE: ./build/js/report/markdown.js




/** The section of [report] in the pull request's comment, between its markers; `mergeSections` makes a comment of one or several. */
function renderComment(report, options = {}) {
    const sha = report.head?.sha ?? "";
    const confirmed = report.suites.flatMap((suite) => (suite.comparison?.findings ?? []).filter(({ certainty }) => certainty === "confirmed"));
    const prints = [...new Set(confirmed.map(({ fingerprint }) => fingerprint))];
    const wrap = (body) => makeSection(report.id, sha, options.order ?? 0, body, prints);
    return shortened((detail) => wrap(body(report, detail)), options.limit ?? commentLimit - 500, commentDetails);
}
/** The job summary: the comment's text with every test and diagnostic, under the limit of a step's summary (1 MiB). */
function renderSummary(report) {
    return `${shortened((detail) => body(report, detail), 1_000_000, summaryDetails)}\n`;
}
const commentDetails = [
    { findings: 100, folds: 100, lines: 80, failures: 50, items: 30, phrase: 400, tests: 0 },
    { findings: 100, folds: 100, lines: 24, failures: 30, items: 20, phrase: 300, tests: 0 },
    { findings: 60, folds: 30, lines: 12, failures: 20, items: 10, phrase: 240, tests: 0 },
    { findings: 40, folds: 10, lines: 12, failures: 10, items: 10, phrase: 200, tests: 0 },
    { findings: 20, folds: 3, lines: 12, failures: 5, items: 5, phrase: 160, tests: 0 },
    { findings: 10, folds: 0, lines: 0, failures: 3, items: 3, phrase: 120, tests: 0 },
    { findings: 3, folds: 0, lines: 0, failures: 1, items: 1, phrase: 60, tests: 0 },
    { findings: 0, folds: 0, lines: 0, failures: 0, items: 0, phrase: 40, tests: 0 },
];
const summaryDetails = [
    { findings: 1000, folds: 1000, lines: 400, failures: 1000, items: 1000, phrase: 1000, tests: 5000 },
    ...commentDetails.map((detail) => ({ ...detail, tests: detail.findings * 10 })),
];
function shortened(render, limit, details) {
    let text = "";
    for (const detail of details) {
        text = render(detail);
        if (text.length <= limit)
            break;
    }
    return text;
}
function body(report, detail) {
    const found = report.suites.flatMap((suite) => (suite.comparison?.findings ?? []).map((finding) => ({ suite, finding })));
    const confirmed = found
        .filter(({ finding }) => finding.certainty === "confirmed")
        .sort((a, b) => ranks.indexOf(a.finding.rank) - ranks.indexOf(b.finding.rank));
    const open = found.filter(({ finding }) => finding.certainty !== "confirmed");
    const told = report.suites.map((suite) => ({ suite, tests: [...byTest(suite.runs).values()] }));
    const failures = told.flatMap(({ suite, tests }) => tests.flatMap((results) => {
        const test = worst(results);
        return test === undefined || test.verdict === "pass" || test.verdict === "halted" ? [] : [{ suite, test, results }];
    }));
    const testCount = told.reduce((sum, { tests }) => sum + tests.length, 0);
    return [
        `### ${verdict(report, confirmed.length, open.length, failures, testCount)}`,
        lead(report, confirmed.length, failures.length, testCount),
        errors(report, detail),
        failureList(report, failures, detail),
        failures.length > 0 && confirmed.length > 0 ? below(confirmed.length) : "",
        table(report, confirmed, detail),
        ...confirmed.slice(0, detail.folds).map((item, index) => findingFold(report, item, index + 1, detail)),
        acceptedList(report, detail),
        openList(report, open, detail),
        markdown_notes(report, detail),
        removableList(report, detail),
        confirmed.length > 0 ? howToAccept(report) : "",
        testTable(report, detail),
        footer(report, detail),
    ]
        .filter((block) => block !== "")
        .join("\n\n");
}
function verdict(report, changes, open, failures, tests) {
    const name = report.id === "" || report.id === "default" ? "" : ` · ${code(cut(report.id, 100))}`;
    const changed = changes === 0 ? "" : `, ${count(changes, "change")} in how the system works`;
    const accepted = acceptedOf(report).length;
    const besides = accepted === 0 ? "" : `, ${accepted} more accepted`;
    switch (report.result) {
        case "error":
            return `❌ The check could not do its work${changed}${name}`;
        case "failed":
            return `❌ ${failures.length} of ${count(tests, "test")} did not pass${changed}${name}`;
        case "drift":
            return `⚠️ ${count(changes, "change")} in how the system works${besides}${name}`;
        case "undecided":
            return `❔ No certain change, ${count(open, "open question")}${besides}${name}`;
        case "accepted":
            return `✅ ${count(accepted, "change")} in how the system works, accepted${name}`;
        case "passed":
            return `✅ No change in how the system works${name}`;
        case "recorded":
            return `📼 Recorded, not compared${name}`;
    }
}
/** The paragraph below the verdict: what the tests came to and what it was compared with. */
function lead(report, changes, failures, tests) {
    const passes = failures > 0 || tests === 0 ? "" : tests === 1 ? "The only test passes" : `All ${tests} tests pass`;
    const origins = new Set(report.suites.map(baselineText));
    const baselines = [...origins].slice(0, 5).join(" ");
    if (report.result === "drift")
        return `${baselines} ${passes === "" ? "" : `${passes}. `}${below(changes)}`;
    return `${passes === "" ? "" : `${passes}. `}${baselines}`;
}
/** Introduces the table: every answer may be as it was, and this is not. */
function below(changes) {
    return `Behind the responses ${changes === 1 ? "this has" : "these things have"} changed:`;
}
const nextBaseline = "What this run recorded becomes the baseline once it is on the base branch.";
function baselineText({ baseline, comparison }) {
    if (baseline.kind === "none") {
        return `No baseline: ${escapeMarkdown(cut(baseline.reason, 300))}. ${nextBaseline}`;
    }
    const phrase = escapeMarkdown(cut(baseline.description, 300));
    const origin = `${markdown_link(phrase, baseline.url)}${distance(baseline.distance, baseline.description)}`;
    return comparison?.outcome === "incomparable" ? `Not comparable with ${origin}. ${nextBaseline}` : `Compared with ${origin}.`;
}
/** How far the baseline is from the base commit, where the description does not already say so. */
function distance(commits, description) {
    if (commits === undefined || commits === 0 || /\d+ commits?\b/.test(description))
        return "";
    return `, ${count(commits, "commit")} before the base`;
}
function errors(report, detail) {
    const broken = report.suites.filter(({ error }) => error !== undefined);
    if (broken.length === 0)
        return "";
    const shown = broken
        .slice(0, Math.max(1, detail.failures))
        .map(({ suite, error }) => `**${code(cut(suite, 200))} did not run**\n\n${fenced("text", indented((error ?? "").split("\n"), detail))}`);
    return withMore(shown, broken.length - shown.length, "suite");
}
const ranks = ["durability", "consistency", "communication", "other"];
function table(report, found, detail) {
    if (found.length === 0 || detail.findings === 0)
        return "";
    const rows = found.slice(0, detail.findings).map(({ suite, finding }) => {
        const where = [finding.test, ...finding.alsoIn].map((test) => code(shortName(cut(test, 80)), true));
        const show = deepLink(report, finding.test, finding.fingerprint);
        const from = report.suites.length > 1 ? ` in ${code(cut(suite.suite, 100), true)}` : "";
        const at = lineOf(finding);
        const place = at === undefined ? "" : ` · ${sourceLink(report, at, detail, true)}`;
        return `| **${finding.rank}** | ${escapeMarkdown(cut(finding.sentence, detail.phrase))}${place}${show === undefined ? "" : ` · ${markdown_link("show", show)}`} | ${listed(where)}${from} |`;
    });
    return withMore([["| Concerns | What changed | Tests |", "| :-- | :-- | :-- |", ...rows].join("\n")], found.length - rows.length, "change");
}
function findingFold(report, { suite, finding }, number, detail) {
    const context = markdown_contextLines(finding, detail);
    const facts = [
        `Before: ${escapeMarkdown(cut(finding.before, detail.phrase))}. Now: ${escapeMarkdown(cut(finding.after, detail.phrase))}.`,
        `Service ${code(cut(finding.service, 100))}${finding.step === "" ? "" : `, step ${code(cut(finding.step, 200))}`}${finding.object === "" ? "" : `, ${code(cut(finding.object, 300))}`}, test ${code(cut(finding.test, 100))}${report.suites.length > 1 ? ` of ${code(cut(suite.suite, 100))}` : ""}.`,
        ...linesTold(report, finding, detail),
        `${capital(evidenceText(finding))}; if nothing had changed, the chance of that would be ${odds(finding.evidence.p)}.`,
    ];
    return [
        "<details>",
        `<summary>${number}. ${escapeInlineHtml(cut(finding.sentence, detail.phrase))}</summary>`,
        "",
        facts.join(" "),
        "",
        ...(context.length === 0 ? [] : [fenced("diff", context), ""]),
        `<sub>Fingerprint ${code(cut(finding.fingerprint, 40))}</sub>`,
        "",
        "</details>",
    ].join("\n");
}
/** Which lines make the calls, now and before. */
function linesTold(report, { lines }, detail) {
    const now = (lines?.head ?? []).map((line) => `${sourceLink(report, line, detail)}${line.isNew ? " (new)" : ""}`);
    const before = (lines?.base ?? []).map((line) => code(cut((0,trace/* shownSource */.Vt)(line), detail.phrase)));
    return [
        ...(now.length === 0 ? [] : [`Made at ${listed(now)}.`]),
        ...(before.length === 0 ? [] : [`${now.length === 0 ? "It was" : "Before it was"} made at ${listed(before)}.`]),
    ];
}
/** A line of the tested commit, as a link where its files can be shown. */
function sourceLink(report, line, detail, inTable = false) {
    const { source } = report.links;
    const anchor = line.line === undefined ? "" : `#L${line.line}`;
    return markdown_link(code(cut((0,trace/* shownSource */.Vt)(line), detail.phrase), inTable), source && `${source}${line.file.split("/").map(encodeURIComponent).join("/")}${anchor}`);
}
/** The aligned before and after, as lines of a diff. */
function markdown_contextLines(finding, detail) {
    const marks = { both: "  ", base: "- ", head: "+ " };
    const lines = finding.context.slice(0, detail.lines).map(({ side, text }) => `${marks[side]}${cut(text_plain(text), detail.phrase)}`);
    return lines.length < finding.context.length && lines.length > 0
        ? [...lines, `  … ${finding.context.length - lines.length} more lines`]
        : lines;
}
function failureList(report, failures, detail) {
    if (failures.length === 0)
        return "";
    const shown = failures.slice(0, detail.failures).map(({ suite, test, results }, index) => {
        const { failure } = test;
        const bad = results.filter(({ verdict }) => verdict === test.verdict).length;
        const often = results.length > 1 ? ` in ${bad} of ${results.length} runs` : "";
        const show = deepLink(report, test.name, undefined);
        const lines = [];
        if (failure?.position !== undefined) {
            lines.push(`  at ${failure.position.file}:${failure.position.line}:${failure.position.column}`);
            if (failure.sourceLine !== undefined)
                lines.push(`  ${failure.position.line} | ${failure.sourceLine.trimEnd()}`);
        }
        if (failure?.assertion?.expected !== undefined)
            lines.push(`  expected: ${failure.assertion.expected}`);
        if (failure?.assertion?.actual !== undefined)
            lines.push(`  actual:   ${failure.assertion.actual}`);
        lines.push(...markdown_nearest(test));
        if (failure?.output !== undefined)
            lines.push(`  last output of ${failure.output.service}:`, ...failure.output.lines.slice(-20).map((line) => `  | ${line}`));
        const context = detail.lines === 0 ? [] : lines.slice(0, Math.max(detail.lines, 12)).map((line) => cut(line, detail.phrase));
        const suffix = report.suites.length > 1 ? ` <sub>${escapeInlineHtml(cut(suite.suite, 100))}</sub>` : "";
        return [
            index < 3 ? "<details open>" : "<details>",
            `<summary><b>${verdictWord[test.verdict]}</b> <code>${escapeInlineHtml(cut(test.name, 120))}</code>${often}: ${escapeInlineHtml(cut(failure?.message ?? "no reason given", detail.phrase))}${suffix}</summary>`,
            "",
            ...(context.length === 0 ? [] : [fenced("text", context), ""]),
            `Run it again${show === undefined ? "" : ` or ${markdown_link("look at it", show)}`}:`,
            "",
            fenced("sh", [cut(test.replay, 1000)]),
            "",
            "</details>",
        ].join("\n");
    });
    return withMore(shown, failures.length - shown.length, "test that did not pass", "tests that did not pass");
}
/** The events nearest to what a failed assertion expected, as lines of its block. */
function markdown_nearest(test) {
    const wanted = new Set(test.failure?.nearest ?? []);
    if (wanted.size === 0)
        return [];
    const names = new Names(test.services, test.events);
    const lines = test.events
        .filter(({ seq }) => wanted.has(seq))
        .map((event) => `    #${event.seq} ${event.service}: ${[names.label(event), decisionShown(event)].filter((part) => part !== "").join("  ")}`);
    return ["  nearest events:", ...lines];
}
function acceptedOf(report) {
    return report.suites.flatMap((suite) => suite.accepted ?? []);
}
/** What was accepted, by whom and why: not hidden, since somebody may think otherwise. */
function acceptedList(report, detail) {
    const accepted = acceptedOf(report);
    if (accepted.length === 0)
        return "";
    const shown = accepted.slice(0, detail.items).map(({ finding, acceptance, how }) => {
        const { sentence, test } = finding;
        const then = acceptance.change === sentence ? "" : ` (described then as: ${escapeMarkdown(cut(acceptance.change, detail.phrase))})`;
        const where = how === "file" ? "in the repository's file" : "by comment";
        return [
            `- ${escapeMarkdown(cut(sentence, detail.phrase))} (${code(shortName(cut(test, 80)))})`,
            `  <br>Accepted ${where} by **${escapeMarkdown(cut(acceptance.by, 100))}** on ${escapeMarkdown(acceptance.at.slice(0, 10))}: ${escapeMarkdown(cut(acceptance.reason, detail.phrase))}${then}`,
        ].join("\n");
    });
    if (shown.length < accepted.length)
        shown.push(`- … and ${accepted.length - shown.length} more`);
    return ["<details>", `<summary>${count(accepted.length, "accepted change")}</summary>`, "", ...shown, "", "</details>"].join("\n");
}
/** The two ways to say that a change is meant. */
function howToAccept(report) {
    const [, run] = /\/actions\/runs\/(\d+)/.exec(report.links.run ?? "") ?? [];
    const fetch = run === undefined || !/^[\w.-]+$/.test(report.id) ? [] : [`gh run download ${run} -n faultbox-traces-${report.id} -D faultbox-out`];
    return [
        "<details>",
        "<summary>Meant like this? Accept it</summary>",
        "",
        "In a file of this pull request, reviewed with the change:",
        "",
        fenced("sh", [...fetch, "faultbox accept --reason 'why it is meant'"]),
        "",
        ...(report.head?.pullRequest === undefined
            ? []
            : ["Or, with write permission, by the comment `/faultbox accept REASON`, for this commit only.", ""]),
        "</details>",
    ].join("\n");
}
/** Acceptances that have done their work. */
function removableList(report, detail) {
    const removable = report.removable ?? [];
    if (removable.length === 0 || detail.items === 0)
        return "";
    const shown = removable
        .slice(0, detail.items)
        .map(({ fingerprint, change, at }) => `- ${code(cut(fingerprint, 40))} ${escapeMarkdown(cut(change, detail.phrase))} (${escapeMarkdown(at.slice(0, 10))})`);
    if (shown.length < removable.length)
        shown.push(`- … and ${removable.length - shown.length} more`);
    const title = `${count(removable.length, "accepted change")} that nothing has needed for a month: faultbox accept --prune removes ${removable.length === 1 ? "it" : "them"}`;
    return ["<details>", `<summary>${title}</summary>`, "", ...shown, "", "</details>"].join("\n");
}
function openList(report, found, detail) {
    if (found.length === 0)
        return "";
    const shown = found.slice(0, detail.items).map(({ finding }, index) => {
        const show = deepLink(report, finding.test, finding.fingerprint);
        const context = index < detail.folds ? markdown_contextLines(finding, detail) : [];
        const tests = [finding.test, ...finding.alsoIn].map((test) => code(shortName(cut(test, 80))));
        return [
            `- ${escapeMarkdown(cut(finding.sentence, detail.phrase))} (${listed(tests)}; ${evidenceText(finding)})${show === undefined ? "" : ` · ${markdown_link("show", show)}`}`,
            ...(context.length === 0
                ? []
                : [
                    "",
                    ...fenced("diff", context)
                        .split("\n")
                        .map((line) => `  ${line}`),
                    "",
                ]),
        ].join("\n");
    });
    if (shown.length < found.length)
        shown.push(`- … and ${found.length - shown.length} more`);
    const title = `${count(found.length, "difference")} that more runs did not settle; ${found.length === 1 ? "it does" : "they do"} not count`;
    return ["<details>", `<summary>${title}</summary>`, "", ...shown, "", "</details>"].join("\n");
}
function markdown_notes(report, detail) {
    const all = [...new Set(report.suites.flatMap((suite) => suite.comparison?.notes ?? []))];
    if (all.length === 0 || detail.items === 0)
        return "";
    const shown = all.slice(0, detail.items).map((note) => `> ${escapeMarkdown(cut(note, detail.phrase))}`);
    if (shown.length < all.length)
        shown.push(`> … and ${all.length - shown.length} more notes`);
    return shown.join("  \n");
}
/** All tests and what was noticed about them; the job summary's own part. */
function testTable(report, detail) {
    if (detail.tests === 0)
        return "";
    const rows = report.suites.flatMap((suite) => [...byTest(suite.runs).values()].flatMap((results) => {
        const test = worst(results);
        if (test === undefined)
            return [];
        const passed = results.filter(({ verdict }) => verdict === "pass").length;
        const meanMs = results.reduce((sum, { durationMs }) => sum + durationMs, 0) / results.length;
        return [
            `| ${verdictWord[test.verdict]} | ${code(cut(test.name, 120), true)} | ${code(cut(suite.suite, 120), true)} | ${passed}/${results.length} | ${duration(meanMs)} |`,
        ];
    }));
    if (rows.length === 0)
        return "";
    const tableText = ["| Result | Test | Suite | Passed | Time |", "| :-- | :-- | :-- | --: | --: |", ...rows.slice(0, detail.tests)].join("\n");
    const noticed = [...new Set(report.suites.flatMap((suite) => suite.runs.flatMap((run) => runDiagnostics(run, detail))))];
    const shown = noticed.slice(0, detail.items);
    return [
        withMore([tableText], rows.length - Math.min(rows.length, detail.tests), "test"),
        ...(shown.length === 0 ? [] : [withMore([shown.join("\n")], noticed.length - shown.length, "diagnostic")]),
    ].join("\n\n");
}
function runDiagnostics(run, detail) {
    const say = (level, id, message, test) => `- ${level} ${code(id)} ${test === "" ? "" : `${code(shortName(cut(test, 80)))}: `}${escapeMarkdown(cut(message, detail.phrase))}`;
    return [
        ...run.diagnostics.map(({ level, code: id, message }) => say(level, id, message, "")),
        ...run.tests.flatMap((test) => test.diagnostics.map(({ level, code: id, message }) => say(level, id, message, test.name))),
    ];
}
function footer(report, detail) {
    const { links } = report;
    const anchors = [
        links.report === undefined ? "" : markdown_link("Space-time report", links.report),
        links.shiviz === undefined
            ? ""
            : `${markdown_link("ShiViz file", links.shiviz)} (load it at ${markdown_link("ShiViz", "https://bestchai.bitbucket.io/shiviz/")})`,
        links.traces === undefined ? "" : markdown_link("Traces", links.traces),
        links.run === undefined ? "" : markdown_link("Run", links.run),
    ].filter((anchor) => anchor !== "");
    const runs = Math.max(0, ...report.suites.map((suite) => suite.runs.length));
    const bounds = report.suites.flatMap((suite) => (suite.comparison === undefined ? [] : [suite.comparison.falseAlarmBound]));
    const compared = report.suites.find((suite) => suite.comparison !== undefined)?.comparison;
    const facts = [
        `faultbox ${escapeMarkdown(report.version)}`,
        ...(report.head === undefined ? [] : [`commit ${code(report.head.sha.slice(0, 7))}`]),
        runs > 1 ? `${count(runs, "run")} in ${duration(report.durationMs)}` : duration(report.durationMs),
        ...(compared === undefined ? [] : [`${count(compared.baseRuns, "baseline run")}`]),
        ...(bounds.every((bound) => bound === 0)
            ? []
            : [
                `false alarm in at most ${odds(Math.min(1, bounds.reduce((sum, bound) => sum + bound, 0)))} comparisons`,
            ]),
    ];
    const reproduce = [
        "<details>",
        "<summary>Reproduce at your desk</summary>",
        "",
        fenced("sh", [cut(report.reproduce, detail.phrase * 5)]),
        "",
        "</details>",
    ].join("\n");
    return [
        ...(report.reproduce === "" ? [] : [reproduce]),
        ...(anchors.length === 0 ? [] : [anchors.join(" · ")]),
        `<sub>${facts.join(" · ")}</sub>`,
    ].join("\n\n");
}
function indented(lines, detail) {
    return lines.slice(0, Math.max(detail.lines, 6)).map((line) => `  ${cut(line, detail.phrase)}`);
}
function withMore(blocks, more, singular, plural) {
    return [
        ...blocks,
        ...(more > 0
            ? [`*… and ${count(more, `more ${singular}`, plural === undefined ? undefined : `more ${plural}`)}; the report has them all.*`]
            : []),
    ].join("\n\n");
}
/** Where the report shows a test or a finding of it. */
function deepLink(report, test, finding) {
    if (report.links.report === undefined)
        return undefined;
    const place = new URLSearchParams({ test, ...(finding === undefined ? {} : { finding }) });
    return `${report.links.report}#${place.toString()}`;
}
/** A link on text that is Markdown already; the bare text when the address is none that a browser should follow. */
function markdown_link(markdown, url) {
    if (url === undefined || !/^https?:\/\//.test(url))
        return markdown;
    const safe = encodeURI(url.toWellFormed())
        .replaceAll("%25", "%")
        .replace(/[()<>|\\"'`\s]/g, (character) => encodeURIComponent(character).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`));
    return `[${markdown}](${safe})`;
}

;// CONCATENATED MODULE: ./build/js/report/sarif.js


const sarif_drift = {
    added: "The program does something it did not do before",
    removed: "The program no longer does something it did before",
    count: "The program does something more or less often than before",
    reordered: "The program does things in another order than before",
    object: "The program acts on another file or peer than before",
    decision: "A fault is met in another way than before",
    causality: "An effect no longer follows its cause as before",
    appeared: "A service is new",
    disappeared: "A service is gone",
};
/** Rule id → what it stands for. Published in docs/outputs.md: ids are never given another meaning. */
const sarifRules = {
    "faultbox/suite-not-loaded": "A suite could not be loaded",
    "faultbox/test-failed": "A test failed",
    "faultbox/test-error": "A test could not do its work",
    ...Object.fromEntries(Object.entries(sarif_drift).map(([kind, text]) => [`faultbox/drift-${kind}`, text])),
};
/**
 * The check as SARIF.
 * @param folder where the check ran, from the repository's root, with `/`; places in suites are relative to it. Empty for the root.
 */
function renderSarif(report, folder = "") {
    const prefix = folder === "" ? "" : `${folder}/`;
    const log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: {
                        name: "faultbox",
                        version: report.version,
                        rules: Object.entries(sarifRules).map(([id, text]) => ({
                            id,
                            shortDescription: { text },
                            defaultConfiguration: { level: id.startsWith("faultbox/drift-") ? "warning" : "error" },
                        })),
                    },
                },
                automationDetails: { id: `faultbox/${text_plain(report.id)}/` },
                columnKind: "utf16CodeUnits",
                results: report.suites.flatMap((suite) => suiteResults(suite, prefix)),
            },
        ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
}
function suiteResults(suite, prefix) {
    const place = (position) => {
        const { file, line, column } = position ?? { file: suite.suite, line: 1, column: 1 };
        return { file: file.startsWith("/") ? `file://${file}` : `${prefix}${file}`, line, column };
    };
    if (suite.error !== undefined)
        return [result("faultbox/suite-not-loaded", "error", suite.error, place(undefined))];
    const tests = new Map([...byTest(suite.runs)].flatMap(([name, results]) => {
        const told = worst(results);
        return told === undefined ? [] : [[name, told]];
    }));
    const failures = [...tests.values()]
        .filter(({ verdict }) => verdict === "fail" || verdict === "error")
        .map((test) => failureResult(test, place(test.failure?.position ?? test.position)));
    const findings = (suite.comparison?.findings ?? [])
        .filter(({ certainty }) => certainty !== "inconclusive")
        .map((finding) => {
        const at = lineOf(finding);
        const inSuite = place(tests.get(finding.test)?.position);
        return findingResult(finding, at?.line === undefined ? inSuite : { file: at.file, line: at.line, column: 1 });
    });
    return [...failures, ...findings];
}
function failureResult(test, position) {
    const rule = test.verdict === "fail" ? "faultbox/test-failed" : "faultbox/test-error";
    return result(rule, "error", `${test.name}: ${test.failure?.message ?? test.verdict}`, position);
}
function findingResult(finding, position) {
    const { kind, certainty, sentence, test, fingerprint } = finding;
    const message = `${sentence} (${test}; before: ${finding.before}, now: ${finding.after})`;
    const level = certainty === "confirmed" ? "warning" : "note";
    const partialFingerprints = { "faultbox/v1": fingerprint, primaryLocationLineHash: `${fingerprint}:1` };
    return { ...result(`faultbox/drift-${kind}`, level, message, position), partialFingerprints };
}
function result(ruleId, level, text, { file, line, column }) {
    return {
        ruleId,
        level,
        message: { text: text_plain(text) },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: {
                        uri: encodeURI(file.toWellFormed()),
                        ...(file.startsWith("file://") ? {} : { uriBaseId: "%SRCROOT%" }),
                    },
                    region: { startLine: line, startColumn: column },
                },
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/js/report/shiviz.js
/**
 * Files for ShiViz, the viewer of distributed executions. Its loader takes the first line as the regular expression that reads an event, the second as the
 * delimiter between executions (empty: there is one execution), and the rest as the log. A clock must count its host's events from 1 without a gap
 * and may name only hosts that have events.
 *
 * A suite is many tests, each with clocks that start again, while the file holds one execution. Tests are therefore put one behind the other: counts go on
 * from where the lane stood, and an event knows, besides its own test, what its lanes' last events before the test knew. That is the
 * smallest set of clocks in which each lane is one line, so no arrow appears that no message made.
 *
 * ShiViz compares two executions by the text of events, lane by lane, and an event is different when its text occurs nowhere in the other lane. In a
 * comparison the text is therefore the behaviour without numbers of one run, and says in which test it happened and for which time since the
 * driver's last step: a second write is `write /tmp/a.wal (wal_written, 2nd)`, and has no partner where each step wrote once.
 */



const eventPattern = "(?<host>\\S+) (?<clock>\\{.*?\\}) (?<event>.*)";
const delimiterPattern = "=== (?<trace>.*) ===";
/** The file of `--shiviz`: all tests of all executions of a suite. */
function renderShiviz(runs) {
    const tests = runs.flatMap((run) => run.tests);
    return `${eventPattern}\n\n${execution(tests, asRecorded)}`;
}
/**
 * One file with the executions "baseline" and "pull request" of every suite that has both, for ShiViz's pairwise view. Each test is shown
 * by the execution that tells most; where there are findings or failures, only the tests with one are in the file, since ShiViz draws all it
 * gets. Without any baseline it holds the execution "pull request" alone.
 */
function renderShivizComparison(report) {
    const of = (wanted) => {
        const told = (suite) => [...byTest(suite.runs).values()].flatMap((results) => worst(results) ?? []);
        const both = report.suites.map((suite) => [suite.baseRun?.tests ?? [], told(suite)].map((tests) => tests.filter(({ name }) => wanted(suite, name))));
        return [both.flatMap(([base = []]) => base), both.flatMap(([, head = []]) => head)];
    };
    const telling = of(isTelling);
    const [base, head] = telling.some((tests) => tests.length > 0) ? telling : of(() => true);
    const names = [...new Set([...base, ...head].flatMap(({ events }) => events.map(({ service }) => service)))];
    const sections = [
        ["baseline", base],
        ["pull request", head],
    ];
    const bodies = sections
        .filter(([, tests]) => tests.some(({ events }) => events.length > 0))
        .map(([name, tests]) => `=== ${name} ===\n${execution(tests, comparable, names)}`);
    return `${eventPattern}\n${delimiterPattern}\n${bodies.join("")}`;
}
/** Whether there is something to see in a test: a finding, or a failure. */
function isTelling(suite, test) {
    const found = (suite.comparison?.findings ?? []).some((finding) => finding.test === test || finding.alsoIn.includes(test));
    return (found || suite.runs.some(({ tests }) => tests.some(({ name, verdict }) => name === test && (verdict === "fail" || verdict === "error"))));
}
const asRecorded = () => (event) => {
    const { call } = event;
    const { target, method } = (0,trace/* fieldsOf */.Pf)(event);
    return words([
        (0,trace/* eventType */.$q)(event),
        call === undefined ? "" : (0,trace/* decisionText */.Gk)(call.decision),
        call?.label === undefined ? "" : `[${call.label}]`,
        call === undefined ? "" : (0,trace/* objectPath */.du)(call.object),
        waited(event),
        call === undefined && method !== undefined && target !== undefined ? `${method}→${target}` : "",
    ]);
};
const comparable = (test) => {
    const names = new Names(test.services, test.events);
    const seen = new Map();
    return (event) => {
        const { call } = event;
        if (event.type === "step_send")
            seen.clear();
        const text = words([decisionShown(event), call?.label === undefined ? "" : `[${call.label}]`, withoutRunNumbers(names.label(event))]);
        const key = `${event.service}\n${text}`;
        const time = (seen.get(key) ?? 0) + 1;
        seen.set(key, time);
        return `${text} (${shortName(test.name)}${time === 1 ? "" : `, ${ordinal(time)}`})`;
    };
};
function words(parts) {
    return text_plain(parts.filter((part) => part !== "").join(" "));
}
function ordinal(n) {
    const tens = n % 100;
    const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
    return `${n}${ending}`;
}
/** The lines of one execution: [tests] one behind the other. [names] fixes the lanes' names over several executions. */
function execution(tests, describe, names) {
    const hosts = hostNames(names ?? [...new Set(tests.flatMap(({ events }) => events.map(({ service }) => service)))]);
    const lines = [];
    /** How many events each lane has so far, and what its last event knew. */
    const counts = new Map();
    const knowledge = new Map();
    for (const test of tests) {
        const clocks = (0,trace/* clocksOf */.bi)(test.events, test.services);
        const offsets = new Map(counts);
        const before = new Map(knowledge);
        const say = describe(test);
        test.events.forEach((event, index) => {
            const clock = {};
            for (const [lane, count] of Object.entries(clocks[index] ?? {})) {
                raise(clock, before.get(lane) ?? {});
                raise(clock, { [lane]: (offsets.get(lane) ?? 0) + count });
            }
            counts.set(event.service, clock[event.service] ?? 0);
            knowledge.set(event.service, clock);
            lines.push(line(event.service, clock, event.seq === test.failure?.violation ? `${say(event)} VIOLATION` : say(event)));
        });
        if (test.verdict === "fail") {
            const clock = { ...knowledge.get(trace/* DRIVER */.NX), [trace/* DRIVER */.NX]: (counts.get(trace/* DRIVER */.NX) ?? 0) + 1 };
            counts.set(trace/* DRIVER */.NX, clock[trace/* DRIVER */.NX] ?? 0);
            knowledge.set(trace/* DRIVER */.NX, clock);
            lines.push(line(trace/* DRIVER */.NX, clock, `VIOLATION [${text_plain(test.name)}] ${text_plain(test.failure?.message ?? "")}`.trimEnd()));
        }
    }
    return lines.map((text) => `${text}\n`).join("");
    function line(lane, clock, text) {
        const entries = Object.entries(clock)
            .map(([name, time]) => [hosts.get(name) ?? name, time])
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, time]) => `${JSON.stringify(name)}: ${time}`);
        return `${hosts.get(lane) ?? lane} {${entries.join(", ")}} ${text}`;
    }
}
function raise(clock, other) {
    for (const [lane, time] of Object.entries(other))
        clock[lane] = Math.max(clock[lane] ?? 0, time);
}
/** Names that the event pattern can read: no blanks, no braces; different lanes stay different. */
function hostNames(lanes) {
    const taken = new Set();
    const names = new Map();
    for (const lane of [trace/* DRIVER */.NX, ...lanes.filter((name) => name !== trace/* DRIVER */.NX)]) {
        const readable = lane.replace(/[^\w.-]/g, "_") || "_";
        let name = readable;
        for (let n = 2; taken.has(name); n++)
            name = `${readable}_${n}`;
        taken.add(name);
        names.set(lane, name);
    }
    return names;
}

;// CONCATENATED MODULE: ./build/js/report/index.js
/** Reports: pure functions from what a check came to, to text that people and tools read. */














/***/ })

};
