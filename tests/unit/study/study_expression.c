/* The truth of conditions: Kleene's tables complete, every comparison, what a condition reads. */
#include "study_testing.h"

#include <stdlib.h>

static Value number(double value)
{
    return (Value){CELL_KNOWN, value, STR_NONE};
}

static Value text(const char *value)
{
    return (Value){CELL_KNOWN, 0, str_from(value)};
}

static Value nothing(CellState state)
{
    return (Value){state, 0, STR_NONE};
}

static const char *truth_name(Truth truth)
{
    return truth == TRUTH_YES ? "yes" : truth == TRUTH_NO ? "no" : "unknown";
}

/* Typed, or the test program ends: nothing after it would mean anything. */
static Expression *read_or_end(Context *context, const char *condition)
{
    Expression *expression = NULL;

    if (failed(study_read(context, str_from(condition), &expression))) {
        Str mistakes = study_mistakes(context);

        printf("Bail out! %s: %.*s\n", condition, STR_ARGS(mistakes));
        exit(1);
    }
    return expression;
}

static void check(const char *condition, const Value *values, Truth want, const char *what)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Truth got = expression_evaluate(read_or_end(&context, condition), values);

    OK(got == want, "%s: %s is %s", what, condition, truth_name(want));
}

/* age: 1 for yes, 0 for no, missing for unknown; finished likewise. */
static Value of_truth(Truth truth)
{
    return truth == TRUTH_UNKNOWN ? nothing(CELL_MISSING) : number(truth == TRUTH_YES);
}

static void test_kleene(void)
{
    static const Truth ORDER[] = {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES};
    /* Kleene (1938): and is the least, or the greatest, in the order no, unknown, yes. */
    static const Truth AND[3][3] = {{TRUTH_NO, TRUTH_NO, TRUTH_NO},
                                    {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_UNKNOWN},
                                    {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES}};
    static const Truth OR[3][3] = {{TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES},
                                   {TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_YES},
                                   {TRUTH_YES, TRUTH_YES, TRUTH_YES}};
    static const Truth NOT[3] = {TRUTH_YES, TRUTH_UNKNOWN, TRUTH_NO};
    char what[64];

    for (size_t i = 0; i < 3; i++) {
        Value values[COLUMNS] = {0};

        values[AGE] = of_truth(ORDER[i]);
        check("not age = 1", values, NOT[i], "not");
        check("not not age = 1", values, ORDER[i], "not not");
        for (size_t j = 0; j < 3; j++) {
            values[FINISHED] = of_truth(ORDER[j]);
            snprintf(what, sizeof what, "%s, %s", truth_name(ORDER[i]), truth_name(ORDER[j]));
            check("age = 1 and finished = 1", values, AND[i][j], what);
            check("age = 1 or finished = 1", values, OR[i][j], what);
            check("not (age = 1 and finished = 1) and not (age != 1 and finished = 1)", values,
                  ORDER[j] == TRUTH_YES && ORDER[i] != TRUTH_UNKNOWN ? TRUTH_NO
                  : ORDER[j] == TRUTH_NO                             ? TRUTH_YES
                                                                     : TRUTH_UNKNOWN,
                  what);
        }
    }
}

