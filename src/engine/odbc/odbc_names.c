#include "engine/odbc/odbc_names.h"

#define NAMES_LOOKED_AT ((size_t)10000)
#define NAMES_LISTED ((size_t)3)
#define NAME_BYTES 1024
#define SCHEMA_COLUMN 2
#define TABLE_COLUMN 3

/* ---- out of a study ---- */

static Status refuse_name(Context *context, const DatabaseTable *table)
{
    Str shown = str_show(context->arena, table->name, 80);

    return fail(context, FAIL_INPUT, table->name_place,
                "'%.*s' is no table's name; write one to three names with dots between them, such "
                "as schema.referrals, and a name that holds a dot in double quotes",
                STR_ARGS(shown));
}

/* From the quote that opens at `*at` to behind the one that closes; false where none does. */
static bool read_quoted(Str text, size_t *at, Text *name)
{
    for ((*at)++; *at < text.length; (*at)++) {
        if (text.bytes[*at] != '"') {
            text_add_byte(name, text.bytes[*at]);
            continue;
        }
        (*at)++;
        if (*at == text.length || text.bytes[*at] != '"') {
            return true;
        }
        text_add_byte(name, '"');
    }
    return false;
}

static bool is_part(Str part)
{
    for (size_t i = 0; i < part.length; i++) {
        if ((unsigned char)part.bytes[i] < 0x20 || part.bytes[i] == 0x7f) {
            return false;
        }
    }
    return part.length > 0 && part.length <= 256;
}

Status odbc_name_parse(Context *context, const DatabaseTable *table, OdbcName *out)
{
    Str text = str_trim(table->name);
    size_t at = 0;

    *out = (OdbcName){.count = 0};
    while (at <= text.length && out->count < ODBC_PARTS_MOST) {
        Text name = text_new(context->arena);
        bool fine = true;

        if (at < text.length && text.bytes[at] == '"') {
            fine = read_quoted(text, &at, &name);
        } else {
            for (; at < text.length && text.bytes[at] != '.'; at++) {
                fine = fine && text.bytes[at] != '"';
                text_add_byte(&name, text.bytes[at]);
            }
        }
        TRY(text_finish(context, &name, &out->parts[out->count]));
        if (!fine || !is_part(out->parts[out->count]) ||
            (at < text.length && text.bytes[at] != '.')) {
            return refuse_name(context, table);
        }
        out->count++;
        at++;
    }
    return at <= text.length ? refuse_name(context, table) : done();
}

/* ---- into SQL ---- */

static bool is_plain(Str name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';

        if (!letter && (i == 0 || byte < '0' || byte > '9')) {
            return false;
        }
    }
    return name.length > 0;
}

Status odbc_add_name(OdbcSession *session, Text *sql, Str name)
{
    Str close = str_equal(session->quote, STR("[")) ? STR("]") : session->quote;

    if (session->quote.length == 0) {
        if (!is_plain(name)) {
            Str shown = str_show(session->context->arena, name, 80);

            return fail(session->context, FAIL_INPUT, session->table->name_place,
                        "'%.*s' cannot be named in this database, which has no quotation marks for "
                        "names; make a view of plain names and read that",
                        STR_ARGS(shown));
        }
        text_add(sql, name);
        return done();
    }
    text_add(sql, session->quote);
    while (name.length > 0) {
        if (str_starts_with(name, close)) {
            text_add(sql, close);
            text_add(sql, close);
            name = str_slice(name, close.length, name.length);
        } else {
            text_add_byte(sql, name.bytes[0]);
            name = str_slice(name, 1, name.length);
        }
    }
    text_add(sql, close);
    return done();
}

Status odbc_add_table(OdbcSession *session, Text *sql, const OdbcName *name)
{
    for (size_t i = 0; i < name->count; i++) {
        text_add(sql, i == 0 ? STR_NONE : STR("."));
        TRY(odbc_add_name(session, sql, name->parts[i]));
    }
    return done();
}

/* ---- what is there ---- */

