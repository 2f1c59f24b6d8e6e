/* What the parts of a draft share. Private to the room. */
#ifndef UK_PROFILE_DRAFT_PARTS_H
#define UK_PROFILE_DRAFT_PARTS_H

#include "profile/draft.h"
#include "profile/draft_text.h"

/* A label of fewer rows is not named in a comment: it may be about one person. */
#define FREQUENT_ROWS 8

typedef struct Draft {
    Context *context;
    const Profile *profile;
    const Guess *guess;
    Text *out;
    StrSpan keys; /* names given so far in a section; room for `keys_most` */
    size_t keys_most;
    size_t groups; /* written so far, those commented out not counted */
} Draft;

/* One proposed group. */
typedef struct DraftGroup {
    Str about; /* the column's name, or the label of the kind of row */
    NameTopic topic;
    Str column;
    Str where;            /* a condition, or empty */
    ProfileLevels levels; /* its labels */
    int64_t rows;         /* 0: of published counts, whose rows are no people */
    int64_t unrecorded;   /* rows of them */
    bool in_years;        /* ages, for bands */
    double least;         /* of them */
    double most;
    bool changes; /* its labels are not the same in all periods */
    bool commented;
} DraftGroup;

/* A name for a section that has none of it yet. */
Str draft_key(Draft *draft, Str words);
void draft_begin_keys(Draft *draft);

/* "2 of 100 rows", "fewer than 1 of 100 rows"; empty where there are too few rows to say. */
Str draft_share(const Draft *draft, int64_t part, int64_t rows);

/* A finished text for line_write, NULL when it is empty. */
const char *draft_words(const Draft *draft, Text *text);

/* "A, B, C and 4 more": labels that are recorded, frequent and no totals. Empty when there are
   none. */
Str draft_labels(const Draft *draft, ProfileLevels levels);

/* Names of the columns of a role from index `from` on, "a, b, c"; empty when there are none. */
Str draft_columns(const Draft *draft, Role role, size_t from);

/* A line across the page. */
void draft_heading(const Draft *draft, const char *words);

/* One group; its lines are all commented when it says so. */
Status draft_group(Draft *draft, const DraftGroup *group) UK_MUST_USE;

/* The sections. */
Status draft_groups(Draft *draft) UK_MUST_USE;
Status draft_kind_groups(Draft *draft) UK_MUST_USE;
Status draft_outcomes(Draft *draft) UK_MUST_USE;

/* What the file says of a set of groups, where one is asked for; and of the knots. */
void draft_preset(Draft *draft);
Status draft_knots(Draft *draft) UK_MUST_USE;

/* True where one of the words stands in the column's name. */
bool draft_column_is_about(const ColumnProfile *column, const TextList *words);

/* "count", "number": labels of a statistic that counts. */
bool draft_is_count(Str label);

/* True for labels that count: not missing, not "not recorded". */
bool label_counts(Str label);

#endif
