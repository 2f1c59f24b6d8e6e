/* Blocks in a chain, each at least 64 KiB; the limit counts what was asked for. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)65536)
#define ALIGNMENT ((size_t)16)

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
};

Arena *arena_new(size_t limit)
{
    Arena *arena = calloc(1, sizeof(Arena));

    if (arena != NULL) {
        arena->limit = limit;
    }
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL) {
        return;
    }
    while (arena->last != NULL) {
        Block *before = arena->last->before;

        free(arena->last);
        arena->last = before;
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
    }
    return block;
}

/* Rounded up to the alignment; 0 on overflow. */
static size_t round_up(size_t bytes)
{
    return bytes > SIZE_MAX / 2 ? 0 : (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_take(Arena *arena, size_t count, size_t size)
{
    size_t bytes;
    Block *block = arena->last;
    void *taken;

    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    bytes = round_up(count * size == 0 ? 1 : count * size);
    if (bytes == 0 || bytes > arena->limit - arena->used) {
        return NULL;
    }
    if (block == NULL || bytes > block->capacity - block->used) {
        block = add_block(arena, bytes);
        if (block == NULL) {
            return NULL;
        }
    }
    taken = (unsigned char *)(block + 1) + block->used;
    block->used += bytes;
    arena->used += bytes;
    return taken;
}

void *arena_grow(Arena *arena, void *old, size_t old_bytes, size_t new_bytes)
{
    Block *block = arena->last;
    size_t had = round_up(old_bytes == 0 ? 1 : old_bytes);
    size_t wants = round_up(new_bytes == 0 ? 1 : new_bytes);
    void *moved;

    if (wants == 0) {
        return NULL;
    }
    if (old != NULL && wants <= had) {
        return old;
    }
    if (old != NULL && block != NULL && block->used >= had &&
        (unsigned char *)old == (unsigned char *)(block + 1) + (block->used - had) &&
        wants - had <= block->capacity - block->used && wants - had <= arena->limit - arena->used) {
        block->used += wants - had;
        arena->used += wants - had;
        return old;
    }
    moved = arena_take(arena, 1, new_bytes);
    if (moved != NULL && old != NULL) {
        memcpy(moved, old, old_bytes < new_bytes ? old_bytes : new_bytes);
    }
    return moved;
}

size_t arena_used(const Arena *arena)
{
    return arena->used;
}

void arena_cleanup(Arena **arena)
{
    arena_free(*arena);
    *arena = NULL;
}
