/*
 * Prints around its calls, for those who compare the two. For each line N on a connection to the Unix socket SOCKET:
 * prints "N before", writes N bytes to /dev/null, prints "N after", answers with the same line, and prints "N
 * answered". Meanwhile threads, as many as NOISE says, read from /dev/zero again and again.
 *
 *     lines SOCKET NOISE
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void *noise(void *file) {
  char byte;
  while (read(*(int *)file, &byte, 1) == 1)
    usleep(50);
  return NULL;
}

int main(int argc, char **argv) {
  static char bytes[1 << 16];
  if (argc != 3) return 2;
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path, sizeof name.sun_path, "%s", argv[1]);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), null = open("/dev/null", O_WRONLY),
      zero = open("/dev/zero", O_RDONLY);
  if (null < 0 || zero < 0 || bind(listener, (struct sockaddr *)&name, sizeof name) || listen(listener, 4)) return 1;
  pthread_t thread;
  for (int i = 0; i < atoi(argv[2]); i++)
    if (pthread_create(&thread, NULL, noise, &zero)) return 1;
  dprintf(1, "ready\n");
  int fd = accept(listener, NULL, NULL);
  char line[256];
  ssize_t got;
  while ((got = recv(fd, line, sizeof line - 1, 0)) > 0) {
    line[got] = 0;
    int n = atoi(line);
    dprintf(1, "%d before\n", n);
    if (write(null, bytes, (size_t)n) != n) return 1;
    dprintf(1, "%d after\n", n);
    if (send(fd, line, (size_t)got, MSG_NOSIGNAL) < 0) break;
    dprintf(1, "%d answered\n", n);
  }
}
