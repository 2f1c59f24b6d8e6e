/* What the tests of engines share: a file in memory, a question in words, the tally as text. */
#ifndef UK_TESTS_ENGINE_ASKING_H
#define UK_TESTS_ENGINE_ASKING_H

#include "tap.h"

#include "engine/engine.h"

/* One question. Begin as {.bytes = ..., .by = {...}}; ask; then asked_close. */
typedef struct Asked {
    const char *bytes; /* of a CSV file; NULL: `path` is read */
    const char *path;
    ReadOptions options;
    const char *where;
    const char *outcome;
    const char *amount;
    const char *events;
    const char *out_of;
    const char *count;
    const char *person;
    const char *weight;
    const char *score;
    const char *flag;  /* with a score */
    const char *need;  /* likewise */
    const char *by[4]; /* one cuboid each; columns of one with commas between */
    bool want_rows;
    int threads;           /* 0: as many as there are */
    size_t memory;         /* 0: plenty */
    int64_t engine_memory; /* 0: as much as there is */
    const char *spill;     /* NULL: nowhere */
    volatile const int *stop;
    bool no_errors; /* set by ask(): nothing at all was noted */
    bool answered;
    Arena *arena;
    Context context;
    Source source;
    Reading reading;
    RowTable rows;
} Asked;

static inline uint32_t asked_column(Asked *asked, const char *name)
{
    return name == NULL ? (uint32_t)COLUMN_NONE
                        : source_find_column(&asked->context, &asked->source, str_from(name),
                                             (Place){STR("--by"), 0, 0});
}

static inline bool asked_expression(Asked *asked, const char *text, const char *origin,
                                    const Expression **out)
{
    Expression *expression = NULL;

    *out = NULL;
    if (text == NULL) {
        return true;
    }
    if (failed(expression_parse(&asked->context, str_from(text), (Place){str_from(origin), 1, 1},
                                &expression)) ||
        failed(expression_type(&asked->context, expression, asked->source.columns,
                               asked->source.name))) {
        return false;
    }
    *out = expression;
    return true;
}

static inline size_t asked_cuboids(Asked *asked, Cuboid *cuboids, uint32_t (*columns)[8])
{
    size_t count = 0;

    while (count < 4 && asked->by[count] != NULL) {
        StrSplit split = str_split(str_from(asked->by[count]), ',');
        Str piece;
        size_t width = 0;

        while (width < 8 && str_split_next(&split, &piece)) {
            if (piece.length > 0) {
                columns[count][width++] = source_find_column(&asked->context, &asked->source, piece,
                                                             (Place){STR("--by"), 0, 0});
            }
        }
        cuboids[count] = (Cuboid){columns[count], width};
        count++;
    }
    return count;
}

static inline void ask_of(const Engine *engine, Asked *asked)
{
    Cuboid cuboids[4];
    uint32_t columns[4][8];
    ScoreColumns scores;
    Request request;
    Status status;

    asked->arena = arena_new(asked->memory == 0 ? (size_t)1 << 31 : asked->memory);
    asked->context = (Context){.arena = asked->arena, .stop = asked->stop};
    status =
        asked->bytes == NULL
            ? source_open(&asked->context, str_from(asked->path), &asked->options, &asked->source)
            : source_open_bytes(&asked->context, STR("t.csv"), str_from(asked->bytes),
                                &asked->options, &asked->source);
    if (failed(status) || (asked->source.columns.count == 0 && engine->describe != NULL &&
                           failed(engine->describe(&asked->context, &asked->source)))) {
        return;
    }
    request =
        (Request){.source = &asked->source,
                  .amount = asked_column(asked, asked->amount),
                  .events = asked_column(asked, asked->events),
                  .out_of = asked_column(asked, asked->out_of),
                  .count = asked_column(asked, asked->count),
                  .person = asked_column(asked, asked->person),
                  .weight = asked_column(asked, asked->weight),
                  .cuboids = cuboids,
                  .cuboid_count = asked_cuboids(asked, cuboids, columns),
                  .options = {.threads = asked->threads,
                              .memory_bytes = asked->engine_memory,
                              .spill = asked->spill == NULL ? STR_NONE : str_from(asked->spill)}};
    scores = (ScoreColumns){.score = asked_column(asked, asked->score),
                            .has_need = asked->need != NULL,
                            .need = asked_column(asked, asked->need)};
    request.scores = asked->score != NULL ? &scores : NULL;
    if (!asked_expression(asked, asked->where, "--where", &request.where) ||
        !asked_expression(asked, asked->flag, "--flag", &scores.flag) ||
        !asked_expression(asked, asked->outcome, "--outcome", &request.outcome) ||
        asked->context.error_count > 0) {
        return;
    }
    status = asked->want_rows
                 ? engine->rows(&asked->context, &request, &asked->rows, &asked->reading)
                 : engine->tally(&asked->context, &request, &asked->reading);
    asked->answered = !failed(status);
    asked->no_errors = asked->context.first == NULL;
}

static inline void asked_close(Asked *asked)
{
    arena_free(asked->arena);
}

/* The notes as a person sees them; valid until asked_close. */
static inline Str asked_notes(Asked *asked)
{
    Text text = text_new(asked->arena);

    notes_write(&asked->context, &text);
    return text_str(&text);
}

/* All tallies, one after another. */
static inline Str asked_tallies(Asked *asked)
{
    Text text = text_new(asked->arena);

    for (size_t i = 0; i < 4 && asked->by[i] != NULL; i++) {
        tally_write(&asked->reading.tallies[i], &text);
    }
    return text_str(&text);
}

/* The cell of a level of the first tally's first dimension, by label; NULL: no such. */
static inline const Cell *asked_cell(const Asked *asked, const char *label)
{
    const Tally *tally = &asked->reading.tallies[0];

    for (uint32_t i = 0; i < tally->dimensions[0].levels.count; i++) {
        if (str_equal(tally->dimensions[0].levels.items[i], str_from(label))) {
            return tally_find(tally, &i);
        }
    }
    return NULL;
}

/* Both texts on a mismatch, as comments. */
static inline bool same_words(Str got, const char *want)
{
    bool same = str_equal(got, str_from(want));

    for (size_t i = 0, start = 0; !same && i <= got.length; i++) {
        if (i == got.length || got.bytes[i] == '\n') {
            printf("# got: %.*s\n", (int)(i - start), got.bytes + start);
            start = i + 1;
        }
    }
    return same;
}

#endif
