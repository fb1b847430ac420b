/*
 * Makes calls of every kind and prints, for each, the line that the trace of it must be. The test compares the two
 * texts.
 *
 *     told DIRECTORY      (an empty one)
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

static char told[1 << 16];
static size_t length;
static const char *directory;

__attribute__((format(printf, 1, 2))) static void tell(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  length += (size_t)vsnprintf(told + length, sizeof told - length, format, arguments);
  va_end(arguments);
  told[length++] = '\n';
}

static void must(int good, const char *what) {
  if (good) return;
  perror(what);
  exit(1);
}

static void files(void) {
  char path[4096], other[4096];
  snprintf(path, sizeof path, "%s/plain", directory);
  snprintf(other, sizeof other, "%s/other", directory);

  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_CREAT | O_RDWR | O_APPEND, 0600);
  must(fd >= 0, "openat");
  tell("openat file:%s flags=%d", path, O_CREAT | O_RDWR | O_APPEND);
  must(write(fd, "hello", 5) == 5, "write");
  tell("write fd=%d file:%s size=5", fd, path);
  must(pwrite(fd, "x", 1, 0) == 1, "pwrite");
  tell("pwrite64 fd=%d file:%s size=1", fd, path);
  struct iovec parts[2] = {{"ab", 2}, {"cde", 3}};
  must(writev(fd, parts, 2) == 5, "writev");
  tell("writev fd=%d file:%s size=5", fd, path);
  must(pwritev(fd, parts, 2, 0) == 5, "pwritev");
  tell("pwritev fd=%d file:%s size=5", fd, path);
  must(fsync(fd) == 0, "fsync");
  tell("fsync fd=%d file:%s", fd, path);
  must(fdatasync(fd) == 0, "fdatasync");
  tell("fdatasync fd=%d file:%s", fd, path);
  char bytes[64];
  must(pread(fd, bytes, sizeof bytes, 0) > 0, "pread");
  tell("pread64 fd=%d file:%s size=64", fd, path);
  must(ftruncate(fd, 3) == 0, "ftruncate");
  tell("ftruncate fd=%d file:%s size=3", fd, path);

  /* The same descriptor number, another file: nothing remembered may be believed. */
  must(close(fd) == 0, "close");
  int again = (int)syscall(SYS_openat, AT_FDCWD, other, O_CREAT | O_WRONLY, 0600);
  must(again == fd, "openat gives the lowest number");
  tell("openat file:%s flags=%d", other, O_CREAT | O_WRONLY);
  must(write(fd, "b", 1) == 1, "write");
  tell("write fd=%d file:%s size=1", fd, other);
  /* The file's name changes under the descriptor. */
  char third[4096];
  snprintf(third, sizeof third, "%s/third", directory);
  must(syscall(SYS_renameat2, AT_FDCWD, other, AT_FDCWD, third, 0) == 0, "renameat2");
  tell("renameat2 file:%s target=%s", other, third);
  must(write(fd, "b", 1) == 1, "write");
  tell("write fd=%d file:%s size=1", fd, third);
  must(syscall(SYS_unlinkat, AT_FDCWD, third, 0) == 0, "unlinkat");
  tell("unlinkat file:%s", third);
  must(write(fd, "b", 1) == 1, "write");
  tell("write fd=%d file:%s deleted size=1", fd, third);
  /* dup2 puts another file under the number. */
  int plain = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY);
  tell("openat file:%s flags=%d", path, O_WRONLY);
  must(dup2(plain, fd) == fd, "dup2");
  must(write(fd, "b", 1) == 1, "write");
  tell("write fd=%d file:%s size=1", fd, path);
  close(plain);
  close(fd);

  /* A name that really ends like the kernel's remark. */
  char odd[4096];
  snprintf(odd, sizeof odd, "%s/odd (deleted)", directory);
  fd = (int)syscall(SYS_openat, AT_FDCWD, odd, O_CREAT | O_WRONLY, 0600);
  tell("openat file:%s flags=%d", odd, O_CREAT | O_WRONLY);
  must(write(fd, "b", 1) == 1, "write");
  tell("write fd=%d file:%s size=1", fd, odd);
  close(fd);

  struct {
    uint64_t flags, mode, resolve;
  } how = {O_RDONLY | O_CLOEXEC, 0, 0};
  fd = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
  if (fd >= 0) {
    tell("openat2 file:%s flags=%d", path, O_RDONLY | O_CLOEXEC);
    close(fd);
  }
}

