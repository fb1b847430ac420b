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

/** What a call is to the flow of requests, on a connection that both ends of are known. */
export type Flow =
  /** A service answers on a connection it accepted. */
  | { readonly kind: "reply"; readonly client: string }
  /** A service takes from a connection it accepted. */
  | { readonly kind: "take"; readonly client: string }
  /** A service sends on a connection it made. */
  | { readonly kind: "ask"; readonly server: string }
  /** A service takes from a connection it made. */
  | { readonly kind: "hear" }
  | { readonly kind: "none" };

/** What a call stands for; one object for all calls of a service that are alike. */
export interface Classified {
  /** For the reader's own numbering of classes; -1 until it gives one. */
  id: number;
  /** The same of the class that answers this one, where it is a question. */
  answerId: number;
  /** The same of such answers behind no sync; see [unsyncedAnswer]. */
  unsyncedId: number;
  /** Text of the class; undefined for what is set apart. */
  readonly key: string | undefined;
  readonly flow: Flow;
  /** Path class, when the call works on an open file or opens one: the thread of a handle's life. */
  readonly file: string | undefined;
  /** What it is called in a handle's life: `open(append,write)`, `write`, `fsync!` when it was not made as asked. */
  readonly lifeText: string;
  readonly opens: boolean;
  /** Where it puts something that others can find, and where it looks for what is there. */
  readonly puts: Spot | undefined;
  readonly finds: Spot | undefined;
  /** Whether its place among other calls means something; a line on stdout does not. */
  readonly ordered: boolean;
}

/** A path, by which services may hand each other work: who put something there, and when the driver last had a hand in that; see `originNs` in `observe.ts`. */
export interface Spot {
  by: string;
  originNs: number;
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

/** Calls that put something into a file, that put something under another name, and that look at what is there or take it away. */
const filling = new Set(["write", "truncate", "copy_file_range"]);
const naming = new Set(["rename", "link", "symlink"]);
const finding = new Set(["read", "rename", "link", "unlink"]);

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

/** What calls on one object were found to be, in a chain: they are few, so that looking through them costs less than a table. */
interface Found {
  readonly call: string;
  /** Empty for a call that was let through. */
  readonly decision: string;
  readonly flags: number | undefined;
  readonly as: Classified;
  readonly next: Found | undefined;
}

function findIn(chain: Found | undefined, call: string, decision: string, flags: number | undefined): Classified | undefined {
  for (let found = chain; found !== undefined; found = found.next) {
    if (found.call === call && found.decision === decision && found.flags === flags) return found.as;
  }
  return undefined;
}

/** A file, a stream, … as calls of one service name it. */
interface Place {
  found: Found | undefined;
}

/** To whom and when a socket is what it is. */
interface RoleOf {
  readonly service: string;
  readonly starting: boolean;
  readonly connecting: boolean;
}

/** What a socket is to one service; one object for all connections that are alike. */
interface Role extends RoleOf {
  /** Object of the class. */
  readonly object: string;
  readonly flow: "served" | "asked" | "none";
  /** The service at the other end, where there is a flow. */
  readonly other: string;
  /** Calls that are set apart when they are let through: one by its family, or all. */
  readonly apart: "accept" | "connect" | "all" | undefined;
  found: Found | undefined;
}

/** That of [roles] which is so to [to]. */
function roleIn(roles: readonly Role[], to: RoleOf, flow: Role["flow"], other: string): Role | undefined {
  for (const role of roles) {
    if (role.flow !== flow || role.other !== other || role.service !== to.service) continue;
    if (role.starting === to.starting && role.connecting === to.connecting) return role;
  }
  return undefined;
}

function addedRole(roles: Role[], to: RoleOf, flow: Role["flow"], other: string, object: string, setApart: Role["apart"]): Role {
  const role: Role = { ...to, flow, other, object, apart: setApart, found: undefined };
  roles.push(role);
  return role;
}

/** A service's port. */
interface Interface {
  readonly service: string;
  /** How it is written by others (`→ service.interface`), and by the service itself. */
  readonly to: string;
  readonly own: string;
  /** What connections with it are to either side, one for each service: so few that looking through them costs less than making their text. */
  readonly roles: Role[];
}

/** The two ends of a connection as a call names them, read once; one object for one pair of texts. */
export interface Ends {
  readonly localText: string | undefined;
  readonly peerText: string | undefined;
  readonly local: Address | undefined;
  readonly peer: Address | undefined;
  /** Another pair that cannot be told from this one by its digest. */
  readonly next: Ends | undefined;
  /** The service that was seen last to use it. */
  user: string | undefined;
  /** What it was last found to be, and the connection then, where both ends of one are known. */
  role: Role | undefined;
  connection: number | undefined;
}

/** Pairs of addresses, each read once: a connection's two ends come with every call on it. */
export class Addresses {
  readonly #read = new Map<string, Address | undefined>();
  readonly #pairs = new Map<number, Ends>();

