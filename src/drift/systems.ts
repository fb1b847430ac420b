/**
 * The corpus of made-up systems (`synthetic.ts`), each with changed versions of itself: mutants keep every answer and change how it comes
 * about, neutral variants change nothing that a system call shows. [variant] selects one; the empty string is the base.
 */
import { getOrMake } from "./classes.ts";
import type { Job, Run, ServiceSpec, SystemSpec, TestSpec, Work } from "./synthetic.ts";

/** Open flags: access mode and what lasts. */
const append = 0o2101;
const truncating = 0o1101;
const reading = 0;

export interface Mutant {
  readonly name: string;
  readonly service: string;
  /** Part of the object that a finding must name. */
  readonly object: RegExp;
}

export interface CorpusSystem {
  readonly make: (variant: string) => SystemSpec;
  readonly mutants: readonly Mutant[];
  readonly neutral: readonly string[];
}

function test(name: string, ...groups: readonly (readonly string[])[]): TestSpec {
  return {
    name,
    steps: groups.map((group) =>
      group.map((text) => {
        const [target = "", summary = ""] = text.split("|");
        return { target, summary };
      }),
    ),
  };
}

/** The demo: an HTTP service asks a TCP service that keeps a log; a thread for each connection. */
const orders: CorpusSystem = {
  make: (variant) => {
    const wal = variant === "new path" ? "/tmp/stock.wal" : "/tmp/inventory.wal";
    const inventory: ServiceSpec = {
      name: "inventory",
      port: 5432,
      threads: "connection",
      *handle(job, request) {
        if (variant === "slower") yield* job.think(3_000);
        if (variant === "no waiting" && request.startsWith("RESERVE")) yield* job.think(5_000);
        if (!request.startsWith("RESERVE")) {
          yield* job.reply();
          return;
        }
        const keep = function* (): Work {
          yield* job.open(wal, variant === "truncating open" ? truncating : append);
          const fd = job.run.takeFd("inventory");
          if (variant === "sync before write") yield* job.on(wal, fd, "fsync");
          yield* job.on(wal, fd, "write");
          if (variant === "double write" || variant === "fourfold write") yield* job.on(wal, fd, "write");
          if (variant === "fourfold write") for (let i = 0; i < 2; i++) yield* job.on(wal, fd, "write");
          if (variant !== "no fsync" && variant !== "sync before write" && variant !== "sync after answer") yield* job.on(wal, fd, "fsync");
          if (variant === "sync after answer") {
            yield* job.reply();
            yield* job.on(wal, fd, "fsync");
          }
          job.run.freeFd("inventory", fd);
        };
        if (variant === "answer first") {
          yield* job.reply();
          yield* keep();
        } else yield* keep();
        if (variant === "answer first") return yield* job.log();
        if (variant !== "sync after answer") yield* job.reply();
        yield* job.log();
      },
    };
    const front: ServiceSpec = {
      name: "orders",
      port: 8080,
      threads: "goroutines",
      *handle(job, request) {
        if (request.startsWith("POST")) {
          yield* job.ask("inventory", "CHECK widget");
          if (variant === "retry") yield* job.ask("inventory", "CHECK widget");
          if (variant === "reserve twice") yield* job.ask("inventory", "RESERVE widget 1");
          if (variant === "no waiting") {
            const state = job.spawn(job.ask("inventory", "RESERVE widget 1"));
            yield* job.reply();
            yield* job.waitFor(state);
          } else yield* job.ask("inventory", "RESERVE widget 1");
        }
        if (variant !== "no waiting" || !request.startsWith("POST")) yield* job.reply();
        yield* job.log();
      },
    };
    return {
      name: "orders",
      services: [inventory, front],
      tests: [
        test("test_happy", ["orders|POST /orders"]),
        test("test_direct", ["inventory|RESERVE widget 1"], ["inventory|RESERVE gadget 2"], ["inventory|CHECK widget"]),
        test("test_many", ["orders|POST /orders"], ["orders|GET /health"], ["orders|POST /orders", "orders|POST /orders"]),
      ],
    };
  },
  mutants: [
    { name: "double write", service: "inventory", object: /inventory\.wal/ },
    { name: "no fsync", service: "inventory", object: /inventory\.wal/ },
    { name: "sync before write", service: "inventory", object: /inventory\.wal/ },
    { name: "sync after answer", service: "inventory", object: /inventory\.wal/ },
    { name: "answer first", service: "inventory", object: /inventory\.wal/ },
    { name: "truncating open", service: "inventory", object: /inventory\.wal/ },
    { name: "new path", service: "inventory", object: /stock\.wal|inventory\.wal/ },
    { name: "retry", service: "orders", object: /inventory\.main/ },
    { name: "reserve twice", service: "orders", object: /inventory\.main/ },
    { name: "no waiting", service: "orders", object: /inventory\.main/ },
  ],
  neutral: ["slower"],
};

