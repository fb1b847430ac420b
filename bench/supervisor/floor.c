/*
 * The floor of the benchmark: the least that a supervisor must do to catch a
 * call, say which file it acts on and hand over a record. One thread, one
 * child, SYNC_WAKE_UP, poll, receive, the descriptor's link by its full name,
 * answer, 128-byte records to a pipe 256 at a time, read at its other end by
 * another process. No rules, no checks, no second child.
 *
 *     floor PROGRAM ARGUMENTS...
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS SECCOMP_IOW(4, __u64)
#endif

struct record {
  uint64_t at_ns;
  uint32_t pid, call, length;
  char path[108];
};
_Static_assert(sizeof(struct record) == 128, "128-byte records");

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  _Atomic int *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int ends[2];
  if (page == MAP_FAILED || pipe2(ends, O_CLOEXEC))
    return 1;
  if (fork() == 0) {
    static char bytes[1 << 16];
    close(ends[1]);
    while (read(ends[0], bytes, sizeof bytes) > 0)
      continue;
    _exit(0);
  }
  pid_t child = fork();
  if (child == 0) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pwrite64, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code / sizeof *code, code};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    int fd = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                          SECCOMP_FILTER_FLAG_NEW_LISTENER |
                              SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV,
                          &program);
    *page = fd < 0 ? -errno : fd + 1;
    while (*page > 0)
      continue;
    execv(argv[1], argv + 1);
    _exit(127);
  }
  while (!*page)
    continue;
  if (*page < 0) {
    fprintf(stderr, "floor: no filter: %s\n", strerror(-*page));
    return 1;
  }
  int process = (int)syscall(SYS_pidfd_open, child, 0);
  int listener = (int)syscall(SYS_pidfd_getfd, process, *page - 1, 0);
  ioctl(listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, 1ul);
  *page = -1;

  static struct record batch[256];
  unsigned count = 0;
  struct seccomp_notif notif;
  struct pollfd watched = {.fd = listener, .events = POLLIN};
  for (;;) {
    poll(&watched, 1, -1);
    if (!(watched.revents & POLLIN))
      break;
    memset(&notif, 0, sizeof notif);
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notif))
      continue;
    struct record *r = &batch[count];
    char name[64];
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    snprintf(name, sizeof name, "/proc/%u/fd/%d", notif.pid,
             (int)notif.data.args[0]);
    ssize_t length = readlink(name, r->path, sizeof r->path);
    r->length = length < 0 ? 0 : (uint32_t)length;
    r->at_ns = (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
    r->pid = notif.pid;
    r->call = (uint32_t)notif.data.nr;
    struct seccomp_notif_resp answer = {
        .id = notif.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer))
      continue;
    if (++count == 256) {
      if (write(ends[1], batch, sizeof batch) < 0)
        return 1;
      count = 0;
    }
  }
  if (count && write(ends[1], batch, count * sizeof *batch) < 0)
    return 1;
  int status;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
