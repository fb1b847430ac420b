/*
 * The supervisor: starts services, catches the system calls they were asked to be watched for, decides what becomes of
 * each, and tells the runner what happened.
 *
 * One process does that (the worker; tree.c tells who else there is), in one loop, in one thread. The kernel hands it
 * *notifications*: a thread of a service made a call in its filter's set and sleeps until it is answered. The answer is
 * to go on with the call, or an error instead of it. So the loop is: wait for something to come, take all notifications
 * there are, and for each one
 *
 *     describe    what it acts on: path, socket, size (describe.c)
 *     decide      which rule takes it, if any (rules.c)
 *     answer      now, or later when it is to be delayed or held
 *     record      what was answered
 *
 * and nothing in it may ever wait for anything else: not for the runner (it only ever gets what has been decided
 * already), not for a delay (a delayed call lies in a heap of timers while the others go on), not for a service that
 * starts.
 *
 * What is true, and when
 * ----------------------
 * A call has happened when the kernel took our answer, so only then is it recorded and counted. Before that, the caller
 * may be killed or, until we have received the notification, interrupted by a signal; then the kernel forgets the
 * notification, and answering it fails with ENOENT. That is no error: the call did not take place. If it is restarted,
 * it comes as a new notification, and it is the same call as before: a delay goes on where it was, and a counter does
 * not count it twice.
 *
 * The time of a record is taken immediately before the answer. What the call does, and all that follows from it
 * elsewhere, is later; and as one thread takes the times in the order of the answers, the order of the records is
 * consistent with every chain of cause and effect between the services. `sync` is answered when everything answered
 * before it has been put into the stream, so whoever saw the effect of a call and then asked will find the call
 * recorded.
 *
 * What is caught, and what is not
 * -------------------------------
 * Only what the runner asked for, service by service; a service that nothing is asked about gets no filter. Added are
 * the calls through foreign ABIs (32-bit, x32), which have other numbers and are refused with ENOSYS, and
 * io_uring_setup, since what goes through a ring is seen by no filter: refused too, and programs fall back to ordinary
 * calls.
 *
 * It is tempting to catch close, dup and fork as well and so to know every descriptor without asking. That breaks
 * programs. A caught call that a signal interrupts before we have received it returns EINTR, whatever the flags say,
 * and shells and C libraries do not expect EINTR from those: pipelines of dash hang. So these are never caught unless a
 * suite names them, and descriptors are looked up in /proc. For the same reason notifications are received eagerly, all
 * there are, before the first is worked on.
 *
 * What makes it fast
 * ------------------
 * The floor is two switches between processes. SYNC_WAKE_UP makes them happen on one core, without waking another one
 * (an idle machine: 4.5 instead of 9 us a call and more). It is meant for one caller at a time, but from 1 to 64
 * threads it never cost more than doing without. What else there is to save are system calls: one poll, one receive,
 * one link read, one answer. The clock needs none; records leave in batches; the timer is set once per batch; and all
 * descriptors but the listeners are watched by one epoll set, so that poll looks at two of them and not at twenty.
 * Services are in our session, see tree.c. Measured in bench/supervisor against the least that any supervisor must do.
 */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- Small things ---- */

noreturn void die(const char *what) {
  fprintf(stderr, "faultbox-supervisor: %s: %s\n", what, strerror(errno));
  _exit(1);
}

/* Zeroed memory; there is always enough. */
void *allocate(size_t size) {
  void *memory = calloc(1, size);
  if (!memory) die("Can't allocate memory");
  return memory;
}

uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void note(struct supervisor *s, const char *format, ...) {
  if (s->facts.note_count == sizeof s->facts.note / sizeof *s->facts.note) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(s->facts.note[s->facts.note_count++], sizeof *s->facts.note, format, arguments);
  va_end(arguments);
}

void close_fd(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

static struct service *service_of(struct supervisor *s, uint32_t number) {
  for (unsigned i = 0; i < s->service_count; i++)
    if (s->service[i].state != SERVICE_FREE && s->service[i].number == number) return &s->service[i];
  return NULL;
}

/* ---- Calls that wait: a heap by due time, then by order of arrival ---- */

static bool sooner(const struct pending *a, const struct pending *b) {
  return a->due_ns != b->due_ns ? a->due_ns < b->due_ns : a->order < b->order;
}

static void heap_put(struct heap *h, struct pending *p, size_t i) {
  h->items[i] = p;
  p->heap_index = i;
}

static void heap_rise(struct heap *h, struct pending *p, size_t i) {
  for (; i && sooner(p, h->items[(i - 1) / 2]); i = (i - 1) / 2)
    heap_put(h, h->items[(i - 1) / 2], i);
  heap_put(h, p, i);
}

static void heap_add(struct heap *h, struct pending *p) {
  if (h->count == h->capacity) {
    h->capacity = h->capacity ? 2 * h->capacity : 64;
    h->items = realloc(h->items, h->capacity * sizeof *h->items);
    if (!h->items) die("Can't allocate memory");
  }
  heap_rise(h, p, h->count++);
}

static void heap_remove(struct heap *h, struct pending *p) {
  struct pending *last = h->items[--h->count];
  if (last == p) return;
  size_t i = p->heap_index;
  for (size_t child; (child = 2 * i + 1) < h->count; i = child) {
    if (child + 1 < h->count && sooner(h->items[child + 1], h->items[child])) child++;
    if (!sooner(h->items[child], last)) break;
    heap_put(h, h->items[child], i);
  }
  heap_rise(h, last, i);
}

/* Takes a transfer that waits out of the epoll set and out of the world. */
static void drop_transfer(struct supervisor *s, struct transfer *t) {
  if (!t) return;
  if (t->watched) epoll_ctl(s->epoll, EPOLL_CTL_DEL, t->fd, NULL);
  free_transfer(t);
}

/* Takes a call that waits out of everything. What it had counted stays counted; [take_back] first if it must not. */
static void drop_pending(struct supervisor *s, struct pending *p) {
  heap_remove(&s->heap, p);
  if (p->task) p->task->pending = NULL;
  drop_transfer(s, p->transfer);
  release_rules(p->rules);
  free(p);
}

/* ---- What is watched besides the listeners ---- */

static void watch(struct supervisor *s, int fd, uint32_t events, enum watch_kind kind, unsigned slot) {
  struct epoll_event event = {.events = events, .data.u64 = (uint64_t)slot << 8 | kind};
  if (epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &event)) die("Can't watch a descriptor");
}

static void watch_output(struct supervisor *s, struct service *v) {
  for (int stream = 0; stream < 2; stream++)
    if (v->output[stream] >= 0) watch(s, v->output[stream], EPOLLIN, stream ? WATCH_STDERR : WATCH_STDOUT, v->slot);
}

/* Closing alone would not take it out of the set while a child that is starting has a copy. */
static void unwatch(struct supervisor *s, int *fd) {
  if (*fd >= 0) epoll_ctl(s->epoll, EPOLL_CTL_DEL, *fd, NULL);
  close_fd(fd);
}

/* ---- Answers ---- */

