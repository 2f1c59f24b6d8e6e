/* One subquery around the other: first the values that a column is made of, then its text. */
#include "engine/duckdb/duck_derived.h"

#include "engine/plan.h"
#include "engine/sql.h"
#include "study/labels.h"

#include <string.h>

/* The SQL names that one derived column needs, quoted. */
typedef struct Names {
    Str column;
    Str from; /* the value of `column` */
    Str to;
    Str other[2]; /* key and value of a look-up */
} Names;

typedef struct Making {
    DuckSession *session;
    DuckTable *table;
    DuckLookUps look_ups;
    Str prefix; /* that no name of the file begins with */
    const Derived *derived;
    Names names;
} Making;

/* ---- names ---- */

static bool begins_a_name(const Source *source, Str prefix)
{
    for (size_t i = 0; i < source->file_columns.count; i++) {
        Str head = str_slice(source->file_columns.items[i], 0, prefix.length);

        if (str_equal_ignoring_case(head, prefix)) {
            return true;
        }
    }
    return false;
}

static Status choose_prefix(Context *context, const Source *source, Str *out)
{
    Text prefix = text_new(context->arena);

    text_add(&prefix, STR("derived"));
    while (!prefix.spent && begins_a_name(source, text_str(&prefix))) {
        text_add_byte(&prefix, '_');
    }
    return text_finish(context, &prefix, out);
}

Status duck_row_name(Context *context, const Source *source, Str *out)
{
    Text name = text_new(context->arena);
    Text sql = text_new(context->arena);
    Str prefix;

    TRY(choose_prefix(context, source, &prefix));
    text_add(&name, prefix);
    text_add(&name, STR(" row"));
    sql_add_name(&sql, text_str(&name));
    return name.spent ? fail_memory(context) : text_finish(context, &sql, out);
}

static Status make_name(Context *context, const Making *making, uint32_t column, const char *what,
                        Str *out)
{
    Text sql = text_new(context->arena);
    Str name = str_format(context->arena, "%.*s %lu%s", STR_ARGS(making->prefix),
                          (unsigned long)column, what);

    if (name.bytes == NULL) {
        return fail_memory(context);
    }
    sql_add_name(&sql, name);
    return text_finish(context, &sql, out);
}

static Status make_names(Context *context, Making *making, uint32_t column)
{
    TRY(make_name(context, making, column, "", &making->names.column));
    TRY(make_name(context, making, column, " from", &making->names.from));
    TRY(make_name(context, making, column, " to", &making->names.to));
    TRY(make_name(context, making, column, " key", &making->names.other[0]));
    return make_name(context, making, column, " value", &making->names.other[1]);
}

/* ---- what columns are made of ---- */

static Status add_text(Context *context, const Making *making, uint32_t column, Text *sql)
{
    Text cell = text_new(context->arena);

    duck_table_add_text(&cell, making->table, column);
    if (source_derived(making->table->source, column) != NULL) {
        text_add(sql, text_str(&cell));
    } else {
        sql_add_trimmed(sql, text_str(&cell));
    }
    return cell.spent ? fail_memory(context) : done();
}

static Status add_value(Context *context, const Making *making, uint32_t column, ValueKind kind,
                        Text *sql)
{
    Text cell = text_new(context->arena);

    if (duck_table_is_native(making->table, column, kind)) {
        duck_table_add_value(sql, making->table, column, kind);
        return done();
    }
    duck_table_add_text(&cell, making->table, column);
    sql_add_value(sql, text_str(&cell), kind, source_ways(making->table->source, column));
    return cell.spent ? fail_memory(context) : done();
}

static Status wrap_one(Context *context, Str expression, Str name, Str *from)
{
    Text sql = text_new(context->arena);

    text_add(&sql, STR("(SELECT *, "));
    text_add(&sql, expression);
    text_add(&sql, STR(" AS "));
    text_add(&sql, name);
    text_add(&sql, STR("\nFROM "));
    text_add(&sql, *from);
    text_add(&sql, STR(")"));
    return text_finish(context, &sql, from);
}

/* Wraps the table: one more column. */
static Status wrap(Context *context, Making *making, Str expression, Str name)
{
    TRY(wrap_one(context, expression, name, &making->table->from));
    return wrap_one(context, expression, name, &making->table->shown);
}

