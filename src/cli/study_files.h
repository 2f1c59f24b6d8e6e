/* The files a study names: where they are, and the heads of their columns. */
#ifndef UK_CLI_STUDY_FILES_H
#define UK_CLI_STUDY_FILES_H

#include "engine/source.h"
#include "study/study.h"

/* Reads the study file at `path`. Notes what is wrong with the file itself (missing, a folder, too
   large) or with what stands in it. */
Status study_file_read(Context *context, Str path, Study *out) UK_MUST_USE;

/* The path of a file that stands as `name` in the study: relative to the study's folder unless it
   begins with "/". */
Status study_file_path(Context *context, const Study *study, Str name, Str *out) UK_MUST_USE;

/* How a table's files are read; `look_up`: another file of the table, else NULL. What is missing in
   the table is missing in the files that it is looked up in. */
Status study_file_options(Context *context, const StudyTable *table, const StudyLookUp *look_up,
                          ReadOptions *out) UK_MUST_USE;

/* The heads of every file of every table, in the order of study->tables. Files that cannot be read
   are noted, at their place in the study; nothing is asked of their columns then. Fails at once
   where memory is spent or the machine is at fault. */
Status study_files_heads(Context *context, const Study *study, StudyColumns **out) UK_MUST_USE;

#endif