/* Sends an answer: the kernel's own [flags], or an error, or a result. False when nobody waits for it any more. */
bool answer_caller(struct supervisor *s, const struct service *v, uint64_t id, uint32_t flags, int error,
                   int64_t value) {
  /* Nobody uses the filter any more, and those of its last callers that are being delayed are gone with it. */
  if (v->listener < 0) return false;
  memset(s->response, 0, s->sizes.seccomp_notif_resp);
  s->response->id = id;
  s->response->val = value;
  s->response->error = -error;
  s->response->flags = flags;
  for (;;) {
    if (ioctl(v->listener, SECCOMP_IOCTL_NOTIF_SEND, s->response) == 0) return true;
    if (errno == ENOENT) return false;
    if (errno != EINTR) die("Can't answer a call");
  }
}

/* Go on with the call if [error] is 0, else that error. */
static bool answer(struct supervisor *s, const struct service *v, uint64_t id, int error) {
  return answer_caller(s, v, id, error ? 0 : SECCOMP_USER_NOTIF_FLAG_CONTINUE, error, 0);
}

static bool still_waits(const struct service *v, uint64_t id) {
  return v->listener >= 0 && ioctl(v->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

/* Ends a service at a call that will not be made. The record comes first, as all that follows from it is later. */
static void crash_before(struct supervisor *s, struct service *v, uint64_t id, struct record *r,
                         const struct rules *rules, struct verdict *verdict) {
  if (still_waits(v, id)) {
    record_call(s, r);
    crash_now(v);
  } else {
    take_back(rules, verdict);
  }
}

/* Puts into a record what was decided. */
static void fill_record(struct record *r, const struct rules *rules, const struct verdict *verdict) {
  r->epoch = rules->epoch;
  r->decision = verdict->decision;
  r->argument = 0;
  if (verdict->rule) {
    r->rule = verdict->rule->id;
    r->argument = verdict->rule->argument;
    r->has |= HAS_RULE;
  } else if (verdict->decision == DECISION_DENY) {
    r->argument = ENOSYS;
  }
}

/* Answers a call as decided and records it; undoes the decision when it came too late. */
static void conclude(struct supervisor *s, struct service *v, uint64_t id, uint64_t received_ns,
                     const struct rules *rules, struct verdict *verdict, struct record *r) {
  if (v->crashed) {
    take_back(rules, verdict);
    return;
  }
  r->at_ns = now_ns();
  r->latency_ns = r->at_ns - received_ns;
  fill_record(r, rules, verdict);
  if (verdict->decision == DECISION_CRASH)
    crash_before(s, v, id, r, rules, verdict);
  else if (answer(s, v, id, verdict->decision == DECISION_DENY ? (int)r->argument : 0))
    record_call(s, r);
  else
    take_back(rules, verdict);
}

/* Says that a call is being held or its delay begins, as the record it would be if it went on now. It is not one: that
 * follows when it goes on, which it may never do. */
static void tell_waiting(struct supervisor *s, const struct pending *p, enum frame type) {
  struct record r = p->record;
  r.at_ns = p->received_ns;
  fill_record(&r, p->rules, &p->verdict);
  flush_batch(s);
  size_t frame = begin_frame(&s->out, type);
  append(&s->out, &r, sizeof r);
  end_frame(&s->out, frame);
}

static struct pending *wait_until(struct supervisor *s, struct service *v, const struct arrival *a, struct task *task,
                                  const struct verdict *verdict, const struct record *r, uint64_t due_ns) {
  struct pending *p = allocate(sizeof *p);
  *p = (struct pending){.id = a->notif.id,
                        .received_ns = a->at_ns,
                        .due_ns = due_ns,
                        .data = a->notif.data,
                        .order = s->order++,
                        .service = v,
                        .task = task,
                        .rules = v->rules,
                        .verdict = *verdict,
                        .record = *r};
  p->rules->references++;
  if (task) task->pending = p;
  heap_add(&s->heap, p);
  return p;
}

/*
 * Answers a call that was made here with fewer bytes, with what came of it, and records it. The bytes have moved, so it
 * has happened, whether somebody takes the answer or not. A peer that is gone is left to the kernel, which says so
 * again and has a signal for it.
 */
static void conclude_transfer(struct supervisor *s, struct service *v, uint64_t id, uint64_t received_ns,
                              const struct rules *rules, const struct verdict *verdict, struct record *r,
                              const struct transfer *t, int64_t result) {
  r->at_ns = t->at_ns;
  r->latency_ns = r->at_ns > received_ns ? r->at_ns - received_ns : 0;
  fill_record(r, rules, verdict);
  record_call(s, r);
  if (result == -EPIPE)
    answer(s, v, id, 0);
  else if (result < 0)
    answer(s, v, id, (int)-result);
  else
    answer_caller(s, v, id, 0, 0, result);
}

/* Lets a call go on as if no rule had taken it. */
static void let_go(struct supervisor *s, struct service *v, const struct arrival *a, struct verdict *verdict,
                   struct record *r) {
  take_back(v->rules, verdict);
  *verdict = (struct verdict){.decision = DECISION_ALLOW};
  conclude(s, v, a->notif.id, a->at_ns, v->rules, verdict, r);
}

/* Makes a call with fewer bytes; it waits where its caller would have waited. */
static void transfer(struct supervisor *s, struct service *v, const struct arrival *a, struct subject *subject,
                     struct verdict *verdict) {
  struct transfer *t = begin_transfer(s, subject, verdict->rule->argument);
  int64_t result;
  if (!t || !still_waits(v, a->notif.id)) {
    if (t) free_transfer(t);
    let_go(s, v, a, verdict, &subject->record);
    return;
  }
  if (advance_transfer(s, t, &result)) {
    conclude_transfer(s, v, a->notif.id, a->at_ns, v->rules, verdict, &subject->record, t, result);
    free_transfer(t);
    return;
  }
  struct pending *p = wait_until(s, v, a, subject->task, verdict, &subject->record, t->due_ns);
  p->transfer = t;
  struct epoll_event event = {.events = t->in ? EPOLLIN : EPOLLOUT,
                              .data.u64 = (uint64_t)(uintptr_t)p << 8 | WATCH_TRANSFER};
  if (epoll_ctl(s->epoll, EPOLL_CTL_ADD, t->fd, &event)) die("Can't watch a descriptor");
  t->watched = true;
}

/* The descriptor of a call that waits to be made may be ready, or ([late]) its time is over. */
static void go_on_transferring(struct supervisor *s, struct pending *p, bool late) {
  int64_t result = p->transfer->done ? (int64_t)p->transfer->done : -EAGAIN;
  if (p->service->crashed || !still_waits(p->service, p->id)) {
    if (!p->transfer->done) take_back(p->rules, &p->verdict);
  } else if (advance_transfer(s, p->transfer, &result) || late) {
    conclude_transfer(s, p->service, p->id, p->received_ns, p->rules, &p->verdict, &p->record, p->transfer, result);
  } else {
    return;
  }
  drop_pending(s, p);
}

/*
 * The thread of [a] had a call waiting here, so that one was interrupted: a thread makes one call at a time. If this is
 * the same call again, restarted by the kernel, it goes on waiting as before. Otherwise the old one has never happened.
 */
static bool goes_on_waiting(struct supervisor *s, struct task *task, const struct arrival *a) {
  struct pending *p = task->pending;
  if (memcmp(&p->data, &a->notif.data, sizeof p->data) == 0) {
    p->id = a->notif.id;
    return true;
  }
  take_back(p->rules, &p->verdict);
  drop_pending(s, p);
  return false;
}

/* Does with a call what was decided; what has to wait counts from [since_ns]. */
static void act(struct supervisor *s, struct service *v, const struct arrival *a, struct subject *subject,
                struct verdict *verdict, uint64_t since_ns) {
  struct record *r = &subject->record;
  switch ((enum decision)verdict->decision) {
  case DECISION_DELAY: {
    uint64_t until_ns = since_ns + verdict->rule->argument;
    bool held = verdict->rule->awaits_release;
    struct pending *p = wait_until(s, v, a, subject->task, verdict, r, held ? NEVER : until_ns);
    p->delayed_until_ns = until_ns;
    tell_waiting(s, p, FRAME_DELAYED);
    if (held) tell_waiting(s, p, FRAME_HELD);
    break;
  }
  case DECISION_HOLD:
    tell_waiting(s, wait_until(s, v, a, subject->task, verdict, r, NEVER), FRAME_HELD);
    break;
  case DECISION_SHORT:
    transfer(s, v, a, subject, verdict);
    break;
  case DECISION_CRASH:
    if (verdict->rule->argument == CRASH_AFTER) {
      fill_record(r, v->rules, verdict);
      if (!crash_after(s, v, a, verdict, r)) let_go(s, v, a, verdict, r);
      break;
    }
    conclude(s, v, a->notif.id, a->at_ns, v->rules, verdict, r);
    break;
  default:
    conclude(s, v, a->notif.id, a->at_ns, v->rules, verdict, r);
  }
  close_fd(&subject->copy);
}

static void refuse(struct supervisor *s, struct service *v, const struct seccomp_notif *n, bool *told, const char *code,
                   const char *message) {
  answer(s, v, n->id, ENOSYS);
  if (!*told) notice(s, v, code, message);
  *told = true;
}

static void handle_call(struct supervisor *s, struct arrival *a) {
  struct service *v = a->service;
  struct seccomp_notif *n = &a->notif;
  if (v->crashed) return;
  if (v->crash.tid && crash_goes_on(s, v, a)) return;
  if (v->state != SERVICE_RUNNING && n->data.args[5] == v->cookie) {
    answer(s, v, n->id, 0);
    return;
  }
  if (foreign_call(n)) {
    refuse(s, v, n, &v->told_foreign, "FOREIGN_ABI",
           "a call through a foreign ABI (32-bit or x32) was refused with ENOSYS: such calls cannot be observed");
    return;
  }
  if (n->data.nr == SYS_io_uring_setup && !has_call(v->intercept, SYS_io_uring_setup)) {
    if (v->allow_io_uring)
      answer(s, v, n->id, 0);
    else
      refuse(s, v, n, &v->told_io_uring, "IO_URING",
             "io_uring_setup was refused with ENOSYS: what goes through a ring cannot be observed (programs fall back "
             "to ordinary calls)");
    return;
  }

  struct subject subject = {.task = task_of(s, v, (pid_t)n->pid, n->id), .notif = n, .copy = -1};
  if (subject.task && !describe(s, v, n, &subject)) {
    /* The number belongs to another thread than when the handles were opened. */
    forget_task(s, subject.task);
    subject.task = task_of(s, v, (pid_t)n->pid, n->id);
    if (subject.task && !describe(s, v, n, &subject)) forget_task(s, subject.task), subject.task = NULL;
  }
  if (!subject.task) {
    /* Gone, most likely, and then the answer will not be taken. */
    subject.object = intern(s, OBJECT_ANON, false, 0, "unreadable", 10, "", 0);
    subject.target = NULL;
    subject.record = (struct record){.service = v->number, .pid = n->pid, .tid = n->pid, .call = (uint16_t)n->data.nr};
  }
  if (subject.task && subject.task->pending && goes_on_waiting(s, subject.task, a)) return;
  subject.record.object = subject.object->id;

  struct verdict verdict;
  decide(s, v->rules, &subject, false, &verdict);
  if (v->stacks && subject.task && verdict.decision != DECISION_SYSTEM_PATH)
    subject.record.stack = stack_of(s, v, subject.task, n->data.instruction_pointer);
  if (n->data.nr == SYS_io_uring_setup && !v->allow_io_uring &&
      !(verdict.rule && verdict.rule->action == ACTION_ALLOW) &&
      (verdict.decision == DECISION_ALLOW || verdict.decision == DECISION_TRACE)) {
    take_back(v->rules, &verdict);
    verdict = (struct verdict){.decision = DECISION_DENY};
  }
  act(s, v, a, &subject, &verdict, a->at_ns);
}

static void hear(struct supervisor *s, bool told);

/* Answers the calls whose delay is over. */
static void handle_timers(struct supervisor *s) {
  if (!s->heap.count || s->heap.items[0]->due_ns == NEVER) return;
  uint64_t now = now_ns();
  if (s->heap.items[0]->due_ns <= now) hear(s, false);
  while (s->heap.count && s->heap.items[0]->due_ns <= now) {
    struct pending *p = s->heap.items[0];
    if (p->transfer) {
      go_on_transferring(s, p, true);
      continue;
    }
    conclude(s, p->service, p->id, p->received_ns, p->rules, &p->verdict, &p->record);
    drop_pending(s, p);
  }
}

/* ---- Notifications ---- */

static bool receive(struct supervisor *s, struct service *v, unsigned *count) {
  memset(s->notif, 0, s->sizes.seccomp_notif);
  if (ioctl(v->listener, SECCOMP_IOCTL_NOTIF_RECV, s->notif) < 0) {
    /* ENOENT: whoever it was has died or was interrupted between poll and here. */
    if (errno == ENOENT || errno == EINTR) return false;
    die("Can't receive a call");
  }
  struct arrival *a = &s->arrivals[(*count)++];
  a->service = v;
  a->at_ns = now_ns();
  a->notif = *s->notif;
  if (a->notif.pid != (uint32_t)s->last_tid) {
    s->last_tid = (pid_t)a->notif.pid;
    s->eager = 32;
  } else if (s->eager) {
    s->eager--;
  }
  return true;
}

/*
 * Takes what waits at the listeners (already polled), then answers it. While calls of several
 * threads come in, it asks again until nothing is left before it begins to answer; a single thread cannot have a second
 * call waiting.
 *
 * What was printed before one of these calls is in a pipe by now, and is told first. [others] says whether anything
 * besides the listeners was ready.
 */
static void handle_listeners(struct supervisor *s, bool others) {
  unsigned count = 0;
  for (;;) {
    unsigned before = count;
    for (unsigned i = 0; i < s->listener_count && count < MAX_DRAIN; i++) {
      short events = s->poll[i].revents;
      if (events & POLLIN) {
        receive(s, s->polled[i], &count);
      } else if (events & (POLLHUP | POLLERR | POLLNVAL)) {
        /* Nobody uses the filter any more. */
        close_fd(&s->polled[i]->listener);
        s->listeners_changed = true;
        s->poll[i].fd = -1;
      }
      s->poll[i].revents = 0;
    }
    if (!s->eager || count == before || count == MAX_DRAIN) break;
    if (poll(s->poll, s->listener_count + 1, 0) <= 0) break;
    others |= s->poll[s->listener_count].revents != 0;
  }
  if (count) hear(s, others);
  for (unsigned i = 0; i < count; i++)
    handle_call(s, &s->arrivals[i]);
}

/*
 * ---- What services print ----
 *
 * A pipe does not say when something was put into it; all that is known of a line is that it was not there at one look
 * and was there at the next. The frame tells both times, and the looks are made where they decide an order: before a
 * call is stamped whatever lies in a pipe is read, and so stands before it; what comes into it later stands behind.
 */

/* Reads once from what came since the last look. */
static ssize_t read_output(struct supervisor *s, struct service *v, int stream) {
  static uint8_t bytes[1 << 16];
  ssize_t got = read(v->output[stream], bytes, sizeof bytes);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return got;
  if (got <= 0) {
    unwatch(s, &v->output[stream]);
    return got;
  }
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_OUTPUT);
  append_u32(&s->out, v->number);
  append_u8(&s->out, (uint8_t)(stream + 1));
  append_u64(&s->out, v->heard_ns[stream]);
  append_u64(&s->out, now_ns());
  append(&s->out, bytes, (size_t)got);
  end_frame(&s->out, frame);
  return got;
}

/* Reads all that lies in a pipe [now], and no more than that: somebody may be filling it all the time. [ended]: it may
 * be at its end, which only reading tells. */
static void drain_stream(struct supervisor *s, struct service *v, int stream, uint64_t now, bool ended) {
  if (v->output[stream] < 0) return;
  int waiting = 0;
  if (ioctl(v->output[stream], FIONREAD, &waiting)) die("Can't ask what a service has printed");
  for (ssize_t got = 0; waiting > 0 || ended; ended = false, waiting -= (int)got)
    if ((got = read_output(s, v, stream)) <= 0) break;
  v->heard_ns[stream] = now;
}

static void drain_output(struct supervisor *s, struct service *v) {
  uint64_t now = now_ns();
  for (int stream = 0; stream < 2; stream++)
    drain_stream(s, v, stream, now, false);
}

/*
 * Reads what has been printed by now; to be called between learning of a call and stamping it. Of a service that is
 * observed that is exact. Of another nobody asks for the order of its lines, only people read them: it is looked at if
 * the epoll set has [told] of anything, so that it costs nothing while it is silent, and not while too much waits for
 * the runner.
 */
static void hear(struct supervisor *s, bool told) {
  told &= !s->output_paused;
  for (unsigned i = 0; i < s->service_count; i++) {
    struct service *v = &s->service[i];
    if (v->state == SERVICE_RUNNING && (told || v->observed)) drain_output(s, v);
  }
}

/* ---- The life of a service ---- */

static void close_child_ends(struct service *v) {
  for (int i = 0; i < 4; i++)
    close_fd(&v->child_ends[i]);
}

static void tell_exit(struct supervisor *s, struct service *v, pid_t pid, int status, uint64_t at_ns) {
  if (v->exit_told || v->state != SERVICE_RUNNING) return;
  v->exit_told = true;
  drain_output(s, v);
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_EXIT);
  append_u32(&s->out, v->number);
  append_u32(&s->out, (uint32_t)pid);
  append_u64(&s->out, at_ns);
  append_u32(&s->out, (uint32_t)status);
  end_frame(&s->out, frame);
}

