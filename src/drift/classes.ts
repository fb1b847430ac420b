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
import { decisionName, DRIVER, isMade, type Call, type KernelObject, type ServiceInfo } from "../trace/index.ts";
import { baseName, escapeText, isSystemPath, pathClass, type Known } from "./names.ts";

/** The parts of a class. */
export interface ClassParts {
  /** Family of the call, without flags: `open`, `write`, `send`, `receive`, `connect`, `rename`, … */
  readonly call: string;
  /** Of an open: `append`, `create`, …; else empty. */
  readonly flags: readonly string[];
  /** `allow`, `deny(EIO)`, `delay(100ms)`, `hold(x)`. */
  readonly decision: string;
  readonly object: string;
}

/** What a call is to the flow of requests. */
export type Flow =
  /** A service answers on a connection it accepted. */
  | { readonly kind: "reply"; readonly connection: number; readonly client: string }
  /** A service takes from a connection it accepted. */
  | { readonly kind: "take"; readonly connection: number; readonly client: string }
  /** A service sends on a connection it made. */
  | { readonly kind: "ask"; readonly connection: number | undefined; readonly server: string }
  | { readonly kind: "none" };

export interface Classified {
  /** For the reader's own numbering of classes; -1 until it gives one. */
  id: number;
  /** The same of the class that answers this one, where it is a question. */
  answerId: number;
  /** Text of the class; undefined for what is set apart. */
  readonly key: string | undefined;
  readonly flow: Flow;
  /** Path class, when the call works on an open file or opens one: the thread of a handle's life. */
  readonly file: string | undefined;
  /** What it is called in a handle's life: `open(append,write)`, `write`, `fsync!` when it was not made as asked. */
  readonly lifeText: string;
  readonly opens: boolean;
  /** Whether its place among other calls means something; a line on stdout does not. */
  readonly ordered: boolean;
}

