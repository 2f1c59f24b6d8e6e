/* Blocks in a chain, each at least 64 KiB; the limit counts what was asked for. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)65536)
#define ALIGNMENT ((size_t)16)

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#endif

/* Under AddressSanitizer what was not handed out is poisoned, and a gap follows each piece: inside
   a block, too, a step past the end is then found. Neither counts towards the limit. */
#if defined(UNDER_ASAN)
#include <sanitizer/asan_interface.h>
#define GAP ALIGNMENT
#define FORBID(start, bytes) ASAN_POISON_MEMORY_REGION((start), (bytes))
#define ALLOW(start, bytes) ASAN_UNPOISON_MEMORY_REGION((start), (bytes))
#else
#define GAP ((size_t)0)
#define FORBID(start, bytes) ((void)(start), (void)(bytes))
#define ALLOW(start, bytes) ((void)(start), (void)(bytes))
#endif

typedef struct Block {
    struct Block *before;
    size_t capacity; /* bytes after this header */
    size_t used;
    size_t padding; /* keeps the header a multiple of ALIGNMENT */
} Block;

_Static_assert(sizeof(Block) % ALIGNMENT == 0, "what follows a block's header is aligned");

struct Arena {
    Block *last;
    size_t limit;
    size_t used;
    bool refused;
};

Arena *arena_new(size_t limit)
{
    Arena *arena = calloc(1, sizeof(Arena));

    if (arena != NULL) {
        arena->limit = limit;
    }
    return arena;
}

static unsigned char *block_bytes(Block *block)
{
    return (unsigned char *)(block + 1);
}

void arena_free(Arena *arena)
{
    if (arena == NULL) {
        return;
    }
    while (arena->last != NULL) {
        Block *block = arena->last;

        arena->last = block->before;
        ALLOW(block_bytes(block), block->capacity);
        free(block);
    }
    free(arena);
}

static Block *add_block(Arena *arena, size_t bytes)
{
    size_t capacity = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    Block *block = calloc(1, sizeof(Block) + capacity);

    if (block != NULL) {
        block->before = arena->last;
        block->capacity = capacity;
        arena->last = block;
        FORBID(block_bytes(block), capacity);
    }
    return block;
}

/* Rounded up to the alignment, nothing to something; 0 on overflow. */
static size_t round_up(size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        return 0;
    }
    return bytes == 0 ? ALIGNMENT : (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *refuse(Arena *arena)
{
    arena->refused = true;
    return NULL;
}

void *arena_take(Arena *arena, size_t count, size_t size)
{
    size_t bytes;
    Block *block = arena->last;
    void *taken;

    if (size != 0 && count > SIZE_MAX / size) {
        return refuse(arena);
    }
    bytes = round_up(count * size);
    if (bytes == 0 || bytes > arena->limit - arena->used) {
        return refuse(arena);
    }
    if (block == NULL || bytes + GAP > block->capacity - block->used) {
        block = add_block(arena, bytes + GAP);
        if (block == NULL) {
            return refuse(arena);
        }
    }
    taken = block_bytes(block) + block->used;
    block->used += bytes + GAP;
    arena->used += bytes;
    ALLOW(taken, count * size);
    return taken;
}

/* Whether the piece of `had` bytes is the last one taken and has room behind it for `more`. */
static bool may_grow_in_place(const Arena *arena, const unsigned char *piece, size_t had,
                              size_t more)
{
    Block *block = arena->last;

    return block != NULL && block->used >= had + GAP &&
           piece == block_bytes(block) + (block->used - had - GAP) &&
           more <= block->capacity - block->used && more <= arena->limit - arena->used;
}

void *arena_grow(Arena *arena, void *old, size_t old_bytes, size_t new_bytes)
{
    size_t had = round_up(old_bytes);
    size_t wants = round_up(new_bytes);
    void *moved;

    if (wants == 0) {
        return refuse(arena);
    }
    if (old != NULL && new_bytes <= old_bytes) {
        return old;
    }
    if (old != NULL && wants == had) {
        ALLOW(old, new_bytes);
        return old;
    }
    if (old != NULL && may_grow_in_place(arena, old, had, wants - had)) {
        arena->last->used += wants - had;
        arena->used += wants - had;
        ALLOW(old, new_bytes);
        return old;
    }
    moved = arena_take(arena, 1, new_bytes);
    if (moved != NULL && old != NULL) {
        memcpy(moved, old, old_bytes);
        FORBID(old, had);
    }
    return moved;
}

size_t arena_used(const Arena *arena)
{
    return arena->used;
}

bool arena_refused(const Arena *arena)
{
    return arena->refused;
}

void arena_cleanup(Arena **arena)
{
    arena_free(*arena);
    *arena = NULL;
}
