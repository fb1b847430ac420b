/*
 * Frames to the runner and requests from it (the format is written down in PROTOCOL.md), and the objects that both
 * sides name by number.
 *
 * Everything to be sent goes through one queue, [supervisor.out]. Records are collected apart, up to BATCH_RECORDS of
 * them or until they are FLUSH_AFTER_NS old; any other frame first sends the records before it on their way, so that
 * the stream is in the order of what happened. An object (a file, a pair of socket ends) is described once, in a frame
 * before the first record that names it.
 */
#include "supervisor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

/* ---- Out ---- */

void append(struct buffer *b, const void *bytes, size_t count) {
  if (b->capacity - b->end < count) {
    if (b->start) {
      memmove(b->data, b->data + b->start, b->end - b->start);
      b->end -= b->start;
      b->start = 0;
    }
    if (b->capacity - b->end < count) {
      size_t capacity = b->capacity ? b->capacity : 4096;
      while (capacity - b->end < count)
        capacity *= 2;
      uint8_t *data = realloc(b->data, capacity);
      if (!data) die("Can't allocate memory");
      b->data = data;
      b->capacity = capacity;
    }
  }
  if (count) memcpy(b->data + b->end, bytes, count);
  b->end += count;
}

void consume(struct buffer *b, size_t count) {
  b->start += count;
  if (b->start == b->end) b->start = b->end = 0;
}

void append_u8(struct buffer *b, uint8_t value) {
  append(b, &value, sizeof value);
}

void append_u32(struct buffer *b, uint32_t value) {
  append(b, &value, sizeof value);
}

void append_u64(struct buffer *b, uint64_t value) {
  append(b, &value, sizeof value);
}

void append_text(struct buffer *b, const char *text) {
  size_t length = strlen(text);
  append_u32(b, (uint32_t)length);
  append(b, text, length);
}

/* A frame is its length, its type, its payload. Returns where it begins, counted from [start] so that it stays true
 * when the buffer moves. */
size_t begin_frame(struct buffer *b, enum frame type) {
  size_t frame = queued(b);
  append_u32(b, 0);
  append_u8(b, (uint8_t)type);
  return frame;
}

void end_frame(struct buffer *b, size_t frame) {
  uint32_t length = (uint32_t)(queued(b) - frame - sizeof length);
  memcpy(b->data + b->start + frame, &length, sizeof length);
}

/* Writes as much as the runner takes now. The rest waits for POLLOUT. */
void send_out(struct supervisor *s) {
  while (queued(&s->out)) {
    ssize_t written = write(STDOUT_FILENO, s->out.data + s->out.start, queued(&s->out));
    if (written < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) return;
      /* EPIPE: the runner is gone. There is nobody left to tell, so all that remains is to end the services. */
      s->ending = true;
      s->out.start = s->out.end = 0;
      return;
    }
    consume(&s->out, (size_t)written);
  }
}

void flush_batch(struct supervisor *s) {
  if (queued(&s->new_objects)) {
    size_t frame = begin_frame(&s->out, FRAME_OBJECTS);
    append(&s->out, s->new_objects.data + s->new_objects.start, queued(&s->new_objects));
    end_frame(&s->out, frame);
    consume(&s->new_objects, queued(&s->new_objects));
  }
  if (queued(&s->new_stacks)) {
    size_t frame = begin_frame(&s->out, FRAME_STACKS);
    append(&s->out, s->new_stacks.data + s->new_stacks.start, queued(&s->new_stacks));
    end_frame(&s->out, frame);
    consume(&s->new_stacks, queued(&s->new_stacks));
  }
  if (s->batch_count) {
    size_t frame = begin_frame(&s->out, FRAME_CALLS);
    append(&s->out, s->batch, s->batch_count * sizeof *s->batch);
    end_frame(&s->out, frame);
    s->batch_count = 0;
  }
}

void record_call(struct supervisor *s, const struct record *record) {
  if (s->batch_count == 0) s->batch_since_ns = record->at_ns;
  s->batch[s->batch_count++] = *record;
  if (s->batch_count == BATCH_RECORDS) {
    flush_batch(s);
    send_out(s);
  }
}

void reply(struct supervisor *s, uint32_t request) {
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_REPLY);
  append_u32(&s->out, request);
  end_frame(&s->out, frame);
}

void reply_u32(struct supervisor *s, uint32_t request, uint32_t value) {
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_REPLY);
  append_u32(&s->out, request);
  append_u32(&s->out, value);
  end_frame(&s->out, frame);
}

void fail(struct supervisor *s, uint32_t request, int error, const char *stage, const char *detail) {
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_FAILURE);
  append_u32(&s->out, request);
  append_u32(&s->out, (uint32_t)error);
  append_text(&s->out, stage);
  append_text(&s->out, detail);
  end_frame(&s->out, frame);
}

void notice(struct supervisor *s, const struct service *v, const char *code, const char *message) {
  flush_batch(s);
  size_t frame = begin_frame(&s->out, FRAME_NOTICE);
  append_u32(&s->out, v->number);
  append_text(&s->out, code);
  append_text(&s->out, message);
  end_frame(&s->out, frame);
}

