/* What the columns of a file hold, as far as a first study of it needs to know. */
#ifndef UK_PROFILE_PROFILE_H
#define UK_PROFILE_PROFILE_H

#include "base/status.h"
#include "catalogue/preset.h"
#include "study/column_names.h"
#include "study/value.h"

typedef struct ProfileLevel {
    Str label; /* trimmed; "" for a blank */
    int64_t rows;
} ProfileLevel;

typedef struct ProfileLevels {
    ProfileLevel *items; /* in natural order */
    size_t count;
} ProfileLevels;

typedef enum ColumnForm {
    FORM_EMPTY, /* nothing in it is recorded */
    FORM_SAME,  /* the same wherever it is recorded */
    FORM_TRUTH, /* two labels that say yes and no: 1 and 0, Yes and No */
    FORM_DATE,
    FORM_NUMBER, /* numbers, or kept-back ones such as "<5" */
    FORM_TEXT
} ColumnForm;

typedef struct ColumnProfile {
    /* Told by whoever read the file. */
    Str name;
    ProfileLevels levels;
    bool sampled;    /* levels are those of the first rows alone, since there are very many */
    bool uncounted;  /* so many that none are here; `form` is then told too */
    ColumnForm form; /* found, as all below, by profile_describe */

    NameTopic topic;
    int64_t rows;
    int64_t missing;      /* rows that hold nothing, or a marker such as NULL */
    int64_t not_recorded; /* rows whose label says that nobody knows */
    size_t recorded;      /* different labels beside those two */
    int64_t most_rows;    /* of one recorded label */
    bool is_whole;        /* numbers: none has a part behind the point */
    bool has_kept_back;   /* numbers: some are *, <5 and the like */
    double least;         /* of numbers */
    double most;
    DateOrders orders; /* dates as 13/04/2024: what they tell; all zero for 2024-04-13 */
    Str yes;           /* of a truth: its labels */
    Str no;
} ColumnProfile;

typedef struct Profile {
    Str file;   /* as the study is to name it */
    Str called; /* the file's own name, without folder and ending */
    Str sheet;  /* how it is to be read; empty, or 0, where nothing need be said */
    Str encoding;
    Str delimiter;
    int64_t skip;
    DateOrder dates; /* as the person told */
    Str protect;
    Str measure; /* of a long table, where the person told: the columns of its spread */
    Str value;
    const Preset *preset; /* the set of groups that the person named; NULL: none */
    int64_t rows;
    Str repeating; /* the column that names persons who have several rows; empty: none */
    ColumnProfile *columns;
    size_t column_count;
    size_t columns_left; /* behind those, and not looked at */
} Profile;

/* Fills what is to be found of each column. */
void profile_describe(Profile *profile);

/* True when no recorded label stands in two rows: the column names the row. */
bool profile_is_unique(const ColumnProfile *column);

#endif
