/* Memory with one owner: everything taken from an arena lives until the arena is freed. */
#ifndef UK_BASE_ARENA_H
#define UK_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Arena Arena;

/* Makes an arena that hands out at most `limit` bytes in all; NULL only when the system has no
   memory. Whoever makes it frees it, nobody frees anything inside it. For one thread at a time. */
Arena *arena_new(size_t limit);

/* Frees the arena and everything taken from it. NULL is allowed. */
void arena_free(Arena *arena);

/* Gives `count` zeroed items of `size` bytes, aligned for any type; NULL when the limit is spent,
   the product overflows or the system has no memory. A count of 0 gives a valid pointer. */
void *arena_take(Arena *arena, size_t count, size_t size);

/* Grows the block `old` of `old_bytes` to `new_bytes` (new part zeroed), in place when it was the
   last one taken; NULL as arena_take, and then `old` is untouched. When it gives another block,
   `old` is not to be used any more. Never shrinks; `old` NULL with 0 bytes takes anew. */
void *arena_grow(Arena *arena, void *old, size_t old_bytes, size_t new_bytes);

/* Bytes handed out so far, for tests and reports. */
size_t arena_used(const Arena *arena);

/* True once anything was refused: what was built since may lack a part, and is no answer. */
bool arena_refused(const Arena *arena);

/* For AUTO(): frees and empties the variable. */
void arena_cleanup(Arena **arena);

/* A variable released at the end of its block, in reverse order (gcc and clang). */
#define AUTO(type, cleaner) __attribute__((cleanup(cleaner))) type

#endif