static Status read_name(OdbcStatement *statement, SQLUSMALLINT column, Text *out)
{
    SQLWCHAR wide[NAME_BYTES / sizeof(SQLWCHAR)] = {0};
    SQLLEN bytes = 0;
    size_t bad = 0;
    SQLRETURN code = statement->session->api.SQLGetData(statement->handle, column, SQL_C_WCHAR,
                                                        wide, (SQLLEN)sizeof wide, &bytes);

    if (SQL_SUCCEEDED(code) && bytes > 0 && bytes < (SQLLEN)sizeof wide) {
        odbc_add_wide(out, wide, (size_t)bytes / sizeof wide[0], &bad);
    }
    return out->spent ? fail_memory(statement->session->context) : done();
}

/* Names of tables and views, with their schemas where the study wrote one. Empty where the driver
   cannot tell. */
static Status list_tables(OdbcStatement *statement, bool with_schema, StrSpan *out)
{
    Context *context = statement->session->context;
    const OdbcApi *api = &statement->session->api;

    *out = (StrSpan){TAKE(context, Str, NAMES_LOOKED_AT), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    if (!SQL_SUCCEEDED(api->SQLTablesW(statement->handle, NULL, 0, NULL, 0, NULL, 0, NULL, 0))) {
        return done();
    }
    while (out->count < NAMES_LOOKED_AT && SQL_SUCCEEDED(api->SQLFetch(statement->handle))) {
        Text name = text_new(context->arena);

        TRY(check_stop(context));
        if (with_schema) {
            TRY(read_name(statement, SCHEMA_COLUMN, &name));
            text_add(&name, name.length > 0 ? STR(".") : STR_NONE);
        }
        TRY(read_name(statement, TABLE_COLUMN, &name));
        TRY(text_finish(context, &name, &out->items[out->count]));
        out->count += out->items[out->count].length > 0;
    }
    return done();
}

static bool has_name(StrSpan names, Str name)
{
    for (size_t i = 0; i < names.count; i++) {
        if (str_equal(names.items[i], name)) {
            return true;
        }
    }
    return false;
}

/* "'a', 'b', 'c' and more" */
static Str write_list(Context *context, StrSpan names)
{
    Text list = text_new(context->arena);

    for (size_t i = 0; i < names.count && i < NAMES_LISTED; i++) {
        text_add(&list, i == 0 ? STR("'") : STR(", '"));
        text_add_shown(&list, names.items[i], 60);
        text_add(&list, STR("'"));
    }
    text_add(&list, names.count > NAMES_LISTED ? STR(" and more") : STR_NONE);
    return text_str(&list);
}

static Status fail_missing(const OdbcStatement *statement, Str wanted, StrSpan names)
{
    Context *context = statement->session->context;
    Place place = statement->session->table->name_place;
    Str shown = str_show(context->arena, wanted, 80);
    Str near = str_show(context->arena, str_nearest(wanted, names), 80);
    Str list = write_list(context, names);

    if (near.length > 0) {
        return fail(context, FAIL_INPUT, place,
                    "there is no table '%.*s' in this database; did you mean '%.*s'?",
                    STR_ARGS(shown), STR_ARGS(near));
    }
    return fail(
        context, FAIL_INPUT, place,
        "there is no table '%.*s' in this database, which has %.*s; write its name as it is "
        "there",
        STR_ARGS(shown), STR_ARGS(list));
}

Status odbc_fail_table(const OdbcStatement *statement, const OdbcName *name)
{
    Context *context = statement->session->context;
    AUTO(OdbcStatement, odbc_statement_close) listing = {0};
    bool with_schema = name->count > 1;
    Text wanted = text_new(context->arena);
    StrSpan names;
    Str text;

    if (with_schema) {
        text_add(&wanted, name->parts[name->count - 2]);
        text_add(&wanted, STR("."));
    }
    text_add(&wanted, name->parts[name->count - 1]);
    TRY(text_finish(context, &wanted, &text));
    TRY(odbc_statement_new(statement->session, &listing));
    TRY(list_tables(&listing, with_schema, &names));
    if (names.count == 0 || has_name(names, text)) {
        return odbc_fail_statement(statement);
    }
    return fail_missing(statement, text, names);
}