static void relative(void) {
  char sub[4096];
  snprintf(sub, sizeof sub, "%s/sub", directory);
  must(syscall(SYS_mkdirat, AT_FDCWD, sub, 0700) == 0, "mkdirat");
  tell("mkdirat file:%s", sub);
  must(chdir(sub) == 0, "chdir");
  int fd = (int)syscall(SYS_openat, AT_FDCWD, "./../sub//here", O_CREAT | O_WRONLY, 0600);
  must(fd >= 0, "openat");
  tell("openat file:%s/here flags=%d", sub, O_CREAT | O_WRONLY);
  close(fd);
  int at = (int)syscall(SYS_openat, AT_FDCWD, directory, O_RDONLY | O_DIRECTORY);
  tell("openat file:%s flags=%d", directory, O_RDONLY | O_DIRECTORY);
  fd = (int)syscall(SYS_openat, at, "sub/here", O_RDONLY);
  must(fd >= 0, "openat");
  tell("openat fd=%d file:%s/here flags=%d", at, sub, O_RDONLY);
  must(syscall(SYS_symlinkat, "here", at, "sub/link") == 0, "symlinkat");
  tell("symlinkat file:here target=%s/link", sub);
  must(syscall(SYS_linkat, AT_FDCWD, "here", at, "hard", 0) == 0, "linkat");
  tell("linkat file:%s/here target=%s/hard", sub, directory);
  close(fd);
  close(at);

  /* A path that ends exactly where readable memory does. */
  long page = sysconf(_SC_PAGESIZE);
  char *pages = mmap(NULL, 2 * (size_t)page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  must(pages != MAP_FAILED && munmap(pages + page, (size_t)page) == 0, "mmap");
  char *edge = pages + page - sizeof "here";
  memcpy(edge, "here", sizeof "here");
  fd = (int)syscall(SYS_openat, AT_FDCWD, edge, O_RDONLY);
  must(fd >= 0, "openat at the edge");
  tell("openat file:%s/here flags=%d", sub, O_RDONLY);
  close(fd);
  /* And one that cannot be read at all. */
  must(syscall(SYS_openat, AT_FDCWD, pages + page, O_RDONLY) < 0, "openat");
  tell("openat anon:unreadable flags=%d", O_RDONLY);
  must(write(999, "x", 1) < 0, "write");
  tell("write fd=999 none size=1");
}

static void others(void) {
  int ends[2];
  must(pipe(ends) == 0, "pipe");
  must(write(ends[1], "x", 1) == 1, "write");
  tell("write fd=%d pipe size=1", ends[1]);
  int event = eventfd(0, 0);
  uint64_t one = 1;
  must(write(event, &one, sizeof one) == sizeof one, "write");
  tell("write fd=%d anon:anon_inode:[eventfd] size=8", event);
  int memory = memfd_create("mine", 0);
  must(write(memory, "x", 1) == 1, "write");
  tell("write fd=%d anon:memfd:mine size=1", memory);
  /* The standard streams go by what they are, not by their number. */
  int copy = dup(1);
  must(write(copy, "", 0) == 0, "write");
  tell("write fd=%d stdio:stdout size=0", copy);
  must(write(2, "", 0) == 0, "write");
  tell("write fd=2 stdio:stderr size=0");
  close(copy);
  close(memory);
  close(event);
}

static void tcp(int family) {
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  struct sockaddr *address = family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six;
  socklen_t size = family == AF_INET ? sizeof four : sizeof six;
  const char *host = family == AF_INET ? "127.0.0.1" : "[::1]";

  int listener = socket(family, SOCK_STREAM, 0);
  if (bind(listener, address, size)) {
    /* No IPv6 here. The bind was made all the same. */
    tell("bind fd=%d socket %s:0 ->", listener, host);
    return;
  }
  tell("bind fd=%d socket %s:0 ->", listener, host);
  must(listen(listener, 4) == 0 && getsockname(listener, address, &size) == 0, "listen");
  int port = ntohs(family == AF_INET ? four.sin_port : six.sin6_port);
  int client = socket(family, SOCK_STREAM, 0);
  must(connect(client, address, size) == 0, "connect");
  tell("connect fd=%d socket -> %s:%d", client, host, port);
  int server = accept(listener, NULL, NULL);
  tell("accept fd=%d socket %s:%d ->", listener, host, port);
  must(getsockname(client, address, &size) == 0, "getsockname");
  int own = ntohs(family == AF_INET ? four.sin_port : six.sin6_port);
  for (int i = 0; i < 2; i++) {
    must(write(client, "x", 1) == 1, "write");
    tell("write fd=%d socket %s:%d -> %s:%d size=1", client, host, own, host, port);
  }
  char byte[2];
  must(recv(server, byte, sizeof byte, 0) > 0, "recv");
  tell("recvfrom fd=%d socket %s:%d -> %s:%d size=2", server, host, port, host, own);
  struct iovec part = {"abc", 3};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  must(sendmsg(server, &message, 0) == 3, "sendmsg");
  tell("sendmsg fd=%d socket %s:%d -> %s:%d size=3", server, host, port, host, own);
  close(server);
  close(client);
  close(listener);
}

static void local(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path, sizeof name.sun_path, "%.90s/socket", directory);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  must(bind(listener, (struct sockaddr *)&name, sizeof name) == 0 && listen(listener, 1) == 0, "bind");
  tell("bind fd=%d socket unix:%s ->", listener, name.sun_path);
  int client = socket(AF_UNIX, SOCK_STREAM, 0);
  must(connect(client, (struct sockaddr *)&name, sizeof name) == 0, "connect");
  tell("connect fd=%d socket -> unix:%s", client, name.sun_path);
  must(write(client, "x", 1) == 1, "write");
  tell("write fd=%d socket -> unix:%s size=1", client, name.sun_path);
  close(client);
  close(listener);

  struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(9)};
  int datagrams = socket(AF_INET, SOCK_DGRAM, 0);
  sendto(datagrams, "xy", 2, 0, (struct sockaddr *)&four, sizeof four);
  tell("sendto fd=%d socket -> 127.0.0.1:9 size=2", datagrams);
  close(datagrams);
}