/** An event loop with a log that stays open, a snapshot by temporary file, a heartbeat and a background sync. */
const store: CorpusSystem = {
  make: (variant) => {
    const aof = "/data/append.aof";
    const fd = 7;
    const snapshot = function* (job: Job): Work {
      const temporary = `/data/temp-${job.run.dice.letters(8)}.rdb`;
      if (variant === "in place") {
        yield* job.file("/data/dump.rdb", truncating, "write", "write", "fsync");
        return;
      }
      const calls = variant === "snapshot unsynced" ? ["write", "write"] : ["write", "write", "fsync"];
      if (variant === "rename before sync") {
        yield* job.open(temporary, truncating);
        const fd = job.run.takeFd("store");
        yield* job.on(temporary, fd, "write", "write");
        yield* job.rename(temporary, "/data/dump.rdb");
        yield* job.on(temporary, fd, "fsync");
        job.run.freeFd("store", fd);
        return;
      }
      yield* job.file(temporary, truncating, ...calls);
      yield* job.rename(temporary, "/data/dump.rdb");
    };
    const service: ServiceSpec = {
      name: "store",
      port: 6379,
      threads: "loop",
      *start(job) {
        yield* job.file("/etc/store.conf", reading, "read");
        yield* job.open(aof, append);
      },
      *handle(job, request) {
        if (variant === "slower") yield* job.think(20_000);
        if (request.startsWith("SET")) {
          if (variant === "two records") yield* job.on(aof, fd, "write");
          yield* job.on(aof, fd, "write");
          if (variant === "data sync only") yield* job.on(aof, fd, "fdatasync");
          else if (variant !== "sync everysec") yield* job.on(aof, fd, "fsync");
        }
        if (request.startsWith("SAVE")) yield* snapshot(job);
        yield* job.reply();
      },
      *background(job) {
        for (;;) {
          yield 18e6 * (0.9 + job.run.dice.roll() * 0.2);
          yield* job.file("/run/store.heartbeat", truncating, "write");
          if (variant === "sync everysec") yield* job.on(aof, fd, "fsync");
        }
      },
    };
    return {
      name: "store",
      services: [service],
      tests: [
        test("test_set", ["store|SET a 1"], ["store|SET b 2"], ["store|GET a"]),
        test("test_save", ["store|SET a 1"], ["store|SAVE"]),
        test("test_busy", ["store|SET a 1", "store|SET b 2", "store|GET c"], ["store|SAVE"]),
      ],
    };
  },
  mutants: [
    { name: "in place", service: "store", object: /dump\.rdb|temp/ },
    { name: "snapshot unsynced", service: "store", object: /temp|dump\.rdb/ },
    { name: "rename before sync", service: "store", object: /temp|dump\.rdb/ },
    { name: "two records", service: "store", object: /append\.aof/ },
    { name: "data sync only", service: "store", object: /append\.aof/ },
    { name: "sync everysec", service: "store", object: /append\.aof/ },
  ],
  neutral: ["slower"],
};

