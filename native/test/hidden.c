/*
 * Tries to get past a filter: through the 32-bit interface, through x32 numbers, through io_uring. Prints what each
 * gave: the errno, or 0.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
  long i386 = -ENOSYS, x32 = -1;
#ifdef __x86_64__
  /* getpid is 20 there. */
  __asm__ volatile("int $0x80" : "=a"(i386) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
  x32 = syscall(0x40000000 | SYS_getpid);
#else
  errno = ENOSYS;
#endif
  int x32_error = x32 < 0 ? errno : 0;
  char parameters[256];
  memset(parameters, 0, sizeof parameters);
  long ring = syscall(425 /* io_uring_setup */, 4, parameters);
  int ring_error = ring < 0 ? errno : 0;
  dprintf(1, "i386 %d\nx32 %d\nio_uring %d\n", i386 < 0 ? (int)-i386 : 0, x32_error, ring_error);
  return 0;
}
