/* The engine for tables in memory: reads once, looks at each row once, notes every mistake. */
#include "engine/small/small_work.h"

#include <math.h>

#define ROWS_BETWEEN_STOPS ((size_t)16384)

static void tell_progress(const Request *request, double share)
{
    if (request->options.progress != NULL) {
        request->options.progress(request->options.progress_data, share);
    }
}

static bool has_flag(const Request *request)
{
    return request->scores != NULL && request->scores->flag != NULL;
}

static bool has_need(const Request *request)
{
    return request->scores != NULL && request->scores->has_need;
}

static Status begin(Context *context, Work *work)
{
    const Request *request = work->request;

    TRY(number_column(context, work->coded, request->amount, USE_AMOUNT, &work->amount));
    TRY(number_column(context, work->coded, request->events, USE_EVENTS, &work->events));
    TRY(number_column(context, work->coded, request->out_of, USE_OUT_OF, &work->out_of));
    TRY(number_column(context, work->coded, request->count, USE_COUNT, &work->count));
    TRY(number_column(context, work->coded, request->weight, USE_WEIGHT, &work->weight));
    TRY(number_column(context, work->coded,
                      request->scores != NULL ? request->scores->score : (uint32_t)COLUMN_NONE,
                      USE_SCORE, &work->score));
    TRY(number_column(context, work->coded,
                      has_need(request) ? request->scores->need : (uint32_t)COLUMN_NONE, USE_NEED,
                      &work->need));
    work->above = (EventsAbove){
        .source = request->source, .events = request->events, .out_of = request->out_of};
    if (request->outcome != NULL) {
        TRY(condition_new(context, work->coded, request->outcome, USE_OUTCOME, &work->outcome));
    }
    if (has_flag(request)) {
        TRY(condition_new(context, work->coded, request->scores->flag, USE_FLAG, &work->flag));
    }
    TRY(small_cuboids_begin(context, work));
    return work->rows == NULL ? done() : small_rows_begin(context, work);
}

static void read_outcome(Work *work, size_t row, RowFacts *facts)
{
    Cell *cell = &facts->cell;

    switch (condition_at(&work->outcome, row)) {
    case TRUTH_YES:
        cell->people = facts->people;
        cell->events = facts->people;
        facts->value = 1.0;
        break;
    case TRUTH_NO:
        cell->people = facts->people;
        facts->value = 0.0;
        break;
    case TRUTH_UNKNOWN:
        cell->unknown = facts->people;
        break;
    }
    cell->people_most = cell->people;
    cell->events_most = cell->events;
}

static Status read_amount(Context *context, Work *work, size_t row, RowFacts *facts)
{
    Cell *cell = &facts->cell;
    Amount amount;

    TRY(number_column_amount(context, &work->amount, row, &amount));
    if (!amount.known) {
        cell->unknown = facts->people;
        return done();
    }
    facts->value = amount.value;
    cell->people = facts->people;
    cell->people_most = facts->people;
    cell->sum = (Int128)amount.millionths * facts->people;
    if (facts->people > 0) {
        Int128 square = (Int128)amount.millionths * amount.millionths;
        Int128 most = (Int128)(~(UInt128)0 >> 1);

        if (square > most / facts->people) {
            return tally_fail_overflow(context);
        }
        cell->sum_of_squares = square * facts->people;
        cell->largest = amount.millionths < 0 ? -amount.millionths : amount.millionths;
        cell->second_largest = facts->people > 1 ? cell->largest : 0;
    }
    work->reading->small_amounts += amount.value != 0.0 && fabs(amount.value) < 0.001 ? 1 : 0;
    return done();
}

/* Published numbers: each tightens what the other may be. */
static Status read_published(Context *context, Work *work, size_t row, RowFacts *facts)
{
    Between events;
    Between people;

    TRY(number_column_between(context, &work->events, row, &events));
    TRY(number_column_between(context, &work->out_of, row, &people));
    if (events.from > people.to) {
        if (work->above.how_many++ == 0) {
            work->above.first_events = events.from;
            work->above.first_out_of = people.to;
            work->above.line = table_line(work->coded->table, row);
        }
        return done();
    }
    facts->cell.people = people.from > events.from ? people.from : events.from;
    facts->cell.people_most = people.to;
    facts->cell.events = events.from;
    facts->cell.events_most = events.to < people.to ? events.to : people.to;
    return done();
}

static double truth_value(Truth truth)
{
    return truth == TRUTH_UNKNOWN ? (double)NAN : truth == TRUTH_YES ? 1.0 : 0.0;
}