/** A pool of threads; uploads to random names; a log with the date in its name. */
const uploads: CorpusSystem = {
  make: (variant) => {
    const service: ServiceSpec = {
      name: "uploads",
      port: 9000,
      threads: "pool",
      *handle(job, request) {
        const { dice } = job.run;
        const suffix =
          variant === "other names"
            ? dice.letters(10, "abcdefghijklmnopqrstuvwxyz")
            : dice.letters(6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
        const temporary = `/app/incoming/part_${suffix}.bin`;
        const shard = variant === "other shard" ? 2 : 1;
        if (request.startsWith("PUT")) {
          if (variant === "exclusive dropped") yield* job.file(temporary, truncating, "write", "fsync");
          else yield* job.file(temporary, 0o301, "write", "fsync");
          if (variant === "index before data") yield* job.file(`/app/index-${shard}.db`, 2, "write", "fsync");
          if (variant === "copied") yield* job.file(`/app/data/shard-${shard}/blob`, truncating, "write");
          else yield* job.rename(temporary, `/app/data/shard-${shard}/blob`);
          if (variant !== "index before data") yield* job.file(`/app/index-${shard}.db`, 2, "write", "fsync");
          if (variant === "left behind") yield* job.file("/app/incoming/.done", truncating, "write");
        }
        yield* job.reply();
        yield* job.file(`/var/log/uploads-${1000 + dice.below(9000)}-0${1 + dice.below(9)}-1${dice.below(9)}.log`, append, "write");
      },
    };
    return {
      name: "uploads",
      services: [service],
      tests: [
        test("test_put", ["uploads|PUT a"], ["uploads|GET a"]),
        test("test_two", ["uploads|PUT a", "uploads|PUT b"], ["uploads|PUT c"]),
      ],
    };
  },
  mutants: [
    { name: "exclusive dropped", service: "uploads", object: /incoming|blob/ },
    { name: "index before data", service: "uploads", object: /index|blob|part/ },
    { name: "copied", service: "uploads", object: /blob|incoming/ },
    { name: "other shard", service: "uploads", object: /shard-2|index-2|blob/ },
    { name: "left behind", service: "uploads", object: /\.done/ },
  ],
  neutral: ["other names"],
};

/** A gateway that asks two backends at once and logs behind its answer; goroutines on any thread. */
const gateway: CorpusSystem = {
  make: (variant) => {
    const front: ServiceSpec = {
      name: "gateway",
      port: 8000,
      threads: "goroutines",
      *handle(job) {
        if (variant === "one by one") {
          yield* job.ask("users", "find");
          yield* job.ask("prices", "find");
        } else {
          const states = [job.spawn(job.ask("users", "find")), job.spawn(job.ask("prices", "find"))];
          yield* job.waitFor(...states);
        }
        if (variant === "asks again") yield* job.ask("prices", "find");
        if (variant !== "uncached") yield* job.file("/var/cache/gateway/index", append, "write");
        yield* job.reply();
        yield* job.file("/var/log/gateway.log", append, "write");
        yield* job.log();
      },
    };
    const users: ServiceSpec = {
      name: "users",
      port: 8001,
      threads: "helpers",
      *handle(job) {
        yield* job.file("/app/users.db", reading, "pread64");
        if (variant === "reads twice") yield* job.file("/app/users.db", reading, "pread64");
        yield* job.reply();
      },
    };
    const prices: ServiceSpec = {
      name: "prices",
      port: 8002,
      threads: "loop",
      *handle(job) {
        yield* job.reply();
        if (variant === "prices audited") yield* job.file("/app/prices.audit", append, "write");
      },
      *background(job) {
        for (;;) {
          yield 30e6;
          yield* job.file("/app/prices.state", truncating, "write", "fsync");
        }
      },
    };
    return {
      name: "gateway",
      services: [users, prices, front],
      tests: [
        test("test_one", ["gateway|GET /item"]),
        test("test_three", ["gateway|GET /item", "gateway|GET /item"], ["gateway|GET /item"]),
      ],
    };
  },
  mutants: [
    { name: "asks again", service: "gateway", object: /prices\.main/ },
    { name: "uncached", service: "gateway", object: /gateway\/index/ },
    { name: "reads twice", service: "users", object: /users\.db/ },
    { name: "prices audited", service: "prices", object: /prices\.audit/ },
  ],
  neutral: [],
};

/**
 * A shop that asks its stock about each order, has a letter sent and marks it as sent; beside that it compares its sums with the stock's, every now and
 * then. The stock keeps a journal of all but the first, and answers when it is synced.
 */
const shop: CorpusSystem = {
  make: (variant) => {
    const service: ServiceSpec = {
      name: "shop",
      port: 8000,
      threads: "goroutines",
      *handle(job) {
        if (variant === "asked first") yield* job.ask("stock", "left");
        yield* job.ask("stock", "take");
        if (variant === "marked first") yield* job.ask("stock", "sent");
        yield* job.ask("mail", "letter");
        if (variant !== "marked first") yield* job.ask("stock", "sent");
        yield* job.reply();
      },
      *background(job) {
        for (;;) {
          yield 60e6 + job.run.dice.below(30) * 1e6;
          yield* job.ask("stock", "sum");
        }
      },
    };
    const stock: ServiceSpec = {
      name: "stock",
      port: 8001,
      threads: "helpers",
      *handle(job, text) {
        const synced = variant !== "not waited for" || text !== "take";
        if (text !== "left") yield* job.file("/data/stock.journal", append, "write", ...(synced ? ["fsync"] : []));
        yield* job.reply();
      },
    };
    const mail: ServiceSpec = {
      name: "mail",
      port: 8002,
      threads: "helpers",
      *handle(job) {
        yield* job.reply();
      },
    };
    return {
      name: "shop",
      services: [stock, mail, service],
      tests: [
        test("test_order", ["shop|POST /order"], ["shop|POST /order"], ["shop|POST /order"]),
        test("test_again", ["shop|POST /order"], ["shop|POST /order"]),
      ],
    };
  },
  mutants: [
    { name: "asked first", service: "shop", object: /stock\.main/ },
    { name: "marked first", service: "shop", object: /stock\.main|mail\.main/ },
    { name: "not waited for", service: "stock", object: /stock\.journal/ },
  ],
  neutral: [],
};

/** A record that waits to be committed. */
interface Record {
  readonly text: string;
  done: boolean;
}

/** A log that one thread commits for all connections: what waits when it looks is one batch. A checkpoint takes a while, and then a few syncs. */
const journal: CorpusSystem = {
  make: (variant) => {
    const [log, checkpoint] = ["/data/journal.log", "CHECKPOINT"];
    const queues = new Map<Run, Record[]>();
    const queueOf = ({ run }: Job): Record[] => getOrMake(queues, run, () => []);
    const sync = function* (job: Job, ms: number): Work {
      yield ms * 1e6;
      yield* job.call("fdatasync", { kind: "file", path: log }, { fd: 7, latencyNs: ms * 1e6 });
    };
    /** Longer than an answer is held up, so that the next batch is not over before the answers to this one. */
    const commitMs = 7;
    const service: ServiceSpec = {
      name: "journal",
      port: 7900,
      threads: "connection",
      *start(job) {
        yield* job.open(log, append);
      },
      *handle(job, text) {
        if (variant === "slower") yield* job.think(2_000);
        if (text === checkpoint) yield 40e6;
        const record = { text, done: false };
        queueOf(job).push(record);
        yield* job.waitFor(record);
        yield* job.reply();
      },
      *background(job) {
        for (;;) {
          const batch = queueOf(job).splice(0);
          for (const { text } of batch) {
            yield* job.on(log, 7, "write");
            if (variant === "sync each") yield* sync(job, commitMs);
            if (text === checkpoint) for (let left = job.run.dice.below(8); left > 0; left--) yield* sync(job, 1);
          }
          if (batch.length > 0 && variant !== "sync each") yield* sync(job, commitMs);
          for (const record of batch) record.done = true;
          yield 200_000;
        }
      },
    };
    const burst = ["journal|APPEND a", "journal|APPEND b", "journal|APPEND c", `journal|${checkpoint}`];
    return {
      name: "journal",
      services: [service],
      tests: [test("test_bursts", burst, burst), test("test_again", burst, ["journal|APPEND d"])],
    };
  },
  mutants: [{ name: "sync each", service: "journal", object: /journal\.log/ }],
  neutral: ["slower"],
};

export const corpus: readonly CorpusSystem[] = [orders, store, uploads, gateway, shop, journal];
