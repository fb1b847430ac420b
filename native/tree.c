/*
 * Processes: who watches whom, how a service is started, how a tree of processes is brought to its end.
 *
 *     runner (Node)
 *       guardian            outlives the worker; ends everything when the worker or the runner is gone
 *         worker            the loop of supervisor.c
 *           keeper          one per service: its subreaper, so that its whole tree stays together
 *             service       process group of its own, no_new_privs, filter, exec
 *               ...         threads, forks, daemons: all below the keeper, whatever they do
 *
 * Guardian, worker and keepers are one program that has forked without exec, and they share one table of descriptors
 * (CLONE_FILES). That does two things for us.
 *
 * The listener. The child that installs a filter gets the listener in that same table, so the worker has it at that
 * instant. Nothing is sent (a sendmsg could be caught by the very filter and wait for ever for a worker that does not
 * have the listener yet) and no right is needed (pidfd_getfd is refused in containers). The child writes the number to
 * a shared page, then takes a table of its own and goes on to exec. Its calls between filter and exec may be caught; it
 * marks them with a random cookie in the sixth argument, which none of them has, and the worker lets these through
 * unseen.
 *
 * The death of the worker. When a listener is closed, each call that waits in it fails with ENOSYS, and the service
 * would see a failure that no suite asked for. As the guardian holds the same table, the listeners live on after a
 * SIGKILL of the worker, the callers stay asleep, and the guardian kills them in their sleep.
 *
 * Everyone above a service is a subreaper, so whoever loses its parent is taken over by the next one up: killing all of
 * one's descendants until waitpid says that there are none left ends every tree, daemons included. A keeper does that
 * when it gets SIGTERM, or when the worker dies (PR_SET_PDEATHSIG is SIGTERM); the guardian does it with whatever is
 * left.
 */
#include "supervisor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A process that cannot die at once (in the middle of I/O) is looked at again after so long. */
#define LOOK_AGAIN_NS 2000000

/* fork, but with one table of descriptors for both. */
pid_t fork_sharing_descriptors(void) {
  return (pid_t)syscall(SYS_clone, SIGCHLD | CLONE_FILES, 0, 0, 0, 0);
}

/* ---- Trees ---- */

static size_t children_by_list(pid_t pid, pid_t *into, size_t capacity, bool *known) {
  char name[64];
  size_t n = 0;
  snprintf(name, sizeof name, "/proc/%d/task", pid);
  DIR *threads = opendir(name);
  if (!threads) return 0;
  for (struct dirent *entry; (entry = readdir(threads));) {
    if (entry->d_name[0] == '.') continue;
    char list[400];
    snprintf(list, sizeof list, "/proc/%d/task/%s/children", pid, entry->d_name);
    FILE *file = fopen(list, "re");
    if (!file) continue;
    *known = true;
    for (int child; n < capacity && fscanf(file, "%d", &child) == 1;)
      into[n++] = child;
    fclose(file);
  }
  closedir(threads);
  return n;
}

pid_t parent_of(pid_t pid) {
  char name[32], text[512];
  snprintf(name, sizeof name, "/proc/%d/stat", pid);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t got = read(fd, text, sizeof text - 1);
  close(fd);
  if (got <= 0) return 0;
  text[got] = 0;
  /* The name may hold anything, closing brackets too: the last one ends it. */
  const char *after = strrchr(text, ')');
  int parent = 0;
  return after && sscanf(after, ") %*c %d", &parent) == 1 ? parent : 0;
}

/* For kernels without CONFIG_PROC_CHILDREN: whoever has [pid] as parent, out of all processes. */
static size_t children_by_search(pid_t pid, pid_t *into, size_t capacity) {
  size_t n = 0;
  DIR *all = opendir("/proc");
  if (!all) return 0;
  for (struct dirent *entry; n < capacity && (entry = readdir(all));) {
    pid_t candidate = atoi(entry->d_name);
    if (candidate > 0 && parent_of(candidate) == pid) into[n++] = candidate;
  }
  closedir(all);
  return n;
}

static size_t children(pid_t pid, pid_t *into, size_t capacity) {
  bool known = false;
  size_t found = children_by_list(pid, into, capacity, &known);
  return known ? found : children_by_search(pid, into, capacity);
}

/* All processes below [root], parents before children; how many were put into [into]. A picture of a moment: trees
 * change. */
size_t descendants(pid_t root, pid_t *into, size_t capacity) {
  size_t n = 0, next = 0;
  for (pid_t parent = root;; parent = into[next++]) {
    n += children(parent, into + n, capacity - n);
    if (next == n) return n;
  }
}

static void signal_descendants(int signal) {
  pid_t tree[MAX_TREE];
  size_t n = descendants(getpid(), tree, MAX_TREE);
  for (size_t i = 0; i < n; i++)
    kill(tree[i], signal);
}

/* ---- The guardian ---- */

