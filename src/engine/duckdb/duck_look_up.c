/* Another file as keys and values: read by DuckDB where it can, else by our own reader. */
#include "engine/duckdb/duck_derived.h"

#include "engine/complaints.h"
#include "engine/sql.h"

/* Text up to this size is read again by our own reader, to say where repeated keys stand. */
#define READ_AGAIN_BYTES (INT64_C(200) * 1000 * 1000)

#define KEYS_NAMED 3

static bool looks_up(const Derived *derived)
{
    return derived->kind == DERIVED_LOOK_UP || derived->kind == DERIVED_MATCHED;
}

/* True when no column made before looks up the same key: mistakes are told once. */
static bool is_first(const DuckLookUps *look_ups, const Derived *derived)
{
    const Source *source = look_ups->source;
    uint32_t own = (uint32_t)source_own_columns(source).count;

    for (uint32_t column = own; column < source->columns.count; column++) {
        const Derived *before = source_derived(source, column);

        if (before == NULL || before == derived) {
            return true;
        }
        if (look_ups->used[column] && looks_up(before) && before->other == derived->other &&
            before->other_key == derived->other_key) {
            return false;
        }
    }
    return true;
}

/* SELECT key, value of every row that has a key. */
static Status add_pairs(Context *context, const DuckTable *other, const Derived *derived,
                        const Str names[2], Text *sql)
{
    Text cell = text_new(context->arena);

    duck_table_add_text(&cell, other, derived->other_key);
    text_add(sql, STR("SELECT * FROM (SELECT "));
    sql_add_value(sql, text_str(&cell), VALUE_TEXT, source_ways(other->source, derived->other_key));
    text_add(sql, STR(" AS "));
    text_add(sql, names[0]);
    if (derived->kind == DERIVED_LOOK_UP) {
        Text value = text_new(context->arena);

        duck_table_add_text(&value, other, derived->other_value);
        text_add(sql, STR(", "));
        sql_add_trimmed(sql, text_str(&value));
        text_add(sql, STR(" AS "));
        text_add(sql, names[1]);
    }
    text_add(sql, STR(" FROM "));
    text_add(sql, other->from);
    text_add(sql, STR(") WHERE "));
    text_add(sql, names[0]);
    text_add(sql, STR(" IS NOT NULL"));
    return cell.spent ? fail_memory(context) : done();
}

/* The keys that repeat, most often first; at most a few, and how many there are. */
static Status read_repeated(Context *context, DuckSession *session, Str pairs, Str key,
                            RepeatedKeys *out)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Text sql = text_new(context->arena);
    Text named = text_new(context->arena);
    Str statement;

    text_add(&sql, STR("SELECT k, CAST(count(*) OVER () AS BIGINT) FROM (SELECT "));
    text_add(&sql, key);
    text_add(&sql, STR(" AS k, count(*) AS c FROM ("));
    text_add(&sql, pairs);
    text_format(&sql, ") GROUP BY k HAVING count(*) > 1) ORDER BY c DESC, k LIMIT %d", KEYS_NAMED);
    TRY(text_finish(context, &sql, &statement));
    TRY(duck_session_run(context, session, statement, &rows));
    while (duck_result_next(&rows)) {
        for (size_t row = 0; row < rows.rows; row++) {
            text_add(&named, named.length == 0 ? STR("'") : STR(", '"));
            text_add_shown(&named, duck_result_text(&rows, 0, row), 60);
            text_add(&named, STR("'"));
            out->how_many = duck_result_integer(&rows, 1, row);
        }
    }
    if (out->how_many > KEYS_NAMED) {
        text_add(&named, STR(", ..."));
    }
    return text_finish(context, &named, &out->named);
}

