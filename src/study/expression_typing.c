/* Gives every column of a condition the kind of what it is compared with, and refuses what has no
   meaning: order among texts, two kinds for one column, tests that read no column. */
#include "study/expression_typing.h"

#include "base/number.h"
#include "study/labels.h"

/* Columns compared with each other share one kind: a forest, the kind kept at each root. */
typedef struct Group {
    uint32_t parent;
    bool told;
    ValueKind kind;
} Group;

typedef struct Typing {
    Context *context;
    Group *groups; /* one for each column of the data */
} Typing;

static Group *find_group(const Typing *typing, uint32_t column)
{
    Group *groups = typing->groups;

    while (groups[column].parent != column) {
        groups[column].parent = groups[groups[column].parent].parent;
        column = groups[column].parent;
    }
    return &groups[column];
}

static Str show(const Typing *typing, const Expression *expression)
{
    return expression_show(typing->context->arena, expression->text);
}

static Str name_of(const Typing *typing, const Expression *column)
{
    return expression_write_name(typing->context->arena, column->text);
}

static bool is_number(Str text)
{
    double number;

    return number_parse(text, &number);
}

static bool is_date(Str text)
{
    int64_t days;

    return date_parse(text, &days);
}

/* How to write the literal so that it is of the kind asked for. */
static Str rewrite(const Typing *typing, const Expression *literal, ValueKind kind)
{
    Arena *arena = typing->context->arena;
    Str shown = show(typing, literal);

    switch (kind) {
    case VALUE_TEXT:
        return str_format(arena, "write '%.*s' in quotes", STR_ARGS(shown));
    case VALUE_NUMBER:
        return is_number(literal->text)
                   ? str_format(arena, "write %.*s without quotes", STR_ARGS(shown))
                   : STR("write a number");
    case VALUE_DATE:
        return is_date(literal->text)
                   ? str_format(arena, "write %.*s without quotes", STR_ARGS(shown))
                   : STR("write a date such as 2024-04-01");
    }
    return STR_NONE;
}

static void note_wrong_kind(const Typing *typing, const Expression *literal, Str what,
                            ValueKind wanted)
{
    const char *quote = literal->value_kind == VALUE_TEXT ? "'" : "";
    Str literal_shown = show(typing, literal);
    Str rewritten = rewrite(typing, literal, wanted);

    note_error(typing->context, FAIL_INPUT, literal->place, "%s%.*s%s is %s, but %.*s; %.*s", quote,
               STR_ARGS(literal_shown), quote, value_kind_name(literal->value_kind), STR_ARGS(what),
               STR_ARGS(rewritten));
}

/* The column is of `kind` because of `why`: a literal, or NULL for days( ), which takes dates and
   gives a number. */
static void tell_kind(const Typing *typing, const Expression *column, ValueKind kind,
                      const Expression *why)
{
    Group *group;

    if (column->column == COLUMN_UNKNOWN) {
        return;
    }
    group = find_group(typing, column->column);
    if (!group->told) {
        group->told = true;
        group->kind = kind;
    } else if (group->kind != kind && why != NULL) {
        Str column_shown = show(typing, column);

        note_wrong_kind(typing, why,
                        str_format(typing->context->arena,
                                   "column '%.*s' is compared with %s before",
                                   STR_ARGS(column_shown), value_kind_name(group->kind)),
                        group->kind);
    } else if (group->kind != kind) {
        Str column_shown = show(typing, column);

        note_error(typing->context, FAIL_INPUT, column->place,
                   "column '%.*s' is compared with %s before, but days( ) %s; give a column one "
                   "kind of value",
                   STR_ARGS(column_shown), value_kind_name(group->kind),
                   kind == VALUE_DATE ? "takes dates" : "gives a number");
    }
}

static void unite(const Typing *typing, const Expression *a, const Expression *b)
{
    Group *left;
    Group *right;

    if (a->column == COLUMN_UNKNOWN || b->column == COLUMN_UNKNOWN) {
        return;
    }
    left = find_group(typing, a->column);
    right = find_group(typing, b->column);
    if (left->told && right->told && left->kind != right->kind) {
        Str a_shown = show(typing, a);
        Str b_shown = show(typing, b);

        note_error(typing->context, FAIL_INPUT, a->place,
                   "column '%.*s' is compared with %s before, column '%.*s' with %s; compare "
                   "columns of one kind",
                   STR_ARGS(a_shown), value_kind_name(left->kind), STR_ARGS(b_shown),
                   value_kind_name(right->kind));
        return;
    }
    if (!left->told) {
        left->told = right->told;
        left->kind = right->kind;
    }
    right->parent = left->parent;
}

static bool reads_column(const Expression *expression)
{
    if (expression->kind == EXPRESSION_COLUMN) {
        return true;
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        if (reads_column(expression->parts[i])) {
            return true;
        }
    }
    return false;
}

static bool note_fixed(const Typing *typing, const Expression *test, bool reads)
{
    if (!reads) {
        note_error(typing->context, FAIL_INPUT, test->place,
                   "this test reads no column; compare a column with a value, such as age >= 18");
    }
    return !reads;
}

