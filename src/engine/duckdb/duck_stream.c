#include "engine/duckdb/duck_stream.h"

#include "base/intern.h"
#include "engine/duckdb/duck_mistakes.h"
#include "study/labels.h"

#include <math.h>
#include <stdlib.h>

typedef struct Stream {
    const DuckQuestion *question;
    RowTable *out;
    DuckResult *rows;
    Intern **labels; /* for each dimension, in the order they came */
    Intern *persons;
    uint32_t *person_of; /* of a text of `persons`: 1 + its number; 0: not yet one */
    size_t person_capacity;
    size_t filled;
} Stream;

/* Columns: labels, the person's text, then value, people, weight, score, flag and need, where they
   are asked for. */
Status duck_stream_write(Context *context, const DuckQuestion *question, Str *statement)
{
    const Request *request = question->request;
    const Plan *plan = &question->plan;
    Text sql = text_new(context->arena);
    bool has_person = request->person != COLUMN_NONE;
    DuckRows rows;

    TRY(duck_rows_all_sql(context, question, &rows));
    rows.groups = plan->columns;
    rows.group_count = plan->column_count;
    rows.keys = &request->person;
    rows.key_count = has_person ? 1 : 0;
    rows.with_values = false;
    text_add(&sql, STR("SELECT "));
    for (size_t i = 0; i < plan->column_count; i++) {
        duck_table_add_label(&sql, &question->table, plan->columns[i],
                             str_format(context->arena, "g%zu", i));
        text_add(&sql, STR(", "));
    }
    if (has_person) {
        text_format(&sql, "k%lu, ", (unsigned long)request->person);
    }
    text_add(&sql, request->outcome != NULL ? STR("CASE WHEN y THEN 1e0 WHEN NOT y THEN 0e0 END")
                                            : STR("CASE WHEN a IS NOT NULL THEN f END"));
    text_add(&sql, request->count != COLUMN_NONE ? STR(", n") : STR_NONE);
    text_add(&sql, request->weight != COLUMN_NONE ? STR(", v") : STR_NONE);
    if (request->scores != NULL) {
        text_add(&sql, request->scores->flag != NULL
                           ? STR(", s, CASE WHEN z THEN 1e0 WHEN NOT z THEN 0e0 END")
                           : STR(", s"));
        text_add(&sql, request->scores->has_need ? STR(", h") : STR_NONE);
    }
    text_add(&sql, STR("\nFROM "));
    duck_rows_add(&sql, &rows);
    text_add(&sql, request->where != NULL ? STR("\nWHERE w") : STR_NONE);
    return text_finish(context, &sql, statement);
}

/* ---- persons ---- */

static Status add_person(Context *context, Stream *stream, Str text)
{
    const Request *request = stream->question->request;
    RowTable *out = stream->out;
    uint32_t number;

    text = str_trim(text);
    if (label_is_missing_in(text, source_missing(request->source, request->person))) {
        out->person_missing++;
        out->person[stream->filled] = out->person_count++;
        return done();
    }
    TRY(intern_add(context, stream->persons, text, &number));
    if (number >= stream->person_capacity) {
        size_t capacity = stream->person_capacity == 0 ? 1024 : stream->person_capacity * 2;

        stream->person_of =
            arena_grow(context->arena, stream->person_of,
                       stream->person_capacity * sizeof(uint32_t), capacity * sizeof(uint32_t));
        if (stream->person_of == NULL) {
            return fail_memory(context);
        }
        stream->person_capacity = capacity;
    }
    if (stream->person_of[number] == 0) {
        stream->person_of[number] = ++out->person_count;
    }
    out->person[stream->filled] = stream->person_of[number] - 1;
    return done();
}

/* ---- rows ---- */

static Status take_row(Context *context, Stream *stream, size_t row)
{
    const Request *request = stream->question->request;
    RowTable *out = stream->out;
    size_t column = 0;

    for (; column < out->dimension_count; column++) {
        TRY(intern_add(context, stream->labels[column],
                       str_trim(duck_result_text(stream->rows, column, row)),
                       &out->levels[column][stream->filled]));
    }
    if (request->person != COLUMN_NONE) {
        TRY(add_person(context, stream, duck_result_text(stream->rows, column++, row)));
    }
    out->value[stream->filled] = duck_result_double(stream->rows, column++, row);
    if (request->count != COLUMN_NONE) {
        out->people[stream->filled] = duck_result_integer(stream->rows, column++, row);
    }
    if (request->weight != COLUMN_NONE) {
        out->weight[stream->filled] = duck_result_double(stream->rows, column++, row);
    }
    if (out->score != NULL) {
        out->score[stream->filled] = duck_result_double(stream->rows, column++, row);
    }
    if (out->flag != NULL) {
        out->flag[stream->filled] = duck_result_double(stream->rows, column++, row);
    }
    if (out->need != NULL) {
        out->need[stream->filled] = duck_result_double(stream->rows, column++, row);
    }
    stream->filled++;
    return done();
}

