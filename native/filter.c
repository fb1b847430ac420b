/*
 * The seccomp filter of a service, and trying out what this kernel makes of it.
 *
 * The filter looks at the architecture and the number of a call and at nothing else. That is what lets the kernel (5.11
 * and later) keep a bitmap of the calls that are always allowed and skip the filter for them: a call outside the set
 * costs nothing that can be measured.
 *
 * A kernel's version says little about what works: flags were backported with and without their fixes, containers
 * refuse some calls, and a filter above ours may already own the one listener a process may have. So [probe] installs a
 * real filter, of the size suites use, in a child, lets it make calls under a storm of signals, and looks at what
 * happens.
 */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <poll.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __x86_64__
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#else
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#endif

/* Calls of the x32 ABI come with the architecture of x86-64 and this bit in their number. */
#define X32_BIT 0x40000000u

/*
 * Installs the filter in this process and returns the listener, or -1 and errno. Needs no_new_privs or CAP_SYS_ADMIN.
 * Notified are the calls in the set, io_uring_setup (what goes through a ring is seen by no filter), and every call
 * through a foreign ABI.
 */
int install_filter(const uint64_t calls[MAX_CALL / 64], bool wait_killable) {
  struct sock_filter code[2 * MAX_CALL + 16];
  unsigned short n = 0;
  code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
  code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCH, 1, 0);
  code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
  code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1);
  code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
#endif
  for (unsigned call = 0; call < MAX_CALL; call++) {
    if (!has_call(calls, call) && call != SYS_io_uring_setup) continue;
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  }
  code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {.len = n, .filter = code};
  unsigned long flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | (wait_killable ? SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV : 0);
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

bool foreign_call(const struct seccomp_notif *n) {
  return n->data.arch != NATIVE_ARCH || n->data.nr < 0 || n->data.nr >= MAX_CALL;
}

/* ---- The probe ---- */

/* The calls the child makes. Each eighth is left waiting for longer than a signal takes to come. */
enum { PROBE_CALLS = 48, PROBE_SLOW_EVERY = 8 };
#define PROBE_SIGNAL_EVERY_US 100
#define PROBE_SLOW_NS 250000
/* For ever, on a machine where the same takes 5 ms. */
#define PROBE_TIMEOUT_NS 5000000000ull
/* Without the flag each call left waiting comes again, PROBE_CALLS / PROBE_SLOW_EVERY times in all. A kernel that has
   the flag but not its fix of October 2025 repeats one now and then, and is still better with the flag than without. */
#define PROBE_REPEATS 2

struct probe_page {
  _Atomic int listener; /* 1 + its number, or minus the errno */
  uint64_t canary;
};

static void on_alarm(int signal) {
  (void)signal;
}

noreturn static void probe_child(struct probe_page *page, const uint64_t *calls, bool wait_killable) {
  struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
  sigset_t alarm;
  sigemptyset(&alarm);
  sigaddset(&alarm, SIGALRM);
  sigaction(SIGALRM, &action, NULL);
  sigprocmask(SIG_UNBLOCK, &alarm, NULL);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) {
    page->listener = -errno;
    _exit(1);
  }
  int listener = install_filter(calls, wait_killable);
  page->listener = listener < 0 ? -errno : listener + 1;
  if (listener < 0) _exit(1);
  struct itimerval often = {.it_interval = {0, PROBE_SIGNAL_EVERY_US}, .it_value = {0, PROBE_SIGNAL_EVERY_US}};
  setitimer(ITIMER_REAL, &often, NULL);
  int wrong = 0;
  for (int i = 0; i < PROBE_CALLS; i++)
    wrong += syscall(SYS_getpriority, PRIO_PROCESS, 0, &page->canary) < 0;
  struct itimerval never = {0};
  setitimer(ITIMER_REAL, &never, NULL);
  _exit(wrong ? 2 : 0);
}

struct outcome {
  int install_errno;
  int received, answered;
  bool clean; /* the child came to its end and every call gave what it should */
};

/* What one can do with a process that waits in a notification: read its memory, copy its descriptors. */
static void try_rights(struct supervisor *s, pid_t child, struct probe_page *page) {
  uint64_t seen = 0;
  struct iovec local = {&seen, sizeof seen}, remote = {&page->canary, sizeof seen};
  s->facts.vm_readv = process_vm_readv(child, &local, 1, &remote, 1, 0) == sizeof seen && seen == page->canary;
  int why = s->facts.vm_readv ? 0 : errno;
  if (!s->facts.vm_readv) {
    if (read_memory(s, child, (uint64_t)(uintptr_t)&page->canary, &seen, sizeof seen) == sizeof seen &&
        seen == page->canary) {
      note(s, "process_vm_readv does not work here (%s): arguments are read from /proc/PID/mem", strerror(why));
    } else {
      s->facts.memory_errno = errno ? errno : EIO;
      note(s, "the memory of services cannot be read (%s): path arguments and addresses stay unknown",
           strerror(s->facts.memory_errno));
    }
  }
  int process = (int)syscall(SYS_pidfd_open, child, 0);
  int copy = process < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, process, 0, 0);
  if (copy < 0) {
    s->facts.getfd_errno = errno;
    note(s, "pidfd_getfd does not work here (%s): addresses are looked up in /proc/net, and no call can be cut short",
         strerror(errno));
  }
  close_fd(&copy);
  close_fd(&process);
}

