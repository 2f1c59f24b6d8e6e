/* What is plain data of each kind of check: the lines of checks.def. */
#ifndef UK_CATALOGUE_CHECK_KIND_H
#define UK_CATALOGUE_CHECK_KIND_H

#include "base/str.h"
#include "catalogue/ids.h"

#include <stdbool.h>

/* Static; the texts are never empty. */
typedef struct CheckKindInfo {
    Str id;        /* the beginning of a finding's id */
    Stage stage;   /* where its findings stand */
    Str catalogue; /* the check of catalogue/checks.yaml that it is */
    bool of_score; /* its subject is a score */
    int turn;      /* remeasure tells findings of small ones first; 0 to 10 */
    Str name;      /* "what is written down, by group" */
    Str about;     /* "written down" */
    Str total;     /* "Counted" */
} CheckKindInfo;

/* Of a kind below CHECK_COUNT, never NULL. */
const CheckKindInfo *check_kind(CheckKind kind);

/* One part, of the last period, beside the shares that the first had. */
static inline bool check_is_shift(CheckKind kind)
{
    return kind == CHECK_SHIFT_MIX || kind == CHECK_SHIFT_FLAGGED || kind == CHECK_SHIFT_MISSED;
}

#endif
