/*
 * Where in the program a caught call was made: what there is on the caller's stack that tells it, read while the caller
 * sleeps. Only for services that were launched with it; the others pay nothing.
 *
 * Nothing is unwound here. Unwinding needs tables of the executable (for Go .gopclntab, for others .eh_frame), and the
 * runner has time to read them when nobody waits. What it needs from the moment of the call is little: the program
 * counter, the stack pointer, and from the stack the words that are addresses of code (return addresses among them) or
 * of the stack itself (saved frame pointers among them), each with its place. So that is what is sent, the *skeleton*
 * of the stack. Data is not: what a service works with stays in the service. Since places are counted from the stack
 * pointer and the same way through a program leaves the same addresses, most calls have a skeleton that was sent
 * before, and name it by its number.
 *
 * - The program counter comes with the notification, the stack pointer from /proc/TID/syscall, which a parent may read
 *   without ptrace. (Frame pointers are not told; the runner finds them in the skeleton.)
 * - The stack is read through /proc/PID/mem, kept open. The kernel binds that descriptor to the address space it was
 *   opened on and not to the process: after an exec it reads nothing, so a stack never gets the mappings of another
 *   program.
 * - Which addresses are code is asked of /proc/PID/maps: when the process is first seen, when the program counter is
 *   in no code known so far, and when a stack is new or a word of it points outside every known mapping, as it does
 *   after dlopen. Reading the mappings takes some ten microseconds, so for the last two, after the first times, it is
 *   done at most one part in MAPS_SHARE of the time. A word that was not recognised in between is missing from the
 *   skeleton, and the runner, finding no return address where one must be, follows it no further. Runtimes that make
 *   code reserve room behind it and let it grow: a word that points there is nearly always a return address by now,
 *   and reason to read them at up to one part in GROWTH_SHARE of the time.
 *
 * The chain of saved frame pointers, where the program keeps one that ends in zero as Go's does, tells where the stack
 * ends, and so does the kernel of a process's first stack (startstack in /proc/PID/stat: the arguments stand there).
 * What lies behind is left out, for it belongs to others and changes from call to call.
 *
 * To draw a skeleton takes up to ten microseconds, most of them spent on telling addresses from data, and most calls
 * come from where a call came from before. So the words are kept that a skeleton was drawn from, by program counter and
 * stack pointer, and a call that finds there what it would read has its number by comparing: words that are equal
 * need no telling, and one that differs does not matter where it is data now as it was then. What is left is the two
 * reads: 1.2 µs for the stack pointer, most of which the kernel spends on writing nine numbers in hexadecimal digits,
 * and 0.8 for the stack. That one is made by process_vm_readv, since reading 12 KiB through /proc/PID/mem takes twice
 * as long. It follows a process through an exec, so the 16 random bytes that the kernel gave to the program when it
 * began (AT_RANDOM) are read in the same call, and must be those of the address space that is meant.
 */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
  /* So much of the stack is looked at. fprintf to an unbuffered stream keeps a buffer of 8 KiB between the call and its
     caller, and nothing common keeps more. */
  WINDOW = 12 << 10,
  WINDOW_WORDS = WINDOW / 8,
  /* So much at first; where a chain of frame pointers ends in it there is no need for more. */
  FIRST_READ = 4 << 10,
  /* A descriptor is kept for each; the one unused the longest gives way. */
  MAX_IMAGES = 64,
  /* /proc/PID/maps is read so far. Of Chromium it is 300 KiB, of a JVM with 200 libraries 90. */
  MAX_MAPS = 1 << 20,
  MAX_RANGES = 1 << 14,
  /* Places where code that is made at run time may grow; a JVM has three. */
  MAX_GROWTH = 16,
  /* Stacks that are known by number; when there are more, numbers go on and the table begins anew. */
  MAX_STACKS = 1 << 14,
  STACK_SLOTS = 2 * MAX_STACKS,
  /* Mappings are not read again before so many times their reading has passed. */
  MAPS_SHARE = 50,
  GROWTH_SHARE = 2,
  /* ... but so often for new stacks whatever the time: programs load their libraries when they start. */
  EARLY_READS = 64,
  /* The places whose words are kept. A service of 64 threads has a few of them for each. */
  PLACE_SETS = 256,
  PLACE_WAYS = 4,
  RANDOM_BYTES = 16, /* by the ABI */
  /* In a skeleton: this word is an address of the stack. */
  WORD_OF_STACK = 0x8000,
};

