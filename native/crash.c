/*
 * Services that die at a call: what `crash()` does.
 *
 * Before the call is easy: its caller is asleep in the notification, so nothing has happened, and a SIGKILL for all
 * processes of the service sees to it that nothing ever will. From that moment no call of the service is answered any
 * more: what the others of its threads still reach is cut off at the same place, as by a power failure.
 *
 * After the call is harder, because a notification tells of a call's beginning only. Here the thread is traced
 * (ptrace), for this one call. PTRACE_INTERRUPT does not wake a caller that waits in its notification, but the stop is
 * due when it comes back to user space; so the notification is answered with ERESTARTSYS, which is the kernel's word to
 * itself for "make this call again". On its way back the thread stops, is let go with PTRACE_SYSCALL, makes the call
 * again, and is stopped where it enters it; the notification comes again and is answered with "go on"; the call is
 * made; and where it leaves the kernel, its result known and not yet seen by the program, it stops for the last time.
 * (Where WAIT_KILLABLE_RECV is missing, the interrupt wakes the caller and the kernel says ERESTARTSYS by itself. The
 * rest is the same.)
 *
 * A signal that is due on that way round is kept back until the call goes on: a handler without SA_RESTART would turn
 * our ERESTARTSYS into an EINTR that the program sees, from a call that nothing would have interrupted. Then it is sent
 * again, and does to the call what it would have done. If that takes the thread out of the call before it has done
 * anything, which the same errno tells, the signal is delivered, and the thread's next call of this kind on the same
 * object is the one: most programs make it again as it was, but what they leave in registers that it does not use is
 * anybody's guess.
 */
#include "supervisor.h"

#include <errno.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The kernel's own, which no program ever sees: a call is to be made again. */
enum { RESTART_FIRST = 512 /* ERESTARTSYS */, RESTART_LAST = 516 /* ERESTART_RESTARTBLOCK */ };

/* struct ptrace_syscall_info of linux/ptrace.h, which does not go together with sys/ptrace.h. */
enum { SYSCALL_INFO = 0x420e, SYSCALL_ENTRY = 1, SYSCALL_EXIT = 2 };
struct syscall_info {
  uint8_t op;
  uint8_t padding[3];
  uint32_t arch;
  uint64_t instruction_pointer;
  uint64_t stack_pointer;
  int64_t result; /* at the exit */
  uint64_t rest[8];
};

/* Kills every process of [v], and answers none of its calls any more. */
void crash_now(struct service *v) {
  v->crashed = true;
  /* At once, by us; what is born meanwhile falls to the keeper. */
  static pid_t below[MAX_TREE];
  size_t count = descendants(v->keeper, below, MAX_TREE);
  for (size_t i = 0; i < count; i++)
    kill(below[i], SIGKILL);
  kill(v->keeper, SIGTERM);
}

void crash_forgotten(struct service *v) {
  if (!v->crash.tid) return;
  release_rules(v->crash.rules);
  memset(&v->crash, 0, sizeof v->crash);
}

/* Sees to it that [v] dies when the call of [a] has taken effect. False when its caller is gone, or another one of its
 * calls came first. */
bool crash_after(struct supervisor *s, struct service *v, const struct arrival *a, const struct verdict *verdict,
                 const struct record *r) {
  pid_t tid = (pid_t)a->notif.pid;
  if (v->crash.tid) return false;
  if (ptrace(PTRACE_SEIZE, tid, NULL, (void *)(uintptr_t)(PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD))) {
    if (errno == ESRCH) return false;
    die("Can't trace a service, as crash(when=\"after\") needs");
  }
  v->crash = (struct crash){
      .tid = tid, .received_ns = a->at_ns, .data = a->notif.data, .rules = v->rules, .verdict = *verdict, .record = *r};
  v->rules->references++;
  if (ptrace(PTRACE_INTERRUPT, tid, NULL, NULL) && errno != ESRCH) die("Can't stop a service");
  answer_caller(s, v, a->notif.id, 0, RESTART_FIRST, 0);
  return true;
}

/* Whether [a] is the call after which its service is to die, made again: then it is answered here. */
bool crash_goes_on(struct supervisor *s, struct service *v, const struct arrival *a) {
  struct crash *c = &v->crash;
  const struct seccomp_data *now = &a->notif.data;
  if (c->tid != (pid_t)a->notif.pid || c->data.nr != now->nr || c->data.arch != now->arch ||
      c->data.args[0] != now->args[0])
    return false;
  /* Made again after a signal and before the stop was due: what leaves now would leave the kernel unseen. */
  if (!c->stopped) {
    answer_caller(s, v, a->notif.id, 0, RESTART_FIRST, 0);
    return true;
  }
  struct record *r = &c->record;
  r->at_ns = now_ns();
  r->latency_ns = r->at_ns - c->received_ns;
  if (!answer_caller(s, v, a->notif.id, SECCOMP_USER_NOTIF_FLAG_CONTINUE, 0, 0)) return true;
  c->answered = true;
  c->interrupted = false;
  for (int signal = 1; signal <= 64; signal++)
    if (c->kept >> (signal - 1) & 1) syscall(SYS_tkill, c->tid, signal);
  c->kept = 0;
  if (!c->recorded) record_call(s, r);
  c->recorded = true;
  return true;
}

static struct service *tracing(struct supervisor *s, pid_t tid) {
  for (unsigned i = 0; i < s->service_count; i++)
    if (s->service[i].state != SERVICE_FREE && s->service[i].crash.tid == tid) return &s->service[i];
  return NULL;
}

/* Takes what wait(2) tells of a thread that we trace; false when [tid] is none. */
bool crash_stopped(struct supervisor *s, pid_t tid, int status) {
  struct service *v = tracing(s, tid);
  if (!v) return false;
  struct crash *c = &v->crash;
  if (!WIFSTOPPED(status)) {
    /* It died of something else, or of this. */
    if (!c->recorded) take_back(c->rules, &c->verdict);
    crash_forgotten(v);
    return true;
  }
  c->stopped = true;
  int signal = WSTOPSIG(status), deliver = 0;
  if (signal == (SIGTRAP | 0x80)) {
    struct syscall_info info = {0};
    ptrace((int)SYSCALL_INFO, tid, (void *)sizeof info, &info);
    if (info.op == SYSCALL_EXIT && c->answered) {
      if (info.result <= -RESTART_FIRST && info.result >= -RESTART_LAST) {
        c->answered = false;
        c->interrupted = true;
      } else {
        crash_now(v);
        return true;
      }
    }
  } else if (status >> 16 == 0) {
    if (c->answered || c->interrupted)
      deliver = signal;
    else
      c->kept |= UINT64_C(1) << (signal - 1);
  }
  ptrace(PTRACE_SYSCALL, tid, NULL, (void *)(uintptr_t)deliver);
  return true;
}
