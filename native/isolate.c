/*
 * A private network and a private /tmp for one command, which then takes this process's place:
 *
 *     faultbox-supervisor isolate [--keep PATH]... -- PROGRAM [ARGUMENT]...
 *
 * The network has a loopback interface and nothing else, so that two systems under test can have the same ports at the
 * same time. /tmp is empty, but for what is to be kept of it: a working directory may well lie there. Everything
 * vanishes with the last process.
 *
 * Root can make namespaces. Anybody else makes a user namespace first and is root in there, for as long as it takes;
 * then a second one inside turns it back into the user it was, without any rights. So services see the same user id as
 * always, and programs that refuse to run as root run. Where user namespaces are forbidden (Ubuntu 24.04 restricts them
 * by AppArmor: they can be made, but give no rights; many containers refuse unshare altogether), it says what failed
 * and ends with 125; the runner then goes on without.
 */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FAILED = 125, MAX_KEPT = 16 };

static const char temporary[] = "/tmp";

noreturn static void cannot(const char *what) {
  fprintf(stderr, "Can't %s: %s\n", what, strerror(errno));
  _exit(FAILED);
}

static bool write_text(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  ssize_t length = (ssize_t)strlen(text);
  bool written = write(fd, text, (size_t)length) == length;
  close(fd);
  return written;
}

/* A user namespace in which [inside] is what [outside] is here. */
static void enter_user_namespace(uid_t inside_user, uid_t outside_user, gid_t inside_group, gid_t outside_group) {
  char text[64];
  if (unshare(CLONE_NEWUSER)) cannot("make a user namespace");
  snprintf(text, sizeof text, "%u %u 1", inside_user, outside_user);
  if (!write_text("/proc/self/uid_map", text)) cannot("map the user into its namespace");
  /* Since Linux 3.19 the groups must be given up before an unprivileged process may map its own. */
  if (!write_text("/proc/self/setgroups", "deny") && errno != ENOENT) cannot("give up supplementary groups");
  snprintf(text, sizeof text, "%u %u 1", inside_group, outside_group);
  if (!write_text("/proc/self/gid_map", text)) cannot("map the group into its namespace");
}

static void raise_loopback(void) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq request = {.ifr_name = "lo"};
  if (fd < 0 || ioctl(fd, SIOCGIFFLAGS, &request)) cannot("see the loopback interface");
  request.ifr_flags |= IFF_UP | IFF_RUNNING;
  if (ioctl(fd, SIOCSIFFLAGS, &request)) cannot("start the loopback interface");
  close(fd);
}

static bool below_temporary(const char *path) {
  return strncmp(path, temporary, sizeof temporary - 1) == 0 && path[sizeof temporary - 1] == '/';
}

/* Something to mount over: the path with all folders on the way to it. */
static void make_place(const char *path, bool folder) {
  char part[PATH_MAX];
  size_t length = strlen(path);
  if (length >= sizeof part) errno = ENAMETOOLONG, cannot("keep a path");
  for (size_t i = sizeof temporary; i <= length; i++) {
    if (path[i] != '/' && path[i]) continue;
    memcpy(part, path, i);
    part[i] = 0;
    if (i < length || folder) {
      if (mkdir(part, 0755) && errno != EEXIST) cannot("make a folder in the private /tmp");
    } else {
      int fd = open(part, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
      if (fd < 0) cannot("make a file in the private /tmp");
      close(fd);
    }
  }
}

static void hide_temporary(char *const *kept, size_t count) {
  int fds[MAX_KEPT];
  for (size_t i = 0; i < count; i++) {
    fds[i] = below_temporary(kept[i]) ? open(kept[i], O_PATH | O_CLOEXEC) : -1;
    if (below_temporary(kept[i]) && fds[i] < 0) cannot("open what is to be kept of /tmp");
  }
  /* What is mounted from here on is nobody else's business. */
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL)) cannot("make mounts private");
  if (mount("tmpfs", temporary, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777")) cannot("mount a private /tmp");
  for (size_t i = 0; i < count; i++) {
    if (fds[i] < 0) continue;
    char source[32];
    struct stat status;
    if (fstat(fds[i], &status)) cannot("look at what is to be kept of /tmp");
    make_place(kept[i], S_ISDIR(status.st_mode));
    snprintf(source, sizeof source, "/proc/self/fd/%d", fds[i]);
    if (mount(source, kept[i], NULL, MS_BIND | MS_REC, NULL)) cannot("keep a part of /tmp");
    close(fds[i]);
  }
}

/* Does not return unless the arguments are wrong. */
int isolate(int argc, char **argv) {
  char *kept[MAX_KEPT];
  size_t count = 0;
  int i = 0;
  for (; i + 1 < argc && strcmp(argv[i], "--keep") == 0 && count < MAX_KEPT; i += 2)
    kept[count++] = argv[i + 1];
  if (i + 1 >= argc || strcmp(argv[i], "--") != 0) {
    fprintf(stderr, "faultbox-supervisor: isolate [--keep PATH]... -- PROGRAM [ARGUMENT]...\n");
    return 2;
  }
  argv += i + 1;

  char cwd[PATH_MAX];
  if (!getcwd(cwd, sizeof cwd)) cannot("find the working directory");
  uid_t user = geteuid();
  gid_t group = getegid();
  bool mapped = unshare(CLONE_NEWNET | CLONE_NEWNS) != 0;
  if (mapped) {
    enter_user_namespace(0, user, 0, group);
    if (unshare(CLONE_NEWNET | CLONE_NEWNS)) cannot("make a private network and private mounts");
  }
  raise_loopback();
  hide_temporary(kept, count);
  /* The old working directory may lie under the new /tmp. */
  if (chdir(cwd)) cannot("go back to the working directory");
  if (mapped && user != 0) enter_user_namespace(user, 0, group, 0);
  execvp(argv[0], argv);
  cannot("run the command");
}
