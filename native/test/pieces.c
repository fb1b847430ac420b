/*
 * Writes and reads in every way there is, and prints what each gave and where it left the descriptor. Started with
 * every call of these families cut to five bytes, it shows whether what moved is what the caller was told.
 *
 *     pieces DIRECTORY
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

static char out[8192];
static size_t length;
static int pipes_broken;

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  length += (size_t)vsnprintf(out + length, sizeof out - length, format, arguments);
  va_end(arguments);
  out[length++] = '\n';
}

/* A result as it would be with the errno's number. */
static long result(long value) {
  return value < 0 ? -errno : value;
}

static void on_pipe(int signal) {
  (void)signal;
  pipes_broken++;
}

static int place;

static int opened(const char *name, int flags) {
  int fd = openat(place, name, flags | O_CREAT, 0600);
  if (fd < 0) perror(name), exit(1);
  return fd;
}

static void files(void) {
  int fd = opened("log", O_RDWR | O_APPEND);
  say("append %ld", result(write(fd, "first record", 12)));
  say("append again %ld", result(write(fd, "second", 6)));
  say("append at an offset %ld", result(pwrite(fd, "placed", 6, 0)));
  close(fd);

  fd = opened("plain", O_RDWR);
  say("write %ld", result(write(fd, "0123456789", 10)));
  say("position %ld", (long)lseek(fd, 0, SEEK_CUR));
  say("pwrite64 %ld", result(pwrite(fd, "abcdefghij", 10, 7)));
  say("position %ld", (long)lseek(fd, 0, SEEK_CUR));
  struct iovec parts[] = {{"AB", 2}, {"", 0}, {"CDE", 3}, {"FGH", 3}};
  say("writev %ld", result(writev(fd, parts, 4)));
  say("pwritev %ld", result(pwritev(fd, parts, 4, 20)));
  say("pwritev2 %ld", result(pwritev2(fd, parts, 4, -1, 0)));
  say("position %ld", (long)lseek(fd, 0, SEEK_CUR));
  say("no more than asked %ld", result(write(fd, "12345", 5)));

  char a[4] = "", b[32] = "";
  lseek(fd, 0, SEEK_SET);
  say("read %ld %.5s", result(read(fd, b, sizeof b)), b);
  say("position %ld", (long)lseek(fd, 0, SEEK_CUR));
  say("pread64 %ld %.5s", result(pread(fd, b, sizeof b, 7)), b);
  struct iovec into[] = {{a, 3}, {b, 20}};
  memset(b, 0, sizeof b);
  lseek(fd, 0, SEEK_SET);
  say("readv %ld %.3s|%s", result(readv(fd, into, 2)), a, b);
  say("preadv %ld %.3s|%.2s", result(preadv(fd, into, 2, 7)), a, b);
  lseek(fd, 0, SEEK_END);
  say("read at the end %ld", result(read(fd, b, sizeof b)));
  close(fd);
  fd = opened("plain", O_RDONLY);
  say("write to what is open for reading %ld", result(write(fd, "0123456789", 10)));
  close(fd);
}

static void *read_slowly(void *end) {
  char bytes[4096];
  /* Whoever waits for room waits before this. */
  usleep(20000);
  for (size_t had = 0; had < 1 << 20;) {
    ssize_t got = recv(*(int *)end, bytes, sizeof bytes, 0);
    if (got <= 0) break;
    had += (size_t)got;
  }
  return NULL;
}

static void pipes(void) {
  int ends[2];
  char b[32] = "";
  if (pipe(ends)) exit(1);
  say("pipe %ld", result(write(ends[1], "through a pipe", 14)));
  say("from a pipe %ld %.5s", result(read(ends[0], b, sizeof b)), b);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  say("an empty one %ld", result(read(ends[0], b, sizeof b)));
  close(ends[0]);
  long told = result(write(ends[1], "through a pipe", 14));
  say("a broken one %ld, signals %d", told, pipes_broken);
  close(ends[1]);
}

static void streams(void) {
  int ends[2];
  char b[32] = "";
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends)) exit(1);
  say("sendto %ld", result(send(ends[0], "0123456789", 10, 0)));
  struct iovec parts[] = {{"ab", 2}, {"cdefg", 5}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  say("sendmsg %ld", result(sendmsg(ends[0], &message, 0)));
  say("recvfrom %ld %.5s", result(recv(ends[1], b, sizeof b, 0)), b);
  struct iovec into = {b, sizeof b};
  struct sockaddr_storage from;
  struct msghdr taken = {
      .msg_iov = &into, .msg_iovlen = 1, .msg_name = &from, .msg_namelen = sizeof from, .msg_flags = 77};
  long told = result(recvmsg(ends[1], &taken, 0));
  say("recvmsg %ld %.5s flags %d name %u", told, b, taken.msg_flags, taken.msg_namelen);
  struct timeval soon = {0, 10000};
  setsockopt(ends[1], SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);
  say("until the time is over %ld", result(recv(ends[1], b, sizeof b, 0)));
  soon.tv_usec = 0;
  setsockopt(ends[1], SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);
  /* Full, so that the writer has to wait for the reader. */
  static char much[65536];
  while (send(ends[0], much, 4, MSG_DONTWAIT) > 0)
    continue;
  pthread_t reader;
  pthread_create(&reader, NULL, read_slowly, &ends[1]);
  say("after waiting for room %ld", result(send(ends[0], "0123456789", 10, 0)));
  shutdown(ends[0], SHUT_WR);
  pthread_join(reader, NULL);
  close(ends[1]);
  told = result(send(ends[0], "0123456789", 10, 0));
  say("to nobody %ld, signals %d", told, pipes_broken);
  told = result(send(ends[0], "0123456789", 10, MSG_NOSIGNAL));
  say("to nobody, quietly %ld, signals %d", told, pipes_broken);
  close(ends[0]);

  if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends)) exit(1);
  say("a datagram %ld", result(send(ends[0], "0123456789", 10, 0)));
  say("received %ld", result(recv(ends[1], b, sizeof b, 0)));
}

static void *send_later(void *end) {
  usleep(20000);
  struct iovec part = {"later on", 8};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  struct mmsghdr one = {.msg_hdr = message};
  sendmmsg(*(int *)end, &one, 1, 0);
  return NULL;
}

static void waiting(void) {
  int ends[2];
  char b[32] = "";
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends)) exit(1);
  pthread_t sender;
  pthread_create(&sender, NULL, send_later, &ends[0]);
  say("after waiting %ld %.5s", result(recv(ends[1], b, sizeof b, 0)), b);
  pthread_join(sender, NULL);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  place = open(argv[1], O_RDONLY | O_DIRECTORY);
  struct sigaction action = {.sa_handler = on_pipe};
  sigaction(SIGPIPE, &action, NULL);
  files();
  pipes();
  streams();
  waiting();
  for (size_t i = 0; i < length;) {
    ssize_t wrote = write(1, out + i, length - i);
    if (wrote <= 0) return 1;
    i += (size_t)wrote;
  }
  return 0;
}
