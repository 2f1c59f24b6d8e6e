#include "engine/sql.h"

#include "base/number.h"
#include "study/labels.h"

/* The grammars of number_parse and date_parse, and the time that value_read allows after a date. */
#define NUMBER_PATTERN "'[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?'"
#define DATE_PATTERN "'[0-9]{4}-[0-9]{2}-[0-9]{2}'"
#define TIME_PATTERN "([ T][0-9]{2}[0-9:.,+\\-Z AMPUTC]*)?"
#define DATE_TIME_PATTERN "'[0-9]{4}-[0-9]{2}-[0-9]{2}" TIME_PATTERN "'"

/* 13/04/2024, the same separator twice; its three numbers, for regexp_replace. */
#define PARTS_PATTERN                                                                              \
    "'[0-9]{1,2}(/[0-9]{1,2}/|\\.[0-9]{1,2}\\.|-[0-9]{1,2}-)[0-9]{4}" TIME_PATTERN "'"
#define PARTS_TAKEN "'^([0-9]+)[/.-]([0-9]+)[/.-]([0-9]{4}).*$'"

/* What str_trim takes off: space, tab, CR, LF, U+00A0, U+FEFF. */
#define BLANKS "' '||chr(9)||chr(10)||chr(13)||chr(160)||chr(65279)"

static void add_quoted(Text *sql, Str text, char quote)
{
    text_add_byte(sql, quote);
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == quote) {
            text_add_byte(sql, quote);
        }
        text_add_byte(sql, text.bytes[i]);
    }
    text_add_byte(sql, quote);
}

/* A NUL would end the statement for whoever reads it as a C string: no name or cell holds one. */
static Str before_nul(Str text)
{
    return str_slice(text, 0, str_find_byte(text, '\0'));
}

void sql_add_name(Text *sql, Str name)
{
    add_quoted(sql, before_nul(name), '"');
}

void sql_add_text(Text *sql, Str text)
{
    Str head = before_nul(text);

    add_quoted(sql, head, '\'');
    if (head.length < text.length) {
        /* Such a text equals no cell; nor may it equal its own beginning. */
        text_add(sql, STR("||chr(1)||'NUL'"));
    }
}

void sql_add_number(Text *sql, double number)
{
    text_add(sql, STR("CAST('"));
    number_write(sql, number);
    text_add(sql, STR("' AS DOUBLE)"));
}

void sql_add_value_name(Text *sql, uint32_t column, ValueKind kind)
{
    static const char LETTERS[] = {[VALUE_TEXT] = 't', [VALUE_NUMBER] = 'n', [VALUE_DATE] = 'd'};

    text_format(sql, "%c%lu", LETTERS[kind], (unsigned long)column);
}

/* ---- conditions ---- */

void sql_add_literal(Text *sql, const Expression *literal, ValueKind kind)
{
    switch (kind) {
    case VALUE_TEXT:
        sql_add_text(sql, literal->text);
        return;
    case VALUE_NUMBER:
        sql_add_number(sql, literal->number);
        return;
    case VALUE_DATE:
        text_format(sql, "%lld", (long long)literal->number);
        return;
    }
}

static void add_operand(Text *sql, const Expression *operand, ValueKind kind)
{
    if (operand->kind == EXPRESSION_COLUMN) {
        sql_add_value_name(sql, operand->column, operand->value_kind);
    } else if (operand->kind == EXPRESSION_DAYS) {
        text_add(sql, STR("CAST("));
        add_operand(sql, operand->parts[1], VALUE_DATE);
        text_add(sql, STR(" - "));
        add_operand(sql, operand->parts[0], VALUE_DATE);
        text_add(sql, STR(" AS DOUBLE)"));
    } else {
        sql_add_literal(sql, operand, kind);
    }
}

static void add_comparison(Text *sql, const Expression *test)
{
    static const char *const SIGNS[] = {
        [COMPARE_EQUAL] = " = ",    [COMPARE_NOT_EQUAL] = " <> ", [COMPARE_LESS] = " < ",
        [COMPARE_AT_MOST] = " <= ", [COMPARE_MORE] = " > ",       [COMPARE_AT_LEAST] = " >= "};

    add_operand(sql, test->parts[0], test->value_kind);
    text_add(sql, str_from(SIGNS[test->comparison]));
    add_operand(sql, test->parts[1], test->value_kind);
}

