/*
 * What a caught call acts on: reading the caller's descriptors, paths, addresses and sizes.
 *
 * Everything here is read while the caller sleeps in its notification, and everything is read once. None of it is
 * believed because it was read, but because the kernel later accepts the answer: a notification's cookie is never used
 * twice, so when SEND succeeds the very thread that we described was asleep in this very call all the time. When SEND
 * fails, what was read is thrown away with the call. Only what outlives a call needs its own proof. That are two
 * things:
 *
 * - The handles on a thread (/proc/TID and /proc/TID/fd). They are checked once, with ID_VALID after opening; from then
 * on the kernel binds them to the thread itself and not to its number. (They make the link of a descriptor cheaper to
 * read as well: 615 instead of 804 ns by its full name.)
 * - The two ends of a connected stream socket, kept by the socket's inode, which no other socket gets while the kernel
 * lives. Neither end can change after it is connected. (connect(AF_UNSPEC) can dissolve it; nobody does that to a
 * stream.)
 *
 * The link of a descriptor itself is read for every call. It cannot be kept: a close, a dup2 or a rename would have to
 * be seen, and those are not intercepted (see supervisor.c on why).
 */
#include "supervisor.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

/* The longest address in words: a Unix path with "unix:" before it, or an IPv6 address with brackets, scope and port.
 */
enum { ADDRESS_TEXT = 160 };

/* ---- Threads ---- */

static void close_handles(struct supervisor *s, struct task *t) {
  if (t->dir < 0) return;
  close_fd(&t->dir);
  close_fd(&t->fd_dir);
  close_fd(&t->registers);
  s->handle_count--;
}

void forget_task(struct supervisor *s, struct task *t) {
  close_handles(s, t);
  t->tid = 0;
  s->task_count--;
  /* Close the gap, as linear probing needs it: whoever stands behind and could stand here moves up. */
  struct task *begin = s->tasks, *end = s->tasks + TASK_SLOTS, *gap = t;
  for (struct task *next = gap + 1 == end ? begin : gap + 1; next->tid; next = next + 1 == end ? begin : next + 1) {
    struct task *home = begin + ((uint32_t)next->tid & (TASK_SLOTS - 1));
    bool may_stay = gap <= next ? gap < home && home <= next : gap < home || home <= next;
    if (may_stay) continue;
    *gap = *next;
    if (gap->pending) gap->pending->task = gap;
    next->tid = 0;
    gap = next;
  }
}

/* Forgets all threads of [v]. */
void forget_tasks(struct supervisor *s, const struct service *v) {
  for (size_t i = 0; i < TASK_SLOTS;) {
    /* Another one may move into this place, so it is looked at again. */
    if (s->tasks[i].tid && s->tasks[i].service == v)
      forget_task(s, &s->tasks[i]);
    else
      i++;
  }
}

/* Makes room for more handles: closes all, and forgets the threads that wait for nothing (most of them may have ended
 * long ago). */
static void close_all_handles(struct supervisor *s) {
  for (size_t i = 0; i < TASK_SLOTS;) {
    struct task *t = &s->tasks[i];
    if (t->tid && !t->pending) {
      forget_task(s, t);
    } else {
      if (t->tid) close_handles(s, t);
      i++;
    }
  }
}

