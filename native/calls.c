/*
 * What the arguments of the system calls mean, and their numbers. The names come from syscalls.h, which gen-syscalls.py
 * writes from the kernel's headers; what an argument stands for is in no header, so that table is kept here by hand,
 * once for both architectures: a name that one of them lacks is skipped. A call that is not in the table is recorded by
 * its name only.
 */
#include "supervisor.h"
#include "syscalls.h"

#include <string.h>

/* Arguments are named by their place, from 0; the table stores 1 + the place, so that what is left out means "none". */
#define FD(n) .fd = 1 + (n)
#define FROM(n) .from = 1 + (n)
#define PATH(n) .path = 1 + (n)
#define AT(n) .at = 1 + (n), .path = 2 + (n)
#define PATH2(n) .path2 = 1 + (n)
#define AT2(n) .at2 = 1 + (n), .path2 = 2 + (n)
#define SIZE(n) .size = 1 + (n)
#define VECTOR(n) .vector = 1 + (n)
#define MESSAGE(n) .message = 1 + (n)
#define MESSAGES(n) .messages = 1 + (n)
#define ADDRESS(n) .address = 1 + (n)
#define FLAGS(n) .flags = 1 + (n)
#define INWARD .moves = MOVES_IN
#define OUTWARD .moves = MOVES_OUT