  ends(localText: string | undefined, peerText: string | undefined): Ends {
    // Texts from a log are made anew for each call, so a table by text would have to read through all of them each time.
    const digest = (Math.imul(digestOf(localText), 0x9e3779b1) + digestOf(peerText)) | 0;
    const others = this.#pairs.get(digest);
    for (let ends = others; ends !== undefined; ends = ends.next) {
      if (ends.localText === localText && ends.peerText === peerText) return ends;
    }
    const [local, peer] = [this.#address(localText), this.#address(peerText)];
    const ends: Ends = { localText, peerText, local, peer, next: others, user: undefined, role: undefined, connection: undefined };
    this.#pairs.set(digest, ends);
    return ends;
  }

  #address(text: string | undefined): Address | undefined {
    return text === undefined ? undefined : getOrMake(this.#read, text, () => parseAddress(text));
  }
}

/** Its length and end, where addresses of one log differ: in the port. */
function digestOf(text: string | undefined): number {
  if (text === undefined) return 0;
  let digest = text.length;
  for (let i = Math.max(0, text.length - 5); i < text.length; i++) digest = (Math.imul(digest, 31) + text.charCodeAt(i)) | 0;
  return digest;
}

/** Port numbers from here on are handed out by kernels, so the number means nothing. */
const firstEphemeral = 32768;

const none: Flow = { kind: "none" };
const apart: Classified = {
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
export function connectionId(clientPort: number, serverPort: number): number {
  return (clientPort << 16) | serverPort;
}

/** Who made which connection, found before the calls are classified. */
export interface Connections {
  /** Connection → service that made it, or the driver. */
  readonly clients: ReadonlyMap<number, string>;
  readonly probes: ReadonlySet<number>;
  /** Server port → services that were seen connecting to it. */
  readonly connecting: ReadonlyMap<number, ReadonlySet<string>>;
}

/** Whether [call] runs a program. */
export function runsProgram({ name, object }: Call): boolean {
  return (name === "execve" || name === "execveat") && object.kind === "file";
}

/** Classifies the calls of one test of one run. */
export class Classifier {
  readonly #known: Known;
  readonly #connections: Connections;
  readonly #interfaces = new Map<number, Interface>();
  readonly #paths = new Map<string, string>();
  readonly #spots = new Map<string, Spot>();
  /** By service and text: the same few calls come again and again, and text is only made for the first. */
  readonly #places = new Map<string, Map<string, Place>>();
  /** Of sockets that are no connection between two services, by the object of their classes. */
  readonly #roles = new Map<string, Role[]>();

  constructor(services: readonly ServiceInfo[], known: Known, connections: Connections) {
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
  classify(service: string, call: Call, ends: Ends | undefined, starting: boolean): Classified {
    const {
      object,
      decision: { kind: decided },
    } = call;
    const plain = decided === "allow" || decided === "trace" || decided === "allow-system-path";
    if (plain && (object.kind === "anon" || object.kind === "pipe" || unremarkable.has(call.name))) return apart;
    const decision = plain ? "" : decisionName(call.decision);
    if (object.kind === "socket") return ends === undefined ? apart : this.#socket(service, call, ends, decision, starting);
    const name = object.kind === "file" ? object.path : object.kind === "stdio" ? object.name : object.kind;
    const place = this.#place(service, call.target === undefined ? name : `${name}\u0000${call.target}`);
    const known = findIn(place.found, call.name, decision, call.flags);
    if (known !== undefined) return known;
    const as = this.#plainObject(call, object, plain);
    place.found = { call: call.name, decision, flags: call.flags, as, next: place.found };
    return as;
  }

  // Written out, because this runs once for each event and a closure each would cost more than the rest.
  #place(service: string, name: string): Place {
    let places = this.#places.get(service);
    if (places === undefined) this.#places.set(service, (places = new Map<string, Place>()));
    let place = places.get(name);
    if (place === undefined) places.set(name, (place = { found: undefined }));
    return place;
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
        const key = keyOf({ call: family, flags, decision, object: text });
        return { ...apart, key, file, lifeText, opens, ...this.#spotsOf(call, object.path, family, flags), ordered: true };
      }
    }
  }

  #spotsOf({ target, decision }: Call, path: string, family: string, flags: readonly string[]): Pick<Classified, "puts" | "finds"> {
    if (!isMade(decision)) return { puts: undefined, finds: undefined };
    const anew = flags.includes("truncate") || flags.includes("exclusive");
    const looks = !anew && (flags.includes("read") || flags.includes("readwrite"));
    const to = naming.has(family) ? target : filling.has(family) || anew ? path : undefined;
    return {
      puts: to === undefined ? undefined : this.#spot(to),
      finds: finding.has(family) || looks ? this.#spot(path) : undefined,
    };
  }

  #spot(path: string): Spot {
    return getOrMake(this.#spots, path, () => ({ by: "", originNs: Number.NEGATIVE_INFINITY }));
  }

  /** A program of the repository by its path; any other by its name, for where it lies is the machine's business. */
  #program(path: string): string {
    const known = this.#path(path);
    return known.startsWith("$") ? known : baseName(known);
  }

