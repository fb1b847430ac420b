/*
 * The patient of the benchmark: THREADS threads that each call pwrite CALLS
 * times on a file of their own in DIRECTORY, one byte at the same place. Prints
 * the mean nanoseconds from one call to the next, as a thread sees it.
 *
 *     loop DIRECTORY CALLS THREADS [CALL [DEPTH]]      CALL: pwrite (default),
 * or getppid, which no filter of the benchmark catches; DEPTH: so many functions
 * deep
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long calls;
static int other;
static int depth;
static const char *directory;

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

__attribute__((noinline)) static uint64_t call(int fd, int further) {
  volatile char room[64];
  if (further) {
    room[further % 64] = 1;
    return call(fd, further - 1) + (uint64_t)(room[further % 64] - 1);
  }
  uint64_t begin = now();
  for (long i = 0; i < calls; i++) {
    if (other)
      syscall(SYS_getppid);
    else if (pwrite(fd, "x", 1, 0) != 1) {
      perror("pwrite");
      exit(1);
    }
  }
  uint64_t spent = now() - begin;
  return spent;
}

static void *work(void *argument) {
  char name[4096];
  snprintf(name, sizeof name, "%s/loop-%d-%ld", directory, getpid(),
           (long)(intptr_t)argument);
  int fd = open(name, O_CREAT | O_RDWR, 0600);
  if (fd < 0) {
    perror(name);
    exit(1);
  }
  uint64_t spent = call(fd, depth);
  close(fd);
  unlink(name);
  return (void *)(uintptr_t)spent;
}

int main(int argc, char **argv) {
  if (argc < 4)
    return 2;
  directory = argv[1];
  calls = atol(argv[2]);
  long threads = atol(argv[3]);
  other = argc > 4 && strcmp(argv[4], "getppid") == 0;
  depth = argc > 5 ? atoi(argv[5]) : 0;
  pthread_t thread[256];
  if (threads > 256)
    return 2;
  uint64_t sum = 0;
  for (long i = 0; i < threads; i++)
    pthread_create(&thread[i], NULL, work, (void *)(intptr_t)i);
  for (long i = 0; i < threads; i++) {
    void *spent;
    pthread_join(thread[i], &spent);
    sum += (uintptr_t)spent;
  }
  dprintf(1, "%.1f\n", (double)sum / (double)threads / (double)calls);
  return 0;
}
