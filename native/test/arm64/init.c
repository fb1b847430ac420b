/*
 * The first process of a virtual machine that holds nothing but a supervisor and programs to watch: sets up what they
 * need, and passes the supervisor's two streams on to the port by which the machine is connected with the runner
 * outside. When either side ends, the machine is switched off. See run.ts.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void stop(const char *why) {
  if (why) printf("init: %s: %s\n", why, strerror(errno));
  fflush(stdout);
  sync();
  reboot(RB_POWER_OFF);
  _exit(1);
}

static void module(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || syscall(SYS_finit_module, fd, "", 0)) stop(path);
  close(fd);
}

/* What the kernel's command line asks for: how much Yama is to forbid. */
static void set_yama(void) {
  char line[1024] = "";
  int fd = open("/proc/cmdline", O_RDONLY | O_CLOEXEC);
  if (fd < 0 || read(fd, line, sizeof line - 1) < 0) stop("/proc/cmdline");
  close(fd);
  const char *wanted = strstr(line, "yama=");
  fd = open("/proc/sys/kernel/yama/ptrace_scope", O_WRONLY | O_CLOEXEC);
  if (!wanted || fd < 0 || write(fd, wanted + 5, 1) != 1) stop("ptrace_scope");
  close(fd);
}

static void loopback_up(void) {
  struct ifreq interface = {.ifr_name = "lo"};
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (ioctl(fd, SIOCGIFFLAGS, &interface)) stop("lo");
  interface.ifr_flags |= IFF_UP;
  if (ioctl(fd, SIOCSIFFLAGS, &interface)) stop("lo");
  close(fd);
}

static int pass_on(int from, int to) {
  char bytes[65536];
  ssize_t got = read(from, bytes, sizeof bytes);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return 1;
  for (ssize_t done = 0; done < got;) {
    ssize_t wrote = write(to, bytes + done, (size_t)(got - done));
    if (wrote < 0 && errno != EAGAIN && errno != EINTR) return 0;
    if (wrote > 0) done += wrote;
  }
  return got > 0;
}

int main(void) {
  mkdir("/proc", 0755), mkdir("/sys", 0755), mkdir("/tmp", 0777), mkdir("/dev", 0755);
  if (mount("proc", "/proc", "proc", 0, NULL) || mount("sys", "/sys", "sysfs", 0, NULL) ||
      mount("dev", "/dev", "devtmpfs", 0, NULL) || mount("tmp", "/tmp", "tmpfs", 0, NULL))
    stop("mount");
  chmod("/tmp", 01777);
  module("/modules/virtio_mmio.ko");
  module("/modules/virtio_console.ko");
  module("/modules/unix_diag.ko");
  loopback_up();
  set_yama();
  int port = -1;
  for (int i = 0; i < 500 && port < 0; i++) {
    port = open("/dev/vport0p1", O_RDWR | O_CLOEXEC);
    if (port < 0) usleep(10000);
  }
  if (port < 0) stop("/dev/vport0p1");

  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC)) stop("pipe");
  pid_t supervisor = fork();
  if (supervisor == 0) {
    dup2(in[0], 0), dup2(out[1], 1);
    setsid();
    /* As an ordinary user, as on a runner. */
    if (setgid(1000) || setuid(1000)) _exit(126);
    execl("/supervisor", "/supervisor", NULL);
    _exit(127);
  }
  close(in[0]), close(out[1]);
  struct pollfd ends[2] = {{port, POLLIN, 0}, {out[0], POLLIN, 0}};
  for (;;) {
    if (poll(ends, 2, -1) < 0 && errno != EINTR) break;
    if (ends[0].revents & (POLLIN | POLLHUP) && !pass_on(port, in[1])) close(in[1]), ends[0].fd = -1;
    if (ends[1].revents & (POLLIN | POLLHUP) && !pass_on(out[0], port)) break;
  }
  int status = 0;
  waitpid(supervisor, &status, 0);
  if (status) printf("init: the supervisor ended with status %d\n", status);
  stop(NULL);
}