static Status wrap_value(Context *context, Making *making, uint32_t column, ValueKind kind,
                         Str name)
{
    Text value = text_new(context->arena);
    Str expression;

    TRY(add_value(context, making, column, kind, &value));
    TRY(text_finish(context, &value, &expression));
    return wrap(context, making, expression, name);
}

/* The column's different trimmed texts, and how many rows hold each. */
static Status read_labels(Context *context, Making *making, uint32_t column, Intern **labels,
                          int64_t **counts)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Text sql = text_new(context->arena);
    size_t capacity = 0;
    uint32_t number;
    Str statement;

    *counts = NULL;
    text_add(&sql, STR("SELECT t, CAST(count(*) AS BIGINT) FROM (SELECT "));
    TRY(add_text(context, making, column, &sql));
    text_add(&sql, STR(" AS t FROM "));
    text_add(&sql, making->table->from);
    text_add(&sql, STR(") GROUP BY t"));
    TRY(text_finish(context, &sql, &statement));
    TRY(intern_new(context, labels));
    TRY(duck_session_run(context, making->session, statement, &rows));
    while (duck_result_next(&rows)) {
        *counts = arena_grow(context->arena, *counts, capacity * sizeof(int64_t),
                             (capacity + rows.rows) * sizeof(int64_t));
        if (*counts == NULL) {
            return fail_memory(context);
        }
        capacity += rows.rows;
        for (size_t row = 0; row < rows.rows; row++) {
            TRY(intern_add(context, *labels, duck_result_text(&rows, 0, row), &number));
            (*counts)[number] += duck_result_integer(&rows, 1, row);
        }
    }
    return done();
}

/* ('a', 'b'): the labels marked; no text is in it when none is. */
static void add_list(Text *sql, const Intern *labels, const bool *marked)
{
    bool first = true;

    text_add_byte(sql, '(');
    for (uint32_t number = 0; number < intern_count(labels); number++) {
        if (marked[number]) {
            text_add(sql, first ? STR_NONE : STR(", "));
            sql_add_text(sql, intern_text(labels, number));
            first = false;
        }
    }
    text_add(sql, first ? STR("NULL)") : STR(")"));
}

/* ---- the kinds: each writes the column's text ---- */

static Status add_condition(Context *context, const Making *making, Text *sql)
{
    uint32_t column = making->derived->column;
    StrSpan missing = source_missing(making->table->source, column);
    Text key = text_new(context->arena);

    TRY(add_text(context, making, column, &key));
    text_add(sql, text_str(&key));
    text_add(sql, STR(" = "));
    text_add(sql, making->names.other[0]);
    if (missing.count > 0) {
        text_add(sql, STR(" AND NOT "));
        sql_add_is_missing(sql, text_str(&key), missing);
    }
    return key.spent ? fail_memory(context) : done();
}

static Status add_looked_up(Context *context, Making *making, Str *expression)
{
    const Derived *derived = making->derived;
    const Names *names = &making->names;
    Text join = text_new(context->arena);
    Text shown = text_new(context->arena);
    Text condition = text_new(context->arena);
    bool value = derived->kind == DERIVED_LOOK_UP;

    text_add(&join, STR("(SELECT *\nFROM "));
    text_add(&join, making->table->from);
    text_add(&join, STR("\nLEFT JOIN "));
    text_add(&shown, STR("(SELECT *\nFROM "));
    text_add(&shown, making->table->shown);
    text_add(&shown, STR("\nLEFT JOIN "));
    TRY(duck_add_other(context, &making->look_ups, derived, names->other, &join, &shown));
    text_add(&condition, STR(" ON "));
    TRY(add_condition(context, making, &condition));
    text_add(&condition, STR(")"));
    text_add(&join, text_str(&condition));
    text_add(&shown, text_str(&condition));
    if (condition.spent) {
        return fail_memory(context);
    }
    TRY(text_finish(context, &join, &making->table->from));
    TRY(text_finish(context, &shown, &making->table->shown));
    *expression =
        str_format(context->arena,
                   value ? "coalesce(%.*s, '')" : "CASE WHEN %.*s IS NULL THEN '0' ELSE '1' END",
                   STR_ARGS(names->other[value ? 1 : 0]));
    return expression->bytes == NULL ? fail_memory(context) : done();
}