static void started(struct supervisor *s, struct service *v) {
  v->state = SERVICE_RUNNING;
  v->pid = v->page->pid;
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_REPLY);
  append_u32(&s->out, v->launch_request);
  append_u32(&s->out, (uint32_t)v->pid);
  append_u64(&s->out, v->page->started_ns);
  end_frame(&s->out, frame);
}

/* The filter exists: from now on its calls are ours to answer. */
static void look_for_listener(struct supervisor *s, struct service *v) {
  int listener = v->page->listener;
  if (!listener) return;
  v->installing = false;
  if (listener < 0) return;
  v->listener = listener - 1;
  if (s->facts.sync_wake_up)
    ioctl(v->listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, (uint64_t)SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP);
  s->listeners_changed = true;
}

/* What the child tells on its way to exec: "I" the filter comes, "U" it has its own descriptors, "F" failed; the end of
 * it is exec. */
static bool read_status(struct supervisor *s, struct service *v) {
  uint8_t told[64];
  ssize_t got = read(v->status, told, sizeof told);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  for (ssize_t i = 0; i < got; i++) {
    if (told[i] == 'I') v->installing = true;
    if (told[i] == 'U') close_child_ends(v);
    if (told[i] == 'F' && i + 8 <= got) {
      int32_t error;
      memcpy(&error, told + i + 4, sizeof error);
      v->failed_stage = told[i + 1];
      v->failed_errno = error;
      v->state = SERVICE_FAILED;
      i += 7;
    }
  }
  if (v->installing) look_for_listener(s, v);
  if (got > 0) return true;
  unwatch(s, &v->status);
  if (v->state == SERVICE_STARTING) started(s, v);
  return false;
}

