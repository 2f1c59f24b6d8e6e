/* Open addressing with linear probing, at most half full; the texts lie one after another in
   pieces of arena memory, so that short ones cost their bytes alone. */
#include "base/intern.h"

#include "base/int128.h"

#include <string.h>

#define SLOTS_FIRST ((size_t)16)
#define TEXTS_MOST UINT32_C(1073741824) /* half full at 2^31 slots: their index fits the hash */
#define POOL_LEAST ((size_t)64)
#define POOL_MOST ((size_t)65536)
#define SEED_A UINT64_C(0x9e3779b97f4a7c15)
#define SEED_B UINT64_C(0xd6e8feb86659fd93)

typedef struct Slot {
    uint32_t hash;  /* saves most comparisons of texts */
    uint32_t after; /* the text's number + 1; 0: free */
} Slot;

struct Intern {
    Slot *slots;
    size_t slot_count; /* a power of two */
    Str *texts;
    size_t text_capacity;
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
    uint64_t hash = SEED_A ^ text.length;
    size_t left = text.length;
    const char *at = text.bytes;

    while (left > 8) {
        uint64_t eight;

        memcpy(&eight, at, sizeof eight);
        hash = mix(hash ^ eight, SEED_B);
        at += 8;
        left -= 8;
    }
    if (left > 0) {
        uint64_t rest = 0;

        memcpy(&rest, at, left);
        hash ^= rest;
    }
    return mix(hash, SEED_B) ^ hash >> 32;
}

/* The slot of `text`, or the free one where it belongs. */
static size_t find_slot(const Intern *intern, Str text, uint32_t hash)
{
    size_t mask = intern->slot_count - 1;
    size_t at = hash & mask;

    while (intern->slots[at].after != 0) {
        if (intern->slots[at].hash == hash &&
            str_equal(intern->texts[intern->slots[at].after - 1], text)) {
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

static bool grow_slots(Context *context, Intern *intern)
{
    size_t count = intern->slot_count * 2;
    size_t mask = count - 1;
    Slot *slots;

    slots = TAKE(context, Slot, count);
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
    intern->slots = slots;
    intern->slot_count = count;
    return true;
}

static bool grow_texts(Context *context, Intern *intern)
{
    size_t capacity = intern->text_capacity == 0 ? SLOTS_FIRST / 2 : intern->text_capacity * 2;
    Str *texts;

    if (capacity > SIZE_MAX / sizeof(Str)) {
        return false;
    }
    texts = arena_grow(context->arena, intern->texts, intern->text_capacity * sizeof(Str),
                       capacity * sizeof(Str));
    if (texts == NULL) {
        return false;
    }
    intern->texts = texts;
    intern->text_capacity = capacity;
    return true;
}

/* A copy of `text` ended in NUL; bytes are NULL when memory is spent. */
static Str keep_text(Context *context, Intern *intern, Str text)
{
    size_t needs = text.length + 1;
    char *kept;

    if (text.length >= POOL_MOST / 4) {
        return str_copy(context->arena, text);
    }
    if (needs > intern->pool_left) {
        size_t size = (size_t)intern->count * 8;

        size = size < POOL_LEAST ? POOL_LEAST : size > POOL_MOST ? POOL_MOST : size;
        size = size < needs ? needs : size;
        kept = arena_take(context->arena, size, 1);
        if (kept == NULL) {
            return STR_NONE;
        }
        intern->pool = kept;
        intern->pool_left = size;
    }
    kept = intern->pool;
    if (text.length != 0) {
        memcpy(kept, text.bytes, text.length);
    }
    kept[text.length] = '\0';
    intern->pool += needs;
    intern->pool_left -= needs;
    return (Str){kept, text.length};
}

Status intern_add(Context *context, Intern *intern, Str text, uint32_t *number)
{
    uint32_t hash = (uint32_t)hash_text(text);
    size_t at = find_slot(intern, text, hash);
    Str kept;

    if (intern->slots[at].after != 0) {
        *number = intern->slots[at].after - 1;
        return done();
    }
    if (intern->count == TEXTS_MOST) {
        return fail(context, FAIL_LIMIT, PLACE_NONE,
                    "more than 1,073,741,824 different texts; group them into fewer");
    }
    if ((size_t)intern->count * 2 >= intern->slot_count) {
        if (!grow_slots(context, intern)) {
            return fail_memory(context);
        }
        at = find_slot(intern, text, hash);
    }
    if (intern->count == intern->text_capacity && !grow_texts(context, intern)) {
        return fail_memory(context);
    }
    kept = keep_text(context, intern, text);
    if (kept.bytes == NULL) {
        return fail_memory(context);
    }
    intern->texts[intern->count] = kept;
    intern->slots[at] = (Slot){hash, intern->count + 1};
    *number = intern->count++;
    return done();
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

Str intern_text(const Intern *intern, uint32_t number)
{
    return intern->texts[number];
}
