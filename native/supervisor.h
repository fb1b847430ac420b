/*
 * The supervisor's shared vocabulary: its state, the things it knows (services, rules, tasks, objects) and what each
 * file offers the others. The essay on how it all works together stands at the top of supervisor.c; read that first.
 */
#ifndef FAULTBOX_SUPERVISOR_H
#define FAULTBOX_SUPERVISOR_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>

/* Newer than the headers of some of the compilers we build with. The values are the kernel's and never change. */
#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif
#ifndef SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP
#define SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP (1UL << 0)
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS SECCOMP_IOW(4, __u64)
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

/* Changes whenever a frame changes; src/supervisor/frames.ts holds the same number. */
#define PROTOCOL_VERSION 9

enum limits {
  /* Numbers of calls end at 471 today; 512 leaves room and keeps the sets in one cache line. A filter for all of them
     has fewer than half of the kernel's 4096 instructions. */
  MAX_CALL = 512,
  /* Of one service. A call tries the rules one after the other, so thousands would be felt, and no suite writes that
     many. */
  MAX_RULES = 1024,
  MAX_SERVICES = 256,
  /* Processes of one service that are looked at. */
  MAX_TREE = 4096,
  /* A request carries a whole argv and environment; the kernel itself refuses more than a quarter of the stack, 2 MiB.
   */
  MAX_REQUEST = 8 << 20,
  /* Threads of services that are known at a time, a power of two; half of it may be used. */
  TASK_SLOTS = 1 << 15,
  /* Of these, so many with handles kept open (two or three descriptors each). When used up, all are closed and opened
     again as needed. */
  MAX_HANDLES = 400,
  /* Objects with an id known to the runner. When full, the runner is told to forget them all, so that neither side
     grows for ever. */
  MAX_OBJECTS = 1 << 16,
  /* Records collected before they are handed to the runner in one frame. 256 were enough to make the write vanish in
     the noise. */
  BATCH_RECORDS = 256,
  /* Bytes that a call is cut to: they are copied through here. */
  MAX_SHORT = 16 << 20,
  /* Notifications taken from the kernel before the first of them is answered. */
  MAX_DRAIN = 256,
  /* What a service prints is read no further while so many bytes wait for the runner ... */
  OUTPUT_HIGH_WATER = 1 << 20,
  /* ... and no call is answered while this many do: a runner that cannot keep up slows the services, it never loses a
     record. */
  RECORD_HIGH_WATER = 64 << 20,
};

/* A record waits no longer than this for its batch to fill: the runner's view of a running service is never staler. */
#define FLUSH_AFTER_NS 5000000ull

/* Between two looks whether a service listens, which take 50 us each: at first, and at most. */
#define FIRST_LOOK_PAUSE_NS 500000ull
#define LONGEST_LOOK_PAUSE_NS 10000000ull

#define NEVER UINT64_MAX

/* ---- Bytes in and out (wire.c) ---- */

struct buffer {
  uint8_t *data;
  size_t start, end, capacity;
};

/* Reads a request; [bad] is set by the first read beyond the end and makes all later reads give zeros. */
struct reader {
  const uint8_t *at, *end;
  bool bad;
};

enum frame {
  FRAME_HELLO = 1,
  FRAME_REPLY = 2,
  FRAME_FAILURE = 3,
  FRAME_OBJECTS = 4,
  FRAME_FORGET = 5,
  FRAME_CALLS = 6,
  FRAME_OUTPUT = 7,
  FRAME_EXIT = 8,
  FRAME_ENDED = 9,
  FRAME_NOTICE = 10,
  FRAME_HELD = 11,
  FRAME_STACKS = 12,
  FRAME_DELAYED = 13,
};

enum request {
  REQUEST_LAUNCH = 1,
  REQUEST_RULES = 2,
  REQUEST_STOP = 3,
  REQUEST_PIDS = 4,
  REQUEST_SYNC = 5,
  REQUEST_RELEASE = 6,
  REQUEST_LISTENERS = 7,
  REQUEST_AWAIT = 8,
  REQUEST_UNREAD = 9,
  REQUEST_TAKEN = 10,
};

/* One caught call as it goes over the wire: 80 bytes, little-endian, no holes. */
struct record {
  uint64_t at_ns;
  uint64_t latency_ns;
  uint64_t size;
  uint64_t argument; /* deny: the errno; delay: nanoseconds; short: bytes; crash: [crash_when] */
  uint32_t service;
  uint32_t pid;
  uint32_t tid;
  uint32_t object;
  uint32_t target;
  int32_t fd;
  uint32_t flags;
  uint32_t rule;
  uint32_t epoch;
  uint16_t call;
  uint8_t decision;
  uint8_t has;
  uint32_t stack; /* where it was made; 0 where nobody asked, or it cannot be told */
  uint32_t unused;
};
_Static_assert(sizeof(struct record) == 80, "the runner reads 80 bytes a record");