struct range {
  uint64_t start, end;
};

/* The address space of a process, as far as it matters. */
struct image {
  const struct service *service; /* NULL is free */
  pid_t pid;
  int memory; /* /proc/PID/mem of exactly this address space */
  uint64_t random_at; /* where its AT_RANDOM bytes are; 0 when that is not told */
  uint8_t random[RANDOM_BYTES];
  uint64_t first_stack_end;
  uint32_t id;
  uint64_t used;
  uint64_t read_at_ns, read_cost_ns;
  unsigned reads;
  bool deep; /* the last stack went on beyond FIRST_READ: the next is read at once */
  struct range *code, *known;
  unsigned code_count, known_count;
  struct range growth[MAX_GROWTH];
  unsigned growth_count;
};

/* A stack that was sent: its image and skeleton, to be found again. */
struct stack {
  uint32_t id;
  uint32_t size;
  uint64_t hash;
  uint8_t bytes[];
};

/* What a stack says about the mappings, in the order of its weight. */
enum doubt {
  DOUBT_NONE,
  DOUBT_STRANGE, /* a word points to where nothing is known to be */
  DOUBT_GROWN,   /* a word points to where code may have grown */
};

/* What stood on the stack when a call was made there. */
struct place {
  uint32_t image; /* 0 is free */
  uint32_t stack;
  uint64_t pc, sp;
  enum doubt doubt;
  unsigned count, capacity; /* as far as the skeleton went */
  uint64_t *words;
};

struct stacks {
  struct image image[MAX_IMAGES];
  struct place place[PLACE_SETS][PLACE_WAYS];
  unsigned next_way;
  uint32_t images; /* ids given so far */
  uint64_t uses;
  struct stack *slot[STACK_SLOTS];
  unsigned count;
  uint32_t ids;
  char *maps;
};

static void forget_image(struct image *i) {
  close_fd(&i->memory);
  free(i->code);
  free(i->known);
  memset(i, 0, sizeof *i);
  i->memory = -1;
}

void forget_images(struct supervisor *s, const struct service *v) {
  if (!s->stacks) return;
  for (unsigned i = 0; i < MAX_IMAGES; i++)
    if (s->stacks->image[i].service == v) forget_image(&s->stacks->image[i]);
}

static const struct range *range_of(const struct range *ranges, unsigned count, uint64_t address) {
  /* Most words of a stack are small numbers. */
  if (!count || address < ranges[0].start || address >= ranges[count - 1].end) return NULL;
  unsigned low = 0, high = count;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (ranges[middle].end <= address)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && ranges[low].start <= address ? &ranges[low] : NULL;
}

static void add_range(struct range *ranges, unsigned *count, uint64_t start, uint64_t end) {
  if (*count && ranges[*count - 1].end == start)
    ranges[*count - 1].end = end;
  else
    ranges[(*count)++] = (struct range){start, end};
}

/* Reads the mappings of [i]. When those that hold code have changed, it gets a new id, and they are announced. */
static bool read_maps(struct supervisor *s, struct image *i) {
  struct stacks *all = s->stacks;
  uint64_t before = now_ns();
  char name[32];
  snprintf(name, sizeof name, "/proc/%d/maps", i->pid);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  size_t size = 0;
  for (ssize_t got; size < MAX_MAPS && (got = read(fd, all->maps + size, MAX_MAPS - size)) > 0;)
    size += (size_t)got;
  close(fd);
  all->maps[size] = 0;

  struct buffer *news = &s->new_stacks;
  size_t news_before = queued(news);
  append_u8(news, 1);
  append_u32(news, all->images + 1);
  append_u32(news, i->service->number);
  append_u32(news, (uint32_t)i->pid);
  append_u32(news, 0);
  uint32_t count = 0;
  struct range *code = allocate(MAX_RANGES * sizeof *code);
  unsigned code_count = 0;
  i->known_count = 0;
  i->growth_count = 0;
  if (!i->known) i->known = allocate(MAX_RANGES * sizeof *i->known);
  for (char *line = all->maps, *next; *line && i->known_count < MAX_RANGES; line = next) {
    next = strchr(line, '\n');
    if (!next) break; /* cut off by MAX_MAPS */
    *next++ = 0;
    unsigned long long start, end, offset, inode;
    char mode[5];
    int path = 0;
    if (sscanf(line, "%llx-%llx %4s %llx %*s %llu %n", &start, &end, mode, &offset, &inode, &path) < 5) continue;
    if (start >> 60) continue; /* vsyscall, the kernel's own */
    add_range(i->known, &i->known_count, start, end);
    if (strncmp(mode, "---", 3) == 0 && code_count && code[code_count - 1].end == start && i->growth_count < MAX_GROWTH)
      i->growth[i->growth_count++] = (struct range){start, end};
    if (mode[2] != 'x') continue;
    add_range(code, &code_count, start, end);
    append_u64(news, start);
    append_u64(news, end);
    append_u64(news, offset);
    append_u64(news, inode);
    append_text(news, path ? line + path : "");
    count++;
  }
  if (i->code && i->code_count == code_count && memcmp(i->code, code, code_count * sizeof *code) == 0) {
    news->end = news->start + news_before;
    free(code);
  } else {
    memcpy(news->data + news->start + news_before + 13, &count, sizeof count);
    i->id = ++all->images;
    free(i->code);
    i->code = code;
    i->code_count = code_count;
  }
  i->reads++;
  i->read_at_ns = now_ns();
  i->read_cost_ns = i->read_at_ns - before;
  return i->code_count > 0;
}

