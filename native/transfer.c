/*
 * Calls made with fewer bytes than was asked for: what `short(n)` does.
 *
 * The arguments of a caught call cannot be changed: it goes on as it is, or it is not made and the caller is told a
 * result. So a call that is to move n bytes is made here. The caller's descriptor is copied with pidfd_getfd, which
 * gives the same open file description: its position moves on as it would, O_APPEND appends, and what reaches a socket
 * or a pipe stands in the order of all else that is written there. The bytes are copied from or to the caller's memory,
 * and the caller is told how many they were. Nothing of it is an imitation: what the kernel says to the shorter call,
 * an error or the end of the file included, is what the caller gets.
 *
 * The loop may not wait, and the call may have to (a full pipe, an empty socket). Sockets are asked with MSG_DONTWAIT,
 * pipes through a second description that is non-blocking, other devices by poll. Where nothing can be moved and the
 * caller would have waited, the call waits in the heap of pending calls and is tried again when epoll says so. Files do
 * not wait: what a disk takes, the loop takes too, as the n bytes are mostly in the page cache.
 *
 * Not every call can be cut ([can_be_short]): a datagram is sent whole or not at all; a control message cannot be sent
 * from here, as it names descriptors of the caller; O_DIRECT wants whole blocks. Nor is a call cut that would have
 * returned EAGAIN, or that asks for no more than n bytes. Rules do not see such calls, so that `nth` counts those that
 * can be cut.
 *
 * Known to differ from the real thing: limits of the caller (RLIMIT_FSIZE) are not looked at, since the writing process
 * is this one.
 */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The kernel's UIO_MAXIOV. */
enum { MAX_PARTS = 1024 };

/* The kernel's own numbers, not in every libc. Of these calls the bytes are not all that counts. */
#define FLAGS_BEYOND_BYTES                                                                                             \
  (MSG_OOB | MSG_TRUNC | MSG_ERRQUEUE | 0x4000000 /* MSG_ZEROCOPY */ | 0x20000000 /* MSG_FASTOPEN */)
#define RWF_NOWAIT_BIT 0x8

static bool is_message(int call) {
  return call == SYS_sendmsg || call == SYS_recvmsg;
}

static bool is_vector(int call) {
  return call == SYS_readv || call == SYS_writev || call == SYS_preadv || call == SYS_pwritev || call == SYS_preadv2 ||
         call == SYS_pwritev2;
}

/* The flags that a call names for itself. */
static int flags_of(const struct seccomp_data *data) {
  if (data->nr == SYS_sendto || data->nr == SYS_recvfrom) return (int)data->args[3];
  if (is_message(data->nr)) return (int)data->args[2];
  return 0;
}

static bool ready(int fd, bool in) {
  struct pollfd one = {.fd = fd, .events = in ? POLLIN : POLLOUT};
  return poll(&one, 1, 0) > 0;
}

/* Whether the copy in [subject] is of the descriptor that the thread means. */
static bool same_file(const struct subject *subject, const struct stat *copy) {
  char name[16];
  struct stat real;
  snprintf(name, sizeof name, "%d", subject->record.fd);
  return fstatat(subject->task->fd_dir, name, &real, 0) == 0 && real.st_dev == copy->st_dev &&
         real.st_ino == copy->st_ino;
}

/* Whether the call in [subject] would move more than [size] bytes and can be made with that many. */
bool can_be_short(struct supervisor *s, struct subject *subject, uint64_t size) {
  const struct seccomp_data *data = &subject->notif->data;
  uint8_t moves = s->shapes[data->nr].moves;
  if (!subject->task || !moves || !(subject->record.has & HAS_SIZE) || subject->record.size <= size) return false;
  switch ((enum object_kind)subject->object->kind) {
  case OBJECT_FILE:
  case OBJECT_SOCKET:
  case OBJECT_PIPE:
  case OBJECT_STDIO:
    break;
  default:
    return false;
  }
  if (is_message(data->nr)) {
    struct msghdr header;
    if (read_memory(s, subject->task->tid, data->args[1], &header, sizeof header) != sizeof header) return false;
    if (header.msg_controllen) return false;
  }
  if (subject->copy < 0) subject->copy = copy_descriptor(subject->task, subject->record.fd);
  struct stat status;
  if (subject->copy < 0 || fstat(subject->copy, &status) || !same_file(subject, &status)) return false;
  int flags = fcntl(subject->copy, F_GETFL);
  if (flags < 0 || flags & O_DIRECT) return false;
  bool would_not_wait = flags & O_NONBLOCK;
  if (S_ISSOCK(status.st_mode)) {
    int type = 0;
    socklen_t length = sizeof type;
    if (getsockopt(subject->copy, SOL_SOCKET, SO_TYPE, &type, &length) || type != SOCK_STREAM) return false;
    if (flags_of(data) & FLAGS_BEYOND_BYTES) return false;
    would_not_wait |= (flags_of(data) & MSG_DONTWAIT) != 0;
  }
  return !would_not_wait || S_ISREG(status.st_mode) || ready(subject->copy, moves == MOVES_IN);
}

