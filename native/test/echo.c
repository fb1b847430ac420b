/*
 * Answers each line on a connection to the Unix socket SOCKET with the same line, and before that writes the line's
 * bytes to FILE. So whoever has the answer knows that the write is done. A line "crash" makes it die.
 *
 *     echo SOCKET FILE
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path, sizeof name.sun_path, "%s", argv[1]);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  int file = open(argv[2], O_CREAT | O_WRONLY | O_APPEND, 0600);
  if (file < 0 || bind(listener, (struct sockaddr *)&name, sizeof name) || listen(listener, 4)) return 1;
  dprintf(1, "ready\n");
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    char line[256];
    ssize_t got;
    while ((got = recv(fd, line, sizeof line, 0)) > 0) {
      if (got >= 5 && memcmp(line, "crash", 5) == 0) abort();
      const char *answer = write(file, line, (size_t)got) == got ? line : "failed\n";
      if (send(fd, answer, answer == line ? (size_t)got : strlen(answer), MSG_NOSIGNAL) < 0) break;
    }
    close(fd);
  }
}