static void add_among(Text *sql, const Expression *test)
{
    add_operand(sql, test->parts[0], test->value_kind);
    text_add(sql, STR(" IN ("));
    for (size_t i = 1; i < test->part_count; i++) {
        text_add(sql, i == 1 ? STR_NONE : STR(", "));
        add_operand(sql, test->parts[i], test->value_kind);
    }
    text_add(sql, STR(")"));
}

static void add_between(Text *sql, const Expression *test)
{
    add_operand(sql, test->parts[0], test->value_kind);
    text_add(sql, STR(" BETWEEN "));
    add_operand(sql, test->parts[1], test->value_kind);
    text_add(sql, STR(" AND "));
    add_operand(sql, test->parts[2], test->value_kind);
}

static void add_joined(Text *sql, const Expression *expression, Str between)
{
    for (size_t i = 0; i < expression->part_count; i++) {
        text_add(sql, i == 0 ? STR_NONE : between);
        sql_add_condition(sql, expression->parts[i]);
    }
}

void sql_add_condition(Text *sql, const Expression *expression)
{
    text_add(sql, STR("("));
    switch (expression->kind) {
    case EXPRESSION_AND:
        add_joined(sql, expression, STR(" AND "));
        break;
    case EXPRESSION_OR:
        add_joined(sql, expression, STR(" OR "));
        break;
    case EXPRESSION_NOT:
        text_add(sql, STR("NOT "));
        sql_add_condition(sql, expression->parts[0]);
        break;
    case EXPRESSION_COMPARE:
        add_comparison(sql, expression);
        break;
    case EXPRESSION_IN:
        add_among(sql, expression);
        break;
    case EXPRESSION_BETWEEN:
        add_between(sql, expression);
        break;
    case EXPRESSION_KNOWN:
        add_operand(sql, expression->parts[0], VALUE_TEXT);
        text_add(sql, STR(" IS NOT NULL"));
        break;
    case EXPRESSION_DAYS:
    case EXPRESSION_COLUMN:
    case EXPRESSION_LITERAL:
        /* Never a condition by itself: the parser sees to that. */
        text_add(sql, STR("NULL"));
        break;
    }
    text_add(sql, STR(")"));
}

/* ---- cells ---- */

void sql_add_trimmed(Text *sql, Str cell)
{
    text_format(sql, "trim(coalesce(%.*s, ''), " BLANKS ")", STR_ARGS(cell));
}

static void add_listed(Text *sql, StrSpan markers, bool *first)
{
    for (size_t i = 0; i < markers.count; i++) {
        text_add(sql, *first ? STR_NONE : STR(", "));
        sql_add_text(sql, markers.items[i]);
        *first = false;
    }
}

/* Those that are missing everywhere, and `missing`. */
static void add_markers(Text *sql, StrSpan missing)
{
    bool first = true;

    text_add(sql, STR("("));
    add_listed(sql, labels_missing(), &first);
    add_listed(sql, missing, &first);
    text_add(sql, STR(")"));
}

static Str trimmed(Text *sql, Str cell)
{
    Text text = text_new(sql->arena);

    sql_add_trimmed(&text, cell);
    return text_str(&text);
}

/* Cells that are clean as they stand, nearly all, are spared the trimming, which costs more than
   the pattern. What is too large for a double becomes infinite, and is no number. */
static void add_number_value(Text *sql, Str cell)
{
    Str trim = trimmed(sql, cell);

    text_format(sql,
                "CASE WHEN regexp_full_match(%.*s, " NUMBER_PATTERN
                ") THEN CASE WHEN isfinite(TRY_CAST(%.*s AS DOUBLE)) THEN TRY_CAST(%.*s AS DOUBLE)"
                " END WHEN %.*s IS NOT NULL AND %.*s <> '' AND regexp_full_match(%.*s, ",
                STR_ARGS(cell), STR_ARGS(cell), STR_ARGS(cell), STR_ARGS(cell), STR_ARGS(cell),
                STR_ARGS(trim));
    text_format(sql,
                NUMBER_PATTERN ") THEN CASE WHEN isfinite(TRY_CAST(%.*s AS DOUBLE)) THEN "
                               "TRY_CAST(%.*s AS DOUBLE) END END",
                STR_ARGS(trim), STR_ARGS(trim));
}

/* Days of YYYY-MM-DD, which `iso` gives; date_parse knows no year 0. */
static void add_days(Text *sql, Str iso)
{
    text_format(sql,
                "CASE WHEN TRY_CAST(%.*s AS DATE) >= DATE '0001-01-01' THEN "
                "CAST(TRY_CAST(%.*s AS DATE) - DATE '1970-01-01' AS BIGINT) END",
                STR_ARGS(iso), STR_ARGS(iso));
}