static Status read_row(Context *context, Work *work, size_t row)
{
    RowFacts facts = {.cell = {.rows = 1},
                      .value = (double)NAN,
                      .weight = 1.0,
                      .score = (double)NAN,
                      .flag = (double)NAN,
                      .need = (double)NAN,
                      .people = 1};

    TRY(number_column_count(context, &work->count, row, &facts.people));
    if (work->rows != NULL && work->request->weight != COLUMN_NONE) {
        TRY(number_column_weight(context, &work->weight, row, &facts.weight));
    }
    if (work->rows != NULL && work->request->scores != NULL) {
        TRY(number_column_score(context, &work->score, row, &facts.score));
        if (has_need(work->request)) {
            TRY(number_column_score(context, &work->need, row, &facts.need));
        }
        facts.flag =
            has_flag(work->request) ? truth_value(condition_at(&work->flag, row)) : facts.flag;
    }
    if (work->request->outcome != NULL) {
        read_outcome(work, row, &facts);
    } else if (work->request->amount != COLUMN_NONE) {
        TRY(read_amount(context, work, row, &facts));
    } else {
        TRY(read_published(context, work, row, &facts));
    }
    if (work->rows != NULL) {
        small_rows_add(work, &facts);
    }
    return small_cuboids_add(context, work, row, &facts.cell);
}

static Status read_rows(Context *context, Work *work)
{
    size_t count = work->coded->table->row_count;

    for (size_t row = 0; row < count; row++) {
        if (row % ROWS_BETWEEN_STOPS == 0) {
            TRY(check_stop(context));
            tell_progress(work->request, 0.5 + 0.5 * (double)row / (double)count);
        }
        if (work->kept[row]) {
            TRY(read_row(context, work, row));
        }
    }
    return done();
}

static Status note_mistakes(Context *context, const Work *work)
{
    const Source *source = work->request->source;
    const NumberColumn *numbers[] = {&work->amount, &work->events, &work->out_of, &work->count,
                                     &work->weight, &work->score,  &work->need};

    if (work->request->outcome != NULL) {
        TRY(condition_check(context, &work->outcome, work->kept));
    }
    if (has_flag(work->request)) {
        TRY(condition_check(context, &work->flag, work->kept));
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        TRY(number_column_check(context, numbers[i], source));
    }
    if (work->above.how_many > 0) {
        complaints_events_above(context, &work->above);
    }
    return done();
}

static Status check_form(Context *context, const Request *request, bool rows)
{
    bool published = request->events != COLUMN_NONE && request->out_of != COLUMN_NONE;
    int forms = (request->outcome != NULL ? 1 : 0) + (request->amount != COLUMN_NONE ? 1 : 0) +
                (published ? 1 : 0);

    if (forms != 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the question needs one of an outcome, an amount, or events and what they are "
                    "out of; give exactly one");
    }
    if (published && (rows || request->count != COLUMN_NONE)) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "a published table counts people already; leave out --person, --weight and "
                    "--count");
    }
    return done();
}

static Status run(Context *context, Work *work)
{
    size_t errors = context->error_count;

    tell_progress(work->request, 0.0);
    TRY(small_read(context, work));
    tell_progress(work->request, 0.5);
    TRY(begin(context, work));
    TRY(read_rows(context, work));
    TRY(note_mistakes(context, work));
    TRY(status_since(context, errors));
    TRY(small_find_repeating(context, work));
    TRY(small_cuboids_end(context, work));
    tell_progress(work->request, 1.0);
    return done();
}

static Status tally_or_rows(Context *context, const Request *request, RowTable *rows, Reading *out)
{
    Work work = {.request = request, .rows = rows, .reading = out};
    Status status;

    *out = (Reading){0};
    TRY(check_form(context, request, rows != NULL));
    status = run(context, &work);
    small_file_close(&work.file);
    if (failed(status)) {
        small_file_forget(request->source);
    }
    return status;
}

static Status small_tally(Context *context, const Request *request, Reading *out)
{
    return tally_or_rows(context, request, NULL, out);
}

static Status small_rows(Context *context, const Request *request, RowTable *out, Reading *reading)
{
    return tally_or_rows(context, request, out, reading);
}

static void explain_cuboids(const Request *request, Text *out)
{
    StrSpan columns = request->source->columns;

    for (size_t i = 0; i < request->cuboid_count; i++) {
        text_add(out, STR("-- counts by "));
        for (size_t d = 0; d < request->cuboids[i].column_count; d++) {
            text_add(out, d == 0 ? STR("'") : STR(", '"));
            text_add_shown(out, columns.items[request->cuboids[i].columns[d]], 200);
            text_add_byte(out, '\'');
        }
        if (request->cuboids[i].column_count == 0) {
            text_add(out, STR("nothing: everyone together"));
        }
        text_add_byte(out, '\n');
    }
}

/* No statement, and so all of it a comment: beside what another engine tells in SQL. */
static Status small_explain(Context *context, const Request *request, Text *out)
{
    const Source *source = request->source;

    (void)context;
    text_add(out, STR("-- engine small: reads '"));
    text_add_shown(out, source->name, 200);
    if (source->statement.length > 0) {
        text_add(out, STR("' into memory once, every cell as text, by "));
        text_add_shown(out, source->statement, 4000);
        text_add_byte(out, '\n');
    } else {
        text_add(out, STR("' into memory once, every cell as text; no SQL\n"));
    }
    if (source->spread_names != COLUMN_NONE) {
        text_add(out, STR("-- each text in '"));
        text_add_shown(out, source->file_columns.items[source->spread_names], 200);
        text_add(out, STR("' becomes a column\n"));
    }
    explain_cuboids(request, out);
    return done();
}

const Engine ENGINE_SMALL = {
    .name = {"small", 5}, .tally = small_tally, .rows = small_rows, .explain = small_explain};