enum has { HAS_FD = 1, HAS_TARGET = 2, HAS_SIZE = 4, HAS_FLAGS = 8, HAS_RULE = 16 };

enum decision {
  DECISION_ALLOW = 0,
  DECISION_SYSTEM_PATH = 1,
  DECISION_TRACE = 2,
  DECISION_DENY = 3,
  DECISION_DELAY = 4,
  DECISION_HOLD = 5,
  DECISION_SHORT = 6,
  DECISION_CRASH = 7,
};

/* ---- What a call acts on (describe.c) ---- */

enum object_kind { OBJECT_NONE, OBJECT_FILE, OBJECT_SOCKET, OBJECT_PIPE, OBJECT_STDIO, OBJECT_ANON };

/* file: [a] is the path. socket: [a] is the local and [b] the peer address. stdio, anon: [a] is the name. */
struct object {
  uint32_t id;
  uint32_t hash;
  uint8_t kind;
  bool deleted;
  uint32_t a_length, b_length;
  uint64_t inode;
  const char *a, *b; /* zero-terminated, in the same allocation */
};

struct objects {
  struct object **by_id; /* [0] is the object that is none */
  uint32_t count;
  uint32_t *slots; /* open addressing, 0 is free */
  uint32_t slot_count;
};

/* A connected stream socket keeps its two ends for life, so they are asked for once per inode. */
struct socket_ends {
  uint64_t inode; /* 0 is free */
  uint32_t object;
};

enum { SOCKET_SLOTS = 4096 };

/* A thread of a service. The handles are bound to this very thread by the kernel: once it is gone they answer ESRCH
   or ENOENT, even when its number is given to another, so what is read through them never belongs to a stranger. */
struct task {
  pid_t tid; /* 0 is free */
  pid_t pid;
  int dir;       /* /proc/TID; -1 while closed */
  int fd_dir;    /* /proc/TID/fd */
  int registers; /* /proc/TID/syscall, where stacks are asked for; -1 while closed */
  struct pending *pending;
  struct service *service;
};

/* Which arguments of a call mean what: 1 + the argument's index, 0 for none. */
struct shape {
  uint8_t fd, from, at, path, at2, path2, address, size, vector, message, messages, flags;
  bool creates;      /* creat(): flags are implied */
  bool open_how;     /* openat2(): flags stand in a struct in memory */
  bool names_target; /* symlink: the first path is text, not a place */
  bool binds;        /* the address is to be the local end */
  uint8_t moves;     /* bytes between memory and the descriptor: it can be made with fewer */
};

enum moves { MOVES_NOTHING, MOVES_OUT, MOVES_IN };

struct subject {
  struct task *task;
  const struct seccomp_notif *notif;
  int copy; /* of the caller's descriptor, -1 until somebody asked for one; whoever holds the subject closes it */
  const struct object *object;
  const struct object *target; /* NULL for none */
  const struct object *source; /* what a copy reads from; NULL until somebody asked for it */
  struct record record;        /* filled as far as it describes the call */
};

/* ---- Rules (rules.c) ---- */

enum action { ACTION_TRACE, ACTION_ALLOW, ACTION_DENY, ACTION_DELAY, ACTION_HOLD, ACTION_SHORT, ACTION_CRASH };
enum crash_when { CRASH_BEFORE, CRASH_AFTER };
enum ordinal { ORDINAL_ALWAYS, ORDINAL_NTH, ORDINAL_FIRST, ORDINAL_EVERY, ORDINAL_AFTER };

/* What a rule has counted. Outlives the list the rule stands in: a rule of the same id in the next list goes on from
 * here. */
struct counter {
  unsigned references;
  uint64_t seen;  /* calls that matched, as far as their answers stand */
  uint64_t fired; /* of these, those that it decided */
};

struct rule {
  uint32_t id;
  uint8_t action;
  uint8_t ordinal;
  bool exempt_system_paths;
  bool awaits_release; /* delay: its calls go on no earlier than they are released, either */
  uint64_t argument;
  uint64_t n;
  double probability;
  uint64_t seed;
  uint64_t max_fires;
  char *path;    /* NULL: any */
  char *address; /* NULL: any */
  struct counter *counter;
  uint64_t calls[MAX_CALL / 64];
};