static const struct {
  const char *name;
  struct shape shape;
} table[] = {
    /* reading and writing */
    {"read", {FD(0), SIZE(2), INWARD}},
    {"write", {FD(0), SIZE(2), OUTWARD}},
    {"pread64", {FD(0), SIZE(2), INWARD}},
    {"pwrite64", {FD(0), SIZE(2), OUTWARD}},
    {"readv", {FD(0), VECTOR(1), INWARD}},
    {"writev", {FD(0), VECTOR(1), OUTWARD}},
    {"preadv", {FD(0), VECTOR(1), INWARD}},
    {"pwritev", {FD(0), VECTOR(1), OUTWARD}},
    {"preadv2", {FD(0), VECTOR(1), INWARD}},
    {"pwritev2", {FD(0), VECTOR(1), OUTWARD}},
    {"sendfile", {FD(0), FROM(1), SIZE(3)}},
    {"copy_file_range", {FD(2), FROM(0), SIZE(4)}},
    {"splice", {FD(2), FROM(0), SIZE(4)}},
    {"tee", {FD(1), FROM(0), SIZE(2)}},
    {"vmsplice", {FD(0), VECTOR(1)}},
    {"lseek", {FD(0)}},
    {"readahead", {FD(0), SIZE(2)}},
    /* making it last */
    {"fsync", {FD(0)}},
    {"fdatasync", {FD(0)}},
    {"syncfs", {FD(0)}},
    {"sync_file_range", {FD(0), SIZE(2)}},
    {"fallocate", {FD(0), SIZE(3)}},
    {"ftruncate", {FD(0), SIZE(1)}},
    {"truncate", {PATH(0), SIZE(1)}},
    {"fadvise64", {FD(0), SIZE(2)}},
    {"flock", {FD(0)}},
    {"mmap", {FD(4), SIZE(1)}},
    {"munmap", {SIZE(1)}},
    {"msync", {SIZE(1)}},
    /* descriptors */
    {"open", {PATH(0), FLAGS(1)}},
    {"openat", {AT(0), FLAGS(2)}},
    {"openat2", {AT(0), .open_how = true}},
    {"creat", {PATH(0), .creates = true}},
    {"open_by_handle_at", {FD(0), FLAGS(2)}},
    {"close", {FD(0)}},
    {"dup", {FD(0)}},
    {"dup2", {FD(0)}},
    {"dup3", {FD(0)}},
    {"fcntl", {FD(0)}},
    {"ioctl", {FD(0)}},
    {"fstat", {FD(0)}},
    {"fstatfs", {FD(0)}},
    {"fchmod", {FD(0)}},
    {"fchown", {FD(0)}},
    {"fchdir", {FD(0)}},
    {"getdents", {FD(0), SIZE(2)}},
    {"getdents64", {FD(0), SIZE(2)}},
    {"fsetxattr", {FD(0), SIZE(3)}},
    {"fgetxattr", {FD(0), SIZE(3)}},
    {"flistxattr", {FD(0), SIZE(2)}},
    {"fremovexattr", {FD(0)}},
    {"epoll_ctl", {FD(2)}},
    {"epoll_wait", {FD(0)}},
    {"epoll_pwait", {FD(0)}},
    {"epoll_pwait2", {FD(0)}},
    {"inotify_add_watch", {PATH(1)}},
    {"inotify_rm_watch", {FD(0)}},
    {"timerfd_settime", {FD(0)}},
    {"timerfd_gettime", {FD(0)}},
    /* names */
    {"stat", {PATH(0)}},
    {"lstat", {PATH(0)}},
    {"newfstatat", {AT(0)}},
    {"statx", {AT(0)}},
    {"statfs", {PATH(0)}},
    {"access", {PATH(0)}},
    {"faccessat", {AT(0)}},
    {"faccessat2", {AT(0)}},
    {"readlink", {PATH(0), SIZE(2)}},
    {"readlinkat", {AT(0), SIZE(3)}},
    {"mkdir", {PATH(0)}},
    {"mkdirat", {AT(0)}},
    {"mknod", {PATH(0)}},
    {"mknodat", {AT(0)}},
    {"rmdir", {PATH(0)}},
    {"unlink", {PATH(0)}},
    {"unlinkat", {AT(0)}},
    {"rename", {PATH(0), PATH2(1)}},
    {"renameat", {AT(0), AT2(2)}},
    {"renameat2", {AT(0), AT2(2)}},
    {"link", {PATH(0), PATH2(1)}},
    {"linkat", {AT(0), AT2(2)}},
    {"symlink", {PATH(0), PATH2(1), .names_target = true}},
    {"symlinkat", {PATH(0), AT2(1), .names_target = true}},
    {"chmod", {PATH(0)}},
    {"fchmodat", {AT(0)}},
    {"fchmodat2", {AT(0)}},
    {"chown", {PATH(0)}},
    {"lchown", {PATH(0)}},
    {"fchownat", {AT(0)}},
    {"utime", {PATH(0)}},
    {"utimes", {PATH(0)}},
    {"futimesat", {AT(0)}},
    {"utimensat", {AT(0)}},
    {"chdir", {PATH(0)}},
    {"chroot", {PATH(0)}},
    {"setxattr", {PATH(0), SIZE(3)}},
    {"lsetxattr", {PATH(0), SIZE(3)}},
    {"getxattr", {PATH(0), SIZE(3)}},
    {"lgetxattr", {PATH(0), SIZE(3)}},
    {"listxattr", {PATH(0), SIZE(2)}},
    {"llistxattr", {PATH(0), SIZE(2)}},
    {"removexattr", {PATH(0)}},
    {"lremovexattr", {PATH(0)}},
    {"mount", {PATH(1)}},
    {"umount2", {PATH(0)}},
    {"pivot_root", {PATH(0), PATH2(1)}},
    {"name_to_handle_at", {AT(0)}},
    {"fanotify_mark", {FD(0)}},
    {"execve", {PATH(0)}},
    {"execveat", {AT(0)}},
    {"swapon", {PATH(0)}},
    {"swapoff", {PATH(0)}},
    {"acct", {PATH(0)}},
    {"uselib", {PATH(0)}},
    /* sockets */
    {"connect", {FD(0), ADDRESS(1)}},
    {"bind", {FD(0), ADDRESS(1), .binds = true}},
    {"listen", {FD(0)}},
    {"accept", {FD(0)}},
    {"accept4", {FD(0)}},
    {"shutdown", {FD(0)}},
    {"getsockname", {FD(0)}},
    {"getpeername", {FD(0)}},
    {"setsockopt", {FD(0), SIZE(4)}},
    {"getsockopt", {FD(0)}},
    {"sendto", {FD(0), SIZE(2), ADDRESS(4), OUTWARD}},
    {"recvfrom", {FD(0), SIZE(2), INWARD}},
    {"sendmsg", {FD(0), MESSAGE(1), OUTWARD}},
    {"recvmsg", {FD(0), MESSAGE(1), INWARD}},
    {"sendmmsg", {FD(0), MESSAGES(1)}},
    {"recvmmsg", {FD(0), MESSAGES(1)}},
    /* sizes worth having */
    {"getrandom", {SIZE(1)}},
    {"mprotect", {SIZE(1)}},
    {"mremap", {SIZE(2)}},
};

int call_number(const char *name) {
  for (size_t i = 0; i < sizeof syscall_names / sizeof *syscall_names && i < MAX_CALL; i++)
    if (syscall_names[i] && strcmp(syscall_names[i], name) == 0) return (int)i;
  return -1;
}

void fill_shapes(struct shape shapes[MAX_CALL]) {
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    int number = call_number(table[i].name);
    if (number >= 0) shapes[number] = table[i].shape;
  }
}
