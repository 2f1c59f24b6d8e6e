/* Kept rows as they are, for variances between persons. */
#include "engine/small/small_work.h"

#include "study/labels.h"

#include <stdlib.h>

typedef struct CodedLabel {
    Str label;
    uint32_t code;
} CodedLabel;

static int compare_labels(const void *a, const void *b)
{
    return str_compare_natural(((const CodedLabel *)a)->label, ((const CodedLabel *)b)->label);
}

/* The labels of kept rows in natural order; `place[code]` is where each went. */
static Status find_levels(Context *context, const Work *work, const CodedColumn *coded,
                          StrSpan *levels, uint32_t *place)
{
    uint32_t count = intern_count(coded->texts);
    CodedLabel *labels = TAKE(context, CodedLabel, count);
    bool *met = TAKE(context, bool, count);

    *levels = (StrSpan){TAKE(context, Str, count), 0};
    if (labels == NULL || met == NULL || levels->items == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < work->coded->table->row_count; row++) {
        met[coded->codes[row]] = met[coded->codes[row]] || work->kept[row];
    }
    for (uint32_t code = 0; code < count; code++) {
        if (met[code]) {
            labels[levels->count++] = (CodedLabel){intern_text(coded->texts, code), code};
        }
    }
    qsort(labels, levels->count, sizeof labels[0], compare_labels);
    for (size_t i = 0; i < levels->count; i++) {
        levels->items[i] = labels[i].label;
        place[labels[i].code] = (uint32_t)i;
    }
    return done();
}

static Status add_dimension(Context *context, Work *work, uint32_t column)
{
    RowTable *rows = work->rows;
    Dimension *dimension = &rows->dimensions[rows->dimension_count];
    uint32_t *level = TAKE(context, uint32_t, rows->count);
    const CodedColumn *coded;
    uint32_t *place;
    size_t filled = 0;

    TRY(coded_table_column(context, work->coded, column, &coded));
    place = TAKE(context, uint32_t, intern_count(coded->texts));
    if (level == NULL || place == NULL) {
        return fail_memory(context);
    }
    dimension->name = work->request->source->columns.items[column];
    TRY(find_levels(context, work, coded, &dimension->levels, place));
    for (size_t row = 0; row < work->coded->table->row_count; row++) {
        if (work->kept[row]) {
            level[filled++] = place[coded->codes[row]];
        }
    }
    rows->levels[rows->dimension_count++] = level;
    return done();
}

/* One dimension for each column of the cuboids, in order of first mention. */
static Status add_dimensions(Context *context, Work *work)
{
    const Request *request = work->request;
    bool *met = TAKE(context, bool, request->source->columns.count);
    size_t most = 0;

    for (size_t i = 0; i < request->cuboid_count; i++) {
        most += request->cuboids[i].column_count;
    }
    work->rows->dimensions = TAKE(context, Dimension, most);
    work->rows->levels = TAKE(context, uint32_t *, most);
    if (met == NULL || work->rows->dimensions == NULL || work->rows->levels == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < request->cuboid_count; i++) {
        for (size_t d = 0; d < request->cuboids[i].column_count; d++) {
            uint32_t column = request->cuboids[i].columns[d];

            if (!met[column]) {
                met[column] = true;
                TRY(add_dimension(context, work, column));
            }
        }
    }
    return done();
}

/* Dense numbers by first appearance among kept rows; a missing id is a person of its own. */
static Status add_persons(Context *context, Work *work)
{
    StrSpan missing = source_missing(work->coded->source, work->request->person);
    RowTable *rows = work->rows;
    const CodedColumn *coded;
    uint32_t *person_of;
    size_t filled = 0;

    TRY(coded_table_column(context, work->coded, work->request->person, &coded));
    person_of = TAKE(context, uint32_t, intern_count(coded->texts));
    rows->person = TAKE(context, uint32_t, rows->count);
    if (person_of == NULL || rows->person == NULL) {
        return fail_memory(context);
    }
    for (uint32_t code = 0; code < intern_count(coded->texts); code++) {
        /* 1 + the person's number; 0: not met yet; UINT32_MAX: no id */
        person_of[code] =
            label_is_missing_in(intern_text(coded->texts, code), missing) ? UINT32_MAX : 0;
    }
    for (size_t row = 0; row < work->coded->table->row_count; row++) {
        uint32_t *person = &person_of[coded->codes[row]];

        if (!work->kept[row]) {
            continue;
        }
        if (*person == UINT32_MAX) {
            rows->person_missing++;
            rows->person[filled++] = rows->person_count++;
            continue;
        }
        if (*person == 0) {
            *person = ++rows->person_count;
        }
        rows->person[filled++] = *person - 1;
    }
    return done();
}

Status small_rows_begin(Context *context, Work *work)
{
    const Request *request = work->request;
    RowTable *rows = work->rows;

    *rows = (RowTable){.count = (size_t)work->reading->rows_kept};
    rows->value = TAKE(context, double, rows->count);
    if (rows->value == NULL) {
        return fail_memory(context);
    }
    if (request->weight != COLUMN_NONE) {
        rows->weight = TAKE(context, double, rows->count);
        if (rows->weight == NULL) {
            return fail_memory(context);
        }
    }
    if (request->scores != NULL) {
        rows->score = TAKE(context, double, rows->count);
        rows->flag = TAKE(context, double, request->scores->flag != NULL ? rows->count : 0);
        if (rows->score == NULL || rows->flag == NULL) {
            return fail_memory(context);
        }
        rows->flag = request->scores->flag != NULL ? rows->flag : NULL;
    }
    if (request->scores != NULL && request->scores->has_need) {
        rows->need = TAKE(context, double, rows->count);
        if (rows->need == NULL) {
            return fail_memory(context);
        }
    }
    if (request->count != COLUMN_NONE) {
        rows->people = TAKE(context, int64_t, rows->count);
        if (rows->people == NULL) {
            return fail_memory(context);
        }
    }
    TRY(add_dimensions(context, work));
    return request->person == COLUMN_NONE ? done() : add_persons(context, work);
}

void small_rows_add(Work *work, const RowFacts *facts)
{
    RowTable *rows = work->rows;
    size_t at = work->rows_filled++;

    rows->value[at] = facts->value;
    if (rows->weight != NULL) {
        rows->weight[at] = facts->weight;
    }
    if (rows->score != NULL) {
        rows->score[at] = facts->score;
    }
    if (rows->flag != NULL) {
        rows->flag[at] = facts->flag;
    }
    if (rows->need != NULL) {
        rows->need[at] = facts->need;
    }
    if (rows->people != NULL) {
        rows->people[at] = facts->people;
    }
}