const families: readonly (readonly [string, string])[] = [
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
const familyOf = new Map(families.flatMap(([family, names]) => names.split(" ").map((name): [string, string] => [name, family])));

/** Calls that are set apart wherever they are seen. */
const unremarkable = new Set(
  (
    "poll ppoll select pselect6 epoll_wait epoll_pwait epoll_pwait2 epoll_ctl epoll_create epoll_create1 eventfd eventfd2 timerfd_create " +
    "timerfd_settime timerfd_gettime signalfd signalfd4 stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat " +
    "getdents getdents64 statfs fstatfs getcwd chdir fchdir ioctl fcntl lseek fadvise64 readahead dup dup2 dup3 pipe pipe2 socket socketpair " +
    "setsockopt getsockopt getsockname getpeername shutdown close close_range mmap munmap mprotect madvise brk mremap mlock munlock futex " +
    "nanosleep clock_nanosleep clock_gettime gettimeofday getrandom getpid gettid getppid sched_yield sched_getaffinity sched_setaffinity " +
    "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack tgkill clone clone3 fork vfork wait4 waitid exit exit_group prctl arch_prctl " +
    "set_tid_address set_robust_list rseq prlimit64 getrlimit setrlimit getuid geteuid getgid getegid uname sysinfo getrusage times umask " +
    "io_uring_setup io_uring_enter io_uring_register membarrier restart_syscall inotify_init1 inotify_add_watch getxattr lgetxattr fgetxattr"
  ).split(" "),
);

/** Calls on an open descriptor that belong to a handle's life. */
const onHandle = new Set(["read", "write", "truncate", "fsync", "fdatasync", "sync_file_range", "fallocate", "flock", "copy_file_range"]);

/** Lasting flags of an open, `asm-generic/fcntl.h`; the rest (CLOEXEC, NONBLOCK, …) changes nothing that outlives the call. */
const openFlags: readonly (readonly [number, string])[] = [
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
function isDirect(flags: number): boolean {
  return (flags & 3) !== 0 && (flags & 0o240000) !== 0 && (flags & 0o20000000) === 0;
}

function flagWords(flags: number): string[] {
  const words = openFlags.filter(([mask]) => (flags & mask) === mask).map(([, word]) => word);
  if (isDirect(flags)) words.push("direct");
  const mode = ["read", "write", "readwrite"][flags & 3];
  return [...words.filter((word) => word !== "dsync" || !words.includes("sync")), ...(mode === undefined ? [] : [mode])];
}

const partsCache = new Map<string, ClassParts>();

/** The parts of a class's text. */
export function partsOf(key: string): ClassParts {
  const cached = partsCache.get(key);
  if (cached !== undefined) return cached;
  const match = /^([^ (]+)(?:\(([^ )]*)\))? ?(\S*) ?(.*)$/s.exec(key);
  const parts: ClassParts = {
    call: match?.[1] ?? key,
    flags: (match?.[2] ?? "").split(",").filter((flag) => flag !== ""),
    decision: match?.[3] ?? "",
    object: match?.[4] ?? "",
  };
  // The cache serves long comparisons; foreign files must not make it grow without end.
  if (partsCache.size > 100_000) partsCache.clear();
  partsCache.set(key, parts);
  return parts;
}

/** Text of a class from its parts. */
export function keyOf({ call, flags, decision, object }: ClassParts): string {
  return `${call}${flags.length === 0 ? "" : `(${flags.join(",")})`} ${decision}${object === "" ? "" : ` ${object}`}`;
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly local: boolean;
}

/** `127.0.0.1:80`, `[::1]:80`, `[::ffff:127.0.0.1]:80`, `0.0.0.0:80`; undefined for anything else. */
function parseAddress(text: string): Address | undefined {
  const colon = text.lastIndexOf(":");
  const port = Number(text.slice(colon + 1));
  if (colon < 1 || !Number.isInteger(port) || text.startsWith("unix:")) return undefined;
  const plain = text.slice(0, colon);
  // Nearly every address is plain IPv4.
  const host = plain.includes(":") ? plain.replace(/^\[|\]$/g, "").replace(/^::ffff:/, "") : plain;
  return { host, port, local: host.startsWith("127.") || host === "::1" || host === "::" || host === "0.0.0.0" || host === "localhost" };
}

/** One address as calls name it, read once. */
interface End {
  readonly text: string | undefined;
  readonly address: Address | undefined;
  /** With the other end it was first seen with: most have only one. */
  first: Ends | undefined;
  /** With all others, by their text. */
  others: Map<string | undefined, Ends> | undefined;
  /** As it was last seen. */
  last: Ends | undefined;
}

/** The two ends of a connection as a call names them; one object for one pair of texts. */
export interface Ends {
  readonly local: End;
  readonly peer: End;
  /** What calls on it were found to be, in a chain; they are few, so that looking through them costs less than a table. */
  classified: Found | undefined;
}

interface Found {
  readonly service: string;
  readonly variant: string;
  readonly starting: boolean;
  readonly as: Classified;
  readonly next: Found | undefined;
}

/** Addresses read once each: a connection's two ends come with every call on it. */
export class Addresses {
  readonly #read = new Map<string | undefined, End>();

  get(text: string | undefined): Address | undefined {
    return text === undefined ? undefined : this.#end(text).address;
  }

  ends(local: string | undefined, peer: string | undefined): Ends {
    const end = this.#end(local);
    if (end.first === undefined) return (end.first = { local: end, peer: this.#end(peer), classified: undefined });
    if (end.first.peer.text === peer) return end.first;
    end.others ??= new Map<string | undefined, Ends>();
    let ends = end.others.get(peer);
    if (ends === undefined) end.others.set(peer, (ends = { local: end, peer: this.#end(peer), classified: undefined }));
    return ends;
  }

  #end(text: string | undefined): End {
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

const none: Flow = { kind: "none" };
const apart: Classified = {
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
export function connectionId(clientPort: number, serverPort: number): number {
  return (clientPort << 16) | serverPort;
}

/** Who made which connection, found before the calls are classified. */
export interface Connections {
  readonly driver: ReadonlySet<number>;
  readonly probes: ReadonlySet<number>;
  /** Connection → service that made it. */
  readonly clients: ReadonlyMap<number, string>;
  /** Server port → services that were seen connecting to it. */
  readonly connecting: ReadonlyMap<number, ReadonlySet<string>>;
}

type Socket = Extract<KernelObject, { kind: "socket" }>;

/** Whether [call] runs a program. */
export function runsProgram({ name, object }: Call): boolean {
  return (name === "execve" || name === "execveat") && object.kind === "file";
}

/** Classifies the calls of one test of one run. */
export class Classifier {
  readonly #known: Known;
  readonly #connections: Connections;
  /** Port → owner, `→ service.interface` and `interface`. */
  readonly #interfaces = new Map<number, { readonly service: string; readonly to: string; readonly own: string }>();
  /** Client → how it is written. */
  readonly #from = new Map<string, string>();
  /** Call and decision → other end → text of the class. */
  readonly #socketKeys = new Map<string, Map<string, string>>();
  readonly #paths = new Map<string, string>();
  /** service → call and decision → path → result: the same few calls come again and again, and text is only made for the first. */
  readonly #files = new Map<string, Map<string, Map<string, Classified>>>();

  constructor(services: readonly ServiceInfo[], known: Known, connections: Connections) {
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
  classify(service: string, call: Call, ends: Ends | undefined, starting: boolean): Classified {
    const { object } = call;
    const plain = call.decision.kind === "allow" || call.decision.kind === "trace" || call.decision.kind === "allow-system-path";
    if (plain && unremarkable.has(call.name)) return apart;
    if (object.kind === "socket") return ends === undefined ? apart : this.#socket(service, call, object, ends, plain, starting);
    // Written out, because this runs once for each event and a closure each would cost more than the rest.
    let calls = this.#files.get(service);
    if (calls === undefined) this.#files.set(service, (calls = new Map<string, Map<string, Classified>>()));
    const variant =
      plain && call.flags === undefined ? call.name : `${call.name} ${plain ? "" : decisionName(call.decision)} ${call.flags ?? ""}`;
    let paths = calls.get(variant);
    if (paths === undefined) calls.set(variant, (paths = new Map<string, Classified>()));
    const name =
      object.kind === "file" ? object.path : object.kind === "stdio" ? object.name : object.kind === "anon" ? object.name : object.kind;
    const place = call.target === undefined ? name : `${name}\u0000${call.target}`;
    let classified = paths.get(place);
    if (classified === undefined) paths.set(place, (classified = this.#plainObject(call, object, plain)));
    return classified;
  }

  #plainObject(call: Call, object: Exclude<KernelObject, { kind: "socket" }>, plain: boolean): Classified {
    const family = familyOf.get(call.name) ?? call.name;
    const decision = plain ? "allow" : decisionName(call.decision).replaceAll(" ", "_");
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
        if (plain && isSystemPath(object.path, reading)) return apart;
        const path = this.#path(object.path);
        const text = call.target === undefined || call.target === "" ? path : `${path} → ${this.#path(call.target)}`;
        const file = opens || (call.fd !== undefined && onHandle.has(family)) ? path : undefined;
        const lifeText = `${flags.length === 0 ? family : `${family}(${flags.join(",")})`}${decision === "allow" ? "" : "!"}`;
        return { ...apart, key: keyOf({ call: family, flags, decision, object: text }), file, lifeText, opens, ordered: true };
      }
    }
  }

  /** A program of the repository by its path; any other by its name, for where it lies is the machine's business. */
  #program(path: string): string {
    const known = this.#path(path);
    return known.startsWith("$") ? known : baseName(known);
  }

  #path(path: string): string {
    return getOrMake(this.#paths, path, () => pathClass(path, this.#known));
  }

  #socket(service: string, call: Call, object: Socket, ends: Ends, plain: boolean, starting: boolean): Classified {
    const variant = plain ? call.name : `${call.name} ${decisionName(call.decision)}`;
    for (let known = ends.classified; known !== undefined; known = known.next) {
      if (known.variant === variant && known.starting === starting && known.service === service) return known.as;
    }
    const as = this.#makeSocket(service, call, object, ends, variant, plain, starting);
    ends.classified = { service, variant, starting, as, next: ends.classified };
    return as;
  }

  #makeSocket(service: string, call: Call, object: Socket, ends: Ends, variant: string, plain: boolean, starting: boolean): Classified {
    const family = familyOf.get(call.name) ?? call.name;
    const socketCall = family === "write" ? "send" : family === "read" ? "receive" : family;
    const make = (place: string, flow: Flow): Classified => {
      const counted = !plain || (socketCall !== "receive" && socketCall !== "accept");
      // The same text for each connection: it is hashed once.
      const keys = getOrMake(this.#socketKeys, variant, () => new Map<string, string>());
      const decision = (): string => (plain ? "allow" : decisionName(call.decision).replaceAll(" ", "_"));
      const key = counted
        ? getOrMake(keys, place, () => keyOf({ call: socketCall, flags: [], decision: decision(), object: place }))
        : undefined;
      // A denied message was never sent.
      return { ...apart, key, flow: isMade(call.decision) ? flow : none, ordered: counted };
    };
    const local = ends.local.address;
    const peer = ends.peer.address;
    const own = local === undefined ? undefined : this.#interfaces.get(local.port);

    if (own?.service === service && local !== undefined && socketCall !== "connect") {
      if (peer === undefined || peer.port === 0) return plain && socketCall === "accept" ? apart : make(own.own, none);
      const connection = connectionId(peer.port, local.port);
      const client = this.#client(service, connection, local.port, starting);
      if (client === "probe") return plain ? apart : make("← probe", none);
      const flow: Flow =
        socketCall === "send"
          ? { kind: "reply", connection, client }
          : socketCall === "receive"
            ? { kind: "take", connection, client }
            : none;
      const from = getOrMake(this.#from, client, () => `← ${client === DRIVER ? client : escapeText(client)}`);
      return make(from, flow);
    }
    if (peer !== undefined) {
      if (plain && socketCall === "connect" && (peer.port === 0 || peer.port === 9)) return apart;
      const other = peer.local ? this.#interfaces.get(peer.port) : undefined;
      if (other === undefined) {
        const port = peer.port >= firstEphemeral ? "*" : String(peer.port);
        return make(`→ ${escapeText(peer.local ? "localhost" : peer.host)}:${port}`, none);
      }
      const connection = local === undefined || local.port === 0 ? undefined : connectionId(local.port, peer.port);
      return make(other.to, socketCall === "send" ? { kind: "ask", connection, server: other.service } : none);
    }
    const unix = unixPath(object.peer) ?? unixPath(object.local);
    if (unix === undefined) return plain ? apart : make("socket", none);
    if (plain && isSystemPath(unix, false)) return apart;
    return make(`${unixPath(object.peer) === undefined ? "←" : "→"} unix:${this.#path(unix)}`, none);
  }

  /** Who is at the other end of a connection that [service] accepted. */
  #client(service: string, connection: number, port: number, starting: boolean): string {
    const { driver, probes, clients, connecting } = this.#connections;
    if (driver.has(connection)) return DRIVER;
    const made = clients.get(connection);
    if (made !== undefined) return made;
    if (starting || probes.has(connection)) return "probe";
    // The client's end was not seen. If only one service ever connects here, and the test does not, it is that one.
    const candidates = [...(connecting.get(port) ?? [])].filter((name) => name !== service);
    const only = candidates[0];
    if (candidates.length === 1 && only !== undefined) return only;
    return "client";
  }
}

function unixPath(address: string | undefined): string | undefined {
  const path = address?.startsWith("unix:") === true ? address.slice(5) : "";
  return path === "" ? undefined : path;
}

/**
 * Whether a line stands for no call of its own: `handle`, what was done through one descriptor, and `synced`, how many answers came behind a sync.
 * It says again what other lines say, and is told of only where they are silent.
 */
export function isDerived({ call }: ClassParts): boolean {
  return call === "handle" || call === "synced";
}

/** Calls that make what was written last, or at least begin to. */
export const syncCalls: ReadonlySet<string> = new Set(["fsync", "fdatasync", "sync_file_range", "sync", "syncfs", "msync"]);

/** Whether a call makes what was written last; sync_file_range(2) writes neither what a new file needs to be found nor the cache of the disk. */
export function makesLast(call: string): boolean {
  return syncCalls.has(call) && call !== "sync_file_range";
}

/** The value of [key], made when it is missing. */
export function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