static void read_tidings(struct supervisor *s) {
  struct tiding tiding[16];
  ssize_t got;
  while ((got = read(s->tidings[0], tiding, sizeof tiding)) > 0)
    for (size_t i = 0; i < (size_t)got / sizeof *tiding; i++) {
      struct service *v = service_of(s, tiding[i].service);
      if (!v) continue;
      /* The end of its status pipe may not have been looked at yet, or another child that is starting may still hold a
       * copy of it. */
      while (v->status >= 0 && read_status(s, v))
        continue;
      if (v->state == SERVICE_STARTING && v->child_ends[2] < 0) started(s, v);
      tell_exit(s, v, tiding[i].pid, tiding[i].status, tiding[i].at_ns);
    }
}

static const char *const stage_names[] = {
    [STAGE_NONE] = "process",        [STAGE_PROCESS] = "process",
    [STAGE_DIRECTORY] = "directory", [STAGE_PRIVILEGES] = "privileges",
    [STAGE_FILTER] = "filter",       [STAGE_DESCRIPTORS] = "descriptors",
    [STAGE_EXEC] = "exec",
};

/* Everything of [v] goes; the slot is free for another one. */
static void free_service(struct supervisor *s, struct service *v) {
  for (size_t i = 0; i < s->heap.count;) {
    struct pending *p = s->heap.items[i];
    if (p->service != v) {
      i++;
      continue;
    }
    drop_pending(s, p);
    i = 0;
  }
  if (v->await_request) fail(s, v->await_request, ESRCH, "service", "the service has ended");
  forget_tasks(s, v);
  crash_forgotten(v);
  forget_images(s, v);
  release_rules(v->rules);
  close_child_ends(v);
  close_fd(&v->listener);
  unwatch(s, &v->status);
  unwatch(s, &v->output[0]);
  unwatch(s, &v->output[1]);
  munmap(v->page, sizeof *v->page);
  memset(v, 0, sizeof *v);
  s->listeners_changed = true;
}

/* What the rules have counted, for a service that takes over from this one. */
static void append_counters(struct supervisor *s, const struct rules *rules) {
  append_u32(&s->out, rules->count);
  for (uint32_t i = 0; i < rules->count; i++) {
    append_u32(&s->out, rules->rule[i].id);
    append_u64(&s->out, rules->rule[i].counter->seen);
    append_u64(&s->out, rules->rule[i].counter->fired);
  }
}

