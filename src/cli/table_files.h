/* The files that are one table of a study: named, listed, or all that fit a pattern. */
#ifndef UK_CLI_TABLE_FILES_H
#define UK_CLI_TABLE_FILES_H

#include "study/study.h"

typedef struct TableFiles {
    Str name;            /* of all of them, for messages: the path or pattern; "a.csv and 2 more" */
    Str shown;           /* for reports, without folders: "a.csv", "letters-*.csv (12 files)" */
    StrSpan paths;       /* at least one */
    const Place *places; /* where the study names each of them */
    const StudyText **by; /* and in which words: a name or a pattern */
} TableFiles;

/* The table's files in the order of its list, those of a pattern in the order of their names, byte
   by byte. In the last part of a path * stands for any text and ? for one character; names that
   begin with a dot fit only a pattern that does, and folders none. Notes a pattern that no file
   fits (with the folder and near names), one in a folder's name, and a file that is named twice. */
Status table_files_find(Context *context, const Study *study, const StudyTable *table,
                        TableFiles *out) UK_MUST_USE;

/* The same of the one file that a look-up names. */
Status table_file_named(Context *context, const Study *study, const StudyText *name,
                        TableFiles *out) UK_MUST_USE;

#endif
