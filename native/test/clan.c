/*
 * A service with descendants of every kind. Each of them connects to the Unix socket SOCKET, says "KIND PID" there and
 * then waits, holding the connection, until it dies: whoever listens there sees who lives, and when the last one is
 * gone.
 *
 *     clan SOCKET           makes the others and waits too
 *     clan SOCKET KIND      is one of them
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

extern char **environ;
static const char *address;

static void live(const char *kind) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path, sizeof name.sun_path, "%s", address);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&name, sizeof name)) _exit(1);
  dprintf(fd, "%s %d\n", kind, getpid());
  for (;;)
    pause();
}

static void *spawn(void *program) {
  char *arguments[] = {program, (char *)address, "spawned-by-thread", NULL};
  pid_t child;
  if (posix_spawn(&child, program, NULL, NULL, arguments, environ)) _exit(1);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  address = argv[1];
  /* None of them goes of its own will. */
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  if (argc > 2) live(argv[2]);
  if (fork() == 0) live("child");
  if (fork() == 0) {
    setsid();
    live("session");
  }
  if (fork() == 0) {
    /* A daemon, as the book says: its parents are gone, its session is its own. */
    if (fork()) _exit(0);
    setsid();
    if (fork()) _exit(0);
    live("daemon");
  }
  if (vfork() == 0) {
    execl(argv[0], argv[0], address, "vforked", NULL);
    _exit(127);
  }
  pthread_t thread;
  pthread_create(&thread, NULL, spawn, argv[0]);
  pthread_join(thread, NULL);
  live("first");
}
