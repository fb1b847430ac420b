/*
 * Whether something has arrived for a process that nobody has looked at yet: an epoll set of which somebody could take
 * an event this moment. Such a set is itself pollable, and readable while it has events to give (epoll(7)). So a copy
 * of its descriptor is asked, without waiting, and nothing is taken out: whoever is to be told is told all the same.
 *
 * A thread that sleeps in epoll_wait is woken with the event, and so runs. If every thread sleeps and there is an event
 * all the same, then all of them sleep in something else, and one of them has to come by before anything happens: the
 * thread of Go's runtime that naps and looks after the network, for example.
 */
#include "supervisor.h"

#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* False also where it cannot be known: the process is gone, or a sandbox refuses to copy descriptors. */
bool has_unread(pid_t pid) {
  static const char set[] = "anon_inode:[eventpoll]";
  char name[32];
  snprintf(name, sizeof name, "/proc/%d/fd", pid);
  DIR *all = opendir(name);
  if (!all) return false;
  int process = -1;
  bool unread = false;
  for (struct dirent *entry; !unread && (entry = readdir(all));) {
    char link[sizeof set];
    ssize_t length = readlinkat(dirfd(all), entry->d_name, link, sizeof link);
    if (length != sizeof set - 1 || memcmp(link, set, sizeof set - 1)) continue;
    if (process < 0 && (process = (int)syscall(SYS_pidfd_open, pid, 0)) < 0) break;
    /* By now another file may have this number: then it is asked whether that can be read. It was closed and opened a
     * moment ago, so somebody runs, and whoever asks looks again. */
    struct pollfd copy = {.fd = (int)syscall(SYS_pidfd_getfd, process, atoi(entry->d_name), 0), .events = POLLIN};
    unread = copy.fd >= 0 && poll(&copy, 1, 0) == 1 && (copy.revents & POLLIN);
    close_fd(&copy.fd);
  }
  close_fd(&process);
  closedir(all);
  return unread;
}