static Status add_bands(Context *context, const Making *making, Text *sql)
{
    const Derived *derived = making->derived;
    Text label = text_new(context->arena);

    text_format(sql, "CASE WHEN %.*s IS NULL THEN ''", STR_ARGS(making->names.from));
    for (size_t i = 0; i < derived->edge_count; i++) {
        text_format(sql, " WHEN %.*s < ", STR_ARGS(making->names.from));
        sql_add_number(sql, derived->edges[i]);
        text_add(sql, STR(" THEN "));
        sql_add_text(sql, text_str(&label));
        label.length = 0;
        derived_band_label(&label, derived->edges, derived->edge_count, i);
    }
    text_add(sql, STR(" ELSE "));
    sql_add_text(sql, text_str(&label));
    text_add(sql, STR(" END"));
    return label.spent ? fail_memory(context) : done();
}

static Status add_map(Context *context, const Making *making, Text *sql)
{
    const Derived *derived = making->derived;
    Text cell = text_new(context->arena);

    TRY(add_text(context, making, derived->column, &cell));
    text_add(sql, derived->pair_count == 0 ? STR_NONE : STR("CASE "));
    text_add(sql, text_str(&cell));
    for (size_t i = 0; i < derived->pair_count; i++) {
        text_add(sql, STR(" WHEN "));
        sql_add_text(sql, str_trim(derived->pairs[i].from));
        text_add(sql, STR(" THEN "));
        sql_add_text(sql, str_trim(derived->pairs[i].to));
    }
    if (derived->pair_count > 0) {
        text_add(sql, STR(" ELSE "));
        text_add(sql, text_str(&cell));
        text_add(sql, STR(" END"));
    }
    return cell.spent ? fail_memory(context) : done();
}

static Status add_largest(Context *context, Making *making, Text *sql)
{
    const Derived *derived = making->derived;
    StrSpan missing = source_missing(making->table->source, derived->column);
    Text cell = text_new(context->arena);
    Intern *labels;
    int64_t *counts;
    bool *stays;
    uint32_t count;
    StrSpan largest;

    TRY(read_labels(context, making, derived->column, &labels, &counts));
    count = intern_count(labels);
    stays = TAKE(context, bool, count);
    if (stays == NULL) {
        return fail_memory(context);
    }
    for (uint32_t number = 0; number < count; number++) {
        Str label = intern_text(labels, number);

        stays[number] = !derived_label_is_recorded(label, missing) ||
                        label_is_missing_in(label, derived->apart);
        counts[number] = stays[number] ? 0 : counts[number];
    }
    TRY(texts_most_frequent(context, labels, counts,
                            derived->most < (int64_t)count ? (size_t)derived->most : (size_t)count,
                            &largest, NULL));
    for (size_t i = 0; i < largest.count; i++) {
        stays[intern_find(labels, largest.items[i])] = true;
    }
    TRY(add_text(context, making, derived->column, &cell));
    text_add(sql, STR("CASE WHEN "));
    text_add(sql, text_str(&cell));
    text_add(sql, STR(" IN "));
    add_list(sql, labels, stays);
    text_add(sql, STR(" THEN "));
    text_add(sql, text_str(&cell));
    text_add(sql, STR(" ELSE "));
    sql_add_text(sql, str_trim(derived->rest));
    text_add(sql, STR(" END"));
    return cell.spent ? fail_memory(context) : done();
}