/* Inside days( ) stand dates alone. */
static void type_days(const Typing *typing, const Expression *value)
{
    if (value->kind != EXPRESSION_DAYS) {
        return;
    }
    for (size_t i = 0; i < value->part_count; i++) {
        const Expression *part = value->parts[i];

        if (part->kind == EXPRESSION_COLUMN) {
            tell_kind(typing, part, VALUE_DATE, NULL);
        } else if (part->kind == EXPRESSION_DAYS) {
            note_error(typing->context, FAIL_INPUT, part->place,
                       "days( ) stands inside days( ); it takes two dates, such as "
                       "days(referral_date, seen_date)");
        } else if (part->value_kind != VALUE_DATE) {
            note_wrong_kind(typing, part, STR("days( ) takes dates"), VALUE_DATE);
        }
    }
}

static void note_text_order(const Typing *typing, const Expression *value,
                            const Expression *literal)
{
    Str shown = show(typing, literal);

    if (is_number(literal->text) || is_date(literal->text)) {
        note_error(typing->context, FAIL_INPUT, literal->place,
                   "text in quotes has no order; write %.*s without quotes to compare %s",
                   STR_ARGS(shown), is_number(literal->text) ? "numbers" : "dates");
    } else if (value->kind == EXPRESSION_COLUMN) {
        Str value_name = name_of(typing, value);

        note_error(typing->context, FAIL_INPUT, literal->place,
                   "text has no order; name the values that count: %.*s in ('%.*s', ...), or "
                   "write numbers and dates such as 2024-04-01 without quotes",
                   STR_ARGS(value_name), STR_ARGS(shown));
    } else {
        note_error(typing->context, FAIL_INPUT, literal->place,
                   "text has no order; compare with a number");
    }
}

/* Cells that say "nothing here" are unknown in every column: no text equals them. */
static bool note_missing(const Typing *typing, const Expression *value, const Expression *literal,
                         const char *remedy)
{
    Str literal_shown;
    Str value_name;

    if (literal->value_kind != VALUE_TEXT || !label_is_missing(literal->text) ||
        value->kind != EXPRESSION_COLUMN) {
        return false;
    }
    literal_shown = show(typing, literal);
    value_name = name_of(typing, value);
    note_error(typing->context, FAIL_INPUT, literal->place,
               "'%.*s' stands for a missing value, which equals nothing; %s(%.*s)",
               STR_ARGS(literal_shown), remedy, STR_ARGS(value_name));
    return true;
}

/* A value against one literal of the right kind for it. */
static void type_against(const Typing *typing, const Expression *value, const Expression *literal)
{
    if (value->kind == EXPRESSION_COLUMN) {
        tell_kind(typing, value, literal->value_kind, literal);
    } else if (value->kind == EXPRESSION_DAYS && literal->value_kind != VALUE_NUMBER) {
        note_wrong_kind(typing, literal, STR("days( ) gives a number"), VALUE_NUMBER);
    }
}

static bool has_order(Comparison comparison)
{
    return comparison != COMPARE_EQUAL && comparison != COMPARE_NOT_EQUAL;
}

static void type_compare(const Typing *typing, const Expression *test)
{
    const Expression *value = test->parts[0];
    const Expression *other = test->parts[1];

    if (note_fixed(typing, test, reads_column(test))) {
        return;
    }
    type_days(typing, value);
    type_days(typing, other);
    if (value->kind == EXPRESSION_LITERAL || other->kind == EXPRESSION_COLUMN) {
        const Expression *swapped = value;

        value = other;
        other = swapped;
    }
    if (value->kind == EXPRESSION_COLUMN && other->kind == EXPRESSION_COLUMN) {
        unite(typing, test->parts[0], test->parts[1]);
    } else if (other->kind == EXPRESSION_DAYS) {
        if (value->kind == EXPRESSION_COLUMN) {
            tell_kind(typing, value, VALUE_NUMBER, NULL);
        }
    } else if (other->value_kind == VALUE_TEXT && has_order(test->comparison)) {
        note_text_order(typing, value, other);
    } else if (!note_missing(typing, value, other,
                             test->comparison == COMPARE_EQUAL ? "write not known"
                                                               : "write known")) {
        type_against(typing, value, other);
    }
}

static const char *plural(ValueKind kind)
{
    return kind == VALUE_TEXT ? "text" : kind == VALUE_NUMBER ? "numbers" : "dates";
}

static void type_in(const Typing *typing, const Expression *test)
{
    const Expression *value = test->parts[0];
    ValueKind first = test->parts[1]->value_kind;

    if (note_fixed(typing, test, reads_column(value))) {
        return;
    }
    type_days(typing, value);
    for (size_t i = 1; i < test->part_count; i++) {
        const Expression *literal = test->parts[i];

        if (literal->value_kind != first) {
            note_error(typing->context, FAIL_INPUT, literal->place, "the list mixes %s and %s; %s",
                       plural(first), plural(literal->value_kind),
                       first == VALUE_TEXT || literal->value_kind == VALUE_TEXT
                           ? "put all of them in quotes, or none"
                           : "give it one kind of value");
            return;
        }
        if (note_missing(typing, value, literal,
                         "take it out of the list and write: or not known")) {
            return;
        }
    }
    type_against(typing, value, test->parts[1]);
}