/* The first [size] bytes of the caller's memory that the call names, as a list; 0 parts when it cannot be read. */
static size_t parts_of(struct supervisor *s, pid_t tid, const struct seccomp_data *data, uint64_t size,
                       struct iovec parts[MAX_PARTS]) {
  uint64_t list = data->args[1], count = data->args[2];
  if (is_message(data->nr)) {
    struct msghdr header;
    if (read_memory(s, tid, data->args[1], &header, sizeof header) != sizeof header) return 0;
    list = (uint64_t)(uintptr_t)header.msg_iov;
    count = header.msg_iovlen;
  } else if (!is_vector(data->nr)) {
    parts[0] = (struct iovec){(void *)(uintptr_t)data->args[1], size};
    return 1;
  }
  if (count > MAX_PARTS) return 0;
  ssize_t bytes = (ssize_t)(count * sizeof *parts);
  if (read_memory(s, tid, list, parts, (size_t)bytes) != bytes) return 0;
  size_t used = 0;
  for (; used < count && size; used++) {
    if (parts[used].iov_len > size) parts[used].iov_len = size;
    size -= parts[used].iov_len;
  }
  return used;
}

void free_transfer(struct transfer *t) {
  close_fd(&t->fd);
  free(t->parts);
  free(t->bytes);
  free(t);
}

static uint64_t timeout_of(int fd, bool in) {
  struct timeval timeout = {0};
  socklen_t length = sizeof timeout;
  if (getsockopt(fd, SOL_SOCKET, in ? SO_RCVTIMEO : SO_SNDTIMEO, &timeout, &length)) return 0;
  return (uint64_t)timeout.tv_sec * 1000000000u + (uint64_t)timeout.tv_usec * 1000u;
}

/*
 * Prepares the call in [subject], of which [can_be_short] has held, to be made with [size] bytes; takes the copy of the
 * descriptor. NULL when it had better go on as it is, because the caller's memory cannot be read: the kernel has an
 * error for that.
 */
struct transfer *begin_transfer(struct supervisor *s, struct subject *subject, uint64_t size) {
  const struct seccomp_data *data = &subject->notif->data;
  pid_t tid = subject->task->tid;
  struct iovec parts[MAX_PARTS];
  size_t count = parts_of(s, tid, data, size, parts);
  struct stat status;
  if (!count || fstat(subject->copy, &status)) return NULL;

  struct transfer *t = allocate(sizeof *t);
  *t = (struct transfer){.fd = subject->copy,
                         .in = s->shapes[data->nr].moves == MOVES_IN,
                         .socket = S_ISSOCK(status.st_mode),
                         .asks_first = S_ISCHR(status.st_mode),
                         .call = (uint16_t)data->nr,
                         .tid = tid,
                         .flags = flags_of(data),
                         .part_count = count,
                         .size = size,
                         .due_ns = NEVER};
  subject->copy = -1;
  t->parts = allocate(count * sizeof *parts);
  memcpy(t->parts, parts, count * sizeof *parts);
  t->bytes = allocate(size);
  t->blocking = !(fcntl(t->fd, F_GETFL) & O_NONBLOCK) && !S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode);
  if (t->socket) {
    if (t->flags & MSG_DONTWAIT) t->blocking = false;
    uint64_t timeout = timeout_of(t->fd, t->in);
    if (timeout) t->due_ns = now_ns() + timeout;
    t->flags = (t->flags & ~MSG_WAITALL) | MSG_DONTWAIT | MSG_NOSIGNAL;
    if (data->nr == SYS_recvmsg) t->header = data->args[1];
    if (data->nr == SYS_recvfrom && data->args[4]) t->header = data->args[5];
  } else {
    t->position[0] = data->args[3];
    t->position[1] = data->args[4];
    if (data->nr == SYS_preadv2 || data->nr == SYS_pwritev2) t->flags = (int)data->args[5];
    if (t->flags & RWF_NOWAIT_BIT) t->blocking = false;
  }
  if (S_ISFIFO(status.st_mode)) {
    char name[40];
    snprintf(name, sizeof name, "/proc/self/fd/%d", t->fd);
    int own = open(name, (t->in ? O_RDONLY : O_WRONLY) | O_NONBLOCK | O_CLOEXEC);
    if (own < 0) {
      free_transfer(t);
      return NULL;
    }
    close(t->fd);
    t->fd = own;
  }

  size_t have = 0;
  for (size_t i = 0; !t->in && i < count; have += parts[i++].iov_len) {
    ssize_t part = (ssize_t)parts[i].iov_len;
    if (read_memory(s, tid, (uint64_t)(uintptr_t)parts[i].iov_base, t->bytes + have, (size_t)part) == part) continue;
    free_transfer(t);
    return NULL;
  }
  return t;
}