/* A list of rules in force. A call that waits (delayed, held) keeps the list it was decided under alive. */
struct rules {
  unsigned references;
  uint32_t epoch;
  uint32_t count;
  uint64_t calls[MAX_CALL / 64]; /* the union of all rules' calls */
  struct rule rule[];
};

/* What was decided about one call, and the counters that moved for it, to be moved back if the answer comes too late.
 */
struct verdict {
  uint8_t decision;
  const struct rule *rule; /* NULL: none decided */
  bool counted;
  uint64_t touched[MAX_RULES / 64]; /* by place in the list */
};

/* ---- Calls that are made here, with fewer bytes (transfer.c) ---- */

struct transfer {
  int fd;  /* a description of its own where only that can be non-blocking, else the caller's by a copy */
  bool in; /* towards the caller's memory */
  bool socket;
  bool blocking;   /* the caller would wait */
  bool asks_first; /* whether it would wait is not told by EAGAIN but by poll */
  bool watched;    /* in the epoll set */
  uint16_t call;
  pid_t tid;
  int flags; /* of sockets, or of preadv2 and pwritev2 */
  uint64_t position[2];
  uint64_t header; /* recvmsg, recvfrom: where the kernel would write what came with the bytes */
  struct sockaddr_storage to;
  socklen_t to_length;
  uint64_t due_ns;     /* of SO_RCVTIMEO and SO_SNDTIMEO */
  uint64_t at_ns;      /* when the first byte was moved */
  struct iovec *parts; /* the caller's memory, cut to [size] */
  size_t part_count;
  size_t size, done;
  uint8_t *bytes;
};

/* ---- Calls that wait ---- */

/* A call that was received and is not answered yet: delayed until [due_ns], or held until it is released ([due_ns]
 * NEVER); or both, and then it waits from its release on for what is left of its delay. */
struct pending {
  uint64_t id; /* the kernel's cookie */
  uint64_t due_ns;
  uint64_t delayed_until_ns; /* of a delay that awaits its release */
  uint64_t received_ns;
  struct seccomp_data data;
  uint64_t order;
  struct service *service;
  struct task *task;
  struct rules *rules;
  struct verdict verdict;
  struct record record;
  struct transfer *transfer; /* NULL unless it waits until some bytes can be moved */
  size_t heap_index;
};

struct heap {
  struct pending **items;
  size_t count, capacity;
};

/* ---- Services ---- */

enum service_state {
  SERVICE_FREE,
  SERVICE_STARTING, /* the child is on its way to exec */
  SERVICE_FAILED,   /* it told why it cannot; its keeper is about to end */
  SERVICE_RUNNING,
};

/* A service that is to die when a call has taken effect, see crash.c. */
struct crash {
  pid_t tid;        /* whose call it is; 0: none */
  bool stopped;     /* it has, for the first time, and is told of at every call since */
  bool answered;    /* it has gone on and not come back yet */
  bool interrupted; /* a signal took it out of the call, and it is to make it again */
  bool recorded;
  uint64_t kept; /* signals that wait until the call goes on, the first in bit 0 */
  uint64_t received_ns;
  struct seccomp_data data;
  struct rules *rules;
  struct verdict verdict;
  struct record record;
};

/* One page that a service's keeper and first process share with the supervisor while they start. */
struct launch_page {
  _Atomic int listener; /* 1 + its number in the shared descriptor table; 0 not yet */
  _Atomic int pid;
  _Atomic uint64_t started_ns;
};

struct service {
  enum service_state state;
  unsigned slot;
  uint32_t number; /* the runner's name for it */
  uint32_t launch_request;
  pid_t keeper;
  pid_t pid;
  int listener;
  int status;           /* read end: the child's progress until exec */
  int output[2];        /* read ends of stdout and stderr */
  int child_ends[4];    /* write ends of stdout, stderr, status, and the working directory: ours until the child has its
                           own */
  uint64_t heard_ns[2]; /* when these were last known to be empty */
  uint64_t stdio_inode[2];
  uint64_t cookie; /* marks the child's own calls between filter and exec, see tree.c */
  struct launch_page *page;
  bool installing; /* the filter is about to exist: look at the page */
  bool allow_io_uring;
  bool stacks;   /* every call is recorded with the place it was made */
  bool observed; /* lines that it prints are compared with calls */
  bool told_foreign, told_io_uring;
  bool has_filter;
  bool exit_told;
  uint8_t failed_stage;
  int failed_errno;
  uint64_t intercept[MAX_CALL / 64];
  struct rules *rules;
  uint32_t epoch;
  uint64_t kill_at_ns;                  /* end of the grace given by stop */
  uint32_t await_request, awaited_port; /* who is told when somebody listens on this port; 0: nobody */
  uint64_t look_at_ns, look_pause_ns;   /* when to look for that next, and how long after that */
  bool crashed;                         /* it is being killed at a call: none of its calls is answered any more */
  struct crash crash;
};

