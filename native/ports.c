/*
 * Who listens on a TCP port: the inodes of the sockets, from the kernel's socket diagnostics (sock_diag(7)), and which
 * of them the processes of a service hold, from /proc/PID/fd. And whether a connection was accepted.
 *
 * /proc/net/tcp would tell the same, but whoever reads it is taken through the table of all established connections,
 * which has hundreds of thousands of places on a machine with some memory, however few there are: 4 ms, and a test asks
 * four times. The diagnostics look at the table of listeners only. They need no privilege; where a kernel or a sandbox
 * has none, the file is read.
 */
#include "supervisor.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* TCP_LISTEN of the kernel's net/tcp_states.h, as in /proc/net/tcp. */
#define LISTENING 10

/*
 * The socket that the kernel is asked by. It is made when it is first needed, and kept: to make and close one costs more
 * than a question, and while a service starts there is one each half of a millisecond. -1 where there is none. When
 * something was [wrong] it is closed, since half an answer may wait in it, and the next question gets another.
 */
static int diagnostics(bool wrong) {
  static int fd = -1;
  if (wrong)
    close_fd(&fd);
  else if (fd < 0)
    fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  return fd;
}

/* The room that the kernel is given for its messages: it makes them of at most 32 KiB then. */
union answer {
  struct nlmsghdr aligned;
  char bytes[32768];
};

/* Reads the answers to a dump. False when the kernel refuses. */
static bool read_dump(unsigned port, uint64_t *into, size_t capacity, size_t *count) {
  static union answer answer;
  for (;;) {
    ssize_t got = recv(diagnostics(false), &answer, sizeof answer, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    size_t left = (size_t)got;
    for (struct nlmsghdr *h = &answer.aligned; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
      if (h->nlmsg_type == NLMSG_DONE) return true;
      if (h->nlmsg_type != SOCK_DIAG_BY_FAMILY || h->nlmsg_len < NLMSG_LENGTH(sizeof(struct inet_diag_msg)))
        return false;
      const struct inet_diag_msg *found = NLMSG_DATA(h);
      if (ntohs(found->id.idiag_sport) == port && *count < capacity) into[(*count)++] = found->idiag_inode;
    }
  }
}

/* False when there are no diagnostics. */
static bool by_diagnostics(unsigned port, uint64_t *into, size_t capacity, size_t *count) {
  static const uint8_t families[] = {AF_INET, AF_INET6};
  bool done = true;
  for (size_t i = 0; i < sizeof families && done; i++) {
    struct {
      struct nlmsghdr header;
      struct inet_diag_req_v2 wanted;
    } request = {
        .header = {.nlmsg_len = sizeof request,
                   .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .wanted = {.sdiag_family = families[i], .sdiag_protocol = IPPROTO_TCP, .idiag_states = 1u << LISTENING}};
    done = send(diagnostics(false), &request, sizeof request, 0) == sizeof request &&
           read_dump(port, into, capacity, count);
  }
  if (!done) diagnostics(true);
  return done;
}

/* A kernel without IPv6 has no second file. */
static void by_files(unsigned port, uint64_t *into, size_t capacity, size_t *count) {
  static const char *const names[] = {"/proc/net/tcp", "/proc/net/tcp6"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    FILE *file = fopen(names[i], "re");
    char line[512];
    while (file && fgets(line, sizeof line, file)) {
      unsigned local, state;
      unsigned long long inode;
      if (sscanf(line, " %*u: %*[^:]:%x %*s %x %*s %*s %*s %*u %*u %llu", &local, &state, &inode) == 3 &&
          local == port && state == LISTENING && *count < capacity)
        into[(*count)++] = inode;
    }
    if (file) fclose(file);
  }
}

/* The inodes of the sockets that listen on a port, on whatever address; how many were put into [into]. */
size_t listeners(unsigned port, uint64_t *into, size_t capacity) {
  size_t count = 0;
  if (!by_diagnostics(port, into, capacity, &count)) {
    count = 0;
    by_files(port, into, capacity, &count);
  }
  return count;
}

/* ESTABLISHED, as above. */
#define ESTABLISHED 1

/*
 * Whether the connection with these ends waits to be accepted by whoever listens at [local]. The kernel makes a
 * connection by itself and gives it an inode when somebody accepts it, so one that is established and has none waits.
 * False where the kernel does not tell, and for one that is not there: closed again, or led elsewhere (a container, a
 * proxy). Asked by its ends, it is found in a hash table, and no table is walked.
 */
bool waits_to_be_taken(const char *local, unsigned local_port, const char *peer, unsigned peer_port) {
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 wanted;
  } request = {.header = {.nlmsg_len = sizeof request, .nlmsg_type = SOCK_DIAG_BY_FAMILY, .nlmsg_flags = NLM_F_REQUEST},
               .wanted = {.sdiag_family = strchr(local, ':') ? AF_INET6 : AF_INET,
                          .sdiag_protocol = IPPROTO_TCP,
                          .id = {.idiag_sport = htons((uint16_t)local_port),
                                 .idiag_dport = htons((uint16_t)peer_port),
                                 .idiag_cookie = {INET_DIAG_NOCOOKIE, INET_DIAG_NOCOOKIE}}}};
  int family = request.wanted.sdiag_family;
  if (inet_pton(family, local, request.wanted.id.idiag_src) != 1 ||
      inet_pton(family, peer, request.wanted.id.idiag_dst) != 1)
    return false;
  static union answer answer;
  ssize_t got = -1;
  if (send(diagnostics(false), &request, sizeof request, 0) == sizeof request) do
      got = recv(diagnostics(false), &answer, sizeof answer, 0);
    while (got < 0 && errno == EINTR);
  if (got < 0) diagnostics(true);
  const struct nlmsghdr *h = &answer.aligned;
  if (got < (ssize_t)NLMSG_LENGTH(sizeof(struct inet_diag_msg)) || h->nlmsg_type != SOCK_DIAG_BY_FAMILY) return false;
  /* Where there is no such connection, the kernel tells of the socket that listens there. */
  const struct inet_diag_msg *found = NLMSG_DATA(h);
  return found->idiag_state == ESTABLISHED && found->idiag_inode == 0;
}

static bool process_holds(pid_t pid, const char *link) {
  char name[32];
  snprintf(name, sizeof name, "/proc/%d", pid);
  int proc = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool held = proc >= 0 && ends_held(proc, link);
  close_fd(&proc);
  return held;
}

/* Whether a process of the service holds the socket. Its first one is asked first: it is nearly always that, and to
 * look for others makes its end slower, see tree.c. */
bool holds_socket(const struct service *v, uint64_t inode) {
  char link[40];
  snprintf(link, sizeof link, "socket:[%llu]", (unsigned long long)inode);
  if (!v->exit_told && process_holds(v->pid, link)) return true;
  static pid_t below[MAX_TREE];
  size_t count = descendants(v->keeper, below, MAX_TREE);
  for (size_t i = 0; i < count; i++)
    if (below[i] != v->pid && process_holds(below[i], link)) return true;
  return false;
}
