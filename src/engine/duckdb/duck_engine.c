/* DuckDB behind engine.h. */
#include "engine/derived.h"
#include "engine/duckdb/duck_describe.h"
#include "engine/duckdb/duck_handover.h"
#include "engine/duckdb/duck_hold.h"
#include "engine/duckdb/duck_mistakes.h"
#include "engine/duckdb/duck_stream.h"
#include "engine/sql.h"
#include "study/labels.h"

/* Known cells of `column` among the kept rows, and how many different texts they are. The file's
   own values are told apart first, so that few are made into trimmed text. */
static Status count_distinct(Context *context, DuckSession *session, const DuckQuestion *question,
                             uint32_t column, Reading *out)
{
    AUTO(DuckResult, duck_result_close) result = {0};
    Text label = text_new(context->arena);
    Text sql = text_new(context->arena);
    Str statement;
    DuckRows rows;

    TRY(duck_rows_all_sql(context, question, &rows));
    rows.groups = &column;
    rows.group_count = 1;
    duck_table_add_label(&label, &question->table, column, STR("g0"));
    text_add(&sql, STR("SELECT CAST(sum(c) AS BIGINT), count(DISTINCT t) FROM (SELECT "));
    sql_add_value(&sql, text_str(&label), VALUE_TEXT, source_ways(question->table.source, column));
    text_add(&sql, STR(" AS t, c FROM (SELECT g0, count(*) AS c FROM "));
    duck_rows_add(&sql, &rows);
    text_add(&sql, question->request->where != NULL ? STR(" WHERE w") : STR_NONE);
    text_add(&sql, STR(" GROUP BY g0)) WHERE t IS NOT NULL"));
    TRY(text_finish(context, &sql, &statement));
    TRY(duck_session_run(context, session, statement, &result));
    while (duck_result_next(&result)) {
        out->repeating_rows = duck_result_integer(&result, 0, 0);
        out->repeating_distinct = duck_result_integer(&result, 1, 0);
    }
    return done();
}

static Status find_repeating(Context *context, DuckSession *session, const DuckQuestion *question,
                             Reading *out)
{
    const Request *request = question->request;
    StrSpan columns = request->source->columns;

    for (uint32_t column = 0; request->person == COLUMN_NONE && column < columns.count; column++) {
        if (source_derived(request->source, column) != NULL ||
            !name_is_person(columns.items[column])) {
            continue;
        }
        TRY(count_distinct(context, session, question, column, out));
        if (out->repeating_distinct < out->repeating_rows) {
            out->repeating = columns.items[column];
            return done();
        }
    }
    out->repeating_rows = 0;
    out->repeating_distinct = 0;
    return done();
}

static Status check_form(Context *context, const Request *request, bool rows)
{
    bool outcome = request->outcome != NULL;
    bool amount = request->amount != COLUMN_NONE;

    if (rows && duck_handover_is_due(request)) {
        return fail(context, FAIL_INPUT, source_place(request->source, 0),
                    "a published or spread table has no rows of persons; leave out %s",
                    read_words(&request->source->options, "--person and --weight", "'person:'"));
    }
    if (!duck_handover_is_due(request) && outcome == amount) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the question needs one of an outcome, an amount, or events and what they are "
                    "out of; give exactly one");
    }
    return done();
}

/* Tallies, mistakes, repeats; `out_rows` NULL: no row stream. */
static Status ask(Context *context, DuckSession *session, const Request *request,
                  RowTable *out_rows, Reading *out)
{
    Request asked = *request;
    size_t errors = context->error_count;
    DuckQuestion question;
    DuckSigns signs;

    if (out_rows == NULL) {
        asked.person = COLUMN_NONE;
        asked.weight = COLUMN_NONE;
        asked.scores = NULL;
    }
    TRY(duck_question_prepare(context, session, &asked, &question));
    TRY(duck_tally_read(context, session, &question, out, &signs));
    TRY(duck_mistakes_check(context, session, &question, &signs));
    TRY(status_since(context, errors));
    asked.person = request->person;
    TRY(find_repeating(context, session, &question, out));
    return out_rows == NULL
               ? done()
               : duck_stream_read(context, session, &question, out->rows_kept, out_rows);
}

/* In the session of the hold. What fails there says nothing: it is asked again of the file alone,
   with the memory that the other sources leave, and then says what it always says. */