/* Reads what tells this address space from all others of the process. */
static void read_random(struct image *i) {
  char name[32];
  snprintf(name, sizeof name, "/proc/%d/auxv", i->pid);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  uint64_t pairs[64][2];
  ssize_t got = read(fd, pairs, sizeof pairs);
  close(fd);
  for (ssize_t k = 0; k < got / (ssize_t)sizeof pairs[0]; k++)
    if (pairs[k][0] == AT_RANDOM && pread(i->memory, i->random, RANDOM_BYTES, (off_t)pairs[k][1]) == RANDOM_BYTES)
      i->random_at = pairs[k][1];
}

static uint64_t first_stack_end(pid_t pid) {
  char name[32], text[1024];
  snprintf(name, sizeof name, "/proc/%d/stat", pid);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t got = read(fd, text, sizeof text - 1);
  close(fd);
  text[got < 0 ? 0 : got] = 0;
  /* The name may hold anything, so fields are counted from behind it; the first there is the third of all. */
  const char *at = strrchr(text, ')');
  for (int field = 2; at && field < 28; field++)
    at = strchr(at + 1, ' ');
  return at ? strtoull(at, NULL, 10) : 0;
}

/* How many bytes above [sp] are of interest, [size] at most. */
static size_t within(const struct image *i, uint64_t sp, size_t size) {
  return sp < i->first_stack_end && i->first_stack_end - sp < size ? i->first_stack_end - sp : size;
}

static struct image *open_image(struct supervisor *s, const struct service *v, pid_t pid) {
  struct image *place = &s->stacks->image[0];
  for (unsigned i = 0; i < MAX_IMAGES; i++) {
    struct image *one = &s->stacks->image[i];
    if (one->service == v && one->pid == pid) {
      one->used = ++s->stacks->uses;
      return one;
    }
    if (place->service && (!one->service || one->used < place->used)) place = one;
  }
  forget_image(place);
  char name[32];
  snprintf(name, sizeof name, "/proc/%d/mem", pid);
  place->memory = open(name, O_RDONLY | O_CLOEXEC);
  if (place->memory < 0) return NULL;
  place->service = v;
  place->pid = pid;
  place->used = ++s->stacks->uses;
  if (read_maps(s, place)) {
    read_random(place);
    place->first_stack_end = first_stack_end(pid);
    return place;
  }
  forget_image(place);
  return NULL;
}

/* The stack pointer of a thread that waits for its answer, or 0. */
static uint64_t stack_pointer(struct task *t) {
  if (t->registers < 0) t->registers = openat(t->dir, "syscall", O_RDONLY | O_CLOEXEC);
  if (t->registers < 0) return 0;
  char text[256];
  ssize_t got = pread(t->registers, text, sizeof text - 1, 0);
  if (got <= 0) return 0;
  text[got] = 0;
  /* "NUMBER ARG0 … ARG5 SP PC"; "running" when it is not asleep, "-1 SP PC" when it is not in a call. */
  char *at = strrchr(text, ' ');
  if (!at) return 0;
  *at = 0;
  at = strrchr(text, ' ');
  return at ? strtoull(at, NULL, 16) : 0;
}