/* A datagram goes where its call says, whatever the one before said, and where the socket is connected to only when the
 * call says nothing. */
static void datagrams(int family) {
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  struct sockaddr *address = family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six;
  in_port_t *port = family == AF_INET ? &four.sin_port : &six.sin6_port;
  socklen_t size = family == AF_INET ? sizeof four : sizeof six;
  const char *host = family == AF_INET ? "127.0.0.1" : "[::1]", *any = family == AF_INET ? "0.0.0.0" : "[::]";

  int fd = socket(family, SOCK_DGRAM, 0);
  *port = htons(7001);
  if (sendto(fd, "x", 1, 0, address, size) < 0) {
    /* No IPv6 here. The call was made all the same. */
    tell("sendto fd=%d socket -> %s:7001 size=1", fd, host);
    close(fd);
    return;
  }
  tell("sendto fd=%d socket -> %s:7001 size=1", fd, host);
  struct sockaddr_storage own;
  socklen_t own_size = sizeof own;
  must(getsockname(fd, (struct sockaddr *)&own, &own_size) == 0, "getsockname");
  int here =
      ntohs(family == AF_INET ? ((struct sockaddr_in *)&own)->sin_port : ((struct sockaddr_in6 *)&own)->sin6_port);
  *port = htons(7002);
  must(sendto(fd, "xy", 2, 0, address, size) == 2, "sendto");
  tell("sendto fd=%d socket %s:%d -> %s:7002 size=2", fd, any, here, host);
  *port = htons(7003);
  struct iovec part = {"xyz", 3};
  struct msghdr message = {.msg_name = address, .msg_namelen = size, .msg_iov = &part, .msg_iovlen = 1};
  must(sendmsg(fd, &message, 0) == 3, "sendmsg");
  tell("sendmsg fd=%d socket %s:%d -> %s:7003 size=3", fd, any, here, host);
  struct mmsghdr several[2] = {{.msg_hdr = message}, {.msg_hdr = message}};
  /* By its number: musl makes two calls of it. */
  must(syscall(SYS_sendmmsg, fd, several, 2, 0) == 2, "sendmmsg");
  tell("sendmmsg fd=%d socket %s:%d -> %s:7003 size=6", fd, any, here, host);

  *port = htons(7004);
  must(connect(fd, address, size) == 0, "connect");
  tell("connect fd=%d socket %s:%d -> %s:7004", fd, any, here, host);
  /* What the kernel remembers of the port that nobody listens on is told to the next call, once. */
  send(fd, "x", 1, 0);
  tell("sendto fd=%d socket %s:%d -> %s:7004 size=1", fd, host, here, host);
  *port = htons(7005);
  sendto(fd, "x", 1, 0, address, size);
  tell("sendto fd=%d socket %s:%d -> %s:7005 size=1", fd, host, here, host);
  must(connect(fd, address, size) == 0, "connect");
  tell("connect fd=%d socket %s:%d -> %s:7005", fd, host, here, host);
  message.msg_name = NULL;
  message.msg_namelen = 0;
  sendmsg(fd, &message, 0);
  tell("sendmsg fd=%d socket %s:%d -> %s:7005 size=3", fd, host, here, host);
  ssize_t wrote = write(fd, "x", 1);
  (void)wrote;
  tell("write fd=%d socket %s:%d -> %s:7005 size=1", fd, host, here, host);
  close(fd);

  /* Another socket under the same number, connected to another place. */
  int again = socket(family, SOCK_DGRAM, 0);
  must(again == fd, "socket gives the lowest number");
  *port = htons(7006);
  must(connect(again, address, size) == 0 && getsockname(again, address, &size) == 0, "connect");
  tell("connect fd=%d socket -> %s:7006", again, host);
  here = ntohs(*port);
  must(send(again, "x", 1, 0) == 1, "send");
  tell("sendto fd=%d socket %s:%d -> %s:7006 size=1", again, host, here, host);
  close(again);
}