static pid_t process_of(int dir) {
  char text[1024];
  int fd = openat(dir, "status", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t got = read(fd, text, sizeof text - 1);
  close(fd);
  if (got <= 0) return 0;
  text[got] = 0;
  const char *line = strstr(text, "\nTgid:");
  return line ? atoi(line + 6) : 0;
}

/*
 * The thread [tid], which waits in the notification [cookie], with handles on it; NULL when it is gone meanwhile. Stays
 * in place until the next call of this function.
 */
struct task *task_of(struct supervisor *s, struct service *v, pid_t tid, uint64_t cookie) {
  size_t i = (uint32_t)tid & (TASK_SLOTS - 1);
  for (; s->tasks[i].tid; i = (i + 1) & (TASK_SLOTS - 1))
    if (s->tasks[i].tid == tid) break;
  if (s->tasks[i].tid && s->tasks[i].dir >= 0 && s->tasks[i].service == v) return &s->tasks[i];

  if (s->handle_count >= MAX_HANDLES || s->task_count >= TASK_SLOTS / 2) {
    close_all_handles(s);
    if (s->task_count >= TASK_SLOTS / 2) return NULL;
    for (i = (uint32_t)tid & (TASK_SLOTS - 1); s->tasks[i].tid && s->tasks[i].tid != tid;)
      i = (i + 1) & (TASK_SLOTS - 1);
  }

  char name[32];
  snprintf(name, sizeof name, "/proc/%d", tid);
  int dir = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir < 0) return NULL;
  int fd_dir = openat(dir, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  pid_t pid = process_of(dir);
  if (ioctl(v->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &cookie) < 0 || !pid) {
    close(dir);
    close_fd(&fd_dir);
    return NULL;
  }
  struct task *t = &s->tasks[i];
  if (t->tid)
    close_handles(s, t);
  else
    s->task_count++;
  s->handle_count++;
  *t = (struct task){.tid = tid,
                     .pid = pid,
                     .dir = dir,
                     .fd_dir = fd_dir,
                     .registers = -1,
                     .service = v,
                     .pending = t->tid ? t->pending : NULL};
  return t;
}

/* ---- Memory ---- */

/* Up to [size] bytes from [address]; how many there were, or -1 and errno. */
ssize_t read_memory(struct supervisor *s, pid_t tid, uint64_t address, void *into, size_t size) {
  if (s->facts.vm_readv) {
    struct iovec local = {into, size}, remote = {(void *)(uintptr_t)address, size};
    return process_vm_readv(tid, &local, 1, &remote, 1, 0);
  }
  char name[32];
  snprintf(name, sizeof name, "/proc/%d/mem", tid);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t got = pread(fd, into, size, (off_t)address);
  int error = errno;
  close(fd);
  errno = error;
  return got;
}

/* The same the other way. */
ssize_t write_memory(struct supervisor *s, pid_t tid, uint64_t address, const void *from, size_t size) {
  if (s->facts.vm_readv) {
    struct iovec local = {(void *)(uintptr_t)from, size}, remote = {(void *)(uintptr_t)address, size};
    return process_vm_writev(tid, &local, 1, &remote, 1, 0);
  }
  char name[32];
  snprintf(name, sizeof name, "/proc/%d/mem", tid);
  int fd = open(name, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t put = pwrite(fd, from, size, (off_t)address);
  int error = errno;
  close(fd);
  errno = error;
  return put;
}

static bool read_exactly(struct supervisor *s, pid_t tid, uint64_t address, void *into, size_t size) {
  return read_memory(s, tid, address, into, size) == (ssize_t)size;
}

/* A zero-terminated string into [into]; its length, or -1. Goes page by page, since a string may end where readable
 * memory does. */
static ssize_t read_string(struct supervisor *s, pid_t tid, uint64_t address, char *into, size_t size) {
  size_t have = 0;
  while (have < size) {
    size_t want = 4096 - (address + have) % 4096;
    /* Most paths are short, and copying a whole page to find that out costs more than asking twice. */
    if (have == 0 && want > 256) want = 256;
    if (want > size - have) want = size - have;
    ssize_t got = read_memory(s, tid, address + have, into + have, want);
    if (got <= 0) return -1;
    char *end = memchr(into + have, 0, (size_t)got);
    if (end) return end - into;
    have += (size_t)got;
  }
  return -1;
}

/* ---- Addresses ---- */

/* Writes [address] in words; 0 when there is nothing to say (unnamed, or a family without addresses for people). */
static size_t address_text(const struct sockaddr_storage *address, socklen_t length, char text[ADDRESS_TEXT]) {
  char host[INET6_ADDRSTRLEN];
  text[0] = 0;
  if (length < sizeof(sa_family_t)) return 0;
  switch (address->ss_family) {
  case AF_INET: {
    struct sockaddr_in in;
    if (length < sizeof in) return 0;
    memcpy(&in, address, sizeof in);
    inet_ntop(AF_INET, &in.sin_addr, host, sizeof host);
    return (size_t)snprintf(text, ADDRESS_TEXT, "%s:%u", host, ntohs(in.sin_port));
  }
  case AF_INET6: {
    struct sockaddr_in6 in;
    /* The kernel accepts the older form without the scope. */
    if (length < offsetof(struct sockaddr_in6, sin6_scope_id)) return 0;
    memset(&in, 0, sizeof in);
    memcpy(&in, address, length < sizeof in ? length : sizeof in);
    /* IPv4 through an IPv6 socket is written as what it is, so that both ends of a connection have one name for it. */
    if (IN6_IS_ADDR_V4MAPPED(&in.sin6_addr)) {
      inet_ntop(AF_INET, &in.sin6_addr.s6_addr[12], host, sizeof host);
      return (size_t)snprintf(text, ADDRESS_TEXT, "%s:%u", host, ntohs(in.sin6_port));
    }
    inet_ntop(AF_INET6, &in.sin6_addr, host, sizeof host);
    if (in.sin6_scope_id)
      return (size_t)snprintf(text, ADDRESS_TEXT, "[%s%%%u]:%u", host, in.sin6_scope_id, ntohs(in.sin6_port));
    return (size_t)snprintf(text, ADDRESS_TEXT, "[%s]:%u", host, ntohs(in.sin6_port));
  }
  case AF_UNIX: {
    struct sockaddr_un un;
    size_t path = length > offsetof(struct sockaddr_un, sun_path) ? length - offsetof(struct sockaddr_un, sun_path) : 0;
    if (path == 0) return 0;
    if (path > sizeof un.sun_path) path = sizeof un.sun_path;
    memcpy(un.sun_path, (const char *)address + offsetof(struct sockaddr_un, sun_path), path);
    if (un.sun_path[0])
      return (size_t)snprintf(text, ADDRESS_TEXT, "unix:%.*s", (int)strnlen(un.sun_path, path), un.sun_path);
    /* Abstract names begin with a zero byte, written @, and may hold others. */
    size_t n = (size_t)snprintf(text, ADDRESS_TEXT, "unix:@");
    for (size_t i = 1; i < path && n + 1 < ADDRESS_TEXT; i++)
      text[n++] = un.sun_path[i] ? un.sun_path[i] : '@';
    text[n] = 0;
    return n;
  }
  default:
    return 0;
  }
}

static bool has_addresses(int family) {
  return family == AF_INET || family == AF_INET6 || family == AF_UNIX;
}

/* What is known about one socket. */
struct ends {
  char local[ADDRESS_TEXT], peer[ADDRESS_TEXT];
  size_t local_length, peer_length;
  bool final; /* it cannot change any more */
};

/* A copy of descriptor [fd] of the process of [t] (close-on-exec), or -1 and errno. A thread may have a table of its
 * own, and then it is not the thread's: look at the inode. */
int copy_descriptor(const struct task *t, int fd) {
  int process = (int)syscall(SYS_pidfd_open, t->pid, 0);
  if (process < 0) return -1;
  int copy = (int)syscall(SYS_pidfd_getfd, process, fd, 0);
  int error = errno;
  close(process);
  errno = error;
  return copy;
}

/* Asks the socket itself, by a copy of the caller's descriptor. */
static bool ends_by_copy(struct task *t, int fd, uint64_t inode, struct ends *ends) {
  int copy = copy_descriptor(t, fd);
  if (copy < 0) return false;
  struct stat status;
  bool known = false;
  if (fstat(copy, &status) == 0 && status.st_ino == inode) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    int type = 0, listening = 0;
    socklen_t size = sizeof type;
    if (getsockname(copy, (struct sockaddr *)&address, &length) == 0) {
      known = true;
      ends->final = !has_addresses(address.ss_family);
      ends->local_length = address_text(&address, length, ends->local);
    }
    length = sizeof address;
    if (known && getpeername(copy, (struct sockaddr *)&address, &length) == 0) {
      ends->peer_length = address_text(&address, length, ends->peer);
      if (getsockopt(copy, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type != SOCK_DGRAM) ends->final = true;
    }
    size = sizeof listening;
    if (known && getsockopt(copy, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening) ends->final = true;
    /* A socket that was never bound has the address of "anything": that is not a place. */
    if (!ends->final && !ends->peer_length && ends->local_length >= 2 &&
        strcmp(ends->local + ends->local_length - 2, ":0") == 0)
      ends->local_length = 0;
  }
  close(copy);
  return known;
}

static bool hex_address(const char *text, bool six, char into[ADDRESS_TEXT], size_t *length) {
  struct sockaddr_storage address = {0};
  unsigned words[4] = {0}, port = 0;
  *length = 0;
  if (six) {
    if (sscanf(text, "%8x%8x%8x%8x:%x", &words[0], &words[1], &words[2], &words[3], &port) != 5) return false;
    struct sockaddr_in6 in = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    memcpy(&in.sin6_addr, words, sizeof words);
    memcpy(&address, &in, sizeof in);
    *length = address_text(&address, sizeof in, into);
  } else {
    if (sscanf(text, "%8x:%x", &words[0], &port) != 2) return false;
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    memcpy(&in.sin_addr, words, 4);
    memcpy(&address, &in, sizeof in);
    *length = address_text(&address, sizeof in, into);
  }
  return port != 0;
}

/* Finds the socket in the caller's /proc/TID/net tables, where copying a descriptor is not permitted. */
static bool ends_by_table(struct task *t, uint64_t inode, struct ends *ends) {
  static const char *const tables[] = {"net/tcp", "net/tcp6", "net/udp", "net/udp6"};
  char line[512], local[80], peer[80];
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    int fd = openat(t->dir, tables[i], O_RDONLY | O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (!file) {
      close_fd(&fd);
      continue;
    }
    bool found = false;
    while (!found && fgets(line, sizeof line, file)) {
      unsigned long number = 0;
      unsigned state = 0;
      if (sscanf(line, " %*d: %79s %79s %x %*s %*s %*s %*d %*d %lu", local, peer, &state, &number) != 4 ||
          number != inode)
        continue;
      found = true;
      hex_address(local, i % 2, ends->local, &ends->local_length);
      bool connected = hex_address(peer, i % 2, ends->peer, &ends->peer_length);
      if (!connected) ends->peer_length = 0;
      ends->final = connected && i < 2;
    }
    fclose(file);
    if (found) return true;
  }
  int fd = openat(t->dir, "net/unix", O_RDONLY | O_CLOEXEC);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
  if (!file) {
    close_fd(&fd);
    return false;
  }
  bool found = false;
  while (!found && fgets(line, sizeof line, file)) {
    unsigned long number = 0;
    int path = 0;
    if (sscanf(line, "%*s %*s %*s %*s %*s %*s %lu %n", &number, &path) < 1 || number != inode) continue;
    found = true;
    line[strcspn(line, "\n")] = 0;
    if (path && line[path]) ends->local_length = (size_t)snprintf(ends->local, ADDRESS_TEXT, "unix:%s", line + path);
    if (ends->local_length >= ADDRESS_TEXT) ends->local_length = ADDRESS_TEXT - 1;
  }
  fclose(file);
  return found;
}

/* ---- Objects ---- */

static const struct object *none(struct supervisor *s) {
  return s->objects.by_id[0];
}

static const struct object *unreadable(struct supervisor *s) {
  static const char name[] = "unreadable";
  return intern(s, OBJECT_ANON, false, 0, name, sizeof name - 1, "", 0);
}

/* A socket, with [address] as its peer (or its local end, for bind) where the call names one. */
static const struct object *describe_socket(struct supervisor *s, struct task *t, int fd, uint64_t inode,
                                            const char *address, bool binds) {
  struct socket_ends *slot = &s->sockets[inode % SOCKET_SLOTS];
  if (slot->inode == inode && !*address) return s->objects.by_id[slot->object];
  struct ends ends = {.final = false};
  if (!binds && !ends_by_copy(t, fd, inode, &ends)) ends_by_table(t, inode, &ends);
  const char *local = ends.local, *peer = ends.peer;
  size_t local_length = ends.local_length, peer_length = ends.peer_length;
  if (*address && binds) {
    local = address;
    local_length = strlen(address);
  } else if (*address) {
    peer = address;
    peer_length = strlen(address);
  }
  const struct object *o = intern(s, OBJECT_SOCKET, false, inode, local, local_length, peer, peer_length);
  if (ends.final && !*address) *slot = (struct socket_ends){.inode = inode, .object = o->id};
  return o;
}

/* ` (deleted)` at the end of a link is the kernel's remark, or part of the name. */
static bool is_deleted(struct task *t, int fd, const char *link) {
  char name[16];
  struct stat behind, named;
  snprintf(name, sizeof name, "%d", fd);
  if (fstatat(t->fd_dir, name, &behind, 0)) return true;
  return behind.st_nlink == 0 || lstat(link, &named) || named.st_dev != behind.st_dev || named.st_ino != behind.st_ino;
}

static const struct object *describe_link(struct supervisor *s, struct service *v, struct task *t, int fd, char *link,
                                          size_t length, const char *address, bool binds) {
  static const char deleted_mark[] = " (deleted)";
  size_t mark = sizeof deleted_mark - 1;
  if (link[0] != '/') {
    if (length > 8 && memcmp(link, "socket:[", 8) == 0)
      return describe_socket(s, t, fd, strtoull(link + 8, NULL, 10), address, binds);
    if (length > 6 && memcmp(link, "pipe:[", 6) == 0) {
      uint64_t inode = strtoull(link + 6, NULL, 10);
      if (inode == v->stdio_inode[0]) return intern(s, OBJECT_STDIO, false, 0, "stdout", 6, "", 0);
      if (inode == v->stdio_inode[1]) return intern(s, OBJECT_STDIO, false, 0, "stderr", 6, "", 0);
      return intern(s, OBJECT_PIPE, false, inode, "", 0, "", 0);
    }
    return intern(s, OBJECT_ANON, false, 0, link, length, "", 0);
  }
  if (fd == 0 && length == 9 && memcmp(link, "/dev/null", 9) == 0)
    return intern(s, OBJECT_STDIO, false, 0, "stdin", 5, "", 0);
  bool deleted = false;
  if (length > mark && memcmp(link + length - mark, deleted_mark, mark) == 0) {
    if (memcmp(link, "/memfd:", 7) == 0) return intern(s, OBJECT_ANON, false, 0, link + 1, length - 1 - mark, "", 0);
    link[length] = 0;
    deleted = is_deleted(t, fd, link);
    if (deleted) length -= mark;
  }
  return intern(s, OBJECT_FILE, deleted, 0, link, length, "", 0);
}

/* The link of descriptor [fd]; 0 when there is no such descriptor, -1 when the thread is gone or opaque (errno tells).
 */
static ssize_t descriptor_link(struct task *t, int fd, char *link, size_t size) {
  char name[16], *p = name + sizeof name;
  unsigned n = (unsigned)fd;
  *--p = 0;
  do
    *--p = (char)('0' + n % 10);
  while (n /= 10);
  ssize_t length = readlinkat(t->fd_dir, p, link, size);
  if (length >= 0) return length;
  if (errno != ENOENT) return -1;
  /* No such descriptor, or no such thread any more. */
  if (faccessat(t->dir, "fd", F_OK, 0) == 0) return 0;
  errno = ESRCH;
  return -1;
}

/* ---- Paths ---- */

/* Joins [base] and [path] into [into], with `//`, `/./` and `/../` taken out by their text. */
static size_t join_path(const char *base, size_t base_length, const char *path, size_t path_length, char *into,
                        size_t size) {
  size_t n = 0;
  const char *parts[2] = {base, path};
  size_t lengths[2] = {base_length, path_length};
  for (int i = 0; i < 2; i++) {
    const char *p = parts[i], *end = p + lengths[i];
    while (p < end) {
      const char *slash = memchr(p, '/', (size_t)(end - p));
      size_t part = (size_t)((slash ? slash : end) - p);
      if (part == 2 && p[0] == '.' && p[1] == '.') {
        while (n && into[--n] != '/')
          continue;
      } else if (part && !(part == 1 && p[0] == '.')) {
        if (n + part + 1 >= size) return n;
        into[n++] = '/';
        memcpy(into + n, p, part);
        n += part;
      }
      p += part + 1;
    }
  }
  if (n == 0) into[n++] = '/';
  return n;
}

/* The absolute path that [path] means to the thread, with [directory] as `dirfd`; 0 when that cannot be told. */
static size_t absolute_path(struct task *t, int directory, const char *path, size_t path_length, char *into,
                            size_t size) {
  char base[PATH_MAX];
  ssize_t length;
  if (path[0] == '/') {
    length = readlinkat(t->dir, "root", base, sizeof base);
    if (length < 0) length = 0;
  } else if (directory == AT_FDCWD) {
    length = readlinkat(t->dir, "cwd", base, sizeof base);
  } else {
    length = descriptor_link(t, directory, base, sizeof base);
  }
  if (length < 0 || (path[0] != '/' && (length == 0 || base[0] != '/'))) return 0;
  return join_path(base, (size_t)length, path, path_length, into, size);
}

static const struct object *describe_path(struct supervisor *s, struct service *v, struct task *t, int directory,
                                          uint64_t address, bool plain_text) {
  char path[PATH_MAX], whole[2 * PATH_MAX], link[PATH_MAX];
  ssize_t length = address ? read_string(s, t->tid, address, path, sizeof path) : 0;
  if (length < 0) return unreadable(s);
  if (plain_text) return intern(s, OBJECT_FILE, false, 0, path, (size_t)length, "", 0);
  if (length == 0) {
    /* AT_EMPTY_PATH, or no path at all where that is allowed: the call means the descriptor itself. */
    ssize_t linked = directory >= 0 ? descriptor_link(t, directory, link, sizeof link - 1) : 0;
    return linked > 0 ? describe_link(s, v, t, directory, link, (size_t)linked, "", false) : none(s);
  }
  size_t n = absolute_path(t, directory, path, (size_t)length, whole, sizeof whole);
  if (n == 0) return intern(s, OBJECT_FILE, false, 0, path, (size_t)length, "", 0);
  return intern(s, OBJECT_FILE, false, 0, whole, n, "", 0);
}

/* ---- Sizes and addresses that stand in memory ---- */

/* At most so many parts are summed up: the kernel takes no more (UIO_MAXIOV). */
enum { MAX_PARTS = 1024 };

static bool vector_size(struct supervisor *s, pid_t tid, uint64_t address, uint64_t count, uint64_t *size) {
  struct iovec parts[MAX_PARTS];
  if (count > MAX_PARTS) return false;
  *size = 0;
  if (count && !read_exactly(s, tid, address, parts, count * sizeof *parts)) return false;
  for (uint64_t i = 0; i < count; i++)
    *size += parts[i].iov_len;
  return true;
}

static void read_address(struct supervisor *s, pid_t tid, uint64_t address, uint64_t length, char text[ADDRESS_TEXT]) {
  struct sockaddr_storage storage = {0};
  if (!address || length > sizeof storage || length == 0) return;
  if (read_exactly(s, tid, address, &storage, length)) address_text(&storage, (socklen_t)length, text);
}

/*
 * Fills [subject] from the notification. False when the handles of [subject.task] do not lead to a living thread any
 * more: its number has been given to another one, or nobody waits for an answer.
 */
bool describe(struct supervisor *s, struct service *v, const struct seccomp_notif *n, struct subject *subject) {
  const struct shape *shape = &s->shapes[n->data.nr];
  const __u64 *argument = n->data.args;
  struct record *r = &subject->record;
  pid_t tid = (pid_t)n->pid;
  struct task *t = subject->task;

  *r = (struct record){.service = v->number, .pid = (uint32_t)t->pid, .tid = n->pid, .call = (uint16_t)n->data.nr};
  subject->object = none(s);
  subject->target = NULL;
  subject->source = NULL;

  char address[ADDRESS_TEXT] = "";
  if (shape->size) {
    r->size = argument[shape->size - 1];
    r->has |= HAS_SIZE;
  }
  if (shape->flags) {
    r->flags = (uint32_t)argument[shape->flags - 1];
    r->has |= HAS_FLAGS;
  }
  if (shape->creates) {
    r->flags = O_CREAT | O_WRONLY | O_TRUNC;
    r->has |= HAS_FLAGS;
  }
  if (shape->open_how) {
    uint64_t flags;
    if (read_exactly(s, tid, argument[2], &flags, sizeof flags)) {
      r->flags = (uint32_t)flags;
      r->has |= HAS_FLAGS;
    }
  }
  if (shape->vector && vector_size(s, tid, argument[shape->vector - 1], argument[shape->vector], &r->size))
    r->has |= HAS_SIZE;
  if (shape->message || shape->messages) {
    /* struct mmsghdr is a struct msghdr with a length behind it; of several messages the first one's address stands for
     * all. */
    uint64_t place = argument[(shape->message ? shape->message : shape->messages) - 1];
    uint64_t count = shape->message ? 1 : argument[shape->messages];
    if (count > MAX_PARTS) count = MAX_PARTS;
    for (uint64_t i = 0; i < count; i++) {
      struct msghdr header;
      uint64_t size;
      if (!read_exactly(s, tid, place + i * sizeof(struct mmsghdr), &header, sizeof header)) break;
      if (i == 0 && (n->data.nr == SYS_sendmsg || n->data.nr == SYS_sendmmsg))
        read_address(s, tid, (uint64_t)(uintptr_t)header.msg_name, header.msg_namelen, address);
      if (!vector_size(s, tid, (uint64_t)(uintptr_t)header.msg_iov, header.msg_iovlen, &size)) break;
      r->size += size;
      r->has |= HAS_SIZE;
    }
  }
  if (shape->address) read_address(s, tid, argument[shape->address - 1], argument[shape->address], address);

  if (shape->fd) {
    int fd = (int)argument[shape->fd - 1];
    r->fd = fd;
    r->has |= HAS_FD;
    if (fd < 0) return faccessat(t->dir, "fd", F_OK, 0) == 0;
    char link[PATH_MAX];
    ssize_t length = descriptor_link(t, fd, link, sizeof link - 1);
    if (length < 0 && errno != EACCES && errno != EPERM) return false;
    if (length < 0) subject->object = unreadable(s);
    if (length > 0) subject->object = describe_link(s, v, t, fd, link, (size_t)length, address, shape->binds);
    return true;
  }

  /* Without a descriptor no link was read, so nothing has yet shown that the handles still belong to a living thread.
   */
  if (faccessat(t->dir, "fd", F_OK, 0) && errno != EACCES && errno != EPERM) return false;
  if (shape->path) {
    int directory = shape->at ? (int)argument[shape->at - 1] : AT_FDCWD;
    subject->object = describe_path(s, v, t, directory, argument[shape->path - 1], shape->names_target);
    if (shape->at && directory != AT_FDCWD) {
      r->fd = directory;
      r->has |= HAS_FD;
    }
  }
  if (shape->path2) {
    int directory = shape->at2 ? (int)argument[shape->at2 - 1] : AT_FDCWD;
    subject->target = describe_path(s, v, t, directory, argument[shape->path2 - 1], false);
    r->has |= HAS_TARGET;
    r->target = subject->target->id;
  }
  return true;
}

/* What a call that copies from one descriptor to another reads from. Its object is what it writes to, and only rules
 * with a path ask for this one. */
const struct object *source_of(struct supervisor *s, struct subject *subject) {
  const struct shape *shape = &s->shapes[subject->record.call];
  struct task *t = subject->task;
  if (subject->source) return subject->source;
  subject->source = none(s);
  if (!shape->from || !t) return subject->source;
  int fd = (int)subject->notif->data.args[shape->from - 1];
  char link[PATH_MAX];
  ssize_t length = fd < 0 ? 0 : descriptor_link(t, fd, link, sizeof link - 1);
  if (length > 0) subject->source = describe_link(s, t->service, t, fd, link, (size_t)length, "", false);
  return subject->source;
}

/* ---- Whom a pipe leads to ---- */

/* Which ends of an object a process holds. */
enum ends_held { HOLDS_READING = 1, HOLDS_WRITING = 2 };

/* The ends of the pipe or the socket that descriptors linked as [link] are, in the process whose /proc directory is
 * [proc]. The mode of the link tells what the descriptor may do. */
unsigned ends_held(int proc, const char *link) {
  unsigned held = 0;
  int fd = openat(proc, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *all = fd < 0 ? NULL : fdopendir(fd);
  if (!all) {
    close_fd(&fd);
    return 0;
  }
  for (struct dirent *entry; (entry = readdir(all));) {
    char found[64];
    struct stat status;
    ssize_t length = readlinkat(fd, entry->d_name, found, sizeof found - 1);
    if (length <= 0) continue;
    found[length] = 0;
    if (strcmp(found, link) || fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW)) continue;
    if (status.st_mode & S_IRUSR) held |= HOLDS_READING;
    if (status.st_mode & S_IWUSR) held |= HOLDS_WRITING;
  }
  closedir(all);
  return held;
}

/* The inode of the socket at the other end of the Unix socket [inode], 0 if there is none or it cannot be told. */
static uint64_t unix_peer(uint64_t inode) {
  struct {
    struct nlmsghdr header;
    struct unix_diag_req ask;
  } request = {{sizeof request, SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST, 0, 0},
               {.sdiag_family = AF_UNIX,
                .udiag_states = ~0u,
                .udiag_ino = (uint32_t)inode,
                .udiag_show = UDIAG_SHOW_PEER,
                .udiag_cookie = {~0u, ~0u}}};
  _Alignas(struct nlmsghdr) char answer[1024];
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (fd < 0) return 0;
  ssize_t got = send(fd, &request, sizeof request, 0) < 0 ? -1 : recv(fd, answer, sizeof answer, 0);
  close(fd);
  const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
  size_t at = NLMSG_LENGTH(sizeof(struct unix_diag_msg));
  if (got < (ssize_t)at || header->nlmsg_type != SOCK_DIAG_BY_FAMILY || header->nlmsg_len > (size_t)got) return 0;
  while (at + sizeof(struct rtattr) <= header->nlmsg_len) {
    struct rtattr attribute;
    uint32_t peer;
    memcpy(&attribute, answer + at, sizeof attribute);
    if (attribute.rta_type == UNIX_DIAG_PEER && at + RTA_LENGTH(sizeof peer) <= header->nlmsg_len) {
      memcpy(&peer, answer + at + RTA_LENGTH(0), sizeof peer);
      return peer;
    }
    if (attribute.rta_len < sizeof attribute) break;
    at += RTA_ALIGN(attribute.rta_len);
  }
  return 0;
}

/*
 * Whether the pipe or the pair of sockets that [subject] acts on begins and ends in the calling process and nowhere
 * else: by such a one a runtime wakes its own threads. That is so when the process holds both ends, and no other
 * process of the service holds one. (A pipe that another one has inherited may lead to it.)
 */
bool talks_to_itself(struct subject *subject) {
  const struct object *o = subject->object;
  const struct task *t = subject->task;
  char link[2][32];
  if (!t) return false;
  if (o->kind == OBJECT_PIPE) {
    snprintf(link[0], sizeof link[0], "pipe:[%llu]", (unsigned long long)o->inode);
    strcpy(link[1], link[0]);
    if (ends_held(t->dir, link[0]) != (HOLDS_READING | HOLDS_WRITING)) return false;
  } else if (o->kind == OBJECT_SOCKET && !o->a_length && !o->b_length) {
    uint64_t peer = unix_peer(o->inode);
    if (!peer) return false;
    snprintf(link[0], sizeof link[0], "socket:[%llu]", (unsigned long long)o->inode);
    snprintf(link[1], sizeof link[1], "socket:[%llu]", (unsigned long long)peer);
    if (!ends_held(t->dir, link[1])) return false;
  } else {
    return false;
  }
  static pid_t below[MAX_TREE];
  size_t count = descendants(t->service->keeper, below, MAX_TREE);
  for (size_t i = 0; i < count; i++) {
    char name[32];
    if (below[i] == t->pid) continue;
    snprintf(name, sizeof name, "/proc/%d", below[i]);
    int proc = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool shared = proc >= 0 && (ends_held(proc, link[0]) || ends_held(proc, link[1]));
    close_fd(&proc);
    if (shared) return false;
  }
  return true;
}