static bool answer_held(Context *context, const Request *request, RowTable *out_rows, Reading *out)
{
    Context aside = {.arena = context->arena, .stop = context->stop};
    DuckSession session;
    Status status = duck_held_session(&aside, request, &session);

    if (!failed(status)) {
        status = ask(&aside, &session, request, out_rows, out);
    }
    if (failed(status)) {
        duck_held_refuse(request->source);
        return false;
    }
    for (const Note *note = aside.first; note != NULL; note = note->next) {
        note_warning(context, note->place, "%.*s", STR_ARGS(note->text));
    }
    return true;
}

static Status answer(Context *context, const Request *request, RowTable *out_rows, Reading *out)
{
    AUTO(DuckSession, duck_session_close) session = {0};
    EngineOptions options;

    if (duck_is_held(request->source) && answer_held(context, request, out_rows, out)) {
        return done();
    }
    options = duck_options_beside(request);
    TRY(duck_session_open(context, request->source, &options, &session));
    return ask(context, &session, request, out_rows, out);
}

static Status duck_engine_tally(Context *context, const Request *request, Reading *out)
{
    TRY(check_form(context, request, false));
    return duck_handover_is_due(request) ? duck_handover_tally(context, request, out)
                                         : answer(context, request, NULL, out);
}

static Status duck_engine_rows(Context *context, const Request *request, RowTable *out,
                               Reading *reading)
{
    TRY(check_form(context, request, true));
    return answer(context, request, out, reading);
}

/* ---- explain ---- */

static void explain_cuboids(const Request *request, Text *out)
{
    for (size_t i = 0; i < request->cuboid_count; i++) {
        const Cuboid *cuboid = &request->cuboids[i];

        text_add(out, STR("-- counts by "));
        for (size_t k = 0; k < cuboid->column_count; k++) {
            text_add(out, k == 0 ? STR("'") : STR(", '"));
            text_add_shown(out, request->source->columns.items[cuboid->columns[k]], 200);
            text_add_byte(out, '\'');
        }
        text_add(out, cuboid->column_count == 0 ? STR("nothing: everyone together\n") : STR("\n"));
    }
}

static void explain_judges(const DuckQuestion *question, Text *out)
{
    if (question->where_by_label || question->outcome_by_label) {
        text_format(out, "-- judged here, on grouped rows:%s%s\n",
                    question->where_by_label ? " where" : "",
                    question->outcome_by_label ? " outcome" : "");
    }
}

/* All of it is SQL that another program can run, where DuckDB reads every file itself: what is not
   a statement is a comment, and of a file whose rows are handed over only its name is told. */
static Status duck_engine_explain(Context *context, const Request *request, Text *out)
{
    AUTO(DuckSession, duck_session_close) session = {0};
    bool stream =
        request->person != COLUMN_NONE || request->weight != COLUMN_NONE || request->scores != NULL;
    EngineOptions options = duck_options_beside(request);
    DuckQuestion question;
    StrSpan settings;
    Str statement;

    TRY(check_form(context, request, false));
    if (duck_handover_is_due(request)) {
        text_add(out, STR("-- a published or spread table: DuckDB hands its rows over\n"));
        return ENGINE_SMALL.explain(context, request, out);
    }
    TRY(duck_session_open(context, request->source, &options, &session));
    TRY(duck_question_prepare(context, &session, request, &question));
    TRY(duck_question_show(context, &question));
    TRY(duck_settings(context, &session.options, session.paths, &settings));
    text_format(out, "-- engine duckdb %s\n", session.api.library_version());
    explain_cuboids(request, out);
    explain_judges(&question, out);
    for (size_t i = 0; i < settings.count; i++) {
        text_add(out, settings.items[i]);
        text_add(out, STR(";\n"));
    }
    text_add(out, question.statement);
    text_add(out, STR(";\n"));
    if (stream) {
        TRY(duck_stream_write(context, &question, &statement));
        text_add(out, statement);
        text_add(out, STR(";\n"));
    }
    return done();
}

const Engine ENGINE_DUCKDB = {.name = {"duckdb", 6},
                              .tally = duck_engine_tally,
                              .rows = duck_engine_rows,
                              .hold = duck_hold,
                              .let_go = duck_let_go,
                              .explain = duck_engine_explain,
                              .describe = duck_describe};
