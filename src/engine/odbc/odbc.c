#include "engine/odbc/odbc.h"

#include "engine/odbc/odbc_cells.h"
#include "engine/odbc/odbc_names.h"
#include "study/labels.h"

/* A table that was found. */
typedef struct Found {
    OdbcName name;
    OdbcColumns columns; /* all of it */
} Found;

/* "SELECT * FROM "table" WHERE 1 = 0": its columns and no row, in any dialect. */
static Status find_table(OdbcSession *session, Found *out)
{
    Context *context = session->context;
    AUTO(OdbcStatement, odbc_statement_close) statement = {0};
    Text text = text_new(context->arena);
    SQLRETURN code;
    Str sql;

    TRY(odbc_name_parse(context, session->table, &out->name));
    text_add(&text, STR("SELECT * FROM "));
    TRY(odbc_add_table(session, &text, &out->name));
    text_add(&text, STR(" WHERE 1 = 0"));
    TRY(text_finish(context, &text, &sql));
    TRY(odbc_statement_new(session, &statement));
    TRY(odbc_run(&statement, sql, &code));
    if (!SQL_SUCCEEDED(code) && code != SQL_NO_DATA) {
        return odbc_fail_table(&statement, &out->name);
    }
    TRY(odbc_describe(&statement, &out->columns));
    return out->columns.count == 0 ? odbc_fail_table(&statement, &out->name) : done();
}

static Status name_columns(Context *context, const OdbcColumns *columns, StrSpan *out)
{
    *out = (StrSpan){TAKE(context, Str, columns->count), columns->count};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < columns->count; i++) {
        out->items[i] = columns->items[i].name;
    }
    return done();
}

Status database_read_heads(Context *context, const DatabaseTable *table, StrSpan *out)
{
    AUTO(OdbcSession, odbc_session_close) session = {0};
    Found found;

    TRY(odbc_session_open(context, table, &session));
    TRY(find_table(&session, &found));
    return name_columns(context, &found.columns, out);
}

static bool is_wanted(StrSpan wanted, Str name)
{
    for (size_t i = 0; i < wanted.count; i++) {
        if (str_equal(wanted.items[i], str_trim(name))) {
            return true;
        }
    }
    return wanted.count == 0 || name_is_person(str_trim(name));
}

/* Narrows the columns to those that are asked for; the first stands for a table of none. */
static void choose_columns(StrSpan wanted, OdbcColumns *columns)
{
    size_t kept = 0;

    for (size_t i = 0; i < columns->count; i++) {
        if (is_wanted(wanted, columns->items[i].name)) {
            columns->items[kept++] = columns->items[i];
        }
    }
    columns->count = kept > 0 ? kept : 1;
}

static Status write_select(OdbcSession *session, const Found *found, Str *out)
{
    Text text = text_new(session->context->arena);

    text_add(&text, STR("SELECT "));
    for (size_t i = 0; i < found->columns.count; i++) {
        text_add(&text, i == 0 ? STR_NONE : STR(", "));
        TRY(odbc_add_name(session, &text, found->columns.items[i].name));
    }
    text_add(&text, STR(" FROM "));
    TRY(odbc_add_table(session, &text, &found->name));
    return text_finish(session->context, &text, out);
}

static Status read_csv(OdbcSession *session, const DatabaseQuestion *question, Found *found,
                       SourceMade *out)
{
    AUTO(OdbcStatement, odbc_statement_close) statement = {0};
    OdbcColumns columns;
    SQLRETURN code;

    TRY(find_table(session, found));
    choose_columns(question->wanted, &found->columns);
    TRY(write_select(session, found, &out->statement));
    TRY(odbc_statement_new(session, &statement));
    TRY(odbc_run(&statement, out->statement, &code));
    if (!SQL_SUCCEEDED(code) && code != SQL_NO_DATA) {
        return odbc_fail_statement(&statement);
    }
    TRY(odbc_describe(&statement, &columns));
    if (columns.count != found->columns.count) {
        return odbc_fail_statement(&statement);
    }
    /* the names as the table has them: a driver may write those of a SELECT otherwise */
    for (size_t i = 0; i < columns.count; i++) {
        columns.items[i].name = found->columns.items[i].name;
    }
    return odbc_read_csv(&statement, &columns, &question->options, &out->csv);
}

Status database_read_table(Context *context, const DatabaseTable *table,
                           const DatabaseQuestion *question, Source *out, Str *hash)
{
    AUTO(OdbcSession, odbc_session_close) session = {0};
    SourceMade made = {.name = table->name};
    Found found;

    TRY(odbc_session_open(context, table, &session));
    TRY(read_csv(&session, question, &found, &made));
    TRY(name_columns(context, &found.columns, &made.heads));
    TRY(odbc_hash_csv(context, made.csv, hash));
    return source_open_made(context, &made, question->read, out);
}
