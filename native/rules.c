/*
 * Rules: which of them takes a call, and what is then done with it.
 *
 * The list is in order of precedence. The first rule that matches and is not a `trace` decides; a matching `trace`
 * before it, or anywhere when none decides, marks the call. A rule matches when the call is in its set, the globs
 * agree, and its turn has come: the *ordinal* (nth, first, every, after) counts the calls that passed set and globs,
 * the probability is drawn after it, and [max_fires] caps what is left. Rules behind the one that decides do not see
 * the call and do not count it.
 *
 * Counting is moved forward when a call is decided and back ([take_back]) when the kernel did not accept the answer, so
 * a counter only ever holds calls whose answer stood; a restarted call is not a second call.
 *
 * The generator is splitmix64, used as a function of the position: draw n of a rule is mix(seed + n *
 * 0x9e3779b97f4a7c15), the top 53 bits as a fraction of one. So the same seed gives the same decisions, whatever else
 * went on between the draws, and taking a call back takes its draw back.
 */
#include "supervisor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Globs: the language of src/trace/glob.ts, held to the same vectors ---- */

/* One character of UTF-8; a byte that begins none stands for itself. */
static uint32_t next_character(const char **text) {
  const unsigned char *p = (const unsigned char *)*text;
  uint32_t c = *p++;
  int more = c >= 0xf0 && c < 0xf8 ? 3 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xc0 && c < 0xe0 ? 1 : 0;
  if (more) {
    uint32_t value = c & (0x3f >> more);
    int i = 0;
    for (; i < more && (p[i] & 0xc0) == 0x80; i++)
      value = value << 6 | (p[i] & 0x3f);
    if (i == more) {
      c = value;
      p += more;
    }
  }
  *text = (const char *)p;
  return c;
}

/* The end of the set that begins after `[` (its `]`), or NULL when there is none and the bracket is a plain character.
 */
static const char *set_end(const char *set) {
  if (*set == '!' || *set == '^') set++;
  const char *end = *set == ']' ? strchr(set + 1, ']') : NULL;
  if (!end) end = strchr(set, ']');
  return end && end != set ? end : NULL;
}

static bool set_matches(const char *set, const char *end, uint32_t character) {
  bool negated = *set == '!' || *set == '^';
  if (negated) set++;
  if (negated && character == '/') return false;
  bool found = false;
  while (set < end) {
    uint32_t from = next_character(&set);
    if (set + 1 < end && *set == '-') {
      const char *after = set + 1;
      uint32_t to = next_character(&after);
      if (from <= to) {
        found |= from <= character && character <= to;
        set = after;
        continue;
      }
    }
    found |= from == character;
  }
  return found != negated;
}

bool glob_matches(const char *pattern, const char *text) {
  /* The classic two-pointer walk: on a mismatch, the latest star takes one character more. A star within a segment that
     cannot stretch any further gives way to the latest one that crosses `/`, which must then stretch. */
  const char *begin = pattern;
  const char *star = NULL, *star_text = NULL, *wide = NULL, *wide_text = NULL;
  for (;;) {
    if (*pattern == '*') {
      const char *after = pattern;
      while (*after == '*')
        after++;
      bool crosses = after - pattern > 1 || pattern == begin || !*after;
      pattern = after;
      star = pattern;
      star_text = text;
      if (crosses) {
        wide = pattern;
        wide_text = text;
        star = NULL;
      }
      if (!*pattern && crosses) return true;
      continue;
    }
    if (!*text && !*pattern) return true;
    if (*text && *pattern) {
      const char *next_text = text;
      uint32_t character = next_character(&next_text);
      const char *next = pattern;
      const char *end;
      bool matches;
      if (*pattern == '?') {
        matches = character != '/';
        next++;
      } else if (*pattern == '[' && (end = set_end(pattern + 1))) {
        matches = set_matches(pattern + 1, end, character);
        next = end + 1;
      } else {
        if (*pattern == '\\' && pattern[1]) next++;
        matches = next_character(&next) == character;
      }
      if (matches) {
        pattern = next;
        text = next_text;
        continue;
      }
    }
    if (star && *star_text && *star_text != '/') {
      next_character(&star_text);
      pattern = star;
      text = star_text;
      continue;
    }
    if (wide && *wide_text) {
      next_character(&wide_text);
      star = NULL;
      pattern = wide;
      text = wide_text;
      continue;
    }
    return false;
  }
}

/* ---- Reading a list ---- */

static void release_counter(struct counter *counter) {
  if (counter && --counter->references == 0) free(counter);
}

void release_rules(struct rules *rules) {
  if (!rules || --rules->references) return;
  for (uint32_t i = 0; i < rules->count; i++) {
    free(rules->rule[i].path);
    free(rules->rule[i].address);
    release_counter(rules->rule[i].counter);
  }
  free(rules);
}