static ssize_t move(struct transfer *t, int *told) {
  struct iovec rest = {t->bytes + t->done, t->size - t->done};
  *told = 0;
  if (t->socket) {
    struct msghdr message = {.msg_iov = &rest, .msg_iovlen = 1};
    ssize_t moved = t->in ? recvmsg(t->fd, &message, t->flags) : sendmsg(t->fd, &message, t->flags);
    *told = message.msg_flags;
    return moved;
  }
  switch (t->call) {
  case SYS_pread64:
    return pread(t->fd, rest.iov_base, rest.iov_len, (off_t)t->position[0]);
  case SYS_pwrite64:
    return pwrite(t->fd, rest.iov_base, rest.iov_len, (off_t)t->position[0]);
  case SYS_preadv:
  case SYS_pwritev:
    return syscall(t->call, t->fd, &rest, 1, t->position[0], t->position[1]);
  case SYS_preadv2:
  case SYS_pwritev2:
    return syscall(t->call, t->fd, &rest, 1, t->position[0], t->position[1], t->flags);
  default:
    return t->in ? read(t->fd, rest.iov_base, rest.iov_len) : write(t->fd, rest.iov_base, rest.iov_len);
  }
}

/* Puts what was read where the caller wants it; 0 or minus the errno. */
static int deliver(struct supervisor *s, struct transfer *t, size_t moved, int told) {
  for (size_t i = 0, at = 0; i < t->part_count && at < moved; i++) {
    size_t part = t->parts[i].iov_len < moved - at ? t->parts[i].iov_len : moved - at;
    if (write_memory(s, t->tid, (uint64_t)(uintptr_t)t->parts[i].iov_base, t->bytes + at, part) != (ssize_t)part)
      return -EFAULT;
    at += part;
  }
  if (!t->header) return 0;
  /* A stream has no sender to tell and, here, no control messages: the kernel says so by lengths of zero. */
  uint64_t nothing = 0;
  bool put;
  if (t->call == SYS_recvfrom) {
    put = write_memory(s, t->tid, t->header, &nothing, sizeof(socklen_t)) == sizeof(socklen_t);
  } else {
    uint64_t control = t->header + offsetof(struct msghdr, msg_controllen);
    uint64_t flags = t->header + offsetof(struct msghdr, msg_flags);
    uint64_t name = t->header + offsetof(struct msghdr, msg_namelen);
    put = write_memory(s, t->tid, control, &nothing, sizeof nothing) == sizeof nothing &&
          write_memory(s, t->tid, flags, &told, sizeof told) == sizeof told &&
          write_memory(s, t->tid, name, &nothing, sizeof(socklen_t)) == sizeof(socklen_t);
  }
  return put ? 0 : -EFAULT;
}

/*
 * Moves what can be moved now. True when the call is over, with what the caller is to be told in [result]: a number of
 * bytes or minus an errno. False when it has to wait for the descriptor.
 */
bool advance_transfer(struct supervisor *s, struct transfer *t, int64_t *result) {
  for (;;) {
    if (t->asks_first && t->blocking && !ready(t->fd, t->in)) return false;
    if (!t->done) t->at_ns = now_ns();
    int told;
    ssize_t moved = move(t, &told);
    if (moved < 0 && errno == EINTR) continue;
    if (moved < 0 && errno == EAGAIN && t->blocking) return false;
    if (moved < 0) {
      *result = t->done ? (int64_t)t->done : -errno;
      return true;
    }
    if (t->in) {
      int error = deliver(s, t, (size_t)moved, told);
      *result = error ? error : moved;
      return true;
    }
    t->done += (size_t)moved;
    *result = (int64_t)t->done;
    /* Only pipes and sockets take less than there is and have room again later. */
    if (moved == 0 || t->done == t->size || !t->blocking) return true;
  }
}
