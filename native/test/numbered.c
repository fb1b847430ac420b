/*
 * PROCESSES processes with THREADS threads each; every thread writes 1, 2, 3, ... CALLS bytes to /dev/null. So a trace
 * of sizes shows for each thread whether a call is missing, there twice, or out of order. Prints for each thread its id
 * and how its calls came out.
 *
 *     numbered PROCESSES THREADS CALLS MICROSECONDS
 *
 * With MICROSECONDS not 0, a signal comes that often to each process; its handler restarts calls, as Go's does.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static int calls;
static const char bytes[1 << 20];

static void nothing(int signal) {
  (void)signal;
}

static void *work(void *unused) {
  (void)unused;
  int fd = open("/dev/null", O_WRONLY);
  int good = 0, failed = 0, interrupted = 0;
  for (int i = 1; i <= calls; i++) {
    ssize_t wrote = syscall(SYS_write, fd, bytes, i);
    if (wrote == i)
      good++;
    else if (errno == EINTR)
      interrupted++;
    else
      failed++;
  }
  dprintf(1, "%ld %d %d %d\n", syscall(SYS_gettid), good, failed, interrupted);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  int processes = atoi(argv[1]), threads = atoi(argv[2]);
  calls = atoi(argv[3]);
  int often = atoi(argv[4]);
  if (calls >= (int)sizeof bytes || threads > 256) return 2;
  for (int p = 0; p < processes; p++) {
    if (fork()) continue;
    if (often) {
      struct sigaction action = {.sa_handler = nothing, .sa_flags = SA_RESTART};
      sigaction(SIGALRM, &action, NULL);
      struct itimerval every = {{0, often}, {0, often}};
      setitimer(ITIMER_REAL, &every, NULL);
    }
    pthread_t thread[256];
    for (int t = 0; t < threads; t++)
      if (pthread_create(&thread[t], NULL, work, NULL)) return 1;
    for (int t = 0; t < threads; t++)
      pthread_join(thread[t], NULL);
    _exit(0);
  }
  int status, bad = 0;
  while (wait(&status) > 0)
    bad |= status;
  return bad ? 1 : 0;
}