static Status add_cross(Context *context, Making *making, Text *sql)
{
    const Derived *derived = making->derived;
    Text joined = text_new(context->arena);

    text_add(sql, STR("CASE WHEN "));
    for (size_t i = 0; i < derived->crossed_count; i++) {
        StrSpan missing = source_missing(making->table->source, derived->crossed[i]);
        Intern *labels;
        int64_t *counts;
        bool *blank;

        TRY(read_labels(context, making, derived->crossed[i], &labels, &counts));
        blank = TAKE(context, bool, intern_count(labels));
        if (blank == NULL) {
            return fail_memory(context);
        }
        for (uint32_t number = 0; number < intern_count(labels); number++) {
            blank[number] = !derived_label_is_recorded(intern_text(labels, number), missing);
        }
        text_add(sql, i == 0 ? STR_NONE : STR(" OR "));
        TRY(add_text(context, making, derived->crossed[i], sql));
        text_add(sql, STR(" IN "));
        add_list(sql, labels, blank);
        text_add(&joined, i == 0 ? STR_NONE : STR("||' \xc2\xb7 '||"));
        TRY(add_text(context, making, derived->crossed[i], &joined));
    }
    text_add(sql, STR(" THEN '' ELSE "));
    text_add(sql, text_str(&joined));
    text_add(sql, STR(" END"));
    return joined.spent ? fail_memory(context) : done();
}

/* A day number as a DATE. Without memory it comes empty, and text_finish of the whole fails. */
static Str date_of(Arena *arena, Str days)
{
    return str_format(arena, "(DATE '1970-01-01' + CAST(%.*s AS INTEGER))", STR_ARGS(days));
}

static void add_period(const Making *making, Text *sql)
{
    Str date = date_of(sql->arena, making->names.from);

    text_add(sql, STR("coalesce("));
    switch (making->derived->period) {
    case PERIOD_YEAR:
        text_format(sql, "lpad(CAST(year(%.*s) AS VARCHAR), 4, '0')", STR_ARGS(date));
        break;
    case PERIOD_FINANCIAL_YEAR:
        text_format(sql,
                    "lpad(CAST(year(%.*s) - CAST(month(%.*s) < 4 AS INTEGER) AS VARCHAR), 4, '0')"
                    "||'-'||lpad(CAST((year(%.*s) + CAST(month(%.*s) >= 4 AS INTEGER)) %% 100 "
                    "AS VARCHAR), 2, '0')",
                    STR_ARGS(date), STR_ARGS(date), STR_ARGS(date), STR_ARGS(date));
        break;
    case PERIOD_QUARTER:
        text_format(sql, "lpad(CAST(year(%.*s) AS VARCHAR), 4, '0')||' Q'||quarter(%.*s)",
                    STR_ARGS(date), STR_ARGS(date));
        break;
    case PERIOD_MONTH:
        text_format(sql,
                    "lpad(CAST(year(%.*s) AS VARCHAR), 4, '0')||'-'||"
                    "lpad(CAST(month(%.*s) AS VARCHAR), 2, '0')",
                    STR_ARGS(date), STR_ARGS(date));
        break;
    }
    text_add(sql, STR(", '')"));
}

/* As 20240229: differences of 10,000 are years. */
static void add_calendar_number(Text *sql, Str days)
{
    Str date = date_of(sql->arena, days);

    text_format(sql, "(year(%.*s) * 10000 + month(%.*s) * 100 + day(%.*s))", STR_ARGS(date),
                STR_ARGS(date), STR_ARGS(date));
}

static void add_from_dates(const Making *making, Text *sql)
{
    const Derived *derived = making->derived;
    Str a = making->names.from;
    Str b = making->names.to;

    if (derived->kind == DERIVED_AGE) {
        text_format(sql, "CASE WHEN %.*s <= %.*s THEN CAST((", STR_ARGS(a), STR_ARGS(b));
        add_calendar_number(sql, b);
        text_add(sql, STR(" - "));
        add_calendar_number(sql, a);
        text_add(sql, STR(") // 10000 AS VARCHAR) ELSE '' END"));
    } else if (derived->kind == DERIVED_WITHIN) {
        text_format(sql,
                    "CASE WHEN %.*s IS NULL OR %.*s < %.*s OR %ld - %.*s < %lld THEN '' "
                    "WHEN %.*s - %.*s <= %lld THEN '1' ELSE '0' END",
                    STR_ARGS(a), STR_ARGS(b), STR_ARGS(a), (long)derived->known_until, STR_ARGS(a),
                    (long long)derived->days, STR_ARGS(b), STR_ARGS(a), (long long)derived->days);
    } else {
        text_format(sql,
                    "CASE WHEN %.*s IS NULL OR %.*s < %.*s OR %ld < %.*s THEN '' "
                    "WHEN %.*s <= %ld THEN CAST(%.*s - %.*s AS VARCHAR) "
                    "ELSE CAST(%ld - %.*s AS VARCHAR)||'+' END",
                    STR_ARGS(a), STR_ARGS(b), STR_ARGS(a), (long)derived->known_until, STR_ARGS(a),
                    STR_ARGS(b), (long)derived->known_until, STR_ARGS(b), STR_ARGS(a),
                    (long)derived->known_until, STR_ARGS(a));
    }
}