/* The keeper has ended, and so has every process of the service. */
static void finish(struct supervisor *s, struct service *v) {
  read_tidings(s);
  while (v->status >= 0 && read_status(s, v))
    continue;
  drain_output(s, v);
  if (v->state == SERVICE_STARTING) {
    fail(s, v->launch_request, ECHILD, "process", "it was killed before it began");
  } else if (v->state == SERVICE_FAILED) {
    fail(s, v->launch_request, v->failed_errno, stage_names[v->failed_stage <= STAGE_EXEC ? v->failed_stage : 0], "");
  } else {
    /* A keeper that was killed could not tell. */
    tell_exit(s, v, v->pid, SIGKILL, now_ns());
    flush_batch(s);
    size_t frame = begin_frame(&s->out, FRAME_ENDED);
    append_u32(&s->out, v->number);
    append_counters(s, v->rules);
    end_frame(&s->out, frame);
  }
  free_service(s, v);
}

/* A keeper was killed, and what it kept is our child now and belongs to nobody. Each death calls us again, until there
 * are none. */
static void kill_strays(struct supervisor *s) {
  pid_t below[1024];
  size_t count = descendants(s->worker, below, sizeof below / sizeof *below);
  s->strays = false;
  for (size_t i = 0; i < count; i++) {
    if (parent_of(below[i]) != s->worker) continue;
    bool keeper = false;
    for (unsigned k = 0; k < s->service_count; k++)
      keeper |= s->service[k].state != SERVICE_FREE && s->service[k].keeper == below[i];
    if (keeper) continue;
    kill(below[i], SIGKILL);
    s->strays = true;
  }
}

static void reap(struct supervisor *s) {
  struct signalfd_siginfo info;
  while (read(s->signals, &info, sizeof info) == sizeof info)
    if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGHUP) s->ending = true;
  int status;
  for (pid_t gone; (gone = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (crash_stopped(s, gone, status)) continue;
    for (unsigned i = 0; i < s->service_count; i++)
      if (s->service[i].state != SERVICE_FREE && s->service[i].keeper == gone) {
        s->strays |= WIFSIGNALED(status);
        finish(s, &s->service[i]);
      }
  }
  if (s->strays) kill_strays(s);
}

/* ---- Requests ---- */

static void free_texts(char **texts) {
  for (char **p = texts; p && *p; p++)
    free(*p);
  free(texts);
}

static char **read_texts(struct reader *r) {
  uint32_t count = read_u32(r);
  /* Each text takes four bytes at least. */
  if (r->bad || count > (size_t)(r->end - r->at) / 4) {
    r->bad = true;
    count = 0;
  }
  char **texts = allocate(((size_t)count + 1) * sizeof *texts);
  for (uint32_t i = 0; i < count; i++)
    texts[i] = read_text(r);
  return texts;
}

static const char *value_of(char *const *env, const char *name) {
  size_t length = strlen(name);
  for (; *env; env++)
    if (strncmp(*env, name, length) == 0 && (*env)[length] == '=') return *env + length + 1;
  return NULL;
}

/* 0 when [path] is a program that can be run, else the errno. */
static int runnable(int directory, const char *path) {
  struct stat status;
  if (fstatat(directory, path, &status, 0)) return errno;
  if (!S_ISREG(status.st_mode)) return EACCES;
  return faccessat(directory, path, X_OK, AT_EACCESS) ? errno : 0;
}

/* The program that [name] means, as execvp would find it in the PATH of [env]; NULL and errno when there is none. */
static char *find_program(int directory, const char *name, char *const *env) {
  char path[PATH_MAX];
  if (!*name) {
    errno = ENOENT;
    return NULL;
  }
  if (strchr(name, '/')) {
    errno = runnable(directory, name);
    return errno ? NULL : strdup(name);
  }
  const char *places = value_of(env, "PATH");
  if (!places) places = "/usr/local/bin:/bin:/usr/bin";
  int error = ENOENT;
  for (const char *place = places;; place++) {
    int length = (int)strcspn(place, ":");
    if (snprintf(path, sizeof path, "%.*s%s%s", length, place, length ? "/" : "./", name) < (int)sizeof path) {
      int why = runnable(directory, path);
      if (!why) return strdup(path);
      if (why == EACCES) error = EACCES;
    }
    place += length;
    if (!*place) break;
  }
  errno = error;
  return NULL;
}

static bool read_calls(struct reader *r, uint64_t *calls, bool *any, char *problem, size_t size) {
  uint32_t count = read_u32(r);
  for (uint32_t i = 0; i < count && !r->bad; i++) {
    char *name = read_text(r);
    int number = call_number(name);
    if (number < 0 || number >= MAX_CALL)
      snprintf(problem, size, "this architecture has no system call \"%s\"", name);
    else
      add_call(calls, (unsigned)number);
    free(name);
    if (number < 0) return false;
    *any = true;
  }
  return true;
}

static bool make_pipe(int *read_end, int *write_end, uint64_t *inode) {
  int ends[2];
  struct stat status;
  if (pipe2(ends, O_CLOEXEC)) return false;
  *read_end = ends[0];
  *write_end = ends[1];
  if (fcntl(ends[0], F_SETFL, O_NONBLOCK)) return false;
  if (inode) {
    if (fstat(ends[0], &status)) return false;
    *inode = status.st_ino;
  }
  return true;
}

/* Reads the ports that nobody may listen on yet. True when all are free; else [problem] is the first that is not. */
static bool ports_are_free(struct reader *r, char *problem, size_t size) {
  bool all = true;
  for (uint32_t left = read_u32(r); left && !r->bad; left--) {
    unsigned port = read_u32(r);
    uint64_t inode;
    if (r->bad || !all || !listeners(port, &inode, 1)) continue;
    snprintf(problem, size, "%u", port);
    all = false;
  }
  return all;
}

