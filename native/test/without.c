/*
 * Runs a program in a world that lacks something: a kernel without a call or a flag, a container that forbids one, a
 * sandbox that has taken the listener already.
 *
 *     without RULE... -- PROGRAM ARGUMENTS...
 *
 * A RULE is CALL=ERRNO (by number both), CALL/ARGUMENT/MASK=ERRNO (only when that argument has one of those bits),
 * CALL/ARGUMENT:VALUE=ERRNO (only when it has this value), or `listener`: installs a filter with a listener, so that no
 * further one is allowed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int install(struct sock_filter *code, unsigned short count, unsigned flags) {
  struct sock_fprog program = {count, code};
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

static void forbid(const char *rule) {
  unsigned call, argument = 0, value = 0, error;
  struct sock_filter code[8];
  unsigned short n = 0;
  unsigned short compare = 0;
  if (sscanf(rule, "%u/%u/%x=%u", &call, &argument, &value, &error) == 4)
    compare = BPF_JSET;
  else if (sscanf(rule, "%u/%u:%x=%u", &call, &argument, &value, &error) == 4)
    compare = BPF_JEQ;
  else if (sscanf(rule, "%u=%u", &call, &error) != 2) {
    fprintf(stderr, "without: a rule that cannot be read: %s\n", rule);
    _exit(2);
  }
  code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, compare ? 3 : 1);
  if (compare) {
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                             (__u32)(offsetof(struct seccomp_data, args) + 8 * argument));
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | compare | BPF_K, value, 0, 1);
  }
  code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error);
  code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  if (install(code, n, 0)) perror("without: seccomp"), _exit(2);
}

static void take_listener(void) {
  /* Notifies nothing that anybody calls. */
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_acct, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  if (install(code, 4, SECCOMP_FILTER_FLAG_NEW_LISTENER) < 0) perror("without: seccomp"), _exit(2);
  /* A filter whose listener is closed has none, so somebody must keep it. */
  pid_t user = getpid();
  if (fork()) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  while (getppid() == user)
    pause();
  _exit(0);
}

int main(int argc, char **argv) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  int i = 1;
  for (; i < argc && strcmp(argv[i], "--"); i++) {
    if (strcmp(argv[i], "listener") == 0)
      take_listener();
    else
      forbid(argv[i]);
  }
  if (i + 1 >= argc) return 2;
  execv(argv[i + 1], argv + i + 1);
  perror(argv[i + 1]);
  return 127;
}
