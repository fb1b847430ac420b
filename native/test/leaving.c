/*
 * Ends while its other threads are in the middle of calls: exit_group takes them along, and with them the last that
 * used the filter.
 *
 *     leaving
 */
#include <fcntl.h>
#include <pthread.h>
#include <stddef.h>
#include <unistd.h>

static void *opens(void *nothing) {
  while (nothing == NULL)
    close(open("/dev/null", O_RDONLY | O_CLOEXEC));
  return NULL;
}

int main(void) {
  pthread_t thread;
  for (int i = 0; i < 32; i++)
    if (pthread_create(&thread, NULL, opens, NULL)) return 1;
  close(open("/dev/zero", O_RDONLY | O_CLOEXEC));
  _exit(7);
}