/* ---- The program's state ---- */

struct facts {
  int install_errno; /* 0: a filter with a listener can be installed here */
  int memory_errno;  /* 0: the memory of services can be read */
  int getfd_errno;   /* 0: pidfd_getfd works on services */
  int ptrace_errno;  /* 0: services can be traced */
  bool vm_readv;     /* process_vm_readv works; else /proc/PID/mem */
  bool sync_wake_up;
  bool wait_killable;
  char note[8][200];
  unsigned note_count;
};

/* What a descriptor in the epoll set is; the slot of the service it belongs to stands beside it in the event. */
enum watch_kind {
  WATCH_CONTROL,
  WATCH_OUT,
  WATCH_SIGNALS,
  WATCH_TIDINGS,
  WATCH_TIMER,
  WATCH_STATUS,
  WATCH_STDOUT,
  WATCH_STDERR,
  WATCH_TRANSFER, /* here, the call that waits and not a slot */
};

/* A notification with the moment it was received. */
struct arrival {
  struct service *service;
  uint64_t at_ns;
  struct seccomp_notif notif;
};

struct supervisor {
  pid_t guardian;
  pid_t worker;
  struct rlimit descriptors; /* as the runner was given them; services get them back */
  int timer_slack;
  int signals; /* signalfd */
  int tidings[2];
  int null;
  struct facts facts;

  struct service service[MAX_SERVICES];
  unsigned service_count; /* slots ever used */

  struct buffer in, out;
  struct record batch[BATCH_RECORDS];
  unsigned batch_count;
  uint64_t batch_since_ns;
  struct buffer new_objects;
  struct buffer new_stacks;
  struct stacks *stacks; /* NULL until a service is launched that asks for them */
  struct objects objects;
  struct socket_ends *sockets;
  struct task *tasks;
  unsigned task_count, handle_count;
  struct shape shapes[MAX_CALL];
  struct heap heap;
  uint64_t order;

  uint32_t *syncs;
  unsigned sync_count, sync_capacity;

  bool strays; /* a keeper was killed: look for what it has left behind */
  bool ending; /* the runner is gone or has said goodbye */
  bool listeners_changed;
  bool congested;     /* too much waits for the runner: no calls are received */
  bool output_paused; /* much waits for the runner: no output is read */
  bool out_watched;
  unsigned eager;
  pid_t last_tid;
  int epoll;
  int timer;
  uint64_t timer_due_ns;                /* what the timer is set to, NEVER when it is not */
  struct pollfd poll[MAX_SERVICES + 1]; /* the listeners, then the epoll set */
  struct service *polled[MAX_SERVICES];
  unsigned listener_count;

  struct arrival arrivals[MAX_DRAIN];
  struct seccomp_notif_sizes sizes;
  struct seccomp_notif *notif;
  struct seccomp_notif_resp *response;
};

/* ---- Small things (supervisor.c) ---- */

noreturn void die(const char *what);
bool answer_caller(struct supervisor *s, const struct service *v, uint64_t id, uint32_t flags, int error,
                   int64_t value);
