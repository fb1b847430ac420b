/*
 * A program for which something arrives that it looks at later: it puts a pipe into an epoll set, writes to the pipe,
 * takes the event out of the set. It says what it has done and waits for a byte on its socket before it goes on:
 * argv[1] is a Unix socket that it connects to.
 */
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int told;

static void say(const char *what) {
  char byte;
  if (dprintf(STDOUT_FILENO, "%s\n", what) < 0 || read(told, &byte, 1) != 1) _exit(1);
}

int main(int argc, char **argv) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (argc != 2) return 2;
  strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
  told = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(told, (struct sockaddr *)&address, sizeof address)) return 1;
  int ends[2], set = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN | EPOLLET};
  if (pipe(ends) || epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event)) return 1;
  say("nothing");
  if (write(ends[1], "x", 1) != 1) return 1;
  say("arrived");
  if (epoll_wait(set, &event, 1, -1) != 1) return 1;
  say("looked at");
  return 0;
}
