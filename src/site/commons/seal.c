#include "site/commons/seal.h"

#include "base/text.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const char *const SLIP_LIST[] = {
#define WORD(word) word,
#include "site/commons/slip_words.def"
#undef WORD
};
#define SLIP_LIST_COUNT (sizeof SLIP_LIST / sizeof SLIP_LIST[0])

static const char *const QUALITIES[] = {
#define QUALITY(word) word,
#define CREATURE(word)
#include "site/commons/made_up_names.def"
#undef CREATURE
#undef QUALITY
};
#define QUALITIES_COUNT (sizeof QUALITIES / sizeof QUALITIES[0])

static const char *const CREATURES[] = {
#define QUALITY(word)
#define CREATURE(word) word,
#include "site/commons/made_up_names.def"
#undef CREATURE
#undef QUALITY
};
#define CREATURES_COUNT (sizeof CREATURES / sizeof CREATURES[0])

_Static_assert(SLIP_LIST_COUNT >= 2048, "eleven bits a word at least");
_Static_assert(SEAL_BYTES == crypto_auth_hmacsha256_BYTES, "a seal is one hash");
_Static_assert(SEAL_BYTES == crypto_auth_hmacsha256_KEYBYTES, "and so is the key");

static Status seal_text(Context *context, const SealKey *key, Str text, Str *out)
{
    uint8_t *seal = TAKE(context, uint8_t, SEAL_BYTES);

    if (seal == NULL || text.bytes == NULL) {
        return fail_memory(context);
    }
    (void)crypto_auth_hmacsha256(seal, (const uint8_t *)text.bytes, text.length, key->bytes);
    *out = (Str){(const char *)seal, SEAL_BYTES};
    return done();
}

Status seal_of_person(Context *context, const SealKey *key, int64_t person, int64_t root, Str *out)
{
    Str text = str_format(context->arena, "p:%lld:%lld", (long long)person, (long long)root);

    return seal_text(context, key, text, out);
}

Status seal_of_slip(Context *context, const SealKey *key, Str slip, int64_t root, Str *out)
{
    Str text = str_format(context->arena, "s:%.*s:%lld", STR_ARGS(slip), (long long)root);

    return seal_text(context, key, text, out);
}

Status unnamed_root(Context *context, StoreChange *change, int64_t parent, int64_t *root)
{
    StoreReader *reader = store_change_reader(change);
    EntryNextRows next;
    EntryRows rows;

    if (parent == 0) {
        TRY(store_entry_next(context, reader, &(EntryNextIn){0}, &next));
        *root = next.items[0].id;
        return done();
    }
    TRY(store_entry(context, reader, &(EntryIn){parent}, &rows));
    if (rows.count == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "there is no entry with the number %lld; answer one that is there",
                    (long long)parent);
    }
    *root = rows.items[0].root;
    return done();
}

/* --- Slips ------------------------------------------------------------------------------------ */

size_t slip_words_count(void)
{
    return SLIP_LIST_COUNT;
}

Str slip_word(size_t index)
{
    return str_from(SLIP_LIST[index]);
}

Status slip_make(Context *context, const uint8_t random[SLIP_RANDOM_BYTES], Str *out)
{
    Text text = text_new(context->arena);

    for (size_t i = 0; i < SLIP_WORDS; i++) {
        uint64_t drawn;

        /* of 2^64 numbers a word has at most one more than another */
        memcpy(&drawn, random + i * sizeof drawn, sizeof drawn);
        text_add(&text, i == 0 ? STR("") : STR("-"));
        text_add(&text, slip_word((size_t)(drawn % SLIP_LIST_COUNT)));
    }
    return text_finish(context, &text, out);
}

static bool is_slip_word(Str word)
{
    size_t low = 0;
    size_t high = SLIP_LIST_COUNT;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(word, slip_word(middle));

        if (order == 0) {
            return true;
        }
        low = order > 0 ? middle + 1 : low;
        high = order < 0 ? middle : high;
    }
    return false;
}

Status slip_read(Context *context, Str typed, bool *is_one, Str *out)
{
    Text text = text_new(context->arena);
    StrSplit split;
    Str slip;
    Str word;
    size_t count = 0;

    *is_one = false;
    for (size_t i = 0; i < typed.length && i < 400; i++) {
        char byte = typed.bytes[i];
        bool capital = byte >= 'A' && byte <= 'Z';
        bool letter = capital || (byte >= 'a' && byte <= 'z');

        if (letter) {
            text_add_byte(&text, capital ? (char)(byte - 'A' + 'a') : byte);
        } else if (text.length > 0 && text.bytes[text.length - 1] != '-') {
            text_add_byte(&text, '-');
        }
    }
    TRY(text_finish(context, &text, &slip));
    slip = str_ends_with(slip, STR("-")) ? str_slice(slip, 0, slip.length - 1) : slip;
    split = str_split(slip, '-');
    while (str_split_next(&split, &word)) {
        count++;
        if (!is_slip_word(word)) {
            *out = word;
            return done();
        }
    }
    *is_one = count == SLIP_WORDS;
    *out = *is_one ? slip : STR_NONE;
    return done();
}

