/* Open addressing with linear probing, at most half full. A text lies behind its length in pieces
   of arena memory, one after another; what a grown table leaves behind is such a piece too. */
#include "base/intern.h"

#include "base/int128.h"
#include "base/text.h"

#include <string.h>

#define SLOTS_FIRST ((size_t)16)
#define TEXTS_MOST UINT32_C(1073741824) /* half full at 2^31 slots: their index fits the hash */
#define SEGMENT_FIRST UINT32_C(8)       /* texts in segment 0; each next one has as many as all */
#define SEGMENTS_MOST 28                /* 8 * 2^27 is TEXTS_MOST */
#define POOL_LEAST ((size_t)64)
#define POOL_MOST ((size_t)65536)
#define SEED UINT64_C(0x9e3779b97f4a7c15)
#define FACTOR UINT64_C(0xd6e8feb86659fd93)

typedef struct Slot {
    uint32_t hash;  /* saves most comparisons of texts */
    uint32_t after; /* the text's number + 1; 0: free */
} Slot;

struct Intern {
    Slot *slots;
    size_t slot_count; /* a power of two */
    /* Where each text's length and bytes are, in segments that never move: number 0 to 7 in the
       first, 8 to 15 in the second, 16 to 31 in the third, ... */
    const char **segments[SEGMENTS_MOST];
    uint32_t count;
    char *pool;
    size_t pool_left;
};