/* A key in two rows is told with their lines where our own reader can find them. */
static Status check_keys(Context *context, DuckLookUps *look_ups, const Derived *derived, Str pairs,
                         Str key)
{
    RepeatedKeys repeated = {.other = derived->other, .key = derived->other_key};
    size_t errors = context->error_count;
    LookedUp *looked_up;

    TRY(read_repeated(context, look_ups->session, pairs, key, &repeated));
    if (repeated.how_many == 0) {
        return done();
    }
    if (derived->other->format == SOURCE_DELIMITED && derived->other->bytes <= READ_AGAIN_BYTES) {
        TRY(small_look_up(context, &look_ups->small, derived, &looked_up));
    }
    if (context->error_count == errors) {
        complaints_repeated_keys(context, &repeated);
    }
    return done();
}

/* Each key once, whatever the file holds: a join adds no rows. */
static Status add_from_file(Context *context, DuckLookUps *look_ups, const Derived *derived,
                            const Str names[2], Text *sql)
{
    Text pairs = text_new(context->arena);
    DuckTable other;

    TRY(duck_table_open_other(context, look_ups->session, derived->other, &other));
    TRY(add_pairs(context, &other, derived, names, &pairs));
    if (is_first(look_ups, derived)) {
        TRY(check_keys(context, look_ups, derived, text_str(&pairs), names[0]));
    }
    text_add(sql, STR("(SELECT "));
    text_add(sql, names[0]);
    if (derived->kind == DERIVED_LOOK_UP) {
        text_add(sql, STR(", any_value("));
        text_add(sql, names[1]);
        text_add(sql, STR(") AS "));
        text_add(sql, names[1]);
    }
    text_add(sql, STR(" FROM ("));
    text_add(sql, text_str(&pairs));
    text_add(sql, STR(") GROUP BY "));
    text_add(sql, names[0]);
    text_add(sql, STR(")"));
    return pairs.spent ? fail_memory(context) : done();
}

/* What our own reader found, written out. */
static Status add_from_memory(Context *context, DuckLookUps *look_ups, const Derived *derived,
                              const Str names[2], Text *sql)
{
    const CodedColumn *values = NULL;
    LookedUp *looked_up;
    bool first = true;

    TRY(small_look_up(context, &look_ups->small, derived, &looked_up));
    if (derived->kind == DERIVED_LOOK_UP) {
        TRY(coded_table_column(context, looked_up->coded, derived->other_value, &values));
    }
    text_add(sql, STR("(SELECT * FROM (VALUES "));
    for (uint32_t code = 0; code < intern_count(looked_up->keys->texts); code++) {
        uint32_t row = looked_up->rows[code];

        if (row == 0) {
            continue;
        }
        text_add(sql, first ? STR("(") : STR(", ("));
        sql_add_text(sql, intern_text(looked_up->keys->texts, code));
        text_add(sql, STR(", "));
        sql_add_text(sql, values == NULL ? STR_NONE
                                         : intern_text(values->texts, values->codes[row - 1]));
        text_add(sql, STR(")"));
        first = false;
    }
    text_add(sql, first ? STR("(CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR))) AS found (")
                        : STR(") AS found ("));
    text_add(sql, names[0]);
    text_add(sql, STR(", "));
    text_add(sql, names[1]);
    text_add(sql, STR("))"));
    return done();
}

/* A table of no rows would run and answer wrongly; one that is not there is refused by name. */
static void add_place_of_rows(const Derived *derived, const Str names[2], Text *shown)
{
    text_add(shown, STR("(SELECT * FROM handed_over\n-- the rows of '"));
    text_add_shown(shown, derived->other->name, 200);
    text_add(shown, STR("', handed over and not shown\nAS found ("));
    text_add(shown, names[0]);
    text_add(shown, STR(", "));
    text_add(shown, names[1]);
    text_add(shown, STR("))"));
}

Status duck_add_other(Context *context, DuckLookUps *look_ups, const Derived *derived,
                      const Str names[2], Text *sql, Text *shown)
{
    size_t begin = sql->length;

    if (!duck_reads_other(derived->other)) {
        add_place_of_rows(derived, names, shown);
        return add_from_memory(context, look_ups, derived, names, sql);
    }
    TRY(add_from_file(context, look_ups, derived, names, sql));
    text_add(shown, str_slice(text_str(sql), begin, sql->length));
    return done();
}