static char *text_or_none(struct reader *r) {
  char *text = read_text(r);
  if (*text) return text;
  free(text);
  return NULL;
}

/* The list in [r], going on with the counters of [before]; NULL and [problem] when it cannot be read. */
struct rules *read_rules(struct supervisor *s, struct reader *r, const struct rules *before, uint32_t epoch,
                         char *problem, size_t problem_size) {
  uint32_t count = read_u32(r);
  if (r->bad || count > MAX_RULES) {
    snprintf(problem, problem_size, "%u rules for one service, the limit is %d", count, MAX_RULES);
    return NULL;
  }
  struct rules *rules = allocate(sizeof *rules + count * sizeof *rules->rule);
  rules->references = 1;
  rules->epoch = epoch;
  rules->count = count;
  for (uint32_t i = 0; i < count; i++) {
    struct rule *rule = &rules->rule[i];
    rule->id = read_u32(r);
    rule->action = read_u8(r);
    rule->ordinal = read_u8(r);
    uint8_t flags = read_u8(r);
    rule->exempt_system_paths = flags & 1;
    rule->awaits_release = flags & 2;
    rule->argument = read_u64(r);
    rule->n = read_u64(r);
    uint64_t probability = read_u64(r);
    memcpy(&rule->probability, &probability, sizeof rule->probability);
    rule->seed = read_u64(r);
    rule->max_fires = read_u64(r);
    uint64_t seen = read_u64(r), fired = read_u64(r);
    rule->path = text_or_none(r);
    rule->address = text_or_none(r);
    uint32_t names = read_u32(r);
    for (uint32_t k = 0; k < names && !r->bad; k++) {
      char *name = read_text(r);
      int number = call_number(name);
      if (number < 0 || number >= MAX_CALL) {
        snprintf(problem, problem_size, "this architecture has no system call \"%s\"", name);
        free(name);
        release_rules(rules);
        return NULL;
      }
      free(name);
      add_call(rule->calls, (unsigned)number);
      add_call(rules->calls, (unsigned)number);
    }
    for (uint32_t k = 0; before && k < before->count; k++)
      if (before->rule[k].id == rule->id) rule->counter = before->rule[k].counter;
    if (!rule->counter) {
      rule->counter = allocate(sizeof *rule->counter);
      *rule->counter = (struct counter){.seen = seen, .fired = fired};
    }
    rule->counter->references++;
    if (r->bad || rule->action > ACTION_CRASH || (rule->action == ACTION_CRASH && rule->argument > CRASH_AFTER) ||
        (rule->action == ACTION_SHORT && (rule->argument < 1 || rule->argument > MAX_SHORT)) ||
        rule->ordinal > ORDINAL_AFTER || (rule->ordinal == ORDINAL_EVERY && !rule->n)) {
      snprintf(problem, problem_size, "rule %u cannot be read", rule->id);
      release_rules(rules);
      return NULL;
    }
    const char *refused = NULL;
    int why = 0;
    if (rule->action == ACTION_SHORT) refused = "short()", why = s->facts.getfd_errno;
    if (rule->action == ACTION_CRASH && rule->argument == CRASH_AFTER)
      refused = "crash(when=\"after\")", why = s->facts.ptrace_errno;
    if (why) {
      snprintf(problem, problem_size, "%s cannot be done here: %s on a service is refused (%s)", refused,
               rule->action == ACTION_SHORT ? "pidfd_getfd" : "ptrace", strerror(why));
      release_rules(rules);
      return NULL;
    }
  }
  return rules;
}

/* ---- Deciding ---- */

/*
 * What a fault on a family without a path spares: the loader's and the kernel's files, what the service prints, and the
 * descriptors by which a runtime wakes its own threads. Writing to those cannot fail in reality, and runtimes abort
 * when it does (libuv, Go's netpoller); what is printed goes to the supervisor, and would be missing from the report.
 */
static bool is_spared(struct subject *subject) {
  static const char *const prefixes[] = {"/lib/",  "/lib64/", "/usr/lib/", "/usr/lib64/",
                                         "/proc/", "/sys/",   "/dev/",     "/etc/ld.so."};
  static const char anonymous[] = "anon_inode:";
  const struct object *o = subject->object;
  switch ((enum object_kind)o->kind) {
  case OBJECT_ANON:
    return strncmp(o->a, anonymous, sizeof anonymous - 1) == 0;
  case OBJECT_STDIO:
    return true;
  case OBJECT_PIPE:
  case OBJECT_SOCKET:
    return talks_to_itself(subject);
  case OBJECT_FILE:
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
      if (strncmp(o->a, prefixes[i], strlen(prefixes[i])) == 0) return true;
    return false;
  default:
    return false;
  }
}