void *allocate(size_t size);
uint64_t now_ns(void);
void note(struct supervisor *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void close_fd(int *fd);

static inline bool has_call(const uint64_t *set, unsigned call) {
  return call < MAX_CALL && (set[call / 64] >> (call % 64) & 1);
}
static inline void add_call(uint64_t *set, unsigned call) {
  if (call < MAX_CALL) set[call / 64] |= 1ull << (call % 64);
}

/* ---- calls.c ---- */

void fill_shapes(struct shape shapes[MAX_CALL]);
int call_number(const char *name); /* -1 when this architecture has no such call */

/* ---- wire.c ---- */

void append(struct buffer *b, const void *bytes, size_t count);
void append_u8(struct buffer *b, uint8_t value);
void append_u32(struct buffer *b, uint32_t value);
void append_u64(struct buffer *b, uint64_t value);
void append_text(struct buffer *b, const char *text);
size_t begin_frame(struct buffer *b, enum frame type);
void end_frame(struct buffer *b, size_t frame);
void consume(struct buffer *b, size_t count);

uint8_t read_u8(struct reader *r);
uint32_t read_u32(struct reader *r);
uint64_t read_u64(struct reader *r);
char *read_text(struct reader *r); /* allocated; "" when [r] is bad or holds a zero byte inside */

void record_call(struct supervisor *s, const struct record *record);
void flush_batch(struct supervisor *s);
void send_out(struct supervisor *s);
void reply(struct supervisor *s, uint32_t request);
void reply_u32(struct supervisor *s, uint32_t request, uint32_t value);
void fail(struct supervisor *s, uint32_t request, int error, const char *stage, const char *detail);
void notice(struct supervisor *s, const struct service *v, const char *code, const char *message);
void hello(struct supervisor *s);

const struct object *intern(struct supervisor *s, uint8_t kind, bool deleted, uint64_t inode, const char *a,
                            size_t a_length, const char *b, size_t b_length);
void make_objects(struct supervisor *s);
void renew_objects(struct supervisor *s);
static inline size_t queued(const struct buffer *b) {
  return b->end - b->start;
}

/* ---- describe.c ---- */

struct task *task_of(struct supervisor *s, struct service *v, pid_t tid, uint64_t cookie);
bool describe(struct supervisor *s, struct service *v, const struct seccomp_notif *n, struct subject *subject);
void forget_task(struct supervisor *s, struct task *t);
void forget_tasks(struct supervisor *s, const struct service *v);
ssize_t read_memory(struct supervisor *s, pid_t tid, uint64_t address, void *into, size_t size);
ssize_t write_memory(struct supervisor *s, pid_t tid, uint64_t address, const void *from, size_t size);
int copy_descriptor(const struct task *t, int fd);
unsigned ends_held(int proc, const char *link);
bool talks_to_itself(struct subject *subject);
const struct object *source_of(struct supervisor *s, struct subject *subject);

/* ---- stack.c ---- */

uint32_t stack_of(struct supervisor *s, struct service *v, struct task *t, uint64_t pc);
void forget_images(struct supervisor *s, const struct service *v);

/* ---- rules.c ---- */

bool glob_matches(const char *pattern, const char *text);
struct rules *read_rules(struct supervisor *s, struct reader *r, const struct rules *before, uint32_t epoch,
                         char *problem, size_t problem_size);
void release_rules(struct rules *rules);
void decide(struct supervisor *s, const struct rules *rules, struct subject *subject, bool released,
            struct verdict *verdict);
void take_back(const struct rules *rules, struct verdict *verdict);

/* ---- transfer.c ---- */

bool can_be_short(struct supervisor *s, struct subject *subject, uint64_t size);
struct transfer *begin_transfer(struct supervisor *s, struct subject *subject, uint64_t size);
bool advance_transfer(struct supervisor *s, struct transfer *t, int64_t *result);
void free_transfer(struct transfer *t);

/* ---- crash.c ---- */

void crash_now(struct service *v);
bool crash_after(struct supervisor *s, struct service *v, const struct arrival *a, const struct verdict *verdict,
                 const struct record *r);
bool crash_goes_on(struct supervisor *s, struct service *v, const struct arrival *a);
bool crash_stopped(struct supervisor *s, pid_t tid, int status);
void crash_forgotten(struct service *v);

/* ---- filter.c ---- */

int install_filter(const uint64_t calls[MAX_CALL / 64], bool wait_killable);
void probe(struct supervisor *s);
bool foreign_call(const struct seccomp_notif *n);

/* ---- tree.c ---- */

enum stage {
  STAGE_NONE,
  STAGE_PROCESS,
  STAGE_DIRECTORY,
  STAGE_PRIVILEGES,
  STAGE_FILTER,
  STAGE_DESCRIPTORS,
  STAGE_EXEC
};

/* What a keeper tells: the first process of a service has ended. */
struct tiding {
  uint32_t service;
  int32_t pid;
  int32_t status;
  int32_t unused;
  uint64_t at_ns;
};

struct program {
  char *path; /* found already, relative to [directory] when it has no leading slash */
  char **argv, **env;
};

pid_t fork_sharing_descriptors(void);
void guard(struct supervisor *s); /* returns in the worker only */
pid_t start_keeper(struct supervisor *s, struct service *v, const struct program *program);
pid_t parent_of(pid_t pid);
size_t descendants(pid_t root, pid_t *into, size_t capacity);

/* ---- unread.c ---- */

bool has_unread(pid_t pid);

/* ---- ports.c ---- */

size_t listeners(unsigned port, uint64_t *into, size_t capacity);
bool waits_to_be_taken(const char *local, unsigned local_port, const char *peer, unsigned peer_port);
bool holds_socket(const struct service *v, uint64_t inode);

/* ---- isolate.c ---- */

int isolate(int argc, char **argv);

#endif
