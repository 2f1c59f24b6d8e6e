/* What the tests of derived columns share: a file in memory, columns made of it, their cells. */
#ifndef UK_TESTS_ENGINE_DERIVING_H
#define UK_TESTS_ENGINE_DERIVING_H

#include "tap.h"

#include "engine/derived.h"
#include "engine/engine.h"

/* A source and its context. Ends with deriving_close. */
typedef struct Deriving {
    Arena *arena;
    Context context;
    Source source;
    Status status; /* of the last question */
} Deriving;

/* Of bytes in memory; NULL: the source is opened later. */
static inline void deriving_open(Deriving *d, const char *bytes)
{
    ReadOptions options = {0};

    d->arena = arena_new((size_t)1 << 31);
    d->context = (Context){.arena = d->arena};
    d->status = bytes == NULL ? done()
                              : source_open_bytes(&d->context, STR("t.csv"), str_from(bytes),
                                                  &options, &d->source);
}

static inline void deriving_close(Deriving *d)
{
    arena_free(d->arena);
}

/* The notes as a person sees them. */
static inline Str deriving_notes(Deriving *d)
{
    Text text = text_new(d->arena);

    notes_write(&d->context, &text);
    return text_str(&text);
}

/* The index of a column of the source. */
static inline uint32_t column_of(Deriving *d, const char *name)
{
    return source_find_column(&d->context, &d->source, str_from(name), PLACE_NONE);
}

static inline uint32_t derive(Deriving *d, Derived derived)
{
    uint32_t column = COLUMN_NONE;

    derived.place = (Place){STR("study.yaml"), 7, 5};
    d->status = source_derive(&d->context, &d->source, &derived, &column);
    return column;
}

/* Counts rows by the columns, as an outcome that is never known: reads no other column. */
static inline const Tally *rows_by(Deriving *d, const Engine *engine, const uint32_t *columns,
                                   size_t count)
{
    Cuboid cuboid = {columns, count};
    Expression *outcome = NULL;
    Reading *reading = arena_take(d->arena, 1, sizeof *reading);
    Request request = {.source = &d->source,
                       .amount = COLUMN_NONE,
                       .events = COLUMN_NONE,
                       .out_of = COLUMN_NONE,
                       .count = COLUMN_NONE,
                       .person = COLUMN_NONE,
                       .weight = COLUMN_NONE,
                       .cuboids = &cuboid,
                       .cuboid_count = 1};

    d->status = expression_parse(&d->context, STR("known(id)"), PLACE_NONE, &outcome);
    if (!failed(d->status)) {
        d->status = expression_type(&d->context, outcome, d->source.columns, d->source.name);
    }
    request.outcome = outcome;
    if (!failed(d->status)) {
        d->status = engine->tally(&d->context, &request, reading);
    }
    return failed(d->status) ? NULL : &reading->tallies[0];
}

/* "1=a;2=b;": the column's cell for each id, of which each stands in one row; a file of such tests
   has a column `id`. */
static inline Str cells_by_id(Deriving *d, const Engine *engine, uint32_t column)
{
    uint32_t columns[2] = {column_of(d, "id"), column};
    const Tally *tally = rows_by(d, engine, columns, 2);
    Text text = text_new(d->arena);

    for (size_t i = 0; tally != NULL && i < tally->cell_count; i++) {
        const uint32_t *key = tally->keys + 2 * i;

        text_add(&text, tally->dimensions[0].levels.items[key[0]]);
        text_add_byte(&text, '=');
        text_add(&text, tally->dimensions[1].levels.items[key[1]]);
        text_add_byte(&text, ';');
    }
    return text_str(&text);
}

/* Both texts on a mismatch, as comments. */
static inline bool same_text(Str got, const char *want)
{
    bool same = str_equal(got, str_from(want));

    if (!same) {
        printf("#  got: %.*s\n# want: %s\n", STR_ARGS(got), want);
    }
    return same;
}

#endif
