/* The files that a study names, however each is spelled: one that stands as two counts people
   twice, or is a slip. */
#ifndef UK_CLI_NAMED_FILES_H
#define UK_CLI_NAMED_FILES_H

#include "base/path.h"
#include "cli/table_files.h"

typedef struct NamedFile {
    FileIdentity identity;
    const StudyTable *table;
    const StudyLookUp *look_up; /* NULL: the file is the table's own */
    const StudyText *by;        /* the name or pattern that it came by */
} NamedFile;

/* Begins as {0}. */
typedef struct NamedFiles {
    NamedFile *items;
    size_t count;
    size_t capacity;
} NamedFiles;

/* The files of a table (`look_up` NULL), or that of its look-up. Notes one that is named already,
   at its own place and with the first: also through links and other folders. What is the same to
   the letter was told by the study's reader, and two paths in one list by table_files_find. */
Status named_files_add(Context *context, NamedFiles *named, const StudyTable *table,
                       const StudyLookUp *look_up, const TableFiles *files) UK_MUST_USE;

#endif