/* ---- all ---- */

static Status write_text(Context *context, Making *making, Str *out)
{
    const Derived *derived = making->derived;
    const Names *names = &making->names;
    Text sql = text_new(context->arena);

    switch (derived->kind) {
    case DERIVED_LOOK_UP:
    case DERIVED_MATCHED:
        return add_looked_up(context, making, out);
    case DERIVED_BAND:
        TRY(wrap_value(context, making, derived->column, VALUE_NUMBER, names->from));
        TRY(add_bands(context, making, &sql));
        break;
    case DERIVED_MAP:
        TRY(add_map(context, making, &sql));
        break;
    case DERIVED_LARGEST:
        TRY(add_largest(context, making, &sql));
        break;
    case DERIVED_PERIOD:
        TRY(wrap_value(context, making, derived->column, VALUE_DATE, names->from));
        add_period(making, &sql);
        break;
    case DERIVED_AGE:
    case DERIVED_WITHIN:
    case DERIVED_WAIT:
        TRY(wrap_value(context, making, derived->column, VALUE_DATE, names->from));
        TRY(wrap_value(context, making, derived->to, VALUE_DATE, names->to));
        add_from_dates(making, &sql);
        break;
    case DERIVED_CROSS:
        TRY(add_cross(context, making, &sql));
        break;
    }
    return text_finish(context, &sql, out);
}

/* Room for the derived columns behind those of the file; some may be there already. */
static Status make_room(Context *context, DuckTable *table)
{
    size_t all = table->source->file_columns.count + table->source->derived_count;
    Str *names = TAKE(context, Str, all);
    DuckType *types = TAKE(context, DuckType, all);

    if (names == NULL || types == NULL) {
        return fail_memory(context);
    }
    memcpy(names, table->names.items, table->names.count * sizeof names[0]);
    memcpy(types, table->types, table->names.count * sizeof types[0]);
    table->names = (StrSpan){names, all};
    table->types = types; /* of derived columns: zero, DUCK_TEXT */
    return done();
}

static size_t name_index(const DuckTable *table, uint32_t column)
{
    const Source *source = table->source;

    return source->file_columns.count + column - source_own_columns(source).count;
}

/* True for a derived column that the table had before. */
static bool has_column(const DuckTable *table, uint32_t column)
{
    return table->names.items[name_index(table, column)].length > 0;
}

static Status make_column(Context *context, Making *making, uint32_t column)
{
    DuckTable *table = making->table;
    Str text;

    making->derived = source_derived(table->source, column);
    TRY(make_names(context, making, column));
    TRY(write_text(context, making, &text));
    TRY(wrap(context, making, text, making->names.column));
    table->names.items[name_index(table, column)] = making->names.column;
    return done();
}

Status duck_derive(Context *context, DuckSession *session, const Request *request, DuckTable *table)
{
    const Source *source = request->source;
    bool *used = TAKE(context, bool, source->columns.count);
    Making making = {.session = session,
                     .table = table,
                     .look_ups = {session, source, used, {.source = source}}};

    table->shown = table->from;
    if (source->derived_count == 0) {
        return done();
    }
    if (used == NULL) {
        return fail_memory(context);
    }
    plan_mark_columns(request, used);
    table->used = used;
    TRY(make_room(context, table));
    TRY(choose_prefix(context, source, &making.prefix));
    for (uint32_t column = 0; column < source->columns.count; column++) {
        bool wanted = used[column] && source_derived(source, column) != NULL;

        used[column] = wanted && !has_column(table, column);
        if (used[column]) {
            TRY(make_column(context, &making, column));
        }
    }
    return done();
}