static void launch(struct supervisor *s, uint32_t request, struct reader *r) {
  struct service *v = NULL;
  for (unsigned i = 0; i < MAX_SERVICES && !v; i++)
    if (s->service[i].state == SERVICE_FREE) v = &s->service[i];
  if (!v) {
    fail(s, request, EAGAIN, "process", "too many services at once");
    return;
  }
  char problem[200] = "";
  struct service made = {.launch_request = request,
                         .keeper = -1,
                         .listener = -1,
                         .status = -1,
                         .output = {-1, -1},
                         .child_ends = {-1, -1, -1, -1}};
  struct program program = {0};
  int *directory = &made.child_ends[3];
  const char *stage = NULL;
  int error = 0;

  made.number = read_u32(r);
  uint8_t flags = read_u8(r);
  made.allow_io_uring = flags & 1;
  made.stacks = flags & 2;
  made.observed = flags & 4;
  if (!ports_are_free(r, problem, sizeof problem)) stage = "port", error = EADDRINUSE;
  char *cwd = read_text(r);
  program.argv = read_texts(r);
  program.env = read_texts(r);
  if (!stage && !read_calls(r, made.intercept, &made.has_filter, problem, sizeof problem)) stage = "request";
  if (!stage && !(made.rules = read_rules(s, r, NULL, 0, problem, sizeof problem))) stage = "request";
  if (!stage && (r->bad || r->at != r->end || !program.argv[0])) stage = "request";
  if (stage && !*problem) snprintf(problem, sizeof problem, "the request cannot be read");

  if (!stage && (*directory = open(cwd, O_PATH | O_DIRECTORY | O_CLOEXEC)) < 0) stage = "directory", error = errno;
  if (!stage && !(program.path = find_program(*directory, program.argv[0], program.env)))
    stage = "program", error = errno;
  if (!stage && (!make_pipe(&made.output[0], &made.child_ends[0], &made.stdio_inode[0]) ||
                 !make_pipe(&made.output[1], &made.child_ends[1], &made.stdio_inode[1]) ||
                 !make_pipe(&made.status, &made.child_ends[2], NULL)))
    stage = "descriptors", error = errno;
  if (!stage) {
    made.page = mmap(NULL, sizeof *made.page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (made.page == MAP_FAILED || getrandom(&made.cookie, sizeof made.cookie, 0) != sizeof made.cookie)
      stage = "process", error = errno;
  }
  if (!stage) {
    made.state = SERVICE_STARTING;
    made.keeper = start_keeper(s, &made, &program);
    if (made.keeper < 0) stage = "process", error = errno;
  }
  if (stage) {
    fail(s, request, error, stage, problem);
    release_rules(made.rules);
    close_child_ends(&made);
    close_fd(&made.output[0]);
    close_fd(&made.output[1]);
    close_fd(&made.status);
    if (made.page && made.page != MAP_FAILED) munmap(made.page, sizeof *made.page);
  } else {
    *v = made;
    v->heard_ns[0] = v->heard_ns[1] = now_ns();
    v->slot = (unsigned)(v - s->service);
    if (v->slot >= s->service_count) s->service_count = v->slot + 1;
    watch(s, v->status, EPOLLIN, WATCH_STATUS, v->slot);
    if (!s->output_paused) watch_output(s, v);
  }
  free(program.path);
  free_texts(program.argv);
  free_texts(program.env);
  free(cwd);
}

static void change_rules(struct supervisor *s, uint32_t request, struct reader *r) {
  struct service *v = service_of(s, read_u32(r));
  char problem[200] = "";
  if (!v) {
    fail(s, request, ESRCH, "service", "the service has ended");
    return;
  }
  struct rules *rules = read_rules(s, r, v->rules, v->epoch + 1, problem, sizeof problem);
  if (!rules || r->at != r->end) {
    fail(s, request, 0, "request", problem);
    release_rules(rules);
    return;
  }
  release_rules(v->rules);
  v->rules = rules;
  reply_u32(s, request, ++v->epoch);
}

static void stop(struct supervisor *s, uint32_t request, struct reader *r) {
  struct service *v = service_of(s, read_u32(r));
  uint32_t grace_ms = read_u32(r);
  if (v && grace_ms) {
    kill(v->keeper, SIGUSR1);
    uint64_t at = now_ns() + grace_ms * 1000000ull;
    if (!v->kill_at_ns || at < v->kill_at_ns) v->kill_at_ns = at;
  } else if (v) {
    kill(v->keeper, SIGTERM);
  }
  reply(s, request);
}

/*
 * A held call goes on as if it had been made now: the rules in force at this moment decide it, those that hold left
 * out. So being held changes when a call happens and nothing else; it meets its fault as it would have. One that is
 * held for its delay has met it: it goes on as decided, when the delay is over.
 */
static void release_pending(struct supervisor *s, struct pending *p) {
  struct service *v = p->service;
  if (p->verdict.decision == DECISION_DELAY) {
    heap_remove(&s->heap, p);
    p->due_ns = p->delayed_until_ns;
    heap_add(&s->heap, p);
    return;
  }
  struct arrival a = {
      .service = v, .at_ns = p->received_ns, .notif = {.id = p->id, .pid = p->record.tid, .data = p->data}};
  struct subject subject = {.object = s->objects.by_id[p->record.object],
                            .target = p->record.target ? s->objects.by_id[p->record.target] : NULL,
                            .notif = &a.notif,
                            .copy = -1,
                            .record = p->record};
  drop_pending(s, p);
  subject.task = task_of(s, v, (pid_t)a.notif.pid, a.notif.id);
  struct verdict verdict;
  decide(s, v->rules, &subject, true, &verdict);
  act(s, v, &a, &subject, &verdict, now_ns());
}

static bool is_held(const struct pending *p) {
  return p->due_ns == NEVER && (p->verdict.decision == DECISION_HOLD || p->verdict.decision == DECISION_DELAY);
}

/* Lets calls that a rule holds go on, those that came first before the others; of one thread only, if it is given. What
 * goes on at once is recorded before the reply. */
static void release_held(struct supervisor *s, uint32_t request, struct reader *r) {
  struct service *v = service_of(s, read_u32(r));
  uint32_t rule = read_u32(r), wanted = read_u32(r), tid = read_u32(r), released = 0;
  hear(s, false);
  for (; v && released < wanted; released++) {
    struct pending *first = NULL;
    for (size_t i = 0; i < s->heap.count; i++) {
      struct pending *p = s->heap.items[i];
      if (p->service == v && is_held(p) && p->verdict.rule->id == rule && (!tid || p->record.tid == tid) &&
          (!first || p->order < first->order))
        first = p;
    }
    if (!first) break;
    release_pending(s, first);
  }
  handle_timers(s);
  reply_u32(s, request, released);
}

/* The processes of a service; of these, with [unread], those for whom something has arrived that nobody has looked at.
 */
static void list_pids(struct supervisor *s, uint32_t request, struct reader *r, bool unread) {
  struct service *v = service_of(s, read_u32(r));
  static pid_t pids[MAX_TREE];
  size_t all = v ? descendants(v->keeper, pids, sizeof pids / sizeof *pids) : 0, count = 0;
  for (size_t i = 0; i < all; i++)
    if (!unread || has_unread(pids[i])) pids[count++] = pids[i];
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_REPLY);
  append_u32(&s->out, request);
  append_u32(&s->out, (uint32_t)count);
  for (size_t i = 0; i < count; i++)
    append_u32(&s->out, (uint32_t)pids[i]);
  end_frame(&s->out, frame);
}

/* Who listens on a port. */
static void list_listeners(struct supervisor *s, uint32_t request, struct reader *r) {
  uint64_t inode[256];
  size_t count = listeners(read_u32(r), inode, sizeof inode / sizeof *inode);
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_REPLY);
  append_u32(&s->out, request);
  append_u32(&s->out, (uint32_t)count);
  for (size_t i = 0; i < count; i++)
    append_u64(&s->out, inode[i]);
  end_frame(&s->out, frame);
}

/* Looks whether somebody listens on the port that the runner waits for, and sets when to look again: soon, as most
 * services are there after some milliseconds, then less and less often. */
static void look_at_port(struct supervisor *s, struct service *v) {
  uint64_t inode[256], before = now_ns();
  size_t count = listeners(v->awaited_port, inode, sizeof inode / sizeof *inode);
  if (count) {
    bool own = false;
    for (size_t i = 0; i < count && !own; i++)
      own = holds_socket(v, inode[i]);
    reply_u32(s, v->await_request, own);
    v->await_request = 0;
    return;
  }
  uint64_t now = now_ns(), pause = v->look_pause_ns, took = now - before;
  /* Never more than a tenth of the time, also where it is slow. */
  if (pause < 9 * took) pause = 9 * took;
  v->look_at_ns = now + pause;
  v->look_pause_ns += v->look_pause_ns / 16;
  if (v->look_pause_ns > LONGEST_LOOK_PAUSE_NS) v->look_pause_ns = LONGEST_LOOK_PAUSE_NS;
}

