/* The table that tools/compile_catalogue.py makes of catalogue/text/labels.yaml. Private to the
   study room. */
#ifndef UK_STUDY_LABELS_TABLE_H
#define UK_STUDY_LABELS_TABLE_H

#include "study/column_names.h"
#include "study/labels.h"

/* Which end of an order a label names; the values are in order from worst off to best off. */
typedef enum LabelSide {
    LABEL_WORST = -2,
    LABEL_WORSE = -1,
    LABEL_NO_SIDE = 0,
    LABEL_BETTER = 1,
    LABEL_BEST = 2
} LabelSide;

/* `meaning` is a NotRecorded, a LabelSide or a NameTopic, by the list it stands in. */
typedef struct LabelWord {
    Str text;
    int meaning;
} LabelWord;

typedef struct LabelWords {
    const LabelWord *items;
    size_t count;
} LabelWords;

typedef struct LabelList {
    const Str *items;
    size_t count;
} LabelList;

typedef struct LabelLists {
    const LabelList *items;
    size_t count;
} LabelLists;

typedef struct LabelTable {
    LabelList missing;
    size_t missing_longest; /* bytes */
    LabelList suppressed_markers;
    LabelList suppressed_below;
    LabelList suppressed_at_most;
    LabelList suppressed_between;
    int64_t suppressed_most;
    LabelWords not_recorded;
    LabelList about; /* longest first */
    LabelList totals;
    LabelList person_names;
    LabelList person_who;
    LabelList person_id;
    LabelList person_after;
    LabelList sensitive; /* names of columns, here and below */
    LabelWords topics;
    LabelWords whole_topics;
    LabelWords sides;
    LabelLists sequences; /* worst off first */
} LabelTable;

extern const LabelTable LABEL_TABLE;

#endif
