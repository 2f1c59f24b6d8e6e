/* What the parts of the study's reader share. Private to it. */
#ifndef UK_STUDY_STUDY_BUILD_H
#define UK_STUDY_STUDY_BUILD_H

#include "study/schema.h"
#include "study/tree.h"

/* Mistakes of one file that are said one by one. */
#define STUDY_MISTAKES_MOST ((size_t)200)

/* The day of a date that is none, which was noted. */
#define STUDY_DATE_BAD INT64_MIN

typedef struct Build {
    Context *context;
    size_t errors_before;
    bool stopped;          /* too many mistakes, or memory is spent: nothing more is read */
    Str bytes;             /* the whole file, of which... */
    StudySecrets *secrets; /* ...these are not shown */
} Build;

/* The key that is being read, for messages. */
typedef struct Spot {
    const SchemaKey *key;
    Str where;   /* "group 'sex'"; empty for the study itself */
    Place place; /* of the key */
} Spot;

/* Notes a mistake, or stops after STUDY_MISTAKES_MOST. */
void build_mistake(Build *build, Place place, const char *format, ...) UK_PRINTF(3, 4);

/* Zeroed memory; NULL when it is spent, which stops the build. A count of 0 gives a pointer. */
void *build_take(Build *build, size_t count, size_t size);

/* "'within' of outcome 'wait'" */
Str spot_words(Build *build, const Spot *spot);

/* A text as it is shown in a message, at most 60 bytes. */
Str build_show(Build *build, Str text);

/* The text of a node; false when it is none, or empty, which is noted unless it may be. */
bool build_text(Build *build, const Spot *spot, const TreeNode *node, Str *out);

/* True for a key that may name something of the study: none that is refused, empty, or taken for
   something else than text by other readers of YAML; both of these are noted. */
bool build_name(Build *build, const TreeItem *item);

/* Fills the member of a key whose type is simple (schema_visit says which). */
void build_value(Build *build, const Spot *spot, const TreeNode *node, char *item);

void build_condition(Build *build, const Spot *spot, const TreeNode *node, StudyCondition *out);

/* What stands in a node is not shown. Notes where it goes on over several lines; warns of a
   password. */
void build_hide(Build *build, const Spot *spot, const TreeNode *node);

/* Everything that one study file tells by itself once it is read. */
void study_check_forms(Build *build, Study *study);

/* Which index of deprivation its groups are of: mistakes, and warnings of what does not go
   together. */
void study_check_editions(Build *build, const Study *study);

/* A survey's design, where the table has one, is of rows of people; clusters are no strata. */
void study_check_design(Build *build, const StudyTable *table);

/* What a score tells by itself, and of its table where that is known. */
void study_check_score(Build *build, const Study *study, const StudyScore *score);
/* What a swap tells of its group and table. */
void study_check_swap(Build *build, const Study *study, const StudySwap *swap);
/* Of an outcome whose form is known. Weeks of a wait become days. */
void study_check_margin(Build *build, StudyOutcome *outcome);
void study_check_other_rule(Build *build, const StudyOutcome *outcome);
/* Of shares that are no outcome. */
void study_check_share_margin(Build *build, const Study *study);

#endif