/* Kills all that is below this process until nothing is. */
static void end_descendants(int signals) {
  for (;;) {
    signal_descendants(SIGKILL);
    pid_t gone;
    while ((gone = waitpid(-1, NULL, WNOHANG)) > 0)
      continue;
    if (gone < 0 && errno == ECHILD) return;
    struct pollfd next = {.fd = signals, .events = POLLIN};
    struct timespec soon = {0, LOOK_AGAIN_NS};
    struct signalfd_siginfo info;
    if (ppoll(&next, 1, &soon, NULL) > 0 && read(signals, &info, sizeof info) < 0 && errno != EAGAIN) return;
  }
}

noreturn static void watch_over(struct supervisor *s, pid_t worker, int runner) {
  prctl(PR_SET_NAME, "faultbox-guard");
  struct pollfd watched[2] = {{.fd = s->signals, .events = POLLIN}, {.fd = runner, .events = POLLIN}};
  int status = 0;
  bool done = false;
  while (!done) {
    if (poll(watched, 2, -1) < 0 && errno != EINTR) break;
    struct signalfd_siginfo info;
    bool told =
        read(s->signals, &info, sizeof info) == sizeof info && (info.ssi_signo == SIGTERM || info.ssi_signo == SIGHUP);
    if (told || watched[1].revents) {
      end_descendants(s->signals);
      _exit(told ? 128 + SIGTERM : 1);
    }
    /* Not one more after the worker: its [status] is the one to tell. */
    for (pid_t gone; !done && (gone = waitpid(-1, &status, WNOHANG)) > 0;)
      done = gone == worker;
  }
  end_descendants(s->signals);
  if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
  dprintf(STDERR_FILENO,
          "faultbox-supervisor: The worker was ended by signal %d (%s). All services have been ended with it.\n",
          WTERMSIG(status), strsignal(WTERMSIG(status)));
  _exit(128 + WTERMSIG(status));
}

/* Splits the program in two. The guardian stays in here; the worker returns. */
void guard(struct supervisor *s) {
  s->guardian = getpid();
  pid_t parent = getppid();
  /* Without pidfd_open, or with the runner gone already, the end of the runner shows on stdin, in the worker. */
  int runner = parent > 1 ? (int)syscall(SYS_pidfd_open, parent, 0) : -1;
  if (prctl(PR_SET_CHILD_SUBREAPER, 1)) die("Can't become the reaper of services");
  pid_t worker = fork_sharing_descriptors();
  if (worker < 0) die("Can't start the worker");
  if (worker > 0) watch_over(s, worker, runner);
  s->worker = getpid();
  prctl(PR_SET_NAME, "faultbox-super");
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != s->guardian) _exit(1);
  if (prctl(PR_SET_CHILD_SUBREAPER, 1)) die("Can't become the reaper of services");
}

/* ---- The child ---- */

#define SIGNED(v, number, a, b, c) syscall(number, (long)(a), (long)(b), (long)(c), 0L, 0L, (v)->cookie)

static void tell(const struct service *v, const void *message, size_t size) {
  if (SIGNED(v, SYS_write, v->child_ends[2], message, size) < 0) SIGNED(v, SYS_exit_group, 126, 0, 0);
}

noreturn static void give_up(const struct service *v, enum stage stage, int error) {
  struct {
    char kind;
    uint8_t stage;
    uint8_t unused[2];
    int32_t error;
  } message = {'F', (uint8_t)stage, {0}, error};
  tell(v, &message, sizeof message);
  SIGNED(v, SYS_exit_group, 127, 0, 0);
  abort();
}

/* A table of descriptors of our own. unshare is refused in many containers, where close_range is not. */
static int own_descriptors(const struct service *v) {
  if (SIGNED(v, SYS_unshare, CLONE_FILES, 0, 0) == 0) return 0;
  return (int)SIGNED(v, SYS_close_range, ~0u, ~0u, 2 /* CLOSE_RANGE_UNSHARE */);
}

noreturn static void become(struct supervisor *s, struct service *v, const struct program *program) {
  pid_t keeper = getppid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != keeper) _exit(1);
  /* A process group of its own, but not a session: the kernel's scheduler groups by session (autogroup), and to switch
     between groups at each intercepted call costs half a microsecond of 2.7, and much more on a busy machine. The
     session is the guardian's, which the runner has made for it; it has no terminal. */
  if (setpgid(0, 0)) give_up(v, STAGE_PROCESS, errno);
  /* As a shell would start it: nothing ignored, nothing blocked, limits and timers as they were before us (Node raises
     the number of descriptors for itself, and the worker sharpens its timers). */
  for (int signal = 1; signal < NSIG; signal++) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(signal, &standard, NULL); /* EINVAL for SIGKILL and SIGSTOP */
  }
  sigset_t nothing;
  sigemptyset(&nothing);
  sigprocmask(SIG_SETMASK, &nothing, NULL);
  setrlimit(RLIMIT_NOFILE, &s->descriptors);
  prctl(PR_SET_TIMERSLACK, (unsigned long)s->timer_slack);
  if (fchdir(v->child_ends[3])) give_up(v, STAGE_DIRECTORY, errno);

  v->page->pid = getpid();
  v->page->started_ns = now_ns();
  if (v->has_filter) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) give_up(v, STAGE_PRIVILEGES, errno);
    tell(v, "I", 1);
    int listener = install_filter(v->intercept, s->facts.wait_killable);
    if (listener < 0) {
      int error = errno;
      v->page->listener = -1;
      give_up(v, STAGE_FILTER, error);
    }
    v->page->listener = listener + 1;
  }
  /* From here on only calls that are signed. */
  if (own_descriptors(v)) give_up(v, STAGE_DESCRIPTORS, errno);
  if (SIGNED(v, SYS_dup3, s->null, STDIN_FILENO, 0) < 0 ||
      SIGNED(v, SYS_dup3, v->child_ends[0], STDOUT_FILENO, 0) < 0 ||
      SIGNED(v, SYS_dup3, v->child_ends[1], STDERR_FILENO, 0) < 0)
    give_up(v, STAGE_DESCRIPTORS, errno);
  tell(v, "U", 1);
  SIGNED(v, SYS_execve, program->path, program->argv, program->env);
  give_up(v, STAGE_EXEC, errno);
}

