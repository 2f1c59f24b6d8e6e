/* What reads rows: a struct of functions. DuckDB for size and Parquet, `small` for tables in
   memory; the same question to either gives the same tally, byte for byte. */
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

/* What rows() hands over beside the outcome, for a question about a score. */
typedef struct ScoreColumns {
    uint32_t score;         /* a number for each row; a missing one is unknown */
    const Expression *flag; /* typed: whom the score points out; NULL: nobody said */
    bool has_need;
    uint32_t need; /* where has_need: a number for each row, as the score */
} ScoreColumns;

/* One pass over one file. Exactly one of the forms is set: outcome; amount; events and out_of.
   Columns are indices into source->columns, COLUMN_NONE where there is none. */
typedef struct Request {
    const Source *source;
    const Expression *where;   /* typed; NULL: all rows */
    const Expression *outcome; /* typed */
    uint32_t amount;
    uint32_t events;
    uint32_t out_of;
    uint32_t count;             /* rows that stand for many: whole numbers from 0 */
    uint32_t person;            /* for rows() */
    uint32_t weight;            /* for rows(): numbers from 0 */
    const ScoreColumns *scores; /* for rows() of an outcome; NULL: none */
    const Cuboid *cuboids;
    size_t cuboid_count;
    EngineOptions options;
} Request;

/* Rows that are kept are those where `where` is yes. What a kept row adds to its cell, c being its
   count (1 without a count column; whole, from 0; missing, kept back or anything else is
   a mistake):
     outcome  yes: people c, events c; no: people c; unknown: unknown c.
     amount   known: people c, sum c*a, sum_of_squares c*a*a in millionths, and the largest (both
              largest, when c > 1; none, when c is 0); missing: unknown c. Beyond 1e12 a mistake.
     events and out_of: no count column. A number kept back is an interval, a missing one 0 to
              INT64_MAX. Each tightens the other: events_most <= people_most, people >= events.
   The labels of a cell are the trimmed cells of the file, missing markers too. */
typedef struct Reading {
    Tally *tallies;    /* one for each cuboid */
    int64_t rows_read; /* rows of the file. Of a spread: rows of the spread table, which is made
                          from the rows that `where` keeps when all columns it names are the
                          file's own */
    int64_t rows_kept;
    int64_t where_unknown; /* rows left out because `where` could not be decided */
    /* The first column that looks like a person's id (name_is_person) and has fewer different known
       texts than known cells among the kept rows; empty when there is none, a person column is
       given or the table is a published one (events). */
    Str repeating;
    int64_t repeating_distinct;
    int64_t repeating_rows; /* kept rows where it is known */
    int64_t small_amounts;  /* kept rows with 0 < |amount| < 0.001, which millionths keep badly */
} Reading;

/* What an engine keeps between questions outside the arena. */
typedef struct EngineHold EngineHold;

typedef struct Engine {
    Str name;
    /* For a source that came back from source_open without columns (Parquet, JSON lines): its
       column heads by source_set_columns, their kinds, and what a spread makes by
       source_set_spread. NULL in an engine that cannot read such files. */
    Status (*describe)(Context *context, Source *source);
    /* Notes every mistake in the data that the question meets (a cell that is no number, a literal
       that never occurs, a negative count), each with an example and its line where lines exist. */
    Status (*tally)(Context *context, const Request *request, Reading *out);
    /* The row stream: kept rows in memory, for clustered and weighted variances; `out->dimensions`
       has one for each column named in the cuboids, in order of first mention. `reading` is filled
       as by tally(). Not for published tables. A missing weight is a mistake; a row whose person is
       missing is a person of its own, and counted. */
    Status (*rows)(Context *context, const Request *request, RowTable *out, Reading *reading);
    /* For many questions about these sources, one after another, all in this context: what one
       question read stays for the next, within the memory allowed. The answers are the same as
       long as no file changes meanwhile; a file that vanishes is a failure. Fails where memory is
       spent, and *out is NULL then. let_go() always comes after, and before the sources or the
       context end; NULL is allowed there. Both NULL in an engine that holds nothing outside the
       arena: source_keep is all it needs. */
    Status (*hold)(Context *context, Source *const *sources, size_t count, EngineHold **out);
    void (*let_go)(EngineHold *hold);
    /* What tally() would do: engine, cuboids, statements. */
    Status (*explain)(Context *context, const Request *request, Text *out);
} Engine;

extern const Engine ENGINE_SMALL;
extern const Engine ENGINE_DUCKDB;

/* True for the name of an engine, and for an empty one; false and a note otherwise. */
bool engine_has_name(Context *context, Str wanted);

/* The engine for a file: `small` for text and Excel files that fit a million rows and 200 MB,
   DuckDB for all else. `wanted` may name one ("small", "duckdb"); empty chooses. */
Status engine_choose(Context *context, const Source *source, Str wanted,
                     const Engine **out) UK_MUST_USE;

#endif
