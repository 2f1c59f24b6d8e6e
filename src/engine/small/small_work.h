/* Internal: one request at work in the small engine, and its parts. */
#ifndef UK_ENGINE_SMALL_SMALL_WORK_H
#define UK_ENGINE_SMALL_SMALL_WORK_H

#include "engine/engine.h"
#include "engine/small/small_file.h"
#include "engine/small/small_numbers.h"

/* One wanted tally being made. */
typedef struct CuboidWork {
    TallyBuilder *builder;
    size_t width;
    const CodedColumn **columns;
    uint32_t **levels; /* for each dimension the builder's level of a code; UINT32_MAX: not yet */
    uint32_t *key;
} CuboidWork;

typedef struct Work {
    const Request *request;
    SmallFile file;
    CodedTable *coded; /* of the table that is counted */
    bool *kept;        /* of each of its rows */
    Condition outcome; /* where the request has one */
    Condition flag;    /* likewise */
    NumberColumn amount;
    NumberColumn events;
    NumberColumn out_of;
    NumberColumn count;
    NumberColumn weight; /* only for rows() */
    NumberColumn score;  /* only for rows() */
    NumberColumn need;   /* only for rows() */
    EventsAbove above;   /* rows with more events than people */
    CuboidWork *cuboids;
    RowTable *rows; /* NULL: only tallies are wanted */
    size_t rows_filled;
    Reading *reading;
} Work;

/* What one kept row says. */
typedef struct RowFacts {
    Cell cell;
    double value; /* 0 or 1, or the amount; NaN: not known */
    double weight;
    double score; /* NaN: not known */
    double flag;  /* 0 or 1; NaN: not known */
    double need;  /* NaN: not known */
    int64_t people;
} RowFacts;

/* Reads the file, spreads it, applies `where`: fills file, spread, coded, kept and the reading's
   counts. Mistakes in the data may only have been noted. */
Status small_read(Context *context, Work *work) UK_MUST_USE;

/* A column that looks like a person's id and repeats, into the reading. */
Status small_find_repeating(Context *context, Work *work) UK_MUST_USE;

/* Cuboids: begin, one kept row, end. */
Status small_cuboids_begin(Context *context, Work *work) UK_MUST_USE;
Status small_cuboids_add(Context *context, Work *work, size_t row, const Cell *cell) UK_MUST_USE;
Status small_cuboids_end(Context *context, Work *work) UK_MUST_USE;

/* The row stream: begin (arrays and dimensions), one kept row. */
Status small_rows_begin(Context *context, Work *work) UK_MUST_USE;
void small_rows_add(Work *work, const RowFacts *facts);

#endif