/* The year, month and day of a text that has the pattern of its order. */
static Str iso_of(Text *sql, Str text, DateOrder order)
{
    switch (order) {
    case DATES_NOT_SAID:
    case DATES_YEAR_MONTH_DAY:
        break;
    case DATES_DAY_MONTH_YEAR:
        return str_format(sql->arena, "regexp_replace(%.*s, " PARTS_TAKEN ", '\\3-\\2-\\1')",
                          STR_ARGS(text));
    case DATES_MONTH_DAY_YEAR:
        return str_format(sql->arena, "regexp_replace(%.*s, " PARTS_TAKEN ", '\\3-\\1-\\2')",
                          STR_ARGS(text));
    }
    return str_format(sql->arena, "left(%.*s, 10)", STR_ARGS(text));
}

/* Cells that are clean as they stand are spared the trimming, as those of numbers are. */
static void add_date_value(Text *sql, Str cell, DateOrder order)
{
    bool year_first = order == DATES_NOT_SAID || order == DATES_YEAR_MONTH_DAY;
    Str trim = trimmed(sql, cell);

    text_format(sql, "CASE WHEN regexp_full_match(%.*s, %s) THEN ", STR_ARGS(cell),
                year_first ? DATE_PATTERN : PARTS_PATTERN);
    add_days(sql, iso_of(sql, cell, order));
    text_format(sql, " WHEN %.*s IS NOT NULL AND %.*s <> '' AND regexp_full_match(%.*s, %s) THEN ",
                STR_ARGS(cell), STR_ARGS(cell), STR_ARGS(trim),
                year_first ? DATE_TIME_PATTERN : PARTS_PATTERN);
    add_days(sql, iso_of(sql, trim, order));
    text_add(sql, STR(" END"));
}

static void add_text_value(Text *sql, Str cell, StrSpan missing)
{
    Str trim = trimmed(sql, cell);

    text_format(sql, "CASE WHEN %.*s NOT IN ", STR_ARGS(trim));
    add_markers(sql, missing);
    text_format(sql, " THEN %.*s END", STR_ARGS(trim));
}

void sql_add_is_missing(Text *sql, Str cell, StrSpan missing)
{
    Str trim = trimmed(sql, cell);
    bool first = true;

    text_format(sql, "%.*s IN (", STR_ARGS(trim));
    add_listed(sql, missing, &first);
    text_add(sql, STR(")"));
}

/* Numbers or dates: what is missing in other words than theirs matches no pattern as it is. */
static void add_pattern_value(Text *sql, Str cell, ValueKind kind, DateOrder dates)
{
    if (kind == VALUE_NUMBER) {
        add_number_value(sql, cell);
    } else {
        add_date_value(sql, cell, dates);
    }
}

void sql_add_value(Text *sql, Str cell, ValueKind kind, CellWays ways)
{
    if (kind == VALUE_TEXT) {
        add_text_value(sql, cell, ways.missing);
    } else if (value_is_any(kind, ways)) {
        text_add(sql, STR("CASE WHEN NOT "));
        sql_add_is_missing(sql, cell, ways.missing);
        text_add(sql, STR(" THEN "));
        add_pattern_value(sql, cell, kind, ways.dates);
        text_add(sql, STR(" END"));
    } else {
        add_pattern_value(sql, cell, kind, ways.dates);
    }
}

void sql_add_is_odd(Text *sql, Str cell, Str value, StrSpan missing)
{
    Str trimmed_cell = trimmed(sql, cell);

    /* CASE looks at a branch for the rows that need it alone: nearly none reach the trimming. */
    text_format(
        sql, "CASE WHEN %.*s IS NOT NULL OR %.*s IS NULL OR %.*s = '' THEN false ELSE %.*s NOT IN ",
        STR_ARGS(value), STR_ARGS(cell), STR_ARGS(cell), STR_ARGS(trimmed_cell));
    add_markers(sql, missing);
    text_add(sql, STR(" END"));
}

void sql_add_millionths(Text *sql, Str cell)
{
    Str trimmed_cell = trimmed(sql, cell);

    text_format(sql,
                "CAST(coalesce(TRY_CAST(%.*s AS DECIMAL(24, 6)), TRY_CAST(%.*s AS DECIMAL(24, 6))) "
                "* 1000000 AS BIGINT)",
                STR_ARGS(cell), STR_ARGS(trimmed_cell));
}
