#include "engine/duckdb/duck_handover.h"

#include "engine/duckdb/duck_table.h"
#include "engine/small/read_table.h"

bool duck_handover_is_due(const Request *request)
{
    return request->events != COLUMN_NONE || request->source->spread_names != COLUMN_NONE;
}

static void add_cell(Text *text, Str cell)
{
    text_add_byte(text, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"') {
            text_add_byte(text, '"');
        }
        text_add_byte(text, cell.bytes[i]);
    }
    text_add_byte(text, '"');
}

static Status add_rows(Context *context, DuckSession *session, Str statement, Text *text)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    size_t columns = session->source->file_columns.count;
    size_t count = 0;

    TRY(duck_session_run(context, session, statement, &rows));
    while (duck_result_next(&rows)) {
        TRY(check_stop(context));
        count += rows.rows;
        if (count > TABLE_ROWS_MOST) {
            return fail(
                context, FAIL_LIMIT, source_place(session->source, 0),
                "more than %zu rows, the most that are read of a published or spread table; "
                "leave rows out before",
                TABLE_ROWS_MOST);
        }
        for (size_t row = 0; row < rows.rows; row++) {
            for (size_t column = 0; column < columns; column++) {
                text_add(text, column == 0 ? STR_NONE : STR(","));
                add_cell(text, duck_result_text(&rows, column, row));
            }
            text_add_byte(text, '\n');
        }
        if (text->spent) {
            return fail_memory(context);
        }
    }
    return done();
}

/* SELECT every column's text. */
static Status write_statement(Context *context, const DuckTable *table, Str *out)
{
    Text sql = text_new(context->arena);

    text_add(&sql, STR("SELECT "));
    for (size_t i = 0; i < table->source->file_columns.count; i++) {
        text_add(&sql, i == 0 ? STR_NONE : STR(", "));
        duck_table_add_file_text(&sql, table, i);
    }
    text_add(&sql, STR(" FROM "));
    text_add(&sql, table->from);
    text_format(&sql, " LIMIT %zu", TABLE_ROWS_MOST + 1);
    return text_finish(context, &sql, out);
}

Status duck_handover_source(Context *context, const Source *source, const EngineOptions *options,
                            Source *out)
{
    AUTO(DuckSession, duck_session_close) session = {0};
    EngineOptions in_order = *options;
    Text text = text_new(context->arena);
    DuckTable table;
    Str statement;

    *out = *source;
    if (source->format == SOURCE_DELIMITED || source->format == SOURCE_XLSX) {
        return done();
    }
    /* With one thread rows come in the order of the file. */
    in_order.threads = 1;
    TRY(duck_session_open(context, source, &in_order, &session));
    TRY(duck_table_open(context, &session, &table));
    TRY(write_statement(context, &table, &statement));
    for (size_t i = 0; i < source->file_columns.count; i++) {
        text_add(&text, i == 0 ? STR_NONE : STR(","));
        add_cell(&text, source->file_columns.items[i]);
    }
    text_add_byte(&text, '\n');
    TRY(add_rows(context, &session, statement, &text));
    TRY(text_finish(context, &text, &out->memory));
    out->format = SOURCE_DELIMITED;
    out->encoding = ENCODING_UTF8;
    out->lone_returns = false;
    out->delimiter = ',';
    out->header_line = 1;
    out->first_row_line = 2;
    return done();
}

Status duck_handover_tally(Context *context, const Request *request, Reading *out)
{
    Request handed = *request;
    Source source;

    TRY(duck_handover_source(context, request->source, &request->options, &source));
    handed.source = &source;
    return ENGINE_SMALL.tally(context, &handed, out);
}