/* Remembers who waits for a listener. One at a time for each service. */
static void await_listener(struct supervisor *s, uint32_t request, struct reader *r) {
  struct service *v = service_of(s, read_u32(r));
  uint32_t port = read_u32(r);
  if (!v || v->await_request) {
    fail(s, request, v ? EBUSY : ESRCH, "service", v ? "a listener is awaited already" : "the service has ended");
    return;
  }
  v->await_request = request;
  v->awaited_port = port;
  v->look_pause_ns = FIRST_LOOK_PAUSE_NS;
  look_at_port(s, v);
}

/* Whether a connection has been accepted. */
static void tell_taken(struct supervisor *s, uint32_t request, struct reader *r) {
  char *local = read_text(r);
  uint32_t local_port = read_u32(r);
  char *peer = read_text(r);
  uint32_t peer_port = read_u32(r);
  reply_u32(s, request, r->bad || !waits_to_be_taken(local, local_port, peer, peer_port));
  free(local);
  free(peer);
}

static void look_at_ports(struct supervisor *s, uint64_t now) {
  for (unsigned i = 0; i < s->service_count; i++) {
    struct service *v = &s->service[i];
    if (v->state != SERVICE_FREE && v->await_request && v->look_at_ns <= now) look_at_port(s, v);
  }
}

static void remember_sync(struct supervisor *s, uint32_t request) {
  if (s->sync_count == s->sync_capacity) {
    s->sync_capacity = s->sync_capacity ? 2 * s->sync_capacity : 8;
    s->syncs = realloc(s->syncs, s->sync_capacity * sizeof *s->syncs);
    if (!s->syncs) die("Can't allocate memory");
  }
  s->syncs[s->sync_count++] = request;
}

/* Everything the services had done when this was asked is in the stream, then comes the answer. */
static void answer_syncs(struct supervisor *s) {
  for (unsigned i = 0; i < s->service_count; i++)
    if (s->service[i].state == SERVICE_RUNNING) drain_output(s, &s->service[i]);
  read_tidings(s);
  reap(s);
  for (unsigned i = 0; i < s->sync_count; i++)
    reply(s, s->syncs[i]);
  s->sync_count = 0;
}

static void handle_request(struct supervisor *s, const uint8_t *bytes, size_t size) {
  struct reader r = {.at = bytes, .end = bytes + size};
  uint8_t type = read_u8(&r);
  uint32_t request = read_u32(&r);
  switch (type) {
  case REQUEST_LAUNCH:
    launch(s, request, &r);
    break;
  case REQUEST_RULES:
    change_rules(s, request, &r);
    break;
  case REQUEST_STOP:
    stop(s, request, &r);
    break;
  case REQUEST_PIDS:
    list_pids(s, request, &r, false);
    break;
  case REQUEST_SYNC:
    remember_sync(s, request);
    break;
  case REQUEST_RELEASE:
    release_held(s, request, &r);
    break;
  case REQUEST_LISTENERS:
    list_listeners(s, request, &r);
    break;
  case REQUEST_AWAIT:
    await_listener(s, request, &r);
    break;
  case REQUEST_UNREAD:
    list_pids(s, request, &r, true);
    break;
  case REQUEST_TAKEN:
    tell_taken(s, request, &r);
    break;
  default:
    fail(s, request, 0, "request", "unknown request");
  }
}

static void read_control(struct supervisor *s) {
  static uint8_t bytes[1 << 16];
  ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) {
    s->ending = true;
    return;
  }
  append(&s->in, bytes, (size_t)got);
  uint32_t length;
  while (queued(&s->in) >= sizeof length) {
    memcpy(&length, s->in.data + s->in.start, sizeof length);
    if (length > MAX_REQUEST) {
      errno = EMSGSIZE;
      die("Can't read a request");
    }
    if (queued(&s->in) < sizeof length + length) return;
    handle_request(s, s->in.data + s->in.start + sizeof length, length);
    consume(&s->in, sizeof length + length);
  }
}

/* ---- The loop ---- */

static void poll_listeners(struct supervisor *s) {
  s->listener_count = 0;
  for (unsigned i = 0; i < s->service_count && !s->congested; i++) {
    struct service *v = &s->service[i];
    if (v->state == SERVICE_FREE || v->listener < 0) continue;
    s->polled[s->listener_count] = v;
    s->poll[s->listener_count++] = (struct pollfd){.fd = v->listener, .events = POLLIN};
  }
  s->poll[s->listener_count] = (struct pollfd){.fd = s->epoll, .events = POLLIN};
  s->listeners_changed = false;
}

/* Looks at what waits for the runner, and reads no more, or more again, from the services. */
static void press_back(struct supervisor *s) {
  size_t waiting = queued(&s->out);
  if (s->out_watched != (waiting > 0)) {
    s->out_watched = waiting > 0;
    struct epoll_event event = {.events = s->out_watched ? EPOLLOUT : 0, .data.u64 = WATCH_OUT};
    epoll_ctl(s->epoll, EPOLL_CTL_MOD, STDOUT_FILENO, &event);
  }
  if (s->congested != (waiting >= RECORD_HIGH_WATER)) {
    s->congested = !s->congested;
    s->listeners_changed = true;
  }
  if (s->output_paused != (waiting >= OUTPUT_HIGH_WATER)) {
    s->output_paused = !s->output_paused;
    for (unsigned i = 0; i < s->service_count; i++) {
      struct service *v = &s->service[i];
      if (v->state == SERVICE_FREE) continue;
      if (!s->output_paused) watch_output(s, v);
      /* An event mask of 0 would not do: a closed pipe is told whatever the mask. */
      else
        for (int stream = 0; stream < 2; stream++)
          epoll_ctl(s->epoll, EPOLL_CTL_DEL, v->output[stream], NULL);
    }
  }
}

/* When something is to be done even if nothing comes. */
static uint64_t next_deadline(struct supervisor *s) {
  uint64_t due = s->heap.count ? s->heap.items[0]->due_ns : NEVER;
  if (s->batch_count && s->batch_since_ns + FLUSH_AFTER_NS < due) due = s->batch_since_ns + FLUSH_AFTER_NS;
  for (unsigned i = 0; i < s->service_count; i++) {
    const struct service *v = &s->service[i];
    if (v->state == SERVICE_FREE) continue;
    if (v->kill_at_ns && v->kill_at_ns < due) due = v->kill_at_ns;
    if (v->await_request && v->look_at_ns < due) due = v->look_at_ns;
  }
  return due;
}

static void kill_overdue(struct supervisor *s, uint64_t now) {
  for (unsigned i = 0; i < s->service_count; i++) {
    struct service *v = &s->service[i];
    if (v->state == SERVICE_FREE || !v->kill_at_ns || v->kill_at_ns > now) continue;
    kill(v->keeper, SIGTERM);
    v->kill_at_ns = 0;
  }
}

static bool anyone_left(const struct supervisor *s) {
  for (unsigned i = 0; i < s->service_count; i++)
    if (s->service[i].state != SERVICE_FREE) return true;
  return false;
}