static void local_datagrams(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path, sizeof name.sun_path, "%.90s/datagrams", directory);
  int bound = socket(AF_UNIX, SOCK_DGRAM, 0), fd = socket(AF_UNIX, SOCK_DGRAM, 0);
  must(bind(bound, (struct sockaddr *)&name, sizeof name) == 0, "bind");
  tell("bind fd=%d socket unix:%s ->", bound, name.sun_path);
  must(sendto(fd, "x", 1, 0, (struct sockaddr *)&name, sizeof name) == 1, "sendto");
  tell("sendto fd=%d socket -> unix:%s size=1", fd, name.sun_path);
  must(connect(fd, (struct sockaddr *)&name, sizeof name) == 0, "connect");
  tell("connect fd=%d socket -> unix:%s", fd, name.sun_path);
  must(send(fd, "xy", 2, 0) == 2, "send");
  tell("sendto fd=%d socket -> unix:%s size=2", fd, name.sun_path);
  char byte;
  must(recv(bound, &byte, 1, 0) == 1, "recv");
  tell("recvfrom fd=%d socket unix:%s -> size=1", bound, name.sun_path);
  close(fd);
  close(bound);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  directory = argv[1];
  files();
  relative();
  others();
  tcp(AF_INET);
  tcp(AF_INET6);
  local();
  datagrams(AF_INET);
  datagrams(AF_INET6);
  local_datagrams();
  for (size_t done = 0; done < length;) {
    ssize_t wrote = write(1, told + done, length - done);
    if (wrote <= 0) return 1;
    done += (size_t)wrote;
  }
  return 0;
}
