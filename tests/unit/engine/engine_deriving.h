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

/* Counts rows by each of the cuboids; the outcome is `known(id)`. NULL when it failed. */
static inline const Tally *rows_by_each(Deriving *d, const Engine *engine, const Cuboid *cuboids,
                                        size_t count)
{
    Expression *outcome = NULL;
    Reading *reading = arena_take(d->arena, 1, sizeof *reading);
    Request request = {.source = &d->source,
                       .amount = COLUMN_NONE,
                       .events = COLUMN_NONE,
                       .out_of = COLUMN_NONE,
                       .count = COLUMN_NONE,
                       .person = COLUMN_NONE,
                       .weight = COLUMN_NONE,
                       .cuboids = cuboids,
                       .cuboid_count = count};

    d->status = expression_parse(&d->context, STR("known(id)"), PLACE_NONE, &outcome);
    if (!failed(d->status)) {
        d->status = expression_type(&d->context, outcome, d->source.columns, d->source.name);
    }
    request.outcome = outcome;
    if (!failed(d->status)) {
        d->status = engine->tally(&d->context, &request, reading);
    }
    return failed(d->status) ? NULL : reading->tallies;
}

/* "1=a;2=b;" of a tally by two columns. */
static inline void add_cells(Text *text, const Tally *tally)
{
    for (size_t i = 0; i < tally->cell_count; i++) {
        const uint32_t *key = tally->keys + 2 * i;

        text_add(text, tally->dimensions[0].levels.items[key[0]]);
        text_add_byte(text, '=');
        text_add(text, tally->dimensions[1].levels.items[key[1]]);
        text_add_byte(text, ';');
    }
}

/* The column's cell for each id, of which each stands in one row; a file of such tests has a column
   `id`. */
static inline Str cells_by_id(Deriving *d, const Engine *engine, uint32_t column)
{
    const uint32_t columns[2] = {column_of(d, "id"), column};
    const Cuboid cuboid = {columns, 2};
    const Tally *tally = rows_by_each(d, engine, &cuboid, 1);
    Text text = text_new(d->arena);

    if (tally != NULL) {
        add_cells(&text, tally);
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