/* ---- The keeper ---- */

/* A service that was told to end and has not after so long: its processes outside its group are told too. */
#define TELL_ALL_AFTER_NS 20000000

/* Whom SIGTERM was sent to one by one. */
struct told {
  pid_t pid[MAX_TREE];
  size_t count;
};

static bool told_already(const struct told *told, pid_t pid) {
  for (size_t i = 0; i < told->count; i++)
    if (told->pid[i] == pid) return true;
  return false;
}

/* Tells those of [tree] to end that are not in [group], which was told as one, once each. */
static void tell_outsiders(struct told *told, pid_t group, const pid_t *tree, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (getpgid(tree[i]) == group || told_already(told, tree[i]) || told->count == MAX_TREE) continue;
    told->pid[told->count++] = tree[i];
    kill(tree[i], SIGTERM);
  }
}

/*
 * Asked to end politely (SIGUSR1), every process of the service gets SIGTERM once: the group of its first process,
 * which is nearly always all there is, at once and as one; those that have left the group when they come to us, their
 * parents being gone, and at the latest after TELL_ALL_AFTER_NS.
 *
 * To look through the whole tree at once would be simpler and cost 4 ms of a processor for each service with threads,
 * and many times that on a busy machine: whoever has listed /proc/PID/task leaves an entry for each thread in the
 * kernel's cache, each thread takes its own away as it dies, and whoever then waits for the process spins in the kernel
 * until the last of them has got a processor and done it.
 */
noreturn static void keep(struct supervisor *s, struct service *v, const struct program *program) {
  prctl(PR_SET_NAME, "faultbox-keeper");
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != s->worker || prctl(PR_SET_CHILD_SUBREAPER, 1)) _exit(1);
  pid_t first = fork_sharing_descriptors();
  if (first == 0) become(s, v, program);
  if (first < 0) give_up(v, STAGE_PROCESS, errno);

  sigset_t waited;
  sigemptyset(&waited);
  sigaddset(&waited, SIGCHLD);
  sigaddset(&waited, SIGUSR1);
  sigaddset(&waited, SIGTERM);
  static struct told told;
  static pid_t tree[MAX_TREE];
  pid_t group = 0; /* that was told to end as one */
  bool ending = false, stopping = false, told_all = false, first_gone = false;
  for (;;) {
    struct timespec soon = {0, ending ? LOOK_AGAIN_NS : TELL_ALL_AFTER_NS};
    int signal = sigtimedwait(&waited, NULL, ending || (stopping && !told_all) ? &soon : NULL);
    if (signal == SIGUSR1) {
      stopping = true;
      /* Its number belongs to it as long as we have not waited for it. */
      if (!first_gone && kill(-first, SIGTERM) == 0) group = first;
    }
    if (signal == SIGTERM) ending = true;
    if (ending) signal_descendants(SIGKILL);
    int status;
    pid_t gone;
    while ((gone = waitpid(-1, &status, WNOHANG)) > 0) {
      if (gone != first) continue;
      first_gone = true;
      struct tiding tiding = {.service = v->number, .pid = gone, .status = status, .at_ns = now_ns()};
      if (write(s->tidings[1], &tiding, sizeof tiding) < 0) _exit(1);
    }
    if (gone < 0 && errno == ECHILD) _exit(0);
    if (stopping && !ending) {
      bool all = !told_all && (signal < 0 || !group);
      told_all |= all;
      size_t count = all ? descendants(getpid(), tree, MAX_TREE) : children(getpid(), tree, MAX_TREE);
      tell_outsiders(&told, group, tree, count);
    }
  }
}

/* Starts the keeper of [v], and it the service. What became of that is told through [v.status] and [v.page]. */
pid_t start_keeper(struct supervisor *s, struct service *v, const struct program *program) {
  pid_t keeper = fork_sharing_descriptors();
  if (keeper == 0) keep(s, v, program);
  return keeper;
}
