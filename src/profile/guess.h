/* What each column of a file is for, guessed from its name and what it holds. */
#ifndef UK_PROFILE_GUESS_H
#define UK_PROFILE_GUESS_H

#include "profile/profile.h"

typedef enum Role {
    ROLE_LEFT_OUT, /* Guess.reasons says why */
    ROLE_PERSON,   /* the same person comes again in other rows */
    ROLE_ROW_ID,   /* names the row */
    ROLE_PERIOD,
    ROLE_BIRTH,
    ROLE_DATE,
    ROLE_AGE, /* in years */
    ROLE_GROUP,
    ROLE_PERHAPS_GROUP, /* a group, or an outcome: only a person can tell */
    ROLE_SHARE,         /* an outcome that people have or not */
    ROLE_AMOUNT,
    ROLE_SCORE,
    ROLE_DECIDED,
    ROLE_WEIGHT,
    ROLE_STRATA,
    ROLE_CLUSTER,
    ROLE_EVENTS,
    ROLE_OUT_OF,
    ROLE_ESTIMATE,
    ROLE_ERROR,
    ROLE_POPULATION,
    ROLE_MEASURE, /* of a table that is long, or has a row for each kind of group */
    ROLE_VALUE,
    ROLE_STATISTIC,
    ROLE_KIND,
    ROLE_LEVEL,
    ROLE_TOTALLED /* beside published counts: only the rows of its total are kept */
} Role;

#define COLUMN_NOT_THERE SIZE_MAX

/* The most columns of levels that a table of kinds has: variable_a, variable_b. */
#define KIND_LEVELS_MOST 2

#define CROSS_COLUMNS_MOST (2 + KIND_LEVELS_MOST)

/* Rows that have these labels together. */
typedef struct CrossCell {
    Str labels[CROSS_COLUMNS_MOST];
    int64_t rows;
} CrossCell;

/* Columns to be counted crossed, and what came of it. */
typedef struct Cross {
    size_t columns[CROSS_COLUMNS_MOST]; /* of the profile */
    size_t column_count;                /* 0: nothing is asked */
    CrossCell *cells;                   /* filled by whoever reads the file */
    size_t cell_count;
} Cross;

typedef struct Guess {
    Role *roles; /* of each column */
    const char **reasons;
    bool is_long; /* a spread is proposed */
    Cross kinds;  /* the kind, the columns of its levels, and the period if there is one */
    bool kinds_have_period;
    bool group_is_forced; /* no column looked like a way of grouping people */
    Cross measures;       /* the statistic if there is one, and the measure */
} Guess;

/* Finds the roles and asks for the crosses; profile_describe comes before. */
Status guess_roles(Context *context, const Profile *profile, Guess *out) UK_MUST_USE;

/* The first column of a role, or COLUMN_NOT_THERE. */
size_t guess_find(const Profile *profile, const Guess *guess, Role role);

/* What people are usually grouped by, in the order in which a study has them. */
#define GROUP_TOPICS_COUNT 7
extern const NameTopic GROUP_TOPICS[GROUP_TOPICS_COUNT];

bool topic_groups_people(NameTopic topic);

#endif