/* --- Made-up names ---------------------------------------------------------------------------- */

Status made_up_name(Context *context, StoreReader *reader, int64_t root, Str seal, Str *out)
{
    BylinesRows taken;
    size_t names = QUALITIES_COUNT * CREATURES_COUNT;
    uint32_t first;

    TRY(store_bylines(context, reader, &(BylinesIn){root}, &taken));
    memcpy(&first, seal.bytes, sizeof first);
    for (size_t i = 0; i < names; i++) {
        size_t number = (first + i) % names;
        bool free = true;
        Str name = str_format(context->arena, "%s %s", QUALITIES[number / CREATURES_COUNT],
                              CREATURES[number % CREATURES_COUNT]);

        if (name.bytes == NULL) {
            return fail_memory(context);
        }
        for (size_t k = 0; k < taken.count; k++) {
            bool same = str_equal(taken.items[k].seal, seal);

            if (same && i == 0) { /* this writer has a name here */
                *out = taken.items[k].byline;
                return done();
            }
            free = free && !str_equal(taken.items[k].byline, name);
        }
        if (free) {
            *out = name;
            return done();
        }
    }
    return fail(context, FAIL_LIMIT, PLACE_NONE,
                "all made-up names of this thread are taken; choose one of your own");
}

/* --- Whose is it ------------------------------------------------------------------------------ */

/* One writer: a person, or with a slip nobody known. */
typedef struct Writer {
    const SealKey *key;
    int64_t person;
    Str slip; /* empty: the person */
} Writer;

static Status seal_of_writer(Context *context, const Writer *writer, int64_t root, Str *out)
{
    return writer->slip.length == 0
               ? seal_of_person(context, writer->key, writer->person, root, out)
               : seal_of_slip(context, writer->key, writer->slip, root, out);
}

static Status is_of_writer(Context *context, const Writer *writer, int64_t root, Str seal,
                           bool *is_own)
{
    Str own;

    *is_own = false;
    if (seal.length != SEAL_BYTES) {
        return done();
    }
    TRY(seal_of_writer(context, writer, root, &own));
    *is_own = sodium_memcmp(own.bytes, seal.bytes, SEAL_BYTES) == 0;
    return done();
}

static int by_number(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a;
    int64_t other = *(const int64_t *)b;

    return one < other ? -1 : one > other;
}

/* All that is sealed, in parts: a few thousand hashes are a few milliseconds. */
static Status sealed_of(Context *context, StoreReader *reader, const Writer *writer,
                        SealedEntries *out)
{
    SealedIn in = {STR(""), 0, 1000};
    SealedRows rows;

    *out = (SealedEntries){NULL, 0};
    do {
        TRY(store_sealed(context, reader, &in, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            bool is_own = false;

            TRY(is_of_writer(context, writer, rows.items[i].root, rows.items[i].seal, &is_own));
            if (is_own) {
                int64_t *grown = arena_grow(context->arena, out->items, out->count * sizeof *grown,
                                            (out->count + 1) * sizeof *grown);

                if (grown == NULL) {
                    return fail_memory(context);
                }
                out->items = grown;
                out->items[out->count++] = rows.items[i].id;
            }
        }
        if (rows.count > 0) {
            in.after = rows.items[rows.count - 1].seal;
            in.after_id = rows.items[rows.count - 1].id;
        }
    } while (rows.count == 1000);
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof *out->items, by_number);
    }
    return done();
}

Status sealed_of_slip(Context *context, StoreReader *reader, const SealKey *key, Str slip,
                      SealedEntries *out)
{
    return sealed_of(context, reader, &(Writer){key, 0, slip}, out);
}

Status sealed_of_person(Context *context, StoreReader *reader, const SealKey *key, int64_t person,
                        SealedEntries *out)
{
    return sealed_of(context, reader, &(Writer){key, person, STR_NONE}, out);
}

Status sealed_is_of_person(Context *context, const SealKey *key, const EntryRow *entry,
                           int64_t person, bool *is_own)
{
    return is_of_writer(context, &(Writer){key, person, STR_NONE}, entry->root, entry->seal,
                        is_own);
}

Status sealed_is_of_slip(Context *context, const SealKey *key, const EntryRow *entry, Str slip,
                         bool *is_own)
{
    return is_of_writer(context, &(Writer){key, 0, slip}, entry->root, entry->seal, is_own);
}
