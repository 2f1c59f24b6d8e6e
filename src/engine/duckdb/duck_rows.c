#include "engine/duckdb/duck_rows.h"

#include "engine/derived.h"
#include "engine/sql.h"

/* Projections, one in the other: the file's cells, their values, `where`, what the question makes
   of them. DuckDB computes no column that nobody asks for, and a CASE only where it is reached. */

static Status add_input(Context *context, DuckRows *rows, DuckInput input)
{
    size_t bytes = rows->input_count * sizeof(DuckInput);
    DuckInput *inputs = arena_grow(context->arena, rows->inputs, bytes, bytes + sizeof(DuckInput));

    if (inputs == NULL) {
        return fail_memory(context);
    }
    rows->inputs = inputs;
    rows->inputs[rows->input_count++] = input;
    return done();
}

static bool may_be_odd(const DuckTable *table, uint32_t column, ValueKind kind, ColumnUse use)
{
    if (kind == VALUE_TEXT) {
        return false;
    }
    if (use == USE_COUNT || use == USE_WEIGHT || use == USE_AMOUNT || use == USE_SCORE ||
        use == USE_NEED) {
        return true;
    }
    return !duck_table_is_native(table, column, kind) || duck_table_is_double(table, column);
}

static Status add_expression(Context *context, DuckRows *rows, const Expression *expression,
                             ColumnUse use)
{
    size_t count = rows->table->source->columns.count;

    for (uint32_t column = 0; expression != NULL && column < count; column++) {
        ValueKind kind;

        if (expression_uses(expression, column, &kind)) {
            TRY(add_input(
                context, rows,
                (DuckInput){column, kind, use, may_be_odd(rows->table, column, kind, use)}));
        }
    }
    return done();
}

static Status add_number(Context *context, DuckRows *rows, uint32_t column, ColumnUse use)
{
    return column == COLUMN_NONE
               ? done()
               : add_input(context, rows, (DuckInput){column, VALUE_NUMBER, use, true});
}

/* A column that a derived one reads as dates or numbers. */
static Status add_made_of(Context *context, DuckRows *rows, uint32_t column, ValueKind kind)
{
    for (size_t i = 0; i < rows->input_count; i++) {
        const DuckInput *input = &rows->inputs[i];

        if (input->column == column && input->kind == kind && input->use == USE_DERIVED) {
            return done();
        }
    }
    return add_input(
        context, rows,
        (DuckInput){column, kind, USE_DERIVED, may_be_odd(rows->table, column, kind, USE_DERIVED)});
}

static Status add_derived(Context *context, DuckRows *rows)
{
    const Source *source = rows->table->source;

    for (uint32_t column = 0; rows->table->used != NULL && column < source->columns.count;
         column++) {
        const Derived *derived = source_derived(source, column);
        bool of_numbers;
        bool of_two;

        if (derived == NULL || !rows->table->used[column]) {
            continue;
        }
        of_numbers = derived->kind == DERIVED_BAND;
        of_two = derived->kind == DERIVED_AGE || derived->kind == DERIVED_WITHIN ||
                 derived->kind == DERIVED_WAIT;
        if (of_numbers || of_two || derived->kind == DERIVED_PERIOD) {
            TRY(add_made_of(context, rows, derived->column,
                            of_numbers ? VALUE_NUMBER : VALUE_DATE));
        }
        if (of_two) {
            TRY(add_made_of(context, rows, derived->to, VALUE_DATE));
        }
    }
    return done();
}

Status duck_rows_prepare(Context *context, DuckRows *rows)
{
    TRY(add_expression(context, rows, rows->where, USE_WHERE));
    TRY(add_expression(context, rows, rows->outcome, USE_OUTCOME));
    if (rows->scores != NULL) {
        TRY(add_expression(context, rows, rows->scores->flag, USE_FLAG));
    }
    TRY(add_number(context, rows, rows->amount, USE_AMOUNT));
    TRY(add_number(context, rows, rows->count, USE_COUNT));
    TRY(add_number(context, rows, rows->weight, USE_WEIGHT));
    if (rows->scores != NULL) {
        TRY(add_number(context, rows, rows->scores->score, USE_SCORE));
        TRY(add_number(context, rows,
                       rows->scores->has_need ? rows->scores->need : (uint32_t)COLUMN_NONE,
                       USE_NEED));
    }
    return add_derived(context, rows);
}