void hello(struct supervisor *s) {
  struct utsname kernel;
  if (uname(&kernel)) die("Can't ask for the kernel's version");
  size_t frame = begin_frame(&s->out, FRAME_HELLO);
  append_u32(&s->out, PROTOCOL_VERSION);
#ifdef __x86_64__
  append_text(&s->out, "x64");
#else
  append_text(&s->out, "arm64");
#endif
  append_text(&s->out, kernel.release);
  append_u32(&s->out, (uint32_t)s->worker);
  append_u32(&s->out, (uint32_t)s->facts.install_errno);
  append_u32(&s->out, (uint32_t)s->facts.memory_errno);
  append_u32(&s->out, (uint32_t)s->facts.getfd_errno);
  append_u32(&s->out, (uint32_t)s->facts.ptrace_errno);
  append_u8(&s->out, s->facts.sync_wake_up);
  append_u8(&s->out, s->facts.wait_killable);
  append_u32(&s->out, s->facts.note_count);
  for (unsigned i = 0; i < s->facts.note_count; i++)
    append_text(&s->out, s->facts.note[i]);
  end_frame(&s->out, frame);
}

/* ---- In ---- */

static bool take(struct reader *r, void *into, size_t count) {
  if (r->bad || (size_t)(r->end - r->at) < count) {
    r->bad = true;
    memset(into, 0, count);
    return false;
  }
  memcpy(into, r->at, count);
  r->at += count;
  return true;
}

uint8_t read_u8(struct reader *r) {
  uint8_t value;
  take(r, &value, sizeof value);
  return value;
}

uint32_t read_u32(struct reader *r) {
  uint32_t value;
  take(r, &value, sizeof value);
  return value;
}

uint64_t read_u64(struct reader *r) {
  uint64_t value;
  take(r, &value, sizeof value);
  return value;
}

char *read_text(struct reader *r) {
  uint32_t length = read_u32(r);
  if (r->bad || (size_t)(r->end - r->at) < length || memchr(r->at, 0, length)) {
    r->bad = true;
    length = 0;
  }
  char *text = allocate((size_t)length + 1);
  if (length) {
    memcpy(text, r->at, length);
    r->at += length;
  }
  return text;
}

/* ---- Objects ---- */

static uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t count) {
  /* FNV-1a: the keys are short, and whoever can choose them (the services) gains nothing from collisions but their own
   * slowness. */
  const uint8_t *p = bytes;
  for (size_t i = 0; i < count; i++)
    hash = (hash ^ p[i]) * 16777619u;
  return hash;
}

void make_objects(struct supervisor *s) {
  struct objects *o = &s->objects;
  o->slot_count = 2 * MAX_OBJECTS;
  o->slots = allocate(o->slot_count * sizeof *o->slots);
  o->by_id = allocate(MAX_OBJECTS * sizeof *o->by_id);
  struct object *none = allocate(sizeof *none);
  none->a = none->b = "";
  o->by_id[0] = none;
  o->count = 1;
}

/*
 * The object with these properties, made and announced to the runner if it is new. It stays valid until
 * [renew_objects].
 */
const struct object *intern(struct supervisor *s, uint8_t kind, bool deleted, uint64_t inode, const char *a,
                            size_t a_length, const char *b, size_t b_length) {
  struct objects *o = &s->objects;
  uint32_t hash = 2166136261u;
  uint8_t head[2] = {kind, deleted};
  hash = hash_bytes(hash, head, sizeof head);
  hash = hash_bytes(hash, &inode, sizeof inode);
  hash = hash_bytes(hash, a, a_length);
  hash = hash_bytes(hash, b, b_length);

  uint32_t slot = hash & (o->slot_count - 1);
  for (; o->slots[slot]; slot = (slot + 1) & (o->slot_count - 1)) {
    struct object *found = o->by_id[o->slots[slot]];
    if (found->hash == hash && found->kind == kind && found->deleted == deleted && found->inode == inode &&
        found->a_length == a_length && found->b_length == b_length && memcmp(found->a, a, a_length) == 0 &&
        memcmp(found->b, b, b_length) == 0)
      return found;
  }

  struct object *made = allocate(sizeof *made + a_length + b_length + 2);
  char *text = (char *)(made + 1);
  memcpy(text, a, a_length);
  if (b_length) memcpy(text + a_length + 1, b, b_length);
  *made = (struct object){.id = o->count,
                          .hash = hash,
                          .kind = kind,
                          .deleted = deleted,
                          .a_length = (uint32_t)a_length,
                          .b_length = (uint32_t)b_length,
                          .inode = inode,
                          .a = text,
                          .b = text + a_length + 1};
  o->slots[slot] = made->id;
  o->by_id[o->count++] = made;

  struct buffer *news = &s->new_objects;
  append_u32(news, made->id);
  append_u8(news, kind);
  append_u8(news, deleted);
  append_u64(news, inode);
  append_text(news, made->a);
  append_text(news, made->b);
  return made;
}

/*
 * Starts the numbering anew when it is nearly used up, so that a service which touches a million files costs neither
 * side memory for ever. Called between two calls only; the calls that wait take their objects over into the new
 * numbering.
 */
void renew_objects(struct supervisor *s) {
  if (s->objects.count + 16 < MAX_OBJECTS) return;
  flush_batch(s);
  end_frame(&s->out, begin_frame(&s->out, FRAME_FORGET));

  struct objects old = s->objects;
  s->objects = (struct objects){0};
  memset(s->sockets, 0, SOCKET_SLOTS * sizeof *s->sockets);
  make_objects(s);
  for (size_t i = 0; i < s->heap.count; i++) {
    struct record *record = &s->heap.items[i]->record;
    uint32_t *ids[] = {&record->object, &record->target};
    for (size_t k = 0; k < 2; k++) {
      const struct object *o = old.by_id[*ids[k]];
      if (*ids[k]) *ids[k] = intern(s, o->kind, o->deleted, o->inode, o->a, o->a_length, o->b, o->b_length)->id;
    }
  }
  for (uint32_t i = 0; i < old.count; i++)
    free(old.by_id[i]);
  free(old.by_id);
  free(old.slots);
}
