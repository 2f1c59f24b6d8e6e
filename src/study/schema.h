/* Every key of a study: one row each, from which it is read, checked and documented. Private to the
   study room and to the page that is made of it. */
#ifndef UK_STUDY_SCHEMA_H
#define UK_STUDY_SCHEMA_H

#include "base/text.h"
#include "study/study.h"

typedef enum SchemaType {
    SCHEMA_TEXT,         /* StudyText */
    SCHEMA_TEXTS,        /* StudyTexts: a text or a list of them */
    SCHEMA_COLUMN,       /* StudyText: a column of the item's table */
    SCHEMA_COLUMNS,      /* StudyTexts: one of them or a list */
    SCHEMA_DATE,         /* StudyDate */
    SCHEMA_FLAG,         /* StudyFlag */
    SCHEMA_WHOLE,        /* StudyNumber, 0 or more */
    SCHEMA_NUMBER,       /* StudyNumber above 0 */
    SCHEMA_BANDS,        /* StudyNumbers, ascending */
    SCHEMA_CONDITION,    /* StudyCondition */
    SCHEMA_CHOICE,       /* StudyChoice among `words` */
    SCHEMA_STAGES,       /* StudyStages: a list of `words` */
    SCHEMA_DAYS,         /* StudyNumber: "42 days", "6 weeks" */
    SCHEMA_MARGIN,       /* StudyMargin */
    SCHEMA_ORDER,        /* a group's worst_off_first: StudyGroup.order and .worst_first */
    SCHEMA_PAIRS,        /* StudyPairs: a map of names to texts */
    SCHEMA_PART,         /* a struct of `section`, in place */
    SCHEMA_LIST,         /* a span of `section`: a list of maps */
    SCHEMA_NAMED,        /* a span of `section`: a map of names to maps */
    SCHEMA_TABLES,       /* the same, or one file's name */
    SCHEMA_COMBINATIONS, /* a list of lists of names */
    SCHEMA_ANSWERS,      /* a map of knots to a map or to a list of maps */
    SCHEMA_STEPS         /* every other key of a pathway */
} SchemaType;

/* Flags of a key. */
#define KEY_REQUIRED 1u
#define KEY_MAY_BE_EMPTY 2u /* an empty value is as good as none: the report prints it as empty */
#define KEY_MADE 16u        /* its columns may be made by `spread` */
#define KEY_OF_PEOPLE 32u   /* a warning is due where it names a person or an e-mail address */
#define KEY_OF_WHO 128u     /* nor should it be a single person's name without a title */
#define KEY_SECRET 64u      /* what stands there is never shown: study_shown_text */

typedef struct SchemaSection SchemaSection;

typedef struct SchemaKey {
    const char *name;
    SchemaType type;
    unsigned flags;
    size_t offset;                /* of the member in the section's struct */
    const SchemaSection *section; /* of PART, LIST, NAMED, TABLES, ANSWERS */
    const char *const *words;     /* of CHOICE and STAGES, by value, NULL after the last */
    const char *meaning;          /* for docs/study-file.md: a sentence without its full stop */
} SchemaKey;

struct SchemaSection {
    const char *called; /* in messages: "group" */
    size_t size;        /* of the struct; items begin with a Place, named ones then have a name */
    const SchemaKey *keys;
    size_t count;
};

/* The study itself; all other sections hang on it. */
extern const SchemaSection schema_study;
extern const SchemaSection schema_table;
extern const SchemaSection schema_group;
extern const SchemaSection schema_outcome;
extern const SchemaSection schema_score;
extern const SchemaSection schema_swap;
extern const SchemaSection schema_step; /* of no keys */

/* NULL when the section has no such key. */
const SchemaKey *schema_find(const SchemaSection *section, Str name);

/* What one value of the type is, in the words of messages and of the page: "a date such as
   2025-03-31". */
const char *schema_type_words(SchemaType type);

/* A span in a struct, whatever its items are: every Study...s begins so. */
typedef struct SchemaSpan {
    void *items;
    size_t count;
    Place place;
} SchemaSpan;
SchemaSpan schema_span(const void *span);
void schema_set_span(void *span, SchemaSpan value);

/* Calls back for every value of the study that is given and of a simple type: not PART, LIST,
   NAMED, TABLES, ANSWERS, COMBINATIONS. `item` is the struct of `section` that holds it. */
typedef void SchemaVisit(void *data, const SchemaSection *section, const SchemaKey *key,
                         const char *item);
void schema_visit(const Study *study, SchemaVisit *visit, void *data);

/* Writes the list of all keys as the middle part of docs/study-file.md. */
void schema_write_page(Text *page);

#endif