/* ---- writing ---- */

/* A list of "expression AS name" with commas between. */
static void next_item(Text *sql, bool *first)
{
    text_add(sql, *first ? STR_NONE : STR(", "));
    *first = false;
}

static Str cell_name(Arena *arena, uint32_t column)
{
    return str_format(arena, "c%lu", (unsigned long)column);
}

static Str value_name(Arena *arena, const DuckInput *input)
{
    Text name = text_new(arena);

    sql_add_value_name(&name, input->column, input->kind);
    return text_str(&name);
}

/* True for the first input of that column, and of that kind when `kind_too`. */
static bool is_first(const DuckRows *rows, size_t at, bool kind_too)
{
    for (size_t i = 0; i < at; i++) {
        if (rows->inputs[i].column == rows->inputs[at].column &&
            (!kind_too || rows->inputs[i].kind == rows->inputs[at].kind)) {
            return false;
        }
    }
    return true;
}

static bool is_native(const DuckRows *rows, const DuckInput *input)
{
    return duck_table_is_native(rows->table, input->column, input->kind);
}

/* True when some use of the column reads its text. */
static bool needs_text(const DuckRows *rows, uint32_t column)
{
    for (size_t i = 0; i < rows->input_count; i++) {
        if (rows->inputs[i].column == column && !is_native(rows, &rows->inputs[i])) {
            return true;
        }
    }
    return false;
}

static void add_groups_and_keys(Text *sql, const DuckRows *rows, bool *first)
{
    for (size_t i = 0; i < rows->group_count; i++) {
        next_item(sql, first);
        text_format(sql, "g%zu", i);
    }
    for (size_t i = 0; i < rows->key_count; i++) {
        next_item(sql, first);
        text_format(sql, "k%lu", (unsigned long)rows->keys[i]);
    }
}

static void add_native_input(Text *sql, const DuckRows *rows, size_t at, bool *first)
{
    const DuckInput *input = &rows->inputs[at];

    if (is_first(rows, at, true)) {
        Str name;

        next_item(sql, first);
        duck_table_add_value(sql, rows->table, input->column, input->kind);
        name = value_name(sql->arena, input);
        text_format(sql, " AS %.*s", STR_ARGS(name));
    }
    if (is_first(rows, at, true) && duck_table_is_double(rows->table, input->column)) {
        next_item(sql, first);
        text_add(sql, STR("isinf("));
        duck_table_add_name(sql, rows->table, input->column);
        text_format(sql, ") AS i%lu", (unsigned long)input->column);
    }
    if (input->use == USE_AMOUNT) {
        next_item(sql, first);
        text_add(sql, STR("CASE WHEN abs("));
        duck_table_add_name(sql, rows->table, input->column);
        text_add(sql, STR(") <= 1e12 THEN "));
        duck_table_add_millionths(sql, rows->table, input->column);
        text_add(sql, STR(" END AS m"));
    }
}