/* A pipe and a standard stream have no path. A rule that means them says so by the word: `pipe`, `stdin`, `stdout`,
 * `stderr`. */
static bool means(const struct rule *rule, const struct object *o) {
  switch ((enum object_kind)o->kind) {
  case OBJECT_FILE:
    return glob_matches(rule->path, o->a);
  case OBJECT_PIPE:
    return strcmp(rule->path, "pipe") == 0;
  case OBJECT_STDIO:
    return strcmp(rule->path, o->a) == 0;
  default:
    return false;
  }
}

/* Of a call with two paths or descriptors (a rename, a copy) either may be meant. */
static bool path_matches(struct supervisor *s, const struct rule *rule, struct subject *subject) {
  if (!rule->path || means(rule, subject->object)) return true;
  if (subject->target && glob_matches(rule->path, subject->target->a)) return true;
  return s->shapes[subject->record.call].from && means(rule, source_of(s, subject));
}

static bool address_matches(const struct rule *rule, const struct subject *subject) {
  if (!rule->address) return true;
  return subject->object->kind == OBJECT_SOCKET && subject->object->b_length &&
         glob_matches(rule->address, subject->object->b);
}

static bool in_turn(const struct rule *rule, uint64_t position) {
  switch (rule->ordinal) {
  case ORDINAL_NTH:
    return position == rule->n;
  case ORDINAL_FIRST:
    return position <= rule->n;
  case ORDINAL_EVERY:
    return position % rule->n == 0;
  case ORDINAL_AFTER:
    return position > rule->n;
  default:
    return true;
  }
}

static bool drawn(const struct rule *rule, uint64_t position) {
  if (rule->probability >= 1) return true;
  uint64_t z = rule->seed + position * 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return (double)(z >> 11) * 0x1p-53 < rule->probability;
}

static const uint8_t decision_of[] = {
    [ACTION_TRACE] = DECISION_TRACE, [ACTION_ALLOW] = DECISION_ALLOW, [ACTION_DENY] = DECISION_DENY,
    [ACTION_DELAY] = DECISION_DELAY, [ACTION_HOLD] = DECISION_HOLD,   [ACTION_SHORT] = DECISION_SHORT,
    [ACTION_CRASH] = DECISION_CRASH,
};

/* With [released] the call has been held and goes on: rules that hold do not see it again. */
void decide(struct supervisor *s, const struct rules *rules, struct subject *subject, bool released,
            struct verdict *verdict) {
  verdict->decision = DECISION_ALLOW;
  verdict->rule = NULL;
  verdict->counted = false;
  if (!has_call(rules->calls, subject->record.call)) return;
  memset(verdict->touched, 0, sizeof verdict->touched);
  verdict->counted = true;
  enum { NOT_ASKED, SPARED, MEANT } spared = NOT_ASKED;
  const struct rule *trace = NULL;
  for (uint32_t i = 0; i < rules->count; i++) {
    const struct rule *rule = &rules->rule[i];
    if (!has_call(rule->calls, subject->record.call)) continue;
    if (released && rule->action == ACTION_HOLD) continue;
    if (rule->exempt_system_paths && !rule->path) {
      if (spared == NOT_ASKED) spared = is_spared(subject) ? SPARED : MEANT;
      if (spared == SPARED) continue;
    }
    if (!path_matches(s, rule, subject) || !address_matches(rule, subject)) continue;
    if (rule->action == ACTION_SHORT && !can_be_short(s, subject, rule->argument)) continue;
    struct counter *counter = rule->counter;
    verdict->touched[i / 64] |= 1ull << (i % 64);
    uint64_t position = ++counter->seen;
    if (!in_turn(rule, position) || !drawn(rule, position) || counter->fired >= rule->max_fires) continue;
    if (rule->action == ACTION_TRACE) {
      if (!trace) trace = rule;
      continue;
    }
    counter->fired++;
    verdict->rule = rule;
    verdict->decision = decision_of[rule->action];
    return;
  }
  if (trace) {
    trace->counter->fired++;
    verdict->rule = trace;
    verdict->decision = DECISION_TRACE;
  } else if (spared == SPARED) {
    verdict->decision = DECISION_SYSTEM_PATH;
  }
}

/* The answer did not stand: nothing of it has happened. */
void take_back(const struct rules *rules, struct verdict *verdict) {
  if (!verdict->counted) return;
  for (uint32_t i = 0; i < rules->count; i++)
    if (verdict->touched[i / 64] >> (i % 64) & 1) rules->rule[i].counter->seen--;
  if (verdict->rule) verdict->rule->counter->fired--;
  verdict->counted = false;
}
