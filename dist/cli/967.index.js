export const id = 967;
export const ids = [967];
export const modules = {

/***/ 9967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xG: () => (/* reexport */ ModelFormatError),
  UD: () => (/* reexport */ compare),
  mS: () => (/* reexport */ diffModels),
  Vs: () => (/* reexport */ formatDiff),
  formatModel: () => (/* reexport */ formatModel),
  learn: () => (/* reexport */ learn),
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
/** Addresses read once each: a connection's two ends come with every call on it. */
class Addresses {
    #read = new Map();
    get(text) {
        return text === undefined ? undefined : this.#end(text).address;
    }
    ends(local, peer) {
        const end = this.#end(local);
        if (end.first === undefined)
            return (end.first = { local: end, peer: this.#end(peer), classified: undefined });
        if (end.first.peer.text === peer)
            return end.first;
        end.others ??= new Map();
        let ends = end.others.get(peer);
        if (ends === undefined)
            end.others.set(peer, (ends = { local: end, peer: this.#end(peer), classified: undefined }));
        return ends;
    }
    #end(text) {
        let end = this.#read.get(text);
        if (end === undefined) {
            const address = text === undefined ? undefined : parseAddress(text);
            this.#read.set(text, (end = { text, address, first: undefined, others: undefined, last: undefined }));
        }
        return end;
    }
}
/** Port numbers from here on are handed out by kernels, so the number means nothing. */
const firstEphemeral = 32768;
const none = { kind: "none" };
const apart = {
    id: -1,
    answerId: -1,
    key: undefined,
    flow: none,
    file: undefined,
    lifeText: "",
    opens: false,
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
    /** Port → owner, `→ service.interface` and `interface`. */
    #interfaces = new Map();
    /** Client → how it is written. */
    #from = new Map();
    /** Call and decision → other end → text of the class. */
    #socketKeys = new Map();
    #paths = new Map();
    /** service → call and decision → path → result: the same few calls come again and again, and text is only made for the first. */
    #files = new Map();
    constructor(services, known, connections) {
        this.#known = known;
        this.#connections = connections;
        for (const service of services) {
            for (const { name, port } of service.interfaces) {
                this.#interfaces.set(port, { service: service.name, to: `→ ${escapeText(`${service.name}.${name}`)}`, own: escapeText(name) });
            }
        }
    }
    /**
     * [ends] are those of a socket. [starting]: nothing was asked of the services yet, so a connection of unknown origin is a probe.
     */
    classify(service, call, ends, starting) {
        const { object } = call;
        const plain = call.decision.kind === "allow" || call.decision.kind === "trace" || call.decision.kind === "allow-system-path";
        if (plain && unremarkable.has(call.name))
            return apart;
        if (object.kind === "socket")
            return ends === undefined ? apart : this.#socket(service, call, object, ends, plain, starting);
        // Written out, because this runs once for each event and a closure each would cost more than the rest.
        let calls = this.#files.get(service);
        if (calls === undefined)
            this.#files.set(service, (calls = new Map()));
        const variant = plain && call.flags === undefined ? call.name : `${call.name} ${plain ? "" : (0,trace/* decisionName */.Mt)(call.decision)} ${call.flags ?? ""}`;
        let paths = calls.get(variant);
        if (paths === undefined)
            calls.set(variant, (paths = new Map()));
        const name = object.kind === "file" ? object.path : object.kind === "stdio" ? object.name : object.kind === "anon" ? object.name : object.kind;
        const place = call.target === undefined ? name : `${name}\u0000${call.target}`;
        let classified = paths.get(place);
        if (classified === undefined)
            paths.set(place, (classified = this.#plainObject(call, object, plain)));
        return classified;
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
                return { ...apart, key: keyOf({ call: family, flags, decision, object: text }), file, lifeText, opens, ordered: true };
            }
        }
    }
    /** A program of the repository by its path; any other by its name, for where it lies is the machine's business. */
    #program(path) {
        const known = this.#path(path);
        return known.startsWith("$") ? known : baseName(known);
    }
    #path(path) {
        return getOrMake(this.#paths, path, () => pathClass(path, this.#known));
    }
    #socket(service, call, object, ends, plain, starting) {
        const variant = plain ? call.name : `${call.name} ${(0,trace/* decisionName */.Mt)(call.decision)}`;
        for (let known = ends.classified; known !== undefined; known = known.next) {
            if (known.variant === variant && known.starting === starting && known.service === service)
                return known.as;
        }
        const as = this.#makeSocket(service, call, object, ends, variant, plain, starting);
        ends.classified = { service, variant, starting, as, next: ends.classified };
        return as;
    }
    #makeSocket(service, call, object, ends, variant, plain, starting) {
        const family = familyOf.get(call.name) ?? call.name;
        const socketCall = family === "write" ? "send" : family === "read" ? "receive" : family;
        const make = (place, flow) => {
            const counted = !plain || (socketCall !== "receive" && socketCall !== "accept");
            // The same text for each connection: it is hashed once.
            const keys = getOrMake(this.#socketKeys, variant, () => new Map());
            const decision = () => (plain ? "allow" : (0,trace/* decisionName */.Mt)(call.decision).replaceAll(" ", "_"));
            const key = counted
                ? getOrMake(keys, place, () => keyOf({ call: socketCall, flags: [], decision: decision(), object: place }))
                : undefined;
            // A denied message was never sent.
            return { ...apart, key, flow: (0,trace/* isMade */.sX)(call.decision) ? flow : none, ordered: counted };
        };
        const local = ends.local.address;
        const peer = ends.peer.address;
        const own = local === undefined ? undefined : this.#interfaces.get(local.port);
        if (own?.service === service && local !== undefined && socketCall !== "connect") {
            if (peer === undefined || peer.port === 0)
                return plain && socketCall === "accept" ? apart : make(own.own, none);
            const connection = connectionId(peer.port, local.port);
            const client = this.#client(service, connection, local.port, starting);
            if (client === "probe")
                return plain ? apart : make("← probe", none);
            const flow = socketCall === "send"
                ? { kind: "reply", connection, client }
                : socketCall === "receive"
                    ? { kind: "take", connection, client }
                    : none;
            const from = getOrMake(this.#from, client, () => `← ${client === trace/* DRIVER */.NX ? client : escapeText(client)}`);
            return make(from, flow);
        }
        if (peer !== undefined) {
            if (plain && socketCall === "connect" && (peer.port === 0 || peer.port === 9))
                return apart;
            const other = peer.local ? this.#interfaces.get(peer.port) : undefined;
            if (other === undefined) {
                const port = peer.port >= firstEphemeral ? "*" : String(peer.port);
                return make(`→ ${escapeText(peer.local ? "localhost" : peer.host)}:${port}`, none);
            }
            const connection = local === undefined || local.port === 0 ? undefined : connectionId(local.port, peer.port);
            return make(other.to, socketCall === "send" ? { kind: "ask", connection, server: other.service } : none);
        }
        const unix = unixPath(object.peer) ?? unixPath(object.local);
        if (unix === undefined)
            return plain ? apart : make("socket", none);
        if (plain && isSystemPath(unix, false))
            return apart;
        return make(`${unixPath(object.peer) === undefined ? "←" : "→"} unix:${this.#path(unix)}`, none);
    }
    /** Who is at the other end of a connection that [service] accepted. */
    #client(service, connection, port, starting) {
        const { driver, probes, clients, connecting } = this.#connections;
        if (driver.has(connection))
            return trace/* DRIVER */.NX;
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
/** `POST /orders → orders.main` → `POST /orders`; empty for start and end. */
function stepName(window) {
    const name = windowName(window);
    return name === start || name === end || name === whole ? "" : name.replace(/ → [^ ]*(?= ∥ |$)/g, "");
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
    constructor(tables) {
        for (const { name, sections, n, m } of tables) {
            const classes = new Map();
            for (const { lane, rows } of sections) {
                for (const { key, counts, idle } of rows.values()) {
                    const of = getOrMake(classes, lane + joint + key, () => ({
                        idle: new Array(n + m).fill(false),
                        counts: new Array(n + m).fill(0),
                    }));
                    counts.forEach((count, r) => {
                        of.counts[r] = (of.counts[r] ?? 0) + count;
                        of.idle[r] ||= idle[r] === true;
                    });
                }
            }
            this.#tests.set(name, classes);
            const head = "0".repeat(n) + "1".repeat(m);
            for (const [id, of] of classes) {
                if (of.idle.includes(true))
                    getOrMake(this.#base, id, () => new Map()).set(name, presence(of, head));
            }
        }
    }
    /** Whether class [id] is background in all runs of [test] outside of [set], and in the base of the other tests. */
    has(test, id, set) {
        return this.#classes(id).some((of) => this.#comesByItself(test, of, set));
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
    const sets = standing.sets.filter((set) => !out(set));
    const total = standing.sets[0]?.length ?? 0;
    return { sets, separated: standing.separated && sets.includes("0".repeat(total - m) + "1".repeat(m)) };
}
/** Where requests overlap, an answer may come behind the sync of another one: so more answers behind a sync mean nothing, and fewer do. */
function fallsOnly(id) {
    return partsOf(parted(id)[1]).call === "synced";
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
 * keep it within the budget.
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
const nowhere = { sets: [], separated: false };
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
    return { sets: [...new Set(sets)], separated: sets.includes(head) };
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
    return { sets, separated: sets.includes("0".repeat(n) + "1".repeat(heads)) };
}
/**
 * For least numbers, of which some runs have none: those of [heads] runs at most that are larger than all others, or smaller, as [standingOfClaim] has
 * it, for each place between two values where the runs could part.
 */
function standingOfLeasts(leasts, heads) {
    const values = [...new Set(leasts.filter((least) => least !== undefined))].sort((a, b) => a - b);
    const sets = new Set();
    for (const above of values.slice(1)) {
        const sides = leasts.map((least) => (least === undefined ? undefined : least < above ? "<" : ">"));
        for (const claim of ["<", ">"])
            for (const set of standingOfClaim(sides, claim, heads).sets)
                sets.add(set);
    }
    return { sets: [...sets], separated: sets.has("0".repeat(leasts.length - heads) + "1".repeat(heads)) };
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
const beyondParts = 2 ** 30;
/** The scores of one comparison. Tests that were run in the same runs are one experiment; others are tested apart, at their share of the budget. */
class Scores {
    #experiments = new Map();
    /** [runs] names the runs of the experiment, [total] of them, the last [heads] the head's. */
    add(runs, total, heads, cells) {
        const { scores } = getOrMake(this.#experiments, runs, () => ({ total, heads, scores: new Map() }));
        for (const { standing, inPart } of cells) {
            for (const set of standing.sets)
                scores.set(set, (scores.get(set) ?? 0) + (inPart ? 1 : beyondParts));
        }
    }
    /** The chance that the head would stand out like this if nothing had changed; 0 when it does not stand out at all. */
    chance(runs) {
        const experiment = this.#experiments.get(runs);
        if (experiment === undefined)
            return 0;
        const { total, heads, scores } = experiment;
        const own = scores.get("0".repeat(total - heads) + "1".repeat(heads)) ?? 0;
        if (own === 0)
            return 0;
        let asHigh = 0;
        for (const score of scores.values())
            if (score >= own)
                asHigh++;
        return Math.min(1, (asHigh * this.#experiments.size) / choose(total, heads));
    }
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
            if (standing.sets.length === 0)
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
/**
 * For each pair, the tests whose base runs saw it mixed, and the tests that saw it each way round: whatever stands in one order here and in
 * another there does so by luck.
 */
class FreePairs {
    #seen = new Map();
    constructor(tables) {
        for (const { name, sections, n } of tables) {
            for (const { lane, window, pairs } of sections) {
                if (window === start || window === end)
                    continue;
                for (const [pair, relations] of pairs) {
                    const tests = getOrMake(this.#seen, pairId(lane, window, pair), () => new Map());
                    const seen = getOrMake(tests, name, () => new Set());
                    for (const relation of relations.slice(0, n))
                        if (relation !== undefined)
                            seen.add(relation);
                }
            }
        }
    }
    /** Whether the base of a test other than [test] contradicts [claim]. */
    contradicted(id, claim, test) {
        for (const [name, seen] of this.#seen.get(id) ?? []) {
            if (name !== test && [...seen].some((relation) => relation !== claim))
                return true;
        }
        return false;
    }
}
function orderCells(table, free, background) {
    const { name, sections, m } = table;
    const cells = [];
    const merged = new Map();
    for (const { lane, window, pairs } of sections) {
        if (window === start || window === end)
            continue;
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
            if (free.contradicted(id, claim, name))
                continue;
            const ids = [lane + joint + a, lane + joint + b];
            const standing = without(standingOfClaim(relations, claim, m), m, (set) => ids.some((one) => background.has(name, one, set)));
            if (standing.sets.length === 0)
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
            for (const { lane, window, pairs: own } of table.sections) {
                if (window === start || window === end)
                    continue;
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
                const standing = without(standingOfClaim(relations, claim, m), m, (set) => ids.some((one) => background.has(name, one, set)));
                if (standing.sets.length === 0)
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
function aheadDifference({ name, n }, lane, phase, pair, leasts) {
    const [question, other] = parted(pair);
    return { kind: "ahead", test: name, lane, phase, question, other, base: leasts.slice(0, n), head: leasts.slice(n) };
}
/** How many questions come before another call, in each step of a test. */
function aheadCells(table) {
    const places = new Map();
    for (const { lane, window, ahead } of table.sections) {
        if (window === start || window === end)
            continue;
        for (const [pair, leasts] of ahead) {
            const place = { lane, phase: windowName(window), pair, leasts: new Array(leasts.length).fill(undefined) };
            lesser(getOrMake(places, pairId(lane, window, pair), () => place).leasts, leasts);
        }
    }
    return [...places.values()].flatMap(({ lane, phase, pair, leasts }) => {
        const standing = standingOfLeasts(leasts, table.m);
        return standing.sets.length === 0 ? [] : [{ standing, inPart: false, difference: aheadDifference(table, lane, phase, pair, leasts) }];
    });
}
/** The same over all requests of a run, whatever the step and the test: the more requests, the freer the least of them is of what comes by itself. */
function combinedAhead(tables) {
    const cells = new Map();
    for (const together of experimentsOf(tables)) {
        const pairs = new Map();
        for (const table of together) {
            for (const { lane, window, ahead } of table.sections) {
                if (window === start || window === end)
                    continue;
                for (const [pair, own] of ahead) {
                    const all = getOrMake(pairs, lane + joint + pair, () => ({
                        leasts: new Array(own.length).fill(undefined),
                        places: [],
                    }));
                    all.places.push({ table, phase: windowName(window), own });
                    lesser(all.leasts, own);
                }
            }
        }
        for (const [id, { leasts, places }] of pairs) {
            const [lane, pair] = parted(id);
            const seen = ({ table, own }) => own.slice(table.n).filter((least) => least !== undefined).length;
            const [best] = places.toSorted((one, other) => seen(other) - seen(one));
            if (best === undefined || places.length < 2)
                continue;
            const standing = standingOfLeasts(leasts, best.table.m);
            if (standing.sets.length === 0)
                continue;
            const difference = aheadDifference(best.table, lane, best.phase, pair, leasts);
            getOrMake(cells, best.table.name, () => []).push({ standing, inPart: false, difference });
        }
    }
    return cells;
}

;// CONCATENATED MODULE: ./build/js/drift/spans.js
/**
 * A span is a stretch of one service's work that has a beginning: a request, what one thread does for its request, or a whole step. Spans that
 * nothing else runs beside tell two things of their classes. For every pair, whether all of one came before all of the other. And for every kind
 * of question the service asks, how many it asked before the first call of each other class came: messages to one peer are one class, so a row
 * that is marked before the message is delivered, or a question more before the answer, breaks no order and shows only in this number.
 *
 * What a service asks by itself (a health check, a poll) makes the number larger and never smaller, so the least of several requests is free of it
 * as long as a request is too short to always have one in it. So each number is kept with the time it took, and those that took longer than the
 * service ever rests before it works by itself are left out.
 */


/** A request with more classes than this tells nothing of order: the pairs would outgrow everything else in the model. */
const mostClassesInRequest = 64;
/** Two numbers in one, both well below it: window and class, or two classes. */
const base = 2 ** 24;
function newSpan(window, wholeStep, beganNs) {
    return {
        ...{ window, beganNs, wholeStep, exclusive: true, calls: 0 },
        ...{ classes: [], first: [], last: [], firstNs: [], asked: [], answers: [], questions: [], counts: [] },
    };
}
/** Notes a call of class [id]. */
function add(span, id, atNs, part) {
    const at = span.classes.indexOf(id);
    if (at >= 0)
        span.last[at] = span.calls;
    else if (span.classes.length <= mostClassesInRequest) {
        span.classes.push(id);
        span.first.push(span.calls);
        span.last.push(span.calls);
        span.firstNs.push(atNs);
        span.asked.push(span.counts);
        span.answers.push(part === "answer");
    }
    span.calls++;
    if (part !== "question")
        return;
    const kind = span.questions.indexOf(id);
    // What was noted of the calls so far stays as it is.
    if (kind < 0) {
        span.questions.push(id);
        span.counts = [...span.counts, 1];
    }
    else
        span.counts = span.counts.with(kind, (span.counts[kind] ?? 0) + 1);
}
/** Adds what a span says. */
function relate(span, windows) {
    const { window, classes, first, last } = span;
    if (classes.length < 2 || classes.length > mostClassesInRequest)
        return;
    const { pairs, ahead } = getOrMake(windows, window, () => ({ pairs: new Map(), ahead: new Map() }));
    for (let i = 1; i < classes.length; i++) {
        for (let j = 0; j < i; j++) {
            const a = classes[i] ?? 0;
            const b = classes[j] ?? 0;
            const bits = (last[i] ?? 0) < (first[j] ?? 0) ? 1 : (last[j] ?? 0) < (first[i] ?? 0) ? 2 : 3;
            const pair = a < b ? a * base + b : b * base + a;
            const seen = a < b || bits === 3 ? bits : 3 - bits;
            const known = pairs.get(pair);
            if (known === undefined || (known | seen) !== known)
                pairs.set(pair, (known ?? 0) | seen);
        }
    }
    span.questions.forEach((question, kind) => {
        classes.forEach((id, i) => {
            const count = span.asked[i]?.[kind] ?? 0;
            // Questions behind an answer are no part of it.
            if (id === question || (count === 0 && span.answers[i] === true))
                return;
            const list = getOrMake(ahead, question * base + id, () => []);
            keepLeast(list, { count, tookNs: (span.firstNs[i] ?? 0) - span.beganNs });
        });
    });
}
function keepLeast(list, one) {
    if (list.some(({ count, tookNs }) => count <= one.count && tookNs <= one.tookNs))
        return;
    const left = list.filter(({ count, tookNs }) => count < one.count || tookNs < one.tookNs);
    list.splice(0, list.length, ...left, one);
}
/** Adds what [more] says to [windows]. */
function joinEvidence(windows, more) {
    for (const [window, { pairs, ahead }] of more) {
        const into = getOrMake(windows, window, () => ({ pairs: new Map(), ahead: new Map() }));
        for (const [pair, bits] of pairs)
            into.pairs.set(pair, (into.pairs.get(pair) ?? 0) | bits);
        for (const [pair, list] of ahead) {
            const known = getOrMake(into.ahead, pair, () => []);
            for (const one of list)
                keepLeast(known, one);
        }
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
/** Question and other class → the least number of the first before the second, of spans that had come so far within [withinNs]. */
function aheadOf({ ahead }, classes, counted, withinNs) {
    const leasts = new Map();
    for (const [pair, list] of ahead) {
        const question = classes[Math.floor(pair / base)] ?? "";
        const other = classes[pair % base] ?? "";
        if (!counted.has(question) || !counted.has(other) || !isEffect(other))
            continue;
        const counts = list.filter(({ tookNs }) => tookNs < withinNs).map(({ count }) => count);
        if (counts.length > 0)
            leasts.set(question + joint + other, Math.min(...counts));
    }
    return leasts;
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

/** The number of a connection by the text of its two ends; undefined where one is not known. */
function connectionOf(addresses, client, server) {
    const from = addresses.get(client);
    const to = addresses.get(server);
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
    const driver = new Set();
    const probes = new Set();
    const clients = new Map();
    const connecting = new Map();
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
            if (connection !== undefined)
                (type === "probe" ? probes : driver).add(connection);
            continue;
        }
        if (call.object.kind !== "socket")
            continue;
        const both = addresses.ends(call.object.local, call.object.peer);
        ends[i] = both;
        const { local: end, peer: other } = both;
        if (other.text === undefined)
            continue;
        if (call.name !== "connect") {
            if (end.last === both)
                continue;
            end.last = both;
        }
        const peer = other.address;
        if (peer === undefined || !peer.local || !owners.has(peer.port))
            continue;
        const local = end.address;
        if (local !== undefined && owners.get(local.port) === service && call.name !== "connect")
            continue;
        getOrMake(connecting, peer.port, () => new Set()).add(service);
        if (local !== undefined && local.port !== 0)
            clients.set(connectionId(local.port, peer.port), service);
    }
    return { marks, ends, connections: { driver, probes, clients, connecting } };
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
 *   requests count too. This is decided per run, from that run alone;
 * - the answer of another service is an event of the asking service (`receive allow → inventory.main`), at the time the other sent it: so
 *   an answer given before the other service's word arrived shows as a changed order, and this is the causal edge between services;
 * - a service whose requests cannot be seen (its client is not observed) has the whole step as its request, if steps do not overlap.
 *
 * Handles. A file opened inside a window leaves a line `handle open(append)·write+·fsync /path`: what was done through that one handle, in
 * order, repeats folded. Two handles of one file never mix, which keeps order visible where requests overlap. `close` is not recorded, so a
 * life ends when the next open of the same file is followed by a call on the same descriptor, and with its window.
 */







/** Calls in a handle's life before the rest is left out. */
const longestLife = 12;
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
/** The calls of a test whose lines are known, in their order. */
function observePlaces(test, options = {}) {
    const placed = [];
    new Observer(test, knownOf(test, options), (call) => placed.push(call)).facts();
    return placed;
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
    #place;
    #classifier;
    /** Windows by number; those of one name are one. */
    #windows = [start];
    /** Counts windows as they come, equal names or not. */
    #opened = 0;
    /** The window of the step under way, and whether steps overlap in it. */
    #window = 0;
    #overlapping = false;
    #classIds = new Map();
    #classes = [];
    #lanes = new Map();
    /** Connection → who waits on it for an answer, and for what. */
    #asked = new Map();
    #steps;
    /** By event, those of its socket. */
    #ends;
    /** What is no call: of the driver and of the services' lives. */
    #marks;
    constructor(test, known, place) {
        this.#test = test;
        this.#place = place;
        const { marks, ends, connections } = survey(test, this.#addresses);
        this.#ends = ends;
        this.#marks = marks;
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
            for (const [window, evidence] of this.#evidenceOf(lane)) {
                const into = section(window, lane.name);
                into.order = orderOf(evidence, this.#classes, into.lines);
                into.ahead = aheadOf(evidence, this.#classes, into.lines, lane.restNs);
            }
        }
        const facts = new Map();
        for (const [key, { lines, order, ahead }] of sections)
            if (lines.size > 0)
                facts.set(key, { lines: lines, order, ahead });
        return facts;
    }
    // One pass over the log.
    #read() {
        const { events } = this.#test;
        const lastAnswer = this.#marks.findLast(({ type }) => type === "step_recv");
        const marked = this.#marks.some(({ type }) => type === "stopping");
        let behind = false;
        let underWay = 0;
        let stopped = false;
        let lastCallNs = 0;
        let firstStepNs = 0;
        let lane;
        let i = -1;
        for (const event of events) {
            i++;
            const { call } = event;
            if (call === undefined) {
                switch (event.type) {
                    case "step_send": {
                        const name = this.#steps.windows.get(event);
                        if (name !== undefined) {
                            const first = this.#window === 0;
                            if (first)
                                firstStepNs = event.atNs;
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
                        underWay++;
                        this.#stepArrives(event);
                        break;
                    }
                    case "step_recv":
                        underWay = Math.max(0, underWay - 1);
                        lastCallNs = event.atNs;
                        behind ||= event === lastAnswer;
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
                        if (!stopped)
                            this.#beginEnd(event.atNs);
                        stopped = true;
                        break;
                }
                continue;
            }
            if (runsProgram(call) && isTriedOn(events, i))
                continue;
            if (!marked && behind && !stopped && event.atNs - lastCallNs >= silenceNs) {
                stopped = true;
                this.#beginEnd(event.atNs);
            }
            lastCallNs = event.atNs;
            // One service's calls mostly come in a row.
            if (lane?.name !== event.service)
                lane = this.#lane(event.service);
            const classified = this.#classifier.classify(event.service, call, this.#ends[i], this.#window === 0);
            const madeNs = madeAt(event, call, classified);
            const overdue = madeNs < lane.reachedNs;
            const late = this.#window > 0 && (underWay === 0 || overdue || lane.opened !== this.#opened) && (!stopped || overdue);
            const window = overdue ? lane.windowBefore : lane.window;
            const waiting = !stopped && this.#window > 0 && (!behind || marked);
            if (!waiting || event.atNs - Math.max(originNs(lane, event.atNs), firstStepNs) < idleNs)
                lane.idle = false;
            else if (event.atNs - lane.lastNs >= pauseNs) {
                lane.idle = true;
                if (lane.settled && lane.settledIn !== lane.opened)
                    lane.restNs = Math.min(lane.restNs, event.atNs - lane.lastNs);
            }
            lane.lastNs = event.atNs;
            if (this.#place !== undefined && call.source !== undefined && classified.key !== undefined)
                this.#place({ lane: lane.name, window: this.#windows[window] ?? start, key: classified.key, source: call.source });
            this.#follow(lane, event, classified, stopped && !overdue, madeNs);
            if (classified.key !== undefined) {
                const id = this.#idOf(classified);
                const settled = isSettled(lane, id);
                this.#countId(lane, window, id, late, lane.idle && settled);
            }
            if (classified.flow.kind === "ask" || classified.flow.kind === "reply")
                settle(lane);
        }
        for (const lane of this.#lanes.values()) {
            this.#flush(lane);
            this.#flush(lane);
            for (const { span, replied } of lane.threads.values())
                if (span !== undefined && replied)
                    relate(span, lane.byThread);
            for (const life of lane.lives.values())
                this.#endLife(lane, life);
        }
    }
    #open(name) {
        this.#opened++;
        const known = this.#windows.indexOf(name);
        this.#window = known >= 0 ? known : this.#windows.push(name) - 1;
    }
    /** All that was asked before is over; what services still do because of it is told by [Lane.opened]. */
    #beginWindow(name) {
        this.#open(name);
        this.#overlapping = false;
        for (const lane of this.#lanes.values()) {
            lane.open.clear();
            lane.askers.clear();
        }
    }
    /** From here on everything belongs to the end. */
    #beginEnd(atNs) {
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
    }
    /** The step under way may have come as far as this service, which has the step as its request until a better one is seen. */
    #reach(lane, atNs) {
        if (lane.opened === this.#opened)
            return;
        this.#flush(lane);
        lane.current = newSpan(this.#window, true, atNs);
        lane.current.exclusive = !this.#overlapping;
        this.#enter(lane, atNs);
    }
    #reachAll(atNs) {
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
            this.#arrive(lane, connection, undefined, event.atNs);
    }
    #follow(lane, event, classified, stopped, madeNs) {
        const { flow } = classified;
        const call = event.call;
        if (call === undefined)
            return;
        const overdue = madeNs < lane.reachedNs;
        if (lane.opened === this.#opened && !stopped && !overdue)
            this.#carryOn(classified, call, event.atNs);
        if (flow.kind === "ask") {
            const server = this.#lanes.get(flow.server);
            if (server !== undefined)
                touch(server, originNs(lane, event.atNs));
            if (server !== undefined && flow.connection !== undefined)
                this.#arrive(server, flow.connection, lane, event.atNs);
        }
        if (flow.kind === "ask" && flow.connection !== undefined) {
            this.#asked.set(flow.connection, { lane, question: classified });
        }
        if (flow.kind === "take" && !stopped)
            this.#take(lane, call.tid, flow.connection);
        if (classified.ordered && !stopped && (overdue ? lane.windowBefore : lane.window) > 0 && classified.key !== undefined) {
            const id = this.#idOf(classified);
            const span = lane.current === undefined || lane.current.beganNs > madeNs ? lane.previous : lane.current;
            const part = flow.kind === "ask" ? "question" : flow.kind === "reply" ? "answer" : "work";
            if (span !== undefined && span.beganNs <= madeNs)
                add(span, id, event.atNs, part);
            if (lane.affine) {
                const thread = lane.threads.get(call.tid);
                if (thread === undefined)
                    lane.affine = false;
                else
                    add((thread.span ??= newSpan(lane.window, false, madeNs)), id, event.atNs, part);
            }
        }
        if (flow.kind === "reply") {
            const origin = originNs(lane, event.atNs);
            touch(lane, origin);
            if (!stopped)
                this.#answers(lane, flow.connection);
            observe_close(lane, flow.connection);
            const thread = lane.threads.get(call.tid);
            if (thread?.connection === flow.connection)
                thread.replied = true;
            else
                lane.affine = false;
            this.#answered(flow.connection, origin, event.atNs);
            // What is sent without a question, a notification say, sets its receiver to work as much as an answer does.
            const client = this.#lanes.get(flow.client);
            if (client !== undefined)
                touch(client, origin);
        }
        if (classified.file !== undefined && syncCalls.has(call.name) && (0,trace/* isMade */.sX)(call.decision))
            lane.syncedNs.set(classified.file, madeNs);
        if (classified.file !== undefined)
            this.#handle(lane, event, classified, overdue ? lane.openedBefore : lane.opened);
    }
    /** Counts for each file whether the request on [connection] is answered behind a sync that was made for it, or for another one beside it. */
    #answers(lane, connection) {
        if (!lane.open.has(connection) || lane.window === 0)
            return;
        const arrivedNs = lane.arrivedNs.get(connection) ?? 0;
        const alone = lane.current?.exclusive === true;
        for (const [file, atNs] of lane.syncedNs) {
            if (atNs >= arrivedNs)
                this.#count(lane, lane.window, `synced allow ${file}`, false, !alone);
        }
    }
    /** A thread reads from a connection: the request it worked on, if answered, is complete. */
    #take(lane, tid, connection) {
        const thread = getOrMake(lane.threads, tid, () => ({ connection, span: undefined, replied: false }));
        if (thread.replied) {
            if (thread.span !== undefined)
                relate(thread.span, lane.byThread);
            thread.span = undefined;
            thread.replied = false;
        }
        else if (thread.connection !== connection && thread.span !== undefined) {
            lane.affine = false;
        }
        thread.connection = connection;
    }
    /** The asking service has its answer; one a question, however many calls it took to send. */
    #answered(connection, origin, atNs) {
        const asked = this.#asked.get(connection);
        if (asked === undefined)
            return;
        touch(asked.lane, origin);
        this.#asked.delete(connection);
        const { lane, question } = asked;
        if (question.answerId < 0)
            question.answerId = this.#id(`receive allow ${partsOf(question.key ?? "").object}`);
        // An answer comes by itself where the question did.
        this.#countId(lane, lane.window, question.answerId, false, lane.idle);
        if (lane.current !== undefined)
            add(lane.current, question.answerId, atNs, "work");
    }
    #handle(lane, event, { file, lifeText: text, opens }, belongs) {
        if (file === undefined || event.call === undefined)
            return;
        if (opens) {
            if (!(0,trace/* isMade */.sX)(event.call.decision))
                return;
            getOrMake(lane.opens, file, () => []).push({ text, at: event.seq, window: lane.window, opened: lane.opened });
            return;
        }
        const place = `${event.call.pid} ${event.call.fd} ${file}`;
        let life = lane.lives.get(place);
        const waiting = lane.opens.get(file);
        const opened = waiting?.[0];
        if (waiting !== undefined && opened !== undefined && (life === undefined || opened.at > life.lastAt)) {
            if (life !== undefined)
                this.#endLife(lane, life);
            waiting.shift();
            life = { window: opened.window, opened: opened.opened, file, calls: [opened.text], lastAt: event.seq };
            lane.lives.set(place, life);
        }
        if (life === undefined)
            return;
        life.lastAt = event.seq;
        if (life.opened !== belongs)
            return;
        const last = life.calls.length - 1;
        const before = life.calls[last];
        if (before === text || before === `${text}+`)
            life.calls[last] = `${text}+`;
        else if (life.calls.length < longestLife)
            life.calls.push(text);
        else if (life.calls.length === longestLife)
            life.calls.push("…");
    }
    #endLife(lane, life) {
        this.#count(lane, life.window, `handle ${life.calls.join("·")} ${life.file}`, false, false);
    }
    #count(lane, window, key, late, idle) {
        this.#countId(lane, window, this.#id(key), late, idle);
    }
    #countId(lane, window, id, late, idle) {
        const place = window * base + id;
        const line = lane.lines.get(place);
        if (line === undefined) {
            lane.lines.set(place, { count: 1, late, idle, turn: noTurn });
            return;
        }
        line.count++;
        line.late ||= late;
        line.idle ||= idle;
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
            open: new Map(),
            askers: new Map(),
            arrivedNs: new Map(),
            syncedNs: new Map(),
            current: undefined,
            previous: undefined,
            window: this.#window,
            opened: this.#opened,
            reachedNs: Number.NEGATIVE_INFINITY,
            windowBefore: 0,
            openedBefore: 0,
            lines: new Map(),
            exclusive: new Map(),
            threads: new Map(),
            byThread: new Map(),
            affine: true,
            overlapped: false,
            lives: new Map(),
            opens: new Map(),
            lastNs: -1,
            touchedNs: Number.NEGATIVE_INFINITY,
            idle: false,
            restNs: Number.POSITIVE_INFINITY,
            settled: false,
            settledIn: Number.POSITIVE_INFINITY,
            begun: new Set(),
        };
        this.#lanes.set(name, lane);
        return lane;
    }
    /** What its requests say, by window. */
    #evidenceOf({ exclusive, byThread, overlapped, affine }) {
        if (overlapped && affine)
            joinEvidence(exclusive, byThread);
        return exclusive;
    }
    /** The request that ended is the previous one; the evidence of the one before it is complete. */
    #flush(lane) {
        if (lane.previous?.exclusive === true)
            relate(lane.previous, lane.exclusive);
        lane.previous = lane.current;
        lane.current = undefined;
    }
    /** A message has come on a connection; the first since its last answer begins a request. */
    #arrive(lane, connection, asker, atNs) {
        if (originNs(asker, atNs) >= atNs - idleNs)
            lane.idle = false;
        if (lane.open.has(connection))
            return;
        if (lane.open.size === 0) {
            if (lane.current?.wholeStep === true)
                lane.current = undefined;
            else
                this.#flush(lane);
            lane.current = newSpan(lane.window, false, atNs);
        }
        else {
            lane.overlapped = true;
            if (lane.current !== undefined)
                lane.current.exclusive = false;
        }
        lane.open.set(connection, asker);
        lane.arrivedNs.set(connection, atNs);
        lane.askers.set(asker, (lane.askers.get(asker) ?? 0) + 1);
    }
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
    if (chain > 0)
        for (const asker of lane.askers.keys())
            origin = Math.max(origin, originNs(asker, nowNs, chain - 1));
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
/**
 * Whether the start of [lane] is over when it makes a call of class [id]: it has sent a message, or does by itself what it did before. A service
 * that nobody waits for starts when it likes, beside the first steps, and what it does then comes once.
 */
function isSettled(lane, id) {
    if (lane.settled)
        return true;
    if (lane.idle && lane.begun.has(id))
        settle(lane);
    lane.begun.add(id);
    return lane.settled;
}
function settle(lane) {
    if (!lane.settled)
        lane.settledIn = lane.opened;
    lane.settled = true;
}
/**
 * When a call was made. What is let go much later (by a delay, or because syncs are made to last) is ordered by when it took effect, but belongs to
 * the request and step that it was made in. Messages always count as they leave.
 */
function madeAt({ atNs }, { latencyNs }, { flow }) {
    return latencyNs >= heldBackNs && flow.kind === "none" ? atNs - latencyNs : atNs;
}
/** The request on [connection] is answered. */
function observe_close(lane, connection) {
    if (!lane.open.has(connection))
        return;
    const asker = lane.open.get(connection);
    lane.open.delete(connection);
    const left = (lane.askers.get(asker) ?? 1) - 1;
    if (left > 0)
        lane.askers.set(asker, left);
    else
        lane.askers.delete(asker);
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
/** The model of all runs of both. Throws [MergeError] when they are of different suites. */
function merge(a, b) {
    if (a.runs.length > 0 && b.runs.length > 0 && baseName(a.suite) !== baseName(b.suite)) {
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
        for (const [key, { lines, order, ahead }] of sortedByKey(facts)) {
            parts.push(key);
            for (const [line, { count, late, idle, turn }] of sortedByKey(lines))
                parts.push(`${line} ${count}${late ? " late" : ""}${idle ? " idle" : ""}${turn === noTurn ? "" : ` ${turn}`}`);
            for (const [pair, relation] of sortedByKey(order))
                parts.push(pair + relation);
            for (const [pair, least] of sortedByKey(ahead))
                parts.push(`${pair} ${least}`);
        }
    }
    const content = parts.join("\n");
    contents.set(run, content);
    return content;
}
/** One spelling for one environment. */
function environmentText({ tool, os, arch, kernel, image, capture }) {
    return JSON.stringify({ tool, os, arch, kernel, image, capture });
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
/** A rename has two: the name that stays comes first. */
function objectsOf({ call, object }) {
    return call === "rename" || call === "link" || call === "symlink" ? object.split(" → ").reverse() : [object];
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
/** The same facts with folded names. [sides] are the runs of base and head; the result has the same shape. */
function fold(sides) {
    const wildcards = wildcardsOf(sides);
    const folded = wildcards.size === 0 ? sides : sides.map((runs) => runs.map((facts) => renameAll(facts, () => wildcards)));
    const [base = [], head = []] = folded;
    const passing = passingFolders(base, head);
    const same = passing.size === 0 ? head : head.map((facts) => renameAll(facts, (lane) => passing.get(lane)));
    const waiting = waitingNames(base, same);
    return [base, waiting.size === 0 ? same : same.map((facts) => renameAll(facts, (lane) => waiting.get(lane)))];
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
/** Lane → name in the head of a file that waits to be renamed into place → its name in the base. */
function waitingNames(base, head) {
    const [before, after] = [sourcesOf(base), sourcesOf(head)];
    const waiting = new Map();
    for (const [lane, byPlace] of after) {
        for (const [place, names] of byPlace) {
            const old = before.get(lane)?.get(place) ?? new Set();
            const [first] = [...old].filter((name) => !names.has(name)).sort(compareText);
            if (first === undefined)
                continue;
            for (const name of names)
                if (!old.has(name))
                    getOrMake(waiting, lane, () => new Map()).set(name, first);
        }
    }
    return waiting;
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
        const found = [...path.matchAll(/[A-Za-z0-9]+/g)]
            .filter(([word]) => word.length >= shortestWord)
            .map((match) => {
            // As in a wildcard by shape, so that both meet in one class.
            const before = path.slice(0, match.index).replace(/[-_]+$|\*$/, "");
            const after = path.slice(match.index + match[0].length).replace(/^[-_]+|^\*/, "");
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
function renameSection({ lines, order, ahead }, renamed) {
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
    return { lines: newLines, order: newOrder, ahead: newAhead };
}

;// CONCATENATED MODULE: ./build/js/drift/table.js
/**
 * The same facts seen crosswise: for one test, one row a class with its values over all runs that observed the test. Text, comparison and
 * differences all work on this table. It also finds the order in which lines are shown: the order in which things happened, as far as
 * the runs agree on one.
 */




/** The sections of a test over [runs], in reading order: windows by time, the driver first, then services by name. */
function tabulate(runs) {
    const sections = new Map();
    runs.forEach((facts, r) => {
        for (const [key, { lines, order, ahead: leasts }] of facts) {
            const { rows, pairs, ahead } = getOrMake(sections, key, () => ({ rows: new Map(), pairs: new Map(), ahead: new Map() }));
            for (const [line, { count, late, idle, turn }] of lines) {
                const row = getOrMake(rows, line, () => emptyRow(line, runs.length));
                row.counts[r] = count;
                row.late[r] = late;
                row.idle[r] = idle;
                row.turns[r] = turn;
            }
            for (const [pair, relation] of order) {
                getOrMake(pairs, pair, () => new Array(runs.length).fill(undefined))[r] = relation;
            }
            for (const [pair, least] of leasts)
                getOrMake(ahead, pair, () => new Array(runs.length).fill(undefined))[r] = least;
        }
    });
    return [...sections]
        .map(([key, { rows, pairs, ahead }]) => {
        const [window, lane] = parted(key);
        return { window, lane, rows, pairs, ahead };
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
    for (const { window, lane, rows, pairs, ahead } of sections) {
        const lines = new Map();
        for (const [key, { counts, late, idle, turns }] of rows) {
            const count = counts[r] ?? 0;
            if (count > 0)
                lines.set(key, { count, late: late[r] ?? false, idle: idle[r] ?? false, turn: turns[r] ?? noTurn });
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
        if (lines.size > 0)
            facts.set(window + joint + lane, { lines, order, ahead: leasts });
    }
    return facts;
}
function windowRank(window) {
    if (window === start)
        return 0;
    if (window === end)
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
;// CONCATENATED MODULE: ./build/js/drift/draft.js
/**
 * What the steps from cells to findings hand one another: differences, which are separated cells as `compare.ts` finds them, and drafts, which are
 * findings of one test, before those of all tests are put together. `findings.ts` tells the steps.
 */

/** A single step says where; steps that overlap, or all of them together, less and less; start and end say that it is no step. */
function vagueness(window) {
    if (window === start || window === end || window === whole)
        return 3;
    return window === "" ? 2 : window.includes(" ∥ ") ? 1 : 0;
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
        const change = { key: cell.key, parts: partsOf(cell.key), cell, direction: directionOf(cell), windows: list.map(({ phase }) => phase) };
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
/** `from → to` of all renames that any run made. */
function renamesOf(table, lane) {
    const sections = table?.sections.filter((section) => section.lane === lane) ?? [];
    const keys = sections.flatMap(({ rows }) => [...rows.keys()]).filter((key) => key.startsWith("rename "));
    return [...new Set(keys.map((key) => partsOf(key).object))];
}
/** What programs put behind the name of a file for a log, lock or new version of it. */
const besides = /(?:[-.](?:wal|shm|journal|lock|lck|tmp|temp|new|bak|old))+$/;
/** The changes of one service, put together by object; [renames] are those that any run made, changed or not. */
function groupsOf(lane, changes, renames) {
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
        if (targets.length !== 1 || becomes === undefined)
            return { lane, object, changes: list };
        return { lane, object: becomes, waitsAs: object, changes: list };
    });
}
/** Whether a line is about what makes a file last: a sync, or answers that come behind one. */
function isOfSyncs({ call }) {
    return syncCalls.has(call) || call === "synced";
}
/** The change that says most about a group: for more, the effect itself; for less, what protects it. */
function leading(changes) {
    const order = "write copy_file_range rename truncate unlink fsync fdatasync sync_file_range sync syncfs msync link symlink mkdir read open connect send receive".split(" ");
    const score = ({ parts, cell }) => {
        // A folder is synced for the sake of the file in it.
        const aside = isOfSyncs(parts) && changes.some((other) => folderOf(other.parts.object) === parts.object) ? 50 : 0;
        if (parts.call === "handle")
            return 1_000;
        if (parts.call === "synced")
            return 920 + aside;
        if (parts.call === "step")
            return 900;
        const at = order.indexOf(parts.call);
        const plain = at < 0 ? order.length : at;
        // A decision met more or less often explains the calls around it.
        return (parts.decision !== "allow" ? -100 : 0) + aside + plain + (isGone(cell) || isNew(cell) ? 0 : 0.5);
    };
    const [first] = [...changes].sort((a, b) => score(a) - score(b) || compareText(a.key, b.key));
    if (first === undefined)
        throw new RangeError("a group has at least one change");
    return first;
}

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

;// CONCATENATED MODULE: ./build/js/drift/ranks.js
/** How much a finding matters: the ranks, worst first, and which of them what changed of an object has. */



/** Worst first. */
const ranks = ["durability", "consistency", "communication", "other"];
/** The worse of two ranks. */
function worse(a, b) {
    return ranks.indexOf(a) <= ranks.indexOf(b) ? a : b;
}
const protectingFlags = /^(?:append|exclusive|sync|dsync)$/;
/** The rank of all that changed of [object]: the worst of its changes. */
function rankOf(changes, object) {
    // One way of syncing in the place of another protects as much.
    const synced = changes.some(({ parts, direction, cell }) => direction > 0 && isNew(cell) && (makesLast(parts.call) || parts.flags.some((flag) => flag === "sync" || flag === "dsync")));
    const rank = changes.map(({ parts, direction }) => {
        if (parts.object.startsWith("→ ") || parts.object.startsWith("← "))
            return "communication";
        if (parts.call === "synced")
            return "durability";
        if (syncCalls.has(parts.call))
            return direction < 0 && !synced ? "durability" : "other";
        if (parts.call === "execve")
            return "other";
        if (parts.call === "truncate" || parts.flags.includes("truncate"))
            return "durability";
        if (parts.call === "open" && direction < 0 && parts.flags.some((flag) => protectingFlags.test(flag)))
            return "durability";
        if (parts.call === "rename" && direction < 0)
            return "durability";
        if (parts.call === "write" && direction < 0 && isFile(object))
            return "durability";
        if (isFile(parts.object) && parts.call !== "read" && !(parts.call === "open" && parts.flags.join() === "read"))
            return "consistency";
        return "other";
    });
    return rank.reduce(worse, "other");
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
            const effect = !/^[→←] /.test(draft.object) && inSameWindow(draft, cause) && mirrorOf(drafts, cause, server);
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
        const effects = (explained.get(draft) ?? []).sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || compareText(a.object, b.object));
        const [first, ...others] = effects;
        if (first === undefined)
            return draft;
        const rest = others.length === 0 ? "" : `, and does otherwise with ${listed(others.map(({ object }) => objectWords(object)))}`;
        return {
            ...draft,
            rank: effects.map(({ rank }) => rank).reduce(worse, draft.rank),
            sentence: `${draft.sentence}, so ${first.sentence}${rest}`,
        };
    });
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
            const after = fresh.find((group) => group.lane === before.lane && alike(before, group) && ![...paired.values()].includes(group));
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
    const texts = changes.map(({ parts, cell, direction }) => {
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
function countDraft({ lane, object, waitsAs, changes }) {
    const plain = changes.filter(({ parts }) => !isDerived(parts));
    const told = plain.length > 0 ? plain : changes;
    const lead = leading(told);
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
    const rank = rankOf(told, object);
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
    const inPlace = writtenInPlace(told);
    if (inPlace !== undefined) {
        const [from, to] = inPlace;
        const words = { before: `${from}, renamed to ${to}`, after: to };
        const linked = told.some(({ parts, cell }) => parts.call === "link" && parts.object.endsWith(` → ${from}`) && isGone(cell));
        const sentence = `${lane} writes ${to} in place where it ${linked ? "linked" : "wrote"} ${from} and renamed it`;
        return { ...common, ...words, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
    }
    const target = targetChange(told);
    if (target !== undefined) {
        const [before, after] = target;
        const [from = "", to = ""] = after.parts.object.split(" → ");
        const [, old = ""] = before.parts.object.split(" → ");
        const sentence = `${lane} ${after.parts.call}s ${from} to ${to} where it used ${old}`;
        const moved = { object: to, before: old, after: to, likeness: "moved" };
        return { ...common, ...moved, kind: "object", rank, evidence: newSeen(told), sentence, direction: 0 };
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
    if (isGone(cell))
        return `no longer ${nowDoes(key)}${per.phrase === "" ? during : ` in the ${stepWords(stepName(cell.phase))} step`}`;
    if (isNew(cell))
        return `now ${nowDoes(key)} ${times(...per.head)}${per.phrase}${during}, which none of ${cell.base.length} base ${cell.base.length === 1 ? "run" : "runs"} did`;
    return `${nowDoes(key)} ${times(...per.head)}${per.phrase}${during} where it ${pastShort(key)} ${times(...per.base)}`;
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
    const naming = changes.filter(({ parts }) => parts.call === "rename" || parts.call === "link");
    for (const before of naming.filter(({ cell }) => isGone(cell))) {
        const after = naming.find((change) => isNew(change.cell) && source(change) === source(before));
        if (after !== undefined)
            return [before, after];
    }
    return undefined;
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
/** As few findings as cover all broken claims: again and again the object in most of them. */
function orderDrafts(orders) {
    const drafts = [];
    const byLane = new Map();
    for (const order of orders)
        getOrMake(byLane, order.lane, () => []).push(order);
    for (const list of byLane.values()) {
        let left = list;
        while (left.length > 0) {
            const objects = new Map();
            const early = new Map();
            for (const { first, second } of left) {
                const [late, soon] = [first, second].map((key) => new Set(objectsOf(partsOf(key))));
                for (const object of new Set([...(late ?? []), ...(soon ?? [])]))
                    objects.set(object, (objects.get(object) ?? 0) + 1);
                for (const object of soon ?? [])
                    early.set(object, (early.get(object) ?? 0) + 1);
            }
            // Among equals a file says more than a connection, and one that is asked more than the one that asks; then what no longer waits.
            const weight = (object) => (isFile(object) ? 0 : object.startsWith("→ ") ? 1 : 2);
            const [best] = [...objects].sort((a, b) => b[1] - a[1] || weight(a[0]) - weight(b[0]) || (early.get(b[0]) ?? 0) - (early.get(a[0]) ?? 0) || compareText(a[0], b[0]));
            if (best === undefined)
                break;
            // Ties that a reply brings along are broken towards what was reordered against it.
            const touching = (object) => (order) => [order.first, order.second].some((key) => objectsOf(partsOf(key)).includes(object));
            const covered = left.filter(touching(best[0]));
            drafts.push(orderDraft(best[0], covered));
            left = left.filter((order) => !covered.includes(order));
        }
    }
    return drafts;
}
function isReply(key) {
    const { call, object } = partsOf(key);
    return call === "send" && object.startsWith("← ");
}
function isAnswer(key) {
    return partsOf(key).call === "receive";
}
function isSync(key) {
    return syncCalls.has(partsOf(key).call);
}
function orderDraft(covering, orders) {
    const score = ({ first, second }) => {
        const calls = [partsOf(first).call, partsOf(second).call];
        return (isReply(second) ? 0 : 4) + (calls.includes("write") ? 0 : isSync(first) || isSync(second) ? 1 : 2);
    };
    const [lead] = [...orders].sort((a, b) => score(a) - score(b) || compareText(a.first + a.second, b.first + b.second));
    if (lead === undefined)
        throw new RangeError("an object is chosen from broken claims");
    const { lane, first, second, test, phase } = lead;
    // The reply is where it always was; what moved is the other thing.
    const moving = isReply(second) ? partsOf(first).object : covering;
    const waits = isReply(second) && isAnswer(first);
    const now = lead.head.every((relation) => relation === undefined || relation === ">") ? "" : " in some requests";
    const sentence = waits
        ? `${lane} answers ${objectWords(partsOf(second).object)} before ${objectWords(partsOf(first).object)} has answered${now}; it used to wait`
        : isReply(second)
            ? `${lane} answers ${objectWords(partsOf(second).object)} before it ${nowDoes(first)}${now}; it used to answer after`
            : `${lane} ${nowDoes(second)} before it ${nowDoes(first)}${now}; it used to be the other way round`;
    const files = orders.some((order) => isFile(partsOf(order.first).object) || isFile(partsOf(order.second).object));
    const durable = orders.some((order) => isSync(order.first) || isSync(order.second) || (isReply(order.second) && isFile(partsOf(order.first).object)));
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
        likeness: `order ${partsOf(first).call} ${isReply(second) ? "answer" : partsOf(second).call}`,
        fate: 0,
    };
}

;// CONCATENATED MODULE: ./build/js/drift/questions.js
/**
 * From numbers of questions before other calls to drafts. Whoever asks once more before it answers breaks such a number for the answer, and for all that
 * lies between; so one question is one draft. Where the answer is among them, the request asks more or less often; where it is not, the question is asked
 * at another place in it.
 */




/** A changed count of either class, in whichever test, says it more plainly. */
function withoutCounted(differences) {
    const counted = new Set(differences.flatMap((one) => (one.kind === "count" ? [`${one.lane}\n${one.key}`] : [])));
    return differences.filter((one) => one.kind !== "ahead" || !(counted.has(`${one.lane}\n${one.question}`) || counted.has(`${one.lane}\n${one.other}`)));
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
function questions_isAnswer(key) {
    const { call, object } = partsOf(key);
    return call === "send" && object.startsWith("← ");
}
/** What says most: the answer, then what is written, then what is told to others. */
function weightOf({ other }) {
    const { call } = partsOf(other);
    if (questions_isAnswer(other))
        return 0;
    return call === "write" ? 1 : call === "send" ? 2 : syncCalls.has(call) ? 3 : 4;
}
function rangeOf(leasts) {
    const known = leasts.filter((least) => least !== undefined);
    return [Math.min(...known), Math.max(...known)];
}
function questionDraft(differences) {
    const [lead] = [...differences].sort((a, b) => weightOf(a) - weightOf(b) || compareText(a.other, b.other));
    if (lead === undefined)
        throw new RangeError("a question is told of where a number of it changed");
    const { test, lane, phase, question, other } = lead;
    const parts = partsOf(question);
    const place = partsOf(other);
    const before = times(...rangeOf(lead.base));
    const after = times(...rangeOf(lead.head));
    const more = rangeOf(lead.head)[0] > rangeOf(lead.base)[1];
    const inNumber = questions_isAnswer(other);
    const object = !inNumber && isFile(place.object) ? place.object : parts.object;
    const seen = lead.head.filter((least) => least !== undefined).length;
    return {
        kind: inNumber ? "count" : "reordered",
        rank: isFile(object) ? "consistency" : "communication",
        test,
        lane,
        window: phase,
        object,
        sentence: `${lane} ${nowDoes(question)} ${after} before it ${inNumber ? "" : "first "}${nowDoes(other)}, where it ${pastShort(question)} ${before}`,
        before: `${asNoun(question)} ${before} before ${asNoun(other)}`,
        after: `${asNoun(question)} ${after} before ${asNoun(other)}`,
        evidence: { base: 0, head: seen },
        direction: inNumber ? (more ? 1 : -1) : 0,
        calls: [question, inNumber ? "answer" : other],
        counted: [],
        classes: [question, other],
        cause: inNumber ? `count ${parts.call}` : `ahead ${question}`,
        undisturbed: [parts, place].every(({ decision }) => decision === "allow"),
        windows: new Set(differences.map((one) => one.phase)),
        likeness: `ahead ${parts.call} ${inNumber ? `answer ${more}` : place.call}`,
        fate: 0,
    };
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
 * Stories of one service that are the same but for the file or for whom it asks, or about files of one folder that all came or all went, are
 * one: the surest that is told worst of names the others.
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
            : surest(a, b) || stories_weightOf(a) - stories_weightOf(b) || aside(a) - aside(b) || compareText(a.object, b.object));
        const [lead, ...others] = sorted.flatMap(([draft]) => (draft === undefined ? [] : [objectWords(draft.object)]));
        const objects = [...new Set(others)].filter((object) => object !== lead);
        return { drafts: sorted.flat(), more: objects.length === 0 ? "" : `; the same goes for ${listed(objects)}` };
    });
}
function areSiblings(a, b) {
    const files = isFile(a.object) && isFile(b.object);
    const peers = a.object.startsWith("→ ") && b.object.startsWith("→ ");
    if (a.lane !== b.lane || !(files || peers))
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
function withDerived(stories, surest) {
    const derived = ({ cause }) => cause === "count handle" || cause === "count synced";
    const gone = new Set();
    for (const story of stories) {
        const [own] = story;
        if (own === undefined || !derived(own))
            continue;
        const reason = stories.find(([first]) => first !== undefined && !derived(first) && first.lane === own.lane && first.object === own.object);
        if (reason === undefined)
            continue;
        gone.add(story);
        reason.push(...story);
        reason.sort(surest);
    }
    return stories.filter((story) => !gone.has(story));
}
/**
 * Which files lie about when a test starts is a matter of what the test before has done to them: where a service treats a file otherwise, that it
 * finds another folder to clear away follows from it.
 */
function withLeftovers(stories, surest) {
    const inSteps = ({ windows }) => [...windows].some((window) => window !== whole && window !== start && window !== end);
    const clears = ({ counted }) => counted.length > 0 && counted.every(({ call }) => clearing.has(call));
    const gone = new Set();
    for (const story of stories) {
        const [own] = story;
        if (own === undefined || !isFile(own.object) || !story.every((draft) => !inSteps(draft) && clears(draft)))
            continue;
        const reason = stories.find(([first]) => {
            if (first === undefined || first.lane !== own.lane || !inSteps(first))
                return false;
            return isFile(first.object) && (first.object === own.object || folderOf(first.object) === own.object);
        });
        if (reason === undefined)
            continue;
        gone.add(story);
        reason.push(...story);
        reason.sort(surest);
    }
    return stories.filter((story) => !gone.has(story));
}
/** Calls by which a folder is emptied. */
const clearing = new Set(["unlink", "open(read)", "read"]);
/** What a service prints is told with what it does otherwise, if it does anything otherwise in the same tests. */
function withPrints(stories) {
    const isPrint = ({ object }) => object === "stdout" || object === "stderr";
    const told = new Map();
    const gone = new Set();
    for (const story of stories) {
        const [print] = story.drafts;
        if (print === undefined || !isPrint(print))
            continue;
        const reason = stories.find(({ drafts: [first, ...others] }) => first !== undefined &&
            first.lane === print.lane &&
            !isPrint(first) &&
            story.drafts.every(({ test }) => [first, ...others].some((other) => other.test === test)));
        if (reason === undefined)
            continue;
        gone.add(story);
        // A sentence may begin with something of the service's: "inventory's write of stderr …".
        const also = print.sentence.startsWith(`${print.lane} `) ? `it also ${print.sentence.slice(print.lane.length + 1)}` : print.sentence;
        told.set(reason, `${told.get(reason) ?? ""}; ${also}`);
    }
    return stories.filter((story) => !gone.has(story)).map((story) => ({ ...story, more: story.more + (told.get(story) ?? "") }));
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
function findingsOf(differences, tables, certainty, linesFor = () => undefined) {
    const byTest = new Map();
    for (const difference of withoutCounted(withoutEcho(differences)))
        getOrMake(byTest, difference.test, () => []).push(difference);
    const merged = new Map();
    const fates = new Map();
    const fateOf = (lane) => getOrMake(fates, lane, () => fateOfService(tables, lane));
    for (const [test, list] of byTest) {
        const table = tables.find(({ name }) => name === test);
        for (const draft of draftsOf(list, table, fateOf)) {
            // Whoever asks, the answer is the same line of code; and what went up in one test and down in another has moved.
            const object = draft.object.startsWith("← ") ? "←" : draft.object;
            getOrMake(merged, [draft.lane, object, draft.cause].join("\n"), () => []).push(draft);
        }
    }
    const surest = (a, b) => sureness.indexOf(certainty(a.test)) - sureness.indexOf(certainty(b.test));
    const plainest = (a, b) => surest(a, b) ||
        ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
        Number(b.undisturbed) - Number(a.undisturbed) ||
        vagueness(a.window) - vagueness(b.window) ||
        extent(a, tables) - extent(b, tables) ||
        compareText(a.test, b.test);
    // The test that is surest and tells it most plainly speaks for all: inside one step rather than over the whole test, and of one request rather
    // than of many that its context would show added up.
    const sorted = [...merged.values()].map((drafts) => drafts.sort(plainest));
    const told = withLeftovers(withDerived(sorted, surest), surest);
    const findings = withPrints(siblings(told, surest)).map(({ drafts, more }) => {
        const [draft] = drafts;
        if (draft === undefined)
            return [];
        return [finish({ ...draft, sentence: `${draft.sentence}${more}` }, drafts, tables, certainty(draft.test), linesFor(draft))];
    });
    return findings
        .flat()
        .sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) ||
        compareText(a.service, b.service) ||
        compareText(a.object, b.object) ||
        compareText(a.fingerprint, b.fingerprint));
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
            groups.push(...groupsOf(lane, list, renamesOf(table, lane)));
        else
            services.push(serviceDraft(lane, list, fate));
    }
    const drafts = [...conversations(moved(groups)), ...services];
    const named = new Set([...changes].flatMap(([lane, list]) => list.map(({ key }) => `${lane}\n${key}`)));
    const left = orders.filter(({ lane, first, second }) => !named.has(`${lane}\n${first}`) && !named.has(`${lane}\n${second}`));
    const reordered = orderDrafts(left);
    // A handle used in another order, and an answer that no longer comes behind a sync, say the same as the broken claims about the file.
    const said = new Set(reordered.map(({ lane, object }) => `${lane}\n${object}`));
    const again = ({ kind, cause }) => kind === "reordered" || cause === "count synced";
    const ahead = differences.filter((difference) => difference.kind === "ahead");
    return [
        ...drafts.filter((draft) => !again(draft) || !said.has(`${draft.lane}\n${draft.object}`)),
        ...reordered,
        ...questionDrafts(ahead, reordered),
    ];
}
function finish(draft, drafts, tables, certainty, lines) {
    const { kind, rank, test, lane, object, sentence, before, after, evidence, direction, calls } = draft;
    const table = tables.find(({ name }) => name === test);
    const n = table?.n ?? 0;
    const m = table?.m ?? 0;
    const identity = [kind, lane, object, direction, ...calls].join("\n");
    return {
        kind,
        rank,
        certainty,
        test,
        service: lane,
        step: stepName(draft.window),
        object: shownObject(object),
        sentence,
        before,
        after,
        context: table === undefined ? [] : contextOf(table, draft),
        ...(lines === undefined ? {} : { lines }),
        evidence: { base: { seen: evidence.base, runs: n }, head: { seen: evidence.head, runs: m }, p: 1 / choose(n + m, m) },
        fingerprint: (0,external_node_crypto_.createHash)("sha256").update(identity).digest("hex").slice(0, 16),
        extent: {
            objects: [...new Set(drafts.map((other) => shownObject(other.object)))].filter((name) => name !== "").sort(compareText),
            counts: drafts.filter((other) => other.object === object).flatMap((other) => countsOf(other, tables)),
        },
        alsoIn: [...new Set(drafts.map((other) => other.test))].filter((other) => other !== test).sort(compareText),
    };
}
function shownObject(object) {
    return object.replace(/^→ (?!unix:)/, "tcp → ");
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
    const own = (places?.get(test) ?? []).filter((call) => call.lane === lane && (window === "" || windowName(call.window) === window));
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
    const budget = options.budget ?? defaultBudget;
    const notes = [];
    const { baseRuns, headRuns } = sameEnvironment(base, head, notes);
    const environment = { base: commonest(base), head: commonest(head) };
    const done = { baseRuns: baseRuns.length, headRuns: headRuns.length, environment };
    if (baseRuns.length === 0 || headRuns.length === 0) {
        return { ...done, outcome: "incomparable", findings: [], compared: [], falseAlarmBound: 0, notes };
    }
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
        return { ...done, outcome: "incomparable", findings: [], compared, falseAlarmBound: 0, notes };
    }
    const background = new Background(tables);
    const free = new FreePairs(tables);
    const scores = new Scores();
    const differences = [];
    const claims = combinedClaims(tables, background);
    const ahead = combinedAhead(tables);
    for (const table of tables) {
        const cells = [
            ...countCells(table, background),
            ...orderCells(table, free, background),
            ...(claims.get(table.name) ?? []),
            ...aheadCells(table),
            ...(ahead.get(table.name) ?? []),
        ];
        // A test with too few runs for any verdict cannot raise an alarm, so it has no share in the budget either.
        if (isDecisive(table, budget))
            scores.add(table.runs, table.n + table.m, table.m, scored(cells));
        for (const { difference, standing } of cells)
            if (standing.separated)
                differences.push(difference);
    }
    const chances = new Map(tables.filter((table) => isDecisive(table, budget)).map(({ name, runs }) => [name, scores.chance(runs)]));
    const certainty = (test) => {
        const chance = chances.get(test);
        if (chance !== undefined && chance <= budget)
            return "confirmed";
        return options.final === true ? "inconclusive" : "suspected";
    };
    // What may be called drift, and so what may be called it wrongly.
    const bound = Math.max(0, ...[...chances.values()].filter((chance) => chance <= budget));
    const findings = findingsOf(differences, tables, certainty, (wanted) => linesFor(wanted, options.places?.base, options.places?.head));
    const outcome = findings.length === 0 ? "same" : findings.some((finding) => finding.certainty === "confirmed") ? "drift" : "undecided";
    unseen(tables, notes);
    return { ...done, outcome, findings, compared, falseAlarmBound: bound, notes };
}
/** The cells as far as they are evidence: what is asked before one call and before another moves together, so one question counts once. */
function scored(cells) {
    const questions = new Map();
    const others = [];
    for (const { standing, inPart, difference } of cells) {
        if (difference.kind !== "ahead")
            others.push({ standing, inPart });
        else {
            const sets = getOrMake(questions, `${difference.lane}\n${difference.question}`, () => new Set());
            for (const set of standing.sets)
                sets.add(set);
        }
    }
    for (const sets of questions.values())
        others.push({ standing: { sets: [...sets], separated: false }, inPart: false });
    return others;
}
/** Whether the runs are enough to call anything drift. */
function isDecisive({ n, m }, budget) {
    return 1 / choose(n + m, m) <= budget;
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

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7934);
;// CONCATENATED MODULE: ./build/js/drift/text.js
/**
 * A model as text: made to be read, kept in git, compared with plain `diff`, and parsed again without loss.
 *
 *     faultbox model 3
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
 * `ahead A  |  B  2` at the end: of the requests that had both, the one with the fewest of the question A before the first B had two; by run where
 * the runs differ or some have nothing to say, `[2 - 1]`. Formats 1 and 2 had no such lines.
 *
 * The start and the end of a test have no requests, and of their lines is told in which order they first came: the one they stand in, and in
 * runs that saw some of them elsewhere, `{turn - 2 -}` says as what in the order of that run they came, from 1. Runs that do not tell are
 * marked behind the heading: `inventory, as first seen  +.+`. Format 1 had no such headings, and is read as it was.
 */





const formatVersion = 3;
/** All that are read: what a base branch has stored stays of use. */
const readable = [1, 2, formatVersion];
/** Repeats of a line are written out up to here, so that one more call is one more line; a thousand calls are one line with a number. */
const mostRepeats = 8;
/** More classes than this in one section: exceptions to one order would outnumber what they are exceptions of. */
const mostInOrder = 150;
const inOrderMark = ", in order";
const asSeenMark = ", as first seen";
/** Bounds of what is read; files come from outside. Each is far beyond what recording makes. */
const limits = { bytes: 256 * 2 ** 20, lineLength: 64 * 1024, runs: 2_000, values: 40_000_000, count: 1e12 };
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
function writeSection({ lane, rows, pairs, ahead }, lines) {
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
function writeRow({ key, counts, late, idle }, free, elsewhere, lines) {
    const least = Math.min(...counts);
    const turn = elsewhere === undefined ? "" : `  {turn ${elsewhere.join(" ")}}`;
    const marks = `${free ? "  {free}" : ""}${markText("late", late, counts)}${markText("idle", idle, counts)}${turn}`;
    const written = [];
    if (least > mostRepeats)
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
        this.#lines = text.replaceAll("\r\n", "\n").split("\n");
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
            complete(section);
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
    /** Rows with a turn of their own take it, the others what is left, in the order they stand in. */
    #takeTurns({ rows }, r, tells) {
        const seen = [...rows.values()].filter(({ key, counts }) => tells && hasTurn(key) && (counts[r] ?? 0) > 0);
        const astray = [...rows.values()].find((row) => row.turns[r] !== noTurn && !seen.includes(row));
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
            const match = /^\{(free|late|idle)(?: ([01]+))?\}$/.exec(mark);
            if (match === null || (match[2] !== undefined && match[2].length !== runs))
                this.#fail(`want {free}, {late}, {idle} or {turn}, got ${quoted(mark)}`);
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
    #ahead(section, text, runs) {
        const [question = "", bar, other = "", numbers = "", ...more] = text.split("  ");
        const key = question + joint + other;
        const items = numbers.startsWith("[") && numbers.endsWith("]") ? numbers.slice(1, -1).split(" ") : new Array(runs).fill(numbers);
        const known = section.rows.has(question) && section.rows.has(other) && question !== other && !section.ahead.has(key);
        if (bar !== "|" || !known || more.length > 0 || items.length !== runs) {
            this.#fail(`want "ahead LINE  |  LINE  NUMBERS" with two lines from above, once, and one number or ${runs} in brackets`);
        }
        section.ahead.set(key, items.map((item) => (item === "-" ? undefined : this.#number(item, limits.count))));
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
/** Fills in what `in order` says of the pairs that no line names. */
function complete({ inOrder, rows, free, pairs }) {
    if (inOrder) {
        const shown = [...rows.values()].filter(({ key }) => couldBeOrdered(key) && !free.has(key));
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

;// CONCATENATED MODULE: ./build/js/drift/diff.js
/**
 * `faultbox diff A B`: two models line by line. Unlike a comparison it makes no claim about chance: what stands in one and not in the other is
 * shown, also for one run against one. Lines are aligned by section and by class, so one inserted call is one line and nothing behind it
 * moves. Where a model holds several runs, a count is a range, and ranges that touch are equal; what is free to happen in either order, and
 * whether it was seen late, is no difference. A handle's life is only shown where no call of it differs: it would say the same again.
 */






/** Differences between two models given as text. Throws [ModelFormatError] when one of them is none. */
function diffModels(aText, bText) {
    const a = parseModel(aText);
    const b = parseModel(bText);
    const names = [...new Set([...testsOf(a), ...testsOf(b)])].sort(compareText);
    let aLines = 0;
    let bLines = 0;
    const sections = [];
    for (const test of names) {
        const ofA = observed(a, test);
        const ofB = observed(b, test);
        const aRuns = ofA.map((_, r) => r);
        const bRuns = ofB.map((_, r) => ofA.length + r);
        const table = tabulate([...ofA, ...ofB]);
        const wandering = wanderers(table, aRuns, bRuns);
        for (const section of table) {
            const lines = sectionLines(section, aRuns, bRuns, wandering);
            aLines += lines.filter(({ side }) => side !== "b").length;
            bLines += lines.filter(({ side }) => side !== "a").length;
            if (lines.some(({ side }) => side !== "both"))
                sections.push({ test, window: section.window, lane: section.lane, lines });
        }
    }
    return { identical: sections.length === 0, aLines, bLines, sections };
}
function testsOf({ runs }) {
    return runs.flatMap(({ tests }) => [...tests.keys()]);
}
function observed({ runs }, test) {
    return runs.map(({ tests }) => tests.get(test)).filter((facts) => facts !== undefined && facts !== "broken");
}
/** Repeats of a line are written out up to here. */
const diff_mostRepeats = 8;
/**
 * Lane and class of what was seen behind an answer and is equally frequent in all steps together: at the edge of a step it falls into this
 * one or the next as luck will have it.
 */
function wanderers(table, aRuns, bRuns) {
    const late = new Set();
    const totals = new Map();
    for (const { window, lane, rows } of table) {
        if (window === start || window === end)
            continue;
        for (const row of rows.values()) {
            const id = lane + joint + row.key;
            if (row.late.includes(true))
                late.add(id);
            const total = getOrMake(totals, id, () => new Array(aRuns.length + bRuns.length).fill(0));
            row.counts.forEach((count, r) => (total[r] = (total[r] ?? 0) + count));
        }
    }
    const equal = (id) => {
        const { a, b } = typical(totals.get(id) ?? [], aRuns, bRuns);
        return a === b;
    };
    return new Set([...late].filter(equal));
}
function sectionLines(section, aRuns, bRuns, wandering) {
    const { rows, pairs, lane } = section;
    const counts = new Map();
    for (const { key, counts: values } of rows.values()) {
        const both = typical(values, aRuns, bRuns);
        const most = Math.max(both.a, both.b);
        counts.set(key, wandering.has(lane + joint + key) ? { a: most, b: most } : both);
    }
    const side = (mine, other, of) => arranged(rows, pairs, balanceOnOneSide(mine, other)).flatMap(({ key }) => {
        const both = counts.get(key);
        if (both === undefined || isDerived(partsOf(key)))
            return [];
        // What both sides have is the same lines on both; what one has more comes after it.
        const common = Math.min(both.a, both.b);
        return [...repeated(key, common), ...repeated(key, both[of] - common)];
    });
    const lines = (0,array/* diffArrays */.E)(side(aRuns, bRuns, "a"), side(bRuns, aRuns, "b")).flatMap(({ added, removed, value }) => value.map((text) => ({ side: added === true ? "b" : removed === true ? "a" : "both", text })));
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
    return [...lines, ...loosened(pairs, told, aRuns, bRuns)];
}
function repeated(key, count) {
    return count > diff_mostRepeats ? [`${key}  ×${count}`] : new Array(count).fill(key);
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
/** One count a side: the same where the ranges touch, else the ends that face each other. */
function typical(values, aRuns, bRuns) {
    const range = (runs) => {
        const counts = runs.length === 0 ? [0] : runs.map((r) => values[r] ?? 0);
        return [Math.min(...counts), Math.max(...counts)];
    };
    const [aLeast, aMost] = range(aRuns);
    const [bLeast, bMost] = range(bRuns);
    if (aMost < bLeast)
        return { a: aMost, b: bLeast };
    if (bMost < aLeast)
        return { a: aLeast, b: bMost };
    const both = Math.max(aLeast, bLeast);
    return { a: both, b: both };
}
/** Lines shown around each difference. */
const diff_contextLines = 3;
/** A diff for people or programs; ends with a line break. Nothing of it is Markdown or HTML outside of the code fence of `markdown`. */
function formatDiff(diff, format) {
    switch (format) {
        case "json":
            return JSON.stringify(diff, null, 2) + "\n";
        case "text":
            return textLines(diff).join("\n") + "\n";
        case "markdown": {
            const [headline = "", ...body] = textLines(diff);
            if (body.length === 0)
                return `${headline}\n`;
            // A fence longer than any in the text cannot be closed by it.
            const longest = Math.max(2, ...body.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
            const fence = "`".repeat(longest + 1);
            return `**${headline}**\n\n${fence}diff\n${body.join("\n")}\n${fence}\n`;
        }
    }
}
function textLines({ identical, aLines, bLines, sections }) {
    if (identical)
        return ["traces are identical"];
    const out = [`traces differ (${aLines} vs ${bLines} lines):`];
    let test = "";
    for (const section of sections) {
        if (section.test !== test)
            out.push(`  === ${section.test} ===`);
        test = section.test;
        out.push(`  --- ${section.lane}, ${section.window} ---`);
        const { lines } = section;
        let skipped = false;
        lines.forEach(({ side, text }, i) => {
            const near = lines.slice(Math.max(0, i - diff_contextLines), i + diff_contextLines + 1).some((line) => line.side !== "both");
            if (near) {
                if (skipped)
                    out.push("    …");
                out.push(`${side === "a" ? "-" : side === "b" ? "+" : " "}   ${text}`);
            }
            skipped = !near;
        });
    }
    return out;
}

;// CONCATENATED MODULE: ./build/js/drift/index.js
/**
 * Drift: what a program does, learnt from several runs of its suite, and what of it changed. Pure functions; README.md has the model and
 * the mathematics.
 */








/***/ })

};
