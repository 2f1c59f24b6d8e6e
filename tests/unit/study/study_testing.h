/* What the tests of conditions share: a few columns, and reading a condition against them. */
#ifndef UK_TESTS_STUDY_TESTING_H
#define UK_TESTS_STUDY_TESTING_H

#include "study/expression.h"

#include "tap.h"

#define ARENA_BYTES ((size_t)1 << 26)

static Str study_names[] = {
    {"recovered", 9}, {"finished", 8},    {"age", 3},  {"sex", 3},  {"referral_date", 13},
    {"seen_date", 9}, {"risk score", 10}, {"code", 4}, {"days", 4}, {"known", 5},
    {"ethnicity", 9}, {"a", 1},           {"b", 1},
};

enum {
    RECOVERED,
    FINISHED,
    AGE,
    SEX,
    REFERRAL_DATE,
    SEEN_DATE,
    RISK_SCORE,
    CODE,
    DAYS,
    KNOWN,
    ETHNICITY,
    A,
    B,
    COLUMNS
};

/* Parses and types; failed or not, every note is in the context. */
static inline Status study_read(Context *context, Str text, Expression **out)
{
    StrSpan columns = {study_names, COLUMNS};

    TRY(expression_parse(context, text, (Place){STR("--outcome"), 1, 1}, out));
    return expression_type(context, *out, columns, STR("x.csv"));
}

/* All mistakes as people see them, a line each; empty when there is none. */
static inline Str study_mistakes(Context *context)
{
    Str all = STR("");

    for (const Note *note = context->first; note != NULL; note = note->next) {
        all = str_format(context->arena, "%.*s%s%.*s:%" PRId64 ":%" PRId64 ": %.*s", STR_ARGS(all),
                         all.length == 0 ? "" : "\n", STR_ARGS(note->place.file), note->place.line,
                         note->place.column, STR_ARGS(note->text));
    }
    return all;
}

#endif