static Status take_rows(Context *context, DuckSession *session, Stream *stream)
{
    Str statement;

    TRY(duck_stream_write(context, stream->question, &statement));
    TRY(duck_session_run(context, session, statement, stream->rows));
    while (duck_result_next(stream->rows)) {
        TRY(check_stop(context));
        if (stream->rows->rows > stream->out->count - stream->filled) {
            return fail(context, FAIL_SYSTEM, source_place(session->source, 0),
                        "the file changed while it was read; run the command again");
        }
        for (size_t row = 0; row < stream->rows->rows; row++) {
            TRY(take_row(context, stream, row));
        }
    }
    stream->out->count = stream->filled;
    return done();
}

/* ---- levels in natural order ---- */

typedef struct MetLabel {
    Str label;
    uint32_t number;
} MetLabel;

static int compare_labels(const void *a, const void *b)
{
    return str_compare_natural(((const MetLabel *)a)->label, ((const MetLabel *)b)->label);
}

static Status order_levels(Context *context, const Stream *stream, size_t dimension)
{
    const Intern *labels = stream->labels[dimension];
    uint32_t count = intern_count(labels);
    MetLabel *met = TAKE(context, MetLabel, count);
    uint32_t *place = TAKE(context, uint32_t, count);
    StrSpan *levels = &stream->out->dimensions[dimension].levels;

    *levels = (StrSpan){TAKE(context, Str, count), count};
    if (met == NULL || place == NULL || levels->items == NULL) {
        return fail_memory(context);
    }
    for (uint32_t number = 0; number < count; number++) {
        met[number] = (MetLabel){intern_text(labels, number), number};
    }
    qsort(met, count, sizeof met[0], compare_labels);
    for (uint32_t i = 0; i < count; i++) {
        levels->items[i] = met[i].label;
        place[met[i].number] = i;
    }
    for (size_t row = 0; row < stream->out->count; row++) {
        uint32_t *level = &stream->out->levels[dimension][row];

        *level = place[*level];
    }
    return done();
}

/* ---- all ---- */

static Status new_arrays(Context *context, const DuckQuestion *question, RowTable *out)
{
    const Request *request = question->request;
    bool enough = true;

    out->dimension_count = question->plan.column_count;
    out->dimensions = TAKE(context, Dimension, out->dimension_count);
    out->levels = TAKE(context, uint32_t *, out->dimension_count);
    out->value = TAKE(context, double, out->count);
    if (out->dimensions == NULL || out->levels == NULL || out->value == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < out->dimension_count; i++) {
        out->dimensions[i].name = request->source->columns.items[question->plan.columns[i]];
        out->levels[i] = TAKE(context, uint32_t, out->count);
        enough = enough && out->levels[i] != NULL;
    }
    if (request->count != COLUMN_NONE) {
        out->people = TAKE(context, int64_t, out->count);
        enough = enough && out->people != NULL;
    }
    if (request->weight != COLUMN_NONE) {
        out->weight = TAKE(context, double, out->count);
        enough = enough && out->weight != NULL;
    }
    if (request->scores != NULL) {
        out->score = TAKE(context, double, out->count);
        enough = enough && out->score != NULL;
    }
    if (request->scores != NULL && request->scores->flag != NULL) {
        out->flag = TAKE(context, double, out->count);
        enough = enough && out->flag != NULL;
    }
    if (request->scores != NULL && request->scores->has_need) {
        out->need = TAKE(context, double, out->count);
        enough = enough && out->need != NULL;
    }
    if (request->person != COLUMN_NONE) {
        out->person = TAKE(context, uint32_t, out->count);
        enough = enough && out->person != NULL;
    }
    return enough ? done() : fail_memory(context);
}

Status duck_stream_read(Context *context, DuckSession *session, const DuckQuestion *question,
                        int64_t rows_kept, RowTable *out)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Stream stream = {.question = question, .out = out, .rows = &rows};

    *out = (RowTable){.count = (size_t)rows_kept};
    TRY(new_arrays(context, question, out));
    stream.labels = TAKE(context, Intern *, out->dimension_count);
    if (stream.labels == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < out->dimension_count; i++) {
        TRY(intern_new(context, &stream.labels[i]));
    }
    TRY(intern_new(context, &stream.persons));
    TRY(take_rows(context, session, &stream));
    for (size_t i = 0; i < out->dimension_count; i++) {
        TRY(order_levels(context, &stream, i));
    }
    return done();
}
