/* From the file to the table that is counted, and which of its rows are kept. */
#include "engine/small/small_work.h"

#include "engine/plan.h"
#include "study/labels.h"

#define ROWS_BETWEEN_STOPS ((size_t)16384)

/* What is derived names no new person. */
static bool is_person(const Source *source, uint32_t column)
{
    return source_derived(source, column) == NULL && name_is_person(source->columns.items[column]);
}

/* Which columns of the file the question reads. */
static Status find_wanted(Context *context, const Request *request, bool **wanted)
{
    const Source *source = request->source;
    bool *used = TAKE(context, bool, source->columns.count);
    bool *file = TAKE(context, bool, source->file_columns.count);

    *wanted = file;
    if (file == NULL || used == NULL) {
        return fail_memory(context);
    }
    plan_mark_columns(request, used);
    for (uint32_t column = 0; request->person == COLUMN_NONE && column < source->columns.count;
         column++) {
        used[column] = used[column] || is_person(source, column);
    }
    for (uint32_t column = 0; column < source->columns.count; column++) {
        if (used[column] && source->file_indices[column] != COLUMN_NONE) {
            file[source->file_indices[column]] = true;
        }
    }
    return done();
}

/* True when all columns of the condition are columns of the file, not made by the spread. */
static bool names_only_file_columns(const Source *source, const Expression *condition)
{
    for (uint32_t column = 0; column < source->columns.count; column++) {
        ValueKind kind;

        if (source->file_indices[column] == COLUMN_NONE &&
            expression_uses(condition, column, &kind)) {
            return false;
        }
    }
    return true;
}

/* Which rows `where` keeps, and what is wrong in its columns. */
static Status apply_where(Context *context, Work *work, CodedTable *coded, bool *kept)
{
    Condition where;

    TRY(condition_new(context, coded, work->request->where, USE_WHERE, &where));
    for (size_t row = 0; row < coded->table->row_count; row++) {
        Truth truth = condition_at(&where, row);

        if (row % ROWS_BETWEEN_STOPS == 0) {
            TRY(check_stop(context));
        }
        kept[row] = truth == TRUTH_YES;
        work->reading->where_unknown += truth == TRUTH_UNKNOWN ? 1 : 0;
    }
    return condition_check(context, &where, NULL);
}

static Status keep_all(Context *context, size_t count, bool **kept)
{
    *kept = TAKE(context, bool, count);
    if (*kept == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < count; row++) {
        (*kept)[row] = true;
    }
    return done();
}

/* The table is read and, where wanted, spread: after `where`, when that can hold before. */
static Status read_tables(Context *context, Work *work, bool *where_applied)
{
    const Request *request = work->request;
    const Source *source = request->source;
    bool is_spread = source->spread_names != COLUMN_NONE;
    bool *wanted;
    bool *kept;

    TRY(find_wanted(context, request, &wanted));
    TRY(small_file_open(context, source, is_spread ? NULL : wanted, &work->file));
    *where_applied = false;
    if (!is_spread) {
        work->coded = work->file.coded;
        return done();
    }
    if (request->where == NULL || !names_only_file_columns(source, request->where)) {
        return small_file_spread(context, source, &work->file, NULL, &work->coded);
    }
    TRY(keep_all(context, work->file.coded->table->row_count, &kept));
    TRY(apply_where(context, work, work->file.coded, kept));
    *where_applied = true;
    return small_file_spread(context, source, &work->file, kept, &work->coded);
}

Status small_read(Context *context, Work *work)
{
    bool where_applied;
    size_t count;

    TRY(read_tables(context, work, &where_applied));
    count = work->coded->table->row_count;
    TRY(keep_all(context, count, &work->kept));
    if (work->request->where != NULL && !where_applied) {
        TRY(apply_where(context, work, work->coded, work->kept));
    }
    work->reading->rows_read = (int64_t)count;
    for (size_t row = 0; row < count; row++) {
        work->reading->rows_kept += work->kept[row] ? 1 : 0;
    }
    return done();
}

/* Known cells of a column among the kept rows, and how many different ones. */
static Status count_distinct(Context *context, Work *work, uint32_t column, int64_t *rows,
                             int64_t *distinct)
{
    StrSpan missing = source_missing(work->coded->source, column);
    const CodedColumn *coded;
    bool *met;
    bool *known;

    *rows = 0;
    *distinct = 0;
    TRY(coded_table_column(context, work->coded, column, &coded));
    met = TAKE(context, bool, intern_count(coded->texts));
    known = TAKE(context, bool, intern_count(coded->texts));
    if (met == NULL || known == NULL) {
        return fail_memory(context);
    }
    for (uint32_t code = 0; code < intern_count(coded->texts); code++) {
        known[code] = !label_is_missing_in(intern_text(coded->texts, code), missing);
    }
    for (size_t row = 0; row < work->coded->table->row_count; row++) {
        uint32_t code = coded->codes[row];

        if (work->kept[row] && known[code]) {
            *rows += 1;
            *distinct += met[code] ? 0 : 1;
            met[code] = true;
        }
    }
    return done();
}

Status small_find_repeating(Context *context, Work *work)
{
    const Request *request = work->request;
    const Source *source = request->source;

    if (request->person != COLUMN_NONE || request->events != COLUMN_NONE) {
        return done();
    }
    for (uint32_t column = 0; column < source->columns.count; column++) {
        int64_t rows;
        int64_t distinct;

        if (!is_person(source, column)) {
            continue;
        }
        TRY(count_distinct(context, work, column, &rows, &distinct));
        if (distinct < rows) {
            work->reading->repeating = source->columns.items[column];
            work->reading->repeating_distinct = distinct;
            work->reading->repeating_rows = rows;
            return done();
        }
    }
    return done();
}
