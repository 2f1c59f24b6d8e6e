/* What is plain data of each kind of check: the lines of checks.def. */
#ifndef UK_CATALOGUE_CHECK_KIND_H
#define UK_CATALOGUE_CHECK_KIND_H

#include "base/str.h"
#include "catalogue/ids.h"
#include "catalogue/phrase.h"

#include <stdbool.h>

/* Static; the texts are never empty. */
typedef struct CheckKindInfo {
    Str id;           /* the beginning of a finding's id */
    Stage stage;      /* where its findings stand */
    Str catalogue;    /* the check of catalogue/checks.yaml that it is */
    bool of_score;    /* its subject is a score */
    bool of_rows;     /* of what is written down in rows, and which rows are left out */
    int turn;         /* remeasure tells findings of small ones first; 0 to 10 */
    Str name;         /* "what is written down, by group" */
    Str about;        /* "written down" */
    Str total;        /* "Counted" */
    PhraseId rival;   /* one other explanation */
    PhraseId reading; /* how to read its picture */
    PhraseId differ;  /* what groups may differ in: "how often {what} is written down" */
    PhraseId moved;   /* its name where two audits are compared */
} CheckKindInfo;

/* Of a kind below CHECK_COUNT, never NULL. */
const CheckKindInfo *check_kind(CheckKind kind);

/* Beside the place that a score was made for. */
static inline bool check_is_of_place(CheckKind kind)
{
    return kind == CHECK_PLACE_MIX || kind == CHECK_PLACE_FLAGGED || kind == CHECK_PLACE_MISSED;
}

/* Shares of everyone, there and here. */
static inline bool check_is_mix(CheckKind kind)
{
    return kind == CHECK_SHIFT_MIX || kind == CHECK_PLACE_MIX;
}

/* Of what is written down of people and how, not of what happened to them: told after that. */
static inline bool check_is_of_writing(CheckKind kind)
{
    return check_kind(kind)->of_rows || kind == CHECK_STABILITY;
}

/* Who is there: a group's number is its share of everyone, so all groups' together are a whole and
   no two are counted apart. Not CHECK_STABILITY, which is of people too: it counts in each group,
   out of the group's own people, as an outcome is counted. */
static inline bool check_is_of_people(CheckKind kind)
{
    return kind == CHECK_REPRESENTATION || check_is_mix(kind);
}

/* One part, of the last period or of all other places, beside the shares that the first period had,
   or the place that a score was made for. */
static inline bool check_is_shift(CheckKind kind)
{
    return check_is_mix(kind) || kind == CHECK_SHIFT_FLAGGED || kind == CHECK_SHIFT_MISSED ||
           check_is_of_place(kind);
}

#endif