/* Whether a child can be traced, as crash(when="after") does. A child of its own: one that gets signals would stop. */
static void try_ptrace(struct supervisor *s) {
  pid_t child = fork_sharing_descriptors();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;)
      pause();
  }
  if (child < 0) die("Can't start a process");
  if (ptrace(PTRACE_SEIZE, child, NULL, NULL)) {
    s->facts.ptrace_errno = errno;
    note(s, "ptrace does not work here (%s): services cannot be made to crash after a call", strerror(errno));
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

static struct outcome try_filter(struct supervisor *s, const uint64_t *calls, bool wait_killable, bool first) {
  struct outcome outcome = {0};
  struct probe_page *page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) die("Can't map a page");
  page->canary = 0x6661756c74626f78;
  pid_t child = fork_sharing_descriptors();
  if (child == 0) probe_child(page, calls, wait_killable);
  if (child < 0) die("Can't start a process");
  int status = 0;
  while (!page->listener) {
    if (waitpid(child, &status, WNOHANG) == child) {
      if (!page->listener) page->listener = -ECHILD;
      child = 0;
      break;
    }
    sched_yield();
  }
  if (page->listener < 0) {
    outcome.install_errno = -page->listener;
  } else {
    int listener = page->listener - 1;
    uint64_t flags = SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP;
    if (first) s->facts.sync_wake_up = ioctl(listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, flags) == 0;
    int why = errno;
    if (first && !s->facts.sync_wake_up)
      note(s, "no SYNC_WAKE_UP here (%s): each intercepted call costs several times as much", strerror(why));
    struct pollfd poll_listener = {.fd = listener, .events = POLLIN};
    uint64_t deadline = now_ns() + PROBE_TIMEOUT_NS;
    while (child) {
      /* Before 6.11 the listener does not tell the end of the last process while it is a zombie; so look for the child
       * as well. */
      int ready = poll(&poll_listener, 1, 20);
      if (waitpid(child, &status, WNOHANG) == child) {
        child = 0;
        break;
      }
      if (now_ns() > deadline) kill(child, SIGKILL);
      if (ready <= 0 || !(poll_listener.revents & POLLIN)) {
        if (ready > 0) break; /* POLLHUP without POLLIN: nobody uses the filter any more */
        continue;
      }
      memset(s->notif, 0, s->sizes.seccomp_notif);
      if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, s->notif) < 0) continue;
      if (outcome.received++ == 0 && first) try_rights(s, child, page);
      if (outcome.received % PROBE_SLOW_EVERY == 0)
        for (uint64_t until = now_ns() + PROBE_SLOW_NS; now_ns() < until;)
          sched_yield();
      memset(s->response, 0, s->sizes.seccomp_notif_resp);
      s->response->id = s->notif->id;
      s->response->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
      if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, s->response) == 0) outcome.answered++;
    }
    close(listener);
  }
  if (child) waitpid(child, &status, 0);
  outcome.clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  munmap(page, sizeof *page);
  return outcome;
}

/* Finds out what works here; see [facts]. Takes about 5 ms. */
void probe(struct supervisor *s) {
  if (syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &s->sizes)) {
    s->facts.install_errno = errno;
    note(s, "this kernel has no seccomp user notification (%s)", strerror(errno));
    s->sizes = (struct seccomp_notif_sizes){sizeof *s->notif, sizeof *s->response, sizeof(struct seccomp_data)};
  }
  /* Kernels may know more fields than we do, and want to write them. */
  if (s->sizes.seccomp_notif < sizeof *s->notif) s->sizes.seccomp_notif = sizeof *s->notif;
  if (s->sizes.seccomp_notif_resp < sizeof *s->response) s->sizes.seccomp_notif_resp = sizeof *s->response;
  s->notif = allocate(s->sizes.seccomp_notif);
  s->response = allocate(s->sizes.seccomp_notif_resp);
  if (s->facts.install_errno) return;
  try_ptrace(s);

  static const char *const usual[] = {"read",     "write",    "openat",    "fsync",   "connect",
                                      "sendto",   "recvfrom", "writev",    "readv",   "pread64",
                                      "pwrite64", "sendmsg",  "fdatasync", "recvmsg", "getpriority"};
  uint64_t calls[MAX_CALL / 64] = {0};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    add_call(calls, (unsigned)call_number(usual[i]));

  struct outcome with = try_filter(s, calls, true, true);
  if (with.install_errno == EINVAL) {
    note(s, "no WAIT_KILLABLE_RECV here: a signal can make the kernel announce one call twice");
    with = try_filter(s, calls, false, true);
    s->facts.install_errno = with.install_errno;
  } else if (with.install_errno) {
    s->facts.install_errno = with.install_errno;
  } else if (with.clean && with.received <= PROBE_CALLS + PROBE_REPEATS) {
    s->facts.wait_killable = true;
    if (with.answered != PROBE_CALLS)
      note(s, "WAIT_KILLABLE_RECV is not quite exact here: a signal can make the kernel announce a call twice");
  } else {
    note(s, "WAIT_KILLABLE_RECV does not keep its word here (%d calls, %d seen, %d answered): done without",
         PROBE_CALLS, with.received, with.answered);
  }
  if (s->facts.install_errno)
    note(s, "no filter with a listener can be installed here (%s)", strerror(s->facts.install_errno));
}