/* Sets the timer to when it is needed next. It is set once a batch and not once a call: a timeout of poll would be. */
static void set_timer(struct supervisor *s) {
  uint64_t due = next_deadline(s);
  if (due >= s->timer_due_ns) return; /* it comes before that, and then this is looked at again */
  s->timer_due_ns = due;
  struct itimerspec when = {.it_value = {(time_t)(due / 1000000000u), (long)(due % 1000000000u)}};
  if (timerfd_settime(s->timer, TFD_TIMER_ABSTIME, &when, NULL)) die("Can't set a timer");
}

static void read_timer(struct supervisor *s) {
  uint64_t times;
  if (read(s->timer, &times, sizeof times) == sizeof times) s->timer_due_ns = NEVER;
}

static void handle_events(struct supervisor *s) {
  struct epoll_event event[32];
  int count = epoll_wait(s->epoll, event, sizeof event / sizeof *event, 0);
  for (int i = 0; i < count; i++) {
    enum watch_kind kind = (enum watch_kind)(event[i].data.u64 & 0xff);
    if (kind == WATCH_TRANSFER) {
      hear(s, false);
      go_on_transferring(s, (struct pending *)(uintptr_t)(event[i].data.u64 >> 8), false);
      continue;
    }
    struct service *v = &s->service[event[i].data.u64 >> 8];
    switch (kind) {
    case WATCH_CONTROL:
      read_control(s);
      break;
    case WATCH_SIGNALS:
      /* A service may be freed by this, and its slot given to another: what follows is looked at again. */
      reap(s);
      return;
    case WATCH_TIDINGS:
      read_tidings(s);
      break;
    case WATCH_TIMER:
      read_timer(s);
      break;
    case WATCH_STATUS:
      if (v->status >= 0) read_status(s, v);
      break;
    case WATCH_STDOUT:
      drain_stream(s, v, 0, now_ns(), true);
      break;
    case WATCH_STDERR:
      drain_stream(s, v, 1, now_ns(), true);
      break;
    case WATCH_OUT:
    case WATCH_TRANSFER:
      break;
    }
  }
}

static void serve(struct supervisor *s) {
  bool killed = false;
  for (;;) {
    if (s->ending && !killed) {
      for (unsigned i = 0; i < s->service_count; i++)
        if (s->service[i].state != SERVICE_FREE) kill(s->service[i].keeper, SIGTERM);
      epoll_ctl(s->epoll, EPOLL_CTL_DEL, STDIN_FILENO, NULL);
      killed = true;
    }
    if (s->ending && !anyone_left(s)) return;
    if (s->listeners_changed) poll_listeners(s);

    bool installing = false;
    for (unsigned i = 0; i < s->service_count; i++)
      installing |= s->service[i].installing;
    if (installing)
      sched_yield();
    else
      set_timer(s);
    int ready = poll(s->poll, s->listener_count + 1, installing ? 0 : -1);
    if (ready < 0 && errno != EINTR) die("Can't wait");
    bool others = ready > 0 && s->poll[s->listener_count].revents;

    handle_timers(s);
    if (ready > 0) handle_listeners(s, others);
    if (others) handle_events(s);
    for (unsigned i = 0; installing && i < s->service_count; i++)
      if (s->service[i].installing) look_for_listener(s, &s->service[i]);

    if (s->sync_count) answer_syncs(s);
    renew_objects(s);
    if (others) {
      uint64_t now = now_ns();
      kill_overdue(s, now);
      look_at_ports(s, now);
      if (s->batch_count && now >= s->batch_since_ns + FLUSH_AFTER_NS) flush_batch(s);
    }
    if (queued(&s->out)) send_out(s);
    press_back(s);
  }
}

/* What the runner's parents left open is none of the services' business. */
static void close_inherited(void) {
  if (syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, 0) == 0) return;
  long most = sysconf(_SC_OPEN_MAX); /* before Linux 5.9 */
  for (int fd = STDERR_FILENO + 1; fd < most && fd < 65536; fd++)
    close(fd);
}

static void prepare(struct supervisor *s) {
  close_inherited();
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigaddset(&blocked, SIGTERM);
  sigaddset(&blocked, SIGHUP);
  sigaddset(&blocked, SIGUSR1);
  if (sigprocmask(SIG_SETMASK, &blocked, NULL)) die("Can't block signals");
  /* Ctrl-C goes to the whole group at a terminal; the runner decides what it means for the services. */
  signal(SIGINT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);

  s->timer_slack = prctl(PR_GET_TIMERSLACK);
  if (getrlimit(RLIMIT_NOFILE, &s->descriptors)) die("Can't ask for the limit of descriptors");
  struct rlimit most = {s->descriptors.rlim_max, s->descriptors.rlim_max};
  setrlimit(RLIMIT_NOFILE, &most);

  s->null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (s->null < 0) die("Can't open /dev/null");
  if (pipe2(s->tidings, O_CLOEXEC) || fcntl(s->tidings[0], F_SETFL, O_NONBLOCK)) die("Can't make a pipe");
  sigdelset(&blocked, SIGUSR1);
  s->signals = signalfd(-1, &blocked, SFD_CLOEXEC | SFD_NONBLOCK);
  if (s->signals < 0) die("Can't make a signalfd");
  fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
  fcntl(STDOUT_FILENO, F_SETFL, fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);

  s->tasks = allocate(TASK_SLOTS * sizeof *s->tasks);
  s->sockets = allocate(SOCKET_SLOTS * sizeof *s->sockets);
  s->epoll = epoll_create1(EPOLL_CLOEXEC);
  s->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (s->epoll < 0 || s->timer < 0) die("Can't make an epoll set and a timer");
  s->timer_due_ns = NEVER;
  s->listeners_changed = true;
  make_objects(s);
  fill_shapes(s->shapes);
}

static bool is_stream(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

int main(int argc, char **argv) {
  /* For the tests: whether the globs are those of src/trace/glob.ts. */
  if (argc == 4 && strcmp(argv[1], "match") == 0) return glob_matches(argv[2], argv[3]) ? 0 : 1;
  if (argc > 1 && strcmp(argv[1], "isolate") == 0) return isolate(argc - 2, argv + 2);
  if (argc != 1 || !is_stream(STDIN_FILENO) || !is_stream(STDOUT_FILENO)) {
    fprintf(stderr,
            "faultbox-supervisor: It is started by faultbox, which speaks to it on stdin and stdout (protocol %d).\n",
            PROTOCOL_VERSION);
    return 2;
  }
  struct supervisor *s = allocate(sizeof *s);
  prepare(s);
  guard(s);
  prctl(PR_SET_TIMERSLACK, 1);
  probe(s);
  watch(s, STDIN_FILENO, EPOLLIN, WATCH_CONTROL, 0);
  watch(s, STDOUT_FILENO, 0, WATCH_OUT, 0);
  watch(s, s->signals, EPOLLIN, WATCH_SIGNALS, 0);
  watch(s, s->tidings[0], EPOLLIN, WATCH_TIDINGS, 0);
  watch(s, s->timer, EPOLLIN, WATCH_TIMER, 0);
  hello(s);
  send_out(s);
  serve(s);
  /* Not by return: a leak checker is to find what is lost, not what is still in use here. */
  exit(0);
}