/* The innermost: cells as they stand in the file. */
static void add_cells(Text *sql, const DuckRows *rows)
{
    bool first = true;

    text_add(sql, STR("SELECT "));
    for (size_t i = 0; i < rows->group_count; i++) {
        next_item(sql, &first);
        duck_table_add_name(sql, rows->table, rows->groups[i]);
        text_format(sql, " AS g%zu", i);
    }
    for (size_t i = 0; i < rows->key_count; i++) {
        next_item(sql, &first);
        duck_table_add_text(sql, rows->table, rows->keys[i]);
        text_format(sql, " AS k%lu", (unsigned long)rows->keys[i]);
    }
    for (size_t i = 0; i < rows->input_count; i++) {
        uint32_t column = rows->inputs[i].column;

        if (is_native(rows, &rows->inputs[i])) {
            add_native_input(sql, rows, i, &first);
        }
        if (is_first(rows, i, false) && needs_text(rows, column)) {
            next_item(sql, &first);
            duck_table_add_text(sql, rows->table, column);
            text_format(sql, " AS c%lu", (unsigned long)column);
        }
    }
    text_add(sql, first ? STR("1 AS nothing FROM ") : STR(" FROM "));
    text_add(sql, rows->table->from);
}

/* In the middle: values. */
static void add_values(Text *sql, const DuckRows *rows)
{
    bool first = true;

    text_add(sql, STR("(SELECT "));
    add_groups_and_keys(sql, rows, &first);
    for (size_t i = 0; i < rows->input_count; i++) {
        const DuckInput *input = &rows->inputs[i];
        Str name = value_name(sql->arena, input);

        if (is_first(rows, i, true)) {
            next_item(sql, &first);
            if (!is_native(rows, input)) {
                sql_add_value(sql, cell_name(sql->arena, input->column), input->kind,
                              source_ways(rows->table->source, input->column));
                text_add(sql, STR(" AS "));
            }
            text_add(sql, name);
        }
        if (is_native(rows, input) && is_first(rows, i, true) &&
            duck_table_is_double(rows->table, input->column)) {
            next_item(sql, &first);
            text_format(sql, "i%lu", (unsigned long)input->column);
        }
        if (input->use == USE_AMOUNT && is_native(rows, input)) {
            next_item(sql, &first);
            text_add(sql, STR("m"));
        }
        if (is_first(rows, i, false) && needs_text(rows, input->column)) {
            next_item(sql, &first);
            text_add(sql, cell_name(sql->arena, input->column));
        }
    }
    text_add(sql, first ? STR("nothing FROM (") : STR(" FROM ("));
    add_cells(sql, rows);
    text_add(sql, STR("))"));
}

/* `what` for rows that are kept. */
static void add_kept(Text *sql, const DuckRows *rows, Str what, const char *name)
{
    if (rows->where == NULL) {
        text_format(sql, "%.*s AS %s", STR_ARGS(what), name);
        return;
    }
    text_format(sql, "CASE WHEN w THEN %.*s END AS %s", STR_ARGS(what), name);
}

static void add_amount(Text *sql, const DuckRows *rows, const DuckInput *input)
{
    Str value = value_name(sql->arena, input);
    Text millionths = text_new(sql->arena);

    if (is_native(rows, input)) {
        text_add(&millionths, STR("m"));
    } else {
        text_format(&millionths, "CASE WHEN abs(%.*s) <= 1e12 THEN ", STR_ARGS(value));
        sql_add_millionths(&millionths, cell_name(sql->arena, input->column));
        text_add(&millionths, STR(" END"));
    }
    add_kept(sql, rows, text_str(&millionths), "a");
    text_add(sql, STR(", "));
    add_kept(sql, rows, value, "f");
}

static void add_used_number(Text *sql, const DuckRows *rows, const DuckInput *input)
{
    Str value = value_name(sql->arena, input);

    if (input->use == USE_AMOUNT) {
        add_amount(sql, rows, input);
    } else if (input->use == USE_COUNT) {
        /* Out of range, a BIGINT would stop the statement before the mistake is told. */
        add_kept(sql, rows,
                 str_format(sql->arena,
                            "CASE WHEN %.*s BETWEEN 0 AND 9007199254740992 "
                            "THEN CAST(%.*s AS BIGINT) END",
                            STR_ARGS(value), STR_ARGS(value)),
                 "n");
    } else {
        add_kept(sql, rows, value,
                 input->use == USE_SCORE  ? "s"
                 : input->use == USE_NEED ? "h"
                                          : "v");
    }
}