static uint64_t mix(uint64_t a, uint64_t b)
{
    UInt128 product = (UInt128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_text(Str text)
{
    uint64_t hash = SEED ^ text.length;
    size_t left = text.length;
    const char *at = text.bytes;

    while (left > 8) {
        uint64_t eight;

        memcpy(&eight, at, sizeof eight);
        hash = mix(hash ^ eight, FACTOR);
        at += 8;
        left -= 8;
    }
    if (left > 0) {
        uint64_t rest = 0;

        memcpy(&rest, at, left);
        hash ^= rest;
    }
    return mix(hash, FACTOR);
}

/* The segment of a number and, in `*index`, the place in it. */
static size_t segment_of(uint32_t number, uint32_t *index)
{
    uint32_t eighth = number / SEGMENT_FIRST;
    size_t segment = eighth == 0 ? 0 : 32 - (size_t)__builtin_clz(eighth);

    *index = segment == 0 ? number : number - (SEGMENT_FIRST << (segment - 1));
    return segment;
}

Str intern_text(const Intern *intern, uint32_t number)
{
    uint32_t index;
    size_t segment = segment_of(number, &index);
    const char *kept = intern->segments[segment][index];
    uint32_t length;

    memcpy(&length, kept, sizeof length);
    return (Str){kept + sizeof length, length};
}

/* The slot of `text`, or the free one where it belongs. */
static size_t find_slot(const Intern *intern, Str text, uint32_t hash)
{
    size_t mask = intern->slot_count - 1;
    size_t at = hash & mask;

    while (intern->slots[at].after != 0) {
        if (intern->slots[at].hash == hash &&
            str_equal(intern_text(intern, intern->slots[at].after - 1), text)) {
            break;
        }
        at = (at + 1) & mask;
    }
    return at;
}

Status intern_new(Context *context, Intern **out)
{
    Intern *intern = TAKE(context, Intern, 1);
    Slot *slots = TAKE(context, Slot, SLOTS_FIRST);

    if (intern == NULL || slots == NULL) {
        return fail_memory(context);
    }
    intern->slots = slots;
    intern->slot_count = SLOTS_FIRST;
    *out = intern;
    return done();
}

static void give_to_pool(Intern *intern, void *bytes, size_t count)
{
    if (count > intern->pool_left) {
        intern->pool = bytes;
        intern->pool_left = count;
    }
}

static bool grow_slots(Context *context, Intern *intern)
{
    size_t count = intern->slot_count * 2;
    size_t mask = count - 1;
    Slot *slots = TAKE(context, Slot, count);

    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < intern->slot_count; i++) {
        if (intern->slots[i].after != 0) {
            size_t at = intern->slots[i].hash & mask;

            while (slots[at].after != 0) {
                at = (at + 1) & mask;
            }
            slots[at] = intern->slots[i];
        }
    }
    give_to_pool(intern, intern->slots, intern->slot_count * sizeof(Slot));
    intern->slots = slots;
    intern->slot_count = count;
    return true;
}

/* Where the next text's address goes; NULL when memory is spent. */
static const char **next_place(Context *context, Intern *intern)
{
    uint32_t index;
    size_t segment = segment_of(intern->count, &index);

    if (intern->segments[segment] == NULL) {
        size_t size = segment == 0 ? SEGMENT_FIRST : (size_t)SEGMENT_FIRST << (segment - 1);

        intern->segments[segment] = TAKE(context, const char *, size);
        if (intern->segments[segment] == NULL) {
            return NULL;
        }
    }
    return &intern->segments[segment][index];
}

/* Room for `needs` bytes; NULL when memory is spent. What is long gets memory of its own. */
static char *take_room(Context *context, Intern *intern, size_t needs)
{
    char *room;

    if (needs > intern->pool_left && needs < POOL_MOST / 4) {
        size_t size = (size_t)intern->count * 8;

        size = size < POOL_LEAST ? POOL_LEAST : size > POOL_MOST ? POOL_MOST : size;
        size = size < needs ? needs : size;
        room = TAKE(context, char, size);
        if (room == NULL) {
            return NULL;
        }
        give_to_pool(intern, room, size);
    }
    if (needs > intern->pool_left) {
        return TAKE(context, char, needs);
    }
    room = intern->pool;
    intern->pool += needs;
    intern->pool_left -= needs;
    return room;
}

/* A copy of `text` behind its length, ended in NUL; NULL when memory is spent. */
static const char *keep_text(Context *context, Intern *intern, Str text)
{
    uint32_t length = (uint32_t)text.length;
    char *kept = take_room(context, intern, sizeof length + text.length + 1);

    if (kept == NULL) {
        return NULL;
    }
    memcpy(kept, &length, sizeof length);
    if (length != 0) {
        memcpy(kept + sizeof length, text.bytes, length);
    }
    kept[sizeof length + length] = '\0'; /* the pool is not always zeroed */
    return kept;
}

Status intern_add(Context *context, Intern *intern, Str text, uint32_t *number)
{
    uint32_t hash = (uint32_t)hash_text(text);
    size_t at = find_slot(intern, text, hash);
    const char **place;
    const char *kept;

    if (intern->slots[at].after != 0) {
        *number = intern->slots[at].after - 1;
        return done();
    }
    if (intern->count == TEXTS_MOST) {
        return fail(context, FAIL_LIMIT, PLACE_NONE,
                    "more than 1,073,741,824 different texts; group them into fewer");
    }
    if (text.length > UINT32_MAX - 8) {
        return fail(context, FAIL_LIMIT, PLACE_NONE, "a text of more than 4 GiB; shorten it");
    }
    if ((size_t)intern->count * 2 >= intern->slot_count) {
        if (!grow_slots(context, intern)) {
            return fail_memory(context);
        }
        at = find_slot(intern, text, hash);
    }
    place = next_place(context, intern);
    kept = place == NULL ? NULL : keep_text(context, intern, text);
    if (kept == NULL) {
        return fail_memory(context);
    }
    *place = kept;
    intern->slots[at] = (Slot){hash, intern->count + 1};
    *number = intern->count++;
    return done();
}

Status intern_add_folded(Context *context, Intern *intern, Str text, uint32_t *number)
{
    Text folded = text_new(context->arena);

    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        text_add_byte(&folded, (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte));
    }
    return folded.spent ? fail_memory(context)
                        : intern_add(context, intern, text_str(&folded), number);
}

uint32_t intern_find(const Intern *intern, Str text)
{
    size_t at = find_slot(intern, text, (uint32_t)hash_text(text));

    return intern->slots[at].after == 0 ? INTERN_NONE : intern->slots[at].after - 1;
}

uint32_t intern_count(const Intern *intern)
{
    return intern->count;
}
