/* What reads rows: a struct of functions. DuckDB for size and Parquet, `small` for tables in memory;
   the same question to either gives the same tally, byte for byte. */
#ifndef UK_ENGINE_ENGINE_H
#define UK_ENGINE_ENGINE_H

#include "engine/source.h"
#include "study/expression.h"
#include "tally/moments.h"
#include "tally/tally.h"

/* A wanted tally: the columns to count by, crossed. */
typedef struct Cuboid {
    const uint32_t *columns;
    size_t column_count;
} Cuboid;

typedef struct EngineOptions {
    int threads;          /* 0: as many as there are */
    int64_t memory_bytes; /* 0: three quarters of what the machine has */
    Str spill;            /* a folder, or empty: nothing is ever written */
    /* Called now and then with the share done (0..1, or below 0 when not known); may be NULL. */
    void (*progress)(void *data, double share);
    void *progress_data;
} EngineOptions;

/* One pass over one file. Exactly one of the forms is set: outcome; amount; events and out_of.
   Columns are indices into source->columns, COLUMN_NONE where there is none. */
typedef struct Request {
    const Source *source;
    const Expression *where;   /* typed; NULL: all rows */
    const Expression *outcome; /* typed */
    uint32_t amount;
    uint32_t events;
    uint32_t out_of;
    uint32_t count;  /* rows that stand for many: whole numbers from 0 */
    uint32_t person; /* for rows() */
    uint32_t weight; /* for rows(): numbers from 0 */
    const Cuboid *cuboids;
    size_t cuboid_count;
    EngineOptions options;
} Request;

/* Rows that are kept are those where `where` is yes. */
typedef struct Reading {
    Tally *tallies;        /* one for each cuboid */
    int64_t rows_read;     /* rows of the file (after a spread: of the spread table) */
    int64_t rows_kept;
    int64_t where_unknown; /* rows left out because `where` could not be decided */
    Str repeating;         /* a column that looks like a person's id and repeats, or empty */
    int64_t repeating_distinct;
    int64_t small_amounts; /* amounts between 0 and a thousandth, which millionths keep badly */
} Reading;

typedef struct Engine {
    Str name;
    /* Fills the columns and kinds of a source whose heads source_open could not read (Parquet, JSON
       lines), its spread included; NULL where there are none such. */
    Status (*describe)(Context *context, Source *source);
    /* Notes every mistake in the data that the question meets (a cell that is no number, a literal
       that never occurs, a negative count), each with an example and its line where lines exist. */
    Status (*tally)(Context *context, const Request *request, Reading *out);
    /* The row stream: kept rows in memory, for clustered and weighted variances; `out->dimensions`
       has one for each column named in the cuboids, in order of first mention. `reading` is filled
       as by tally(). */
    Status (*rows)(Context *context, const Request *request, RowTable *out, Reading *reading);
    /* What tally() would do: engine, cuboids, statements. */
    Status (*explain)(Context *context, const Request *request, Text *out);
} Engine;

extern const Engine ENGINE_SMALL;
extern const Engine ENGINE_DUCKDB;

/* The engine for a file: `small` for text and Excel files that fit a million rows and 200 MB, DuckDB
   for all else. `wanted` may name one ("small", "duckdb"); empty chooses. */
Status engine_choose(Context *context, const Source *source, Str wanted, const Engine **out)
    UK_MUST_USE;

#endif