/* How many words of the stack belong to it, by the chain of frame pointers; all when there is no chain. */
static size_t chain_end(const struct image *i, uint64_t sp, const uint64_t *words, size_t count) {
  for (size_t k = 0; k + 1 < count && k < 256; k++) {
    size_t links = 0;
    for (size_t at = k; at + 1 < count && range_of(i->code, i->code_count, words[at + 1]); links++) {
      if (words[at] == 0) {
        if (links >= 1) return at + 2;
        break;
      }
      if (words[at] % 8 || words[at] <= sp + 8 * at || words[at] - sp >= 8 * count) break;
      at = (words[at] - sp) / 8;
    }
  }
  return count;
}

static uint64_t hash_of(const uint8_t *bytes, size_t count) {
  uint64_t hash = 14695981039346656037u;
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
  }
  for (; count; bytes++, count--)
    hash = (hash ^ *bytes) * 1099511628211u;
  return hash;
}

/* The number of the stack with this skeleton, or 0 when it is new. */
static uint32_t number_of(const struct stacks *all, const uint8_t *bytes, size_t size, uint64_t hash) {
  for (unsigned slot = hash % STACK_SLOTS; all->slot[slot]; slot = (slot + 1) % STACK_SLOTS) {
    const struct stack *one = all->slot[slot];
    if (one->hash == hash && one->size == size && memcmp(one->bytes, bytes, size) == 0) return one->id;
  }
  return 0;
}

/* Gives a new skeleton a number and announces it. */
static uint32_t announce(struct supervisor *s, const uint8_t *bytes, size_t size, uint64_t hash) {
  struct stacks *all = s->stacks;
  if (all->count == MAX_STACKS) {
    for (unsigned i = 0; i < STACK_SLOTS; i++) {
      free(all->slot[i]);
      all->slot[i] = NULL;
    }
    all->count = 0;
  }
  unsigned slot = hash % STACK_SLOTS;
  while (all->slot[slot])
    slot = (slot + 1) % STACK_SLOTS;
  struct stack *made = allocate(sizeof *made + size);
  made->id = ++all->ids;
  made->size = (uint32_t)size;
  made->hash = hash;
  memcpy(made->bytes, bytes, size);
  all->slot[slot] = made;
  all->count++;
  struct buffer *news = &s->new_stacks;
  append_u8(news, 2);
  append_u32(news, made->id);
  append_u32(news, (uint32_t)size);
  append(news, bytes, size);
  return made->id;
}

/* Writes the skeleton of [words]: u32 image, u64 program counter, then for each word that matters its place in words as
 * u16 and the address of code as u64, or the place with WORD_OF_STACK and the place it points to, both u16. Cuts
 * [count] to where the stack ends. Says in [doubt] what speaks for other mappings than are known. */
static size_t draw(const struct image *i, uint64_t pc, uint64_t sp, const uint64_t *words, size_t *count,
                   uint8_t *skeleton, enum doubt *doubt) {
  uint64_t lowest = i->known[0].start, highest = i->known[i->known_count - 1].end;
  uint8_t *to = skeleton;
  memcpy(to, &i->id, sizeof i->id);
  memcpy(to + 4, &pc, sizeof pc);
  to += 12;
  *doubt = DOUBT_NONE;
  size_t end = *count = chain_end(i, sp, words, *count);
  uint64_t span = highest - lowest;
  for (size_t k = 0; k < end; k++) {
    /* What is less than [lowest] wraps around. Most words are no addresses, and four are seen to be none faster than
     * one four times: a microsecond a call. */
    while (end - k >= 4 && !((words[k] - lowest < span) | (words[k + 1] - lowest < span) |
                             (words[k + 2] - lowest < span) | (words[k + 3] - lowest < span)))
      k += 4;
    if (k == end) break;
    uint64_t word = words[k];
    if (word - lowest >= span) continue;
    if (word >= sp && word - sp < WINDOW && word % 8 == 0) {
      uint16_t pair[2] = {(uint16_t)(k | WORD_OF_STACK), (uint16_t)((word - sp) / 8)};
      memcpy(to, pair, sizeof pair);
      to += sizeof pair;
    } else if (range_of(i->code, i->code_count, word)) {
      uint16_t place = (uint16_t)k;
      memcpy(to, &place, sizeof place);
      memcpy(to + 2, &word, sizeof word);
      to += 10;
    } else if (range_of(i->growth, i->growth_count, word)) {
      *doubt = DOUBT_GROWN;
    } else if (*doubt == DOUBT_NONE && !range_of(i->known, i->known_count, word)) {
      *doubt = DOUBT_STRANGE;
    }
  }
  return (size_t)(to - skeleton);
}