/* Each of the six against less, equal and more; and against cells of no value. */
static void test_comparisons(void)
{
    static const struct {
        const char *condition;
        Truth less;
        Truth equal;
        Truth more;
    } CASES[] = {
        {"age = 18", TRUTH_NO, TRUTH_YES, TRUTH_NO},
        {"age != 18", TRUTH_YES, TRUTH_NO, TRUTH_YES},
        {"age <> 18", TRUTH_YES, TRUTH_NO, TRUTH_YES},
        {"age < 18", TRUTH_YES, TRUTH_NO, TRUTH_NO},
        {"age <= 18", TRUTH_YES, TRUTH_YES, TRUTH_NO},
        {"age > 18", TRUTH_NO, TRUTH_NO, TRUTH_YES},
        {"age >= 18", TRUTH_NO, TRUTH_YES, TRUTH_YES},
        {"18 = age", TRUTH_NO, TRUTH_YES, TRUTH_NO},
        {"18 > age", TRUTH_YES, TRUTH_NO, TRUTH_NO},
        {"18 <= age", TRUTH_NO, TRUTH_YES, TRUTH_YES},
        {"age in (17.5, 18)", TRUTH_NO, TRUTH_YES, TRUTH_NO},
        {"age not in (18)", TRUTH_YES, TRUTH_NO, TRUTH_YES},
        {"age between 18 and 18", TRUTH_NO, TRUTH_YES, TRUTH_NO},
        {"age between 17 and 18", TRUTH_YES, TRUTH_YES, TRUTH_NO},
        {"age between 18 and 19", TRUTH_NO, TRUTH_YES, TRUTH_YES},
        {"age not between 18 and 19", TRUTH_YES, TRUTH_NO, TRUTH_NO},
    };
    static const CellState NONE[] = {CELL_MISSING, CELL_SUPPRESSED, CELL_BAD};
    Value values[COLUMNS] = {0};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        values[AGE] = number(17);
        check(CASES[i].condition, values, CASES[i].less, "17");
        values[AGE] = number(18);
        check(CASES[i].condition, values, CASES[i].equal, "18");
        values[AGE] = number(19);
        check(CASES[i].condition, values, CASES[i].more, "19");
        for (size_t j = 0; j < 3; j++) {
            values[AGE] = nothing(NONE[j]);
            check(CASES[i].condition, values, TRUTH_UNKNOWN, "no value");
        }
    }
}

static void test_text(void)
{
    Value values[COLUMNS] = {0};

    values[SEX] = text("Female");
    check("sex = 'Female'", values, TRUTH_YES, "same bytes");
    check("sex = 'female'", values, TRUTH_NO, "another case is another text");
    check("sex = ' Female '", values, TRUTH_YES, "a literal loses the blanks at its ends");
    check("sex != 'Male'", values, TRUTH_YES, "another text");
    check("sex in ('Male', 'Female')", values, TRUTH_YES, "second in the list");
    check("sex not in ('Male', 'Female')", values, TRUTH_NO, "in the list");
    values[SEX] = text("it's");
    check("sex = 'it''s'", values, TRUTH_YES, "a doubled quote is one");
    check("sex = \"it's\"", values, TRUTH_YES, "the other quote needs no doubling");
    values[SEX] = text("01");
    check("sex = '1'", values, TRUTH_NO, "codes are not numbers");
    values[SEX] = nothing(CELL_MISSING);
    check("sex = 'Female'", values, TRUTH_UNKNOWN, "missing");
    check("sex != 'Female'", values, TRUTH_UNKNOWN, "missing");
    check("sex not in ('Female')", values, TRUTH_UNKNOWN, "missing");
}

static void test_known(void)
{
    Value values[COLUMNS] = {0};

    values[AGE] = number(0);
    check("known(age)", values, TRUTH_YES, "0 is a value");
    check("not known(age)", values, TRUTH_NO, "0 is a value");
    values[AGE] = nothing(CELL_MISSING);
    check("known(age)", values, TRUTH_NO, "missing");
    check("not KNOWN(age)", values, TRUTH_YES, "missing");
    values[AGE] = nothing(CELL_SUPPRESSED);
    check("known(age)", values, TRUTH_NO, "kept back");
    values[RISK_SCORE] = number(0.5);
    check("known([risk score]) and [risk score] >= .5", values, TRUTH_YES, "a name in brackets");
}

static void test_dates(void)
{
    Value values[COLUMNS] = {0};

    values[REFERRAL_DATE] = value_read(VALUE_DATE, STR("2024-02-28"));
    values[SEEN_DATE] = value_read(VALUE_DATE, STR("2024-03-01 09:30"));
    check("days(referral_date, seen_date) = 2", values, TRUTH_YES, "over a leap day");
    check("days(seen_date, referral_date) = -2", values, TRUTH_YES, "backwards is below 0");
    check("days(referral_date, 2024-03-31) > 31", values, TRUTH_YES, "to a fixed day");
    check("days(referral_date, seen_date) <= age", values, TRUTH_NO, "against a column");
    check("referral_date >= 2024-02-28 and referral_date < 2024-02-29", values, TRUTH_YES, "order");
    check("seen_date = 2024-03-01", values, TRUTH_YES, "a time of day does not count");
    check("seen_date between 2024-03-01 and 2024-03-31", values, TRUTH_YES, "both ends count");
    check("seen_date > referral_date and known(seen_date) and seen_date != 2024-01-01", values,
          TRUTH_YES, "columns share the kind of either");
    values[SEEN_DATE] = nothing(CELL_MISSING);
    check("days(referral_date, seen_date) <= 42", values, TRUTH_UNKNOWN, "never seen");
    check("known(seen_date) and days(referral_date, seen_date) <= 42", values, TRUTH_NO,
          "said to be no");
}