/* Whether a cell is a mistake, or might be: the count of such decides if they are looked at. */
static Str odd_test(Arena *arena, const DuckRows *rows, const DuckInput *input)
{
    Str value = value_name(arena, input);
    Text test = text_new(arena);

    switch (input->use) {
    case USE_COUNT:
        text_format(&test,
                    "coalesce(%.*s < 0 OR %.*s > 9007199254740992 OR %.*s <> floor(%.*s), true)",
                    STR_ARGS(value), STR_ARGS(value), STR_ARGS(value), STR_ARGS(value));
        return text_str(&test);
    case USE_WEIGHT:
        text_format(&test, "coalesce(%.*s < 0, true)", STR_ARGS(value));
        return text_str(&test);
    case USE_AMOUNT:
        text_format(&test, "coalesce(abs(%.*s) > 1e12, false) OR ", STR_ARGS(value));
        break;
    case USE_WHERE:
    case USE_OUTCOME:
    case USE_FLAG:
    case USE_SCORE:
    case USE_NEED:
    case USE_EVENTS:
    case USE_OUT_OF:
    case USE_DERIVED:
        break;
    }
    if (!is_native(rows, input)) {
        sql_add_is_odd(&test, cell_name(arena, input->column), value,
                       source_missing(rows->table->source, input->column));
    } else if (duck_table_is_double(rows->table, input->column)) {
        text_format(&test, "coalesce(i%lu, false)", (unsigned long)input->column);
    } else {
        text_add(&test, STR("false"));
    }
    return text_str(&test);
}

/* A condition on kept rows; NULL: none. */
static void add_judged(Text *sql, const DuckRows *rows, const Expression *expression,
                       const char *name, bool *first)
{
    Text condition = text_new(sql->arena);

    if (expression == NULL) {
        return;
    }
    next_item(sql, first);
    sql_add_condition(&condition, expression);
    add_kept(sql, rows, text_str(&condition), name);
}

/* True where the column itself is asked for, not what a condition makes of it. */
static bool is_number_use(ColumnUse use)
{
    return use != USE_WHERE && use != USE_OUTCOME && use != USE_FLAG && use != USE_DERIVED;
}

/* The outermost: what is counted. */
void duck_rows_add(Text *sql, const DuckRows *rows)
{
    bool first = true;

    text_add(sql, STR("(SELECT "));
    add_groups_and_keys(sql, rows, &first);
    if (rows->where != NULL) {
        next_item(sql, &first);
        text_add(sql, STR("w"));
    }
    add_judged(sql, rows, rows->outcome, "y", &first);
    add_judged(sql, rows, rows->scores != NULL ? rows->scores->flag : NULL, "z", &first);
    for (size_t i = 0; i < rows->input_count; i++) {
        const DuckInput *input = &rows->inputs[i];

        if (rows->with_values && is_first(rows, i, true)) {
            next_item(sql, &first);
            text_add(sql, value_name(sql->arena, input));
        }
        if (is_number_use(input->use)) {
            next_item(sql, &first);
            add_used_number(sql, rows, input);
        }
        if (input->may_be_odd) {
            Str test = odd_test(sql->arena, rows, input);
            Str name = str_format(sql->arena, "o%zu", i);

            next_item(sql, &first);
            if (input->use == USE_WHERE || input->use == USE_DERIVED || name.bytes == NULL) {
                text_format(sql, "%.*s AS %.*s", STR_ARGS(test), STR_ARGS(name));
            } else {
                add_kept(sql, rows, test, name.bytes);
            }
        }
    }
    text_add(sql, first ? STR("nothing FROM ") : STR(" FROM "));
    if (rows->where != NULL) {
        text_add(sql, STR("(SELECT *, "));
        sql_add_condition(sql, rows->where);
        text_add(sql, STR(" AS w FROM "));
        add_values(sql, rows);
        text_add(sql, STR("))"));
    } else {
        add_values(sql, rows);
        text_add(sql, STR(")"));
    }
}