/* Whether [doubt] is reason to read the mappings again. */
static bool maps_are_due(const struct image *i, enum doubt doubt) {
  if (doubt == DOUBT_NONE) return false;
  uint64_t share = doubt == DOUBT_GROWN ? GROWTH_SHARE : MAPS_SHARE;
  return now_ns() - i->read_at_ns >= share * i->read_cost_ns;
}

/* Whether [word] would be in a skeleton, or may have to be; says in [strange] if it points to where nothing is known to be. */
static bool matters(const struct image *i, uint64_t sp, uint64_t word, bool *strange) {
  if (word < i->known[0].start || word >= i->known[i->known_count - 1].end) return false;
  if (word >= sp && word - sp < WINDOW && word % 8 == 0) return true;
  if (range_of(i->code, i->code_count, word) || range_of(i->growth, i->growth_count, word)) return true;
  if (!range_of(i->known, i->known_count, word)) *strange = true;
  return false;
}

/* Whether [words] have the skeleton that was drawn from those of [place]; of those that differ, says in [strange] if
 * they point to where nothing is known to be. */
static bool same_skeleton(const struct image *i, const struct place *place, const uint64_t *words, bool *strange) {
  const uint64_t *before = place->words;
  size_t count = place->count;
  for (size_t k = 0; k < count;) {
    size_t end = count - k >= 16 ? k + 16 : count;
    uint64_t differs = 0;
    if (end == k + 16) {
      for (size_t at = 0; at < 16; at++)
        differs |= words[k + at] ^ before[k + at];
      if (!differs) {
        k = end;
        continue;
      }
    }
    for (; k < end; k++) {
      if (words[k] == before[k]) continue;
      bool unused;
      if (matters(i, place->sp, words[k], strange) || matters(i, place->sp, before[k], &unused)) return false;
      /* A zero in front of a return address is the end of a chain. */
      if ((!words[k] || !before[k]) && k + 1 < count && range_of(i->code, i->code_count, words[k + 1])) return false;
    }
  }
  return true;
}

static struct place *set_of(struct stacks *all, uint32_t image, uint64_t pc, uint64_t sp) {
  uint64_t hash = ((pc ^ image) * 0x9e3779b97f4a7c15u) ^ ((sp >> 3) * 0xc2b2ae3d27d4eb4fu);
  return all->place[(hash >> 32) % PLACE_SETS];
}

/* Reads the stack of thread [tid] again, where a place is kept of it; how many words there were, 0 when it is not sure
 * that they are of [i]. */
static size_t read_words(const struct supervisor *s, const struct image *i, pid_t tid, uint64_t sp, uint64_t *words,
                         size_t count) {
  ssize_t got;
  if (s->facts.vm_readv && i->random_at) {
    uint8_t random[RANDOM_BYTES];
    struct iovec local[2] = {{random, sizeof random}, {words, count * 8}};
    struct iovec remote[2] = {{(void *)(uintptr_t)i->random_at, sizeof random}, {(void *)(uintptr_t)sp, count * 8}};
    got = process_vm_readv(tid, local, 2, remote, 2, 0) - (ssize_t)sizeof random;
    if (got > 0 && memcmp(random, i->random, sizeof random) != 0) return 0;
  } else {
    got = pread(i->memory, words, count * 8, (off_t)sp);
  }
  return got < 0 ? 0 : (size_t)got / 8;
}