/* Precedence: not binds closest, then and, then or; brackets change it. */
static void test_precedence(void)
{
    Value values[COLUMNS] = {0};

    values[A] = number(1);
    values[B] = number(0);
    values[AGE] = number(0);
    check("a = 1 or b = 1 and age = 1", values, TRUTH_YES, "and before or");
    check("(a = 1 or b = 1) and age = 1", values, TRUTH_NO, "brackets first");
    check("not a = 1 or a = 1", values, TRUTH_YES, "not before or");
    check("not (a = 1 or a = 1)", values, TRUTH_NO, "not of brackets");
    check("not b = 1 and a = 1", values, TRUTH_YES, "not before and");
    check("NOT b = 1 AND a = 1 Or b = 7", values, TRUTH_YES, "words in any case");
}

static void test_uses(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    const Expression *expression = read_or_end(
        &context, "a = b and b >= 3 and known(sex) and days(referral_date, seen_date) < age");
    static const struct {
        uint32_t column;
        bool used;
        ValueKind kind;
    } WANT[] = {
        {A, true, VALUE_NUMBER},           {B, true, VALUE_NUMBER},       {SEX, true, VALUE_TEXT},
        {REFERRAL_DATE, true, VALUE_DATE}, {SEEN_DATE, true, VALUE_DATE}, {AGE, true, VALUE_NUMBER},
        {RECOVERED, false, VALUE_NUMBER},  {DAYS, false, VALUE_NUMBER},
    };

    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++) {
        ValueKind kind = WANT[i].kind == VALUE_NUMBER && WANT[i].used ? VALUE_DATE : VALUE_NUMBER;
        bool used = expression_uses(expression, WANT[i].column, &kind);

        OK(used == WANT[i].used && kind == WANT[i].kind, "%.*s is %s",
           STR_ARGS(study_names[WANT[i].column]), used ? value_kind_name(kind) : "not read");
    }
}

static void test_literals(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    ExpressionLiterals found;
    static const char *const WANT[] = {"sex=f",       "code=x",       "code=y",
                                       "recovered=1", "finished=0.0", "a=2024-04-01"};
    const Expression *expression = read_or_end(
        &context, "sex = 'f' and (code not in ('x', \"y\") or 1 = recovered) and age > 3 and "
                  "age between 4 and 5 and not finished != 0.0 and a = 2024-04-01 and "
                  "days(a, seen_date) = 7 and days(a, seen_date) in (8) and age = b");

    OK(!failed(expression_literals(&context, expression, &found)), "literals are found");
    OK(found.count == sizeof WANT / sizeof WANT[0], "six are compared for equality with a column");
    for (size_t i = 0; i < found.count && i < sizeof WANT / sizeof WANT[0]; i++) {
        Str got = str_format(arena, "%.*s=%.*s", STR_ARGS(found.items[i].column->text),
                             STR_ARGS(found.items[i].literal->text));

        OK(str_equal(got, str_from(WANT[i])), "%s", WANT[i]);
    }
}

/* Typing again for other columns forgets the first. */
static void test_typed_again(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Expression *expression = read_or_end(&context, "age > 18 and sex = 'f'");
    Str others[] = {STR("sex"), STR("age")};
    ValueKind kind = VALUE_DATE;

    OK(!failed(expression_type(&context, expression, (StrSpan){others, 2}, STR("y.csv"))),
       "typed for another file");
    OK(expression_uses(expression, 0, &kind) && kind == VALUE_TEXT, "column 0 is now sex");
    OK(expression_uses(expression, 1, &kind) && kind == VALUE_NUMBER, "column 1 is now age");
    OK(!expression_uses(expression, SEX, &kind), "the old index is forgotten");
}

int main(void)
{
    test_kleene();
    test_comparisons();
    test_text();
    test_known();
    test_dates();
    test_precedence();
    test_uses();
    test_literals();
    test_typed_again();
    return tap_done();
}