  #path(path: string): string {
    return getOrMake(this.#paths, path, () => pathClass(path, this.#known));
  }

  #socket(service: string, call: Call, ends: Ends, decision: string, starting: boolean): Classified {
    const connecting = call.name === "connect";
    let { role } = ends;
    if (role?.service !== service || role.starting !== starting || role.connecting !== connecting) {
      role = ends.role = this.#roleOf(service, ends, connecting, starting);
    }
    const known = findIn(role.found, call.name, decision, undefined);
    if (known !== undefined) return known;
    const as = socketClass(call, role, decision);
    role.found = { call: call.name, decision, flags: undefined, as, next: role.found };
    return as;
  }

  /** What the socket between [ends] is to [service]; notes the connection that it is. */
  #roleOf(service: string, ends: Ends, connecting: boolean, starting: boolean): Role {
    const to = { service, connecting, starting };
    const { local, peer } = ends;
    ends.connection = undefined;
    const own = local === undefined || connecting ? undefined : this.#interfaces.get(local.port);
    if (own?.service === service && local !== undefined) {
      if (peer === undefined || peer.port === 0) return this.#loneRole(to, own.own, "accept");
      const connection = connectionId(peer.port, local.port);
      const client = this.#client(service, connection, local.port, starting);
      if (client === "probe") return this.#loneRole(to, "← probe", "all");
      ends.connection = connection;
      const known = roleIn(own.roles, to, "served", client);
      if (known !== undefined) return known;
      return addedRole(own.roles, to, "served", client, `← ${client === DRIVER ? client : escapeText(client)}`, undefined);
    }
    if (peer !== undefined) {
      const probed = peer.port === 0 || peer.port === 9 ? "connect" : undefined;
      const server = peer.local ? this.#interfaces.get(peer.port) : undefined;
      if (server === undefined) {
        const port = peer.port >= firstEphemeral ? "*" : String(peer.port);
        return this.#loneRole(to, `→ ${escapeText(peer.local ? "localhost" : peer.host)}:${port}`, probed);
      }
      if (local !== undefined && local.port !== 0) ends.connection = connectionId(local.port, peer.port);
      return roleIn(server.roles, to, "asked", server.service) ?? addedRole(server.roles, to, "asked", server.service, server.to, probed);
    }
    const toUnix = unixPath(ends.peerText);
    const unix = toUnix ?? unixPath(ends.localText);
    if (unix === undefined) return this.#loneRole(to, "socket", "all");
    return this.#loneRole(
      to,
      `${toUnix === undefined ? "←" : "→"} unix:${this.#path(unix)}`,
      isSystemPath(unix, false) ? "all" : undefined,
    );
  }

  /** Of a socket that is no connection between two services. */
  #loneRole(to: RoleOf, object: string, setApart: Role["apart"]): Role {
    const roles = getOrMake(this.#roles, object, () => []);
    return roleIn(roles, to, "none", "") ?? addedRole(roles, to, "none", "", object, setApart);
  }

  /** Who is at the other end of a connection that [service] accepted. */
  #client(service: string, connection: number, port: number, starting: boolean): string {
    const { probes, clients, connecting } = this.#connections;
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

/** The class of a call on a socket. */
function socketClass(call: Call, { object, flow, other, apart: setApart }: Role, decision: string): Classified {
  const family = familyOf.get(call.name) ?? call.name;
  const socketCall = family === "write" ? "send" : family === "read" ? "receive" : family;
  const plain = decision === "";
  if (plain && (setApart === "all" || setApart === socketCall)) return apart;
  const ordered = !plain || (socketCall !== "receive" && socketCall !== "accept");
  const key = ordered
    ? keyOf({ call: socketCall, flags: [], decision: plain ? "allow" : decision.replaceAll(" ", "_"), object })
    : undefined;
  return { ...apart, key, flow: isMade(call.decision) ? flowOf(socketCall, flow, other) : none, ordered };
}

/** A denied message was never sent. */
function flowOf(socketCall: string, flow: Role["flow"], other: string): Flow {
  if (flow === "served") {
    if (socketCall === "send") return { kind: "reply", client: other };
    if (socketCall === "receive") return { kind: "take", client: other };
  }
  if (flow !== "asked") return none;
  return socketCall === "send" ? { kind: "ask", server: other } : socketCall === "receive" ? { kind: "hear" } : none;
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

/** The class, in the service that asks, of answers of [peer] (`→ db.main`) that came behind no sync. */
export function unsyncedAnswer(peer: string): string {
  return `unsynced allow ${peer}`;
}

/** Whether a class stands for answers of another service that came behind no sync. */
export function isUnsyncedAnswer({ call }: ClassParts): boolean {
  return call === "unsynced";
}

/** The line that shows the kind of a question: unsynced answers have none of their own, they are among the answers. */
export function lineOf(question: string): string {
  const parts = partsOf(question);
  return isUnsyncedAnswer(parts) ? `receive ${parts.decision} ${parts.object}` : question;
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