static void type_between(const Typing *typing, const Expression *test)
{
    const Expression *value = test->parts[0];
    const Expression *low = test->parts[1];
    const Expression *high = test->parts[2];

    if (note_fixed(typing, test, reads_column(value))) {
        return;
    }
    type_days(typing, value);
    if (low->value_kind == VALUE_TEXT || high->value_kind == VALUE_TEXT) {
        note_text_order(typing, value, low->value_kind == VALUE_TEXT ? low : high);
    } else if (low->value_kind != high->value_kind) {
        note_error(typing->context, FAIL_INPUT, high->place,
                   "the ends of 'between' are %s and %s; give both one kind",
                   value_kind_name(low->value_kind), value_kind_name(high->value_kind));
    } else if (low->number > high->number) {
        Str low_shown = show(typing, low);
        Str high_shown = show(typing, high);

        note_error(typing->context, FAIL_INPUT, low->place,
                   "nothing lies between %.*s and %.*s; write the smaller first",
                   STR_ARGS(low_shown), STR_ARGS(high_shown));
    } else {
        type_against(typing, value, low);
    }
}

static void type_tests(const Typing *typing, const Expression *expression)
{
    switch (expression->kind) {
    case EXPRESSION_AND:
    case EXPRESSION_OR:
    case EXPRESSION_NOT:
        for (size_t i = 0; i < expression->part_count; i++) {
            type_tests(typing, expression->parts[i]);
        }
        return;
    case EXPRESSION_COMPARE:
        type_compare(typing, expression);
        return;
    case EXPRESSION_IN:
        type_in(typing, expression);
        return;
    case EXPRESSION_BETWEEN:
        type_between(typing, expression);
        return;
    case EXPRESSION_KNOWN:
    case EXPRESSION_DAYS:
    case EXPRESSION_COLUMN:
    case EXPRESSION_LITERAL:
        return;
    }
}

/* Order between two columns needs a kind that has one. */
static void check_column_order(const Typing *typing, const Expression *test)
{
    const Expression *left = test->parts[0];
    const Expression *right = test->parts[1];

    if (!has_order(test->comparison) || left->kind != EXPRESSION_COLUMN ||
        right->kind != EXPRESSION_COLUMN || left->value_kind != VALUE_TEXT ||
        left->column == COLUMN_UNKNOWN || right->column == COLUMN_UNKNOWN) {
        return;
    }
    if (find_group(typing, left->column)->told) {
        Str left_shown = show(typing, left);
        Str right_shown = show(typing, right);

        note_error(typing->context, FAIL_INPUT, test->place,
                   "text has no order, and columns '%.*s' and '%.*s' are text; compare them by = "
                   "or !=",
                   STR_ARGS(left_shown), STR_ARGS(right_shown));
    } else {
        Str left_shown = show(typing, left);
        Str right_shown = show(typing, right);
        Str left_name = name_of(typing, left);
        Str right_name = name_of(typing, right);

        note_error(typing->context, FAIL_INPUT, test->place,
                   "nothing says whether '%.*s' and '%.*s' are numbers or dates; for dates write "
                   "days(%.*s, %.*s) > 0, for numbers add a test such as %.*s >= 0",
                   STR_ARGS(left_shown), STR_ARGS(right_shown), STR_ARGS(left_name),
                   STR_ARGS(right_name), STR_ARGS(left_name));
    }
}

/* Writes the kinds found into the tree; a column of no told kind is text. */
static void set_kinds(const Typing *typing, Expression *expression)
{
    for (size_t i = 0; i < expression->part_count; i++) {
        set_kinds(typing, expression->parts[i]);
    }
    switch (expression->kind) {
    case EXPRESSION_COLUMN:
        expression->value_kind = VALUE_TEXT;
        if (expression->column != COLUMN_UNKNOWN) {
            const Group *group = find_group(typing, expression->column);

            expression->value_kind = group->told ? group->kind : VALUE_TEXT;
        }
        return;
    case EXPRESSION_COMPARE:
        check_column_order(typing, expression);
        expression->value_kind = expression->parts[0]->value_kind;
        return;
    case EXPRESSION_IN:
    case EXPRESSION_BETWEEN:
        expression->value_kind = expression->parts[0]->value_kind;
        return;
    case EXPRESSION_AND:
    case EXPRESSION_OR:
    case EXPRESSION_NOT:
    case EXPRESSION_KNOWN:
    case EXPRESSION_DAYS:
    case EXPRESSION_LITERAL:
        return;
    }
}

Status expression_type(Context *context, Expression *expression, StrSpan columns, Str file)
{
    Typing typing = {context, TAKE(context, Group, columns.count)};
    size_t errors_before = context->error_count;

    if (typing.groups == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < columns.count; i++) {
        typing.groups[i].parent = (uint32_t)i;
    }
    expression_find_columns(context, expression, columns, file);
    type_tests(&typing, expression);
    set_kinds(&typing, expression);
    return status_since(context, errors_before);
}