/* The number of the stack where its words are those of a place that is kept, else 0. */
static uint32_t remembered(const struct supervisor *s, const struct image *i, pid_t tid, uint64_t pc, uint64_t sp,
                           uint64_t *words) {
  struct place *set = set_of(s->stacks, i->id, pc, sp);
  size_t most = 0;
  for (unsigned way = 0; way < PLACE_WAYS; way++)
    if (set[way].image == i->id && set[way].pc == pc && set[way].sp == sp && set[way].count > most)
      most = set[way].count;
  if (!most) return 0;
  size_t count = read_words(s, i, tid, sp, words, most);
  for (unsigned way = 0; way < PLACE_WAYS; way++) {
    const struct place *one = &set[way];
    if (one->image != i->id || one->pc != pc || one->sp != sp || one->count > count) continue;
    bool strange = false;
    if (!same_skeleton(i, one, words, &strange)) continue;
    enum doubt doubt = one->doubt == DOUBT_NONE && strange ? DOUBT_STRANGE : one->doubt;
    return maps_are_due(i, doubt) ? 0 : one->stack;
  }
  return 0;
}

static void remember(struct stacks *all, const struct image *i, uint32_t stack, uint64_t pc, uint64_t sp,
                     const uint64_t *words, size_t count, enum doubt doubt) {
  struct place *set = set_of(all, i->id, pc, sp), *into = NULL;
  for (unsigned way = 0; way < PLACE_WAYS && !into; way++)
    if (!set[way].image || (set[way].stack == stack && set[way].pc == pc && set[way].sp == sp)) into = &set[way];
  if (!into) into = &set[all->next_way++ % PLACE_WAYS];
  if (into->capacity < count) {
    free(into->words);
    into->words = allocate(count * sizeof *words);
    into->capacity = (unsigned)count;
  }
  memcpy(into->words, words, count * sizeof *words);
  into->image = i->id;
  into->stack = stack;
  into->pc = pc;
  into->sp = sp;
  into->doubt = doubt;
  into->count = (unsigned)count;
}

/*
 * The number of the stack from which the thread made the call that it waits in; 0 when that cannot be read. Stacks and
 * mappings that the runner does not know yet are announced before the next record.
 */
uint32_t stack_of(struct supervisor *s, struct service *v, struct task *t, uint64_t pc) {
  if (!s->stacks) {
    s->stacks = allocate(sizeof *s->stacks);
    s->stacks->maps = allocate(MAX_MAPS + 1);
    for (unsigned i = 0; i < MAX_IMAGES; i++)
      s->stacks->image[i].memory = -1;
  }
  uint64_t sp = stack_pointer(t);
  if (!sp || sp % 8) return 0;
  static uint64_t words[WINDOW_WORDS];
  static uint8_t skeleton[12 + WINDOW_WORDS * 10];
  struct image *i = open_image(s, v, t->pid);
  uint32_t number = i ? remembered(s, i, t->tid, pc, sp, words) : 0;
  if (number) return number;
  ssize_t got = i ? pread(i->memory, words, within(i, sp, i->deep ? WINDOW : FIRST_READ), (off_t)sp) : 0;
  if (i && got < 8) {
    /* It has become another program. */
    forget_image(i);
    i = open_image(s, v, t->pid);
    got = i ? pread(i->memory, words, within(i, sp, FIRST_READ), (off_t)sp) : 0;
  }
  if (got < 8) return 0;
  if (got >= FIRST_READ) {
    bool chained = chain_end(i, sp, words, FIRST_READ / 8) < FIRST_READ / 8;
    if (!chained && got == FIRST_READ) {
      size_t more = within(i, sp, WINDOW) - FIRST_READ;
      ssize_t also = more ? pread(i->memory, words + FIRST_READ / 8, more, (off_t)(sp + FIRST_READ)) : 0;
      if (also > 0) got += also;
    }
    i->deep = !chained;
  }

  enum doubt doubt;
  size_t count = (size_t)got / 8, size = draw(i, pc, sp, words, &count, skeleton, &doubt);
  uint64_t hash = hash_of(skeleton, size);
  number = number_of(s->stacks, skeleton, size, hash);
  if (!range_of(i->code, i->code_count, pc) || (!number && i->reads < EARLY_READS) ||
      maps_are_due(i, doubt == DOUBT_NONE && !number ? DOUBT_STRANGE : doubt)) {
    uint32_t before = i->id;
    if (!read_maps(s, i)) return 0;
    if (i->id != before) {
      count = (size_t)got / 8;
      size = draw(i, pc, sp, words, &count, skeleton, &doubt);
      hash = hash_of(skeleton, size);
      number = number_of(s->stacks, skeleton, size, hash);
    }
  }
  if (!number) number = announce(s, skeleton, size, hash);
  remember(s->stacks, i, number, pc, sp, words, count, doubt);
  return number;
}
